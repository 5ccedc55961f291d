package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReadResult(t *testing.T) {
	t.Parallel()
	r := readResult(strings.NewReader(`=== RUN   TestContract
    contract_test.go:70: 22 of 24 operations exercised
--- PASS: TestContract (1.80s)
    --- PASS: TestContract/group (0.00s)
        --- SKIP: TestContract/group/Quotas (0.12s)
        --- FAIL: TestContract/group/Topics (0.12s)
` + strings.Repeat("x", 1<<20) + "\nPASS"))
	assert.Equal(t, result{exercised: "22 of 24 operations", tests: 2, failed: 1, skipped: []string{"TestContract/group/Quotas"}}, r)
	assert.Equal(t, "FAILED, 2 tests passed, 22 of 24 operations exercised, skipped: TestContract/group/Quotas", r.String())
	r = readResult(strings.NewReader("--- PASS: TestOne (1.80s)\n"))
	r.ok = true
	assert.Equal(t, "ok, 1 tests passed, none skipped", r.String())

	r = readResult(strings.NewReader("testing: warning: no tests to run\nPASS\n"))
	r.ok = true
	assert.False(t, r.passed(), "the pattern is a mistake")
	assert.Equal(t, "FAILED, no test ran", r.String())
}
