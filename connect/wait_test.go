package connect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
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
		failed  *connect.ConnectorFailedError
	}{
		{"running", connect.StateRunning, []scripted{notFound, states("RUNNING"), states("RUNNING", "UNASSIGNED"), states("RUNNING", "RUNNING", "RUNNING")}, nil},
		{"paused", connect.StatePaused, []scripted{states("RUNNING", "PAUSED"), states("PAUSED", "RUNNING"), states("PAUSED", "PAUSED")}, nil},
		{"paused without tasks", connect.StatePaused, []scripted{states("PAUSED")}, nil},
		{"stopped", connect.StateStopped, []scripted{states("FAILED", "FAILED"), states("STOPPED", "RUNNING"), states("STOPPED")}, nil},
		{"failed", connect.StateFailed, []scripted{states("RUNNING", "RUNNING"), states("RUNNING", "FAILED")}, nil},
		{
			"a task that fails", connect.StateRunning, []scripted{states("RUNNING", "RUNNING", "UNASSIGNED"), states("RUNNING", "RUNNING", "FAILED")},
			&connect.ConnectorFailedError{Connector: "a", Task: 1, WorkerID: "w:2", Trace: "org.x.E: {db.password=REDACTED}\n\tat y"},
		},
		{"a connector that fails", connect.StateRunning, []scripted{states("FAILED")}, &connect.ConnectorFailedError{Connector: "a", Task: -1, WorkerID: "w:1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: map[string][]scripted{"/connectors/a/status": test.answers, "/connectors/a/config": {notFound}}}
			status, err := newClient(t, s).WaitForConnector(t.Context(), "a", test.state)
			assert.Len(t, s.answers["/connectors/a/status"], 1, "it waits for the last one")
			if test.failed == nil {
				require.NoError(t, err)
				assert.Equal(t, "a", status.Name)
				return
			}
			var failed *connect.ConnectorFailedError
			require.ErrorAs(t, err, &failed)
			assert.Equal(t, test.failed, failed)
			assert.NotContains(t, err.Error(), "s3cret")
			assert.Equal(t, "a", status.Name, "it was last seen so")
		})
	}
	err := &connect.ConnectorFailedError{Connector: "a", Task: 1, WorkerID: "w:2", Trace: "org.x.E: no\n\tat y"}
	assert.EqualError(t, err, `task 1 of connector "a" failed on w:2: org.x.E: no`)
	err.Task = -1
	assert.EqualError(t, err, `connector "a" failed on w:2: org.x.E: no`)
}

// A wait that ends too early says what it has seen last.
func TestWaitsThatEnd(t *testing.T) {
	t.Parallel()
	listed := scripted{200, `["a"]`}
	unavailable := scripted{503, "<html>"}
	tests := map[string]struct {
		answers map[string][]scripted
		wait    func(context.Context, *connect.Client) error
		says    string
		is      error
	}{
		"the states": {
			map[string][]scripted{"/connectors/a/status": {states("RUNNING", "RUNNING", "UNASSIGNED", "RUNNING")}},
			func(ctx context.Context, c *connect.Client) error {
				_, err := c.WaitForConnector(ctx, "a", connect.StateRunning)
				return err
			},
			`the wait ended before connector "a" was RUNNING: context deadline exceeded, after it was last seen RUNNING with tasks 2 RUNNING, 1 UNASSIGNED`, nil,
		},
		"no tasks": {
			map[string][]scripted{"/connectors/a/status": {states("RUNNING")}},
			func(ctx context.Context, c *connect.Client) error {
				_, err := c.WaitForConnector(ctx, "a", connect.StatePaused)
				return err
			},
			"after it was last seen RUNNING without tasks", nil,
		},
		"a service that is not there": {
			map[string][]scripted{"/connectors/a/status": {states("RUNNING"), unavailable}},
			func(ctx context.Context, c *connect.Client) error {
				_, err := c.WaitForConnector(ctx, "a", connect.StateRunning)
				return err
			},
			"503 Service Unavailable", kafkarest.ErrUnavailable,
		},
		"a state that stays": {
			map[string][]scripted{"/connectors/a/status": {states("UNASSIGNED")}},
			func(ctx context.Context, c *connect.Client) error { return c.WaitForConnectorGone(ctx, "a") },
			`the wait ended before connector "a" was gone: context deadline exceeded, after it was last seen UNASSIGNED without tasks`, nil,
		},
		"a name that stays": {
			map[string][]scripted{"/connectors/a/status": {notFound}, "/connectors": {listed}},
			func(ctx context.Context, c *connect.Client) error { return c.WaitForConnectorGone(ctx, "a") },
			"after it was still listed", nil,
		},
		"a worker that starts": {
			map[string][]scripted{"/health": {{503, `{"status":"starting","message":"Worker is still starting up."}`}}},
			func(ctx context.Context, c *connect.Client) error { return c.WaitReady(ctx) },
			"after not healthy but starting: Worker is still starting up.", nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				err := test.wait(ctx, newFakeClient(t, &script{answers: test.answers}))
				require.ErrorIs(t, err, context.DeadlineExceeded)
				assert.ErrorContains(t, err, test.says)
				if test.is != nil {
					assert.ErrorIs(t, err, test.is)
				}
			})
		})
	}
}

