package dcoskafka_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// What is refused is not sent, and asks for no profile either.
func TestRefusals(t *testing.T) {
	t.Parallel()
	type client = dcoskafka.Client
	type ctx = context.Context
	confirmed := &dcoskafka.ForceCompletePlanOptions{Confirm: true}
	calls := map[string]func(ctx, *client) error{
		"no partitions":         func(ctx ctx, c *client) error { _, err := c.CreateTopic(ctx, "t", 0, 1); return err },
		"no replicas":           func(ctx ctx, c *client) error { _, err := c.CreateTopic(ctx, "t", 1, 0); return err },
		"alter to none":         func(ctx ctx, c *client) error { _, err := c.AlterTopicPartitions(ctx, "t", -1); return err },
		"a test of nothing":     func(ctx ctx, c *client) error { _, err := c.RunProducerTest(ctx, "t", 0); return err },
		"a TLS test of nothing": func(ctx ctx, c *client) error { _, err := c.RunProducerTestTLS(ctx, "t", 0); return err },
		"before 1970":           func(ctx ctx, c *client) error { _, err := c.GetTopicOffsets(ctx, "t", -3); return err },
		"a report's name":       func(ctx ctx, c *client) error { _, err := c.GetTopic(ctx, "unavailable_partitions"); return err },
		"a broker below zero":   func(ctx ctx, c *client) error { _, err := c.GetBroker(ctx, -1); return err },
		"restart below zero":    func(ctx ctx, c *client) error { _, err := c.RestartBroker(ctx, -1); return err },
		"replace below zero":    func(ctx ctx, c *client) error { _, err := c.ReplaceBroker(ctx, -1); return err },
		"a target by its name":  func(ctx ctx, c *client) error { _, err := c.GetConfiguration(ctx, "target"); return err },
		"not confirmed": func(ctx ctx, c *client) error {
			_, err := c.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, "p", "s", nil)
			return err
		},
		"confirmed by nothing": func(ctx ctx, c *client) error {
			_, err := c.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, "p", "s", &dcoskafka.ForceCompletePlanOptions{})
			return err
		},
		"a step of no phase": func(ctx ctx, c *client) error {
			_, err := c.RestartPlan(ctx, dcoskafka.PlanDeploy, "", "s", nil)
			return err
		},
		"a variable's name": func(ctx ctx, c *client) error {
			_, err := c.StartPlan(ctx, "p", map[string]string{"1A": "x"})
			return err
		},
		"a whole phase unasked for": func(ctx ctx, c *client) error {
			_, err := c.RestartPlan(ctx, dcoskafka.PlanDeploy, "p", "", nil)
			return err
		},
		"a whole plan unasked for": func(ctx ctx, c *client) error {
			_, err := c.RestartPlan(ctx, dcoskafka.PlanDeploy, "", "", &dcoskafka.RestartPlanOptions{})
			return err
		},
		"a step of no phase, and all of it": func(ctx ctx, c *client) error {
			_, err := c.RestartPlan(ctx, dcoskafka.PlanDeploy, "", "s", &dcoskafka.RestartPlanOptions{Whole: true})
			return err
		},
		"no restart to wait for": func(ctx ctx, c *client) error { return c.WaitForBroker(ctx, nil, nil) },
		"a restart of nothing":   func(ctx ctx, c *client) error { return c.WaitForBroker(ctx, &dcoskafka.BrokerRestart{Broker: 1}, nil) },
	}
	topics := map[string]func(ctx, *client, string) error{
		"GetTopic":    func(ctx ctx, c *client, topic string) error { _, err := c.GetTopic(ctx, topic); return err },
		"CreateTopic": func(ctx ctx, c *client, topic string) error { _, err := c.CreateTopic(ctx, topic, 1, 1); return err },
		"AlterTopicPartitions": func(ctx ctx, c *client, topic string) error {
			_, err := c.AlterTopicPartitions(ctx, topic, 2)
			return err
		},
		"DeleteTopic": func(ctx ctx, c *client, topic string) error { _, err := c.DeleteTopic(ctx, topic); return err },
		"GetTopicOffsets": func(ctx ctx, c *client, topic string) error {
			_, err := c.GetTopicOffsets(ctx, topic, dcoskafka.OffsetTimeLast)
			return err
		},
		"RunProducerTest": func(ctx ctx, c *client, topic string) error { _, err := c.RunProducerTest(ctx, topic, 1); return err },
		"RunProducerTestTLS": func(ctx ctx, c *client, topic string) error {
			_, err := c.RunProducerTestTLS(ctx, topic, 1)
			return err
		},
		"WaitForTopic":     func(ctx ctx, c *client, topic string) error { return c.WaitForTopic(ctx, topic) },
		"WaitForTopicGone": func(ctx ctx, c *client, topic string) error { return c.WaitForTopicGone(ctx, topic) },
	}
	for operation, call := range topics {
		for _, topic := range []string{
			"", ".", "..", ".*", "a|b", "a,b", "a b", "a/b", "a%2Fb", "é", "a\n", "[ab]", "a?", "(a)", "^a$", `a\b`, "a+", "a{1}", strings.Repeat("a", 250),
		} {
			calls[operation+" "+topic] = func(ctx ctx, c *client) error { return call(ctx, c, topic) }
		}
	}
	for _, name := range []string{"", ".", ".."} {
		calls["plan "+name] = func(ctx ctx, c *client) error { _, err := c.GetPlan(ctx, name); return err }
		calls["continue "+name] = func(ctx ctx, c *client) error { _, err := c.ContinuePlan(ctx, name, nil); return err }
		calls["interrupt "+name] = func(ctx ctx, c *client) error { _, err := c.InterruptPlan(ctx, name, nil); return err }
		calls["force "+name] = func(ctx ctx, c *client) error {
			_, err := c.ForceCompletePlan(ctx, name, "p", "s", confirmed)
			return err
		}
		calls["restart "+name] = func(ctx ctx, c *client) error { _, err := c.RestartPlan(ctx, name, "p", "s", nil); return err }
		calls["start "+name] = func(ctx ctx, c *client) error { _, err := c.StartPlan(ctx, name, nil); return err }
		calls["stop "+name] = func(ctx ctx, c *client) error { _, err := c.StopPlan(ctx, name); return err }
		calls["pod "+name] = func(ctx ctx, c *client) error { _, err := c.RestartPod(ctx, name); return err }
		calls["task "+name] = func(ctx ctx, c *client) error { return c.RestartTask(ctx, name, nil) }
		calls["property "+name] = func(ctx ctx, c *client) error { _, err := c.GetStateProperty(ctx, name); return err }
		calls["configuration "+name] = func(ctx ctx, c *client) error { _, err := c.GetConfiguration(ctx, name); return err }
		calls["endpoint "+name] = func(ctx ctx, c *client) error { _, err := c.GetEndpoint(ctx, name); return err }
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := call(t.Context(), newPlayer(t, nil).client(nil))
			opstest.AssertRefused(t, err)
		})
	}
}

