package kafkaresttest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startRESTProxy returns an emulator and the URL of its cluster.
func startRESTProxy(t *testing.T, opts kafkaresttest.Options) (*kafkaresttest.Server, string) {
	t.Helper()
	srv := kafkaresttest.Start(t, opts)
	return srv, srv.RESTProxyURL() + "/v3/clusters/kafkaresttest"
}

// code wants an error answer with this status and code.
func (r reply) code(status, code int) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Equal(r.t, "application/json", r.header.Get("Content-Type"))
	body := decode[map[string]any](r)
	assert.EqualValues(r.t, code, body["error_code"], r.body)
	assert.Len(r.t, body, 2)
	return r
}

// Every link of every answer leads somewhere, and every resource is what its own
// URL answers with. Only a reassignment cannot be in progress.
func TestRESTProxyLinks(t *testing.T) {
	t.Parallel()
	for _, opts := range []kafkaresttest.RESTProxyOptions{{}, {BasePath: "/kafka"}} {
		srv := kafkaresttest.Start(t, kafkaresttest.Options{Brokers: 1, RESTProxy: opts})
		seedTopics(t, srv, 2, "js")
		client := kafkaClient(t, srv, kgo.ConsumerGroup("g1"), kgo.ConsumeTopics("js"), kgo.DisableAutoCommit())
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "js", Value: []byte("1")}))
		client.PollFetches(withTimeout(t))
		client.CommitOffsetsSync(withTimeout(t), map[string]map[int32]kgo.EpochOffset{"js": {0: {Epoch: -1, Offset: 0}, 1: {Epoch: -1, Offset: 0}}},
			func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, _ *kmsg.OffsetCommitResponse, err error) {
				assert.NoError(t, err)
			})
		clusters := srv.RESTProxyURL() + "/v3/clusters"
		acl := `{"resource_type":"TOPIC","resource_name":"a b","pattern_type":"LITERAL","principal":"User:x&y","host":"*","operation":"READ","permission":"ALLOW"}`
		require.Equal(t, 201, call(t, "POST", clusters+"/kafkaresttest/acls", acl).status)
		require.Equal(t, 204, call(t, "PUT", clusters+"/kafkaresttest/broker-configs/log.cleaner.threads", `{"value":"2"}`).status)

		seen := make(map[string]bool)
		kinds := make(map[string]bool)
		urls := []string{
			clusters, clusters + "/kafkaresttest/topics/-/configs", clusters + "/kafkaresttest/brokers/-/configs",
			clusters + "/kafkaresttest/consumer-groups/g1/lags", clusters + "/kafkaresttest/topics/js/partitions/0/offset",
		}
		for len(urls) > 0 {
			url := urls[0]
			urls = urls[1:]
			if seen[url] {
				continue
			}
			seen[url] = true
			answer := call(t, "GET", url, "")
			if strings.HasSuffix(url, "/reassignment") && !strings.HasSuffix(url, "/-/reassignment") {
				answer.code(404, 404)
				continue
			}
			body := decode[map[string]any](answer.ok(200))
			kinds[body["kind"].(string)] = true
			items, isList := body["data"].([]any)
			if !isList {
				items = []any{body}
			}
			for _, item := range items {
				resource := item.(map[string]any)
				self := resource["metadata"].(map[string]any)["self"].(string)
				if isList {
					urls = append(urls, self)
				} else {
					assert.Equal(t, url, self)
				}
				for name, member := range resource {
					if link, ok := member.(map[string]any); ok && name != "metadata" {
						urls = append(urls, link["related"].(string))
					}
				}
			}
		}
		assert.Len(t, kinds, 28, "%v", kinds) // all but a single reassignment and a single rule
		assert.True(t, kinds["KafkaConsumerLag"] && kinds["KafkaConsumerGroupLagSummary"] && kinds["KafkaPartitionWithOffsets"])
	}
}

func TestRESTProxyAdvertisedListener(t *testing.T) {
	t.Parallel()
	_, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{
		AdvertisedListener: "https://proxy.example:8082", BasePath: "/kafka",
	}})
	assert.Contains(t, call(t, "GET", url, "").ok(200).body, `"self":"https://proxy.example:8082/kafka/v3/clusters/kafkaresttest"`)
	assert.Equal(t, 404, call(t, "GET", strings.Replace(url, "/kafka/", "/", 1), "").status)
}

