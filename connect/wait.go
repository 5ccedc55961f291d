package connect

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// states are those that can be waited for.
var states = []State{StateRunning, StatePaused, StateStopped, StateFailed, StateUnassigned, StateRestarting}

// WaitForConnector waits until a connector is in a state and all of its tasks
// are too, and returns the states as they were last seen, also if the wait ends
// before. StateRunning needs one task at least, StateStopped none. StateFailed
// is reached when the connector or one of its tasks is in it. A connector or
// task that has failed ends the wait for another state with a
// *[ConnectorFailedError], but for StateStopped: what has failed can be
// stopped. A state that does not exist is [kafkarest.ErrInvalid].
//
// The state is the one that was reported last: right after another call it can
// be that from before. After a restart WaitForRestart tells them apart.
//
// A connector that does not exist, or whose state is not known yet, is waited
// for, and so are workers that cannot be reached, are unavailable, rebalance or
// ask for a slower pace. It ends with ctx, or after two minutes if ctx has no
// deadline, with an error that is [context.DeadlineExceeded] and has what came
// last, a state or a failure. Any other failure ends it at once.
func (c *Client) WaitForConnector(ctx context.Context, name string, state State, opts ...kafkarest.CallOption) (*ConnectorStatus, error) {
	const operation = "WaitForConnector"
	if !slices.Contains(states, state) {
		return nil, c.rest.Refuse(operation, fmt.Sprintf("the state %q is none of %v", state, states))
	}
	awaited := fmt.Sprintf("connector %q was %s", name, state)
	return c.pollStatus(ctx, operation, name, awaited, opts, func(status *ConnectorStatus) (bool, *ConnectorFailedError) {
		switch state {
		case StateFailed:
			return status.failure() != nil, nil
		case StateStopped: // which what has failed becomes too
			return status.reached(state), nil
		}
		return status.reached(state), status.failure()
	})
}

// restartSettles is how long a restart may take to show: a worker acts on it
// after a heartbeat, 3 seconds by default, and gives a task 5 seconds to end.
const restartSettles = 8 * time.Second

// WaitForRestart waits until what a plan of RestartFailed or RestartConnector
// names has been restarted, and returns the states, as they were last seen if
// the wait ends before: running again, or paused or stopped as the connector
// was. What failed again ends the wait with a *[ConnectorFailedError]. A task
// of the plan that has no state is waited for.
//
// Until a worker acts on the plan it shows the states from before. They are not
// taken for new ones: of what the plan names, another worker, a trace that
// came, changed or went, or a state in between has to be seen. Where that is
// missed, as when a task fails again with the same trace or is restarted
// between two looks, the state is believed 8 seconds after the plan was
// accepted. Whether a result was seen or believed cannot be told from it: where
// workers take longer to act, because of their settings or of an outage, it may
// be that from before.
//
// It waits and ends as WaitForConnector does. A nil plan is
// [kafkarest.ErrInvalid].
func (c *Client) WaitForRestart(ctx context.Context, plan *RestartPlan, opts ...kafkarest.CallOption) (*ConnectorStatus, error) {
	const operation = "WaitForRestart"
	if plan == nil {
		return nil, c.rest.Refuse(operation, "there is no plan; RestartConnector without options makes none and waits itself")
	}
	r := newRestart(plan)
	return c.pollStatus(ctx, operation, plan.Name, fmt.Sprintf("connector %q was restarted", plan.Name), opts, r.observe)
}

// WaitForConnectorGone waits until a connector is neither listed nor has a
// state, as after DeleteConnector; one that never existed is gone at once. It
// waits and ends as WaitForConnector does.
func (c *Client) WaitForConnectorGone(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return c.rest.Poll(ctx, "WaitForConnectorGone", fmt.Sprintf("connector %q was gone", name), func(ctx context.Context) (bool, error) {
		status, err := c.GetConnectorStatus(ctx, name, opts...)
		if err == nil {
			return false, rest.NotYet(status.lastSeen())
		}
		if !errors.Is(err, kafkarest.ErrNotFound) {
			return false, err
		}
		names, err := c.ListConnectors(ctx, opts...)
		if err == nil && slices.Contains(names, name) {
			return false, rest.NotYet(errors.New("it was still listed"))
		}
		return err == nil, err
	})
}

// probeTimeout bounds the question whether a worker is ready, which one that is
// not takes 10 seconds to answer.
const probeTimeout = 15 * time.Second

// WaitReady waits until a worker has started: until one of Config.URL and
// Config.Failover, asked in turn, is healthy or, before Kafka 3.9, answers at
// all. A worker that cannot be reached or fails is waited for; what waiting
// does not mend, credentials or a certificate that is not taken say, ends the
// wait. Otherwise it ends as WaitForConnector does.
func (c *Client) WaitReady(ctx context.Context, opts ...kafkarest.CallOption) error {
	opts = append([]kafkarest.CallOption{kafkarest.NoRetry(), kafkarest.Timeout(probeTimeout)}, opts...)
	return c.rest.Poll(ctx, "WaitReady", "a worker was ready", func(ctx context.Context) (bool, error) {
		var failures []error
		for _, worker := range c.rest.Instances() {
			err := c.probe(ctx, worker, opts)
			if err == nil {
				return true, nil
			}
			failures = append(failures, err)
		}
		if i := slices.IndexFunc(failures, func(err error) bool { return !isFailing(err) }); i >= 0 {
			return false, failures[i]
		}
		return false, rest.NotYet(errors.Join(failures...))
	})
}

