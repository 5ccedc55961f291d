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
		`{db.password=s3cret, db.user=me}`:                      `{db.password=REDACTED, db.user=me}`,
		`{user=me, db.password=s3cret, with = all}`:             `{user=me, db.password=REDACTED}`,
		"db.password = s3cret\n\tdb.user = me":                  "db.password = REDACTED\n\tdb.user = me",
		"E: password=s3cret is wrong\n\tat x.Y(Y.java:1)":       "E: password=REDACTED\n\tat x.Y(Y.java:1)",
		"E: password=s3cret\nCaused by: F: no":                  "E: password=REDACTED\nCaused by: F: no",
		"{ssl.keystore.key=---\nabcd==\n---, a=1}":              "{ssl.keystore.key=REDACTED, a=1}",
		`{"db.password":"s3cret","db.user":"me"}`:               `{"db.password":"REDACTED","db.user":"me"}`,
		`{"db.password" : "s3\"cret", "a": 1}`:                  `{"db.password" : "REDACTED", "a": 1}`,
		"no route to http://me:s3cret@es:9200/x, nor to y@z":    "no route to http://REDACTED@es:9200/x, nor to y@z",
		"jdbc:sqlserver://h:1433;user=me;password=s3cret":       "jdbc:sqlserver://h:1433;user=me;password=REDACTED",
		`{"url":"http://h","mail":"a@b"}`:                       `{"url":"http://h","mail":"a@b"}`,
		"Invalid value s3cret for configuration db.secret: no":  "Invalid value REDACTED for configuration db.secret: no",
		"a token expired":                                       "a token expired",
		`{"db.password":98765}`:                                 `{"db.password":"REDACTED"}`,
		`{"passwords":["s3cret", "t"], "a":["b"]}`:              `{"passwords":["REDACTED", "REDACTED"], "a":["b"]}`,
		`config {"db.password":"s3cret","a":"b"} of a`:          `config {"db.password":"REDACTED","a":"b"} of a`,
		`config {"pin.password":98765,"a":1} of a`:              `config {"pin.password":REDACTED,"a":1} of a`,
		`config {\"db.password\":\"s3cret\"}`:                   `config {\"db.password\":\"REDACTED`,
		`{"db.password":"s3cre`:                                 `{"db.password":"REDACTED`,
		"{analysis.tokenizer=standard, a.credentials.source=U}": "{analysis.tokenizer=standard, a.credentials.source=U}",
		"{connection.pass=s3cret, sse.customer.key=s3cret}":     "{connection.pass=REDACTED, sse.customer.key=REDACTED}",
		"{url=jdbc:sqlserver://h;password={s3 x;cret}}y}, a=1":  "{url=jdbc:sqlserver://h;password=REDACTED, a=1",
	} {
		err := newClient(t, saying(message)).PauseConnector(t.Context(), "c")
		failure, _ := errors.AsType[*kafkarest.Error](err)
		assert.Equal(t, want, failure.Message)
		for _, text := range []string{err.Error(), string(failure.Body)} {
			assert.NotContains(t, text, "s3cre")
			assert.NotContains(t, text, "98765")
			assert.NotContains(t, text, `cret\"`)
		}
		var body struct{ Message string }
		require.NoError(t, json.Unmarshal(failure.Body, &body))
		assert.Equal(t, want, body.Message)
	}
}

