package kafkaresttest_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// gate holds a worker before each state that it reports, until it is let on.
type gate chan chan<- struct{}

// startHeldConnect starts a worker that waits at a gate.
func startHeldConnect(t *testing.T) (*kafkaresttest.Server, string, gate) {
	t.Helper()
	g := make(gate)
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{Step: func(ctx context.Context) {
		letOn := make(chan struct{})
		select {
		case g <- letOn:
		case <-ctx.Done():
			return
		}
		<-letOn
	}})
	return srv, url, g
}

// awaitStates lets the worker on until a connector has the states wanted, and
// returns all that it had on the way, each once: none of them is missed.
func (g gate) awaitStates(t *testing.T, url, name, want string) []string {
	t.Helper()
	var seen []string
	look := func() (reached bool) {
		now := states(t, url, name)
		if !slices.Contains(seen, now) {
			seen = append(seen, now)
		}
		return now == want
	}
	require.Eventually(t, func() bool {
		select {
		case letOn := <-g:
			reached := look() // which stays so until the worker is let on
			close(letOn)
			return reached
		default:
			return look()
		}
	}, 15*time.Second, time.Millisecond, "wanted %s", want)
	return seen
}

// pass lets the worker on while something waits for it.
func (g gate) pass(do func()) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case letOn := <-g:
				close(letOn)
			case <-stop:
				return
			}
		}
	}()
	defer func() { close(stop); <-stopped }()
	do()
}

func TestConnectCreateConnector(t *testing.T) {
	t.Parallel()
	_, url, g := startHeldConnect(t)
	r := call(t, "POST", url+"/connectors", `{"name":" orders ","config":{"connector.class":"ElasticsearchSink","topics":"orders","tasks.max":2,"flag":true,"big":1.50}}`).ok(201)
	r.json(`{"name":"orders","config":{"name":"orders","connector.class":"ElasticsearchSink","topics":"orders","tasks.max":"2","flag":"true","big":"1.50"},"tasks":[],"type":"sink"}`)
	assert.Equal(t, url+"/connectors/orders", r.header.Get("Location"))
	assert.Equal(t, "404", states(t, url, "orders"))
	call(t, "GET", url+"/connectors?expand=info&expand=status", "").ok(200).json(`{}`)

	seen := g.awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING")
	assert.Equal(t, []string{"404", "RUNNING", "RUNNING RUNNING", "RUNNING RUNNING RUNNING"}, seen)
	worker := strings.TrimPrefix(url, "http://")
	call(t, "GET", url+"/connectors/orders/status", "").ok(200).json(`{"name":"orders","connector":{"state":"RUNNING","worker_id":"` + worker + `","version":"14.1.0"},
		"tasks":[{"id":0,"state":"RUNNING","worker_id":"` + worker + `","version":"14.1.0"},{"id":1,"state":"RUNNING","worker_id":"` + worker + `","version":"14.1.0"}],"type":"sink"}`)
	assert.Len(t, decode[map[string]any](call(t, "GET", url+"/connectors/orders", "").ok(200))["tasks"], 2)
}

