// Code generated from specs/adminrest.yaml and specs/adminrestv1.overlay.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package adminrestv1

import (
	"context"
	"net/http"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var listBrokersOperation = operation{
	Operation: rest.Operation{
		Name:       "ListBrokers",
		Method:     http.MethodGet,
		Path:       "/admin/brokers",
		Repeatable: true,
	},
	id:      "ListBrokers",
	options: "listBrokersOptions",
}

// ListBrokersOptions are the inputs of ListBrokers.
type ListBrokersOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewListBrokersOptions returns options with what ListBrokers requires.
func (*AdminrestV1) NewListBrokersOptions() *ListBrokersOptions {
	return &ListBrokersOptions{}
}

// SetHeaders sets Headers.
func (o *ListBrokersOptions) SetHeaders(headers map[string]string) *ListBrokersOptions {
	o.Headers = headers
	return o
}

func (o *ListBrokersOptions) write(r *request) {
	r.headers = o.Headers
}

// ListBrokers returns the brokers of the cluster, without their configuration.
//
// The documented statuses are 200, 401, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) ListBrokers(listBrokersOptions *ListBrokersOptions) (result []BrokerSummary, response *core.DetailedResponse, err error) {
	result, response, err = service.ListBrokersWithContext(context.Background(), listBrokersOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// ListBrokersWithContext is ListBrokers under a context.
func (service *AdminrestV1) ListBrokersWithContext(ctx context.Context, listBrokersOptions *ListBrokersOptions) (result []BrokerSummary, response *core.DetailedResponse, err error) {
	result, response, err = fetchList[BrokerSummary](ctx, service, &listBrokersOperation, listBrokersOptions, UnmarshalBrokerSummary)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var getBrokerOperation = operation{
	Operation: rest.Operation{
		Name:       "GetBroker",
		Method:     http.MethodGet,
		Path:       "/admin/brokers/{broker_id}",
		Repeatable: true,
	},
	id:      "GetBroker",
	options: "getBrokerOptions",
}

// GetBrokerOptions are the inputs of GetBroker.
type GetBrokerOptions struct {
	// The broker's "broker.id".
	BrokerID *int64 `json:"broker_id" validate:"required"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetBrokerOptions returns options with what GetBroker requires.
func (*AdminrestV1) NewGetBrokerOptions(brokerID int64) *GetBrokerOptions {
	return &GetBrokerOptions{BrokerID: &brokerID}
}

// SetBrokerID sets BrokerID.
func (o *GetBrokerOptions) SetBrokerID(brokerID int64) *GetBrokerOptions {
	o.BrokerID = &brokerID
	return o
}

// SetHeaders sets Headers.
func (o *GetBrokerOptions) SetHeaders(headers map[string]string) *GetBrokerOptions {
	o.Headers = headers
	return o
}

func (o *GetBrokerOptions) write(r *request) {
	r.setPath("broker_id", o.BrokerID)
	r.headers = o.Headers
}

// GetBroker returns a broker.
//
// The documented statuses are 200, 401, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetBroker(getBrokerOptions *GetBrokerOptions) (result *BrokerDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.GetBrokerWithContext(context.Background(), getBrokerOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetBrokerWithContext is GetBroker under a context.
func (service *AdminrestV1) GetBrokerWithContext(ctx context.Context, getBrokerOptions *GetBrokerOptions) (result *BrokerDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[BrokerDetail](ctx, service, &getBrokerOperation, getBrokerOptions, UnmarshalBrokerDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var getBrokerConfigOperation = operation{
	Operation: rest.Operation{
		Name:       "GetBrokerConfig",
		Method:     http.MethodGet,
		Path:       "/admin/brokers/{broker_id}/configs",
		Repeatable: true,
	},
	id:      "GetBrokerConfig",
	options: "getBrokerConfigOptions",
}

// GetBrokerConfigOptions are the inputs of GetBrokerConfig.
type GetBrokerConfigOptions struct {
	// The broker's "broker.id".
	BrokerID *int64 `json:"broker_id" validate:"required"`
	// Names of configs that match, where `*` stands for any characters, or a regular expression between slashes.
	ConfigFilter *string `json:"config_filter,omitempty"`
	// Asks for all that the service knows of each config. No schema is published for it.
	Verbose *bool `json:"verbose,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetBrokerConfigOptions returns options with what GetBrokerConfig requires.
func (*AdminrestV1) NewGetBrokerConfigOptions(brokerID int64) *GetBrokerConfigOptions {
	return &GetBrokerConfigOptions{BrokerID: &brokerID}
}

// SetBrokerID sets BrokerID.
func (o *GetBrokerConfigOptions) SetBrokerID(brokerID int64) *GetBrokerConfigOptions {
	o.BrokerID = &brokerID
	return o
}

// SetConfigFilter sets ConfigFilter.
func (o *GetBrokerConfigOptions) SetConfigFilter(configFilter string) *GetBrokerConfigOptions {
	o.ConfigFilter = &configFilter
	return o
}

// SetVerbose sets Verbose.
func (o *GetBrokerConfigOptions) SetVerbose(verbose bool) *GetBrokerConfigOptions {
	o.Verbose = &verbose
	return o
}

// SetHeaders sets Headers.
func (o *GetBrokerConfigOptions) SetHeaders(headers map[string]string) *GetBrokerConfigOptions {
	o.Headers = headers
	return o
}

func (o *GetBrokerConfigOptions) write(r *request) {
	r.setPath("broker_id", o.BrokerID)
	r.setQuery("config_filter", o.ConfigFilter)
	r.setQuery("verbose", o.Verbose)
	r.headers = o.Headers
}

// GetBrokerConfig returns a broker with its configuration.
//
// The documented statuses are 200, 401, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetBrokerConfig(getBrokerConfigOptions *GetBrokerConfigOptions) (result *BrokerDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.GetBrokerConfigWithContext(context.Background(), getBrokerConfigOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetBrokerConfigWithContext is GetBrokerConfig under a context.
func (service *AdminrestV1) GetBrokerConfigWithContext(ctx context.Context, getBrokerConfigOptions *GetBrokerConfigOptions) (result *BrokerDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[BrokerDetail](ctx, service, &getBrokerConfigOperation, getBrokerConfigOptions, UnmarshalBrokerDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var getClusterOperation = operation{
	Operation: rest.Operation{
		Name:       "GetCluster",
		Method:     http.MethodGet,
		Path:       "/admin/cluster",
		Repeatable: true,
	},
	id:      "GetCluster",
	options: "getClusterOptions",
}

// GetClusterOptions are the inputs of GetCluster.
type GetClusterOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetClusterOptions returns options with what GetCluster requires.
func (*AdminrestV1) NewGetClusterOptions() *GetClusterOptions {
	return &GetClusterOptions{}
}

// SetHeaders sets Headers.
func (o *GetClusterOptions) SetHeaders(headers map[string]string) *GetClusterOptions {
	o.Headers = headers
	return o
}

func (o *GetClusterOptions) write(r *request) {
	r.headers = o.Headers
}

// GetCluster returns the cluster's identifier, controller and brokers.
//
// The documented statuses are 200, 401, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetCluster(getClusterOptions *GetClusterOptions) (result *Cluster, response *core.DetailedResponse, err error) {
	result, response, err = service.GetClusterWithContext(context.Background(), getClusterOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetClusterWithContext is GetCluster under a context.
func (service *AdminrestV1) GetClusterWithContext(ctx context.Context, getClusterOptions *GetClusterOptions) (result *Cluster, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[Cluster](ctx, service, &getClusterOperation, getClusterOptions, UnmarshalCluster)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var listConsumerGroupsOperation = operation{
	Operation: rest.Operation{
		Name:       "ListConsumerGroups",
		Method:     http.MethodGet,
		Path:       "/admin/consumergroups",
		Repeatable: true,
	},
	id:      "ListConsumerGroups",
	options: "listConsumerGroupsOptions",
}

// ListConsumerGroupsOptions are the inputs of ListConsumerGroups.
type ListConsumerGroupsOptions struct {
	// Identifiers that match, where `*` stands for any characters, or a regular expression between slashes.
	GroupFilter *string `json:"group_filter,omitempty"`
	// How many items a page holds. Neither what it is without this nor a maximum is documented.
	PerPage *int64 `json:"per_page,omitempty"`
	// The number of the page, from 1.
	Page *int64 `json:"page,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewListConsumerGroupsOptions returns options with what ListConsumerGroups requires.
func (*AdminrestV1) NewListConsumerGroupsOptions() *ListConsumerGroupsOptions {
	return &ListConsumerGroupsOptions{}
}

// SetGroupFilter sets GroupFilter.
func (o *ListConsumerGroupsOptions) SetGroupFilter(groupFilter string) *ListConsumerGroupsOptions {
	o.GroupFilter = &groupFilter
	return o
}

// SetPerPage sets PerPage.
func (o *ListConsumerGroupsOptions) SetPerPage(perPage int64) *ListConsumerGroupsOptions {
	o.PerPage = &perPage
	return o
}

// SetPage sets Page.
func (o *ListConsumerGroupsOptions) SetPage(page int64) *ListConsumerGroupsOptions {
	o.Page = &page
	return o
}

// SetHeaders sets Headers.
func (o *ListConsumerGroupsOptions) SetHeaders(headers map[string]string) *ListConsumerGroupsOptions {
	o.Headers = headers
	return o
}

func (o *ListConsumerGroupsOptions) write(r *request) {
	r.setQuery("group_filter", o.GroupFilter)
	r.setQuery("per_page", o.PerPage)
	r.setQuery("page", o.Page)
	r.headers = o.Headers
}

// ListConsumerGroups returns one page of the identifiers of the consumer groups.
//
// The documented statuses are 200, 401, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) ListConsumerGroups(listConsumerGroupsOptions *ListConsumerGroupsOptions) (result []string, response *core.DetailedResponse, err error) {
	result, response, err = service.ListConsumerGroupsWithContext(context.Background(), listConsumerGroupsOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// ListConsumerGroupsWithContext is ListConsumerGroups under a context.
func (service *AdminrestV1) ListConsumerGroupsWithContext(ctx context.Context, listConsumerGroupsOptions *ListConsumerGroupsOptions) (result []string, response *core.DetailedResponse, err error) {
	result, response, err = fetchStrings(ctx, service, &listConsumerGroupsOperation, listConsumerGroupsOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var deleteConsumerGroupOperation = operation{
	Operation: rest.Operation{
		Name:       "DeleteConsumerGroup",
		Method:     http.MethodDelete,
		Path:       "/admin/consumergroups/{group_id}",
		Repeatable: true,
	},
	id:      "DeleteConsumerGroup",
	options: "deleteConsumerGroupOptions",
}

// DeleteConsumerGroupOptions are the inputs of DeleteConsumerGroup.
type DeleteConsumerGroupOptions struct {
	// The identifier of the consumer group.
	GroupID *string `json:"group_id" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewDeleteConsumerGroupOptions returns options with what DeleteConsumerGroup requires.
func (*AdminrestV1) NewDeleteConsumerGroupOptions(groupID string) *DeleteConsumerGroupOptions {
	return &DeleteConsumerGroupOptions{GroupID: &groupID}
}

// SetGroupID sets GroupID.
func (o *DeleteConsumerGroupOptions) SetGroupID(groupID string) *DeleteConsumerGroupOptions {
	o.GroupID = &groupID
	return o
}

// SetHeaders sets Headers.
func (o *DeleteConsumerGroupOptions) SetHeaders(headers map[string]string) *DeleteConsumerGroupOptions {
	o.Headers = headers
	return o
}

func (o *DeleteConsumerGroupOptions) write(r *request) {
	r.setPath("group_id", o.GroupID)
	r.headers = o.Headers
}

// DeleteConsumerGroup deletes a consumer group and its offsets.
//
// The documented statuses are 202, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) DeleteConsumerGroup(deleteConsumerGroupOptions *DeleteConsumerGroupOptions) (response *core.DetailedResponse, err error) {
	response, err = service.DeleteConsumerGroupWithContext(context.Background(), deleteConsumerGroupOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// DeleteConsumerGroupWithContext is DeleteConsumerGroup under a context.
func (service *AdminrestV1) DeleteConsumerGroupWithContext(ctx context.Context, deleteConsumerGroupOptions *DeleteConsumerGroupOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &deleteConsumerGroupOperation, deleteConsumerGroupOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var getConsumerGroupOperation = operation{
	Operation: rest.Operation{
		Name:       "GetConsumerGroup",
		Method:     http.MethodGet,
		Path:       "/admin/consumergroups/{group_id}",
		Repeatable: true,
	},
	id:      "GetConsumerGroup",
	options: "getConsumerGroupOptions",
}

// GetConsumerGroupOptions are the inputs of GetConsumerGroup.
type GetConsumerGroupOptions struct {
	// The identifier of the consumer group.
	GroupID *string `json:"group_id" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetConsumerGroupOptions returns options with what GetConsumerGroup requires.
func (*AdminrestV1) NewGetConsumerGroupOptions(groupID string) *GetConsumerGroupOptions {
	return &GetConsumerGroupOptions{GroupID: &groupID}
}

// SetGroupID sets GroupID.
func (o *GetConsumerGroupOptions) SetGroupID(groupID string) *GetConsumerGroupOptions {
	o.GroupID = &groupID
	return o
}

// SetHeaders sets Headers.
func (o *GetConsumerGroupOptions) SetHeaders(headers map[string]string) *GetConsumerGroupOptions {
	o.Headers = headers
	return o
}

func (o *GetConsumerGroupOptions) write(r *request) {
	r.setPath("group_id", o.GroupID)
	r.headers = o.Headers
}

// GetConsumerGroup returns a consumer group with its members and offsets.
//
// The documented statuses are 200, 401, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetConsumerGroup(getConsumerGroupOptions *GetConsumerGroupOptions) (result *GroupDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.GetConsumerGroupWithContext(context.Background(), getConsumerGroupOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetConsumerGroupWithContext is GetConsumerGroup under a context.
func (service *AdminrestV1) GetConsumerGroupWithContext(ctx context.Context, getConsumerGroupOptions *GetConsumerGroupOptions) (result *GroupDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[GroupDetail](ctx, service, &getConsumerGroupOperation, getConsumerGroupOptions, UnmarshalGroupDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var updateConsumerGroupOperation = operation{
	Operation: rest.Operation{
		Name:       "UpdateConsumerGroup",
		Method:     http.MethodPatch,
		Path:       "/admin/consumergroups/{group_id}",
		Repeatable: false,
	},
	id:      "UpdateConsumerGroup",
	options: "updateConsumerGroupOptions",
}

// UpdateConsumerGroupOptions are the inputs of UpdateConsumerGroup.
type UpdateConsumerGroupOptions struct {
	// The identifier of the consumer group.
	GroupID *string `json:"group_id" validate:"required,ne="`
	// The topic; every topic that the group reads if it is absent.
	Topic *string `json:"topic,omitempty"`
	// Where the offsets are reset to: "earliest", "latest" or "datetime".
	Mode *string `json:"mode,omitempty"`
	// The time for the mode "datetime", as RFC 3339 writes it.
	Value *string `json:"value,omitempty"`
	// Resets the offsets; otherwise the answer only shows what a reset would lead to.
	Execute *bool `json:"execute,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewUpdateConsumerGroupOptions returns options with what UpdateConsumerGroup requires.
func (*AdminrestV1) NewUpdateConsumerGroupOptions(groupID string) *UpdateConsumerGroupOptions {
	return &UpdateConsumerGroupOptions{GroupID: &groupID}
}

// SetGroupID sets GroupID.
func (o *UpdateConsumerGroupOptions) SetGroupID(groupID string) *UpdateConsumerGroupOptions {
	o.GroupID = &groupID
	return o
}

// SetExecute sets Execute.
func (o *UpdateConsumerGroupOptions) SetExecute(execute bool) *UpdateConsumerGroupOptions {
	o.Execute = &execute
	return o
}

// SetMode sets Mode.
func (o *UpdateConsumerGroupOptions) SetMode(mode string) *UpdateConsumerGroupOptions {
	o.Mode = &mode
	return o
}

// SetTopic sets Topic.
func (o *UpdateConsumerGroupOptions) SetTopic(topic string) *UpdateConsumerGroupOptions {
	o.Topic = &topic
	return o
}

// SetValue sets Value.
func (o *UpdateConsumerGroupOptions) SetValue(value string) *UpdateConsumerGroupOptions {
	o.Value = &value
	return o
}

// SetHeaders sets Headers.
func (o *UpdateConsumerGroupOptions) SetHeaders(headers map[string]string) *UpdateConsumerGroupOptions {
	o.Headers = headers
	return o
}

func (o *UpdateConsumerGroupOptions) write(r *request) {
	r.setPath("group_id", o.GroupID)
	r.body = make(map[string]any)
	r.setBody("execute", o.Execute)
	r.setBody("mode", o.Mode)
	r.setBody("topic", o.Topic)
	r.setBody("value", o.Value)
	r.headers = o.Headers
}

// UpdateConsumerGroup resets the offsets of a consumer group.
//
// The documented statuses are 200, 400, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) UpdateConsumerGroup(updateConsumerGroupOptions *UpdateConsumerGroupOptions) (result []GroupResetResultsItem, response *core.DetailedResponse, err error) {
	result, response, err = service.UpdateConsumerGroupWithContext(context.Background(), updateConsumerGroupOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// UpdateConsumerGroupWithContext is UpdateConsumerGroup under a context.
func (service *AdminrestV1) UpdateConsumerGroupWithContext(ctx context.Context, updateConsumerGroupOptions *UpdateConsumerGroupOptions) (result []GroupResetResultsItem, response *core.DetailedResponse, err error) {
	result, response, err = fetchList[GroupResetResultsItem](ctx, service, &updateConsumerGroupOperation, updateConsumerGroupOptions, UnmarshalGroupResetResultsItem)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var getMirroringActiveTopicsOperation = operation{
	Operation: rest.Operation{
		Name:       "GetMirroringActiveTopics",
		Method:     http.MethodGet,
		Path:       "/admin/mirroring/active-topics",
		Repeatable: true,
	},
	id:      "GetMirroringActiveTopics",
	options: "getMirroringActiveTopicsOptions",
}

// GetMirroringActiveTopicsOptions are the inputs of GetMirroringActiveTopics.
type GetMirroringActiveTopicsOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetMirroringActiveTopicsOptions returns options with what GetMirroringActiveTopics requires.
func (*AdminrestV1) NewGetMirroringActiveTopicsOptions() *GetMirroringActiveTopicsOptions {
	return &GetMirroringActiveTopicsOptions{}
}

// SetHeaders sets Headers.
func (o *GetMirroringActiveTopicsOptions) SetHeaders(headers map[string]string) *GetMirroringActiveTopicsOptions {
	o.Headers = headers
	return o
}

func (o *GetMirroringActiveTopicsOptions) write(r *request) {
	r.headers = o.Headers
}

// GetMirroringActiveTopics returns the topics that are being mirrored.
//
// The documented statuses are 200, 401, 403, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetMirroringActiveTopics(getMirroringActiveTopicsOptions *GetMirroringActiveTopicsOptions) (result *MirroringActiveTopics, response *core.DetailedResponse, err error) {
	result, response, err = service.GetMirroringActiveTopicsWithContext(context.Background(), getMirroringActiveTopicsOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetMirroringActiveTopicsWithContext is GetMirroringActiveTopics under a context.
func (service *AdminrestV1) GetMirroringActiveTopicsWithContext(ctx context.Context, getMirroringActiveTopicsOptions *GetMirroringActiveTopicsOptions) (result *MirroringActiveTopics, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[MirroringActiveTopics](ctx, service, &getMirroringActiveTopicsOperation, getMirroringActiveTopicsOptions, UnmarshalMirroringActiveTopics)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var getMirroringTopicSelectionOperation = operation{
	Operation: rest.Operation{
		Name:       "GetMirroringTopicSelection",
		Method:     http.MethodGet,
		Path:       "/admin/mirroring/topic-selection",
		Repeatable: true,
	},
	id:      "GetMirroringTopicSelection",
	options: "getMirroringTopicSelectionOptions",
}

// GetMirroringTopicSelectionOptions are the inputs of GetMirroringTopicSelection.
type GetMirroringTopicSelectionOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetMirroringTopicSelectionOptions returns options with what GetMirroringTopicSelection requires.
func (*AdminrestV1) NewGetMirroringTopicSelectionOptions() *GetMirroringTopicSelectionOptions {
	return &GetMirroringTopicSelectionOptions{}
}

// SetHeaders sets Headers.
func (o *GetMirroringTopicSelectionOptions) SetHeaders(headers map[string]string) *GetMirroringTopicSelectionOptions {
	o.Headers = headers
	return o
}

func (o *GetMirroringTopicSelectionOptions) write(r *request) {
	r.headers = o.Headers
}

// GetMirroringTopicSelection returns which topics are selected for mirroring.
//
// The documented statuses are 200, 401, 403, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetMirroringTopicSelection(getMirroringTopicSelectionOptions *GetMirroringTopicSelectionOptions) (result *MirroringTopicSelection, response *core.DetailedResponse, err error) {
	result, response, err = service.GetMirroringTopicSelectionWithContext(context.Background(), getMirroringTopicSelectionOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetMirroringTopicSelectionWithContext is GetMirroringTopicSelection under a context.
func (service *AdminrestV1) GetMirroringTopicSelectionWithContext(ctx context.Context, getMirroringTopicSelectionOptions *GetMirroringTopicSelectionOptions) (result *MirroringTopicSelection, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[MirroringTopicSelection](ctx, service, &getMirroringTopicSelectionOperation, getMirroringTopicSelectionOptions, UnmarshalMirroringTopicSelection)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var replaceMirroringTopicSelectionOperation = operation{
	Operation: rest.Operation{
		Name:       "ReplaceMirroringTopicSelection",
		Method:     http.MethodPost,
		Path:       "/admin/mirroring/topic-selection",
		Repeatable: true,
	},
	id:      "ReplaceMirroringTopicSelection",
	options: "replaceMirroringTopicSelectionOptions",
}

// ReplaceMirroringTopicSelectionOptions are the inputs of ReplaceMirroringTopicSelection.
type ReplaceMirroringTopicSelectionOptions struct {
	// Includes are the names of topics, or regular expressions that match them.
	Includes []string `json:"includes,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewReplaceMirroringTopicSelectionOptions returns options with what ReplaceMirroringTopicSelection requires.
func (*AdminrestV1) NewReplaceMirroringTopicSelectionOptions() *ReplaceMirroringTopicSelectionOptions {
	return &ReplaceMirroringTopicSelectionOptions{}
}

// SetIncludes sets Includes.
func (o *ReplaceMirroringTopicSelectionOptions) SetIncludes(includes []string) *ReplaceMirroringTopicSelectionOptions {
	o.Includes = includes
	return o
}

// SetHeaders sets Headers.
func (o *ReplaceMirroringTopicSelectionOptions) SetHeaders(headers map[string]string) *ReplaceMirroringTopicSelectionOptions {
	o.Headers = headers
	return o
}

func (o *ReplaceMirroringTopicSelectionOptions) write(r *request) {
	r.body = make(map[string]any)
	r.setBody("includes", o.Includes)
	r.headers = o.Headers
}

// ReplaceMirroringTopicSelection selects the topics that are mirrored, in place of those selected before.
//
// The documented statuses are 200, 400, 401, 403, 404, 415, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) ReplaceMirroringTopicSelection(replaceMirroringTopicSelectionOptions *ReplaceMirroringTopicSelectionOptions) (result *MirroringTopicSelection, response *core.DetailedResponse, err error) {
	result, response, err = service.ReplaceMirroringTopicSelectionWithContext(context.Background(), replaceMirroringTopicSelectionOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// ReplaceMirroringTopicSelectionWithContext is ReplaceMirroringTopicSelection under a context.
func (service *AdminrestV1) ReplaceMirroringTopicSelectionWithContext(ctx context.Context, replaceMirroringTopicSelectionOptions *ReplaceMirroringTopicSelectionOptions) (result *MirroringTopicSelection, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[MirroringTopicSelection](ctx, service, &replaceMirroringTopicSelectionOperation, replaceMirroringTopicSelectionOptions, UnmarshalMirroringTopicSelection)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var listQuotasOperation = operation{
	Operation: rest.Operation{
		Name:       "ListQuotas",
		Method:     http.MethodGet,
		Path:       "/admin/quotas",
		Repeatable: true,
	},
	id:      "list_quotas",
	options: "listQuotasOptions",
}

// ListQuotasOptions are the inputs of ListQuotas.
type ListQuotasOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewListQuotasOptions returns options with what ListQuotas requires.
func (*AdminrestV1) NewListQuotasOptions() *ListQuotasOptions {
	return &ListQuotasOptions{}
}

// SetHeaders sets Headers.
func (o *ListQuotasOptions) SetHeaders(headers map[string]string) *ListQuotasOptions {
	o.Headers = headers
	return o
}

func (o *ListQuotasOptions) write(r *request) {
	r.headers = o.Headers
}

// ListQuotas returns the quotas of all entities.
//
// The documented statuses are 200, 401, 403, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) ListQuotas(listQuotasOptions *ListQuotasOptions) (result *QuotaList, response *core.DetailedResponse, err error) {
	result, response, err = service.ListQuotasWithContext(context.Background(), listQuotasOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// ListQuotasWithContext is ListQuotas under a context.
func (service *AdminrestV1) ListQuotasWithContext(ctx context.Context, listQuotasOptions *ListQuotasOptions) (result *QuotaList, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[QuotaList](ctx, service, &listQuotasOperation, listQuotasOptions, UnmarshalQuotaList)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var deleteQuotaOperation = operation{
	Operation: rest.Operation{
		Name:       "DeleteQuota",
		Method:     http.MethodDelete,
		Path:       "/admin/quotas/{entity_name}",
		Repeatable: true,
	},
	id:      "delete_quota",
	options: "deleteQuotaOptions",
}

// DeleteQuotaOptions are the inputs of DeleteQuota.
type DeleteQuotaOptions struct {
	// The word "default", or an IAM service identifier that begins with "iam-ServiceId".
	EntityName *string `json:"entity_name" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewDeleteQuotaOptions returns options with what DeleteQuota requires.
func (*AdminrestV1) NewDeleteQuotaOptions(entityName string) *DeleteQuotaOptions {
	return &DeleteQuotaOptions{EntityName: &entityName}
}

// SetEntityName sets EntityName.
func (o *DeleteQuotaOptions) SetEntityName(entityName string) *DeleteQuotaOptions {
	o.EntityName = &entityName
	return o
}

// SetHeaders sets Headers.
func (o *DeleteQuotaOptions) SetHeaders(headers map[string]string) *DeleteQuotaOptions {
	o.Headers = headers
	return o
}

func (o *DeleteQuotaOptions) write(r *request) {
	r.setPath("entity_name", o.EntityName)
	r.headers = o.Headers
}

// DeleteQuota removes both byte rates of an entity.
//
// The documented statuses are 202, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) DeleteQuota(deleteQuotaOptions *DeleteQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = service.DeleteQuotaWithContext(context.Background(), deleteQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// DeleteQuotaWithContext is DeleteQuota under a context.
func (service *AdminrestV1) DeleteQuotaWithContext(ctx context.Context, deleteQuotaOptions *DeleteQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &deleteQuotaOperation, deleteQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var getQuotaOperation = operation{
	Operation: rest.Operation{
		Name:       "GetQuota",
		Method:     http.MethodGet,
		Path:       "/admin/quotas/{entity_name}",
		Repeatable: true,
	},
	id:      "get_quota",
	options: "getQuotaOptions",
}

// GetQuotaOptions are the inputs of GetQuota.
type GetQuotaOptions struct {
	// The word "default", or an IAM service identifier that begins with "iam-ServiceId".
	EntityName *string `json:"entity_name" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetQuotaOptions returns options with what GetQuota requires.
func (*AdminrestV1) NewGetQuotaOptions(entityName string) *GetQuotaOptions {
	return &GetQuotaOptions{EntityName: &entityName}
}

// SetEntityName sets EntityName.
func (o *GetQuotaOptions) SetEntityName(entityName string) *GetQuotaOptions {
	o.EntityName = &entityName
	return o
}

// SetHeaders sets Headers.
func (o *GetQuotaOptions) SetHeaders(headers map[string]string) *GetQuotaOptions {
	o.Headers = headers
	return o
}

func (o *GetQuotaOptions) write(r *request) {
	r.setPath("entity_name", o.EntityName)
	r.headers = o.Headers
}

// GetQuota returns the byte rates of an entity.
//
// The documented statuses are 200, 401, 403, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetQuota(getQuotaOptions *GetQuotaOptions) (result *QuotaDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.GetQuotaWithContext(context.Background(), getQuotaOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetQuotaWithContext is GetQuota under a context.
func (service *AdminrestV1) GetQuotaWithContext(ctx context.Context, getQuotaOptions *GetQuotaOptions) (result *QuotaDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[QuotaDetail](ctx, service, &getQuotaOperation, getQuotaOptions, UnmarshalQuotaDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var updateQuotaOperation = operation{
	Operation: rest.Operation{
		Name:       "UpdateQuota",
		Method:     http.MethodPatch,
		Path:       "/admin/quotas/{entity_name}",
		Repeatable: false,
	},
	id:      "update_quota",
	options: "updateQuotaOptions",
}

// UpdateQuotaOptions are the inputs of UpdateQuota.
type UpdateQuotaOptions struct {
	// The word "default", or an IAM service identifier that begins with "iam-ServiceId".
	EntityName *string `json:"entity_name" validate:"required,ne="`
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitempty"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewUpdateQuotaOptions returns options with what UpdateQuota requires.
func (*AdminrestV1) NewUpdateQuotaOptions(entityName string) *UpdateQuotaOptions {
	return &UpdateQuotaOptions{EntityName: &entityName}
}

// SetEntityName sets EntityName.
func (o *UpdateQuotaOptions) SetEntityName(entityName string) *UpdateQuotaOptions {
	o.EntityName = &entityName
	return o
}

// SetConsumerByteRate sets ConsumerByteRate.
func (o *UpdateQuotaOptions) SetConsumerByteRate(consumerByteRate int64) *UpdateQuotaOptions {
	o.ConsumerByteRate = &consumerByteRate
	return o
}

// SetProducerByteRate sets ProducerByteRate.
func (o *UpdateQuotaOptions) SetProducerByteRate(producerByteRate int64) *UpdateQuotaOptions {
	o.ProducerByteRate = &producerByteRate
	return o
}

// SetHeaders sets Headers.
func (o *UpdateQuotaOptions) SetHeaders(headers map[string]string) *UpdateQuotaOptions {
	o.Headers = headers
	return o
}

func (o *UpdateQuotaOptions) write(r *request) {
	r.setPath("entity_name", o.EntityName)
	r.body = make(map[string]any)
	r.setBody("consumer_byte_rate", o.ConsumerByteRate)
	r.setBody("producer_byte_rate", o.ProducerByteRate)
	r.headers = o.Headers
}

// UpdateQuota changes the byte rates of an entity.
//
// The documented statuses are 202, 400, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) UpdateQuota(updateQuotaOptions *UpdateQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = service.UpdateQuotaWithContext(context.Background(), updateQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// UpdateQuotaWithContext is UpdateQuota under a context.
func (service *AdminrestV1) UpdateQuotaWithContext(ctx context.Context, updateQuotaOptions *UpdateQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &updateQuotaOperation, updateQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var createQuotaOperation = operation{
	Operation: rest.Operation{
		Name:       "CreateQuota",
		Method:     http.MethodPost,
		Path:       "/admin/quotas/{entity_name}",
		Repeatable: false,
	},
	id:      "create_quota",
	options: "createQuotaOptions",
}

// CreateQuotaOptions are the inputs of CreateQuota.
type CreateQuotaOptions struct {
	// The word "default", or an IAM service identifier that begins with "iam-ServiceId".
	EntityName *string `json:"entity_name" validate:"required,ne="`
	// ProducerByteRate bounds what the entity's producers send, in bytes per second.
	ProducerByteRate *int64 `json:"producer_byte_rate,omitempty"`
	// ConsumerByteRate bounds what the entity's consumers receive, in bytes per second.
	ConsumerByteRate *int64 `json:"consumer_byte_rate,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewCreateQuotaOptions returns options with what CreateQuota requires.
func (*AdminrestV1) NewCreateQuotaOptions(entityName string) *CreateQuotaOptions {
	return &CreateQuotaOptions{EntityName: &entityName}
}

// SetEntityName sets EntityName.
func (o *CreateQuotaOptions) SetEntityName(entityName string) *CreateQuotaOptions {
	o.EntityName = &entityName
	return o
}

// SetConsumerByteRate sets ConsumerByteRate.
func (o *CreateQuotaOptions) SetConsumerByteRate(consumerByteRate int64) *CreateQuotaOptions {
	o.ConsumerByteRate = &consumerByteRate
	return o
}

// SetProducerByteRate sets ProducerByteRate.
func (o *CreateQuotaOptions) SetProducerByteRate(producerByteRate int64) *CreateQuotaOptions {
	o.ProducerByteRate = &producerByteRate
	return o
}

// SetHeaders sets Headers.
func (o *CreateQuotaOptions) SetHeaders(headers map[string]string) *CreateQuotaOptions {
	o.Headers = headers
	return o
}

func (o *CreateQuotaOptions) write(r *request) {
	r.setPath("entity_name", o.EntityName)
	r.body = make(map[string]any)
	r.setBody("consumer_byte_rate", o.ConsumerByteRate)
	r.setBody("producer_byte_rate", o.ProducerByteRate)
	r.headers = o.Headers
}

// CreateQuota sets the byte rates of an entity that has none.
//
// The documented statuses are 201, 202, 400, 401, 403, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) CreateQuota(createQuotaOptions *CreateQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = service.CreateQuotaWithContext(context.Background(), createQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// CreateQuotaWithContext is CreateQuota under a context.
func (service *AdminrestV1) CreateQuotaWithContext(ctx context.Context, createQuotaOptions *CreateQuotaOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &createQuotaOperation, createQuotaOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var getStatusOperation = operation{
	Operation: rest.Operation{
		Name:       "GetStatus",
		Method:     http.MethodGet,
		Path:       "/admin/status",
		Repeatable: true,
	},
	id:      "GetStatus",
	options: "getStatusOptions",
}

// GetStatusOptions are the inputs of GetStatus.
type GetStatusOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetStatusOptions returns options with what GetStatus requires.
func (*AdminrestV1) NewGetStatusOptions() *GetStatusOptions {
	return &GetStatusOptions{}
}

// SetHeaders sets Headers.
func (o *GetStatusOptions) SetHeaders(headers map[string]string) *GetStatusOptions {
	o.Headers = headers
	return o
}

func (o *GetStatusOptions) write(r *request) {
	r.headers = o.Headers
}

// GetStatus returns how well the instance works.
//
// The documented statuses are 200. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetStatus(getStatusOptions *GetStatusOptions) (result *InstanceStatus, response *core.DetailedResponse, err error) {
	result, response, err = service.GetStatusWithContext(context.Background(), getStatusOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetStatusWithContext is GetStatus under a context.
func (service *AdminrestV1) GetStatusWithContext(ctx context.Context, getStatusOptions *GetStatusOptions) (result *InstanceStatus, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[InstanceStatus](ctx, service, &getStatusOperation, getStatusOptions, UnmarshalInstanceStatus)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var listTopicsOperation = operation{
	Operation: rest.Operation{
		Name:       "ListTopics",
		Method:     http.MethodGet,
		Path:       "/admin/topics",
		Repeatable: true,
	},
	id:      "ListTopics",
	options: "listTopicsOptions",
}

// ListTopicsOptions are the inputs of ListTopics.
type ListTopicsOptions struct {
	// Names that match, where `*` stands for any characters, or a regular expression between slashes.
	TopicFilter *string `json:"topic_filter,omitempty"`
	// How many items a page holds. Neither what it is without this nor a maximum is documented.
	PerPage *int64 `json:"per_page,omitempty"`
	// The number of the page, from 1.
	Page *int64 `json:"page,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewListTopicsOptions returns options with what ListTopics requires.
func (*AdminrestV1) NewListTopicsOptions() *ListTopicsOptions {
	return &ListTopicsOptions{}
}

// SetTopicFilter sets TopicFilter.
func (o *ListTopicsOptions) SetTopicFilter(topicFilter string) *ListTopicsOptions {
	o.TopicFilter = &topicFilter
	return o
}

// SetPerPage sets PerPage.
func (o *ListTopicsOptions) SetPerPage(perPage int64) *ListTopicsOptions {
	o.PerPage = &perPage
	return o
}

// SetPage sets Page.
func (o *ListTopicsOptions) SetPage(page int64) *ListTopicsOptions {
	o.Page = &page
	return o
}

// SetHeaders sets Headers.
func (o *ListTopicsOptions) SetHeaders(headers map[string]string) *ListTopicsOptions {
	o.Headers = headers
	return o
}

func (o *ListTopicsOptions) write(r *request) {
	r.setQuery("topic_filter", o.TopicFilter)
	r.setQuery("per_page", o.PerPage)
	r.setQuery("page", o.Page)
	r.headers = o.Headers
}

// ListTopics returns one page of the topics.
//
// The documented statuses are 200, 401, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) ListTopics(listTopicsOptions *ListTopicsOptions) (result []TopicDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.ListTopicsWithContext(context.Background(), listTopicsOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// ListTopicsWithContext is ListTopics under a context.
func (service *AdminrestV1) ListTopicsWithContext(ctx context.Context, listTopicsOptions *ListTopicsOptions) (result []TopicDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchList[TopicDetail](ctx, service, &listTopicsOperation, listTopicsOptions, UnmarshalTopicDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var createTopicOperation = operation{
	Operation: rest.Operation{
		Name:       "CreateTopic",
		Method:     http.MethodPost,
		Path:       "/admin/topics",
		Repeatable: false,
	},
	id:      "CreateTopic",
	options: "createTopicOptions",
}

// CreateTopicOptions are the inputs of CreateTopic.
type CreateTopicOptions struct {
	// The name of the topic.
	Name *string `json:"name,omitempty"`
	// The number of partitions, in its older form; PartitionCount wins over it.
	Partitions *int64 `json:"partitions,omitempty"`
	// The number of partitions, 1 to 1000, by default 1.
	PartitionCount *int64 `json:"partition_count,omitempty"`
	// The configs that differ from the cluster's defaults.
	Configs []TopicCreateRequestConfigsItem `json:"configs,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewCreateTopicOptions returns options with what CreateTopic requires.
func (*AdminrestV1) NewCreateTopicOptions() *CreateTopicOptions {
	return &CreateTopicOptions{}
}

// SetConfigs sets Configs.
func (o *CreateTopicOptions) SetConfigs(configs []TopicCreateRequestConfigsItem) *CreateTopicOptions {
	o.Configs = configs
	return o
}

// SetName sets Name.
func (o *CreateTopicOptions) SetName(name string) *CreateTopicOptions {
	o.Name = &name
	return o
}

// SetPartitionCount sets PartitionCount.
func (o *CreateTopicOptions) SetPartitionCount(partitionCount int64) *CreateTopicOptions {
	o.PartitionCount = &partitionCount
	return o
}

// SetPartitions sets Partitions.
func (o *CreateTopicOptions) SetPartitions(partitions int64) *CreateTopicOptions {
	o.Partitions = &partitions
	return o
}

// SetHeaders sets Headers.
func (o *CreateTopicOptions) SetHeaders(headers map[string]string) *CreateTopicOptions {
	o.Headers = headers
	return o
}

func (o *CreateTopicOptions) write(r *request) {
	r.body = make(map[string]any)
	r.setBody("configs", o.Configs)
	r.setBody("name", o.Name)
	r.setBody("partition_count", o.PartitionCount)
	r.setBody("partitions", o.Partitions)
	r.headers = o.Headers
}

// CreateTopic creates a topic.
//
// The documented statuses are 202, 400, 401, 403, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) CreateTopic(createTopicOptions *CreateTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = service.CreateTopicWithContext(context.Background(), createTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// CreateTopicWithContext is CreateTopic under a context.
func (service *AdminrestV1) CreateTopicWithContext(ctx context.Context, createTopicOptions *CreateTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &createTopicOperation, createTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var deleteTopicOperation = operation{
	Operation: rest.Operation{
		Name:       "DeleteTopic",
		Method:     http.MethodDelete,
		Path:       "/admin/topics/{topic_name}",
		Repeatable: true,
	},
	id:      "DeleteTopic",
	options: "deleteTopicOptions",
}

// DeleteTopicOptions are the inputs of DeleteTopic.
type DeleteTopicOptions struct {
	// The name of the topic.
	TopicName *string `json:"topic_name" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewDeleteTopicOptions returns options with what DeleteTopic requires.
func (*AdminrestV1) NewDeleteTopicOptions(topicName string) *DeleteTopicOptions {
	return &DeleteTopicOptions{TopicName: &topicName}
}

// SetTopicName sets TopicName.
func (o *DeleteTopicOptions) SetTopicName(topicName string) *DeleteTopicOptions {
	o.TopicName = &topicName
	return o
}

// SetHeaders sets Headers.
func (o *DeleteTopicOptions) SetHeaders(headers map[string]string) *DeleteTopicOptions {
	o.Headers = headers
	return o
}

func (o *DeleteTopicOptions) write(r *request) {
	r.setPath("topic_name", o.TopicName)
	r.headers = o.Headers
}

// DeleteTopic deletes a topic and its records.
//
// The documented statuses are 202, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) DeleteTopic(deleteTopicOptions *DeleteTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = service.DeleteTopicWithContext(context.Background(), deleteTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// DeleteTopicWithContext is DeleteTopic under a context.
func (service *AdminrestV1) DeleteTopicWithContext(ctx context.Context, deleteTopicOptions *DeleteTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &deleteTopicOperation, deleteTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var getTopicOperation = operation{
	Operation: rest.Operation{
		Name:       "GetTopic",
		Method:     http.MethodGet,
		Path:       "/admin/topics/{topic_name}",
		Repeatable: true,
	},
	id:      "GetTopic",
	options: "getTopicOptions",
}

// GetTopicOptions are the inputs of GetTopic.
type GetTopicOptions struct {
	// The name of the topic.
	TopicName *string `json:"topic_name" validate:"required,ne="`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewGetTopicOptions returns options with what GetTopic requires.
func (*AdminrestV1) NewGetTopicOptions(topicName string) *GetTopicOptions {
	return &GetTopicOptions{TopicName: &topicName}
}

// SetTopicName sets TopicName.
func (o *GetTopicOptions) SetTopicName(topicName string) *GetTopicOptions {
	o.TopicName = &topicName
	return o
}

// SetHeaders sets Headers.
func (o *GetTopicOptions) SetHeaders(headers map[string]string) *GetTopicOptions {
	o.Headers = headers
	return o
}

func (o *GetTopicOptions) write(r *request) {
	r.setPath("topic_name", o.TopicName)
	r.headers = o.Headers
}

// GetTopic returns a topic with its configuration and its replicas.
//
// The documented statuses are 200, 401, 403, 404, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) GetTopic(getTopicOptions *GetTopicOptions) (result *TopicDetail, response *core.DetailedResponse, err error) {
	result, response, err = service.GetTopicWithContext(context.Background(), getTopicOptions)
	return result, response, core.RepurposeSDKProblem(err, "")
}

// GetTopicWithContext is GetTopic under a context.
func (service *AdminrestV1) GetTopicWithContext(ctx context.Context, getTopicOptions *GetTopicOptions) (result *TopicDetail, response *core.DetailedResponse, err error) {
	result, response, err = fetchObject[TopicDetail](ctx, service, &getTopicOperation, getTopicOptions, UnmarshalTopicDetail)
	return result, response, core.RepurposeSDKProblem(err, "")
}

var updateTopicOperation = operation{
	Operation: rest.Operation{
		Name:       "UpdateTopic",
		Method:     http.MethodPatch,
		Path:       "/admin/topics/{topic_name}",
		Repeatable: false,
	},
	id:      "UpdateTopic",
	options: "updateTopicOptions",
}

// UpdateTopicOptions are the inputs of UpdateTopic.
type UpdateTopicOptions struct {
	// The name of the topic.
	TopicName *string `json:"topic_name" validate:"required,ne="`
	// The number of partitions after the change; it can only grow.
	NewTotalPartitionCount *int64 `json:"new_total_partition_count,omitempty"`
	// The configs that change.
	Configs []TopicUpdateRequestConfigsItem `json:"configs,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewUpdateTopicOptions returns options with what UpdateTopic requires.
func (*AdminrestV1) NewUpdateTopicOptions(topicName string) *UpdateTopicOptions {
	return &UpdateTopicOptions{TopicName: &topicName}
}

// SetTopicName sets TopicName.
func (o *UpdateTopicOptions) SetTopicName(topicName string) *UpdateTopicOptions {
	o.TopicName = &topicName
	return o
}

// SetConfigs sets Configs.
func (o *UpdateTopicOptions) SetConfigs(configs []TopicUpdateRequestConfigsItem) *UpdateTopicOptions {
	o.Configs = configs
	return o
}

// SetNewTotalPartitionCount sets NewTotalPartitionCount.
func (o *UpdateTopicOptions) SetNewTotalPartitionCount(newTotalPartitionCount int64) *UpdateTopicOptions {
	o.NewTotalPartitionCount = &newTotalPartitionCount
	return o
}

// SetHeaders sets Headers.
func (o *UpdateTopicOptions) SetHeaders(headers map[string]string) *UpdateTopicOptions {
	o.Headers = headers
	return o
}

func (o *UpdateTopicOptions) write(r *request) {
	r.setPath("topic_name", o.TopicName)
	r.body = make(map[string]any)
	r.setBody("configs", o.Configs)
	r.setBody("new_total_partition_count", o.NewTotalPartitionCount)
	r.headers = o.Headers
}

// UpdateTopic adds partitions to a topic and changes its configuration.
//
// The documented statuses are 202, 400, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) UpdateTopic(updateTopicOptions *UpdateTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = service.UpdateTopicWithContext(context.Background(), updateTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// UpdateTopicWithContext is UpdateTopic under a context.
func (service *AdminrestV1) UpdateTopicWithContext(ctx context.Context, updateTopicOptions *UpdateTopicOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &updateTopicOperation, updateTopicOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var deleteTopicRecordsOperation = operation{
	Operation: rest.Operation{
		Name:       "DeleteTopicRecords",
		Method:     http.MethodDelete,
		Path:       "/admin/topics/{topic_name}/records",
		Repeatable: true,
	},
	id:      "DeleteTopicRecords",
	options: "deleteTopicRecordsOptions",
}

// DeleteTopicRecordsOptions are the inputs of DeleteTopicRecords.
type DeleteTopicRecordsOptions struct {
	// The name of the topic.
	TopicName *string `json:"topic_name" validate:"required,ne="`
	// One entry for each partition.
	RecordsToDelete []RecordDeleteRequestRecordsToDeleteItem `json:"records_to_delete,omitempty"`
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewDeleteTopicRecordsOptions returns options with what DeleteTopicRecords requires.
func (*AdminrestV1) NewDeleteTopicRecordsOptions(topicName string) *DeleteTopicRecordsOptions {
	return &DeleteTopicRecordsOptions{TopicName: &topicName}
}

// SetTopicName sets TopicName.
func (o *DeleteTopicRecordsOptions) SetTopicName(topicName string) *DeleteTopicRecordsOptions {
	o.TopicName = &topicName
	return o
}

// SetRecordsToDelete sets RecordsToDelete.
func (o *DeleteTopicRecordsOptions) SetRecordsToDelete(recordsToDelete []RecordDeleteRequestRecordsToDeleteItem) *DeleteTopicRecordsOptions {
	o.RecordsToDelete = recordsToDelete
	return o
}

// SetHeaders sets Headers.
func (o *DeleteTopicRecordsOptions) SetHeaders(headers map[string]string) *DeleteTopicRecordsOptions {
	o.Headers = headers
	return o
}

func (o *DeleteTopicRecordsOptions) write(r *request) {
	r.setPath("topic_name", o.TopicName)
	r.body = make(map[string]any)
	r.setBody("records_to_delete", o.RecordsToDelete)
	r.headers = o.Headers
}

// DeleteTopicRecords deletes the records before an offset from partitions of a topic.
//
// The documented statuses are 202, 400, 401, 403, 404, 422, 503. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) DeleteTopicRecords(deleteTopicRecordsOptions *DeleteTopicRecordsOptions) (response *core.DetailedResponse, err error) {
	response, err = service.DeleteTopicRecordsWithContext(context.Background(), deleteTopicRecordsOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// DeleteTopicRecordsWithContext is DeleteTopicRecords under a context.
func (service *AdminrestV1) DeleteTopicRecordsWithContext(ctx context.Context, deleteTopicRecordsOptions *DeleteTopicRecordsOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &deleteTopicRecordsOperation, deleteTopicRecordsOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

var aliveOperation = operation{
	Operation: rest.Operation{
		Name:       "Alive",
		Method:     http.MethodGet,
		Path:       "/alive",
		Repeatable: true,
	},
	id:      "alive",
	options: "aliveOptions",
}

// AliveOptions are the inputs of Alive.
type AliveOptions struct {
	// Headers are further headers of the request.
	Headers map[string]string
}

// NewAliveOptions returns options with what Alive requires.
func (*AdminrestV1) NewAliveOptions() *AliveOptions {
	return &AliveOptions{}
}

// SetHeaders sets Headers.
func (o *AliveOptions) SetHeaders(headers map[string]string) *AliveOptions {
	o.Headers = headers
	return o
}

func (o *AliveOptions) write(r *request) {
	r.headers = o.Headers
}

// Alive asks whether the service answers at all.
//
// The documented statuses are 200. From the IBM Event
// Streams Administration REST API.
func (service *AdminrestV1) Alive(aliveOptions *AliveOptions) (response *core.DetailedResponse, err error) {
	response, err = service.AliveWithContext(context.Background(), aliveOptions)
	return response, core.RepurposeSDKProblem(err, "")
}

// AliveWithContext is Alive under a context.
func (service *AdminrestV1) AliveWithContext(ctx context.Context, aliveOptions *AliveOptions) (response *core.DetailedResponse, err error) {
	response, err = send(ctx, service, &aliveOperation, aliveOptions)
	return response, core.RepurposeSDKProblem(err, "")
}
