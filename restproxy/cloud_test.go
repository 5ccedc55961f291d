package restproxy_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// startCloud runs a service as Confluent Cloud and Confluent Server have it: below
// /kafka, with an API key and its secret.
func startCloud(t *testing.T, options kafkaresttest.RESTProxyOptions) *kafkaresttest.Server {
	options.BasePath = "/kafka"
	return kafkaresttest.Start(t, kafkaresttest.Options{
		ClusterID: "lkc-00000",
		RESTProxy: options,
		Auth: kafkaresttest.Auth{Verify: func(r *http.Request) int {
			if key, secret, ok := r.BasicAuth(); !ok || key != "KEY" || secret != "s3cret" {
				return http.StatusUnauthorized
			}
			return http.StatusOK
		}},
	})
}

func newCloudClient(t *testing.T, server *kafkaresttest.Server, secret string) *restproxy.Client {
	client, err := restproxy.New(kafkarest.Config{
		URL:           server.RESTProxyURL(),
		Authenticator: auth.Basic("KEY", secret),
		Retry:         kafkarest.RetryPolicy{MinWait: 10 * time.Millisecond, MaxWait: 100 * time.Millisecond, MaxAttempts: 50},
	})
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	return client
}

func TestCloud(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	server := startCloud(t, kafkaresttest.RESTProxyOptions{})
	assert.Contains(t, server.RESTProxyURL(), "/kafka")
	client := newCloudClient(t, server, "s3cret")
	cluster := client.Cluster("lkc-00000")
	topic, err := cluster.CreateTopic(ctx, "orders", nil)
	require.NoError(t, err)
	assert.Contains(t, topic.Partitions.URL, "/kafka/v3/")
	_, err = cluster.ProduceOne(ctx, "orders", restproxy.Record{Value: restproxy.String("v")})
	require.NoError(t, err)
	var partitions struct {
		Data []restproxy.Partition `json:"data"`
	}
	require.NoError(t, client.Do(ctx, http.MethodGet, topic.Partitions.URL, nil, &partitions))
	assert.Len(t, partitions.Data, int(topic.PartitionsCount))

	_, err = newCloudClient(t, server, "wr0ng").Cluster("lkc-00000").ListTopics(ctx, nil)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.NotContains(t, err.Error(), "wr0ng")
	_, err = client.Cluster("lkc-99999").ListTopics(ctx, nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

// Too fast a pace is waited for, but for records: their errors say so.
func TestCloudRateLimits(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	server := startCloud(t, kafkaresttest.RESTProxyOptions{RequestsPerSecond: 2, RecordsPerSecond: 0.001})
	cluster := newCloudClient(t, server, "s3cret").Cluster("lkc-00000")
	_, err := cluster.CreateTopic(ctx, "orders", nil)
	require.NoError(t, err)
	var response kafkarest.Response
	for range 100 { // one comes less than half a second after the one before
		_, err := cluster.GetTopic(ctx, "orders", nil, kafkarest.Capture(&response))
		require.NoError(t, err)
		if response.Attempts > 1 {
			break
		}
	}
	assert.Greater(t, response.Attempts, 1)

	reports, err := cluster.ProduceBatch(ctx, "orders", make([]restproxy.Record, 10), nil)
	require.ErrorIs(t, err, kafkarest.ErrTooManyRequests)
	var tooFast int
	for _, report := range reports {
		if report.Err != nil {
			tooFast++
			require.ErrorIs(t, report.Err, kafkarest.ErrTooManyRequests)
			assert.Equal(t, restproxy.CodeTooManyRequests, restproxy.CodeOf(report.Err))
		}
	}
	assert.Positive(t, tooFast)
}
