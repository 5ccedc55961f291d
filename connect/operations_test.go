package connect_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
)

// operationCase is one call, what it sends and what it makes of the answer.
type operationCase struct {
	operation string
	name      string // of the case, where an operation has several
	call      func(context.Context, *connect.Client) (any, error)

	request string // method and request target below the base path
	body    string // of the request, as JSON; empty for none

	status int
	answer string // as real workers give it
	result any
}

// call of an operation without a result.
func noResult(call func(context.Context, *connect.Client) error) func(context.Context, *connect.Client) (any, error) {
	return func(ctx context.Context, c *connect.Client) (any, error) { return nil, call(ctx, c) }
}

const (
	ordersSink = `{"name":"orders-sink","config":{"connector.class":"FileStreamSink","name":"orders-sink"},"tasks":[{"connector":"orders-sink","task":0}],"type":"sink"}`
	ordersDown = `{"name":"orders-sink","connector":{"state":"RUNNING","worker_id":"10.0.0.5:8083"},
		"tasks":[{"id":0,"state":"RUNNING","worker_id":"10.0.0.5:8083","version":"4.3.1"},
		{"id":1,"state":"FAILED","worker_id":"10.0.0.6:8083","trace":"org.example.BoomException: no disk\n\tat org.example.Sink.put(Sink.java:42)\n","version":null}],"type":"sink"}`
)

var (
	sink = connect.Connector{
		Name: "orders-sink", Type: connect.ConnectorTypeSink,
		Config: connect.Config{"connector.class": "FileStreamSink", "name": "orders-sink"},
		Tasks:  []connect.TaskID{{Connector: "orders-sink", Task: 0}},
	}
	sinkDown = connect.ConnectorStatus{
		Name: "orders-sink", Type: connect.ConnectorTypeSink,
		Connector: connect.InstanceStatus{State: connect.StateRunning, WorkerID: "10.0.0.5:8083"},
		Tasks: []connect.TaskStatus{
			{ID: 0, State: connect.StateRunning, WorkerID: "10.0.0.5:8083", Version: "4.3.1"},
			{
				ID: 1, State: connect.StateFailed, WorkerID: "10.0.0.6:8083",
				Trace: "org.example.BoomException: no disk\n\tat org.example.Sink.put(Sink.java:42)\n",
			},
		},
	}
)

