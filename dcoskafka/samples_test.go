package dcoskafka_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// sample says what becomes of the documents in testdata whose path below it
// matches, which are those of the DC/OS Apache Kafka API Reference, 1.8 and 1.9,
// mended where they were not JSON, and what schedulers of several releases answer.
type sample struct {
	files   string // a pattern
	profile dcoskafka.Profile
	status  int // 200 if it is zero
	call    func(context.Context, *dcoskafka.Client) (any, error)
	leaves  map[string]leaf
}

// leaf is what becomes of the values at a path of a document, in which [] stands
// for each element of an array, {} for each value under a key that is a name or a
// number, and {key} for that key.
type leaf struct {
	field   string // in the result, spelled likewise
	as      func(string) string
	omit    string // a value that is not there; an empty one never is
	dropped string // why it is not in the result
}

func is(field string) leaf       { return leaf{field: field} }
func dropped(reason string) leaf { return leaf{dropped: reason} }
func isStatus(field string) leaf { return leaf{field: field, as: screaming} }
func isState(field string) leaf {
	return leaf{field: field, as: func(s string) string { return strings.TrimPrefix(s, "TASK_") }}
}

var camel = regexp.MustCompile(`([a-z])([A-Z])`)

// screaming is a status as the later releases spell it.
func screaming(status string) string {
	return strings.ToUpper(camel.ReplaceAllString(status, "${1}_${2}"))
}

func planLeaves() map[string]leaf {
	leaves := map[string]leaf{
		"errors[]": is("Errors[]"), "status": isStatus("Status"), "strategy": is("Strategy"),
		"phases[].id": is("Phases[].ID"), "phases[].name": is("Phases[].Name"), "phases[].status": isStatus("Phases[].Status"), "phases[].strategy": is("Phases[].Strategy"),
		"phases[]": is("Phases[]"),
	}
	for _, steps := range []string{"phases[].steps[].", "phases[].blocks[]."} {
		leaves[steps+"id"] = is("Phases[].Steps[].ID")
		leaves[steps+"name"] = is("Phases[].Steps[].Name")
		leaves[steps+"message"] = is("Phases[].Steps[].Message")
		leaves[steps+"status"] = isStatus("Phases[].Steps[].Status")
	}
	for _, spelling := range []string{"has_decision_point", "hasDecisionPoint"} {
		leaves["phases[].blocks[]."+spelling] = is("Phases[].Steps[].DecisionPoint")
	}
	return leaves
}

func activeLeaves() map[string]leaf {
	leaves := map[string]leaf{
		"block.has_decision_point": is("Step.DecisionPoint"), "block.id": is("Step.ID"), "block.message": is("Step.Message"), "block.name": is("Step.Name"),
		"block.status": isStatus("Step.Status"), "phase.block_count": is("StepCount"), "phase.id": is("Phase.ID"), "phase.name": is("Phase.Name"),
		"phase.status": isStatus("Phase.Status"),
	}
	for _, plan := range []string{"stage.", "plan."} {
		leaves[plan+"errors[]"], leaves[plan+"phase_count"], leaves[plan+"status"] = is("Errors[]"), is("PhaseCount"), isStatus("Status")
	}
	return leaves
}

