package kafkarest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

var sentinels = []error{
	kafkarest.ErrNotFound, kafkarest.ErrAlreadyExists, kafkarest.ErrUnauthorized, kafkarest.ErrForbidden, kafkarest.ErrConflict,
	kafkarest.ErrInvalid, kafkarest.ErrTooManyRequests, kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown,
}

// are lists the sentinels that err is.
func are(err error) []error {
	var found []error
	for _, sentinel := range sentinels {
		if errors.Is(err, sentinel) {
			found = append(found, sentinel)
		}
	}
	return found
}

func TestErrorSentinels(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		err  *kafkarest.Error
		want []error
	}{
		"400": {&kafkarest.Error{StatusCode: 400}, []error{kafkarest.ErrInvalid}},
		"401": {&kafkarest.Error{StatusCode: 401}, []error{kafkarest.ErrUnauthorized}},
		"403": {&kafkarest.Error{StatusCode: 403}, []error{kafkarest.ErrForbidden}},
		"404": {&kafkarest.Error{StatusCode: 404}, []error{kafkarest.ErrNotFound}},
		"409": {&kafkarest.Error{StatusCode: 409}, []error{kafkarest.ErrConflict}},
		"415": {&kafkarest.Error{StatusCode: 415}, []error{kafkarest.ErrInvalid}},
		"418": {&kafkarest.Error{StatusCode: 418}, nil},
		"422": {&kafkarest.Error{StatusCode: 422}, []error{kafkarest.ErrInvalid}},
		"422, topic exists": {
			&kafkarest.Error{StatusCode: 422, Kafka: kerr.TopicAlreadyExists}, []error{kafkarest.ErrAlreadyExists},
		},
		"429": {&kafkarest.Error{StatusCode: 429}, []error{kafkarest.ErrTooManyRequests}},
		"500": {&kafkarest.Error{StatusCode: 500}, nil},
		"502": {&kafkarest.Error{StatusCode: 502}, []error{kafkarest.ErrUnavailable}},
		"503": {&kafkarest.Error{StatusCode: 503}, []error{kafkarest.ErrUnavailable}},
		"504, unknown outcome": {
			&kafkarest.Error{StatusCode: 504, OutcomeUnknown: true}, []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown},
		},
		"an operation that the service does not know": {&kafkarest.Error{StatusCode: 404, Err: errors.ErrUnsupported}, nil},
		"a service that is not there yet":             {&kafkarest.Error{StatusCode: 404, Err: kafkarest.ErrUnavailable}, []error{kafkarest.ErrUnavailable}},

		"refused":   {&kafkarest.Error{Err: kafkarest.ErrInvalid}, []error{kafkarest.ErrInvalid}},
		"zero":      {&kafkarest.Error{}, nil},
		"a context": {&kafkarest.Error{Err: context.Canceled}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, are(c.err))
			assert.Equal(t, c.want, are(fmt.Errorf("wrapped: %w", c.err)), "through a wrapper")
			assert.NotErrorIs(t, c.err, nil)
		})
	}
}

func TestErrorUnwrap(t *testing.T) {
	t.Parallel()
	err := error(&kafkarest.Error{StatusCode: 404, Kafka: kerr.UnknownTopicOrPartition, Err: io.ErrUnexpectedEOF})
	require.ErrorIs(t, err, kerr.UnknownTopicOrPartition)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotErrorIs(t, err, kerr.TopicAlreadyExists)
	var kafka *kerr.Error
	require.ErrorAs(t, err, &kafka)
	assert.Equal(t, int16(3), kafka.Code)
	assert.Empty(t, (&kafkarest.Error{}).Unwrap())
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	base := kafkarest.Error{API: "adminrest", Operation: "GetTopic", Method: "GET", URL: "https://h/admin/topics/orders"}
	cases := map[string]struct {
		change func(*kafkarest.Error)
		want   string
	}{
		"refused": {
			func(e *kafkarest.Error) { e.URL, e.Message, e.Err = "", "topic_name is empty", kafkarest.ErrInvalid },
			"adminrest.GetTopic: topic_name is empty",
		},
		"answered": {
			func(e *kafkarest.Error) {
				e.StatusCode, e.Code, e.Kafka = 404, 40403, kerr.UnknownTopicOrPartition
				e.Message, e.TransactionID, e.RetryAfter = "no such topic", "t-1", 3*time.Second
				e.Attempts, e.OutcomeUnknown = 2, true
			},
			"adminrest.GetTopic: GET https://h/admin/topics/orders: 404 Not Found: no such topic " +
				"(error_code 40403 UNKNOWN_TOPIC_OR_PARTITION, transaction t-1, retry after 3s, 2 attempts, outcome unknown)",
		},
		"a status without a name": {
			func(e *kafkarest.Error) { e.StatusCode = 599 },
			"adminrest.GetTopic: GET https://h/admin/topics/orders: 599",
		},
		"a message that begins with the status": {
			func(e *kafkarest.Error) { e.StatusCode, e.Message = 404, "HTTP 404 Not Found; it needs 3.5 or later" },
			"adminrest.GetTopic: GET https://h/admin/topics/orders: 404 Not Found: it needs 3.5 or later",
		},
		"a message that is the status": {
			func(e *kafkarest.Error) { e.StatusCode, e.Message = 405, "HTTP 405 Method Not Allowed" },
			"adminrest.GetTopic: GET https://h/admin/topics/orders: 405 Method Not Allowed",
		},
		"a message with another status": {
			func(e *kafkarest.Error) { e.StatusCode, e.Message = 404, "HTTP 405 Method Not Allowed" },
			"adminrest.GetTopic: GET https://h/admin/topics/orders: 404 Not Found: HTTP 405 Method Not Allowed",
		},
		"one attempt is not told": {
			func(e *kafkarest.Error) { e.Attempts, e.Err = 1, errors.New("refused") },
			"adminrest.GetTopic: GET https://h/admin/topics/orders: refused",
		},
		"one line": {
			func(e *kafkarest.Error) {
				e.Message, e.Err, e.TransactionID = "a\nb\x1b[31m", errors.New("c\r\nd\xff"), "t\u202e1"
			},
			"adminrest.GetTopic: GET https://h/admin/topics/orders: a b\ufffd[31m: c  d\ufffd (transaction t\ufffd1)",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := base
			c.change(&e)
			assert.Equal(t, c.want, e.Error())
		})
	}
}

func TestErrorTextIsBounded(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("日本\n\x00\xff", 1<<20)
	e := &kafkarest.Error{API: "a", Operation: "B", StatusCode: 500, Message: huge, TransactionID: huge, Err: errors.New(huge)}
	assert.Less(t, len(e.Error()), 20_000)
	assert.True(t, utf8.ValidString(e.Error()))
	for _, r := range e.Error() {
		require.True(t, unicode.IsPrint(r), "%q", r)
	}
}

func TestPartialError(t *testing.T) {
	t.Parallel()
	first, second := &kafkarest.Error{API: "a", Operation: "B", StatusCode: 404}, errors.New("second")
	assert.Equal(t, "X: no item failed", (&kafkarest.PartialError{Operation: "X"}).Error())
	assert.Equal(t, "X: 1 item failed: second", (&kafkarest.PartialError{Operation: "X", Errs: []error{second}}).Error())
	both := &kafkarest.PartialError{Operation: "X", Errs: []error{first, second}}
	assert.Equal(t, "X: 2 items failed, the first: a.B: 404 Not Found", both.Error())
	require.ErrorIs(t, both, kafkarest.ErrNotFound)
	require.ErrorIs(t, both, second)
	var failure *kafkarest.Error
	require.ErrorAs(t, both, &failure)
	assert.Same(t, first, failure)
}
