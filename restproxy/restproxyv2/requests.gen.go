// Code generated from specs/restproxyv2.yaml by github.com/oapi-codegen/oapi-codegen/v2 v2.8.2. DO NOT EDIT.

package restproxyv2

import (
	"net/http"
	"strconv"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var getRootOperation = rest.Operation{
	Name:       "GetRoot",
	Method:     http.MethodGet,
	Path:       "/",
	Repeatable: true,
}

// newGetRootRequest is GET /.
func newGetRootRequest() rest.Request[Root] {
	return rest.NewRequest[Root](&getRootOperation)
}

var postRootOperation = rest.Operation{
	Name:       "PostRoot",
	Method:     http.MethodPost,
	Path:       "/",
	Repeatable: true,
}

// newPostRootRequest is POST /.
func newPostRootRequest(body postRootBody) rest.Request[Root] {
	r := rest.NewRequest[Root](&postRootOperation)
	r.JSON(body)
	return r
}

var listBrokersOperation = rest.Operation{
	Name:       "ListBrokers",
	Method:     http.MethodGet,
	Path:       "/brokers",
	Repeatable: true,
}

// newListBrokersRequest is GET /brokers.
func newListBrokersRequest() rest.Request[*brokerList] {
	return rest.NewRequest[*brokerList](&listBrokersOperation)
}

var createConsumerOperation = rest.Operation{
	Name:       "CreateConsumer",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}",
	Repeatable: false,
}

// newCreateConsumerRequest is POST /consumers/{group}.
func newCreateConsumerRequest(group string, body createConsumerBody) rest.Request[*createdConsumer] {
	r := rest.NewRequest[*createdConsumer](&createConsumerOperation, group)
	r.JSON(body)
	return r
}

var closeOperation = rest.Operation{
	Name:       "Close",
	Method:     http.MethodDelete,
	Path:       "/consumers/{group}/instances/{instance}",
	Repeatable: true,
	Local:      true,
}

// newCloseRequest is DELETE /consumers/{group}/instances/{instance}.
func newCloseRequest(group string, instance string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&closeOperation, group, instance)
}

var getAssignmentsOperation = rest.Operation{
	Name:       "GetAssignments",
	Method:     http.MethodGet,
	Path:       "/consumers/{group}/instances/{instance}/assignments",
	Repeatable: true,
	Local:      true,
}

// newGetAssignmentsRequest is GET /consumers/{group}/instances/{instance}/assignments.
func newGetAssignmentsRequest(group string, instance string) rest.Request[*partitionList] {
	return rest.NewRequest[*partitionList](&getAssignmentsOperation, group, instance)
}

var assignOperation = rest.Operation{
	Name:       "Assign",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/assignments",
	Repeatable: false,
	Local:      true,
}

// newAssignRequest is POST /consumers/{group}/instances/{instance}/assignments.
func newAssignRequest(group string, instance string, body partitionList) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&assignOperation, group, instance)
	r.JSON(body)
	return r
}

var getCommittedOffsetsOperation = rest.Operation{
	Name:       "GetCommittedOffsets",
	Method:     http.MethodGet,
	Path:       "/consumers/{group}/instances/{instance}/offsets",
	Repeatable: true,
	Local:      true,
}

// newGetCommittedOffsetsRequest is GET /consumers/{group}/instances/{instance}/offsets.
func newGetCommittedOffsetsRequest(group string, instance string, body partitionList) rest.Request[*offsetList] {
	r := rest.NewRequest[*offsetList](&getCommittedOffsetsOperation, group, instance)
	r.JSON(body)
	return r
}

var commitOffsetsOperation = rest.Operation{
	Name:       "CommitOffsets",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/offsets",
	Repeatable: false,
	Local:      true,
	Optional:   true,
}

// newCommitOffsetsRequest is POST /consumers/{group}/instances/{instance}/offsets.
func newCommitOffsetsRequest(group string, instance string, body commitBody) rest.Request[[]committedPartition] {
	r := rest.NewRequest[[]committedPartition](&commitOffsetsOperation, group, instance)
	r.JSON(body)
	return r
}

var seekOperation = rest.Operation{
	Name:       "Seek",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/positions",
	Repeatable: false,
	Local:      true,
}

// newSeekRequest is POST /consumers/{group}/instances/{instance}/positions.
func newSeekRequest(group string, instance string, body seekBody) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&seekOperation, group, instance)
	r.JSON(body)
	return r
}

var seekToBeginningOperation = rest.Operation{
	Name:       "SeekToBeginning",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/positions/beginning",
	Repeatable: false,
	Local:      true,
}

// newSeekToBeginningRequest is POST /consumers/{group}/instances/{instance}/positions/beginning.
func newSeekToBeginningRequest(group string, instance string, body partitionList) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&seekToBeginningOperation, group, instance)
	r.JSON(body)
	return r
}

var seekToEndOperation = rest.Operation{
	Name:       "SeekToEnd",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/positions/end",
	Repeatable: false,
	Local:      true,
}

// newSeekToEndRequest is POST /consumers/{group}/instances/{instance}/positions/end.
func newSeekToEndRequest(group string, instance string, body partitionList) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&seekToEndOperation, group, instance)
	r.JSON(body)
	return r
}

var pollOperation = rest.Operation{
	Name:       "Poll",
	Method:     http.MethodGet,
	Path:       "/consumers/{group}/instances/{instance}/records",
	Repeatable: false,
	Local:      true,
}

// pollQuery has the optional parameters of Poll; what is zero is not sent.
type pollQuery struct {
	Timeout  int64
	MaxBytes int64
}

