package restproxyv2_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// What cannot be meant is refused before anything is sent.
func TestRefusals(t *testing.T) {
	t.Parallel()
	produce := func(options *restproxyv2.ProduceOptions, records ...restproxyv2.ProduceRecord) func(ctx, *client) error {
		return func(ctx ctx, c *client) error {
			_, err := c.Produce(ctx, "orders", records, options)
			return err
		}
	}
	create := func(group string, options *restproxyv2.ConsumerOptions) func(ctx, *client) error {
		return func(ctx ctx, c *client) error { _, err := c.CreateConsumer(ctx, group, options); return err }
	}
	readAt := func(topic string, partition int32, offset int64, n int) func(ctx, *client) error {
		return func(ctx ctx, c *client) error {
			_, err := c.ReadAt(ctx, topic, partition, offset, n, nil)
			return err
		}
	}
	bytes, value := restproxyv2.Bytes([]byte("a")), restproxyv2.JSON(1)
	for name, call := range map[string]func(ctx, *client) error{
		"GetTopic, no name":             func(ctx ctx, c *client) error { _, err := c.GetTopic(ctx, ""); return err },
		"GetTopic, ..":                  func(ctx ctx, c *client) error { _, err := c.GetTopic(ctx, ".."); return err },
		"ListPartitions, .":             func(ctx ctx, c *client) error { _, err := c.ListPartitions(ctx, "."); return err },
		"GetPartition, negative":        func(ctx ctx, c *client) error { _, err := c.GetPartition(ctx, "a", -1); return err },
		"GetPartitionOffsets, negative": func(ctx ctx, c *client) error { _, err := c.GetPartitionOffsets(ctx, "a", -1); return err },
		"ProduceToPartition, negative": func(ctx ctx, c *client) error {
			_, err := c.ProduceToPartition(ctx, "a", -1, []restproxyv2.ProduceRecord{{}}, nil)
			return err
		},
		"Produce, no name": func(ctx ctx, c *client) error {
			_, err := c.Produce(ctx, "", []restproxyv2.ProduceRecord{{}}, nil)
			return err
		},
		"Produce, nothing":          produce(nil),
		"Produce, a partition":      produce(nil, restproxyv2.ProduceRecord{Partition: new(int32(-1))}),
		"Produce, both":             produce(nil, restproxyv2.ProduceRecord{Key: bytes, Value: value}),
		"Produce, bytes as JSON":    produce(&restproxyv2.ProduceOptions{Format: restproxyv2.FormatJSON}, restproxyv2.ProduceRecord{Value: bytes}),
		"Produce, JSON as bytes":    produce(&restproxyv2.ProduceOptions{Format: restproxyv2.FormatBinary}, restproxyv2.ProduceRecord{Value: value}),
		"Produce, no text":          produce(&restproxyv2.ProduceOptions{Format: restproxyv2.FormatText}, restproxyv2.ProduceRecord{Value: restproxyv2.Bytes([]byte{0xff})}),
		"Produce, no such format":   produce(&restproxyv2.ProduceOptions{Format: "xml"}, restproxyv2.ProduceRecord{Value: value}),
		"Produce, no JSON":          produce(nil, restproxyv2.ProduceRecord{Value: restproxyv2.JSON(json.RawMessage(`{"a"`))}),
		"Produce, unwritable":       produce(nil, restproxyv2.ProduceRecord{Value: restproxyv2.JSON(func() {})}),
		"Produce, no UTF-8":         produce(nil, restproxyv2.ProduceRecord{Value: restproxyv2.JSON(json.RawMessage("\"\xff\""))}),
		"Produce, a schema of JSON": produce(&restproxyv2.ProduceOptions{ValueSchema: restproxyv2.Schema{ID: 1}}, restproxyv2.ProduceRecord{Value: value}),
		"Produce, two schemas": produce(&restproxyv2.ProduceOptions{
			Format: restproxyv2.FormatAvro, ValueSchema: restproxyv2.Schema{ID: 1, Schema: `"int"`},
		}, restproxyv2.ProduceRecord{Value: value}),
		"Produce, a negative schema": produce(&restproxyv2.ProduceOptions{
			Format: restproxyv2.FormatAvro, KeySchema: restproxyv2.Schema{ID: -1},
		}, restproxyv2.ProduceRecord{Value: value}),
		"Produce, a schema that is no text": produce(&restproxyv2.ProduceOptions{
			Format: restproxyv2.FormatAvro, KeySchema: restproxyv2.Schema{Schema: "\xff"},
		}, restproxyv2.ProduceRecord{Value: value}),
		"CreateConsumer, no group":  create("", nil),
		"CreateConsumer, ..":        create("..", nil),
		"CreateConsumer, the wait":  create("g", &restproxyv2.ConsumerOptions{Wait: -time.Second}),
		"CreateConsumer, the bytes": create("g", &restproxyv2.ConsumerOptions{MaxBytes: -1}),
		"CreateConsumer, fewer":     create("g", &restproxyv2.ConsumerOptions{FetchMinBytes: -2}),
		"CreateConsumer, no UTF-8":  create("g", &restproxyv2.ConsumerOptions{Name: "\xff"}),
		"ReadAt, a negative offset": readAt("orders", 0, -1, 1),
		"ReadAt, nothing":           readAt("orders", 0, 0, 0),
		"ReadAt, no partition":      readAt("orders", -1, 0, 1),
		"ReadAt, no topic":          readAt("", 0, 0, 1),
		"Do beyond the proxy":       func(ctx ctx, c *client) error { return c.Do(ctx, http.MethodGet, "https://elsewhere.test/", nil, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				t.Errorf("%s %s was sent", r.Method, r.RequestURI)
			}), restproxyv2.WithServer(restproxyv2.ServerConfluent))
			refused(t, call(t.Context(), client))
		})
	}
}

