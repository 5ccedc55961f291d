package restproxyv2_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// What was yielded is committed, the record of the loop body that runs included,
// and nothing that was only fetched.
func TestCommitWhatWasYielded(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3, 4, 5), noRecord, records(1, 0))
	ctx := t.Context()

	require.NoError(t, c.Commit(ctx), "nothing was yielded")
	assert.Empty(t, p.take())
	for record, err := range c.Records(ctx) {
		require.NoError(t, err)
		if record.Offset == 4 {
			require.NoError(t, c.Commit(ctx))
			break
		}
	}
	assert.Equal(t, []string{
		"GET g/instances/i1/" + readQuery,
		`POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":4}]}`,
	}, p.take())
	require.NoError(t, c.Commit(ctx), "nothing was yielded since")
	assert.Empty(t, p.take())

	var rest []int64
	for record, err := range c.Records(ctx) {
		require.NoError(t, err)
		if rest = append(rest, record.Offset); len(rest) == 2 {
			break
		}
	}
	assert.Equal(t, []int64{5, 0}, rest, "the second loop goes on where the first one ended")
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Partition: 0, Offset: 6}, {Topic: "orders", Partition: 1, Offset: 1}}, c.Positions())
	p.take()
	require.NoError(t, c.Commit(ctx))
	assert.Equal(t, []string{`POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":5},{"topic":"orders","partition":1,"offset":0}]}`}, p.take())
}

// A commit that fails leaves what it was for pending.
func TestCommitFails(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3))
	_, err := c.Poll(t.Context())
	require.NoError(t, err)
	p.on("POST /offsets", answer(500, `{"error_code":50003,"message":"Timeout of 60000ms expired before successfully committing offsets"}`))
	err = c.Commit(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	require.ErrorContains(t, err, "restproxyv2.Commit:")
	assert.Equal(t, restproxyv2.CodeKafkaRetriable, restproxyv2.CodeOf(err))
	assert.Len(t, p.take(), 2, "a commit is not repeated")
	p.on("POST /offsets", answer(200, `[]`))
	require.NoError(t, c.Commit(t.Context()))
	assert.Len(t, p.take(), 1)
}

// Poll returns what a loop left, and counts as having yielded all of it.
func TestPollAfterRecords(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3, 4, 5))
	for _, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		break
	}
	left, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, left, 2)
	p.take()
	require.NoError(t, c.Commit(t.Context()))
	assert.Equal(t, []string{`POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":5}]}`}, p.take())
	none, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Empty(t, none)
}

// Offsets of the caller's own settle only what they cover.
func TestCommitOffsetsBefore(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3, 4, 5))
	_, err := c.Poll(t.Context())
	require.NoError(t, err)
	require.NoError(t, c.CommitOffsets(t.Context(), []restproxyv2.Offset{{Topic: "orders", Offset: 5}}))
	p.take()
	require.NoError(t, c.Commit(t.Context()))
	assert.Equal(t, []string{`POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":5}]}`}, p.take())
	require.NoError(t, c.CommitOffsets(t.Context(), []restproxyv2.Offset{{Topic: "orders", Offset: 5}}))
	p.take()
	require.NoError(t, c.Commit(t.Context()))
	assert.Empty(t, p.take())
}

// An instance that has expired is replaced: a subscribed consumer goes on at what
// is committed, and forgets what is not.
func TestLostInstanceOfSubscribed(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	var told []restproxyv2.Recreation
	c := p.subscribed(t, restproxyv2.ConsumerOptions{OnRecreate: func(r restproxyv2.Recreation) { told = append(told, r) }})
	p.reads(records(0, 0, 1, 2, 3))
	for record, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		if record.Offset == 0 {
			require.NoError(t, c.Commit(t.Context()))
		}
		if record.Offset == 2 {
			break
		}
	}
	p.take()
	p.lose()

	err := c.Commit(t.Context())
	require.ErrorIs(t, err, restproxyv2.ErrInstanceLost)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.Equal(t, []string{
		`POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":2}]}`,
		"GET g/instances/i1/subscription",
	}, p.take())
	left, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, left, 1, "what was fetched is there")

	none, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Empty(t, none)
	assert.Equal(t, []string{
		create,
		`POST g/instances/i2/subscription {"topics":["orders"]}`,
		`GET g/instances/i2/offsets {"partitions":[{"topic":"orders","partition":0}]}`,
		"GET g/instances/i2/" + readQuery,
	}, p.take())
	require.NoError(t, c.Commit(t.Context()))
	assert.Empty(t, p.take(), "what was not committed comes again, and is not to be committed before")
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Offset: 1}}, c.Positions(), "where the group has committed")

	p.reads(records(0, 1, 2, 3))
	again, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, again, 3)
	p.take()
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Offset: 4}}, c.Positions())
	require.Len(t, told, 1)
	require.ErrorIs(t, told[0].Cause, restproxyv2.ErrInstanceLost)
	assert.Equal(t, restproxyv2.Recreation{
		Cause: told[0].Cause, Group: "g", Instance: "i2", Offsets: []restproxyv2.Offset{{Topic: "orders", Offset: 1}},
	}, told[0])
	require.NoError(t, c.Commit(t.Context()))
	assert.Equal(t, []string{`POST g/instances/i2/offsets {"offsets":[{"topic":"orders","partition":0,"offset":3}]}`}, p.take())
}

