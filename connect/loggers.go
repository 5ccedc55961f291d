package connect

import (
	"context"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListLoggers returns the loggers of the worker that is asked by name: up to
// Kafka 3.9 those whose level was set, from 4.0 on all there are. Workers have
// it since Kafka 2.4. From Kafka Connect's REST API.
func (c *Client) ListLoggers(ctx context.Context, opts ...kafkarest.CallOption) (map[string]Logger, error) {
	return rest.Fetch(ctx, c.rest, rest.Request[map[string]Logger](newListLoggersRequest()), opts)
}

// GetLogger returns the level in effect of a logger of the worker that is
// asked; "root" is the one above all others. A logger that does not exist yet
// is [kafkarest.ErrNotFound]. From Kafka Connect's REST API.
func (c *Client) GetLogger(ctx context.Context, name string, opts ...kafkarest.CallOption) (*Logger, error) {
	return rest.Fetch(ctx, c.rest, newGetLoggerRequest(name), opts)
}

// SetLoggerLevelOptions are the optional inputs of SetLoggerLevel.
type SetLoggerLevelOptions struct {
	// Cluster sets the level on all workers, which follow later, and not on the
	// one that is asked alone. Workers take it since Kafka 3.7; older ones set
	// their own level only, and the call is [errors.ErrUnsupported].
	Cluster bool
}

// SetLoggerLevel sets the level of a logger and of those below it until the
// worker is started again: TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF or ALL.
// It returns the loggers concerned, from Kafka 4.0 on those that changed; none
// for the whole cluster. A level that does not exist is
// [kafkarest.ErrNotFound]. From Kafka Connect's REST API.
func (c *Client) SetLoggerLevel(ctx context.Context, name, level string, options *SetLoggerLevelOptions, opts ...kafkarest.CallOption) ([]string, error) {
	var query setLoggerLevelQuery
	if rest.ValueOf(options).Cluster {
		query.Scope = "cluster"
	}
	concerned, err := rest.Fetch(ctx, c.rest, newSetLoggerLevelRequest(name, query, setLevelBody{Level: level}), opts)
	if err == nil && concerned != nil && query.Scope != "" {
		return nil, ignored(setLoggerLevelOperation.Name, "the level of a whole cluster", "3.7")
	}
	return concerned, err
}

// LastModified is when the level was last set through the API, the zero time
// if it never was.
func (l Logger) LastModified() time.Time {
	if l.LastModifiedMs == 0 {
		return time.Time{}
	}
	return time.UnixMilli(l.LastModifiedMs)
}
