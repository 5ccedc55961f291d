package token

import (
	"net/http"
	"strings"
	"unicode"

	"github.com/kafkarest/kafkarest-go"
)

// Error is the failure of a token service. It does not give a status the
// meaning that it has in the answer to a call: a token service that is not
// found does not make a topic not found.
type Error struct {
	message string
	kind    error
	cause   error
}

// NewError returns the error for an answer with the given status, 0 if there
// was none. The cause can be unwrapped but is not part of the text.
func NewError(status int, message string, cause error) *Error {
	kind := kafkarest.ErrUnavailable
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		kind = kafkarest.ErrUnauthorized
	}
	return &Error{message, kind, cause}
}

func (e *Error) Error() string { return e.message }

// Unwrap returns the cause and the sentinel of package kafkarest.
func (e *Error) Unwrap() []error { return []error{e.kind, e.cause} }

// Flaw says, as the end of a sentence, why value is not a token, an API key or
// the like. It is empty for one that is.
func Flaw(value string) string {
	switch {
	case value == "":
		return "is empty"
	case strings.ContainsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "holds white space or a control character"
	}
	return ""
}

// Refuse is the error for what was given to function of package api.
func Refuse(api, function, message string) error {
	return &kafkarest.Error{API: api, Operation: function, Message: message, Err: kafkarest.ErrInvalid}
}
