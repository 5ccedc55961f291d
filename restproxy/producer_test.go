package restproxy_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// recordProxy takes streams of records as the proxy does, and answers what a
// test wants it to.
type recordProxy struct {
	*httptest.Server

	// answer is the item for a record, given its connection and number in it
	// from 1 on, and whether the stream goes on. Nil delivers.
	answer func(connection, n int, record string) (item string, goOn bool)
	// begin is called with each request. It reports whether it is to be read.
	begin func(connection int, w http.ResponseWriter, r *http.Request) bool

	// end is called when all of a request has been read.
	end func(r *http.Request)

	mu          sync.Mutex
	connections int
	taken       []string // records delivered
	offsets     int64
	requests    []*http.Request
}

func newRecordProxy(t testing.TB) *recordProxy {
	p := &recordProxy{}
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(p.serve))
	p.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that the tests cut
	p.Start()
	t.Cleanup(p.Close)
	return p
}

func (p *recordProxy) serve(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.connections++
	connection := p.connections
	p.requests = append(p.requests, r)
	p.mu.Unlock()
	control := http.NewResponseController(w)
	_ = control.EnableFullDuplex()
	if p.begin != nil && !p.begin(connection, w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	// In full duplex net/http panics now and then over the next request on a
	// connection whose last one was answered before its end.
	w.Header().Set("Connection", "close")
	w.WriteHeader(http.StatusOK)
	_ = control.Flush()
	records := json.NewDecoder(r.Body)
	for n := 1; ; n++ {
		var record json.RawMessage
		if err := records.Decode(&record); err != nil {
			if err != io.EOF {
				cut(w)
			} else if p.end != nil {
				p.end(r)
			}
			return
		}
		item, goOn := "", true
		if p.answer != nil {
			item, goOn = p.answer(connection, n, string(record))
		}
		if item == "" {
			item = p.deliver(string(record))
		}
		if item == itemCut {
			cut(w)
			return
		}
		_, _ = io.WriteString(w, item+"\r\n")
		_ = control.Flush()
		if !goOn {
			return
		}
	}
}

// cut closes the connection as it is. A handler that panics would wait for the
// rest of the request.
func cut(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

// deliver takes the record and makes its result.
func (p *recordProxy) deliver(record string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = append(p.taken, record)
	p.offsets++
	return fmt.Sprintf(`{"error_code":200,"cluster_id":"c1","topic_name":"orders","partition_id":0,"offset":%d,`+
		`"timestamp":"2026-11-21T03:09:00.021Z","value":{"type":"STRING","size":1}}`, p.offsets-1)
}

// took lists the records that were delivered.
func (p *recordProxy) took() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.taken)
}

// producer makes a producer that is closed with the test.
func (p *recordProxy) producer(t testing.TB, cfg kafkarest.Config, options *restproxy.ProducerOptions) *restproxy.Producer {
	cfg.URL = p.URL
	if cfg.Retry == (kafkarest.RetryPolicy{}) {
		cfg.Retry = kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 5 * time.Millisecond}
	}
	return newProducer(t, cfg, options)
}

func newProducer(t testing.TB, cfg kafkarest.Config, options *restproxy.ProducerOptions) *restproxy.Producer {
	client, err := restproxy.New(cfg)
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	producer, err := client.Cluster("c1").NewProducer("orders", options)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = producer.Close(ctx)
	})
	return producer
}

// numbered are n records whose values are their numbers.
func numbered(n int) []restproxy.Record {
	records := make([]restproxy.Record, n)
	for i := range records {
		records[i].Value = restproxy.String(fmt.Sprint(i))
	}
	return records
}

func form(i int) string { return fmt.Sprintf(`{"value":{"type":"STRING","data":"%d"}}`, i) }

const (
	itemCut     = "cut the connection"
	itemBad     = `{"error_code":400,"message":"Cannot deserialize value of type"}`
	itemEnd     = `{"error_code":400,"message":"Bad Request: Error processing message: Produce request size is larger than allowed threshold"}`
	itemIdle    = `{"error_code":400,"message":"Bad Request: Error processing message: java.util.concurrent.TimeoutException: Idle timeout expired: 30000/30000 ms"}`
	itemExpired = `{"error_code":408,"message":"Streaming connection open for longer than allowed: Connection will be closed."}`
	itemTopic   = `{"error_code":40401,"message":"Topic orders not present in metadata after 60000 ms."}`
	itemTimeout = `{"error_code":50003,"message":"Expiring 1 record(s) for orders-0:120000 ms has passed since batch creation"}`
	itemRate    = `{"error_code":429,"message":"Request rate limit exceeded"}`
)

