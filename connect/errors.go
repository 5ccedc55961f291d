package connect

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ErrRebalance: the workers are distributing their work anew and cannot do
// what was asked just now. The call was tried again as often as it may be.
var ErrRebalance = errors.New("rebalance")

// A FailedError is a connector or a task that has failed. It is the cause in
// the error of a wait that ends with it.
type FailedError struct {
	// Connector is the name of the connector.
	Connector string
	// Task is the number of the task, -1 if it is the connector itself.
	Task int32
	// WorkerID is the host and port of the worker that reported it.
	WorkerID string
	// Trace is the stack trace, without the values that follow sensitive keys.
	Trace string
}

// Error says what has failed, with the first line of the trace.
func (e *FailedError) Error() string {
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
)

// decodeError reads a worker's error.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusUnauthorized {
		// The authentication extension answers with a bare text.
		e.Message = "the worker did not take the credentials"
		return true
	}
	var answer struct {
		ErrorCode jsontext.Value `json:"error_code"`
		Message   *string        `json:"message"`
	}
	if json.Unmarshal(body, &answer, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) != nil || answer.ErrorCode == nil {
		if e.StatusCode == http.StatusNotFound {
			// A worker that has just begun to listen knows no path at all, and
			// says so without Connect's words.
			e.Err = kafkarest.ErrUnavailable
		}
		return false
	}
	e.Code = e.StatusCode
	if answer.Message != nil {
		e.Message = redactText(*answer.Message)
	}
	e.Body = []byte(redactText(string(e.Body)))
	classify(e, op)
	return true
}

// classify adds to an error what its message means.
func classify(e *kafkarest.Error, op *rest.Operation) {
	message := e.Message
	switch e.StatusCode {
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
		case strings.HasPrefix(message, saysTimedOut), strings.HasPrefix(message, saysForwarding), strings.HasPrefix(message, "Error writing "),
			strings.HasPrefix(message, "Error removing "):
			e.OutcomeUnknown = true
		}
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		if message == saysNoRoute || message == saysNoMethod {
			unsupported(e, op)
		}
	}
}

// unsupported says which workers have an operation that this one does not
// know.
func unsupported(e *kafkarest.Error, op *rest.Operation) {
	switch {
	case op.Until != "":
		e.Message += fmt.Sprintf("; %s needs Kafka Connect %s to %s", op.Name, op.Since, op.Until)
	case op.Since != "":
		e.Message += fmt.Sprintf("; %s needs Kafka Connect %s or later", op.Name, op.Since)
	default:
		return
	}
	e.Err = errors.ErrUnsupported
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
