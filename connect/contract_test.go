package connect_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The contract is tested on the emulator or, where the environment names them,
// on real workers. All names carry a prefix, and what a run makes it removes.
const (
	urlVariable      = "KAFKAREST_TEST_CONNECT_URL"
	failoverVariable = "KAFKAREST_TEST_CONNECT_FAILOVER"
	dirVariable      = "KAFKAREST_TEST_CONNECT_DIR" // that tests and workers share
)

const (
	fileSource = "org.apache.kafka.connect.file.FileStreamSourceConnector"
	fileSink   = "org.apache.kafka.connect.file.FileStreamSinkConnector"
)

// contract is the cluster under test.
type contract struct {
	client *connect.Client
	spec   *spectest.Spec
	prefix string
	dir    string
	is39   bool // the workers are those of Kafka 3.9, else of a later one
}

// TestContract runs each operation over a socket, holding requests and answers
// to the specification.
func TestContract(t *testing.T) {
	if url := os.Getenv(urlVariable); url != "" {
		var failover []string
		if other := os.Getenv(failoverVariable); other != "" {
			failover = []string{other}
		}
		testContract(t, kafkarest.Config{URL: url, Failover: failover}, os.Getenv(dirVariable))
		return
	}
	for _, version := range []string{"4.3.1", "3.9.2"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t, kafkaresttest.Options{Connect: kafkaresttest.ConnectOptions{Version: version}})
			testContract(t, kafkarest.Config{URL: server.ConnectURL()}, "")
		})
	}
}

func testContract(t *testing.T, cfg kafkarest.Config, dir string) {
	spec, err := spectest.Load("connect.yaml")
	require.NoError(t, err)
	cfg.HTTPClient = spec.HTTPClient(t)
	client, err := connect.New(cfg)
	require.NoError(t, err)
	require.NoError(t, client.WaitReady(t.Context()))
	info, err := client.GetServerInfo(t.Context())
	require.NoError(t, err)
	c := &contract{
		client: client,
		spec:   spec,
		prefix: opstest.Prefix(),
		dir:    cmp.Or(dir, t.TempDir()),
		is39:   strings.HasPrefix(info.Version, "3.9."),
	}
	t.Run("group", func(t *testing.T) {
		t.Run("Worker", c.testWorker)
		t.Run("Connectors", c.testConnectors)
		t.Run("ConnectorErrors", c.testConnectorErrors)
		t.Run("Missing", c.testMissing)
		t.Run("States", c.testStates)
		t.Run("Records", c.testRecords)
		t.Run("Failure", c.testFailure)
		t.Run("Tasks", c.testTasks)
		t.Run("Plugins", c.testPlugins)
		t.Run("Validation", c.testValidation)
		t.Run("Loggers", c.testLoggers)
	})
	spec.Report(t, func(operation string) bool { return operation != "ListTaskConfigs" || c.is39 })
}

// file is a path that the workers see too.
func (c *contract) file(name string) string { return filepath.Join(c.dir, c.prefix+name) }

func (c *contract) source(topic, file string) connect.Config {
	return connect.Config{
		"connector.class": fileSource, "topic": topic, "file": file,
		"value.converter": "org.apache.kafka.connect.storage.StringConverter",
	}
}

func (c *contract) sink(topic, file string) connect.Config {
	return connect.Config{
		"connector.class": fileSink, "topics": topic, "file": file,
		"value.converter": "org.apache.kafka.connect.storage.StringConverter",
	}
}

// put makes a connector for a test and removes it after.
func (c *contract) put(t *testing.T, name string, config connect.Config) string {
	t.Helper()
	name = c.prefix + name
	t.Cleanup(func() { c.remove(t, name) })
	result, err := c.client.PutConnector(t.Context(), name, config)
	require.NoError(t, err)
	assert.True(t, result.Created)
	return name
}

func (c *contract) remove(t *testing.T, name string) {
	ctx := context.WithoutCancel(t.Context())
	if err := c.client.DeleteConnector(ctx, name); !errors.Is(err, kafkarest.ErrNotFound) {
		assert.NoError(t, err)
	}
	assert.NoError(t, c.client.WaitForConnectorGone(ctx, name))
}

func (c *contract) wait(t *testing.T, name string, state connect.State) *connect.ConnectorStatus {
	t.Helper()
	status, err := c.client.WaitForConnector(t.Context(), name, state)
	require.NoError(t, err)
	return status
}

