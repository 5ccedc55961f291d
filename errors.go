package kafkarest

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/twmb/franz-go/pkg/kerr"
)

// What can be asked of every error that a call returns, with [errors.Is] and
// for every API alike. The statuses given are the usual ones: an API's package
// says where it differs.
var (
	// ErrNotFound: what the call names does not exist. HTTP status 404.
	ErrNotFound = errors.New("not found")
	// ErrAlreadyExists: what the call creates exists already, as far as the
	// service lets it be told.
	ErrAlreadyExists = errors.New("already exists")
	// ErrUnauthorized: the credentials are missing or not valid. HTTP status 401.
	ErrUnauthorized = errors.New("unauthorized")
	// ErrForbidden: the credentials are valid but do not allow the call. HTTP
	// status 403.
	ErrForbidden = errors.New("forbidden")
	// ErrConflict: the call does not fit the state of what it names. HTTP
	// status 409, or none where the client finds it out itself, as EnsureTopic
	// does.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: the call was refused as it was written, by the service (HTTP
	// statuses 400, 415 and 422) or, with no status, by the client before
	// anything was sent.
	ErrInvalid = errors.New("invalid")
	// ErrTooManyRequests: the service asks for a slower pace. HTTP status 429.
	ErrTooManyRequests = errors.New("too many requests")
	// ErrUnavailable: the service could not be reached or could not answer.
	// HTTP statuses 502, 503 and 504, and failed connections, unless it is a
	// certificate that is not trusted.
	ErrUnavailable = errors.New("unavailable")
	// ErrOutcomeUnknown: the service may or may not have done what the call
	// asks for. It stands beside one of the others.
	ErrOutcomeUnknown = errors.New("outcome unknown")
)

// An Error is the failure of one call: an answer of the service that is not a
// success, an answer that cannot be read, no answer at all, or a call that was
// refused before anything was sent.
//
// [errors.Is] finds the sentinels of this package, the Kafka error where the
// service named one (a value of kerr), and the cause in Err, such as
// [context.DeadlineExceeded].
type Error struct {
	// API is the package of the client, such as "adminrest".
	API string
	// Operation is the operation that failed, such as "GetTopic".
	Operation string
	// Method and URL are those of the request. The URL has no credentials and
	// is empty when the call was refused.
	Method string
	URL    string
	// StatusCode is the HTTP status that the last attempt was answered with, 0
	// if it was not answered. For one item of a call on several, it is the status
	// that the item would have been answered with alone.
	StatusCode int
	// Code is the error code of the service's own, 0 if it gave none. What
	// its values mean is up to the API: restproxy and restproxyv2 name theirs,
	// see their CodeOf; in adminrest it is the HTTP status and Kafka's error.
	Code int
	// Kafka is the Kafka error that the service named, nil if it named none.
	Kafka *kerr.Error
	// Message is the service's own text, or says what is wrong with the
	// answer or with the call.
	Message string
	// TransactionID is the service's identifier of the call, where the API has
	// one.
	TransactionID string
	// RetryAfter is how long the service asked to wait, 0 if it did not.
	RetryAfter time.Duration
	// Attempts is the number of requests that were made.
	Attempts int
	// OutcomeUnknown is set when the call may have taken effect all the same:
	// an attempt of it was sent and not answered, or answered by the failure of
	// a server or a gateway.
	OutcomeUnknown bool
	// Body is the beginning of the last answer's body, 64 KiB at most. It is
	// not part of the error's text, except for a short excerpt where the body
	// is not the service's documented one.
	Body []byte
	// Err is the cause, where there is one beyond the answer itself.
	Err error
}

// Error says which operation failed and how, in one printable line of bounded
// length. It holds no credentials.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.API)
	b.WriteByte('.')
	b.WriteString(e.Operation)
	if e.URL != "" {
		b.WriteString(": " + e.Method + " " + e.URL)
	}
	message := e.Message
	if e.StatusCode != 0 {
		status := strings.TrimSpace(strconv.Itoa(e.StatusCode) + " " + http.StatusText(e.StatusCode))
		b.WriteString(": " + status)
		message = withoutStatus(message, status)
	}
	if message != "" {
		b.WriteString(": " + bounded(message))
	}
	if e.Err != nil && !isSentinel(e.Err) {
		b.WriteString(": " + bounded(e.Err.Error()))
	}
	if details := e.details(); len(details) > 0 {
		b.WriteString(" (" + strings.Join(details, ", ") + ")")
	}
	return strings.Map(printable, b.String())
}

