package kafkaresttest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
)

// Server is a running emulator. Its methods are safe for concurrent use.
type Server struct {
	auth   Auth
	logger *slog.Logger
	kafka  *kafka

	requests     requestLog
	faults       faultList[Fault]
	interceptors interceptorList

	adminREST   *endpoint
	connect     *endpoint
	restProxy   *endpoint
	restProxyV2 *endpoint
	dcos        *endpoint

	// ctx ends when the server closes, and with it every request in progress.
	ctx    context.Context
	cancel context.CancelFunc

	closeOnce sync.Once
	mu        sync.Mutex // guards closed, and working.Add against working.Wait
	closed    bool
	working   sync.WaitGroup
}

// TB is what [Start] needs of a *testing.T, *testing.B or *testing.F.
type TB interface {
	Helper()
	Cleanup(func())
	Fatalf(format string, args ...any)
}

// Start runs an emulator for a test and closes it when the test ends. It takes
// at most one Options. The test fails when the emulator cannot be started.
func Start(t TB, opts ...Options) *Server {
	t.Helper()
	if len(opts) > 1 {
		t.Fatalf("kafkaresttest: Start takes at most one Options, got %d", len(opts))
	}
	var o Options
	if len(opts) == 1 {
		o = opts[0]
	}
	s, err := New(o)
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(s.Close)
	return s
}

