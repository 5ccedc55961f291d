package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

// command is what some words of the CLI do. Its result is printed as JSON.
type command struct {
	words string
	args  string // what follows the words, one name for each
	does  string
	do    func(*session) (any, error)
}

// session is one command under way.
type session struct {
	*arguments
	ctx    context.Context
	client *dcoskafka.Client
	args   []string
}

// commands are those of the CLIs of both generations.
func commands() []command {
	topic := func(do func(s *session, topic string) (any, error)) func(*session) (any, error) {
		return func(s *session) (any, error) { return do(s, s.args[0]) }
	}
	return []command{
		{"connection", "", "where the brokers are", func(s *session) (any, error) { return s.client.GetConnection(s.ctx) }},
		{"connection address", "", "their addresses alone", func(s *session) (any, error) { return s.client.GetConnectionAddress(s.ctx) }},
		{"connection dns", "", "their DNS names alone", func(s *session) (any, error) { return s.client.GetConnectionDNS(s.ctx) }},
		{"connection zookeeper", "", "where ZooKeeper is", func(s *session) (any, error) { return s.client.GetZooKeeper(s.ctx) }},
		{"endpoints", "", "the names of the endpoints", func(s *session) (any, error) { return s.client.ListEndpoints(s.ctx) }},
		{"endpoints", "endpoint", "where an endpoint is", func(s *session) (any, error) { return s.client.GetEndpoint(s.ctx, s.args[0]) }},

		{"broker list", "", "the brokers that run", func(s *session) (any, error) { return s.client.ListBrokers(s.ctx) }},
		{"broker get", "broker", "what a broker has registered", onBroker(func(s *session, id int32) (any, error) { return s.client.GetBroker(s.ctx, id) })},
		{"broker restart", "broker", "restart a broker in place", onBroker(func(s *session, id int32) (any, error) {
			return s.awaited(s.client.RestartBroker(s.ctx, id))
		})},
		{"broker replace", "broker", "start a broker anew, without its data", onBroker(func(s *session, id int32) (any, error) {
			return s.awaited(s.client.ReplaceBroker(s.ctx, id))
		})},

		{"topic list", "", "the topics", func(s *session) (any, error) { return s.client.ListTopics(s.ctx) }},
		{"topic describe", "topic", "the partitions of a topic", topic(func(s *session, t string) (any, error) { return s.client.GetTopic(s.ctx, t) })},
		{"topic create", "topic", "create a topic", topic(func(s *session, t string) (any, error) {
			return s.client.CreateTopic(s.ctx, t, int32(s.partitions), int32(s.replication))
		})},
		{"topic offsets", "topic", "the offsets of a topic at a time", topic(func(s *session, t string) (any, error) {
			at, err := offsetTime(s.time)
			if err != nil {
				return nil, err
			}
			return s.client.GetTopicOffsets(s.ctx, t, at)
		})},
		{"topic partitions", "topic count", "add partitions to a topic", onCount(func(s *session, t string, count int32) (any, error) {
			return s.client.AlterTopicPartitions(s.ctx, t, count)
		})},
		{"topic producer_test", "topic messages", "write records to a topic and measure", onCount(func(s *session, t string, count int32) (any, error) {
			return s.client.RunProducerTest(s.ctx, t, count)
		})},
		{"topic producer_test_tls", "topic messages", "the same over TLS", onCount(func(s *session, t string, count int32) (any, error) {
			return s.client.RunProducerTestTLS(s.ctx, t, count)
		})},
		{"topic delete", "topic", "mark a topic for deletion", topic(func(s *session, t string) (any, error) { return s.client.DeleteTopic(s.ctx, t) })},
		{"topic under_replicated_partitions", "", "partitions that lack replicas", func(s *session) (any, error) {
			return s.client.ListUnderReplicatedPartitions(s.ctx)
		}},
		{"topic unavailable_partitions", "", "partitions without a leader", func(s *session) (any, error) { return s.client.ListUnavailablePartitions(s.ctx) }},

		{"config list", "", "the identifiers of the configurations", func(s *session) (any, error) { return s.client.ListConfigurations(s.ctx) }},
		{"config describe", "id", "a configuration", func(s *session) (any, error) { return s.client.GetConfiguration(s.ctx, s.args[0]) }},
		{"config show", "id", "the same", func(s *session) (any, error) { return s.client.GetConfiguration(s.ctx, s.args[0]) }},
		{"config target", "", "the configuration that the brokers are brought to", func(s *session) (any, error) { return s.client.GetTargetConfiguration(s.ctx) }},
		{"config target_id", "", "its identifier", func(s *session) (any, error) { return s.client.GetTargetConfigurationID(s.ctx) }},

		{"plan", "", "the plan of the deployment", showPlan},
		{"plan show", "", "the same", showPlan},
		{"plan show", "plan", "another plan", func(s *session) (any, error) { return s.client.GetPlan(s.ctx, s.args[0]) }},
		{"plan status", "plan", "the same", func(s *session) (any, error) { return s.client.GetPlan(s.ctx, s.args[0]) }},
		{"plan list", "", "the names of the plans", func(s *session) (any, error) { return s.client.ListPlans(s.ctx) }},
		{"plan active", "", "what is being worked on", func(s *session) (any, error) { return s.client.GetActivePlan(s.ctx) }},
		{"plan continue", "", "let the deployment go on", continuePlan},
		{"plan interrupt", "", "interrupt the deployment", interruptPlan},
		{"continue", "", "plan continue", continuePlan},
		{"interrupt", "", "plan interrupt", interruptPlan},
		{"plan force", "phase step", "end a step, and its broker: needs --confirm", func(s *session) (any, error) {
			return s.client.ForceCompletePlan(s.ctx, dcoskafka.PlanDeploy, s.args[0], s.args[1], &dcoskafka.ForceCompletePlanOptions{Confirm: s.confirm})
		}},
		{"plan restart", "phase step", "make a step pending again", func(s *session) (any, error) {
			return s.client.RestartPlan(s.ctx, dcoskafka.PlanDeploy, s.args[0], s.args[1], nil)
		}},
		{"plan start", "plan", "start a plan", func(s *session) (any, error) { return s.client.StartPlan(s.ctx, s.args[0], nil) }},
		{"plan stop", "plan", "stop a plan", func(s *session) (any, error) { return s.client.StopPlan(s.ctx, s.args[0]) }},

		{"pods list", "", "the pods", func(s *session) (any, error) { return s.client.ListPods(s.ctx) }},
		{"pods status", "", "the states of their tasks", func(s *session) (any, error) { return s.client.ListPodStatuses(s.ctx) }},
		{"pods status", "pod", "the states of the tasks of a pod", func(s *session) (any, error) { return s.client.GetPodStatus(s.ctx, s.args[0]) }},
		{"pods info", "pod", "what Mesos knows of a pod", func(s *session) (any, error) { return s.client.GetPodInfo(s.ctx, s.args[0]) }},
		{"pods restart", "pod", "restart a pod in place", func(s *session) (any, error) { return s.client.RestartPod(s.ctx, s.args[0]) }},
		{"pods replace", "pod", "start a pod anew, without its data", func(s *session) (any, error) { return s.client.ReplacePod(s.ctx, s.args[0]) }},

		{"state framework_id", "", "what Mesos calls the scheduler", func(s *session) (any, error) { return s.client.GetFrameworkID(s.ctx) }},
		{"state properties", "", "the keys of the scheduler's properties", func(s *session) (any, error) { return s.client.ListStateProperties(s.ctx) }},
		{"state property", "key", "one of the properties", func(s *session) (any, error) {
			value, err := s.client.GetStateProperty(s.ctx, s.args[0])
			return string(value), err
		}},
		{"state suppressed", "", "whether the scheduler asks for no offers", func(s *session) (any, error) { return s.client.Suppressed(s.ctx) }},
		{"state tasks", "", "the tasks", func(s *session) (any, error) { return s.client.ListTasks(s.ctx) }},
		{"state task", "task", "how a task is described to Mesos", func(s *session) (any, error) { return s.client.GetTaskInfo(s.ctx, s.args[0]) }},
		{"state status", "task", "what Mesos said last of a task", func(s *session) (any, error) { return s.client.GetTaskStatus(s.ctx, s.args[0]) }},
		{"health", "", "the scheduler's checks of itself", health},
	}
}

