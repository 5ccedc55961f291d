// Package restproxy is a client of version 3 of Confluent's REST Proxy for
// Apache Kafka: topics, configs, brokers, partitions, consumer groups, ACLs and
// records of a Kafka cluster, and the cluster links, mirror topics and broker
// tasks of Confluent Server.
//
//	client, err := restproxy.New(kafkarest.Config{URL: "http://localhost:8082"})
//	…
//	cluster, err := client.DefaultCluster(ctx)
//	…
//	topic, err := cluster.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{Partitions: 6})
//	…
//	result, err := cluster.ProduceOne(ctx, "orders", restproxy.Record{
//		Key:   restproxy.String("4711"),
//		Value: restproxy.JSON(order),
//	})
//
// There is one method for each operation of the API, nearly all of them on a
// [Cluster]. Beyond those:
//
//   - [Client.DefaultCluster] is the only cluster that a proxy of one's own
//     knows, [Client.Cluster] any by its identifier;
//   - [Cluster.NewProducer] writes a stream of records over one connection;
//   - [Cluster.EnsureTopic] creates a topic or brings it to what is wanted;
//   - [Cluster.Topics] and others iterate over lists, page by page where a
//     service has pages;
//   - [Cluster.WaitForTopic], [Cluster.WaitForTopicGone],
//     [Cluster.WaitForBrokerTask] and [Cluster.WaitForMirrorTopic] wait for what
//     a cluster does later;
//   - [Client.Do] sends what this package does not know, and follows the links
//     that resources have to each other.
//
// # Confluent Server and Confluent Cloud
//
// They have the same API below the path /kafka. Confluent Cloud takes the key
// and the secret of an API key of the cluster, and does not list its clusters:
//
//	client, err := restproxy.New(kafkarest.Config{
//		URL:           "https://pkc-00000.europe-west1.gcp.confluent.cloud/kafka",
//		Authenticator: auth.Basic(os.Getenv("API_KEY"), os.Getenv("API_SECRET")),
//	})
//	…
//	cluster := client.Cluster("lkc-00000")
//
// They ask for a slower pace with the status 429. Calls wait and try again
// then, as long as the service asks for where it says, but for those that write
// records: these fail with [kafkarest.ErrTooManyRequests], record by record in
// a batch. Operations that only Confluent Server has say so: an open-source
// proxy answers them with [CodeNotFound] or [CodeMethodNotAllowed]. The latter
// is [errors.ErrUnsupported] too. Confluent Cloud has part of them, cluster
// links and mirror topics, and does not have the operations on brokers.
//
// # Records
//
// The key, the value and the headers of a [Record] can be null, empty or
// something, which Kafka tells apart: the zero [Data] is null, and so is
// Bytes(nil); String("") and Bytes([]byte{}) are empty. [JSON] takes any value,
// or JSON as it is; [WithSchema] is data that the proxy encodes by a schema of
// its Schema Registry.
//
// A record is never sent twice. An error that is [kafkarest.ErrOutcomeUnknown]
// leaves open whether it was written.
//
// # Errors
//
// A failed call returns a *[kafkarest.Error], whose Code is the proxy's own:
// [CodeOf] reads it, and the constants name its values.
//
//	errors.Is(err, kafkarest.ErrForbidden)
//	restproxy.CodeOf(err) == restproxy.CodeKafkaAuthorizationFailed
//
// A call on several things returns what became of each of them and, if any
// failed, one *[kafkarest.PartialError].
//
// Proxies wait for Kafka for 60 seconds, so an attempt has 75 unless
// [kafkarest.Config].Timeout or the call says otherwise. A record for a topic
// that does not exist, and the configs of a broker that does not, take these 60
// seconds.
package restproxy
