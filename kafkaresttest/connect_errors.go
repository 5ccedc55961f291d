package kafkaresttest

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// connectError is an error answer. Message is null when it is nil. One that
// comes from the HTTP framework, before any operation has run, has no
// Content-Type.
type connectError struct {
	status    int
	message   *string
	framework bool
}

func (e connectError) Error() string {
	if e.message == nil {
		return "null"
	}
	return *e.message
}

func connectFailure(status int, format string, args ...any) connectError {
	message := fmt.Sprintf(format, args...)
	return connectError{status: status, message: &message}
}

// connectHTTPFailure is the answer of the HTTP framework underneath.
func connectHTTPFailure(status int) connectError {
	e := connectFailure(status, "HTTP %d %s", status, http.StatusText(status))
	e.framework = true
	return e
}

// asConnectError takes what is not an answer already for something unexpected.
func asConnectError(err error) connectError {
	if own, ok := errors.AsType[connectError](err); ok {
		return own
	}
	return connectFailure(http.StatusInternalServerError, "%s", err.Error())
}

type connectErrorBody struct {
	ErrorCode int     `json:"error_code"`
	Message   *string `json:"message"`
}

func (e connectError) write(w http.ResponseWriter) {
	if e.framework {
		w.Header()["Content-Type"] = nil // net/http would guess one
	} else {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(e.status)
	// A message can hold bytes that a client sent. Nothing else fails but a client
	// that is gone.
	_ = json.MarshalWrite(w, connectErrorBody{e.status, e.message}, jsontext.AllowInvalidUTF8(true))
}

// The texts for a connector that does not exist differ by operation.

func connectorNotFound(name string) error {
	return connectFailure(http.StatusNotFound, "Connector %s not found", name)
}

func unknownConnector(name string) error {
	return connectFailure(http.StatusNotFound, "Unknown connector %s", name)
}

func unknownConnectorToRestart(name string) error {
	return connectFailure(http.StatusNotFound, "Unknown connector: %s", name)
}

// staleConfiguration is the answer to restarts and changes of offsets while a
// rebalance is about to start.
func staleConfiguration() error {
	return connectFailure(http.StatusConflict,
		"Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)")
}

// rebalanceExpected is the answer to reads for the same cause.
func rebalanceExpected() error {
	return connectFailure(http.StatusInternalServerError, "Request cannot be completed because a rebalance is expected")
}
