package rest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func redirect(status int, target string) http.HandlerFunc {
	return answer(status, "", "Location: "+target)
}

func TestRedirectToTheSameHost(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := serve(t, redirect(status, "/elsewhere?a=b"), ok)
		c := newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: bearer(secret), Header: http.Header{"X-One": {"1"}}})
		_, err := fetch(t, c, getTopic)
		require.NoError(t, err)
		require.Len(t, s.seen(), 2)
		assert.Equal(t, "/elsewhere?a=b", s.seen()[1].uri)
		assert.Equal(t, "Bearer "+secret, s.seen()[1].header.Get("Authorization"))
		assert.Equal(t, "1", s.seen()[1].header.Get("X-One"))
	}
}

func TestRedirectToAnotherHostLosesTheCredentials(t *testing.T) {
	t.Parallel()
	other := serve(t, ok)
	s := serve(t, redirect(307, other.URL+"/elsewhere"))
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	c := newTestClient(t, kafkarest.Config{
		URL: s.URL, Header: http.Header{"X-Auth-Token": {secret}, "X-Gateway": {secret}, "Cookie": {"session=" + secret}},
		Authenticator: bearer(secret), HTTPClient: &http.Client{Transport: newTransport(nil), Jar: jar},
	})
	_, err = fetch(t, c, getTopic, kafkarest.Header("X-Call", secret))
	require.NoError(t, err)
	require.Len(t, other.seen(), 1)
	for key, values := range other.seen()[0].header {
		assert.NotContains(t, strings.Join(values, " "), secret, key)
		assert.Contains(t, []string{"Accept", "Accept-Encoding", "User-Agent"}, key)
	}
}

// A body can hold secrets too: it stays on its host, and is sent again there.
func TestRedirectOfABody(t *testing.T) {
	t.Parallel()
	other := serve(t, ok)
	s := serve(t, redirect(307, "/elsewhere"), ok, redirect(307, other.URL))
	c := newTestClient(t, kafkarest.Config{URL: s.URL})
	_, err := fetch(t, c, putTopic)
	require.NoError(t, err)
	got := s.seen()[1]
	assert.Equal(t, "PUT /elsewhere", got.method+" "+got.uri)
	assert.JSONEq(t, `{"name":"orders","partitions":3}`, got.body)

	failure := failureOf(t, send(t, c, putTopic))
	assert.Equal(t, 307, failure.StatusCode)
	assert.Equal(t, "redirected, which is not followed: "+other.URL, failure.Message)
	assert.Empty(t, other.seen())
}

// Another host cannot have the credentials sent to a path of its choice by
// sending the call back.
func TestRedirectBackLosesTheCredentials(t *testing.T) {
	t.Parallel()
	var s *server
	other := serve(t, func(w http.ResponseWriter, r *http.Request) { redirect(307, s.URL+"/back")(w, r) })
	s = serve(t, redirect(307, other.URL), answer(503, ""), redirect(307, "/same"), ok)
	c := newTestClient(t, kafkarest.Config{URL: s.URL, Authenticator: bearer(secret), Header: http.Header{"X-Gateway": {secret}}})
	_, err := fetch(t, c, getTopic)
	require.NoError(t, err)
	require.Len(t, s.seen(), 4)
	assert.Equal(t, "/back", s.seen()[1].uri)
	assert.Empty(t, s.seen()[1].header["Authorization"])
	assert.Empty(t, s.seen()[1].header["X-Gateway"])
	for _, again := range s.seen()[2:] {
		assert.Equal(t, "Bearer "+secret, again.header.Get("Authorization"), "the next attempt has them again")
	}
}

func TestRedirectThatWouldChangeTheMethod(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303} {
		for _, op := range []*Operation{createTopic, putTopic} {
			s := serve(t, redirect(status, "https://user:"+secret+"@other.test/new%2Fplace?token="+secret))
			err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), op)
			failure := failureOf(t, err)
			assert.Equal(t, status, failure.StatusCode)
			assert.Contains(t, err.Error(), "redirected, which is not followed: https://other.test/new%2Fplace")
			assert.NotContains(t, err.Error(), secret)
			assert.Len(t, s.seen(), 1)
			assert.False(t, failure.OutcomeUnknown)
		}
	}
	for _, handler := range []http.HandlerFunc{answer(307, ""), answer(300, ""), answer(301, "")} {
		s := serve(t, handler)
		failure := failureOf(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), createTopic))
		assert.Equal(t, "redirected, which is not followed", failure.Message)
	}
}

func TestRedirectsEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, redirect(307, "/again"))
	for _, op := range []*Operation{getTopic, createTopic} {
		s.mu.Lock()
		s.requests = nil
		s.mu.Unlock()
		err := send(t, newTestClient(t, kafkarest.Config{URL: s.URL}), op)
		failure := failureOf(t, err)
		assert.EqualError(t, failure.Err, "redirect: stopped after 10 redirects")
		assert.Equal(t, 307, failure.StatusCode)
		assert.Len(t, s.seen(), 10, "it is not tried again")
		assert.False(t, failure.OutcomeUnknown)
		require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
	}
}

func TestCallersCheckRedirect(t *testing.T) {
	t.Parallel()
	refusal := errors.New("not there")
	for name, c := range map[string]struct {
		err      error
		requests int
		check    func(*testing.T, error)
	}{
		"allowed": {nil, 2, func(t *testing.T, err error) { assert.NoError(t, err) }},
		"last response": {http.ErrUseLastResponse, 1, func(t *testing.T, err error) {
			assert.Equal(t, 307, failureOf(t, err).StatusCode)
			assert.ErrorContains(t, err, "redirected, which is not followed")
		}},
		"refused": {refusal, 1, func(t *testing.T, err error) {
			require.ErrorIs(t, err, refusal)
			require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
			assert.Equal(t, 307, failureOf(t, err).StatusCode)
			assert.Equal(t, 1, failureOf(t, err).Attempts)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, redirect(307, "/elsewhere"), ok)
			asked := 0
			httpClient := &http.Client{Transport: newTransport(nil), CheckRedirect: func(req *http.Request, via []*http.Request) error {
				asked++
				assert.Equal(t, "/elsewhere", req.URL.Path)
				assert.Len(t, via, 1)
				return c.err
			}}
			c.check(t, send(t, newTestClient(t, kafkarest.Config{URL: s.URL, HTTPClient: httpClient}), getTopic))
			assert.Equal(t, 1, asked)
			assert.Len(t, s.seen(), c.requests)
		})
	}
}

func TestCallersHTTPClient(t *testing.T) {
	t.Parallel()
	s := serve(t, ok, redirect(307, "/elsewhere"), answer(503, ""), ok)
	transport := newTransport(nil)
	var requests []string
	httpClient := &http.Client{Timeout: time.Minute, Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		ctx := r.Context()
		requests = append(requests, fmt.Sprint(kafkarest.APIName(ctx), ".", kafkarest.OperationName(ctx), " ", kafkarest.Attempt(ctx)))
		return transport.RoundTrip(r)
	})}
	before := *httpClient
	c := newTestClient(t, kafkarest.Config{URL: s.URL, HTTPClient: httpClient, Retry: fast})
	t.Cleanup(transport.CloseIdleConnections)
	require.NoError(t, send(t, c, createTopic))
	_, err := fetch(t, c, getTopic)
	require.NoError(t, err)
	assert.Equal(t, []string{"adminrest.CreateTopic 1", "adminrest.GetTopic 1", "adminrest.GetTopic 2", "adminrest.GetTopic 3"}, requests)
	assert.Equal(t, before.Timeout, httpClient.Timeout)
	assert.Nil(t, httpClient.CheckRedirect)
	assert.IsType(t, opstest.RoundTripFunc(nil), httpClient.Transport)
}

func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	bodies := []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"name\":\"orders",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
		"HTTP/1.1 204 No Content\r\n\r\n",
		"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 422 Unprocessable Entity\r\nContent-Length: 65000\r\n\r\n" + strings.Repeat("x", 65000),
		"HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
		"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 3\r\n\r\nabc",
		"HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n" + strings.Repeat(" ", 65536),
	}
	// net/http gives a connection up whose writer has not reported within 50 ms
	// of the answer, which happens on a machine that has other things to do.
	const slack = 2
	play := func(n int, w io.Writer) bool {
		_, _ = io.WriteString(w, bodies[n%len(bodies)])
		return true
	}
	t.Run("one caller, one connection", func(t *testing.T) {
		t.Parallel()
		url, requests, dialled := connections(t, play)
		c := newTestClient(t, kafkarest.Config{URL: url})
		for i := range 1000 {
			if i%2 == 0 {
				_ = send(t, c, createTopic)
			} else {
				_, _ = fetch(t, c, getTopic, kafkarest.NoRetry())
			}
		}
		assert.Equal(t, int32(1000), requests.Load())
		assert.LessOrEqual(t, dialled.Load(), int32(1+slack))
	})
	t.Run("many callers", func(t *testing.T) {
		t.Parallel()
		const callers = 32
		// While a connection is dialled for a caller, net/http may give it
		// another's that has become free; so all of them begin at once.
		all := make(chan struct{})
		url, requests, dialled := connections(t, func(n int, w io.Writer) bool {
			if n == callers {
				close(all)
			}
			<-all
			return play(n, w)
		})
		c := newTestClient(t, kafkarest.Config{URL: url})
		var group sync.WaitGroup
		for range callers {
			group.Go(func() {
				for range 30 {
					_, _ = fetch(t, c, getTopic, kafkarest.NoRetry())
				}
			})
		}
		group.Wait()
		assert.Equal(t, int32(callers*30), requests.Load())
		assert.LessOrEqual(t, dialled.Load(), int32(callers+slack))
	})
	t.Run("too long a body costs its connection", func(t *testing.T) {
		t.Parallel()
		url, _, dialled := connections(t, func(_ int, w io.Writer) bool {
			_, err := io.WriteString(w, "HTTP/1.1 500 X\r\nContent-Length: 10000000\r\n\r\n"+strings.Repeat("x", 10_000_000))
			return err == nil
		})
		c := newTestClient(t, kafkarest.Config{URL: url})
		for range 3 {
			require.Error(t, send(t, c, createTopic))
		}
		assert.Equal(t, int32(3), dialled.Load())
	})
}

