package kafkaresttest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const (
	fakeSource = "io.debezium.connector.mysql.MySqlConnector"
	fakeSink   = "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector"
)

func startConnect(t *testing.T, opts kafkaresttest.ConnectOptions) (*kafkaresttest.Server, string) {
	t.Helper()
	if opts.Latency == 0 {
		opts.Latency = time.Millisecond
	}
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Connect: opts})
	return srv, srv.ConnectURL()
}

// refused wants an error answer of exactly the workers' shape.
func (r reply) refused(status int, message string) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	var body map[string]any
	require.NoError(r.t, json.Unmarshal([]byte(r.body), &body), r.body)
	assert.EqualValues(r.t, status, body["error_code"])
	assert.Contains(r.t, body["message"], message)
	assert.Len(r.t, body, 2)
	return r
}

// nullMessage wants an error without a message.
func (r reply) nullMessage(status int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	r.json(fmt.Sprintf(`{"error_code":%d,"message":null}`, status))
}

// empty wants an answer without a body.
func (r reply) empty(status int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Empty(r.t, r.body)
	assert.Empty(r.t, r.header.Get("Content-Type"))
}

func putConnector(t *testing.T, url, name, config string) {
	t.Helper()
	r := call(t, "PUT", url+"/connectors/"+name+"/config", config)
	require.Contains(t, []int{200, 201}, r.status, r.body)
}

// states returns the state of a connector and those of its tasks, joined by
// blanks, or the HTTP status where there are none.
func states(t *testing.T, url, name string) string {
	t.Helper()
	r := call(t, "GET", url+"/connectors/"+name+"/status", "")
	if r.status != 200 {
		return fmt.Sprint(r.status)
	}
	status := decode[struct {
		Connector struct{ State string }
		Tasks     []struct{ State string }
	}](r)
	all := []string{status.Connector.State}
	for _, task := range status.Tasks {
		all = append(all, task.State)
	}
	return strings.Join(all, " ")
}

// awaitStates polls a connector until it has the states wanted and returns those
// that were seen, each once.
func awaitStates(t *testing.T, url, name, want string) []string {
	t.Helper()
	var seen []string
	require.Eventually(t, func() bool {
		now := states(t, url, name)
		if !slices.Contains(seen, now) {
			seen = append(seen, now)
		}
		return now == want
	}, 15*time.Second, time.Millisecond, "wanted %s", want)
	return seen
}

// eventually polls until an operation answers with a status.
func eventually(t *testing.T, method, url, body string, status int) (r reply) {
	t.Helper()
	require.Eventually(t, func() bool {
		r = call(t, method, url, body)
		return r.status == status
	}, 15*time.Second, 2*time.Millisecond)
	return r
}

func TestConnectServerInfo(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"4.3.1", "3.9.2"} {
		_, url := startConnect(t, kafkaresttest.ConnectOptions{Version: version})
		call(t, "GET", url+"/", "").ok(200).json(`{"version":"` + version + `","commit":"unknown","kafka_cluster_id":"kafkaresttest"}`)
	}
	for _, version := range []string{"3.8.1", "4", "x.y", "-1.0"} {
		_, err := kafkaresttest.New(kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Version: version}})
		assert.ErrorContains(t, err, "ConnectOptions.Version")
	}
	_, err := kafkaresttest.New(kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Latency: -1}})
	assert.ErrorContains(t, err, "negative")
	_, err = kafkaresttest.New(kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Address: "nowhere"}})
	assert.ErrorContains(t, err, "connect")
}

