package dcoskafka_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// answering is a client of profile K of a service that gives one answer to
// every request.
func answering(t *testing.T, status int, answer, kind string) *dcoskafka.Client {
	t.Helper()
	transport := opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		header := http.Header{}
		if kind != "" {
			header.Set("Content-Type", kind)
		}
		return &http.Response{
			StatusCode: status, Header: header, Request: r, Body: io.NopCloser(strings.NewReader(answer)), ContentLength: int64(len(answer)),
		}, nil
	})
	client, err := dcoskafka.New(kafkarest.Config{
		URL: "http://dcos.example.com", HTTPClient: &http.Client{Transport: transport}, Retry: kafkarest.RetryPolicy{MaxAttempts: 1},
	}, dcoskafka.WithProfile(profileK))
	require.NoError(t, err)
	return client
}

const jettyPage = "<html>\n<head><title>Error 500</title></head>\n<body><h2>HTTP ERROR: 500</h2><p>Request failed.</p></body></html>"

func TestFailures(t *testing.T) {
	t.Parallel()
	const url = "http://dcos.example.com/service/kafka/v1/plans/deploy"
	for name, test := range map[string]struct {
		status       int
		answer, kind string
		text         string
		is           error
	}{
		"nothing":               {500, "", "", "dcoskafka.GetPlan: GET " + url + ": 500 Internal Server Error: answered with an empty body", nil},
		"a page":                {500, jettyPage, "text/html", "dcoskafka.GetPlan: GET " + url + ": 500 Internal Server Error: answered with text/html: <html> <head><title>Error 500</title></head> <body><h2>HTTP ERROR: 500</h2><p>Request failed.</p></body></html>", nil},
		"a line":                {404, "Plan deploy not found", "text/plain", "dcoskafka.GetPlan: GET " + url + ": 404 Not Found: Plan deploy not found", kafkarest.ErrNotFound},
		"a line called JSON":    {404, "Element not found", "application/json", "dcoskafka.GetPlan: GET " + url + ": 404 Not Found: Element not found", kafkarest.ErrNotFound},
		"an unknown service":    {404, "<html>no</html>", "text/html", "dcoskafka.GetPlan: GET " + url + ": 404 Not Found: no scheduler of Kafka answers here; the name of the service may be another", kafkarest.ErrNotFound},
		"no token":              {401, "<html>secret</html>", "text/html", "dcoskafka.GetPlan: GET " + url + ": 401 Unauthorized: DC/OS did not take the token, or got none", kafkarest.ErrUnauthorized},
		"no permission":         {403, "", "", "dcoskafka.GetPlan: GET " + url + ": 403 Forbidden: answered with an empty body", kafkarest.ErrForbidden},
		"a 503 without a plan":  {503, `{"message":"no"}`, "application/json", "dcoskafka.GetPlan: GET " + url + `: 503 Service Unavailable: answered with application/json: {"message":"no"}`, kafkarest.ErrUnavailable},
		"a 503 with a status":   {503, `{"status":"DOWN"}`, "application/json", "dcoskafka.GetPlan: GET " + url + `: 503 Service Unavailable: answered with application/json: {"status":"DOWN"}`, kafkarest.ErrUnavailable},
		"a 503 of a gateway":    {503, "<html>no</html>", "text/html", "dcoskafka.GetPlan: GET " + url + ": 503 Service Unavailable: answered with text/html: <html>no</html>", kafkarest.ErrUnavailable},
		"a cut plan":            {200, emptyPlan[:20], "application/json", "dcoskafka.GetPlan: GET " + url + ": 200 OK: the result cannot be read from application/json: " + emptyPlan[:20], nil},
		"a plan without phases": {200, `{"status":"COMPLETE"}`, "application/json", "dcoskafka.GetPlan: GET " + url + `: 200 OK: the result cannot be read from application/json: {"status":"COMPLETE"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := answering(t, test.status, test.answer, test.kind).GetPlan(t.Context(), dcoskafka.PlanDeploy)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), test.text), "%v", err)
			if test.is != nil {
				assert.ErrorIs(t, err, test.is)
			}
		})
	}
}

// What is not of the documented type is an error of each call, and no panic.
func TestJunk(t *testing.T) {
	t.Parallel()
	calls := map[string]func(context.Context, *dcoskafka.Client) error{}
	for _, test := range operationCases() {
		calls[test.name] = func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := test.call(ctx, c)
			return err
		}
	}
	// Texts are taken as they stand.
	opaque := []string{"GetStateProperty", "GetArtifactTemplate", "GetMetricsPrometheus", "GetDebugOffers", "RestartTask", "GetZooKeeper", "GetEndpoint", "GetHealth"}
	raw := []string{"Configuration", "GetTaskInfo", "GetTaskStatus", "GetMetrics"}
	isOne := func(name string, of []string) bool {
		for _, one := range of {
			if strings.Contains(name, one) {
				return true
			}
		}
		return false
	}
	for name, call := range calls {
		for _, answer := range []string{``, `null`, `[`, `"text"`, `12`, `{"a":`, "\xff\xfe", `[[]]`, `[1]`, jettyPage} {
			t.Run(fmt.Sprintf("%s/%.5q", name, answer), func(t *testing.T) {
				t.Parallel()
				kind := "application/json"
				if answer == jettyPage {
					kind = "text/html"
				}
				err := call(t.Context(), answering(t, http.StatusOK, answer, kind))
				known := isOne(name, opaque) || isOne(name, raw) && (answer == `"text"` || answer == `12` || answer == `[[]]` || answer == `[1]`)
				if !known {
					require.Error(t, err)
				}
				var failure *kafkarest.Error
				if err != nil {
					require.ErrorAs(t, err, &failure)
				}
			})
		}
	}
	t.Run("a page is no text", func(t *testing.T) {
		t.Parallel()
		for _, name := range []string{"GetStateProperty", "GetArtifactTemplate", "GetMetricsPrometheus", "GetZooKeeper", "GetEndpoint of tasks", "RestartTask"} {
			assert.Error(t, calls[name](t.Context(), answering(t, http.StatusOK, jettyPage, "text/html")), name)
		}
	})
}

// Schedulers have 500 for much that does not exist.
func TestMissing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call func(context.Context, *dcoskafka.Client) error
		path string
		list string
		text string
	}{
		"topic": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetTopic(ctx, "x")
			return err
		}, "/v1/topics/x", "/v1/topics", `there is no topic "x"`},
		"offsets": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetTopicOffsets(ctx, "x", dcoskafka.OffsetTimeLast)
			return err
		}, "/v1/topics/x/offsets?time=-1", "/v1/topics", `there is no topic "x"`},
		"configuration": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetConfiguration(ctx, "x")
			return err
		}, "/v1/configurations/x", "/v1/configurations", `there is no configuration "x"`},
		"property": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetStateProperty(ctx, "x")
			return err
		}, "/v1/state/properties/x", "/v1/state/properties", `there is no property "x"`},
		"task": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetTaskStatus(ctx, "x")
			return err
		}, "/v1/tasks/status/x", "/v1/tasks", `there is no task "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failed := exchange{request: "GET " + test.path, status: 500}
			player := newPlayer(t, []exchange{failed, ok("GET "+test.list, `["y"]`), failed, ok("GET "+test.list, `["x"]`), failed, {request: "GET " + test.list, status: 500}})
			client := player.client(nil, dcoskafka.WithProfile(profileL))
			err := test.call(t.Context(), client)
			require.ErrorIs(t, err, kafkarest.ErrNotFound)
			assert.ErrorContains(t, err, test.text)
			for range 2 { // listed, and the list failed
				err = test.call(t.Context(), client)
				require.Error(t, err)
				require.NotErrorIs(t, err, kafkarest.ErrNotFound)
			}
			assert.Empty(t, player.left())
		})
	}
}

func TestUnknownBroker(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{`[null]`, `[]`} {
		player := newPlayer(t, []exchange{ok("PUT /v1/brokers/7", answer)})
		_, err := player.client(nil, dcoskafka.WithProfile(profileL)).RestartBroker(t.Context(), 7)
		require.ErrorIs(t, err, kafkarest.ErrNotFound)
		require.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	}
}

func TestSuppressed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		exchanges []exchange
		value, ok bool
		is        error
	}{
		"true":           {[]exchange{ok("GET /v1/state/properties/suppressed", "true")}, true, true, nil},
		"false":          {[]exchange{ok("GET /v1/state/properties/suppressed", "\n false ")}, false, true, nil},
		"something else": {[]exchange{ok("GET /v1/state/properties/suppressed", "TRUE")}, false, false, nil},
		"not there":      {[]exchange{{request: "GET /v1/state/properties/suppressed", status: 404}, ok("GET /v1/state/properties", `["x"]`)}, false, false, errors.ErrUnsupported},
		"not there on L": {[]exchange{{request: "GET /v1/state/properties/suppressed", status: 500}, ok("GET /v1/state/properties", `[]`)}, false, false, errors.ErrUnsupported},
		"no scheduler": {[]exchange{
			{request: "GET /v1/state/properties/suppressed", status: 404}, {request: "GET /v1/state/properties", status: 404}, {request: "GET /v1/brokers", status: 404},
		}, false, false, kafkarest.ErrNotFound},
		"cannot be read": {[]exchange{{request: "GET /v1/state/properties/suppressed", status: 204}}, false, false, errors.ErrUnsupported},
		"a failure":      {[]exchange{{request: "GET /v1/state/properties/suppressed", status: 403}}, false, false, kafkarest.ErrForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			value, err := newPlayer(t, test.exchanges).client(nil).Suppressed(t.Context())
			assert.Equal(t, test.value, value)
			assert.Equal(t, test.ok, err == nil, "%v", err)
			if test.is != nil {
				require.ErrorIs(t, err, test.is)
				require.Equal(t, test.is == errors.ErrUnsupported, errors.Is(err, errors.ErrUnsupported))
				require.Equal(t, test.is == kafkarest.ErrNotFound, errors.Is(err, kafkarest.ErrNotFound))
			}
		})
	}
}

