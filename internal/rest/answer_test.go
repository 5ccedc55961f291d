package rest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, text)
	require.NoError(t, w.Close())
	return b.String()
}

// What a call fails with, for every kind of answer that is not the documented
// one. In the texts, URL stands for that of the request.
func TestFailures(t *testing.T) {
	t.Parallel()
	const html = "<html>\r\n  <head><title>503</title></head>\n</html>"
	cases := map[string]struct {
		handler http.HandlerFunc
		text    string
		is      []error
		isNot   []error
	}{
		"the documented error": {
			answer(422, `{"error_code":42236,"message":"Topic 'orders' exists.","incident_id":"i-1"}`, "Retry-After: 7"),
			`adminrest.GetTopic: GET URL: 422 Unprocessable Entity: Topic 'orders' exists. (error_code 42236 TOPIC_ALREADY_EXISTS, transaction i-1, retry after 7s)`,
			[]error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists}, []error{kafkarest.ErrInvalid, kafkarest.ErrConflict},
		},
		"a status in the header's transaction": {
			answer(404, `{"error_code":"40403","message":"no"}`, "X-Global-Transaction-Id: t-9"),
			`adminrest.GetTopic: GET URL: 404 Not Found: no (error_code 40403 UNKNOWN_TOPIC_OR_PARTITION, transaction t-9)`,
			[]error{kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition}, nil,
		},
		"a code that is not the status's": {
			answer(500, `{"error_code":42236,"message":"m"}`),
			`adminrest.GetTopic: GET URL: 500 Internal Server Error: m (error_code 42236)`,
			nil, []error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists},
		},
		"no Kafka error": {
			answer(400, `{"error_code":40000,"message":"m"}`),
			`adminrest.GetTopic: GET URL: 400 Bad Request: m (error_code 40000)`, []error{kafkarest.ErrInvalid}, nil,
		},
		"HTML": {
			answer(503, html, "Content-Type: text/html"),
			`adminrest.GetTopic: GET URL: 503 Service Unavailable: answered with text/html: <html> <head><title>503</title></head> </html>`,
			[]error{kafkarest.ErrUnavailable}, nil,
		},
		"empty":           {answer(502, ""), `adminrest.GetTopic: GET URL: 502 Bad Gateway: answered with an empty body`, []error{kafkarest.ErrUnavailable}, nil},
		"white space":     {answer(504, " \n "), `adminrest.GetTopic: GET URL: 504 Gateway Timeout: answered with an empty body`, []error{kafkarest.ErrUnavailable}, nil},
		"an array":        {answer(403, `[1]`), `adminrest.GetTopic: GET URL: 403 Forbidden: answered with application/json: [1]`, []error{kafkarest.ErrForbidden}, nil},
		"null":            {answer(401, `null`), `adminrest.GetTopic: GET URL: 401 Unauthorized: answered with application/json: null`, []error{kafkarest.ErrUnauthorized}, nil},
		"other members":   {answer(409, `{"error":"x"}`), `adminrest.GetTopic: GET URL: 409 Conflict: answered with application/json: {"error":"x"}`, []error{kafkarest.ErrConflict}, nil},
		"cut JSON":        {answer(500, `{"error_code":`), `adminrest.GetTopic: GET URL: 500 Internal Server Error: answered with application/json: {"error_code":`, nil, nil},
		"an odd status":   {answer(599, `x`, "Content-Type: "), `adminrest.GetTopic: GET URL: 599: answered with a body without a type: x`, nil, nil},
		"too many":        {answer(429, `slow`), `adminrest.GetTopic: GET URL: 429 Too Many Requests: answered with application/json: slow`, []error{kafkarest.ErrTooManyRequests}, nil},
		"not UTF-8":       {answer(500, "a\xff\xc3\x28\u202e\x00"), `adminrest.GetTopic: GET URL: 500 Internal Server Error: answered with application/json: a\xff\xc3(\xe2\x80\xae\x00`, nil, nil},
		"many spaces":     {answer(500, " a \r\n\t b "), `adminrest.GetTopic: GET URL: 500 Internal Server Error: answered with application/json: a b`, nil, nil},
		"lines in a text": {answer(400, `{"message":"a\nb\u001b[0m"}`), "adminrest.GetTopic: GET URL: 400 Bad Request: a b\ufffd[0m", nil, nil},
		"gzip that was not asked for": {
			func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/octet-stream")
				w.WriteHeader(500)
				_, _ = w.Write([]byte("\x1f\x8b\x08\x00"))
			},
			`adminrest.GetTopic: GET URL: 500 Internal Server Error: answered with application/octet-stream: \x1f\x8b\x08\x00`, nil, nil,
		},
		"not modified": {
			answer(304, ""), `adminrest.GetTopic: GET URL: 304 Not Modified: redirected, which is not followed`, nil, nil,
		},
		"a cut error": {
			raw("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n{\"error_code\""),
			`adminrest.GetTopic: GET URL: 404 Not Found: answered with a body without a type: {"error_code": the answer was cut: unexpected EOF`,
			[]error{kafkarest.ErrNotFound, io.ErrUnexpectedEOF}, nil,
		},
		"a cut result": {
			raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\""),
			`adminrest.GetTopic: GET URL: 200 OK: the answer was cut after 7 bytes: unexpected EOF`,
			[]error{kafkarest.ErrUnavailable, io.ErrUnexpectedEOF}, nil,
		},
		"a cut chunk": {
			raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
			`adminrest.GetTopic: GET URL: 200 OK: the answer was cut after 1 bytes: unexpected EOF`,
			[]error{kafkarest.ErrUnavailable}, nil,
		},
		"a result that ends early": {
			answer(200, `{"name":"a"`),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from application/json: {"name":"a": jsontext: unexpected EOF after offset 11`,
			nil, []error{kafkarest.ErrUnavailable},
		},
		"no result": {
			answer(200, ""),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from an empty body: jsontext: unexpected EOF`, nil, nil,
		},
		"no content": {
			answer(204, ""),
			`adminrest.GetTopic: GET URL: 204 No Content: the result cannot be read from an empty body: jsontext: unexpected EOF`, nil, nil,
		},
		"a result in HTML": {
			answer(200, "<html>", "Content-Type: text/html"),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from text/html: <html>: jsontext: invalid character '<' at start of value`, nil, nil,
		},
		"null as the result": {
			answer(200, " null\n"), `adminrest.GetTopic: GET URL: 200 OK: there is nothing of the result in application/json: null`, nil, nil,
		},
		"another type": {
			answer(200, `["a"]`),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from application/json: ["a"]: json: cannot unmarshal JSON array into Go rest.topic after offset 0`, nil, nil,
		},
		"a member of another type": {
			answer(200, `{"name":"a","partitions":"three"}`),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from application/json: {"name":"a","partitions":"three"}: json: cannot unmarshal JSON string into Go int32 within "/partitions" after offset 25`, nil, nil,
		},
		"a number too large": {
			answer(200, `{"partitions":3000000000}`),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from application/json: {"partitions":3000000000}: json: cannot unmarshal JSON number into Go int32 within "/partitions": value out of range after offset 14`, nil, nil,
		},
		"two results": {
			answer(200, `{} {}`),
			`adminrest.GetTopic: GET URL: 200 OK: the result cannot be read from application/json: {} {}: jsontext: invalid character '{' after top-level value after offset 3`, nil, nil,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.handler)
			_, err := fetch(t, newTestClient(t, kafkarest.Config{URL: s.URL}), getTopic, kafkarest.NoRetry())
			failure := failureOf(t, err)
			// The decoder words its errors anew in each process, lest they are relied on.
			text := strings.NewReplacer(s.URL+"/admin/topics/orders", "URL", "json: unable to", "json: cannot").Replace(err.Error())
			assert.Equal(t, c.text, text)
			for _, target := range c.is {
				require.ErrorIs(t, err, target)
			}
			for _, target := range c.isNot {
				require.NotErrorIs(t, err, target)
			}
			assert.Equal(t, 1, failure.Attempts)
			assert.NotZero(t, failure.StatusCode)
			assert.False(t, failure.OutcomeUnknown, "a read leaves nothing unknown")
		})
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	zipped := gzipped(t, `{"name":"orders","partitions":3}`)
	for name, handler := range map[string]http.HandlerFunc{
		"plain":           ok,
		"created":         answer(201, `{"name":"orders","partitions":3}`),
		"accepted":        answer(202, `{"name":"orders","partitions":3}`),
		"another type":    answer(200, `{"name":"orders","partitions":3}`, "Content-Type: text/plain"),
		"spaces":          answer(200, "\n {\"name\":\"orders\",\"partitions\":3} \n"),
		"unknown members": answer(200, `{"name":"orders","partitions":3,"new":{"a":[1]}}`),
		"a member twice":  answer(200, `{"name":"old","name":"orders","partitions":3}`),
		"gzip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, zipped)
		},
	} {
		got, err := fetch(t, newTestClient(t, kafkarest.Config{URL: serve(t, handler).URL}), getTopic)
		require.NoError(t, err, name)
		assert.Equal(t, topic{"orders", 3}, got, name)
	}
	got, err := fetch(t, newTestClient(t, kafkarest.Config{URL: serve(t, answer(200, "{\"name\":\"a\xff\"}")).URL}), getTopic)
	require.NoError(t, err)
	assert.Equal(t, "a\ufffd", got.Name)
}

