package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

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
// caller: alone it is "reassignment", in a list "reassignments", where nothing
// is.
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

func (p *restProxy) listAllReassignments(w http.ResponseWriter, r *http.Request) error {
	ongoing, err := p.kafka.reassignments(r.Context(), nil)
	if err != nil {
		return err
	}
	return p.writeReassignments(w, r, "-", ongoing)
}

// listReassignments does not mind a topic that does not exist.
func (p *restProxy) listReassignments(w http.ResponseWriter, r *http.Request) error {
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
			return writeJSON(w, http.StatusOK, newRESTProxyReassignment(p.links(r), one, "reassignment"))
		}
	}
	return restProxyStatus(http.StatusNotFound)
}

// reassignmentsOf returns the reassignments in the topic that the request's
// path names: none when there is no such topic.
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

// reassignments returns those in progress in some topics, sorted: nil means
// all, which kadm has no question for.
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
