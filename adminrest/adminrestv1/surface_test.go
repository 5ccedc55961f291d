package adminrestv1_test

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
)

// This file is the published surface of the package, every identifier with its
// exact type: a difference does not compile. TestNothingElseIsExported holds the
// package to no more than that.

// published is a type that an untyped constant can have too.
type published string

const (
	_ published = adminrestv1.DefaultServiceName
	_ published = adminrestv1.InstanceStatusStatusAvailableConst
	_ published = adminrestv1.InstanceStatusStatusDegradedConst
	_ published = adminrestv1.InstanceStatusStatusOfflineConst
	_ published = adminrestv1.InstanceStatusStatusUnknownConst
)

// The service, its options and its methods that are no operations.
var (
	_ struct{ Service *core.BaseService } = adminrestv1.AdminrestV1{}
	_ struct {
		ServiceName   string
		URL           string
		Authenticator core.Authenticator
	} = adminrestv1.AdminrestV1Options{}

	_ func(*adminrestv1.AdminrestV1Options) (*adminrestv1.AdminrestV1, error) = adminrestv1.NewAdminrestV1
	_ func(*adminrestv1.AdminrestV1Options) (*adminrestv1.AdminrestV1, error) = adminrestv1.NewAdminrestV1UsingExternalConfig
	_ func(string) (string, error)                                            = adminrestv1.GetServiceURLForRegion

	_ func(*adminrestv1.AdminrestV1) *adminrestv1.AdminrestV1 = (*adminrestv1.AdminrestV1).Clone
	_ func(*adminrestv1.AdminrestV1, string) error            = (*adminrestv1.AdminrestV1).SetServiceURL
	_ func(*adminrestv1.AdminrestV1) string                   = (*adminrestv1.AdminrestV1).GetServiceURL
	_ func(*adminrestv1.AdminrestV1, http.Header)             = (*adminrestv1.AdminrestV1).SetDefaultHeaders
	_ func(*adminrestv1.AdminrestV1, bool)                    = (*adminrestv1.AdminrestV1).SetEnableGzipCompression
	_ func(*adminrestv1.AdminrestV1) bool                     = (*adminrestv1.AdminrestV1).GetEnableGzipCompression
	_ func(*adminrestv1.AdminrestV1, int, time.Duration)      = (*adminrestv1.AdminrestV1).EnableRetries
	_ func(*adminrestv1.AdminrestV1)                          = (*adminrestv1.AdminrestV1).DisableRetries
)

