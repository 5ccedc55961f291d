package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"text/tabwriter"

	"github.com/kafkarest/kafkarest-go"
)

// maxAlike bounds the violations of one kind that are kept, of all that are
// counted.
const maxAlike = 3

// A ledger has what the calls have reported, and what of it was not so.
type ledger struct {
	mu         sync.Mutex
	accounts   map[string]*account // by API
	violations []string
	violated   map[string]int // by kind
}

// An account has the figures of one API.
type account struct {
	calls, succeeded, unknown, retries int
	errors                             map[string]int // by what they are

	delivered, failed, undecided int // records produced
	consumed, duplicates         int // records read

	checks int // of what was reported against what there is
}

func newLedger() *ledger {
	return &ledger{accounts: make(map[string]*account), violated: make(map[string]int)}
}

// update changes the account of an API.
func (l *ledger) update(api string, change func(*account)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.accounts[api]
	if a == nil {
		a = &account{errors: make(map[string]int)}
		l.accounts[api] = a
	}
	change(a)
}

// violation notes that something is not as it has to be.
func (l *ledger) violation(kind, format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.violated[kind]++; l.violated[kind] <= maxAlike {
		l.violations = append(l.violations, kind+", "+fmt.Sprintf(format, args...))
	}
}

// err is what was violated.
func (l *ledger) err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	errs := make([]error, 0, len(l.violations)+1)
	for _, violation := range l.violations {
		errs = append(errs, errors.New(violation))
	}
	if more := sum(l.violated) - len(l.violations); more > 0 {
		errs = append(errs, fmt.Errorf("and %d more violations", more))
	}
	return errors.Join(errs...)
}

// isUnknown reports whether what failed may have been done.
func isUnknown(err error) bool { return errors.Is(err, kafkarest.ErrOutcomeUnknown) }

// isTyped reports whether an error is one of those that calls may return.
func isTyped(err error) bool {
	_, single := errors.AsType[*kafkarest.Error](err)
	_, partial := errors.AsType[*kafkarest.PartialError](err)
	return single || partial || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

var sentinels = []struct {
	err  error
	name string
}{
	{kafkarest.ErrUnauthorized, "unauthorized"},
	{kafkarest.ErrForbidden, "forbidden"},
	{kafkarest.ErrInvalid, "invalid"},
	{kafkarest.ErrNotFound, "not found"},
	{kafkarest.ErrAlreadyExists, "already exists"},
	{kafkarest.ErrTooManyRequests, "too many requests"},
	{kafkarest.ErrUnavailable, "unavailable"},
	{kafkarest.ErrConflict, "conflict"},
	{context.DeadlineExceeded, "deadline exceeded"},
	{io.ErrUnexpectedEOF, "cut answer"},
}

// nameOf says in a word what an error is.
func nameOf(err error) string {
	for _, sentinel := range sentinels {
		if errors.Is(err, sentinel.err) {
			return sentinel.name
		}
	}
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok && failure.StatusCode >= http.StatusInternalServerError {
		return strconv.Itoa(failure.StatusCode)
	}
	return "other"
}

// isDisturbance reports whether an error is one that the disturbances explain.
// What is refused, missing or taken is none of them, unless the call may have
// met its own effect.
func isDisturbance(err error) bool {
	if isUnknown(err) && !errors.Is(err, kafkarest.ErrUnauthorized) {
		return true
	}
	switch name := nameOf(err); name {
	case "unauthorized", "forbidden", "invalid", "not found", "already exists", "conflict", "other":
		return false
	}
	return true
}

// holds reports whether what is seen after a call agrees with what it has
// reported, where before was so before the call, and after should be so if it
// has worked.
func holds[T any](err error, before, after, seen T, same func(a, b T) bool) bool {
	switch {
	case err == nil:
		return same(seen, after)
	case isUnknown(err):
		return same(seen, before) || same(seen, after)
	}
	return same(seen, before)
}

// writeTo writes the figures as tables.
func (l *ledger) writeTo(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	apis := slices.Sorted(maps.Keys(l.accounts))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "API\tcalls\tsucceeded\terrors\tunknown\tretries\tchecks\tdelivered\tfailed\tundecided\tconsumed\tduplicates\t")
	for _, api := range apis {
		a := l.accounts[api]
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", api, a.calls, a.succeeded, sum(a.errors), a.unknown, a.retries, a.checks,
			a.delivered, a.failed, a.undecided, a.consumed, a.duplicates)
	}
	_ = table.Flush()
	fmt.Fprintln(w, "\nerrors")
	for _, api := range apis {
		fmt.Fprintf(w, "  %s: %s\n", api, counts(l.accounts[api].errors))
	}
}

// counts is a line of counts, by falling number.
func counts(by map[string]int) string {
	names := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(by[b]-by[a], cmp.Compare(a, b))
	})
	text := ""
	for i, name := range names {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%d %s", by[name], name)
	}
	return cmp.Or(text, "none")
}