func testContext(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestProducerDelivers(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	const records = 5000
	var reports []restproxy.ProduceOutcome
	for _, r := range numbered(records) {
		producer.Produce(testContext(t), r, func(r restproxy.ProduceOutcome) { reports = append(reports, r) })
	}
	require.NoError(t, producer.Close(testContext(t)))

	require.Len(t, reports, records)
	for i, r := range reports {
		require.NoError(t, r.Err)
		require.EqualValues(t, i, r.Offset, "the reports of a stream keep its order")
	}
	want := make([]string, records)
	for i := range want {
		want[i] = form(i)
	}
	assert.Equal(t, want, proxy.took())
	assert.Equal(t, "orders", reports[0].TopicName)
	stats := producer.Stats()
	assert.EqualValues(t, records, stats.Delivered)
	assert.EqualValues(t, len(strings.Join(want, "")), stats.Bytes)
	assert.EqualValues(t, 1, stats.Connections)
	assert.Zero(t, stats.Failed+stats.Unknown+stats.Buffered+stats.Reconnects)

	require.Len(t, proxy.requests, 1)
	r := proxy.requests[0]
	assert.Equal(t, "/v3/clusters/c1/topics/orders/records", r.URL.Path)
	assert.Equal(t, http.MethodPost, r.Method)
	assert.Equal(t, []string{"identity"}, r.Header["Accept-Encoding"])
	assert.Equal(t, []string{"application/json"}, r.Header["Content-Type"])
	assert.Equal(t, []string{"chunked"}, r.TransferEncoding)
	assert.NotContains(t, r.Header, "Expect")
}

// The same over TLS, where HTTP/2 carries the stream.
func TestProducerOverHTTP2(t *testing.T) {
	t.Parallel()
	proxy := &recordProxy{}
	proxy.Server = httptest.NewUnstartedServer(http.HandlerFunc(proxy.serve))
	proxy.EnableHTTP2 = true
	proxy.StartTLS()
	t.Cleanup(proxy.Close)
	producer := proxy.producer(t, kafkarest.Config{HTTPClient: proxy.Client()}, nil)
	const records = 5000
	reports, err := producer.ProduceSync(testContext(t), numbered(records)...)
	require.NoError(t, err)
	for i, r := range reports {
		require.EqualValues(t, i, r.Offset)
	}
	require.NoError(t, producer.Close(testContext(t)))
	require.Len(t, proxy.requests, 1)
	assert.Equal(t, 2, proxy.requests[0].ProtoMajor)
}

// outcomes counts what became of records, by number.
type outcomes struct {
	delivered, failed, unknown []int
	errs                       map[int]error
}

func sort(reports []restproxy.ProduceOutcome) outcomes {
	o := outcomes{errs: map[int]error{}}
	for i, r := range reports {
		switch {
		case r.Err == nil:
			o.delivered = append(o.delivered, i)
		case errors.Is(r.Err, kafkarest.ErrOutcomeUnknown):
			o.unknown = append(o.unknown, i)
		default:
			o.failed = append(o.failed, i)
		}
		if r.Err != nil {
			o.errs[i] = r.Err
		}
	}
	return o
}

func TestProducerItems(t *testing.T) {
	t.Parallel()
	at := func(wantConnection, wantN int, item string, goOn bool) func(int, int, string) (string, bool) {
		return func(connection, n int, _ string) (string, bool) {
			if connection == wantConnection && n == wantN {
				return item, goOn
			}
			return "", true
		}
	}
	tests := map[string]struct {
		answer          func(connection, n int, record string) (string, bool)
		options         restproxy.ProducerOptions
		failed, unknown []int
		is              error
		code            restproxy.Code
		connections     int
	}{
		"a missing topic":               {at(1, 3, itemTopic, true), restproxy.ProducerOptions{}, []int{2}, nil, kafkarest.ErrNotFound, restproxy.CodeTopicNotFound, 1},
		"a record that cannot be read":  {at(1, 3, itemBad, true), restproxy.ProducerOptions{}, []int{2}, nil, kafkarest.ErrInvalid, restproxy.CodeBadRequest, 1},
		"one too fast":                  {at(1, 3, itemRate, true), restproxy.ProducerOptions{}, []int{2}, nil, kafkarest.ErrTooManyRequests, restproxy.CodeTooManyRequests, 1},
		"Kafka timed out":               {at(1, 3, itemTimeout, true), restproxy.ProducerOptions{}, nil, []int{2}, kafkarest.ErrOutcomeUnknown, restproxy.CodeKafkaRetriable, 1},
		"Kafka timed out, sent again":   {at(1, 3, itemTimeout, true), restproxy.ProducerOptions{Resend: true}, nil, nil, nil, 0, 1},
		"a record that ends the stream": {at(1, 3, itemEnd, false), restproxy.ProducerOptions{}, []int{2}, nil, kafkarest.ErrInvalid, restproxy.CodeBadRequest, 2},
		"two answers for one": {func(connection, n int, record string) (string, bool) {
			if connection == 1 && n == 3 {
				return itemBad + "\r\n" + itemEnd, false
			}
			return "", true
		}, restproxy.ProducerOptions{}, []int{2}, nil, kafkarest.ErrInvalid, restproxy.CodeBadRequest, 2},
		"a bad one, then one that ends the stream": {func(connection, n int, record string) (string, bool) {
			switch {
			case record == form(2):
				return itemBad, true
			case record == form(3):
				return itemEnd, false
			}
			return "", true
		}, restproxy.ProducerOptions{}, []int{2, 3}, nil, kafkarest.ErrInvalid, restproxy.CodeBadRequest, 3},
		"the stream is too old":  {at(1, 3, itemExpired, false), restproxy.ProducerOptions{}, nil, nil, nil, 0, 2},
		"the stream was idle":    {at(1, 3, itemIdle, false), restproxy.ProducerOptions{}, nil, nil, nil, 0, 2},
		"results in one line":    {func(int, int, string) (string, bool) { return "", true }, restproxy.ProducerOptions{}, nil, nil, nil, 0, 1},
		"a result of older ones": {at(1, 3, `{"cluster_id":"c1","topic_name":"orders","partition_id":0,"offset":2}`, true), restproxy.ProducerOptions{}, nil, nil, nil, 0, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			proxy.answer = test.answer
			producer := proxy.producer(t, kafkarest.Config{}, &test.options)
			const records = 50
			reports, err := producer.ProduceSync(testContext(t), numbered(records)...)
			got := sort(reports)
			assert.Equal(t, test.failed, got.failed)
			assert.Equal(t, test.unknown, got.unknown)
			for _, err := range got.errs {
				require.ErrorIs(t, err, test.is)
				assert.Equal(t, test.code, restproxy.CodeOf(err))
			}
			var partial *kafkarest.PartialError
			assert.Equal(t, len(got.errs) > 0, errors.As(err, &partial), "%v", err)
			assert.NoError(t, producer.Close(testContext(t)))
			assert.Equal(t, test.connections, proxy.connections)
			taken := proxy.took()
			for i := range records {
				if _, refused := got.errs[i]; !refused && name != "a result of older ones" {
					assert.Equal(t, 1, count(taken, form(i)), "record %d", i)
				}
			}
		})
	}
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

// A stream that the proxy ends, or that is cut, leaves open what became of
// what it was sent, and nothing else.
func TestProducerLosesConnections(t *testing.T) {
	t.Parallel()
	for name, resend := range map[string]bool{"reported": false, "sent again": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			proxy.answer = func(connection, n int, record string) (string, bool) {
				if connection == 1 && n == 10 {
					proxy.deliver(record) // taken, but not answered
					return itemCut, false
				}
				return "", true
			}
			producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{Resend: resend})
			reports, err := producer.ProduceSync(testContext(t), numbered(1000)...)
			got := sort(reports)
			assert.Empty(t, got.failed)
			taken := proxy.took()
			assert.Equal(t, map[bool]int{false: 1, true: 2}[resend], count(taken, form(9)))
			if resend {
				require.NoError(t, err)
				assert.Len(t, got.delivered, 1000)
				return
			}
			require.NotEmpty(t, got.unknown)
			assert.Equal(t, 9, got.unknown[0])
			for _, i := range got.unknown {
				require.ErrorIs(t, reports[i].Err, kafkarest.ErrUnavailable)
			}
			for _, i := range got.delivered {
				require.Equal(t, 1, count(taken, form(i)))
			}
			assert.Len(t, got.delivered, 1000-len(got.unknown))
			_, err = producer.ProduceSync(testContext(t), numbered(10)...)
			require.NoError(t, err)
			assert.Equal(t, 2, proxy.connections)
		})
	}
}

func TestProducerStrangeAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		item string
		want string
	}{
		"one result too many": {`{"error_code":200,"offset":0}{"error_code":200,"offset":1}`, "that it was not sent"},
		"no JSON":             {`<html>`, "cannot be read"},
		"another type":        {`{"error_code":200,"offset":"many"}`, "cannot be read"},
		"an empty item":       {`{}`, "says nothing"},
		"null":                {`null`, "says nothing"},
		"an endless item":     {`{"error_code":200,"message":"` + strings.Repeat("x", 2<<20) + `"}`, "longer than"},
		"a cut item":          {`{"error_code":200,`, "cut"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			var refused atomic.Bool
			proxy.answer = func(connection, n int, record string) (string, bool) {
				if n == 1 && refused.CompareAndSwap(false, true) {
					return test.item, false
				}
				return "", true
			}
			producer := proxy.producer(t, kafkarest.Config{}, nil)
			reports, _ := producer.ProduceSync(testContext(t), numbered(1)...)
			if name == "one result too many" {
				// It belongs to no record, and so it harms none.
				require.NoError(t, reports[0].Err)
			} else {
				require.ErrorIs(t, reports[0].Err, kafkarest.ErrOutcomeUnknown)
				assert.ErrorContains(t, reports[0].Err, test.want)
			}
			// The next connection is a new start. Until the producer has seen what is
			// wrong with this one it may go on with it.
			for ctx := testContext(t); ; {
				_, err := producer.ProduceSync(ctx, numbered(10)...)
				if err == nil {
					break
				}
				require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
				require.NoError(t, ctx.Err())
			}
		})
	}
}

