// Code generated from specs/adminrest.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package adminrest

// The values of ResetMode.
const (
	ResetModeDatetime ResetMode = "datetime"
	ResetModeEarliest ResetMode = "earliest"
	ResetModeLatest   ResetMode = "latest"
)

// The values of Status.
const (
	StatusAvailable Status = "available"
	StatusDegraded  Status = "degraded"
	StatusOffline   Status = "offline"
	StatusUnknown   Status = "unknown"
)

// AssignedBrokers are the brokers of one partition.
type AssignedBrokers struct {
	// Replicas are the identifiers of the brokers, in the order of the assignment.
	Replicas []int32 `json:"replicas,omitzero"`
}

// Broker is a Kafka broker.
type Broker struct {
	// ID is the broker's "broker.id".
	ID int32 `json:"id,omitzero"`
	// Host is the host that the broker advertises.
	Host string `json:"host,omitzero"`
	// Port is the port that the broker advertises.
	Port int32 `json:"port,omitzero"`
	// Rack is the broker's "broker.rack".
	Rack string `json:"rack,omitzero"`
	// Configs is the broker's configuration. GetBrokerConfig fills it.
	Configs []BrokerConfig `json:"configs,omitzero"`
}

// BrokerConfig is one config of a broker.
type BrokerConfig struct {
	// Name is Kafka's name of the config.
	Name string `json:"name,omitzero"`
	// Value is the value, nil if it is not set or not shown because it is sensitive.
	Value *string `json:"value,omitzero"`
	// Sensitive says that the value is secret and not shown.
	Sensitive bool `json:"is_sensitive,omitzero"`
}

// Cluster is the Kafka cluster of the instance.
type Cluster struct {
	// ID is the identifier of the cluster.
	ID string `json:"id,omitzero"`
	// Controller is the broker that leads the cluster.
	Controller Broker `json:"controller,omitzero"`
	// Brokers are the brokers, without their configuration.
	Brokers []Broker `json:"brokers,omitzero"`
}

// configChange sets one config of a topic or takes it back to the cluster's default.
type configChange struct {
	// Kafka's name of the config, such as "retention.ms".
	Name string `json:"name"`
	// The value, numbers too as text; absent when the config is reset.
	Value *string `json:"value,omitzero"`
	// Takes the config back to the cluster's default.
	ResetToDefault bool `json:"reset_to_default,omitzero"`
}

// configEntry is one config of a new topic.
type configEntry struct {
	// Kafka's name of the config, such as "retention.ms".
	Name string `json:"name"`
	// The value, numbers too as text.
	Value string `json:"value"`
}

// ConsumerGroup is a consumer group with its members and offsets.
type ConsumerGroup struct {
	// ID is the identifier of the group.
	ID string `json:"group_id,omitzero"`
	// State is Kafka's name of the group's state, such as "Stable" or "Empty".
	State string `json:"state,omitzero"`
	// Members are the consumers in the group.
	Members []GroupMember `json:"members,omitzero"`
	// Offsets are the group's positions.
	Offsets []GroupOffset `json:"offsets,omitzero"`
}

// createTopicBody is what a new topic is made of.
type createTopicBody struct {
	// The name of the topic.
	Name string `json:"name"`
	// The number of partitions.
	PartitionCount int32 `json:"partition_count,omitzero"`
	// The configs that differ from the cluster's defaults.
	Configs []configEntry `json:"configs,omitzero"`
}

// deleteTopicRecordsBody lists what is deleted.
type deleteTopicRecordsBody struct {
	// One entry for each partition.
	RecordsToDelete []RecordDeletion `json:"records_to_delete"`
}

