package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/ctxkey"
)

// Context is the context of a request of op that something else than a Client
// sends. It tells what the request is for, and is ctx for the rest.
func (api *API) Context(ctx context.Context, op *Operation) context.Context {
	return exchangeContext{ctx, api, op}
}

type exchangeContext struct {
	context.Context
	api       *API
	operation *Operation
}

func (c exchangeContext) Value(key any) any {
	switch key.(type) {
	case ctxkey.APIName:
		return c.api.Name
	case ctxkey.OperationName:
		return c.operation.Name
	}
	return c.Context.Value(key)
}

// Exchange is a request that something else than a Client has sent, and what
// it was answered with.
type Exchange struct {
	Request    *http.Request // as it was sent, credentials included
	URL        *url.URL      // of the request, without credentials
	StatusCode int           // 0 if there was no answer
	Header     http.Header
	Body       []byte
}

// Failure is the error that a Client would make of an exchange of op which
// failed: for cause if that is not nil, and otherwise by its answer, which is no
// success then. It does not know how many attempts there were.
func (api *API) Failure(op *Operation, x Exchange, cause error) *kafkarest.Error {
	sent := x.Request
	if user := sent.URL.User; user != nil && sent.Header.Get("Authorization") == "" {
		// net/http has sent it so.
		password, _ := user.Password()
		sent = sent.Clone(sent.Context())
		sent.SetBasicAuth(user.Username(), password)
	}
	c := &call{
		Context: sent.Context(),
		client:  &Client{api: api},
		request: &request{operation: op},
		target:  x.URL,
		sent:    sent,
	}
	if flaw := flawOf(sent); x.StatusCode == 0 && flaw != nil {
		return c.newError(flaw.Error(), kafkarest.ErrInvalid)
	}
	answer := &http.Response{StatusCode: x.StatusCode, Header: x.Header}
	switch {
	case x.StatusCode == 0:
		c.unanswered(unwrapURLError(cause))
		c.failure.OutcomeUnknown = c.unknown
		return c.failure
	case cause != nil:
		return c.unreadable(answer, x.Body, "the answer cannot be read", cause)
	}
	return c.refused(answer, x.Body, nil)
}

// flawOf returns why net/http cannot send a request, which it says in words
// alone, nil if it can.
func flawOf(req *http.Request) error {
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" || req.URL.Host == "" {
		return errors.New("the URL does not begin with http:// or https:// and a host")
	}
	return checkHeader(req.Header)
}
