// Performance writes the tables and the chart of docs/performance.md, and the
// short table of README.md, from the output of make bench. That output is kept
// in docs/performance.txt, so that all of them can be written anew and held to
// one another without a further run.
//
//	performance -tree .. -run ../bin/bench.txt
//
// With -print it writes the ratios of a run, of some benchmarks too, to standard
// output instead.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// Where things are in the tree.
const (
	recordFile = "docs/performance.txt"
	chartFile  = "docs/performance.svg"
)

// pages are the documents with tables.
var pages = []string{"docs/performance.md", "README.md"}

func main() {
	tree := flag.String("tree", ".", "the module's `folder`")
	run := flag.String("run", "", "a `file` of benchmark output to take in place of "+recordFile)
	printed := flag.Bool("print", false, "print the ratios to the floor, and write no file")
	flag.Parse()
	do := write
	if *printed {
		do = printRatios
	}
	if err := do(*tree, *run); err != nil {
		fmt.Fprintln(os.Stderr, "performance:", err)
		os.Exit(1)
	}
}

// record is the output of a run, empty for the one that is kept.
func record(tree, run string) ([]byte, error) {
	if run == "" {
		return os.ReadFile(filepath.Join(tree, recordFile))
	}
	return clean(run)
}

func printRatios(tree, run string) error {
	recorded, err := record(tree, run)
	if err != nil {
		return err
	}
	measured, err := read(bytes.NewReader(recorded))
	if err != nil {
		return err
	}
	fmt.Print(machineLine(measured), ratioTables(measured))
	return nil
}

func write(tree, run string) error {
	recorded, err := record(tree, run)
	if err != nil {
		return err
	}
	files, err := render(tree, recorded)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(tree, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// render makes the files of a tree from a run.
func render(tree string, recorded []byte) (map[string][]byte, error) {
	run, err := read(bytes.NewReader(recorded))
	if err != nil {
		return nil, err
	}
	tables, err := tables(run)
	if err != nil {
		return nil, err
	}
	chart, err := chart(run)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{recordFile: recorded, chartFile: chart}
	for _, name := range pages {
		text, err := os.ReadFile(filepath.Join(tree, name))
		if err != nil {
			return nil, err
		}
		if files[name], err = fill(text, tables); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return files, nil
}
