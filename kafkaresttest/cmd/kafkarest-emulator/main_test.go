package main

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// asProgram makes the test binary be the program itself.
const asProgram = "KAFKAREST_EMULATOR_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

func TestProgram(t *testing.T) {
	t.Parallel()
	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			program := exec.CommandContext(t.Context(), os.Args[0], "-deletion-delay", "1h", "-restproxy-base-path", "/kafka",
				"-dcos-profile", "L", "-dcos-service", "prod/kafka", "-dcos-user", "alice")
			program.Env = append(os.Environ(), asProgram+"=1", apiKeyVariable+"=secret", dcosPasswordVariable+"=hunter2")
			var stderr bytes.Buffer
			program.Stderr = &stderr
			stdout, err := program.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, program.Start())

			lines := bufio.NewScanner(stdout)
			var served []string
			for len(served) < 8 && lines.Scan() {
				served = append(served, lines.Text())
			}
			require.Len(t, served, 8)
			url, ok := strings.CutPrefix(served[0], "adminrest ")
			require.True(t, ok, served[0])
			connectURL, ok := strings.CutPrefix(served[1], "connect ")
			require.True(t, ok, served[1])
			proxyURL, ok := strings.CutPrefix(served[2], "restproxy ")
			require.True(t, ok, served[2])
			proxyV2URL, ok := strings.CutPrefix(served[3], "restproxyv2 ")
			require.True(t, ok, served[3])
			dcosURL, ok := strings.CutPrefix(served[4], "dcos ")
			require.True(t, ok, served[4])
			for _, line := range served[5:] {
				assert.Regexp(t, `^kafka 127\.0\.0\.1:\d+$`, line)
			}
			assert.Equal(t, 401, status(t, "GET", url+"/admin/topics", "", ""))
			assert.Equal(t, 202, status(t, "POST", url+"/admin/topics", `{"name":"orders"}`, "secret"))
			assert.Equal(t, 202, status(t, "DELETE", url+"/admin/topics/orders", "", "secret"))
			assert.Equal(t, 200, status(t, "GET", url+"/admin/topics/orders", "", "secret"))

			assert.Equal(t, 401, status(t, "GET", connectURL+"/connectors", "", ""))
			assert.Equal(t, 200, status(t, "GET", connectURL+"/connectors", "", "secret"))

			assert.Equal(t, 401, status(t, "GET", proxyURL+"/v3/clusters", "", ""))
			assert.Equal(t, 200, status(t, "GET", proxyURL+"/v3/clusters", "", "secret"))
			assert.Equal(t, 401, status(t, "GET", dcosURL+"/service/prod/kafka/v1/connection", "", ""))
			assert.Equal(t, 200, status(t, "POST", dcosURL+"/acs/api/v1/auth/login", `{"uid":"alice","password":"hunter2"}`, ""))

			assert.Equal(t, 401, status(t, "GET", proxyV2URL+"/topics", "", ""))
			assert.Equal(t, 200, status(t, "GET", proxyV2URL+"/topics", "", "secret"))

			require.NoError(t, program.Process.Signal(sig))
			assert.False(t, lines.Scan(), "the output ends with the program")
			assert.NoError(t, program.Wait(), stderr.String())
			assert.Empty(t, stderr.String())
		})
	}
}

func status(t *testing.T, method, url, body, key string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("X-Auth-Token", key)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return resp.StatusCode
}

func TestRunOnSeedBrokers(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Brokers: 1})
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	var stdout, stderr bytes.Buffer
	assert.Equal(t, 0, run(ctx, []string{"-seed-brokers", srv.Brokers()[0], "-api-key", "key"}, &stdout, &stderr))
	assert.Contains(t, stdout.String(), "kafka "+srv.Brokers()[0]+"\n")
	assert.Empty(t, stderr.String())
}

func TestRunExitStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args   []string
		status int
		stderr string
	}{
		{[]string{"-help"}, 0, "-adminrest"},
		{[]string{"-nonsense"}, 2, "-nonsense"},
		{[]string{"argument"}, 2, `unexpected argument "argument"`},
		{[]string{"-deletion-delay", "-1s"}, 1, "negative"},
		{[]string{"-adminrest", "nowhere"}, 1, "adminrest"},
		{[]string{"-connect", "nowhere"}, 1, "connect"},
		{[]string{"-restproxy", "nowhere"}, 1, "restproxy"},
		{[]string{"-restproxy-base-path", "kafka"}, 1, "BasePath"},
		{[]string{"-connect-version", "3.4"}, 1, "3.4"},
		{[]string{"-dcos", "nowhere"}, 1, "dcos"},
		{[]string{"-dcos-profile", "X"}, 1, "X"},
		{[]string{"-dcos-release", "1.1.17"}, 1, "1.1.17"},
		{[]string{"-dcos-user", "alice"}, 2, "password"},
	} {
		var stdout, stderr bytes.Buffer
		assert.Equal(t, c.status, run(t.Context(), c.args, &stdout, &stderr), c.args)
		assert.Contains(t, stderr.String(), c.stderr)
		assert.Empty(t, stdout.String())
	}
}
