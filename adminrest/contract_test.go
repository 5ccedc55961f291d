package adminrest_test

import (
	"context"
	"errors"
	"net/http"
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

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The contract is tested on the emulator or, where the environment names one,
// on a real service. What a service does not have is skipped by name. All
// names carry a prefix, and what a run makes it removes.
const (
	urlVariable     = "KAFKAREST_TEST_ADMINREST_URL"
	keyVariable     = "KAFKAREST_TEST_ADMINREST_API_KEY"
	brokersVariable = "KAFKAREST_TEST_KAFKA_BROKERS" // of that service, for records and groups
)

// contract is the service under test.
type contract struct {
	client   *adminrest.Client
	spec     *spectest.Spec
	prefix   string
	brokers  []string // empty where Kafka itself cannot be reached
	emulated bool
}

// TestContract runs each operation over a socket, holding requests and answers
// to the specification.
func TestContract(t *testing.T) {
	c := newContract(t)
	t.Run("group", func(t *testing.T) {
		t.Run("Topics", c.testTopics)
		t.Run("TopicErrors", c.testTopicErrors)
		t.Run("TopicPages", c.testTopicPages)
		t.Run("EnsureTopic", c.testEnsureTopic)
		t.Run("Records", c.testRecords)
		t.Run("Quotas", c.testQuotas)
		t.Run("Brokers", c.testBrokers)
		t.Run("ConsumerGroups", c.testConsumerGroups)
		t.Run("Mirroring", c.testMirroring)
		t.Run("Status", c.testStatus)
		t.Run("Transactions", c.testTransactions)
	})
	c.spec.Report(t, func(string) bool { return c.emulated })
}

func newContract(t *testing.T) *contract {
	c := &contract{prefix: opstest.Prefix()}
	cfg := kafkarest.Config{URL: os.Getenv(urlVariable)}
	if key := os.Getenv(keyVariable); key != "" {
		cfg.Authenticator = auth.Basic("token", key)
	}
	if brokers := os.Getenv(brokersVariable); brokers != "" {
		c.brokers = strings.Split(brokers, ",")
	}
	if cfg.URL == "" {
		server := kafkaresttest.Start(t, kafkaresttest.Options{
			Auth:      kafkaresttest.Auth{APIKey: "s3cret"},
			AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: 100 * time.Millisecond},
		})
		cfg.URL, cfg.Authenticator = server.AdminRESTURL(), auth.Basic("token", "s3cret")
		c.brokers, c.emulated = server.Brokers(), true
	}
	spec, err := spectest.Load("adminrest.yaml")
	require.NoError(t, err)
	cfg.HTTPClient = spec.HTTPClient(t)
	client, err := adminrest.New(cfg)
	require.NoError(t, err)
	c.client, c.spec = client, spec
	return c
}

// createTopic makes a topic for a test and removes it after.
func (c *contract) createTopic(t *testing.T, name string, options *adminrest.CreateTopicOptions) string {
	t.Helper()
	name = c.prefix + name
	require.NoError(t, c.client.CreateTopic(t.Context(), name, options))
	t.Cleanup(func() { c.removeTopic(t, name) })
	require.NoError(t, c.client.WaitForTopic(t.Context(), name))
	return name
}

func (c *contract) removeTopic(t *testing.T, name string) {
	ctx := context.WithoutCancel(t.Context())
	if err := c.client.DeleteTopic(ctx, name); !errors.Is(err, kafkarest.ErrNotFound) {
		assert.NoError(t, err)
	}
	assert.NoError(t, c.client.WaitForTopicGone(ctx, name))
}

