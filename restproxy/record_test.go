package restproxy

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// avroText is the text of an Avro schema that a real proxy took.
const avroText = `{"type":"record","name":"R","namespace":"n","fields":[{"name":"a","type":"int"}]}`

func TestRecordForm(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		record Record
		want   string
	}{
		"the zero record": {Record{}, `{}`},
		"everything": {
			Record{
				Partition: new(int32(0)),
				Headers:   []RecordHeader{{"h", []byte("a")}, {"g", nil}, {"h", []byte{}}},
				Key:       String("k1"),
				Value:     JSON(map[string]int{"a": 1}),
				Timestamp: time.Date(2021, 2, 5, 19, 14, 42, 500_999_999, time.FixedZone("", 2*60*60)),
			},
			`{"partition_id":0,"headers":[{"name":"h","value":"YQ=="},{"name":"g","value":null},{"name":"h","value":""}],` +
				`"key":{"type":"STRING","data":"k1"},"value":{"type":"JSON","data":{"a":1}},"timestamp":"2021-02-05T17:14:42.500Z"}`,
		},
		"bytes":               {Record{Value: Bytes([]byte{0xff, 0, 1})}, `{"value":{"type":"BINARY","data":"/wAB"}}`},
		"empty bytes":         {Record{Value: Bytes([]byte{})}, `{"value":{"type":"BINARY","data":""}}`},
		"null bytes":          {Record{Value: Bytes(nil)}, `{"value":{"type":"BINARY","data":null}}`},
		"a text":              {Record{Key: String("a\"\n<é")}, `{"key":{"type":"STRING","data":"a\"\n<é"}}`},
		"an empty text":       {Record{Key: String("")}, `{"key":{"type":"STRING","data":""}}`},
		"JSON null":           {Record{Value: JSON(nil)}, `{"value":{"type":"JSON","data":null}}`},
		"raw JSON":            {Record{Value: JSON(json.RawMessage(`{"n":12345678901234567890123}`))}, `{"value":{"type":"JSON","data":{"n":12345678901234567890123}}}`},
		"raw JSON, nil":       {Record{Value: JSON(json.RawMessage(nil))}, `{"value":{"type":"JSON","data":null}}`},
		"the latest schema":   {Record{Value: WithSchema(1, Schema{})}, `{"value":{"data":1}}`},
		"a schema by id":      {Record{Value: WithSchema(1, Schema{ID: 7, SubjectNameStrategy: SubjectNameStrategyRecordName})}, `{"value":{"subject_name_strategy":"RECORD_NAME","schema_id":7,"data":1}}`},
		"a schema by version": {Record{Value: WithSchema(1, Schema{Version: 2, Subject: "s"})}, `{"value":{"subject":"s","schema_version":2,"data":1}}`},
		"a schema's text": {
			Record{Value: WithSchema(map[string]int{"a": 1}, Schema{Type: DataTypeAvro, Schema: avroText})},
			`{"value":{"type":"AVRO","schema":"{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}","data":{"a":1}}}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form, err := test.record.MarshalJSON()
			require.NoError(t, err)
			assert.Equal(t, test.want, string(form))
		})
	}
}

func TestRecordRefused(t *testing.T) {
	t.Parallel()
	value := func(d Data) Record { return Record{Value: d} }
	tests := map[string]struct {
		record Record
		want   string
	}{
		"negative partition":      {Record{Partition: new(int32(-1))}, "the partition is -1"},
		"header's name":           {Record{Headers: []RecordHeader{{Name: "\xff"}}}, "header 0"},
		"time before 1970":        {Record{Timestamp: time.Unix(-1, 0)}, "1969"},
		"time after 9999":         {Record{Timestamp: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "10000"},
		"a text that is none":     {Record{Key: String("\xff")}, "key: the text is not valid UTF-8"},
		"no JSON":                 {value(JSON(math.Inf(1))), "value: it cannot be written as JSON"},
		"broken raw JSON":         {value(JSON(json.RawMessage(`{"a":1}}`))), "not valid JSON"},
		"empty raw JSON":          {value(JSON(json.RawMessage{})), "not valid JSON"},
		"two raw messages":        {value(JSON(json.RawMessage(`1 2`))), "not valid JSON"},
		"raw JSON not UTF-8":      {value(JSON(json.RawMessage("\"\xff\""))), "not valid UTF-8"},
		"schema's type alone":     {value(WithSchema(1, Schema{Type: DataTypeAvro, ID: 1})), "no text of a schema"},
		"schema without type":     {value(WithSchema(1, Schema{Schema: avroText})), "cannot be of the type"},
		"schema of type STRING":   {value(WithSchema(1, Schema{Type: DataTypeString, Schema: "x"})), "cannot be of the type"},
		"schema not UTF-8":        {value(WithSchema(1, Schema{Subject: "\xff"})), "not valid UTF-8"},
		"id and version":          {value(WithSchema(1, Schema{ID: 1, Version: 1})), "more than one"},
		"text and id":             {value(WithSchema(1, Schema{Type: DataTypeAvro, Schema: avroText, ID: 1})), "more than one"},
		"negative id":             {value(WithSchema(1, Schema{ID: -1})), "negative"},
		"subject and strategy":    {value(WithSchema(1, Schema{Subject: "s", SubjectNameStrategy: SubjectNameStrategyTopicName})), "both a subject"},
		"strategy by record name": {value(WithSchema(1, Schema{Version: 1, SubjectNameStrategy: SubjectNameStrategyRecordName})), "needs the text or the id"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.record.MarshalJSON()
			assert.ErrorContains(t, err, test.want)
		})
	}
}
