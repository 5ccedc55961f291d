package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWorkerProperties(t *testing.T) {
	t.Parallel()
	w := &worker{broker: broker{address: "127.0.0.1:1"}, cluster: "group", scheme: "https", address: "127.0.0.1:2", settings: "more=1\n"}
	text := "\n" + w.properties()
	for _, line := range []string{
		"bootstrap.servers=127.0.0.1:1", "listeners=https://127.0.0.1:2", "group.id=group", "status.storage.topic=group-status", "more=1",
	} {
		assert.Contains(t, text, "\n"+line+"\n")
	}
}

func TestWorkerVariables(t *testing.T) {
	t.Parallel()
	b := broker{address: "127.0.0.1:1"}
	cluster := connectCluster{workers: []*worker{
		{broker: b, scheme: "http", address: "127.0.0.1:2"}, {broker: b, scheme: "http", address: "127.0.0.1:3"},
	}}
	assert.Equal(t, []string{
		"KAFKAREST_TEST_CONNECT_URL=http://127.0.0.1:2",
		"KAFKAREST_TEST_CONNECT_FAILOVER=http://127.0.0.1:3",
		"KAFKAREST_TEST_CONNECT_DIR=/dir",
		"KAFKAREST_TEST_KAFKA_BROKERS=127.0.0.1:1",
	}, (&connectServers{dir: "/dir"}).variables(cluster))
}

func TestWorkerThatEndsBeforeItIsHealthy(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		"echo java.net.BindException: Address already in use; exit 2": errPortTaken.Error(),
		"exit 2": "worker has ended before it answered",
	} {
		s := &session{dir: t.TempDir()}
		p, err := s.start("worker", shell(t, script))
		require.NoError(t, err)
		addresses, err := freeAddresses(1)
		require.NoError(t, err)
		w := &worker{name: "worker", scheme: "http", address: addresses[0], process: p}
		assert.ErrorContains(t, w.awaitHealthy(t.Context()), want)
	}
}

// idleCluster is two programs in the place of workers, which do nothing and log
// that the second one leads.
func idleCluster(t *testing.T, s *session) connectCluster {
	t.Helper()
	shell(t, "") // skips without one
	java := filepath.Join(t.TempDir(), "java")
	require.NoError(t, os.WriteFile(java, []byte("#!/bin/sh\nexec sleep 1000\n"), 0o755))
	var cluster connectCluster
	for _, name := range []string{"0", "1"} {
		w := &worker{name: name, scheme: "http", kafka: &installation{java: java}}
		cluster.workers = append(cluster.workers, w)
	}
	require.NoError(t, launchWorkers(s, cluster.workers))
	for _, w := range cluster.workers {
		log := "leaderUrl='http://127.0.0.1:1/'\nleaderUrl='" + cluster.workers[1].url() + "/', more\n"
		require.NoError(t, os.WriteFile(w.process.log, []byte(log), 0o600))
	}
	return cluster
}

// TestControl is not parallel: a program that was just written cannot be run
// while another test's fork has it open.
func TestControl(t *testing.T) {
	s := &session{dir: t.TempDir()}
	defer s.stop()
	cluster := idleCluster(t, s)
	url, closeControl, err := serveControl(s, cluster)
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	ask := func(method, path string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), method, url+path, nil)
		require.NoError(t, err)
		resp, err := client.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		return resp.StatusCode, string(body)
	}
	for _, step := range []struct {
		method, path string
		status       int
		body         string
	}{
		{http.MethodGet, "/leader", http.StatusOK, "1\n"},
		{http.MethodPost, "/start/0", http.StatusConflict, "0 runs\n"},
		{http.MethodPost, "/kill/0", http.StatusOK, ""},
		{http.MethodGet, "/leader", http.StatusOK, "1\n"},
		{http.MethodPost, "/kill/1", http.StatusOK, ""},
		{http.MethodGet, "/leader", http.StatusConflict, "no worker runs\n"},
		{http.MethodPost, "/start/0", http.StatusOK, ""},
		{http.MethodPost, "/kill/2", http.StatusNotFound, "404 page not found\n"},
		{http.MethodPost, "/kill/-1", http.StatusNotFound, "404 page not found\n"},
		{http.MethodGet, "/kill/0", http.StatusMethodNotAllowed, "Method Not Allowed\n"},
	} {
		status, body := ask(step.method, step.path)
		assert.Equal(t, step.status, status, "%s %s", step.method, step.path)
		assert.Equal(t, step.body, body, "%s %s", step.method, step.path)
	}
	require.NoError(t, closeControl())
	assert.True(t, cluster.workers[0].process.isRunning())
	assert.ErrorContains(t, s.checkServers(), "1 has ended: signal: killed")
	assert.Len(t, s.servers, 2, "what was started again is in its old place")
}

func TestLeaderThatIsNotLogged(t *testing.T) {
	t.Parallel()
	s := &session{dir: t.TempDir()}
	defer s.stop()
	p, err := s.start("0", shell(t, "exec sleep 1000"))
	require.NoError(t, err)
	cluster := connectCluster{workers: []*worker{{name: "0", process: p}}}
	_, err = cluster.leader()
	require.EqualError(t, err, "0 has logged no leader")
	require.NoError(t, os.WriteFile(p.log, []byte("leaderUrl='http://other/'"), 0o600))
	_, err = cluster.leader()
	require.EqualError(t, err, "0 has logged a leader that is none of the workers: http://other")
}