// A refusal may hold the result, and when it does not the outcome is as sure as
// that of any other refusal.
func TestResultOfARefusal(t *testing.T) {
	t.Parallel()
	deleteTopics := &Operation{Name: "DeleteTopics", Method: http.MethodPost, Path: "/topics:delete", Results: []int{404}}
	got, err := fetch(t, newTestClient(t, kafkarest.Config{URL: serve(t, answer(404, `{"name":"orders","partitions":3}`)).URL}), deleteTopics)
	require.NoError(t, err)
	assert.Equal(t, topic{"orders", 3}, got)
	for _, body := range []string{`{"error_code":404,"message":"no such cluster"}`, `{"na`, ""} {
		_, err = fetch(t, newTestClient(t, kafkarest.Config{URL: serve(t, answer(404, body)).URL}), deleteTopics)
		require.ErrorIs(t, err, kafkarest.ErrNotFound, body)
		require.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown, body)
	}
}

// reading is a result that reads itself: the text after "ok ", where the text
// and the status tell of no failure.
type reading string

func (r *reading) ReadAnswer(op *Operation, answer Answer, body []byte) error {
	text, ok := strings.CutPrefix(string(body), "ok ")
	switch {
	case strings.HasPrefix(text, "failed"):
		return &Told{Message: "it " + text + ": hunter2secret", Kafka: kerr.TopicAlreadyExists, Err: kafkarest.ErrAlreadyExists}
	case text == "perhaps":
		return &Told{Message: "who knows", Unknown: true}
	case !ok:
		return errors.New("it is not ok")
	}
	*r = reading(fmt.Sprintf("%s: %s, status %d, type %s", op.Name, text, answer.StatusCode, answer.Header.Get("Content-Type")))
	return nil
}

