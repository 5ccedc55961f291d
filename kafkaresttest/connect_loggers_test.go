package kafkaresttest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type logger struct {
	Level        string
	LastModified *int64 `json:"last_modified"`
}

func TestConnectLoggers(t *testing.T) {
	t.Parallel()
	_, new := startConnect(t, kafkaresttest.ConnectOptions{})
	_, old := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	const prefix = "org.apache.kafka.connect.runtime.Worker"
	workers := []string{prefix, prefix + "Connector", prefix + "SinkTask", prefix + "SourceTask", prefix + "Task"}
	for _, url := range []string{new, old} {
		loggers := url + "/admin/loggers"
		call(t, "GET", loggers+"/ROOT", "").ok(200).json(`{"level":"INFO","last_modified":null}`)
		call(t, "GET", loggers+"/"+prefix, "").ok(200).json(`{"level":"INFO","last_modified":null}`)
		call(t, "GET", loggers+"/com.example", "").refused(404, "Logger com.example not found.")

		changed := decode[[]string](call(t, "PUT", loggers+"/"+prefix, `{"level":"debug","x":1}`).ok(200))
		assert.Equal(t, workers, changed)
		first := decode[logger](call(t, "GET", loggers+"/"+prefix, "").ok(200))
		assert.Equal(t, "DEBUG", first.Level)
		require.NotNil(t, first.LastModified)
		again := decode[[]string](call(t, "PUT", loggers+"/"+prefix, `{"level":"DEBUG"}`).ok(200))
		if url == new {
			assert.Empty(t, again)
		} else {
			assert.Equal(t, workers, again)
		}
		assert.Equal(t, first, decode[logger](call(t, "GET", loggers+"/"+prefix, "").ok(200)))

		all := decode[map[string]logger](call(t, "GET", loggers, "").ok(200))
		if url == new {
			assert.Greater(t, len(all), 20)
		} else {
			assert.Len(t, all, 6)
		}
		assert.Equal(t, "INFO", all["root"].Level)

		call(t, "PUT", loggers+"/com.example", `{"level":"OFF"}`, "X: y").ok(200).json(`["com.example"]`)
		call(t, "PUT", loggers+"/com.example?scope=CLUSTER", `{"level":"TRACE"}`).empty(204)
		require.Eventually(t, func() bool {
			return decode[logger](call(t, "GET", loggers+"/com.example", "").ok(200)).Level == "TRACE"
		}, 5*time.Second, time.Millisecond)
		call(t, "PUT", loggers+"/root?scope=galaxy", `{"level":"WARN"}`).ok(200)
		assert.Equal(t, "WARN", decode[logger](call(t, "GET", loggers+"/com.example", "").ok(200)).Level)

		call(t, "PUT", loggers+"/root", `{}`).refused(400, "Desired 'level' parameter")
		call(t, "PUT", loggers+"/root", `{"level":"LOUD"}`).refused(404, "invalid log level 'LOUD'.")
		call(t, "PUT", loggers+"/root", `{`).refused(500, "")
		call(t, "PUT", loggers+"/root", "", "Content-Type: application/json").nullMessage(500)
	}
}
