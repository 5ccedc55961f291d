package kafkaresttest

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/twmb/franz-go/pkg/kerr"
)

type restProxyGroup struct {
	resource             `json:",inline"`
	ClusterID            string  `json:"cluster_id"`
	ConsumerGroupID      string  `json:"consumer_group_id"`
	IsSimple             bool    `json:"is_simple"`
	PartitionAssignor    string  `json:"partition_assignor"`
	State                string  `json:"state"`
	Type                 string  `json:"type"`
	IsMixedConsumerGroup bool    `json:"is_mixed_consumer_group"`
	Coordinator          related `json:"coordinator"`
	Consumers            related `json:"consumers"`
	LagSummary           related `json:"lag_summary"`
}

func newRESTProxyGroup(l clusterLinks, group consumerGroup) restProxyGroup {
	return restProxyGroup{
		resource:             l.resource("KafkaConsumerGroup", l.group(group.id), "consumer-group", group.id),
		ClusterID:            l.id,
		ConsumerGroupID:      group.id,
		IsSimple:             group.simple,
		PartitionAssignor:    group.assignor,
		State:                upperSnake(group.state),
		Type:                 group.kind,
		IsMixedConsumerGroup: group.mixed,
		Coordinator:          l.to("brokers", decimal(group.coordinator)),
		Consumers:            related{l.group(group.id, "consumers")},
		LagSummary:           related{l.group(group.id, "lag-summary")},
	}
}

// group returns the URL of a consumer group, or of what is below it.
func (l clusterLinks) group(id string, below ...string) string {
	return l.self(append([]string{"consumer-groups", id}, below...)...)
}

// upperSnake writes a state of Kafka's, such as PreparingRebalance, as the
// proxy does.
func upperSnake(state string) string {
	var b strings.Builder
	for i, letter := range state {
		if i > 0 && unicode.IsUpper(letter) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(letter))
	}
	return b.String()
}

// isNoGroup reports whether a group is missing, or not to be seen, which the
// proxy does not tell apart.
func isNoGroup(err error) bool {
	return errors.Is(err, kerr.GroupIDNotFound) || errors.Is(err, kerr.GroupAuthorizationFailed)
}

// listConsumerGroups leaves out what may not be seen, has just died, or does
// not consume topics.
func (p *restProxy) listConsumerGroups(w http.ResponseWriter, r *http.Request) error {
	listed, err := p.kafka.ListGroups(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyGroup
	for _, entry := range listed.Sorted() {
		if entry.ProtocolType != "" && entry.ProtocolType != "consumer" {
			continue
		}
		group, err := p.kafka.consumerGroup(r.Context(), entry.Group)
		if isNoGroup(err) {
			continue
		}
		if err != nil {
			return err
		}
		list = append(list, newRESTProxyGroup(l, group))
	}
	return writeList(w, "KafkaConsumerGroupList", l.self("consumer-groups"), list)
}

func (p *restProxy) getConsumerGroup(w http.ResponseWriter, r *http.Request) error {
	group, err := p.findGroup(r)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyGroup(p.links(r), group))
}

// findGroup returns the group that the request's path names.
func (p *restProxy) findGroup(r *http.Request) (consumerGroup, error) {
	id := r.PathValue("consumer_group_id")
	group, err := p.kafka.consumerGroup(r.Context(), id)
	if isNoGroup(err) {
		return group, restProxyNotFound("Consumer Group %s does not exist.", id)
	}
	slices.SortFunc(group.members, func(x, y consumer) int { return strings.Compare(x.id, y.id) })
	return group, err
}

type restProxyConsumer struct {
	resource        `json:",inline"`
	ClusterID       string  `json:"cluster_id"`
	ConsumerGroupID string  `json:"consumer_group_id"`
	ConsumerID      string  `json:"consumer_id"`
	InstanceID      *string `json:"instance_id"`
	ClientID        string  `json:"client_id"`
	Assignments     related `json:"assignments"`
}