// Where the server does not tell what the group has committed, the consumer knows
// what it has itself.
func TestPositionsOfNewInstance(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3, 4))
	for _, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		require.NoError(t, c.Commit(t.Context()))
		break
	}
	_, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Offset: 5}}, c.Positions())
	p.on("GET /offsets", answer(404, `{"error_code":404,"message":"Not Found"}`))
	p.lose()
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Offset: 4}}, c.Positions())
}

// One with partitions assigned goes on where it was, and still has to commit.
func TestLostInstanceOfAssigned(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	var told []restproxyv2.Recreation
	c := p.assigned(t, restproxyv2.ConsumerOptions{OnRecreate: func(r restproxyv2.Recreation) { told = append(told, r) }})
	require.NoError(t, c.SeekToBeginning(t.Context(), twoPartitions))
	p.reads(records(0, 7, 8))
	for record, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		if record.Offset == 7 {
			break
		}
	}
	_, err := c.Poll(t.Context())
	require.NoError(t, err)
	p.take()
	p.lose()

	p.reads(records(0, 9))
	got, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, got, 1)
	assert.Equal(t, []string{
		"GET g/instances/i1/" + readQuery,
		"GET g/instances/i1/subscription",
		create,
		"POST g/instances/i2/assignments " + twoParts,
		`POST g/instances/i2/positions {"offsets":[{"topic":"orders","partition":0,"offset":9}]}`,
		`POST g/instances/i2/positions/beginning {"partitions":[{"topic":"orders","partition":1}]}`,
		"GET g/instances/i2/" + readQuery,
	}, p.take())
	require.Len(t, told, 1)
	assert.Equal(t, []restproxyv2.Offset{{Topic: "orders", Offset: 9}}, told[0].Offsets)
	require.NoError(t, c.Commit(t.Context()))
	assert.Equal(t, []string{`POST g/instances/i2/offsets {"offsets":[{"topic":"orders","partition":0,"offset":9}]}`}, p.take())
}

// A read that fails may have taken records: the next one begins with a new
// instance, and the records come again.
func TestFailedReads(t *testing.T) {
	t.Parallel()
	poison := `{"error_code":40801,"message":"com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'not'"}`
	for name, tc := range map[string]struct {
		answer http.HandlerFunc
		is     error
	}{
		"cut":              {cut(`[{"topic":"orders"`), kafkarest.ErrUnavailable},
		"no answer at all": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, kafkarest.ErrUnavailable},
		"not JSON":         {answer(200, `<html>`, "text/html"), kafkarest.ErrOutcomeUnknown},
		"another type":     {answer(200, `{"topic":"orders"}`), kafkarest.ErrOutcomeUnknown},
		"half a record":    {answer(200, `[{"topic":"orders","partition":0}]`), kafkarest.ErrOutcomeUnknown},
		"undecodable":      {answer(408, poison), restproxyv2.ErrUndecodable},
		"a gateway":        {answer(504, "timed out", "text/plain"), kafkarest.ErrUnavailable},
		"the proxy":        {answer(500, `{"error_code":500,"message":"Internal Server Error"}`), kafkarest.ErrOutcomeUnknown},
		"not authorised":   {answer(403, `{"error_code":40301,"message":"Not authorized to access topics: [orders]"}`), kafkarest.ErrForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProxy(t)
			var told []restproxyv2.Recreation
			c := p.subscribed(t, restproxyv2.ConsumerOptions{OnRecreate: func(r restproxyv2.Recreation) { told = append(told, r) }})
			p.readsBy(tc.answer)
			_, err := c.Poll(t.Context())
			require.ErrorIs(t, err, tc.is)
			require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
			assert.Equal(t, []string{"GET g/instances/i1/" + readQuery}, p.take(), "a read is not repeated")

			p.reads(records(0, 0))
			got, err := c.Poll(t.Context())
			require.NoError(t, err)
			assert.Len(t, got, 1)
			assert.Equal(t, []string{
				"DELETE g/instances/i1", create,
				`POST g/instances/i2/subscription {"topics":["orders"]}`,
				"GET g/instances/i2/" + readQuery,
			}, p.take())
			require.Len(t, told, 1)
			assert.ErrorIs(t, told[0].Cause, tc.is)
		})
	}
}

