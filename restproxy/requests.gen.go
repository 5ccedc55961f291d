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

var getBrokerOperation = rest.Operation{
	Name:       "GetBroker",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}",
	Repeatable: true,
}

// newGetBrokerRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}.
func newGetBrokerRequest(clusterID string, brokerID int32) rest.Request[*Broker] {
	return rest.NewRequest[*Broker](&getBrokerOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
}

var listBrokerConfigsOperation = rest.Operation{
	Name:       "ListBrokerConfigs",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs",
	Repeatable: true,
}

// newListBrokerConfigsRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/configs.
func newListBrokerConfigsRequest(clusterID string, brokerID int32) rest.Request[*brokerConfigList] {
	return rest.NewRequest[*brokerConfigList](&listBrokerConfigsOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
}

var deleteBrokerConfigOperation = rest.Operation{
	Name:       "DeleteBrokerConfig",
	Method:     http.MethodDelete,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}",
	Repeatable: true,
}

// newDeleteBrokerConfigRequest is DELETE /v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}.
func newDeleteBrokerConfigRequest(clusterID string, brokerID int32, name string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteBrokerConfigOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), name)
}

var getBrokerConfigOperation = rest.Operation{
	Name:       "GetBrokerConfig",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}",
	Repeatable: true,
}

// newGetBrokerConfigRequest is GET /v3/clusters/{cluster_id}/brokers/{broker_id}/configs/{name}.
func newGetBrokerConfigRequest(clusterID string, brokerID int32, name string) rest.Request[*BrokerConfig] {
	return rest.NewRequest[*BrokerConfig](&getBrokerConfigOperation, clusterID, strconv.FormatInt(int64(brokerID), 10), name)
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
	return rest.NewRequest[*replicaList](&listBrokerReplicasOperation, clusterID, strconv.FormatInt(int64(brokerID), 10))
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
	return rest.NewRequest[*ConsumerAssignment](&getConsumerAssignmentOperation, clusterID, consumerGroupID, consumerID, topicName, strconv.FormatInt(int64(partitionID), 10))
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
	return rest.NewRequest[*ConsumerLag](&getConsumerLagOperation, clusterID, consumerGroupID, topicName, strconv.FormatInt(int64(partitionID), 10))
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
	IncludeAuthorizedOperations bool
}

// newListTopicsRequest is GET /v3/clusters/{cluster_id}/topics.
func newListTopicsRequest(clusterID string, query listTopicsQuery) rest.Request[*topicList] {
	r := rest.NewRequest[*topicList](&listTopicsOperation, clusterID)
	r.QueryBool("includeAuthorizedOperations", query.IncludeAuthorizedOperations)
	r.QueryBool("include_authorized_operations", query.IncludeAuthorizedOperations)
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

var alterAllTopicConfigsOperation = rest.Operation{
	Name:       "AlterAllTopicConfigs",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/-/configs:alter",
	Repeatable: true,
	Optional:   true,
}

// newAlterAllTopicConfigsRequest is POST /v3/clusters/{cluster_id}/topics/-/configs:alter.
func newAlterAllTopicConfigsRequest(clusterID string, body alterAllTopicConfigsBody) rest.Request[*alterAllTopicConfigsAnswer] {
	r := rest.NewRequest[*alterAllTopicConfigsAnswer](&alterAllTopicConfigsOperation, clusterID)
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

var getPartitionOperation = rest.Operation{
	Name:       "GetPartition",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}",
	Repeatable: true,
}

// newGetPartitionRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}.
func newGetPartitionRequest(clusterID string, topicName string, partitionID int32) rest.Request[*Partition] {
	return rest.NewRequest[*Partition](&getPartitionOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
}

var getPartitionOffsetsOperation = rest.Operation{
	Name:       "GetPartitionOffsets",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/offset",
	Repeatable: true,
}

// newGetPartitionOffsetsRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/offset.
func newGetPartitionOffsetsRequest(clusterID string, topicName string, partitionID int32) rest.Request[*PartitionOffsets] {
	return rest.NewRequest[*PartitionOffsets](&getPartitionOffsetsOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
}

var getReassignmentOperation = rest.Operation{
	Name:       "GetReassignment",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/reassignment",
	Repeatable: true,
}

// newGetReassignmentRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/reassignment.
func newGetReassignmentRequest(clusterID string, topicName string, partitionID int32) rest.Request[*Reassignment] {
	return rest.NewRequest[*Reassignment](&getReassignmentOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
}

var listReplicasOperation = rest.Operation{
	Name:       "ListReplicas",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas",
	Repeatable: true,
}

// newListReplicasRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas.
func newListReplicasRequest(clusterID string, topicName string, partitionID int32) rest.Request[*replicaList] {
	return rest.NewRequest[*replicaList](&listReplicasOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10))
}

var getReplicaOperation = rest.Operation{
	Name:       "GetReplica",
	Method:     http.MethodGet,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas/{broker_id}",
	Repeatable: true,
}

// newGetReplicaRequest is GET /v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/replicas/{broker_id}.
func newGetReplicaRequest(clusterID string, topicName string, partitionID int32, brokerID int32) rest.Request[*Replica] {
	return rest.NewRequest[*Replica](&getReplicaOperation, clusterID, topicName, strconv.FormatInt(int64(partitionID), 10), strconv.FormatInt(int64(brokerID), 10))
}

var produceOneOperation = rest.Operation{
	Name:       "ProduceOne",
	Method:     http.MethodPost,
	Path:       "/v3/clusters/{cluster_id}/topics/{topic_name}/records",
	Repeatable: false,
	Produces:   true,
}

// newProduceOneRequest is POST /v3/clusters/{cluster_id}/topics/{topic_name}/records.
func newProduceOneRequest(clusterID string, topicName string, body Record) rest.Request[*produceItem] {
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
