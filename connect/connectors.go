package connect

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListConnectors returns the names of the connectors, in no order. While a
// worker starts there are none, see WaitReady. From Kafka Connect 101, Kafka
// Connect's REST API.
func (c *Client) ListConnectors(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return rest.Fetch(ctx, c.rest, rest.Request[[]string](newListConnectorsRequest(listConnectorsQuery{})), opts)
}

// ExpandConnectorsOptions say what ExpandConnectors tells of each connector:
// all of it where nothing is set.
type ExpandConnectorsOptions struct {
	// Info asks for the connector with its config.
	Info bool
	// Status asks for the states. A connector whose state is not known yet, as
	// right after it was created, is left out then.
	Status bool
}

// ExpandConnectors returns the connectors by name with what options ask for, in
// one call. Workers have it since Kafka 2.3; older ones answer with names
// alone, which is an error. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) ExpandConnectors(ctx context.Context, options *ExpandConnectorsOptions, opts ...kafkarest.CallOption) (map[string]ExpandedConnector, error) {
	o := rest.ValueOf(options)
	if !o.Info && !o.Status {
		o.Info, o.Status = true, true
	}
	var expand []string
	if o.Info {
		expand = append(expand, "info")
	}
	if o.Status {
		expand = append(expand, "status")
	}
	r := newListConnectorsRequest(listConnectorsQuery{Expand: expand})
	connectors, err := rest.Fetch(ctx, c.rest, rest.Request[map[string]ExpandedConnector](r), opts)
	return connectors, rest.Named("ExpandConnectors", err)
}

// GetConnector returns a connector with its config and the identifiers of its
// tasks. One that does not exist is [kafkarest.ErrNotFound]. From Kafka Connect
// 101, Kafka Connect's REST API.
func (c *Client) GetConnector(ctx context.Context, name string, opts ...kafkarest.CallOption) (*Connector, error) {
	return rest.Fetch(ctx, c.rest, check(c, name, newGetConnectorRequest(name)), opts)
}

// GetConnectorConfig returns the config of a connector, secrets included
// unless they are references. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) GetConnectorConfig(ctx context.Context, name string, opts ...kafkarest.CallOption) (Config, error) {
	return rest.Fetch(ctx, c.rest, check(c, name, newGetConnectorConfigRequest(name)), opts)
}

// CreateConnectorOptions are the optional inputs of CreateConnector.
type CreateConnectorOptions struct {
	// InitialState is the state to begin in, InitialStateRunning if it is empty.
	// Workers take it since Kafka 3.7; with older ones the call is
	// [errors.ErrUnsupported], and nothing is created.
	InitialState InitialState
}

var initialStates = []InitialState{"", InitialStateRunning, InitialStatePaused, InitialStateStopped}

// CreateConnector creates a connector, which starts later: see
// WaitForConnector. PutConnector does the same and can be repeated.
//
// A name that exists is [kafkarest.ErrAlreadyExists], a config that is not
// valid [kafkarest.ErrInvalid], and [ErrUnknownClass] too if the worker has no
// such connector. A call that ends without an answer, or after the worker's 90
// seconds, says that its outcome is unknown; it is not sent again. From Kafka
// Connect 101, Kafka Connect's REST API.
func (c *Client) CreateConnector(ctx context.Context, name string, config Config, options *CreateConnectorOptions, opts ...kafkarest.CallOption) (*Connector, error) {
	body := createConnectorBody{Name: name, Config: config, InitialState: rest.ValueOf(options).InitialState}
	r := check(c, name, newCreateConnectorRequest(body))
	switch {
	case strings.TrimSpace(name) != name:
		r.Refuse("the connector's name begins or ends with white space, which the worker would cut off")
	case config["name"] != "" && config["name"] != name:
		r.Refuse("the config names another connector")
	case !slices.Contains(initialStates, body.InitialState):
		r.Refuse(fmt.Sprintf("the initial state %q is none of RUNNING, PAUSED and STOPPED", body.InitialState))
	}
	return rest.Fetch(ctx, c.rest, r, opts)
}

// PutResult is what PutConnector did.
type PutResult struct {
	Connector
	// Created is set when the connector did not exist before. A call that was
	// repeated after a lost answer may have created it although this is false.
	Created bool `json:"created"`
}

// PutConnector creates a connector or replaces its whole config; keys that are
// left out are dropped. A connector that exists is started anew, also when
// nothing changes, unless it is paused or stopped. That happens later: see
// WaitForConnector, which may see the state from before for a moment. Errors
// are those of CreateConnector, but for the name that exists. From Kafka
// Connect 101, Kafka Connect's REST API.
func (c *Client) PutConnector(ctx context.Context, name string, config Config, opts ...kafkarest.CallOption) (*PutResult, error) {
	r := check(c, name, newPutConnectorRequest(name, config))
	if config["name"] != "" && config["name"] != name {
		r.Refuse("the config names another connector")
	}
	if config == nil {
		r.Refuse("the config is nil")
	}
	connector, answer, err := rest.FetchAnswer(ctx, c.rest, r, opts)
	if err != nil {
		return nil, err
	}
	return &PutResult{Connector: *connector, Created: answer.StatusCode == http.StatusCreated}, nil
}

