package kafkarest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go"
)

func TestCallOptions(t *testing.T) {
	t.Parallel()
	var response kafkarest.Response
	var options kafkarest.CallOptions
	for _, option := range []kafkarest.CallOption{
		kafkarest.Header("x-one", "1"), kafkarest.Header("X-Two", "old"), kafkarest.Header("x-two", "2"),
		kafkarest.Timeout(time.Second), kafkarest.NoRetry(), kafkarest.Capture(&response),
	} {
		option(&options)
	}
	assert.Equal(t, http.Header{"X-One": {"1"}, "X-Two": {"2"}}, options.Header)
	assert.Equal(t, time.Second, options.Timeout)
	assert.True(t, options.NoRetry)
	assert.Same(t, &response, options.Response)
}

// Options are values: a caller may keep one and give it to many calls.
func TestHeaderOptionIsReusable(t *testing.T) {
	t.Parallel()
	option := kafkarest.Header("X-One", "1")
	var a, b kafkarest.CallOptions
	option(&a)
	option(&b)
	a.Header.Set("X-One", "changed")
	assert.Equal(t, "1", b.Header.Get("X-One"))
}
