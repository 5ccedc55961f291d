package restproxy_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// service has the methods of a client and of its cluster "c1".
type service struct {
	*restproxy.Client
	*restproxy.Cluster
}

// newService is a client of a service that answers by handler, at
// opstest.BasePath.
func newService(t *testing.T, handler http.Handler) service {
	t.Helper()
	client, err := restproxy.New(opstest.Config(t, handler))
	require.NoError(t, err)
	return service{client, client.Cluster("c1")}
}

// collection is a list as the service gives it.
func collection(items ...string) string {
	return `{"kind":"KafkaAnyList","metadata":{"self":"http://h/v3/any","next":null},"data":[` + strings.Join(items, ",") + `]}`
}

// Answers, and what they are to the client.
const (
	clusterText = `{"kind":"KafkaCluster","metadata":{"self":"http://h/v3/clusters/c1","resource_name":"crn:///kafka=c1"},"cluster_id":"c1",
		"controller":{"related":"http://h/v3/clusters/c1/brokers/2"},"acls":{"related":"http://h/acls"},"brokers":{"related":"http://h/brokers"},
		"broker_configs":{"related":"http://h/broker-configs"},"consumer_groups":{"related":"http://h/groups"},"topics":{"related":"http://h/topics"},
		"partition_reassignments":{"related":"http://h/reassignment"}}`
	aclText = `{"kind":"KafkaAcl","metadata":{"self":"http://h/v3/acl"},"cluster_id":"c1","resource_type":"TOPIC","resource_name":"orders",
		"pattern_type":"PREFIXED","principal":"User:al","host":"*","operation":"READ","permission":"ALLOW"}`
	configMembers = `"metadata":{"self":"http://h/v3/config","resource_name":"crn:///config"},"cluster_id":"c1","name":"retention.ms","value":"5",
		"is_default":false,"is_read_only":true,"is_sensitive":false,"source":"DYNAMIC_TOPIC_CONFIG",
		"synonyms":[{"name":"retention.ms","value":"5","source":"DYNAMIC_TOPIC_CONFIG"},{"name":"log.retention.ms","value":null,"source":"DEFAULT_CONFIG"}]`
	topicConfigText   = `{"kind":"KafkaTopicConfig",` + configMembers + `,"topic_name":"orders"}`
	brokerConfigText  = `{"kind":"KafkaBrokerConfig",` + configMembers + `,"broker_id":1}`
	clusterConfigText = `{"kind":"KafkaClusterConfig",` + configMembers + `,"config_type":"BROKER"}`
	secretConfigText  = `{"kind":"KafkaBrokerConfig","metadata":{"self":"s","resource_name":"r"},"cluster_id":"c1","name":"ssl.key.password","value":null,
		"is_default":true,"is_read_only":false,"is_sensitive":true,"source":"DEFAULT_CONFIG","synonyms":[],"broker_id":1}`
	brokerText = `{"kind":"KafkaBroker","metadata":{"self":"http://h/v3/b","resource_name":"crn:///b"},"cluster_id":"c1","broker_id":1,"host":"k1","port":9092,
		"rack":null,"configs":{"related":"http://h/configs"},"partition_replicas":{"related":"http://h/replicas"}}`
	replicaText = `{"kind":"KafkaReplica","metadata":{"self":"http://h/v3/r","resource_name":"crn:///r"},"cluster_id":"c1","topic_name":"orders","partition_id":0,
		"broker_id":1,"is_leader":true,"is_in_sync":true,"broker":{"related":"http://h/v3/brokers/1"}}`
	groupText = `{"kind":"KafkaConsumerGroup","metadata":{"self":"http://h/v3/g","resource_name":"crn:///g"},"cluster_id":"c1","consumer_group_id":"billing",
		"is_simple":true,"partition_assignor":"range","state":"STABLE","type":"CLASSIC","is_mixed_consumer_group":true,
		"coordinator":{"related":"http://h/v3/brokers/2"},"consumers":{"related":"http://h/consumers"},"lag_summary":{"related":"http://h/lag-summary"}}`
	consumerText = `{"kind":"KafkaConsumer","metadata":{"self":"http://h/v3/m","resource_name":"crn:///m"},"cluster_id":"c1","consumer_group_id":"billing",
		"consumer_id":"m-1","instance_id":null,"client_id":"app","assignments":{"related":"http://h/assignments"}}`
	assignmentText = `{"kind":"KafkaConsumerAssignment","metadata":{"self":"http://h/v3/a","resource_name":"crn:///a"},"cluster_id":"c1",
		"consumer_group_id":"billing","consumer_id":"m-1","topic_name":"orders","partition_id":3,"partition":{"related":"http://h/p"},"lag":{"related":"http://h/l"}}`
	lagSummaryText = `{"kind":"KafkaConsumerGroupLagSummary","metadata":{"self":"http://h/v3/s","resource_name":"crn:///s"},"cluster_id":"c1",
		"consumer_group_id":"billing","max_lag":9007199254740993,"total_lag":9007199254740994,"max_lag_consumer_id":"m-1",
		"max_lag_consumer":{"related":"http://h/m"},"max_lag_client_id":"app","max_lag_instance_id":"i-1","max_lag_topic_name":"orders",
		"max_lag_partition_id":3,"max_lag_partition":{"related":"http://h/p"}}`
	lagText = `{"kind":"KafkaConsumerLag","metadata":{"self":"http://h/v3/l","resource_name":"crn:///l"},"cluster_id":"c1","consumer_group_id":"billing",
		"topic_name":"orders","partition_id":3,"consumer_id":"m-1","instance_id":null,"client_id":"app","current_offset":5,"log_end_offset":9007199254740993,"lag":9007199254740988}`
	topicText = `{"kind":"KafkaTopic","metadata":{"self":"http://h/v3/t","resource_name":"crn:///t"},"cluster_id":"c1","topic_name":"orders","is_internal":false,
		"replication_factor":2,"partitions_count":6,"partitions":{"related":"http://h/partitions"},"configs":{"related":"http://h/configs"},
		"partition_reassignments":{"related":"http://h/reassignment"},"authorized_operations":["READ","DESCRIBE_CONFIGS"]}`
	partitionText = `{"kind":"KafkaPartition","metadata":{"self":"http://h/v3/p","resource_name":"crn:///p"},"cluster_id":"c1","topic_name":"orders","partition_id":0,
		"leader":{"related":"http://h/v3/replicas/1"},"replicas":{"related":"http://h/replicas"},"reassignment":{"related":"http://h/reassignment"}}`
	leaderlessText = `{"kind":"KafkaPartition","metadata":{"self":"http://h/v3/p","resource_name":"crn:///p"},"cluster_id":"c1","topic_name":"orders","partition_id":1,
		"leader":null,"replicas":{"related":"http://h/replicas"},"reassignment":{"related":"http://h/reassignment"}}`
	offsetsText = `{"kind":"KafkaPartitionWithOffsets","metadata":{"self":"http://h/v3/o","resource_name":"crn:///o"},"cluster_id":"c1","topic_name":"orders",
		"partition_id":0,"earliest_offset":7,"latest_offset":9007199254740993}`
	reassignmentText = `{"kind":"KafkaReassignment","metadata":{"self":"http://h/v3/x","resource_name":"crn:///x"},"cluster_id":"c1","topic_name":"orders",
		"partition_id":0,"adding_replicas":[2,3],"removing_replicas":[],"replicas":{"related":"http://h/replicas"}}`
)

