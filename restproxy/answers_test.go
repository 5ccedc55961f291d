package restproxy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// A recording is a request that a real proxy was sent, and its answer.
type recording struct {
	name           string
	method, target string
	sent           string // the body of the request
	status         int
	header         http.Header
	body           string
}

// ServeHTTP answers anything as recorded.
func (r *recording) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = io.WriteString(w, r.body)
}

// recordings reads what a real proxy has answered.
func recordings(t *testing.T) []*recording {
	t.Helper()
	text, err := os.ReadFile("testdata/answers.txt")
	require.NoError(t, err)
	var all []*recording
	for i, part := range regexp.MustCompile(`(?m)^-- `).Split(string(text), -1) {
		if i == 0 {
			continue
		}
		name, exchange, _ := strings.Cut(part, " --\n")
		request, response, ok := strings.Cut(exchange, "\n----\n")
		require.True(t, ok, name)
		_, sent, _ := strings.Cut(request, "\n\n")
		head, body, _ := strings.Cut(response, "\n\n")
		r := &recording{name: name, sent: sent, header: http.Header{}, body: body}
		_, err := fmt.Sscanf(request, "%s %s HTTP/1.1", &r.method, &r.target)
		require.NoError(t, err, name)
		lines := strings.Split(head, "\n")
		_, err = fmt.Sscanf(lines[0], "HTTP/1.1 %d", &r.status)
		require.NoError(t, err, name)
		for _, line := range lines[1:] {
			key, value, _ := strings.Cut(line, ": ")
			if key == "Content-Type" {
				r.header.Set(key, strings.TrimSpace(value))
			}
		}
		all = append(all, r)
	}
	require.Greater(t, len(all), 300)
	return all
}

// isJSON reports whether the answer is one value of JSON, as errors without a
// Content-Type are too.
func (r *recording) isJSON() bool { return json.Valid([]byte(r.body)) }

