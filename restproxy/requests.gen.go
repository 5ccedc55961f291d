// Code generated from specs/restproxy.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package restproxy

import (
	"net/http"
	"strconv"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var listClustersOperation = rest.Operation{
	Name:       "ListClusters",
	Method:     http.MethodGet,
	Path:       "/v3/clusters",
	Repeatable: true,
}

// newListClustersRequest is GET /v3/clusters.
func newListClustersRequest() rest.Request[*clusterList] {
	return rest.NewRequest[*clusterList](&listClustersOperation)
}

var getClusterOperation = rest.Operation{
	Name:       "GetCluster",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}",
	Repeatable: true,
}

// newGetClusterRequest is GET /v3/clusters/{cluster_id}.
func newGetClusterRequest(clusterID string) rest.Request[*ClusterInfo] {
	return rest.NewRequest[*ClusterInfo](&getClusterOperation, clusterID)
}

var deleteACLsOperation = rest.Operation{
	Name:       "DeleteACLs",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/acls",
	Repeatable: false,
}

// deleteACLsQuery has the optional parameters of DeleteACLs; what is zero is not sent.
type deleteACLsQuery struct {
	ResourceType string
	ResourceName string
	PatternType  string
	Principal    string
	Host         string
	Operation    string
	Permission   string
}

// newDeleteACLsRequest is DELETE /v3/clusters/{cluster_id}/acls.
func newDeleteACLsRequest(clusterID string, query deleteACLsQuery) rest.Request[*deletedACLs] {
	r := rest.NewRequest[*deletedACLs](&deleteACLsOperation, clusterID)
	r.QueryString("resource_type", query.ResourceType)
	r.QueryString("resource_name", query.ResourceName)
	r.QueryString("pattern_type", query.PatternType)
	r.QueryString("principal", query.Principal)
	r.QueryString("host", query.Host)
	r.QueryString("operation", query.Operation)
	r.QueryString("permission", query.Permission)
	return r
}

var listACLsOperation = rest.Operation{
	Name:       "ListACLs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/acls",
	Repeatable: true,
}

// listACLsQuery has the optional parameters of ListACLs; what is zero is not sent.
type listACLsQuery struct {
	ResourceType string
	ResourceName string
	PatternType  string
	Principal    string
	Host         string
	Operation    string
	Permission   string
}

// newListACLsRequest is GET /v3/clusters/{cluster_id}/acls.
func newListACLsRequest(clusterID string, query listACLsQuery) rest.Request[*aclList] {
	r := rest.NewRequest[*aclList](&listACLsOperation, clusterID)
	r.QueryString("resource_type", query.ResourceType)
	r.QueryString("resource_name", query.ResourceName)
	r.QueryString("pattern_type", query.PatternType)
	r.QueryString("principal", query.Principal)
	r.QueryString("host", query.Host)
	r.QueryString("operation", query.Operation)
	r.QueryString("permission", query.Permission)
	return r
}

var createACLOperation = rest.Operation{
	Name:       "CreateACL",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/acls",
	Repeatable: true,
}

// newCreateACLRequest is POST /v3/clusters/{cluster_id}/acls.
func newCreateACLRequest(clusterID string, body createACLBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createACLOperation, clusterID)
	r.JSON(body)
	return r
}

var createACLsOperation = rest.Operation{
	Name:       "CreateACLs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/acls:batch",
	Repeatable: true,
}

// newCreateACLsRequest is POST /v3/clusters/{cluster_id}/acls:batch.
func newCreateACLsRequest(clusterID string, body createACLsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createACLsOperation, clusterID)
	r.JSON(body)
	return r
}

var getBalancerOperation = rest.Operation{
	Name:       "GetBalancer",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/balancer",
	Repeatable: true,
}

// newGetBalancerRequest is GET /v3/clusters/{cluster_id}/balancer.
func newGetBalancerRequest(clusterID string) rest.Request[*Balancer] {
	return rest.NewRequest[*Balancer](&getBalancerOperation, clusterID)
}

var getAnyUnevenLoadOperation = rest.Operation{
	Name:       "GetAnyUnevenLoad",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/balancer/any-uneven-load",
	Repeatable: true,
}

// newGetAnyUnevenLoadRequest is GET /v3/clusters/{cluster_id}/balancer/any-uneven-load.
func newGetAnyUnevenLoadRequest(clusterID string) rest.Request[*AnyUnevenLoad] {
	return rest.NewRequest[*AnyUnevenLoad](&getAnyUnevenLoadOperation, clusterID)
}

var listClusterConfigsOperation = rest.Operation{
	Name:       "ListClusterConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/broker-configs",
	Repeatable: true,
}

// newListClusterConfigsRequest is GET /v3/clusters/{cluster_id}/broker-configs.
func newListClusterConfigsRequest(clusterID string) rest.Request[*clusterConfigList] {
	return rest.NewRequest[*clusterConfigList](&listClusterConfigsOperation, clusterID)
}

var deleteClusterConfigOperation = rest.Operation{
	Name:       "DeleteClusterConfig",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/broker-configs/{name}",
	Repeatable: true,
}

// newDeleteClusterConfigRequest is DELETE /v3/clusters/{cluster_id}/broker-configs/{name}.
func newDeleteClusterConfigRequest(clusterID string, name string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteClusterConfigOperation, clusterID, name)
}

var getClusterConfigOperation = rest.Operation{
	Name:       "GetClusterConfig",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/broker-configs/{name}",
	Repeatable: true,
}

// newGetClusterConfigRequest is GET /v3/clusters/{cluster_id}/broker-configs/{name}.
func newGetClusterConfigRequest(clusterID string, name string) rest.Request[*ClusterConfig] {
	return rest.NewRequest[*ClusterConfig](&getClusterConfigOperation, clusterID, name)
}

