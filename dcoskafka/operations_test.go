package dcoskafka_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
)

// servicePath is where the test servers have the service.
const servicePath = opstest.BasePath + "/service/kafka"

// exchange is one request of a call, method and target below the service, and
// what it is answered with.
type exchange struct {
	request string
	body    string // of the request, as JSON; empty for none
	status  int
	answer  string
	kind    string // of the answer, JSON if it is empty
}

func ok(request, answer string) exchange {
	return exchange{request: request, status: http.StatusOK, answer: answer}
}

// script is what a call does on a scheduler of one profile.
type script struct {
	exchanges []exchange
	result    any
}

func does(result any, exchanges ...exchange) script { return script{exchanges, result} }

// operationCase is a call with what it does on each profile. On one that is
// missing it is not supported, and nothing is sent.
type operationCase struct {
	name string
	call func(context.Context, *dcoskafka.Client) (any, error)
	on   map[dcoskafka.Profile]script
}

const (
	profileL = dcoskafka.ProfileL
	profileT = dcoskafka.ProfileT
	profileK = dcoskafka.ProfileK
)

type on = map[dcoskafka.Profile]script

func everywhere(s script) on { return on{profileL: s, profileT: s, profileK: s} }
func before(s script) on     { return on{profileL: s, profileT: s} }
func onK(s script) on        { return on{profileK: s} }

const (
	connectionL = `{"address":["10.1.0.4:9092","10.1.0.5:9092"],"dns":["broker-0.kafka.mesos:9092","broker-1.kafka.mesos:9092"],"vip":"broker.kafka.l4lb.thisdcos.directory:9092","zookeeper":"master.mesos:2181/dcos-service-kafka"}`
	endpointK   = `{"address":["10.1.0.4:1025","[10.1.0.5, 10.2.0.5]:1026"],"dns":["kafka-0-broker.kafka.autoip.dcos.thisdcos.directory:1025"],"vip":"broker.kafka.l4lb.thisdcos.directory:9092","vips":["broker.kafka.l4lb.thisdcos.directory:9092"]}`
	described   = `{"partitions":[{"1":{"controller_epoch":4,"isr":[],"leader":-1,"leader_epoch":9,"version":1}},{"0":{"controller_epoch":4,"isr":[0,2],"leader":0,"leader_epoch":7,"version":1}}]}`
	created     = `{"message":"Output: Created topic \"orders\".\n"}`
	added       = `{"message":"Output: WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\nAdding partitions succeeded!\n"}`
	tested      = `{"message":"Output: 5 records sent, 1.0 records/sec (0.00 MB/sec), 9.10 ms avg latency, 9.20 ms max latency.\n10 records sent, 70.422535 records/sec (0.07 MB/sec), 24.20 ms avg latency, 133.00 ms max latency, 13 ms 50th, 133 ms 95th, 133 ms 99th, 133 ms 99.9th.\n"}`
	marked      = `{"message":"Output: Topic orders is marked for deletion.\nNote: This will have no impact if delete.topic.enable is not set to true.\n"}`
	reportLine  = "Output: \tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 0,1,2\tIsr: 1,2\n\tTopic: orders\tPartition: 7\tLeader: none\tReplicas: 0\tIsr: \n"
	uuid        = "319ebe89-42e2-40e2-9169-8568e2421023"
	emptyPlan   = `{"phases":[],"errors":[],"status":"COMPLETE"}`
	restarted   = `["broker-0__9c426c50-1087-475c-aa36-cd00d24ccebb"]`
	podTask     = `[{"id":"kafka-0-broker__9c426c50-1087-475c-aa36-cd00d24ccebb","name":"kafka-0-broker","state":"TASK_RUNNING"}]`
	podCommand  = `{"pod":"kafka-0","tasks":["kafka-0-broker"]}`
	rolloutL    = `{"phases":[{"id":"0b7f8a52-3a0e-4e0c-9a51-52fd7a1c1b01","name":"Reconciliation","status":"COMPLETE","blocks":[]},{"id":"c3a1d2b4-98f7-4d63-8a11-7be0f1a2c303","name":"Update to: 5d0c9f7e-1111-4c2b-9d3e-4a5b6c7d8e9f","status":"WAITING","blocks":[{"id":"11111111-2222-4333-8444-555555555500","name":"broker-0","message":"Broker-0 is PENDING","status":"PENDING","has_decision_point":true}]}],"errors":[],"status":"WAITING"}`
	rolloutT    = `{"phases":[{"id":"c3a1d2b4-98f7-4d63-8a11-7be0f1a2c303","name":"Deployment","status":"WAITING","steps":[{"id":"11111111-2222-4333-8444-555555555500","name":"broker-0","message":"Broker-0 is WAITING","status":"WAITING"}]}],"errors":[],"status":"WAITING"}`
	phaseID     = "c3a1d2b4-98f7-4d63-8a11-7be0f1a2c303"
	stepID      = "11111111-2222-4333-8444-555555555500"
	noBody      = ""
)