// What is refused before the stream begins has not been taken.
func TestProducerRefusedStreams(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		header http.Header
		want   error
	}{
		"forbidden":   {403, `{"error_code":40301,"message":"not allowed"}`, nil, kafkarest.ErrForbidden},
		"no topic":    {404, `{"error_code":404,"message":"HTTP 404 Not Found"}`, nil, kafkarest.ErrNotFound},
		"a redirect":  {307, ``, http.Header{"Location": {"http://example.com/"}}, nil},
		"bad gateway": {502, `<html>`, http.Header{"Content-Type": {"text/html"}}, kafkarest.ErrUnavailable},
		"rate":        {429, `<html>`, http.Header{"Retry-After": {"1"}}, kafkarest.ErrTooManyRequests},
		"a portal":    {200, `<html>`, http.Header{"Content-Type": {"text/html"}}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			proxy.begin = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				for key, values := range test.header {
					w.Header()[key] = values
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
				return false
			}
			producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{Timeout: 100 * time.Millisecond})
			reports, _ := producer.ProduceSync(testContext(t), numbered(100)...)
			for i, r := range reports {
				require.Error(t, r.Err)
				if test.want != nil {
					require.ErrorIs(t, r.Err, test.want, "record %d", i)
				}
				var failure *kafkarest.Error
				require.ErrorAs(t, r.Err, &failure)
				assert.Equal(t, test.status, failure.StatusCode)
				assert.Equal(t, "Produce", failure.Operation)
			}
			got := sort(reports)
			if test.status < 500 && test.status >= 300 {
				assert.Empty(t, got.unknown, "nothing was taken")
			} else {
				// The one record that goes ahead of the answer may have been.
				assert.LessOrEqual(t, len(got.unknown), proxy.connections)
			}
		})
	}
}

// The proxy that was away comes back before the time is over.
func TestProducerWaitsForProxy(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	proxy.begin = func(connection int, w http.ResponseWriter, _ *http.Request) bool {
		if connection < 4 {
			w.WriteHeader(http.StatusTooManyRequests)
			return false
		}
		return true
	}
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	_, err := producer.ProduceSync(testContext(t), numbered(100)...)
	require.NoError(t, err)
	assert.Equal(t, 4, proxy.connections)
	assert.Len(t, proxy.took(), 100)
}

