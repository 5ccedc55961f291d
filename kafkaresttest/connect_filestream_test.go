package kafkaresttest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// testFile is a file that connectors read or write.
type testFile struct {
	t    *testing.T
	path string
}

func (f testFile) append(text string) {
	f.t.Helper()
	file, err := os.OpenFile(f.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	require.NoError(f.t, err)
	_, err = file.WriteString(text)
	require.NoError(f.t, err)
	require.NoError(f.t, file.Close())
}

func (f testFile) content() string {
	content, _ := os.ReadFile(f.path) // missing is empty
	return string(content)
}

func (f testFile) eventually(want string) {
	f.t.Helper()
	require.Eventually(f.t, func() bool { return f.content() == want }, 15*time.Second, 2*time.Millisecond, "wanted %q", want)
}

// pipeline runs a source and a sink that bring lines from one file to another, by
// way of the topic lines.
func pipeline(t *testing.T, url string, srv *kafkaresttest.Server) (source, sink testFile) {
	t.Helper()
	dir := t.TempDir()
	source, sink = testFile{t, filepath.Join(dir, "in.txt")}, testFile{t, filepath.Join(dir, "out.txt")}
	putConnector(t, url, "file-source", fmt.Sprintf(`{"connector.class":"FileStreamSource","file":%q,"topic":"lines","batch.size":"2"}`, source.path))
	putConnector(t, url, "file-sink", fmt.Sprintf(`{"connector.class":"FileStreamSink","file":%q,"topics":"lines"}`, sink.path))
	awaitStates(t, url, "file-source", "RUNNING RUNNING")
	awaitStates(t, url, "file-sink", "RUNNING RUNNING")
	return source, sink
}

// position is the offset of the file source, -1 without one.
func position(t *testing.T, url string) float64 {
	t.Helper()
	offsets := decode[struct {
		Offsets []struct{ Offset map[string]float64 }
	}](call(t, "GET", url+"/connectors/file-source/offsets", "").ok(200))
	if len(offsets.Offsets) == 0 {
		return -1
	}
	return offsets.Offsets[0].Offset["position"]
}

func TestConnectFileStream(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	source, sink := pipeline(t, url, srv) // the file does not exist yet
	assert.EqualValues(t, -1, position(t, url))
	source.append("one\ntwo\r\nthree\nfo")
	sink.eventually("one\ntwo\nthree\n")
	source.append("ur\n")
	sink.eventually("one\ntwo\nthree\nfour\n")
	require.Eventually(t, func() bool { return position(t, url) == 20 }, 10*time.Second, time.Millisecond) // stored after it was sent
	assert.Equal(t, "one", string(consumeOne(t, srv, "lines").Value))
	for _, name := range []string{"file-source", "file-sink"} {
		call(t, "GET", url+"/connectors/"+name+"/topics", "").ok(200).json(`{"` + name + `":{"topics":["lines"]}}`)
		call(t, "PUT", url+"/connectors/"+name+"/topics/reset", "").empty(202)
		call(t, "GET", url+"/connectors/"+name+"/topics", "").ok(200).json(`{"` + name + `":{"topics":[]}}`)
	}
	require.Eventually(t, func() bool {
		return strings.Contains(call(t, "GET", url+"/connectors/file-sink/offsets", "").ok(200).body, `"kafka_offset":4`)
	}, 10*time.Second, time.Millisecond)
	call(t, "GET", url+"/connectors/file-sink/offsets", "").ok(200).
		json(`{"offsets":[{"partition":{"kafka_topic":"lines","kafka_partition":0},"offset":{"kafka_offset":4}}]}`)

	// Nothing is read while the source is paused, nothing twice or lost by restarts.
	call(t, "PUT", url+"/connectors/file-source/pause", "").empty(202)
	awaitStates(t, url, "file-source", "PAUSED PAUSED")
	source.append("five\n")
	require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "lines", Value: []byte("seeded")}, &kgo.Record{Topic: "lines"}))
	sink.eventually("one\ntwo\nthree\nfour\nseeded\nnull\n")
	call(t, "PUT", url+"/connectors/file-source/resume", "").empty(202)
	for _, restart := range []string{"/tasks/0/restart", "/restart?includeTasks=true", "/restart"} {
		call(t, "POST", url+"/connectors/file-source"+restart, "")
		call(t, "POST", url+"/connectors/file-sink"+restart, "")
	}
	source.append("six\n")
	sink.eventually("one\ntwo\nthree\nfour\nseeded\nnull\nfive\nsix\n")

	// A deleted connector's offsets are those of the next of its name.
	config := call(t, "GET", url+"/connectors/file-source/config", "").ok(200).body
	call(t, "DELETE", url+"/connectors/file-source", "").empty(204)
	awaitStates(t, url, "file-source", "404")
	source.append("seven\n")
	putConnector(t, url, "file-source", config)
	sink.eventually("one\ntwo\nthree\nfour\nseeded\nnull\nfive\nsix\nseven\n")
}

