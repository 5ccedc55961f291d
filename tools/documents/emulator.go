package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
)

const (
	dcosUser     = "reader"
	dcosPassword = "s3cret"
)

// emulator is one that the programs of a page run against.
type emulator struct {
	cmd *exec.Cmd
	env map[string]string // what tells a program where to find it
}

func startEmulator(binary string) (*emulator, error) {
	cmd := exec.Command(binary, "-dcos-service", "prod/kafka", "-dcos-user", dcosUser, "-dcos-password", dcosPassword)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	e := &emulator{cmd: cmd}
	addresses := make(map[string]string)
	for lines := bufio.NewScanner(stdout); addresses["kafka"] == "" && lines.Scan(); {
		name, address, _ := strings.Cut(lines.Text(), " ")
		addresses[name] = address
	}
	cluster, err := clusterOf(addresses["restproxy"])
	if err != nil {
		e.stop()
		return nil, err
	}
	e.env = map[string]string{
		"KAFKA_ADMIN_URL":      addresses["adminrest"],
		"API_KEY":              "key",
		"CONNECT_URL":          addresses["connect"],
		"RESTPROXY_URL":        addresses["restproxy"],
		"RESTPROXY_V2_URL":     addresses["restproxyv2"],
		"RESTPROXY_CLUSTER_ID": cluster,
		"RESTPROXY_API_KEY":    "key",
		"RESTPROXY_API_SECRET": "secret",
		"DCOS_URL":             addresses["dcos"],
		"DCOS_USERNAME":        dcosUser,
		"DCOS_PASSWORD":        dcosPassword,
	}
	return e, nil
}

func (e *emulator) stop() {
	_ = e.cmd.Process.Kill()
	_ = e.cmd.Wait()
}

// clusterOf is the identifier of the only cluster of a REST proxy.
func clusterOf(proxy string) (string, error) {
	resp, err := http.Get(proxy + "/v3/clusters")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var list struct {
		Data []struct {
			ClusterID string `json:"cluster_id"`
		} `json:"data"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
		return "", err
	}
	if len(list.Data) != 1 {
		return "", fmt.Errorf("the emulator has %d clusters", len(list.Data))
	}
	return list.Data[0].ClusterID, nil
}
