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
		var pending notYet
		switch {
		case ok:
			return nil
		case errors.As(err, &pending):
			reason = pending.error
		case err != nil && ctx.Err() == nil && !passes(err):
			return Named(operation, err)
		case err != nil && (reason == nil || wasAnswered(err)):
			reason = err
		}
		timer.Reset(interval)
	}
}

// passes reports whether waiting can mend err.
func passes(err error) bool {
	return errors.Is(err, kafkarest.ErrUnavailable) || errors.Is(err, kafkarest.ErrTooManyRequests)
}

// Named makes err, of a call that an operation made in its turn, that of the
// operation which the caller knows.
func Named(operation string, err error) error {
	if failure, ok := err.(*kafkarest.Error); ok {
		failure.Operation = operation
	}
	return err
}

// wasAnswered reports whether err tells more than that ctx has ended.
func wasAnswered(err error) bool {
	var failure *kafkarest.Error
	return errors.As(err, &failure) && (failure.StatusCode != 0 || errors.Is(err, kafkarest.ErrUnavailable))
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
