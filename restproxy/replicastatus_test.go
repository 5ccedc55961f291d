package restproxy_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	mirroredReplica = `{"kind":"KafkaReplicaStatus","metadata":{"self":"https://h/kafka/v3/clusters/c1/topics/orders/partitions/1/brokers/2/replica-status","resource_name":null},
		"cluster_id":"c1","topic_name":"orders","broker_id":2,"partition_id":1,"is_leader":true,"is_observer":true,"is_isr_eligible":true,"is_in_isr":true,
		"is_caught_up":true,"log_start_offset":5,"log_end_offset":9007199254740993,"last_caught_up_time_ms":1714979289123,"last_fetch_time_ms":1714979289124,
		"link_name":"l1"}`
	plainReplica = `{"kind":"KafkaReplicaStatus","metadata":{"self":"s"},"cluster_id":"c1","topic_name":"orders","broker_id":0,"partition_id":0,
		"is_leader":false,"is_observer":false,"is_isr_eligible":false,"is_in_isr":false,"is_caught_up":false,"log_start_offset":0,"log_end_offset":0,
		"last_caught_up_time_ms":0,"last_fetch_time_ms":0}`
)

var (
	mirrored = restproxy.ReplicaStatus{
		Metadata:  metadata("https://h/kafka/v3/clusters/c1/topics/orders/partitions/1/brokers/2/replica-status", ""),
		ClusterID: "c1", TopicName: "orders", PartitionID: 1, BrokerID: 2, Leader: true, Observer: true, ISREligible: true, InISR: true, CaughtUp: true,
		LogStartOffset: 5, LogEndOffset: 9007199254740993, LastCaughtUpTimeMs: 1714979289123, LastFetchTimeMs: 1714979289124, LinkName: "l1",
	}
	plain = restproxy.ReplicaStatus{Metadata: metadata("s", ""), ClusterID: "c1", TopicName: "orders"}
)

func replicaStatusCases() []operationCase {
	type ctx = context.Context
	const answer = `{"kind":"KafkaReplicaStatusList","metadata":{"self":"https://h/kafka/v3/any","next":null,"resource_name":null},"data":[` +
		mirroredReplica + `,` + plainReplica + `]}`
	result := []restproxy.ReplicaStatus{mirrored, plain}
	return []operationCase{{
		Operation: "ListAllReplicaStatuses",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllReplicaStatuses(ctx) },
		Request:   "GET /v3/clusters/c1/topics/-/partitions/-/replica-status", Status: 200, Answer: answer, Result: result,
	}, {
		Operation: "ListTopicReplicaStatuses",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListTopicReplicaStatuses(ctx, "orders") },
		Request:   "GET /v3/clusters/c1/topics/orders/partitions/-/replica-status", Status: 200, Answer: answer, Result: result,
	}, {
		Operation: "ListPartitionReplicaStatuses",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListPartitionReplicaStatuses(ctx, "a/b c", 0) },
		Request:   "GET /v3/clusters/c1/topics/a%2Fb%20c/partitions/0/replica-status", Status: 200, Answer: answer, Result: result,
	}}
}

func TestReplicaStatusTimes(t *testing.T) {
	t.Parallel()
	assert.Equal(t, time.Date(2024, 5, 6, 7, 8, 9, 123e6, time.UTC), mirrored.LastCaughtUp().UTC())
	assert.Equal(t, time.Date(2024, 5, 6, 7, 8, 9, 124e6, time.UTC), mirrored.LastFetch().UTC())
	assert.Zero(t, plain.LastCaughtUp())
	assert.Zero(t, restproxy.ReplicaStatus{LastFetchTimeMs: -1}.LastFetch())
}
