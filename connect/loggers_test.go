package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go/connect"
)

func TestLoggerLastModified(t *testing.T) {
	t.Parallel()
	assert.True(t, connect.Logger{}.LastModified().IsZero())
	assert.Equal(t, int64(1730000000000), connect.Logger{LastModifiedMs: 1730000000000}.LastModified().UnixMilli())
}
