package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokerConfigs returns the configs of a broker, defaults included, sorted
// by name. A broker that does not exist is [CodeKafkaRetriable] after 60
// seconds, here and in the other calls on the configs of a broker; GetBroker
// tells at once. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListBrokerConfigs(ctx context.Context, broker int32, opts ...kafkarest.CallOption) ([]BrokerConfig, error) {
	return list(ctx, c.client, newListBrokerConfigsRequest(c.id, broker), opts)
}

// ListAllBrokerConfigs returns the configs of all brokers, broker by broker.
// From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllBrokerConfigs(ctx context.Context, opts ...kafkarest.CallOption) ([]BrokerConfig, error) {
	return list(ctx, c.client, newListAllBrokerConfigsRequest(c.id), opts)
}

// GetBrokerConfig returns a config of a broker. A name that does not exist is
// [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetBrokerConfig(ctx context.Context, broker int32, name string, opts ...kafkarest.CallOption) (*BrokerConfig, error) {
	return rest.Fetch(ctx, c.client.rest, newGetBrokerConfigRequest(c.id, broker, name), opts)
}

// UpdateBrokerConfig gives a config of a broker a value, while it runs. A name
// that does not exist is [kafkarest.ErrNotFound]; a value that Kafka does not
// take, or a config that cannot be changed while the broker runs, is
// [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UpdateBrokerConfig(ctx context.Context, broker int32, name, value string, opts ...kafkarest.CallOption) error {
	r := newUpdateBrokerConfigRequest(c.id, broker, name, updateConfigBody{Value: value})
	hideSecret(&r, name, value)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteBrokerConfig takes a config of a broker back to its default, also one
// that was not set. A name that does not exist is [kafkarest.ErrNotFound]. From
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteBrokerConfig(ctx context.Context, broker int32, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newDeleteBrokerConfigRequest(c.id, broker, name), opts)
}

// AlterBrokerConfigs changes configs of a broker, all of them or, when one is
// not taken, none. Errors are those of UpdateBrokerConfig; a name given twice
// is [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) AlterBrokerConfigs(ctx context.Context, broker int32, alterations []ConfigAlteration, opts ...kafkarest.CallOption) error {
	r := newAlterBrokerConfigsRequest(c.id, broker, alterConfigsBody{Data: alterations})
	hideSecrets(&r, alterations)
	return rest.Send(ctx, c.client.rest, r, opts)
}
