package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
)

// notRun are the commands that are not run here, by how they begin, and why.
var notRun = map[string]string{
	"cd examples/observability": "is a module of its own, which make test tests",
	"go get " + modulePath:      "a reader's module begins with it",
	"go mod tidy":               "and goes on with it",
	"go test ./...":             "is make test",
	"go test -run TestContract": "make integration runs it",
	"ibmcloud":                  "needs an account of IBM Cloud",
	"make api":                  "make check runs it",
	"make bench":                "takes minutes, and people read what it prints",
	"make build":                "make check runs it",
	"make check":                "runs this program",
	"make figures":              "needs what make bench has printed",
	"make fuzz":                 ".ci/run runs it",
	"make generate":             "make check runs it",
	"make integration":          ".ci/run runs it",
	"make performance":          "takes minutes, on a machine that does nothing else",
	"make soak":                 "takes minutes; make test has a soak of seconds",
	"make test":                 ".ci/run runs it",
	"make test-servers":         "make integration starts the same servers",
}

// isNotRun is the entry of notRun for a command, empty if there is none.
func isNotRun(command string) string {
	for beginning := range notRun {
		if strings.HasPrefix(command+" ", beginning+" ") {
			return beginning
		}
	}
	return ""
}

// uselessExceptions is an error that names the entries of notRun which no page
// needs.
func uselessExceptions(pages []*page) error {
	needed := make(map[string]bool)
	for _, p := range pages {
		for _, block := range p.commands {
			for command := range strings.Lines(block.text) {
				needed[isNotRun(strings.TrimSpace(command))] = true
			}
		}
	}
	for beginning := range notRun {
		if !needed[beginning] {
			return fmt.Errorf("no page has a command that begins with %q, which notRun lists", beginning)
		}
	}
	return nil
}

// prelude begins the script of a page. A command that fails ends it, and so
// does an answer to curl that is not a success.
const prelude = `set -Eeuo pipefail
trap 'echo "$position" >&2' ERR
curl() { command curl --silent --show-error --fail-with-body "$@"; }

# serve starts an emulator and returns when that is ready.
serve() {
	local log=$(mktemp -p "$OUTPUT")
	"$@" >"$log" &
	until grep -q ^kafka "$log"; do
		kill -0 $!
		sleep 0.1
	done
}
`

// dataDir is the folder that pages name for files which a Connect worker
// writes.
const dataDir = "/data/"

var (
	// placeholder is a value that a page leaves open.
	placeholder = regexp.MustCompile(`(?m)^export (\w+)=.*….*$`)
	fixedPort   = regexp.MustCompile(`127\.0\.0\.1:[1-9]\d*`)
	isEmulator  = regexp.MustCompile(`^go run \S*kafkarest-emulator`)
)

// runCommands runs the commands of a page and returns how many these are. env
// fills in what the page leaves to the reader.
func (r *reader) runCommands(p *page, clone string, env map[string]string) (int, error) {
	script, ran, err := p.script(clone, env)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", p.path, err)
	}
	if ran == 0 {
		return 0, nil
	}
	script = strings.ReplaceAll(script, dataDir, r.dir+"/")
	// A file, as what the script leaves running would keep a pipe open.
	output, err := os.CreateTemp(r.dir, "output")
	if err != nil {
		return 0, err
	}
	defer output.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-c", script)
	cmd.Env = append(r.env, "OUTPUT="+r.dir)
	cmd.Stdout, cmd.Stderr = output, output
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	err = cmd.Run()
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // with what it has started
	}
	if err != nil {
		text, _ := os.ReadFile(output.Name())
		return 0, fmt.Errorf("%s: %w\n%s", p.path, err, text)
	}
	return ran, nil
}

// script is the shell script of a page's commands, of which there are ran.
func (p *page) script(clone string, env map[string]string) (script string, ran int, err error) {
	var b strings.Builder
	for _, block := range p.commands {
		commands := block.toRun()
		ran += len(commands)
		fmt.Fprintf(&b, "position=%s\ncd %s\n%s\n", block.position, clone, strings.Join(commands, "\n"))
	}
	script, err = fillInPorts(b.String())
	if err != nil {
		return "", 0, err
	}
	script, err = fillInValues(script, env)
	return prelude + script, ran, err
}

// toRun are the commands of a block that are run.
func (s snippet) toRun() []string {
	var commands []string
	onlyExports := true
	for command := range strings.Lines(strings.ReplaceAll(s.text, "\\\n", " ")) {
		command = strings.TrimSpace(command)
		if command == "" || isNotRun(command) != "" {
			continue
		}
		onlyExports = onlyExports && strings.HasPrefix(command, "export ")
		if isEmulator.MatchString(command) {
			command = "serve " + command
		}
		commands = append(commands, command)
	}
	if onlyExports {
		return nil // they are for a command that is not run
	}
	return commands
}

// fillInPorts replaces the ports of a script by others that are free.
func fillInPorts(script string) (string, error) {
	free := make(map[string]string)
	for _, address := range fixedPort.FindAllString(script, -1) {
		if free[address] != "" {
			continue
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", err
		}
		defer listener.Close() // not before each has a port of its own
		free[address] = listener.Addr().String()
	}
	return fixedPort.ReplaceAllStringFunc(script, func(address string) string { return free[address] }), nil
}

// fillInValues gives the variables that a script leaves open their values.
func fillInValues(script string, env map[string]string) (string, error) {
	var missing error
	script = placeholder.ReplaceAllStringFunc(script, func(line string) string {
		name := placeholder.FindStringSubmatch(line)[1]
		value, ok := env[name]
		if !ok {
			missing = fmt.Errorf("there is no value for %s", name)
		}
		return "export " + name + "=" + value
	})
	return script, missing
}
