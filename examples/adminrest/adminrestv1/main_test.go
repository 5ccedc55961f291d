package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestProgramOnTheEmulator(t *testing.T) {
	require.NoError(t, run("", "", ""))
}

// steps are the requests of the program, in their order.
var steps = []string{
	"DELETE /admin/topics/test-topic",
	"GET /admin/topics",
	"POST /admin/topics",
	"GET /admin/topics/test-topic",
	"GET /admin/topics",
	"PATCH /admin/topics/test-topic",
	"GET /admin/topics/test-topic",
	"GET /admin/mirroring/topic-selection",
	"GET /admin/mirroring/topic-selection",
	"POST /admin/mirroring/topic-selection",
	"GET /admin/mirroring/active-topics",
	"POST /admin/mirroring/topic-selection",
	"DELETE /admin/topics/test-topic",
	"GET /admin/topics",
}

func TestProgramOnAService(t *testing.T) {
	for _, credentials := range [][2]string{{"s3cret", ""}, {"", "s3cret"}} {
		server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret"}})
		require.NoError(t, server.SeedTopic("test-topic", 2, nil))
		require.NoError(t, run(server.AdminRESTURL(), credentials[0], credentials[1]))
		var got []string
		for _, request := range server.Requests() {
			got = append(got, request.Method+" "+request.Path)
		}
		assert.Equal(t, steps, got)
	}
}

func TestProgramWithoutMirroring(t *testing.T) {
	server := kafkaresttest.Start(t, kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{MirroringDisabled: true}})
	require.NoError(t, run(server.AdminRESTURL(), "any", ""))
}

func TestProgramNeedsOneCredential(t *testing.T) {
	for _, credentials := range [][2]string{{"", ""}, {"one-key", "one-token"}} {
		err := run("https://es.example", credentials[0], credentials[1])
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "one-")
	}
}

func TestProgramSaysWhatFails(t *testing.T) {
	server := kafkaresttest.Start(t)
	for _, fault := range []kafkaresttest.Fault{
		{Method: "GET", Status: 503, Body: `{"error_code":50307,"message":"no reply","incident_id":"t"}`},
		{Method: "POST", Path: "/admin/topics", Status: 503, Body: `{"error_code":50307,"message":"no reply","incident_id":"t"}`},
		{Method: "DELETE", Status: 503, Body: `{"error_code":50307,"message":"no reply","incident_id":"t"}`},
	} {
		remove := server.Inject(fault)
		err := run(server.AdminRESTURL(), "any", "")
		assert.ErrorContains(t, err, ": no reply")
		assert.NotContains(t, err.Error(), "\n")
		remove()
	}
	assert.NotContains(t, run("https://user:s3cret@host:port", "any", "").Error(), "s3cret")
}

// Credentials in the URL are in no error.
func TestProgramWithCredentialsInTheURL(t *testing.T) {
	for _, url := range []string{"http://token:s3cret@127.0.0.1:1", "http://token:s3cret@ho st", "http://token:s3/cret@127.0.0.1:1"} {
		err := run(url, "key", "")
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "s3")
	}
}
