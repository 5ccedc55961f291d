package rest

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	requests := 0
	c := counting(t, kafkarest.Config{Header: http.Header{"X-Both": {"config"}, "X-Config": {"config"}}}, func(n int, r *http.Request) (*http.Response, error) {
		requests = n
		assert.Equal(t, "PUT http://service.test/admin/topics", r.Method+" "+r.URL.String())
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		assert.JSONEq(t, `{"name":"orders","partitions":3}`, string(body))
		assert.Equal(t, int64(len(body)), r.ContentLength)
		assert.Equal(t, []string{"text/plain"}, r.Header["Content-Type"], "the caller's header wins")
		assert.Equal(t, []string{"call"}, r.Header["X-Both"])
		assert.Equal(t, []string{"config"}, r.Header["X-Config"])
		assert.Equal(t, "PutTopic", kafkarest.OperationName(r.Context()))
		return response(r, 204, ""), nil
	})
	require.NoError(t, send(t, c, putTopic, kafkarest.Header("x-both", "call"), kafkarest.Header("content-type", "text/plain")))
	assert.Equal(t, 1, requests)
}

func TestCallRefuses(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	unwritable := NewRequest[None](createTopic)
	unwritable.JSON(map[string]any{"f": func() {}})
	cases := map[string]struct {
		request Request[None]
		opt     kafkarest.CallOption
		want    string
	}{
		"a header's name":  {newTestRequest[None](createTopic), kafkarest.Header("X Y", secret), `"X Y" is not a header's name`},
		"a header's value": {newTestRequest[None](createTopic), kafkarest.Header("X-Key", secret+"\r\n"), "the value of X-Key"},
		"a time-out":       {newTestRequest[None](createTopic), kafkarest.Timeout(-1), "the time-out is negative"},
		"a body":           {unwritable, kafkarest.NoRetry(), "the body cannot be written as JSON"},
	}
	for name, tc := range cases {
		captured := kafkarest.Response{StatusCode: 1, Attempts: 9, TransactionID: "old", Header: http.Header{}}
		err := Send(t.Context(), c, tc.request, []kafkarest.CallOption{tc.opt, kafkarest.Capture(&captured)})
		failure := failureOf(t, err)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, name)
		assert.Zero(t, failure.StatusCode)
		assert.Empty(t, failure.URL)
		assert.Contains(t, err.Error(), "adminrest.CreateTopic: "+tc.want)
		assert.NotContains(t, err.Error(), secret)
		assert.Zero(t, captured)
	}
	assert.Empty(t, s.seen())
}

func TestEndedContextSendsNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	reason := errors.New("shutting down")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	err := Send(ctx, c, newTestRequest[None](createTopic), nil)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, reason)
	require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
	failure := failureOf(t, err)
	assert.False(t, failure.OutcomeUnknown)
	assert.Zero(t, failure.Attempts)
	assert.Empty(t, s.seen())
}

func TestAttemptTimeout(t *testing.T) {
	t.Parallel()
	const call, config, operation, api, client = 5 * time.Second, 10 * time.Second, 100 * time.Second, 75 * time.Second, 7 * time.Second
	cases := map[string]struct {
		call, config, operation, api, client, want time.Duration
	}{
		"default":                          {want: 30 * time.Second},
		"API":                              {api: api, want: api},
		"operation over API":               {operation: operation, api: api, want: operation},
		"config over operation":            {config: config, operation: operation, api: api, want: config},
		"call over config":                 {call: call, config: config, operation: operation, want: call},
		"a call may have longer":           {call: operation, config: config, want: operation},
		"an HTTP client's bounds all":      {call: operation, config: config, operation: operation, client: client, want: client},
		"an HTTP client's lengthens none":  {call: call, client: client, want: call},
		"an HTTP client's bounds defaults": {client: client, want: client},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				op := *getTopic
				op.Timeout = tc.operation
				c := newTestClient(t, kafkarest.Config{
					URL: "http://service.test", Timeout: tc.config,
					HTTPClient: &http.Client{Timeout: tc.client, Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
						deadline, ok := r.Context().Deadline()
						assert.True(t, ok)
						assert.Equal(t, tc.want, time.Until(deadline))
						return response(r, 200, `{}`), nil
					})},
				})
				patient := *testAPI
				patient.Timeout = tc.api
				c.api = &patient
				require.NoError(t, send(t, c, &op, kafkarest.Timeout(tc.call)))
			})
		})
	}
}