func (c *contract) testTopics(t *testing.T) {
	t.Parallel()
	name := c.createTopic(t, "topics", &adminrest.CreateTopicOptions{
		Partitions: 2,
		Configs:    map[string]string{"retention.ms": "3600000", "cleanup.policy": "compact"},
	})

	topic, err := c.client.GetTopic(t.Context(), name)
	require.NoError(t, err)
	assert.Equal(t, name, topic.Name)
	assert.EqualValues(t, 2, topic.Partitions)
	assert.Positive(t, topic.ReplicationFactor)
	assert.Equal(t, time.Hour, topic.Retention())
	assert.Equal(t, "compact", topic.CleanupPolicy)
	assert.NotEmpty(t, topic.Configs)
	require.Len(t, topic.ReplicaAssignments, 2)
	for i, assignment := range topic.ReplicaAssignments {
		assert.EqualValues(t, i, assignment.Partition)
		assert.Len(t, assignment.Brokers.Replicas, int(topic.ReplicationFactor))
	}

	require.NoError(t, c.client.UpdateTopic(t.Context(), name, &adminrest.UpdateTopicOptions{
		Partitions:   3,
		Configs:      map[string]string{"retention.ms": "7200000"},
		ResetConfigs: []string{"cleanup.policy"},
	}))
	opstest.Eventually(t, "the update of the topic", func(ctx context.Context) bool {
		topic, err := c.client.GetTopic(ctx, name)
		return assert.NoError(t, err) && topic.Partitions == 3 && topic.Retention() == 2*time.Hour && topic.CleanupPolicy == "delete"
	})

	listed, err := c.client.ListTopics(t.Context(), &adminrest.ListTopicsOptions{Filter: name})
	require.NoError(t, err)
	require.Len(t, listed, 1)
	assert.Equal(t, name, listed[0].Name)

	require.NoError(t, c.client.DeleteTopic(t.Context(), name))
	require.NoError(t, c.client.WaitForTopicGone(t.Context(), name))
	_, err = c.client.GetTopic(t.Context(), name)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (c *contract) testTopicErrors(t *testing.T) {
	t.Parallel()
	name := c.createTopic(t, "errors", nil)
	missing := c.prefix + "missing"
	ctx := t.Context()
	get := func(name string) error { _, err := c.client.GetTopic(ctx, name); return err }
	tests := []struct {
		what     string
		err      error
		code     int
		sentinel error
		kafka    error
	}{
		{"a name that is taken", c.client.CreateTopic(ctx, name, nil), 42236, kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists},
		{"a name with a space", c.client.CreateTopic(ctx, c.prefix+"a b", nil), 42217, kafkarest.ErrInvalid, kerr.InvalidTopicException},
		{"a name of letters that Kafka has not", c.client.CreateTopic(ctx, c.prefix+"ü", nil), 42217, kafkarest.ErrInvalid, kerr.InvalidTopicException},
		{"a long name", c.client.CreateTopic(ctx, strings.Repeat("n", 250), nil), 42217, kafkarest.ErrInvalid, kerr.InvalidTopicException},
		{"a config of another type", c.client.CreateTopic(ctx, missing, &adminrest.CreateTopicOptions{Configs: map[string]string{"retention.ms": "soon"}}), 42240, kafkarest.ErrInvalid, kerr.InvalidConfig},
		{"a config that Kafka has not", c.client.CreateTopic(ctx, missing, &adminrest.CreateTopicOptions{Configs: map[string]string{"retention": "1"}}), 42240, kafkarest.ErrInvalid, kerr.InvalidConfig},
		{"partitions that do not grow", c.client.UpdateTopic(ctx, name, &adminrest.UpdateTopicOptions{Partitions: 1}), 42237, kafkarest.ErrInvalid, kerr.InvalidPartitions},
		{"an update to another type", c.client.UpdateTopic(ctx, name, &adminrest.UpdateTopicOptions{Configs: map[string]string{"retention.ms": "soon"}}), 42240, kafkarest.ErrInvalid, kerr.InvalidConfig},
		{"a missing topic", get(missing), 40403, kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition},
		{"a missing topic to update", c.client.UpdateTopic(ctx, missing, &adminrest.UpdateTopicOptions{Partitions: 2}), 40403, kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition},
		{"a missing topic to delete", c.client.DeleteTopic(ctx, missing), 40403, kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition},
		{"an offset beyond the end", c.client.DeleteTopicRecords(ctx, name, []adminrest.RecordDeletion{{BeforeOffset: 5}}), 40401, kafkarest.ErrNotFound, kerr.OffsetOutOfRange},
		{"a missing partition", c.client.DeleteTopicRecords(ctx, name, []adminrest.RecordDeletion{{Partition: 7}}), 40403, kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			assert.ErrorIs(t, test.err, test.sentinel)
			assert.ErrorIs(t, test.err, test.kafka)
			var failure *kafkarest.Error
			require.ErrorAs(t, test.err, &failure)
			assert.Equal(t, test.code, failure.Code)
			assert.Equal(t, test.code/100, failure.StatusCode)
			assert.NotEmpty(t, failure.Message)
			assert.NotEmpty(t, failure.TransactionID)
			assert.Equal(t, 1, failure.Attempts)
		})
	}
	t.Run("names that are not another path", func(t *testing.T) {
		for _, other := range []string{name + "/records", "../topics/" + name, "%2e%2e", ". ."} {
			assert.ErrorIs(t, get(other), kafkarest.ErrNotFound, "%q", other)
		}
	})
}

