package adminrest_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

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

func operationCases() []opstest.Case[*adminrest.Client] {
	type client = adminrest.Client
	type ctx = context.Context
	const entity = "iam-ServiceId-00000000-1111-2222-3333-444444444444"
	return []opstest.Case[*adminrest.Client]{{
		Operation: "Alive",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.Alive(ctx) }),
		Request:   "GET /alive", Status: 200,
	}, {
		Operation: "GetStatus",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetStatus(ctx) },
		Request:   "GET /admin/status", Status: 200, Answer: `{"status":"degraded"}`,
		Result: &adminrest.InstanceStatus{Status: adminrest.StatusDegraded},
	}, {
		Operation: "GetStatus", Name: "a status of tomorrow",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetStatus(ctx) },
		Request: "GET /admin/status", Status: 200, Answer: `{"status":"resting","since":1}`,
		Result: &adminrest.InstanceStatus{Status: "resting"},
	}, {
		Operation: "CreateTopic", Name: "name only",
		Call:    opstest.NoResult(func(ctx ctx, c *client) error { return c.CreateTopic(ctx, "orders", nil) }),
		Request: "POST /admin/topics", Body: `{"name":"orders"}`, Status: 202,
	}, {
		Operation: "CreateTopic", Name: "all options",
		Call: opstest.NoResult(func(ctx ctx, c *client) error {
			return c.CreateTopic(ctx, "orders", &adminrest.CreateTopicOptions{
				Partitions: 3,
				Configs:    map[string]string{"retention.ms": "3600000", "cleanup.policy": "delete", "segment.bytes": ""},
			})
		}),
		Request: "POST /admin/topics",
		Body: `{"name":"orders","partition_count":3,"configs":[{"name":"cleanup.policy","value":"delete"},
			{"name":"retention.ms","value":"3600000"},{"name":"segment.bytes","value":""}]}`,
		Status: 202,
	}, {
		Operation: "ListTopics", Name: "no options, the published form",
		Call:    func(ctx ctx, c *client) (any, error) { return c.ListTopics(ctx, nil) },
		Request: "GET /admin/topics", Status: 200, Answer: "[" + publishedTopic + "]",
		Result: []adminrest.Topic{orders},
	}, {
		Operation: "ListTopics", Name: "all options, the guide's form",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ListTopics(ctx, &adminrest.ListTopicsOptions{Filter: "/^a b&c=*/", PerPage: 20, Page: 2})
		},
		Request: "GET /admin/topics?topic_filter=%2F%5Ea+b%26c%3D%2A%2F&per_page=20&page=2", Status: 200, Answer: guideTopics,
		Result: []adminrest.Topic{
			{Name: "topic1", Partitions: 1, RetentionMs: 86400000, CleanupPolicy: "delete"},
			{Name: "topic2", Partitions: 2, RetentionMs: 86400000, CleanupPolicy: "delete"},
		},
	}, {
		Operation: "ListTopics", Name: "one option",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ListTopics(ctx, &adminrest.ListTopicsOptions{PerPage: 5})
		},
		Request: "GET /admin/topics?per_page=5", Status: 200, Answer: `[]`,
		Result: []adminrest.Topic{},
	}, {
		Operation: "GetTopic",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetTopic(ctx, "orders") },
		Request:   "GET /admin/topics/orders", Status: 200, Answer: publishedTopic,
		Result: &orders,
	}, {
		Operation: "UpdateTopic", Name: "nothing",
		Call:    opstest.NoResult(func(ctx ctx, c *client) error { return c.UpdateTopic(ctx, "orders", nil) }),
		Request: "PATCH /admin/topics/orders", Body: `{}`, Status: 202,
	}, {
		Operation: "UpdateTopic", Name: "all options",
		Call: opstest.NoResult(func(ctx ctx, c *client) error {
			return c.UpdateTopic(ctx, "orders", &adminrest.UpdateTopicOptions{
				Partitions:   6,
				Configs:      map[string]string{"retention.bytes": "1048576", "cleanup.policy": ""},
				ResetConfigs: []string{"segment.ms"},
			})
		}),
		Request: "PATCH /admin/topics/orders",
		Body: `{"new_total_partition_count":6,"configs":[{"name":"cleanup.policy","value":""},
			{"name":"retention.bytes","value":"1048576"},{"name":"segment.ms","reset_to_default":true}]}`,
		Status: 202,
	}, {
		Operation: "DeleteTopic",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.DeleteTopic(ctx, "orders") }),
		Request:   "DELETE /admin/topics/orders", Status: 202,
	}, {
		Operation: "DeleteTopicRecords",
		Call: opstest.NoResult(func(ctx ctx, c *client) error {
			return c.DeleteTopicRecords(ctx, "orders", []adminrest.RecordDeletion{{Partition: 0, BeforeOffset: 120}, {Partition: 1, BeforeOffset: 0}})
		}),
		Request: "DELETE /admin/topics/orders/records",
		Body:    `{"records_to_delete":[{"partition":0,"before_offset":120},{"partition":1,"before_offset":0}]}`,
		Status:  202,
	}, {
		Operation: "ListQuotas",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListQuotas(ctx) },
		Request:   "GET /admin/quotas", Status: 200,
		Answer: `{"data":[{"entity_name":"default","producer_byte_rate":4096,"consumer_byte_rate":8192},
			{"entity_name":"iam-ServiceId-00000000-1111-2222-3333-444444444444","consumer_byte_rate":0}]}`,
		Result: []adminrest.EntityQuota{
			{EntityName: "default", ProducerByteRate: new(int64(4096)), ConsumerByteRate: new(int64(8192))},
			{EntityName: entity, ConsumerByteRate: new(int64(0))},
		},
	}, {
		Operation: "GetQuota",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetQuota(ctx, "default") },
		Request:   "GET /admin/quotas/default", Status: 200, Answer: `{"producer_byte_rate":5000000000}`,
		Result: &adminrest.Quota{ProducerByteRate: new(int64(5000000000))},
	}, {
		Operation: "CreateQuota", Name: "answered as the guide says",
		Call: opstest.NoResult(func(ctx ctx, c *client) error {
			return c.CreateQuota(ctx, entity, adminrest.Quota{ProducerByteRate: new(int64(1024)), ConsumerByteRate: new(int64(0))})
		}),
		Request: "POST /admin/quotas/" + entity, Body: `{"producer_byte_rate":1024,"consumer_byte_rate":0}`, Status: 201,
	}, {
		Operation: "UpdateQuota",
		Call: opstest.NoResult(func(ctx ctx, c *client) error {
			return c.UpdateQuota(ctx, "default", adminrest.Quota{ConsumerByteRate: new(int64(2048))})
		}),
		Request: "PATCH /admin/quotas/default", Body: `{"consumer_byte_rate":2048}`, Status: 202,
	}, {
		Operation: "DeleteQuota",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.DeleteQuota(ctx, "default") }),
		Request:   "DELETE /admin/quotas/default", Status: 202,
	}, {
		Operation: "ListBrokers",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) },
		Request:   "GET /admin/brokers", Status: 200, Answer: `[{"id":0,"host":"kafka-0.example","port":9093,"rack":"dal10"},{"id":1,"host":"kafka-1.example","port":9093}]`,
		Result: []adminrest.Broker{{ID: 0, Host: "kafka-0.example", Port: 9093, Rack: "dal10"}, {ID: 1, Host: "kafka-1.example", Port: 9093}},
	}, {
		Operation: "GetBroker",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetBroker(ctx, 0) },
		Request:   "GET /admin/brokers/0", Status: 200, Answer: `{"id":0,"host":"kafka-0.example","port":9093,"rack":"dal10"}`,
		Result: &adminrest.Broker{ID: 0, Host: "kafka-0.example", Port: 9093, Rack: "dal10"},
	}, {
		Operation: "GetBrokerConfig", Name: "no options",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetBrokerConfig(ctx, 2, nil) },
		Request: "GET /admin/brokers/2/configs", Status: 200,
		Answer: `{"id":2,"configs":[{"name":"log.dirs","value":"","is_sensitive":false},{"name":"ssl.key.password","value":null,"is_sensitive":true}]}`,
		Result: &adminrest.Broker{ID: 2, Configs: []adminrest.BrokerConfig{
			{Name: "log.dirs", Value: new("")}, {Name: "ssl.key.password", Sensitive: true},
		}},
	}, {
		Operation: "GetBrokerConfig", Name: "all options",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.GetBrokerConfig(ctx, 2, &adminrest.GetBrokerConfigOptions{Filter: "log.*", Verbose: true})
		},
		Request: "GET /admin/brokers/2/configs?config_filter=log.%2A&verbose=true", Status: 200, Answer: `{"id":2}`,
		Result: &adminrest.Broker{ID: 2},
	}, {
		Operation: "GetCluster",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetCluster(ctx) },
		Request:   "GET /admin/cluster", Status: 200,
		Answer: `{"id":"cluster-1","controller":{"id":1,"host":"h","port":9093},"brokers":[{"id":1,"host":"h","port":9093}]}`,
		Result: &adminrest.Cluster{
			ID: "cluster-1", Controller: adminrest.Broker{ID: 1, Host: "h", Port: 9093},
			Brokers: []adminrest.Broker{{ID: 1, Host: "h", Port: 9093}},
		},
	}, {
		Operation: "ListConsumerGroups", Name: "no options",
		Call:    func(ctx ctx, c *client) (any, error) { return c.ListConsumerGroups(ctx, nil) },
		Request: "GET /admin/consumergroups", Status: 200, Answer: `["a","b"]`, Result: []string{"a", "b"},
	}, {
		Operation: "ListConsumerGroups", Name: "all options",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ListConsumerGroups(ctx, &adminrest.ListConsumerGroupsOptions{Filter: "a*", PerPage: 1, Page: 3})
		},
		Request: "GET /admin/consumergroups?group_filter=a%2A&per_page=1&page=3", Status: 200, Answer: `[]`, Result: []string{},
	}, {
		Operation: "GetConsumerGroup",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetConsumerGroup(ctx, "billing") },
		Request:   "GET /admin/consumergroups/billing", Status: 200,
		Answer: `{"group_id":"billing","state":"Stable","members":[{"consumer_id":"c-1","client_id":"app","host":"/10.0.0.1",
			"assignments":[{"topic":"orders","partition":0}]}],"offsets":[{"topic":"orders","partition":0,"current_offset":3000000000,"end_offset":3000000007}]}`,
		Result: &adminrest.ConsumerGroup{
			ID: "billing", State: "Stable",
			Members: []adminrest.GroupMember{{
				ConsumerID: "c-1", ClientID: "app", Host: "/10.0.0.1",
				Assignments: []adminrest.GroupAssignment{{Topic: "orders", Partition: 0}},
			}},
			Offsets: []adminrest.GroupOffset{{Topic: "orders", Partition: 0, CurrentOffset: 3000000000, EndOffset: 3000000007}},
		},
	}, {
		Operation: "DeleteConsumerGroup",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.DeleteConsumerGroup(ctx, "billing") }),
		Request:   "DELETE /admin/consumergroups/billing", Status: 202,
	}, {
		Operation: "UpdateConsumerGroup", Name: "no options",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.UpdateConsumerGroup(ctx, "billing", adminrest.ResetModeEarliest, nil)
		},
		Request: "PATCH /admin/consumergroups/billing", Body: `{"mode":"earliest","execute":true}`, Status: 200, Answer: `[]`,
		Result: []adminrest.ResetOffset{},
	}, {
		Operation: "UpdateConsumerGroup", Name: "all options",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.UpdateConsumerGroup(ctx, "billing", adminrest.ResetModeDatetime, &adminrest.UpdateConsumerGroupOptions{
				Topic: "orders", Time: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), DryRun: true,
			})
		},
		Request: "PATCH /admin/consumergroups/billing",
		Body:    `{"topic":"orders","mode":"datetime","value":"2024-05-01T00:00:00Z","execute":false}`,
		Status:  200, Answer: `[{"topic":"orders","partition":0,"offset":512}]`,
		Result: []adminrest.ResetOffset{{Topic: "orders", Partition: 0, Offset: 512}},
	}, {
		Operation: "GetMirroringTopicSelection",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetMirroringTopicSelection(ctx) },
		Request:   "GET /admin/mirroring/topic-selection", Status: 200, Answer: `{"includes":["^prefix1_.*","^prefix2_.*"]}`,
		Result: &adminrest.MirroringTopicSelection{Includes: []string{"^prefix1_.*", "^prefix2_.*"}},
	}, {
		Operation: "ReplaceMirroringTopicSelection",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ReplaceMirroringTopicSelection(ctx, []string{"^prefix1_.*"})
		},
		Request: "POST /admin/mirroring/topic-selection", Body: `{"includes":["^prefix1_.*"]}`, Status: 200, Answer: `{"includes":["^prefix1_.*"]}`,
		Result: &adminrest.MirroringTopicSelection{Includes: []string{"^prefix1_.*"}},
	}, {
		Operation: "ReplaceMirroringTopicSelection", Name: "none",
		Call:    func(ctx ctx, c *client) (any, error) { return c.ReplaceMirroringTopicSelection(ctx, nil) },
		Request: "POST /admin/mirroring/topic-selection", Body: `{"includes":[]}`, Status: 200, Answer: `{"includes":[]}`,
		Result: &adminrest.MirroringTopicSelection{Includes: []string{}},
	}, {
		Operation: "GetMirroringActiveTopics",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetMirroringActiveTopics(ctx) },
		Request:   "GET /admin/mirroring/active-topics", Status: 200, Answer: `{"active_topics":["topic1","topic2"]}`,
		Result: &adminrest.MirroringActiveTopics{Topics: []string{"topic1", "topic2"}},
	}}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	opstest.Run(t, operationCases(), newClient)
}

func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	opstest.All(t, "adminrest.yaml", 24, operationCases())
}

// newClient is a client of a server that answers by handler.
func newClient(t *testing.T, handler http.Handler) *adminrest.Client {
	t.Helper()
	client, err := adminrest.New(opstest.Config(t, handler))
	require.NoError(t, err)
	return client
}
