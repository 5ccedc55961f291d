package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// Bounds of a call. The slack is for a machine that is busy with other things.
const (
	callLimit = 15 * time.Second
	callSlack = 5 * time.Second
)

// retryPolicy makes up for attempts and waits that are shorter than usual.
var retryPolicy = kafkarest.RetryPolicy{MaxAttempts: 5, MinWait: 5 * time.Millisecond, MaxWait: 100 * time.Millisecond}

// A job is what one kind of worker does, round after round. start makes the
// clients, which close closes.
type job struct {
	api, name string
	expects   []error // that are explained beside those of isDisturbance
	start     func(*worker) (round func(), close func(), err error)
}

// A worker makes calls about things of its own, one after the other, and holds
// what they report to what there is.
type worker struct {
	job
	ctx    context.Context // ends when the whole soak has taken too long
	soak   *soak
	random *rand.Rand
	round  int
}

// config is the configuration of the worker's clients.
func (w *worker) config(url string, authenticator kafkarest.Authenticator) kafkarest.Config {
	return kafkarest.Config{
		URL:           url,
		Authenticator: authenticator,
		Timeout:       attemptTimeout,
		Retry:         retryPolicy,
		Header:        http.Header{workerHeader: {w.name}},
	}
}

// errNoFreshToken stands for a 401 after which neither time nor an attempt was
// left for a fresh token.
var errNoFreshToken = &kafkarest.Error{Message: "nothing was left for a fresh token", Err: context.DeadlineExceeded}

// thing is the name of what this round is about.
func (w *worker) thing() string { return fmt.Sprintf("soak-%s-%d", w.name, w.round) }

// call makes a call and notes what has become of it. Errors that the
// disturbances do not explain are violations, as is a call that outlasts its
// deadline, which for some comes soon.
func (w *worker) call(operation string, do func(ctx context.Context, opts ...kafkarest.CallOption) error) error {
	limit := callLimit
	if w.random.IntN(20) == 0 {
		limit = time.Duration(1+w.random.IntN(100)) * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(w.ctx, limit)
	defer cancel()
	var response kafkarest.Response
	began := time.Now()
	err := do(ctx, kafkarest.Capture(&response))
	if took := time.Since(began); took > limit+callSlack {
		w.violation(operation, "took %v, with a deadline of %v", took, limit)
	}
	noted := err
	if errors.Is(err, kafkarest.ErrUnauthorized) && (ctx.Err() != nil || response.Attempts == retryPolicy.MaxAttempts) {
		noted = errNoFreshToken
	}
	w.note(operation, noted, response.Attempts)
	return err
}

// note enters a call in the ledger.
func (w *worker) note(operation string, err error, attempts int) {
	w.soak.ledger.update(w.api, func(a *account) {
		a.calls++
		a.retries += max(0, attempts-1)
		if err == nil {
			a.succeeded++
			return
		}
		a.errors[nameOf(err)]++
		if isUnknown(err) {
			a.unknown++
		}
	})
	switch {
	case err == nil:
	case !isTyped(err):
		w.violation(operation, "an error of type %T: %v", err, err)
	case !isDisturbance(err) && !slices.ContainsFunc(w.expects, func(expected error) bool { return errors.Is(err, expected) }):
		w.violation(operation, "an error that nothing explains: %v", err)
	}
}

func (w *worker) violation(operation, format string, args ...any) {
	w.soak.ledger.violation(w.name+", "+operation, "round %d: %s", w.round, fmt.Sprintf(format, args...))
}

// check notes that something was held to what there is.
func (w *worker) check(operation string, ok bool, format string, args ...any) {
	w.soak.ledger.update(w.api, func(a *account) { a.checks++ })
	if !ok {
		w.violation(operation, format, args...)
	}
}

// hold holds what a change has reported to what there is now, and returns that.
func hold[T any](w *worker, operation string, err error, before, after T, look func() T) T {
	seen := look()
	ok := holds(err, before, after, seen, func(a, b T) bool { return reflect.DeepEqual(a, b) })
	w.check(operation, ok, "there is %v, was %v, should become %v, and the call said %v", seen, before, after, err)
	return seen
}

// A roundFailure ends a round for which the emulator cannot be asked.
type roundFailure struct{ error }

// fact asks the emulator, or has it do something, past all disturbances.
func fact[T any](w *worker, path string, query ...string) (answer T) {
	if err := w.soak.ask(w.ctx, w.name, path, &answer, query...); err != nil {
		panic(roundFailure{err})
	}
	return answer
}

// ask asks the emulator for a fact.
func (s *soak) ask(ctx context.Context, worker, path string, answer any, query ...string) error {
	values := url.Values{}
	for i := 0; i < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.emulator.Facts+path+"?"+values.Encode(), nil)
	if err != nil {
		return err
	}
	r.Header.Set(workerHeader, worker)
	_, err = send(r, answer)
	return err
}

func (w *worker) topic(name string) topic    { return fact[topic](w, "/topic", "name", name) }
func (w *worker) partitions(name string) int { return w.topic(name).Partitions }
func (w *worker) quota(name string) quota    { return fact[quota](w, "/quota", "name", name) }
func (w *worker) connector(name string) connector {
	return fact[connector](w, "/connector", "name", name)
}
func (w *worker) remove(name string) { fact[any](w, "/remove", "name", name) }
func (w *worker) makeTopic(name string, records int) {
	fact[any](w, "/make-topic", "name", name, "records", fmt.Sprint(records))
}
func (w *worker) records(name string) map[string][]position {
	return fact[map[string][]position](w, "/records", "name", name)
}
func (w *worker) offsets(group string) map[string]int64 {
	return fact[map[string]int64](w, "/offsets", "name", group)
}

// run makes rounds, one at least, until stopped.
func (w *worker) run(stopped <-chan struct{}) (err error) {
	round, closeClients, err := w.start(w)
	if err != nil {
		return fmt.Errorf("%s: %w", w.name, err)
	}
	defer closeClients()
	defer func() {
		if failure, ok := recover().(roundFailure); ok {
			err = fmt.Errorf("%s, round %d: %w", w.name, w.round, failure.error)
		}
	}()
	for {
		w.round++
		round()
		select {
		case <-stopped:
			return nil
		default:
		}
	}
}
