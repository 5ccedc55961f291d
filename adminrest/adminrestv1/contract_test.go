package adminrestv1_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// emulated is a service at the emulator. Requests and answers are held to the
// specification.
type emulated struct {
	*adminrestv1.AdminrestV1
	server *kafkaresttest.Server
	spec   *spectest.Spec
}

func newEmulated(t *testing.T) *emulated {
	server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret-key", ReadOnlyAPIKey: "s3cret-read"}})
	spec, err := spectest.Load("adminrest.yaml")
	require.NoError(t, err)
	service := newService(t, server.AdminRESTURL())
	service.Service.SetHTTPClient(spec.HTTPClient(t))
	return &emulated{service, server, spec}
}

// TestEmulator runs every operation, plain, and with all that a service can be
// set to.
func TestEmulator(t *testing.T) {
	t.Parallel()
	for _, all := range []bool{false, true} {
		t.Run(fmt.Sprint("all settings ", all), func(t *testing.T) {
			t.Parallel()
			e := newEmulated(t)
			if all {
				e.EnableRetries(0, 0)
				e.SetDefaultHeaders(http.Header{"X-Global-Transaction-Id": {"t-all"}})
			}
			e.testTopics(t)
			e.testRecordsAndGroups(t)
			e.testQuotas(t)
			e.testBrokers(t)
			e.testMirroring(t)
			e.testStatus(t)
			e.spec.Report(t, func(string) bool { return true })
		})
	}
}

// TestEmulatorTakesCompressedBodies runs every operation with a body. What is
// sent is not held to the specification, which describes what was compressed.
func TestEmulatorTakesCompressedBodies(t *testing.T) {
	t.Parallel()
	e := newEmulated(t)
	e.AdminrestV1 = newService(t, e.server.AdminRESTURL())
	e.SetEnableGzipCompression(true)
	e.testTopics(t)
	e.testRecordsAndGroups(t)
	e.testQuotas(t)
	e.testMirroring(t)
	for _, request := range e.server.Requests() {
		assert.Equal(t, request.Header.Get("Content-Type") != "", request.Header.Get("Content-Encoding") == "gzip", request.Path)
	}
}

// accept holds the answer of an operation without a result to its status.
func accept(t *testing.T, want ...int) func(*core.DetailedResponse, error) {
	return func(response *core.DetailedResponse, err error) {
		t.Helper()
		require.NoError(t, err)
		assert.Contains(t, want, response.StatusCode)
		assert.NotEmpty(t, response.Headers.Get("X-Global-Transaction-Id"))
	}
}

// fetched holds the answer of an operation with a result to its status, and
// returns the result.
func fetched[T any](t *testing.T) func(T, *core.DetailedResponse, error) T {
	return func(result T, response *core.DetailedResponse, err error) T {
		t.Helper()
		require.NoError(t, err)
		assert.Equal(t, http.StatusOK, response.StatusCode)
		assert.Equal(t, any(result), response.Result)
		return result
	}
}

func (e *emulated) testTopics(t *testing.T) {
	accept(t, http.StatusAccepted)(e.CreateTopic(e.NewCreateTopicOptions().SetName("orders").SetPartitionCount(2).
		SetConfigs([]adminrestv1.TopicCreateRequestConfigsItem{{Name: new("retention.ms"), Value: new("3600000")}})))
	accept(t, http.StatusAccepted)(e.CreateTopic(e.NewCreateTopicOptions().SetName("older").SetPartitions(3)))
	older := fetched[*adminrestv1.TopicDetail](t)(e.GetTopic(e.NewGetTopicOptions("older")))
	assert.EqualValues(t, 3, *older.Partitions)

	_, err := e.CreateTopic(e.NewCreateTopicOptions().SetName("orders"))
	assert.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	assert.ErrorIs(t, err, kerr.TopicAlreadyExists)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, 42236, failure.Code)
	assert.Equal(t, failure.Message, err.Error())
	assert.NotEmpty(t, failure.TransactionID)

	accept(t, http.StatusAccepted)(e.UpdateTopic(e.NewUpdateTopicOptions("orders").SetNewTotalPartitionCount(4).
		SetConfigs([]adminrestv1.TopicUpdateRequestConfigsItem{{Name: new("segment.ms"), Value: new("600000")}})))
	orders := fetched[*adminrestv1.TopicDetail](t)(e.GetTopic(e.NewGetTopicOptions("orders")))
	assert.Equal(t, "orders", *orders.Name)
	assert.EqualValues(t, 4, *orders.Partitions)
	assert.EqualValues(t, 3600000, *orders.RetentionMs)
	assert.Equal(t, "600000", *orders.Configs.SegmentMs)
	assert.Len(t, orders.ReplicaAssignments, 4)

	topics, response, err := e.ListTopicsWithContext(t.Context(), e.NewListTopicsOptions().SetTopicFilter("o*").SetPerPage(1).SetPage(2))
	require.NoError(t, err)
	assert.Len(t, topics, 1)
	assert.Equal(t, "2", response.Headers.Get("X-Total-Count"))

	accept(t, http.StatusAccepted)(e.DeleteTopicWithContext(t.Context(), e.NewDeleteTopicOptions("older")))
	_, response, err = e.GetTopic(e.NewGetTopicOptions("older"))
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.Equal(t, http.StatusNotFound, response.StatusCode)
}

