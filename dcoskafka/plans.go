package dcoskafka

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListPlans returns the names of the plans. Profile L has [PlanDeploy] alone
// and is not asked. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) ListPlans(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return byProfile(ctx, c, listPlansOperation.Name, opts, func(profile Profile) ([]string, error) {
		if profile == ProfileL {
			return []string{PlanDeploy}, nil
		}
		return rest.Fetch(ctx, c.rest, rest.Request[[]string](newListPlansRequest()), opts)
	})
}

// GetPlan returns a plan, such as [PlanDeploy]: what is done of it and what is
// to be done. A plan that is not complete is no error, although schedulers
// answer it with 503 or 202, nor is one with errors, which they answer with
// 417: [kafkarest.Capture] has the status. A plan that does not exist is
// [kafkarest.ErrNotFound]. From the DC/OS Apache Kafka API Reference, 1.8 and
// 1.9.
func (c *Client) GetPlan(ctx context.Context, plan string, opts ...kafkarest.CallOption) (*Plan, error) {
	byName := newGetPlanByNameRequest(plan)
	return onPlan(ctx, c, plan, byName, opts, func(Profile) (rest.Request[*Plan], error) {
		if plan == PlanDeploy {
			return newGetPlanRequest(), nil
		}
		return byName, nil
	})
}

// onPlan sends what the scheduler's profile has for a plan: byName on K, what
// legacy returns on L and T.
func onPlan[T any](ctx context.Context, c *Client, plan string, byName rest.Request[T], opts []kafkarest.CallOption, legacy func(Profile) (rest.Request[T], error)) (T, error) {
	if byName.Refused() {
		return rest.Fetch(ctx, c.rest, byName, opts)
	}
	operation := byName.Operation()
	return byProfile(ctx, c, operation.Name, opts, func(profile Profile) (T, error) {
		var none T
		r := byName
		if profile == ProfileL && plan == PlanRecovery {
			return none, unsupported(operation, profile)
		}
		if profile == ProfileL && plan != PlanDeploy {
			message := fmt.Sprintf("there is no plan %q: the scheduler is of profile L, which has %s alone", plan, PlanDeploy)
			return none, api.Error(operation.Name, message, kafkarest.ErrNotFound)
		}
		if profile != ProfileK {
			var err error
			if r, err = legacy(profile); err != nil {
				return none, err
			}
		}
		return rest.Fetch(ctx, c.rest, r, opts)
	})
}

// GetActivePlan returns what of the plan [PlanDeploy] is being worked on.
// Schedulers of profile L tell it; of others it is derived from the plan. From
// the DC/OS Apache Kafka API Reference, 1.8.
func (c *Client) GetActivePlan(ctx context.Context, opts ...kafkarest.CallOption) (*ActivePlan, error) {
	return byProfile(ctx, c, getPlanStatusOperation.Name, opts, func(profile Profile) (*ActivePlan, error) {
		if profile == ProfileL {
			answer, err := rest.Fetch(ctx, c.rest, rest.Request[activeAnswer](newGetPlanStatusRequest()), opts)
			if err != nil {
				return nil, err
			}
			return (*ActivePlan)(&answer), nil
		}
		plan, err := c.GetPlan(ctx, PlanDeploy, opts...)
		if err != nil {
			return nil, err
		}
		return activeOf(plan), nil
	})
}

// GetRecovery returns the tasks that are to be recovered. Schedulers of profile
// L have it from package 1.1.13 on; others have the plan [PlanRecovery]. From
// the DC/OS Apache Kafka API Reference, 1.8.
func (c *Client) GetRecovery(ctx context.Context, opts ...kafkarest.CallOption) (*Recovery, error) {
	recovery, err := fetch(ctx, c, newGetRecoveryRequest(), opts)
	return recovery, c.asLacking(ctx, err, opts)
}

// A CommandResult is what the scheduler says of a command. That it has taken it
// does not mean that anything has happened yet.
type CommandResult struct {
	// Message is the scheduler's text, such as "Received cmd: continue".
	Message string `json:"message"`
	// Unchanged says that there was nothing to do. Schedulers say so since SDK
	// 0.19.3.
	Unchanged bool `json:"unchanged"`
}

// commandAnswer is a CommandResult that reads itself from an answer.
type commandAnswer CommandResult

func (r *commandAnswer) ReadAnswer(_ *rest.Operation, answer rest.Answer, body []byte) error {
	if answer.StatusCode == http.StatusAlreadyReported {
		*r = commandAnswer{Message: strings.TrimSpace(string(body)), Unchanged: true}
		return nil
	}
	var read commandResult
	if err := rest.Unmarshal(body, &read); err != nil {
		return err
	}
	if r.Message = read.Message; r.Message == "" {
		r.Message = read.Result
	}
	if r.Message == "" {
		return errNothing
	}
	return nil
}

func taken(answer commandAnswer, err error) (*CommandResult, error) {
	if err != nil {
		return nil, err
	}
	return (*CommandResult)(&answer), nil
}

