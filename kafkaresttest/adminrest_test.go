package kafkaresttest_test

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestAdminRESTStatus(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	call(t, "GET", srv.AdminRESTURL()+"/admin/status", "").ok(200).json(`{"status":"available"}`)

	alive := call(t, "GET", srv.AdminRESTURL()+"/alive", "")
	assert.Equal(t, 200, alive.status)
	assert.Empty(t, alive.body)
}

func TestAdminRESTTransactionID(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key"}})
	url := srv.AdminRESTURL()
	paths := []string{"/alive", "/admin/topics", "/admin/topics/missing", "/nowhere", "/admin/mirroring/active-topics"}
	for _, credentials := range []string{"X-Auth-Token: key", "X-Auth-Token: wrong"} {
		seen := make(map[string]bool)
		for _, path := range paths {
			own := call(t, "GET", url+path, "", credentials, "X-Global-Transaction-Id: t-1")
			assert.Equal(t, "t-1", own.header.Get("X-Global-Transaction-Id"), path)
			if own.status >= 400 {
				assert.Equal(t, "t-1", decode[map[string]any](own)["incident_id"])
			}
			generated := call(t, "GET", url+path, "", credentials).header.Get("X-Global-Transaction-Id")
			assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, generated)
			seen[generated] = true
		}
		assert.Len(t, seen, len(paths))
	}
	bytes := call(t, "GET", url+"/admin/topics/missing", "", "X-Auth-Token: key", "X-Global-Transaction-Id: t-\xff").ok(404)
	assert.Equal(t, "t-\xff", bytes.header.Get("X-Global-Transaction-Id"))
	assert.Equal(t, "t-\ufffd", decode[map[string]any](bytes)["incident_id"])

	srv.Inject(kafkaresttest.Fault{Status: 502})
	assert.Equal(t, "t-2", call(t, "GET", url+"/alive", "", "X-Global-Transaction-Id: t-2").header.Get("X-Global-Transaction-Id"))
}

func TestAdminRESTSuccessHeaders(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	for path, documented := range map[string]bool{
		"/admin/topics":                    true,
		"/admin/quotas":                    true,
		"/admin/brokers":                   true,
		"/admin/brokers/0":                 true,
		"/admin/cluster":                   true,
		"/admin/consumergroups":            true,
		"/admin/status":                    false,
		"/alive":                           false,
		"/admin/mirroring/topic-selection": false,
		"/admin/mirroring/active-topics":   false,
	} {
		r := call(t, "GET", srv.AdminRESTURL()+path, "")
		require.Equal(t, 200, r.status, path)
		want := []string{"", "", ""}
		if documented {
			want = []string{"max-age=31536000; includeSubDomains", "no-cache, no-store", "no-cache"}
		}
		assert.Equal(t, want, []string{
			r.header.Get("Strict-Transport-Security"), r.header.Get("Cache-Control"), r.header.Get("Pragma"),
		}, path)
	}
}

func TestAdminRESTUnknownPathAndMethod(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	url := srv.AdminRESTURL()
	for _, path := range []string{"/", "/admin", "/admin/", "/admin/topics/", "/admin/topics//records", "/admin/topics/orders/", "/admin/topics/orders/other", "/admin%2Ftopics"} {
		call(t, "GET", url+path, "").failed(404, 40400)
	}
	for _, c := range []struct{ method, path, allow string }{
		{"PUT", "/admin/topics", "GET, POST"},
		{"HEAD", "/alive", "GET"},
		{"POST", "/admin/topics/orders", "DELETE, GET, PATCH"},
		{"GET", "/admin/topics/orders/records", "DELETE"},
		{"DELETE", "/admin/brokers/1", "GET"},
	} {
		r := call(t, c.method, url+c.path, "")
		assert.Equal(t, c.allow, r.header.Get("Allow"))
		if c.method == "HEAD" {
			assert.Equal(t, 405, r.status)
			continue
		}
		r.failed(405, 40500)
	}
}

// TestAdminRESTEscaping sends paths as raw bytes: no name may reach another path.
func TestAdminRESTEscaping(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	require.NoError(t, srv.SeedGroup("a/b c%é", "orders", map[int32]int64{0: 0}))
	url := srv.AdminRESTURL()

	for _, escaped := range []string{"a%2Fb", "orders%2Frecords", "%2E%2E", "..", ".", "..%2Fquotas", "a%20b", "%C3%A9", "%25", "a?b"} {
		call(t, "GET", url+"/admin/topics/"+escaped, "").failed(404, 40403)
	}
	call(t, "DELETE", url+"/admin/topics/orders%2Frecords", "").failed(404, 40403)
	call(t, "GET", url+"/admin/topics/%6Frders", "").ok(200)

	group := call(t, "GET", url+"/admin/consumergroups/a%2Fb%20c%25%C3%A9", "").ok(200)
	assert.Equal(t, "a/b c%é", decode[map[string]any](group)["group_id"])
}

