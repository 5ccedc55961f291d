package kafkaresttest

import (
	"fmt"
	"net/http"
	"strings"
)

func (s *dcosScheduler) listTasks(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := []string{}
	for _, b := range s.brokers {
		names = append(names, s.taskName(b))
	}
	return s.writeJSON(w, http.StatusOK, names)
}

// taskOf is the broker whose task a request names, nil if there is none. The
// scheduler must be locked.
func (s *dcosScheduler) taskOf(r *http.Request) *dcosBroker {
	for _, b := range s.brokers {
		if s.taskName(b) == r.PathValue("task") {
			return b
		}
	}
	return nil
}

// taskInfo is Mesos's message about a task.
func (s *dcosScheduler) taskInfo(b *dcosBroker) dcosObject {
	return s.asProtobuf(dcosObject{
		"name":     s.taskName(b),
		"task_id":  dcosObject{"value": s.taskID(b)},
		"slave_id": dcosObject{"value": fmt.Sprintf("%s-S%d", strings.TrimSuffix(s.frameworkID, "-0001"), b.id)},
		"labels":   dcosObject{"labels": []dcosObject{{"key": "target_configuration", "value": b.config}}},
	})
}

func (s *dcosScheduler) taskStatus(b *dcosBroker) dcosObject {
	return s.asProtobuf(dcosObject{
		"task_id":   dcosObject{"value": s.taskID(b)},
		"state":     b.state,
		"timestamp": float64(b.started.UnixMilli()) / 1000,
	})
}

// asProtobuf spells the members as the profile's JSON mapper for protocol
// buffers does.
func (s *dcosScheduler) asProtobuf(message dcosObject) dcosObject {
	if s.release.is(DCOSProfileK) {
		return camelCased(message)
	}
	return message
}

func (s *dcosScheduler) getTaskInfo(w http.ResponseWriter, r *http.Request) error {
	return s.taskMessage(w, r, s.taskInfo)
}

func (s *dcosScheduler) getTaskStatus(w http.ResponseWriter, r *http.Request) error {
	return s.taskMessage(w, r, s.taskStatus)
}

func (s *dcosScheduler) taskMessage(w http.ResponseWriter, r *http.Request, message func(*dcosBroker) dcosObject) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.taskOf(r)
	if b == nil {
		return schedulerException()
	}
	return s.writeJSON(w, http.StatusOK, message(b))
}

// getTaskConnection never has ports: a real scheduler looks for them in a way
// that does not find them.
func (s *dcosScheduler) getTaskConnection(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.taskOf(r)
	if b == nil {
		return dcosFailure(http.StatusNotFound)
	}
	return s.writeJSON(w, http.StatusOK, map[string]string{"dns": s.taskDNS(b), "ports": ""})
}

func (s *dcosScheduler) restartTask(w http.ResponseWriter, r *http.Request) error {
	var b *dcosBroker
	s.update(func() {
		if b = s.taskOf(r); b != nil {
			b.kill = recoveryKind(strings.EqualFold(r.URL.Query().Get("replace"), "true"))
		}
	})
	if b == nil {
		return dcosFailure(http.StatusNotFound)
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}

type recoveryReport struct {
	Stopped []string `json:"stopped"`
	Failed  []string `json:"failed"`
}

// getRecovery tells the tasks that come back in place from those that are lost.
func (s *dcosScheduler) getRecovery(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	report := recoveryReport{[]string{}, []string{}}
	for _, step := range s.recovery.steps() {
		switch {
		case step.status == planComplete:
		case step.recovery == permanentRecovery:
			report.Stopped = append(report.Stopped, s.taskName(step.broker))
		default:
			report.Failed = append(report.Failed, s.taskName(step.broker))
		}
	}
	return s.writeJSON(w, http.StatusOK, report)
}