func TestRESTProxyRouting(t *testing.T) {
	t.Parallel()
	_, url := startRESTProxy(t, kafkaresttest.Options{})
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/nowhere", 404},
		{"GET", "/links", 404},
		{"PUT", "/links/l/configs:alter", 404},
		{"GET", "/balancer", 404},
		{"GET", "/topics/-/partitions/-/replica-status", 404},
		{"GET", "/topics/orders/default-configs", 404},
		{"POST", "/brokers/1:unregister", 405},
		{"DELETE", "/brokers/1", 405},
		{"PATCH", "/topics", 405},
	} {
		r := call(t, c.method, url+c.path, "")
		assert.Equal(t, c.status, r.status, c.path)
		assert.Empty(t, r.header.Values("Content-Type"), c.path)
		assert.Empty(t, r.header.Values("Allow"), c.path)
		assert.EqualValues(t, c.status, decode[map[string]any](r)["error_code"])
	}
	for _, path := range []string{"/topics/%5C", "//topics", "/topics/%2e", "/topics/" + strings.Repeat("x", 9000)} {
		r := call(t, "GET", url+path, "")
		assert.Contains(t, []int{400, 414}, r.status)
		assert.Equal(t, "text/html;charset=iso-8859-1", r.header.Get("Content-Type"))
	}
	assert.Equal(t, 431, call(t, "GET", url, "", "X-Long: "+strings.Repeat("x", 9000)).status)
	assert.Equal(t, 200, call(t, "GET", url+"/topics;x=y/", "").status)

	head := call(t, "HEAD", url+"/topics", "").ok(200)
	assert.Empty(t, head.body)
	options := call(t, "OPTIONS", url+"/topics", "")
	assert.Equal(t, 200, options.status)
	assert.Equal(t, "GET, POST, HEAD, OPTIONS", options.header.Get("Allow"))
	for _, accept := range []string{"application/*", "*/*", "text/html, application/json;q=0.1"} {
		call(t, "GET", url, "", "Accept: "+accept).ok(200)
	}
}

func TestRESTProxyTopics(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{Brokers: 2})
	for body, want := range map[string]string{
		`{"topic_name":"defaults"}`: `{"partitions_count":1,"replication_factor":2}`,
		`{"topic_name":"given","partitions_count":"3","replication_factor":1}`:              `{"partitions_count":3,"replication_factor":1}`,
		`{"topic_name":"minus","partitions_count":-1,"replication_factor":-1}`:              `{"partitions_count":1,"replication_factor":2}`,
		`{"topic_name":"assigned","replicas_assignments":{"0":[0],"1":[1]},"configs":null}`: `{"partitions_count":2,"replication_factor":1}`,
	} {
		r := call(t, "POST", url+"/topics", body).ok(201)
		got := decode[map[string]any](r)
		assert.Equal(t, r.header.Get("Location"), got["metadata"].(map[string]any)["self"])
		counts, err := json.Marshal(map[string]any{"partitions_count": got["partitions_count"], "replication_factor": got["replication_factor"]})
		require.NoError(t, err)
		assert.JSONEq(t, want, string(counts), body)
	}
	for body, code := range map[string]int{
		`{"topic_name":"x","replication_factor":3}`:                                                                                40002,
		`{"topic_name":"x","partitions_count":100000}`:                                                                             40002,
		`{"topic_name":"x","configs":[{"name":"no.such","value":"1"}]}`:                                                            40002,
		`{"topic_name":"x","configs":[{"name":"min.compaction.lag.ms","value":"9"},{"name":"max.compaction.lag.ms","value":"8"}]}`: 40002,
		`{"topic_name":"x","configs":[{"value":"1"}]}`:                                                                             400,
		`{"topic_name":"x","configs":{}}`:                                                                                          400,
		`{"topic_name":"x","replicas_assignments":[]}`:                                                                             400,
		`{"topic_name":"x","replicas_assignments":{"a":[0]}}`:                                                                      400,
		`{"topic_name":"x","partitions_count":3000000000}`:                                                                         400,
		`{"topic_name":"x","validate_only":"maybe"}`:                                                                               400,
		`{"topic_name":"x","topic_name":true,"partitions_count":0}`:                                                                40002,
		`{"topic_name":"x"`: 400,
		`null`:              42206,
		`{"topic_name":"x","configs":[{"name":"retention.ms"},{"name":"retention.ms"}]}`: 500,
		`{"topic_name":"x","replicas_assignments":{"1":[0]}}`:                            50002,
		`{"topic_name":"x","replicas_assignments":{"0":[0,0]}}`:                          50002,
		`{"topic_name":"x","replicas_assignments":{"0":[0],"1":[0,1]}}`:                  50002,
	} {
		status := map[int]int{40002: 400, 42206: 422, 50002: 500}[code]
		if status == 0 {
			status = code
		}
		call(t, "POST", url+"/topics", body).code(status, code)
	}
	call(t, "POST", srv.RESTProxyURL()+"/v3/clusters/nope/topics", `{"topic_name":"x"}`).code(404, 404)

	// A wrong cluster is noticed when it is too late.
	call(t, "PATCH", srv.RESTProxyURL()+"/v3/clusters/nope/topics/defaults", `{"partitions_count":4}`).code(404, 404)
	assert.EqualValues(t, 4, decode[map[string]any](call(t, "GET", url+"/topics/defaults", ""))["partitions_count"])
	produced := call(t, "POST", srv.RESTProxyURL()+"/v3/clusters/nope/topics/defaults/records", `{"partition_id":0}`).ok(200)
	assert.Equal(t, "nope", decode[map[string]any](produced)["cluster_id"])
	assert.Contains(t, call(t, "GET", url+"/topics/defaults/partitions/0/offset", "").ok(200).body, `"latest_offset":1`)
	call(t, "PATCH", url+"/topics/defaults", `{"partitions_count":100000}`).code(400, 40002)
	call(t, "PATCH", url+"/topics/nope", `{"partitions_count":2}`).code(404, 40403)

	assert.Equal(t, 204, call(t, "DELETE", url+"/topics/defaults", "").status)
	call(t, "GET", url+"/topics/defaults", "").code(404, 40403)
	operations := decode[map[string]any](call(t, "GET", url+"/topics/given?include_authorized_operations=true", ""))["authorized_operations"]
	assert.Contains(t, operations, "ALTER_CONFIGS")
}