// newFakeClient is a client that asks a handler without a connection.
func newFakeClient(t *testing.T, handler http.Handler, opts ...connect.Option) *connect.Client {
	t.Helper()
	client, err := connect.New(kafkarest.Config{URL: "http://worker.test", HTTPClient: opstest.Unconnected(handler)}, opts...)
	require.NoError(t, err)
	return client
}

// What a worker shows while it has yet to act on a plan is not taken for what
// comes of it.
func TestWaitForRestart(t *testing.T) {
	t.Parallel()
	const old, other = "org.x.E: no\n\tat y", "org.x.E: still no\n\tat y"
	task := func(state, worker, trace string) string {
		return fmt.Sprintf(`{"id":0,"state":%q,"worker_id":%q,"trace":%q}`, state, worker, trace)
	}
	status := func(connector, task string) scripted {
		return scripted{200, fmt.Sprintf(`{"name":"a","connector":{"state":%q,"worker_id":"w:1"},"tasks":[%s],"type":"sink"}`, connector, task)}
	}
	failed, failedAnew := task("FAILED", "w:2", old), task("FAILED", "w:2", other)
	running, restarting := task("RUNNING", "w:2", ""), task("RESTARTING", "w:2", "")
	planned := task("RESTARTING", "w:2", old)
	unfailed := task("RESTARTING", "w:2", "")
	const atOnce, settled = time.Second, 8 * time.Second
	tests := map[string]struct {
		plan   scripted
		seen   []scripted
		within time.Duration // it takes: less than a second, or the time to settle
		fails  string        // the trace
	}{
		"a failed task runs": {
			plan: status("RUNNING", planned), within: atOnce,
			seen: []scripted{status("RUNNING", failed), status("RUNNING", failed), status("RUNNING", running)},
		},
		"it is seen in between": {
			plan: status("RUNNING", planned), within: atOnce,
			seen: []scripted{status("RUNNING", failed), status("RUNNING", restarting), status("RUNNING", running)},
		},
		"it fails with another trace": {
			plan: status("RUNNING", planned), within: atOnce, fails: other,
			seen: []scripted{status("RUNNING", failed), status("RUNNING", failedAnew)},
		},
		"it fails with the same trace": {
			plan: status("RUNNING", planned), within: atOnce, fails: old,
			seen: []scripted{status("RUNNING", failed), status("RUNNING", restarting), status("RUNNING", failed)},
		},
		"it fails with the same trace, and nothing in between is seen": {
			plan: status("RUNNING", planned), within: settled, fails: old,
			seen: []scripted{status("RUNNING", failed)},
		},
		"a connector and a task that ran": {
			plan: status("RESTARTING", unfailed), within: atOnce,
			seen: []scripted{
				status("RUNNING", running), status("UNASSIGNED", running), status("RUNNING", running), status("RUNNING", restarting), status("RUNNING", running),
			},
		},
		"they ran, and nothing in between is seen": {
			plan: status("RESTARTING", unfailed), within: settled, seen: []scripted{status("RUNNING", running)},
		},
		"on another worker": {
			plan: status("RUNNING", unfailed), within: atOnce, seen: []scripted{status("RUNNING", running), status("RUNNING", task("RUNNING", "w:3", ""))},
		},
		"a paused connector": {
			plan: status("PAUSED", planned), within: atOnce, seen: []scripted{status("PAUSED", failed), status("PAUSED", task("PAUSED", "w:2", ""))},
		},
		"a task that is not in the plan": {
			plan: status("RUNNING", failed), within: atOnce, seen: []scripted{status("RUNNING", failed)},
		},
		"a task that is missing for a moment": {
			plan: status("RUNNING", planned), within: atOnce, seen: []scripted{status("RUNNING", ""), status("RUNNING", failed), status("RUNNING", running)},
		},
		"a task that is missing for long": {
			plan: status("RUNNING", planned), within: settled,
			seen: slices.Concat(slices.Repeat([]scripted{status("RUNNING", "")}, 30), []scripted{status("RUNNING", running)}),
		},
		"a state that is missing for a moment": {
			plan: status("RUNNING", planned), within: atOnce, seen: []scripted{notFound, status("RUNNING", running)},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: map[string][]scripted{
					"/connectors/a/restart": {{202, test.plan.body}}, "/connectors/a/status": test.seen, "/connectors/a/config": {notFound},
				}}
				client := newFakeClient(t, s)
				plan, err := client.RestartFailed(t.Context(), "a")
				require.NoError(t, err)
				began := time.Now()
				last, err := client.WaitForRestart(t.Context(), plan)
				assert.Len(t, s.answers["/connectors/a/status"], 1, "it waits for the last one")
				if took := time.Since(began); test.within == settled {
					assert.GreaterOrEqual(t, took, settled)
				} else {
					assert.Less(t, took, test.within)
				}
				if test.fails == "" {
					require.NoError(t, err)
					assert.Equal(t, "a", last.Name)
					return
				}
				failure, ok := errors.AsType[*connect.ConnectorFailedError](err)
				require.True(t, ok, "%v", err)
				assert.Equal(t, test.fails, failure.Trace)
				assert.Equal(t, "a", last.Name, "it was last seen so")
			})
		})
	}
	_, err := newFakeClient(t, &script{}).WaitForRestart(t.Context(), nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
}

