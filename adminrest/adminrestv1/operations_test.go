package adminrestv1_test

import (
	"compress/gzip"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
)

// operationCase is one operation with all its inputs, what is sent for them,
// and what becomes of the documented answer.
type operationCase struct {
	operation string
	id        string // in the published description
	options   any

	request string // method and request target below the base path
	body    string // exactly as it is sent

	status int
	answer string // as the published description has it
	result any

	zero    any    // options that lack what is required, nil if nothing is
	missing string // the field that they lack
}

const entity = "iam-ServiceId-00000000-1111-2222-3333-444444444444"

// publishedTopic is the published example of a topic, in members and types.
const publishedTopic = `{"name":"orders","partitions":2,"replicationFactor":3,"retentionMs":3600000,"cleanupPolicy":"delete",
	"configs":{"retention.ms":"3600000","retention.bytes":"209715200","cleanup.policy":"delete","segment.bytes":"104857600","segment.ms":"600000","min.insync.replicas":"1"},
	"replicaAssignments":[{"id":0,"brokers":{"replicas":[0,2,1]}},{"id":1,"brokers":{"replicas":[1,0,2]}}]}`

func operationCases() []operationCase {
	type (
		configs  = adminrestv1.TopicConfigs
		replicas = adminrestv1.TopicDetailReplicaAssignmentsItemBrokers
	)
	orders := adminrestv1.TopicDetail{
		Name:              new("orders"),
		Partitions:        new(int64(2)),
		ReplicationFactor: new(int64(3)),
		RetentionMs:       new(int64(3600000)),
		CleanupPolicy:     new("delete"),
		Configs:           &configs{RetentionBytes: new("209715200"), SegmentBytes: new("104857600"), SegmentMs: new("600000")},
		ReplicaAssignments: []adminrestv1.TopicDetailReplicaAssignmentsItem{
			{ID: new(int64(0)), Brokers: &replicas{Replicas: []int64{0, 2, 1}}},
			{ID: new(int64(1)), Brokers: &replicas{Replicas: []int64{1, 0, 2}}},
		},
	}
	broker := adminrestv1.BrokerSummary{ID: new(int64(0)), Host: new("kafka-0.example"), Port: new(int64(443)), Rack: new("az1")}
	const brokerText = `{"id":0,"host":"kafka-0.example","port":443,"rack":"az1"`
	service := new(adminrestv1.AdminrestV1)
	return []operationCase{
		{
			operation: "Alive", id: "alive",
			options: service.NewAliveOptions(),
			request: "GET /alive", status: http.StatusOK,
		}, {
			operation: "GetStatus", id: "GetStatus",
			options: service.NewGetStatusOptions(),
			request: "GET /admin/status", status: http.StatusOK, answer: `{"status":"degraded"}`,
			result: &adminrestv1.InstanceStatus{Status: new(adminrestv1.InstanceStatusStatusDegradedConst)},
		}, {
			operation: "CreateTopic", id: "CreateTopic",
			options: service.NewCreateTopicOptions().SetName("a<b>").SetPartitions(0).SetPartitionCount(3).
				SetConfigs([]adminrestv1.TopicCreateRequestConfigsItem{{Value: new(""), Name: new("retention.ms")}, {}}),
			request: "POST /admin/topics", status: http.StatusAccepted,
			body: `{"configs":[{"name":"retention.ms","value":""},{}],"name":"a\u003cb\u003e","partition_count":3,"partitions":0}` + "\n",
		}, {
			operation: "ListTopics", id: "ListTopics",
			options: service.NewListTopicsOptions().SetTopicFilter("/a b*/").SetPerPage(0).SetPage(-1),
			request: "GET /admin/topics?page=-1&per_page=0&topic_filter=%2Fa+b%2A%2F", status: http.StatusOK,
			answer: "[" + publishedTopic + `,{"name":"small"}]`,
			result: []adminrestv1.TopicDetail{orders, {Name: new("small")}},
		}, {
			operation: "GetTopic", id: "GetTopic",
			options: service.NewGetTopicOptions("a/b c%?é"),
			request: "GET /admin/topics/a%2Fb%20c%25%3F%C3%A9", status: http.StatusOK,
			answer: publishedTopic, result: &orders,
			zero: new(adminrestv1.GetTopicOptions), missing: "TopicName",
		}, {
			operation: "UpdateTopic", id: "UpdateTopic",
			options: service.NewUpdateTopicOptions("orders").SetNewTotalPartitionCount(6).
				SetConfigs([]adminrestv1.TopicUpdateRequestConfigsItem{{Name: new("segment.ms"), ResetToDefault: new(true)}}),
			request: "PATCH /admin/topics/orders", status: http.StatusAccepted,
			body: `{"configs":[{"name":"segment.ms","reset_to_default":true}],"new_total_partition_count":6}` + "\n",
			zero: new(adminrestv1.UpdateTopicOptions), missing: "TopicName",
		}, {
			operation: "DeleteTopic", id: "DeleteTopic",
			options: service.NewDeleteTopicOptions("orders"),
			request: "DELETE /admin/topics/orders", status: http.StatusAccepted,
			zero: new(adminrestv1.DeleteTopicOptions), missing: "TopicName",
		}, {
			operation: "DeleteTopicRecords", id: "DeleteTopicRecords",
			options: service.NewDeleteTopicRecordsOptions("orders").
				SetRecordsToDelete([]adminrestv1.RecordDeleteRequestRecordsToDeleteItem{{Partition: new(int64(0)), BeforeOffset: new(int64(-1))}}),
			request: "DELETE /admin/topics/orders/records", status: http.StatusAccepted,
			body: `{"records_to_delete":[{"partition":0,"before_offset":-1}]}` + "\n",
			zero: new(adminrestv1.DeleteTopicRecordsOptions), missing: "TopicName",
		}, {
			operation: "CreateQuota", id: "create_quota",
			options: service.NewCreateQuotaOptions(entity).SetProducerByteRate(1024).SetConsumerByteRate(2048),
			request: "POST /admin/quotas/" + entity, status: http.StatusCreated,
			body: `{"consumer_byte_rate":2048,"producer_byte_rate":1024}` + "\n",
			zero: new(adminrestv1.CreateQuotaOptions), missing: "EntityName",
		}, {
			operation: "UpdateQuota", id: "update_quota",
			options: service.NewUpdateQuotaOptions("default"),
			request: "PATCH /admin/quotas/default", status: http.StatusAccepted,
			body: "{}\n",
			zero: new(adminrestv1.UpdateQuotaOptions), missing: "EntityName",
		}, {
			operation: "DeleteQuota", id: "delete_quota",
			options: service.NewDeleteQuotaOptions("default"),
			request: "DELETE /admin/quotas/default", status: http.StatusAccepted,
			zero: new(adminrestv1.DeleteQuotaOptions), missing: "EntityName",
		}, {
			operation: "GetQuota", id: "get_quota",
			options: service.NewGetQuotaOptions("default"),
			request: "GET /admin/quotas/default", status: http.StatusOK,
			answer: `{"consumer_byte_rate":8192}`, result: &adminrestv1.QuotaDetail{ConsumerByteRate: new(int64(8192))},
			zero: new(adminrestv1.GetQuotaOptions), missing: "EntityName",
		}, {
			operation: "ListQuotas", id: "list_quotas",
			options: service.NewListQuotasOptions(),
			request: "GET /admin/quotas", status: http.StatusOK,
			answer: `{"data":[{"entity_name":"default","producer_byte_rate":4096,"consumer_byte_rate":8192},{"entity_name":"` + entity + `","consumer_byte_rate":1024}]}`,
			result: &adminrestv1.QuotaList{Data: []adminrestv1.EntityQuotaDetail{
				{EntityName: new("default"), ProducerByteRate: new(int64(4096)), ConsumerByteRate: new(int64(8192))},
				{EntityName: new(entity), ConsumerByteRate: new(int64(1024))},
			}},
		}, {
			operation: "ListBrokers", id: "ListBrokers",
			options: service.NewListBrokersOptions(),
			request: "GET /admin/brokers", status: http.StatusOK,
			answer: "[" + brokerText + "}]", result: []adminrestv1.BrokerSummary{broker},
		}, {
			operation: "GetBroker", id: "GetBroker",
			options: service.NewGetBrokerOptions(0),
			request: "GET /admin/brokers/0", status: http.StatusOK,
			answer: brokerText + "}",
			result: &adminrestv1.BrokerDetail{ID: broker.ID, Host: broker.Host, Port: broker.Port, Rack: broker.Rack},
			zero:   new(adminrestv1.GetBrokerOptions), missing: "BrokerID",
		}, {
			operation: "GetBrokerConfig", id: "GetBrokerConfig",
			options: service.NewGetBrokerConfigOptions(-1).SetConfigFilter("log*").SetVerbose(false),
			request: "GET /admin/brokers/-1/configs?config_filter=log%2A&verbose=false", status: http.StatusOK,
			answer: brokerText + `,"configs":[{"name":"log.dir","value":"/kafka","is_sensitive":false},{"name":"key","value":null,"is_sensitive":true}]}`,
			result: &adminrestv1.BrokerDetail{
				ID: broker.ID, Host: broker.Host, Port: broker.Port, Rack: broker.Rack,
				Configs: []adminrestv1.BrokerDetailConfigsItem{
					{Name: new("log.dir"), Value: new("/kafka"), IsSensitive: new(false)},
					{Name: new("key"), IsSensitive: new(true)},
				},
			},
			zero: new(adminrestv1.GetBrokerConfigOptions), missing: "BrokerID",
		}, {
			operation: "GetCluster", id: "GetCluster",
			options: service.NewGetClusterOptions(),
			request: "GET /admin/cluster", status: http.StatusOK,
			answer: `{"id":"c1","controller":` + brokerText + `},"brokers":[` + brokerText + "}]}",
			result: &adminrestv1.Cluster{ID: new("c1"), Controller: &broker, Brokers: []adminrestv1.BrokerSummary{broker}},
		}, {
			operation: "ListConsumerGroups", id: "ListConsumerGroups",
			options: service.NewListConsumerGroupsOptions().SetGroupFilter("g*").SetPerPage(2).SetPage(1),
			request: "GET /admin/consumergroups?group_filter=g%2A&page=1&per_page=2", status: http.StatusOK,
			answer: `["g1","g2"]`, result: []string{"g1", "g2"},
		}, {
			operation: "GetConsumerGroup", id: "GetConsumerGroup",
			options: service.NewGetConsumerGroupOptions("g1"),
			request: "GET /admin/consumergroups/g1", status: http.StatusOK,
			answer: `{"group_id":"g1","state":"Stable","members":[{"consumer_id":"c-1","client_id":"c","host":"/10.0.0.1","assignments":[{"topic":"orders","partition":0}]}],
				"offsets":[{"topic":"orders","partition":0,"current_offset":5,"end_offset":8}]}`,
			result: &adminrestv1.GroupDetail{
				GroupID: new("g1"),
				State:   new("Stable"),
				Members: []adminrestv1.Member{{
					ConsumerID: new("c-1"), ClientID: new("c"), Host: new("/10.0.0.1"),
					Assignments: []adminrestv1.MemberAssignmentsItem{{Topic: new("orders"), Partition: new(int64(0))}},
				}},
				Offsets: []adminrestv1.TopicPartitionOffset{
					{Topic: new("orders"), Partition: new(int64(0)), CurrentOffset: new(int64(5)), EndOffset: new(int64(8))},
				},
			},
			zero: new(adminrestv1.GetConsumerGroupOptions), missing: "GroupID",
		}, {
			operation: "DeleteConsumerGroup", id: "DeleteConsumerGroup",
			options: service.NewDeleteConsumerGroupOptions("g1"),
			request: "DELETE /admin/consumergroups/g1", status: http.StatusAccepted,
			zero: new(adminrestv1.DeleteConsumerGroupOptions), missing: "GroupID",
		}, {
			operation: "UpdateConsumerGroup", id: "UpdateConsumerGroup",
			options: service.NewUpdateConsumerGroupOptions("g1").SetTopic("orders").SetMode("datetime").SetValue("2024-05-01T00:00:00Z").SetExecute(false),
			request: "PATCH /admin/consumergroups/g1", status: http.StatusOK,
			body:   `{"execute":false,"mode":"datetime","topic":"orders","value":"2024-05-01T00:00:00Z"}` + "\n",
			answer: `[{"topic":"orders","partition":0,"offset":512}]`,
			result: []adminrestv1.GroupResetResultsItem{{Topic: new("orders"), Partition: new(int64(0)), Offset: new(int64(512))}},
			zero:   new(adminrestv1.UpdateConsumerGroupOptions), missing: "GroupID",
		}, {
			operation: "GetMirroringTopicSelection", id: "GetMirroringTopicSelection",
			options: service.NewGetMirroringTopicSelectionOptions(),
			request: "GET /admin/mirroring/topic-selection", status: http.StatusOK,
			answer: `{"includes":["^prefix_.*"]}`, result: &adminrestv1.MirroringTopicSelection{Includes: []string{"^prefix_.*"}},
		}, {
			operation: "ReplaceMirroringTopicSelection", id: "ReplaceMirroringTopicSelection",
			options: service.NewReplaceMirroringTopicSelectionOptions().SetIncludes([]string{}),
			request: "POST /admin/mirroring/topic-selection", status: http.StatusOK,
			body:   `{"includes":[]}` + "\n",
			answer: `{"includes":[]}`, result: &adminrestv1.MirroringTopicSelection{Includes: []string{}},
		}, {
			operation: "GetMirroringActiveTopics", id: "GetMirroringActiveTopics",
			options: service.NewGetMirroringActiveTopicsOptions(),
			request: "GET /admin/mirroring/active-topics", status: http.StatusOK,
			answer: `{"active_topics":["topic1","topic2"]}`, result: &adminrestv1.MirroringActiveTopics{ActiveTopics: []string{"topic1", "topic2"}},
		},
	}
}

