package main

import (
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWalkthroughOnTheEmulator(t *testing.T) {
	t.Setenv("CONNECT_URL", "")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), strings.NewReader(""), &out, "", false))
	for _, line := range []string{
		"using an embedded emulator", "FileStreamSinkConnector", "source-file-orders-00: created true, type source",
		"FAILED", "task 0: RESTARTING", "sink-file-orders-00 is paused", `the sink wrote "first\nsecond\nthird\n"`,
		"topics [orders]", "sink-file-orders-00 is gone",
	} {
		assert.Contains(t, out.String(), line)
	}
}

func TestPick(t *testing.T) {
	server := kafkaresttest.Start(t)
	t.Setenv("CONNECT_URL", server.ConnectURL())
	client, err := connect.New(kafkarest.Config{URL: server.ConnectURL()}, connect.AllowAnyName())
	require.NoError(t, err)
	defer client.CloseIdleConnections()
	config := connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"}
	for _, name := range []string{"b", "c", "a", "d;e"} {
		_, err := client.CreateConnector(t.Context(), name, config, nil)
		require.NoError(t, err)
	}
	for _, c := range []struct {
		in, out, fails string
		left           []string
	}{
		{"", "Nothing is deleted.", "", []string{"a", "b", "c", "d;e"}},
		{"\n", "Nothing is deleted.", "", []string{"a", "b", "c", "d;e"}},
		{"5\ny\n", "", `"5" is not a number from 1 to 4`, []string{"a", "b", "c", "d;e"}},
		{"1 x\ny\n", "", `"x" is not a number`, []string{"a", "b", "c", "d;e"}},
		{"1\n", "Nothing is deleted.", "", []string{"a", "b", "c", "d;e"}},
		{"1\nn\n", "Nothing is deleted.", "", []string{"a", "b", "c", "d;e"}},
		{"1, 3 1,\ny\n", "Delete a, c? y or n:     a is gone\n    c is gone\n", "", []string{"b", "d;e"}},
		{"2 1\nYes\n", "b is gone", "see AllowAnyName", []string{"d;e"}},
	} {
		var out bytes.Buffer
		err := run(t.Context(), strings.NewReader(c.in), &out, "", true)
		if c.fails == "" {
			require.NoError(t, err, c.in)
		} else {
			require.ErrorContains(t, err, c.fails, c.in)
		}
		assert.Contains(t, out.String(), c.out, c.in)
		names, err := client.ListConnectors(t.Context())
		require.NoError(t, err)
		assert.ElementsMatch(t, c.left, names, c.in)
	}
}

// An interrupt ends the question, although nothing was typed.
func TestPickIsInterrupted(t *testing.T) {
	server := kafkaresttest.Start(t)
	t.Setenv("CONNECT_URL", server.ConnectURL())
	client, err := connect.New(kafkarest.Config{URL: server.ConnectURL()})
	require.NoError(t, err)
	defer client.CloseIdleConnections()
	_, err = client.PutConnector(t.Context(), "a", connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"})
	require.NoError(t, err)
	typed, keyboard := io.Pipe()
	defer keyboard.Close()
	ctx, cancel := context.WithCancel(t.Context())
	asked := writerFunc(func(text []byte) {
		if bytes.Contains(text, []byte("Delete which ones?")) {
			cancel()
		}
	})
	require.ErrorIs(t, run(ctx, typed, asked, "", true), context.Canceled)
}

type writerFunc func([]byte)

func (f writerFunc) Write(text []byte) (int, error) {
	f(text)
	return len(text), nil
}

func TestNoWorker(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close()
	t.Setenv("CONNECT_URL", server.URL)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var out bytes.Buffer
	require.ErrorIs(t, run(ctx, strings.NewReader(""), &out, "", true), kafkarest.ErrUnavailable)
	assert.Contains(t, out.String(), "The worker does not answer yet, waiting for up to 30s: connect.GetServerInfo: ")
}
