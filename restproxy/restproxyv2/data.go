package restproxyv2

import (
	"encoding/base64"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Data is the key or the value of a record that is produced. The zero value is
// null.
type Data struct {
	form  dataForm
	bytes []byte
	value any // of JSON
}

type dataForm uint8

const (
	absent dataForm = iota
	asBytes
	asJSON
)

// Bytes is data of bytes as they are. A nil b is null, an empty one is empty.
func Bytes(b []byte) Data {
	if b == nil {
		return Data{}
	}
	return Data{form: asBytes, bytes: b}
}

// JSON is data of JSON: the encoding of v by [encoding/json], or v itself if it
// is a [json.RawMessage]. What encodes as null is null in Kafka. v is encoded
// when the record is sent. With a schema it is the JSON form of a value of that
// schema, in which Avro writes a value of a union as {"string": "x"}.
func JSON(v any) Data { return Data{form: asJSON, value: v} }

// size is that of the encoding of bytes as binary data.
func (d *Data) size() int { return base64.StdEncoding.EncodedLen(len(d.bytes)) }

// appendTo appends the data in a format.
func (d *Data) appendTo(dst []byte, format Format) ([]byte, error) {
	switch {
	case d.form == absent:
		return append(dst, "null"...), nil
	case d.form == asBytes && format == FormatBinary:
		dst = base64.StdEncoding.AppendEncode(append(dst, '"'), d.bytes)
		return append(dst, '"'), nil
	case d.form == asBytes && format == FormatText:
		if !utf8.Valid(d.bytes) {
			return nil, errors.New("it is not valid UTF-8, so that it is no text")
		}
		return jsontext.AppendQuote(dst, d.bytes)
	case d.form == asJSON && format != FormatBinary:
		return rest.AppendJSON(dst, d.value)
	case d.form == asJSON:
		return nil, errors.New("it is JSON, which the format binary does not take")
	}
	return nil, fmt.Errorf("it is bytes, which the format %s does not take", format)
}
