package kafkaresttest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

type dcosPlanBody struct {
	Phases   []dcosPhaseBody `json:"phases"`
	Errors   []string        `json:"errors"`
	Status   *string         `json:"status"`
	Strategy string          `json:"strategy,omitzero"`
}

type dcosPhaseBody struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Blocks   []dcosStepBody `json:"blocks,omitzero"`
	Steps    []dcosStepBody `json:"steps,omitzero"`
	Status   string         `json:"status"`
	Strategy string         `json:"strategy,omitzero"`
}

type dcosStepBody struct {
	ID               string `json:"id"`
	Status           string `json:"status"`
	Name             string `json:"name"`
	Message          string `json:"message"`
	HasDecisionPoint *bool  `json:"has_decision_point,omitzero"`
}

type commandResult struct {
	Message string `json:"message"`
}

func receivedCommand(format string, args ...any) commandResult {
	return commandResult{"Received cmd: " + fmt.Sprintf(format, args...)}
}

// spell writes a status as the release does: in CamelCase up to package 1.1.9.
func (s *dcosScheduler) spell(status planStatus) string {
	if !s.release.before(10) {
		return string(status)
	}
	var spelled strings.Builder
	for word := range strings.SplitSeq(string(status), "_") {
		spelled.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return spelled.String()
}

func (s *dcosScheduler) planBody(p *dcosPlan) dcosPlanBody {
	body := dcosPlanBody{Phases: []dcosPhaseBody{}, Errors: append([]string{}, p.errors...), Strategy: s.strategy(p.parallel())}
	for _, phase := range p.phases {
		body.Phases = append(body.Phases, s.phaseBody(phase))
	}
	if status := s.release.shownPlan(p); status != planNone {
		spelled := s.spell(status)
		body.Status = &spelled
	}
	return body
}

func (s *dcosScheduler) strategy(parallel bool) string {
	switch {
	case !s.release.sdk(31, 0):
		return ""
	case parallel:
		return "parallel"
	default:
		return "serial"
	}
}

func (s *dcosScheduler) phaseBody(p *dcosPhase) dcosPhaseBody {
	body := dcosPhaseBody{ID: p.id, Name: p.name, Status: s.spell(s.release.shownPhase(p)), Strategy: s.strategy(false)}
	steps := []dcosStepBody{}
	for _, step := range p.steps {
		steps = append(steps, s.stepBody(step))
	}
	if s.release.is(DCOSProfileL) {
		body.Blocks = steps
	} else {
		body.Steps = steps
	}
	if s.release.sdk(31, 0) && s.options.Staged && slices.Contains(s.deploy.phases, p) {
		body.Strategy = "serial-canary"
	}
	return body
}

func (s *dcosScheduler) stepBody(step *dcosStep) dcosStepBody {
	status := s.spell(s.release.shownStep(step))
	body := dcosStepBody{ID: step.id, Name: step.name, Status: status, Message: s.message(step, status)}
	if s.release.sdk(31, 0) && step.broker.paused && step.status != planPending {
		body.Status = podStatus(step.broker)
		body.Message += " (display:" + body.Status + ")"
	}
	if s.release.is(DCOSProfileL) {
		gated := step.gated
		body.HasDecisionPoint = &gated
	}
	return body
}

// message is the text beside the status of a step.
func (s *dcosScheduler) message(step *dcosStep, status string) string {
	switch {
	case step.broker == nil:
		return "Reconciliation complete"
	case !s.release.is(DCOSProfileK):
		return fmt.Sprintf("Broker-%d is %s", step.broker.id, status)
	}
	class, suffix := "com.mesosphere.sdk.scheduler.plan.DeploymentStep", ""
	if step.recovery != "" {
		class, suffix = "com.mesosphere.sdk.scheduler.recovery.DefaultRecoveryStep", " RecoveryType: "+step.recovery
	}
	return fmt.Sprintf("%s: '%s [%s]' has status: '%s'.%s", class, step.name, step.id, status, suffix)
}

func (s *dcosScheduler) listPlans(w http.ResponseWriter, _ *http.Request) error {
	return s.writeJSON(w, http.StatusOK, []string{deployPlan, recoveryPlan})
}

// getPlan tells by the status how far a plan is.
func (s *dcosScheduler) getPlan(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	plan, err := s.planOf(r)
	if err != nil {
		return err
	}
	return s.writeJSON(w, s.planHTTPStatus(plan), s.planBody(plan))
}

func (s *dcosScheduler) planHTTPStatus(p *dcosPlan) int {
	complete := s.release.shownPlan(p) == planComplete
	if s.release.is(DCOSProfileL) {
		complete = allComplete(p.steps()) // whatever its errors
	}
	switch {
	case len(p.errors) > 0 && s.release.sdk(30, 0):
		return http.StatusExpectationFailed
	case complete:
		return http.StatusOK
	case s.release.sdk(15, 0):
		return http.StatusAccepted
	default:
		return http.StatusServiceUnavailable
	}
}

// planOf is the plan that a request names: the deploy plan where it names none.
func (s *dcosScheduler) planOf(r *http.Request) (*dcosPlan, error) {
	name := r.PathValue("plan")
	if name == "" {
		return s.deploy, nil
	}
	if plan := s.planNamed(name); plan != nil {
		return plan, nil
	}
	return nil, s.elementNotFound("Plan", name)
}

// elementNotFound is the answer to names and ids in plans and of pods that
// nobody knows.
func (s *dcosScheduler) elementNotFound(kind, name string) error {
	const text = "Element not found"
	switch {
	case s.release.is(DCOSProfileT):
		return dcosError{http.StatusNotFound, text, "application/json"} // which it is not
	case s.release.sdk(50, 0):
		return dcosText(http.StatusNotFound, "%s %s not found", kind, name)
	default:
		return dcosText(http.StatusNotFound, text)
	}
}

type activePlan struct {
	Block *dcosStepBody  `json:"block,omitzero"`
	Phase *activePhase   `json:"phase,omitzero"`
	Stage *activeSummary `json:"stage,omitzero"`
	Plan  *activeSummary `json:"plan,omitzero"`
}

type activePhase struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Status     string `json:"status"`
	BlockCount int    `json:"block_count"`
}

