package kafkaresttest

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// membership is a client in a consumer group.
type membership struct {
	*kgo.Client
	kafka *kafka
	group string
	kill  context.CancelFunc
}

// close leaves the group. The client by itself would wait for the end of a
// rebalance before it does, and every member that joins meanwhile prolongs that.
func (m *membership) close() {
	if m != nil {
		m.expel(m.die())
	}
}

// die goes without a word, and returns who the member was.
func (m *membership) die() (id string) {
	id, _ = m.GroupMetadata()
	m.kill()
	m.Close()
	return id
}

// expel takes a member that is gone out of the group. The embedded cluster does
// not do it by itself where the member was waiting for the group when it died.
func (m *membership) expel(id string) {
	ctx, cancel := context.WithTimeout(context.Background(), kafkaTimeout)
	defer cancel()
	request := kmsg.NewPtrLeaveGroupRequest()
	request.Group, request.MemberID = m.group, id
	member := kmsg.NewLeaveGroupRequestMember()
	member.MemberID = id
	request.Members = append(request.Members, member)
	_, _ = request.RequestWith(ctx, m.kafka.client) // fails where the group knows no such member
}

func (c *consumerInstance) join() (*membership, error) {
	m := &membership{kafka: c.kafka, group: c.key.group}
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
