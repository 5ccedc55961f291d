package connect

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// What can be asked of an error with [errors.Is], beside what package kafkarest
// has for every API.
var (
	// ErrRebalance: the workers are distributing their work anew and cannot do
	// what was asked just now, whether they say so with 409 or with 500. It is
	// [kafkarest.ErrConflict] and [kafkarest.ErrUnavailable] too. The call was
	// tried again as often as the retry policy and the operation allow: with
	// the default policy for 2 to 4 seconds. A rebalance takes up to one
	// heartbeat of a worker, 3 seconds by default, and the choice of a new
	// leader the time-out of a session, 10 seconds, which a
	// [kafkarest.RetryPolicy] with MaxAttempts 60 and MaxWait of a second
	// outlasts.
	ErrRebalance error = &kind{"rebalance", []error{kafkarest.ErrConflict, kafkarest.ErrUnavailable}}
	// ErrNotStopped: offsets can be changed only while the connector is stopped,
	// see StopConnector. It is [kafkarest.ErrConflict] too.
	ErrNotStopped error = &kind{"the connector is not stopped", []error{kafkarest.ErrConflict}}
	// ErrUnknownClass: the worker has no connector of the class that the config
	// names, see ListPlugins. It is [kafkarest.ErrInvalid] too, whatever the
	// status: 400 from Kafka 4.1 on, and 500 before and from ValidateConfig.
	ErrUnknownClass error = &kind{"unknown connector class", []error{kafkarest.ErrInvalid}}
)

// kind is an error that only classifies, together with those of package
// kafkarest that it is too.
type kind struct {
	text string
	also []error
}

func (k *kind) Error() string   { return k.text }
func (k *kind) Unwrap() []error { return k.also }

// A ConnectorFailedError is a connector or a task that has failed. It is the
// cause in the error of a wait that ends with it.
type ConnectorFailedError struct {
	// Connector is the name of the connector.
	Connector string
	// Task is the number of the task, -1 if it is the connector itself.
	Task int32
	// WorkerID is the host and port of the worker that reported it.
	WorkerID string
	// Trace is the stack trace, without the values of the sensitive keys in the
	// connector's config. The one in a ConnectorStatus is whole.
	Trace string
}

// Error says what has failed, with the first line of the trace.
func (e *ConnectorFailedError) Error() string {
	what := fmt.Sprintf("connector %q", e.Connector)
	if e.Task >= 0 {
		what = fmt.Sprintf("task %d of %s", e.Task, what)
	}
	reason, _, _ := strings.Cut(e.Trace, "\n")
	return fmt.Sprintf("%s failed on %s: %s", what, e.WorkerID, reason)
}

// What workers say. Status and error_code are the same for all the meanings
// of 409, and for those of 500.
const (
	saysExists      = "already exists"
	saysRebalance   = "a rebalance is expected"
	saysStale       = "Cannot complete request momentarily due to stale configuration"
	saysNoLeader    = "Cannot complete request momentarily due to no known leader URL"
	saysConflicting = "Cannot complete request because of a conflicting operation"
	saysForwarding  = "IO Error trying to forward REST request"
	saysTimedOut    = "Request timed out"
	saysNoRoute     = "HTTP 404 Not Found"
	saysNoMethod    = "HTTP 405 Method Not Allowed"
	saysNotStopped  = "Connectors must be in the STOPPED state"
	saysNoClass     = "Failed to find any class that implements Connector"
	saysAvailable   = ", available connectors are:"
	saysNoState     = `Unrecognized field "initial_state"`
)

// mayBeNoWorker is added to what is said of a 404 that is not a worker's.
const mayBeNoWorker = "a worker that has just begun to listen answers so, and so does what is not a worker: is the URL right?"

// decodeError reads a worker's error.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusUnauthorized {
		// The authentication extension answers with a bare text.
		e.Message = "the worker did not take the credentials"
		return true
	}
	var answer struct {
		ErrorCode jsontext.Value `json:"error_code"`
		Message   string         `json:"message"`
	}
	if rest.Unmarshal(body, &answer) != nil || answer.ErrorCode == nil {
		if e.StatusCode == http.StatusNotFound {
			// A worker that has just begun to listen knows no path at all, and
			// says so without Connect's words.
			e.Message, e.Err = mayBeNoWorker, kafkarest.ErrUnavailable
		}
		return false
	}
	e.Code, e.Message = e.StatusCode, answer.Message
	classify(e, op)
	return true
}

// classify adds to an error what its message means.
func classify(e *kafkarest.Error, op *rest.Operation) {
	message := e.Message
	if strings.Contains(message, saysNoClass) {
		// The list of what is available is longer than the message.
		e.Message, _, _ = strings.Cut(message, saysAvailable)
		e.Err = ErrUnknownClass
		return
	}
	switch e.StatusCode {
	case http.StatusBadRequest:
		if strings.HasPrefix(message, saysNotStopped) {
			e.Err = ErrNotStopped
		}
	case http.StatusConflict:
		switch {
		case strings.HasSuffix(message, saysExists):
			e.Err = kafkarest.ErrAlreadyExists
		case strings.HasPrefix(message, saysStale), strings.HasPrefix(message, saysNoLeader), strings.HasPrefix(message, saysConflicting):
			e.Err = ErrRebalance
		}
	case http.StatusInternalServerError:
		switch {
		case strings.Contains(message, saysRebalance):
			e.Err = ErrRebalance
		case strings.HasPrefix(message, saysNoState):
			unsupported(e, "initial_state", "3.7", "")
		case strings.HasPrefix(message, saysTimedOut), strings.HasPrefix(message, saysForwarding), strings.HasPrefix(message, "Error writing "),
			strings.HasPrefix(message, "Error removing "):
			e.OutcomeUnknown = true
		}
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		if message == saysNoRoute || message == saysNoMethod {
			unsupported(e, op.Name, op.Since, op.Until)
		}
	}
}

// unsupported says which workers have something that this one does not know.
func unsupported(e *kafkarest.Error, what, since, until string) {
	if e.Message != "" && since != "" {
		e.Message += "; "
	}
	switch {
	case until != "":
		e.Message += fmt.Sprintf("%s needs Kafka Connect %s to %s", what, since, until)
	case since != "":
		e.Message += fmt.Sprintf("%s needs Kafka Connect %s or later", what, since)
	default:
		return
	}
	e.Err = errors.ErrUnsupported
}

// ignored is the error of a call whose option an older worker did not look at.
func ignored(operation, option, since string) error {
	e := api.Error(operation, "the worker did it without what was asked for", nil)
	unsupported(e, option, since, "")
	return e
}

// isPassing reports whether a worker's answer will pass. With 409 the worker
// has done nothing, and with the 404 of one that starts nobody has seen the
// request; the rebalance that a 500 speaks of may have come in between, and the
// hop to another worker may have arrived.
func isPassing(e *kafkarest.Error, op *rest.Operation) bool {
	if e.StatusCode == http.StatusNotFound {
		return e.Err == kafkarest.ErrUnavailable
	}
	if errors.Is(e, ErrRebalance) {
		return e.StatusCode == http.StatusConflict || op.Repeatable
	}
	return op.Repeatable && e.StatusCode == http.StatusInternalServerError && strings.HasPrefix(e.Message, saysForwarding)
}
