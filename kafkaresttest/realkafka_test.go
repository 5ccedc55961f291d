package kafkaresttest

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// The rules that the emulator applies before the embedded cluster, which has
// none, are held to those of a real Kafka where the environment names one.
const brokersVariable = "KAFKAREST_TEST_KAFKA_BROKERS"

func realKafka(t *testing.T) *kgo.Client {
	t.Helper()
	brokers := os.Getenv(brokersVariable)
	if brokers == "" {
		t.Skipf("needs a real Kafka, see %s", brokersVariable)
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(brokers, ",")...))
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

// validate returns what Kafka has against each of the new topics, nil for
// nothing. None is made.
func validate(t *testing.T, client *kgo.Client, topics []kmsg.CreateTopicsRequestTopic) []error {
	t.Helper()
	request := kmsg.NewPtrCreateTopicsRequest()
	request.ValidateOnly = true
	request.Topics = topics
	response, err := request.RequestWith(t.Context(), client)
	require.NoError(t, err)
	require.Len(t, response.Topics, len(topics))
	answers := make(map[string]error)
	for _, topic := range response.Topics {
		answers[topic.Topic] = kerr.ErrorForCode(topic.ErrorCode)
		if answers[topic.Topic] != nil && topic.ErrorMessage != nil {
			answers[topic.Topic] = fmt.Errorf("%w: %s", answers[topic.Topic], *topic.ErrorMessage)
		}
	}
	verdicts := make([]error, len(topics))
	for i, topic := range topics {
		verdicts[i] = answers[topic.Topic]
	}
	return verdicts
}

func newTopic(name string, configs map[string]string) kmsg.CreateTopicsRequestTopic {
	topic := kmsg.NewCreateTopicsRequestTopic()
	topic.Topic, topic.NumPartitions, topic.ReplicationFactor = name, 1, -1
	for key, value := range configs {
		config := kmsg.NewCreateTopicsRequestTopicConfig()
		config.Name, config.Value = key, &value
		topic.Configs = append(topic.Configs, config)
	}
	return topic
}

func TestTopicNamesOfRealKafka(t *testing.T) {
	client := realKafka(t)
	names := []string{"a", "-", "_", "...", ".a", "A-b_c.9", "__x", strings.Repeat("x", 249)}
	names = append(names, "", ".", "..", " ", "a ", "a b", "a/b", "a\n", "ü", "a:b", "a*", "%2e", strings.Repeat("x", 250))
	for _, name := range names {
		verdict := validate(t, client, []kmsg.CreateTopicsRequestTopic{newTopic(name, nil)})[0]
		assert.Equal(t, verdict == nil, validTopicName(name), "%q: Kafka says %v", name, verdict)
		if verdict != nil {
			assert.ErrorIs(t, verdict, kerr.InvalidTopicException)
		}
	}
}

// topicOfRealKafka makes a topic and returns the configs that Kafka shows of it.
func topicOfRealKafka(t *testing.T, client *kgo.Client, name string, configs map[string]*string) map[string]string {
	t.Helper()
	admin := kadm.NewClient(client)
	name = "kafkarest-test-" + strings.ToLower(rand.Text()[:8]) + "-" + name
	_, err := admin.CreateTopic(t.Context(), 1, -1, configs, name)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := admin.DeleteTopic(context.WithoutCancel(t.Context()), name)
		assert.NoError(t, err)
	})
	var shown map[string]string
	require.Eventually(t, func() bool {
		described, err := admin.DescribeTopicConfigs(t.Context(), name)
		require.NoError(t, err)
		topic, err := described.On(name, nil)
		require.NoError(t, err)
		shown = make(map[string]string)
		for _, config := range topic.Configs {
			shown[config.Key] = config.MaybeValue()
		}
		return topic.Err == nil
	}, 30*time.Second, 20*time.Millisecond, "the topic did not come")
	return shown
}

func TestTopicConfigFallbacksOfRealKafka(t *testing.T) {
	wanted := make(map[string]string)
	for name, config := range topicConfigs {
		wanted[name] = config.fallback
	}
	assert.Equal(t, wanted, topicOfRealKafka(t, realKafka(t), "fallbacks", nil))
}

func TestTopicConfigsShownByRealKafka(t *testing.T) {
	client := realKafka(t)
	for i, configs := range []map[string]string{
		{"cleanup.policy": " delete , compact ", "compression.type": " gzip", "retention.ms": " +5 ", "min.cleanable.dirty.ratio": "1", "preallocate": "TRUE", internalSegmentBytes: "100"},
		{"cleanup.policy": "", "segment.ms": "007", "min.cleanable.dirty.ratio": ".5f", "leader.replication.throttled.replicas": " 0:1 , 1:2 "},
		{"cleanup.policy": "delete,delete", "min.cleanable.dirty.ratio": "0.00025", "leader.replication.throttled.replicas": "*"},
		{"min.cleanable.dirty.ratio": "1e-5", "leader.replication.throttled.replicas": "0:1,0:1"},
		{"min.cleanable.dirty.ratio": "0.001", "leader.replication.throttled.replicas": ","},
		{"min.cleanable.dirty.ratio": "-0"},
	} {
		given, wanted := make(map[string]*string), make(map[string]string)
		for name, config := range topicConfigs {
			wanted[name] = config.fallback
		}
		for name, value := range configs {
			parsed, err := parseTopicConfig(name, value)
			require.NoError(t, err)
			given[name], wanted[name] = &value, parsed
		}
		assert.Equal(t, wanted, topicOfRealKafka(t, client, fmt.Sprint("shown-", i), given), "%v", configs)
	}
}

