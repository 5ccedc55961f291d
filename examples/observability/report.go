package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/expfmt"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// report writes the spans as trees, and the metrics as Prometheus reads them, but
// for the buckets.
func report(out io.Writer, server *kafkaresttest.Server, telemetry *telemetry) error {
	spans := telemetry.spans.Ended()
	children := make(map[trace.SpanID][]sdktrace.ReadOnlySpan)
	for _, span := range spans {
		children[span.Parent().SpanID()] = append(children[span.Parent().SpanID()], span)
	}
	writeTree(out, children, trace.SpanID{}, "")

	requests := server.Requests()
	fmt.Fprintf(out, "\nthe services received %d requests, %d of them with the traceparent of a span above\n\n", len(requests), countTraced(requests, spans))

	families, err := telemetry.metrics.Gather()
	if err != nil {
		return err
	}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			if histogram := metric.GetHistogram(); histogram != nil {
				histogram.Bucket = nil
			}
		}
		if _, err := expfmt.MetricFamilyToText(out, family); err != nil {
			return err
		}
	}
	return nil
}

// writeTree writes the spans below a parent, in the order of their beginnings.
func writeTree(out io.Writer, children map[trace.SpanID][]sdktrace.ReadOnlySpan, parent trace.SpanID, indent string) {
	slices.SortStableFunc(children[parent], func(a, b sdktrace.ReadOnlySpan) int {
		return cmp.Compare(a.StartTime().UnixNano(), b.StartTime().UnixNano())
	})
	for _, span := range children[parent] {
		took := span.EndTime().Sub(span.StartTime()).Round(100 * time.Microsecond)
		fmt.Fprintf(out, "%-32s %8v  %s\n", indent+span.Name(), took, describe(span))
		writeTree(out, children, span.SpanContext().SpanID(), indent+"  ")
	}
}

// describe is what a span tells beside its name and its time.
func describe(span sdktrace.ReadOnlySpan) string {
	attributes := attribute.NewSet(span.Attributes()...)
	var parts []string
	for _, key := range []attribute.Key{semconv.HTTPRequestMethodKey, semconv.URLFullKey, semconv.HTTPResponseStatusCodeKey} {
		if value, ok := attributes.Value(key); ok {
			parts = append(parts, value.String())
		}
	}
	for _, key := range []attribute.Key{semconv.HTTPRequestResendCountKey, semconv.ErrorTypeKey, recordsKey} {
		if value, ok := attributes.Value(key); ok {
			parts = append(parts, string(key)+"="+value.String())
		}
	}
	return strings.Join(parts, " ")
}

// countTraced counts the requests that name one of the spans as theirs.
func countTraced(requests []kafkaresttest.Request, spans []sdktrace.ReadOnlySpan) int {
	known := make(map[string]bool)
	for _, span := range spans {
		c := span.SpanContext()
		known[fmt.Sprintf("00-%s-%s-%s", c.TraceID(), c.SpanID(), c.TraceFlags())] = true
	}
	traced := 0
	for _, request := range requests {
		if known[request.Header.Get("Traceparent")] {
			traced++
		}
	}
	return traced
}
