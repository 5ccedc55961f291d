package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
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
	return writeResource(w, http.StatusOK, newRESTProxyPartition(p.links(r), partition))
}

// findPartition returns the partition that the request's path names.
func (p *restProxy) findPartition(r *http.Request) (kadm.PartitionDetail, error) {
	topic, err := p.findTopic(r)
	if err != nil {
		return kadm.PartitionDetail{}, err
	}
	partition, ok := topic.Partitions[pathNumber(r, "partition_id")]
	if !ok {
		return kadm.PartitionDetail{}, httpStatus(http.StatusNotFound)
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
		return badRequest("offset_type:%s is invalid", kind)
	}
	topic, err := p.findTopic(r)
	if err != nil {
		return err
	}
	id := pathNumber(r, "partition_id")
	if _, ok := topic.Partitions[id]; !ok {
		return partitionNotFound
	}
	starts, err := p.kafka.ListStartOffsets(r.Context(), topic.Topic)
	if err != nil {
		return err
	}
	ends, err := p.kafka.ListEndOffsets(r.Context(), topic.Topic)
	if err != nil {
		return err
	}
	start, _ := starts.Lookup(topic.Topic, id)
	end, _ := ends.Lookup(topic.Topic, id)
	if err := cmp.Or(start.Err, end.Err); err != nil {
		return err
	}
	l := p.links(r)
	return writeResource(w, http.StatusOK, restProxyOffsets{
		resource: l.resource("KafkaPartitionWithOffsets", l.partition(topic.Topic, id, "offset"),
			"topic", topic.Topic, "partition", decimal(id), "offset_type", both),
		ClusterID:      l.id,
		TopicName:      topic.Topic,
		PartitionID:    id,
		EarliestOffset: start.Offset,
		LatestOffset:   end.Offset,
	})
}

type restProxyReplica struct {
	resource    `json:",inline"`
	ClusterID   string  `json:"cluster_id"`
	TopicName   string  `json:"topic_name"`
	PartitionID int32   `json:"partition_id"`
	BrokerID    int32   `json:"broker_id"`
	IsLeader    bool    `json:"is_leader"`
	IsInSync    bool    `json:"is_in_sync"`
	Broker      related `json:"broker"`
}

// newRESTProxyReplicas returns the replicas of a partition in the order in which
// Kafka prefers them.
func newRESTProxyReplicas(l clusterLinks, partition kadm.PartitionDetail) []restProxyReplica {
	topic, id := partition.Topic, partition.Partition
	var list []restProxyReplica
	for _, broker := range partition.Replicas {
		list = append(list, restProxyReplica{
			resource: l.resource("KafkaReplica", l.partition(topic, id, "replicas", decimal(broker)),
				"topic", topic, "partition", decimal(id), "replica", decimal(broker)),
			ClusterID:   l.id,
			TopicName:   topic,
			PartitionID: id,
			BrokerID:    broker,
			IsLeader:    broker == partition.Leader,
			IsInSync:    slices.Contains(partition.ISR, broker),
			Broker:      l.to("brokers", decimal(broker)),
		})
	}
	return list
}

func (p *restProxy) listReplicas(w http.ResponseWriter, r *http.Request) error {
	partition, err := p.findPartition(r)
	if err != nil {
		return err
	}
	l := p.links(r)
	return writeList(w, "KafkaReplicaList", l.partition(partition.Topic, partition.Partition, "replicas"),
		newRESTProxyReplicas(l, partition))
}

func (p *restProxy) getReplica(w http.ResponseWriter, r *http.Request) error {
	partition, err := p.findPartition(r)
	if err != nil {
		return err
	}
	for _, replica := range newRESTProxyReplicas(p.links(r), partition) {
		if replica.BrokerID == pathNumber(r, "broker_id") {
			return writeResource(w, http.StatusOK, replica)
		}
	}
	return httpStatus(http.StatusNotFound)
}

type restProxyReassignment struct {
	resource         `json:",inline"`
	ClusterID        string  `json:"cluster_id"`
	TopicName        string  `json:"topic_name"`
	PartitionID      int32   `json:"partition_id"`
	AddingReplicas   []int32 `json:"adding_replicas"`
	RemovingReplicas []int32 `json:"removing_replicas"`
	Replicas         related `json:"replicas"`
}

