package main

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// clusterID is that of the emulator.
const clusterID = "kafkaresttest"

func restProxyJob(name string, round func(*worker, *restproxy.Cluster), expects ...error) job {
	return job{api: "restproxy", name: name, expects: expects, start: func(w *worker) (func(), func(), error) {
		client, err := restproxy.New(w.config(w.soak.emulator.RESTProxy, w.soak.oauth))
		if err != nil {
			return nil, nil, err
		}
		return func() { round(w, client.Cluster(clusterID)) }, client.CloseIdleConnections, nil
	}}
}

// restProxyTopics makes, changes and deletes a topic and its access rules.
func restProxyTopics(w *worker, cluster *restproxy.Cluster) {
	name := w.thing()
	defer w.remove(name)
	look := func() int { return w.partitions(name) }

	err := w.call("CreateTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := cluster.CreateTopic(ctx, name, &restproxy.CreateTopicOptions{Partitions: 2}, opts...)
		return err
	})
	partitions := hold(w, "CreateTopic", err, 0, 2, look)
	if partitions == 0 {
		return
	}
	err = w.call("UpdatePartitionCount", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := cluster.UpdatePartitionCount(ctx, name, 3, opts...)
		return err
	})
	partitions = hold(w, "UpdatePartitionCount", err, partitions, 3, look)
	value := func() string { return w.topic(name).Configs[retention] }
	err = w.call("AlterTopicConfigs", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return cluster.AlterTopicConfigs(ctx, name, []restproxy.ConfigAlteration{restproxy.SetConfig(retention, "3600000")}, nil, opts...)
	})
	set := hold(w, "AlterTopicConfigs", err, "", "3600000", value)
	err = w.call("DeleteTopicConfig", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return cluster.DeleteTopicConfig(ctx, name, retention, opts...)
	})
	hold(w, "DeleteTopicConfig", err, set, "", value)
	w.call("ListPartitions", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		got, err := cluster.ListPartitions(ctx, name, opts...)
		if err == nil {
			w.check("ListPartitions", len(got) == partitions, "%d partitions, where there are %d", len(got), partitions)
		}
		return err
	})
	restProxyACLs(w, cluster, name)
	err = w.call("DeleteTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return cluster.DeleteTopic(ctx, name, opts...)
	})
	hold(w, "DeleteTopic", err, partitions, 0, look)
}

func restProxyACLs(w *worker, cluster *restproxy.Cluster, name string) {
	acl := restproxy.ACL{ResourceType: restproxy.ACLResourceTypeTopic, ResourceName: name, PatternType: restproxy.ACLPatternTypeLiteral,
		Principal: "User:soak", Host: "*", Operation: restproxy.ACLOperationRead, Permission: restproxy.ACLPermissionAllow}
	look := func() int { return fact[int](w, "/acls", "name", name) }
	err := w.call("CreateACL", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return cluster.CreateACL(ctx, acl, opts...)
	})
	rules := hold(w, "CreateACL", err, 0, 1, look)
	err = w.call("DeleteACLs", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := cluster.DeleteACLs(ctx, acl.Filter(), opts...)
		return err
	})
	hold(w, "DeleteACLs", err, rules, 0, look)
}

// restProxyRecords writes records one by one and in batches.
func restProxyRecords(w *worker, cluster *restproxy.Cluster) {
	name := w.thing()
	defer w.remove(name)
	w.makeTopic(name, 0)
	reports := make(reportedRecords)
	for i := range 5 {
		value := fmt.Sprintf("one %d", i)
		err := w.call("ProduceOne", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			result, err := cluster.ProduceOne(ctx, name, restproxy.Record{Value: restproxy.String(value)}, opts...)
			if err == nil {
				reports[value] = recordReport{at: &position{result.PartitionID, result.Offset}}
			}
			return err
		})
		if err != nil {
			reports[value] = recordReport{err: err}
		}
	}
	var records []restproxy.Record
	for i := range 25 {
		records = append(records, restproxy.Record{Value: restproxy.String(fmt.Sprintf("batch %d", i))})
	}
	var items []restproxy.ProduceOutcome
	err := w.call("ProduceBatch", func(ctx context.Context, opts ...kafkarest.CallOption) (err error) {
		items, err = cluster.ProduceBatch(ctx, name, records, nil, opts...)
		return err
	})
	for i := range records {
		report := recordReport{err: err}
		if i < len(items) {
			report = reportOf(items[i])
		}
		reports[fmt.Sprintf("batch %d", i)] = report
	}
	w.holdRecords(reports, w.records(name))
}