// PatchConnectorConfig sets some keys of a connector's config and removes
// others; the rest stays. The name of a connector cannot be changed. Workers
// have it since Kafka 3.8. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) PatchConnectorConfig(ctx context.Context, name string, set Config, remove []string, opts ...kafkarest.CallOption) (*Connector, error) {
	patch := make(configPatch, len(set)+len(remove))
	for key, value := range set {
		patch[key] = new(value)
	}
	for _, key := range remove {
		patch[key] = nil
	}
	r := check(c, name, newPatchConnectorConfigRequest(name, patch))
	if _, named := patch["name"]; named {
		r.Refuse("the name of a connector cannot be changed")
	}
	if len(patch) < len(set)+len(remove) {
		r.Refuse("a key is both set and removed")
	}
	r.HideFound(c.findSecrets(name, opts))
	return rest.Fetch(ctx, c.rest, r, opts)
}

// DeleteConnector deletes a connector. Its tasks stop later, see
// WaitForConnectorGone; its offsets stay, and a connector of the same name goes
// on from them. One that does not exist is [kafkarest.ErrNotFound], and
// [kafkarest.ErrOutcomeUnknown] too after an attempt whose answer was lost:
// that one may have deleted it. From Kafka Connect 101, Kafka Connect's REST
// API.
func (c *Client) DeleteConnector(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, check(c, name, newDeleteConnectorRequest(name)), opts)
}

// GetConnectorStatus returns the states of a connector and its tasks, as far
// as they were reported: a worker that died cannot correct what it said. It is
// [kafkarest.ErrNotFound] also for a connector that has just been created. The
// traces of failures are as the worker gives them, and may hold values of the
// config. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) GetConnectorStatus(ctx context.Context, name string, opts ...kafkarest.CallOption) (*ConnectorStatus, error) {
	r := check(c, name, newGetConnectorStatusRequest(name))
	r.HideFound(c.findSecrets(name, opts))
	return rest.Fetch(ctx, c.rest, r, opts)
}

// RestartConnectorOptions are the optional inputs of RestartConnector. Workers
// take them since Kafka 3.0; with older ones, which restart the connector
// alone, the call is [errors.ErrUnsupported].
type RestartConnectorOptions struct {
	// IncludeTasks restarts the tasks too.
	IncludeTasks bool
	// OnlyFailed restarts only what has failed.
	OnlyFailed bool
}

// A RestartPlan is what a worker says it will restart: the states, where
// StateRestarting is what will be restarted, with the trace of its failure.
type RestartPlan struct {
	ConnectorStatus
	// AcceptedAt is when the worker's answer came, by the clock of the caller.
	AcceptedAt time.Time `json:"accepted_at"`
}

// RestartConnector restarts a connector. Without options it restarts the
// connector alone, not its tasks, and waits until it has started; the plan is
// nil then. With one of them it returns the plan. The restart itself comes
// later: see WaitForRestart. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) RestartConnector(ctx context.Context, name string, options *RestartConnectorOptions, opts ...kafkarest.CallOption) (*RestartPlan, error) {
	query := restartConnectorQuery(rest.ValueOf(options))
	r := check(c, name, newRestartConnectorRequest(name, query))
	r.HideFound(c.findSecrets(name, opts))
	planned, err := rest.Fetch(ctx, c.rest, r, opts)
	switch {
	case err != nil:
		return nil, err
	case planned != nil:
		return &RestartPlan{ConnectorStatus: *planned, AcceptedAt: time.Now()}, nil
	case query != (restartConnectorQuery{}):
		return nil, ignored(restartConnectorOperation.Name, "a restart with options", "3.0")
	}
	return nil, nil
}

// RestartFailed restarts the connector if it has failed, and those of its
// tasks that have: it is RestartConnector with both of its options, and returns
// the plan, without StateRestarting if there is nothing to restart. The restart
// itself comes later: see WaitForRestart. From Kafka Connect's REST API.
func (c *Client) RestartFailed(ctx context.Context, name string, opts ...kafkarest.CallOption) (*RestartPlan, error) {
	plan, err := c.RestartConnector(ctx, name, &RestartConnectorOptions{IncludeTasks: true, OnlyFailed: true}, opts...)
	return plan, rest.Named("RestartFailed", err)
}

// PauseConnector suspends a connector and its tasks. The worker accepts it and
// does it later, one after the other: see WaitForConnector. What has failed
// stays failed. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) PauseConnector(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, check(c, name, newPauseConnectorRequest(name)), opts)
}

// ResumeConnector lets a connector go on that is paused or stopped. The worker
// accepts it and does it later: see WaitForConnector. What has failed stays
// failed, see RestartFailed. From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) ResumeConnector(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, check(c, name, newResumeConnectorRequest(name)), opts)
}

// StopConnector stops a connector and removes its tasks; its config and its
// offsets stay, and offsets can be changed then. The worker accepts it and does
// it later: see WaitForConnector. Workers have it since Kafka 3.5. From Kafka
// Connect 101, Kafka Connect's REST API.
func (c *Client) StopConnector(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, check(c, name, newStopConnectorRequest(name)), opts)
}
