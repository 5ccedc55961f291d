package kafkaresttest_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type group struct {
	GroupID string `json:"group_id"`
	State   string
	Members []struct {
		ConsumerID  string `json:"consumer_id"`
		ClientID    string `json:"client_id"`
		Host        string
		Assignments []struct {
			Topic     string
			Partition int
		}
	}
	Offsets []struct {
		Topic         string
		Partition     int
		CurrentOffset int64 `json:"current_offset"`
		EndOffset     int64 `json:"end_offset"`
	}
}

// seedOrders makes a topic of two partitions with records one second apart: three
// in partition 0, two in partition 1.
func seedOrders(t *testing.T, srv *kafkaresttest.Server, start time.Time) {
	t.Helper()
	seedTopics(t, srv, 2, "orders")
	for i := range 5 {
		require.NoError(t, srv.SeedRecords(&kgo.Record{
			Topic: "orders", Partition: int32(i % 2), Value: []byte("x"), Timestamp: start.Add(time.Duration(i) * time.Second),
		}))
	}
}

func TestAdminRESTListConsumerGroups(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/consumergroups"
	call(t, "GET", url, "").ok(200).json(`[]`)
	seedTopics(t, srv, 1, "orders")
	for _, name := range []string{"b2", "a1", "b1", "b3"} {
		require.NoError(t, srv.SeedGroup(name, "orders", map[int32]int64{0: 0}))
	}
	call(t, "GET", url, "").ok(200).json(`["a1","b1","b2","b3"]`)
	page := call(t, "GET", url+"?group_filter=b*&per_page=2", "").ok(200)
	page.json(`["b1","b2"]`)
	assert.Equal(t, "3", page.header.Get("X-Total-Count"))
	assert.Equal(t, fmt.Sprintf(`<%[1]s?group_filter=b%%2A&page=2&per_page=2>; rel="next", `+
		`<%[1]s?group_filter=b%%2A&page=1&per_page=2>; rel="first", <%[1]s?group_filter=b%%2A&page=2&per_page=2>; rel="last"`, url),
		page.header.Get("Link"))
	call(t, "GET", url+"?group_filter=%2F%29%2F", "").failed(422, 42242)
	call(t, "GET", url+"?page=-1", "").failed(422, 42242)
}

func TestAdminRESTGetConsumerGroup(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedOrders(t, srv, time.Now())
	require.NoError(t, srv.SeedGroup("billing", "orders", map[int32]int64{0: 1, 1: 2}))
	url := srv.AdminRESTURL() + "/admin/consumergroups"
	want := func(end int) string {
		return fmt.Sprintf(`{"group_id":"billing","state":"Empty","members":[],"offsets":[
			{"topic":"orders","partition":0,"current_offset":1,"end_offset":%d},
			{"topic":"orders","partition":1,"current_offset":2,"end_offset":2}]}`, end)
	}
	call(t, "GET", url+"/billing", "").ok(200).json(want(3))

	producer := kafkaClient(t, srv, kgo.RecordPartitioner(kgo.ManualPartitioner()))
	require.NoError(t, producer.ProduceSync(withTimeout(t), &kgo.Record{Topic: "orders", Value: []byte("y")}).FirstErr())
	call(t, "GET", url+"/billing", "").ok(200).json(want(4))

	call(t, "GET", url+"/missing", "").failed(404, 40469)
	assert.ErrorContains(t, srv.SeedGroup("billing", "missing", map[int32]int64{0: 0}), "UNKNOWN_TOPIC")
}

// TestAdminRESTActiveConsumerGroup is run with both of Kafka's group protocols.
func TestAdminRESTActiveConsumerGroup(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]kgo.Opt{
		"classic": nil,
		//lint:ignore SA1029 this is the key that franz-go reads
		"new": {kgo.WithContext(context.WithValue(context.Background(), "opt_in_kafka_next_gen_balancer_beta", true))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := kafkaresttest.Start(t)
			seedOrders(t, srv, time.Now())
			consumer := kafkaClient(t, srv, append(opts, kgo.ClientID("reader"), kgo.ConsumerGroup("billing"), kgo.ConsumeTopics("orders"))...)
			for read := 0; read < 5; {
				fetches := consumer.PollFetches(withTimeout(t))
				require.NoError(t, fetches.Err0())
				read += fetches.NumRecords()
			}
			require.NoError(t, consumer.CommitUncommittedOffsets(withTimeout(t)))
			target := srv.AdminRESTURL() + "/admin/consumergroups/billing"

			active := decode[group](call(t, "GET", target, "").ok(200))
			assert.Equal(t, "Stable", active.State)
			require.Len(t, active.Members, 1)
			assert.Equal(t, "reader", active.Members[0].ClientID)
			assert.NotEmpty(t, active.Members[0].ConsumerID)
			assert.NotEmpty(t, active.Members[0].Host)
			assert.Len(t, active.Members[0].Assignments, 2)
			assert.Equal(t, "orders", active.Members[0].Assignments[0].Topic)
			require.Len(t, active.Offsets, 2)
			for _, offset := range active.Offsets {
				assert.Equal(t, offset.EndOffset, offset.CurrentOffset)
			}

			call(t, "DELETE", target, "").failed(422, 42268)
			call(t, "PATCH", target, `{"mode":"earliest","execute":true}`).failed(422, 42225)
			call(t, "PATCH", target, `{"mode":"earliest"}`).ok(200).json(`[
				{"topic":"orders","partition":0,"offset":0},{"topic":"orders","partition":1,"offset":0}]`)
			assert.ErrorContains(t, srv.Reset(), "NON_EMPTY_GROUP")

			consumer.Close()
			assert.Eventually(t, func() bool { return call(t, "DELETE", target, "").status == 202 }, 10*time.Second, 20*time.Millisecond)
			call(t, "GET", target, "").failed(404, 40469)
		})
	}
}

