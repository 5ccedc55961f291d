package kafkaresttest

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

type connectorInfo struct {
	Name   string            `json:"name"`
	Config map[string]string `json:"config"`
	Tasks  []taskID          `json:"tasks"`
	Type   string            `json:"type"`
}

type connectorStateInfo struct {
	Name      string        `json:"name"`
	Connector instanceState `json:"connector"`
	Tasks     []taskState   `json:"tasks"`
	Type      string        `json:"type"`
}

type instanceState struct {
	State    string         `json:"state"`
	WorkerID string         `json:"worker_id"`
	Trace    string         `json:"trace,omitzero"`
	Version  jsontext.Value `json:"version,omitzero"`
}

type expandedConnector struct {
	Info   *connectorInfo      `json:"info,omitzero"`
	Status *connectorStateInfo `json:"status,omitzero"`
}

// The methods called describe… want the worker to be locked.

func (w *connectWorker) describe(c *connector) connectorInfo {
	info := connectorInfo{Name: c.name, Config: maps.Clone(c.config), Type: w.kindOf(c)}
	for i := range c.taskConfigs {
		info.Tasks = append(info.Tasks, taskID{c.name, i})
	}
	return info
}

func (w *connectWorker) describeStatus(c *connector) connectorStateInfo {
	status := connectorStateInfo{Name: c.name, Connector: w.describeInstance(c, *c.status), Type: w.kindOf(c)}
	for _, id := range slices.Sorted(maps.Keys(c.tasks)) {
		status.Tasks = append(status.Tasks, w.describeTask(c, id))
	}
	return status
}

func (w *connectWorker) describeInstance(c *connector, status reportedState) instanceState {
	return instanceState{State: status.state, WorkerID: w.address, Trace: status.trace, Version: w.versionOf(c)}
}

// kindOf returns the type of a connector: unknown when it is deleted or its
// class is missing.
func (w *connectWorker) kindOf(c *connector) string {
	if plugin, err := w.plugins.connector(c.config["connector.class"]); err == nil && c.stored {
		return plugin.kind
	}
	return "unknown"
}

// versionOf returns the version of a connector's class, null for one that is
// being deleted.
func (w *connectWorker) versionOf(c *connector) jsontext.Value {
	plugin, err := w.plugins.connector(c.config["connector.class"])
	switch {
	case err != nil || !w.release.atLeast(4, 1):
		return nil
	case !c.stored:
		return jsontext.Value("null")
	default:
		return quoteJSON(plugin.version)
	}
}

func (w *connectWorker) listConnectors(rw http.ResponseWriter, r *http.Request) error {
	expansions, expand := r.URL.Query()["expand"]
	w.mu.Lock()
	defer w.mu.Unlock()
	names := []string{}
	expanded := make(map[string]expandedConnector)
	for name, c := range w.connectors {
		if !c.stored || w.joining.isOpen() { // the configs have not been read yet
			continue
		}
		names = append(names, name)
		var entry expandedConnector
		if slices.Contains(expansions, "status") {
			if c.status == nil { // a connector without a status is left out, whatever else is asked for
				continue
			}
			status := w.describeStatus(c)
			entry.Status = &status
		}
		if slices.Contains(expansions, "info") {
			info := w.describe(c)
			entry.Info = &info
		}
		expanded[name] = entry
	}
	if expand {
		return writeJSON(rw, http.StatusOK, expanded)
	}
	return writeJSON(rw, http.StatusOK, names)
}

// readStored waits for the worker's loop and calls read with a connector.
func (w *connectWorker) readStored(r *http.Request, read func(*connector) error) error {
	if err := w.awaitRead(r.Context()); err != nil {
		return err
	}
	return w.onStored(r, connectorNotFound, read)
}

// onStored calls do with the connector that a request names, under the worker's
// lock.
func (w *connectWorker) onStored(r *http.Request, missing func(name string) error, do func(*connector) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := r.PathValue("connector")
	c, ok := w.stored(name)
	if !ok {
		return missing(name)
	}
	return do(c)
}

func (w *connectWorker) getConnector(rw http.ResponseWriter, r *http.Request) error {
	return w.readStored(r, func(c *connector) error {
		return writeJSON(rw, http.StatusOK, w.describe(c))
	})
}

func (w *connectWorker) getConnectorConfig(rw http.ResponseWriter, r *http.Request) error {
	return w.readStored(r, func(c *connector) error {
		return writeJSON(rw, http.StatusOK, c.config)
	})
}

