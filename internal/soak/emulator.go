package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// workerHeader names the worker that a request belongs to.
const workerHeader = "X-Soak-Worker"

// Credentials of the emulator.
const (
	apiKey       = "soak-key"
	dcosUser     = "soak"
	dcosPassword = "soak-password"
	loginPath    = "/acs/api/v1/auth/login"
)

// minTokenLife is how long a token is good at least. A call that is refused is
// made once more with a fresh token, which then has to outlast the slowest
// attempt.
const minTokenLife = 4 * attemptTimeout

// addresses is where an emulator is reached.
type addresses struct {
	AdminREST, Connect, RESTProxy, RESTProxyV2, DCOS string

	Tokens string // of an IAM service
	Facts  string // what there is, and what the emulator has done
}

// An emulator is the server of a soak, in a process of its own: it disturbs
// the requests and tells what there really is.
type emulator struct {
	seed     uint64
	sabotage sabotage
	server   *kafkaresttest.Server
	kafka    *kadm.Client
	servers  []*http.Server

	mu          sync.Mutex
	calm        bool
	numbers     map[string]int // of requests, by worker
	inFlight    map[string]int
	requests    map[string]int // by API
	faults      map[string]int // by kind
	connections map[string]int // open ones, by API
	issued      int            // requests for tokens
	tokens      map[string]time.Time
	logins      int       // at DC/OS
	lastLogin   time.Time // of them
}

// serveEmulator runs the emulator in this process until stdin ends, and tells
// on stdout where it is.
func serveEmulator(seed uint64, s sabotage) error {
	signal.Ignore(os.Interrupt) // it is for the parent, which ends stdin
	e, err := newEmulator(seed, s)
	if err != nil {
		return err
	}
	where, err := e.listen()
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(where); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	var events sync.WaitGroup
	events.Go(func() { e.runEvents(ctx) })
	_, _ = io.Copy(io.Discard, os.Stdin) // ends with the parent
	stop()
	events.Wait()
	for _, server := range e.servers {
		_ = server.Close()
	}
	e.server.Close()
	return nil
}

// dcosProfile is the kind of scheduler, a different one for each of three
// seeds in a row.
func dcosProfile(seed uint64) kafkaresttest.DCOSProfile {
	profiles := []kafkaresttest.DCOSProfile{kafkaresttest.DCOSProfileL, kafkaresttest.DCOSProfileT, kafkaresttest.DCOSProfileK}
	return profiles[seed%uint64(len(profiles))]
}

func newEmulator(seed uint64, s sabotage) (*emulator, error) {
	e := &emulator{
		seed:        seed,
		sabotage:    s,
		numbers:     make(map[string]int),
		inFlight:    make(map[string]int),
		requests:    make(map[string]int),
		faults:      make(map[string]int),
		connections: make(map[string]int),
		tokens:      make(map[string]time.Time),
	}
	var err error
	e.server, err = kafkaresttest.New(kafkaresttest.Options{
		Auth:        kafkaresttest.Auth{Verify: e.verify},
		RESTProxyV2: kafkaresttest.RESTProxyV2Options{SessionTimeout: 6 * time.Second, InstanceTimeout: 8 * time.Second},
		DCOS: kafkaresttest.DCOSOptions{
			Profile:  dcosProfile(seed),
			Staged:   true,
			Latency:  dcosLatency,
			Accounts: []kafkaresttest.DCOSAccount{{UID: dcosUser, Password: dcosPassword}},
		},
	})
	if err != nil {
		return nil, err
	}
	e.server.RegisterConnector(connectorClass, kafkaresttest.ConnectorTypeSource, kafkaresttest.ConnectorConfig{Name: connectorSetting})
	client, err := kgo.NewClient(kgo.SeedBrokers(e.server.Brokers()...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		return nil, err
	}
	e.kafka = kadm.NewClient(client)
	return e, nil
}

// listen serves the emulated APIs, with their disturbances, on addresses of the
// soak's own, where connections can be counted.
func (e *emulator) listen() (where addresses, err error) {
	for _, api := range []struct {
		name    kafkaresttest.API
		handler http.Handler
		url     *string
	}{
		{kafkaresttest.AdminREST, e.server.AdminRESTHandler(), &where.AdminREST},
		{kafkaresttest.Connect, e.server.ConnectHandler(), &where.Connect},
		{kafkaresttest.RESTProxy, e.server.RESTProxyHandler(), &where.RESTProxy},
		{kafkaresttest.RESTProxyV2, e.server.RESTProxyV2Handler(), &where.RESTProxyV2},
		{kafkaresttest.DCOS, e.server.DCOSHandler(), &where.DCOS},
		{"tokens", http.HandlerFunc(e.issueToken), &where.Tokens},
	} {
		if *api.url, err = e.serve(string(api.name), e.disturbed(api.name, api.handler)); err != nil {
			return where, err
		}
	}
	where.Facts, err = e.serve("facts", e.factsHandler())
	return where, err
}

func (e *emulator) serve(name string, handler http.Handler) (url string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: handler, ConnState: func(_ net.Conn, state http.ConnState) {
		e.mu.Lock()
		defer e.mu.Unlock()
		switch state {
		case http.StateNew:
			e.connections[name]++
		case http.StateClosed, http.StateHijacked: // a fault hijacks to break off
			e.connections[name]--
		}
	}}
	e.servers = append(e.servers, server)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(os.Stderr, "soak emulator:", err)
		}
	}()
	return "http://" + listener.Addr().String(), nil
}

