package kafkaresttest_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const v2Type = "application/vnd.kafka.v2+json"

func formatType(format string) string { return "application/vnd.kafka." + format + ".v2+json" }

// v2Proxy is an emulator as clients of v2 see it.
type v2Proxy struct {
	*testing.T
	srv *kafkaresttest.Server
}

// startV2 runs an emulator that does not make tests wait.
func startV2(t *testing.T, opts kafkaresttest.Options) v2Proxy {
	t.Helper()
	opts.RESTProxy.MaxBlock = 50 * time.Millisecond
	if opts.RESTProxyV2.RequestTimeout == 0 {
		opts.RESTProxyV2.RequestTimeout = 100 * time.Millisecond
	}
	return v2Proxy{t, kafkaresttest.Start(t, opts)}
}

func (p v2Proxy) get(path string) reply { return call(p.T, "GET", p.srv.RESTProxyV2URL()+path, "") }

func (p v2Proxy) post(path, body string) reply {
	return call(p.T, "POST", p.srv.RESTProxyV2URL()+path, body, "Content-Type: "+v2Type)
}

func (p v2Proxy) produce(format, path, body string) reply {
	return call(p.T, "POST", p.srv.RESTProxyV2URL()+path, body, "Content-Type: "+formatType(format))
}

// fails wants an error answer with a status and a code.
func (r reply) fails(status, code int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	body := decode[map[string]any](r)
	assert.EqualValues(r.t, code, body["error_code"], r.body)
	assert.NotEmpty(r.t, body["message"])
	assert.Len(r.t, body, 2)
}

// v2Consumer is an instance and the format of its records.
type v2Consumer struct {
	v2Proxy
	group, name, format string
}

// create makes an instance that reads from the first record on and returns as soon
// as it has any.
func (p v2Proxy) create(group, name, format string, more ...string) v2Consumer {
	p.Helper()
	settings := append([]string{
		fmt.Sprintf(`"name":%q,"format":%q`, name, format), `"auto.offset.reset":"earliest","auto.commit.enable":"false","fetch.min.bytes":0`,
	}, more...)
	p.post("/consumers/"+group, "{"+strings.Join(settings, ",")+"}").hasStatus(200)
	return v2Consumer{p, group, name, format}
}

func (c v2Consumer) path(below string) string {
	return "/consumers/" + c.group + "/instances/" + c.name + below
}

func (c v2Consumer) do(path, body string) {
	c.Helper()
	r := c.post(c.path(path), body)
	require.Less(c.T, r.status, 300, r.body)
}

func (c v2Consumer) read(query string) reply {
	return call(c.T, "GET", c.srv.RESTProxyV2URL()+c.path("/records"+query), "", "Accept: "+formatType(c.format))
}

func (c v2Consumer) delete() reply {
	return call(c.T, "DELETE", c.srv.RESTProxyV2URL()+c.path(""), "")
}

// readMeanwhile reads in the background, from when the instance has a position in the
// partition of the topic: its next offset is given. What is received is nothing when the
// answer does not arrive.
func (c v2Consumer) readMeanwhile(ctx context.Context, query, topic string, next int64) <-chan reply {
	c.Helper()
	answer := make(chan reply, 1)
	request := newRequest(c.T, "GET", c.srv.RESTProxyV2URL()+c.path("/records"+query), "", "Accept: "+formatType(c.format)).WithContext(ctx)
	go func() {
		defer close(answer)
		response, err := httpClient.Do(request)
		if err != nil {
			return
		}
		defer response.Body.Close()
		if body, err := io.ReadAll(response.Body); err == nil {
			answer <- reply{c.T, response.StatusCode, response.Header, string(body)}
		}
	}()
	c.awaitPosition(topic, next)
	return answer
}

// awaitPosition commits where the instance is until it is at an offset of partition 0.
func (c v2Consumer) awaitPosition(topic string, next int64) {
	c.Helper()
	require.Eventually(c.T, func() bool {
		c.do("/offsets", "")
		return c.committed(topic, 0) == next
	}, 20*time.Second, time.Millisecond)
}

// committed returns the offset that the group has committed in a partition, -1 for
// none.
func (c v2Consumer) committed(topic string, partition int) int64 {
	c.Helper()
	r := call(c.T, "GET", c.srv.RESTProxyV2URL()+c.path("/offsets"),
		fmt.Sprintf(`{"partitions":[{"topic":%q,"partition":%d}]}`, topic, partition), "Content-Type: "+v2Type)
	r.hasStatus(200)
	offsets := decode[struct{ Offsets []struct{ Offset int64 } }](r).Offsets
	if len(offsets) == 0 {
		return -1
	}
	return offsets[0].Offset
}

