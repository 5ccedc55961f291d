package dcoskafka_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The contract is tested on emulators of all profiles or, where the environment
// names it, on a real scheduler. Topics carry a prefix, and what a run makes it
// removes. A real scheduler's brokers are restarted only if that is allowed.
const (
	urlVariable      = "KAFKAREST_TEST_DCOS_URL"
	serviceVariable  = "KAFKAREST_TEST_DCOS_SERVICE"
	restartsVariable = "KAFKAREST_TEST_DCOS_RESTARTS"
)

// contract is the service under test.
type contract struct {
	client  *dcoskafka.Client
	spec    *spectest.Spec
	profile dcoskafka.Profile
	prefix  string
	// restarts says that brokers and plans may be disturbed.
	restarts bool
	// absent is what the release does not have of its profile.
	absent []string
}

// What schedulers have only in some of their releases.
var (
	sinceSDK30 = []string{"RunProducerTestTLS"}
	sinceSDK31 = []string{"PausePod", "ResumePod", "GetMetrics", "GetMetricsPrometheus"}
	sinceSDK40 = []string{"GetHealth", "GetDebugOffers"}
	untilSDK20 = []string{"ListTasks", "GetTaskInfo", "GetTaskStatus", "GetTaskConnection", "RestartTask"}
	sometimes  = slices.Concat(sinceSDK30, sinceSDK31, sinceSDK40, untilSDK20, []string{"GetRecovery", "GetHealthcheck"})
)

// disturbing is what is left out where brokers and plans are not to be disturbed.
var disturbing = []string{
	"RestartBroker", "ReplaceBroker", "RestartPod", "ReplacePod", "PausePod", "ResumePod", "RestartTask", "RestartPlan", "RestartPlanByName", "InterruptPlan",
	"InterruptPlanByName", "ContinuePlan", "ContinuePlanByName", "ForceCompletePlan", "ForceCompletePlanByName", "StartPlan", "StopPlan", "LegacyContinue",
	"LegacyInterrupt",
}

func TestContract(t *testing.T) {
	if url := os.Getenv(urlVariable); url != "" {
		t.Setenv("DCOS_URL", url)
		t.Setenv("DCOS_URI", "")
		cfg, err := dcos.ConfigFromEnv()
		require.NoError(t, err)
		testContract(t, cfg, os.Getenv(restartsVariable) != "", sometimes, cmp.Or(os.Getenv(serviceVariable), dcoskafka.DefaultService))
		return
	}
	covered := new(sync.Map)
	t.Cleanup(func() {
		for _, operation := range loadSpec(t).Operations() {
			_, ok := covered.Load(operation)
			assert.True(t, ok, "%s was exercised on no profile", operation)
		}
	})
	for _, test := range []struct {
		profile kafkaresttest.DCOSProfile
		release string
		absent  []string
	}{
		{kafkaresttest.DCOSProfileL, "1.1.9", []string{"GetRecovery", "GetTaskConnection", "RestartTask"}},
		{kafkaresttest.DCOSProfileL, "1.1.17", []string{"GetHealthcheck"}},
		{kafkaresttest.DCOSProfileT, "1.1.19", []string{"GetHealthcheck"}},
		{kafkaresttest.DCOSProfileK, "0.18", slices.Concat(sinceSDK30, sinceSDK31, sinceSDK40)},
		{kafkaresttest.DCOSProfileK, "0.20.1", slices.Concat(sinceSDK30, sinceSDK31, sinceSDK40, untilSDK20)},
		{kafkaresttest.DCOSProfileK, "0.57.3", untilSDK20},
	} {
		t.Run(string(test.profile)+"/"+test.release, func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
				Profile: test.profile, Release: test.release, Service: "prod/kafka", Manual: true,
			}})
			stepAt(server, 1, "/v1/brokers", "/kafka-0/status", "/kafka-1/status", "/kafka-2/status")
			stepAt(server, 10, "/v1/plan", "/v1/plans/deploy")
			spec := testContract(t, kafkarest.Config{URL: server.DCOSURL()}, true, test.absent, "prod/kafka")
			for _, operation := range spec.Operations() {
				if spec.Exercised(operation) > 0 {
					covered.Store(operation, true)
				}
			}
		})
	}
}

