package dcoskafka_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

type topicCall = func(context.Context, *dcoskafka.Client) error

var (
	createOrders topicCall = func(ctx context.Context, c *dcoskafka.Client) error {
		_, err := c.CreateTopic(ctx, "orders", 1, 4)
		return err
	}
	alterOrders topicCall = func(ctx context.Context, c *dcoskafka.Client) error {
		_, err := c.AlterTopicPartitions(ctx, "orders", 2)
		return err
	}
	deleteOrders topicCall = func(ctx context.Context, c *dcoskafka.Client) error {
		_, err := c.DeleteTopic(ctx, "orders")
		return err
	}
	testOrders topicCall = func(ctx context.Context, c *dcoskafka.Client) error {
		_, err := c.RunProducerTest(ctx, "orders", 10)
		return err
	}
	listUnavailable topicCall = func(ctx context.Context, c *dcoskafka.Client) error {
		_, err := c.ListUnavailablePartitions(ctx)
		return err
	}
)

const toolFailed = "Error while executing topic command : "

// What Kafka's tools say under the status of a success when they have failed.
func TestToolFailures(t *testing.T) {
	t.Parallel()
	stack := " Error: [2017-06-08 10:00:00,000] ERROR kafka.admin.AdminOperationException: x\n\tat kafka.admin.TopicCommand\n"
	for name, test := range map[string]struct {
		call    topicCall
		message string
		text    string // in the error
		is      []error
		unknown bool
	}{
		"exists, up to 0.10.1": {
			createOrders, "Output: " + toolFailed + "Topic \"orders\" already exists.\n" + stack, `Topic "orders" already exists.`,
			[]error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists}, false,
		},
		"exists, from 0.10.2 on": {
			createOrders, "Output: " + toolFailed + "Topic 'orders' already exists.\n" + stack, "Topic 'orders' already exists.",
			[]error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists}, false,
		},
		"exists, after a warning": {
			createOrders, "Output: WARNING: Due to limitations in metric names, …\n" + toolFailed + "Topic 'or_ders' already exists.\n", "already exists",
			[]error{kafkarest.ErrAlreadyExists}, false,
		},
		"too many replicas": {
			createOrders, "Output: " + toolFailed + "replication factor: 4 larger than available brokers: 3\n" + stack, "replication factor: 4",
			[]error{kafkarest.ErrInvalid, kerr.InvalidReplicationFactor}, false,
		},
		"too many replicas, from 1.0 on": {
			createOrders, "Output: " + toolFailed + "Replication factor: 4 larger than available brokers: 3.\n", "Replication factor: 4",
			[]error{kafkarest.ErrInvalid, kerr.InvalidReplicationFactor}, false,
		},
		"another reason": {createOrders, "Output: " + toolFailed + "KeeperErrorCode = ConnectionLoss\n", "KeeperErrorCode = ConnectionLoss", nil, false},
		"not larger": {
			alterOrders, "Output: WARNING: If partitions are increased …\n" + toolFailed + "The number of partitions for a topic can only be increased\n" + stack,
			"can only be increased", []error{kafkarest.ErrInvalid, kerr.InvalidPartitions}, false,
		},
		"not larger, from 1.0 on": {
			alterOrders, "Output: " + toolFailed + "The number of partitions for a topic can only be increased. Topic orders currently has 3 partitions, 2 would not be an increase.\n",
			"currently has 3", []error{kafkarest.ErrInvalid}, false,
		},
		"the offsets topic": {
			alterOrders, "Output: " + toolFailed + "The number of partitions for the offsets topic cannot be changed.\n", "cannot be changed",
			[]error{kafkarest.ErrInvalid}, false,
		},
		"alter what is not there": {
			alterOrders, "Output: " + toolFailed + "Topic orders does not exist on ZK path master.mesos:2181/dcos-service-kafka\n" + stack, "does not exist",
			[]error{kafkarest.ErrNotFound, kerr.UnknownTopicOrPartition}, false,
		},
		"delete what is not there": {
			deleteOrders, "Output: " + toolFailed + "Topic orders does not exist on ZK path master.mesos:2181/dcos-service-kafka\n" + stack, "does not exist",
			[]error{kafkarest.ErrNotFound}, false,
		},
		"delete an internal topic": {
			deleteOrders, "Output: " + toolFailed + "Topic __consumer_offsets is a kafka internal topic and is not allowed to be marked for deletion.\n", "internal topic",
			[]error{kafkarest.ErrForbidden}, false,
		},
		"a create that prints nothing":   {createOrders, "", "has printed nothing", []error{kafkarest.ErrOutcomeUnknown}, true},
		"a delete that prints nothing":   {deleteOrders, "", "has printed nothing", []error{kafkarest.ErrOutcomeUnknown}, true},
		"a test that prints nothing":     {testOrders, "", "has printed nothing", []error{kafkarest.ErrOutcomeUnknown}, true},
		"a create that prints something": {createOrders, "Output: Picked up JAVA_TOOL_OPTIONS\n", "JAVA_TOOL_OPTIONS", nil, true},
		"a test without figures":         {testOrders, "Output: 5 records sent, 1.0 records/sec (0.00 MB/sec), 9.10 ms avg latency, 9.20 ms max latency.\n", "5 records sent", nil, true},
		"a report that cannot be read":   {listUnavailable, "Output: \tTopic: orders\tPartition: x\n", "Partition: x", nil, false},
		"a report that failed":           {listUnavailable, "Output: " + toolFailed + "no ZooKeeper\n", "no ZooKeeper", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := json.Marshal(map[string]string{"message": test.message})
			require.NoError(t, err)
			failure := failureOf(t, test.call, http.StatusOK, string(text))
			assert.Equal(t, http.StatusOK, failure.StatusCode)
			assert.Contains(t, failure.Message, test.text)
			assert.NotContains(t, failure.Message, toolFailed)
			for _, is := range test.is {
				assert.ErrorIs(t, failure, is)
			}
			assert.Equal(t, test.unknown, failure.OutcomeUnknown)
			assert.Equal(t, 1, failure.Attempts)
		})
	}
}

