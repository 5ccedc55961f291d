package adminrest

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Alive returns nil if the service answers. From the IBM Event Streams
// Administration REST API.
func (c *Client) Alive(ctx context.Context, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, newAliveRequest(), opts)
}

// GetStatus returns how well the instance works. From the IBM Event Streams
// Administration REST API.
func (c *Client) GetStatus(ctx context.Context, opts ...kafkarest.CallOption) (*InstanceStatus, error) {
	return rest.Fetch(ctx, c.rest, newGetStatusRequest(), opts)
}
