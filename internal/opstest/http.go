package opstest

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// RoundTripFunc is a function as a transport.
type RoundTripFunc func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f RoundTripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Config is that of a client of a server with a handler at BasePath. Its
// attempts follow each other at once.
func Config(t testing.TB, handler http.Handler) kafkarest.Config {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return kafkarest.Config{
		URL:        server.URL + BasePath + "/",
		HTTPClient: server.Client(),
		Retry:      kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 10 * time.Millisecond},
	}
}

// Unconnected asks a handler without a connection, so that time can be that of
// a bubble of testing/synctest.
func Unconnected(handler http.Handler) *http.Client {
	return &http.Client{Transport: RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		got := r.Clone(r.Context())
		got.Host, got.RequestURI = r.URL.Host, r.URL.RequestURI()
		if got.Body == nil {
			got.Body = http.NoBody
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, got)
		answer := recorder.Result()
		answer.Request = r
		return answer, nil
	})}
}