type activeSummary struct {
	Errors     []string `json:"errors"`
	PhaseCount int      `json:"phase_count"`
	Status     *string  `json:"status"`
}

// getPlanStatus tells what a rollout is busy with. No block is current while
// the phase waits.
func (s *dcosScheduler) getPlanStatus(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	whole := s.planBody(s.deploy)
	summary := &activeSummary{whole.Errors, len(whole.Phases), whole.Status}
	active := activePlan{Plan: summary}
	if s.release.before(13) {
		active = activePlan{Stage: summary}
	}
	if phase := s.deploy.current(); phase != nil {
		active.Phase = &activePhase{phase.id, phase.name, s.spell(s.release.shownPhase(phase)), len(phase.steps)}
		if s.release.shownPhase(phase) != planWaiting {
			block := s.stepBody(phase.current())
			active.Block = &block
		}
	}
	return s.writeJSON(w, http.StatusOK, active)
}

// planCommand makes an operation of a command on a plan. The command returns
// what is answered.
func (s *dcosScheduler) planCommand(run func(*dcosPlan, *http.Request) (commandResult, error)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var result commandResult
		var err error
		s.update(func() {
			var plan *dcosPlan
			if plan, err = s.planOf(r); err == nil {
				result, err = run(plan, r)
			}
		})
		if err != nil {
			return err
		}
		return s.writeJSON(w, http.StatusOK, result)
	}
}

// legacyResult has the key that DCOSProfileT uses beside plans.
type legacyResult struct {
	Result string `json:"Result"`
}

