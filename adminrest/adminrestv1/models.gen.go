// Code generated from specs/adminrest.yaml and specs/adminrestv1.overlay.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package adminrestv1

import (
	"encoding/json"

	"github.com/IBM/go-sdk-core/v5/core"
)

// The values of the status of an instance: it works, some operations may fail,
// all operations fail, or the state cannot be told.
const (
	InstanceStatusStatusAvailableConst = "available"
	InstanceStatusStatusDegradedConst  = "degraded"
	InstanceStatusStatusOfflineConst   = "offline"
	InstanceStatusStatusUnknownConst   = "unknown"
)

// TopicDetailReplicaAssignmentsItemBrokers are the brokers of one partition.
type TopicDetailReplicaAssignmentsItemBrokers struct {
	// Replicas are the identifiers of the brokers, in the order of the assignment.
	Replicas []int64 `json:"replicas,omitempty"`
}

// UnmarshalTopicDetailReplicaAssignmentsItemBrokers reads the members of an object and sets result, a
// **TopicDetailReplicaAssignmentsItemBrokers, to what they say.
func UnmarshalTopicDetailReplicaAssignmentsItemBrokers(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicDetailReplicaAssignmentsItemBrokers)
	err = unmarshalModel(m, result, obj,
		property{"replicas", &obj.Replicas, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// BrokerDetail is a Kafka broker.
type BrokerDetail struct {
	// ID is the broker's "broker.id".
	ID *int64 `json:"id,omitempty"`
	// Host is the host that the broker advertises.
	Host *string `json:"host,omitempty"`
	// Port is the port that the broker advertises.
	Port *int64 `json:"port,omitempty"`
	// Rack is the broker's "broker.rack".
	Rack *string `json:"rack,omitempty"`
	// Configs is the broker's configuration. GetBrokerConfig fills it.
	Configs []BrokerDetailConfigsItem `json:"configs,omitempty"`
}

// UnmarshalBrokerDetail reads the members of an object and sets result, a
// **BrokerDetail, to what they say.
func UnmarshalBrokerDetail(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(BrokerDetail)
	err = unmarshalModel(m, result, obj,
		property{"id", &obj.ID, nil},
		property{"host", &obj.Host, nil},
		property{"port", &obj.Port, nil},
		property{"rack", &obj.Rack, nil},
		property{"configs", &obj.Configs, UnmarshalBrokerDetailConfigsItem},
	)
	return core.RepurposeSDKProblem(err, "")
}

// BrokerDetailConfigsItem is one config of a broker.
type BrokerDetailConfigsItem struct {
	// Name is Kafka's name of the config.
	Name *string `json:"name,omitempty"`
	// Value is the value, nil if it is not set or not shown because it is sensitive.
	Value *string `json:"value,omitempty"`
	// IsSensitive says that the value is secret and not shown.
	IsSensitive *bool `json:"is_sensitive,omitempty"`
}

// UnmarshalBrokerDetailConfigsItem reads the members of an object and sets result, a
// **BrokerDetailConfigsItem, to what they say.
func UnmarshalBrokerDetailConfigsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(BrokerDetailConfigsItem)
	err = unmarshalModel(m, result, obj,
		property{"name", &obj.Name, nil},
		property{"value", &obj.Value, nil},
		property{"is_sensitive", &obj.IsSensitive, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// BrokerSummary is a Kafka broker without its configuration.
type BrokerSummary struct {
	// ID is the broker's "broker.id".
	ID *int64 `json:"id,omitempty"`
	// Host is the host that the broker advertises.
	Host *string `json:"host,omitempty"`
	// Port is the port that the broker advertises.
	Port *int64 `json:"port,omitempty"`
	// Rack is the broker's "broker.rack".
	Rack *string `json:"rack,omitempty"`
}

// UnmarshalBrokerSummary reads the members of an object and sets result, a
// **BrokerSummary, to what they say.
func UnmarshalBrokerSummary(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(BrokerSummary)
	err = unmarshalModel(m, result, obj,
		property{"id", &obj.ID, nil},
		property{"host", &obj.Host, nil},
		property{"port", &obj.Port, nil},
		property{"rack", &obj.Rack, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// Cluster is the Kafka cluster of the instance.
type Cluster struct {
	// ID is the identifier of the cluster.
	ID *string `json:"id,omitempty"`
	// Controller is the broker that leads the cluster.
	Controller *BrokerSummary `json:"controller,omitempty"`
	// Brokers are the brokers, without their configuration.
	Brokers []BrokerSummary `json:"brokers,omitempty"`
}

// UnmarshalCluster reads the members of an object and sets result, a
// **Cluster, to what they say.
func UnmarshalCluster(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(Cluster)
	err = unmarshalModel(m, result, obj,
		property{"id", &obj.ID, nil},
		property{"controller", &obj.Controller, UnmarshalBrokerSummary},
		property{"brokers", &obj.Brokers, UnmarshalBrokerSummary},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicUpdateRequestConfigsItem sets one config of a topic or takes it back to the cluster's default.
type TopicUpdateRequestConfigsItem struct {
	// Kafka's name of the config, such as "retention.ms".
	Name *string `json:"name,omitempty"`
	// The value, numbers too as text; absent when the config is reset.
	Value *string `json:"value,omitempty"`
	// Takes the config back to the cluster's default.
	ResetToDefault *bool `json:"reset_to_default,omitempty"`
}

// UnmarshalTopicUpdateRequestConfigsItem reads the members of an object and sets result, a
// **TopicUpdateRequestConfigsItem, to what they say.
func UnmarshalTopicUpdateRequestConfigsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicUpdateRequestConfigsItem)
	err = unmarshalModel(m, result, obj,
		property{"name", &obj.Name, nil},
		property{"value", &obj.Value, nil},
		property{"reset_to_default", &obj.ResetToDefault, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicCreateRequestConfigsItem is one config of a new topic.
type TopicCreateRequestConfigsItem struct {
	// Kafka's name of the config, such as "retention.ms".
	Name *string `json:"name,omitempty"`
	// The value, numbers too as text.
	Value *string `json:"value,omitempty"`
}

// UnmarshalTopicCreateRequestConfigsItem reads the members of an object and sets result, a
// **TopicCreateRequestConfigsItem, to what they say.
func UnmarshalTopicCreateRequestConfigsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicCreateRequestConfigsItem)
	err = unmarshalModel(m, result, obj,
		property{"name", &obj.Name, nil},
		property{"value", &obj.Value, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// GroupDetail is a consumer group with its members and offsets.
type GroupDetail struct {
	// GroupID is the identifier of the group.
	GroupID *string `json:"group_id,omitempty"`
	// State is Kafka's name of the group's state, such as "Stable" or "Empty".
	State *string `json:"state,omitempty"`
	// Members are the consumers in the group.
	Members []Member `json:"members,omitempty"`
	// Offsets are the group's positions.
	Offsets []TopicPartitionOffset `json:"offsets,omitempty"`
}

// UnmarshalGroupDetail reads the members of an object and sets result, a
// **GroupDetail, to what they say.
func UnmarshalGroupDetail(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(GroupDetail)
	err = unmarshalModel(m, result, obj,
		property{"group_id", &obj.GroupID, nil},
		property{"state", &obj.State, nil},
		property{"members", &obj.Members, UnmarshalMember},
		property{"offsets", &obj.Offsets, UnmarshalTopicPartitionOffset},
	)
	return core.RepurposeSDKProblem(err, "")
}

// EntityQuotaDetail is a QuotaDetail with the entity that it is for.
type EntityQuotaDetail struct {
	// EntityName is "default", or an IAM service identifier that begins with
	// "iam-ServiceId".
	EntityName *string `json:"entity_name" validate:"required"`
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitempty"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitempty"`
}

// UnmarshalEntityQuotaDetail reads the members of an object and sets result, a
// **EntityQuotaDetail, to what they say.
func UnmarshalEntityQuotaDetail(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(EntityQuotaDetail)
	err = unmarshalModel(m, result, obj,
		property{"entity_name", &obj.EntityName, nil},
		property{"producer_byte_rate", &obj.ProducerByteRate, nil},
		property{"consumer_byte_rate", &obj.ConsumerByteRate, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// MemberAssignmentsItem is a partition that a member of a group reads.
type MemberAssignmentsItem struct {
	// Topic is the name of the topic.
	Topic *string `json:"topic,omitempty"`
	// Partition is the number of the partition.
	Partition *int64 `json:"partition,omitempty"`
}

// UnmarshalMemberAssignmentsItem reads the members of an object and sets result, a
// **MemberAssignmentsItem, to what they say.
func UnmarshalMemberAssignmentsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(MemberAssignmentsItem)
	err = unmarshalModel(m, result, obj,
		property{"topic", &obj.Topic, nil},
		property{"partition", &obj.Partition, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// Member is one consumer of a group.
type Member struct {
	// ConsumerID is the identifier that the group gave the consumer.
	ConsumerID *string `json:"consumer_id,omitempty"`
	// ClientID is the consumer's own identifier.
	ClientID *string `json:"client_id,omitempty"`
	// Host is where the consumer runs.
	Host *string `json:"host,omitempty"`
	// Assignments are the partitions that the consumer reads.
	Assignments []MemberAssignmentsItem `json:"assignments,omitempty"`
}

// UnmarshalMember reads the members of an object and sets result, a
// **Member, to what they say.
func UnmarshalMember(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(Member)
	err = unmarshalModel(m, result, obj,
		property{"consumer_id", &obj.ConsumerID, nil},
		property{"client_id", &obj.ClientID, nil},
		property{"host", &obj.Host, nil},
		property{"assignments", &obj.Assignments, UnmarshalMemberAssignmentsItem},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicPartitionOffset is the position of a group in a partition.
type TopicPartitionOffset struct {
	// Topic is the name of the topic.
	Topic *string `json:"topic,omitempty"`
	// Partition is the number of the partition.
	Partition *int64 `json:"partition,omitempty"`
	// CurrentOffset is the offset of the next record that the group reads.
	CurrentOffset *int64 `json:"current_offset,omitempty"`
	// EndOffset is the offset of the next record that is written.
	EndOffset *int64 `json:"end_offset,omitempty"`
}

// UnmarshalTopicPartitionOffset reads the members of an object and sets result, a
// **TopicPartitionOffset, to what they say.
func UnmarshalTopicPartitionOffset(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicPartitionOffset)
	err = unmarshalModel(m, result, obj,
		property{"topic", &obj.Topic, nil},
		property{"partition", &obj.Partition, nil},
		property{"current_offset", &obj.CurrentOffset, nil},
		property{"end_offset", &obj.EndOffset, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// InstanceStatus is how well an instance works.
type InstanceStatus struct {
	// Status is the state of the instance.
	Status *string `json:"status,omitempty"`
}

// UnmarshalInstanceStatus reads the members of an object and sets result, a
// **InstanceStatus, to what they say.
func UnmarshalInstanceStatus(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(InstanceStatus)
	err = unmarshalModel(m, result, obj,
		property{"status", &obj.Status, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// MirroringActiveTopics is the topics that are being mirrored.
type MirroringActiveTopics struct {
	// ActiveTopics are the names of the topics.
	ActiveTopics []string `json:"active_topics,omitempty"`
}

// UnmarshalMirroringActiveTopics reads the members of an object and sets result, a
// **MirroringActiveTopics, to what they say.
func UnmarshalMirroringActiveTopics(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(MirroringActiveTopics)
	err = unmarshalModel(m, result, obj,
		property{"active_topics", &obj.ActiveTopics, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// MirroringTopicSelection is the topics that are selected for mirroring.
type MirroringTopicSelection struct {
	// Includes are the names of topics, or regular expressions that match them.
	Includes []string `json:"includes,omitempty"`
}

// UnmarshalMirroringTopicSelection reads the members of an object and sets result, a
// **MirroringTopicSelection, to what they say.
func UnmarshalMirroringTopicSelection(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(MirroringTopicSelection)
	err = unmarshalModel(m, result, obj,
		property{"includes", &obj.Includes, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// QuotaDetail is the byte rates that an entity is held to. A rate that is nil is not set.
type QuotaDetail struct {
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitempty"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitempty"`
}

// UnmarshalQuotaDetail reads the members of an object and sets result, a
// **QuotaDetail, to what they say.
func UnmarshalQuotaDetail(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(QuotaDetail)
	err = unmarshalModel(m, result, obj,
		property{"producer_byte_rate", &obj.ProducerByteRate, nil},
		property{"consumer_byte_rate", &obj.ConsumerByteRate, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// QuotaList is the answer to ListQuotas.
type QuotaList struct {
	// Data are the quotas.
	Data []EntityQuotaDetail `json:"data,omitempty"`
}

// UnmarshalQuotaList reads the members of an object and sets result, a
// **QuotaList, to what they say.
func UnmarshalQuotaList(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(QuotaList)
	err = unmarshalModel(m, result, obj,
		property{"data", &obj.Data, UnmarshalEntityQuotaDetail},
	)
	return core.RepurposeSDKProblem(err, "")
}

// RecordDeleteRequestRecordsToDeleteItem says how far the records of one partition are deleted.
type RecordDeleteRequestRecordsToDeleteItem struct {
	// Partition is the number of the partition.
	Partition *int64 `json:"partition,omitempty"`
	// BeforeOffset is the offset of the first record that stays. -1 deletes all
	// that the partition holds.
	BeforeOffset *int64 `json:"before_offset,omitempty"`
}

// UnmarshalRecordDeleteRequestRecordsToDeleteItem reads the members of an object and sets result, a
// **RecordDeleteRequestRecordsToDeleteItem, to what they say.
func UnmarshalRecordDeleteRequestRecordsToDeleteItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(RecordDeleteRequestRecordsToDeleteItem)
	err = unmarshalModel(m, result, obj,
		property{"partition", &obj.Partition, nil},
		property{"before_offset", &obj.BeforeOffset, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicDetailReplicaAssignmentsItem tells which brokers hold a partition.
type TopicDetailReplicaAssignmentsItem struct {
	// ID is the number of the partition.
	ID *int64 `json:"id,omitempty"`
	// Brokers are the brokers that hold it.
	Brokers *TopicDetailReplicaAssignmentsItemBrokers `json:"brokers,omitempty"`
}

// UnmarshalTopicDetailReplicaAssignmentsItem reads the members of an object and sets result, a
// **TopicDetailReplicaAssignmentsItem, to what they say.
func UnmarshalTopicDetailReplicaAssignmentsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicDetailReplicaAssignmentsItem)
	err = unmarshalModel(m, result, obj,
		property{"id", &obj.ID, nil},
		property{"brokers", &obj.Brokers, UnmarshalTopicDetailReplicaAssignmentsItemBrokers},
	)
	return core.RepurposeSDKProblem(err, "")
}

// GroupResetResultsItem is the offset of a partition after a reset.
type GroupResetResultsItem struct {
	// Topic is the name of the topic.
	Topic *string `json:"topic,omitempty"`
	// Partition is the number of the partition.
	Partition *int64 `json:"partition,omitempty"`
	// Offset is the offset of the next record that the group reads.
	Offset *int64 `json:"offset,omitempty"`
}

// UnmarshalGroupResetResultsItem reads the members of an object and sets result, a
// **GroupResetResultsItem, to what they say.
func UnmarshalGroupResetResultsItem(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(GroupResetResultsItem)
	err = unmarshalModel(m, result, obj,
		property{"topic", &obj.Topic, nil},
		property{"partition", &obj.Partition, nil},
		property{"offset", &obj.Offset, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicDetail is a Kafka topic.
type TopicDetail struct {
	// Name is the name of the topic.
	Name *string `json:"name,omitempty"`
	// Partitions is the number of partitions.
	Partitions *int64 `json:"partitions,omitempty"`
	// ReplicationFactor is the number of replicas of each partition.
	ReplicationFactor *int64 `json:"replicationFactor,omitempty"`
	// RetentionMs is how long records are kept, in milliseconds, the config
	// "retention.ms"; -1 is for ever.
	RetentionMs *int64 `json:"retentionMs,omitempty"`
	// CleanupPolicy is "delete", "compact" or both with a comma between, the
	// config "cleanup.policy".
	CleanupPolicy *string `json:"cleanupPolicy,omitempty"`
	// Configs are configs of the topic, those that TopicConfigs has a field for.
	Configs *TopicConfigs `json:"configs,omitempty"`
	// ReplicaAssignments tells the brokers of each partition.
	ReplicaAssignments []TopicDetailReplicaAssignmentsItem `json:"replicaAssignments,omitempty"`
}

// UnmarshalTopicDetail reads the members of an object and sets result, a
// **TopicDetail, to what they say.
func UnmarshalTopicDetail(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicDetail)
	err = unmarshalModel(m, result, obj,
		property{"name", &obj.Name, nil},
		property{"partitions", &obj.Partitions, nil},
		property{"replicationFactor", &obj.ReplicationFactor, nil},
		property{"retentionMs", &obj.RetentionMs, nil},
		property{"cleanupPolicy", &obj.CleanupPolicy, nil},
		property{"configs", &obj.Configs, UnmarshalTopicConfigs},
		property{"replicaAssignments", &obj.ReplicaAssignments, UnmarshalTopicDetailReplicaAssignmentsItem},
	)
	return core.RepurposeSDKProblem(err, "")
}

// TopicConfigs are four of a topic's configs. All values are text.
type TopicConfigs struct {
	// RetentionBytes is the size in bytes that a partition is kept within.
	RetentionBytes *string `json:"retention.bytes,omitempty"`
	// SegmentBytes is the size of a segment in bytes.
	SegmentBytes *string `json:"segment.bytes,omitempty"`
	// SegmentIndexBytes is the size of a segment's index in bytes.
	SegmentIndexBytes *string `json:"segment.index.bytes,omitempty"`
	// SegmentMs is the age of a segment in milliseconds at which it is closed.
	SegmentMs *string `json:"segment.ms,omitempty"`
}

// UnmarshalTopicConfigs reads the members of an object and sets result, a
// **TopicConfigs, to what they say.
func UnmarshalTopicConfigs(m map[string]json.RawMessage, result interface{}) (err error) {
	obj := new(TopicConfigs)
	err = unmarshalModel(m, result, obj,
		property{"retention.bytes", &obj.RetentionBytes, nil},
		property{"segment.bytes", &obj.SegmentBytes, nil},
		property{"segment.index.bytes", &obj.SegmentIndexBytes, nil},
		property{"segment.ms", &obj.SegmentMs, nil},
	)
	return core.RepurposeSDKProblem(err, "")
}
