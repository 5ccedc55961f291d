package restproxyv2_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

type (
	ctx      = context.Context
	client   = restproxyv2.Client
	consumer = restproxyv2.Consumer
)

const (
	meta       = "application/vnd.kafka.v2+json"
	binaryType = "application/vnd.kafka.binary.v2+json"
	jsonType   = "application/vnd.kafka.json.v2+json"
)

// What a proxy answers, as real ones do.
const (
	partition0 = `{"partition":0,"leader":2,"replicas":[{"broker":2,"leader":true,"in_sync":true}]}`
	instance   = "/consumers/billing/instances/worker%201"
	twoParts   = `{"partitions":[{"topic":"orders","partition":1},{"topic":"orders","partition":0}]}`
)

var twoPartitions = []restproxyv2.TopicPartition{{Topic: "orders", Partition: 1}, {Topic: "orders", Partition: 0}}

// The cases hold every operation to the method, path, query, media types and
// body that it sends, and to what it makes of an answer.
func clientCases() []opstest.Case[*client] {
	cases := []opstest.Case[*client]{{
		Operation: "GetRoot", Name: "of the proxy",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetRoot(ctx) },
		Request: "GET /", Status: 200, Answer: `{}`, Result: restproxyv2.Root{},
	}, {
		Operation: "GetRoot", Name: "of the Strimzi bridge",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetRoot(ctx) },
		Request: "GET /", Status: 200, Answer: `{"bridge_version":"0.33.1"}`, Result: restproxyv2.Root{"bridge_version": "0.33.1"},
	}, {
		Operation: "PostRoot",
		Call:      func(ctx ctx, c *client) (any, error) { return c.PostRoot(ctx) },
		Request:   "POST /", Body: `{}`, Status: 200, Answer: `{}`, Result: restproxyv2.Root{},
	}, {
		Operation: "ListBrokers",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) },
		Request:   "GET /brokers", Status: 200, Answer: `{"brokers":[1,2]}`, Result: []int32{1, 2},
	}, {
		Operation: "ListTopics",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListTopics(ctx) },
		Request:   "GET /topics", Status: 200, Answer: `["pfloat","poison","t.defaults","js"]`,
		Result: []string{"pfloat", "poison", "t.defaults", "js"},
	}, {
		Operation: "GetTopic",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetTopic(ctx, "orders/eu") },
		Request:   "GET /topics/orders%2Feu", Status: 200,
		Answer: `{"name":"orders/eu","configs":{"cleanup.policy":"delete","secret":null},"partitions":[` + partition0 + `]}`,
		Result: &restproxyv2.Topic{
			Name: "orders/eu", Configs: map[string]string{"cleanup.policy": "delete", "secret": ""},
			Partitions: []restproxyv2.Partition{{Leader: 2, Replicas: []restproxyv2.Replica{{Broker: 2, Leader: true, InSync: true}}}},
		},
	}, {
		Operation: "ListPartitions",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListPartitions(ctx, "js") },
		Request:   "GET /topics/js/partitions", Status: 200,
		Answer: `[` + partition0 + `,{"partition":1,"leader":-1,"replicas":[]}]`,
		Result: []restproxyv2.Partition{
			{Leader: 2, Replicas: []restproxyv2.Replica{{Broker: 2, Leader: true, InSync: true}}},
			{Partition: 1, Leader: -1, Replicas: []restproxyv2.Replica{}},
		},
	}, {
		Operation: "GetPartition",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetPartition(ctx, "js", 0) },
		Request:   "GET /topics/js/partitions/0", Status: 200, Answer: partition0,
		Result: &restproxyv2.Partition{Leader: 2, Replicas: []restproxyv2.Replica{{Broker: 2, Leader: true, InSync: true}}},
	}, {
		Operation: "GetPartitionOffsets",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetPartitionOffsets(ctx, "js", 10) },
		Request:   "GET /topics/js/partitions/10/offsets", Status: 200, Answer: `{"beginning_offset":0,"end_offset":9007199254740993}`,
		Result: &restproxyv2.PartitionOffsets{EndOffset: 9007199254740993},
	}, {
		Operation: "GetPartitionOffsets", Name: "of an empty partition",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetPartitionOffsets(ctx, "js", 10) },
		Request: "GET /topics/js/partitions/10/offsets", Status: 200, Answer: `{"beginning_offset":0,"end_offset":0}`,
		Result: &restproxyv2.PartitionOffsets{},
	}, {
		Operation: "Produce", Name: "bytes",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.Produce(ctx, "orders", []restproxyv2.ProduceRecord{
				{Value: restproxyv2.Bytes([]byte("hello"))},
				{Key: restproxyv2.Bytes([]byte{0xff}), Value: restproxyv2.Bytes([]byte{}), Partition: new(int32(0))},
				{Key: restproxyv2.Bytes(nil)},
			}, nil)
		},
		Request: "POST /topics/orders", ContentType: binaryType,
		Body:   `{"records":[{"value":"aGVsbG8="},{"key":"/w==","value":"","partition":0},{"value":null}]}`,
		Status: 200,
		Answer: `{"offsets":[{"partition":1,"offset":78,"error_code":null,"error":null},{"partition":0,"offset":0,"error_code":null,"error":null},{"partition":2,"offset":1,"error_code":null,"error":null}],"key_schema_id":null,"value_schema_id":null}`,
		Result: &restproxyv2.ProduceResult{Outcomes: []restproxyv2.ProduceOutcome{{Partition: 1, Offset: 78}, {}, {Partition: 2, Offset: 1}}},
	}, {
		Operation: "ProduceToPartition",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ProduceToPartition(ctx, "orders", 2, []restproxyv2.ProduceRecord{{Value: restproxyv2.JSON(1)}}, nil)
		},
		Request: "POST /topics/orders/partitions/2", ContentType: jsonType, Body: `{"records":[{"value":1}]}`, Status: 200,
		Answer: `{"offsets":[{"partition":2,"offset":2,"error_code":null,"error":null}],"key_schema_id":null,"value_schema_id":null}`,
		Result: &restproxyv2.ProduceResult{Outcomes: []restproxyv2.ProduceOutcome{{Partition: 2, Offset: 2}}},
	}}
	schema := `{"type":"int"}`
	for _, format := range []restproxyv2.Format{restproxyv2.FormatAvro, restproxyv2.FormatJSONSchema, restproxyv2.FormatProtobuf} {
		cases = append(cases, opstest.Case[*client]{
			Operation: "Produce", Name: string(format),
			Call: func(ctx ctx, c *client) (any, error) {
				return c.Produce(ctx, "av", []restproxyv2.ProduceRecord{{
					Key:   restproxyv2.JSON("k"),
					Value: restproxyv2.JSON(map[string]any{"a": 1, "u": map[string]string{"string": "s"}}),
				}}, &restproxyv2.ProduceOptions{
					Format: format, KeySchema: restproxyv2.Schema{ID: 5}, ValueSchema: restproxyv2.Schema{Schema: schema},
				})
			},
			Request: "POST /topics/av", ContentType: "application/vnd.kafka." + string(format) + ".v2+json",
			Body:   `{"key_schema_id":5,"value_schema":"{\"type\":\"int\"}","records":[{"key":"k","value":{"a":1,"u":{"string":"s"}}}]}`,
			Status: 200,
			Answer: `{"offsets":[{"partition":0,"offset":0,"error_code":null,"error":null}],"key_schema_id":5,"value_schema_id":1}`,
			Result: &restproxyv2.ProduceResult{Outcomes: []restproxyv2.ProduceOutcome{{}}, KeySchemaID: 5, ValueSchemaID: 1},
		})
	}
	cases = append(cases, opstest.Case[*client]{
		Operation: "Produce", Name: "text",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.Produce(ctx, "orders", []restproxyv2.ProduceRecord{{
				Key: restproxyv2.JSON("k"), Value: restproxyv2.Bytes([]byte(`pl"ain`)),
			}}, &restproxyv2.ProduceOptions{Format: restproxyv2.FormatText})
		},
		Request: "POST /topics/orders", ContentType: "application/vnd.kafka.text.v2+json",
		Body:   `{"records":[{"key":"k","value":"pl\"ain"}]}`,
		Status: 200, Answer: `{"offsets":[{"partition":0,"offset":0}]}`,
		Result: &restproxyv2.ProduceResult{Outcomes: []restproxyv2.ProduceOutcome{{}}},
	}, opstest.Case[*client]{
		Operation: "CreateConsumer",
		Call: func(ctx ctx, c *client) (any, error) {
			consumer, err := c.CreateConsumer(ctx, "g x/y", &restproxyv2.ConsumerOptions{
				Name: "a b/c", Format: restproxyv2.FormatJSON, AutoOffsetReset: restproxyv2.OffsetResetLatest,
				AutoCommit: true, Wait: 1500 * time.Millisecond, FetchMinBytes: -1,
			})
			if err != nil {
				return nil, err
			}
			return consumer.Group(), nil
		},
		Request: "POST /consumers/g%20x%2Fy", Status: 200,
		Body: `{"name":"a b/c","format":"json","auto.offset.reset":"latest","auto.commit.enable":"true",
			"fetch.min.bytes":-1,"consumer.request.timeout.ms":1500}`,
		Answer: `{"instance_id":"a b/c","base_uri":"http://127.0.0.1:18082/consumers/g x/y/instances/a b/c"}`, Result: "g x/y",
	}, opstest.Case[*client]{
		Operation: "CreateConsumer", Name: "by default",
		Call: func(ctx ctx, c *client) (any, error) {
			consumer, err := c.CreateConsumer(ctx, "g", &restproxyv2.ConsumerOptions{Name: "rest-consumer-1"})
			if err != nil {
				return nil, err
			}
			return consumer.Group(), nil
		},
		Request: "POST /consumers/g", Status: 200,
		Body: `{"name":"rest-consumer-1","format":"binary","auto.offset.reset":"earliest","auto.commit.enable":"false",
			"fetch.min.bytes":1,"consumer.request.timeout.ms":5000}`,
		Answer: `{"instance_id":"rest-consumer-1","base_uri":"http://127.0.0.1:18082/consumers/g/instances/rest-consumer-1"}`, Result: "g",
	})
	for i := range cases {
		cases[i].Accept = meta
		if cases[i].Body != "" && cases[i].ContentType == "" {
			cases[i].ContentType = meta
		}
	}
	return cases
}

