package restproxy_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// The contract is tested on the emulator or, where the environment names one,
// on a real proxy, whose calls can take 60 seconds and whose links and controller
// change. What a service does not have is skipped by name. All names carry a
// prefix, and what a run makes it removes.
const (
	urlVariable     = "KAFKAREST_TEST_RESTPROXY_URL"
	keyVariable     = "KAFKAREST_TEST_RESTPROXY_API_KEY"
	secretVariable  = "KAFKAREST_TEST_RESTPROXY_API_SECRET"
	clusterVariable = "KAFKAREST_TEST_RESTPROXY_CLUSTER" // where the service does not list its clusters
	brokersVariable = "KAFKAREST_TEST_KAFKA_BROKERS"     // of that cluster, for groups and what was written
)

// contract is the service under test.
type contract struct {
	client   *restproxy.Client
	cluster  *restproxy.Cluster
	spec     *spectest.Spec
	prefix   string
	brokers  []string // empty where Kafka itself cannot be reached
	emulated bool
}

// TestContract runs each operation of open-source proxies over a socket, holding
// requests and answers to the specification.
func TestContract(t *testing.T) {
	c := newContract(t)
	t.Run("group", func(t *testing.T) {
		t.Run("Clusters", c.testClusters)
		t.Run("Brokers", c.testBrokers)
		t.Run("BrokerConfigs", c.testBrokerConfigs)
		t.Run("ClusterConfigs", c.testClusterConfigs)
		t.Run("Topics", c.testTopics)
		t.Run("TopicErrors", c.testTopicErrors)
		t.Run("EnsureTopic", c.testEnsureTopic)
		t.Run("TopicConfigs", c.testTopicConfigs)
		t.Run("MultipleTopicConfigs", c.testMultipleTopicConfigs)
		t.Run("Partitions", c.testPartitions)
		t.Run("Reassignments", c.testReassignments)
		t.Run("ConsumerGroups", c.testConsumerGroups)
		t.Run("ACLs", c.testACLs)
		t.Run("Records", c.testRecords)
		t.Run("RecordErrors", c.testRecordErrors)
		t.Run("ConfluentServer", c.testConfluentServer)
	})
	exercised, offered := 0, 0
	for _, operation := range c.spec.Operations() {
		if c.spec.Marked(operation, "x-confluent-server") {
			continue
		}
		offered++
		if c.spec.Exercised(operation) > 0 {
			exercised++
			continue
		}
		assert.False(t, c.emulated, "%s was not exercised", operation)
	}
	assert.Equal(t, 51, offered)
	t.Logf("%d of %d operations exercised", exercised, offered)
}

func newContract(t *testing.T) *contract {
	c := &contract{prefix: opstest.Prefix()}
	cfg := kafkarest.Config{URL: os.Getenv(urlVariable)}
	if key := os.Getenv(keyVariable); key != "" {
		cfg.Authenticator = auth.Basic(key, os.Getenv(secretVariable))
	}
	if brokers := os.Getenv(brokersVariable); brokers != "" {
		c.brokers = strings.Split(brokers, ",")
	}
	if cfg.URL == "" {
		server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret"}})
		cfg.URL, cfg.Authenticator = server.RESTProxyURL(), auth.Basic("token", "s3cret")
		c.brokers, c.emulated = server.Brokers(), true
	}
	spec, err := spectest.Load("restproxy.yaml")
	require.NoError(t, err)
	c.spec = spec
	c.client = c.newClient(t, cfg)
	if id := os.Getenv(clusterVariable); id != "" {
		c.cluster = c.client.Cluster(id)
		return c
	}
	c.cluster, err = c.client.DefaultCluster(t.Context())
	require.NoError(t, err)
	return c
}

// newClient is a client whose requests and answers are held to the specification.
func (c *contract) newClient(t *testing.T, cfg kafkarest.Config) *restproxy.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	cfg.HTTPClient = &http.Client{Transport: c.spec.RoundTripper(transport)}
	client, err := restproxy.New(cfg)
	require.NoError(t, err)
	return client
}

// offered skips a test of what the service does not have: in Confluent Cloud
// much is missing or forbidden.
func (c *contract) offered(t *testing.T, err error) {
	t.Helper()
	if !c.emulated && (errors.Is(err, kafkarest.ErrNotFound) || errors.Is(err, kafkarest.ErrForbidden)) {
		t.Skipf("the service does not have it: %v", err)
	}
	require.NoError(t, err)
}

// createTopic makes a topic for a test and removes it after.
func (c *contract) createTopic(t *testing.T, name string, options *restproxy.CreateTopicOptions) string {
	t.Helper()
	name = c.prefix + name
	_, err := c.cluster.CreateTopic(t.Context(), name, options)
	require.NoError(t, err)
	t.Cleanup(func() { c.removeTopic(t, name) })
	require.NoError(t, c.cluster.WaitForTopic(t.Context(), name))
	return name
}

func (c *contract) removeTopic(t *testing.T, name string) {
	ctx := context.WithoutCancel(t.Context())
	if err := c.cluster.DeleteTopic(ctx, name); !errors.Is(err, kafkarest.ErrNotFound) {
		assert.NoError(t, err)
	}
	assert.NoError(t, c.cluster.WaitForTopicGone(ctx, name))
}

