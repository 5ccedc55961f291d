package adminrest_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
)

// operationCase is one call, what it sends and what it makes of the answer.
type operationCase struct {
	operation string
	name      string // of the case, where an operation has several
	call      func(context.Context, *adminrest.Client) (any, error)

	request string // method and request target below the base path
	body    string // of the request, as JSON; empty for none

	status int
	answer string // with the members that the API documents
	result any
}

// call of an operation without a result.
func noResult(call func(context.Context, *adminrest.Client) error) func(context.Context, *adminrest.Client) (any, error) {
	return func(ctx context.Context, c *adminrest.Client) (any, error) { return nil, call(ctx, c) }
}

// The two documents are those that the guide and the published description
// give as examples, in their members and types.
const (
	publishedTopic = `{"name":"orders","partitions":2,"replicationFactor":3,"retentionMs":3600000,"cleanupPolicy":"delete",
		"configs":{"retention.ms":"3600000","retention.bytes":"209715200","cleanup.policy":"delete","segment.bytes":"104857600","segment.ms":"600000","min.insync.replicas":"1"},
		"replicaAssignments":[{"id":0,"brokers":{"replicas":[0,2,1]}},{"id":1,"brokers":{"replicas":[1,0,2]}}]}`
	guideTopics = `[{"name":"topic1","partitions":1,"retentionMs":86400000,"cleanupPolicy":"delete"},
		{"name":"topic2","partitions":2,"retentionMs":86400000,"cleanupPolicy":"delete"}]`
)

var orders = adminrest.Topic{
	Name:              "orders",
	Partitions:        2,
	ReplicationFactor: 3,
	RetentionMs:       3600000,
	CleanupPolicy:     "delete",
	Configs: map[string]string{
		"retention.ms": "3600000", "retention.bytes": "209715200", "cleanup.policy": "delete",
		"segment.bytes": "104857600", "segment.ms": "600000", "min.insync.replicas": "1",
	},
	ReplicaAssignments: []adminrest.ReplicaAssignment{
		{Partition: 0, Brokers: adminrest.AssignedBrokers{Replicas: []int32{0, 2, 1}}},
		{Partition: 1, Brokers: adminrest.AssignedBrokers{Replicas: []int32{1, 0, 2}}},
	},
}