// newPollRequest is GET /consumers/{group}/instances/{instance}/records.
func newPollRequest(group string, instance string, query pollQuery) rest.Request[[]Record] {
	r := rest.NewRequest[[]Record](&pollOperation, group, instance)
	r.QueryInt("timeout", int64(query.Timeout))
	r.QueryInt("max_bytes", int64(query.MaxBytes))
	return r
}

var unsubscribeOperation = rest.Operation{
	Name:       "Unsubscribe",
	Method:     http.MethodDelete,
	Path:       "/consumers/{group}/instances/{instance}/subscription",
	Repeatable: true,
	Local:      true,
}

// newUnsubscribeRequest is DELETE /consumers/{group}/instances/{instance}/subscription.
func newUnsubscribeRequest(group string, instance string) rest.Request[rest.None] {
	return rest.NewRequest[rest.None](&unsubscribeOperation, group, instance)
}

var getSubscriptionOperation = rest.Operation{
	Name:       "GetSubscription",
	Method:     http.MethodGet,
	Path:       "/consumers/{group}/instances/{instance}/subscription",
	Repeatable: true,
	Local:      true,
}

// newGetSubscriptionRequest is GET /consumers/{group}/instances/{instance}/subscription.
func newGetSubscriptionRequest(group string, instance string) rest.Request[*subscribedTopics] {
	return rest.NewRequest[*subscribedTopics](&getSubscriptionOperation, group, instance)
}

var subscribeOperation = rest.Operation{
	Name:       "Subscribe",
	Method:     http.MethodPost,
	Path:       "/consumers/{group}/instances/{instance}/subscription",
	Repeatable: false,
	Local:      true,
}

// newSubscribeRequest is POST /consumers/{group}/instances/{instance}/subscription.
func newSubscribeRequest(group string, instance string, body subscription) rest.Request[rest.None] {
	r := rest.NewRequest[rest.None](&subscribeOperation, group, instance)
	r.JSON(body)
	return r
}

var listTopicsOperation = rest.Operation{
	Name:       "ListTopics",
	Method:     http.MethodGet,
	Path:       "/topics",
	Repeatable: true,
}

// newListTopicsRequest is GET /topics.
func newListTopicsRequest() rest.Request[[]string] {
	return rest.NewRequest[[]string](&listTopicsOperation)
}

var getTopicOperation = rest.Operation{
	Name:       "GetTopic",
	Method:     http.MethodGet,
	Path:       "/topics/{topic}",
	Repeatable: true,
}

// newGetTopicRequest is GET /topics/{topic}.
func newGetTopicRequest(topic string) rest.Request[*Topic] {
	return rest.NewRequest[*Topic](&getTopicOperation, topic)
}

var produceOperation = rest.Operation{
	Name:       "Produce",
	Method:     http.MethodPost,
	Path:       "/topics/{topic}",
	Repeatable: false,
	Produces:   true,
	Results:    []int{401, 403, 422, 500},
}

// newProduceRequest is POST /topics/{topic}.
func newProduceRequest(topic string, body produceBody) rest.Request[*produceAnswer] {
	r := rest.NewRequest[*produceAnswer](&produceOperation, topic)
	r.JSON(body)
	return r
}

var listPartitionsOperation = rest.Operation{
	Name:       "ListPartitions",
	Method:     http.MethodGet,
	Path:       "/topics/{topic}/partitions",
	Repeatable: true,
}

// newListPartitionsRequest is GET /topics/{topic}/partitions.
func newListPartitionsRequest(topic string) rest.Request[[]Partition] {
	return rest.NewRequest[[]Partition](&listPartitionsOperation, topic)
}

var getPartitionOperation = rest.Operation{
	Name:       "GetPartition",
	Method:     http.MethodGet,
	Path:       "/topics/{topic}/partitions/{partition}",
	Repeatable: true,
}

// newGetPartitionRequest is GET /topics/{topic}/partitions/{partition}.
func newGetPartitionRequest(topic string, partition int32) rest.Request[*Partition] {
	r := rest.NewRequest[*Partition](&getPartitionOperation, topic, strconv.FormatInt(int64(partition), 10))
	r.Natural("partition", int64(partition))
	return r
}

var produceToPartitionOperation = rest.Operation{
	Name:       "ProduceToPartition",
	Method:     http.MethodPost,
	Path:       "/topics/{topic}/partitions/{partition}",
	Repeatable: false,
	Produces:   true,
	Results:    []int{401, 403, 422, 500},
}

// newProduceToPartitionRequest is POST /topics/{topic}/partitions/{partition}.
func newProduceToPartitionRequest(topic string, partition int32, body produceBody) rest.Request[*produceAnswer] {
	r := rest.NewRequest[*produceAnswer](&produceToPartitionOperation, topic, strconv.FormatInt(int64(partition), 10))
	r.Natural("partition", int64(partition))
	r.JSON(body)
	return r
}

var getPartitionOffsetsOperation = rest.Operation{
	Name:       "GetPartitionOffsets",
	Method:     http.MethodGet,
	Path:       "/topics/{topic}/partitions/{partition}/offsets",
	Repeatable: true,
}

// newGetPartitionOffsetsRequest is GET /topics/{topic}/partitions/{partition}/offsets.
func newGetPartitionOffsetsRequest(topic string, partition int32) rest.Request[*PartitionOffsets] {
	r := rest.NewRequest[*PartitionOffsets](&getPartitionOffsetsOperation, topic, strconv.FormatInt(int64(partition), 10))
	r.Natural("partition", int64(partition))
	return r
}
