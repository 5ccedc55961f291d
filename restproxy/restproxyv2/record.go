package restproxyv2

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A Record is a record as a consumer reads it.
type Record struct {
	// Topic, Partition and Offset are where the record is.
	Topic     string
	Partition int32
	Offset    int64
	// Key and Value are the bytes themselves in the formats binary and text,
	// and JSON in the others. Nil is null, which is not the same as empty.
	Key, Value []byte
	// Timestamp is the record's time, which only Karapace and the Strimzi
	// bridge tell.
	Timestamp time.Time
	// Headers are the record's headers, which only the Strimzi bridge tells.
	Headers []RecordHeader
}

// A RecordHeader is one header of a record.
type RecordHeader struct {
	// Name is the name of the header. Several of a record can have the same.
	Name string
	// Value is null if it is nil, which is not the same as empty.
	Value []byte
}

// Decode decodes the value of a record of JSON, by [encoding/json]. A value
// that is null is JSON's null, which leaves a T that is no pointer at its zero
// value.
func Decode[T any](record Record) (T, error) { return decode[T](record, "value", record.Value) }

// DecodeKey is Decode for the key.
func DecodeKey[T any](record Record) (T, error) { return decode[T](record, "key", record.Key) }

func decode[T any](record Record, what string, text []byte) (T, error) {
	var v T
	if text == nil {
		text = []byte("null")
	}
	if err := json.Unmarshal(text, &v); err != nil {
		var zero T
		return zero, fmt.Errorf("restproxyv2: the %s of record %d in partition %d of %s: %w", what, record.Offset, record.Partition, record.Topic, err)
	}
	return v, nil
}

// The answers to a read, by the form of keys and values in them.
type (
	jsonBatch   []Record
	textBatch   []Record
	binaryBatch []Record
)

// UnmarshalJSONFrom reads the records of a format that is JSON.
func (b *jsonBatch) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return decodeBatch(dec, (*[]Record)(b), (*block).json)
}

// UnmarshalJSONFrom reads the records of the format text.
func (b *textBatch) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return decodeBatch(dec, (*[]Record)(b), (*block).text)
}

// UnmarshalJSONFrom reads the records of the format binary.
func (b *binaryBatch) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return decodeBatch(dec, (*[]Record)(b), (*block).base64)
}

// dataDecoder makes the bytes of a key or a value that is not null.
type dataDecoder func(b *block, raw jsontext.Value) ([]byte, error)

// A block is memory for several keys and values, as one allocation for each
// would cost more than all the rest. It is small, so that a record that is kept
// keeps little else.
type block struct {
	free []byte
	size int
}

const (
	minBlock = 512
	maxBlock = 4 << 10
)

// take is n bytes of memory.
func (b *block) take(n int) []byte {
	if n == 0 || n > maxBlock/4 {
		return make([]byte, n)
	}
	if n > len(b.free) {
		b.size = min(max(2*b.size, minBlock, n), maxBlock)
		b.free = make([]byte, b.size)
	}
	taken := b.free[:n:n]
	b.free = b.free[n:]
	return taken
}

// copied is a copy of bytes.
func (b *block) copied(bytes []byte) []byte {
	taken := b.take(len(bytes))
	copy(taken, bytes)
	return taken
}

func (b *block) json(raw jsontext.Value) ([]byte, error) { return b.copied(raw), nil }

func (b *block) text(raw jsontext.Value) ([]byte, error) {
	if raw.Kind() != '"' {
		return nil, errors.New("is no text")
	}
	return b.copied(unquote(raw)), nil
}

func (b *block) base64(raw jsontext.Value) ([]byte, error) {
	if raw.Kind() != '"' {
		return nil, errors.New("is no base64")
	}
	text := unquote(raw)
	encoding := base64.StdEncoding
	if len(text)%4 != 0 {
		encoding = base64.RawStdEncoding
	}
	decoded := b.take(encoding.DecodedLen(len(text)))
	n, err := encoding.Decode(decoded, text)
	if err != nil {
		return nil, errors.New("is no base64")
	}
	return decoded[:n:n], nil
}

