package restproxy

import (
	"context"
	"iter"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListConsumerGroups returns the consumer groups that the caller may describe.
// From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListConsumerGroups(ctx context.Context, opts ...kafkarest.CallOption) ([]ConsumerGroup, error) {
	return list(ctx, c.client, newListConsumerGroupsRequest(c.id), opts)
}

// ConsumerGroups iterates over the groups of ListConsumerGroups, page by page
// where the service has pages. An error ends the iteration. The sequence can be
// ranged over again and then asks anew.
func (c *Cluster) ConsumerGroups(ctx context.Context, opts ...kafkarest.CallOption) iter.Seq2[ConsumerGroup, error] {
	return each(ctx, c.client, newListConsumerGroupsRequest(c.id), opts)
}

// GetConsumerGroup returns a consumer group. One that does not exist, or that
// the caller may not describe, is [kafkarest.ErrNotFound]. A group whose name
// holds a backslash cannot be reached. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) GetConsumerGroup(ctx context.Context, group string, opts ...kafkarest.CallOption) (*ConsumerGroup, error) {
	return rest.Fetch(ctx, c.client.rest, newGetConsumerGroupRequest(c.id, group), opts)
}

// GetConsumerGroupLagSummary returns how far a consumer group is behind at most
// and in all. Both leave out partitions for which it has not committed an
// offset. A group that does not exist, that the caller may not describe or that
// has committed no offset at all is [kafkarest.ErrNotFound]. Confluent Cloud has
// it on dedicated clusters. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetConsumerGroupLagSummary(ctx context.Context, group string, opts ...kafkarest.CallOption) (*ConsumerGroupLagSummary, error) {
	return rest.Fetch(ctx, c.client.rest, newGetConsumerGroupLagSummaryRequest(c.id, group), opts)
}

// ListConsumerLags returns how far a consumer group is behind in each partition
// for which it has committed an offset, the largest lag first. Errors are those
// of GetConsumerGroupLagSummary. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) ListConsumerLags(ctx context.Context, group string, opts ...kafkarest.CallOption) ([]ConsumerLag, error) {
	return list(ctx, c.client, newListConsumerLagsRequest(c.id, group), opts)
}

// ConsumerLags iterates over the lags of ListConsumerLags, page by page where
// the service has pages. An error ends the iteration. The sequence can be
// ranged over again and then asks anew.
func (c *Cluster) ConsumerLags(ctx context.Context, group string, opts ...kafkarest.CallOption) iter.Seq2[ConsumerLag, error] {
	return each(ctx, c.client, newListConsumerLagsRequest(c.id, group), opts)
}

// GetConsumerLag returns how far a consumer group is behind in a partition. A
// partition for which it has committed no offset is [kafkarest.ErrNotFound].
// From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetConsumerLag(ctx context.Context, group, topic string, partition int32, opts ...kafkarest.CallOption) (*ConsumerLag, error) {
	return rest.Fetch(ctx, c.client.rest, newGetConsumerLagRequest(c.id, group, topic, partition), opts)
}

// ListConsumers returns the members of a consumer group. A group that does not
// exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) ListConsumers(ctx context.Context, group string, opts ...kafkarest.CallOption) ([]Consumer, error) {
	return list(ctx, c.client, newListConsumersRequest(c.id, group), opts)
}

// GetConsumer returns a member of a consumer group by the identifier that the
// group gave it. One that does not exist is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetConsumer(ctx context.Context, group, consumer string, opts ...kafkarest.CallOption) (*Consumer, error) {
	return rest.Fetch(ctx, c.client.rest, newGetConsumerRequest(c.id, group, consumer), opts)
}

// ListConsumerAssignments returns the partitions that a member of a consumer
// group reads, sorted. Errors are those of GetConsumer. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) ListConsumerAssignments(ctx context.Context, group, consumer string, opts ...kafkarest.CallOption) ([]ConsumerAssignment, error) {
	return list(ctx, c.client, newListConsumerAssignmentsRequest(c.id, group, consumer), opts)
}

// GetConsumerAssignment returns a partition that a member of a consumer group
// reads. One that it does not read is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetConsumerAssignment(ctx context.Context, group, consumer, topic string, partition int32, opts ...kafkarest.CallOption) (*ConsumerAssignment, error) {
	return rest.Fetch(ctx, c.client.rest, newGetConsumerAssignmentRequest(c.id, group, consumer, topic, partition), opts)
}

// UnmarshalJSON reads the link to the members by either of its names.
func (g *ConsumerGroup) UnmarshalJSON(text []byte) error {
	type plain ConsumerGroup
	read := struct {
		plain
		Consumer Related `json:"consumer"`
	}{}
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*g = ConsumerGroup(read.plain)
	if g.Consumers.URL == "" {
		g.Consumers = read.Consumer
	}
	return nil
}
