package rest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var testAPI = &API{Name: "adminrest", TransactionHeader: "X-Global-Transaction-Id", DecodeError: DecodeHHHKK}

type topic struct {
	Name       string `json:"name"`
	Partitions int32  `json:"partitions"`
}

// One operation of each kind.
var (
	getTopic    = &Operation{Name: "GetTopic", Method: "GET", Path: "/admin/topics/{topic_name}", Repeatable: true}
	listTopics  = &Operation{Name: "ListTopics", Method: "GET", Path: "/admin/topics", Repeatable: true}
	putTopic    = &Operation{Name: "PutTopic", Method: "PUT", Path: "/admin/topics", Repeatable: true}
	createTopic = &Operation{Name: "CreateTopic", Method: "POST", Path: "/admin/topics"}
	produce     = &Operation{Name: "Produce", Method: "POST", Path: "/admin/topics", Produces: true}
	consume     = &Operation{Name: "Consume", Method: "GET", Path: "/admin/topics"}
)

// fast retries are for tests that count attempts, not time.
var fast = kafkarest.RetryPolicy{MaxAttempts: 3, MinWait: time.Millisecond, MaxWait: 2 * time.Millisecond}

// newTestClient is a client with connections of its own.
func newTestClient(t testing.TB, cfg kafkarest.Config) *Client {
	t.Helper()
	if cfg.HTTPClient == nil && cfg.TLS.IsZero() {
		cfg.HTTPClient = &http.Client{Transport: newTransport(nil)}
	}
	if cfg.Retry == (kafkarest.RetryPolicy{}) {
		cfg.Retry = fast
	}
	c, err := New(testAPI, cfg)
	require.NoError(t, err)
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// fetch and send perform an operation with a body if its method has one.
func fetch(t testing.TB, c *Client, op *Operation, opts ...kafkarest.CallOption) (topic, error) {
	got, err := Fetch(t.Context(), c, newTestRequest[*topic](op), opts)
	if err != nil {
		return topic{}, err
	}
	return *got, nil
}

func send(t testing.TB, c *Client, op *Operation, opts ...kafkarest.CallOption) error {
	return Send(t.Context(), c, newTestRequest[None](op), opts)
}

func newTestRequest[T any](op *Operation) Request[T] {
	var names []string
	if strings.Contains(op.Path, "{") {
		names = []string{"orders"}
	}
	r := NewRequest[T](op, names...)
	if op.Method == "POST" || op.Method == "PUT" {
		r.JSON(topic{Name: "orders", Partitions: 3})
	}
	return r
}

// failureOf is err as the one type that calls fail with.
func failureOf(t testing.TB, err error) *kafkarest.Error {
	t.Helper()
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	require.Same(t, failure, err, "the error is not wrapped")
	return failure
}

// received is what a server saw of a request.
type received struct {
	method, uri, body string
	header            http.Header
}

// server plays handlers, one for each request and the last for all that
// follow.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []received
}

func serve(t testing.TB, handlers ...http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(s.play(handlers))
	t.Cleanup(s.Close)
	return s
}

func (s *server) play(handlers []http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		n := len(s.requests)
		s.requests = append(s.requests, received{r.Method, r.RequestURI, string(body), r.Header.Clone()})
		s.mu.Unlock()
		handlers[min(n, len(handlers)-1)](w, r)
	}
}

func (s *server) seen() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// answer is a handler that answers the same to all; headers are given as
// "Name: value".
func answer(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

var ok = answer(200, `{"name":"orders","partitions":3}`)

// reset ends the connection of a request that was read with a reset.
func reset(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

// raw answers with bytes, and ends the connection once the client has read
// them.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, text)
		_ = conn.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, conn)
	}
}

// stall answers nothing until the client has gone.
func stall(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// stallInBody answers the beginning of a body.
func stallInBody(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = io.WriteString(w, `{"name":`)
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

// response is the answer of a RoundTripper.
func response(r *http.Request, status int, body string, headers ...string) *http.Response {
	recorder := httptest.NewRecorder()
	answer(status, body, headers...)(recorder, r)
	resp := recorder.Result()
	resp.Request = r
	return resp
}

// counting is a Client whose RoundTripper calls f with the number of the
// request, from 1.
func counting(t testing.TB, cfg kafkarest.Config, f func(n int, r *http.Request) (*http.Response, error)) *Client {
	n := 0
	cfg.HTTPClient = &http.Client{Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		n++
		return f(n, r)
	})}
	if cfg.URL == "" {
		cfg.URL = "http://service.test"
	}
	return newTestClient(t, cfg)
}