// Where the members of all resources went, by their names or, where it differs
// from that of others, by the Go type and their names; "" is dropped on purpose:
// the kind names the Go type, which the caller has.
var members = map[string]string{
	"kind":                    "",
	"acls":                    "ACLs",
	"adding_replicas":         "AddingReplicas",
	"assignments":             "Assignments",
	"authorized_operations":   "AuthorizedOperations",
	"broker":                  "Broker",
	"broker_configs":          "BrokerConfigs",
	"broker_id":               "BrokerID",
	"brokers":                 "Brokers",
	"client_id":               "ClientID",
	"cluster_id":              "ClusterID",
	"config_type":             "ConfigType",
	"configs":                 "Configs",
	"consumer_group_id":       "ConsumerGroupID",
	"consumer_groups":         "ConsumerGroups",
	"consumer_id":             "ConsumerID",
	"consumers":               "Consumers",
	"controller":              "Controller",
	"coordinator":             "Coordinator",
	"current_offset":          "CurrentOffset",
	"earliest_offset":         "EarliestOffset",
	"host":                    "Host",
	"instance_id":             "InstanceID",
	"is_default":              "Default",
	"is_in_sync":              "InSync",
	"is_internal":             "Internal",
	"is_leader":               "Leader",
	"is_mixed_consumer_group": "Mixed",
	"is_read_only":            "ReadOnly",
	"is_sensitive":            "Sensitive",
	"is_simple":               "Simple",
	"key":                     "Key",
	"lag":                     "Lag",
	"lag_summary":             "LagSummary",
	"latest_offset":           "LatestOffset",
	"leader":                  "Leader",
	"log_end_offset":          "LogEndOffset",
	"max_lag":                 "MaxLag",
	"max_lag_client_id":       "MaxLagClientID",
	"max_lag_consumer":        "MaxLagConsumer",
	"max_lag_consumer_id":     "MaxLagConsumerID",
	"max_lag_instance_id":     "MaxLagInstanceID",
	"max_lag_partition":       "MaxLagPartition",
	"max_lag_partition_id":    "MaxLagPartitionID",
	"max_lag_topic_name":      "MaxLagTopicName",
	"metadata":                "Metadata",
	"name":                    "Name",
	"offset":                  "Offset",
	"operation":               "Operation",
	"partition":               "Partition",
	"partition_assignor":      "PartitionAssignor",
	"partition_id":            "PartitionID",
	"partition_reassignments": "PartitionReassignments",
	"partition_replicas":      "PartitionReplicas",
	"partitions":              "Partitions",
	"partitions_count":        "PartitionsCount",
	"pattern_type":            "PatternType",
	"permission":              "Permission",
	"port":                    "Port",
	"principal":               "Principal",
	"rack":                    "Rack",
	"reassignment":            "Reassignment",
	"related":                 "URL",
	"removing_replicas":       "RemovingReplicas",
	"replicas":                "Replicas",
	"replication_factor":      "ReplicationFactor",
	"resource_name":           "ResourceName",
	"resource_type":           "ResourceType",
	"schema_id":               "SchemaID",
	"schema_version":          "SchemaVersion",
	"self":                    "Self",
	"size":                    "Size",
	"source":                  "Source",
	"state":                   "State",
	"subject":                 "Subject",
	"synonyms":                "Synonyms",
	"timestamp":               "Timestamp",
	"topic_name":              "TopicName",
	"topics":                  "Topics",
	"total_lag":               "TotalLag",
	"type":                    "Type",
	"value":                   "Value",

	// Those that only Confluent Server has.
	"any_uneven_load":                 "AnyUnevenLoad",
	"broker_replica_exclusion_status": "BrokerReplicaExclusionStatus",
	"broker_shutdown_status":          "BrokerShutdownStatus",
	"broker_task":                     "BrokerTask",
	"broker_tasks":                    "BrokerTasks",
	"cells":                           "Cells",
	"cells_enabled":                   "CellsEnabled",
	"cluster_link_id":                 "ClusterLinkID",
	"created_at":                      "CreatedAt",
	"default":                         "Default",
	"destination_cluster_id":          "DestinationClusterID",
	"error_code":                      "ErrorCode",
	"error_message":                   "ErrorMessage",
	"errors":                          "Errors",
	"exclusion":                       "Operation",
	"is_caught_up":                    "CaughtUp",
	"is_in_isr":                       "InISR",
	"is_isr_eligible":                 "ISREligible",
	"is_observer":                     "Observer",
	"last_caught_up_time_ms":          "LastCaughtUpTimeMs",
	"last_fetch_time_ms":              "LastFetchTimeMs",
	"last_source_fetch_offset":        "LastSourceFetchOffset",
	"link_error":                      "Error",
	"link_error_message":              "ErrorMessage",
	"link_id":                         "LinkID",
	"link_name":                       "LinkName",
	"link_state":                      "State",
	"log_start_offset":                "LogStartOffset",
	"mirror_lags":                     "Lags",
	"mirror_state_transition_errors":  "StateTransitionErrors",
	"mirror_status":                   "Status",
	"mirror_topic_error":              "Error",
	"mirror_topic_name":               "Name",
	"num_partitions":                  "Partitions",
	"open-for-tenant-assignment":      "OpenForTenantAssignment",
	"open_for_tenant_assignment":      "OpenForTenantAssignment",
	"partition_reassignment_status":   "PartitionReassignmentStatus",
	"previous_status":                 "PreviousStatus",
	"previous_status_updated_at":      "PreviousStatusUpdatedAt",
	"read_only":                       "ReadOnly",
	"reason":                          "Reason",
	"remote_cluster_id":               "RemoteClusterID",
	"sensitive":                       "Sensitive",
	"shutdown_scheduled":              "ShutdownScheduled",
	"source_cluster_id":               "SourceClusterID",
	"source_topic_name":               "SourceTopicName",
	"state_time_ms":                   "StateTimeMs",
	"status":                          "Status",
	"status_updated_at":               "StatusUpdatedAt",
	"sub_task_statuses":               "SubTaskStatuses",
	"task_name":                       "Name",
	"task_status":                     "Status",
	"task_type":                       "Type",
	"tasks":                           "Tasks",
	"topic_names":                     "TopicNames",
	"updated_at":                      "UpdatedAt",

	"Broker.broker_id":                "ID",
	"Cell.cell_id":                    "ID",
	"ClusterInfo.cluster_id":          "ID",
	"Consumer.consumer_id":            "ID",
	"ConsumerGroup.consumer_group_id": "ID",
	"Link.link_name":                  "Name",
	"Partition.partition_id":          "ID",
	"Topic.topic_name":                "Name",
	"LinkTaskError.error_code":        "Code",
	"LinkTaskError.error_message":     "Message",
	"MirrorTopicError.error_code":     "Code",
	"MirrorTopicError.error_message":  "Message",
	// A failure is in Err, and what was changed is known by its name.
	"ExclusionOutcome.error_code":      "",
	"ExclusionOutcome.error_message":   "",
	"MirrorTopicOutcome.error_code":    "",
	"MirrorTopicOutcome.error_message": "",
	"MirrorTopicOutcome.metadata":      "",
}