func operationCases() []operationCase {
	type client = adminrest.Client
	type ctx = context.Context
	const entity = "iam-ServiceId-00000000-1111-2222-3333-444444444444"
	return []operationCase{{
		operation: "Alive",
		call:      noResult(func(ctx ctx, c *client) error { return c.Alive(ctx) }),
		request:   "GET /alive", status: 200,
	}, {
		operation: "GetStatus",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetStatus(ctx) },
		request:   "GET /admin/status", status: 200, answer: `{"status":"degraded"}`,
		result: &adminrest.InstanceStatus{Status: adminrest.StatusDegraded},
	}, {
		operation: "GetStatus", name: "a status of tomorrow",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetStatus(ctx) },
		request: "GET /admin/status", status: 200, answer: `{"status":"resting","since":1}`,
		result: &adminrest.InstanceStatus{Status: "resting"},
	}, {
		operation: "CreateTopic", name: "name only",
		call:    noResult(func(ctx ctx, c *client) error { return c.CreateTopic(ctx, "orders", nil) }),
		request: "POST /admin/topics", body: `{"name":"orders"}`, status: 202,
	}, {
		operation: "CreateTopic", name: "all options",
		call: noResult(func(ctx ctx, c *client) error {
			return c.CreateTopic(ctx, "orders", &adminrest.CreateTopicOptions{
				Partitions: 3,
				Configs:    map[string]string{"retention.ms": "3600000", "cleanup.policy": "delete", "segment.bytes": ""},
			})
		}),
		request: "POST /admin/topics",
		body: `{"name":"orders","partition_count":3,"configs":[{"name":"cleanup.policy","value":"delete"},
			{"name":"retention.ms","value":"3600000"},{"name":"segment.bytes","value":""}]}`,
		status: 202,
	}, {
		operation: "ListTopics", name: "no options, the published form",
		call:    func(ctx ctx, c *client) (any, error) { return c.ListTopics(ctx, nil) },
		request: "GET /admin/topics", status: 200, answer: "[" + publishedTopic + "]",
		result: []adminrest.Topic{orders},
	}, {
		operation: "ListTopics", name: "all options, the guide's form",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ListTopics(ctx, &adminrest.ListTopicsOptions{Filter: "/^a b&c=*/", PerPage: 20, Page: 2})
		},
		request: "GET /admin/topics?topic_filter=%2F%5Ea+b%26c%3D%2A%2F&per_page=20&page=2", status: 200, answer: guideTopics,
		result: []adminrest.Topic{
			{Name: "topic1", Partitions: 1, RetentionMs: 86400000, CleanupPolicy: "delete"},
			{Name: "topic2", Partitions: 2, RetentionMs: 86400000, CleanupPolicy: "delete"},
		},
	}, {
		operation: "ListTopics", name: "one option",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ListTopics(ctx, &adminrest.ListTopicsOptions{PerPage: 5})
		},
		request: "GET /admin/topics?per_page=5", status: 200, answer: `[]`,
		result: []adminrest.Topic{},
	}, {
		operation: "GetTopic",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetTopic(ctx, "orders") },
		request:   "GET /admin/topics/orders", status: 200, answer: publishedTopic,
		result: &orders,
	}, {
		operation: "UpdateTopic", name: "nothing",
		call:    noResult(func(ctx ctx, c *client) error { return c.UpdateTopic(ctx, "orders", nil) }),
		request: "PATCH /admin/topics/orders", body: `{}`, status: 202,
	}, {
		operation: "UpdateTopic", name: "all options",
		call: noResult(func(ctx ctx, c *client) error {
			return c.UpdateTopic(ctx, "orders", &adminrest.UpdateTopicOptions{
				Partitions:   6,
				Configs:      map[string]string{"retention.bytes": "1048576", "cleanup.policy": ""},
				ResetConfigs: []string{"segment.ms"},
			})
		}),
		request: "PATCH /admin/topics/orders",
		body: `{"new_total_partition_count":6,"configs":[{"name":"cleanup.policy","value":""},
			{"name":"retention.bytes","value":"1048576"},{"name":"segment.ms","reset_to_default":true}]}`,
		status: 202,
	}, {
		operation: "DeleteTopic",
		call:      noResult(func(ctx ctx, c *client) error { return c.DeleteTopic(ctx, "orders") }),
		request:   "DELETE /admin/topics/orders", status: 202,
	}, {
		operation: "DeleteTopicRecords",
		call: noResult(func(ctx ctx, c *client) error {
			return c.DeleteTopicRecords(ctx, "orders", []adminrest.RecordDeletion{{Partition: 0, BeforeOffset: 120}, {Partition: 1, BeforeOffset: 0}})
		}),
		request: "DELETE /admin/topics/orders/records",
		body:    `{"records_to_delete":[{"partition":0,"before_offset":120},{"partition":1,"before_offset":0}]}`,
		status:  202,
	}, {
		operation: "ListQuotas",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListQuotas(ctx) },
		request:   "GET /admin/quotas", status: 200,
		answer: `{"data":[{"entity_name":"default","producer_byte_rate":4096,"consumer_byte_rate":8192},
			{"entity_name":"iam-ServiceId-00000000-1111-2222-3333-444444444444","consumer_byte_rate":0}]}`,
		result: []adminrest.EntityQuota{
			{EntityName: "default", ProducerByteRate: new(int64(4096)), ConsumerByteRate: new(int64(8192))},
			{EntityName: entity, ConsumerByteRate: new(int64(0))},
		},
	}, {
		operation: "GetQuota",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetQuota(ctx, "default") },
		request:   "GET /admin/quotas/default", status: 200, answer: `{"producer_byte_rate":5000000000}`,
		result: &adminrest.Quota{ProducerByteRate: new(int64(5000000000))},
	}, {
		operation: "CreateQuota", name: "answered as the guide says",
		call: noResult(func(ctx ctx, c *client) error {
			return c.CreateQuota(ctx, entity, adminrest.Quota{ProducerByteRate: new(int64(1024)), ConsumerByteRate: new(int64(0))})
		}),
		request: "POST /admin/quotas/" + entity, body: `{"producer_byte_rate":1024,"consumer_byte_rate":0}`, status: 201,
	}, {
		operation: "UpdateQuota",
		call: noResult(func(ctx ctx, c *client) error {
			return c.UpdateQuota(ctx, "default", adminrest.Quota{ConsumerByteRate: new(int64(2048))})
		}),
		request: "PATCH /admin/quotas/default", body: `{"consumer_byte_rate":2048}`, status: 202,
	}, {
		operation: "DeleteQuota",
		call:      noResult(func(ctx ctx, c *client) error { return c.DeleteQuota(ctx, "default") }),
		request:   "DELETE /admin/quotas/default", status: 202,
	}, {
		operation: "ListBrokers",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) },
		request:   "GET /admin/brokers", status: 200, answer: `[{"id":0,"host":"kafka-0.example","port":9093,"rack":"dal10"},{"id":1,"host":"kafka-1.example","port":9093}]`,
		result: []adminrest.Broker{{ID: 0, Host: "kafka-0.example", Port: 9093, Rack: "dal10"}, {ID: 1, Host: "kafka-1.example", Port: 9093}},
	}, {
		operation: "GetBroker",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetBroker(ctx, 0) },
		request:   "GET /admin/brokers/0", status: 200, answer: `{"id":0,"host":"kafka-0.example","port":9093,"rack":"dal10"}`,
		result: &adminrest.Broker{ID: 0, Host: "kafka-0.example", Port: 9093, Rack: "dal10"},
	}, {
		operation: "GetBrokerConfig", name: "no options",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetBrokerConfig(ctx, 2, nil) },
		request: "GET /admin/brokers/2/configs", status: 200,
		answer: `{"id":2,"configs":[{"name":"log.dirs","value":"","is_sensitive":false},{"name":"ssl.key.password","value":null,"is_sensitive":true}]}`,
		result: &adminrest.Broker{ID: 2, Configs: []adminrest.BrokerConfig{
			{Name: "log.dirs", Value: new("")}, {Name: "ssl.key.password", Sensitive: true},
		}},
	}, {
		operation: "GetBrokerConfig", name: "all options",
		call: func(ctx ctx, c *client) (any, error) {
			return c.GetBrokerConfig(ctx, 2, &adminrest.GetBrokerConfigOptions{Filter: "log.*", Verbose: true})
		},
		request: "GET /admin/brokers/2/configs?config_filter=log.%2A&verbose=true", status: 200, answer: `{"id":2}`,
		result: &adminrest.Broker{ID: 2},
	}, {
		operation: "GetCluster",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetCluster(ctx) },
		request:   "GET /admin/cluster", status: 200,
		answer: `{"id":"cluster-1","controller":{"id":1,"host":"h","port":9093},"brokers":[{"id":1,"host":"h","port":9093}]}`,
		result: &adminrest.Cluster{
			ID: "cluster-1", Controller: adminrest.Broker{ID: 1, Host: "h", Port: 9093},
			Brokers: []adminrest.Broker{{ID: 1, Host: "h", Port: 9093}},
		},
	}, {
		operation: "ListConsumerGroups", name: "no options",
		call:    func(ctx ctx, c *client) (any, error) { return c.ListConsumerGroups(ctx, nil) },
		request: "GET /admin/consumergroups", status: 200, answer: `["a","b"]`, result: []string{"a", "b"},
	}, {
		operation: "ListConsumerGroups", name: "all options",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ListConsumerGroups(ctx, &adminrest.ListConsumerGroupsOptions{Filter: "a*", PerPage: 1, Page: 3})
		},
		request: "GET /admin/consumergroups?group_filter=a%2A&per_page=1&page=3", status: 200, answer: `[]`, result: []string{},
	}, {
		operation: "GetConsumerGroup",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetConsumerGroup(ctx, "billing") },
		request:   "GET /admin/consumergroups/billing", status: 200,
		answer: `{"group_id":"billing","state":"Stable","members":[{"consumer_id":"c-1","client_id":"app","host":"/10.0.0.1",
			"assignments":[{"topic":"orders","partition":0}]}],"offsets":[{"topic":"orders","partition":0,"current_offset":3000000000,"end_offset":3000000007}]}`,
		result: &adminrest.ConsumerGroup{
			ID: "billing", State: "Stable",
			Members: []adminrest.GroupMember{{
				ConsumerID: "c-1", ClientID: "app", Host: "/10.0.0.1",
				Assignments: []adminrest.GroupAssignment{{Topic: "orders", Partition: 0}},
			}},
			Offsets: []adminrest.GroupOffset{{Topic: "orders", Partition: 0, CurrentOffset: 3000000000, EndOffset: 3000000007}},
		},
	}, {
		operation: "DeleteConsumerGroup",
		call:      noResult(func(ctx ctx, c *client) error { return c.DeleteConsumerGroup(ctx, "billing") }),
		request:   "DELETE /admin/consumergroups/billing", status: 202,
	}, {
		operation: "UpdateConsumerGroup", name: "no options",
		call: func(ctx ctx, c *client) (any, error) {
			return c.UpdateConsumerGroup(ctx, "billing", adminrest.ResetModeEarliest, nil)
		},
		request: "PATCH /admin/consumergroups/billing", body: `{"mode":"earliest","execute":true}`, status: 200, answer: `[]`,
		result: []adminrest.ResetOffset{},
	}, {
		operation: "UpdateConsumerGroup", name: "all options",
		call: func(ctx ctx, c *client) (any, error) {
			return c.UpdateConsumerGroup(ctx, "billing", adminrest.ResetModeDatetime, &adminrest.UpdateConsumerGroupOptions{
				Topic: "orders", Time: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), DryRun: true,
			})
		},
		request: "PATCH /admin/consumergroups/billing",
		body:    `{"topic":"orders","mode":"datetime","value":"2024-05-01T00:00:00Z","execute":false}`,
		status:  200, answer: `[{"topic":"orders","partition":0,"offset":512}]`,
		result: []adminrest.ResetOffset{{Topic: "orders", Partition: 0, Offset: 512}},
	}, {
		operation: "GetMirroringTopicSelection",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetMirroringTopicSelection(ctx) },
		request:   "GET /admin/mirroring/topic-selection", status: 200, answer: `{"includes":["^prefix1_.*","^prefix2_.*"]}`,
		result: &adminrest.MirroringTopicSelection{Includes: []string{"^prefix1_.*", "^prefix2_.*"}},
	}, {
		operation: "ReplaceMirroringTopicSelection",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ReplaceMirroringTopicSelection(ctx, []string{"^prefix1_.*"})
		},
		request: "POST /admin/mirroring/topic-selection", body: `{"includes":["^prefix1_.*"]}`, status: 200, answer: `{"includes":["^prefix1_.*"]}`,
		result: &adminrest.MirroringTopicSelection{Includes: []string{"^prefix1_.*"}},
	}, {
		operation: "ReplaceMirroringTopicSelection", name: "none",
		call:    func(ctx ctx, c *client) (any, error) { return c.ReplaceMirroringTopicSelection(ctx, nil) },
		request: "POST /admin/mirroring/topic-selection", body: `{"includes":[]}`, status: 200, answer: `{"includes":[]}`,
		result: &adminrest.MirroringTopicSelection{Includes: []string{}},
	}, {
		operation: "GetMirroringActiveTopics",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetMirroringActiveTopics(ctx) },
		request:   "GET /admin/mirroring/active-topics", status: 200, answer: `{"active_topics":["topic1","topic2"]}`,
		result: &adminrest.MirroringActiveTopics{Topics: []string{"topic1", "topic2"}},
	}}
}

