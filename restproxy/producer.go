package restproxy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ProducerOptions are the optional inputs of NewProducer.
type ProducerOptions struct {
	// Connections is how many connections are kept. Zero is 1. The records
	// of one key keep to one of them, and so to their order, as do those
	// without a key for one partition.
	Connections int
	// MaxBufferedRecords bounds the records that have no outcome yet. Zero is
	// 10,000. Produce waits when it is reached. It is also how many records
	// one lost connection can leave unknown at most.
	MaxBufferedRecords int
	// MaxBufferedBytes bounds the same records by the bytes of JSON that they
	// are sent as. Zero is 64 MiB. A longer record is sent alone.
	MaxBufferedBytes int
	// Linger is how long a record waits for others that are written together
	// with it. Zero is 1 millisecond; a negative one waits not at all.
	Linger time.Duration
	// KeepAlive is the silence after which white space is written, so that
	// the proxy does not end the stream, as it does after 30 seconds. Zero is
	// 10 seconds.
	KeepAlive time.Duration
	// Timeout bounds how long records wait while nothing becomes of any: the
	// connection is given up then, and what has not been sent fails. Zero is
	// 150 seconds; Kafka's own producer, which the proxy uses, takes up to 120.
	Timeout time.Duration
	// MaxAge is the age at which a connection is replaced between two records.
	// Zero is 23 hours; the proxy's own limit is 24.
	MaxAge time.Duration
	// Resend sends records again whose outcome is unknown, up to
	// Config.Retry.MaxAttempts times in all. A record may then be written more
	// than once, and after others that were produced later.
	Resend bool
}

func (o ProducerOptions) check() error {
	switch {
	case o.Connections < 0:
		return fmt.Errorf("ProducerOptions.Connections is negative: %d", o.Connections)
	case o.MaxBufferedRecords < 0 || o.MaxBufferedBytes < 0:
		return errors.New("ProducerOptions has a negative bound of what is buffered")
	case o.KeepAlive < 0 || o.Timeout < 0 || o.MaxAge < 0:
		return errors.New("ProducerOptions has a negative duration")
	}
	return nil
}

func (o ProducerOptions) withDefaults() ProducerOptions {
	o.Connections = cmp.Or(o.Connections, 1)
	o.MaxBufferedRecords = cmp.Or(o.MaxBufferedRecords, 10_000)
	o.MaxBufferedBytes = cmp.Or(o.MaxBufferedBytes, 64<<20)
	o.Linger = cmp.Or(o.Linger, time.Millisecond)
	o.KeepAlive = cmp.Or(o.KeepAlive, 10*time.Second)
	o.Timeout = cmp.Or(o.Timeout, 150*time.Second)
	o.MaxAge = cmp.Or(o.MaxAge, 23*time.Hour)
	return o
}

// A ProduceOutcome is what became of one record. Each has exactly one outcome:
//
//   - delivered: Err is nil, and ProduceResult says where the record is;
//   - failed: Err says why, and the record is not in Kafka;
//   - unknown: Err is [kafkarest.ErrOutcomeUnknown], and the record may be in
//     Kafka: the connection broke before the proxy answered, or Kafka did not
//     answer the proxy in time.
type ProduceOutcome struct {
	ProduceResult
	// Err is why the record was not delivered, nil if it was.
	Err error
}

// ProducerStats are the figures of a [Producer] since it was made.
type ProducerStats struct {
	// Delivered, Failed and Unknown count the records by their outcome.
	Delivered, Failed, Unknown int64
	// Bytes are those of the records delivered, as JSON.
	Bytes int64
	// Buffered counts the records that have no outcome yet, those that wait
	// for room included.
	Buffered int64
	// Connections counts the streams that were opened, Reconnects those among
	// them that replaced one which broke or which the proxy ended.
	Connections, Reconnects int64
}

