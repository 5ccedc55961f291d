package restproxy

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A Record is a record to be produced. Its zero value is a record with a null
// key and a null value.
//
// Null and empty are different things in Kafka: a null value is a tombstone,
// which deletes its key from a compacted topic.
type Record struct {
	// Partition is the partition the record goes to. Nil leaves the choice to
	// the proxy's producer, which sends records of one key to one partition.
	Partition *int32
	// Headers are the record's headers. Those of one name keep their order.
	Headers []RecordHeader
	// Key and Value are what [Bytes], [String], [JSON] and [WithSchema] make.
	// Their zero value is null.
	Key, Value Data
	// Timestamp is the record's time, kept to the millisecond, not before
	// 1970. Zero is the proxy's clock.
	Timestamp time.Time
}

// A RecordHeader is one header of a record.
type RecordHeader struct {
	// Name is the name of the header. Several of a record can have the same.
	Name string
	// Value is null if it is nil, which is not the same as empty.
	Value []byte
}

// Data is the key or the value of a record together with the form in which the
// proxy takes it. The zero value is null.
type Data struct {
	form  dataForm
	text  string
	bytes []byte
	value any // of JSON, and of a schema
	// schema is not nil for the form bySchema only.
	schema *Schema
}

type dataForm uint8

const (
	absent dataForm = iota
	asBytes
	asString
	asJSON
	bySchema
)

// Bytes is data of bytes as they are. A nil b is null, an empty one is empty.
func Bytes(b []byte) Data { return Data{form: asBytes, bytes: b} }

// String is data of a text in UTF-8. The empty text is empty data, not null.
// The text must be valid UTF-8; for anything else there is [Bytes].
func String(s string) Data { return Data{form: asString, text: s} }

// JSON is data of JSON: the encoding of v by [encoding/json], or v itself if it
// is an [encoding/json.RawMessage]. What encodes as null is null in Kafka. v is
// encoded when the record is sent.
func JSON(v any) Data { return Data{form: asJSON, value: v} }

// WithSchema is data that the proxy encodes by a schema of its Schema Registry.
// v is what [JSON] takes: the JSON form of a value of that schema, in which
// Avro writes a value of a union as {"string": "x"}.
func WithSchema(v any, schema Schema) Data { return Data{form: bySchema, value: v, schema: &schema} }

// A Schema says which schema of the proxy's Schema Registry encodes data. Its
// zero value is the latest one of the subject that belongs to the topic.
type Schema struct {
	// Type and Schema are given together: the text of a schema, which is
	// registered under the subject if it is not there yet.
	Type   DataType
	Schema string
	// ID is the schema's id. It excludes Schema and Version.
	ID int32
	// Version is the schema's version in the subject. It excludes Schema and
	// ID.
	Version int32
	// Subject is the subject by name. It excludes SubjectNameStrategy.
	Subject string
	// SubjectNameStrategy is how the subject follows from topic and record;
	// empty is the proxy's own, by default [SubjectNameStrategyTopicName].
	// [SubjectNameStrategyRecordName] and [SubjectNameStrategyTopicRecordName]
	// need Schema or ID.
	SubjectNameStrategy SubjectNameStrategy
}

// check returns why the proxy would refuse the combination.
func (s *Schema) check() error {
	switch {
	case s.ID < 0 || s.Version < 0:
		return errors.New("the schema's id or version is negative")
	case s.Schema == "" && s.Type != "":
		return fmt.Errorf("the schema's type is %s, but there is no text of a schema", s.Type)
	case s.Schema != "" && s.Type != DataTypeAvro && s.Type != DataTypeJSONSchema && s.Type != DataTypeProtobuf:
		return fmt.Errorf("a schema's text cannot be of the type %q", s.Type)
	case s.Schema != "" && (s.ID != 0 || s.Version != 0), s.ID != 0 && s.Version != 0:
		return errors.New("a schema is named by more than one of its text, id and version")
	case s.Subject != "" && s.SubjectNameStrategy != "":
		return errors.New("the schema has both a subject and a strategy to name it")
	case s.Schema == "" && s.ID == 0 && (s.SubjectNameStrategy == SubjectNameStrategyRecordName || s.SubjectNameStrategy == SubjectNameStrategyTopicRecordName):
		return fmt.Errorf("the strategy %s needs the text or the id of a schema", s.SubjectNameStrategy)
	}
	return nil
}

// MarshalJSON returns the form that the proxy takes, or why it would refuse
// the record.
func (r Record) MarshalJSON() ([]byte, error) { return r.appendTo(nil) }

