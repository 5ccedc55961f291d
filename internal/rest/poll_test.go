package rest

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
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
			assert.Equal(t, 10*time.Millisecond+12500*time.Microsecond+15625*time.Microsecond, time.Since(began), "growing pauses")
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
			assert.Equal(t, &kafkarest.Error{API: "adminrest", Operation: "WaitForTopic", Err: failed}, err)
			assert.Equal(t, 1, asked)
		})
	})
	t.Run("with the failure of a call, which becomes its own", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			err := newPoller(t).Poll(t.Context(), "WaitForTopic", "the topic was there", func(context.Context) (bool, error) {
				return false, &kafkarest.Error{API: "adminrest", Operation: "GetTopic", StatusCode: 403}
			})
			require.ErrorIs(t, err, kafkarest.ErrForbidden)
			assert.Equal(t, "adminrest.WaitForTopic: 403 Forbidden", err.Error())
		})
	})
	t.Run("after what passes", func(t *testing.T) {
		for name, passing := range map[string]error{
			"unavailable":  &kafkarest.Error{StatusCode: 503},
			"unreachable":  &kafkarest.Error{Err: &connectionError{errRefused}},
			"a slow pace":  &kafkarest.Error{StatusCode: 429},
			"known by API": &kafkarest.Error{StatusCode: 409, Err: kafkarest.ErrUnavailable},
		} {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				require.NoError(t, newPoller(t).Poll(t.Context(), "WaitForTopic", "x", func(context.Context) (bool, error) {
					if time.Since(began) < time.Minute {
						return false, passing
					}
					return true, nil
				}), name)
			})
		}
	})
	t.Run("with what has not passed", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			err := newPoller(t).Poll(context.Background(), "WaitForTopic", "x", func(context.Context) (bool, error) {
				if time.Since(began) < time.Second {
					return false, NotYet(errors.New("not found"))
				}
				return false, &kafkarest.Error{API: "adminrest", Operation: "GetTopic", StatusCode: 503}
			})
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.ErrorIs(t, err, kafkarest.ErrUnavailable)
			assert.Equal(t, maxPoll, time.Since(began))
			assert.Equal(t, "adminrest.WaitForTopic: the wait ended before x: context deadline exceeded, after adminrest.GetTopic: 503 Service Unavailable", err.Error())
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
	t.Run("with the reason that came last", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ended := errors.New("the call has ended too")
			for name, c := range map[string]struct {
				last error
				want string
			}{
				"an answer":    {&kafkarest.Error{StatusCode: 503, Message: "starting"}, "starting"},
				"the end only": {ended, "before"},
			} {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				asked := 0
				err := newPoller(t).Poll(ctx, "WaitForTopic", "x", func(ctx context.Context) (bool, error) {
					if asked++; asked == 1 {
						return false, NotYet(errors.New("before"))
					}
					<-ctx.Done()
					return false, c.last
				})
				cancel()
				require.ErrorIs(t, err, context.DeadlineExceeded, name)
				assert.ErrorContains(t, err, c.want, name)
				assert.NotErrorIs(t, err, ended, name)
			}
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

// What is awaited is returned as it was last seen, also by a wait that fails.
func TestAwait(t *testing.T) {
	missing := &kafkarest.Error{StatusCode: http.StatusNotFound}
	broken := errors.New("broken")
	look := func(state string) (bool, error) {
		if state == "failed" {
			return false, broken
		}
		return state == "running", NotYet(errors.New("it was last seen " + state))
	}
	for name, test := range map[string]struct {
		states []string // empty: it is missing
		want   string
		err    error
		says   string
	}{
		"it comes":          {[]string{"", "starting", "running"}, "running", nil, ""},
		"it fails":          {[]string{"starting", "failed"}, "failed", broken, "broken"},
		"it never comes":    {[]string{""}, "", context.DeadlineExceeded, "404 Not Found"},
		"it stays behind":   {[]string{"starting"}, "starting", context.DeadlineExceeded, "it was last seen starting"},
		"it goes once seen": {[]string{"starting", ""}, "starting", context.DeadlineExceeded, "404 Not Found"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				get := func(context.Context) (string, error) {
					state := test.states[min(asked, len(test.states)-1)]
					asked++
					if state == "" {
						return "", missing
					}
					return state, nil
				}
				seen, err := Await(t.Context(), newPoller(t), "WaitForIt", "it ran", get, look)
				require.ErrorIs(t, err, test.err)
				assert.Equal(t, test.want, seen)
				if test.err == nil {
					return
				}
				failure, ok := errors.AsType[*kafkarest.Error](err)
				require.True(t, ok)
				assert.Equal(t, "WaitForIt", failure.Operation)
				assert.ErrorContains(t, err, test.says)
			})
		})
	}
}
