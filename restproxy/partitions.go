package restproxy

import (
	"context"
	"iter"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListPartitions returns the partitions of a topic in their order. A topic that
// does not exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListPartitions(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]Partition, error) {
	return list(ctx, c.client, newListPartitionsRequest(c.id, topic), opts)
}

// Partitions iterates over the partitions of ListPartitions, page by page where
// the service has pages. An error ends the iteration. The sequence can be
// ranged over again and then asks anew.
func (c *Cluster) Partitions(ctx context.Context, topic string, opts ...kafkarest.CallOption) iter.Seq2[Partition, error] {
	return each(ctx, c.client, newListPartitionsRequest(c.id, topic), opts)
}

// GetPartition returns a partition. A topic or a partition that does not exist
// is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetPartition(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) (*Partition, error) {
	return rest.Fetch(ctx, c.client.rest, newGetPartitionRequest(c.id, topic, partition), opts)
}

// GetPartitionOffsets returns where a partition begins and ends. A topic or a
// partition that does not exist is [kafkarest.ErrNotFound]. From the Confluent
// REST Proxy for Apache Kafka.
func (c *Cluster) GetPartitionOffsets(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) (*PartitionOffsets, error) {
	return rest.Fetch(ctx, c.client.rest, newGetPartitionOffsetsRequest(c.id, topic, partition), opts)
}

// ListReplicas returns the replicas of a partition in the order in which they
// are preferred to lead. A topic or a partition that does not exist is
// [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListReplicas(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) ([]Replica, error) {
	return list(ctx, c.client, newListReplicasRequest(c.id, topic, partition), opts)
}

// GetReplica returns the replica of a partition on a broker. One that does not
// exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) GetReplica(ctx context.Context, topic string, partition, broker int32, opts ...kafkarest.CallOption) (*Replica, error) {
	return rest.Fetch(ctx, c.client.rest, newGetReplicaRequest(c.id, topic, partition, broker), opts)
}

// ListReassignments returns the reassignments of a topic in progress, sorted by
// partition; none for a topic that does not exist. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) ListReassignments(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]Reassignment, error) {
	return list(ctx, c.client, checkOne("topic", topic, newListReassignmentsRequest(c.id, topic)), opts)
}

// ListAllReassignments returns the reassignments in progress, sorted by topic
// and partition. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllReassignments(ctx context.Context, opts ...kafkarest.CallOption) ([]Reassignment, error) {
	return list(ctx, c.client, newListAllReassignmentsRequest(c.id), opts)
}

// GetReassignment returns the reassignment of a partition. A partition that is
// not being reassigned, or does not exist, is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetReassignment(ctx context.Context, topic string, partition int32, opts ...kafkarest.CallOption) (*Reassignment, error) {
	return rest.Fetch(ctx, c.client.rest, newGetReassignmentRequest(c.id, topic, partition), opts)
}
