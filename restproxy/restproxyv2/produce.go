package restproxyv2

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A ProduceRecord is a record to be produced. Its zero value is a record with a
// null key and a null value, a null value being a tombstone, which deletes its
// key from a compacted topic. Headers and a time cannot be given in this
// version of the API.
type ProduceRecord struct {
	// Partition is the partition the record goes to, also where the call names
	// another. Nil leaves the choice to the call, and else to the proxy's
	// producer, which sends records of one key to one partition.
	Partition *int32
	// Key and Value are what [Bytes] and [JSON] make. Their zero value is null.
	Key, Value Data
}

// ProduceOptions are the optional inputs of Produce and ProduceToPartition.
type ProduceOptions struct {
	// Format is the format of all keys and values. Empty is [FormatJSON] if any
	// of them is JSON, and [FormatBinary] otherwise.
	Format Format
	// KeySchema and ValueSchema are the schemas of the keys and of the values,
	// for the formats that have one. A side that is null in all records needs
	// none, and with one cannot be null unless the schema says so.
	KeySchema, ValueSchema Schema
}

// A Schema names a schema of the proxy's Schema Registry. At most one of its
// fields is set.
type Schema struct {
	// Schema is the text of the schema, which is registered if it is not there
	// yet.
	Schema string
	// ID is the schema's id.
	ID int32
}

// ProduceResult is what became of records.
type ProduceResult struct {
	// Outcomes has what became of each record, in their order.
	Outcomes []ProduceOutcome
	// KeySchemaID and ValueSchemaID are the ids of the schemas, 0 for none. To
	// send them instead of the texts costs less.
	KeySchemaID, ValueSchemaID int32
}

// ProduceOutcome is what became of one record.
type ProduceOutcome struct {
	// Partition and Offset are where the record is; -1, both, where it failed.
	// Karapace does not know the offset of a record without a value: it is -1
	// then.
	Partition int32
	Offset    int64
	// Err is why the record failed, nil if it was written.
	Err error
}

// Produce writes records to a topic and returns what became of each of them. If
// any failed, the error beside the result is a *[kafkarest.PartialError] of
// their failures. It is not sent again, whatever happens: an error that is
// [kafkarest.ErrOutcomeUnknown] leaves open whether a record was written.
//
// Confluent's proxy waits 60 seconds for a topic or a partition that does not
// exist, once for each record, which is longer than the call may take: GetTopic
// tells at once. A record that may not be written is [kafkarest.ErrForbidden];
// one that does not fit its schema is [kafkarest.ErrInvalid], as is one that
// cannot be, and then none was written. From the Confluent REST Proxy for
// Apache Kafka.
func (c *Client) Produce(ctx context.Context, topic string, records []ProduceRecord, options *ProduceOptions, opts ...kafkarest.CallOption) (*ProduceResult, error) {
	body, format, err := encodeRecords(records, rest.ValueOf(options))
	return c.produce(ctx, newProduceRequest(topic, body), format, len(records), err, opts)
}

// ProduceToPartition is Produce to a partition. From the Confluent REST Proxy
// for Apache Kafka.
func (c *Client) ProduceToPartition(ctx context.Context, topic string, partition int32, records []ProduceRecord, options *ProduceOptions, opts ...kafkarest.CallOption) (*ProduceResult, error) {
	body, format, err := encodeRecords(records, rest.ValueOf(options))
	return c.produce(ctx, newProduceToPartitionRequest(topic, partition, body), format, len(records), err, opts)
}

// produceBody is encoded already: records know their own form.
type produceBody = rest.Encoded

// produce sends the records, count of them, unless refused says that they
// cannot be.
func (c *Client) produce(ctx context.Context, r rest.Request[*produceAnswer], format Format, count int, refused error, opts []kafkarest.CallOption) (*ProduceResult, error) {
	if refused != nil {
		r.Refuse(refused.Error())
	}
	r.ContentType(format.mediaType())
	answer, err := rest.Fetch(ctx, c.rest, r, opts)
	if err != nil {
		return nil, err
	}
	result := &ProduceResult{
		Outcomes:      make([]ProduceOutcome, count),
		KeySchemaID:   answer.KeySchemaID,
		ValueSchemaID: answer.ValueSchemaID,
	}
	errs := make([]error, count)
	for i := range result.Outcomes {
		outcome := &result.Outcomes[i]
		if len(answer.Offsets) == count {
			*outcome = answer.Offsets[i].outcome(r.Operation().Name, i)
		} else { // nothing says which of them the answer tells of
			*outcome = failed(itemError(r.Operation().Name, i, 0, fmt.Sprintf("the answer tells of %d records, of %d", len(answer.Offsets), count)))
		}
		errs[i] = outcome.Err
	}
	return result, rest.Partial(r.Operation().Name, errs)
}

