package kafkaresttest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kerr"
)

// adminRESTError is an error answer. Kafka is the Kafka error behind it, nil
// for none.
type adminRESTError struct {
	status  int
	kafka   *kerr.Error
	message string
}

func (e adminRESTError) Error() string { return e.message }

// adminRESTInvalid is the answer to what is well-formed but means nothing: 422.
func adminRESTInvalid(kafka *kerr.Error, format string, args ...any) error {
	return adminRESTError{http.StatusUnprocessableEntity, kafka, fmt.Sprintf(format, args...)}
}

func adminRESTNotFound(kafka *kerr.Error, format string, args ...any) error {
	return adminRESTError{http.StatusNotFound, kafka, fmt.Sprintf(format, args...)}
}

// asAdminRESTError gives an error from Kafka the status that the documentation
// of the API uses for its kind. Which status goes with which Kafka error is not
// published in full; conflicts are 422 there, never 409, so a group that still
// has members is, too.
func asAdminRESTError(err error) adminRESTError {
	if own, ok := errors.AsType[adminRESTError](err); ok {
		return own
	}
	kafka, ok := errors.AsType[*kerr.Error](err)
	if !ok {
		// Kafka did not answer: an admin client's request has timed out.
		kafka = kerr.RequestTimedOut
	}
	return adminRESTError{adminRESTStatus(kafka), kafka, err.Error()}
}

func adminRESTStatus(kafka *kerr.Error) int {
	switch kafka {
	case kerr.TopicAuthorizationFailed, kerr.GroupAuthorizationFailed, kerr.ClusterAuthorizationFailed:
		return http.StatusForbidden
	case kerr.UnknownTopicOrPartition, kerr.UnknownTopicID, kerr.OffsetOutOfRange, kerr.GroupIDNotFound, kerr.ResourceNotFound:
		return http.StatusNotFound
	case kerr.InvalidTopicException, kerr.TopicAlreadyExists, kerr.InvalidPartitions, kerr.InvalidReplicationFactor,
		kerr.InvalidReplicaAssignment, kerr.InvalidConfig, kerr.InvalidRequest, kerr.PolicyViolation,
		kerr.InvalidGroupID, kerr.UnknownMemberID, kerr.RebalanceInProgress, kerr.NonEmptyGroup,
		kerr.ReassignmentInProgress, kerr.TopicDeletionDisabled, kerr.DuplicateResource:
		return http.StatusUnprocessableEntity
	default:
		return http.StatusServiceUnavailable
	}
}

// code returns the five digits of an error: the status, and two for the Kafka
// error.
func (e adminRESTError) code() int {
	kk := 0
	switch {
	case e.kafka == nil:
	case e.kafka.Code == kerr.UnknownServerError.Code:
		kk = 1 // as in the published example, 50301 for an unknown error
	case e.kafka.Code < 100: // a higher one has no form of two digits
		kk = int(e.kafka.Code)
	}
	return e.status*100 + kk
}

type adminRESTErrorBody struct {
	ErrorCode  int    `json:"error_code"`
	Message    string `json:"message"`
	IncidentID string `json:"incident_id"`
}

func (e adminRESTError) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.status)
	// A transaction ID may be any bytes. Nothing else fails but a client that is
	// gone.
	_ = json.MarshalWrite(w, adminRESTErrorBody{e.code(), e.message, w.Header().Get(transactionIDHeader)}, jsontext.AllowInvalidUTF8(true))
}

func (a *adminREST) refuse(w http.ResponseWriter, r *http.Request, status int) {
	refusal := adminRESTError{status: status, message: http.StatusText(status)}
	if status == http.StatusForbidden {
		refusal.kafka = missingRight(r.URL.EscapedPath())
	}
	refusal.write(w)
}

// missingRight is the error that Kafka itself gives to one who may not change
// what the path is about.
func missingRight(path string) *kerr.Error {
	switch {
	case strings.HasPrefix(path, "/admin/topics"):
		return kerr.TopicAuthorizationFailed
	case strings.HasPrefix(path, "/admin/consumergroups"):
		return kerr.GroupAuthorizationFailed
	default:
		return kerr.ClusterAuthorizationFailed
	}
}