// configValues are tried for every config.
func configValues() []string {
	values := []string{
		"", " ", "-0", "+1", "01", " 1", "1 ", "1.0", "1.", ".5", "0.5", "1e3", "1e-1", "0x1", "0x1p-1", "1_0", "1f", "0.5d", "1L", "NaN", "Infinity", "-Infinity", "1.1", "-0.1", "half", "1s", "1GB",
		"true", "false", "TRUE", "False", " true", "true ", "yes", "null",
		"delete", "compact", "compact,delete", "delete,compact", "delete, compact", " delete", "delete,", ",delete", "delete,,compact", "delete,delete", "Delete", "none", "delete,none", ",",
		"uncompressed", "producer", "gzip", "snappy", "lz4", "zstd", "GZIP", " gzip", "gzip ", "gzip,lz4",
		"CreateTime", "LogAppendTime", "createtime", " CreateTime",
		"*", "0:1", "0:1,1:2", "0:1, 1:2", "0", "0:1:2", "0:", "a:b", "*,0:1", "-1:0", "0:1,0:1", "none,0:1",
	}
	for _, n := range []int64{
		math.MinInt64, math.MinInt32 - 1, math.MinInt32, -131073, -131072, -3, -2, -1, 1, 2, 3, 4, 5, 8, 9, 10, 12, 13, 14, 17, 18, 22, 23,
		1 << 20, 1<<20 - 1, math.MaxInt32, math.MaxInt32 + 1, math.MaxInt64,
	} {
		values = append(values, fmt.Sprint(n))
	}
	return append(values, "-9223372036854775809", "9223372036854775808")
}

func TestTopicConfigValuesOfRealKafka(t *testing.T) {
	client := realKafka(t)
	values := configValues()
	names := append(slices.Collect(maps.Keys(topicConfigs)), internalSegmentBytes,
		"retention", "", " retention.ms", "message.format.version", "kfake.is_internal")
	for _, config := range names {
		t.Run(config, func(t *testing.T) {
			topics := make([]kmsg.CreateTopicsRequestTopic, len(values))
			for i, value := range values {
				topics[i] = newTopic(fmt.Sprintf("kafkarest-test-value-%d", i), map[string]string{config: value})
			}
			for i, verdict := range validate(t, client, topics) {
				_, refusal := parseTopicConfig(config, values[i])
				assert.Equal(t, verdict == nil, refusal == nil, "%q: Kafka says %v, the emulator %v", values[i], verdict, refusal)
				if verdict != nil {
					assert.ErrorIs(t, verdict, kerr.InvalidConfig)
				}
			}
		})
	}
}

func TestTopicConfigsTogetherOfRealKafka(t *testing.T) {
	client := realKafka(t)
	embedded, err := startKafka(Options{Brokers: 1})
	require.NoError(t, err)
	t.Cleanup(embedded.close)
	for _, configs := range []map[string]string{
		{"min.compaction.lag.ms": "6", "max.compaction.lag.ms": "5"},
		{"min.compaction.lag.ms": "5", "max.compaction.lag.ms": "5"},
		{"min.compaction.lag.ms": "9223372036854775807"},
		{"max.compaction.lag.ms": "1"},
		{"retention.ms": "5", "local.retention.ms": "6"},
		{"retention.bytes": "5", "local.retention.bytes": "6"},
		{"retention.bytes": "5", "segment.bytes": "1048576"},
		{"max.message.bytes": "2147483647", "segment.bytes": "1048576"},
		{"segment.ms": "1", "segment.jitter.ms": "2"},
		{"cleanup.policy": "compact", "retention.ms": "0"},
		{"remote.log.copy.disable": "true", "local.retention.ms": "5"},
	} {
		verdict := validate(t, client, []kmsg.CreateTopicsRequestTopic{newTopic("kafkarest-test-together", configs)})[0]
		_, refusal := embedded.newTopicConfigs(configs)
		assert.Equal(t, verdict == nil, refusal == nil, "%v: Kafka says %v, the emulator %v", configs, verdict, refusal)
	}
}

func TestBrokerConfigsOfRealKafka(t *testing.T) {
	client := realKafka(t)
	admin := kadm.NewClient(client)
	brokers, err := admin.ListBrokers(t.Context())
	require.NoError(t, err)
	real := kafka{Client: admin, client: client}
	entries, err := real.describeBrokerConfigs(t.Context(), brokers[0].NodeID)
	require.NoError(t, err)
	for name, config := range brokerSettings {
		i := indexOfConfig(entries, name)
		if !assert.GreaterOrEqual(t, i, 0, name) {
			continue
		}
		assert.Equal(t, config.parse == nil, entries[i].ReadOnly, name)
		if entries[i].Source == kmsg.ConfigSourceDefaultConfig {
			assert.Equal(t, config.fallback, entries[i].Value, name)
		}
	}
}

func TestBrokerConfigValuesOfRealKafka(t *testing.T) {
	client := realKafka(t)
	admin := kadm.NewClient(client)
	for name := range brokerSettings {
		t.Run(name, func(t *testing.T) {
			for _, value := range configValues() {
				altered, err := admin.ValidateAlterBrokerConfigs(t.Context(), []kadm.AlterConfig{{Op: kadm.SetConfig, Name: name, Value: &value}})
				require.NoError(t, err)
				verdict := firstAlterError(altered)
				_, refusal := parseBrokerConfig(name, value)
				assert.Equal(t, verdict == nil, refusal == nil, "%q: Kafka says %v, the emulator %v", value, verdict, refusal)
			}
		})
	}
}
