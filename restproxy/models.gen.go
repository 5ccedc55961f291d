// Code generated from specs/restproxy.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package restproxy

import "time"

// The values of ACLOperation.
const (
	ACLOperationAll             ACLOperation = "ALL"
	ACLOperationAlter           ACLOperation = "ALTER"
	ACLOperationAlterConfigs    ACLOperation = "ALTER_CONFIGS"
	ACLOperationAny             ACLOperation = "ANY"
	ACLOperationClusterAction   ACLOperation = "CLUSTER_ACTION"
	ACLOperationCreate          ACLOperation = "CREATE"
	ACLOperationDelete          ACLOperation = "DELETE"
	ACLOperationDescribe        ACLOperation = "DESCRIBE"
	ACLOperationDescribeConfigs ACLOperation = "DESCRIBE_CONFIGS"
	ACLOperationIdempotentWrite ACLOperation = "IDEMPOTENT_WRITE"
	ACLOperationRead            ACLOperation = "READ"
	ACLOperationUnknown         ACLOperation = "UNKNOWN"
	ACLOperationWrite           ACLOperation = "WRITE"
)

// The values of ACLPatternType.
const (
	ACLPatternTypeAny      ACLPatternType = "ANY"
	ACLPatternTypeLiteral  ACLPatternType = "LITERAL"
	ACLPatternTypeMatch    ACLPatternType = "MATCH"
	ACLPatternTypePrefixed ACLPatternType = "PREFIXED"
	ACLPatternTypeUnknown  ACLPatternType = "UNKNOWN"
)

// The values of ACLPermission.
const (
	ACLPermissionAllow   ACLPermission = "ALLOW"
	ACLPermissionAny     ACLPermission = "ANY"
	ACLPermissionDeny    ACLPermission = "DENY"
	ACLPermissionUnknown ACLPermission = "UNKNOWN"
)

// The values of ACLResourceType.
const (
	ACLResourceTypeAny             ACLResourceType = "ANY"
	ACLResourceTypeCluster         ACLResourceType = "CLUSTER"
	ACLResourceTypeDelegationToken ACLResourceType = "DELEGATION_TOKEN"
	ACLResourceTypeGroup           ACLResourceType = "GROUP"
	ACLResourceTypeTopic           ACLResourceType = "TOPIC"
	ACLResourceTypeTransactionalID ACLResourceType = "TRANSACTIONAL_ID"
	ACLResourceTypeUnknown         ACLResourceType = "UNKNOWN"
)

// The values of AlterOperation.
const (
	AlterOperationDelete AlterOperation = "DELETE"
	AlterOperationSet    AlterOperation = "SET"
)

// The values of BalancerStatus.
const (
	BalancerStatusBootstrapping BalancerStatus = "BOOTSTRAPPING"
	BalancerStatusDisabled      BalancerStatus = "DISABLED"
	BalancerStatusEnabled       BalancerStatus = "ENABLED"
	BalancerStatusError         BalancerStatus = "ERROR"
	BalancerStatusFailover      BalancerStatus = "FAILOVER"
	BalancerStatusLoadFailure   BalancerStatus = "LOAD_FAILURE"
	BalancerStatusStarting      BalancerStatus = "STARTING"
	BalancerStatusUnknown       BalancerStatus = "UNKNOWN"
)

// The values of BrokerTaskStatus.
const (
	BrokerTaskStatusFailed     BrokerTaskStatus = "FAILED"
	BrokerTaskStatusInProgress BrokerTaskStatus = "IN_PROGRESS"
	BrokerTaskStatusSuccess    BrokerTaskStatus = "SUCCESS"
	BrokerTaskStatusUnknown    BrokerTaskStatus = "UNKNOWN"
)

// The values of BrokerTaskType.
const (
	BrokerTaskTypeAddBroker    BrokerTaskType = "add-broker"
	BrokerTaskTypeRemoveBroker BrokerTaskType = "remove-broker"
)

// The values of ClusterConfigType.
const (
	ClusterConfigTypeBroker ClusterConfigType = "BROKER"
)

// The values of ConfigSource.
const (
	ConfigSourceDefaultConfig              ConfigSource = "DEFAULT_CONFIG"
	ConfigSourceDynamicBrokerConfig        ConfigSource = "DYNAMIC_BROKER_CONFIG"
	ConfigSourceDynamicBrokerLoggerConfig  ConfigSource = "DYNAMIC_BROKER_LOGGER_CONFIG"
	ConfigSourceDynamicClusterLinkConfig   ConfigSource = "DYNAMIC_CLUSTER_LINK_CONFIG"
	ConfigSourceDynamicDefaultBrokerConfig ConfigSource = "DYNAMIC_DEFAULT_BROKER_CONFIG"
	ConfigSourceDynamicGroupConfig         ConfigSource = "DYNAMIC_GROUP_CONFIG"
	ConfigSourceDynamicTopicConfig         ConfigSource = "DYNAMIC_TOPIC_CONFIG"
	ConfigSourceStaticBrokerConfig         ConfigSource = "STATIC_BROKER_CONFIG"
	ConfigSourceUnknown                    ConfigSource = "UNKNOWN"
)

// The values of ConsumerGroupState.
const (
	ConsumerGroupStateAssigning           ConsumerGroupState = "ASSIGNING"
	ConsumerGroupStateCompletingRebalance ConsumerGroupState = "COMPLETING_REBALANCE"
	ConsumerGroupStateDead                ConsumerGroupState = "DEAD"
	ConsumerGroupStateEmpty               ConsumerGroupState = "EMPTY"
	ConsumerGroupStateNotReady            ConsumerGroupState = "NOT_READY"
	ConsumerGroupStatePreparingRebalance  ConsumerGroupState = "PREPARING_REBALANCE"
	ConsumerGroupStateReconciling         ConsumerGroupState = "RECONCILING"
	ConsumerGroupStateStable              ConsumerGroupState = "STABLE"
	ConsumerGroupStateUnknown             ConsumerGroupState = "UNKNOWN"
)

