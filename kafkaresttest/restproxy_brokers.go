package kafkaresttest

import (
	"net/http"

	"github.com/twmb/franz-go/pkg/kadm"
)

type restProxyBroker struct {
	resource          `json:",inline"`
	ClusterID         string  `json:"cluster_id"`
	BrokerID          int32   `json:"broker_id"`
	Host              string  `json:"host"`
	Port              int32   `json:"port"`
	Rack              *string `json:"rack"`
	Configs           related `json:"configs"`
	PartitionReplicas related `json:"partition_replicas"`
}

func newRESTProxyBroker(l clusterLinks, broker kadm.BrokerDetail) restProxyBroker {
	id := decimal(broker.NodeID)
	return restProxyBroker{
		resource:          l.resource("KafkaBroker", l.self("brokers", id), "broker", id),
		ClusterID:         l.id,
		BrokerID:          broker.NodeID,
		Host:              broker.Host,
		Port:              broker.Port,
		Rack:              broker.Rack,
		Configs:           l.to("brokers", id, "configs"),
		PartitionReplicas: l.to("brokers", id, "partition-replicas"),
	}
}

func (p *restProxy) listBrokers(w http.ResponseWriter, r *http.Request) error {
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyBroker
	for _, broker := range brokers {
		list = append(list, newRESTProxyBroker(l, broker))
	}
	return writeList(w, "KafkaBrokerList", l.self("brokers"), list)
}

func (p *restProxy) getBroker(w http.ResponseWriter, r *http.Request) error {
	broker, err := p.findBroker(r)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyBroker(p.links(r), broker))
}

// findBroker returns the broker that the request's path names.
func (p *restProxy) findBroker(r *http.Request) (kadm.BrokerDetail, error) {
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return kadm.BrokerDetail{}, err
	}
	id := pathNumber(r, "broker_id")
	for _, broker := range brokers {
		if broker.NodeID == id {
			return broker, nil
		}
	}
	return kadm.BrokerDetail{}, restProxyStatus(http.StatusNotFound)
}
