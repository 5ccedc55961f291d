package restproxy

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ProduceResult is where a record is.
type ProduceResult struct {
	// ClusterID is the cluster as the call named it.
	ClusterID string `json:"cluster_id"`
	// TopicName is the name of the topic.
	TopicName string `json:"topic_name"`
	// PartitionID is the number of the partition.
	PartitionID int32 `json:"partition_id"`
	// Offset is the offset of the record.
	Offset int64 `json:"offset"`
	// Timestamp is the record's time, the zero time if Kafka did not tell it.
	Timestamp time.Time `json:"timestamp,omitzero"`
	// Key and Value are what became of the record's key and value, nil for what
	// the record did not have.
	Key   *ProducedData `json:"key,omitzero"`
	Value *ProducedData `json:"value,omitzero"`
}

// What goes over the wire, as far as it is not generated: records know their
// own form.
type (
	produceOneBody   = rest.Encoded
	produceBatchBody = rest.Encoded

	// produceItem is what became of a record: where it is, or why it is not
	// there.
	produceItem struct {
		ErrorCode Code   `json:"error_code"`
		Message   string `json:"message"`
		ProduceResult
	}
	// batchSuccess is where a record of a batch is.
	batchSuccess struct {
		ID string `json:"id"`
		ProduceResult
	}
)

// isSuccess reports whether the item is the result of a record that was
// written. Older servers give it no code.
func (i *produceItem) isSuccess() bool {
	return i.ErrorCode == http.StatusOK || i.ErrorCode == 0 && i.Message == "" && i.TopicName != ""
}

// ProduceOne writes a record to a topic and returns where it is. It is not sent
// again, whatever happens: an error that is [kafkarest.ErrOutcomeUnknown]
// leaves open whether it was written.
//
// An open-source proxy does not look at the identifier of the cluster here:
// with a wrong one it writes the record to the cluster that it has, and the
// result names the wrong one. [Client.DefaultCluster] is always the right one.
//
// The service answers a topic or a partition that does not exist after 60
// seconds, with [CodeTopicNotFound], which is [kafkarest.ErrNotFound]; one that
// the caller may not write to is [kafkarest.ErrForbidden], a slower pace that
// is asked for [kafkarest.ErrTooManyRequests]. A record that cannot be, such as
// one whose raw JSON is none, is [kafkarest.ErrInvalid] and not sent. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ProduceOne(ctx context.Context, topic string, record Record, opts ...kafkarest.CallOption) (*ProduceResult, error) {
	body, err := record.appendTo(nil)
	r := newProduceOneRequest(c.id, topic, body)
	if err != nil {
		r.Refuse(err.Error())
	}
	item, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	if !item.isSuccess() {
		return nil, itemError(r.Operation().Name, "the record", item.ErrorCode, item.Message)
	}
	return &item.ProduceResult, nil
}

// ProduceBatchOptions are the optional inputs of ProduceBatch.
type ProduceBatchOptions struct {
	// MaxEntries is how many records one request takes. Zero is 10, which is
	// what services take unless they are set otherwise, to 50 at most.
	MaxEntries int
}

