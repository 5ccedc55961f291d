package rest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

var getConfig = &Operation{Name: "GetConfig", Method: "GET", Path: "/admin/topics/{topic_name}/configs/{key}", Repeatable: true}

func TestPathsReachTheNamedResource(t *testing.T) {
	t.Parallel()
	names := map[string]string{
		"orders":      "orders",
		"a/b":         "a%2Fb",
		"a b":         "a%20b",
		"ü":           "%C3%BC",
		"%2e":         "%252e",
		"%2e%2e":      "%252e%252e",
		"..%2f":       "..%252f",
		"../x":        "..%2Fx",
		"...":         "...",
		"a;b":         "a%3Bb",
		"..;":         "..%3B",
		"a?b#c":       "a%3Fb%23c",
		"日本":          "%E6%97%A5%E6%9C%AC",
		"a\r\nB: c\n": "a%0D%0AB:%20c%0A",
		"\xff":        "%FF",
		"{key}":       "%7Bkey%7D",
		`\..\`:        "%5C..%5C",
		"a+b&c=d":     "a+b&c=d",
		"*":           "%2A",
	}
	bases := map[string]string{
		"": "", "/": "", "/base": "/base", "/base/": "/base", "/base//": "/base", "/a%2Fb": "/a%2Fb", "/a%2Fb/": "/a%2Fb",
		"/a%20b;v=1/ü": "/a%20b;v=1/%C3%BC", "/ends%2F": "/ends%2F", "/a b": "/a%20b",
	}
	s := serve(t, ok)
	for base, wantBase := range bases {
		c := newTestClient(t, kafkarest.Config{URL: s.URL + base})
		for name, want := range names {
			s.mu.Lock()
			s.requests = nil
			s.mu.Unlock()
			require.NoError(t, Send(t.Context(), c, NewRequest[None](getConfig, name, "x"+name), nil))
			got := s.seen()
			require.Len(t, got, 1)
			// A name that is nothing but * differs between the two encoders of net/url.
			assert.Equal(t, wantBase+"/admin/topics/"+want+"/configs/x"+want, strings.ReplaceAll(got[0].uri, "*", "%2A"), "%q below %q", name, base)
		}
	}
}

func TestRefusedNames(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	for _, name := range []string{"", ".", ".."} {
		for position, names := range [][]string{{name, "x"}, {"x", name}} {
			err := Send(t.Context(), c, NewRequest[None](getConfig, names...), nil)
			failure := failureOf(t, err)
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.Zero(t, failure.StatusCode)
			assert.Zero(t, failure.Attempts)
			assert.Empty(t, failure.URL)
			assert.Equal(t, "adminrest.GetConfig: the "+[]string{"topic name", "key"}[position]+` is "`+name+`", which cannot be part of a path`, err.Error())
		}
	}
	assert.Empty(t, s.seen())
}

func TestNegativeNumbersInPaths(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	r := NewRequest[None](getConfig, "orders", "-1")
	r.Refuse("")
	assert.False(t, r.Refused(), "without a reason")
	r.Natural("partition_id", -1)
	err := Send(t.Context(), c, r, nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.EqualError(t, err, "adminrest.GetConfig: the partition id is -1, but cannot be negative")
	r = NewRequest[None](getConfig, "orders", "0")
	r.Natural("partition_id", 0)
	require.NoError(t, Send(t.Context(), c, r, nil))
	assert.Len(t, s.seen(), 1)
}

func TestQuery(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	unset := NewRequest[None](listTopics)
	unset.QueryString("a", "")
	unset.QueryInt("b", 0)
	unset.QueryBool("c", false)
	required := NewRequest[None](listTopics)
	required.QueryRequiredInt("time", 0)
	require.NoError(t, Send(t.Context(), c, unset, nil))
	set := NewRequest[None](listTopics)
	set.QueryString("filter", "a&b=c #ü+\n")
	set.QueryInt("page", -9_007_199_254_740_993)
	set.QueryBool("deep", true)
	set.QueryString("a b", "*")
	require.NoError(t, Send(t.Context(), c, set, nil))
	require.NoError(t, Send(t.Context(), c, required, nil))
	assert.Equal(t, "/admin/topics", s.seen()[0].uri)
	assert.Equal(t, "/admin/topics?time=0", s.seen()[2].uri)
	assert.Equal(t, "/admin/topics?filter=a%26b%3Dc+%23%C3%BC%2B%0A&page=-9007199254740993&deep=true&a+b=%2A", s.seen()[1].uri)
}

func TestUnder(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	for _, prefix := range []string{"/admin", "/other"} {
		r := NewRequest[None](getTopic, "a/admin b")
		r.Under(prefix, "/before/admin")
		require.NoError(t, Send(t.Context(), c, r, nil))
		assert.Same(t, getTopic, r.Operation())
		assert.False(t, r.Refused())
	}
	assert.Equal(t, "/before/admin/topics/a%2Fadmin%20b", s.seen()[0].uri)
	assert.Equal(t, "/admin/topics/a%2Fadmin%20b", s.seen()[1].uri)
	refused := NewRequest[None](getTopic, "..")
	assert.True(t, refused.Refused())
}

func TestRawRefuses(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL + "/base"})
	for _, refused := range []struct{ method, path string }{
		{"", "/x"}, {"G T", "/x"}, {"GET\r\nX: y", "/x"}, {"GÉT", "/x"},
		{"GET", ""}, {"GET", "x"}, {"GET", "?a=b"}, {"GET", "#f"}, {"GET", "/x#f"},
		{"GET", "http://evil.test/x"}, {"GET", "https:/x"}, {"GET", "//evil.test/x"}, {"GET", "//user:" + secret + "@evil.test/x"},
		{"GET", "//" + secret + "@evil.test/"}, {"GET", "http://" + secret + "@evil.test/"}, {"GET", "http:" + secret},
		{"GET", "/.."}, {"GET", "/../x"}, {"GET", "/x/../y"}, {"GET", "/x/./y"}, {"GET", "/x/.."}, {"GET", "/%2e%2e/x"},
		{"GET", "/%2E./x"}, {"GET", "/x%2f..%2fy"}, {"GET", "/x/..%2fy"}, {"GET", "/..;/x"}, {"GET", "/x/.;a=b/y"}, {"GET", "/x/%2e%2e;v/y"},
		{"GET", "/%zz"}, {"GET", "/a\nb"}, {"GET", "/a\x7f"}, {"GET", "/x?a=b HTTP/1.1"},
	} {
		err := c.Do(t.Context(), refused.method, refused.path, nil, nil, nil)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, "%q", refused)
		failure := failureOf(t, err)
		assert.Zero(t, failure.StatusCode)
		assert.Equal(t, "Do", failure.Operation)
		assert.NotContains(t, err.Error(), secret)
		assert.NotContains(t, err.Error(), "\n")
	}
	assert.Empty(t, s.seen())
}

func TestRawIsSentAsWritten(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL + "/base/"})
	for path, want := range map[string]string{
		"/":                      "/base/",
		"/x":                     "/base/x",
		"/x/":                    "/base/x/",
		"/a%2Fb?q=%2F&r=a+b&s":   "/base/a%2Fb?q=%2F&r=a+b&s",
		"/a b":                   "/base/a%20b",
		"/%252e%252e":            "/base/%252e%252e",
		"/.../..a/a..":           "/base/.../..a/a..",
		"/x?next=/../y&u=http:/": "/base/x?next=/../y&u=http:/",
		"/a;v=1":                 "/base/a;v=1",
		"///x":                   "/base///x",
	} {
		s.mu.Lock()
		s.requests = nil
		s.mu.Unlock()
		require.NoError(t, c.Do(t.Context(), "GET", path, nil, nil, nil), path)
		assert.Equal(t, want, s.seen()[0].uri)
	}
}

func FuzzPath(f *testing.F) {
	for _, name := range []string{"", ".", "..", "a/b", "%2e", "a;b", "a?b#c", "日本", "a\nb", "{x}", "\xff", "*", "//", "..;"} {
		f.Add(name, "/base/")
	}
	f.Add("x", "/a%2Fb")
	f.Fuzz(func(t *testing.T, name, base string) {
		client, err := New(testAPI, kafkarest.Config{URL: "http://service.test" + base, HTTPClient: &http.Client{
			Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
				wire := "GET " + r.URL.RequestURI() + " HTTP/1.1\r\nHost: h\r\n\r\n"
				got, err := http.ReadRequest(bufio.NewReader(strings.NewReader(wire)))
				require.NoError(t, err, "%q", wire)
				segments := strings.Split(got.URL.EscapedPath(), "/")
				require.GreaterOrEqual(t, len(segments), 4)
				last := segments[len(segments)-4:]
				assert.Equal(t, "admin topics configs", last[0]+" "+last[1]+" "+last[3])
				reached, err := url.PathUnescape(last[2])
				require.NoError(t, err)
				assert.Equal(t, name, reached, "%q", wire)
				return response(r, 200, ""), nil
			}),
		}})
		if err != nil {
			return // not a base path
		}
		op := &Operation{Name: "GetConfigs", Method: "GET", Path: "/admin/topics/{name}/configs", Repeatable: true}
		err = Send(t.Context(), client, NewRequest[None](op, name), nil)
		if name == "" || name == "." || name == ".." {
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			return
		}
		require.NoError(t, err)
	})
}

// What a body may show can be looked for when it has come: before anything of
// it reaches an error or a log.
func TestFoundSecrets(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(500, `{"error_code":50042,"message":"login with s3cr3t-value failed"}`))
	var log bytes.Buffer
	c := newTestClient(t, kafkarest.Config{URL: s.URL, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	var asked []int
	r := newTestRequest[None](createTopic)
	r.HideFound(func(ctx context.Context, status int) []string {
		asked = append(asked, status)
		return []string{secret}
	})
	err := Send(t.Context(), c, r, nil)
	failure := failureOf(t, err)
	assert.Equal(t, []int{500}, asked)
	assert.Equal(t, "login with REDACTED failed", failure.Message)
	for _, text := range []string{err.Error(), string(failure.Body), log.String()} {
		assert.NotContains(t, text, secret)
		assert.Contains(t, text, "REDACTED")
	}
	assert.Equal(t, "REDACTED, REDACTED", Hide("s3cr3t-value, s3cr3t", []string{"s3cr3t", secret}))
}

// What an API knows for a secret is in no error and no log, whatever the answer
// is, and does not hide what the answer means.
func TestRedactionOfAnAPI(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		send   bool
		says   string
	}{
		"a refusal":                {answer(422, `{"error_code":42236,"message":"pin=98765 exists, so does sent-pin"}`), false, "pin=REDACTED exists"},
		"one of what was sent":     {answer(422, `{"error_code":42236,"message":"sent-pin"}`), true, "Entity: REDACTED (error_code 42236 TOPIC_ALREADY_EXISTS"},
		"another type":             {answer(200, `["pin=98765"]`), false, `["pin=REDACTED"]`},
		"a value of another type":  {answer(200, `{"name":98765}`), false, `"/name"`},
		"a result that is cut":     {raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"pin=98765"), false, "cut after 11 bytes"},
		"a text":                   {answer(200, "pin=98765"), false, "pin=REDACTED"},
		"a page":                   {answer(502, "<html>pin=98765", "Content-Type: text/html"), false, "<html>pin=REDACTED"},
		"a page where nothing is":  {answer(200, "<html>pin=98765", "Content-Type: text/html"), true, "<html>pin=REDACTED"},
		"an error among successes": {answer(200, `{"error_code":42236,"message":"pin=98765"}`), true, "pin=REDACTED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := *testAPI
			api.Redact = func(text string) string {
				return strings.NewReplacer("pin=98765", "pin=REDACTED", ":98765", ":REDACTED").Replace(text)
			}
			api.Secrets = func(body []byte) []string { return []string{strings.Trim(string(body), `"`)} }
			var log bytes.Buffer
			client, err := New(&api, kafkarest.Config{
				URL: serve(t, c.answer).URL, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
			})
			require.NoError(t, err)
			if c.send {
				r := newTestRequest[None](createTopic)
				r.JSON("sent-pin")
				err = Send(t.Context(), client, r, nil)
			} else {
				_, err = fetch(t, client, getTopic, kafkarest.NoRetry())
			}
			failure := failureOf(t, err)
			assert.Contains(t, err.Error(), c.says)
			for _, text := range []string{err.Error(), string(failure.Body), log.String()} {
				assert.NotContains(t, text, "98765")
				if c.send {
					assert.NotContains(t, text, "sent-pin")
				}
			}
			assert.Equal(t, failure.StatusCode == 422, errors.Is(err, kafkarest.ErrAlreadyExists))
		})
	}
}