// The values of ConsumerGroupType.
const (
	ConsumerGroupTypeClassic  ConsumerGroupType = "CLASSIC"
	ConsumerGroupTypeConsumer ConsumerGroupType = "CONSUMER"
	ConsumerGroupTypeShare    ConsumerGroupType = "SHARE"
	ConsumerGroupTypeStreams  ConsumerGroupType = "STREAMS"
	ConsumerGroupTypeUnknown  ConsumerGroupType = "UNKNOWN"
)

// The values of DataType.
const (
	DataTypeAvro       DataType = "AVRO"
	DataTypeBinary     DataType = "BINARY"
	DataTypeJSON       DataType = "JSON"
	DataTypeJSONSchema DataType = "JSONSCHEMA"
	DataTypeProtobuf   DataType = "PROTOBUF"
	DataTypeString     DataType = "STRING"
)

// The values of EvenLoadStatus.
const (
	EvenLoadStatusAborted         EvenLoadStatus = "ABORTED"
	EvenLoadStatusBalanced        EvenLoadStatus = "BALANCED"
	EvenLoadStatusBalancing       EvenLoadStatus = "BALANCING"
	EvenLoadStatusBalancingFailed EvenLoadStatus = "BALANCING_FAILED"
	EvenLoadStatusDisabled        EvenLoadStatus = "DISABLED"
	EvenLoadStatusStarting        EvenLoadStatus = "STARTING"
	EvenLoadStatusUnknown         EvenLoadStatus = "UNKNOWN"
)

// The values of ExclusionOperation.
const (
	ExclusionOperationDelete  ExclusionOperation = "DELETE"
	ExclusionOperationSet     ExclusionOperation = "SET"
	ExclusionOperationUnknown ExclusionOperation = "UNKNOWN"
)

// The values of MirrorTopicStatus.
const (
	MirrorTopicStatusActive             MirrorTopicStatus = "ACTIVE"
	MirrorTopicStatusFailed             MirrorTopicStatus = "FAILED"
	MirrorTopicStatusLinkFailed         MirrorTopicStatus = "LINK_FAILED"
	MirrorTopicStatusLinkPaused         MirrorTopicStatus = "LINK_PAUSED"
	MirrorTopicStatusPaused             MirrorTopicStatus = "PAUSED"
	MirrorTopicStatusPendingMirror      MirrorTopicStatus = "PENDING_MIRROR"
	MirrorTopicStatusPendingStopped     MirrorTopicStatus = "PENDING_STOPPED"
	MirrorTopicStatusPendingSynchronize MirrorTopicStatus = "PENDING_SYNCHRONIZE"
	MirrorTopicStatusSourceUnavailable  MirrorTopicStatus = "SOURCE_UNAVAILABLE"
	MirrorTopicStatusStopped            MirrorTopicStatus = "STOPPED"
	MirrorTopicStatusUnknown            MirrorTopicStatus = "UNKNOWN"
)

// The values of SubTaskStatus.
const (
	SubTaskStatusCanceled   SubTaskStatus = "CANCELED"
	SubTaskStatusComplete   SubTaskStatus = "COMPLETE"
	SubTaskStatusCompleted  SubTaskStatus = "COMPLETED"
	SubTaskStatusError      SubTaskStatus = "ERROR"
	SubTaskStatusExcluded   SubTaskStatus = "EXCLUDED"
	SubTaskStatusFailed     SubTaskStatus = "FAILED"
	SubTaskStatusInProgress SubTaskStatus = "IN_PROGRESS"
	SubTaskStatusPending    SubTaskStatus = "PENDING"
	SubTaskStatusRemoving   SubTaskStatus = "REMOVING"
	SubTaskStatusUnknown    SubTaskStatus = "UNKNOWN"
)

// The values of SubjectNameStrategy.
const (
	SubjectNameStrategyRecordName      SubjectNameStrategy = "RECORD_NAME"
	SubjectNameStrategyTopicName       SubjectNameStrategy = "TOPIC_NAME"
	SubjectNameStrategyTopicRecordName SubjectNameStrategy = "TOPIC_RECORD_NAME"
)

// ACL allows or denies a principal an operation on a resource. CreateACL and
// CreateACLs do not look at Metadata and ClusterID.
type ACL struct {
	// Metadata is about the resource; its Self is the URL of a search for the ACL.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ResourceType is the type of what the ACL is about.
	ResourceType ACLResourceType `json:"resource_type"`
	// ResourceName is its name, the beginning of names, or * for all. A cluster is
	// called kafka-cluster.
	ResourceName string `json:"resource_name"`
	// PatternType is how ResourceName is understood.
	PatternType ACLPatternType `json:"pattern_type"`
	// Principal is who, such as "User:alice", or "User:*" for all.
	Principal string `json:"principal"`
	// Host is from where, or "*" for anywhere.
	Host string `json:"host"`
	// Operation is what.
	Operation ACLOperation `json:"operation"`
	// Permission is whether it is allowed or denied.
	Permission ACLPermission `json:"permission"`
}

// aclList is the answer to ListACLs.
type aclList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The ACLs.
	Data []ACL `json:"data"`
}

// ACLOperation is what an ACL allows or denies. ANY is for searches, ALL stands
// for every operation.
type ACLOperation string

// ACLPatternType is how the name in an ACL is understood: as it is, or as the
// beginning of names. ANY and MATCH are for searches: MATCH finds all ACLs that
// concern a resource of the name.
type ACLPatternType string

// ACLPermission is whether an ACL allows or denies. ANY is for searches.
type ACLPermission string

// ACLResourceType is the type of what an ACL is about. ANY is for searches,
// UNKNOWN for what the service does not know.
type ACLResourceType string

