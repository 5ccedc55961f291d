package restproxyv2

import (
	"context"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Seek moves the consumer to offsets, each that of the next record to be read
// in its partition. A subscribed consumer has no partitions before its first
// read, and goes back to what is committed when its instance is lost. A
// partition that the consumer does not read is [CodeIllegalState], with the
// Strimzi bridge [kafkarest.ErrNotFound].
//
// Fetched records of these partitions are dropped. Those that Confluent's proxy
// held back in the read before, for MaxBytes, it gives first all the same. From
// the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) Seek(ctx context.Context, offsets []Offset, opts ...kafkarest.CallOption) error {
	positions := make(map[TopicPartition]position, len(offsets))
	body := seekBody{Offsets: offsets}
	for _, offset := range offsets {
		if offset.Offset < 0 {
			return c.refuse(ctx, &seekOperation, "an offset is negative", opts)
		}
		positions[offset.in()] = position{place: atOffset, offset: offset.Offset}
	}
	return c.seek(ctx, &seekOperation, positions, func() rest.Request[rest.None] {
		return newSeekRequest(c.group, c.instance, body)
	}, opts)
}

// SeekToTime moves the consumer to the first records of partitions that are not
// older than a time. Confluent's proxy alone has it, and fails with 500 where
// there is none. See Seek. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) SeekToTime(ctx context.Context, partitions []TopicPartition, at time.Time, opts ...kafkarest.CallOption) error {
	var body seekBody
	for _, partition := range partitions {
		body.Timestamps = append(body.Timestamps, atTimeIn(partition, at))
	}
	return c.seek(ctx, &seekToTimeOperation, allAt(partitions, position{place: atTime, time: at}), func() rest.Request[rest.None] {
		return newSeekRequest(c.group, c.instance, body)
	}, opts)
}

// seekToTimeOperation is Seek by the other kind of position.
var seekToTimeOperation = renamed(seekOperation, "SeekToTime")

func atTimeIn(partition TopicPartition, at time.Time) timestampPosition {
	return timestampPosition{Topic: partition.Topic, Partition: partition.Partition, Timestamp: at.UTC().Format("2006-01-02T15:04:05.000Z")}
}

// SeekToBeginning moves the consumer to the first records of partitions. See
// Seek. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) SeekToBeginning(ctx context.Context, partitions []TopicPartition, opts ...kafkarest.CallOption) error {
	return c.seek(ctx, &seekToBeginningOperation, allAt(partitions, position{place: atBeginning}), func() rest.Request[rest.None] {
		return newSeekToBeginningRequest(c.group, c.instance, partitionList{partitions})
	}, opts)
}

// SeekToEnd moves the consumer behind the last records of partitions: where
// that is, is found out by the next read. See Seek. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Consumer) SeekToEnd(ctx context.Context, partitions []TopicPartition, opts ...kafkarest.CallOption) error {
	return c.seek(ctx, &seekToEndOperation, allAt(partitions, position{place: atEnd}), func() rest.Request[rest.None] {
		return newSeekToEndRequest(c.group, c.instance, partitionList{partitions})
	}, opts)
}

func allAt(partitions []TopicPartition, p position) map[TopicPartition]position {
	positions := make(map[TopicPartition]position, len(partitions))
	for _, partition := range partitions {
		positions[partition] = p
	}
	return positions
}

// seek makes a request that moves the consumer to positions.
func (c *Consumer) seek(ctx context.Context, op *rest.Operation, positions map[TopicPartition]position, request func() rest.Request[rest.None], opts []kafkarest.CallOption) error {
	if len(positions) == 0 {
		return c.refuse(ctx, op, "there are no partitions", opts)
	}
	if err := c.begin(ctx, op.Name); err != nil {
		return err
	}
	defer c.end()
	return c.again(ctx, op.Name, func() error {
		if err := send(ctx, c, request(), opts); err != nil {
			return err
		}
		c.drop(func(record Record) bool {
			_, moved := positions[record.in()]
			return moved
		})
		c.mu.Lock()
		defer c.mu.Unlock()
		for partition, position := range positions {
			c.of(partition).next = position
		}
		return nil
	})
}
