package adminrestv1

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"runtime"
	"strings"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// operation is the identity of one operation.
type operation struct {
	rest.Operation
	id      string // in the published description
	options string // what errors call its options
}

// options are the inputs of one operation.
type options interface {
	// write adds the inputs, which are valid, to the operation's request.
	write(r *request)
}

// request is one call of an operation.
type request struct {
	*operation
	service *AdminrestV1
	path    map[string]string
	query   map[string]string
	body    map[string]any // nil where the operation sends none
	headers map[string]string
	sent    *http.Request // what core sends, with what it adds to it
	url     *url.URL      // without credentials
}

func (r *request) setPath(name string, value any) { r.path = map[string]string{name: text(value)} }

// setQuery adds a parameter to the query unless value, a pointer, is nil.
func (r *request) setQuery(key string, value any) {
	if core.IsNil(value) {
		return
	}
	if r.query == nil {
		r.query = make(map[string]string)
	}
	r.query[key] = text(value)
}

// setBody adds a member to the body unless value, a pointer or a slice, is nil.
func (r *request) setBody(key string, value any) {
	if !core.IsNil(value) {
		r.body[key] = value
	}
}

// text is what stands in a path or a query for the value that a pointer points
// to.
func text(pointer any) string { return fmt.Sprint(reflect.ValueOf(pointer).Elem()) }

// newRequest makes the request of an operation, or the error of a call that is
// refused.
func newRequest(ctx context.Context, service *AdminrestV1, op *operation, o options, accept bool) (*request, error) {
	r := &request{operation: op, service: service}
	if err := r.check(o); err != nil {
		return nil, refused(op.Name, err)
	}
	if err := r.build(ctx, accept); err != nil {
		return nil, refused(op.Name, err)
	}
	return r, nil
}

// check takes the inputs over, if they are valid.
func (r *request) check(o options) error {
	if err := core.ValidateStruct(o, r.options); err != nil {
		return err
	}
	if r.service == nil || r.service.Service == nil {
		return errors.New("the service is nil")
	}
	o.write(r)
	for name, value := range r.path {
		if value == "." || value == ".." {
			return fmt.Errorf("the %s is %q, which would reach another path", strings.ReplaceAll(name, "_", " "), value)
		}
	}
	return nil
}

// build makes the HTTP request, but for what core adds to it.
func (r *request) build(ctx context.Context, accept bool) (err error) {
	builder := core.NewRequestBuilder(r.Method)
	if ctx != nil {
		builder = builder.WithContext(ctx)
	}
	builder.EnableGzipCompression = r.service.GetEnableGzipCompression()
	if err = checkCredentials(r.service.GetServiceURL()); err != nil {
		return err
	}
	if _, err = builder.ResolveRequestURL(r.service.GetServiceURL(), r.Path, r.path); err != nil {
		return err
	}
	if err = checkServiceURL(r.service.GetServiceURL()); err != nil {
		return err
	}
	for name, value := range r.headers {
		builder.AddHeader(name, value)
	}
	builder.AddHeader("User-Agent", userAgent)
	if accept {
		builder.AddHeader("Accept", "application/json")
	}
	for key, value := range r.query {
		builder.AddQuery(key, value)
	}
	if r.body != nil {
		builder.AddHeader("Content-Type", "application/json")
		if _, err = builder.SetBodyContentJSON(r.body); err != nil {
			return err
		}
	}
	if r.sent, err = builder.Build(); err != nil {
		return err
	}
	target := *r.sent.URL
	target.User = nil
	r.url = &target
	return nil
}

// checkCredentials refuses a URL that cannot be parsed and may hold credentials,
// which core's error of it would show.
func checkCredentials(raw string) error {
	if _, err := url.Parse(raw); err != nil && strings.Contains(raw, "@") {
		return fmt.Errorf(core.ERRORMSG_SERVICE_URL_INVALID, errors.New("it may hold credentials and is not shown"))
	}
	return nil
}

// checkServiceURL refuses a URL after which the operation's path does not stay
// a path.
func checkServiceURL(raw string) error {
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return fmt.Errorf(core.ERRORMSG_SERVICE_URL_INVALID, err)
	case u.Scheme != "" && u.Opaque == "" && u.Host == "":
		return errors.New("service URL has no host")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("service URL has a query or a fragment")
	}
	return nil
}

// do sends the request and returns the body of a success, which is still to be
// read.
func (r *request) do() (body io.ReadCloser, response *core.DetailedResponse, err error) {
	defer func() {
		if panicked := recover(); isEmptyErrorList(panicked) {
			err = &url.Error{Op: r.Method, URL: r.url.String(), Err: errEmptyErrorList}
		} else if panicked != nil {
			panic(panicked)
		}
	}()
	response, err = r.service.Service.Request(r.sent, &body)
	if err != nil {
		if r.sent.Body != nil {
			// Where the authenticator fails nobody else does, and the goroutine that
			// compresses the body would wait for a reader for ever.
			r.sent.Body.Close()
		}
		return nil, response, err
	}
	response.Result = nil
	return body, response, nil
}

var errEmptyErrorList = errors.New("the answer is an error that cannot be read: its list of errors is empty")

// isEmptyErrorList reports whether core panicked for the first error in a list
// that has none, as its older versions do.
func isEmptyErrorList(panicked any) bool {
	err, ok := panicked.(runtime.Error)
	return ok && strings.Contains(err.Error(), "index out of range [0] with length 0")
}

// maxUnread is how much of a body is read that nobody asks for, so that the
// connection can serve the next request.
const maxUnread = 64 << 10

// send carries out an operation without a result.
func send(ctx context.Context, service *AdminrestV1, op *operation, o options) (*core.DetailedResponse, error) {
	r, err := newRequest(ctx, service, op, o, false)
	if err != nil {
		return nil, err
	}
	body, response, err := r.do()
	if err != nil {
		return response, r.failed(response, err)
	}
	_, _ = io.CopyN(io.Discard, body, maxUnread)
	body.Close()
	return response, nil
}
