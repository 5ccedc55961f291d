package connect

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// WaitForConnector waits until a connector is in a state and all of its tasks
// are too, and returns the states. StateRunning needs one task at least,
// StateStopped none. A connector or task that has failed ends the wait with a
// *[FailedError], unless it is StateFailed that is waited for: that one is
// reached when the connector or one of its tasks is in it. The state is the one
// that was reported last: right after another call it can be that from before.
//
// It ends with ctx, or after two minutes if ctx has no deadline, with an error
// that is [context.DeadlineExceeded].
func (c *Client) WaitForConnector(ctx context.Context, name string, state State, opts ...kafkarest.CallOption) (*ConnectorStatus, error) {
	const operation = "WaitForConnector"
	var reached *ConnectorStatus
	awaited := fmt.Sprintf("connector %q was %s", name, state)
	err := c.rest.Poll(ctx, operation, awaited, func(ctx context.Context) (bool, error) {
		status, err := c.GetConnectorStatus(ctx, name, opts...)
		if errors.Is(err, kafkarest.ErrNotFound) {
			return false, rest.NotYet(err)
		}
		if err != nil {
			return false, err
		}
		if failed := status.failure(); failed != nil && state != StateFailed {
			return false, &kafkarest.Error{API: api.Name, Operation: operation, Err: failed}
		}
		reached = status
		return status.reached(state), nil
	})
	if err != nil {
		return nil, err
	}
	return reached, nil
}

// reached reports whether the connector and its tasks are in a state.
func (s *ConnectorStatus) reached(state State) bool {
	switch state {
	case StateFailed:
		return s.failure() != nil
	case StateRunning:
		if len(s.Tasks) == 0 {
			return false
		}
	case StateStopped:
		return s.Connector.State == state && len(s.Tasks) == 0
	}
	return s.Connector.State == state && !slices.ContainsFunc(s.Tasks, func(t TaskStatus) bool { return t.State != state })
}

// failure is what has failed of the connector, nil if nothing has.
func (s *ConnectorStatus) failure() *FailedError {
	if s.Connector.State == StateFailed {
		return &FailedError{Connector: s.Name, Task: -1, WorkerID: s.Connector.WorkerID, Trace: redactText(s.Connector.Trace)}
	}
	for _, task := range s.Tasks {
		if task.State == StateFailed {
			return &FailedError{Connector: s.Name, Task: task.ID, WorkerID: task.WorkerID, Trace: redactText(task.Trace)}
		}
	}
	return nil
}

// WaitForConnectorGone waits until a connector is neither listed nor has a
// state, as after DeleteConnector. It ends as WaitForConnector does.
func (c *Client) WaitForConnectorGone(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return c.rest.Poll(ctx, "WaitForConnectorGone", fmt.Sprintf("connector %q was gone", name), func(ctx context.Context) (bool, error) {
		_, err := c.GetConnectorStatus(ctx, name, opts...)
		if !errors.Is(err, kafkarest.ErrNotFound) {
			return false, err
		}
		names, err := c.ListConnectors(ctx, opts...)
		return err == nil && !slices.Contains(names, name), err
	})
}

// WaitReady waits until the worker that is asked has started: until it is
// healthy or, before Kafka 3.9, answers at all. A worker that cannot be reached
// or fails is waited for; what waiting does not mend, credentials or a
// certificate that is not taken say, ends the wait. Otherwise it ends as
// WaitForConnector does.
func (c *Client) WaitReady(ctx context.Context, opts ...kafkarest.CallOption) error {
	opts = append([]kafkarest.CallOption{kafkarest.NoRetry()}, opts...)
	return c.rest.Poll(ctx, "WaitReady", "the worker was ready", func(ctx context.Context) (bool, error) {
		health, err := c.GetHealth(ctx, opts...)
		switch {
		case err == nil:
			return health.Status == HealthStatusHealthy, nil
		case errors.Is(err, errors.ErrUnsupported):
			if _, err = c.GetServerInfo(ctx, opts...); err == nil {
				return true, nil
			}
			return false, rest.NotYet(err)
		case isFailing(err):
			return false, rest.NotYet(err)
		}
		return false, err
	})
}

// isFailing reports whether a worker cannot be reached or answers with a
// failure of its own, which waiting can mend.
func isFailing(err error) bool {
	var failure *kafkarest.Error
	return errors.Is(err, kafkarest.ErrUnavailable) ||
		errors.As(err, &failure) && failure.StatusCode >= http.StatusInternalServerError
}
