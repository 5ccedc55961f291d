package dcoskafka_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

var (
	notK = exchange{request: "GET /v1/endpoints", status: 404}
	notT = exchange{request: "GET /v1/plans", status: 404, answer: "Element not found"} // called JSON, and none
	isK  = ok("GET /v1/endpoints", `["broker"]`)
	isT  = ok("GET /v1/plans", `["deploy"]`)
	isL  = ok("GET /v1/connection", connectionL)
)

func TestProfile(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		exchanges []exchange
		profile   dcoskafka.Profile
	}{
		"K": {[]exchange{isK}, profileK},
		"T": {[]exchange{notK, isT}, profileT},
		"L": {[]exchange{notK, notT, isL}, profileL},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			player := newPlayer(t, test.exchanges)
			client := player.client(nil)
			var captured kafkarest.Response
			for range 2 {
				profile, err := client.Profile(t.Context(), kafkarest.Capture(&captured))
				require.NoError(t, err)
				assert.Equal(t, test.profile, profile)
			}
			assert.Empty(t, player.left())
			assert.Zero(t, captured.StatusCode, "a probe is not what the caller asked for")
		})
	}
}

// Only a 404 speaks against a profile.
func TestProfileIsNotGuessed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		exchanges []exchange
		is        error
	}{
		"unauthorized":  {[]exchange{{request: "GET /v1/endpoints", status: 401, answer: "<html>", kind: "text/html"}}, kafkarest.ErrUnauthorized},
		"forbidden":     {[]exchange{{request: "GET /v1/endpoints", status: 403}}, kafkarest.ErrForbidden},
		"unavailable":   {[]exchange{notK, {request: "GET /v1/plans", status: 503, answer: "<html>", kind: "text/html"}}, kafkarest.ErrUnavailable},
		"a failure":     {[]exchange{notK, notT, {request: "GET /v1/connection", status: 500}}, nil},
		"another verb":  {[]exchange{{request: "GET /v1/endpoints", status: 405}}, nil},
		"a page":        {[]exchange{{request: "GET /v1/endpoints", status: 200, answer: "<html>", kind: "text/html"}}, nil},
		"no scheduler":  {[]exchange{notK, notT, {request: "GET /v1/connection", status: 404}}, kafkarest.ErrNotFound},
		"another value": {[]exchange{{request: "GET /v1/endpoints", status: 200, answer: `{"a":1}`}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Twice: a failure is not remembered.
			player := newPlayer(t, append(test.exchanges, test.exchanges...))
			client := player.client(nil)
			for range 2 {
				_, err := client.CreateTopic(t.Context(), "orders", 1, 1, kafkarest.NoRetry())
				require.Error(t, err)
				if test.is != nil {
					require.ErrorIs(t, err, test.is)
				}
			}
			assert.Empty(t, player.left())
		})
	}
}

// A scheduler that was replaced by one of another profile says 404 or 405 to
// what the old one took; that has had no effect and is done again.
func TestProfileChanges(t *testing.T) {
	t.Parallel()
	createK := ok("PUT /v1/topics/orders?partitions=1&replication=1", created)
	for name, test := range map[string]struct {
		call      func(context.Context, *dcoskafka.Client) error
		exchanges []exchange
		is        error
	}{
		"create, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.CreateTopic(ctx, "orders", 1, 1)
			return err
		}, []exchange{{request: "POST /v1/topics?name=orders&partitions=1&replication=1", status: 405}, isK, createK}, nil},
		"connection, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetConnection(ctx)
			return err
		}, []exchange{{request: "GET /v1/connection", status: 404}, isK, ok("GET /v1/endpoints/broker", endpointK)}, nil},
		"restart, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.RestartBroker(ctx, 0)
			return err
		}, []exchange{
			{request: "PUT /v1/brokers/0", status: 405}, isK,
			ok("GET /v1/pod/kafka-0/status", podTask), ok("POST /v1/pod/kafka-0/restart", podCommand),
		}, nil},
		"alter, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.AlterTopicPartitions(ctx, "orders", 5)
			return err
		}, []exchange{
			{request: "PUT /v1/topics/orders?operation=partitions&partitions=5", status: 500}, isK,
			ok("PUT /v1/topics/orders/operation/partitions?partitions=5", added),
		}, nil},
		"a test, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.RunProducerTest(ctx, "orders", 10)
			return err
		}, []exchange{
			{request: "PUT /v1/topics/orders?operation=producer-test&messages=10", status: 500, answer: jettyPage, kind: "text/html"}, isK,
			ok("PUT /v1/topics/orders/operation/producer-test?messages=10", tested),
		}, nil},
		"a test that failed, still L": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.RunProducerTest(ctx, "orders", 10)
			return err
		}, []exchange{{request: "PUT /v1/topics/orders?operation=producer-test&messages=10", status: 500}, notK, notT, isL}, kafkarest.ErrOutcomeUnknown},
		"pods, from L to K": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.ListPods(ctx)
			return err
		}, []exchange{isK, ok("GET /v1/pod", `["kafka-0"]`)}, nil},
		"no pods, as before": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.ListPods(ctx)
			return err
		}, []exchange{notK, notT, isL}, errors.ErrUnsupported},
		"still L": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetRecovery(ctx)
			return err
		}, []exchange{{request: "GET /v1/recovery", status: 404}, notK, notT, isL, ok("GET /v1/brokers", `[]`)}, errors.ErrUnsupported},
		"gone": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetRecovery(ctx)
			return err
		}, []exchange{{request: "GET /v1/recovery", status: 404}, notK, notT, {request: "GET /v1/connection", status: 404}}, kafkarest.ErrNotFound},
		"from L to T": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetActivePlan(ctx)
			return err
		}, []exchange{{request: "GET /v1/plan/status", status: 404}, notK, isT, ok("GET /v1/plan", emptyPlan)}, nil},
		"not known, and then not there": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetActivePlan(ctx, kafkarest.NoRetry())
			return err
		}, []exchange{{request: "GET /v1/plan/status", status: 404}, {request: "GET /v1/endpoints", status: 503}}, kafkarest.ErrNotFound},
		"a failure is none": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.CreateTopic(ctx, "orders", 1, 1)
			return err
		}, []exchange{{request: "POST /v1/topics?name=orders&partitions=1&replication=1", status: 500}}, kafkarest.ErrOutcomeUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			player := newPlayer(t, append([]exchange{notK, notT, isL}, test.exchanges...))
			client := player.client(nil)
			_, err := client.Profile(t.Context())
			require.NoError(t, err)
			err = test.call(t.Context(), client)
			assert.Empty(t, player.left())
			if test.is == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.is)
		})
	}
}

