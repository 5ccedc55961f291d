package kafkaresttest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type planElement struct {
	ID, Name, Message string
	Status            *string
	Strategy          string
	Errors            []string
	Phases            []planElement
	Blocks, Steps     []planElement
	HasDecisionPoint  *bool `json:"has_decision_point"`
}

func (e planElement) children() []planElement { return append(e.Blocks, e.Steps...) }

// readPlan reads a plan.
func readPlan(t *testing.T, url string) (int, planElement) {
	t.Helper()
	r := call(t, "GET", url, "")
	assert.Equal(t, "application/json", r.header.Get("Content-Type"), r.body)
	return r.status, decode[planElement](r)
}

// rollout shows the plan that rolls out: the HTTP status, the statuses of the plan
// and of its last phase, and the first two letters of those of the steps.
func rollout(t *testing.T, url string) string {
	t.Helper()
	status, plan := readPlan(t, url+"/v1/plan")
	last := plan.Phases[len(plan.Phases)-1]
	shown := fmt.Sprintf("%d %s %s", status, *plan.Status, *last.Status)
	for _, step := range last.children() {
		shown += " " + (*step.Status)[:2]
		if step.HasDecisionPoint != nil && *step.HasDecisionPoint {
			shown += "!"
		}
	}
	return shown
}

func TestDCOSRollout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opts kafkaresttest.DCOSOptions
		want []string // after the update and each step
	}{
		{kafkaresttest.DCOSOptions{Profile: legacy}, []string{
			"503 IN_PROGRESS PENDING PE PE PE", "503 IN_PROGRESS IN_PROGRESS IN PE PE", "503 IN_PROGRESS IN_PROGRESS CO PE PE",
			"503 IN_PROGRESS IN_PROGRESS CO IN PE", "503 IN_PROGRESS IN_PROGRESS CO CO PE", "503 IN_PROGRESS IN_PROGRESS CO CO IN",
			"200 COMPLETE COMPLETE CO CO CO",
		}},
		{kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.9"}, []string{
			"503 InProgress Pending Pe Pe Pe", "503 InProgress InProgress In Pe Pe", "503 InProgress InProgress Co Pe Pe",
		}},
		{kafkaresttest.DCOSOptions{Profile: transitional}, []string{
			"503 IN_PROGRESS PENDING PE PE PE", "503 IN_PROGRESS IN_PROGRESS IN PE PE", "503 IN_PROGRESS IN_PROGRESS CO PE PE",
			"503 IN_PROGRESS IN_PROGRESS CO IN PE", "503 IN_PROGRESS IN_PROGRESS CO CO PE", "503 IN_PROGRESS IN_PROGRESS CO CO IN",
			"200 COMPLETE COMPLETE CO CO CO",
		}},
		{kafkaresttest.DCOSOptions{}, []string{
			"202 PENDING PENDING PE PE PE", "202 IN_PROGRESS IN_PROGRESS PR PE PE", "202 STARTING STARTING ST PE PE",
			"202 IN_PROGRESS IN_PROGRESS CO PE PE", "202 IN_PROGRESS IN_PROGRESS CO PR PE", "202 STARTING STARTING CO ST PE",
			"202 IN_PROGRESS IN_PROGRESS CO CO PE", "202 IN_PROGRESS IN_PROGRESS CO CO PR", "202 STARTING STARTING CO CO ST",
			"200 COMPLETE COMPLETE CO CO CO",
		}},
		{kafkaresttest.DCOSOptions{Release: "0.14"}, []string{"503 PENDING PENDING PE PE PE", "503 IN_PROGRESS IN_PROGRESS PR PE PE"}},
		{kafkaresttest.DCOSOptions{Release: "0.31"}, []string{
			"202 PENDING PENDING PE PE PE", "202 IN_PROGRESS IN_PROGRESS PR PE PE", "202 STARTING STARTING ST PE PE", "202 STARTED STARTED ST PE PE",
			"202 IN_PROGRESS IN_PROGRESS CO PE PE",
		}},
		{kafkaresttest.DCOSOptions{Profile: legacy, Staged: true}, []string{
			"503 WAITING WAITING PE! PE! PE", "503 WAITING WAITING PE! PE! PE",
		}},
		{kafkaresttest.DCOSOptions{Profile: transitional, Staged: true}, []string{
			"503 WAITING WAITING WA WA PE", "503 WAITING WAITING WA WA PE",
		}},
		{kafkaresttest.DCOSOptions{Staged: true}, []string{
			"202 WAITING WAITING WA WA PE", "202 WAITING WAITING WA WA PE",
		}},
	} {
		t.Run(fmt.Sprintf("%s %s %v", c.opts.Profile, c.opts.Release, c.opts.Staged), func(t *testing.T) {
			t.Parallel()
			srv, url := startDCOS(t, c.opts)
			complete := rollout(t, url)
			assert.True(t, strings.HasPrefix(complete, "200 "), complete)
			_, err := srv.UpdateDCOS(nil)
			require.NoError(t, err)
			for i, want := range c.want {
				if i > 0 {
					srv.StepDCOS()
				}
				assert.Equal(t, want, rollout(t, url), i)
			}
			if c.want[len(c.want)-1][:3] == "200" {
				assert.False(t, srv.StepDCOS(), "there is nothing left to do")
			}
		})
	}
}

