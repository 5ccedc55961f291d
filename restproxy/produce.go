package restproxy

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// ProduceResult is where a record is.
type ProduceResult struct {
	// ClusterID is the cluster as the call named it.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// Offset is the offset of the record.
	Offset int64 `json:"offset"`
	// Timestamp is the record's time, the zero time if Kafka did not tell it.
	Timestamp time.Time `json:"timestamp,omitzero"`
	// Key and Value are what became of the record's key and value, nil for what
	// the record did not have.
	Key   *ProducedData `json:"key,omitzero"`
	Value *ProducedData `json:"value,omitzero"`
}

// produceItem is what became of a record: where it is, or why it is not there.
type produceItem struct {
	ErrorCode Code   `json:"error_code"`
	Message   string `json:"message,omitzero"`
	ProduceResult
}

// batchSuccess is where a record of a batch is.
type batchSuccess struct {
	ID string `json:"id"`
	ProduceResult
}

// batchEntry is a record of a batch, encoded with its identifier.
type batchEntry = jsontext.Value
