package dcoskafka_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// start runs an emulator and returns a client of it.
func start(t *testing.T, options kafkaresttest.DCOSOptions) (*kafkaresttest.Server, *dcoskafka.Client) {
	t.Helper()
	server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: options})
	client, err := dcoskafka.New(kafkarest.Config{
		URL: server.DCOSURL(), Retry: kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 10 * time.Millisecond},
	})
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	_, err = client.WaitForPlan(t.Context(), dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)
	return server, client
}

// stepAt moves what only moves when it is told to, by some steps before each
// request for one of the paths, so that each look of a wait sees another state.
func stepAt(server *kafkaresttest.Server, steps int, paths ...string) {
	server.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		if slices.ContainsFunc(paths, func(path string) bool { return strings.HasSuffix(r.URL.Path, path) }) {
			for range steps {
				server.StepDCOS()
			}
		}
		return false
	})
}

var allProfiles = []kafkaresttest.DCOSProfile{kafkaresttest.DCOSProfileL, kafkaresttest.DCOSProfileT, kafkaresttest.DCOSProfileK}

// A rollout that waits twice for an operator ends when its own progress is
// answered by a command to continue: the same program on every profile.
func TestStagedRollout(t *testing.T) {
	t.Parallel()
	for _, profile := range allProfiles {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Profile: profile, Staged: true}})
			client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()})
			require.NoError(t, err)
			t.Cleanup(client.CloseIdleConnections)
			before, err := client.GetTargetConfigurationID(t.Context())
			require.NoError(t, err)
			target, err := server.UpdateDCOS(map[string]string{"BROKER_MEM": "4096"})
			require.NoError(t, err)
			assert.NotEqual(t, before, target)

			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			continued := 0
			var statuses []dcoskafka.Status
			plan, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.WaitForPlanOptions{Progress: func(plan *dcoskafka.Plan) {
				statuses = append(statuses, plan.Status)
				phase, waits := plan.Waiting()
				if !waits {
					return
				}
				_, err := client.ContinuePlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: phase.ID})
				assert.NoError(t, err)
				continued++
			}})
			require.NoError(t, err)
			assert.Equal(t, 2, continued, "%v", statuses)
			assert.Equal(t, dcoskafka.StatusComplete, plan.Status)
			assert.Contains(t, statuses, dcoskafka.StatusWaiting)
			now, err := client.GetTargetConfigurationID(t.Context())
			require.NoError(t, err)
			assert.Equal(t, target, now)
		})
	}
}

func TestWaitForPlanWithErrors(t *testing.T) {
	t.Parallel()
	for _, profile := range allProfiles {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			server, client := start(t, kafkaresttest.DCOSOptions{Profile: profile})
			const reason = `Validation error on field "BROKER_COUNT": Decreasing this value (from 3 to 2) is not supported.`
			require.NoError(t, server.FailDCOSPlan(dcoskafka.PlanDeploy, reason))
			var seen []*dcoskafka.Plan
			_, err := client.WaitForPlan(t.Context(), dcoskafka.PlanDeploy, &dcoskafka.WaitForPlanOptions{
				Progress: func(plan *dcoskafka.Plan) { seen = append(seen, plan) },
			})
			var failed *dcoskafka.PlanFailedError
			require.ErrorAs(t, err, &failed)
			assert.Equal(t, dcoskafka.PlanDeploy, failed.Plan)
			assert.Equal(t, []string{reason}, failed.Errors)
			assert.ErrorContains(t, err, "BROKER_COUNT")
			assert.Len(t, seen, 1)
		})
	}
}

// A restart of the scheduler in between is waited out.
func TestWaitForPlanOutlastsTheScheduler(t *testing.T) {
	t.Parallel()
	server, client := start(t, kafkaresttest.DCOSOptions{Manual: true})
	_, err := server.UpdateDCOS(map[string]string{"BROKER_MEM": "4096"})
	require.NoError(t, err)
	looked := 0
	_, err = client.WaitForPlan(t.Context(), dcoskafka.PlanDeploy, &dcoskafka.WaitForPlanOptions{Progress: func(*dcoskafka.Plan) {
		looked++
		if looked == 1 {
			server.Inject(kafkaresttest.Fault{API: kafkaresttest.DCOS, Status: http.StatusBadGateway, Body: "<html>", Times: 6})
			stepAt(server, 1, "/v1/plans/deploy")
		}
	}})
	require.NoError(t, err)
	assert.Greater(t, looked, 1)
}

