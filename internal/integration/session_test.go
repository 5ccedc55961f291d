package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shell returns a command of the shell.
func shell(t *testing.T, script string) *exec.Cmd {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("needs sh")
	}
	return exec.Command(sh, "-c", script)
}

func TestStopEndsTheWholeGroup(t *testing.T) {
	t.Parallel()
	s := &session{dir: t.TempDir()}
	output, input, err := os.Pipe()
	require.NoError(t, err)
	defer output.Close()
	cmd := shell(t, "sleep 1000 & echo ready; wait")
	cmd.Stdout = input
	_, err = s.start("sleeper", cmd)
	input.Close()
	require.NoError(t, err)
	ready := make([]byte, len("ready\n"))
	_, err = output.Read(ready)
	require.NoError(t, err)
	assert.NoError(t, s.checkServers())
	s.stop()
	assert.ErrorContains(t, s.checkServers(), "sleeper has ended")
	n, err := output.Read(ready)
	assert.Zero(t, n, "the child has ended too: nobody has the pipe open")
	assert.Error(t, err)
}

// TestStopKeepsWhatOthersNeed: the base ends when all that is built on it has.
func TestStopKeepsWhatOthersNeed(t *testing.T) {
	t.Parallel()
	s := &session{dir: t.TempDir()}
	log := filepath.Join(s.dir, "order")
	start := func(name, script string) {
		output, input, err := os.Pipe()
		require.NoError(t, err)
		defer output.Close()
		cmd := shell(t, "trap '"+script+"; exit' TERM; echo ready; while :; do sleep 0.01; done")
		cmd.Stdout = input
		_, err = s.start(name, cmd)
		input.Close()
		require.NoError(t, err)
		_, err = output.Read(make([]byte, len("ready\n")))
		require.NoError(t, err)
	}
	start("base", "echo base >>"+log)
	s.buildOn()
	start("first", "sleep 0.1; echo other >>"+log)
	start("second", "echo other >>"+log)
	s.stop()
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Equal(t, "other\nother\nbase\n", string(text))
}

func TestRunOfAProgram(t *testing.T) {
	t.Parallel()
	s := &session{dir: t.TempDir()}
	log := filepath.Join(s.dir, "program.log")
	require.NoError(t, s.run(t.Context(), "program", shell(t, "echo fine")))
	assert.NoFileExists(t, log)
	assert.ErrorContains(t, s.run(t.Context(), "program", shell(t, "echo bad; exit 3")), "program: exit status 3")
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Equal(t, "bad\n", string(text))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	assert.ErrorIs(t, s.run(ctx, "program", shell(t, "sleep 1000")), context.DeadlineExceeded)
}

func TestWaitEndsWithAServer(t *testing.T) {
	t.Parallel()
	s := &session{dir: t.TempDir()}
	_, err := s.start("server", shell(t, "exit 3"))
	require.NoError(t, err)
	s.wait(t.Context())
	assert.ErrorContains(t, s.checkServers(), "server has ended: exit status 3")
}

func TestLastLines(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "b\nc", string(lastLines([]byte("a\nb\nc\n"), 2)))
	assert.Equal(t, "a", string(lastLines([]byte("a"), 2)))
	assert.Empty(t, lastLines(nil, 2))
}
