package connect_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// These tests need workers of their own, which make integration starts and names
// in the environment.

// workersVariable is a variable of the environment, which a test needs.
func workersVariable(t *testing.T, name string) string {
	t.Helper()
	value := os.Getenv(name)
	if value == "" {
		t.Skipf("needs workers of Kafka Connect, see make integration: %s is not set", name)
	}
	return value
}

// workerURLs are those of a cluster, two at least.
func workerURLs(t *testing.T) []string {
	t.Helper()
	urls := []string{workersVariable(t, "KAFKAREST_TEST_CONNECT_URL")}
	return append(urls, strings.Split(workersVariable(t, "KAFKAREST_TEST_CONNECT_FAILOVER"), ",")...)
}

func workerClient(t *testing.T, cfg kafkarest.Config) *connect.Client {
	t.Helper()
	client, err := connect.New(cfg)
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	return client
}

// fileSourceConfig is the config of a connector that works on its own.
func fileSourceConfig(dir, topic string) connect.Config {
	return connect.Config{
		"connector.class": "FileStreamSource",
		"tasks.max":       "1",
		"file":            filepath.Join(dir, topic),
		"topic":           topic,
	}
}

func realName(suffix string) string {
	return opstest.Prefix() + suffix
}

// TestRealNames takes a name through the leader and through a follower, which
// builds another path of it to pass a call on.
func TestRealNames(t *testing.T) {
	urls := workerURLs(t)
	dir := workersVariable(t, "KAFKAREST_TEST_CONNECT_DIR")
	first := workerClient(t, kafkarest.Config{URL: urls[0]})
	second := workerClient(t, kafkarest.Config{URL: urls[1]})
	for _, suffix := range []string{"-plain", ` +#"'z`, "?a=b&c:@~.", "-é-漢字-🙂"} {
		for direction, workers := range map[string][2]*connect.Client{"forth": {first, second}, "back": {second, first}} {
			t.Run(suffix+"/"+direction, func(t *testing.T) {
				t.Parallel()
				testRealName(t, workers[0], workers[1], dir, suffix)
			})
		}
	}
}

func testRealName(t *testing.T, one, other *connect.Client, dir, suffix string) {
	name, config := realName(suffix), fileSourceConfig(dir, realName(""))
	t.Cleanup(func() { deleteConnector(t, context.WithoutCancel(t.Context()), one, name) })
	created, err := one.PutConnector(t.Context(), name, config)
	require.NoError(t, err)
	assert.Equal(t, name, created.Name)
	for _, worker := range []*connect.Client{other, one} {
		status, err := worker.WaitForConnector(t.Context(), name, connect.StateRunning)
		require.NoError(t, err)
		assert.Equal(t, name, status.Name)
		connector, err := worker.GetConnector(t.Context(), name)
		require.NoError(t, err)
		assert.Equal(t, name, connector.Name)
		assert.Equal(t, config["file"], connector.Config["file"])
		names, err := worker.ListConnectors(t.Context())
		require.NoError(t, err)
		assert.Contains(t, names, name)
	}
	require.NoError(t, other.PauseConnector(t.Context(), name))
	_, err = one.WaitForConnector(t.Context(), name, connect.StatePaused)
	require.NoError(t, err)
	require.NoError(t, other.StopConnector(t.Context(), name))
	_, err = one.WaitForConnector(t.Context(), name, connect.StateStopped)
	require.NoError(t, err)
	require.NoError(t, other.DeleteConnector(t.Context(), name))
	for _, worker := range []*connect.Client{one, other} {
		require.NoError(t, worker.WaitForConnectorGone(t.Context(), name))
		_, err = worker.GetConnector(t.Context(), name)
		assert.ErrorIs(t, err, kafkarest.ErrNotFound)
	}
}

// workerControl kills workers of the cluster and starts them again.
type workerControl struct{ url string }

func (c workerControl) do(t *testing.T, method, path string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, c.url+path, nil)
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode, "%s", body)
	return strings.TrimSpace(string(body))
}

func (c workerControl) leader(t *testing.T) int {
	t.Helper()
	leader, err := strconv.Atoi(c.do(t, http.MethodGet, "/leader"))
	require.NoError(t, err)
	return leader
}

// outlastingLoss are the attempts of a call that goes on until a worker's loss has
// been noticed, after the six seconds of a session, and its work has been given
// to others. Until then each call that has to go through a lost leader fails.
var outlastingLoss = kafkarest.RetryPolicy{MaxAttempts: 60, MinWait: 100 * time.Millisecond, MaxWait: time.Second}

