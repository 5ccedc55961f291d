package adminrest_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// emulated is a client of an emulator with the topic "orders".
func emulated(t *testing.T, change func(*kafkarest.Config), options kafkaresttest.Options) (*adminrest.Client, *kafkaresttest.Server) {
	t.Helper()
	server := kafkaresttest.Start(t, options)
	require.NoError(t, server.SeedTopic("orders", 1, nil))
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 100
	t.Cleanup(transport.CloseIdleConnections)
	cfg := kafkarest.Config{
		URL:        server.AdminRESTURL(),
		HTTPClient: &http.Client{Transport: transport},
		Retry:      kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 5 * time.Millisecond},
	}
	if change != nil {
		change(&cfg)
	}
	client, err := adminrest.New(cfg)
	require.NoError(t, err)
	return client, server
}

func getOrders(ctx context.Context, c *adminrest.Client) error {
	_, err := c.GetTopic(ctx, "orders")
	return err
}

func createNew(ctx context.Context, c *adminrest.Client) error {
	return c.CreateTopic(ctx, "new", nil)
}

// TestFaults injects what goes wrong between a client and the service, and
// says what becomes of a call that may be repeated and of one that may not.
func TestFaults(t *testing.T) {
	t.Parallel()
	html := http.Header{"Content-Type": {"text/html"}}
	const stalled = 50 * time.Millisecond
	tests := []struct {
		name     string
		fault    kafkaresttest.Fault
		call     func(context.Context, *adminrest.Client) error
		attempts int
		is       []error // empty for a success
		unknown  bool
		text     string // in the error
	}{{
		name:  "a 503 that passes",
		fault: kafkaresttest.Fault{Status: 503, Body: `{"error_code":50315,"message":"no coordinator","incident_id":"i"}`, Times: 2},
		call:  getOrders, attempts: 3,
	}, {
		name:  "a 503 that stays",
		fault: kafkaresttest.Fault{Status: 503, Body: `{"error_code":50315,"message":"no coordinator","incident_id":"i"}`},
		call:  getOrders, attempts: 5,
		is:   []error{kafkarest.ErrUnavailable, kerr.CoordinatorNotAvailable},
		text: "503 Service Unavailable: no coordinator (error_code 50315 COORDINATOR_NOT_AVAILABLE, transaction i, 5 attempts)",
	}, {
		name:  "a 503 to what may not be repeated",
		fault: kafkaresttest.Fault{Status: 503, Body: `{"error_code":50301,"message":"Unknown Kafka Error","incident_id":"i"}`},
		call:  createNew, attempts: 1,
		is: []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown, kerr.UnknownServerError}, unknown: true,
	}, {
		name:  "a 503 of Kafka's time-out",
		fault: kafkaresttest.Fault{Status: 503, Body: `{"error_code":50307,"message":"timed out","incident_id":"i"}`},
		call:  createNew, attempts: 1,
		is: []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown, kerr.RequestTimedOut}, unknown: true,
	}, {
		name:  "a page of HTML",
		fault: kafkaresttest.Fault{Status: 503, Header: html, Body: "<html>\n<body>Service\n\nUnavailable</body></html>", Times: 5},
		call:  getOrders, attempts: 5,
		is:   []error{kafkarest.ErrUnavailable},
		text: "503 Service Unavailable: answered with text/html: <html> <body>Service Unavailable</body></html> (",
	}, {
		name:  "an empty 500",
		fault: kafkaresttest.Fault{Status: 500},
		call:  getOrders, attempts: 1,
		is: nil, text: "500 Internal Server Error: answered with an empty body",
	}, {
		name:  "an error of 10 MB",
		fault: kafkaresttest.Fault{Status: 422, Header: html, Body: strings.Repeat("<p>no</p>\n", 1<<20)},
		call:  getOrders, attempts: 1,
		is:   []error{kafkarest.ErrInvalid},
		text: "422 Unprocessable Entity: answered with text/html: <p>no</p> <p>no</p>",
	}, {
		name:  "a truncated result",
		fault: kafkaresttest.Fault{Status: 200, Body: `{"name":"orders","partitions":`},
		call:  getOrders, attempts: 1,
		text: `the result cannot be read from application/json: {"name":"orders","partitions":: `,
	}, {
		name:  "a result of another type",
		fault: kafkaresttest.Fault{Status: 200, Body: `[{"name":"orders"}]`},
		call:  getOrders, attempts: 1,
		text: `the result cannot be read from application/json: [{"name":"orders"}]`,
	}, {
		name:  "a member of another type",
		fault: kafkaresttest.Fault{Status: 200, Body: `{"name":"orders","partitions":"three"}`},
		call:  getOrders, attempts: 1,
		text: `within "/partitions"`,
	}, {
		name:  "an empty object",
		fault: kafkaresttest.Fault{Status: 200, Body: `{}`},
		call:  getOrders, attempts: 1,
		text: "there is nothing of the result in application/json: {}",
	}, {
		name:  "an error that is a success",
		fault: kafkaresttest.Fault{Status: 200, Body: `{"error_code":50301,"message":"Unknown Kafka Error","incident_id":"i"}`},
		call:  getOrders, attempts: 1,
		text: "200 OK: Unknown Kafka Error (error_code 50301",
	}, {
		name:  "a portal that answers for the service",
		fault: kafkaresttest.Fault{Status: 200, Header: html, Body: "<html>log in</html>"},
		call:  createNew, attempts: 1,
		is: []error{kafkarest.ErrOutcomeUnknown}, unknown: true,
		text: "200 OK: the service would not answer with text/html: <html>log in</html>",
	}, {
		name:  "an answer that breaks off, once",
		fault: kafkaresttest.Fault{CutAfter: 20, Times: 1},
		call:  getOrders, attempts: 2,
	}, {
		name:  "an answer that breaks off",
		fault: kafkaresttest.Fault{CutAfter: 20},
		call:  getOrders, attempts: 5,
		is:   []error{kafkarest.ErrUnavailable},
		text: "200 OK: the answer was cut after 20 bytes",
	}, {
		name:  "a stalled answer, once",
		fault: kafkaresttest.Fault{Delay: time.Hour, Times: 1},
		call:  getOrders, attempts: 2,
	}, {
		name:  "a stalled answer",
		fault: kafkaresttest.Fault{Delay: time.Hour},
		call:  getOrders, attempts: 5,
		is:   []error{kafkarest.ErrUnavailable, context.DeadlineExceeded},
		text: "no answer within " + stalled.String(),
	}, {
		name:  "a slow answer",
		fault: kafkaresttest.Fault{Throttle: 1},
		call:  getOrders, attempts: 5,
		is: []error{kafkarest.ErrUnavailable, context.DeadlineExceeded},
	}, {
		name:  "a create that is done but not answered",
		fault: kafkaresttest.Fault{AfterHandling: true, Cut: true},
		call:  createNew, attempts: 1,
		is:      []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown},
		unknown: true,
		text:    "outcome unknown",
	}, {
		name:  "a create that is answered too late",
		fault: kafkaresttest.Fault{AfterHandling: true, Delay: time.Hour},
		call:  createNew, attempts: 1,
		is: []error{context.DeadlineExceeded, kafkarest.ErrOutcomeUnknown}, unknown: true,
	}, {
		name:  "a gateway's time-out",
		fault: kafkaresttest.Fault{Status: 504, Header: html, Body: "<html>"},
		call:  createNew, attempts: 1,
		is: []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown}, unknown: true,
	}, {
		name:  "a create that is told to come back",
		fault: kafkaresttest.Fault{Status: 429, Header: http.Header{"Retry-After": {"0"}}, Times: 3},
		call:  createNew, attempts: 4,
	}, {
		name:  "a create that is told to come back, for ever",
		fault: kafkaresttest.Fault{Status: 429, Header: http.Header{"Retry-After": {"3600"}}},
		call:  createNew, attempts: 5,
		is:   []error{kafkarest.ErrTooManyRequests},
		text: "retry after 1h0m0s",
	}, {
		name:  "a delete that is done, cut and repeated",
		fault: kafkaresttest.Fault{AfterHandling: true, Cut: true, Times: 1},
		call:  func(ctx context.Context, c *adminrest.Client) error { return c.DeleteTopic(ctx, "orders") }, attempts: 2,
		is: []error{kafkarest.ErrNotFound, kafkarest.ErrOutcomeUnknown}, unknown: true,
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, server := emulated(t, func(cfg *kafkarest.Config) {
				if test.fault.Delay > 0 || test.fault.Throttle > 0 {
					cfg.Timeout = stalled
				}
			}, kafkaresttest.Options{})
			server.Inject(test.fault)
			err := test.call(t.Context(), client)
			assert.Len(t, server.Requests(), test.attempts)
			if len(test.is) == 0 && test.text == "" {
				require.NoError(t, err)
				return
			}
			for _, target := range test.is {
				assert.ErrorIs(t, err, target)
			}
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, test.attempts, failure.Attempts)
			assert.Equal(t, test.unknown, failure.OutcomeUnknown)
			assert.Contains(t, err.Error(), test.text)
			assert.Less(t, len(err.Error()), 1000)
			assert.LessOrEqual(t, len(failure.Body), 64<<10)
		})
	}
}

