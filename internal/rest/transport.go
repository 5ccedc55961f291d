package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// idleConnsPerHost is how many connections to one instance are kept for the
// next calls; the default of net/http, 2, makes concurrent callers dial.
const idleConnsPerHost = 128

// sharedTransport serves every client that brings neither an HTTP client nor
// certificates, so that making a client costs no connections.
var sharedTransport = newTransport(nil)

// dialTimeout leaves an attempt time for another instance when the one that is
// dialled does not even refuse.
const dialTimeout = 10 * time.Second

// newTransport does not copy http.DefaultTransport: a program may have
// replaced that by something else, or changed what it trusts.
func newTransport(config *tls.Config) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSClientConfig:       config,
		TLSHandshakeTimeout:   dialTimeout,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   idleConnsPerHost,
		IdleConnTimeout:       90 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// NewHTTPClient is a copy of the caller's HTTP client, or one of our own. Its
// Transport is never nil. Of cfg, HTTPClient and TLS count.
func NewHTTPClient(cfg kafkarest.Config) (*http.Client, error) {
	client := new(http.Client)
	if cfg.HTTPClient != nil {
		*client = *cfg.HTTPClient
	}
	switch {
	case client.Transport != nil:
	case !cfg.TLS.IsZero():
		config, err := newTLSConfig(cfg.TLS)
		if err != nil {
			return nil, fmt.Errorf("Config.TLS: %w", err)
		}
		client.Transport = newTransport(config)
	default:
		client.Transport = sharedTransport
	}
	return client, nil
}

func newTLSConfig(t kafkarest.TLS) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: t.ServerName}
	authorities := t.CAPEM
	if t.CAFile != "" {
		if len(t.CAPEM) > 0 {
			return nil, errors.New("CAFile and CAPEM are both set")
		}
		var err error
		if authorities, err = os.ReadFile(t.CAFile); err != nil {
			return nil, fmt.Errorf("CAFile: %w", err)
		}
	}
	if len(authorities) > 0 {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(authorities) {
			return nil, errors.New("CAFile or CAPEM holds no certificate in PEM form")
		}
	}
	certificate, err := newCertificateSource(t)
	if err != nil {
		return nil, err
	}
	if certificate != nil {
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return certificate() }
	}
	return config, nil
}

// newCertificateSource returns the function that gives the client's
// certificate for a connection, nil if there is none.
func newCertificateSource(t kafkarest.TLS) (func() (*tls.Certificate, error), error) {
	files, text := t.CertFile != "" || t.KeyFile != "", len(t.CertPEM) > 0 || len(t.KeyPEM) > 0
	switch {
	case files && text:
		return nil, errors.New("CertFile or KeyFile is set together with CertPEM or KeyPEM")
	case files:
		source := &certificateFiles{certFile: t.CertFile, keyFile: t.KeyFile}
		if _, err := source.certificate(); err != nil {
			return nil, fmt.Errorf("CertFile and KeyFile: %w", err)
		}
		return source.certificate, nil
	case text:
		pair, err := tls.X509KeyPair(t.CertPEM, t.KeyPEM)
		if err != nil {
			return nil, fmt.Errorf("CertPEM and KeyPEM: %w", err)
		}
		return func() (*tls.Certificate, error) { return &pair, nil }, nil
	}
	return nil, nil
}

// transport is the Client as the RoundTripper under its http.Client. It is
// where an attempt gets its deadline, its credentials and its instance.
type transport Client

// RoundTrip sends one request of a call. It moves on to the next instance
// when one cannot be reached, as nothing has been sent then.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	ctx := c.beginHop(req)
	for tried := 1; ; tried++ {
		resp, err := c.roundTrip(ctx, req)
		redirected := req.Response != nil
		if err == nil || redirected || c.request.operation.Local || tried >= len(t.instances) ||
			isOwn(err) || !notSent(err) || ctx.Err() != nil {
			return resp, err
		}
		c.log(0, c.newError("", c.broken(err)))
		c.moveOn()
		req.URL = c.target
		c.setBody(req)
	}
}

// roundTrip authenticates the request, if it goes to the service, and sends
// it.
func (c *call) roundTrip(ctx context.Context, req *http.Request) (*http.Response, error) {
	attempt := req.WithContext(ctx)
	if !c.strayed {
		c.sent = attempt
		if err := c.authenticate(attempt); err != nil {
			return nil, &authenticationError{err}
		}
	}
	c.attempts.Add(1)
	return c.client.base.RoundTrip(attempt)
}

// authenticate adds the credentials to the request of an attempt.
func (c *call) authenticate(attempt *http.Request) error {
	if c.client.authenticator == nil {
		return nil
	}
	// An Authenticator may add to the query, which errors and logs must not
	// show.
	u := *attempt.URL
	attempt.URL = &u
	if err := c.client.authenticator.Authenticate(attempt); err != nil {
		return err
	}
	// net/http would report such a header, of a key with a line's end after it
	// say, as the failure of a connection.
	return checkHeader(attempt.Header)
}

// beginHop returns the context of one request: that of the call with the
// deadline of the attempt. A redirect goes on under the deadline that its
// attempt began with.
func (c *call) beginHop(req *http.Request) context.Context {
	c.endAttempt()
	if req.Response == nil {
		c.began, c.strayed = time.Now(), c.request.base.foreign
	}
	ctx, cancel := context.WithDeadline(req.Context(), c.began.Add(c.timeout))
	c.cancel = cancel
	return ctx
}

// authenticationError is the failure of the caller's Authenticator.
type authenticationError struct{ err error }

func (e *authenticationError) Error() string { return "authentication: " + e.err.Error() }
func (e *authenticationError) Unwrap() error { return e.err }

// notSent reports whether err proves that no byte of the request left: there
// was no connection, or the client did not accept whom it reached.
func notSent(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && (op.Op == "dial" || op.Op == "proxyconnect") ||
		isA[*tls.CertificateVerificationError](err) || errors.Is(err, http.ErrSchemeMismatch)
}

// keptOnRedirect are the headers that another host may see; every other one
// may be a credential.
var keptOnRedirect = []string{"Accept", "Content-Type", "User-Agent"}

const maxRedirects = 10

var errTooManyRedirects = fmt.Errorf("stopped after %d redirects", maxRedirects)

// redirectError is why a redirect is not followed.
type redirectError struct{ err error }

func (e *redirectError) Error() string { return "redirect: " + e.err.Error() }
func (e *redirectError) Unwrap() error { return e.err }

// checkRedirect returns the policy for redirects: they are followed where the
// method stays what it was, and nothing secret follows to another host: no
// header but the harmless ones, and no body at all. next is the caller's own
// policy, which comes after it.
func checkRedirect(next func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		first := via[0]
		if req.Method != first.Method {
			return http.ErrUseLastResponse
		}
		if len(via) >= maxRedirects {
			return &redirectError{errTooManyRedirects}
		}
		c := callOf(req.Context())
		// Another host could send the call back, to a path of its choice.
		c.strayed = c.strayed || !sameOrigin(req.URL, first.URL)
		if c.strayed && c.payload != nil {
			return http.ErrUseLastResponse
		}
		if c.strayed {
			header := make(http.Header)
			for _, key := range keptOnRedirect {
				if values, ok := req.Header[key]; ok {
					header[key] = values
				}
			}
			req.Header = header
		}
		if next == nil {
			return nil
		}
		err := next(req, via)
		if err == nil || err == http.ErrUseLastResponse {
			return err
		}
		return &redirectError{err}
	}
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && a.Host == b.Host
}
