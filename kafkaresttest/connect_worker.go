package kafkaresttest

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// targetState is what was asked of a connector.
type targetState string

const (
	targetStarted targetState = "STARTED"
	targetPaused  targetState = "PAUSED"
	targetStopped targetState = "STOPPED"
)

// connectWorker is a worker from its start to its end, with all it remembers.
//
// Handlers change what is asked of a connector and return. What follows from it
// happens later, in a goroutine per connector that is busy: see
// connect_lifecycle.go.
type connectWorker struct {
	*connect
	router  router
	loggers *loggerTable

	installing window // the port is open, but nothing is served
	joining    window // the worker is not a member of its group yet
	rebalance  window // a rebalance is about to start

	// ctx ends with the worker, and with it all that runs.
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu         sync.Mutex // guards what follows
	closed     bool
	plugins    pluginTable
	connectors map[string]*connector // kept after a deletion: offsets outlive it
}

// connector is what the worker knows under a name.
type connector struct {
	name        string
	stored      bool // false once deleted
	config      map[string]string
	target      targetState
	taskConfigs []map[string]string
	applied     map[string]string // the config that taskConfigs were made from

	status  *reportedState // nil: none was reported
	tasks   map[int]*task
	topics  map[string]bool
	offsets sourceOffsets

	changes []func() // what the connector's goroutine still has to do
	busy    bool     // whether there is one
}

// reportedState is the reported state of a connector or a task.
type reportedState struct {
	state string
	trace string
}

// task is a task with a reported state. halt stops what it runs and waits for
// the end of it; nil when nothing runs.
type task struct {
	reportedState
	halt func()
}

func newConnectWorker(c *connect) *connectWorker {
	w := &connectWorker{
		connect:    c,
		loggers:    newLoggerTable(c.release),
		plugins:    stockPlugins(c.options.Version),
		connectors: make(map[string]*connector),
	}
	w.router = w.routes()
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return w
}

// close ends all that runs and returns when it has.
func (w *connectWorker) close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.cancel()
	w.installing.open(0)
	w.joining.open(0)
	w.rebalance.open(0)
	w.running.Wait()
}

// stored returns the connector of a name if it has a config. The worker must be
// locked.
func (w *connectWorker) stored(name string) (*connector, bool) {
	c, ok := w.connectors[name]
	return c, ok && c.stored
}

// enqueue has the connector's goroutine do something after all that it has to
// do already. The worker must be locked. The channel is closed when it is done,
// and never when the worker is closed before.
func (w *connectWorker) enqueue(c *connector, change func()) <-chan struct{} {
	done := make(chan struct{})
	c.changes = append(c.changes, func() {
		change()
		if w.ctx.Err() == nil {
			close(done)
		}
	})
	if !c.busy && !w.closed {
		c.busy = true
		w.running.Go(func() { w.work(c) })
	}
	return done
}

// work does what a connector has to do until nothing is left.
func (w *connectWorker) work(c *connector) {
	for {
		w.mu.Lock()
		if len(c.changes) == 0 || w.ctx.Err() != nil {
			c.busy = false
			w.mu.Unlock()
			return
		}
		change := c.changes[0]
		c.changes = c.changes[1:]
		w.mu.Unlock()
		change()
	}
}

// background runs something that belongs to no connector, after the latency of
// state changes.
func (w *connectWorker) background(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	w.running.Go(func() {
		if w.step() {
			change()
		}
	})
}

// step waits for the next state to be reported. It returns false when the
// worker has ended meanwhile.
func (w *connectWorker) step() bool {
	if w.options.Step == nil {
		return sleep(w.ctx, w.options.Latency)
	}
	w.options.Step(w.ctx)
	return w.ctx.Err() == nil
}

// update changes something under the worker's lock.
func (w *connectWorker) update(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
}

// await waits for something that the worker's loop does, no longer than a
// request may take.
func (w *connectWorker) await(ctx context.Context, done <-chan struct{}, stage string) error {
	began := time.Now()
	timeout := time.NewTimer(w.options.RequestTimeout)
	defer timeout.Stop()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-w.ctx.Done():
		return connectFailure(http.StatusInternalServerError, "Worker is shutting down")
	case <-timeout.C:
		return connectFailure(http.StatusInternalServerError, "Request timed out. %s", stageSentence(stage, began))
	}
}

// awaitLoop waits until the worker's loop turns: not while it joins its group.
func (w *connectWorker) awaitLoop(ctx context.Context) error {
	for _, obstacle := range []*window{&w.joining, &w.rebalance} {
		if err := w.await(ctx, obstacle.ended(), "ensuring membership in the cluster"); err != nil {
			return err
		}
	}
	return nil
}

// awaitRead is awaitLoop for the reads that fail during a rebalance instead of
// waiting for its end.
func (w *connectWorker) awaitRead(ctx context.Context) error {
	return w.awaitUnless(ctx, rebalanceExpected)
}

// awaitChange is the same for restarts and changes of offsets.
func (w *connectWorker) awaitChange(ctx context.Context) error {
	return w.awaitUnless(ctx, staleConfiguration)
}

func (w *connectWorker) awaitUnless(ctx context.Context, failure func() error) error {
	if err := w.await(ctx, w.joining.ended(), "initializing and reading to the end of internal topics"); err != nil {
		return err
	}
	if w.rebalance.isOpen() {
		return failure()
	}
	return nil
}

// window is a span of time in which the worker answers in another way. The zero
// value is one that is over.
type window struct {
	mu     sync.Mutex
	end    chan struct{} // closed when it is over
	timer  *time.Timer
	opened time.Time
}

// open begins a window in place of the one before; 0 just ends that.
func (s *window) open(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil && s.timer.Stop() {
		close(s.end)
	}
	s.timer = nil
	if d <= 0 {
		return
	}
	end := make(chan struct{})
	s.end, s.opened = end, time.Now()
	s.timer = time.AfterFunc(d, func() { close(end) })
}

// alwaysEnded is the end of a window that was never open.
var alwaysEnded = func() chan struct{} {
	end := make(chan struct{})
	close(end)
	return end
}()

func (s *window) ended() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end == nil {
		return alwaysEnded
	}
	return s.end
}

func (s *window) isOpen() bool {
	select {
	case <-s.ended():
		return false
	default:
		return true
	}
}

func (s *window) openedAt() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}
