package connect

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetServerInfo returns the version of the worker that is asked and the Kafka
// cluster that it uses, which other Connect clusters may use too. From Kafka
// Connect 101, Kafka Connect's REST API.
func (c *Client) GetServerInfo(ctx context.Context, opts ...kafkarest.CallOption) (*ServerInfo, error) {
	return rest.Fetch(ctx, c.rest, newGetServerInfoRequest(), opts)
}

// GetHealth returns whether the worker that is asked has started and its main
// loop turns. That it is starting or unhealthy is a result and no error; the
// worker takes up to 10 seconds to say so. It knows nothing of connectors and
// tasks. Workers have it since Kafka 3.9. From Kafka Connect's REST API.
func (c *Client) GetHealth(ctx context.Context, opts ...kafkarest.CallOption) (*Health, error) {
	return rest.Fetch(ctx, c.rest, newGetHealthRequest(), opts)
}
