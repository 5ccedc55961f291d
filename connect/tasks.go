package connect

import (
	"context"
	"strconv"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTasks returns the tasks of a connector with their configs, in their
// order. Their states are in GetConnectorStatus. From Kafka Connect 101, Kafka
// Connect's REST API.
func (c *Client) ListTasks(ctx context.Context, name string, opts ...kafkarest.CallOption) ([]Task, error) {
	return rest.Fetch(ctx, c.rest, check(c, name, newListTasksRequest(name)), opts)
}

// ListTaskConfigs returns the configs of a connector's tasks by their number.
// Workers have it from Kafka 2.8 to 3.9; ListTasks has the same and stays. From
// Kafka Connect's REST API.
func (c *Client) ListTaskConfigs(ctx context.Context, name string, opts ...kafkarest.CallOption) (map[int32]Config, error) {
	byTask, err := rest.Fetch(ctx, c.rest, check(c, name, newListTaskConfigsRequest(name)), opts)
	if err != nil {
		return nil, err
	}
	configs := make(map[int32]Config, len(byTask))
	for key, config := range byTask {
		number, err := strconv.ParseInt(strings.TrimPrefix(key, name+"-"), 10, 32)
		if err != nil {
			return nil, api.Error(listTaskConfigsOperation.Name, "the answer has a key that names no task: "+key, nil)
		}
		configs[int32(number)] = config
	}
	return configs, nil
}

// GetTaskStatus returns the state of a task, with the trace if it has failed,
// which is as the worker gives it and may hold values of the config.
// From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) GetTaskStatus(ctx context.Context, name string, task int32, opts ...kafkarest.CallOption) (*TaskStatus, error) {
	r := check(c, name, newGetTaskStatusRequest(name, task))
	r.HideFound(c.findSecrets(name, opts))
	return rest.Fetch(ctx, c.rest, r, opts)
}

// RestartTask restarts a task, whatever its state, and returns once a new one
// was started; it may fail right after. Until it has reported its state, that
// of the one before is shown: RestartFailed and WaitForRestart know better.
// From Kafka Connect 101, Kafka Connect's REST API.
func (c *Client) RestartTask(ctx context.Context, name string, task int32, opts ...kafkarest.CallOption) error {
	r := check(c, name, newRestartTaskRequest(name, task))
	r.HideFound(c.findSecrets(name, opts))
	return rest.Send(ctx, c.rest, r, opts)
}
