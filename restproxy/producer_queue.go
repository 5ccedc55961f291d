package restproxy

import "slices"

// queued is a record that waits for its outcome.
type queued struct {
	form []byte // as it is sent
	done func(ProduceOutcome)
	size int64 // of the room that it takes
	sent int   // how often
}

// recordQueue has the records that wait for their outcome, the oldest first.
// Those at its beginning have been sent.
type recordQueue struct {
	ring        []queued // its length is a power of two
	first, size int
	bytes       int // of all forms

	sent      int // records that were given to the connection as a whole
	partial   int // bytes of the next one that were given
	sentBytes int // of all of them
	segment   []byte
}

// segmentBytes is how much memory records share: one allocation serves many.
const segmentBytes = 64 << 10

func (q *recordQueue) at(i int) *queued { return &q.ring[(q.first+i)&(len(q.ring)-1)] }

// push appends a record.
func (q *recordQueue) push(r queued) {
	q.grow()
	*q.at(q.size) = r
	q.size++
	q.bytes += len(r.form)
}

// pushFront puts a record before all others. Nothing may have been sent.
func (q *recordQueue) pushFront(r queued) {
	q.grow()
	q.first = (q.first - 1) & (len(q.ring) - 1)
	*q.at(0) = r
	q.size++
	q.bytes += len(r.form)
}

func (q *recordQueue) grow() {
	if q.size < len(q.ring) {
		return
	}
	larger := make([]queued, max(64, 2*len(q.ring)))
	n := copy(larger, q.ring[q.first:])
	copy(larger[n:], q.ring[:q.first])
	q.ring, q.first = larger, 0
}

// pop takes the oldest record.
func (q *recordQueue) pop() queued {
	first := q.at(0)
	r := *first
	*first = queued{}
	q.first = (q.first + 1) & (len(q.ring) - 1)
	q.size--
	q.bytes -= len(r.form)
	switch {
	case q.sent > 0:
		q.sent--
		q.sentBytes -= len(r.form)
	case q.partial > 0:
		q.sentBytes -= q.partial
		q.partial = 0
	}
	return r
}

// begun reports how many records were given to the connection, if only in part.
func (q *recordQueue) begun() int { return q.sent + min(q.partial, 1) }

// unsent is the number of bytes that wait to be sent.
func (q *recordQueue) unsent() int { return q.bytes - q.sentBytes }

// rewind makes all records unsent.
func (q *recordQueue) rewind() { q.sent, q.partial, q.sentBytes = 0, 0, 0 }

// copyOf keeps the form of a record.
func (q *recordQueue) copyOf(form []byte) []byte {
	if len(form) > segmentBytes/4 {
		return slices.Clone(form)
	}
	if len(q.segment)+len(form) > cap(q.segment) {
		q.segment = make([]byte, 0, segmentBytes)
	}
	start := len(q.segment)
	q.segment = append(q.segment, form...)
	return q.segment[start:len(q.segment):len(q.segment)]
}

// read fills p with records that have not been sent, as far as limit of them
// are sent in all.
func (q *recordQueue) read(p []byte, limit int) int {
	n := 0
	for n < len(p) && q.sent < q.size && (q.sent < limit || q.partial > 0) {
		r := q.at(q.sent)
		copied := copy(p[n:], r.form[q.partial:])
		n += copied
		q.partial += copied
		if q.partial == len(r.form) {
			q.sent++
			q.partial = 0
			r.sent++
		}
	}
	q.sentBytes += n
	return n
}
