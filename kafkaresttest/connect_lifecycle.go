package kafkaresttest

import (
	"context"
	"maps"
	"slices"
)

// The methods of this file run in a connector's own goroutine, one after
// another, and report every state in a step of its own. Before each they look
// again at what is asked of the connector, which may have changed.

// States as they are reported.
const (
	stateUnassigned = "UNASSIGNED"
	stateRunning    = "RUNNING"
	statePaused     = "PAUSED"
	stateStopped    = "STOPPED"
	stateFailed     = "FAILED"
	stateRestarting = "RESTARTING"
)

// stateOf is the state that a connector has when it has started.
func stateOf(target targetState) string {
	switch target {
	case targetPaused:
		return statePaused
	case targetStopped:
		return stateStopped
	default:
		return stateRunning
	}
}

// start starts a connector and then its tasks. It returns false when the
// connector has not started.
func (w *connectWorker) start(c *connector) bool {
	if !w.step() || !w.startInstance(c) {
		return false
	}
	w.runTasks(c)
	return true
}

// startInstance starts the connector itself, with the state that is asked for.
func (w *connectWorker) startInstance(c *connector) (started bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !c.stored {
		return false
	}
	if _, err := w.plugins.connector(c.config["connector.class"]); err != nil {
		c.status = &reportedState{stateFailed, stackTrace("org.apache.kafka.connect.errors.ConnectException", err.Error())}
		return false
	}
	c.status = &reportedState{state: stateOf(c.target)}
	return true
}

// bounce stops a connector and starts it again. Its tasks are started again
// when what they are configured with has changed.
func (w *connectWorker) bounce(c *connector) bool {
	if !w.step() {
		return false
	}
	w.update(func() {
		if c.status != nil {
			c.status = &reportedState{state: stateUnassigned}
		}
	})
	return w.start(c)
}

// runTasks makes the tasks of a connector what its config says and runs those
// that do not run. Failed ones stay failed unless their config has changed.
func (w *connectWorker) runTasks(c *connector) {
	if !w.step() {
		return
	}
	var changed, wanted bool
	var configs []map[string]string
	w.update(func() {
		wanted = w.wantsTasks(c)
		if wanted {
			configs = w.taskConfigs(c)
			changed = !maps.Equal(c.applied, c.config) || len(configs) != len(c.taskConfigs)
		}
	})
	if !wanted {
		return
	}
	if changed {
		w.haltTasks(c, w.taskIDs(c))
		w.update(func() {
			if w.wantsTasks(c) {
				c.taskConfigs, c.applied = configs, maps.Clone(c.config)
				maps.DeleteFunc(c.tasks, func(id int, _ *task) bool { return id >= len(configs) })
			}
		})
	}
	for id := range configs {
		if !w.step() {
			return
		}
		if changed || !w.hasStarted(c, id) {
			w.startTask(c, id)
		}
	}
}

// wantsTasks says whether a connector should have tasks that run. The worker
// must be locked.
func (w *connectWorker) wantsTasks(c *connector) bool {
	return c.stored && c.target == targetStarted && c.status != nil && c.status.state == stateRunning
}

// hasStarted says whether a task runs, or has failed.
func (w *connectWorker) hasStarted(c *connector, id int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, ok := c.tasks[id]
	return ok && (t.state == stateRunning || t.state == stateFailed)
}

func (w *connectWorker) taskIDs(c *connector) []int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(c.tasks))
}

// taskConfigs returns what a connector makes for its tasks. The worker must be
// locked.
func (w *connectWorker) taskConfigs(c *connector) []map[string]string {
	plugin, err := w.plugins.connector(c.config["connector.class"])
	if err != nil {
		return nil
	}
	configs := make([]map[string]string, plugin.taskCount(c.config))
	for i := range configs {
		configs[i] = maps.Clone(c.config)
		configs[i]["task.class"] = plugin.taskClass()
	}
	return configs
}

// startTask starts a task that does not run, or reports it as paused when its
// connector is.
func (w *connectWorker) startTask(c *connector, id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !c.stored || id >= len(c.taskConfigs) {
		return
	}
	t := &task{reportedState: reportedState{state: stateRunning}}
	c.tasks[id] = t
	plugin, err := w.plugins.connector(c.config["connector.class"])
	switch {
	case err != nil:
		t.fail(err)
	case c.target == targetPaused:
		t.state = statePaused
	case plugin.open != nil:
		run, err := plugin.open(w, c, c.taskConfigs[id])
		if err != nil {
			t.fail(err)
			return
		}
		w.launch(t, run)
	}
}

