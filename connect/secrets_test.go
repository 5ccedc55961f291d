package connect_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
)

// saying is a handler that refuses everything with a message.
func saying(message string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		body, _ := json.Marshal(map[string]any{"error_code": 400, "message": message})
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write(body)
	}
}

// What stands with its key is taken out of what a worker says, in all the forms
// in which configs are written, and the rest stays.
func TestSecretsWithTheirKeys(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		`{db.password=s3cret, db.user=me}`:                     `{db.password=REDACTED, db.user=me}`,
		`{user=me, db.password=s3cret, with = all}`:            `{user=me, db.password=REDACTED}`,
		"db.password = s3cret\n\tdb.user = me":                 "db.password = REDACTED\n\tdb.user = me",
		"E: password=s3cret is wrong\n\tat x.Y(Y.java:1)":      "E: password=REDACTED\n\tat x.Y(Y.java:1)",
		"E: password=s3cret\nCaused by: F: no":                 "E: password=REDACTED\nCaused by: F: no",
		"{ssl.keystore.key=---\nabcd==\n---, a=1}":             "{ssl.keystore.key=REDACTED, a=1}",
		`{"db.password":"s3cret","db.user":"me"}`:              `{"db.password":"REDACTED","db.user":"me"}`,
		`{"db.password" : "s3\"cret", "a": 1}`:                 `{"db.password" : "REDACTED", "a": 1}`,
		"no route to http://me:s3cret@es:9200/x, nor to y@z":   "no route to http://REDACTED@es:9200/x, nor to y@z",
		"jdbc:sqlserver://h:1433;user=me;password=s3cret":      "jdbc:sqlserver://h:1433;user=me;password=REDACTED",
		`{"url":"http://h","mail":"a@b"}`:                      `{"url":"http://h","mail":"a@b"}`,
		"Invalid value s3cret for configuration db.secret: no": "Invalid value REDACTED for configuration db.secret: no",
		"a token expired":                                      "a token expired",
	} {
		err := newClient(t, saying(message)).PauseConnector(t.Context(), "c")
		failure, _ := errors.AsType[*kafkarest.Error](err)
		assert.Equal(t, want, failure.Message)
		for _, text := range []string{err.Error(), string(failure.Body)} {
			assert.NotContains(t, text, "s3cret")
			assert.NotContains(t, text, `cret\"`)
		}
		var body struct{ Message string }
		require.NoError(t, json.Unmarshal(failure.Body, &body))
		assert.Equal(t, want, body.Message)
	}
}

const storedConfig = `{"name":"a","connector.class":"S","db.password":"st0red-s3cret","pin.code":"pin-s3cret","url":"http://me:url-s3cret@h","k":"${file:/x:ref-s3cret}"}`

// A value that stands in a trace without its key is known by the connector's
// config, although the caller has not sent it.
func TestTraceWithoutStoredSecrets(t *testing.T) {
	t.Parallel()
	status := scripted{200, `{"name":"a","connector":{"state":"RUNNING","worker_id":"w:1"},"tasks":[{"id":0,"state":"FAILED","worker_id":"w:1",
		"trace":"org.x.E: login of st0red-s3cret with pin-s3cret at url-s3cret\n\tat y"}],"type":"sink"}`}
	s := &script{answers: map[string][]scripted{"/connectors/a/status": {status}, "/connectors/a/config": {{200, storedConfig}}}}
	client := newClient(t, s, connect.SensitiveKeys("PIN", ""), connect.SensitiveKeys("other"))
	var captured kafkarest.Response
	_, waiting := client.WaitForConnector(t.Context(), "a", connect.StateRunning, kafkarest.Capture(&captured))
	_, restarting := client.WaitForRestart(t.Context(), &connect.RestartPlan{ConnectorStatus: connect.ConnectorStatus{
		Name: "a", Tasks: []connect.TaskStatus{{State: connect.StateRestarting}},
	}})
	for _, err := range []error{waiting, restarting} {
		failed, ok := errors.AsType[*connect.FailedError](err)
		require.True(t, ok)
		assert.Equal(t, "org.x.E: login of REDACTED with REDACTED at REDACTED\n\tat y", failed.Trace)
		assert.NotContains(t, fmt.Sprintf("%v %+v", err, failed), "s3cret")
	}
	assert.Equal(t, 1, captured.Attempts)
}

// So is one in the refusal of a call that runs the connector's own code.
func TestRefusalsWithoutStoredSecrets(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			assert.Equal(t, "/connectors/a/config", r.URL.Path)
			_, _ = io.WriteString(w, storedConfig)
			return
		}
		saying("login of st0red-s3cret at url-s3cret was refused")(w, r)
	}))
	t.Cleanup(server.Close)
	client, err := connect.New(kafkarest.Config{
		URL: server.URL, HTTPClient: server.Client(),
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	require.NoError(t, err)
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"patch": func() error {
			_, err := client.PatchConnectorConfig(ctx, "a", connect.Config{"k": "v"}, nil)
			return err
		},
		"restart":      func() error { _, err := client.RestartConnector(ctx, "a", nil); return err },
		"restart task": func() error { return client.RestartTask(ctx, "a", 0) },
		"alter": func() error {
			_, err := client.AlterOffsets(ctx, "a", []connect.Offset{connect.SinkOffset("t", 0, 1)})
			return err
		},
		"reset": func() error { _, err := client.ResetOffsets(ctx, "a"); return err },
	} {
		failure, ok := errors.AsType[*kafkarest.Error](call())
		require.True(t, ok, name)
		assert.Equal(t, "login of REDACTED at REDACTED was refused", failure.Message, name)
		assert.NotContains(t, string(failure.Body), "s3cret", name)
	}
	assert.NotContains(t, log.String(), "s3cret")
	assert.Contains(t, log.String(), "REDACTED")
}

