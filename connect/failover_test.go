package connect_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// worker is an address of the emulated cluster that can be lost and come back.
// It keeps its port meanwhile, which another test could take.
type worker struct {
	server *httptest.Server
	lost   atomic.Bool
}

func startWorker(t *testing.T, handler http.Handler) *worker {
	w := &worker{server: httptest.NewUnstartedServer(handler)}
	w.server.Listener = &losingListener{Listener: w.server.Listener, lost: &w.lost}
	w.server.Start()
	t.Cleanup(w.server.Close)
	return w
}

// lose cuts the requests under way too.
func (w *worker) lose() {
	w.lost.Store(true)
	w.server.CloseClientConnections()
}

func (w *worker) comeBack() { w.lost.Store(false) }

// losingListener cuts new connections while its worker is lost.
type losingListener struct {
	net.Listener
	lost *atomic.Bool
}

func (l *losingListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || !l.lost.Load() {
			return conn, err
		}
		_ = conn.Close()
	}
}

// While the workers are lost in turn, each call ends with what it was to do,
// or with an error that says what is known; none hangs and none is lost.
func TestLostWorkers(t *testing.T) {
	t.Parallel()
	emulator := kafkaresttest.Start(t)
	var atWork sync.WaitGroup
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		atWork.Add(1)
		defer atWork.Done()
		emulator.ConnectHandler().ServeHTTP(w, r)
	})
	workers := []*worker{startWorker(t, handler), startWorker(t, handler)}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	client, err := connect.New(kafkarest.Config{
		URL:        workers[0].server.URL,
		Failover:   []string{workers[1].server.URL},
		HTTPClient: &http.Client{Transport: transport},
		Retry:      kafkarest.RetryPolicy{MaxAttempts: 10, MinWait: 5 * time.Millisecond, MaxWait: 50 * time.Millisecond},
	})
	require.NoError(t, err)

	config := connect.Config{"connector.class": "FileStreamSink", "topics": "t", "file": t.TempDir() + "/out"}
	const callers, rounds = 16, 10
	var calls sync.WaitGroup
	for caller := range callers {
		kept, dropped := fmt.Sprintf("kept-%d", caller), fmt.Sprintf("dropped-%d", caller)
		calls.Go(func() {
			for range rounds {
				_, err := client.PutConnector(t.Context(), kept, config)
				assertKnown(t, err)
				assertKnown(t, client.PauseConnector(t.Context(), kept))
				_, err = client.PutConnector(t.Context(), dropped, config)
				assertKnown(t, err)
				assertKnown(t, client.DeleteConnector(t.Context(), dropped))
			}
		})
	}
	done := make(chan struct{})
	go func() { calls.Wait(); close(done) }()
	for turn, ended := 0, false; !ended; turn++ {
		worker := workers[turn%len(workers)]
		worker.lose()
		select {
		case <-done:
			ended = true
		case <-time.After(10 * time.Millisecond):
		}
		worker.comeBack()
	}

	// What a worker that was lost had begun can end after what was asked of
	// another. One more call in calm brings what is wanted.
	atWork.Wait()
	var want []string
	for caller := range callers {
		want = append(want, fmt.Sprintf("kept-%d", caller))
		_, err := client.PutConnector(t.Context(), want[caller], config)
		require.NoError(t, err)
		if err := client.DeleteConnector(t.Context(), fmt.Sprintf("dropped-%d", caller)); !errors.Is(err, kafkarest.ErrNotFound) {
			require.NoError(t, err)
		}
	}
	names, err := client.ListConnectors(t.Context())
	require.NoError(t, err)
	slices.Sort(names)
	slices.Sort(want)
	assert.Equal(t, want, names)
}

// assertKnown accepts a success, a connector that is gone, and an outcome that
// is said to be unknown.
func assertKnown(t *testing.T, err error) {
	if err == nil || errors.Is(err, kafkarest.ErrNotFound) || errors.Is(err, kafkarest.ErrOutcomeUnknown) {
		return
	}
	assert.NoError(t, err)
}
