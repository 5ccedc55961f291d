package connect_test

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/connect"
)

// A member that comes twice makes no answer unreadable, however deep it is.
func TestMembersThatComeTwice(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer string
		call   func(context.Context, *connect.Client) (any, error)
		result any
	}{
		"a definition": {
			answer: `[{"name":"x","name":"file","order_in_group":1,"order_in_group":2}]`,
			call: func(ctx context.Context, c *connect.Client) (any, error) {
				return c.GetPluginConfig(ctx, "FileStreamSource", nil)
			},
			result: []connect.ConfigDefinition{{Name: "file", Order: 2}},
		},
		"an offset": {
			answer: `{"offsets":[{"partition":{"a":{"b":1,"b":2}},"offset":{"position":1,"position":30}}]}`,
			call:   func(ctx context.Context, c *connect.Client) (any, error) { return c.GetOffsets(ctx, "files") },
			result: []connect.Offset{{
				Partition: connect.OffsetKey{"a": map[string]any{"b": 2.0}},
				Offset:    connect.OffsetKey{"position": int64(30)},
			}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, test.answer)
			}))
			result, err := test.call(t.Context(), client)
			require.NoError(t, err)
			assert.Equal(t, test.result, result)
		})
	}
}
