package kafkaresttest

import (
	"maps"
	"net/http"
	"slices"
)

type activeTopics struct {
	Topics []string `json:"topics"`
}

// getActiveTopics knows no missing connectors: they have no topics.
func (w *connectWorker) getActiveTopics(rw http.ResponseWriter, r *http.Request) error {
	if w.options.TopicTrackingDisabled {
		return connectFailure(http.StatusForbidden, "Topic tracking is disabled.")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	name := r.PathValue("connector")
	var topics []string
	if c, ok := w.stored(name); ok {
		topics = slices.Collect(maps.Keys(c.topics))
	}
	return writeJSON(rw, http.StatusOK, map[string]activeTopics{name: {topics}})
}

func (w *connectWorker) resetActiveTopics(rw http.ResponseWriter, r *http.Request) error {
	if w.options.TopicTrackingDisabled {
		return connectFailure(http.StatusForbidden, "Topic tracking is disabled.")
	}
	if w.options.TopicResetDisabled {
		return connectFailure(http.StatusForbidden, "Topic tracking reset is disabled.")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if c, ok := w.stored(r.PathValue("connector")); ok {
		clear(c.topics)
	}
	rw.WriteHeader(http.StatusAccepted)
	return nil
}

// track notes that a connector has read from a topic or written to it.
func (w *connectWorker) track(c *connector, topic string) {
	w.update(func() {
		if c.stored && !w.options.TopicTrackingDisabled {
			c.topics[topic] = true
		}
	})
}
