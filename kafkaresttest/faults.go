package kafkaresttest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// Fault is something that goes wrong with the requests it matches. Without
// Status and Cut the emulator's own answer is sent, late, slowly or in part.
//
// A fault comes before authentication. When several match, the one injected
// first applies, alone. Delay and Throttle end when the client goes away or the
// server closes.
type Fault struct {
	API    API    // the API of the requests; empty: all
	Method string // their HTTP method, in capitals; empty: any
	Path   string // pattern of [path.Match] on the escaped path, such as /admin/topics/*; empty: any

	After int // this many matching requests pass unharmed first
	Times int // then it applies to this many; 0: to all until removed

	// Delay is waited before the answer.
	Delay time.Duration

	// Status, with Body, is answered in place of the emulator's answer. Body
	// counts as JSON unless Header says otherwise.
	Status int
	Body   string

	// Header is added to the answer, whosever it is.
	Header http.Header

	// Cut resets the connection before an answer. An http.Client repeats a GET
	// on its own when a connection it has used before is cut, so it may not
	// notice a fault that applies once.
	Cut bool

	// CutAfter breaks the connection after this many bytes of the answer's body.
	// 0: never. A body that is not longer is sent whole.
	CutAfter int

	// CutRequestAfter breaks the connection when this many bytes of the request's
	// body have been read. What a stream of records has brought by then is dealt
	// with and answered before. 0: never. A body that is not longer arrives whole.
	CutRequestAfter int

	// StallRequestAfter stops reading the request's body after this many bytes,
	// until the server closes. 0: never.
	StallRequestAfter int

	// Throttle sends the answer's body at this many bytes per second. 0: at full
	// speed.
	Throttle int

	// AfterHandling lets the request take effect first: the client learns of
	// Status or Cut, or waits for Delay, although it is done.
	AfterHandling bool
}

// Inject makes requests fail until the fault has applied Times times, remove is
// called, or the server is reset. It panics on a fault that means nothing: an
// unknown API, a method in small letters, a bad path pattern, a negative
// number, a status outside 200 to 599, a body without a status, a cut answer
// that has a status, or a fault that does nothing to the requests it matches.
func (s *Server) Inject(f Fault) (remove func()) {
	if err := f.validate(); err != nil {
		panic("kafkaresttest: fault: " + err.Error())
	}
	f.Header = f.Header.Clone()
	return s.faults.add(f, f.After, f.Times)
}

func (f Fault) validate() error {
	if _, err := path.Match(f.Path, ""); err != nil {
		return fmt.Errorf("path %q: %w", f.Path, err)
	}
	if f.API != "" && !slices.Contains([]API{AdminREST, Connect, RESTProxy, RESTProxyV2, DCOS}, f.API) {
		return fmt.Errorf("there is no API %q", f.API)
	}
	if f.Method != strings.ToUpper(f.Method) {
		return fmt.Errorf("no request has the method %q", f.Method)
	}
	switch {
	case f.After < 0 || f.Times < 0 || f.Delay < 0 || f.CutAfter < 0 || f.CutRequestAfter < 0 || f.StallRequestAfter < 0 || f.Throttle < 0:
		return fmt.Errorf("negative number: %+v", f)
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("status %d", f.Status)
	case f.Status == 0 && f.Body != "":
		return fmt.Errorf("body without a status")
	case f.Cut && (f.Status != 0 || f.CutAfter != 0):
		return fmt.Errorf("a connection cut before the answer has no status and no CutAfter")
	case !f.hasEffect():
		return fmt.Errorf("nothing happens to the requests it matches: it has none of Delay, Status, Header, Cut, CutAfter, CutRequestAfter, StallRequestAfter, Throttle and AfterHandling")
	}
	return nil
}

func (f Fault) hasEffect() bool {
	return f.Delay != 0 || f.Status != 0 || len(f.Header) > 0 || f.Cut || f.CutAfter != 0 || f.CutRequestAfter != 0 ||
		f.StallRequestAfter != 0 || f.Throttle != 0 || f.AfterHandling
}

func (f Fault) matches(api API, r *http.Request) bool {
	if f.API != "" && f.API != api || f.Method != "" && f.Method != r.Method {
		return false
	}
	if f.Path == "" {
		return true
	}
	ok, _ := path.Match(f.Path, r.URL.EscapedPath()) // Inject has refused bad patterns
	return ok
}

// serve answers a request with the fault. handle is what the request would have
// met without it.
func (f Fault) serve(w http.ResponseWriter, r *http.Request, handle http.HandlerFunc) {
	if f.CutRequestAfter > 0 || f.StallRequestAfter > 0 {
		r.Body = &faultyBody{ReadCloser: r.Body, ctx: r.Context(), fault: f}
	}
	answer := handle
	if f.AfterHandling {
		held := heldAnswer{header: w.Header().Clone()}
		handle(&held, r)
		answer = held.replay
	}
	if f.Status != 0 {
		answer = f.answer
	}
	waitOrAbort(r.Context(), f.Delay)
	if f.Cut {
		resetConnection(w)
		return
	}
	answer(&faultyWriter{ResponseWriter: w, ctx: r.Context(), fault: f}, r)
}

