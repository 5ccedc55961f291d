package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadAddresses(t *testing.T) {
	t.Parallel()
	found, err := readAddresses(strings.NewReader("adminrest http://127.0.0.1:1\nrestproxy http://127.0.0.1:2\nrestproxyv2 http://127.0.0.1:6\ndcos http://127.0.0.1:5\nkafka 127.0.0.1:3\nkafka 127.0.0.1:4\n"))
	require.NoError(t, err)
	assert.Equal(t, addresses{
		"adminrest": {"http://127.0.0.1:1"}, "restproxy": {"http://127.0.0.1:2"}, "restproxyv2": {"http://127.0.0.1:6"}, "dcos": {"http://127.0.0.1:5"},
		"kafka": {"127.0.0.1:3"},
	}, found)
	assert.Equal(t, []string{
		"KAFKAREST_TEST_ADMINREST_URL=http://127.0.0.1:1",
		"KAFKAREST_TEST_ADMINREST_API_KEY=key",
		"KAFKAREST_TEST_RESTPROXY_URL=http://127.0.0.1:2",
		"KAFKAREST_TEST_RESTPROXY_API_KEY=token",
		"KAFKAREST_TEST_RESTPROXY_API_SECRET=key",
		"KAFKAREST_TEST_RESTPROXYV2_URL=http://127.0.0.1:6",
		"KAFKAREST_TEST_RESTPROXYV2_API_KEY=token",
		"KAFKAREST_TEST_RESTPROXYV2_API_SECRET=key",
		"KAFKAREST_TEST_DCOS_URL=http://127.0.0.1:5",
		"KAFKAREST_TEST_DCOS_RESTARTS=yes",
		"AUTH_TOKEN=key",
		"KAFKAREST_TEST_KAFKA_BROKERS=127.0.0.1:3",
	}, emulator{addresses: found, key: "key"}.variables())
}

func TestReadAddressesFails(t *testing.T) {
	t.Parallel()
	for output, want := range map[string]string{
		"":                               "the output ends after 0 addresses",
		"adminrest http://127.0.0.1:1\n": "the output ends after 1 addresses",
		"adminrest\n":                    `"adminrest" is not a name and an address`,
		"panic: \n":                      `"panic: " is not a name and an address`,
	} {
		_, err := readAddresses(strings.NewReader(output))
		assert.EqualError(t, err, want)
	}
}
