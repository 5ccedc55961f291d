package kafkaresttest

import (
	"bytes"
	"encoding/base64"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// produceRequest is a record to produce.
type produceRequest struct {
	PartitionID  *int32          `json:"partition_id"`
	Headers      []produceHeader `json:"headers"`
	Key          *recordData     `json:"key"`
	Value        *recordData     `json:"value"`
	Timestamp    *instant        `json:"timestamp"`
	OriginalSize int32           `json:"originalSize"` // a name of the proxy's own that it takes from outside too
}

type produceHeader struct {
	Name  *string `json:"name"`
	Value []byte  `json:"value"`
}

// recordData is the key or the value of a record. Data is nil when it is
// missing, and the text null when it is null.
type recordData struct {
	Type                *string        `json:"type"`
	Subject             *string        `json:"subject"`
	SubjectNameStrategy *string        `json:"subject_name_strategy"`
	Schema              *string        `json:"schema"`
	SchemaID            *int32         `json:"schema_id"`
	SchemaVersion       *int32         `json:"schema_version"`
	Data                jsontext.Value `json:"data"`
}

var (
	plainTypes            = []string{"BINARY", "JSON", "STRING"}
	schemaTypes           = []string{"AVRO", "JSONSCHEMA", "PROTOBUF"}
	subjectNameStrategies = []string{"TOPIC_NAME", "RECORD_NAME", "TOPIC_RECORD_NAME"}

	partitionNotFound = restProxyError{status: http.StatusNotFound, code: 40402, message: "Partition not found."}
)

func (r *produceRequest) check() error {
	for _, header := range r.Headers {
		if header.Name == nil {
			return missing("ProduceRequestHeader", "name")
		}
	}
	for _, data := range []*recordData{r.Key, r.Value} {
		if data == nil {
			continue
		}
		if err := data.check(); err != nil {
			return err
		}
	}
	return nil
}

// check holds the members of a key or value against each other.
func (d *recordData) check() error {
	refuse := func(problem string) error {
		return restProxyBadRequest("Cannot construct instance of `ProduceRequestData`, problem: %s", problem)
	}
	formats := slices.Concat(plainTypes, schemaTypes)
	switch {
	case d.Type != nil && !slices.Contains(formats, *d.Type):
		return notOneOf("EmbeddedFormat", *d.Type, formats)
	case d.SubjectNameStrategy != nil && !slices.Contains(subjectNameStrategies, *d.SubjectNameStrategy):
		return notOneOf("EnumSubjectNameStrategy", *d.SubjectNameStrategy, subjectNameStrategies)
	case d.Data == nil:
		return refuse("Null data")
	case d.Subject != nil && d.SubjectNameStrategy != nil:
		return refuse("Only one of 'subject_name_strategy' or 'subject' can be used.")
	case d.SchemaID != nil && d.SchemaVersion != nil:
		return refuse("Only one of 'schema_id' or 'schema_version' can be used.")
	case d.Type == nil:
		return nil
	case d.SchemaID != nil || d.SchemaVersion != nil:
		return refuse("'schema_id' and 'schema_version' cannot be used with 'type'.")
	case slices.Contains(schemaTypes, *d.Type) && d.Schema == nil:
		return refuse("'schema' is required with this 'type'.")
	case slices.Contains(plainTypes, *d.Type) && (d.Schema != nil || d.Subject != nil || d.SubjectNameStrategy != nil):
		return refuse("nothing about schemas can be used with this 'type'.")
	}
	return nil
}

// instant is a point in time: text of ISO 8601, or a number of seconds since
// 1970.
type instant time.Time

func (i *instant) UnmarshalJSON(data []byte) error {
	text := string(data)
	if jsontext.Value(data).Kind() == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		*i = instant(at)
		return nil
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(seconds) > math.MaxInt64/1000 {
		return restProxyBadRequest("Cannot deserialize value of type `java.time.Instant` from String %q", text)
	}
	*i = instant(time.UnixMilli(int64(math.Round(seconds * 1000))))
	return nil
}

// produceResult is what the proxy says of a record that Kafka has stored.
type produceResult struct {
	ClusterID   string          `json:"cluster_id"`
	TopicName   string          `json:"topic_name"`
	PartitionID int32           `json:"partition_id"`
	Offset      int64           `json:"offset"`
	Timestamp   string          `json:"timestamp,omitzero"`
	Key         *producedFormat `json:"key,omitzero"`
	Value       *producedFormat `json:"value,omitzero"`
}

// producedFormat tells how a key or value was written. Size is in bytes, -1 for
// null.
type producedFormat struct {
	Type          string `json:"type,omitzero"`
	Subject       string `json:"subject,omitzero"`
	SchemaID      int32  `json:"schema_id,omitzero"`
	SchemaVersion int32  `json:"schema_version,omitzero"`
	Size          int    `json:"size"`
}

// encode returns the bytes of a key or value, and how they were written: both
// nil for one that is not there.
func (p *restProxy) encode(topic string, isKey bool, d *recordData) ([]byte, *producedFormat, error) {
	if d == nil {
		return nil, nil, nil
	}
	if d.Type == nil || slices.Contains(schemaTypes, *d.Type) {
		return p.encodeWithSchema(topic, isKey, d)
	}
	written, err := encodePlain(*d.Type, d.Data)
	if err != nil {
		return nil, nil, err
	}
	format := &producedFormat{Type: *d.Type, Size: len(written)}
	if written == nil {
		format.Size = -1
	}
	return written, format, nil
}

func encodePlain(format string, data jsontext.Value) ([]byte, error) {
	switch {
	case data.Kind() == 'n':
		return nil, nil
	case format == "JSON":
		return compactJSON(data)
	case data.Kind() != '"' && format == "BINARY":
		return nil, restProxyBadRequest("Bad Request: data=%s is not a base64 string.", data)
	case data.Kind() != '"':
		return nil, restProxyBadRequest("Bad Request: data=%s is not a string.", data)
	}
	var text string
	if err := json.Unmarshal(data, &text, jsontext.AllowInvalidUTF8(true)); err != nil {
		return nil, err
	}
	if format == "STRING" {
		return []byte(text), nil
	}
	written, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil, restProxyBadRequest("Bad Request: data=%s is not a valid base64 string.", data)
	}
	return written, nil
}

