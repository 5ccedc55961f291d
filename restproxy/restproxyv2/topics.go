package restproxyv2

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTopics returns the names of the topics, in no order. Internal topics are
// left out, except by Karapace. From the Confluent REST Proxy for Apache Kafka.
func (c *Client) ListTopics(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return rest.Fetch(ctx, c.rest, newListTopicsRequest(), opts)
}

// GetTopic returns a topic with its configs and partitions. One that does not
// exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Client) GetTopic(ctx context.Context, topic string, opts ...kafkarest.CallOption) (*Topic, error) {
	return rest.Fetch(ctx, c.rest, newGetTopicRequest(topic), opts)
}

// ListPartitions returns the partitions of a topic. One that does not exist is
// [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Client) ListPartitions(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]Partition, error) {
	return rest.Fetch(ctx, c.rest, newListPartitionsRequest(topic), opts)
}

// GetPartition returns a partition of a topic. A topic or a partition that does
// not exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Client) GetPartition(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) (*Partition, error) {
	return rest.Fetch(ctx, c.rest, newGetPartitionRequest(topic, partition), opts)
}

// GetPartitionOffsets returns the offsets at which a partition begins and ends.
// Errors are those of GetPartition. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Client) GetPartitionOffsets(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) (*PartitionOffsets, error) {
	return rest.Fetch(ctx, c.rest, newGetPartitionOffsetsRequest(topic, partition), opts)
}