func metadata(self, name string) restproxy.Metadata {
	return restproxy.Metadata{Self: self, ResourceName: name}
}

func related(url string) restproxy.Related { return restproxy.Related{URL: url} }

var (
	clusterInfo = restproxy.ClusterInfo{
		Metadata: metadata("http://h/v3/clusters/c1", "crn:///kafka=c1"), ID: "c1",
		Controller: related("http://h/v3/clusters/c1/brokers/2"), ACLs: related("http://h/acls"), Brokers: related("http://h/brokers"),
		BrokerConfigs: related("http://h/broker-configs"), ConsumerGroups: related("http://h/groups"), Topics: related("http://h/topics"),
		PartitionReassignments: related("http://h/reassignment"),
	}
	acl = restproxy.ACL{
		Metadata: metadata("http://h/v3/acl", ""), ClusterID: "c1", ResourceType: restproxy.ACLResourceTypeTopic, ResourceName: "orders",
		PatternType: restproxy.ACLPatternTypePrefixed, Principal: "User:al", Host: "*",
		Operation: restproxy.ACLOperationRead, Permission: restproxy.ACLPermissionAllow,
	}
	synonyms = []restproxy.ConfigSynonym{
		{Name: "retention.ms", Value: new("5"), Source: restproxy.ConfigSourceDynamicTopicConfig},
		{Name: "log.retention.ms", Source: restproxy.ConfigSourceDefaultConfig},
	}
	topicConfig = restproxy.TopicConfig{
		Metadata: metadata("http://h/v3/config", "crn:///config"), ClusterID: "c1", TopicName: "orders", Name: "retention.ms", Value: new("5"),
		ReadOnly: true, Source: restproxy.ConfigSourceDynamicTopicConfig, Synonyms: synonyms,
	}
	brokerConfig = restproxy.BrokerConfig{
		Metadata: metadata("http://h/v3/config", "crn:///config"), ClusterID: "c1", BrokerID: 1, Name: "retention.ms", Value: new("5"),
		ReadOnly: true, Source: restproxy.ConfigSourceDynamicTopicConfig, Synonyms: synonyms,
	}
	secretConfig = restproxy.BrokerConfig{
		Metadata: metadata("s", "r"), ClusterID: "c1", BrokerID: 1, Name: "ssl.key.password", Default: true, Sensitive: true,
		Source: restproxy.ConfigSourceDefaultConfig, Synonyms: []restproxy.ConfigSynonym{},
	}
	clusterConfig = restproxy.ClusterConfig{
		Metadata: metadata("http://h/v3/config", "crn:///config"), ClusterID: "c1", ConfigType: restproxy.ClusterConfigTypeBroker,
		Name: "retention.ms", Value: new("5"), ReadOnly: true, Source: restproxy.ConfigSourceDynamicTopicConfig, Synonyms: synonyms,
	}
	broker = restproxy.Broker{
		Metadata: metadata("http://h/v3/b", "crn:///b"), ClusterID: "c1", ID: 1, Host: "k1", Port: 9092,
		Configs: related("http://h/configs"), PartitionReplicas: related("http://h/replicas"),
	}
	replica = restproxy.Replica{
		Metadata: metadata("http://h/v3/r", "crn:///r"), ClusterID: "c1", TopicName: "orders", BrokerID: 1, Leader: true, InSync: true,
		Broker: related("http://h/v3/brokers/1"),
	}
	group = restproxy.ConsumerGroup{
		Metadata: metadata("http://h/v3/g", "crn:///g"), ClusterID: "c1", ID: "billing", Simple: true, PartitionAssignor: "range",
		State: restproxy.ConsumerGroupStateStable, Type: restproxy.ConsumerGroupTypeClassic, Mixed: true,
		Coordinator: related("http://h/v3/brokers/2"), Consumers: related("http://h/consumers"), LagSummary: related("http://h/lag-summary"),
	}
	consumer = restproxy.Consumer{
		Metadata: metadata("http://h/v3/m", "crn:///m"), ClusterID: "c1", ConsumerGroupID: "billing", ID: "m-1", ClientID: "app",
		Assignments: related("http://h/assignments"),
	}
	assignment = restproxy.ConsumerAssignment{
		Metadata: metadata("http://h/v3/a", "crn:///a"), ClusterID: "c1", ConsumerGroupID: "billing", ConsumerID: "m-1", TopicName: "orders", PartitionID: 3,
		Partition: related("http://h/p"), Lag: related("http://h/l"),
	}
	lagSummary = restproxy.ConsumerGroupLagSummary{
		Metadata: metadata("http://h/v3/s", "crn:///s"), ClusterID: "c1", ConsumerGroupID: "billing",
		MaxLag: 9007199254740993, TotalLag: 9007199254740994, MaxLagConsumerID: "m-1", MaxLagConsumer: related("http://h/m"),
		MaxLagClientID: "app", MaxLagInstanceID: "i-1", MaxLagTopicName: "orders", MaxLagPartitionID: 3, MaxLagPartition: related("http://h/p"),
	}
	lag = restproxy.ConsumerLag{
		Metadata: metadata("http://h/v3/l", "crn:///l"), ClusterID: "c1", ConsumerGroupID: "billing", TopicName: "orders", PartitionID: 3,
		ConsumerID: "m-1", ClientID: "app", CurrentOffset: 5, LogEndOffset: 9007199254740993, Lag: 9007199254740988,
	}
	topic = restproxy.Topic{
		Metadata: metadata("http://h/v3/t", "crn:///t"), ClusterID: "c1", Name: "orders", ReplicationFactor: 2, PartitionsCount: 6,
		Partitions: related("http://h/partitions"), Configs: related("http://h/configs"), PartitionReassignments: related("http://h/reassignment"),
		AuthorizedOperations: []restproxy.ACLOperation{restproxy.ACLOperationRead, restproxy.ACLOperationDescribeConfigs},
	}
	partition = restproxy.Partition{
		Metadata: metadata("http://h/v3/p", "crn:///p"), ClusterID: "c1", TopicName: "orders",
		Leader: related("http://h/v3/replicas/1"), Replicas: related("http://h/replicas"), Reassignment: related("http://h/reassignment"),
	}
	leaderless = restproxy.Partition{
		Metadata: metadata("http://h/v3/p", "crn:///p"), ClusterID: "c1", TopicName: "orders", ID: 1,
		Replicas: related("http://h/replicas"), Reassignment: related("http://h/reassignment"),
	}
	offsets = restproxy.PartitionOffsets{
		Metadata: metadata("http://h/v3/o", "crn:///o"), ClusterID: "c1", TopicName: "orders", EarliestOffset: 7, LatestOffset: 9007199254740993,
	}
	reassignment = restproxy.Reassignment{
		Metadata: metadata("http://h/v3/x", "crn:///x"), ClusterID: "c1", TopicName: "orders",
		AddingReplicas: []int32{2, 3}, RemovingReplicas: []int32{}, Replicas: related("http://h/replicas"),
	}
)

