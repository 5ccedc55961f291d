package kafkaresttest

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// maxRecordBytes is the largest record that the proxy's producer sends, with
	// all that Kafka adds to it.
	maxRecordBytes = 1 << 20

	// metadataWait is the time between two looks for a topic.
	metadataWait = 20 * time.Millisecond

	// maxTimestampAhead is how much later than now a record may claim to be:
	// Kafka's default, which the embedded cluster does not hold.
	maxTimestampAhead = time.Hour
)

// producer sends the records of one request of v3, one after the other.
type producer struct {
	*topicProducer
	cluster string // as the path has it: nobody compares it
}

func (p *restProxy) newProducer(r *http.Request) *producer {
	return &producer{p.newTopicProducer(r.PathValue("topic_name")), r.PathValue("cluster_id")}
}

// topicProducer sends the records of one request to a topic, one after the
// other.
type topicProducer struct {
	proxy  *restProxy
	topic  string
	state  topicState
	client *sharedClient // nil before the topic is found
	pick   kgo.TopicPartitioner
}

func (p *restProxy) newTopicProducer(topic string) *topicProducer {
	return &topicProducer{proxy: p, topic: topic, pick: kgo.StickyKeyPartitioner(nil).ForTopic(topic)}
}

func (s *topicProducer) close() {
	if s.client != nil {
		s.proxy.clients.release(s.client)
	}
}

// topicState is what a client remembers of a topic. Without partitions there is
// no topic.
type topicState struct {
	id         [16]byte
	partitions int
}

// sharedClient is a Kafka client that several requests produce with.
type sharedClient struct {
	*kgo.Client
	topics  map[string]topicState
	users   int
	retired bool
}

// sharedClients keeps one client, and makes a new one when a topic is not what
// the client has known any more: made anew in between, or with more partitions.
type sharedClients struct {
	mu      sync.Mutex
	current *sharedClient
}

func (c *sharedClients) acquire(k *kafka, topic string, state topicState) (*sharedClient, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil {
		if known, ok := c.current.topics[topic]; ok && known != state {
			c.retire()
		}
	}
	if c.current == nil {
		client, err := kgo.NewClient(append(k.clientOptions(),
			kgo.RecordPartitioner(kgo.ManualPartitioner()),
			kgo.ProducerBatchMaxBytes(maxRecordBytes),
			kgo.ProducerBatchCompression(kgo.NoCompression()),
			kgo.ProducerLinger(0),
			kgo.DisableIdempotentWrite(),
			kgo.UnknownTopicRetries(1),
		)...)
		if err != nil {
			return nil, err
		}
		c.current = &sharedClient{Client: client, topics: make(map[string]topicState)}
	}
	c.current.topics[topic] = state
	c.current.users++
	return c.current, nil
}

func (c *sharedClients) release(client *sharedClient) {
	c.mu.Lock()
	defer c.mu.Unlock()
	client.users--
	client.closeUnused()
}

// clear has the next request make a client of its own.
func (c *sharedClients) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil {
		c.retire()
	}
}

func (c *sharedClients) retire() {
	c.current.retired = true
	c.current.closeUnused()
	c.current = nil
}

func (c *sharedClient) closeUnused() {
	if c.retired && c.users == 0 {
		c.Close()
	}
}

// outcome is what became of a record: a result, or an error.
type outcome struct {
	result produceResult
	err    error
}

// produce sends a record as deliver does.
func (s *producer) produce(ctx context.Context, request *produceRequest, size int) <-chan outcome {
	record, result, err := s.prepare(request, size)
	if err != nil {
		return settled(err)
	}
	return s.deliver(ctx, record, request.PartitionID, result)
}

// deliver sends a record to the partition asked for, or to one it picks, and
// returns where its outcome will come from: the result with what Kafka adds to
// it. It blocks while the topic or the partition is looked for, and so holds up
// what comes after it, as the proxy does.
func (s *topicProducer) deliver(ctx context.Context, record *kgo.Record, asked *int32, result produceResult) <-chan outcome {
	err := checkRecordSize(record)
	if err == nil {
		record.Partition, err = s.partitionOf(ctx, asked, record)
	}
	if err != nil {
		return settled(err)
	}
	out := make(chan outcome, 1)
	ctx, cancel := context.WithTimeout(ctx, kafkaTimeout)
	s.client.Produce(ctx, record, func(record *kgo.Record, err error) {
		cancel()
		result.PartitionID, result.Offset = record.Partition, record.Offset
		result.Timestamp = formatInstant(record.Timestamp)
		out <- outcome{result, err}
	})
	return out
}

// prepare makes the Kafka record, and the result as far as it is known before.
func (s *producer) prepare(request *produceRequest, size int) (*kgo.Record, produceResult, error) {
	result := produceResult{ClusterID: s.cluster, TopicName: s.topic}
	if !s.proxy.records.allow(1) || !s.proxy.bytes.allow(size) {
		return nil, result, tooManyRequests
	}
	if request == nil {
		return nil, result, unexpected
	}
	if request.PartitionID != nil && *request.PartitionID < 0 {
		return nil, result, partitionNotFound
	}
	record := &kgo.Record{Topic: s.topic, Timestamp: time.Now()}
	var err error
	if record.Key, result.Key, err = s.proxy.encode(s.topic, true, request.Key); err != nil {
		return nil, result, err
	}
	if record.Value, result.Value, err = s.proxy.encode(s.topic, false, request.Value); err != nil {
		return nil, result, err
	}
	for _, header := range request.Headers {
		record.Headers = append(record.Headers, kgo.RecordHeader{Key: *header.Name, Value: header.Value})
	}
	if request.Timestamp != nil {
		record.Timestamp = time.Time(*request.Timestamp).Truncate(time.Millisecond)
	}
	return record, result, s.proxy.checkTimestamp(record.Timestamp)
}

