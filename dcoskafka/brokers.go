package dcoskafka

import (
	"context"
	"fmt"
	"strconv"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListBrokers returns the numbers of the brokers that run, in no order; none
// before the first has started. From the DC/OS Apache Kafka API Reference, 1.8
// and 1.9.
func (c *Client) ListBrokers(ctx context.Context, opts ...kafkarest.CallOption) ([]int32, error) {
	return rest.Fetch(ctx, c.rest, rest.Request[brokerNumbers](newListBrokersRequest()), opts)
}

// brokerNumbers reads the list of brokers from both of its shapes.
type brokerNumbers []int32

func (n *brokerNumbers) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var wrapped struct {
		Brokers []string `json:"brokers"`
	}
	if bare := rest.Unmarshal(body, &wrapped.Brokers); bare != nil {
		if err := rest.Unmarshal(body, &wrapped); err != nil {
			return bare
		}
	}
	if wrapped.Brokers == nil {
		return errNothing
	}
	*n = make(brokerNumbers, len(wrapped.Brokers))
	for i, id := range wrapped.Brokers {
		number, err := strconv.ParseInt(id, 10, 32)
		if err != nil {
			return fmt.Errorf("broker %q is no number", id)
		}
		(*n)[i] = int32(number)
	}
	return nil
}

// GetBroker returns what a broker has registered in ZooKeeper. One that does
// not run is [kafkarest.ErrNotFound]. Schedulers of profile K have it. From the
// DC/OS Apache Kafka API Reference, 1.9.
func (c *Client) GetBroker(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*BrokerRegistration, error) {
	return fetch(ctx, c, newGetBrokerRequest(broker), opts)
}

// A BrokerRestart is a restart or a replacement that the scheduler has begun.
type BrokerRestart struct {
	// Broker is the number of the broker.
	Broker int32 `json:"broker"`
	// Pod is the pod of the broker, such as kafka-0, on profile K.
	Pod string `json:"pod,omitempty"`
	// Tasks are the tasks that were told to restart, as the scheduler calls
	// them: by identifier on L and T, by name on K.
	Tasks []string `json:"tasks"`
	// TaskID is the identifier of the broker's task that ends. The one that
	// follows it has another.
	TaskID string `json:"task_id"`
}

// RestartBroker kills a broker, which starts again in place. It returns at
// once: see WaitForBroker. One that does not exist is [kafkarest.ErrNotFound].
// Each call kills again, so it is not repeated on its own.
//
// On profile K it restarts the broker's pod, after a look at its task. From the
// DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) RestartBroker(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*BrokerRestart, error) {
	return c.restartBroker(ctx, broker, newRestartBrokerRequest(broker), newRestartPodRequest, opts)
}

// ReplaceBroker kills a broker, which starts anew: its data is lost, and it may
// be placed elsewhere. Otherwise it is RestartBroker. From the DC/OS Apache
// Kafka API Reference, 1.8 and 1.9.
func (c *Client) ReplaceBroker(ctx context.Context, broker int32, opts ...kafkarest.CallOption) (*BrokerRestart, error) {
	return c.restartBroker(ctx, broker, newReplaceBrokerRequest(broker), newReplacePodRequest, opts)
}

func (c *Client) restartBroker(ctx context.Context, broker int32, r rest.Request[restartedTasks], podCommand func(string) rest.Request[*podTasks], opts []kafkarest.CallOption) (*BrokerRestart, error) {
	if r.Refused() {
		_, err := rest.Fetch(ctx, c.rest, r, opts)
		return nil, err
	}
	return byProfile(ctx, c, r.Operation().Name, opts, func(profile Profile) (*BrokerRestart, error) {
		if profile == ProfileK {
			return c.restartBrokerPod(ctx, broker, podCommand, opts)
		}
		tasks, err := rest.Fetch(ctx, c.rest, r, opts)
		if err != nil {
			return nil, err
		}
		return &BrokerRestart{Broker: broker, Tasks: []string{*tasks[0]}, TaskID: *tasks[0]}, nil
	})
}

func (c *Client) restartBrokerPod(ctx context.Context, broker int32, command func(string) rest.Request[*podTasks], opts []kafkarest.CallOption) (*BrokerRestart, error) {
	pod := podOf(broker)
	// The answer to the command has no identifier to tell the next task by.
	before, err := fetchPod(ctx, c, podStatusRequest(pod), rest.Uncaptured(opts))
	if err != nil {
		return nil, err
	}
	tasks, err := fetchPod(ctx, c, command(pod), opts)
	if err != nil {
		return nil, err
	}
	restart := &BrokerRestart{Broker: broker, Pod: tasks.Pod, Tasks: tasks.Tasks}
	if task := (*Pod)(&before).task(brokerTask(broker)); task != nil {
		restart.TaskID = task.ID
	}
	return restart, nil
}

// podOf and brokerTask name the pod of a broker and its task on profile K.
func podOf(broker int32) string      { return fmt.Sprintf("kafka-%d", broker) }
func brokerTask(broker int32) string { return podOf(broker) + "-broker" }

// legacyTask names the task of a broker on profiles L and T.
func legacyTask(broker int32) string { return fmt.Sprintf("broker-%d", broker) }

// ReadAnswer reads the task that is killed, or that there is none.
func (t *restartedTasks) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	type plain restartedTasks
	if err := rest.Unmarshal(body, (*plain)(t)); err != nil {
		return err
	}
	if len(*t) == 0 || (*t)[0] == nil {
		return &rest.Told{Message: "there is no broker of this number", Err: kafkarest.ErrNotFound}
	}
	return nil
}
