package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetBalancer returns the state of the balancer, which spreads the load over
// the brokers. Confluent Server only: from what it adds to the Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) GetBalancer(ctx context.Context, opts ...kafkarest.CallOption) (*Balancer, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBalancerRequest(c.id), opts)
}

// GetAnyUnevenLoad returns how far the balancer is with an uneven load of any
// kind. While the balancer is disabled or starts, that is
// [kafkarest.ErrInvalid]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetAnyUnevenLoad(ctx context.Context, opts ...kafkarest.CallOption) (*AnyUnevenLoad, error) {
	return rest.Fetch(ctx, c.client.rest, newGetAnyUnevenLoadRequest(c.id), opts)
}