func TestCapture(t *testing.T) {
	t.Parallel()
	answers := []http.HandlerFunc{
		answer(503, "", "X-Global-Transaction-Id: t-1"), answer(200, `{"name":"orders"}`, "X-Global-Transaction-Id: t-2", "X-Other: o"),
		answer(404, `{"error_code":40403,"message":"m"}`, "X-Global-Transaction-Id: t-3"),
		answer(200, `<html>`), answer(503, ""), reset,
	}
	s := serve(t, answers...)
	c := newTestClient(t, kafkarest.Config{URL: s.URL, Retry: kafkarest.RetryPolicy{MaxAttempts: 2, MinWait: time.Millisecond, MaxWait: time.Millisecond}})
	var captured kafkarest.Response

	_, err := fetch(t, c, getTopic, kafkarest.Capture(&captured))
	require.NoError(t, err)
	assert.Equal(t, "o", captured.Header.Get("X-Other"))
	assert.Equal(t, kafkarest.Response{StatusCode: 200, Header: captured.Header, TransactionID: "t-2", Attempts: 2}, captured)

	_, err = fetch(t, c, getTopic, kafkarest.Capture(&captured))
	assert.Equal(t, "t-3", failureOf(t, err).TransactionID)
	assert.Equal(t, kafkarest.Response{StatusCode: 404, Header: captured.Header, TransactionID: "t-3", Attempts: 1}, captured)
	assert.Empty(t, captured.Header.Get("X-Other"))

	_, err = fetch(t, c, getTopic, kafkarest.Capture(&captured))
	require.Error(t, err)
	assert.Equal(t, kafkarest.Response{StatusCode: 200, Header: captured.Header, Attempts: 1}, captured)

	_, err = fetch(t, c, getTopic, kafkarest.Capture(&captured))
	require.Error(t, err)
	assert.Equal(t, 503, captured.StatusCode, "the last answer there was")
	assert.Equal(t, 2, captured.Attempts)

	_, err = fetch(t, c, getTopic, kafkarest.Capture(&captured))
	require.Error(t, err)
	assert.Equal(t, kafkarest.Response{Attempts: 2}, captured)
}

// A record is one line of a JSON log.
func records(t *testing.T, log *bytes.Buffer) []map[string]any {
	t.Helper()
	var records []map[string]any
	for line := range strings.Lines(log.String()) {
		var record map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		records = append(records, record)
	}
	return records
}

func TestLog(t *testing.T) {
	t.Parallel()
	s := serve(t, reset, answer(503, secret), ok)
	dead := opstest.RefusedURL(t)
	var log bytes.Buffer
	config := kafkarest.Config{
		URL: dead, Failover: []string{s.URL}, Authenticator: bearer(secret), Header: http.Header{"X-Secret": {secret}},
		Logger: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Retry:  kafkarest.RetryPolicy{MaxAttempts: 9, MinWait: 1, MaxWait: 1},
	}
	_, err := fetch(t, newTestClient(t, config), getTopic)
	require.NoError(t, err)
	assert.NotContains(t, log.String(), secret)
	got := records(t, &log)
	// Every refused dial and every request, in their order.
	var statuses []float64
	for i, record := range got {
		attributes := []string{"time", "level", "msg", "api", "operation", "method", "url", "attempt", "status", "duration"}
		if record["status"] != 200.0 {
			attributes = append(attributes, "error")
		}
		keys := make([]string, 0, len(record))
		for key := range record {
			keys = append(keys, key)
		}
		assert.ElementsMatch(t, attributes, keys)
		assert.Equal(t, "DEBUG", record["level"])
		assert.Equal(t, "kafkarest attempt", record["msg"])
		assert.Equal(t, "adminrest GetTopic GET", record["api"].(string)+" "+record["operation"].(string)+" "+record["method"].(string))
		assert.Equal(t, float64(i+1), record["attempt"])
		assert.Greater(t, record["duration"], 0.0)
		if strings.HasPrefix(record["url"].(string), dead) {
			assert.Contains(t, record["error"], "connection refused")
			continue
		}
		assert.Equal(t, s.URL+"/admin/topics/orders", record["url"])
		statuses = append(statuses, record["status"].(float64))
	}
	assert.Equal(t, []float64{0, 503, 200}, statuses)

	log.Reset()
	config.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	_, err = fetch(t, newTestClient(t, config), getTopic)
	require.NoError(t, err)
	assert.Empty(t, log.String(), "nothing at info")
}

