package restproxyv2_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// The contract is tested on the emulator or, where the environment names one, on
// a real server. This API makes no topics, so that a Kafka client does. All names
// carry a prefix, and what a run makes it removes.
const (
	urlVariable     = "KAFKAREST_TEST_RESTPROXYV2_URL"
	profileVariable = "KAFKAREST_TEST_RESTPROXYV2_PROFILE" // confluent, karapace or strimzi
	keyVariable     = "KAFKAREST_TEST_RESTPROXYV2_API_KEY" // where the server asks for one
	secretVariable  = "KAFKAREST_TEST_RESTPROXYV2_API_SECRET"
	brokersVariable = "KAFKAREST_TEST_KAFKA_BROKERS" // of the cluster behind it
)

var profiles = map[string]restproxyv2.Server{
	"confluent": restproxyv2.ServerConfluent,
	"karapace":  restproxyv2.ServerKarapace,
	"strimzi":   restproxyv2.ServerStrimzi,
}

// contract is the server under test.
type contract struct {
	client *client
	kafka  *kgo.Client
	server restproxyv2.Server
	spec   *spectest.Spec
	prefix string
}

// TestContract runs each operation over a socket. Requests and answers are held
// to the specification where the server is Confluent's.
func TestContract(t *testing.T) {
	c := newContract(t)
	t.Run("group", func(t *testing.T) {
		t.Run("Proxy", c.testProxy)
		t.Run("Topics", c.testTopics)
		t.Run("MissingTopics", c.testMissingTopics)
		t.Run("Bytes", c.testBytes)
		t.Run("JSON", c.testJSON)
		t.Run("Schemas", c.testSchemas)
		t.Run("FailedRecords", c.testFailedRecords)
		t.Run("Consumers", c.testConsumers)
		t.Run("Patterns", c.testPatterns)
		t.Run("Assignments", c.testAssignments)
		t.Run("ConsumerErrors", c.testConsumerErrors)
		t.Run("Undecodable", c.testUndecodable)
		t.Run("ReadAt", c.testReadAt)
	})
	exercised := 0
	for _, operation := range c.spec.Operations() {
		if c.spec.Exercised(operation) > 0 {
			exercised++
			continue
		}
		assert.NotEqual(t, restproxyv2.ServerConfluent, c.server, "%s was not exercised", operation)
	}
	t.Logf("%d of %d operations exercised", exercised, len(c.spec.Operations()))
}

// serverConfig is the server that the environment names.
func serverConfig() kafkarest.Config {
	cfg := kafkarest.Config{URL: os.Getenv(urlVariable)}
	if key := os.Getenv(keyVariable); key != "" {
		cfg.Authenticator = auth.Basic(key, os.Getenv(secretVariable))
	}
	return cfg
}

func newContract(t *testing.T) *contract {
	cfg, brokers := serverConfig(), strings.Split(os.Getenv(brokersVariable), ",")
	c := &contract{prefix: opstest.Prefix(), server: restproxyv2.ServerConfluent}
	if profile := os.Getenv(profileVariable); profile != "" {
		require.Contains(t, profiles, profile)
		c.server = profiles[profile]
	}
	if cfg.URL == "" {
		server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret"}})
		cfg = kafkarest.Config{URL: server.RESTProxyV2URL(), Authenticator: auth.Basic("token", "s3cret")}
		brokers = server.Brokers()
	}
	var err error
	c.spec, err = spectest.Load("restproxyv2.yaml")
	require.NoError(t, err)
	c.kafka, err = kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	require.NoError(t, err)
	t.Cleanup(c.kafka.Close)

	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	cfg.HTTPClient = &http.Client{Transport: transport}
	if c.server == restproxyv2.ServerConfluent {
		cfg.HTTPClient.Transport = c.spec.RoundTripper(transport)
	}
	// Which server it is, the client finds out.
	c.client, err = restproxyv2.New(cfg)
	require.NoError(t, err)
	return c
}

// is skips a test that not all servers can pass.
func (c *contract) is(t *testing.T, kinds ...restproxyv2.Server) {
	t.Helper()
	for _, kind := range kinds {
		if c.server == kind {
			return
		}
	}
	t.Skipf("the %s does not have it", c.server)
}

// topic makes a topic for a test and removes it after.
func (c *contract) topic(t *testing.T, name string, partitions int32) string {
	t.Helper()
	name = c.prefix + name
	admin := kadm.NewClient(c.kafka)
	_, err := admin.CreateTopic(t.Context(), partitions, -1, nil, name)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := admin.DeleteTopic(context.WithoutCancel(t.Context()), name)
		assert.NoError(t, err)
	})
	opstest.Eventually(t, "the topic", func(ctx context.Context) bool {
		_, err := c.client.GetTopic(ctx, name)
		return err == nil
	})
	return name
}