// Where nothing was sent, even a create is tried again and its outcome is known.
func TestServiceThatIsGone(t *testing.T) {
	t.Parallel()
	client, err := adminrest.New(kafkarest.Config{URL: opstest.RefusedURL(t), Retry: kafkarest.RetryPolicy{MinWait: time.Millisecond}})
	require.NoError(t, err)
	err = createNew(t.Context(), client)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown, "nothing was sent")
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, 5, failure.Attempts)
}

// Tokens that expire all the time, under many callers: every call succeeds,
// with at most one more attempt.
func TestExpiringTokens(t *testing.T) {
	t.Parallel()
	var current atomic.Int64
	tokens := &countedTokens{}
	client, server := emulated(t, func(cfg *kafkarest.Config) { cfg.Authenticator = tokens }, kafkaresttest.Options{
		Auth: kafkaresttest.Auth{Verify: func(r *http.Request) int {
			if r.Header.Get("Authorization") == fmt.Sprintf("Bearer %d", current.Load()) {
				return http.StatusOK
			}
			return http.StatusUnauthorized
		}},
	})
	const rounds, callers = 10, 64
	for round := range int64(rounds) {
		current.Store(round)
		tokens.valid.Store(round)
		var calls sync.WaitGroup
		for range callers {
			calls.Go(func() {
				var response kafkarest.Response
				_, err := client.GetTopic(t.Context(), "orders", kafkarest.Capture(&response))
				assert.NoError(t, err)
				assert.LessOrEqual(t, response.Attempts, 2)
			})
		}
		calls.Wait()
	}
	assert.LessOrEqual(t, len(server.Requests()), rounds*callers*2)
}