func (f Fault) answer(w http.ResponseWriter, _ *http.Request) {
	if f.Body != "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(f.Status)
	_, _ = io.WriteString(w, f.Body) // fails when the client is gone
}

// resetConnection makes the client see a connection reset where the connection
// is TCP under HTTP/1, and a broken one elsewhere.
func resetConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // without it the connection ends in good order, still broken for HTTP
	}
	_ = conn.Close()
}

// faultyWriter sends an answer with the header a fault adds, as slowly and as
// incompletely as the fault wants.
type faultyWriter struct {
	http.ResponseWriter
	ctx         context.Context
	fault       Fault
	wroteHeader bool
	written     int
}

func (w *faultyWriter) WriteHeader(status int) {
	for name, values := range w.fault.Header {
		w.Header()[http.CanonicalHeaderKey(name)] = values
	}
	w.wroteHeader = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *faultyWriter) Write(p []byte) (int, error) {
	if !w.wroteHeader {
		w.WriteHeader(http.StatusOK)
	}
	sent := 0
	for piece := range slices.Chunk(p, w.pieceSize(len(p))) {
		if limit := w.fault.CutAfter; limit > 0 && w.written+len(piece) > limit {
			_, _ = w.ResponseWriter.Write(piece[:limit-w.written])
			w.flush()
			panic(http.ErrAbortHandler)
		}
		n, err := w.ResponseWriter.Write(piece)
		sent += n
		w.written += n
		if err != nil {
			return sent, err
		}
		if w.fault.Throttle > 0 {
			w.flush()
			waitOrAbort(w.ctx, time.Duration(n)*time.Second/time.Duration(w.fault.Throttle))
		}
	}
	return sent, nil
}

// pieceSize spreads a throttled answer over ten pieces a second.
func (w *faultyWriter) pieceSize(whole int) int {
	if w.fault.Throttle == 0 {
		return max(1, whole)
	}
	return max(1, w.fault.Throttle/10)
}

func (w *faultyWriter) flush() {
	_ = http.NewResponseController(w.ResponseWriter).Flush() // unsupported or failed, the client sees less
}

// Unwrap lets [http.ResponseController] reach the connection.
func (w *faultyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// faultyBody reads a request's body no further than a fault lets it.
type faultyBody struct {
	io.ReadCloser
	ctx   context.Context
	fault Fault
	read  int
}

func (b *faultyBody) Read(p []byte) (int, error) {
	for _, limit := range []int{b.fault.CutRequestAfter, b.fault.StallRequestAfter} {
		if limit == 0 {
			continue
		}
		if b.read == limit {
			if limit == b.fault.StallRequestAfter {
				<-b.ctx.Done()
			}
			panic(http.ErrAbortHandler)
		}
		p = p[:min(len(p), limit-b.read)]
	}
	n, err := b.ReadCloser.Read(p)
	b.read += n
	return n, err
}

// heldAnswer keeps an answer instead of sending it.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *heldAnswer) Header() http.Header         { return a.header }
func (a *heldAnswer) WriteHeader(status int)      { a.status = status }
func (a *heldAnswer) Write(p []byte) (int, error) { return a.body.Write(p) }

func (a *heldAnswer) replay(w http.ResponseWriter, _ *http.Request) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	_, _ = w.Write(a.body.Bytes()) // fails when the client is gone
}

// faultList holds the faults that still apply, in the order of injection.
type faultList[F any] struct {
	mu     sync.Mutex
	active []*activeFault[F]
}

// activeFault lets some matches pass, then applies to some (0: to all).
type activeFault[F any] struct {
	fault         F
	after, times  int
	seen, applied int
}

func (l *faultList[F]) add(fault F, after, times int) (remove func()) {
	added := &activeFault[F]{fault: fault, after: after, times: times}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.active = append(l.active, added)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.drop(added)
	}
}

// take returns the fault that applies to what matches, and counts it.
func (l *faultList[F]) take(matches func(F) bool) (F, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range l.active {
		if !matches(a.fault) {
			continue
		}
		if a.seen < a.after {
			a.seen++
			continue
		}
		a.applied++
		if a.applied == a.times {
			l.drop(a)
		}
		return a.fault, true
	}
	var none F
	return none, false
}

func (l *faultList[F]) drop(f *activeFault[F]) {
	l.active = slices.DeleteFunc(l.active, func(a *activeFault[F]) bool { return a == f })
}

func (l *faultList[F]) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.active = nil
}
