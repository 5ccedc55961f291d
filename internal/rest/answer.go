package rest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

const (
	// maxResult bounds the body of a success.
	maxResult = 256 << 20
	// maxErrorBody bounds the body of every other answer.
	maxErrorBody = 64 << 10
	// maxMessage bounds the service's own text in an error.
	maxMessage = 2 << 10
	// maxExcerpt bounds what an error shows of a body that is not the
	// documented one.
	maxExcerpt = 200
	// maxPooled bounds the buffers that are kept for the next call.
	maxPooled = 1 << 20
)

// Real servers send what the strict reading of JSON refuses.
var decodeOptions = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// anyCase is for results whose types are not ours and may have no json tags.
var anyCase = json.MatchCaseInsensitiveNames(true)

// The decoder copies what it keeps, so the buffers that bodies are read into
// can serve the next call.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getBuffer() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func putBuffer(b *bytes.Buffer) {
	if b.Cap() <= maxPooled {
		b.Reset()
		buffers.Put(b)
	}
}

// read turns an answer into the call's result, or into its failure.
func (c *call) read(resp *http.Response, body *bytes.Buffer) *kafkarest.Error {
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return c.readRefusal(resp, body)
	}
	if c.out == nil {
		return c.readNothing(resp, body)
	}
	n, err := body.ReadFrom(io.LimitReader(resp.Body, c.client.maxResult+1))
	switch {
	case err == nil && n == 0 && c.request.operation.Optional:
		return nil
	case err != nil:
		return c.unreadable(resp, body.Bytes(), fmt.Sprintf("the answer was cut after %d bytes", n), c.broken(err))
	case n > c.client.maxResult:
		return c.unreadable(resp, body.Bytes(), fmt.Sprintf("the answer is longer than %d bytes", c.client.maxResult), nil)
	}
	return c.decode(resp, body.Bytes())
}

// readRefusal reads an answer that is no success, but may hold a result all
// the same.
func (c *call) readRefusal(resp *http.Response, body *bytes.Buffer) *kafkarest.Error {
	limit, mayBeResult := int64(maxErrorBody), c.out != nil && slices.Contains(c.request.operation.Results, resp.StatusCode)
	if mayBeResult {
		limit = c.client.maxResult
	}
	_, cut := body.ReadFrom(io.LimitReader(resp.Body, limit))
	if mayBeResult && cut == nil {
		unknown := c.unknown
		if c.decode(resp, body.Bytes()) == nil {
			return nil
		}
		// That a refusal holds no result leaves nothing of it in doubt.
		c.unknown = unknown
	}
	return c.refused(resp, body.Bytes(), cut)
}

// readNothing reads the answer of an operation without a result. A success
// that somebody else gives, the page of a portal say, or that is an error, is
// none.
func (c *call) readNothing(resp *http.Response, body *bytes.Buffer) *kafkarest.Error {
	if resp.ContentLength == 0 {
		return nil
	}
	// Reading it frees the connection; that it is cut takes nothing from the
	// success.
	_, _ = body.ReadFrom(io.LimitReader(resp.Body, maxErrorBody))
	if e := c.disguised(resp, body.Bytes()); e != nil {
		return e
	}
	if mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); mediaType == "text/html" {
		return c.described(resp, body.Bytes(), "the service would not answer with ")
	}
	return nil
}

// disguised is the API's own error in the body of a success, nil if it is none.
func (c *call) disguised(resp *http.Response, body []byte) *kafkarest.Error {
	if !bytes.Contains(body, []byte(`"error_code"`)) {
		return nil
	}
	e := c.answered(resp, body)
	if !c.decodeError(e, body) || e.Code == 0 {
		return nil
	}
	return c.doubtful(e)
}