func (e *emulated) testRecordsAndGroups(t *testing.T) {
	for range 6 {
		require.NoError(t, e.server.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte("v")}))
	}
	require.NoError(t, e.server.SeedGroup("billing", "orders", map[int32]int64{0: 5}))
	assert.Equal(t, []string{"billing"}, fetched[[]string](t)(e.ListConsumerGroups(e.NewListConsumerGroupsOptions().SetGroupFilter("b*").SetPerPage(1).SetPage(1))))
	group := fetched[*adminrestv1.GroupDetail](t)(e.GetConsumerGroup(e.NewGetConsumerGroupOptions("billing")))
	assert.Equal(t, "Empty", *group.State)
	require.Len(t, group.Offsets, 1)
	assert.EqualValues(t, 5, *group.Offsets[0].CurrentOffset)
	assert.EqualValues(t, 6, *group.Offsets[0].EndOffset)

	reset := e.NewUpdateConsumerGroupOptions("billing").SetTopic("orders").SetMode("earliest").SetExecute(true)
	offsets := fetched[[]adminrestv1.GroupResetResultsItem](t)(e.UpdateConsumerGroup(reset))
	require.NotEmpty(t, offsets)
	assert.Equal(t, adminrestv1.GroupResetResultsItem{Topic: new("orders"), Partition: new(int64(0)), Offset: new(int64(0))}, offsets[0])
	accept(t, http.StatusAccepted)(e.DeleteConsumerGroup(e.NewDeleteConsumerGroupOptions("billing")))

	deletion := adminrestv1.RecordDeleteRequestRecordsToDeleteItem{Partition: new(int64(0)), BeforeOffset: new(int64(4))}
	options := e.NewDeleteTopicRecordsOptions("orders").SetRecordsToDelete([]adminrestv1.RecordDeleteRequestRecordsToDeleteItem{deletion})
	accept(t, http.StatusAccepted)(e.DeleteTopicRecords(options))
	deletion.BeforeOffset = new(int64(99))
	_, err := e.DeleteTopicRecords(options.SetRecordsToDelete([]adminrestv1.RecordDeleteRequestRecordsToDeleteItem{deletion}))
	assert.ErrorIs(t, err, kerr.OffsetOutOfRange)
}

