// Code generated from specs/connect.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package connect

import (
	"net/http"
	"strconv"
	"time"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var getServerInfoOperation = rest.Operation{
	Name:       "GetServerInfo",
	Method:     http.MethodGet,
	Path:       "/",
	Repeatable: true,
	Local:      true,
}

// newGetServerInfoRequest is GET /.
func newGetServerInfoRequest() rest.Request[*ServerInfo] {
	return rest.NewRequest[*ServerInfo](&getServerInfoOperation)
}

var listLoggersOperation = rest.Operation{
	Name:       "ListLoggers",
	Method:     http.MethodGet,
	Path:       "/admin/loggers",
	Repeatable: true,
	Local:      true,
	Since:      "2.4",
}

// newListLoggersRequest is GET /admin/loggers.
func newListLoggersRequest() rest.Request[loggers] {
	return rest.NewRequest[loggers](&listLoggersOperation)
}

var getLoggerOperation = rest.Operation{
	Name:       "GetLogger",
	Method:     http.MethodGet,
	Path:       "/admin/loggers/{logger}",
	Repeatable: true,
	Local:      true,
	Since:      "2.4",
}

// newGetLoggerRequest is GET /admin/loggers/{logger}.
func newGetLoggerRequest(logger string) rest.Request[*Logger] {
	return rest.NewRequest[*Logger](&getLoggerOperation, logger)
}

var setLoggerLevelOperation = rest.Operation{
	Name:       "SetLoggerLevel",
	Method:     http.MethodPut,
	Path:       "/admin/loggers/{logger}",
	Repeatable: true,
	Local:      true,
	Optional:   true,
	Since:      "2.4",
}

// setLoggerLevelQuery has the optional parameters of SetLoggerLevel; what is zero is not sent.
type setLoggerLevelQuery struct {
	Scope string
}

// newSetLoggerLevelRequest is PUT /admin/loggers/{logger}.
func newSetLoggerLevelRequest(logger string, query setLoggerLevelQuery, body setLevelBody) rest.Request[[]string] {
	r := rest.NewRequest[[]string](&setLoggerLevelOperation, logger)
	r.QueryString("scope", query.Scope)
	r.JSON(body)
	return r
}

var listPluginsOperation = rest.Operation{
	Name:       "ListPlugins",
	Method:     http.MethodGet,
	Path:       "/connector-plugins",
	Repeatable: true,
	Local:      true,
}

// listPluginsQuery has the optional parameters of ListPlugins; what is zero is not sent.
type listPluginsQuery struct {
	ConnectorsOnly string
}

// newListPluginsRequest is GET /connector-plugins.
func newListPluginsRequest(query listPluginsQuery) rest.Request[[]Plugin] {
	r := rest.NewRequest[[]Plugin](&listPluginsOperation)
	r.QueryString("connectorsOnly", query.ConnectorsOnly)
	return r
}

var getPluginConfigOperation = rest.Operation{
	Name:       "GetPluginConfig",
	Method:     http.MethodGet,
	Path:       "/connector-plugins/{plugin}/config",
	Repeatable: true,
	Local:      true,
	Since:      "3.2",
}

// getPluginConfigQuery has the optional parameters of GetPluginConfig; what is zero is not sent.
type getPluginConfigQuery struct {
	Version string
}

// newGetPluginConfigRequest is GET /connector-plugins/{plugin}/config.
func newGetPluginConfigRequest(plugin string, query getPluginConfigQuery) rest.Request[[]ConfigDefinition] {
	r := rest.NewRequest[[]ConfigDefinition](&getPluginConfigOperation, plugin)
	r.QueryString("version", query.Version)
	return r
}

var validateConfigOperation = rest.Operation{
	Name:       "ValidateConfig",
	Method:     http.MethodPut,
	Path:       "/connector-plugins/{plugin}/config/validate",
	Repeatable: true,
	Local:      true,
	Timeout:    100 * time.Second,
}

// newValidateConfigRequest is PUT /connector-plugins/{plugin}/config/validate.
func newValidateConfigRequest(plugin string, body Config) rest.Request[*Validation] {
	r := rest.NewRequest[*Validation](&validateConfigOperation, plugin)
	r.JSON(body)
	return r
}

var listConnectorsOperation = rest.Operation{
	Name:       "ListConnectors",
	Method:     http.MethodGet,
	Path:       "/connectors",
	Repeatable: true,
}

// listConnectorsQuery has the optional parameters of ListConnectors; what is zero is not sent.
type listConnectorsQuery struct {
	Expand []string
}

// newListConnectorsRequest is GET /connectors.
func newListConnectorsRequest(query listConnectorsQuery) rest.Request[connectorList] {
	r := rest.NewRequest[connectorList](&listConnectorsOperation)
	r.QueryStrings("expand", query.Expand)
	return r
}

var createConnectorOperation = rest.Operation{
	Name:       "CreateConnector",
	Method:     http.MethodPost,
	Path:       "/connectors",
	Repeatable: false,
	Timeout:    100 * time.Second,
}

// newCreateConnectorRequest is POST /connectors.
func newCreateConnectorRequest(body createConnectorBody) rest.Request[*Connector] {
	r := rest.NewRequest[*Connector](&createConnectorOperation)
	r.JSON(body)
	return r
}

var deleteConnectorOperation = rest.Operation{
	Name:       "DeleteConnector",
	Method:     http.MethodDelete,
	Path:       "/connectors/{connector}",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newDeleteConnectorRequest is DELETE /connectors/{connector}.
func newDeleteConnectorRequest(connector string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&deleteConnectorOperation, connector)
}

var getConnectorOperation = rest.Operation{
	Name:       "GetConnector",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newGetConnectorRequest is GET /connectors/{connector}.
func newGetConnectorRequest(connector string) rest.Request[*Connector] {
	return rest.NewRequest[*Connector](&getConnectorOperation, connector)
}

var getConnectorConfigOperation = rest.Operation{
	Name:       "GetConnectorConfig",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/config",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newGetConnectorConfigRequest is GET /connectors/{connector}/config.
func newGetConnectorConfigRequest(connector string) rest.Request[Config] {
	return rest.NewRequest[Config](&getConnectorConfigOperation, connector)
}

var patchConnectorConfigOperation = rest.Operation{
	Name:       "PatchConnectorConfig",
	Method:     http.MethodPatch,
	Path:       "/connectors/{connector}/config",
	Repeatable: true,
	Since:      "3.8",
	Timeout:    100 * time.Second,
}

// newPatchConnectorConfigRequest is PATCH /connectors/{connector}/config.
func newPatchConnectorConfigRequest(connector string, body configPatch) rest.Request[*Connector] {
	r := rest.NewRequest[*Connector](&patchConnectorConfigOperation, connector)
	r.JSON(body)
	return r
}

var putConnectorOperation = rest.Operation{
	Name:       "PutConnector",
	Method:     http.MethodPut,
	Path:       "/connectors/{connector}/config",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newPutConnectorRequest is PUT /connectors/{connector}/config.
func newPutConnectorRequest(connector string, body Config) rest.Request[*Connector] {
	r := rest.NewRequest[*Connector](&putConnectorOperation, connector)
	r.JSON(body)
	return r
}

var resetOffsetsOperation = rest.Operation{
	Name:       "ResetOffsets",
	Method:     http.MethodDelete,
	Path:       "/connectors/{connector}/offsets",
	Repeatable: true,
	Since:      "3.6",
	Timeout:    100 * time.Second,
}

// newResetOffsetsRequest is DELETE /connectors/{connector}/offsets.
func newResetOffsetsRequest(connector string) rest.Request[*message] {
	return rest.NewRequest[*message](&resetOffsetsOperation, connector)
}

var getOffsetsOperation = rest.Operation{
	Name:       "GetOffsets",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/offsets",
	Repeatable: true,
	Since:      "3.5",
	Timeout:    100 * time.Second,
}

// newGetOffsetsRequest is GET /connectors/{connector}/offsets.
func newGetOffsetsRequest(connector string) rest.Request[*offsetList] {
	return rest.NewRequest[*offsetList](&getOffsetsOperation, connector)
}

var alterOffsetsOperation = rest.Operation{
	Name:       "AlterOffsets",
	Method:     http.MethodPatch,
	Path:       "/connectors/{connector}/offsets",
	Repeatable: true,
	Since:      "3.6",
	Timeout:    100 * time.Second,
}

// newAlterOffsetsRequest is PATCH /connectors/{connector}/offsets.
func newAlterOffsetsRequest(connector string, body offsetList) rest.Request[*message] {
	r := rest.NewRequest[*message](&alterOffsetsOperation, connector)
	r.JSON(body)
	return r
}

var pauseConnectorOperation = rest.Operation{
	Name:       "PauseConnector",
	Method:     http.MethodPut,
	Path:       "/connectors/{connector}/pause",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newPauseConnectorRequest is PUT /connectors/{connector}/pause.
func newPauseConnectorRequest(connector string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&pauseConnectorOperation, connector)
}

var restartConnectorOperation = rest.Operation{
	Name:       "RestartConnector",
	Method:     http.MethodPost,
	Path:       "/connectors/{connector}/restart",
	Repeatable: false,
	Optional:   true,
	Timeout:    100 * time.Second,
}

// restartConnectorQuery has the optional parameters of RestartConnector; what is zero is not sent.
type restartConnectorQuery struct {
	IncludeTasks bool
	OnlyFailed   bool
}

// newRestartConnectorRequest is POST /connectors/{connector}/restart.
func newRestartConnectorRequest(connector string, query restartConnectorQuery) rest.Request[*ConnectorStatus] {
	r := rest.NewRequest[*ConnectorStatus](&restartConnectorOperation, connector)
	r.QueryBool("includeTasks", query.IncludeTasks)
	r.QueryBool("onlyFailed", query.OnlyFailed)
	return r
}

var resumeConnectorOperation = rest.Operation{
	Name:       "ResumeConnector",
	Method:     http.MethodPut,
	Path:       "/connectors/{connector}/resume",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newResumeConnectorRequest is PUT /connectors/{connector}/resume.
func newResumeConnectorRequest(connector string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&resumeConnectorOperation, connector)
}

var getConnectorStatusOperation = rest.Operation{
	Name:       "GetConnectorStatus",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/status",
	Repeatable: true,
}

// newGetConnectorStatusRequest is GET /connectors/{connector}/status.
func newGetConnectorStatusRequest(connector string) rest.Request[*ConnectorStatus] {
	return rest.NewRequest[*ConnectorStatus](&getConnectorStatusOperation, connector)
}

var stopConnectorOperation = rest.Operation{
	Name:       "StopConnector",
	Method:     http.MethodPut,
	Path:       "/connectors/{connector}/stop",
	Repeatable: true,
	Since:      "3.5",
	Timeout:    100 * time.Second,
}

// newStopConnectorRequest is PUT /connectors/{connector}/stop.
func newStopConnectorRequest(connector string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&stopConnectorOperation, connector)
}

var listTasksOperation = rest.Operation{
	Name:       "ListTasks",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/tasks",
	Repeatable: true,
	Timeout:    100 * time.Second,
}

// newListTasksRequest is GET /connectors/{connector}/tasks.
func newListTasksRequest(connector string) rest.Request[[]Task] {
	return rest.NewRequest[[]Task](&listTasksOperation, connector)
}

var listTaskConfigsOperation = rest.Operation{
	Name:       "ListTaskConfigs",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/tasks-config",
	Repeatable: true,
	Since:      "2.8",
	Until:      "3.9",
	Timeout:    100 * time.Second,
}

// newListTaskConfigsRequest is GET /connectors/{connector}/tasks-config.
func newListTaskConfigsRequest(connector string) rest.Request[taskConfigs] {
	return rest.NewRequest[taskConfigs](&listTaskConfigsOperation, connector)
}

var restartTaskOperation = rest.Operation{
	Name:       "RestartTask",
	Method:     http.MethodPost,
	Path:       "/connectors/{connector}/tasks/{task}/restart",
	Repeatable: false,
	Timeout:    100 * time.Second,
}

// newRestartTaskRequest is POST /connectors/{connector}/tasks/{task}/restart.
func newRestartTaskRequest(connector string, task int32) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&restartTaskOperation, connector, strconv.FormatInt(int64(task), 10))
	r.Natural("task", int64(task))
	return r
}

var getTaskStatusOperation = rest.Operation{
	Name:       "GetTaskStatus",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/tasks/{task}/status",
	Repeatable: true,
}

// newGetTaskStatusRequest is GET /connectors/{connector}/tasks/{task}/status.
func newGetTaskStatusRequest(connector string, task int32) rest.Request[*TaskStatus] {
	r := rest.NewRequest[*TaskStatus](&getTaskStatusOperation, connector, strconv.FormatInt(int64(task), 10))
	r.Natural("task", int64(task))
	return r
}

var getActiveTopicsOperation = rest.Operation{
	Name:       "GetActiveTopics",
	Method:     http.MethodGet,
	Path:       "/connectors/{connector}/topics",
	Repeatable: true,
	Since:      "2.5",
}

// newGetActiveTopicsRequest is GET /connectors/{connector}/topics.
func newGetActiveTopicsRequest(connector string) rest.Request[activeTopics] {
	return rest.NewRequest[activeTopics](&getActiveTopicsOperation, connector)
}

var resetActiveTopicsOperation = rest.Operation{
	Name:       "ResetActiveTopics",
	Method:     http.MethodPut,
	Path:       "/connectors/{connector}/topics/reset",
	Repeatable: true,
	Since:      "2.5",
}

// newResetActiveTopicsRequest is PUT /connectors/{connector}/topics/reset.
func newResetActiveTopicsRequest(connector string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&resetActiveTopicsOperation, connector)
}

var getHealthOperation = rest.Operation{
	Name:       "GetHealth",
	Method:     http.MethodGet,
	Path:       "/health",
	Repeatable: true,
	Local:      true,
	Results:    []int{500, 503},
	Since:      "3.9",
}

// newGetHealthRequest is GET /health.
func newGetHealthRequest() rest.Request[*Health] {
	return rest.NewRequest[*Health](&getHealthOperation)
}