// decode reads the result from the whole body of a success.
func (c *call) decode(resp *http.Response, body []byte) *kafkarest.Error {
	if reader, ok := c.out.(Reader); ok {
		return c.unread(resp, body, reader.ReadAnswer(c.request.operation, Answer{StatusCode: resp.StatusCode, Header: resp.Header}, body))
	}
	if err := json.Unmarshal(body, c.out, decodeOptions, c.request.decoding); err != nil {
		return c.unread(resp, body, err)
	}
	if !isEmpty(c.out, body) && !bytes.Equal(bytes.TrimSpace(body), []byte("null")) {
		return nil
	}
	if e := c.disguised(resp, body); e != nil {
		return e
	}
	return c.described(resp, body, "there is nothing of the result in ")
}

// unread is the failure of a call whose result was read with err, nil if that
// is nil.
func (c *call) unread(resp *http.Response, body []byte, err error) *kafkarest.Error {
	if err == nil {
		return nil
	}
	if told, ok := errors.AsType[*Told](err); ok {
		e := c.answered(resp, body)
		e.Message, e.Kafka, e.Err = boundedMessage(c.redact(told.Message)), told.Kafka, told.Err
		if told.Unknown {
			return c.doubtful(e)
		}
		return e
	}
	e := c.described(resp, body, "the result cannot be read from ")
	e.Err = c.decodeFailure(err)
	return e
}

// isEmpty reports whether what was decoded, out points to it, is an object
// without a known member, or nothing.
func isEmpty(out any, body []byte) bool {
	v := reflect.ValueOf(out).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		return v.IsNil() || v.Elem().Kind() == reflect.Struct && v.Elem().IsZero() && !hasMember(body, v.Elem().Type())
	case reflect.Slice, reflect.Map:
		return v.IsNil()
	}
	return false
}

// hasMember reports whether the object has a member that is a field of t, if
// only of the value zero.
func hasMember(body []byte, t reflect.Type) bool {
	var members map[string]jsontext.Value
	if json.Unmarshal(body, &members, decodeOptions) != nil {
		return false
	}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if value, ok := members[name]; ok && value.Kind() != 'n' {
			return true
		}
	}
	return false
}

// decodeFailure tells where and why the decoder stopped. The decoder's own
// error is not kept: it quotes the value that it could not take, which may be
// a credential.
func (c *call) decodeFailure(err error) error {
	text := err.Error()
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		shown := *semantic
		shown.JSONValue = nil
		if isA[*json.SemanticError](shown.Err) {
			shown.Err = nil
		}
		if text = shown.Error(); !strings.Contains(text, "after offset") {
			text += fmt.Sprintf(" after offset %d", semantic.ByteOffset)
		}
	}
	return errors.New(c.redact(text))
}

// unreadable is the failure of a call that the service has answered with a
// success which does not hold the result.
func (c *call) unreadable(resp *http.Response, body []byte, message string, cause error) *kafkarest.Error {
	e := c.answered(resp, body)
	e.Message, e.Err = message, cause
	return c.doubtful(e)
}

// described is such a failure whose message ends in what the body is instead.
func (c *call) described(resp *http.Response, body []byte, message string) *kafkarest.Error {
	e := c.unreadable(resp, body, message, nil)
	e.Message += describe(resp, e.Body)
	return e
}

// doubtful marks the failure of a call that the service claims to have done.
func (c *call) doubtful(e *kafkarest.Error) *kafkarest.Error {
	e.OutcomeUnknown = c.request.operation.changes()
	c.unknown = c.unknown || e.OutcomeUnknown
	return e
}

// refused is the failure of a call that the service has answered with a
// status that is no success. cut is the error that ended its body, if any.
func (c *call) refused(resp *http.Response, body []byte, cut error) *kafkarest.Error {
	e := c.answered(resp, body)
	documented := c.decodeError(e, body)
	switch {
	case resp.StatusCode/100 == 3:
		e.Message = "redirected, which is not followed" + redirectTarget(resp)
	case !documented:
		hint := e.Message
		e.Message = "answered with " + describe(resp, e.Body)
		if hint != "" {
			e.Message += "; " + hint
		}
	}
	if c.strayed && !c.request.base.foreign && resp.StatusCode/100 != 3 {
		e.Message = "redirected to " + shown(resp.Request.URL) + ", which gets no credentials: " + e.Message
	}
	e.Message = boundedMessage(e.Message)
	if cut != nil {
		e.Err = fmt.Errorf("the answer was cut: %w", c.broken(cut))
	}
	e.RetryAfter, _ = retryAfter(resp.Header)
	e.OutcomeUnknown = c.request.operation.changes() && (e.OutcomeUnknown || mayHaveActed(e, documented))
	c.unknown = c.unknown || e.OutcomeUnknown
	return e
}