// A ledger accounts for the members of answers.
type ledger struct {
	found map[string]bool // the members that were there
}

// account holds every leaf of a JSON value to what the client made of it.
func (l *ledger) account(t *testing.T, at string, leaf any, got reflect.Value) {
	for got.IsValid() && got.Kind() == reflect.Pointer && !got.IsNil() {
		got = got.Elem()
	}
	switch leaf := leaf.(type) {
	case map[string]any:
		for name, member := range leaf {
			if got.Kind() == reflect.Map {
				l.account(t, at+"."+name, member, got.MapIndex(reflect.ValueOf(name)))
				continue
			}
			key := got.Type().Name() + "." + name
			if _, differs := members[key]; !differs {
				key = name
			}
			field, known := members[key]
			l.found[key] = true
			if !assert.True(t, known, "%s.%s went nowhere", at, name) || field == "" {
				continue
			}
			value := got.FieldByName(field)
			if assert.True(t, value.IsValid(), "%s.%s should have gone to %s of %s", at, name, field, got.Type()) {
				l.account(t, at+"."+name, member, value)
			}
		}
	case []any:
		if assert.Equal(t, len(leaf), got.Len(), "%s", at) {
			for i, item := range leaf {
				l.account(t, fmt.Sprintf("%s[%d]", at, i), item, got.Index(i))
			}
		}
	case nil:
		assert.True(t, got.IsZero(), "%s is null", at)
	case json.Number:
		assert.Equal(t, leaf.String(), strconv.FormatInt(got.Int(), 10), "%s", at)
	case bool:
		assert.Equal(t, leaf, got.Bool(), "%s", at)
	case string:
		if moment, ok := got.Interface().(time.Time); ok {
			want, err := time.Parse(time.RFC3339, leaf)
			require.NoError(t, err, at)
			assert.True(t, want.Equal(moment), "%s", at)
			return
		}
		assert.Equal(t, leaf, got.String(), "%s", at)
	}
}

// accountAnswer holds the whole body of an answer to the result of a call. The
// kind and the links of a list are dropped on purpose: iterators follow them.
func (l *ledger) accountAnswer(t *testing.T, body string, result any) {
	var value map[string]any
	decoder := json.NewDecoder(strings.NewReader(body))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&value))
	got := reflect.ValueOf(result)
	if got.Kind() != reflect.Slice {
		l.account(t, "", value, got)
		return
	}
	for name := range value {
		assert.Contains(t, []string{"kind", "metadata", "data"}, name)
	}
	l.account(t, "data", value["data"], got)
}