func TestConnectVersionsBefore41(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	putConnector(t, url, "orders", `{"connector.class":"MySql"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	assert.NotContains(t, call(t, "GET", url+"/connectors/orders/status", "").body, "version")
	call(t, "GET", url+"/connectors/orders/tasks-config", "").ok(200).
		json(`{"orders-0":{"connector.class":"MySql","name":"orders","task.class":"io.debezium.connector.mysql.MySqlTask"}}`)
}

func TestConnectCreateConnectorInitialState(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	for state, want := range map[string]string{"running": "RUNNING RUNNING", "Paused": "PAUSED", "STOPPED": "STOPPED"} {
		call(t, "POST", url+"/connectors", `{"name":"`+state+`","config":{"connector.class":"`+fakeSource+`"},"initial_state":"`+state+`"}`).ok(201)
		awaitStates(t, url, state, want)
		call(t, "PUT", url+"/connectors/"+state+"/resume", "").empty(202)
		awaitStates(t, url, state, "RUNNING RUNNING")
	}
}

func TestConnectCreateConnectorRefusals(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	_, old := startConnect(t, kafkaresttest.ConnectOptions{Version: "4.0.2"})
	putConnector(t, url, "taken", `{"connector.class":"`+fakeSource+`"}`)
	class := `"connector.class":"` + fakeSource + `"`
	for _, c := range []struct {
		body    string
		status  int
		message string
	}{
		{`{"name":"taken","config":{` + class + `}}`, 409, "Connector taken already exists"},
		{`{"name":"a","config":{"name":"b",` + class + `}}`, 400, "Connector name configuration (b) doesn't match connector name in the URL (a)"},
		{`{"config":{"name":"b",` + class + `}}`, 400, "Connector name configuration (b) doesn't match connector name in the URL ()"},
		{`{"name":"","config":{` + class + `}}`, 400, "contains the following 1 error(s):\nInvalid value  for configuration name: String may not be empty"},
		{`{"name":"a\u0001b","config":{` + class + `}}`, 400, "control sequences"},
		{`{"name":"a","config":{"x":"y"}}`, 400, "Connector config {name=a, x=y} contains no connector type"},
		{`{"name":"a","config":{` + class + `,"tasks.max":"0"}}`, 400, "Value must be at least 1\nYou can also find"},
		{`{"name":"a","config":{` + class + `,"x":null}}`, 400, "\nNull value can not be supplied"},
		{`{"name":"a","config":{"connector.class":"Nope"}}`, 400, "Failed to find any class that implements Connector and which name matches Nope, available connectors are: PluginDesc{"},
		{`{"name":"a","config":{` + class + `,"connector.plugin.version":"9"}}`, 400, "not found that matches the version range 9"},
		{`{"name":"a","config":{` + class + `},"extra":1}`, 500, `Unrecognized field "extra"`},
		{`{"name":"a","config":{` + class + `},"initial_state":"x"}`, 500, "InitialState"},
		{`{"name":"a","config":{"x":{}}}`, 500, "Cannot deserialize value of type `java.lang.String` from Object value"},
		{`{"name":["a"],"config":{}}`, 500, "Cannot deserialize value of type"},
		{`{"name":"a","config":[]}`, 500, "Cannot deserialize value of type"},
		{`[]`, 500, "Cannot deserialize value of type"},
		{`{`, 500, ""},
	} {
		call(t, "POST", url+"/connectors", c.body).refused(c.status, c.message)
	}
	for _, body := range []string{`{"name":"a"}`, `{"name":"a","config":null}`, `null`} {
		call(t, "POST", url+"/connectors", body).nullMessage(500)
	}
	call(t, "POST", url+"/connectors", "", "Content-Type: application/json").nullMessage(500)
	call(t, "POST", old+"/connectors", `{"name":"a","config":{"connector.class":"Nope"}}`).refused(500, "Failed to find any class")
	call(t, "GET", url+"/connectors", "").ok(200).json(`["taken"]`)
}

func TestConnectListConnectors(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	call(t, "GET", url+"/connectors", "").ok(200).json(`[]`)
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	call(t, "GET", url+"/connectors/", "").ok(200).json(`["orders"]`)
	for query, members := range map[string][]string{
		"expand":                    nil,
		"expand=x":                  nil,
		"expand=status,info":        nil,
		"expand=info":               {"info"},
		"expand=status":             {"status"},
		"expand=info&expand=status": {"info", "status"},
	} {
		all := decode[map[string]map[string]any](call(t, "GET", url+"/connectors?"+query, "").ok(200))
		require.Contains(t, all, "orders")
		assert.Len(t, all["orders"], len(members))
		for _, member := range members {
			assert.Contains(t, all["orders"], member)
		}
	}
}

func TestConnectUnknownConnector(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	for _, c := range []struct{ method, path, body, message string }{
		{"GET", "", "", "Connector x not found"},
		{"DELETE", "", "", "Connector x not found"},
		{"GET", "/config", "", "Connector x not found"},
		{"PATCH", "/config", "{}", "Connector x not found"},
		{"GET", "/tasks", "", "Connector x not found"},
		{"GET", "/tasks-config", "", "Connector x not found"},
		{"GET", "/offsets", "", "Connector x not found"},
		{"PATCH", "/offsets", `{"offsets":[{"partition":{},"offset":{}}]}`, "Connector x not found"},
		{"DELETE", "/offsets", "", "Connector x not found"},
		{"GET", "/status", "", "No status found for connector x"},
		{"GET", "/tasks/0/status", "", "No status found for task x-0"},
		{"PUT", "/pause", "", "Unknown connector x"},
		{"PUT", "/resume", "", "Unknown connector x"},
		{"PUT", "/stop", "", "Unknown connector x"},
		{"POST", "/restart", "", "Unknown connector: x"},
		{"POST", "/restart?onlyFailed=true", "", "Unknown connector: x"},
		{"POST", "/tasks/0/restart", "", "Unknown connector: x"},
	} {
		call(t, c.method, url+"/connectors/x"+c.path, c.body).refused(404, c.message)
	}
	call(t, "GET", url+"/connectors/x/topics", "").ok(200).json(`{"x":{"topics":[]}}`)
	call(t, "PUT", url+"/connectors/x/topics/reset", "").empty(202)
}

func TestConnectPutConnectorConfig(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	config := url + "/connectors/orders/config"
	r := call(t, "PUT", config, `{"connector.class":"`+fakeSink+`","topics":"a","tasks.max":"2"}`).ok(201)
	assert.Equal(t, url+"/connectors/orders", r.header.Get("Location"))
	awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING")
	call(t, "GET", config, "").ok(200).json(`{"name":"orders","connector.class":"` + fakeSink + `","topics":"a","tasks.max":"2"}`)

	r = call(t, "PUT", config, `{"name":"orders","connector.class":"`+fakeSink+`","topics":"b"}`).ok(200)
	assert.Len(t, decode[map[string]any](r)["tasks"], 2, "the old tasks")
	assert.Empty(t, r.header.Get("Location"))
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	call(t, "GET", url+"/connectors/orders/tasks", "").ok(200).json(`[{"id":{"connector":"orders","task":0},
		"config":{"name":"orders","connector.class":"` + fakeSink + `","topics":"b","task.class":"io.confluent.connect.elasticsearch.ElasticsearchSinkTask"}}]`)

	call(t, "PUT", config, `{"name":"other","connector.class":"`+fakeSink+`"}`).refused(400, "doesn't match")
	call(t, "PUT", config, `{"name":"orders","config":{"connector.class":"`+fakeSink+`"}}`).refused(500, "Cannot deserialize")
	call(t, "PUT", config, `{"connector.class":"`+fakeSink+`"}`).refused(400, "the following 2 error(s)")
	call(t, "PUT", config, "", "Content-Type: application/json").nullMessage(500)

	call(t, "PUT", url+"/connectors/orders/stop", "").empty(204)
	awaitStates(t, url, "orders", "STOPPED")
	call(t, "PUT", config, `{"connector.class":"`+fakeSink+`","topics":"c"}`).ok(200)
	awaitStates(t, url, "orders", "STOPPED")
}

func TestConnectPatchConnectorConfig(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	config := url + "/connectors/orders/config"
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`","a":"1","b":"2"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	r := call(t, "PATCH", config, `{"a":null,"missing":null,"c":3}`).ok(200)
	assert.Equal(t, map[string]any{"name": "orders", "connector.class": fakeSource, "b": "2", "c": "3"}, decode[map[string]any](r)["config"])
	call(t, "PATCH", config, `{}`).ok(200)
	call(t, "PATCH", config, `{"name":null}`).refused(400, `Missing required configuration "name" which has no default value.`)
	call(t, "PATCH", config, `{"tasks.max":"x"}`).refused(400, "the following 2 error(s)")
	call(t, "PATCH", config, `{"name":"other"}`).ok(200)
	call(t, "GET", config, "").ok(200).json(`{"name":"other","connector.class":"` + fakeSource + `","b":"2","c":"3"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
}

func TestConnectDeleteConnector(t *testing.T) {
	t.Parallel()
	_, url, g := startHeldConnect(t)
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	g.awaitStates(t, url, "orders", "RUNNING RUNNING")
	call(t, "DELETE", url+"/connectors/orders", "").empty(204)
	call(t, "GET", url+"/connectors", "").ok(200).json(`[]`)
	call(t, "GET", url+"/connectors/orders", "").refused(404, "Connector orders not found")
	lingering := decode[map[string]any](call(t, "GET", url+"/connectors/orders/status", "").ok(200))
	assert.Equal(t, "unknown", lingering["type"])
	assert.Equal(t, []string{"RUNNING RUNNING", "UNASSIGNED UNASSIGNED", "UNASSIGNED", "404"}, g.awaitStates(t, url, "orders", "404"))
	call(t, "DELETE", url+"/connectors/orders", "").refused(404, "Connector orders not found")

	// A new one of the same name comes after the end of the old one.
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	g.awaitStates(t, url, "orders", "RUNNING RUNNING")
	call(t, "DELETE", url+"/connectors/orders", "").empty(204)
	call(t, "POST", url+"/connectors", `{"name":"orders","config":{"connector.class":"`+fakeSource+`"}}`).ok(201)
	g.awaitStates(t, url, "orders", "404")
	g.awaitStates(t, url, "orders", "RUNNING RUNNING")
}

func TestConnectPauseResumeStop(t *testing.T) {
	t.Parallel()
	_, url, g := startHeldConnect(t)
	orders := url + "/connectors/orders"
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSink+`","topics":"orders","tasks.max":"2"}`)
	g.awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING")
	call(t, "PUT", orders+"/pause", "").empty(202)
	assert.Contains(t, g.awaitStates(t, url, "orders", "PAUSED PAUSED PAUSED"), "PAUSED PAUSED RUNNING")
	g.pass(func() { call(t, "POST", orders+"/tasks/0/restart", "").empty(204) })
	g.awaitStates(t, url, "orders", "PAUSED PAUSED PAUSED")
	g.pass(func() { call(t, "POST", orders+"/restart", "").empty(204) })
	g.awaitStates(t, url, "orders", "PAUSED PAUSED PAUSED")
	call(t, "PUT", orders+"/resume", "").empty(202)
	assert.Contains(t, g.awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING"), "RUNNING RUNNING PAUSED")

	call(t, "PUT", orders+"/stop", "").empty(204)
	call(t, "GET", orders+"/tasks", "").ok(200).json(`[]`)
	assert.Contains(t, g.awaitStates(t, url, "orders", "STOPPED"), "STOPPED UNASSIGNED UNASSIGNED")
	call(t, "PUT", orders+"/stop", "").empty(204)
	call(t, "PUT", orders+"/pause", "").empty(202)
	g.awaitStates(t, url, "orders", "PAUSED")
	call(t, "PUT", orders+"/resume", "").empty(202)
	g.awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING")
}

func TestConnectFailedConnector(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	orders := url + "/connectors/orders"
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	require.NoError(t, srv.FailConnector("orders", "com.example.Boom: gone\n\tat x\n"))
	assert.Equal(t, "FAILED RUNNING", states(t, url, "orders"))
	assert.Contains(t, call(t, "GET", orders+"/status", "").body, "com.example.Boom: gone\\n\\tat x\\n")

	call(t, "PUT", orders+"/resume", "").empty(202)
	call(t, "PUT", orders+"/pause", "").empty(202)
	require.NoError(t, srv.FailTask("orders", 0, "com.example.Boom: gone")) // comes after what was asked before
	assert.Equal(t, "FAILED FAILED", states(t, url, "orders"))
	call(t, "POST", orders+"/restart", "").empty(204)
	awaitStates(t, url, "orders", "PAUSED FAILED")
	call(t, "PUT", orders+"/resume", "").empty(202)
	awaitStates(t, url, "orders", "RUNNING FAILED")
	call(t, "PUT", orders+"/pause", "").empty(202)
	awaitStates(t, url, "orders", "PAUSED FAILED")

	require.NoError(t, srv.FailConnector("orders", "again"))
	call(t, "PUT", orders+"/stop", "").empty(204)
	awaitStates(t, url, "orders", "STOPPED")
	call(t, "PUT", orders+"/resume", "").empty(202)
	awaitStates(t, url, "orders", "RUNNING RUNNING")

	assert.ErrorContains(t, srv.FailConnector("missing", "x"), "missing")
	assert.ErrorContains(t, srv.FailTask("missing", 0, "x"), "missing")
	assert.ErrorContains(t, srv.FailTask("orders", 1, "x"), "no task 1")
}

func TestConnectRestartWithFlags(t *testing.T) {
	t.Parallel()
	srv, url, g := startHeldConnect(t)
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSink+`","topics":"orders","tasks.max":"2"}`)
	for _, c := range []struct {
		query, plan   string
		failConnector bool
		failTask      bool
		end           string
	}{
		{"includeTasks=true", "RESTARTING RESTARTING RESTARTING", false, false, "RUNNING RUNNING RUNNING"},
		{"includeTasks=TRUE&onlyFailed=no", "RESTARTING RESTARTING RESTARTING", true, true, "RUNNING RUNNING RUNNING"},
		{"onlyFailed=true", "RUNNING RUNNING RUNNING", false, false, "RUNNING RUNNING RUNNING"},
		{"onlyFailed=true", "RESTARTING RUNNING FAILED", true, true, "RUNNING RUNNING FAILED"},
		{"includeTasks=true&onlyFailed=true", "RUNNING RUNNING RESTARTING", false, true, "RUNNING RUNNING RUNNING"},
	} {
		g.awaitStates(t, url, "orders", "RUNNING RUNNING RUNNING")
		if c.failConnector {
			g.pass(func() { require.NoError(t, srv.FailConnector("orders", "broken")) })
		}
		if c.failTask {
			g.pass(func() { require.NoError(t, srv.FailTask("orders", 1, "broken too")) })
		}
		r := call(t, "POST", url+"/connectors/orders/restart?"+c.query, "").ok202(t)
		plan := decode[struct {
			Connector struct{ State, Trace string }
			Tasks     []struct{ State, Trace string }
		}](r)
		assert.Equal(t, c.plan, strings.Join([]string{plan.Connector.State, plan.Tasks[0].State, plan.Tasks[1].State}, " "), c.query)
		if c.failConnector {
			assert.Equal(t, "broken", plan.Connector.Trace)
		}
		if strings.Contains(c.plan, "RESTARTING") {
			g.awaitStates(t, url, "orders", c.plan)
		}
		g.awaitStates(t, url, "orders", c.end)
		if c.end != "RUNNING RUNNING RUNNING" {
			g.pass(func() { call(t, "POST", url+"/connectors/orders/tasks/1/restart", "").empty(204) })
		}
	}
}

// ok202 wants an accepted request with an answer.
func (r reply) ok202(t *testing.T) reply {
	t.Helper()
	require.Equal(t, 202, r.status, r.body)
	assert.Equal(t, "application/json", r.header.Get("Content-Type"))
	return r
}

func TestConnectRestartBeforeThereIsAStatus(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{Latency: time.Hour})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	call(t, "POST", url+"/connectors/orders/restart?includeTasks=true", "").refused(404, "Status for connector orders not found")
	call(t, "POST", url+"/connectors/orders/tasks/0/restart", "").refused(404, "Unknown task: orders-0")
	call(t, "GET", url+"/connectors?expand=info", "").ok(200).json(`{"orders":{"info":{"name":"orders","config":{"connector.class":"` + fakeSource + `","name":"orders"},"tasks":[],"type":"source"}}}`)
}

func TestConnectTasks(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{Latency: 10 * time.Millisecond})
	orders := url + "/connectors/orders"
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`","tasks.max":"3"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	status := decode[map[string]any](call(t, "GET", orders+"/tasks/0/status", "").ok(200))
	assert.Equal(t, map[string]any{"id": 0.0, "state": "RUNNING", "worker_id": strings.TrimPrefix(url, "http://"), "version": "3.0.0.Final"}, status)

	require.NoError(t, srv.FailTask("orders", 0, "com.example.Boom: gone"))
	assert.Equal(t, "com.example.Boom: gone", decode[map[string]any](call(t, "GET", orders+"/tasks/0/status", "").ok(200))["trace"])
	call(t, "POST", orders+"/tasks/0/restart", "").empty(204)
	assert.Equal(t, "RUNNING RUNNING", states(t, url, "orders"))
	for _, id := range []string{"1", "-1"} {
		call(t, "GET", orders+"/tasks/"+id+"/status", "").refused(404, "No status found for task orders-"+id)
		call(t, "POST", orders+"/tasks/"+id+"/restart", "").refused(404, "Unknown task: orders-"+id)
	}
}
