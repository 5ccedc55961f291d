// Code generated from specs/dcoskafka.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package dcoskafka

import (
	"net/http"
	"strconv"
	"time"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var getHealthcheckOperation = rest.Operation{
	Name:       "GetHealthcheck",
	Method:     http.MethodGet,
	Path:       "/admin/healthcheck",
	Repeatable: true,
	Results:    []int{500},
	Profiles:   []string{"L", "T"},
}

// newGetHealthcheckRequest is GET /admin/healthcheck.
func newGetHealthcheckRequest() rest.Request[healthchecks] {
	return rest.NewRequest[healthchecks](&getHealthcheckOperation)
}

var getArtifactTemplateOperation = rest.Operation{
	Name:       "GetArtifactTemplate",
	Method:     http.MethodGet,
	Path:       "/v1/artifacts/template/{configuration_id}/{pod_type}/{task_name}/{config_name}",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetArtifactTemplateRequest is GET /v1/artifacts/template/{configuration_id}/{pod_type}/{task_name}/{config_name}.
func newGetArtifactTemplateRequest(configurationID string, podType string, taskName string, configName string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&getArtifactTemplateOperation, configurationID, podType, taskName, configName)
}

var listBrokersOperation = rest.Operation{
	Name:       "ListBrokers",
	Method:     http.MethodGet,
	Path:       "/v1/brokers",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newListBrokersRequest is GET /v1/brokers.
func newListBrokersRequest() rest.Request[brokerList] {
	return rest.NewRequest[brokerList](&listBrokersOperation)
}

var getBrokerOperation = rest.Operation{
	Name:       "GetBroker",
	Method:     http.MethodGet,
	Path:       "/v1/brokers/{broker}",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetBrokerRequest is GET /v1/brokers/{broker}.
func newGetBrokerRequest(broker int32) rest.Request[*BrokerRegistration] {
	r := rest.NewRequest[*BrokerRegistration](&getBrokerOperation, strconv.FormatInt(int64(broker), 10))
	r.Natural("broker", int64(broker))
	return r
}

var restartBrokerOperation = rest.Operation{
	Name:       "RestartBroker",
	Method:     http.MethodPut,
	Path:       "/v1/brokers/{broker}",
	Repeatable: false,
	Profiles:   []string{"L", "T"},
}

// newRestartBrokerRequest is a variant of PUT /v1/brokers/{broker}.
func newRestartBrokerRequest(broker int32) rest.Request[restartedTasks] {
	r := rest.NewRequest[restartedTasks](&restartBrokerOperation, strconv.FormatInt(int64(broker), 10))
	r.Natural("broker", int64(broker))
	return r
}

var replaceBrokerOperation = rest.Operation{
	Name:       "ReplaceBroker",
	Method:     http.MethodPut,
	Path:       "/v1/brokers/{broker}",
	Repeatable: false,
	Profiles:   []string{"L", "T"},
}

// newReplaceBrokerRequest is a variant of PUT /v1/brokers/{broker}.
func newReplaceBrokerRequest(broker int32) rest.Request[restartedTasks] {
	r := rest.NewRequest[restartedTasks](&replaceBrokerOperation, strconv.FormatInt(int64(broker), 10))
	r.QueryString("replace", "true")
	r.Natural("broker", int64(broker))
	return r
}

var listConfigurationsOperation = rest.Operation{
	Name:       "ListConfigurations",
	Method:     http.MethodGet,
	Path:       "/v1/configurations",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newListConfigurationsRequest is GET /v1/configurations.
func newListConfigurationsRequest() rest.Request[names] {
	return rest.NewRequest[names](&listConfigurationsOperation)
}

var getTargetConfigurationOperation = rest.Operation{
	Name:       "GetTargetConfiguration",
	Method:     http.MethodGet,
	Path:       "/v1/configurations/target",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTargetConfigurationRequest is GET /v1/configurations/target.
func newGetTargetConfigurationRequest() rest.Request[configurationBody] {
	return rest.NewRequest[configurationBody](&getTargetConfigurationOperation)
}

var getTargetConfigurationIDOperation = rest.Operation{
	Name:       "GetTargetConfigurationID",
	Method:     http.MethodGet,
	Path:       "/v1/configurations/targetId",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTargetConfigurationIDRequest is GET /v1/configurations/targetId.
func newGetTargetConfigurationIDRequest() rest.Request[names] {
	return rest.NewRequest[names](&getTargetConfigurationIDOperation)
}

var getConfigurationOperation = rest.Operation{
	Name:       "GetConfiguration",
	Method:     http.MethodGet,
	Path:       "/v1/configurations/{id}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetConfigurationRequest is GET /v1/configurations/{id}.
func newGetConfigurationRequest(id string) rest.Request[configurationBody] {
	return rest.NewRequest[configurationBody](&getConfigurationOperation, id)
}

var getConnectionOperation = rest.Operation{
	Name:       "GetConnection",
	Method:     http.MethodGet,
	Path:       "/v1/connection",
	Repeatable: true,
	Profiles:   []string{"L", "T"},
}

// newGetConnectionRequest is GET /v1/connection.
func newGetConnectionRequest() rest.Request[*connectionBody] {
	return rest.NewRequest[*connectionBody](&getConnectionOperation)
}

var getConnectionAddressOperation = rest.Operation{
	Name:       "GetConnectionAddress",
	Method:     http.MethodGet,
	Path:       "/v1/connection/address",
	Repeatable: true,
	Profiles:   []string{"L", "T"},
}

// newGetConnectionAddressRequest is GET /v1/connection/address.
func newGetConnectionAddressRequest() rest.Request[*connectionBody] {
	return rest.NewRequest[*connectionBody](&getConnectionAddressOperation)
}

var getConnectionDNSOperation = rest.Operation{
	Name:       "GetConnectionDNS",
	Method:     http.MethodGet,
	Path:       "/v1/connection/dns",
	Repeatable: true,
	Profiles:   []string{"L", "T"},
}

// newGetConnectionDNSRequest is GET /v1/connection/dns.
func newGetConnectionDNSRequest() rest.Request[*connectionBody] {
	return rest.NewRequest[*connectionBody](&getConnectionDNSOperation)
}

var legacyContinueOperation = rest.Operation{
	Name:       "ContinuePlan",
	Method:     http.MethodPost,
	Path:       "/v1/continue",
	Repeatable: false,
	Profiles:   []string{"T"},
}

// newLegacyContinueRequest is POST /v1/continue.
func newLegacyContinueRequest() rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&legacyContinueOperation)
}

var getDebugOffersOperation = rest.Operation{
	Name:       "GetDebugOffers",
	Method:     http.MethodGet,
	Path:       "/v1/debug/offers",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// getDebugOffersQuery has the optional parameters of GetDebugOffers; what is zero is not sent.
type getDebugOffersQuery struct {
	JSON bool
}

// newGetDebugOffersRequest is GET /v1/debug/offers.
func newGetDebugOffersRequest(query getDebugOffersQuery) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&getDebugOffersOperation)
	r.QueryBool("json", query.JSON)
	return r
}

var listEndpointsOperation = rest.Operation{
	Name:       "ListEndpoints",
	Method:     http.MethodGet,
	Path:       "/v1/endpoints",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newListEndpointsRequest is GET /v1/endpoints.
func newListEndpointsRequest() rest.Request[names] {
	return rest.NewRequest[names](&listEndpointsOperation)
}

var getEndpointOperation = rest.Operation{
	Name:       "GetEndpoint",
	Method:     http.MethodGet,
	Path:       "/v1/endpoints/{name}",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetEndpointRequest is GET /v1/endpoints/{name}.
func newGetEndpointRequest(name string) rest.Request[*endpointBody] {
	return rest.NewRequest[*endpointBody](&getEndpointOperation, name)
}

var getHealthOperation = rest.Operation{
	Name:       "GetHealth",
	Method:     http.MethodGet,
	Path:       "/v1/health",
	Repeatable: true,
	Results:    []int{318, 320, 321, 326, 417, 500, 503},
	Optional:   true,
	Profiles:   []string{"K"},
}

// getHealthQuery has the optional parameters of GetHealth; what is zero is not sent.
type getHealthQuery struct {
	Verbose bool
}

// newGetHealthRequest is GET /v1/health.
func newGetHealthRequest(query getHealthQuery) rest.Request[*Health] {
	r := rest.NewRequest[*Health](&getHealthOperation)
	r.QueryBool("verbose", query.Verbose)
	return r
}

var legacyInterruptOperation = rest.Operation{
	Name:       "InterruptPlan",
	Method:     http.MethodPost,
	Path:       "/v1/interrupt",
	Repeatable: true,
	Profiles:   []string{"T"},
}

// newLegacyInterruptRequest is POST /v1/interrupt.
func newLegacyInterruptRequest() rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&legacyInterruptOperation)
}

var getMetricsOperation = rest.Operation{
	Name:       "GetMetrics",
	Method:     http.MethodGet,
	Path:       "/v1/metrics",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetMetricsRequest is GET /v1/metrics.
func newGetMetricsRequest() rest.Request[metricsBody] {
	return rest.NewRequest[metricsBody](&getMetricsOperation)
}

var getMetricsPrometheusOperation = rest.Operation{
	Name:       "GetMetricsPrometheus",
	Method:     http.MethodGet,
	Path:       "/v1/metrics/prometheus",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetMetricsPrometheusRequest is GET /v1/metrics/prometheus.
func newGetMetricsPrometheusRequest() rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&getMetricsPrometheusOperation)
}

var getPlanOperation = rest.Operation{
	Name:       "GetPlan",
	Method:     http.MethodGet,
	Path:       "/v1/plan",
	Repeatable: true,
	Results:    []int{417, 503},
	Profiles:   []string{"L", "T", "K"},
}

// newGetPlanRequest is GET /v1/plan.
func newGetPlanRequest() rest.Request[*Plan] {
	return rest.NewRequest[*Plan](&getPlanOperation)
}

var continuePlanOperation = rest.Operation{
	Name:       "ContinuePlan",
	Method:     http.MethodPost,
	Path:       "/v1/plan/continue",
	Repeatable: false,
	Profiles:   []string{"L", "T", "K"},
}

// newContinuePlanRequest is POST /v1/plan/continue.
func newContinuePlanRequest() rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&continuePlanOperation)
}

var forceCompletePlanOperation = rest.Operation{
	Name:       "ForceCompletePlan",
	Method:     http.MethodPost,
	Path:       "/v1/plan/forceComplete",
	Repeatable: false,
	Profiles:   []string{"L", "T", "K"},
}

// forceCompletePlanQuery has the optional parameters of ForceCompletePlan; what is zero is not sent.
type forceCompletePlanQuery struct {
	Phase string
	Block string
	Step  string
}

// newForceCompletePlanRequest is POST /v1/plan/forceComplete.
func newForceCompletePlanRequest(query forceCompletePlanQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&forceCompletePlanOperation)
	r.QueryString("phase", query.Phase)
	r.QueryString("block", query.Block)
	r.QueryString("step", query.Step)
	return r
}

var interruptPlanOperation = rest.Operation{
	Name:       "InterruptPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plan/interrupt",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newInterruptPlanRequest is POST /v1/plan/interrupt.
func newInterruptPlanRequest() rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&interruptPlanOperation)
}