// A Producer writes records to one topic over connections that it keeps open:
// the streaming mode of the proxy. It is safe for concurrent use.
//
// Nothing is sent twice that may have been taken, unless
// [ProducerOptions].Resend is set. What is known not to have been taken, as the
// connection ended before it, is sent over the next one. A record that the
// proxy refuses for its rate, [kafkarest.ErrTooManyRequests], has failed, and
// the producer sends more slowly for a while.
//
// A record for a topic that does not exist holds up those behind it for a
// minute, as the proxy waits for the topic: look with [Cluster.GetTopic] first,
// which also tells whether the cluster is the right one. Open-source proxies do
// not look at its identifier when records are written.
type Producer struct {
	cluster  *Cluster
	topic    string
	options  ProducerOptions
	attempts int // of sending a record with an unknown outcome, in all
	log      *slog.Logger

	records, bytes *semaphore.Weighted // the room for what has no outcome yet
	streams        []*produceStream
	turn           atomic.Uint32 // of the streams for records without a key
	seed           maphash.Seed
	refusals       *reporter

	ctx      context.Context // of the connections
	cancel   context.CancelCauseFunc
	closing  atomic.Bool
	flushing atomic.Int32 // callers that wait for all records

	mu       sync.Mutex
	changed  sync.Cond // working, or buffered to zero
	working  int       // streams with a connection or with records
	panicked error     // of a callback, the first

	buffered                              atomic.Int64 // records that have not been reported
	delivered, failed, unknown, sentBytes atomic.Int64
	connections, reconnects               atomic.Int64
}

// NewProducer makes a producer of records to the topic. It sends nothing: a
// connection is opened for the first record. The producer must be closed.
//
// It is described with "Streaming mode" of Produce Records in Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) NewProducer(topic string, options *ProducerOptions) (*Producer, error) {
	const newProducer = "NewProducer"
	o := rest.ValueOf(options)
	if err := o.check(); err != nil {
		return nil, c.client.rest.Refuse(newProducer, err.Error())
	}
	r := c.streamRequest(topic)
	if err := r.Refusal(c.client.rest); err != nil {
		return nil, rest.Named(newProducer, err)
	}
	p := &Producer{
		cluster:  c,
		topic:    topic,
		options:  o.withDefaults(),
		attempts: 1,
		log:      c.client.rest.Logger(),
		seed:     maphash.MakeSeed(),
	}
	if o.Resend {
		p.attempts = c.client.rest.MaxAttempts()
	}
	p.changed.L = &p.mu
	p.ctx, p.cancel = context.WithCancelCause(context.Background())
	p.records = semaphore.NewWeighted(int64(p.options.MaxBufferedRecords))
	p.bytes = semaphore.NewWeighted(int64(p.options.MaxBufferedBytes))
	p.refusals = &reporter{producer: p}
	for range p.options.Connections {
		p.streams = append(p.streams, newProduceStream(p))
	}
	return p, nil
}

// streamRequest is the request of which a connection's records are the body.
func (c *Cluster) streamRequest(topic string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&produceOperation, c.id, topic)
}

// produceOperation is ProduceOne with a body that goes on.
var produceOperation = func() rest.Operation {
	op := produceOneOperation
	op.Name = "Produce"
	return op
}()

// Produce sends a record and reports its outcome to done, which may be nil. It
// returns when the record is buffered: it waits while the buffer is full, until
// ctx ends. Once the record is buffered, ctx matters no more.
//
// done is called exactly once, on another goroutine: for the records of one key
// one after the other, in their order. Calls for other keys and for records
// that could not be buffered may run at the same time, so what they share needs
// a lock. A call of done holds up those after it. One that waits for the
// producer waits for itself: it must not call ProduceSync, Flush or Close, and
// Produce only with a context that ends.
func (p *Producer) Produce(ctx context.Context, record Record, done func(ProduceOutcome)) {
	report := report{done: done}
	if err := p.buffer(ctx, &record, &report); err != nil {
		report.outcome.Err = err
		p.refusals.add(report)
	}
}

