package dcos_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/internal/rest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const brokersPath = "/service/kafka/v1/brokers"

// newClient returns a bare client of the emulated cluster.
func newClient(t *testing.T, cfg kafkarest.Config) *rest.Client {
	t.Helper()
	client, err := rest.New(&rest.API{Name: "dcostest"}, cfg)
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	return client
}

func listBrokers(ctx context.Context, client *rest.Client) error {
	var brokers []string
	return client.Do(ctx, http.MethodGet, brokersPath, nil, &brokers, nil)
}

// startCluster runs a cluster whose one account has the uid my-account and a
// generated key, and returns its secret too.
func startCluster(t *testing.T, opts kafkaresttest.DCOSOptions) (*kafkaresttest.Server, []byte) {
	t.Helper()
	opts.Accounts = append(opts.Accounts, kafkaresttest.DCOSAccount{UID: "my-account"})
	srv := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: opts})
	secret, err := srv.DCOSServiceAccount("my-account")
	require.NoError(t, err)
	return srv, secret
}

func TestLoginsOfTheCluster(t *testing.T) {
	t.Parallel()
	srv, secret := startCluster(t, kafkaresttest.DCOSOptions{Accounts: []kafkaresttest.DCOSAccount{
		{UID: "alice", Password: "s3cret"},
		{UID: "robot", PublicKey: &key().PublicKey},
		{UID: "guest", Password: "guest", Forbidden: true},
	}})
	url := srv.DCOSURL()
	for name, test := range map[string]struct {
		authenticator kafkarest.Authenticator
		want          error
	}{
		"secret":            {dcos.ServiceAccountJSON("", secret), nil},
		"key":               {dcos.ServiceAccount(url, "robot", pkcs1()), nil},
		"password":          {dcos.Password(url, "alice", "s3cret"), nil},
		"wrong password":    {dcos.Password(url, "alice", "guess"), kafkarest.ErrUnauthorized},
		"wrong account":     {dcos.ServiceAccount(url, "my-account", pkcs1()), kafkarest.ErrUnauthorized},
		"key of a user":     {dcos.ServiceAccount(url, "alice", pkcs1()), kafkarest.ErrUnauthorized},
		"password of a key": {dcos.Password(url, "robot", "s3cret"), kafkarest.ErrUnauthorized},
		"unknown":           {dcos.Password(url, "mallory", "x"), kafkarest.ErrUnauthorized},
		"forbidden":         {dcos.Password(url, "guest", "guest"), kafkarest.ErrForbidden},
		"no credentials":    {nil, kafkarest.ErrUnauthorized},
		"token of nobody":   {auth.DCOSToken("abc"), kafkarest.ErrUnauthorized},
		"another scheme":    {auth.Bearer("abc"), kafkarest.ErrUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			err := listBrokers(t.Context(), newClient(t, kafkarest.Config{URL: url, Authenticator: test.authenticator}))
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.want)
			assert.NotContains(t, err.Error(), "s3cret")
		})
	}
	assert.Equal(t, 4, srv.DCOSLogins())
}

// lifetime of the tokens in the test of their renewal: a scaled one, or that which
// the environment asks for.
func lifetime(t *testing.T) time.Duration {
	t.Helper()
	asked := os.Getenv("KAFKAREST_TEST_DCOS_TOKEN_LIFETIME")
	if asked == "" {
		return 900 * time.Millisecond
	}
	d, err := time.ParseDuration(asked)
	require.NoError(t, err)
	return d
}

// tokenCounter is a transport that knows how many tokens it has sent.
type tokenCounter struct {
	http.RoundTripper
	mu      sync.Mutex
	tokens  map[string]bool
	calls   int
	refused int
}

func (c *tokenCounter) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := c.RoundTripper.RoundTrip(req)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tokens[req.Header.Get("Authorization")] = true
	c.calls++
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		c.refused++
	}
	return resp, err
}

func (c *tokenCounter) refreshes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.tokens) - 1
}

func newTokenCounter(t *testing.T) *tokenCounter {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: callers}
	t.Cleanup(transport.CloseIdleConnections)
	return &tokenCounter{RoundTripper: transport, tokens: make(map[string]bool)}
}

const callers = 64

// callUntil has many callers call until all is done, and wants no call to fail.
func callUntil(t *testing.T, client *rest.Client, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var working sync.WaitGroup
	for range callers {
		working.Go(func() {
			for !done() {
				if err := listBrokers(ctx, client); !assert.NoError(t, err) {
					return
				}
			}
		})
	}
	working.Wait()
}

