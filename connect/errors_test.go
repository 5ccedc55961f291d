package connect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
)

// A worker's answers, and what becomes of a call that may be repeated at will
// and of one that may not.
func TestErrors(t *testing.T) {
	t.Parallel()
	const all = 5
	tests := []struct {
		name    string
		status  int
		message string // of an error in JSON
		body    string // otherwise
		put     int    // attempts of PutConnector
		create  int    // attempts of CreateConnector
		is      []error
		not     []error
		unknown bool
	}{
		{
			name: "the name exists", status: 409, message: "Connector a already exists", put: 1, create: 1,
			is: []error{kafkarest.ErrAlreadyExists, kafkarest.ErrConflict}, not: []error{connect.ErrRebalance},
		},
		{
			name: "stale configuration", status: 409, put: all, create: all,
			message: "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)",
			is:      []error{connect.ErrRebalance, kafkarest.ErrConflict, kafkarest.ErrUnavailable}, not: []error{kafkarest.ErrAlreadyExists},
		},
		{
			name: "no leader", status: 409, message: "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.",
			put: all, create: all, is: []error{connect.ErrRebalance},
		},
		{
			name: "two hops", status: 409, message: "Cannot complete request because of a conflicting operation (e.g. worker rebalance)",
			put: all, create: all, is: []error{connect.ErrRebalance},
		},
		{
			name: "another conflict", status: 409, message: "Cannot do that", put: 1, create: 1,
			is: []error{kafkarest.ErrConflict}, not: []error{connect.ErrRebalance, kafkarest.ErrUnavailable, kafkarest.ErrAlreadyExists},
		},
		{
			name: "a rebalance that is no 409", status: 500, message: "Request cannot be completed because a rebalance is expected",
			put: all, create: 1, is: []error{connect.ErrRebalance, kafkarest.ErrConflict, kafkarest.ErrUnavailable},
		},
		{
			name: "an unknown class, before 4.1", status: 500, put: 1, create: 1,
			message: "Failed to find any class that implements Connector and which name matches X, available connectors are: PluginDesc{klass=y}",
			is:      []error{connect.ErrUnknownClass, kafkarest.ErrInvalid},
		},
		{
			name: "an unknown class", status: 400, put: 1, create: 1,
			message: "Failed to find any class that implements Connector and which name matches X, available connectors are: PluginDesc{klass=y}",
			is:      []error{connect.ErrUnknownClass, kafkarest.ErrInvalid}, not: []error{connect.ErrNotStopped},
		},
		{
			name: "a lost hop", status: 500, message: "IO Error trying to forward REST request: java.net.ConnectException: Connection refused",
			put: all, create: 1, is: []error{kafkarest.ErrOutcomeUnknown}, unknown: true,
		},
		{
			name: "90 seconds", status: 500, message: "Request timed out. The worker is currently starting the connector, which began at 2026-01-01T00:00:00Z.",
			put: 1, create: 1, is: []error{kafkarest.ErrOutcomeUnknown}, unknown: true,
		},
		{
			name: "Kafka does not take the config", status: 500, message: "Error writing connector configuration to Kafka",
			put: 1, create: 1, is: []error{kafkarest.ErrOutcomeUnknown}, unknown: true,
		},
		{name: "an unknown field", status: 500, message: `Unrecognized field "x"`, put: 1, create: 1, not: []error{kafkarest.ErrInvalid}},
		{name: "not valid", status: 400, message: "Connector configuration is invalid", put: 1, create: 1, is: []error{kafkarest.ErrInvalid}},
		{name: "not found", status: 404, message: "Connector a not found", put: 1, create: 1, is: []error{kafkarest.ErrNotFound}},
		{name: "a null message", status: 500, body: `{"error_code":500,"message":null}`, put: 1, create: 1},
		{name: "the extension's text", status: 401, body: "User cannot access the resource.", put: 1, create: 1, is: []error{kafkarest.ErrUnauthorized}},
		{
			name: "a worker that starts", status: 404, body: "<html><body>Error 404</body></html>", put: all, create: all,
			is: []error{kafkarest.ErrUnavailable}, not: []error{kafkarest.ErrNotFound, errors.ErrUnsupported},
		},
		{name: "the same without a page", status: 404, put: all, create: all, is: []error{kafkarest.ErrUnavailable}, not: []error{kafkarest.ErrNotFound}},
		{name: "Jetty's empty 400", status: 400, put: 1, create: 1, is: []error{kafkarest.ErrInvalid}},
		{name: "a gateway", status: 503, body: "<html>", put: all, create: 1, is: []error{kafkarest.ErrUnavailable}, unknown: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				w.WriteHeader(test.status)
				body := test.body
				if test.message != "" {
					body = fmt.Sprintf(`{"error_code":%d,"message":%q}`, test.status, test.message)
				}
				_, _ = w.Write([]byte(body))
			}))
			expect := func(err error, attempts int) {
				t.Helper()
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure)
				assert.Equal(t, test.status, failure.StatusCode)
				assert.Equal(t, attempts, failure.Attempts)
				assert.EqualValues(t, attempts, requests.Swap(0))
				assert.Equal(t, test.unknown, failure.OutcomeUnknown)
				for _, target := range test.is {
					assert.ErrorIs(t, err, target)
				}
				for _, target := range test.not {
					assert.NotErrorIs(t, err, target)
				}
			}
			_, err := client.PutConnector(t.Context(), "a", connect.Config{})
			expect(err, test.put)
			_, err = client.CreateConnector(t.Context(), "a", connect.Config{}, nil)
			expect(err, test.create)
		})
	}
}

