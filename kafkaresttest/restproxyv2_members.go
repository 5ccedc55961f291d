package kafkaresttest

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// membership is a client in a consumer group. It is gone without a word when its
// context ends.
type membership struct {
	*kgo.Client
	kill context.CancelFunc
}

// What a group may take. One that is being rebalanced lets nobody leave, and every
// member that joins meanwhile prolongs that.
const (
	rebalanceTimeout = 5 * time.Second
	leaveTimeout     = 5 * time.Second
)

// close leaves the group, without a word if the group does not let it.
func (m *membership) close() {
	if m == nil {
		return
	}
	defer m.kill()
	defer time.AfterFunc(leaveTimeout, m.kill).Stop()
	m.Close()
}

func (c *consumerInstance) join() (*membership, error) {
	m := new(membership)
	life, kill := context.WithCancel(context.Background())
	m.kill = kill
	revoked := func(_ context.Context, _ *kgo.Client, lost map[string][]int32) { c.revoked(m, lost) }
	subscription := []kgo.Opt{kgo.ConsumeTopics(c.topics...)}
	if c.pattern != nil {
		subscription = []kgo.Opt{kgo.ConsumeTopics(c.pattern.String()), kgo.ConsumeRegex()}
	}
	client, err := kgo.NewClient(c.clientOptions(append(subscription,
		kgo.WithContext(life),
		kgo.ConsumerGroup(c.key.group),
		kgo.Balancers(kgo.RangeBalancer()),
		kgo.SessionTimeout(c.session),
		kgo.RebalanceTimeout(rebalanceTimeout),
		kgo.HeartbeatInterval(pollStep),
		kgo.DisableAutoCommit(),
		kgo.OnPartitionsRevoked(revoked),
		kgo.OnPartitionsLost(revoked),
		kgo.AdjustFetchOffsetsFn(func(_ context.Context, assigned map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
			c.joined(m, assigned)
			return nil, nil // it reads nothing itself
		}),
	)...)...)
	if err != nil {
		kill()
		return nil, err
	}
	m.Client = client
	return m, nil
}

func (c *consumerInstance) joined(m *membership, assigned map[string]map[int32]kgo.Offset) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.member != m {
		return
	}
	for topic, partitions := range assigned {
		for partition := range partitions {
			c.take(topicPartition{topic, partition})
		}
	}
}

func (c *consumerInstance) revoked(m *membership, lost map[string][]int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.member != m {
		return
	}
	if c.settings.autoCommit {
		c.commitAll()
	}
	for topic, partitions := range lost {
		for _, partition := range partitions {
			c.drop(topicPartition{topic, partition})
		}
	}
}