func (c *contract) testClusters(t *testing.T) {
	t.Parallel()
	clusters, err := c.client.ListClusters(t.Context())
	c.offered(t, err)
	require.NotEmpty(t, clusters)
	found, err := c.client.GetCluster(t.Context(), c.cluster.ID())
	require.NoError(t, err)
	assert.Equal(t, c.cluster.ID(), found.ID)
	assert.NotEmpty(t, found.Metadata.ResourceName)

	_, err = c.client.GetCluster(t.Context(), c.prefix+"missing")
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.Equal(t, restproxy.CodeNotFound, restproxy.CodeOf(err))
	_, err = c.client.Cluster(c.prefix+"missing").ListTopics(t.Context(), nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	for _, link := range []restproxy.Related{found.ACLs, found.Brokers, found.BrokerConfigs, found.ConsumerGroups, found.Topics, found.PartitionReassignments} {
		assert.NotEmpty(t, link.URL)
	}
	var topics struct {
		Kind string `json:"kind"`
	}
	if err := c.client.Do(t.Context(), http.MethodGet, found.Topics.URL, nil, &topics); c.emulated || err == nil {
		require.NoError(t, err)
		assert.Equal(t, "KafkaTopicList", topics.Kind)
	} else {
		t.Logf("links lead elsewhere: %v", err)
	}
}

func (c *contract) testBrokers(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	brokers, err := c.cluster.ListBrokers(ctx)
	c.offered(t, err)
	require.NotEmpty(t, brokers)
	broker, err := c.cluster.GetBroker(ctx, brokers[0].ID)
	require.NoError(t, err)
	assert.Equal(t, brokers[0].Host, broker.Host)
	assert.Equal(t, brokers[0].Port, broker.Port)
	_, err = c.cluster.GetBroker(ctx, 9999)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	topic := c.createTopic(t, "brokers", &restproxy.CreateTopicOptions{Partitions: 2})
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool {
		found := 0
		for _, broker := range brokers {
			replicas, err := c.cluster.ListBrokerReplicas(ctx, broker.ID)
			require.NoError(t, err)
			for _, replica := range replicas {
				assert.Equal(t, broker.ID, replica.BrokerID)
				if replica.TopicName == topic && replica.Leader {
					found++
				}
			}
		}
		return found == 2
	})
}

// harmless is a config of brokers that can be changed while they run, and is
// given the value that it has.
const harmless = "log.cleaner.threads"

func (c *contract) testBrokerConfigs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	brokers, err := c.cluster.ListBrokers(ctx)
	c.offered(t, err)
	id := brokers[0].ID
	configs, err := c.cluster.ListBrokerConfigs(ctx, id)
	require.NoError(t, err)
	all, err := c.cluster.ListAllBrokerConfigs(ctx)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(all), len(configs))
	for _, config := range configs {
		assert.Equal(t, id, config.BrokerID)
		assert.False(t, config.Sensitive && config.Value != nil, config.Name)
	}

	before, err := c.cluster.GetBrokerConfig(ctx, id, harmless)
	require.NoError(t, err)
	require.NotNil(t, before.Value)
	if before.Source == restproxy.ConfigSourceDynamicBrokerConfig {
		t.Skipf("%s is set already", harmless)
	}
	source := func(want restproxy.ConfigSource) func(context.Context) bool {
		return func(ctx context.Context) bool {
			config, err := c.cluster.GetBrokerConfig(ctx, id, harmless)
			require.NoError(t, err)
			return config.Source == want
		}
	}
	require.NoError(t, c.cluster.UpdateBrokerConfig(ctx, id, harmless, *before.Value))
	opstest.Eventually(t, "the effect", source(restproxy.ConfigSourceDynamicBrokerConfig))
	require.NoError(t, c.cluster.DeleteBrokerConfig(ctx, id, harmless))
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool { return !source(restproxy.ConfigSourceDynamicBrokerConfig)(ctx) })
	require.NoError(t, c.cluster.AlterBrokerConfigs(ctx, id, []restproxy.ConfigAlteration{restproxy.SetConfig(harmless, *before.Value)}))
	opstest.Eventually(t, "the effect", source(restproxy.ConfigSourceDynamicBrokerConfig))
	require.NoError(t, c.cluster.AlterBrokerConfigs(ctx, id, []restproxy.ConfigAlteration{restproxy.ResetConfig(harmless)}))
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool { return !source(restproxy.ConfigSourceDynamicBrokerConfig)(ctx) })

	_, err = c.cluster.GetBrokerConfig(ctx, id, "no.such.config")
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	require.ErrorIs(t, c.cluster.UpdateBrokerConfig(ctx, id, harmless, "many"), kafkarest.ErrInvalid)
	require.ErrorIs(t, c.cluster.UpdateBrokerConfig(ctx, id, "no.such.config", "1"), kafkarest.ErrNotFound)
}