func (c *contract) waitForRestart(t *testing.T, plan *connect.RestartPlan) {
	t.Helper()
	status, err := c.client.WaitForRestart(t.Context(), plan)
	require.NoError(t, err)
	assert.Equal(t, connect.StateRunning, status.Connector.State)
}

func (c *contract) testWorker(t *testing.T) {
	t.Parallel()
	info, err := c.client.GetServerInfo(t.Context())
	require.NoError(t, err)
	assert.NotEmpty(t, info.Version)
	assert.NotEmpty(t, info.KafkaClusterID)
	health, err := c.client.GetHealth(t.Context())
	require.NoError(t, err)
	assert.Equal(t, connect.HealthStatusHealthy, health.Status)
}

func (c *contract) testConnectors(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.prefix + `odd + name #1 "ü"`
	config := c.source(c.prefix+"odd", c.file("odd.txt"))
	t.Cleanup(func() { c.remove(t, name) })

	created, err := c.client.CreateConnector(ctx, name, config, &connect.CreateConnectorOptions{InitialState: connect.InitialStateStopped})
	require.NoError(t, err)
	assert.Equal(t, name, created.Name)
	assert.Equal(t, connect.ConnectorTypeSource, created.Type)
	_, err = c.client.CreateConnector(ctx, name, config, nil)
	require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	c.wait(t, name, connect.StateStopped)

	config["name"] = name
	got, err := c.client.GetConnector(ctx, name)
	require.NoError(t, err)
	assert.Equal(t, config, got.Config)
	stored, err := c.client.GetConnectorConfig(ctx, name)
	require.NoError(t, err)
	assert.Equal(t, config, stored)

	config["batch.size"] = "100"
	updated, err := c.client.PutConnector(ctx, name, config)
	require.NoError(t, err)
	assert.False(t, updated.Created)
	assert.Equal(t, config, updated.Config)
	patched, err := c.client.PatchConnectorConfig(ctx, name, connect.Config{"tasks.max": "1"}, []string{"batch.size"})
	require.NoError(t, err)
	delete(config, "batch.size")
	config["tasks.max"] = "1"
	assert.Equal(t, config, patched.Config)

	names, err := c.client.ListConnectors(ctx)
	require.NoError(t, err)
	assert.Contains(t, names, name)
	opstest.Eventually(t, "the expanded list", func(ctx context.Context) bool {
		expanded, err := c.client.ExpandConnectors(ctx, nil)
		require.NoError(t, err)
		one, ok := expanded[name]
		return ok && one.Info != nil && one.Status != nil && one.Info.Config["tasks.max"] == "1" && one.Status.Connector.State == connect.StateStopped
	})

	require.NoError(t, c.client.DeleteConnector(ctx, name))
	require.NoError(t, c.client.WaitForConnectorGone(ctx, name))
	_, err = c.client.GetConnector(ctx, name)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	require.ErrorIs(t, c.client.DeleteConnector(ctx, name), kafkarest.ErrNotFound)
}

func (c *contract) testConnectorErrors(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.prefix + "wrong"
	_, err := c.client.CreateConnector(ctx, name, connect.Config{"connector.class": fileSink, "db.password": "s3cret-one", "topics": "a", "tasks.max": "0"}, nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.Contains(t, err.Error(), "tasks.max")
	assert.NotContains(t, err.Error(), "s3cret")
	_, err = c.client.PutConnector(ctx, name, connect.Config{"topics": "a", "db.password": "s3cret-two"})
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.NotContains(t, err.Error(), "s3cret")
	_, err = c.client.ValidateConfig(ctx, connect.Config{"name": name, "connector.class": "com.example.Missing"})
	require.ErrorIs(t, err, connect.ErrUnknownClass)
	_, err = c.client.PutConnector(ctx, name, connect.Config{"connector.class": "com.example.Missing"})
	require.ErrorIs(t, err, connect.ErrUnknownClass)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, map[bool]int{true: http.StatusInternalServerError, false: http.StatusBadRequest}[c.is39], failure.StatusCode)
	names, err := c.client.ListConnectors(ctx)
	require.NoError(t, err)
	assert.NotContains(t, names, name)
}

