package restproxy_test

import (
	"context"
	"time"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func balancerCases() []operationCase {
	type ctx = context.Context
	return []operationCase{{
		Operation: "GetBalancer",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetBalancer(ctx) },
		Request:   "GET /v3/clusters/c1/balancer", Status: 200,
		Answer: `{"kind":"KafkaBalancerStatus","metadata":{"self":"https://h/kafka/v3/clusters/c1/balancer","resource_name":"crn:///kafka=c1/balancer"},
			"cluster_id":"c1","status":"ERROR","error_code":10014,"error_message":"no metrics",
			"any_uneven_load":{"related":"https://h/kafka/v3/clusters/c1/balancer/any-uneven-load"},
			"broker_tasks":{"related":"https://h/kafka/v3/clusters/c1/brokers/-/tasks"}}`,
		Result: &restproxy.Balancer{
			Metadata:  metadata("https://h/kafka/v3/clusters/c1/balancer", "crn:///kafka=c1/balancer"),
			ClusterID: "c1", Status: restproxy.BalancerStatusError, ErrorCode: 10014, ErrorMessage: "no metrics",
			AnyUnevenLoad: related("https://h/kafka/v3/clusters/c1/balancer/any-uneven-load"),
			BrokerTasks:   related("https://h/kafka/v3/clusters/c1/brokers/-/tasks"),
		},
	}, {
		Operation: "GetBalancer", Name: "without an error",
		Call:    func(ctx ctx, s service) (any, error) { return s.GetBalancer(ctx) },
		Request: "GET /v3/clusters/c1/balancer", Status: 200,
		Answer: `{"kind":"KafkaBalancerStatus","metadata":{"self":"s","resource_name":null},"cluster_id":"c1","status":"LOAD_FAILURE",
			"error_code":null,"error_message":null,"any_uneven_load":{"related":"l"},"broker_tasks":{"related":"t"}}`,
		Result: &restproxy.Balancer{
			Metadata: metadata("s", ""), ClusterID: "c1", Status: restproxy.BalancerStatusLoadFailure,
			AnyUnevenLoad: related("l"), BrokerTasks: related("t"),
		},
	}, {
		Operation: "GetAnyUnevenLoad",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetAnyUnevenLoad(ctx) },
		Request:   "GET /v3/clusters/c1/balancer/any-uneven-load", Status: 200,
		Answer: `{"kind":"KafkaAnyUnevenLoad","metadata":{"self":"https://h/kafka/v3/clusters/c1/any-uneven-load","resource_name":"crn:///kafka=c1/any-uneven-load"},
			"cluster_id":"c1","status":"BALANCING_FAILED","previous_status":"BALANCING","status_updated_at":"2024-05-06T07:08:09Z",
			"previous_status_updated_at":"2024-05-06T07:00:00.123456Z","error_code":10013,"error_message":"a broker is gone",
			"broker_tasks":{"related":"https://h/kafka/v3/clusters/c1/brokers/-/tasks"}}`,
		Result: &restproxy.AnyUnevenLoad{
			Metadata:  metadata("https://h/kafka/v3/clusters/c1/any-uneven-load", "crn:///kafka=c1/any-uneven-load"),
			ClusterID: "c1", Status: restproxy.EvenLoadStatusBalancingFailed, PreviousStatus: restproxy.EvenLoadStatusBalancing,
			StatusUpdatedAt:         time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
			PreviousStatusUpdatedAt: time.Date(2024, 5, 6, 7, 0, 0, 123456000, time.UTC),
			ErrorCode:               10013, ErrorMessage: "a broker is gone",
			BrokerTasks: related("https://h/kafka/v3/clusters/c1/brokers/-/tasks"),
		},
	}}
}
