package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// kafkaTimeout bounds everything one request asks of Kafka.
	kafkaTimeout = 10 * time.Second

	// kafkaRetryTimeout bounds the attempts to reach a broker.
	kafkaRetryTimeout = 3 * time.Second

	// coordinatorWait is the time between two questions for a group's coordinator.
	coordinatorWait = 50 * time.Millisecond
)

// kafka is the cluster behind the APIs. It is reached through the Kafka
// protocol alone, whether it is embedded or real.
type kafka struct {
	*kadm.Client
	client   *kgo.Client    // what Client asks with
	embedded *kfake.Cluster // nil with a real cluster
	seeds    []string
	growing  sync.Mutex // held while a topic of the embedded cluster gets partitions
}

func startKafka(opts Options) (*kafka, error) {
	k := &kafka{seeds: slices.Clone(opts.SeedBrokers)}
	if len(k.seeds) == 0 {
		settings := []kfake.Opt{
			kfake.NumBrokers(cmp.Or(opts.Brokers, 3)),
			kfake.ClusterID(cmp.Or(opts.ClusterID, "kafkaresttest")),
			kfake.DefaultNumPartitions(1), // as Kafka does
		}
		if opts.AutoCreateTopics {
			settings = append(settings, kfake.AllowAutoTopicCreation())
		}
		cluster, err := kfake.NewCluster(settings...)
		if err != nil {
			return nil, fmt.Errorf("kafkaresttest: embedded Kafka: %w", err)
		}
		k.embedded, k.seeds = cluster, cluster.ListenAddrs()
	}
	client, err := kgo.NewClient(k.clientOptions()...)
	if err != nil {
		k.close()
		return nil, fmt.Errorf("kafkaresttest: %w", err)
	}
	k.client, k.Client = client, kadm.NewClient(client)
	return k, nil
}

func (k *kafka) clientOptions() []kgo.Opt {
	return []kgo.Opt{
		kgo.SeedBrokers(k.seeds...),
		kgo.RetryTimeout(kafkaRetryTimeout),
	}
}

// kafkaContext bounds the requests made with it, and has topics and brokers
// looked up in Kafka each time: a test has to see what it has just changed, not
// what the client remembers.
func kafkaContext(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(kadm.WithAuthorizedOps(parent), kafkaTimeout)
}

// retryCoordinator repeats what is asked of a group's coordinator until there
// is one. A real Kafka makes the topic of its groups when it is first asked for
// a coordinator, and the client gives up at once.
func retryCoordinator(ctx context.Context, ask func() error) error {
	for {
		err := ask()
		if !errors.Is(err, kerr.CoordinatorNotAvailable) && !errors.Is(err, kerr.CoordinatorLoadInProgress) && !errors.Is(err, kerr.NotCoordinator) {
			return err
		}
		if !sleep(ctx, coordinatorWait) {
			return err
		}
	}
}

func (k *kafka) commitOffsets(ctx context.Context, group string, offsets kadm.Offsets) error {
	return retryCoordinator(ctx, func() error { return k.CommitAllOffsets(ctx, group, offsets) })
}

func (k *kafka) addresses() []string { return slices.Clone(k.seeds) }

func (k *kafka) close() {
	if k.Client != nil {
		k.Client.Close()
	}
	if k.embedded != nil {
		k.embedded.Close()
	}
}

// reset deletes all topics, consumer groups, client quotas, access rules and
// broker settings of the embedded cluster. A real one is not ours to empty.
func (k *kafka) reset(ctx context.Context) error {
	if k.embedded == nil {
		return nil
	}
	return errors.Join(k.deleteAllGroups(ctx), k.deleteAllTopics(ctx), k.deleteAllQuotas(ctx), k.deleteAllACLs(ctx), k.resetBrokers(ctx))
}

func (k *kafka) deleteAllGroups(ctx context.Context) error {
	groups, err := k.ListGroups(ctx)
	if err != nil {
		return err
	}
	deleted, err := k.DeleteGroups(ctx, groups.Groups()...)
	if err != nil {
		return err
	}
	return deleted.Error()
}

func (k *kafka) deleteAllTopics(ctx context.Context) error {
	topics, err := k.ListTopics(ctx)
	if err != nil {
		return err
	}
	deleted, err := k.DeleteTopics(ctx, topics.Names()...)
	if err != nil {
		return err
	}
	return deleted.Error()
}

func (k *kafka) deleteAllQuotas(ctx context.Context) error {
	quotas, err := k.DescribeClientQuotas(ctx, false, nil)
	if err != nil {
		return err
	}
	for _, quota := range quotas {
		entry := kadm.AlterClientQuotaEntry{Entity: quota.Entity}
		for _, value := range quota.Values {
			entry.Ops = append(entry.Ops, kadm.AlterClientQuotaOp{Key: value.Key, Remove: true})
		}
		if err := k.alterQuota(ctx, entry); err != nil {
			return err
		}
	}
	return nil
}

func (k *kafka) deleteAllACLs(ctx context.Context) error {
	_, err := k.deleteACLs(ctx, acl{ResourceType: "ANY", PatternType: "ANY", Operation: "ANY", Permission: "ANY"})
	return err
}

func (k *kafka) resetBrokers(ctx context.Context) error {
	set, err := k.describeClusterConfigs(ctx)
	if err != nil || len(set) == 0 {
		return err
	}
	var changes []kadm.AlterConfig
	for _, config := range set {
		changes = append(changes, kadm.AlterConfig{Op: kadm.DeleteConfig, Name: config.Name})
	}
	altered, err := k.AlterBrokerConfigs(ctx, changes)
	if err != nil {
		return err
	}
	return firstAlterError(altered)
}

// alterQuota changes the client quotas of one entity.
func (k *kafka) alterQuota(ctx context.Context, entry kadm.AlterClientQuotaEntry) error {
	altered, err := k.AlterClientQuotas(ctx, []kadm.AlterClientQuotaEntry{entry})
	if err != nil {
		return err
	}
	for _, a := range altered {
		if a.Err != nil {
			return a.Err
		}
	}
	return nil
}

// setPartitions gives a topic more partitions. The embedded cluster would take
// the number that a topic already has, and so each of several calls at once.
func (k *kafka) setPartitions(ctx context.Context, topic string, total int) error {
	if k.embedded != nil {
		k.growing.Lock()
		defer k.growing.Unlock()
		found, err := k.topic(ctx, topic)
		if err != nil {
			return err
		}
		if count := len(found.Partitions); total <= count {
			return explained(kerr.InvalidPartitions, fmt.Sprintf("The topic %s currently has %d partition(s); %d would not be an increase.", topic, count, total))
		}
	}
	updated, err := k.UpdatePartitions(ctx, total, topic)
	if err != nil {
		return err
	}
	return explained(updated[topic].Err, updated[topic].ErrMessage)
}

// explained adds the message a broker gave with an error.
func explained(err error, message string) error {
	if err == nil {
		return nil
	}
	return &kadm.ErrAndMessage{Err: err, ErrMessage: message}
}
