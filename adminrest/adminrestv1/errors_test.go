package adminrestv1_test

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// assertProblem holds an error to what all of them are, and returns the one of
// kafkarest in it.
func assertProblem(t *testing.T, err error, text string) *kafkarest.Error {
	t.Helper()
	require.Error(t, err)
	assert.Equal(t, text, err.Error())
	problem, ok := err.(*core.SDKProblem) //nolint:errorlint // programs do that
	require.True(t, ok, "%T", err)
	assert.Equal(t, "github.com/kafkarest/kafkarest-go", problem.Component.Name)
	assert.Regexp(t, `^sdk-[0-9a-f]{8}$`, problem.GetID())
	assert.Contains(t, problem.GetDebugMessage(), "summary:")
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, "adminrestv1", failure.API)
	assert.NotContains(t, fmt.Sprintf("%+v %s", failure, failure), "s3cret")
	return failure
}

// assertKind holds the identifier of an error to what its discriminator makes
// it.
func assertKind(t *testing.T, err error, discriminator string) {
	t.Helper()
	var problem *core.SDKProblem
	require.ErrorAs(t, err, &problem)
	signature := problem.Component.Name + "error" + discriminator
	assert.Equal(t, core.CreateIDHash("sdk", signature, problem.Function), problem.GetID(), discriminator)
}

// nilOptionsKind is the published discriminator of nil options.
func nilOptionsKind(operation string) string {
	switch operation {
	case "Alive", "ListTopics", "ListQuotas", "ListBrokers", "GetCluster", "ListConsumerGroups",
		"GetMirroringTopicSelection", "GetMirroringActiveTopics", "GetStatus":
		return "struct-validation-error"
	}
	return "unexpected-nil-param"
}

// assertNetError holds an error to what net/http gives for a request that fails.
func assertNetError(t *testing.T, err error, timeout bool) {
	t.Helper()
	var failure net.Error // a program may ask for the interface
	require.ErrorAs(t, err, &failure)
	assert.IsType(t, (*url.Error)(nil), failure)
	assert.Equal(t, timeout, failure.Timeout())
}

// optionsName is what errors call the options of an operation.
func optionsName(operation string) string {
	return strings.ToLower(operation[:1]) + operation[1:] + "Options"
}

// What is refused before anything is sent: the error's text, which is part of
// the published behaviour, no response and no result.
func TestOperationsAreRefused(t *testing.T) {
	t.Parallel()
	type refusal func(service *adminrestv1.AdminrestV1, c operationCase) (options any, text string)
	tests := map[string]struct {
		kind    string // the discriminator, published but for a name that is another path
		prepare refusal
	}{
		"nil options": {"", func(_ *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			return reflect.Zero(reflect.TypeOf(c.options)).Interface(), optionsName(c.operation) + " cannot be nil"
		}},
		"nothing that is required": {"struct-validation-error", func(_ *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			return c.zero, fmt.Sprintf("%s failed validation:\nKey: '%sOptions.%s' Error:Field validation for '%[3]s' failed on the 'required' tag",
				optionsName(c.operation), c.operation, c.missing)
		}},
		"an empty name": {"struct-validation-error", func(_ *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			if c.missing == "BrokerID" {
				return nil, ""
			}
			return withName(c, ""), fmt.Sprintf("%s failed validation:\nKey: '%sOptions.%s' Error:Field validation for '%[3]s' failed on the 'ne' tag",
				optionsName(c.operation), c.operation, c.missing)
		}},
		"a name that is another path": {"other-path-error", func(_ *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			if c.missing == "BrokerID" {
				return nil, ""
			}
			parameter := map[string]string{"TopicName": "topic name", "EntityName": "entity name", "GroupID": "group id"}[c.missing]
			return withName(c, ".."), `the ` + parameter + ` is "..", which would reach another path`
		}},
		"no URL": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("")
			return c.options, "service URL is empty"
		}},
		"a URL without a host": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("https://") // the path would become the host
			return c.options, "service URL has no host"
		}},
		"a URL with a query": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("https://a.example/?key=s3cret") // the path would become a part of it
			return c.options, "service URL has a query or a fragment"
		}},
		"a URL that is none, with a password": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("https://user:s3cret@host:port")
			return c.options, "service URL is not valid"
		}},
		"a URL that lacks its scheme, with a password": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("user:s3cret@host")
			return c.options, "service URL is not valid"
		}},
		"a URL that is none": {"url-resolve-error", func(service *adminrestv1.AdminrestV1, c operationCase) (any, string) {
			_ = service.SetServiceURL("://host")
			_, path, _ := strings.Cut(c.request, " ")
			path, _, _ = strings.Cut(path, "?")
			return c.options, `error parsing service URL: parse "://host` + path + `": missing protocol scheme`
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
				service, transport := newMocked(t, answer(http.StatusOK, "{}"))
				options, text := test.prepare(service, c)
				if options == nil {
					t.Skip("does not apply")
				}
				result, response, err := call(ctx, service, c.operation, options)
				failure := assertProblem(t, err, text)
				assertKind(t, err, cmp.Or(test.kind, nilOptionsKind(c.operation)))
				assert.ErrorIs(t, err, kafkarest.ErrInvalid)
				assert.Equal(t, c.operation, failure.Operation)
				assert.Zero(t, failure.StatusCode)
				assert.Nil(t, response)
				assertNoResult(t, result)
				assert.Zero(t, transport.GetTotalCallCount())
			})
		})
	}
}

