package kafkaresttest

import (
	"net/http"
)

func clusterOwner() configOwner {
	return configOwner{
		kind: "KafkaClusterConfig", configs: "broker-configs", config: "broker-config",
		mark: func(c *restProxyConfig) { c.ConfigType = "BROKER" },
	}
}

func (p *restProxy) listClusterConfigs(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	return clusterOwner().writeConfigs(w, p.links(r), entries)
}

func (p *restProxy) getClusterConfig(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	return clusterOwner().writeConfig(w, r, p.links(r), entries)
}

func (p *restProxy) alterClusterConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterConfigs) error {
	return p.alterBrokers(w, r, request.Data)
}

func (p *restProxy) updateClusterConfig(w http.ResponseWriter, r *http.Request, request restProxyUpdateConfig) error {
	return p.alterBrokers(w, r, configSet(r, request))
}

func (p *restProxy) deleteClusterConfig(w http.ResponseWriter, r *http.Request) error {
	known, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	alterations := configReset(r)
	if err := p.allKnown(r, known, alterations, "BROKER "); err != nil {
		return err
	}
	return p.alterBrokers(w, r, alterations)
}