// The operations, without and with a context.
var (
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.CreateTopicOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).CreateTopic
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.CreateTopicOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).CreateTopicWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.AliveOptions) (*core.DetailedResponse, error)                                                                                 = (*adminrestv1.AdminrestV1).Alive
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.AliveOptions) (*core.DetailedResponse, error)                                                                = (*adminrestv1.AdminrestV1).AliveWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.ListTopicsOptions) ([]adminrestv1.TopicDetail, *core.DetailedResponse, error)                                                 = (*adminrestv1.AdminrestV1).ListTopics
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.ListTopicsOptions) ([]adminrestv1.TopicDetail, *core.DetailedResponse, error)                                = (*adminrestv1.AdminrestV1).ListTopicsWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetTopicOptions) (*adminrestv1.TopicDetail, *core.DetailedResponse, error)                                                    = (*adminrestv1.AdminrestV1).GetTopic
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetTopicOptions) (*adminrestv1.TopicDetail, *core.DetailedResponse, error)                                   = (*adminrestv1.AdminrestV1).GetTopicWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.DeleteTopicOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).DeleteTopic
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.DeleteTopicOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).DeleteTopicWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.UpdateTopicOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).UpdateTopic
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.UpdateTopicOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).UpdateTopicWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.DeleteTopicRecordsOptions) (*core.DetailedResponse, error)                                                                    = (*adminrestv1.AdminrestV1).DeleteTopicRecords
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.DeleteTopicRecordsOptions) (*core.DetailedResponse, error)                                                   = (*adminrestv1.AdminrestV1).DeleteTopicRecordsWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.CreateQuotaOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).CreateQuota
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.CreateQuotaOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).CreateQuotaWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.UpdateQuotaOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).UpdateQuota
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.UpdateQuotaOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).UpdateQuotaWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.DeleteQuotaOptions) (*core.DetailedResponse, error)                                                                           = (*adminrestv1.AdminrestV1).DeleteQuota
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.DeleteQuotaOptions) (*core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).DeleteQuotaWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetQuotaOptions) (*adminrestv1.QuotaDetail, *core.DetailedResponse, error)                                                    = (*adminrestv1.AdminrestV1).GetQuota
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetQuotaOptions) (*adminrestv1.QuotaDetail, *core.DetailedResponse, error)                                   = (*adminrestv1.AdminrestV1).GetQuotaWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.ListQuotasOptions) (*adminrestv1.QuotaList, *core.DetailedResponse, error)                                                    = (*adminrestv1.AdminrestV1).ListQuotas
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.ListQuotasOptions) (*adminrestv1.QuotaList, *core.DetailedResponse, error)                                   = (*adminrestv1.AdminrestV1).ListQuotasWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.ListBrokersOptions) ([]adminrestv1.BrokerSummary, *core.DetailedResponse, error)                                              = (*adminrestv1.AdminrestV1).ListBrokers
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.ListBrokersOptions) ([]adminrestv1.BrokerSummary, *core.DetailedResponse, error)                             = (*adminrestv1.AdminrestV1).ListBrokersWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetBrokerOptions) (*adminrestv1.BrokerDetail, *core.DetailedResponse, error)                                                  = (*adminrestv1.AdminrestV1).GetBroker
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetBrokerOptions) (*adminrestv1.BrokerDetail, *core.DetailedResponse, error)                                 = (*adminrestv1.AdminrestV1).GetBrokerWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetBrokerConfigOptions) (*adminrestv1.BrokerDetail, *core.DetailedResponse, error)                                            = (*adminrestv1.AdminrestV1).GetBrokerConfig
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetBrokerConfigOptions) (*adminrestv1.BrokerDetail, *core.DetailedResponse, error)                           = (*adminrestv1.AdminrestV1).GetBrokerConfigWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetClusterOptions) (*adminrestv1.Cluster, *core.DetailedResponse, error)                                                      = (*adminrestv1.AdminrestV1).GetCluster
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetClusterOptions) (*adminrestv1.Cluster, *core.DetailedResponse, error)                                     = (*adminrestv1.AdminrestV1).GetClusterWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.ListConsumerGroupsOptions) ([]string, *core.DetailedResponse, error)                                                          = (*adminrestv1.AdminrestV1).ListConsumerGroups
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.ListConsumerGroupsOptions) ([]string, *core.DetailedResponse, error)                                         = (*adminrestv1.AdminrestV1).ListConsumerGroupsWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetConsumerGroupOptions) (*adminrestv1.GroupDetail, *core.DetailedResponse, error)                                            = (*adminrestv1.AdminrestV1).GetConsumerGroup
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetConsumerGroupOptions) (*adminrestv1.GroupDetail, *core.DetailedResponse, error)                           = (*adminrestv1.AdminrestV1).GetConsumerGroupWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.DeleteConsumerGroupOptions) (*core.DetailedResponse, error)                                                                   = (*adminrestv1.AdminrestV1).DeleteConsumerGroup
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.DeleteConsumerGroupOptions) (*core.DetailedResponse, error)                                                  = (*adminrestv1.AdminrestV1).DeleteConsumerGroupWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.UpdateConsumerGroupOptions) ([]adminrestv1.GroupResetResultsItem, *core.DetailedResponse, error)                              = (*adminrestv1.AdminrestV1).UpdateConsumerGroup
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.UpdateConsumerGroupOptions) ([]adminrestv1.GroupResetResultsItem, *core.DetailedResponse, error)             = (*adminrestv1.AdminrestV1).UpdateConsumerGroupWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetMirroringTopicSelectionOptions) (*adminrestv1.MirroringTopicSelection, *core.DetailedResponse, error)                      = (*adminrestv1.AdminrestV1).GetMirroringTopicSelection
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetMirroringTopicSelectionOptions) (*adminrestv1.MirroringTopicSelection, *core.DetailedResponse, error)     = (*adminrestv1.AdminrestV1).GetMirroringTopicSelectionWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.ReplaceMirroringTopicSelectionOptions) (*adminrestv1.MirroringTopicSelection, *core.DetailedResponse, error)                  = (*adminrestv1.AdminrestV1).ReplaceMirroringTopicSelection
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.ReplaceMirroringTopicSelectionOptions) (*adminrestv1.MirroringTopicSelection, *core.DetailedResponse, error) = (*adminrestv1.AdminrestV1).ReplaceMirroringTopicSelectionWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetMirroringActiveTopicsOptions) (*adminrestv1.MirroringActiveTopics, *core.DetailedResponse, error)                          = (*adminrestv1.AdminrestV1).GetMirroringActiveTopics
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetMirroringActiveTopicsOptions) (*adminrestv1.MirroringActiveTopics, *core.DetailedResponse, error)         = (*adminrestv1.AdminrestV1).GetMirroringActiveTopicsWithContext
	_ func(*adminrestv1.AdminrestV1, *adminrestv1.GetStatusOptions) (*adminrestv1.InstanceStatus, *core.DetailedResponse, error)                                                = (*adminrestv1.AdminrestV1).GetStatus
	_ func(*adminrestv1.AdminrestV1, context.Context, *adminrestv1.GetStatusOptions) (*adminrestv1.InstanceStatus, *core.DetailedResponse, error)                               = (*adminrestv1.AdminrestV1).GetStatusWithContext
)