// withName is a copy of the operation's options with another name.
func withName(c operationCase, name string) any {
	if c.missing == "" {
		return nil
	}
	options := reflect.New(reflect.TypeOf(c.options).Elem())
	options.Elem().Set(reflect.ValueOf(c.options).Elem())
	options.Elem().FieldByName(c.missing).Set(reflect.ValueOf(&name))
	return options.Interface()
}

func assertNoResult(t *testing.T, result any) {
	t.Helper()
	if result != nil {
		assert.True(t, reflect.ValueOf(result).IsNil(), "%#v", result)
	}
}

func TestNilServiceIsAnError(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		for _, service := range []*adminrestv1.AdminrestV1{nil, {}} {
			_, _, err := call(ctx, service, c.operation, c.options)
			assertProblem(t, err, "the service is nil")
			assertKind(t, err, "unexpected-nil-service")
		}
	})
	for _, service := range []*adminrestv1.AdminrestV1{nil, {}} {
		assertProblem(t, service.SetServiceURL("https://a.example"), "the service is nil")
		assert.Empty(t, service.GetServiceURL())
		assert.False(t, service.GetEnableGzipCompression())
	}
}

func TestNilContext(t *testing.T) {
	t.Parallel()
	service, _ := newMocked(t, answer(http.StatusOK, ""))
	var ctx context.Context
	_, err := service.AliveWithContext(ctx, service.NewAliveOptions())
	assert.NoError(t, err)
}

// What net/http cannot send is the program's mistake: nothing is unknown about
// it.
func TestRequestsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*adminrestv1.AdminrestV1) map[string]string{
		"a URL without a scheme": func(s *adminrestv1.AdminrestV1) map[string]string { _ = s.SetServiceURL("admin.example"); return nil },
		"a header's name":        func(*adminrestv1.AdminrestV1) map[string]string { return map[string]string{"X Y": "1"} },
		"a header's value":       func(*adminrestv1.AdminrestV1) map[string]string { return map[string]string{"X-Y": "s3cret\n"} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := newService(t, opstest.RefusedURL(t))
			headers := prepare(service)
			response, err := service.CreateTopic(service.NewCreateTopicOptions().SetName("orders").SetHeaders(headers))
			failure := assertProblem(t, err, err.Error())
			assert.True(t, strings.HasPrefix(err.Error(), "Post "), err)
			assertNetError(t, err, false)
			assert.Nil(t, response)
			assert.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.False(t, failure.OutcomeUnknown)
			assert.NotErrorIs(t, err, kafkarest.ErrUnavailable)
		})
	}
}

// The function that an error names is the one that the program called.
func TestErrorNamesTheFunction(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		service, _ := newMocked(t, answer(http.StatusNotFound, ""))
		name := c.operation
		if ctx != nil {
			name += "WithContext"
		}
		for _, options := range []any{c.options, reflect.Zero(reflect.TypeOf(c.options)).Interface()} {
			_, _, err := call(ctx, service, c.operation, options)
			var problem *core.SDKProblem
			require.ErrorAs(t, err, &problem)
			assert.Equal(t, "adminrest/adminrestv1.(*AdminrestV1)."+name, problem.Function)
		}
	})
}