func TestProducerUnreachable(t *testing.T) {
	t.Parallel()
	producer := newProducer(t, kafkarest.Config{URL: opstest.RefusedURL(t), Retry: kafkarest.RetryPolicy{MinWait: time.Millisecond}},
		&restproxy.ProducerOptions{Timeout: 50 * time.Millisecond})
	reports, _ := producer.ProduceSync(testContext(t), numbered(10)...)
	got := sort(reports)
	assert.Len(t, got.failed, 10, "nothing was sent")
	require.ErrorIs(t, reports[0].Err, kafkarest.ErrUnavailable)
}

// renewable is a token that is refused until it is renewed.
type renewable struct{ renewed, asked atomic.Int32 }

func (r *renewable) Authenticate(req *http.Request) error {
	r.asked.Add(1)
	req.Header.Set("Authorization", fmt.Sprintf("Bearer secret-token-%d", r.renewed.Load()))
	return nil
}

func (r *renewable) Invalidate() { r.renewed.Add(1) }

func TestProducerAuthenticates(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	proxy.begin = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Authorization") == "Bearer secret-token-0" {
			w.WriteHeader(http.StatusUnauthorized)
			return false
		}
		return true
	}
	proxy.answer = func(connection, n int, _ string) (string, bool) {
		if connection == 2 && n == 5 {
			return itemExpired, false
		}
		return "", true
	}
	token := &renewable{}
	producer := proxy.producer(t, kafkarest.Config{Authenticator: token}, nil)
	_, err := producer.ProduceSync(testContext(t), numbered(20)...)
	require.NoError(t, err)
	assert.EqualValues(t, 1, token.renewed.Load())
	assert.EqualValues(t, 3, token.asked.Load(), "once for each connection")
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", producer, producer, producer), "secret-token")
}

func TestProducerBuffer(t *testing.T) {
	t.Parallel()
	tests := map[string]restproxy.ProducerOptions{
		"records": {MaxBufferedRecords: 10},
		"bytes":   {MaxBufferedBytes: 10 * len(form(0))},
	}
	for name, options := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			blocked := make(chan struct{})
			proxy.answer = func(int, int, string) (string, bool) {
				<-blocked
				return "", true
			}
			producer := proxy.producer(t, kafkarest.Config{}, &options)
			var reported atomic.Int32
			for i := range 10 {
				producer.Produce(testContext(t), numbered(10)[i], func(restproxy.ProduceOutcome) { reported.Add(1) })
			}
			full, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			report := make(chan restproxy.ProduceOutcome, 1)
			producer.Produce(full, numbered(1)[0], func(r restproxy.ProduceOutcome) { report <- r })
			got := <-report
			require.ErrorIs(t, got.Err, context.DeadlineExceeded)
			require.NotErrorIs(t, got.Err, kafkarest.ErrOutcomeUnknown)
			assert.Zero(t, reported.Load())
			close(blocked)
			require.NoError(t, producer.Flush(testContext(t)))
			assert.EqualValues(t, 10, reported.Load())
			assert.EqualValues(t, 0, producer.Stats().Buffered)
		})
	}
}

// A record that takes all the room there is, or more, is sent all the same.
func TestProducerLargeRecord(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{MaxBufferedBytes: 1000})
	_, err := producer.ProduceSync(testContext(t), append(numbered(3), restproxy.Record{Value: restproxy.Bytes(make([]byte, 1<<20))})...)
	require.NoError(t, err)
	assert.Len(t, proxy.took(), 4)
}

