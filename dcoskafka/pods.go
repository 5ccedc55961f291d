package dcoskafka

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A Pod is a group of tasks that live together. Broker 0 is in kafka-0.
type Pod struct {
	// Name is the name of the pod, such as kafka-0.
	Name string `json:"name"`
	// Tasks are the tasks of the pod.
	Tasks []PodTask `json:"tasks"`
}

// A PodTask is a task of a pod.
type PodTask struct {
	// ID is the identifier of the task, which a restart changes.
	ID string `json:"id"`
	// Name is the name of the task, such as kafka-0-broker.
	Name string `json:"name"`
	// State is the state that Mesos has last said of the task, such as RUNNING,
	// or what an operator has made of it, such as PAUSED. Empty if there is none.
	State string `json:"state,omitempty"`
}

// task finds a task by its name, nil if the pod has none of it.
func (p *Pod) task(name string) *PodTask {
	if i := slices.IndexFunc(p.Tasks, func(t PodTask) bool { return t.Name == name }); i >= 0 {
		return &p.Tasks[i]
	}
	return nil
}

// PodTaskInfo is what Mesos knows of a task.
type PodTaskInfo struct {
	// Info is Mesos' TaskInfo as JSON, whose members differ from release to
	// release.
	Info json.RawMessage `json:"info"`
	// Status is Mesos' TaskStatus in the same form.
	Status json.RawMessage `json:"status"`
}

// PodTasks are the tasks of a pod that a command reaches, by name.
type PodTasks struct {
	// Pod is the name of the pod, such as kafka-0.
	Pod string `json:"pod"`
	// Tasks are the names of the tasks, such as kafka-0-broker.
	Tasks []string `json:"tasks"`
}

// ListPods returns the names of the pods. Schedulers of profile K have them.
// From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) ListPods(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return pod(ctx, c, rest.Request[[]string](newListPodsRequest()), opts)
}

// ListPodStatuses returns the pods with the states of their tasks, by name.
// Schedulers of profile K have them. From the DC/OS Apache Kafka API Reference,
// 1.9.
func (c *Client) ListPodStatuses(ctx context.Context, opts ...kafkarest.CallOption) ([]Pod, error) {
	return pod(ctx, c, rest.Request[podsAnswer](newListPodStatusesRequest()), opts)
}

// GetPodStatus returns a pod with the states of its tasks. One that does not
// exist is [kafkarest.ErrNotFound]. Schedulers of profile K have pods. From the
// DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) GetPodStatus(ctx context.Context, name string, opts ...kafkarest.CallOption) (*Pod, error) {
	answer, err := pod(ctx, c, podStatusRequest(name), opts)
	if err != nil {
		return nil, err
	}
	return &Pod{Name: name, Tasks: answer.Tasks}, nil
}

// GetPodInfo returns what Mesos knows of the tasks of a pod. One that does not
// exist is [kafkarest.ErrNotFound]. Schedulers of profile K have pods. From the
// DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) GetPodInfo(ctx context.Context, name string, opts ...kafkarest.CallOption) ([]PodTaskInfo, error) {
	return pod(ctx, c, rest.Request[[]PodTaskInfo](newGetPodInfoRequest(name)), opts)
}

// RestartPod restarts the tasks of a pod in place, each time it is called. One
// that does not exist is [kafkarest.ErrNotFound]. Schedulers of profile K have
// pods. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) RestartPod(ctx context.Context, name string, opts ...kafkarest.CallOption) (*PodTasks, error) {
	return c.podCommand(ctx, newRestartPodRequest(name), opts)
}

// ReplacePod starts a pod anew: its data is lost, and it may be placed
// elsewhere. Otherwise it is RestartPod. From the DC/OS Apache Kafka API
// Reference, 1.9.
func (c *Client) ReplacePod(ctx context.Context, name string, opts ...kafkarest.CallOption) (*PodTasks, error) {
	return c.podCommand(ctx, newReplacePodRequest(name), opts)
}

// PausePodOptions are the optional inputs of PausePod and ResumePod.
type PausePodOptions struct {
	// Tasks are the tasks that are meant, such as broker; none is all of them.
	Tasks []string
}

