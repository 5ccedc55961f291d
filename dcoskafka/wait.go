package dcoskafka

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// WaitForPlanOptions are the optional inputs of WaitForPlan.
type WaitForPlanOptions struct {
	// Progress is called with the plan at first and whenever it has changed. It
	// may let a plan go on that waits for an operator: see [Plan.Waiting].
	Progress func(*Plan)
}

// WaitForPlan waits until a plan is complete and returns it, and the plan as it
// was last seen if the wait ends before. A plan with errors ends the wait with
// a *[PlanFailedError]; one that waits for an operator is waited for, as is a
// scheduler that is not there for the moment: a new configuration restarts it.
// The plan is the one that the scheduler has now, so right after a change it
// can be that from before.
//
// It ends with ctx, or after two minutes if ctx has no deadline, with an error
// that is [context.DeadlineExceeded] and says how far the plan has come. Any
// other failure below 500 ends it at once.
func (c *Client) WaitForPlan(ctx context.Context, plan string, options *WaitForPlanOptions, opts ...kafkarest.CallOption) (*Plan, error) {
	const operation = "WaitForPlan"
	var seen *Plan
	report := rest.ValueOf(options).Progress
	err := c.rest.Poll(ctx, operation, "plan "+plan+" was complete", func(ctx context.Context) (bool, error) {
		now, err := c.GetPlan(ctx, plan, opts...)
		if err != nil {
			return false, awaiting(err)
		}
		if report != nil && !reflect.DeepEqual(seen, now) {
			report(now)
		}
		seen = now
		if err := now.failure(plan); err != nil {
			return false, err
		}
		return now.Status.IsDone(), rest.NotYet(errors.New(now.progress(plan)))
	})
	return seen, err
}

// BrokerProgress is how far a restarted broker has come.
type BrokerProgress struct {
	// Listed says whether the broker is among those that run.
	Listed bool `json:"listed"`
	// TaskID and State are those of the broker's task, in the words of Mesos.
	TaskID string `json:"task_id"`
	State  string `json:"state"`
	// Recovery is the plan [PlanRecovery], nil on profile L, which has none.
	Recovery *Plan `json:"recovery,omitempty"`
}

// WaitForBrokerOptions are the optional inputs of WaitForBroker.
type WaitForBrokerOptions struct {
	// Progress is called at first and whenever something has changed.
	Progress func(*BrokerProgress)
}

// WaitForBroker waits until a broker that was told to restart runs again: until
// a task with another identifier runs, the broker is listed, and nothing of the
// plan [PlanRecovery] is about it any more, where the scheduler has that plan.
// A plan with errors ends the wait with a *[PlanFailedError]. Packages before
// 1.1.5 do not tell of tasks, so there is nothing to wait by.
//
// A restart that names no task is [kafkarest.ErrInvalid]: it is not of
// RestartBroker or ReplaceBroker. The wait ends with ctx, or after two minutes
// if ctx has no deadline, with an error that is [context.DeadlineExceeded] and
// says how far the broker has come.
func (c *Client) WaitForBroker(ctx context.Context, restart *BrokerRestart, options *WaitForBrokerOptions, opts ...kafkarest.CallOption) error {
	const operation = "WaitForBroker"
	if restart == nil || restart.TaskID == "" && len(restart.Tasks) == 0 {
		return c.rest.Refuse(operation, "there is no restart to wait for")
	}
	var seen *BrokerProgress
	report := rest.ValueOf(options).Progress
	return c.rest.Poll(ctx, operation, fmt.Sprintf("broker %d ran again", restart.Broker), func(ctx context.Context) (bool, error) {
		now, err := c.brokerProgress(ctx, restart.Broker, opts)
		if err != nil {
			return false, awaiting(err, kafkarest.ErrNotFound)
		}
		if report != nil && !reflect.DeepEqual(seen, now) {
			report(now)
		}
		seen = now
		if now.Recovery != nil {
			if err := now.Recovery.failure(PlanRecovery); err != nil {
				return false, err
			}
		}
		return now.after(restart), rest.NotYet(errors.New(now.String()))
	})
}

// WaitForTopic waits until a topic can be read, as after CreateTopic. It ends
// as WaitForPlan does.
func (c *Client) WaitForTopic(ctx context.Context, topic string, opts ...kafkarest.CallOption) error {
	return c.rest.Poll(ctx, "WaitForTopic", fmt.Sprintf("topic %q was there", topic), func(ctx context.Context) (bool, error) {
		_, err := c.GetTopic(ctx, topic, opts...)
		return err == nil, awaiting(err, kafkarest.ErrNotFound)
	})
}

// WaitForTopicGone waits until a topic is not listed any more, as after
// DeleteTopic: brokers whose delete.topic.enable is false never delete it. It
// ends as WaitForPlan does.
func (c *Client) WaitForTopicGone(ctx context.Context, topic string, opts ...kafkarest.CallOption) error {
	const operation = "WaitForTopicGone"
	r := checkTopic(topic, newGetTopicRequest(topic))
	if err := r.Refusal(c.rest); err != nil {
		return rest.Named(operation, err)
	}
	return c.rest.Poll(ctx, operation, fmt.Sprintf("topic %q was gone", topic), func(ctx context.Context) (bool, error) {
		topics, err := c.ListTopics(ctx, opts...)
		return err == nil && !slices.Contains(topics, topic), awaiting(err)
	})
}