func loadSpec(t *testing.T) *spectest.Spec {
	spec, err := spectest.Load("dcoskafka.yaml")
	require.NoError(t, err)
	return spec
}

// testContract exercises what the service's profile has and returns what that
// came to.
func testContract(t *testing.T, cfg kafkarest.Config, restarts bool, absent []string, service string) *spectest.Spec {
	spec := loadSpec(t)
	spec.Base = "/service/" + service
	cfg.HTTPClient = spec.HTTPClient(t)
	client, err := dcoskafka.New(cfg, dcoskafka.Service(service))
	require.NoError(t, err)
	profile, err := client.Profile(t.Context())
	require.NoError(t, err)
	c := &contract{
		client: client, spec: spec, profile: profile, restarts: restarts, absent: absent,
		prefix: opstest.Prefix(),
	}
	t.Run("group", func(t *testing.T) {
		t.Run("Connection", c.testConnection)
		t.Run("Topics", c.testTopics)
		t.Run("TopicErrors", c.testTopicErrors)
		t.Run("Patterns", c.testPatterns)
		t.Run("State", c.testState)
		t.Run("Configurations", c.testConfigurations)
		t.Run("Tasks", c.testTasks)
		t.Run("Health", c.testHealth)
		t.Run("Missing", c.testMissing)
	})
	t.Run("Brokers", c.testBrokers)
	t.Run("Pods", c.testPods)
	t.Run("Plans", c.testPlans)
	spec.Report(t, func(operation string) bool {
		has := slices.Contains(spec.Profiles(operation), string(profile)) && !slices.Contains(absent, operation)
		return has && !slices.Contains(aliases[profile], operation) && (restarts || !slices.Contains(disturbing, operation))
	})
	return spec
}

// aliases are operations that a profile has but the client does not use there,
// since it has another that does the same or more.
var aliases = map[dcoskafka.Profile][]string{
	dcoskafka.ProfileT: {"ContinuePlan", "InterruptPlan", "ForceCompletePlan", "RestartPlan", "ContinuePlanByName", "InterruptPlanByName"},
	dcoskafka.ProfileK: {"GetPlan", "ContinuePlan", "InterruptPlan", "ForceCompletePlan", "RestartPlan"},
}

// supported checks the outcome of a call that only some profiles or releases
// have something for, and reports whether this one has.
func (c *contract) supported(t *testing.T, operation string, err error) bool {
	t.Helper()
	if !slices.Contains(c.spec.Profiles(operation), string(c.profile)) {
		assert.ErrorIs(t, err, errors.ErrUnsupported, operation)
		return false
	}
	if slices.Contains(c.absent, operation) {
		switch {
		case err == nil:
		case operation == "PausePod": // which names tasks that might be missing
			assert.ErrorIs(t, err, kafkarest.ErrNotFound, operation)
		default:
			assert.ErrorIs(t, err, errors.ErrUnsupported, operation)
			assert.NotErrorIs(t, err, kafkarest.ErrNotFound, operation)
		}
		return err == nil
	}
	return assert.NoError(t, err, operation)
}

func (c *contract) testConnection(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	connection, err := c.client.GetConnection(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, connection.Addresses)
	assert.Len(t, connection.DNS, len(connection.Addresses))
	assert.NotEmpty(t, connection.VIPs)
	addresses, err := c.client.GetConnectionAddress(ctx)
	require.NoError(t, err)
	assert.ElementsMatch(t, connection.Addresses, addresses)
	dns, err := c.client.GetConnectionDNS(ctx)
	require.NoError(t, err)
	assert.ElementsMatch(t, connection.DNS, dns)
	zookeeper, err := c.client.GetZooKeeper(ctx)
	require.NoError(t, err)
	assert.Contains(t, zookeeper, "/dcos-service-")

	names, err := c.client.ListEndpoints(ctx)
	if c.supported(t, "ListEndpoints", err) {
		assert.Contains(t, names, dcoskafka.EndpointBroker)
		assert.Contains(t, names, dcoskafka.EndpointZooKeeper)
		endpoint, err := c.client.GetEndpoint(ctx, dcoskafka.EndpointBroker)
		require.NoError(t, err)
		assert.ElementsMatch(t, connection.Addresses, endpoint.Addresses)
	}
}