// The service's own errors, with every operation.
func TestOperationsFail(t *testing.T) {
	t.Parallel()
	forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
		service, transport := newMocked(t, answer(http.StatusServiceUnavailable, `{"error_code":50307,"message":"no reply","incident_id":"t-2"}`))
		result, response, err := call(ctx, service, c.operation, c.options)
		failure := assertProblem(t, err, "no reply")
		assertNoResult(t, result)
		assert.Equal(t, 1, transport.GetTotalCallCount())
		require.NotNil(t, response)
		assert.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
		body, ok := response.GetResultAsMap()
		require.True(t, ok)
		assert.Equal(t, map[string]any{"error_code": 50307.0, "message": "no reply", "incident_id": "t-2"}, body)

		var problem *core.HTTPProblem
		require.ErrorAs(t, err, &problem)
		assert.Same(t, response, problem.Response)
		assert.Equal(t, c.id, problem.OperationID)
		assert.Equal(t, core.ProblemComponent{Name: "adminrest", Version: "1.3.1"}, *problem.Component)
		assert.Equal(t, "no reply", problem.Summary)
		assert.Equal(t, core.ErrorSeverity, problem.Severity)
		assert.Contains(t, problem.GetConsoleMessage(), "operation_id: "+c.id)

		method, target, _ := strings.Cut(c.request, " ")
		path, query, _ := strings.Cut(target, "?")
		assert.Equal(t, 50307, failure.Code)
		assert.Equal(t, c.operation, failure.Operation)
		assert.Equal(t, method, failure.Method)
		assert.True(t, strings.HasPrefix(failure.URL, "https://admin.example"+path), failure.URL)
		assert.True(t, strings.HasSuffix(failure.URL, query), failure.URL)
		assert.Equal(t, "no reply", failure.Message)
		assert.Equal(t, "t-2", failure.TransactionID)
		assert.ErrorIs(t, err, kafkarest.ErrUnavailable)
		assert.ErrorIs(t, err, kerr.RequestTimedOut)
		assert.Equal(t, method != http.MethodGet, errors.Is(err, kafkarest.ErrOutcomeUnknown))
	})
}

// The identifiers of an answer's problem are the published ones.
func TestHTTPProblemID(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		operation string
		status    int
		id        string
	}{
		{"CreateTopic", http.StatusServiceUnavailable, "http-5c239ff5"},
		{"Alive", http.StatusNotFound, "http-0d636ebe"},
		{"CreateQuota", http.StatusServiceUnavailable, "http-e645c418"},
	} {
		service, _ := newMocked(t, answer(test.status, ""))
		for _, c := range operationCases() {
			if c.operation != test.operation {
				continue
			}
			_, _, err := call(t.Context(), service, c.operation, c.options)
			var problem *core.HTTPProblem
			require.ErrorAs(t, err, &problem)
			assert.Equal(t, test.id, problem.GetID())
		}
	}
}

