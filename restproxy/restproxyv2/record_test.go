package restproxyv2_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"

	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

type pollCase struct {
	answer  string
	records []restproxyv2.Record
}

// polls has answers to reads by format: those of a Confluent proxy, of Karapace
// and of the Strimzi bridge.
func polls() map[restproxyv2.Format]pollCase {
	return map[restproxyv2.Format]pollCase{
		restproxyv2.FormatBinary: {
			`[{"topic":"orders","key":"azE=","value":"eyJhIjoxfQ==","partition":0,"offset":31},
			  {"topic":"orders","key":null,"value":null,"partition":0,"offset":9007199254740993},
			  {"topic":"orders","key":"","value":"\/w\u003d\u003d","partition":2,"offset":0},
			  {"key":"aw==","offset":1,"partition":0,"timestamp":1795230441015,"topic":"bin1","value":"AP8B"}]`,
			[]restproxyv2.Record{
				{Topic: "orders", Key: []byte("k1"), Value: []byte(`{"a":1}`), Offset: 31},
				{Topic: "orders", Offset: 9007199254740993},
				{Topic: "orders", Key: []byte{}, Value: []byte{0xff}, Partition: 2},
				{Topic: "bin1", Key: []byte("k"), Value: []byte{0, 0xff, 1}, Offset: 1, Timestamp: time.UnixMilli(1795230441015)},
			},
		},
		restproxyv2.FormatJSON: {
			`[{"topic":"js","key":null,"value":{"n":0},"partition":0,"offset":0},
			  {"topic":"js","key":"k \"1\"","value":[1, 2],"partition":1,"offset":1},
			  {"topic":"js","value":null,"partition":1,"offset":2,"headers":[{"key":"h","value":"AQ=="},{"key":"h","value":null}],"new":{"x":[]}}]`,
			[]restproxyv2.Record{
				{Topic: "js", Value: []byte(`{"n":0}`)},
				{Topic: "js", Key: []byte(`"k \"1\""`), Value: []byte(`[1, 2]`), Partition: 1, Offset: 1},
				{Topic: "js", Partition: 1, Offset: 2, Headers: []restproxyv2.RecordHeader{{Name: "h", Value: []byte{1}}, {Name: "h"}}},
			},
		},
		restproxyv2.FormatAvro: {
			`[{"topic":"av","key":"k","value":{"a":1,"u":{"string":"s"}},"partition":0,"offset":0}]`,
			[]restproxyv2.Record{{Topic: "av", Key: []byte(`"k"`), Value: []byte(`{"a":1,"u":{"string":"s"}}`)}},
		},
		restproxyv2.FormatJSONSchema: {`[]`, []restproxyv2.Record{}},
		restproxyv2.FormatProtobuf: {
			`[{"topic":"p","key":null,"value":{"a":1},"partition":0,"offset":0}]`,
			[]restproxyv2.Record{{Topic: "p", Value: []byte(`{"a":1}`)}},
		},
		restproxyv2.FormatText: {
			`[{"topic":"text1","key":"k","value":"pl\u00e4in","partition":0,"offset":0,"timestamp":1795230441519},
			  {"topic":"text1","key":null,"value":"","partition":0,"offset":1}]`,
			[]restproxyv2.Record{
				{Topic: "text1", Key: []byte("k"), Value: []byte("pläin"), Timestamp: time.UnixMilli(1795230441519)},
				{Topic: "text1", Value: []byte{}, Offset: 1},
			},
		},
	}
}

type order struct {
	ID     string  `json:"id"`
	Amount float64 `json:"amount"`
}

func TestDecode(t *testing.T) {
	t.Parallel()
	record := restproxyv2.Record{Topic: "orders", Partition: 1, Offset: 31, Key: []byte(`"k1"`), Value: []byte(`{"ID":"7","amount":1.5,"more":[]}`)}
	got, err := restproxyv2.Decode[order](record)
	require.NoError(t, err)
	assert.Equal(t, order{ID: "7", Amount: 1.5}, got, "names are found as encoding/json does")
	key, err := restproxyv2.DecodeKey[string](record)
	require.NoError(t, err)
	assert.Equal(t, "k1", key)
	number, err := restproxyv2.Decode[map[string]json.RawMessage](record)
	require.NoError(t, err)
	assert.Equal(t, "1.5", string(number["amount"]))

	none, err := restproxyv2.Decode[*order](restproxyv2.Record{})
	require.NoError(t, err)
	assert.Nil(t, none, "a tombstone")

	_, err = restproxyv2.Decode[int](record)
	var mismatch *json.UnmarshalTypeError
	require.ErrorAs(t, err, &mismatch)
	assert.ErrorContains(t, err, "the value of record 31 in partition 1 of orders")
	_, err = restproxyv2.Decode[int](restproxyv2.Record{Value: []byte{}})
	require.Error(t, err, "empty is not null")
}

