// Consumer uses the module as others do: it puts the tree into a module proxy
// made of files, gets it from there into a module of its own on each supported
// Go release, and builds and tests what the README shows.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const modulePath = "github.com/kafkarest/kafkarest-go"

// releases are the supported Go releases: the two newest.
var releases = []string{"go1.26.0", "go1.27.0"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("consumer: ")
	tree := flag.String("tree", ".", "the module's directory")
	flag.Parse()
	if err := run(*tree); err != nil {
		log.Fatal(err)
	}
}

func run(tree string) error {
	work, err := os.MkdirTemp("", "kafkarest-consumer-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	version := module.Version{Path: modulePath, Version: "v0.0.0-tree"}
	proxy := filepath.Join(work, "proxy")
	if err := writeProxy(proxy, tree, version); err != nil {
		return err
	}
	snippets, err := readmeSnippets(filepath.Join(tree, "README.md"))
	if err != nil {
		return err
	}
	cache, err := goEnv("GOMODCACHE", "")
	if err != nil {
		return err
	}
	proxies, err := goEnv("GOPROXY", "")
	if err != nil {
		return err
	}
	for _, release := range releases {
		root, err := goEnv("GOROOT", release)
		if err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
		consumer := goModule{
			dir:       filepath.Join(work, release),
			goCommand: filepath.Join(root, "bin", "go"),
			cache:     filepath.Join(work, "cache"),
			proxies:   fmt.Sprintf("file://%s,file://%s,%s", proxy, filepath.Join(cache, "cache", "download"), proxies),
		}
		if err := consumer.use(snippets); err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
		log.Printf("%s: %d snippets of the README build and pass", release, len(snippets))
	}
	return nil
}

// writeProxy makes a module proxy that has one version of the tree.
func writeProxy(dir, tree string, version module.Version) error {
	dir = filepath.Join(dir, filepath.FromSlash(version.Path), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(tree, "go.mod"))
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"list":                    []byte(version.Version),
		version.Version + ".mod":  mod,
		version.Version + ".info": fmt.Appendf(nil, `{"Version":%q}`, version.Version),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	archive, err := os.Create(filepath.Join(dir, version.Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(archive, version, tree); err != nil {
		return err
	}
	return archive.Close()
}

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// readmeSnippets returns the Go files in a Markdown text.
func readmeSnippets(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var snippets []string
	for _, block := range goBlock.FindAllStringSubmatch(string(text), -1) {
		if !strings.HasPrefix(block[1], "package ") {
			return nil, fmt.Errorf("%s: a Go snippet is no whole file:\n%s", file, block[1])
		}
		snippets = append(snippets, block[1])
	}
	if len(snippets) == 0 {
		return nil, fmt.Errorf("%s has no Go snippets", file)
	}
	return snippets, nil
}

// goModule is a module outside the tree.
type goModule struct {
	dir       string
	goCommand string // of the release
	cache     string // for modules
	proxies   string
}

// use gets the module and builds and tests the snippets with it.
func (m goModule) use(snippets []string) error {
	for i, snippet := range snippets {
		dir := filepath.Join(m.dir, fmt.Sprintf("snippet%d", i+1))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		name := "main.go"
		if strings.Contains(snippet, "*testing.T") {
			name = "snippet_test.go"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(snippet), 0o644); err != nil {
			return err
		}
	}
	for _, args := range [][]string{
		{"mod", "init", "example.com/consumer"},
		{"get", modulePath},
		{"mod", "tidy"},
		{"vet", "./..."},
		{"build", "-o", os.DevNull, "./..."},
		{"test", "./..."},
		{"run", modulePath + "/kafkaresttest/cmd/kafkarest-emulator@latest", "-h"},
	} {
		if err := m.run(args...); err != nil {
			return err
		}
	}
	return nil
}

// run runs the go command in the module. A module cache of its own keeps this
// version out of the developer's, whose content serves as a proxy.
func (m goModule) run(args ...string) error {
	cmd := exec.Command(m.goCommand, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(),
		"GOTOOLCHAIN=local",
		"GOMODCACHE="+m.cache,
		"GOPROXY="+m.proxies,
		"GOSUMDB=off", // the cache that serves as a proxy was checked against go.sum
		"GOFLAGS=-mod=mod -modcacherw",
		"GOWORK=off",
	)
	return output(cmd)
}

// goEnv is a value of the developer's own environment, with the toolchain of a
// release if that is not empty.
func goEnv(name, release string) (string, error) {
	cmd := exec.Command("go", "env", name)
	if release != "" {
		cmd.Env = append(os.Environ(), "GOTOOLCHAIN="+release)
	}
	value, err := cmd.Output()
	return strings.TrimSpace(string(value)), err
}

func output(cmd *exec.Cmd) error {
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(cmd.Args[1:], " "), err, text)
	}
	return nil
}