// What may not be sent twice is not, and a plan in a 503 is not tried again.
func TestRepeats(t *testing.T) {
	t.Parallel()
	unavailable := func(request string) exchange { return exchange{request: request, status: 503} }
	player := newPlayer(t, []exchange{
		unavailable("PUT /v1/brokers/0"),
		unavailable("POST /v1/plan/continue"),
		unavailable("GET /v1/topics"), ok("GET /v1/topics", `[]`),
		{request: "GET /v1/plan", status: 503, answer: rolloutL},
		unavailable("GET /v1/plan"), {request: "GET /v1/plan", status: 503, answer: rolloutL},
		unavailable("PUT /v1/topics/orders?operation=partitions&partitions=2"),
	})
	client := player.client(nil, dcoskafka.WithProfile(profileL))
	_, err := client.RestartBroker(t.Context(), 0)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	_, err = client.ContinuePlan(t.Context(), dcoskafka.PlanDeploy, nil)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	_, err = client.ListTopics(t.Context())
	require.NoError(t, err)
	var captured kafkarest.Response
	for attempts := 1; attempts <= 2; attempts++ {
		_, err = client.GetPlan(t.Context(), dcoskafka.PlanDeploy, kafkarest.Capture(&captured))
		require.NoError(t, err)
		assert.Equal(t, http.StatusServiceUnavailable, captured.StatusCode)
		assert.Equal(t, attempts, captured.Attempts)
	}
	// It may have been done, and a second attempt would be refused then.
	_, err = client.AlterTopicPartitions(t.Context(), "orders", 2)
	require.NotErrorIs(t, err, kafkarest.ErrInvalid)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	assert.Empty(t, player.left())
}

