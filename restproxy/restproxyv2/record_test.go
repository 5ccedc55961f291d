package restproxyv2_test

import (
	"time"

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