// withoutStatus is a message without the status that it may begin with, as in
// "HTTP 404 Not Found".
func withoutStatus(message, status string) string {
	if more, ok := strings.CutPrefix(strings.TrimPrefix(message, "HTTP "), status); ok {
		return strings.TrimLeft(more, " .:;")
	}
	return message
}

// maxText bounds each part of an error's text that comes from elsewhere.
const maxText = 2 << 10

// bounded is text up to maxText, cut between characters.
func bounded(text string) string {
	if len(text) <= maxText {
		return text
	}
	end := maxText
	for end > maxText-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// printable replaces what would break a line or steer a terminal.
func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsPrint(r):
		return unicode.ReplacementChar
	}
	return r
}

// details lists what the parentheses at the end of the text hold.
func (e *Error) details() []string {
	var details []string
	if e.Code != 0 {
		code := "error_code " + strconv.Itoa(e.Code)
		if e.Kafka != nil {
			code += " " + e.Kafka.Message
		}
		details = append(details, code)
	}
	if e.TransactionID != "" {
		details = append(details, "transaction "+bounded(e.TransactionID))
	}
	if e.RetryAfter > 0 {
		details = append(details, "retry after "+e.RetryAfter.String())
	}
	if e.Attempts > 1 {
		details = append(details, strconv.Itoa(e.Attempts)+" attempts")
	}
	if e.OutcomeUnknown {
		details = append(details, ErrOutcomeUnknown.Error())
	}
	return details
}

// Is reports whether target is the sentinel that the answer amounts to.
func (e *Error) Is(target error) bool {
	if target == ErrOutcomeUnknown {
		return e.OutcomeUnknown
	}
	return target != nil && target == e.sentinel()
}

// Unwrap returns the cause and the Kafka error, as far as there are any.
func (e *Error) Unwrap() []error {
	errs := make([]error, 0, 2)
	if e.Err != nil {
		errs = append(errs, e.Err)
	}
	if e.Kafka != nil {
		errs = append(errs, e.Kafka)
	}
	return errs
}

// sentinel returns the one sentinel that status and Kafka error amount to.
// That a thing exists already outweighs the status, which differs from API to
// API.
func (e *Error) sentinel() error {
	if e.Kafka != nil && (e.Kafka.Code == kerr.TopicAlreadyExists.Code || e.Kafka.Code == kerr.DuplicateResource.Code) {
		return ErrAlreadyExists
	}
	// The API knows the status for that of a service which is not there yet, or
	// which does not know the operation.
	switch e.Err {
	case ErrUnavailable:
		return ErrUnavailable
	case errors.ErrUnsupported:
		return nil
	}
	return statusSentinels[e.StatusCode]
}

var statusSentinels = map[int]error{
	http.StatusBadRequest:           ErrInvalid,
	http.StatusUnauthorized:         ErrUnauthorized,
	http.StatusForbidden:            ErrForbidden,
	http.StatusNotFound:             ErrNotFound,
	http.StatusConflict:             ErrConflict,
	http.StatusUnsupportedMediaType: ErrInvalid,
	http.StatusUnprocessableEntity:  ErrInvalid,
	http.StatusTooManyRequests:      ErrTooManyRequests,
	http.StatusBadGateway:           ErrUnavailable,
	http.StatusServiceUnavailable:   ErrUnavailable,
	http.StatusGatewayTimeout:       ErrUnavailable,
}

// isSentinel reports whether err only classifies, so that its text adds
// nothing to a message.
func isSentinel(err error) bool {
	switch err {
	case ErrNotFound, ErrAlreadyExists, ErrUnauthorized, ErrForbidden, ErrConflict,
		ErrInvalid, ErrTooManyRequests, ErrUnavailable, ErrOutcomeUnknown:
		return true
	}
	return false
}

// A PartialError is returned by a call on several items of which some failed,
// beside the results of those that did not. [errors.Is] and [errors.As] look
// into the failures.
type PartialError struct {
	// Operation is the operation of which items failed.
	Operation string
	// Errs has the failures, in the order of the items.
	Errs []error
}

// Error counts the failures and tells the first.
func (e *PartialError) Error() string {
	switch len(e.Errs) {
	case 0:
		return e.Operation + ": no item failed"
	case 1:
		return fmt.Sprintf("%s: 1 item failed: %v", e.Operation, e.Errs[0])
	}
	return fmt.Sprintf("%s: %d items failed, the first: %v", e.Operation, len(e.Errs), e.Errs[0])
}

// Unwrap returns the failures.
func (e *PartialError) Unwrap() []error { return e.Errs }