// After these nothing was taken, so the instance stays.
func TestHarmlessFailures(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answer http.HandlerFunc
		is     error
		asked  int
	}{
		"a slower pace":             {answer(429, `{"error_code":429,"message":"Request rate limit exceeded"}`), nil, 2},
		"another format":            {answer(406, `{"error_code":40601,"message":"The requested embedded data format does not match"}`), nil, 1},
		"404 that is no loss":       {answer(404, `{"error_code":40403,"message":"Unknown topic or partition"}`), kafkarest.ErrNotFound, 2},
		"404 of a gateway":          {answer(404, "no route", "text/plain"), kafkarest.ErrNotFound, 1},
		"400 of the Strimzi bridge": {answer(400, `{"error_code":400,"message":"Validation error on: Schema validation error"}`), kafkarest.ErrInvalid, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProxy(t)
			c := p.subscribed(t, restproxyv2.ConsumerOptions{})
			p.readsBy(tc.answer)
			_, err := c.Poll(t.Context())
			if tc.is != nil {
				require.ErrorIs(t, err, tc.is)
			}
			assert.NotErrorIs(t, err, restproxyv2.ErrInstanceLost)
			assert.Len(t, p.take(), tc.asked)
			_, err = c.Poll(t.Context())
			require.NoError(t, err)
			assert.Equal(t, []string{"GET g/instances/i1/" + readQuery}, p.take())
		})
	}
}

// A context that ends during a read is a read that failed; one that has ended
// before is not.
func TestContextEndsDuringRead(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	ctx, cancel := context.WithCancelCause(t.Context())
	p.readsBy(func(_ http.ResponseWriter, r *http.Request) {
		cancel(errors.New("enough"))
		<-r.Context().Done()
	})
	var errs []error
	for _, err := range c.Records(ctx) {
		errs = append(errs, err)
	}
	require.Len(t, errs, 1, "the loop ends by itself")
	require.ErrorIs(t, errs[0], context.Canceled)
	require.ErrorContains(t, errs[0], "restproxyv2.Records: ")
	p.take()
	_, err := c.Poll(ctx)
	require.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, p.take())
	p.reads(records(0, 0))
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "DELETE g/instances/i1", p.take()[0])
	require.ErrorIs(t, c.Close(ctx), context.Canceled)
	require.NoError(t, c.Close(context.WithoutCancel(ctx)))
}

// A read waits less than the time it has.
func TestReadWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProxy()
		client := p.client(t, kafkarest.Config{URL: "http://proxy.test", HTTPClient: opstest.Unconnected(p), Timeout: 2 * time.Second})
		c, err := client.CreateConsumer(t.Context(), "g", &restproxyv2.ConsumerOptions{Wait: time.Minute, MaxBytes: 1000})
		require.NoError(t, err)
		require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
		asked := func(ctx context.Context, opts ...kafkarest.CallOption) string {
			p.take()
			_, err := c.Poll(ctx, opts...)
			require.NoError(t, err)
			requests := p.take()
			require.Len(t, requests, 1)
			return strings.TrimPrefix(requests[0], "GET g/instances/i1/")
		}
		assert.Equal(t, "records?timeout=1500&max_bytes=1000", asked(t.Context()), "by the client's time-out")
		assert.Equal(t, "records?timeout=750&max_bytes=1000", asked(t.Context(), kafkarest.Timeout(time.Second)), "by that of the call")
		ctx, cancel := context.WithTimeout(t.Context(), 800*time.Millisecond)
		defer cancel()
		assert.Equal(t, "records?timeout=600&max_bytes=1000", asked(ctx), "by the context's")
	})
}