// buffer hands the record to a stream once there is room for it. If it fails,
// what room the record got is noted in the report, whose callback is still to
// be called.
func (p *Producer) buffer(ctx context.Context, record *Record, report *report) error {
	p.buffered.Add(1)
	if err := p.acquire(ctx, p.records, 1); err != nil {
		return err
	}
	report.records = 1
	buffer := encodings.Get().(*[]byte)
	defer encodings.Put(buffer)
	form, err := record.appendTo((*buffer)[:0])
	if err != nil {
		return api.Refuse(produceOperation.Name, err.Error())
	}
	*buffer = form
	size := min(int64(len(form)), int64(p.options.MaxBufferedBytes))
	if err := p.acquire(ctx, p.bytes, size); err != nil {
		return err
	}
	report.bytes = size
	s, err := p.route(record)
	if err != nil {
		return api.Refuse(produceOperation.Name, err.Error())
	}
	s.add(form, report.done, size)
	return nil
}

// encodings are the buffers that records are encoded in, outside of any lock:
// the encoding of a value may be the caller's own code.
var encodings = sync.Pool{New: func() any { return new([]byte) }}

// acquire takes n of the room. It waits until there is as much, ctx ends or
// the producer is closed.
func (p *Producer) acquire(ctx context.Context, room *semaphore.Weighted, n int64) error {
	err := ctx.Err()
	if err == nil && !room.TryAcquire(n) {
		waiting, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		defer context.AfterFunc(p.ctx, func() { cancel(ErrProducerClosed) })()
		err = room.Acquire(waiting, n)
		if cause := context.Cause(waiting); err != nil && cause != nil {
			err = cause
		}
	}
	if err != nil {
		return api.Error(produceOperation.Name, "the record was not buffered", err)
	}
	if p.closing.Load() {
		room.Release(n)
		return api.Error(produceOperation.Name, "the record was not buffered", ErrProducerClosed)
	}
	return nil
}

// route chooses the stream of a record.
func (p *Producer) route(record *Record) (*produceStream, error) {
	var hash uint64
	switch {
	case len(p.streams) == 1:
	case record.Key.form != absent:
		key, err := record.Key.appendMember(nil, "")
		if err != nil {
			return nil, err
		}
		hash = maphash.Bytes(p.seed, key)
	case record.Partition != nil:
		hash = uint64(*record.Partition)
	default:
		hash = uint64(p.turn.Add(1))
	}
	return p.streams[hash%uint64(len(p.streams))], nil
}

// ProduceSync sends records and waits for their outcomes, which it returns in
// the order of the records. The error is a [kafkarest.PartialError] of those
// that were not delivered. When ctx ends first, the outcome of what has been
// buffered is unknown.
func (p *Producer) ProduceSync(ctx context.Context, records ...Record) ([]ProduceOutcome, error) {
	var (
		mu       sync.Mutex
		outcomes = make([]ProduceOutcome, len(records))
		reported = make([]bool, len(records))
		left     = len(records)
		all      = make(chan struct{})
	)
	if left == 0 {
		return nil, nil
	}
	defer p.hurry()()
	for i := range records {
		report := report{done: func(outcome ProduceOutcome) {
			mu.Lock()
			defer mu.Unlock()
			outcomes[i], reported[i] = outcome, true
			if left--; left == 0 {
				close(all)
			}
		}}
		if err := p.buffer(ctx, &records[i], &report); err != nil {
			report.outcome.Err = err
			p.settle(&report)
			report.done(report.outcome)
			p.reported()
		}
	}
	select {
	case <-all:
	case <-ctx.Done():
	}
	mu.Lock()
	defer mu.Unlock()
	result, errs := make([]ProduceOutcome, len(records)), make([]error, len(records))
	for i := range result {
		if result[i] = outcomes[i]; !reported[i] {
			e := api.Error(produceOperation.Name, "the record was buffered, but not waited for", context.Cause(ctx))
			e.OutcomeUnknown = true
			result[i].Err = e
		}
		errs[i] = result[i].Err
	}
	return result, rest.Partial("ProduceSync", errs)
}