// EntityQuota is a Quota with the entity that it is for.
type EntityQuota struct {
	// EntityName is "default", or an IAM service identifier that begins with
	// "iam-ServiceId".
	EntityName string `json:"entity_name"`
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitzero"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitzero"`
}

// GroupAssignment is a partition that a member of a group reads.
type GroupAssignment struct {
	// Topic is the name of the topic.
	Topic string `json:"topic,omitzero"`
	// Partition is the number of the partition.
	Partition int32 `json:"partition,omitzero"`
}

// GroupMember is one consumer of a group.
type GroupMember struct {
	// ConsumerID is the identifier that the group gave the consumer.
	ConsumerID string `json:"consumer_id,omitzero"`
	// ClientID is the consumer's own identifier.
	ClientID string `json:"client_id,omitzero"`
	// Host is where the consumer runs.
	Host string `json:"host,omitzero"`
	// Assignments are the partitions that the consumer reads.
	Assignments []GroupAssignment `json:"assignments,omitzero"`
}

// GroupOffset is the position of a group in a partition.
type GroupOffset struct {
	// Topic is the name of the topic.
	Topic string `json:"topic,omitzero"`
	// Partition is the number of the partition.
	Partition int32 `json:"partition,omitzero"`
	// CurrentOffset is the offset of the next record that the group reads.
	CurrentOffset int64 `json:"current_offset,omitzero"`
	// EndOffset is the offset of the next record that is written.
	EndOffset int64 `json:"end_offset,omitzero"`
}

// InstanceStatus is how well an instance works.
type InstanceStatus struct {
	// Status is the state of the instance.
	Status Status `json:"status,omitzero"`
}

// MirroringActiveTopics is the topics that are being mirrored.
type MirroringActiveTopics struct {
	// Topics are the names of the topics.
	Topics []string `json:"active_topics,omitzero"`
}

// MirroringTopicSelection is the topics that are selected for mirroring.
type MirroringTopicSelection struct {
	// Includes are the names of topics, or regular expressions that match them.
	Includes []string `json:"includes"`
}

// Quota is the byte rates that an entity is held to. A rate that is nil is not set.
type Quota struct {
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitzero"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitzero"`
}

// quotaList is the answer to ListQuotas.
type quotaList struct {
	// The quotas.
	Data []EntityQuota `json:"data,omitzero"`
}

// RecordDeletion says how far the records of one partition are deleted.
type RecordDeletion struct {
	// Partition is the number of the partition.
	Partition int32 `json:"partition"`
	// BeforeOffset is the offset of the first record that stays. -1 deletes all
	// that the partition holds.
	BeforeOffset int64 `json:"before_offset"`
}

// ReplicaAssignment tells which brokers hold a partition.
type ReplicaAssignment struct {
	// Partition is the number of the partition.
	Partition int32 `json:"id,omitzero"`
	// Brokers are the brokers that hold it.
	Brokers AssignedBrokers `json:"brokers,omitzero"`
}

// ResetMode says where offsets are reset to.
type ResetMode string

// ResetOffset is the offset of a partition after a reset.
type ResetOffset struct {
	// Topic is the name of the topic.
	Topic string `json:"topic,omitzero"`
	// Partition is the number of the partition.
	Partition int32 `json:"partition,omitzero"`
	// Offset is the offset of the next record that the group reads.
	Offset int64 `json:"offset,omitzero"`
}

// Status is the state of an instance: it works, some operations may fail, all
// operations fail, or the state cannot be told.
type Status string

// Topic is a Kafka topic.
type Topic struct {
	// Name is the name of the topic.
	Name string `json:"name,omitzero"`
	// Partitions is the number of partitions.
	Partitions int32 `json:"partitions,omitzero"`
	// ReplicationFactor is the number of replicas of each partition.
	ReplicationFactor int32 `json:"replicationFactor,omitzero"`
	// RetentionMs is how long records are kept, in milliseconds, the config
	// "retention.ms"; -1 is for ever. See Retention.
	RetentionMs int64 `json:"retentionMs,omitzero"`
	// CleanupPolicy is "delete", "compact" or both with a comma between, the
	// config "cleanup.policy".
	CleanupPolicy string `json:"cleanupPolicy,omitzero"`
	// Configs are the topic's configs by Kafka's names, as far as the service
	// shows them. All values are text.
	Configs map[string]string `json:"configs,omitzero"`
	// ReplicaAssignments tells the brokers of each partition.
	ReplicaAssignments []ReplicaAssignment `json:"replicaAssignments,omitzero"`
}

// updateConsumerGroupBody says where the offsets of a group are reset to.
type updateConsumerGroupBody struct {
	// The topic; every topic that the group reads if it is absent.
	Topic string `json:"topic,omitzero"`
	// Where the offsets are reset to.
	Mode ResetMode `json:"mode"`
	// The time for the mode "datetime", as RFC 3339 writes it.
	Value string `json:"value,omitzero"`
	// Resets the offsets; otherwise the answer only shows what a reset would lead to.
	Execute *bool `json:"execute,omitzero"`
}

// updateTopicBody is what changes of a topic.
type updateTopicBody struct {
	// The number of partitions after the change; it can only grow.
	NewTotalPartitionCount int32 `json:"new_total_partition_count,omitzero"`
	// The configs that change.
	Configs []configChange `json:"configs,omitzero"`
}