// Of several calls at once that give a topic the same number of partitions Kafka
// takes one.
func TestRESTProxyPartitionsAtOnce(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{})
	seedTopics(t, srv, 2, "orders")
	statuses := make([]int, 6)
	var calls sync.WaitGroup
	for i := range statuses {
		calls.Go(func() {
			answer := call(t, "PATCH", url+"/topics/orders", `{"partitions_count":6}`)
			statuses[i] = answer.status
			if answer.status != 200 {
				assert.Contains(t, answer.body, "The topic orders currently has 6 partition(s); 6 would not be an increase.")
			}
		})
	}
	calls.Wait()
	slices.Sort(statuses)
	assert.Equal(t, []int{200, 400, 400, 400, 400, 400}, statuses)
}

func TestRESTProxyConfigs(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Millisecond}})
	seedTopics(t, srv, 1, "orders", "events")

	source := func(path string) (value, source any) {
		config := decode[map[string]any](call(t, "GET", url+path, "").ok(200))
		return config["value"], config["source"]
	}
	alter := func(path, body string) reply { return call(t, "POST", url+path+"configs:alter", body) }
	set := `{"data":[{"name":"retention.ms","value":" 5 "}]}`

	// A dry run changes nothing, and a topic's configs can be reset.
	assert.Equal(t, 204, alter("/topics/orders/", strings.Replace(set, "]", `],"validate_only":true`, 1)).status)
	value, from := source("/topics/orders/configs/retention.ms")
	assert.Equal(t, []any{"604800000", "DEFAULT_CONFIG"}, []any{value, from})
	assert.Equal(t, 204, alter("/topics/orders/", set).status)
	value, from = source("/topics/orders/configs/retention.ms")
	assert.Equal(t, []any{"5", "DYNAMIC_TOPIC_CONFIG"}, []any{value, from})
	assert.Equal(t, 204, call(t, "DELETE", url+"/topics/orders/configs/retention.ms", "").status)
	_, from = source("/topics/orders/configs/retention.ms")
	assert.Equal(t, "DEFAULT_CONFIG", from)

	// Of several topics, those that can are changed. The last of two entries counts.
	r := call(t, "POST", url+"/topics/-/configs:alter", `{"data":[
		{"topic_name":"orders","configs":[{"name":"retention.ms","value":"x"}]},
		{"topic_name":"events","configs":[{"name":"retention.ms","value":"x"}]},
		{"topic_name":"events","configs":[{"name":"retention.ms","value":"7"}]}]}`)
	require.Equal(t, 207, r.status)
	assert.Len(t, decode[map[string][]any](r)["failures"], 1)
	value, _ = source("/topics/events/configs/retention.ms")
	assert.Equal(t, "7", value)
	r = call(t, "POST", url+"/topics/-/configs:alter", `{"data":[{"topic_name":"nope","configs":[]}]}`).code(404, 40403)
	assert.Empty(t, decode[map[string]any](r)["message"])
	call(t, "POST", url+"/topics/-/configs:alter", `{}`).code(400, 400)
	call(t, "POST", url+"/topics/-/configs:alter", `{"data":[{"configs":[]}]}`).code(400, 400)
	alter("/topics/events/", `{"data":[{"name":"min.compaction.lag.ms","value":"9"},{"name":"max.compaction.lag.ms","value":"8"}]}`).code(400, 40002)

	// What is set for all brokers is set, dry run or not, and gone after a reset.
	assert.Equal(t, 204, alter("/broker-", `{"data":[{"name":"log.cleaner.threads","value":"2"}],"validate_only":true}`).status)
	value, from = source("/broker-configs/log.cleaner.threads")
	assert.Equal(t, []any{"2", "DYNAMIC_DEFAULT_BROKER_CONFIG"}, []any{value, from})
	call(t, "PUT", url+"/broker-configs/num.partitions", `{"value":"3"}`).code(400, 40002)
	call(t, "PUT", url+"/broker-configs/log.cleaner.threads", `{}`).code(400, 40002)
	call(t, "GET", url+"/brokers/9/configs", "").code(500, 50003)
	require.NoError(t, srv.Reset())
	call(t, "GET", url+"/broker-configs/log.cleaner.threads", "").code(404, 404)
}

