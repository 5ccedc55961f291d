package adminrest

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokers returns the brokers of the cluster, without their
// configuration. From the IBM Event Streams Administration REST API.
func (c *Client) ListBrokers(ctx context.Context, opts ...kafkarest.CallOption) ([]Broker, error) {
	return rest.Fetch(ctx, c.rest, newListBrokersRequest(), opts)
}

// GetBroker returns a broker. A broker that does not exist is
// [kafkarest.ErrNotFound]. From the IBM Event Streams Administration REST API.
func (c *Client) GetBroker(ctx context.Context, id int32, opts ...kafkarest.CallOption) (*Broker, error) {
	return rest.Fetch(ctx, c.rest, newGetBrokerRequest(id), opts)
}

// GetBrokerConfigOptions are the optional inputs of GetBrokerConfig.
type GetBrokerConfigOptions struct {
	// Filter selects configs by name: "*" stands for any characters, and a
	// filter between slashes, "/…/", is a regular expression. Empty selects
	// all.
	Filter string
	// Verbose asks the service for all that it knows of each config.
	Verbose bool
}

// GetBrokerConfig returns a broker with its configuration. A broker that does
// not exist is [kafkarest.ErrNotFound]. From the IBM Event Streams
// Administration REST API.
func (c *Client) GetBrokerConfig(ctx context.Context, id int32, options *GetBrokerConfigOptions, opts ...kafkarest.CallOption) (*Broker, error) {
	o := rest.ValueOf(options)
	query := getBrokerConfigQuery{ConfigFilter: o.Filter, Verbose: o.Verbose}
	return rest.Fetch(ctx, c.rest, newGetBrokerConfigRequest(id, query), opts)
}