// Flush sends what is buffered without delay, and waits until every record has
// its outcome and has been reported, those that other goroutines produce in the
// meantime included. The error is that of ctx; what became of the records is in
// their reports and in [Producer.Stats].
func (p *Producer) Flush(ctx context.Context) error {
	defer p.hurry()()
	if !p.wait(ctx, func() bool { return p.buffered.Load() == 0 }) {
		return api.Error("Flush", fmt.Sprintf("%d records have no outcome yet", p.buffered.Load()), context.Cause(ctx))
	}
	return nil
}

// hurry makes the streams send without lingering until the function that it
// returns is called.
func (p *Producer) hurry() (done func()) {
	p.flushing.Add(1)
	for _, s := range p.streams {
		s.hurry()
	}
	return func() { p.flushing.Add(-1) }
}

// closingGrace is how long Close waits, once ctx has ended, for the callbacks
// of what it gives up.
const closingGrace = time.Second

// Close sends what is buffered, waits for the outcomes and ends the
// connections. When ctx ends first the connections are cut: what has not been
// sent has failed, the outcome of the rest is unknown, all of it is reported,
// and the error says so, after another second at most in which the callbacks
// are called. Records that are produced later fail with [ErrProducerClosed].
// Another Close does nothing.
//
// A nil error does not say that all records were delivered: what became of them
// is in their reports and in [Producer.Stats]. An error tells, too, of a
// callback that panicked.
func (p *Producer) Close(ctx context.Context) error {
	p.closing.Store(true)
	defer p.hurry()()
	if p.wait(ctx, p.isDone) {
		p.cancel(ErrProducerClosed)
		return p.callbackPanic()
	}
	cause := context.Cause(ctx)
	unsent, unknown := 0, 0
	for _, s := range p.streams {
		a, b := s.abandon(cause)
		unsent, unknown = unsent+a, unknown+b
	}
	p.cancel(ErrProducerClosed)
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingGrace)
	defer cancel()
	message := fmt.Sprintf("%d of the records were not sent, %d have no known outcome", unsent, unknown)
	if !p.wait(grace, p.isDone) {
		message += ", and a callback has not returned"
	}
	e := api.Error("Close", message, cause)
	e.OutcomeUnknown = unknown > 0
	return errors.Join(e, p.callbackPanic())
}

// isDone reports whether there is nothing to wait for.
func (p *Producer) isDone() bool { return p.working == 0 && p.buffered.Load() == 0 }

// work adds n to the number of streams at work.
func (p *Producer) work(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.working += n
	p.changed.Broadcast()
}

// reported counts a record whose callback has returned.
func (p *Producer) reported() {
	if p.buffered.Add(-1) == 0 {
		p.work(0)
	}
}

// wait waits until the condition holds, and reports whether it does; it is
// false when ctx ended first.
func (p *Producer) wait(ctx context.Context, condition func() bool) bool {
	defer context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.changed.Broadcast()
	})()
	p.mu.Lock()
	defer p.mu.Unlock()
	for !condition() {
		if ctx.Err() != nil {
			return false
		}
		p.changed.Wait()
	}
	return true
}

// Stats returns the producer's figures.
func (p *Producer) Stats() ProducerStats {
	return ProducerStats{
		Delivered:   p.delivered.Load(),
		Failed:      p.failed.Load(),
		Unknown:     p.unknown.Load(),
		Bytes:       p.sentBytes.Load(),
		Buffered:    p.buffered.Load(),
		Connections: p.connections.Load(),
		Reconnects:  p.reconnects.Load(),
	}
}

// Format writes where the producer sends to, whatever the verb.
func (p *Producer) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "restproxy.Producer(%s of %v)", p.topic, p.cluster.client.rest)
}
