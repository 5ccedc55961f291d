package kafkaresttest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
)

func (s *dcosScheduler) getFrameworkID(w http.ResponseWriter, _ *http.Request) error {
	return s.writeJSON(w, http.StatusOK, []string{s.frameworkID})
}

// properties are what the scheduler has stored about itself, as it is stored.
func (s *dcosScheduler) properties() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	properties := make(map[string]string)
	if !s.release.before(13) && !s.release.sdk(31, 0) {
		busy := s.deploy.current() != nil || s.recovery.current() != nil
		properties["suppressed"] = strconv.FormatBool(!busy)
	}
	if s.release.sdk(17, 0) {
		properties["uninstalling"] = "false"
		properties["last-completed-update-type"] = s.updated
	}
	if s.release.sdk(20, 0) {
		for _, b := range s.brokers {
			// A protocol buffer: the task's id as its first field.
			id := s.taskID(b)
			properties[s.taskName(b)+":task-status"] = "\n" + string(rune(len(id)+2)) + "\n" + string(rune(len(id))) + id + "\x10\x01"
		}
	}
	return properties
}

func (s *dcosScheduler) listProperties(w http.ResponseWriter, _ *http.Request) error {
	keys := slices.Collect(maps.Keys(s.properties()))
	return s.writeJSON(w, http.StatusOK, append([]string{}, keys...))
}

// getProperty says that it answers JSON, whatever was stored.
func (s *dcosScheduler) getProperty(w http.ResponseWriter, r *http.Request) error {
	value, ok := s.properties()[r.PathValue("property")]
	switch {
	case s.release.before(12):
		w.WriteHeader(http.StatusNoContent)
		return nil
	case !ok && s.release.is(DCOSProfileK):
		return dcosFailure(http.StatusNotFound)
	case !ok:
		return schedulerException()
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(value)) // fails when the client is gone
	return nil
}

func (s *dcosScheduler) refreshState(w http.ResponseWriter, _ *http.Request) error {
	return s.writeJSON(w, http.StatusOK, receivedCommand("refresh"))
}
