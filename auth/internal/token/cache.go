package token

import (
	"context"
	"sync"
	"time"
)

// fetchTimeout bounds a fetch, for the sake of callers without a deadline and
// of renewals, for which no caller waits.
const fetchTimeout = 30 * time.Second

// expiryMargin is how long before its end a token is no longer used: a
// request takes time, and clocks differ. Short-lived tokens get a tenth of
// their life.
const expiryMargin = 10 * time.Second

// A Token is what a fetch brings.
type Token struct {
	// Authorization is the value of the header.
	Authorization string
	// Expires is when the service stops taking the token. The zero time is
	// not known: the token is used until it is dropped. A time that has passed
	// makes it serve only the callers that wait for it.
	Expires time.Time
	// Renew is when to begin a renewal. The zero time is when a fifth of the
	// token's life is left.
	Renew time.Time
}

// Fetch gets a token. It may outlive its context: there is no other fetch
// until it has returned.
type Fetch func(context.Context) (Token, error)

// cache holds the token of one fetch for the next calls. It begins a renewal
// ahead of the token's end, so that nobody waits for it and nobody notices a
// token service that is down for a while. Callers that find no
// usable token wait for one fetch together.
type cache struct {
	fetch Fetch

	mu      sync.Mutex
	held    Token     // its Expires has the margin taken off; empty if there is none
	renewal time.Time // when held is to be renewed; zero if never
	flight  *flight   // the fetch under way
}

// flight is one fetch and those who wait for it.
type flight struct {
	cancel    context.CancelFunc
	waiters   int  // guarded by cache.mu
	abandoned bool // all waiters have left; set only while there are none

	done  chan struct{} // closed when token and err are set
	token Token
	err   error
}

// get returns the value of the header. It ends with ctx, whatever the fetch
// does.
func (c *cache) get(ctx context.Context) (string, error) {
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		held, f := c.join()
		if f == nil {
			return held, nil
		}
		select {
		case <-f.done:
			// That a fetch failed which those before had given up says nothing.
			if f.err == nil || !f.abandoned {
				return f.token.Authorization, f.err
			}
		case <-ctx.Done():
			c.leave(f)
		}
	}
}

// join returns the held token if it can be used, else the fetch to wait for.
func (c *cache) join() (string, *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	usable := c.held.Authorization != "" && (c.held.Expires.IsZero() || now.Before(c.held.Expires))
	if usable && (c.renewal.IsZero() || now.Before(c.renewal)) {
		return c.held.Authorization, nil
	}
	if c.flight == nil {
		c.flight = c.start()
		if usable {
			// A renewal waits for itself: callers that come and go do not end it.
			c.flight.waiters++
		}
	}
	if usable {
		return c.held.Authorization, nil
	}
	c.flight.waiters++
	return "", c.flight
}

// leave ends the fetch when nobody waits for it any more. It stays the one
// under way until it has returned, so that fetches which cannot be ended do
// not pile up.
func (c *cache) leave(f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiters--
	if f.waiters == 0 {
		f.abandoned = true
		f.cancel()
	}
}

// start begins a fetch. Its context is nobody's: it has neither the values nor
// the end of the call that happened to come first.
func (c *cache) start() *flight {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	f := &flight{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer cancel()
		f.token, f.err = c.fetch(ctx)
		c.land(f)
	}()
	return f
}

// land ends a flight. After a renewal that failed, the next one begins when a
// fifth of what is left now is left. Times are those of the wall clock, which
// goes on while a machine sleeps.
func (c *cache) land(f *flight) {
	c.mu.Lock()
	c.flight = nil
	now := time.Now().Round(0)
	if f.err == nil {
		c.held = f.token
		if expires := f.token.Expires.Round(0); !expires.IsZero() {
			c.held.Expires = expires.Add(-min(expiryMargin, expires.Sub(now)/10))
		}
	}
	switch {
	case f.err == nil && !f.token.Renew.IsZero():
		c.renewal = f.token.Renew.Round(0)
	case c.held.Expires.IsZero():
		c.renewal = time.Time{}
	default:
		c.renewal = now.Add(c.held.Expires.Sub(now) * 4 / 5)
	}
	c.mu.Unlock()
	close(f.done)
}

// drop forgets the held token. A fetch under way goes on: what it brings is
// not the token that the caller was refused with.
func (c *cache) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = Token{}
}

// dropIf forgets the held token if it is the one that was refused: of many
// callers that were refused with one token, the last must not take from the
// others what the first has fetched anew.
func (c *cache) dropIf(authorization string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held.Authorization == authorization {
		c.held = Token{}
	}
}
