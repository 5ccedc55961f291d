package restproxyv2_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// The end of the context ends a loop also while fetched records are left, which
// the next loop yields.
func TestRecordsEndWithTheContext(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	client, err := restproxyv2.New(kafkarest.Config{URL: server.RESTProxyV2URL(), HTTPClient: newHTTPClient(t)})
	require.NoError(t, err)
	topic := numbered(t, server.Brokers(), 10)
	consumer, err := client.CreateConsumer(t.Context(), "g", nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = consumer.Close(context.Background()) })
	require.NoError(t, consumer.Subscribe(t.Context(), []string{topic}))

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read := 0
	for _, err := range consumer.Records(ctx) {
		if read == 1 {
			require.ErrorIs(t, err, context.Canceled)
			continue
		}
		require.NoError(t, err)
		read++
		cancel()
	}
	assert.Equal(t, 1, read)
	for _, err := range consumer.Records(t.Context()) {
		require.NoError(t, err)
		if read++; read == 10 {
			break
		}
	}
}