func consumerCases() []opstest.Case[*consumer] {
	cases := []opstest.Case[*consumer]{{
		Operation: "Subscribe", Name: "topics",
		Call:    opstest.NoResult(func(ctx ctx, c *consumer) error { return c.Subscribe(ctx, []string{"orders", "a/b"}) }),
		Request: "POST " + instance + "/subscription", Body: `{"topics":["orders","a/b"]}`, Status: 204,
	}, {
		Operation: "Subscribe", Name: "pattern",
		Call:    opstest.NoResult(func(ctx ctx, c *consumer) error { return c.SubscribePattern(ctx, "or.*") }),
		Request: "POST " + instance + "/subscription", Body: `{"topic_pattern":"or.*"}`, Status: 204,
	}, {
		Operation: "GetSubscription",
		Call:      func(ctx ctx, c *consumer) (any, error) { return c.GetSubscription(ctx) },
		Request:   "GET " + instance + "/subscription", Status: 200, Answer: `{"topics":["js"]}`, Result: []string{"js"},
	}, {
		Operation: "GetSubscription", Name: "of the Strimzi bridge",
		Call:    func(ctx ctx, c *consumer) (any, error) { return c.GetSubscription(ctx) },
		Request: "GET " + instance + "/subscription", Status: 200, Answer: `{"topics":["c1"],"partitions":[{"c1":[1,0]}]}`, Result: []string{"c1"},
	}, {
		Operation: "Unsubscribe",
		Call:      opstest.NoResult(func(ctx ctx, c *consumer) error { return c.Unsubscribe(ctx) }),
		Request:   "DELETE " + instance + "/subscription", Status: 204,
	}, {
		Operation: "Assign",
		Call:      opstest.NoResult(func(ctx ctx, c *consumer) error { return c.Assign(ctx, twoPartitions) }),
		Request:   "POST " + instance + "/assignments", Body: twoParts, Status: 204,
	}, {
		Operation: "GetAssignments",
		Call:      func(ctx ctx, c *consumer) (any, error) { return c.GetAssignments(ctx) },
		Request:   "GET " + instance + "/assignments", Status: 200, Answer: twoParts, Result: twoPartitions,
	}, {
		Operation: "CommitOffsets", Name: "of the proxy",
		Call: opstest.NoResult(func(ctx ctx, c *consumer) error {
			return c.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: "js", Partition: 0, Offset: 5, Metadata: "hey"}})
		}),
		Request: "POST " + instance + "/offsets", Body: `{"offsets":[{"topic":"js","partition":0,"offset":4,"metadata":"hey"}]}`,
		Status: 200, Answer: `[]`,
	}, {
		Operation: "GetCommittedOffsets",
		Call:      func(ctx ctx, c *consumer) (any, error) { return c.GetCommittedOffsets(ctx, twoPartitions) },
		Request:   "GET " + instance + "/offsets", Body: twoParts,
		Status: 200, Answer: `{"offsets":[{"topic":"orders","partition":0,"offset":5,"metadata":"hey"}]}`,
		Result: []restproxyv2.Offset{{Topic: "orders", Offset: 5, Metadata: "hey"}},
	}, {
		Operation: "GetCommittedOffsets", Name: "of Karapace",
		Call:    func(ctx ctx, c *consumer) (any, error) { return c.GetCommittedOffsets(ctx, twoPartitions) },
		Request: "GET " + instance + "/offsets", Body: twoParts, Status: 200,
		Answer: `{"offsets":[{"metadata":"","offset":3,"partition":0,"topic":"c1"},{"metadata":"","offset":-1001,"partition":1,"topic":"c1"}]}`,
		Result: []restproxyv2.Offset{{Topic: "c1", Offset: 3}},
	}, {
		Operation: "Seek", Name: "to offsets",
		Call: opstest.NoResult(func(ctx ctx, c *consumer) error {
			return c.Seek(ctx, []restproxyv2.Offset{{Topic: "js", Partition: 0, Offset: 0}})
		}),
		Request: "POST " + instance + "/positions", Body: `{"offsets":[{"topic":"js","partition":0,"offset":0}]}`, Status: 204,
	}, {
		Operation: "Seek", Name: "to a time",
		Call: opstest.NoResult(func(ctx ctx, c *consumer) error {
			return c.SeekToTime(ctx, twoPartitions[:1], time.Date(2024, 3, 1, 1, 0, 0, 5e6, time.FixedZone("", 3600)))
		}),
		Request: "POST " + instance + "/positions", Status: 204,
		Body: `{"timestamps":[{"topic":"orders","partition":1,"timestamp":"2024-03-01T00:00:00.005Z"}]}`,
	}, {
		Operation: "SeekToBeginning",
		Call:      opstest.NoResult(func(ctx ctx, c *consumer) error { return c.SeekToBeginning(ctx, twoPartitions) }),
		Request:   "POST " + instance + "/positions/beginning", Body: twoParts, Status: 204,
	}, {
		Operation: "SeekToEnd",
		Call:      opstest.NoResult(func(ctx ctx, c *consumer) error { return c.SeekToEnd(ctx, twoPartitions) }),
		Request:   "POST " + instance + "/positions/end", Body: twoParts, Status: 204,
	}, {
		Operation: "Close",
		Call:      opstest.NoResult(func(ctx ctx, c *consumer) error { return c.Close(ctx) }),
		Request:   "DELETE " + instance, Status: 204,
	}, {
		Operation: "Close", Name: "one that is gone",
		Call:    opstest.NoResult(func(ctx ctx, c *consumer) error { return c.Close(ctx) }),
		Request: "DELETE " + instance, Status: 404, Answer: `{"error_code":40403,"message":"Consumer instance not found."}`,
	}}
	for i := range cases {
		cases[i].Accept = meta
		if cases[i].Body != "" {
			cases[i].ContentType = meta
		}
	}
	return cases
}

