package kafkaresttest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// httpClient keeps no connection, so that tests leave no goroutine.
var httpClient = &http.Client{
	Transport: &http.Transport{DisableKeepAlives: true},
	Timeout:   30 * time.Second,
}

// nobody is an address (host:port) at which nobody listens while the test runs.
func nobody(t *testing.T) string {
	t.Helper()
	return strings.TrimPrefix(opstest.RefusedURL(t), "http://")
}

// reply is an answer, read to its end.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   string
}

// call sends a request over a socket. Headers are given as "Name: value".
func call(t *testing.T, method, url, body string, headers ...string) reply {
	t.Helper()
	resp, err := httpClient.Do(newRequest(t, method, url, body, headers...))
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return reply{t, resp.StatusCode, resp.Header, string(data)}
}

func newRequest(t *testing.T, method, url, body string, headers ...string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	return req
}

// ok wants a status and an answer that is JSON, or empty for 202.
func (r reply) ok(status int) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	if status == http.StatusAccepted {
		assert.Empty(r.t, r.body)
		return r
	}
	assert.Equal(r.t, "application/json", r.header.Get("Content-Type"))
	return r
}

// failed wants an error answer of exactly the documented shape.
func (r reply) failed(status, code int) {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	assert.Equal(r.t, "application/json", r.header.Get("Content-Type"))
	var body map[string]any
	require.NoError(r.t, json.Unmarshal([]byte(r.body), &body), r.body)
	assert.EqualValues(r.t, code, body["error_code"], r.body)
	assert.NotEmpty(r.t, body["message"])
	assert.Equal(r.t, r.header.Get("X-Global-Transaction-Id"), body["incident_id"])
	assert.Len(r.t, body, 3)
	assert.Empty(r.t, r.header.Get("Strict-Transport-Security"))
}

func (r reply) json(want string) {
	r.t.Helper()
	assert.JSONEq(r.t, want, r.body)
}

// decode reads the body into a value.
func decode[T any](r reply) T {
	r.t.Helper()
	var value T
	require.NoError(r.t, json.Unmarshal([]byte(r.body), &value), r.body)
	return value
}

func seedTopics(t *testing.T, srv *kafkaresttest.Server, partitions int32, names ...string) {
	t.Helper()
	for _, name := range names {
		require.NoError(t, srv.SeedTopic(name, partitions, nil))
	}
}

// kafkaClient returns an ordinary Kafka client of the server's cluster.
func kafkaClient(t *testing.T, srv *kafkaresttest.Server, opts ...kgo.Opt) *kgo.Client {
	t.Helper()
	client, err := kgo.NewClient(append(opts, kgo.SeedBrokers(srv.Brokers()...))...)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

func withTimeout(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}
