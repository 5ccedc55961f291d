package adminrest

import (
	"context"
	"fmt"
	"io"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

const transactionHeader = "X-Global-Transaction-Id"

var api = rest.API{
	Name:              "adminrest",
	Root:              "/admin",
	TransactionHeader: transactionHeader,
	DecodeError:       rest.DecodeHHHKK,
}

// Client is a client of one Event Streams instance. It is safe for concurrent
// use.
type Client struct {
	rest *rest.Client
}

// New makes a client. It sends nothing; a Config that cannot work is an error
// that is [kafkarest.ErrInvalid]. So is one with a URL that ends in /admin, which
// the client adds.
func New(cfg kafkarest.Config) (*Client, error) {
	c, err := rest.New(&api, cfg)
	if err != nil {
		return nil, err
	}
	return &Client{rest: c}, nil
}

// Format writes where the client sends to, whatever the verb, and no
// credentials.
func (c Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.rest.String()) }

// CloseIdleConnections closes the connections that are kept for further calls.
func (c *Client) CloseIdleConnections() { c.rest.CloseIdleConnections() }

// Do sends a request that this package has no method for. path goes below the
// URL of the service as it is: names in it are escaped by the caller, and a
// query is part of it. A body that is not nil is sent as JSON, a
// [json.RawMessage] as it is; the answer is decoded into out, a pointer, unless
// that is nil. Names of members match those of fields in any case, as in
// encoding/json. Only GET, HEAD and OPTIONS are tried again once
// they may have reached the service.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...kafkarest.CallOption) error {
	return c.rest.Do(ctx, method, path, body, out, opts)
}

// TransactionID gives a call the identifier under which the service logs it,
// in place of one that the service makes.
func TransactionID(id string) kafkarest.CallOption {
	return kafkarest.Header(transactionHeader, id)
}