func (c *contract) testTopicPages(t *testing.T) {
	t.Parallel()
	var names []string
	for _, name := range []string{"page-a", "page-b", "page-c", "page-d", "page-e"} {
		names = append(names, c.createTopic(t, name, nil))
	}
	for _, filter := range []string{c.prefix + "page-*", "/^" + c.prefix + "page-.$/"} {
		topics := c.client.Topics(t.Context(), &adminrest.ListTopicsOptions{Filter: filter, PerPage: 2})
		for range 2 {
			found := topicNames(t, topics)
			slices.Sort(found)
			assert.Equal(t, names, found)
		}
	}
	second, err := c.client.ListTopics(t.Context(), &adminrest.ListTopicsOptions{Filter: c.prefix + "page-*", PerPage: 2, Page: 3})
	require.NoError(t, err)
	assert.Len(t, second, 1)
}

func (c *contract) testEnsureTopic(t *testing.T) {
	t.Parallel()
	name := c.prefix + "ensure"
	t.Cleanup(func() { c.removeTopic(t, name) })
	wanted := &adminrest.CreateTopicOptions{Partitions: 1, Configs: map[string]string{"cleanup.policy": "compact"}}

	change, err := c.client.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.Equal(t, adminrest.TopicChange{Created: true}, change)

	change, err = c.client.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.False(t, change.Changed())

	wanted.Partitions, wanted.Configs["cleanup.policy"] = 4, "delete"
	change, err = c.client.EnsureTopic(t.Context(), name, wanted)
	require.NoError(t, err)
	assert.Equal(t, adminrest.TopicChange{PartitionsAdded: 3, Configs: map[string]string{"cleanup.policy": "delete"}}, change)
}

// kafka is a client of the service's own Kafka, where there is a way to it.
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

// produce writes n records to partition 0 of a topic.
func (c *contract) produce(t *testing.T, topic string, n int) {
	t.Helper()
	kafka := c.kafka(t, kgo.RecordPartitioner(kgo.ManualPartitioner()))
	for range n {
		require.NoError(t, kafka.ProduceSync(t.Context(), &kgo.Record{Topic: topic, Value: []byte("v")}).FirstErr())
	}
}

func (c *contract) testRecords(t *testing.T) {
	t.Parallel()
	name := c.createTopic(t, "records", nil)
	c.produce(t, name, 10)
	require.NoError(t, c.client.DeleteTopicRecords(t.Context(), name, []adminrest.RecordDeletion{{Partition: 0, BeforeOffset: 4}}))
	starts := func() int64 {
		offsets, err := kadm.NewClient(c.kafka(t)).ListStartOffsets(t.Context(), name)
		require.NoError(t, err)
		offset, _ := offsets.Lookup(name, 0)
		return offset.Offset
	}
	opstest.Eventually(t, "the deletion of four records", func(context.Context) bool { return starts() == 4 })
	require.NoError(t, c.client.DeleteTopicRecords(t.Context(), name, []adminrest.RecordDeletion{{Partition: 0, BeforeOffset: -1}}))
	opstest.Eventually(t, "the deletion of all records", func(context.Context) bool { return starts() == 10 })
}

