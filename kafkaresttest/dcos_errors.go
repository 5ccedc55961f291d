package kafkaresttest

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// dcosError is an error answer. Most have no text: their body is empty, or what
// the HTTP server puts there.
type dcosError struct {
	status      int
	text        string
	contentType string
}

func (e dcosError) Error() string { return fmt.Sprintf("%d %s", e.status, e.text) }

// dcosFailure is an error without a text.
func dcosFailure(status int) dcosError { return dcosError{status: status} }

// schedulerException is the answer where a scheduler fails over what it was
// given.
func schedulerException() dcosError { return dcosFailure(http.StatusInternalServerError) }

func dcosText(status int, format string, args ...any) error {
	return dcosError{status, fmt.Sprintf(format, args...), "text/plain"}
}

// asDCOSError takes what is not an answer already for an exception that nobody
// catches.
func asDCOSError(err error) dcosError {
	if own, ok := errors.AsType[dcosError](err); ok {
		return own
	}
	return schedulerException()
}

func (d *dcos) write(w http.ResponseWriter, failure dcosError) {
	if failure.text == "" && (d.options.HTMLErrors || d.release.sdk(31, 0)) {
		reason := http.StatusText(failure.status)
		if failure.status == http.StatusInternalServerError {
			reason = "Request failed."
		}
		writeHTML(w, failure.status, reason)
		return
	}
	if failure.text != "" {
		w.Header().Set("Content-Type", failure.contentType)
	}
	w.WriteHeader(failure.status)
	_, _ = w.Write([]byte(failure.text)) // fails when the client is gone
}

// writeJSON sends a result: in one line, but with two spaces for DCOSProfileK.
func (d *dcos) writeJSON(w http.ResponseWriter, status int, result any) error {
	if d.release.is(DCOSProfileK) {
		return writeJSON(w, status, result, jsontext.WithIndent("  "))
	}
	return writeJSON(w, status, result)
}
