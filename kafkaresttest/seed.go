package kafkaresttest

import (
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// SeedTopic creates a topic with Kafka's default replication factor. Configs
// may be nil. It fails with [kerr.TopicAlreadyExists] when the topic exists,
// and on names, partition counts and configs that Kafka refuses.
func (s *Server) SeedTopic(name string, partitions int32, configs map[string]string) error {
	ctx, cancel := kafkaContext(s.ctx)
	defer cancel()
	if !validTopicName(name) {
		return fmt.Errorf("kafkaresttest: topic %q: %w", name, kerr.InvalidTopicException)
	}
	values, err := s.kafka.newTopicConfigs(configs)
	if err != nil {
		return fmt.Errorf("kafkaresttest: topic %q: %w: %w", name, kerr.InvalidConfig, err)
	}
	if _, err := s.kafka.CreateTopic(ctx, partitions, -1, values, name); err != nil {
		return fmt.Errorf("kafkaresttest: topic %q: %w", name, err)
	}
	return nil
}

// SeedRecords produces records, each to the Topic and Partition it names
// (partition 0 when it names none), and sets their Offset. The topics have to
// exist.
func (s *Server) SeedRecords(records ...*kgo.Record) error {
	ctx, cancel := kafkaContext(s.ctx)
	defer cancel()
	// A producer of its own each time: one that lives on would remember topics
	// that have been deleted and created anew in between.
	producer, err := kgo.NewClient(append(s.kafka.clientOptions(), kgo.RecordPartitioner(kgo.ManualPartitioner()))...)
	if err != nil {
		return fmt.Errorf("kafkaresttest: %w", err)
	}
	defer producer.Close()
	if err := producer.ProduceSync(ctx, records...).FirstErr(); err != nil {
		return fmt.Errorf("kafkaresttest: produce: %w", err)
	}
	return nil
}

// SeedGroup commits offsets, by partition, of one topic for a consumer group,
// which exists from then on.
func (s *Server) SeedGroup(group, topic string, offsets map[int32]int64) error {
	ctx, cancel := kafkaContext(s.ctx)
	defer cancel()
	commits := make(kadm.Offsets)
	for partition, offset := range offsets {
		commits.AddOffset(topic, partition, offset, -1)
	}
	if err := s.kafka.commitOffsets(ctx, group, commits); err != nil {
		return fmt.Errorf("kafkaresttest: group %q: %w", group, err)
	}
	return nil
}