// failure is why a plan cannot go on, nil if it can.
func (p *Plan) failure(name string) error {
	if !p.Status.IsFailed() {
		return nil
	}
	failed := &PlanFailedError{Plan: name, Errors: p.Errors}
	for _, phase := range p.Phases {
		if i := slices.IndexFunc(phase.Steps, func(s Step) bool { return s.Status.IsFailed() }); i >= 0 {
			failed.Phase, failed.Step = phase.Name, phase.Steps[i].Name
			break
		}
	}
	return failed
}

// progress says in one line how far a plan has come.
func (p *Plan) progress(name string) string {
	text := fmt.Sprintf("plan %s was %s", name, p.Status)
	phase, step := p.Active()
	switch {
	case step != nil:
		text += fmt.Sprintf(", with step %s of phase %s %s", step.Name, phase.Name, step.Status)
	case phase != nil:
		text += fmt.Sprintf(", with phase %s %s", phase.Name, phase.Status)
	}
	return text
}

// String says in one line how far the broker has come.
func (p *BrokerProgress) String() string {
	text := "the broker had no task"
	if p.TaskID != "" {
		text = fmt.Sprintf("task %s was %s", p.TaskID, cmp.Or(p.State, "in no state"))
	}
	if !p.Listed {
		text += ", the broker was not listed"
	}
	if p.Recovery != nil {
		text += ", " + p.Recovery.progress(PlanRecovery)
	}
	return text
}

// after reports whether the broker has come back from a restart.
func (p *BrokerProgress) after(restart *BrokerRestart) bool {
	if !p.Listed || p.TaskID == "" || p.TaskID == restart.TaskID || p.State != "RUNNING" {
		return false
	}
	return p.Recovery == nil || p.Recovery.Status.IsDone() || !p.Recovery.isAbout(restart.Broker)
}

// isAbout reports whether something of the plan that is to be done names a
// broker, as broker-0 or kafka-0.
func (p *Plan) isAbout(broker int32) bool {
	name := regexp.MustCompile(fmt.Sprintf(`\b(broker|kafka)-%d\b`, broker))
	return slices.ContainsFunc(p.Phases, func(phase Phase) bool {
		return !phase.Status.IsDone() && (name.MatchString(phase.Name) || slices.ContainsFunc(phase.Steps, func(step Step) bool {
			return !step.Status.IsDone() && name.MatchString(step.Name)
		}))
	})
}

func (c *Client) brokerProgress(ctx context.Context, broker int32, opts []kafkarest.CallOption) (*BrokerProgress, error) {
	return tryProfiles(ctx, c, opts, func(profile Profile) (*BrokerProgress, error) {
		var progress BrokerProgress
		task, err := c.brokerTask(ctx, profile, broker, opts)
		if err != nil {
			return nil, c.asAbsent(ctx, err, opts)
		}
		progress.TaskID, progress.State = task.ID, task.State
		brokers, err := c.ListBrokers(ctx, opts...)
		if err != nil {
			return nil, err
		}
		progress.Listed = slices.Contains(brokers, broker)
		if profile != ProfileL {
			progress.Recovery, err = c.GetPlan(ctx, PlanRecovery, opts...)
		}
		return &progress, err
	})
}

// brokerTask returns the task of a broker.
func (c *Client) brokerTask(ctx context.Context, profile Profile, broker int32, opts []kafkarest.CallOption) (*PodTask, error) {
	if profile == ProfileK {
		pod, err := fetchPod(ctx, c, podStatusRequest(podOf(broker)), opts)
		if err != nil {
			return nil, err
		}
		if task := (*Pod)(&pod).task(brokerTask(broker)); task != nil {
			return task, nil
		}
		return &PodTask{}, nil
	}
	status, err := fetchTask(ctx, c, rest.Request[mesosStatus](newGetTaskStatusRequest(legacyTask(broker))), opts)
	if err != nil {
		return nil, err
	}
	return &PodTask{ID: status.TaskID.Value, Name: legacyTask(broker), State: strings.TrimPrefix(status.State, "TASK_")}, nil
}

// mesosStatus is what a wait needs of a TaskStatus of Mesos as L and T spell
// it.
type mesosStatus struct {
	TaskID struct {
		Value string `json:"value"`
	} `json:"task_id"`
	State string `json:"state"`
}

// awaiting marks a failure that waiting can mend: of a scheduler that is not
// there for the moment or not far enough to answer, or one of the others.
func awaiting(err error, others ...error) error {
	if errors.Is(err, errNoScheduler) {
		return err
	}
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if errors.Is(err, kafkarest.ErrUnavailable) || ok && failure.StatusCode >= http.StatusInternalServerError ||
		slices.ContainsFunc(others, func(other error) bool { return errors.Is(err, other) }) {
		return rest.NotYet(err)
	}
	return err
}