// PausePod ends tasks of a pod, which stay where they are without doing their
// work until ResumePod. A task that does not exist is [kafkarest.ErrNotFound].
// Schedulers of profile K have it since SDK 0.31; earlier ones are
// [errors.ErrUnsupported]. From the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) PausePod(ctx context.Context, name string, options *PausePodOptions, opts ...kafkarest.CallOption) (*PodTasks, error) {
	return c.pausePod(ctx, name, newPausePodRequest, options, opts)
}

// ResumePod starts paused tasks of a pod again. Otherwise it is PausePod. From
// the DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) ResumePod(ctx context.Context, name string, options *PausePodOptions, opts ...kafkarest.CallOption) (*PodTasks, error) {
	return c.pausePod(ctx, name, newResumePodRequest, options, opts)
}

func (c *Client) pausePod(ctx context.Context, name string, request func(string, taskNames) rest.Request[*podTasks], options *PausePodOptions, opts []kafkarest.CallOption) (*PodTasks, error) {
	names := rest.ValueOf(options).Tasks
	tasks, err := c.podCommand(ctx, request(name, names), opts)
	if err != nil && len(names) == 0 { // else it may be about the tasks
		return nil, asMissing(ctx, err, "pod", name, opts, c.ListPods)
	}
	return tasks, err
}

func (c *Client) podCommand(ctx context.Context, r rest.Request[*podTasks], opts []kafkarest.CallOption) (*PodTasks, error) {
	tasks, err := pod(ctx, c, r, opts)
	if err != nil {
		return nil, err
	}
	return (*PodTasks)(tasks), nil
}

// pod sends a request about pods if the scheduler has them.
func pod[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	return fetchBy(ctx, c, r, opts, func(r rest.Request[T]) (T, error) { return fetchPod(ctx, c, r, opts) })
}

// fetchPod sends a request about pods to where the scheduler has them: at pods
// up to SDK 0.20.0, at pod after.
func fetchPod[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	return fetchAt(ctx, c, &c.learned.pods, "/v1/pod", "/v1/pods", r, opts)
}

func podStatusRequest(name string) rest.Request[podAnswer] {
	return rest.Request[podAnswer](newGetPodStatusRequest(name))
}

// podTaskState is a task of a pod on the wire: with a state up to SDK 0.30,
// with a status after.
type podTaskState struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	State  string `json:"state"`
	Status string `json:"status"`
}

// noState is what schedulers up to SDK 0.30 call the lack of a state.
const noState = "No state defined"

func podTasksOf(states []podTaskState) []PodTask {
	tasks := make([]PodTask, len(states))
	for i, task := range states {
		state := strings.TrimPrefix(cmp.Or(task.Status, task.State), "TASK_")
		if state == noState {
			state = ""
		}
		tasks[i] = PodTask{ID: task.ID, Name: task.Name, State: state}
	}
	return tasks
}

// podAnswer is a pod that reads itself from an array of tasks or an object.
type podAnswer Pod

func (p *podAnswer) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var read struct {
		Tasks []podTaskState `json:"tasks"`
	}
	if array := rest.Unmarshal(body, &read.Tasks); array != nil {
		if err := rest.Unmarshal(body, &read); err != nil {
			return err
		}
	}
	if read.Tasks == nil {
		return errNothing
	}
	p.Tasks = podTasksOf(read.Tasks)
	return nil
}

// podsAnswer are pods that read themselves from an object by name or the tree
// of a service.
type podsAnswer []Pod

func (p *podsAnswer) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	*p = podsAnswer{}
	var byName map[string][]podTaskState
	err := rest.Unmarshal(body, &byName)
	if err == nil {
		if byName == nil {
			return errNothing
		}
		for _, name := range slices.Sorted(maps.Keys(byName)) {
			*p = append(*p, Pod{Name: name, Tasks: podTasksOf(byName[name])})
		}
		return nil
	}
	var tree struct {
		Service *string `json:"service"`
		Pods    []struct {
			Instances []struct {
				Name  string         `json:"name"`
				Tasks []podTaskState `json:"tasks"`
			} `json:"instances"`
		} `json:"pods"`
	}
	if err := rest.Unmarshal(body, &tree); err != nil {
		return err
	}
	if tree.Service == nil {
		return err
	}
	for _, kind := range tree.Pods {
		for _, instance := range kind.Instances {
			*p = append(*p, Pod{Name: instance.Name, Tasks: podTasksOf(instance.Tasks)})
		}
	}
	return nil
}
