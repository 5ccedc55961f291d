package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

var emulatorProgram = filepath.Join("bin", "kafkarest-emulator")

// emulator is one that runs, with the API key that it asks for.
type emulator struct {
	addresses addresses
	key       string
}

// addresses are those that an emulator serves on, by the name it gives them.
type addresses map[string][]string

func startEmulator(ctx context.Context, s *session, name string, args ...string) (emulator, error) {
	e := emulator{key: rand.Text()}
	output, input, err := os.Pipe()
	if err != nil {
		return e, err
	}
	cmd := exec.Command(emulatorProgram, args...)
	cmd.Env = append(os.Environ(), "KAFKAREST_EMULATOR_API_KEY="+e.key)
	cmd.Stdout = input
	_, err = s.start(name, cmd)
	input.Close()
	if err != nil {
		output.Close()
		return e, err
	}
	stop := context.AfterFunc(ctx, func() { output.Close() })
	e.addresses, err = readAddresses(output)
	stop()
	if err != nil {
		output.Close()
		return e, fmt.Errorf("%s: %w", name, err)
	}
	go func() { // a program that writes to a closed pipe ends
		defer output.Close()
		_, _ = io.Copy(io.Discard, output)
	}()
	return e, nil
}

// readAddresses reads the lines that an emulator prints, a name and an address
// each, up to the first one of Kafka, which comes last.
func readAddresses(output io.Reader) (addresses, error) {
	found := make(addresses)
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		name, address, ok := strings.Cut(lines.Text(), " ")
		if !ok || name == "" || address == "" {
			return nil, fmt.Errorf("%q is not a name and an address", lines.Text())
		}
		found[name] = append(found[name], address)
		if name == "kafka" {
			return found, nil
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("the output ends after %d addresses", len(found))
}

// variables tell the contract tests where the emulator is.
func (e emulator) variables() []string {
	return append([]string{
		"KAFKAREST_TEST_ADMINREST_URL=" + e.addresses["adminrest"][0],
		"KAFKAREST_TEST_ADMINREST_API_KEY=" + e.key,
		"KAFKAREST_TEST_RESTPROXY_URL=" + e.addresses["restproxy"][0],
		"KAFKAREST_TEST_RESTPROXY_API_KEY=token",
		"KAFKAREST_TEST_RESTPROXY_API_SECRET=" + e.key,
		"KAFKAREST_TEST_RESTPROXYV2_URL=" + e.addresses["restproxyv2"][0],
		"KAFKAREST_TEST_RESTPROXYV2_API_KEY=token",
		"KAFKAREST_TEST_RESTPROXYV2_API_SECRET=" + e.key,
		"KAFKAREST_TEST_DCOS_URL=" + e.addresses["dcos"][0],
		"KAFKAREST_TEST_DCOS_RESTARTS=yes",
		"AUTH_TOKEN=" + e.key,
	}, kafkaVariables(e.addresses["kafka"][0])...)
}
