package restproxy

import (
	"context"

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
// only: from what it adds to the Confluent REST Proxy for Apache Kafka.
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

// ListBrokerTasks returns the tasks of a broker, at most one of each type.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListBrokerTasks(ctx context.Context, broker int32, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	return list(ctx, c.client, newListBrokerTasksRequest(c.id, broker), opts)
}

// ListAllBrokerTasks returns the tasks of all brokers: their additions to the
// cluster and their removals. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllBrokerTasks(ctx context.Context, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	return list(ctx, c.client, newListAllBrokerTasksRequest(c.id), opts)
}

// ListAllBrokerTasksOfType returns the tasks of one type of all brokers.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) ListAllBrokerTasksOfType(ctx context.Context, taskType BrokerTaskType, opts ...kafkarest.CallOption) ([]BrokerTask, error) {
	return list(ctx, c.client, newListAllBrokerTasksOfTypeRequest(c.id, string(taskType)), opts)
}

// GetBrokerTask returns a task of a broker. Confluent Server only: from what it
// adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetBrokerTask(ctx context.Context, broker int32, taskType BrokerTaskType, opts ...kafkarest.CallOption) (*BrokerTask, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBrokerTaskRequest(c.id, broker, string(taskType)), opts)
}

// ListRemoveBrokerTasks returns how far the removals of brokers are. Confluent
// Server only: from what it adds to the Confluent REST Proxy for Apache Kafka.
//
// Deprecated: use ListAllBrokerTasksOfType with BrokerTaskTypeRemoveBroker.
func (c *Cluster) ListRemoveBrokerTasks(ctx context.Context, opts ...kafkarest.CallOption) ([]RemoveBrokerTask, error) {
	return list(ctx, c.client, newListRemoveBrokerTasksRequest(c.id), opts)
}

// GetRemoveBrokerTask returns how far the removal of a broker is. Confluent
// Server only: from what it adds to the Confluent REST Proxy for Apache Kafka.
//
// Deprecated: use GetBrokerTask with BrokerTaskTypeRemoveBroker.
func (c *Cluster) GetRemoveBrokerTask(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*RemoveBrokerTask, error) {
	return rest.Fetch(ctx, c.client.rest, newGetRemoveBrokerTaskRequest(c.id, broker), opts)
}
