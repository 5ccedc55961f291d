package restproxyv2

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Poll returns the next records, in each partition in the order of their
// offsets; none if there were none for as long as a read waits, or while the
// group divides its partitions anew. It counts as having yielded them.
//
// An instance that is lost is replaced, and the records are those of the new
// one: see [ConsumerOptions].OnRecreate. A read that fails may have taken
// records that nobody has seen, as when its answer breaks off or its context
// ends; the next call begins with a new instance then, so that they are read
// again, and so it does where the instance's proxy could not be reached. The
// group gets all that it has not committed once more.
//
// A record that cannot be read in the consumer's format is [ErrUndecodable],
// again and again, and nothing that would be read with it is yielded, not the
// good records in front of it either: it is one of those that follow the
// Positions or, where there is none, what the group has committed. The example
// ErrUndecodable shows how to pass it: ReadAt in [FormatBinary] what follows in
// each partition, and then CommitOffsets, or Seek where partitions are
// assigned.
//
// What the caller may not read is [kafkarest.ErrForbidden]. From the Confluent
// REST Proxy for Apache Kafka.
func (c *Consumer) Poll(ctx context.Context, opts ...kafkarest.CallOption) ([]Record, error) {
	if err := c.fetch(ctx, pollOperation.Name, opts); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	records := c.fetched
	c.fetched = nil
	for i := range records {
		c.yielded(&records[i])
	}
	return records, nil
}

// The waits between reads that fail.
const (
	minPause = 250 * time.Millisecond
	maxPause = 30 * time.Second
)

// Records yields records as Poll returns them, until ctx ends. A record counts
// as yielded when the body of the loop begins with it. Those that were fetched
// and not yielded yet are kept for the next loop or Poll.
//
// Every call keeps the instance, so a loop that needs minutes for what one read
// gave should Commit meanwhile.
//
// A failure is yielded too, without a record. A loop that goes on reads again,
// after a pause that doubles up to 30 seconds. The end of ctx is the last
// failure: it is yielded once, and the loop ends by itself, as it does after a
// call that cannot be made, such as without a subscription.
// [ErrUndecodable] does not pass by going on alone: see Poll. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Consumer) Records(ctx context.Context, opts ...kafkarest.CallOption) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		pause := minPause
		for {
			record, ok := c.next(ctx)
			if ok {
				pause = minPause
				if !yield(record, nil) {
					return
				}
				continue
			}
			err := c.fetch(ctx, "Records", opts)
			if err == nil {
				continue
			}
			if !yield(Record{}, err) || ctx.Err() != nil || isRefusal(err) {
				return
			}
			wait(ctx, pause)
			pause = min(2*pause, maxPause)
		}
	}
}

// isRefusal reports whether nothing was sent because the call cannot be made.
func isRefusal(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return ok && failure.StatusCode == 0 && failure.Err == kafkarest.ErrInvalid
}

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// next takes one of the fetched records, which then counts as yielded. There is
// none once ctx has ended.
func (c *Consumer) next(ctx context.Context) (Record, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.fetched) == 0 || ctx.Err() != nil {
		return Record{}, false
	}
	record := c.fetched[0]
	c.fetched[0] = Record{} // for the garbage collector
	c.fetched = c.fetched[1:]
	c.yielded(&record)
	return record, true
}

// yielded notes that the caller has a record. c.mu is held.
func (c *Consumer) yielded(record *Record) {
	p := c.of(record.in())
	p.next = position{place: atOffset, offset: record.Offset + 1}
	p.commit, p.pending = record.Offset+1, true
}

// fetch reads the next records for an operation, unless some are left.
func (c *Consumer) fetch(ctx context.Context, operation string, opts []kafkarest.CallOption) error {
	if err := c.begin(ctx, operation); err != nil {
		return err
	}
	defer c.end()
	if err := ctx.Err(); err != nil {
		return api.Error(operation, "", err)
	}
	if c.hasFetched() {
		return nil
	}
	if c.reads.isNothing() {
		return rest.Named(operation, c.refuse(ctx, &pollOperation, "the consumer is neither subscribed to topics nor are partitions assigned to it", opts))
	}
	return c.again(ctx, operation, func() error {
		records, err := c.poll(ctx, opts)
		if errors.Is(err, kafkarest.ErrOutcomeUnknown) {
			c.state, c.cause = suspect, err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.fetched = records
		return err
	})
}

func (c *Consumer) hasFetched() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.fetched) > 0
}

// slack is what a read may take beyond its wait: for the way, and for a proxy
// that is busy.
const slack = 30 * time.Second

// poll makes one read.
func (c *Consumer) poll(ctx context.Context, opts []kafkarest.CallOption) ([]Record, error) {
	limit := shorter(rest.OptionsOf(opts).Timeout, c.client.timeout)
	if limit == 0 && c.options.Wait+slack > api.Timeout {
		opts = append([]kafkarest.CallOption{kafkarest.Timeout(c.options.Wait + slack)}, opts...)
	}
	r := newPollRequest(c.group, c.instance, pollQuery{Timeout: readWait(ctx, c.options.Wait, limit).Milliseconds(), MaxBytes: c.options.MaxBytes})
	r.Accept(c.options.Format.mediaType())
	switch c.options.Format {
	case FormatBinary:
		return pollAs[binaryBatch](ctx, c, r, opts)
	case FormatText:
		return pollAs[textBatch](ctx, c, r, opts)
	}
	return pollAs[jsonBatch](ctx, c, r, opts)
}

// pollAs reads records of a form.
func pollAs[B ~[]Record](ctx context.Context, c *Consumer, r rest.Request[[]Record], opts []kafkarest.CallOption) ([]Record, error) {
	batch, err := call(ctx, c, rest.Request[B](r), opts)
	return batch, err
}

// readWait is how long a read waits for records: less than the time that the
// call has, as a read whose answer comes too late has taken records all the
// same. A proxy takes 0 for the longest wait there is.
func readWait(ctx context.Context, wait, limit time.Duration) time.Duration {
	if deadline, ok := ctx.Deadline(); ok {
		limit = shorter(limit, max(time.Until(deadline), 1))
	}
	if limit > 0 {
		wait = min(wait, limit-limit/4)
	}
	return max(wait, time.Millisecond)
}
