// Package spectest holds what crosses the wire in tests to the OpenAPI
// descriptions of the APIs.
package spectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"github.com/kafkarest/kafkarest-go/specs"
)

// Spec is the description of one API, with a memory of what was exercised.
type Spec struct {
	// Base is the path that the API is below, empty for the root.
	Base string

	doc    *openapi3.T
	router routers.Router
	former map[string]string // the prefixes that some paths had before
	// methods has the methods of the client by operation, and profiles the
	// kinds of the service that have it, in any form.
	methods  map[string]string
	profiles map[string][]string

	mu        sync.Mutex
	exercised map[string]int // by operation
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
	s := &Spec{doc: doc, router: router, former: make(map[string]string), methods: make(map[string]string), profiles: make(map[string][]string), exercised: make(map[string]int)}
	if prefixes, ok := doc.Extensions["x-former-prefixes"].(map[string]any); ok {
		for prefix, former := range prefixes {
			s.former[former.(string)] = prefix
		}
	}
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			s.add(op)
		}
	}
	return s, nil
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

// add notes an operation, or those that share its method and path.
func (s *Spec) add(op *openapi3.Operation) {
	variants := variantsOf(op)
	for _, variant := range variants {
		s.methods[variant.operation] = variant.operation
		s.addProfiles(variant.operation, variant.profiles)
	}
	if len(variants) == 0 {
		name := text(op.Extensions, "x-operation", op.OperationID)
		s.methods[name] = text(op.Extensions, "x-method", name)
		s.addProfiles(name, op.Extensions["x-profiles"])
	}
}

func (s *Spec) addProfiles(operation string, extension any) {
	listed, _ := extension.([]any)
	for _, profile := range listed {
		s.profiles[operation] = append(s.profiles[operation], profile.(string))
	}
}

// variant is one of the operations that share a method and a path.
type variant struct {
	operation string
	query     map[string]any // that chooses it; empty for what no other has
	profiles  any
}

func variantsOf(op *openapi3.Operation) []variant {
	listed, _ := op.Extensions["x-variants"].([]any)
	variants := make([]variant, 0, len(listed))
	for _, entry := range listed {
		extensions := entry.(map[string]any)
		query, _ := extensions["x-query"].(map[string]any)
		variants = append(variants, variant{text(extensions, "x-operation", extensions["operationId"].(string)), query, extensions["x-profiles"]})
	}
	return variants
}

// text is the text of an extension, or what stands for it where there is none.
func text(extensions map[string]any, key, otherwise string) string {
	if value, ok := extensions[key].(string); ok {
		return value
	}
	return otherwise
}

// operationOf is the operation that a request is one of.
func operationOf(op *openapi3.Operation, req *http.Request) string {
	name := text(op.Extensions, "x-operation", op.OperationID)
	for _, v := range variantsOf(op) {
		if len(v.query) == 0 {
			name = v.operation
			continue
		}
		chosen := true
		for key, value := range v.query {
			chosen = chosen && req.URL.Query().Get(key) == value
		}
		if chosen {
			return v.operation
		}
	}
	return name
}

// Operations returns the operations of the API, sorted.
func (s *Spec) Operations() []string { return slices.Sorted(maps.Keys(s.methods)) }

// Method returns the method of the client that an operation is reached by.
func (s *Spec) Method(operation string) string { return s.methods[operation] }

// Profiles returns the kinds of the service that have an operation.
func (s *Spec) Profiles(operation string) []string { return s.profiles[operation] }

// Exercised returns how often an operation was answered with a success.
func (s *Spec) Exercised(operation string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exercised[operation]
}

// findRoute finds a request among the operations, by the former prefix of its
// path too.
func (s *Spec) findRoute(req *http.Request) (*routers.Route, map[string]string, error) {
	prefixes := map[string]string{s.Base: ""}
	for former, prefix := range s.former {
		prefixes[s.Base+former] = prefix
	}
	for found, prefix := range prefixes {
		escaped, ok := strings.CutPrefix(req.URL.EscapedPath(), found)
		if !ok {
			continue
		}
		path, _ := strings.CutPrefix(req.URL.Path, found)
		renamed := req.Clone(req.Context())
		renamed.URL.Path, renamed.URL.RawPath = prefix+path, prefix+escaped
		if route, params, unknown := s.router.FindRoute(renamed); unknown == nil {
			return route, params, nil
		}
	}
	return nil, nil, routers.ErrPathNotFound
}

// RoundTripper sends by base and fails a request or an answer that is not as
// described. Undocumented statuses are failures too.
func (s *Spec) RoundTripper(base http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		route, params, err := s.findRoute(req)
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
				SkipSettingDefaults:   true, // what is sent stays what the client wrote
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
			s.exercised[operationOf(route.Operation, req)]++
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

// HTTPClient is a client with connections of its own whose requests and answers
// are held to the description.
func (s *Spec) HTTPClient(t testing.TB) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: s.RoundTripper(transport)}
}

// Report logs how many operations were exercised. One that was not is an error
// where it is required.
func (s *Spec) Report(t testing.TB, required func(operation string) bool) {
	t.Helper()
	exercised := 0
	for _, operation := range s.Operations() {
		switch {
		case s.Exercised(operation) > 0:
			exercised++
		case required(operation):
			t.Errorf("%s was not exercised", operation)
		}
	}
	t.Logf("%d of %d operations exercised", exercised, len(s.Operations()))
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }
