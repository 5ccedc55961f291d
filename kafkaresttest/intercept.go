package kafkaresttest

import (
	"net/http"
	"slices"
	"sync"
)

// Intercept adds a function that sees every request to every API before faults,
// authentication and the emulator itself. When it returns true it has answered
// the request; when it returns false the request goes on, to the interceptors
// added later first. It may be called by several requests at once. Reset
// removes it.
func (s *Server) Intercept(f func(w http.ResponseWriter, r *http.Request) bool) {
	s.interceptors.add(f)
}

type interceptorList struct {
	mu    sync.Mutex
	funcs []func(http.ResponseWriter, *http.Request) bool
}

func (l *interceptorList) add(f func(http.ResponseWriter, *http.Request) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.funcs = append(l.funcs, f)
}

func (l *interceptorList) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.funcs = nil
}

// serve reports whether an interceptor has answered the request.
func (l *interceptorList) serve(w http.ResponseWriter, r *http.Request) bool {
	l.mu.Lock()
	funcs := slices.Clone(l.funcs)
	l.mu.Unlock()
	for _, f := range funcs {
		if f(w, r) {
			return true
		}
	}
	return false
}
