package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

const topic = "kafkarest-walkthrough"

type walkthrough struct {
	client *dcoskafka.Client
	out    io.Writer
}

// walk goes through the sections of the reference. What kills brokers it does
// only if they may be disturbed.
func walk(ctx context.Context, client *dcoskafka.Client, out io.Writer, disturb bool) error {
	w := walkthrough{client: client, out: out}
	profile, err := client.Profile(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The scheduler is of profile %s.\n", profile)
	for _, step := range []struct {
		title    string
		do       func(context.Context) error
		disturbs bool
	}{
		{"Connection information", w.connection, false},
		{"Listing brokers", w.brokers, false},
		{"Restarting a broker", w.restart, true},
		{"Replacing a broker", w.replace, true},
		{"Creating a topic", w.create, false},
		{"Listing and describing topics", w.describe, false},
		{"Altering the number of partitions", w.alter, false},
		{"Running a producer test", w.test, false},
		{"Viewing offsets", w.offsets, false},
		{"Partitions that are under-replicated or unavailable", w.reports, false},
		{"Deleting the topic", w.delete, false},
		{"Service status", w.suppressed, false},
		{"Configurations", w.configurations, false},
		{"Plan status", w.plan, false},
		{"Active plan entries", w.active, false},
		{"Interrupting and continuing", w.interrupt, true},
		{"Restarting a step", w.restartStep, true},
		{"Forcing a step to be complete", w.force, true},
	} {
		fmt.Fprintln(out, "\n"+step.title)
		if step.disturbs && !disturb {
			w.print("left out, as brokers are not to be disturbed")
			continue
		}
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(step.title), err)
		}
	}
	return nil
}

func (w *walkthrough) print(format string, values ...any) {
	fmt.Fprintf(w.out, "    "+format+"\n", values...)
}

func (w *walkthrough) connection(ctx context.Context) error {
	connection, err := w.client.GetConnection(ctx)
	if err != nil {
		return err
	}
	zookeeper, err := w.client.GetZooKeeper(ctx)
	if err != nil {
		return err
	}
	w.print("brokers %s", strings.Join(connection.Addresses, ","))
	w.print("DNS %s", strings.Join(connection.DNS, ","))
	w.print("VIP %s", strings.Join(connection.VIPs, ","))
	w.print("ZooKeeper %s", zookeeper)
	return nil
}

func (w *walkthrough) brokers(ctx context.Context) error {
	brokers, err := w.client.ListBrokers(ctx)
	if err != nil {
		return err
	}
	slices.Sort(brokers)
	w.print("brokers %v", brokers)
	return nil
}

func (w *walkthrough) restart(ctx context.Context) error {
	return w.await(ctx, w.client.RestartBroker)
}

func (w *walkthrough) replace(ctx context.Context) error {
	return w.await(ctx, w.client.ReplaceBroker)
}

func (w *walkthrough) await(ctx context.Context, restart func(context.Context, int32, ...kafkarest.CallOption) (*dcoskafka.BrokerRestart, error)) error {
	begun, err := restart(ctx, 0)
	if err != nil {
		return err
	}
	w.print("told to restart: %v", begun.Tasks)
	err = w.client.WaitForBroker(ctx, begun, &dcoskafka.WaitForBrokerOptions{Progress: func(p *dcoskafka.BrokerProgress) {
		w.print("task %s is %s, broker listed: %t", p.TaskID, p.State, p.Listed)
	}})
	if err != nil {
		return err
	}
	w.print("broker 0 runs again")
	return nil
}

func (w *walkthrough) create(ctx context.Context) error {
	output, err := w.client.CreateTopic(ctx, topic, 3, 1)
	if errors.Is(err, kafkarest.ErrAlreadyExists) {
		w.print("%s is left over from another run", topic)
		return nil
	}
	if err != nil {
		return err
	}
	w.print("%s", strings.TrimSpace(output.Output))
	return nil
}

func (w *walkthrough) describe(ctx context.Context) error {
	topics, err := w.client.ListTopics(ctx)
	if err != nil {
		return err
	}
	w.print("topics: %d, %s among them: %t", len(topics), topic, slices.Contains(topics, topic))
	if err := w.client.WaitForTopic(ctx, topic); err != nil {
		return err
	}
	description, err := w.client.GetTopic(ctx, topic)
	if err != nil {
		return err
	}
	for _, partition := range description.Partitions {
		w.print("partition %d: leader %d, in sync %v", partition.ID, partition.Leader, partition.ISR)
	}
	return nil
}

func (w *walkthrough) alter(ctx context.Context) error {
	if _, err := w.client.AlterTopicPartitions(ctx, topic, 4); err != nil && !errors.Is(err, kafkarest.ErrInvalid) {
		return err
	}
	_, err := w.client.AlterTopicPartitions(ctx, topic, 2)
	if !errors.Is(err, kafkarest.ErrInvalid) {
		return fmt.Errorf("fewer partitions: %w", err)
	}
	w.print("4 partitions; fewer are refused")
	return nil
}