func TestAllOperationsHaveACase(t *testing.T) {
	t.Parallel()
	spec, err := spectest.Load("adminrest.yaml")
	require.NoError(t, err)
	var cases []string
	for _, c := range operationCases() {
		cases = append(cases, c.operation)
	}
	slices.Sort(cases)
	assert.Equal(t, spec.Operations(), cases)
	assert.Len(t, cases, 24)
}

// received is a request as the other side saw it.
type received struct {
	*http.Request
	body string
}

// newRecorders are services below a base path, and what they were sent last.
func newRecorders(t *testing.T, status int, answer string) (map[string]*adminrestv1.AdminrestV1, *received) {
	got := new(received)
	services := newServices(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*got = received{r, string(body)}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	})
	for _, service := range services {
		require.NoError(t, service.SetServiceURL(service.GetServiceURL()+opstest.BasePath))
	}
	return services, got
}

func TestOperations(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		services, got := newRecorders(t, c.status, c.answer)
		for name, service := range services {
			result, response, err := call(ctx, service, c.operation, c.options)
			require.NoError(t, err, name)
			assert.Equal(t, c.result, result, name)
			require.NotNil(t, response, name)
			assert.Equal(t, c.status, response.StatusCode, name)
			assert.Equal(t, c.result, response.Result, name)
			assert.Nil(t, response.RawResult, name)
			assertRequest(t, c, got)
		}
	})
}

