package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWalkthroughOnTheEmulator(t *testing.T) {
	t.Setenv("KAFKA_ADMIN_URL", "")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	assert.Contains(t, out.String(), "using an embedded emulator")
	assertWalkthrough(t, out.String())
}

func TestWalkthroughOnAService(t *testing.T) {
	server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "s3cret"}})
	require.NoError(t, server.SeedTopic(topic, 2, nil))
	t.Setenv("KAFKA_ADMIN_URL", server.AdminRESTURL())
	t.Setenv("API_KEY", "s3cret")
	t.Setenv("BEARER_TOKEN", "")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	assert.Contains(t, out.String(), "Using the service at "+server.AdminRESTURL())
	assert.NotContains(t, out.String(), "there is none")
	assertWalkthrough(t, out.String())
}

func assertWalkthrough(t *testing.T, out string) {
	for _, line := range []string{
		"kafkarest-example created", "partitions:         1", "(1 topics)", "kafkarest-example updated", "partitions:         6",
		"being mirrored:  [kafkarest-example]", "kafkarest-example deleted", "(0 topics)",
	} {
		assert.Contains(t, out, line)
	}
}

func TestWalkthroughNeedsOneCredential(t *testing.T) {
	t.Setenv("KAFKA_ADMIN_URL", "https://es.example")
	for _, credentials := range [][2]string{{"", ""}, {"one-key", "one-token"}} {
		t.Setenv("API_KEY", credentials[0])
		t.Setenv("BEARER_TOKEN", credentials[1])
		err := run(t.Context(), new(bytes.Buffer))
		require.ErrorIs(t, err, kafkarest.ErrInvalid)
		assert.NotContains(t, err.Error(), "one-")
	}
}

// A URL with credentials is shown by nobody.
func TestURLWithCredentials(t *testing.T) {
	t.Setenv("KAFKA_ADMIN_URL", "http://token:s3cret@127.0.0.1:1")
	t.Setenv("API_KEY", "one-key")
	t.Setenv("BEARER_TOKEN", "")
	var out bytes.Buffer
	err := run(t.Context(), &out)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.NotContains(t, out.String()+err.Error(), "s3cret")
}
