package kafkaresttest

import (
	"errors"
	"net/http"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

type v2ProduceRequest struct {
	KeySchema     *string            `json:"key_schema"`
	KeySchemaID   *int32             `json:"key_schema_id"`
	ValueSchema   *string            `json:"value_schema"`
	ValueSchemaID *int32             `json:"value_schema_id"`
	Records       []*v2ProduceRecord `json:"records"`
}

type v2ProduceRecord struct {
	Key       jsontext.Value `json:"key"`
	Value     jsontext.Value `json:"value"`
	Partition *int32         `json:"partition"`
}

func (q *v2ProduceRequest) check() error {
	if slices.Contains(q.Records, nil) {
		return restProxyBadRequest("Cannot construct instance of `ProduceRequest`, problem: at index %d", slices.Index(q.Records, nil))
	}
	if len(q.Records) == 0 {
		return restProxyConstraint(http.StatusUnprocessableEntity, "produce.request.records must not be empty (was [])")
	}
	return nil
}

// v2ProduceResponse has, for each record, where it is or why it is nowhere.
type v2ProduceResponse struct {
	Offsets       []v2ProducedRecord `json:"offsets"`
	KeySchemaID   *int32             `json:"key_schema_id"`
	ValueSchemaID *int32             `json:"value_schema_id"`
}

type v2ProducedRecord struct {
	Partition *int32  `json:"partition"`
	Offset    *int64  `json:"offset"`
	ErrorCode *int    `json:"error_code"`
	Error     *string `json:"error"`
}

// status is that of the first record that Kafka lets nobody write.
func (a v2ProduceResponse) status() int {
	for _, record := range a.Offsets {
		if record.ErrorCode == nil {
			continue
		}
		switch *record.ErrorCode {
		case 40101:
			return http.StatusUnauthorized
		case 40301:
			return http.StatusForbidden
		}
	}
	return http.StatusOK
}

// produce makes bytes of all records before it sends the first.
func (p *restProxyV2) produce(r *v2Request) (any, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxBatchBody)
	request, err := readV2[v2ProduceRequest](r)
	if err != nil {
		return nil, err
	}
	topic := r.PathValue("topic_name")
	format := "BINARY"
	if r.Header.Get("Content-Type") != "" {
		format = mediaFormats[sentMedia(r.Request)]
	}
	keys := v2Encoder{p.proxy, topic, true, format, request.KeySchema, request.KeySchemaID}
	values := v2Encoder{p.proxy, topic, false, format, request.ValueSchema, request.ValueSchemaID}
	var response v2ProduceResponse
	records := make([]*kgo.Record, len(request.Records))
	for i, record := range request.Records {
		records[i] = &kgo.Record{Topic: topic}
		if records[i].Key, err = keys.encode(record.Key, &response.KeySchemaID); err != nil {
			return nil, err
		}
		if records[i].Value, err = values.encode(record.Value, &response.ValueSchemaID); err != nil {
			return nil, err
		}
	}
	partitions := make([]*int32, len(records))
	for i, record := range request.Records {
		partitions[i] = record.Partition
		if record.Partition == nil && r.PathValue("partition_id") != "" {
			partition := pathNumber(r.Request, "partition_id")
			partitions[i] = &partition
		}
	}
	response.Offsets, err = p.sendAll(topic, records, partitions)
	return response, err
}

// v2Encoder makes the bytes of the keys, or the values, of one request.
type v2Encoder struct {
	proxy    *restProxy
	topic    string
	isKey    bool
	format   string
	schema   *string
	schemaID *int32
}

// encode returns the bytes of a key or value, and sets the ID of its schema if
// it has one.
func (e v2Encoder) encode(data jsontext.Value, id **int32) ([]byte, error) {
	if data == nil {
		data = jsontext.Value("null")
	}
	switch {
	case slices.Contains(plainTypes, e.format):
		return encodePlain(e.format, data)
	case e.schema != nil && e.schemaID != nil:
		return nil, unexpected
	case e.schema == nil && e.schemaID == nil && data.Kind() == 'n':
		return nil, nil
	case e.schema == nil && e.schemaID == nil && e.isKey:
		return nil, restProxyConstraint(42201, "Request includes keys but does not include key schema")
	case e.schema == nil && e.schemaID == nil:
		return nil, restProxyConstraint(42202, "Request includes values but does not include value schema")
	}
	d := recordData{SchemaID: e.schemaID, Data: data}
	if e.schema != nil {
		d.Type, d.Schema = &e.format, e.schema
	}
	written, format, err := e.proxy.encodeWithSchema(e.topic, e.isKey, &d)
	if err != nil {
		return nil, err
	}
	*id = &format.SchemaID
	return written, nil
}

// sendAll sends records in their order. A negative partition fails the call as
// a whole, when what comes before has been sent.
func (p *restProxyV2) sendAll(topic string, records []*kgo.Record, partitions []*int32) ([]v2ProducedRecord, error) {
	sender := p.proxy.newTopicProducer(topic)
	defer sender.close()
	send := func(i int) <-chan outcome {
		record := *records[i] // a client keeps what it sends
		return sender.deliver(p.proxy.life, &record, partitions[i], produceResult{})
	}
	var failed error
	var sent []<-chan outcome
	for i := range records {
		if partition := partitions[i]; partition != nil && *partition < 0 {
			failed = unexpected
			break
		}
		out, _ := sender.disturb(p.proxy.life, func() <-chan outcome { return send(i) })
		sent = append(sent, out)
	}
	var produced []v2ProducedRecord
	for i, out := range sent {
		if out == nil {
			continue // a fault has lost it
		}
		o := <-out
		if errors.Is(o.err, kerr.MessageTooLarge) && len(records) > 1 {
			// Kafka refuses all that came in one batch with it; the Java client then
			// sends smaller ones.
			o = <-send(i)
		}
		produced = append(produced, asV2Produced(o))
	}
	return produced, failed
}

func asV2Produced(o outcome) v2ProducedRecord {
	if o.err != nil {
		failure := asRESTProxyError(o.err)
		code := itemCode(failure)
		return v2ProducedRecord{ErrorCode: &code, Error: &failure.message}
	}
	return v2ProducedRecord{Partition: &o.result.PartitionID, Offset: &o.result.Offset}
}

// itemCode is the code of an error that is the outcome of one record.
func itemCode(e restProxyError) int {
	if e.status == 0 { // it was asked for
		return e.code
	}
	switch e.code {
	case 40101, 40301:
		return e.code
	case 40401, 40403, 42901, 50003, 50302: // another time it may go well
		return 50003
	}
	return 50002
}

// readV2 reads a body that there has to be.
func readV2[T any](r *v2Request) (T, error) {
	return readRequest[T](r.Request, restProxyConstraint(http.StatusUnprocessableEntity, "The request must not be null (was null)"))
}

// readOptional reads a body that is nil when there is none, or null.
func readOptional[T any](r *v2Request) (*T, error) {
	absent := restProxyConstraint(0, "")
	body, err := readRequest[T](r.Request, absent)
	if err == error(absent) {
		return nil, nil
	}
	return &body, err
}
