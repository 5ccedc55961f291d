package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
)

// ListDefaultTopicConfigs returns the configs that a new topic of this name
// would have. Confluent Server only: from what it adds to the Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) ListDefaultTopicConfigs(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]TopicConfig, error) {
	return list(ctx, c.client, newListDefaultTopicConfigsRequest(c.id, topic), opts)
}