// alteredExclusion is what became of the change to a broker's exclusion.
type alteredExclusion struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// The change.
	Exclusion ExclusionOperation `json:"exclusion"`
	// Why.
	Reason string `json:"reason"`
	// The code of the error, 0 if there was none.
	ErrorCode int32 `json:"error_code"`
	// What went wrong.
	ErrorMessage string `json:"error_message"`
	// The broker.
	Broker Related `json:"broker"`
}

// alteredExclusionList is the answer to changes of exclusions.
type alteredExclusionList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The changed exclusions.
	Data []alteredExclusion `json:"data"`
}

// alterExclusionsBody has changes to brokers' exclusions.
type alterExclusionsBody struct {
	// The changes, one for each broker.
	Data []ExclusionChange `json:"data"`
}

// alterConfigsBody changes configs of one resource.
type alterConfigsBody struct {
	// The changes.
	Data []ConfigAlteration `json:"data"`
	// Changes nothing.
	ValidateOnly bool `json:"validate_only,omitzero"`
}

// alteredMirrorTopic is what became of the change of a mirror topic.
type alteredMirrorTopic struct {
	// The name.
	MirrorTopicName string `json:"mirror_topic_name"`
	// The code of the error, 0 if there was none.
	ErrorCode int32 `json:"error_code"`
	// What went wrong.
	ErrorMessage string `json:"error_message"`
	// How far each partition was behind.
	MirrorLags []MirrorLag `json:"mirror_lags"`
}

// alteredMirrorTopicList is the answer to changes of mirror topics.
type alteredMirrorTopicList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The changed mirror topics.
	Data []alteredMirrorTopic `json:"data"`
}

// alterMirrorTopicsBody names mirror topics.
type alterMirrorTopicsBody struct {
	// The names.
	MirrorTopicNames []string `json:"mirror_topic_names,omitzero"`
	// A regular expression for names, on newer servers.
	MirrorTopicNamePattern string `json:"mirror_topic_name_pattern,omitzero"`
}

// alterMultipleTopicConfigsAnswer tells for which topics AlterMultipleTopicConfigs failed.
type alterMultipleTopicConfigsAnswer struct {
	// The failures.
	Failures []topicConfigsFailure `json:"failures"`
}

// alterMultipleTopicConfigsBody changes configs of several topics.
type alterMultipleTopicConfigsBody struct {
	// The changes.
	Data []TopicConfigAlterations `json:"data"`
	// Changes nothing.
	ValidateOnly bool `json:"validate_only,omitzero"`
}

// AlterOperation is what is done to a config: it gets a value, or goes back to
// its default.
type AlterOperation string

// AnyUnevenLoad is how far a balancer is with an uneven load of any kind.
type AnyUnevenLoad struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// Status is how far it is now.
	Status EvenLoadStatus `json:"status"`
	// PreviousStatus is the status before.
	PreviousStatus EvenLoadStatus `json:"previous_status"`
	// StatusUpdatedAt is when the status became what it is.
	StatusUpdatedAt time.Time `json:"status_updated_at"`
	// PreviousStatusUpdatedAt is when the status before came.
	PreviousStatusUpdatedAt time.Time `json:"previous_status_updated_at"`
	// ErrorCode is the code of a failure there, 0 if there was none.
	ErrorCode int32 `json:"error_code,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"error_message,omitzero"`
	// BrokerTasks are the tasks of the brokers.
	BrokerTasks Related `json:"broker_tasks"`
}

// Balancer is the state of a cluster's balancer.
type Balancer struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// Status is how the balancer is.
	Status BalancerStatus `json:"status"`
	// ErrorCode is the code of a failure there, 0 if there was none.
	ErrorCode int32 `json:"error_code,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"error_message,omitzero"`
	// AnyUnevenLoad is how far the balancer is.
	AnyUnevenLoad Related `json:"any_uneven_load"`
	// BrokerTasks are the tasks of the brokers.
	BrokerTasks Related `json:"broker_tasks"`
}

// BalancerStatus is how a balancer is. Newer servers may have further values.
type BalancerStatus string

// Broker is a Kafka broker.
type Broker struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ID identifies the broker.
	ID int32 `json:"broker_id"`
	// Host is the host that the broker advertises.
	Host string `json:"host,omitzero"`
	// Port is the port that the broker advertises.
	Port int32 `json:"port,omitzero"`
	// Rack is the broker's "broker.rack", empty if it has none.
	Rack string `json:"rack,omitzero"`
	// Configs are the broker's configs.
	Configs Related `json:"configs"`
	// PartitionReplicas are the replicas on the broker.
	PartitionReplicas Related `json:"partition_replicas"`
}

// BrokerConfig is a config of a broker.
type BrokerConfig struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Name is Kafka's name of the config.
	Name string `json:"name"`
	// Value is the value, numbers too as text; nil if it is not set, or not shown
	// because it is sensitive.
	Value *string `json:"value"`
	// Default says that the value is Kafka's own default.
	Default bool `json:"is_default"`
	// ReadOnly says that the config cannot be changed while the broker runs.
	ReadOnly bool `json:"is_read_only"`
	// Sensitive says that the value is secret and not shown.
	Sensitive bool `json:"is_sensitive"`
	// Source is where the value comes from.
	Source ConfigSource `json:"source"`
	// Synonyms are the values of all sources, the one in effect first.
	Synonyms []ConfigSynonym `json:"synonyms"`
}

// brokerConfigList is the answer to ListBrokerConfigs and ListAllBrokerConfigs.
type brokerConfigList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The configs.
	Data []BrokerConfig `json:"data"`
}

// brokerList is the answer to ListBrokers.
type brokerList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The brokers.
	Data []Broker `json:"data"`
}

// BrokerRemoval is the removal of a broker that the service has accepted.
type BrokerRemoval struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// BrokerTask is the task that removes the broker.
	BrokerTask Related `json:"broker_task"`
	// Broker is the broker.
	Broker Related `json:"broker"`
}

