package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
)

// maxItem bounds one item of a stream's answer.
const maxItem = 1 << 20

// Stream is a request whose body is written while its answer is read. Nothing
// of it is sent again: that is up to who reads the answer.
type Stream struct {
	call    *call
	resp    *http.Response
	decoder *jsontext.Decoder
	budget  int // bytes that may be read before the next item ends
}

// OpenStream sends r with a body of unknown length and returns once the answer
// has begun. newBody makes the body of each attempt; the transport reads it to
// its end or closes it. Another attempt is made only where the one before
// carried nothing to the service, and once after a 401, with a fresh token:
// what a body gave away until then is lost with it.
//
// The stream has no time-out; it ends with ctx.
func OpenStream(ctx context.Context, c *Client, r Request[None], newBody func() io.ReadCloser) (*Stream, error) {
	call := &call{Context: ctx, client: c, request: &r.request, instance: c.preferred.Load()}
	if err := call.prepare(); err != nil {
		return nil, err
	}
	for tried := 1; ; tried++ {
		resp, err := call.open(newBody())
		if err == nil && isStream(resp) {
			call.log(resp.StatusCode, nil)
			c.preferred.Store(call.instance)
			return newStream(call, resp), nil
		}
		again := false
		if err != nil {
			again = call.unanswered(err) && notSent(err) && tried < len(c.instances)
		} else {
			again = call.notStream(resp) && call.reauthenticate()
		}
		call.log(call.failure.StatusCode, call.failure)
		if call.failure.StatusCode == 0 || call.unavailable() {
			call.moveOn()
			c.preferred.Store(call.instance)
		}
		if !again {
			call.failure.Attempts = int(call.attempts.Load())
			call.failure.OutcomeUnknown = call.unknown
			return nil, call.failure
		}
	}
}

// open makes one attempt.
func (c *call) open(body io.ReadCloser) (*http.Response, error) {
	attempt := c.http.Request.WithContext(c)
	attempt.URL = c.target
	attempt.Header = c.header()
	attempt.Header["Content-Type"] = c.client.mediaType
	// A compressed answer is held back until the stream ends.
	attempt.Header["Accept-Encoding"] = []string{"identity"}
	attempt.Body, attempt.ContentLength = body, -1
	c.began, c.sent = time.Now(), attempt
	if err := c.authenticate(attempt); err != nil {
		_ = body.Close()
		return nil, &authenticationError{err}
	}
	c.attempts.Add(1)
	return c.client.base.RoundTrip(attempt)
}

// isStream reports whether the answer is the service's, and not the page of
// somebody between.
func isStream(resp *http.Response) bool {
	mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return resp.StatusCode == http.StatusOK && mediaType != "text/html"
}

// notStream makes an answer that is none the call's failure, and reports
// whether a fresh token may help.
func (c *call) notStream(resp *http.Response) bool {
	defer resp.Body.Close()
	body := getBuffer()
	defer putBuffer(body)
	if resp.StatusCode/100 == 2 {
		_, _ = body.ReadFrom(io.LimitReader(resp.Body, maxErrorBody))
		c.failure = c.described(resp, body.Bytes(), "the service would not answer with ")
	} else {
		c.failure = c.readRefusal(resp, body)
	}
	return resp.StatusCode == http.StatusUnauthorized
}

func newStream(c *call, resp *http.Response) *Stream {
	s := &Stream{call: c, resp: resp}
	s.decoder = jsontext.NewDecoder((*boundedBody)(s), decodeOptions)
	return s
}

// Next decodes the next item of the answer into item, a pointer. The error is
// [io.EOF] after the last one, and otherwise a *kafkarest.Error.
func (s *Stream) Next(item any) error {
	s.budget = maxItem
	err := json.UnmarshalDecode(s.decoder, item, decodeOptions)
	if err == nil || err == io.EOF {
		return err
	}
	return s.unreadable(err)
}

// unreadable is the failure of a stream whose next item cannot be read.
func (s *Stream) unreadable(err error) *kafkarest.Error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return s.Failure("the answer was cut", err)
	case isA[*jsontext.SyntacticError](err), isA[*json.SemanticError](err):
		e := s.Failure("an item of the answer cannot be read", nil)
		e.Err = s.call.decodeFailure(err)
		return e
	}
	return s.Failure("", err)
}

// boundedBody is the answer's body, an item of which has a bound.
type boundedBody Stream

func (b *boundedBody) Read(p []byte) (int, error) {
	if b.budget <= 0 {
		return 0, fmt.Errorf("an item of the answer is longer than %d bytes", maxItem)
	}
	n, err := b.resp.Body.Read(p[:min(len(p), b.budget)])
	b.budget -= n
	return n, err
}

// Close ends the stream. The connection is used again only if the answer has
// been read to its end.
func (s *Stream) Close() error { return s.resp.Body.Close() }

// Failure is what became of a stream that ended with err: message, with secrets
// hidden, says what the service told.
func (s *Stream) Failure(message string, err error) *kafkarest.Error {
	e := s.call.answered(s.resp, nil)
	e.Message = s.call.redact(message)
	if err != nil {
		e.Err = s.call.broken(err)
	}
	return e
}

// Backoff is how long to wait before another stream is opened after failures
// in a row, the last of which is failure.
func (c *Client) Backoff(failures int, failure *kafkarest.Error) time.Duration {
	wait := backoff(c.retries.RetryWaitMin, c.retries.RetryWaitMax, failures-1, nil)
	if failure != nil {
		wait = max(wait, min(failure.RetryAfter, c.retries.RetryWaitMax))
	}
	return wait
}

// Stalled is the cause with which the context of a stream is cancelled that
// has stood still for too long: its end is then that of a connection.
func Stalled(after time.Duration) error { return &connectionError{&timeoutError{after}} }

// MaxAttempts is how often the policy has a request sent at most.
func (c *Client) MaxAttempts() int { return c.retries.RetryMax + 1 }

// Logger is the logger of the configuration, or one that discards.
func (c *Client) Logger() *slog.Logger { return c.logger }
