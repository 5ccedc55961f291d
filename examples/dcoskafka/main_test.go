package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// withoutEnvironment hides what a user of the tests may have set.
func withoutEnvironment(t *testing.T) {
	for _, variable := range []string{
		"DCOS_URL", "DCOS_URI", "AUTH_TOKEN", "auth_token", "DCOS_ACS_TOKEN", "DCOS_AUTH_TOKEN", "DCOS_SERVICE_ACCOUNT_CREDENTIAL", "DCOS_USERNAME", "DCOS_PASSWORD", "DCOS_SSL_VERIFY",
	} {
		t.Setenv(variable, "")
	}
}

func TestWalkthroughOnTheEmulators(t *testing.T) {
	withoutEnvironment(t)
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, &out, io.Discard))
	for _, line := range []string{
		"The scheduler is of profile L.", "The scheduler is of profile T.", "The scheduler is of profile K.", "brokers [0 1 2]", "broker 0 runs again",
		`Created topic "kafkarest-walkthrough".`, "partition 2: leader", "4 partitions; fewer are refused", "10 records at", "0 under-replicated, 0 unavailable",
		"is marked for deletion", "suppressed: true", "target true", "phase Reconciliation COMPLETE", "step kafka-2:[broker] COMPLETE", "Received cmd: continue",
		"broker-2: Received cmd: forceComplete",
	} {
		assert.Contains(t, out.String(), line)
	}
	assert.NotContains(t, out.String(), "left out")
}

// A service that is somebody's is not disturbed unless that is asked for.
func TestWalkthroughOnAService(t *testing.T) {
	withoutEnvironment(t)
	server := kafkaresttest.Start(t)
	t.Setenv("DCOS_URI", server.DCOSURL()+"/")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, &out, io.Discard))
	assert.Contains(t, out.String(), "left out")
	assert.NotContains(t, out.String(), "runs again")
	for _, request := range server.Requests() {
		assert.NotContains(t, request.Path, "restart")
		assert.NotContains(t, request.Path, "replace")
		assert.NotContains(t, request.Path, "forceComplete")
	}
}

// The words of the reference's CLI samples, in both generations.
func TestWords(t *testing.T) {
	withoutEnvironment(t)
	for profile, lines := range map[kafkaresttest.DCOSProfile][]string{
		kafkaresttest.DCOSProfileL: {
			"connection", "connection address", "connection dns", "--name=kafka broker list", "--name=kafka broker restart 0 --wait", "broker replace 1 --wait",
			"--name=kafka topic create topic1 --partitions=3 --replication=3", "topic list", "topic describe topic1", "topic offsets topic1 --time=last",
			"topic offsets topic1 --time first", "topic offsets topic1 --time=1500000000000", "topic partitions topic1 4", "topic producer_test topic1 10",
			"topic under_replicated_partitions", "topic unavailable_partitions", "topic delete topic1", "config list", "config target", "config target_id",
			"plan show", "plan active", "plan interrupt", "plan continue", "plan show --wait", "state framework_id", "state tasks", "state status broker-0", "plan list",
		},
		kafkaresttest.DCOSProfileK: {
			"endpoints", "endpoints broker", "endpoints zookeeper", "broker list --name kafka", "broker get 0", "broker restart 0 --wait", "topic create topic1 -p 2 -r 1",
			"topic partitions topic1 3", "topic producer_test topic1 10", "topic delete topic1", "plan", "plan status recovery", "interrupt", "continue", "plan --wait",
			"pods list", "pods status", "pods status kafka-1", "pods info kafka-1", "state suppressed", "state property suppressed",
		},
	} {
		t.Run(string(profile), func(t *testing.T) {
			server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Profile: profile}})
			t.Setenv("DCOS_URL", server.DCOSURL())
			for _, line := range lines {
				var out bytes.Buffer
				require.NoError(t, run(t.Context(), strings.Fields(line), &out, io.Discard), line)
				assert.True(t, json.Valid(out.Bytes()), "%s printed %s", line, &out)
			}
		})
	}
}

func TestWordsThatAreNone(t *testing.T) {
	withoutEnvironment(t)
	server := kafkaresttest.Start(t)
	t.Setenv("DCOS_URL", server.DCOSURL())
	for _, line := range []string{
		"brokers", "broker restart", "broker restart zero", "topic create", "topic partitions topic1 many", "topic offsets topic1 --time=yesterday",
		"plan force p s", "plan force", "broker list --unknown", "topic create a/b",
	} {
		var out, notices bytes.Buffer
		require.Error(t, run(t.Context(), strings.Fields(line), &out, &notices), line)
		assert.Empty(t, out.String()+notices.String(), "main prints the error, and that is all")
	}
	for _, request := range server.Requests() {
		assert.Equal(t, "GET", request.Method)
	}
	var out bytes.Buffer
	require.ErrorIs(t, run(t.Context(), []string{"--help"}, &out, io.Discard), flag.ErrHelp)
	for _, text := range []string{"topic create <topic>", "plan force <phase> <step>", "-replication"} {
		assert.Contains(t, out.String(), text)
	}
}

// The usage of what begins like the words.
func TestWordsThatAreNotEnough(t *testing.T) {
	withoutEnvironment(t)
	var out, notices bytes.Buffer
	err := run(t.Context(), []string{"topic"}, &out, &notices)
	require.ErrorContains(t, err, "topic create <topic>")
	require.ErrorContains(t, err, "topic partitions <topic> <count>")
	assert.NotContains(t, err.Error(), "broker")
	assert.Empty(t, out.String())
	assert.Contains(t, notices.String(), "DCOS_URL is not set")

	err = run(t.Context(), []string{"plan", "force"}, &out, &notices)
	require.EqualError(t, err, "usage: plan force <phase> <step>")
}

func TestProgressIsANotice(t *testing.T) {
	withoutEnvironment(t)
	var out, notices bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"broker", "restart", "0", "--wait"}, &out, &notices))
	assert.True(t, json.Valid(out.Bytes()), out.String())
	assert.Contains(t, notices.String(), "broker listed")
}

func TestTokenFromTheEnvironment(t *testing.T) {
	withoutEnvironment(t)
	server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Accounts: []kafkaresttest.DCOSAccount{{UID: "alice"}}}})
	t.Setenv("DCOS_URL", server.DCOSURL())
	var out bytes.Buffer
	require.Error(t, run(t.Context(), []string{"topic", "list"}, &out, io.Discard))
	secret, err := server.DCOSServiceAccount("alice")
	require.NoError(t, err)
	file := t.TempDir() + "/secret.json"
	require.NoError(t, os.WriteFile(file, secret, 0o600))
	t.Setenv("DCOS_SERVICE_ACCOUNT_CREDENTIAL", file)
	require.NoError(t, run(t.Context(), []string{"topic", "list"}, &out, io.Discard))
}
