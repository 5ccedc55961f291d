package token

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// service is a token service whose tokens are numbers.
type service struct {
	life    time.Duration // zero: the tokens have no known end
	latency time.Duration
	deaf    bool // a fetch does not end with its context
	err     error
	fetches atomic.Int64
}

func (s *service) fetch(ctx context.Context) (Token, error) {
	number, err, began := s.fetches.Add(1), s.err, time.Now()
	if s.deaf {
		ctx = context.Background()
	}
	select {
	case <-time.After(s.latency):
	case <-ctx.Done():
		return Token{}, ctx.Err()
	}
	if err != nil {
		return Token{}, err
	}
	t := Token{Authorization: strconv.FormatInt(number, 10)}
	if s.life != 0 {
		t.Expires = began.Add(s.life)
	}
	return t, nil
}

func get(t *testing.T, c *cache) string {
	t.Helper()
	value, err := c.get(t.Context())
	require.NoError(t, err)
	return value
}

func TestCacheRenewsAheadOfTheEnd(t *testing.T) {
	t.Parallel()
	for _, life := range []time.Duration{10 * time.Second, time.Hour, 5 * 24 * time.Hour} {
		t.Run(life.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &service{life: life}
				c := &cache{fetch: s.fetch}
				require.Equal(t, "1", get(t, c))

				time.Sleep(life * 7 / 10)
				require.Equal(t, "1", get(t, c))
				synctest.Wait()
				require.EqualValues(t, 1, s.fetches.Load())

				time.Sleep(life * 11 / 100)
				s.latency = time.Millisecond
				require.Equal(t, "1", get(t, c), "nobody waits for a renewal")
				require.Equal(t, "1", get(t, c))
				time.Sleep(s.latency)
				synctest.Wait()
				require.Equal(t, "2", get(t, c))
				require.EqualValues(t, 2, s.fetches.Load())
			})
		})
	}
}

func TestCacheRenewsWhenTheTokenSays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fetches := 0
		c := &cache{fetch: func(context.Context) (Token, error) {
			fetches++
			now := time.Now()
			return Token{strconv.Itoa(fetches), now.Add(time.Hour), now.Add(59 * time.Minute)}, nil
		}}
		require.Equal(t, "1", get(t, c))
		time.Sleep(59*time.Minute - time.Second)
		require.Equal(t, "1", get(t, c))
		synctest.Wait()
		require.Equal(t, 1, fetches)

		time.Sleep(time.Second)
		require.Equal(t, "1", get(t, c), "nobody waits for a renewal")
		synctest.Wait()
		require.Equal(t, "2", get(t, c))
		require.Equal(t, 2, fetches)
	})
}

func TestCacheDropsTheTokenThatWasRefused(t *testing.T) {
	t.Parallel()
	s := &service{}
	c := &cache{fetch: s.fetch}
	require.Equal(t, "1", get(t, c))
	c.dropIf("1")
	require.Equal(t, "2", get(t, c))
	c.dropIf("1")
	require.Equal(t, "2", get(t, c), "the late drop was about the first token")
}

func TestCacheFetchesAfterTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{life: time.Hour}
		c := &cache{fetch: s.fetch}
		require.Equal(t, "1", get(t, c))
		time.Sleep(time.Hour - expiryMargin)
		require.Equal(t, "2", get(t, c), "a token is not used up to its last second")
	})
}

func TestCacheKeepsATokenWithoutKnownEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{}
		c := &cache{fetch: s.fetch}
		require.Equal(t, "1", get(t, c))
		time.Sleep(1000 * time.Hour)
		require.Equal(t, "1", get(t, c))
		c.drop()
		require.Equal(t, "2", get(t, c))
	})
}

func TestCacheDoesNotKeepAnExpiredToken(t *testing.T) {
	t.Parallel()
	s := &service{life: -time.Hour}
	c := &cache{fetch: s.fetch}
	require.Equal(t, "1", get(t, c))
	require.Equal(t, "2", get(t, c))
}

func TestCacheSurvivesAFailedRenewal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{life: time.Hour}
		c := &cache{fetch: s.fetch}
		require.Equal(t, "1", get(t, c))

		s.err = errors.New("down")
		for end := time.Now().Add(50 * time.Minute); time.Now().Before(end); time.Sleep(time.Second) {
			require.Equal(t, "1", get(t, c))
		}
		synctest.Wait()
		require.EqualValues(t, 2, s.fetches.Load(), "a service that is down is not asked by every call")

		s.err = nil
		time.Sleep(8 * time.Minute)
		require.Equal(t, "1", get(t, c))
		synctest.Wait()
		require.Equal(t, "3", get(t, c))
	})
}

func TestCacheShowsAFailure(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	s := &service{err: down}
	c := &cache{fetch: s.fetch}
	for range 2 {
		_, err := c.get(t.Context())
		require.ErrorIs(t, err, down)
	}
	require.EqualValues(t, 2, s.fetches.Load(), "a failure is not held")
}

func TestCacheSharesAFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{life: time.Hour, latency: time.Second}
		c := &cache{fetch: s.fetch}
		var callers sync.WaitGroup
		for range 64 {
			callers.Go(func() {
				value, err := c.get(t.Context())
				assert.NoError(t, err)
				assert.Equal(t, "1", value)
			})
		}
		callers.Wait()
		require.EqualValues(t, 1, s.fetches.Load())
	})
}

func TestCacheCallerLeaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{life: time.Hour, latency: time.Minute / 4}
		c := &cache{fetch: s.fetch}
		stayed := make(chan string)
		go func() {
			value, err := c.get(t.Context())
			assert.NoError(t, err)
			stayed <- value
		}()
		synctest.Wait()

		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.get(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, time.Second, time.Since(began))
		require.Equal(t, "1", <-stayed, "the fetch goes on for the others")
	})
}

func TestCacheEndsAFetchForNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{latency: 1000 * time.Hour}
		c := &cache{fetch: s.fetch}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait()
			cancel()
		}()
		_, err := c.get(ctx)
		require.ErrorIs(t, err, context.Canceled)
		synctest.Wait()
		require.Nil(t, c.flight, "the fetch has ended")
		s.latency = 0
		require.Equal(t, "2", get(t, c))
	})
}

// A caller that comes when a fetch has been given up but has not ended gets a
// fetch of its own, not that one's failure.
func TestCacheCallerComesAsAFetchIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ends := make(chan struct{})
		fetches := 0
		c := &cache{fetch: func(ctx context.Context) (Token, error) {
			if fetches++; fetches > 1 {
				return Token{Authorization: "2"}, nil
			}
			<-ctx.Done()
			<-ends
			return Token{}, ctx.Err()
		}}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait()
			cancel()
		}()
		_, err := c.get(ctx)
		require.ErrorIs(t, err, context.Canceled)
		go func() {
			synctest.Wait()
			close(ends)
		}()
		require.Equal(t, "2", get(t, c))
	})
}

func TestCacheDeafFetchesDoNotPileUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{latency: time.Hour, deaf: true}
		c := &cache{fetch: s.fetch}
		for range 10 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_, err := c.get(ctx)
			cancel()
			require.ErrorIs(t, err, context.DeadlineExceeded)
		}
		require.EqualValues(t, 1, s.fetches.Load())
		require.Equal(t, "1", get(t, c), "what a fetch brings late is used")
	})
}

func TestCacheBoundsAFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{latency: 1000 * time.Hour}
		c := &cache{fetch: s.fetch}
		began := time.Now()
		_, err := c.get(t.Context())
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, fetchTimeout, time.Since(began))
	})
}

