package kafkaresttest

import (
	"net/http"

	"github.com/twmb/franz-go/pkg/kadm"
)

type restProxyCluster struct {
	resource               `json:",inline"`
	ClusterID              string   `json:"cluster_id"`
	Controller             *related `json:"controller"` // null while Kafka has none
	ACLs                   related  `json:"acls"`
	Brokers                related  `json:"brokers"`
	BrokerConfigs          related  `json:"broker_configs"`
	ConsumerGroups         related  `json:"consumer_groups"`
	Topics                 related  `json:"topics"`
	PartitionReassignments related  `json:"partition_reassignments"`
}

func newRESTProxyCluster(l clusterLinks, metadata kadm.Metadata) restProxyCluster {
	cluster := restProxyCluster{
		resource:               l.resource("KafkaCluster", l.self()),
		ClusterID:              l.id,
		ACLs:                   l.to("acls"),
		Brokers:                l.to("brokers"),
		BrokerConfigs:          l.to("broker-configs"),
		ConsumerGroups:         l.to("consumer-groups"),
		Topics:                 l.to("topics"),
		PartitionReassignments: l.to("topics/-/partitions/-/reassignment"),
	}
	if metadata.Controller >= 0 {
		controller := l.to("brokers", decimal(metadata.Controller))
		cluster.Controller = &controller
	}
	return cluster
}

// listClusters has one cluster to list: that of the brokers the proxy was
// given.
func (p *restProxy) listClusters(w http.ResponseWriter, r *http.Request) error {
	metadata, err := p.kafka.BrokerMetadata(r.Context())
	if err != nil {
		return err
	}
	return writeList(w, "KafkaClusterList", p.clustersURL(r),
		[]restProxyCluster{newRESTProxyCluster(p.linksOf(r, metadata.Cluster), metadata)})
}

func (p *restProxy) getCluster(w http.ResponseWriter, r *http.Request) error {
	metadata, err := p.kafka.BrokerMetadata(r.Context())
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyCluster(p.links(r), metadata))
}