// New runs an emulator until [Server.Close]. It fails on options that
// contradict each other and on addresses that cannot be listened on. That
// SeedBrokers can be reached is not checked.
func New(opts Options) (*Server, error) {
	if err := opts.validate(); err != nil {
		return nil, err
	}
	logger := opts.Logger
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	k, err := startKafka(opts)
	if err != nil {
		return nil, err
	}
	s := &Server{auth: opts.Auth, logger: logger, kafka: k}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	if err := s.listenAll(opts); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// listenAll starts to serve every API.
func (s *Server) listenAll(opts Options) (err error) {
	s.adminREST, err = s.listen(AdminREST, opts.AdminREST.Address, func(string) service {
		return newAdminREST(s.kafka, s.logger, opts.AdminREST)
	})
	if err != nil {
		return err
	}
	s.connect, err = s.listen(Connect, opts.Connect.Address, func(address string) service {
		return newConnect(s.kafka, s.logger, opts.Connect, address)
	})
	if err != nil {
		return err
	}
	s.restProxy, err = s.listen(RESTProxy, opts.RESTProxy.Address, func(string) service {
		return newRESTProxy(s.ctx, s.kafka, s.logger, opts.RESTProxy)
	})
	if err != nil {
		return err
	}
	s.restProxyV2, err = s.listen(RESTProxyV2, opts.RESTProxyV2.Address, func(string) service {
		return newRESTProxyV2(s.restProxyService(), opts.RESTProxyV2)
	})
	if err != nil {
		return err
	}
	d, err := newDCOS(s.kafka, s.logger, opts.DCOS)
	if err != nil {
		return err
	}
	s.dcos, err = s.listen(DCOS, opts.DCOS.Address, func(string) service { return d })
	return err
}

func (s *Server) connectService() *connect         { return s.connect.service.(*connect) }
func (s *Server) restProxyService() *restProxy     { return s.restProxy.service.(*restProxy) }
func (s *Server) restProxyV2Service() *restProxyV2 { return s.restProxyV2.service.(*restProxyV2) }
func (s *Server) dcosService() *dcos               { return s.dcos.service.(*dcos) }

// endpoints returns the endpoint of every API that is served.
func (s *Server) endpoints() []*endpoint {
	all := []*endpoint{s.adminREST, s.connect, s.restProxy, s.restProxyV2, s.dcos}
	return slices.DeleteFunc(all, func(e *endpoint) bool { return e == nil })
}

// Brokers returns the addresses (host:port) of the Kafka cluster behind the
// APIs: of the embedded brokers, or Options.SeedBrokers.
func (s *Server) Brokers() []string { return s.kafka.addresses() }

// AdminRESTURL returns the base URL of the emulated IBM Event Streams
// Administration REST API, without a trailing slash.
func (s *Server) AdminRESTURL() string { return s.adminREST.url() }

// AdminRESTHandler returns the handler behind [Server.AdminRESTURL], for a
// server or transport of your own.
func (s *Server) AdminRESTHandler() http.Handler { return s.adminREST }

// ConnectURL returns the base URL of the emulated Kafka Connect worker, without
// a trailing slash.
func (s *Server) ConnectURL() string { return s.connect.url() }

// ConnectHandler returns the handler behind [Server.ConnectURL], for a server
// or transport of your own.
func (s *Server) ConnectHandler() http.Handler { return s.connect }

// RESTProxyURL returns the base URL of the emulated Kafka REST Proxy, without a
// trailing slash: what stands before /v3 in the paths of its API, with
// RESTProxyOptions.BasePath.
func (s *Server) RESTProxyURL() string {
	return s.restProxy.url() + s.restProxyService().options.BasePath
}

// RESTProxyHandler returns the handler behind [Server.RESTProxyURL], for a
// server or transport of your own. Its paths begin with
// RESTProxyOptions.BasePath.
func (s *Server) RESTProxyHandler() http.Handler { return s.restProxy }

// RESTProxyV2URL returns the base URL of the emulated Kafka REST Proxy's API
// v2, without a trailing slash. It is another than [Server.RESTProxyURL],
// although both are the same proxy: they share schemas, limits and
// [Server.FailRecords].
func (s *Server) RESTProxyV2URL() string { return s.restProxyV2.url() }

// RESTProxyV2Handler returns the handler behind [Server.RESTProxyV2URL], for a
// server or transport of your own.
func (s *Server) RESTProxyV2Handler() http.Handler { return s.restProxyV2 }

// DCOSURL returns the URL of the emulated DC/OS cluster, without a trailing
// slash. Its Kafka scheduler is below /service/ and the service's name.
func (s *Server) DCOSURL() string { return s.dcos.url() }

// DCOSHandler returns the handler behind [Server.DCOSURL], for a server or
// transport of your own.
func (s *Server) DCOSHandler() http.Handler { return s.dcos }

// Reset forgets faults, interceptors, recorded requests and what the emulator
// itself remembers (pending deletions, the mirroring selection, connectors with
// all that runs for them, registered connector classes, log levels, schemas,
// consumer instances, the scheduler's plans, configurations and tasks, tokens
// of DC/OS), and deletes all topics, consumer groups, client quotas, access
// rules and broker settings of the embedded cluster. A real Kafka behind
// Options.SeedBrokers keeps its content.
//
// A consumer group with active members cannot be deleted: Reset then does the
// rest and returns the error.
func (s *Server) Reset() error {
	s.faults.clear()
	s.interceptors.clear()
	for _, e := range s.endpoints() {
		e.service.reset()
	}
	ctx, cancel := kafkaContext(s.ctx)
	defer cancel()
	err := s.kafka.reset(ctx)
	s.requests.clear()
	if err != nil {
		return fmt.Errorf("kafkaresttest: reset: %w", err)
	}
	return nil
}

// Close ends the requests in progress and stops everything the server runs. It
// may be called more than once.
func (s *Server) Close() { s.closeOnce.Do(s.close) }

func (s *Server) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.cancel()
	for _, e := range s.endpoints() {
		e.close()
	}
	s.working.Wait()
	for _, e := range s.endpoints() {
		e.service.reset()
	}
	s.kafka.close()
}

// enter registers a request in progress. The context it returns ends with the
// request, with the client and with the server. It reports false when the
// server is closed; otherwise leave has to be called.
func (s *Server) enter(parent context.Context) (ctx context.Context, leave func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, false
	}
	s.working.Add(1)
	ctx, cancel := context.WithCancel(parent)
	stop := context.AfterFunc(s.ctx, cancel)
	return ctx, func() {
		stop()
		cancel()
		s.working.Done()
	}, true
}
