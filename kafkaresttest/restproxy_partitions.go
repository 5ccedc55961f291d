package kafkaresttest

import (
	"cmp"
	"context"
	"net/http"

	"github.com/twmb/franz-go/pkg/kadm"
)

type restProxyPartition struct {
	resource     `json:",inline"`
	ClusterID    string   `json:"cluster_id"`
	TopicName    string   `json:"topic_name"`
	PartitionID  int32    `json:"partition_id"`
	Leader       *related `json:"leader"` // null while the partition has none
	Replicas     related  `json:"replicas"`
	Reassignment related  `json:"reassignment"`
}

// partition returns the URL of a partition of a topic, or of what is below it.
func (l clusterLinks) partition(topic string, partition int32, below ...string) string {
	return l.self(append([]string{"topics", topic, "partitions", decimal(partition)}, below...)...)
}

func newRESTProxyPartition(l clusterLinks, partition kadm.PartitionDetail) restProxyPartition {
	topic, id := partition.Topic, partition.Partition
	p := restProxyPartition{
		resource:     l.resource("KafkaPartition", l.partition(topic, id), "topic", topic, "partition", decimal(id)),
		ClusterID:    l.id,
		TopicName:    topic,
		PartitionID:  id,
		Replicas:     related{l.partition(topic, id, "replicas")},
		Reassignment: related{l.partition(topic, id, "reassignment")},
	}
	if partition.Leader >= 0 {
		p.Leader = &related{l.partition(topic, id, "replicas", decimal(partition.Leader))}
	}
	return p
}

func (p *restProxy) listPartitions(w http.ResponseWriter, r *http.Request) error {
	topic, err := p.findTopic(r)
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyPartition
	for _, partition := range topic.Partitions.Sorted() {
		list = append(list, newRESTProxyPartition(l, partition))
	}
	return writeList(w, "KafkaPartitionList", l.self("topics", topic.Topic, "partitions"), list)
}

func (p *restProxy) getPartition(w http.ResponseWriter, r *http.Request) error {
	partition, err := p.findPartition(r)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyPartition(p.links(r), partition))
}

// findPartition returns the partition that the request's path names.
func (p *restProxy) findPartition(r *http.Request) (kadm.PartitionDetail, error) {
	topic, err := p.findTopic(r)
	if err != nil {
		return kadm.PartitionDetail{}, err
	}
	partition, ok := topic.Partitions[pathNumber(r, "partition_id")]
	if !ok {
		return kadm.PartitionDetail{}, restProxyStatus(http.StatusNotFound)
	}
	return partition, nil
}

type restProxyOffsets struct {
	resource       `json:",inline"`
	ClusterID      string `json:"cluster_id"`
	TopicName      string `json:"topic_name"`
	PartitionID    int32  `json:"partition_id"`
	EarliestOffset int64  `json:"earliest_offset"`
	LatestOffset   int64  `json:"latest_offset"`
}

func (p *restProxy) getPartitionOffsets(w http.ResponseWriter, r *http.Request) error {
	const both = "earliest_and_latest"
	if kind := r.URL.Query().Get("offset_type"); kind != "" && kind != both {
		return restProxyBadRequest("offset_type:%s is invalid", kind)
	}
	topic, err := p.findTopic(r)
	if err != nil {
		return err
	}
	id := pathNumber(r, "partition_id")
	if _, ok := topic.Partitions[id]; !ok {
		return partitionNotFound
	}
	start, end, err := p.kafka.offsetRange(r.Context(), topic.Topic, id)
	if err != nil {
		return err
	}
	l := p.links(r)
	return writeJSON(w, http.StatusOK, restProxyOffsets{
		resource: l.resource("KafkaPartitionWithOffsets", l.partition(topic.Topic, id, "offset"),
			"topic", topic.Topic, "partition", decimal(id), "offset_type", both),
		ClusterID:      l.id,
		TopicName:      topic.Topic,
		PartitionID:    id,
		EarliestOffset: start,
		LatestOffset:   end,
	})
}

// offsetRange returns the offset of the first record of a partition, and the
// one that the next record will have.
func (k *kafka) offsetRange(ctx context.Context, topic string, partition int32) (start, end int64, err error) {
	starts, err := k.ListStartOffsets(ctx, topic)
	if err != nil {
		return 0, 0, err
	}
	ends, err := k.ListEndOffsets(ctx, topic)
	if err != nil {
		return 0, 0, err
	}
	first, _ := starts.Lookup(topic, partition)
	next, _ := ends.Lookup(topic, partition)
	return first.Offset, next.Offset, cmp.Or(first.Err, next.Err)
}
