package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long a program or the commands of a page may take.
const patience = 2 * time.Minute

// formerModule is what programs of the pages are on that are not on this module
// yet.
const formerModule = "github.com/go-kafka/connect@v0.9.0"

// reader is somebody who follows the pages, on one Go release, in a module of
// their own.
type reader struct {
	dir       string // of the module
	goCommand string // of the release
	env       []string
}

// newReader makes a reader. A module cache of its own keeps this version of the
// tree out of the developer's, whose content serves as a proxy.
func newReader(work, proxy, release string) (*reader, error) {
	root, err := goEnv("GOROOT", release)
	if err != nil {
		return nil, err
	}
	cache, err := goEnv("GOMODCACHE", "")
	if err != nil {
		return nil, err
	}
	proxies, err := goEnv("GOPROXY", "")
	if err != nil {
		return nil, err
	}
	bin := filepath.Join(root, "bin")
	r := &reader{dir: filepath.Join(work, release), goCommand: filepath.Join(bin, "go")}
	r.env = append(os.Environ(),
		"PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"),
		"GOTOOLCHAIN=local",
		"GOMODCACHE="+filepath.Join(work, "cache"),
		fmt.Sprintf("GOPROXY=file://%s,file://%s,%s", proxy, filepath.Join(cache, "cache", "download"), proxies),
		"GOSUMDB=off", // the cache that serves as a proxy was checked against go.sum
		// -trimpath lets a later run find in the build cache what this one builds
		// in a folder of another name.
		"GOFLAGS=-mod=mod -modcacherw -trimpath -buildvcs=false",
		"GOWORK=off",
	)
	return r, os.MkdirAll(r.dir, 0o755)
}

// build gets the module, and builds and tests the Go files of the pages with it.
func (r *reader) build(pages []*page) error {
	for _, p := range pages {
		for i, program := range p.programs {
			folder := p.folder("program", i)
			if err := r.write(folder, "main.go", program.text); err != nil {
				return err
			}
			if strings.Contains(program.text, modulePath) {
				continue
			}
			if err := r.buildFormer(folder); err != nil {
				return fmt.Errorf("%s: %w", program.position, err)
			}
		}
		for i, test := range p.tests {
			if err := r.write(p.folder("test", i), "page_test.go", test.text); err != nil {
				return err
			}
		}
	}
	return r.run(".",
		"mod init example.com/reader",
		"get "+modulePath,
		"mod tidy",
		"vet ./...",
		"build -o bin/ ./... "+modulePath+"/kafkaresttest/cmd/kafkarest-emulator",
		"test ./...",
	)
}

// buildFormer builds a program that does not use this module, in a module of its
// own. What it needs has no effect on the other programs then.
func (r *reader) buildFormer(folder string) error {
	return r.run(folder,
		"mod init example.com/former",
		"get "+formerModule,
		"vet .",
		"build -o ../bin/"+folder+" .",
	)
}

// folder is where a Go file of the page is built, and the name of its program.
func (p *page) folder(kind string, i int) string {
	name := strings.TrimSuffix(filepath.Base(p.path), ".md")
	return fmt.Sprintf("%s-%s%d", strings.ToLower(name), kind, i+1)
}

func (r *reader) write(folder, name, text string) error {
	dir := filepath.Join(r.dir, folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	text = strings.ReplaceAll(text, dataDir, r.dir+"/")
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
}

// run runs the go command in a folder of the module, once for each line of
// arguments.
func (r *reader) run(folder string, lines ...string) error {
	for _, line := range lines {
		cmd := exec.Command(r.goCommand, strings.Fields(line)...)
		cmd.Dir, cmd.Env = filepath.Join(r.dir, folder), r.env
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w\n%s", line, err, text)
		}
	}
	return nil
}

// follow runs the programs and the commands of a page.
func (r *reader) follow(p *page, clone string) error {
	if len(p.programs)+len(p.commands) == 0 {
		return nil
	}
	began := time.Now()
	e, err := startEmulator(filepath.Join(r.dir, "bin", "kafkarest-emulator"))
	if err != nil {
		return err
	}
	defer e.stop()
	for i, program := range p.programs {
		if err := r.runProgram(p.folder("program", i), program, e.env); err != nil {
			return fmt.Errorf("%s: %w", program.position, err)
		}
	}
	ran, err := r.runCommands(p, clone, e.env)
	if err != nil {
		return err
	}
	if len(p.programs)+ran > 0 {
		log.Printf("%s: %d programs and %d commands run in %v", p.path, len(p.programs), ran, time.Since(began).Round(100*time.Millisecond))
	}
	return nil
}

// runProgram runs a program until it ends, or until it has written its first
// line if it waits for a signal.
func (r *reader) runProgram(name string, program snippet, env map[string]string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(r.dir, "bin", name))
	cmd.Dir, cmd.Env = r.dir, os.Environ()
	for name, value := range env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	var stderr, stdout bytes.Buffer
	cmd.Stderr = &stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	output := bufio.NewReader(pipe)
	if strings.Contains(program.text, "signal.NotifyContext") {
		line, _ := output.ReadString('\n')
		stdout.WriteString(line)
		_ = cmd.Process.Signal(os.Interrupt) // if it has ended, Wait says how
	}
	if _, err := io.Copy(&stdout, output); err != nil {
		return err
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%w\n%s%s", err, stdout.Bytes(), stderr.Bytes())
	}
	return nil
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
