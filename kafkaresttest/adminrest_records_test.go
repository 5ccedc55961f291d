package kafkaresttest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestAdminRESTDeleteTopicRecords(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 2, "orders")
	for i := range 10 {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Partition: int32(i % 2), Value: []byte("x")}))
	}
	url := srv.AdminRESTURL() + "/admin/topics/orders/records"
	starts := func() [2]int64 {
		listed, err := kadm.NewClient(kafkaClient(t, srv)).ListStartOffsets(withTimeout(t), "orders")
		require.NoError(t, err)
		return [2]int64{listed["orders"][0].Offset, listed["orders"][1].Offset}
	}

	call(t, "DELETE", url, `{"records_to_delete":[{"partition":0,"before_offset":3},{"partition":1,"before_offset":1}]}`).ok(202)
	assert.Equal(t, [2]int64{3, 1}, starts())
	call(t, "DELETE", url, `{"records_to_delete":[{"partition":0,"before_offset":3},{"partition":1,"before_offset":0}]}`).ok(202)
	assert.Equal(t, [2]int64{3, 1}, starts(), "what is gone may be deleted again")

	for _, c := range []struct {
		body         string
		status, code int
	}{
		{`{"records_to_delete":[{"partition":1,"before_offset":4},{"partition":0,"before_offset":6}]}`, 404, 40401},
		{`{"records_to_delete":[{"partition":0,"before_offset":-2}]}`, 404, 40401},
		{`{"records_to_delete":[{"partition":1,"before_offset":4},{"partition":2,"before_offset":0}]}`, 404, 40403},
		{`{"records_to_delete":[{"partition":-1,"before_offset":0}]}`, 404, 40403},
		{`{"records_to_delete":[{"partition":4294967296,"before_offset":1}]}`, 404, 40403},
		{`{"records_to_delete":[{"partition":0,"before_offset":4},{"partition":0,"before_offset":5}]}`, 422, 42242},
		{`{"records_to_delete":[]}`, 422, 42242},
		{`{}`, 422, 42242},
		{`{"records_to_delete":[{"partition":"0"}]}`, 400, 40000},
	} {
		call(t, "DELETE", url, c.body).failed(c.status, c.code)
	}
	assert.Equal(t, [2]int64{3, 1}, starts(), "a refused deletion deletes nothing")

	call(t, "DELETE", url, `{"records_to_delete":[{"partition":0,"before_offset":-1}]}`).ok(202)
	assert.Equal(t, [2]int64{5, 1}, starts())
	call(t, "DELETE", srv.AdminRESTURL()+"/admin/topics/missing/records", `{"records_to_delete":[{"partition":0,"before_offset":0}]}`).failed(404, 40403)
}
