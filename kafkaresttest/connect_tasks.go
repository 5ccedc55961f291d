package kafkaresttest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

type taskID struct {
	Connector string `json:"connector"`
	Task      int    `json:"task"`
}

type taskInfo struct {
	ID     taskID            `json:"id"`
	Config map[string]string `json:"config"`
}

type taskState struct {
	ID       int            `json:"id"`
	State    string         `json:"state"`
	WorkerID string         `json:"worker_id"`
	Trace    string         `json:"trace,omitzero"`
	Version  jsontext.Value `json:"version,omitzero"`
}

// describeTask wants the worker to be locked.
func (w *connectWorker) describeTask(c *connector, id int) taskState {
	t := c.tasks[id]
	return taskState{ID: id, State: t.state, WorkerID: w.address, Trace: t.trace, Version: w.versionOf(c)}
}

func (w *connectWorker) listTasks(rw http.ResponseWriter, r *http.Request) error {
	return w.readStored(r, func(c *connector) error {
		tasks := []taskInfo{}
		for i, config := range c.taskConfigs {
			tasks = append(tasks, taskInfo{taskID{c.name, i}, config})
		}
		return writeJSON(rw, http.StatusOK, tasks)
	})
}

func (w *connectWorker) listTaskConfigs(rw http.ResponseWriter, r *http.Request) error {
	if w.release.atLeast(4, 0) {
		return connectHTTPFailure(http.StatusNotFound)
	}
	return w.readStored(r, func(c *connector) error {
		configs := make(map[string]map[string]string)
		for i, config := range c.taskConfigs {
			configs[fmt.Sprintf("%s-%d", c.name, i)] = config
		}
		return writeJSON(rw, http.StatusOK, configs)
	})
}

// taskNumber reads the task of a path. What is no 32-bit integer is another
// path.
func taskNumber(r *http.Request) (int, error) {
	number, err := strconv.ParseInt(r.PathValue("task"), 10, 32)
	if err != nil {
		return 0, connectHTTPFailure(http.StatusNotFound)
	}
	return int(number), nil
}

func (w *connectWorker) getTaskStatus(rw http.ResponseWriter, r *http.Request) error {
	id, err := taskNumber(r)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	name := r.PathValue("connector")
	if c, ok := w.connectors[name]; ok && c.tasks[id] != nil && !w.joining.isOpen() {
		return writeJSON(rw, http.StatusOK, w.describeTask(c, id))
	}
	return connectFailure(http.StatusNotFound, "No status found for task %s-%d", name, id)
}

// restartTask answers when the task has been started again, which is no promise
// that it keeps running.
func (w *connectWorker) restartTask(rw http.ResponseWriter, r *http.Request) error {
	id, err := taskNumber(r)
	if err != nil {
		return err
	}
	if err := w.awaitChange(r.Context()); err != nil {
		return err
	}
	done, err := w.enqueueTaskRestart(r.PathValue("connector"), id)
	if err != nil {
		return err
	}
	if err := w.await(r.Context(), done, "restarting a task"); err != nil {
		return err
	}
	rw.WriteHeader(http.StatusNoContent)
	return nil
}

func (w *connectWorker) enqueueTaskRestart(name string, id int) (<-chan struct{}, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, exists := w.stored(name)
	if !exists {
		return nil, unknownConnectorToRestart(name)
	}
	if id < 0 || id >= len(c.taskConfigs) {
		return nil, connectFailure(http.StatusNotFound, "Unknown task: %s-%d", name, id)
	}
	return w.enqueue(c, func() { w.bounceTask(c, id) }), nil
}

// planRestart decides what a restart with flags restarts. The worker must be
// locked.
func planRestart(c *connector, includeTasks, onlyFailed bool) restartPlan {
	plan := restartPlan{instance: !onlyFailed || c.status.state == stateFailed}
	if !includeTasks {
		return plan
	}
	for _, id := range slices.Sorted(maps.Keys(c.tasks)) {
		if !onlyFailed || c.tasks[id].state == stateFailed {
			plan.tasks = append(plan.tasks, id)
		}
	}
	return plan
}

// describePlan is the status with what will be restarted shown as such, the
// traces of failed ones included. The worker must be locked.
func (w *connectWorker) describePlan(c *connector, plan restartPlan) connectorStateInfo {
	status := w.describeStatus(c)
	if plan.instance {
		status.Connector.State = stateRestarting
	}
	for i := range status.Tasks {
		if slices.Contains(plan.tasks, status.Tasks[i].ID) {
			status.Tasks[i].State = stateRestarting
		}
	}
	return status
}
