package kafkaresttest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// States of a task in Mesos.
const (
	taskStarting = "TASK_STARTING"
	taskRunning  = "TASK_RUNNING"
	taskKilled   = "TASK_KILLED"
	taskLost     = "TASK_LOST"
)

// Kinds of recovery: in place, or on new resources and with empty volumes.
const (
	transientRecovery = "TRANSIENT"
	permanentRecovery = "PERMANENT"
)

// dcosBroker is a broker as Mesos runs it.
type dcosBroker struct {
	id      int32
	host    string
	port    int32
	rack    *string
	run     string // the UUID in the task's id
	config  string // the id of the configuration that it runs with
	state   string
	started time.Time
	kill    string // the kind of recovery after the kill to come; empty: none comes
	stopped bool   // kept down by [Server.StopDCOSBroker]
	paused  bool   // started without its command
}

func newDCOSBroker(b kadm.BrokerDetail, config string) *dcosBroker {
	return &dcosBroker{id: b.NodeID, host: b.Host, port: b.Port, rack: b.Rack,
		run: newUUID(), config: config, state: taskRunning, started: time.Now()}
}

// launch gives the broker a new task.
func (b *dcosBroker) launch() {
	b.run, b.state, b.started = newUUID(), taskStarting, time.Now()
}

// registered says whether the broker is in ZooKeeper.
func (b *dcosBroker) registered() bool { return b.state == taskRunning && !b.paused }

func (b *dcosBroker) address() string { return fmt.Sprintf("%s:%d", b.host, b.port) }

func (s *dcosScheduler) taskName(b *dcosBroker) string {
	if s.release.is(DCOSProfileK) {
		return fmt.Sprintf("%s-broker", podOf(b))
	}
	return fmt.Sprintf("broker-%d", b.id)
}

func (s *dcosScheduler) taskID(b *dcosBroker) string { return s.taskName(b) + "__" + b.run }

// taskDNS is the name of a task's host.
func (s *dcosScheduler) taskDNS(b *dcosBroker) string {
	if s.release.sdk(18, 0) {
		return s.taskName(b) + "." + strings.ReplaceAll(s.flatName(), ".", "-") + ".autoip.dcos.thisdcos.directory"
	}
	return s.taskName(b) + "." + s.flatName() + ".mesos"
}

// down are the ids of the brokers that are not in ZooKeeper.
func (s *dcosScheduler) down() map[int32]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	down := make(map[int32]bool)
	for _, b := range s.brokers {
		if !b.registered() {
			down[b.id] = true
		}
	}
	return down
}

// findBroker returns a broker by its id, nil if there is none. The scheduler
// must be locked.
func (s *dcosScheduler) findBroker(id int32) *dcosBroker {
	for _, b := range s.brokers {
		if b.id == id {
			return b
		}
	}
	return nil
}

// listBrokers lists the ids in an object up to package 1.1.9.
func (s *dcosScheduler) listBrokers(w http.ResponseWriter, _ *http.Request) error {
	ids := []string{}
	s.mu.Lock()
	for _, b := range s.brokers {
		if b.registered() {
			ids = append(ids, strconv.Itoa(int(b.id)))
		}
	}
	s.mu.Unlock()
	if s.release.before(10) {
		return s.writeJSON(w, http.StatusOK, map[string][]string{"brokers": ids})
	}
	return s.writeJSON(w, http.StatusOK, ids)
}

type brokerRegistration struct {
	Protocols map[string]string `json:"listener_security_protocol_map"`
	Endpoints []string          `json:"endpoints"`
	JMXPort   int               `json:"jmx_port"`
	Host      string            `json:"host"`
	Timestamp string            `json:"timestamp"`
	Port      int32             `json:"port"`
	Rack      *string           `json:"rack,omitzero"`
	Version   int               `json:"version"`
}

// getBroker answers what stands in ZooKeeper. DCOSProfileL and DCOSProfileT
// hand their JSON mapper the wrapper around it, of which only this is seen.
func (s *dcosScheduler) getBroker(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, err := strconv.ParseInt(r.PathValue("broker"), 10, 32)
	broker := s.findBroker(int32(id))
	known := err == nil && broker != nil && broker.registered()
	if !s.release.is(DCOSProfileK) {
		return s.writeJSON(w, http.StatusOK, map[string]bool{"present": known})
	}
	if !known {
		return dcosFailure(http.StatusNotFound)
	}
	return s.writeJSON(w, http.StatusOK, brokerRegistration{
		Protocols: map[string]string{"PLAINTEXT": "PLAINTEXT"},
		Endpoints: []string{"PLAINTEXT://" + broker.address()},
		JMXPort:   -1,
		Host:      broker.host,
		Timestamp: strconv.FormatInt(broker.started.UnixMilli(), 10),
		Port:      broker.port,
		Rack:      broker.rack,
		Version:   4,
	})
}

// restartBroker restarts or replaces a broker. It answers the id of the task
// that will be killed, or null in its place.
func (s *dcosScheduler) restartBroker(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("broker"), 10, 32)
	if err != nil {
		return schedulerException()
	}
	tasks := []*string{nil}
	s.update(func() {
		if broker := s.findBroker(int32(id)); broker != nil {
			old := s.taskID(broker)
			tasks[0] = &old
			broker.kill = recoveryKind(strings.EqualFold(r.URL.Query().Get("replace"), "true"))
		}
	})
	return s.writeJSON(w, http.StatusOK, tasks)
}

func recoveryKind(replace bool) string {
	if replace {
		return permanentRecovery
	}
	return transientRecovery
}
