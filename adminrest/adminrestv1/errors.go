package adminrestv1

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// api is what a *kafkarest.Error is made by.
var api = rest.API{
	Name:              "adminrestv1",
	TransactionHeader: "X-Global-Transaction-Id",
	DecodeError:       rest.DecodeHHHKK,
}

// component is this module, as core's errors name it.
func component() *core.ProblemComponent {
	return core.NewProblemComponent("github.com/kafkarest/kafkarest-go", kafkarest.Version)
}

// serviceComponent is the service, as core's errors name it: by its published
// description.
func serviceComponent() *core.ProblemComponent {
	return core.NewProblemComponent(DefaultServiceName, "1.3.1")
}

// The discriminators by which core tells apart the errors of one function, as
// published, and those of what the original does not refuse.
const (
	authenticatorFromConfig = "env-auth-error"
	newClient               = "new-client-error"
	configureClient         = "client-config-error"
	newBase                 = "new-base-error"
	setURLOfNewClient       = "set-url-error"
	setURL                  = "url-set-error"
	noRegions               = "no-regional-support"
	nilParameter            = "unexpected-nil-param"
	invalidStruct           = "struct-validation-error"
	urlResolve              = "url-resolve-error"
	setBody                 = "set-json-body-error"
	buildRequest            = "build-error"
	sendRequest             = "http-request-err"
	readAnswer              = "unmarshal-resp-error"

	nilService = "unexpected-nil-service"
	otherPath  = "other-path-error"
)

var (
	errNilOptions = errors.New("the options are nil")
	errNilService = errors.New("the service is nil")
)

// refused is the error of a call by which nothing was sent, because of its
// inputs.
func refused(operation, discriminator string, err error) error {
	return withCause(core.SDKErrorf(err, "", "", component()), discriminator, &kafkarest.Error{
		API:       api.Name,
		Operation: operation,
		Err:       fmt.Errorf("%w: %w", kafkarest.ErrInvalid, nativeCause(err)),
	})
}

// authenticateStep begins the text of an authenticator's error.
var authenticateStep, _, _ = strings.Cut(core.ERRORMSG_AUTHENTICATE_ERROR, "%s")

// failed is the error of a request that core could not send, that was not
// answered, or whose answer is no success.
func (r *request) failed(response *core.DetailedResponse, err error) error {
	core.EnrichHTTPProblem(err, r.id, serviceComponent())
	failure := &kafkarest.Error{API: api.Name, Operation: r.Name, Method: r.Method, URL: r.url.String(), Err: nativeCause(err)}
	var cause error = failure
	var summary string
	attempt, unanswered := errors.AsType[*url.Error](failure.Err)
	switch {
	case strings.HasPrefix(err.Error(), authenticateStep):
		// Nothing was sent, and what has answered is a token service.
	case response != nil:
		withoutEmptyErrors(response)
		if err.Error() == "" {
			summary = http.StatusText(response.StatusCode)
		}
		cause = r.failure(response, errorBody(response), nil)
	case unanswered:
		// Programs look for the error of net/http, which comes first as it has
		// come alone. A *kafkarest.Error has its cause without it.
		cause = errors.Join(attempt, r.failure(new(core.DetailedResponse), nil, attempt))
	}
	return withCause(core.SDKErrorf(err, summary, "", component()), sendRequest, cause)
}

// withoutEmptyErrors takes a list of errors that has none out of an answer: core
// panics for the code of the first one when it describes its error.
func withoutEmptyErrors(response *core.DetailedResponse) {
	members, _ := response.GetResultAsMap()
	if list, ok := members["errors"].([]any); len(list) == 0 && (ok || members["errors"] == nil) {
		delete(members, "errors")
	}
}

// unreadable is the error of a success whose body is not the result.
func (r *request) unreadable(response *core.DetailedResponse, body []byte, err error) error {
	failure := r.failure(response, body, nativeCause(err))
	return withCause(core.SDKErrorf(err, "", "", component()), readAnswer, failure)
}

// failure judges what became of the request as package rest does. A response
// without a status is none.
func (r *request) failure(response *core.DetailedResponse, body []byte, cause error) *kafkarest.Error {
	return api.Failure(&r.Operation, rest.Exchange{
		Request:    r.sent,
		URL:        r.url,
		StatusCode: response.StatusCode,
		Header:     response.Headers,
		Body:       body,
	}, cause)
}

// errorBody is the body of an answer that is no success, of which core keeps
// the text or what it has read from it.
func errorBody(response *core.DetailedResponse) []byte {
	if response.Result == nil {
		return response.RawResult
	}
	body, _ := json.Marshal(response.Result)
	return body
}

// withCause puts cause, which is or holds a *kafkarest.Error, among the causes
// of p, and the discriminator of its kind, by which core compares errors, into
// it. Core's errors have one cause each: that is the HTTPProblem, where there is
// one, whose own cause is this one then.
func withCause(p *core.SDKProblem, discriminator string, cause error) error {
	if answer, ok := errors.AsType[*core.HTTPProblem](p); ok {
		// A copy, because an authenticator may give its error to several calls.
		cause = &core.HTTPProblem{
			IBMProblem:  core.IBMErrorf(cause, answer.Component, cmp.Or(answer.Summary, p.Summary), ""),
			OperationID: answer.OperationID,
			Response:    answer.Response,
		}
	}
	p.IBMProblem = core.IBMErrorf(cause, p.Component, p.Summary, discriminator)
	return p
}

// nativeCause is what err comes from below core's errors. Core would take one
// of them in the chain of a *kafkarest.Error for the cause, and lose the latter.
func nativeCause(err error) error {
	for {
		p, ok := errors.AsType[core.Problem](err)
		if !ok {
			return err
		}
		wrapper, ok := p.(interface{ Unwrap() []error })
		if !ok || len(wrapper.Unwrap()) == 0 {
			return errors.New(err.Error())
		}
		err = wrapper.Unwrap()[0]
	}
}
