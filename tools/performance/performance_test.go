package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/tree anew")

// TestTreeIsUpToDate holds the figures of README and page, and the chart, to
// the run that is recorded beside them.
func TestTreeIsUpToDate(t *testing.T) {
	t.Parallel()
	assertUpToDate(t, filepath.Join("..", ".."))
}

// TestCallsAreOfTheAPI holds the names of the recorded calls to the listings of
// the API, as a method may have got another name since.
func TestCallsAreOfTheAPI(t *testing.T) {
	t.Parallel()
	tree := filepath.Join("..", "..")
	r, err := read(bytes.NewReader(readFile(t, tree, recordFile)))
	require.NoError(t, err)
	for _, c := range r.calls {
		listings, err := filepath.Glob(filepath.Join(tree, "docs", "api", "*"+c.pkg+".txt"))
		require.NoError(t, err)
		require.Len(t, listings, 1, c.title())
		listing, err := os.ReadFile(listings[0])
		require.NoError(t, err)
		method := strings.Split(c.name, "`")[1]
		if receiver, name, ok := strings.Cut(method, "."); ok {
			method = "(*" + receiver + ")." + name
		} else {
			method = ")." + method
		}
		assert.Containsf(t, string(listing), method+"(", "%s is not in %s", c.title(), listings[0])
	}
}

// TestWrite writes the tables and the chart of a recorded run into pages whose
// tables are empty.
func TestWrite(t *testing.T) {
	t.Parallel()
	const golden, run = "testdata/tree", "testdata/bench.txt"
	if *update {
		require.NoError(t, write(golden, run))
	}
	tree := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(tree, "docs"), 0o755))
	for _, name := range pages {
		text := marked.ReplaceAll(readFile(t, golden, name), []byte("$1$3"))
		require.NoError(t, os.WriteFile(filepath.Join(tree, name), text, 0o644))
	}

	require.NoError(t, write(tree, run))
	for _, name := range append([]string{recordFile, chartFile}, pages...) {
		assert.Truef(t, bytes.Equal(readFile(t, golden, name), readFile(t, tree, name)), "%s is another than in %s; see what -update makes of it", name, golden)
	}
	assertUpToDate(t, tree)
}

func assertUpToDate(t *testing.T, tree string) {
	t.Helper()
	files, err := render(tree, readFile(t, tree, recordFile))
	require.NoError(t, err)
	require.Len(t, files, len(pages)+2)
	for name, want := range files {
		assert.Truef(t, bytes.Equal(want, readFile(t, tree, name)), "%s does not agree with %s: cd tools && go run ./performance -tree ..", name, recordFile)
	}
}

func readFile(t *testing.T, tree, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(tree, name))
	require.NoError(t, err)
	return text
}

// result is a line of benchmark output.
func result(name, nanoseconds string) string {
	return "Benchmark" + name + "-4 100 " + nanoseconds + " ns/op 200 B/op 30 allocs/op\n"
}

const header = "go: go1.26.0\ngoos: linux\npkg: example.com/m/p\n"

// A ratio is taken of the two sides of one turn: a machine that is slow for a
// while slows both.
func TestRatioOfTurns(t *testing.T) {
	t.Parallel()
	output := header
	for _, slow := range []string{"", "0", "00"} {
		output += result("P/Get/by=floor", "20"+slow) + result("P/Get/by=client", "10"+slow)
	}
	r, err := read(strings.NewReader(output))
	require.NoError(t, err)
	assert.Equal(t, machine{goos: "linux", release: "go1.26.0", processors: "4"}, r.machine)
	assert.Equal(t, 3, r.count)
	require.Len(t, r.calls, 1)
	assert.Equal(t, "`p`: `Get`", r.calls[0].title())
	assert.InDelta(t, 0.5, r.calls[0].ratio(r.calls[0].client(), unitTime).Center, 1e-9)
}

// Only what the run can tell is said to be above the floor.
func TestAboveTheFloor(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		ratios []float64
		want   bool
	}{
		"above in every turn":         {[]float64{1.1, 1.2, 1.1, 1.3, 1.1, 1.2}, true},
		"below in one turn":           {[]float64{1.1, 1.2, 0.9, 1.3, 1.1, 1.2}, false},
		"as the floor":                {[]float64{1, 1, 1, 1, 1, 1}, false},
		"above by what is not shown":  {[]float64{1.001, 1.002, 1.001, 1.003, 1.002, 1.001}, false},
		"below in every turn":         {[]float64{0.9, 0.8, 0.9, 0.8, 0.9, 0.8}, false},
		"above in a turn that is all": {[]float64{1.2}, true},
		"ten times the floor":         {[]float64{10, 11, 10, 12, 10, 11}, true},
	} {
		assert.Equal(t, test.want, above(summary(test.ratios)), name)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	floor, client := result("P/Get/by=floor", "20"), result("P/Get/by=client", "10")
	for name, test := range map[string]struct{ output, want string }{
		"nothing":               {header, "no benchmark results"},
		"a floor alone":         {header + floor, "p `Get` has not both sides"},
		"sides without a floor": {header + client + result("P/Get/by=other", "1"), "p `Get` has not both sides"},
		"a run broken off": {
			header + floor + client + floor,
			"p `Get` by client has 1 measurements of sec/op, not 2",
		},
		"no side":               {header + result("P/Get", "1"), "benchmark P/Get-4 names no call or no side"},
		"two machines":          {header + floor + "goos: plan9\n" + client, "results of two machines: {linux   go1.26.0 4} and {plan9   go1.26.0 4}"},
		"a line that is broken": {header + "BenchmarkP/Get/by=floor-4 100 x ns/op\n", recordFile + ":4: parsing measurement: invalid syntax"},
	} {
		_, err := read(strings.NewReader(test.output))
		assert.EqualError(t, err, test.want, name)
	}
}

func TestFillRefuses(t *testing.T) {
	t.Parallel()
	tables := map[string]string{"a": "A\n", "b": "B\n"}
	for name, page := range map[string]string{
		"a page without a table": "prose",
		"an unknown table":       "<!-- begin c -->\n<!-- end c -->",
		"a marker without end":   "<!-- begin a -->\n<!-- begin b -->\n<!-- end b -->",
		"markers crosswise":      "<!-- begin a -->\n<!-- end b -->",
	} {
		_, err := fill([]byte(page), tables)
		assert.Error(t, err, name)
	}
	filled, err := fill([]byte("1\n<!-- begin a -->\nold\n<!-- end a -->\n2\n<!-- begin b -->\n<!-- end b -->\n3"), tables)
	require.NoError(t, err)
	assert.Equal(t, "1\n<!-- begin a -->\nA\n<!-- end a -->\n2\n<!-- begin b -->\nB\n<!-- end b -->\n3", string(filled))
}

// The short table is refused where one of its calls was not measured.
func TestShortTableIsWhole(t *testing.T) {
	t.Parallel()
	r, err := read(strings.NewReader(header + result("P/Get/by=floor", "20") + result("P/Get/by=client", "10")))
	require.NoError(t, err)
	_, err = tables(r)
	assert.Regexp(t, regexp.MustCompile("was not measured$"), err)
}
