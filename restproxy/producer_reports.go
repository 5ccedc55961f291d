package restproxy

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/kafkarest/kafkarest-go"
)

// report is an outcome that waits for its callback, and the room that its
// record takes until then.
type report struct {
	done           func(ProduceOutcome)
	outcome        ProduceOutcome
	records, bytes int64
}

// reporter calls the callbacks of records, one after the other. It has a
// goroutine only while there are some to call.
type reporter struct {
	producer *Producer

	mu      sync.Mutex
	pending []report
	running bool

	// Those of the goroutine alone.
	batch  []report
	called int // of batch
}

// add has a report made after those that were added before.
func (r *reporter) add(report report) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = append(r.pending, report)
	if !r.running {
		r.running = true
		go r.run()
	}
}

// run reports until nothing is left. A callback that panics or ends its
// goroutine takes no other one with it: what it left goes on elsewhere.
func (r *reporter) run() {
	calling := false
	defer func() {
		if !calling {
			return
		}
		if v := recover(); v != nil {
			r.producer.callbackPanicked(v)
		}
		r.producer.reported()
		go r.run()
	}()
	for r.next() {
		report := &r.batch[r.called]
		r.called++
		r.producer.settle(report)
		calling = true
		if report.done != nil {
			report.done(report.outcome)
		}
		calling = false
		r.producer.reported()
	}
}

// next reports whether there is another report, which is then the next one of
// the batch.
func (r *reporter) next() bool {
	if r.called < len(r.batch) {
		return true
	}
	clear(r.batch)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batch, r.pending, r.called = r.pending, r.batch[:0], 0
	r.running = len(r.batch) > 0
	return r.running
}

// settle counts an outcome and gives its room to other records.
func (p *Producer) settle(report *report) {
	switch err := report.outcome.Err; {
	case err == nil:
		p.delivered.Add(1)
		p.sentBytes.Add(report.bytes)
	case errors.Is(err, kafkarest.ErrOutcomeUnknown):
		p.unknown.Add(1)
	default:
		p.failed.Add(1)
	}
	if report.bytes > 0 {
		p.bytes.Release(report.bytes)
	}
	if report.records > 0 {
		p.records.Release(report.records)
	}
}

// callbackPanicked keeps the first panic of a callback for Close, and logs
// every one.
func (p *Producer) callbackPanicked(v any) {
	p.log.Error("kafkarest producer: a callback panicked", "topic", p.topic, "panic", v, "stack", string(debug.Stack()))
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.panicked == nil {
		p.panicked = fmt.Errorf("a callback of a producer panicked: %v", v)
	}
}

func (p *Producer) callbackPanic() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.panicked
}
