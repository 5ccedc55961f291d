package rest

import (
	"errors"
	"net/http"
	"slices"

	"github.com/kafkarest/kafkarest-go"
)

// Error is a failure that the client finds out itself.
func (a *API) Error(operation, message string, cause error) *kafkarest.Error {
	return &kafkarest.Error{API: a.Name, Operation: operation, Message: message, Err: cause}
}

// Refuse is the error of an operation that is refused before anything is sent.
func (a *API) Refuse(operation, message string) error {
	return a.Error(operation, message, kafkarest.ErrInvalid)
}

// Refuse is that of the client's API.
func (c *Client) Refuse(operation, message string) error { return c.api.Refuse(operation, message) }

// Named makes err, of a call that an operation made in its turn, that of the
// operation which the caller knows.
func Named(operation string, err error) error {
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok {
		failure.Operation = operation
	}
	return err
}

// isA reports whether err is a failure of one type, or comes of one.
func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// StatusOf is the HTTP status that the digits of a code begin with, 0 if that is
// none of an error.
func StatusOf[Code ~int](code Code) int {
	for code >= 1000 {
		code /= 10
	}
	if code < http.StatusBadRequest || code > 599 {
		return 0
	}
	return int(code)
}

// Partial is the error of a call on several items: errs are their failures, nil
// for those that did not fail. It is nil if none did.
func Partial(operation string, errs []error) error {
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) == 0 {
		return nil
	}
	return &kafkarest.PartialError{Operation: operation, Errs: errs}
}

// CodeOf is the code of the first failure in err if that is of a call of the
// API, else 0.
func CodeOf[Code ~int](api *API, err error) Code {
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok && failure.API == api.Name {
		return Code(failure.Code)
	}
	return 0
}
