package restproxyv2_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
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
			opstest.AssertRefused(t, call(t.Context(), client))
		})
	}
}

// withoutInputs are calls of a consumer that lack what they are about.
func withoutInputs() map[string]func(ctx, *consumer, ...kafkarest.CallOption) error {
	type opt = kafkarest.CallOption
	return map[string]func(ctx, *consumer, ...opt) error{
		"Subscribe": func(ctx ctx, c *consumer, opts ...opt) error { return c.Subscribe(ctx, nil, opts...) },
		"Subscribe, blank": func(ctx ctx, c *consumer, opts ...opt) error {
			return c.Subscribe(ctx, []string{"orders", " "}, opts...)
		},
		"SubscribePattern": func(ctx ctx, c *consumer, opts ...opt) error { return c.SubscribePattern(ctx, "", opts...) },
		"Assign":           func(ctx ctx, c *consumer, opts ...opt) error { return c.Assign(ctx, nil, opts...) },
		"Seek":             func(ctx ctx, c *consumer, opts ...opt) error { return c.Seek(ctx, nil, opts...) },
		"Seek, negative": func(ctx ctx, c *consumer, opts ...opt) error {
			return c.Seek(ctx, []restproxyv2.Offset{{Topic: "orders", Offset: -1}}, opts...)
		},
		"SeekToTime":      func(ctx ctx, c *consumer, opts ...opt) error { return c.SeekToTime(ctx, nil, time.Now(), opts...) },
		"SeekToBeginning": func(ctx ctx, c *consumer, opts ...opt) error { return c.SeekToBeginning(ctx, nil, opts...) },
		"SeekToEnd":       func(ctx ctx, c *consumer, opts ...opt) error { return c.SeekToEnd(ctx, nil, opts...) },
		"CommitOffsets":   func(ctx ctx, c *consumer, opts ...opt) error { return c.CommitOffsets(ctx, nil, opts...) },
		"GetCommittedOffsets": func(ctx ctx, c *consumer, opts ...opt) error {
			_, err := c.GetCommittedOffsets(ctx, nil, opts...)
			return err
		},
	}
}

// Inputs that cannot be meant are refused at once, also while another call is
// made, and leave nothing of an earlier answer to whoever captures the call's.
func TestConsumerRefusals(t *testing.T) {
	t.Parallel()
	for name, call := range withoutInputs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reading, release := make(chan struct{}), make(chan struct{})
			c := newAssigned(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
				close(reading)
				<-release
			}), nil)
			var poll sync.WaitGroup
			poll.Go(func() { _, _ = c.Poll(t.Context(), kafkarest.NoRetry()) })
			defer poll.Wait()
			defer close(release)
			<-reading
			ended, cancel := context.WithCancel(t.Context())
			cancel()
			captured := kafkarest.Response{StatusCode: http.StatusOK}
			err := call(ended, c, kafkarest.Capture(&captured))
			opstest.AssertRefused(t, err)
			assert.Zero(t, captured)
			operation, _, _ := strings.Cut(name, ",")
			failure, _ := errors.AsType[*kafkarest.Error](err)
			assert.Equal(t, operation, failure.Operation)
			assert.NotEmpty(t, failure.Method)
		})
	}
}

// What the state of a consumer forbids.
func TestConsumerStateRefusals(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(ctx, *consumer) error{
		"Poll": func(ctx ctx, c *consumer) error { _, err := c.Poll(ctx); return err },
		"CommitOffsets, 0": func(ctx ctx, c *consumer) error {
			return c.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: "orders"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			consumer := newConsumer(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				t.Errorf("%s %s was sent", r.Method, r.RequestURI)
			}), nil)
			opstest.AssertRefused(t, call(t.Context(), consumer))
		})
	}
}

// An error names the method that was called, and not one that it called in its
// turn.
func TestErrorsNameTheMethod(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	forbidden := answer(403, `{"error_code":40301,"message":"no"}`)
	readAt := func(t *testing.T, p *proxy) error {
		if _, ok := p.special["GET /0/offsets"]; !ok {
			p.on("GET /0/offsets", answer(200, `{"beginning_offset":0,"end_offset":9}`))
		}
		_, err := p.client(t, kafkarest.Config{}).ReadAt(ctx, "orders", 0, 1, 1, &restproxyv2.ReadAtOptions{Group: "g"})
		return err
	}
	for name, test := range map[string]struct {
		refused string // the request
		call    func(*testing.T, *proxy) error
	}{
		"ReadAt, the bounds":     {"GET /0/offsets", readAt},
		"ReadAt, the consumer":   {"POST /consumers/g", readAt},
		"ReadAt, the assignment": {"POST /assignments", readAt},
		"ReadAt, the read":       {"GET /records", readAt},
		"SubscribePattern": {"POST /subscription", func(t *testing.T, p *proxy) error {
			return p.consumer(t, restproxyv2.ConsumerOptions{}).SubscribePattern(ctx, "o.*")
		}},
		"SeekToTime": {"POST /positions", func(t *testing.T, p *proxy) error {
			return p.assigned(t, restproxyv2.ConsumerOptions{}).SeekToTime(ctx, twoPartitions, time.Now())
		}},
		"Poll, another instance": {"POST /consumers/g", func(t *testing.T, p *proxy) error {
			delete(p.special, "POST /consumers/g")
			c := p.subscribed(t, restproxyv2.ConsumerOptions{})
			p.lose()
			p.on("POST /consumers/g", forbidden)
			_, err := c.Poll(ctx)
			return err
		}},
		"Commit": {"POST /offsets", func(t *testing.T, p *proxy) error {
			c := p.subscribed(t, restproxyv2.ConsumerOptions{})
			p.reads(records(0, 1))
			_, err := c.Poll(ctx)
			require.NoError(t, err)
			return c.Commit(ctx)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProxy(t)
			p.on(test.refused, forbidden)
			err := test.call(t, p)
			require.ErrorIs(t, err, kafkarest.ErrForbidden)
			operation, _, _ := strings.Cut(name, ",")
			assert.True(t, strings.HasPrefix(err.Error(), "restproxyv2."+operation+": "), "%v", err)
		})
	}
}
