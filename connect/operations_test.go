package connect_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

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

func operationCases() []opstest.Case[*connect.Client] {
	type client = connect.Client
	type ctx = context.Context
	const name = "orders-sink"
	return []opstest.Case[*connect.Client]{{
		Operation: "GetServerInfo",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetServerInfo(ctx) },
		Request:   "GET /", Status: 200, Answer: `{"version":"3.9.1","commit":"0123456789abcdef","kafka_cluster_id":"pT9xQ2u1RZ2example"}`,
		Result: &connect.ServerInfo{Version: "3.9.1", Commit: "0123456789abcdef", KafkaClusterID: "pT9xQ2u1RZ2example"},
	}, {
		Operation: "GetHealth", Name: "healthy",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		Request: "GET /health", Status: 200, Answer: `{"status":"healthy","message":"Worker has completed startup"}`,
		Result: &connect.Health{Status: connect.HealthStatusHealthy, Message: "Worker has completed startup"},
	}, {
		Operation: "GetHealth", Name: "starting",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		Request: "GET /health", Status: 503, Answer: `{"status":"starting","message":"Worker is still starting up."}`,
		Result: &connect.Health{Status: connect.HealthStatusStarting, Message: "Worker is still starting up."},
	}, {
		Operation: "GetHealth", Name: "unhealthy",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx) },
		Request: "GET /health", Status: 500, Answer: `{"status":"unhealthy","message":"Worker was unable to handle this request"}`,
		Result: &connect.Health{Status: connect.HealthStatusUnhealthy, Message: "Worker was unable to handle this request"},
	}, {
		Operation: "ListConnectors",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListConnectors(ctx) },
		Request:   "GET /connectors", Status: 200, Answer: `["b","a"]`, Result: []string{"b", "a"},
	}, {
		Operation: "ListConnectors", Name: "expanded",
		Call:    func(ctx ctx, c *client) (any, error) { return c.ExpandConnectors(ctx, nil) },
		Request: "GET /connectors?expand=info&expand=status", Status: 200,
		Answer: `{"orders-sink":{"info":` + ordersSink + `,"status":` + ordersDown + `},"gone":{"info":null}}`,
		Result: map[string]connect.ExpandedConnector{"orders-sink": {Info: &sink, Status: &sinkDown}, "gone": {}},
	}, {
		Operation: "ListConnectors", Name: "expanded by status",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ExpandConnectors(ctx, &connect.ExpandConnectorsOptions{Status: true})
		},
		Request: "GET /connectors?expand=status", Status: 200, Answer: `{}`, Result: map[string]connect.ExpandedConnector{},
	}, {
		Operation: "CreateConnector", Name: "name and config",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.CreateConnector(ctx, name, connect.Config{"connector.class": "FileStreamSink"}, nil)
		},
		Request: "POST /connectors", Body: `{"name":"orders-sink","config":{"connector.class":"FileStreamSink"}}`,
		Status: 201, Answer: ordersSink, Result: &sink,
	}, {
		Operation: "CreateConnector", Name: "all options",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.CreateConnector(ctx, "a b+c?#\"é", connect.Config{}, &connect.CreateConnectorOptions{InitialState: connect.InitialStateStopped})
		},
		Request: "POST /connectors", Body: `{"name":"a b+c?#\"é","config":{},"initial_state":"STOPPED"}`, Status: 201, Answer: `{"name":"x","config":{},"tasks":[],"type":"unknown"}`,
		Result: &connect.Connector{Name: "x", Config: connect.Config{}, Tasks: []connect.TaskID{}, Type: connect.ConnectorTypeUnknown},
	}, {
		Operation: "GetConnector",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetConnector(ctx, name) },
		Request:   "GET /connectors/orders-sink", Status: 200, Answer: ordersSink, Result: &sink,
	}, {
		Operation: "DeleteConnector",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.DeleteConnector(ctx, "a b+c?#\"é") }),
		Request:   "DELETE /connectors/a%20b+c%3F%23%22%C3%A9", Status: 204,
	}, {
		Operation: "GetConnectorConfig",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetConnectorConfig(ctx, name) },
		Request:   "GET /connectors/orders-sink/config", Status: 200, Answer: `{"name":"orders-sink","topics":"a,b"}`,
		Result: connect.Config{"name": "orders-sink", "topics": "a,b"},
	}, {
		Operation: "PutConnector", Name: "created",
		Call:    func(ctx ctx, c *client) (any, error) { return c.PutConnector(ctx, name, connect.Config{"topics": ""}) },
		Request: "PUT /connectors/orders-sink/config", Body: `{"topics":""}`, Status: 201, Answer: ordersSink,
		Result: &connect.PutResult{Connector: sink, Created: true},
	}, {
		Operation: "PutConnector", Name: "updated",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.PutConnector(ctx, name, connect.Config{"name": name, "a": "$1,\"b\""})
		},
		Request: "PUT /connectors/orders-sink/config", Body: `{"name":"orders-sink","a":"$1,\"b\""}`, Status: 200, Answer: ordersSink,
		Result: &connect.PutResult{Connector: sink},
	}, {
		Operation: "PatchConnectorConfig",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.PatchConnectorConfig(ctx, name, connect.Config{"tasks.max": "2", "file": ""}, []string{"topics"})
		},
		Request: "PATCH /connectors/orders-sink/config", Body: `{"tasks.max":"2","file":"","topics":null}`, Status: 200, Answer: ordersSink, Result: &sink,
	}, {
		Operation: "GetConnectorStatus",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetConnectorStatus(ctx, name) },
		Request:   "GET /connectors/orders-sink/status", Status: 200, Answer: ordersDown, Result: &sinkDown,
	}, {
		Operation: "RestartConnector", Name: "alone",
		Call:    func(ctx ctx, c *client) (any, error) { return c.RestartConnector(ctx, name, nil) },
		Request: "POST /connectors/orders-sink/restart", Status: 204, Result: (*connect.RestartPlan)(nil),
	}, {
		Operation: "RestartConnector", Name: "what failed",
		Call: func(ctx ctx, c *client) (any, error) {
			before := time.Now()
			plan, err := c.RestartFailed(ctx, name)
			if err != nil || plan.AcceptedAt.Before(before) || plan.AcceptedAt.After(time.Now()) {
				return plan, err
			}
			return &plan.ConnectorStatus, nil
		},
		Request: "POST /connectors/orders-sink/restart?includeTasks=true&onlyFailed=true", Status: 202, Answer: ordersDown, Result: &sinkDown,
	}, {
		Operation: "PauseConnector",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.PauseConnector(ctx, name) }),
		Request:   "PUT /connectors/orders-sink/pause", Status: 202,
	}, {
		Operation: "ResumeConnector",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.ResumeConnector(ctx, name) }),
		Request:   "PUT /connectors/orders-sink/resume", Status: 202,
	}, {
		Operation: "StopConnector",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.StopConnector(ctx, name) }),
		Request:   "PUT /connectors/orders-sink/stop", Status: 204,
	}, {
		Operation: "ListTasks",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListTasks(ctx, name) },
		Request:   "GET /connectors/orders-sink/tasks", Status: 200,
		Answer: `[{"id":{"connector":"orders-sink","task":0},"config":{"task.class":"com.example.OrdersSinkTask","topics":"orders"}}]`,
		Result: []connect.Task{{
			ID:     connect.TaskID{Connector: "orders-sink", Task: 0},
			Config: connect.Config{"task.class": "com.example.OrdersSinkTask", "topics": "orders"},
		}},
	}, {
		Operation: "ListTaskConfigs",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListTaskConfigs(ctx, name) },
		Request:   "GET /connectors/orders-sink/tasks-config", Status: 200,
		Answer: `{"orders-sink-10":{"task.class":"T"},"orders-sink-1":{"task.class":"U"}}`,
		Result: map[int32]connect.Config{1: {"task.class": "U"}, 10: {"task.class": "T"}},
	}, {
		Operation: "GetTaskStatus",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetTaskStatus(ctx, name, 0) },
		Request:   "GET /connectors/orders-sink/tasks/0/status", Status: 200, Answer: `{"id":0,"state":"RUNNING","worker_id":"w1:8083"}`,
		Result: &connect.TaskStatus{State: connect.StateRunning, WorkerID: "w1:8083"},
	}, {
		Operation: "RestartTask",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.RestartTask(ctx, name, 1) }),
		Request:   "POST /connectors/orders-sink/tasks/1/restart", Status: 204,
	}, {
		Operation: "GetActiveTopics",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetActiveTopics(ctx, name) },
		Request:   "GET /connectors/orders-sink/topics", Status: 200, Answer: `{"orders-sink":{"topics":["orders","orders-eu"]}}`,
		Result: []string{"orders", "orders-eu"},
	}, {
		Operation: "ResetActiveTopics",
		Call:      opstest.NoResult(func(ctx ctx, c *client) error { return c.ResetActiveTopics(ctx, name) }),
		Request:   "PUT /connectors/orders-sink/topics/reset", Status: 202,
	}, {
		Operation: "GetOffsets", Name: "of a sink",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetOffsets(ctx, name) },
		Request: "GET /connectors/orders-sink/offsets", Status: 200,
		Answer: `{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":9007199254740993}}]}`,
		Result: []connect.Offset{connect.SinkOffset("orders", 0, 9007199254740993)},
	}, {
		Operation: "GetOffsets", Name: "of a source",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetOffsets(ctx, name) },
		Request: "GET /connectors/orders-sink/offsets", Status: 200,
		Answer: `{"offsets":[{"partition":{"filename":"in.txt"},"offset":{"position":30,"rate":0.5,"done":false,"mark":null}}]}`,
		Result: []connect.Offset{{
			Partition: connect.OffsetKey{"filename": "in.txt"},
			Offset:    connect.OffsetKey{"position": int64(30), "rate": 0.5, "done": false, "mark": nil},
		}},
	}, {
		Operation: "AlterOffsets",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.AlterOffsets(ctx, name, []connect.Offset{
				connect.SinkOffset("orders", 0, 1500),
				{Partition: connect.OffsetKey{"filename": "in.txt"}, Offset: nil},
			})
		},
		Request: "PATCH /connectors/orders-sink/offsets",
		Body: `{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":1500}},
			{"partition":{"filename":"in.txt"}}]}`,
		Status: 200, Answer: `{"message":"The offsets for this connector have been altered"}`, Result: "The offsets for this connector have been altered",
	}, {
		Operation: "ResetOffsets",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ResetOffsets(ctx, name) },
		Request:   "DELETE /connectors/orders-sink/offsets", Status: 200, Answer: `{"message":"reset"}`, Result: "reset",
	}, {
		Operation: "ListPlugins", Name: "connectors",
		Call:    func(ctx ctx, c *client) (any, error) { return c.ListPlugins(ctx, nil) },
		Request: "GET /connector-plugins", Status: 200,
		Answer: `[{"class":"com.example.OrdersSink","type":"sink","version":"1.4.0"},{"class":"com.example.Bare","type":"source"}]`,
		Result: []connect.Plugin{
			{Class: "com.example.OrdersSink", Type: connect.PluginTypeSink, Version: "1.4.0"},
			{Class: "com.example.Bare", Type: connect.PluginTypeSource},
		},
	}, {
		Operation: "ListPlugins", Name: "all",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ListPlugins(ctx, &connect.ListPluginsOptions{All: true})
		},
		Request: "GET /connector-plugins?connectorsOnly=false", Status: 200, Answer: `[]`, Result: []connect.Plugin{},
	}, {
		Operation: "GetPluginConfig", Name: "up to 4.1",
		Call:    func(ctx ctx, c *client) (any, error) { return c.GetPluginConfig(ctx, "FileStreamSink", nil) },
		Request: "GET /connector-plugins/FileStreamSink/config", Status: 200,
		Answer: `[{"name":"file","type":"STRING","required":false,"default_value":null,"importance":"HIGH","documentation":"d","group":null,"width":"NONE","display_name":"file","dependents":[],"order":-1}]`,
		Result: []connect.ConfigDefinition{{
			Name: "file", Type: connect.ConfigTypeString, Importance: "HIGH", Documentation: "d", Width: "NONE", DisplayName: "file",
			Dependents: []string{}, Order: -1,
		}},
	}, {
		Operation: "GetPluginConfig", Name: "from 4.2 on",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.GetPluginConfig(ctx, "org.example.Insert$Key", &connect.GetPluginConfigOptions{Version: "[1.0,9.0)"})
		},
		Request: "GET /connector-plugins/org.example.Insert$Key/config?version=%5B1.0%2C9.0%29", Status: 200,
		Answer: `[{"name":"tasks.max","type":"INT","required":false,"default_value":"1","importance":"HIGH","documentation":null,"group":"Common","width":"SHORT","display_name":"Tasks max","dependents":["a"],"order_in_group":4}]`,
		Result: []connect.ConfigDefinition{{
			Name: "tasks.max", Type: connect.ConfigTypeInt, DefaultValue: new("1"), Importance: "HIGH", Group: "Common", Order: 4,
			Width: "SHORT", DisplayName: "Tasks max", Dependents: []string{"a"},
		}},
	}, {
		Operation: "ValidateConfig",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.ValidateConfig(ctx, connect.Config{"connector.class": "OrdersSink", "tasks.max": "0"})
		},
		Request: "PUT /connector-plugins/OrdersSink/config/validate", Body: `{"connector.class":"OrdersSink","tasks.max":"0"}`, Status: 200,
		Answer: `{"name":"OrdersSink","error_count":1,"groups":["Common"],"configs":[
			{"definition":{"name":"tasks.max","type":"INT","required":false,"default_value":"1","importance":"HIGH","documentation":"","group":"Common","width":"SHORT","display_name":"Tasks max","dependents":[],"order":3},
			 "value":{"name":"tasks.max","value":"0","recommended_values":[],"errors":["Value must be at least 1"],"visible":true}},
			{"definition":null,"value":{"name":"stray","value":null,"recommended_values":[],"errors":[],"visible":true}},
			{"definition":{"name":"db.password","type":"PASSWORD","order":1},"value":null}]}`,
		Result: &connect.Validation{
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
		Operation: "ListLoggers",
		Call:      func(ctx ctx, c *client) (any, error) { return c.ListLoggers(ctx) },
		Request:   "GET /admin/loggers", Status: 200,
		Answer: `{"org.apache.kafka.connect":{"level":"DEBUG","last_modified":1730000000000},"root":{"level":"INFO","last_modified":null}}`,
		Result: map[string]connect.Logger{
			"org.apache.kafka.connect": {Level: "DEBUG", LastModifiedMs: 1730000000000}, "root": {Level: "INFO"},
		},
	}, {
		Operation: "GetLogger",
		Call:      func(ctx ctx, c *client) (any, error) { return c.GetLogger(ctx, "root") },
		Request:   "GET /admin/loggers/root", Status: 200, Answer: `{"level":"INFO"}`, Result: &connect.Logger{Level: "INFO"},
	}, {
		Operation: "SetLoggerLevel", Name: "of a worker",
		Call:    func(ctx ctx, c *client) (any, error) { return c.SetLoggerLevel(ctx, "org.x", "TRACE", nil) },
		Request: "PUT /admin/loggers/org.x", Body: `{"level":"TRACE"}`, Status: 200, Answer: `["org.x","org.x.y"]`, Result: []string{"org.x", "org.x.y"},
	}, {
		Operation: "SetLoggerLevel", Name: "of the cluster",
		Call: func(ctx ctx, c *client) (any, error) {
			return c.SetLoggerLevel(ctx, "root", "WARN", &connect.SetLoggerLevelOptions{Cluster: true})
		},
		Request: "PUT /admin/loggers/root?scope=cluster", Body: `{"level":"WARN"}`, Status: 204, Result: []string(nil),
	}}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	opstest.Run(t, operationCases(), func(t *testing.T, handler http.Handler) *connect.Client { return newClient(t, handler) })
}

func TestOperationsAreAll(t *testing.T) {
	t.Parallel()
	opstest.All(t, "connect.yaml", 29, operationCases())
}

// newClient is a client of a worker that answers by handler.
func newClient(t *testing.T, handler http.Handler, opts ...connect.Option) *connect.Client {
	t.Helper()
	client, err := connect.New(opstest.Config(t, handler), opts...)
	require.NoError(t, err)
	return client
}
