package rest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

var errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}

// Which operation is tried again after which outcome.
func TestWhatIsRepeated(t *testing.T) {
	t.Parallel()
	status := func(status int) func(*http.Request) (*http.Response, error) {
		return func(r *http.Request) (*http.Response, error) { return response(r, status, ""), nil }
	}
	fails := func(err error) func(*http.Request) (*http.Response, error) {
		return func(*http.Request) (*http.Response, error) { return nil, err }
	}
	cut := func(r *http.Request) (*http.Response, error) {
		resp := response(r, 200, "{")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader("{"), errorReader{}))
		return resp, nil
	}
	all := []*Operation{getTopic, putTopic, createTopic, produce, consume}
	repeatable := []*Operation{getTopic, putTopic}
	unlessProducing := []*Operation{getTopic, putTopic, createTopic, consume}
	cases := map[string]struct {
		outcome  func(*http.Request) (*http.Response, error)
		repeated []*Operation
	}{
		"400": {status(400), nil}, "401": {status(401), nil}, "403": {status(403), nil}, "404": {status(404), nil},
		"408": {status(408), nil}, "409": {status(409), nil}, "425": {status(425), nil}, "422": {status(422), nil},
		"429": {status(429), unlessProducing}, "500": {status(500), nil}, "501": {status(501), nil},
		"502": {status(502), repeatable}, "503": {status(503), repeatable}, "504": {status(504), repeatable}, "599": {status(599), nil},
		"304":            {status(304), nil},
		"refused":        {fails(errRefused), all},
		"proxy refused":  {fails(&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}), all},
		"reset":          {fails(&net.OpError{Op: "read", Err: syscall.ECONNRESET}), repeatable},
		"EOF":            {fails(io.EOF), repeatable},
		"cut":            {cut, repeatable},
		"not JSON":       {func(r *http.Request) (*http.Response, error) { return response(r, 200, "<"), nil }, nil},
		"null":           {func(r *http.Request) (*http.Response, error) { return response(r, 200, "null"), nil }, nil},
		"TLS alert":      {fails(&net.OpError{Op: "remote error", Err: errors.New("tls: bad certificate")}), nil},
		"another scheme": {fails(http.ErrSchemeMismatch), nil},
	}
	for name, c := range cases {
		for _, op := range all {
			want := 1
			for _, repeated := range c.repeated {
				if op == repeated {
					want = fast.MaxAttempts
				}
			}
			for _, option := range []kafkarest.CallOption{func(*kafkarest.CallOptions) {}, kafkarest.NoRetry()} {
				requests := 0
				client := counting(t, kafkarest.Config{}, func(n int, r *http.Request) (*http.Response, error) {
					requests = n
					return c.outcome(r)
				})
				_, err := fetch(t, client, op, option)
				assert.Equal(t, want, requests, "%s after %s", op.Name, name)
				assert.Equal(t, want, failureOf(t, err).Attempts)
				want = 1 // with NoRetry
			}
			client := counting(t, kafkarest.Config{Retry: kafkarest.RetryPolicy{MaxAttempts: 1}}, func(n int, r *http.Request) (*http.Response, error) {
				assert.Equal(t, 1, n, "%s after %s", op.Name, name)
				return c.outcome(r)
			})
			_, err := fetch(t, client, op)
			require.Error(t, err)
		}
	}
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestRetrySucceeds(t *testing.T) {
	t.Parallel()
	s := serve(t, reset, answer(503, ""), ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	got, err := fetch(t, c, putTopic)
	require.NoError(t, err)
	assert.Equal(t, "orders", got.Name)
	require.Len(t, s.seen(), 3)
	for _, r := range s.seen() {
		assert.JSONEq(t, `{"name":"orders","partitions":3}`, r.body, "whole on each attempt")
		assert.Equal(t, "32", r.header.Get("Content-Length"))
	}
}

func TestExhaustedRetriesGiveTheLastAnswer(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(503, `{"message":"first"}`), reset, answer(429, `{"message":"last"}`, "Retry-After: 0"))
	err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), getTopic)
	failure := failureOf(t, err)
	assert.Equal(t, 429, failure.StatusCode)
	assert.Equal(t, 3, failure.Attempts)
	assert.Equal(t, "adminrest.GetTopic: GET "+s.URL+"/admin/topics/orders: 429 Too Many Requests: last (3 attempts)", err.Error())
	require.ErrorIs(t, err, kafkarest.ErrTooManyRequests)
	require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
}

