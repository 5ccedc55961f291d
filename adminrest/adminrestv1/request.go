package adminrestv1

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

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
		return nil, err
	}
	if err := r.build(ctx, accept); err != nil {
		return nil, err
	}
	return r, nil
}

// check takes the inputs over, if they are valid.
func (r *request) check(o options) error {
	if err := core.ValidateStruct(o, r.options); err != nil {
		return refused(r.Name, r.invalidOptions(o), err)
	}
	if r.service.isNil() {
		return refused(r.Name, nilService, errNilService)
	}
	o.write(r)
	for name, value := range r.path {
		if value == "." || value == ".." {
			return refused(r.Name, otherPath, fmt.Errorf("the %s is %q, which would reach another path", strings.ReplaceAll(name, "_", " "), value))
		}
	}
	return nil
}

// invalidOptions is the discriminator of options that are not valid. The
// original tells nil ones apart where the operation has something required or a
// body.
func (r *request) invalidOptions(o options) string {
	if core.IsNil(o) && (r.Method != http.MethodGet || strings.Contains(r.Path, "{")) {
		return nilParameter
	}
	return invalidStruct
}

// build makes the HTTP request, but for what core adds to it.
func (r *request) build(ctx context.Context, accept bool) (err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	builder := core.NewRequestBuilder(r.Method).WithContext(api.Context(ctx, &r.Operation))
	builder.EnableGzipCompression = r.service.GetEnableGzipCompression()
	if err = checkServiceURL(r.service.GetServiceURL()); err == nil {
		_, err = builder.ResolveRequestURL(r.service.GetServiceURL(), r.Path, r.path)
	}
	if err != nil {
		return refused(r.Name, urlResolve, err)
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
			return refused(r.Name, setBody, err)
		}
	}
	if r.sent, err = builder.Build(); err != nil {
		return refused(r.Name, buildRequest, err)
	}
	target := *r.sent.URL
	target.User = nil
	r.url = &target
	return nil
}

// checkServiceURL refuses a URL after which the operation's path does not stay
// a path. Others that are not valid core refuses, in errors that repeat them: the
// one that may hold a password is refused here.
func checkServiceURL(raw string) error {
	u, err := url.Parse(raw)
	switch {
	case (err != nil || u.Host == "") && strings.Contains(raw, "@"):
		return errors.New("service URL is not valid")
	case err != nil:
		return nil
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

// maxUnread and unreadTimeout bound how much of a body is read that nobody asks
// for, so that the connection can serve the next request.
const (
	maxUnread     = 64 << 10
	unreadTimeout = time.Second
)

// send carries out an operation without a result.
func send(ctx context.Context, service *AdminrestV1, op *operation, o options) (*core.DetailedResponse, error) {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r, err := newRequest(ctx, service, op, o, false)
	if err != nil {
		return nil, err
	}
	body, response, err := r.do()
	if err != nil {
		return response, r.failed(response, err)
	}
	defer body.Close()
	// The service's own HTTP client may have no bound.
	defer time.AfterFunc(unreadTimeout, cancel).Stop()
	_, _ = io.CopyN(io.Discard, body, maxUnread)
	return response, nil
}
