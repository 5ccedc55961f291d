package kafkarest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go/internal/ctxkey"
)

// Version is the version of this module, as the default User-Agent tells it.
const Version = "0.1.0"

// Config says where a service is and how it is talked to. Only URL is
// required; the zero value of every other field works.
type Config struct {
	// URL is the base URL of the service, http or https. A path in it is kept
	// and the paths of the operations are added to it. Credentials do not
	// belong here: see Authenticator.
	URL string

	// Failover has the base URLs of further instances of the same service.
	// They are tried in turn when an instance cannot be reached, and between
	// the attempts of a call that may be repeated.
	Failover []string

	// Authenticator adds the credentials to every attempt. Nil sends none.
	// Package auth has the usual ones.
	Authenticator Authenticator

	// HTTPClient sends the requests, for a proxy, a transport or tracing of
	// your own (see [OperationName]). It is copied, never changed. Nil uses a
	// client that honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY and keeps enough
	// idle connections for concurrent callers. Where its Timeout is set it
	// bounds an attempt too.
	HTTPClient *http.Client

	// TLS names certificates, for services whose certificate is not signed by
	// a public authority or that ask for a client certificate. It cannot be
	// combined with HTTPClient, whose transport has a TLS configuration of
	// its own.
	TLS TLS

	// Timeout bounds each attempt of a call, its authentication and its
	// answer included. Zero is the operation's own bound: 30 seconds, but 100
	// in connect where a worker may take 90, 75 in restproxy and restproxyv2,
	// and 120 in dcoskafka where a tool of Kafka's is run, 600 for its
	// producer tests.
	Timeout time.Duration

	// Retry says how often and with which waits a call is tried again.
	Retry RetryPolicy

	// UserAgent is the User-Agent header. Empty is "kafkarest-go/" with the
	// Version, Go's and the operating system.
	UserAgent string

	// Logger is told at debug level of every attempt: api, operation, method,
	// url, attempt, status, duration and, where it failed, error. Headers and
	// bodies are never logged. Nil logs nothing.
	Logger *slog.Logger

	// Header is added to every request. What the client and the Authenticator
	// set themselves wins over it.
	Header http.Header
}

// String shows the settings without the credentials: nothing of the
// Authenticator, of the values of Header or of the keys in TLS.
func (c Config) String() string { return "kafkarest.Config" + c.LogValue().String() }

// Format writes String, whatever the verb.
func (c Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// MarshalText is String, for a Config in what is written as JSON.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// LogValue has the settings that String shows.
func (c Config) LogValue() slog.Value {
	failover := make([]string, len(c.Failover))
	for i, raw := range c.Failover {
		failover[i] = shownURL(raw)
	}
	return slog.GroupValue(
		slog.String("url", shownURL(c.URL)),
		slog.Any("failover", failover),
		slog.Bool("authenticator", c.Authenticator != nil),
		slog.Bool("http_client", c.HTTPClient != nil),
		slog.Any("tls", c.TLS),
		slog.Duration("timeout", c.Timeout),
		slog.Int("max_attempts", c.Retry.MaxAttempts),
		slog.Duration("min_wait", c.Retry.MinWait),
		slog.Duration("max_wait", c.Retry.MaxWait),
		slog.String("user_agent", c.UserAgent),
		slog.Any("header", slices.Sorted(maps.Keys(c.Header))),
	)
}

// shownURL is a base URL without what may be secret. Not even the parts of a
// URL with an @ can be told apart safely: a password may hold a slash.
func shownURL(raw string) string {
	if raw == "" {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || strings.Contains(raw, "@") {
		return "(hidden)"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// TLS names certificates by file or as PEM text. The zero value uses the
// system's authorities and no client certificate.
type TLS struct {
	// CAFile and CAPEM are the authorities that sign the service's
	// certificate, instead of the system's. At most one of them is set.
	CAFile string
	CAPEM  []byte

	// CertFile and KeyFile are the client's certificate and key. They are read
	// again when a file has changed, so a renewed certificate needs no new
	// client.
	CertFile string
	KeyFile  string

	// CertPEM and KeyPEM are the client's certificate and key as text, instead
	// of the files.
	CertPEM []byte
	KeyPEM  []byte

	// ServerName is the name that the service's certificate is checked
	// against. Empty is the host of the URL.
	ServerName string
}

// IsZero reports whether nothing is set.
func (t TLS) IsZero() bool {
	return t.CAFile == "" && len(t.CAPEM) == 0 && t.CertFile == "" && t.KeyFile == "" &&
		len(t.CertPEM) == 0 && len(t.KeyPEM) == 0 && t.ServerName == ""
}

// String names the files and what is given as text, but shows none of the
// text.
func (t TLS) String() string { return "kafkarest.TLS" + t.LogValue().String() }

// Format writes String, whatever the verb.
func (t TLS) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, t.String()) }

// MarshalText is String, for a TLS in what is written as JSON.
func (t TLS) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// LogValue has what String shows.
func (t TLS) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("ca_file", t.CAFile),
		slog.Bool("ca_pem", len(t.CAPEM) > 0),
		slog.String("cert_file", t.CertFile),
		slog.String("key_file", t.KeyFile),
		slog.Bool("cert_pem", len(t.CertPEM) > 0),
		slog.Bool("key_pem", len(t.KeyPEM) > 0),
		slog.String("server_name", t.ServerName),
	)
}

// An Authenticator adds credentials to a request. It is called once for every
// attempt, works under the request's context and must be safe for concurrent
// use. The authenticators of package auth and those of IBM's go-sdk-core are
// Authenticators.
//
// Where it has a method Validate() error, the constructor of a client calls it.
// Where it has a method Invalidate(), an answer 401 to a call calls that and
// is then tried once more: the method drops the token that is held. One with a
// method InvalidateFor(*http.Request) is told the request that was refused
// instead, and can tell whether the token it holds is that request's.
type Authenticator interface {
	Authenticate(*http.Request) error
}

// RetryPolicy says how often and with which waits a call is tried again. The
// zero value of each field is its default.
//
// Tried again are failed connections, cut answers and the statuses 429, 502,
// 503 and 504, where the operation may be repeated. Whatever the operation, a
// call is also tried again when nothing of it was sent, once with a fresh
// token after a 401 where the [Authenticator] can drop the one it holds, and
// after a 429 unless it produces records or is a Do that changes something. The
// waits double from MinWait up to MaxWait, with jitter; a Retry-After header of
// the answer replaces the wait, up to MaxWait.
type RetryPolicy struct {
	// MaxAttempts is the number of attempts, the first one included. Zero is
	// 5, one tries nothing again.
	MaxAttempts int

	// MinWait is the wait before the second attempt. Zero is 250 milliseconds.
	MinWait time.Duration

	// MaxWait bounds every wait. Zero is 30 seconds.
	MaxWait time.Duration
}

// APIName returns the name of the package whose client sends a request, such as
// "adminrest", from the request's context, for the traces and metrics of an
// [http.RoundTripper] of your own. It is empty for other contexts, those of the
// requests for tokens among them.
func APIName(ctx context.Context) string {
	name, _ := ctx.Value(ctxkey.APIName{}).(string)
	return name
}

// OperationName returns the name of the operation that a request performs, such
// as "GetTopic", from the same contexts as [APIName]. It is the one that is
// sent: a wait sends those that it looks with, and a producer "Produce".
func OperationName(ctx context.Context) string {
	name, _ := ctx.Value(ctxkey.OperationName{}).(string)
	return name
}

// Attempt returns the number of a request among those of its call, from the
// same contexts as [APIName]: 1 for the first. Requests that go to another
// instance or follow a redirect count. It is that of the latest request, so it
// is to be asked for before the RoundTripper returns. It is 0 for the requests
// of adminrestv1, whose retries are go-sdk-core's.
func Attempt(ctx context.Context) int {
	attempt, _ := ctx.Value(ctxkey.Attempt{}).(int)
	return attempt
}