// stepAll takes steps until there is none left.
func stepAll(srv *kafkaresttest.Server) {
	for srv.StepDCOS() {
	}
}

// A staged rollout goes on when it is told to, twice.
func TestDCOSStagedRollout(t *testing.T) {
	t.Parallel()
	for profile, c := range map[kafkaresttest.DCOSProfile]struct {
		command string
		want    []string // after the update and after each command
	}{
		legacy:       {"/v1/plan/continue", []string{"503 WAITING WAITING PE! PE! PE", "503 WAITING WAITING CO PE! PE", "200 COMPLETE COMPLETE CO CO CO"}},
		transitional: {"/v1/continue", []string{"503 WAITING WAITING WA WA PE", "503 WAITING WAITING CO WA PE", "200 COMPLETE COMPLETE CO CO CO"}},
		sdk:          {"/v1/plans/deploy/continue?phase=Deployment", []string{"202 WAITING WAITING WA WA PE", "202 WAITING WAITING CO WA PE", "200 COMPLETE COMPLETE CO CO CO"}},
	} {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: profile, Staged: true})
			_, err := srv.UpdateDCOS(nil)
			require.NoError(t, err)
			for i, want := range c.want {
				if i > 0 {
					r := call(t, "POST", url+c.command, "").ok(200)
					assert.Contains(t, r.body, "Received cmd: continue")
				}
				stepAll(srv)
				assert.Equal(t, want, rollout(t, url))
			}
		})
	}
	t.Run("plan level", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional, Staged: true})
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		call(t, "POST", url+"/v1/plan/continue", "").ok(200).json(`{"message":"Received cmd: continue"}`)
		stepAll(srv)
		assert.Equal(t, "503 WAITING WAITING WA WA PE", rollout(t, url), "this is not for the staged phase")
		call(t, "POST", url+"/v1/continue", "").ok(200).json(`{"Result":"Received cmd: continue"}`)
	})
}

