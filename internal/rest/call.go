package rest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/hashicorp/go-retryablehttp"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/ctxkey"
)

// call is one call from its first attempt to its last. It is the context of
// its requests too, so that the hooks of net/http and of go-retryablehttp find
// it without a value being wrapped around the caller's context. It is never
// reused: the connection that writes a request may outlive the call.
type call struct {
	context.Context // the caller's

	client  *Client
	request *request
	options kafkarest.CallOptions
	out     any // receives the result, nil for none
	payload []byte
	timeout time.Duration // of an attempt

	http     retryablehttp.Request
	url      url.URL
	target   *url.URL // where the attempt goes: &url until the call moves on
	instance int32

	began    time.Time
	cancel   context.CancelFunc // of the request under way
	attempts atomic.Int32       // what an earlier attempt has left behind may read it
	sent     *http.Request      // the last one to the service, credentials included
	secrets  []string           // in the last answered request, the longest first

	strayed         bool // the attempt was redirected to another host
	reauthenticated bool
	unknown         bool             // an attempt's outcome is unknown
	failure         *kafkarest.Error // of the last attempt, nil if it succeeded
}

// callKey is the key under which a call's context gives the call itself.
type callKey struct{}

// Value answers for the call's own keys, and the caller's context for others.
func (c *call) Value(key any) any {
	switch key.(type) {
	case callKey:
		return c
	case ctxkey.APIName:
		return c.client.api.Name
	case ctxkey.OperationName:
		return c.request.operation.Name
	case ctxkey.Attempt:
		return int(c.attempts.Load())
	}
	return c.Context.Value(key)
}

// callOf finds the call in the context of its request, around which net/http
// may have wrapped another.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.(*call); ok {
		return c
	}
	return ctx.Value(callKey{}).(*call)
}

// do takes a request through all its attempts and decodes the result into out
// unless that is nil.
func (c *Client) do(ctx context.Context, r *request, out any, opts []kafkarest.CallOption) error {
	call := &call{Context: ctx, client: c, request: r, out: out}
	if !r.operation.Local {
		call.instance = c.preferred.Load()
	}
	apply(&call.options, opts)
	if call.options.Response != nil {
		*call.options.Response = kafkarest.Response{}
	}
	if err := call.prepare(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return call.newError("", contextError(ctx))
	}
	_, err := c.retries.Do(&call.http)
	call.endAttempt()
	if err == nil {
		return nil
	}
	return call.finish(err)
}

// prepare makes the call's request, or returns why it is refused.
func (c *call) prepare() error {
	if c.request.refusal != "" {
		return c.newError(c.request.refusal, kafkarest.ErrInvalid)
	}
	if err := checkHeader(c.options.Header); err != nil {
		return c.newError(err.Error(), kafkarest.ErrInvalid)
	}
	if c.options.Timeout < 0 {
		return c.newError("the time-out is negative", kafkarest.ErrInvalid)
	}
	switch body := c.request.body.(type) {
	case nil:
	case Encoded:
		c.payload = body
	default:
		payload, err := json.Marshal(body)
		if err != nil {
			return c.newError("the body cannot be written as JSON: "+err.Error(), kafkarest.ErrInvalid)
		}
		c.payload = payload
	}
	c.timeout = c.attemptTimeout()
	c.url = c.atInstance().url(c.request)
	c.target = &c.url

	req := c.client.template.WithContext(c)
	req.Method = c.request.operation.Method
	req.URL = c.target
	req.Header = c.header()
	c.setBody(req)
	c.http.Request = req
	c.http.SetResponseHandler(c.handle)
	return nil
}

// attemptTimeout is the bound of an attempt: of this call, else of the client,
// else of the operation, else of the API.
func (c *call) attemptTimeout() time.Duration {
	timeout := cmp.Or(c.options.Timeout, c.client.timeout, c.request.operation.Timeout, c.client.api.Timeout, defaultTimeout)
	if limit := c.client.httpTimeout; limit > 0 && limit < timeout {
		return limit
	}
	return timeout
}

var anyContentType = []string{"application/json, */*"}

// header is the header of the request without the credentials, which each
// attempt adds. An instance that gets none is told nothing else that may be one.
func (c *call) header() http.Header {
	header := make(http.Header, len(c.client.header)+len(c.options.Header)+2)
	c.addHeader(header, c.client.header)
	if c.request.accept != nil {
		header["Accept"] = c.request.accept
	}
	if c.payload != nil {
		header["Content-Type"] = c.client.mediaType
		if c.request.contentType != nil {
			header["Content-Type"] = c.request.contentType
		}
	}
	if _, ok := c.out.(Reader); ok {
		header["Accept"] = anyContentType
	}
	c.addHeader(header, c.options.Header)
	return header
}

// addHeader adds what the instance may see of more.
func (c *call) addHeader(header, more http.Header) {
	for key, values := range more {
		if !c.request.base.foreign || slices.Contains(keptOnRedirect, key) {
			header[key] = values
		}
	}
}