func consumeOne(t *testing.T, srv *kafkaresttest.Server, topic string) *kgo.Record {
	t.Helper()
	client := kafkaClient(t, srv, kgo.ConsumeTopics(topic))
	fetches := client.PollRecords(withTimeout(t), 1)
	require.NoError(t, fetches.Err())
	return fetches.Records()[0]
}

func TestConnectFileStreamOffsetChanges(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	source, sink := pipeline(t, url, srv)
	source.append("one\ntwo\n")
	sink.eventually("one\ntwo\n")
	for _, name := range []string{"file-source", "file-sink"} {
		call(t, "PUT", url+"/connectors/"+name+"/stop", "").empty(204)
		awaitStates(t, url, name, "STOPPED")
	}
	r := eventually(t, "PATCH", url+"/connectors/file-source/offsets", fmt.Sprintf(`{"offsets":[{"partition":{"filename":%q},"offset":{"position":4}}]}`, source.path), 200)
	assert.Contains(t, r.body, "The offsets for this connector have been altered")
	r = eventually(t, "PATCH", url+"/connectors/file-sink/offsets", `{"offsets":[{"partition":{"kafka_topic":"lines","kafka_partition":0},"offset":{"kafka_offset":1}}]}`, 200)
	assert.Contains(t, r.body, "have been altered")
	call(t, "PUT", url+"/connectors/file-sink/resume", "").empty(202)
	sink.eventually("one\ntwo\ntwo\n")
	call(t, "PUT", url+"/connectors/file-source/resume", "").empty(202)
	sink.eventually("one\ntwo\ntwo\ntwo\n")

	call(t, "PUT", url+"/connectors/file-source/stop", "").empty(204)
	r = eventually(t, "DELETE", url+"/connectors/file-source/offsets", "", 200)
	assert.Contains(t, r.body, "have been reset")
	assert.EqualValues(t, -1, position(t, url))
	call(t, "PUT", url+"/connectors/file-source/resume", "").empty(202)
	sink.eventually("one\ntwo\ntwo\ntwo\none\ntwo\n")
}

func TestConnectFileStreamFailures(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	seedTopics(t, srv, 2, "lines")
	dir := filepath.Join(t.TempDir(), "missing")
	out := testFile{t, filepath.Join(dir, "out.txt")}
	putConnector(t, url, "sink", fmt.Sprintf(`{"connector.class":"FileStreamSink","file":%q,"topics.regex":"li.*","tasks.max":"2"}`, out.path))
	awaitStates(t, url, "sink", "RUNNING FAILED FAILED")
	trace := decode[map[string]any](call(t, "GET", url+"/connectors/sink/tasks/1/status", "").ok(200))["trace"]
	assert.Regexp(t, `^org\.apache\.kafka\.connect\.errors\.ConnectException: Couldn't find or create file .*\n\tat `, trace)
	require.NoError(t, os.Mkdir(dir, 0o755))
	call(t, "POST", url+"/connectors/sink/restart?includeTasks=true&onlyFailed=true", "").ok202(t)
	awaitStates(t, url, "sink", "RUNNING RUNNING RUNNING")
	require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "lines", Value: []byte("x")}))
	out.eventually("x\n")

	for name, config := range map[string]string{
		"directory":  fmt.Sprintf(`{"connector.class":"FileStreamSource","file":%q,"topic":"lines"}`, dir),
		"bad-topic":  fmt.Sprintf(`{"connector.class":"FileStreamSource","file":%q,"topic":"lines"}`, filepath.Join(out.path, "x")),
		"no-file":    `{"connector.class":"FileStreamSource","topic":"lines"}`,
		"transforms": `{"connector.class":"FileStreamSource","file":"x","topic":"lines","transforms":"a","transforms.a.type":"org.apache.kafka.connect.transforms.Filter"}`,
		"converter":  `{"connector.class":"FileStreamSink","file":"x","topics":"lines","value.converter":"JsonConverter"}`,
	} {
		putConnector(t, url, name, config)
		awaitStates(t, url, name, "RUNNING FAILED")
		assert.Contains(t, call(t, "GET", url+"/connectors/"+name+"/status", "").body, "ConnectException: ")
	}
	putConnector(t, url, "strings", fmt.Sprintf(`{"connector.class":"FileStreamSource","file":%q,"topic":"lines","value.converter":"StringConverter"}`, out.path))
	awaitStates(t, url, "strings", "RUNNING RUNNING")
}

func TestConnectTopicTrackingDisabled(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{TopicTrackingDisabled: true})
	call(t, "GET", url+"/connectors/x/topics", "").refused(403, "Topic tracking is disabled.")
	call(t, "PUT", url+"/connectors/x/topics/reset", "").refused(403, "Topic tracking is disabled.")
	_, url = startConnect(t, kafkaresttest.ConnectOptions{TopicResetDisabled: true})
	call(t, "GET", url+"/connectors/x/topics", "").ok(200)
	call(t, "PUT", url+"/connectors/x/topics/reset", "").refused(403, "Topic tracking reset is disabled.")
}