type operationCase = opstest.Case[service]

func operationCases() []operationCase {
	return slices.Concat(
		clusterCases(), aclCases(), configCases(), groupCases(), topicCases(), partitionCases(), produceCases(), confluentServerCases(),
	)
}

func clusterCases() []operationCase {
	type ctx = context.Context
	return []operationCase{{
		Operation: "ListClusters",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListClusters(ctx) },
		Request:   "GET /v3/clusters", Status: 200, Answer: collection(clusterText), Result: []restproxy.ClusterInfo{clusterInfo},
	}, {
		Operation: "GetCluster",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetCluster(ctx, "c1") },
		Request:   "GET /v3/clusters/c1", Status: 200, Answer: clusterText, Result: &clusterInfo,
	}, {
		Operation: "ListBrokers",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListBrokers(ctx) },
		Request:   "GET /v3/clusters/c1/brokers", Status: 200, Answer: collection(brokerText), Result: []restproxy.Broker{broker},
	}, {
		Operation: "GetBroker",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetBroker(ctx, 1) },
		Request:   "GET /v3/clusters/c1/brokers/1", Status: 200, Answer: brokerText, Result: &broker,
	}, {
		Operation: "ListBrokerReplicas",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListBrokerReplicas(ctx, 0) },
		Request:   "GET /v3/clusters/c1/brokers/0/partition-replicas", Status: 200, Answer: collection(replicaText), Result: []restproxy.Replica{replica},
	}}
}

