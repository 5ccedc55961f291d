// Package kafkaresttest is an emulator of the REST APIs that people run Kafka
// through, embedded in a test or a program. It serves them on loopback, on one
// in-memory Kafka cluster, so that what one call creates the next call finds:
//
//	srv := kafkaresttest.Start(t)
//	client, err := adminrest.New(kafkarest.Config{URL: srv.AdminRESTURL()})
//
// [Start] closes the server when the test ends; [New] and [Server.Close] do the
// same outside tests. [Server.Brokers] gives the addresses of the Kafka cluster
// to any Kafka client. With [Options].SeedBrokers the APIs run on a real Kafka
// instead.
//
// # Prepare, disturb, look
//
// [Server.SeedTopic], [Server.SeedRecords] and [Server.SeedGroup] put content
// into the cluster. [Server.Inject] makes requests fail: an answer of your own, a
// delay, a broken connection, a slow one, or an effect whose answer is lost (see
// [Fault]). [Server.Intercept] takes requests into your own hands.
// [Server.Requests] tells what was received. [Server.Reset] starts over.
//
// Without [Options].Auth no credentials are asked for.
//
// # What is emulated
//
//   - IBM Event Streams Administration REST API: [Server.AdminRESTURL]. All 24
//     operations; topics, records, quotas, brokers and consumer groups are those
//     of the Kafka cluster, read and changed through its protocol.
//
// # What is not
//
// Of every API:
//
//   - The embedded cluster is franz-go's kfake. It stores client quotas, but does
//     not enforce them, and applies no retention. Topic names and configs are held
//     to the rules of Apache Kafka 4.3 without tiered storage; with SeedBrokers,
//     Kafka itself judges the configs.
//   - Options.SeedBrokers takes plaintext listeners without SASL only.
//   - Compressed request bodies are not decoded.
//
// Of the IBM Event Streams Administration REST API:
//
//   - Mirroring copies nothing: a topic is active when it exists and a selected
//     pattern matches its whole name.
//   - The verbose parameter of a broker's configs is checked, but adds nothing,
//     because the names of what it adds are not documented.
//   - Every topic config that Kafka knows can be changed, not only the six names
//     documented for updates.
//   - Plans and roles do not exist: quotas are always available, and 403 comes
//     from [Auth], from a Kafka cluster with an authorizer, or from a [Fault].
//   - What the real service answers to an unknown path, another method or a body
//     over 1 MiB is not documented. Here it is 404, 405 and 413 in the documented
//     error shape, with no Kafka error in the code (40400, 40500, 41300).
//   - The status is available while Kafka answers and offline otherwise; degraded
//     and unknown come from a [Fault].
package kafkaresttest
