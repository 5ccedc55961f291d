package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
)

const (
	workersPerCluster = 2
	workerTimeout     = 90 * time.Second // from the start to healthy; six begin at once
)

// workerOptions suffice for the connectors of the tests.
var workerOptions = []string{"-Xmx128m"}

// worker is a distributed worker of Kafka Connect.
type worker struct {
	name     string
	kafka    *installation
	broker   broker
	cluster  string           // of Connect: the group that the worker is in
	settings string           // of its own
	options  []string         // of Java
	access   kafkarest.Config // how it is reached, but for the URL
	scheme   string
	address  string
	process  *process
}

// connectCluster is workers of one version that work together.
type connectCluster struct {
	version string
	workers []*worker
}

// connectServers are all that there is of Kafka Connect.
type connectServers struct {
	dir       string // for files that both workers and tests use
	clusters  []connectCluster
	basicAuth *worker
	mutualTLS *worker
	password  string // of the user of basicAuth
	keys      keys   // of mutualTLS and its clients
}

const basicAuthUser = "tester"

func startConnect(ctx context.Context, s *session, b broker, kafka4, kafka3 *installation) (*connectServers, error) {
	all := &connectServers{dir: filepath.Join(s.dir, "connect-files"), password: rand.Text()}
	if err := os.Mkdir(all.dir, 0o755); err != nil {
		return nil, err
	}
	for _, kafka := range []*installation{kafka4, kafka3} {
		cluster := connectCluster{version: kafka.version}
		for i := range workersPerCluster {
			name := fmt.Sprintf("connect-%s-%d", kafka.version, i)
			cluster.workers = append(cluster.workers, &worker{name: name, kafka: kafka, broker: b, cluster: "connect-" + kafka.version, scheme: "http"})
		}
		all.clusters = append(all.clusters, cluster)
	}
	workers := all.workers()
	if err := launchWorkers(s, workers); err != nil {
		return nil, err
	}
	// While those start.
	var err error
	if all.basicAuth, err = newBasicAuthWorker(s.dir, b, kafka4, all.password); err != nil {
		return nil, err
	}
	if all.keys, err = makeKeys(ctx, s); err != nil {
		return nil, err
	}
	all.mutualTLS = newMutualTLSWorker(b, kafka4, all.keys)
	secured := []*worker{all.basicAuth, all.mutualTLS}
	if err := launchWorkers(s, secured); err != nil {
		return nil, err
	}
	for _, w := range append(workers, secured...) {
		if err := w.await(ctx, s); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// workers are those of the clusters.
func (c *connectServers) workers() []*worker {
	var workers []*worker
	for _, cluster := range c.clusters {
		workers = append(workers, cluster.workers...)
	}
	return workers
}

func newBasicAuthWorker(dir string, b broker, kafka *installation, password string) (*worker, error) {
	credentials, login := filepath.Join(dir, "credentials.properties"), filepath.Join(dir, "login.config")
	if err := os.WriteFile(credentials, []byte(basicAuthUser+"="+password+"\n"), 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(login, fmt.Appendf(nil, `KafkaConnect {
  org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required file="%s";
};
`, filepath.ToSlash(credentials)), 0o600); err != nil {
		return nil, err
	}
	const name = "connect-basic-auth"
	return &worker{
		name: name, kafka: kafka, broker: b, cluster: name, scheme: "http",
		settings: "rest.extension.classes=org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension\n",
		options:  []string{"-Djava.security.auth.login.config=" + login},
		access:   kafkarest.Config{Authenticator: auth.Basic(basicAuthUser, password)},
	}, nil
}

func newMutualTLSWorker(b broker, kafka *installation, k keys) *worker {
	const name = "connect-mutual-tls"
	return &worker{
		name: name, kafka: kafka, broker: b, cluster: name, scheme: "https",
		settings: fmt.Sprintf(`listeners.https.ssl.client.auth=required
listeners.https.ssl.keystore.type=PKCS12
listeners.https.ssl.keystore.location=%[1]s
listeners.https.ssl.keystore.password=%[3]s
listeners.https.ssl.key.password=%[3]s
listeners.https.ssl.truststore.type=PKCS12
listeners.https.ssl.truststore.location=%[2]s
listeners.https.ssl.truststore.password=%[3]s
`, filepath.ToSlash(k.keyStore), filepath.ToSlash(k.trustStore), k.password),
		access: kafkarest.Config{TLS: kafkarest.TLS{CAFile: k.authority, CertFile: k.client, KeyFile: k.clientKey}},
	}
}

// launchWorkers starts workers, each at an address of its own.
func launchWorkers(s *session, workers []*worker) error {
	addresses, err := freeAddresses(len(workers))
	if err != nil {
		return err
	}
	for i, w := range workers {
		w.address = addresses[i]
		if err := w.configure(s.dir); err != nil {
			return err
		}
		if w.process, err = s.start(w.name, w.command(s.dir)); err != nil {
			return err
		}
	}
	return nil
}

// relaunch starts a worker that has ended again, where and as it was before.
func (w *worker) relaunch(s *session) error {
	p, err := s.restart(w.process, w.command(s.dir))
	if err == nil {
		w.process = p
	}
	return err
}

func (w *worker) propertiesFile(dir string) string { return filepath.Join(dir, w.name+".properties") }

func (w *worker) configure(dir string) error {
	return os.WriteFile(w.propertiesFile(dir), []byte(w.properties()), 0o600)
}

func (w *worker) command(dir string) *exec.Cmd {
	return w.kafka.command(slices.Concat(workerOptions, w.options), "org.apache.kafka.connect.cli.ConnectDistributed", w.propertiesFile(dir))
}

// properties of a worker that starts fast, answers as soon as its group can,
// and is missed soon: the broker allows no shorter session.
func (w *worker) properties() string {
	return fmt.Sprintf(`bootstrap.servers=%[1]s
listeners=%[2]s
rest.advertised.host.name=127.0.0.1
group.id=%[3]s
config.storage.topic=%[3]s-config
offset.storage.topic=%[3]s-offset
status.storage.topic=%[3]s-status
config.storage.replication.factor=1
offset.storage.replication.factor=1
status.storage.replication.factor=1
offset.storage.partitions=1
status.storage.partitions=1
key.converter=org.apache.kafka.connect.storage.StringConverter
value.converter=org.apache.kafka.connect.storage.StringConverter
plugin.discovery=service_load
heartbeat.interval.ms=200
session.timeout.ms=6000
scheduled.rebalance.max.delay.ms=1000
offset.flush.interval.ms=1000
%[4]s`, w.broker.address, w.url(), w.cluster, w.settings)
}

func (w *worker) url() string { return w.scheme + "://" + w.address }

// await returns when the worker is healthy. One whose port was taken meanwhile
// gets another one.
func (w *worker) await(ctx context.Context, s *session) error {
	for attempt := 1; ; attempt++ {
		err := w.awaitHealthy(ctx)
		if !errors.Is(err, errPortTaken) || attempt == portAttempts {
			return err
		}
		addresses, err := freeAddresses(1)
		if err != nil {
			return err
		}
		w.process.stop()
		w.address = addresses[0]
		if err := errors.Join(w.configure(s.dir), w.relaunch(s)); err != nil {
			return err
		}
	}
}

func (w *worker) awaitHealthy(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, workerTimeout, fmt.Errorf("%s is not healthy after %v", w.name, workerTimeout))
	defer cancel()
	waiting, ended := context.WithCancel(ctx)
	defer ended()
	go func(p *process) {
		select {
		case <-p.ended:
			ended()
		case <-waiting.Done():
		}
	}(w.process)
	cluster, err := w.askCluster(waiting)
	switch {
	case !w.process.isRunning():
		return whyEnded(w.process)
	case err != nil:
		return fmt.Errorf("%s: %w", w.name, err)
	case cluster != w.broker.cluster:
		return errPortTaken
	}
	return nil
}

// askCluster waits until whoever answers at the worker's address is healthy,
// and returns the Kafka cluster that it is on.
func (w *worker) askCluster(ctx context.Context) (string, error) {
	cfg := w.access
	cfg.URL = w.url()
	client, err := connect.New(cfg)
	if err != nil {
		return "", err
	}
	defer client.CloseIdleConnections()
	if err := client.WaitReady(ctx); err != nil {
		return "", err
	}
	info, err := client.GetServerInfo(ctx)
	if err != nil {
		return "", err
	}
	return info.KafkaClusterID, nil
}

var leaderURL = regexp.MustCompile(`leaderUrl='([^']*)'`)

// leader is the number of the worker that leads the cluster, by what the last
// rebalance was logged to have come to. REST does not tell.
func (c connectCluster) leader() (int, error) {
	for _, w := range c.workers {
		if !w.process.isRunning() {
			continue
		}
		log, err := os.ReadFile(w.process.log)
		if err != nil {
			return 0, err
		}
		found := leaderURL.FindAllSubmatch(log, -1)
		if len(found) == 0 {
			return 0, fmt.Errorf("%s has logged no leader", w.name)
		}
		url := string(bytes.TrimSuffix(found[len(found)-1][1], []byte("/")))
		for i, candidate := range c.workers {
			if candidate.url() == url {
				return i, nil
			}
		}
		return 0, fmt.Errorf("%s has logged a leader that is none of the workers: %s", w.name, url)
	}
	return 0, errors.New("no worker runs")
}

// variables tell the tests where the workers of a cluster are.
func (c *connectServers) variables(cluster connectCluster) []string {
	var others []string
	for _, w := range cluster.workers[1:] {
		others = append(others, w.url())
	}
	first := cluster.workers[0]
	return append([]string{
		"KAFKAREST_TEST_CONNECT_URL=" + first.url(),
		"KAFKAREST_TEST_CONNECT_FAILOVER=" + strings.Join(others, ","),
		"KAFKAREST_TEST_CONNECT_DIR=" + c.dir,
	}, kafkaVariables(first.broker.address)...)
}

// securedVariables tell the tests how they get in where not everybody does.
func (c *connectServers) securedVariables() []string {
	return []string{
		"KAFKAREST_TEST_CONNECT_BASIC_URL=" + c.basicAuth.url(),
		"KAFKAREST_TEST_CONNECT_BASIC_USER=" + basicAuthUser,
		"KAFKAREST_TEST_CONNECT_BASIC_PASSWORD=" + c.password,
		"KAFKAREST_TEST_CONNECT_TLS_URL=" + c.mutualTLS.url(),
		"KAFKAREST_TEST_CONNECT_TLS_CA=" + c.keys.authority,
		"KAFKAREST_TEST_CONNECT_TLS_CERT=" + c.keys.client,
		"KAFKAREST_TEST_CONNECT_TLS_KEY=" + c.keys.clientKey,
	}
}