type authenticatorFunc func(*http.Request) error

func (f authenticatorFunc) Authenticate(r *http.Request) error { return f(r) }

func bearer(token string) kafkarest.Authenticator {
	return authenticatorFunc(func(r *http.Request) error {
		r.Header.Set("Authorization", "Bearer "+token)
		return nil
	})
}

const secret = "s3cr3t-value"

func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	type holder struct{ C *Client }
	c := newTestClient(t, kafkarest.Config{
		URL:           "http://service.test/base/",
		Authenticator: struct{ kafkarest.Authenticator }{bearer(secret)},
		Header:        http.Header{"X-Gateway": {secret}},
	})
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "client", c)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		fmt.Fprintf(&log, verb+verb, c, holder{c})
	}
	assert.NotContains(t, log.String(), secret)
	assert.Equal(t, "adminrest.Client(http://service.test/base)", c.String())
}

func TestDefaultHeader(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL, Header: http.Header{
		"x-one": {"a"}, "X-One": {"b"}, "user-agent": {"not this"}, "accept": {"text/html"}, "authorization": {"not this"},
	}, Authenticator: bearer("token")})
	_, err := fetch(t, c, getTopic)
	require.NoError(t, err)
	require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, UserAgent: "mine/2"}), createTopic))

	got := s.seen()[0].header
	assert.ElementsMatch(t, []string{"a", "b"}, got["X-One"])
	assert.Regexp(t, `^kafkarest-go/[\d.]+ \([\d.]+; \w+\)$`, strings.Join(got["User-Agent"], ","))
	assert.Equal(t, []string{"application/json"}, got["Accept"])
	assert.Equal(t, []string{"Bearer token"}, got["Authorization"])
	assert.NotContains(t, got, "Content-Type")
	got = s.seen()[1].header
	assert.Equal(t, "mine/2", got.Get("User-Agent"))
	assert.Equal(t, "application/json", got.Get("Content-Type"))
	assert.JSONEq(t, `{"name":"orders","partitions":3}`, s.seen()[1].body)
}

func TestNewKeepsTheCallersHeader(t *testing.T) {
	t.Parallel()
	values := append(make([]string, 0, 4), "a")
	header := http.Header{"X-One": values}
	c := newTestClient(t, kafkarest.Config{URL: "http://service.test", Header: header})
	c.header["X-One"] = append(c.header["X-One"], "b")
	assert.Equal(t, http.Header{"X-One": {"a"}}, header)
	assert.Equal(t, []string{"a", ""}, values[:2], "not even behind the end of the slice")
}

func TestFetchAnswer(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(200, `{"name":"orders"}`, "Link: <next>"))
	got, tells, err := FetchAnswer(t.Context(), newTestClient(t, kafkarest.Config{URL: s.URL}), newTestRequest[topic](getTopic), nil)
	require.NoError(t, err)
	assert.Equal(t, "orders", got.Name)
	assert.Equal(t, "<next>", tells.Header.Get("Link"))
	assert.Equal(t, 200, tells.StatusCode)
}

func TestDo(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL + "/base/"})
	var got topic
	require.NoError(t, c.Do(t.Context(), "GET", "/x%2Fy?a=b&c", nil, &got, nil))
	assert.Equal(t, topic{"orders", 3}, got)
	require.NoError(t, c.Do(t.Context(), "PATCH", "/x", map[string]int{"n": 1}, nil, nil))
	require.NoError(t, c.Do(t.Context(), "HEAD", "/x", nil, nil, nil))
	seen := s.seen()
	assert.Equal(t, "/base/x%2Fy?a=b&c", seen[0].uri)
	assert.Equal(t, received{"PATCH", "/base/x", `{"n":1}`, seen[1].header}, seen[1])
	assert.Equal(t, "HEAD", seen[2].method)
}

