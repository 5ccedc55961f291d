package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// suite is a set of tests, and the environment that tells them where to run.
type suite struct {
	name      string
	tests     string // a pattern of names
	pkg       string
	variables []string
}

// result is what is known of a suite from its output.
type result struct {
	ok        bool   // what go test says
	exercised string // "24 of 24 operations", "" when the suite does not count them
	tests     int    // that passed, subtests included
	failed    int
	skipped   []string
}

// run runs the tests and passes their output on. The error is that of the attempt,
// not of the tests.
func (su suite) run(ctx context.Context, s *session) (result, error) {
	say("%s", su.name)
	output, input := io.Pipe()
	results := make(chan result)
	go func() { results <- readResult(io.TeeReader(output, os.Stdout)) }()
	cmd := exec.Command("go", "test", "-count=1", "-v", "-run", su.tests, su.pkg)
	cmd.Env = append(os.Environ(), su.variables...)
	cmd.Stdout, cmd.Stderr = input, input
	err := s.run(ctx, "go-test", cmd)
	input.Close()
	r := <-results
	r.ok = err == nil
	if _, ran := errors.AsType[*exec.ExitError](err); ran {
		err = nil
	}
	return r, err
}

var (
	verdictLine   = regexp.MustCompile(`^ *--- (PASS|SKIP|FAIL): (\S+) `)
	exercisedLine = regexp.MustCompile(`(\d+ of \d+ operations) exercised`)
)

// readResult reads the output of go test -v to its end.
func readResult(output io.Reader) result {
	var r result
	lines := bufio.NewReader(output)
	for {
		line, err := lines.ReadString('\n')
		if match := exercisedLine.FindStringSubmatch(line); match != nil {
			r.exercised = match[1]
		}
		match := verdictLine.FindStringSubmatch(line)
		switch {
		case match == nil:
		case match[1] == "PASS":
			r.tests++
		case match[1] == "SKIP":
			r.skipped = append(r.skipped, match[2])
		default:
			r.failed++
		}
		if err != nil {
			return r
		}
	}
}

// passed is not what go test says of a pattern that matches no test.
func (r result) passed() bool { return r.ok && r.tests > 0 }

func (r result) String() string {
	if r.tests == 0 && r.failed == 0 && len(r.skipped) == 0 {
		return "FAILED, no test ran"
	}
	text := "FAILED"
	if r.passed() {
		text = "ok"
	}
	text += fmt.Sprintf(", %d tests passed", r.tests)
	if r.exercised != "" {
		text += ", " + r.exercised + " exercised"
	}
	if len(r.skipped) == 0 {
		return text + ", none skipped"
	}
	return text + ", skipped: " + strings.Join(r.skipped, " ")
}