// consumer makes a consumer for a test and closes it after.
func (c *contract) consumer(t *testing.T, group string, options restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	if options.Wait == 0 {
		options.Wait = 500 * time.Millisecond
	}
	consumer, err := c.client.CreateConsumer(t.Context(), c.prefix+group, &options)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, consumer.Close(context.WithoutCancel(t.Context()))) })
	return consumer
}

// take reads n records.
func take(t *testing.T, consumer *consumer, n int) []restproxyv2.Record {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var records []restproxyv2.Record
	for record, err := range consumer.Records(ctx) {
		require.NoError(t, err)
		if records = append(records, record); len(records) == n {
			break
		}
	}
	return records
}

func (c *contract) testProxy(t *testing.T) {
	t.Parallel()
	_, err := c.client.GetRoot(t.Context())
	require.NoError(t, err)
	_, err = c.client.PostRoot(t.Context())
	if c.server == restproxyv2.ServerConfluent {
		require.NoError(t, err)
	} else {
		require.ErrorIs(t, err, errors.ErrUnsupported)
	}
	brokers, err := c.client.ListBrokers(t.Context())
	if c.server == restproxyv2.ServerStrimzi {
		require.ErrorIs(t, err, kafkarest.ErrNotFound)
		return
	}
	require.NoError(t, err)
	assert.NotEmpty(t, brokers)
}

func (c *contract) testTopics(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "topics", 2)
	names, err := c.client.ListTopics(ctx)
	require.NoError(t, err)
	assert.Contains(t, names, name)
	topic, err := c.client.GetTopic(ctx, name)
	require.NoError(t, err)
	assert.Equal(t, name, topic.Name)
	assert.Equal(t, "delete", topic.Configs["cleanup.policy"])
	partitions, err := c.client.ListPartitions(ctx, name)
	require.NoError(t, err)
	require.Len(t, partitions, 2)
	assert.ElementsMatch(t, topic.Partitions, partitions)
	partition, err := c.client.GetPartition(ctx, name, 1)
	require.NoError(t, err)
	assert.Equal(t, int32(1), partition.Partition)
	assert.NotEmpty(t, partition.Replicas)
	offsets, err := c.client.GetPartitionOffsets(ctx, name, 1)
	require.NoError(t, err)
	assert.Equal(t, &restproxyv2.PartitionOffsets{}, offsets)
}

func (c *contract) testMissingTopics(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name, missing := c.topic(t, "there", 1), c.prefix+"missing"
	for what, call := range map[string]func() error{
		"GetTopic":            func() error { _, err := c.client.GetTopic(ctx, missing); return err },
		"ListPartitions":      func() error { _, err := c.client.ListPartitions(ctx, missing); return err },
		"GetPartition":        func() error { _, err := c.client.GetPartition(ctx, name, 9); return err },
		"GetPartitionOffsets": func() error { _, err := c.client.GetPartitionOffsets(ctx, name, 9); return err },
		"ReadAt":              func() error { _, err := c.client.ReadAt(ctx, missing, 0, 0, 1, nil); return err },
	} {
		err := call()
		assert.ErrorIs(t, err, kafkarest.ErrNotFound, what)
		assert.NotErrorIs(t, err, restproxyv2.ErrInstanceLost, what)
	}
}