// ContinuePlanOptions are the optional inputs of ContinuePlan and
// InterruptPlan.
type ContinuePlanOptions struct {
	// Phase is the name or the UUID of the phase that is meant. Without it
	// profiles L and T mean the phase at work, which is all they can mean, and K
	// means the plan as a whole, whose phases can wait on their own: see
	// [Plan.Waiting].
	Phase string
}

// ContinuePlan lets a plan go on that was interrupted or waits for an operator.
// Of two decision points the second call passes the second, which releases all
// that is left: it is not repeated on its own. From the DC/OS Apache Kafka API
// Reference, 1.8 and 1.9.
func (c *Client) ContinuePlan(ctx context.Context, plan string, options *ContinuePlanOptions, opts ...kafkarest.CallOption) (*CommandResult, error) {
	phase := rest.ValueOf(options).Phase
	byName := newContinuePlanByNameRequest(plan, continuePlanByNameQuery{Phase: phase})
	return c.phaseCommand(ctx, plan, phase, byName, opts, func(profile Profile) rest.Request[*commandResult] {
		switch {
		case plan != PlanDeploy:
			return newContinuePlanByNameRequest(plan, continuePlanByNameQuery{})
		case profile == ProfileT:
			return newLegacyContinueRequest()
		}
		return newContinuePlanRequest()
	})
}

// InterruptPlan keeps a plan from taking further steps until ContinuePlan. A
// step that is at work ends. From the DC/OS Apache Kafka API Reference, 1.8 and
// 1.9.
func (c *Client) InterruptPlan(ctx context.Context, plan string, options *ContinuePlanOptions, opts ...kafkarest.CallOption) (*CommandResult, error) {
	phase := rest.ValueOf(options).Phase
	byName := newInterruptPlanByNameRequest(plan, interruptPlanByNameQuery{Phase: phase})
	return c.phaseCommand(ctx, plan, phase, byName, opts, func(profile Profile) rest.Request[*commandResult] {
		switch {
		case plan != PlanDeploy:
			return newInterruptPlanByNameRequest(plan, interruptPlanByNameQuery{})
		case profile == ProfileT:
			return newLegacyInterruptRequest()
		}
		return newInterruptPlanRequest()
	})
}

// ForceCompletePlanOptions are the optional inputs of ForceCompletePlan.
type ForceCompletePlanOptions struct {
	// Confirm says that the broker may be killed and its data lost. Without it
	// the call is refused.
	Confirm bool
}

// ForceCompletePlan ends a step of a plan. Despite its name it KILLS AND
// REPLACES THE STEP'S BROKER on profiles L and T, whose data is lost; L under
// the strategy STAGE does nothing at all. K marks the step complete and kills
// nothing. Because of the former it wants to be confirmed by the options, on
// every profile.
//
// The phase and the step are names or UUIDs. L and T take both, and the client
// looks them up: those that do not exist are [kafkarest.ErrNotFound]. On K an
// empty step means the whole phase and an empty phase the whole plan, since SDK
// 0.41. From the DC/OS Apache Kafka API Reference, 1.8.
func (c *Client) ForceCompletePlan(ctx context.Context, plan, phase, step string, options *ForceCompletePlanOptions, opts ...kafkarest.CallOption) (*CommandResult, error) {
	byName := newForceCompletePlanByNameRequest(plan, forceCompletePlanByNameQuery{Phase: phase, Step: step})
	if !rest.ValueOf(options).Confirm {
		byName.Refuse("this may kill and replace a broker: it needs to be confirmed by its options")
	}
	return c.stepCommand(ctx, plan, phase, step, byName, opts, func(profile Profile, phaseID, stepID string) rest.Request[*commandResult] {
		if profile == ProfileT {
			return newForceCompletePlanByNameRequest(plan, forceCompletePlanByNameQuery{Phase: phaseID, Step: stepID})
		}
		return newForceCompletePlanRequest(forceCompletePlanQuery{Phase: phaseID, Block: stepID})
	})
}

// RestartPlanOptions are the optional inputs of RestartPlan.
type RestartPlanOptions struct {
	// Whole says that an empty step means the whole phase, and an empty phase the
	// whole plan, which profile K can restart. Without it they are refused.
	Whole bool
}

// RestartPlan makes a step of a plan pending again: when its turn comes, a
// broker that runs is restarted in place. It takes phase and step as
// ForceCompletePlan does, but for an empty one, which is [kafkarest.ErrInvalid]
// unless the options ask for it. It is not repeated on its own. From the DC/OS
// Apache Kafka API Reference, 1.8.
func (c *Client) RestartPlan(ctx context.Context, plan, phase, step string, options *RestartPlanOptions, opts ...kafkarest.CallOption) (*CommandResult, error) {
	byName := newRestartPlanByNameRequest(plan, restartPlanByNameQuery{Phase: phase, Step: step})
	switch {
	case phase == "" && step != "":
		byName.Refuse("the step is not of any phase")
	case step == "" && !rest.ValueOf(options).Whole:
		byName.Refuse("without a step this restarts a whole phase or plan: it needs to be asked for by its options")
	}
	return c.stepCommand(ctx, plan, phase, step, byName, opts, func(profile Profile, phaseID, stepID string) rest.Request[*commandResult] {
		if profile == ProfileT {
			return newRestartPlanByNameRequest(plan, restartPlanByNameQuery{Phase: phaseID, Step: stepID})
		}
		return newRestartPlanRequest(restartPlanQuery{Phase: phaseID, Block: stepID})
	})
}