// Whatever an Authenticator puts where, and whatever a service sends back of
// it, the caller is not shown it.
func TestNoCredentialIsShown(t *testing.T) {
	t.Parallel()
	const password = `pa"ss\w&rd-` + secret
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("token:"+password))
	authenticators := map[string]authenticatorFunc{
		"bearer": func(r *http.Request) error { r.Header.Set("Authorization", "Bearer "+secret); return nil },
		"basic":  func(r *http.Request) error { r.Header.Set("Authorization", basic); return nil },
		"dcos":   func(r *http.Request) error { r.Header.Set("Authorization", "token="+secret); return nil },
		"x-auth": func(r *http.Request) error { r.Header.Set("X-Auth-Token", secret); return nil },
		"bare":   func(r *http.Request) error { r.Header.Set("X-Api-Key", secret); return nil },
		"cookie": func(r *http.Request) error {
			r.Header.Set("Cookie", `dcos-acs-auth-cookie=`+secret+`; other="x"`)
			return nil
		},
		"query": func(r *http.Request) error { r.URL.RawQuery = "api_key=" + secret; return nil },
		"fails": func(r *http.Request) error {
			r.Header.Set("Authorization", "Bearer "+secret)
			return errors.New("no token")
		},
		"line end": func(r *http.Request) error { r.Header.Set("Authorization", "Bearer "+secret+"\n"); return nil },
	}
	echo := func(format func(password, header string) string, status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var lines []string
			for key, values := range r.Header {
				lines = append(lines, key+": "+strings.Join(values, ","))
			}
			shown := secret
			if _, pw, ok := r.BasicAuth(); ok {
				shown = pw
			}
			if c, err := r.Cookie("dcos-acs-auth-cookie"); err == nil {
				shown = c.Value
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, format(shown, strings.Join(lines, "\n")))
		}
	}
	quoted := func(_, header string) string {
		return `{"error_code":40100,"message":` + strconv.Quote(header) + `,"incident_id":"i"}`
	}
	plain := func(password, header string) string { return password + "\n" + header }
	message := func(password, _ string) string {
		text, _ := json.Marshal("the password " + password + " is wrong")
		return `{"error_code":40100,"message":` + string(text) + `}`
	}
	number := func(password, _ string) string {
		text, _ := json.Marshal(password)
		return `{"name":"n","partitions":` + string(text) + `}`
	}
	s := serve(t, echo(quoted, 401), echo(plain, 503), echo(message, 403), echo(number, 200), reset, raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"))
	for name, authenticator := range authenticators {
		s.mu.Lock()
		s.requests = nil
		s.mu.Unlock()
		var log bytes.Buffer
		c := newTestClient(t, kafkarest.Config{
			URL: s.URL, Authenticator: authenticator,
			Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		})
		for range 6 {
			_, err := fetch(t, c, getTopic, kafkarest.NoRetry())
			failure := failureOf(t, err)
			for what, text := range map[string]string{
				"text": err.Error(), "message": failure.Message, "body": string(failure.Body), "url": failure.URL, "log": log.String(),
			} {
				if name == "query" && what != "url" {
					continue // what is no header is not looked for in an answer
				}
				assert.NotContains(t, text, secret, name+" "+what)
				assert.NotContains(t, text, basic[6:], name+" "+what)
			}
			if cause := failure.Err; cause != nil && name != "query" {
				assert.NotContains(t, cause.Error(), secret)
			}
		}
	}
}

// A RoundTripper may add credentials itself, and need not say which request it
// has sent.
func TestEchoThroughTheCallersRoundTripper(t *testing.T) {
	t.Parallel()
	for name, request := range map[string]func(*http.Request) *http.Request{
		"no request": func(*http.Request) *http.Request { return nil },
		"its own request": func(r *http.Request) *http.Request {
			clone := r.Clone(r.Context())
			clone.Header.Set("X-Session", "another-credential")
			return clone
		},
	} {
		c := counting(t, kafkarest.Config{Authenticator: bearer(secret)}, func(_ int, r *http.Request) (*http.Response, error) {
			resp := response(r, 400, "Bearer "+secret+" another-credential")
			resp.Request = request(r)
			return resp, nil
		})
		failure := failureOf(t, send(t, c, createTopic))
		shown := failure.Error() + string(failure.Body)
		assert.NotContains(t, shown, secret, name)
		assert.Equal(t, name == "no request", strings.Contains(shown, "another-credential"), "nobody said that it is one")
	}
}