func TestDCOSInterrupt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opts                kafkaresttest.DCOSOptions
		interrupt, proceed  string
		interrupted, halted string
	}{
		{kafkaresttest.DCOSOptions{Profile: legacy}, "/v1/plan/interrupt", "/v1/plan/continue",
			"503 WAITING WAITING IN PE PE", "503 WAITING WAITING CO PE PE"},
		{kafkaresttest.DCOSOptions{Profile: transitional}, "/v1/interrupt", "/v1/continue",
			"503 IN_PROGRESS IN_PROGRESS IN PE PE", "503 WAITING WAITING CO PE PE"},
		{kafkaresttest.DCOSOptions{Profile: transitional}, "/v1/plans/deploy/interrupt", "/v1/plans/deploy/continue",
			"503 IN_PROGRESS IN_PROGRESS IN PE PE", "503 IN_PROGRESS IN_PROGRESS CO PE PE"},
		{kafkaresttest.DCOSOptions{}, "/v1/plan/interrupt", "/v1/plans/deploy/continue",
			"202 WAITING IN_PROGRESS PR PE PE", "202 WAITING IN_PROGRESS CO PE PE"},
		{kafkaresttest.DCOSOptions{}, "/v1/plans/deploy/interrupt?phase=Deployment", "/v1/plans/deploy/continue?phase=Deployment",
			"202 WAITING WAITING PR PE PE", "202 WAITING WAITING CO PE PE"},
	} {
		t.Run(fmt.Sprint(c.opts.Profile, c.interrupt), func(t *testing.T) {
			t.Parallel()
			srv, url := startDCOS(t, c.opts)
			_, err := srv.UpdateDCOS(nil)
			require.NoError(t, err)
			srv.StepDCOS()
			assert.Contains(t, call(t, "POST", url+c.interrupt, "").ok(200).body, "Received cmd: interrupt")
			assert.Equal(t, c.interrupted, rollout(t, url))
			stepAll(srv)
			assert.Equal(t, c.halted, rollout(t, url), "what has begun is finished")
			assert.Contains(t, call(t, "POST", url+c.proceed, "").ok(200).body, "Received cmd: continue")
			stepAll(srv)
			assert.Contains(t, rollout(t, url), "200 COMPLETE")
		})
	}
	t.Run("staged", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Staged: true})
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		call(t, "POST", url+"/v1/plan/continue", "").ok(200)
		stepAll(srv)
		call(t, "POST", url+"/v1/plan/continue", "").ok(200)
		assert.Equal(t, "503 IN_PROGRESS IN_PROGRESS CO PE PE", rollout(t, url))
		call(t, "POST", url+"/v1/plan/interrupt", "").ok(200)
		assert.Equal(t, "503 WAITING WAITING CO PE! PE", rollout(t, url))
	})
}

// The samples of the documents, but for what real schedulers do otherwise.
func TestDCOSPlanBodies(t *testing.T) {
	t.Parallel()
	t.Run("legacy", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
		target, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		srv.StepDCOS()
		_, plan := readPlan(t, url+"/v1/plan")
		require.Len(t, plan.Phases, 2)
		assert.Equal(t, "Reconciliation", plan.Phases[0].Name)
		require.Len(t, plan.Phases[0].Blocks, 1)
		assert.Equal(t, "Reconciliation complete", plan.Phases[0].Blocks[0].Message)
		assert.Equal(t, "Update to: "+target, plan.Phases[1].Name)
		require.Len(t, plan.Phases[1].Blocks, 3)
		assert.Equal(t, "broker-0", plan.Phases[1].Blocks[0].Name)
		assert.Equal(t, "Broker-0 is IN_PROGRESS", plan.Phases[1].Blocks[0].Message)
		assert.Equal(t, []string{}, plan.Errors)
		assert.Nil(t, plan.Phases[1].Steps)
		phase, block := plan.Phases[1], plan.Phases[1].Blocks[0]

		call(t, "GET", url+"/v1/plan/status", "").ok(200).json(fmt.Sprintf(`{
			"block":{"has_decision_point":false,"id":%q,"message":"Broker-0 is IN_PROGRESS","name":"broker-0","status":"IN_PROGRESS"},
			"phase":{"block_count":3,"id":%q,"name":%q,"status":"IN_PROGRESS"},
			"plan":{"errors":[],"phase_count":2,"status":"IN_PROGRESS"}}`, block.ID, phase.ID, phase.Name))
		call(t, "POST", url+"/v1/plan/interrupt", "")
		assert.NotContains(t, call(t, "GET", url+"/v1/plan/status", "").ok(200).body, `"block"`)
		call(t, "POST", url+"/v1/plan/continue", "")
		stepAll(srv)
		call(t, "GET", url+"/v1/plan/status", "").ok(200).json(`{"plan":{"errors":[],"phase_count":2,"status":"COMPLETE"}}`)

		_, url = startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Release: "1.1.9"})
		call(t, "GET", url+"/v1/plan/status", "").ok(200).json(`{"stage":{"errors":[],"phase_count":2,"status":"Complete"}}`)
	})
	t.Run("transitional", func(t *testing.T) {
		t.Parallel()
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional})
		_, plan := readPlan(t, url+"/v1/plan")
		require.Len(t, plan.Phases, 2)
		assert.Equal(t, "Reconciliation", plan.Phases[0].Name)
		assert.Equal(t, "Deployment", plan.Phases[1].Name)
		assert.Equal(t, "Broker-2 is COMPLETE", plan.Phases[1].Steps[2].Message)
		assert.Nil(t, plan.Phases[1].Steps[2].HasDecisionPoint)
		assert.Nil(t, plan.Phases[1].Blocks)
	})
	t.Run("SDK", func(t *testing.T) {
		t.Parallel()
		_, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		_, plan := readPlan(t, url+"/v1/plans/deploy")
		require.Len(t, plan.Phases, 1)
		assert.Equal(t, "Deployment", plan.Phases[0].Name)
		step := plan.Phases[0].Steps[1]
		assert.Equal(t, "kafka-1:[broker]", step.Name)
		assert.Equal(t, "com.mesosphere.sdk.scheduler.plan.DeploymentStep: 'kafka-1:[broker] ["+step.ID+"]' has status: 'COMPLETE'.", step.Message)
		assert.Empty(t, plan.Strategy)

		_, url = startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.31", Staged: true})
		_, plan = readPlan(t, url+"/v1/plans/deploy")
		assert.Equal(t, "broker", plan.Phases[0].Name)
		assert.Equal(t, "serial", plan.Strategy)
		assert.Equal(t, "serial-canary", plan.Phases[0].Strategy)
		_, plan = readPlan(t, url+"/v1/plans/recovery")
		assert.Equal(t, "parallel", plan.Strategy)
	})
}

