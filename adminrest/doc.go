// Package adminrest is a client of the IBM Event Streams Administration REST
// API: topics and their records, quotas, brokers, consumer groups and
// mirroring of one Event Streams instance.
//
// The address and the key come from a service key of the instance, which
// [ConfigFromServiceKey] reads as the IBM Cloud CLI prints it:
//
//	cfg, err := adminrest.ConfigFromServiceKey(serviceKey)
//	…
//	client, err := adminrest.New(cfg)
//
// or are given one by one:
//
//	client, err := adminrest.New(kafkarest.Config{
//		URL:           os.Getenv("KAFKA_ADMIN_URL"),
//		Authenticator: auth.Basic("token", os.Getenv("API_KEY")),
//	})
//
// There is one method for each operation of the API, named as the operation.
// Beyond those:
//
//   - [Client.Topics] and [Client.ConsumerGroups] iterate over all pages of a
//     list;
//   - [Client.EnsureTopic] creates a topic or brings it to what is wanted;
//   - [Client.WaitForTopic] and [Client.WaitForTopicGone] wait for what the
//     service does asynchronously;
//   - [Client.Do] sends what this package does not know.
//
// # Errors
//
// A failed call returns a *[kafkarest.Error]. Its Code has the HTTP status in
// the first three digits and the Kafka error in the last two: 42236 is the
// status 422 with Kafka's TOPIC_ALREADY_EXISTS. So the same failure can be
// asked for in two ways:
//
//	errors.Is(err, kafkarest.ErrAlreadyExists)
//	errors.Is(err, kerr.TopicAlreadyExists)
//
// # Transactions
//
// The service gives every call an identifier, for tracing a call through its
// logs. It is in every error and in a captured response; [TransactionID] sets
// it from the client.
package adminrest