func aclCases() []operationCase {
	type ctx = context.Context
	const aclBody = `{"resource_type":"TOPIC","resource_name":"orders","pattern_type":"PREFIXED","principal":"User:al","host":"*","operation":"READ","permission":"ALLOW"}`
	return []operationCase{{
		Operation: "ListACLs", Name: "all",
		Call:    func(ctx ctx, s service) (any, error) { return s.ListACLs(ctx, nil) },
		Request: "GET /v3/clusters/c1/acls", Status: 200, Answer: collection(aclText), Result: []restproxy.ACL{acl},
	}, {
		Operation: "ListACLs", Name: "by everything",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ListACLs(ctx, &restproxy.ACLFilter{
				ResourceType: restproxy.ACLResourceTypeGroup, ResourceName: "my group/ü%+", PatternType: restproxy.ACLPatternTypeMatch,
				Principal: "User:CN=a b,O=x&y=z", Host: "*", Operation: restproxy.ACLOperationAny, Permission: restproxy.ACLPermissionDeny,
			})
		},
		Request: "GET /v3/clusters/c1/acls?resource_type=GROUP&resource_name=my+group%2F%C3%BC%25%2B&pattern_type=MATCH&principal=User%3ACN%3Da+b%2CO%3Dx%26y%3Dz&host=%2A&operation=ANY&permission=DENY",
		Status:  200, Answer: collection(), Result: []restproxy.ACL{},
	}, {
		Operation: "CreateACL",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.CreateACL(ctx, acl) }),
		Request:   "POST /v3/clusters/c1/acls", Body: aclBody, Status: 201,
	}, {
		Operation: "CreateACLs", Name: "as proxies answer",
		Call:    opstest.NoResult(func(ctx ctx, s service) error { return s.CreateACLs(ctx, []restproxy.ACL{acl, acl}) }),
		Request: "POST /v3/clusters/c1/acls:batch", Body: `{"data":[` + aclBody + `,` + aclBody + `]}`, Status: 204,
	}, {
		Operation: "CreateACLs", Name: "as published",
		Call:    opstest.NoResult(func(ctx ctx, s service) error { return s.CreateACLs(ctx, nil) }),
		Request: "POST /v3/clusters/c1/acls:batch", Body: `{"data":[]}`, Status: 201,
	}, {
		Operation: "DeleteACLs",
		Call: func(ctx ctx, s service) (any, error) {
			return s.DeleteACLs(ctx, restproxy.ACLFilter{
				ResourceType: restproxy.ACLResourceTypeTopic, ResourceName: "orders", PatternType: restproxy.ACLPatternTypeAny,
				Operation: restproxy.ACLOperationAny, Permission: restproxy.ACLPermissionAny,
			})
		},
		Request: "DELETE /v3/clusters/c1/acls?resource_type=TOPIC&resource_name=orders&pattern_type=ANY&operation=ANY&permission=ANY",
		Status:  200, Answer: `{"data":[` + aclText + `]}`, Result: []restproxy.ACL{acl},
	}}
}