// rolloutCommand makes an operation of a command that DCOSProfileT has for the
// phase that rolls out brokers.
func (s *dcosScheduler) rolloutCommand(name string, run func(*dcosPhase)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		s.update(func() { run(s.deploy.phases[len(s.deploy.phases)-1]) })
		return s.writeJSON(w, http.StatusOK, legacyResult{receivedCommand("%s", name).Message})
	}
}

// proceed lets a phase that was interrupted go on, or else the step at the next
// decision point.
func (p *dcosPhase) proceed() {
	if p.interrupted {
		p.interrupted = false
	} else if gate := p.nextGate(); gate != nil {
		gate.gated = false
	}
}

// pause holds a phase up: by a decision point before the next step where the
// rollout is staged.
func (s *dcosScheduler) pause(p *dcosPhase) {
	if !s.options.Staged {
		p.interrupted = true
		return
	}
	for _, step := range p.steps {
		if step.status == planPending {
			step.gated = true
			return
		}
	}
}

// continuePlan lets a plan that was interrupted go on. DCOSProfileL means its
// current phase.
func (s *dcosScheduler) continuePlan(p *dcosPlan, r *http.Request) (commandResult, error) {
	result := receivedCommand("continue")
	if s.release.is(DCOSProfileL) {
		if phase := p.current(); phase != nil {
			phase.proceed()
		}
		return result, nil
	}
	phases, err := s.commandedPhases(p, r)
	if err != nil {
		return result, err
	}
	if phases == nil {
		if s.nothingToContinue(s.release.shownPlan(p)) {
			return result, s.alreadyDone()
		}
		p.interrupted = false
		return result, nil
	}
	if !slices.ContainsFunc(phases, func(p *dcosPhase) bool { return !s.nothingToContinue(s.release.shownPhase(p)) }) {
		return result, s.alreadyDone()
	}
	for _, phase := range phases {
		phase.proceed()
	}
	return result, nil
}

// nothingToContinue holds for what goes on or is complete, in the releases that
// tell.
func (s *dcosScheduler) nothingToContinue(status planStatus) bool {
	running := []planStatus{planPrepared, planStarting, planStarted, planInProgress, planComplete}
	return s.tellsDone() && slices.Contains(running, status)
}

// tellsDone says whether the release answers a command without effect with 208.
func (s *dcosScheduler) tellsDone() bool { return s.release.sdk(19, 3) }

func (s *dcosScheduler) alreadyDone() error {
	return dcosText(http.StatusAlreadyReported, "Command has already been reported or completed")
}

func (s *dcosScheduler) interruptPlan(p *dcosPlan, r *http.Request) (commandResult, error) {
	result := receivedCommand("interrupt")
	if s.release.is(DCOSProfileL) {
		if phase := p.current(); phase != nil {
			s.pause(phase)
		}
		return result, nil
	}
	phases, err := s.commandedPhases(p, r)
	if err != nil {
		return result, err
	}
	if phases == nil {
		if s.tellsDone() && (p.interrupted || s.release.shownPlan(p) == planComplete) {
			return result, s.alreadyDone()
		}
		p.interrupted = true
		return result, nil
	}
	if s.tellsDone() && !slices.ContainsFunc(phases, func(p *dcosPhase) bool { return !p.interrupted && !allComplete(p.steps) }) {
		return result, s.alreadyDone()
	}
	for _, phase := range phases {
		phase.interrupted = true
	}
	return result, nil
}

// commandedPhases are the phases that a command to continue or interrupt names,
// nil where it means the whole plan.
func (s *dcosScheduler) commandedPhases(p *dcosPlan, r *http.Request) ([]*dcosPhase, error) {
	id, given := s.parameter(r, "phase")
	if !s.release.is(DCOSProfileK) || !given {
		return nil, nil
	}
	return s.phasesNamed(p, id)
}

// parameter is a query parameter of a command on a plan, and whether it counts
// as given: an empty one does up to SDK 0.40.
func (s *dcosScheduler) parameter(r *http.Request, name string) (string, bool) {
	query := r.URL.Query()
	value := query.Get(name)
	return value, value != "" || query.Has(name) && !s.release.sdk(41, 0)
}