// A connection that breaks is reset for a POST only once, and refused dials do
// not count as having sent it.
func TestPostAndConnections(t *testing.T) {
	t.Parallel()
	s := serve(t, reset)
	err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), createTopic)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	assert.Len(t, s.seen(), 1)

	s = serve(t, answer(201, ""))
	transport := newTransport(nil)
	dial, dials := transport.DialContext, 0
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if dials++; dials < 3 {
			return nil, errRefused
		}
		return dial(ctx, network, address)
	}
	var captured kafkarest.Response
	require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, HTTPClient: &http.Client{Transport: transport}}), createTopic, kafkarest.Capture(&captured)))
	assert.Equal(t, 3, captured.Attempts)
	require.Len(t, s.seen(), 1)
	assert.JSONEq(t, `{"name":"orders","partitions":3}`, s.seen()[0].body)

	err = send(t, newTestClient(t, kafkarest.Config{URL: opstest.RefusedURL(t)}), createTopic)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	require.ErrorIs(t, err, syscall.ECONNREFUSED)
	assert.False(t, failureOf(t, err).OutcomeUnknown, "nothing was sent")
}

func TestOutcomeUnknownStays(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		op       *Operation
		handlers []http.HandlerFunc
		unknown  bool
	}{
		"a PUT, cut off and then refused":  {putTopic, []http.HandlerFunc{reset, answer(409, "")}, true},
		"a PUT, cut and then refused":      {putTopic, []http.HandlerFunc{raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), answer(409, "")}, true},
		"a PUT through a gateway":          {putTopic, []http.HandlerFunc{answer(504, ""), answer(409, "")}, true},
		"a PUT that failed at the service": {putTopic, []http.HandlerFunc{answer(503, ""), answer(409, "")}, true},
		"a GET":                            {getTopic, []http.HandlerFunc{reset, answer(409, "")}, false},
		"a POST that was slowed down":      {createTopic, []http.HandlerFunc{answer(429, ""), answer(409, "")}, false},
		"a read that consumes":             {consume, []http.HandlerFunc{reset}, true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.handlers...)
			_, err := fetch(t, newTestClient(t, kafkarest.Config{URL: s.URL}), c.op)
			failure := failureOf(t, err)
			assert.Equal(t, c.unknown, failure.OutcomeUnknown)
			assert.Equal(t, c.unknown, strings.Contains(err.Error(), "outcome unknown"))
			assert.Equal(t, len(c.handlers), failure.Attempts)
		})
	}
}

// tokens is an Authenticator that can drop its token.
type tokens struct{ dropped atomic.Int32 }

func (a *tokens) Authenticate(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+strconv.Itoa(int(a.dropped.Load())))
	return nil
}

func (a *tokens) Invalidate() { a.dropped.Add(1) }