func operationCases() []operationCase {
	type client = connect.Client
	type ctx = context.Context
	const name = "orders-sink"
	return []operationCase{{
		operation: "GetServerInfo",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetServerInfo(ctx) },
		request:   "GET /", status: 200, answer: `{"version":"3.9.1","commit":"0123456789abcdef","kafka_cluster_id":"pT9xQ2u1RZ2example"}`,
		result: &connect.ServerInfo{Version: "3.9.1", Commit: "0123456789abcdef", KafkaClusterID: "pT9xQ2u1RZ2example"},
	}, {
		operation: "GetHealth", name: "healthy",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		request: "GET /health", status: 200, answer: `{"status":"healthy","message":"Worker has completed startup"}`,
		result: &connect.Health{Status: connect.HealthStatusHealthy, Message: "Worker has completed startup"},
	}, {
		operation: "GetHealth", name: "starting",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		request: "GET /health", status: 503, answer: `{"status":"starting","message":"Worker is still starting up."}`,
		result: &connect.Health{Status: connect.HealthStatusStarting, Message: "Worker is still starting up."},
	}, {
		operation: "GetHealth", name: "unhealthy",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		request: "GET /health", status: 500, answer: `{"status":"unhealthy","message":"Worker was unable to handle this request"}`,
		result: &connect.Health{Status: connect.HealthStatusUnhealthy, Message: "Worker was unable to handle this request"},
	}, {
		operation: "ListConnectors",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListConnectors(ctx) },
		request:   "GET /connectors", status: 200, answer: `["b","a"]`, result: []string{"b", "a"},
	}, {
		operation: "ListConnectors", name: "expanded",
		call:    func(ctx ctx, c *client) (any, error) { return c.ExpandConnectors(ctx, nil) },
		request: "GET /connectors?expand=info&expand=status", status: 200,
		answer: `{"orders-sink":{"info":` + ordersSink + `,"status":` + ordersDown + `},"gone":{"info":null}}`,
		result: map[string]connect.ExpandedConnector{"orders-sink": {Info: &sink, Status: &sinkDown}, "gone": {}},
	}, {
		operation: "ListConnectors", name: "expanded by status",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ExpandConnectors(ctx, &connect.ExpandConnectorsOptions{Status: true})
		},
		request: "GET /connectors?expand=status", status: 200, answer: `{}`, result: map[string]connect.ExpandedConnector{},
	}, {
		operation: "CreateConnector", name: "name and config",
		call: func(ctx ctx, c *client) (any, error) {
			return c.CreateConnector(ctx, name, connect.Config{"connector.class": "FileStreamSink"}, nil)
		},
		request: "POST /connectors", body: `{"name":"orders-sink","config":{"connector.class":"FileStreamSink"}}`,
		status: 201, answer: ordersSink, result: &sink,
	}, {
		operation: "CreateConnector", name: "all options",
		call: func(ctx ctx, c *client) (any, error) {
			return c.CreateConnector(ctx, "a b+c?#\"é", connect.Config{}, &connect.CreateConnectorOptions{InitialState: connect.InitialStateStopped})
		},
		request: "POST /connectors", body: `{"name":"a b+c?#\"é","config":{},"initial_state":"STOPPED"}`, status: 201, answer: `{"name":"x","config":{},"tasks":[],"type":"unknown"}`,
		result: &connect.Connector{Name: "x", Config: connect.Config{}, Tasks: []connect.TaskID{}, Type: connect.ConnectorTypeUnknown},
	}, {
		operation: "GetConnector",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetConnector(ctx, name) },
		request:   "GET /connectors/orders-sink", status: 200, answer: ordersSink, result: &sink,
	}, {
		operation: "DeleteConnector",
		call:      noResult(func(ctx ctx, c *client) error { return c.DeleteConnector(ctx, "a b+c?#\"é") }),
		request:   "DELETE /connectors/a%20b+c%3F%23%22%C3%A9", status: 204,
	}, {
		operation: "GetConnectorConfig",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetConnectorConfig(ctx, name) },
		request:   "GET /connectors/orders-sink/config", status: 200, answer: `{"name":"orders-sink","topics":"a,b"}`,
		result: connect.Config{"name": "orders-sink", "topics": "a,b"},
	}, {
		operation: "PutConnector", name: "created",
		call:    func(ctx ctx, c *client) (any, error) { return c.PutConnector(ctx, name, connect.Config{"topics": ""}) },
		request: "PUT /connectors/orders-sink/config", body: `{"topics":""}`, status: 201, answer: ordersSink,
		result: &connect.PutResult{Connector: sink, Created: true},
	}, {
		operation: "PutConnector", name: "updated",
		call: func(ctx ctx, c *client) (any, error) {
			return c.PutConnector(ctx, name, connect.Config{"name": name, "a": "$1,\"b\""})
		},
		request: "PUT /connectors/orders-sink/config", body: `{"name":"orders-sink","a":"$1,\"b\""}`, status: 200, answer: ordersSink,
		result: &connect.PutResult{Connector: sink},
	}, {
		operation: "PatchConnectorConfig",
		call: func(ctx ctx, c *client) (any, error) {
			return c.PatchConnectorConfig(ctx, name, connect.Config{"tasks.max": "2", "file": ""}, []string{"topics"})
		},
		request: "PATCH /connectors/orders-sink/config", body: `{"tasks.max":"2","file":"","topics":null}`, status: 200, answer: ordersSink, result: &sink,
	}, {
		operation: "GetConnectorStatus",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetConnectorStatus(ctx, name) },
		request:   "GET /connectors/orders-sink/status", status: 200, answer: ordersDown, result: &sinkDown,
	}, {
		operation: "RestartConnector", name: "alone",
		call:    func(ctx ctx, c *client) (any, error) { return c.RestartConnector(ctx, name, nil) },
		request: "POST /connectors/orders-sink/restart", status: 204, result: (*connect.ConnectorStatus)(nil),
	}, {
		operation: "RestartConnector", name: "what failed",
		call:    func(ctx ctx, c *client) (any, error) { return c.RestartFailed(ctx, name) },
		request: "POST /connectors/orders-sink/restart?includeTasks=true&onlyFailed=true", status: 202, answer: ordersDown, result: &sinkDown,
	}, {
		operation: "PauseConnector",
		call:      noResult(func(ctx ctx, c *client) error { return c.PauseConnector(ctx, name) }),
		request:   "PUT /connectors/orders-sink/pause", status: 202,
	}, {
		operation: "ResumeConnector",
		call:      noResult(func(ctx ctx, c *client) error { return c.ResumeConnector(ctx, name) }),
		request:   "PUT /connectors/orders-sink/resume", status: 202,
	}, {
		operation: "StopConnector",
		call:      noResult(func(ctx ctx, c *client) error { return c.StopConnector(ctx, name) }),
		request:   "PUT /connectors/orders-sink/stop", status: 204,
	}, {
		operation: "ListTasks",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListTasks(ctx, name) },
		request:   "GET /connectors/orders-sink/tasks", status: 200,
		answer: `[{"id":{"connector":"orders-sink","task":0},"config":{"task.class":"com.example.OrdersSinkTask","topics":"orders"}}]`,
		result: []connect.Task{{
			ID:     connect.TaskID{Connector: "orders-sink", Task: 0},
			Config: connect.Config{"task.class": "com.example.OrdersSinkTask", "topics": "orders"},
		}},
	}, {
		operation: "ListTaskConfigs",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListTaskConfigs(ctx, name) },
		request:   "GET /connectors/orders-sink/tasks-config", status: 200,
		answer: `{"orders-sink-10":{"task.class":"T"},"orders-sink-1":{"task.class":"U"}}`,
		result: map[int32]connect.Config{1: {"task.class": "U"}, 10: {"task.class": "T"}},
	}, {
		operation: "GetTaskStatus",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetTaskStatus(ctx, name, 0) },
		request:   "GET /connectors/orders-sink/tasks/0/status", status: 200, answer: `{"id":0,"state":"RUNNING","worker_id":"w1:8083"}`,
		result: &connect.TaskStatus{State: connect.StateRunning, WorkerID: "w1:8083"},
	}, {
		operation: "RestartTask",
		call:      noResult(func(ctx ctx, c *client) error { return c.RestartTask(ctx, name, 1) }),
		request:   "POST /connectors/orders-sink/tasks/1/restart", status: 204,
	}, {
		operation: "GetActiveTopics",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetActiveTopics(ctx, name) },
		request:   "GET /connectors/orders-sink/topics", status: 200, answer: `{"orders-sink":{"topics":["orders","orders-eu"]}}`,
		result: []string{"orders", "orders-eu"},
	}, {
		operation: "ResetActiveTopics",
		call:      noResult(func(ctx ctx, c *client) error { return c.ResetActiveTopics(ctx, name) }),
		request:   "PUT /connectors/orders-sink/topics/reset", status: 202,
	}, {
		operation: "GetOffsets", name: "of a sink",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetOffsets(ctx, name) },
		request: "GET /connectors/orders-sink/offsets", status: 200,
		answer: `{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":9007199254740993}}]}`,
		result: []connect.Offset{connect.SinkOffset("orders", 0, 9007199254740993)},
	}, {
		operation: "GetOffsets", name: "of a source",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetOffsets(ctx, name) },
		request: "GET /connectors/orders-sink/offsets", status: 200,
		answer: `{"offsets":[{"partition":{"filename":"in.txt"},"offset":{"position":30,"rate":0.5,"done":false,"mark":null}}]}`,
		result: []connect.Offset{{
			Partition: connect.OffsetKey{"filename": "in.txt"},
			Offset:    connect.OffsetKey{"position": int64(30), "rate": 0.5, "done": false, "mark": nil},
		}},
	}, {
		operation: "AlterOffsets",
		call: func(ctx ctx, c *client) (any, error) {
			return c.AlterOffsets(ctx, name, []connect.Offset{
				connect.SinkOffset("orders", 0, 1500),
				{Partition: connect.OffsetKey{"filename": "in.txt"}, Offset: nil},
			})
		},
		request: "PATCH /connectors/orders-sink/offsets",
		body: `{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":1500}},
			{"partition":{"filename":"in.txt"}}]}`,
		status: 200, answer: `{"message":"The offsets for this connector have been altered"}`, result: "The offsets for this connector have been altered",
	}, {
		operation: "ResetOffsets",
		call:      func(ctx ctx, c *client) (any, error) { return c.ResetOffsets(ctx, name) },
		request:   "DELETE /connectors/orders-sink/offsets", status: 200, answer: `{"message":"reset"}`, result: "reset",
	}, {
		operation: "ListPlugins", name: "connectors",
		call:    func(ctx ctx, c *client) (any, error) { return c.ListPlugins(ctx, nil) },
		request: "GET /connector-plugins", status: 200,
		answer: `[{"class":"com.example.OrdersSink","type":"sink","version":"1.4.0"},{"class":"com.example.Bare","type":"source"}]`,
		result: []connect.Plugin{
			{Class: "com.example.OrdersSink", Type: connect.PluginTypeSink, Version: "1.4.0"},
			{Class: "com.example.Bare", Type: connect.PluginTypeSource},
		},
	}, {
		operation: "ListPlugins", name: "all",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ListPlugins(ctx, &connect.ListPluginsOptions{All: true})
		},
		request: "GET /connector-plugins?connectorsOnly=false", status: 200, answer: `[]`, result: []connect.Plugin{},
	}, {
		operation: "GetPluginConfig", name: "up to 4.1",
		call:    func(ctx ctx, c *client) (any, error) { return c.GetPluginConfig(ctx, "FileStreamSink", nil) },
		request: "GET /connector-plugins/FileStreamSink/config", status: 200,
		answer: `[{"name":"file","type":"STRING","required":false,"default_value":null,"importance":"HIGH","documentation":"d","group":null,"width":"NONE","display_name":"file","dependents":[],"order":-1}]`,
		result: []connect.ConfigDefinition{{
			Name: "file", Type: connect.ConfigTypeString, Importance: "HIGH", Documentation: "d", Width: "NONE", DisplayName: "file",
			Dependents: []string{}, Order: -1,
		}},
	}, {
		operation: "GetPluginConfig", name: "from 4.2 on",
		call: func(ctx ctx, c *client) (any, error) {
			return c.GetPluginConfig(ctx, "org.example.Insert$Key", &connect.GetPluginConfigOptions{Version: "[1.0,9.0)"})
		},
		request: "GET /connector-plugins/org.example.Insert$Key/config?version=%5B1.0%2C9.0%29", status: 200,
		answer: `[{"name":"tasks.max","type":"INT","required":false,"default_value":"1","importance":"HIGH","documentation":null,"group":"Common","width":"SHORT","display_name":"Tasks max","dependents":["a"],"order_in_group":4}]`,
		result: []connect.ConfigDefinition{{
			Name: "tasks.max", Type: connect.ConfigTypeInt, DefaultValue: new("1"), Importance: "HIGH", Group: "Common", Order: 4,
			Width: "SHORT", DisplayName: "Tasks max", Dependents: []string{"a"},
		}},
	}, {
		operation: "ValidateConfig",
		call: func(ctx ctx, c *client) (any, error) {
			return c.ValidateConfig(ctx, connect.Config{"connector.class": "OrdersSink", "tasks.max": "0"})
		},
		request: "PUT /connector-plugins/OrdersSink/config/validate", body: `{"connector.class":"OrdersSink","tasks.max":"0"}`, status: 200,
		answer: `{"name":"OrdersSink","error_count":1,"groups":["Common"],"configs":[
			{"definition":{"name":"tasks.max","type":"INT","required":false,"default_value":"1","importance":"HIGH","documentation":"","group":"Common","width":"SHORT","display_name":"Tasks max","dependents":[],"order":3},
			 "value":{"name":"tasks.max","value":"0","recommended_values":[],"errors":["Value must be at least 1"],"visible":true}},
			{"definition":null,"value":{"name":"stray","value":null,"recommended_values":[],"errors":[],"visible":true}},
			{"definition":{"name":"db.password","type":"PASSWORD","order":1},"value":null}]}`,
		result: &connect.Validation{
			Name: "OrdersSink", ErrorCount: 1, Groups: []string{"Common"},
			Configs: []connect.ValidatedConfig{{
				Definition: &connect.ConfigDefinition{
					Name: "tasks.max", Type: connect.ConfigTypeInt, DefaultValue: new("1"), Importance: "HIGH", Group: "Common", Order: 3,
					Width: "SHORT", DisplayName: "Tasks max", Dependents: []string{},
				},
				Value: &connect.ConfigValue{
					Name: "tasks.max", Value: new("0"), RecommendedValues: []string{}, Errors: []string{"Value must be at least 1"}, Visible: true,
				},
			}, {
				Value: &connect.ConfigValue{Name: "stray", RecommendedValues: []string{}, Errors: []string{}, Visible: true},
			}, {
				Definition: &connect.ConfigDefinition{Name: "db.password", Type: connect.ConfigTypePassword, Order: 1},
			}},
		},
	}, {
		operation: "ListLoggers",
		call:      func(ctx ctx, c *client) (any, error) { return c.ListLoggers(ctx) },
		request:   "GET /admin/loggers", status: 200,
		answer: `{"org.apache.kafka.connect":{"level":"DEBUG","last_modified":1730000000000},"root":{"level":"INFO","last_modified":null}}`,
		result: map[string]connect.Logger{
			"org.apache.kafka.connect": {Level: "DEBUG", LastModifiedMs: 1730000000000}, "root": {Level: "INFO"},
		},
	}, {
		operation: "GetLogger",
		call:      func(ctx ctx, c *client) (any, error) { return c.GetLogger(ctx, "root") },
		request:   "GET /admin/loggers/root", status: 200, answer: `{"level":"INFO"}`, result: &connect.Logger{Level: "INFO"},
	}, {
		operation: "SetLoggerLevel", name: "of a worker",
		call:    func(ctx ctx, c *client) (any, error) { return c.SetLoggerLevel(ctx, "org.x", "TRACE", nil) },
		request: "PUT /admin/loggers/org.x", body: `{"level":"TRACE"}`, status: 200, answer: `["org.x","org.x.y"]`, result: []string{"org.x", "org.x.y"},
	}, {
		operation: "SetLoggerLevel", name: "of the cluster",
		call: func(ctx ctx, c *client) (any, error) {
			return c.SetLoggerLevel(ctx, "root", "WARN", &connect.SetLoggerLevelOptions{Cluster: true})
		},
		request: "PUT /admin/loggers/root?scope=cluster", body: `{"level":"WARN"}`, status: 204, result: []string(nil),
	}}
}