// boundedMessage is the beginning of a text that the service gave.
func boundedMessage(text string) string {
	if len(text) <= maxMessage {
		return text
	}
	return strings.ToValidUTF8(text[:maxMessage], "") + "…"
}

// decodeError reads the API's own error from a body into e, and reports whether
// it is one. The API sees the body as it came, since what an answer means can
// stand in words that are hidden afterwards.
func (c *call) decodeError(e *kafkarest.Error, body []byte) bool {
	decode := c.client.api.DecodeError
	if decode == nil || !decode(e, c.request.operation, body[:min(len(body), maxErrorBody)]) {
		return false
	}
	e.Message, e.TransactionID = c.redact(e.Message), c.redact(e.TransactionID)
	return true
}

// mayHaveActed reports whether the answer leaves open what the service did:
// it, or a gateway before it, failed on the way, or Kafka did not answer it.
// Of its own errors with other statuses the API's DecodeError knows.
func mayHaveActed(e *kafkarest.Error, documented bool) bool {
	switch e.StatusCode {
	case http.StatusNotImplemented:
		return false
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	kafkaTimedOut := e.Kafka != nil && (e.Kafka.Code == kerr.RequestTimedOut.Code || e.Kafka.Code == kerr.NetworkException.Code)
	return kafkaTimedOut || e.StatusCode/100 == 5 && !documented
}

// answered is an error that tells of an answer.
func (c *call) answered(resp *http.Response, body []byte) *kafkarest.Error {
	e := c.newError("", nil)
	e.StatusCode = resp.StatusCode
	e.TransactionID = c.transactionID(resp.Header)
	c.findSecrets(resp)
	e.Body = []byte(c.redact(string(body[:min(len(body), maxErrorBody)])))
	return e
}

// describe tells in a few words what a body is that is not the documented one.
func describe(resp *http.Response, body []byte) string {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return "an empty body"
	}
	kind := strings.TrimSpace(resp.Header.Get("Content-Type") + " " + resp.Header.Get("Content-Encoding"))
	if kind == "" {
		kind = "a body without a type"
	}
	return kind + ": " + excerpt(body)
}

// excerpt is the beginning of a body in one printable line.
func excerpt(body []byte) string {
	var b strings.Builder
	space := false
	for len(body) > 0 && b.Len() < maxExcerpt {
		r, size := utf8.DecodeRune(body)
		switch {
		case unicode.IsSpace(r):
			space = true
		case r == utf8.RuneError && size == 1, !unicode.IsPrint(r):
			for _, c := range body[:size] {
				fmt.Fprintf(&b, "\\x%02x", c)
			}
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
		body = body[size:]
	}
	if len(body) > 0 {
		b.WriteString("…")
	}
	return b.String()
}

// redirectTarget tells where an answer redirects to, without the parts of the
// address that may be secret.
func redirectTarget(resp *http.Response) string {
	target, err := resp.Location()
	if err != nil {
		return ""
	}
	return ": " + shown(target)
}

// shown is an address without the parts that may be secret.
func shown(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// parseCode reads an error code, which comes as a number or, from some
// servers, as a string; 0 if it is neither.
func parseCode(raw jsontext.Value) int {
	code, err := strconv.Atoi(strings.Trim(string(raw), `"`))
	if err != nil {
		return 0
	}
	return code
}

// parseText reads a text; what is something else is shown as it stands, so that
// a member of an unexpected type does not hide the others.
func parseText(raw jsontext.Value) string {
	switch raw.Kind() {
	case 'n', jsontext.KindInvalid:
		return ""
	case '"':
		// It fails for text that is not UTF-8, which is replaced all the same.
		text, _ := jsontext.AppendUnquote(nil, raw)
		return string(text)
	}
	return string(raw)
}
