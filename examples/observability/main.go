// Observability shows calls of three APIs as traces and metrics: OpenTelemetry
// and Prometheus in the program's own HTTP client. It runs on the embedded
// emulator, where some of the requests fail.
//
// What to copy is in transport.go.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	topic   = "orders"
	records = 1000
	secret  = "an-api-key" // which no span has

	recordsKey = attribute.Key("records") // how many a caller's span has written
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
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	server, err := kafkaresttest.New(kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: secret}})
	if err != nil {
		return err
	}
	defer server.Close()
	telemetry, err := newTelemetry()
	if err != nil {
		return err
	}
	if err := observe(ctx, server, telemetry); err != nil {
		return err
	}
	if err := report(out, server, telemetry); err != nil {
		return err
	}
	return telemetry.shutdown(ctx)
}

// observe makes calls, each in a span of the caller's.
func observe(ctx context.Context, server *kafkaresttest.Server, telemetry *telemetry) error {
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.MaxIdleConnsPerHost = 100 // with the default, 2, concurrent callers dial
	defer base.CloseIdleConnections()
	w := workload{
		server: server,
		tracer: telemetry.tracing.Tracer("example.com/orders"),
		config: kafkarest.Config{
			HTTPClient:    telemetry.client(base),
			Authenticator: auth.Basic("token", secret),
			Retry:         kafkarest.RetryPolicy{MinWait: 20 * time.Millisecond},
		},
	}
	for _, step := range []struct {
		name string
		call func(context.Context) error
	}{
		{"create the topic", w.createTopic},
		{"list the connectors", w.listConnectors},
		{"write the records", w.writeRecords},
	} {
		if err := w.traced(ctx, step.name, step.call); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}

type workload struct {
	server *kafkaresttest.Server
	tracer trace.Tracer
	config kafkarest.Config
}

// traced makes a call in a span, of which those of its requests are children.
func (w *workload) traced(ctx context.Context, name string, call func(context.Context) error) error {
	ctx, span := w.tracer.Start(ctx, name)
	defer span.End()
	err := call(ctx)
	if err != nil {
		span.SetStatus(codes.Error, err.Error()) // errors of the SDK show no credentials
	}
	return err
}

// at is the configuration for the service at a URL.
func (w *workload) at(url string) kafkarest.Config {
	cfg := w.config
	cfg.URL = url
	return cfg
}

// createTopic is one call and several operations, the first of which is not
// answered at once.
func (w *workload) createTopic(ctx context.Context) error {
	w.server.Inject(kafkaresttest.Fault{API: kafkaresttest.AdminREST, Method: http.MethodGet, Status: http.StatusServiceUnavailable, Times: 2})
	client, err := adminrest.New(w.at(w.server.AdminRESTURL()))
	if err != nil {
		return err
	}
	_, err = client.EnsureTopic(ctx, topic, &adminrest.CreateTopicOptions{Partitions: 3})
	return err
}

// listConnectors loses a connection.
func (w *workload) listConnectors(ctx context.Context) error {
	w.server.Inject(kafkaresttest.Fault{API: kafkaresttest.Connect, Cut: true, Times: 1})
	client, err := connect.New(w.at(w.server.ConnectURL()))
	if err != nil {
		return err
	}
	_, err = client.ListConnectors(ctx)
	return err
}

// writeRecords streams. The one request of the stream serves everybody who uses
// the producer, for as long as that is open: its span is in no caller's trace and
// ends with the stream, its duration in the metrics is that until the answer
// began.
func (w *workload) writeRecords(ctx context.Context) error {
	client, err := restproxy.New(w.at(w.server.RESTProxyURL()))
	if err != nil {
		return err
	}
	cluster, err := client.DefaultCluster(ctx)
	if err != nil {
		return err
	}
	producer, err := cluster.NewProducer(topic, nil)
	if err != nil {
		return err
	}
	for i := range records {
		producer.Produce(ctx, restproxy.Record{Value: restproxy.JSON(i)}, nil)
	}
	if err := producer.Close(ctx); err != nil {
		return err
	}
	stats := producer.Stats()
	trace.SpanFromContext(ctx).SetAttributes(recordsKey.Int64(stats.Delivered))
	if stats.Delivered != records {
		return fmt.Errorf("%d records delivered", stats.Delivered)
	}
	return nil
}