var restartPlanOperation = rest.Operation{
	Name:       "RestartPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plan/restart",
	Repeatable: false,
	Profiles:   []string{"L", "T", "K"},
}

// restartPlanQuery has the optional parameters of RestartPlan; what is zero is not sent.
type restartPlanQuery struct {
	Phase string
	Block string
	Step  string
}

// newRestartPlanRequest is POST /v1/plan/restart.
func newRestartPlanRequest(query restartPlanQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&restartPlanOperation)
	r.QueryString("phase", query.Phase)
	r.QueryString("block", query.Block)
	r.QueryString("step", query.Step)
	return r
}

var getPlanStatusOperation = rest.Operation{
	Name:       "GetActivePlan",
	Method:     http.MethodGet,
	Path:       "/v1/plan/status",
	Repeatable: true,
	Profiles:   []string{"L"},
}

// newGetPlanStatusRequest is GET /v1/plan/status.
func newGetPlanStatusRequest() rest.Request[*activePlan] {
	return rest.NewRequest[*activePlan](&getPlanStatusOperation)
}

var listPlansOperation = rest.Operation{
	Name:       "ListPlans",
	Method:     http.MethodGet,
	Path:       "/v1/plans",
	Repeatable: true,
	Profiles:   []string{"T", "K"},
}

