package restproxy_test

import (
	"context"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func defaultConfigCases() []serverCase {
	return []serverCase{{
		Operation: "ListDefaultTopicConfigs",
		Call: func(ctx context.Context, c *restproxy.Cluster) (any, error) {
			return c.ListDefaultTopicConfigs(ctx, "orders")
		},
		Request: "GET /v3/clusters/c1/topics/orders/default-configs", Status: 200,
		Answer: listOf("KafkaTopicConfigList", `{"kind":"KafkaTopicConfig",
			"metadata":{"self":"https://h/kafka/v3/clusters/c1/topics/orders/configs/cleanup.policy","resource_name":"crn:///kafka=c1/topic=orders/config=cleanup.policy"},
			"cluster_id":"c1","topic_name":"orders","name":"cleanup.policy","value":"delete","is_default":true,"is_read_only":false,"is_sensitive":false,
			"source":"DEFAULT_CONFIG","synonyms":[{"name":"log.cleanup.policy","value":"delete","source":"DEFAULT_CONFIG"}]}`),
		Result: []restproxy.TopicConfig{{
			Metadata: restproxy.Metadata{
				Self: "https://h/kafka/v3/clusters/c1/topics/orders/configs/cleanup.policy", ResourceName: "crn:///kafka=c1/topic=orders/config=cleanup.policy",
			},
			ClusterID: "c1", TopicName: "orders", Name: "cleanup.policy", Value: new("delete"), Default: true, Source: restproxy.ConfigSourceDefaultConfig,
			Synonyms: []restproxy.ConfigSynonym{{Name: "log.cleanup.policy", Value: new("delete"), Source: restproxy.ConfigSourceDefaultConfig}},
		}},
	}}
}