// StartPlan starts a plan, with values for the environment variables of its
// tasks or nil. A key that is no name of an environment variable is
// [kafkarest.ErrInvalid]. Schedulers of profile K have it. From the DC/OS
// Apache Kafka API Reference, 1.9.
func (c *Client) StartPlan(ctx context.Context, plan string, parameters map[string]string, opts ...kafkarest.CallOption) (*CommandResult, error) {
	r := newStartPlanRequest(plan, parameters)
	for key := range parameters {
		if !variableName.MatchString(key) {
			r.Refuse(fmt.Sprintf("%q is no name of an environment variable", key))
		}
	}
	return taken(fetch(ctx, c, rest.Request[commandAnswer](r), opts))
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// StopPlan interrupts a plan and makes all of its steps pending. Schedulers of
// profile K have it. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) StopPlan(ctx context.Context, plan string, opts ...kafkarest.CallOption) (*CommandResult, error) {
	return taken(fetch(ctx, c, rest.Request[commandAnswer](newStopPlanRequest(plan)), opts))
}

// phaseCommand sends a command on a phase, or on none: what legacy returns, on
// profiles L and T, is for the phase at work.
func (c *Client) phaseCommand(ctx context.Context, plan, phase string, byName rest.Request[*commandResult], opts []kafkarest.CallOption, legacy func(Profile) rest.Request[*commandResult]) (*CommandResult, error) {
	return c.planCommand(ctx, plan, byName, opts, func(profile Profile) (rest.Request[*commandResult], error) {
		if err := c.checkPhase(ctx, byName.Operation().Name, profile, plan, phase, opts); err != nil {
			return byName, err
		}
		return legacy(profile), nil
	})
}

// stepCommand sends a command on a step: what legacy returns, on profiles L and
// T, has identifiers.
func (c *Client) stepCommand(ctx context.Context, plan, phase, step string, byName rest.Request[*commandResult], opts []kafkarest.CallOption, legacy func(profile Profile, phaseID, stepID string) rest.Request[*commandResult]) (*CommandResult, error) {
	return c.planCommand(ctx, plan, byName, opts, func(profile Profile) (rest.Request[*commandResult], error) {
		if phase == "" || step == "" {
			byName.Refuse("the scheduler needs both a phase and a step")
			return byName, nil
		}
		phaseID, stepID, err := c.findStep(ctx, byName.Operation().Name, plan, phase, step, opts)
		if err != nil {
			return byName, err
		}
		return legacy(profile, phaseID, stepID), nil
	})
}

// planCommand is onPlan for a command.
func (c *Client) planCommand(ctx context.Context, plan string, byName rest.Request[*commandResult], opts []kafkarest.CallOption, legacy func(Profile) (rest.Request[*commandResult], error)) (*CommandResult, error) {
	return taken(onPlan(ctx, c, plan, rest.Request[commandAnswer](byName), opts, func(profile Profile) (rest.Request[commandAnswer], error) {
		r, err := legacy(profile)
		return rest.Request[commandAnswer](r), err
	}))
}

// checkPhase refuses a phase that a command without phases, of profiles L and
// T, would not reach.
func (c *Client) checkPhase(ctx context.Context, operation string, profile Profile, plan, phase string, opts []kafkarest.CallOption) error {
	if phase == "" {
		return nil
	}
	current, err := c.GetPlan(ctx, plan, rest.Uncaptured(opts)...)
	if err != nil {
		return err
	}
	if found, _ := current.find(phase, ""); found == nil {
		return api.Error(operation, fmt.Sprintf("plan %s has no phase %q", plan, phase), kafkarest.ErrNotFound)
	}
	active, _ := current.Active()
	if active != nil && (active.ID == phase || active.Name == phase) {
		return nil
	}
	message := fmt.Sprintf("the scheduler is of profile %s, whose command is for the phase at work, and that is not %q", profile, phase)
	return api.Error(operation, message, errors.ErrUnsupported)
}

// findStep returns the identifiers of a phase and a step of it: a scheduler of
// profile L takes any.
func (c *Client) findStep(ctx context.Context, operation, plan, phase, step string, opts []kafkarest.CallOption) (phaseID, stepID string, err error) {
	current, err := c.GetPlan(ctx, plan, rest.Uncaptured(opts)...)
	if err != nil {
		return "", "", err
	}
	foundPhase, foundStep := current.find(phase, step)
	if foundStep == nil {
		return "", "", api.Error(operation, fmt.Sprintf("plan %s has no step %q in a phase %q", plan, step, phase), kafkarest.ErrNotFound)
	}
	return foundPhase.ID, foundStep.ID, nil
}
