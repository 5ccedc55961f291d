package restproxyv2

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// What can be asked of an error with [errors.Is], beside what package kafkarest
// has for every API.
var (
	// ErrInstanceLost: the proxy does not have the consumer's instance any
	// more. It has expired, or the proxy was started anew. The next read makes
	// another one. It is [kafkarest.ErrNotFound] too where the proxy said so.
	ErrInstanceLost = errors.New("the consumer's instance is lost")
	// ErrUndecodable: a record cannot be read in the consumer's format, its
	// key or its value, such as a key in [FormatJSON] that is a bare text, and
	// neither are those that would be read with it, in every read until it is
	// passed: see [Consumer.Poll]. A consumer of [FormatBinary] reads every
	// record.
	ErrUndecodable = errors.New("a record cannot be read in this format")
	// ErrServerUnknown: it is not known whether the server commits an offset as
	// it is or one more. [WithServer] tells the client.
	ErrServerUnknown = errors.New("it is not known which server this is; name it by the option restproxyv2.WithServer")
)

// A Code is an error code of the service's own. Most begin with an HTTP
// status; codes of three digits are one. See [CodeOf].
type Code int

// The codes that servers of version 2 are known to give. The same numbers can
// mean something else in version 3. The Strimzi bridge gives the HTTP status.
const (
	// CodeRecordFailed and CodeRecordRetriable: a record could not be written,
	// for good or for now. From Karapace, and from old releases of Confluent's
	// proxy.
	CodeRecordFailed    Code = 1
	CodeRecordRetriable Code = 2
	// CodeBadRequest: the body cannot be read, is no base64 where it should be,
	// or does not fit its schema.
	CodeBadRequest Code = 400
	// CodeFetchMinBytes: FetchMinBytes is out of range. The status is 422.
	CodeFetchMinBytes Code = 40001
	// CodeKafkaRefused: Kafka does not take what the call asks for, as the name
	// of a topic.
	CodeKafkaRefused Code = 40002
	// CodeUnauthorized: the proxy does not take the credentials.
	CodeUnauthorized Code = 401
	// CodeKafkaAuthenticationFailed: Kafka does not take those that the proxy
	// has.
	CodeKafkaAuthenticationFailed Code = 40101
	// CodeForbidden: the proxy does not allow the call.
	CodeForbidden Code = 403
	// CodeKafkaAuthorizationFailed: Kafka does not.
	CodeKafkaAuthorizationFailed Code = 40301
	// CodeNotFound: there is no such operation, or a number in the path is
	// none.
	CodeNotFound Code = 404
	// CodeTopicNotFound: there is no such topic. Confluent's proxy says
	// CodeInstanceNotFound instead.
	CodeTopicNotFound Code = 40401
	// CodePartitionNotFound: there is no such partition.
	CodePartitionNotFound Code = 40402
	// CodeInstanceNotFound: the proxy does not have the consumer's instance; of
	// a call about a topic, there is no such topic.
	CodeInstanceNotFound Code = 40403
	// CodeLeaderNotAvailable and CodeGroupNotFound are defined in proxies,
	// which do not give them.
	CodeLeaderNotAvailable Code = 40404
	CodeGroupNotFound      Code = 40405
	// CodeMethodNotAllowed: the operation is disabled, or there is none of this
	// method.
	CodeMethodNotAllowed Code = 405
	// CodeNotAcceptable: the proxy cannot answer in the form asked for.
	CodeNotAcceptable Code = 406
	// CodeFormatMismatch: records are asked for in another format than that of
	// the instance.
	CodeFormatMismatch Code = 40601
	// CodeUndecodable: a record cannot be read in the format of the instance.
	CodeUndecodable Code = 40801
	// CodeAlreadySubscribed is defined in proxies, which do not give it.
	CodeAlreadySubscribed Code = 40901
	// CodeInstanceExists: the group has an instance of the name.
	CodeInstanceExists Code = 40902
	// CodeIllegalState: an instance cannot be both subscribed and assigned, and
	// cannot seek in a partition that it does not read.
	CodeIllegalState Code = 40903
	// CodeTooLarge: the body is larger than the proxy takes.
	CodeTooLarge Code = 413
	// CodeUnsupportedMediaType: the body is not what the proxy reads.
	CodeUnsupportedMediaType Code = 415
	// CodeUnprocessable: the body lacks something, or has a field that there is
	// not.
	CodeUnprocessable Code = 422
	// CodeKeySchemaMissing and CodeValueSchemaMissing: records have keys or
	// values but no schema of them.
	CodeKeySchemaMissing   Code = 42201
	CodeValueSchemaMissing Code = 42202
	// CodeJSONConversionFailed is defined in proxies, which do not give it.
	CodeJSONConversionFailed Code = 42203
	// CodeInvalidConfig: a setting of the consumer is not valid.
	CodeInvalidConfig Code = 42204
	// CodeInvalidSchema: the text of a schema is not one. From Karapace also
	// data that does not fit it.
	CodeInvalidSchema Code = 42205
	// CodeNoSchemaRegistry: the proxy has no Schema Registry.
	CodeNoSchemaRegistry Code = 42206
	// CodeSchemaRegistry: Schema Registry failed, or does not have the schema.
	CodeSchemaRegistry Code = 42207
	// CodeTooManyRequests: the proxy asks for a slower pace.
	CodeTooManyRequests Code = 429
	// CodeKafkaThrottled: Kafka does.
	CodeKafkaThrottled Code = 42901
	// CodeInternal: the proxy failed.
	CodeInternal Code = 500
	// CodeInvalidValue: a value is not valid, from Karapace. It was ZooKeeper's
	// failure in old releases of Confluent's proxy.
	CodeInvalidValue Code = 50001
	// CodeKafkaFailed: Kafka failed.
	CodeKafkaFailed Code = 50002
	// CodeKafkaRetriable: Kafka failed in a way that may pass, or did not
	// answer in 60 seconds.
	CodeKafkaRetriable Code = 50003
	// CodeNoTLSListener and CodeNoConsumer are defined in proxies, which do not
	// give them.
	CodeNoTLSListener Code = 50101
	CodeNoConsumer    Code = 50301
	// CodeBrokerNotAvailable: a broker is not there.
	CodeBrokerNotAvailable Code = 50302
)

