package kafkaresttest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// An instance commits in goroutines of its own too, where a panic would end the
// process.
func TestRESTProxyV2CommitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	srv := Start(t)
	c := consumerInstance{kafka: srv.kafka, key: instanceKey{group: "g1"}, maxBlock: time.Hour}
	ctx, cancel := context.WithTimeout(t.Context(), 10*metadataWait)
	defer cancel()
	err := c.commit(ctx, map[topicPartition]groupOffset{{"deleted", 0}: {offset: 1}})
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}
