package kafkaresttest

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

const (
	// maxRecordsInFlight is how many records of a stream are read before the first
	// of them is answered.
	maxRecordsInFlight = 1000

	// hangUpTime is how long a connection that is not read any more stays open, so
	// that its end does not overtake the answer.
	hangUpTime = time.Second
)

// streamItem is what a stream answers to a record.
type streamItem struct {
	ErrorCode     int `json:"error_code"`
	produceResult `json:",inline"`
}

// produceStream answers before it has read anything, and each record as soon as
// its outcome and those of all before it are known.
func (p *restProxy) produceStream(w http.ResponseWriter, r *http.Request) error {
	if err := checkStream(r); err != nil {
		return err
	}
	sender := p.newProducer(r)
	defer sender.close()
	ctx, cancel := context.WithCancel(p.life) // what has been read is produced, whatever becomes of the rest
	defer cancel()

	items := newItemWriter(w, r)
	source := &recordSource{
		proxy:    p,
		producer: sender,
		body: &streamBody{
			Reader: r.Body, ctx: ctx, control: items.control,
			idle: p.options.StreamIdleTimeout, limit: p.options.RecordSizeLimit,
		},
		started:  time.Now(),
		outcomes: make(chan (<-chan outcome), maxRecordsInFlight),
		done:     make(chan struct{}),
	}
	go source.run(ctx)
	defer func() {
		cancel()
		source.stop()
	}()

	for out := range source.outcomes {
		o := <-out
		p.abortAtEnd()
		if err := items.write(itemOf(o)); err != nil {
			return nil // the client is gone
		}
	}
	<-source.done
	p.abortAtEnd()
	if source.panicked != nil {
		panic(source.panicked)
	}
	items.end(ctx, source.unread)
	return nil
}

// abortAtEnd breaks a request off when the server closes: what was still to
// come is not known any more.
func (p *restProxy) abortAtEnd() {
	if p.life.Err() != nil {
		panic(http.ErrAbortHandler)
	}
}

// checkStream refuses what can be refused before the stream begins.
func checkStream(r *http.Request) error {
	if r.Header.Get("Content-Type") == "" {
		if r.ContentLength == 0 {
			return noBody
		}
		return restProxyBadRequest("Cannot construct instance of `JsonStream` (no Creators, like default constructor, exist)")
	}
	_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToUpper(parameters["charset"])
	if err != nil || !slices.Contains([]string{"", "UTF-8", "ISO-8859-1"}, charset) {
		return restProxyBadRequest("Unsupported charset in Content-Type header. Supports \"UTF-8\" and \"ISO-8859-1\".")
	}
	return nil
}

func itemOf(o outcome) any {
	if o.err != nil {
		return asRESTProxyError(o.err).inBand()
	}
	return streamItem{http.StatusOK, o.result}
}

// settled is an outcome that is known from the start.
func settled(err error) <-chan outcome {
	out := make(chan outcome, 1)
	out <- outcome{err: err}
	return out
}

// recordSource reads the records of a stream and has them produced.
type recordSource struct {
	proxy    *restProxy
	producer *producer
	body     *streamBody
	started  time.Time
	overdue  time.Time // when the first record came that was too late
	outcomes chan (<-chan outcome)

	done     chan struct{} // closed when nothing more is read, and what follows is set
	unread   bool          // whether there may be more to read
	panicked any
}

// run reads until the end of the stream. A fault in the body panics: that is
// for the handler to do, after what came before has been answered.
func (s *recordSource) run(ctx context.Context) {
	defer close(s.done)
	defer close(s.outcomes)
	defer func() { s.panicked = recover() }()
	s.unread = true
	dec := jsontext.NewDecoder(s.body, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		kind := dec.PeekKind()
		value, err := dec.ReadValue()
		if err != nil {
			s.unread = !s.body.ended
			for _, failure := range brokenStream(kind, err) {
				s.outcomes <- settled(failure)
			}
			return
		}
		s.body.sinceRecord = 0
		out, end := s.take(ctx, value)
		if out != nil {
			s.outcomes <- out
		}
		if end {
			return
		}
	}
}

// stop ends the reading, and waits until it has ended: a handler must not
// return before. The context of the stream has to be over.
func (s *recordSource) stop() {
	select {
	case <-s.done:
		return
	default:
	}
	_ = s.body.control.SetReadDeadline(time.Now()) // unsupported by handlers of tests, which do not wait
	for range s.outcomes {
	}
	<-s.done
}

