package connect

import (
	"context"
	"fmt"
	"io"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// api is what all clients have in common; each adds its sensitivity.
var api = rest.API{
	Name:        "connect",
	DecodeError: decodeError,
	Passing:     isPassing,
}

// Client is a client of one Connect cluster. It is safe for concurrent use.
type Client struct {
	rest      *rest.Client
	anyName   bool
	sensitive *sensitivity
}

// An Option changes what a client does.
type Option func(*Client)

// AllowAnyName sends names of connectors that some workers cannot address or
// address wrongly, for a cluster whose workers are known to be up to it. What
// no worker can address is refused all the same: empty names, "." and "..", and
// names with control characters or that are not valid UTF-8.
func AllowAnyName() Option {
	return func(c *Client) { c.anyName = true }
}

// SensitiveKeys names config keys whose values the client keeps out of errors
// and logs, beside those of [IsSensitive]: each key that contains one of the
// texts, whatever the case. A [Config] on its own does not know of them:
// [Config.Redacted] takes them too.
func SensitiveKeys(keys ...string) Option {
	return func(c *Client) { c.sensitive = c.sensitive.with(keys...) }
}

// New makes a client. It sends nothing; a Config that cannot work is an error
// that is [kafkarest.ErrInvalid].
func New(cfg kafkarest.Config, opts ...Option) (*Client, error) {
	client := &Client{sensitive: standard}
	for _, opt := range opts {
		if opt != nil {
			opt(client)
		}
	}
	api := api
	api.Secrets, api.Redact = client.sensitive.secretsIn, client.sensitive.redact
	var err error
	if client.rest, err = rest.New(&api, cfg); err != nil {
		return nil, err
	}
	return client, nil
}

// Format writes where the client sends to, whatever the verb, and no
// credentials.
func (c Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.rest.String()) }

// CloseIdleConnections closes the connections that are kept for further calls.
func (c *Client) CloseIdleConnections() { c.rest.CloseIdleConnections() }

// Do sends a request that this package has no method for. path goes below the
// URL of the worker as it is: names in it are escaped by the caller, and a
// query is part of it. A body that is not nil is sent as JSON, a
// [json.RawMessage] as it is; the answer is decoded into out, a pointer, unless
// that is nil. Names of members match those of fields in any case, as in
// encoding/json. Only GET, HEAD and OPTIONS are tried again once they may
// have reached the worker.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...kafkarest.CallOption) error {
	return c.rest.Do(ctx, method, path, body, out, opts)
}