func TestProducerStalls(t *testing.T) {
	t.Parallel()
	stalled := func(t *testing.T, options restproxy.ProducerOptions) (*recordProxy, *restproxy.Producer) {
		proxy := newRecordProxy(t)
		release := make(chan struct{})
		proxy.answer = func(_, n int, _ string) (string, bool) {
			if n > 5 {
				<-release
				return itemCut, false
			}
			return "", true
		}
		producer := proxy.producer(t, kafkarest.Config{}, &options)
		t.Cleanup(func() { close(release) })
		return proxy, producer
	}
	t.Run("Close", func(t *testing.T) {
		t.Parallel()
		_, producer := stalled(t, restproxy.ProducerOptions{})
		var mu sync.Mutex
		var reports []restproxy.ProduceOutcome
		for _, r := range numbered(100) {
			producer.Produce(testContext(t), r, func(r restproxy.ProduceOutcome) {
				mu.Lock()
				defer mu.Unlock()
				reports = append(reports, r)
			})
		}
		require.Eventually(t, func() bool { return producer.Stats().Delivered == 5 }, 10*time.Second, time.Millisecond)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		err := producer.Close(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
		mu.Lock()
		defer mu.Unlock()
		got := sort(reports)
		assert.Len(t, got.delivered, 5)
		assert.Len(t, reports, 100)
		for _, r := range reports[5:] {
			require.ErrorIs(t, r.Err, restproxy.ErrProducerClosed)
		}
		assert.NotEmpty(t, got.unknown)
	})
	t.Run("the time is over", func(t *testing.T) {
		t.Parallel()
		_, producer := stalled(t, restproxy.ProducerOptions{Timeout: 50 * time.Millisecond})
		reports, err := producer.ProduceSync(testContext(t), numbered(20)...)
		require.ErrorIs(t, err, kafkarest.ErrUnavailable)
		got := sort(reports)
		require.NotEmpty(t, got.unknown)
		assert.ErrorContains(t, got.errs[got.unknown[0]], "no answer within")
	})
	t.Run("ProduceSync", func(t *testing.T) {
		t.Parallel()
		_, producer := stalled(t, restproxy.ProducerOptions{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			defer cancel()
			for test := testContext(t); producer.Stats().Delivered < 5 && test.Err() == nil; {
				runtime.Gosched()
			}
		}()
		reports, err := producer.ProduceSync(ctx, numbered(20)...)
		require.ErrorIs(t, err, context.Canceled)
		assert.Len(t, sort(reports).unknown, 15)
	})
	t.Run("Flush", func(t *testing.T) {
		t.Parallel()
		_, producer := stalled(t, restproxy.ProducerOptions{})
		for _, r := range numbered(20) {
			producer.Produce(testContext(t), r, nil)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, producer.Flush(ctx), context.Canceled)
		require.Error(t, producer.Close(ctx))
	})
}

// A context that has ended leaves nothing in doubt about a record that was not
// buffered.
func TestProducerEndedContext(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 {
		reports, err := producer.ProduceSync(ctx, numbered(3)...)
		require.ErrorIs(t, err, context.Canceled)
		require.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
		require.Len(t, sort(reports).failed, 3)
	}
	require.NoError(t, producer.Close(testContext(t)))
	assert.Zero(t, proxy.connections)
}

// A connection that is cut before it is answered is seen at once.
func TestProducerCutBeforeAnswer(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	proxy.begin = func(connection int, w http.ResponseWriter, r *http.Request) bool {
		if connection > 3 {
			return true
		}
		cut(w)
		return false
	}
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{KeepAlive: time.Hour, Timeout: time.Hour})
	reports, err := producer.ProduceSync(testContext(t), numbered(100)...)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	got := sort(reports)
	assert.Len(t, got.unknown, 3, "the record that goes ahead of each answer")
	assert.Len(t, got.delivered, 97)
	assert.Zero(t, producer.Stats().Reconnects, "there was nothing to replace")
}

// So is a context that ends while an answer is waited for.
func TestProducerSilentProxy(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	release := make(chan struct{})
	proxy.begin = func(int, http.ResponseWriter, *http.Request) bool { <-release; return false }
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{KeepAlive: time.Hour, Timeout: 20 * time.Millisecond})
	t.Cleanup(func() { close(release) })
	_, err := producer.ProduceSync(testContext(t), numbered(1)...)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	require.ErrorContains(t, err, "no answer within 20ms")
}

// A proxy that has answered every record but does not end its answer is left.
func TestProducerLeaves(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	proxy.end = func(r *http.Request) { <-r.Context().Done() }
	for _, options := range []restproxy.ProducerOptions{{}, {MaxAge: 5 * time.Millisecond}} {
		producer := proxy.producer(t, kafkarest.Config{}, &options)
		for range 2 {
			_, err := producer.ProduceSync(testContext(t), numbered(10)...)
			require.NoError(t, err)
		}
		require.NoError(t, producer.Close(testContext(t)))
		assert.Zero(t, producer.Stats().Reconnects)
	}
}