// A read that waits for long has the time for it.
func TestReadThatWaitsForLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProxy()
		given := make(map[string]time.Duration)
		client := p.client(t, kafkarest.Config{URL: "http://proxy.test", HTTPClient: opstest.Unconnected(timed(given, p))})
		c, err := client.CreateConsumer(t.Context(), "g", &restproxyv2.ConsumerOptions{Wait: 2 * time.Minute})
		require.NoError(t, err)
		require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
		_, err = c.Poll(t.Context())
		require.NoError(t, err)
		assert.Equal(t, map[string]time.Duration{
			"POST /consumers/g":                           75 * time.Second,
			"POST /consumers/g/instances/i1/subscription": 75 * time.Second,
			"GET /consumers/g/instances/i1/records":       150 * time.Second,
		}, given)
	})
}

// timed notes how much time each request has, and leaves it to handler.
func timed(given map[string]time.Duration, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		deadline, _ := r.Context().Deadline()
		given[r.Method+" "+r.URL.Path] = time.Until(deadline)
		handler.ServeHTTP(w, r)
	})
}

// Memory does not grow with what is read. The test runs alone.
func TestConstantMemory(t *testing.T) {
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	value := strings.Repeat("x", 1<<20)
	p.on("GET /records", answer(http.StatusOK, `[{"topic":"orders","partition":0,"offset":1,"value":"`+value+`"}]`, jsonType))
	read := 0
	for record, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		if read += len(record.Value); read >= 48<<20 {
			break
		}
		if read%(8<<20) < 1<<20 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			require.Less(t, m.HeapAlloc, uint64(24<<20), "after %d bytes", read)
		}
	}
}

// The loop goes on after a failure, if its body does.
func TestRecordsGoOnAfterFailure(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.readsBy(answer(403, `{"error_code":40301,"message":"Not authorized to access topics: [orders]"}`))
	p.reads(records(0, 0))
	var seen []string
	for record, err := range c.Records(t.Context()) {
		if err != nil {
			seen = append(seen, fmt.Sprint(restproxyv2.CodeOf(err)))
			continue
		}
		seen = append(seen, string(record.Value))
		break
	}
	assert.Equal(t, []string{"40301", "0"}, seen)
	yielded := 0
	for _, err := range p.consumer(t, restproxyv2.ConsumerOptions{}).Records(t.Context()) {
		require.ErrorIs(t, err, kafkarest.ErrInvalid, "there is no subscription")
		yielded++
	}
	assert.Equal(t, 1, yielded)
}

// Seeks drop what was fetched of their partitions.
func TestSeekDropsFetched(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.assigned(t, restproxyv2.ConsumerOptions{})
	p.reads(records(0, 3, 4))
	for _, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		break
	}
	require.NoError(t, c.SeekToEnd(t.Context(), twoPartitions[:1]))
	require.NoError(t, c.Seek(t.Context(), []restproxyv2.Offset{{Topic: "orders", Partition: 0, Offset: 1}}))
	p.reads(records(0, 1))
	got, err := c.Poll(t.Context())
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, int64(1), got[0].Offset)
	require.NoError(t, c.SeekToTime(t.Context(), twoPartitions[1:], time.UnixMilli(0)))
	p.take()
	p.lose()
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{
		`POST g/instances/i2/positions {"timestamps":[{"topic":"orders","partition":0,"timestamp":"1970-01-01T00:00:00.000Z"}]}`,
		`POST g/instances/i2/positions/end {"partitions":[{"topic":"orders","partition":1}]}`,
	}, p.take()[4:6])
}

// What was fetched from an instance that is lost is read again from the next one.
func TestFetchedIsDroppedWithInstance(t *testing.T) {
	t.Parallel()
	for name, newConsumer := range map[string]func(*proxy) *consumer{
		"assigned":   func(p *proxy) *consumer { return p.assigned(t, restproxyv2.ConsumerOptions{}) },
		"subscribed": func(p *proxy) *consumer { return p.subscribed(t, restproxyv2.ConsumerOptions{}) },
	} {
		p := startProxy(t)
		c := newConsumer(p)
		p.reads(records(0, 3, 4, 5))
		for _, err := range c.Records(t.Context()) {
			require.NoError(t, err)
			break
		}
		p.lose()
		require.NoError(t, c.SeekToEnd(t.Context(), twoPartitions[:1]))
		p.reads(records(0, 4, 5))
		got, err := c.Poll(t.Context())
		require.NoError(t, err)
		assert.Equal(t, []int64{4, 5}, offsetsOf(got), name)
		none, err := c.Poll(t.Context())
		require.NoError(t, err)
		assert.Empty(t, none, name)
	}
}

// An instance is lost before it was used, and a new one is lost at once.
func TestLostAgain(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.consumer(t, restproxyv2.ConsumerOptions{})
	p.lose()
	require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
	p.on("GET /records", answer(404, notFound))
	p.on("GET /subscription", answer(404, notFound))
	_, err := c.Poll(t.Context())
	require.ErrorIs(t, err, restproxyv2.ErrInstanceLost)
	p.take()
	delete(p.special, "GET /records")
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{create, `POST g/instances/i4/subscription {"topics":["orders"]}`, "GET g/instances/i4/" + readQuery}, p.take())
}

// A proxy that is gone takes the instance with it; the next one is made where
// there is a proxy.
func TestProxyIsGone(t *testing.T) {
	t.Parallel()
	gone := startProxy(t)
	gone.instances = []string{"i1"}
	p := startProxy(t)
	p.baseURI = func(*http.Request, string, string) string { return gone.URL + "/consumers/g/instances/i1" }
	refused := strings.TrimPrefix(opstest.RefusedURL(t), "http://")
	var isGone atomic.Bool
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if isGone.Load() && "http://"+address == gone.URL {
			address = refused
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	t.Cleanup(transport.CloseIdleConnections)
	client := p.client(t, kafkarest.Config{HTTPClient: &http.Client{Transport: transport}})
	c, err := client.CreateConsumer(t.Context(), "g", &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON, Wait: time.Second})
	require.NoError(t, err)
	require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
	isGone.Store(true)
	client.CloseIdleConnections()
	p.baseURI = func(_ *http.Request, group, instance string) string { return "" }
	p.take()
	_, err = c.Poll(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	require.ErrorContains(t, err, "KeepHost")
	assert.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	assert.Empty(t, p.take())
	p.reads(records(0, 0))
	got, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, got, 1)
	assert.Equal(t, []string{"DELETE g/instances/i1", create, `POST g/instances/i2/subscription {"topics":["orders"]}`, "GET g/instances/i2/" + readQuery}, p.take())
}

// A new instance that cannot be set up is given up too.
func TestRecreationFails(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{Name: "mine"})
	p.readsBy(cut("["))
	_, err := c.Poll(t.Context())
	require.Error(t, err)
	p.on("DELETE /mine", answer(500, `{"error_code":500,"message":"Internal Server Error"}`))
	_, err = c.Poll(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	require.ErrorIs(t, err, kafkarest.ErrConflict)
	delete(p.special, "DELETE /mine")
	p.on("POST /subscription", answer(500, `{"error_code":500,"message":"Internal Server Error"}`))
	_, err = c.Poll(t.Context())
	require.Error(t, err)
	delete(p.special, "POST /subscription")
	p.reads(records(0, 0))
	got, err := c.Poll(t.Context())
	require.NoError(t, err)
	assert.Len(t, got, 1)
}

func TestClose(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	p.on("DELETE /i1", answer(500, `{"error_code":500,"message":"Internal Server Error"}`))
	require.Error(t, c.Close(t.Context()))
	delete(p.special, "DELETE /i1")
	require.NoError(t, c.Close(t.Context()))
	assert.Empty(t, p.instances)
	p.take()
	require.NoError(t, c.Close(t.Context()), "a second time")
	_, err := c.Poll(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	require.ErrorIs(t, c.Commit(t.Context()), kafkarest.ErrInvalid)
	assert.Empty(t, p.take())
}

// The calls of a consumer are made one after the other; who waits obeys its
// context.
func TestOneCallAtATime(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	reading, release := make(chan struct{}), make(chan struct{})
	p.readsBy(func(w http.ResponseWriter, r *http.Request) {
		close(reading)
		<-release
		answer(200, records(0, 0))(w, r)
	})
	var polls sync.WaitGroup
	polls.Go(func() {
		got, err := c.Poll(t.Context())
		assert.NoError(t, err)
		assert.Len(t, got, 1)
	})
	<-reading
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, c.Close(ended), context.Canceled)
	_, err := c.GetAssignments(ended)
	require.ErrorIs(t, err, context.Canceled)
	close(release)
	polls.Wait()

	p.reads(records(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
	ctx, enough := context.WithCancel(t.Context())
	defer enough()
	var mu sync.Mutex
	seen := make(map[int64]int)
	for range 4 {
		polls.Go(func() {
			for record, err := range c.Records(ctx) {
				if err != nil {
					assert.ErrorIs(t, err, context.Canceled)
					return
				}
				assert.NoError(t, c.Commit(t.Context()))
				mu.Lock()
				if seen[record.Offset]++; len(seen) == 9 {
					enough()
				}
				mu.Unlock()
			}
		})
	}
	polls.Wait()
	require.Len(t, seen, 9)
	for offset, times := range seen {
		assert.Equal(t, 1, times, "record %d", offset)
	}
}

// A GET that reads must reach the proxy once, also where net/http would send it
// again: on a connection that was kept and is closed under it.
func TestReadsAreNotReplayed(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	for range 20 {
		p.readsBy(answer(200, records(0, 0)), func(w http.ResponseWriter, r *http.Request) {
			assert.Zero(t, r.ContentLength, "Karapace refuses a GET with a body")
			assert.Empty(t, r.TransferEncoding)
			conn, _, err := http.NewResponseController(w).Hijack()
			assert.NoError(t, err)
			_ = conn.Close() // without a byte of an answer
		})
		_, err := c.Poll(t.Context())
		require.NoError(t, err)
		_, err = c.Poll(t.Context())
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
		reads := 0
		for _, request := range p.take() {
			if strings.Contains(request, "/records") {
				reads++
			}
		}
		require.Equal(t, 2, reads)
	}
}

// Where a consumer's calls go, and whether with credentials.
func TestBaseURI(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		uri      func(home, elsewhere string) string
		options  restproxyv2.ConsumerOptions
		moves    bool // to elsewhere
		secret   bool // the credentials are sent
		path     string
		instance string
	}{
		"of the same host":                   {uri: func(home, _ string) string { return home + "/consumers/g/instances/i1" }, secret: true},
		"with a context path":                {uri: func(home, _ string) string { return home + "/proxy%201/consumers/g/instances/i1" }, secret: true, path: "/proxy%201"},
		"relative":                           {uri: func(string, string) string { return "consumers/g/instances/i1" }, secret: true},
		"absent":                             {uri: func(string, string) string { return "" }, secret: true},
		"of another host":                    {uri: func(_, elsewhere string) string { return elsewhere + "/consumers/g/instances/i1" }, moves: true},
		"of a trusted host":                  {uri: func(_, elsewhere string) string { return elsewhere + "/consumers/g/instances/i1" }, options: restproxyv2.ConsumerOptions{TrustProxies: true}, moves: true, secret: true},
		"kept":                               {uri: func(_, elsewhere string) string { return elsewhere + "/consumers/g/instances/i1" }, options: restproxyv2.ConsumerOptions{KeepHost: true}, secret: true},
		"with a name not escaped":            {uri: func(home, _ string) string { return home + "/consumers/g/instances/a b?#/%c" }, options: restproxyv2.ConsumerOptions{Name: "a b?#/%c"}, secret: true, instance: "a%20b%3F%23%2F%25c"},
		"with a name spelled in another way": {uri: func(home, _ string) string { return home + "/proxy/consumers/g/instances/a+b" }, options: restproxyv2.ConsumerOptions{Name: "a b"}, secret: true, path: "/proxy", instance: "a%20b"},
		"with a name escaped":                {uri: func(home, _ string) string { return home + "/consumers/g/instances/a%20b" }, options: restproxyv2.ConsumerOptions{Name: "a b"}, secret: true, instance: "a%20b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			asked := make(map[string][]string)
			note := func(server string) http.HandlerFunc {
				return func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					defer mu.Unlock()
					_, _, authenticated := r.BasicAuth()
					asked[server] = append(asked[server], fmt.Sprint(r.RequestURI, " ", authenticated))
					w.WriteHeader(http.StatusNoContent)
				}
			}
			elsewhere := httptest.NewServer(note("elsewhere"))
			t.Cleanup(elsewhere.Close)
			p := startProxy(t)
			p.on("POST /subscription", note("home"))
			p.baseURI = func(*http.Request, string, string) string { return tc.uri(p.URL, elsewhere.URL) }
			client := p.client(t, kafkarest.Config{Authenticator: auth.Basic("user", "s3cret-pass"), Header: http.Header{"X-Tenant": {"t"}}})
			c, err := client.CreateConsumer(t.Context(), "g", &tc.options)
			require.NoError(t, err)
			require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
			instance := "i1"
			if tc.instance != "" {
				instance = tc.instance
			}
			want := fmt.Sprint(tc.path+"/consumers/g/instances/"+instance+"/subscription ", tc.secret)
			server := map[bool]string{true: "elsewhere", false: "home"}[tc.moves]
			assert.Equal(t, map[string][]string{server: {want}}, asked)
		})
	}
}

