package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWalkthroughOnTheEmulator(t *testing.T) {
	t.Setenv("CONNECT_URL", "")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, nil, &out))
	assert.Contains(t, out.String(), "using an embedded emulator")
	assertWalkthrough(t, out.String())
}

func assertWalkthrough(t *testing.T, out string) {
	t.Helper()
	for _, line := range []string{
		"FileStreamSinkConnector", "kafkarest-example-source: created true, type source",
		`task 0 of connector "kafkarest-example-sink" failed on `, "task 0: RESTARTING", "task 0 is RUNNING",
		"kafkarest-example-sink is paused", "first\\nsecond\\nthird\\n",
		"topics [kafkarest-example-connect]", `"kafkarest-example-sink" is gone`, "the topic kafkarest-example-connect stays",
	} {
		assert.Contains(t, out, line)
	}
}

// onServer has the walkthrough run on a server, whose connectors it returns a
// client for.
func onServer(t *testing.T) (*kafkaresttest.Server, *connect.Client) {
	t.Helper()
	server := kafkaresttest.Start(t)
	t.Setenv("CONNECT_URL", server.ConnectURL())
	client, err := connect.New(kafkarest.Config{URL: server.ConnectURL()}, connect.AllowAnyName())
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	return server, client
}

func assertConnectors(t *testing.T, client *connect.Client, want ...string) {
	t.Helper()
	names, err := client.ListConnectors(context.WithoutCancel(t.Context()))
	require.NoError(t, err)
	assert.ElementsMatch(t, want, names)
}

func assertEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// A folder and a worker serve more than once.
func TestWalkthroughAgain(t *testing.T) {
	_, client := onServer(t)
	dir := t.TempDir()
	for range 2 {
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), []string{"-dir", dir}, nil, &out))
		assert.Contains(t, out.String(), "Using the worker at http://127.0.0.1:")
		assertWalkthrough(t, out.String())
		assertConnectors(t, client)
		assertEmpty(t, dir)
	}
}

// What it has not made it does not replace.
func TestWalkthroughLeavesOthersAlone(t *testing.T) {
	_, client := onServer(t)
	config := connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"}
	_, err := client.PutConnector(t.Context(), sink, config)
	require.NoError(t, err)
	err = run(t.Context(), nil, nil, io.Discard)
	require.ErrorContains(t, err, `connector "kafkarest-example-sink" exists already`)
	assertConnectors(t, client, sink)
	kept, err := client.GetConnectorConfig(t.Context(), sink)
	require.NoError(t, err)
	assert.Equal(t, config["file"], kept["file"])
}

// However it ends, its connectors and files do not stay.
func TestWalkthroughCleansUp(t *testing.T) {
	server, client := onServer(t)
	dir := t.TempDir()
	server.Inject(kafkaresttest.Fault{Method: http.MethodPut, Path: "/connectors/" + sink + "/pause", Status: http.StatusForbidden})
	err := run(t.Context(), []string{"-dir", dir}, nil, io.Discard)
	require.ErrorIs(t, err, kafkarest.ErrForbidden)
	assert.ErrorContains(t, err, "pausing and resuming: ")
	assertConnectors(t, client)
	assertEmpty(t, dir)

	ctx, interrupt := context.WithCancel(t.Context())
	restarts := writerFunc(func(text []byte) {
		if bytes.Contains(text, []byte("RESTARTING")) {
			interrupt()
		}
	})
	err = run(ctx, []string{"-dir", dir}, nil, restarts)
	require.ErrorIs(t, err, context.Canceled)
	assertConnectors(t, client)
	assertEmpty(t, dir)
}

func TestArguments(t *testing.T) {
	t.Setenv("CONNECT_URL", "http://127.0.0.1:1")
	require.ErrorContains(t, run(t.Context(), []string{"-pick", "orders"}, nil, io.Discard), `no arguments but -pick and -dir: ["orders"]`)
}

// A URL with credentials is shown by nobody.
func TestURLWithCredentials(t *testing.T) {
	t.Setenv("CONNECT_URL", "http://token:s3cret@127.0.0.1:1")
	var out bytes.Buffer
	err := run(t.Context(), nil, nil, &out)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.NotContains(t, out.String()+err.Error(), "s3cret")
}

func TestPick(t *testing.T) {
	_, client := onServer(t)
	config := connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"}
	for _, name := range []string{"b", "c", "a", "d;e"} {
		_, err := client.CreateConnector(t.Context(), name, config, nil)
		require.NoError(t, err)
	}
	const nothing = "Nothing is deleted."
	for _, c := range []struct {
		in, out string
		left    []string
	}{
		{"", nothing, []string{"a", "b", "c", "d;e"}},
		{"\n", "  1  \"a\"\n  2  \"b\"\n  3  \"c\"\n     \"d;e\" cannot be deleted here", []string{"a", "b", "c", "d;e"}},
		{"4\n", "\"4\" is not a number from 1 to 3\nDelete which ones?", []string{"a", "b", "c", "d;e"}},
		{"1 x\n\n", "\"x\" is not a number", []string{"a", "b", "c", "d;e"}},
		{"1\n", nothing, []string{"a", "b", "c", "d;e"}},
		{"1\nn\n", nothing, []string{"a", "b", "c", "d;e"}},
		{"x\n1, 3 1,\ny\n", "Delete \"a\", \"c\"? y or n:     \"a\" is gone\n    \"c\" is gone\n", []string{"b", "d;e"}},
		{"1\nYes\n", "\"b\" is gone", []string{"d;e"}},
		{"1\ny\n", "There are no connectors to delete.", []string{"d;e"}},
	} {
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), []string{"-pick"}, strings.NewReader(c.in), &out))
		assert.Contains(t, out.String(), c.out, c.in)
		assertConnectors(t, client, c.left...)
	}
}

// An interrupt ends the question, although nothing was typed.
func TestPickIsInterrupted(t *testing.T) {
	_, client := onServer(t)
	_, err := client.PutConnector(t.Context(), "a", connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"})
	require.NoError(t, err)
	typed, keyboard := io.Pipe()
	defer keyboard.Close()
	ctx, cancel := context.WithCancel(t.Context())
	asked := writerFunc(func(text []byte) {
		if bytes.Contains(text, []byte("Delete which ones?")) {
			cancel()
		}
	})
	require.ErrorIs(t, run(ctx, []string{"-pick"}, typed, asked), context.Canceled)
}

type writerFunc func([]byte)

func (f writerFunc) Write(text []byte) (int, error) {
	f(text)
	return len(text), nil
}

func TestNoWorker(t *testing.T) {
	t.Setenv("CONNECT_URL", opstest.RefusedURL(t))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var out bytes.Buffer
	require.ErrorIs(t, run(ctx, []string{"-pick"}, nil, &out), kafkarest.ErrUnavailable)
	assert.Contains(t, out.String(), "The worker does not answer yet, waiting for up to 30s: connect.GetServerInfo: ")
}

// What waiting does not mend is not waited for.
func TestWrongPassword(t *testing.T) {
	server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret"}})
	t.Setenv("CONNECT_URL", server.ConnectURL())
	t.Setenv("CONNECT_USER", "me")
	t.Setenv("CONNECT_PASSWORD", "another-s3cret")
	var out bytes.Buffer
	err := run(t.Context(), []string{"-pick"}, nil, &out)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.NotContains(t, out.String(), "does not answer yet")
	assert.NotContains(t, out.String()+err.Error(), "s3cret")
}