// take deals with a record. It returns no outcome for one that gets no answer,
// and whether the stream ends with it.
func (s *recordSource) take(ctx context.Context, value jsontext.Value) (out <-chan outcome, end bool) {
	if time.Since(s.started) > s.proxy.options.StreamMaxDuration {
		if s.overdue.IsZero() {
			s.overdue = time.Now()
		} else if time.Since(s.overdue) > s.proxy.options.StreamGracePeriod {
			return nil, true
		}
		return settled(restProxyError{
			status: http.StatusRequestTimeout, code: http.StatusRequestTimeout,
			message: "Streaming connection open for longer than allowed: Connection will be closed.",
		}), false
	}
	request, err := decodeRecord(value)
	if err != nil {
		return settled(err), false
	}
	return s.producer.send(ctx, request, len(value))
}

// decodeRecord reads the JSON of one record. It is nil for null.
func decodeRecord(value jsontext.Value) (*produceRequest, error) {
	var request *produceRequest
	if err := decodeAsJackson(value, &request); err != nil {
		if name, ok := errors.AsType[unknownMember](err); ok {
			return nil, restProxyBadRequest("%v", name)
		}
		return nil, err
	}
	if request == nil {
		return nil, nil
	}
	return request, request.check()
}

// What a body fails with, beside what HTTP itself does.
var recordTooLarge = restProxyBadRequest("Produce request size is larger than allowed threshold")

func idleFor(timeout time.Duration) error {
	return restProxyBadRequest("java.util.concurrent.TimeoutException: Idle timeout expired: %[1]d/%[1]d ms", timeout.Milliseconds())
}

// brokenStream returns the answers to what cannot be read: none to the end. An
// object that breaks off has two, its own and that of the stream.
func brokenStream(kind jsontext.Kind, err error) []error {
	text := strings.TrimPrefix(err.Error(), "jsontext: ")
	fromBody, ok := errors.AsType[restProxyError](err)
	if ok {
		text = fromBody.message
	}
	last := restProxyBadRequest("Bad Request: Error processing message: %s", text)
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case !ok && (kind == '{' || kind == '['):
		return []error{restProxyBadRequest("%s", text), last}
	default:
		return []error{last}
	}
}

// streamBody is the body of a stream. Reading it fails when nothing comes for
// too long, and when too much comes for one record.
type streamBody struct {
	io.Reader
	ctx         context.Context
	control     *http.ResponseController
	idle        time.Duration
	limit       int
	sinceRecord int
	ended       bool
}

func (b *streamBody) Read(p []byte) (int, error) {
	_ = b.control.SetReadDeadline(time.Now().Add(b.idle)) // unsupported by handlers of tests, which do not wait
	if err := b.ctx.Err(); err != nil {                   // else it may be the deadline of stop that was just put off
		return 0, err
	}
	n, err := b.Reader.Read(p)
	b.sinceRecord += n
	switch {
	case b.limit > 0 && b.sinceRecord > b.limit:
		return 0, recordTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, idleFor(b.idle)
	case errors.Is(err, io.EOF):
		b.ended = true
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

// itemWriter writes the answer to a stream, item by item.
type itemWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	gzip    *gzip.Writer // nil for an answer that is not compressed
	chunked bool
}

// newItemWriter sends the head of the answer. One that is compressed is not
// flushed before its end. A client that waits for leave to send its body gets
// the answer instead, without an end that could be told from a broken
// connection.
func newItemWriter(w http.ResponseWriter, r *http.Request) *itemWriter {
	items := &itemWriter{w: w, control: http.NewResponseController(w), chunked: r.ProtoMajor == 1}
	w.Header().Set("Content-Type", "application/json")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		items.gzip = gzip.NewWriter(w)
	}
	if strings.EqualFold(r.Header.Get("Expect"), "100-continue") {
		w.Header().Set("Transfer-Encoding", "identity")
		items.chunked = false
	}
	w.WriteHeader(http.StatusOK)
	_ = items.control.Flush()
	return items
}

// write sends an item and, apart from it, the end of its line.
func (i *itemWriter) write(item any) error {
	body, err := json.Marshal(item, jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return err
	}
	if i.gzip != nil {
		_, err := i.gzip.Write(append(body, "\r\n"...))
		return err
	}
	for _, piece := range [][]byte{body, []byte("\r\n")} {
		if _, err := i.w.Write(piece); err != nil {
			return err
		}
		if err := i.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
	}
	return nil
}

// end ends the answer. When the request goes on, its connection is given up:
// net/http would read on and then take what follows for the next request.
func (i *itemWriter) end(ctx context.Context, unread bool) {
	if i.gzip != nil {
		_ = i.gzip.Close() // fails when the client is gone
	}
	if !unread {
		return
	}
	_ = i.control.Flush()
	conn, buffered, err := i.control.Hijack()
	if err != nil {
		return // HTTP/2 ends the one stream alone
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if i.chunked {
		_, _ = io.WriteString(buffered, "0\r\n\r\n")
	}
	_ = buffered.Flush()
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
	_ = conn.SetReadDeadline(time.Now().Add(hangUpTime))
	_, _ = io.Copy(io.Discard, buffered)
}
