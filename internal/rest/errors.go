package rest

import (
	"errors"
	"slices"

	"github.com/kafkarest/kafkarest-go"
)

// Refuse is the error of a call that is refused before anything is sent.
func (c *Client) Refuse(operation, message string) error { return refusal(c.api, operation, message) }

func refusal(api *API, operation, message string) error {
	return &kafkarest.Error{API: api.Name, Operation: operation, Message: message, Err: kafkarest.ErrInvalid}
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
	var failure *kafkarest.Error
	if errors.As(err, &failure) && failure.API == api.Name {
		return Code(failure.Code)
	}
	return 0
}