func (c *contract) testClusterConfigs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const name, value = "log.cleaner.backoff.ms", "15000" // Kafka's default
	_, err := c.cluster.ListClusterConfigs(ctx)
	c.offered(t, err)
	is := func(set bool) func(context.Context) bool {
		return func(ctx context.Context) bool {
			config, err := c.cluster.GetClusterConfig(ctx, name)
			if errors.Is(err, kafkarest.ErrNotFound) {
				return !set
			}
			require.NoError(t, err)
			assert.Equal(t, restproxy.ClusterConfigTypeBroker, config.ConfigType)
			return set && *config.Value == value
		}
	}
	if is(true)(ctx) {
		t.Skipf("%s is set already", name)
	}
	require.NoError(t, c.cluster.UpdateClusterConfig(ctx, name, value))
	opstest.Eventually(t, "the effect", is(true))
	listed, err := c.cluster.ListClusterConfigs(ctx)
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(listed, func(config restproxy.ClusterConfig) bool { return config.Name == name }))
	require.NoError(t, c.cluster.DeleteClusterConfig(ctx, name))
	opstest.Eventually(t, "the effect", is(false))
	require.ErrorIs(t, c.cluster.DeleteClusterConfig(ctx, name), kafkarest.ErrNotFound)
	require.NoError(t, c.cluster.AlterClusterConfigs(ctx, []restproxy.ConfigAlteration{restproxy.SetConfig(name, value)}))
	opstest.Eventually(t, "the effect", is(true))
	require.NoError(t, c.cluster.AlterClusterConfigs(ctx, []restproxy.ConfigAlteration{restproxy.ResetConfig(name)}))
	opstest.Eventually(t, "the effect", is(false))
	require.ErrorIs(t, c.cluster.UpdateClusterConfig(ctx, name, "soon"), kafkarest.ErrInvalid)
}

func (c *contract) testTopics(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	options := &restproxy.CreateTopicOptions{Partitions: 2, Configs: map[string]string{"cleanup.policy": "compact"}, ValidateOnly: true}
	name := c.prefix + "topics"
	would, err := c.cluster.CreateTopic(ctx, name, options)
	require.NoError(t, err)
	assert.EqualValues(t, 2, would.PartitionsCount)
	_, err = c.cluster.GetTopic(ctx, name, nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	options.ValidateOnly = false
	c.createTopic(t, "topics", options)
	topic, err := c.cluster.GetTopic(ctx, name, &restproxy.GetTopicOptions{AuthorizedOperations: true})
	require.NoError(t, err)
	assert.Equal(t, name, topic.Name)
	assert.Equal(t, c.cluster.ID(), topic.ClusterID)
	assert.EqualValues(t, 2, topic.PartitionsCount)
	assert.Positive(t, topic.ReplicationFactor)
	assert.False(t, topic.Internal)

	for _, options := range []*restproxy.ListTopicsOptions{nil, {AuthorizedOperations: true}} {
		opstest.Eventually(t, "the effect", func(ctx context.Context) bool {
			listed := false
			for topic, err := range c.cluster.Topics(ctx, options) {
				require.NoError(t, err)
				listed = listed || topic.Name == name
			}
			return listed
		})
	}

	topic, err = c.cluster.UpdatePartitionCount(ctx, name, 3)
	require.NoError(t, err)
	assert.EqualValues(t, 3, topic.PartitionsCount)
	_, err = c.cluster.UpdatePartitionCount(ctx, name, 3)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.Equal(t, restproxy.CodeKafkaRefused, restproxy.CodeOf(err))
	require.NoError(t, c.cluster.DeleteTopic(ctx, name))
	require.NoError(t, c.cluster.WaitForTopicGone(ctx, name))

	brokers, err := c.cluster.ListBrokers(ctx)
	c.offered(t, err)
	id := brokers[0].ID
	assigned := c.createTopic(t, "assigned", &restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{0: {id}, 1: {id}}})
	topic, err = c.cluster.GetTopic(ctx, assigned, nil)
	require.NoError(t, err)
	assert.EqualValues(t, 2, topic.PartitionsCount)
	assert.EqualValues(t, 1, topic.ReplicationFactor)
}