// serveTLS is a server with a certificate for 127.0.0.1 that a CA has signed.
func serveTLS(t *testing.T, ca *authority, config *tls.Config, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	cert, key := ca.sign(t, "service.test", net.IPv4(127, 0, 0, 1))
	pair, err := tls.X509KeyPair(cert, key)
	require.NoError(t, err)
	config.Certificates = []tls.Certificate{pair}
	s := httptest.NewUnstartedServer(handler)
	s.TLS = config
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func TestTLS(t *testing.T) {
	t.Parallel()
	ca, dir := newAuthority(t), t.TempDir()
	clientCert, clientKey := ca.sign(t, "client")
	caFile, certFile, keyFile := filepath.Join(dir, "ca"), filepath.Join(dir, "cert"), filepath.Join(dir, "key")
	writeFile(t, caFile, ca.pem, 0)
	writeFile(t, certFile, clientCert, 0)
	writeFile(t, keyFile, clientKey, 0)
	pool := x509.NewCertPool()
	pool.AddCert(ca.certificate)
	s := serveTLS(t, ca, &tls.Config{ClientAuth: tls.VerifyClientCertIfGiven, ClientCAs: pool}, func(w http.ResponseWriter, r *http.Request) {
		name := "nobody"
		if len(r.TLS.PeerCertificates) > 0 {
			name = r.TLS.PeerCertificates[0].Subject.CommonName
		}
		answer(200, `{"name":"`+name+`"}`)(w, r)
	})
	for name, c := range map[string]struct {
		tls  kafkarest.TLS
		want string
	}{
		"CA by file":     {kafkarest.TLS{CAFile: caFile}, "nobody"},
		"CA by PEM":      {kafkarest.TLS{CAPEM: ca.pem}, "nobody"},
		"client by file": {kafkarest.TLS{CAFile: caFile, CertFile: certFile, KeyFile: keyFile}, "client"},
		"client by PEM":  {kafkarest.TLS{CAPEM: ca.pem, CertPEM: clientCert, KeyPEM: clientKey}, "client"},
		"another name":   {kafkarest.TLS{CAPEM: ca.pem, ServerName: "service.test"}, "nobody"},
	} {
		got, err := fetch(t, newTestClient(t, kafkarest.Config{URL: s.URL, TLS: c.tls}), getTopic)
		require.NoError(t, err, name)
		assert.Equal(t, c.want, got.Name, name)
	}
}

func TestTLSRefusals(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	pool := x509.NewCertPool()
	pool.AddCert(ca.certificate)
	foreignCert, foreignKey := newAuthority(t).sign(t, "client")
	var accepted atomic.Int32
	count := func(*tls.ClientHelloInfo) (*tls.Config, error) { accepted.Add(1); return nil, nil }
	handler := func(http.ResponseWriter, *http.Request) { t.Error("a request came through") }
	open := serveTLS(t, ca, &tls.Config{GetConfigForClient: count}, handler)
	closed := serveTLS(t, ca, &tls.Config{GetConfigForClient: count, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}, handler)
	plain := serve(t, ok)
	for name, c := range map[string]struct {
		url  string
		tls  kafkarest.TLS
		want string
	}{
		"the system's authorities": {open.URL, kafkarest.TLS{ServerName: "service.test"}, "certificate"},
		"another authority":        {open.URL, kafkarest.TLS{CAPEM: newAuthority(t).pem}, "certificate"},
		"another name":             {open.URL, kafkarest.TLS{CAPEM: ca.pem, ServerName: "other.test"}, "other.test"},
		// With TLS 1.3 the client has sent its request by the time it is told, but
		// the server has not read it.
		"no client certificate":      {closed.URL, kafkarest.TLS{CAPEM: ca.pem}, "tls: "},
		"a foreign certificate":      {closed.URL, kafkarest.TLS{CAPEM: ca.pem, CertPEM: foreignCert, KeyPEM: foreignKey}, "tls: "},
		"a server that speaks plain": {strings.Replace(plain.URL, "http:", "https:", 1), kafkarest.TLS{CAPEM: ca.pem}, "HTTP response to HTTPS client"},
	} {
		for _, op := range []*Operation{getTopic, createTopic} {
			accepted.Store(0)
			err := send(t, newTestClient(t, kafkarest.Config{URL: c.url, TLS: c.tls}), op)
			failure := failureOf(t, err)
			require.NotErrorIs(t, err, kafkarest.ErrUnavailable, "%s: waiting does not help", name)
			require.ErrorContains(t, err, c.want, name)
			assert.Equal(t, 1, failure.Attempts, name)
			assert.LessOrEqual(t, accepted.Load(), int32(1), name)
			assert.False(t, failure.OutcomeUnknown, name)
		}
	}
}

// A client certificate that is renewed serves the next connection.
func TestRotatedClientCertificate(t *testing.T) {
	t.Parallel()
	ca, dir := newAuthority(t), t.TempDir()
	pool := x509.NewCertPool()
	pool.AddCert(ca.certificate)
	s := serveTLS(t, ca, &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}, func(w http.ResponseWriter, r *http.Request) {
		answer(200, `{"name":"`+r.TLS.PeerCertificates[0].Subject.CommonName+`"}`)(w, r)
	})
	certFile, keyFile := filepath.Join(dir, "cert"), filepath.Join(dir, "key")
	rotate := func(name string, age time.Duration) {
		cert, key := ca.sign(t, name)
		writeFile(t, certFile, cert, age)
		writeFile(t, keyFile, key, age)
	}
	rotate("first", time.Hour)
	c := newTestClient(t, kafkarest.Config{URL: s.URL, TLS: kafkarest.TLS{CAPEM: ca.pem, CertFile: certFile, KeyFile: keyFile}})
	for i, want := range []string{"first", "second", "third"} {
		got, err := fetch(t, c, getTopic)
		require.NoError(t, err)
		assert.Equal(t, want, got.Name)
		rotate([]string{"second", "third", "fourth"}[i], time.Duration(30-i)*time.Minute)
		got, err = fetch(t, c, getTopic)
		require.NoError(t, err)
		assert.Equal(t, want, got.Name, "the connection stays")
		c.CloseIdleConnections()
	}
}