// disturbed is an API some of whose requests go wrong.
func (e *emulator) disturbed(api kafkaresttest.API, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		worker := r.Header.Get(workerHeader)
		n, calm := e.enter(string(api), worker)
		defer e.leave(worker)
		if api != "tokens" && (!calm || e.sabotage != "") {
			defer e.inject(api, r, worker, n)()
		}
		if _, ok := producesTo(r); ok && e.sabotage == repetition {
			body, _ := io.ReadAll(r.Body) // fails when the client is gone
			again := r.Clone(r.Context())
			r.Body, again.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
			handler.ServeHTTP(httptest.NewRecorder(), again)
		}
		handler.ServeHTTP(w, r)
		if r.URL.Path == loginPath {
			e.noteLogin()
		}
	})
}

func (e *emulator) noteLogin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.logins++
	e.lastLogin = time.Now()
}

func (e *emulator) enter(api, worker string) (n int, calm bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.requests[api]++
	e.numbers[worker]++
	e.inFlight[worker]++
	return e.numbers[worker], e.calm
}

func (e *emulator) leave(worker string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.inFlight[worker]--
}

// inject prepares what goes wrong with a request. The faults apply to its path
// and method, of which a worker has one request at a time.
func (e *emulator) inject(api kafkaresttest.API, r *http.Request, worker string, n int) (remove func()) {
	var removals []func()
	if topic, ok := producesTo(r); ok && e.sabotage == "" {
		if d := recordDisturbanceOf(e.seed, worker, n); d != nil {
			d.fault.Topic = topic
			removals = append(removals, e.server.FailRecords(d.fault))
			e.count(d.kind)
		}
	}
	fault, kind := e.sabotage.faultOf(api, r), string(e.sabotage)
	if d := disturbanceOf(e.seed, worker, n); d != nil && e.sabotage == "" {
		fault, kind = &d.fault, d.kind
	}
	if fault != nil {
		fault.API, fault.Method, fault.Path, fault.Times = api, r.Method, r.URL.EscapedPath(), 1
		removals = append(removals, e.server.Inject(*fault))
		e.count(kind)
	}
	return func() {
		for _, remove := range removals {
			remove()
		}
	}
}

func (e *emulator) count(kind string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults[kind]++
}

// verify takes the API key, and tokens while they last.
func (e *emulator) verify(r *http.Request) int {
	if _, password, ok := r.BasicAuth(); ok && password == apiKey {
		return http.StatusOK
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, ok := e.tokens[token]; ok {
		return http.StatusOK
	}
	return http.StatusUnauthorized
}

// issueToken is the token service of IBM Cloud. It is unavailable now and then.
func (e *emulator) issueToken(w http.ResponseWriter, _ *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.issued++
	if !e.calm && randomFor(e.seed, "tokens", e.issued).IntN(6) == 0 {
		e.faults["token service 503"]++
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	token := rand.Text()
	if e.sabotage != lockout {
		e.tokens[token] = time.Now()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": 3600, "expiration": time.Now().Add(time.Hour).Unix()})
}

// expireTokens ends the tokens that are old enough.
func (e *emulator) expireTokens() {
	e.mu.Lock()
	defer e.mu.Unlock()
	maps.DeleteFunc(e.tokens, func(_ string, issued time.Time) bool { return time.Since(issued) > minTokenLife })
}

// expireDCOSTokens ends the tokens of DC/OS, unless one is too young.
func (e *emulator) expireDCOSTokens() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.inFlight[""] == 0 && time.Since(e.lastLogin) > minTokenLife {
		e.server.ExpireDCOSTokens()
		e.faults["DC/OS tokens expire"]++
	}
}

// runEvents makes things happen beside the requests.
func (e *emulator) runEvents(ctx context.Context) {
	ticker := time.NewTicker(250 * time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		e.mu.Lock()
		calm := e.calm || e.sabotage != ""
		e.mu.Unlock()
		if !calm {
			e.event(randomFor(e.seed, "events", n).IntN(40))
		}
	}
}

func (e *emulator) event(kind int) {
	switch kind {
	case 0, 1, 2, 3:
		e.expireTokens()
		e.count("tokens expire")
	case 4, 5, 6, 7:
		e.expireDCOSTokens()
	case 8, 9:
		e.server.RebalanceConnect(200 * time.Millisecond)
		e.count("Connect rebalances")
	case 10:
		e.server.RestartConnect(100*time.Millisecond, 100*time.Millisecond)
		e.count("Connect worker restarts")
	case 11, 12, 13:
		for _, instance := range e.server.ConsumerInstances() {
			if e.server.ExpireConsumerInstance(instance.Group, instance.Name) {
				e.count("consumer instance expires")
				break
			}
		}
	case 14:
		for _, instance := range e.server.ConsumerInstances() {
			if e.server.KillConsumerInstance(instance.Group, instance.Name) {
				e.count("consumer instance dies")
				break
			}
		}
	}
}

// stats is what the emulator has counted.
type stats struct {
	Requests, Faults, Connections map[string]int
	Logins                        int
	Profile                       string
}

func (e *emulator) stats() stats {
	e.mu.Lock()
	defer e.mu.Unlock()
	connections := maps.Clone(e.connections)
	delete(connections, "facts")
	return stats{maps.Clone(e.requests), maps.Clone(e.faults), connections, e.logins, string(dcosProfile(e.seed))}
}

// beCalm ends the disturbances.
func (e *emulator) beCalm() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.calm = true
}
