package rest

import (
	"context"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

const (
	// maxPoll bounds a wait whose context has no deadline.
	maxPoll = 2 * time.Minute

	minPollInterval = 50 * time.Millisecond
	maxPollInterval = 2 * time.Second
)

// Poll calls done, with growing pauses, until it reports true or fails, or
// until ctx ends. A context without a deadline gets one of two minutes.
// operation names the caller in the error of a wait that ends too early, and
// awaited says what has not come.
func (c *Client) Poll(ctx context.Context, operation, awaited string, done func(context.Context) (bool, error)) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxPoll)
		defer cancel()
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for interval := minPollInterval; ; interval = min(interval*3/2, maxPollInterval) {
		select {
		case <-ctx.Done():
			return c.waitEnded(ctx, operation, awaited)
		case <-timer.C:
		}
		ok, err := done(ctx)
		switch {
		case ok:
			return nil
		case err != nil && ctx.Err() == nil:
			return err
		}
		timer.Reset(interval)
	}
}

func (c *Client) waitEnded(ctx context.Context, operation, awaited string) error {
	return &kafkarest.Error{
		API:       c.api.Name,
		Operation: operation,
		Message:   "the wait ended before " + awaited,
		Err:       contextError(ctx),
	}
}