// An API can say more of an answer that is not its own.
func TestHintOfAnAPI(t *testing.T) {
	t.Parallel()
	api := *testAPI
	api.DecodeError = func(e *kafkarest.Error, _ *Operation, _ []byte) bool {
		e.Message = "is it on?"
		return false
	}
	client, err := New(&api, kafkarest.Config{URL: serve(t, answer(404, "<html>", "Content-Type: text/html")).URL})
	require.NoError(t, err)
	_, err = fetch(t, client, getTopic)
	assert.Equal(t, "answered with text/html: <html>; is it on?", failureOf(t, err).Message)
}

// A call about one instance can be made to each.
func TestAt(t *testing.T) {
	t.Parallel()
	first, second := serve(t, ok), serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: first.URL, Failover: []string{second.URL}})
	local := *getTopic
	local.Local = true
	for _, base := range c.Instances() {
		r := newTestRequest[topic](&local)
		r.At(base)
		_, err := Fetch(t.Context(), c, r, nil)
		require.NoError(t, err)
	}
	assert.Len(t, first.seen(), 1)
	assert.Len(t, second.seen(), 1)
}

// A body that is JSON already is sent as it is, again too.
func TestEncodedBody(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(503, ""), answer(200, ""))
	r := NewRequest[None](putTopic)
	r.JSON(Encoded(`{"a": 1, "a": 12345678901234567890}`))
	require.NoError(t, Send(t.Context(), newTestClient(t, kafkarest.Config{URL: s.URL}), r, nil))
	requests := s.seen()
	require.Len(t, requests, 2)
	for _, request := range requests {
		assert.Equal(t, `{"a": 1, "a": 12345678901234567890}`, request.body)
		assert.Equal(t, "application/json", request.header.Get("Content-Type"))
	}
}