// An answer that cannot be read is an error that may show all of it, and a log
// record. What is secret in it is known by its key, and in a trace by the config.
func TestUnreadableAnswersWithoutSecrets(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const secret = "hunter22"
	whole := `{"name":"a","config":{"db.password":"hunter22","url":"http://me:hunter22@h","tasks.max":"1"},"tasks":"none","type":"sink"}`
	calls := map[string]struct {
		answer string
		call   func(*connect.Client) error
	}{
		"Do": {`{"db.password":"hunter22"}`, func(c *connect.Client) error {
			var list []string
			return c.Do(ctx, http.MethodGet, "/connectors/a/config", nil, &list)
		}},
		"Do with a body": {`"hunter22 was refused"`, func(c *connect.Client) error {
			return c.Do(ctx, http.MethodPut, "/x", map[string]any{"configs": connect.Config{"db.password": secret}}, new(int))
		}},
		"GetConnectorConfig":          {`{"db.password":22222222,"a":"b"}`, func(c *connect.Client) error { _, err := c.GetConnectorConfig(ctx, "a"); return err }},
		"GetConnectorConfig, cut":     {`{"a":"b","db.password":"hunter22`, func(c *connect.Client) error { _, err := c.GetConnectorConfig(ctx, "a"); return err }},
		"GetConnectorConfig, as text": {"db.password=hunter22", func(c *connect.Client) error { _, err := c.GetConnectorConfig(ctx, "a"); return err }},
		"GetConnector":                {whole, func(c *connect.Client) error { _, err := c.GetConnector(ctx, "a"); return err }},
		"CreateConnector":             {whole, func(c *connect.Client) error { _, err := c.CreateConnector(ctx, "a", nil, nil); return err }},
		"PutConnector":                {whole, func(c *connect.Client) error { _, err := c.PutConnector(ctx, "a", connect.Config{}); return err }},
		"PatchConnectorConfig":        {whole, func(c *connect.Client) error { _, err := c.PatchConnectorConfig(ctx, "a", nil, nil); return err }},
		"ExpandConnectors":            {`{"a":{"info":` + whole + `}}`, func(c *connect.Client) error { _, err := c.ExpandConnectors(ctx, nil); return err }},
		"ListTasks":                   {`[{"id":0,"config":{"db.password":"hunter22"}}]`, func(c *connect.Client) error { _, err := c.ListTasks(ctx, "a"); return err }},
		"ListTaskConfigs":             {`{"a-0":{"db.password":["hunter22"]}}`, func(c *connect.Client) error { _, err := c.ListTaskConfigs(ctx, "a"); return err }},
		"GetConnectorStatus": {
			`{"name":"a","tasks":[{"id":"0","trace":"login of st0red-s3cret, {db.password=hunter22}"}]}`,
			func(c *connect.Client) error { _, err := c.GetConnectorStatus(ctx, "a"); return err },
		},
		"GetTaskStatus": {
			`{"id":"0","trace":"login of st0red-s3cret"}`,
			func(c *connect.Client) error { _, err := c.GetTaskStatus(ctx, "a", 0); return err },
		},
		"ValidateConfig": {`{"configs":"hunter22"}`, func(c *connect.Client) error {
			_, err := c.ValidateConfig(ctx, connect.Config{"connector.class": "S", "db.password": secret})
			return err
		}},
		"DeleteConnector": {"<html>db.password=hunter22", func(c *connect.Client) error { return c.DeleteConnector(ctx, "a") }},
	}
	for name, test := range calls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/connectors/a/config" && strings.HasSuffix(name, "Status") {
					_, _ = io.WriteString(w, storedConfig)
					return
				}
				if strings.HasPrefix(test.answer, "<html>") {
					w.Header().Set("Content-Type", "text/html")
				}
				_, _ = io.WriteString(w, test.answer)
			}))
			t.Cleanup(server.Close)
			client, err := connect.New(kafkarest.Config{
				URL: server.URL, HTTPClient: server.Client(),
				Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
			})
			require.NoError(t, err)
			err = test.call(client)
			failure, ok := errors.AsType[*kafkarest.Error](err)
			require.True(t, ok, "%v", err)
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", failure), string(failure.Body), log.String()} {
				assert.NotContains(t, text, "hunter22")
				assert.NotContains(t, text, "22222222")
				assert.NotContains(t, text, "st0red-s3cret")
			}
			assert.Contains(t, err.Error(), "REDACTED")
		})
	}
}

// What is sent by Do is as secret as what is sent by the methods.
func TestDoWithoutSecrets(t *testing.T) {
	t.Parallel()
	client := newClient(t, saying("login with s3cret was refused"))
	for _, body := range []any{
		connect.Config{"db.password": "s3cret"}, json.RawMessage(`{"a":{"url":"jdbc:oracle:thin:scott/s3cret@//h"}}`),
	} {
		err := client.Do(t.Context(), http.MethodPost, "/x", body, nil)
		assert.ErrorContains(t, err, "login with REDACTED was refused")
	}
}

// What an answer means is read before it is redacted.
func TestMeaningOfRedactedAnswers(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, `{"error_code":409,"message":"Connector password=x already exists"}`)
	}))
	_, err := client.CreateConnector(t.Context(), "password=x", connect.Config{"db.password": "exists"}, nil)
	require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	failure, _ := errors.AsType[*kafkarest.Error](err)
	assert.Equal(t, "Connector password=REDACTED", failure.Message)
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
		failed, ok := errors.AsType[*connect.ConnectorFailedError](err)
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
	assert.Equal(t, connect.Config{"the.PIN.code": "REDACTED", "pin.code.b": "${file:x}", "other": "5678"},
		connect.Config{"the.PIN.code": "98765", "pin.code.b": "${file:x}", "other": "5678"}.Redacted("pin.CODE"), "the same rule")
}