func TestProducerCallbacks(t *testing.T) {
	t.Parallel()
	t.Run("one blocks", func(t *testing.T) {
		t.Parallel()
		proxy := newRecordProxy(t)
		producer := proxy.producer(t, kafkarest.Config{}, nil)
		release, others := make(chan struct{}), atomic.Int32{}
		producer.Produce(testContext(t), numbered(1)[0], func(restproxy.ProduceOutcome) { <-release })
		for _, r := range numbered(99) {
			producer.Produce(testContext(t), r, func(restproxy.ProduceOutcome) { others.Add(1) })
		}
		require.Eventually(t, func() bool { return len(proxy.took()) == 100 }, 10*time.Second, time.Millisecond, "all are sent")
		close(release)
		require.NoError(t, producer.Close(testContext(t)))
		assert.EqualValues(t, 99, others.Load())
	})
	for name, end := range map[string]func(){"one panics": func() { panic("no") }, "one ends its goroutine": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := newRecordProxy(t)
			producer := proxy.producer(t, kafkarest.Config{}, nil)
			var others atomic.Int32
			for i, r := range numbered(100) {
				producer.Produce(testContext(t), r, func(restproxy.ProduceOutcome) {
					if i%10 == 0 {
						end()
					}
					others.Add(1)
				})
			}
			require.NoError(t, producer.Flush(testContext(t)))
			assert.EqualValues(t, 90, others.Load())
			err := producer.Close(testContext(t))
			assert.Equal(t, name == "one panics", err != nil, "%v", err)
		})
	}
	t.Run("one produces", func(t *testing.T) {
		t.Parallel()
		proxy := newRecordProxy(t)
		producer := proxy.producer(t, kafkarest.Config{}, nil)
		producer.Produce(testContext(t), numbered(1)[0], func(restproxy.ProduceOutcome) {
			producer.Produce(testContext(t), numbered(2)[1], nil)
		})
		require.NoError(t, producer.Flush(testContext(t)))
		assert.Equal(t, []string{form(0), form(1)}, proxy.took())
	})
}

func TestProducerRefusals(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	client, err := restproxy.New(kafkarest.Config{URL: proxy.URL})
	require.NoError(t, err)
	for _, topic := range []string{"", ".", ".."} {
		_, err = client.Cluster("c1").NewProducer(topic, nil)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, "%q", topic)
	}
	for _, options := range []restproxy.ProducerOptions{
		{Connections: -1}, {MaxBufferedRecords: -1}, {MaxBufferedBytes: -1}, {KeepAlive: -1}, {Timeout: -1}, {MaxAge: -1},
	} {
		_, err = client.Cluster("c1").NewProducer("orders", &options)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, "%+v", options)
	}
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	reports, _ := producer.ProduceSync(testContext(t), restproxy.Record{Value: restproxy.String("\xff")}, numbered(1)[0])
	require.ErrorIs(t, reports[0].Err, kafkarest.ErrInvalid)
	require.NoError(t, reports[1].Err)
	nothing, err := producer.ProduceSync(testContext(t))
	require.NoError(t, err)
	assert.Empty(t, nothing)
	require.NoError(t, producer.Close(testContext(t)))
	require.NoError(t, producer.Close(testContext(t)), "closing twice is fine")
	reports, _ = producer.ProduceSync(testContext(t), numbered(1)...)
	require.ErrorIs(t, reports[0].Err, restproxy.ErrProducerClosed)
	assert.Equal(t, []string{form(0)}, proxy.took())
}

// The bytes between records keep the connection from being idle.
func TestProducerKeepsAlive(t *testing.T) {
	t.Parallel()
	heard := make(chan byte, 100)
	proxy := newRecordProxy(t)
	proxy.begin = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		r.Body = &listener{r.Body, heard}
		return true
	}
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{KeepAlive: 5 * time.Millisecond})
	_, err := producer.ProduceSync(testContext(t), numbered(1)...)
	require.NoError(t, err)
	for blank := 0; blank < 3; {
		if b := <-heard; b == '\n' {
			blank++
		}
	}
	_, err = producer.ProduceSync(testContext(t), numbered(2)...)
	require.NoError(t, err)
	assert.Equal(t, 1, proxy.connections)
}

// listener tells the bytes that are read.
type listener struct {
	io.ReadCloser
	heard chan<- byte
}

func (l *listener) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	for _, b := range p[:n] {
		select {
		case l.heard <- b:
		default:
		}
	}
	return n, err
}