func (c *contract) create(t *testing.T, name string, partitions, replication int32) string {
	t.Helper()
	name = c.prefix + name
	t.Cleanup(func() { c.remove(t, name) })
	output, err := c.client.CreateTopic(t.Context(), name, partitions, replication)
	require.NoError(t, err)
	assert.Contains(t, output.Output, "Created topic")
	require.NoError(t, c.client.WaitForTopic(t.Context(), name))
	return name
}

func (c *contract) remove(t *testing.T, name string) {
	if _, err := c.client.DeleteTopic(context.WithoutCancel(t.Context()), name); !errors.Is(err, kafkarest.ErrNotFound) {
		assert.NoError(t, err)
	}
}

func (c *contract) testTopics(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.create(t, "topics", 2, 1)

	topics, err := c.client.ListTopics(ctx)
	require.NoError(t, err)
	assert.Contains(t, topics, name)
	topic, err := c.client.GetTopic(ctx, name)
	require.NoError(t, err)
	require.Len(t, topic.Partitions, 2)
	for i, partition := range topic.Partitions {
		assert.EqualValues(t, i, partition.ID)
		assert.Contains(t, partition.ISR, partition.Leader)
	}

	_, err = c.client.AlterTopicPartitions(ctx, name, 3)
	require.NoError(t, err)
	topic, err = c.client.GetTopic(ctx, name)
	require.NoError(t, err)
	assert.Len(t, topic.Partitions, 3)
	_, err = c.client.AlterTopicPartitions(ctx, name, 2)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	require.ErrorIs(t, err, kerr.InvalidPartitions)

	test, err := c.client.RunProducerTest(ctx, name, 10)
	require.NoError(t, err)
	assert.EqualValues(t, 10, test.Records)
	assert.Positive(t, test.RecordsPerSecond)
	assert.GreaterOrEqual(t, test.MaxLatency, test.P50)
	if test, err := c.client.RunProducerTestTLS(ctx, name, 5); c.supported(t, "RunProducerTestTLS", err) {
		assert.EqualValues(t, 5, test.Records)
	}

	last, err := c.client.GetTopicOffsets(ctx, name, dcoskafka.OffsetTimeLast)
	require.NoError(t, err)
	var total int64
	for _, offset := range last.Offsets {
		total += offset
	}
	assert.GreaterOrEqual(t, total, int64(10))
	first, err := c.client.GetTopicOffsets(ctx, name, dcoskafka.OffsetTimeFirst)
	require.NoError(t, err)
	assert.Equal(t, map[int32]int64{0: 0, 1: 0, 2: 0}, first.Offsets)
	_, err = c.client.GetTopicOffsets(ctx, name, dcoskafka.OffsetTimeAt(time.Now().Add(-time.Hour)))
	require.NoError(t, err)

	report, err := c.client.ListUnderReplicatedPartitions(ctx)
	require.NoError(t, err)
	assert.NotContains(t, reported(report), name)
	report, err = c.client.ListUnavailablePartitions(ctx)
	require.NoError(t, err)
	assert.NotContains(t, reported(report), name)

	_, err = c.client.DeleteTopic(ctx, name)
	require.NoError(t, err)
}

func reported(report *dcoskafka.PartitionReport) []string {
	var topics []string
	for _, partition := range report.Partitions {
		topics = append(topics, partition.Topic)
	}
	return topics
}

func (c *contract) testTopicErrors(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	name := c.create(t, "errors", 1, 1)
	_, err := c.client.CreateTopic(ctx, name, 1, 1)
	require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
	require.ErrorIs(t, err, kerr.TopicAlreadyExists)
	_, err = c.client.CreateTopic(ctx, c.prefix+"many", 1, 1000)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	require.ErrorIs(t, err, kerr.InvalidReplicationFactor)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	assert.Contains(t, failure.Message, "larger than available brokers")

	collides := c.create(t, "collides_a", 1, 1)
	_, err = c.client.CreateTopic(ctx, strings.Replace(collides, "_", ".", 1), 1, 1)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	require.ErrorIs(t, err, kerr.InvalidTopicException)

	missing := c.prefix + "missing"
	_, err = c.client.GetTopic(ctx, missing)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.GetTopicOffsets(ctx, missing, dcoskafka.OffsetTimeLast)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.AlterTopicPartitions(ctx, missing, 2)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.DeleteTopic(ctx, missing)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

// A name with a dot is a regular expression for the scheduler's tool.
func (c *contract) testPatterns(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	dotted, other := c.create(t, "pattern.a", 1, 1), c.create(t, "pattern-a", 1, 1)
	_, err := c.client.DeleteTopic(ctx, dotted)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.ErrorContains(t, err, other)
	_, err = c.client.AlterTopicPartitions(ctx, dotted, 2)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)

	_, err = c.client.DeleteTopic(ctx, other)
	require.NoError(t, err)
	topics, err := c.client.ListTopics(ctx)
	require.NoError(t, err)
	assert.Contains(t, topics, dotted)
}