func TestDCOSPlanErrors(t *testing.T) {
	t.Parallel()
	const broken = `Validation error on field "BROKER_COUNT": Decreasing this value (from 3 to 2) is not supported.`
	for release, c := range map[string]struct{ complete, busy int }{
		"L": {200, 503}, "T": {503, 503}, "K 0.14": {503, 503}, "K 0.18": {202, 202}, "K 0.30": {417, 417},
	} {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			profile, version, _ := strings.Cut(release, " ")
			srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: kafkaresttest.DCOSProfile(profile), Release: version})
			require.NoError(t, srv.FailDCOSPlan("deploy", broken))
			status, plan := readPlan(t, url+"/v1/plan")
			assert.Equal(t, c.complete, status)
			assert.Equal(t, "ERROR", *plan.Status)
			assert.Equal(t, []string{broken}, plan.Errors)

			_, err := srv.UpdateDCOS(nil)
			require.NoError(t, err)
			require.NoError(t, srv.FailDCOSPlan("deploy", broken))
			status, _ = readPlan(t, url+"/v1/plan")
			assert.Equal(t, c.busy, status)
			assert.False(t, srv.StepDCOS(), "it does not go on")
			require.NoError(t, srv.FailDCOSPlan("deploy"))
			stepAll(srv)
			assert.Contains(t, rollout(t, url), "200 COMPLETE")
		})
	}
}

// A restarted scheduler has other ids, and finds complete what is.
func TestDCOSSchedulerRestart(t *testing.T) {
	t.Parallel()
	for _, profile := range []kafkaresttest.DCOSProfile{legacy, transitional, sdk} {
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: profile})
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		for !strings.Contains(rollout(t, url), "CO PE PE") {
			srv.StepDCOS()
		}
		_, before := readPlan(t, url+"/v1/plan")
		require.NoError(t, srv.RestartDCOS())
		_, after := readPlan(t, url+"/v1/plan")
		assert.Contains(t, rollout(t, url), "CO PE PE")
		assert.NotEqual(t, before.Phases[0].ID, after.Phases[0].ID)
		assert.NotEqual(t, before.Phases[0].children()[0].ID, after.Phases[0].children()[0].ID)
	}
}

// Plans move by themselves, unless they are told not to.
func TestDCOSLatency(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Latency: time.Millisecond}})
	url := srv.DCOSURL() + "/service/kafka"
	for range 3 {
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		call(t, "POST", url+"/v1/pods/kafka-0/restart", "").ok(200)
		require.Eventually(t, func() bool {
			return call(t, "GET", url+"/v1/plan", "").status == 200 && call(t, "GET", url+"/v1/plans/recovery", "").status == 200 &&
				strings.Contains(call(t, "GET", url+"/v1/brokers", "").body, `"0"`)
		}, 20*time.Second, time.Millisecond)
	}
}

