package kafkaresttest

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kadm"
)

type v2Brokers struct {
	Brokers []int32 `json:"brokers"`
}

type v2Topic struct {
	Name       string             `json:"name"`
	Configs    map[string]*string `json:"configs"`
	Partitions []v2Partition      `json:"partitions"`
}

type v2Partition struct {
	Partition int32       `json:"partition"`
	Leader    int32       `json:"leader"` // -1: none
	Replicas  []v2Replica `json:"replicas"`
}

type v2Replica struct {
	Broker int32 `json:"broker"`
	Leader bool  `json:"leader"`
	InSync bool  `json:"in_sync"`
}

type v2PartitionOffsets struct {
	BeginningOffset int64 `json:"beginning_offset"`
	EndOffset       int64 `json:"end_offset"`
}

func newV2Partition(partition kadm.PartitionDetail) v2Partition {
	p := v2Partition{Partition: partition.Partition, Leader: partition.Leader}
	for _, broker := range partition.Replicas {
		p.Replicas = append(p.Replicas, v2Replica{broker, broker == partition.Leader, slices.Contains(partition.ISR, broker)})
	}
	return p
}

func newV2Partitions(topic kadm.TopicDetail) []v2Partition {
	var partitions []v2Partition
	for _, partition := range topic.Partitions.Sorted() {
		partitions = append(partitions, newV2Partition(partition))
	}
	return partitions
}

func (p *restProxyV2) listBrokers(r *v2Request) (any, error) {
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return nil, err
	}
	return v2Brokers{brokers.NodeIDs()}, nil
}

func (p *restProxyV2) listTopics(r *v2Request) (any, error) {
	topics, err := p.kafka.ListTopics(r.Context())
	if err != nil {
		return nil, err
	}
	return topics.Names(), nil
}

func (p *restProxyV2) getTopic(r *v2Request) (any, error) {
	topic, err := p.proxy.findTopic(r.Request)
	if err != nil {
		return nil, err
	}
	described, err := p.kafka.describeTopicConfigs(r.Context(), topic.Topic)
	if err != nil {
		return nil, err
	}
	configs := make(map[string]*string)
	for _, entry := range described[topic.Topic] {
		configs[entry.Name] = entry.Value
	}
	return v2Topic{topic.Topic, configs, newV2Partitions(topic)}, nil
}

func (p *restProxyV2) listPartitions(r *v2Request) (any, error) {
	topic, err := p.proxy.findTopic(r.Request)
	if err != nil {
		return nil, err
	}
	return newV2Partitions(topic), nil
}

func (p *restProxyV2) getPartition(r *v2Request) (any, error) {
	partition, err := p.findPartition(r)
	if err != nil {
		return nil, err
	}
	return newV2Partition(partition), nil
}

// findPartition returns the partition that the request's path names.
func (p *restProxyV2) findPartition(r *v2Request) (kadm.PartitionDetail, error) {
	topic, err := p.proxy.findTopic(r.Request)
	if err != nil {
		return kadm.PartitionDetail{}, err
	}
	partition, ok := topic.Partitions[pathNumber(r.Request, "partition_id")]
	if !ok {
		return partition, partitionNotFound
	}
	return partition, nil
}

func (p *restProxyV2) getPartitionOffsets(r *v2Request) (any, error) {
	partition, err := p.findPartition(r)
	if err != nil {
		return nil, err
	}
	begin, end, err := p.kafka.offsetRange(r.Context(), partition.Topic, partition.Partition)
	if err != nil {
		return nil, err
	}
	return v2PartitionOffsets{begin, end}, nil
}
