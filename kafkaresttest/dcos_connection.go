package kafkaresttest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

type dcosConnection struct {
	Address   []string `json:"address"`
	DNS       []string `json:"dns"`
	VIP       string   `json:"vip,omitzero"`
	Zookeeper string   `json:"zookeeper"`
}

type dcosEndpoint struct {
	Address []string `json:"address"`
	DNS     []string `json:"dns"`
	VIPs    []string `json:"vips,omitzero"`
	VIP     string   `json:"vip,omitzero"`
}

func (s *dcosScheduler) vip() string {
	return "broker." + s.flatName() + ".l4lb.thisdcos.directory:9092"
}

// zookeeper is where the brokers keep their state.
func (s *dcosScheduler) zookeeper() string {
	return "master.mesos:2181/dcos-service-" + strings.ReplaceAll(s.options.Service, "/", "__")
}

// hosts lists the addresses and the names of brokers that are wanted.
func (s *dcosScheduler) hosts(wanted func(*dcosBroker) bool) (addresses, names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	addresses, names = []string{}, []string{}
	for _, b := range s.brokers {
		if wanted(b) {
			addresses = append(addresses, b.address())
			names = append(names, fmt.Sprintf("%s:%d", s.taskDNS(b), b.port))
		}
	}
	return addresses, names
}

// getConnection lists the brokers that ZooKeeper has. The VIP came with package
// 1.1.8.
func (s *dcosScheduler) getConnection(w http.ResponseWriter, _ *http.Request) error {
	connection := dcosConnection{Zookeeper: s.zookeeper()}
	connection.Address, connection.DNS = s.hosts((*dcosBroker).registered)
	if !s.release.before(8) {
		connection.VIP = s.vip()
	}
	return s.writeJSON(w, http.StatusOK, connection)
}

func (s *dcosScheduler) getConnectionAddress(w http.ResponseWriter, _ *http.Request) error {
	addresses, _ := s.hosts((*dcosBroker).registered)
	return s.writeJSON(w, http.StatusOK, map[string][]string{"address": addresses})
}

func (s *dcosScheduler) getConnectionDNS(w http.ResponseWriter, _ *http.Request) error {
	_, names := s.hosts((*dcosBroker).registered)
	return s.writeJSON(w, http.StatusOK, map[string][]string{"dns": names})
}

// Names of endpoints.
const (
	brokerEndpoint    = "broker"
	zookeeperEndpoint = "zookeeper"
)

func (s *dcosScheduler) listEndpoints(w http.ResponseWriter, _ *http.Request) error {
	names := []string{zookeeperEndpoint, brokerEndpoint}
	if s.release.sdk(20, 0) {
		slices.Sort(names)
	}
	return s.writeJSON(w, http.StatusOK, names)
}

// getEndpoint lists the brokers whether they run or not. The array of VIPs was
// there from SDK 0.16 to 0.19.
func (s *dcosScheduler) getEndpoint(w http.ResponseWriter, r *http.Request) error {
	switch r.PathValue("endpoint") {
	case zookeeperEndpoint:
		return writePlainText(w, http.StatusOK, s.zookeeper())
	case brokerEndpoint:
	default:
		return dcosFailure(http.StatusNotFound)
	}
	endpoint := dcosEndpoint{VIP: s.vip()}
	endpoint.Address, endpoint.DNS = s.hosts(func(*dcosBroker) bool { return true })
	if s.release.sdk(16, 0) && !s.release.sdk(20, 0) {
		endpoint.VIPs = []string{endpoint.VIP}
	}
	return s.writeJSON(w, http.StatusOK, endpoint)
}
