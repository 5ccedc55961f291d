package restproxy

import (
	"context"
	"fmt"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// RemoveBrokerOptions are the optional inputs of RemoveBroker and
// RemoveBrokers.
type RemoveBrokerOptions struct {
	// KeepRunning leaves the broker running when its partitions have moved. By
	// default it is shut down.
	KeepRunning bool
}

// shouldShutdown is the value of the query's should_shutdown.
func (o *RemoveBrokerOptions) shouldShutdown() string {
	if o != nil && o.KeepRunning {
		return "false"
	}
	return ""
}

// RemoveBroker begins to move the partitions of a broker to others and then
// shuts it down. It returns once the service has accepted it;
// WaitForBrokerTask waits until the broker's task of type
// BrokerTaskTypeRemoveBroker is done.
//
// A removal that would lose data, since a partition has no other replica, or
// for which the balancer is off, is [kafkarest.ErrInvalid]; a broker that does
// not exist is [kafkarest.ErrNotFound]. The call is not sent again when its
// outcome is unknown. Confluent Server only: from what it adds to the Confluent
// REST Proxy for Apache Kafka.
func (c *Cluster) RemoveBroker(ctx context.Context, broker int32, options *RemoveBrokerOptions, opts ...kafkarest.CallOption) (*BrokerRemoval, error) {
	query := removeBrokerQuery{ShouldShutdown: options.shouldShutdown()}
	return rest.Fetch(ctx, c.client.rest, newRemoveBrokerRequest(c.id, broker, query), opts)
}

// RemoveBrokers is RemoveBroker for several brokers at once. Confluent Server
// only. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) RemoveBrokers(ctx context.Context, brokers []int32, options *RemoveBrokerOptions, opts ...kafkarest.CallOption) ([]BrokerRemoval, error) {
	query := removeBrokersQuery{ShouldShutdown: options.shouldShutdown()}
	r := newRemoveBrokersRequest(c.id, query, removeBrokersBody{BrokerIDs: brokers})
	if len(brokers) == 0 {
		r.Refuse("there are no brokers to remove")
	}
	removals, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	return removals.Data, nil
}

// UnregisterBroker takes a broker that is gone for good off the cluster's list
// of brokers; RemoveBroker is for one that still runs.
//
// A broker that is not registered is [kafkarest.ErrNotFound] with
// CodeBrokerNotRegistered, a cluster on ZooKeeper is [kafkarest.ErrInvalid]
// with CodeUnsupportedVersion. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UnregisterBroker(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*BrokerUnregistration, error) {
	return rest.Fetch(ctx, c.client.rest, newUnregisterBrokerRequest(c.id, broker), opts)
}

// ListAllBrokerTasks returns the tasks of all brokers: their additions to the
// cluster and their removals. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllBrokerTasks(ctx context.Context, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	return list(ctx, c.client, rest.Request[*page[BrokerTask]](newListAllBrokerTasksRequest(c.id)), opts)
}

// ListAllBrokerTasksOfType returns the tasks of one type of all brokers.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListAllBrokerTasksOfType(ctx context.Context, taskType BrokerTaskType, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	r := newListAllBrokerTasksOfTypeRequest(c.id, string(taskType))
	return list(ctx, c.client, rest.Request[*page[BrokerTask]](r), opts)
}

// ListBrokerTasks returns the tasks of a broker, at most one of each type.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListBrokerTasks(ctx context.Context, broker int32, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	return list(ctx, c.client, rest.Request[*page[BrokerTask]](newListBrokerTasksRequest(c.id, broker)), opts)
}

// GetBrokerTask returns a task of a broker. Confluent Server only: from what it
// adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetBrokerTask(ctx context.Context, broker int32, taskType BrokerTaskType, opts ...kafkarest.CallOption) (*BrokerTask, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBrokerTaskRequest(c.id, broker, string(taskType)), opts)
}

// A BrokerTaskFailedError is a broker task that has failed. It is the cause in the
// error of a wait that ends with it.
type BrokerTaskFailedError struct {
	// Task is the task as it was last seen.
	Task BrokerTask
}

// Error says what has failed and why.
func (e *BrokerTaskFailedError) Error() string {
	text := fmt.Sprintf("task %s of broker %d failed", e.Task.Type, e.Task.BrokerID)
	if e.Task.ErrorMessage != "" {
		text += ": " + e.Task.ErrorMessage
	}
	if e.Task.ErrorCode != 0 {
		text += fmt.Sprintf(" (error_code %d)", e.Task.ErrorCode)
	}
	return text
}

// WaitForBrokerTask waits until a task of a broker has succeeded, and returns it,
// as it was last seen if the wait ends before. One that fails ends the wait with a *[BrokerTaskFailedError]; one that is not
// there yet is waited for. The task is the one that was reported last: right
// after another call it can be that from before.
//
// It waits and ends as WaitForTopic does. To move the partitions of a broker can
// take hours: give ctx a deadline to match, without one the wait ends after two
// minutes. A proxy that does not have the operation answers as for a task that is
// not there, and is waited for too.
func (c *Cluster) WaitForBrokerTask(ctx context.Context, broker int32, taskType BrokerTaskType, opts ...kafkarest.CallOption) (*BrokerTask, error) {
	awaited := fmt.Sprintf("task %s of broker %d had succeeded", taskType, broker)
	get := func(ctx context.Context) (*BrokerTask, error) { return c.GetBrokerTask(ctx, broker, taskType, opts...) }
	return rest.Await(ctx, c.client.rest, "WaitForBrokerTask", awaited, get, func(task *BrokerTask) (bool, error) {
		if task.Status == BrokerTaskStatusFailed {
			return false, &BrokerTaskFailedError{Task: *task}
		}
		return task.Status == BrokerTaskStatusSuccess, rest.NotYet(fmt.Errorf("it was last seen %s", task.Status))
	})
}

// ListRemoveBrokerTasks returns how far the removals of brokers are. Confluent
// Server only. From the Confluent REST Proxy for Apache Kafka.
//
// Deprecated: use ListAllBrokerTasksOfType with BrokerTaskTypeRemoveBroker.
func (c *Cluster) ListRemoveBrokerTasks(ctx context.Context, opts ...kafkarest.CallOption) ([]RemoveBrokerTask, error) {
	return list(ctx, c.client, rest.Request[*page[RemoveBrokerTask]](newListRemoveBrokerTasksRequest(c.id)), opts)
}

// GetRemoveBrokerTask returns how far the removal of a broker is. Confluent
// Server only. From the Confluent REST Proxy for Apache Kafka.
//
// Deprecated: use GetBrokerTask with BrokerTaskTypeRemoveBroker.
func (c *Cluster) GetRemoveBrokerTask(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*RemoveBrokerTask, error) {
	return rest.Fetch(ctx, c.client.rest, newGetRemoveBrokerTaskRequest(c.id, broker), opts)
}
