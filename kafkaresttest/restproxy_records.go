package kafkaresttest

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
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

// produceRequest is a record to produce.
type produceRequest struct {
	PartitionID  *int32          `json:"partition_id"`
	Headers      []produceHeader `json:"headers"`
	Key          *recordData     `json:"key"`
	Value        *recordData     `json:"value"`
	Timestamp    *instant        `json:"timestamp"`
	OriginalSize int32           `json:"originalSize"` // a name of the proxy's own that it takes from outside too
}

type produceHeader struct {
	Name  *string `json:"name"`
	Value []byte  `json:"value"`
}

// recordData is the key or the value of a record. Data is nil when it is missing,
// and the text null when it is null.
type recordData struct {
	Type                *string        `json:"type"`
	Subject             *string        `json:"subject"`
	SubjectNameStrategy *string        `json:"subject_name_strategy"`
	Schema              *string        `json:"schema"`
	SchemaID            *int32         `json:"schema_id"`
	SchemaVersion       *int32         `json:"schema_version"`
	Data                jsontext.Value `json:"data"`
}

var (
	plainTypes            = []string{"BINARY", "JSON", "STRING"}
	schemaTypes           = []string{"AVRO", "JSONSCHEMA", "PROTOBUF"}
	subjectNameStrategies = []string{"TOPIC_NAME", "RECORD_NAME", "TOPIC_RECORD_NAME"}

	partitionNotFound = restProxyError{status: http.StatusNotFound, code: 40402, message: "Partition not found."}
)

func (r *produceRequest) check() error {
	for _, header := range r.Headers {
		if header.Name == nil {
			return missing("ProduceRequestHeader", "name")
		}
	}
	for _, data := range []*recordData{r.Key, r.Value} {
		if data == nil {
			continue
		}
		if err := data.check(); err != nil {
			return err
		}
	}
	return nil
}

// check holds the members of a key or value against each other.
func (d *recordData) check() error {
	refuse := func(problem string) error {
		return badRequest("Cannot construct instance of `ProduceRequestData`, problem: %s", problem)
	}
	formats := slices.Concat(plainTypes, schemaTypes)
	switch {
	case d.Type != nil && !slices.Contains(formats, *d.Type):
		return notOneOf("EmbeddedFormat", *d.Type, formats)
	case d.SubjectNameStrategy != nil && !slices.Contains(subjectNameStrategies, *d.SubjectNameStrategy):
		return notOneOf("EnumSubjectNameStrategy", *d.SubjectNameStrategy, subjectNameStrategies)
	case d.Data == nil:
		return refuse("Null data")
	case d.Subject != nil && d.SubjectNameStrategy != nil:
		return refuse("Only one of 'subject_name_strategy' or 'subject' can be used.")
	case d.SchemaID != nil && d.SchemaVersion != nil:
		return refuse("Only one of 'schema_id' or 'schema_version' can be used.")
	case d.Type == nil:
		return nil
	case d.SchemaID != nil || d.SchemaVersion != nil:
		return refuse("'schema_id' and 'schema_version' cannot be used with 'type'.")
	case slices.Contains(schemaTypes, *d.Type) && d.Schema == nil:
		return refuse("'schema' is required with this 'type'.")
	case slices.Contains(plainTypes, *d.Type) && (d.Schema != nil || d.Subject != nil || d.SubjectNameStrategy != nil):
		return refuse("nothing about schemas can be used with this 'type'.")
	}
	return nil
}

// instant is a point in time: text of ISO 8601, or a number of seconds since 1970.
type instant time.Time

func (i *instant) UnmarshalJSON(data []byte) error {
	text := string(data)
	if jsontext.Value(data).Kind() == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		*i = instant(at)
		return nil
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(seconds) > math.MaxInt64/1000 {
		return badRequest("Cannot deserialize value of type `java.time.Instant` from String %q", text)
	}
	*i = instant(time.UnixMilli(int64(math.Round(seconds * 1000))))
	return nil
}

// produceResult is what the proxy says of a record that Kafka has stored.
type produceResult struct {
	ClusterID   string          `json:"cluster_id"`
	TopicName   string          `json:"topic_name"`
	PartitionID int32           `json:"partition_id"`
	Offset      int64           `json:"offset"`
	Timestamp   string          `json:"timestamp,omitzero"`
	Key         *producedFormat `json:"key,omitzero"`
	Value       *producedFormat `json:"value,omitzero"`
}