// readers call the operation that a recorded request is one of. Its names are
// of no importance: the server answers anything as recorded.
var readers = map[string]func(context.Context, service) (any, error){
	`GET /v3/clusters`:     func(ctx context.Context, s service) (any, error) { return s.ListClusters(ctx) },
	`GET /v3/clusters/C/?`: func(ctx context.Context, s service) (any, error) { return s.GetCluster(ctx, "c") },
	`GET /v3/clusters/C/acls(\?.*)?`: func(ctx context.Context, s service) (any, error) {
		return s.ListACLs(ctx, nil)
	},
	`DELETE /v3/clusters/C/acls\?.*`: func(ctx context.Context, s service) (any, error) {
		return s.DeleteACLs(ctx, restproxy.ACLFilter{ResourceType: "ANY", PatternType: "ANY", Operation: "ANY", Permission: "ANY"})
	},
	`GET /v3/clusters/C/broker-configs`:   func(ctx context.Context, s service) (any, error) { return s.ListClusterConfigs(ctx) },
	`GET /v3/clusters/C/broker-configs/N`: func(ctx context.Context, s service) (any, error) { return s.GetClusterConfig(ctx, "n") },
	`GET /v3/clusters/C/brokers`:          func(ctx context.Context, s service) (any, error) { return s.ListBrokers(ctx) },
	`GET /v3/clusters/C/brokers/N`:        func(ctx context.Context, s service) (any, error) { return s.GetBroker(ctx, 1) },
	`GET /v3/clusters/C/brokers/N/configs/N`: func(ctx context.Context, s service) (any, error) {
		return s.GetBrokerConfig(ctx, 1, "n")
	},
	`GET /v3/clusters/C/brokers/N/partition-replicas`: func(ctx context.Context, s service) (any, error) {
		return s.ListBrokerReplicas(ctx, 1)
	},
	`GET /v3/clusters/C/consumer-groups`:   func(ctx context.Context, s service) (any, error) { return s.ListConsumerGroups(ctx) },
	`GET /v3/clusters/C/consumer-groups/N`: func(ctx context.Context, s service) (any, error) { return s.GetConsumerGroup(ctx, "g") },
	`GET /v3/clusters/C/consumer-groups/N/consumers`: func(ctx context.Context, s service) (any, error) {
		return s.ListConsumers(ctx, "g")
	},
	`GET /v3/clusters/C/consumer-groups/N/consumers/N/assignments`: func(ctx context.Context, s service) (any, error) {
		return s.ListConsumerAssignments(ctx, "g", "m")
	},
	`GET /v3/clusters/C/consumer-groups/N/lag-summary`: func(ctx context.Context, s service) (any, error) {
		return s.GetConsumerGroupLagSummary(ctx, "g")
	},
	`GET /v3/clusters/C/consumer-groups/N/lags`: func(ctx context.Context, s service) (any, error) { return s.ListConsumerLags(ctx, "g") },
	`GET /v3/clusters/C/topics(\?.*)?`:          func(ctx context.Context, s service) (any, error) { return s.ListTopics(ctx, nil) },
	`GET /v3/clusters/C/topics/N(\?.*)?`:        func(ctx context.Context, s service) (any, error) { return s.GetTopic(ctx, "t", nil) },
	`POST /v3/clusters/C/topics/?(\?.*)?`:       func(ctx context.Context, s service) (any, error) { return s.CreateTopic(ctx, "t", nil) },
	`PATCH /v3/clusters/C/topics/N`: func(ctx context.Context, s service) (any, error) {
		return s.UpdatePartitionCount(ctx, "t", 4)
	},
	`GET /v3/clusters/C/topics/N/configs/N`: func(ctx context.Context, s service) (any, error) {
		return s.GetTopicConfig(ctx, "t", "n")
	},
	`GET /v3/clusters/C/topics/N/partitions`: func(ctx context.Context, s service) (any, error) { return s.ListPartitions(ctx, "t") },
	`GET /v3/clusters/C/topics/N/partitions/-/reassignment`: func(ctx context.Context, s service) (any, error) {
		return s.ListReassignments(ctx, "t")
	},
	`GET /v3/clusters/C/topics/N/partitions/[0-9]+/offset(\?.*)?`: func(ctx context.Context, s service) (any, error) {
		return s.GetPartitionOffsets(ctx, "t", 0)
	},
	`GET /v3/clusters/C/topics/N/partitions/[0-9]+/reassignment`: func(ctx context.Context, s service) (any, error) {
		return s.GetReassignment(ctx, "t", 0)
	},
}

// readerOf is the call for a recorded request.
func readerOf(r *recording) func(context.Context, service) (any, error) {
	for pattern, call := range readers {
		pattern = strings.NewReplacer("/C", "/[^/?]+", "/N", "/[^/?]+").Replace(pattern)
		if regexp.MustCompile("^" + pattern + "$").MatchString(r.method + " " + r.target) {
			return call
		}
	}
	return nil
}