type v2Record struct {
	Topic      string
	Key, Value json.RawMessage
	Partition  int32
	Offset     int64
}

// take reads until there are n records.
func (c v2Consumer) take(n int) []v2Record {
	c.Helper()
	var records []v2Record
	require.Eventually(c.T, func() bool {
		r := c.read("")
		r.hasStatus(200)
		records = append(records, decode[[]v2Record](r)...)
		return r.status != 200 || len(records) >= n
	}, 20*time.Second, time.Millisecond)
	require.Len(c.T, records, n)
	return records
}

// group returns what Kafka says of a group.
func (p v2Proxy) group(group string) kadm.DescribedGroup {
	p.Helper()
	described, err := kadm.NewClient(kafkaClient(p.T, p.srv)).DescribeGroups(withTimeout(p.T), group)
	require.NoError(p.T, err)
	return described[group]
}

// members returns how many members a group has.
func (p v2Proxy) members(group string) int {
	p.Helper()
	return len(p.group(group).Members)
}

func seedValues(t *testing.T, srv *kafkaresttest.Server, topic string, partition int32, values ...string) {
	t.Helper()
	for _, value := range values {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: topic, Partition: partition, Value: []byte(value)}))
	}
}

// Everything in records survives the way through the proxy and back, in each format.
func TestRESTProxyV2RoundTrip(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	large := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\xff\x00", 450_000)))
	for name, c := range map[string]struct{ format, schemas, records, want string }{
		"json": {"json", "",
			`[{"key":{"a":[1,2.50,true]},"value":"\u00e9"},{"value":0},{"key":"k","value":null},{"value":""},{"value":false}]`,
			`[{"key":{"a":[1,2.5,true]},"value":"é"},{"key":null,"value":0},{"key":"k","value":null},{"key":null,"value":""},{"key":null,"value":false}]`},
		"binary": {"binary", "",
			`[{"key":"/w","value":""},{"key":null,"value":"//79"},{"key":"aw==","value":null},{"value":"` + large + `"}]`,
			`[{"key":"/w==","value":""},{"key":null,"value":"//79"},{"key":"aw==","value":null},{"key":null,"value":"` + large + `"}]`},
		"avro": {"avro", `"key_schema":"\"string\"","value_schema":"[\"null\",\"int\"]",`,
			`[{"key":"k","value":{"int":1}},{"key":"l","value":null}]`, `[{"key":"k","value":{"int":1}},{"key":"l","value":null}]`},
		"jsonschema": {"jsonschema", `"value_schema":"{\"type\":\"object\"}",`,
			`[{"value":{"a":1}}]`, `[{"key":null,"value":{"a":1}}]`},
		"protobuf": {"protobuf", `"value_schema":"syntax = \"proto3\"; message M { int32 a = 1; }",`,
			`[{"value":{"a":1}}]`, `[{"key":null,"value":{"a":1}}]`},
		"tombstone": {"avro", "", `[{"key":null,"value":null}]`, `[{"key":null,"value":null}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := v2Proxy{t, p.srv}
			seedTopics(t, p.srv, 1, name)
			produced := p.produce(c.format, "/topics/"+name, "{"+c.schemas+`"records":`+c.records+"}")
			produced.ok2(200)
			answer := decode[map[string]any](produced)
			assert.Equal(t, strings.Contains(c.schemas, "key_schema"), answer["key_schema_id"] != nil)
			assert.Equal(t, strings.Contains(c.schemas, "value_schema"), answer["value_schema_id"] != nil)

			consumer := p.create("g-"+name, "c", c.format)
			consumer.do("/subscription", `{"topics":["`+name+`"]}`)
			want := decode[[]map[string]any](reply{t: t, body: c.want})
			for i, record := range consumer.take(len(want)) {
				got, err := json.Marshal(map[string]any{"key": record.Key, "value": record.Value})
				require.NoError(t, err)
				wanted, err := json.Marshal(want[i])
				require.NoError(t, err)
				assert.JSONEq(t, string(wanted), string(got))
				assert.EqualValues(t, i, record.Offset)
			}
		})
	}
}

// ok2 wants a status and an answer of v2.
func (r reply) ok2(status int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Equal(r.t, v2Type, r.header.Get("Content-Type"))
}

func TestRESTProxyV2Produce(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 3, "orders")
	require.NoError(t, p.srv.SeedTopic("small", 1, map[string]string{"max.message.bytes": "1000"}))
	one := `{"records":[{"value":"MQ=="}]}`
	for _, c := range []struct {
		format, path, body string
		status, code       int // 0: no error
	}{
		{"binary", "/topics/orders", one, 200, 0},
		{"binary", "/topics/orders/partitions/2", one, 200, 0},
		{"binary", "/topics/orders/", one, 200, 0},
		{"binary", "/topics/orders", `{"records":[{"value":1}]}`, 400, 400},
		{"binary", "/topics/orders", `{"records":[{"value":"*"}]}`, 400, 400},
		{"json", "/topics/orders", `{"records":{}}`, 400, 400},
		{"json", "/topics/orders", `null`, 422, 422},
		{"json", "/topics/orders", `{"records":[]}`, 422, 422},
		{"json", "/topics/orders", `{"records":[{"value":1,"timestamp":1}]}`, 422, 422},
		{"json", "/topics/orders", `{"records":[{"value":1,"partition":"x"}]}`, 400, 400},
		{"json", "/topics/orders", `{"records":[{"value":1,"partition":-1}]}`, 500, 500},
		{"json", "/topics/orders/partitions/99999999999", `{"records":[{"value":1}]}`, 404, 404},
		{"avro", "/topics/orders", `{"records":[{"value":1}]}`, 422, 42202},
		{"avro", "/topics/orders", `{"key_schema":"\"int\"","key_schema_id":1,"records":[{"key":1}]}`, 500, 500},
		{"avro", "/topics/orders", `{"value_schema":"{","records":[{"value":1}]}`, 422, 42205},
		{"avro", "/topics/orders", `{"value_schema_id":77,"records":[{"value":1}]}`, 422, 42207},
		{"jsonschema", "/topics/orders", `{"value_schema":"{}","records":[{"value":null}]}`, 400, 400},
	} {
		r := p.produce(c.format, c.path, c.body)
		if c.code == 0 {
			r.ok2(c.status)
			continue
		}
		r.fails(c.status, c.code)
		assert.Equal(t, v2Type, r.header.Get("Content-Type"), c.body)
	}

	// The partition of a record counts more than that of the path.
	r := p.produce("json", "/topics/orders/partitions/0", `{"records":[{"value":1,"partition":1},{"value":2},{"value":3,"partition":9}]}`)
	r.ok2(200)
	items := decode[struct {
		Offsets []struct {
			Partition, Offset *int
			Code              *int `json:"error_code"`
			Error             *string
		}
	}](r).Offsets
	require.Len(t, items, 3)
	assert.Equal(t, []int{1, 0}, []int{*items[0].Partition, *items[1].Partition})
	assert.Equal(t, 50003, *items[2].Code)
	assert.NotEmpty(t, items[2].Error)
	assert.Nil(t, items[2].Partition)

	// One record that is too large for the topic takes no other with it.
	r = p.produce("json", "/topics/small", `{"records":[{"value":1},{"value":"`+strings.Repeat("x", 2000)+`"},{"value":2}]}`)
	r.ok2(200)
	assert.Equal(t, 1, strings.Count(r.body, "50002"), r.body)
	assert.Equal(t, 1, strings.Count(r.body, `"offset":null`), r.body)

	p.srv.FailRecords(kafkaresttest.RecordFault{Topic: "orders", After: 1, Times: 1, Code: 50002, Message: "broken", Stored: true})
	r = p.produce("json", "/topics/orders/partitions/2", `{"records":[{"value":1},{"value":2}]}`)
	assert.Contains(t, r.body, `{"partition":null,"offset":null,"error_code":50002,"error":"broken"}`)
	assert.Equal(t, 1, strings.Count(r.body, `"offset":null`), r.body)
}

func TestRESTProxyV2MediaTypes(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 1, "orders")
	p.create("g", "c", "json")
	one := `{"records":[{"value":"MQ=="}]}`
	for _, c := range []struct {
		method, path, body, sent, accept string
		status                           int
		answered                         string
	}{
		{"GET", "/", "", "", "", 200, v2Type},
		{"GET", "/", "", "", "text/html, */*;q=0.1", 200, v2Type},
		{"GET", "/", "", "", "application/*", 200, v2Type},
		{"GET", "/", "", "", "application/vnd.kafka.v2+json;q=0", 406, ""},
		{"GET", "/brokers", "", "", formatType("json"), 406, ""},
		{"POST", "/", `{"a":"b"}`, v2Type, "", 200, v2Type},
		{"POST", "/", `{"a":"b"}`, "text/plain", "", 415, "application/json"},
		{"POST", "/topics/orders", one, formatType("binary") + "; charset=utf-8", "", 200, v2Type},
		{"POST", "/topics/orders", one, "-", "", 200, v2Type}, // binary
		{"POST", "/topics/orders", one, v2Type, "", 415, "application/json"},
		{"POST", "/consumers/g", "{}", "application/json", "", 415, v2Type},
		{"POST", "/consumers/g", "{}", formatType("avro"), formatType("binary"), 200, formatType("binary")},
		{"POST", "/consumers/g", "{}", "-", "", 200, v2Type},
		{"GET", "/consumers/g/instances/c/subscription", "", "", "application/json", 406, ""},
		{"GET", "/consumers/g/instances/c/subscription", "", "", formatType("json") + ";q=0.5, " + v2Type, 200, v2Type},
		{"GET", "/consumers/g/instances/c/records", "", "", "", 406, formatType("binary")},
		{"GET", "/consumers/g/instances/c/records", "", "", "application/json", 406, ""},
		{"GET", "/consumers/g/instances/c/records", "", "", formatType("json"), 500, formatType("json")},
		{"GET", "/nowhere", "", "", "", 404, ""},
		{"PUT", "/topics", "", "", "", 405, ""},
		{"HEAD", "/topics", "", "", "", 200, v2Type},
		{"OPTIONS", "/topics", "", "", "", 200, ""},
		{"GET", "/topics/%5C", "", "", "", 400, "text/html;charset=iso-8859-1"},
	} {
		request := newRequest(t, c.method, p.srv.RESTProxyV2URL()+c.path, c.body)
		request.Header.Del("Content-Type")
		if c.sent != "-" && c.sent != "" {
			request.Header.Set("Content-Type", c.sent)
		}
		if c.accept != "" {
			request.Header.Set("Accept", c.accept)
		}
		response, err := httpClient.Do(request)
		require.NoError(t, err)
		response.Body.Close()
		assert.Equal(t, c.status, response.StatusCode, "%+v", c)
		if c.method != "OPTIONS" {
			assert.Equal(t, c.answered, response.Header.Get("Content-Type"), "%+v", c)
		}
	}
}

func TestRESTProxyV2CreateConsumer(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{ServerID: "px"}})
	for body, code := range map[string]int{
		`{"format":"string"}`:                    500,
		`{"format":"xml"}`:                       422,
		`{"auto.offset.reset":"Earliest"}`:       42204,
		`{"auto.offset.reset":"by_duration:1h"}`: 42204,
		`{"auto.commit.enable":"maybe"}`:         42204,
		`{"fetch.min.bytes":10000001}`:           40001,
		`{"responseMinBytes":-2}`:                40001,
		`{"unknown":1}`:                          422,
		`{"name":["a"]}`:                         400,
		`[]`:                                     400,
	} {
		status := 422
		if code == 500 || code == 400 {
			status = code
		}
		p.post("/consumers/g", body).fails(status, code)
	}
	for _, body := range []string{"", "null", "{}", `{"auto.offset.reset":"by_duration:P1DT2H3M4.5S","auto.commit.enable":"TRUE","fetch.min.bytes":"-1","requestWaitMs":1}`} {
		r := p.post("/consumers/g", body)
		r.ok2(200)
		assert.Regexp(t, `^rest-consumer-px-[0-9a-f]{8}-`, decode[map[string]string](r)["instance_id"])
	}
	odd := p.post("/consumers/a%2Fb%20%C3%A9", `{"name":"x%/ y"}`)
	odd.json(`{"instance_id":"x%/ y","base_uri":"` + p.srv.RESTProxyV2URL() + `/consumers/a/b é/instances/x%/ y"}`)
	p.get("/consumers/a%2Fb%20%C3%A9/instances/x%25%2F%20y/subscription").ok2(200)
	assert.Len(t, p.srv.ConsumerInstances(), 5)
	assert.Contains(t, p.srv.ConsumerInstances(), kafkaresttest.ConsumerInstance{Group: "a/b é", Name: "x%/ y"})
	p.post("/consumers/a%2Fb%20%C3%A9", `{"name":"x%/ y"}`).fails(409, 40902)
}

// Two instances of a group share its partitions. What the one does not take up any
// more, the other reads from what was committed.
func TestRESTProxyV2Groups(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(v2Consumer){
		"deleted": func(c v2Consumer) { c.delete().hasStatus(204) },
		"expired": func(c v2Consumer) { assert.True(c.T, c.srv.ExpireConsumerInstance(c.group, c.name)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startV2(t, kafkaresttest.Options{})
			seedTopics(t, p.srv, 2, "orders")
			first, second := p.create("g", "a", "json"), p.create("g", "b", "json")
			share := func(c v2Consumer) int {
				c.read("?timeout=20").hasStatus(200)
				return strings.Count(c.get(c.path("/assignments")).body, `"orders"`)
			}
			first.do("/subscription", `{"topics":["orders"]}`)
			require.Eventually(t, func() bool { return share(first) == 2 }, 20*time.Second, time.Millisecond)
			second.do("/subscription", `{"topic_pattern":"ord.*"}`)
			require.Eventually(t, func() bool { return share(second)+10*share(first) == 11 }, 20*time.Second, time.Millisecond)

			seedValues(t, p.srv, "orders", 0, "0", "1", "2")
			seedValues(t, p.srv, "orders", 1, "0", "1", "2")
			for _, c := range []v2Consumer{first, second} {
				last := c.take(3)[2]
				c.do("/offsets", fmt.Sprintf(`{"offsets":[{"topic":"orders","partition":%d,"offset":1}]}`, last.Partition))
			}
			end(first)
			first.read("").fails(404, 40403)
			require.Eventually(t, func() bool { return p.members("g") == 1 }, 20*time.Second, time.Millisecond)
			var again []string
			require.Eventually(t, func() bool {
				for _, record := range decode[[]v2Record](second.read("")) {
					again = append(again, fmt.Sprintf("%d:%s", record.Partition, record.Value))
				}
				return len(again) == 2
			}, 20*time.Second, time.Millisecond)
			slices.Sort(again)
			assert.Equal(t, []string{"0:2", "1:2"}, again)
		})
	}
}

func TestRESTProxyV2KilledConsumerStaysInItsGroup(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 1, "orders")
	c := p.create("g", "c", "json")
	c.do("/subscription", `{"topics":["orders"]}`)
	seedValues(t, p.srv, "orders", 0, "1")
	c.take(1)
	assert.True(t, p.srv.KillConsumerInstance("g", "c"))
	assert.Equal(t, 1, p.members("g"))
	assert.Empty(t, p.srv.ConsumerInstances())
	assert.False(t, p.srv.KillConsumerInstance("g", "c"))
	assert.False(t, p.srv.ExpireConsumerInstance("g", "c"))
	c.read("").fails(404, 40403)
}

// A consumer is deleted without waiting for a member that holds up its group.
func TestRESTProxyV2ConsumerLeavesDuringARebalance(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 1, "orders")
	joined := make(chan struct{})
	slow, err := kgo.NewClient(
		kgo.SeedBrokers(p.srv.Brokers()...),
		kgo.ConsumerGroup("g"),
		kgo.ConsumeTopics("orders"),
		kgo.Balancers(kgo.RangeBalancer()),
		kgo.SessionTimeout(2*time.Minute),
		kgo.HeartbeatInterval(time.Minute), // by which it learns of the rebalance
		kgo.OnPartitionsAssigned(func(context.Context, *kgo.Client, map[string][]int32) { close(joined) }),
	)
	require.NoError(t, err)
	defer slow.Close()
	<-joined

	c := p.create("g", "c", "json")
	c.do("/subscription", `{"topics":["orders"]}`)
	c.read("").json("[]")
	require.Eventually(t, func() bool { return p.members("g") == 2 }, 20*time.Second, time.Millisecond)
	c.delete().hasStatus(204)
	group := p.group("g")
	assert.Equal(t, "PreparingRebalance", group.State, "the other one has not come back yet")
	assert.Len(t, group.Members, 1)
}

func TestRESTProxyV2IdleConsumersExpire(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{
		InstanceTimeout: 2 * time.Second, RequestTimeout: 3 * time.Second,
	}})
	seedTopics(t, p.srv, 1, "orders")
	c := p.create("g", "c", "json")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	c.read("").json("[]") // lasts longer than an idle instance
	require.Eventually(t, func() bool { return len(p.srv.ConsumerInstances()) == 0 }, 20*time.Second, time.Millisecond)
	c.read("").fails(404, 40403)
}

func TestRESTProxyV2ReadLimits(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{MaxResponseBytes: 6}})
	seedTopics(t, p.srv, 1, "orders")
	seedValues(t, p.srv, "orders", 0, "11", "22", "33", "44")
	c := p.create("g", "c", "json")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	values := func(query string) (all []string) {
		for _, record := range decode[[]v2Record](c.read(query)) {
			all = append(all, string(record.Value))
		}
		return all
	}
	assert.Equal(t, []string{"11"}, values("?max_bytes=3"))
	assert.Empty(t, values("?max_bytes=2")) // for ever
	assert.Equal(t, []string{"22", "33"}, values("?max_bytes=1000"))
	assert.Equal(t, []string{"44"}, values("?max_bytes=-1&timeout=-1"))
	hasty := p.create("g-hasty", "c", "json", `"consumer.request.timeout.ms":0`)
	hasty.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	require.Eventually(t, func() bool { return strings.Contains(hasty.read("").body, `"value":11`) }, 20*time.Second, time.Millisecond)
	c.read("?max_bytes=1.5").fails(404, 404)
	c.read("?timeout=").fails(404, 404)

	// Without fetch.min.bytes a read goes on to its end, and has what comes meanwhile.
	patient := p.create("g", "patient", "json", `"fetch.min.bytes":-1,"consumer.request.timeout.ms":20000`)
	patient.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	patient.do("/offsets", `{"offsets":[{"topic":"orders","partition":0,"offset":2}]}`)
	answer := patient.readMeanwhile(t.Context(), "?max_bytes=5", "orders", 4)
	seedValues(t, p.srv, "orders", 0, "55", "66")
	assert.Contains(t, (<-answer).body, `"value":55`)
}

func TestRESTProxyV2Offsets(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 2, "orders")
	for i := range 5 {
		require.NoError(t, p.srv.SeedRecords(&kgo.Record{
			Topic: "orders", Value: fmt.Append(nil, i), Timestamp: time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC),
		}))
	}
	c := p.create("g", "c", "json")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0},{"topic":"orders","partition":1}]}`)
	assert.EqualValues(t, 0, c.take(5)[0].Offset)
	for body, want := range map[string]int{
		`{"offsets":[{"topic":"orders","partition":0,"offset":3}]}`:                                    2,
		`{"timestamps":[{"topic":"orders","partition":0,"timestamp":"2024-01-02T12:00:00Z"}]}`:         3,
		`{"offsets":[{"topic":"orders","partition":0,"offset":"4","metadata":"m"}],"timestamps":null}`: 1,
		`{"offsets":[{"topic":"orders","partition":0,"offset":100}]}`:                                  5, // beyond the end: where the reset policy says
	} {
		c.do("/positions", body)
		assert.Len(t, c.take(want), want, body)
	}
	c.do("/positions/beginning", `{"partitions":[]}`) // of all partitions
	assert.Len(t, c.take(5), 5)
	c.do("/positions/beginning", `{"partitions":[{"topic":"orders","partition":0}]}`)
	c.do("/positions/end", `{"partitions":[{"topic":"orders","partition":0}]}`)
	c.read("").json("[]")

	for _, f := range []struct {
		path, body   string
		status, code int
	}{
		{"/positions", `{"offsets":[{"topic":"orders","partition":0,"offset":-1}]}`, 500, 500},
		{"/positions", `{"offsets":[{"topic":"orders","partition":7,"offset":1}]}`, 409, 40903},
		{"/positions", `{"timestamps":[{"topic":"orders","partition":0}]}`, 500, 500},
		{"/positions", `{"timestamps":[{"topic":"orders","partition":0,"timestamp":"now"}]}`, 400, 400},
		{"/positions", `{"timestamps":[{"topic":"none","partition":0,"timestamp":0}]}`, 500, 50003},
		{"/positions", `{"timestamps":[{"topic":"orders","partition":0,"timestamp":0},{"topic":"orders","partition":0,"timestamp":0}]}`, 409, 40903},
		{"/positions", "", 422, 422},
		{"/positions/end", `{"partitions":[{"topic":"orders","partition":5}]}`, 409, 40903},
		{"/positions/end", "", 422, 422},
		{"/assignments", "", 422, 422},
		{"/subscription", "", 422, 422},
		{"/subscription", `{"topic_pattern":"("}`, 500, 500},
		{"/offsets", `{"offsets":[{"topic":"orders","partition":0,"offset":-5}]}`, 500, 500},
		{"/offsets", `{"offsets":[{"topic":"orders","partition":9,"offset":1}]}`, 500, 50003},
		{"/offsets", `{"offsets":[{"topic":"orders","partition":0,"offset":9223372036854775808}]}`, 400, 400},
	} {
		c.post(c.path(f.path), f.body).fails(f.status, f.code)
	}
	assert.EqualValues(t, -1, c.committed("orders", 0))
	c.do("/offsets", `{"offsets":[]}`)
	assert.EqualValues(t, -1, c.committed("orders", 0))
	c.do("/offsets", `{"offsets":[{"topic":"orders","partition":0,"offset":9007199254740993}]}`)
	assert.EqualValues(t, 9007199254740994, c.committed("orders", 0))
}

func TestRESTProxyV2Subscriptions(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	c := p.create("g", "c", "json")
	c.read("").fails(500, 500)
	c.do("/subscription", `{"topics":["later","later"]}`)
	c.post(c.path("/subscription"), `{"topic_pattern":"x"}`).fails(409, 40903)
	c.post(c.path("/assignments"), `{"partitions":[{"topic":"later","partition":0}]}`).fails(409, 40903)
	c.get(c.path("/subscription")).json(`{"topics":["later"]}`)
	c.read("").json("[]")
	seedTopics(t, p.srv, 1, "later")
	seedValues(t, p.srv, "later", 0, "1", "2")
	c.take(2)
	c.do("/subscription", `{"topics":["later"]}`) // changes nothing, so that nothing is read again
	c.read("").json("[]")

	c.do("/subscription", `{"topics":[]}`)
	c.get(c.path("/subscription")).json(`{"topics":[]}`)
	c.do("/subscription", `{"topic_pattern":"[kl].*r"}`)
	c.take(2)
	c.get(c.path("/subscription")).json(`{"topics":["later"]}`)
	seedTopics(t, p.srv, 1, "kur", "laterally")
	seedValues(t, p.srv, "kur", 0, "3")
	seedValues(t, p.srv, "laterally", 0, "4")
	require.Eventually(t, func() bool { return strings.Contains(c.read("").body, `"kur"`) }, 20*time.Second, time.Millisecond)
	c.get(c.path("/subscription")).json(`{"topics":["kur","later"]}`)

	call(t, "DELETE", p.srv.RESTProxyV2URL()+c.path("/subscription"), "").hasStatus(204)
	c.get(c.path("/assignments")).json(`{"partitions":[]}`)
	c.do("/assignments", `{"partitions":[{"topic":"kur","partition":0}]}`)
	c.post(c.path("/subscription"), `{"topics":["later"]}`).fails(409, 40903)
	c.do("/assignments", `{"partitions":[]}`)
	c.do("/subscription", `{"topics":["later"]}`)
}

func TestRESTProxyV2AutoCommit(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 1, "orders")
	seedValues(t, p.srv, "orders", 0, "1", "2")
	c := p.create("g", "c", "json", `"auto.commit.enable":"true"`)
	c.do("/subscription", `{"topics":["orders"]}`)
	c.take(2)
	c.delete().hasStatus(204)
	assert.EqualValues(t, 2, p.create("g", "d", "json").committed("orders", 0))
}

