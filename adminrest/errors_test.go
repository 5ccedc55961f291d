package adminrest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
)

// An error is the method's that was called, whatever that has sent.
func TestErrorsNameTheMethod(t *testing.T) {
	t.Parallel()
	calls := map[string]func(context.Context, *adminrest.Client) (any, error){
		"EnsureTopic":  func(ctx context.Context, c *adminrest.Client) (any, error) { return c.EnsureTopic(ctx, "orders", nil) },
		"WaitForTopic": func(ctx context.Context, c *adminrest.Client) (any, error) { return nil, c.WaitForTopic(ctx, "orders") },
		"WaitForTopicGone": func(ctx context.Context, c *adminrest.Client) (any, error) {
			return nil, c.WaitForTopicGone(ctx, "orders")
		},
	}
	for _, test := range operationCases() {
		calls[test.Operation] = test.Call
	}
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fail(w, http.StatusForbidden, 40300) }))
	for method, call := range calls {
		_, err := call(t.Context(), client)
		require.ErrorIs(t, err, kafkarest.ErrForbidden)
		failure, ok := errors.AsType[*kafkarest.Error](err)
		require.True(t, ok)
		assert.Equal(t, method, failure.Operation)
	}
}