func TestUnauthorized(t *testing.T) {
	t.Parallel()
	slow := kafkarest.RetryPolicy{MaxAttempts: 5, MinWait: time.Hour, MaxWait: time.Hour}
	for _, op := range []*Operation{getTopic, createTopic, produce} {
		s := serve(t, answer(401, ""), ok)
		held := &tokens{}
		require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: held, Retry: slow}), op), "at once")
		require.Len(t, s.seen(), 2)
		assert.Equal(t, "Bearer 0", s.seen()[0].header.Get("Authorization"))
		assert.Equal(t, "Bearer 1", s.seen()[1].header.Get("Authorization"))

		s, held = serve(t, answer(401, "")), &tokens{}
		err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: held, Retry: slow}), op)
		require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
		assert.Len(t, s.seen(), 2, "once only")
		assert.Equal(t, int32(1), held.dropped.Load())
		assert.Equal(t, 2, failureOf(t, err).Attempts)

		for name, cfg := range map[string]kafkarest.Config{
			"no Invalidate": {Authenticator: bearer("x")}, "no Authenticator": {},
			"one attempt": {Authenticator: &tokens{}, Retry: kafkarest.RetryPolicy{MaxAttempts: 1}},
		} {
			s = serve(t, answer(401, ""))
			cfg.URL = s.URL
			require.ErrorIs(t, send(t, newTestClient(t, cfg), op), kafkarest.ErrUnauthorized)
			assert.Len(t, s.seen(), 1, name)
		}
		s, held = serve(t, answer(401, "")), &tokens{}
		require.Error(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: held}), op, kafkarest.NoRetry()))
		assert.Len(t, s.seen(), 1)
		assert.Zero(t, held.dropped.Load())
	}
}

// exactTokens is told which request was refused.
type exactTokens struct {
	tokens
	refused []string
}

func (a *exactTokens) InvalidateFor(r *http.Request) {
	a.refused = append(a.refused, r.Header.Get("Authorization"))
}

func TestUnauthorizedTellsTheRequest(t *testing.T) {
	t.Parallel()
	s, held := serve(t, answer(401, ""), ok), &exactTokens{}
	require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: held}), createTopic))
	require.Len(t, s.seen(), 2)
	assert.Equal(t, []string{"Bearer 0"}, held.refused)
	assert.Zero(t, held.dropped.Load())
}

func TestRetryAfterHeader(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		date := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
		for value, want := range map[string]time.Duration{
			"0":                               0,
			"7":                               7 * time.Second,
			"4294967296":                      4294967296 * time.Second,
			"99999999999999999999999":         math.MaxInt64 / time.Second * time.Second,
			date(90 * time.Second):            90 * time.Second,
			date(-time.Hour):                  0,
			"Fri, 31 Dec 9999 23:59:59 GMT":   math.MaxInt64,
			"Monday, 01-Jan-90 00:00:00 GMT":  0,
			time.Now().UTC().Format("Jan _2"): -1,
			"":                                -1,
			"-1":                              -1,
			"1.5":                             -1,
			"soon":                            -1,
			"1e3":                             -1,
		} {
			got, ok := retryAfter(http.Header{"Retry-After": {value}})
			assert.Equal(t, want >= 0, ok, value)
			assert.Equal(t, max(want, 0), got, value)
		}
	})
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	const minWait, maxWait = 100 * time.Millisecond, 2 * time.Second
	answered := func(status int, retryAfter string) *http.Response {
		return &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {retryAfter}}}
	}
	cases := []struct {
		attempt  int
		resp     *http.Response
		low, top time.Duration
	}{
		{0, nil, minWait / 2, minWait},
		{1, nil, minWait, 2 * minWait},
		{4, nil, 800 * time.Millisecond, 1600 * time.Millisecond},
		{5, nil, maxWait / 2, maxWait},
		{31, nil, maxWait / 2, maxWait},
		{1000, nil, maxWait / 2, maxWait},
		{3, answered(401, "9"), 0, 0},
		{0, answered(503, ""), minWait / 2, minWait},
		{0, answered(503, "soon"), minWait / 2, minWait},
		{0, answered(503, "0"), 0, 0},
		{3, answered(429, "1"), time.Second, 1100 * time.Millisecond},
		{0, answered(429, "2"), maxWait, maxWait},
		{0, answered(429, "4294967295"), maxWait, maxWait},
		{0, answered(429, "99999999999999999999"), maxWait, maxWait},
		{0, answered(429, "Fri, 31 Dec 9999 23:59:59 GMT"), maxWait, maxWait},
		{0, answered(502, "Fri, 31 Dec 1999 23:59:59 GMT"), 0, 0},
	}
	for _, c := range cases {
		for range 100 {
			got := backoff(minWait, maxWait, c.attempt, c.resp)
			assert.GreaterOrEqual(t, got, c.low, c)
			assert.LessOrEqual(t, got, c.top, c)
		}
	}
}

// The whole of a call under its policy, in time that does not pass.
func TestWaits(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		retryAfter string
		low, top   time.Duration
	}{
		"doubling":       {"", 7 * time.Second / 2, 7 * time.Second},
		"as asked":       {"4", 12 * time.Second, 13200 * time.Millisecond},
		"at most so far": {"86400", 30 * time.Second, 30 * time.Second},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := counting(t, kafkarest.Config{Retry: kafkarest.RetryPolicy{MaxAttempts: 4, MinWait: time.Second, MaxWait: 10 * time.Second}},
					func(_ int, r *http.Request) (*http.Response, error) {
						return response(r, 503, "", "Retry-After: "+c.retryAfter), nil
					})
				began := time.Now()
				failure := failureOf(t, send(t, client, getTopic))
				assert.Equal(t, 4, failure.Attempts)
				assert.GreaterOrEqual(t, time.Since(began), c.low)
				assert.LessOrEqual(t, time.Since(began), c.top)
				if c.retryAfter != "" {
					assert.Equal(t, c.retryAfter, strconv.Itoa(int(failure.RetryAfter.Seconds())), "the caller is told what was asked")
				}
			})
		})
	}
}

func TestContextEndsAWait(t *testing.T) {
	t.Parallel()
	for name, outcome := range map[string]func(*http.Request) (*http.Response, error){
		"after an answer": func(r *http.Request) (*http.Response, error) {
			return response(r, 503, `{"message":"busy"}`, "Retry-After: 60"), nil
		},
		"after a failed connection": func(*http.Request) (*http.Response, error) { return nil, errRefused },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempt := make(chan context.Context, 1)
				c := counting(t, kafkarest.Config{Retry: kafkarest.RetryPolicy{MinWait: time.Hour, MaxWait: time.Hour}},
					func(_ int, r *http.Request) (*http.Response, error) {
						attempt <- r.Context()
						return outcome(r)
					})
				reason := errors.New("shutting down")
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(time.Second-1, func() { assert.Error(t, (<-attempt).Err(), "what an attempt holds is released before the wait") })
				time.AfterFunc(time.Second, func() { cancel(reason) })
				var captured kafkarest.Response
				began := time.Now()
				err := Send(ctx, c, newTestRequest[None](getTopic), []kafkarest.CallOption{kafkarest.Capture(&captured)})
				assert.Equal(t, time.Second, time.Since(began))
				failure := failureOf(t, err)
				require.ErrorIs(t, err, context.Canceled)
				require.ErrorIs(t, err, reason)
				require.ErrorIs(t, err, kafkarest.ErrUnavailable)
				assert.Equal(t, 1, failure.Attempts)
				assert.Equal(t, 1, captured.Attempts)
				assert.Equal(t, failure.StatusCode, captured.StatusCode)
				assert.NotContains(t, err.Error(), "\n")
				if failure.StatusCode == 503 {
					assert.Equal(t, "adminrest.GetTopic: GET http://service.test/admin/topics/orders: 503 Service Unavailable: busy: "+
						"context canceled: shutting down (retry after 1m0s)", err.Error())
				} else {
					require.ErrorIs(t, err, syscall.ECONNREFUSED)
					assert.ErrorContains(t, err, "dial tcp: connection refused, and then context canceled: shutting down")
				}
			})
		})
	}
}

func TestContextEndsInAFailedAttempt(t *testing.T) {
	t.Parallel()
	for _, failover := range [][]string{nil, {"http://other.test"}} {
		ctx, cancel := context.WithCancel(t.Context())
		c := counting(t, kafkarest.Config{Failover: failover}, func(n int, _ *http.Request) (*http.Response, error) {
			assert.Equal(t, 1, n)
			cancel()
			return nil, errRefused
		})
		err := Send(ctx, c, newTestRequest[None](createTopic), nil)
		assert.EqualError(t, failureOf(t, err).Err, "context canceled")
		assert.False(t, failureOf(t, err).OutcomeUnknown)
	}
}

func TestContextEndsAnAttempt(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{"no header": stall, "no end": stallInBody} {
		ctx, cancel := context.WithCancel(t.Context())
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			cancel()
			handler(w, r)
		})
		c := newTestClient(t, kafkarest.Config{URL: s.URL})
		_, err := Fetch(ctx, c, newTestRequest[topic](createTopic), nil)
		require.ErrorIs(t, err, context.Canceled, name)
		require.NotErrorIs(t, err, kafkarest.ErrUnavailable, name)
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown, name)
		assert.Len(t, s.seen(), 1)
	}
}

func TestAttemptsTimeOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		status  int
	}{"no header": {stall, 0}, "no end": {stallInBody, 200}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.handler, c.handler, ok)
			client := newTestClient(t, kafkarest.Config{URL: s.URL, Timeout: time.Hour})
			_, err := fetch(t, client, getTopic, kafkarest.Timeout(400*time.Millisecond))
			require.NoError(t, err)
			assert.Len(t, s.seen(), 3)

			s = serve(t, c.handler)
			client = newTestClient(t, kafkarest.Config{URL: s.URL, HTTPClient: &http.Client{Timeout: 400 * time.Millisecond, Transport: newTransport(nil)}})
			_, err = fetch(t, client, createTopic)
			failure := failureOf(t, err)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.ErrorIs(t, err, kafkarest.ErrUnavailable)
			require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
			assert.Contains(t, err.Error(), "no answer within 400ms (outcome unknown)")
			var timeout interface{ Timeout() bool }
			require.ErrorAs(t, failure.Err, &timeout)
			assert.True(t, timeout.Timeout())
			assert.Equal(t, c.status, failure.StatusCode)
			assert.Len(t, s.seen(), 1)
		})
	}
}

// The time of each attempt is its own.
func TestEachAttemptHasItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := counting(t, kafkarest.Config{Timeout: 10 * time.Second, Retry: kafkarest.RetryPolicy{MaxAttempts: 3, MinWait: 1, MaxWait: 1}},
			func(_ int, r *http.Request) (*http.Response, error) {
				<-r.Context().Done()
				return nil, r.Context().Err()
			})
		began := time.Now()
		failure := failureOf(t, send(t, c, getTopic))
		assert.Equal(t, 3, failure.Attempts)
		assert.InDelta(t, 30, time.Since(began).Seconds(), 0.001)
		assert.EqualError(t, failure.Err, "no answer within 10s")
	})
}

// A dial has its own time-out, which is not the attempt's.
func TestDialTimeout(t *testing.T) {
	t.Parallel()
	c := counting(t, kafkarest.Config{}, func(int, *http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}
	})
	failure := failureOf(t, send(t, c, createTopic))
	assert.EqualError(t, failure.Err, "dial tcp: context deadline exceeded")
	assert.False(t, failure.OutcomeUnknown)
	assert.Equal(t, 3, failure.Attempts)
}

// A server that answers before it has read the body leaves the connection's
// writer at work while the next attempt is readied. The race detector watches.
func TestAttemptsShareNothing(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	whole := strings.Repeat("x", 4<<20)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) < 3 {
			w.WriteHeader(503)
			return
		}
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Len(t, body, len(whole)+len(`{"name":"","partitions":0}`))
		ok(w, r)
	}))
	t.Cleanup(s.Close)
	c := newTestClient(t, kafkarest.Config{
		URL: s.URL, Header: http.Header{"X-One": {"1"}},
		Retry: kafkarest.RetryPolicy{MaxAttempts: 20, MinWait: time.Millisecond, MaxWait: time.Millisecond},
		Authenticator: authenticatorFunc(func(r *http.Request) error {
			r.Header.Set("Authorization", strconv.Itoa(int(n.Load())))
			r.Header.Add("X-One", "2")
			return nil
		}),
	})
	r := NewRequest[topic](putTopic)
	r.JSON(topic{Name: whole})
	_, err := Fetch(t.Context(), c, r, nil)
	require.NoError(t, err)
}

// connections is a server of one's own: it counts what arrives, and play
// writes what it likes. A connection ends when play returns false.
func connections(t *testing.T, play func(request int, w io.Writer) bool) (url string, requests, dialled *atomic.Int32) {
	t.Helper()
	requests, dialled = new(atomic.Int32), new(atomic.Int32)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			dialled.Add(1)
			go func() {
				defer conn.Close()
				reader := bufio.NewReader(conn)
				for {
					r, err := http.ReadRequest(reader)
					if err != nil {
						return
					}
					_, _ = io.Copy(io.Discard, r.Body)
					if !play(int(requests.Add(1)), conn) {
						return
					}
				}
			}()
		}
	}()
	t.Cleanup(func() {
		_ = l.Close()
		<-done
	})
	return "http://" + l.Addr().String(), requests, dialled
}

// net/http repeats a GET by itself when the connection that it reuses is
// closed by the server, which has consumed it all the same.
func TestReadThatConsumesIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		op       *Operation
		body     any
		requests int32
	}{
		"repeatable":                  {listTopics, nil, 3},
		"not repeatable":              {consume, nil, 2},
		"not repeatable, with a body": {consume, topic{}, 2},
		"HEAD":                        {&Operation{Name: "Head", Method: "HEAD", Path: "/"}, nil, 2},
		"OPTIONS":                     {&Operation{Name: "Options", Method: "OPTIONS", Path: "/"}, nil, 2},
		"POST":                        {createTopic, topic{}, 2},
		"DELETE":                      {&Operation{Name: "Delete", Method: "DELETE", Path: "/"}, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, requests, _ := connections(t, func(n int, w io.Writer) bool {
				if n == 2 {
					return false
				}
				_, _ = io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
				return true
			})
			client := newTestClient(t, kafkarest.Config{URL: url})
			r := NewRequest[None](c.op)
			if c.body != nil {
				r.JSON(c.body)
			}
			require.NoError(t, Send(t.Context(), client, r, nil))
			err := Send(t.Context(), client, r, []kafkarest.CallOption{kafkarest.NoRetry()})
			assert.Equal(t, c.requests, requests.Load())
			if c.requests == 3 {
				assert.NoError(t, err)
				return
			}
			failure := failureOf(t, err)
			assert.True(t, failure.OutcomeUnknown)
			require.ErrorIs(t, err, kafkarest.ErrUnavailable)
		})
	}
}

func TestFailover(t *testing.T) {
	t.Parallel()
	never := kafkarest.RetryPolicy{MinWait: time.Hour, MaxWait: time.Hour}

	t.Run("an instance that refuses is passed at once", func(t *testing.T) {
		t.Parallel()
		for _, op := range []*Operation{getTopic, createTopic, produce, consume} {
			s := serve(t, ok)
			c := newTestClient(t, kafkarest.Config{URL: opstest.RefusedURL(t), Failover: []string{opstest.RefusedURL(t), s.URL + "/base"}, Retry: never, Authenticator: bearer("x")})
			var captured kafkarest.Response
			_, err := fetch(t, c, op, kafkarest.Capture(&captured))
			require.NoError(t, err, op.Name)
			assert.Equal(t, 3, captured.Attempts)
			_, err = fetch(t, c, op, kafkarest.Capture(&captured))
			require.NoError(t, err)
			assert.Equal(t, 1, captured.Attempts, "who answered is remembered")
			require.Len(t, s.seen(), 2)
			for _, r := range s.seen() {
				assert.True(t, strings.HasPrefix(r.uri, "/base/admin/topics"))
				assert.Equal(t, "Bearer x", r.header.Get("Authorization"))
				if op.Method == "POST" {
					assert.JSONEq(t, `{"name":"orders","partitions":3}`, r.body)
				}
			}
		}
	})
	t.Run("the body is whole for each", func(t *testing.T) {
		t.Parallel()
		for _, op := range []*Operation{createTopic, {Name: "Query", Method: "GET", Path: "/"}} {
			c := counting(t, kafkarest.Config{Failover: []string{"http://other.test"}}, func(n int, r *http.Request) (*http.Response, error) {
				body, err := io.ReadAll(r.Body)
				require.NoError(t, err)
				assert.JSONEq(t, `{"name":"","partitions":0}`, string(body))
				if n == 1 {
					return nil, errRefused
				}
				return response(r, 200, ""), nil
			})
			r := NewRequest[None](op)
			r.JSON(topic{})
			require.NoError(t, Send(t.Context(), c, r, nil))
		}
	})
	t.Run("all of them refuse", func(t *testing.T) {
		t.Parallel()
		c := newTestClient(t, kafkarest.Config{URL: opstest.RefusedURL(t), Failover: []string{opstest.RefusedURL(t)}})
		failure := failureOf(t, send(t, c, createTopic))
		assert.Equal(t, 6, failure.Attempts, "each of three attempts tries both")
		assert.False(t, failure.OutcomeUnknown)
	})
	t.Run("an answer moves what may be repeated", func(t *testing.T) {
		t.Parallel()
		for _, first := range []http.HandlerFunc{answer(503, ""), answer(429, ""), reset, raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")} {
			a, b := serve(t, first), serve(t, ok)
			c := newTestClient(t, kafkarest.Config{URL: a.URL, Failover: []string{b.URL}})
			for range 3 {
				_, err := fetch(t, c, getTopic)
				require.NoError(t, err)
			}
			assert.Len(t, b.seen(), 3)
			assert.LessOrEqual(t, len(a.seen()), 2)
		}
	})
	t.Run("a call that was sent stays unless it may be repeated", func(t *testing.T) {
		t.Parallel()
		for _, op := range []*Operation{createTopic, produce, consume} {
			for _, first := range []http.HandlerFunc{answer(503, ""), answer(429, ""), answer(401, ""), reset} {
				a, b := serve(t, first), serve(t, ok)
				c := newTestClient(t, kafkarest.Config{URL: a.URL, Failover: []string{b.URL}, Authenticator: &tokens{}})
				require.Error(t, send(t, c, op))
				assert.NotEmpty(t, a.seen())
				assert.Empty(t, b.seen(), op.Name)
			}
		}
	})
	t.Run("a fresh token stays too", func(t *testing.T) {
		t.Parallel()
		a, b := serve(t, answer(401, ""), ok), serve(t, ok)
		require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: a.URL, Failover: []string{b.URL}, Authenticator: &tokens{}}), getTopic))
		assert.Len(t, a.seen(), 2)
		assert.Empty(t, b.seen())
	})
	t.Run("the error names who failed last", func(t *testing.T) {
		t.Parallel()
		a, b := serve(t, answer(503, "")), serve(t, answer(404, ""))
		failure := failureOf(t, send(t, newTestClient(t, kafkarest.Config{URL: a.URL, Failover: []string{b.URL}}), getTopic))
		assert.Equal(t, fmt.Sprint(b.URL, "/admin/topics/orders"), failure.URL)
		assert.Equal(t, 404, failure.StatusCode)
	})
}
