package kafkaresttest

import (
	"fmt"
	"net/http"
	"strings"
)

type healthcheck struct {
	Healthy bool   `json:"healthy"`
	Message string `json:"message,omitzero"`
}

// getHealthcheck counts the brokers against the blocks that are complete.
func (s *dcosScheduler) getHealthcheck(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	running, completed := 0, 0
	for _, b := range s.brokers {
		if b.registered() {
			running++
		}
	}
	for _, step := range s.deploy.steps() {
		if step.broker != nil && step.status == planComplete {
			completed++
		}
	}
	brokers, status := healthcheck{true, "All expected Brokers running"}, http.StatusOK
	if running < completed {
		status = http.StatusInternalServerError
		brokers = healthcheck{false, fmt.Sprintf("Health check failed because running Broker count is less than completed Broker Blocks: "+
			"running = %d completed blocks = %d", running, completed)}
	}
	return s.writeJSON(w, status, map[string]healthcheck{
		"broker_count": brokers,
		"deadlocks":    {Healthy: true},
		"registered":   {true, "Scheduler has registered."},
	})
}

// getHealth tells of both plans together.
func (s *dcosScheduler) getHealth(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	deploy, recovery := s.release.shownPlan(s.deploy), s.release.shownPlan(s.recovery)
	if s.release.sdk(56, 0) {
		return s.writeHealthCode(w, r, deploy, recovery)
	}
	status := http.StatusAccepted
	switch {
	case len(s.deploy.errors)+len(s.recovery.errors) > 0:
		status = http.StatusExpectationFailed
	case deploy == planComplete && recovery == planComplete:
		status = http.StatusOK
	}
	if !s.release.sdk(50, 0) {
		return writePlainText(w, status, http.StatusText(status))
	}
	return s.writeJSON(w, status, map[string]string{
		"PACKAGE_NAME": "kafka", "PACKAGE_VERSION": "kafkaresttest", "PACKAGE_BUILT_AT": "2020-01-01T00:00:00Z",
		"SDK_NAME": "scheduler", "SDK_VERSION": s.release.version.String(), "SDK_GIT_SHA": "unknown", "SDK_BUILT_AT": "2020-01-01T00:00:00Z",
	})
}

type healthCode struct {
	Value   int      `json:"value"`
	Reasons []string `json:"reasons,omitzero"`
}

// writeHealthCode answers with statuses of the SDK's own.
func (s *dcosScheduler) writeHealthCode(w http.ResponseWriter, r *http.Request, deploy, recovery planStatus) error {
	code := healthCode{Value: healthValue(deploy, recovery)}
	if boolParameter(r, "verbose", false) {
		code.Reasons = []string{fmt.Sprintf("Plan %s is %s", deployPlan, deploy), fmt.Sprintf("Plan %s is %s", recoveryPlan, recovery)}
	}
	if code.Value == http.StatusNoContent {
		w.WriteHeader(code.Value)
		return nil
	}
	return s.writeJSON(w, code.Value, code)
}

func healthValue(deploy, recovery planStatus) int {
	const (
		running            = 200
		deployingStarting  = 202
		recoveringPending  = 203
		deployingPending   = 204
		recoveringStarting = 205
		waiting            = 207
	)
	pending := func(status planStatus) bool { return status == planPending || status == planPrepared }
	switch {
	case deploy == planError || recovery == planError:
		return http.StatusInternalServerError
	case deploy == planWaiting || recovery == planWaiting:
		return waiting
	case pending(deploy):
		return deployingPending
	case deploy != planComplete:
		return deployingStarting
	case pending(recovery):
		return recoveringPending
	case recovery != planComplete:
		return recoveringStarting
	default:
		return running
	}
}

func (s *dcosScheduler) getMetrics(w http.ResponseWriter, _ *http.Request) error {
	return s.writeJSON(w, http.StatusOK, dcosObject{
		"version": "3.1.3", "gauges": dcosObject{}, "histograms": dcosObject{}, "meters": dcosObject{}, "timers": dcosObject{},
		"counters": dcosObject{"declines.long": dcosObject{"count": 0}},
	})
}

func (s *dcosScheduler) getMetricsPrometheus(w http.ResponseWriter, _ *http.Request) error {
	return writePlainText(w, http.StatusOK, "# TYPE declines_long counter\ndeclines_long 0.0\n")
}

// getDebugOffers shows no offers: nothing was declined.
func (s *dcosScheduler) getDebugOffers(w http.ResponseWriter, r *http.Request) error {
	if s.release.sdk(51, 0) && strings.EqualFold(r.URL.Query().Get("json"), "true") {
		return s.writeJSON(w, http.StatusOK, dcosObject{"outcomes": []dcosObject{}})
	}
	w.Header().Set("Content-Type", "text/html")
	_, _ = w.Write([]byte("<table>\n<tr><th>Timestamp</th><th>Outcome</th><th>Offer</th></tr>\n</table>\n")) // fails when the client is gone
	return nil
}
