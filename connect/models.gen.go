// Code generated from specs/connect.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package connect

// The values of ConfigType.
const (
	ConfigTypeBoolean  ConfigType = "BOOLEAN"
	ConfigTypeClass    ConfigType = "CLASS"
	ConfigTypeDouble   ConfigType = "DOUBLE"
	ConfigTypeInt      ConfigType = "INT"
	ConfigTypeList     ConfigType = "LIST"
	ConfigTypeLong     ConfigType = "LONG"
	ConfigTypePassword ConfigType = "PASSWORD"
	ConfigTypeShort    ConfigType = "SHORT"
	ConfigTypeString   ConfigType = "STRING"
)

// The values of ConnectorType.
const (
	ConnectorTypeSink    ConnectorType = "sink"
	ConnectorTypeSource  ConnectorType = "source"
	ConnectorTypeUnknown ConnectorType = "unknown"
)

// The values of HealthStatus.
const (
	HealthStatusHealthy   HealthStatus = "healthy"
	HealthStatusStarting  HealthStatus = "starting"
	HealthStatusUnhealthy HealthStatus = "unhealthy"
)

// The values of InitialState.
const (
	InitialStatePaused  InitialState = "PAUSED"
	InitialStateRunning InitialState = "RUNNING"
	InitialStateStopped InitialState = "STOPPED"
)

// The values of PluginType.
const (
	PluginTypeConverter       PluginType = "converter"
	PluginTypeHeaderConverter PluginType = "header_converter"
	PluginTypePredicate       PluginType = "predicate"
	PluginTypeSink            PluginType = "sink"
	PluginTypeSource          PluginType = "source"
	PluginTypeTransformation  PluginType = "transformation"
)

// The values of State.
const (
	StateFailed     State = "FAILED"
	StatePaused     State = "PAUSED"
	StateRestarting State = "RESTARTING"
	StateRunning    State = "RUNNING"
	StateStopped    State = "STOPPED"
	StateUnassigned State = "UNASSIGNED"
)

// activeTopics has one entry, for the connector asked.
type activeTopics map[string]topicList

// Config is the configuration of a connector or of a task. It prints without
// the values of sensitive keys, see Redacted.
type Config map[string]string

// ConfigDefinition says what a config key is for and which values it takes.
type ConfigDefinition struct {
	// Name is the key.
	Name string `json:"name,omitzero"`
	// Type is the type of the values.
	Type ConfigType `json:"type,omitzero"`
	// Required says that there is no default.
	Required bool `json:"required,omitzero"`
	// DefaultValue is the value if none is given, nil if there is none.
	DefaultValue *string `json:"default_value,omitzero"`
	// Importance is HIGH, MEDIUM or LOW.
	Importance string `json:"importance,omitzero"`
	// Documentation explains the key.
	Documentation string `json:"documentation,omitzero"`
	// Group is the group that the key is shown in.
	Group string `json:"group,omitzero"`
	// Order is the position in the group, -1 if there is none. Workers from 4.2
	// on call it order_in_group; it is read from either.
	Order int32 `json:"order,omitzero"`
	// Width is NONE, SHORT, MEDIUM or LONG.
	Width string `json:"width,omitzero"`
	// DisplayName is the name to show.
	DisplayName string `json:"display_name,omitzero"`
	// Dependents are the keys whose values depend on this one.
	Dependents []string `json:"dependents,omitzero"`
}

// configPatch has new values by key, nil for a key that is removed.
type configPatch map[string]*string

// ConfigType is the type of a config's values.
type ConfigType string

// ConfigValue is the value of a key as the worker understood it.
type ConfigValue struct {
	// Name is the key.
	Name string `json:"name,omitzero"`
	// Value is the value or the default, nil if it is missing or cannot be read. Passwords are hidden.
	Value *string `json:"value,omitzero"`
	// RecommendedValues are values that would do.
	RecommendedValues []string `json:"recommended_values,omitzero"`
	// Errors says what is wrong with the value.
	Errors []string `json:"errors,omitzero"`
	// Visible says whether the key matters beside the other values.
	Visible bool `json:"visible,omitzero"`
}

// Connector is a connector with its config and the identifiers of its tasks.
type Connector struct {
	// Name is the name of the connector.
	Name string `json:"name,omitzero"`
	// Config is the config as it was stored, with the name.
	Config Config `json:"config,omitzero"`
	// Tasks are the identifiers of the tasks.
	Tasks []TaskID `json:"tasks,omitzero"`
	// Type says which way records go.
	Type ConnectorType `json:"type,omitzero"`
}

// connectorList is an array of names, or an object of ExpandedConnector by name.
type connectorList interface{}

// ConnectorStatus is the states of a connector and its tasks.
type ConnectorStatus struct {
	// Name is the name of the connector.
	Name string `json:"name,omitzero"`
	// Connector is the state of the connector itself.
	Connector InstanceStatus `json:"connector,omitzero"`
	// Tasks are the states of the tasks.
	Tasks []TaskStatus `json:"tasks,omitzero"`
	// Type says which way records go.
	Type ConnectorType `json:"type,omitzero"`
}

// ConnectorType says which way the records of a connector go.
type ConnectorType string

// createConnectorBody is a new connector.
type createConnectorBody struct {
	// The name of the connector.
	Name string `json:"name"`
	// The config.
	Config Config `json:"config"`
	// The state to begin in. Since 3.7.
	InitialState InitialState `json:"initial_state,omitzero"`
}