// command does what the words say.
func (a *arguments) command(ctx context.Context, client *dcoskafka.Client, out io.Writer) error {
	var hints []string
	common := 0 // words of the hints
	for _, command := range commands() {
		words, names := strings.Fields(command.words), strings.Fields(command.args)
		same := min(len(words), len(a.words))
		if !slices.Equal(a.words[:same], words[:same]) {
			continue
		}
		if len(a.words) != len(words)+len(names) || same < len(words) {
			if same > common {
				hints, common = nil, same
			}
			if same == common {
				hints = append(hints, command.usage())
			}
			continue
		}
		result, err := command.do(&session{arguments: a, ctx: ctx, client: client, args: a.words[len(words):]})
		if err != nil {
			return err
		}
		return printJSON(out, result)
	}
	if len(hints) > 0 {
		return fmt.Errorf("usage: %s", strings.Join(hints, "\n       "))
	}
	return fmt.Errorf("%q is no command; --help lists those there are", strings.Join(a.words, " "))
}

// usage is the command with what it takes.
func (c command) usage() string {
	words := c.words
	for name := range strings.FieldsSeq(c.args) {
		words += " <" + name + ">"
	}
	return words
}

func usage(out io.Writer, flags *flag.FlagSet) {
	fmt.Fprintln(out, "usage: dcoskafka [flags] [command], and a walkthrough without a command")
	for _, command := range commands() {
		fmt.Fprintf(out, "  %-45s %s\n", command.usage(), command.does)
	}
	flags.SetOutput(out)
	flags.PrintDefaults()
}