func TestProducerRenewsConnections(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{MaxAge: 5 * time.Millisecond})
	ctx := testContext(t)
	sent := 0
	for producer.Stats().Connections < 5 && ctx.Err() == nil {
		producer.Produce(ctx, numbered(1)[0], nil)
		sent++
	}
	require.NoError(t, producer.Close(ctx))
	stats := producer.Stats()
	assert.EqualValues(t, sent, stats.Delivered)
	assert.Zero(t, stats.Reconnects, "a renewal is no failure")
	assert.Len(t, proxy.took(), sent)
}

func TestProducerSlowsDown(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	var refused atomic.Int32
	proxy.answer = func(_, n int, _ string) (string, bool) {
		if n > 10 && n <= 110 {
			refused.Add(1)
			return itemRate, true
		}
		return "", true
	}
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	reports, err := producer.ProduceSync(testContext(t), numbered(2000)...)
	require.ErrorIs(t, err, kafkarest.ErrTooManyRequests)
	assert.Len(t, sort(reports).failed, int(refused.Load()), "a refused record is not sent again")
	assert.Equal(t, 1, proxy.connections)
}

// Records of one key arrive in their order, whatever the number of producing
// goroutines and connections.
func TestProducerKeepsOrderOfKeys(t *testing.T) {
	t.Parallel()
	proxy := newRecordProxy(t)
	producer := proxy.producer(t, kafkarest.Config{}, &restproxy.ProducerOptions{Connections: 4, MaxBufferedRecords: 100})
	const goroutines, each = 64, 50
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() {
			for i := range each {
				record := restproxy.Record{Key: restproxy.String(fmt.Sprint(g)), Value: restproxy.String(fmt.Sprint(i))}
				producer.Produce(testContext(t), record, func(r restproxy.ProduceOutcome) { assert.NoError(t, r.Err) })
			}
		})
	}
	group.Wait()
	require.NoError(t, producer.Close(testContext(t)))
	next := map[string]int{}
	for _, text := range proxy.took() {
		var record struct{ Key, Value struct{ Data string } }
		require.NoError(t, json.Unmarshal([]byte(text), &record))
		require.Equal(t, fmt.Sprint(next[record.Key.Data]), record.Value.Data)
		next[record.Key.Data]++
	}
	assert.Len(t, next, goroutines)
	assert.LessOrEqual(t, proxy.connections, 4)
	assert.Greater(t, proxy.connections, 1)
}

// TestProducerCuts cuts connections at a random byte while records flow, and
// holds what is reported against what was taken.
func TestProducerCuts(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	const cuts = 20
	proxy := newRecordProxy(t)
	var left atomic.Int32
	left.Store(cuts)
	proxy.begin = func(connection int, w http.ResponseWriter, r *http.Request) bool {
		if left.Add(-1) < 0 {
			return true
		}
		proxy.mu.Lock()
		defer proxy.mu.Unlock()
		r.Body = &cutBody{r.Body, random.IntN(20_000)}
		return true
	}
	producer := proxy.producer(t, kafkarest.Config{}, nil)
	var delivered, failed, unknown []int
	sent := 0
	for ; left.Load() > 0; sent++ {
		sent := sent
		producer.Produce(testContext(t), restproxy.Record{Value: restproxy.String(fmt.Sprint(sent))}, func(r restproxy.ProduceOutcome) {
			switch {
			case r.Err == nil:
				delivered = append(delivered, sent)
			case errors.Is(r.Err, kafkarest.ErrOutcomeUnknown):
				unknown = append(unknown, sent)
			default:
				failed = append(failed, sent)
			}
		})
	}
	require.NoError(t, producer.Close(testContext(t)))
	require.Equal(t, sent, len(delivered)+len(failed)+len(unknown))
	assert.Empty(t, failed)
	times := map[string]int{}
	for _, text := range proxy.took() {
		times[text]++
	}
	for _, i := range delivered {
		require.Equal(t, 1, times[form(i)], "record %d was delivered", i)
	}
	for text, n := range times {
		require.Equal(t, 1, n, text)
	}
	t.Logf("%d delivered, %d unknown", len(delivered), len(unknown))
}

// cutBody ends after some bytes.
type cutBody struct {
	io.ReadCloser
	left int
}

func (c *cutBody) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errors.New("cut")
	}
	n, err := c.ReadCloser.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}