func TestReader(t *testing.T) {
	t.Parallel()
	operation := *createTopic
	operation.Results = []int{503}
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		result  reading
		text    string
		is      error
		unknown bool
	}{
		"a text":         {answer(200, "ok yes", "Content-Type: text/plain"), "CreateTopic: yes, status 200, type text/plain", "", nil, false},
		"another status": {answer(503, "ok yes"), "CreateTopic: yes, status 503, type application/json", "", nil, false},
		"a failure":      {answer(200, "ok failed"), "", "200 OK: it failed: REDACTED", kerr.TopicAlreadyExists, false},
		"a doubt":        {answer(200, "ok perhaps"), "", "200 OK: who knows (outcome unknown)", kafkarest.ErrOutcomeUnknown, true},
		"a long one":     {answer(200, "ok failed"+strings.Repeat("!", 1<<20)), "", "…", kafkarest.ErrAlreadyExists, false},
		"something else": {answer(200, "no"), "", "200 OK: the result cannot be read from application/json: no: it is not ok (outcome unknown)", nil, true},
		"a refusal":      {answer(503, "no"), "", "503 Service Unavailable: answered with application/json: no (outcome unknown)", kafkarest.ErrUnavailable, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, test.handler)
			c := newTestClient(t, kafkarest.Config{URL: s.URL, Header: http.Header{"X-Token": {"hunter2secret"}}})
			result, err := Fetch(t.Context(), c, newTestRequest[reading](&operation), nil)
			assert.Equal(t, test.result, result)
			assert.Equal(t, "application/json, */*", s.seen()[0].header.Get("Accept"))
			if test.text == "" {
				require.NoError(t, err)
				return
			}
			assert.True(t, strings.HasSuffix(err.Error(), test.text), err.Error())
			assert.LessOrEqual(t, len(failureOf(t, err).Message), maxMessage+len("…"))
			assert.Equal(t, test.unknown, failureOf(t, err).OutcomeUnknown)
			if test.is != nil {
				require.ErrorIs(t, err, test.is)
			}
		})
	}
}

