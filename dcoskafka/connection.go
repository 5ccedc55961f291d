package dcoskafka

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A Connection is where the brokers are. Each of its lists is one that Kafka
// clients take as their bootstrap servers.
type Connection struct {
	// Addresses are the brokers as host:port; none before the first has started.
	Addresses []string `json:"address"`
	// DNS are the brokers as DNS name:port, which outlast a restart.
	DNS []string `json:"dns"`
	// VIPs are the virtual addresses behind which all brokers are, as DNS
	// name:port. Not every cluster has them.
	VIPs []string `json:"vips"`
	// ZooKeeper is the connect string of ZooKeeper with its path. Schedulers of
	// profile K do not say it here: see GetZooKeeper.
	ZooKeeper string `json:"zookeeper,omitempty"`
}

// An Endpoint is where a scheduler of profile K has something.
type Endpoint struct {
	// Addresses are the tasks as host:port, running or not.
	Addresses []string `json:"address,omitempty"`
	// DNS are the tasks as DNS name:port.
	DNS []string `json:"dns,omitempty"`
	// VIPs are the virtual addresses of all of them.
	VIPs []string `json:"vips,omitempty"`
	// Text is all there is of an endpoint that is not one of tasks, such as
	// zookeeper.
	Text string `json:"text,omitempty"`
}

// The names of endpoints.
const (
	EndpointBroker    = "broker"
	EndpointBrokerTLS = "broker-tls"
	EndpointZooKeeper = "zookeeper"
)

// GetConnection returns where the brokers are. On profile K it is the endpoint
// [EndpointBroker]. From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetConnection(ctx context.Context, opts ...kafkarest.CallOption) (*Connection, error) {
	return c.connection(ctx, newGetConnectionRequest(), opts)
}

// GetConnectionAddress returns the brokers as host:port. From the DC/OS Apache
// Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetConnectionAddress(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	connection, err := c.connection(ctx, newGetConnectionAddressRequest(), opts)
	if err != nil {
		return nil, err
	}
	return connection.Addresses, nil
}

// GetConnectionDNS returns the brokers as DNS name:port. From the DC/OS Apache
// Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetConnectionDNS(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	connection, err := c.connection(ctx, newGetConnectionDNSRequest(), opts)
	if err != nil {
		return nil, err
	}
	return connection.DNS, nil
}

// connection is what L and T answer to r, or what K has instead.
func (c *Client) connection(ctx context.Context, r rest.Request[*connectionBody], opts []kafkarest.CallOption) (*Connection, error) {
	return byProfile(ctx, c, r.Operation().Name, opts, func(profile Profile) (*Connection, error) {
		if profile == ProfileK {
			endpoint, err := c.endpoint(ctx, EndpointBroker, opts)
			if err != nil {
				return nil, err
			}
			return &Connection{Addresses: endpoint.Addresses, DNS: endpoint.DNS, VIPs: endpoint.VIPs}, nil
		}
		body, err := rest.Fetch(ctx, c.rest, r, opts)
		if err != nil {
			return nil, err
		}
		return &Connection{Addresses: addresses(body.Address), DNS: body.DNS, VIPs: union(body.VIP, nil), ZooKeeper: body.ZooKeeper}, nil
	})
}

// GetZooKeeper returns the connect string of ZooKeeper with its path, such as
// master.mesos:2181/dcos-service-kafka. From the DC/OS Apache Kafka API
// Reference, 1.8 and 1.9.
func (c *Client) GetZooKeeper(ctx context.Context, opts ...kafkarest.CallOption) (string, error) {
	return byProfile(ctx, c, "GetZooKeeper", opts, func(profile Profile) (string, error) {
		if profile == ProfileK {
			endpoint, err := c.endpoint(ctx, EndpointZooKeeper, opts)
			if err != nil {
				return "", err
			}
			return endpoint.Text, nil
		}
		body, err := rest.Fetch(ctx, c.rest, newGetConnectionRequest(), opts)
		if err != nil {
			return "", err
		}
		return body.ZooKeeper, nil
	})
}

// ListEndpoints returns the names of the endpoints. Schedulers of profile K
// have them. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) ListEndpoints(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return fetch(ctx, c, rest.Request[[]string](newListEndpointsRequest()), opts)
}

// GetEndpoint returns where an endpoint is, such as [EndpointBroker]. One that
// does not exist is [kafkarest.ErrNotFound]. Schedulers of profile K have
// endpoints. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) GetEndpoint(ctx context.Context, name string, opts ...kafkarest.CallOption) (*Endpoint, error) {
	answer, err := fetch(ctx, c, rest.Request[endpointAnswer](newGetEndpointRequest(name)), opts)
	if err != nil {
		return nil, err
	}
	return (*Endpoint)(&answer), nil
}

// endpoint is GetEndpoint of a scheduler that is known to have them.
func (c *Client) endpoint(ctx context.Context, name string, opts []kafkarest.CallOption) (*Endpoint, error) {
	answer, err := rest.Fetch(ctx, c.rest, rest.Request[endpointAnswer](newGetEndpointRequest(name)), opts)
	if err != nil {
		return nil, err
	}
	return (*Endpoint)(&answer), nil
}

// endpointAnswer is an Endpoint that reads itself from JSON or a text.
type endpointAnswer Endpoint

func (e *endpointAnswer) ReadAnswer(_ *rest.Operation, answer rest.Answer, body []byte) error {
	if !isJSON(answer) && !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		if isHTML(answer) {
			return errNotTheScheduler
		}
		e.Text = strings.TrimSpace(string(body))
		return nil
	}
	var read endpointBody
	if err := rest.Unmarshal(body, &read); err != nil {
		return err
	}
	if read.Address == nil && read.DNS == nil {
		return errNothing
	}
	*e = endpointAnswer{Addresses: addresses(read.Address), DNS: read.DNS, VIPs: union(read.VIP, read.VIPs)}
	return nil
}

// union is the virtual addresses from both of their spellings.
func union(vip string, vips []string) []string {
	if vip == "" || slices.Contains(vips, vip) {
		return vips
	}
	return append([]string{vip}, vips...)
}

// addresses takes apart the several addresses that a task may have in one:
// [10.0.0.1, 10.0.0.2]:9092.
func addresses(list []string) []string {
	var all []string
	for _, address := range list {
		hosts, port, found := strings.Cut(strings.TrimPrefix(address, "["), "]:")
		if !found || !strings.Contains(hosts, ",") {
			all = append(all, address)
			continue
		}
		for host := range strings.SplitSeq(hosts, ",") {
			all = append(all, strings.TrimSpace(host)+":"+port)
		}
	}
	return all
}