// What is asked of a connector that does not exist.
func (c *contract) testMissing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.prefix + "missing"
	for what, call := range map[string]func() error{
		"GetConnector":       func() error { _, err := c.client.GetConnector(ctx, name); return err },
		"GetConnectorConfig": func() error { _, err := c.client.GetConnectorConfig(ctx, name); return err },
		"PatchConnectorConfig": func() error {
			_, err := c.client.PatchConnectorConfig(ctx, name, connect.Config{"a": "b"}, nil)
			return err
		},
		"DeleteConnector":    func() error { return c.client.DeleteConnector(ctx, name) },
		"GetConnectorStatus": func() error { _, err := c.client.GetConnectorStatus(ctx, name); return err },
		"RestartConnector":   func() error { _, err := c.client.RestartConnector(ctx, name, nil); return err },
		"RestartFailed":      func() error { _, err := c.client.RestartFailed(ctx, name); return err },
		"PauseConnector":     func() error { return c.client.PauseConnector(ctx, name) },
		"ResumeConnector":    func() error { return c.client.ResumeConnector(ctx, name) },
		"StopConnector":      func() error { return c.client.StopConnector(ctx, name) },
		"ListTasks":          func() error { _, err := c.client.ListTasks(ctx, name); return err },
		"GetTaskStatus":      func() error { _, err := c.client.GetTaskStatus(ctx, name, 0); return err },
		"RestartTask":        func() error { return c.client.RestartTask(ctx, name, 0) },
		"GetOffsets":         func() error { _, err := c.client.GetOffsets(ctx, name); return err },
		"AlterOffsets": func() error {
			_, err := c.client.AlterOffsets(ctx, name, []connect.Offset{connect.SinkOffset("t", 0, 1)})
			return err
		},
		"ResetOffsets": func() error { _, err := c.client.ResetOffsets(ctx, name); return err },
	} {
		err := call()
		assert.ErrorIs(t, err, kafkarest.ErrNotFound, what)
		assert.NotErrorIs(t, err, errors.ErrUnsupported, what)
	}
	topics, err := c.client.GetActiveTopics(ctx, name)
	require.NoError(t, err)
	assert.Empty(t, topics)
	require.NoError(t, c.client.ResetActiveTopics(ctx, name))
}

func (c *contract) testStates(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	require.NoError(t, os.WriteFile(c.file("states.txt"), nil, 0o644))
	name := c.put(t, "states", c.source(c.prefix+"states", c.file("states.txt")))
	status := c.wait(t, name, connect.StateRunning)
	assert.Len(t, status.Tasks, 1)
	assert.NotEmpty(t, status.Connector.WorkerID)

	require.NoError(t, c.client.PauseConnector(ctx, name))
	c.wait(t, name, connect.StatePaused)
	require.NoError(t, c.client.ResumeConnector(ctx, name))
	c.wait(t, name, connect.StateRunning)
	require.NoError(t, c.client.StopConnector(ctx, name))
	assert.Empty(t, c.wait(t, name, connect.StateStopped).Tasks)
	require.NoError(t, c.client.ResumeConnector(ctx, name))
	c.wait(t, name, connect.StateRunning)

	none, err := c.client.RestartConnector(ctx, name, nil)
	require.NoError(t, err)
	assert.Nil(t, none)
	c.wait(t, name, connect.StateRunning)
	plan, err := c.client.RestartConnector(ctx, name, &connect.RestartConnectorOptions{IncludeTasks: true})
	require.NoError(t, err)
	assert.Equal(t, connect.StateRestarting, plan.Connector.State)
	c.waitForRestart(t, plan)
	c.wait(t, name, connect.StateRunning)
	plan, err = c.client.RestartFailed(ctx, name)
	require.NoError(t, err)
	assert.NotEqual(t, connect.StateRestarting, plan.Connector.State, "nothing has failed")
	c.waitForRestart(t, plan)
}

