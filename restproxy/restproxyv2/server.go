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

// A ServerKind is a server that speaks this API.
type ServerKind int32

// The servers whose differences in meaning are known.
const (
	// Auto finds out which one it is.
	Auto ServerKind = iota
	// Confluent is Confluent's REST Proxy.
	Confluent
	// Karapace is Aiven's.
	Karapace
	// Strimzi is the Strimzi Kafka Bridge.
	Strimzi
)

// String is the name of the server.
func (k ServerKind) String() string {
	switch k {
	case Auto:
		return "unknown server"
	case Confluent:
		return "Confluent REST Proxy"
	case Karapace:
		return "Karapace"
	case Strimzi:
		return "Strimzi Kafka Bridge"
	}
	return fmt.Sprintf("ServerKind(%d)", int32(k))
}

// Server says which server the client talks to. It decides what a committed
// offset means, and what the setting is called that switches automatic commits.
// Without it, or with [Auto], the client looks at what the server says of itself
// before it creates its first consumer. Where that does not tell, commits fail
// with [ErrServerUnknown]. Name the server where a gateway could answer in its
// place.
func Server(kind ServerKind) Option {
	return func(c *Client) { c.kind.Store(int32(kind)) }
}

// ErrServerUnknown is the cause in the error of a commit: it is not known
// whether the server commits an offset as it is or one more. The option [Server]
// tells the client.
var ErrServerUnknown = errors.New("it is not known which server this is; name it by the option restproxyv2.Server")

// GetRoot returns what the proxy says of itself: nothing, except for the Strimzi
// bridge, which tells its version. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Client) GetRoot(ctx context.Context, opts ...kafkarest.CallOption) (Root, error) {
	return rest.Fetch(ctx, c.rest, newGetRootRequest(), opts)
}

// PostRoot does the same by POST. Other servers than Confluent's do not have it:
// that is [errors.ErrUnsupported]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Client) PostRoot(ctx context.Context, opts ...kafkarest.CallOption) (Root, error) {
	return rest.Fetch(ctx, c.rest, newPostRootRequest(postRootBody{}), opts)
}

// ListBrokers returns the identifiers of the brokers. The Strimzi bridge does
// not have it. From the Confluent REST Proxy for Apache Kafka.
func (c *Client) ListBrokers(ctx context.Context, opts ...kafkarest.CallOption) ([]int32, error) {
	list, err := rest.Fetch(ctx, c.rest, newListBrokersRequest(), opts)
	if err != nil {
		return nil, err
	}
	return list.Brokers, nil
}

// serverKind is the server that the client talks to, Auto if it cannot be told.
// What was found out stays; what was not is looked at again the next time. The
// error is that of a server that was not reached.
func (c *Client) serverKind(ctx context.Context) (ServerKind, error) {
	if kind := ServerKind(c.kind.Load()); kind != Auto {
		return kind, nil
	}
	root, answer, err := rest.FetchAnswer(ctx, c.rest, newGetRootRequest(), nil)
	if err != nil && answer.StatusCode == 0 {
		return Auto, err
	}
	kind := kindOfAnswer(root, answer, err)
	c.kind.CompareAndSwap(int32(Auto), int32(kind))
	return kind, nil
}

// kindOfAnswer is the server that answers a request to the root like this.
func kindOfAnswer(root Root, answer rest.Answer, err error) ServerKind {
	var failure *kafkarest.Error
	if errors.As(err, &failure) {
		return kindOfError(failure)
	}
	_, isBridge := root["bridge_version"]
	switch mediaType := answer.Header.Get("Content-Type"); {
	case isBridge:
		return Strimzi
	case len(root) > 0:
		return Auto
	case mediaType == api.MediaType:
		return Confluent
	case strings.HasPrefix(mediaType, "application/json"):
		return Karapace
	}
	return Auto
}

// kindOfError is the server whose errors look like this one, as far as that
// tells. A gateway may keep the root from callers, or answer it itself.
func kindOfError(e *kafkarest.Error) ServerKind {
	switch {
	case e.StatusCode != http.StatusNotFound:
		return Auto
	case e.Code == http.StatusNotFound && e.Message == "HTTP 404 Not Found":
		return Confluent
	case e.Code == http.StatusNotFound && e.Message == "Not Found":
		return Strimzi
	case string(e.Body) == "404: Not Found":
		return Karapace
	}
	return Auto
}