var updateClusterConfigOperation = rest.Operation{
	Name:       "UpdateClusterConfig",
	Method:     http.MethodPut,
	Path:       "/v3/clusters/{cluster_id}/broker-configs/{name}",
	Repeatable: true,
}

// newUpdateClusterConfigRequest is PUT /v3/clusters/{cluster_id}/broker-configs/{name}.
func newUpdateClusterConfigRequest(clusterID string, name string, body updateConfigBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateClusterConfigOperation, clusterID, name)
	r.JSON(body)
	return r
}

var alterClusterConfigsOperation = rest.Operation{
	Name:       "AlterClusterConfigs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/broker-configs:alter",
	Repeatable: true,
}

// newAlterClusterConfigsRequest is POST /v3/clusters/{cluster_id}/broker-configs:alter.
func newAlterClusterConfigsRequest(clusterID string, body alterConfigsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&alterClusterConfigsOperation, clusterID)
	r.JSON(body)
	return r
}

var listBrokerReplicaExclusionsOperation = rest.Operation{
	Name:       "ListBrokerReplicaExclusions",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/broker-replica-exclusions",
	Repeatable: true,
}

// newListBrokerReplicaExclusionsRequest is GET /v3/clusters/{cluster_id}/broker-replica-exclusions.
func newListBrokerReplicaExclusionsRequest(clusterID string) rest.Request[*brokerReplicaExclusionList] {
	return rest.NewRequest[*brokerReplicaExclusionList](&listBrokerReplicaExclusionsOperation, clusterID)
}

var getBrokerReplicaExclusionOperation = rest.Operation{
	Name:       "GetBrokerReplicaExclusion",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/broker-replica-exclusions/{broker_id}",
	Repeatable: true,
}

// newGetBrokerReplicaExclusionRequest is GET /v3/clusters/{cluster_id}/broker-replica-exclusions/{broker_id}.
func newGetBrokerReplicaExclusionRequest(clusterID string, brokerID int32) rest.Request[*BrokerReplicaExclusion] {
	r := rest.NewRequest[*BrokerReplicaExclusion](&getBrokerReplicaExclusionOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var createBrokerReplicaExclusionsOperation = rest.Operation{
	Name:       "CreateBrokerReplicaExclusions",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/broker-replica-exclusions:create",
	Repeatable: false,
}

// newCreateBrokerReplicaExclusionsRequest is POST /v3/clusters/{cluster_id}/broker-replica-exclusions:create.
func newCreateBrokerReplicaExclusionsRequest(clusterID string, body alterExclusionsBody) rest.Request[*alteredExclusionList] {
	r := rest.NewRequest[*alteredExclusionList](&createBrokerReplicaExclusionsOperation, clusterID)
	r.JSON(body)
	return r
}

var deleteBrokerReplicaExclusionsOperation = rest.Operation{
	Name:       "DeleteBrokerReplicaExclusions",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/broker-replica-exclusions:delete",
	Repeatable: false,
	Results:    []int{404},
}

// newDeleteBrokerReplicaExclusionsRequest is POST /v3/clusters/{cluster_id}/broker-replica-exclusions:delete.
func newDeleteBrokerReplicaExclusionsRequest(clusterID string, body alterExclusionsBody) rest.Request[*alteredExclusionList] {
	r := rest.NewRequest[*alteredExclusionList](&deleteBrokerReplicaExclusionsOperation, clusterID)
	r.JSON(body)
	return r
}

var listBrokersOperation = rest.Operation{
	Name:       "ListBrokers",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers",
	Repeatable: true,
}

// newListBrokersRequest is GET /v3/clusters/{cluster_id}/brokers.
func newListBrokersRequest(clusterID string) rest.Request[*brokerList] {
	return rest.NewRequest[*brokerList](&listBrokersOperation, clusterID)
}

var listAllBrokerConfigsOperation = rest.Operation{
	Name:       "ListAllBrokerConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/-/configs",
	Repeatable: true,
}

// newListAllBrokerConfigsRequest is GET /v3/clusters/{cluster_id}/brokers/-/configs.
func newListAllBrokerConfigsRequest(clusterID string) rest.Request[*brokerConfigList] {
	return rest.NewRequest[*brokerConfigList](&listAllBrokerConfigsOperation, clusterID)
}

var listAllBrokerTasksOperation = rest.Operation{
	Name:       "ListAllBrokerTasks",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/-/tasks",
	Repeatable: true,
}

// newListAllBrokerTasksRequest is GET /v3/clusters/{cluster_id}/brokers/-/tasks.
func newListAllBrokerTasksRequest(clusterID string) rest.Request[*brokerTaskList] {
	return rest.NewRequest[*brokerTaskList](&listAllBrokerTasksOperation, clusterID)
}

var listAllBrokerTasksOfTypeOperation = rest.Operation{
	Name:       "ListAllBrokerTasksOfType",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/-/tasks/{task_type}",
	Repeatable: true,
}

// newListAllBrokerTasksOfTypeRequest is GET /v3/clusters/{cluster_id}/brokers/-/tasks/{task_type}.
func newListAllBrokerTasksOfTypeRequest(clusterID string, taskType string) rest.Request[*brokerTaskList] {
	return rest.NewRequest[*brokerTaskList](&listAllBrokerTasksOfTypeOperation, clusterID, taskType)
}

var removeBrokerOperation = rest.Operation{
	Name:       "RemoveBroker",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}",
	Repeatable: false,
}

// removeBrokerQuery has the optional parameters of RemoveBroker; what is zero is not sent.
type removeBrokerQuery struct {
	ShouldShutdown string
}

// newRemoveBrokerRequest is DELETE /v3/clusters/{cluster_id}/brokers/{broker_id}.
func newRemoveBrokerRequest(clusterID string, brokerID int32, query removeBrokerQuery) rest.Request[*BrokerRemoval] {
	r := rest.NewRequest[*BrokerRemoval](&removeBrokerOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	r.QueryString("should_shutdown", query.ShouldShutdown)
	return r
}

var getBrokerOperation = rest.Operation{
	Name:       "GetBroker",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}",
	Repeatable: true,
}

// newGetBrokerRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}.
func newGetBrokerRequest(clusterID string, brokerID int32) rest.Request[*Broker] {
	r := rest.NewRequest[*Broker](&getBrokerOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var listBrokerConfigsOperation = rest.Operation{
	Name:       "ListBrokerConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs",
	Repeatable: true,
}

// newListBrokerConfigsRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/configs.
func newListBrokerConfigsRequest(clusterID string, brokerID int32) rest.Request[*brokerConfigList] {
	r := rest.NewRequest[*brokerConfigList](&listBrokerConfigsOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var deleteBrokerConfigOperation = rest.Operation{
	Name:       "DeleteBrokerConfig",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}",
	Repeatable: true,
}

// newDeleteBrokerConfigRequest is DELETE /v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}.
func newDeleteBrokerConfigRequest(clusterID string, brokerID int32, name string) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&deleteBrokerConfigOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), name)
	r.Natural("broker_id", int64(brokerID))
	return r
}

var getBrokerConfigOperation = rest.Operation{
	Name:       "GetBrokerConfig",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}",
	Repeatable: true,
}

// newGetBrokerConfigRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}.
func newGetBrokerConfigRequest(clusterID string, brokerID int32, name string) rest.Request[*BrokerConfig] {
	r := rest.NewRequest[*BrokerConfig](&getBrokerConfigOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), name)
	r.Natural("broker_id", int64(brokerID))
	return r
}

var updateBrokerConfigOperation = rest.Operation{
	Name:       "UpdateBrokerConfig",
	Method:     http.MethodPut,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}",
	Repeatable: true,
}

// newUpdateBrokerConfigRequest is PUT /v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}.
func newUpdateBrokerConfigRequest(clusterID string, brokerID int32, name string, body updateConfigBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateBrokerConfigOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), name)
	r.Natural("broker_id", int64(brokerID))
	r.JSON(body)
	return r
}

var alterBrokerConfigsOperation = rest.Operation{
	Name:       "AlterBrokerConfigs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs:alter",
	Repeatable: true,
}

// newAlterBrokerConfigsRequest is POST /v3/clusters/{cluster_id}/brokers/{broker_id}/configs:alter.
func newAlterBrokerConfigsRequest(clusterID string, brokerID int32, body alterConfigsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&alterBrokerConfigsOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	r.JSON(body)
	return r
}

var listBrokerReplicasOperation = rest.Operation{
	Name:       "ListBrokerReplicas",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/partition-replicas",
	Repeatable: true,
}

// newListBrokerReplicasRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/partition-replicas.
func newListBrokerReplicasRequest(clusterID string, brokerID int32) rest.Request[*replicaList] {
	r := rest.NewRequest[*replicaList](&listBrokerReplicasOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var listBrokerTasksOperation = rest.Operation{
	Name:       "ListBrokerTasks",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/tasks",
	Repeatable: true,
}

// newListBrokerTasksRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/tasks.
func newListBrokerTasksRequest(clusterID string, brokerID int32) rest.Request[*brokerTaskList] {
	r := rest.NewRequest[*brokerTaskList](&listBrokerTasksOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var getBrokerTaskOperation = rest.Operation{
	Name:       "GetBrokerTask",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/tasks/{task_type}",
	Repeatable: true,
}

// newGetBrokerTaskRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/tasks/{task_type}.
func newGetBrokerTaskRequest(clusterID string, brokerID int32, taskType string) rest.Request[*BrokerTask] {
	r := rest.NewRequest[*BrokerTask](&getBrokerTaskOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), taskType)
	r.Natural("broker_id", int64(brokerID))
	return r
}

var unregisterBrokerOperation = rest.Operation{
	Name:       "UnregisterBroker",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}:unregister",
	Repeatable: false,
}

// newUnregisterBrokerRequest is POST /v3/clusters/{cluster_id}/brokers/{broker_id}:unregister.
func newUnregisterBrokerRequest(clusterID string, brokerID int32) rest.Request[*BrokerUnregistration] {
	r := rest.NewRequest[*BrokerUnregistration](&unregisterBrokerOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var removeBrokersOperation = rest.Operation{
	Name:       "RemoveBrokers",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/brokers:delete",
	Repeatable: false,
}

// removeBrokersQuery has the optional parameters of RemoveBrokers; what is zero is not sent.
type removeBrokersQuery struct {
	ShouldShutdown string
}

// newRemoveBrokersRequest is POST /v3/clusters/{cluster_id}/brokers:delete.
func newRemoveBrokersRequest(clusterID string, query removeBrokersQuery, body removeBrokersBody) rest.Request[*brokerRemovalList] {
	r := rest.NewRequest[*brokerRemovalList](&removeBrokersOperation, clusterID)
	r.QueryString("should_shutdown", query.ShouldShutdown)
	r.JSON(body)
	return r
}

var getCellsOperation = rest.Operation{
	Name:       "GetCells",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/cells",
	Repeatable: true,
}

// newGetCellsRequest is GET /v3/clusters/{cluster_id}/cells.
func newGetCellsRequest(clusterID string) rest.Request[*CellConfig] {
	return rest.NewRequest[*CellConfig](&getCellsOperation, clusterID)
}

var listConsumerGroupsOperation = rest.Operation{
	Name:       "ListConsumerGroups",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups",
	Repeatable: true,
}

// newListConsumerGroupsRequest is GET /v3/clusters/{cluster_id}/consumer-groups.
func newListConsumerGroupsRequest(clusterID string) rest.Request[*consumerGroupList] {
	return rest.NewRequest[*consumerGroupList](&listConsumerGroupsOperation, clusterID)
}

var getConsumerGroupOperation = rest.Operation{
	Name:       "GetConsumerGroup",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}",
	Repeatable: true,
}

// newGetConsumerGroupRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}.
func newGetConsumerGroupRequest(clusterID string, consumerGroupID string) rest.Request[*ConsumerGroup] {
	return rest.NewRequest[*ConsumerGroup](&getConsumerGroupOperation, clusterID, consumerGroupID)
}

var listConsumersOperation = rest.Operation{
	Name:       "ListConsumers",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers",
	Repeatable: true,
}

// newListConsumersRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers.
func newListConsumersRequest(clusterID string, consumerGroupID string) rest.Request[*consumerList] {
	return rest.NewRequest[*consumerList](&listConsumersOperation, clusterID, consumerGroupID)
}

var getConsumerOperation = rest.Operation{
	Name:       "GetConsumer",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}",
	Repeatable: true,
}

// newGetConsumerRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}.
func newGetConsumerRequest(clusterID string, consumerGroupID string, consumerID string) rest.Request[*Consumer] {
	return rest.NewRequest[*Consumer](&getConsumerOperation, clusterID, consumerGroupID, consumerID)
}

var listConsumerAssignmentsOperation = rest.Operation{
	Name:       "ListConsumerAssignments",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments",
	Repeatable: true,
}

// newListConsumerAssignmentsRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments.
func newListConsumerAssignmentsRequest(clusterID string, consumerGroupID string, consumerID string) rest.Request[*consumerAssignmentList] {
	return rest.NewRequest[*consumerAssignmentList](&listConsumerAssignmentsOperation, clusterID, consumerGroupID, consumerID)
}

var getConsumerAssignmentOperation = rest.Operation{
	Name:       "GetConsumerAssignment",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments/{topic_name}/partitions/{partition_id}",
	Repeatable: true,
}

// newGetConsumerAssignmentRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments/{topic_name}/partitions/{partition_id}.
func newGetConsumerAssignmentRequest(clusterID string, consumerGroupID string, consumerID string, topicName string, partitionID int32) rest.Request[*ConsumerAssignment] {
	r := rest.NewRequest[*ConsumerAssignment](&getConsumerAssignmentOperation, clusterID, consumerGroupID, consumerID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var getConsumerGroupLagSummaryOperation = rest.Operation{
	Name:       "GetConsumerGroupLagSummary",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lag-summary",
	Repeatable: true,
}

// newGetConsumerGroupLagSummaryRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lag-summary.
func newGetConsumerGroupLagSummaryRequest(clusterID string, consumerGroupID string) rest.Request[*ConsumerGroupLagSummary] {
	return rest.NewRequest[*ConsumerGroupLagSummary](&getConsumerGroupLagSummaryOperation, clusterID, consumerGroupID)
}

var listConsumerLagsOperation = rest.Operation{
	Name:       "ListConsumerLags",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lags",
	Repeatable: true,
}

// newListConsumerLagsRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lags.
func newListConsumerLagsRequest(clusterID string, consumerGroupID string) rest.Request[*consumerLagList] {
	return rest.NewRequest[*consumerLagList](&listConsumerLagsOperation, clusterID, consumerGroupID)
}

var getConsumerLagOperation = rest.Operation{
	Name:       "GetConsumerLag",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lags/{topic_name}/partitions/{partition_id}",
	Repeatable: true,
}

// newGetConsumerLagRequest is GET /v3/clusters/{cluster_id}/consumer-groups/{consumer_group_id}/lags/{topic_name}/partitions/{partition_id}.
func newGetConsumerLagRequest(clusterID string, consumerGroupID string, topicName string, partitionID int32) rest.Request[*ConsumerLag] {
	r := rest.NewRequest[*ConsumerLag](&getConsumerLagOperation, clusterID, consumerGroupID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var listLinksOperation = rest.Operation{
	Name:       "ListLinks",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links",
	Repeatable: true,
}

// newListLinksRequest is GET /v3/clusters/{cluster_id}/links.
func newListLinksRequest(clusterID string) rest.Request[*linkList] {
	return rest.NewRequest[*linkList](&listLinksOperation, clusterID)
}

var createLinkOperation = rest.Operation{
	Name:       "CreateLink",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links",
	Repeatable: false,
}

// createLinkQuery has the optional parameters of CreateLink; what is zero is not sent.
type createLinkQuery struct {
	LinkName     string
	ValidateOnly bool
	ValidateLink string
}

// newCreateLinkRequest is POST /v3/clusters/{cluster_id}/links.
func newCreateLinkRequest(clusterID string, query createLinkQuery, body createLinkBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createLinkOperation, clusterID)
	r.QueryString("link_name", query.LinkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.QueryString("validate_link", query.ValidateLink)
	r.JSON(body)
	return r
}

var listAllMirrorTopicsOperation = rest.Operation{
	Name:       "ListAllMirrorTopics",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/-/mirrors",
	Repeatable: true,
}

// listAllMirrorTopicsQuery has the optional parameters of ListAllMirrorTopics; what is zero is not sent.
type listAllMirrorTopicsQuery struct {
	MirrorStatus string
}

// newListAllMirrorTopicsRequest is GET /v3/clusters/{cluster_id}/links/-/mirrors.
func newListAllMirrorTopicsRequest(clusterID string, query listAllMirrorTopicsQuery) rest.Request[*mirrorTopicList] {
	r := rest.NewRequest[*mirrorTopicList](&listAllMirrorTopicsOperation, clusterID)
	r.QueryString("mirror_status", query.MirrorStatus)
	return r
}

var deleteLinkOperation = rest.Operation{
	Name:       "DeleteLink",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}",
	Repeatable: true,
}

// deleteLinkQuery has the optional parameters of DeleteLink; what is zero is not sent.
type deleteLinkQuery struct {
	Force        bool
	ValidateOnly bool
}

// newDeleteLinkRequest is DELETE /v3/clusters/{cluster_id}/links/{link_name}.
func newDeleteLinkRequest(clusterID string, linkName string, query deleteLinkQuery) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&deleteLinkOperation, clusterID, linkName)
	r.QueryBool("force", query.Force)
	r.QueryBool("validate_only", query.ValidateOnly)
	return r
}

var getLinkOperation = rest.Operation{
	Name:       "GetLink",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}",
	Repeatable: true,
}

// getLinkQuery has the optional parameters of GetLink; what is zero is not sent.
type getLinkQuery struct {
	IncludeTasks bool
}

// newGetLinkRequest is GET /v3/clusters/{cluster_id}/links/{link_name}.
func newGetLinkRequest(clusterID string, linkName string, query getLinkQuery) rest.Request[*Link] {
	r := rest.NewRequest[*Link](&getLinkOperation, clusterID, linkName)
	r.QueryBool("include_tasks", query.IncludeTasks)
	return r
}

var listLinkConfigsOperation = rest.Operation{
	Name:       "ListLinkConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/configs",
	Repeatable: true,
}

// newListLinkConfigsRequest is GET /v3/clusters/{cluster_id}/links/{link_name}/configs.
func newListLinkConfigsRequest(clusterID string, linkName string) rest.Request[*linkConfigList] {
	return rest.NewRequest[*linkConfigList](&listLinkConfigsOperation, clusterID, linkName)
}

var deleteLinkConfigOperation = rest.Operation{
	Name:       "DeleteLinkConfig",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/configs/{name}",
	Repeatable: true,
}

// newDeleteLinkConfigRequest is DELETE /v3/clusters/{cluster_id}/links/{link_name}/configs/{name}.
func newDeleteLinkConfigRequest(clusterID string, linkName string, name string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteLinkConfigOperation, clusterID, linkName, name)
}

var getLinkConfigOperation = rest.Operation{
	Name:       "GetLinkConfig",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/configs/{name}",
	Repeatable: true,
}

// newGetLinkConfigRequest is GET /v3/clusters/{cluster_id}/links/{link_name}/configs/{name}.
func newGetLinkConfigRequest(clusterID string, linkName string, name string) rest.Request[*LinkConfig] {
	return rest.NewRequest[*LinkConfig](&getLinkConfigOperation, clusterID, linkName, name)
}

var updateLinkConfigOperation = rest.Operation{
	Name:       "UpdateLinkConfig",
	Method:     http.MethodPut,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/configs/{name}",
	Repeatable: true,
}

// newUpdateLinkConfigRequest is PUT /v3/clusters/{cluster_id}/links/{link_name}/configs/{name}.
func newUpdateLinkConfigRequest(clusterID string, linkName string, name string, body updateConfigBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateLinkConfigOperation, clusterID, linkName, name)
	r.JSON(body)
	return r
}

