package dcoskafka

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// PropertySuppressed is the key of the property that Suppressed reads.
const PropertySuppressed = "suppressed"

// GetFrameworkID returns the identifier that Mesos has given the scheduler.
// From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) GetFrameworkID(ctx context.Context, opts ...kafkarest.CallOption) (string, error) {
	id, err := rest.Fetch(ctx, c.rest, rest.Request[only](newGetFrameworkIDRequest()), opts)
	return string(id), c.asAbsent(ctx, err, opts)
}

// ListStateProperties returns the keys of the scheduler's properties, in no
// order. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) ListStateProperties(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	keys, err := rest.Fetch(ctx, c.rest, rest.Request[[]string](newListStatePropertiesRequest()), opts)
	return keys, c.asLacking(ctx, err, opts)
}

// GetStateProperty returns a property as it is stored, which may be JSON or any
// other text. One that does not exist is [kafkarest.ErrNotFound]; a release
// that cannot read its properties is [errors.ErrUnsupported]. From the DC/OS
// Apache Kafka API Reference, 1.9.
func (c *Client) GetStateProperty(ctx context.Context, key string, opts ...kafkarest.CallOption) ([]byte, error) {
	return stateProperty[property](ctx, c, key, opts)
}

// Suppressed returns whether the scheduler has told Mesos to offer it nothing,
// because it needs nothing: true is the usual state of a service that is fully
// deployed. A scheduler that does not say is [errors.ErrUnsupported]: one
// before package 1.1.13, from SDK 0.31 on, or that has not decided yet. From
// the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) Suppressed(ctx context.Context, opts ...kafkarest.CallOption) (bool, error) {
	suppressed, err := stateProperty[truth](ctx, c, PropertySuppressed, opts)
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if errors.Is(err, kafkarest.ErrNotFound) && !errors.Is(err, errNoScheduler) && ok {
		failure.Message, failure.Err = "the scheduler does not say whether it is suppressed", errors.ErrUnsupported
	}
	return bool(suppressed), rest.Named("Suppressed", err)
}

func stateProperty[T any](ctx context.Context, c *Client, key string, opts []kafkarest.CallOption) (T, error) {
	value, err := rest.Fetch(ctx, c.rest, rest.Request[T](newGetStatePropertyRequest(key)), opts)
	if err != nil {
		return value, asMissing(ctx, err, "property", key, opts, c.ListStateProperties)
	}
	return value, nil
}

// property is a property as it is stored.
type property []byte

func (p *property) ReadAnswer(op *rest.Operation, answer rest.Answer, body []byte) error {
	if answer.StatusCode == http.StatusNoContent {
		return &rest.Told{Message: "this release of the scheduler does not tell its properties", Err: errors.ErrUnsupported}
	}
	return (*text)(p).ReadAnswer(op, answer, body)
}

// truth is a property that is true or false.
type truth bool

func (t *truth) ReadAnswer(op *rest.Operation, answer rest.Answer, body []byte) error {
	var stored property
	if err := stored.ReadAnswer(op, answer, body); err != nil {
		return err
	}
	switch string(bytes.TrimSpace(stored)) {
	case "true":
		*t = true
	case "false":
		*t = false
	default:
		return errors.New("the property is neither true nor false")
	}
	return nil
}

// RefreshState makes the scheduler read its state from ZooKeeper again. One
// that keeps no copy of it is [kafkarest.ErrConflict]. Schedulers of profile K
// have it. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) RefreshState(ctx context.Context, opts ...kafkarest.CallOption) (*CommandResult, error) {
	return taken(fetch(ctx, c, rest.Request[commandAnswer](newRefreshStateRequest()), opts))
}
