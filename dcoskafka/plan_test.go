package dcoskafka_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/dcoskafka"
)

func TestStatus(t *testing.T) {
	t.Parallel()
	for text, status := range map[string]dcoskafka.Status{
		`"Complete"`: dcoskafka.StatusComplete, `"InProgress"`: dcoskafka.StatusInProgress, `"IN_PROGRESS"`: dcoskafka.StatusInProgress,
		`"Error"`: dcoskafka.StatusError, `"Waiting"`: dcoskafka.StatusWaiting, `"Pending"`: dcoskafka.StatusPending, `"PREPARED"`: dcoskafka.StatusPrepared,
		`"starting"`: dcoskafka.StatusStarting, `"STARTED"`: dcoskafka.StatusStarted, `"DELAYED"`: dcoskafka.StatusDelayed, `"PAUSED"`: dcoskafka.StatusPaused,
		`"PAUSING"`: dcoskafka.StatusPausing, `"DECOMMISSIONED"`: dcoskafka.StatusDecommissioned, `"DECOMMISSIONING"`: dcoskafka.StatusDecommissioning,
		`"FROM_LATER"`: "FROM_LATER", `"a_B"`: "a_B", `null`: "",
	} {
		read := dcoskafka.Status("before")
		require.NoError(t, json.Unmarshal([]byte(text), &read), text)
		assert.Equal(t, status, read)
	}
	var status dcoskafka.Status
	require.Error(t, json.Unmarshal([]byte(`1`), &status))

	assert.True(t, dcoskafka.StatusComplete.IsDone())
	assert.True(t, dcoskafka.StatusError.IsFailed())
	assert.True(t, dcoskafka.StatusWaiting.NeedsOperator())
	for _, running := range []dcoskafka.Status{dcoskafka.StatusPending, dcoskafka.StatusStarting, dcoskafka.StatusInProgress, dcoskafka.StatusDelayed, "", "LATER"} {
		assert.True(t, running.IsRunning())
		assert.False(t, running.IsDone() || running.IsFailed() || running.NeedsOperator())
	}
	assert.False(t, dcoskafka.StatusComplete.IsRunning())
}

func TestPlanWaiting(t *testing.T) {
	t.Parallel()
	const waiting, pending, starting, complete = dcoskafka.StatusWaiting, dcoskafka.StatusPending, dcoskafka.StatusStarting, dcoskafka.StatusComplete
	plan := func(status, phase dcoskafka.Status, steps ...dcoskafka.Status) *dcoskafka.Plan {
		p := &dcoskafka.Plan{Status: status, Phases: []dcoskafka.Phase{{Name: "first", Status: complete}, {Name: "second", Status: phase}}}
		for _, step := range steps {
			p.Phases[1].Steps = append(p.Phases[1].Steps, dcoskafka.Step{Status: step})
		}
		return p
	}
	for name, test := range map[string]struct {
		plan  *dcoskafka.Plan
		phase string
		waits bool
	}{
		"complete":                            {plan(complete, complete, complete), "", false},
		"pending":                             {plan(pending, pending, pending), "", false},
		"at a decision point":                 {plan(waiting, waiting, waiting, waiting), "second", true},
		"at a decision point of profile L":    {plan(waiting, waiting, pending), "second", true},
		"at work before a decision point":     {plan(waiting, waiting, starting, waiting), "", false},
		"continued before a decision point":   {plan(waiting, waiting, pending, waiting), "", false},
		"after the work":                      {plan(waiting, waiting, complete, waiting), "second", true},
		"interrupted as a whole":              {plan(waiting, pending, pending), "", true},
		"without anything that is to be done": {plan(waiting, complete), "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			phase, waits := test.plan.Waiting()
			assert.Equal(t, test.waits, waits)
			if test.phase == "" {
				assert.Nil(t, phase)
				return
			}
			require.NotNil(t, phase)
			assert.Equal(t, test.phase, phase.Name)
		})
	}
}

func TestTargetConfiguration(t *testing.T) {
	t.Parallel()
	assert.Equal(t, uuid, (&dcoskafka.Phase{Name: "Update to: " + uuid}).TargetConfiguration())
	assert.Empty(t, (&dcoskafka.Phase{Name: "Deployment"}).TargetConfiguration())
}

func TestBothNamesOfSteps(t *testing.T) {
	t.Parallel()
	for text, steps := range map[string]int{
		`{"steps":[{"id":"a"}],"blocks":[]}`: 1, `{"steps":[],"blocks":[{"id":"a"},{"id":"b"}]}`: 2, `{"steps":[{"id":"a"}],"blocks":[{"id":"b"},{"id":"c"}]}`: 1, `{}`: 0,
	} {
		var phase dcoskafka.Phase
		require.NoError(t, json.Unmarshal([]byte(text), &phase))
		assert.Len(t, phase.Steps, steps, text)
	}
}