// checkTimestamp refuses what the Java client and, by default, Kafka refuse.
func (p *restProxy) checkTimestamp(at time.Time) error {
	switch {
	case at.UnixMilli() < 0:
		return unexpected
	case p.kafka.embedded != nil && time.Until(at) > maxTimestampAhead:
		return explained(kerr.InvalidTimestamp, fmt.Sprintf("Timestamp %d of message with offset 0 is out of range.", at.UnixMilli()))
	}
	return nil
}

// checkRecordSize counts what the Java client counts: the record with the head
// of its batch.
func checkRecordSize(record *kgo.Record) error {
	const batchHead, recordHead = 61, 21
	size := batchHead + recordHead + len(record.Key) + len(record.Value)
	for _, header := range record.Headers {
		size += len(header.Key) + len(header.Value)
	}
	if size > maxRecordBytes {
		return explained(kerr.MessageTooLarge, fmt.Sprintf(
			"The message is %d bytes when serialized which is larger than %d, which is the value of the max.request.size configuration.", size, maxRecordBytes))
	}
	return nil
}

// partitionOf returns the partition asked for, or picks one. A topic and a
// partition that do not exist are looked for until the proxy's time to wait is
// up.
func (s *topicProducer) partitionOf(ctx context.Context, asked *int32, record *kgo.Record) (int32, error) {
	deadline := time.Now().Add(s.proxy.options.MaxBlock)
	for !s.has(asked) {
		if err := s.look(ctx); err != nil {
			return 0, err
		}
		if s.has(asked) {
			break
		}
		if time.Until(deadline) < metadataWait {
			return 0, s.notInMetadata(asked)
		}
		if !sleep(ctx, metadataWait) {
			return 0, ctx.Err()
		}
	}
	if asked != nil {
		return *asked, nil
	}
	return int32(s.pick.Partition(record, s.state.partitions)), nil
}

// has reports whether the topic, and the partition if one is asked for, is
// known.
func (s *topicProducer) has(asked *int32) bool {
	return s.state.partitions > 0 && (asked == nil || int(*asked) < s.state.partitions)
}

// look asks Kafka for the topic, and changes to a client that knows as much.
func (s *topicProducer) look(ctx context.Context) error {
	found, err := s.proxy.kafka.producerMetadata(ctx, s.topic)
	if err != nil {
		return s.asProducerError(err)
	}
	if found == s.state || found.partitions == 0 {
		return nil
	}
	s.close()
	s.state = found
	s.client, err = s.proxy.clients.acquire(s.proxy.kafka, s.topic, found)
	return err
}

func (s *topicProducer) notInMetadata(asked *int32) error {
	waited := s.proxy.options.MaxBlock.Milliseconds()
	message := fmt.Sprintf("Topic %s not present in metadata after %d ms.", s.topic, waited)
	if s.state.partitions > 0 {
		message = fmt.Sprintf("Partition %d of topic %s with partition count %d is not present in metadata after %d ms.",
			*asked, s.topic, s.state.partitions, waited)
	}
	return restProxyError{status: http.StatusNotFound, code: 40401, message: message}
}

func (s *topicProducer) asProducerError(err error) error {
	failure := asRESTProxyError(err)
	if failure.code == 40301 {
		failure.message = "Not authorized to access topics: [" + s.topic + "]"
	}
	return failure
}

// producerMetadata returns what there is of a topic (yet). As a producer's
// does, the question makes the topic where the cluster makes topics by
// themselves.
func (k *kafka) producerMetadata(ctx context.Context, topic string) (topicState, error) {
	if k.embedded != nil && !validTopicName(topic) {
		return topicState{}, kerr.InvalidTopicException
	}
	request := kmsg.NewPtrMetadataRequest()
	request.AllowAutoTopicCreation = true
	asked := kmsg.NewMetadataRequestTopic()
	asked.Topic = &topic
	request.Topics = append(request.Topics, asked)
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return topicState{}, err
	}
	answer := response.Topics[0]
	switch err := kerr.ErrorForCode(answer.ErrorCode); err {
	case nil:
		return topicState{answer.TopicID, len(answer.Partitions)}, nil
	case kerr.UnknownTopicOrPartition, kerr.LeaderNotAvailable:
		return topicState{}, nil
	default:
		return topicState{}, err
	}
}

// send is produce with what may go wrong.
func (s *producer) send(ctx context.Context, request *produceRequest, size int) (out <-chan outcome, end bool) {
	return s.disturb(ctx, func() <-chan outcome { return s.produce(ctx, request, size) })
}

// disturb produces a record unless a fault prevents it. It reports whether a
// stream ends with the record; the outcome is nil when there will be none.
func (s *topicProducer) disturb(ctx context.Context, produce func() <-chan outcome) (out <-chan outcome, end bool) {
	fault, ok := s.proxy.faults.take(func(f RecordFault) bool { return f.Topic == "" || f.Topic == s.topic })
	if !ok {
		return produce(), false
	}
	waitOrAbort(ctx, fault.Delay)
	if fault.Code == 0 && !fault.End {
		return produce(), false
	}
	if fault.Stored {
		<-produce()
	}
	if fault.Code == 0 {
		return nil, true
	}
	return settled(restProxyError{code: fault.Code, message: fault.Message}), fault.End
}
