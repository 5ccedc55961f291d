package restproxy

import (
	"context"
	"fmt"
	"io"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListClusters returns the clusters that the service knows, which is one for a
// proxy of one's own. Confluent Cloud does not have it. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Client) ListClusters(ctx context.Context, opts ...kafkarest.CallOption) ([]ClusterInfo, error) {
	return list(ctx, c, newListClustersRequest(), opts)
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
// cluster is there is seen by the calls on it. Those that write records,
// [Cluster.ProduceOne], [Cluster.ProduceBatch] and a [Producer], are an
// exception: an open-source proxy does not look at the identifier then, and
// writes to the only cluster that it has. [Client.GetCluster] checks an
// identifier.
func (c *Client) Cluster(id string) *Cluster { return &Cluster{client: c, id: id} }

// ID is the identifier of the cluster.
func (c *Cluster) ID() string { return c.id }

// Format writes the identifier, whatever the verb, and no credentials.
func (c Cluster) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "restproxy.Cluster("+c.id+")") }
