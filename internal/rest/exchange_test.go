package rest

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

// An exchange is judged as a call of a Client is.
func TestFailureOfAnExchange(t *testing.T) {
	t.Parallel()
	api := &API{Name: "api", TransactionHeader: "X-Transaction", DecodeError: DecodeHHHKK}
	create := &Operation{Name: "Create", Method: http.MethodPost, Path: "/things"}
	read := &Operation{Name: "Read", Method: http.MethodGet, Path: "/things", Repeatable: true}
	cut := &url.Error{Op: "Post", URL: "http://a.example/things?key=s3cret", Err: io.ErrUnexpectedEOF}
	refused := &url.Error{Op: "Post", URL: "http://a.example/things", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}
	header := http.Header{"X-Transaction": {"t-1"}, "Retry-After": {"7"}}
	tests := map[string]struct {
		op      *Operation
		x       Exchange
		cause   error
		is      []error
		unknown bool
		text    string
	}{
		"an answer": {
			create, Exchange{StatusCode: 422, Header: header, Body: []byte(`{"error_code":42236,"message":"it is s3cret"}`)}, nil,
			[]error{kafkarest.ErrAlreadyExists, kerr.TopicAlreadyExists}, false,
			"api.Create: POST http://a.example/things: 422 Unprocessable Entity: it is REDACTED (error_code 42236 TOPIC_ALREADY_EXISTS, transaction t-1, retry after 7s)",
		},
		"a gateway's": {
			create, Exchange{StatusCode: 502, Body: []byte("down")}, nil, []error{kafkarest.ErrUnavailable, kafkarest.ErrOutcomeUnknown}, true,
			"api.Create: POST http://a.example/things: 502 Bad Gateway: answered with a body without a type: down (outcome unknown)",
		},
		"none": {create, Exchange{}, cut, []error{kafkarest.ErrUnavailable, io.ErrUnexpectedEOF}, true,
			"api.Create: POST http://a.example/things: unexpected EOF (outcome unknown)"},
		"none to a read": {read, Exchange{}, cut, []error{kafkarest.ErrUnavailable}, false,
			"api.Read: GET http://a.example/things: unexpected EOF"},
		"nobody there": {create, Exchange{}, refused, []error{kafkarest.ErrUnavailable}, false,
			"api.Create: POST http://a.example/things: dial: refused"},
		"a result that cannot be read": {read, Exchange{StatusCode: 200, Header: header, Body: []byte("s3cret?")}, errors.New("not JSON"), nil, false,
			"api.Read: GET http://a.example/things: 200 OK: the answer cannot be read: not JSON (transaction t-1)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			request, err := http.NewRequestWithContext(t.Context(), test.op.Method, "http://a.example/things?key=s3cret", nil)
			require.NoError(t, err)
			request.SetBasicAuth("token", "s3cret")
			test.x.Request, test.x.URL = request, &url.URL{Scheme: "http", Host: "a.example", Path: "/things"}
			failure := api.Failure(test.op, test.x, test.cause)
			assert.Equal(t, test.text, failure.Error())
			assert.Equal(t, test.x.StatusCode, failure.StatusCode)
			assert.Equal(t, test.unknown, failure.OutcomeUnknown)
			assert.NotContains(t, string(failure.Body), "s3cret")
			for _, sentinel := range test.is {
				assert.ErrorIs(t, failure, sentinel)
			}
			if test.x.StatusCode == 422 {
				assert.Equal(t, 7*time.Second, failure.RetryAfter)
			}
		})
	}
}
