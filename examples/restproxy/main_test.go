package main

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// environment sets the variables that the walkthrough reads.
func environment(t *testing.T, url, key, secret, clusterID string) {
	t.Setenv("RESTPROXY_URL", url)
	t.Setenv("RESTPROXY_API_KEY", key)
	t.Setenv("RESTPROXY_API_SECRET", secret)
	t.Setenv("RESTPROXY_CLUSTER_ID", clusterID)
	t.Setenv("RESTPROXY_V2_URL", "")
}

func TestWalkthroughOnTheEmulator(t *testing.T) {
	environment(t, "", "", "", "")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, 1000))
	for _, line := range []string{
		"using an embedded emulator", "there is none", "502 records read and committed", "kafkarest-example, partition 2: 0 behind", "orders, partition 0: 2 behind", "ALLOW READ of TOPIC kafkarest-example", "(1 deleted)",
	} {
		assert.Contains(t, out.String(), line)
	}
	assertWalkthrough(t, out.String())
}

// A service as Confluent Cloud is one: below a base path, with a key and a
// secret, without a list of clusters and of brokers. This one has no ACLs.
func TestWalkthroughOnAService(t *testing.T) {
	server := kafkaresttest.Start(t, kafkaresttest.Options{
		ClusterID: "lkc-1",
		Auth: kafkaresttest.Auth{Verify: func(r *http.Request) int {
			if key, secret, ok := r.BasicAuth(); !ok || key != "key" || secret != "s3cret" {
				return http.StatusUnauthorized
			}
			return http.StatusOK
		}},
		RESTProxy: kafkaresttest.RESTProxyOptions{BasePath: "/kafka"},
	})
	require.NoError(t, server.SeedTopic(topic, 2, nil))
	server.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, Path: "/kafka/v3/clusters", Status: http.StatusNotFound})
	server.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, Path: "/kafka/v3/clusters/lkc-1/brokers", Status: http.StatusNotFound})
	server.Inject(kafkaresttest.Fault{
		API: kafkaresttest.RESTProxy, Path: "/kafka/v3/clusters/lkc-1/acls", Status: http.StatusBadRequest,
		Body: `{"error_code":40002,"message":"No Authorizer is configured."}`,
	})
	environment(t, server.RESTProxyURL(), "key", "s3cret", "lkc-1")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, 1000))
	for _, line := range []string{
		"Using the proxy at " + server.RESTProxyURL(), "lkc-1", "not shown by this service", "there are no ACLs", "(0 groups)", "there are no consumers",
	} {
		assert.Contains(t, out.String(), line)
	}
	assert.NotContains(t, out.String(), "there is none")
	assertWalkthrough(t, out.String())

	t.Setenv("RESTPROXY_API_SECRET", "another-s3cret")
	err := run(t.Context(), new(bytes.Buffer), 1)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.NotContains(t, err.Error(), "s3cret")
}

func assertWalkthrough(t *testing.T, out string) {
	for _, line := range []string{
		"kafkarest-example created", "partitions:         3", "cleanup.policy = compact", "retention.ms = 86400000", "kafkarest-example changed",
		"retention.ms = 3600000", "record 2: partition 1, offset ", "1000 delivered, 0 failed, 0 unknown", "kafkarest-example deleted",
	} {
		assert.Contains(t, out, line)
	}
}

// A URL with credentials is shown by nobody.
func TestURLWithCredentials(t *testing.T) {
	environment(t, "http://token:s3cret@127.0.0.1:1", "", "", "")
	var out bytes.Buffer
	err := run(t.Context(), &out, 1)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.NotContains(t, out.String()+err.Error(), "s3cret")
}
