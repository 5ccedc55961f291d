package restproxy

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListClusters returns the clusters that the service knows, which is one for a
// proxy of one's own. Confluent Cloud does not have it. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Client) ListClusters(ctx context.Context, opts ...kafkarest.CallOption) ([]ClusterInfo, error) {
	return list(ctx, c, rest.Request[*page[ClusterInfo]](newListClustersRequest()), opts)
}

// GetCluster returns a cluster with links to what it has. One that the service
// does not know is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Client) GetCluster(ctx context.Context, id string, opts ...kafkarest.CallOption) (*ClusterInfo, error) {
	return rest.Fetch(ctx, c.rest, newGetClusterRequest(id), opts)
}

// A Cluster is a Kafka cluster as the service reaches it. It is safe for
// concurrent use.
type Cluster struct {
	client *Client
	id     string
}

// Cluster returns the cluster of an identifier. It sends nothing: whether the
// cluster is there is seen by the calls on it.
func (c *Client) Cluster(id string) *Cluster { return &Cluster{client: c, id: id} }

// ID is the identifier of the cluster.
func (c *Cluster) ID() string { return c.id }

// Format writes the identifier, whatever the verb, and no credentials.
func (c Cluster) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "restproxy.Cluster("+c.id+")") }

// A DefaultClusterError is the cause in the error of DefaultCluster where the
// service does not know exactly one cluster.
type DefaultClusterError struct {
	// ClusterIDs are the clusters that it knows.
	ClusterIDs []string
}

// Error names the clusters.
func (e *DefaultClusterError) Error() string {
	if len(e.ClusterIDs) == 0 {
		return "the service knows no cluster"
	}
	return fmt.Sprintf("the service knows %d clusters, of which one has to be chosen: %s", len(e.ClusterIDs), strings.Join(e.ClusterIDs, ", "))
}

// DefaultCluster returns the only cluster that the service knows. It asks once
// and then remembers it; calls at the same time ask once together. None or
// several are an error that has a *[DefaultClusterError] and is not remembered,
// like any other failure. In Confluent Cloud use Cluster: it does not list
// clusters.
func (c *Client) DefaultCluster(ctx context.Context, opts ...kafkarest.CallOption) (*Cluster, error) {
	var cluster *Cluster
	select {
	case cluster = <-c.defaultCluster:
	case <-ctx.Done():
		return nil, &kafkarest.Error{API: api.Name, Operation: "DefaultCluster", Message: "another call is asking", Err: ctx.Err()}
	}
	defer func() { c.defaultCluster <- cluster }()
	if cluster != nil {
		return cluster, nil
	}
	clusters, err := c.ListClusters(ctx, opts...)
	if err != nil {
		return nil, err
	}
	if len(clusters) != 1 {
		cause := &DefaultClusterError{ClusterIDs: []string{}}
		for _, info := range clusters {
			cause.ClusterIDs = append(cause.ClusterIDs, info.ClusterID)
		}
		return nil, &kafkarest.Error{API: api.Name, Operation: "DefaultCluster", Err: cause}
	}
	cluster = c.Cluster(clusters[0].ClusterID)
	return cluster, nil
}
