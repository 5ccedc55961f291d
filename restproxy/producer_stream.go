package restproxy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// produceStream is one of a producer's streams of records: a queue, and one
// connection after the other that sends it. It has a goroutine only while it
// has records or a connection.
type produceStream struct {
	producer *Producer
	reports  reporter

	mu       sync.Mutex
	queue    recordQueue
	since    time.Time   // when the first of the unsent records came
	progress time.Time   // of the last outcome, or of the first record after none
	current  *connection // nil between connections
	pace     pace
	running  bool
	closed   bool             // records are not taken anymore
	opened   bool             // there was a connection before
	failures int              // connections in a row that brought nothing
	failure  *kafkarest.Error // of the last of them
}

func newProduceStream(p *Producer) *produceStream {
	s := &produceStream{producer: p, pace: newPace(p.options.MaxBufferedRecords)}
	s.reports.producer = p
	return s
}

// add appends a record.
func (s *produceStream) add(form []byte, done func(ProduceOutcome), size int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		s.settle(queued{done: done, size: size}, ProduceOutcome{Err: api.Error(produceOperation.Name, "the record was not sent", ErrProducerClosed)})
		return
	}
	before := s.queue.unsent()
	if before == 0 {
		s.since = time.Now()
	}
	if s.queue.size == 0 {
		s.progress = time.Now()
	}
	s.queue.push(queued{form: s.queue.copyOf(form), done: done, size: size})
	if !s.running {
		s.running = true
		s.producer.work(+1)
		go s.run()
	}
	if before == 0 || before < writeBytes && s.queue.unsent() >= writeBytes {
		s.signal()
	}
}

// signal has the writer of the connection look again for what there is to do.
func (s *produceStream) signal() {
	if s.current == nil {
		return
	}
	select {
	case s.current.wake <- struct{}{}:
	default:
	}
}

// hurry is signal for callers without the lock.
func (s *produceStream) hurry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signal()
}

// run serves one connection after the other until no record waits.
func (s *produceStream) run() {
	defer s.producer.work(-1)
	for s.goOn() {
		if s.failures > 0 {
			s.backOff()
		}
		if failure := s.serve(); failure != nil && !s.mayPass(failure) {
			s.fail(failure)
		}
	}
}

// goOn reports whether records wait for a connection, and ends the run if none
// do.
func (s *produceStream) goOn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = s.queue.size > 0
	return s.running
}

// backOff waits after a failure, unless the producer is closed.
func (s *produceStream) backOff() {
	wait := time.NewTimer(s.producer.cluster.client.rest.Backoff(s.failures, s.failure))
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-s.producer.ctx.Done():
	}
}

// mayPass reports whether another connection may do better than the one that
// ended with the failure.
func (s *produceStream) mayPass(failure *kafkarest.Error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures++
	s.failure = failure
	if time.Since(s.progress) >= s.producer.options.Timeout {
		return false
	}
	return failure.StatusCode/100 == 2 || failure.StatusCode == http.StatusInternalServerError ||
		errors.Is(failure, kafkarest.ErrUnavailable) || errors.Is(failure, kafkarest.ErrTooManyRequests)
}

// serve opens a connection and stays with it to its end. The failure is nil if
// that was orderly.
func (s *produceStream) serve() *kafkarest.Error {
	p := s.producer
	ctx, cancel := context.WithCancelCause(p.ctx)
	defer cancel(nil)
	defer s.watch(cancel)()
	// A writer that waits keeps net/http from seeing that the context has
	// ended.
	defer context.AfterFunc(ctx, func() { s.stopWriting(ctx) })()
	c := p.cluster
	answer, err := rest.OpenStream(ctx, c.client.rest, c.streamRequest(p.topic), func() io.ReadCloser { return s.connect(ctx, cancel) })
	if err != nil {
		failure := err.(*kafkarest.Error)
		s.disconnect(failure, failure.OutcomeUnknown)
		return failure
	}
	defer answer.Close()
	p.opened(s.failures > 0 && s.opened)
	s.opened = true
	failure := s.read(answer)
	s.disconnect(failure, true)
	if failure != nil {
		p.log.Warn("kafkarest producer: the connection is lost", "topic", p.topic, "error", failure.Error())
	}
	return failure
}

// stopWriting ends the writer of the connection that ctx is of, if it is still
// there.
func (s *produceStream) stopWriting(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil && s.current.ctx == ctx {
		_ = s.current.Close()
	}
}

// opened counts a connection.
func (p *Producer) opened(again bool) {
	p.connections.Add(1)
	if again {
		p.reconnects.Add(1)
	}
	p.log.Debug("kafkarest producer: connected", slog.String("topic", p.topic))
}

// watch cancels the connection when records wait and nothing becomes of any
// for too long. It ends when the function is called that it returns.
func (s *produceStream) watch(cancel context.CancelCauseFunc) (stop func()) {
	timeout := s.producer.options.Timeout
	ended := make(chan struct{})
	s.mu.Lock()
	defer s.mu.Unlock()
	var timer *time.Timer
	timer = time.AfterFunc(timeout, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		left := timeout
		if s.queue.size > 0 {
			left -= time.Since(s.progress)
		}
		select {
		case <-ended:
		default:
			if left <= 0 {
				cancel(rest.Stalled(timeout))
				return
			}
			timer.Reset(left)
		}
	})
	return func() {
		close(ended)
		timer.Stop()
	}
}

