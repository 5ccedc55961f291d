package kafkaresttest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// dcosScheduler is a scheduler with all it remembers. Operations change what is
// asked of plans and brokers and return; what follows happens in steps, by
// itself or by [Server.StepDCOS].
type dcosScheduler struct {
	*dcos
	router      router
	frameworkID string
	deletions   deletions

	// ctx ends with the scheduler, and with it all that runs.
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu       sync.Mutex // guards what follows
	closed   bool
	moving   bool          // whether steps are taken by themselves
	brokers  []*dcosBroker // by id; empty until Kafka was asked
	configs  []*dcosConfig // from the oldest to the newest
	target   string        // the id of the one that brokers should have
	deploy   *dcosPlan
	recovery *dcosPlan
	updated  string // the last-completed-update-type
}

func newDCOSScheduler(d *dcos) *dcosScheduler {
	s := &dcosScheduler{
		dcos:        d,
		frameworkID: newUUID() + "-0001",
		deploy:      &dcosPlan{name: deployPlan},
		recovery:    &dcosPlan{name: recoveryPlan},
		updated:     "DEPLOY",
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.router = s.routes()
	return s
}

// close ends all that runs and returns when it has.
func (s *dcosScheduler) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.cancel()
	s.deletions.stop()
	s.running.Wait()
}

// operation makes a handler of an operation that returns a [dcosError], or any
// error, in place of an answer. The answer is sent when the operation has
// ended, for it may hold the scheduler's lock: a slow client must not.
func (s *dcosScheduler) operation(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := kafkaContext(r.Context())
		defer cancel()
		answer := heldAnswer{header: make(http.Header)}
		err := s.load(ctx)
		if err == nil {
			err = run(&answer, r.WithContext(ctx))
		}
		if err == nil {
			answer.replay(w, r)
			return
		}
		failure := asDCOSError(err)
		logFailure(s.logger, DCOS, r, failure.status, err)
		s.write(w, failure)
	}
}

// load asks Kafka once for its brokers. They count as deployed.
func (s *dcosScheduler) load(ctx context.Context) error {
	s.mu.Lock()
	loaded := len(s.brokers) > 0
	s.mu.Unlock()
	if loaded {
		return nil
	}
	metadata, err := s.kafka.BrokerMetadata(ctx)
	if err != nil {
		return fmt.Errorf("brokers: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.brokers) > 0 {
		return nil
	}
	s.configs = s.firstConfigs(len(metadata.Brokers))
	s.target = s.configs[len(s.configs)-1].id
	for _, broker := range metadata.Brokers {
		s.brokers = append(s.brokers, newDCOSBroker(broker, s.target))
	}
	slices.SortFunc(s.brokers, func(a, b *dcosBroker) int { return int(a.id - b.id) })
	s.plan()
	return nil
}

// plan makes the deploy plan as a start of the scheduler does: what has the
// target configuration is complete. The scheduler must be locked.
func (s *dcosScheduler) plan() {
	rollout := &dcosPhase{id: newUUID(), name: s.rolloutName()}
	for _, broker := range s.brokers {
		step := &dcosStep{id: newUUID(), name: s.stepName(broker), status: planPending, broker: broker}
		if broker.config == s.target {
			step.status = planComplete
		}
		rollout.steps = append(rollout.steps, step)
	}
	if s.options.Staged {
		rollout.gate()
	}
	s.deploy = &dcosPlan{name: deployPlan}
	if !s.release.is(DCOSProfileK) {
		s.deploy.phases = append(s.deploy.phases, &dcosPhase{id: newUUID(), name: "Reconciliation",
			steps: []*dcosStep{{id: newUUID(), name: "Reconciliation", status: planComplete}}})
	}
	s.deploy.phases = append(s.deploy.phases, rollout)
}

// gate puts a decision point before each of the first two steps with something
// to do.
func (p *dcosPhase) gate() {
	const gates = 2
	placed := 0
	for _, step := range p.steps {
		if step.status != planComplete && placed < gates {
			step.gated = true
			placed++
		}
	}
}

func (s *dcosScheduler) rolloutName() string {
	switch {
	case s.release.is(DCOSProfileL):
		return "Update to: " + s.target
	case s.release.sdk(31, 0):
		return "broker"
	default:
		return "Deployment"
	}
}

func (s *dcosScheduler) stepName(b *dcosBroker) string {
	if s.release.is(DCOSProfileK) {
		return fmt.Sprintf("%s:[broker]", podOf(b))
	}
	return s.taskName(b)
}

// wake lets what has something to do go on by itself, until nothing has. The
// scheduler must be locked.
func (s *dcosScheduler) wake() {
	if s.options.Manual || s.moving || s.closed {
		return
	}
	s.moving = true
	s.running.Go(func() {
		for sleep(s.ctx, s.options.Latency) && s.goOn() {
		}
	})
}

func (s *dcosScheduler) goOn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moving = s.step()
	return s.moving
}