// TestRealKilledWorker changes connectors without pause while the leader and a
// follower are killed and come back: no call may fail, and in the end there are
// the connectors that are wanted.
func TestRealKilledWorker(t *testing.T) {
	urls := workerURLs(t)
	dir := workersVariable(t, "KAFKAREST_TEST_CONNECT_DIR")
	control := workerControl{workersVariable(t, "KAFKAREST_TEST_CONNECT_CONTROL")}
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	client := workerClient(t, kafkarest.Config{URL: urls[0], Failover: urls[1:], Retry: outlastingLoss})
	var workers []*connect.Client
	for _, url := range urls {
		workers = append(workers, workerClient(t, kafkarest.Config{URL: url, Retry: outlastingLoss}))
	}

	prefix := realName("-")
	var names []string
	for i := range 32 {
		names = append(names, prefix+strconv.Itoa(i))
	}
	t.Cleanup(func() {
		settleConnectors(t, context.WithoutCancel(ctx), client, nil, append(names, prefix+"mark"), dir)
	})

	var outcomes callOutcomes
	var callers sync.WaitGroup
	var enough atomic.Bool
	stop := func() {
		enough.Store(true)
		callers.Wait()
	}
	defer stop()
	for _, name := range names {
		callers.Go(func() {
			for ok := true; ok && !enough.Load(); {
				_, err := client.PutConnector(ctx, name, fileSourceConfig(dir, name))
				ok = outcomes.record(t, "put", err, false)
				// Another worker may not know of it yet.
				ok = outcomes.record(t, "pause", client.PauseConnector(ctx, name), true) && ok
				// An attempt without an answer may have deleted it.
				ok = outcomes.record(t, "delete", client.DeleteConnector(ctx, name), true) && ok
			}
		})
	}
	for _, loss := range []struct {
		leader  bool
		noticed bool // before the worker comes back
	}{{true, false}, {false, true}, {true, true}} {
		killed := control.leader(t)
		if !loss.leader {
			killed = (killed + 1) % len(workers)
		}
		began := time.Now()
		control.do(t, http.MethodPost, fmt.Sprintf("/kill/%d", killed))
		if loss.noticed {
			passThroughLeader(t, ctx, workers[(killed+1)%len(workers)], prefix+"mark", dir)
		}
		control.do(t, http.MethodPost, fmt.Sprintf("/start/%d", killed))
		require.NoError(t, workers[killed].WaitReady(ctx))
		passThroughLeader(t, ctx, workers[killed], prefix+"mark", dir)
		t.Logf("%+v: all is well after %v; %v", loss, time.Since(began), &outcomes)
	}
	stop()
	t.Log(&outcomes)

	wanted, unwanted := names[:len(names)/2], names[len(names)/2:]
	settleConnectors(t, ctx, client, wanted, unwanted, dir)
	for _, worker := range workers {
		assert.EventuallyWithT(t, func(t *assert.CollectT) {
			listed, err := worker.ListConnectors(ctx)
			require.NoError(t, err)
			listed = slices.DeleteFunc(listed, func(name string) bool { return !strings.HasPrefix(name, prefix) })
			assert.ElementsMatch(t, wanted, listed)
		}, 10*time.Second, 100*time.Millisecond)
	}
	for _, name := range wanted {
		_, err := client.WaitForConnector(ctx, name, connect.StateRunning)
		assert.NoError(t, err)
	}
}

// passThroughLeader makes a connector and removes it, which only a leader does.
func passThroughLeader(t *testing.T, ctx context.Context, worker *connect.Client, name, dir string) {
	t.Helper()
	_, err := worker.PutConnector(ctx, name, fileSourceConfig(dir, name))
	require.NoError(t, err)
	deleteConnector(t, ctx, worker, name)
}

// deleteConnector deletes a connector that may have gone.
func deleteConnector(t *testing.T, ctx context.Context, client *connect.Client, name string) {
	t.Helper()
	if err := client.DeleteConnector(ctx, name); !isNotFound(err) {
		assert.NoError(t, err)
	}
}

// settleConnectors puts connectors and deletes others.
func settleConnectors(t *testing.T, ctx context.Context, client *connect.Client, wanted, unwanted []string, dir string) {
	var calls sync.WaitGroup
	for _, name := range wanted {
		calls.Go(func() {
			_, err := client.PutConnector(ctx, name, fileSourceConfig(dir, name))
			assert.NoError(t, err)
		})
	}
	for _, name := range unwanted {
		calls.Go(func() { deleteConnector(t, ctx, client, name) })
	}
	calls.Wait()
}

// isNotFound reports whether a worker has said that there is no such connector.
// One that has just begun to listen knows no path at all, and gives no code.
func isNotFound(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return ok && errors.Is(err, kafkarest.ErrNotFound) && failure.Code == http.StatusNotFound
}

// callOutcomes counts how calls ended.
type callOutcomes struct {
	mu     sync.Mutex
	counts map[string]int
}

