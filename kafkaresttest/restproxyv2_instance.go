package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// maxPollRecords is how many records the proxy takes from Kafka at once.
	maxPollRecords = 30

	// pollStep is how long a read waits for Kafka before other calls on the instance
	// have their turn.
	pollStep = 50 * time.Millisecond

	// autoCommitInterval is Kafka's default.
	autoCommitInterval = 5 * time.Second
)

// consumerInstance is a consumer of the proxy. A client of its own stands for it in
// its group, joined with the first read as the Java client does, and reads nothing;
// another reads the partitions that the instance has, whoever gave it these.
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

func (tp topicPartition) String() string { return fmt.Sprintf("%s-%d", tp.Topic, tp.Partition) }

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

// membership is a client in a consumer group. It is gone without a word when its
// context ends.
type membership struct {
	*kgo.Client
	kill context.CancelFunc
}

// close leaves the group.
func (m *membership) close() {
	if m != nil {
		m.Close()
		m.kill()
	}
}

var (
	instanceClosed    = unexpected // what a read comes to whose instance is deleted
	notSubscribed     = unexpected
	alreadySubscribed = illegalState("Subscription to topics, partitions and pattern are mutually exclusive")
)

func illegalState(format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusConflict, code: 40903, message: "Illegal state: " + fmt.Sprintf(format, args...)}
}

// subscribe replaces the topics, or the pattern, subscribed to. The same again changes
// nothing.
func (c *consumerInstance) subscribe(topics []string, pattern *regexp.Regexp) error {
	topics = slices.Compact(slices.Sorted(slices.Values(topics)))
	c.mu.Lock()
	switch {
	case c.byHand, len(c.topics) > 0 && pattern != nil, c.pattern != nil && pattern == nil:
		c.mu.Unlock()
		return alreadySubscribed
	case slices.Equal(topics, c.topics) && text(pattern) == text(c.pattern):
		c.mu.Unlock()
		return nil
	}
	retired := c.leave()
	c.topics, c.pattern = topics, pattern
	c.mu.Unlock()
	retired.close()
	return nil
}

func text(pattern *regexp.Regexp) string {
	if pattern == nil {
		return ""
	}
	return pattern.String()
}

// unsubscribe ends the subscription, or the assignment by hand. What has been read
// already stays.
func (c *consumerInstance) unsubscribe() {
	c.mu.Lock()
	retired := c.leave()
	c.topics, c.pattern, c.byHand = nil, nil, false
	c.mu.Unlock()
	retired.close()
}

// leave takes all partitions from the instance, and returns its member of the group
// for the caller to close without the lock.
func (c *consumerInstance) leave() *membership {
	if c.settings.autoCommit {
		c.commitAll()
	}
	c.drop(slices.Collect(maps.Keys(c.places))...)
	retired := c.member
	c.member = nil
	return retired
}

// assign gives the instance partitions by hand. One that it has already is read on.
func (c *consumerInstance) assign(partitions []topicPartition) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.topics) > 0 || c.pattern != nil {
		return alreadySubscribed
	}
	for tp := range c.places {
		if !slices.Contains(partitions, tp) {
			c.drop(tp)
		}
	}
	c.take(partitions...)
	c.byHand = true
	return nil
}

func (c *consumerInstance) take(partitions ...topicPartition) {
	for _, tp := range partitions {
		if c.places[tp] == nil {
			c.places[tp] = &place{offset: atCommitted}
		}
	}
}

func (c *consumerInstance) drop(partitions ...topicPartition) {
	for _, tp := range partitions {
		c.stopReading(tp)
		delete(c.places, tp)
	}
}

func (c *consumerInstance) stopReading(tp topicPartition) {
	if at, ok := c.places[tp]; ok && at.reading {
		c.reader.RemoveConsumePartitions(map[string][]int32{tp.Topic: {tp.Partition}})
		at.reading = false
	}
}

// assigned returns the partitions that the instance has.
func (c *consumerInstance) assigned() []topicPartition {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.SortedFunc(maps.Keys(c.places), comparePartitions)
}

func comparePartitions(x, y topicPartition) int {
	return cmp.Or(cmp.Compare(x.Topic, y.Topic), cmp.Compare(x.Partition, y.Partition))
}

// seek moves to an offset, or to atStart or atEnd. What has been read already is
// given out all the same.
func (c *consumerInstance) seek(tp topicPartition, offset int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.places[tp]
	if !ok {
		return illegalState("No current assignment for partition %v", tp)
	}
	c.stopReading(tp)
	at.offset = offset
	return nil
}

// poll brings more records into the buffer, if some come in time.
func (c *consumerInstance) poll(ctx context.Context, wait time.Duration) error {
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

func (c *consumerInstance) join() (*membership, error) {
	m := new(membership)
	life, kill := context.WithCancel(context.Background())
	m.kill = kill
	revoked := func(_ context.Context, _ *kgo.Client, lost map[string][]int32) { c.revoked(m, lost) }
	subscription := []kgo.Opt{kgo.ConsumeTopics(c.topics...)}
	if c.pattern != nil {
		subscription = []kgo.Opt{kgo.ConsumeTopics(c.pattern.String()), kgo.ConsumeRegex()}
	}
	client, err := kgo.NewClient(c.clientOptions(append(subscription,
		kgo.WithContext(life),
		kgo.ConsumerGroup(c.key.group),
		kgo.Balancers(kgo.RangeBalancer()),
		kgo.SessionTimeout(c.session),
		kgo.HeartbeatInterval(pollStep),
		kgo.DisableAutoCommit(),
		kgo.OnPartitionsRevoked(revoked),
		kgo.OnPartitionsLost(revoked),
		kgo.AdjustFetchOffsetsFn(func(_ context.Context, assigned map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
			c.joined(m, assigned)
			return nil, nil // it reads nothing itself
		}),
	)...)...)
	if err != nil {
		kill()
		return nil, err
	}
	m.Client = client
	return m, nil
}

func (c *consumerInstance) joined(m *membership, assigned map[string]map[int32]kgo.Offset) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.member != m {
		return
	}
	for topic, partitions := range assigned {
		for partition := range partitions {
			c.take(topicPartition{topic, partition})
		}
	}
}

func (c *consumerInstance) revoked(m *membership, lost map[string][]int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.member != m {
		return
	}
	if c.settings.autoCommit {
		c.commitAll()
	}
	for topic, partitions := range lost {
		for _, partition := range partitions {
			c.drop(topicPartition{topic, partition})
		}
	}
}

// locate finds the offsets of the places that are none yet, and has them read from
// there. What does not exist has to wait until it does.
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
			at.offset = offset.At
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

// committed returns what a group has committed.
func (k *kafka) committed(ctx context.Context, group string) (kadm.OffsetResponses, error) {
	var offsets kadm.OffsetResponses
	err := retryCoordinator(ctx, func() (err error) {
		offsets, err = k.FetchOffsets(ctx, group)
		return err
	})
	if errors.Is(err, kerr.GroupIDNotFound) {
		return nil, nil
	}
	return offsets, err
}

// fatal returns the first error among what was fetched that a reader has to hear of.
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

// groupOffset is an offset to commit.
type groupOffset struct {
	offset   int64
	metadata string
}

// commitAll commits how far the instance has read, given out or not. Nobody hears of
// it when that fails.
func (c *consumerInstance) commitAll() {
	c.lastCommit = time.Now()
	offsets := make(map[topicPartition]groupOffset)
	for tp, at := range c.places {
		if at.offset >= 0 {
			offsets[tp] = groupOffset{offset: at.offset}
		}
	}
	if len(offsets) == 0 {
		return
	}
	ctx, cancel := kafkaContext(context.Background())
	defer cancel()
	_ = c.commit(ctx, offsets)
}

// commit commits offsets as the member of the group that the instance is, if it is.
func (c *consumerInstance) commit(ctx context.Context, offsets map[topicPartition]groupOffset) error {
	ids, err := c.topicIDs(ctx, offsets)
	if err != nil {
		return err
	}
	request := kmsg.NewPtrOffsetCommitRequest()
	request.Group, request.Generation = c.key.group, -1
	if c.member != nil {
		request.MemberID, request.Generation = c.member.GroupMetadata()
	}
	for tp, offset := range offsets {
		partition := kmsg.NewOffsetCommitRequestTopicPartition()
		partition.Partition, partition.Offset, partition.Metadata = tp.Partition, offset.offset, &offset.metadata
		topic := kmsg.NewOffsetCommitRequestTopic()
		topic.Topic, topic.TopicID = tp.Topic, ids[tp.Topic]
		topic.Partitions = append(topic.Partitions, partition)
		request.Topics = append(request.Topics, topic)
	}
	return retryCoordinator(ctx, func() error {
		response, err := request.RequestWith(ctx, c.kafka.client)
		if err != nil {
			return err
		}
		for _, topic := range response.Topics {
			for _, partition := range topic.Partitions {
				if err := kerr.ErrorForCode(partition.ErrorCode); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// topicIDs looks for the topics and partitions of offsets until the proxy's time to
// wait is up.
func (c *consumerInstance) topicIDs(ctx context.Context, offsets map[topicPartition]groupOffset) (map[string]kadm.TopicID, error) {
	deadline := time.Now().Add(c.maxBlock)
	for {
		ids, err := c.kafka.topicIDs(ctx, slices.Collect(maps.Keys(offsets)))
		if !errors.Is(err, kerr.UnknownTopicOrPartition) {
			return ids, err
		}
		if time.Until(deadline) < metadataWait {
			return nil, expired(c.maxBlock, "successfully committing offsets %v", offsets)
		}
		wait(ctx, metadataWait)
	}
}

// expired is the answer when Kafka has not known something for as long as the proxy
// waits.
func expired(waited time.Duration, before string, args ...any) error {
	return restProxyError{status: http.StatusInternalServerError, code: 50003,
		message: fmt.Sprintf("Timeout of %dms expired before "+before, append([]any{waited.Milliseconds()}, args...)...)}
}

func (k *kafka) topicIDs(ctx context.Context, partitions []topicPartition) (map[string]kadm.TopicID, error) {
	ids := make(map[string]kadm.TopicID)
	for _, tp := range partitions {
		if _, ok := ids[tp.Topic]; ok {
			continue
		}
		ids[tp.Topic] = kadm.TopicID{}
	}
	topics, err := k.ListTopicsWithInternal(ctx, slices.Collect(maps.Keys(ids))...)
	if err != nil {
		return nil, err
	}
	for _, tp := range partitions {
		topic := topics[tp.Topic]
		if topic.Err != nil {
			return nil, topic.Err
		}
		if _, ok := topic.Partitions[tp.Partition]; !ok {
			return nil, kerr.UnknownTopicOrPartition
		}
		ids[tp.Topic] = topic.ID
	}
	return ids, nil
}

// close ends the instance. Without a farewell the group does not know until the
// member's session is over.
func (c *consumerInstance) close(farewell bool) {
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
		member.kill()
	}
	member.close()
	if reader != nil {
		reader.Close()
	}
}