func TestSensitiveKeys(t *testing.T) {
	t.Parallel()
	client := newClient(t, saying("{pin.code=1234, other=5678}: 98765 is no pin"), connect.SensitiveKeys("pin.code"))
	_, err := client.PutConnector(t.Context(), "c", connect.Config{"the.PIN.code": "98765"})
	assert.ErrorContains(t, err, "{pin.code=REDACTED, other=5678}: REDACTED is no pin")
	assert.False(t, connect.IsSensitive("pin.code"))
}

func TestURLsWithoutSecrets(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"mongodb://me:s3cret@h1,h2/db?authSource=x":     "mongodb://REDACTED@h1,h2/db?authSource=x",
		"https://token-s3cret@h":                        "https://REDACTED@h",
		"https://a:s3@cret@h,https://b:s3cret@i/":       "https://REDACTED@h,https://REDACTED@i/",
		"jdbc:mysql://h/db?user=me&password=s3cret&a=b": "jdbc:mysql://h/db?user=me&password=REDACTED&a=b",
		"http://h:8081":     "http://h:8081",
		"me@example.org":    "me@example.org",
		"${env:URL}":        "${env:URL}",
		"http://h/?a=b&c=d": "http://h/?a=b&c=d",
		"jdbc:sqlserver://h;userName=me;accessKey=s3cre": "jdbc:sqlserver://h;userName=me;accessKey=REDACTED",
	} {
		assert.Equal(t, want, connect.Config{"url": value}.Redacted()["url"])
		assert.Equal(t, fmt.Sprintf("connect.Config[url=%q]", want), connect.Config{"url": value}.String())
	}
	client := newClient(t, saying("login with s3cret was refused"))
	_, err := client.PutConnector(t.Context(), "c", connect.Config{"url": "mongodb://me:s3cret@h"})
	assert.ErrorContains(t, err, "login with REDACTED was refused")
}

// Whatever holds a config shows it redacted, but to who encodes it.
func TestResultsLogWithoutSecrets(t *testing.T) {
	t.Parallel()
	connector := connect.Connector{Name: "a", Type: connect.ConnectorTypeSink, Config: debezium, Tasks: []connect.TaskID{{Connector: "a"}}}
	status := &connect.ConnectorStatus{Name: "a", Connector: connect.InstanceStatus{State: connect.StateRunning}}
	put := &connect.PutResult{Connector: connector, Created: true}
	task := connect.Task{ID: connect.TaskID{Connector: "a", Task: 3}, Config: debezium}
	var b bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&b, nil))
	for _, v := range []any{
		connector, &connector, put, *put, task, &task,
		connect.ExpandedConnector{Info: &connector, Status: status}, connect.ExpandedConnector{}, []*connect.Connector{&connector},
		map[string]connect.ExpandedConnector{"a": {Info: &connector}},
	} {
		if _, ok := v.(slog.LogValuer); ok {
			logger.Info("m", "v", v)
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			fmt.Fprintf(&b, verb, v)
		}
	}
	assert.NotContains(t, b.String(), "s3cret")
	assert.NotContains(t, b.String(), hex.EncodeToString([]byte("s3cret")))
	assert.Equal(t, `connect.PutResult[name=a type=sink config=connect.Config[k="v"] tasks=0 created=true]`,
		fmt.Sprint(connect.PutResult{Connector: connect.Connector{Name: "a", Type: "sink", Config: connect.Config{"k": "v"}}, Created: true}))
	for _, logged := range []string{`"created":true`, `"task":3`, `"info":{"name":"a"`, `"state":"RUNNING"`, "database.password=\\\"REDACTED\\\""} {
		assert.Contains(t, b.String(), logged)
	}

	encoded, err := json.Marshal(put)
	require.NoError(t, err)
	assert.Contains(t, string(encoded), `"created":true`)
	assert.Contains(t, string(encoded), "d3bezium-s3cret", "so that configs can be copied")
}

// A definition of type PASSWORD makes a key sensitive, whatever its name.
func TestValidationOfPasswords(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"name":"S","error_count":1,"groups":[],"configs":[
			{"definition":{"name":"pin","type":"PASSWORD","required":true,"default_value":null},"value":{"name":"pin","value":"[hidden]","recommended_values":[],"errors":[],"visible":true}},
			{"definition":null,"value":{"name":"url","value":null,"recommended_values":[],"errors":["98765 was refused"],"visible":true}}]}`)
	}))
	validation, err := client.ValidateConfig(t.Context(), connect.Config{"connector.class": "S", "pin": "98765"})
	require.NoError(t, err)
	assert.Equal(t, []string{"REDACTED was refused"}, validation.Errors()["url"])
}

// A config that cannot be read costs neither the failure nor much time.
func TestStoredSecretsAreMissing(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string][]scripted{"/connectors/a/status": {states("FAILED")}, "/connectors/a/config": {{500, `{"error_code":500,"message":null}`}}}}
	_, err := newClient(t, s).WaitForConnector(t.Context(), "a", connect.StateRunning)
	failed, ok := errors.AsType[*connect.FailedError](err)
	require.True(t, ok)
	assert.True(t, strings.HasPrefix(failed.Error(), `connector "a" failed on w:1`))
}
