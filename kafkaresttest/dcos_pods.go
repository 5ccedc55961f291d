package kafkaresttest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
)

// podOf is the name of the instance of the pod that a broker runs in.
func podOf(b *dcosBroker) string { return fmt.Sprintf("kafka-%d", b.id) }

// findPod is the broker in the pod that a request names. The scheduler must be
// locked.
func (s *dcosScheduler) findPod(r *http.Request) (*dcosBroker, error) {
	name := r.PathValue("pod")
	for _, b := range s.brokers {
		if podOf(b) == name {
			return b, nil
		}
	}
	if !s.release.sdk(31, 0) {
		return nil, dcosFailure(http.StatusNotFound)
	}
	return nil, s.elementNotFound("Pod", name)
}

func (s *dcosScheduler) listPods(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := []string{}
	for _, b := range s.brokers {
		names = append(names, podOf(b))
	}
	return s.writeJSON(w, http.StatusOK, names)
}

// earlyPodTask is a task in a pod up to SDK 0.30, podTask is one later.
type earlyPodTask struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	State string `json:"state"`
}

type podTask struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Status string `json:"status"`
}

type podInstance struct {
	Name  string    `json:"name"`
	Tasks []podTask `json:"tasks"`
}

type podType struct {
	Name      string        `json:"name"`
	Instances []podInstance `json:"instances"`
}

type serviceStatus struct {
	Service string    `json:"service"`
	Pods    []podType `json:"pods"`
}

func (s *dcosScheduler) earlyPodTasks(b *dcosBroker) []earlyPodTask {
	return []earlyPodTask{{s.taskID(b), s.taskName(b), b.state}}
}

func (s *dcosScheduler) podInstance(b *dcosBroker) podInstance {
	return podInstance{podOf(b), []podTask{{s.taskID(b), s.taskName(b), podStatus(b)}}}
}

// podStatus is the state of a broker's task without its prefix, or what an
// operator has made of it.
func podStatus(b *dcosBroker) string {
	pending := b.kill != "" || b.state != taskRunning
	switch {
	case b.paused && pending:
		return "PAUSING"
	case b.paused:
		return "PAUSED"
	default:
		return strings.TrimPrefix(b.state, "TASK_")
	}
}

func (s *dcosScheduler) getPodStatuses(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.release.sdk(31, 0) {
		statuses := make(map[string][]earlyPodTask)
		for _, b := range s.brokers {
			statuses[podOf(b)] = s.earlyPodTasks(b)
		}
		return s.writeJSON(w, http.StatusOK, statuses)
	}
	pod := podType{Name: "kafka"}
	for _, b := range s.brokers {
		pod.Instances = append(pod.Instances, s.podInstance(b))
	}
	return s.writeJSON(w, http.StatusOK, serviceStatus{s.options.Service, []podType{pod}})
}

func (s *dcosScheduler) getPodStatus(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.findPod(r)
	switch {
	case err != nil:
		return err
	case s.release.sdk(31, 0):
		return s.writeJSON(w, http.StatusOK, s.podInstance(b))
	default:
		return s.writeJSON(w, http.StatusOK, s.earlyPodTasks(b))
	}
}

func (s *dcosScheduler) getPodInfo(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.findPod(r)
	if err != nil {
		return err
	}
	return s.writeJSON(w, http.StatusOK, []dcosObject{{"info": s.taskInfo(b), "status": s.taskStatus(b)}})
}

type podCommandResult struct {
	Pod   string   `json:"pod"`
	Tasks []string `json:"tasks"`
}

// podCommand tells a broker's pod something and answers which tasks it
// concerns.
func (s *dcosScheduler) podCommand(w http.ResponseWriter, r *http.Request, run func(*dcosBroker)) error {
	var result podCommandResult
	var err error
	s.update(func() {
		var b *dcosBroker
		if b, err = s.findPod(r); err == nil {
			run(b)
			result = podCommandResult{podOf(b), []string{s.taskName(b)}}
		}
	})
	if err != nil {
		return err
	}
	return s.writeJSON(w, http.StatusOK, result)
}

func (s *dcosScheduler) restartPod(w http.ResponseWriter, r *http.Request) error {
	return s.podCommand(w, r, func(b *dcosBroker) { b.kill = transientRecovery })
}

func (s *dcosScheduler) replacePod(w http.ResponseWriter, r *http.Request) error {
	return s.podCommand(w, r, func(b *dcosBroker) { b.kill = permanentRecovery })
}

func (s *dcosScheduler) pausePod(w http.ResponseWriter, r *http.Request) error {
	return s.setPaused(w, r, true)
}

func (s *dcosScheduler) resumePod(w http.ResponseWriter, r *http.Request) error {
	return s.setPaused(w, r, false)
}

// setPaused restarts the tasks named in the body, all if none is, with or
// without their command.
func (s *dcosScheduler) setPaused(w http.ResponseWriter, r *http.Request, paused bool) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	var names []string
	if len(bytes.TrimSpace(body)) > 0 && json.Unmarshal(body, &names, lenient) != nil {
		return dcosFailure(http.StatusBadRequest)
	}
	for _, name := range names {
		if name != "broker" && name != r.PathValue("pod")+"-broker" {
			return s.elementNotFound("Pod", r.PathValue("pod"))
		}
	}
	return s.podCommand(w, r, func(b *dcosBroker) { b.paused, b.kill = paused, transientRecovery })
}

// serverProperties is the name of the one template of the service.
const serverProperties = "server-properties"

// getArtifactTemplate gives tasks the templates of their config files.
func (s *dcosScheduler) getArtifactTemplate(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	known := s.configOf(r.PathValue("configuration")) != nil
	s.mu.Unlock()
	switch {
	case !uuidPattern.MatchString(r.PathValue("configuration")):
		return dcosFailure(http.StatusBadRequest)
	case !known, r.PathValue("pod") != "kafka", r.PathValue("task") != "broker", r.PathValue("config") != serverProperties:
		return dcosFailure(http.StatusNotFound)
	}
	return writePlainText(w, http.StatusOK, "broker.id={{POD_INSTANCE_INDEX}}\nzookeeper.connect={{KAFKA_ZOOKEEPER_URI}}\n")
}