func TestCacheContextThatHasEnded(t *testing.T) {
	t.Parallel()
	s := &service{}
	c := &cache{fetch: s.fetch}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.get(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.Zero(t, s.fetches.Load())
}

func TestCacheDropsDuringAFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &service{life: time.Hour}
		c := &cache{fetch: s.fetch}
		require.Equal(t, "1", get(t, c))
		c.drop()
		s.latency = time.Second
		var callers sync.WaitGroup
		for range 64 {
			callers.Go(func() {
				value, err := c.get(t.Context())
				assert.NoError(t, err)
				assert.Equal(t, "2", value)
			})
		}
		synctest.Wait()
		c.drop()
		callers.Wait()
		require.Equal(t, "2", get(t, c), "the late drop was about the first token")
	})
}

func TestCacheUnderConcurrentLoad(t *testing.T) {
	t.Parallel()
	c := &cache{fetch: func(context.Context) (Token, error) {
		return Token{Authorization: "t", Expires: time.Now().Add(time.Microsecond)}, nil
	}}
	var callers sync.WaitGroup
	for i := range 16 {
		callers.Go(func() {
			for range 200 {
				ctx, cancel := context.WithCancel(t.Context())
				switch i % 4 {
				case 0:
					c.drop()
				case 1:
					cancel()
				case 2:
					go cancel()
				}
				if _, err := c.get(ctx); err != nil {
					assert.ErrorIs(t, err, context.Canceled)
				}
				cancel()
			}
		})
	}
	callers.Wait()
	require.Equal(t, "t", get(t, c))
}

func TestInvalidate(t *testing.T) {
	t.Parallel()
	s := &service{}
	a := New("name", "kind", nil, s.fetch)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com", nil)
	require.NoError(t, err)
	authenticate := func() string {
		require.NoError(t, a.Authenticate(req))
		return req.Header.Get("Authorization")
	}
	require.Equal(t, "1", authenticate())
	refused := req.Clone(t.Context())
	a.Invalidate()
	require.Equal(t, "2", authenticate())
	a.InvalidateFor(refused)
	require.Equal(t, "2", authenticate())
	a.InvalidateFor(req)
	require.Equal(t, "3", authenticate())
}

func TestAuthenticator(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	for name, test := range map[string]struct {
		invalid, err error
		want         string
	}{
		"token":   {},
		"invalid": {invalid: Refuse("auth", "X", "is wrong"), want: "auth.X: is wrong"},
		"failure": {err: cause, want: "name: cause"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := New("name", "kind", test.invalid, func(context.Context) (Token, error) {
				return Token{Authorization: "Bearer t"}, test.err
			})
			assert.Equal(t, "kind", a.AuthenticationType())
			assert.Equal(t, test.invalid, a.Validate())
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com", nil)
			require.NoError(t, err)
			err = a.Authenticate(req)
			if test.want == "" {
				require.NoError(t, err)
				assert.Equal(t, "Bearer t", req.Header.Get("Authorization"))
				return
			}
			require.EqualError(t, err, test.want)
			assert.Empty(t, req.Header)
			assert.Equal(t, test.invalid != nil, errors.Is(err, kafkarest.ErrInvalid))
			assert.Equal(t, test.err != nil, errors.Is(err, cause))
		})
	}
}

func TestError(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	require.ErrorIs(t, NewError(404, "message", nil), kafkarest.ErrUnavailable)
	for status, kind := range map[int]error{
		0:   kafkarest.ErrUnavailable,
		400: kafkarest.ErrUnauthorized,
		401: kafkarest.ErrUnauthorized,
		403: kafkarest.ErrUnauthorized,
		404: kafkarest.ErrUnavailable,
		503: kafkarest.ErrUnavailable,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			err := NewError(status, "message", cause)
			require.EqualError(t, err, "message")
			require.ErrorIs(t, err, cause)
			require.ErrorIs(t, err, kind)
			for _, other := range []error{kafkarest.ErrInvalid, kafkarest.ErrNotFound, kafkarest.ErrForbidden} {
				require.NotErrorIs(t, err, other)
			}
		})
	}
}
