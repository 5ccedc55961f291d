package kafkaresttest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

const rootLogger = "root"

type loggerLevel struct {
	Level        string `json:"level"`
	LastModified *int64 `json:"last_modified"`
}

// loggerTable holds the loggers of the worker's process.
type loggerTable struct {
	release connectRelease
	mu      sync.Mutex
	known   map[string]bool
	set     map[string]loggerLevel // those with a level of their own
}

// processLoggers are some of the loggers that a running worker has.
var processLoggers = []string{
	"org.apache.kafka.clients.Metadata",
	"org.apache.kafka.clients.NetworkClient",
	"org.apache.kafka.clients.admin.KafkaAdminClient",
	"org.apache.kafka.clients.consumer.ConsumerConfig",
	"org.apache.kafka.clients.consumer.internals.ConsumerCoordinator",
	"org.apache.kafka.clients.producer.KafkaProducer",
	"org.apache.kafka.clients.producer.ProducerConfig",
	"org.apache.kafka.common.metrics.Metrics",
	"org.apache.kafka.common.utils.AppInfoParser",
	"org.apache.kafka.connect.cli.ConnectDistributed",
	"org.apache.kafka.connect.json.JsonConverterConfig",
	"org.apache.kafka.connect.runtime.AbstractStatus",
	"org.apache.kafka.connect.runtime.ConnectorConfig",
	"org.apache.kafka.connect.runtime.Worker",
	"org.apache.kafka.connect.runtime.WorkerConnector",
	"org.apache.kafka.connect.runtime.WorkerSinkTask",
	"org.apache.kafka.connect.runtime.WorkerSourceTask",
	"org.apache.kafka.connect.runtime.WorkerTask",
	"org.apache.kafka.connect.runtime.distributed.DistributedHerder",
	"org.apache.kafka.connect.runtime.distributed.WorkerCoordinator",
	"org.apache.kafka.connect.runtime.isolation.Plugins",
	"org.apache.kafka.connect.runtime.rest.RestServer",
	"org.apache.kafka.connect.storage.KafkaConfigBackingStore",
	"org.apache.kafka.connect.storage.KafkaOffsetBackingStore",
	"org.apache.kafka.connect.storage.KafkaStatusBackingStore",
	"org.apache.kafka.connect.util.KafkaBasedLog",
	"org.eclipse.jetty.server.Server",
	"org.glassfish.jersey.server.ApplicationHandler",
}

func newLoggerTable(release connectRelease) *loggerTable {
	t := &loggerTable{
		release: release,
		known:   map[string]bool{rootLogger: true},
		set:     map[string]loggerLevel{rootLogger: {Level: "INFO"}},
	}
	for _, name := range processLoggers {
		t.known[name] = true
	}
	return t
}

// all returns the loggers that are listed: before 4.0 only those with a level
// of their own.
func (t *loggerTable) all() map[string]loggerLevel {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.release.atLeast(4, 0) {
		return maps.Clone(t.set)
	}
	levels := make(map[string]loggerLevel)
	for name := range t.known {
		levels[name] = t.effective(name)
	}
	return levels
}

func (t *loggerTable) get(name string) (loggerLevel, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if strings.EqualFold(name, rootLogger) {
		name = rootLogger
	}
	if !t.known[name] {
		return loggerLevel{}, false
	}
	return t.effective(name), true
}

// effective returns the level of the nearest logger above that has one. The
// time of a change is a logger's own.
func (t *loggerTable) effective(name string) loggerLevel {
	if own, ok := t.set[name]; ok {
		return own
	}
	for parent := name; ; {
		end := strings.LastIndex(parent, ".")
		if end < 0 {
			return loggerLevel{Level: t.set[rootLogger].Level}
		}
		parent = parent[:end]
		if above, ok := t.set[parent]; ok {
			return loggerLevel{Level: above.Level}
		}
	}
}

// setLevel sets the level of a logger and of all whose name begins like it. It
// returns those concerned: from 4.0 on only those whose level has changed.
func (t *loggerTable) setLevel(name, level string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if strings.EqualFold(name, rootLogger) {
		name = ""
	} else {
		t.known[name] = true
	}
	now := time.Now().UnixMilli()
	concerned := []string{}
	for _, logger := range slices.Sorted(maps.Keys(t.known)) {
		if !strings.HasPrefix(logger, name) {
			continue
		}
		before := t.effective(logger)
		if before.Level != level || before.LastModified == nil && t.set[logger].Level != level {
			t.set[logger] = loggerLevel{level, &now}
		}
		if before.Level != level || !t.release.atLeast(4, 0) {
			concerned = append(concerned, logger)
		}
	}
	return concerned
}

func (w *connectWorker) listLoggers(rw http.ResponseWriter, _ *http.Request) error {
	return writeJSON(rw, http.StatusOK, w.loggers.all())
}

func (w *connectWorker) getLogger(rw http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("logger")
	level, ok := w.loggers.get(name)
	if !ok {
		return connectFailure(http.StatusNotFound, "Logger %s not found.", name)
	}
	return writeJSON(rw, http.StatusOK, level)
}

var logLevels = []string{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF", "ALL"}

// setLoggerLevel sets a level on this worker, or later on every worker. A scope
// that is unknown means this worker.
func (w *connectWorker) setLoggerLevel(rw http.ResponseWriter, r *http.Request) error {
	request, err := readTextMap(r)
	if err != nil {
		return err
	}
	if request["level"] == nil {
		return connectFailure(http.StatusBadRequest, "Desired 'level' parameter was not specified in request.")
	}
	level := strings.ToUpper(*request["level"])
	if !slices.Contains(logLevels, level) {
		return connectFailure(http.StatusNotFound, "invalid log level '%s'.", *request["level"])
	}
	name := r.PathValue("logger")
	if strings.EqualFold(r.URL.Query().Get("scope"), "cluster") {
		w.background(func() { w.loggers.setLevel(name, level) })
		rw.WriteHeader(http.StatusNoContent)
		return nil
	}
	return writeJSON(rw, http.StatusOK, w.loggers.setLevel(name, level))
}