// A read asks for the records in the consumer's own format.
func pollCases(format restproxyv2.Format, answer string, result []restproxyv2.Record) []opstest.Case[*consumer] {
	return []opstest.Case[*consumer]{{
		Operation: "Poll", Name: string(format),
		Call:    func(ctx ctx, c *consumer) (any, error) { return c.Poll(ctx) },
		Request: "GET " + instance + "/records?timeout=5000&max_bytes=67108864", Accept: "application/vnd.kafka." + string(format) + ".v2+json",
		Status: 200, Answer: answer, Result: result,
	}}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	opstest.Run(t, clientCases(), func(t *testing.T, handler http.Handler) *client {
		return newClient(t, handler, restproxyv2.WithServer(restproxyv2.ServerConfluent))
	})
	opstest.Run(t, consumerCases(), func(t *testing.T, handler http.Handler) *consumer { return newConsumer(t, handler, nil) })
	for format, test := range polls() {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			opstest.Run(t, pollCases(format, test.answer, test.records), func(t *testing.T, handler http.Handler) *consumer {
				return newAssigned(t, handler, &restproxyv2.ConsumerOptions{Format: format})
			})
		})
	}
}

func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	opstest.AllOf(t, "restproxyv2.yaml", 23, opstest.Of(clientCases()), opstest.Of(append(consumerCases(), pollCases("", "", nil)...)))
}

