package restproxyv2

import (
	"context"
	"fmt"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Commit commits what the consumer has yielded, record by record up to the one
// whose loop body is running, and nothing that was only fetched. Where nothing
// was yielded since the last Commit, nothing is sent. A call that is being
// made, as a read that waits, is waited for.
//
// The group may have given a partition to another member meanwhile, which the
// proxy tells only by GetAssignments. Records of it that were fetched before
// are yielded all the same, and a Commit of them sets the group's offset, back
// behind what the other member has committed if need be: then records are read
// twice, by whoever reads the partition next, and none is skipped. To Commit
// often and to fetch less, by [ConsumerOptions].MaxBytes, makes them few.
//
// A consumer whose instance is lost cannot commit: that is [ErrInstanceLost]. A
// subscribed one reads its uncommitted records again then; one with partitions
// assigned keeps them for the next Commit, which succeeds once a read has made
// another instance. Where it is not known how the server counts, the error is
// [ErrServerUnknown]. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) Commit(ctx context.Context, opts ...kafkarest.CallOption) error {
	const operation = "Commit"
	if err := c.begin(ctx, operation); err != nil {
		return err
	}
	defer c.end()
	offsets := c.pending()
	if len(offsets) == 0 {
		return nil
	}
	return rest.Named(operation, c.commit(ctx, offsets, opts))
}

// CommitOffsets commits offsets of the caller's, each that of the next record
// to be read, whatever was yielded. Confluent's proxy and Karapace cannot
// commit 0. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) CommitOffsets(ctx context.Context, offsets []Offset, opts ...kafkarest.CallOption) error {
	if len(offsets) == 0 {
		return c.refuse(ctx, &commitOffsetsOperation, "there are no offsets", opts)
	}
	if err := c.begin(ctx, commitOffsetsOperation.Name); err != nil {
		return err
	}
	defer c.end()
	return c.commit(ctx, offsets, opts)
}

// pending is what was yielded and not committed.
func (c *Consumer) pending() []Offset {
	c.mu.Lock()
	defer c.mu.Unlock()
	var offsets []Offset
	for partition, p := range c.progress {
		if p.pending {
			offsets = append(offsets, partition.at(p.commit))
		}
	}
	slices.SortFunc(offsets, compareOffsets)
	return offsets
}

// Positions returns where the consumer is, in the partitions of which it
// knows: the offset after the record that was yielded last, or that it was sent
// to by Seek. A subscribed consumer with a new instance is where the group has
// committed, or it has itself, as the Strimzi bridge does not tell. Partitions
// of which it has yielded nothing may be left out; those that the group has
// given to another member are not. Nothing is asked of the proxy.
func (c *Consumer) Positions() []Offset {
	c.mu.Lock()
	defer c.mu.Unlock()
	var offsets []Offset
	for partition, p := range c.progress {
		if p.next.place == atOffset {
			offsets = append(offsets, partition.at(p.next.offset))
		}
	}
	slices.SortFunc(offsets, compareOffsets)
	return offsets
}

func compareOffsets(a, b Offset) int { return comparePartitions(a.in(), b.in()) }

// in is the partition of an offset.
func (o *Offset) in() TopicPartition {
	return TopicPartition{Topic: o.Topic, Partition: o.Partition}
}

// in is the partition of a record.
func (r *Record) in() TopicPartition {
	return TopicPartition{Topic: r.Topic, Partition: r.Partition}
}

// at is an offset in the partition.
func (p TopicPartition) at(offset int64) Offset {
	return Offset{Topic: p.Topic, Partition: p.Partition, Offset: offset}
}

// commit commits offsets as the server counts: most take that of the last
// record that was processed, and store one more.
func (c *Consumer) commit(ctx context.Context, offsets []Offset, opts []kafkarest.CallOption) error {
	if c.kind == ServerAuto {
		var err error
		if c.kind, err = c.client.serverKind(ctx); err != nil {
			return rest.Named(commitOffsetsOperation.Name, err)
		}
	}
	body := commitBody{Offsets: slices.Clone(offsets)}
	r := newCommitOffsetsRequest(c.group, c.instance, body)
	switch c.kind {
	case ServerAuto:
		return api.Error(commitOffsetsOperation.Name, "", ErrServerUnknown)
	case ServerStrimzi:
	default:
		for i := range body.Offsets {
			body.Offsets[i].Offset--
		}
	}
	for i, offset := range body.Offsets {
		if offset.Offset < 0 {
			r.Refuse(fmt.Sprintf("the offset %d of partition %d of %s cannot be committed", offsets[i].Offset, offset.Partition, offset.Topic))
		}
	}
	if _, err := call(ctx, c, r, opts); err != nil {
		return err
	}
	c.settle(offsets)
	return nil
}

// settle notes what is committed. What was yielded meanwhile stays pending.
func (c *Consumer) settle(offsets []Offset) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, offset := range offsets {
		p := c.of(offset.in())
		p.committed = offset.Offset
		if p.commit <= offset.Offset {
			p.pending = false
		}
	}
}

// GetCommittedOffsets returns what the group has committed in partitions, each
// the offset of the next record to be read. Partitions without are left out.
// The Strimzi bridge does not have it: that is [errors.ErrUnsupported]. From
// the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) GetCommittedOffsets(ctx context.Context, partitions []TopicPartition, opts ...kafkarest.CallOption) ([]Offset, error) {
	if len(partitions) == 0 {
		return nil, c.refuse(ctx, &getCommittedOffsetsOperation, "there are no partitions", opts)
	}
	if err := c.begin(ctx, getCommittedOffsetsOperation.Name); err != nil {
		return nil, err
	}
	defer c.end()
	return c.committed(ctx, partitions, opts)
}

func (c *Consumer) committed(ctx context.Context, partitions []TopicPartition, opts []kafkarest.CallOption) ([]Offset, error) {
	got, err := call(ctx, c, newGetCommittedOffsetsRequest(c.group, c.instance, partitionList{partitions}), opts)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(got.Offsets, func(o Offset) bool { return o.Offset < 0 }), nil
}