// One instance whose certificate is not accepted does not stop the others.
func TestFailoverPastACertificate(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	bad := serveTLS(t, newAuthority(t), &tls.Config{}, func(http.ResponseWriter, *http.Request) { t.Error("a request came through") })
	good := serveTLS(t, ca, &tls.Config{}, ok)
	c := newTestClient(t, kafkarest.Config{URL: bad.URL, Failover: []string{good.URL}, TLS: kafkarest.TLS{CAPEM: ca.pem}})
	require.NoError(t, send(t, c, createTopic))
}

func TestHTTP2(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	cert, key := ca.sign(t, "service.test", net.IPv4(127, 0, 0, 1))
	pair, err := tls.X509KeyPair(cert, key)
	require.NoError(t, err)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer(200, `{"name":"`+r.Proto+`","partitions":`+strconv.Itoa(r.ProtoMajor)+`}`)(w, r)
	}))
	s.TLS, s.EnableHTTP2 = &tls.Config{Certificates: []tls.Certificate{pair}}, true
	s.StartTLS()
	t.Cleanup(s.Close)
	got, err := fetch(t, newTestClient(t, kafkarest.Config{URL: s.URL, TLS: kafkarest.TLS{CAPEM: ca.pem}}), createTopic)
	require.NoError(t, err)
	assert.Equal(t, topic{"HTTP/2.0", 2}, got)
}

// A program may have put anything in the place of the default transport.
func TestDefaultTransportIsNotUsed(t *testing.T) {
	t.Parallel()
	ours := newTransport(nil)
	assert.Nil(t, ours.TLSClientConfig)
	assert.NotNil(t, ours.Proxy)
	assert.True(t, ours.ForceAttemptHTTP2)
	assert.GreaterOrEqual(t, ours.MaxIdleConnsPerHost, 32)
	assert.NotSame(t, http.DefaultTransport, sharedTransport)
	c, err := New(testAPI, kafkarest.Config{URL: "http://service.test"})
	require.NoError(t, err)
	assert.Same(t, sharedTransport, c.base)
}
