package dcoskafka

import (
	"context"
	"encoding/json"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTasks returns the names of the tasks, such as broker-0, in no order.
// Schedulers have tasks from package 1.1.5 on and lose them with SDK 0.20: pods
// take their place. One without is [errors.ErrUnsupported], as it is of the
// other calls on tasks. From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) ListTasks(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	tasks, err := fetchTask(ctx, c, rest.Request[[]string](newListTasksRequest()), opts)
	return tasks, c.asLacking(ctx, err, opts)
}

// GetTaskInfo returns how a task is described to Mesos, as the JSON of a
// TaskInfo, whose members are spelled in one way or another. A task that does
// not exist is [kafkarest.ErrNotFound]. From the DC/OS Apache Kafka API
// Reference, 1.8 and 1.9.
func (c *Client) GetTaskInfo(ctx context.Context, task string, opts ...kafkarest.CallOption) (json.RawMessage, error) {
	return c.mesosMessage(ctx, task, newGetTaskInfoRequest(task), opts)
}

// GetTaskStatus returns what Mesos has last said of a task, as the JSON of a
// TaskStatus. Otherwise it is GetTaskInfo. From the DC/OS Apache Kafka API
// Reference, 1.8 and 1.9.
func (c *Client) GetTaskStatus(ctx context.Context, task string, opts ...kafkarest.CallOption) (json.RawMessage, error) {
	return c.mesosMessage(ctx, task, newGetTaskStatusRequest(task), opts)
}

func (c *Client) mesosMessage(ctx context.Context, task string, r rest.Request[mesosMessage], opts []kafkarest.CallOption) (json.RawMessage, error) {
	message, err := fetchTask(ctx, c, rest.Request[json.RawMessage](r), opts)
	if err != nil {
		return nil, asMissing(ctx, err, "task", task, opts, c.ListTasks)
	}
	return message, nil
}

// GetTaskConnection returns where a task is. One that does not exist is
// [kafkarest.ErrNotFound]. From the DC/OS Apache Kafka API Reference, 1.8 and
// 1.9.
func (c *Client) GetTaskConnection(ctx context.Context, task string, opts ...kafkarest.CallOption) (*TaskConnection, error) {
	connection, err := fetchTask(ctx, c, newGetTaskConnectionRequest(task), opts)
	if err != nil {
		return nil, asMissing(ctx, err, "task", task, opts, c.ListTasks)
	}
	return connection, nil
}

// RestartTaskOptions are the optional inputs of RestartTask.
type RestartTaskOptions struct {
	// Replace starts the task anew: its data is lost, and it may be placed
	// elsewhere.
	Replace bool
}

// RestartTask kills a task, each time it is called, which starts again later.
// One that does not exist is [kafkarest.ErrNotFound]. From the DC/OS Apache
// Kafka API Reference, 1.8 and 1.9.
func (c *Client) RestartTask(ctx context.Context, task string, options *RestartTaskOptions, opts ...kafkarest.CallOption) error {
	r := newRestartTaskRequest(task, restartTaskQuery(rest.ValueOf(options)))
	if _, err := fetchTask(ctx, c, rest.Request[text](r), opts); err != nil {
		return asMissing(ctx, err, "task", task, opts, c.ListTasks)
	}
	return nil
}

// fetchTask sends a request about tasks to where the scheduler has them: below
// state up to package 1.1.13.
func fetchTask[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	return fetchAt(ctx, c, &c.learned.tasks, "/v1/tasks", "/v1/state/tasks", r, opts)
}