func (c *contract) testState(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	id, err := c.client.GetFrameworkID(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, id)
	keys, err := c.client.ListStateProperties(ctx)
	require.NoError(t, err)
	for _, key := range keys {
		if value, err := c.client.GetStateProperty(ctx, key); !errors.Is(err, errors.ErrUnsupported) {
			require.NoError(t, err)
			assert.NotEmpty(t, value)
		}
	}
	if !slices.Contains(keys, "no-such-property") {
		_, err = c.client.GetStateProperty(ctx, "no-such-property")
		assert.True(t, errors.Is(err, kafkarest.ErrNotFound) || errors.Is(err, errors.ErrUnsupported), "%v", err)
	}
	if _, err := c.client.Suppressed(ctx); slices.Contains(keys, dcoskafka.PropertySuppressed) {
		require.NoError(t, err)
	} else {
		require.ErrorIs(t, err, errors.ErrUnsupported)
	}
	if result, err := c.client.RefreshState(ctx); c.supported(t, "RefreshState", err) {
		assert.Equal(t, "Received cmd: refresh", result.Message)
	}
}

func (c *contract) testConfigurations(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	ids, err := c.client.ListConfigurations(ctx)
	require.NoError(t, err)
	target, err := c.client.GetTargetConfigurationID(ctx)
	require.NoError(t, err)
	assert.Contains(t, ids, target)
	configuration, err := c.client.GetConfiguration(ctx, target)
	require.NoError(t, err)
	assert.True(t, json.Valid(configuration))
	current, err := c.client.GetTargetConfiguration(ctx)
	require.NoError(t, err)
	assert.JSONEq(t, string(configuration), string(current))
	for _, id := range []string{"00000000-0000-4000-8000-000000000000", "no-such-configuration"} {
		_, err = c.client.GetConfiguration(ctx, id)
		require.ErrorIs(t, err, kafkarest.ErrNotFound)
	}
	_, err = c.client.GetArtifactTemplate(ctx, target, "kafka", "broker", "server-properties")
	c.supported(t, "GetArtifactTemplate", err)
}

func (c *contract) testTasks(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	names, err := c.client.ListTasks(ctx)
	if c.supported(t, "ListTasks", err) {
		require.NotEmpty(t, names)
		info, err := c.client.GetTaskInfo(ctx, names[0])
		require.NoError(t, err)
		assert.Contains(t, string(info), names[0])
		_, err = c.client.GetTaskStatus(ctx, names[0])
		require.NoError(t, err)
		_, err = c.client.GetTaskStatus(ctx, "no-such-task")
		require.ErrorIs(t, err, kafkarest.ErrNotFound)
		_, err = c.client.GetTaskConnection(ctx, names[0])
		c.supported(t, "GetTaskConnection", err)
	}
	_, err = c.client.GetRecovery(ctx)
	c.supported(t, "GetRecovery", err)
}

func (c *contract) testHealth(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	if checks, err := c.client.GetHealthcheck(ctx); c.supported(t, "GetHealthcheck", err) {
		assert.NotEmpty(t, checks)
	}
	if health, err := c.client.GetHealth(ctx, &dcoskafka.GetHealthOptions{Verbose: true}); c.supported(t, "GetHealth", err) {
		assert.NotZero(t, health.Value)
	}
	if metrics, err := c.client.GetMetrics(ctx); c.supported(t, "GetMetrics", err) {
		assert.True(t, json.Valid(metrics))
	}
	if metrics, err := c.client.GetMetricsPrometheus(ctx); c.supported(t, "GetMetricsPrometheus", err) {
		assert.NotEmpty(t, metrics)
	}
	if offers, err := c.client.GetDebugOffers(ctx, nil); c.supported(t, "GetDebugOffers", err) {
		assert.NotEmpty(t, offers)
	}
}

