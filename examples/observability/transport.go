package main

import (
	"net/http"
	"net/url"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/kafkarest/kafkarest-go"
)

// What OpenTelemetry has no names for.
const (
	apiKey       = attribute.Key("kafkarest.api")
	operationKey = attribute.Key("kafkarest.operation")
)

// newTransport is what the HTTP client in kafkarest.Config sends by. Each request
// that base sends, so each attempt of a call, is a span which the service is told
// of in the traceparent header, and is measured in the histogram
// http.client.request.duration. The options name the providers and propagators;
// without them OpenTelemetry's global ones are used.
func newTransport(base http.RoundTripper, opts ...otelhttp.Option) http.RoundTripper {
	return otelhttp.NewTransport(detailed{base}, append(opts, otelhttp.WithSpanNameFormatter(spanName))...)
}

// spanName is "adminrest.GetTopic", say. A request for a token, where an
// authenticator has got the HTTP client too, belongs to no operation.
func spanName(_ string, req *http.Request) string {
	ctx := req.Context()
	if kafkarest.OperationName(ctx) == "" {
		return req.Method
	}
	return kafkarest.APIName(ctx) + "." + kafkarest.OperationName(ctx)
}

// detailed adds to what otelhttp tells of a request.
type detailed struct{ base http.RoundTripper }

func (d detailed) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	span := trace.SpanFromContext(ctx)
	if kafkarest.OperationName(ctx) != "" {
		operation := []attribute.KeyValue{
			apiKey.String(kafkarest.APIName(ctx)),
			operationKey.String(kafkarest.OperationName(ctx)),
		}
		span.SetAttributes(operation...)
		labeler, _ := otelhttp.ClientLabelerFromContext(ctx) // of the metrics
		labeler.Add(operation...)
	}
	if attempt := kafkarest.Attempt(ctx); attempt > 1 {
		span.SetAttributes(semconv.HTTPRequestResendCount(attempt - 1))
	}
	// In place of the URL with its query, to which an authenticator may have added
	// credentials.
	shown := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: req.URL.Path, RawPath: req.URL.RawPath}
	span.SetAttributes(semconv.URLFull(shown.String()))
	return d.base.RoundTrip(req)
}