// A profile that the caller has fixed is not doubted.
func TestFixedProfile(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{{request: "POST /v1/topics?name=orders&partitions=1&replication=1", status: 405}})
	client := player.client(nil, dcoskafka.WithProfile(profileL))
	_, err := client.CreateTopic(t.Context(), "orders", 1, 1)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, http.StatusMethodNotAllowed, failure.StatusCode)
	assert.Empty(t, player.left())
}

// What all profiles have needs no profile.
func TestProfileIsNotAskedForNothing(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{ok("GET /v1/topics", `[]`)})
	_, err := player.client(nil).ListTopics(t.Context())
	require.NoError(t, err)
	assert.Empty(t, player.left())
}

func TestProfileIsAskedForOnce(t *testing.T) {
	t.Parallel()
	var probes atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/v1/endpoints"):
			probes.Add(1)
			_, _ = w.Write([]byte(`["broker"]`))
		default:
			_, _ = w.Write([]byte(endpointK))
		}
	}))
	defer server.Close()
	client, err := dcoskafka.New(kafkarest.Config{URL: server.URL, HTTPClient: server.Client()})
	require.NoError(t, err)
	var callers sync.WaitGroup
	for range 64 {
		callers.Go(func() {
			_, err := client.GetConnection(t.Context())
			assert.NoError(t, err)
		})
	}
	callers.Wait()
	assert.EqualValues(t, 1, probes.Load())
}

// A call does not wait for another one's question longer than its context.
func TestWaitingForAProfileEnds(t *testing.T) {
	t.Parallel()
	asked, release := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(asked)
		<-release
		_, _ = w.Write([]byte(`["broker"]`))
	}))
	defer server.Close()
	client, err := dcoskafka.New(kafkarest.Config{URL: server.URL, HTTPClient: server.Client()})
	require.NoError(t, err)
	var first sync.WaitGroup
	first.Go(func() {
		_, err := client.Profile(t.Context())
		assert.NoError(t, err)
	})
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.Profile(ctx)
	require.ErrorIs(t, err, context.Canceled)
	close(release)
	first.Wait()
}

func TestUnsupportedSaysWhatIsNeeded(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{notK, notT, isL})
	_, err := player.client(nil).ListPods(t.Context())
	require.ErrorIs(t, err, errors.ErrUnsupported)
	assert.EqualError(t, err, "dcoskafka.ListPods: the scheduler is of profile L, and this needs K: unsupported operation")
}

// Where a scheduler has its pods is remembered.
func TestPlaceOfPods(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{
		{request: "GET /v1/pod", status: 404}, ok("GET /v1/pods", `["kafka-0"]`),
		ok("POST /v1/pods/kafka-0/restart", podCommand),
		{request: "GET /v1/pods/kafka-9/status", status: 404}, {request: "GET /v1/pod/kafka-9/status", status: 404}, ok("GET /v1/brokers", `["0"]`),
		{request: "GET /v1/pods", status: 404}, ok("GET /v1/pod", `["kafka-0"]`),
		ok("GET /v1/pod", `["kafka-0"]`),
	})
	client := player.client(nil, dcoskafka.WithProfile(profileK))
	_, err := client.ListPods(t.Context())
	require.NoError(t, err)
	_, err = client.RestartPod(t.Context(), "kafka-0")
	require.NoError(t, err)
	_, err = client.GetPodStatus(t.Context(), "kafka-9")
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	for range 2 {
		_, err = client.ListPods(t.Context())
		require.NoError(t, err)
	}
	assert.Empty(t, player.left())
}
