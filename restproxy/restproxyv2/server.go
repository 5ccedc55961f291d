package restproxyv2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A Server is a server that speaks this API.
type Server int32

// The servers whose differences in meaning are known.
const (
	// ServerAuto finds out which one it is.
	ServerAuto Server = iota
	// ServerConfluent is Confluent's REST Proxy.
	ServerConfluent
	// ServerKarapace is Aiven's.
	ServerKarapace
	// ServerStrimzi is the Strimzi Kafka Bridge.
	ServerStrimzi
)

// String is the name of the server.
func (k Server) String() string {
	switch k {
	case ServerAuto:
		return "unknown server"
	case ServerConfluent:
		return "Confluent REST Proxy"
	case ServerKarapace:
		return "Karapace"
	case ServerStrimzi:
		return "Strimzi Kafka Bridge"
	}
	return fmt.Sprintf("Server(%d)", int32(k))
}

// WithServer says which server the client talks to. It decides what a committed
// offset means, and what the setting is called that switches automatic commits.
// Without it, or with [ServerAuto], the client looks at what the server says of
// itself before it creates its first consumer. Where that does not tell,
// commits fail with [ErrServerUnknown]. Name the server where a gateway could
// answer in its place.
func WithServer(kind Server) Option {
	return func(c *Client) { c.kind.Store(int32(kind)) }
}

// GetRoot returns what the proxy says of itself: nothing, except for the
// Strimzi bridge, which tells its version. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Client) GetRoot(ctx context.Context, opts ...kafkarest.CallOption) (Root, error) {
	return rest.Fetch(ctx, c.rest, newGetRootRequest(), opts)
}

// PostRoot does the same by POST. Other servers than Confluent's do not have
// it: that is [errors.ErrUnsupported]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Client) PostRoot(ctx context.Context, opts ...kafkarest.CallOption) (Root, error) {
	return rest.Fetch(ctx, c.rest, newPostRootRequest(postRootBody{}), opts)
}

// serverKind is the server that the client talks to, ServerAuto if it cannot be
// told. What was found out stays; what was not is looked at again the next
// time. The error is that of a server that was not reached.
func (c *Client) serverKind(ctx context.Context) (Server, error) {
	if kind := Server(c.kind.Load()); kind != ServerAuto {
		return kind, nil
	}
	root, answer, err := rest.FetchAnswer(ctx, c.rest, newGetRootRequest(), nil)
	if err != nil && answer.StatusCode == 0 {
		return ServerAuto, err
	}
	kind := kindOfAnswer(root, answer, err)
	c.kind.CompareAndSwap(int32(ServerAuto), int32(kind))
	return kind, nil
}

// kindOfAnswer is the server that answers a request to the root like this.
func kindOfAnswer(root Root, answer rest.Answer, err error) Server {
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok {
		return kindOfError(failure)
	}
	_, isBridge := root["bridge_version"]
	switch mediaType := answer.Header.Get("Content-Type"); {
	case isBridge:
		return ServerStrimzi
	case len(root) > 0:
		return ServerAuto
	case mediaType == api.MediaType:
		return ServerConfluent
	case strings.HasPrefix(mediaType, "application/json"):
		return ServerKarapace
	}
	return ServerAuto
}

// kindOfError is the server whose errors look like this one, as far as that
// tells. A gateway may keep the root from callers, or answer it itself.
func kindOfError(e *kafkarest.Error) Server {
	switch {
	case e.StatusCode != http.StatusNotFound:
		return ServerAuto
	case e.Code == http.StatusNotFound && e.Message == "HTTP 404 Not Found":
		return ServerConfluent
	case e.Code == http.StatusNotFound && e.Message == "Not Found":
		return ServerStrimzi
	case string(e.Body) == "404: Not Found":
		return ServerKarapace
	}
	return ServerAuto
}