// setBody gives the request a body to read from the start. net/http repeats a
// request that reads by its method on its own when a reused connection is
// closed under it, unless it has a body that cannot be had again: that is what
// it gets when it must not be repeated.
func (c *call) setBody(req *http.Request) {
	once := !c.request.operation.Repeatable && reads(req.Method)
	if c.payload == nil {
		if once {
			req.Body = io.NopCloser(http.NoBody)
		}
		return
	}
	req.ContentLength = int64(len(c.payload))
	req.Body, _ = c.body()
	if !once {
		req.GetBody = c.body
	}
}

func (c *call) body() (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(c.payload)), nil
}

// atInstance is the instance that the next attempt goes to.
func (c *call) atInstance() *instance {
	if c.request.base.instance != nil {
		return c.request.base.instance
	}
	return &c.client.instances[c.instance]
}

// moveOn makes the next instance the target of the call.
func (c *call) moveOn() {
	c.instance = (c.instance + 1) % int32(len(c.client.instances))
	u := c.atInstance().url(c.request)
	c.target = &u
}

// endAttempt releases what the request under way holds.
func (c *call) endAttempt() {
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
}

// handle reads the answer of an attempt. The error it returns is the call's
// failure, which checkRetry then judges.
func (c *call) handle(resp *http.Response) error {
	defer c.endAttempt()
	body := getBuffer()
	defer putBuffer(body)
	c.failure = c.read(resp, body)
	if len(c.client.instances) > 1 && resp.StatusCode < http.StatusInternalServerError && !c.unavailable() {
		c.prefer()
	}
	if c.request.answer != nil {
		*c.request.answer = Answer{StatusCode: resp.StatusCode, Header: resp.Header, Base: Base{c.atInstance(), c.request.base.foreign}}
	}
	if r := c.options.Response; r != nil {
		*r = kafkarest.Response{
			StatusCode:    resp.StatusCode,
			Header:        resp.Header,
			TransactionID: c.transactionID(resp.Header),
			Attempts:      int(c.attempts.Load()),
		}
	}
	c.log(resp.StatusCode, c.failure)
	if c.failure == nil {
		return nil
	}
	return c.failure
}

// prefer makes the instance that answered the first one for the calls to come,
// if it is one that the client was made for.
func (c *call) prefer() {
	answered := c.atInstance()
	for i := range c.client.instances {
		if answered == &c.client.instances[i] {
			c.client.preferred.Store(int32(i))
		}
	}
}

// unavailable reports whether the last attempt found the service not there.
func (c *call) unavailable() bool {
	return c.failure != nil && errors.Is(c.failure, kafkarest.ErrUnavailable)
}

func (c *call) transactionID(header http.Header) string {
	if c.client.api.TransactionHeader == "" {
		return ""
	}
	return header.Get(c.client.api.TransactionHeader)
}

// finish returns the error of a call whose last attempt failed with err, or
// whose context ended before another one.
func (c *call) finish(err error) error {
	failure := c.failure
	if failure == nil {
		failure = c.newError("", c.broken(unwrapURLError(err)))
	}
	if ended := c.Err(); ended != nil && err == ended {
		ended = contextError(c.Context)
		if failure.Err != nil {
			ended = fmt.Errorf("%w, and then %w", failure.Err, ended)
		}
		failure.Err = ended
	}
	failure.Attempts = int(c.attempts.Load())
	failure.OutcomeUnknown = failure.OutcomeUnknown || c.unknown
	if c.options.Response != nil {
		c.options.Response.Attempts = failure.Attempts
	}
	return failure
}

// newError is an error of the call. A refusal, made before there is a target,
// names no URL.
func (c *call) newError(message string, cause error) *kafkarest.Error {
	e := &kafkarest.Error{
		API:       c.client.api.Name,
		Operation: c.request.operation.Name,
		Method:    c.request.operation.Method,
		Message:   message,
		Err:       cause,
	}
	if c.target != nil {
		e.URL = c.target.String()
	}
	return e
}

// log tells the logger of one attempt.
func (c *call) log(status int, failure *kafkarest.Error) {
	if !c.client.logger.Enabled(c, slog.LevelDebug) {
		return
	}
	attrs := []slog.Attr{
		slog.String("api", c.client.api.Name),
		slog.String("operation", c.request.operation.Name),
		slog.String("method", c.request.operation.Method),
		slog.String("url", c.target.String()),
		slog.Int("attempt", int(c.attempts.Load())),
		slog.Int("status", status),
		slog.Duration("duration", time.Since(c.began)),
	}
	if failure != nil {
		attrs = append(attrs, slog.String("error", failure.Error()))
	}
	c.client.logger.LogAttrs(c, slog.LevelDebug, "kafkarest attempt", attrs...)
}