func (e *emulated) testQuotas(t *testing.T) {
	accept(t, http.StatusCreated, http.StatusAccepted)(e.CreateQuota(e.NewCreateQuotaOptions(entity).SetProducerByteRate(1024)))
	accept(t, http.StatusAccepted)(e.UpdateQuota(e.NewUpdateQuotaOptions(entity).SetConsumerByteRate(2048)))
	quota := fetched[*adminrestv1.QuotaDetail](t)(e.GetQuota(e.NewGetQuotaOptions(entity)))
	assert.Equal(t, &adminrestv1.QuotaDetail{ProducerByteRate: new(int64(1024)), ConsumerByteRate: new(int64(2048))}, quota)
	list := fetched[*adminrestv1.QuotaList](t)(e.ListQuotas(e.NewListQuotasOptions()))
	require.Len(t, list.Data, 1)
	assert.Equal(t, entity, *list.Data[0].EntityName)
	accept(t, http.StatusAccepted)(e.DeleteQuota(e.NewDeleteQuotaOptions(entity)))
	_, _, err := e.GetQuota(e.NewGetQuotaOptions(entity))
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (e *emulated) testBrokers(t *testing.T) {
	brokers := fetched[[]adminrestv1.BrokerSummary](t)(e.ListBrokers(e.NewListBrokersOptions()))
	require.NotEmpty(t, brokers)
	cluster := fetched[*adminrestv1.Cluster](t)(e.GetCluster(e.NewGetClusterOptions()))
	assert.ElementsMatch(t, brokers, cluster.Brokers)
	assert.Contains(t, brokers, *cluster.Controller)
	broker := fetched[*adminrestv1.BrokerDetail](t)(e.GetBroker(e.NewGetBrokerOptions(*brokers[0].ID)))
	assert.Equal(t, brokers[0].Port, broker.Port)
	broker = fetched[*adminrestv1.BrokerDetail](t)(e.GetBrokerConfig(e.NewGetBrokerConfigOptions(*brokers[0].ID).SetConfigFilter("log.*").SetVerbose(true)))
	assert.NotEmpty(t, broker.Configs)
}

func (e *emulated) testMirroring(t *testing.T) {
	options := e.NewReplaceMirroringTopicSelectionOptions().SetIncludes([]string{"^ord.*"})
	want := &adminrestv1.MirroringTopicSelection{Includes: []string{"^ord.*"}}
	assert.Equal(t, want, fetched[*adminrestv1.MirroringTopicSelection](t)(e.ReplaceMirroringTopicSelection(options)))
	assert.Equal(t, want, fetched[*adminrestv1.MirroringTopicSelection](t)(e.GetMirroringTopicSelection(e.NewGetMirroringTopicSelectionOptions())))
	active := fetched[*adminrestv1.MirroringActiveTopics](t)(e.GetMirroringActiveTopics(e.NewGetMirroringActiveTopicsOptions()))
	assert.Equal(t, []string{"orders"}, active.ActiveTopics)
}

func (e *emulated) testStatus(t *testing.T) {
	_, err := e.Alive(e.NewAliveOptions())
	require.NoError(t, err)
	status := fetched[*adminrestv1.InstanceStatus](t)(e.GetStatus(e.NewGetStatusOptions()))
	assert.Equal(t, adminrestv1.InstanceStatusStatusAvailableConst, *status.Status)
}

// What every operation says with credentials that are not valid, or that may
// only read.
func TestEmulatorRefusesCredentials(t *testing.T) {
	t.Parallel()
	e := newEmulated(t)
	service := newService(t, e.server.AdminRESTURL())
	for _, c := range operationCases() {
		service.Service.Options.Authenticator = &core.BearerTokenAuthenticator{BearerToken: "wrong"}
		_, response, err := call(t.Context(), service, c.operation, c.options)
		assert.ErrorIs(t, err, kafkarest.ErrUnauthorized, c.operation)
		assert.Equal(t, http.StatusUnauthorized, response.StatusCode)
		if c.body == "" {
			continue
		}
		service.Service.Options.Authenticator = &core.NoAuthAuthenticator{}
		service.SetDefaultHeaders(http.Header{"X-Auth-Token": {"s3cret-read"}})
		_, _, err = call(t.Context(), service, c.operation, c.options)
		assert.ErrorIs(t, err, kafkarest.ErrForbidden, c.operation)
		service.SetDefaultHeaders(nil)
	}
}

// Faults of the emulator, with every operation.
func TestEmulatorFails(t *testing.T) {
	t.Parallel()
	e := newEmulated(t)
	service := newService(t, e.server.AdminRESTURL())
	for name, fault := range map[string]kafkaresttest.Fault{
		"a page of a gateway": {Status: http.StatusBadGateway, Body: "<html>", Header: http.Header{"Content-Type": {"text/html"}}},
		"a connection cut":    {Cut: true},
	} {
		remove := e.server.Inject(fault)
		for _, c := range operationCases() {
			_, _, err := call(context.Background(), service, c.operation, c.options)
			assert.ErrorIs(t, err, kafkarest.ErrUnavailable, "%s: %s", name, c.operation)
		}
		remove()
	}
}

// With retries a fault that passes is none, for every operation.
func TestEmulatorIsAskedAgain(t *testing.T) {
	t.Parallel()
	e := newEmulated(t)
	service := newService(t, e.server.AdminRESTURL())
	service.EnableRetries(1, 0)
	for _, c := range operationCases() {
		remove := e.server.Inject(kafkaresttest.Fault{Status: http.StatusServiceUnavailable, Times: 1, Header: http.Header{"Retry-After": {"0"}}})
		_, response, err := call(t.Context(), service, c.operation, c.options)
		assert.NotErrorIs(t, err, kafkarest.ErrUnavailable, c.operation)
		require.NotNil(t, response, c.operation)
		assert.NotEqual(t, http.StatusServiceUnavailable, response.StatusCode, c.operation)
		remove()
	}
}