// newListPlansRequest is GET /v1/plans.
func newListPlansRequest() rest.Request[names] {
	return rest.NewRequest[names](&listPlansOperation)
}

var getPlanByNameOperation = rest.Operation{
	Name:       "GetPlan",
	Method:     http.MethodGet,
	Path:       "/v1/plans/{plan}",
	Repeatable: true,
	Results:    []int{417, 503},
	Profiles:   []string{"T", "K"},
}

// newGetPlanByNameRequest is GET /v1/plans/{plan}.
func newGetPlanByNameRequest(plan string) rest.Request[*Plan] {
	return rest.NewRequest[*Plan](&getPlanByNameOperation, plan)
}

var continuePlanByNameOperation = rest.Operation{
	Name:       "ContinuePlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/continue",
	Repeatable: false,
	Profiles:   []string{"T", "K"},
}

// continuePlanByNameQuery has the optional parameters of ContinuePlanByName; what is zero is not sent.
type continuePlanByNameQuery struct {
	Phase string
}

// newContinuePlanByNameRequest is POST /v1/plans/{plan}/continue.
func newContinuePlanByNameRequest(plan string, query continuePlanByNameQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&continuePlanByNameOperation, plan)
	r.QueryString("phase", query.Phase)
	return r
}

var forceCompletePlanByNameOperation = rest.Operation{
	Name:       "ForceCompletePlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/forceComplete",
	Repeatable: false,
	Profiles:   []string{"T", "K"},
}

