package auth

import (
	"net/http"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/internal/token"
)

// An Authenticator adds credentials to requests and can check them before.
// The interface of the same name in IBM's go-sdk-core has the same methods, so
// that each fits there too. None shows its credentials when it is printed,
// logged or marshalled.
type Authenticator interface {
	kafkarest.Authenticator

	// AuthenticationType names the scheme, as go-sdk-core does where it has it.
	AuthenticationType() string

	// Validate returns a *[kafkarest.Error] that is [kafkarest.ErrInvalid] if
	// the credentials cannot be sent, without showing them. Authenticate
	// returns it too.
	Validate() error
}

// A TokenAuthenticator gets its credentials from a token service. It holds the
// token for the next requests, renews it in the background when a fifth of its
// life is left (see package dcos for DC/OS), and lets concurrent requests share
// one fetch. A request waits for a token until its context ends, and a fetch
// that no request waits for any more is cancelled. Every fetch, a renewal too,
// is cancelled after 30 seconds.
//
// A token service that refuses the credentials is
// [kafkarest.ErrUnauthorized], and one that fails or cannot be reached
// [kafkarest.ErrUnavailable]. What will not pass is neither: a certificate that
// is not trusted, or an answer that is none of a token service's.
type TokenAuthenticator interface {
	Authenticator

	// Invalidate drops the token that is held. A client calls it when the
	// service answers 401, and then tries once more with a fresh token.
	Invalidate()
}

// static is an Authenticator whose credentials do not change. They are behind
// a function because printers and differs that go by reflection follow
// pointers, but not that.
type static struct {
	kind    string
	invalid error
	set     func(*http.Request)
}

func (a *static) AuthenticationType() string { return a.kind }

func (a *static) Validate() error { return a.invalid }

func (a *static) Authenticate(req *http.Request) error {
	if a.invalid == nil {
		a.set(req)
	}
	return a.invalid
}

// header returns what sets a header, whose name is in its canonical form, to
// the same value each time.
func header(name, value string) func(*http.Request) {
	values := []string{value}
	return func(req *http.Request) { req.Header[name] = values }
}

// refuse is the error for the arguments of function, nil if message is empty.
func refuse(function, message string) error {
	if message == "" {
		return nil
	}
	return token.Refuse("auth", function, message)
}

// flawOf says why value, which is called name, is not a token or a key.
func flawOf(name, value string) string {
	if flaw := token.Flaw(value); flaw != "" {
		return name + " " + flaw
	}
	return ""
}
