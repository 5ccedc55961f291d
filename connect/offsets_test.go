package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go/connect"
)

func TestOffsetsOfASink(t *testing.T) {
	t.Parallel()
	topic, partition, offset, ok := connect.SinkOffset("orders", 3, 1<<60).Sink()
	assert.True(t, ok)
	assert.Equal(t, "orders", topic)
	assert.EqualValues(t, 3, partition)
	assert.EqualValues(t, int64(1<<60), offset)
	_, _, _, ok = connect.Offset{Partition: connect.OffsetKey{"filename": "f"}, Offset: connect.OffsetKey{"position": int64(1)}}.Sink()
	assert.False(t, ok)
}