// countedTokens holds a token until it is told to drop it.
type countedTokens struct {
	valid atomic.Int64
	held  atomic.Int64
}

func (c *countedTokens) Authenticate(req *http.Request) error {
	req.Header.Set("Authorization", fmt.Sprintf("Bearer %d", c.held.Load()))
	return nil
}

func (c *countedTokens) Invalidate() { c.held.Store(c.valid.Load()) }

func TestCredentials(t *testing.T) {
	t.Parallel()
	const key, readOnly = "an-api-key", "a-reader's-key"
	tests := []struct {
		name          string
		authenticator kafkarest.Authenticator
		get, create   error
	}{
		{"basic", auth.Basic("token", key), nil, nil},
		{"bearer", auth.Bearer(key), nil, nil},
		{"X-Auth-Token", auth.XAuthToken(key), nil, nil},
		{"none", nil, kafkarest.ErrUnauthorized, kafkarest.ErrUnauthorized},
		{"another user", auth.Basic("admin", key), kafkarest.ErrUnauthorized, kafkarest.ErrUnauthorized},
		{"another key", auth.Basic("token", "s3cret"), kafkarest.ErrUnauthorized, kafkarest.ErrUnauthorized},
		{"a reader", auth.Basic("token", readOnly), nil, kafkarest.ErrForbidden},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, _ := emulated(t, func(cfg *kafkarest.Config) { cfg.Authenticator = test.authenticator },
				kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: key, ReadOnlyAPIKey: readOnly}})
			assert.ErrorIs(t, getOrders(t.Context(), client), test.get)
			assert.ErrorIs(t, createNew(t.Context(), client), test.create)
		})
	}
}