func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	server, client := start(t, kafkaresttest.DCOSOptions{Manual: true})
	_, err := server.UpdateDCOS(map[string]string{"BROKER_MEM": "4096"})
	require.NoError(t, err)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, wait := range map[string]func(context.Context) error{
		"plan": func(ctx context.Context) error {
			_, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
			return err
		},
		"broker": func(ctx context.Context) error {
			return client.WaitForBroker(ctx, &dcoskafka.BrokerRestart{Broker: 0, TaskID: "broker-0__old"}, nil)
		},
		"topic": func(ctx context.Context) error {
			return client.WaitForTopic(ctx, "missing")
		},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorIs(t, wait(ended), context.Canceled)
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			if name != "broker" { // which runs, and is not told apart from one before
				require.ErrorIs(t, wait(ctx), context.DeadlineExceeded)
			}
		})
	}
	_, err = client.WaitForPlan(t.Context(), "no-such-plan", nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

// Nothing is taken for a restart that has not happened yet.
func TestWaitForBrokerWaits(t *testing.T) {
	t.Parallel()
	for _, profile := range allProfiles {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			server, client := start(t, kafkaresttest.DCOSOptions{Profile: profile, Manual: true})
			restart, err := client.RestartBroker(t.Context(), 1)
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			err = client.WaitForBroker(ctx, restart, nil)
			require.ErrorIs(t, err, context.DeadlineExceeded, "the scheduler has not begun yet")
			assert.ErrorContains(t, err, "after task "+restart.TaskID+" was RUNNING")

			stepAt(server, 1, "/v1/brokers")
			absent, recovering := false, false
			err = client.WaitForBroker(t.Context(), restart, &dcoskafka.WaitForBrokerOptions{Progress: func(p *dcoskafka.BrokerProgress) {
				absent = absent || !p.Listed
				recovering = recovering || p.Recovery != nil && !p.Recovery.Status.IsDone()
			}})
			require.NoError(t, err)
			assert.True(t, absent, "the broker was gone in between")
			assert.Equal(t, profile != kafkaresttest.DCOSProfileL, recovering)
		})
	}
}

func TestWaitForBrokerWithErrors(t *testing.T) {
	t.Parallel()
	server, client := start(t, kafkaresttest.DCOSOptions{Manual: true})
	restart, err := client.RestartBroker(t.Context(), 1)
	require.NoError(t, err)
	require.NoError(t, server.FailDCOSPlan(dcoskafka.PlanRecovery, "no offers"))
	err = client.WaitForBroker(t.Context(), restart, nil)
	var failed *dcoskafka.PlanFailedError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, dcoskafka.PlanRecovery, failed.Plan)
	assert.False(t, errors.Is(err, kafkarest.ErrNotFound))
}

// Another broker's recovery is not waited for, nor that of one whose number
// begins likewise.
func TestWaitForBrokerMindsItsOwn(t *testing.T) {
	t.Parallel()
	recovery := func(status, name string) exchange {
		return exchange{
			request: "GET /v1/plans/recovery", status: http.StatusAccepted,
			answer: `{"status":"IN_PROGRESS","errors":[],"phases":[{"id":"p","name":"` + name + `","status":"` + status + `","steps":[{"id":"s","name":"` + name + `:[broker]","status":"` + status + `"}]}]}`,
		}
	}
	task := ok("GET /v1/pod/kafka-1/status", `[{"id":"kafka-1-broker__new","name":"kafka-1-broker","state":"TASK_RUNNING"}]`)
	brokers := ok("GET /v1/brokers", `["0","1","10"]`)
	player := newPlayer(t, []exchange{
		task, brokers, recovery("STARTING", "kafka-1"),
		{request: "GET /v1/pod/kafka-1/status", status: 500}, // a scheduler that is not far enough
		ok("GET /v1/pod/kafka-1/status", `[]`), brokers, recovery("PENDING", "kafka-1"),
		task, brokers, recovery("STARTING", "kafka-10"),
	})
	looks := 0
	err := player.client(nil, dcoskafka.WithProfile(profileK)).WaitForBroker(t.Context(), &dcoskafka.BrokerRestart{Broker: 1, TaskID: "kafka-1-broker__old"},
		&dcoskafka.WaitForBrokerOptions{Progress: func(*dcoskafka.BrokerProgress) { looks++ }})
	require.NoError(t, err)
	assert.Empty(t, player.left())
	assert.Equal(t, 3, looks)
}