func TestRESTProxyACLs(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{})
	rule := func(name, pattern, principal, operation string) string {
		return fmt.Sprintf(`{"resource_type":"TOPIC","resource_name":%q,"pattern_type":%q,"principal":%q,"host":"*","operation":%q,"permission":"ALLOW"}`,
			name, pattern, principal, operation)
	}
	batch := []string{
		rule("orders", "LITERAL", "User:b", "READ"), rule("orders", "LITERAL", "User:a", "WRITE"), rule("ord", "PREFIXED", "User:a", "READ"),
		rule("events", "LITERAL", "User:a", "READ"), rule("*", "LITERAL", "User:a", "READ"),
	}
	r := call(t, "POST", url+"/acls:batch", `{"data":[`+strings.Join(batch, ",")+`]}`)
	require.Equal(t, 204, r.status)
	names := func(method, query string) (names []string) {
		body := call(t, method, url+"/acls?"+query, "").ok(200)
		for _, a := range decode[struct {
			Data []struct {
				Name      string `json:"resource_name"`
				Principal string
			}
		}](body).Data {
			names = append(names, a.Name+" "+a.Principal)
		}
		return names
	}
	assert.Equal(t, []string{"* User:a", "events User:a", "ord User:a", "orders User:a", "orders User:b"}, names("GET", ""))
	assert.Equal(t, []string{"* User:a", "ord User:a", "orders User:a", "orders User:b"}, names("GET", "resource_name=orders&pattern_type=match"))
	assert.Equal(t, []string{"orders User:b"}, names("GET", "resource_type=TOPIC&principal=User%3Ab"))

	call(t, "POST", url+"/acls", rule("", "LITERAL", "User:a", "READ")).code(400, 40002)
	call(t, "POST", url+"/acls", rule("x", "MATCH", "User:a", "READ")).code(400, 400)
	call(t, "POST", url+"/acls", strings.Replace(rule("x", "LITERAL", "User:a", "READ"), "TOPIC", "USER", 1)).code(400, 400)
	call(t, "GET", url+"/acls?resource_type=", "").code(404, 404)

	everything := "resource_type=TOPIC&operation=ANY&permission=ANY&pattern_type="
	assert.Equal(t, []string{"* User:a", "events User:a"}, names("DELETE", everything+"MATCH&resource_name=events"))
	assert.Equal(t, []string{"ord User:a", "orders User:a", "orders User:b"}, names("DELETE", everything+"ANY"))
	assert.Empty(t, names("DELETE", everything+"ANY"))

	require.Equal(t, 201, call(t, "POST", url+"/acls", batch[0]).status)
	require.NoError(t, srv.Reset())
	assert.Empty(t, names("GET", ""))
}

func TestRESTProxyGroups(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{})
	seedTopics(t, srv, 2, "orders", "gone")
	require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Partition: 1, Value: []byte("1")}))
	odd := `my group/ü%+`
	require.NoError(t, srv.SeedGroup(odd, "orders", map[int32]int64{0: 0, 1: 0}))
	require.NoError(t, srv.SeedGroup(odd, "gone", map[int32]int64{0: 0}))
	require.Equal(t, 204, call(t, "DELETE", url+"/topics/gone", "").status)

	group := url + "/consumer-groups/my%20group%2F%C3%BC%25%2B"
	got := decode[map[string]any](call(t, "GET", group, "").ok(200))
	assert.Equal(t, odd, got["consumer_group_id"])
	assert.Equal(t, []any{true, "EMPTY", ""}, []any{got["is_simple"], got["state"], got["partition_assignor"]})
	lags := decode[struct {
		Data []struct {
			Lag         int64
			PartitionID int32 `json:"partition_id"`
		}
	}](call(t, "GET", group+"/lags", "").ok(200)).Data
	require.Len(t, lags, 2)
	assert.EqualValues(t, 1, lags[0].PartitionID)
	assert.EqualValues(t, 1, lags[0].Lag)
	summary := decode[map[string]any](call(t, "GET", group+"/lag-summary", "").ok(200))
	assert.EqualValues(t, 1, summary["total_lag"])
	call(t, "GET", group+"/consumers", "").ok(200)
	call(t, "GET", group+"/consumers/x", "").code(404, 404)
	call(t, "GET", group+"/lags/orders/partitions/x", "").code(404, 404)
}

