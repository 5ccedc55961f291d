package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	otelprometheus "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// telemetry is OpenTelemetry as a program sets it up once. It keeps the spans to
// show them; a service exports them (otlptrace) and serves the registry
// (promhttp) instead.
type telemetry struct {
	spans   *tracetest.SpanRecorder
	tracing *sdktrace.TracerProvider
	metrics *prometheus.Registry
	meters  *metric.MeterProvider
}

func newTelemetry() (*telemetry, error) {
	t := &telemetry{spans: tracetest.NewSpanRecorder(), metrics: prometheus.NewRegistry()}
	reader, err := otelprometheus.New(
		otelprometheus.WithRegisterer(t.metrics),
		otelprometheus.WithoutScopeInfo(),
		otelprometheus.WithoutTargetInfo(),
	)
	if err != nil {
		return nil, err
	}
	t.tracing = sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(t.spans))
	// Exemplars would hold what the view leaves out, which is more than Prometheus takes.
	t.meters = metric.NewMeterProvider(metric.WithReader(reader), metric.WithExemplarFilter(exemplar.AlwaysOffFilter), metric.WithView(
		// A time series for each operation and outcome, not for each server and port.
		metric.NewView(metric.Instrument{Name: "http.client.request.duration"}, metric.Stream{
			AttributeFilter: attribute.NewAllowKeysFilter(apiKey, operationKey, semconv.HTTPResponseStatusCodeKey, semconv.ErrorTypeKey),
		}),
		metric.NewView(metric.Instrument{Name: "http.client.request.body.size"}, metric.Stream{Aggregation: metric.AggregationDrop{}}),
	))
	return t, nil
}

// client is an HTTP client that base sends for.
func (t *telemetry) client(base http.RoundTripper) *http.Client {
	return &http.Client{Transport: newTransport(base,
		otelhttp.WithTracerProvider(t.tracing),
		otelhttp.WithMeterProvider(t.meters),
		otelhttp.WithPropagators(propagation.TraceContext{}),
	)}
}

func (t *telemetry) shutdown(ctx context.Context) error {
	return errors.Join(t.tracing.Shutdown(ctx), t.meters.Shutdown(ctx))
}
