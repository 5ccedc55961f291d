package restproxy

import (
	"context"
	"errors"
	"fmt"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// WaitForTopic waits until a topic can be read, as after CreateTopic: brokers
// learn of it one after another, and a record for a topic that is not known yet
// can hold up the service for 60 seconds. A missing topic is waited for, and so
// is a service that cannot be reached, is unavailable or asks for a slower pace.
// It ends with ctx, or after two minutes if ctx has no deadline, with an error
// that is [context.DeadlineExceeded] and has what came last; any other failure
// ends it at once.
func (c *Cluster) WaitForTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return c.waitForTopic(ctx, "WaitForTopic", name, func(*Topic) (bool, error) { return true, nil }, opts)
}

// waitForTopic waits until a topic can be read and is ready. Why it is not is an
// error that is rest.NotYet.
func (c *Cluster) waitForTopic(ctx context.Context, operation, name string, ready func(*Topic) (bool, error), opts []kafkarest.CallOption) error {
	awaited := fmt.Sprintf("topic %q was there", name)
	return c.client.rest.Poll(ctx, operation, awaited, rest.Twice(func(ctx context.Context) (bool, error) {
		topic, err := c.GetTopic(ctx, name, nil, opts...)
		if errors.Is(err, kafkarest.ErrNotFound) {
			return false, rest.NotYet(err)
		}
		if err != nil {
			return false, err
		}
		return ready(topic)
	}))
}

// WaitForTopicGone waits until a topic cannot be read, as after DeleteTopic. It
// ends as WaitForTopic does.
func (c *Cluster) WaitForTopicGone(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	awaited := fmt.Sprintf("topic %q was gone", name)
	return c.client.rest.Poll(ctx, "WaitForTopicGone", awaited, rest.Twice(func(ctx context.Context) (bool, error) {
		_, err := c.GetTopic(ctx, name, nil, opts...)
		if errors.Is(err, kafkarest.ErrNotFound) {
			return true, nil
		}
		return false, err
	}))
}