var alterLinkConfigsOperation = rest.Operation{
	Name:       "AlterLinkConfigs",
	Method:     http.MethodPut,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/configs:alter",
	Repeatable: true,
}

// alterLinkConfigsQuery has the optional parameters of AlterLinkConfigs; what is zero is not sent.
type alterLinkConfigsQuery struct {
	ValidateOnly bool
}

// newAlterLinkConfigsRequest is PUT /v3/clusters/{cluster_id}/links/{link_name}/configs:alter.
func newAlterLinkConfigsRequest(clusterID string, linkName string, query alterLinkConfigsQuery, body alterConfigsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&alterLinkConfigsOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var listMirrorTopicsOperation = rest.Operation{
	Name:       "ListMirrorTopics",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors",
	Repeatable: true,
}

// listMirrorTopicsQuery has the optional parameters of ListMirrorTopics; what is zero is not sent.
type listMirrorTopicsQuery struct {
	MirrorStatus string
}

// newListMirrorTopicsRequest is GET /v3/clusters/{cluster_id}/links/{link_name}/mirrors.
func newListMirrorTopicsRequest(clusterID string, linkName string, query listMirrorTopicsQuery) rest.Request[*mirrorTopicList] {
	r := rest.NewRequest[*mirrorTopicList](&listMirrorTopicsOperation, clusterID, linkName)
	r.QueryString("mirror_status", query.MirrorStatus)
	return r
}

var createMirrorTopicOperation = rest.Operation{
	Name:       "CreateMirrorTopic",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors",
	Repeatable: false,
}

// newCreateMirrorTopicRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors.
func newCreateMirrorTopicRequest(clusterID string, linkName string, body createMirrorTopicBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createMirrorTopicOperation, clusterID, linkName)
	r.JSON(body)
	return r
}

var getMirrorTopicOperation = rest.Operation{
	Name:       "GetMirrorTopic",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors/{mirror_topic_name}",
	Repeatable: true,
}

// getMirrorTopicQuery has the optional parameters of GetMirrorTopic; what is zero is not sent.
type getMirrorTopicQuery struct {
	IncludeStateTransitionErrors bool
}

// newGetMirrorTopicRequest is GET /v3/clusters/{cluster_id}/links/{link_name}/mirrors/{mirror_topic_name}.
func newGetMirrorTopicRequest(clusterID string, linkName string, mirrorTopicName string, query getMirrorTopicQuery) rest.Request[*MirrorTopic] {
	r := rest.NewRequest[*MirrorTopic](&getMirrorTopicOperation, clusterID, linkName, mirrorTopicName)
	r.QueryBool("include_state_transition_errors", query.IncludeStateTransitionErrors)
	return r
}

var failoverMirrorTopicsOperation = rest.Operation{
	Name:       "FailoverMirrorTopics",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:failover",
	Repeatable: false,
}

// failoverMirrorTopicsQuery has the optional parameters of FailoverMirrorTopics; what is zero is not sent.
type failoverMirrorTopicsQuery struct {
	ValidateOnly bool
}

// newFailoverMirrorTopicsRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:failover.
func newFailoverMirrorTopicsRequest(clusterID string, linkName string, query failoverMirrorTopicsQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&failoverMirrorTopicsOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var pauseMirrorTopicsOperation = rest.Operation{
	Name:       "PauseMirrorTopics",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:pause",
	Repeatable: false,
}

// pauseMirrorTopicsQuery has the optional parameters of PauseMirrorTopics; what is zero is not sent.
type pauseMirrorTopicsQuery struct {
	ValidateOnly bool
}

// newPauseMirrorTopicsRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:pause.
func newPauseMirrorTopicsRequest(clusterID string, linkName string, query pauseMirrorTopicsQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&pauseMirrorTopicsOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var promoteMirrorTopicsOperation = rest.Operation{
	Name:       "PromoteMirrorTopics",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote",
	Repeatable: false,
}

// promoteMirrorTopicsQuery has the optional parameters of PromoteMirrorTopics; what is zero is not sent.
type promoteMirrorTopicsQuery struct {
	ValidateOnly bool
}

// newPromoteMirrorTopicsRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote.
func newPromoteMirrorTopicsRequest(clusterID string, linkName string, query promoteMirrorTopicsQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&promoteMirrorTopicsOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var promoteLocalAndPauseRemoteMirrorOperation = rest.Operation{
	Name:       "PromoteLocalAndPauseRemoteMirror",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote-local-and-pause-remote-mirror",
	Repeatable: false,
}

// promoteLocalAndPauseRemoteMirrorQuery has the optional parameters of PromoteLocalAndPauseRemoteMirror; what is zero is not sent.
type promoteLocalAndPauseRemoteMirrorQuery struct {
	ValidateOnly bool
}

// newPromoteLocalAndPauseRemoteMirrorRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote-local-and-pause-remote-mirror.
func newPromoteLocalAndPauseRemoteMirrorRequest(clusterID string, linkName string, query promoteLocalAndPauseRemoteMirrorQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&promoteLocalAndPauseRemoteMirrorOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var promoteLocalAndStartRemoteMirrorOperation = rest.Operation{
	Name:       "PromoteLocalAndStartRemoteMirror",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote-local-and-start-remote-mirror",
	Repeatable: false,
}

// promoteLocalAndStartRemoteMirrorQuery has the optional parameters of PromoteLocalAndStartRemoteMirror; what is zero is not sent.
type promoteLocalAndStartRemoteMirrorQuery struct {
	ValidateOnly bool
}

// newPromoteLocalAndStartRemoteMirrorRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote-local-and-start-remote-mirror.
func newPromoteLocalAndStartRemoteMirrorRequest(clusterID string, linkName string, query promoteLocalAndStartRemoteMirrorQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&promoteLocalAndStartRemoteMirrorOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var resumeMirrorTopicsOperation = rest.Operation{
	Name:       "ResumeMirrorTopics",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:resume",
	Repeatable: false,
}

// resumeMirrorTopicsQuery has the optional parameters of ResumeMirrorTopics; what is zero is not sent.
type resumeMirrorTopicsQuery struct {
	ValidateOnly bool
}

// newResumeMirrorTopicsRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:resume.
func newResumeMirrorTopicsRequest(clusterID string, linkName string, query resumeMirrorTopicsQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&resumeMirrorTopicsOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var reverseAndPauseMirrorOperation = rest.Operation{
	Name:       "ReverseAndPauseMirror",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-pause-mirror",
	Repeatable: false,
}

// reverseAndPauseMirrorQuery has the optional parameters of ReverseAndPauseMirror; what is zero is not sent.
type reverseAndPauseMirrorQuery struct {
	ValidateOnly bool
}

// newReverseAndPauseMirrorRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-pause-mirror.
func newReverseAndPauseMirrorRequest(clusterID string, linkName string, query reverseAndPauseMirrorQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&reverseAndPauseMirrorOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var reverseAndStartMirrorOperation = rest.Operation{
	Name:       "ReverseAndStartMirror",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-start-mirror",
	Repeatable: false,
}

// reverseAndStartMirrorQuery has the optional parameters of ReverseAndStartMirror; what is zero is not sent.
type reverseAndStartMirrorQuery struct {
	ValidateOnly bool
}

// newReverseAndStartMirrorRequest is POST /v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-start-mirror.
func newReverseAndStartMirrorRequest(clusterID string, linkName string, query reverseAndStartMirrorQuery, body alterMirrorTopicsBody) rest.Request[*alteredMirrorTopicList] {
	r := rest.NewRequest[*alteredMirrorTopicList](&reverseAndStartMirrorOperation, clusterID, linkName)
	r.QueryBool("validate_only", query.ValidateOnly)
	r.JSON(body)
	return r
}

var listRemoveBrokerTasksOperation = rest.Operation{
	Name:       "ListRemoveBrokerTasks",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/remove-broker-tasks",
	Repeatable: true,
}

// newListRemoveBrokerTasksRequest is GET /v3/clusters/{cluster_id}/remove-broker-tasks.
func newListRemoveBrokerTasksRequest(clusterID string) rest.Request[*removeBrokerTaskList] {
	return rest.NewRequest[*removeBrokerTaskList](&listRemoveBrokerTasksOperation, clusterID)
}

var getRemoveBrokerTaskOperation = rest.Operation{
	Name:       "GetRemoveBrokerTask",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/remove-broker-tasks/{broker_id}",
	Repeatable: true,
}

// newGetRemoveBrokerTaskRequest is GET /v3/clusters/{cluster_id}/remove-broker-tasks/{broker_id}.
func newGetRemoveBrokerTaskRequest(clusterID string, brokerID int32) rest.Request[*RemoveBrokerTask] {
	r := rest.NewRequest[*RemoveBrokerTask](&getRemoveBrokerTaskOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var listTopicsOperation = rest.Operation{
	Name:       "ListTopics",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics",
	Repeatable: true,
}

// listTopicsQuery has the optional parameters of ListTopics; what is zero is not sent.
type listTopicsQuery struct {
	IncludeAuthorizedOperations bool
	AuthorizedOperations        bool
}

// newListTopicsRequest is GET /v3/clusters/{cluster_id}/topics.
func newListTopicsRequest(clusterID string, query listTopicsQuery) rest.Request[*topicList] {
	r := rest.NewRequest[*topicList](&listTopicsOperation, clusterID)
	r.QueryBool("includeAuthorizedOperations", query.IncludeAuthorizedOperations)
	r.QueryBool("include_authorized_operations", query.AuthorizedOperations)
	return r
}

var createTopicOperation = rest.Operation{
	Name:       "CreateTopic",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics",
	Repeatable: false,
}

// newCreateTopicRequest is POST /v3/clusters/{cluster_id}/topics.
func newCreateTopicRequest(clusterID string, body createTopicBody) rest.Request[*Topic] {
	r := rest.NewRequest[*Topic](&createTopicOperation, clusterID)
	r.JSON(body)
	return r
}

var listAllTopicConfigsOperation = rest.Operation{
	Name:       "ListAllTopicConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/-/configs",
	Repeatable: true,
}

// newListAllTopicConfigsRequest is GET /v3/clusters/{cluster_id}/topics/-/configs.
func newListAllTopicConfigsRequest(clusterID string) rest.Request[*topicConfigList] {
	return rest.NewRequest[*topicConfigList](&listAllTopicConfigsOperation, clusterID)
}

var alterMultipleTopicConfigsOperation = rest.Operation{
	Name:       "AlterMultipleTopicConfigs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/-/configs:alter",
	Repeatable: true,
	Optional:   true,
}

// newAlterMultipleTopicConfigsRequest is POST /v3/clusters/{cluster_id}/topics/-/configs:alter.
func newAlterMultipleTopicConfigsRequest(clusterID string, body alterMultipleTopicConfigsBody) rest.Request[*alterMultipleTopicConfigsAnswer] {
	r := rest.NewRequest[*alterMultipleTopicConfigsAnswer](&alterMultipleTopicConfigsOperation, clusterID)
	r.JSON(body)
	return r
}

var listAllReassignmentsOperation = rest.Operation{
	Name:       "ListAllReassignments",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/-/partitions/-/reassignment",
	Repeatable: true,
}

// newListAllReassignmentsRequest is GET /v3/clusters/{cluster_id}/topics/-/partitions/-/reassignment.
func newListAllReassignmentsRequest(clusterID string) rest.Request[*reassignmentList] {
	return rest.NewRequest[*reassignmentList](&listAllReassignmentsOperation, clusterID)
}

var listAllReplicaStatusesOperation = rest.Operation{
	Name:       "ListAllReplicaStatuses",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/-/partitions/-/replica-status",
	Repeatable: true,
}

// newListAllReplicaStatusesRequest is GET /v3/clusters/{cluster_id}/topics/-/partitions/-/replica-status.
func newListAllReplicaStatusesRequest(clusterID string) rest.Request[*replicaStatusList] {
	return rest.NewRequest[*replicaStatusList](&listAllReplicaStatusesOperation, clusterID)
}

var deleteTopicOperation = rest.Operation{
	Name:       "DeleteTopic",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}",
	Repeatable: true,
}

// newDeleteTopicRequest is DELETE /v3/clusters/{cluster_id}/topics/{topic_name}.
func newDeleteTopicRequest(clusterID string, topicName string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteTopicOperation, clusterID, topicName)
}

var getTopicOperation = rest.Operation{
	Name:       "GetTopic",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}",
	Repeatable: true,
}

// getTopicQuery has the optional parameters of GetTopic; what is zero is not sent.
type getTopicQuery struct {
	IncludeAuthorizedOperations bool
}

// newGetTopicRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}.
func newGetTopicRequest(clusterID string, topicName string, query getTopicQuery) rest.Request[*Topic] {
	r := rest.NewRequest[*Topic](&getTopicOperation, clusterID, topicName)
	r.QueryBool("include_authorized_operations", query.IncludeAuthorizedOperations)
	return r
}

var updatePartitionCountOperation = rest.Operation{
	Name:       "UpdatePartitionCount",
	Method:     http.MethodPatch,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}",
	Repeatable: false,
}

// newUpdatePartitionCountRequest is PATCH /v3/clusters/{cluster_id}/topics/{topic_name}.
func newUpdatePartitionCountRequest(clusterID string, topicName string, body updatePartitionCountBody) rest.Request[*Topic] {
	r := rest.NewRequest[*Topic](&updatePartitionCountOperation, clusterID, topicName)
	r.JSON(body)
	return r
}

var listTopicConfigsOperation = rest.Operation{
	Name:       "ListTopicConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/configs",
	Repeatable: true,
}

// newListTopicConfigsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/configs.
func newListTopicConfigsRequest(clusterID string, topicName string) rest.Request[*topicConfigList] {
	return rest.NewRequest[*topicConfigList](&listTopicConfigsOperation, clusterID, topicName)
}

var deleteTopicConfigOperation = rest.Operation{
	Name:       "DeleteTopicConfig",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}",
	Repeatable: true,
}

// newDeleteTopicConfigRequest is DELETE /v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}.
func newDeleteTopicConfigRequest(clusterID string, topicName string, name string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteTopicConfigOperation, clusterID, topicName, name)
}

var getTopicConfigOperation = rest.Operation{
	Name:       "GetTopicConfig",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}",
	Repeatable: true,
}

// newGetTopicConfigRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}.
func newGetTopicConfigRequest(clusterID string, topicName string, name string) rest.Request[*TopicConfig] {
	return rest.NewRequest[*TopicConfig](&getTopicConfigOperation, clusterID, topicName, name)
}

var updateTopicConfigOperation = rest.Operation{
	Name:       "UpdateTopicConfig",
	Method:     http.MethodPut,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}",
	Repeatable: true,
}

// newUpdateTopicConfigRequest is PUT /v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}.
func newUpdateTopicConfigRequest(clusterID string, topicName string, name string, body updateConfigBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateTopicConfigOperation, clusterID, topicName, name)
	r.JSON(body)
	return r
}