func configCases() []operationCase {
	type ctx = context.Context
	alterations := []restproxy.ConfigAlteration{restproxy.SetConfig("retention.ms", "5"), restproxy.SetConfig("a", ""), restproxy.ResetConfig("b")}
	const altered = `"data":[{"name":"retention.ms","value":"5"},{"name":"a","value":""},{"name":"b","operation":"DELETE"}]`
	return []operationCase{{
		Operation: "ListClusterConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListClusterConfigs(ctx) },
		Request:   "GET /v3/clusters/c1/broker-configs", Status: 200, Answer: collection(clusterConfigText), Result: []restproxy.ClusterConfig{clusterConfig},
	}, {
		Operation: "AlterClusterConfigs",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.AlterClusterConfigs(ctx, alterations) }),
		Request:   "POST /v3/clusters/c1/broker-configs:alter", Body: `{` + altered + `}`, Status: 204,
	}, {
		Operation: "GetClusterConfig",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetClusterConfig(ctx, "retention.ms") },
		Request:   "GET /v3/clusters/c1/broker-configs/retention.ms", Status: 200, Answer: clusterConfigText, Result: &clusterConfig,
	}, {
		Operation: "UpdateClusterConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.UpdateClusterConfig(ctx, "retention.ms", "5") }),
		Request:   "PUT /v3/clusters/c1/broker-configs/retention.ms", Body: `{"value":"5"}`, Status: 204,
	}, {
		Operation: "DeleteClusterConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteClusterConfig(ctx, "retention.ms") }),
		Request:   "DELETE /v3/clusters/c1/broker-configs/retention.ms", Status: 204,
	}, {
		Operation: "ListAllBrokerConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllBrokerConfigs(ctx) },
		Request:   "GET /v3/clusters/c1/brokers/-/configs", Status: 200, Answer: collection(brokerConfigText), Result: []restproxy.BrokerConfig{brokerConfig},
	}, {
		Operation: "ListBrokerConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListBrokerConfigs(ctx, 1) },
		Request:   "GET /v3/clusters/c1/brokers/1/configs", Status: 200, Answer: collection(brokerConfigText, secretConfigText),
		Result: []restproxy.BrokerConfig{brokerConfig, secretConfig},
	}, {
		Operation: "AlterBrokerConfigs",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.AlterBrokerConfigs(ctx, 1, alterations) }),
		Request:   "POST /v3/clusters/c1/brokers/1/configs:alter", Body: `{` + altered + `}`, Status: 204,
	}, {
		Operation: "GetBrokerConfig",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetBrokerConfig(ctx, 1, "retention.ms") },
		Request:   "GET /v3/clusters/c1/brokers/1/configs/retention.ms", Status: 200, Answer: brokerConfigText, Result: &brokerConfig,
	}, {
		Operation: "UpdateBrokerConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.UpdateBrokerConfig(ctx, 1, "retention.ms", "") }),
		Request:   "PUT /v3/clusters/c1/brokers/1/configs/retention.ms", Body: `{"value":""}`, Status: 204,
	}, {
		Operation: "DeleteBrokerConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteBrokerConfig(ctx, 1, "retention.ms") }),
		Request:   "DELETE /v3/clusters/c1/brokers/1/configs/retention.ms", Status: 204,
	}, {
		Operation: "ListTopicConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListTopicConfigs(ctx, "orders") },
		Request:   "GET /v3/clusters/c1/topics/orders/configs", Status: 200, Answer: collection(topicConfigText), Result: []restproxy.TopicConfig{topicConfig},
	}, {
		Operation: "ListAllTopicConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllTopicConfigs(ctx) },
		Request:   "GET /v3/clusters/c1/topics/-/configs", Status: 200, Answer: collection(topicConfigText), Result: []restproxy.TopicConfig{topicConfig},
	}, {
		Operation: "AlterTopicConfigs",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.AlterTopicConfigs(ctx, "orders", alterations, nil) }),
		Request:   "POST /v3/clusters/c1/topics/orders/configs:alter", Body: `{` + altered + `}`, Status: 204,
	}, {
		Operation: "AlterTopicConfigs", Name: "of nothing, only validated",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.AlterTopicConfigs(ctx, "orders", nil, &restproxy.AlterConfigsOptions{ValidateOnly: true})
		}),
		Request: "POST /v3/clusters/c1/topics/orders/configs:alter", Body: `{"data":[],"validate_only":true}`, Status: 204,
	}, {
		Operation: "GetTopicConfig",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetTopicConfig(ctx, "orders", "retention.ms") },
		Request:   "GET /v3/clusters/c1/topics/orders/configs/retention.ms", Status: 200, Answer: topicConfigText, Result: &topicConfig,
	}, {
		Operation: "UpdateTopicConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.UpdateTopicConfig(ctx, "orders", "retention.ms", "5") }),
		Request:   "PUT /v3/clusters/c1/topics/orders/configs/retention.ms", Body: `{"value":"5"}`, Status: 204,
	}, {
		Operation: "DeleteTopicConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteTopicConfig(ctx, "orders", "retention.ms") }),
		Request:   "DELETE /v3/clusters/c1/topics/orders/configs/retention.ms", Status: 204,
	}, {
		Operation: "AlterMultipleTopicConfigs",
		Call: func(ctx ctx, s service) (any, error) {
			return s.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{{TopicName: "orders", Configs: alterations}, {TopicName: "t2"}},
				&restproxy.AlterConfigsOptions{ValidateOnly: true})
		},
		Request: "POST /v3/clusters/c1/topics/-/configs:alter",
		Body: `{"data":[{"topic_name":"orders","configs":[{"name":"retention.ms","value":"5"},{"name":"a","value":""},{"name":"b","operation":"DELETE"}]},
			{"topic_name":"t2","configs":[]}],"validate_only":true}`,
		Status: 204, Result: []restproxy.TopicConfigsOutcome{{TopicName: "orders"}, {TopicName: "t2"}},
	}}
}