var uuidPattern = regexp.MustCompile(`^(?i)[0-9a-f]{1,8}(-[0-9a-f]{1,4}){3}-[0-9a-f]{1,12}$`)

// meant says whether an id, or else a name, is that of an element of a plan.
func (s *dcosScheduler) meant(wanted, id, name string) bool {
	if uuidPattern.MatchString(wanted) {
		return strings.EqualFold(wanted, id)
	}
	return s.release.is(DCOSProfileK) && wanted == name
}

func (s *dcosScheduler) phasesNamed(p *dcosPlan, wanted string) ([]*dcosPhase, error) {
	var phases []*dcosPhase
	for _, phase := range p.phases {
		if s.meant(wanted, phase.id, phase.name) {
			phases = append(phases, phase)
		}
	}
	if len(phases) == 0 {
		return nil, s.elementNotFound("Phase", wanted)
	}
	return phases, nil
}

func (s *dcosScheduler) stepNamed(phases []*dcosPhase, wanted string) (*dcosStep, error) {
	var found []*dcosStep
	for _, phase := range phases {
		for _, step := range phase.steps {
			if s.meant(wanted, step.id, step.name) {
				found = append(found, step)
			}
		}
	}
	if len(found) != 1 {
		return nil, s.elementNotFound("Step", wanted)
	}
	return found[0], nil
}

// commandedStep is the step that a command of DCOSProfileL or DCOSProfileT
// names by two ids. DCOSProfileL has nothing against ids that nobody knows: it
// returns nil for them.
func (s *dcosScheduler) commandedStep(p *dcosPlan, r *http.Request) (*dcosStep, error) {
	child := "step"
	if s.release.is(DCOSProfileL) {
		child = "block"
	}
	query := r.URL.Query()
	phaseID, stepID := query.Get("phase"), query.Get(child)
	if !uuidPattern.MatchString(phaseID) || !uuidPattern.MatchString(stepID) {
		return nil, schedulerException()
	}
	var step *dcosStep
	phases, err := s.phasesNamed(p, phaseID)
	if err == nil {
		step, err = s.stepNamed(phases, stepID)
	}
	if s.release.is(DCOSProfileL) {
		err = nil
	}
	return step, err
}

// commandedSteps are the steps that a command of DCOSProfileK names, and how
// the answer names them.
func (s *dcosScheduler) commandedSteps(p *dcosPlan, r *http.Request, command string) ([]*dcosStep, commandResult, error) {
	phase, hasPhase := s.parameter(r, "phase")
	step, hasStep := s.parameter(r, "step")
	result := receivedCommand("%s", command)
	if s.release.sdk(41, 0) {
		result = receivedCommand("%s for Plan: %s, Phase: %s, Step: %s", command, p.name, orNull(phase, hasPhase), orNull(step, hasStep))
	}
	if err := s.checkParameters(command, hasPhase, hasStep); err != nil {
		return nil, result, err
	}
	phases := p.phases
	if hasPhase {
		var err error
		if phases, err = s.phasesNamed(p, phase); err != nil {
			return nil, result, err
		}
	}
	if hasStep {
		found, err := s.stepNamed(phases, step)
		return []*dcosStep{found}, result, err
	}
	return (&dcosPlan{phases: phases}).steps(), result, nil
}

// checkParameters refuses what a release cannot do: a step without its phase,
// and less than both.
func (s *dcosScheduler) checkParameters(command string, phase, step bool) error {
	late := s.release.sdk(41, 0)
	switch {
	case phase && step:
		return nil
	case command == "forceComplete" && !late:
		return schedulerException()
	case phase && !s.release.sdk(18, 0):
		return dcosFailure(http.StatusBadRequest)
	case !step:
		return nil
	case s.release.sdk(50, 0):
		return dcosText(http.StatusBadRequest, "Missing phase")
	case late:
		return s.elementNotFound("Phase", "null")
	default:
		return dcosFailure(http.StatusBadRequest)
	}
}

