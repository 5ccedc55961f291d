package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestStory(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out), out.String())
	for _, line := range []string{
		"orders created: true",
		"orders-file is RUNNING with 1 task, reading 100 lines",
		"20000 records delivered",
		"20100 records read and committed; lag of the partitions it has committed in: 0",
		"plan recovery is COMPLETE",
		"broker 1 is back",
	} {
		assert.Contains(t, out.String(), line)
	}
}