// assertRequest holds a request to what the operation sends.
func assertRequest(t *testing.T, c operationCase, got *received) {
	t.Helper()
	method, target, _ := strings.Cut(c.request, " ")
	assert.Equal(t, method, got.Method)
	assert.Equal(t, opstest.BasePath+target, got.URL.RequestURI())
	assert.Equal(t, c.body, got.body)
	accept, contentType := []string{"application/json"}, []string{"application/json"}
	if c.result == nil {
		accept = nil
	}
	if c.body == "" {
		contentType = nil
	}
	assert.Equal(t, accept, got.Header["Accept"])
	assert.Equal(t, contentType, got.Header["Content-Type"])
	assert.Regexp(t, `^kafkarest-go/\S+ adminrestv1 \(lang=go; arch=\w+; os=\w+; go\.version=go\S+\)$`, got.UserAgent())
	user, password, _ := got.BasicAuth()
	assert.Equal(t, "token s3cret-key", user+" "+password)
}

// A transport of the program's own sees what a request is for.
func TestOperationsInTransports(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		respond := answer(c.status, c.answer)
		service, _ := newMocked(t, func(req *http.Request) (*http.Response, error) {
			assert.Equal(t, "adminrestv1", kafkarest.APIName(req.Context()))
			assert.Equal(t, c.operation, kafkarest.OperationName(req.Context()))
			assert.Zero(t, kafkarest.Attempt(req.Context()))
			return respond(req)
		})
		_, _, err := call(ctx, service, c.operation, c.options)
		require.NoError(t, err)
	})
}

