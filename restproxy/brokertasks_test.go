package restproxy_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	brokerURL = "https://h/kafka/v3/clusters/c1/brokers/2"

	removalOfBroker2 = `{"kind":"KafkaBrokerRemoval","metadata":{"self":"` + brokerURL + `","resource_name":"crn:///kafka=c1/broker=2/"},
		"cluster_id":"c1","broker_id":2,"broker_task":{"related":"` + brokerURL + `/tasks/remove-broker"},"broker":{"related":"` + brokerURL + `"}}`

	removeTask = `{"kind":"KafkaBrokerTask","metadata":{"self":"` + brokerURL + `/tasks/remove-broker","resource_name":"crn:///kafka=c1/broker=2/task=remove-broker"},
		"cluster_id":"c1","broker_id":2,"task_type":"remove-broker","task_status":"FAILED","shutdown_scheduled":true,
		"sub_task_statuses":{"partition_reassignment_status":"ERROR","broker_shutdown_status":"CANCELED","broker_replica_exclusion_status":"EXCLUDED"},
		"created_at":"2024-05-06T07:08:09Z","updated_at":"2024-05-06T07:09:00Z","error_code":10006,"error_message":"no plan was found",
		"broker":{"related":"` + brokerURL + `"}}`
	addTask = `{"kind":"KafkaBrokerTask","metadata":{"self":"s","resource_name":null},"cluster_id":"c1","broker_id":3,"task_type":"add-broker",
		"task_status":"IN_PROGRESS","sub_task_statuses":{"partition_reassignment_status":"PENDING"},
		"created_at":"2024-05-06T07:08:09Z","updated_at":"2024-05-06T07:08:09Z","error_code":null,"error_message":null,"broker":{"related":"b"}}`

	// Deprecated.
	oldRemoveTask = `{"kind":"KafkaRemoveBrokerTask","metadata":{"self":"https://h/kafka/v3/clusters/c1/remove-broker-tasks/2","resource_name":"crn:///kafka=c1/remove-broker-task=2"},
		"cluster_id":"c1","broker_id":2,"shutdown_scheduled":true,"broker_replica_exclusion_status":"COMPLETED","partition_reassignment_status":"COMPLETE",
		"broker_shutdown_status":"FAILED","error_code":10006,"error_message":"it would not stop","broker":{"related":"` + brokerURL + `"}}`
)

var (
	brokerRemoval = restproxy.BrokerRemoval{
		Metadata:  metadata(brokerURL, "crn:///kafka=c1/broker=2/"),
		ClusterID: "c1", BrokerID: 2,
		BrokerTask: related(brokerURL + "/tasks/remove-broker"), Broker: related(brokerURL),
	}
	failedRemoval = restproxy.BrokerTask{
		Metadata:  metadata(brokerURL+"/tasks/remove-broker", "crn:///kafka=c1/broker=2/task=remove-broker"),
		ClusterID: "c1", BrokerID: 2, Type: restproxy.BrokerTaskTypeRemoveBroker, Status: restproxy.BrokerTaskStatusFailed, ShutdownScheduled: true,
		SubTaskStatuses: map[string]restproxy.SubTaskStatus{
			"partition_reassignment_status":   restproxy.SubTaskStatusError,
			"broker_shutdown_status":          restproxy.SubTaskStatusCanceled,
			"broker_replica_exclusion_status": restproxy.SubTaskStatusExcluded,
		},
		CreatedAt: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), UpdatedAt: time.Date(2024, 5, 6, 7, 9, 0, 0, time.UTC),
		ErrorCode: 10006, ErrorMessage: "no plan was found", Broker: related(brokerURL),
	}
	addition = restproxy.BrokerTask{
		Metadata: metadata("s", ""), ClusterID: "c1", BrokerID: 3,
		Type: restproxy.BrokerTaskTypeAddBroker, Status: restproxy.BrokerTaskStatusInProgress,
		SubTaskStatuses: map[string]restproxy.SubTaskStatus{"partition_reassignment_status": restproxy.SubTaskStatusPending},
		CreatedAt:       time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), UpdatedAt: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
		Broker: related("b"),
	}
	oldRemoval = restproxy.RemoveBrokerTask{
		Metadata:  metadata("https://h/kafka/v3/clusters/c1/remove-broker-tasks/2", "crn:///kafka=c1/remove-broker-task=2"),
		ClusterID: "c1", BrokerID: 2, ShutdownScheduled: true,
		BrokerReplicaExclusionStatus: restproxy.SubTaskStatusCompleted,
		PartitionReassignmentStatus:  restproxy.SubTaskStatusComplete,
		BrokerShutdownStatus:         restproxy.SubTaskStatusFailed,
		ErrorCode:                    10006, ErrorMessage: "it would not stop", Broker: related(brokerURL),
	}
)

func brokerTaskCases() []operationCase {
	type ctx = context.Context
	return []operationCase{{
		Operation: "RemoveBroker",
		Call:      func(ctx ctx, s service) (any, error) { return s.RemoveBroker(ctx, 2, nil) },
		Request:   "DELETE /v3/clusters/c1/brokers/2", Status: 202, Answer: removalOfBroker2, Result: &brokerRemoval,
	}, {
		Operation: "RemoveBroker", Name: "that keeps running",
		Call: func(ctx ctx, s service) (any, error) {
			return s.RemoveBroker(ctx, 0, &restproxy.RemoveBrokerOptions{KeepRunning: true})
		},
		Request: "DELETE /v3/clusters/c1/brokers/0?should_shutdown=false", Status: 202, Answer: removalOfBroker2, Result: &brokerRemoval,
	}, {
		Operation: "RemoveBrokers",
		Call: func(ctx ctx, s service) (any, error) {
			return s.RemoveBrokers(ctx, []int32{0, 2}, &restproxy.RemoveBrokerOptions{})
		},
		Request: "POST /v3/clusters/c1/brokers:delete", Body: `{"broker_ids":[0,2]}`, Status: 202,
		Answer: collection(removalOfBroker2), Result: []restproxy.BrokerRemoval{brokerRemoval},
	}, {
		Operation: "RemoveBrokers", Name: "that keep running",
		Call: func(ctx ctx, s service) (any, error) {
			return s.RemoveBrokers(ctx, []int32{2}, &restproxy.RemoveBrokerOptions{KeepRunning: true})
		},
		Request: "POST /v3/clusters/c1/brokers:delete?should_shutdown=false", Body: `{"broker_ids":[2]}`, Status: 202,
		Answer: collection(removalOfBroker2), Result: []restproxy.BrokerRemoval{brokerRemoval},
	}, {
		Operation: "UnregisterBroker",
		Call:      func(ctx ctx, s service) (any, error) { return s.UnregisterBroker(ctx, 2) },
		Request:   "POST /v3/clusters/c1/brokers/2:unregister", Status: 202, Answer: `{"cluster_id":"c1","broker_id":2}`,
		Result: &restproxy.BrokerUnregistration{ClusterID: "c1", BrokerID: 2},
	}, {
		Operation: "ListAllBrokerTasks",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListAllBrokerTasks(ctx) },
		Request:   "GET /v3/clusters/c1/brokers/-/tasks", Status: 200,
		Answer: collection(removeTask, addTask), Result: []restproxy.BrokerTask{failedRemoval, addition},
	}, {
		Operation: "ListAllBrokerTasksOfType",
		Call: func(ctx ctx, s service) (any, error) {
			return s.ListAllBrokerTasksOfType(ctx, restproxy.BrokerTaskTypeAddBroker)
		},
		Request: "GET /v3/clusters/c1/brokers/-/tasks/add-broker", Status: 200,
		Answer: collection(addTask), Result: []restproxy.BrokerTask{addition},
	}, {
		Operation: "ListBrokerTasks",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListBrokerTasks(ctx, 4) },
		Request:   "GET /v3/clusters/c1/brokers/4/tasks", Status: 200, Answer: collection(), Result: []restproxy.BrokerTask{},
	}, {
		Operation: "GetBrokerTask",
		Call: func(ctx ctx, s service) (any, error) {
			return s.GetBrokerTask(ctx, 2, restproxy.BrokerTaskTypeRemoveBroker)
		},
		Request: "GET /v3/clusters/c1/brokers/2/tasks/remove-broker", Status: 200, Answer: removeTask, Result: &failedRemoval,
	}, {
		Operation: "ListRemoveBrokerTasks",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListRemoveBrokerTasks(ctx) },
		Request:   "GET /v3/clusters/c1/remove-broker-tasks", Status: 200,
		Answer: collection(oldRemoveTask), Result: []restproxy.RemoveBrokerTask{oldRemoval},
	}, {
		Operation: "GetRemoveBrokerTask",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetRemoveBrokerTask(ctx, 2) },
		Request:   "GET /v3/clusters/c1/remove-broker-tasks/2", Status: 200, Answer: oldRemoveTask, Result: &oldRemoval,
	}}
}

// A removal starts a task, so a call whose outcome is unknown is not sent again,
// although it is a DELETE.
func TestRemoveBrokerIsNotRepeated(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	_, err := s.RemoveBroker(t.Context(), 2, nil)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	assert.EqualValues(t, 1, requests.Load())
}