// outcome is what became of the record at a position. A negative offset is no
// failure.
func (item *produceItem) outcome(operation string, position int) ProduceOutcome {
	switch {
	case item.ErrorCode != 0 || item.Error != "" || item.Message != "":
		return failed(itemError(operation, position, Code(item.ErrorCode), item.Error+item.Message))
	case item.Partition == nil || item.Offset == nil:
		return failed(itemError(operation, position, 0, "the answer tells neither where it is nor why it failed"))
	}
	return ProduceOutcome{Partition: *item.Partition, Offset: *item.Offset}
}

// failed is what became of a record that was not written.
func failed(err error) ProduceOutcome { return ProduceOutcome{Partition: -1, Offset: -1, Err: err} }

// itemError is the failure of one record, with the status that it would have
// had by itself. Without a code it is the answer that failed.
func itemError(operation string, position int, code Code, message string) *kafkarest.Error {
	item := fmt.Sprintf("record %d", position)
	if message != "" {
		item += ": " + message
	}
	e := api.Error(operation, item, nil)
	e.StatusCode, e.Code, e.OutcomeUnknown = rest.StatusOf(code), int(code), code == 0 || code.leavesOpen()
	return e
}

// encodeRecords is the body of a request with records, and its format.
func encodeRecords(records []ProduceRecord, o ProduceOptions) (produceBody, Format, error) {
	format := o.Format
	if format == "" {
		format = formatOf(records)
	}
	if !slices.Contains([]Format{FormatBinary, FormatJSON, FormatAvro, FormatJSONSchema, FormatProtobuf, FormatText}, format) {
		return nil, FormatBinary, fmt.Errorf("there is no format %q", format)
	}
	if len(records) == 0 {
		return nil, format, errors.New("there are no records")
	}
	body := append(make([]byte, 0, sizeOf(records)), '{')
	var err error
	if body, err = o.KeySchema.appendTo(body, "key_schema", format); err != nil {
		return nil, format, err
	}
	if body, err = o.ValueSchema.appendTo(body, "value_schema", format); err != nil {
		return nil, format, err
	}
	body = append(body, `"records":[`...)
	for i := range records {
		if i > 0 {
			body = append(body, ',')
		}
		if body, err = records[i].appendTo(body, format); err != nil {
			return nil, format, fmt.Errorf("record %d: %w", i, err)
		}
	}
	return append(body, "]}"...), format, nil
}

// sizeOf guesses the size of the body with records, from above for bytes.
func sizeOf(records []ProduceRecord) int {
	size := len(`{"records":[]}`)
	for i := range records {
		size += len(`{"key":"","value":"","partition":100},`) + records[i].Key.size() + records[i].Value.size()
	}
	return size
}

// formatOf is the format that takes the records.
func formatOf(records []ProduceRecord) Format {
	for i := range records {
		if records[i].Key.form == asJSON || records[i].Value.form == asJSON {
			return FormatJSON
		}
	}
	return FormatBinary
}

// appendTo appends the record. A key that is null is left out, as the Strimzi
// bridge wants it; a value is not, for the same reason.
func (r *ProduceRecord) appendTo(dst []byte, format Format) ([]byte, error) {
	var err error
	dst = append(dst, '{')
	if r.Key.form != absent {
		if dst, err = r.Key.appendTo(append(dst, `"key":`...), format); err != nil {
			return nil, fmt.Errorf("key: %w", err)
		}
		dst = append(dst, ',')
	}
	if dst, err = r.Value.appendTo(append(dst, `"value":`...), format); err != nil {
		return nil, fmt.Errorf("value: %w", err)
	}
	if r.Partition != nil {
		if *r.Partition < 0 {
			return nil, fmt.Errorf("the partition is %d, which cannot be", *r.Partition)
		}
		dst = strconv.AppendInt(append(dst, `,"partition":`...), int64(*r.Partition), 10)
	}
	return append(dst, '}'), nil
}

// appendTo appends the member that names the schema and a comma, or nothing if
// there is none.
func (s *Schema) appendTo(dst []byte, member string, format Format) ([]byte, error) {
	switch {
	case *s == Schema{}:
		return dst, nil
	case format == FormatBinary || format == FormatJSON || format == FormatText:
		return nil, fmt.Errorf("the format %s has no schemas", format)
	case s.Schema != "" && s.ID != 0:
		return nil, errors.New("a schema has both a text and an id")
	case s.ID < 0:
		return nil, errors.New("the id of a schema is negative")
	case s.ID > 0:
		dst = append(dst, `"`+member+`_id":`...)
		return append(strconv.AppendInt(dst, int64(s.ID), 10), ','), nil
	}
	dst, err := jsontext.AppendQuote(append(dst, `"`+member+`":`...), s.Schema)
	if err != nil {
		return nil, errors.New("the text of a schema is not valid UTF-8")
	}
	return append(dst, ','), nil
}
