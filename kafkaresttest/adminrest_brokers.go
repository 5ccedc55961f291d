package kafkaresttest

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

type brokerSummary struct {
	ID   int32   `json:"id"`
	Host string  `json:"host"`
	Port int32   `json:"port"`
	Rack *string `json:"rack,omitzero"`
}

type brokerDetail struct {
	brokerSummary `json:",inline"`
	Configs       []brokerConfig `json:"configs"`
}

type brokerConfig struct {
	Name        string  `json:"name"`
	Value       *string `json:"value"` // null when sensitive
	IsSensitive bool    `json:"is_sensitive"`
}

type adminRESTCluster struct {
	ID         string          `json:"id"`
	Controller *brokerSummary  `json:"controller,omitzero"` // absent while Kafka has none
	Brokers    []brokerSummary `json:"brokers"`
}

func newBrokerSummary(b kadm.BrokerDetail) brokerSummary {
	return brokerSummary{ID: b.NodeID, Host: b.Host, Port: b.Port, Rack: b.Rack}
}

func (a *adminREST) describeCluster(ctx context.Context) (adminRESTCluster, error) {
	metadata, err := a.kafka.BrokerMetadata(ctx)
	if err != nil {
		return adminRESTCluster{}, err
	}
	c := adminRESTCluster{ID: metadata.Cluster}
	for _, broker := range metadata.Brokers {
		summary := newBrokerSummary(broker)
		c.Brokers = append(c.Brokers, summary)
		if broker.NodeID == metadata.Controller {
			c.Controller = &summary
		}
	}
	return c, nil
}

func (a *adminREST) getCluster(w http.ResponseWriter, r *http.Request) error {
	c, err := a.describeCluster(r.Context())
	if err != nil {
		return err
	}
	return a.answer(w, c)
}

func (a *adminREST) listBrokers(w http.ResponseWriter, r *http.Request) error {
	c, err := a.describeCluster(r.Context())
	if err != nil {
		return err
	}
	return a.answer(w, c.Brokers)
}

// getBroker has the configs too: the documented result is the same as that of
// getBrokerConfig.
func (a *adminREST) getBroker(w http.ResponseWriter, r *http.Request) error {
	return a.answerBroker(w, r, func(string) bool { return true })
}

func (a *adminREST) getBrokerConfig(w http.ResponseWriter, r *http.Request) error {
	passes, err := nameFilter(r, "config_filter")
	if err != nil {
		return err
	}
	if verbose := r.URL.Query().Get("verbose"); !slices.Contains([]string{"", "true", "false"}, verbose) {
		return adminRESTInvalid(kerr.InvalidRequest, "verbose must be true or false.")
	}
	return a.answerBroker(w, r, passes)
}

func (a *adminREST) answerBroker(w http.ResponseWriter, r *http.Request, passes func(config string) bool) error {
	summary, err := a.findBroker(r)
	if err != nil {
		return err
	}
	described, err := a.kafka.DescribeBrokerConfigs(r.Context(), summary.ID)
	if err != nil {
		return err
	}
	configs, err := described.On(strconv.Itoa(int(summary.ID)), nil)
	if err != nil {
		return err
	}
	if configs.Err != nil {
		return configs.Err
	}
	return a.answer(w, brokerDetail{summary, newBrokerConfigs(configs.Configs, passes)})
}

// findBroker returns the broker that the request's path names. What is not a
// number is the ID of no broker.
func (a *adminREST) findBroker(r *http.Request) (brokerSummary, error) {
	c, err := a.describeCluster(r.Context())
	if err != nil {
		return brokerSummary{}, err
	}
	id := r.PathValue("broker_id")
	for _, broker := range c.Brokers {
		if strconv.Itoa(int(broker.ID)) == id {
			return broker, nil
		}
	}
	return brokerSummary{}, adminRESTNotFound(kerr.ResourceNotFound, "Broker %q does not exist.", id)
}

// newBrokerConfigs returns the configs whose names pass, by name.
func newBrokerConfigs(configs []kadm.Config, passes func(config string) bool) []brokerConfig {
	var list []brokerConfig
	for _, config := range configs {
		if !passes(config.Key) {
			continue
		}
		item := brokerConfig{Name: config.Key, Value: config.Value, IsSensitive: config.Sensitive}
		if config.Sensitive {
			item.Value = nil
		}
		list = append(list, item)
	}
	slices.SortFunc(list, func(x, y brokerConfig) int { return strings.Compare(x.Name, y.Name) })
	return list
}
