package adminrest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// WaitForTopic waits until a topic can be read, as after CreateTopic. A missing
// topic is waited for, and so is a service that cannot be reached, is
// unavailable or asks for a slower pace. It ends with ctx, or after two minutes
// if ctx has no deadline, with an error that is [context.DeadlineExceeded] and
// has what came last; any other failure ends it at once.
func (c *Client) WaitForTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return c.waitForTopic(ctx, name, func(*Topic) error { return nil }, opts)
}

// waitForTopic waits until a topic can be read and lacks nothing.
func (c *Client) waitForTopic(ctx context.Context, name string, lacking func(*Topic) error, opts []kafkarest.CallOption) error {
	awaited := fmt.Sprintf("topic %q was there", name)
	return c.rest.Poll(ctx, "WaitForTopic", awaited, rest.Twice(func(ctx context.Context) (bool, error) {
		topic, err := c.GetTopic(ctx, name, opts...)
		if errors.Is(err, kafkarest.ErrNotFound) {
			return false, rest.NotYet(err)
		}
		if err != nil {
			return false, err
		}
		if err := lacking(topic); err != nil {
			return false, rest.NotYet(err)
		}
		return true, nil
	}))
}

// WaitForTopicGone waits until a topic can neither be read nor is listed, as
// after DeleteTopic. It ends as WaitForTopic does.
func (c *Client) WaitForTopicGone(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	awaited := fmt.Sprintf("topic %q was gone", name)
	return c.rest.Poll(ctx, "WaitForTopicGone", awaited, rest.Twice(func(ctx context.Context) (bool, error) {
		_, err := c.GetTopic(ctx, name, opts...)
		if !errors.Is(err, kafkarest.ErrNotFound) {
			return false, err
		}
		listed, err := c.ListTopics(ctx, &ListTopicsOptions{Filter: name}, opts...)
		return err == nil && !slices.ContainsFunc(listed, func(t Topic) bool { return t.Name == name }), err
	}))
}