// producedFormat tells how a key or value was written. Size is in bytes, -1 for
// null.
type producedFormat struct {
	Type          string `json:"type,omitzero"`
	Subject       string `json:"subject,omitzero"`
	SchemaID      int32  `json:"schema_id,omitzero"`
	SchemaVersion int32  `json:"schema_version,omitzero"`
	Size          int    `json:"size"`
}

// encode returns the bytes of a key or value, and how they were written: both nil
// for one that is not there.
func (p *restProxy) encode(topic string, isKey bool, d *recordData) ([]byte, *producedFormat, error) {
	if d == nil {
		return nil, nil, nil
	}
	if d.Type == nil || slices.Contains(schemaTypes, *d.Type) {
		return p.encodeWithSchema(topic, isKey, d)
	}
	written, err := encodePlain(*d.Type, d.Data)
	if err != nil {
		return nil, nil, err
	}
	format := &producedFormat{Type: *d.Type, Size: len(written)}
	if written == nil {
		format.Size = -1
	}
	return written, format, nil
}

func encodePlain(format string, data jsontext.Value) ([]byte, error) {
	switch {
	case data.Kind() == 'n':
		return nil, nil
	case format == "JSON":
		return compactJSON(data)
	case data.Kind() != '"' && format == "BINARY":
		return nil, badRequest("Bad Request: data=%s is not a base64 string.", data)
	case data.Kind() != '"':
		return nil, badRequest("Bad Request: data=%s is not a string.", data)
	}
	var text string
	if err := json.Unmarshal(data, &text, jsontext.AllowInvalidUTF8(true)); err != nil {
		return nil, err
	}
	if format == "STRING" {
		return []byte(text), nil
	}
	written, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil, badRequest("Bad Request: data=%s is not a valid base64 string.", data)
	}
	return written, nil
}

// compactJSON writes a value as the proxy does: without white space and needless
// escapes, and with the numbers that are not whole as Java writes them.
func compactJSON(data jsontext.Value) ([]byte, error) {
	var out bytes.Buffer
	lenient := json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	dec := jsontext.NewDecoder(bytes.NewReader(data), lenient)
	enc := jsontext.NewEncoder(&out, lenient)
	for {
		switch kind := dec.PeekKind(); kind {
		case jsontext.KindInvalid:
			return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
		case '0':
			value, err := dec.ReadValue()
			if err != nil {
				return nil, err
			}
			if err := enc.WriteValue(javaJSONNumber(value)); err != nil {
				return nil, err
			}
		default:
			token, err := dec.ReadToken()
			if err != nil {
				return nil, err
			}
			if err := enc.WriteToken(token); err != nil {
				return nil, err
			}
		}
	}
}

// javaJSONNumber writes a number that is not whole as Java writes a double.
func javaJSONNumber(value jsontext.Value) jsontext.Value {
	if !bytes.ContainsAny(value, ".eE") {
		return value
	}
	n, err := strconv.ParseFloat(string(value), 64)
	switch {
	case err != nil: // too large
		return value
	case math.Abs(n) < 1e7:
		return jsontext.Value(javaNumber(n))
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(n, 'E', -1, 64), "E+")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	return jsontext.Value(mantissa + "E" + strings.TrimLeft(exponent, "0"))
}

// producer sends the records of one request, one after the other.
type producer struct {
	proxy      *restProxy
	cluster    string // as the path has it: nobody compares it
	topic      string
	client     *kgo.Client
	partitions int // as far as the producer knows; 0 before it has found the topic
	pick       kgo.TopicPartitioner
}

// newProducer connects anew for each request: a producer that lives on would
// remember topics that have been deleted and created anew in between.
func (p *restProxy) newProducer(r *http.Request) (*producer, error) {
	s := &producer{
		proxy: p, cluster: r.PathValue("cluster_id"), topic: r.PathValue("topic_name"),
		pick: kgo.StickyKeyPartitioner(nil).ForTopic(r.PathValue("topic_name")),
	}
	return s, s.connect()
}

