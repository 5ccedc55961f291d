package kafkaresttest

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// maxPollRecords is how many records the proxy takes from Kafka at once.
	maxPollRecords = 30

	// pollStep is how long a read waits for Kafka before other calls on the
	// instance have their turn.
	pollStep = 50 * time.Millisecond

	// autoCommitInterval is Kafka's default.
	autoCommitInterval = 5 * time.Second
)

// consumerInstance is a consumer of the proxy. A client of its own stands for
// it in its group, joined with the first read as the Java client does, and
// reads nothing; another reads the partitions that the instance has, whoever
// gave it these.
type consumerInstance struct {
	kafka    *kafka
	key      instanceKey
	settings instanceSettings
	maxBlock time.Duration
	session  time.Duration
	expiry   *time.Timer
	done     chan struct{} // closed when the instance is

	mu         sync.Mutex // is not held while the member is closed: its callbacks take it
	closed     bool
	topics     []string       // subscribed to by name
	pattern    *regexp.Regexp // or by this
	byHand     bool           // or partitions have been assigned by hand
	member     *membership    // nil before the first read of a subscription
	reader     *kgo.Client    // nil before the first read
	places     map[topicPartition]*place
	buffer     []*kgo.Record // read, but not yet given out
	lastCommit time.Time     // of its own accord
}

// place is where a partition is read: an offset, or one of the following.
type place struct {
	offset  int64
	reading bool // from there on
}

const (
	atCommitted int64 = -1 - iota // or, without a commit, where auto.offset.reset says
	atStart
	atEnd
)

var (
	instanceClosed    = unexpected // what a read comes to whose instance is deleted
	notSubscribed     = unexpected
	alreadySubscribed = illegalState("Subscription to topics, partitions and pattern are mutually exclusive")
)

// fetch brings more records into the buffer, if some come in time.
func (c *consumerInstance) fetch(ctx context.Context, wait time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return instanceClosed
	case len(c.topics) == 0 && c.pattern == nil && !c.byHand:
		return notSubscribed
	}
	ctx, cancel := context.WithTimeout(kadm.WithAuthorizedOps(ctx), kafkaTimeout)
	defer cancel()
	if err := c.start(); err != nil {
		return err
	}
	if c.settings.autoCommit && time.Since(c.lastCommit) > autoCommitInterval {
		c.commitAll()
	}
	if c.member != nil {
		var now context.Context // nil: only what has come already
		if err := fatal(c.member.PollRecords(now, 1)); err != nil {
			return err
		}
	}
	if err := c.locate(ctx); err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	fetches := c.reader.PollRecords(waiting, maxPollRecords)
	for record := range fetches.RecordsAll() {
		if at := c.places[topicPartition{record.Topic, record.Partition}]; at != nil {
			at.offset = record.Offset + 1
			c.buffer = append(c.buffer, record)
		}
	}
	return fatal(fetches)
}

// start makes the clients that the instance needs and does not have.
func (c *consumerInstance) start() error {
	var err error
	if c.reader == nil {
		c.reader, err = kgo.NewClient(c.clientOptions(kgo.FetchMaxWait(pollStep), kgo.ConsumeResetOffset(c.settings.reset.asKgo()))...)
	}
	if err == nil && c.member == nil && !c.byHand {
		c.member, err = c.join()
	}
	return err
}

// clientOptions has clients see soon what has changed in the cluster.
func (c *consumerInstance) clientOptions(more ...kgo.Opt) []kgo.Opt {
	return slices.Concat(c.kafka.clientOptions(), []kgo.Opt{
		kgo.ClientID("consumer-" + c.key.group + "-" + c.key.name),
		kgo.MetadataMinAge(10 * time.Millisecond),
		kgo.MetadataMaxAge(500 * time.Millisecond),
	}, more)
}

