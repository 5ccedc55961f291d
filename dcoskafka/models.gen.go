// Code generated from specs/dcoskafka.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package dcoskafka

// activePhase is a phase without its blocks.
type activePhase struct {
	// How many blocks it has.
	BlockCount int32 `json:"block_count,omitzero"`
	// The UUID of the phase.
	ID string `json:"id,omitzero"`
	// The name of the phase.
	Name string `json:"name,omitzero"`
	// Status is its state.
	Status Status `json:"status,omitzero"`
}

// activePlan is what is being worked on, as L says it.
type activePlan struct {
	// Block is absent if there is none at work.
	Block *Step `json:"block,omitzero"`
	// Phase is absent if all are complete.
	Phase *activePhase `json:"phase,omitzero"`
	// Plan is the plan.
	Plan *planSummary `json:"plan,omitzero"`
	// Stage is what plan was called up to package 1.1.11.
	Stage *planSummary `json:"stage,omitzero"`
}

// brokerList is an array of numbers as texts, up to package 1.1.9 in the member brokers of an object.
type brokerList interface{}

// BrokerRegistration is what a broker has registered in ZooKeeper. What a member means is Kafka's matter, and which
// ones there are depends on the version.
type BrokerRegistration struct {
	// Version is the version of the registration's form.
	Version int32 `json:"version,omitzero"`
	// Host is the address of the plaintext listener, empty if there is none.
	Host string `json:"host,omitzero"`
	// Port is the port of the plaintext listener, -1 if there is none.
	Port int32 `json:"port,omitzero"`
	// JMXPort is the port of JMX, -1 if it is off.
	JMXPort int32 `json:"jmx_port,omitzero"`
	// Timestamp is when the broker registered, in milliseconds since 1970.
	Timestamp string `json:"timestamp,omitzero"`
	// Endpoints are the listeners, such as PLAINTEXT://10.1.0.4:9092.
	Endpoints []string `json:"endpoints,omitzero"`
	// Rack is where the broker says it stands.
	Rack string `json:"rack,omitzero"`
	// ListenerSecurityProtocolMap has the security protocols by listener.
	ListenerSecurityProtocolMap map[string]string `json:"listener_security_protocol_map,omitzero"`
}

// commandResult is what the scheduler says of a command.
type commandResult struct {
	// The same from T's short commands.
	Result string `json:"Result,omitzero"`
	// The text, such as "Received cmd: continue".
	Message string `json:"message,omitzero"`
}

// configurationBody is a configuration of the service.
type configurationBody interface{}

// connectionBody is where the brokers are, as L and T say it.
type connectionBody struct {
	// The brokers as host:port.
	Address []string `json:"address,omitzero"`
	// The brokers as DNS name:port.
	DNS []string `json:"dns,omitzero"`
	// The virtual address of them all, where the cluster has such. Since package 1.1.8.
	VIP string `json:"vip,omitzero"`
	// The connect string of ZooKeeper.
	ZooKeeper string `json:"zookeeper,omitzero"`
}

// endpointBody is where an endpoint is, as K says it.
type endpointBody struct {
	// The tasks as host:port; several addresses of one task are [ip1, ip2]:port.
	Address []string `json:"address,omitzero"`
	// The tasks as DNS name:port.
	DNS []string `json:"dns,omitzero"`
	// The virtual address of them all.
	VIP string `json:"vip,omitzero"`
	// The same as a list. SDK 0.16 to 0.19.
	VIPs []string `json:"vips,omitzero"`
}

// Health is how far the scheduler has got.
type Health struct {
	// Value is 200 when the brokers run as they should. Other values are explained at
	// GetHealth; it is the status of the answer where the body does not tell it.
	Value int32 `json:"value,omitzero"`
	// Reasons says why.
	Reasons []string `json:"reasons,omitzero"`
	// PackageName is the package of the service.
	PackageName string `json:"PACKAGE_NAME,omitzero"`
	// PackageVersion is its version.
	PackageVersion string `json:"PACKAGE_VERSION,omitzero"`
	// PackageBuiltAt is when it was built.
	PackageBuiltAt string `json:"PACKAGE_BUILT_AT,omitzero"`
	// SDKName is the SDK that the scheduler uses.
	SDKName string `json:"SDK_NAME,omitzero"`
	// SDKVersion is its version.
	SDKVersion string `json:"SDK_VERSION,omitzero"`
	// SDKGitSHA is the commit it was built from.
	SDKGitSHA string `json:"SDK_GIT_SHA,omitzero"`
	// SDKBuiltAt is when it was built.
	SDKBuiltAt string `json:"SDK_BUILT_AT,omitzero"`
}

// Healthcheck is the outcome of one of the scheduler's checks.
type Healthcheck struct {
	// Healthy says whether the check has passed.
	Healthy bool `json:"healthy"`
	// Message says why not.
	Message string `json:"message,omitzero"`
}

// healthchecks are the checks by name.
type healthchecks map[string]Healthcheck

// mesosMessage is a message of Mesos.
type mesosMessage interface{}

// metricsBody is what the scheduler counts.
type metricsBody interface{}

// names are names or identifiers.
type names []string