var (
	createdOutput = &dcoskafka.ToolOutput{Message: "Output: Created topic \"orders\".\n", Output: "Created topic \"orders\".\n"}
	addedOutput   = &dcoskafka.ToolOutput{
		Message: "Output: WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\nAdding partitions succeeded!\n",
		Output:  "WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\nAdding partitions succeeded!\n",
		Warnings: []string{
			"If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected",
		},
	}
	testResult = &dcoskafka.ProducerTest{
		ToolOutput: dcoskafka.ToolOutput{
			Message: messageOf(tested), Output: strings.TrimPrefix(messageOf(tested), "Output: "),
		},
		Records: 10, RecordsPerSecond: 70.422535, MBPerSecond: 0.07,
		AvgLatency: 24200 * time.Microsecond, MaxLatency: 133 * time.Millisecond,
		P50: 13 * time.Millisecond, P95: 133 * time.Millisecond, P99: 133 * time.Millisecond, P999: 133 * time.Millisecond,
	}
	marking = &dcoskafka.TopicDeletion{ToolOutput: dcoskafka.ToolOutput{Message: messageOf(marked), Output: strings.TrimPrefix(messageOf(marked), "Output: ")}}
	report  = &dcoskafka.PartitionReport{
		ToolOutput: dcoskafka.ToolOutput{Message: reportLine, Output: strings.TrimPrefix(reportLine, "Output: ")},
		Partitions: []dcoskafka.ReportedPartition{
			{Topic: "orders", Partition: 0, Leader: 1, Replicas: []int32{0, 1, 2}, ISR: []int32{1, 2}},
			{Topic: "orders", Partition: 7, Leader: -1, Replicas: []int32{0}},
		},
	}
	nothing = &dcoskafka.PartitionReport{}
	noPlan  = &dcoskafka.Plan{Status: dcoskafka.StatusComplete, Errors: []string{}, Phases: []dcoskafka.Phase{}}
)

func messageOf(answer string) string {
	var read struct{ Message string }
	if err := json.Unmarshal([]byte(answer), &read); err != nil {
		panic(err)
	}
	return read.Message
}

