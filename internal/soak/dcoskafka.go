package main

import (
	"context"
	"fmt"
	"maps"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

func dcosJob(name string, round func(*worker, *dcoskafka.Client)) job {
	return job{api: "dcoskafka", name: name, start: func(w *worker) (func(), func(), error) {
		client, err := dcoskafka.New(w.config(w.soak.emulator.DCOS, w.soak.dcos))
		if err != nil {
			return nil, nil, err
		}
		return func() { round(w, client) }, client.CloseIdleConnections, nil
	}}
}

// dcosTopics makes, changes and deletes a topic.
func dcosTopics(w *worker, client *dcoskafka.Client) {
	name := w.thing()
	defer w.remove(name)
	look := func() int { return w.partitions(name) }

	err := w.call("CreateTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := client.CreateTopic(ctx, name, 2, 1, opts...)
		return err
	})
	partitions := hold(w, "CreateTopic", err, 0, 2, look)
	if partitions == 0 {
		return
	}
	err = w.call("AlterTopicPartitions", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := client.AlterTopicPartitions(ctx, name, 4, opts...)
		return err
	})
	partitions = hold(w, "AlterTopicPartitions", err, partitions, 4, look)
	w.call("DescribeTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		topic, err := client.GetTopic(ctx, name, opts...)
		if err == nil {
			w.check("DescribeTopic", len(topic.Partitions) == partitions, "%d partitions, where there are %d", len(topic.Partitions), partitions)
		}
		return err
	})
	err = w.call("DeleteTopic", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := client.DeleteTopic(ctx, name, opts...)
		return err
	})
	hold(w, "DeleteTopic", err, partitions, 0, look)
}

// dcosBrokers restarts a broker, and rolls a configuration out, broker by broker.
func dcosBrokers(w *worker, client *dcoskafka.Client) {
	w.restartBroker(client)
	if w.round%2 == 0 {
		w.rollOut(client)
	}
}

func (w *worker) brokers() brokers { return fact[brokers](w, "/brokers") }

// rolled counts the brokers that have another task.
func rolled(before, now brokers) int {
	n := 0
	for name, id := range before.Tasks {
		if now.Tasks[name] != id {
			n++
		}
	}
	return n
}

func (w *worker) restartBroker(client *dcoskafka.Client) {
	before := w.brokers()
	broker := w.random.Int32N(int32(len(before.Tasks)))
	operation, call := "RestartBroker", client.RestartBroker
	if w.random.IntN(3) == 0 {
		operation, call = "ReplaceBroker", client.ReplaceBroker
	}
	var restart *dcoskafka.BrokerRestart
	err := w.call(operation, func(ctx context.Context, opts ...kafkarest.CallOption) (err error) {
		restart, err = call(ctx, broker, opts...)
		return err
	})
	if err == nil {
		w.call("WaitForBroker", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			return client.WaitForBroker(ctx, restart, nil, opts...)
		})
	}
	after := w.brokers()
	w.check(operation, holds(err, 0, 1, rolled(before, after), same), "%d brokers have another task, and the call said %v", rolled(before, after), err)
	changed := maps.Clone(after.Tasks)
	maps.DeleteFunc(changed, func(name, id string) bool { return before.Tasks[name] == id })
	for name := range changed {
		ok := name == fmt.Sprintf("broker-%d", broker) || name == fmt.Sprintf("kafka-%d-broker", broker)
		w.check(operation, ok, "%s has another task, and broker %d was to be restarted", name, broker)
	}
}

func same(a, b int) bool { return a == b }

// rollOut gives the brokers a new configuration. The rollout waits before the
// first broker and before the second for a command to continue.
func (w *worker) rollOut(client *dcoskafka.Client) {
	before := w.brokers()
	fact[string](w, "/roll-out", "name", fmt.Sprint(w.round))
	done := 0
	for range 50 {
		now := w.brokers()
		w.check("ContinuePlan", rolled(before, now) == done, "%d brokers have another task, where the calls have let %d go on", rolled(before, now), done)
		if now.PlanComplete {
			w.call("WaitForPlan", func(ctx context.Context, opts ...kafkarest.CallOption) error {
				_, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil, opts...)
				return err
			})
			w.check("ContinuePlan", done == len(before.Tasks), "the plan is complete with %d of %d brokers rolled", done, len(before.Tasks))
			return
		}
		options := new(dcoskafka.ContinuePlanOptions)
		err := w.call("GetPlan", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			plan, err := client.GetPlan(ctx, dcoskafka.PlanDeploy, opts...)
			if err == nil {
				phase, ok := plan.Waiting()
				w.check("GetPlan", ok, "the plan waits, and is told as %v", plan)
				if phase != nil {
					options.Phase = phase.Name
				}
			}
			return err
		})
		if err != nil {
			continue
		}
		err = w.call("ContinuePlan", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.ContinuePlan(ctx, dcoskafka.PlanDeploy, options, opts...)
			return err
		})
		next := 1
		if done == 1 {
			next = len(before.Tasks)
		}
		seen := rolled(before, w.brokers())
		w.check("ContinuePlan", holds(err, done, next, seen, same), "%d brokers have another task, were %d, should become %d, and the call said %v", seen, done, next, err)
		done = seen
	}
	w.violation("ContinuePlan", "the rollout was not complete after 50 commands")
}