// Bytes come back as they were, null and empty told apart.
func (c *contract) testBytes(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "bytes", 1)
	large := bytes.Repeat([]byte{0, 0xff, 'a'}, 300_000)
	records := []restproxyv2.ProduceRecord{
		{Value: restproxyv2.Bytes([]byte("no key"))},
		{Key: restproxyv2.Bytes([]byte("k")), Value: restproxyv2.Bytes([]byte{0xff, 0xfe, 0})},
	}
	want := []restproxyv2.Record{{Value: []byte("no key")}, {Key: []byte("k"), Value: []byte{0xff, 0xfe, 0}}}
	if c.server == restproxyv2.ServerConfluent { // other servers cannot: see docs/servers.md
		records = append(records,
			restproxyv2.ProduceRecord{Key: restproxyv2.Bytes([]byte{}), Value: restproxyv2.Bytes([]byte{})},
			restproxyv2.ProduceRecord{Key: restproxyv2.Bytes([]byte("gone"))},
			restproxyv2.ProduceRecord{Value: restproxyv2.Bytes(large)},
		)
		want = append(want, restproxyv2.Record{Key: []byte{}, Value: []byte{}}, restproxyv2.Record{Key: []byte("gone")}, restproxyv2.Record{Value: large})
	}
	for i, record := range records {
		result, err := c.client.ProduceToPartition(ctx, name, 0, []restproxyv2.ProduceRecord{record}, nil)
		require.NoError(t, err)
		assert.Equal(t, restproxyv2.ProduceOutcome{Offset: int64(i)}, result.Outcomes[0])
	}
	got, err := c.client.ReadAt(ctx, name, 0, 0, 100, nil)
	require.NoError(t, err)
	require.Len(t, got, len(want))
	for i, record := range got {
		assert.Equal(t, int64(i), record.Offset)
		assert.Equal(t, want[i].Key, record.Key, "the key of record %d", i)
		assert.True(t, (want[i].Value == nil) == (record.Value == nil) && bytes.Equal(want[i].Value, record.Value), "the value of record %d", i)
	}
}

func (c *contract) testJSON(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "json", 2)
	sent := []order{{ID: "é 1", Amount: 1.5}, {ID: "2", Amount: -3}}
	result, err := c.client.Produce(ctx, name, []restproxyv2.ProduceRecord{
		{Key: restproxyv2.JSON("a"), Value: restproxyv2.JSON(sent[0]), Partition: new(int32(1))},
		{Key: restproxyv2.JSON("b"), Value: restproxyv2.JSON(sent[1]), Partition: new(int32(1))},
	}, nil)
	require.NoError(t, err)
	assert.Equal(t, []restproxyv2.ProduceOutcome{{Partition: 1}, {Partition: 1, Offset: 1}}, result.Outcomes)
	got, err := c.client.ReadAt(ctx, name, 1, 0, 2, &restproxyv2.ReadAtOptions{Format: restproxyv2.FormatJSON})
	require.NoError(t, err)
	require.Len(t, got, 2)
	for i, record := range got {
		value, err := restproxyv2.Decode[order](record)
		require.NoError(t, err)
		assert.Equal(t, sent[i], value)
		key, err := restproxyv2.DecodeKey[string](record)
		require.NoError(t, err)
		assert.Equal(t, string(rune('a'+i)), key)
	}
}

func (c *contract) testSchemas(t *testing.T) {
	t.Parallel()
	c.is(t, restproxyv2.ServerConfluent, restproxyv2.ServerKarapace)
	for format, schema := range map[restproxyv2.Format]string{
		restproxyv2.FormatAvro:       `{"type":"record","name":"Order","fields":[{"name":"id","type":"string"},{"name":"amount","type":"double"}]}`,
		restproxyv2.FormatJSONSchema: `{"type":"object","properties":{"id":{"type":"string"},"amount":{"type":"number"}}}`,
		restproxyv2.FormatProtobuf:   `syntax = "proto3"; message Order { string id = 1; double amount = 2; }`,
	} {
		t.Run(string(format), func(t *testing.T) {
			ctx := t.Context()
			name := c.topic(t, string(format), 1)
			options := &restproxyv2.ProduceOptions{Format: format, ValueSchema: restproxyv2.Schema{Schema: schema}}
			record := []restproxyv2.ProduceRecord{{Value: restproxyv2.JSON(order{ID: "7", Amount: 1.5})}}
			result, err := c.client.Produce(ctx, name, record, options)
			require.NoError(t, err)
			require.Positive(t, result.ValueSchemaID)
			assert.Zero(t, result.KeySchemaID)
			options.ValueSchema = restproxyv2.Schema{ID: result.ValueSchemaID}
			again, err := c.client.Produce(ctx, name, record, options)
			require.NoError(t, err)
			assert.Equal(t, result.ValueSchemaID, again.ValueSchemaID)

			got, err := c.client.ReadAt(ctx, name, 0, 0, 2, &restproxyv2.ReadAtOptions{Format: format})
			require.NoError(t, err)
			require.Len(t, got, 2)
			value, err := restproxyv2.Decode[order](got[1])
			require.NoError(t, err)
			assert.Equal(t, order{ID: "7", Amount: 1.5}, value)

			_, err = c.client.Produce(ctx, name, record, &restproxyv2.ProduceOptions{Format: format})
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.Equal(t, restproxyv2.CodeValueSchemaMissing, restproxyv2.CodeOf(err))
		})
	}
}

