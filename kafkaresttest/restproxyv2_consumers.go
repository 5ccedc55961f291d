package kafkaresttest

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// onInstance makes a handler of an operation on the instance that the path names.
func (p *restProxyV2) onInstance(media v2Media, run func(*consumerInstance, *v2Request) (any, error)) http.HandlerFunc {
	return p.operation(media, func(r *v2Request) (any, error) {
		c, err := p.findInstance(r)
		if err != nil {
			return nil, err
		}
		return run(c, r)
	})
}

type v2Subscription struct {
	Topics       []string `json:"topics"`
	TopicPattern *string  `json:"topic_pattern"`
}

type v2Subscribed struct {
	Topics []string `json:"topics"`
}

// subscribe prefers names to a pattern, and does nothing without either.
func subscribe(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readV2[v2Subscription](r)
	switch {
	case err != nil:
		return nil, err
	case request.Topics != nil && len(request.Topics) == 0:
		c.unsubscribe()
		return nil, nil
	case request.Topics != nil:
		return nil, c.subscribe(request.Topics, nil)
	case request.TopicPattern == nil:
		return nil, nil
	}
	// Java's own expressions that Go does not have fail here like bad ones.
	pattern, err := regexp.Compile("^(?:" + *request.TopicPattern + ")$")
	if err != nil {
		return nil, unexpected
	}
	return nil, c.subscribe(nil, pattern)
}

func getSubscription(c *consumerInstance, r *v2Request) (any, error) {
	topics, err := c.subscription(r.Context())
	return v2Subscribed{topics}, err
}

// subscription returns the topics subscribed to. Those that match a pattern are not
// known before the first read.
func (c *consumerInstance) subscription(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pattern == nil || c.member == nil {
		return c.topics, nil
	}
	topics, err := c.kafka.ListTopics(ctx)
	if err != nil {
		return nil, err
	}
	var matching []string
	for _, name := range topics.Names() {
		if c.pattern.MatchString(name) {
			matching = append(matching, name)
		}
	}
	return matching, nil
}

func unsubscribe(c *consumerInstance, _ *v2Request) (any, error) {
	c.unsubscribe()
	return nil, nil
}

type v2PartitionList struct {
	Partitions []topicPartition `json:"partitions"`
}

// check fails like the proxy, which trips over a list that is missing.
func (l *v2PartitionList) check() error {
	if l.Partitions == nil {
		return unexpected
	}
	return nil
}

func assign(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readV2[v2PartitionList](r)
	if err != nil {
		return nil, err
	}
	if len(request.Partitions) == 0 {
		c.unsubscribe()
		return nil, nil
	}
	return nil, c.assign(request.Partitions)
}

func getAssignments(c *consumerInstance, _ *v2Request) (any, error) {
	return v2PartitionList{c.assigned()}, nil
}

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

// seek goes through the offsets, then through the timestamps. What was done before a
// failure stays.
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
			wait(r.Context(), c.maxBlock)
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

// offsetAt returns the offset of the first record that is not older, or the end of
// the partition with a timestamp of -1.
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

// seekTo moves to an end of the partitions, or of all assigned ones when none are
// named. Where that is, the next read finds out.
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

type v2Offsets struct {
	Offsets []v2Offset `json:"offsets"`
}

// commitOffsets takes the offsets of the last records that were dealt with: the group
// goes on behind them. Without a body it commits all that the instance has read, and
// does not tell whether that went well.
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

// getCommitted leaves out what the group has not committed.
func getCommitted(c *consumerInstance, r *v2Request) (any, error) {
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
			found.Offsets = append(found.Offsets, v2CommittedOffset{partition, offset.At, offset.Metadata})
		}
	}
	return found, nil
}
