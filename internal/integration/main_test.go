package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRunKeepsTheFolderOfAFailure(t *testing.T) {
	t.Parallel()
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	failure := errors.New("failure")
	for _, c := range []struct {
		ctx    context.Context
		err    error
		status int
		kept   bool
	}{
		{t.Context(), nil, 0, false},
		{t.Context(), failure, 1, true},
		{interrupted, nil, 0, false},
		{interrupted, failure, 130, false},
	} {
		var dir string
		status := run(c.ctx, func(_ context.Context, s *session) error {
			dir = s.dir
			return errors.Join(c.err, os.WriteFile(filepath.Join(dir, "server.log"), []byte("line\n"), 0o600))
		})
		assert.Equal(t, c.status, status)
		_, err := os.Stat(dir)
		assert.Equal(t, c.kept, err == nil)
		require.NoError(t, os.RemoveAll(dir))
	}
}

func TestRunKeepsNoEmptyFolder(t *testing.T) {
	t.Parallel()
	var dir string
	assert.Equal(t, 1, run(t.Context(), func(_ context.Context, s *session) error {
		dir = s.dir
		return errors.New("failure")
	}))
	assert.NoDirExists(t, dir)
}

func TestInstallSaysAllThatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := install(t.Context(), &session{dir: t.TempDir()}, t.TempDir(), kafka4)
	assert.ErrorContains(t, err, "java is missing")
	assert.ErrorContains(t, err, "mvn is missing")

	cache := t.TempDir()
	dir := filepath.Join(cache, "kafka-"+kafka4.version, "1")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	require.NoError(t, markComplete(dir, kafka4))
	_, err = install(t.Context(), &session{dir: t.TempDir()}, cache, kafka4)
	assert.ErrorContains(t, err, "java is missing")
	assert.NotContains(t, err.Error(), "mvn", "what is fetched needs no Maven")
}