func TestConsumerRefusals(t *testing.T) {
	t.Parallel()
	offset := func(offset int64) []restproxyv2.Offset {
		return []restproxyv2.Offset{{Topic: "orders", Offset: offset}}
	}
	for name, call := range map[string]func(ctx, *consumer) error{
		"Subscribe":           func(ctx ctx, c *consumer) error { return c.Subscribe(ctx, nil) },
		"Subscribe, blank":    func(ctx ctx, c *consumer) error { return c.Subscribe(ctx, []string{"orders", " "}) },
		"SubscribePattern":    func(ctx ctx, c *consumer) error { return c.SubscribePattern(ctx, "") },
		"Assign":              func(ctx ctx, c *consumer) error { return c.Assign(ctx, nil) },
		"Poll":                func(ctx ctx, c *consumer) error { _, err := c.Poll(ctx); return err },
		"Seek":                func(ctx ctx, c *consumer) error { return c.Seek(ctx, nil) },
		"Seek, negative":      func(ctx ctx, c *consumer) error { return c.Seek(ctx, offset(-1)) },
		"SeekToTime":          func(ctx ctx, c *consumer) error { return c.SeekToTime(ctx, nil, time.Now()) },
		"SeekToBeginning":     func(ctx ctx, c *consumer) error { return c.SeekToBeginning(ctx, nil) },
		"SeekToEnd":           func(ctx ctx, c *consumer) error { return c.SeekToEnd(ctx, nil) },
		"CommitOffsets":       func(ctx ctx, c *consumer) error { return c.CommitOffsets(ctx, nil) },
		"CommitOffsets, 0":    func(ctx ctx, c *consumer) error { return c.CommitOffsets(ctx, offset(0)) },
		"GetCommittedOffsets": func(ctx ctx, c *consumer) error { _, err := c.GetCommittedOffsets(ctx, nil); return err },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			consumer := newConsumer(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				t.Errorf("%s %s was sent", r.Method, r.RequestURI)
			}), nil)
			refused(t, call(t.Context(), consumer))
		})
	}
}

func refused(t *testing.T, err error) {
	t.Helper()
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Zero(t, failure.StatusCode)
	assert.NotEmpty(t, failure.Operation)
	assert.NotEmpty(t, failure.Message)
}