func jsonOf(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func command(name string) *dcoskafka.CommandResult {
	return &dcoskafka.CommandResult{Message: "Received cmd: " + name}
}

func received(request, name string) exchange {
	return ok(request, `{"message":"Received cmd: `+name+`"}`)
}

func operationCases() []operationCase {
	type client = dcoskafka.Client
	type ctx = context.Context
	raw := func(text string) json.RawMessage { return json.RawMessage(text) }
	getPod := ok("GET /v1/pod/kafka-0/status", podTask)
	restart := func(pod string) *dcoskafka.BrokerRestart {
		if pod == "" {
			id := "broker-0__9c426c50-1087-475c-aa36-cd00d24ccebb"
			return &dcoskafka.BrokerRestart{Tasks: []string{id}, TaskID: id}
		}
		return &dcoskafka.BrokerRestart{Pod: pod, Tasks: []string{"kafka-0-broker"}, TaskID: "kafka-0-broker__9c426c50-1087-475c-aa36-cd00d24ccebb"}
	}
	vips := []string{"broker.kafka.l4lb.thisdcos.directory:9092"}
	connection := &dcoskafka.Connection{
		Addresses: []string{"10.1.0.4:9092", "10.1.0.5:9092"}, DNS: []string{"broker-0.kafka.mesos:9092", "broker-1.kafka.mesos:9092"},
		VIPs: vips, ZooKeeper: "master.mesos:2181/dcos-service-kafka",
	}
	endpoint := &dcoskafka.Endpoint{
		Addresses: []string{"10.1.0.4:1025", "10.1.0.5:1026", "10.2.0.5:1026"},
		DNS:       []string{"kafka-0-broker.kafka.autoip.dcos.thisdcos.directory:1025"}, VIPs: vips,
	}
	zookeeper := exchange{request: "GET /v1/endpoints/zookeeper", status: 200, answer: "master.mesos:2181/dcos-service-kafka", kind: "text/plain"}
	pods := []dcoskafka.Pod{{Name: "kafka-0", Tasks: []dcoskafka.PodTask{{
		ID: "kafka-0-broker__9c426c50-1087-475c-aa36-cd00d24ccebb", Name: "kafka-0-broker", State: "RUNNING",
	}}}}
	podTree := `{"service":"kafka","pods":[{"name":"kafka","instances":[{"name":"kafka-0","tasks":[{"id":"kafka-0-broker__9c426c50-1087-475c-aa36-cd00d24ccebb","name":"kafka-0-broker","status":"RUNNING"}]}]}]}`
	planK := on{
		profileL: does(noPlan, ok("GET /v1/plan", emptyPlan)), profileT: does(noPlan, ok("GET /v1/plan", emptyPlan)),
		profileK: does(noPlan, ok("GET /v1/plans/deploy", emptyPlan)),
	}
	rollout := func(status int, target, body string) script {
		plan := &dcoskafka.Plan{
			Status: dcoskafka.StatusWaiting, Errors: []string{},
			Phases: []dcoskafka.Phase{{ID: phaseID, Name: "Deployment", Status: dcoskafka.StatusWaiting, Steps: []dcoskafka.Step{{
				ID: stepID, Name: "broker-0", Status: dcoskafka.StatusWaiting, Message: "Broker-0 is WAITING",
			}}}},
		}
		return does(plan, exchange{request: target, status: status, answer: body})
	}

	return []operationCase{
		{"GetConnection", func(ctx ctx, c *client) (any, error) { return c.GetConnection(ctx) }, on{
			profileL: does(connection, ok("GET /v1/connection", connectionL)),
			profileT: does(connection, ok("GET /v1/connection", connectionL)),
			profileK: does(&dcoskafka.Connection{Addresses: endpoint.Addresses, DNS: endpoint.DNS, VIPs: vips}, ok("GET /v1/endpoints/broker", endpointK)),
		}},
		{"GetConnectionAddress", func(ctx ctx, c *client) (any, error) { return c.GetConnectionAddress(ctx) }, on{
			profileL: does([]string{"10.1.0.4:9092"}, ok("GET /v1/connection/address", `{"address":["10.1.0.4:9092"]}`)),
			profileT: does([]string{"10.1.0.4:9092"}, ok("GET /v1/connection/address", `{"address":["10.1.0.4:9092"]}`)),
			profileK: does(endpoint.Addresses, ok("GET /v1/endpoints/broker", endpointK)),
		}},
		{"GetConnectionDNS", func(ctx ctx, c *client) (any, error) { return c.GetConnectionDNS(ctx) }, on{
			profileL: does([]string{"broker-0.kafka.mesos:9092"}, ok("GET /v1/connection/dns", `{"dns":["broker-0.kafka.mesos:9092"]}`)),
			profileT: does([]string{"broker-0.kafka.mesos:9092"}, ok("GET /v1/connection/dns", `{"dns":["broker-0.kafka.mesos:9092"]}`)),
			profileK: does(endpoint.DNS, ok("GET /v1/endpoints/broker", endpointK)),
		}},
		{"GetZooKeeper", func(ctx ctx, c *client) (any, error) { return c.GetZooKeeper(ctx) }, on{
			profileL: does(connection.ZooKeeper, ok("GET /v1/connection", connectionL)),
			profileT: does(connection.ZooKeeper, ok("GET /v1/connection", connectionL)),
			profileK: does(connection.ZooKeeper, zookeeper),
		}},
		{"ListEndpoints", func(ctx ctx, c *client) (any, error) { return c.ListEndpoints(ctx) },
			onK(does([]string{"broker", "zookeeper"}, ok("GET /v1/endpoints", `["broker","zookeeper"]`)))},
		{"GetEndpoint of tasks", func(ctx ctx, c *client) (any, error) { return c.GetEndpoint(ctx, dcoskafka.EndpointBroker) },
			onK(does(endpoint, ok("GET /v1/endpoints/broker", endpointK)))},
		{"GetEndpoint with a text", func(ctx ctx, c *client) (any, error) { return c.GetEndpoint(ctx, dcoskafka.EndpointZooKeeper) },
			onK(does(&dcoskafka.Endpoint{Text: "master.mesos:2181/dcos-service-kafka"}, zookeeper))},

		{"ListBrokers", func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) },
			everywhere(does([]int32{0, 2, 10}, ok("GET /v1/brokers", `["0","2","10"]`)))},
		{"ListBrokers up to 1.1.9", func(ctx ctx, c *client) (any, error) { return c.ListBrokers(ctx) },
			everywhere(does([]int32{0, 1}, ok("GET /v1/brokers", `{"brokers":["0","1"]}`)))},
		{"GetBroker", func(ctx ctx, c *client) (any, error) { return c.GetBroker(ctx, 0) },
			onK(does(&dcoskafka.BrokerRegistration{
				Version: 4, Port: -1, JMXPort: -1, Timestamp: "1490000000000", Endpoints: []string{"SASL://10.1.0.4:9092"}, Rack: "z1",
				ListenerSecurityProtocolMap: map[string]string{"SASL": "SASL_SSL"},
			}, ok("GET /v1/brokers/0", `{"listener_security_protocol_map":{"SASL":"SASL_SSL"},"endpoints":["SASL://10.1.0.4:9092"],"rack":"z1","jmx_port":-1,"host":null,"timestamp":"1490000000000","port":-1,"version":4}`)))},
		{"RestartBroker", func(ctx ctx, c *client) (any, error) { return c.RestartBroker(ctx, 0) }, on{
			profileL: does(restart(""), ok("PUT /v1/brokers/0", restarted)),
			profileT: does(restart(""), ok("PUT /v1/brokers/0", restarted)),
			profileK: does(restart("kafka-0"), getPod, ok("POST /v1/pod/kafka-0/restart", podCommand)),
		}},
		{"ReplaceBroker", func(ctx ctx, c *client) (any, error) { return c.ReplaceBroker(ctx, 0) }, on{
			profileL: does(restart(""), ok("PUT /v1/brokers/0?replace=true", restarted)),
			profileT: does(restart(""), ok("PUT /v1/brokers/0?replace=true", restarted)),
			profileK: does(restart("kafka-0"), getPod, ok("POST /v1/pod/kafka-0/replace", podCommand)),
		}},

		{"ListTopics", func(ctx ctx, c *client) (any, error) { return c.ListTopics(ctx) },
			everywhere(does([]string{"topic1", "__consumer_offsets"}, ok("GET /v1/topics", `["topic1","__consumer_offsets"]`)))},
		{"GetTopic", func(ctx ctx, c *client) (any, error) { return c.GetTopic(ctx, "orders") },
			everywhere(does(&dcoskafka.Topic{Name: "orders", Partitions: []dcoskafka.Partition{
				{ID: 0, PartitionState: dcoskafka.PartitionState{Leader: 0, ISR: []int32{0, 2}, LeaderEpoch: 7, ControllerEpoch: 4, Version: 1}},
				{ID: 1, PartitionState: dcoskafka.PartitionState{Leader: -1, ISR: []int32{}, LeaderEpoch: 9, ControllerEpoch: 4, Version: 1}},
			}}, ok("GET /v1/topics/orders", described)))},
		{"CreateTopic", func(ctx ctx, c *client) (any, error) { return c.CreateTopic(ctx, "orders", 3, 2) }, on{
			profileL: does(createdOutput, ok("POST /v1/topics?name=orders&partitions=3&replication=2", created)),
			profileT: does(createdOutput, ok("POST /v1/topics?name=orders&partitions=3&replication=2", created)),
			profileK: does(createdOutput, ok("PUT /v1/topics/orders?partitions=3&replication=2", created)),
		}},
		{"GetTopicOffsets", func(ctx ctx, c *client) (any, error) {
			return c.GetTopicOffsets(ctx, "orders", dcoskafka.OffsetTimeLast)
		},
			everywhere(does(&dcoskafka.TopicOffsets{Offsets: map[int32]int64{0: 9007199254740993}, Missing: []int32{1, 2}},
				ok("GET /v1/topics/orders/offsets?time=-1", `[{"2":""},{"0":"9007199254740993"},{"1":""},{" Error":"x"}]`)))},
		{"GetTopicOffsets first", func(ctx ctx, c *client) (any, error) {
			return c.GetTopicOffsets(ctx, "orders", dcoskafka.OffsetTimeFirst)
		},
			everywhere(does(&dcoskafka.TopicOffsets{Offsets: map[int32]int64{}}, ok("GET /v1/topics/orders/offsets?time=-2", `[]`)))},
		{"GetTopicOffsets at a time", func(ctx ctx, c *client) (any, error) {
			return c.GetTopicOffsets(ctx, "orders", dcoskafka.OffsetTimeAt(time.UnixMilli(0)))
		}, everywhere(does(&dcoskafka.TopicOffsets{Offsets: map[int32]int64{0: 0}}, ok("GET /v1/topics/orders/offsets?time=0", `[{"0":"0"}]`)))},
		{"AlterTopicPartitions", func(ctx ctx, c *client) (any, error) { return c.AlterTopicPartitions(ctx, "orders", 5) }, on{
			profileL: does(addedOutput, ok("PUT /v1/topics/orders?operation=partitions&partitions=5", added)),
			profileT: does(addedOutput, ok("PUT /v1/topics/orders?operation=partitions&partitions=5", added)),
			profileK: does(addedOutput, ok("PUT /v1/topics/orders/operation/partitions?partitions=5", added)),
		}},
		{"RunProducerTest", func(ctx ctx, c *client) (any, error) { return c.RunProducerTest(ctx, "orders", 10) }, on{
			profileL: does(testResult, ok("PUT /v1/topics/orders?operation=producer-test&messages=10", tested)),
			profileT: does(testResult, ok("PUT /v1/topics/orders?operation=producer-test&messages=10", tested)),
			profileK: does(testResult, ok("PUT /v1/topics/orders/operation/producer-test?messages=10", tested)),
		}},
		{"RunProducerTestTLS", func(ctx ctx, c *client) (any, error) { return c.RunProducerTestTLS(ctx, "orders", 10) },
			onK(does(testResult, ok("PUT /v1/topics/orders/operation/producer-test-tls?messages=10", tested)))},
		{"DeleteTopic", func(ctx ctx, c *client) (any, error) { return c.DeleteTopic(ctx, "orders") },
			everywhere(does(marking, exchange{request: "DELETE /v1/topics/orders", status: http.StatusAccepted, answer: marked}))},
		{"DeleteTopic with a dot", func(ctx ctx, c *client) (any, error) { return c.DeleteTopic(ctx, "a.b") },
			everywhere(does(&dcoskafka.TopicDeletion{
				ToolOutput:    dcoskafka.ToolOutput{Message: "Output: Topic a.b is already marked for deletion.\n", Output: "Topic a.b is already marked for deletion.\n"},
				AlreadyMarked: true,
			}, ok("GET /v1/topics", `["a.b","a.bc","b.b"]`), ok("DELETE /v1/topics/a.b", `{"message":"Output: Topic a.b is already marked for deletion.\n"}`)))},
		{"ListUnderReplicatedPartitions", func(ctx ctx, c *client) (any, error) { return c.ListUnderReplicatedPartitions(ctx) },
			everywhere(does(report, ok("GET /v1/topics/under_replicated_partitions", `{"message":`+jsonOf(reportLine)+`}`)))},
		{"ListUnavailablePartitions", func(ctx ctx, c *client) (any, error) { return c.ListUnavailablePartitions(ctx) },
			everywhere(does(nothing, ok("GET /v1/topics/unavailable_partitions", `{"message":""}`)))},

		{"GetFrameworkID", func(ctx ctx, c *client) (any, error) { return c.GetFrameworkID(ctx) },
			everywhere(does("2f3a-0001", ok("GET /v1/state/frameworkId", `["2f3a-0001"]`)))},
		{"ListStateProperties", func(ctx ctx, c *client) (any, error) { return c.ListStateProperties(ctx) },
			everywhere(does([]string{"suppressed"}, ok("GET /v1/state/properties", `["suppressed"]`)))},
		{"GetStateProperty", func(ctx ctx, c *client) (any, error) {
			value, err := c.GetStateProperty(ctx, "last-completed-update-type")
			return string(value), err
		}, everywhere(does("DEPLOY", exchange{request: "GET /v1/state/properties/last-completed-update-type", status: 200, answer: "DEPLOY"}))},
		{"Suppressed", func(ctx ctx, c *client) (any, error) { return c.Suppressed(ctx) },
			everywhere(does(true, ok("GET /v1/state/properties/suppressed", " true\n")))},
		{"RefreshState", func(ctx ctx, c *client) (any, error) { return c.RefreshState(ctx) },
			onK(does(command("refresh"), received("PUT /v1/state/refresh", "refresh")))},

		{"ListConfigurations", func(ctx ctx, c *client) (any, error) { return c.ListConfigurations(ctx) },
			everywhere(does([]string{uuid}, ok("GET /v1/configurations", `["`+uuid+`"]`)))},
		{"GetConfiguration", func(ctx ctx, c *client) (any, error) { return c.GetConfiguration(ctx, uuid) },
			everywhere(does(raw(`{"service":{"count":3}}`), ok("GET /v1/configurations/"+uuid, `{"service":{"count":3}}`)))},
		{"GetTargetConfiguration", func(ctx ctx, c *client) (any, error) { return c.GetTargetConfiguration(ctx) },
			everywhere(does(raw(`{"a":[1,2.5]}`), ok("GET /v1/configurations/target", `{"a":[1,2.5]}`)))},
		{"GetTargetConfigurationID", func(ctx ctx, c *client) (any, error) { return c.GetTargetConfigurationID(ctx) },
			everywhere(does(uuid, ok("GET /v1/configurations/targetId", `["`+uuid+`"]`)))},
		{"GetArtifactTemplate", func(ctx ctx, c *client) (any, error) {
			template, err := c.GetArtifactTemplate(ctx, uuid, "kafka", "broker", "a b/c")
			return string(template), err
		}, onK(does("x={{Y}}\n", exchange{request: "GET /v1/artifacts/template/" + uuid + "/kafka/broker/a%20b%2Fc", status: 200, answer: "x={{Y}}\n", kind: "text/plain"}))},

		{"ListPlans", func(ctx ctx, c *client) (any, error) { return c.ListPlans(ctx) }, on{
			profileL: does([]string{"deploy"}),
			profileT: does([]string{"deploy", "recovery"}, ok("GET /v1/plans", `["deploy","recovery"]`)),
			profileK: does([]string{"recovery", "deploy"}, ok("GET /v1/plans", `["recovery","deploy"]`)),
		}},
		{"GetPlan complete", func(ctx ctx, c *client) (any, error) { return c.GetPlan(ctx, dcoskafka.PlanDeploy) }, planK},
		{"GetPlan at work", func(ctx ctx, c *client) (any, error) { return c.GetPlan(ctx, dcoskafka.PlanDeploy) }, on{
			profileL: does(&dcoskafka.Plan{
				Status: dcoskafka.StatusWaiting, Errors: []string{},
				Phases: []dcoskafka.Phase{
					{ID: "0b7f8a52-3a0e-4e0c-9a51-52fd7a1c1b01", Name: "Reconciliation", Status: dcoskafka.StatusComplete, Steps: []dcoskafka.Step{}},
					{ID: phaseID, Name: "Update to: 5d0c9f7e-1111-4c2b-9d3e-4a5b6c7d8e9f", Status: dcoskafka.StatusWaiting, Steps: []dcoskafka.Step{
						{ID: stepID, Name: "broker-0", Status: dcoskafka.StatusPending, Message: "Broker-0 is PENDING", DecisionPoint: true},
					}},
				},
			}, exchange{request: "GET /v1/plan", status: 503, answer: rolloutL}),
			profileT: rollout(503, "GET /v1/plan", rolloutT),
			profileK: rollout(202, "GET /v1/plans/deploy", rolloutT),
		}},
		{"GetPlan with errors", func(ctx ctx, c *client) (any, error) { return c.GetPlan(ctx, "recovery") }, onTK(does(
			&dcoskafka.Plan{Status: dcoskafka.StatusError, Errors: []string{"e"}, Strategy: "serial", Phases: []dcoskafka.Phase{}},
			exchange{request: "GET /v1/plans/recovery", status: 417, answer: `{"phases":[],"errors":["e"],"strategy":"serial","status":"ERROR"}`}))},
		{"GetActivePlan", func(ctx ctx, c *client) (any, error) { return c.GetActivePlan(ctx) }, on{
			profileL: does(&dcoskafka.ActivePlan{
				Status: dcoskafka.StatusInProgress, Errors: []string{}, PhaseCount: 2, StepCount: 3,
				Phase: &dcoskafka.Phase{ID: phaseID, Name: "Update to: x", Status: dcoskafka.StatusInProgress},
				Step:  &dcoskafka.Step{ID: stepID, Name: "broker-0", Status: dcoskafka.StatusInProgress, Message: "Broker-0 is IN_PROGRESS"},
			}, ok("GET /v1/plan/status", `{"block":{"has_decision_point":false,"id":"`+stepID+`","message":"Broker-0 is IN_PROGRESS","name":"broker-0","status":"IN_PROGRESS"},"phase":{"block_count":3,"id":"`+phaseID+`","name":"Update to: x","status":"IN_PROGRESS"},"plan":{"errors":[],"phase_count":2,"status":"IN_PROGRESS"}}`)),
			profileT: does(&dcoskafka.ActivePlan{
				Status: dcoskafka.StatusWaiting, Errors: []string{}, PhaseCount: 1, StepCount: 1,
				Phase: &dcoskafka.Phase{ID: phaseID, Name: "Deployment", Status: dcoskafka.StatusWaiting},
				Step:  &dcoskafka.Step{ID: stepID, Name: "broker-0", Status: dcoskafka.StatusWaiting, Message: "Broker-0 is WAITING"},
			}, exchange{request: "GET /v1/plan", status: 503, answer: rolloutT}),
			profileK: does(&dcoskafka.ActivePlan{Status: dcoskafka.StatusComplete, Errors: []string{}}, ok("GET /v1/plans/deploy", emptyPlan)),
		}},
		{"ContinuePlan", func(ctx ctx, c *client) (any, error) { return c.ContinuePlan(ctx, dcoskafka.PlanDeploy, nil) }, on{
			profileL: does(command("continue"), received("POST /v1/plan/continue", "continue")),
			profileT: does(command("continue"), ok("POST /v1/continue", `{"Result":"Received cmd: continue"}`)),
			profileK: does(command("continue"), received("POST /v1/plans/deploy/continue", "continue")),
		}},
		{"ContinuePlan of a phase", func(ctx ctx, c *client) (any, error) {
			return c.ContinuePlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: phaseID})
		}, on{
			profileL: does(command("continue"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutL}, received("POST /v1/plan/continue", "continue")),
			profileT: does(command("continue"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutT}, ok("POST /v1/continue", `{"Result":"Received cmd: continue"}`)),
			profileK: does(&dcoskafka.CommandResult{Message: "Command has already been reported or completed", Unchanged: true},
				exchange{request: "POST /v1/plans/deploy/continue?phase=" + phaseID, status: 208, answer: "Command has already been reported or completed", kind: "text/plain"}),
		}},
		{"ContinuePlan of another plan", func(ctx ctx, c *client) (any, error) { return c.ContinuePlan(ctx, "recovery", nil) },
			onTK(does(command("continue"), received("POST /v1/plans/recovery/continue", "continue")))},
		{"InterruptPlan", func(ctx ctx, c *client) (any, error) { return c.InterruptPlan(ctx, dcoskafka.PlanDeploy, nil) }, on{
			profileL: does(command("interrupt"), received("POST /v1/plan/interrupt", "interrupt")),
			profileT: does(command("interrupt"), ok("POST /v1/interrupt", `{"Result":"Received cmd: interrupt"}`)),
			profileK: does(command("interrupt"), received("POST /v1/plans/deploy/interrupt", "interrupt")),
		}},
		{"InterruptPlan of another plan", func(ctx ctx, c *client) (any, error) { return c.InterruptPlan(ctx, "recovery", nil) },
			onTK(does(command("interrupt"), received("POST /v1/plans/recovery/interrupt", "interrupt")))},
		{"ForceCompletePlan", func(ctx ctx, c *client) (any, error) {
			return c.ForceCompletePlan(ctx, dcoskafka.PlanDeploy, phaseID, "broker-0", &dcoskafka.ForceCompletePlanOptions{Confirm: true})
		}, on{
			profileL: does(command("forceComplete"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutL},
				received("POST /v1/plan/forceComplete?phase="+phaseID+"&block="+stepID, "forceComplete")),
			profileT: does(command("forceComplete"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutT},
				received("POST /v1/plans/deploy/forceComplete?phase="+phaseID+"&step="+stepID, "forceComplete")),
			profileK: does(command("forceComplete"), received("POST /v1/plans/deploy/forceComplete?phase="+phaseID+"&step=broker-0", "forceComplete")),
		}},
		{"RestartPlan", func(ctx ctx, c *client) (any, error) {
			return c.RestartPlan(ctx, dcoskafka.PlanDeploy, phaseID, stepID, nil)
		}, on{
			profileL: does(command("restart"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutL},
				received("POST /v1/plan/restart?phase="+phaseID+"&block="+stepID, "restart")),
			profileT: does(command("restart"), exchange{request: "GET /v1/plan", status: 503, answer: rolloutT},
				received("POST /v1/plans/deploy/restart?phase="+phaseID+"&step="+stepID, "restart")),
			profileK: does(command("restart"), received("POST /v1/plans/deploy/restart?phase="+phaseID+"&step="+stepID, "restart")),
		}},
		{"StartPlan", func(ctx ctx, c *client) (any, error) {
			return c.StartPlan(ctx, "backup", map[string]string{"A_1": "x"})
		},
			onK(does(command("start"), exchange{request: "POST /v1/plans/backup/start", body: `{"A_1":"x"}`, status: 200, answer: `{"message":"Received cmd: start"}`}))},
		{"StartPlan without parameters", func(ctx ctx, c *client) (any, error) { return c.StartPlan(ctx, "backup", nil) },
			onK(does(command("start"), exchange{request: "POST /v1/plans/backup/start", body: `{}`, status: 200, answer: `{"message":"Received cmd: start"}`}))},
		{"StopPlan", func(ctx ctx, c *client) (any, error) { return c.StopPlan(ctx, "backup") },
			onK(does(command("stop"), received("POST /v1/plans/backup/stop", "stop")))},

		{"ListPods", func(ctx ctx, c *client) (any, error) { return c.ListPods(ctx) },
			onK(does([]string{"kafka-0", "kafka-1"}, ok("GET /v1/pod", `["kafka-0","kafka-1"]`)))},
		{"ListPods up to SDK 0.20.0", func(ctx ctx, c *client) (any, error) { return c.ListPods(ctx) },
			onK(does([]string{"kafka-0"}, exchange{request: "GET /v1/pod", status: 404}, ok("GET /v1/pods", `["kafka-0"]`)))},
		{"ListPodStatuses", func(ctx ctx, c *client) (any, error) { return c.ListPodStatuses(ctx) },
			onK(does(pods, ok("GET /v1/pod/status", podTree)))},
		{"ListPodStatuses without pods", func(ctx ctx, c *client) (any, error) { return c.ListPodStatuses(ctx) },
			onK(does([]dcoskafka.Pod{}, ok("GET /v1/pod/status", `{"service":"kafka"}`)))},
		{"ListPodStatuses up to SDK 0.30", func(ctx ctx, c *client) (any, error) { return c.ListPodStatuses(ctx) },
			onK(does(pods, ok("GET /v1/pod/status", `{"kafka-0":`+podTask+`}`)))},
		{"GetPodStatus", func(ctx ctx, c *client) (any, error) { return c.GetPodStatus(ctx, "kafka-0") },
			onK(does(&dcoskafka.Pod{Name: "kafka-0", Tasks: []dcoskafka.PodTask{{ID: "i", Name: "kafka-0-broker", State: "PAUSED"}, {ID: "j", Name: "k"}}},
				ok("GET /v1/pod/kafka-0/status", `{"name":"kafka-0","tasks":[{"id":"i","name":"kafka-0-broker","status":"PAUSED"},{"id":"j","name":"k"}]}`)))},
		{"GetPodStatus up to SDK 0.30", func(ctx ctx, c *client) (any, error) { return c.GetPodStatus(ctx, "kafka-0") },
			onK(does(&dcoskafka.Pod{Name: "kafka-0", Tasks: []dcoskafka.PodTask{{ID: "i", Name: "n"}}},
				ok("GET /v1/pod/kafka-0/status", `[{"id":"i","name":"n","state":"No state defined"}]`)))},
		{"GetPodInfo", func(ctx ctx, c *client) (any, error) { return c.GetPodInfo(ctx, "kafka-0") },
			onK(does([]dcoskafka.PodTaskInfo{{Info: raw(`{"name":"kafka-0-broker"}`), Status: raw(`null`)}},
				ok("GET /v1/pod/kafka-0/info", `[{"info":{"name":"kafka-0-broker"},"status":null}]`)))},
		{"RestartPod", func(ctx ctx, c *client) (any, error) { return c.RestartPod(ctx, "kafka-0") },
			onK(does(&dcoskafka.PodTasks{Pod: "kafka-0", Tasks: []string{"kafka-0-broker"}}, ok("POST /v1/pod/kafka-0/restart", podCommand)))},
		{"ReplacePod", func(ctx ctx, c *client) (any, error) { return c.ReplacePod(ctx, "kafka-0") },
			onK(does(&dcoskafka.PodTasks{Pod: "kafka-0", Tasks: []string{"kafka-0-broker"}},
				exchange{request: "POST /v1/pod/kafka-0/replace", status: 404, kind: "text/plain", answer: "Element not found"},
				ok("POST /v1/pods/kafka-0/replace", podCommand)))},
		{"PausePod", func(ctx ctx, c *client) (any, error) { return c.PausePod(ctx, "kafka-0", nil) },
			onK(does(&dcoskafka.PodTasks{Pod: "kafka-0", Tasks: []string{"kafka-0-broker"}}, ok("POST /v1/pod/kafka-0/pause", podCommand)))},
		{"ResumePod", func(ctx ctx, c *client) (any, error) {
			return c.ResumePod(ctx, "kafka-0", &dcoskafka.PausePodOptions{Tasks: []string{"broker"}})
		}, onK(does(&dcoskafka.PodTasks{Pod: "kafka-0", Tasks: []string{"kafka-0-broker"}},
			exchange{request: "POST /v1/pod/kafka-0/resume", body: `["broker"]`, status: 200, answer: podCommand}))},

		{"ListTasks", func(ctx ctx, c *client) (any, error) { return c.ListTasks(ctx) },
			everywhere(does([]string{"broker-0"}, ok("GET /v1/tasks", `["broker-0"]`)))},
		{"ListTasks up to 1.1.13", func(ctx ctx, c *client) (any, error) { return c.ListTasks(ctx) },
			everywhere(does([]string{"broker-0"}, exchange{request: "GET /v1/tasks", status: 404}, ok("GET /v1/state/tasks", `["broker-0"]`)))},
		{"GetTaskInfo", func(ctx ctx, c *client) (any, error) { return c.GetTaskInfo(ctx, "broker-0") },
			everywhere(does(raw(`{"name":"broker-0"}`), ok("GET /v1/tasks/info/broker-0", `{"name":"broker-0"}`)))},
		{"GetTaskStatus", func(ctx ctx, c *client) (any, error) { return c.GetTaskStatus(ctx, "broker-0") },
			everywhere(does(raw(`{"state":"TASK_RUNNING"}`), ok("GET /v1/tasks/status/broker-0", `{"state":"TASK_RUNNING"}`)))},
		{"GetTaskConnection", func(ctx ctx, c *client) (any, error) { return c.GetTaskConnection(ctx, "broker-0") },
			everywhere(does(&dcoskafka.TaskConnection{DNS: "broker-0.kafka.mesos", Ports: "8080,2000-3000"},
				ok("GET /v1/tasks/connection/broker-0", `{"dns":"broker-0.kafka.mesos","ports":"8080,2000-3000"}`)))},
		{"RestartTask", func(ctx ctx, c *client) (any, error) { return nil, c.RestartTask(ctx, "broker-0", nil) },
			everywhere(does(nil, exchange{request: "POST /v1/tasks/restart/broker-0", status: 202, kind: noBody}))},
		{"RestartTask anew", func(ctx ctx, c *client) (any, error) {
			return nil, c.RestartTask(ctx, "broker-0", &dcoskafka.RestartTaskOptions{Replace: true})
		}, everywhere(does(nil, exchange{request: "POST /v1/tasks/restart/broker-0?replace=true", status: 202, kind: noBody}))},
		{"GetRecovery", func(ctx ctx, c *client) (any, error) { return c.GetRecovery(ctx) },
			on{profileL: does(&dcoskafka.Recovery{Stopped: []string{}, Failed: []string{"broker-1"}}, ok("GET /v1/recovery", `{"stopped":[],"failed":["broker-1"]}`))}},

		{"GetHealthcheck", func(ctx ctx, c *client) (any, error) { return c.GetHealthcheck(ctx) },
			before(does(map[string]dcoskafka.Healthcheck{"registered": {Healthy: true, Message: "Scheduler has registered."}, "deadlocks": {Healthy: false}},
				exchange{request: "GET /admin/healthcheck", status: 500, answer: `{"registered":{"healthy":true,"message":"Scheduler has registered."},"deadlocks":{"healthy":false}}`}))},
		{"GetHealthcheck all well", func(ctx ctx, c *client) (any, error) { return c.GetHealthcheck(ctx) },
			before(does(map[string]dcoskafka.Healthcheck{"deadlocks": {Healthy: true}}, ok("GET /admin/healthcheck", `{"deadlocks":{"healthy":true}}`)))},
		{"GetHealth", func(ctx ctx, c *client) (any, error) {
			return c.GetHealth(ctx, &dcoskafka.GetHealthOptions{Verbose: true})
		}, onK(does(&dcoskafka.Health{Value: 200, Reasons: []string{"r"}}, ok("GET /v1/health?verbose=true", `{"value":200,"reasons":["r"]}`)))},
		{"GetHealth pending", func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx, nil) },
			onK(does(&dcoskafka.Health{Value: 204}, exchange{request: "GET /v1/health", status: 204, kind: noBody}))},
		{"GetHealth initializing", func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx, nil) },
			onK(does(&dcoskafka.Health{Value: 318}, exchange{request: "GET /v1/health", status: 318, answer: `{"value":318}`}))},
		{"GetHealth by a word", func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx, nil) },
			onK(does(&dcoskafka.Health{Value: 417}, exchange{request: "GET /v1/health", status: 417, answer: "Expectation Failed", kind: "text/plain"}))},
		{"GetHealth with what was built", func(ctx ctx, c *client) (any, error) { return c.GetHealth(ctx, nil) },
			onK(does(&dcoskafka.Health{
				Value: 202, PackageName: "kafka", PackageVersion: "2.4.0", PackageBuiltAt: "t1", SDKName: "SDK", SDKVersion: "0.42.1", SDKGitSHA: "abc", SDKBuiltAt: "t2",
			}, exchange{request: "GET /v1/health", status: 202, answer: `{"PACKAGE_NAME":"kafka","PACKAGE_VERSION":"2.4.0","PACKAGE_BUILT_AT":"t1","SDK_NAME":"SDK","SDK_VERSION":"0.42.1","SDK_GIT_SHA":"abc","SDK_BUILT_AT":"t2"}`}))},
		{"GetMetrics", func(ctx ctx, c *client) (any, error) { return c.GetMetrics(ctx) },
			onK(does(raw(`{"gauges":{}}`), ok("GET /v1/metrics", `{"gauges":{}}`)))},
		{"GetMetricsPrometheus", func(ctx ctx, c *client) (any, error) {
			metrics, err := c.GetMetricsPrometheus(ctx)
			return string(metrics), err
		}, onK(does("a 1.0\n", exchange{request: "GET /v1/metrics/prometheus", status: 200, answer: "a 1.0\n", kind: "text/plain"}))},
		{"GetDebugOffers", func(ctx ctx, c *client) (any, error) {
			offers, err := c.GetDebugOffers(ctx, nil)
			return string(offers), err
		}, onK(does("<table></table>", exchange{request: "GET /v1/debug/offers", status: 200, answer: "<table></table>", kind: "text/html"}))},
		{"GetDebugOffers as JSON", func(ctx ctx, c *client) (any, error) {
			offers, err := c.GetDebugOffers(ctx, &dcoskafka.GetDebugOffersOptions{JSON: true})
			return string(offers), err
		}, onK(does("[]", ok("GET /v1/debug/offers?json=true", "[]")))},
	}
}