func (c *contract) testTopicErrors(t *testing.T) {
	t.Parallel()
	name := c.createTopic(t, "errors", nil)
	missing := c.prefix + "missing"
	ctx := t.Context()
	create := func(name string, options *restproxy.CreateTopicOptions) error {
		_, err := c.cluster.CreateTopic(ctx, name, options)
		return err
	}
	get := func(name string) error { _, err := c.cluster.GetTopic(ctx, name, nil); return err }
	tests := []struct {
		what     string
		err      error
		code     restproxy.Code
		sentinel error
	}{
		{"a name that is taken", create(name, nil), restproxy.CodeKafkaRefused, kafkarest.ErrAlreadyExists},
		{"a name with a space", create(c.prefix+"a b", nil), restproxy.CodeInvalidPayload, kafkarest.ErrInvalid},
		{"a name of letters that Kafka has not", create(c.prefix+"ü", nil), restproxy.CodeInvalidPayload, kafkarest.ErrInvalid},
		{"a long name", create(strings.Repeat("n", 250), nil), restproxy.CodeInvalidPayload, kafkarest.ErrInvalid},
		{"a config of another type", create(missing, &restproxy.CreateTopicOptions{Configs: map[string]string{"retention.ms": "soon"}}), restproxy.CodeKafkaRefused, kafkarest.ErrInvalid},
		{"a config that Kafka has not", create(missing, &restproxy.CreateTopicOptions{Configs: map[string]string{"retention": "1"}}), restproxy.CodeKafkaRefused, kafkarest.ErrInvalid},
		{"too many replicas", create(missing, &restproxy.CreateTopicOptions{ReplicationFactor: 99}), restproxy.CodeKafkaRefused, kafkarest.ErrInvalid},
		{"a missing topic", get(missing), restproxy.CodeUnknownTopicOrPartition, kafkarest.ErrNotFound},
		{"a name that Kafka forbids", get("a b"), restproxy.CodeKafkaRefused, kafkarest.ErrInvalid},
		{"a name like another path", get(name + "/configs"), restproxy.CodeKafkaRefused, kafkarest.ErrInvalid},
		{"a missing topic to delete", c.cluster.DeleteTopic(ctx, missing), restproxy.CodeUnknownTopicOrPartition, kafkarest.ErrNotFound},
		{"a missing topic to configure", c.cluster.UpdateTopicConfig(ctx, missing, "retention.ms", "1"), restproxy.CodeUnknownTopicOrPartition, kafkarest.ErrNotFound},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			require.ErrorIs(t, test.err, test.sentinel)
			assert.Equal(t, test.code, restproxy.CodeOf(test.err))
			var failure *kafkarest.Error
			require.ErrorAs(t, test.err, &failure)
			assert.NotEmpty(t, failure.Message)
			assert.Equal(t, 1, failure.Attempts)
			assert.False(t, failure.OutcomeUnknown)
		})
	}
}

func (c *contract) testEnsureTopic(t *testing.T) {
	t.Parallel()
	name := c.prefix + "ensure"
	t.Cleanup(func() { c.removeTopic(t, name) })
	wanted := &restproxy.CreateTopicOptions{Partitions: 1, Configs: map[string]string{"cleanup.policy": "compact"}}
	change, err := c.cluster.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.Equal(t, restproxy.TopicChange{Created: true}, change)
	change, err = c.cluster.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.False(t, change.Changed())
	wanted.Partitions, wanted.Configs["cleanup.policy"] = 4, "delete"
	change, err = c.cluster.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.Equal(t, restproxy.TopicChange{PartitionsAdded: 3, Configs: map[string]string{"cleanup.policy": "delete"}}, change)

	refused := &restproxy.CreateTopicOptions{Partitions: 6, Configs: map[string]string{"retention.ms": "soon"}}
	change, err = c.cluster.EnsureTopic(t.Context(), name, refused)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.False(t, change.Changed())
	topic, err := c.cluster.GetTopic(t.Context(), name, nil)
	require.NoError(t, err)
	assert.EqualValues(t, 4, topic.PartitionsCount, "what cannot be undone comes last")

	var added atomic.Int32
	var calls sync.WaitGroup
	for range 6 {
		calls.Go(func() {
			change, err := c.cluster.EnsureTopic(t.Context(), name, &restproxy.CreateTopicOptions{Partitions: 6})
			assert.NoError(t, err)
			added.Add(change.PartitionsAdded)
		})
	}
	calls.Wait()
	assert.EqualValues(t, 2, added.Load())
}

func (c *contract) testTopicConfigs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	topic := c.createTopic(t, "configs", nil)
	const name = "retention.ms"
	value := func(want string) func(context.Context) bool {
		return func(ctx context.Context) bool {
			config, err := c.cluster.GetTopicConfig(ctx, topic, name)
			require.NoError(t, err)
			return config.Value != nil && *config.Value == want && !config.Default
		}
	}
	isDefault := func(ctx context.Context) bool {
		config, err := c.cluster.GetTopicConfig(ctx, topic, name)
		require.NoError(t, err)
		return config.Source != restproxy.ConfigSourceDynamicTopicConfig
	}
	require.NoError(t, c.cluster.UpdateTopicConfig(ctx, topic, name, "3600000"))
	opstest.Eventually(t, "the effect", value("3600000"))
	require.NoError(t, c.cluster.DeleteTopicConfig(ctx, topic, name))
	require.NoError(t, c.cluster.DeleteTopicConfig(ctx, topic, name))
	opstest.Eventually(t, "the effect", isDefault)
	alterations := []restproxy.ConfigAlteration{restproxy.SetConfig(name, "7200000"), restproxy.SetConfig("cleanup.policy", "compact")}
	require.NoError(t, c.cluster.AlterTopicConfigs(ctx, topic, alterations, &restproxy.AlterConfigsOptions{ValidateOnly: true}))
	assert.True(t, isDefault(ctx))
	require.NoError(t, c.cluster.AlterTopicConfigs(ctx, topic, alterations, nil))
	opstest.Eventually(t, "the effect", value("7200000"))
	configs, err := c.cluster.ListTopicConfigs(ctx, topic)
	require.NoError(t, err)
	assert.True(t, slices.IsSortedFunc(configs, func(a, b restproxy.TopicConfig) int { return cmp.Compare(a.Name, b.Name) }))
	require.NoError(t, c.cluster.AlterTopicConfigs(ctx, topic, []restproxy.ConfigAlteration{restproxy.ResetConfig(name)}, nil))
	opstest.Eventually(t, "the effect", isDefault)

	tests := map[string]struct {
		err  error
		code restproxy.Code
	}{
		"a value of another type":   {c.cluster.UpdateTopicConfig(ctx, topic, name, "soon"), restproxy.CodeKafkaRefused},
		"a name that Kafka has not": {c.cluster.UpdateTopicConfig(ctx, topic, "retention", "1"), restproxy.CodeNotFound},
		"one of two that is not known": {c.cluster.AlterTopicConfigs(ctx, topic, []restproxy.ConfigAlteration{
			restproxy.SetConfig(name, "1"), restproxy.SetConfig("retention", "1"),
		}, nil), restproxy.CodeNotFound},
		"a name twice": {c.cluster.AlterTopicConfigs(ctx, topic, []restproxy.ConfigAlteration{
			restproxy.SetConfig(name, "1"), restproxy.ResetConfig(name),
		}, nil), restproxy.CodeKafkaRefused},
	}
	for what, test := range tests {
		assert.Equal(t, test.code, restproxy.CodeOf(test.err), "%s: %v", what, test.err)
	}
	assert.True(t, isDefault(ctx))
}

