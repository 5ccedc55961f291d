package kafkaresttest

import (
	"cmp"
	"context"
	"fmt"
	"time"
)

// ConnectorType says which way the records of a connector go.
type ConnectorType string

// The values of ConnectorType.
const (
	ConnectorTypeSource ConnectorType = "source"
	ConnectorTypeSink   ConnectorType = "sink"
)

// ConnectorConfig is the definition of a config that a connector takes.
type ConnectorConfig struct {
	// Name is the key of the config.
	Name string

	// Type is BOOLEAN, STRING, INT, SHORT, LONG, DOUBLE, LIST, CLASS or PASSWORD.
	// Default STRING.
	Type string

	// Required says that there is no default.
	Required bool

	// Default is the value when none is given. Empty is none.
	Default string

	// Importance is HIGH, MEDIUM or LOW. Default MEDIUM.
	Importance string

	// Documentation says what the config does.
	Documentation string
}

// registeredVersion is the version of registered connectors.
const registeredVersion = "1.0.0"

// RegisterConnector installs a connector class on the Connect worker.
// Connectors of this class take the configs given beside those that the
// framework defines, have as many tasks as tasks.max says, and their tasks run
// without doing anything. A class that is installed already is replaced. Reset
// uninstalls it.
//
// It panics on an empty class or another kind.
func (s *Server) RegisterConnector(class string, kind ConnectorType, configs ...ConnectorConfig) {
	if class == "" || kind != ConnectorTypeSource && kind != ConnectorTypeSink {
		panic(fmt.Sprintf("kafkaresttest: connector class %q of kind %q", class, kind))
	}
	plugin := &connectPlugin{class: class, kind: string(kind), version: registeredVersion}
	for _, config := range configs {
		plugin.keys = append(plugin.keys, config.key())
	}
	w := s.connectWorker()
	w.update(func() {
		others := pluginTable{plugin}
		for _, p := range w.plugins {
			if p.class != class {
				others = append(others, p)
			}
		}
		w.plugins = others.sorted()
	})
}

func (c ConnectorConfig) key() configKey {
	k := configKey{
		name: c.Name, kind: cmp.Or(c.Type, "STRING"), required: c.Required,
		importance: cmp.Or(c.Importance, "MEDIUM"), documentation: c.Documentation,
	}
	if c.Default != "" && !c.Required {
		k.fallback = &c.Default
	}
	return k
}

func (s *Server) connectWorker() *connectWorker { return s.connectService().worker.Load() }

// FailTask makes a task of a connector FAILED, with a stack trace, once what
// the connector is doing has been done. It fails for a task that does not exist
// then.
func (s *Server) FailTask(connector string, task int, trace string) error {
	return s.connectWorker().failTask(s.ctx, connector, task, trace)
}

// FailConnector makes a connector itself FAILED, with a stack trace, once what
// it is doing has been done. Its tasks stay as they are. It fails for a
// connector that does not exist.
func (s *Server) FailConnector(connector, trace string) error {
	return s.connectWorker().failInstance(s.ctx, connector, trace)
}

// RebalanceConnect makes the Connect worker answer for a while as one whose
// group is about to rebalance: restarts and changes of offsets are 409, reads
// of a connector's configs and tasks are 500, and what else needs the worker
// waits. What connectors are doing goes on. 0 ends it.
func (s *Server) RebalanceConnect(d time.Duration) { s.connectWorker().rebalance.open(d) }

// RestartConnect makes the Connect worker answer as one that has just been
// started. At first every path is 404 with an HTML page; when installing is
// over, the health is 503, no connectors are listed and what needs the worker
// waits, until joining is over too. Connectors go on as before. 0 and 0 end it.
func (s *Server) RestartConnect(installing, joining time.Duration) {
	w := s.connectWorker()
	w.joining.open(installing + joining)
	w.installing.open(installing)
}

func (w *connectWorker) failTask(ctx context.Context, name string, task int, trace string) error {
	return w.failLater(ctx, name, func(c *connector) error {
		w.haltTask(c, task)
		w.mu.Lock()
		defer w.mu.Unlock()
		t, ok := c.tasks[task]
		if !ok {
			return fmt.Errorf("kafkaresttest: connector %q has no task %d", name, task)
		}
		t.reportedState = reportedState{stateFailed, trace}
		return nil
	})
}

func (w *connectWorker) failInstance(ctx context.Context, name, trace string) error {
	return w.failLater(ctx, name, func(c *connector) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		c.status = &reportedState{stateFailed, trace}
		return nil
	})
}

// failLater calls fail in the goroutine of a connector and waits for it.
func (w *connectWorker) failLater(ctx context.Context, name string, fail func(*connector) error) error {
	w.mu.Lock()
	c, ok := w.stored(name)
	if !ok {
		w.mu.Unlock()
		return fmt.Errorf("kafkaresttest: no connector %q", name)
	}
	var failure error
	done := w.enqueue(c, func() { failure = fail(c) })
	w.mu.Unlock()
	if err := w.await(ctx, done, "failing "+name); err != nil {
		return fmt.Errorf("kafkaresttest: %w", err)
	}
	return failure
}