// record counts a call that has ended as it may: done, or with an outcome that
// is unknown or, where it may be, without a connector. It reports whether it
// has.
func (o *callOutcomes) record(t *testing.T, call string, err error, mayBeMissing bool) (ok bool) {
	how := "done"
	switch {
	case err == nil:
	case mayBeMissing && isNotFound(err):
		how = "not found"
	case errors.Is(err, kafkarest.ErrOutcomeUnknown) && !errors.Is(err, kafkarest.ErrNotFound):
		how = "unknown"
	default:
		assert.NoError(t, err, call)
		return false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.counts == nil {
		o.counts = make(map[string]int)
	}
	o.counts[call+" "+how]++
	return true
}

func (o *callOutcomes) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return fmt.Sprint("calls: ", o.counts)
}

func TestRealBasicAuth(t *testing.T) {
	url := workersVariable(t, "KAFKAREST_TEST_CONNECT_BASIC_URL")
	user := workersVariable(t, "KAFKAREST_TEST_CONNECT_BASIC_USER")
	password := workersVariable(t, "KAFKAREST_TEST_CONNECT_BASIC_PASSWORD")
	client := workerClient(t, kafkarest.Config{URL: url, Authenticator: auth.Basic(user, password)})
	testWorkerAccess(t, client)
	for name, authenticator := range map[string]kafkarest.Authenticator{
		"no credentials": nil,
		"wrong password": auth.Basic(user, password+"x"),
		"wrong user":     auth.Basic(user+"x", password),
		"no basic ones":  auth.Bearer(password),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := workerClient(t, kafkarest.Config{URL: url, Authenticator: authenticator})
			_, listing := client.ListConnectors(t.Context())
			_, putting := client.PutConnector(t.Context(), realName(""), connect.Config{"connector.class": "FileStreamSource"})
			_, health := client.GetHealth(t.Context())
			for _, err := range []error{listing, putting, health, client.WaitReady(t.Context())} {
				require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
				assert.NotContains(t, err.Error(), password)
				failure, _ := errors.AsType[*kafkarest.Error](err)
				assert.Equal(t, 1, failure.Attempts)
			}
		})
	}
}

// testWorkerAccess reads and writes.
func testWorkerAccess(t *testing.T, client *connect.Client) {
	t.Helper()
	require.NoError(t, client.WaitReady(t.Context()))
	name := realName("")
	_, err := client.PutConnector(t.Context(), name, connect.Config{"connector.class": "FileStreamSource", "topic": name})
	require.NoError(t, err)
	names, err := client.ListConnectors(t.Context())
	require.NoError(t, err)
	assert.Contains(t, names, name)
	require.NoError(t, client.DeleteConnector(t.Context(), name))
}

func TestRealClientCertificate(t *testing.T) {
	url := workersVariable(t, "KAFKAREST_TEST_CONNECT_TLS_URL")
	right := kafkarest.TLS{
		CAFile:   workersVariable(t, "KAFKAREST_TEST_CONNECT_TLS_CA"),
		CertFile: workersVariable(t, "KAFKAREST_TEST_CONNECT_TLS_CERT"),
		KeyFile:  workersVariable(t, "KAFKAREST_TEST_CONNECT_TLS_KEY"),
	}
	testWorkerAccess(t, workerClient(t, kafkarest.Config{URL: url, TLS: right}))

	none := kafkarest.TLS{CAFile: right.CAFile}
	stranger := none
	stranger.CertPEM, stranger.KeyPEM = strangersCertificate(t)
	untrusting := right
	untrusting.CAFile = ""
	for name, c := range map[string]struct {
		tls  kafkarest.TLS
		says string
	}{
		"no certificate":       {none, "certificate"},
		"another certificate":  {stranger, "certificate"},
		"the worker's unknown": {untrusting, "certificate signed by unknown authority"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := workerClient(t, kafkarest.Config{URL: url, TLS: c.tls})
			_, listing := client.ListConnectors(t.Context())
			_, putting := client.PutConnector(t.Context(), realName(""), connect.Config{"connector.class": "FileStreamSource"})
			for _, err := range []error{listing, putting} {
				require.ErrorContains(t, err, c.says)
				assert.NotErrorIs(t, err, kafkarest.ErrUnavailable, "trust does not come with time")
				assert.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown, "no request was seen")
				failure, _ := errors.AsType[*kafkarest.Error](err)
				assert.Equal(t, 1, failure.Attempts)
			}
		})
	}
}

// strangersCertificate is one that nobody knows.
func strangersCertificate(t *testing.T) (certificate, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "stranger"},
		NotAfter:     time.Now().Add(time.Hour),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	require.NoError(t, err)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
}
