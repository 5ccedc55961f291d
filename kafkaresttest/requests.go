package kafkaresttest

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"sync"
)

// Bounds of the request log: the oldest requests and the end of long bodies are
// dropped.
const (
	maxRequests     = 1000
	maxRecordedBody = 64 << 10
)

// Request is a request that an emulated API received.
type Request struct {
	API    API
	Method string
	Path   string      // escaped, as sent
	Query  string      // raw, as sent, without "?"
	Header http.Header // Authorization and X-Auth-Token replaced by REDACTED
	Body   []byte      // the first 64 KiB, of a stream what has been read so far; password and token of a DC/OS login replaced by REDACTED
	Status int         // status of the answer; 0 while there is none
}

// Requests returns the requests received since the start or the last
// [Server.Reset], in the order of arrival: the last 1000 of them. A request is in
// the log, with the status of its answer, before the client sees that answer.
func (s *Server) Requests() []Request { return s.requests.all() }

// requestLog is a bounded log of requests.
type requestLog struct {
	mu      sync.Mutex
	records []*requestRecord
}

// requestRecord is a request in the log; its status comes later.
type requestRecord struct {
	log     *requestLog
	request Request
}

func (l *requestLog) add(api API, r *http.Request, body []byte) *requestRecord {
	header := r.Header.Clone()
	for _, secret := range []string{"Authorization", "X-Auth-Token"} {
		if header.Get(secret) != "" {
			header.Set(secret, "REDACTED")
		}
	}
	record := &requestRecord{log: l, request: Request{
		API:    api,
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.RawQuery,
		Header: header,
		Body:   recordable(r, body),
	}}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.records) == maxRequests {
		l.records = slices.Delete(l.records, 0, 1)
	}
	l.records = append(l.records, record)
	return record
}

var loginSecret = regexp.MustCompile(`("(?:password|token)"\s*:\s*)"(?:\\.|[^"\\])*"?`)

// recordable is what may be kept of a body.
func recordable(r *http.Request, body []byte) []byte {
	recorded := slices.Clone(body[:min(len(body), maxRecordedBody)])
	if r.URL.Path == loginPath {
		recorded = loginSecret.ReplaceAll(recorded, []byte(`${1}"REDACTED"`))
	}
	return recorded
}

func (l *requestLog) all() []Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	requests := make([]Request, len(l.records))
	for i, record := range l.records {
		requests[i] = record.request
		requests[i].Header = record.request.Header.Clone()
		requests[i].Body = slices.Clone(record.request.Body)
	}
	return requests
}

func (l *requestLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.records = nil
}

func (r *requestRecord) answered(status int) {
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	if r.request.Status == 0 {
		r.request.Status = status
	}
}

// read adds what has been read of the body to the log.
func (r *requestRecord) read(p []byte) {
	r.log.mu.Lock()
	defer r.log.mu.Unlock()
	room := maxRecordedBody - len(r.request.Body)
	r.request.Body = append(r.request.Body, p[:min(len(p), room)]...)
}

// recordedBody notes a request's body as it is read.
type recordedBody struct {
	io.ReadCloser
	record *requestRecord
	over   bool // whether reading has come to an end
}

func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.record.read(p[:n])
	b.over = err != nil
	return n, err
}

// end has net/http read what is left of a body of known length while it is being
// handled, when the answer has been given. By itself it does so afterwards, and
// panics at the next request of the connection, which is still watched then with
// full duplex. What has no length may go on until its sender has the whole answer.
func (b *recordedBody) end(w *recordingWriter, r *http.Request) {
	if b.over || w.hijacked || r.ContentLength < 0 || r.ProtoMajor != 1 {
		return
	}
	_ = http.NewResponseController(w).Flush() // fails when the client is gone
	_ = b.Close()
}

// recordingWriter notes the status of an answer before it is sent.
type recordingWriter struct {
	http.ResponseWriter
	record   *requestRecord
	hijacked bool
}

func (w *recordingWriter) WriteHeader(status int) {
	w.record.answered(status)
	w.ResponseWriter.WriteHeader(status)
}

func (w *recordingWriter) Write(p []byte) (int, error) {
	w.record.answered(http.StatusOK)
	return w.ResponseWriter.Write(p)
}

// Hijack notes that the connection is not the request's any more.
func (w *recordingWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffered, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.hijacked = err == nil
	return conn, buffered, err
}

// Unwrap lets [http.ResponseController] reach the connection.
func (w *recordingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
