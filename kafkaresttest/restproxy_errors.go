package kafkaresttest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// restProxyError is an error answer. One from the routing, before any operation
// was found, has no Content-Type.
type restProxyError struct {
	status  int
	code    int
	message string
	routing bool
}

func (e restProxyError) Error() string { return e.message }

var (
	tooManyRequests = restProxyError{status: http.StatusTooManyRequests, code: http.StatusTooManyRequests,
		message: "Request rate limit exceeded: The rate limit of requests per second has been exceeded."}

	// The answers to an empty body.
	noData       = payloadError("Null input provided. Data is required.")
	noBody       = payloadError("Request body is empty. Data is required.")
	noPartitions = payloadError("Request body is empty. Partitions_count is required.")

	// unexpected is the answer to what the proxy is not prepared for.
	unexpected = restProxyError{status: http.StatusInternalServerError, code: http.StatusInternalServerError, message: "Internal Server Error"}

	// timedOut is the answer when Kafka has given none in time.
	timedOut = restProxyError{status: http.StatusInternalServerError, code: 50003, message: "Timed out waiting for a node assignment."}
)

// restProxyStatus is the answer that has nothing to say but its status.
func restProxyStatus(status int) restProxyError {
	return restProxyError{status: status, code: status, message: fmt.Sprintf("HTTP %d %s", status, http.StatusText(status))}
}

func restProxyRouteFailure(status int) restProxyError {
	e := restProxyStatus(status)
	e.routing = true
	return e
}

func restProxyNotFound(format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusNotFound, code: http.StatusNotFound, message: fmt.Sprintf(format, args...)}
}

func restProxyBadRequest(format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusBadRequest, code: http.StatusBadRequest, message: fmt.Sprintf(format, args...)}
}

// restProxyConstraint is the answer to a request that is well-formed and still
// not to be had. Its code has five digits: 422 and two more.
func restProxyConstraint(code int, format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusUnprocessableEntity, code: code, message: fmt.Sprintf(format, args...)}
}

func payloadError(message string) restProxyError {
	return restProxyConstraint(42206, "Payload error. %s", message)
}

// refusedByKafka is the answer to what Kafka itself refuses as invalid.
func refusedByKafka(format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusBadRequest, code: 40002, message: fmt.Sprintf(format, args...)}
}

// asRESTProxyError gives an error from Kafka the status and the code that the
// proxy gives to its Java counterpart.
func asRESTProxyError(err error) restProxyError {
	if own, ok := errors.AsType[restProxyError](err); ok {
		return own
	}
	kafka, ok := errors.AsType[*kerr.Error](err)
	if !ok {
		// Kafka did not answer: the client gives up in the end.
		return restProxyError{status: timedOut.status, code: timedOut.code, message: err.Error()}
	}
	e := restProxyError{message: kafka.Description}
	if explained, ok := errors.AsType[*kadm.ErrAndMessage](err); ok && explained.ErrMessage != "" {
		e.message = explained.ErrMessage
	}
	e.status, e.code = statusAndCode(kafka)
	return e
}

func statusAndCode(kafka *kerr.Error) (status, code int) {
	switch kafka {
	case kerr.SaslAuthenticationFailed:
		return http.StatusUnauthorized, 40101
	case kerr.TopicAuthorizationFailed, kerr.GroupAuthorizationFailed, kerr.ClusterAuthorizationFailed,
		kerr.TransactionalIDAuthorizationFailed, kerr.DelegationTokenAuthorizationFailed:
		return http.StatusForbidden, 40301
	case kerr.BrokerNotAvailable:
		return http.StatusServiceUnavailable, 50302
	case kerr.MessageTooLarge:
		return http.StatusRequestEntityTooLarge, http.StatusRequestEntityTooLarge
	case kerr.UnknownTopicOrPartition, kerr.UnknownTopicID:
		return http.StatusNotFound, 40403
	case kerr.ThrottlingQuotaExceeded:
		return http.StatusTooManyRequests, 42901
	case kerr.InvalidReplicationFactor, kerr.SecurityDisabled, kerr.UnsupportedVersion, kerr.InvalidPartitions,
		kerr.InvalidRequest, kerr.UnknownServerError, kerr.PolicyViolation, kerr.TopicAlreadyExists,
		kerr.InvalidConfig, kerr.TopicDeletionDisabled, kerr.InvalidTopicException:
		return http.StatusBadRequest, 40002
	}
	if kafka.Retriable {
		return http.StatusInternalServerError, 50003
	}
	return http.StatusInternalServerError, 50002
}

type restProxyErrorBody struct {
	ErrorCode int    `json:"error_code"`
	Message   string `json:"message"`
}

func (e restProxyError) write(w http.ResponseWriter) { e.writeAs(w, "application/json") }

func (e restProxyError) writeAs(w http.ResponseWriter, mediaType string) {
	if e.routing {
		w.Header()["Content-Type"] = nil // net/http would guess one
	} else {
		w.Header().Set("Content-Type", mediaType)
	}
	w.WriteHeader(e.status)
	// A message can hold bytes that a client sent. Nothing else fails but a client
	// that is gone.
	_ = json.MarshalWrite(w, restProxyErrorBody{e.code, e.message}, jsontext.AllowInvalidUTF8(true))
}

// inBand is the error as it stands among the results of records: a constraint
// has the bare 422 there and its code in the text, and a text is its first
// line.
func (e restProxyError) inBand() restProxyErrorBody {
	body := restProxyErrorBody{e.code, e.message}
	if e.status == http.StatusUnprocessableEntity && e.code != e.status {
		body = restProxyErrorBody{e.status, fmt.Sprintf("Error: %d : %s", e.code, e.message)}
	}
	body.Message, _, _ = strings.Cut(body.Message, "\n")
	return body
}