func (c *contract) testQuotas(t *testing.T) {
	t.Parallel()
	const entity = "iam-ServiceId-00000000-1111-2222-3333-444444444444"
	ctx := t.Context()
	if _, err := c.client.ListQuotas(ctx); errors.Is(err, kafkarest.ErrForbidden) {
		t.Skip("the plan has no quotas")
	}
	quotaIs := func(want adminrest.Quota) func(context.Context) bool {
		return func(ctx context.Context) bool {
			quota, err := c.client.GetQuota(ctx, entity)
			return err == nil && assert.ObjectsAreEqual(want, *quota)
		}
	}
	quotaIsGone := func(ctx context.Context) bool {
		_, err := c.client.GetQuota(ctx, entity)
		return errors.Is(err, kafkarest.ErrNotFound)
	}
	if err := c.client.DeleteQuota(ctx, entity); !errors.Is(err, kafkarest.ErrNotFound) {
		require.NoError(t, err)
	}
	opstest.Eventually(t, "the end of the quota", quotaIsGone)
	require.ErrorIs(t, c.client.UpdateQuota(ctx, entity, adminrest.Quota{ConsumerByteRate: new(int64(1))}), kafkarest.ErrNotFound)

	require.NoError(t, c.client.CreateQuota(ctx, entity, adminrest.Quota{ProducerByteRate: new(int64(1024))}))
	opstest.Eventually(t, "the quota", quotaIs(adminrest.Quota{ProducerByteRate: new(int64(1024))}))
	require.ErrorIs(t, c.client.CreateQuota(ctx, entity, adminrest.Quota{ProducerByteRate: new(int64(1))}), kafkarest.ErrAlreadyExists)
	require.NoError(t, c.client.UpdateQuota(ctx, entity, adminrest.Quota{ConsumerByteRate: new(int64(2048))}))
	opstest.Eventually(t, "the quota", quotaIs(adminrest.Quota{ProducerByteRate: new(int64(1024)), ConsumerByteRate: new(int64(2048))}))
	listed, err := c.client.ListQuotas(ctx)
	require.NoError(t, err)
	assert.Contains(t, listed, adminrest.EntityQuota{EntityName: entity, ProducerByteRate: new(int64(1024)), ConsumerByteRate: new(int64(2048))})

	require.NoError(t, c.client.DeleteQuota(ctx, entity))
	opstest.Eventually(t, "the end of the quota", quotaIsGone)
}

func (c *contract) testBrokers(t *testing.T) {
	t.Parallel()
	brokers, err := c.client.ListBrokers(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, brokers)
	cluster, err := c.client.GetCluster(t.Context())
	require.NoError(t, err)
	assert.NotEmpty(t, cluster.ID)
	assert.ElementsMatch(t, brokers, cluster.Brokers)
	assert.Contains(t, brokers, cluster.Controller)

	broker, err := c.client.GetBroker(t.Context(), brokers[0].ID)
	require.NoError(t, err)
	assert.Equal(t, brokers[0].Host, broker.Host)
	assert.Equal(t, brokers[0].Port, broker.Port)
	configured, err := c.client.GetBrokerConfig(t.Context(), brokers[0].ID, &adminrest.GetBrokerConfigOptions{Filter: "log.*", Verbose: true})
	require.NoError(t, err)
	require.NotEmpty(t, configured.Configs)
	for _, config := range configured.Configs {
		assert.True(t, strings.HasPrefix(config.Name, "log."), config.Name)
		assert.False(t, config.Sensitive && config.Value != nil, config.Name)
	}
	_, err = c.client.GetBroker(t.Context(), 9999)
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.GetBrokerConfig(t.Context(), 9999, nil)
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (c *contract) testConsumerGroups(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	group := c.prefix + "group"
	_, err := c.client.GetConsumerGroup(ctx, group)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	require.ErrorIs(t, c.client.DeleteConsumerGroup(ctx, group), kafkarest.ErrNotFound)
	_, err = c.client.UpdateConsumerGroup(ctx, group, adminrest.ResetModeLatest, nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)

	topic := c.createTopic(t, "groups", nil)
	c.produce(t, topic, 6)
	c.consume(t, group, topic, 6)
	found, err := c.client.GetConsumerGroup(ctx, group)
	require.NoError(t, err)
	assert.Equal(t, group, found.ID)
	assert.Equal(t, "Empty", found.State)
	require.Len(t, found.Offsets, 1)
	assert.Equal(t, adminrest.GroupOffset{Topic: topic, CurrentOffset: 6, EndOffset: 6}, found.Offsets[0])
	assert.Zero(t, found.Offsets[0].Lag())

	dry, err := c.client.UpdateConsumerGroup(ctx, group, adminrest.ResetModeEarliest, &adminrest.UpdateConsumerGroupOptions{DryRun: true})
	require.NoError(t, err)
	assert.Equal(t, []adminrest.ResetOffset{{Topic: topic}}, dry)
	found, err = c.client.GetConsumerGroup(ctx, group)
	require.NoError(t, err)
	assert.EqualValues(t, 6, found.Offsets[0].CurrentOffset, "a dry run changes nothing")
	reset, err := c.client.UpdateConsumerGroup(ctx, group, adminrest.ResetModeDatetime, &adminrest.UpdateConsumerGroupOptions{
		Topic: topic, Time: time.Now().Add(-time.Hour),
	})
	require.NoError(t, err)
	assert.Equal(t, []adminrest.ResetOffset{{Topic: topic}}, reset)
	found, err = c.client.GetConsumerGroup(ctx, group)
	require.NoError(t, err)
	assert.EqualValues(t, 6, found.Offsets[0].Lag())

	var ids []string
	for id, err := range c.client.ConsumerGroups(ctx, &adminrest.ListConsumerGroupsOptions{Filter: c.prefix + "*", PerPage: 1}) {
		require.NoError(t, err)
		ids = append(ids, id)
	}
	assert.Equal(t, []string{group}, ids)
	require.NoError(t, c.client.DeleteConsumerGroup(ctx, group))
	opstest.Eventually(t, "the end of the group", func(ctx context.Context) bool {
		_, err := c.client.GetConsumerGroup(ctx, group)
		return errors.Is(err, kafkarest.ErrNotFound)
	})
}

// consume reads n records of a topic as a member of a group, which the
// service shows meanwhile, commits and leaves.
func (c *contract) consume(t *testing.T, group, topic string, n int) {
	t.Helper()
	kafka := c.kafka(t, kgo.ConsumerGroup(group), kgo.ConsumeTopics(topic), kgo.DisableAutoCommit(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.ClientID("contract"))
	for read := 0; read < n; {
		fetches := kafka.PollFetches(t.Context())
		require.NoError(t, fetches.Err())
		read += fetches.NumRecords()
	}
	joined, err := c.client.GetConsumerGroup(t.Context(), group)
	require.NoError(t, err)
	require.Len(t, joined.Members, 1)
	assert.Equal(t, "contract", joined.Members[0].ClientID)
	assert.Equal(t, []adminrest.GroupAssignment{{Topic: topic}}, joined.Members[0].Assignments)
	require.NoError(t, kafka.CommitUncommittedOffsets(t.Context()))
	require.NoError(t, kafka.LeaveGroupContext(t.Context()))
}

func (c *contract) testMirroring(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	before, err := c.client.GetMirroringTopicSelection(ctx)
	if errors.Is(err, kafkarest.ErrNotFound) {
		t.Skip("the cluster is not the target of mirroring")
	}
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := c.client.ReplaceMirroringTopicSelection(context.WithoutCancel(ctx), before.Includes)
		assert.NoError(t, err)
	})
	pattern := "^" + c.prefix + "mirror.*"
	replaced, err := c.client.ReplaceMirroringTopicSelection(ctx, []string{pattern})
	require.NoError(t, err)
	assert.Equal(t, []string{pattern}, replaced.Includes)
	selection, err := c.client.GetMirroringTopicSelection(ctx)
	require.NoError(t, err)
	assert.Equal(t, replaced, selection)
	active, err := c.client.GetMirroringActiveTopics(ctx)
	require.NoError(t, err)
	if c.emulated {
		assert.Empty(t, active.Topics)
		topic := c.createTopic(t, "mirrored", nil)
		active, err = c.client.GetMirroringActiveTopics(ctx)
		require.NoError(t, err)
		assert.Equal(t, []string{topic}, active.Topics)
	}
}

