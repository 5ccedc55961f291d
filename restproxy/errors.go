package restproxy

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// What can be asked of an error with [errors.Is], beside what package kafkarest
// has for every API.
var (
	// ErrNotSent: the record was not sent, because the call failed before it.
	ErrNotSent = errors.New("not sent")
	// ErrProducerClosed: the [Producer] did not take the record, or did not get
	// to send it, because it was closed.
	ErrProducerClosed = errors.New("the producer is closed")
)

// A DefaultClusterError is the cause in the error of DefaultCluster where the
// service does not know exactly one cluster.
type DefaultClusterError struct {
	// ClusterIDs are the clusters that it knows.
	ClusterIDs []string
}

// Error names the clusters.
func (e *DefaultClusterError) Error() string {
	if len(e.ClusterIDs) == 0 {
		return "the service knows no cluster"
	}
	return fmt.Sprintf("the service knows %d clusters, of which one has to be chosen: %s", len(e.ClusterIDs), strings.Join(e.ClusterIDs, ", "))
}

// A BrokerTaskFailedError is a broker task that has failed. It is the cause in
// the error of a wait that ends with it.
type BrokerTaskFailedError struct {
	// Task is the task as it was last seen.
	Task BrokerTask
}

// Error says what has failed and why.
func (e *BrokerTaskFailedError) Error() string {
	text := fmt.Sprintf("task %s of broker %d failed", e.Task.Type, e.Task.BrokerID)
	if e.Task.ErrorMessage != "" {
		text += ": " + e.Task.ErrorMessage
	}
	if e.Task.ErrorCode != 0 {
		text += fmt.Sprintf(" (error_code %d)", e.Task.ErrorCode)
	}
	return text
}

// A MirrorTopicFailedError is a mirror topic that has failed. It is the cause
// in the error of a wait that ends with it.
type MirrorTopicFailedError struct {
	// MirrorTopic is the mirror topic as it was last seen.
	MirrorTopic MirrorTopic
}

// Error says what has failed and why.
func (e *MirrorTopicFailedError) Error() string {
	text := fmt.Sprintf("mirror topic %q of link %q failed", e.MirrorTopic.Name, e.MirrorTopic.LinkName)
	if e.MirrorTopic.Error != "" {
		text += ": " + e.MirrorTopic.Error
	}
	return text
}

// A Code is an error code of the service's own. Most begin with an HTTP
// status; codes of three digits are one. See [CodeOf].
type Code int

