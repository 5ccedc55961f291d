package restproxy_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	mirrorOfOldServer = `{"kind":"KafkaMirrorData","metadata":{"self":"https://h/kafka/v3/clusters/c1/link/l1/mirrors/orders","resource_name":"crn:///kafka=c1"},
		"link_name":"l1","mirror_topic_name":"orders","source_topic_name":"eu.orders","num_partitions":2,
		"mirror_lags":[{"partition":0,"lag":9007199254740993,"last_source_fetch_offset":880},{"partition":1,"lag":0,"last_source_fetch_offset":-1}],
		"mirror_status":"PENDING_STOPPED","state_time_ms":1714979289123}`
	mirrorOfNewServer = `{"kind":"KafkaMirrorData","metadata":{"self":"s"},"link_name":"l1","mirror_topic_name":"payments","source_topic_name":"payments",
		"num_partitions":1,"mirror_lags":[],"mirror_status":"FAILED","state_time_ms":0,"mirror_topic_error":"RECORD_TOO_LARGE",
		"mirror_state_transition_errors":[{"error_code":"REMOTE_MIRROR_NOT_FOUND","error_message":"the source is gone"}]}`
	altered      = `{"kind":"AlterMirrorsData","metadata":{"self":"m","resource":"crn:///kafka=c1"},"mirror_topic_name":"orders","error_code":null,"error_message":null,"mirror_lags":[]}`
	notAltered   = `{"kind":"AlterMirrorsData","metadata":{"self":"m","resource_name":"crn:///kafka=c1"},"mirror_topic_name":"payments","error_code":400,"error_message":"already stopped","mirror_lags":[{"partition":0,"lag":12,"last_source_fetch_offset":880}]}`
	alteredKind  = "KafkaPromoteMirror" // whatever the change
	mirrorsOfL1  = "/v3/clusters/c1/links/l1/mirrors"
	ordersByName = `{"mirror_topic_names":["orders"]}`
)

var (
	ordersMirror = restproxy.MirrorTopic{
		Metadata: metadata("https://h/kafka/v3/clusters/c1/link/l1/mirrors/orders", "crn:///kafka=c1"),
		LinkName: "l1", Name: "orders", SourceTopicName: "eu.orders", Partitions: 2,
		Lags: []restproxy.MirrorLag{
			{Partition: 0, Lag: 9007199254740993, LastSourceFetchOffset: 880}, {Partition: 1, LastSourceFetchOffset: -1},
		},
		Status: restproxy.MirrorTopicStatusPendingStopped, StateTimeMs: 1714979289123,
	}
	paymentsMirror = restproxy.MirrorTopic{
		Metadata: metadata("s", ""), LinkName: "l1", Name: "payments", SourceTopicName: "payments", Partitions: 1, Lags: []restproxy.MirrorLag{},
		Status: restproxy.MirrorTopicStatusFailed, Error: "RECORD_TOO_LARGE",
		StateTransitionErrors: []restproxy.MirrorTopicError{{Code: "REMOTE_MIRROR_NOT_FOUND", Message: "the source is gone"}},
	}
)