// Records go from a file to a topic to another file, and again after the
// offsets were set back.
func (c *contract) testRecords(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	in, out, topic := c.file("in.txt"), c.file("out.txt"), c.prefix+"records"
	require.NoError(t, os.WriteFile(in, []byte("one\ntwo\nthree\n"), 0o644))
	source := c.put(t, "source", c.source(topic, in))
	c.wait(t, source, connect.StateRunning)
	sink := c.put(t, "sink", c.sink(topic, out))
	c.wait(t, sink, connect.StateRunning)
	opstest.Eventually(t, "the records", func(context.Context) bool { return readFile(out) == "one\ntwo\nthree\n" })

	for _, name := range []string{source, sink} {
		opstest.Eventually(t, "the active topics", func(ctx context.Context) bool {
			topics, err := c.client.GetActiveTopics(ctx, name)
			return assert.NoError(t, err) && slices.Equal(topics, []string{topic})
		})
	}
	opstest.Eventually(t, "the source's offset", func(ctx context.Context) bool {
		offsets, err := c.client.GetOffsets(ctx, source)
		return assert.NoError(t, err) && len(offsets) == 1 &&
			offsets[0].Partition["filename"] == in && offsets[0].Offset["position"] == int64(14)
	})
	opstest.Eventually(t, "the sink's offset", func(ctx context.Context) bool {
		offsets, err := c.client.GetOffsets(ctx, sink)
		if !assert.NoError(t, err) || len(offsets) != 1 {
			return false
		}
		inTopic, partition, offset, ok := offsets[0].Sink()
		return ok && inTopic == topic && partition == 0 && offset == 3
	})

	// The second and third record again.
	_, err := c.client.AlterOffsets(ctx, sink, []connect.Offset{connect.SinkOffset(topic, 0, 1)})
	require.ErrorIs(t, err, connect.ErrNotStopped)
	require.NoError(t, c.client.StopConnector(ctx, sink))
	c.wait(t, sink, connect.StateStopped)
	c.change(t, func() (string, error) {
		return c.client.AlterOffsets(ctx, sink, []connect.Offset{connect.SinkOffset(topic, 0, 1)})
	})
	require.NoError(t, c.client.ResumeConnector(ctx, sink))
	opstest.Eventually(t, "the records again", func(context.Context) bool { return readFile(out) == "one\ntwo\nthree\ntwo\nthree\n" })

	// The whole file again.
	require.NoError(t, c.client.StopConnector(ctx, source))
	c.wait(t, source, connect.StateStopped)
	c.change(t, func() (string, error) { return c.client.ResetOffsets(ctx, source) })
	offsets, err := c.client.GetOffsets(ctx, source)
	require.NoError(t, err)
	assert.Empty(t, offsets)
	require.NoError(t, c.client.ResumeConnector(ctx, source))
	opstest.Eventually(t, "the whole file again", func(context.Context) bool {
		return readFile(out) == "one\ntwo\nthree\ntwo\nthree\none\ntwo\nthree\n"
	})
}

// change does what workers refuse for a moment after a connector was stopped.
func (c *contract) change(t *testing.T, do func() (string, error)) {
	t.Helper()
	opstest.Eventually(t, "the change of offsets", func(context.Context) bool {
		said, err := do()
		if failure, ok := errors.AsType[*kafkarest.Error](err); ok && failure.StatusCode >= http.StatusConflict {
			return false
		}
		require.NoError(t, err)
		return assert.NotEmpty(t, said)
	})
}

func readFile(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(text)
}

// A sink whose file cannot be opened fails, and runs once it can.
func (c *contract) testFailure(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const secret = "s3cret-folder"
	folder := c.file(secret)
	config := c.sink(c.prefix+"failing", filepath.Join(folder, "out.txt"))
	config["db.password"] = secret // which the trace has without its key
	name := c.put(t, "failing", config)
	_, err := c.client.WaitForConnector(ctx, name, connect.StateRunning)
	failed, ok := errors.AsType[*connect.ConnectorFailedError](err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, name, failed.Connector)
	assert.EqualValues(t, 0, failed.Task)
	assert.Contains(t, failed.Trace, "\tat ")
	assert.NotEmpty(t, failed.WorkerID)
	assert.NotContains(t, err.Error(), "\n")
	assert.Contains(t, failed.Trace, "REDACTED")
	assert.NotContains(t, fmt.Sprintf("%+v %v", failed, err), secret)
	c.wait(t, name, connect.StateFailed)
	task, err := c.client.GetTaskStatus(ctx, name, 0)
	require.NoError(t, err)
	assert.Equal(t, connect.StateFailed, task.State)

	plan, err := c.client.RestartFailed(ctx, name)
	require.NoError(t, err)
	require.Len(t, plan.Tasks, 1)
	assert.Equal(t, connect.StateRestarting, plan.Tasks[0].State)
	_, err = c.client.WaitForRestart(ctx, plan)
	failed, ok = errors.AsType[*connect.ConnectorFailedError](err)
	require.True(t, ok, "it fails again: %v", err)
	assert.EqualValues(t, 0, failed.Task)

	require.NoError(t, os.Mkdir(folder, 0o755))
	plan, err = c.client.RestartFailed(ctx, name)
	require.NoError(t, err)
	c.waitForRestart(t, plan)
	task, err = c.client.GetTaskStatus(ctx, name, 0)
	require.NoError(t, err)
	assert.Equal(t, connect.StateRunning, task.State)
}

