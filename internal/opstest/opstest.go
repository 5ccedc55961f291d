// Package opstest holds what each operation of a client sends over a socket,
// and what it makes of a documented answer, to a table of cases, and has what
// the tests of clients share.
package opstest

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/internal/spectest"
)

// BasePath is where the test servers have their API, so that a method that
// builds an absolute path is found out.
const BasePath = "/base/path"

// Case is one call of a client C, what it sends and what it makes of the
// answer.
type Case[C any] struct {
	Operation string
	Name      string // of the case, where an operation has several
	Call      func(context.Context, C) (any, error)

	Request string // method and request target below the base path
	Body    string // of the request, as JSON; empty for none

	// ContentType and Accept are the media types sent, empty for
	// application/json.
	ContentType, Accept string

	Status int
	Answer string // as the service gives it
	Result any
}

// NoResult is the Call of an operation without a result.
func NoResult[C any](call func(context.Context, C) error) func(context.Context, C) (any, error) {
	return func(ctx context.Context, client C) (any, error) { return nil, call(ctx, client) }
}

// Run runs the cases, each against a client that newClient makes for a server
// with the given handler at BasePath.
func Run[C any](t *testing.T, cases []Case[C], newClient func(*testing.T, http.Handler) C) {
	for _, test := range cases {
		t.Run(strings.TrimSuffix(test.Operation+"/"+test.Name, "/"), func(t *testing.T) {
			t.Parallel()
			var got *http.Request
			var body []byte
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r
				body, _ = io.ReadAll(r.Body)
				w.WriteHeader(test.Status)
				_, _ = io.WriteString(w, test.Answer)
			}))

			result, err := test.Call(t.Context(), client)
			require.NoError(t, err)
			assert.Equal(t, test.Result, result)

			method, target, _ := strings.Cut(test.Request, " ")
			assert.Equal(t, method, got.Method)
			assert.Equal(t, BasePath+target, got.RequestURI)
			assert.Equal(t, []string{cmp.Or(test.Accept, "application/json")}, got.Header["Accept"])
			if test.Body == "" {
				assert.Empty(t, body)
				assert.NotContains(t, got.Header, "Content-Type")
				return
			}
			assert.JSONEq(t, test.Body, string(body))
			assert.Equal(t, []string{cmp.Or(test.ContentType, "application/json")}, got.Header["Content-Type"])
		})
	}
}

// All holds a client and its cases to a specification: each of its operations,
// count in all, is a method of the client and has a case.
func All[C any](t *testing.T, specification string, count int, cases []Case[C]) {
	AllOf(t, specification, count, Of(cases))
}

// Table is the cases of one type of client, for a specification whose operations
// several types share.
type Table struct {
	client     reflect.Type
	operations []string
}

// Of is the Table of cases.
func Of[C any](cases []Case[C]) Table {
	table := Table{client: reflect.TypeFor[C]()}
	for _, c := range cases {
		table.operations = append(table.operations, c.Operation)
	}
	return table
}

// AllOf is All for several types.
func AllOf(t *testing.T, specification string, count int, tables ...Table) {
	spec, err := spectest.Load(specification)
	require.NoError(t, err)
	assert.Len(t, spec.Operations(), count)
	for _, operation := range spec.Operations() {
		tested := slices.ContainsFunc(tables, func(table Table) bool {
			_, ok := table.client.MethodByName(operation)
			return ok && slices.Contains(table.operations, operation)
		})
		assert.True(t, tested, "%s is not a method that has a case", operation)
	}
}
