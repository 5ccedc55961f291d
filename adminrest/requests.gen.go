// Code generated from specs/adminrest.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package adminrest

import (
	"net/http"
	"strconv"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var listBrokersOperation = rest.Operation{
	Name:       "ListBrokers",
	Method:     http.MethodGet,
	Path:       "/admin/brokers",
	Repeatable: true,
}

// newListBrokersRequest is GET /admin/brokers.
func newListBrokersRequest() rest.Request[[]Broker] {
	return rest.NewRequest[[]Broker](&listBrokersOperation)
}

var getBrokerOperation = rest.Operation{
	Name:       "GetBroker",
	Method:     http.MethodGet,
	Path:       "/admin/brokers/{broker_id}",
	Repeatable: true,
}

// newGetBrokerRequest is GET /admin/brokers/{broker_id}.
func newGetBrokerRequest(brokerID int32) rest.Request[*Broker] {
	r := rest.NewRequest[*Broker](&getBrokerOperation, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	return r
}

var getBrokerConfigOperation = rest.Operation{
	Name:       "GetBrokerConfig",
	Method:     http.MethodGet,
	Path:       "/admin/brokers/{broker_id}/configs",
	Repeatable: true,
}

// getBrokerConfigQuery has the optional parameters of GetBrokerConfig; what is zero is not sent.
type getBrokerConfigQuery struct {
	ConfigFilter string
	Verbose      bool
}

// newGetBrokerConfigRequest is GET /admin/brokers/{broker_id}/configs.
func newGetBrokerConfigRequest(brokerID int32, query getBrokerConfigQuery) rest.Request[*Broker] {
	r := rest.NewRequest[*Broker](&getBrokerConfigOperation, strconv.FormatInt(int64(brokerID), 10))
	r.Natural("broker_id", int64(brokerID))
	r.QueryString("config_filter", query.ConfigFilter)
	r.QueryBool("verbose", query.Verbose)
	return r
}

var getClusterOperation = rest.Operation{
	Name:       "GetCluster",
	Method:     http.MethodGet,
	Path:       "/admin/cluster",
	Repeatable: true,
}

// newGetClusterRequest is GET /admin/cluster.
func newGetClusterRequest() rest.Request[*Cluster] {
	return rest.NewRequest[*Cluster](&getClusterOperation)
}

var listConsumerGroupsOperation = rest.Operation{
	Name:       "ListConsumerGroups",
	Method:     http.MethodGet,
	Path:       "/admin/consumergroups",
	Repeatable: true,
}

// listConsumerGroupsQuery has the optional parameters of ListConsumerGroups; what is zero is not sent.
type listConsumerGroupsQuery struct {
	GroupFilter string
	PerPage     int32
	Page        int32
}

// newListConsumerGroupsRequest is GET /admin/consumergroups.
func newListConsumerGroupsRequest(query listConsumerGroupsQuery) rest.Request[[]string] {
	r := rest.NewRequest[[]string](&listConsumerGroupsOperation)
	r.QueryString("group_filter", query.GroupFilter)
	r.QueryInt("per_page", int64(query.PerPage))
	r.QueryInt("page", int64(query.Page))
	return r
}

var deleteConsumerGroupOperation = rest.Operation{
	Name:       "DeleteConsumerGroup",
	Method:     http.MethodDelete,
	Path:       "/admin/consumergroups/{group_id}",
	Repeatable: true,
}

// newDeleteConsumerGroupRequest is DELETE /admin/consumergroups/{group_id}.
func newDeleteConsumerGroupRequest(groupID string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteConsumerGroupOperation, groupID)
}

var getConsumerGroupOperation = rest.Operation{
	Name:       "GetConsumerGroup",
	Method:     http.MethodGet,
	Path:       "/admin/consumergroups/{group_id}",
	Repeatable: true,
}

// newGetConsumerGroupRequest is GET /admin/consumergroups/{group_id}.
func newGetConsumerGroupRequest(groupID string) rest.Request[*ConsumerGroup] {
	return rest.NewRequest[*ConsumerGroup](&getConsumerGroupOperation, groupID)
}

var updateConsumerGroupOperation = rest.Operation{
	Name:       "UpdateConsumerGroup",
	Method:     http.MethodPatch,
	Path:       "/admin/consumergroups/{group_id}",
	Repeatable: false,
}

// newUpdateConsumerGroupRequest is PATCH /admin/consumergroups/{group_id}.
func newUpdateConsumerGroupRequest(groupID string, body updateConsumerGroupBody) rest.Request[[]ResetOffset] {
	r := rest.NewRequest[[]ResetOffset](&updateConsumerGroupOperation, groupID)
	r.JSON(body)
	return r
}

var getMirroringActiveTopicsOperation = rest.Operation{
	Name:       "GetMirroringActiveTopics",
	Method:     http.MethodGet,
	Path:       "/admin/mirroring/active-topics",
	Repeatable: true,
}

// newGetMirroringActiveTopicsRequest is GET /admin/mirroring/active-topics.
func newGetMirroringActiveTopicsRequest() rest.Request[*MirroringActiveTopics] {
	return rest.NewRequest[*MirroringActiveTopics](&getMirroringActiveTopicsOperation)
}

var getMirroringTopicSelectionOperation = rest.Operation{
	Name:       "GetMirroringTopicSelection",
	Method:     http.MethodGet,
	Path:       "/admin/mirroring/topic-selection",
	Repeatable: true,
}

// newGetMirroringTopicSelectionRequest is GET /admin/mirroring/topic-selection.
func newGetMirroringTopicSelectionRequest() rest.Request[*MirroringTopicSelection] {
	return rest.NewRequest[*MirroringTopicSelection](&getMirroringTopicSelectionOperation)
}

var replaceMirroringTopicSelectionOperation = rest.Operation{
	Name:       "ReplaceMirroringTopicSelection",
	Method:     http.MethodPost,
	Path:       "/admin/mirroring/topic-selection",
	Repeatable: true,
}

// newReplaceMirroringTopicSelectionRequest is POST /admin/mirroring/topic-selection.
func newReplaceMirroringTopicSelectionRequest(body MirroringTopicSelection) rest.Request[*MirroringTopicSelection] {
	r := rest.NewRequest[*MirroringTopicSelection](&replaceMirroringTopicSelectionOperation)
	r.JSON(body)
	return r
}

var listQuotasOperation = rest.Operation{
	Name:       "ListQuotas",
	Method:     http.MethodGet,
	Path:       "/admin/quotas",
	Repeatable: true,
}

// newListQuotasRequest is GET /admin/quotas.
func newListQuotasRequest() rest.Request[*quotaList] {
	return rest.NewRequest[*quotaList](&listQuotasOperation)
}

var deleteQuotaOperation = rest.Operation{
	Name:       "DeleteQuota",
	Method:     http.MethodDelete,
	Path:       "/admin/quotas/{entity_name}",
	Repeatable: true,
}

// newDeleteQuotaRequest is DELETE /admin/quotas/{entity_name}.
func newDeleteQuotaRequest(entityName string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteQuotaOperation, entityName)
}

var getQuotaOperation = rest.Operation{
	Name:       "GetQuota",
	Method:     http.MethodGet,
	Path:       "/admin/quotas/{entity_name}",
	Repeatable: true,
}

// newGetQuotaRequest is GET /admin/quotas/{entity_name}.
func newGetQuotaRequest(entityName string) rest.Request[*Quota] {
	return rest.NewRequest[*Quota](&getQuotaOperation, entityName)
}

var updateQuotaOperation = rest.Operation{
	Name:       "UpdateQuota",
	Method:     http.MethodPatch,
	Path:       "/admin/quotas/{entity_name}",
	Repeatable: false,
}

// newUpdateQuotaRequest is PATCH /admin/quotas/{entity_name}.
func newUpdateQuotaRequest(entityName string, body Quota) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateQuotaOperation, entityName)
	r.JSON(body)
	return r
}

var createQuotaOperation = rest.Operation{
	Name:       "CreateQuota",
	Method:     http.MethodPost,
	Path:       "/admin/quotas/{entity_name}",
	Repeatable: false,
}

// newCreateQuotaRequest is POST /admin/quotas/{entity_name}.
func newCreateQuotaRequest(entityName string, body Quota) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createQuotaOperation, entityName)
	r.JSON(body)
	return r
}

var getStatusOperation = rest.Operation{
	Name:       "GetStatus",
	Method:     http.MethodGet,
	Path:       "/admin/status",
	Repeatable: true,
}

// newGetStatusRequest is GET /admin/status.
func newGetStatusRequest() rest.Request[*InstanceStatus] {
	return rest.NewRequest[*InstanceStatus](&getStatusOperation)
}

var listTopicsOperation = rest.Operation{
	Name:       "ListTopics",
	Method:     http.MethodGet,
	Path:       "/admin/topics",
	Repeatable: true,
}

// listTopicsQuery has the optional parameters of ListTopics; what is zero is not sent.
type listTopicsQuery struct {
	TopicFilter string
	PerPage     int32
	Page        int32
}

// newListTopicsRequest is GET /admin/topics.
func newListTopicsRequest(query listTopicsQuery) rest.Request[[]Topic] {
	r := rest.NewRequest[[]Topic](&listTopicsOperation)
	r.QueryString("topic_filter", query.TopicFilter)
	r.QueryInt("per_page", int64(query.PerPage))
	r.QueryInt("page", int64(query.Page))
	return r
}

var createTopicOperation = rest.Operation{
	Name:       "CreateTopic",
	Method:     http.MethodPost,
	Path:       "/admin/topics",
	Repeatable: false,
}

// newCreateTopicRequest is POST /admin/topics.
func newCreateTopicRequest(body createTopicBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&createTopicOperation)
	r.JSON(body)
	return r
}

var deleteTopicOperation = rest.Operation{
	Name:       "DeleteTopic",
	Method:     http.MethodDelete,
	Path:       "/admin/topics/{topic_name}",
	Repeatable: true,
}

// newDeleteTopicRequest is DELETE /admin/topics/{topic_name}.
func newDeleteTopicRequest(topicName string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteTopicOperation, topicName)
}

var getTopicOperation = rest.Operation{
	Name:       "GetTopic",
	Method:     http.MethodGet,
	Path:       "/admin/topics/{topic_name}",
	Repeatable: true,
}

// newGetTopicRequest is GET /admin/topics/{topic_name}.
func newGetTopicRequest(topicName string) rest.Request[*Topic] {
	return rest.NewRequest[*Topic](&getTopicOperation, topicName)
}

var updateTopicOperation = rest.Operation{
	Name:       "UpdateTopic",
	Method:     http.MethodPatch,
	Path:       "/admin/topics/{topic_name}",
	Repeatable: false,
}

// newUpdateTopicRequest is PATCH /admin/topics/{topic_name}.
func newUpdateTopicRequest(topicName string, body updateTopicBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&updateTopicOperation, topicName)
	r.JSON(body)
	return r
}

var deleteTopicRecordsOperation = rest.Operation{
	Name:       "DeleteTopicRecords",
	Method:     http.MethodDelete,
	Path:       "/admin/topics/{topic_name}/records",
	Repeatable: true,
}

// newDeleteTopicRecordsRequest is DELETE /admin/topics/{topic_name}/records.
func newDeleteTopicRecordsRequest(topicName string, body deleteTopicRecordsBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&deleteTopicRecordsOperation, topicName)
	r.JSON(body)
	return r
}

var aliveOperation = rest.Operation{
	Name:       "Alive",
	Method:     http.MethodGet,
	Path:       "/alive",
	Repeatable: true,
}

// newAliveRequest is GET /alive.
func newAliveRequest() rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&aliveOperation)
}