func (w *connectWorker) getConnectorStatus(rw http.ResponseWriter, r *http.Request) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := r.PathValue("connector")
	c, ok := w.connectors[name]
	if !ok || c.status == nil || w.joining.isOpen() {
		return connectFailure(http.StatusNotFound, "No status found for connector %s", name)
	}
	return writeJSON(rw, http.StatusOK, w.describeStatus(c))
}

type createConnectorRequest struct {
	name   string
	config map[string]*string
	target targetState
}

func readCreateConnectorRequest(r *http.Request) (createConnectorRequest, error) {
	var request createConnectorRequest
	value, err := readValue(r)
	if err != nil {
		return request, err
	}
	members, err := objectMembers(value, "org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest", "name", "config", "initial_state")
	if err != nil {
		return request, err
	}
	name, err := jsonText(members["name"])
	if err != nil {
		return request, err
	}
	if name != nil {
		request.name = strings.TrimSpace(*name)
	}
	if config := members["config"]; config != nil && config.Kind() != 'n' {
		if request.config, err = textMap(config); err != nil {
			return request, err
		}
	}
	request.target, err = readInitialState(members["initial_state"])
	return request, err
}

func readInitialState(value jsontext.Value) (targetState, error) {
	state, err := jsonText(value)
	if err != nil || state == nil {
		return targetStarted, err
	}
	switch strings.ToUpper(*state) {
	case "RUNNING":
		return targetStarted, nil
	case "PAUSED":
		return targetPaused, nil
	case "STOPPED":
		return targetStopped, nil
	}
	return "", connectFailure(http.StatusInternalServerError,
		"Cannot construct instance of `InitialState`, problem: No enum constant %s", strings.ToUpper(*state))
}

func (w *connectWorker) createConnector(rw http.ResponseWriter, r *http.Request) error {
	request, err := readCreateConnectorRequest(r)
	if err != nil {
		return err
	}
	if request.config == nil {
		return nullBody
	}
	if err := checkConfiguredName(request.config, request.name); err != nil {
		return err
	}
	config, err := w.validConfig(request.config)
	if err != nil {
		return err
	}
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, exists := w.stored(request.name); exists {
		return connectFailure(http.StatusConflict, "Connector %s already exists", request.name)
	}
	return writeCreated(rw, r, w.store(request.name, config, request.target))
}

// store creates a connector and has it started. The worker must be locked.
func (w *connectWorker) store(name string, config map[string]string, target targetState) connectorInfo {
	c, known := w.connectors[name]
	if !known {
		c = &connector{name: name, tasks: make(map[int]*task), offsets: make(sourceOffsets)}
		w.connectors[name] = c
	}
	c.stored, c.config, c.target = true, config, target
	c.topics = make(map[string]bool)
	w.enqueue(c, func() { w.start(c) })
	return w.describe(c)
}

// templateVariable is what the builder of the Location stumbles over.
var templateVariable = regexp.MustCompile(`\{([^{}]*)\}`)

// locationKeeps undoes the escapes that the worker does not make, which is why
// a Location cannot always be used.
var locationKeeps = strings.NewReplacer("%2F", "/", "%3B", ";", "%2B", "+", "%3A", ":", "%40", "@", "%26", "&", "%3D", "=", "%27", "'")

// writeCreated answers that a connector was created. A name with braces fails
// here, after the fact.
func writeCreated(w http.ResponseWriter, r *http.Request, info connectorInfo) error {
	if variable := templateVariable.FindStringSubmatch(info.Name); variable != nil {
		return connectFailure(http.StatusInternalServerError, "The template variable '%s' has no value", variable[1])
	}
	w.Header().Set("Location", "http://"+r.Host+"/connectors/"+locationKeeps.Replace(url.PathEscape(info.Name)))
	return writeJSON(w, http.StatusCreated, info)
}

// checkConfiguredName gives a config the connector's name, or compares it with
// the one it has.
func checkConfiguredName(config map[string]*string, name string) error {
	configured := config["name"]
	if configured == nil {
		config["name"] = &name
		return nil
	}
	if *configured != name {
		return connectFailure(http.StatusBadRequest,
			"Connector name configuration (%s) doesn't match connector name in the URL (%s)", *configured, name)
	}
	return nil
}