// A caller's own types need no json tags; those of the operations have them.
func TestDoMatchesNamesInAnyCase(t *testing.T) {
	t.Parallel()
	c := newTestClient(t, kafkarest.Config{URL: serve(t, answer(200, `{"name":"orders","NESTED":[{"partitions_count":3,"Exact":"1","exact":"2"}]}`)).URL})
	var got struct {
		Name   string
		Nested []struct {
			PartitionsCount int
			Exact           string
			Other           string `json:"exact"`
		}
	}
	require.NoError(t, c.Do(t.Context(), "GET", "/x", nil, &got, nil))
	require.Len(t, got.Nested, 1)
	assert.Equal(t, "orders", got.Name)
	assert.Equal(t, 3, got.Nested[0].PartitionsCount)
	assert.Equal(t, []string{"1", "2"}, []string{got.Nested[0].Exact, got.Nested[0].Other})

	c = newTestClient(t, kafkarest.Config{URL: serve(t, answer(200, `{"NAME":"orders","partitions":3}`)).URL})
	strict, err := fetch(t, c, getTopic)
	require.NoError(t, err)
	assert.Empty(t, strict.Name)
}

func TestDoLeavesTheResultOfAFailureAlone(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"a wrong type": `{"name":"new","partitions":"many"}`, "cut": `{"name":"new",`, "null": `null`, "two values": `{"name":"new"} {}`,
	} {
		c := newTestClient(t, kafkarest.Config{URL: serve(t, answer(200, body)).URL})
		got := topic{Name: "old", Partitions: 1}
		require.Error(t, c.Do(t.Context(), "GET", "/x", nil, &got, nil), name)
		assert.Equal(t, topic{"old", 1}, got, name)
		result, err := fetch(t, c, getTopic)
		require.Error(t, err)
		assert.Zero(t, result)
	}
}

func TestDoRefuses(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	for name, out := range map[string]any{"value": topic{}, "nil pointer": (*topic)(nil), "map": map[string]any{}} {
		failure := failureOf(t, c.Do(t.Context(), "POST", "/x", nil, out, nil))
		require.ErrorIs(t, failure, kafkarest.ErrInvalid, name)
		assert.False(t, failure.OutcomeUnknown, name)
	}
	assert.Empty(t, s.seen())
}

// What Do sends is repeated only where the method reads.
func TestDoRepeats(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]int{"GET": 3, "HEAD": 3, "OPTIONS": 3, "POST": 1, "PUT": 1, "DELETE": 1, "PATCH": 1, "get": 1} {
		for _, status := range []int{429, 503} {
			requests := 0
			c := counting(t, kafkarest.Config{}, func(_ int, r *http.Request) (*http.Response, error) {
				requests++
				return response(r, status, ""), nil
			})
			err := c.Do(t.Context(), method, "/x", nil, nil, nil)
			assert.Equal(t, status, failureOf(t, err).StatusCode)
			assert.Equal(t, want, requests, method+" "+strconv.Itoa(status))
		}
	}
}

func TestClientIsConcurrent(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(503, "", "Retry-After: 0"), ok)
	shared := kafkarest.CallOption(func(o *kafkarest.CallOptions) { o.Header = http.Header{"X-One": append(make([]string, 0, 4), "1")} })
	c := newTestClient(t, kafkarest.Config{
		URL: s.URL, Failover: []string{s.URL + "/"}, Header: http.Header{"X-Two": append(make([]string, 0, 4), "2")},
		Authenticator: authenticatorFunc(func(r *http.Request) error {
			r.Header.Add("X-Two", "added")
			r.URL.RawQuery = "token=" + secret
			return nil
		}),
	})
	var group sync.WaitGroup
	errs := make(chan error, 16)
	for range cap(errs) {
		group.Go(func() {
			var captured kafkarest.Response
			_, err := fetch(t, c, getTopic, shared, kafkarest.Capture(&captured))
			if err == nil && captured.StatusCode != 200 {
				err = errors.New("nothing captured")
			}
			errs <- err
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		assert.NoError(t, err)
	}
	for _, r := range s.seen() {
		assert.Equal(t, []string{"2", "added"}, r.header["X-Two"])
	}
}
