package restproxyv2

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokers returns the identifiers of the brokers. The Strimzi bridge does
// not have it. From the Confluent REST Proxy for Apache Kafka.
func (c *Client) ListBrokers(ctx context.Context, opts ...kafkarest.CallOption) ([]int32, error) {
	list, err := rest.Fetch(ctx, c.rest, newListBrokersRequest(), opts)
	if err != nil {
		return nil, err
	}
	return list.Brokers, nil
}