// Options that are built by hand are as good as those of a constructor, and
// what is not set is not sent.
func TestOperationsWithTheLeastOptions(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		least := reflect.New(reflect.TypeOf(c.options).Elem())
		if c.missing != "" {
			least.Elem().FieldByName(c.missing).Set(reflect.ValueOf(c.options).Elem().FieldByName(c.missing))
		}
		services, got := newRecorders(t, c.status, c.answer)
		least.Elem().FieldByName("Headers").Set(reflect.ValueOf(map[string]string{"X-Global-Transaction-Id": "t-9"}))
		for name, service := range services {
			_, _, err := call(ctx, service, c.operation, least.Interface())
			require.NoError(t, err, name)
			assert.Equal(t, "t-9", got.Header.Get("X-Global-Transaction-Id"), name)
			assert.Empty(t, got.URL.RawQuery, name)
			if c.body != "" {
				assert.Equal(t, "{}\n", got.body, name)
			}
		}
	})
}

func TestOperationsWithGzip(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		services, got := newRecorders(t, c.status, c.answer)
		for name, service := range services {
			service.SetEnableGzipCompression(true)
			assert.True(t, service.GetEnableGzipCompression())
			result, _, err := call(ctx, service, c.operation, c.options)
			require.NoError(t, err, name)
			assert.Equal(t, c.result, result, name)
			if c.body == "" {
				assert.NotContains(t, got.Header, "Content-Encoding", name)
				continue
			}
			assert.Equal(t, "gzip", got.Header.Get("Content-Encoding"), name)
			assert.LessOrEqual(t, got.ContentLength, int64(0), "%s: the length is not known", name)
			reader, err := gzip.NewReader(strings.NewReader(got.body))
			require.NoError(t, err, name)
			body, err := io.ReadAll(reader)
			require.NoError(t, err, name)
			assert.Equal(t, c.body, string(body), name)
		}
	})
}

