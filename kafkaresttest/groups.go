package kafkaresttest

import (
	"cmp"
	"context"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
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

// consumerGroup describes a group. Kafka describes one of the newer protocol in an
// answer of its own, which tells other groups apart; a broker that does not know
// that protocol fails.
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
	described, err := k.DescribeConsumerGroups(ctx, id)
	if err != nil {
		return consumerGroup{}, err
	}
	d, ok := described[id]
	if !ok || d.Err != nil {
		return consumerGroup{}, cmp.Or[error](d.Err, kerr.GroupIDNotFound)
	}
	group := consumerGroup{id: id, state: d.State, assignor: d.AssignorName, kind: "CONSUMER", coordinator: d.Coordinator.NodeID}
	for _, m := range d.Members {
		group.mixed = group.mixed || m.MemberType == 0
		group.members = append(group.members, consumer{m.MemberID, m.ClientID, m.ClientHost, m.InstanceID, m.Assignment})
	}
	return group, nil
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