// close ends the instance. Without a farewell the group does not know until what
// is returned ends the member's session; it is nil otherwise.
func (c *consumerInstance) close(farewell bool) (endSession func()) {
	defer close(c.done)
	c.expiry.Stop()
	c.mu.Lock()
	c.closed = true
	if farewell && c.settings.autoCommit {
		c.commitAll()
	}
	member, reader := c.member, c.reader
	c.member, c.buffer = nil, nil
	c.mu.Unlock()
	if member != nil && !farewell {
		id := member.die()
		endSession = func() { member.expel(id) }
	} else {
		member.close()
	}
	if reader != nil {
		reader.Close()
	}
	return endSession
}

// locate finds the offsets of the places that are none yet, and has them read
// from there. What does not exist has to wait until it does.
func (c *consumerInstance) locate(ctx context.Context) error {
	if err := c.locateCommitted(ctx); err != nil {
		return err
	}
	if err := c.locateEnds(ctx, atStart, c.kafka.ListStartOffsets); err != nil {
		return err
	}
	if err := c.locateEnds(ctx, atEnd, c.kafka.ListEndOffsets); err != nil {
		return err
	}
	start := make(map[string]map[int32]kgo.Offset)
	for tp, at := range c.places {
		if at.reading || at.offset < 0 {
			continue
		}
		at.reading = true
		if start[tp.Topic] == nil {
			start[tp.Topic] = make(map[int32]kgo.Offset)
		}
		start[tp.Topic][tp.Partition] = kgo.NewOffset().At(at.offset)
	}
	c.reader.AddConsumePartitions(start)
	return nil
}

func (c *consumerInstance) locateCommitted(ctx context.Context) error {
	if !c.hasPlace(atCommitted) {
		return nil
	}
	committed, err := c.kafka.committed(ctx, c.key.group)
	if err != nil {
		return err
	}
	for tp, at := range c.places {
		if at.offset != atCommitted {
			continue
		}
		if offset, ok := committed.Lookup(tp.Topic, tp.Partition); ok {
			switch {
			case offset.Err == nil:
				at.offset = offset.At
			case isFatal(offset.Err):
				return offset.Err
			}
			continue
		}
		offset, err := c.settings.reset.place(ctx, c.kafka, tp)
		if err != nil {
			return err
		}
		at.offset = offset
	}
	return nil
}

func (c *consumerInstance) locateEnds(ctx context.Context, which int64, list func(context.Context, ...string) (kadm.ListedOffsets, error)) error {
	if !c.hasPlace(which) {
		return nil
	}
	topics := make(map[string]bool)
	for tp, at := range c.places {
		if at.offset == which {
			topics[tp.Topic] = true
		}
	}
	offsets, err := list(ctx, slices.Collect(maps.Keys(topics))...)
	if err != nil {
		return err
	}
	for tp, at := range c.places {
		if at.offset != which {
			continue
		}
		offset, ok := offsets.Lookup(tp.Topic, tp.Partition)
		switch {
		case ok && offset.Err == nil:
			at.offset = offset.Offset
		case ok && isFatal(offset.Err):
			return offset.Err
		}
	}
	return nil
}

func (c *consumerInstance) hasPlace(which int64) bool {
	for _, at := range c.places {
		if at.offset == which {
			return true
		}
	}
	return false
}

// fatal returns the first error among what was fetched that a reader has to
// hear of.
func fatal(fetches kgo.Fetches) error {
	for _, failed := range fetches.Errors() {
		if isFatal(failed.Err) {
			if errors.Is(failed.Err, kerr.TopicAuthorizationFailed) {
				return explained(kerr.TopicAuthorizationFailed, "Not authorized to access topics: ["+failed.Topic+"]")
			}
			return failed.Err
		}
	}
	return nil
}

// isFatal tells what a consumer gets over by itself from what it does not.
func isFatal(err error) bool {
	kafka, ok := errors.AsType[*kerr.Error](err)
	return ok && !kafka.Retriable && kafka != kerr.UnknownMemberID && kafka != kerr.IllegalGeneration
}