func TestRESTProxyV2ResetPolicies(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	seedTopics(t, p.srv, 1, "orders")
	for i, age := range []time.Duration{48 * time.Hour, time.Hour, 0} {
		require.NoError(t, p.srv.SeedRecords(&kgo.Record{Topic: "orders", Value: fmt.Append(nil, i), Timestamp: time.Now().Add(-age)}))
	}
	for policy, want := range map[string]int{"latest": 0, "earliest": 3, "by_duration:P1D": 2, "by_duration:PT1M": 1} {
		c := p.create(strings.NewReplacer(":", "-").Replace("g-"+policy), "c", "json", `"auto.offset.reset":"`+policy+`"`)
		c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
		if want == 0 {
			c.read("").json("[]")
			continue
		}
		c.take(want)
	}
	c := p.create("g-none", "c", "json", `"auto.offset.reset":"none"`)
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	c.read("").fails(500, 50002)
	c.do("/offsets", `{"offsets":[{"topic":"orders","partition":0,"offset":0}]}`)
	c.take(2)
	c.do("/positions", `{"offsets":[{"topic":"orders","partition":0,"offset":77}]}`)
	require.Eventually(t, func() bool { return c.read("").status == 500 }, 20*time.Second, time.Millisecond)
}

// What the proxy took from Kafka for a client that left is lost to the instance.
func TestRESTProxyV2ReadOutlivesItsClient(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{RequestTimeout: 500 * time.Millisecond}})
	seedTopics(t, p.srv, 1, "orders")
	c := p.create("g", "c", "json")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	ctx, leave := context.WithCancel(t.Context())
	answer := c.readMeanwhile(ctx, "", "orders", 0)
	leave()
	assert.Empty(t, (<-answer).body)
	seedValues(t, p.srv, "orders", 0, "1")
	c.awaitPosition("orders", 1)
	c.read("").json("[]")
}

