package restproxy_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// A link of an answer is followed below the base URL, and nowhere else.
func TestDoFollowsLinks(t *testing.T) {
	t.Parallel()
	var got []string
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.RequestURI)
		_, _ = io.WriteString(w, strings.ReplaceAll(topicText, "http://h/", "http://"+r.Host+opstest.BasePath+"/v3/"))
	}))
	topic, err := s.GetTopic(t.Context(), "orders", nil)
	require.NoError(t, err)
	var out restproxy.Topic
	require.NoError(t, s.Do(t.Context(), http.MethodGet, topic.PartitionReassignments.URL, nil, &out))
	assert.Equal(t, "orders", out.Name)
	require.NoError(t, s.Do(t.Context(), http.MethodGet, "/v3/clusters?x=https://y", nil, nil))
	assert.Equal(t, []string{
		opstest.BasePath + "/v3/clusters/c1/topics/orders",
		opstest.BasePath + "/v3/reassignment",
		opstest.BasePath + "/v3/clusters?x=https://y",
	}, got)

	for _, link := range []string{"http://elsewhere.example/v3/clusters", "https://u:p@elsewhere.example/v3", "ftp://h/v3"} {
		err := s.Do(t.Context(), http.MethodGet, link, nil, nil)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, link)
		assert.NotContains(t, err.Error(), "u:p")
	}
	assert.Len(t, got, 3)
}

// Whatever a client or a cluster is printed with, it shows where it sends to and
// nothing that it sends.
func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	client, err := restproxy.New(kafkarest.Config{
		URL:           "https://pkc.example/kafka",
		Authenticator: auth.Basic("key", "s3cret"),
		Header:        http.Header{"X-Gateway-Key": {"s3cret"}},
	})
	require.NoError(t, err)
	opstest.AssertPrintsAs(t, "restproxy.Client(https://pkc.example/kafka)", client, *client)
	opstest.AssertPrintsAs(t, "restproxy.Cluster(c1)", client.Cluster("c1"), *client.Cluster("c1"))
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "pkc.example/kafka", "ftp://pkc.example"} {
		_, err := restproxy.New(kafkarest.Config{URL: url})
		assert.ErrorIs(t, err, kafkarest.ErrInvalid, url)
	}
	const good = "http://h:8082/kafka"
	for _, urls := range [][]string{{good + "/v3"}, {"http://h:8082/v3/"}, {good, good, good + "/v3//"}} {
		_, err := restproxy.New(kafkarest.Config{URL: urls[0], Failover: urls[1:]})
		require.ErrorIs(t, err, kafkarest.ErrInvalid, urls)
		require.ErrorContains(t, err, "restproxy.New: a URL ends in /v3, which the client adds", urls)
	}
	for _, url := range []string{good, good + "/v2", "http://h/v3/kafka", "http://h/av3"} {
		_, err := restproxy.New(kafkarest.Config{URL: url})
		assert.NoError(t, err, url)
	}
}

// Proxies wait 60 seconds for Kafka, so that callers have to wait longer.
func TestAttemptsArePatient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := restproxy.New(kafkarest.Config{URL: "http://h", HTTPClient: opstest.Unconnected(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			deadline, _ := r.Context().Deadline()
			assert.Equal(t, 75*time.Second, time.Until(deadline))
			w.WriteHeader(http.StatusNoContent)
		}))})
		require.NoError(t, err)
		require.NoError(t, client.Cluster("c1").DeleteTopic(t.Context(), "orders"))
		require.NoError(t, client.Do(t.Context(), http.MethodGet, "/v3", nil, nil))
	})
}