func (s *producer) connect() (err error) {
	s.client, err = kgo.NewClient(append(s.proxy.kafka.clientOptions(),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.ProducerBatchMaxBytes(maxRecordBytes),
		kgo.ProducerBatchCompression(kgo.NoCompression()),
		kgo.ProducerLinger(0),
		kgo.DisableIdempotentWrite(),
		kgo.UnknownTopicRetries(1),
	)...)
	return err
}

func (s *producer) close() { s.client.Close() }

// outcome is what became of a record: a result, or an error.
type outcome struct {
	result produceResult
	err    error
}

// produce sends a record and returns where its outcome will come from. It blocks
// while the topic or the partition is looked for, and so holds up what comes after
// it, as the proxy does.
func (s *producer) produce(ctx context.Context, request *produceRequest, size int) <-chan outcome {
	out := make(chan outcome, 1)
	record, result, err := s.prepare(ctx, request, size)
	if err != nil {
		out <- outcome{err: err}
		return out
	}
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
func (s *producer) prepare(ctx context.Context, request *produceRequest, size int) (*kgo.Record, produceResult, error) {
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
	if err := s.proxy.checkTimestamp(record.Timestamp); err != nil {
		return nil, result, err
	}
	if err := checkRecordSize(record); err != nil {
		return nil, result, err
	}
	record.Partition, err = s.partitionOf(ctx, request.PartitionID, record)
	return record, result, err
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

// checkRecordSize counts what the Java client counts: the record with the head of
// its batch.
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
// partition that do not exist are looked for until the proxy's time to wait is up.
func (s *producer) partitionOf(ctx context.Context, asked *int32, record *kgo.Record) (int32, error) {
	deadline := time.Now().Add(s.proxy.options.MaxBlock)
	for s.partitions == 0 || asked != nil && int(*asked) >= s.partitions {
		found, err := s.proxy.kafka.producerMetadata(ctx, s.topic)
		if err != nil {
			return 0, s.asProducerError(err)
		}
		if found > s.partitions && s.partitions > 0 {
			// The client would find out about new partitions in its own time.
			s.close()
			if err := s.connect(); err != nil {
				return 0, err
			}
		}
		s.partitions = found
		if s.partitions > 0 && (asked == nil || int(*asked) < s.partitions) {
			break
		}
		if time.Until(deadline) < metadataWait {
			return 0, s.notInMetadata(asked)
		}
		select {
		case <-time.After(metadataWait):
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	if asked != nil {
		return *asked, nil
	}
	return int32(s.pick.Partition(record, s.partitions)), nil
}

func (s *producer) notInMetadata(asked *int32) error {
	waited := s.proxy.options.MaxBlock.Milliseconds()
	message := fmt.Sprintf("Topic %s not present in metadata after %d ms.", s.topic, waited)
	if s.partitions > 0 {
		message = fmt.Sprintf("Partition %d of topic %s with partition count %d is not present in metadata after %d ms.",
			*asked, s.topic, s.partitions, waited)
	}
	return restProxyError{status: http.StatusNotFound, code: 40401, message: message}
}

func (s *producer) asProducerError(err error) error {
	failure := asRESTProxyError(err)
	if failure.code == 40301 {
		failure.message = "Not authorized to access topics: [" + s.topic + "]"
	}
	return failure
}

// producerMetadata returns the number of partitions of a topic, 0 when there is no
// such topic (yet). As a producer's does, the question makes the topic where the
// cluster makes topics by themselves.
func (k *kafka) producerMetadata(ctx context.Context, topic string) (partitions int, err error) {
	if k.embedded != nil && !validTopicName(topic) {
		return 0, kerr.InvalidTopicException
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
		return 0, err
	}
	answer := response.Topics[0]
	switch err := kerr.ErrorForCode(answer.ErrorCode); err {
	case nil:
		return len(answer.Partitions), nil
	case kerr.UnknownTopicOrPartition, kerr.LeaderNotAvailable:
		return 0, nil
	default:
		return 0, err
	}
}

// formatInstant writes a time in UTC to the millisecond, without the milliseconds
// when there are none.
func formatInstant(at time.Time) string {
	layout := "2006-01-02T15:04:05.000Z"
	if at.UnixMilli()%1000 == 0 {
		layout = "2006-01-02T15:04:05Z"
	}
	return at.UTC().Format(layout)
}