// brokerRemovalList is the answer to RemoveBrokers.
type brokerRemovalList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The removals.
	Data []BrokerRemoval `json:"data"`
}

// BrokerReplicaExclusion is a broker that gets no new replicas.
type BrokerReplicaExclusion struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Reason is why.
	Reason string `json:"reason"`
	// Broker is the broker.
	Broker Related `json:"broker"`
}

// brokerReplicaExclusionList is the answer to ListBrokerReplicaExclusions.
type brokerReplicaExclusionList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The exclusions.
	Data []BrokerReplicaExclusion `json:"data"`
}

// BrokerTask is the addition of a broker to the cluster or its removal.
type BrokerTask struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Type says what is done.
	Type BrokerTaskType `json:"task_type"`
	// Status is how far it is.
	Status BrokerTaskStatus `json:"task_status"`
	// ShutdownScheduled says, of a removal, that the broker is shut down in the
	// end.
	ShutdownScheduled bool `json:"shutdown_scheduled,omitzero"`
	// SubTaskStatuses are the statuses of the parts by their names:
	// partition_reassignment_status and, of a removal,
	// broker_shutdown_status and broker_replica_exclusion_status.
	SubTaskStatuses map[string]SubTaskStatus `json:"sub_task_statuses"`
	// CreatedAt is when the task began.
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when it last changed.
	UpdatedAt time.Time `json:"updated_at"`
	// ErrorCode is the code of a failure there, 0 if there was none.
	ErrorCode int32 `json:"error_code,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"error_message,omitzero"`
	// Broker is the broker.
	Broker Related `json:"broker"`
}

// brokerTaskList is the answer to ListBrokerTasks and its like.
type brokerTaskList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The broker tasks.
	Data []BrokerTask `json:"data"`
}

// BrokerTaskStatus is how far a broker task is. Newer servers may have
// further values.
type BrokerTaskStatus string

// BrokerTaskType is what a broker task does.
type BrokerTaskType string

// BrokerUnregistration is the broker that was unregistered.
type BrokerUnregistration struct {
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
}

// Cell is a group of brokers.
type Cell struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ID is the identifier of the cell.
	ID int32 `json:"cell_id"`
	// State is the number of the cell's state.
	State int32 `json:"state"`
	// Brokers are the identifiers of the brokers in it.
	Brokers []int32 `json:"brokers"`
	// OpenForTenantAssignment says whether further tenants may be assigned to
	// it. It is read with hyphens in its name too.
	OpenForTenantAssignment bool `json:"open_for_tenant_assignment,omitzero"`
}

// CellConfig is how the brokers of a cluster are divided into cells.
type CellConfig struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// Cells are the cells.
	Cells []Cell `json:"cells"`
	// CellsEnabled says whether the cluster uses them.
	CellsEnabled bool `json:"cells_enabled"`
	// ErrorCode is the code of a failure there, 0 if there was none.
	ErrorCode int32 `json:"error_code,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"error_message,omitzero"`
}

// ClusterConfig is a config that is set for all brokers of a cluster.
type ClusterConfig struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ConfigType is what the config is of.
	ConfigType ClusterConfigType `json:"config_type"`
	// Name is Kafka's name of the config.
	Name string `json:"name"`
	// Value is the value, numbers too as text; nil if it is not set, or not shown
	// because it is sensitive.
	Value *string `json:"value"`
	// Default says that the value is Kafka's own default.
	Default bool `json:"is_default"`
	// ReadOnly says that the config cannot be changed while the broker runs.
	ReadOnly bool `json:"is_read_only"`
	// Sensitive says that the value is secret and not shown.
	Sensitive bool `json:"is_sensitive"`
	// Source is where the value comes from.
	Source ConfigSource `json:"source"`
	// Synonyms are the values of all sources, the one in effect first.
	Synonyms []ConfigSynonym `json:"synonyms"`
}

// clusterConfigList is the answer to ListClusterConfigs.
type clusterConfigList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The configs.
	Data []ClusterConfig `json:"data"`
}

// ClusterConfigType is what a config of the cluster is of.
type ClusterConfigType string

// ClusterInfo is what the service tells of a Kafka cluster.
type ClusterInfo struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ID identifies the cluster.
	ID string `json:"cluster_id"`
	// Controller is the broker that leads the cluster. With KRaft it is any
	// broker, another one in each answer.
	Controller Related `json:"controller,omitzero"`
	// ACLs are the cluster's ACLs.
	ACLs Related `json:"acls"`
	// Brokers are the cluster's brokers.
	Brokers Related `json:"brokers"`
	// BrokerConfigs are the configs that are set for all brokers.
	BrokerConfigs Related `json:"broker_configs"`
	// ConsumerGroups are the cluster's consumer groups.
	ConsumerGroups Related `json:"consumer_groups"`
	// Topics are the cluster's topics.
	Topics Related `json:"topics"`
	// PartitionReassignments are those in progress.
	PartitionReassignments Related `json:"partition_reassignments"`
}

// clusterList is the answer to ListClusters.
type clusterList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The clusters.
	Data []ClusterInfo `json:"data"`
}

// ConfigAlteration changes one config. SetConfig and ResetConfig make it.
type ConfigAlteration struct {
	// Name is Kafka's name of the config.
	Name string `json:"name"`
	// Value is the new value, nil to reset the config.
	Value *string `json:"value,omitzero"`
	// Operation is what is done, SET if it is empty.
	Operation AlterOperation `json:"operation,omitzero"`
}

// ConfigSource is where the value of a config comes from.
type ConfigSource string

// ConfigSynonym is the value that one source gives a config.
type ConfigSynonym struct {
	// Name is the name that the config has there.
	Name string `json:"name"`
	// Value is the value, nil if it is not set or not shown.
	Value *string `json:"value"`
	// Source is the source.
	Source ConfigSource `json:"source"`
}