// restart is a plan that is being carried out.
type restart struct {
	planned []TaskStatus // as they were before, but for the state
	begun   map[int32]bool
	settled time.Time // when states are believed, whatever was seen
}

func newRestart(plan *RestartPlan) *restart {
	accepted := plan.AcceptedAt
	if accepted.IsZero() { // the caller has made the plan
		accepted = time.Now()
	}
	unplanned := func(i TaskStatus) bool { return i.State != StateRestarting }
	return &restart{
		planned: slices.DeleteFunc(plan.instances(), unplanned),
		begun:   make(map[int32]bool),
		settled: accepted.Add(restartSettles),
	}
}

// observe reports whether all that was planned has been done, and what has
// failed again.
func (r *restart) observe(status *ConnectorStatus) (done bool, failed *ConnectorFailedError) {
	done = true
	instances := status.instances()
	for _, before := range r.planned {
		i := slices.IndexFunc(instances, func(now TaskStatus) bool { return now.ID == before.ID })
		if i < 0 { // which tells nothing: a worker that starts has yet to read the states
			done = false
			continue
		}
		now := instances[i]
		between := now.State == StateRestarting || now.State == StateUnassigned
		if between || now.WorkerID != before.WorkerID || now.Trace != before.Trace {
			r.begun[now.ID] = true
		}
		known := r.begun[now.ID] || !time.Now().Before(r.settled)
		switch {
		case between || !known:
			done = false
		case now.State == StateFailed && failed == nil:
			failed = now.failure(status.Name)
		}
	}
	return done, failed
}

// pollStatus reads the status of a connector until done or a failure is
// reported of it.
func (c *Client) pollStatus(ctx context.Context, operation, name, awaited string, opts []kafkarest.CallOption, look func(*ConnectorStatus) (done bool, failed *ConnectorFailedError)) (*ConnectorStatus, error) {
	get := func(ctx context.Context) (*ConnectorStatus, error) { return c.GetConnectorStatus(ctx, name, opts...) }
	return rest.Await(ctx, c.rest, operation, awaited, get, func(status *ConnectorStatus) (bool, error) {
		done, failed := look(status)
		if failed != nil {
			failed.Trace = c.sensitive.redactTrace(failed.Trace, c.storedSecrets(ctx, name, opts))
			return false, failed
		}
		return done, rest.NotYet(status.lastSeen())
	})
}

// reached reports whether the connector and its tasks are in a state.
func (s *ConnectorStatus) reached(state State) bool {
	switch state {
	case StateRunning:
		if len(s.Tasks) == 0 {
			return false
		}
	case StateStopped:
		return s.Connector.State == state && len(s.Tasks) == 0
	}
	return !slices.ContainsFunc(s.instances(), func(i TaskStatus) bool { return i.State != state })
}

// connectorItself is the number of the connector among its instances.
const connectorItself = -1

// instances are the connector itself and its tasks.
func (s *ConnectorStatus) instances() []TaskStatus {
	itself := TaskStatus{ID: connectorItself, State: s.Connector.State, WorkerID: s.Connector.WorkerID, Trace: s.Connector.Trace}
	return append([]TaskStatus{itself}, s.Tasks...)
}

// failure is what has failed of the connector, nil if nothing has.
func (s *ConnectorStatus) failure() *ConnectorFailedError {
	for _, instance := range s.instances() {
		if instance.State == StateFailed {
			return instance.failure(s.Name)
		}
	}
	return nil
}

func (t TaskStatus) failure(connector string) *ConnectorFailedError {
	return &ConnectorFailedError{Connector: connector, Task: t.ID, WorkerID: t.WorkerID, Trace: t.Trace}
}

// lastSeen tells the states, as the reason why a wait goes on.
func (s *ConnectorStatus) lastSeen() error {
	count := make(map[State]int)
	for _, task := range s.Tasks {
		count[task.State]++
	}
	var tasks []string
	for _, state := range slices.Sorted(maps.Keys(count)) {
		tasks = append(tasks, fmt.Sprintf("%d %s", count[state], state))
	}
	if tasks == nil {
		return fmt.Errorf("it was last seen %s without tasks", s.Connector.State)
	}
	return fmt.Errorf("it was last seen %s with tasks %s", s.Connector.State, strings.Join(tasks, ", "))
}

// errNotHealthy is the failure of a worker that says so itself.
var errNotHealthy = errors.New("not healthy")

// probe asks a worker whether it is ready.
func (c *Client) probe(ctx context.Context, worker rest.Base, opts []kafkarest.CallOption) error {
	health := newGetHealthRequest()
	health.At(worker)
	answer, err := rest.Fetch(ctx, c.rest, health, opts)
	switch {
	case err == nil && answer.Status != HealthStatusHealthy:
		return fmt.Errorf("%w but %s: %s", errNotHealthy, answer.Status, answer.Message)
	case errors.Is(err, errors.ErrUnsupported):
		info := newGetServerInfoRequest()
		info.At(worker)
		_, err = rest.Fetch(ctx, c.rest, info, opts)
	}
	return err
}

// isFailing reports whether a worker cannot be reached or answers with a
// failure of its own, which waiting can mend.
func isFailing(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return errors.Is(err, errNotHealthy) || errors.Is(err, kafkarest.ErrUnavailable) ||
		ok && failure.StatusCode >= http.StatusInternalServerError
}