// unquote is a JSON string without its quotes, raw's own bytes where nothing is
// escaped.
func unquote(raw jsontext.Value) []byte {
	text := raw[1 : len(raw)-1]
	for _, c := range text {
		if c == '\\' {
			text, _ = jsontext.AppendUnquote(nil, raw) // fails for what is not UTF-8, which is replaced all the same
			break
		}
	}
	return text
}

// decodeBatch reads an array of records, without the reflection that would cost
// more than all the rest.
func decodeBatch(dec *jsontext.Decoder, batch *[]Record, decode dataDecoder) error {
	if kind := dec.PeekKind(); kind != '[' {
		if err := dec.SkipValue(); err != nil || kind == 'n' {
			return err
		}
		return errors.New("it is no array of records")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	records := []Record{}
	var memory block
	var topic string // of the record before
	for dec.PeekKind() != ']' {
		records = append(records, Record{Topic: topic})
		record := &records[len(records)-1]
		if err := decodeRecord(dec, record, &memory, decode); err != nil {
			return err
		}
		topic = record.Topic
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	*batch = records
	return nil
}

// The members that no record can lack.
const (
	hasTopic = 1 << iota
	hasPartition
	hasOffset
	hasAll = hasTopic | hasPartition | hasOffset
)

// decodeRecord reads one record. Its Topic may be that of another already, so
// that records of one topic share one string.
func decodeRecord(dec *jsontext.Decoder, record *Record, memory *block, decode dataDecoder) error {
	if dec.PeekKind() != '{' {
		return errors.New("a record is no object")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	has := 0
	for dec.PeekKind() != '}' {
		name, err := dec.ReadValue()
		if err != nil {
			return err
		}
		switch string(name) {
		case `"topic"`:
			has |= hasTopic
			err = readTopic(dec, &record.Topic)
		case `"partition"`:
			has |= hasPartition
			var number int64
			number, err = readInt(dec, 32)
			record.Partition = int32(number)
		case `"offset"`:
			has |= hasOffset
			record.Offset, err = readInt(dec, 64)
		case `"key"`:
			record.Key, err = readData(dec, memory, decode)
		case `"value"`:
			record.Value, err = readData(dec, memory, decode)
		case `"timestamp"`:
			var ms int64
			ms, err = readInt(dec, 64)
			record.Timestamp = time.UnixMilli(ms)
		case `"headers"`:
			record.Headers, err = readHeaders(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	if has != hasAll {
		return errors.New("a record lacks its topic, its partition or its offset")
	}
	return nil
}

// readTopic reads the name of a topic, which may be there already.
func readTopic(dec *jsontext.Decoder, topic *string) error {
	raw, err := dec.ReadValue()
	if err != nil {
		return err
	}
	if raw.Kind() != '"' {
		return errors.New("the topic of a record is no text")
	}
	if name := unquote(raw); string(name) != *topic {
		*topic = string(name)
	}
	return nil
}

func readInt(dec *jsontext.Decoder, bits int) (int64, error) {
	raw, err := dec.ReadValue()
	if err != nil {
		return 0, err
	}
	number, err := strconv.ParseInt(string(raw), 10, bits)
	if err != nil {
		return 0, errors.New("a number of a record is not valid")
	}
	return number, nil
}

// readData reads a key or a value, nil for null.
func readData(dec *jsontext.Decoder, memory *block, decode dataDecoder) ([]byte, error) {
	raw, err := dec.ReadValue()
	if err != nil || raw.Kind() == 'n' {
		return nil, err
	}
	bytes, err := decode(memory, raw)
	if err != nil {
		return nil, fmt.Errorf("a key or a value of a record %w", err)
	}
	return bytes, nil
}

func readHeaders(dec *jsontext.Decoder) ([]RecordHeader, error) {
	var wire []struct {
		Key   string `json:"key"`
		Value []byte `json:"value"`
	}
	if err := jsonv2.UnmarshalDecode(dec, &wire); err != nil {
		return nil, err
	}
	headers := make([]RecordHeader, len(wire))
	for i, header := range wire {
		headers[i] = RecordHeader{Name: header.Key, Value: header.Value}
	}
	return headers, nil
}