// Consumer is a member of a consumer group.
type Consumer struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ConsumerGroupID identifies the group.
	ConsumerGroupID string `json:"consumer_group_id"`
	// ID is the identifier that the group gave the consumer.
	ID string `json:"consumer_id"`
	// InstanceID is the consumer's "group.instance.id", empty if it has none.
	InstanceID string `json:"instance_id,omitzero"`
	// ClientID is the consumer's own identifier.
	ClientID string `json:"client_id"`
	// Assignments are the partitions that the consumer reads.
	Assignments Related `json:"assignments"`
}

// ConsumerAssignment is a partition that a member of a consumer group reads.
type ConsumerAssignment struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ConsumerGroupID identifies the group.
	ConsumerGroupID string `json:"consumer_group_id"`
	// ConsumerID is the identifier that the group gave the consumer.
	ConsumerID string `json:"consumer_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// Partition is the partition.
	Partition Related `json:"partition"`
	// Lag is the group's lag in the partition.
	Lag Related `json:"lag"`
}

// consumerAssignmentList is the answer to ListConsumerAssignments.
type consumerAssignmentList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The partitions.
	Data []ConsumerAssignment `json:"data"`
}

// ConsumerGroup is a consumer group.
type ConsumerGroup struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ID identifies the group.
	ID string `json:"consumer_group_id"`
	// Simple says that the group only stores offsets and has no members by itself.
	Simple bool `json:"is_simple"`
	// PartitionAssignor is how the group's members share the partitions, empty if
	// it has none.
	PartitionAssignor string `json:"partition_assignor"`
	// State is the group's state.
	State ConsumerGroupState `json:"state"`
	// Type is the protocol of the group. Confluent Server does not tell it.
	Type ConsumerGroupType `json:"type,omitzero"`
	// Mixed says that the group has members of both the old and the new protocol.
	Mixed bool `json:"is_mixed_consumer_group,omitzero"`
	// Coordinator is the broker that coordinates the group.
	Coordinator Related `json:"coordinator,omitzero"`
	// Consumers are the group's members. Confluent Server calls the link consumer;
	// it is read from either.
	Consumers Related `json:"consumers,omitzero"`
	// LagSummary is the group's lag.
	LagSummary Related `json:"lag_summary,omitzero"`
}

// ConsumerGroupLagSummary is how far a consumer group is behind.
type ConsumerGroupLagSummary struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ConsumerGroupID identifies the group.
	ConsumerGroupID string `json:"consumer_group_id"`
	// MaxLag is the largest lag of a partition with a committed offset, in records.
	MaxLag int64 `json:"max_lag"`
	// TotalLag is the sum of the lags of the partitions with a committed offset, in records.
	TotalLag int64 `json:"total_lag"`
	// MaxLagConsumerID is the member that reads the partition with the largest
	// lag, empty if none does.
	MaxLagConsumerID string `json:"max_lag_consumer_id"`
	// MaxLagConsumer is that member, or the list of members if there is none.
	MaxLagConsumer Related `json:"max_lag_consumer,omitzero"`
	// MaxLagClientID is the member's own identifier.
	MaxLagClientID string `json:"max_lag_client_id"`
	// MaxLagInstanceID is the member's "group.instance.id".
	MaxLagInstanceID string `json:"max_lag_instance_id,omitzero"`
	// MaxLagTopicName is the topic with the largest lag.
	MaxLagTopicName string `json:"max_lag_topic_name"`
	// MaxLagPartitionID is the partition with the largest lag.
	MaxLagPartitionID int32 `json:"max_lag_partition_id"`
	// MaxLagPartition is that partition.
	MaxLagPartition Related `json:"max_lag_partition,omitzero"`
}

// consumerGroupList is the answer to ListConsumerGroups.
type consumerGroupList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The groups.
	Data []ConsumerGroup `json:"data"`
}

// ConsumerGroupState is the state of a consumer group.
type ConsumerGroupState string

// ConsumerGroupType is the protocol of a group.
type ConsumerGroupType string

// ConsumerLag is how far a consumer group is behind in a partition.
type ConsumerLag struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// ConsumerGroupID identifies the group.
	ConsumerGroupID string `json:"consumer_group_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// ConsumerID is the member that reads the partition, empty if none does.
	ConsumerID string `json:"consumer_id"`
	// InstanceID is the member's "group.instance.id".
	InstanceID string `json:"instance_id,omitzero"`
	// ClientID is the member's own identifier.
	ClientID string `json:"client_id"`
	// CurrentOffset is the offset of the next record that the group reads.
	CurrentOffset int64 `json:"current_offset"`
	// LogEndOffset is the offset of the next record that is written.
	LogEndOffset int64 `json:"log_end_offset"`
	// Lag is how many records are between the two, 0 at least.
	Lag int64 `json:"lag"`
}

// consumerLagList is the answer to ListConsumerLags.
type consumerLagList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The lags.
	Data []ConsumerLag `json:"data"`
}

// consumerList is the answer to ListConsumers.
type consumerList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The members.
	Data []Consumer `json:"data"`
}

// createACLBody is a new ACL.
type createACLBody struct {
	// The type of the resource.
	ResourceType ACLResourceType `json:"resource_type"`
	// The name of the resource.
	ResourceName string `json:"resource_name"`
	// How the name is understood.
	PatternType ACLPatternType `json:"pattern_type"`
	// The principal.
	Principal string `json:"principal"`
	// The host.
	Host string `json:"host"`
	// The operation.
	Operation ACLOperation `json:"operation"`
	// Whether it is allowed or denied.
	Permission ACLPermission `json:"permission"`
}

// createACLsBody is several new ACLs.
type createACLsBody struct {
	// The ACLs.
	Data []createACLBody `json:"data"`
}

