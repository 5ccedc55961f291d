package restproxy_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

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

func TestRelatedBrokerID(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		url string
		id  int32
		ok  bool
	}{
		"a broker":        {"http://h:8082/v3/clusters/c1/brokers/2", 2, true},
		"a replica":       {"http://h/kafka/v3/clusters/c1/topics/t/partitions/0/replicas/1001", 1001, true},
		"no link":         {"", 0, false},
		"something else":  {"http://h/v3/clusters/c1/topics", 0, false},
		"no number of 32": {"http://h/brokers/3000000000", 0, false},
		"no URL":          {"http://h/%zz/2", 0, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, ok := restproxy.Related{URL: test.url}.BrokerID()
			assert.Equal(t, test.ok, ok)
			if ok {
				assert.Equal(t, test.id, id)
			}
		})
	}
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
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		assert.Equal(t, "restproxy.Client(https://pkc.example/kafka)", fmt.Sprintf(verb, client), verb)
		assert.Equal(t, "restproxy.Client(https://pkc.example/kafka)", fmt.Sprintf(verb, *client), verb)
		assert.Equal(t, "restproxy.Cluster(c1)", fmt.Sprintf(verb, client.Cluster("c1")), verb)
	}
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
