// Documents does what the documents say, as their readers do: it puts the tree
// into a module proxy made of files, gets it from there into a module of its own
// on each supported Go release, and builds and tests the Go files of all Markdown
// pages in it. On the newest release it runs the programs too, against the
// emulator, and the commands of the pages.
//
// A fence has one of these languages:
//
//   - go: a whole file, a program or a test. A program ends by itself, or, if it
//     listens for signals, when it is interrupted after its first line of output.
//   - sh: one command a line, run by bash in a clone of the tree. The commands of
//     one page share a shell. Those in notRun are not run; inline code that begins
//     with go, make, curl or cd is a command too.
//   - text and diff: nothing is done with it.
//
// What a reader fills in is filled in: addresses, files and ports.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/mod/module"
)

const modulePath = "github.com/kafkarest/kafkarest-go"

// releases are the supported Go releases: the two newest, the newest last.
var releases = []string{"go1.26.0", "go1.27.0"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("documents: ")
	tree := flag.String("tree", ".", "the module's directory")
	flag.Parse()
	if err := run(*tree); err != nil {
		log.Fatal(err)
	}
}

func run(tree string) error {
	pages, err := readPages(tree)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "kafkarest-documents-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	proxy, clone := filepath.Join(work, "proxy"), filepath.Join(work, "clone")
	version := module.Version{Path: modulePath, Version: "v0.0.0-tree"}
	if err := writeProxy(proxy, clone, tree, version); err != nil {
		return err
	}

	var newest *reader
	for _, release := range releases {
		newest, err = newReader(work, proxy, release)
		if err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
		if err := newest.build(pages); err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
		log.Printf("%s: the Go files of %d pages build and pass", release, len(pages))
	}

	var failures []error
	for _, page := range pages {
		failures = append(failures, newest.follow(page, clone))
	}
	failures = append(failures, uselessExceptions(pages))
	return errors.Join(failures...)
}