// reassignment is a move of a partition's replicas that is in progress.
type reassignment struct {
	topic            string
	partition        int32
	adding, removing []int32
}

// newRESTProxyReassignment takes the last part of the URL and the name from the
// caller: alone it is "reassignment", in a list "reassignments", where nothing is.
func newRESTProxyReassignment(l clusterLinks, r reassignment, last string) restProxyReassignment {
	topic, id := r.topic, r.partition
	return restProxyReassignment{
		resource: l.resource("KafkaReassignment", l.partition(topic, id, last),
			"topic", topic, "partition", decimal(id), last, ""),
		ClusterID:        l.id,
		TopicName:        topic,
		PartitionID:      id,
		AddingReplicas:   r.adding,
		RemovingReplicas: r.removing,
		Replicas:         related{l.partition(topic, id, "replicas")},
	}
}

func (p *restProxy) listReassignments(w http.ResponseWriter, r *http.Request) error {
	ongoing, err := p.kafka.reassignments(r.Context(), nil)
	if err != nil {
		return err
	}
	return p.writeReassignments(w, r, "-", ongoing)
}

// listTopicReassignments does not mind a topic that does not exist.
func (p *restProxy) listTopicReassignments(w http.ResponseWriter, r *http.Request) error {
	ongoing, err := p.reassignmentsOf(r)
	if err != nil {
		return err
	}
	return p.writeReassignments(w, r, r.PathValue("topic_name"), ongoing)
}

func (p *restProxy) writeReassignments(w http.ResponseWriter, r *http.Request, topic string, ongoing []reassignment) error {
	l := p.links(r)
	var list []restProxyReassignment
	for _, one := range ongoing {
		list = append(list, newRESTProxyReassignment(l, one, "reassignments"))
	}
	return writeList(w, "KafkaReassignmentList", l.self("topics", topic, "partitions/-/reassignments"), list)
}

func (p *restProxy) getReassignment(w http.ResponseWriter, r *http.Request) error {
	ongoing, err := p.reassignmentsOf(r)
	if err != nil {
		return err
	}
	for _, one := range ongoing {
		if one.partition == pathNumber(r, "partition_id") {
			return writeResource(w, http.StatusOK, newRESTProxyReassignment(p.links(r), one, "reassignment"))
		}
	}
	return httpStatus(http.StatusNotFound)
}

// reassignmentsOf returns the reassignments in the topic that the request's path
// names: none when there is no such topic.
func (p *restProxy) reassignmentsOf(r *http.Request) ([]reassignment, error) {
	topic, err := p.findTopic(r)
	if errors.Is(err, kerr.UnknownTopicOrPartition) || errors.Is(err, kerr.InvalidTopicException) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	asked := kmsg.NewListPartitionReassignmentsRequestTopic()
	asked.Topic, asked.Partitions = topic.Topic, topic.Partitions.Numbers()
	return p.kafka.reassignments(r.Context(), []kmsg.ListPartitionReassignmentsRequestTopic{asked})
}

// reassignments returns those in progress in some topics, sorted: nil means all,
// which kadm has no question for.
func (k *kafka) reassignments(ctx context.Context, topics []kmsg.ListPartitionReassignmentsRequestTopic) ([]reassignment, error) {
	request := kmsg.NewPtrListPartitionReassignmentsRequest()
	request.Topics = topics
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return nil, err
	}
	if err := kerr.ErrorForCode(response.ErrorCode); err != nil {
		return nil, explained(err, textOf(response.ErrorMessage))
	}
	var list []reassignment
	for _, topic := range response.Topics {
		for _, partition := range topic.Partitions {
			list = append(list, reassignment{topic.Topic, partition.Partition, partition.AddingReplicas, partition.RemovingReplicas})
		}
	}
	slices.SortFunc(list, func(x, y reassignment) int {
		return cmp.Or(strings.Compare(x.topic, y.topic), cmp.Compare(x.partition, y.partition))
	})
	return list, nil
}