func (c *contract) testMultipleTopicConfigs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	good, bad := c.createTopic(t, "alter-good", nil), c.createTopic(t, "alter-bad", nil)
	set := func(topic, value string) restproxy.TopicConfigAlterations {
		return restproxy.TopicConfigAlterations{TopicName: topic, Configs: []restproxy.ConfigAlteration{restproxy.SetConfig("retention.ms", value)}}
	}
	retention := func(want string) func(context.Context) bool {
		return func(ctx context.Context) bool {
			for config, err := range c.cluster.AllTopicConfigs(ctx) {
				require.NoError(t, err)
				if config.TopicName == good && config.Name == "retention.ms" {
					return *config.Value == want
				}
			}
			return false
		}
	}
	outcomes, err := c.cluster.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{set(good, "1800000")}, nil)
	c.offered(t, err)
	assert.Equal(t, []restproxy.TopicConfigsOutcome{{TopicName: good}}, outcomes)
	opstest.Eventually(t, "the effect", retention("1800000"))
	outcomes, err = c.cluster.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{set(bad, "soon"), set(good, "3600000")}, nil)
	var partial *kafkarest.PartialError
	require.ErrorAs(t, err, &partial)
	require.Len(t, partial.Errs, 1)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	require.Len(t, outcomes, 2)
	assert.Equal(t, restproxy.CodeKafkaRefused, restproxy.CodeOf(outcomes[0].Err))
	assert.Equal(t, restproxy.TopicConfigsOutcome{TopicName: good}, outcomes[1])
	opstest.Eventually(t, "the effect", retention("3600000"))
	outcomes, err = c.cluster.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{set(good, "1"), set(c.prefix+"missing", "1")}, nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	require.ErrorContains(t, err, "one of the topics does not exist, and the service does not tell which")
	assert.Nil(t, outcomes)
	_, err = c.cluster.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{set(c.prefix+"missing", "1")}, nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	require.ErrorContains(t, err, fmt.Sprintf("topic %q does not exist", c.prefix+"missing"))
}

func (c *contract) testPartitions(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	topic := c.createTopic(t, "partitions", &restproxy.CreateTopicOptions{Partitions: 2})
	var partitions []restproxy.Partition
	for partition, err := range c.cluster.Partitions(ctx, topic) {
		require.NoError(t, err)
		partitions = append(partitions, partition)
	}
	require.Len(t, partitions, 2)
	var leader int32
	opstest.Eventually(t, "the effect", func(ctx context.Context) (ok bool) {
		partition, err := c.cluster.GetPartition(ctx, topic, 1)
		require.NoError(t, err)
		assert.EqualValues(t, 1, partition.ID)
		leader, ok = partition.Leader.BrokerID()
		return ok
	})
	offsets, err := c.cluster.GetPartitionOffsets(ctx, topic, 1)
	require.NoError(t, err)
	assert.Zero(t, offsets.EarliestOffset)
	assert.Zero(t, offsets.LatestOffset)
	_, err = c.cluster.GetPartition(ctx, topic, 7)
	assert.Equal(t, restproxy.CodeNotFound, restproxy.CodeOf(err))
	_, err = c.cluster.GetPartitionOffsets(ctx, topic, 7)
	assert.Equal(t, restproxy.CodePartitionNotFound, restproxy.CodeOf(err))
	_, err = c.cluster.ListPartitions(ctx, c.prefix+"missing")
	assert.Equal(t, restproxy.CodeUnknownTopicOrPartition, restproxy.CodeOf(err))

	replicas, err := c.cluster.ListReplicas(ctx, topic, 1)
	c.offered(t, err)
	require.NotEmpty(t, replicas)
	replica, err := c.cluster.GetReplica(ctx, topic, 1, leader)
	require.NoError(t, err)
	assert.Equal(t, leader, replica.BrokerID)
	assert.True(t, replica.Leader && replica.InSync)
	_, err = c.cluster.GetReplica(ctx, topic, 1, 9999)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

// The embedded cluster moves no partitions: one that says it does answers here.
func (c *contract) testReassignments(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	topic := c.createTopic(t, "reassignments", nil)
	_, err := c.cluster.ListAllReassignments(ctx)
	c.offered(t, err)
	none, err := c.cluster.ListReassignments(ctx, topic)
	require.NoError(t, err)
	assert.Empty(t, none)
	_, err = c.cluster.GetReassignment(ctx, topic, 0)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	if !c.emulated {
		return
	}

	kafka, err := kfake.NewCluster(kfake.NumBrokers(2), kfake.SeedTopics(1, topic))
	require.NoError(t, err)
	t.Cleanup(kafka.Close)
	kafka.ControlKey(int16(kmsg.ListPartitionReassignments), func(request kmsg.Request) (kmsg.Response, error, bool) {
		kafka.KeepControl()
		answer := request.ResponseKind().(*kmsg.ListPartitionReassignmentsResponse)
		answer.Topics = []kmsg.ListPartitionReassignmentsResponseTopic{{
			Topic:      topic,
			Partitions: []kmsg.ListPartitionReassignmentsResponseTopicPartition{{Replicas: []int32{0, 1}, AddingReplicas: []int32{1}, RemovingReplicas: []int32{0}}},
		}}
		return answer, nil, true
	})
	server := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: kafka.ListenAddrs()})
	cluster, err := c.newClient(t, kafkarest.Config{URL: server.RESTProxyURL()}).DefaultCluster(ctx)
	require.NoError(t, err)
	moved, err := cluster.GetReassignment(ctx, topic, 0)
	require.NoError(t, err)
	assert.Equal(t, []int32{1}, moved.AddingReplicas)
	assert.Equal(t, []int32{0}, moved.RemovingReplicas)
	for _, list := range []func() ([]restproxy.Reassignment, error){
		func() ([]restproxy.Reassignment, error) { return cluster.ListAllReassignments(ctx) },
		func() ([]restproxy.Reassignment, error) { return cluster.ListReassignments(ctx, topic) },
	} {
		listed, err := list()
		require.NoError(t, err)
		require.Len(t, listed, 1)
		assert.Equal(t, moved.AddingReplicas, listed[0].AddingReplicas)
	}
}

