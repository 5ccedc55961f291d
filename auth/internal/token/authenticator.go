// Package token is the part that authenticators with a token of limited life
// have in common: the token is fetched once for all who wait for it, held,
// renewed ahead of its end, and dropped when a service refuses it.
package token

import (
	"context"
	"fmt"
	"net/http"
)

// An Authenticator sets the Authorization header to a token that it fetches
// when it is needed. Its state is behind functions because printers and
// differs that go by reflection follow pointers, but not those.
type Authenticator struct {
	name    string
	kind    string
	invalid error
	get     func(context.Context) (string, error)
	drop    func()
	dropIf  func(authorization string)
}

// New returns an Authenticator that gets its tokens from fetch. Its errors
// begin with name; kind is what AuthenticationType returns; invalid, unless it
// is nil, is the error of Validate and of every call.
func New(name, kind string, invalid error, fetch Fetch) *Authenticator {
	c := &cache{fetch: fetch}
	return &Authenticator{name: name, kind: kind, invalid: invalid, get: c.get, drop: c.drop, dropIf: c.dropIf}
}

// AuthenticationType names the kind in the way of go-sdk-core.
func (a *Authenticator) AuthenticationType() string { return a.kind }

// Validate returns what is wrong with the configuration.
func (a *Authenticator) Validate() error { return a.invalid }

// Authenticate sets the Authorization header. It waits for a token no longer
// than the request's context lasts.
func (a *Authenticator) Authenticate(req *http.Request) error {
	if a.invalid != nil {
		return a.invalid
	}
	authorization, err := a.get(req.Context())
	if err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	req.Header.Set("Authorization", authorization)
	return nil
}

// Invalidate drops the token that is held.
func (a *Authenticator) Invalidate() { a.drop() }

// InvalidateFor drops the token that is held if req carries it.
func (a *Authenticator) InvalidateFor(req *http.Request) { a.dropIf(req.Header.Get("Authorization")) }