func mirrorCases() []operationCase {
	type ctx = context.Context
	cases := []operationCase{{
		Operation: "ListAllMirrorTopics",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllMirrorTopics(ctx, nil) },
		Request:   "GET /v3/clusters/c1/links/-/mirrors", Status: 200,
		Answer: collection(mirrorOfOldServer, mirrorOfNewServer), Result: []restproxy.MirrorTopic{ordersMirror, paymentsMirror},
	}, {
		Operation: "ListAllMirrorTopics", Name: "of a status",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ListAllMirrorTopics(ctx, &restproxy.ListMirrorTopicsOptions{Status: restproxy.MirrorTopicStatusActive})
		},
		Request: "GET /v3/clusters/c1/links/-/mirrors?mirror_status=ACTIVE", Status: 200,
		Answer: collection(), Result: []restproxy.MirrorTopic{},
	}, {
		Operation: "ListMirrorTopics",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ListMirrorTopics(ctx, "l1", &restproxy.ListMirrorTopicsOptions{Status: restproxy.MirrorTopicStatusPendingStopped})
		},
		Request: "GET " + mirrorsOfL1 + "?mirror_status=PENDING_STOPPED", Status: 200,
		Answer: collection(mirrorOfOldServer), Result: []restproxy.MirrorTopic{ordersMirror},
	}, {
		Operation: "GetMirrorTopic",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetMirrorTopic(ctx, "l1", "orders", nil) },
		Request:   "GET " + mirrorsOfL1 + "/orders", Status: 200, Answer: mirrorOfOldServer, Result: &ordersMirror,
	}, {
		Operation: "GetMirrorTopic", Name: "with errors",
		Call: func(ctx ctx, s service) (any, error) {
			return s.GetMirrorTopic(ctx, "l1", "a b", &restproxy.GetMirrorTopicOptions{IncludeStateTransitionErrors: true})
		},
		Request: "GET " + mirrorsOfL1 + "/a%20b?include_state_transition_errors=true", Status: 200, Answer: mirrorOfNewServer, Result: &paymentsMirror,
	}, {
		Operation: "CreateMirrorTopic",
		Call: func(ctx ctx, s service) (any, error) {
			return nil, s.CreateMirrorTopic(ctx, "l1", "orders", nil)
		},
		Request: "POST " + mirrorsOfL1, Body: `{"source_topic_name":"orders"}`, Status: 204,
	}, {
		Operation: "CreateMirrorTopic", Name: "all options",
		Call: func(ctx ctx, s service) (any, error) {
			return nil, s.CreateMirrorTopic(ctx, "l1", "orders", &restproxy.CreateMirrorTopicOptions{
				Name: "eu.orders", ReplicationFactor: 3, Configs: map[string]string{"unclean.leader.election.enable": "true", "max.message.bytes": "1"},
			})
		},
		Request: "POST " + mirrorsOfL1, Status: 204,
		Body: `{"source_topic_name":"orders","mirror_topic_name":"eu.orders","replication_factor":3,
			"configs":[{"name":"max.message.bytes","value":"1"},{"name":"unclean.leader.election.enable","value":"true"}]}`,
	}}
	for _, change := range mirrorChanges {
		failed := &kafkarest.Error{
			API: "restproxy", Operation: change.operation, StatusCode: 400, Code: 400, Message: `mirror topic "payments": already stopped`,
		}
		cases = append(cases, operationCase{
			Operation: change.operation,
			Call:      func(ctx ctx, s service) (any, error) { return change.call(s, ctx, "l1", []string{"orders"}, nil) },
			Request:   "POST " + mirrorsOfL1 + ":" + change.verb, Body: ordersByName, Status: 200,
			Answer: collection(altered), Result: []restproxy.MirrorTopicOutcome{{Name: "orders", Lags: []restproxy.MirrorLag{}}},
		}, operationCase{
			Operation: change.operation, Name: "some failed",
			Call: func(ctx ctx, s service) (any, error) {
				options := &restproxy.AlterMirrorTopicsOptions{NamePattern: "o.*|p.*", ValidateOnly: true}
				return partial(change.call(s, ctx, "l1", nil, options))
			},
			Request: "POST " + mirrorsOfL1 + ":" + change.verb + "?validate_only=true", Body: `{"mirror_topic_name_pattern":"o.*|p.*"}`, Status: 200,
			Answer: collection(altered, notAltered),
			Result: partialResult[restproxy.MirrorTopicOutcome]{
				Items: []restproxy.MirrorTopicOutcome{
					{Name: "orders", Lags: []restproxy.MirrorLag{}},
					{Name: "payments", Lags: []restproxy.MirrorLag{{Lag: 12, LastSourceFetchOffset: 880}}, Err: failed},
				},
				Operation: change.operation, Errs: []error{failed},
			},
		})
	}
	return cases
}

var mirrorChanges = []struct {
	operation, verb string
	call            func(service, context.Context, string, []string, *restproxy.AlterMirrorTopicsOptions, ...kafkarest.CallOption) ([]restproxy.MirrorTopicOutcome, error)
}{
	{"PromoteMirrorTopics", "promote", service.PromoteMirrorTopics},
	{"FailoverMirrorTopics", "failover", service.FailoverMirrorTopics},
	{"PauseMirrorTopics", "pause", service.PauseMirrorTopics},
	{"ResumeMirrorTopics", "resume", service.ResumeMirrorTopics},
	{"PromoteLocalAndStartRemoteMirror", "promote-local-and-start-remote-mirror", service.PromoteLocalAndStartRemoteMirror},
	{"PromoteLocalAndPauseRemoteMirror", "promote-local-and-pause-remote-mirror", service.PromoteLocalAndPauseRemoteMirror},
	{"ReverseAndStartMirror", "reverse-and-start-mirror", service.ReverseAndStartMirror},
	{"ReverseAndPauseMirror", "reverse-and-pause-mirror", service.ReverseAndPauseMirror},
}

func TestMirrorTopicStateTime(t *testing.T) {
	t.Parallel()
	assert.Equal(t, time.Date(2024, 5, 6, 7, 8, 9, 123e6, time.UTC), ordersMirror.StateTime().UTC())
	assert.Zero(t, paymentsMirror.StateTime())
}