// failureOf is the failure of a call that is answered once, on profile K.
func failureOf(t *testing.T, call topicCall, status int, answer string) *kafkarest.Error {
	t.Helper()
	server := answering(t, status, answer, "application/json")
	err := call(t.Context(), server)
	var failure *kafkarest.Error
	require.ErrorAs(t, err, &failure)
	return failure
}

func TestOtherTopicFailures(t *testing.T) {
	t.Parallel()
	t.Run("an operation that is not known", func(t *testing.T) {
		t.Parallel()
		failure := failureOf(t, alterOrders, http.StatusOK, `{"Error":"Unrecognized operation: config"}`)
		assert.ErrorIs(t, failure, kafkarest.ErrInvalid)
		assert.Equal(t, "Unrecognized operation: config", failure.Message)
	})
	t.Run("a status that tells it", func(t *testing.T) {
		t.Parallel()
		failure := failureOf(t, createOrders, http.StatusInternalServerError, `{"message":"Output: `+toolFailed+`Topic 'orders' already exists.\n"}`)
		assert.ErrorIs(t, failure, kafkarest.ErrAlreadyExists)
		assert.Equal(t, http.StatusInternalServerError, failure.StatusCode)
	})
	for name, answer := range map[string]string{
		"neither of the members": `{}`, "null": `null`, "an array": `[]`, "a page": `<html>`, "nothing": ``, "a cut one": `{"message":"Out`,
		"the document's own": "{\n    \"message\": \"Output: Created topic \"topic1\".n\"\n}",
		"another type":       `{"message":1}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failure := failureOf(t, createOrders, http.StatusOK, answer)
			assert.True(t, failure.OutcomeUnknown)
			assert.Contains(t, failure.Error(), "cannot be read")
		})
	}
}

// What the reference prints and is not JSON stays an error, which says where.
func TestDocumentsThatAreNotJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call   topicCall
		answer string
		where  string
	}{
		"a comma too many": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetConnection(ctx)
			return err
		}, `{"vips": ["broker.kafka.l4lb.thisdcos.directory:9092"],}`, "offset 54"},
		"quotes that end a text": {createOrders, `{"message": "Output: Created topic "topic1".n"}`, "offset 36"},
		"a comment": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetTargetConfiguration(ctx)
			return err
		}, `{"mem": 2048, // <<--` + "\n" + `"disk": 5000}`, "offset 14"},
		"what is left out": {func(ctx context.Context, c *dcoskafka.Client) error {
			_, err := c.GetTargetConfiguration(ctx)
			return err
		}, `{"kafkaConfiguration": { [...] }}`, "offset 25"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failure := failureOf(t, test.call, http.StatusOK, test.answer)
			assert.ErrorContains(t, failure, "cannot be read")
			assert.ErrorContains(t, failure, test.where)
		})
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	const warning = "Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both."
	message := "Output: WARNING: " + warning + "\nCreated topic \"a_b\".\n Error: log4j:WARN No appenders\n"
	player := newPlayer(t, []exchange{ok("PUT /v1/topics/a_b?partitions=1&replication=1", `{"message":`+jsonOf(message)+`}`)})
	output, err := player.client(nil, dcoskafka.WithProfile(profileK)).CreateTopic(t.Context(), "a_b", 1, 1)
	require.NoError(t, err)
	assert.Equal(t, &dcoskafka.ToolOutput{
		Message: message, Output: "WARNING: " + warning + "\nCreated topic \"a_b\".\n", ErrorOutput: "log4j:WARN No appenders\n", Warnings: []string{warning},
	}, output)
}

// A name that would reach other topics is sent to none.
func TestPatternsAreRefused(t *testing.T) {
	t.Parallel()
	for _, other := range []string{"a-b", "aXb", "a_b"} {
		for name, call := range map[string]topicCall{
			"delete": func(ctx context.Context, c *dcoskafka.Client) error {
				_, err := c.DeleteTopic(ctx, "a.b")
				return err
			},
			"alter": func(ctx context.Context, c *dcoskafka.Client) error {
				_, err := c.AlterTopicPartitions(ctx, "a.b", 3)
				return err
			},
		} {
			t.Run(name+" beside "+other, func(t *testing.T) {
				t.Parallel()
				player := newPlayer(t, []exchange{ok("GET /v1/topics", `["a.b","`+other+`"]`)})
				err := call(t.Context(), player.client(nil))
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
				assert.ErrorContains(t, err, other)
				assert.Empty(t, player.left())
			})
		}
	}
	t.Run("without the list", func(t *testing.T) {
		t.Parallel()
		player := newPlayer(t, []exchange{{request: "GET /v1/topics", status: 500}})
		_, err := player.client(nil).DeleteTopic(t.Context(), "a.b")
		require.Error(t, err)
	})
}

func FuzzTopicCommand(f *testing.F) {
	for _, answer := range []string{created, added, tested, marked, `{"message":""}`, `{"message":` + jsonOf(reportLine) + `}`, `{"Error":"x"}`, `{}`, `[`} {
		f.Add(answer)
	}
	f.Add(`{"message":` + jsonOf("Output: "+toolFailed+"Topic 'x' already exists.\n Error: x\n") + `}`)
	f.Fuzz(func(t *testing.T, answer string) {
		client := answering(t, http.StatusOK, answer, "application/json")
		if output, err := client.CreateTopic(t.Context(), "orders", 1, 1); err == nil {
			assert.Contains(t, output.Output, "Created topic ")
			assert.NotContains(t, output.Output, toolFailed)
		}
		if test, err := client.RunProducerTest(t.Context(), "orders", 1); err == nil {
			assert.Contains(t, test.Output, " records sent, ")
		}
		if report, err := client.ListUnderReplicatedPartitions(t.Context()); err == nil {
			assert.LessOrEqual(t, len(report.Partitions), strings.Count(report.Output, "Topic"))
			for _, partition := range report.Partitions {
				assert.NotEmpty(t, partition.Topic)
				assert.GreaterOrEqual(t, partition.Partition, int32(0))
			}
		}
	})
}

func FuzzTopicOffsets(f *testing.F) {
	for _, answer := range []string{`[{"0":"1204"},{"1":""}]`, `[]`, `null`, `[{"0":"x"}]`, `[{" Error":"1"}]`, `[{"0":1}]`} {
		f.Add(answer)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		client := answering(t, http.StatusOK, answer, "application/json")
		if offsets, err := client.GetTopicOffsets(t.Context(), "orders", dcoskafka.OffsetTimeLast); err == nil {
			assert.NotNil(t, offsets.Offsets)
			assert.LessOrEqual(t, len(offsets.Offsets)+len(offsets.Missing), strings.Count(answer, ":"))
		}
	})
}

func FuzzPlan(f *testing.F) {
	for _, answer := range []string{rolloutL, rolloutT, emptyPlan, `{"phases":[{"blocks":null,"steps":null,"status":null}]}`, `{"status":"DOWN"}`, `{}`} {
		f.Add(answer, http.StatusOK)
		f.Add(answer, http.StatusServiceUnavailable)
	}
	f.Fuzz(func(t *testing.T, answer string, status int) {
		if status < 200 || status > 599 || status == 304 {
			t.Skip()
		}
		client := answering(t, status, answer, "application/json")
		plan, err := client.GetPlan(t.Context(), dcoskafka.PlanDeploy, kafkarest.NoRetry())
		if err != nil {
			return
		}
		assert.NotNil(t, plan.Phases)
		if phase, step := plan.Active(); step != nil {
			assert.NotNil(t, phase)
			assert.False(t, step.Status.IsDone())
		}
	})
}