// offsetEntry has one entry, the offset under the number of the partition.
type offsetEntry map[string]string

// partitionEntry has one entry, under the number of the partition.
type partitionEntry map[string]PartitionState

// PartitionState is the state of a partition as the brokers keep it in ZooKeeper.
type PartitionState struct {
	// Leader is the broker that leads, -1 if none does.
	Leader int32 `json:"leader,omitzero"`
	// ISR are the brokers whose replicas are in sync.
	ISR []int32 `json:"isr,omitzero"`
	// LeaderEpoch counts the elections of a leader.
	LeaderEpoch int32 `json:"leader_epoch,omitzero"`
	// ControllerEpoch counts the controllers of the cluster.
	ControllerEpoch int32 `json:"controller_epoch,omitzero"`
	// Version is the version of the state's form.
	Version int32 `json:"version,omitzero"`
}

// Phase is a part of a plan.
type Phase struct {
	// ID is a UUID, another one after each start of the scheduler.
	ID string `json:"id,omitzero"`
	// Name is the name of the phase.
	Name string `json:"name,omitzero"`
	// Status is the state of the phase.
	Status Status `json:"status,omitzero"`
	// Strategy is the order in which the steps are taken. Since SDK 0.31.
	Strategy string `json:"strategy,omitzero"`
	// Steps are the parts of the phase, which L calls blocks.
	Steps []Step `json:"steps,omitzero"`
}

// Plan is what the scheduler is to do, in phases.
type Plan struct {
	// Status is the state of the plan, StatusError if it cannot go on. Empty where the scheduler has no word for it.
	Status Status `json:"status,omitzero"`
	// Errors says what keeps the plan from going on, such as a config that cannot be.
	Errors []string `json:"errors,omitzero"`
	// Strategy is the order in which the phases are taken, such as serial. Since SDK 0.31.
	Strategy string `json:"strategy,omitzero"`
	// Phases are the parts of the plan.
	Phases []Phase `json:"phases"`
}

// planParameters are values by the names of environment variables.
type planParameters map[string]string

// planSummary is a plan without its phases.
type planSummary struct {
	// What keeps it from going on.
	Errors []string `json:"errors,omitzero"`
	// How many phases it has.
	PhaseCount int32 `json:"phase_count,omitzero"`
	// Status is its state.
	Status Status `json:"status,omitzero"`
}

// podStatus is an array of tasks, or the object that later releases answer with.
type podStatus interface{}

// podStatuses is an object of tasks by pod, or the tree that later releases answer with.
type podStatuses interface{}

// podTask is what Mesos knows of a task.
type podTask struct {
	// The TaskInfo of Mesos.
	Info interface{} `json:"info,omitzero"`
	// The TaskStatus of Mesos, null if there is none.
	Status interface{} `json:"status,omitzero"`
}

// podTasks are the tasks of a pod that a command reaches.
type podTasks struct {
	// The name of the pod.
	Pod string `json:"pod,omitzero"`
	// The names of the tasks.
	Tasks []string `json:"tasks,omitzero"`
}

// Recovery names the tasks that are to be recovered.
type Recovery struct {
	// Stopped are tasks that are taken for lost.
	Stopped []string `json:"stopped,omitzero"`
	// Failed are tasks that may start again in place.
	Failed []string `json:"failed,omitzero"`
}

// restartedTasks has the identifier of the task that is killed, or null.
type restartedTasks []*string

// Status is the state of a plan, a phase or a step. Spellings like InProgress, of
// packages up to 1.1.9, are read as those of the constants; a value that is not
// among them stays as it is, and null is "".
type Status string

// Step is what is done at a time, usually to one broker.
type Step struct {
	// ID is a UUID, another one after each start of the scheduler.
	ID string `json:"id,omitzero"`
	// Name is the name of the step: broker-0 on L and T, kafka-0:[broker] on K.
	Name string `json:"name,omitzero"`
	// Status is the state of the step.
	Status Status `json:"status,omitzero"`
	// Message is the state in the scheduler's words.
	Message string `json:"message,omitzero"`
	// DecisionPoint says that the plan waits for ContinuePlan before this step. L alone
	// says so; on T and K such a step is StatusWaiting when its turn has come.
	DecisionPoint bool `json:"has_decision_point,omitzero"`
}

// TaskConnection is where a task is.
type TaskConnection struct {
	// DNS is the task's name.
	DNS string `json:"dns,omitzero"`
	// Ports are ports and ranges of ports, such as 8080,2000-3000. Schedulers mostly leave it empty.
	Ports string `json:"ports,omitzero"`
}

// taskNames are names of tasks.
type taskNames []string

// toolAnswer is what one of Kafka's tools printed, or what the scheduler has against the call.
type toolAnswer struct {
	// Why no tool was run.
	Refusal string `json:"Error,omitzero"`
	// Empty, or the standard output after "Output: " and the standard error after " Error: ".
	Message *string `json:"message,omitzero"`
}

// topicDescription has the partitions of a topic.
type topicDescription struct {
	// The partitions in no order.
	Partitions []partitionEntry `json:"partitions"`
}

// topicOffsets are the offsets in no order.
type topicOffsets []offsetEntry