func groupCases() []operationCase {
	type ctx = context.Context
	const base = "GET /v3/clusters/c1/consumer-groups"
	return []operationCase{{
		Operation: "ListConsumerGroups",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListConsumerGroups(ctx) },
		Request:   base, Status: 200, Answer: collection(groupText), Result: []restproxy.ConsumerGroup{group},
	}, {
		Operation: "GetConsumerGroup",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetConsumerGroup(ctx, "billing") },
		Request:   base + "/billing", Status: 200, Answer: groupText, Result: &group,
	}, {
		Operation: "GetConsumerGroup", Name: "of Confluent Server",
		Call:    func(ctx ctx, s service) (any, error) { return s.GetConsumerGroup(ctx, "my group/ü%") },
		Request: base + "/my%20group%2F%C3%BC%25", Status: 200,
		Answer: `{"kind":"KafkaConsumerGroup","metadata":{"self":"s","resource_name":"r"},"cluster_id":"c1","consumer_group_id":"my group/ü%","is_simple":false,
			"partition_assignor":"","state":"NEWER","coordinator":{"related":"b"},"consumer":{"related":"m"},"lag_summary":{"related":"l"}}`,
		Result: &restproxy.ConsumerGroup{
			Metadata: metadata("s", "r"), ClusterID: "c1", ID: "my group/ü%", State: "NEWER",
			Coordinator: related("b"), Consumers: related("m"), LagSummary: related("l"),
		},
	}, {
		Operation: "ListConsumers",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListConsumers(ctx, "billing") },
		Request:   base + "/billing/consumers", Status: 200, Answer: collection(consumerText), Result: []restproxy.Consumer{consumer},
	}, {
		Operation: "GetConsumer",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetConsumer(ctx, "billing", "m-1") },
		Request:   base + "/billing/consumers/m-1", Status: 200, Answer: consumerText, Result: &consumer,
	}, {
		Operation: "ListConsumerAssignments",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListConsumerAssignments(ctx, "billing", "m-1") },
		Request:   base + "/billing/consumers/m-1/assignments", Status: 200, Answer: collection(assignmentText), Result: []restproxy.ConsumerAssignment{assignment},
	}, {
		Operation: "GetConsumerAssignment",
		Call: func(ctx ctx, s service) (any, error) {
			return s.GetConsumerAssignment(ctx, "billing", "m-1", "orders", 3)
		},
		Request: base + "/billing/consumers/m-1/assignments/orders/partitions/3", Status: 200, Answer: assignmentText, Result: &assignment,
	}, {
		Operation: "GetConsumerGroupLagSummary",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetConsumerGroupLagSummary(ctx, "billing") },
		Request:   base + "/billing/lag-summary", Status: 200, Answer: lagSummaryText, Result: &lagSummary,
	}, {
		Operation: "ListConsumerLags",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListConsumerLags(ctx, "billing") },
		Request:   base + "/billing/lags", Status: 200, Answer: collection(lagText), Result: []restproxy.ConsumerLag{lag},
	}, {
		Operation: "GetConsumerLag",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetConsumerLag(ctx, "billing", "orders", 3) },
		Request:   base + "/billing/lags/orders/partitions/3", Status: 200, Answer: lagText, Result: &lag,
	}}
}

