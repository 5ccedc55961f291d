// Package kafkarest is the vocabulary that the clients of this module share:
// how a client is configured, how one call is changed, and how a failure
// reads.
//
// The clients are in packages of their own, one per API:
//
//   - [github.com/kafkarest/kafkarest-go/adminrest]: the IBM Event Streams
//     Administration REST API
//   - [github.com/kafkarest/kafkarest-go/connect]: Kafka Connect's REST API
//   - [github.com/kafkarest/kafkarest-go/restproxy]: the Confluent REST Proxy
//     for Apache Kafka, version 3
//   - [github.com/kafkarest/kafkarest-go/restproxy/restproxyv2]: its version 2,
//     with consumers
//   - [github.com/kafkarest/kafkarest-go/dcoskafka]: the scheduler of Kafka on
//     DC/OS, both generations
//
// Each is made by New from a [Config] and works the same way:
//
//	client, err := adminrest.New(kafkarest.Config{
//		URL:           "https://mycluster.svc01.us-south.eventstreams.cloud.ibm.com",
//		Authenticator: auth.Basic("token", apiKey),
//	})
//	…
//	topic, err := client.GetTopic(ctx, "orders")
//	switch {
//	case errors.Is(err, kafkarest.ErrNotFound):
//		err = client.CreateTopic(ctx, "orders", nil)
//	…
//
// # Calls
//
// A call takes its context first, then what the API requires, then one options
// struct (nil is allowed) where the API has optional inputs, then any number
// of [CallOption]s: [Capture], [Header], [Timeout], [NoRetry]. Every attempt
// has a deadline, also when the context has none. A client is safe for
// concurrent use and does not change after New.
//
// # Waiting
//
// Methods whose names begin with Wait wait until ctx ends, or two minutes if it
// has no deadline, and go on over services that cannot be reached.
//
// # Errors
//
// Every failed call returns an *[Error]; a batch of which some items failed
// returns a *[PartialError] beside its results. [errors.Is] answers what went
// wrong in the same words for all APIs ([ErrNotFound], [ErrAlreadyExists] …),
// and in Kafka's where the service names the Kafka error, by the values of
// github.com/twmb/franz-go/pkg/kerr.
//
// # Retries
//
// Connection failures and the statuses 429, 502, 503 and 504 are tried again
// with growing waits, but only where that can do no harm: whether an operation
// may be repeated is part of its description. A call that may not be repeated
// is tried again only when it is certain that the service has not acted on it.
// See [RetryPolicy].
//
// # Tracing and metrics
//
// The RoundTripper of Config.HTTPClient sends each attempt, with the values of
// the caller's context, and [APIName], [OperationName] and [Attempt] tell it
// what it sends. Requests that serve several callers have no caller's context:
// the connections of a producer of package restproxy, and requests for tokens.
// examples/observability has spans of OpenTelemetry and metrics for Prometheus.
//
// # Testing
//
// Package [github.com/kafkarest/kafkarest-go/kafkaresttest] serves all the APIs
// from memory, for tests and trials without a cluster.
package kafkarest
