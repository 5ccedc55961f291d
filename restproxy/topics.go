package restproxy

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTopicsOptions are the optional inputs of ListTopics and Topics.
type ListTopicsOptions struct {
	// AuthorizedOperations asks for what the caller may do with each topic.
	AuthorizedOperations bool
}

// ListTopics returns the topics, sorted by name. Kafka's own are not among
// them, and neither are those that the caller may not describe: without any
// rights the list is empty. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListTopics(ctx context.Context, options *ListTopicsOptions, opts ...kafkarest.CallOption) ([]Topic, error) {
	return list(ctx, c.client, c.listTopics(options), opts)
}

// Topics iterates over the topics of ListTopics, page by page where the service
// has pages. An error ends the iteration. The sequence can be ranged over again
// and then asks anew.
func (c *Cluster) Topics(ctx context.Context, options *ListTopicsOptions, opts ...kafkarest.CallOption) iter.Seq2[Topic, error] {
	return each(ctx, c.client, c.listTopics(options), opts)
}

func (c *Cluster) listTopics(options *ListTopicsOptions) rest.Request[*topicList] {
	authorized := rest.ValueOf(options).AuthorizedOperations
	// Proxies know one spelling, their description the other.
	query := listTopicsQuery{IncludeAuthorizedOperations: authorized, AuthorizedOperations: authorized}
	return newListTopicsRequest(c.id, query)
}

// GetTopicOptions are the optional inputs of GetTopic.
type GetTopicOptions struct {
	// AuthorizedOperations asks for what the caller may do with the topic.
	AuthorizedOperations bool
}

// GetTopic returns a topic, Kafka's own included. One that does not exist is
// [kafkarest.ErrNotFound], one that the caller may not describe
// [kafkarest.ErrForbidden] whether it exists or not, a name that Kafka forbids
// [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetTopic(ctx context.Context, name string, options *GetTopicOptions, opts ...kafkarest.CallOption) (*Topic, error) {
	query := getTopicQuery{IncludeAuthorizedOperations: rest.ValueOf(options).AuthorizedOperations}
	return rest.Fetch(ctx, c.client.rest, newGetTopicRequest(c.id, name, query), opts)
}

// CreateTopicOptions are the optional inputs of CreateTopic.
type CreateTopicOptions struct {
	// Partitions is the number of partitions. Zero is the cluster's default.
	Partitions int32
	// ReplicationFactor is the number of replicas of each partition. Zero is
	// the cluster's default.
	ReplicationFactor int32
	// ReplicasAssignments are the brokers of each partition, from 0 on without
	// a gap, the first of them preferred to lead. They exclude Partitions and
	// ReplicationFactor, which follow from them.
	ReplicasAssignments map[int32][]int32
	// Configs are the configs that differ from the cluster's defaults, by
	// Kafka's names, such as "retention.ms": "3600000".
	Configs map[string]string
	// ValidateOnly creates nothing and returns the topic as it would be.
	ValidateOnly bool
}

// flaw is what is wrong with the options, empty if nothing is.
func (o CreateTopicOptions) flaw() string {
	switch {
	case o.Partitions < 0:
		return "Partitions is negative"
	case o.ReplicationFactor < 0:
		return "ReplicationFactor is negative"
	case len(o.ReplicasAssignments) > 0 && (o.Partitions != 0 || o.ReplicationFactor != 0):
		return "ReplicasAssignments excludes Partitions and ReplicationFactor, which the service would ignore"
	}
	for partition := range int32(len(o.ReplicasAssignments)) {
		if len(o.ReplicasAssignments[partition]) == 0 {
			return fmt.Sprintf("ReplicasAssignments has no broker for partition %d of %d", partition, len(o.ReplicasAssignments))
		}
	}
	return ""
}

// CreateTopic creates a topic and returns it. For a moment it may not be found
// yet; WaitForTopic waits until it can be read.
//
// A name that is taken is [kafkarest.ErrAlreadyExists] and
// kerr.TopicAlreadyExists. The proxy gives it the code of everything that Kafka
// refuses, so that it is told by the English text of Kafka's error: where that
// is another it is [kafkarest.ErrInvalid], like a config or a number that Kafka
// does not take. Brokers that do not exist are [CodeKafkaFailed]. A call that
// ends without an answer says that its outcome is unknown; it is not sent
// again. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) CreateTopic(ctx context.Context, name string, options *CreateTopicOptions, opts ...kafkarest.CallOption) (*Topic, error) {
	o := rest.ValueOf(options)
	body := createTopicBody{TopicName: name, PartitionsCount: o.Partitions, ReplicationFactor: o.ReplicationFactor, Configs: newConfigs(o.Configs), ValidateOnly: o.ValidateOnly}
	if len(o.ReplicasAssignments) > 0 {
		body.ReplicasAssignments = make(replicasAssignments, len(o.ReplicasAssignments))
		for partition, brokers := range o.ReplicasAssignments {
			body.ReplicasAssignments[strconv.FormatInt(int64(partition), 10)] = brokers
		}
	}
	r := newCreateTopicRequest(c.id, body)
	hideConfigs(&r, o.Configs)
	if name == "" {
		r.Refuse("the name of the topic is empty")
	}
	r.Refuse(o.flaw())
	return rest.Fetch(ctx, c.client.rest, r, opts)
}

// UpdatePartitionCount adds partitions to a topic, so that it has the given
// number in all, and returns the topic. A number that is not larger than before
// is [kafkarest.ErrInvalid]. Proxies look at the cluster last: that of another
// identifier is [kafkarest.ErrNotFound], but the topic of their own cluster has
// been changed. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UpdatePartitionCount(ctx context.Context, topic string, partitions int32, opts ...kafkarest.CallOption) (*Topic, error) {
	body := updatePartitionCountBody{PartitionsCount: partitions}
	return rest.Fetch(ctx, c.client.rest, newUpdatePartitionCountRequest(c.id, topic, body), opts)
}

// DeleteTopic deletes a topic with its records. For a moment it may still be
// read and listed; WaitForTopicGone waits until it cannot be read. A topic that
// does not exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) DeleteTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newDeleteTopicRequest(c.id, name), opts)
}