func (w *connectWorker) putConnectorConfig(rw http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("connector")
	requested, err := readTextMap(r)
	if err != nil {
		return err
	}
	if err := checkConfiguredName(requested, name); err != nil {
		return err
	}
	config, err := w.validConfig(requested)
	if err != nil {
		return err
	}
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	c, exists := w.stored(name)
	if !exists {
		return writeCreated(rw, r, w.store(name, config, targetStarted))
	}
	return writeJSON(rw, http.StatusOK, w.reconfigure(c, config))
}

// reconfigure replaces a connector's config and bounces the connector, even
// when nothing has changed. The worker must be locked.
func (w *connectWorker) reconfigure(c *connector, config map[string]string) connectorInfo {
	c.config = config
	w.enqueue(c, func() { w.bounce(c) })
	return w.describe(c)
}

// patchConnectorConfig does not compare the name in the config with the
// connector's.
func (w *connectWorker) patchConnectorConfig(rw http.ResponseWriter, r *http.Request) error {
	patch, err := readTextMap(r)
	if err != nil {
		return err
	}
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	return w.onStored(r, connectorNotFound, func(c *connector) error {
		merged := make(map[string]*string, len(c.config))
		for key, value := range c.config {
			merged[key] = &value
		}
		for key, value := range patch {
			merged[key] = value
			if value == nil {
				delete(merged, key)
			}
		}
		config, err := w.validate(merged).config(w.release)
		if err != nil {
			return err
		}
		return writeJSON(rw, http.StatusOK, w.reconfigure(c, config))
	})
}

// deleteConnector forgets the config at once. The status lingers until
// everything has stopped, the offsets stay.
func (w *connectWorker) deleteConnector(rw http.ResponseWriter, r *http.Request) error {
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	return w.onStored(r, connectorNotFound, func(c *connector) error {
		c.stored, c.taskConfigs, c.applied, c.topics = false, nil, nil, nil
		w.enqueue(c, func() { w.remove(c) })
		rw.WriteHeader(http.StatusNoContent)
		return nil
	})
}

func (w *connectWorker) pauseConnector(rw http.ResponseWriter, r *http.Request) error {
	return w.setTarget(rw, r, targetPaused)
}

func (w *connectWorker) resumeConnector(rw http.ResponseWriter, r *http.Request) error {
	return w.setTarget(rw, r, targetStarted)
}

func (w *connectWorker) setTarget(rw http.ResponseWriter, r *http.Request, target targetState) error {
	return w.onStored(r, unknownConnector, func(c *connector) error {
		c.target = target
		w.enqueue(c, func() { w.applyTarget(c) })
		rw.WriteHeader(http.StatusAccepted)
		return nil
	})
}

// stopConnector empties the list of tasks at once; the tasks themselves stop
// later.
func (w *connectWorker) stopConnector(rw http.ResponseWriter, r *http.Request) error {
	if err := w.awaitLoop(r.Context()); err != nil {
		return err
	}
	return w.onStored(r, unknownConnector, func(c *connector) error {
		c.target, c.taskConfigs, c.applied = targetStopped, nil, nil
		w.enqueue(c, func() { w.applyTarget(c) })
		rw.WriteHeader(http.StatusNoContent)
		return nil
	})
}

func (w *connectWorker) restartConnector(rw http.ResponseWriter, r *http.Request) error {
	if err := w.awaitChange(r.Context()); err != nil {
		return err
	}
	includeTasks, onlyFailed := boolParameter(r, "includeTasks", false), boolParameter(r, "onlyFailed", false)
	if !includeTasks && !onlyFailed {
		return w.restartInstance(rw, r)
	}
	return w.onStored(r, unknownConnectorToRestart, func(c *connector) error {
		if c.status == nil {
			return connectFailure(http.StatusNotFound, "Status for connector %s not found", c.name)
		}
		plan := planRestart(c, includeTasks, onlyFailed)
		w.enqueue(c, func() { w.restart(c, plan) })
		return writeJSON(rw, http.StatusAccepted, w.describePlan(c, plan))
	})
}

// restartInstance restarts a connector without its tasks and waits for it.
func (w *connectWorker) restartInstance(rw http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("connector")
	w.mu.Lock()
	c, exists := w.stored(name)
	if !exists {
		w.mu.Unlock()
		return unknownConnectorToRestart(name)
	}
	started := false
	done := w.enqueue(c, func() { started = w.bounce(c) })
	w.mu.Unlock()
	if err := w.await(r.Context(), done, "restarting connector "+name); err != nil {
		return err
	}
	if !started {
		return connectFailure(http.StatusInternalServerError, "Failed to start connector: %s", name)
	}
	rw.WriteHeader(http.StatusNoContent)
	return nil
}
