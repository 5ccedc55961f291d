package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRun(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	for _, text := range []string{
		"\ncreate the topic ",
		"\n  adminrest.GetTopic ",
		"/admin/topics/orders 503 http.request.resend_count=1 error.type=503\n",
		"\nrestproxy.Produce ",
		" records=1000\n",
		"received 10 requests, 10 of them with the traceparent",
		`_count{http_response_status_code="503",kafkarest_api="adminrest",kafkarest_operation="GetTopic"} 2` + "\n",
	} {
		assert.Contains(t, "\n"+out.String(), text)
	}
}

func TestObserve(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: secret}})
	telemetry := start(t)
	require.NoError(t, observe(t.Context(), server, telemetry))

	spans := telemetry.spans.Ended()
	assert.ElementsMatch(t, []string{
		"create the topic",
		"adminrest.GetTopic 503 <create the topic",
		"adminrest.GetTopic 503 resent=1 <create the topic",
		"adminrest.GetTopic 404 resent=2 <create the topic",
		"adminrest.CreateTopic 202 <create the topic",
		"adminrest.GetTopic 200 <create the topic",
		"adminrest.GetTopic 200 <create the topic",
		"list the connectors",
		"connect.ListConnectors Error <list the connectors",
		"connect.ListConnectors 200 resent=1 <list the connectors",
		"write the records",
		"restproxy.ListClusters 200 <write the records",
		"restproxy.Produce 200",
	}, summaries(spans))
	assert.NotContains(t, fmt.Sprint(everything(spans)), secret)

	requests := server.Requests()
	assert.Len(t, requests, 10)
	assert.Equal(t, 10, countTraced(requests, spans))

	assert.Equal(t, map[string]uint64{
		"503 adminrest GetTopic":             2,
		"404 adminrest GetTopic":             1,
		"200 adminrest GetTopic":             2,
		"202 adminrest CreateTopic":          1,
		"net.OpError connect ListConnectors": 1,
		"200 connect ListConnectors":         1,
		"200 restproxy ListClusters":         1,
		"200 restproxy Produce":              1,
	}, counts(t, telemetry))
}

// A call that fails is seen in the caller's span.
func TestObserveFails(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "another key"}})
	telemetry := start(t)
	require.ErrorIs(t, observe(t.Context(), server, telemetry), kafkarest.ErrUnauthorized)
	spans := telemetry.spans.Ended()
	assert.ElementsMatch(t, []string{
		"create the topic Error",
		"adminrest.GetTopic 503 <create the topic Error",
		"adminrest.GetTopic 503 resent=1 <create the topic Error",
		"adminrest.GetTopic 401 resent=2 <create the topic Error",
	}, summaries(spans))
	assert.NotContains(t, fmt.Sprint(everything(spans)), secret)
}

// What an authenticator adds to the URL is in no span.
func TestCredentialsInTheQuery(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	telemetry := start(t)
	client, err := adminrest.New(kafkarest.Config{
		URL:           server.AdminRESTURL(),
		HTTPClient:    telemetry.client(transport(t)),
		Authenticator: inQuery{},
	})
	require.NoError(t, err)
	require.NoError(t, client.Alive(t.Context()))
	require.Len(t, server.Requests(), 1)
	assert.Equal(t, "key="+secret, server.Requests()[0].Query)
	spans := telemetry.spans.Ended()
	assert.Equal(t, []string{"adminrest.Alive 200"}, summaries(spans))
	assert.Contains(t, spans[0].Attributes(), attribute.String("url.full", server.AdminRESTURL()+"/alive"))
	assert.NotContains(t, fmt.Sprint(everything(spans)), secret)
}

// An authenticator that has the HTTP client too sends what is no operation.
func TestRequestForToken(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	telemetry := start(t)
	resp, err := telemetry.client(transport(t)).PostForm(server.URL, nil)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	assert.Equal(t, []string{"POST 404"}, summaries(telemetry.spans.Ended()))
	assert.Equal(t, map[string]uint64{"404": 1}, counts(t, telemetry))
}

type inQuery struct{}

func (inQuery) Authenticate(req *http.Request) error {
	req.URL.RawQuery = "key=" + secret
	return nil
}

func start(t *testing.T) *telemetry {
	telemetry, err := newTelemetry()
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, telemetry.shutdown(context.WithoutCancel(t.Context()))) })
	return telemetry
}

func transport(t *testing.T) http.RoundTripper {
	base := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(base.CloseIdleConnections)
	return base
}

// summaries are the name, the outcome and the parent of each span.
func summaries(spans []sdktrace.ReadOnlySpan) []string {
	titles := make(map[string]string)
	for _, span := range spans {
		attributes := attribute.NewSet(span.Attributes()...)
		title := span.Name()
		if status, ok := attributes.Value("http.response.status_code"); ok {
			title += " " + status.String()
		} else if code := span.Status().Code.String(); code != "Unset" {
			title += " " + code
		}
		if resent, ok := attributes.Value("http.request.resend_count"); ok {
			title += " resent=" + resent.String()
		}
		titles[span.SpanContext().SpanID().String()] = title
	}
	var all []string
	for _, span := range spans {
		title := titles[span.SpanContext().SpanID().String()]
		if span.Parent().IsValid() {
			title += " <" + titles[span.Parent().SpanID().String()]
		}
		all = append(all, title)
	}
	return all
}

// everything is what an exporter would get of the spans.
func everything(spans []sdktrace.ReadOnlySpan) (all []any) {
	for _, span := range spans {
		all = append(all, span.Name(), span.Attributes(), span.Status(), span.Events(), span.Links(), span.Resource())
	}
	return all
}

// counts are the numbers of requests by the values of their labels.
func counts(t *testing.T, telemetry *telemetry) map[string]uint64 {
	families, err := telemetry.metrics.Gather()
	require.NoError(t, err)
	require.Len(t, families, 1)
	assert.Equal(t, "http_client_request_duration_seconds", families[0].GetName())
	counted := make(map[string]uint64)
	for _, metric := range families[0].GetMetric() {
		counted[values(metric.GetLabel())] = metric.GetHistogram().GetSampleCount()
	}
	return counted
}

func values(labels []*dto.LabelPair) string {
	var text bytes.Buffer
	for i, label := range labels {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(label.GetValue())
	}
	return text.String()
}