func TestConnectHealth(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	health := decode[map[string]string](call(t, "GET", url+"/health", "").ok(200))
	assert.Equal(t, "healthy", health["status"])
	assert.Contains(t, health["message"], "Worker has completed startup")

	srv.RestartConnect(time.Hour, time.Hour)
	for _, path := range []string{"/", "/health", "/connectors", "/nowhere"} {
		r := call(t, "GET", url+path, "")
		assert.Equal(t, 404, r.status)
		assert.Contains(t, r.header.Get("Content-Type"), "text/html")
		assert.Contains(t, r.body, "<html>")
	}
	assert.Contains(t, call(t, "POST", url+"/connectors", "{}").body, "<html>")
	for _, method := range []string{"PUT", "PATCH", "DELETE"} {
		call(t, method, url+"/connectors/orders", "").empty(404)
	}
	srv.RestartConnect(0, time.Hour)
	health = decode[map[string]string](call(t, "GET", url+"/health", "").ok(503))
	assert.Equal(t, "starting", health["status"])
	assert.Contains(t, health["message"], "Worker is still starting up.")
	call(t, "GET", url+"/", "").ok(200)
	call(t, "GET", url+"/connectors", "").ok(200).json(`[]`)
	call(t, "GET", url+"/connectors?expand=info", "").ok(200).json(`{}`)
	call(t, "GET", url+"/connectors/orders/status", "").refused(404, "No status found")
	call(t, "GET", url+"/connectors/orders/tasks/0/status", "").refused(404, "No status found")

	srv.RestartConnect(0, 20*time.Millisecond)
	call(t, "GET", url+"/connectors/orders", "").ok(200) // waits for the end
	srv.RestartConnect(0, time.Hour)
	srv.RestartConnect(0, 0)
	call(t, "GET", url+"/health", "").ok(200)
	call(t, "GET", url+"/connectors", "").ok(200).json(`["orders"]`)
}

func TestConnectRequestTimeout(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{RequestTimeout: 10 * time.Millisecond})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	srv.RebalanceConnect(time.Hour)
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/health", ""},
		{"POST", "/connectors", `{"name":"new","config":{"connector.class":"` + fakeSource + `"}}`},
		{"PUT", "/connectors/new/config", `{"connector.class":"` + fakeSource + `"}`},
		{"PATCH", "/connectors/orders/config", `{}`},
		{"DELETE", "/connectors/orders", ""},
		{"PUT", "/connectors/orders/stop", ""},
		{"GET", "/connectors/orders/offsets", ""},
	} {
		call(t, c.method, srv.ConnectURL()+c.path, c.body).refused(500, "Request timed out. The worker is currently ensuring membership in the cluster, which began at ")
	}
}

func TestConnectRebalance(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	srv.RebalanceConnect(time.Hour)
	orders := url + "/connectors/orders"
	for _, path := range []string{"", "/config", "/tasks", "/tasks-config"} {
		call(t, "GET", orders+path, "").refused(500, "Request cannot be completed because a rebalance is expected")
	}
	for _, c := range []struct{ method, path, body string }{
		{"POST", "/restart", ""},
		{"POST", "/restart?includeTasks=true", ""},
		{"POST", "/tasks/0/restart", ""},
		{"PATCH", "/offsets", `{"offsets":[{"partition":{"a":1},"offset":{"b":2}}]}`},
		{"DELETE", "/offsets", ""},
	} {
		call(t, c.method, orders+c.path, c.body).refused(409, "Cannot complete request momentarily due to stale configuration")
	}
	call(t, "GET", url+"/connectors", "").ok(200)
	call(t, "GET", orders+"/status", "").ok(200)
	call(t, "GET", orders+"/topics", "").ok(200)
	call(t, "PUT", orders+"/pause", "").empty(202)
	srv.RebalanceConnect(20 * time.Millisecond)
	call(t, "PUT", orders+"/stop", "").empty(204) // waits for the end
	call(t, "POST", orders+"/restart", "").empty(204)
}

