package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokers returns the brokers. Confluent Cloud does not have the operations
// on brokers and their configs. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListBrokers(ctx context.Context, opts ...kafkarest.CallOption) ([]Broker, error) {
	return list(ctx, c.client, newListBrokersRequest(c.id), opts)
}

// GetBroker returns a broker. One that does not exist is
// [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetBroker(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*Broker, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBrokerRequest(c.id, broker), opts)
}

// ListBrokerReplicas returns the replicas on a broker, sorted by topic and
// partition. A broker that does not exist is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListBrokerReplicas(ctx context.Context, broker int32, opts ...kafkarest.CallOption) ([]Replica, error) {
	return list(ctx, c.client, newListBrokerReplicasRequest(c.id, broker), opts)
}
