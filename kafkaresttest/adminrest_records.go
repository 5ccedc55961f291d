package kafkaresttest

import (
	"cmp"
	"context"
	"net/http"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

type recordDeleteRequest struct {
	RecordsToDelete []recordsToDelete `json:"records_to_delete"`
}

type recordsToDelete struct {
	Partition    int64 `json:"partition"`
	BeforeOffset int64 `json:"before_offset"`
}

// deleteTopicRecords checks the whole request before it deletes anything.
func (a *adminREST) deleteTopicRecords(w http.ResponseWriter, r *http.Request) error {
	var request recordDeleteRequest
	if err := readJSON(r, &request); err != nil {
		return err
	}
	topic, err := a.lookUpTopic(r)
	if err != nil {
		return err
	}
	offsets, err := a.deletionOffsets(r.Context(), topic, request.RecordsToDelete)
	if err != nil {
		return err
	}
	deleted, err := a.kafka.DeleteRecords(r.Context(), offsets)
	if err != nil {
		return err
	}
	if err := deleted.Error(); err != nil {
		return err
	}
	return a.accept(w)
}

// deletionOffsets returns the offsets to delete up to. It leaves out those
// whose records are gone already: for Kafka that is no error, for the embedded
// cluster it is.
func (a *adminREST) deletionOffsets(ctx context.Context, topic kadm.TopicDetail, items []recordsToDelete) (kadm.Offsets, error) {
	if len(items) == 0 {
		return nil, adminRESTInvalid(kerr.InvalidRequest, "records_to_delete names no partition.")
	}
	starts, err := a.kafka.ListStartOffsets(ctx, topic.Topic)
	if err != nil {
		return nil, err
	}
	ends, err := a.kafka.ListEndOffsets(ctx, topic.Topic)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(starts.Error(), ends.Error()); err != nil {
		return nil, err
	}
	seen := make(map[int64]bool)
	offsets := make(kadm.Offsets)
	for _, item := range items {
		if seen[item.Partition] {
			return nil, adminRESTInvalid(kerr.InvalidRequest, "Partition %d is named twice.", item.Partition)
		}
		seen[item.Partition] = true
		if item.Partition < 0 || item.Partition >= int64(len(topic.Partitions)) {
			return nil, adminRESTNotFound(kerr.UnknownTopicOrPartition, "Topic %q has no partition %d.", topic.Topic, item.Partition)
		}
		partition, before := int32(item.Partition), item.BeforeOffset
		end, _ := ends.Lookup(topic.Topic, partition)
		if before == -1 { // Kafka's own notation for all of them
			before = end.Offset
		}
		if before < 0 || before > end.Offset {
			return nil, adminRESTNotFound(kerr.OffsetOutOfRange, "Partition %d has no offset %d.", partition, before)
		}
		if start, _ := starts.Lookup(topic.Topic, partition); before > start.Offset {
			offsets.AddOffset(topic.Topic, partition, before, -1)
		}
	}
	return offsets, nil
}