// What GetTopic makes of answers that are no success.
func TestErrorAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status     int
		kind, body string
		text       string
		code       int
		is         []error
		raw        bool // the body is in RawResult
	}{
		"a Kafka error":                   {404, "application/json", `{"error_code":40403,"message":"no such topic","incident_id":"t"}`, "no such topic", 40403, []error{kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition}, false},
		"a topic that exists":             {422, "application/json; charset=utf-8", `{"error_code":42236,"message":"exists","incident_id":"t"}`, "exists", 42236, []error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists}, false},
		"Kafka's unknown error":           {503, "application/json", `{"error_code":50301,"message":"unknown","incident_id":"t"}`, "unknown", 50301, []error{kafkarest.ErrUnavailable, kerr.UnknownServerError}, false},
		"no Kafka error":                  {400, "application/json", `{"error_code":40000,"message":"not JSON","incident_id":"t"}`, "not JSON", 40000, []error{kafkarest.ErrInvalid}, false},
		"a code of another status":        {403, "application/json", `{"error_code":40403,"message":"no","incident_id":"t"}`, "no", 40403, []error{kafkarest.ErrForbidden}, false},
		"a code as a string":              {401, "application/json", `{"error_code":"40100","message":"who are you"}`, "who are you", 40100, []error{kafkarest.ErrUnauthorized}, false},
		"a list of errors":                {400, "application/json", `{"errors":[{"message":"first"},{"message":"second"}]}`, "first", 0, []error{kafkarest.ErrInvalid}, false},
		"another member":                  {400, "application/json", `{"error":"wrong"}`, "wrong", 0, []error{kafkarest.ErrInvalid}, false},
		"another one still":               {400, "application/json", `{"errorMessage":"wrong"}`, "wrong", 0, []error{kafkarest.ErrInvalid}, false},
		"no message":                      {429, "application/json", `{}`, "Too Many Requests", 0, []error{kafkarest.ErrTooManyRequests}, false},
		"an empty body":                   {404, "application/json", "", "Not Found", 0, []error{kafkarest.ErrNotFound}, false},
		"the page of a gateway":           {502, "text/html", "<html>Bad Gateway</html>", "Bad Gateway", 0, []error{kafkarest.ErrUnavailable}, true},
		"JSON that is cut":                {503, "application/json", `{"error_code":5`, "Service Unavailable", 0, []error{kafkarest.ErrUnavailable}, true},
		"JSON that is no object":          {503, "application/json", `["no"]`, "Service Unavailable", 0, []error{kafkarest.ErrUnavailable}, true},
		"a redirect without a target":     {304, "application/json", "", "Not Modified", 0, nil, false},
		"a list of errors that is no one": {400, "application/json", `{"errors":{},"message":"wrong"}`, "wrong", 0, []error{kafkarest.ErrInvalid}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", test.kind)
				w.Header().Set("Retry-After", "7")
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			})
			result, response, err := service.GetTopic(service.NewGetTopicOptions("orders"))
			failure := assertProblem(t, err, test.text)
			assert.Nil(t, result)
			assert.Equal(t, test.status, response.StatusCode)
			assert.Equal(t, test.status, failure.StatusCode)
			assert.Equal(t, test.code, failure.Code)
			assert.Equal(t, 7*time.Second, failure.RetryAfter)
			assert.False(t, failure.OutcomeUnknown)
			for _, sentinel := range test.is {
				assert.ErrorIs(t, err, sentinel)
			}
			if test.raw {
				assert.Equal(t, test.body, string(response.RawResult))
				assert.Equal(t, test.body, string(failure.Body))
			}
		})
	}
}

// Core takes the text, and when it describes the error the code, of the first
// error in the list.
func TestEmptyListOfErrors(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"errors":[]}`, `{"errors":null}`, `{"errors":[],"error_code":40100}`} {
		service, _ := newMocked(t, answer(http.StatusUnauthorized, body))
		response, err := service.DeleteTopic(service.NewDeleteTopicOptions("orders"))
		failure := assertProblem(t, err, "Unauthorized")
		assert.Equal(t, "DeleteTopic", failure.Operation)
		assert.Equal(t, http.StatusUnauthorized, failure.StatusCode)
		assert.ErrorIs(t, err, kafkarest.ErrUnauthorized)
		require.NotNil(t, response)
		assert.Equal(t, http.StatusUnauthorized, response.StatusCode)
		var problem *core.HTTPProblem
		require.ErrorAs(t, err, &problem)
		assert.Same(t, response, problem.Response)
		assert.Equal(t, "Unauthorized", problem.Error())
		assert.Contains(t, problem.GetConsoleMessage(), "status_code: 401")
	}
}

func TestConnectionFails(t *testing.T) {
	t.Parallel()
	url := opstest.RefusedURL(t)
	for _, retries := range []bool{false, true} {
		forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
			service := newService(t, url)
			if retries {
				service.EnableRetries(1, time.Millisecond)
			}
			result, response, err := call(ctx, service, c.operation, c.options)
			failure := assertProblem(t, err, err.Error())
			assert.Contains(t, err.Error(), "connect: ")
			assert.Nil(t, response)
			assertNoResult(t, result)
			assert.ErrorIs(t, err, kafkarest.ErrUnavailable)
			assert.False(t, failure.OutcomeUnknown, "nothing was sent")
			var operation *net.OpError
			assert.ErrorAs(t, err, &operation)
			assertNetError(t, err, false)
			assert.NotContains(t, failure.Error(), `": `, "method and URL once")
		})
	}
}

func TestConnectionBreaks(t *testing.T) {
	t.Parallel()
	service := newServer(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	_, _, err := service.GetTopic(service.NewGetTopicOptions("orders"))
	failure := assertProblem(t, err, err.Error())
	assert.ErrorIs(t, err, io.EOF)
	assertNetError(t, err, false)
	assert.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.False(t, failure.OutcomeUnknown)
	_, err = service.CreateTopic(service.NewCreateTopicOptions().SetName("orders"))
	assert.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	service := newServer(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	})
	t.Cleanup(func() { close(stop) })
	for _, c := range operationCases() {
		canceled, cancel := context.WithCancel(t.Context())
		cancel()
		_, response, err := call(canceled, service, c.operation, c.options)
		failure := assertProblem(t, err, err.Error())
		assert.ErrorIs(t, err, context.Canceled)
		assert.Nil(t, response)
		assert.NotErrorIs(t, err, kafkarest.ErrUnavailable)
		assert.Equal(t, context.Canceled, failure.Err)
		assertNetError(t, err, false)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := service.AliveWithContext(ctx, service.NewAliveOptions())
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assertNetError(t, err, true)

	service.Service.Client.Timeout = 20 * time.Millisecond
	_, err = service.Alive(service.NewAliveOptions())
	failure := assertProblem(t, err, err.Error())
	assert.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.NotContains(t, failure.Error(), "within 0s")
	assertNetError(t, err, true)
}

// An attempt has two minutes in all, whether its answer does not begin or does not
// end.
func TestRequestsHaveABound(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		begins   bool
		attempts int
		want     time.Duration
	}{
		"no answer":              {false, 1, 2 * time.Minute},
		"no answer, tried again": {false, 2, 4 * time.Minute},
		"no end":                 {true, 1, 2 * time.Minute},
		"no end, with retries":   {true, 2, 2 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := newService(t, "https://admin.example")
				service.Service.Client.Transport = opstest.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
					if !test.begins {
						<-req.Context().Done()
						return nil, req.Context().Err()
					}
					header := http.Header{"Content-Type": {"application/json"}}
					return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(stalled{req.Context()})}, nil
				})
				if test.attempts > 1 {
					service.EnableRetries(test.attempts-1, time.Nanosecond)
				}
				began := time.Now() // of the bubble
				_, _, err := service.GetTopic(service.NewGetTopicOptions("orders"))
				assert.ErrorIs(t, err, context.DeadlineExceeded)
				assert.Equal(t, test.want, time.Since(began).Truncate(time.Second))
			})
		})
	}
}

// With retries the error of the last attempt is among the causes as without.
func TestRetriesEnd(t *testing.T) {
	t.Parallel()
	service, transport := newMocked(t, func(*http.Request) (*http.Response, error) {
		response, err := answer(http.StatusServiceUnavailable, `{"error_code":50341,"message":"not the controller","incident_id":"t"}`)(nil)
		response.Header.Set("Retry-After", "0")
		return response, err
	})
	service.EnableRetries(3, 0)
	_, _, err := service.ListBrokers(service.NewListBrokersOptions())
	assertProblem(t, err, "not the controller")
	assert.ErrorIs(t, err, kerr.NotController)
	assert.Equal(t, 4, transport.GetTotalCallCount())

	// Core wraps the reason not to try again in an error of its own.
	service = newServer(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) })
	service.EnableRetries(3, 0)
	_, _, err = service.ListBrokers(service.NewListBrokersOptions())
	failure := assertProblem(t, err, err.Error())
	assert.Contains(t, failure.Error(), "stopped after 10 redirects")
	assertNetError(t, err, false)
}

