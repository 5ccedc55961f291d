package kafkaresttest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startStopped creates connectors in the state STOPPED.
func startStopped(t *testing.T, url string, configs map[string]string) {
	t.Helper()
	for name, config := range configs {
		call(t, "POST", url+"/connectors", `{"name":"`+name+`","config":`+config+`,"initial_state":"STOPPED"}`).ok(201)
		awaitStates(t, url, name, "STOPPED")
	}
}

func TestConnectSinkOffsets(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	seedTopics(t, srv, 2, "orders")
	startStopped(t, url, map[string]string{
		"sink":  `{"connector.class":"` + fakeSink + `","topics":"orders"}`,
		"group": `{"connector.class":"` + fakeSink + `","topics":"orders","consumer.override.group.id":"billing"}`,
	})
	require.NoError(t, srv.SeedGroup("billing", "orders", map[int32]int64{1: 7}))
	call(t, "GET", url+"/connectors/group/offsets", "").ok(200).
		json(`{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":1},"offset":{"kafka_offset":7}}]}`)
	offsets := url + "/connectors/sink/offsets"
	call(t, "GET", offsets, "").ok(200).json(`{"offsets":[]}`)
	eventually(t, "DELETE", offsets, "", 200)

	const zero = `{"kafka_topic":"orders","kafka_partition":0}`
	one := func(offset string) string { return `{"offsets":[{"partition":` + offset + `}]}` }
	r := call(t, "PATCH", offsets, `{"offsets":[{"partition":`+zero+`,"offset":{"kafka_offset":1}},{"partition":{"kafka_topic":"orders","kafka_partition":"1","x":1},"offset":{"kafka_offset":"9"}},
		{"partition":`+zero+`,"offset":{"kafka_offset":5000000000}}]}`).ok(200)
	assert.Contains(t, r.body, "The Connect framework-managed offsets for this connector have been altered")
	call(t, "GET", offsets, "").ok(200).json(`{"offsets":[{"partition":` + zero + `,"offset":{"kafka_offset":5000000000}},
		{"partition":{"kafka_topic":"orders","kafka_partition":1},"offset":{"kafka_offset":9}}]}`)
	call(t, "PATCH", offsets, one(zero+`,"offset":null`)).ok(200)
	call(t, "GET", offsets, "").ok(200).json(`{"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":1},"offset":{"kafka_offset":9}}]}`)

	for _, c := range []struct {
		body    string
		status  int
		message string
	}{
		{`{}`, 400, "Partitions / offsets need to be provided"},
		{`{"offsets":[]}`, 400, "Partitions / offsets need to be provided"},
		{`{"offsets":null}`, 400, "Partitions / offsets need to be provided"},
		{`[]`, 500, "Cannot deserialize"},
		{`{"offsets":{}}`, 500, "Cannot deserialize"},
		{`{"offsets":[1]}`, 500, "Cannot deserialize"},
		{one(`[]`), 500, "Cannot deserialize"},
		{one(zero + `,"offset":3`), 500, "Cannot deserialize"},
		{one(zero + `,"x":3`), 500, `Unrecognized field "x"`},
		{`{"offsets":[],"x":1}`, 500, `Unrecognized field "x"`},
		{one(`null,"offset":{"kafka_offset":1}`), 400, "cannot be null or missing"},
		{`{"offsets":[{"offset":{"kafka_offset":1}}]}`, 400, "cannot be null or missing"},
		{one(`{"kafka_topic":"orders"},"offset":{"kafka_offset":1}`), 400, "must contain the keys 'kafka_topic' and 'kafka_partition'"},
		{one(`{"kafka_topic":null,"kafka_partition":0},"offset":{"kafka_offset":1}`), 400, "Kafka topic names must be"},
		{one(`{"kafka_topic":"orders","kafka_partition":null},"offset":{"kafka_offset":1}`), 400, "Kafka partitions must be"},
		{one(`{"kafka_topic":"orders","kafka_partition":1.5},"offset":{"kafka_offset":1}`), 400, "Partition values for sink connectors need to be integers"},
		{one(zero + `,"offset":{"x":1}`), 400, "contain the key 'kafka_offset'"},
		{one(zero + `,"offset":{"kafka_offset":"x"}`), 400, "Offset values for sink connectors need to be integers"},
		{one(zero + `,"offset":{"kafka_offset":-1}`), 500, "Failed to modify offsets for sink connector sink"},
		{one(`{"kafka_topic":"orders","kafka_partition":2},"offset":{"kafka_offset":1}`), 500, "Failed to alter consumer group offsets for connector sink"},
		{one(`{"kafka_topic":"missing","kafka_partition":0},"offset":{"kafka_offset":1}`), 500, "Failed to alter consumer group offsets for connector sink"},
	} {
		call(t, "PATCH", offsets, c.body).refused(c.status, c.message)
	}
	call(t, "PATCH", offsets, "", "Content-Type: application/json").nullMessage(500)

	r = call(t, "DELETE", offsets, "").ok(200)
	assert.Contains(t, r.body, "have been reset")
	call(t, "DELETE", offsets, "").ok(200)
	call(t, "PATCH", offsets, one(zero+`,"offset":null`)).ok(200)
	call(t, "GET", offsets, "").ok(200).json(`{"offsets":[]}`)
}