func TestDCOSStepCommands(t *testing.T) {
	t.Parallel()
	const unknown = "00000000-0000-4000-8000-000000000000"
	// ids puts the ids of the last phase and of its second step into a query.
	ids := func(t *testing.T, url, query string) string {
		_, plan := readPlan(t, url+"/v1/plan")
		last := plan.Phases[len(plan.Phases)-1]
		return strings.NewReplacer("PHASE", last.ID, "STEP", last.children()[1].ID, "UNKNOWN", unknown).Replace(query)
	}
	for _, c := range []struct {
		release, query string
		status         int
		body           string // a part of it
	}{
		{"L", "/plan/restart?phase=PHASE&block=STEP", 200, "Received cmd: restart"},
		{"L", "/plan/restart?phase=PHASE&block=UNKNOWN", 200, "Received cmd: restart"},
		{"L", "/plan/restart?phase=PHASE&step=STEP", 500, ""},
		{"L", "/plan/forceComplete?phase=UNKNOWN&block=STEP", 200, "Received cmd: forceComplete"},
		{"L", "/plan/forceComplete?phase=nonsense&block=STEP", 500, ""},
		{"T", "/plan/restart?phase=PHASE&step=STEP", 200, "Received cmd: restart"},
		{"T", "/plans/deploy/restart?phase=PHASE&step=UNKNOWN", 404, "Element not found"},
		{"T", "/plans/deploy/restart?phase=Deployment&step=broker-1", 500, ""},
		{"T", "/plans/deploy/forceComplete?phase=PHASE", 500, ""},
		{"T", "/plans/nonsense/restart?phase=PHASE&step=STEP", 404, "Element not found"},
		{"K", "/plans/deploy/restart?phase=PHASE&step=STEP", 200, "Received cmd: restart"},
		{"K", "/plans/deploy/restart?phase=Deployment&step=kafka-1:[broker]", 200, "Received cmd: restart"},
		{"K", "/plans/deploy/restart?phase=Deployment", 200, ""},
		{"K 0.17", "/plans/deploy/restart?phase=Deployment", 400, ""},
		{"K", "/plans/deploy/restart", 200, ""},
		{"K", "/plans/deploy/restart?step=STEP", 400, ""},
		{"K 0.41", "/plans/deploy/restart?step=STEP", 404, "Element not found"},
		{"K 0.50", "/plans/deploy/restart?step=STEP", 400, "Missing phase"},
		{"K", "/plans/deploy/restart?phase=", 404, "Element not found"},
		{"K 0.41", "/plans/deploy/restart?phase=", 200, "Received cmd: restart for Plan: deploy, Phase: null, Step: null"},
		{"K 0.50", "/plans/deploy/restart?phase=broker&step=nonsense", 404, "Step nonsense not found"},
		{"K 0.50", "/plans/deploy/restart?phase=nonsense", 404, "Phase nonsense not found"},
		{"K 0.50", "/plans/nonsense/restart", 404, "Plan nonsense not found"},
		{"K", "/plans/deploy/forceComplete?phase=Deployment&step=UNKNOWN", 404, "Element not found"},
		{"K", "/plans/deploy/forceComplete", 500, ""},
		{"K", "/plans/deploy/forceComplete?phase=PHASE&step=STEP", 200, "Received cmd: forceComplete"},
		{"K 0.41", "/plans/deploy/forceComplete?phase=broker&step=kafka-1:[broker]", 208, "Command has already been reported or completed"},
		{"K", "/plans/deploy/continue?phase=nonsense", 404, "Element not found"},
		{"K", "/plans/deploy/interrupt?phase=nonsense", 404, "Element not found"},
		{"K 0.19.3", "/plans/deploy/continue", 208, "Command has already been reported or completed"},
		{"K 0.19.3", "/plans/deploy/continue?phase=Deployment", 208, "Command has already been reported or completed"},
		{"K 0.19.3", "/plans/deploy/interrupt", 208, "Command has already been reported or completed"},
		{"K 0.19.3", "/plans/deploy/interrupt?phase=Deployment", 208, "Command has already been reported or completed"},
		{"K", "/plans/deploy/interrupt", 200, "Received cmd: interrupt"},
		{"K", "/plans/deploy/stop", 200, "Received cmd: stop"},
		{"K", "/plans/deploy/start", 500, ""},
	} {
		t.Run(c.release+c.query, func(t *testing.T) {
			t.Parallel()
			profile, version, _ := strings.Cut(c.release, " ")
			_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: kafkaresttest.DCOSProfile(profile), Release: version})
			r := call(t, "POST", url+"/v1"+ids(t, url, c.query), "")
			assert.Equal(t, c.status, r.status, r.body)
			assert.Contains(t, r.body, c.body)
			if c.body == "Element not found" && profile == "T" {
				assert.Equal(t, "application/json", r.header.Get("Content-Type"), "which it is not")
			} else if c.status >= 204 && c.body != "" {
				assert.Equal(t, "text/plain", r.header.Get("Content-Type"))
			}
			if c.body == "" && c.status != 200 && (profile != "K" || version < "0.31") {
				assert.Empty(t, r.body)
			}
		})
	}
}

