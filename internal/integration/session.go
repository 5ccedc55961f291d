package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// stopTimeout is how long a process may take to end when it is asked to.
const stopTimeout = 5 * time.Second

// session is everything that one run starts, and the folder of its data and logs.
type session struct {
	dir     string
	servers []*process
	base    int // so many of the servers, the first ones, serve the others
}

// process is a running program, alone in its process group.
type process struct {
	name  string
	cmd   *exec.Cmd
	log   string        // file of what it writes
	ended chan struct{} // closed when it has ended
	err   error         // valid then
}

func newSession() (*session, error) {
	dir, err := os.MkdirTemp("", "kafkarest-integration-")
	if err != nil {
		return nil, err
	}
	return &session{dir: dir}, nil
}

// start runs a server, until the session stops.
func (s *session) start(name string, cmd *exec.Cmd) (*process, error) {
	p, err := s.launch(name, cmd)
	if err == nil {
		s.servers = append(s.servers, p)
	}
	return p, err
}

// restart runs a server again that has ended, in its place.
func (s *session) restart(p *process, cmd *exec.Cmd) (*process, error) {
	again, err := s.launch(p.name, cmd)
	if err == nil {
		s.servers[slices.Index(s.servers, p)] = again
	}
	return again, err
}

// buildOn makes the servers so far those that later ones need.
func (s *session) buildOn() { s.base = len(s.servers) }

// run runs a program to its end, and fails when the program does.
func (s *session) run(ctx context.Context, name string, cmd *exec.Cmd) error {
	p, err := s.launch(name, cmd)
	if err != nil {
		return err
	}
	select {
	case <-p.ended:
	case <-ctx.Done():
		p.stop()
		return ctx.Err()
	}
	if p.err != nil {
		return fmt.Errorf("%s: %w", name, p.err)
	}
	return os.Remove(p.log)
}

// launch starts a program whose output goes to the log of its name, but for what
// the command says otherwise.
func (s *session) launch(name string, cmd *exec.Cmd) (*process, error) {
	p := &process{name: name, cmd: cmd, log: filepath.Join(s.dir, name+".log"), ended: make(chan struct{})}
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	if cmd.Stdout == nil {
		cmd.Stdout = log
	}
	if cmd.Stderr == nil {
		cmd.Stderr = log
	}
	inOwnGroup(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	go func() {
		p.err = cmd.Wait()
		close(p.ended)
	}()
	return p, nil
}

// stop stops the servers: all that need others at once, and then those others.
func (s *session) stop() {
	for _, servers := range [][]*process{s.servers[s.base:], s.servers[:s.base]} {
		var stopped sync.WaitGroup
		for _, p := range servers {
			stopped.Go(p.stop)
		}
		stopped.Wait()
	}
}

func (p *process) stop() {
	if p.isRunning() {
		signalGroup(p.cmd, syscall.SIGTERM)
		select {
		case <-p.ended:
		case <-time.After(stopTimeout):
		}
	}
	p.kill() // or what it has left
}

// kill ends the process without giving it a chance.
func (p *process) kill() {
	signalGroup(p.cmd, syscall.SIGKILL)
	<-p.ended
}

func (p *process) isRunning() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// checkServers fails when a server has ended.
func (s *session) checkServers() error {
	var errs []error
	for _, p := range s.servers {
		if !p.isRunning() {
			errs = append(errs, fmt.Errorf("%s has ended: %v", p.name, p.cmd.ProcessState))
		}
	}
	return errors.Join(errs...)
}

// wait returns when ctx or one of the servers ends.
func (s *session) wait(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for _, p := range s.servers {
		go func() {
			<-p.ended
			cancel()
		}()
	}
	<-ctx.Done()
}

// shownLines is how much of each log is shown when something failed.
const shownLines = 20

func (s *session) showLogs() {
	if os.Remove(s.dir) == nil { // it was empty
		return
	}
	logs, _ := filepath.Glob(filepath.Join(s.dir, "*.log")) // fails on a bad pattern only
	for _, log := range logs {
		text, err := os.ReadFile(log)
		if err == nil && len(text) > 0 {
			say("the end of %s:\n%s", log, lastLines(text, shownLines))
		}
	}
	say("data and logs are in %s", s.dir)
}

func lastLines(text []byte, n int) []byte {
	lines := bytes.Split(bytes.TrimRight(text, "\n"), []byte("\n"))
	return bytes.Join(lines[max(0, len(lines)-n):], []byte("\n"))
}