func newRESTProxyConsumer(l clusterLinks, group consumerGroup, member consumer) restProxyConsumer {
	return restProxyConsumer{
		resource: l.resource("KafkaConsumer", l.group(group.id, "consumers", member.id),
			"consumer-group", group.id, "consumer", member.id),
		ClusterID:       l.id,
		ConsumerGroupID: group.id,
		ConsumerID:      member.id,
		InstanceID:      member.instance,
		ClientID:        member.client,
		Assignments:     related{l.group(group.id, "consumers", member.id, "assignments")},
	}
}

func (p *restProxy) listConsumers(w http.ResponseWriter, r *http.Request) error {
	group, err := p.findGroup(r)
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyConsumer
	for _, member := range group.members {
		list = append(list, newRESTProxyConsumer(l, group, member))
	}
	return writeList(w, "KafkaConsumerList", l.group(group.id, "consumers"), list)
}

func (p *restProxy) getConsumer(w http.ResponseWriter, r *http.Request) error {
	group, member, err := p.findConsumer(r)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyConsumer(p.links(r), group, member))
}

// findConsumer returns the member that the request's path names, and its group.
func (p *restProxy) findConsumer(r *http.Request) (consumerGroup, consumer, error) {
	group, err := p.findGroup(r)
	if err != nil {
		return group, consumer{}, err
	}
	id := r.PathValue("consumer_id")
	for _, member := range group.members {
		if member.id == id {
			return group, member, nil
		}
	}
	return group, consumer{}, restProxyNotFound("Consumer %s does not exist.", id)
}

type restProxyAssignment struct {
	resource        `json:",inline"`
	ClusterID       string  `json:"cluster_id"`
	ConsumerGroupID string  `json:"consumer_group_id"`
	ConsumerID      string  `json:"consumer_id"`
	TopicName       string  `json:"topic_name"`
	PartitionID     int32   `json:"partition_id"`
	Partition       related `json:"partition"`
	Lag             related `json:"lag"`
}

func newRESTProxyAssignments(l clusterLinks, group consumerGroup, member consumer) []restProxyAssignment {
	var list []restProxyAssignment
	for _, assigned := range partitionsOf(member.assigned) {
		topic, partition := assigned.Topic, decimal(assigned.Partition)
		list = append(list, restProxyAssignment{
			resource: l.resource("KafkaConsumerAssignment",
				l.group(group.id, "consumers", member.id, "assignments", topic, "partitions", partition),
				"consumer-group", group.id, "consumer", member.id, "assignment", topic, "partition", partition),
			ClusterID:       l.id,
			ConsumerGroupID: group.id,
			ConsumerID:      member.id,
			TopicName:       topic,
			PartitionID:     assigned.Partition,
			Partition:       related{l.partition(topic, assigned.Partition)},
			Lag:             related{l.group(group.id, "lags", topic, "partitions", partition)},
		})
	}
	return list
}

func (p *restProxy) listConsumerAssignments(w http.ResponseWriter, r *http.Request) error {
	group, member, err := p.findConsumer(r)
	if err != nil {
		return err
	}
	l := p.links(r)
	return writeList(w, "KafkaConsumerAssignmentList", l.group(group.id, "consumers", member.id, "assignments"),
		newRESTProxyAssignments(l, group, member))
}

func (p *restProxy) getConsumerAssignment(w http.ResponseWriter, r *http.Request) error {
	group, member, err := p.findConsumer(r)
	if err != nil {
		return err
	}
	for _, assignment := range newRESTProxyAssignments(p.links(r), group, member) {
		if assignment.TopicName == r.PathValue("topic_name") && assignment.PartitionID == pathNumber(r, "partition_id") {
			return writeJSON(w, http.StatusOK, assignment)
		}
	}
	return restProxyStatus(http.StatusNotFound)
}