func TestPlanFailedErrorNamesTheStep(t *testing.T) {
	t.Parallel()
	player := newPlayer(t, []exchange{{request: "GET /v1/plans/deploy", status: http.StatusExpectationFailed, answer: `{"status":"ERROR","errors":["first","second"],
		"phases":[{"name":"one","status":"COMPLETE","steps":[{"name":"a","status":"COMPLETE"}]},{"name":"two","status":"ERROR","steps":[{"name":"b","status":"COMPLETE"},{"name":"c","status":"ERROR"}]}]}`}})
	_, err := player.client(nil, dcoskafka.WithProfile(profileK)).WaitForPlan(t.Context(), dcoskafka.PlanDeploy, nil)
	assert.EqualError(t, err, "dcoskafka.WaitForPlan: plan deploy cannot go on at step c of phase two: first; second")
}

// A wait that runs out says what it has seen last, and returns it.
func TestWaitsThatRunOut(t *testing.T) {
	t.Parallel()
	for _, profile := range allProfiles {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			server, client := start(t, kafkaresttest.DCOSOptions{Profile: profile, Manual: true})
			_, err := server.UpdateDCOS(map[string]string{"BROKER_MEM": "4096"})
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			plan, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.NotNil(t, plan)
			phase, step := plan.Active()
			require.NotNil(t, step)
			assert.ErrorContains(t, err, "after plan deploy was "+string(plan.Status)+", with step "+step.Name+" of phase "+phase.Name+" "+string(step.Status))
		})
	}
}

// What will not come is not waited for: another name of the service, or a login
// whose certificate is not trusted.
func TestWaitsForNothing(t *testing.T) {
	t.Parallel()
	waits := map[string]func(context.Context, *dcoskafka.Client) error{
		"WaitForPlan": func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
			return err
		},
		"WaitForBroker": func(ctx context.Context, c *dcoskafka.Client) error {
			return c.WaitForBroker(ctx, &dcoskafka.BrokerRestart{TaskID: "broker-0__old"}, nil)
		},
		"WaitForTopic": func(ctx context.Context, c *dcoskafka.Client) error {
			return c.WaitForTopic(ctx, "orders")
		},
		"WaitForTopicGone": func(ctx context.Context, c *dcoskafka.Client) error {
			return c.WaitForTopicGone(ctx, "orders")
		},
	}
	server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
		TLS: true, Accounts: []kafkaresttest.DCOSAccount{{UID: "alice", Password: "s3cret"}},
	}})
	ca := kafkarest.TLS{CAPEM: server.DCOSCertificate()}
	for name, wait := range waits {
		for _, profile := range []dcoskafka.Profile{"", profileL, profileT, profileK} {
			t.Run("another service/"+name+"/"+string(profile), func(t *testing.T) {
				t.Parallel()
				opts := []dcoskafka.Option{dcoskafka.Service("kafkaa")}
				if profile != "" {
					opts = append(opts, dcoskafka.WithProfile(profile))
				}
				client, err := dcoskafka.New(kafkarest.Config{
					URL: server.DCOSURL(), TLS: ca, Authenticator: dcos.Password(server.DCOSURL(), "alice", "s3cret", dcos.WithTLS(ca)),
				}, opts...)
				require.NoError(t, err)
				t.Cleanup(client.CloseIdleConnections)
				err = wait(t.Context(), client)
				require.ErrorIs(t, err, kafkarest.ErrNotFound)
				require.NotErrorIs(t, err, context.DeadlineExceeded)
				assert.ErrorContains(t, err, "the name of the service may be another")
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure)
				assert.Equal(t, name, failure.Operation)
			})
		}
		t.Run("login/"+name, func(t *testing.T) {
			t.Parallel()
			client, err := dcoskafka.New(kafkarest.Config{
				URL: server.DCOSURL(), TLS: ca, Authenticator: dcos.Password(server.DCOSURL(), "alice", "s3cret"),
			})
			require.NoError(t, err)
			t.Cleanup(client.CloseIdleConnections)
			err = wait(t.Context(), client)
			require.ErrorContains(t, err, "dcos.WithTLS")
			require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
			require.NotErrorIs(t, err, context.DeadlineExceeded)
		})
	}
}

// A topic that was marked is listed until the brokers have deleted it.
func TestWaitForTopicGone(t *testing.T) {
	t.Parallel()
	server, client := start(t, kafkaresttest.DCOSOptions{DeletionDelay: 50 * time.Millisecond})
	require.NoError(t, server.SeedTopic("orders", 1, nil))
	_, err := client.DeleteTopic(t.Context(), "orders")
	require.NoError(t, err)
	topics, err := client.ListTopics(t.Context())
	require.NoError(t, err)
	require.Contains(t, topics, "orders")

	require.NoError(t, client.WaitForTopicGone(t.Context(), "orders"))
	topics, err = client.ListTopics(t.Context())
	require.NoError(t, err)
	require.NotContains(t, topics, "orders")
}