func TestAdminRESTResetConsumerGroup(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	start := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	seedOrders(t, srv, start)
	seedTopics(t, srv, 1, "payments")
	require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "payments", Timestamp: start}))
	require.NoError(t, srv.SeedGroup("billing", "orders", map[int32]int64{0: 1}))
	target := srv.AdminRESTURL() + "/admin/consumergroups/billing"
	committed := func() (offsets []int64) {
		for _, o := range decode[group](call(t, "GET", target, "").ok(200)).Offsets {
			offsets = append(offsets, o.CurrentOffset)
		}
		return offsets
	}

	for _, c := range []struct{ name, body, want string }{
		{"earliest", `{"topic":"orders","mode":"earliest"}`, `[{"topic":"orders","partition":0,"offset":0},{"topic":"orders","partition":1,"offset":0}]`},
		{"latest", `{"topic":"orders","mode":"latest","execute":false}`, `[{"topic":"orders","partition":0,"offset":3},{"topic":"orders","partition":1,"offset":2}]`},
		{"all topics read", `{"mode":"latest","topic":" "}`, `[{"topic":"orders","partition":0,"offset":3},{"topic":"orders","partition":1,"offset":2}]`},
		{"topic not read before", `{"mode":"latest","topic":"payments"}`, `[{"topic":"payments","partition":0,"offset":1}]`},
		{"datetime", `{"mode":"datetime","value":"2026-05-01T12:00:02Z"}`, `[{"topic":"orders","partition":0,"offset":1},{"topic":"orders","partition":1,"offset":1}]`},
		{"datetime with zone", `{"mode":"datetime","value":"2026-05-01T14:00:01.500+02:00"}`, `[{"topic":"orders","partition":0,"offset":1},{"topic":"orders","partition":1,"offset":1}]`},
		{"datetime after all", `{"mode":"datetime","value":"2030-01-01T00:00:00Z"}`, `[{"topic":"orders","partition":0,"offset":3},{"topic":"orders","partition":1,"offset":2}]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			call(t, "PATCH", target, c.body).ok(200).json(c.want)
			assert.Equal(t, []int64{1}, committed(), "a dry run changes nothing")
		})
	}

	call(t, "PATCH", target, `{"topic":"orders","mode":"latest","execute":true}`).ok(200).json(`[{"topic":"orders","partition":0,"offset":3},{"topic":"orders","partition":1,"offset":2}]`)
	assert.Equal(t, []int64{3, 2}, committed())

	for _, c := range []struct {
		body         string
		status, code int
	}{
		{`{"mode":"datetime"}`, 422, 42242},
		{`{"mode":"datetime","value":"yesterday"}`, 422, 42242},
		{`{"mode":"Latest"}`, 422, 42242},
		{`{}`, 422, 42242},
		{`{"mode":"latest","topic":"missing"}`, 404, 40403},
		{`{"mode":"latest","execute":"yes"}`, 400, 40000},
	} {
		call(t, "PATCH", target, c.body).failed(c.status, c.code)
	}
	call(t, "PATCH", srv.AdminRESTURL()+"/admin/consumergroups/missing", `{"mode":"latest"}`).failed(404, 40469)
}

func TestAdminRESTDeleteConsumerGroup(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	require.NoError(t, srv.SeedGroup("a/b", "orders", map[int32]int64{0: 0}))
	target := srv.AdminRESTURL() + "/admin/consumergroups/" + url.PathEscape("a/b")
	call(t, "DELETE", target, "").ok(202)
	call(t, "DELETE", target, "").failed(404, 40469)
}
