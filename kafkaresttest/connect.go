package kafkaresttest

import (
	"cmp"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
)

// connect is a Kafka Connect worker in distributed mode, the only one of its
// cluster. Its operations are in the connect_*.go file of the resource they are
// about; everything it remembers is in a [connectWorker].
type connect struct {
	kafka   *kafka
	options ConnectOptions
	release connectRelease
	logger  *slog.Logger
	address string
	worker  atomic.Pointer[connectWorker]
}

// newConnect makes the worker that is served on an address (host:port), which
// is how it calls itself.
func newConnect(k *kafka, logger *slog.Logger, opts ConnectOptions, address string) *connect {
	opts.Version = cmp.Or(opts.Version, defaultConnectVersion)
	opts.Latency = cmp.Or(opts.Latency, defaultConnectLatency)
	opts.RequestTimeout = cmp.Or(opts.RequestTimeout, defaultConnectRequestTimeout)
	release, _ := parseConnectRelease(opts.Version) // validated with the options
	c := &connect{kafka: k, options: opts, release: release, logger: logger, address: address}
	c.worker.Store(newConnectWorker(c))
	return c
}

func (c *connect) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.worker.Load().ServeHTTP(w, r)
}

// refuse answers as the basic authentication extension does when credentials
// are missing or wrong: with a text that is announced as JSON.
func (c *connect) refuse(w http.ResponseWriter, r *http.Request, status int) {
	if status != http.StatusUnauthorized {
		connectHTTPFailure(status).write(w)
		return
	}
	contentType := "application/json"
	if r.Method == http.MethodOptions {
		contentType = "text/plain"
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write([]byte("User cannot access the resource.")) // fails when the client is gone
}

// reset replaces the worker by one that knows nothing.
func (c *connect) reset() { c.worker.Swap(newConnectWorker(c)).close() }

func (w *connectWorker) routes() router {
	return router{
		{"GET", "/", w.operation(w.getServerInfo)},
		{"GET", "/health", w.operation(w.getHealth)},

		{"GET", "/connectors", w.operation(w.listConnectors)},
		{"POST", "/connectors", w.operation(w.createConnector)},
		{"GET", "/connectors/{connector}", w.operation(w.getConnector)},
		{"DELETE", "/connectors/{connector}", w.operation(w.deleteConnector)},
		{"GET", "/connectors/{connector}/config", w.operation(w.getConnectorConfig)},
		{"PUT", "/connectors/{connector}/config", w.operation(w.putConnectorConfig)},
		{"PATCH", "/connectors/{connector}/config", w.operation(w.patchConnectorConfig)},
		{"GET", "/connectors/{connector}/status", w.operation(w.getConnectorStatus)},
		{"POST", "/connectors/{connector}/restart", w.operation(w.restartConnector)},
		{"PUT", "/connectors/{connector}/pause", w.operation(w.pauseConnector)},
		{"PUT", "/connectors/{connector}/resume", w.operation(w.resumeConnector)},
		{"PUT", "/connectors/{connector}/stop", w.operation(w.stopConnector)},

		{"GET", "/connectors/{connector}/tasks", w.operation(w.listTasks)},
		{"GET", "/connectors/{connector}/tasks-config", w.operation(w.listTaskConfigs)},
		{"GET", "/connectors/{connector}/tasks/{task}/status", w.operation(w.getTaskStatus)},
		{"POST", "/connectors/{connector}/tasks/{task}/restart", w.operation(w.restartTask)},

		{"GET", "/connectors/{connector}/topics", w.operation(w.getActiveTopics)},
		{"PUT", "/connectors/{connector}/topics/reset", w.operation(w.resetActiveTopics)},

		{"GET", "/connectors/{connector}/offsets", w.operation(w.getOffsets)},
		{"PATCH", "/connectors/{connector}/offsets", w.operation(w.alterOffsets)},
		{"DELETE", "/connectors/{connector}/offsets", w.operation(w.resetOffsets)},

		{"GET", "/connector-plugins", w.operation(w.listPlugins)},
		{"GET", "/connector-plugins/{plugin}/config", w.operation(w.getPluginConfig)},
		{"PUT", "/connector-plugins/{plugin}/config/validate", w.operation(w.validateConfig)},

		{"GET", "/admin/loggers", w.operation(w.listLoggers)},
		{"GET", "/admin/loggers/{logger}", w.operation(w.getLogger)},
		{"PUT", "/admin/loggers/{logger}", w.operation(w.setLoggerLevel)},
	}
}

// operation makes a handler of an operation that returns a [connectError], or
// any error, in place of an answer.
func (w *connectWorker) operation(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		err := run(rw, r)
		if err == nil {
			return
		}
		failure := asConnectError(err)
		logFailure(w.logger, Connect, r, failure.status, err)
		failure.write(rw)
	}
}