// The options of the operations with their constructors and setters.
var (
	_ struct {
		Headers map[string]string
	} = adminrestv1.AliveOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.AliveOptions                     = (*adminrestv1.AdminrestV1).NewAliveOptions
	_ func(*adminrestv1.AliveOptions, map[string]string) *adminrestv1.AliveOptions = (*adminrestv1.AliveOptions).SetHeaders

	_ struct {
		EntityName       *string `json:"entity_name" validate:"required,ne="`
		ProducerByteRate *int64  `json:"producer_byte_rate,omitempty"`
		ConsumerByteRate *int64  `json:"consumer_byte_rate,omitempty"`
		Headers          map[string]string
	} = adminrestv1.CreateQuotaOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.CreateQuotaOptions                   = (*adminrestv1.AdminrestV1).NewCreateQuotaOptions
	_ func(*adminrestv1.CreateQuotaOptions, string) *adminrestv1.CreateQuotaOptions            = (*adminrestv1.CreateQuotaOptions).SetEntityName
	_ func(*adminrestv1.CreateQuotaOptions, int64) *adminrestv1.CreateQuotaOptions             = (*adminrestv1.CreateQuotaOptions).SetProducerByteRate
	_ func(*adminrestv1.CreateQuotaOptions, int64) *adminrestv1.CreateQuotaOptions             = (*adminrestv1.CreateQuotaOptions).SetConsumerByteRate
	_ func(*adminrestv1.CreateQuotaOptions, map[string]string) *adminrestv1.CreateQuotaOptions = (*adminrestv1.CreateQuotaOptions).SetHeaders

	_ struct {
		Name           *string                                     `json:"name,omitempty"`
		Partitions     *int64                                      `json:"partitions,omitempty"`
		PartitionCount *int64                                      `json:"partition_count,omitempty"`
		Configs        []adminrestv1.TopicCreateRequestConfigsItem `json:"configs,omitempty"`
		Headers        map[string]string
	} = adminrestv1.CreateTopicOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.CreateTopicOptions                                                     = (*adminrestv1.AdminrestV1).NewCreateTopicOptions
	_ func(*adminrestv1.CreateTopicOptions, string) *adminrestv1.CreateTopicOptions                                      = (*adminrestv1.CreateTopicOptions).SetName
	_ func(*adminrestv1.CreateTopicOptions, int64) *adminrestv1.CreateTopicOptions                                       = (*adminrestv1.CreateTopicOptions).SetPartitions
	_ func(*adminrestv1.CreateTopicOptions, int64) *adminrestv1.CreateTopicOptions                                       = (*adminrestv1.CreateTopicOptions).SetPartitionCount
	_ func(*adminrestv1.CreateTopicOptions, []adminrestv1.TopicCreateRequestConfigsItem) *adminrestv1.CreateTopicOptions = (*adminrestv1.CreateTopicOptions).SetConfigs
	_ func(*adminrestv1.CreateTopicOptions, map[string]string) *adminrestv1.CreateTopicOptions                           = (*adminrestv1.CreateTopicOptions).SetHeaders

	_ struct {
		GroupID *string `json:"group_id" validate:"required,ne="`
		Headers map[string]string
	} = adminrestv1.DeleteConsumerGroupOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.DeleteConsumerGroupOptions                           = (*adminrestv1.AdminrestV1).NewDeleteConsumerGroupOptions
	_ func(*adminrestv1.DeleteConsumerGroupOptions, string) *adminrestv1.DeleteConsumerGroupOptions            = (*adminrestv1.DeleteConsumerGroupOptions).SetGroupID
	_ func(*adminrestv1.DeleteConsumerGroupOptions, map[string]string) *adminrestv1.DeleteConsumerGroupOptions = (*adminrestv1.DeleteConsumerGroupOptions).SetHeaders

	_ struct {
		EntityName *string `json:"entity_name" validate:"required,ne="`
		Headers    map[string]string
	} = adminrestv1.DeleteQuotaOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.DeleteQuotaOptions                   = (*adminrestv1.AdminrestV1).NewDeleteQuotaOptions
	_ func(*adminrestv1.DeleteQuotaOptions, string) *adminrestv1.DeleteQuotaOptions            = (*adminrestv1.DeleteQuotaOptions).SetEntityName
	_ func(*adminrestv1.DeleteQuotaOptions, map[string]string) *adminrestv1.DeleteQuotaOptions = (*adminrestv1.DeleteQuotaOptions).SetHeaders

	_ struct {
		TopicName *string `json:"topic_name" validate:"required,ne="`
		Headers   map[string]string
	} = adminrestv1.DeleteTopicOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.DeleteTopicOptions                   = (*adminrestv1.AdminrestV1).NewDeleteTopicOptions
	_ func(*adminrestv1.DeleteTopicOptions, string) *adminrestv1.DeleteTopicOptions            = (*adminrestv1.DeleteTopicOptions).SetTopicName
	_ func(*adminrestv1.DeleteTopicOptions, map[string]string) *adminrestv1.DeleteTopicOptions = (*adminrestv1.DeleteTopicOptions).SetHeaders

	_ struct {
		TopicName       *string                                              `json:"topic_name" validate:"required,ne="`
		RecordsToDelete []adminrestv1.RecordDeleteRequestRecordsToDeleteItem `json:"records_to_delete,omitempty"`
		Headers         map[string]string
	} = adminrestv1.DeleteTopicRecordsOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.DeleteTopicRecordsOptions                                                             = (*adminrestv1.AdminrestV1).NewDeleteTopicRecordsOptions
	_ func(*adminrestv1.DeleteTopicRecordsOptions, string) *adminrestv1.DeleteTopicRecordsOptions                                               = (*adminrestv1.DeleteTopicRecordsOptions).SetTopicName
	_ func(*adminrestv1.DeleteTopicRecordsOptions, []adminrestv1.RecordDeleteRequestRecordsToDeleteItem) *adminrestv1.DeleteTopicRecordsOptions = (*adminrestv1.DeleteTopicRecordsOptions).SetRecordsToDelete
	_ func(*adminrestv1.DeleteTopicRecordsOptions, map[string]string) *adminrestv1.DeleteTopicRecordsOptions                                    = (*adminrestv1.DeleteTopicRecordsOptions).SetHeaders

	_ struct {
		BrokerID     *int64  `json:"broker_id" validate:"required"`
		ConfigFilter *string `json:"config_filter,omitempty"`
		Verbose      *bool   `json:"verbose,omitempty"`
		Headers      map[string]string
	} = adminrestv1.GetBrokerConfigOptions{}
	_ func(*adminrestv1.AdminrestV1, int64) *adminrestv1.GetBrokerConfigOptions                        = (*adminrestv1.AdminrestV1).NewGetBrokerConfigOptions
	_ func(*adminrestv1.GetBrokerConfigOptions, int64) *adminrestv1.GetBrokerConfigOptions             = (*adminrestv1.GetBrokerConfigOptions).SetBrokerID
	_ func(*adminrestv1.GetBrokerConfigOptions, string) *adminrestv1.GetBrokerConfigOptions            = (*adminrestv1.GetBrokerConfigOptions).SetConfigFilter
	_ func(*adminrestv1.GetBrokerConfigOptions, bool) *adminrestv1.GetBrokerConfigOptions              = (*adminrestv1.GetBrokerConfigOptions).SetVerbose
	_ func(*adminrestv1.GetBrokerConfigOptions, map[string]string) *adminrestv1.GetBrokerConfigOptions = (*adminrestv1.GetBrokerConfigOptions).SetHeaders

	_ struct {
		BrokerID *int64 `json:"broker_id" validate:"required"`
		Headers  map[string]string
	} = adminrestv1.GetBrokerOptions{}
	_ func(*adminrestv1.AdminrestV1, int64) *adminrestv1.GetBrokerOptions                  = (*adminrestv1.AdminrestV1).NewGetBrokerOptions
	_ func(*adminrestv1.GetBrokerOptions, int64) *adminrestv1.GetBrokerOptions             = (*adminrestv1.GetBrokerOptions).SetBrokerID
	_ func(*adminrestv1.GetBrokerOptions, map[string]string) *adminrestv1.GetBrokerOptions = (*adminrestv1.GetBrokerOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.GetClusterOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.GetClusterOptions                          = (*adminrestv1.AdminrestV1).NewGetClusterOptions
	_ func(*adminrestv1.GetClusterOptions, map[string]string) *adminrestv1.GetClusterOptions = (*adminrestv1.GetClusterOptions).SetHeaders

	_ struct {
		GroupID *string `json:"group_id" validate:"required,ne="`
		Headers map[string]string
	} = adminrestv1.GetConsumerGroupOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.GetConsumerGroupOptions                        = (*adminrestv1.AdminrestV1).NewGetConsumerGroupOptions
	_ func(*adminrestv1.GetConsumerGroupOptions, string) *adminrestv1.GetConsumerGroupOptions            = (*adminrestv1.GetConsumerGroupOptions).SetGroupID
	_ func(*adminrestv1.GetConsumerGroupOptions, map[string]string) *adminrestv1.GetConsumerGroupOptions = (*adminrestv1.GetConsumerGroupOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.GetMirroringActiveTopicsOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.GetMirroringActiveTopicsOptions                                        = (*adminrestv1.AdminrestV1).NewGetMirroringActiveTopicsOptions
	_ func(*adminrestv1.GetMirroringActiveTopicsOptions, map[string]string) *adminrestv1.GetMirroringActiveTopicsOptions = (*adminrestv1.GetMirroringActiveTopicsOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.GetMirroringTopicSelectionOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.GetMirroringTopicSelectionOptions                                          = (*adminrestv1.AdminrestV1).NewGetMirroringTopicSelectionOptions
	_ func(*adminrestv1.GetMirroringTopicSelectionOptions, map[string]string) *adminrestv1.GetMirroringTopicSelectionOptions = (*adminrestv1.GetMirroringTopicSelectionOptions).SetHeaders

	_ struct {
		EntityName *string `json:"entity_name" validate:"required,ne="`
		Headers    map[string]string
	} = adminrestv1.GetQuotaOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.GetQuotaOptions                = (*adminrestv1.AdminrestV1).NewGetQuotaOptions
	_ func(*adminrestv1.GetQuotaOptions, string) *adminrestv1.GetQuotaOptions            = (*adminrestv1.GetQuotaOptions).SetEntityName
	_ func(*adminrestv1.GetQuotaOptions, map[string]string) *adminrestv1.GetQuotaOptions = (*adminrestv1.GetQuotaOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.GetStatusOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.GetStatusOptions                         = (*adminrestv1.AdminrestV1).NewGetStatusOptions
	_ func(*adminrestv1.GetStatusOptions, map[string]string) *adminrestv1.GetStatusOptions = (*adminrestv1.GetStatusOptions).SetHeaders

	_ struct {
		TopicName *string `json:"topic_name" validate:"required,ne="`
		Headers   map[string]string
	} = adminrestv1.GetTopicOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.GetTopicOptions                = (*adminrestv1.AdminrestV1).NewGetTopicOptions
	_ func(*adminrestv1.GetTopicOptions, string) *adminrestv1.GetTopicOptions            = (*adminrestv1.GetTopicOptions).SetTopicName
	_ func(*adminrestv1.GetTopicOptions, map[string]string) *adminrestv1.GetTopicOptions = (*adminrestv1.GetTopicOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.ListBrokersOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.ListBrokersOptions                           = (*adminrestv1.AdminrestV1).NewListBrokersOptions
	_ func(*adminrestv1.ListBrokersOptions, map[string]string) *adminrestv1.ListBrokersOptions = (*adminrestv1.ListBrokersOptions).SetHeaders

	_ struct {
		GroupFilter *string `json:"group_filter,omitempty"`
		PerPage     *int64  `json:"per_page,omitempty"`
		Page        *int64  `json:"page,omitempty"`
		Headers     map[string]string
	} = adminrestv1.ListConsumerGroupsOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.ListConsumerGroupsOptions                                  = (*adminrestv1.AdminrestV1).NewListConsumerGroupsOptions
	_ func(*adminrestv1.ListConsumerGroupsOptions, string) *adminrestv1.ListConsumerGroupsOptions            = (*adminrestv1.ListConsumerGroupsOptions).SetGroupFilter
	_ func(*adminrestv1.ListConsumerGroupsOptions, int64) *adminrestv1.ListConsumerGroupsOptions             = (*adminrestv1.ListConsumerGroupsOptions).SetPerPage
	_ func(*adminrestv1.ListConsumerGroupsOptions, int64) *adminrestv1.ListConsumerGroupsOptions             = (*adminrestv1.ListConsumerGroupsOptions).SetPage
	_ func(*adminrestv1.ListConsumerGroupsOptions, map[string]string) *adminrestv1.ListConsumerGroupsOptions = (*adminrestv1.ListConsumerGroupsOptions).SetHeaders

	_ struct {
		Headers map[string]string
	} = adminrestv1.ListQuotasOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.ListQuotasOptions                          = (*adminrestv1.AdminrestV1).NewListQuotasOptions
	_ func(*adminrestv1.ListQuotasOptions, map[string]string) *adminrestv1.ListQuotasOptions = (*adminrestv1.ListQuotasOptions).SetHeaders

	_ struct {
		TopicFilter *string `json:"topic_filter,omitempty"`
		PerPage     *int64  `json:"per_page,omitempty"`
		Page        *int64  `json:"page,omitempty"`
		Headers     map[string]string
	} = adminrestv1.ListTopicsOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.ListTopicsOptions                          = (*adminrestv1.AdminrestV1).NewListTopicsOptions
	_ func(*adminrestv1.ListTopicsOptions, string) *adminrestv1.ListTopicsOptions            = (*adminrestv1.ListTopicsOptions).SetTopicFilter
	_ func(*adminrestv1.ListTopicsOptions, int64) *adminrestv1.ListTopicsOptions             = (*adminrestv1.ListTopicsOptions).SetPerPage
	_ func(*adminrestv1.ListTopicsOptions, int64) *adminrestv1.ListTopicsOptions             = (*adminrestv1.ListTopicsOptions).SetPage
	_ func(*adminrestv1.ListTopicsOptions, map[string]string) *adminrestv1.ListTopicsOptions = (*adminrestv1.ListTopicsOptions).SetHeaders

	_ struct {
		Includes []string `json:"includes,omitempty"`
		Headers  map[string]string
	} = adminrestv1.ReplaceMirroringTopicSelectionOptions{}
	_ func(*adminrestv1.AdminrestV1) *adminrestv1.ReplaceMirroringTopicSelectionOptions                                              = (*adminrestv1.AdminrestV1).NewReplaceMirroringTopicSelectionOptions
	_ func(*adminrestv1.ReplaceMirroringTopicSelectionOptions, []string) *adminrestv1.ReplaceMirroringTopicSelectionOptions          = (*adminrestv1.ReplaceMirroringTopicSelectionOptions).SetIncludes
	_ func(*adminrestv1.ReplaceMirroringTopicSelectionOptions, map[string]string) *adminrestv1.ReplaceMirroringTopicSelectionOptions = (*adminrestv1.ReplaceMirroringTopicSelectionOptions).SetHeaders

	_ struct {
		GroupID *string `json:"group_id" validate:"required,ne="`
		Topic   *string `json:"topic,omitempty"`
		Mode    *string `json:"mode,omitempty"`
		Value   *string `json:"value,omitempty"`
		Execute *bool   `json:"execute,omitempty"`
		Headers map[string]string
	} = adminrestv1.UpdateConsumerGroupOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.UpdateConsumerGroupOptions                           = (*adminrestv1.AdminrestV1).NewUpdateConsumerGroupOptions
	_ func(*adminrestv1.UpdateConsumerGroupOptions, string) *adminrestv1.UpdateConsumerGroupOptions            = (*adminrestv1.UpdateConsumerGroupOptions).SetGroupID
	_ func(*adminrestv1.UpdateConsumerGroupOptions, string) *adminrestv1.UpdateConsumerGroupOptions            = (*adminrestv1.UpdateConsumerGroupOptions).SetTopic
	_ func(*adminrestv1.UpdateConsumerGroupOptions, string) *adminrestv1.UpdateConsumerGroupOptions            = (*adminrestv1.UpdateConsumerGroupOptions).SetMode
	_ func(*adminrestv1.UpdateConsumerGroupOptions, string) *adminrestv1.UpdateConsumerGroupOptions            = (*adminrestv1.UpdateConsumerGroupOptions).SetValue
	_ func(*adminrestv1.UpdateConsumerGroupOptions, bool) *adminrestv1.UpdateConsumerGroupOptions              = (*adminrestv1.UpdateConsumerGroupOptions).SetExecute
	_ func(*adminrestv1.UpdateConsumerGroupOptions, map[string]string) *adminrestv1.UpdateConsumerGroupOptions = (*adminrestv1.UpdateConsumerGroupOptions).SetHeaders

	_ struct {
		EntityName       *string `json:"entity_name" validate:"required,ne="`
		ProducerByteRate *int64  `json:"producer_byte_rate,omitempty"`
		ConsumerByteRate *int64  `json:"consumer_byte_rate,omitempty"`
		Headers          map[string]string
	} = adminrestv1.UpdateQuotaOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.UpdateQuotaOptions                   = (*adminrestv1.AdminrestV1).NewUpdateQuotaOptions
	_ func(*adminrestv1.UpdateQuotaOptions, string) *adminrestv1.UpdateQuotaOptions            = (*adminrestv1.UpdateQuotaOptions).SetEntityName
	_ func(*adminrestv1.UpdateQuotaOptions, int64) *adminrestv1.UpdateQuotaOptions             = (*adminrestv1.UpdateQuotaOptions).SetProducerByteRate
	_ func(*adminrestv1.UpdateQuotaOptions, int64) *adminrestv1.UpdateQuotaOptions             = (*adminrestv1.UpdateQuotaOptions).SetConsumerByteRate
	_ func(*adminrestv1.UpdateQuotaOptions, map[string]string) *adminrestv1.UpdateQuotaOptions = (*adminrestv1.UpdateQuotaOptions).SetHeaders

	_ struct {
		TopicName              *string                                     `json:"topic_name" validate:"required,ne="`
		NewTotalPartitionCount *int64                                      `json:"new_total_partition_count,omitempty"`
		Configs                []adminrestv1.TopicUpdateRequestConfigsItem `json:"configs,omitempty"`
		Headers                map[string]string
	} = adminrestv1.UpdateTopicOptions{}
	_ func(*adminrestv1.AdminrestV1, string) *adminrestv1.UpdateTopicOptions                                             = (*adminrestv1.AdminrestV1).NewUpdateTopicOptions
	_ func(*adminrestv1.UpdateTopicOptions, string) *adminrestv1.UpdateTopicOptions                                      = (*adminrestv1.UpdateTopicOptions).SetTopicName
	_ func(*adminrestv1.UpdateTopicOptions, int64) *adminrestv1.UpdateTopicOptions                                       = (*adminrestv1.UpdateTopicOptions).SetNewTotalPartitionCount
	_ func(*adminrestv1.UpdateTopicOptions, []adminrestv1.TopicUpdateRequestConfigsItem) *adminrestv1.UpdateTopicOptions = (*adminrestv1.UpdateTopicOptions).SetConfigs
	_ func(*adminrestv1.UpdateTopicOptions, map[string]string) *adminrestv1.UpdateTopicOptions                           = (*adminrestv1.UpdateTopicOptions).SetHeaders
)

// The models, each with the function that reads it.
var (
	_ struct {
		ID      *int64                                `json:"id,omitempty"`
		Host    *string                               `json:"host,omitempty"`
		Port    *int64                                `json:"port,omitempty"`
		Rack    *string                               `json:"rack,omitempty"`
		Configs []adminrestv1.BrokerDetailConfigsItem `json:"configs,omitempty"`
	} = adminrestv1.BrokerDetail{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalBrokerDetail

	_ struct {
		Name        *string `json:"name,omitempty"`
		Value       *string `json:"value,omitempty"`
		IsSensitive *bool   `json:"is_sensitive,omitempty"`
	} = adminrestv1.BrokerDetailConfigsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalBrokerDetailConfigsItem

	_ struct {
		ID   *int64  `json:"id,omitempty"`
		Host *string `json:"host,omitempty"`
		Port *int64  `json:"port,omitempty"`
		Rack *string `json:"rack,omitempty"`
	} = adminrestv1.BrokerSummary{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalBrokerSummary

	_ struct {
		ID         *string                     `json:"id,omitempty"`
		Controller *adminrestv1.BrokerSummary  `json:"controller,omitempty"`
		Brokers    []adminrestv1.BrokerSummary `json:"brokers,omitempty"`
	} = adminrestv1.Cluster{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalCluster

	_ struct {
		EntityName       *string `json:"entity_name" validate:"required"`
		ProducerByteRate *int64  `json:"producer_byte_rate,omitempty"`
		ConsumerByteRate *int64  `json:"consumer_byte_rate,omitempty"`
	} = adminrestv1.EntityQuotaDetail{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalEntityQuotaDetail

	_ struct {
		GroupID *string                            `json:"group_id,omitempty"`
		State   *string                            `json:"state,omitempty"`
		Members []adminrestv1.Member               `json:"members,omitempty"`
		Offsets []adminrestv1.TopicPartitionOffset `json:"offsets,omitempty"`
	} = adminrestv1.GroupDetail{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalGroupDetail

	_ struct {
		Topic     *string `json:"topic,omitempty"`
		Partition *int64  `json:"partition,omitempty"`
		Offset    *int64  `json:"offset,omitempty"`
	} = adminrestv1.GroupResetResultsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalGroupResetResultsItem

	_ struct {
		Status *string `json:"status,omitempty"`
	} = adminrestv1.InstanceStatus{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalInstanceStatus

	_ struct {
		ConsumerID  *string                             `json:"consumer_id,omitempty"`
		ClientID    *string                             `json:"client_id,omitempty"`
		Host        *string                             `json:"host,omitempty"`
		Assignments []adminrestv1.MemberAssignmentsItem `json:"assignments,omitempty"`
	} = adminrestv1.Member{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalMember

	_ struct {
		Topic     *string `json:"topic,omitempty"`
		Partition *int64  `json:"partition,omitempty"`
	} = adminrestv1.MemberAssignmentsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalMemberAssignmentsItem

	_ struct {
		ActiveTopics []string `json:"active_topics,omitempty"`
	} = adminrestv1.MirroringActiveTopics{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalMirroringActiveTopics

	_ struct {
		Includes []string `json:"includes,omitempty"`
	} = adminrestv1.MirroringTopicSelection{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalMirroringTopicSelection

	_ struct {
		ProducerByteRate *int64 `json:"producer_byte_rate,omitempty"`
		ConsumerByteRate *int64 `json:"consumer_byte_rate,omitempty"`
	} = adminrestv1.QuotaDetail{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalQuotaDetail

	_ struct {
		Data []adminrestv1.EntityQuotaDetail `json:"data,omitempty"`
	} = adminrestv1.QuotaList{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalQuotaList

	_ struct {
		Partition    *int64 `json:"partition,omitempty"`
		BeforeOffset *int64 `json:"before_offset,omitempty"`
	} = adminrestv1.RecordDeleteRequestRecordsToDeleteItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalRecordDeleteRequestRecordsToDeleteItem

	_ struct {
		RetentionBytes    *string `json:"retention.bytes,omitempty"`
		SegmentBytes      *string `json:"segment.bytes,omitempty"`
		SegmentIndexBytes *string `json:"segment.index.bytes,omitempty"`
		SegmentMs         *string `json:"segment.ms,omitempty"`
	} = adminrestv1.TopicConfigs{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicConfigs

	_ struct {
		Name  *string `json:"name,omitempty"`
		Value *string `json:"value,omitempty"`
	} = adminrestv1.TopicCreateRequestConfigsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicCreateRequestConfigsItem

	_ struct {
		Name               *string                                         `json:"name,omitempty"`
		Partitions         *int64                                          `json:"partitions,omitempty"`
		ReplicationFactor  *int64                                          `json:"replicationFactor,omitempty"`
		RetentionMs        *int64                                          `json:"retentionMs,omitempty"`
		CleanupPolicy      *string                                         `json:"cleanupPolicy,omitempty"`
		Configs            *adminrestv1.TopicConfigs                       `json:"configs,omitempty"`
		ReplicaAssignments []adminrestv1.TopicDetailReplicaAssignmentsItem `json:"replicaAssignments,omitempty"`
	} = adminrestv1.TopicDetail{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicDetail

	_ struct {
		ID      *int64                                                `json:"id,omitempty"`
		Brokers *adminrestv1.TopicDetailReplicaAssignmentsItemBrokers `json:"brokers,omitempty"`
	} = adminrestv1.TopicDetailReplicaAssignmentsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicDetailReplicaAssignmentsItem

	_ struct {
		Replicas []int64 `json:"replicas,omitempty"`
	} = adminrestv1.TopicDetailReplicaAssignmentsItemBrokers{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicDetailReplicaAssignmentsItemBrokers

	_ struct {
		Topic         *string `json:"topic,omitempty"`
		Partition     *int64  `json:"partition,omitempty"`
		CurrentOffset *int64  `json:"current_offset,omitempty"`
		EndOffset     *int64  `json:"end_offset,omitempty"`
	} = adminrestv1.TopicPartitionOffset{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicPartitionOffset

	_ struct {
		Name           *string `json:"name,omitempty"`
		Value          *string `json:"value,omitempty"`
		ResetToDefault *bool   `json:"reset_to_default,omitempty"`
	} = adminrestv1.TopicUpdateRequestConfigsItem{}
	_ func(map[string]json.RawMessage, interface{}) error = adminrestv1.UnmarshalTopicUpdateRequestConfigsItem
)