func samples() []sample {
	type client = dcoskafka.Client
	type ctx = context.Context
	texts := map[string]leaf{"[]": is("[]")}
	message := map[string]leaf{"message": is("Message")}
	description := map[string]leaf{
		"partitions[].{key}": is("Partitions[].ID"), "partitions[].{}.controller_epoch": is("Partitions[].ControllerEpoch"), "partitions[].{}.isr[]": is("Partitions[].ISR[]"),
		"partitions[].{}.leader": is("Partitions[].Leader"), "partitions[].{}.leader_epoch": is("Partitions[].LeaderEpoch"), "partitions[].{}.version": is("Partitions[].Version"),
	}
	connection := map[string]leaf{
		"address[]": is("Addresses[]"), "dns[]": is("DNS[]"), "vip": is("VIPs[]"), "vips[]": is("VIPs[]"), "zookeeper": is("ZooKeeper"),
	}
	configuration := func(ctx ctx, c *client) (any, error) { return c.GetTargetConfiguration(ctx) }
	plan := func(ctx ctx, c *client) (any, error) { return c.GetPlan(ctx, dcoskafka.PlanDeploy) }
	command := func(ctx ctx, c *client) (any, error) { return c.ContinuePlan(ctx, dcoskafka.PlanDeploy, nil) }
	getConnection := func(ctx ctx, c *client) (any, error) { return c.GetConnection(ctx) }
	create := func(ctx ctx, c *client) (any, error) { return c.CreateTopic(ctx, "topic1", 3, 3) }
	describe := func(ctx ctx, c *client) (any, error) { return c.GetTopic(ctx, "topic1") }
	health := map[string]leaf{
		"value": is("Value"), "reasons[]": is("Reasons[]"), "PACKAGE_NAME": is("PackageName"), "PACKAGE_VERSION": is("PackageVersion"),
		"PACKAGE_BUILT_AT": is("PackageBuiltAt"), "SDK_NAME": is("SDKName"), "SDK_VERSION": is("SDKVersion"), "SDK_GIT_SHA": is("SDKGitSHA"), "SDK_BUILT_AT": is("SDKBuiltAt"),
	}
	offsets := func(ctx ctx, c *client) (any, error) {
		return c.GetTopicOffsets(ctx, "topic1", dcoskafka.OffsetTimeLast)
	}
	pods := map[string]leaf{
		"{key}": is("[].Name"), "{}[].id": is("[].Tasks[].ID"), "{}[].name": is("[].Tasks[].Name"), "{}[].state": isState("[].Tasks[].State"),
		"{}[]": dropped("a pod without tasks has none"),
	}
	podTree := map[string]leaf{
		"service": dropped("it is the service that the client is for"), "pods[].name": dropped("the names of the instances begin with it"),
		"pods[].instances[].name": is("[].Name"), "pods[].instances[].tasks[].id": is("[].Tasks[].ID"), "pods[].instances[].tasks[].name": is("[].Tasks[].Name"),
		"pods[].instances[].tasks[].status": is("[].Tasks[].State"),
	}
	return []sample{
		{"reference-1.8/connection-information.json", profileL, 0, getConnection, connection},
		{"reference-1.9/connection-information.json", profileK, 0, getConnection, connection},
		{"schedulers/connection-l.json", profileL, 0, getConnection, connection},
		{"schedulers/endpoint-k-*.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.GetEndpoint(ctx, "broker") }, connection},
		{"schedulers/endpoints.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.ListEndpoints(ctx) }, texts},
		{"reference-*/list-all-brokers.json", profileT, 0, func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) }, map[string]leaf{"brokers[]": is("[]")}},
		{"reference-*/restart-single-broker.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.RestartBroker(ctx, 0) }, map[string]leaf{"[]": is("Tasks[]")}},
		{"reference-*/replace-single-broker.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.ReplaceBroker(ctx, 0) }, map[string]leaf{"[]": is("TaskID")}},
		{"schedulers/broker-registration.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.GetBroker(ctx, 0) }, map[string]leaf{
			"version": is("Version"), "host": is("Host"), "port": is("Port"), "jmx_port": is("JMXPort"), "timestamp": is("Timestamp"), "endpoints[]": is("Endpoints[]"),
			"rack": is("Rack"), "listener_security_protocol_map.PLAINTEXT": is("ListenerSecurityProtocolMap{}"),
		}},
		{"reference-*/list-topics.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.ListTopics(ctx) }, texts},
		{"reference-*/describe-topic.json", profileL, 0, describe, description},
		{"schedulers/describe-topic.json", profileK, 0, describe, description},
		{"reference-*/create-topic.json", profileL, 0, create, message},
		{"schedulers/create-topic.json", profileK, 0, create, message},
		{"reference-*/view-topic-offsets.json", profileL, 0, offsets, map[string]leaf{"[].{key}": is("Offsets{key}"), "[].{}": is("Offsets{}")}},
		{"schedulers/topic-offsets.json", profileL, 0, offsets, map[string]leaf{"[].{key}": {field: "Offsets{key}", omit: "1"}, "[].{}": is("Offsets{}")}},
		{"reference-*/alter-topic-partition-count.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.AlterTopicPartitions(ctx, "topic1", 2) }, message},
		{"reference-*/run-producer-test-on-topic.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.RunProducerTest(ctx, "topic1", 10) }, message},
		{"reference-*/delete-topic.json", profileL, http.StatusAccepted, func(ctx ctx, c *client) (any, error) { return c.DeleteTopic(ctx, "topic1") }, message},
		{"reference-*/list-under-replicated-partitions.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.ListUnderReplicatedPartitions(ctx) }, message},
		{"reference-*/list-unavailable-partitions.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.ListUnavailablePartitions(ctx) }, message},
		{"reference-1.9/service-status.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.Suppressed(ctx) }, map[string]leaf{"": is("")}},
		{"schedulers/framework-id.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.GetFrameworkID(ctx) }, map[string]leaf{"[]": is("")}},
		{"reference-*/list-configuration-ids.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.ListConfigurations(ctx) }, texts},
		{"reference-*/describe*-configuration.json", profileL, 0, configuration, nil},
		{"reference-1.8/view-plan-status*.json", profileL, 0, plan, planLeaves()},
		{"reference-1.9/view-plan-status*.json", profileT, http.StatusServiceUnavailable, plan, planLeaves()},
		{"schedulers/plan-l-*.json", profileL, http.StatusServiceUnavailable, plan, planLeaves()},
		{"schedulers/plan-t-*.json", profileT, http.StatusServiceUnavailable, plan, planLeaves()},
		{"schedulers/plan-k-*.json", profileK, http.StatusAccepted, plan, planLeaves()},
		{"reference-1.8/view-active-plan-entries*.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.GetActivePlan(ctx) }, activeLeaves()},
		{"schedulers/active-plan-*.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.GetActivePlan(ctx) }, activeLeaves()},
		{"schedulers/command-result.json", profileK, 0, command, message},
		{"schedulers/legacy-command-result.json", profileT, 0, command, map[string]leaf{"Result": is("Message")}},
		{"schedulers/pod-statuses-0.30.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.ListPodStatuses(ctx) }, pods},
		{"schedulers/pod-statuses-0.31.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.ListPodStatuses(ctx) }, podTree},
		{"schedulers/pod-status-0.31.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.GetPodStatus(ctx, "kafka-0") }, map[string]leaf{
			"name": is("Name"), "tasks[].id": is("Tasks[].ID"), "tasks[].name": is("Tasks[].Name"), "tasks[].status": is("Tasks[].State"),
		}},
		{"schedulers/pod-restart.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.RestartPod(ctx, "kafka-0") }, map[string]leaf{"pod": is("Pod"), "tasks[]": is("Tasks[]")}},
		{"schedulers/task-connection.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.GetTaskConnection(ctx, "broker-0") }, map[string]leaf{"dns": is("DNS"), "ports": is("Ports")}},
		{"schedulers/recovery.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.GetRecovery(ctx) }, map[string]leaf{"stopped[]": is("Stopped[]"), "failed[]": is("Failed[]")}},
		{"schedulers/healthcheck.json", profileL, 0, func(ctx ctx, c *client) (any, error) { return c.GetHealthcheck(ctx) }, map[string]leaf{
			"{key}": is("{key}"), "{}.healthy": is("{}.Healthy"), "{}.message": is("{}.Message"),
		}},
		{"schedulers/health-*.json", profileK, 0, func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx, nil) }, health},
	}
}

// TestSamples decodes every document and holds every leaf of it to the field
// where it is.
func TestSamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	used := make(map[string]bool)
	for _, sample := range samples() {
		matched, err := filepath.Glob(filepath.Join("testdata", sample.files))
		require.NoError(t, err)
		require.NotEmpty(t, matched, sample.files)
		for _, file := range matched {
			used[file] = true
			t.Run(strings.TrimPrefix(file, "testdata/"), func(t *testing.T) {
				t.Parallel()
				text, err := os.ReadFile(file)
				require.NoError(t, err)
				server := newPlayerOfOne(t, cmp.Or(sample.status, http.StatusOK), string(text))
				result, err := sample.call(t.Context(), server.client(nil, dcoskafka.WithProfile(sample.profile)))
				require.NoError(t, err)
				if sample.leaves == nil {
					raw := result.(json.RawMessage)
					assert.JSONEq(t, string(text), string(raw), "every leaf is in the JSON that is returned")
					return
				}
				var document any
				require.NoError(t, json.Unmarshal(text, &document))
				for path, values := range leavesOf(document) {
					sample.check(t, path, values, result)
				}
			})
		}
	}
	for _, file := range files {
		assert.True(t, used[file], "%s is decoded by nothing", file)
	}
}

func (s sample) check(t *testing.T, path string, values []string, result any) {
	leaf, ok := s.leaves[path]
	if !assert.True(t, ok, "nobody says what becomes of %q", path) || leaf.dropped != "" {
		return
	}
	var expected []string
	for _, value := range values {
		if value == leaf.omit {
			continue
		}
		if leaf.as != nil {
			value = leaf.as(value)
		}
		expected = append(expected, value)
	}
	// An empty text is the same as none, in a document and in a result.
	got := slices.DeleteFunc(fieldsOf(reflect.ValueOf(result), leaf.field), func(value string) bool { return value == "" })
	assert.ElementsMatch(t, expected, got, "%q is not what is in %s", path, leaf.field)
}

// named are the members under which the keys are names.
var named = regexp.MustCompile(`^(\d+|kafka-\d+|UNKNOWN_POD|registered|broker_count|deadlocks)$`)

// leavesOf lists the values of a document by their paths. Of an empty array the
// path alone is listed.
func leavesOf(document any) map[string][]string {
	leaves := make(map[string][]string)
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(value)) {
				switch {
				case named.MatchString(key):
					leaves[join(path, "{key}")] = append(leaves[join(path, "{key}")], key)
					walk(join(path, "{}"), value[key])
				default:
					walk(join(path, key), value[key])
				}
			}
		case []any:
			if len(value) == 0 {
				leaves[path+"[]"] = append(leaves[path+"[]"], []string{}...)
			}
			for _, element := range value {
				walk(path+"[]", element)
			}
		case nil:
			leaves[path] = append(leaves[path], "")
		default:
			leaves[path] = append(leaves[path], fmt.Sprint(value))
		}
	}
	walk("", document)
	return leaves
}

func join(path, part string) string {
	if path == "" {
		return part
	}
	return path + "." + part
}

// fieldsOf lists the values of a result at a path of fields.
func fieldsOf(value reflect.Value, path string) []string {
	for value.Kind() == reflect.Pointer || value.Kind() == reflect.Interface {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	path = strings.TrimPrefix(path, ".")
	switch {
	case path == "":
		return []string{fmt.Sprint(value.Interface())}
	case strings.HasPrefix(path, "[]"):
		var all []string
		for i := range value.Len() {
			all = append(all, fieldsOf(value.Index(i), path[2:])...)
		}
		return all
	case strings.HasPrefix(path, "{"):
		var all []string
		for _, key := range value.MapKeys() {
			if path == "{key}" {
				all = append(all, fmt.Sprint(key.Interface()))
			} else {
				all = append(all, fieldsOf(value.MapIndex(key), path[2:])...)
			}
		}
		return all
	}
	end := strings.IndexAny(path, ".[{")
	if end < 0 {
		end = len(path)
	}
	return fieldsOf(value.FieldByName(path[:end]), path[end:])
}

// newPlayerOfOne is a server that answers whatever it is asked.
func newPlayerOfOne(t *testing.T, status int, answer string) *player {
	return &player{t: t, cfg: opstest.Config(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))}
}