// forceCompletePlanByNameQuery has the optional parameters of ForceCompletePlanByName; what is zero is not sent.
type forceCompletePlanByNameQuery struct {
	Phase string
	Step  string
}

// newForceCompletePlanByNameRequest is POST /v1/plans/{plan}/forceComplete.
func newForceCompletePlanByNameRequest(plan string, query forceCompletePlanByNameQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&forceCompletePlanByNameOperation, plan)
	r.QueryString("phase", query.Phase)
	r.QueryString("step", query.Step)
	return r
}

var interruptPlanByNameOperation = rest.Operation{
	Name:       "InterruptPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/interrupt",
	Repeatable: true,
	Profiles:   []string{"T", "K"},
}

// interruptPlanByNameQuery has the optional parameters of InterruptPlanByName; what is zero is not sent.
type interruptPlanByNameQuery struct {
	Phase string
}

// newInterruptPlanByNameRequest is POST /v1/plans/{plan}/interrupt.
func newInterruptPlanByNameRequest(plan string, query interruptPlanByNameQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&interruptPlanByNameOperation, plan)
	r.QueryString("phase", query.Phase)
	return r
}

var restartPlanByNameOperation = rest.Operation{
	Name:       "RestartPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/restart",
	Repeatable: false,
	Profiles:   []string{"T", "K"},
}

// restartPlanByNameQuery has the optional parameters of RestartPlanByName; what is zero is not sent.
type restartPlanByNameQuery struct {
	Phase string
	Step  string
}

// newRestartPlanByNameRequest is POST /v1/plans/{plan}/restart.
func newRestartPlanByNameRequest(plan string, query restartPlanByNameQuery) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&restartPlanByNameOperation, plan)
	r.QueryString("phase", query.Phase)
	r.QueryString("step", query.Step)
	return r
}