// No member of an answer is lost: of what a real proxy answered, and of the
// documented answers where nothing was recorded.
func TestNoMemberIsLost(t *testing.T) {
	t.Parallel()
	l := &ledger{found: make(map[string]bool)}
	read := 0
	for _, r := range recordings(t) {
		if r.status/100 != 2 || !r.isJSON() || strings.Contains(r.target, "/records") || strings.Contains(r.target, "configs:alter") {
			continue
		}
		call := readerOf(r)
		if !assert.NotNil(t, call, "%s: %s %s is read by nothing", r.name, r.method, r.target) {
			continue
		}
		result, err := call(t.Context(), newService(t, r))
		if assert.NoError(t, err, r.name) {
			read++
			l.accountAnswer(t, r.body, result)
		}
	}
	assert.Greater(t, read, 50)
	for _, test := range operationCases() {
		if strings.HasPrefix(test.Answer, "{") && !strings.HasPrefix(test.Operation, "Produce") && !strings.HasPrefix(test.Name, "some ") && test.Name != "of Confluent Server" {
			l.accountAnswer(t, test.Answer, test.Result)
		}
	}
	for _, r := range recordings(t) {
		if !strings.HasSuffix(r.target, "/records") || !r.isJSON() || r.status != http.StatusOK {
			continue
		}
		var item map[string]any
		require.NoError(t, json.Unmarshal([]byte(r.body), &item))
		if item["error_code"] != float64(http.StatusOK) {
			continue
		}
		result, err := newService(t, r).ProduceOne(t.Context(), "t", restproxy.Record{})
		require.NoError(t, err, r.name)
		l.accountAnswer(t, strings.Replace(r.body, `"error_code":200,`, "", 1), result)
	}
	for name := range members {
		assert.True(t, l.found[name], "%s is in no answer", name)
	}
}

// sentinels are what errors amount to, by status.
var sentinels = map[int]error{
	400: kafkarest.ErrInvalid, 401: kafkarest.ErrUnauthorized, 403: kafkarest.ErrForbidden, 404: kafkarest.ErrNotFound,
	415: kafkarest.ErrInvalid, 422: kafkarest.ErrInvalid, 429: kafkarest.ErrTooManyRequests,
	405: nil, 406: nil, 408: nil, 413: nil, 414: nil, 431: nil, 500: nil,
	502: kafkarest.ErrUnavailable, 503: kafkarest.ErrUnavailable,
}

// Every refusal that was recorded is an error with all that it says.
func TestRecordedRefusals(t *testing.T) {
	t.Parallel()
	read := 0
	for _, r := range recordings(t) {
		if r.status/100 == 2 || r.method == http.MethodHead {
			continue
		}
		read++
		client := newService(t, r).Client
		err := client.Do(t.Context(), r.method, "/v3/clusters", nil, nil, kafkarest.NoRetry())
		var failure *kafkarest.Error
		require.ErrorAs(t, err, &failure, r.name)
		assert.Equal(t, r.status, failure.StatusCode, r.name)
		assertSentinel(t, r.status, err, r.name)
		var answer struct {
			ErrorCode int     `json:"error_code"`
			Message   *string `json:"message"`
		}
		if json.Unmarshal([]byte(r.body), &answer) != nil {
			assert.Contains(t, failure.Message, "text/html", r.name)
			assert.Zero(t, failure.Code, r.name)
			continue
		}
		assert.Equal(t, answer.ErrorCode, failure.Code, r.name)
		assert.Equal(t, restproxy.Code(answer.ErrorCode), restproxy.CodeOf(err), r.name)
		assert.Equal(t, *answer.Message, failure.Message, r.name)
		assert.Nil(t, failure.Kafka, "%s: a code of the proxy is none of Kafka", r.name)
		assert.Equal(t, bytes.TrimSpace([]byte(r.body)), bytes.TrimSpace(failure.Body), r.name)
	}
	assert.Greater(t, read, 150)
}

// assertSentinel holds an error to what its status amounts to, and to nothing
// else.
func assertSentinel(t *testing.T, status int, err error, name string) {
	t.Helper()
	want, known := sentinels[status]
	assert.True(t, known, "%s: status %d", name, status)
	for _, sentinel := range []error{
		kafkarest.ErrNotFound, kafkarest.ErrAlreadyExists, kafkarest.ErrUnauthorized, kafkarest.ErrForbidden,
		kafkarest.ErrConflict, kafkarest.ErrInvalid, kafkarest.ErrTooManyRequests, kafkarest.ErrUnavailable,
	} {
		assert.Equal(t, sentinel == want, errors.Is(err, sentinel), "%s: %v", name, sentinel)
	}
}

