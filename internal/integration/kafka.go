package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	kafka4Version = "4.3.1"
	kafka3Version = "3.9.2"
)

// kafka4 has the broker, and workers of Connect. The slf4j of a release has no
// binding of its own, and would not log.
var kafka4 = release{
	version: kafka4Version,
	artifacts: []string{
		"org.apache.kafka:kafka_2.13:" + kafka4Version,
		"org.apache.kafka:connect-runtime:" + kafka4Version,
		"org.apache.kafka:connect-file:" + kafka4Version,
		"org.apache.kafka:connect-json:" + kafka4Version,
		"org.apache.kafka:connect-mirror:" + kafka4Version,
		"org.apache.kafka:connect-transforms:" + kafka4Version,
		"org.apache.kafka:connect-basic-auth-extension:" + kafka4Version,
		"org.apache.logging.log4j:log4j-slf4j-impl:2.25.4",
	},
}

// kafka3 has workers of Connect of the last release before Kafka 4. There is no
// basic auth extension of its version; the one before fits.
var kafka3 = release{
	version: kafka3Version,
	artifacts: []string{
		"org.apache.kafka:connect-runtime:" + kafka3Version,
		"org.apache.kafka:connect-file:" + kafka3Version,
		"org.apache.kafka:connect-json:" + kafka3Version,
		"org.apache.kafka:connect-mirror:" + kafka3Version,
		"org.apache.kafka:connect-transforms:" + kafka3Version,
		"org.apache.kafka:connect-basic-auth-extension:3.9.1",
		"org.slf4j:slf4j-reload4j:1.7.36",
	},
	log4j1: true,
}

const (
	brokerTimeout = time.Minute            // from the start to the first answer
	brokerPoll    = 100 * time.Millisecond // between two questions whether it answers
	portAttempts  = 3                      // of a server, each with ports of its own
)

// javaOptions make a small process that starts fast.
var javaOptions = []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}

const brokerMemory = "-Xmx384m"

// command is a Java program of the release, with options of its own.
func (i *installation) command(options []string, class string, args ...string) *exec.Cmd {
	return exec.Command(i.java, slices.Concat(javaOptions, i.logging, options, []string{"-cp", i.classPath, class}, args)...)
}

var errPortTaken = errors.New("another program has taken the port")

// broker is one that runs, its own controller.
type broker struct {
	address string
	cluster string // its identifier
}

func startBroker(ctx context.Context, s *session, kafka *installation) (broker, error) {
	for attempt := 1; ; attempt++ {
		b, err := tryBroker(ctx, s, kafka, fmt.Sprintf("kafka-%d", attempt))
		if !errors.Is(err, errPortTaken) || attempt == portAttempts {
			return b, err
		}
	}
}

func tryBroker(ctx context.Context, s *session, kafka *installation, name string) (broker, error) {
	addresses, err := freeAddresses(2)
	if err != nil {
		return broker{}, err
	}
	address, controller := addresses[0], addresses[1]
	properties := filepath.Join(s.dir, name+".properties")
	if err := os.WriteFile(properties, []byte(brokerProperties(address, controller, filepath.Join(s.dir, name))), 0o600); err != nil {
		return broker{}, err
	}
	b := broker{address: address, cluster: newClusterID()}
	format := kafka.command([]string{brokerMemory}, "kafka.tools.StorageTool", "format", "--cluster-id", b.cluster, "--config", properties)
	if err := s.run(ctx, name+"-format", format); err != nil {
		return broker{}, err
	}
	p, err := s.start(name, kafka.command([]string{brokerMemory}, "kafka.Kafka", properties))
	if err != nil {
		return broker{}, err
	}
	return b, b.await(ctx, p)
}

// newClusterID returns a UUID in Kafka's form. It is the run's own, so that no
// other Kafka on the port is taken for the broker.
func newClusterID() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	id[0] &= 0x7f           // no dash in front, which would make it an option
	return base64.RawURLEncoding.EncodeToString(id[:])
}

// Systems give these ports only to who asks for one by its number, so that
// hardly anybody takes one between its choice and its use, or while a server is
// started again.
const (
	lowestPort   = 20000
	portsInRange = 10000
	portChoices  = 100 // for one address
)

// freeAddresses returns n addresses that were free a moment ago.
func freeAddresses(n int) ([]string, error) {
	addresses := make([]string, n)
	for i := range addresses {
		listener, err := listenAnywhere()
		if err != nil {
			return nil, err
		}
		defer listener.Close() // at the end, so that all differ
		addresses[i] = listener.Addr().String()
	}
	return addresses, nil
}

func listenAnywhere() (net.Listener, error) {
	for choice := 1; ; choice++ {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", lowestPort+mathrand.N(portsInRange)))
		if err == nil || choice == portChoices {
			return listener, err
		}
	}
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
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
`, address, controller, filepath.ToSlash(dir))
}

// await returns when the broker takes part in the cluster.
func (b broker) await(ctx context.Context, p *process) error {
	ctx, cancel := context.WithTimeoutCause(ctx, brokerTimeout, fmt.Errorf("%s does not answer after %v", p.name, brokerTimeout))
	defer cancel()
	client, err := kgo.NewClient(kgo.SeedBrokers(b.address))
	if err != nil {
		return err
	}
	defer client.Close()
	poll := time.NewTicker(brokerPoll)
	defer poll.Stop()
	for {
		if metadata, err := kadm.NewClient(client).BrokerMetadata(ctx); err == nil && metadata.Cluster == b.cluster && len(metadata.Brokers) > 0 {
			return nil
		}
		select {
		case <-poll.C:
		case <-p.ended:
			return whyEnded(p)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// whyEnded is the failure of a server that should have answered.
func whyEnded(p *process) error {
	log, err := os.ReadFile(p.log)
	if err == nil && bytes.Contains(log, []byte("BindException")) {
		return errPortTaken
	}
	return errors.Join(fmt.Errorf("%s has ended before it answered", p.name), p.err)
}

// kafkaVariables tell tests where Kafka itself is.
func kafkaVariables(address string) []string {
	return []string{"KAFKAREST_TEST_KAFKA_BROKERS=" + address}
}
