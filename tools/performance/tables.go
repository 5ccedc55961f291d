package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchunit"
)

// telling are the calls of the short table: common ones, lists, streams, and
// the refusal that costs most.
var telling = []struct{ pkg, name string }{
	{"adminrest", "`GetTopic`"},
	{"adminrest", "`GetTopic`, 64 callers at once"},
	{"adminrest", "`ListTopics`, 1,000 topics"},
	{"adminrestv1", "`ListTopics`, 1,000 topics"},
	{"connect", "`CreateConnector`"},
	{"connect", "`GetConnectorStatus`, missing"},
	{"connect", "`ExpandConnectors`, 1,000 connectors"},
	{"restproxy", "`ProduceOne`"},
	{"restproxy", "`Producer.Produce`, 1,000 records"},
	{"restproxyv2", "`Consumer.Records`, 1,000 records"},
	{"dcoskafka", "`GetPlan`, 100 steps"},
}

// tables are what the pages hold between their markers, by the markers' name.
func tables(r *run) (map[string]string, error) {
	short, err := shortTable(r)
	return map[string]string{
		"machine":    machineLine(r),
		"short":      short,
		"ratios":     ratioTables(r),
		"above":      aboveTable(r),
		"throughput": throughputTable(r),
		"figures":    figureTables(r),
	}, err
}

var marked = regexp.MustCompile(`(?s)(<!-- begin (\w+) -->\n).*?(<!-- end (\w+) -->)`)

// fill replaces what is between the markers of a page.
func fill(page []byte, tables map[string]string) ([]byte, error) {
	var flaws []error
	filled := marked.ReplaceAllFunc(page, func(section []byte) []byte {
		parts := marked.FindSubmatch(section)
		table, ok := tables[string(parts[2])]
		if !ok || string(parts[2]) != string(parts[4]) {
			flaws = append(flaws, fmt.Errorf("no table is for the markers %q and %q", parts[2], parts[4]))
		}
		return slices.Concat(parts[1], []byte(table), parts[3])
	})
	if n := bytes.Count(page, []byte("<!-- begin ")); n == 0 || n != len(marked.FindAll(page, -1)) {
		flaws = append(flaws, errors.New("a marker is missing or has no end"))
	}
	return filled, errors.Join(flaws...)
}

func machineLine(r *run) string {
	m := r.machine
	return fmt.Sprintf("%s on %s/%s, %s, %s processors; %d measurements of each side.\n", m.release, m.goos, m.goarch, m.cpu, m.processors, r.count)
}

// A table is one of Markdown.
type table struct{ strings.Builder }

func newTable(columns ...string) *table {
	t := new(table)
	t.row(columns...)
	t.row(slices.Concat([]string{"---"}, slices.Repeat([]string{"---:"}, len(columns)-1))...)
	return t
}

func (t *table) row(cells ...string) { fmt.Fprintf(t, "| %s |\n", strings.Join(cells, " | ")) }

func shortTable(r *run) (string, error) {
	t := newTable("call", "time", "memory", "allocations")
	for _, want := range telling {
		i := slices.IndexFunc(r.calls, func(c *call) bool { return c.pkg == want.pkg && c.name == want.name })
		if i < 0 {
			return "", fmt.Errorf("%s %s was not measured", want.pkg, want.name)
		}
		c := r.calls[i]
		t.row(slices.Concat([]string{c.title()}, ratioCells(c, c.client(), plain))...)
	}
	return t.String(), nil
}

// perPackage writes one table for each package.
func perPackage(r *run, columns []string, rows func(*table, *call)) string {
	var text strings.Builder
	var packages []string
	tables := make(map[string]*table)
	for _, c := range r.calls {
		if tables[c.pkg] == nil {
			packages, tables[c.pkg] = append(packages, c.pkg), newTable(columns...)
		}
		rows(tables[c.pkg], c)
	}
	for _, pkg := range packages {
		fmt.Fprintf(&text, "\n### `%s`\n\n%s", pkg, tables[pkg])
	}
	return text.String() + "\n"
}

// ratioTables has the client's ratios to the floor, and those of further sides.
func ratioTables(r *run) string {
	return perPackage(r, []string{"call", "time", "memory", "allocations"}, func(t *table, c *call) {
		for _, s := range c.sides[1:] {
			t.row(slices.Concat([]string{c.name + how(s)}, ratioCells(c, s, spread))...)
		}
	})
}

// figureTables has the figures themselves, by hand and by each other side.
func figureTables(r *run) string {
	return perPackage(r, []string{"call", "time", "memory", "allocations"}, func(t *table, c *call) {
		for _, s := range c.sides {
			t.row(c.name+how(s), figure(s, unitTime, "s")+percent(s.summary(unitTime)), figure(s, unitMemory, "B"),
				fmt.Sprintf("%.0f", s.summary(unitAllocations).Center))
		}
	})
}

// aboveTable has the calls that take more than by hand of anything.
func aboveTable(r *run) string {
	t := newTable("call", "time", "memory", "allocations")
	for _, c := range r.calls {
		if slices.ContainsFunc(ratioUnits, func(unit string) bool { return above(c.ratio(c.client(), unit)) }) {
			t.row(slices.Concat([]string{c.title()}, ratioCells(c, c.client(), onlyAbove))...)
		}
	}
	return t.String()
}

func throughputTable(r *run) string {
	t := newTable("call", "records a second", "peak of the heap")
	for _, c := range r.calls {
		for _, s := range c.sides {
			if len(s.values[unitThroughput]) > 0 {
				t.row(c.name+how(s), figure(s, unitThroughput, "")+percent(s.summary(unitThroughput)), figure(s, unitPeak, "B"))
			}
		}
	}
	return t.String()
}

// title is a call's name where that of its package is not above it.
func (c *call) title() string { return "`" + c.pkg + "`: " + c.name }

// how tells by which side a call is made, but for the client's.
func how(s *side) string {
	switch s.name {
	case clientSide:
		return ""
	case floorSide:
		return " – by hand"
	default:
		return " – " + s.name
	}
}

var ratioUnits = []string{unitTime, unitMemory, unitAllocations}

func ratioCells(c *call, s *side, format func(benchmath.Summary) string) []string {
	var cells []string
	for _, unit := range ratioUnits {
		cells = append(cells, format(c.ratio(s, unit)))
	}
	return cells
}

func plain(ratio benchmath.Summary) string { return two(ratio.Center) + "×" }

func spread(ratio benchmath.Summary) string { return plain(ratio) + percent(ratio) }

func onlyAbove(ratio benchmath.Summary) string {
	if !above(ratio) {
		return ""
	}
	return spread(ratio)
}

// percent is the spread of a summary, unless that is nothing to speak of.
func percent(s benchmath.Summary) string {
	text := s.PctRangeString()
	if text == "0%" {
		return ""
	}
	return " ± " + text
}

func figure(s *side, unit, symbol string) string {
	return benchunit.Scale(s.summary(unit).Center, benchunit.ClassOf(unit)) + symbol
}
