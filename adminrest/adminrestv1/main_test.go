package adminrestv1_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

func TestMain(m *testing.M) {
	bench.ServeIfChild(benchHandler())
	goleak.VerifyTestMain(m)
}

// newService is a service at a URL with the usual credentials.
func newService(t testing.TB, url string) *adminrestv1.AdminrestV1 {
	t.Helper()
	service, err := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{
		URL:           url,
		Authenticator: &core.BasicAuthenticator{Username: "token", Password: "s3cret-key"},
	})
	require.NoError(t, err)
	t.Cleanup(func() { service.Service.GetHTTPClient().CloseIdleConnections() })
	return service
}

// newServer is a service at a server of the test's own.
func newServer(t testing.TB, handler http.HandlerFunc) *adminrestv1.AdminrestV1 {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return newService(t, server.URL)
}

// newServices are a service at a server of the test's own, and one whose own
// transport is a mock, with the same answers.
func newServices(t testing.TB, handler http.HandlerFunc) map[string]*adminrestv1.AdminrestV1 {
	t.Helper()
	mocked, _ := newMocked(t, func(req *http.Request) (*http.Response, error) {
		if req.Body == nil {
			req.Body = http.NoBody // as a server has it
		}
		recorder := httptest.NewRecorder()
		handler(recorder, req)
		return recorder.Result(), nil
	})
	return map[string]*adminrestv1.AdminrestV1{"a server": newServer(t, handler), "a mock": mocked}
}

// newMocked is a service whose own transport is a mock with one answer to all
// requests.
func newMocked(t testing.TB, answer httpmock.Responder) (*adminrestv1.AdminrestV1, *httpmock.MockTransport) {
	t.Helper()
	transport := httpmock.NewMockTransport()
	transport.RegisterNoResponder(answer)
	service := newService(t, "https://admin.example")
	service.Service.SetHTTPClient(&http.Client{Transport: transport})
	return service, transport
}

// answer is an answer with a body of JSON.
func answer(status int, body string) httpmock.Responder {
	return func(*http.Request) (*http.Response, error) {
		response := httpmock.NewStringResponse(status, body)
		response.Header.Set("Content-Type", "application/json")
		response.Header.Set("X-Global-Transaction-Id", "t-1")
		return response, nil
	}
}

// call calls an operation by its name, with a context or, if that is nil, in
// the form without. The result is nil for an operation that has none.
func call(ctx context.Context, service *adminrestv1.AdminrestV1, operation string, options any) (result any, response *core.DetailedResponse, err error) {
	in := []reflect.Value{reflect.ValueOf(options)}
	if ctx != nil {
		operation += "WithContext"
		in = append([]reflect.Value{reflect.ValueOf(ctx)}, in...)
	}
	out := reflect.ValueOf(service).MethodByName(operation).Call(in)
	err, _ = out[len(out)-1].Interface().(error)
	response, _ = out[len(out)-2].Interface().(*core.DetailedResponse)
	if len(out) == 3 {
		result = out[0].Interface()
	}
	return result, response, err
}

// forms runs a test for both forms of every operation.
func forms(t *testing.T, test func(*testing.T, context.Context, operationCase)) {
	for _, c := range operationCases() {
		t.Run(c.operation, func(t *testing.T) {
			t.Parallel()
			test(t, nil, c)
		})
		t.Run(c.operation+"WithContext", func(t *testing.T) {
			t.Parallel()
			test(t, t.Context(), c)
		})
	}
}