func TestConnectUnknownPathMethodAndMediaType(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	for _, c := range []struct {
		method, path, body string
		status             int
		headers            []string
	}{
		{"GET", "/nowhere", "", 404, nil},
		{"GET", "/Connectors", "", 404, nil},
		{"GET", "/connectors/orders/tasks/x/status", "", 404, nil},
		{"POST", "/connectors/orders/tasks/99999999999/restart", "", 404, nil},
		{"GET", "/connectors/orders/tasks-config", "", 404, nil},
		{"POST", "/connectors/orders/tasks", "[]", 405, nil},
		{"DELETE", "/connectors", "", 405, nil},
		{"PUT", "/connectors/orders/config", "a=b", 415, []string{"Content-Type: application/x-www-form-urlencoded"}},
		{"PATCH", "/connectors/orders/config", "{}", 415, []string{"Content-Type: application/merge-patch+json"}},
		{"PUT", "/connectors/orders/pause", "", 415, []string{"Content-Type: text/plain"}},
		{"GET", "/connectors", "", 415, []string{"Content-Type: text/plain"}},
		{"GET", "/connectors", "", 406, []string{"Accept: text/html"}},
		{"GET", "/connectors", "", 406, []string{"Accept: application/json;q=0"}},
	} {
		r := call(t, c.method, url+c.path, c.body, c.headers...).refused(c.status, fmt.Sprintf("HTTP %d ", c.status))
		assert.Empty(t, r.header.Values("Content-Type"), c.path)
		assert.Empty(t, r.header.Get("Allow"))
	}
	bodyless := newRequest(t, "POST", url+"/connectors", "{}")
	bodyless.Header.Del("Content-Type")
	resp, err := httpClient.Do(bodyless)
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, 415, resp.StatusCode)

	for _, header := range []string{
		"Content-Type: application/json; charset=utf-8", "Accept: */*", "Accept: text/html, application/*;q=0.1", "Accept: application/json;q=0.5",
	} {
		call(t, "GET", url+"/connectors/", "", header).ok(200)
	}
	call(t, "GET", url+"/", "", "Content-Type: text/plain").ok(200)
	call(t, "GET", url+"/health", "", "Content-Type: text/plain").ok(200)
	head := call(t, "HEAD", url+"/connectors", "").ok(200)
	assert.Empty(t, head.body)
	options := call(t, "OPTIONS", url+"/connectors", "")
	assert.Equal(t, 200, options.status)
	assert.Equal(t, "text/plain", options.header.Get("Content-Type"))
	assert.Equal(t, "GET, POST, HEAD, OPTIONS", options.header.Get("Allow"))
	call(t, "OPTIONS", url+"/nowhere", "").refused(404, "HTTP 404")
}

func TestConnectCredentials(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key", ReadOnlyAPIKey: "reader"}})
	url := srv.ConnectURL()
	r := call(t, "GET", url+"/connectors", "")
	assert.Equal(t, 401, r.status)
	assert.Equal(t, "User cannot access the resource.", r.body)
	assert.Equal(t, "application/json", r.header.Get("Content-Type"))
	assert.Empty(t, r.header.Get("WWW-Authenticate"))
	assert.Equal(t, "text/plain", call(t, "OPTIONS", url+"/connectors", "").header.Get("Content-Type"))
	call(t, "GET", url+"/connectors", "", "X-Auth-Token: key").ok(200)
	call(t, "DELETE", url+"/connectors/x", "", "X-Auth-Token: reader").refused(403, "HTTP 403")
	call(t, "POST", url+"/connectors", strings.Repeat("x", 1<<20+1), "X-Auth-Token: key").refused(413, "HTTP 413")
}

