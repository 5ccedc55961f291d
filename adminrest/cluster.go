package adminrest

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetCluster returns the cluster's identifier, controller and brokers. From
// the IBM Event Streams Administration REST API.
func (c *Client) GetCluster(ctx context.Context, opts ...kafkarest.CallOption) (*Cluster, error) {
	return rest.Fetch(ctx, c.rest, newGetClusterRequest(), opts)
}
