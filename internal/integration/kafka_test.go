package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewClusterID(t *testing.T) {
	t.Parallel()
	for range 100 {
		assert.Regexp(t, `^[A-Za-z0-9_][A-Za-z0-9_-]{21}$`, newClusterID())
	}
}

func TestFreeAddresses(t *testing.T) {
	t.Parallel()
	addresses, err := freeAddresses(2)
	require.NoError(t, err)
	require.Len(t, addresses, 2)
	assert.NotEqual(t, addresses[0], addresses[1])
}

func TestBrokerThatEndsBeforeItAnswers(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		"echo java.net.BindException: Address already in use; exit 1": errPortTaken.Error(),
		"exit 1": "broker has ended before it answered",
	} {
		s := &session{dir: t.TempDir()}
		p, err := s.start("broker", shell(t, script))
		require.NoError(t, err)
		addresses, err := freeAddresses(1)
		require.NoError(t, err)
		assert.ErrorContains(t, broker{addresses[0], newClusterID()}.await(t.Context(), p), want)
		assert.FileExists(t, filepath.Join(s.dir, "broker.log"))
	}
}

func TestBrokerProperties(t *testing.T) {
	t.Parallel()
	text := brokerProperties("127.0.0.1:1", "127.0.0.1:2", filepath.Join(os.TempDir(), "data"))
	assert.Contains(t, text, "\nadvertised.listeners=PLAINTEXT://127.0.0.1:1\n")
	assert.Contains(t, text, "\ncontroller.quorum.voters=1@127.0.0.1:2\n")
}
