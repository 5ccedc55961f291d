package restproxy

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPace(t *testing.T) {
	t.Parallel()
	p := newPace(1000)
	assert.Equal(t, 1000, p.window, "nothing is held back at first")

	p.result(true, 100)
	assert.Equal(t, 50, p.window)
	assert.Equal(t, minPause, p.pause)
	for range 100 {
		p.result(true, 0) // they were sent before the pause
	}
	assert.Equal(t, 50, p.window)

	p.result(true, 40)
	assert.Equal(t, 20, p.window)
	assert.Equal(t, 2*minPause, p.pause, "it goes on too fast")
	for range 40 {
		p.result(false, 0)
	}
	assert.Equal(t, 20, p.window)
	p.result(false, 0)
	assert.Equal(t, 21, p.window, "speed is gathered record by record")
	assert.Zero(t, p.pause)

	for range 2000 {
		p.result(false, 0)
	}
	assert.Equal(t, 1000, p.window)
	for range 20 {
		p.result(true, 0)
	}
	assert.Equal(t, 1, p.window, "one record always goes")
	assert.Equal(t, maxPause, p.pause)
}
