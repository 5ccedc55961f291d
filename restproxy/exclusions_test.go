package restproxy_test

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	exclusionURL = "https://h/kafka/v3/clusters/c1/broker-replica-exclusions/2"

	exclusionOfBroker2 = `{"kind":"KafkaBrokerReplicaExclusion","metadata":{"self":"` + exclusionURL + `","resource_name":"crn:///kafka=c1/broker-replica-exclusions=2"},
		"cluster_id":"c1","broker_id":2,"reason":"new disks","broker":{"related":"` + brokerURL + `"}}`
	exclusionSet = `{"kind":"KafkaAlterBrokerReplicaExclusion","metadata":{"self":"` + exclusionURL + `","resource_name":"crn:///kafka=c1/broker-replica-exclusions=2"},
		"cluster_id":"c1","broker_id":2,"exclusion":"SET","reason":"new disks","error_code":null,"error_message":null,"broker":{"related":"` + brokerURL + `"}}`
	exclusionDeleted = `{"kind":"KafkaAlterBrokerReplicaExclusion","metadata":{"self":"s"},"cluster_id":"c1","broker_id":2,"exclusion":"DELETE",
		"reason":"done","error_code":null,"error_message":null,"broker":{"related":"b"}}`
	exclusionMissing = `{"kind":"KafkaAlterBrokerReplicaExclusion","metadata":{"self":"s"},"cluster_id":"c1","broker_id":3,"exclusion":"DELETE",
		"reason":"done","error_code":404,"error_message":"there is none","broker":{"related":"b"}}`
)

var exclusion = restproxy.BrokerReplicaExclusion{
	Metadata:  metadata(exclusionURL, "crn:///kafka=c1/broker-replica-exclusions=2"),
	ClusterID: "c1", BrokerID: 2, Reason: "new disks", Broker: related(brokerURL),
}

func exclusionCases() []operationCase {
	type ctx = context.Context
	missing := &kafkarest.Error{
		API: "restproxy", Operation: "DeleteBrokerReplicaExclusions", StatusCode: 404, Code: 404, Message: "broker 3: there is none",
	}
	deleted := func(broker int32, err error) restproxy.ExclusionOutcome {
		return restproxy.ExclusionOutcome{
			BrokerReplicaExclusion: restproxy.BrokerReplicaExclusion{
				Metadata: metadata("s", ""), ClusterID: "c1", BrokerID: broker, Reason: "done", Broker: related("b"),
			},
			Operation: restproxy.ExclusionOperationDelete, Err: err,
		}
	}
	return []operationCase{{
		Operation: "ListBrokerReplicaExclusions",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListBrokerReplicaExclusions(ctx) },
		Request:   "GET /v3/clusters/c1/broker-replica-exclusions", Status: 200,
		Answer: collection(exclusionOfBroker2), Result: []restproxy.BrokerReplicaExclusion{exclusion},
	}, {
		Operation: "GetBrokerReplicaExclusion",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetBrokerReplicaExclusion(ctx, 2) },
		Request:   "GET /v3/clusters/c1/broker-replica-exclusions/2", Status: 200, Answer: exclusionOfBroker2, Result: &exclusion,
	}, {
		Operation: "CreateBrokerReplicaExclusions",
		Call: func(ctx ctx, s service) (any, error) {
			return s.CreateBrokerReplicaExclusions(ctx, []restproxy.ExclusionChange{{BrokerID: 2, Reason: "new disks"}, {BrokerID: 0}})
		},
		Request: "POST /v3/clusters/c1/broker-replica-exclusions:create",
		Body:    `{"data":[{"broker_id":2,"reason":"new disks"},{"broker_id":0,"reason":""}]}`, Status: 201,
		Answer: collection(exclusionSet),
		Result: []restproxy.ExclusionOutcome{{BrokerReplicaExclusion: exclusion, Operation: restproxy.ExclusionOperationSet}},
	}, {
		Operation: "DeleteBrokerReplicaExclusions",
		Call: func(ctx ctx, s service) (any, error) {
			return s.DeleteBrokerReplicaExclusions(ctx, []restproxy.ExclusionChange{{BrokerID: 2, Reason: "done"}})
		},
		Request: "POST /v3/clusters/c1/broker-replica-exclusions:delete", Body: `{"data":[{"broker_id":2,"reason":"done"}]}`, Status: 200,
		Answer: collection(exclusionDeleted), Result: []restproxy.ExclusionOutcome{deleted(2, nil)},
	}, {
		Operation: "DeleteBrokerReplicaExclusions", Name: "some missing",
		Call: func(ctx ctx, s service) (any, error) {
			results, err := s.DeleteBrokerReplicaExclusions(ctx, []restproxy.ExclusionChange{{BrokerID: 2, Reason: "done"}, {BrokerID: 3, Reason: "done"}})
			return partial(results, err)
		},
		Request: "POST /v3/clusters/c1/broker-replica-exclusions:delete",
		Body:    `{"data":[{"broker_id":2,"reason":"done"},{"broker_id":3,"reason":"done"}]}`, Status: 404,
		Answer: collection(exclusionDeleted, exclusionMissing),
		Result: partialResult[restproxy.ExclusionOutcome]{
			Items:     []restproxy.ExclusionOutcome{deleted(2, nil), deleted(3, missing)},
			Operation: "DeleteBrokerReplicaExclusions", Errs: []error{missing},
		},
	}}
}