func TestUnknownClass(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write([]byte(`{"error_code":500,"message":"org.apache.kafka.connect.errors.ConnectException: Failed to find any class that implements Connector ` +
			`and which name matches Nope, available connectors are: PluginDesc{klass=class x, name='x'}"}`))
	}))
	_, err := client.ValidateConfig(t.Context(), connect.Config{"connector.class": "Nope"})
	require.ErrorIs(t, err, connect.ErrUnknownClass)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.ErrorContains(t, err, "which name matches Nope: unknown connector class")
	assert.NotContains(t, err.Error(), "PluginDesc")
}

func TestNotStopped(t *testing.T) {
	t.Parallel()
	client := newClient(t, saying("Connectors must be in the STOPPED state before their offsets can be altered. This can be done by PUT /connectors/a/stop"))
	_, altering := client.AlterOffsets(t.Context(), "a", []connect.Offset{connect.SinkOffset("t", 0, 1)})
	_, resetting := client.ResetOffsets(t.Context(), "a")
	for _, err := range []error{altering, resetting} {
		assert.ErrorIs(t, err, connect.ErrNotStopped)
		assert.ErrorIs(t, err, kafkarest.ErrConflict)
		assert.ErrorIs(t, err, kafkarest.ErrInvalid)
	}
}

// What an older worker did without looking at an option is not taken for it.
func TestIgnoredOptions(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodPut:
			_, _ = w.Write([]byte(`["root"]`))
		case http.MethodPost:
			if strings.HasSuffix(r.URL.Path, "/restart") {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte(`{"error_code":500,"message":"Unrecognized field \"initial_state\" (class x.CreateConnectorRequest), not marked as ignorable"}`))
		}
	}))
	ctx := t.Context()
	for text, call := range map[string]func() error{
		"3.0 or later": func() error { _, err := client.RestartFailed(ctx, "a"); return err },
		"3.7 or later": func() error {
			_, err := client.SetLoggerLevel(ctx, "root", "INFO", &connect.SetLoggerLevelOptions{Cluster: true})
			return err
		},
		"initial_state needs Kafka Connect 3.7 or later": func() error {
			_, err := client.CreateConnector(ctx, "a", connect.Config{}, &connect.CreateConnectorOptions{InitialState: connect.InitialStatePaused})
			return err
		},
	} {
		err := call()
		assert.ErrorIs(t, err, errors.ErrUnsupported)
		assert.ErrorContains(t, err, text)
	}
	_, err := client.RestartConnector(ctx, "a", nil)
	assert.NoError(t, err)
}

// A 404 that is not a worker's may be that of another server.
func TestNoWorker(t *testing.T) {
	t.Parallel()
	_, err := newClient(t, http.NotFoundHandler()).ListConnectors(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.ErrorContains(t, err, "answered with text/plain; charset=utf-8: 404 page not found; a worker that has just begun")
	assert.ErrorContains(t, err, "is the URL right?")
}

// A 409 that passes is no error.
func TestRebalancePasses(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if requests.Add(1) < 3 {
			w.WriteHeader(http.StatusConflict)
			_, _ = w.Write([]byte(`{"error_code":409,"message":"Cannot complete request momentarily due to stale configuration (…)"}`))
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	require.NoError(t, client.RestartTask(t.Context(), "a", 0))
	assert.EqualValues(t, 3, requests.Load())
}

func TestUnsupported(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status  int
		message string
		call    func(context.Context, *connect.Client) error
		text    string
	}{
		"a path that is missing": {
			404, "HTTP 404 Not Found", func(ctx context.Context, c *connect.Client) error { _, err := c.GetOffsets(ctx, "a"); return err },
			"GetOffsets needs Kafka Connect 3.5 or later",
		},
		"a method that is missing": {
			405, "HTTP 405 Method Not Allowed", func(ctx context.Context, c *connect.Client) error { _, err := c.ResetOffsets(ctx, "a"); return err },
			"ResetOffsets needs Kafka Connect 3.6 or later",
		},
		"a path that was removed": {
			404, "HTTP 404 Not Found", func(ctx context.Context, c *connect.Client) error { _, err := c.ListTaskConfigs(ctx, "a"); return err },
			"ListTaskConfigs needs Kafka Connect 2.8 to 3.9",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call(t.Context(), newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(test.status)
				_, _ = fmt.Fprintf(w, `{"error_code":%d,"message":%q}`, test.status, test.message)
			})))
			require.ErrorIs(t, err, errors.ErrUnsupported)
			require.NotErrorIs(t, err, kafkarest.ErrNotFound, "it says nothing of the connector")
			assert.Contains(t, err.Error(), test.text)
		})
	}
}
