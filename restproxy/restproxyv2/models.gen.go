// Code generated from specs/restproxyv2.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package restproxyv2

// The values of Format.
const (
	FormatAvro       Format = "avro"
	FormatBinary     Format = "binary"
	FormatJSON       Format = "json"
	FormatJSONSchema Format = "jsonschema"
	FormatProtobuf   Format = "protobuf"
	FormatText       Format = "text"
)

// The values of OffsetReset.
const (
	OffsetResetEarliest OffsetReset = "earliest"
	OffsetResetLatest   OffsetReset = "latest"
	OffsetResetNone     OffsetReset = "none"
)

// BrokerList is the brokers of the cluster.
type brokerList struct {
	// The identifiers of the brokers.
	Brokers []int32 `json:"brokers"`
}

// CommitRequest is offsets to be committed.
type commitBody struct {
	// The offsets.
	Offsets []Offset `json:"offsets"`
}

// CommittedPartition is documented for what was committed and never given.
type committedPartition struct {
	// The topic.
	Topic string `json:"topic"`
	// The partition.
	Partition int32 `json:"partition"`
	// What was read.
	Consumed int64 `json:"consumed"`
	// What was committed.
	Committed int64 `json:"committed"`
}

// CreateConsumerRequest is what an instance shall be like.
type createConsumerBody struct {
	// The name of the instance, one of the choice of the proxy without it.
	Name string `json:"name,omitzero"`
	// The format of the records that are read.
	Format Format `json:"format,omitzero"`
	// Where to begin.
	AutoOffsetReset OffsetReset `json:"auto.offset.reset,omitzero"`
	// Whether positions are committed by themselves.
	AutoCommitEnable string `json:"auto.commit.enable,omitzero"`
	// The same, as the Strimzi bridge wants it.
	EnableAutoCommit *bool `json:"enable.auto.commit,omitzero"`
	// How many bytes end a read, -1 for no such limit.
	FetchMinBytes int64 `json:"fetch.min.bytes,omitzero"`
	// How long a read waits at most, in milliseconds.
	ConsumerRequestTimeoutMs int64 `json:"consumer.request.timeout.ms,omitzero"`
}

// CreateConsumerResponse is an instance that was created.
type createdConsumer struct {
	// The name of the instance.
	InstanceID string `json:"instance_id"`
	// Where the instance is to be found. Names are not escaped in it, and it may be relative.
	BaseURI string `json:"base_uri"`
}

// Format is the form of keys and values, in records that are produced and in
// those that are read: bytes, JSON, or what a schema of the proxy's Schema
// Registry describes. It is that of keys as well as of values: a key that is a
// bare text is no JSON. FormatText is known to the Strimzi bridge alone.
type Format string

// Offset is a position in a partition, that of the next record to be read.
type Offset struct {
	// Topic is the name of the topic.
	Topic string `json:"topic"`
	// Partition is the number of the partition.
	Partition int32 `json:"partition"`
	// Offset is the offset of the next record.
	Offset int64 `json:"offset"`
	// Metadata is a text that is kept with a committed offset. Karapace drops it,
	// the Strimzi bridge refuses it.
	Metadata string `json:"metadata,omitzero"`
}

// OffsetList is positions in partitions.
type offsetList struct {
	// The positions.
	Offsets []Offset `json:"offsets"`
}

// OffsetReset is where a consumer begins in a partition of which its group has
// no committed offset.
type OffsetReset string

// Partition is a partition of a topic.
type Partition struct {
	// Partition is the number of the partition.
	Partition int32 `json:"partition"`
	// Leader is the broker that leads it, -1 if none does.
	Leader int32 `json:"leader"`
	// Replicas are its replicas.
	Replicas []Replica `json:"replicas"`
}

// PartitionList is partitions of topics.
type partitionList struct {
	// The partitions.
	Partitions []TopicPartition `json:"partitions"`
}

// PartitionOffset is where a record is, or why it is not there.
type produceItem struct {
	// The partition.
	Partition *int32 `json:"partition,omitzero"`
	// The offset, with Karapace -1 for an empty value.
	Offset *int64 `json:"offset,omitzero"`
	// Why it failed.
	ErrorCode int32 `json:"error_code,omitzero"`
	// Why it failed.
	Error string `json:"error,omitzero"`
	// Why it failed, of the Strimzi bridge.
	Message string `json:"message,omitzero"`
}

// PartitionOffsets is where a partition begins and ends.
type PartitionOffsets struct {
	// BeginningOffset is the offset of the first record.
	BeginningOffset int64 `json:"beginning_offset"`
	// EndOffset is the offset that the next record will have.
	EndOffset int64 `json:"end_offset"`
}

// PostRootRequest is ignored.
type postRootBody map[string]string

// ProduceResponse is what became of records.
type produceAnswer struct {
	// What became of each record.
	Offsets []produceItem `json:"offsets"`
	// The id of the schema of the keys.
	KeySchemaID int32 `json:"key_schema_id,omitzero"`
	// The id of the schema of the values.
	ValueSchemaID int32 `json:"value_schema_id,omitzero"`
}

// Replica is a replica of a partition.
type Replica struct {
	// Broker is the broker that has it.
	Broker int32 `json:"broker"`
	// Leader is set for the one that leads.
	Leader bool `json:"leader"`
	// InSync is set for one that has all that the leader has.
	InSync bool `json:"in_sync"`
}

// Root is what the proxy says of itself. It may be nothing.
type Root map[string]interface{}

// SeekRequest is where to go on in partitions.
type seekBody struct {
	// By offset.
	Offsets []Offset `json:"offsets,omitzero"`
	// By time.
	Timestamps []timestampPosition `json:"timestamps,omitzero"`
}

// Subscription is what topics to read. With both, the pattern is ignored or the call is refused.
type subscription struct {
	// The topics by name.
	Topics []string `json:"topics,omitzero"`
	// A regular expression of Java.
	TopicPattern string `json:"topic_pattern,omitzero"`
}

// SubscriptionResponse is what topics an instance reads.
type subscribedTopics struct {
	// The topics.
	Topics []string `json:"topics"`
}

// TimestampPosition is the first record of a partition that is not older than a time.
type timestampPosition struct {
	// The topic.
	Topic string `json:"topic"`
	// The partition.
	Partition int32 `json:"partition"`
	// The time, as in 2024-03-01T00:00:00Z.
	Timestamp string `json:"timestamp"`
}

// Topic is a topic.
type Topic struct {
	// Name is the name of the topic.
	Name string `json:"name"`
	// Configs are all its configs, the defaults included. Sensitive ones are empty.
	Configs map[string]string `json:"configs"`
	// Partitions are its partitions.
	Partitions []Partition `json:"partitions"`
}

// TopicPartition names a partition.
type TopicPartition struct {
	// Topic is the name of the topic.
	Topic string `json:"topic"`
	// Partition is the number of the partition.
	Partition int32 `json:"partition"`
}