// The codes that the proxy's version 3 is known to give, those of Confluent
// Server included. The same numbers can mean something else in version 2.
const (
	// CodeBadRequest: the request cannot be read, or a value in it is not one
	// of those that there are.
	CodeBadRequest Code = 400
	// CodeKafkaRefused: Kafka does not take what the call asks for: a topic
	// that exists, a number, a config or a name that is not valid, a policy
	// that forbids it, a cluster without ACLs.
	CodeKafkaRefused Code = 40002
	// CodeUnsupportedVersion: the cluster is too old or too new for the
	// operation. From Confluent Server.
	CodeUnsupportedVersion Code = 40035
	// CodeUnauthorized: the service does not take the credentials.
	CodeUnauthorized Code = 401
	// CodeKafkaAuthenticationFailed: Kafka does not take those that the service
	// has.
	CodeKafkaAuthenticationFailed Code = 40101
	// CodeForbidden: the service does not allow the call.
	CodeForbidden Code = 403
	// CodeKafkaAuthorizationFailed: Kafka does not, as without a role on the
	// topic, the group or the cluster.
	CodeKafkaAuthorizationFailed Code = 40301
	// CodeNotFound: there is no such cluster, broker, group, member, config,
	// partition or reassignment, or no such operation.
	CodeNotFound Code = 404
	// CodeTopicNotFound: a record is for a topic or a partition that did not
	// show up in 60 seconds.
	CodeTopicNotFound Code = 40401
	// CodePartitionNotFound: there is no such partition.
	CodePartitionNotFound Code = 40402
	// CodeUnknownTopicOrPartition: Kafka has no such topic, or no such
	// partition of it.
	CodeUnknownTopicOrPartition Code = 40403
	// CodeLeaderNotAvailable: the partition has no leader.
	CodeLeaderNotAvailable Code = 40404
	// CodeGroupNotFound: there is no such consumer group. Proxies say
	// CodeNotFound instead.
	CodeGroupNotFound Code = 40405
	// CodeBrokerNotRegistered: there is no such broker to unregister. From
	// Confluent Server.
	CodeBrokerNotRegistered Code = 404102
	// CodeMethodNotAllowed: the operation is disabled, or there is none of this
	// method.
	CodeMethodNotAllowed Code = 405
	// CodeNotAcceptable: the service cannot answer in the form asked for.
	CodeNotAcceptable Code = 406
	// CodeStreamExpired: a stream of records has been open for longer than the
	// service allows.
	CodeStreamExpired Code = 408
	// CodeRecordTooLarge: a record is larger than Kafka takes.
	CodeRecordTooLarge Code = 413
	// CodeUnsupportedMediaType: the body is not what the service reads.
	CodeUnsupportedMediaType Code = 415
	// CodeUnprocessable: the body has a field that there is not. For a record
	// also a schema that cannot be had; the text then has one of the codes
	// below.
	CodeUnprocessable Code = 422
	// CodeKeySchemaMissing and CodeValueSchemaMissing: a record lacks its
	// schema.
	CodeKeySchemaMissing   Code = 42201
	CodeValueSchemaMissing Code = 42202
	// CodeJSONConversionFailed: data does not fit its schema.
	CodeJSONConversionFailed Code = 42203
	// CodeInvalidSchema: the text of a schema is not one.
	CodeInvalidSchema Code = 42205
	// CodeInvalidPayload: the body is empty, the name of a topic is not legal,
	// or a schema is used without a Schema Registry.
	CodeInvalidPayload Code = 42206
	// CodeSchemaRegistry: Schema Registry failed, or does not have the schema.
	CodeSchemaRegistry Code = 42207
	// CodeInvalidBatch: a batch is empty, too long, or its entries cannot be
	// told apart.
	CodeInvalidBatch Code = 42208
	// CodeTooManyRequests: the service asks for a slower pace.
	CodeTooManyRequests Code = 429
	// CodeKafkaThrottled: Kafka does.
	CodeKafkaThrottled Code = 42901
	// CodeInternal: the service failed.
	CodeInternal Code = 500
	// CodeKafkaFailed: Kafka failed.
	CodeKafkaFailed Code = 50002
	// CodeKafkaRetriable: Kafka failed in a way that may pass, or did not
	// answer in 60 seconds, as for the configs of a broker that does not exist.
	CodeKafkaRetriable Code = 50003
	// CodeNoTLSListener and CodeNoConsumer are defined in proxies, which do not
	// give them.
	CodeNoTLSListener Code = 50101
	CodeNoConsumer    Code = 50301
	// CodeKafkaTooOld: Kafka does not know the identifier of its cluster.
	CodeKafkaTooOld Code = 502
	// CodeBrokerNotAvailable: a broker is not there.
	CodeBrokerNotAvailable Code = 50302
)

// CodeOf returns the code of the first failure in err if that is of a call of
// this package, else 0. The numbers of version 2 of the proxy's API, some of
// which mean something else, are not taken for these.
func CodeOf(err error) Code { return rest.CodeOf[Code](&api, err) }

// leavesOpen reports whether what failed with the code may have been done all
// the same: Kafka, which was asked, did not answer in time.
func (c Code) leavesOpen() bool { return c == CodeKafkaRetriable || c == CodeBrokerNotAvailable }

// decodeError reads the proxy's error. Errors from below its API are HTML.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusMethodNotAllowed {
		e.Err = errors.ErrUnsupported
	}
	var answer struct {
		ErrorCode Code   `json:"error_code"`
		Message   string `json:"message"`
	}
	if rest.Unmarshal(body, &answer) != nil || answer.ErrorCode == 0 {
		return false
	}
	e.Code = int(answer.ErrorCode)
	e.Message = answer.Message
	e.OutcomeUnknown = answer.ErrorCode.leavesOpen()
	if op.Name == createTopicOperation.Name && answer.ErrorCode == CodeKafkaRefused && strings.HasSuffix(e.Message, saysExists) {
		e.Kafka = kerr.TopicAlreadyExists
	}
	return true
}

// What only the text of an error tells.
const (
	saysExists   = " already exists." // of CodeKafkaRefused
	saysTimedOut = "Timed out "       // of CodeKafkaRetriable
)

// isPassing reports whether an answer will pass: Kafka said so. What the proxy
// has waited 60 seconds for in vain is not waited for again.
func isPassing(e *kafkarest.Error, op *rest.Operation) bool {
	return op.Repeatable && Code(e.Code) == CodeKafkaRetriable && !strings.HasPrefix(e.Message, saysTimedOut)
}

// itemError is the failure of one item of a call that was answered with a
// success, with the status that it would have had by itself. item tells which
// one it is, such as "record 3".
func itemError(operation, item string, code Code, message string) *kafkarest.Error {
	if message != "" {
		item += ": " + message
	}
	e := api.Error(operation, item, nil)
	e.StatusCode, e.Code, e.OutcomeUnknown = rest.StatusOf(code), int(code), code.leavesOpen()
	return e
}
