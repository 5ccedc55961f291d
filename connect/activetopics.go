package connect

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetActiveTopics returns the topics that a connector has read or written
// since it was created or they were reset, in no order. A connector that does
// not exist has none. Workers that do not track topics answer
// [kafkarest.ErrForbidden]. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) GetActiveTopics(ctx context.Context, name string, opts ...kafkarest.CallOption) ([]string, error) {
	active, err := rest.Fetch(ctx, c.rest, check(c, name, newGetActiveTopicsRequest(name)), opts)
	if err != nil {
		return nil, err
	}
	return active[name].Topics, nil
}

// ResetActiveTopics forgets which topics a connector has read or written; one
// that it goes on with comes back with its next record. A connector that does
// not exist is no error. Workers that do not track topics, or do not let them
// be reset, answer [kafkarest.ErrForbidden]; each has a setting of its own for
// that. Workers have it since Kafka 2.5. From Kafka Connect's REST API.
func (c *Client) ResetActiveTopics(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, check(c, name, newResetActiveTopicsRequest(name)), opts)
}