func orNull(value string, given bool) string {
	if !given {
		return "null"
	}
	return value
}

// forceComplete marks steps as complete. What is older than DCOSProfileK gives
// the broker's task up instead, and nothing happens to a staged rollout of
// DCOSProfileL.
func (s *dcosScheduler) forceComplete(p *dcosPlan, r *http.Request) (commandResult, error) {
	if !s.release.is(DCOSProfileK) {
		step, err := s.commandedStep(p, r)
		if step != nil && step.broker != nil && !(s.release.is(DCOSProfileL) && s.options.Staged) {
			step.broker.kill = permanentRecovery
		}
		return receivedCommand("forceComplete"), err
	}
	steps, result, err := s.commandedSteps(p, r, "forceComplete")
	if err != nil {
		return result, err
	}
	if s.tellsDone() && allComplete(steps) {
		return result, s.alreadyDone()
	}
	for _, step := range steps {
		step.status, step.gated = planComplete, false
	}
	return result, nil
}

// restartPlan makes steps pending again. DCOSProfileK has them go on at once.
func (s *dcosScheduler) restartPlan(p *dcosPlan, r *http.Request) (commandResult, error) {
	if !s.release.is(DCOSProfileK) {
		step, err := s.commandedStep(p, r)
		if step != nil && step.broker != nil {
			step.status = planPending
		}
		return receivedCommand("restart"), err
	}
	steps, result, err := s.commandedSteps(p, r, "restart")
	if err != nil {
		return result, err
	}
	pending := func(step *dcosStep) bool { return step.status == planPending }
	if s.release.sdk(41, 0) && len(steps) > 0 && !slices.ContainsFunc(steps, func(step *dcosStep) bool { return !pending(step) }) {
		return result, s.alreadyDone()
	}
	_, ofPhase := s.parameter(r, "phase")
	p.restart(steps, !ofPhase)
	return result, nil
}

// restart makes steps pending and lets their phases go on, and the plan itself
// if it is restarted as a whole.
func (p *dcosPlan) restart(steps []*dcosStep, whole bool) {
	for _, step := range steps {
		step.status, step.gated = planPending, false
	}
	for _, phase := range p.phases {
		if slices.ContainsFunc(phase.steps, func(step *dcosStep) bool { return slices.Contains(steps, step) }) {
			phase.interrupted = false
		}
	}
	if whole {
		p.interrupted = false
	}
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// startPlan begins a plan anew if it is complete.
func (s *dcosScheduler) startPlan(p *dcosPlan, r *http.Request) (commandResult, error) {
	parameters, err := readPlanParameters(r)
	if err != nil {
		return commandResult{}, err
	}
	if p.current() == nil {
		p.restart(p.steps(), true)
	}
	p.interrupted = false
	if s.release.sdk(41, 0) {
		return receivedCommand("start %s with parameters: {%s}", p.name, strings.Join(parameters, ", ")), nil
	}
	return receivedCommand("start"), nil
}

// readPlanParameters returns the variables of the request's body in the form
// A=b.
func readPlanParameters(r *http.Request) ([]string, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, schedulerException()
	}
	var values map[string]string
	if err := json.Unmarshal(body, &values, lenient); err != nil {
		return nil, dcosFailure(http.StatusBadRequest)
	}
	var parameters []string
	for name, value := range values {
		if !variableName.MatchString(name) {
			return nil, dcosText(http.StatusBadRequest, "Couldn't parse parameters: %s is not a valid environment variable name", name)
		}
		parameters = append(parameters, name+"="+value)
	}
	slices.Sort(parameters)
	return parameters, nil
}

// stopPlan interrupts a plan and makes all its steps pending.
func (s *dcosScheduler) stopPlan(p *dcosPlan, _ *http.Request) (commandResult, error) {
	p.restart(p.steps(), true)
	p.interrupted = true
	return receivedCommand("stop"), nil
}