var startPlanOperation = rest.Operation{
	Name:       "StartPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/start",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newStartPlanRequest is POST /v1/plans/{plan}/start.
func newStartPlanRequest(plan string, body planParameters) rest.Request[*commandResult] {
	r := rest.NewRequest[*commandResult](&startPlanOperation, plan)
	r.JSON(body)
	return r
}

var stopPlanOperation = rest.Operation{
	Name:       "StopPlan",
	Method:     http.MethodPost,
	Path:       "/v1/plans/{plan}/stop",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newStopPlanRequest is POST /v1/plans/{plan}/stop.
func newStopPlanRequest(plan string) rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&stopPlanOperation, plan)
}

var listPodsOperation = rest.Operation{
	Name:       "ListPods",
	Method:     http.MethodGet,
	Path:       "/v1/pod",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newListPodsRequest is GET /v1/pod.
func newListPodsRequest() rest.Request[names] {
	return rest.NewRequest[names](&listPodsOperation)
}

var listPodStatusesOperation = rest.Operation{
	Name:       "ListPodStatuses",
	Method:     http.MethodGet,
	Path:       "/v1/pod/status",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newListPodStatusesRequest is GET /v1/pod/status.
func newListPodStatusesRequest() rest.Request[podStatuses] {
	return rest.NewRequest[podStatuses](&listPodStatusesOperation)
}

var getPodInfoOperation = rest.Operation{
	Name:       "GetPodInfo",
	Method:     http.MethodGet,
	Path:       "/v1/pod/{pod}/info",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetPodInfoRequest is GET /v1/pod/{pod}/info.
func newGetPodInfoRequest(pod string) rest.Request[[]podTask] {
	return rest.NewRequest[[]podTask](&getPodInfoOperation, pod)
}

var pausePodOperation = rest.Operation{
	Name:       "PausePod",
	Method:     http.MethodPost,
	Path:       "/v1/pod/{pod}/pause",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newPausePodRequest is POST /v1/pod/{pod}/pause.
func newPausePodRequest(pod string, body taskNames) rest.Request[*podTasks] {
	r := rest.NewRequest[*podTasks](&pausePodOperation, pod)
	if body != nil {
		r.JSON(body)
	}
	return r
}

var replacePodOperation = rest.Operation{
	Name:       "ReplacePod",
	Method:     http.MethodPost,
	Path:       "/v1/pod/{pod}/replace",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newReplacePodRequest is POST /v1/pod/{pod}/replace.
func newReplacePodRequest(pod string) rest.Request[*podTasks] {
	return rest.NewRequest[*podTasks](&replacePodOperation, pod)
}

var restartPodOperation = rest.Operation{
	Name:       "RestartPod",
	Method:     http.MethodPost,
	Path:       "/v1/pod/{pod}/restart",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newRestartPodRequest is POST /v1/pod/{pod}/restart.
func newRestartPodRequest(pod string) rest.Request[*podTasks] {
	return rest.NewRequest[*podTasks](&restartPodOperation, pod)
}

var resumePodOperation = rest.Operation{
	Name:       "ResumePod",
	Method:     http.MethodPost,
	Path:       "/v1/pod/{pod}/resume",
	Repeatable: false,
	Profiles:   []string{"K"},
}

// newResumePodRequest is POST /v1/pod/{pod}/resume.
func newResumePodRequest(pod string, body taskNames) rest.Request[*podTasks] {
	r := rest.NewRequest[*podTasks](&resumePodOperation, pod)
	if body != nil {
		r.JSON(body)
	}
	return r
}

var getPodStatusOperation = rest.Operation{
	Name:       "GetPodStatus",
	Method:     http.MethodGet,
	Path:       "/v1/pod/{pod}/status",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newGetPodStatusRequest is GET /v1/pod/{pod}/status.
func newGetPodStatusRequest(pod string) rest.Request[podStatus] {
	return rest.NewRequest[podStatus](&getPodStatusOperation, pod)
}

var getRecoveryOperation = rest.Operation{
	Name:       "GetRecovery",
	Method:     http.MethodGet,
	Path:       "/v1/recovery",
	Repeatable: true,
	Profiles:   []string{"L"},
}

// newGetRecoveryRequest is GET /v1/recovery.
func newGetRecoveryRequest() rest.Request[*Recovery] {
	return rest.NewRequest[*Recovery](&getRecoveryOperation)
}

var getFrameworkIDOperation = rest.Operation{
	Name:       "GetFrameworkID",
	Method:     http.MethodGet,
	Path:       "/v1/state/frameworkId",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetFrameworkIDRequest is GET /v1/state/frameworkId.
func newGetFrameworkIDRequest() rest.Request[names] {
	return rest.NewRequest[names](&getFrameworkIDOperation)
}

var listStatePropertiesOperation = rest.Operation{
	Name:       "ListStateProperties",
	Method:     http.MethodGet,
	Path:       "/v1/state/properties",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newListStatePropertiesRequest is GET /v1/state/properties.
func newListStatePropertiesRequest() rest.Request[names] {
	return rest.NewRequest[names](&listStatePropertiesOperation)
}

var getStatePropertyOperation = rest.Operation{
	Name:       "GetStateProperty",
	Method:     http.MethodGet,
	Path:       "/v1/state/properties/{key}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetStatePropertyRequest is GET /v1/state/properties/{key}.
func newGetStatePropertyRequest(key string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&getStatePropertyOperation, key)
}

var refreshStateOperation = rest.Operation{
	Name:       "RefreshState",
	Method:     http.MethodPut,
	Path:       "/v1/state/refresh",
	Repeatable: true,
	Profiles:   []string{"K"},
}

// newRefreshStateRequest is PUT /v1/state/refresh.
func newRefreshStateRequest() rest.Request[*commandResult] {
	return rest.NewRequest[*commandResult](&refreshStateOperation)
}

var listTasksOperation = rest.Operation{
	Name:       "ListTasks",
	Method:     http.MethodGet,
	Path:       "/v1/tasks",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newListTasksRequest is GET /v1/tasks.
func newListTasksRequest() rest.Request[names] {
	return rest.NewRequest[names](&listTasksOperation)
}

var getTaskConnectionOperation = rest.Operation{
	Name:       "GetTaskConnection",
	Method:     http.MethodGet,
	Path:       "/v1/tasks/connection/{task}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTaskConnectionRequest is GET /v1/tasks/connection/{task}.
func newGetTaskConnectionRequest(task string) rest.Request[*TaskConnection] {
	return rest.NewRequest[*TaskConnection](&getTaskConnectionOperation, task)
}

var getTaskInfoOperation = rest.Operation{
	Name:       "GetTaskInfo",
	Method:     http.MethodGet,
	Path:       "/v1/tasks/info/{task}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTaskInfoRequest is GET /v1/tasks/info/{task}.
func newGetTaskInfoRequest(task string) rest.Request[mesosMessage] {
	return rest.NewRequest[mesosMessage](&getTaskInfoOperation, task)
}

var restartTaskOperation = rest.Operation{
	Name:       "RestartTask",
	Method:     http.MethodPost,
	Path:       "/v1/tasks/restart/{task}",
	Repeatable: false,
	Profiles:   []string{"L", "T", "K"},
}

// restartTaskQuery has the optional parameters of RestartTask; what is zero is not sent.
type restartTaskQuery struct {
	Replace bool
}

// newRestartTaskRequest is POST /v1/tasks/restart/{task}.
func newRestartTaskRequest(task string, query restartTaskQuery) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&restartTaskOperation, task)
	r.QueryBool("replace", query.Replace)
	return r
}

var getTaskStatusOperation = rest.Operation{
	Name:       "GetTaskStatus",
	Method:     http.MethodGet,
	Path:       "/v1/tasks/status/{task}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTaskStatusRequest is GET /v1/tasks/status/{task}.
func newGetTaskStatusRequest(task string) rest.Request[mesosMessage] {
	return rest.NewRequest[mesosMessage](&getTaskStatusOperation, task)
}

var listTopicsOperation = rest.Operation{
	Name:       "ListTopics",
	Method:     http.MethodGet,
	Path:       "/v1/topics",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newListTopicsRequest is GET /v1/topics.
func newListTopicsRequest() rest.Request[names] {
	return rest.NewRequest[names](&listTopicsOperation)
}

var createTopicOperation = rest.Operation{
	Name:       "CreateTopic",
	Method:     http.MethodPost,
	Path:       "/v1/topics",
	Repeatable: false,
	Profiles:   []string{"L", "T"},
	Timeout:    120 * time.Second,
}

// createTopicQuery has the optional parameters of CreateTopic; what is zero is not sent.
type createTopicQuery struct {
	Name        string
	Partitions  int32
	Replication int32
}

// newCreateTopicRequest is POST /v1/topics.
func newCreateTopicRequest(query createTopicQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&createTopicOperation)
	r.QueryString("name", query.Name)
	r.QueryRequiredInt("partitions", int64(query.Partitions))
	r.QueryRequiredInt("replication", int64(query.Replication))
	return r
}

var listUnavailablePartitionsOperation = rest.Operation{
	Name:       "ListUnavailablePartitions",
	Method:     http.MethodGet,
	Path:       "/v1/topics/unavailable_partitions",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
	Timeout:    120 * time.Second,
}

// newListUnavailablePartitionsRequest is GET /v1/topics/unavailable_partitions.
func newListUnavailablePartitionsRequest() rest.Request[*toolAnswer] {
	return rest.NewRequest[*toolAnswer](&listUnavailablePartitionsOperation)
}

var listUnderReplicatedPartitionsOperation = rest.Operation{
	Name:       "ListUnderReplicatedPartitions",
	Method:     http.MethodGet,
	Path:       "/v1/topics/under_replicated_partitions",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
	Timeout:    120 * time.Second,
}

// newListUnderReplicatedPartitionsRequest is GET /v1/topics/under_replicated_partitions.
func newListUnderReplicatedPartitionsRequest() rest.Request[*toolAnswer] {
	return rest.NewRequest[*toolAnswer](&listUnderReplicatedPartitionsOperation)
}

var deleteTopicOperation = rest.Operation{
	Name:       "DeleteTopic",
	Method:     http.MethodDelete,
	Path:       "/v1/topics/{topic}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
	Timeout:    120 * time.Second,
}

// newDeleteTopicRequest is DELETE /v1/topics/{topic}.
func newDeleteTopicRequest(topic string) rest.Request[*toolAnswer] {
	return rest.NewRequest[*toolAnswer](&deleteTopicOperation, topic)
}

var getTopicOperation = rest.Operation{
	Name:       "GetTopic",
	Method:     http.MethodGet,
	Path:       "/v1/topics/{topic}",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
}

// newGetTopicRequest is GET /v1/topics/{topic}.
func newGetTopicRequest(topic string) rest.Request[*topicDescription] {
	return rest.NewRequest[*topicDescription](&getTopicOperation, topic)
}

// putTopicQuery has the parameters of the variants of PutTopic; what is zero is not sent.
type putTopicQuery struct {
	Partitions  int32
	Replication int32
	Messages    int32
}

var createTopicSDKOperation = rest.Operation{
	Name:       "CreateTopic",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}",
	Repeatable: false,
	Profiles:   []string{"K"},
	Timeout:    120 * time.Second,
}

// newCreateTopicSDKRequest is a variant of PUT /v1/topics/{topic}.
func newCreateTopicSDKRequest(topic string, query putTopicQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&createTopicSDKOperation, topic)
	r.QueryInt("partitions", int64(query.Partitions))
	r.QueryInt("replication", int64(query.Replication))
	r.QueryInt("messages", int64(query.Messages))
	return r
}

var alterTopicPartitionsOperation = rest.Operation{
	Name:       "AlterTopicPartitions",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}",
	Repeatable: false,
	Profiles:   []string{"L", "T"},
	Timeout:    120 * time.Second,
}

// newAlterTopicPartitionsRequest is a variant of PUT /v1/topics/{topic}.
func newAlterTopicPartitionsRequest(topic string, query putTopicQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&alterTopicPartitionsOperation, topic)
	r.QueryString("operation", "partitions")
	r.QueryInt("partitions", int64(query.Partitions))
	r.QueryInt("replication", int64(query.Replication))
	r.QueryInt("messages", int64(query.Messages))
	return r
}

var runProducerTestOperation = rest.Operation{
	Name:       "RunProducerTest",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}",
	Repeatable: false,
	Profiles:   []string{"L", "T"},
	Timeout:    600 * time.Second,
}

// newRunProducerTestRequest is a variant of PUT /v1/topics/{topic}.
func newRunProducerTestRequest(topic string, query putTopicQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&runProducerTestOperation, topic)
	r.QueryString("operation", "producer-test")
	r.QueryInt("partitions", int64(query.Partitions))
	r.QueryInt("replication", int64(query.Replication))
	r.QueryInt("messages", int64(query.Messages))
	return r
}

var getTopicOffsetsOperation = rest.Operation{
	Name:       "GetTopicOffsets",
	Method:     http.MethodGet,
	Path:       "/v1/topics/{topic}/offsets",
	Repeatable: true,
	Profiles:   []string{"L", "T", "K"},
	Timeout:    120 * time.Second,
}

// getTopicOffsetsQuery has the optional parameters of GetTopicOffsets; what is zero is not sent.
type getTopicOffsetsQuery struct {
	Time int64
}

// newGetTopicOffsetsRequest is GET /v1/topics/{topic}/offsets.
func newGetTopicOffsetsRequest(topic string, query getTopicOffsetsQuery) rest.Request[topicOffsets] {
	r := rest.NewRequest[topicOffsets](&getTopicOffsetsOperation, topic)
	r.QueryRequiredInt("time", int64(query.Time))
	return r
}

var alterTopicPartitionsSDKOperation = rest.Operation{
	Name:       "AlterTopicPartitions",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}/operation/partitions",
	Repeatable: false,
	Profiles:   []string{"K"},
	Timeout:    120 * time.Second,
}

// alterTopicPartitionsSDKQuery has the optional parameters of AlterTopicPartitionsSDK; what is zero is not sent.
type alterTopicPartitionsSDKQuery struct {
	Partitions int32
}

// newAlterTopicPartitionsSDKRequest is PUT /v1/topics/{topic}/operation/partitions.
func newAlterTopicPartitionsSDKRequest(topic string, query alterTopicPartitionsSDKQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&alterTopicPartitionsSDKOperation, topic)
	r.QueryRequiredInt("partitions", int64(query.Partitions))
	return r
}

var runProducerTestSDKOperation = rest.Operation{
	Name:       "RunProducerTest",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}/operation/producer-test",
	Repeatable: false,
	Profiles:   []string{"K"},
	Timeout:    600 * time.Second,
}

// runProducerTestSDKQuery has the optional parameters of RunProducerTestSDK; what is zero is not sent.
type runProducerTestSDKQuery struct {
	Messages int32
}

// newRunProducerTestSDKRequest is PUT /v1/topics/{topic}/operation/producer-test.
func newRunProducerTestSDKRequest(topic string, query runProducerTestSDKQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&runProducerTestSDKOperation, topic)
	r.QueryRequiredInt("messages", int64(query.Messages))
	return r
}

var runProducerTestTLSOperation = rest.Operation{
	Name:       "RunProducerTestTLS",
	Method:     http.MethodPut,
	Path:       "/v1/topics/{topic}/operation/producer-test-tls",
	Repeatable: false,
	Profiles:   []string{"K"},
	Timeout:    600 * time.Second,
}

// runProducerTestTLSQuery has the optional parameters of RunProducerTestTLS; what is zero is not sent.
type runProducerTestTLSQuery struct {
	Messages int32
}

// newRunProducerTestTLSRequest is PUT /v1/topics/{topic}/operation/producer-test-tls.
func newRunProducerTestTLSRequest(topic string, query runProducerTestTLSQuery) rest.Request[*toolAnswer] {
	r := rest.NewRequest[*toolAnswer](&runProducerTestTLSOperation, topic)
	r.QueryRequiredInt("messages", int64(query.Messages))
	return r
}