// createLinkBody is a new link.
type createLinkBody struct {
	// The cluster that is mirrored.
	SourceClusterID string `json:"source_cluster_id,omitzero"`
	// The cluster that mirrors.
	DestinationClusterID string `json:"destination_cluster_id,omitzero"`
	// The other cluster.
	RemoteClusterID string `json:"remote_cluster_id,omitzero"`
	// The identifier of the link that the other cluster has.
	ClusterLinkID string `json:"cluster_link_id,omitzero"`
	// The configs.
	Configs []newConfig `json:"configs,omitzero"`
}

// createMirrorTopicBody is a new mirror topic.
type createMirrorTopicBody struct {
	// The topic to mirror.
	SourceTopicName string `json:"source_topic_name"`
	// The name, that of the source if empty.
	MirrorTopicName string `json:"mirror_topic_name,omitzero"`
	// The number of replicas.
	ReplicationFactor int32 `json:"replication_factor,omitzero"`
	// The configs.
	Configs []newConfig `json:"configs,omitzero"`
}

// createTopicBody is what a new topic is made of.
type createTopicBody struct {
	// The name of the topic.
	TopicName string `json:"topic_name"`
	// The number of partitions; -1 is the cluster's default.
	PartitionsCount int32 `json:"partitions_count,omitzero"`
	// The number of replicas of each partition; -1 is the cluster's default.
	ReplicationFactor int32 `json:"replication_factor,omitzero"`
	// The brokers of each partition, which then say how many there are.
	ReplicasAssignments replicasAssignments `json:"replicas_assignments,omitzero"`
	// The configs that differ from the cluster's defaults.
	Configs []newConfig `json:"configs,omitzero"`
	// Creates nothing.
	ValidateOnly bool `json:"validate_only,omitzero"`
}

// DataType is the form of a key or a value.
type DataType string

// deletedACLs is the answer to DeleteACLs.
type deletedACLs struct {
	// What was deleted.
	Data []ACL `json:"data"`
}

// EvenLoadStatus is how far a balancer is. Newer servers may have further
// values.
type EvenLoadStatus string

// ExclusionChange is a broker that is to get no new replicas, or to get them
// again.
type ExclusionChange struct {
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Reason is why; the service requires one.
	Reason string `json:"reason"`
}

// ExclusionOperation is what is done to a broker's exclusion.
type ExclusionOperation string

// Link is a cluster link, over which topics of one cluster are mirrored in
// another.
type Link struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// SourceClusterID is the cluster that is mirrored, empty if this is it.
	SourceClusterID string `json:"source_cluster_id,omitzero"`
	// DestinationClusterID is the cluster that mirrors, empty if this is it.
	DestinationClusterID string `json:"destination_cluster_id,omitzero"`
	// RemoteClusterID is the other cluster, where newer servers tell it so.
	RemoteClusterID string `json:"remote_cluster_id,omitzero"`
	// Name is the name of the link.
	Name string `json:"link_name"`
	// LinkID is the identifier of the link as a UUID. ClusterLinkID is what is
	// to be used.
	LinkID string `json:"link_id,omitzero"`
	// ClusterLinkID is the identifier of the link in 22 characters of base64.
	ClusterLinkID string `json:"cluster_link_id"`
	// TopicNames are the mirror topics of the link.
	TopicNames []string `json:"topic_names"`
	// State is the state of the link, of newer servers.
	State string `json:"link_state,omitzero"`
	// Error names what is wrong with the link, of newer servers.
	Error string `json:"link_error,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"link_error_message,omitzero"`
	// Tasks are the link's tasks, where they were asked for.
	Tasks []LinkTask `json:"tasks,omitzero"`
}

// LinkConfig is a config of a cluster link.
type LinkConfig struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// LinkName is the name of the link.
	LinkName string `json:"link_name"`
	// LinkID is the identifier of the link, where servers tell it.
	LinkID string `json:"link_id,omitzero"`
	// Name is Kafka's name of the config.
	Name string `json:"name"`
	// Value is the value, nil if it is not set or not shown.
	Value *string `json:"value,omitzero"`
	// Default says that the value is the default.
	Default bool `json:"default,omitzero"`
	// ReadOnly says that it cannot be set.
	ReadOnly bool `json:"read_only"`
	// Sensitive says that its value is secret and not shown.
	Sensitive bool `json:"sensitive"`
	// Source is where the value comes from.
	Source ConfigSource `json:"source"`
	// Synonyms are other names of the config.
	Synonyms []string `json:"synonyms"`
	// Topics are the mirror topics concerned, where servers tell them.
	Topics []string `json:"topics,omitzero"`
}

// linkConfigList is the answer to ListLinkConfigs.
type linkConfigList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The configs.
	Data []LinkConfig `json:"data"`
}

// linkList is the answer to ListLinks.
type linkList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The cluster links.
	Data []Link `json:"data"`
}

// LinkTask is a task that a link does on and on.
type LinkTask struct {
	// Name is the name of the task.
	Name string `json:"task_name"`
	// State is the state of the task.
	State string `json:"state"`
	// Errors are what is wrong with it.
	Errors []LinkTaskError `json:"errors"`
}

// LinkTaskError is what is wrong with a link's task.
type LinkTaskError struct {
	// Code names the error.
	Code string `json:"error_code"`
	// Message explains it.
	Message string `json:"error_message"`
}

// listMetadata is where a list is found and where it goes on.
type listMetadata struct {
	// The URL of the list.
	Self string `json:"self"`
	// The URL of the next page.
	Next string `json:"next,omitzero"`
	// Absent or null.
	ResourceName string `json:"resource_name,omitzero"`
}

// Metadata is where a resource is found and how it is called.
type Metadata struct {
	// Self is the URL of the resource, as the service knows itself.
	Self string `json:"self"`
	// ResourceName is the resource's name beyond the API, such as
	// "crn:///kafka=c1/topic=t1". Empty if it has none, as an ACL.
	ResourceName string `json:"resource_name,omitzero"`
}