// The name of the service is what is wrong, whatever is asked for.
func TestAnotherService(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()}, dcoskafka.Service("kafkaa"))
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	for _, test := range operationCases() {
		_, err := test.call(t.Context(), client)
		require.ErrorIs(t, err, kafkarest.ErrNotFound, test.name)
		require.NotErrorIs(t, err, errors.ErrUnsupported, test.name)
		require.ErrorContains(t, err, "the name of the service may be another", test.name)
	}
}

// DC/OS 1.8 has a status for it that a scheduler has too.
func TestAnotherServiceOfOldClusters(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{UnknownServiceStatus: 500}})
	client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()}, dcoskafka.Service("kafkaa"))
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	_, err = client.GetConnection(t.Context())
	require.ErrorContains(t, err, "the name of the service is another")
	_, err = client.ListTopics(t.Context())
	require.ErrorContains(t, err, "the name of the service is another")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded, "a scheduler that restarts answers so too")
	require.ErrorContains(t, err, "the name of the service is another")
}

// A test over TLS that the release lacks is no topic that is missing.
func TestLackingRelease(t *testing.T) {
	t.Parallel()
	_, client := start(t, kafkaresttest.DCOSOptions{Release: "0.18"})
	_, err := client.RunProducerTestTLS(t.Context(), "orders", 1)
	require.ErrorIs(t, err, errors.ErrUnsupported)
	require.NotErrorIs(t, err, kafkarest.ErrNotFound)
	assert.ErrorContains(t, err, "this release of the scheduler does not have the operation")
}

// A profile that the caller has fixed is named where it can be what is wrong.
func TestWrongProfile(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()}, dcoskafka.WithProfile(profileL))
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	const hint = "the scheduler may be of another profile than the L of WithProfile"
	_, err = client.CreateTopic(t.Context(), "orders", 1, 1)
	require.ErrorContains(t, err, hint)
	_, err = client.GetConnection(t.Context())
	require.ErrorContains(t, err, hint)
	_, err = client.RunProducerTest(t.Context(), "orders", 1)
	require.ErrorContains(t, err, hint)
}

// An error is the method's that was called, whatever that has sent.
func TestErrorsNameTheMethod(t *testing.T) {
	t.Parallel()
	for _, profile := range []dcoskafka.Profile{profileL, profileT, profileK, ""} {
		client, err := dcoskafka.New(kafkarest.Config{
			URL: "https://dcos.example.com", HTTPClient: opstest.Unconnected(http.HandlerFunc(refusing)),
		}, fixed(profile)...)
		require.NoError(t, err)
		for _, test := range operationCases() {
			_, err := test.call(t.Context(), client)
			if profile == profileL && test.name == "ListPlans" { // which is not sent
				continue
			}
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			method, _, _ := strings.Cut(test.name, " ")
			assert.Equal(t, method, failure.Operation, "%s on %s", test.name, profile)
		}
	}
}

func fixed(profile dcoskafka.Profile) []dcoskafka.Option {
	if profile == "" {
		return nil
	}
	return []dcoskafka.Option{dcoskafka.WithProfile(profile)}
}

// refusing is a service that lets nobody in.
func refusing(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }
