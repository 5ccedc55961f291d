package rest

import (
	"errors"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

// DecodeHHHKK reads an error of the Event Streams Admin REST API into e: its
// error_code has the HTTP status in its first three digits and the Kafka
// error in its last two. It reports false for any other body.
func DecodeHHHKK(e *kafkarest.Error, _ *Operation, body []byte) bool {
	var answer struct {
		ErrorCode  jsontext.Value `json:"error_code"`
		Message    jsontext.Value `json:"message"`
		IncidentID jsontext.Value `json:"incident_id"`
	}
	if err := json.Unmarshal(body, &answer, decodeOptions); err != nil {
		return false
	}
	code, message := parseCode(answer.ErrorCode), parseText(answer.Message)
	if code == 0 && message == "" {
		return false
	}
	e.Code = code
	e.Message = message
	if id := parseText(answer.IncidentID); id != "" {
		e.TransactionID = id
	}
	e.Kafka = kafkaError(e.StatusCode, e.Operation, code)
	return true
}

// kafkaError is the Kafka error in an HHHKK code, nil if it names none. Where
// its first digits are not the status, the status is right and the code is
// not to be trusted.
func kafkaError(status int, operation string, code int) *kerr.Error {
	if code/100 != status {
		return nil
	}
	kk := int16(code % 100)
	// Kafka's unknown error, -1, has no two digits and is written 01, which is
	// also that of an offset out of range. Only the deletion of records, which
	// answers 404 to such an offset, tells the two apart.
	if kk == kerr.OffsetOutOfRange.Code && (operation != "DeleteTopicRecords" || status != http.StatusNotFound) {
		return kerr.UnknownServerError
	}
	if kafka, ok := errors.AsType[*kerr.Error](kerr.ErrorForCode(kk)); ok && kafka.Code == kk {
		return kafka
	}
	return nil
}