// A call without a result does not mind what its answer holds.
func TestNoResult(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{
		"202, empty": answer(202, ""), "204": answer(204, ""), "HTML": answer(200, "<html>"), "cut": raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
		"long": answer(200, strings.Repeat("x", 1<<20)),
	} {
		require.NoError(t, send(t, newTestClient(t, kafkarest.Config{URL: serve(t, handler).URL}), createTopic), name)
	}
}

func TestLargeErrorBodies(t *testing.T) {
	t.Parallel()
	for _, size := range []int{maxErrorBody - 1, maxErrorBody, maxErrorBody + 1, 10 << 20} {
		s := serve(t, answer(500, strings.Repeat("x", size)))
		err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), getTopic)
		failure := failureOf(t, err)
		assert.Len(t, failure.Body, min(size, maxErrorBody), size)
		assert.Less(t, len(err.Error()), 500)
		assert.True(t, strings.HasSuffix(err.Error(), "xxx…"), err.Error())
		assert.NoError(t, failure.Err)
	}
}

func TestLongMessage(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(500, `{"message":"a`+strings.Repeat("日", 10_000)+`"}`))
	failure := failureOf(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), getTopic))
	assert.LessOrEqual(t, len(failure.Message), maxMessage+len("…"))
	assert.True(t, utf8.ValidString(failure.Message))
	assert.True(t, strings.HasSuffix(failure.Message, "日…"))
	assert.Less(t, len(failure.Error()), maxMessage+500)
}

func TestResultIsBounded(t *testing.T) {
	t.Parallel()
	c := counting(t, kafkarest.Config{}, func(_ int, r *http.Request) (*http.Response, error) {
		return response(r, 200, `{"name":"`+strings.Repeat("x", maxErrorBody)+`"}`), nil
	})
	c.maxResult = maxErrorBody + 11
	_, err := fetch(t, c, getTopic)
	require.NoError(t, err)
	c.maxResult--
	_, err = fetch(t, c, getTopic)
	require.ErrorContains(t, err, "200 OK: the answer is longer than 65546 bytes")
	assert.Len(t, failureOf(t, err).Body, maxErrorBody)
}

// The body of an error is the caller's: the buffer that it was read into
// serves other calls.
func TestErrorBodyIsACopy(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(400, `{"message":"first"}`), answer(400, `{"message":"XXXXX"}`))
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	failure := failureOf(t, send(t, c, getTopic))
	for range 20 {
		_ = send(t, c, getTopic)
	}
	assert.Equal(t, `{"message":"first"}`, string(failure.Body))
}

