package kafkarest

import (
	"net/http"
	"time"
)

// A CallOption changes one call. The packages of the APIs add their own to
// those here.
type CallOption func(*CallOptions)

// CallOptions is what the options of one call amount to. Calls make it; only
// a [CallOption] needs to know it.
type CallOptions struct {
	// Header is added to the request, over the Header of the [Config].
	Header http.Header
	// Timeout bounds each attempt; zero is the Timeout of the [Config].
	Timeout time.Duration
	// NoRetry makes the first attempt the only one.
	NoRetry bool
	// Response receives what the service answered, if it is not nil.
	Response *Response
}

// Capture fills r with the status, the headers and the number of attempts of
// the call, also when it fails.
func Capture(r *Response) CallOption {
	return func(o *CallOptions) { o.Response = r }
}

// Header sets a header of the request. What the client and the Authenticator
// set themselves wins over it.
func Header(key, value string) CallOption {
	return func(o *CallOptions) {
		if o.Header == nil {
			o.Header = make(http.Header)
		}
		o.Header.Set(key, value)
	}
}

// Timeout bounds each attempt of the call. A deadline for all the attempts
// together is that of the context.
func Timeout(d time.Duration) CallOption {
	return func(o *CallOptions) { o.Timeout = d }
}

// NoRetry makes the first attempt of the call the only one, whatever its
// outcome. An instance that cannot be reached is passed over all the same where
// the [Config] names others.
func NoRetry() CallOption {
	return func(o *CallOptions) { o.NoRetry = true }
}

// A Response is what the service answered to a call, beside its result. See
// [Capture].
type Response struct {
	// StatusCode is the HTTP status of the last answer, 0 if there was none.
	StatusCode int
	// Header is the header of the last answer.
	Header http.Header
	// TransactionID is the service's identifier of the call, where the API has
	// one.
	TransactionID string
	// Attempts is the number of requests that were made.
	Attempts int
}
