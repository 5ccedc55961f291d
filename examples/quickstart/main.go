// Quickstart tells one story over all APIs of this module on one embedded
// emulator: a topic is created (Event Streams), filled from a file (Kafka
// Connect), written to as a stream (REST Proxy v3), read (REST Proxy v2) while
// the lag shows it, and a broker is restarted (DC/OS).
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

const (
	topic    = "orders"
	group    = "billing"
	lines    = 100    // of the file that Connect reads
	streamed = 20_000 // records of the stream
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		return err
	}
	defer server.Close()
	dir, err := os.MkdirTemp("", "kafkarest-quickstart")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	s := story{server: server, dir: dir, out: out}
	for _, chapter := range []struct {
		title string
		tell  func(context.Context) error
	}{
		{"Event Streams creates a topic", s.createTopic},
		{"Kafka Connect fills it from a file", s.fillFromFile},
		{"REST Proxy v3 streams records into it", s.stream},
		{"REST Proxy v2 reads it, and v3 shows the lag", s.consume},
		{"DC/OS restarts a broker", s.restartBroker},
	} {
		fmt.Fprintln(out, chapter.title)
		if err := chapter.tell(ctx); err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(chapter.title), err)
		}
	}
	return nil
}

// story has what its chapters share.
type story struct {
	server *kafkaresttest.Server
	dir    string
	out    io.Writer
}

func (s *story) print(format string, values ...any) {
	fmt.Fprintf(s.out, "    "+format+"\n", values...)
}

func (s *story) createTopic(ctx context.Context) error {
	client, err := adminrest.New(kafkarest.Config{URL: s.server.AdminRESTURL()})
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	change, err := client.EnsureTopic(ctx, topic, &adminrest.CreateTopicOptions{Partitions: 3})
	if err != nil {
		return err
	}
	s.print("%s created: %t", topic, change.Created)
	return nil
}

func (s *story) fillFromFile(ctx context.Context) error {
	file := filepath.Join(s.dir, "orders.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat("an order from a file\n", lines)), 0o600); err != nil {
		return err
	}
	client, err := connect.New(kafkarest.Config{URL: s.server.ConnectURL()})
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	if _, err := client.PutConnector(ctx, "orders-file", connect.Config{
		"connector.class": "FileStreamSource",
		"topic":           topic,
		"file":            file,
		"value.converter": "org.apache.kafka.connect.storage.StringConverter",
	}); err != nil {
		return err
	}
	status, err := client.WaitForConnector(ctx, "orders-file", connect.StateRunning)
	if err != nil {
		return err
	}
	s.print("orders-file is %s with %d task, reading %d lines", status.Connector.State, len(status.Tasks), lines)
	return nil
}

func (s *story) stream(ctx context.Context) error {
	cluster, closeConnections, err := s.cluster(ctx)
	if err != nil {
		return err
	}
	defer closeConnections()
	producer, err := cluster.NewProducer(topic, nil)
	if err != nil {
		return err
	}
	bar := s.newBar()
	began := time.Now()
	var (
		mu      sync.Mutex
		failure error // of a record, the first
	)
	for i := range streamed {
		record := restproxy.Record{Key: restproxy.String(fmt.Sprint("customer-", i%100)), Value: restproxy.JSON(map[string]int{"order": i})}
		producer.Produce(ctx, record, func(outcome restproxy.ProduceOutcome) {
			_ = bar.Add(1)
			mu.Lock()
			defer mu.Unlock()
			if failure == nil {
				failure = outcome.Err
			}
		})
	}
	if err := producer.Close(ctx); err != nil {
		return err
	}
	_ = bar.Finish()
	s.print("%d records delivered in %v", producer.Stats().Delivered, time.Since(began).Round(time.Millisecond))
	mu.Lock()
	defer mu.Unlock()
	return failure
}

func (s *story) cluster(ctx context.Context) (cluster *restproxy.Cluster, closeConnections func(), err error) {
	client, err := restproxy.New(kafkarest.Config{URL: s.server.RESTProxyURL()})
	if err != nil {
		return nil, nil, err
	}
	cluster, err = client.DefaultCluster(ctx)
	return cluster, client.CloseIdleConnections, err
}

func (s *story) newBar() *progressbar.ProgressBar {
	file, ok := s.out.(*os.File)
	return progressbar.NewOptions(streamed,
		progressbar.OptionSetWriter(s.out),
		progressbar.OptionSetVisibility(ok && term.IsTerminal(int(file.Fd()))),
		progressbar.OptionSetDescription("   "),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
}

func (s *story) consume(ctx context.Context) error {
	cluster, closeConnections, err := s.cluster(ctx)
	if err != nil {
		return err
	}
	defer closeConnections()
	client, err := restproxyv2.New(kafkarest.Config{URL: s.server.RESTProxyV2URL()})
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	consumer, err := client.CreateConsumer(ctx, group, nil)
	if err != nil {
		return err
	}
	defer consumer.Close(context.WithoutCancel(ctx))
	if err := consumer.Subscribe(ctx, []string{topic}); err != nil {
		return err
	}
	read := 0
	for _, err := range consumer.Records(ctx) {
		if err != nil {
			return err
		}
		if read++; read != (lines+streamed)/2 && read != lines+streamed {
			continue
		}
		if err := consumer.Commit(ctx); err != nil {
			return err
		}
		lag, err := cluster.GetConsumerGroupLagSummary(ctx, group)
		if err != nil {
			return err
		}
		s.print("%d records read and committed; lag of the partitions it has committed in: %d", read, lag.TotalLag)
		if read == lines+streamed {
			break
		}
	}
	return nil
}

func (s *story) restartBroker(ctx context.Context) error {
	client, err := dcoskafka.New(kafkarest.Config{URL: s.server.DCOSURL()})
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	restart, err := client.RestartBroker(ctx, 1)
	if err != nil {
		return err
	}
	err = client.WaitForBroker(ctx, restart, &dcoskafka.WaitForBrokerOptions{
		Progress: func(p *dcoskafka.BrokerProgress) {
			if p.Recovery != nil {
				s.print("plan %s is %s", dcoskafka.PlanRecovery, p.Recovery.Status)
			}
		},
	})
	if err != nil {
		return err
	}
	s.print("broker 1 is back")
	return nil
}
