// Integration runs the contract tests against servers in processes of their own:
// the emulator on a real Apache Kafka, fetched with Maven, the emulator on its
// embedded one, and workers of two versions of Kafka Connect. It is run in the
// module's folder, after make build.
//
// With -servers it starts the same servers, prints how tests reach them, and
// keeps them until it is interrupted.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// deadline bounds a whole run of the tests.
const deadline = 12 * time.Minute

func main() {
	servers := flag.Bool("servers", false, "only start the servers and print their addresses, until interrupted")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	work := runTests
	if *servers {
		work = keepServers
	} else {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, deadline, fmt.Errorf("not done after %v", deadline))
		defer cancel()
	}
	os.Exit(run(ctx, work))
}

// run does the work in a session of its own and returns the exit status. What the
// session started is stopped in any case; its folder is kept when the work failed
// and there is something to look at.
func run(ctx context.Context, work func(context.Context, *session) error) int {
	s, err := newSession()
	if err != nil {
		say("%v", err)
		return 1
	}
	err = work(ctx, s)
	s.stop()
	interrupted := errors.Is(ctx.Err(), context.Canceled)
	if err != nil && !interrupted {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		for line := range strings.Lines(err.Error()) {
			say("%s", strings.TrimSpace(line))
		}
		s.showLogs()
		return 1
	}
	if err := os.RemoveAll(s.dir); err != nil {
		say("%v", err)
	}
	if err != nil {
		say("interrupted")
		return 130
	}
	return 0
}

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "integration: "+format+"\n", args...)
}

// servers are what the tests run against.
type servers struct {
	kafka    broker          // the real Kafka
	connect  *connectServers // on that Kafka
	onKafka  emulator        // on that Kafka
	embedded emulator        // on its own
}

func startServers(ctx context.Context, s *session) (*servers, error) {
	if _, err := os.Stat(emulatorProgram); err != nil {
		return nil, fmt.Errorf("%s is missing: run make build, in the module's folder", emulatorProgram)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	cache = filepath.Join(cache, "kafkarest-go")
	installed4, err := install(ctx, s, cache, kafka4)
	if err != nil {
		return nil, err
	}
	installed3, err := install(ctx, s, cache, kafka3)
	if err != nil {
		return nil, err
	}
	var all servers
	if all.kafka, err = startBroker(ctx, s, installed4); err != nil {
		return nil, err
	}
	s.buildOn()
	if all.connect, err = startConnect(ctx, s, all.kafka, installed4, installed3); err != nil {
		return nil, err
	}
	if all.onKafka, err = startEmulator(ctx, s, "emulator-on-kafka", "-seed-brokers", all.kafka.address, "-dcos-latency", "200ms"); err != nil {
		return nil, err
	}
	if all.embedded, err = startEmulator(ctx, s, "emulator", "-dcos-latency", "200ms"); err != nil {
		return nil, err
	}
	return &all, nil
}

func keepServers(ctx context.Context, s *session) error {
	all, err := startServers(ctx, s)
	if err != nil {
		return err
	}
	show("Apache Kafka "+kafka4.version, kafkaVariables(all.kafka.address))
	show("the emulator on it", all.onKafka.variables())
	show("the emulator on its embedded Kafka", all.embedded.variables())
	for _, cluster := range all.connect.clusters {
		show("Kafka Connect "+cluster.version, all.connect.variables(cluster))
	}
	show("Kafka Connect with basic authentication, and with mutual TLS", all.connect.securedVariables())
	s.wait(ctx)
	return s.checkServers()
}

func show(what string, variables []string) {
	fmt.Printf("# %s\n", what)
	for _, variable := range variables {
		fmt.Println(variable)
	}
}

func runTests(ctx context.Context, s *session) error {
	all, err := startServers(ctx, s)
	if err != nil {
		return err
	}
	suites := []suite{
		{"rules of the emulator, against Apache Kafka " + kafka4.version, "RealKafka", "./kafkaresttest", kafkaVariables(all.kafka.address)},
		{"adminrest contract, emulator on Apache Kafka " + kafka4.version, "^TestContract$", "./adminrest", all.onKafka.variables()},
		{"adminrest contract, emulator on its embedded Kafka", "^TestContract$", "./adminrest", all.embedded.variables()},
		{"restproxy contract, emulator on Apache Kafka " + kafka4.version, "^TestContract$", "./restproxy", all.onKafka.variables()},
		{"restproxy contract, emulator on its embedded Kafka", "^TestContract$", "./restproxy", all.embedded.variables()},
		{"restproxy producer, 200 cut connections", "^TestProducerIsExact$", "./restproxy", []string{"KAFKAREST_TEST_LONG=1"}},
		{"restproxyv2 contract, emulator on Apache Kafka " + kafka4.version, "^TestContract$", "./restproxy/restproxyv2", all.onKafka.variables()},
		{"restproxyv2 contract, emulator on its embedded Kafka", "^TestContract$", "./restproxy/restproxyv2", all.embedded.variables()},
		{"restproxyv2 consumers, one of two killed within 100,000 records, and 200 cut answers", "^Test(KilledConsumer|ConsumerSurvivesCuts)$", "./restproxy/restproxyv2",
			[]string{"KAFKAREST_TEST_LONG=1"}},
		{"dcoskafka contract, emulator on Apache Kafka " + kafka4.version, "^TestContract$", "./dcoskafka", all.onKafka.variables()},
		{"dcoskafka contract, emulator on its embedded Kafka", "^TestContract$", "./dcoskafka", all.embedded.variables()},
		{"connect, secured workers of Kafka " + kafka4.version, "^TestReal(BasicAuth|ClientCertificate)$", "./connect", all.connect.securedVariables()},
	}
	for _, cluster := range all.connect.clusters {
		control, closeControl, err := serveControl(s, cluster)
		if err != nil {
			return err
		}
		defer closeControl()
		variables := all.connect.variables(cluster)
		suites = append(suites,
			suite{"connect contract, workers of Kafka " + cluster.version, "^TestContract$", "./connect", variables},
			suite{"connect, workers of Kafka " + cluster.version, "^TestReal(Names|KilledWorker)$", "./connect",
				append(variables, "KAFKAREST_TEST_CONNECT_CONTROL="+control)},
		)
	}
	passed := true
	var summaries []string
	for _, suite := range suites {
		result, err := suite.run(ctx, s)
		if err != nil {
			return err
		}
		passed = passed && result.passed()
		summaries = append(summaries, fmt.Sprintf("%s: %v", suite.name, result))
	}
	for _, summary := range summaries {
		say("%s", summary)
	}
	if !passed {
		return errors.Join(errors.New("tests failed"), s.checkServers())
	}
	return nil
}
