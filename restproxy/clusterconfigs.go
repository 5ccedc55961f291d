package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListClusterConfigs returns the configs that are set for all brokers, sorted
// by name: those that were set while they run, not Kafka's defaults. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListClusterConfigs(ctx context.Context, opts ...kafkarest.CallOption) ([]ClusterConfig, error) {
	return list(ctx, c.client, newListClusterConfigsRequest(c.id), opts)
}

// GetClusterConfig returns a config that is set for all brokers. One that is
// not set is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) GetClusterConfig(ctx context.Context, name string, opts ...kafkarest.CallOption) (*ClusterConfig, error) {
	return rest.Fetch(ctx, c.client.rest, newGetClusterConfigRequest(c.id, name), opts)
}

// UpdateClusterConfig gives a config of all brokers a value. A value that Kafka
// does not take is [kafkarest.ErrInvalid]; a name that Kafka does not know is
// stored and does nothing. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UpdateClusterConfig(ctx context.Context, name, value string, opts ...kafkarest.CallOption) error {
	r := newUpdateClusterConfigRequest(c.id, name, updateConfigBody{Value: value})
	hideSecret(&r, name, value)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteClusterConfig takes a config of all brokers back to its default. One
// that is not set is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) DeleteClusterConfig(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newDeleteClusterConfigRequest(c.id, name), opts)
}

// AlterClusterConfigs changes configs of all brokers, all of them or, when one
// is not taken, none. Errors are those of UpdateClusterConfig; a name given
// twice is [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) AlterClusterConfigs(ctx context.Context, alterations []ConfigAlteration, opts ...kafkarest.CallOption) error {
	r := newAlterClusterConfigsRequest(c.id, alterConfigsBody{Data: alterations})
	hideSecrets(&r, alterations)
	return rest.Send(ctx, c.client.rest, r, opts)
}