// kafka is a client of the cluster itself, where there is a way to it.
func (c *contract) kafka(t *testing.T, opts ...kgo.Opt) *kgo.Client {
	t.Helper()
	if len(c.brokers) == 0 {
		t.Skipf("needs Kafka itself, see %s", brokersVariable)
	}
	client, err := kgo.NewClient(append(opts, kgo.SeedBrokers(c.brokers...))...)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

func (c *contract) testConsumerGroups(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	group := c.prefix + "grüp 1"
	_, err := c.cluster.GetConsumerGroup(ctx, group)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.cluster.ListConsumers(ctx, group)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.cluster.ListConsumerLags(ctx, group)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	topic := c.createTopic(t, "groups", &restproxy.CreateTopicOptions{Partitions: 1})
	kafka := c.kafka(t, kgo.ConsumerGroup(group), kgo.ConsumeTopics(topic), kgo.DisableAutoCommit(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.ClientID("contract"))
	t.Cleanup(func() {
		_, err := kadm.NewClient(c.kafka(t)).DeleteGroup(context.WithoutCancel(ctx), group)
		assert.NoError(t, err)
	})
	c.produce(t, topic, 4)
	for read := 0; read < 4; {
		fetches := kafka.PollFetches(ctx)
		require.NoError(t, fetches.Err())
		read += fetches.NumRecords()
	}
	require.NoError(t, kafka.CommitUncommittedOffsets(ctx))
	c.produce(t, topic, 2)

	found, err := c.cluster.GetConsumerGroup(ctx, group)
	require.NoError(t, err)
	assert.Equal(t, group, found.ID)
	assert.Equal(t, restproxy.ConsumerGroupStateStable, found.State)
	assert.NotEmpty(t, found.PartitionAssignor)
	_, ok := found.Coordinator.BrokerID()
	assert.True(t, ok)
	listed := 0
	for group, err := range c.cluster.ConsumerGroups(ctx) {
		require.NoError(t, err)
		if strings.HasPrefix(group.ID, c.prefix) {
			listed++
		}
	}
	assert.Equal(t, 1, listed)

	members, err := c.cluster.ListConsumers(ctx, group)
	require.NoError(t, err)
	require.Len(t, members, 1)
	member, err := c.cluster.GetConsumer(ctx, group, members[0].ID)
	require.NoError(t, err)
	assert.Equal(t, "contract", member.ClientID)
	assert.Empty(t, member.InstanceID)
	_, err = c.cluster.GetConsumer(ctx, group, "missing")
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	summary, err := c.cluster.GetConsumerGroupLagSummary(ctx, group)
	c.offered(t, err)
	assert.EqualValues(t, 2, summary.MaxLag)
	assert.EqualValues(t, 2, summary.TotalLag)
	assert.Equal(t, member.ID, summary.MaxLagConsumerID)
	assert.Equal(t, topic, summary.MaxLagTopicName)
	var lags []restproxy.ConsumerLag
	for lag, err := range c.cluster.ConsumerLags(ctx, group) {
		require.NoError(t, err)
		lags = append(lags, lag)
	}
	lag, err := c.cluster.GetConsumerLag(ctx, group, topic, 0)
	require.NoError(t, err)
	assert.Equal(t, []restproxy.ConsumerLag{*lag}, withLinksOf(lags, *lag))
	assert.EqualValues(t, 4, lag.CurrentOffset)
	assert.EqualValues(t, 6, lag.LogEndOffset)
	assert.EqualValues(t, 2, lag.Lag)
	_, err = c.cluster.GetConsumerLag(ctx, group, topic, 7)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	assignments, err := c.cluster.ListConsumerAssignments(ctx, group, member.ID)
	c.offered(t, err)
	require.Len(t, assignments, 1)
	assignment, err := c.cluster.GetConsumerAssignment(ctx, group, member.ID, topic, 0)
	require.NoError(t, err)
	assert.Equal(t, topic, assignment.TopicName)
	_, err = c.cluster.GetConsumerAssignment(ctx, group, member.ID, topic, 7)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	require.NoError(t, kafka.LeaveGroupContext(ctx))
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool {
		found, err := c.cluster.GetConsumerGroup(ctx, group)
		require.NoError(t, err)
		return found.State == restproxy.ConsumerGroupStateEmpty
	})
}

// withLinksOf gives lags the links of another answer: behind several proxies
// they differ.
func withLinksOf(lags []restproxy.ConsumerLag, other restproxy.ConsumerLag) []restproxy.ConsumerLag {
	for i := range lags {
		lags[i].Metadata.Self = other.Metadata.Self
	}
	return lags
}

func (c *contract) testACLs(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, err := c.cluster.ListACLs(ctx, nil)
	if restproxy.CodeOf(err) == restproxy.CodeKafkaRefused {
		t.Skip("the cluster has no authorizer")
	}
	c.offered(t, err)
	name := c.prefix + "my group/ü%+"
	create := func(principal string, operation restproxy.ACLOperation) restproxy.ACL {
		return restproxy.ACL{
			ResourceType: restproxy.ACLResourceTypeGroup, ResourceName: name, PatternType: restproxy.ACLPatternTypeLiteral,
			Principal: principal, Host: "*", Operation: operation, Permission: restproxy.ACLPermissionAllow,
		}
	}
	filter := restproxy.ACLFilter{
		ResourceType: restproxy.ACLResourceTypeGroup, ResourceName: name, PatternType: restproxy.ACLPatternTypeAny,
		Operation: restproxy.ACLOperationAny, Permission: restproxy.ACLPermissionAny,
	}
	t.Cleanup(func() {
		_, err := c.cluster.DeleteACLs(context.WithoutCancel(ctx), filter)
		assert.NoError(t, err)
	})
	search := func(ctx context.Context, filter restproxy.ACLFilter) []restproxy.ACL {
		var found []restproxy.ACL
		for acl, err := range c.cluster.ACLs(ctx, &filter) {
			require.NoError(t, err)
			acl.Metadata, acl.ClusterID = restproxy.Metadata{}, ""
			found = append(found, acl)
		}
		return found
	}
	read, write := create("User:CN=a b,O=x&y=z", restproxy.ACLOperationRead), create("User:bob", restproxy.ACLOperationDescribe)
	for range 2 { // one that exists is created again
		require.NoError(t, c.cluster.CreateACL(ctx, read))
	}
	require.NoError(t, c.cluster.CreateACLs(ctx, []restproxy.ACL{read, write}))
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool { return len(search(ctx, filter)) == 2 })
	assert.ElementsMatch(t, []restproxy.ACL{read, write}, search(ctx, filter))
	one := read.Filter()
	assert.Equal(t, []restproxy.ACL{read}, search(ctx, one))

	deleted, err := c.cluster.DeleteACLs(ctx, one)
	require.NoError(t, err)
	require.Len(t, deleted, 1)
	assert.Equal(t, read.Principal, deleted[0].Principal)
	opstest.Eventually(t, "the effect", func(ctx context.Context) bool { return len(search(ctx, filter)) == 1 })
	none, err := c.cluster.DeleteACLs(ctx, one)
	require.NoError(t, err)
	assert.Empty(t, none)

	unknown := create("User:bob", restproxy.ACLOperationUnknown)
	require.Equal(t, restproxy.CodeBadRequest, restproxy.CodeOf(c.cluster.CreateACL(ctx, unknown)))
	require.Equal(t, restproxy.CodeBadRequest, restproxy.CodeOf(c.cluster.CreateACLs(ctx, []restproxy.ACL{write, unknown})))
}