// step takes one step of everything, and reports whether there was one to take.
// The scheduler must be locked.
func (s *dcosScheduler) step() (moved bool) {
	moved = s.dropRecovered()
	moved = s.advance(s.recovery) || moved
	moved = s.advance(s.deploy) || moved
	return s.loseBrokers() || moved
}

// dropRecovered takes the phases of what has recovered out of the recovery
// plan.
func (s *dcosScheduler) dropRecovered() bool {
	before := len(s.recovery.phases)
	s.recovery.phases = slices.DeleteFunc(s.recovery.phases, func(p *dcosPhase) bool { return allComplete(p.steps) })
	return len(s.recovery.phases) < before
}

// advance takes the next step of a plan, or of each phase of the recovery plan,
// if nothing forbids it.
func (s *dcosScheduler) advance(p *dcosPlan) (moved bool) {
	for _, phase := range p.phases {
		step := phase.current()
		if step == nil {
			continue
		}
		begun := step.status != planPending
		held := p.interrupted || phase.interrupted || step.gated
		if len(p.errors) == 0 && (begun || !held) && s.mayMove(p, step) {
			s.move(step)
			moved = true
		}
		if !p.parallel() {
			return moved
		}
	}
	return moved
}

// mayMove says whether a broker may be touched: not one that is kept down, and
// in a rollout not one that recovers.
func (s *dcosScheduler) mayMove(p *dcosPlan, step *dcosStep) bool {
	return !step.broker.stopped && (p == s.recovery || s.recoveryOf(step.broker) == nil)
}

// move brings a step and its broker to the next status.
func (s *dcosScheduler) move(step *dcosStep) {
	step.status = s.release.after(step.status)
	broker := step.broker
	switch step.status {
	case planPrepared:
		broker.state = taskKilled
	case planStarting, planInProgress:
		broker.launch()
	case planStarted:
		broker.state = taskRunning
	case planComplete:
		broker.state = taskRunning
		if step.recovery == "" {
			broker.config = s.target
			s.noteUpdate()
		}
	}
}

// noteUpdate remembers that a rollout has ended.
func (s *dcosScheduler) noteUpdate() {
	if s.deploy.current() == nil {
		s.updated = "UPDATE"
	}
}

// loseBrokers kills what is to be killed, and plans to recover what is down.
func (s *dcosScheduler) loseBrokers() (moved bool) {
	for _, broker := range s.brokers {
		switch {
		case broker.kill != "":
			s.lose(broker, taskKilled, broker.kill)
			broker.kill = ""
		case broker.state != taskRunning && !s.isMoving(broker):
			s.lose(broker, broker.state, transientRecovery)
		default:
			continue
		}
		moved = true
	}
	return moved
}

// isMoving says whether a step has begun to bring a broker up, or will.
func (s *dcosScheduler) isMoving(broker *dcosBroker) bool {
	begun := func(step *dcosStep) bool {
		return step.broker == broker && step.status != planPending && step.status != planComplete
	}
	return s.recoveryOf(broker) != nil || slices.ContainsFunc(s.deploy.steps(), begun)
}

// lose ends a broker's task and plans its recovery.
func (s *dcosScheduler) lose(broker *dcosBroker, state, recovery string) {
	broker.state = state
	step := s.recoveryOf(broker)
	if step == nil {
		step = &dcosStep{id: newUUID(), name: s.stepName(broker), broker: broker}
		s.recovery.phases = append(s.recovery.phases, &dcosPhase{id: newUUID(), name: step.name, steps: []*dcosStep{step}})
	}
	step.status, step.recovery = planPending, recovery
}

// recoveryOf is the step of the recovery plan for a broker, nil if there is
// none.
func (s *dcosScheduler) recoveryOf(broker *dcosBroker) *dcosStep {
	for _, step := range s.recovery.steps() {
		if step.broker == broker {
			return step
		}
	}
	return nil
}

// planNamed returns a plan, nil if there is none of this name.
func (s *dcosScheduler) planNamed(name string) *dcosPlan {
	switch name {
	case deployPlan:
		return s.deploy
	case recoveryPlan:
		return s.recovery
	}
	return nil
}

// update changes something under the scheduler's lock, and lets what follows
// from it happen.
func (s *dcosScheduler) update(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	s.wake()
}

// flatName is the service's name without its folders' slashes, as names of
// hosts have it.
func (s *dcosScheduler) flatName() string {
	return strings.ReplaceAll(s.options.Service, "/", "")
}