func topicCases() []operationCase {
	type ctx = context.Context
	return []operationCase{{
		Operation: "ListTopics",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListTopics(ctx, nil) },
		Request:   "GET /v3/clusters/c1/topics", Status: 200, Answer: collection(topicText), Result: []restproxy.Topic{topic},
	}, {
		Operation: "ListTopics", Name: "with what the caller may do",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ListTopics(ctx, &restproxy.ListTopicsOptions{AuthorizedOperations: true})
		},
		Request: "GET /v3/clusters/c1/topics?includeAuthorizedOperations=true&include_authorized_operations=true", Status: 200, Answer: collection(), Result: []restproxy.Topic{},
	}, {
		Operation: "GetTopic",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetTopic(ctx, "orders", nil) },
		Request:   "GET /v3/clusters/c1/topics/orders", Status: 200, Answer: topicText, Result: &topic,
	}, {
		Operation: "GetTopic", Name: "with what the caller may do",
		Call: func(ctx ctx, s service) (any, error) {
			return s.GetTopic(ctx, "-", &restproxy.GetTopicOptions{AuthorizedOperations: true})
		},
		Request: "GET /v3/clusters/c1/topics/-?include_authorized_operations=true", Status: 200, Answer: topicText, Result: &topic,
	}, {
		Operation: "CreateTopic",
		Call:      func(ctx ctx, s service) (any, error) { return s.CreateTopic(ctx, "orders", nil) },
		Request:   "POST /v3/clusters/c1/topics", Body: `{"topic_name":"orders"}`, Status: 201, Answer: topicText, Result: &topic,
	}, {
		Operation: "CreateTopic", Name: "by numbers, only validated",
		Call: func(ctx ctx, s service) (any, error) {
			return s.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{
				Partitions: 6, ReplicationFactor: 2, Configs: map[string]string{"retention.ms": "5", "cleanup.policy": ""}, ValidateOnly: true,
			})
		},
		Request: "POST /v3/clusters/c1/topics",
		Body: `{"topic_name":"orders","partitions_count":6,"replication_factor":2,
			"configs":[{"name":"cleanup.policy","value":""},{"name":"retention.ms","value":"5"}],"validate_only":true}`,
		Status: 200, Answer: topicText, Result: &topic,
	}, {
		Operation: "CreateTopic", Name: "by assignments",
		Call: func(ctx ctx, s service) (any, error) {
			return s.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{0: {1, 2}, 1: {2, 1}}})
		},
		Request: "POST /v3/clusters/c1/topics", Body: `{"topic_name":"orders","replicas_assignments":{"0":[1,2],"1":[2,1]}}`,
		Status: 201, Answer: topicText, Result: &topic,
	}, {
		Operation: "UpdatePartitionCount",
		Call:      func(ctx ctx, s service) (any, error) { return s.UpdatePartitionCount(ctx, "orders", 6) },
		Request:   "PATCH /v3/clusters/c1/topics/orders", Body: `{"partitions_count":6}`, Status: 200, Answer: topicText, Result: &topic,
	}, {
		Operation: "DeleteTopic",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteTopic(ctx, "orders") }),
		Request:   "DELETE /v3/clusters/c1/topics/orders", Status: 204,
	}}
}