// MirrorLag is how far a partition of a mirror topic is behind.
type MirrorLag struct {
	// Partition is the number of the partition.
	Partition int32 `json:"partition"`
	// Lag counts the records that are missing.
	Lag int64 `json:"lag"`
	// LastSourceFetchOffset is the offset in the source up to which was read.
	LastSourceFetchOffset int64 `json:"last_source_fetch_offset"`
}

// MirrorTopic is a topic that mirrors one of another cluster.
type MirrorTopic struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// LinkName is the name of the link.
	LinkName string `json:"link_name"`
	// Name is the name of the mirror topic.
	Name string `json:"mirror_topic_name"`
	// SourceTopicName is the name of the topic that it mirrors.
	SourceTopicName string `json:"source_topic_name"`
	// Partitions is the number of partitions.
	Partitions int32 `json:"num_partitions"`
	// Lags say how far each partition is behind.
	Lags []MirrorLag `json:"mirror_lags"`
	// Status is how the mirror topic is.
	Status MirrorTopicStatus `json:"mirror_status"`
	// Error names what is wrong with it, of newer servers.
	Error string `json:"mirror_topic_error,omitzero"`
	// StateTimeMs is when the status became what it is, in milliseconds since
	// 1970. See StateTime.
	StateTimeMs int64 `json:"state_time_ms"`
	// StateTransitionErrors are the errors of the last change of status, where
	// they were asked for.
	StateTransitionErrors []MirrorTopicError `json:"mirror_state_transition_errors,omitzero"`
}

// MirrorTopicError is an error of a mirror topic's change of status.
type MirrorTopicError struct {
	// Code names the error.
	Code string `json:"error_code"`
	// Message explains it.
	Message string `json:"error_message"`
}

// mirrorTopicList is the answer to ListMirrorTopics and
// ListAllMirrorTopics.
type mirrorTopicList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The mirror topics.
	Data []MirrorTopic `json:"data"`
}

// MirrorTopicStatus is how a mirror topic is. Newer servers may have further
// values.
type MirrorTopicStatus string

// newConfig is one config of what is created.
type newConfig struct {
	// Kafka's name of the config.
	Name string `json:"name"`
	// The value, numbers too as text.
	Value string `json:"value"`
}

// Partition is a partition of a topic.
type Partition struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// ID is the number of the partition.
	ID int32 `json:"partition_id"`
	// Leader is the replica that leads the partition, if there is one.
	Leader Related `json:"leader,omitzero"`
	// Replicas are the partition's replicas.
	Replicas Related `json:"replicas"`
	// Reassignment is the one in progress, if there is one.
	Reassignment Related `json:"reassignment"`
}

// partitionList is the answer to ListPartitions.
type partitionList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The partitions.
	Data []Partition `json:"data"`
}

// PartitionOffsets is where a partition begins and ends.
type PartitionOffsets struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// EarliestOffset is the offset of the first record.
	EarliestOffset int64 `json:"earliest_offset"`
	// LatestOffset is the offset of the next record that is written.
	LatestOffset int64 `json:"latest_offset"`
}

// batchFailure is why a record was not written.
type batchFailure struct {
	// The identifier in the request.
	ID string `json:"id"`
	// The code of the error.
	ErrorCode int32 `json:"error_code"`
	// What went wrong.
	Message string `json:"message,omitzero"`
}

// produceBatchAnswer is what became of several records.
type produceBatchAnswer struct {
	// The records that were written, in the order of the request.
	Successes []batchSuccess `json:"successes"`
	// The records that were not, in the order of the request.
	Failures []batchFailure `json:"failures"`
}

// ProducedData is what became of the key or the value of a record.
type ProducedData struct {
	// Type is the form.
	Type DataType `json:"type,omitzero"`
	// Subject is the subject of the schema.
	Subject string `json:"subject,omitzero"`
	// SchemaID identifies the schema.
	SchemaID int32 `json:"schema_id,omitzero"`
	// SchemaVersion is the version of the schema in the subject.
	SchemaVersion int32 `json:"schema_version,omitzero"`
	// Size is the number of bytes, -1 for null.
	Size int64 `json:"size"`
}

// Reassignment is the move of a partition to other brokers, in progress. The
// URL of one from a list leads nowhere.
type Reassignment struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// AddingReplicas are the brokers that get a replica.
	AddingReplicas []int32 `json:"adding_replicas"`
	// RemovingReplicas are the brokers that lose their replica.
	RemovingReplicas []int32 `json:"removing_replicas"`
	// Replicas are the partition's replicas.
	Replicas Related `json:"replicas"`
}

// reassignmentList is the answer to ListReassignments and ListAllReassignments.
type reassignmentList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The reassignments.
	Data []Reassignment `json:"data"`
}

// Related is a link to another resource. Client.Do follows it. The zero
// value is a link that the service did not give.
type Related struct {
	// URL is the link, as the service knows itself. Names in it are not escaped.
	URL string `json:"related"`
}

// RemoveBrokerTask is how far the removal of a broker is.
//
// Deprecated: BrokerTask is what newer servers tell of it.
type RemoveBrokerTask struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// ShutdownScheduled says that the broker is shut down in the end.
	ShutdownScheduled bool `json:"shutdown_scheduled"`
	// BrokerReplicaExclusionStatus is how far new replicas are kept from it.
	BrokerReplicaExclusionStatus SubTaskStatus `json:"broker_replica_exclusion_status"`
	// PartitionReassignmentStatus is how far its partitions have moved.
	PartitionReassignmentStatus SubTaskStatus `json:"partition_reassignment_status"`
	// BrokerShutdownStatus is how far its shutdown is.
	BrokerShutdownStatus SubTaskStatus `json:"broker_shutdown_status"`
	// ErrorCode is the code of a failure there, 0 if there was none.
	ErrorCode int32 `json:"error_code,omitzero"`
	// ErrorMessage explains it.
	ErrorMessage string `json:"error_message,omitzero"`
	// Broker is the broker.
	Broker Related `json:"broker"`
}

