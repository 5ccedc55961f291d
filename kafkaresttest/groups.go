package kafkaresttest

import (
	"cmp"
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// consumerGroup is a group as Kafka describes it, of the older protocol or the
// newer. Its state is in Kafka's words, such as PreparingRebalance.
type consumerGroup struct {
	id, state, assignor, kind string
	simple, mixed             bool
	coordinator               int32
	members                   []consumer
}

type consumer struct {
	id, client, host string
	instance         *string
	assigned         kadm.TopicsSet
}

// consumerGroup describes a group. Kafka describes one of the newer protocol in
// an answer of its own, which tells other groups apart; a broker that does not
// know that protocol fails.
func (k *kafka) consumerGroup(ctx context.Context, id string) (consumerGroup, error) {
	var group consumerGroup
	err := retryCoordinator(ctx, func() (err error) {
		if group, err = k.newerGroup(ctx, id); err != nil {
			group, err = k.classicGroup(ctx, id)
		}
		return err
	})
	return group, err
}

func (k *kafka) newerGroup(ctx context.Context, id string) (consumerGroup, error) {
	request := kmsg.NewPtrConsumerGroupDescribeRequest()
	request.Groups = []string{id}
	shard := k.client.RequestSharded(ctx, request)[0] // of the group's coordinator
	if shard.Err != nil {
		return consumerGroup{}, shard.Err
	}
	groups := shard.Resp.(*kmsg.ConsumerGroupDescribeResponse).Groups
	if len(groups) == 0 {
		return consumerGroup{}, kerr.GroupIDNotFound
	}
	d := groups[0]
	if err := kerr.ErrorForCode(d.ErrorCode); err != nil {
		return consumerGroup{}, err
	}
	group := consumerGroup{id: id, state: d.State, assignor: d.AssignorName, kind: "CONSUMER", coordinator: shard.Meta.NodeID}
	for _, m := range d.Members {
		assigned := make(kadm.TopicsSet)
		for _, topic := range m.Assignment.TopicPartitions {
			name, err := k.topicName(ctx, topic.Topic, topic.TopicID)
			if err != nil {
				return consumerGroup{}, err
			}
			assigned.Add(name, topic.Partitions...)
		}
		group.mixed = group.mixed || m.MemberType == 0
		group.members = append(group.members, consumer{m.MemberID, m.ClientID, m.ClientHost, m.InstanceID, assigned})
	}
	return group, nil
}

// topicName returns the name of an assigned topic, which the embedded cluster
// knows by its ID alone.
func (k *kafka) topicName(ctx context.Context, name string, id kadm.TopicID) (string, error) {
	if name != "" {
		return name, nil
	}
	topics, err := k.ListTopicsWithInternal(ctx)
	if err != nil {
		return "", err
	}
	for name, known := range topics {
		if known.ID == id {
			return name, nil
		}
	}
	return "", kerr.UnknownTopicID
}

func (k *kafka) classicGroup(ctx context.Context, id string) (consumerGroup, error) {
	described, err := k.DescribeGroups(ctx, id)
	if err != nil {
		return consumerGroup{}, err
	}
	d, ok := described[id]
	switch {
	case !ok || d.State == "Dead": // how brokers before 4.0 say that there is none
		return consumerGroup{}, kerr.GroupIDNotFound
	case d.Err != nil:
		return consumerGroup{}, d.Err
	}
	group := consumerGroup{
		id: id, state: d.State, assignor: d.Protocol, kind: "CLASSIC",
		simple: d.ProtocolType == "", coordinator: d.Coordinator.NodeID,
	}
	for _, m := range d.Members {
		assigned := make(kadm.TopicsSet)
		if assignment, ok := m.Assigned.AsConsumer(); ok {
			for _, topic := range assignment.Topics {
				assigned.Add(topic.Topic, topic.Partitions...)
			}
		}
		group.members = append(group.members, consumer{m.MemberID, m.ClientID, m.ClientHost, m.InstanceID, assigned})
	}
	return group, nil
}

// topicPartition is a partition as several APIs have it in their JSON.
type topicPartition struct {
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
}

func (tp topicPartition) String() string { return fmt.Sprintf("%s-%d", tp.Topic, tp.Partition) }

func comparePartitions(x, y topicPartition) int {
	return cmp.Or(cmp.Compare(x.Topic, y.Topic), cmp.Compare(x.Partition, y.Partition))
}