func onTK(s script) on { return on{profileT: s, profileK: s} }

// TestOperations holds each call to what it sends and makes of the answers on
// each profile, and both to the specification.
func TestOperations(t *testing.T) {
	t.Parallel()
	spec := loadSpec(t)
	spec.Base = servicePath
	assert.Len(t, spec.Operations(), 63)
	t.Run("cases", func(t *testing.T) {
		for _, test := range operationCases() {
			for _, profile := range []dcoskafka.Profile{profileL, profileT, profileK} {
				t.Run(test.name+"/"+string(profile), func(t *testing.T) {
					t.Parallel()
					expected, supported := test.on[profile]
					player := newPlayer(t, expected.exchanges)
					client := player.client(spec, dcoskafka.WithProfile(profile))
					result, err := test.call(t.Context(), client)
					if !supported {
						require.ErrorIs(t, err, errors.ErrUnsupported)
						return
					}
					require.NoError(t, err)
					assert.Equal(t, expected.result, result)
					assert.Empty(t, player.left(), "was not sent")
				})
			}
		}
	})
	for _, operation := range spec.Operations() {
		_, ok := reflect.TypeFor[*dcoskafka.Client]().MethodByName(spec.Method(operation))
		assert.True(t, ok, "%s is not a method of the client", spec.Method(operation))
		assert.NotZero(t, spec.Exercised(operation), "no case is for %s", operation)
	}
}

