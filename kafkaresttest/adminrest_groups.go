package kafkaresttest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

type groupDetail struct {
	GroupID string                 `json:"group_id"`
	State   string                 `json:"state"`
	Members []groupMember          `json:"members"`
	Offsets []topicPartitionOffset `json:"offsets"`
}

type groupMember struct {
	ConsumerID  string           `json:"consumer_id"`
	ClientID    string           `json:"client_id"`
	Host        string           `json:"host"`
	Assignments []topicPartition `json:"assignments"`
}

type topicPartitionOffset struct {
	topicPartition `json:",inline"`
	CurrentOffset  int64  `json:"current_offset"`
	EndOffset      *int64 `json:"end_offset,omitzero"` // absent when the partition is gone
}

func (a *adminREST) listConsumerGroups(w http.ResponseWriter, r *http.Request) error {
	passes, err := nameFilter(r, "group_filter")
	if err != nil {
		return err
	}
	groups, err := a.kafka.ListGroups(r.Context())
	if err != nil {
		return err
	}
	page, err := pageOf(w, r, filterNames(groups.Groups(), passes))
	if err != nil {
		return err
	}
	return a.answer(w, page)
}

func (a *adminREST) getConsumerGroup(w http.ResponseWriter, r *http.Request) error {
	group, err := a.describeGroup(r.Context(), r.PathValue("group_id"))
	if err != nil {
		return err
	}
	committed, err := a.kafka.FetchOffsets(r.Context(), group.GroupID)
	if err != nil {
		return err
	}
	group.Offsets, err = a.withEndOffsets(r.Context(), committed)
	if err != nil {
		return err
	}
	return a.answer(w, group)
}

// describeGroup returns a group without its offsets.
func (a *adminREST) describeGroup(ctx context.Context, id string) (groupDetail, error) {
	group, err := a.kafka.consumerGroup(ctx, id)
	if errors.Is(err, kerr.GroupIDNotFound) {
		return groupDetail{}, unknownGroup(id)
	}
	detail := groupDetail{GroupID: id, State: group.state}
	for _, m := range group.members {
		detail.Members = append(detail.Members, groupMember{m.id, m.client, m.host, partitionsOf(m.assigned)})
	}
	return detail, err
}

func unknownGroup(id string) error {
	return adminRESTNotFound(kerr.GroupIDNotFound, "Consumer group %q does not exist.", id)
}

func partitionsOf(set kadm.TopicsSet) []topicPartition {
	var partitions []topicPartition
	for _, topic := range set.Sorted() {
		for _, partition := range topic.Partitions {
			partitions = append(partitions, topicPartition{topic.Topic, partition})
		}
	}
	return partitions
}

// withEndOffsets puts the end of each partition beside what a group has
// committed.
func (a *adminREST) withEndOffsets(ctx context.Context, committed kadm.OffsetResponses) ([]topicPartitionOffset, error) {
	topics := committed.Partitions().Topics()
	if len(topics) == 0 { // no topics would mean all of them
		return nil, nil
	}
	ends, err := a.kafka.ListEndOffsets(ctx, topics...)
	if err != nil {
		return nil, err
	}
	var offsets []topicPartitionOffset
	for _, c := range committed.Sorted() {
		offset := topicPartitionOffset{topicPartition: topicPartition{c.Topic, c.Partition}, CurrentOffset: c.At}
		if end, ok := ends.Lookup(c.Topic, c.Partition); ok && end.Err == nil {
			offset.EndOffset = &end.Offset
		}
		offsets = append(offsets, offset)
	}
	return offsets, nil
}

// deleteConsumerGroup answers 422 for a group that has members, as this API
// does for other conflicts. The operation's own documentation has no status for
// it.
func (a *adminREST) deleteConsumerGroup(w http.ResponseWriter, r *http.Request) error {
	err := retryCoordinator(r.Context(), func() error {
		_, err := a.kafka.DeleteGroup(r.Context(), r.PathValue("group_id"))
		return err
	})
	if errors.Is(err, kerr.GroupIDNotFound) {
		return unknownGroup(r.PathValue("group_id"))
	}
	if err != nil {
		return err
	}
	return a.accept(w)
}