func TestDCOSStepEffects(t *testing.T) {
	t.Parallel()
	step := func(t *testing.T, url, query string) string {
		_, plan := readPlan(t, url+"/v1/plan")
		last := plan.Phases[len(plan.Phases)-1]
		return fmt.Sprintf(query, last.ID, last.children()[1].ID)
	}
	t.Run("restart", func(t *testing.T) {
		t.Parallel()
		for profile, query := range map[kafkaresttest.DCOSProfile]string{
			legacy: "?phase=%s&block=%s", transitional: "?phase=%s&step=%s", sdk: "?phase=%s&step=%s",
		} {
			srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: profile})
			call(t, "POST", url+"/v1/plan/restart"+step(t, url, query), "").ok(200)
			assert.Contains(t, rollout(t, url), "CO PE CO")
			stepAll(srv)
			assert.Contains(t, rollout(t, url), "200 COMPLETE")
		}
	})
	t.Run("forced step is complete", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		call(t, "POST", url+"/v1/plan/forceComplete"+step(t, url, "?phase=%s&step=%s"), "").ok(200)
		assert.Contains(t, rollout(t, url), "PE CO PE")
		call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
	})
	t.Run("forced block kills", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
		call(t, "POST", url+"/v1/plan/forceComplete"+step(t, url, "?phase=%s&block=%s"), "").ok(200)
		srv.StepDCOS()
		call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","2"]`)
		call(t, "GET", url+"/v1/recovery", "").ok(200).json(`{"stopped":["broker-1"],"failed":[]}`)

		srv, url = startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy, Staged: true})
		call(t, "POST", url+"/v1/plan/forceComplete"+step(t, url, "?phase=%s&block=%s"), "").ok(200)
		assert.False(t, srv.StepDCOS(), "not implemented for a staged rollout")
	})
	t.Run("forced out of the middle", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.41"})
		_, err := srv.UpdateDCOS(nil)
		require.NoError(t, err)
		srv.StepDCOS()
		call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["1","2"]`)
		call(t, "POST", url+"/v1/plan/forceComplete", "").ok(200)
		assert.Contains(t, rollout(t, url), "200 COMPLETE")
		stepAll(srv)
		call(t, "GET", url+"/v1/brokers", "").ok(200).json(`["0","1","2"]`)
	})
	t.Run("start and stop", func(t *testing.T) {
		t.Parallel()
		srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.41"})
		call(t, "POST", url+"/v1/plans/deploy/stop", "").ok(200)
		assert.Equal(t, "202 WAITING PENDING PE PE PE", rollout(t, url))
		assert.False(t, srv.StepDCOS())
		call(t, "POST", url+"/v1/plans/deploy/start", `{"B":"2","A":"1"}`).ok(200).
			json(`{"message":"Received cmd: start deploy with parameters: {A=1, B=2}"}`)
		stepAll(srv)
		assert.Contains(t, rollout(t, url), "200 COMPLETE")
		call(t, "POST", url+"/v1/plans/deploy/start", `{"a-b":""}`).text(400, "Couldn't parse parameters: a-b is not a valid environment variable name")
		assert.Equal(t, 400, call(t, "POST", url+"/v1/plans/deploy/start", `[]`).status)
		call(t, "POST", url+"/v1/plans/deploy/start", `{}`).ok(200)
		assert.Contains(t, rollout(t, url), "PE PE PE")
	})
}