// player answers requests as a script has them, and fails a test on others.
type player struct {
	t   *testing.T
	cfg kafkarest.Config

	mu        sync.Mutex
	exchanges []exchange
}

func newPlayer(t *testing.T, exchanges []exchange) *player {
	p := &player{t: t, exchanges: exchanges}
	p.cfg = opstest.Config(t, p)
	return p
}

// left lists the requests that are still to come.
func (p *player) left() []exchange {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.exchanges
}

func (p *player) next() (exchange, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.exchanges) == 0 {
		return exchange{}, false
	}
	next := p.exchanges[0]
	p.exchanges = p.exchanges[1:]
	return next, true
}

func (p *player) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sent := r.Method + " " + strings.TrimPrefix(r.RequestURI, servicePath)
	expected, ok := p.next()
	if !assert.True(p.t, ok, "%s was not expected", sent) {
		return
	}
	body, _ := io.ReadAll(r.Body)
	assert.Equal(p.t, expected.request, sent)
	if expected.body == "" {
		assert.Empty(p.t, body)
		assert.NotContains(p.t, r.Header, "Content-Type")
	} else {
		assert.JSONEq(p.t, expected.body, string(body))
		assert.Equal(p.t, "application/json", r.Header.Get("Content-Type"))
	}
	kind := expected.kind
	if kind == "" && expected.answer != "" {
		kind = "application/json"
	}
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.WriteHeader(expected.status)
	_, _ = io.WriteString(w, expected.answer)
}

// client is a client of the player. What it sends and gets is held to spec
// unless that is nil.
func (p *player) client(spec *spectest.Spec, opts ...dcoskafka.Option) *dcoskafka.Client {
	p.t.Helper()
	cfg := p.cfg
	if spec != nil {
		cfg.HTTPClient = &http.Client{Transport: spec.RoundTripper(cfg.HTTPClient.Transport)}
	}
	client, err := dcoskafka.New(cfg, opts...)
	require.NoError(p.t, err)
	return client
}
