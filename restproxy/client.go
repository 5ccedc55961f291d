package restproxy

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var api = rest.API{
	Name: "restproxy",
	Root: "/v3",
	// Proxies wait 60 seconds for Kafka.
	Timeout:     75 * time.Second,
	DecodeError: decodeError,
	Passing:     isPassing,
}

// Client is a client of one REST Proxy, or of a cluster of them. It is safe for
// concurrent use.
type Client struct {
	rest           *rest.Client
	defaultCluster *defaultCluster
}

// New makes a client. It sends nothing; a Config that cannot work is an error
// that is [kafkarest.ErrInvalid]. So is one with a URL that ends in /v3, which
// the paths of all calls begin with.
func New(cfg kafkarest.Config) (*Client, error) {
	c, err := rest.New(&api, cfg)
	if err != nil {
		return nil, err
	}
	return &Client{rest: c, defaultCluster: new(defaultCluster)}, nil
}

// Format writes where the client sends to, whatever the verb, and no
// credentials.
func (c Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.rest.String()) }

// CloseIdleConnections closes the connections that are kept for further calls.
func (c *Client) CloseIdleConnections() { c.rest.CloseIdleConnections() }

// Do sends a request that this package has no method for. path goes below the
// URL of the service as it is: names in it are escaped by the caller, and a
// query is part of it. In place of a path Do takes a link that the service
// gave, such as the URL of a [Related], if that names the host of the service;
// one whose names were not escaped may not lead anywhere. A body that is not
// nil is sent as JSON, an [encoding/json.RawMessage] as it is; the answer is
// decoded into out, a pointer, unless that is nil. Names of members match those
// of fields in any case, as in encoding/json. Only GET, HEAD and OPTIONS are
// tried again once they may have reached the service.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...kafkarest.CallOption) error {
	if strings.Contains(path, "://") && !strings.HasPrefix(path, "/") {
		var err error
		if path, err = c.rest.Path(path); err != nil {
			return c.rest.Refuse("Do", err.Error())
		}
	}
	return c.rest.Do(ctx, method, path, body, out, opts)
}