// rawStatus sends a request line as it is.
func rawStatus(t *testing.T, url, method, path string) (status, rest string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	require.NoError(t, err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", method, path)
	require.NoError(t, err)
	answer, err := io.ReadAll(conn)
	require.NoError(t, err)
	status, rest, _ = strings.Cut(strings.TrimPrefix(string(answer), "HTTP/1.1 "), " ")
	return status, rest
}

func TestConnectPaths(t *testing.T) {
	t.Parallel()
	_, new := startConnect(t, kafkaresttest.ConnectOptions{})
	_, old := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	for _, name := range []string{"a b", "a+b", "a?b", "a#b", "a:b@&=", "é", "a;b", "a~.'b", `"`} {
		escaped := strings.NewReplacer(" ", "%20", "?", "%3F", "#", "%23", ";", "%3B", "é", "%C3%A9", `"`, "%22").Replace(name)
		for _, url := range []string{new, old} {
			r := call(t, "PUT", url+"/connectors/"+escaped+"/config", `{"connector.class":"`+fakeSource+`"}`).ok(201)
			assert.Equal(t, name, decode[map[string]any](r)["name"])
			assert.True(t, strings.HasPrefix(r.header.Get("Location"), url+"/connectors/"))
			call(t, "GET", url+"/connectors/"+escaped+"/config", "").ok(200)
		}
	}
	for _, escaped := range []string{"a%2Fb", "p%25q", "a%5Cb"} {
		call(t, "PUT", old+"/connectors/"+escaped+"/config", `{"connector.class":"`+fakeSource+`"}`).ok(201)
		call(t, "GET", old+"/connectors/"+escaped, "").ok(200)
	}
	for _, path := range []string{"/connectors/a%2fb", "/connectors/p%25q", "/connectors/a%5Cb", "/connectors/a%01b", "/connectors/%2e%2e", "/connectors//config", "/connectors/\xe9"} {
		status, rest := rawStatus(t, new, "GET", path)
		assert.Equal(t, "400", status, path)
		assert.Contains(t, rest, "<html>")
		status, rest = rawStatus(t, new, "DELETE", path)
		assert.Equal(t, "400", status, path)
		assert.NotContains(t, rest, "Content-Type")
	}
	for _, path := range []string{"/connectors/..", "/connectors/a%20b;v=1", "/connectors/a%20b/"} {
		status, rest := rawStatus(t, new, "GET", path)
		assert.Contains(t, []string{"200", "404"}, status, path)
		assert.NotContains(t, rest, "<html>")
	}
	status, _ := rawStatus(t, new, "GET", "/connectors/a%20b;v=1/config")
	assert.Equal(t, "200", status, "a path parameter is cut off")

	// Accepted, but out of reach.
	call(t, "POST", new+"/connectors", `{"name":"out/of reach","config":{"connector.class":"`+fakeSource+`"}}`).ok(201)
	r := call(t, "GET", new+"/connectors", "").ok(200)
	assert.Contains(t, r.body, `"out/of reach"`)
	call(t, "POST", new+"/connectors", `{"name":"a{x}b","config":{"connector.class":"`+fakeSource+`"}}`).refused(500, "The template variable 'x' has no value")
	call(t, "GET", new+"/connectors/a%7Bx%7Db", "").ok(200)
}

// TestConnectReset stops connectors that move records and forgets everything.
func TestConnectReset(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	for range 2 {
		source, sink := pipeline(t, url, srv)
		source.append("one\n")
		sink.eventually("one\n")
		call(t, "PUT", url+"/admin/loggers/root", `{"level":"DEBUG"}`).ok(200)
		srv.RegisterConnector("com.example.Orders", kafkaresttest.ConnectorTypeSink)
		srv.RebalanceConnect(time.Hour)
		require.NoError(t, srv.Reset())
		call(t, "GET", url+"/connectors", "").ok(200).json(`[]`)
		call(t, "GET", url+"/connectors/file-source/status", "").refused(404, "No status")
		assert.Equal(t, "INFO", decode[map[string]any](call(t, "GET", url+"/admin/loggers/root", "").ok(200))["level"])
		assert.NotContains(t, call(t, "GET", url+"/connector-plugins", "").ok(200).body, "com.example.Orders")
	}
}

func TestConnectCloseWhileBusy(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Latency: time.Hour}})
	url := srv.ConnectURL()
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		resp, err := httpClient.Do(newRequest(t, "POST", url+"/connectors/orders/restart", ""))
		if err == nil {
			resp.Body.Close()
		}
	}()
	require.Eventually(t, func() bool { return len(srv.Requests()) == 2 }, 5*time.Second, time.Millisecond)
	srv.Close()
	<-answered
	assert.Error(t, srv.FailConnector("orders", "x"))
	w := httptest.NewRecorder()
	srv.ConnectHandler().ServeHTTP(w, httptest.NewRequest("GET", "/connectors", nil))
	assert.Equal(t, 503, w.Code)
}