func TestBaseURIThatCannotBe(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	p.baseURI = func(*http.Request, string, string) string { return "ftp://user:s3cret@proxy/consumers/g/instances/i1" }
	_, err := p.client(t, kafkarest.Config{}).CreateConsumer(t.Context(), "g", nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.Contains(t, err.Error(), "KeepHost")
	assert.NotContains(t, err.Error(), "s3cret")
	assert.Empty(t, p.instances, "the instance is deleted")
}

// Where nobody answers at the address of an instance, the error says what helps,
// and the instances are deleted at the client's own host.
func TestBaseURIThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	gone := opstest.RefusedURL(t)
	p.baseURI = func(_ *http.Request, group, instance string) string {
		return gone + "/consumers/" + group + "/instances/" + instance
	}
	c, err := p.client(t, kafkarest.Config{}).CreateConsumer(t.Context(), "g", nil)
	require.NoError(t, err)
	for range 3 {
		err = c.Subscribe(t.Context(), []string{"orders"}, kafkarest.NoRetry())
		require.ErrorIs(t, err, kafkarest.ErrUnavailable)
		require.ErrorContains(t, err, "KeepHost")
		assert.Len(t, p.instances, 1)
	}
	require.NoError(t, c.Close(t.Context()))
	assert.Empty(t, p.instances)
}

// The answer to the creation of an instance is lost, or of no use: the instance
// is deleted, unless its name may be that of somebody else's.
func TestLostCreation(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		fault   kafkaresttest.Fault
		options restproxyv2.ConsumerOptions
		left    int
	}{
		"lost":          {fault: kafkaresttest.Fault{Cut: true, AfterHandling: true}},
		"a gateway's":   {fault: kafkaresttest.Fault{Status: 504, AfterHandling: true}},
		"no name in it": {fault: kafkaresttest.Fault{Status: 200, Body: `{}`, AfterHandling: true}},
		"not JSON":      {fault: kafkaresttest.Fault{Status: 200, Body: `<html>`, AfterHandling: true}},
		"of a name":     {fault: kafkaresttest.Fault{Cut: true, AfterHandling: true}, options: restproxyv2.ConsumerOptions{Name: "mine"}, left: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t)
			tc.fault.Method, tc.fault.Path, tc.fault.Times = http.MethodPost, "/consumers/g", 1
			server.Inject(tc.fault)
			client, err := restproxyv2.New(kafkarest.Config{URL: server.RESTProxyV2URL(), HTTPClient: newHTTPClient(t)}, nil)
			require.NoError(t, err)
			_, err = client.CreateConsumer(t.Context(), "g", &tc.options)
			require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
			assert.Len(t, server.ConsumerInstances(), tc.left)
		})
	}
}

// A consumer that was created under a name may have it again.
func TestLostRecreationOfName(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	require.NoError(t, server.SeedTopic("orders", 1, nil))
	client, err := restproxyv2.New(kafkarest.Config{URL: server.RESTProxyV2URL(), HTTPClient: newHTTPClient(t)})
	require.NoError(t, err)
	c, err := client.CreateConsumer(t.Context(), "g", &restproxyv2.ConsumerOptions{Name: "mine", Wait: time.Millisecond})
	require.NoError(t, err)
	require.NoError(t, c.Subscribe(t.Context(), []string{"orders"}))
	server.Inject(kafkaresttest.Fault{Path: "/consumers/*/instances/*/records", Cut: true, Times: 1})
	_, err = c.Poll(t.Context())
	require.Error(t, err)
	server.Inject(kafkaresttest.Fault{Method: http.MethodPost, Path: "/consumers/g", Cut: true, AfterHandling: true, Times: 1})
	_, err = c.Poll(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	require.NoError(t, c.Close(t.Context()))
	assert.Empty(t, server.ConsumerInstances())
}

// Close ends, whatever the proxy does, and the caller's own deadline holds.
func TestCloseHasAnEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		later, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for _, tc := range []struct {
			ctx  ctx
			left time.Duration
		}{{context.WithoutCancel(t.Context()), 10 * time.Second}, {later, time.Minute}} {
			p := newProxy()
			given := make(map[string]time.Duration)
			client := p.client(t, kafkarest.Config{URL: "http://proxy.test", HTTPClient: opstest.Unconnected(timed(given, p))})
			c, err := client.CreateConsumer(t.Context(), "g", nil)
			require.NoError(t, err)
			require.NoError(t, c.Close(tc.ctx))
			assert.Equal(t, tc.left, given["DELETE /consumers/g/instances/i1"])
		}
	})
}