// A group of the newer protocol is described like any other, and one that is no
// consumers' is not listed.
func TestRESTProxyGroupsOfOtherProtocols(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{})
	seedTopics(t, srv, 1, "orders")
	require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte("1")}))
	//lint:ignore SA1029 this is the key that franz-go reads
	newer := context.WithValue(context.Background(), "opt_in_kafka_next_gen_balancer_beta", true)
	client := kafkaClient(t, srv, kgo.WithContext(newer), kgo.ConsumerGroup("newer"), kgo.ConsumeTopics("orders"), kgo.InstanceID("i-1"), kgo.ClientID("c-1"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	require.NoError(t, client.PollFetches(withTimeout(t)).Err())

	join := kmsg.NewPtrJoinGroupRequest()
	join.Group, join.ProtocolType, join.SessionTimeoutMillis, join.RebalanceTimeoutMillis = "workers", "connect", 10_000, 10_000
	protocol := kmsg.NewJoinGroupRequestProtocol()
	protocol.Name = "sessioned"
	join.Protocols = append(join.Protocols, protocol)
	joined, err := join.RequestWith(withTimeout(t), client)
	require.NoError(t, err)
	join.MemberID = joined.MemberID
	_, err = join.RequestWith(withTimeout(t), client)
	require.NoError(t, err)

	list := decode[struct {
		Data []struct {
			ID    string `json:"consumer_group_id"`
			Type  string
			State string
			Mixed bool `json:"is_mixed_consumer_group"`
		}
	}](call(t, "GET", url+"/consumer-groups", "").ok(200)).Data
	require.Len(t, list, 1)
	assert.Equal(t, "newer", list[0].ID)
	assert.Equal(t, "CONSUMER", list[0].Type)
	assert.Equal(t, "STABLE", list[0].State)
	assert.False(t, list[0].Mixed)
	members := decode[struct{ Data []map[string]any }](call(t, "GET", url+"/consumer-groups/newer/consumers", "").ok(200)).Data
	require.Len(t, members, 1)
	assert.Equal(t, "i-1", members[0]["instance_id"])
	assert.Equal(t, "c-1", members[0]["client_id"])
	assignments := members[0]["assignments"].(map[string]any)["related"].(string)
	assert.Contains(t, call(t, "GET", assignments, "").ok(200).body, `"topic_name":"orders"`)
	call(t, "GET", url+"/consumer-groups/workers", "").ok(200)
}

func TestRESTProxyRecordsInKafka(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Millisecond}})
	seedTopics(t, srv, 2, "orders")
	sent := []string{
		`{"partition_id":0}`,
		`{"partition_id":1,"key":{"type":"BINARY","data":""},"value":{"type":"STRING","data":""}}`,
		`{"partition_id":1,"key":{"type":"BINARY","data":null},"value":{"type":"JSON","data":null}}`,
		`{"partition_id":1,"headers":[{"name":"null","value":null},{"name":"absent"},{"name":"empty","value":""},{"name":"h","value":"dmFs"}],
		  "key":{"type":"BINARY","data":"_"}}`,
		`{"partition_id":1,"headers":[{"name":"null","value":null},{"name":"absent"},{"name":"empty","value":""},{"name":"h","value":"dmFs"}],
		  "key":{"type":"BINARY","data":"a2V5"},"timestamp":"2021-02-05T19:14:42.5+02:00"}`,
		`{"partition_id":1,"value":{"type":"JSON","data": {"ü":"\u00fc\u000a", "n":12345678901234567890123, "f":[1e3,-0.00012,12345678.5,1.50]}},"timestamp":1612552482.123}`,
		`{"partition_id":1,"timestamp":"1969-12-31T23:59:59Z"}`,
		`{"partition_id":2}`,
	}
	r := call(t, "POST", url+"/topics/orders/records", strings.Join(sent, "\n")).ok(200)
	var codes []float64
	for _, item := range jsonValues(t, r.body) {
		codes = append(codes, item.(map[string]any)["error_code"].(float64))
	}
	assert.Equal(t, []float64{200, 200, 200, 400, 200, 200, 500, 40401}, codes)

	var records []*kgo.Record
	for _, record := range stored(t, srv, "orders", 5) {
		if record.Partition == 1 && len(records) < 4 {
			records = append(records, record)
		}
	}
	require.Len(t, records, 4)
	assert.Equal(t, [][]byte{{}, {}}, [][]byte{records[0].Key, records[0].Value})
	assert.NotNil(t, records[0].Key)
	assert.Nil(t, records[1].Key)
	assert.Nil(t, records[1].Value)
	assert.Equal(t, "key", string(records[2].Key))
	assert.Nil(t, records[2].Value)
	assert.Equal(t, []kgo.RecordHeader{{Key: "null"}, {Key: "absent"}, {Key: "empty", Value: []byte{}}, {Key: "h", Value: []byte("val")}}, records[2].Headers)
	assert.Equal(t, "2021-02-05T17:14:42.5Z", records[2].Timestamp.UTC().Format(time.RFC3339Nano))
	assert.Equal(t, `{"ü":"ü\n","n":12345678901234567890123,"f":[1000.0,-1.2E-4,1.23456785E7,1.5]}`, string(records[3].Value))
	assert.Equal(t, "2021-02-05T19:14:42.123Z", records[3].Timestamp.UTC().Format(time.RFC3339Nano))
}

