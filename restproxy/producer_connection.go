package restproxy

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"
)

// writeBytes is how much is written at once, if there is as much: what
// net/http reads from a body.
const writeBytes = 32 << 10

// connection is the body of one streaming request. net/http reads from it what
// is then sent. All but closed is guarded by the lock of its stream.
type connection struct {
	stream *produceStream
	timer  *time.Timer   // of Read alone
	wake   chan struct{} // tells Read to look again
	close  sync.Once
	closed chan struct{}
	ctx    context.Context
	cancel context.CancelCauseFunc

	answered bool // the answer has begun
	refused  bool // the last result says that the record could not be read
	refusing bool // the proxy takes no further record
	full     bool // the next record waits for the result of another one
	ended    bool // nothing more is written
	written  time.Time
	expires  time.Time
}

var errConnectionClosed = errors.New("the connection is closed")

// Read returns the next records, as soon as there are enough of them or the
// first has lingered, white space when there was nothing for too long, and
// io.EOF when the connection takes no more.
func (c *connection) Read(p []byte) (int, error) {
	for {
		n, wait, err := c.next(p)
		if n > 0 || err != nil {
			return n, err
		}
		if c.timer == nil {
			c.timer = time.NewTimer(wait)
		} else {
			c.timer.Reset(wait)
		}
		select {
		case <-c.wake:
		case <-c.timer.C:
		case <-c.closed:
			return 0, errConnectionClosed
		}
	}
}

// Close ends a Read that waits.
func (c *connection) Close() error {
	c.close.Do(func() { close(c.closed) })
	return nil
}

// next fills p, or says how long there is nothing to fill it with.
func (c *connection) next(p []byte) (n int, wait time.Duration, err error) {
	s := c.stream
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.current != c {
		return 0, 0, errConnectionClosed
	}
	between := s.queue.partial == 0
	if between && c.isOver(now) {
		c.ended = true
		c.leave()
		return 0, 0, io.EOF
	}
	wait = c.holdBack(now, len(p))
	blank := c.written.Add(c.silence()).Sub(now)
	switch {
	case wait == 0:
		n = s.queue.read(p, c.limit())
		s.since = now
	case between && blank <= 0:
		p[0] = '\n'
		n = 1
	}
	if n > 0 {
		c.written = now
		return n, 0, nil
	}
	return 0, max(minWait, min(wait, blank, c.expires.Sub(now))), nil
}

const (
	// minWait is the shortest wait for something to write.
	minWait = time.Millisecond / 2
	// maxSilence is how long nothing is written before the answer has begun:
	// net/http reports a connection that is lost then when it writes again.
	maxSilence = 100 * time.Millisecond
)

// silence is after what time white space is written.
func (c *connection) silence() time.Duration {
	if !c.answered {
		return min(maxSilence, c.stream.producer.options.KeepAlive)
	}
	return c.stream.producer.options.KeepAlive
}

// endGrace is how long the end of an answer is waited for that has nothing more
// to say.
const endGrace = time.Second

// leave gives the connection up in a while if it has nothing left to tell.
func (c *connection) leave() {
	if c.ended && c.stream.queue.begun() == 0 {
		time.AfterFunc(endGrace, func() { c.cancel(nil) })
	}
}

// isOver reports whether the connection takes no further record.
func (c *connection) isOver(now time.Time) bool {
	p := c.stream.producer
	return c.refusing || now.After(c.expires) || c.stream.queue.unsent() == 0 && p.closing.Load()
}

// forever is a wait for a signal.
const forever = time.Duration(1<<63 - 1)

// holdBack is how long records are held back, be it that there are none.
func (c *connection) holdBack(now time.Time, size int) time.Duration {
	s := c.stream
	unsent := s.queue.unsent()
	switch {
	case s.queue.partial > 0:
		return 0
	case unsent == 0:
		return forever
	case s.queue.sent >= c.limit():
		c.full = true
		return forever
	case now.Before(s.pace.pausedUntil):
		return s.pace.pausedUntil.Sub(now)
	case unsent < size && s.producer.flushing.Load() == 0:
		return max(0, s.since.Add(s.producer.options.Linger).Sub(now))
	}
	return 0
}

// limit is how many records may be without an outcome. Before the answer begins
// it is one, of which older proxies need the result to begin it.
func (c *connection) limit() int {
	if !c.answered {
		return 1
	}
	return c.stream.pace.window
}

// pace slows a stream down that is refused for its rate, as TCP does: it
// pauses, sends half as much before it waits for results, and then gathers
// speed again record by record.
type pace struct {
	window, limit int // records without a result
	pause         time.Duration
	pausedUntil   time.Time
	ignore        int // results of records that were sent before the pause
}

const (
	minPause = 50 * time.Millisecond
	maxPause = 2 * time.Second
)

func newPace(limit int) pace { return pace{window: limit, limit: limit} }

// result is told of each result, and how many records wait for theirs. Those
// of them that were sent before a pause say nothing new.
func (p *pace) result(tooFast bool, sent int) {
	switch {
	case p.ignore > 0:
		p.ignore--
	case tooFast:
		p.ignore = sent
		p.window = max(1, min(p.window, sent)/2)
		p.pause = min(max(minPause, 2*p.pause), maxPause)
		p.pausedUntil = time.Now().Add(p.pause)
	default:
		p.pause = 0
		p.window = min(p.window+1, p.limit)
	}
}

// endsStream reports whether the proxy has stopped reading the stream. Only the
// text tells.
func (i *produceItem) endsStream() bool {
	return i.ErrorCode == CodeBadRequest && strings.HasPrefix(i.Message, "Bad Request: Error processing")
}

// isIdle reports whether it has because nothing came.
func (i *produceItem) isIdle() bool { return strings.Contains(i.Message, "Idle timeout expired") }