// Tokens end all the time under concurrent load. No caller notices, and there is one
// login for each token that is needed.
func TestExpiringTokensUnderLoad(t *testing.T) {
	t.Parallel()
	const wanted = 5
	srv, secret := startCluster(t, kafkaresttest.DCOSOptions{TokenLifetime: lifetime(t)})
	counter := newTokenCounter(t)
	client := newClient(t, kafkarest.Config{
		URL:           srv.DCOSURL(),
		Authenticator: dcos.ServiceAccountJSON("", secret),
		HTTPClient:    &http.Client{Transport: counter},
	})
	callUntil(t, client, func() bool { return counter.refreshes() >= wanted })
	require.GreaterOrEqual(t, counter.refreshes(), wanted)
	assert.LessOrEqual(t, srv.DCOSLogins(), counter.refreshes()+1)
	t.Logf("%d calls, %d of them sent twice after a 401; %d refreshes, %d logins", counter.calls, counter.refused, counter.refreshes(), srv.DCOSLogins())
}

// A token is ended for all callers at once. Each of them is refused, and they log in
// again once.
func TestEndedTokenUnderLoad(t *testing.T) {
	t.Parallel()
	srv, secret := startCluster(t, kafkaresttest.DCOSOptions{})
	counter := newTokenCounter(t)
	client := newClient(t, kafkarest.Config{
		URL:           srv.DCOSURL(),
		Authenticator: dcos.ServiceAccountJSON("", secret),
		HTTPClient:    &http.Client{Transport: counter},
	})
	for ended := range 5 {
		require.NoError(t, listBrokers(t.Context(), client))
		require.Equal(t, ended+1, srv.DCOSLogins())
		srv.ExpireDCOSTokens()
		callUntil(t, client, func() bool { return counter.refreshes() > ended })
	}
	assert.Equal(t, 6, srv.DCOSLogins())
	assert.GreaterOrEqual(t, counter.refused, 5)
}

func TestTLS(t *testing.T) {
	t.Parallel()
	srv, secret := startCluster(t, kafkaresttest.DCOSOptions{TLS: true})
	url := srv.DCOSURL()
	require.Regexp(t, "^https://", url)
	file := filepath.Join(t.TempDir(), "dcos-ca.crt")
	require.NoError(t, os.WriteFile(file, srv.DCOSCertificate(), 0o600))
	tls := kafkarest.TLS{CAFile: file}

	cfg := kafkarest.Config{URL: url, TLS: tls, Authenticator: dcos.ServiceAccountJSON(url, secret, dcos.WithTLS(tls))}
	require.NoError(t, listBrokers(t.Context(), newClient(t, cfg)))

	cfg.Authenticator = dcos.ServiceAccountJSON(url, secret)
	cfg.Retry.MaxAttempts = 1
	err := listBrokers(t.Context(), newClient(t, cfg))
	require.ErrorContains(t, err, "certificate signed by unknown authority")
	assert.Equal(t, 1, srv.DCOSLogins())
}

// A cluster in strict mode redirects from http to https. The token does not go
// there, and not to another host either.
func TestTokenStaysWhereItWasSent(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusUnauthorized)
	}))
	t.Cleanup(elsewhere.Close)
	strict := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "token=hunter2", r.Header.Get("Authorization"), "the caller has named this URL")
		http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusMovedPermanently)
	}))
	t.Cleanup(strict.Close)
	client := newClient(t, kafkarest.Config{URL: strict.URL, Authenticator: auth.DCOSToken("hunter2"), HTTPClient: elsewhere.Client()})
	err := listBrokers(t.Context(), client)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.ErrorContains(t, err, "redirected to "+elsewhere.URL+brokersPath+", which gets no credentials")
	assert.NotContains(t, err.Error(), "hunter2")

	// A fresh token would not go there either.
	cluster, secret := startCluster(t, kafkaresttest.DCOSOptions{})
	gate := httptest.NewServer(http.RedirectHandler(elsewhere.URL+"/?secret=hunter2", http.StatusTemporaryRedirect))
	t.Cleanup(gate.Close)
	client = newClient(t, kafkarest.Config{URL: gate.URL, Authenticator: dcos.ServiceAccountJSON(cluster.DCOSURL(), secret), HTTPClient: elsewhere.Client()})
	err = listBrokers(t.Context(), client)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.NotContains(t, err.Error(), "hunter2")
	assert.Equal(t, 1, cluster.DCOSLogins())
}
