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
// is a service that cannot be reached, is unavailable or asks for a slower
// pace. It ends with ctx, or after two minutes if ctx has no deadline, with an
// error that is [context.DeadlineExceeded] and has what came last; any other
// failure ends it at once.
func (c *Cluster) WaitForTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return c.waitForTopic(ctx, name, func(*Topic) error { return nil }, opts)
}

// waitForTopic waits until a topic can be read and lacks nothing.
func (c *Cluster) waitForTopic(ctx context.Context, name string, lacking func(*Topic) error, opts []kafkarest.CallOption) error {
	awaited := fmt.Sprintf("topic %q was there", name)
	return c.client.rest.Poll(ctx, "WaitForTopic", awaited, rest.Twice(func(ctx context.Context) (bool, error) {
		topic, err := c.GetTopic(ctx, name, nil, opts...)
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

// WaitForBrokerTask waits until a task of a broker has succeeded, and returns
// it, as it was last seen if the wait ends before. One that fails ends the wait
// with a *[BrokerTaskFailedError]; one that is not there yet is waited for. The
// task is the one that was reported last: right after another call it can be
// that from before.
//
// It waits and ends as WaitForTopic does. To move the partitions of a broker
// can take hours: give ctx a deadline to match, without one the wait ends after
// two minutes. A proxy that does not have the operation answers as for a task
// that is not there, and is waited for too.
func (c *Cluster) WaitForBrokerTask(ctx context.Context, broker int32, taskType BrokerTaskType, opts ...kafkarest.CallOption) (*BrokerTask, error) {
	awaited := fmt.Sprintf("task %s of broker %d had succeeded", taskType, broker)
	get := func(ctx context.Context) (*BrokerTask, error) { return c.GetBrokerTask(ctx, broker, taskType, opts...) }
	return rest.Await(ctx, c.client.rest, "WaitForBrokerTask", awaited, get, func(task *BrokerTask) (bool, error) {
		if task.Status == BrokerTaskStatusFailed {
			return false, &BrokerTaskFailedError{Task: *task}
		}
		return task.Status == BrokerTaskStatusSuccess, rest.NotYet(fmt.Errorf("it was last seen %s", task.Status))
	})
}

// WaitForMirrorTopic waits until a mirror topic has a status, such as
// MirrorTopicStatusActive after CreateMirrorTopic or MirrorTopicStatusStopped
// after PromoteMirrorTopics, and returns it, as it was last seen if the wait
// ends before. One that fails ends the wait with a *[MirrorTopicFailedError],
// unless that is what is waited for; one that is not there yet is waited for.
//
// It waits and ends as WaitForTopic does.
func (c *Cluster) WaitForMirrorTopic(ctx context.Context, link, mirror string, status MirrorTopicStatus, opts ...kafkarest.CallOption) (*MirrorTopic, error) {
	awaited := fmt.Sprintf("mirror topic %q was %s", mirror, status)
	get := func(ctx context.Context) (*MirrorTopic, error) {
		return c.GetMirrorTopic(ctx, link, mirror, nil, opts...)
	}
	return rest.Await(ctx, c.client.rest, "WaitForMirrorTopic", awaited, get, func(topic *MirrorTopic) (bool, error) {
		if topic.Status == MirrorTopicStatusFailed && status != MirrorTopicStatusFailed {
			return false, &MirrorTopicFailedError{MirrorTopic: *topic}
		}
		return topic.Status == status, rest.NotYet(fmt.Errorf("it was last seen %s", topic.Status))
	})
}