// A context that has ended is no other call's fault.
func TestEndedContext(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	c := p.subscribed(t, restproxyv2.ConsumerOptions{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 { // a select between two that are ready goes either way
		_, err := c.Poll(ctx)
		require.ErrorIs(t, err, context.Canceled)
		require.NotContains(t, err.Error(), "another call")
	}
	assert.Empty(t, p.take())
}

// A host that gets no credentials and wants some is told apart from wrong ones.
func TestForeignHostWantsCredentials(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(answer(401, "<html>", "text/html"))
	t.Cleanup(elsewhere.Close)
	p := startProxy(t)
	p.baseURI = func(*http.Request, string, string) string { return elsewhere.URL + "/consumers/g/instances/i1" }
	c, err := p.client(t, kafkarest.Config{Authenticator: auth.Basic("user", "s3cret-pass")}).CreateConsumer(t.Context(), "g", nil)
	require.NoError(t, err)
	err = c.Subscribe(t.Context(), []string{"orders"})
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.Contains(t, err.Error(), "TrustProxies")
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", c, c, err), "s3cret")
	err = c.Close(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.Contains(t, err.Error(), "TrustProxies")
}

func TestReadAt(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	p := startProxy(t)
	p.on("GET /offsets", answer(200, `{"beginning_offset":2,"end_offset":9}`))
	client := p.client(t, kafkarest.Config{})
	options := &restproxyv2.ReadAtOptions{Format: restproxyv2.FormatJSON, Group: "mine", Wait: time.Second}

	p.reads(records(1, 4, 5), records(1, 6, 8))
	got, err := client.ReadAt(ctx, "orders", 1, 4, 3, options)
	require.NoError(t, err)
	assert.Equal(t, []int64{4, 5, 6}, offsetsOf(got))
	requests := p.take()
	assert.Equal(t, []string{
		"GET /topics/orders/partitions/1/offsets",
		strings.Replace(create, "POST g", "POST mine", 1),
		`POST mine/instances/i1/assignments {"partitions":[{"topic":"orders","partition":1}]}`,
		`POST mine/instances/i1/positions {"offsets":[{"topic":"orders","partition":1,"offset":4}]}`,
		"GET mine/instances/i1/" + readQuery,
		"GET mine/instances/i1/" + readQuery,
		"DELETE mine/instances/i1",
	}, requests)

	p.reads(noRecord, records(1, 4), noRecord, records(1, 8))
	got, err = client.ReadAt(ctx, "orders", 1, 3, 100, options)
	require.NoError(t, err)
	assert.Equal(t, []int64{4, 8}, offsetsOf(got), "to the end")
	p.reads(records(1, 7))
	got, err = client.ReadAt(ctx, "orders", 1, 7, 100, options)
	require.NoError(t, err)
	assert.Equal(t, []int64{7}, offsetsOf(got), "the last offset holds no record")
	p.take()

	got, err = client.ReadAt(ctx, "orders", 1, 9, 1, nil)
	require.NoError(t, err)
	assert.Empty(t, got, "at the end")
	for _, offset := range []int64{1, 10} {
		_, err = client.ReadAt(ctx, "orders", 1, offset, 1, nil)
		require.ErrorIs(t, err, kerr.OffsetOutOfRange)
		var failure *kafkarest.Error
		require.ErrorAs(t, err, &failure)
		assert.Zero(t, failure.StatusCode, "no answer says it")
	}
	assert.Len(t, p.take(), 3, "no consumer is made for that")

	p.readsBy(cut("["))
	_, err = client.ReadAt(ctx, "orders", 1, 4, 3, nil)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.Empty(t, p.instances, "the instance is closed after a failure too")
}

func offsetsOf(records []restproxyv2.Record) []int64 {
	var offsets []int64
	for _, record := range records {
		offsets = append(offsets, record.Offset)
	}
	return offsets
}