func TestAdminRESTBodies(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	require.NoError(t, srv.SeedGroup("billing", "orders", map[int32]int64{0: 0}))
	url := srv.AdminRESTURL()
	withBody := []struct{ method, path string }{
		{"POST", "/admin/topics"},
		{"PATCH", "/admin/topics/orders"},
		{"DELETE", "/admin/topics/orders/records"},
		{"POST", "/admin/quotas/default"},
		{"PATCH", "/admin/quotas/default"},
		{"PATCH", "/admin/consumergroups/billing"},
		{"POST", "/admin/mirroring/topic-selection"},
	}
	for _, op := range withBody {
		for _, body := range []string{"{", "[]", `"x"`, `{"a":1}{}`, "{\"a\":\"\xff\"}"} {
			call(t, op.method, url+op.path, body).failed(400, 40000)
		}
		call(t, op.method, url+op.path, "", "Content-Type: application/json").failed(400, 40000)
		call(t, op.method, url+op.path, `{"a":"`+strings.Repeat("x", 1<<20)+`"}`).failed(413, 41300)

		const encoding = "Content-Encoding: gzip"
		whole := gzipped(t, "{")
		for _, body := range []string{"{}", whole, whole[:len(whole)-9], whole[:4]} {
			call(t, op.method, url+op.path, body, encoding).failed(400, 40000)
		}
		call(t, op.method, url+op.path, gzipped(t, `{"a":"`+strings.Repeat("x", 1<<20)+`"}`), encoding).failed(413, 41300)
		call(t, op.method, url+op.path, "{}", "Content-Encoding: br").failed(415, 41500)
	}
	call(t, "POST", url+"/admin/topics", gzipped(t, `{"name":"compressed","partition_count":2}`), "Content-Encoding: gzip").ok(202)
	call(t, "POST", url+"/admin/topics", gzipped(t, `{"name":"older"}`), "Content-Encoding: X-GZip").ok(202)
	call(t, "POST", url+"/admin/topics", `{"name":"plain"}`, "Content-Encoding: identity").ok(202)
	assert.EqualValues(t, 2, decode[map[string]any](call(t, "GET", url+"/admin/topics/compressed", "").ok(200))["partitions"])
	call(t, "POST", url+"/admin/topics", `{"name":"extra","surprise":{"x":1}}`).ok(202)
	call(t, "POST", url+"/admin/topics", `{"Name":"extra2"}`).failed(422, 42217)
}

func gzipped(t *testing.T, text string) string {
	var b strings.Builder
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// TestAdminRESTKafkaErrors runs the API on a Kafka that answers with errors.
func TestAdminRESTKafkaErrors(t *testing.T) {
	t.Parallel()
	cluster, err := kfake.NewCluster(kfake.SeedTopics(1, "orders"))
	require.NoError(t, err)
	t.Cleanup(cluster.Close)
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	url := srv.AdminRESTURL() + "/admin/topics"
	var failure atomic.Pointer[kerr.Error]
	cluster.ControlKey(int16(kmsg.CreateTopics), func(req kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		resp := req.ResponseKind().(*kmsg.CreateTopicsResponse)
		topic := kmsg.NewCreateTopicsResponseTopic()
		topic.Topic = req.(*kmsg.CreateTopicsRequest).Topics[0].Topic
		topic.ErrorCode = failure.Load().Code
		topic.ErrorMessage = kmsg.StringPtr("because")
		resp.Topics = append(resp.Topics, topic)
		return resp, nil, true
	})

	for _, c := range []struct {
		kafka        *kerr.Error
		status, code int
	}{
		{kerr.UnknownServerError, 503, 50301},
		{kerr.PolicyViolation, 422, 42244},
		{kerr.InvalidReplicationFactor, 422, 42238},
		{kerr.TopicAuthorizationFailed, 403, 40329},
		{kerr.ClusterAuthorizationFailed, 403, 40331},
		{kerr.UnsupportedVersion, 503, 50335},
		{kerr.ThrottlingQuotaExceeded, 503, 50389},
		{kerr.UnknownTopicID, 404, 40400},
	} {
		failure.Store(c.kafka)
		r := call(t, "POST", url, `{"name":"new"}`)
		r.failed(c.status, c.code)
		assert.Equal(t, c.kafka.Message+": because", decode[map[string]any](r)["message"])
	}
}

// TestAdminRESTAuthorizer runs the API on a Kafka that allows nothing.
func TestAdminRESTAuthorizer(t *testing.T) {
	t.Parallel()
	cluster, err := kfake.NewCluster(kfake.EnableACLs(), kfake.SeedTopics(1, "orders"))
	require.NoError(t, err)
	t.Cleanup(cluster.Close)
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	url := srv.AdminRESTURL()
	call(t, "GET", url+"/admin/topics", "").ok(200).json(`[]`)
	call(t, "POST", url+"/admin/topics", `{"name":"new"}`).failed(403, 40329)
	call(t, "GET", url+"/admin/topics/orders", "").failed(403, 40329)
	call(t, "GET", url+"/admin/consumergroups/billing", "").failed(403, 40330)
	call(t, "GET", url+"/admin/quotas", "").failed(403, 40331)
}

func TestAdminRESTKafkaUnreachable(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: []string{nobody(t)}})

	t.Run("answers", func(t *testing.T) { // ends before the server closes
		for _, c := range []struct{ method, path, body string }{
			{"GET", "/admin/topics", ""},
			{"POST", "/admin/topics", `{"name":"orders"}`},
			{"GET", "/admin/topics/orders", ""},
			{"GET", "/admin/quotas", ""},
			{"GET", "/admin/cluster", ""},
			{"GET", "/admin/consumergroups", ""},
			{"DELETE", "/admin/consumergroups/billing", ""},
		} {
			t.Run(c.method+c.path, func(t *testing.T) {
				t.Parallel()
				call(t, c.method, srv.AdminRESTURL()+c.path, c.body).failed(503, 50307)
			})
		}
		t.Run("status", func(t *testing.T) {
			t.Parallel()
			call(t, "GET", srv.AdminRESTURL()+"/admin/status", "").ok(200).json(`{"status":"offline"}`)
		})
	})
}