func TestOutcomeOfAnswers(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		handler http.HandlerFunc
		unknown bool
	}{
		"bad gateway":       {answer(502, ""), true},
		"gateway time-out":  {answer(504, ""), true},
		"unavailable":       {answer(503, ""), true},
		"not implemented":   {answer(501, ""), false},
		"an error of its":   {answer(500, `{"error_code":50000,"message":"no"}`), false},
		"Kafka's time-out":  {answer(408, `{"error_code":40807}`), true},
		"Kafka's network":   {answer(500, `{"error_code":50013}`), true},
		"refused":           {answer(422, `{"error_code":42236}`), false},
		"internal":          {answer(500, `{}`), true},
		"an empty result":   {answer(200, `{}`), true},
		"an error as 200":   {answer(200, `{"error_code":50000,"message":"no"}`), true},
		"cut":               {raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), true},
		"not the result":    {answer(200, `<html>`), true},
		"null":              {answer(200, `null`), true},
		"redirected to GET": {answer(303, "", "Location: /x"), false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.handler)
			client := newTestClient(t, kafkarest.Config{URL: s.URL})
			for _, op := range []*Operation{createTopic, getTopic, consume} {
				_, err := fetch(t, client, op, kafkarest.NoRetry())
				if op == consume && err == nil {
					continue
				}
				if name == "redirected to GET" && op != createTopic {
					continue // it is followed
				}
				failure := failureOf(t, err)
				assert.Equal(t, c.unknown && op != getTopic, failure.OutcomeUnknown, op.Name)
				assert.Equal(t, failure.OutcomeUnknown, errors.Is(err, kafkarest.ErrOutcomeUnknown))
			}
		})
	}
}

// A success that the service did not give is no success, also where there is
// no result to read.
func TestSuccessThatIsNone(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		handler http.HandlerFunc
		message string // empty for a success
	}{
		"a portal":               {answer(200, "<html>log in</html>", "Content-Type: text/html; charset=utf-8"), "the service would not answer with text/html; charset=utf-8: <html>log in</html>"},
		"an error":               {answer(200, `{"error_code":50000,"message":"no"}`, "Content-Type: application/json"), "no"},
		"nothing":                {answer(202, ""), ""},
		"a document that is new": {answer(202, `{"job":7}`), ""},
		"a text":                 {answer(200, "done", "Content-Type: text/plain"), ""},
		"a cut one":              {raw("HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n{"), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newTestClient(t, kafkarest.Config{URL: serve(t, c.handler).URL})
			err := Send(t.Context(), client, NewRequest[None](createTopic), nil)
			if c.message == "" {
				require.NoError(t, err)
				return
			}
			failure := failureOf(t, err)
			assert.Equal(t, c.message, failure.Message)
			assert.Equal(t, 200, failure.StatusCode)
			assert.True(t, failure.OutcomeUnknown)
		})
	}
}

type closeRecorder struct {
	io.Reader
	closed bool
}

func (c *closeRecorder) Close() error { c.closed = true; return nil }

func TestBodiesAreClosed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 204, 304, 404, 503} {
		for _, text := range []string{"", "{}", "<", strings.Repeat("x", maxErrorBody+1)} {
			var bodies []*closeRecorder
			c := counting(t, kafkarest.Config{}, func(_ int, r *http.Request) (*http.Response, error) {
				body := &closeRecorder{Reader: strings.NewReader(text)}
				bodies = append(bodies, body)
				return &http.Response{StatusCode: status, ContentLength: -1, Body: body, Request: r}, nil
			})
			_ = send(t, c, getTopic)
			_, _ = fetch(t, c, getTopic)
			for _, body := range bodies {
				assert.True(t, body.closed, status)
			}
		}
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	assert.Equal(t, strings.Repeat("x", 200)+"…", excerpt([]byte(strings.Repeat("x", 201))))
	assert.Equal(t, strings.Repeat("x", 200), excerpt([]byte(strings.Repeat("x", 200))))
	assert.LessOrEqual(t, len(excerpt(bytes.Repeat([]byte{0xff}, 1000))), 220)
}