// The time in which a worker acts begins with its answer, not with the wait.
func TestRestartSettlesFromThePlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, takes time.Duration
		byHand        bool
	}{
		"a wait at once":        {0, 8 * time.Second, false},
		"a wait later":          {5 * time.Second, 3 * time.Second, false},
		"a wait long after":     {time.Minute, 0, false},
		"a plan without a time": {time.Minute, 8 * time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := newFakeClient(t, &script{answers: map[string][]scripted{
					"/connectors/a/restart": {{202, states("RESTARTING", "RUNNING").body}}, "/connectors/a/status": {states("RUNNING", "RUNNING")},
				}})
				plan, err := client.RestartConnector(t.Context(), "a", &connect.RestartConnectorOptions{IncludeTasks: true})
				require.NoError(t, err)
				if test.byHand {
					plan = &connect.RestartPlan{ConnectorStatus: plan.ConnectorStatus}
				}
				time.Sleep(test.before)
				began := time.Now()
				_, err = client.WaitForRestart(t.Context(), plan)
				require.NoError(t, err)
				assert.GreaterOrEqual(t, time.Since(began), test.takes)
				assert.LessOrEqual(t, time.Since(began), test.takes+2*time.Second, "a look more")
			})
		})
	}
}

// Workers that are away for longer than a call tries do not end a wait.
func TestWaitsOutlastOutages(t *testing.T) {
	t.Parallel()
	const missing = "<html>"
	for name, away := range map[string]scripted{
		"unavailable": {503, missing}, "starting": {404, missing}, "a slow pace": {429, missing},
		"rebalancing": {409, `{"error_code":409,"message":"Cannot complete request momentarily due to stale configuration (…)"}`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const outage = 30 * time.Second
				began := time.Now()
				var back http.Handler
				client := newFakeClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if time.Since(began) < outage {
						w.WriteHeader(away.status)
						_, _ = fmt.Fprint(w, away.body)
						return
					}
					back.ServeHTTP(w, r)
				}))
				back = &script{answers: map[string][]scripted{"/connectors/a/status": {states("RUNNING", "RUNNING")}}}
				_, err := client.WaitForConnector(t.Context(), "a", connect.StateRunning)
				require.NoError(t, err)
				assert.GreaterOrEqual(t, time.Since(began), outage)
				began = time.Now()
				_, err = client.WaitForRestart(t.Context(), &connect.RestartPlan{ConnectorStatus: connect.ConnectorStatus{
					Name: "a", Tasks: []connect.TaskStatus{{State: connect.StateRestarting, WorkerID: "w:9"}},
				}})
				require.NoError(t, err)
				assert.GreaterOrEqual(t, time.Since(began), outage)
				began = time.Now()
				back = &script{answers: map[string][]scripted{"/connectors/a/status": {notFound}, "/connectors": {{200, "[]"}}}}
				require.NoError(t, client.WaitForConnectorGone(t.Context(), "a"))
				assert.GreaterOrEqual(t, time.Since(began), outage)

				began = time.Now().Add(time.Hour)
				err = client.WaitForConnectorGone(t.Context(), "a")
				require.ErrorIs(t, err, context.DeadlineExceeded)
				assert.ErrorContains(t, err, fmt.Sprintf("before connector \"a\" was gone: context deadline exceeded, after connect.GetConnectorStatus: GET http://worker.test/connectors/a/status: %d", away.status))
			})
		})
	}
}