func (w *walkthrough) test(ctx context.Context) error {
	test, err := w.client.RunProducerTest(ctx, topic, 10)
	if err != nil {
		return err
	}
	w.print("%d records at %.1f records/s, %v at most", test.Records, test.RecordsPerSecond, test.MaxLatency)
	return nil
}

func (w *walkthrough) offsets(ctx context.Context) error {
	for _, at := range []struct {
		name string
		time dcoskafka.OffsetTime
	}{{"first", dcoskafka.OffsetTimeFirst}, {"an hour ago", dcoskafka.OffsetTimeAt(time.Now().Add(-time.Hour))}, {"last", dcoskafka.OffsetTimeLast}} {
		offsets, err := w.client.GetTopicOffsets(ctx, topic, at.time)
		if err != nil {
			return err
		}
		w.print("%s: %v, missing %v", at.name, offsets.Offsets, offsets.Missing)
	}
	return nil
}

func (w *walkthrough) reports(ctx context.Context) error {
	under, err := w.client.ListUnderReplicatedPartitions(ctx)
	if err != nil {
		return err
	}
	unavailable, err := w.client.ListUnavailablePartitions(ctx)
	if err != nil {
		return err
	}
	w.print("%d under-replicated, %d unavailable", len(under.Partitions), len(unavailable.Partitions))
	return nil
}

func (w *walkthrough) delete(ctx context.Context) error {
	deletion, err := w.client.DeleteTopic(ctx, topic)
	if err != nil {
		return err
	}
	w.print("%s", strings.ReplaceAll(strings.TrimSpace(deletion.Output), "\n", "\n    "))
	return nil
}

func (w *walkthrough) suppressed(ctx context.Context) error {
	suppressed, err := w.client.Suppressed(ctx)
	if errors.Is(err, errors.ErrUnsupported) {
		w.print("this scheduler does not say whether it is suppressed")
		return nil
	}
	if err != nil {
		return err
	}
	w.print("suppressed: %t", suppressed)
	return nil
}

func (w *walkthrough) configurations(ctx context.Context) error {
	ids, err := w.client.ListConfigurations(ctx)
	if err != nil {
		return err
	}
	target, err := w.client.GetTargetConfigurationID(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		configuration, err := w.client.GetConfiguration(ctx, id)
		if err != nil {
			return err
		}
		w.print("%s: %d bytes, target %t", id, len(configuration), id == target)
	}
	return nil
}

func (w *walkthrough) plan(ctx context.Context) error {
	plan, err := w.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	if err != nil {
		return err
	}
	w.print("plan %s", plan.Status)
	for _, phase := range plan.Phases {
		w.print("phase %s %s", phase.Name, phase.Status)
		for _, step := range phase.Steps {
			w.print("  step %s %s", step.Name, step.Status)
		}
	}
	return nil
}

func (w *walkthrough) active(ctx context.Context) error {
	active, err := w.client.GetActivePlan(ctx)
	if err != nil {
		return err
	}
	w.print("plan %s, phases: %d", active.Status, active.PhaseCount)
	return nil
}

func (w *walkthrough) interrupt(ctx context.Context) error {
	for _, command := range []func(context.Context, string, *dcoskafka.ContinuePlanOptions, ...kafkarest.CallOption) (*dcoskafka.CommandResult, error){
		w.client.InterruptPlan, w.client.ContinuePlan,
	} {
		result, err := command(ctx, dcoskafka.PlanDeploy, nil)
		if err != nil {
			return err
		}
		w.print("%s", result.Message)
	}
	return nil
}

func (w *walkthrough) restartStep(ctx context.Context) error {
	return w.onLastStep(ctx, func(phase, step string) (*dcoskafka.CommandResult, error) {
		return w.client.RestartPlan(ctx, dcoskafka.PlanDeploy, phase, step, nil)
	})
}

func (w *walkthrough) force(ctx context.Context) error {
	return w.onLastStep(ctx, func(phase, step string) (*dcoskafka.CommandResult, error) {
		return w.client.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, phase, step, &dcoskafka.ForceCompletePlanOptions{Confirm: true})
	})
}

// onLastStep does something to the last step of the deployment and waits until
// that is complete again.
func (w *walkthrough) onLastStep(ctx context.Context, do func(phase, step string) (*dcoskafka.CommandResult, error)) error {
	plan, err := w.client.GetPlan(ctx, dcoskafka.PlanDeploy)
	if err != nil {
		return err
	}
	phase := plan.Phases[len(plan.Phases)-1]
	step := phase.Steps[len(phase.Steps)-1]
	result, err := do(phase.ID, step.ID)
	if err != nil {
		return err
	}
	w.print("%s: %s", step.Name, result.Message)
	_, err = w.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	return err
}
