package restproxy_test

import (
	"context"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func defaultConfigCases() []operationCase {
	return []operationCase{{
		Operation: "ListDefaultTopicConfigs",
		Call: func(ctx context.Context, s service) (any, error) {
			return s.ListDefaultTopicConfigs(ctx, "orders")
		},
		Request: "GET /v3/clusters/c1/topics/orders/default-configs", Status: 200,
		Answer: collection(`{"kind":"KafkaTopicConfig",
			"metadata":{"self":"https://h/kafka/v3/clusters/c1/topics/orders/configs/cleanup.policy","resource_name":"crn:///kafka=c1/topic=orders/config=cleanup.policy"},
			"cluster_id":"c1","topic_name":"orders","name":"cleanup.policy","value":"delete","is_default":true,"is_read_only":false,"is_sensitive":false,
			"source":"DEFAULT_CONFIG","synonyms":[{"name":"log.cleanup.policy","value":"delete","source":"DEFAULT_CONFIG"}]}`),
		Result: []restproxy.TopicConfig{{
			Metadata:  metadata("https://h/kafka/v3/clusters/c1/topics/orders/configs/cleanup.policy", "crn:///kafka=c1/topic=orders/config=cleanup.policy"),
			ClusterID: "c1", TopicName: "orders", Name: "cleanup.policy", Value: new("delete"), Default: true, Source: restproxy.ConfigSourceDefaultConfig,
			Synonyms: []restproxy.ConfigSynonym{{Name: "log.cleanup.policy", Value: new("delete"), Source: restproxy.ConfigSourceDefaultConfig}},
		}},
	}}
}