func TestSecretsOf(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][]string{
		"Bearer abcdef":               {"Bearer abcdef", "abcdef"},
		"abcdef":                      {"abcdef"},
		"token=abcdef":                {"token=abcdef", "abcdef"},
		"Basic dG9rZW46cGFzc3dvcmQ=":  {"Basic dG9rZW46cGFzc3dvcmQ=", "dG9rZW46cGFzc3dvcmQ=", "password"},
		"Basic dG9rZW46YTpi":          {"Basic dG9rZW46YTpi", "dG9rZW46YTpi"},
		`one=first; two="second"`:     {`one=first; two="second"`, `two="second"`, "first", "second"},
		"abc":                         nil,
		"":                            nil,
		"Negotiate YIIabc==":          {"Negotiate YIIabc==", "YIIabc=="},
		"Digest username=\"x\", r=\"": {"Digest username=\"x\", r=\"", "username=\"x\", r=\""},
	} {
		got := appendSecrets(nil, http.Header{"Authorization": {value}})
		for _, secret := range want {
			assert.Contains(t, got, secret, value)
		}
		if want == nil {
			assert.Empty(t, got, value)
		}
	}
	assert.Empty(t, appendSecrets(nil, http.Header{"Accept": {"application/json"}, "X-Global-Transaction-Id": {"t-12345"}, "User-Agent": {"agent"}}))
}

func FuzzAnswer(f *testing.F) {
	for _, status := range []int{200, 202, 204, 301, 307, 400, 401, 404, 422, 429, 503, 599} {
		f.Add(status, "application/json", `{"error_code":42236,"message":"m","incident_id":"i"}`, "t", "5")
		f.Add(status, "text/html", "<html>\n", "", "Wed, 21 Oct 2099 07:28:00 GMT")
		f.Add(status, "", "\x1f\x8b\x00", "\xff", "99999999999999999999")
		f.Add(status, "application/json", `{"name":"n","partitions":1}`, "", "-1")
	}
	f.Add(500, "a", `{"message":"`+strings.Repeat("x\\n", 5000)+`","incident_id":"`+strings.Repeat("y", 5000)+`"}`, "", "")
	f.Add(200, "a", `{"`+strings.Repeat("z", 5000)+`":1,"name":1}`, "", "")
	f.Fuzz(func(t *testing.T, status int, contentType, body, transaction, retryAfter string) {
		if status < 200 || status > 999 {
			return // net/http lets none of these through
		}
		client, err := New(testAPI, kafkarest.Config{
			URL: "http://service.test", Authenticator: bearer(secret),
			HTTPClient: &http.Client{Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
				return &http.Response{
					StatusCode: status, Request: r, ContentLength: -1, Body: io.NopCloser(strings.NewReader(body)),
					Header: http.Header{"Content-Type": {contentType}, testAPI.TransactionHeader: {transaction}, "Retry-After": {retryAfter}},
				}, nil
			})},
		})
		require.NoError(t, err)
		for _, op := range []*Operation{getTopic, createTopic} {
			var captured kafkarest.Response
			_, err := Fetch(context.Background(), client, newTestRequest[topic](op), []kafkarest.CallOption{kafkarest.NoRetry(), kafkarest.Capture(&captured)})
			assert.Equal(t, status, captured.StatusCode)
			if err == nil {
				assert.Equal(t, 2, status/100)
				continue
			}
			failure := failureOf(t, err)
			assert.Equal(t, status, failure.StatusCode)
			assert.LessOrEqual(t, len(failure.Body), maxErrorBody)
			assert.GreaterOrEqual(t, failure.RetryAfter, time.Duration(0))
			text := err.Error()
			assert.Less(t, len(text), 3*maxMessage+1000)
			assert.Contains(t, text, strconv.Itoa(status))
			assert.True(t, utf8.ValidString(text))
			for _, r := range text {
				if !unicode.IsPrint(r) {
					t.Fatalf("%q in %q", r, text)
				}
			}
		}
	})
}