// connect makes the body of the next connection. What the one before has sent
// was not taken.
func (s *produceStream) connect(ctx context.Context, cancel context.CancelCauseFunc) *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil {
		_ = s.current.Close()
	}
	s.queue.rewind()
	s.pace.ignore = 0
	now := time.Now()
	s.current = &connection{
		stream:  s,
		ctx:     ctx,
		cancel:  cancel,
		wake:    make(chan struct{}, 1),
		closed:  make(chan struct{}),
		written: now,
		expires: now.Add(s.producer.options.MaxAge),
	}
	return s.current
}

// disconnect ends the connection. Of what it has sent without an outcome the
// outcome is unknown, unless it is known that nothing of it was taken; that,
// and what has not been sent, is left to the next connection.
func (s *produceStream) disconnect(failure *kafkarest.Error, maybeTaken bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.current
	if c == nil {
		return // it ended in order, or was refused before it began
	}
	s.current = nil
	_ = c.Close()
	if !maybeTaken || c.refusing {
		s.queue.rewind()
		return
	}
	var again []queued
	for s.queue.sent > 0 {
		record := s.queue.pop()
		if record.sent < s.producer.attempts {
			again = append(again, record)
			continue
		}
		s.settle(record, ProduceOutcome{Err: lost(failure)})
		if c.answered {
			s.progress = time.Now()
		}
	}
	s.queue.rewind()
	for i := len(again) - 1; i >= 0; i-- {
		s.queue.pushFront(again[i])
	}
}

// lost is the error of a record whose connection ended before its result.
func lost(failure *kafkarest.Error) *kafkarest.Error {
	e := *failure
	e.OutcomeUnknown = true
	return &e
}

// read reads the results until the answer ends.
func (s *produceStream) read(answer *rest.Stream) *kafkarest.Error {
	c := s.begun()
	var item produceItem
	for {
		item = produceItem{}
		switch err := answer.Next(&item); {
		case err != nil && s.endInOrder(c, err):
			return nil
		case err == io.EOF:
			return answer.Failure("the proxy ended the stream", io.ErrUnexpectedEOF)
		case err != nil:
			return err.(*kafkarest.Error)
		}
		if wrong := s.result(c, &item); wrong != "" {
			return answer.Failure(wrong, nil)
		}
	}
}

// begun notes that the answer has begun, so that nothing is held back anymore.
func (s *produceStream) begun() *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current.answered = true
	s.signal()
	return s.current
}

// endInOrder ends the connection if the end of the answer leaves nothing open.
func (s *produceStream) endInOrder(c *connection, err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.begun() > 0 || err != io.EOF && !c.ended {
		return false
	}
	_ = c.Close()
	s.current = nil
	return true
}

// result settles the oldest record that was sent with what the proxy says of
// it. It returns what is wrong with the answer, if anything is.
func (s *produceStream) result(c *connection, item *produceItem) (wrong string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	end := item.endsStream()
	switch {
	case c.refusing:
		// Whatever is said now is about nothing that was taken.
		return ""
	case end || item.ErrorCode == CodeStreamExpired:
		c.refusing = true
		s.signal()
		// A broken record can be answered twice, and then by its second answer
		// the one behind it would seem to be at fault.
		if end && !item.isIdle() && !c.refused && s.queue.begun() > 0 {
			s.finish(c, item)
		}
		return ""
	case s.queue.sent == 0:
		return "the proxy answered a record that it was not sent"
	case item.ErrorCode == 0 && !item.isSuccess():
		return "an item of the answer says nothing of a record"
	}
	c.refused = item.ErrorCode == CodeBadRequest
	s.finish(c, item)
	return ""
}

// finish takes the oldest record and reports what the proxy says of it.
func (s *produceStream) finish(c *connection, item *produceItem) {
	s.progress, s.failures = time.Now(), 0
	record := s.queue.pop()
	c.leave()
	if c.full {
		c.full = false
		s.signal()
	}
	if item.isSuccess() {
		s.pace.result(false, s.queue.sent)
		s.settle(record, ProduceOutcome{ProduceResult: item.ProduceResult})
		return
	}
	failure := itemError(produceOperation.Name, "the record", item.ErrorCode, item.Message)
	s.pace.result(errors.Is(failure, kafkarest.ErrTooManyRequests), s.queue.sent)
	if failure.OutcomeUnknown && record.sent < s.producer.attempts {
		s.queue.push(record)
		s.signal()
		return
	}
	s.settle(record, ProduceOutcome{Err: failure})
}

// settle reports the outcome of a record that has left the queue.
func (s *produceStream) settle(record queued, outcome ProduceOutcome) {
	s.reports.add(report{done: record.done, outcome: outcome, records: 1, bytes: record.size})
}

// fail gives up all records, none of which was taken.
func (s *produceStream) fail(failure *kafkarest.Error) {
	e := *failure
	e.OutcomeUnknown = false
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.queue.size > 0 {
		s.settle(s.queue.pop(), ProduceOutcome{Err: &e})
	}
	s.queue.rewind()
}

// abandon gives up all records because of cause, and reports how many of them
// were not sent and of how many the outcome is unknown.
func (s *produceStream) abandon(cause error) (unsent, unknown int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	unknown = s.queue.sent
	if s.current == nil || s.current.refusing {
		unknown = 0
	}
	unsent = s.queue.size - unknown
	maybeSent := api.Error(produceOperation.Name, "the producer was closed before the record was answered", fmt.Errorf("%w: %w", ErrProducerClosed, cause))
	maybeSent.OutcomeUnknown = true
	notSent := api.Error(produceOperation.Name, "the producer was closed before the record was sent", fmt.Errorf("%w: %w", ErrProducerClosed, cause))
	for i := 0; s.queue.size > 0; i++ {
		err := notSent
		if i < unknown {
			err = maybeSent
		}
		s.settle(s.queue.pop(), ProduceOutcome{Err: err})
	}
	s.queue.rewind()
	return unsent, unknown
}