// removeBrokerTaskList is the answer to ListRemoveBrokerTasks.
type removeBrokerTaskList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The removals of brokers.
	Data []RemoveBrokerTask `json:"data"`
}

// removeBrokersBody names brokers.
type removeBrokersBody struct {
	// The identifiers of the brokers.
	BrokerIDs []int32 `json:"broker_ids"`
}

// Replica is a copy of a partition on a broker.
type Replica struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Leader says that the replica leads the partition.
	Leader bool `json:"is_leader"`
	// InSync says that the replica has what the leader has.
	InSync bool `json:"is_in_sync"`
	// Broker is the broker.
	Broker Related `json:"broker"`
}

// replicaList is the answer to ListReplicas and ListBrokerReplicas.
type replicaList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The replicas.
	Data []Replica `json:"data"`
}

// ReplicaStatus is how far a replica of a partition is.
type ReplicaStatus struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// BrokerID identifies the broker.
	BrokerID int32 `json:"broker_id"`
	// Leader says that the replica leads the partition.
	Leader bool `json:"is_leader"`
	// Observer says that it is an observer, which follows the leader without
	// counting as in sync.
	Observer bool `json:"is_observer"`
	// ISREligible says that it may be in sync.
	ISREligible bool `json:"is_isr_eligible"`
	// InISR says that it is in sync.
	InISR bool `json:"is_in_isr"`
	// CaughtUp says that it has what the leader has, or nearly so.
	CaughtUp bool `json:"is_caught_up"`
	// LogStartOffset is the offset of its first record.
	LogStartOffset int64 `json:"log_start_offset"`
	// LogEndOffset is the offset of the record to come.
	LogEndOffset int64 `json:"log_end_offset"`
	// LastCaughtUpTimeMs is when it last had what the leader has, in
	// milliseconds since 1970. See LastCaughtUp.
	LastCaughtUpTimeMs int64 `json:"last_caught_up_time_ms"`
	// LastFetchTimeMs is when it last fetched from the leader, in milliseconds
	// since 1970. See LastFetch.
	LastFetchTimeMs int64 `json:"last_fetch_time_ms"`
	// LinkName is the link that the topic is mirrored over, if it is.
	LinkName string `json:"link_name,omitzero"`
}

// replicaStatusList is the answer to ListAllReplicaStatuses and its like.
type replicaStatusList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The replicas.
	Data []ReplicaStatus `json:"data"`
}

// replicasAssignments has the brokers of each partition by its number.
type replicasAssignments map[string][]int32

// SubTaskStatus is how far a part of a broker task is. Newer servers may have
// further values. The deprecated RemoveBrokerTask has COMPLETE and FAILED for
// COMPLETED and ERROR.
type SubTaskStatus string

// SubjectNameStrategy is how the subject of a schema follows from the topic and
// from the name of the record.
type SubjectNameStrategy string

// Topic is a Kafka topic.
type Topic struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// Name is the name of the topic.
	Name string `json:"topic_name"`
	// Internal says that the topic is Kafka's own.
	Internal bool `json:"is_internal"`
	// ReplicationFactor is the number of replicas of each partition.
	ReplicationFactor int32 `json:"replication_factor"`
	// PartitionsCount is the number of partitions.
	PartitionsCount int32 `json:"partitions_count"`
	// Partitions are the topic's partitions.
	Partitions Related `json:"partitions"`
	// Configs are the topic's configs.
	Configs Related `json:"configs"`
	// PartitionReassignments are those of the topic that are in progress.
	PartitionReassignments Related `json:"partition_reassignments"`
	// AuthorizedOperations is what the caller may do, if it was asked for.
	AuthorizedOperations []ACLOperation `json:"authorized_operations,omitzero"`
}

// TopicConfig is a config of a topic.
type TopicConfig struct {
	// Metadata is about the resource.
	Metadata Metadata `json:"metadata"`
	// ClusterID identifies the cluster.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// Name is Kafka's name of the config.
	Name string `json:"name"`
	// Value is the value, numbers too as text; nil if it is not set, or not shown
	// because it is sensitive.
	Value *string `json:"value"`
	// Default says that the value is Kafka's own default.
	Default bool `json:"is_default"`
	// ReadOnly says that the config cannot be changed while the broker runs.
	ReadOnly bool `json:"is_read_only"`
	// Sensitive says that the value is secret and not shown.
	Sensitive bool `json:"is_sensitive"`
	// Source is where the value comes from.
	Source ConfigSource `json:"source"`
	// Synonyms are the values of all sources, the one in effect first.
	Synonyms []ConfigSynonym `json:"synonyms"`
}

// TopicConfigAlterations changes configs of one topic.
type TopicConfigAlterations struct {
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// Configs are the changes.
	Configs []ConfigAlteration `json:"configs"`
}

// topicConfigList is the answer to ListTopicConfigs and ListAllTopicConfigs.
type topicConfigList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The configs.
	Data []TopicConfig `json:"data"`
}

// topicConfigsFailure is why the configs of a topic were not changed.
type topicConfigsFailure struct {
	// The name of the topic.
	TopicName string `json:"topic_name"`
	// The code of the error.
	ErrorCode int32 `json:"error_code"`
	// What went wrong.
	Message string `json:"message,omitzero"`
}

// topicList is the answer to ListTopics.
type topicList struct {
	// About the list.
	Metadata listMetadata `json:"metadata"`
	// The topics.
	Data []Topic `json:"data"`
}

// updateConfigBody is the new value of a config.
type updateConfigBody struct {
	// The value.
	Value string `json:"value"`
}

// updatePartitionCountBody is the new size of a topic.
type updatePartitionCountBody struct {
	// The number of partitions after the change.
	PartitionsCount int32 `json:"partitions_count"`
}