// newClient is a client of a proxy that answers by handler.
func newClient(t *testing.T, handler http.Handler, opts ...restproxyv2.Option) *client {
	t.Helper()
	client, err := restproxyv2.New(opstest.Config(t, handler), opts...)
	require.NoError(t, err)
	return client
}

// newConsumer is a consumer of that proxy, an instance called "worker 1" in the
// group billing. The handler does not see how it came to be.
func newConsumer(t *testing.T, handler http.Handler, options *restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	client := newClient(t, creating(handler), restproxyv2.WithServer(restproxyv2.ServerConfluent))
	consumer, err := client.CreateConsumer(t.Context(), "billing", options)
	require.NoError(t, err)
	return consumer
}

// newAssigned is such a consumer that reads a partition.
func newAssigned(t *testing.T, handler http.Handler, options *restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	consumer := newConsumer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/assignments") {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		handler.ServeHTTP(w, r)
	}), options)
	require.NoError(t, consumer.Assign(t.Context(), twoPartitions))
	return consumer
}

// creating answers what creates an instance, and leaves the rest to handler.
func creating(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/consumers/billing") {
			w.Header().Set("Content-Type", meta)
			_, _ = io.WriteString(w, `{"instance_id":"worker 1","base_uri":"http://`+r.Host+opstest.BasePath+`/consumers/billing/instances/worker 1"}`)
			return
		}
		handler.ServeHTTP(w, r)
	})
}
