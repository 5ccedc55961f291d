package main

import (
	"bytes"
	"strings"
	"testing"

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
	client, err := connect.New(kafkarest.Config{URL: server.ConnectURL()})
	require.NoError(t, err)
	for _, name := range []string{"b", "c", "a"} {
		_, err := client.PutConnector(t.Context(), name, connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/f"})
		require.NoError(t, err)
	}
	var out bytes.Buffer
	require.Error(t, run(t.Context(), strings.NewReader("4\n"), &out, "", true))
	require.NoError(t, run(t.Context(), strings.NewReader("1 3\n"), &out, "", true))
	names, err := client.ListConnectors(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{"b"}, names)
	client.CloseIdleConnections()
}