func (w *connectWorker) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if w.installing.isOpen() {
		refuseUnseen(rw, r, http.StatusNotFound, "Not Found")
		return
	}
	if w.release.atLeast(4, 0) && isAmbiguousPath(r) {
		refuseUnseen(rw, r, http.StatusBadRequest, "Ambiguous URI")
		return
	}
	r = asMatched(r)
	handler, allowed := w.router.find(r)
	if r.Method == http.MethodHead {
		get := r.Clone(r.Context())
		get.Method = http.MethodGet
		handler, allowed = w.router.find(get)
		r = get
	}
	switch {
	case handler == nil && len(allowed) == 0:
		connectHTTPFailure(http.StatusNotFound).write(rw)
	case handler == nil && r.Method == http.MethodOptions:
		writeOptions(rw, allowed)
	case handler == nil:
		connectHTTPFailure(http.StatusMethodNotAllowed).write(rw)
	case takesJSON(r) && !sendsJSON(r):
		connectHTTPFailure(http.StatusUnsupportedMediaType).write(rw)
	case !acceptsJSON(r):
		connectHTTPFailure(http.StatusNotAcceptable).write(rw)
	default:
		handler(rw, r)
	}
}

// ambiguousEscapes are what Jetty 12 refuses in a path: escaped slashes,
// percent signs, backslashes and control characters, dot segments in disguise,
// empty segments.
var ambiguousEscapes = regexp.MustCompile(`(?i)%2F|%25|%5C|%[01][0-9A-F]|%7F|/(%2E|\.%2E|%2E\.|%2E%2E)(/|;|$)|//`)

func isAmbiguousPath(r *http.Request) bool {
	sent, _, _ := strings.Cut(r.RequestURI, "?")
	notASCII := strings.ContainsFunc(sent, func(c rune) bool { return c >= 0x80 })
	return notASCII || ambiguousEscapes.MatchString(r.URL.EscapedPath())
}

// refuseUnseen answers as Jetty does, before Connect sees the request: a page
// for some methods, nothing for others.
func refuseUnseen(w http.ResponseWriter, r *http.Request, status int, reason string) {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		writeHTML(w, status, reason)
	default:
		w.WriteHeader(status)
	}
}

// takesJSON says whether the media type of what is sent is looked at.
func takesJSON(r *http.Request) bool { return r.URL.Path != "/" && r.URL.Path != "/health" }

type connectServerInfo struct {
	Version        string  `json:"version"`
	Commit         string  `json:"commit"`
	KafkaClusterID *string `json:"kafka_cluster_id"`
}

func (w *connectWorker) getServerInfo(rw http.ResponseWriter, r *http.Request) error {
	info := connectServerInfo{Version: w.options.Version, Commit: "unknown"}
	ctx, cancel := kafkaContext(r.Context())
	defer cancel()
	if metadata, err := w.kafka.BrokerMetadata(ctx); err == nil && metadata.Cluster != "" {
		info.KafkaClusterID = &metadata.Cluster
	}
	return writeJSON(rw, http.StatusOK, info)
}

type connectHealth struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// getHealth tells at once that the worker is starting; a real one waits ten
// seconds for the start to end.
func (w *connectWorker) getHealth(rw http.ResponseWriter, r *http.Request) error {
	if w.joining.isOpen() {
		return writeJSON(rw, http.StatusServiceUnavailable, connectHealth{
			Status:  "starting",
			Message: "Worker is still starting up. " + stageSentence("ensuring membership in the cluster", w.joining.openedAt()),
		})
	}
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	return writeJSON(rw, http.StatusOK, connectHealth{
		Status:  "healthy",
		Message: "Worker has completed startup and can handle requests.",
	})
}

// stageSentence says what the worker is busy with.
func stageSentence(stage string, since time.Time) string {
	return "The worker is currently " + stage + ", which began at " + since.UTC().Format(time.RFC3339Nano) + "."
}