// An escape that nothing calls for hides a credential in the body, but not in
// the text.
func TestEchoBehindEscapes(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(403, `{"error_code":40300,"message":"\u0073`+secret[1:]+` is wrong"}`))
	err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: bearer(secret)}), getTopic)
	assert.Equal(t, "REDACTED is wrong", failureOf(t, err).Message)
}

// A service that repeats the JSON it was sent escapes it once more.
func TestEchoOfTheBody(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		echo, _ := json.Marshal("cannot take " + string(body))
		w.WriteHeader(400)
		_, _ = io.WriteString(w, `{"error_code":40000,"message":`+string(echo)+`}`)
	})
	for _, hidden := range []string{"s3cret-word", "<s3cret-word>", `required password="s3cret&word";`, "-----BEGIN KEY-----\ns3cret-word\n", `C:\s3cret-word`} {
		r := NewRequest[None](createTopic)
		r.JSON(map[string]string{"value": hidden})
		r.Hide(hidden)
		failure := failureOf(t, Send(t.Context(), newTestClient(t, kafkarest.Config{URL: s.URL}), r, nil))
		assert.Contains(t, failure.Message, "cannot take", hidden)
		assert.NotContains(t, failure.Error()+string(failure.Body), "s3cret", hidden)
	}
}

func TestAuthenticatorFailures(t *testing.T) {
	t.Parallel()
	cause := errors.New("no token to be had")
	for name, tc := range map[string]struct {
		authenticator authenticatorFunc
		want          string
	}{
		"it fails": {func(*http.Request) error { return cause }, "authentication: no token to be had"},
		"it sets what cannot be sent": {
			func(r *http.Request) error { r.Header.Set("Authorization", "Bearer x\n"); return nil },
			"authentication: the value of Authorization cannot be sent in a header",
		},
	} {
		s := serve(t, ok)
		c := newTestClient(t, kafkarest.Config{URL: s.URL, Failover: []string{s.URL}, Authenticator: tc.authenticator})
		for _, op := range []*Operation{getTopic, createTopic} {
			err := send(t, c, op)
			failure := failureOf(t, err)
			assert.Contains(t, err.Error(), tc.want, name)
			assert.Zero(t, failure.Attempts)
			assert.False(t, failure.OutcomeUnknown)
			require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
		}
		assert.Empty(t, s.seen())
	}
	c := newTestClient(t, kafkarest.Config{URL: "http://service.test", Authenticator: authenticatorFunc(func(*http.Request) error { return cause })})
	require.ErrorIs(t, send(t, c, getTopic), cause)
}

// An Authenticator whose own service refuses the connection has nothing to do
// with the instances of this one.
// A token service that recovers does not fail the call, whatever its
// operation: nothing was sent to the service.
func TestAuthenticatorThatRecovers(t *testing.T) {
	t.Parallel()
	s := serve(t, ok)
	tried := 0
	c := newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: authenticatorFunc(func(*http.Request) error {
		if tried++; tried < 3 {
			return &kafkarest.Error{API: "auth", Operation: "Token", StatusCode: http.StatusServiceUnavailable}
		}
		return nil
	})})
	require.NoError(t, send(t, c, createTopic))
	assert.Equal(t, 3, tried)
	assert.Len(t, s.seen(), 1)
}

func TestAuthenticatorIsNotFailedOver(t *testing.T) {
	t.Parallel()
	dead := opstest.RefusedURL(t)
	asked := 0
	c := newTestClient(t, kafkarest.Config{
		URL: "http://a.test", Failover: []string{"http://b.test"},
		Authenticator: authenticatorFunc(func(r *http.Request) error {
			asked++
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			_, err := client.Get(dead)
			return err
		}),
	})
	require.ErrorContains(t, send(t, c, createTopic), "authentication: ")
	assert.Equal(t, 1, asked)
}

// The Authenticator works within the time of the attempt.
func TestAuthenticatorHasADeadline(t *testing.T) {
	t.Parallel()
	c := newTestClient(t, kafkarest.Config{URL: "http://service.test", Timeout: 20 * time.Millisecond, Authenticator: authenticatorFunc(func(r *http.Request) error {
		<-r.Context().Done()
		return r.Context().Err()
	})})
	err := send(t, c, createTopic)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.False(t, failureOf(t, err).OutcomeUnknown)
}