func (c *contract) testMissing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, err := c.client.GetEndpoint(ctx, "no-such-endpoint")
	c.missing(t, "GetEndpoint", err)
	_, err = c.client.GetPlan(ctx, "no-such-plan")
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.GetPodStatus(ctx, "kafka-999")
	c.missing(t, "GetPodStatus", err)
	_, err = c.client.RestartPod(ctx, "kafka-999")
	c.missing(t, "RestartPod", err)
	_, err = c.client.GetBroker(ctx, 999)
	c.missing(t, "GetBroker", err)
	_, err = c.client.RestartBroker(ctx, 999)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.ReplaceBroker(ctx, 999)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.RestartPlan(ctx, dcoskafka.PlanDeploy, "no-such-phase", "no-such-step", nil)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	_, err = c.client.InterruptPlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: "no-such-phase"})
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
}

func (c *contract) missing(t *testing.T, operation string, err error) {
	t.Helper()
	if slices.Contains(c.spec.Profiles(operation), string(c.profile)) {
		assert.ErrorIs(t, err, kafkarest.ErrNotFound, operation)
		return
	}
	assert.ErrorIs(t, err, errors.ErrUnsupported, operation)
}

func (c *contract) testBrokers(t *testing.T) {
	ctx := t.Context()
	brokers, err := c.client.ListBrokers(ctx)
	require.NoError(t, err)
	require.NotEmpty(t, brokers)
	if broker, err := c.client.GetBroker(ctx, brokers[0]); c.supported(t, "GetBroker", err) {
		assert.NotEmpty(t, broker.Endpoints)
	}
	if !c.restarts {
		t.Skip("brokers are not to be restarted")
	}
	task := map[bool]string{true: "kafka-%d-broker", false: "broker-%d"}[c.profile == dcoskafka.ProfileK]
	restartTask := func(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*dcoskafka.BrokerRestart, error) {
		name := fmt.Sprintf(task, broker)
		info, err := c.client.GetTaskInfo(ctx, name)
		if err != nil {
			return nil, err
		}
		id := regexp.MustCompile(name + "__[0-9a-f-]+").FindString(string(info))
		return &dcoskafka.BrokerRestart{Broker: broker, Tasks: []string{name}, TaskID: id}, c.client.RestartTask(ctx, name, nil, opts...)
	}
	restarts := map[string]func(context.Context, int32, ...kafkarest.CallOption) (*dcoskafka.BrokerRestart, error){
		"restart": c.client.RestartBroker, "replace": c.client.ReplaceBroker,
	}
	if !slices.Contains(c.absent, "RestartTask") {
		restarts["task"] = restartTask
	}
	for name, restart := range restarts {
		t.Run(name, func(t *testing.T) {
			begun, err := restart(ctx, brokers[0])
			require.NoError(t, err)
			assert.Equal(t, brokers[0], begun.Broker)
			assert.NotEmpty(t, begun.Tasks)
			var seen []dcoskafka.BrokerProgress
			err = c.client.WaitForBroker(ctx, begun, &dcoskafka.WaitForBrokerOptions{
				Progress: func(p *dcoskafka.BrokerProgress) { seen = append(seen, *p) },
			})
			require.NoError(t, err)
			require.Greater(t, len(seen), 1, "there was progress")
			assert.Equal(t, begun.TaskID, seen[0].TaskID)
			end := seen[len(seen)-1]
			assert.NotEqual(t, begun.TaskID, end.TaskID)
			assert.True(t, end.Listed)
			if c.profile == dcoskafka.ProfileL {
				assert.Nil(t, end.Recovery)
			} else {
				assert.True(t, end.Recovery.Status.IsDone())
			}
		})
	}
}