func partitionCases() []operationCase {
	type ctx = context.Context
	const base = "GET /v3/clusters/c1/topics/orders/partitions"
	return []operationCase{{
		Operation: "ListPartitions",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListPartitions(ctx, "orders") },
		Request:   base, Status: 200, Answer: collection(partitionText, leaderlessText), Result: []restproxy.Partition{partition, leaderless},
	}, {
		Operation: "GetPartition",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetPartition(ctx, "orders", 0) },
		Request:   base + "/0", Status: 200, Answer: partitionText, Result: &partition,
	}, {
		Operation: "GetPartitionOffsets",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetPartitionOffsets(ctx, "orders", 0) },
		Request:   base + "/0/offset", Status: 200, Answer: offsetsText, Result: &offsets,
	}, {
		Operation: "ListReplicas",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListReplicas(ctx, "orders", 0) },
		Request:   base + "/0/replicas", Status: 200, Answer: collection(replicaText), Result: []restproxy.Replica{replica},
	}, {
		Operation: "GetReplica",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetReplica(ctx, "orders", 0, 1) },
		Request:   base + "/0/replicas/1", Status: 200, Answer: replicaText, Result: &replica,
	}, {
		Operation: "ListAllReassignments",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllReassignments(ctx) },
		Request:   "GET /v3/clusters/c1/topics/-/partitions/-/reassignment", Status: 200, Answer: collection(reassignmentText), Result: []restproxy.Reassignment{reassignment},
	}, {
		Operation: "ListReassignments",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListReassignments(ctx, "orders") },
		Request:   base + "/-/reassignment", Status: 200, Answer: collection(), Result: []restproxy.Reassignment{},
	}, {
		Operation: "GetReassignment",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetReassignment(ctx, "orders", 0) },
		Request:   base + "/0/reassignment", Status: 200, Answer: reassignmentText, Result: &reassignment,
	}}
}

func produceCases() []operationCase {
	type ctx = context.Context
	record := restproxy.Record{
		Partition: new(int32(0)),
		Headers:   []restproxy.RecordHeader{{Name: "h", Value: []byte("v")}, {Name: "null"}, {Name: "empty", Value: []byte{}}},
		Key:       restproxy.String(""), Value: restproxy.JSON(map[string]int{"a": 1}),
		Timestamp: time.Date(2026, 11, 21, 3, 7, 44, 0, time.UTC),
	}
	const form = `"partition_id":0,"headers":[{"name":"h","value":"dg=="},{"name":"null","value":null},{"name":"empty","value":""}],
		"key":{"type":"STRING","data":""},"value":{"type":"JSON","data":{"a":1}},"timestamp":"2026-11-21T03:07:44.000Z"`
	result := restproxy.ProduceResult{
		ClusterID: "c1", TopicName: "orders", Offset: 9007199254740993, Timestamp: time.Date(2026, 11, 21, 3, 7, 44, 973e6, time.UTC),
		Key:   &restproxy.ProducedData{Type: restproxy.DataTypeString},
		Value: &restproxy.ProducedData{Type: restproxy.DataTypeAvro, Subject: "orders-value", SchemaID: 7, SchemaVersion: 2, Size: 12},
	}
	const members = `"cluster_id":"c1","topic_name":"orders","partition_id":0,"offset":9007199254740993,"timestamp":"2026-11-21T03:07:44.973Z",
		"key":{"type":"STRING","size":0},"value":{"type":"AVRO","subject":"orders-value","schema_id":7,"schema_version":2,"size":12}}`
	return []operationCase{{
		Operation: "ProduceOne",
		Call:      func(ctx ctx, s service) (any, error) { return s.ProduceOne(ctx, "orders", record) },
		Request:   "POST /v3/clusters/c1/topics/orders/records", Body: `{` + form + `}`,
		Status: 200, Answer: `{"error_code":200,` + members + "\r\n", Result: &result,
	}, {
		Operation: "ProduceOne", Name: "of nulls, as Confluent Server answers",
		Call:    func(ctx ctx, s service) (any, error) { return s.ProduceOne(ctx, "orders", restproxy.Record{}) },
		Request: "POST /v3/clusters/c1/topics/orders/records", Body: `{}`,
		Status: 200, Answer: `{"cluster_id":"c1","topic_name":"orders","partition_id":2,"offset":0}`,
		Result: &restproxy.ProduceResult{ClusterID: "c1", TopicName: "orders", PartitionID: 2},
	}, {
		Operation: "ProduceBatch",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ProduceBatch(ctx, "orders", []restproxy.Record{{}, record}, nil)
		},
		Request: "POST /v3/clusters/c1/topics/orders/records:batch", Body: `{"entries":[{"id":"0"},{"id":"1",` + form + `}]}`,
		Status: 207, Answer: `{"successes":[{"id":"1",` + members + `,{"id":"0","cluster_id":"c1","topic_name":"orders","partition_id":1,"offset":5}],"failures":[]}`,
		Result: []restproxy.ProduceOutcome{
			{ProduceResult: restproxy.ProduceResult{ClusterID: "c1", TopicName: "orders", PartitionID: 1, Offset: 5}},
			{ProduceResult: result},
		},
	}}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	opstest.Run(t, operationCases(), newService)
}

func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	opstest.All(t, "restproxy.yaml", 92, operationCases())
}
