package kafkaresttest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

type v2Offsets struct {
	Offsets []v2Offset `json:"offsets"`
}

// commitOffsets takes the offsets of the last records that were dealt with: the
// group goes on behind them. Without a body it commits all that the instance
// has read, and does not tell whether that went well.
func commitOffsets(c *consumerInstance, r *v2Request) (any, error) {
	done := []struct{}{}
	request, err := readOptional[v2Offsets](r)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if request == nil {
		c.commitAll()
		return done, nil
	}
	if request.Offsets == nil {
		return nil, unexpected
	}
	offsets := make(map[topicPartition]groupOffset)
	for _, o := range request.Offsets {
		commit := groupOffset{offset: o.Offset + 1}
		if o.Metadata != nil {
			commit.metadata = *o.Metadata
		}
		if commit.offset < 0 {
			return nil, unexpected
		}
		offsets[o.topicPartition] = commit
	}
	if len(offsets) == 0 {
		return done, nil
	}
	return done, c.commit(r.Context(), offsets)
}

type v2Committed struct {
	Offsets []v2CommittedOffset `json:"offsets"`
}

type v2CommittedOffset struct {
	topicPartition `json:",inline"`
	Offset         int64  `json:"offset"`
	Metadata       string `json:"metadata"`
}

// getCommittedOffsets leaves out what the group has not committed.
func getCommittedOffsets(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readOptional[v2PartitionList](r)
	if err != nil {
		return nil, err
	}
	if request == nil {
		return nil, partitionNotFound
	}
	committed, err := c.kafka.committed(r.Context(), c.key.group)
	if err != nil {
		return nil, err
	}
	var found v2Committed
	for _, partition := range request.Partitions {
		if offset, ok := committed.Lookup(partition.Topic, partition.Partition); ok {
			if offset.Err != nil {
				return nil, offset.Err
			}
			found.Offsets = append(found.Offsets, v2CommittedOffset{partition, offset.At, offset.Metadata})
		}
	}
	return found, nil
}

// groupOffset is an offset to commit.
type groupOffset struct {
	offset   int64
	metadata string
}

// commitAll commits how far the instance has read, given out or not. Nobody
// hears of it when that fails.
func (c *consumerInstance) commitAll() {
	c.lastCommit = time.Now()
	offsets := make(map[topicPartition]groupOffset)
	for tp, at := range c.places {
		if at.offset >= 0 {
			offsets[tp] = groupOffset{offset: at.offset}
		}
	}
	if len(offsets) == 0 {
		return
	}
	ctx, cancel := kafkaContext(context.Background())
	defer cancel()
	_ = c.commit(ctx, offsets)
}

// commit commits offsets as the member of the group that the instance is, if it
// is.
func (c *consumerInstance) commit(ctx context.Context, offsets map[topicPartition]groupOffset) error {
	partitions := slices.SortedFunc(maps.Keys(offsets), comparePartitions)
	ids, err := c.topicIDs(ctx, partitions)
	if err != nil {
		return err
	}
	request := kmsg.NewPtrOffsetCommitRequest()
	request.Group, request.Generation = c.key.group, -1
	if c.member != nil {
		request.MemberID, request.Generation = c.member.GroupMetadata()
	}
	for i, tp := range partitions {
		if i == 0 || tp.Topic != partitions[i-1].Topic {
			topic := kmsg.NewOffsetCommitRequestTopic()
			topic.Topic, topic.TopicID = tp.Topic, ids[tp.Topic]
			request.Topics = append(request.Topics, topic)
		}
		offset := kmsg.NewOffsetCommitRequestTopicPartition()
		metadata := offsets[tp].metadata
		offset.Partition, offset.Offset, offset.Metadata = tp.Partition, offsets[tp].offset, &metadata
		topic := &request.Topics[len(request.Topics)-1]
		topic.Partitions = append(topic.Partitions, offset)
	}
	return retryCoordinator(ctx, func() error {
		response, err := request.RequestWith(ctx, c.kafka.client)
		if err != nil {
			return err
		}
		for _, topic := range response.Topics {
			for _, partition := range topic.Partitions {
				if err := kerr.ErrorForCode(partition.ErrorCode); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// topicIDs looks for partitions, and the IDs of their topics, until the proxy's
// time to wait is up.
func (c *consumerInstance) topicIDs(ctx context.Context, partitions []topicPartition) (map[string]kadm.TopicID, error) {
	deadline := time.Now().Add(c.maxBlock)
	for {
		ids, err := c.kafka.topicIDs(ctx, partitions)
		if !errors.Is(err, kerr.UnknownTopicOrPartition) {
			return ids, err
		}
		if time.Until(deadline) < metadataWait {
			return nil, expired(c.maxBlock, "successfully committing offsets of %v", partitions)
		}
		if !sleep(ctx, metadataWait) {
			return nil, ctx.Err()
		}
	}
}

// topicIDs takes partitions that are sorted.
func (k *kafka) topicIDs(ctx context.Context, partitions []topicPartition) (map[string]kadm.TopicID, error) {
	var names []string
	for _, tp := range partitions {
		names = append(names, tp.Topic)
	}
	topics, err := k.ListTopicsWithInternal(ctx, slices.Compact(names)...)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]kadm.TopicID)
	for _, tp := range partitions {
		topic := topics[tp.Topic]
		if topic.Err != nil {
			return nil, topic.Err
		}
		if _, ok := topic.Partitions[tp.Partition]; !ok {
			return nil, kerr.UnknownTopicOrPartition
		}
		ids[tp.Topic] = topic.ID
	}
	return ids, nil
}

// expired is the answer when Kafka has not known something for as long as the
// proxy waits.
func expired(waited time.Duration, before string, args ...any) error {
	return restProxyError{status: http.StatusInternalServerError, code: 50003,
		message: fmt.Sprintf("Timeout of %dms expired before "+before, append([]any{waited.Milliseconds()}, args...)...)}
}

// committed returns what a group has committed.
func (k *kafka) committed(ctx context.Context, group string) (kadm.OffsetResponses, error) {
	var offsets kadm.OffsetResponses
	err := retryCoordinator(ctx, func() (err error) {
		offsets, err = k.FetchOffsets(ctx, group)
		return err
	})
	if errors.Is(err, kerr.GroupIDNotFound) {
		return nil, nil
	}
	return offsets, err
}
