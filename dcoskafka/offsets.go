package dcoskafka

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// An OffsetTime says of what time an offset is: milliseconds since 1970,
// [OffsetTimeFirst] or [OffsetTimeLast].
type OffsetTime int64

const (
	// OffsetTimeFirst is the beginning of the log.
	OffsetTimeFirst OffsetTime = -2
	// OffsetTimeLast is its end: the offset of the next record.
	OffsetTimeLast OffsetTime = -1
)

// OffsetTimeAt is the time t, to the millisecond.
func OffsetTimeAt(t time.Time) OffsetTime { return OffsetTime(t.UnixMilli()) }

// TopicOffsets are the offsets of a topic's partitions.
type TopicOffsets struct {
	// Offsets are the offsets by partition. Partitions without a leader are
	// neither here nor in Missing.
	Offsets map[int32]int64 `json:"offsets"`
	// Missing are the partitions that have no offset of that time, in their
	// order.
	Missing []int32 `json:"missing,omitempty"`
}

// GetTopicOffsets returns the offsets of a topic's partitions at a time. A time
// before 1970 that is neither [OffsetTimeFirst] nor [OffsetTimeLast] is
// [kafkarest.ErrInvalid], a topic that does not exist [kafkarest.ErrNotFound].
// From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetTopicOffsets(ctx context.Context, topic string, at OffsetTime, opts ...kafkarest.CallOption) (*TopicOffsets, error) {
	r := checkTopic(topic, newGetTopicOffsetsRequest(topic, getTopicOffsetsQuery{Time: int64(at)}))
	if at < OffsetTimeFirst {
		r.Refuse(fmt.Sprintf("the time is %d ms, before 1970", at))
	}
	answer, err := rest.Fetch(ctx, c.rest, rest.Request[offsetsAnswer](r), opts)
	if err != nil {
		return nil, asMissing(ctx, err, "topic", topic, opts, c.ListTopics)
	}
	return (*TopicOffsets)(&answer), nil
}

// offsetsAnswer reads offsets from their texts.
type offsetsAnswer TopicOffsets

func (a *offsetsAnswer) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var read topicOffsets
	if err := rest.Unmarshal(body, &read); err != nil {
		return err
	}
	if read == nil {
		return errNothing
	}
	a.Offsets = make(map[int32]int64, len(read))
	for _, entry := range read {
		for key, offset := range entry {
			partition, err := strconv.ParseInt(key, 10, 32)
			if err != nil {
				continue // a line of the tool's log that was taken for an offset
			}
			if offset == "" {
				a.Missing = append(a.Missing, int32(partition))
				continue
			}
			number, err := strconv.ParseInt(offset, 10, 64)
			if err != nil {
				return fmt.Errorf("the offset %q of partition %d is no number", offset, partition)
			}
			a.Offsets[int32(partition)] = number
		}
	}
	slices.Sort(a.Missing)
	return nil
}