func TestRESTProxySchemas(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{})
	seedTopics(t, srv, 1, "orders")
	for _, c := range []struct{ value, want string }{
		{`{"type":"AVRO","schema":"\"string\"","data":"x"}`, `{"type":"AVRO","subject":"orders-value","schema_id":1,"schema_version":1,"size":8}`},
		{`{"data":"yy"}`, `{"type":"AVRO","subject":"orders-value","schema_id":1,"schema_version":1,"size":9}`},
		{`{"type":"AVRO","schema":"[\"null\",\"string\"]","data":null}`, `{"type":"AVRO","subject":"orders-value","schema_id":2,"schema_version":2,"size":9}`},
		{`{"schema_version":1,"data":"x"}`, `{"type":"AVRO","subject":"orders-value","schema_id":1,"schema_version":1,"size":8}`},
		{`{"type":"JSONSCHEMA","subject_name_strategy":"TOPIC_RECORD_NAME","schema":"{\"title\":\"T\"}","data":1}`, `{"type":"JSONSCHEMA","subject":"orders-T","schema_id":3,"schema_version":1,"size":6}`},
		{`{"type":"PROTOBUF","subject_name_strategy":"RECORD_NAME","schema":"syntax=\"proto3\"; package p; message M { }","data":{}}`, `{"type":"PROTOBUF","subject":"p.M","schema_id":4,"schema_version":1,"size":7}`},
		{`{"schema_id":4,"subject_name_strategy":"RECORD_NAME","data":{}}`, `{"type":"PROTOBUF","subject":"p.M","schema_id":4,"schema_version":1,"size":7}`},
		{`{"schema_id":4,"data":{}}`, `422`},
		{`{"schema_version":9,"data":{}}`, `400`},
		{`{"type":"AVRO","schema":"{","data":1}`, `422`},
		{`{"type":"PROTOBUF","schema":"{}","data":1}`, `422`},
		{`{"schema":"\"string\"","data":"x"}`, `500`},
		{`{"type":"AVRO","data":"x"}`, `400`},
		{`{"type":"JSON","schema":"1","data":"x"}`, `400`},
		{`{"schema_id":1,"schema_version":1,"data":"x"}`, `400`},
		{`{"schema_id":1,"data":null}`, `400`},
		{`{"subject_name_strategy":"RECORD_NAME","data":"x"}`, `400`},
		{`{"subject_name_strategy":"NAME","data":"x"}`, `400`},
	} {
		r := call(t, "POST", url+"/topics/orders/records", `{"value":`+c.value+`}`).ok(200)
		item := decode[map[string]any](r)
		got, err := json.Marshal(item["value"])
		require.NoError(t, err)
		if item["value"] == nil {
			got = fmt.Append(nil, item["error_code"])
		}
		assert.JSONEq(t, c.want, string(got), "%s\n%s", c.value, r.body)
	}
	assert.Equal(t, "\x00\x00\x00\x00\x01\"x\"", string(stored(t, srv, "orders", 7)[0].Value))
}

func TestRESTProxyBatchLimits(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{BatchMaxEntries: 2, RecordBytesPerSecond: 1e-9}})
	seedTopics(t, srv, 1, "orders")
	batch := func(entries string) reply {
		return call(t, "POST", url+"/topics/orders/records:batch", `{"entries":[`+entries+`]}`)
	}
	batch(`{"id":"a"},{"id":"b"},{"id":"c"}`).code(422, 42208)
	batch(`{"id":""}`).code(422, 42208)
	batch(`{"key":null}`).code(400, 400)
	batch(`{"id":"a","value":{"type":"JSON"}}`).code(400, 400)
	call(t, "POST", url+"/topics/orders/records:batch", `{}`).code(422, 42208)

	// The first record passes for all it costs, and uses up what others would.
	r := batch(`{"id":"a","value":{"type":"JSON","data":1}},{"id":"_-9Z"}`)
	require.Equal(t, 207, r.status)
	answer := decode[struct{ Successes, Failures []map[string]any }](r)
	require.Len(t, answer.Successes, 1)
	require.Len(t, answer.Failures, 1)
	assert.Equal(t, "a", answer.Successes[0]["id"])
	assert.EqualValues(t, 429, answer.Failures[0]["error_code"])
	assert.NotContains(t, answer.Successes[0], "error_code")
}

// A reassignment is never in progress in the embedded cluster, so Kafka's answer
// is made up.
func TestRESTProxyReassignments(t *testing.T) {
	t.Parallel()
	cluster := newFakeCluster(t)
	cluster.ControlKey(kmsg.ListPartitionReassignments.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		response := kmsg.NewPtrListPartitionReassignmentsResponse()
		topic := kmsg.NewListPartitionReassignmentsResponseTopic()
		topic.Topic = "mv"
		partition := kmsg.NewListPartitionReassignmentsResponseTopicPartition()
		partition.AddingReplicas, partition.RemovingReplicas = []int32{2}, []int32{1}
		topic.Partitions = append(topic.Partitions, partition)
		response.Topics = append(response.Topics, topic)
		return response, nil, true
	})
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	_, err := kadm.NewClient(kafkaClient(t, srv)).CreateTopic(withTimeout(t), 1, 1, nil, "mv")
	require.NoError(t, err)
	replay := newReplay(t, srv)
	compared := 0
	for _, r := range recordings(t) {
		if strings.HasPrefix(r.name, "81") && strings.Contains(r.name, "-reassign-active-") {
			assert.Empty(t, replay.compare(r), r.name)
			compared++
		}
	}
	assert.Equal(t, 3, compared)
	all := call(t, "GET", srv.RESTProxyURL()+"/v3/clusters/"+replayedCluster+"/topics/-/partitions/-/reassignment", "").ok(200)
	assert.Contains(t, all.body, `/topics/mv/partitions/0/reassignments"`)
}

