package adminrestv1

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBodiesAreBounded(t *testing.T) {
	t.Parallel()
	body, err := readBody(io.NopCloser(strings.NewReader("12345")), 5)
	assert.NoError(t, err)
	assert.Equal(t, "12345", string(body))
	_, err = readBody(io.NopCloser(strings.NewReader("123456")), 5)
	assert.EqualError(t, err, "An error occurred while reading the response body: it is longer than 5 bytes")
}