// appendTo appends the form that the proxy takes. What it returns beside an
// error is of no use.
func (r *Record) appendTo(dst []byte) ([]byte, error) {
	return r.appendMembers(append(dst, '{'))
}

// appendMembers appends the record's members and the closing brace to an
// object that has been begun.
func (r *Record) appendMembers(dst []byte) ([]byte, error) {
	var err error
	if r.Partition != nil {
		if *r.Partition < 0 {
			return nil, fmt.Errorf("the partition is %d, which cannot be", *r.Partition)
		}
		dst = append(dst, `"partition_id":`...)
		dst = append(strconv.AppendInt(dst, int64(*r.Partition), 10), ',')
	}
	if len(r.Headers) > 0 {
		if dst, err = appendHeaders(dst, r.Headers); err != nil {
			return nil, err
		}
	}
	if dst, err = r.Key.appendMember(dst, `"key":`); err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	if dst, err = r.Value.appendMember(dst, `"value":`); err != nil {
		return nil, fmt.Errorf("value: %w", err)
	}
	if !r.Timestamp.IsZero() {
		if dst, err = appendTimestamp(dst, r.Timestamp); err != nil {
			return nil, err
		}
	}
	if last := len(dst) - 1; dst[last] == ',' {
		dst[last] = '}'
		return dst, nil
	}
	return append(dst, '}'), nil
}

func appendHeaders(dst []byte, headers []RecordHeader) ([]byte, error) {
	var err error
	dst = append(dst, `"headers":[`...)
	for i, h := range headers {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = jsontext.AppendQuote(append(dst, `{"name":`...), h.Name); err != nil {
			return nil, fmt.Errorf("the name of header %d is not valid UTF-8", i)
		}
		dst = append(appendBase64(append(dst, `,"value":`...), h.Value), '}')
	}
	return append(dst, "],"...), nil
}

// appendBase64 appends b as a JSON string, or null if it is nil.
func appendBase64(dst, b []byte) []byte {
	if b == nil {
		return append(dst, "null"...)
	}
	dst = base64.StdEncoding.AppendEncode(append(dst, '"'), b)
	return append(dst, '"')
}

func appendTimestamp(dst []byte, t time.Time) ([]byte, error) {
	t = t.UTC()
	if t.Year() < 1970 || t.Year() > 9999 {
		return nil, fmt.Errorf("the timestamp is in the year %d; the proxy takes 1970 to 9999", t.Year())
	}
	dst = t.AppendFormat(append(dst, `"timestamp":"`...), "2006-01-02T15:04:05.000Z")
	return append(dst, `",`...), nil
}

// appendMember appends the data as the member called name and a comma, or
// nothing for data that is absent.
func (d *Data) appendMember(dst []byte, name string) ([]byte, error) {
	if d.form == absent {
		return dst, nil
	}
	var err error
	dst = append(dst, name...)
	switch d.form {
	case asBytes:
		dst = appendBase64(append(dst, `{"type":"BINARY","data":`...), d.bytes)
	case asString:
		if dst, err = jsontext.AppendQuote(append(dst, `{"type":"STRING","data":`...), d.text); err != nil {
			return nil, errors.New("the text is not valid UTF-8, so that it needs Bytes")
		}
	case asJSON:
		dst, err = rest.AppendJSON(append(dst, `{"type":"JSON","data":`...), d.value)
	case bySchema:
		if dst, err = d.schema.appendMembers(append(dst, '{')); err == nil {
			dst, err = rest.AppendJSON(append(dst, `"data":`...), d.value)
		}
	}
	if err != nil {
		return nil, err
	}
	return append(dst, "},"...), nil
}

// appendMembers appends those of a record's data that name the schema, each
// with a comma.
func (s *Schema) appendMembers(dst []byte) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	var err error
	for _, member := range [...]struct{ name, value string }{
		{`"type":`, string(s.Type)},
		{`"subject":`, s.Subject},
		{`"subject_name_strategy":`, string(s.SubjectNameStrategy)},
		{`"schema":`, s.Schema},
	} {
		if member.value == "" {
			continue
		}
		if dst, err = jsontext.AppendQuote(append(dst, member.name...), member.value); err != nil {
			return nil, errors.New("the schema or its subject is not valid UTF-8")
		}
		dst = append(dst, ',')
	}
	if s.ID != 0 {
		dst = append(strconv.AppendInt(append(dst, `"schema_id":`...), int64(s.ID), 10), ',')
	}
	if s.Version != 0 {
		dst = append(strconv.AppendInt(append(dst, `"schema_version":`...), int64(s.Version), 10), ',')
	}
	return dst, nil
}