func TestURLsWithoutSecrets(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"mongodb://me:s3cret@h1,h2/db?authSource=x":     "mongodb://REDACTED@h1,h2/db?authSource=x",
		"https://token-s3cret@h":                        "https://REDACTED@h",
		"https://a:s3@cret@h,https://b:s3cret@i/":       "https://REDACTED@h,https://REDACTED@i/",
		"jdbc:mysql://h/db?user=me&password=s3cret&a=b": "jdbc:mysql://h/db?user=me&password=REDACTED&a=b",
		"http://h:8081":     "http://h:8081",
		"http://@h":         "http://@h",
		"me@example.org":    "me@example.org",
		"${env:URL}":        "${env:URL}",
		"http://h/?a=b&c=d": "http://h/?a=b&c=d",
		"jdbc:sqlserver://h;userName=me;accessKey=s3cre": "jdbc:sqlserver://h;userName=me;accessKey=REDACTED",
		"mongodb://u:PA/SS@host/db":                      "mongodb://REDACTED@host/db",
		"http://u:1/2@host,http://v:3/4@host":            "http://REDACTED@host,http://REDACTED@host",
		"jdbc:oracle:thin:scott/PW@//h:1521/x":           "jdbc:oracle:thin:REDACTED@//h:1521/x",
		"jdbc:oracle:oci:scott/P/W@h":                    "jdbc:oracle:oci:REDACTED@h",
		"jdbc:sqlserver://h;password={A x;y}}z};a=b":     "jdbc:sqlserver://h;password=REDACTED;a=b",
		"jdbc:mysql://h:3306/db?password=a@b&user=c":     "jdbc:mysql://h:3306/db?password=REDACTED&user=c",
		"https://registry/@scope/package":                "https://registry/@scope/package",
		"http://h:8081/subjects":                         "http://h:8081/subjects",
	} {
		assert.Equal(t, want, connect.Config{"url": value}.Redacted()["url"])
		assert.Equal(t, fmt.Sprintf("connect.Config[url=%q]", want), connect.Config{"url": value}.String())
	}
	client := newClient(t, saying("login with s3cret/2} was refused"))
	for _, url := range []string{
		"mongodb://me:s3cret/2}@h", "jdbc:oracle:thin:me/s3cret/2}@//h", "jdbc:sqlserver://h;password={s3cret/2}}};a=b",
	} {
		_, err := client.PutConnector(t.Context(), "c", connect.Config{"url": url})
		assert.ErrorContains(t, err, "login with REDACTED was refused", url)
	}
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

	failed := connect.ExpandedConnector{
		Info: &connect.Connector{Config: connect.Config{"db.password": "hunter22"}},
		Status: &connect.ConnectorStatus{
			Connector: connect.InstanceStatus{Trace: "login with hunter22"},
			Tasks:     []connect.TaskStatus{{Trace: "login with hunter22"}, {Trace: "{x.secret=hunter23}"}},
		},
	}
	b.Reset()
	logger.Info("m", "v", failed)
	fmt.Fprintf(&b, "%v %+v %#v", failed, &failed, failed)
	assert.NotContains(t, b.String(), "hunter2")
	assert.Contains(t, b.String(), "login with REDACTED")
	assert.Equal(t, "login with hunter22", failed.Status.Tasks[0].Trace, "the value itself stays")

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
			{"definition":{"name":"the.ref","type":"PASSWORD"},"value":{"name":"the.ref","value":"[hidden]","errors":["no ${env:A} here"],"visible":true}},
			{"definition":{"name":"pin","type":"PASSWORD","required":true,"default_value":null},"value":{"name":"pin","value":"[hidden]","recommended_values":[],"errors":[],"visible":true}},
			{"definition":null,"value":{"name":"url","value":null,"recommended_values":[],"errors":["98765 was refused"],"visible":true}}]}`)
	}))
	validation, err := client.ValidateConfig(t.Context(), connect.Config{"connector.class": "S", "pin": "98765", "the.ref": "${env:A}"})
	require.NoError(t, err)
	assert.Equal(t, []string{"no ${env:A} here"}, validation.Errors()["the.ref"], "a reference is no secret")
	assert.Equal(t, []string{"REDACTED was refused"}, validation.Errors()["url"])
}

// A config that cannot be read costs neither the failure nor much time.
func TestStoredSecretsAreMissing(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string][]scripted{"/connectors/a/status": {states("FAILED")}, "/connectors/a/config": {{500, `{"error_code":500,"message":null}`}}}}
	_, err := newClient(t, s).WaitForConnector(t.Context(), "a", connect.StateRunning)
	failed, ok := errors.AsType[*connect.ConnectorFailedError](err)
	require.True(t, ok)
	assert.True(t, strings.HasPrefix(failed.Error(), `connector "a" failed on w:1`))
}
