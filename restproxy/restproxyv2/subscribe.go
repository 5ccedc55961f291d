package restproxyv2

import (
	"context"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go"
)

// Subscribe makes the consumer read topics, whose partitions the group divides
// among its members. It replaces what the consumer is subscribed to; one that
// has partitions assigned has to Unsubscribe first. Topics need not exist.
// Records that were fetched before are yielded all the same. From the Confluent
// REST Proxy for Apache Kafka.
func (c *Consumer) Subscribe(ctx context.Context, topics []string, opts ...kafkarest.CallOption) error {
	if len(topics) == 0 {
		return c.refuse(ctx, &subscribeOperation, "there are no topics; Unsubscribe ends a subscription", opts)
	}
	if slices.ContainsFunc(topics, func(topic string) bool { return strings.TrimSpace(topic) == "" }) {
		return c.refuse(ctx, &subscribeOperation, "the name of a topic is blank", opts)
	}
	return c.readFrom(ctx, subscribeOperation.Name, reading{subscription: subscription{Topics: topics}}, opts)
}

// SubscribePattern makes the consumer read all topics whose whole name matches
// a regular expression of Java. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) SubscribePattern(ctx context.Context, pattern string, opts ...kafkarest.CallOption) error {
	if pattern == "" {
		return c.refuse(ctx, &subscribePatternOperation, "the pattern is empty", opts)
	}
	return c.readFrom(ctx, subscribePatternOperation.Name, reading{subscription: subscription{TopicPattern: pattern}}, opts)
}

// subscribePatternOperation is Subscribe by the other kind of subscription.
var subscribePatternOperation = renamed(subscribeOperation, "SubscribePattern")

// Assign makes the consumer read partitions, whatever other members of the
// group read. It replaces what is assigned to the consumer; one that is
// subscribed has to Unsubscribe first. Reading begins at the offset that the
// group has committed unless the consumer seeks another. From the Confluent
// REST Proxy for Apache Kafka.
func (c *Consumer) Assign(ctx context.Context, partitions []TopicPartition, opts ...kafkarest.CallOption) error {
	if len(partitions) == 0 {
		return c.refuse(ctx, &assignOperation, "there are no partitions; Unsubscribe ends an assignment", opts)
	}
	return c.readFrom(ctx, assignOperation.Name, reading{partitions: partitions}, opts)
}

// readFrom makes the consumer read something, and remembers what.
func (c *Consumer) readFrom(ctx context.Context, operation string, what reading, opts []kafkarest.CallOption) error {
	if err := c.begin(ctx, operation); err != nil {
		return err
	}
	defer c.end()
	return c.again(ctx, operation, func() error {
		var err error
		if len(what.partitions) > 0 {
			err = c.assign(ctx, what.partitions, opts)
		} else {
			err = c.subscribe(ctx, what.subscription, opts)
		}
		if err == nil {
			c.reads = what
		}
		return err
	})
}

func (c *Consumer) subscribe(ctx context.Context, what subscription, opts []kafkarest.CallOption) error {
	return send(ctx, c, newSubscribeRequest(c.group, c.instance, what), opts)
}

func (c *Consumer) assign(ctx context.Context, partitions []TopicPartition, opts []kafkarest.CallOption) error {
	return send(ctx, c, newAssignRequest(c.group, c.instance, partitionList{partitions}), opts)
}

// Unsubscribe ends the subscription of the consumer, or the assignment of
// partitions. Records that were fetched before are yielded all the same. From
// the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) Unsubscribe(ctx context.Context, opts ...kafkarest.CallOption) error {
	if err := c.begin(ctx, unsubscribeOperation.Name); err != nil {
		return err
	}
	defer c.end()
	return c.again(ctx, unsubscribeOperation.Name, func() error {
		err := send(ctx, c, newUnsubscribeRequest(c.group, c.instance), opts)
		if err == nil {
			c.reads = reading{}
		}
		return err
	})
}

// GetSubscription returns the topics that the consumer is subscribed to: with a
// pattern those that are known to match, and with the Strimzi bridge none
// before the first read. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) GetSubscription(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	if err := c.begin(ctx, getSubscriptionOperation.Name); err != nil {
		return nil, err
	}
	defer c.end()
	got, err := call(ctx, c, newGetSubscriptionRequest(c.group, c.instance), opts)
	if err != nil {
		return nil, err
	}
	return got.Topics, nil
}

// GetAssignments returns the partitions that the consumer reads: those that it
// was assigned, or that the group gave it, which are none before the first
// read. The Strimzi bridge does not have it: that is [errors.ErrUnsupported].
// From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) GetAssignments(ctx context.Context, opts ...kafkarest.CallOption) ([]TopicPartition, error) {
	if err := c.begin(ctx, getAssignmentsOperation.Name); err != nil {
		return nil, err
	}
	defer c.end()
	got, err := call(ctx, c, newGetAssignmentsRequest(c.group, c.instance), opts)
	if err != nil {
		return nil, err
	}
	return got.Partitions, nil
}