// Every record that was refused under a status of success is an error like one
// of that status.
func TestRecordedItems(t *testing.T) {
	t.Parallel()
	read := 0
	for _, r := range recordings(t) {
		if !strings.HasSuffix(r.target, "/records") || !r.isJSON() || r.status != http.StatusOK {
			continue
		}
		var item struct {
			ErrorCode int    `json:"error_code"`
			Message   string `json:"message"`
		}
		require.NoError(t, json.Unmarshal([]byte(r.body), &item))
		if item.ErrorCode == http.StatusOK {
			continue
		}
		read++
		_, err := newService(t, r).ProduceOne(t.Context(), "t", restproxy.Record{})
		var failure *kafkarest.Error
		require.ErrorAs(t, err, &failure, r.name)
		assert.Equal(t, item.ErrorCode, failure.Code, r.name)
		assert.Contains(t, failure.Message, item.Message, r.name)
		status := item.ErrorCode
		for status >= 1000 {
			status /= 10
		}
		assert.Equal(t, status, failure.StatusCode, r.name)
		assertSentinel(t, status, err, r.name)
	}
	assert.Greater(t, read, 20)
}

// What was recorded of batches is told for each record.
func TestRecordedBatches(t *testing.T) {
	t.Parallel()
	read := 0
	for _, r := range recordings(t) {
		if !strings.HasSuffix(r.target, "/records:batch") || r.status != http.StatusMultiStatus {
			continue
		}
		read++
		var answer struct{ Successes, Failures []map[string]any }
		require.NoError(t, json.Unmarshal([]byte(r.body), &answer))
		// The client's identifiers are positions.
		body, records := r.body, 0
		for _, item := range slices.Concat(answer.Successes, answer.Failures) {
			body = strings.Replace(body, fmt.Sprintf(`"id":"%v"`, item["id"]), fmt.Sprintf(`"id":"%d"`, records), 1)
			records++
		}
		renamed := *r
		renamed.body = body
		reports, err := newService(t, &renamed).ProduceBatch(t.Context(), "t", make([]restproxy.Record, records), &restproxy.ProduceBatchOptions{MaxEntries: 50})
		require.Len(t, reports, records, r.name)
		var partial *kafkarest.PartialError
		assert.Equal(t, len(answer.Failures) > 0, errors.As(err, &partial), r.name)
		for i, item := range answer.Successes {
			require.NotEmpty(t, reports[i].TopicName, r.name)
			assert.Equal(t, item["offset"], float64(reports[i].Offset), r.name)
			assert.NoError(t, reports[i].Err, r.name)
		}
		for i, item := range answer.Failures {
			report := reports[len(answer.Successes)+i]
			assert.Zero(t, report.ProduceResult, r.name)
			assert.Equal(t, item["error_code"], float64(restproxy.CodeOf(report.Err)), r.name)
			assert.ErrorContains(t, report.Err, "record", r.name)
		}
	}
	assert.GreaterOrEqual(t, read, 9)
}

// What was recorded of changes to several topics is told for each topic.
func TestRecordedAlterations(t *testing.T) {
	t.Parallel()
	read := 0
	for _, r := range recordings(t) {
		if !strings.HasSuffix(r.target, "/topics/-/configs:alter") || r.status != http.StatusMultiStatus {
			continue
		}
		read++
		var sent struct {
			Data []struct {
				TopicName string `json:"topic_name"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(r.sent), &sent), r.name)
		var answer struct {
			Failures []struct {
				TopicName string `json:"topic_name"`
				ErrorCode int    `json:"error_code"`
				Message   string `json:"message"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(r.body), &answer), r.name)
		var topics []restproxy.TopicConfigAlterations
		for _, topic := range sent.Data {
			topics = append(topics, restproxy.TopicConfigAlterations{TopicName: topic.TopicName})
		}
		outcomes, err := newService(t, r).AlterMultipleTopicConfigs(t.Context(), topics, nil)
		var partial *kafkarest.PartialError
		require.ErrorAs(t, err, &partial, r.name)
		assert.Len(t, partial.Errs, len(answer.Failures), r.name)
		require.Len(t, outcomes, len(topics), r.name)
		for i, topic := range topics {
			assert.Equal(t, topic.TopicName, outcomes[i].TopicName, r.name)
			for _, failure := range answer.Failures {
				if failure.TopicName == topic.TopicName {
					assert.Equal(t, restproxy.Code(failure.ErrorCode), restproxy.CodeOf(outcomes[i].Err), r.name)
					assert.ErrorContains(t, outcomes[i].Err, failure.Message, r.name)
				}
			}
		}
	}
	assert.GreaterOrEqual(t, read, 2)
}
