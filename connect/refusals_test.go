package connect_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// What is sure to fail, or to do something else than is meant, is not sent.
func TestRefusals(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent: %s %s", r.Method, r.RequestURI)
	}))
	ctx := t.Context()
	create := func(name string, config connect.Config) error {
		_, err := client.CreateConnector(ctx, name, config, nil)
		return err
	}
	for _, name := range []string{"", ".", "..", "a/b", "a%b", `a\b`, "a;b", "a{x}", "a\nb", "\x00", "\xff", " lead", "trail\u00a0"} {
		_, waiting := client.WaitForConnector(ctx, name, connect.StateRunning)
		_, restarting := client.WaitForRestart(ctx, &connect.RestartPlan{ConnectorStatus: connect.ConnectorStatus{Name: name}})
		for _, err := range []error{
			client.DeleteConnector(ctx, name), create(name, connect.Config{}), client.CheckName(name),
			waiting, restarting, client.WaitForConnectorGone(ctx, name),
		} {
			opstest.AssertRefused(t, err)
		}
	}
	assert.NoError(t, client.CheckName(`odd + name #1 "ü"`))
	put := func(config connect.Config) error { _, err := client.PutConnector(ctx, "a", config); return err }
	patch := func(set connect.Config, remove ...string) error {
		_, err := client.PatchConnectorConfig(ctx, "a", set, remove)
		return err
	}
	for what, err := range map[string]error{
		"an unknown initial state": func() error {
			_, err := client.CreateConnector(ctx, "a", connect.Config{}, &connect.CreateConnectorOptions{InitialState: "running"})
			return err
		}(),
		"an unknown state":              func() error { _, err := client.WaitForConnector(ctx, "a", "running"); return err }(),
		"a task before the first":       client.RestartTask(ctx, "a", -1),
		"its status":                    func() error { _, err := client.GetTaskStatus(ctx, "a", -1); return err }(),
		"a config of another connector": create("a", connect.Config{"name": "b"}),
		"the same by PUT":               put(connect.Config{"name": "b"}),
		"no config":                     put(nil),
		"a new name":                    patch(connect.Config{"name": "a"}),
		"no name":                       patch(nil, "name"),
		"set and removed":               patch(connect.Config{"x": "1"}, "x"),
		"no offsets":                    func() error { _, err := client.AlterOffsets(ctx, "a", nil); return err }(),
		"a config without a class":      func() error { _, err := client.ValidateConfig(ctx, connect.Config{}); return err }(),
	} {
		t.Run(what, func(t *testing.T) { opstest.AssertRefused(t, err) })
	}
	_, err := client.ValidateConfig(ctx, nil)
	assert.EqualError(t, err, `connect.ValidateConfig: the config has no "connector.class"`)
}

func TestAllowAnyName(t *testing.T) {
	t.Parallel()
	var got string
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.RequestURI
		w.WriteHeader(http.StatusNoContent)
	}), connect.AllowAnyName())
	require.NoError(t, client.DeleteConnector(t.Context(), "a/b;c"))
	assert.Equal(t, opstest.BasePath+"/connectors/a%2Fb%3Bc", got)
	require.NoError(t, client.PauseConnector(t.Context(), " a"))
	assert.Equal(t, opstest.BasePath+"/connectors/%20a/pause", got)
	_, err := client.CreateConnector(t.Context(), " a", connect.Config{}, nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid, "it would be another name")
	for _, name := range []string{"", ".", "..", "a\nb", "\xff"} {
		err := client.DeleteConnector(t.Context(), name)
		require.ErrorIs(t, err, kafkarest.ErrInvalid)
		assert.NotContains(t, err.Error(), "AllowAnyName", "it is no help")
	}
}

// An option that a program leaves nil is none.
func TestNilOption(t *testing.T) {
	t.Parallel()
	client, err := connect.New(kafkarest.Config{URL: "http://worker.test"}, nil, connect.AllowAnyName())
	require.NoError(t, err)
	assert.NoError(t, client.CheckName("a/b"))
}

// Whatever a client is printed with, it shows where it sends to and nothing
// that it sends.
func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	client, err := connect.New(kafkarest.Config{
		URL:           "https://worker.test/base",
		Authenticator: auth.Basic("connect", "s3cret"),
		Header:        http.Header{"X-Gateway-Key": {"s3cret"}},
	})
	require.NoError(t, err)
	opstest.AssertPrintsAs(t, "connect.Client(https://worker.test/base)", client, *client)
}
