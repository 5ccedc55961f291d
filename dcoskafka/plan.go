package dcoskafka

import (
	"bytes"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// The names of plans.
const (
	// PlanDeploy brings the brokers to the target configuration. Every scheduler
	// has it.
	PlanDeploy = "deploy"
	// PlanRecovery restarts what has failed or was told to restart. It is empty
	// and complete while there is nothing to do. Schedulers of profiles T and K
	// have it.
	PlanRecovery = "recovery"
)

// The values of Status.
const (
	// StatusError: it cannot go on.
	StatusError Status = "ERROR"
	// StatusWaiting: it waits for ContinuePlan.
	StatusWaiting Status = "WAITING"
	// StatusPending: it has not begun.
	StatusPending Status = "PENDING"
	// StatusPrepared: a task was ended if need be, and waits for its resources.
	StatusPrepared Status = "PREPARED"
	// StatusStarting: a task was launched.
	StatusStarting Status = "STARTING"
	// StatusStarted: the task runs and is not ready yet.
	StatusStarted Status = "STARTED"
	// StatusInProgress: it is worked on.
	StatusInProgress Status = "IN_PROGRESS"
	// StatusComplete: it is done.
	StatusComplete Status = "COMPLETE"
	// StatusDelayed: the next attempt waits after failures.
	StatusDelayed Status = "DELAYED"
	// StatusPaused, StatusPausing, StatusDecommissioned and
	// StatusDecommissioning: an operator has paused the task or taken it out of
	// service, or is about to.
	StatusPaused          Status = "PAUSED"
	StatusPausing         Status = "PAUSING"
	StatusDecommissioned  Status = "DECOMMISSIONED"
	StatusDecommissioning Status = "DECOMMISSIONING"
)

// statuses has the statuses by their spelling, and by that without case and
// underscores.
var statuses = func() map[string]Status {
	known := make(map[string]Status)
	for _, s := range []Status{
		StatusError, StatusWaiting, StatusPending, StatusPrepared, StatusStarting, StatusStarted, StatusInProgress, StatusComplete,
		StatusDelayed, StatusPaused, StatusPausing, StatusDecommissioned, StatusDecommissioning,
	} {
		known[string(s)], known[plainStatus(string(s))] = s, s
	}
	return known
}()

func plainStatus(text string) string {
	return strings.ReplaceAll(strings.ToUpper(text), "_", "")
}

// UnmarshalJSON reads a status in any of its spellings.
func (s *Status) UnmarshalJSON(text []byte) error {
	if known, ok := statuses[string(bytes.Trim(text, `"`))]; ok {
		*s = known // without a copy of the text, for the many steps of a plan
		return nil
	}
	var read string // null leaves it empty
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*s = Status(read)
	if known, ok := statuses[plainStatus(read)]; ok {
		*s = known
	}
	return nil
}

// IsDone reports whether the work is complete.
func (s Status) IsDone() bool { return s == StatusComplete }

// IsFailed reports whether the work cannot go on.
func (s Status) IsFailed() bool { return s == StatusError }

// NeedsOperator reports whether the work waits for ContinuePlan.
func (s Status) NeedsOperator() bool { return s == StatusWaiting }

// IsRunning reports whether the work goes on by itself, as far as is known: it
// is neither done nor failed, nor does it need an operator.
func (s Status) IsRunning() bool { return !s.IsDone() && !s.IsFailed() && !s.NeedsOperator() }

// UnmarshalJSON reads a plan, which has phases whatever else it has.
func (p *Plan) UnmarshalJSON(text []byte) error {
	type plain Plan
	var read plain
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	if read.Phases == nil {
		return errNothing
	}
	*p = Plan(read)
	return nil
}

// UnmarshalJSON reads steps under both of their names.
func (p *Phase) UnmarshalJSON(text []byte) error {
	type plain Phase
	read := struct {
		plain
		Blocks []Step `json:"blocks"`
	}{}
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*p = Phase(read.plain)
	if len(p.Steps) == 0 {
		p.Steps = read.Blocks
	}
	return nil
}

// UnmarshalJSON reads the decision point under both of its names.
func (s *Step) UnmarshalJSON(text []byte) error {
	type plain Step
	read := struct {
		plain
		Former bool `json:"hasDecisionPoint"`
	}{}
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*s = Step(read.plain)
	s.DecisionPoint = s.DecisionPoint || read.Former
	return nil
}

// Active returns the first phase that is not complete and the first step of it
// that is not, nil where there is none.
func (p *Plan) Active() (*Phase, *Step) {
	i := slices.IndexFunc(p.Phases, func(phase Phase) bool { return !phase.Status.IsDone() })
	if i < 0 {
		return nil, nil
	}
	phase := &p.Phases[i]
	j := slices.IndexFunc(phase.Steps, func(step Step) bool { return !step.Status.IsDone() })
	if j < 0 {
		return phase, nil
	}
	return phase, &phase.Steps[j]
}

// Waiting reports whether the plan waits for ContinuePlan, and the phase that
// does, nil if it is the plan as a whole. The status alone does not tell: a
// phase can be StatusWaiting for the sake of a later step while a step is at
// work, and to continue then would pass the next decision point before its
// time.
func (p *Plan) Waiting() (phase *Phase, ok bool) {
	if !p.Status.NeedsOperator() {
		return nil, false
	}
	phase, step := p.Active()
	if phase == nil || !phase.Status.NeedsOperator() {
		return nil, true
	}
	switch {
	case step == nil || step.DecisionPoint:
	case step.Status == StatusStarting || step.Status == StatusStarted || step.Status == StatusInProgress:
		return nil, false
	case step.Status == StatusPending && phase.waitsLater(step):
		// It has been continued, and is about to begin.
		return nil, false
	}
	return phase, true
}

// waitsLater reports whether a step other than this one waits for ContinuePlan.
func (p *Phase) waitsLater(step *Step) bool {
	for i := range p.Steps {
		other := &p.Steps[i]
		if other != step && !other.Status.IsDone() && (other.DecisionPoint || other.Status.NeedsOperator()) {
			return true
		}
	}
	return false
}

// find returns the phase and the step that two identifiers or names mean, nil
// where there is none.
func (p *Plan) find(phase, step string) (*Phase, *Step) {
	i := slices.IndexFunc(p.Phases, func(p Phase) bool { return p.ID == phase || p.Name == phase })
	if i < 0 {
		return nil, nil
	}
	found := &p.Phases[i]
	j := slices.IndexFunc(found.Steps, func(s Step) bool { return s.ID == step || s.Name == step })
	if j < 0 {
		return found, nil
	}
	return found, &found.Steps[j]
}

// targetPrefix is what stands before a configuration's identifier in the name
// of a phase.
const targetPrefix = "Update to: "

// TargetConfiguration returns the identifier of the configuration that the
// phase brings the brokers to, which profile L tells in the phase's name; empty
// otherwise.
func (p *Phase) TargetConfiguration() string {
	id, ok := strings.CutPrefix(p.Name, targetPrefix)
	if !ok {
		return ""
	}
	return id
}

// An ActivePlan is what of the plan deploy is being worked on.
type ActivePlan struct {
	// Status and Errors are those of the plan.
	Status Status   `json:"status"`
	Errors []string `json:"errors"`
	// PhaseCount is the number of the plan's phases.
	PhaseCount int32 `json:"phase_count"`
	// Phase is the phase at work, without its steps; nil if all are complete.
	Phase *Phase `json:"phase,omitempty"`
	// StepCount is the number of that phase's steps.
	StepCount int32 `json:"step_count"`
	// Step is the step at work, nil if none is: the phase may be complete,
	// interrupted, or waiting at a decision point.
	Step *Step `json:"step,omitempty"`
}

// activeOf is what is at work of a plan whose scheduler does not tell.
func activeOf(plan *Plan) *ActivePlan {
	active := &ActivePlan{Status: plan.Status, Errors: plan.Errors, PhaseCount: int32(len(plan.Phases))}
	phase, step := plan.Active()
	if phase != nil {
		active.StepCount = int32(len(phase.Steps))
		active.Step = step
		active.Phase = &Phase{ID: phase.ID, Name: phase.Name, Status: phase.Status, Strategy: phase.Strategy}
	}
	return active
}

// activeAnswer is an ActivePlan that reads itself from what profile L tells.
type activeAnswer ActivePlan

func (a *activeAnswer) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var read activePlan
	if err := rest.Unmarshal(body, &read); err != nil {
		return err
	}
	plan := read.Plan
	if plan == nil {
		plan = read.Stage
	}
	if plan == nil {
		return errNothing
	}
	*a = activeAnswer{Status: plan.Status, Errors: plan.Errors, PhaseCount: plan.PhaseCount, Step: read.Block}
	if phase := read.Phase; phase != nil {
		a.Phase = &Phase{ID: phase.ID, Name: phase.Name, Status: phase.Status}
		a.StepCount = phase.BlockCount
	}
	return nil
}
