package kafkaresttest

import (
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"sync"
)

type mirroringTopicSelection struct {
	Includes []string `json:"includes"`
}

type mirroringActiveTopics struct {
	ActiveTopics []string `json:"active_topics"`
}

// mirroringSelection is the selection in force: patterns that match whole
// names.
type mirroringSelection struct {
	mu       sync.Mutex
	patterns []string
}

func (s *mirroringSelection) set(patterns []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.patterns = slices.Clone(patterns)
}

func (s *mirroringSelection) get() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.patterns)
}

func (a *adminREST) mirroringEnabled() error {
	if a.options.MirroringDisabled {
		return adminRESTNotFound(nil, "Mirroring is not enabled.")
	}
	return nil
}

func (a *adminREST) getMirroringTopicSelection(w http.ResponseWriter, _ *http.Request) error {
	if err := a.mirroringEnabled(); err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, mirroringTopicSelection{a.mirroring.get()})
}

// replaceMirroringTopicSelection takes a missing list for an empty one.
func (a *adminREST) replaceMirroringTopicSelection(w http.ResponseWriter, r *http.Request) error {
	if err := a.mirroringEnabled(); err != nil {
		return err
	}
	if mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); mediaType != "application/json" {
		return adminRESTError{status: http.StatusUnsupportedMediaType, message: "Content-Type must be application/json."}
	}
	var selection mirroringTopicSelection
	if err := readJSON(r, &selection); err != nil {
		return err
	}
	if _, err := compileAll(selection.Includes); err != nil {
		return adminRESTError{status: http.StatusBadRequest, message: err.Error()}
	}
	a.mirroring.set(selection.Includes)
	return writeJSON(w, http.StatusOK, selection)
}

func (a *adminREST) getMirroringActiveTopics(w http.ResponseWriter, r *http.Request) error {
	if err := a.mirroringEnabled(); err != nil {
		return err
	}
	topics, err := a.kafka.ListTopics(r.Context())
	if err != nil {
		return err
	}
	patterns, err := compileAll(a.mirroring.get())
	if err != nil {
		return err
	}
	var active mirroringActiveTopics
	for _, topic := range topics.Names() {
		if slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(topic) }) {
			active.ActiveTopics = append(active.ActiveTopics, topic)
		}
	}
	return writeJSON(w, http.StatusOK, active)
}

func compileAll(patterns []string) ([]*regexp.Regexp, error) {
	var compiled []*regexp.Regexp
	for _, pattern := range patterns {
		if _, err := regexp.Compile(pattern); err != nil { // on its own: ")|(" is one only inside the other
			return nil, fmt.Errorf("pattern %q: %w", pattern, err)
		}
		compiled = append(compiled, regexp.MustCompile("^(?:"+pattern+")$"))
	}
	return compiled, nil
}
