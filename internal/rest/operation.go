package rest

import (
	"net/http"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// defaultTimeout bounds an attempt where neither the operation nor its API says
// otherwise.
const defaultTimeout = 30 * time.Second

// API is what the calls of one API have in common.
type API struct {
	// Name is the name of the API's package, for errors and logs.
	Name string
	// TransactionHeader is the header in which the service tells its
	// identifier of a call; empty where it has none.
	TransactionHeader string
	// Timeout bounds an attempt of an operation that does not say otherwise; zero
	// is defaultTimeout.
	Timeout time.Duration
	// MediaType is that of bodies and of the answers asked for, where a request
	// does not say otherwise; empty is application/json.
	MediaType string
	// Root is what all paths begin with. A URL that ends in it would have it
	// twice, so it is refused; empty refuses none.
	Root string
	// DecodeError reads the body of an answer that is not a success into e. It
	// reports false when the body is not the API's documented error, and the
	// executor then shows an excerpt of it, before a message that e may have been
	// given all the same. What it puts into the message is redacted afterwards.
	DecodeError func(e *kafkarest.Error, op *Operation, body []byte) bool
	// Secrets finds what no error may show in the body of a request. Nil finds
	// nothing.
	Secrets func(body []byte) []string
	// Redact takes what no error may show out of a text of the service, a whole
	// body or its message, beside the credentials of the call. Nil takes nothing.
	Redact func(text string) string
	// Passing reports whether an answer that is not a success will pass: whether
	// op may be tried again after it, where its status alone does not tell. Nil
	// is never.
	Passing func(e *kafkarest.Error, op *Operation) bool
}

// Operation is the identity of one operation of an API.
type Operation struct {
	// Name is the operation's name, which is also that of the client's method.
	Name string
	// Method is the HTTP method.
	Method string
	// Path is the path below the base URL, with parameters in braces.
	Path string
	// Repeatable says that the operation may be sent again when it is not
	// known whether the service has acted on it.
	Repeatable bool
	// Produces says that the operation writes records, so that not even a
	// refusal for its pace may be answered by sending it again.
	Produces bool
	// Local says that the operation is about the instance that is asked: the
	// call stays with the first one, whatever happens.
	Local bool
	// Results are the statuses, beside those of success, whose body is a result
	// if it reads as one.
	Results []int
	// Optional says that a success may have no body, and then no result.
	Optional bool
	// Since and Until are the first and the last version of the service that
	// have the operation, where it is not all of them.
	Since, Until string
	// Profiles are the kinds of the service that have the operation, where
	// there are several.
	Profiles []string
	// Timeout bounds an attempt; zero is that of the API.
	Timeout time.Duration
}

// changes reports whether the operation may change anything at the service. A
// read that must not be repeated does: it moves a position.
func (o *Operation) changes() bool { return !o.Repeatable || !reads(o.Method) }

// reads reports whether the method alone promises to change nothing.
func reads(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	}
	return false
}
