package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

const kafka4Version = "4.3.1"

// kafka4 is a broker. Its slf4j has no binding of its own, and would not log.
var kafka4 = release{kafka4Version, []string{
	"org.apache.kafka:kafka_2.13:" + kafka4Version,
	"org.apache.logging.log4j:log4j-slf4j-impl:2.25.4",
}}

const (
	brokerTimeout  = time.Minute            // from the start to the first answer
	brokerPoll     = 100 * time.Millisecond // between two questions whether it answers
	brokerAttempts = 3                      // each with ports of its own
)

// javaOptions make a small process that starts fast.
var javaOptions = []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=INFO"}

// command is a Java program of the release, with its memory limit.
func (i *installation) command(memory, class string, args ...string) *exec.Cmd {
	options := append([]string{memory}, javaOptions...)
	return exec.Command(i.java, append(append(options, "-cp", i.classPath, class), args...)...)
}

var errPortTaken = errors.New("another program has taken the port")

// startBroker starts a broker, its own controller, and returns its address.
func startBroker(ctx context.Context, s *session, kafka *installation) (string, error) {
	for attempt := 1; ; attempt++ {
		address, err := tryBroker(ctx, s, kafka, fmt.Sprintf("kafka-%d", attempt))
		if !errors.Is(err, errPortTaken) || attempt == brokerAttempts {
			return address, err
		}
	}
}

func tryBroker(ctx context.Context, s *session, kafka *installation, name string) (string, error) {
	address, controller, err := freeAddresses()
	if err != nil {
		return "", err
	}
	properties := filepath.Join(s.dir, name+".properties")
	if err := os.WriteFile(properties, []byte(brokerProperties(address, controller, filepath.Join(s.dir, name))), 0o600); err != nil {
		return "", err
	}
	cluster := newClusterID()
	format := kafka.command("-Xmx384m", "kafka.tools.StorageTool", "format", "--cluster-id", cluster, "--config", properties)
	if err := s.run(ctx, name+"-format", format); err != nil {
		return "", err
	}
	broker, err := s.start(name, kafka.command("-Xmx384m", "kafka.Kafka", properties))
	if err != nil {
		return "", err
	}
	return address, awaitBroker(ctx, broker, address, cluster)
}

// newClusterID returns a UUID in Kafka's form. It is the run's own, so that no
// other Kafka on the port is taken for the broker.
func newClusterID() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	id[0] &= 0x7f           // no dash in front, which would make it an option
	return base64.RawURLEncoding.EncodeToString(id[:])
}

// freeAddresses returns two addresses that were free a moment ago.
func freeAddresses() (first, second string, err error) {
	a, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer a.Close()
	b, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer b.Close()
	return a.Addr().String(), b.Addr().String(), nil
}

func brokerProperties(address, controller, dir string) string {
	return fmt.Sprintf(`process.roles=broker,controller
node.id=1
controller.quorum.voters=1@%[2]s
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://%[1]s,CONTROLLER://%[2]s
advertised.listeners=PLAINTEXT://%[1]s
log.dirs=%[3]s
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
`, address, controller, filepath.ToSlash(dir))
}

// awaitBroker returns when the broker takes part in the cluster.
func awaitBroker(ctx context.Context, broker *process, address, cluster string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, brokerTimeout, fmt.Errorf("%s does not answer after %v", broker.name, brokerTimeout))
	defer cancel()
	client, err := kgo.NewClient(kgo.SeedBrokers(address))
	if err != nil {
		return err
	}
	defer client.Close()
	poll := time.NewTicker(brokerPoll)
	defer poll.Stop()
	for {
		if metadata, err := kadm.NewClient(client).BrokerMetadata(ctx); err == nil && metadata.Cluster == cluster && len(metadata.Brokers) > 0 {
			return nil
		}
		select {
		case <-poll.C:
		case <-broker.ended:
			return whyEnded(broker)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func whyEnded(broker *process) error {
	log, err := os.ReadFile(broker.log)
	if err == nil && bytes.Contains(log, []byte("BindException")) {
		return errPortTaken
	}
	return errors.Join(fmt.Errorf("%s has ended before it answered", broker.name), broker.err)
}

// kafkaVariables tell tests where Kafka itself is.
func kafkaVariables(brokers string) []string {
	return []string{"KAFKAREST_TEST_KAFKA_BROKERS=" + brokers}
}