// An answer that is not as documented is an error, never half of the records.
func TestBatchesThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, format := range []restproxyv2.Format{restproxyv2.FormatBinary, restproxyv2.FormatJSON, restproxyv2.FormatText} {
		for _, body := range []string{
			``, `null`, `{}`, `"x"`, `[`, `[{]`, `[1]`, `[null]`, `[{}]`,
			`[{"topic":"a","partition":0}]`, `[{"topic":"a","offset":0}]`, `[{"partition":0,"offset":0}]`,
			`[{"topic":1,"partition":0,"offset":0}]`, `[{"topic":"a","partition":"0","offset":0}]`,
			`[{"topic":"a","partition":99999999999,"offset":0}]`, `[{"topic":"a","partition":0,"offset":1.5}]`,
			`[{"topic":"a","partition":0,"offset":0,"headers":7}]`, `[{"topic":"a","partition":0,"offset":0}`,
			`[{"topic":"a","partition":0,"offset":0}]]`,
		} {
			c := newAssigned(t, answer(http.StatusOK, body), &restproxyv2.ConsumerOptions{Format: format})
			got, err := c.Poll(t.Context())
			require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown, "%s: %s", format, body)
			assert.Empty(t, got)
		}
	}
	for format, body := range map[restproxyv2.Format]string{
		restproxyv2.FormatBinary: `[{"topic":"a","partition":0,"offset":0,"value":"***"}]`,
		restproxyv2.FormatText:   `[{"topic":"a","partition":0,"offset":0,"key":{}}]`,
	} {
		c := newAssigned(t, answer(http.StatusOK, body), &restproxyv2.ConsumerOptions{Format: format})
		_, err := c.Poll(t.Context())
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	}
}

// A record of another topic does not take the name of the one before.
func TestTopicsOfABatch(t *testing.T) {
	t.Parallel()
	body := `[{"topic":"a","partition":0,"offset":0},{"topic":"b","partition":0,"offset":0},{"partition":0,"offset":1,"topic":"b"},{"topic":"\u0061","partition":0,"offset":1}]`
	got, err := newAssigned(t, answer(http.StatusOK, body), nil).Poll(t.Context())
	require.NoError(t, err)
	var topics []string
	for _, record := range got {
		topics = append(topics, record.Topic)
	}
	assert.Equal(t, []string{"a", "b", "b", "a"}, topics)
}

// What is empty is not null, wherever it stands.
func TestEmptyAndNull(t *testing.T) {
	t.Parallel()
	for _, format := range []restproxyv2.Format{restproxyv2.FormatBinary, restproxyv2.FormatText} {
		got, err := newAssigned(t, answer(http.StatusOK, `[{"topic":"a","partition":0,"offset":0,"key":"","value":null}]`), &restproxyv2.ConsumerOptions{Format: format}).Poll(t.Context())
		require.NoError(t, err)
		assert.Equal(t, []restproxyv2.Record{{Topic: "a", Key: []byte{}}}, got)
	}
}

// Records do not change when the next ones are read into the same buffer.
func TestRecordsAreKept(t *testing.T) {
	t.Parallel()
	bodies := []string{`[{"topic":"orders","partition":0,"offset":1,"key":"aaaa","value":{"a":"aaaa"}}]`, `[{"topic":"XXXXXX","partition":0,"offset":2,"key":"XXXX","value":{"X":"XXXX"}}]`}
	n := 0
	c := newAssigned(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer(http.StatusOK, bodies[n])(w, r)
		n++
	}), &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
	first, err := c.Poll(t.Context())
	require.NoError(t, err)
	_, err = c.Poll(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxyv2.Record{{Topic: "orders", Offset: 1, Key: []byte(`"aaaa"`), Value: []byte(`{"a":"aaaa"}`)}}, first)
}