func TestRESTProxyCodesOfKafkaErrors(t *testing.T) {
	t.Parallel()
	cluster := newFakeCluster(t)
	var failure *kerr.Error
	cluster.ControlKey(kmsg.DeleteTopics.Int16(), func(kreq kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		response := kreq.ResponseKind().(*kmsg.DeleteTopicsResponse)
		topic := kmsg.NewDeleteTopicsResponseTopic()
		topic.Topic, topic.ErrorCode = kmsg.StringPtr("orders"), failure.Code
		response.Topics = append(response.Topics, topic)
		return response, nil, true
	})
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	for _, c := range []struct {
		failure      *kerr.Error
		status, code int
	}{
		{kerr.SaslAuthenticationFailed, 401, 40101},
		{kerr.TopicAuthorizationFailed, 403, 40301},
		{kerr.UnknownTopicID, 404, 40403},
		{kerr.MessageTooLarge, 413, 413},
		{kerr.ThrottlingQuotaExceeded, 429, 42901},
		{kerr.PolicyViolation, 400, 40002},
		{kerr.TopicDeletionDisabled, 400, 40002},
		{kerr.InvalidTopicException, 400, 40002},
		{kerr.UnknownServerError, 400, 40002},
		{kerr.InvalidReplicaAssignment, 500, 50002},
		{kerr.NotEnoughReplicas, 500, 50003},
		{kerr.RequestTimedOut, 500, 50003},
		{kerr.BrokerNotAvailable, 503, 50302},
	} {
		failure = c.failure
		r := call(t, "DELETE", srv.RESTProxyURL()+"/v3/clusters/"+replayedCluster+"/topics/orders", "").code(c.status, c.code)
		assert.Equal(t, c.failure.Description, decode[map[string]any](r)["message"])
	}
}

func TestRESTProxyHandler(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	for _, path := range []string{"records", "records:batch"} {
		body := recordOne
		if path != "records" {
			body = `{"entries":[{"id":"a"}]}`
		}
		r := httptest.NewRequest("POST", "http://proxy.example/v3/clusters/x/topics/orders/"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		srv.RESTProxyHandler().ServeHTTP(w, r)
		assert.Contains(t, w.Body.String(), `"offset"`)
	}
	w := httptest.NewRecorder()
	srv.RESTProxyHandler().ServeHTTP(w, httptest.NewRequest("GET", "https://proxy.example/v3/clusters", nil))
	assert.Contains(t, w.Body.String(), `"self":"https://proxy.example/v3/clusters"`)
}

func TestRESTProxyCredentials(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key", ReadOnlyAPIKey: "reader"}})
	r := call(t, "GET", url, "")
	assert.Equal(t, 401, r.status)
	assert.Equal(t, `Basic realm="KafkaRest"`, r.header.Get("WWW-Authenticate"))
	call(t, "GET", url, "", "Authorization: Bearer key").ok(200)
	call(t, "DELETE", url+"/topics/x", "", "Authorization: Bearer reader").code(403, 403)
	call(t, "POST", url+"/topics", strings.Repeat(" ", 1<<20+1), "Authorization: Bearer key").code(413, 413)
	assert.Equal(t, kafkaresttest.RESTProxy, srv.Requests()[0].API)
}

func TestRESTProxyOptionsThatMeanNothing(t *testing.T) {
	t.Parallel()
	for _, opts := range []kafkaresttest.RESTProxyOptions{
		{BasePath: "kafka"}, {BasePath: "/kafka/"}, {AdvertisedListener: "proxy.example"}, {AdvertisedListener: "http://proxy.example/"},
		{BatchMaxEntries: -1}, {BatchMaxEntries: 51}, {MaxBlock: -1}, {StreamMaxDuration: -1}, {StreamGracePeriod: -1}, {StreamIdleTimeout: -1},
		{RecordSizeLimit: -1}, {RecordsPerSecond: -1}, {RecordBytesPerSecond: -1}, {RequestsPerSecond: -1},
	} {
		_, err := kafkaresttest.New(kafkaresttest.Options{RESTProxy: opts})
		assert.ErrorContains(t, err, "RESTProxyOptions", "%+v", opts)
	}
	for _, opts := range []kafkaresttest.Options{{ClusterID: "x"}, {AutoCreateTopics: true}} {
		opts.SeedBrokers = []string{nobody(t)}
		_, err := kafkaresttest.New(opts)
		assert.ErrorContains(t, err, "SeedBrokers")
	}
}

func TestRESTProxyWithoutKafka(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: []string{nobody(t)}})
	call(t, "GET", srv.RESTProxyURL()+"/v3/clusters", "").code(http.StatusInternalServerError, 50003)
	r := call(t, "POST", srv.RESTProxyURL()+"/v3/clusters/x/topics/orders/records", recordOne).ok(200)
	assert.EqualValues(t, 50003, decode[map[string]any](r)["error_code"])
}