// A record that is too large fails alone.
func (c *contract) testFailedRecords(t *testing.T) {
	t.Parallel()
	c.is(t, restproxyv2.ServerConfluent) // Karapace fails all, the bridge never answers
	name := c.topic(t, "failed", 1)
	result, err := c.client.Produce(t.Context(), name, []restproxyv2.ProduceRecord{
		{Value: restproxyv2.JSON(strings.Repeat("x", 1_100_000))},
		{Value: restproxyv2.JSON(1)},
	}, nil)
	var partial *kafkarest.PartialError
	require.ErrorAs(t, err, &partial)
	assert.Len(t, partial.Errs, 1)
	assert.Equal(t, restproxyv2.CodeKafkaFailed, restproxyv2.CodeOf(result.Outcomes[0].Err))
	assert.NoError(t, result.Outcomes[1].Err)
}

// seed writes values to a partition.
func (c *contract) seed(t *testing.T, topic string, partition int32, values ...string) {
	t.Helper()
	for _, value := range values {
		require.NoError(t, c.kafka.ProduceSync(t.Context(), &kgo.Record{Topic: topic, Partition: partition, Value: []byte(value)}).FirstErr())
	}
}

func values(records []restproxyv2.Record) []string {
	var values []string
	for _, record := range records {
		values = append(values, string(record.Value))
	}
	return values
}

func (c *contract) testConsumers(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "consumers", 2)
	c.seed(t, name, 0, "a0", "a1", "a2")
	c.seed(t, name, 1, "b0")
	first := c.consumer(t, "consumers", restproxyv2.ConsumerOptions{Name: "odd name é"})
	require.NoError(t, first.Subscribe(ctx, []string{name}))
	records := take(t, first, 4)
	assert.ElementsMatch(t, []string{"a0", "a1", "a2", "b0"}, values(records))
	topics, err := first.GetSubscription(ctx)
	require.NoError(t, err)
	assert.Equal(t, []string{name}, topics)
	both := []restproxyv2.TopicPartition{{Topic: name, Partition: 0}, {Topic: name, Partition: 1}}
	if c.server != restproxyv2.ServerStrimzi {
		partitions, err := first.GetAssignments(ctx)
		require.NoError(t, err)
		assert.ElementsMatch(t, both, partitions)
		committed, err := first.GetCommittedOffsets(ctx, both)
		require.NoError(t, err)
		assert.Empty(t, committed, "nothing is committed by itself")
	}
	require.NoError(t, first.Commit(ctx))
	if c.server != restproxyv2.ServerStrimzi {
		committed, err := first.GetCommittedOffsets(ctx, both)
		require.NoError(t, err)
		assert.ElementsMatch(t, []restproxyv2.Offset{{Topic: name, Partition: 0, Offset: 3}, {Topic: name, Partition: 1, Offset: 1}}, committed)
	}
	c.seed(t, name, 0, "a3")
	assert.Equal(t, []string{"a3"}, values(take(t, first, 1)))
	require.NoError(t, first.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: name, Partition: 0, Offset: 2}}))
	require.NoError(t, first.Unsubscribe(ctx))
	require.NoError(t, first.Close(ctx))

	second := c.consumer(t, "consumers", restproxyv2.ConsumerOptions{})
	require.NoError(t, second.Subscribe(ctx, []string{name}))
	assert.Equal(t, []string{"a2", "a3"}, values(take(t, second, 2)), "from what was committed")
}

func (c *contract) testPatterns(t *testing.T) {
	t.Parallel()
	one, _ := c.topic(t, "pattern-1", 1), c.topic(t, "other", 1)
	c.seed(t, one, 0, "yes")
	consumer := c.consumer(t, "patterns", restproxyv2.ConsumerOptions{})
	require.NoError(t, consumer.SubscribePattern(t.Context(), c.prefix+"pattern-.*"))
	assert.Equal(t, []string{"yes"}, values(take(t, consumer, 1)))
}