// TestAdminRESTSampleProgram makes the calls of the service's sample program, in
// its order.
func TestAdminRESTSampleProgram(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	topics := srv.AdminRESTURL() + "/admin/topics"
	quotas := srv.AdminRESTURL() + "/admin/quotas"
	quota := quotas + "/iam-ServiceId-00000000-1111-2222-3333-444444444444"
	for i, c := range []struct {
		method, url, body string
		status            int
	}{
		{"DELETE", topics + "/test-topic", "", 404},
		{"GET", topics, "", 200},
		{"POST", topics, `{"name":"test-topic","partition_count":1}`, 202},
		{"GET", topics + "/test-topic", "", 200},
		{"GET", topics, "", 200},
		{"PATCH", topics + "/test-topic", `{"new_total_partition_count":6}`, 202},
		{"GET", topics + "/test-topic", "", 200},
		{"DELETE", topics + "/test-topic", "", 202},
		{"GET", topics, "", 200},
		{"DELETE", quota, "", 404},
		{"GET", quotas, "", 200},
		{"POST", quota, `{"producer_byte_rate":1024,"consumer_byte_rate":1024}`, 202},
		{"GET", quotas, "", 200},
		{"PATCH", quota, `{"producer_byte_rate":2048,"consumer_byte_rate":2048}`, 202},
		{"GET", quota, "", 200},
		{"DELETE", quota, "", 202},
		{"GET", quotas, "", 200},
	} {
		r := call(t, c.method, c.url, c.body)
		assert.Equal(t, c.status, r.status, fmt.Sprint(i, " ", r.body))
	}
}

func TestAdminRESTConcurrentUse(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL()
	t.Run("callers", func(t *testing.T) {
		for i := range 16 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				name := fmt.Sprintf("topic-%d", i)
				call(t, "POST", url+"/admin/topics", `{"name":"`+name+`"}`).ok(202)
				call(t, "PATCH", url+"/admin/topics/"+name, `{"new_total_partition_count":3,"configs":[{"name":"retention.ms","value":"1000"}]}`).ok(202)
				call(t, "GET", url+"/admin/topics?per_page=2", "").ok(200)
				call(t, "POST", url+"/admin/mirroring/topic-selection", `{"includes":["topic-.*"]}`).ok(200)
				call(t, "GET", url+"/admin/mirroring/active-topics", "").ok(200)
				remove := srv.Inject(kafkaresttest.Fault{Path: "/admin/topics/" + name, Status: http.StatusBadGateway})
				assert.Equal(t, 502, call(t, "GET", url+"/admin/topics/"+name, "").status)
				remove()
				call(t, "DELETE", url+"/admin/topics/"+name, "").ok(202)
				assert.NotEmpty(t, srv.Requests())
			})
		}
	})
	call(t, "GET", url+"/admin/topics", "").ok(200).json(`[]`)
}
