package kafkaresttest

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// API names one of the emulated APIs.
type API string

const (
	// AdminREST is the IBM Event Streams Administration REST API.
	AdminREST API = "adminrest"

	// Connect is the REST API of Kafka Connect workers.
	Connect API = "connect"

	// RESTProxy is the Confluent REST Proxy for Apache Kafka, API v3.
	RESTProxy API = "restproxy"

	// RESTProxyV2 is the Confluent REST Proxy for Apache Kafka, API v2.
	RESTProxyV2 API = "restproxyv2"

	// DCOS is a DC/OS cluster with a Kafka scheduler.
	DCOS API = "dcoskafka"
)

// maxBody is the largest request body that is read, in bytes.
const maxBody = 1 << 20

// service is one emulated API: its operations, and what only it knows of the
// things all APIs share.
type service interface {
	// ServeHTTP answers a request that has passed authentication.
	http.Handler

	// begin sets the headers that every answer carries, whoever gives it.
	begin(w http.ResponseWriter, r *http.Request)

	// refuse answers a request that none of the operations gets to see, with a
	// status such as 401, 403 or 413, in the API's own error shape.
	refuse(w http.ResponseWriter, r *http.Request, status int)

	// reset forgets what the service keeps outside Kafka and ends what it runs.
	reset()
}

// bodyReader is a service that reads the bodies of some requests itself: those that
// come bit by bit, or may be large.
type bodyReader interface {
	readsBody(r *http.Request) bool
}

// guarded is a service that has a way of its own to tell who may pass.
type guarded interface {
	// check returns 200 for a request that may pass, else 401 or 403.
	check(auth Auth, r *http.Request) int
}

// secured is a service that may be served under TLS.
type secured interface {
	// tlsConfig returns nil for plain HTTP.
	tlsConfig() *tls.Config
}

// endpoint serves one API on an address of its own. It does what all APIs have in
// common, in this order: record, intercept, inject faults, authenticate.
type endpoint struct {
	api      API
	service  service
	server   *Server
	scheme   string
	listener net.Listener
	http     *http.Server
}

// listen starts to serve an API. An empty address is a free port on loopback. The
// service is made for the address (host:port) that is listened on.
func (s *Server) listen(api API, address string, newService func(address string) service) (*endpoint, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("kafkaresttest: %s: %w", api, err)
	}
	e := &endpoint{api: api, service: newService(listener.Addr().String()), server: s, scheme: "http", listener: listener}
	e.http = &http.Server{
		Handler:           e,
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          slog.NewLogLogger(s.logger.Handler(), slog.LevelWarn),
	}
	serve := e.http.Serve
	if own, ok := e.service.(secured); ok && own.tlsConfig() != nil {
		e.scheme, e.http.TLSConfig = "https", own.tlsConfig()
		serve = func(l net.Listener) error { return e.http.ServeTLS(l, "", "") }
	}
	s.working.Go(func() {
		if err := serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.logger.Error("kafkaresttest: serve", "api", api, "error", err)
		}
	})
	return e, nil
}

func (e *endpoint) url() string { return e.scheme + "://" + e.listener.Addr().String() }

// close stops listening and closes the connections, without waiting for requests
// in progress.
func (e *endpoint) close() {
	// The error is that of closing the listener, which nothing can be done about.
	_ = e.http.Close()
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, leave, ok := e.server.enter(r.Context())
	if !ok {
		http.Error(w, "kafkaresttest: the server is closed", http.StatusServiceUnavailable)
		return
	}
	defer leave()
	r = r.WithContext(ctx)

	var body []byte
	var tooLarge bool
	reader, ok := e.service.(bodyReader)
	readsBody := ok && reader.readsBody(r)
	if !readsBody {
		body, tooLarge = readBody(r)
	}
	record := e.server.requests.add(e.api, r, body)
	recording := &recordingWriter{ResponseWriter: w, record: record}
	if !readsBody {
		e.answer(recording, r, tooLarge)
		return
	}
	// Any answer may come before the end of the request, a refusal too. Where that
	// is not supported it is not needed.
	_ = http.NewResponseController(w).EnableFullDuplex()
	defer breakOff(w)
	rest := &recordedBody{ReadCloser: r.Body, record: record}
	r.Body = rest
	e.answer(recording, r, false)
	rest.end(recording, r)
}

// answer answers a request that has been recorded.
func (e *endpoint) answer(w http.ResponseWriter, r *http.Request, tooLarge bool) {
	e.service.begin(w, r)
	if e.server.interceptors.serve(w, r) {
		return
	}
	handle := func(w http.ResponseWriter, r *http.Request) {
		if status := e.check(r); status != http.StatusOK {
			e.service.refuse(w, r, status)
			return
		}
		if tooLarge {
			e.service.refuse(w, r, http.StatusRequestEntityTooLarge)
			return
		}
		e.service.ServeHTTP(w, r)
	}
	if fault, ok := e.server.faults.take(func(f Fault) bool { return f.matches(e.api, r) }); ok {
		fault.serve(w, r, handle)
		return
	}
	handle(w, r)
}

// breakOff closes the connection of a handler that panics to abort it: net/http
// would wait for the rest of the request first, which may never come.
func breakOff(w http.ResponseWriter) {
	v := recover()
	if v == nil {
		return
	}
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
	panic(v)
}

func (e *endpoint) check(r *http.Request) int {
	if own, ok := e.service.(guarded); ok {
		return own.check(e.server.auth, r)
	}
	return e.server.auth.check(r)
}

// readBody reads the request's body and puts it back, so that it is recorded even
// when nothing else reads it, and so that net/http notices a client that goes
// away. It returns at most maxBody bytes and whether there were more.
func readBody(r *http.Request) (body []byte, tooLarge bool) {
	// A body that breaks off reads as a short one: its sender is gone.
	body, _ = io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if len(body) > maxBody {
		body, tooLarge = body[:maxBody], true
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, tooLarge
}
