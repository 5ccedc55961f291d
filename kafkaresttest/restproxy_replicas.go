package kafkaresttest

import (
	"net/http"
	"slices"

	"github.com/twmb/franz-go/pkg/kadm"
)

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

// newRESTProxyReplicas returns the replicas of a partition in the order in
// which Kafka prefers them.
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
			return writeJSON(w, http.StatusOK, replica)
		}
	}
	return restProxyStatus(http.StatusNotFound)
}

func (p *restProxy) listBrokerReplicas(w http.ResponseWriter, r *http.Request) error {
	broker, err := p.findBroker(r)
	if err != nil {
		return err
	}
	topics, err := p.kafka.ListTopicsWithInternal(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyReplica
	for _, topic := range topics.Sorted() {
		for _, partition := range topic.Partitions.Sorted() {
			for _, replica := range newRESTProxyReplicas(l, partition) {
				if replica.BrokerID == broker.NodeID {
					list = append(list, replica)
				}
			}
		}
	}
	return writeList(w, "KafkaReplicaList", l.self("brokers", decimal(broker.NodeID), "partition-replicas"), list)
}