// reportOf is what a report of the package says.
func reportOf(r restproxy.ProduceOutcome) recordReport {
	return recordReport{at: &position{r.PartitionID, r.Offset}, err: r.Err}
}

// restProxyProducer streams records.
func restProxyProducer(w *worker, cluster *restproxy.Cluster) {
	name := w.thing()
	defer w.remove(name)
	w.makeTopic(name, 0)
	producer, err := cluster.NewProducer(name, &restproxy.ProducerOptions{
		Connections:        1 + w.random.IntN(2),
		MaxBufferedRecords: 300,
		Timeout:            3 * attemptTimeout,
	})
	if err != nil {
		panic(roundFailure{err})
	}
	var mu sync.Mutex
	reports := make(reportedRecords)
	n := 500 + w.random.IntN(1500)
	buffering, cancel := context.WithTimeout(w.ctx, callLimit)
	defer cancel()
	for i := range n {
		value := fmt.Sprintf("stream %d", i)
		producer.Produce(buffering, restproxy.Record{Key: restproxy.String(fmt.Sprint(i % 7)), Value: restproxy.String(value)}, func(r restproxy.ProduceOutcome) {
			mu.Lock()
			defer mu.Unlock()
			if _, again := reports[value]; again {
				w.violation("Produce", "%q was reported twice", value)
			}
			reports[value] = reportOf(r)
		})
	}
	err = w.call("Close", func(context.Context, ...kafkarest.CallOption) error {
		ctx, cancel := context.WithTimeout(w.ctx, callLimit)
		defer cancel()
		return producer.Close(ctx)
	})
	mu.Lock()
	defer mu.Unlock()
	w.check("Produce", len(reports) == n, "%d of %d records were reported, and Close said %v", len(reports), n, err)
	w.holdRecords(reports, w.records(name))
}

// reportedRecords is what was reported of records, by value.
type reportedRecords map[string]recordReport

// A recordReport is what was reported of a record: where it is, or why it may
// not be there.
type recordReport struct {
	at  *position
	err error
}

// holdRecords holds what was reported of records to what is in their topic.
func (w *worker) holdRecords(reports reportedRecords, inKafka map[string][]position) {
	var delivered, failed, undecided int
	for value, report := range reports {
		there := inKafka[value]
		switch {
		case report.err == nil:
			delivered++
			w.check("produce", reflect.DeepEqual(there, []position{*report.at}), "%q was delivered to %v, and is at %v, of %d records", value, *report.at, there, len(inKafka))
		case isUnknown(report.err):
			undecided++
			w.check("produce", len(there) <= 1, "%q is there %d times: %v", value, len(there), there)
		default:
			failed++
			w.check("produce", len(there) == 0, "%q has failed and is at %v: %v", value, there, report.err)
		}
		if report.err != nil && !isTyped(report.err) {
			w.violation("produce", "an error of type %T: %v", report.err, report.err)
		}
	}
	for value := range inKafka {
		if _, sent := reports[value]; !sent {
			w.violation("produce", "%q is in Kafka, and was never sent", value)
		}
	}
	w.soak.ledger.update(w.api, func(a *account) {
		a.delivered += delivered
		a.failed += failed
		a.undecided += undecided
	})
}