// compactJSON writes a value as the proxy does: without white space and
// needless escapes, and with the numbers that are not whole as Java writes
// them.
func compactJSON(data jsontext.Value) ([]byte, error) {
	var out bytes.Buffer
	lenient := json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	dec := jsontext.NewDecoder(bytes.NewReader(data), lenient)
	enc := jsontext.NewEncoder(&out, lenient)
	for {
		switch kind := dec.PeekKind(); kind {
		case jsontext.KindInvalid:
			return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
		case '0':
			value, err := dec.ReadValue()
			if err != nil {
				return nil, err
			}
			if err := enc.WriteValue(javaJSONNumber(value)); err != nil {
				return nil, err
			}
		default:
			token, err := dec.ReadToken()
			if err != nil {
				return nil, err
			}
			if err := enc.WriteToken(token); err != nil {
				return nil, err
			}
		}
	}
}

// javaJSONNumber writes a number that is not whole as Java writes a double.
func javaJSONNumber(value jsontext.Value) jsontext.Value {
	if !bytes.ContainsAny(value, ".eE") {
		return value
	}
	n, err := strconv.ParseFloat(string(value), 64)
	switch {
	case err != nil: // too large
		return value
	case math.Abs(n) < 1e7:
		return jsontext.Value(javaNumber(n))
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(n, 'E', -1, 64), "E+")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	return jsontext.Value(mantissa + "E" + strings.TrimLeft(exponent, "0"))
}

// formatInstant writes a time in UTC to the millisecond, without the
// milliseconds when there are none.
func formatInstant(at time.Time) string {
	layout := "2006-01-02T15:04:05.000Z"
	if at.UnixMilli()%1000 == 0 {
		layout = "2006-01-02T15:04:05Z"
	}
	return at.UTC().Format(layout)
}
