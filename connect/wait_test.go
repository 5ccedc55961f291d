package connect_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// script answers each path with its answers in turn, the last one for ever.
type script struct {
	mu      sync.Mutex
	answers map[string][]scripted
}

type scripted struct {
	status int
	body   string
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	path := strings.TrimPrefix(r.URL.Path, opstest.BasePath)
	answers := s.answers[path]
	if len(answers) > 1 {
		s.answers[path] = answers[1:]
	}
	s.mu.Unlock()
	if len(answers) == 0 {
		http.Error(w, "<html>", http.StatusNotFound)
		return
	}
	w.WriteHeader(answers[0].status)
	_, _ = fmt.Fprint(w, answers[0].body)
}

var notFound = scripted{404, `{"error_code":404,"message":"No status found for connector a"}`}

// states is a status of connector "a" and its tasks.
func states(connector string, tasks ...string) scripted {
	list := make([]string, len(tasks))
	for i, state := range tasks {
		list[i] = fmt.Sprintf(`{"id":%d,"state":%q,"worker_id":"w:1"}`, i, state)
		if state == "FAILED" {
			list[i] = fmt.Sprintf(`{"id":%d,"state":"FAILED","worker_id":"w:2","trace":"org.x.E: {db.password=s3cret}\n\tat y"}`, i)
		}
	}
	return scripted{200, fmt.Sprintf(`{"name":"a","connector":{"state":%q,"worker_id":"w:1"},"tasks":[%s],"type":"sink"}`, connector, strings.Join(list, ","))}
}

func TestWaitForConnector(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		state   connect.State
		answers []scripted
		failed  *connect.FailedError
	}{
		{"running", connect.StateRunning, []scripted{notFound, states("RUNNING"), states("RUNNING", "UNASSIGNED"), states("RUNNING", "RUNNING", "RUNNING")}, nil},
		{"paused", connect.StatePaused, []scripted{states("RUNNING", "PAUSED"), states("PAUSED", "RUNNING"), states("PAUSED", "PAUSED")}, nil},
		{"paused without tasks", connect.StatePaused, []scripted{states("PAUSED")}, nil},
		{"stopped", connect.StateStopped, []scripted{states("STOPPED", "RUNNING"), states("STOPPED")}, nil},
		{"failed", connect.StateFailed, []scripted{states("RUNNING", "RUNNING"), states("RUNNING", "FAILED")}, nil},
		{
			"a task that fails", connect.StateRunning, []scripted{states("RUNNING", "RUNNING", "UNASSIGNED"), states("RUNNING", "RUNNING", "FAILED")},
			&connect.FailedError{Connector: "a", Task: 1, WorkerID: "w:2", Trace: "org.x.E: {db.password=REDACTED}\n\tat y"},
		},
		{"a connector that fails", connect.StateRunning, []scripted{states("FAILED")}, &connect.FailedError{Connector: "a", Task: -1, WorkerID: "w:1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: map[string][]scripted{"/connectors/a/status": test.answers}}
			status, err := newClient(t, s).WaitForConnector(t.Context(), "a", test.state)
			assert.Len(t, s.answers["/connectors/a/status"], 1, "it waits for the last one")
			if test.failed == nil {
				require.NoError(t, err)
				assert.Equal(t, "a", status.Name)
				return
			}
			var failed *connect.FailedError
			require.ErrorAs(t, err, &failed)
			assert.Equal(t, test.failed, failed)
			assert.NotContains(t, err.Error(), "s3cret")
			assert.Nil(t, status)
		})
	}
	err := &connect.FailedError{Connector: "a", Task: 1, WorkerID: "w:2", Trace: "org.x.E: no\n\tat y"}
	assert.EqualError(t, err, `task 1 of connector "a" failed on w:2: org.x.E: no`)
	err.Task = -1
	assert.EqualError(t, err, `connector "a" failed on w:2: org.x.E: no`)
}

func TestWaitForConnectorGone(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string][]scripted{
		"/connectors/a/status": {states("UNASSIGNED"), notFound},
		"/connectors":          {{200, `["b","a"]`}, {200, `["b"]`}},
	}}
	require.NoError(t, newClient(t, s).WaitForConnectorGone(t.Context(), "a"))
	assert.Len(t, s.answers["/connectors"], 1)
}

func TestWaitReady(t *testing.T) {
	t.Parallel()
	page := scripted{404, "<html><body>HTTP ERROR 404</body></html>"}
	tests := map[string]map[string][]scripted{
		"a worker of 3.9 or later": {"/health": {
			page, {503, `{"status":"starting","message":"Worker is still starting up."}`},
			{500, `{"status":"unhealthy","message":"m"}`}, {200, `{"status":"healthy","message":"m"}`},
		}},
		"an older one": {
			"/health": {page, {404, `{"error_code":404,"message":"HTTP 404 Not Found"}`}},
			"/":       {page, {200, `{"version":"3.8.0","commit":"c","kafka_cluster_id":"k"}`}},
		},
	}
	for name, answers := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: answers}
			require.NoError(t, newClient(t, s).WaitReady(t.Context()))
			for path, left := range s.answers {
				assert.Len(t, left, 1, path)
			}
		})
	}
	t.Run("one that does not take the credentials", func(t *testing.T) {
		t.Parallel()
		s := &script{answers: map[string][]scripted{"/health": {{401, "User cannot access the resource."}}}}
		require.ErrorIs(t, newClient(t, s).WaitReady(t.Context()), kafkarest.ErrUnauthorized)
	})
	t.Run("one that cannot be reached", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(nil)
		server.Close()
		client, err := connect.New(kafkarest.Config{URL: server.URL})
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		err = client.WaitReady(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, kafkarest.ErrUnavailable, "why it waited")
	})
}

func TestOffsetsOfASink(t *testing.T) {
	t.Parallel()
	topic, partition, offset, ok := connect.SinkOffset("orders", 3, 1<<60).Sink()
	assert.True(t, ok)
	assert.Equal(t, "orders", topic)
	assert.EqualValues(t, 3, partition)
	assert.EqualValues(t, int64(1<<60), offset)
	_, _, _, ok = connect.Offset{Partition: connect.OffsetKey{"filename": "f"}, Offset: connect.OffsetKey{"position": int64(1)}}.Sink()
	assert.False(t, ok)
}

func TestValidation(t *testing.T) {
	t.Parallel()
	v := connect.Validation{ErrorCount: 2, Configs: []connect.ValidatedConfig{
		{Definition: &connect.ConfigDefinition{Name: "db.pass", Type: connect.ConfigTypePassword}},
		{Value: &connect.ConfigValue{Name: "a", Errors: []string{"one", "two"}}},
		{Value: &connect.ConfigValue{Name: "b"}},
	}}
	assert.Equal(t, map[string][]string{"a": {"one", "two"}}, v.Errors())
	assert.False(t, v.Valid())
	assert.Equal(t, []string{"db.pass"}, v.Passwords())
	assert.Equal(t, connect.Config{"db.pass": "REDACTED"}, connect.Config{"db.pass": "x"}.Redacted(v.Passwords()...))
}

func TestLoggerLastModified(t *testing.T) {
	t.Parallel()
	assert.True(t, connect.Logger{}.LastModified().IsZero())
	assert.Equal(t, int64(1730000000000), connect.Logger{LastModifiedMs: 1730000000000}.LastModified().UnixMilli())
}
