package connect

import (
	"context"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetOffsets returns the offsets of a connector, in no order. Workers have it
// since Kafka 3.5. From Kafka Connect's REST API.
func (c *Client) GetOffsets(ctx context.Context, name string, opts ...kafkarest.CallOption) ([]Offset, error) {
	list, err := rest.Fetch(ctx, c.rest, check(c, name, newGetOffsetsRequest(name)), opts)
	if err != nil {
		return nil, err
	}
	return list.Offsets, nil
}

// AlterOffsets sets the offsets of some partitions of a connector, or removes
// those whose Offset is nil, and returns what the worker says of it. The
// connector must be stopped, see StopConnector, or the call is [ErrNotStopped].
// Right after StopConnector, until the tasks have gone, it can be that too,
// [ErrRebalance], or another failure with status 500. Workers have it since
// Kafka 3.6. From Kafka Connect's REST API.
//
// What a partition and an offset hold is up to the connector. GetOffsets shows
// it once the connector has run:
//
//   - a sink: SinkOffset("orders", 0, 1500);
//   - FileStreamSource: {Partition: {"filename": "/data/in.txt"},
//     Offset: {"position": int64(30)}};
//   - Debezium for MySQL: {Partition: {"server": "asgard"},
//     Offset: {"file": "binlog.000003", "pos": int64(1200)}}.
func (c *Client) AlterOffsets(ctx context.Context, name string, offsets []Offset, opts ...kafkarest.CallOption) (string, error) {
	r := check(c, name, newAlterOffsetsRequest(name, offsetList{Offsets: offsets}))
	if len(offsets) == 0 {
		r.Refuse("there are no offsets to alter")
	}
	r.HideFound(c.findSecrets(name, opts))
	return said(rest.Fetch(ctx, c.rest, r, opts))
}

// ResetOffsets removes all offsets of a connector, which must be stopped as for
// AlterOffsets, and returns what the worker says of it. Workers have it since
// Kafka 3.6. From Kafka Connect's REST API.
func (c *Client) ResetOffsets(ctx context.Context, name string, opts ...kafkarest.CallOption) (string, error) {
	r := check(c, name, newResetOffsetsRequest(name))
	r.HideFound(c.findSecrets(name, opts))
	return said(rest.Fetch(ctx, c.rest, r, opts))
}

func said(m *message, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return m.Message, nil
}

// The members of a sink connector's offsets.
const (
	kafkaTopic     = "kafka_topic"
	kafkaPartition = "kafka_partition"
	kafkaOffset    = "kafka_offset"
)

// SinkOffset is the offset of a sink connector in a partition of a topic: that
// of the next record to read.
func SinkOffset(topic string, partition int32, offset int64) Offset {
	return Offset{
		Partition: OffsetKey{kafkaTopic: topic, kafkaPartition: int64(partition)},
		Offset:    OffsetKey{kafkaOffset: offset},
	}
}

// Sink returns topic, partition and offset of a sink connector's offset. ok is
// false for the offset of a source connector, whose members are its own.
func (o Offset) Sink() (topic string, partition int32, offset int64, ok bool) {
	topic, isTopic := o.Partition[kafkaTopic].(string)
	number, isNumber := o.Partition[kafkaPartition].(int64)
	offset, isOffset := o.Offset[kafkaOffset].(int64)
	return topic, int32(number), offset, isTopic && isNumber && isOffset
}

// UnmarshalJSON keeps whole numbers as int64, so that they can be written back
// as they were.
func (k *OffsetKey) UnmarshalJSON(text []byte) error {
	var raw map[string]jsontext.Value
	if err := rest.Unmarshal(text, &raw); err != nil {
		return err
	}
	if raw == nil {
		*k = nil
		return nil
	}
	read := make(OffsetKey, len(raw))
	for key, value := range raw {
		scalar, err := readScalar(value)
		if err != nil {
			return fmt.Errorf("%q: %w", key, err)
		}
		read[key] = scalar
	}
	*k = read
	return nil
}

func readScalar(value jsontext.Value) (any, error) {
	if value.Kind() == jsontext.KindNumber {
		if whole, err := strconv.ParseInt(string(value), 10, 64); err == nil {
			return whole, nil
		}
	}
	var scalar any
	err := rest.Unmarshal(value, &scalar)
	return scalar, err
}
