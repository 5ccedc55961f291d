package token

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"slices"
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
// was none. The cause, if there is one, can be unwrapped but is not part of the
// text.
func NewError(status int, message string, cause error) *Error {
	kind := kafkarest.ErrUnavailable
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		kind = kafkarest.ErrUnauthorized
	}
	if IsUntrusted(cause) {
		kind = nil // the next attempt meets the same certificate
	}
	return &Error{message, kind, cause}
}

// NewPermanent returns the error for what will be the same the next time: the
// answer is none of a token service's, say.
func NewPermanent(message string, cause error) *Error { return &Error{message: message, cause: cause} }

// IsUntrusted reports whether err is about a certificate that is not trusted.
func IsUntrusted(err error) bool {
	_, ok := errors.AsType[*tls.CertificateVerificationError](err)
	return ok
}

func (e *Error) Error() string { return e.message }

// Unwrap returns the sentinel of package kafkarest and the cause, as far as
// there are any.
func (e *Error) Unwrap() []error {
	return slices.DeleteFunc([]error{e.kind, e.cause}, func(err error) bool { return err == nil })
}

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

// FlawOfURL says, as the end of a sentence, why raw is not the URL of a token
// service. It is empty for one that is.
func FlawOfURL(raw string) string {
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return "cannot be parsed"
	case u.Scheme != "http" && u.Scheme != "https":
		return "does not begin with http:// or https://"
	case u.Hostname() == "":
		return "names no host"
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "has more than a host and a path"
	}
	return ""
}

// Excerpt is the beginning of a text, in one line.
func Excerpt(text string) string {
	const most = 256
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// Refuse is the error for what was given to function of package api.
func Refuse(api, function, message string) error {
	return &kafkarest.Error{API: api, Operation: function, Message: message, Err: kafkarest.ErrInvalid}
}
