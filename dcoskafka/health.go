package dcoskafka

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetHealthcheck returns the scheduler's checks of itself by name, passed or
// not. Schedulers of profiles L and T have it, but DC/OS passes it on up to
// package 1.1.13 only. From the DC/OS Apache Kafka API Reference, 1.8.
func (c *Client) GetHealthcheck(ctx context.Context, opts ...kafkarest.CallOption) (map[string]Healthcheck, error) {
	checks, err := fetch(ctx, c, rest.Request[map[string]Healthcheck](newGetHealthcheckRequest()), opts)
	return checks, c.asLacking(ctx, err, opts)
}

// GetHealthOptions are the optional inputs of GetHealth.
type GetHealthOptions struct {
	// Verbose asks for reasons, which the scheduler gives since SDK 0.56.
	Verbose bool
}

// GetHealth returns how far the scheduler has got, whatever that is.
//
// Up to SDK 0.55 Value is 200 when the plans deploy and recovery are complete,
// 202 when they are not, and 417 when they have errors. From 0.56 on it is 200
// when the brokers run, 202 deploying, 203 and 205 recovering, 204 about to
// deploy, 206 degraded, 207 waiting for an operator, 208 delayed, 318
// initializing, 320 backing up, 321 restoring, 326 upgrading, 500 with errors
// in a plan, and 503 otherwise.
//
// Schedulers of profile K have it since SDK 0.40. From the DC/OS Apache Kafka
// API Reference, 1.9.
func (c *Client) GetHealth(ctx context.Context, options *GetHealthOptions, opts ...kafkarest.CallOption) (*Health, error) {
	r := rest.Request[healthAnswer](newGetHealthRequest(getHealthQuery(rest.ValueOf(options))))
	var status int32
	answer, err := fetchBy(ctx, c, r, opts, func(r rest.Request[healthAnswer]) (healthAnswer, error) {
		health, answer, err := rest.FetchAnswer(ctx, c.rest, r, opts)
		status = int32(answer.StatusCode)
		return health, err
	})
	if err != nil {
		return nil, c.asLacking(ctx, err, opts)
	}
	health := Health(answer)
	if health.Value == 0 {
		health.Value = status
	}
	return &health, nil
}

// healthAnswer is a Health that reads itself from JSON or one of a few words.
type healthAnswer Health

// healthWords are all there is up to some SDK of 0.40 or later.
var healthWords = []string{"OK", "Accepted", "Expectation Failed"}

func (h *healthAnswer) ReadAnswer(_ *rest.Operation, answer rest.Answer, body []byte) error {
	if slices.Contains(healthWords, strings.TrimSpace(string(body))) {
		return nil
	}
	if err := rest.Unmarshal(body, (*Health)(h)); err != nil {
		return err
	}
	if h.Value == 0 && (h.SDKVersion == "" || answer.StatusCode >= 500) {
		return errNothing
	}
	return nil
}

// GetMetrics returns what the scheduler counts, in JSON without a published
// schema. Schedulers of profile K have it since SDK 0.31. From the DC/OS Apache
// Kafka API Reference, 1.9.
func (c *Client) GetMetrics(ctx context.Context, opts ...kafkarest.CallOption) (json.RawMessage, error) {
	metrics, err := fetch(ctx, c, rest.Request[json.RawMessage](newGetMetricsRequest()), opts)
	return metrics, c.asLacking(ctx, err, opts)
}

// GetMetricsPrometheus returns what the scheduler counts, as Prometheus reads
// it. Otherwise it is GetMetrics. From the DC/OS Apache Kafka API Reference,
// 1.9.
func (c *Client) GetMetricsPrometheus(ctx context.Context, opts ...kafkarest.CallOption) ([]byte, error) {
	metrics, err := fetch(ctx, c, rest.Request[text](newGetMetricsPrometheusRequest()), opts)
	return metrics, c.asLacking(ctx, err, opts)
}

// GetDebugOffersOptions are the optional inputs of GetDebugOffers.
type GetDebugOffersOptions struct {
	// JSON asks for JSON instead of a page, which the scheduler gives since SDK
	// 0.51.
	JSON bool
}

// GetDebugOffers returns what became of the latest offers of Mesos, as a page
// of HTML. Schedulers of profile K have it since SDK 0.40. From the DC/OS
// Apache Kafka API Reference, 1.9.
func (c *Client) GetDebugOffers(ctx context.Context, options *GetDebugOffersOptions, opts ...kafkarest.CallOption) ([]byte, error) {
	offers, err := fetch(ctx, c, rest.Request[page](newGetDebugOffersRequest(getDebugOffersQuery(rest.ValueOf(options)))), opts)
	return offers, c.asLacking(ctx, err, opts)
}