func (c *contract) testStatus(t *testing.T) {
	t.Parallel()
	require.NoError(t, c.client.Alive(t.Context()))
	status, err := c.client.GetStatus(t.Context())
	require.NoError(t, err)
	assert.Contains(t, []adminrest.Status{
		adminrest.StatusAvailable, adminrest.StatusDegraded, adminrest.StatusOffline, adminrest.StatusUnknown,
	}, status.Status)
	var topics []struct {
		Name string `json:"name"`
	}
	require.NoError(t, c.client.Do(t.Context(), http.MethodGet, "/admin/topics?per_page=1", nil, &topics))
	assert.LessOrEqual(t, len(topics), 1)
}

func (c *contract) testTransactions(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	id := c.prefix + "transaction"
	var response kafkarest.Response
	_, err := c.client.GetCluster(ctx, kafkarest.Capture(&response), adminrest.TransactionID(id))
	require.NoError(t, err)
	assert.Equal(t, id, response.TransactionID)
	assert.Equal(t, http.StatusOK, response.StatusCode)
	assert.Equal(t, 1, response.Attempts)

	_, err = c.client.GetTopic(ctx, c.prefix+"missing", kafkarest.Capture(&response), adminrest.TransactionID(id))
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, id, failure.TransactionID)
	assert.Contains(t, err.Error(), id)
	assert.Equal(t, id, response.TransactionID)
	assert.Equal(t, http.StatusNotFound, response.StatusCode)

	require.NoError(t, c.client.Alive(ctx, kafkarest.Capture(&response)))
	assert.NotEqual(t, id, response.TransactionID)
}
