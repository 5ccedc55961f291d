package restproxyv2_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "proxy.test", "ftp://proxy.test"} {
		_, err := restproxyv2.New(kafkarest.Config{URL: url})
		assert.ErrorIs(t, err, kafkarest.ErrInvalid, url)
	}
	for _, kind := range []restproxyv2.Server{-1, 7} {
		_, err := restproxyv2.New(kafkarest.Config{URL: "http://proxy.test"}, restproxyv2.WithServer(kind))
		require.ErrorIs(t, err, kafkarest.ErrInvalid)
		assert.ErrorContains(t, err, "restproxyv2.New: ")
	}
	_, err := restproxyv2.New(kafkarest.Config{URL: "http://proxy.test"}, nil)
	assert.NoError(t, err)
}

// Whatever a client or a consumer is printed with, it shows where it sends to and
// nothing that it sends.
func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	p := startProxy(t)
	client := p.client(t, kafkarest.Config{Authenticator: auth.Basic("user", "s3cret"), Header: http.Header{"X-Key": {"s3cret"}}})
	opstest.AssertPrintsAs(t, "restproxyv2.Client("+p.URL+")", client, *client)
	c, err := client.CreateConsumer(t.Context(), "g", nil)
	require.NoError(t, err)
	opstest.AssertPrintsAs(t, "restproxyv2.Consumer(g)", c)
}

func TestServerNames(t *testing.T) {
	t.Parallel()
	for kind, name := range map[restproxyv2.Server]string{
		restproxyv2.ServerAuto:      "unknown server",
		restproxyv2.ServerConfluent: "Confluent REST Proxy",
		restproxyv2.ServerKarapace:  "Karapace",
		restproxyv2.ServerStrimzi:   "Strimzi Kafka Bridge",
		9:                           "Server(9)",
	} {
		assert.Equal(t, name, fmt.Sprint(kind))
	}
}
