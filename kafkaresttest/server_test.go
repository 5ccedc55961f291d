package kafkaresttest_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestNewRefusesContradictions(t *testing.T) {
	t.Parallel()
	for _, opts := range []kafkaresttest.Options{
		{Brokers: -1},
		{Brokers: 1, SeedBrokers: []string{"localhost:9092"}},
		{SeedBrokers: []string{"localhost:notaport"}},
		{Auth: kafkaresttest.Auth{APIKey: "key", Verify: func(*http.Request) int { return 0 }}},
		{AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: -1}},
		{AdminREST: kafkaresttest.AdminRESTOptions{Address: "127.0.0.1:http?"}},
	} {
		srv, err := kafkaresttest.New(opts)
		assert.ErrorContains(t, err, "kafkaresttest: ")
		assert.Nil(t, srv)
	}
}

func TestNewOnAddressInUse(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	_, err := kafkaresttest.New(kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{Address: srv.AdminRESTURL()[len("http://"):]}})
	assert.ErrorContains(t, err, "adminrest")
}

// fakeTB is a test that notes its failure and its cleanups.
type fakeTB struct {
	cleanups []func()
	failure  string
}

func (f *fakeTB) Helper()          {}
func (f *fakeTB) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }
func (f *fakeTB) Fatalf(format string, args ...any) {
	f.failure = fmt.Sprintf(format, args...)
	panic(f)
}

func TestStart(t *testing.T) {
	t.Parallel()
	var good fakeTB
	srv := kafkaresttest.Start(&good)
	require.Len(t, good.cleanups, 1)
	good.cleanups[0]()
	_, err := httpClient.Do(newRequest(t, "GET", srv.AdminRESTURL()+"/alive", ""))
	require.Error(t, err)

	var bad fakeTB
	assert.Panics(t, func() { kafkaresttest.Start(&bad, kafkaresttest.Options{Brokers: -1}) })
	assert.Contains(t, bad.failure, "negative")
	assert.Panics(t, func() { kafkaresttest.Start(&bad, kafkaresttest.Options{}, kafkaresttest.Options{}) })
	assert.Contains(t, bad.failure, "at most one")
}

func TestClose(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	handler := srv.AdminRESTHandler()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(srv.Close)
	}
	wg.Wait()
	srv.Close()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", "/alive", nil))
	assert.Equal(t, 503, w.Code)
	assert.Error(t, srv.SeedTopic("orders", 1, nil))
}

// TestCloseUnderLoad closes the server while requests and resets are in progress.
func TestCloseUnderLoad(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: time.Millisecond}})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			name := fmt.Sprint("topic-", i)
			for n := 0; ; n++ {
				for _, req := range []*http.Request{
					newRequest(t, "POST", srv.AdminRESTURL()+"/admin/topics", `{"name":"`+name+`"}`),
					newRequest(t, "DELETE", srv.AdminRESTURL()+"/admin/topics/"+name, ""),
				} {
					resp, err := httpClient.Do(req)
					if err != nil {
						return
					}
					resp.Body.Close()
				}
				if i == 0 && n%5 == 0 {
					_ = srv.Reset() // may fail: topics come and go
				}
			}
		})
	}
	require.Eventually(t, func() bool { return len(srv.Requests()) > 20 }, 10*time.Second, time.Millisecond)
	srv.Close()
	wg.Wait()
}

func TestReset(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL()
	for range 3 { // the same names each time
		require.NoError(t, srv.SeedTopic("orders", 3, map[string]string{"retention.ms": "1000"}))
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Partition: 2}))
		require.NoError(t, srv.SeedGroup("billing", "orders", map[int32]int64{2: 1}))
		call(t, "POST", url+"/admin/quotas/default", `{"producer_byte_rate":1,"consumer_byte_rate":2}`).ok(202)
		group := decode[group](call(t, "GET", url+"/admin/consumergroups/billing", "").ok(200))
		require.Len(t, group.Offsets, 1)
		assert.EqualValues(t, 1, group.Offsets[0].EndOffset)
		srv.Inject(kafkaresttest.Fault{Status: 500})
		srv.Intercept(func(http.ResponseWriter, *http.Request) bool { return true })

		require.NoError(t, srv.Reset())
		assert.Empty(t, srv.Requests())
		call(t, "GET", url+"/admin/topics", "").ok(200).json(`[]`)
		call(t, "GET", url+"/admin/consumergroups", "").ok(200).json(`[]`)
		call(t, "GET", url+"/admin/quotas", "").ok(200).json(`{"data":[]}`)
	}
}

func TestSeedBrokersKeepTheirContent(t *testing.T) {
	t.Parallel()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(2), kfake.SeedTopics(4, "orders"))
	require.NoError(t, err)
	t.Cleanup(cluster.Close)
	srv := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
	assert.Equal(t, cluster.ListenAddrs(), srv.Brokers())
	assert.Len(t, decode[[]broker](call(t, "GET", srv.AdminRESTURL()+"/admin/brokers", "").ok(200)), 2)
	require.NoError(t, srv.Reset())
	assert.Equal(t, 4, decode[topic](call(t, "GET", srv.AdminRESTURL()+"/admin/topics/orders", "").ok(200)).Partitions)
}

func TestSeedRefusals(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	require.NoError(t, srv.SeedTopic("orders", 1, nil))
	assert.ErrorIs(t, srv.SeedTopic("orders", 1, nil), kerr.TopicAlreadyExists)
	assert.ErrorIs(t, srv.SeedTopic("a/b", 1, nil), kerr.InvalidTopicException)
	assert.ErrorIs(t, srv.SeedTopic("payments", 0, nil), kerr.InvalidPartitions)
	assert.ErrorIs(t, srv.SeedTopic("payments", 1, map[string]string{"retention": "1"}), kerr.InvalidConfig)
	assert.Error(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Partition: 1}))
	assert.Error(t, srv.SeedGroup("billing", "payments", map[int32]int64{0: 0}))
}

func TestIntercept(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key"}})
	url := srv.AdminRESTURL()
	var seen []string
	srv.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		seen = append(seen, r.URL.Path)
		return false
	})
	srv.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/alive" {
			return false
		}
		w.WriteHeader(http.StatusTeapot)
		return true
	})
	srv.Inject(kafkaresttest.Fault{Path: "/alive", Status: 500})
	assert.Equal(t, http.StatusTeapot, call(t, "GET", url+"/alive", "").status)
	call(t, "GET", url+"/admin/topics", "").failed(401, 40100)
	assert.Equal(t, []string{"/alive", "/admin/topics"}, seen)
	assert.Equal(t, http.StatusTeapot, srv.Requests()[0].Status)
}

// What is behind a failure is logged, unless nobody waits for the answer.
func TestLogger(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	srv, err := kafkaresttest.New(kafkaresttest.Options{SeedBrokers: []string{nobody(t)}, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	require.NoError(t, err)
	t.Cleanup(srv.Close)
	left, leave := context.WithCancel(t.Context())
	leave()
	for api, c := range map[kafkaresttest.API]struct {
		handler http.Handler
		path    string
	}{
		kafkaresttest.AdminREST:   {srv.AdminRESTHandler(), "/admin/topics"},
		kafkaresttest.Connect:     {srv.ConnectHandler(), "/connectors/orders/config"},
		kafkaresttest.RESTProxy:   {srv.RESTProxyHandler(), "/v3/clusters"},
		kafkaresttest.RESTProxyV2: {srv.RESTProxyV2Handler(), "/topics"},
		kafkaresttest.DCOS:        {srv.DCOSHandler(), "/service/kafka/v1/brokers"},
	} {
		method := "GET"
		if api == kafkaresttest.Connect { // it does without Kafka, but not without a body
			method = "PUT"
		}
		log.Reset()
		request := httptest.NewRequestWithContext(left, method, c.path, nil)
		c.handler.ServeHTTP(httptest.NewRecorder(), request)
		assert.Empty(t, log.String(), api)

		answer := httptest.NewRecorder()
		c.handler.ServeHTTP(answer, request.WithContext(t.Context()))
		assert.GreaterOrEqual(t, answer.Code, 500, api)
		assert.Contains(t, log.String(), "api="+string(api)+" method="+method+" path=")
	}
}