func TestOperationsWithRetries(t *testing.T) {
	t.Parallel()
	for _, gzipped := range []bool{false, true} {
		forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
			var bodies []string
			services := newServices(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				bodies = append(bodies, string(body))
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Retry-After", "0")
				if len(bodies) < 3 {
					w.WriteHeader([]int{http.StatusTooManyRequests, http.StatusServiceUnavailable}[len(bodies)-1])
					return
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.answer)
			})
			for name, service := range services {
				bodies = nil
				service.SetEnableGzipCompression(gzipped)
				service.EnableRetries(2, 0)
				result, response, err := call(ctx, service, c.operation, c.options)
				require.NoError(t, err, name)
				assert.Equal(t, c.result, result, name)
				assert.Equal(t, c.status, response.StatusCode, name)
				require.Len(t, bodies, 3, name)
				assert.Equal(t, bodies[0], bodies[2], name)
				assert.Equal(t, c.body != "", bodies[2] != "", name)

				service.DisableRetries()
				bodies = nil
				_, response, err = call(ctx, service, c.operation, c.options)
				require.Error(t, err, name)
				assert.Equal(t, http.StatusTooManyRequests, response.StatusCode, name)
			}
		})
	}
}

// Which header wins, from the option's to the authenticator's.
func TestHeaders(t *testing.T) {
	t.Parallel()
	services, got := newRecorders(t, http.StatusOK, `{}`)
	service := services["a server"]
	service.SetDefaultHeaders(http.Header{"X-Default": {"a", "b"}, "X-Both": {"default"}})
	options := service.NewReplaceMirroringTopicSelectionOptions().SetHeaders(map[string]string{
		"X-Global-Transaction-Id": "t-7",
		"User-Agent":              "mine",
		"Accept":                  "text/html",
		"Content-Type":            "text/plain",
		"Authorization":           "mine",
		"Host":                    "other.example",
	})
	_, _, err := service.ReplaceMirroringTopicSelection(options)
	require.NoError(t, err)
	assert.Equal(t, "t-7", got.Header.Get("X-Global-Transaction-Id"))
	assert.Equal(t, []string{"ab"}, got.Header["X-Default"])
	assert.Contains(t, got.UserAgent(), "adminrestv1")
	assert.Equal(t, "application/json", got.Header.Get("Accept"))
	assert.Equal(t, "application/json", got.Header.Get("Content-Type"))
	assert.Equal(t, "other.example", got.Host)
	user, _, _ := got.BasicAuth()
	assert.Equal(t, "token", user)

	service.Service.Options.Authenticator = &core.NoAuthAuthenticator{}
	_, _, err = service.ReplaceMirroringTopicSelection(options)
	require.NoError(t, err)
	assert.Equal(t, "mine", got.Header.Get("Authorization"))
}

