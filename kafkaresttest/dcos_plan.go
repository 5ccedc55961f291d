package kafkaresttest

import "slices"

// Names of plans.
const (
	deployPlan   = "deploy"
	recoveryPlan = "recovery"
)

// planStatus is the status of a plan, a phase or a step, as it is spelled from
// package 1.1.10 on.
type planStatus string

const (
	planPending    planStatus = "PENDING"
	planPrepared   planStatus = "PREPARED"
	planStarting   planStatus = "STARTING"
	planStarted    planStatus = "STARTED"
	planInProgress planStatus = "IN_PROGRESS"
	planWaiting    planStatus = "WAITING"
	planComplete   planStatus = "COMPLETE"
	planError      planStatus = "ERROR"

	// planNone is shown as null: no rule says what the whole is.
	planNone planStatus = ""
)

// dcosPlan is a plan: phases, one after the other, of steps, one after the
// other. Only the phases of the recovery plan go on side by side.
type dcosPlan struct {
	name        string
	errors      []string
	interrupted bool
	phases      []*dcosPhase
}

type dcosPhase struct {
	id          string
	name        string
	interrupted bool
	steps       []*dcosStep
}

// dcosStep brings one broker to what it should be. It has no broker where it
// stands for the reconciliation with Mesos, which is over when the scheduler
// answers.
type dcosStep struct {
	id       string
	name     string
	status   planStatus
	gated    bool // waits for a command to continue while it is pending
	broker   *dcosBroker
	recovery string // TRANSIENT or PERMANENT in the recovery plan
}

func (p *dcosPlan) parallel() bool { return p.name == recoveryPlan }

func (p *dcosPlan) steps() []*dcosStep {
	var all []*dcosStep
	for _, phase := range p.phases {
		all = append(all, phase.steps...)
	}
	return all
}

func allComplete(steps []*dcosStep) bool {
	return !slices.ContainsFunc(steps, func(s *dcosStep) bool { return s.status != planComplete })
}

// current is the first phase with something to do, nil if there is none.
func (p *dcosPlan) current() *dcosPhase {
	for _, phase := range p.phases {
		if !allComplete(phase.steps) {
			return phase
		}
	}
	return nil
}

// current is the first step that is not complete, nil if there is none.
func (p *dcosPhase) current() *dcosStep {
	for _, step := range p.steps {
		if step.status != planComplete {
			return step
		}
	}
	return nil
}

// nextGate is the step that the next command to continue lets pass, nil if none
// waits.
func (p *dcosPhase) nextGate() *dcosStep {
	step := p.current()
	if step == nil || !step.gated {
		return nil
	}
	return step
}

// life is what becomes of a step after it was pending.
func (r dcosRelease) life() []planStatus {
	switch {
	case r.sdk(31, 0):
		return []planStatus{planPending, planPrepared, planStarting, planStarted, planComplete}
	case r.is(DCOSProfileK):
		return []planStatus{planPending, planPrepared, planStarting, planComplete}
	default:
		return []planStatus{planPending, planInProgress, planComplete}
	}
}

func (r dcosRelease) after(status planStatus) planStatus {
	life := r.life()
	return life[slices.Index(life, status)+1]
}

// shownStep is a step's status as others see it. DCOSProfileL tells that a
// block waits by has_decision_point alone.
func (r dcosRelease) shownStep(s *dcosStep) planStatus {
	if s.gated && (s.status == planPending || s.status == planPrepared) && !r.is(DCOSProfileL) {
		return planWaiting
	}
	return s.status
}

func (r dcosRelease) shownPhase(p *dcosPhase) planStatus {
	var steps []planStatus
	for _, s := range p.steps {
		steps = append(steps, r.shownStep(s))
	}
	switch r.profile {
	case DCOSProfileL:
		return legacyPhaseStatus(p)
	case DCOSProfileT:
		return transitionalStatus(steps, p.interrupted)
	default:
		return sdkStatus(steps, p.interrupted, false)
	}
}

func (r dcosRelease) shownPlan(p *dcosPlan) planStatus {
	var phases []planStatus
	for _, phase := range p.phases {
		phases = append(phases, r.shownPhase(phase))
	}
	switch {
	case len(p.errors) > 0:
		return planError
	case r.is(DCOSProfileL):
		return legacyPlanStatus(phases)
	case r.is(DCOSProfileT):
		return transitionalStatus(phases, p.interrupted)
	default:
		return sdkStatus(phases, p.interrupted, p.parallel())
	}
}

func legacyPhaseStatus(p *dcosPhase) planStatus {
	step := p.current()
	switch {
	case step == nil:
		return planComplete
	case p.interrupted, step.gated && step.status == planPending:
		return planWaiting
	case step != p.steps[0]:
		return planInProgress
	default:
		return step.status
	}
}

func legacyPlanStatus(phases []planStatus) planStatus {
	has := func(status planStatus) bool { return slices.Contains(phases, status) }
	only := func(statuses ...planStatus) bool { return consistsOf(phases, statuses...) }
	switch {
	case has(planInProgress):
		return planInProgress
	case has(planWaiting):
		return planWaiting
	case only(planComplete):
		return planComplete
	case only(planPending):
		return planPending
	case only(planComplete, planPending):
		return planInProgress
	default:
		return planNone
	}
}

func transitionalStatus(children []planStatus, interrupted bool) planStatus {
	has := func(status planStatus) bool { return slices.Contains(children, status) }
	only := func(statuses ...planStatus) bool { return consistsOf(children, statuses...) }
	switch {
	case has(planError):
		return planError
	case has(planInProgress):
		return planInProgress
	case has(planWaiting), interrupted && !only(planComplete):
		return planWaiting
	case only(planComplete):
		return planComplete
	case only(planPending):
		return planPending
	case only(planComplete, planPending):
		return planInProgress
	default:
		return planError
	}
}

// sdkStatus looks first at the children that are candidates: those whose turn
// it is.
func sdkStatus(children []planStatus, interrupted, parallel bool) planStatus {
	has := func(status planStatus) bool { return slices.Contains(children, status) }
	var candidates []planStatus
	for _, status := range children {
		if status != planComplete && (parallel || len(candidates) == 0) {
			candidates = append(candidates, status)
		}
	}
	turn := func(status planStatus) bool { return slices.Contains(candidates, status) }
	switch {
	case has(planError):
		return planError
	case len(candidates) == 0:
		return planComplete
	case interrupted:
		return planWaiting
	case has(planPrepared):
		return planInProgress
	case turn(planWaiting):
		return planWaiting
	case turn(planInProgress), has(planComplete) && turn(planPending):
		return planInProgress
	case turn(planPending):
		return planPending
	case has(planWaiting):
		return planWaiting
	case turn(planStarting):
		return planStarting
	case turn(planStarted):
		return planStarted
	default:
		return planError
	}
}

// consistsOf says whether all statuses are among those given.
func consistsOf(all []planStatus, statuses ...planStatus) bool {
	return !slices.ContainsFunc(all, func(s planStatus) bool { return !slices.Contains(statuses, s) })
}