// TestOperations holds what each operation sends over a socket, and what it
// makes of a documented answer, to what the API documents.
func TestOperations(t *testing.T) {
	t.Parallel()
	for _, test := range operationCases() {
		t.Run(strings.TrimSuffix(test.operation+"/"+test.name, "/"), func(t *testing.T) {
			t.Parallel()
			var got *http.Request
			var body []byte
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r
				body, _ = io.ReadAll(r.Body)
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.answer)
			}))

			result, err := test.call(t.Context(), client)
			require.NoError(t, err)
			assert.Equal(t, test.result, result)

			method, target, _ := strings.Cut(test.request, " ")
			assert.Equal(t, method, got.Method)
			assert.Equal(t, basePath+target, got.RequestURI)
			assert.Equal(t, "application/json", got.Header.Get("Accept"))
			if test.body == "" {
				assert.Empty(t, body)
				assert.NotContains(t, got.Header, "Content-Type")
				return
			}
			assert.JSONEq(t, test.body, string(body))
			assert.Equal(t, "application/json", got.Header.Get("Content-Type"))
		})
	}
}

// TestOperationsAreAll holds the client and the table above to the
// specification: each of its operations is a method and is tested.
func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	spec, err := spectest.Load("adminrest.yaml")
	require.NoError(t, err)
	assert.Len(t, spec.Operations(), 24)
	cases := operationCases()
	for _, operation := range spec.Operations() {
		_, ok := reflect.TypeFor[*adminrest.Client]().MethodByName(operation)
		assert.True(t, ok, "%s is not a method of the client", operation)
		tested := slices.ContainsFunc(cases, func(c operationCase) bool { return c.operation == operation })
		assert.True(t, tested, "%s is not tested", operation)
	}
}

// basePath is where the test server has the API, so that a method that builds
// an absolute path is found out.
const basePath = "/base/es-1"

// newClient is a client of a server that answers by handler.
func newClient(t *testing.T, handler http.Handler) *adminrest.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := adminrest.New(kafkarest.Config{
		URL:        server.URL + basePath + "/",
		HTTPClient: server.Client(),
		Retry:      kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 10 * time.Millisecond},
	})
	require.NoError(t, err)
	return client
}
