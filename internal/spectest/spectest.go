// Package spectest holds what crosses the wire in tests to the OpenAPI
// descriptions of the APIs.
package spectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"github.com/kafkarest/kafkarest-go/specs"
)

// Spec is the description of one API, with a memory of what was exercised.
type Spec struct {
	doc    *openapi3.T
	router routers.Router

	mu        sync.Mutex
	exercised map[string]int // by operationId
}

// The media types of REST Proxy v2 are JSON, which their names alone do not say to
// the validator.
func init() {
	for _, format := range []string{"", ".binary", ".json", ".avro", ".jsonschema", ".protobuf", ".text"} {
		openapi3filter.RegisterBodyDecoder("application/vnd.kafka"+format+".v2+json", openapi3filter.JSONBodyDecoder)
	}
}

// Load reads a file of package specs, such as "adminrest.yaml".
func Load(file string) (*Spec, error) {
	text, err := fs.ReadFile(specs.FS, file)
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, err
	}
	return &Spec{doc: doc, router: router, exercised: make(map[string]int)}, nil
}

// Operations returns the operationIds of the API, sorted.
func (s *Spec) Operations() []string {
	var ids []string
	for _, item := range s.doc.Paths.Map() {
		for _, op := range item.Operations() {
			ids = append(ids, op.OperationID)
		}
	}
	slices.Sort(ids)
	return ids
}

// Marked reports whether an operation has an extension such as "x-local" that
// is true.
func (s *Spec) Marked(operationID, extension string) bool {
	for _, item := range s.doc.Paths.Map() {
		for _, op := range item.Operations() {
			if op.OperationID == operationID {
				return op.Extensions[extension] == true
			}
		}
	}
	return false
}

// Exercised returns how often an operation was answered with a success.
func (s *Spec) Exercised(operationID string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exercised[operationID]
}

// RoundTripper sends by base and fails a request or an answer that is not as
// described. Undocumented statuses are failures too.
func (s *Spec) RoundTripper(base http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		route, params, err := s.router.FindRoute(req)
		if err != nil {
			return nil, fmt.Errorf("%s %s is not described: %w", req.Method, req.URL.EscapedPath(), err)
		}
		input := &openapi3filter.RequestValidationInput{
			Request:    req,
			PathParams: params,
			Route:      route,
			Options: &openapi3filter.Options{
				AuthenticationFunc:    openapi3filter.NoopAuthenticationFunc,
				IncludeResponseStatus: true,
			},
		}
		if err := openapi3filter.ValidateRequest(req.Context(), input); err != nil {
			return nil, fmt.Errorf("the request is not as described: %w", err)
		}
		resp, err := base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(body))
		answer := &openapi3filter.ResponseValidationInput{
			RequestValidationInput: input,
			Status:                 resp.StatusCode,
			Header:                 describedHeader(resp.Header, body),
			Options:                input.Options,
		}
		answer.SetBodyBytes(body)
		if err := openapi3filter.ValidateResponse(req.Context(), answer); err != nil {
			return nil, fmt.Errorf("the answer is not as described: %w", err)
		}
		if resp.StatusCode/100 == 2 {
			s.mu.Lock()
			s.exercised[route.Operation.OperationID]++
			s.mu.Unlock()
		}
		return resp, nil
	})
}

// describedHeader is the header of an answer, with a type for a body of JSON
// that came without one: some servers forget it on errors.
func describedHeader(header http.Header, body []byte) http.Header {
	if header.Get("Content-Type") != "" || !json.Valid(body) {
		return header
	}
	header = header.Clone()
	header.Set("Content-Type", "application/json")
	return header
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }
