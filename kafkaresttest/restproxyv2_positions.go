package kafkaresttest

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

type v2Seek struct {
	Offsets    []v2Offset    `json:"offsets"`
	Timestamps []v2Timestamp `json:"timestamps"`
}

type v2Offset struct {
	topicPartition `json:",inline"`
	Offset         int64   `json:"offset"`
	Metadata       *string `json:"metadata"`
}

type v2Timestamp struct {
	topicPartition `json:",inline"`
	Timestamp      *instant `json:"timestamp"`
	Metadata       *string  `json:"metadata"`
}

// seek goes through the offsets, then through the timestamps. What was done
// before a failure stays.
func seek(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readV2[v2Seek](r)
	if err != nil {
		return nil, err
	}
	for _, to := range request.Offsets {
		if to.Offset < 0 {
			return nil, unexpected
		}
		if err := c.seek(to.topicPartition, to.Offset); err != nil {
			return nil, err
		}
	}
	offsets := make(map[topicPartition]int64)
	for _, to := range request.Timestamps {
		if _, twice := offsets[to.topicPartition]; twice {
			return nil, illegalState("Duplicate key %v", to.topicPartition)
		}
		if to.Timestamp == nil {
			return nil, unexpected
		}
		found, err := c.kafka.offsetAt(r.Context(), to.topicPartition, time.Time(*to.Timestamp))
		if errors.Is(err, kerr.UnknownTopicOrPartition) {
			waitOrAbort(r.Context(), c.maxBlock)
			return nil, expired(c.maxBlock, "offsets could be found by times for %v", to.topicPartition)
		}
		if err != nil {
			return nil, err
		}
		if found.Timestamp < 0 { // all records are older
			return nil, unexpected
		}
		offsets[to.topicPartition] = found.Offset
	}
	for tp, offset := range offsets {
		if err := c.seek(tp, offset); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// offsetAt returns the offset of the first record that is not older, or the end
// of the partition with a timestamp of -1.
func (k *kafka) offsetAt(ctx context.Context, tp topicPartition, at time.Time) (kadm.ListedOffset, error) {
	offsets, err := k.ListOffsetsAfterMilli(ctx, at.UnixMilli(), tp.Topic)
	if err != nil {
		return kadm.ListedOffset{}, err
	}
	offset, ok := offsets.Lookup(tp.Topic, tp.Partition)
	if !ok {
		return offset, kerr.UnknownTopicOrPartition
	}
	return offset, offset.Err
}

func seekToBeginning(c *consumerInstance, r *v2Request) (any, error) {
	return nil, seekTo(c, r, atStart)
}

func seekToEnd(c *consumerInstance, r *v2Request) (any, error) { return nil, seekTo(c, r, atEnd) }

// seekTo moves to an end of the partitions, or of all assigned ones when none
// are named. Where that is, the next read finds out.
func seekTo(c *consumerInstance, r *v2Request, end int64) error {
	request, err := readV2[v2PartitionList](r)
	if err != nil {
		return err
	}
	partitions := request.Partitions
	if len(partitions) == 0 {
		partitions = c.assigned()
	}
	for _, tp := range partitions {
		if err := c.seek(tp, end); err != nil {
			return err
		}
	}
	return nil
}

// seek moves to an offset, or to atStart or atEnd. What has been read already
// is given out all the same.
func (c *consumerInstance) seek(tp topicPartition, offset int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.places[tp]
	if !ok {
		return illegalState("No current assignment for partition %v", tp)
	}
	c.stopReading(tp)
	at.offset = offset
	return nil
}
