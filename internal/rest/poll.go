package rest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

const (
	// maxPoll bounds a wait whose context has no deadline.
	maxPoll = 2 * time.Minute

	minPollInterval = 50 * time.Millisecond
	maxPollInterval = 2 * time.Second
)

// notYet is why a wait goes on.
type notYet struct{ error }

// NotYet marks err, in what Poll calls, as no failure but the reason to go on
// waiting.
func NotYet(err error) error { return notYet{err} }

// Poll calls done, with growing pauses, until it reports true or fails, or
// until ctx ends. A context without a deadline gets one of two minutes.
// operation names the caller in the error of a wait that ends too early, and
// awaited says what has not come. The reason that was marked NotYet last is in
// that error too.
func (c *Client) Poll(ctx context.Context, operation, awaited string, done func(context.Context) (bool, error)) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxPoll)
		defer cancel()
	}
	var reason error
	timer := time.NewTimer(0)
	defer timer.Stop()
	for interval := minPollInterval; ; interval = min(interval*3/2, maxPollInterval) {
		select {
		case <-ctx.Done():
			return c.waitEnded(ctx, operation, awaited, reason)
		case <-timer.C:
		}
		ok, err := done(ctx)
		var pending notYet
		switch {
		case ok:
			return nil
		case errors.As(err, &pending):
			reason = pending.error
		case err != nil && ctx.Err() == nil:
			return err
		}
		timer.Reset(interval)
	}
}

// waitEnded is the error of a wait that ended too early, for reason if it is
// not nil.
func (c *Client) waitEnded(ctx context.Context, operation, awaited string, reason error) error {
	err := contextError(ctx)
	if reason != nil {
		err = fmt.Errorf("%w, after %w", err, reason)
	}
	return &kafkarest.Error{API: c.api.Name, Operation: operation, Message: "the wait ended before " + awaited, Err: err}
}

// Twice is a check that trusts another one only when it has reported true twice
// in a row: instances of a service, and brokers, learn of a change one after
// another.
func Twice(check func(context.Context) (bool, error)) func(context.Context) (bool, error) {
	before := false
	return func(ctx context.Context) (bool, error) {
		ok, err := check(ctx)
		ok, before = ok && before, ok
		return ok, err
	}
}
