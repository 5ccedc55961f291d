package kafkaresttest

import (
	"net/http"
	"slices"
	"time"
)

func brokerOwner(broker int32) configOwner {
	id := decimal(broker)
	return configOwner{
		kind: "KafkaBrokerConfig", segments: []string{"brokers", id}, names: []string{"broker", id}, configs: "configs", config: "config",
		mark: func(c *restProxyConfig) { c.BrokerID = &broker },
	}
}

// brokerConfigs returns the configs of the broker that the request's path
// names. For one that is unknown the proxy waits until it gives up.
func (p *restProxy) brokerConfigs(r *http.Request) ([]configEntry, error) {
	id := pathNumber(r, "broker_id")
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return nil, err
	}
	if !slices.Contains(brokers.NodeIDs(), id) {
		select {
		case <-time.After(p.options.MaxBlock):
		case <-r.Context().Done():
		}
		return nil, timedOut
	}
	return p.kafka.describeBrokerConfigs(r.Context(), id)
}

func (p *restProxy) listBrokerConfigs(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	return brokerOwner(pathNumber(r, "broker_id")).writeConfigs(w, p.links(r), entries)
}

func (p *restProxy) listAllBrokerConfigs(w http.ResponseWriter, r *http.Request) error {
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyConfig
	for _, id := range brokers.NodeIDs() {
		entries, err := p.kafka.describeBrokerConfigs(r.Context(), id)
		if err != nil {
			return err
		}
		list = append(list, brokerOwner(id).resources(l, entries)...)
	}
	return writeList(w, "KafkaBrokerConfigList", l.self("brokers/-/configs"), list)
}

func (p *restProxy) getBrokerConfig(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	return brokerOwner(pathNumber(r, "broker_id")).writeConfig(w, r, p.links(r), entries)
}

// alterBrokerConfigs makes the change with validate_only too, as
// alterClusterConfigs does.
func (p *restProxy) alterBrokerConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterConfigs) error {
	return p.changeBrokerConfigs(w, r, request.Data)
}

func (p *restProxy) updateBrokerConfig(w http.ResponseWriter, r *http.Request, request restProxyUpdateConfig) error {
	return p.changeBrokerConfigs(w, r, configSet(r, request))
}

func (p *restProxy) deleteBrokerConfig(w http.ResponseWriter, r *http.Request) error {
	return p.changeBrokerConfigs(w, r, configReset(r))
}

func (p *restProxy) changeBrokerConfigs(w http.ResponseWriter, r *http.Request, alterations []configAlteration) error {
	known, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	id := pathNumber(r, "broker_id")
	if err := p.allKnown(r, known, alterations, "BROKER "+decimal(id)); err != nil {
		return err
	}
	return p.alterBrokers(w, r, alterations, id)
}

// alterBrokers changes configs of one broker, without any those of the cluster.
func (p *restProxy) alterBrokers(w http.ResponseWriter, r *http.Request, alterations []configAlteration, brokers ...int32) error {
	changes, err := p.kafka.parseAlterations(alterations, parseBrokerConfig)
	if err != nil {
		return err
	}
	if len(changes) > 0 {
		altered, err := p.kafka.AlterBrokerConfigs(r.Context(), changes, brokers...)
		if err != nil {
			return err
		}
		if err := firstAlterError(altered); err != nil {
			return err
		}
	}
	return writeNothing(w)
}