func printJSON(out io.Writer, result any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "    ")
	return encoder.Encode(result)
}

// awaited waits for a restarted broker if that is asked for.
func (s *session) awaited(restart *dcoskafka.BrokerRestart, err error) (any, error) {
	if err != nil || !s.wait {
		return restart, err
	}
	return restart, s.client.WaitForBroker(s.ctx, restart, &dcoskafka.WaitForBrokerOptions{Progress: func(p *dcoskafka.BrokerProgress) {
		fmt.Fprintf(s.notices, "task %s is %s, broker listed: %t\n", p.TaskID, p.State, p.Listed)
	}})
}

func showPlan(s *session) (any, error) {
	if s.wait {
		return s.client.WaitForPlan(s.ctx, dcoskafka.PlanDeploy, nil)
	}
	return s.client.GetPlan(s.ctx, dcoskafka.PlanDeploy)
}

func continuePlan(s *session) (any, error) {
	return s.client.ContinuePlan(s.ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: s.phase})
}

func interruptPlan(s *session) (any, error) {
	return s.client.InterruptPlan(s.ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: s.phase})
}

// health is what the kind of scheduler has for it.
func health(s *session) (any, error) {
	profile, err := s.client.Profile(s.ctx)
	if err != nil {
		return nil, err
	}
	if profile == dcoskafka.ProfileK {
		return s.client.GetHealth(s.ctx, nil)
	}
	return s.client.GetHealthcheck(s.ctx)
}

func onBroker(do func(*session, int32) (any, error)) func(*session) (any, error) {
	return func(s *session) (any, error) {
		id, err := strconv.ParseInt(s.args[0], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%q is not the number of a broker", s.args[0])
		}
		return do(s, int32(id))
	}
}

func onCount(do func(s *session, topic string, count int32) (any, error)) func(*session) (any, error) {
	return func(s *session) (any, error) {
		count, err := strconv.ParseInt(s.args[1], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", s.args[1])
		}
		return do(s, s.args[0], int32(count))
	}
}

// offsetTime reads the words of the CLI for a time.
func offsetTime(text string) (dcoskafka.OffsetTime, error) {
	switch text {
	case "first":
		return dcoskafka.OffsetTimeFirst, nil
	case "last":
		return dcoskafka.OffsetTimeLast, nil
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is neither first nor last nor a number of milliseconds", text)
	}
	return dcoskafka.OffsetTime(ms), nil
}
