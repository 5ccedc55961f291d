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

	// Some states last for milliseconds, and most of what is waited for comes
	// soon.
	minPollInterval = 10 * time.Millisecond
	maxPollInterval = 2 * time.Second
)

// notYet is why a wait goes on.
type notYet struct{ error }

// NotYet marks err, in what Poll calls, as no failure but the reason to go on
// waiting.
func NotYet(err error) error { return notYet{err} }

// Poll calls done, with growing pauses, until it reports true or fails, or
// until ctx ends. A failure that passes, a service that is not available or asks
// for a slower pace, is waited out. A context without a deadline gets one of two
// minutes. operation names the caller in the error, and awaited says what has not
// come when the wait ends too early. The reason that was marked NotYet last, or
// the failure that came last, is in that error too.
func (c *Client) Poll(ctx context.Context, operation, awaited string, done func(context.Context) (bool, error)) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxPoll)
		defer cancel()
	}
	var reason error
	timer := time.NewTimer(0)
	defer timer.Stop()
	for interval := minPollInterval; ; interval = min(interval*5/4, maxPollInterval) {
		select {
		case <-ctx.Done():
			return c.waitEnded(ctx, operation, awaited, reason)
		case <-timer.C:
		}
		ok, err := done(ctx)
		pending, goOn := errors.AsType[notYet](err)
		switch {
		case ok:
			return nil
		case goOn:
			reason = pending.error
		case err != nil && ctx.Err() == nil && !passes(err):
			return c.ended(operation, err)
		case err != nil && (reason == nil || wasAnswered(err)):
			reason = err
		}
		timer.Reset(interval)
	}
}

// Await is Poll for a thing that get reads, and returns it as it was last seen,
// also beside an error. One that is missing is waited for. look reports whether it
// is as awaited, or why it will not be.
func Await[T any](ctx context.Context, c *Client, operation, awaited string, get func(context.Context) (T, error), look func(T) (bool, error)) (T, error) {
	var seen T
	err := c.Poll(ctx, operation, awaited, func(ctx context.Context) (bool, error) {
		now, err := get(ctx)
		if errors.Is(err, kafkarest.ErrNotFound) {
			return false, NotYet(err)
		}
		if err != nil {
			return false, err
		}
		seen = now
		return look(now)
	})
	return seen, err
}

// passes reports whether waiting can mend err.
func passes(err error) bool {
	return errors.Is(err, kafkarest.ErrUnavailable) || errors.Is(err, kafkarest.ErrTooManyRequests)
}

// ended is the error of a wait that err has ended: of a call that it made, or
// what it found.
func (c *Client) ended(operation string, err error) error {
	if _, ok := errors.AsType[*kafkarest.Error](err); ok {
		return Named(operation, err)
	}
	return c.api.Error(operation, "", err)
}

// wasAnswered reports whether err tells more than that ctx has ended.
func wasAnswered(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return ok && (failure.StatusCode != 0 || errors.Is(err, kafkarest.ErrUnavailable))
}

// waitEnded is the error of a wait that ended too early, for reason if it is
// not nil.
func (c *Client) waitEnded(ctx context.Context, operation, awaited string, reason error) error {
	err := contextError(ctx)
	if reason != nil {
		err = fmt.Errorf("%w, after %w", err, reason)
	}
	return c.api.Error(operation, "the wait ended before "+awaited, err)
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