// The base URL may end in a slash.
func TestBaseURL(t *testing.T) {
	t.Parallel()
	services, got := newRecorders(t, http.StatusOK, `{}`)
	service := services["a server"]
	for _, url := range []string{service.GetServiceURL(), service.GetServiceURL() + "/"} {
		require.NoError(t, service.SetServiceURL(url))
		_, _, err := service.GetCluster(service.NewGetClusterOptions())
		require.NoError(t, err)
		assert.Equal(t, opstest.BasePath+"/admin/cluster", got.RequestURI)
	}
}

// Each setter sets its field, to a pointer where that is one, and returns the
// options.
func TestSetters(t *testing.T) {
	t.Parallel()
	setters := 0
	for _, c := range operationCases() {
		options := reflect.New(reflect.TypeOf(c.options).Elem())
		for i := range options.Elem().NumField() {
			field, name := options.Elem().Field(i), options.Elem().Type().Field(i).Name
			setter := options.MethodByName("Set" + name)
			require.True(t, setter.IsValid(), "%s.Set%s", options.Type(), name)
			setters++
			value := sampleOf(setter.Type().In(0))
			assert.Same(t, options.Interface(), setter.Call([]reflect.Value{value})[0].Interface())
			if field.Kind() == reflect.Pointer {
				field = field.Elem()
			}
			assert.Equal(t, value.Interface(), field.Interface(), "%s.%s", options.Type(), name)
		}
	}
	assert.Equal(t, 61, setters)
}

// sampleOf is a value of a type that is not its zero value.
func sampleOf(kind reflect.Type) reflect.Value {
	switch kind.Kind() {
	case reflect.String:
		return reflect.ValueOf("text")
	case reflect.Int64:
		return reflect.ValueOf(int64(7))
	case reflect.Bool:
		return reflect.ValueOf(true)
	case reflect.Map:
		return reflect.ValueOf(map[string]string{"X-Key": "value"})
	}
	return reflect.MakeSlice(kind, 1, 1)
}

// The constructors set what is required and nothing else.
func TestOptionConstructors(t *testing.T) {
	t.Parallel()
	for _, c := range operationCases() {
		constructor := reflect.ValueOf((*adminrestv1.AdminrestV1)(nil)).MethodByName("New" + c.operation + "Options")
		want := reflect.New(reflect.TypeOf(c.options).Elem())
		var in []reflect.Value
		if c.missing != "" {
			argument := sampleOf(constructor.Type().In(0))
			pointer := reflect.New(argument.Type())
			pointer.Elem().Set(argument)
			want.Elem().FieldByName(c.missing).Set(pointer)
			in = append(in, argument)
		}
		assert.Equal(t, want.Interface(), constructor.Call(in)[0].Interface())
	}
}

// TestNothingElseIsExported counts what surface_test.go has by name.
func TestNothingElseIsExported(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, declaration := range file.Decls {
			count(declaration, counts)
		}
	}
	assert.Equal(t, map[string]int{"type": 48, "const": 5, "func": 25, "method": 141}, counts)
}

// count adds what a declaration exports.
func count(declaration ast.Decl, counts map[string]int) {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		switch {
		case !d.Name.IsExported():
		case d.Recv != nil:
			counts["method"]++
		default:
			counts["func"]++
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					counts["type"]++
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.IsExported() {
						counts[d.Tok.String()]++
					}
				}
			}
		}
	}
}