// What a refused call captures is not the answer to the call before it.
func TestRefusedCallsAnswerNothing(t *testing.T) {
	t.Parallel()
	type client = dcoskafka.Client
	type opt = kafkarest.CallOption
	for name, call := range map[string]func(context.Context, *client, opt) error{
		"CreateTopic": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.CreateTopic(ctx, "t", 0, 1, opt)
			return err
		},
		"AlterTopicPartitions": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.AlterTopicPartitions(ctx, "t", 0, opt)
			return err
		},
		"AlterTopicPartitions by a pattern": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.AlterTopicPartitions(ctx, "a.b", 2, opt)
			return err
		},
		"DeleteTopic by a pattern": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.DeleteTopic(ctx, "a.b", opt)
			return err
		},
		"RunProducerTest": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.RunProducerTest(ctx, "t", 0, opt)
			return err
		},
		"ForceCompletePlan": func(ctx context.Context, c *client, opt opt) error {
			_, err := c.ForceCompletePlan(ctx, "deploy", "p", "", &dcoskafka.ForceCompletePlanOptions{Confirm: true}, opt)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newPlayerOfOne(t, http.StatusOK, `["a.b","a-b"]`).client(nil, dcoskafka.WithProfile(profileT))
			captured := kafkarest.Response{StatusCode: http.StatusOK}
			opstest.AssertRefused(t, call(t.Context(), client, kafkarest.Capture(&captured)))
			assert.Zero(t, captured)
		})
	}
}

// Names that are odd and can be, reach what they name.
func TestOddNames(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{
		ok("GET /v1/plans/a%2F..%2Fb", emptyPlan),
		{request: "GET /v1/state/properties/kafka-0-broker:task-status", status: 200, answer: "\x0a\x01"},
		ok("POST /v1/plans/deploy/continue?phase=a%26b+c", `{"message":"m"}`),
	})
	client := player.client(nil, dcoskafka.WithProfile(profileK))
	_, err := client.GetPlan(t.Context(), "a/../b")
	require.NoError(t, err)
	_, err = client.GetStateProperty(t.Context(), "kafka-0-broker:task-status")
	require.NoError(t, err)
	_, err = client.ContinuePlan(t.Context(), dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: "a&b c"})
	require.NoError(t, err)
}

// A whole phase or plan is restarted when that is asked for.
func TestRestartOfTheWhole(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{
		ok("POST /v1/plans/deploy/restart?phase=p", `{"message":"Received cmd: restart"}`),
		ok("POST /v1/plans/deploy/restart", `{"message":"Received cmd: restart"}`),
	})
	client := player.client(nil, dcoskafka.WithProfile(profileK))
	for _, phase := range []string{"p", ""} {
		_, err := client.RestartPlan(t.Context(), dcoskafka.PlanDeploy, phase, "", &dcoskafka.RestartPlanOptions{Whole: true})
		require.NoError(t, err)
	}
	assert.Empty(t, player.left())
}

// Profiles L and T need both a phase and a step that exist; L would take any.
func TestStepsOfLegacyPlans(t *testing.T) {
	t.Parallel()
	for _, profile := range []dcoskafka.Profile{profileL, profileT} {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			plan := exchange{request: "GET /v1/plan", status: 503, answer: strings.Replace(rolloutT,
				`"phases":[`, `"phases":[{"id":"p","name":"Reconciliation","status":"COMPLETE","steps":[]},`, 1)}
			player := newPlayer(t, []exchange{plan, plan, plan, plan})
			client := player.client(nil, dcoskafka.WithProfile(profile))
			_, err := client.RestartPlan(t.Context(), dcoskafka.PlanDeploy, phaseID, "", &dcoskafka.RestartPlanOptions{Whole: true})
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			_, err = client.RestartPlan(t.Context(), dcoskafka.PlanDeploy, "no-such", stepID, nil)
			require.ErrorIs(t, err, kafkarest.ErrNotFound)
			_, err = client.RestartPlan(t.Context(), dcoskafka.PlanDeploy, "Deployment", "no-such", nil)
			require.ErrorIs(t, err, kafkarest.ErrNotFound)
			_, err = client.ContinuePlan(t.Context(), dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: "another"})
			require.ErrorIs(t, err, kafkarest.ErrNotFound)
			_, err = client.ContinuePlan(t.Context(), dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: "Reconciliation"})
			require.ErrorContains(t, err, "the phase at work")
			assert.Empty(t, player.left())
		})
	}
}
