package restproxy

import (
	"context"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// ListTopicReplicaStatuses returns how far each replica of a topic is. A topic
// that does not exist is [kafkarest.ErrNotFound]. Confluent Server only: from
// what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListTopicReplicaStatuses(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]ReplicaStatus, error) {
	return list(ctx, c.client, checkOne("topic", topic, newListTopicReplicaStatusesRequest(c.id, topic)), opts)
}

// ListPartitionReplicaStatuses returns how far each replica of a partition is.
// A topic that does not exist is [kafkarest.ErrNotFound]. Confluent Server
// only: from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListPartitionReplicaStatuses(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) ([]ReplicaStatus, error) {
	return list(ctx, c.client, newListPartitionReplicaStatusesRequest(c.id, topic, partition), opts)
}

// ListAllReplicaStatuses returns how far each replica of each partition is.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListAllReplicaStatuses(ctx context.Context, opts ...kafkarest.CallOption) ([]ReplicaStatus, error) {
	return list(ctx, c.client, newListAllReplicaStatusesRequest(c.id), opts)
}

// LastCaughtUp is when the replica last had what the leader has, the zero time
// if it never had.
func (s ReplicaStatus) LastCaughtUp() time.Time { return timeOf(s.LastCaughtUpTimeMs) }

// LastFetch is when the replica last fetched from the leader, the zero time if
// it never has.
func (s ReplicaStatus) LastFetch() time.Time { return timeOf(s.LastFetchTimeMs) }

// timeOf is the time of so many milliseconds since 1970, the zero time for
// none.
func timeOf(ms int64) time.Time {
	if ms <= 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