// What a producer has remembered of a topic does not outlive the topic.
func TestRESTProxyProducesToWhatThereIsNow(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Millisecond}})
	produce := func(record string) map[string]any {
		return decode[map[string]any](call(t, "POST", url+"/topics/orders/records", record).ok(200))
	}
	s := openRawStream(t, srv, streamHead)
	for partitions := int32(1); partitions <= 3; partitions++ {
		seedTopics(t, srv, partitions, "orders")
		assert.EqualValues(t, 0, produce(`{"partition_id":0}`)["offset"], "a new topic is empty")
		assert.EqualValues(t, 40401, produce(fmt.Sprintf(`{"partition_id":%d}`, partitions))["error_code"])
		call(t, "PATCH", url+"/topics/orders", fmt.Sprintf(`{"partitions_count":%d}`, partitions+1)).ok(200)
		assert.EqualValues(t, partitions, produce(fmt.Sprintf(`{"partition_id":%d}`, partitions))["partition_id"])
		s.send(fmt.Sprintf(`{"partition_id":%d}`, partitions))
		assert.Equal(t, []int{200}, s.codes(1), "a stream sees new partitions too")
		require.Equal(t, 204, call(t, "DELETE", url+"/topics/orders", "").status)
		assert.EqualValues(t, 40401, produce(`{}`)["error_code"])
	}
	s.send("")
	s.ends()
}

// Whatever is sent is answered, in the shape that the path has.
func FuzzRESTProxyBodies(f *testing.F) {
	for path, body := range map[uint8]string{
		0: `{"value":{"type":"JSON","data":{"a":[1.5e300,-0,"\u00fc",null]}},"headers":[{"name":"h","value":"dg=="}],"timestamp":1612552482.5} 5 null [] {"a":1}`,
		1: `{"entries":[{"id":"a","partition_id":"0","key":{"type":"BINARY","data":"dg"}},{"id":"b","value":{"schema_id":1,"data":1}}]}`,
		2: `{"data":[{"name":"retention.ms","value":5,"operation":"SET"},{"name":"cleanup.policy","operation":"DELETE"}],"validate_only":"true"}`,
		3: `{"data":[{"topic_name":"orders","configs":[{"name":"retention.ms","value":null}]}]}`,
		4: `{"resource_type":"TOPIC","resource_name":"x","pattern_type":"PREFIXED","principal":"User:a","host":"*","operation":"READ","permission":"DENY"}`,
		5: `{"value":2.5}`,
	} {
		f.Add(path, body)
	}
	srv, err := kafkaresttest.New(kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Millisecond}})
	require.NoError(f, err)
	f.Cleanup(srv.Close)
	require.NoError(f, srv.SeedTopic("orders", 1, nil))
	operations := []string{
		"POST topics/orders/records", "POST topics/orders/records:batch", "POST topics/orders/configs:alter",
		"POST topics/-/configs:alter", "POST acls", "PUT topics/orders/configs/retention.ms",
	}
	f.Fuzz(func(t *testing.T, operation uint8, body string) {
		method, path, _ := strings.Cut(operations[int(operation)%len(operations)], " ")
		r := httptest.NewRequest(method, "/v3/clusters/kafkaresttest/"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		srv.RESTProxyHandler().ServeHTTP(w, r)
		assert.Contains(t, []int{200, 201, 204, 207, 400, 404, 422, 500}, w.Code)
		for _, value := range jsonValues(t, w.Body.String()) {
			assert.IsType(t, map[string]any{}, value)
		}
		if w.Code >= 400 {
			assert.Contains(t, w.Body.String(), `"error_code":`)
		}
	})
}

// What waits for Kafka does not hold up the end of the server. Records have no
// answer then.
func TestRESTProxyEndsWhileItWaits(t *testing.T) {
	t.Parallel()
	srv, url := startRESTProxy(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Hour}})
	srv.FailRecords(kafkaresttest.RecordFault{Topic: "late", Delay: time.Hour})
	waiting := []*http.Request{
		newRequest(t, "POST", url+"/topics/nope/records", recordOne),
		newRequest(t, "POST", url+"/topics/late/records", recordOne),
		newRequest(t, "POST", url+"/topics/nope/records:batch", `{"entries":[{"id":"a"}]}`),
		newRequest(t, "GET", url+"/brokers/9/configs", ""),
	}
	answers := make(chan string)
	for _, request := range waiting {
		go func() {
			var body []byte
			if resp, err := httpClient.Do(request); err == nil {
				body, _ = io.ReadAll(resp.Body)
				resp.Body.Close()
			}
			answers <- string(body)
		}()
	}
	require.Eventually(t, func() bool { return len(srv.Requests()) == len(waiting) }, 10*time.Second, time.Millisecond)
	srv.Close()
	for range waiting {
		answer := <-answers
		assert.True(t, answer == "" || strings.HasPrefix(answer, `{"error_code":50003,`) && !strings.Contains(answer, "\r\n"), answer)
	}
}
