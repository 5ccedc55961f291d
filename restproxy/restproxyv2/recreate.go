package restproxyv2

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// progress is how far a consumer is in a partition.
type progress struct {
	// next is where a new instance goes on, if the partition was assigned.
	next position
	// commit is the offset to be committed, which is pending until it is.
	commit  int64
	pending bool
	// committed is what the consumer has committed last, 0 if it has not.
	committed int64
}

// position is a place in a partition, the zero value being where the group has
// committed.
type position struct {
	place  place
	offset int64
	time   time.Time
}

type place uint8

const (
	atCommitted place = iota
	atOffset
	atBeginning
	atEnd
	atTime
)

// of is the progress in a partition. The caller holds c.mu.
func (c *Consumer) of(partition TopicPartition) *progress {
	if c.last != nil && c.lastOf == partition {
		return c.last
	}
	p := c.progress[partition]
	if p == nil {
		p = new(progress)
		c.progress[partition] = p
	}
	c.last, c.lastOf = p, partition
	return p
}

// ready makes another instance if there is none to read from.
func (c *Consumer) ready(ctx context.Context) error {
	if c.state == live {
		return nil
	}
	if c.state == suspect {
		// It cannot be reached, perhaps; it expires then.
		_ = c.delete(ctx, []kafkarest.CallOption{kafkarest.NoRetry(), kafkarest.Timeout(deleteTimeout)})
	}
	if err := c.create(ctx, nil); err != nil {
		return err
	}
	cause := c.cause
	c.state = suspect // until it is set up
	offsets, err := c.resume(ctx)
	if err != nil {
		return err
	}
	c.state, c.cause = live, nil
	if c.options.OnRecreate != nil {
		c.options.OnRecreate(Recreation{Cause: cause, Group: c.group, Instance: c.instance, Offsets: offsets})
	}
	return nil
}

// resume makes a new instance read what the one before did, and returns where.
// What was fetched from that one and not yielded is read again.
func (c *Consumer) resume(ctx context.Context) ([]Offset, error) {
	switch {
	case c.reads.isNothing():
		return nil, nil
	case len(c.reads.partitions) > 0:
		if err := c.assign(ctx, c.reads.partitions, nil); err != nil {
			return nil, err
		}
		c.drop(func(Record) bool { return true })
		return c.seekToProgress(ctx)
	}
	if err := c.subscribe(ctx, c.reads.subscription, nil); err != nil {
		return nil, err
	}
	c.drop(func(Record) bool { return true })
	known := c.forget()
	if len(known) == 0 {
		return nil, nil
	}
	// Reading does not depend on it, and not every server tells. Another member
	// may have committed more.
	offsets, _ := c.committed(ctx, known, []kafkarest.CallOption{kafkarest.NoRetry()})
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, offset := range offsets {
		c.of(offset.in()).next = position{place: atOffset, offset: offset.Offset}
	}
	return offsets, nil
}

// drop forgets fetched records that are not to be yielded.
func (c *Consumer) drop(which func(Record) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fetched = slices.DeleteFunc(c.fetched, which)
}

// forget makes nothing pending, and the positions those that were committed:
// what a group has not committed is read again, maybe by another member, and
// then committed. It returns the partitions that are known.
func (c *Consumer) forget() []TopicPartition {
	c.mu.Lock()
	defer c.mu.Unlock()
	var known []TopicPartition
	for partition, p := range c.progress {
		p.pending, p.next = false, position{}
		if p.committed > 0 {
			p.next = position{place: atOffset, offset: p.committed}
		}
		known = append(known, partition)
	}
	slices.SortFunc(known, comparePartitions)
	return known
}

func comparePartitions(a, b TopicPartition) int {
	return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Partition, b.Partition))
}

// seekToProgress moves a new instance to where the one before was in the
// partitions that are assigned.
func (c *Consumer) seekToProgress(ctx context.Context) ([]Offset, error) {
	var offsets []Offset
	var beginnings, ends []TopicPartition
	var times []timestampPosition
	c.mu.Lock()
	for _, partition := range c.reads.partitions {
		p := c.progress[partition]
		if p == nil {
			continue
		}
		switch p.next.place {
		case atOffset:
			offsets = append(offsets, partition.at(p.next.offset))
		case atBeginning:
			beginnings = append(beginnings, partition)
		case atEnd:
			ends = append(ends, partition)
		case atTime:
			times = append(times, atTimeIn(partition, p.next.time))
		}
	}
	c.mu.Unlock()
	if len(offsets) > 0 || len(times) > 0 {
		if err := send(ctx, c, newSeekRequest(c.group, c.instance, seekBody{Offsets: offsets, Timestamps: times}), nil); err != nil {
			return nil, err
		}
	}
	if len(beginnings) > 0 {
		if err := send(ctx, c, newSeekToBeginningRequest(c.group, c.instance, partitionList{beginnings}), nil); err != nil {
			return nil, err
		}
	}
	if len(ends) > 0 {
		if err := send(ctx, c, newSeekToEndRequest(c.group, c.instance, partitionList{ends}), nil); err != nil {
			return nil, err
		}
	}
	return offsets, nil
}

// again makes a call of an operation that needs an instance, and once more on a
// new one if it finds that the instance is lost.
func (c *Consumer) again(ctx context.Context, operation string, do func() error) error {
	err := c.ready(ctx)
	if err == nil {
		err = do()
		if c.state == lost {
			if err = c.ready(ctx); err == nil {
				err = do()
			}
		}
	}
	return rest.Named(operation, err)
}
