package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// The units of the measurements, as package benchfmt has them.
const (
	unitTime        = "sec/op"
	unitMemory      = "B/op"
	unitAllocations = "allocs/op"
	unitThroughput  = "records/s"
	unitPeak        = "peak-heap-bytes"
)

// The sides of a comparison that each has.
const (
	floorSide  = "floor"
	clientSide = "client"
)

// A run is what make bench has measured.
type run struct {
	machine machine
	count   int // measurements of each side
	calls   []*call
}

// A machine is what the run was made on.
type machine struct{ goos, goarch, cpu, release, processors string }

// A call is what one benchmark compares.
type call struct {
	pkg, name string
	sides     []*side // floor and client come first
}

// A side is one way to make a call, with its measurements by unit, in the order
// in which they were made.
type side struct {
	name   string
	values map[string][]float64
}

// clean reads a file of benchmark output without what else go test has printed.
func clean(file string) ([]byte, error) {
	from, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	var to bytes.Buffer
	reader, writer := benchfmt.NewReader(from, file), benchfmt.NewWriter(&to)
	for reader.Scan() {
		if err := writer.Write(reader.Result()); err != nil {
			return nil, err
		}
	}
	return to.Bytes(), reader.Err()
}

// read reads the results of a run.
func read(from io.Reader) (*run, error) {
	r := new(run)
	reader := benchfmt.NewReader(from, recordFile)
	for reader.Scan() {
		switch record := reader.Result().(type) {
		case *benchfmt.Result:
			if err := r.add(record); err != nil {
				return nil, err
			}
		case *benchfmt.SyntaxError:
			return nil, record
		}
	}
	return r, cmp.Or(reader.Err(), r.check())
}

func (r *run) add(result *benchfmt.Result) error {
	name, sideName, processors, err := split(result.Name)
	if err != nil {
		return err
	}
	m := machine{result.GetConfig("goos"), result.GetConfig("goarch"), result.GetConfig("cpu"), result.GetConfig("go"), processors}
	if r.machine != (machine{}) && r.machine != m {
		return fmt.Errorf("results of two machines: %v and %v", r.machine, m)
	}
	r.machine = m
	s := r.call(path.Base(result.GetConfig("pkg")), name).side(sideName)
	for _, value := range result.Values {
		s.values[value.Unit] = append(s.values[value.Unit], value.Value)
	}
	return nil
}

// split takes a benchmark's name apart: the call with what is said of it, the
// side, and the number of processors.
func split(name benchfmt.Name) (call, side, processors string, err error) {
	_, parts := name.Parts()
	processors = "1"
	var said []string
	for _, part := range parts {
		text := strings.ReplaceAll(string(part[1:]), "_", " ")
		if part[0] == '-' {
			processors = text
		} else if by, ok := strings.CutPrefix(text, "by="); ok {
			side = by
		} else {
			said = append(said, text)
		}
	}
	if len(said) == 0 || side == "" {
		return "", "", "", fmt.Errorf("benchmark %s names no call or no side", name)
	}
	said[0] = "`" + said[0] + "`"
	return strings.Join(said, ", "), side, processors, nil
}

func (r *run) call(pkg, name string) *call {
	i := slices.IndexFunc(r.calls, func(c *call) bool { return c.pkg == pkg && c.name == name })
	if i < 0 {
		i = len(r.calls)
		r.calls = append(r.calls, &call{pkg: pkg, name: name})
	}
	return r.calls[i]
}

func (c *call) side(name string) *side {
	i := slices.IndexFunc(c.sides, func(s *side) bool { return s.name == name })
	if i < 0 {
		i = len(c.sides)
		c.sides = append(c.sides, &side{name, make(map[string][]float64)})
	}
	return c.sides[i]
}

// check says what is missing of a run, as when it was broken off.
func (r *run) check() error {
	if len(r.calls) == 0 {
		return errors.New("no benchmark results")
	}
	r.count = len(r.calls[0].sides[0].values[unitTime])
	for _, c := range r.calls {
		if len(c.sides) < 2 || c.floor().name != floorSide || c.client().name != clientSide {
			return fmt.Errorf("%s %s has not both sides", c.pkg, c.name)
		}
		for _, s := range c.sides {
			for _, unit := range []string{unitTime, unitMemory, unitAllocations} {
				if n := len(s.values[unit]); n != r.count {
					return fmt.Errorf("%s %s by %s has %d measurements of %s, not %d", c.pkg, c.name, s.name, n, unit, r.count)
				}
			}
		}
	}
	return nil
}

func (c *call) floor() *side  { return c.sides[0] }
func (c *call) client() *side { return c.sides[1] }

// ratio is a side's measurement divided by the floor's of the same turn, since
// what else the machine did then slowed both.
func (c *call) ratio(s *side, unit string) benchmath.Summary {
	ratios := make([]float64, len(s.values[unit]))
	for i, value := range s.values[unit] {
		ratios[i] = value / c.floor().values[unit][i]
	}
	return summary(ratios)
}

func (s *side) summary(unit string) benchmath.Summary { return summary(s.values[unit]) }

// summary is the median, with the interval that holds that of further runs in
// 95 of 100 cases.
func summary(values []float64) benchmath.Summary {
	sample := benchmath.NewSample(slices.Clone(values), &benchmath.DefaultThresholds)
	return benchmath.AssumeNothing.Summary(sample, 0.95)
}

// above tells whether a ratio to the floor is more than one, as far as the run
// can tell.
func above(ratio benchmath.Summary) bool {
	return two(ratio.Center) > "1.00" && (ratio.Lo > 1 || ratio.Lo < 0)
}

// two is a ratio with two digits after the point.
func two(ratio float64) string { return strconv.FormatFloat(ratio, 'f', 2, 64) }