var alterTopicConfigsOperation = rest.Operation{
	Name:       "AlterTopicConfigs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/configs:alter",
	Repeatable: true,
}

// newAlterTopicConfigsRequest is POST /v3/clusters/{cluster_id}/topics/{topic_name}/configs:alter.
func newAlterTopicConfigsRequest(clusterID string, topicName string, body alterConfigsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&alterTopicConfigsOperation, clusterID, topicName)
	r.JSON(body)
	return r
}

var listDefaultTopicConfigsOperation = rest.Operation{
	Name:       "ListDefaultTopicConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/default-configs",
	Repeatable: true,
}

// newListDefaultTopicConfigsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/default-configs.
func newListDefaultTopicConfigsRequest(clusterID string, topicName string) rest.Request[*topicConfigList] {
	return rest.NewRequest[*topicConfigList](&listDefaultTopicConfigsOperation, clusterID, topicName)
}

var listPartitionsOperation = rest.Operation{
	Name:       "ListPartitions",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions",
	Repeatable: true,
}

// newListPartitionsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions.
func newListPartitionsRequest(clusterID string, topicName string) rest.Request[*partitionList] {
	return rest.NewRequest[*partitionList](&listPartitionsOperation, clusterID, topicName)
}

var listReassignmentsOperation = rest.Operation{
	Name:       "ListReassignments",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/-/reassignment",
	Repeatable: true,
}

// newListReassignmentsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/-/reassignment.
func newListReassignmentsRequest(clusterID string, topicName string) rest.Request[*reassignmentList] {
	return rest.NewRequest[*reassignmentList](&listReassignmentsOperation, clusterID, topicName)
}

var listTopicReplicaStatusesOperation = rest.Operation{
	Name:       "ListTopicReplicaStatuses",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/-/replica-status",
	Repeatable: true,
}

// newListTopicReplicaStatusesRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/-/replica-status.
func newListTopicReplicaStatusesRequest(clusterID string, topicName string) rest.Request[*replicaStatusList] {
	return rest.NewRequest[*replicaStatusList](&listTopicReplicaStatusesOperation, clusterID, topicName)
}

var getPartitionOperation = rest.Operation{
	Name:       "GetPartition",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}",
	Repeatable: true,
}

// newGetPartitionRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}.
func newGetPartitionRequest(clusterID string, topicName string, partitionID int32) rest.Request[*Partition] {
	r := rest.NewRequest[*Partition](&getPartitionOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var getPartitionOffsetsOperation = rest.Operation{
	Name:       "GetPartitionOffsets",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/offset",
	Repeatable: true,
}

// newGetPartitionOffsetsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/offset.
func newGetPartitionOffsetsRequest(clusterID string, topicName string, partitionID int32) rest.Request[*PartitionOffsets] {
	r := rest.NewRequest[*PartitionOffsets](&getPartitionOffsetsOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var getReassignmentOperation = rest.Operation{
	Name:       "GetReassignment",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/reassignment",
	Repeatable: true,
}

// newGetReassignmentRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/reassignment.
func newGetReassignmentRequest(clusterID string, topicName string, partitionID int32) rest.Request[*Reassignment] {
	r := rest.NewRequest[*Reassignment](&getReassignmentOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var listPartitionReplicaStatusesOperation = rest.Operation{
	Name:       "ListPartitionReplicaStatuses",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replica-status",
	Repeatable: true,
}

// newListPartitionReplicaStatusesRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replica-status.
func newListPartitionReplicaStatusesRequest(clusterID string, topicName string, partitionID int32) rest.Request[*replicaStatusList] {
	r := rest.NewRequest[*replicaStatusList](&listPartitionReplicaStatusesOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var listReplicasOperation = rest.Operation{
	Name:       "ListReplicas",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas",
	Repeatable: true,
}

// newListReplicasRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas.
func newListReplicasRequest(clusterID string, topicName string, partitionID int32) rest.Request[*replicaList] {
	r := rest.NewRequest[*replicaList](&listReplicasOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
	r.Natural("partition_id", int64(partitionID))
	return r
}

var getReplicaOperation = rest.Operation{
	Name:       "GetReplica",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas/{broker_id}",
	Repeatable: true,
}

// newGetReplicaRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas/{broker_id}.
func newGetReplicaRequest(clusterID string, topicName string, partitionID int32, brokerID int32) rest.Request[*Replica] {
	r := rest.NewRequest[*Replica](&getReplicaOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10), strconv.FormatInt(int64(brokerID), 10))
	r.Natural("partition_id", int64(partitionID))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var produceOneOperation = rest.Operation{
	Name:       "ProduceOne",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/records",
	Repeatable: false,
	Produces:   true,
}

// newProduceOneRequest is POST /v3/clusters/{cluster_id}/topics/{topic_name}/records.
func newProduceOneRequest(clusterID string, topicName string, body produceOneBody) rest.Request[*produceItem] {
	r := rest.NewRequest[*produceItem](&produceOneOperation, clusterID, topicName)
	r.JSON(body)
	return r
}

var produceBatchOperation = rest.Operation{
	Name:       "ProduceBatch",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/records:batch",
	Repeatable: false,
	Produces:   true,
}

// newProduceBatchRequest is POST /v3/clusters/{cluster_id}/topics/{topic_name}/records:batch.
func newProduceBatchRequest(clusterID string, topicName string, body produceBatchBody) rest.Request[*produceBatchAnswer] {
	r := rest.NewRequest[*produceBatchAnswer](&produceBatchOperation, clusterID, topicName)
	r.JSON(body)
	return r
}