// ProduceBatch writes records to a topic, in their order, and returns what
// became of each of them, in their order too. If any failed, the error is a
// *[kafkarest.PartialError] of their failures, which are those of ProduceOne.
//
// More records than one request takes are sent in several. The first request
// that fails as a whole ends the call: the outcome of its records may be
// unknown, and those behind it are [ErrNotSent]. The service writes the records
// of a request one after the other, and takes 60 seconds for each whose topic
// or partition does not exist, which is longer than an attempt may take;
// GetTopic tells at once. As with ProduceOne, an open-source proxy writes them
// to the cluster that it has, whatever the identifier. From the Confluent REST
// Proxy for Apache Kafka.
func (c *Cluster) ProduceBatch(ctx context.Context, topic string, records []Record, options *ProduceBatchOptions, opts ...kafkarest.CallOption) ([]ProduceOutcome, error) {
	limit := cmp.Or(rest.ValueOf(options).MaxEntries, 10)
	if limit < 0 {
		return nil, c.client.rest.Refuse(produceBatchOperation.Name, "MaxEntries is negative")
	}
	b := batch{outcomes: make([]ProduceOutcome, len(records))}
	for begin := 0; begin < len(records); begin += limit {
		end := min(begin+limit, len(records))
		b.encode(records, begin, end)
		if len(b.sent) == 0 {
			continue
		}
		answer, err := rest.Fetch(ctx, c.client.rest, newProduceBatchRequest(c.id, topic, b.body), opts)
		if err != nil {
			b.fail(err, end)
			break
		}
		b.settle(answer)
	}
	return b.outcomes, rest.Partial(produceBatchOperation.Name, b.errs())
}

// A batch is what ProduceBatch has done so far.
type batch struct {
	outcomes []ProduceOutcome
	body     []byte // of the request under way
	sent     []int  // the records in it
}

// encode makes records, from begin to before end, the body of the next request.
// The position of a record is its identifier. Records that cannot be are left
// out.
func (b *batch) encode(records []Record, begin, end int) {
	// The connection may still read the body before, after an early answer.
	b.body, b.sent = append([]byte(nil), `{"entries":[`...), b.sent[:0]
	for i := begin; i < end; i++ {
		entry := strconv.AppendInt(append(b.body, `{"id":"`...), int64(i), 10)
		entry, err := records[i].appendMembers(append(entry, `",`...))
		if err != nil {
			b.outcomes[i].Err = api.Refuse(produceBatchOperation.Name, recordAt(i)+": "+err.Error())
			continue
		}
		b.body = append(entry, ',')
		b.sent = append(b.sent, i)
	}
	b.body = append(b.body[:len(b.body)-1], "]}"...)
}

// settle takes what became of the records that were sent from the answer.
func (b *batch) settle(answer *produceBatchAnswer) {
	for i := range answer.Successes {
		if outcome := b.outcome(answer.Successes[i].ID); outcome != nil {
			outcome.ProduceResult = answer.Successes[i].ProduceResult
		}
	}
	for _, failure := range answer.Failures {
		if outcome := b.outcome(failure.ID); outcome != nil {
			outcome.Err = itemError(produceBatchOperation.Name, "record "+failure.ID, Code(failure.ErrorCode), failure.Message)
		}
	}
	for _, i := range b.sent {
		if b.outcomes[i] == (ProduceOutcome{}) {
			e := api.Error(produceBatchOperation.Name, "the answer does not tell of "+recordAt(i), nil)
			e.OutcomeUnknown = true
			b.outcomes[i].Err = e
		}
	}
}

// outcome is that of a record by its identifier, nil if there is none to be
// made.
func (b *batch) outcome(id string) *ProduceOutcome {
	i, err := strconv.Atoi(id)
	if err != nil || i < 0 || i >= len(b.outcomes) || b.outcomes[i] != (ProduceOutcome{}) {
		return nil
	}
	return &b.outcomes[i]
}

// fail gives the records that were sent the error of their request, and those
// from the next one on that they were not sent.
func (b *batch) fail(err error, next int) {
	for _, i := range b.sent {
		b.outcomes[i].Err = err
	}
	for i := next; i < len(b.outcomes); i++ {
		b.outcomes[i].Err = api.Error(produceBatchOperation.Name, recordAt(i)+" is behind a request that failed", ErrNotSent)
	}
}

// errs are the failures of the records, nil for those that have none.
func (b *batch) errs() []error {
	errs := make([]error, len(b.outcomes))
	for i, outcome := range b.outcomes {
		errs[i] = outcome.Err
	}
	return errs
}

// recordAt names a record by its position.
func recordAt(i int) string { return fmt.Sprintf("record %d", i) }
