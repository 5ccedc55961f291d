package rest

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newPoller(*testing.T) *Client { return &Client{api: testAPI} }

func TestPollEnds(t *testing.T) {
	t.Parallel()
	t.Run("with true", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			asked, began := 0, time.Now()
			require.NoError(t, newPoller(t).Poll(t.Context(), "WaitForTopic", "the topic was there", func(context.Context) (bool, error) {
				asked++
				return asked == 4, nil
			}))
			assert.Equal(t, 4, asked)
			assert.Equal(t, 50*time.Millisecond+75*time.Millisecond+112500*time.Microsecond, time.Since(began), "growing pauses")
		})
	})
	t.Run("with an error", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			failed := errors.New("failed")
			asked := 0
			err := newPoller(t).Poll(t.Context(), "WaitForTopic", "the topic was there", func(context.Context) (bool, error) {
				asked++
				return false, failed
			})
			assert.Same(t, failed, err)
			assert.Equal(t, 1, asked)
		})
	})
	t.Run("with its context", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began, reason := time.Now(), errors.New("shutting down")
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(10*time.Second, func() { cancel(reason) })
			err := newPoller(t).Poll(ctx, "WaitForTopic", "the topic was there", func(context.Context) (bool, error) { return false, nil })
			require.ErrorIs(t, err, context.Canceled)
			require.ErrorIs(t, err, reason)
			assert.Equal(t, 10*time.Second, time.Since(began), "at once")
			assert.Equal(t, "adminrest.WaitForTopic: the wait ended before the topic was there: context canceled: shutting down", err.Error())
			assert.Equal(t, "WaitForTopic", failureOf(t, err).Operation)
		})
	})
	t.Run("with its context and a reason", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			missing := errors.New("not found")
			err := newPoller(t).Poll(ctx, "WaitForTopic", "x", func(context.Context) (bool, error) { return false, NotYet(missing) })
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.ErrorIs(t, err, missing)
			assert.Equal(t, "adminrest.WaitForTopic: the wait ended before x: context deadline exceeded, after not found", err.Error())
		})
	})
	t.Run("with its context while it asks", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			err := newPoller(t).Poll(ctx, "WaitForTopic", "x", func(ctx context.Context) (bool, error) {
				<-ctx.Done()
				return false, errors.New("what a call fails with then")
			})
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.ErrorContains(t, err, "the wait ended before x")
		})
	})
	t.Run("by its own bound", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began, last := time.Now(), time.Now()
			var longest time.Duration
			err := newPoller(t).Poll(context.Background(), "WaitForTopic", "x", func(ctx context.Context) (bool, error) {
				_, bounded := ctx.Deadline()
				assert.True(t, bounded)
				longest, last = max(longest, time.Since(last)), time.Now()
				return false, nil
			})
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Equal(t, maxPoll, time.Since(began))
			assert.Equal(t, maxPollInterval, longest)
		})
	})
	t.Run("by a longer deadline of the caller", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			require.Error(t, newPoller(t).Poll(ctx, "WaitForTopic", "x", func(context.Context) (bool, error) { return false, nil }))
			assert.Equal(t, time.Hour, time.Since(began))
		})
	})
}

func TestTwice(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	answers := []struct {
		ok   bool
		err  error
		want bool
	}{{true, nil, false}, {false, nil, false}, {true, nil, false}, {false, failed, false}, {true, nil, false}, {true, nil, true}}
	asked := 0
	check := Twice(func(context.Context) (bool, error) {
		asked++
		return answers[asked-1].ok, answers[asked-1].err
	})
	for i, answer := range answers {
		ok, err := check(t.Context())
		assert.Equal(t, answer.want, ok, "answer %d", i)
		assert.Equal(t, answer.err, err, "answer %d", i)
	}
}