func (c *contract) testTasks(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.put(t, "tasks", c.sink(c.prefix+"tasks", c.file("tasks.txt")))
	c.wait(t, name, connect.StateRunning)
	tasks, err := c.client.ListTasks(ctx, name)
	require.NoError(t, err)
	require.Len(t, tasks, 1)
	assert.Equal(t, connect.TaskID{Connector: name, Task: 0}, tasks[0].ID)
	assert.NotEmpty(t, tasks[0].Config["task.class"])

	configs, err := c.client.ListTaskConfigs(ctx, name)
	if c.is39 {
		require.NoError(t, err)
		assert.Equal(t, map[int32]connect.Config{0: tasks[0].Config}, configs)
	} else {
		require.ErrorIs(t, err, errors.ErrUnsupported)
	}
	require.NoError(t, c.client.RestartTask(ctx, name, 0))
	c.wait(t, name, connect.StateRunning)
	require.ErrorIs(t, c.client.RestartTask(ctx, name, 7), kafkarest.ErrNotFound)
	_, err = c.client.GetTaskStatus(ctx, name, 7)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (c *contract) testPlugins(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	connectors, err := c.client.ListPlugins(ctx, nil)
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(connectors, func(p connect.Plugin) bool {
		return p.Class == fileSink && p.Type == connect.PluginTypeSink && p.Version != ""
	}))
	all, err := c.client.ListPlugins(ctx, &connect.ListPluginsOptions{All: true})
	require.NoError(t, err)
	assert.Greater(t, len(all), len(connectors))

	definitions, err := c.client.GetPluginConfig(ctx, "FileStreamSink", nil)
	require.NoError(t, err)
	at := slices.IndexFunc(definitions, func(d connect.ConfigDefinition) bool { return d.Name == "tasks.max" })
	require.GreaterOrEqual(t, at, 0)
	assert.Equal(t, connect.ConfigTypeInt, definitions[at].Type)
	assert.Equal(t, "1", *definitions[at].DefaultValue)
	assert.Equal(t, map[bool]int32{true: 3, false: 4}[c.is39], definitions[at].Order)
	_, err = c.client.GetPluginConfig(ctx, "NoSuchPlugin", nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (c *contract) testValidation(t *testing.T) {
	t.Parallel()
	config := c.sink("a", "b")
	config["name"] = "c"
	good, err := c.client.ValidateConfig(t.Context(), config)
	require.NoError(t, err)
	assert.True(t, good.Valid())
	assert.Empty(t, good.Errors())
	assert.Contains(t, good.Groups, "Common")

	config["tasks.max"] = "0"
	delete(config, "topics")
	bad, err := c.client.ValidateConfig(t.Context(), config)
	require.NoError(t, err)
	assert.False(t, bad.Valid())
	for _, key := range []string{"tasks.max", "topics", "topics.regex"} {
		assert.NotEmpty(t, bad.Errors()[key], key)
	}
}

func (c *contract) testLoggers(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const name = "org.apache.kafka.connect.runtime.WorkerConnector"
	changed, err := c.client.SetLoggerLevel(ctx, name, "ERROR", nil)
	require.NoError(t, err)
	assert.Contains(t, changed, name)
	logger, err := c.client.GetLogger(ctx, name)
	require.NoError(t, err)
	assert.Equal(t, "ERROR", logger.Level)
	assert.WithinDuration(t, time.Now(), logger.LastModified(), time.Minute)
	loggers, err := c.client.ListLoggers(ctx)
	require.NoError(t, err)
	assert.Equal(t, "ERROR", loggers[name].Level)

	none, err := c.client.SetLoggerLevel(ctx, name, "WARN", &connect.SetLoggerLevelOptions{Cluster: true})
	require.NoError(t, err)
	assert.Empty(t, none)
	opstest.Eventually(t, "the level of the cluster", func(ctx context.Context) bool {
		logger, err := c.client.GetLogger(ctx, name)
		return assert.NoError(t, err) && logger.Level == "WARN"
	})
	_, err = c.client.SetLoggerLevel(ctx, name, "LOUD", nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}