// An error names the method that the caller called.
func TestErrorsNameTheMethod(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = fmt.Fprint(w, `{"error_code":403,"message":"no"}`)
	}))
	plan := &connect.RestartPlan{ConnectorStatus: connect.ConnectorStatus{Name: "a"}}
	for operation, call := range map[string]func() error{
		"ExpandConnectors":     func() error { _, err := client.ExpandConnectors(ctx, nil); return err },
		"RestartFailed":        func() error { _, err := client.RestartFailed(ctx, "a"); return err },
		"RestartConnector":     func() error { _, err := client.RestartConnector(ctx, "a", nil); return err },
		"WaitForConnector":     func() error { _, err := client.WaitForConnector(ctx, "a", connect.StateRunning); return err },
		"WaitForRestart":       func() error { _, err := client.WaitForRestart(ctx, plan); return err },
		"WaitForConnectorGone": func() error { return client.WaitForConnectorGone(ctx, "a") },
		"WaitReady":            func() error { return client.WaitReady(ctx) },
	} {
		err := call()
		require.ErrorIs(t, err, kafkarest.ErrForbidden)
		assert.True(t, strings.HasPrefix(err.Error(), "connect."+operation+": "), "%s: %v", operation, err)
	}
}

// On the emulator, at once and with states that come slowly.
func TestRestartOnTheEmulator(t *testing.T) {
	t.Parallel()
	for name, latency := range map[string]time.Duration{"at once": time.Millisecond, "slowly": 100 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t, kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Latency: latency}})
			client := newEmulatorClient(t, server)
			ctx := t.Context()
			_, err := client.PutConnector(ctx, "a", connect.Config{"connector.class": "ElasticsearchSink", "topics": "t", "tasks.max": "2"})
			require.NoError(t, err)
			_, err = client.WaitForConnector(ctx, "a", connect.StateRunning)
			require.NoError(t, err)
			require.NoError(t, server.FailConnector("a", "org.x.E: no"))
			require.NoError(t, server.FailTask("a", 1, "org.x.E: no disk"))
			plan, err := client.RestartFailed(ctx, "a")
			require.NoError(t, err)
			status, err := client.WaitForRestart(ctx, plan)
			require.NoError(t, err)
			assert.Equal(t, connect.StateRunning, status.Connector.State)
			assert.Equal(t, connect.StateRunning, status.Tasks[1].State)
		})
	}
}

func newEmulatorClient(t *testing.T, server *kafkaresttest.Server) *connect.Client {
	t.Helper()
	client, err := connect.New(kafkarest.Config{URL: server.ConnectURL()})
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	return client
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
	t.Run("another one", func(t *testing.T) {
		t.Parallel()
		starting := httptest.NewServer(&script{answers: map[string][]scripted{"/health": {{503, `{"status":"starting","message":"m"}`}}}})
		t.Cleanup(starting.Close)
		ready := httptest.NewServer(&script{answers: map[string][]scripted{"/health": {page, {200, `{"status":"healthy","message":"m"}`}}, "/connectors": {{200, `["a"]`}}}})
		t.Cleanup(ready.Close)
		client, err := connect.New(kafkarest.Config{URL: opstest.RefusedURL(t), Failover: []string{starting.URL, ready.URL}})
		require.NoError(t, err)
		t.Cleanup(client.CloseIdleConnections)
		require.NoError(t, client.WaitReady(t.Context()))
		names, err := client.ListConnectors(t.Context(), kafkarest.NoRetry())
		require.NoError(t, err, "it is the one that calls go to")
		assert.Equal(t, []string{"a"}, names)
	})
	t.Run("one that cannot be reached", func(t *testing.T) {
		t.Parallel()
		client, err := connect.New(kafkarest.Config{URL: opstest.RefusedURL(t)})
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		err = client.WaitReady(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, kafkarest.ErrUnavailable, "why it waited")
	})
}