// produce writes n records to partition 0 of a topic.
func (c *contract) produce(t *testing.T, topic string, n int) {
	t.Helper()
	for range n {
		_, err := c.cluster.ProduceOne(t.Context(), topic, restproxy.Record{Partition: new(int32(0)), Value: restproxy.String("v")})
		require.NoError(t, err)
	}
}

// Null, empty and what is not there stay apart all the way into Kafka.
func (c *contract) testRecords(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	topic := c.createTopic(t, "records", &restproxy.CreateTopicOptions{Partitions: 1})
	at := time.Date(2026, 5, 6, 7, 8, 9, 123e6, time.UTC)
	cases := []struct {
		record restproxy.Record
		want   kgo.Record // what Kafka has then
		key    *restproxy.ProducedData
		value  *restproxy.ProducedData
	}{
		{record: restproxy.Record{}},
		{
			record: restproxy.Record{Key: restproxy.Bytes(nil), Value: restproxy.JSON(nil)},
			key:    &restproxy.ProducedData{Type: restproxy.DataTypeBinary, Size: -1},
			value:  &restproxy.ProducedData{Type: restproxy.DataTypeJSON, Size: -1},
		},
		{
			record: restproxy.Record{Key: restproxy.Bytes([]byte{}), Value: restproxy.String("")},
			want:   kgo.Record{Key: []byte{}, Value: []byte{}},
			key:    &restproxy.ProducedData{Type: restproxy.DataTypeBinary},
			value:  &restproxy.ProducedData{Type: restproxy.DataTypeString},
		},
		{
			record: restproxy.Record{Partition: new(int32(0)), Key: restproxy.Bytes([]byte{0xff, 0}), Value: restproxy.JSON(map[string]any{"a": []int{1}}), Timestamp: at},
			want:   kgo.Record{Key: []byte{0xff, 0}, Value: []byte(`{"a":[1]}`), Timestamp: at},
			key:    &restproxy.ProducedData{Type: restproxy.DataTypeBinary, Size: 2},
			value:  &restproxy.ProducedData{Type: restproxy.DataTypeJSON, Size: 9},
		},
		{
			record: restproxy.Record{Value: restproxy.String("grüße"), Headers: []restproxy.RecordHeader{
				{Name: "null"}, {Name: "empty", Value: []byte{}}, {Name: "h", Value: []byte{0xfe}}, {Name: "h", Value: []byte("2")},
			}},
			want: kgo.Record{Value: []byte("grüße"), Headers: []kgo.RecordHeader{
				{Key: "null"}, {Key: "empty", Value: []byte{}}, {Key: "h", Value: []byte{0xfe}}, {Key: "h", Value: []byte("2")},
			}},
			value: &restproxy.ProducedData{Type: restproxy.DataTypeString, Size: 7},
		},
	}
	var results []restproxy.ProduceResult
	var records []restproxy.Record
	for i, test := range cases {
		result, err := c.cluster.ProduceOne(ctx, topic, test.record)
		require.NoError(t, err)
		assert.EqualValues(t, i, result.Offset)
		results = append(results, *result)
		records = append(records, test.record)
	}
	reports, err := c.cluster.ProduceBatch(ctx, topic, records, &restproxy.ProduceBatchOptions{MaxEntries: 2})
	require.NoError(t, err)
	for _, report := range reports {
		results = append(results, report.ProduceResult)
	}
	for i, result := range results {
		test := cases[i%len(cases)]
		assert.Equal(t, topic, result.TopicName)
		assert.Equal(t, c.cluster.ID(), result.ClusterID)
		assert.EqualValues(t, i, result.Offset)
		assert.Equal(t, test.key, result.Key, "record %d", i)
		assert.Equal(t, test.value, result.Value, "record %d", i)
		if !test.record.Timestamp.IsZero() {
			assert.True(t, test.record.Timestamp.Equal(result.Timestamp))
		}
	}
	offsets, err := c.cluster.GetPartitionOffsets(ctx, topic, 0)
	require.NoError(t, err)
	assert.EqualValues(t, len(results), offsets.LatestOffset)

	kafka := c.kafka(t, kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{topic: {0: kgo.NewOffset().At(0)}}))
	for read := 0; read < len(results); {
		fetches := kafka.PollFetches(ctx)
		require.NoError(t, fetches.Err())
		fetches.EachRecord(func(got *kgo.Record) {
			want := cases[read%len(cases)].want
			what := fmt.Sprintf("record %d", read)
			assert.Equal(t, want.Key, got.Key, what)
			assert.Equal(t, want.Value, got.Value, what)
			assert.ElementsMatch(t, want.Headers, got.Headers, what)
			if !want.Timestamp.IsZero() {
				assert.True(t, want.Timestamp.Equal(got.Timestamp), what)
			}
			read++
		})
	}
}