func TestConnectSourceOffsets(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	startStopped(t, url, map[string]string{
		"any":  `{"connector.class":"` + fakeSource + `"}`,
		"file": `{"connector.class":"FileStreamSource","file":"in.txt","topic":"lines"}`,
	})
	offsets := url + "/connectors/any/offsets"
	eventually(t, "DELETE", offsets, "", 200)
	r := call(t, "PATCH", offsets, `{"offsets":[{"partition":{"a":"x","b":9007199254740993},"offset":{"at":12345678901234567890,"ok":true,"s":null}}]}`).ok(200)
	assert.Contains(t, r.body, "The Connect framework-managed offsets for this connector have been altered")
	call(t, "PATCH", offsets, `{"offsets":[{"partition":{"b":9007199254740993,"a":"x"},"offset":{"at":2}},{"partition":{"a":"y"},"offset":{}}]}`).ok(200)
	assert.Len(t, decode[map[string][]any](call(t, "GET", offsets, "").ok(200))["offsets"], 2)
	call(t, "PATCH", offsets, `{"offsets":[{"partition":{"a":"y"}}]}`).ok(200)
	assert.Equal(t, `{"offsets":[{"partition":{"a":"x","b":9007199254740993},"offset":{"at":2}}]}`, call(t, "GET", offsets, "").ok(200).body)
	call(t, "PATCH", offsets, `{"offsets":[{"partition":{"a":{}},"offset":{}}]}`).refused(500, "Offsets may only contain primitive types")

	for _, item := range []string{
		`{"partition":null,"offset":{"position":1}}`,
		`{"partition":{"x":"y"},"offset":{"position":1}}`,
		`{"partition":{"filename":"in.txt"},"offset":{"position":-1}}`,
		`{"partition":{"filename":"in.txt"},"offset":{"position":"1"}}`,
		`{"partition":{"filename":"in.txt"},"offset":{}}`,
	} {
		eventually(t, "PATCH", url+"/connectors/file/offsets", `{"offsets":[`+item+`]}`, 500)
	}
	call(t, "PATCH", url+"/connectors/file/offsets", `{"offsets":[{"partition":{"filename":"in.txt"},"offset":{"position":3}}]}`).ok(200)
	call(t, "GET", url+"/connectors/file/offsets", "").ok(200).json(`{"offsets":[{"partition":{"filename":"in.txt"},"offset":{"position":3}}]}`)
}

func TestConnectOffsetsOfARunningConnector(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{Latency: 100 * time.Millisecond})
	putConnector(t, url, "orders", `{"connector.class":"`+fakeSource+`"}`)
	awaitStates(t, url, "orders", "RUNNING RUNNING")
	offsets := url + "/connectors/orders/offsets"
	const body = `{"offsets":[{"partition":{"a":1},"offset":{"b":2}}]}`
	call(t, "GET", offsets, "").ok(200).json(`{"offsets":[]}`)
	call(t, "PATCH", offsets, body).refused(400, "Connectors must be in the STOPPED state before")
	call(t, "DELETE", offsets, "").refused(400, "/connectors/orders/stop")
	call(t, "PUT", url+"/connectors/orders/pause", "").empty(202)
	call(t, "PATCH", offsets, body).refused(400, "STOPPED")
	call(t, "PUT", url+"/connectors/orders/stop", "").empty(204)
	call(t, "PATCH", offsets, body).refused(409, "due to stale configuration")
	eventually(t, "PATCH", offsets, body, 200)
}
