package main

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

func restProxyV2Job(name string, round func(*worker, *restproxyv2.Client), expects ...error) job {
	return job{api: "restproxyv2", name: name, expects: expects, start: func(w *worker) (func(), func(), error) {
		client, err := restproxyv2.New(w.config(w.soak.emulator.RESTProxyV2, w.soak.oauth))
		if err != nil {
			return nil, nil, err
		}
		return func() { round(w, client) }, client.CloseIdleConnections, nil
	}}
}

// restProxyV2Records writes records.
func restProxyV2Records(w *worker, client *restproxyv2.Client) {
	name := w.thing()
	defer w.remove(name)
	w.makeTopic(name, 0)
	reports := make(reportedRecords)
	for call := range 5 {
		var records []restproxyv2.ProduceRecord
		var values []string
		for i := range 1 + w.random.IntN(20) {
			values = append(values, fmt.Sprintf("call %d, record %d", call, i))
			records = append(records, restproxyv2.ProduceRecord{Value: restproxyv2.Bytes([]byte(values[i]))})
		}
		var result *restproxyv2.ProduceResult
		err := w.call("Produce", func(ctx context.Context, opts ...kafkarest.CallOption) (err error) {
			result, err = client.Produce(ctx, name, records, nil, opts...)
			return err
		})
		for i, value := range values {
			report := recordReport{err: err}
			if result != nil {
				outcome := result.Outcomes[i]
				report = recordReport{at: &position{outcome.Partition, outcome.Offset}, err: outcome.Err}
			}
			reports[value] = report
		}
	}
	w.holdRecords(reports, w.records(name))
}

// Bounds of a round of consumers.
const (
	consumedRecords = 150
	consumerLimit   = 90 * time.Second
)

// consumption is what the consumers of one round have yielded.
type consumption struct {
	mu    sync.Mutex
	there map[string][]position // what there is to be read
	times map[string]int
	reads int
	end   map[string]int64 // behind the last record yielded, by partition
}

// note reports whether the record is one of those that there are.
func (c *consumption) note(r restproxyv2.Record) (ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reads++
	c.times[string(r.Value)]++
	name := partitionName(r.Topic, r.Partition)
	c.end[name] = max(c.end[name], r.Offset+1)
	there := c.there[string(r.Value)]
	return len(there) == 1 && there[0] == position{r.Partition, r.Offset}
}

func (c *consumption) isComplete() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.times) == len(c.there)
}

// restProxyV2Consumer reads a topic with one or two consumers of a group, which
// commit. All of it is yielded, and nothing is committed that was not.
func restProxyV2Consumer(w *worker, client *restproxyv2.Client) {
	name := w.thing()
	defer w.remove(name)
	w.makeTopic(name, consumedRecords)
	c := &consumption{there: w.records(name), times: make(map[string]int), end: make(map[string]int64)}

	ctx, cancel := context.WithTimeout(w.ctx, consumerLimit)
	defer cancel()
	alone := w.random.IntN(2) == 0
	committed := false
	var consumers sync.WaitGroup
	consumers.Go(func() { committed = w.consume(ctx, client, name, c, alone) })
	if !alone {
		consumers.Go(func() { w.consume(ctx, client, name, c, false) })
	}
	consumers.Wait()

	c.mu.Lock()
	defer c.mu.Unlock()
	w.check("Records", len(c.times) == len(c.there), "%d of %d records were yielded", len(c.times), len(c.there))
	offsets := w.offsets(name)
	for partition, at := range offsets {
		w.check("Commit", at <= c.end[partition], "%s is committed up to %d, and was yielded up to %d", partition, at, c.end[partition])
	}
	if alone {
		w.check("Commit", committed, "not all could be committed in %v: %v", consumerLimit, offsets)
	}
	w.soak.ledger.update(w.api, func(a *account) {
		a.consumed += c.reads
		a.duplicates += c.reads - len(c.times)
	})
}

// isCommitted reports whether the group has committed all.
func (c *consumption) isCommitted(offsets map[string]int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Equal(offsets, c.end)
}

// consume reads until all was yielded, and committed if the consumer is alone, and
// reports whether that was reached.
func (w *worker) consume(ctx context.Context, client *restproxyv2.Client, name string, c *consumption, alone bool) (committed bool) {
	consumer := w.newConsumer(ctx, client, name)
	if consumer == nil {
		return false
	}
	defer func() {
		ctx, cancel := context.WithTimeout(w.ctx, callLimit)
		defer cancel()
		w.note("Close", consumer.Close(ctx), 1)
	}()
	for ctx.Err() == nil {
		w.read(ctx, consumer, c)
		complete := c.isComplete()
		err := consumer.Commit(ctx)
		w.note("Commit", err, 1)
		if !alone {
			if complete {
				return true
			}
			continue
		}
		offsets := w.offsets(name)
		for _, o := range consumer.Positions() {
			at := offsets[partitionName(o.Topic, o.Partition)]
			w.check("Commit", err != nil || at >= o.Offset, "%s/%d is committed up to %d, and was reported to be up to %d", o.Topic, o.Partition, at, o.Offset)
		}
		if complete && c.isCommitted(offsets) { // else a new instance yields the rest again
			return true
		}
	}
	return false
}

// newConsumer makes a consumer that has subscribed, nil if ctx ends before.
func (w *worker) newConsumer(ctx context.Context, client *restproxyv2.Client, name string) *restproxyv2.Consumer {
	for ctx.Err() == nil {
		consumer, err := client.CreateConsumer(ctx, name, &restproxyv2.ConsumerOptions{Wait: attemptTimeout / 4})
		w.note("CreateConsumer", err, 1)
		if err != nil {
			continue
		}
		for ctx.Err() == nil {
			err := consumer.Subscribe(ctx, []string{name})
			w.note("Subscribe", err, 1)
			if err == nil {
				return consumer
			}
		}
	}
	return nil
}

// read yields records for a while.
func (w *worker) read(ctx context.Context, consumer *restproxyv2.Consumer, c *consumption) {
	ctx, cancel := context.WithTimeout(ctx, 2*attemptTimeout)
	defer cancel()
	n := 0
	for record, err := range consumer.Records(ctx) {
		if err != nil {
			w.note("Records", err, 1)
			if ctx.Err() != nil {
				return
			}
			continue
		}
		if !c.note(record) {
			w.violation("Records", "%s/%d/%d, %q, is not in Kafka", record.Topic, record.Partition, record.Offset, record.Value)
		}
		if n++; n == 40 || c.isComplete() {
			return
		}
	}
}