func TestRESTProxyV2Undecodable(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	for name, bytes := range map[string]string{"plain": "text", "empty": "", "unknown": "\x00\x00\x00\x00\x63{}", "cut": "\x00\x00"} {
		seedTopics(t, p.srv, 1, name)
		seedValues(t, p.srv, name, 0, bytes)
		for _, format := range []string{"json", "avro"} {
			c := p.create("g-"+name, format, format)
			c.do("/assignments", `{"partitions":[{"topic":"`+name+`","partition":0}]}`)
			for range 2 {
				require.Eventually(t, func() bool { return c.read("").status == 408 }, 20*time.Second, time.Millisecond)
			}
			c.read("").fails(408, 40801)
		}
	}
}

func TestRESTProxyV2Denied(t *testing.T) {
	t.Parallel()
	cluster := newFakeCluster(t, kfake.SeedTopics(1, "orders"), kfake.EnableACLs())
	p := startV2(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	c := p.create("g", "c", "binary")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	c.read("").fails(403, 40301)
	c.post(c.path("/offsets"), `{"offsets":[{"topic":"orders","partition":0,"offset":1}]}`).fails(403, 40301)
	p.produce("binary", "/topics/orders", `{"records":[{"value":"MQ=="}]}`).ok2(403)
	c.delete().hasStatus(204)
}

// Nothing is left of the instances of a server that is reset, or closed in the midst
// of reads.
func TestRESTProxyV2ResetAndClose(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{RequestTimeout: time.Hour}})
	for range 2 {
		seedTopics(t, p.srv, 1, "orders")
		seedValues(t, p.srv, "orders", 0, "1")
		c := p.create("g", "c", "json")
		c.do("/subscription", `{"topics":["orders"]}`)
		c.take(1)
		require.NoError(t, p.srv.Reset())
		assert.Empty(t, p.srv.ConsumerInstances())
		c.read("").fails(404, 40403)
	}
	seedTopics(t, p.srv, 1, "orders")
	c := p.create("g", "c", "json")
	c.do("/assignments", `{"partitions":[{"topic":"orders","partition":0}]}`)
	answer := c.readMeanwhile(t.Context(), "", "orders", 0)
	p.srv.Close()
	<-answer
}

func TestRESTProxyV2Faults(t *testing.T) {
	t.Parallel()
	p := startV2(t, kafkaresttest.Options{})
	p.srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxyV2, Path: "/topics", Times: 1, Status: http.StatusServiceUnavailable})
	p.get("/topics").hasStatus(503)
	p.get("/topics").ok2(200)
	requests := p.srv.Requests()
	require.Len(t, requests, 2)
	assert.Equal(t, kafkaresttest.RESTProxyV2, requests[0].API)
	call(t, "GET", p.srv.RESTProxyURL()+"/topics", "").hasStatus(404)
}

func TestRESTProxyV2Options(t *testing.T) {
	t.Parallel()
	for _, opts := range []kafkaresttest.RESTProxyV2Options{
		{AdvertisedListener: "proxy:8082"},
		{AdvertisedListener: "http://proxy:8082/"},
		{InstanceTimeout: -1},
		{RequestTimeout: -1},
		{SessionTimeout: time.Second},
		{MaxResponseBytes: -1},
		{Address: "nowhere"},
	} {
		_, err := kafkaresttest.New(kafkaresttest.Options{RESTProxyV2: opts})
		assert.Error(t, err, "%+v", opts)
	}
}