func (c *contract) testAssignments(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "assignments", 2)
	c.seed(t, name, 0, "a0", "a1", "a2")
	before := time.Now().Add(-time.Hour)
	zero := []restproxyv2.TopicPartition{{Topic: name, Partition: 0}}
	consumer := c.consumer(t, "assignments", restproxyv2.ConsumerOptions{})
	require.NoError(t, consumer.Assign(ctx, zero))
	assert.Equal(t, []string{"a0", "a1", "a2"}, values(take(t, consumer, 3)))
	if c.server != restproxyv2.ServerStrimzi {
		partitions, err := consumer.GetAssignments(ctx)
		require.NoError(t, err)
		assert.Equal(t, zero, partitions)
	}
	require.NoError(t, consumer.Seek(ctx, []restproxyv2.Offset{{Topic: name, Partition: 0, Offset: 1}}))
	assert.Equal(t, []string{"a1", "a2"}, values(take(t, consumer, 2)))
	require.NoError(t, consumer.SeekToBeginning(ctx, zero))
	assert.Equal(t, []string{"a0", "a1", "a2"}, values(take(t, consumer, 3)))
	if c.server == restproxyv2.ServerConfluent {
		require.NoError(t, consumer.SeekToTime(ctx, zero, before))
		assert.Equal(t, []string{"a0", "a1", "a2"}, values(take(t, consumer, 3)))
	}
	require.NoError(t, consumer.Seek(ctx, []restproxyv2.Offset{{Topic: name, Partition: 0, Offset: 0}}))
	require.NoError(t, consumer.SeekToEnd(ctx, zero))
	none, err := consumer.Poll(ctx) // where the end is, the read finds out
	require.NoError(t, err)
	assert.Empty(t, none)
	c.seed(t, name, 0, "a3")
	assert.Equal(t, []string{"a3"}, values(take(t, consumer, 1)))

	err = consumer.Seek(ctx, []restproxyv2.Offset{{Topic: name, Partition: 1, Offset: 0}})
	require.Error(t, err)
	require.NotErrorIs(t, err, restproxyv2.ErrInstanceLost)
	if c.server == restproxyv2.ServerConfluent {
		assert.Equal(t, restproxyv2.CodeIllegalState, restproxyv2.CodeOf(err))
	}
}

func (c *contract) testConsumerErrors(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "consumer-errors", 1)
	consumer := c.consumer(t, "errors", restproxyv2.ConsumerOptions{Name: "mine"})
	_, err := c.client.CreateConsumer(ctx, c.prefix+"errors", &restproxyv2.ConsumerOptions{Name: "mine"})
	require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	if c.server == restproxyv2.ServerConfluent { // others know no such bound
		_, err = c.client.CreateConsumer(ctx, c.prefix+"errors", &restproxyv2.ConsumerOptions{FetchMinBytes: 20_000_000})
		require.ErrorIs(t, err, kafkarest.ErrInvalid)
		assert.Equal(t, restproxyv2.CodeFetchMinBytes, restproxyv2.CodeOf(err))
	}
	require.NoError(t, consumer.Subscribe(ctx, []string{name}))
	err = consumer.Assign(ctx, []restproxyv2.TopicPartition{{Topic: name}})
	require.ErrorIs(t, err, kafkarest.ErrConflict)
	require.NoError(t, consumer.Unsubscribe(ctx))
	require.NoError(t, consumer.Assign(ctx, []restproxyv2.TopicPartition{{Topic: name}}))

	// Another client deletes the instance under the consumer.
	path := "/consumers/" + c.prefix + "errors/instances/mine"
	require.NoError(t, c.client.Do(ctx, http.MethodDelete, path, nil, nil))
	require.ErrorIs(t, consumer.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: name, Offset: 1}}), restproxyv2.ErrInstanceLost)
	c.seed(t, name, 0, "a0")
	assert.Equal(t, []string{"a0"}, values(take(t, consumer, 1)))
}

// What is no JSON is told, and read by a consumer of bytes.
func (c *contract) testUndecodable(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.topic(t, "undecodable", 1)
	c.seed(t, name, 0, `{"n":0}`, "not JSON", `{"n":2}`)
	consumer := c.consumer(t, "undecodable", restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
	require.NoError(t, consumer.Assign(ctx, []restproxyv2.TopicPartition{{Topic: name}}))
	for range 2 {
		opstest.Eventually(t, "the failure", func(ctx context.Context) bool {
			_, err := consumer.Poll(ctx)
			return errors.Is(err, restproxyv2.ErrUndecodable)
		})
	}
	got, err := c.client.ReadAt(ctx, name, 0, 1, 1, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"not JSON"}, values(got))
}

func (c *contract) testReadAt(t *testing.T) {
	t.Parallel()
	name := c.topic(t, "read-at", 1)
	var want []string
	for i := range 100 {
		want = append(want, strings.Repeat("x", i))
	}
	c.seed(t, name, 0, want...)
	got, err := c.client.ReadAt(t.Context(), name, 0, 10, 50, nil)
	require.NoError(t, err)
	assert.Equal(t, want[10:60], values(got))
	got, err = c.client.ReadAt(t.Context(), name, 0, 90, 50, nil)
	require.NoError(t, err)
	assert.Equal(t, want[90:], values(got))
}