// TestOperations holds what each operation sends over a socket, and what it
// makes of a worker's answer, to what workers take and give.
func TestOperations(t *testing.T) {
	t.Parallel()
	for _, test := range operationCases() {
		t.Run(strings.TrimSuffix(test.operation+"/"+test.name, "/"), func(t *testing.T) {
			t.Parallel()
			var got *http.Request
			var body []byte
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r
				body, _ = io.ReadAll(r.Body)
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.answer)
			}))

			result, err := test.call(t.Context(), client)
			require.NoError(t, err)
			assert.Equal(t, test.result, result)

			method, target, _ := strings.Cut(test.request, " ")
			assert.Equal(t, method, got.Method)
			assert.Equal(t, basePath+target, got.RequestURI)
			if test.body == "" {
				assert.Empty(t, body)
				assert.NotContains(t, got.Header, "Content-Type", "workers refuse another type even where there is no body")
				return
			}
			assert.JSONEq(t, test.body, string(body))
			assert.Equal(t, "application/json", got.Header.Get("Content-Type"))
		})
	}
}

// TestOperationsAreAll holds the client and the table above to the
// specification: each of its operations is a method and is tested.
func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	spec, err := spectest.Load("connect.yaml")
	require.NoError(t, err)
	assert.Len(t, spec.Operations(), 29)
	cases := operationCases()
	for _, operation := range spec.Operations() {
		_, ok := reflect.TypeFor[*connect.Client]().MethodByName(operation)
		assert.True(t, ok, "%s is not a method of the client", operation)
		tested := slices.ContainsFunc(cases, func(c operationCase) bool { return c.operation == operation })
		assert.True(t, tested, "%s is not tested", operation)
	}
}

// basePath is where the test server has the API, so that a method that builds
// an absolute path is found out.
const basePath = "/base/connect"

// newClient is a client of a worker that answers by handler.
func newClient(t *testing.T, handler http.Handler, opts ...connect.Option) *connect.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := connect.New(kafkarest.Config{
		URL:        server.URL + basePath + "/",
		HTTPClient: server.Client(),
		Retry:      kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 10 * time.Millisecond},
	}, opts...)
	require.NoError(t, err)
	return client
}