func (c *contract) testRecordErrors(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	topic := c.createTopic(t, "record-errors", &restproxy.CreateTopicOptions{Partitions: 1, Configs: map[string]string{"max.message.bytes": "1000"}})
	large := restproxy.Record{Value: restproxy.String(strings.Repeat("x", 2000))}
	_, err := c.cluster.ProduceOne(ctx, topic, large)
	require.Error(t, err)
	reports, err := c.cluster.ProduceBatch(ctx, topic, []restproxy.Record{{}, large, {}}, nil)
	var partial *kafkarest.PartialError
	require.ErrorAs(t, err, &partial)
	assert.Len(t, partial.Errs, 1)
	assert.NoError(t, reports[0].Err)
	require.Error(t, reports[1].Err)
	assert.NoError(t, reports[2].Err)

	// Proxies can be set to take more records, and wait 60 seconds for a topic or
	// create it.
	if !c.emulated {
		return
	}
	_, err = c.cluster.ProduceBatch(ctx, topic, make([]restproxy.Record, 50), &restproxy.ProduceBatchOptions{MaxEntries: 50})
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.Equal(t, restproxy.CodeInvalidBatch, restproxy.CodeOf(err))
	_, err = c.cluster.ProduceOne(ctx, c.prefix+"missing", restproxy.Record{})
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.Equal(t, restproxy.CodeTopicNotFound, restproxy.CodeOf(err))
}
