package restproxyv2

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ReadAtOptions are the optional inputs of ReadAt.
type ReadAtOptions struct {
	// Format is the format in which the records are read. Empty is
	// [FormatBinary].
	Format Format
	// Group is the group of the consumer that reads, where not every name is
	// allowed. Empty is one of its own. Nothing is committed in it.
	Group string
	// Wait is how long to wait for a record that should be there, however many
	// reads give none; zero is 5 seconds. The last offsets of a partition may
	// hold none, as after a transaction.
	Wait time.Duration
	// KeepHost and TrustProxies are those of [ConsumerOptions].
	KeepHost, TrustProxies bool
}

// ReadAt returns the records of a partition from an offset on, n of them or as
// many as there are, by a consumer that is created for it and closed. At the
// end of the partition there are none. An offset before its beginning or behind
// its end is [kerr.OffsetOutOfRange], without an HTTP status as no answer says
// it; a partition that does not exist is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Client) ReadAt(ctx context.Context, topic string, partition int32, offset int64, n int, options *ReadAtOptions, opts ...kafkarest.CallOption) ([]Record, error) {
	const operation = "ReadAt"
	o := rest.ValueOf(options)
	if offset < 0 || n <= 0 {
		return nil, c.rest.Refuse(operation, "the offset is negative, or the number of records is not positive")
	}
	bounds, err := c.GetPartitionOffsets(ctx, topic, partition, opts...)
	if err != nil {
		return nil, rest.Named(operation, err)
	}
	if offset < bounds.BeginningOffset || offset > bounds.EndOffset {
		e := api.Error(operation, fmt.Sprintf("offset %d is not in partition %d of %s, which begins at %d and ends at %d",
			offset, partition, topic, bounds.BeginningOffset, bounds.EndOffset), nil)
		e.Kafka = kerr.OffsetOutOfRange
		return nil, e
	}
	if offset == bounds.EndOffset {
		return nil, nil
	}
	consumer, err := c.CreateConsumer(ctx, cmp.Or(o.Group, newName()), &ConsumerOptions{
		Format: o.Format, Wait: o.Wait, KeepHost: o.KeepHost, TrustProxies: o.TrustProxies,
	}, opts...)
	if err != nil {
		return nil, rest.Named(operation, err)
	}
	records, err := consumer.readAt(ctx, TopicPartition{Topic: topic, Partition: partition}, offset, min(int64(n), bounds.EndOffset-offset), bounds.EndOffset, opts)
	// What was read is good, whatever becomes of the instance, which expires.
	_ = consumer.Close(context.WithoutCancel(ctx), kafkarest.Timeout(deleteTimeout), kafkarest.NoRetry())
	return records, rest.Named(operation, err)
}

// readPause is the least time between reads that give no records.
const readPause = 50 * time.Millisecond

// readAt reads n records from an offset on, as far as there are so many before
// end.
func (c *Consumer) readAt(ctx context.Context, from TopicPartition, offset, n, end int64, opts []kafkarest.CallOption) ([]Record, error) {
	if err := c.Assign(ctx, []TopicPartition{from}, opts...); err != nil {
		return nil, err
	}
	if err := c.Seek(ctx, []Offset{from.at(offset)}, opts...); err != nil {
		return nil, err
	}
	var records []Record
	patience := readWait(ctx, c.options.Wait, 0)
	giveUp := time.Now().Add(patience)
	for {
		batch, err := c.Poll(ctx, opts...)
		if err != nil {
			return nil, err
		}
		for _, record := range batch {
			if record.Offset < offset {
				continue // of a server that seeks too late
			}
			records = append(records, record)
			if int64(len(records)) == n || record.Offset >= end-1 {
				return records, nil
			}
		}
		if len(batch) > 0 {
			giveUp = time.Now().Add(patience)
			continue
		}
		// A read may give none although there are some, and before its time.
		wait(ctx, readPause)
		c.options.Wait = time.Until(giveUp)
		if c.options.Wait <= 0 {
			return records, nil
		}
	}
}
