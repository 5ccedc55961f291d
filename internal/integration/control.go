package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// control lets tests kill the workers of a cluster and start them again, by
// HTTP: GET /leader tells the number of the worker that leads, and POST
// /kill/{number} and /start/{number} do what they say.
type control struct {
	session *session
	cluster connectCluster
	mu      sync.Mutex // of session and cluster
}

// serveControl serves until it is closed. The session is the control's until
// then, but for run.
func serveControl(s *session, cluster connectCluster) (url string, closeControl func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: (&control{session: s, cluster: cluster}).handler()}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(listener) // until it is shut down
	}()
	return "http://" + listener.Addr().String(), func() error {
		// What is under way ends first, so that nothing starts after.
		err := server.Shutdown(context.Background())
		<-ended
		return err
	}, nil
}

func (c *control) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /leader", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		leader, err := c.cluster.leader()
		if err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		fmt.Fprintln(w, leader)
	})
	mux.HandleFunc("POST /kill/{number}", c.change(func(w *worker) error {
		w.process.kill()
		return nil
	}))
	mux.HandleFunc("POST /start/{number}", c.change(func(w *worker) error {
		if w.process.isRunning() {
			return fmt.Errorf("%s runs", w.name)
		}
		return w.relaunch(c.session)
	}))
	return mux
}

// change serves a change to the worker whose number is in the path.
func (c *control) change(do func(*worker) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		number, err := strconv.Atoi(r.PathValue("number"))
		if err != nil || number < 0 || number >= len(c.cluster.workers) {
			http.NotFound(w, r)
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if err := do(c.cluster.workers[number]); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	}
}