// CodeOf returns the code of the first failure in err if that is of a call of
// this package, else 0. The numbers of version 3 of the proxy's API, some of
// which mean something else, are not taken for these.
func CodeOf(err error) Code { return rest.CodeOf[Code](&api, err) }

// leavesOpen reports whether what failed with the code may have been done all
// the same: Kafka, which was asked, did not answer in time, or the proxy failed
// after it had begun. Some servers do not tell that from a refusal.
func (c Code) leavesOpen() bool {
	return slices.Contains([]Code{CodeKafkaRetriable, CodeBrokerNotAvailable, CodeInternal, CodeRecordFailed, CodeRecordRetriable}, c)
}

// errorBody is the error of a service. The Strimzi bridge tells apart what it
// does not like in a body.
type errorBody struct {
	ErrorCode        jsonInt  `json:"error_code"`
	Message          string   `json:"message"`
	ValidationErrors []string `json:"validation_errors"`
}

// jsonInt is a number that may come as a string.
type jsonInt int

// UnmarshalJSON takes both forms.
func (i *jsonInt) UnmarshalJSON(text []byte) error {
	return rest.Unmarshal([]byte(strings.Trim(string(text), `"`)), (*int)(i))
}

// decodeError reads a service's error. Errors from below the API are HTML, and
// some of other servers bare texts.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusMethodNotAllowed {
		e.Err = errors.ErrUnsupported
	}
	var answer errorBody
	if rest.Unmarshal(body, &answer) != nil {
		answer = cutError(body)
	}
	if answer.ErrorCode == 0 {
		return false
	}
	e.Code = int(answer.ErrorCode)
	e.Message = strings.Join(append([]string{answer.Message}, answer.ValidationErrors...), "; ")
	e.OutcomeUnknown = Code(e.Code).leavesOpen()
	switch op {
	case &createConsumerOperation:
		if e.StatusCode == http.StatusConflict {
			e.Err = kafkarest.ErrAlreadyExists
		}
	case &pollOperation:
		if isUndecodable(e) {
			e.Err = ErrUndecodable
		}
		e.OutcomeUnknown = takesRecords(e)
	}
	return true
}

var errorCode = regexp.MustCompile(`^\{"error_code": ?(\d{1,9}),`)

// cutError is the error in a body that was too long to be read to its end:
// Karapace tells of all instances there are to say that one is not among them.
func cutError(body []byte) errorBody {
	found := errorCode.FindSubmatch(body)
	if found == nil {
		return errorBody{}
	}
	code, _ := strconv.Atoi(string(found[1])) // it is a number
	return errorBody{ErrorCode: jsonInt(code), Message: strings.ToValidUTF8(string(body[len(found[0]):]), "")}
}

// isUndecodable reports whether a read failed for what a record holds.
func isUndecodable(e *kafkarest.Error) bool {
	switch e.StatusCode {
	case http.StatusRequestTimeout:
		return Code(e.Code) == CodeUndecodable
	case http.StatusUnprocessableEntity: // Karapace
		return strings.Contains(e.Message, "deserialization error")
	case http.StatusNotAcceptable: // Strimzi
		return strings.HasPrefix(e.Message, "Failed to decode")
	}
	return false
}

// takesRecords reports whether a read that failed like this may have moved the
// position of the instance all the same, past records that nobody has seen.
func takesRecords(e *kafkarest.Error) bool {
	switch e.StatusCode {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusTooManyRequests:
		return false
	case http.StatusNotAcceptable:
		return e.Err == ErrUndecodable
	}
	return true
}

// isValidation reports whether the error is of the form that the Strimzi bridge
// gives to a body that it does not like.
func isValidation(e *kafkarest.Error) bool {
	return e.StatusCode == http.StatusBadRequest && e.Code == http.StatusBadRequest && strings.Contains(string(e.Body), `"validation_errors"`)
}
