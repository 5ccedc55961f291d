package dcoskafka_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func TestServiceURL(t *testing.T) {
	t.Parallel()
	service := dcoskafka.Service
	for name, test := range map[string]struct {
		url  string
		opts []dcoskafka.Option
		path string // of a request for /v1/brokers
	}{
		"DC/OS alone":             {"", nil, "/service/kafka/v1/brokers"},
		"a slash at the end":      {"/", nil, "/service/kafka/v1/brokers"},
		"as the dashboard has it": {"/#/services/detail", nil, "/service/kafka/v1/brokers"},
		"a base path":             {"/dcos/", nil, "/dcos/service/kafka/v1/brokers"},
		"a service":               {"", []dcoskafka.Option{service("kafka-2")}, "/service/kafka-2/v1/brokers"},
		"a service in a folder":   {"", []dcoskafka.Option{service("/prod/kafka/")}, "/service/prod/kafka/v1/brokers"},
		"an odd name":             {"", []dcoskafka.Option{service("a b")}, "/service/a%20b/v1/brokers"},
		"the service's URL":       {"/service/prod/kafka/", nil, "/service/prod/kafka/v1/brokers"},
		"the same service twice":  {"/service/prod/kafka", []dcoskafka.Option{service("prod/kafka")}, "/service/prod/kafka/v1/brokers"},
		"the scheduler itself":    {"/", []dcoskafka.Option{dcoskafka.Direct()}, "/v1/brokers"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r.RequestURI
				_, _ = w.Write([]byte(`["0"]`))
			}))
			defer server.Close()
			client, err := dcoskafka.New(kafkarest.Config{URL: server.URL + test.url, HTTPClient: server.Client()}, test.opts...)
			require.NoError(t, err)
			_, err = client.ListBrokers(t.Context())
			require.NoError(t, err)
			assert.Equal(t, test.path, got)
		})
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	const url = "https://dcos.example.com"
	for name, test := range map[string]struct {
		url  string
		opts []dcoskafka.Option
	}{
		"no URL":                {"", nil},
		"no host":               {"https://", nil},
		"a query":               {url + "?a=b", nil},
		"credentials":           {"https://user:hunter2@dcos.example.com", nil},
		"no service":            {url, []dcoskafka.Option{dcoskafka.Service("")}},
		"slashes alone":         {url, []dcoskafka.Option{dcoskafka.Service("//")}},
		"an empty folder":       {url, []dcoskafka.Option{dcoskafka.Service("a//b")}},
		"the folder above":      {url, []dcoskafka.Option{dcoskafka.Service("../kafka")}},
		"this folder":           {url, []dcoskafka.Option{dcoskafka.Service("a/.")}},
		"another service":       {url + "/service/kafka", []dcoskafka.Option{dcoskafka.Service("prod/kafka")}},
		"direct and a service":  {url, []dcoskafka.Option{dcoskafka.Service("kafka"), dcoskafka.Direct()}},
		"an unknown profile":    {url, []dcoskafka.Option{dcoskafka.WithProfile("M")}},
		"no profile":            {url, []dcoskafka.Option{dcoskafka.WithProfile("")}},
		"a token that is empty": {url, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := kafkarest.Config{URL: test.url}
			if name == "a token that is empty" {
				cfg.Authenticator = auth.DCOSToken("")
			}
			_, err := dcoskafka.New(cfg, test.opts...)
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.NotContains(t, err.Error(), "hunter2")
		})
	}
}

// An option that a program leaves nil is none.
func TestNilOption(t *testing.T) {
	t.Parallel()
	_, err := dcoskafka.New(kafkarest.Config{URL: "https://dcos.example.com"}, nil, dcoskafka.Direct())
	require.NoError(t, err)
}

func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	client, err := dcoskafka.New(kafkarest.Config{URL: "https://dcos.example.com", Authenticator: auth.DCOSToken("eyJ.hunter2")})
	require.NoError(t, err)
	opstest.AssertPrintsAs(t, "dcoskafka.Client(https://dcos.example.com/service/kafka)", client, *client)
}

// What the token is sent in, and that an answer which repeats it does not give
// it away.
func TestToken(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "token=hunter2secret", r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("no for " + r.Header.Get("Authorization")))
	}))
	defer server.Close()
	client, err := dcoskafka.New(kafkarest.Config{URL: server.URL, Authenticator: auth.DCOSToken("hunter2secret"), HTTPClient: server.Client()})
	require.NoError(t, err)
	_, err = client.ListTopics(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrForbidden)
	assert.NotContains(t, fmt.Sprintf("%+v", err), "hunter2secret")
}

func TestDo(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{ok("GET /v1/debug/plans", `{"a":1}`)})
	var out map[string]int
	require.NoError(t, player.client(nil).Do(t.Context(), http.MethodGet, "/v1/debug/plans", nil, &out))
	assert.Equal(t, map[string]int{"a": 1}, out)
}