func TestUntrustedCertificate(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	service := newService(t, server.URL)
	_, _, err := service.GetTopic(service.NewGetTopicOptions("orders"))
	assertProblem(t, err, err.Error())
	assert.Contains(t, err.Error(), "The connection failed because the SSL certificate is not valid.")
	assert.NotErrorIs(t, err, kafkarest.ErrUnavailable)
	var authority x509.UnknownAuthorityError
	assert.NotErrorAs(t, err, &authority, "core keeps its text alone; if that changes, say more")

	service.Service.DisableSSLVerification()
	assert.True(t, service.Service.IsSSLDisabled())
	_, _, err = service.GetTopic(service.NewGetTopicOptions("orders"))
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
}

// tokenAuthenticator fails as a token service does.
type tokenAuthenticator struct {
	core.NoAuthAuthenticator
	err func() error // core writes to its own errors
}

func (a *tokenAuthenticator) Authenticate(*http.Request) error { return a.err() }

func TestAuthenticationFails(t *testing.T) {
	t.Parallel()
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found."}`)
	}))
	t.Cleanup(tokens.Close)
	iam := &core.IamAuthenticator{ApiKey: "s3cret-key", URL: tokens.URL, Client: tokens.Client()}
	for name, authenticator := range map[string]core.Authenticator{
		"by the token service": iam,
		"with nobody there":    &core.IamAuthenticator{ApiKey: "s3cret-key", URL: opstest.RefusedURL(t)},
		"by itself":            &tokenAuthenticator{err: func() error { return errors.New("no token") }},
		"as core does":         &tokenAuthenticator{err: func() error { return core.SDKErrorf(errors.New("no token"), "", "x", component) }},
	} {
		for _, gzipped := range []bool{false, true} {
			t.Run(fmt.Sprint(name, gzipped), func(t *testing.T) {
				t.Parallel()
				service, transport := newMocked(t, answer(http.StatusOK, "{}"))
				service.Service.Options.Authenticator = authenticator
				service.SetEnableGzipCompression(gzipped)
				for _, c := range operationCases() {
					_, response, err := call(t.Context(), service, c.operation, c.options)
					failure := assertProblem(t, err, err.Error())
					assert.True(t, strings.HasPrefix(err.Error(), "An error occurred while performing the 'authenticate' step: "), err)
					assert.Zero(t, failure.StatusCode)
					assert.False(t, failure.OutcomeUnknown)
					var problem *core.HTTPProblem
					assert.Equal(t, authenticator == iam, errors.As(err, &problem))
					assert.Equal(t, authenticator == iam, response != nil)
					if problem != nil {
						assert.Same(t, response, problem.Response)
						assert.NotEqual(t, c.id, problem.OperationID)
					}
				}
				assert.Zero(t, transport.GetTotalCallCount())
			})
		}
	}
	service, _ := newMocked(t, answer(http.StatusOK, "{}"))
	service.Service.Options.Authenticator = nil
	_, err := service.Alive(service.NewAliveOptions())
	assertProblem(t, err, "Authentication information was not properly configured.")
}

var component = core.NewProblemComponent("example.com/authenticator", "1")

// A service that repeats what it was sent puts no credential into the error of
// kafkarest, whatever core makes of it.
func TestNoCredentialsInErrors(t *testing.T) {
	t.Parallel()
	service := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, password, _ := r.BasicAuth()
		_, _ = fmt.Fprintf(w, `{"error_code":40100,"message":"%s is %s","incident_id":"t"}`, r.Header.Get("Authorization"), password)
	})
	require.NoError(t, service.SetServiceURL(strings.Replace(service.GetServiceURL(), "http://", "http://user:s3cret-url@", 1)))
	_, _, err := service.GetCluster(service.NewGetClusterOptions())
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.NotContains(t, fmt.Sprintf("%+v %s %s", failure, failure, failure.Body), "s3cret")
	assert.Contains(t, failure.Message, "REDACTED")

	service.Service.Options.Authenticator = &queryAuthenticator{}
	_, _, err = service.GetCluster(service.NewGetClusterOptions())
	require.ErrorAs(t, err, &failure)
	assert.NotContains(t, failure.Error(), "s3cret")
	assert.True(t, strings.HasSuffix(failure.URL, "/admin/cluster"), failure.URL)
}

// queryAuthenticator puts its key into the URL.
type queryAuthenticator struct{ core.NoAuthAuthenticator }

func (*queryAuthenticator) Authenticate(req *http.Request) error {
	req.URL.RawQuery = "key=s3cret-key"
	return nil
}