// launch runs a task until it is halted, fails or the worker ends. The worker
// must be locked.
func (w *connectWorker) launch(t *task, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(w.ctx)
	done := make(chan struct{})
	t.halt = func() {
		cancel()
		<-done
	}
	w.running.Go(func() {
		defer close(done)
		defer cancel()
		if err := run(ctx); err != nil {
			w.update(func() { t.fail(err) })
		}
	})
}

func (t *task) fail(err error) {
	t.state, t.trace = stateFailed, stackTrace("org.apache.kafka.connect.errors.ConnectException", err.Error())
}

// stackTrace is a stack trace in the form of the workers.
func stackTrace(class, message string) string {
	return class + ": " + message + "\n" +
		"\tat org.apache.kafka.connect.runtime.WorkerTask.doStart(WorkerTask.java)\n" +
		"\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java)\n"
}

// haltTask stops what a task runs. The reported state stays.
func (w *connectWorker) haltTask(c *connector, id int) {
	w.mu.Lock()
	t, ok := c.tasks[id]
	w.mu.Unlock()
	if ok && t.halt != nil {
		t.halt()
	}
}

// haltTasks stops tasks and reports them as unassigned. Failed ones keep
// showing that.
func (w *connectWorker) haltTasks(c *connector, ids []int) {
	for _, id := range ids {
		w.haltTask(c, id)
		w.update(func() {
			if t, ok := c.tasks[id]; ok && t.state != stateFailed {
				t.state = stateUnassigned
			}
		})
	}
}

// applyTarget brings a connector into the state that is asked for.
func (w *connectWorker) applyTarget(c *connector) {
	if !w.step() {
		return
	}
	var target targetState
	var reported string
	w.update(func() {
		if c.stored && c.status != nil {
			target, reported = c.target, c.status.state
		}
	})
	switch {
	case target == targetStopped:
		w.stop(c)
	case reported == stateFailed: // accepted, but only the next start looks at it
	case target == targetPaused:
		w.pause(c)
	case target == targetStarted:
		w.resume(c)
	}
}

// stop stops a connector in any state and removes its tasks.
func (w *connectWorker) stop(c *connector) {
	w.update(func() { c.status = &reportedState{state: stateStopped} })
	w.removeTasks(c)
}

func (w *connectWorker) removeTasks(c *connector) {
	ids := w.taskIDs(c)
	w.haltTasks(c, ids)
	for _, id := range ids {
		if !w.step() {
			return
		}
		w.update(func() { delete(c.tasks, id) })
	}
}

func (w *connectWorker) pause(c *connector) {
	w.update(func() { c.status = &reportedState{state: statePaused} })
	for _, id := range w.taskIDs(c) {
		if !w.step() {
			return
		}
		w.haltTask(c, id)
		w.update(func() {
			if t, ok := c.tasks[id]; ok && t.state != stateFailed {
				t.state = statePaused
			}
		})
	}
}

func (w *connectWorker) resume(c *connector) {
	w.update(func() { c.status = &reportedState{state: stateRunning} })
	w.runTasks(c)
}

// remove takes back everything that was reported of a deleted connector.
func (w *connectWorker) remove(c *connector) {
	if !w.step() {
		return
	}
	w.update(func() {
		if c.status != nil {
			c.status = &reportedState{state: stateUnassigned}
		}
	})
	w.removeTasks(c)
	if w.step() {
		w.update(func() { c.status = nil })
	}
}

// restartPlan says what a restart with flags is about to restart.
type restartPlan struct {
	instance bool
	tasks    []int
}

// restart carries out a plan. Tasks that have gone meanwhile are left out.
func (w *connectWorker) restart(c *connector, plan restartPlan) {
	if !w.step() {
		return
	}
	for _, id := range plan.tasks {
		w.haltTask(c, id)
	}
	w.update(func() {
		if plan.instance {
			c.status = &reportedState{state: stateRestarting}
		}
		for _, id := range plan.tasks {
			if t, ok := c.tasks[id]; ok {
				t.reportedState = reportedState{state: stateRestarting}
			}
		}
	})
	if !w.step() {
		return
	}
	started := plan.instance && w.startInstance(c)
	for _, id := range plan.tasks {
		if !w.step() {
			return
		}
		w.startTask(c, id)
	}
	if started {
		w.runTasks(c)
	}
}

// bounceTask stops a task and starts it again.
func (w *connectWorker) bounceTask(c *connector, id int) {
	w.haltTasks(c, []int{id})
	if w.step() {
		w.startTask(c, id)
	}
}