type groupResetRequest struct {
	Topic   string `json:"topic"` // blank: every topic the group reads
	Mode    string `json:"mode"`
	Value   string `json:"value"`
	Execute bool   `json:"execute"` // false: a dry run
}

type groupResetResult struct {
	topicPartition `json:",inline"`
	Offset         int64 `json:"offset"`
}

func (a *adminREST) updateConsumerGroup(w http.ResponseWriter, r *http.Request) error {
	var request groupResetRequest
	if err := readJSON(r, &request); err != nil {
		return err
	}
	group, err := a.describeGroup(r.Context(), r.PathValue("group_id"))
	if err != nil {
		return err
	}
	topics, err := a.topicsToReset(r.Context(), group, request.Topic)
	if err != nil {
		return err
	}
	targets, err := a.resetTargets(r.Context(), request, topics)
	if err != nil {
		return err
	}
	if request.Execute && len(targets) > 0 {
		if err := a.kafka.commitOffsets(r.Context(), group.GroupID, targets); err != nil {
			return err
		}
	}
	results := make([]groupResetResult, 0)
	for _, target := range targets.Sorted() {
		results = append(results, groupResetResult{topicPartition{target.Topic, target.Partition}, target.At})
	}
	return a.answer(w, results)
}

// topicsToReset returns the topic asked for, else those that the group has
// committed offsets of or is assigned.
func (a *adminREST) topicsToReset(ctx context.Context, group groupDetail, topic string) ([]string, error) {
	if topic = strings.TrimSpace(topic); topic != "" {
		_, err := a.findTopic(ctx, topic)
		return []string{topic}, err
	}
	committed, err := a.kafka.FetchOffsets(ctx, group.GroupID)
	if err != nil {
		return nil, err
	}
	read := committed.Partitions()
	for _, member := range group.Members {
		for _, assigned := range member.Assignments {
			read.Add(assigned.Topic, assigned.Partition)
		}
	}
	return read.Topics(), nil
}

// resetTargets returns the offset that each partition of the topics is reset
// to.
func (a *adminREST) resetTargets(ctx context.Context, request groupResetRequest, topics []string) (kadm.Offsets, error) {
	list, err := a.offsetLister(request)
	if err != nil || len(topics) == 0 { // no topics would mean all of them
		return nil, err
	}
	listed, err := list(ctx, topics...)
	if err != nil {
		return nil, err
	}
	targets := make(kadm.Offsets)
	for topic, partitions := range listed {
		for partition, offset := range partitions {
			if errors.Is(offset.Err, kerr.UnknownTopicOrPartition) {
				continue // deleted after the group has read it
			}
			if offset.Err != nil {
				return nil, offset.Err
			}
			targets.AddOffset(topic, partition, offset.Offset, -1)
		}
	}
	return targets, nil
}

// offsetLister returns the query that finds the offsets a mode means. A mode or
// a value it does not know has no documented status either.
func (a *adminREST) offsetLister(request groupResetRequest) (func(context.Context, ...string) (kadm.ListedOffsets, error), error) {
	switch request.Mode {
	case "earliest":
		return a.kafka.ListStartOffsets, nil
	case "latest":
		return a.kafka.ListEndOffsets, nil
	case "datetime":
		at, err := time.Parse(time.RFC3339, request.Value)
		if err != nil {
			return nil, adminRESTInvalid(kerr.InvalidRequest, "value %q is not a time in the form of RFC 3339.", request.Value)
		}
		return func(ctx context.Context, topics ...string) (kadm.ListedOffsets, error) {
			return a.kafka.ListOffsetsAfterMilli(ctx, at.UnixMilli(), topics...)
		}, nil
	default:
		return nil, adminRESTInvalid(kerr.InvalidRequest, "mode %q is none of earliest, latest and datetime.", request.Mode)
	}
}