func (c *contract) testPods(t *testing.T) {
	ctx := t.Context()
	names, err := c.client.ListPods(ctx)
	if !c.supported(t, "ListPods", err) {
		return
	}
	brokers, err := c.client.ListBrokers(ctx)
	require.NoError(t, err)
	name := fmt.Sprintf("kafka-%d", brokers[0])
	assert.Contains(t, names, name)
	pods, err := c.client.ListPodStatuses(ctx)
	require.NoError(t, err)
	assert.Len(t, pods, len(names))
	pod, err := c.client.GetPodStatus(ctx, name)
	require.NoError(t, err)
	assert.Contains(t, pods, *pod)
	require.NotEmpty(t, pod.Tasks)
	assert.Equal(t, "RUNNING", pod.Tasks[0].State)
	infos, err := c.client.GetPodInfo(ctx, name)
	require.NoError(t, err)
	assert.Contains(t, string(infos[0].Info), pod.Tasks[0].ID)
	if !c.restarts {
		t.Skip("pods are not to be restarted")
	}
	command := func(operation string, tasks *dcoskafka.PodTasks, err error) {
		if c.supported(t, operation, err) {
			assert.Equal(t, name, tasks.Pod)
			assert.Equal(t, []string{name + "-broker"}, tasks.Tasks)
		}
	}
	tasks, err := c.client.RestartPod(ctx, name)
	command("RestartPod", tasks, err)
	c.running(t, name, pod.Tasks[0].ID)
	tasks, err = c.client.ReplacePod(ctx, name)
	command("ReplacePod", tasks, err)
	tasks, err = c.client.PausePod(ctx, name, &dcoskafka.PausePodOptions{Tasks: []string{"broker"}})
	command("PausePod", tasks, err)
	tasks, err = c.client.ResumePod(ctx, name, nil)
	command("ResumePod", tasks, err)
	c.running(t, name, "")
}

// running waits until the task of a pod runs, and is another one than before.
func (c *contract) running(t *testing.T, pod, before string) {
	t.Helper()
	require.EventuallyWithT(t, func(t *assert.CollectT) {
		now, err := c.client.GetPodStatus(context.Background(), pod)
		require.NoError(t, err)
		assert.Equal(t, "RUNNING", now.Tasks[0].State)
		assert.NotEqual(t, before, now.Tasks[0].ID)
	}, 30*time.Second, 10*time.Millisecond)
}

func (c *contract) testPlans(t *testing.T) {
	ctx := t.Context()
	names, err := c.client.ListPlans(ctx)
	require.NoError(t, err)
	assert.Contains(t, names, dcoskafka.PlanDeploy)
	plan, err := c.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)
	assert.Equal(t, dcoskafka.StatusComplete, plan.Status)
	active, err := c.client.GetActivePlan(ctx)
	require.NoError(t, err)
	assert.Equal(t, &dcoskafka.ActivePlan{Status: dcoskafka.StatusComplete, Errors: []string{}, PhaseCount: int32(len(plan.Phases))}, active)
	if _, err := c.client.GetPlan(ctx, dcoskafka.PlanRecovery); c.profile == dcoskafka.ProfileL {
		require.ErrorIs(t, err, errors.ErrUnsupported)
	} else {
		require.NoError(t, err)
	}
	if !c.restarts {
		t.Skip("plans are not to be disturbed")
	}

	last := plan.Phases[len(plan.Phases)-1]
	step := last.Steps[len(last.Steps)-1]
	_, err = c.client.RestartPlan(ctx, dcoskafka.PlanDeploy, last.ID, step.ID, nil)
	require.NoError(t, err)
	_, err = c.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)
	_, err = c.client.InterruptPlan(ctx, dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)
	_, err = c.client.ContinuePlan(ctx, dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)
	_, err = c.client.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, last.ID, step.ID, nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	_, err = c.client.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, last.Name, step.Name, &dcoskafka.ForceCompletePlanOptions{Confirm: true})
	require.NoError(t, err)
	_, err = c.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
	require.NoError(t, err)

	if result, err := c.client.StopPlan(ctx, dcoskafka.PlanDeploy); c.supported(t, "StopPlan", err) {
		assert.Contains(t, result.Message, "stop")
		result, err = c.client.StartPlan(ctx, dcoskafka.PlanDeploy, map[string]string{"REASON": "test"})
		require.NoError(t, err)
		assert.Contains(t, result.Message, "start")
		_, err = c.client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
		require.NoError(t, err)
	}
}