// ExpandedConnector is a connector in a list, with what was asked for.
type ExpandedConnector struct {
	// Info is the connector, nil if it has gone meanwhile.
	Info *Connector `json:"info,omitzero"`
	// Status is the states of the connector and its tasks.
	Status *ConnectorStatus `json:"status,omitzero"`
}

// Health is how a worker is.
type Health struct {
	// Status is the state of the worker.
	Status HealthStatus `json:"status,omitzero"`
	// Message explains the state.
	Message string `json:"message,omitzero"`
}

// HealthStatus is the state of a worker.
type HealthStatus string

// InitialState is the state in which a new connector begins.
type InitialState string

// InstanceStatus is the state of a connector itself, apart from its tasks.
type InstanceStatus struct {
	// State is the state that was reported last.
	State State `json:"state,omitzero"`
	// WorkerID is the host and port of the worker that reported it.
	WorkerID string `json:"worker_id,omitzero"`
	// Trace is the stack trace of a failure, if there was one.
	Trace string `json:"trace,omitzero"`
	// Version is the version of the plugin. Since 4.1.
	Version string `json:"version,omitzero"`
}

// Logger is the level of a logger.
type Logger struct {
	// Level is the level, such as INFO.
	Level string `json:"level,omitzero"`
	// LastModifiedMs is when the level was last set through the API, in
	// milliseconds since 1970; 0 if it never was. See LastModified.
	LastModifiedMs int64 `json:"last_modified,omitzero"`
}

// loggers has the levels by logger.
type loggers map[string]Logger

// message is what a worker says of what it did.
type message struct {
	// The text.
	Message string `json:"message,omitzero"`
}

// Offset is the position of a connector in a partition, both in the
// connector's own terms. SinkOffset makes that of a sink, and Sink reads it.
type Offset struct {
	// Partition says of what.
	Partition OffsetKey `json:"partition"`
	// Offset says how far. Nil removes the offset when offsets are altered: it is left out then.
	Offset OffsetKey `json:"offset,omitzero"`
}

// OffsetKey has scalar values in the connector's own terms.
type OffsetKey map[string]interface{}

// offsetList is the offsets of a connector.
type offsetList struct {
	// The offsets, one for each partition.
	Offsets []Offset `json:"offsets"`
}

// Plugin is a plugin of a worker.
type Plugin struct {
	// Class is the full name of the class.
	Class string `json:"class,omitzero"`
	// Type is the kind of the plugin.
	Type PluginType `json:"type,omitzero"`
	// Version is the version of the plugin, empty if it has none.
	Version string `json:"version,omitzero"`
}

// PluginType is a kind of plugin.
type PluginType string

// ServerInfo is what a worker says of itself.
type ServerInfo struct {
	// Version is the version of the worker, such as "4.3.1".
	Version string `json:"version,omitzero"`
	// Commit is the commit that the worker was built from.
	Commit string `json:"commit,omitzero"`
	// KafkaClusterID is the identifier of the Kafka cluster, which other Connect
	// clusters may use too.
	KafkaClusterID string `json:"kafka_cluster_id,omitzero"`
}

// setLevelBody is the new level of a logger.
type setLevelBody struct {
	// The level.
	Level string `json:"level"`
}

// State is the state of a connector or of a task: UNASSIGNED until a worker has
// it, RESTARTING while it is started anew, FAILED with a trace. Only connectors
// are STOPPED.
type State string

// Task is a task with its config.
type Task struct {
	// ID identifies the task.
	ID TaskID `json:"id,omitzero"`
	// Config is what the connector made for the task.
	Config Config `json:"config,omitzero"`
}

// taskConfigs has the configs of tasks by connector, hyphen, task.
type taskConfigs map[string]Config

// TaskID identifies a task.
type TaskID struct {
	// Connector is the name of the connector.
	Connector string `json:"connector,omitzero"`
	// Task is the number of the task, from 0.
	Task int32 `json:"task,omitzero"`
}

// TaskStatus is the state of a task.
type TaskStatus struct {
	// ID is the number of the task, from 0.
	ID int32 `json:"id,omitzero"`
	// State is the state that was reported last.
	State State `json:"state,omitzero"`
	// WorkerID is the host and port of the worker that reported it.
	WorkerID string `json:"worker_id,omitzero"`
	// Trace is the stack trace of a failure, if there was one.
	Trace string `json:"trace,omitzero"`
	// Version is the version of the plugin. Since 4.1.
	Version string `json:"version,omitzero"`
}

// topicList is the topics of one connector.
type topicList struct {
	// The names of the topics.
	Topics []string `json:"topics,omitzero"`
}

// ValidatedConfig is one key of a config that was checked.
type ValidatedConfig struct {
	// Definition is nil for a key that nobody defines.
	Definition *ConfigDefinition `json:"definition,omitzero"`
	// Value is nil for a key without a value.
	Value *ConfigValue `json:"value,omitzero"`
}

// Validation is what a worker found when it checked a config.
type Validation struct {
	// Name is the connector's class as it was given.
	Name string `json:"name,omitzero"`
	// ErrorCount counts the errors, of which one key can have several.
	ErrorCount int32 `json:"error_count,omitzero"`
	// Groups are the groups of keys in their order.
	Groups []string `json:"groups,omitzero"`
	// Configs are the keys with their definitions and values.
	Configs []ValidatedConfig `json:"configs,omitzero"`
}
