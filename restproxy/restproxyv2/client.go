package restproxyv2

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var api = rest.API{
	Name: "restproxyv2",
	// Proxies wait 60 seconds for Kafka.
	Timeout:     75 * time.Second,
	MediaType:   "application/vnd.kafka.v2+json",
	DecodeError: decodeError,
}

// mediaType is that of records in the format.
func (f Format) mediaType() string { return "application/vnd.kafka." + string(f) + ".v2+json" }

// Client is a client of one REST Proxy, or of a cluster of them. It is safe for
// concurrent use.
type Client struct {
	rest    *rest.Client
	kind    *atomic.Int32 // a Server, ServerAuto until it is known
	timeout time.Duration // of an attempt, by the Config; zero is the operation's own
}

// An Option changes what a client does.
type Option func(*Client)

// New makes a client. It sends nothing; a Config that cannot work is an error
// that is [kafkarest.ErrInvalid].
func New(cfg kafkarest.Config, opts ...Option) (*Client, error) {
	c, err := rest.New(&api, cfg)
	if err != nil {
		return nil, err
	}
	client := &Client{rest: c, kind: new(atomic.Int32), timeout: cfg.Timeout}
	if cfg.HTTPClient != nil {
		client.timeout = shorter(client.timeout, cfg.HTTPClient.Timeout)
	}
	for _, opt := range opts {
		if opt != nil {
			opt(client)
		}
	}
	if kind := Server(client.kind.Load()); kind < ServerAuto || kind > ServerStrimzi {
		return nil, c.Refuse("New", "the option Server names no server that there is")
	}
	return client, nil
}

// shorter is the shorter one of two time-outs, of which zero is none.
func shorter(a, b time.Duration) time.Duration {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// Format writes where the client sends to, whatever the verb, and no
// credentials.
func (c Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.rest.String()) }

// CloseIdleConnections closes the connections that are kept for further calls.
func (c *Client) CloseIdleConnections() { c.rest.CloseIdleConnections() }

// Do sends a request that this package has no method for. path goes below the
// URL of the proxy as it is: names in it are escaped by the caller, and a query
// is part of it. A body that is not nil is sent as JSON, a [json.RawMessage] as
// it is, with the API's own media type unless [kafkarest.Header] names another;
// the answer is decoded into out, a pointer, unless that is nil. Names of
// members match those of fields in any case, as in encoding/json. Only GET,
// HEAD and OPTIONS are tried again once they may have reached the proxy, so that
// records are not to be read by Do.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...kafkarest.CallOption) error {
	return c.rest.Do(ctx, method, path, body, out, opts)
}
