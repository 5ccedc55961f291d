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
// [Server.FailTask], [Server.FailConnector], [Server.RebalanceConnect] and
// [Server.RestartConnect] disturb the Connect worker, and [ConnectOptions].Step
// holds it before each state that it reports; [Server.FailRecords] makes records
// go wrong on their way through the REST Proxy; [Server.ExpireConsumerInstance] and
// [Server.KillConsumerInstance] take its consumers away; [Server.UpdateDCOS],
// [Server.StepDCOS], [Server.FailDCOSPlan], [Server.StopDCOSBroker],
// [Server.RestartDCOS] and [Server.ExpireDCOSTokens] move and disturb the DC/OS
// scheduler.
// [Server.Requests] tells what was received. [Server.Reset] starts over.
//
// Without [Options].Auth no credentials are asked for.
//
// # What is emulated
//
//   - IBM Event Streams Administration REST API: [Server.AdminRESTURL]. All 24
//     operations; topics, records, quotas, brokers and consumer groups are those
//     of the Kafka cluster, read and changed through its protocol.
//   - REST API of a Kafka Connect worker, the only one of its cluster in
//     distributed mode, of Apache Kafka 4.3 or any release from 3.9 on (see
//     [ConnectOptions]): [Server.ConnectURL]. All 29 public operations; states
//     change a moment after the answer, as on real workers. FileStreamSource and
//     FileStreamSink bring the lines of a file to a topic and back. Debezium's
//     MySQL source, an Elasticsearch and a Neo4j sink, and what
//     [Server.RegisterConnector] installs, have tasks that run without doing
//     anything.
//   - Confluent REST Proxy for Apache Kafka, API v3, as the open-source proxy has it
//     on a broker of Apache Kafka 4: [Server.RESTProxyURL]. All 51 operations on the
//     Kafka cluster, streams of records included. What only Confluent Server has is
//     404, or 405 where another method has the path.
//   - Confluent REST Proxy for Apache Kafka, API v2: [Server.RESTProxyV2URL]. All 23
//     operations; consumer instances are members of the consumer groups of the Kafka
//     cluster, or read what is assigned to them by hand. They have the real proxy's
//     ways with records: a read lasts its full time unless fetch.min.bytes says
//     otherwise, 30 records are taken from Kafka at once, what is taken and not yet
//     given out survives a seek, is committed without having been seen, and blocks
//     the instance if it cannot be decoded.
//   - A DC/OS cluster with the scheduler of one Kafka service, of any release in the
//     three generations that talk differently (see [DCOSOptions]): [Server.DCOSURL].
//     All 63 operations of the generations together; topics and their offsets are
//     those of the Kafka cluster. Plans go from step to step, wait where they are
//     staged, and restart brokers, whose tasks get other ids. Accounts log in with
//     passwords and signed tokens.
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
//   - Compressed request bodies are decoded by the IBM Event Streams Administration
//     REST API alone.
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
//     error shape, with no Kafka error in the code (40400, 40500, 41300). Nor are
//     compressed bodies documented, which clients of its SDK can send: gzip is
//     taken, another encoding is 415.
//   - The status is available while Kafka answers and offline otherwise; degraded
//     and unknown come from a [Fault].
//
// Of Kafka Connect:
//
//   - Connectors, states and the offsets of sources are kept in memory, not in
//     topics. There is one worker, so nothing is forwarded. Standalone mode, the
//     internal operations and a listener of its own for /admin do not exist.
//   - Reads of a new connector do not fail while its group rebalances, unless
//     [Server.RebalanceConnect] says so; only changes of offsets right after a stop
//     are 409.
//   - FileStream tasks fail where a worker would do what the emulator cannot: use
//     standard input and output, transform records, convert values other than as
//     strings or bytes. A paused sink leaves its consumer group.
//   - MirrorMaker's connectors are not installed. Of the plugins' own keys, validators
//     and dependents are missing; configs of Kafka clients (producer.override. and
//     so on) are not checked, and ${…} references not resolved.
//   - From 4.0 on a real worker lists some 200 loggers, the emulator 29.
//   - The health is 503 at once while the worker starts, not after ten seconds, and
//     never unhealthy: that comes from a [Fault], as do failing writes to Kafka.
//   - Credentials are checked before paths and media types. A body over 1 MiB is
//     413 and a request that [Auth] forbids 403, which real workers do not know.
//
// Of REST Proxy v3:
//
//   - Of brokers, the embedded cluster knows the configs that can be set while they
//     run and few others. What is set for one broker is set for all. It has no
//     authorizer: access rules are kept and found, but not held to, and there are
//     none about delegation tokens. It moves no partitions, and shows no internal
//     topics. With SeedBrokers all of this is Kafka's own.
//   - Schemas are remembered by their text until [Server.Reset], but not understood:
//     data with a schema is stored as JSON, behind the mark and the ID of the schema,
//     and not held to it, apart from null.
//   - Only streams are compressed, and never flushed then. Bodies are UTF-8. Operations
//     cannot be switched off, and rates are limited for all clusters together.
//   - The proxy has no credentials for Kafka: 401 with 40101 comes from a [Fault].
//   - The texts of errors are not always the proxy's.
//   - A topic of the embedded cluster has at most 10,000 partitions; a body over 1 MiB
//     that is not of records is 413.
//   - HTTP/2 takes a server of your own around [Server.RESTProxyHandler]. net/http
//     itself refuses a path that is badly escaped, with text where the proxy's server
//     has HTML.
//
// Of REST Proxy v2, beside what is said of v3's schemas and errors:
//
//   - It is served on a URL of its own, where a real proxy has both APIs on one.
//   - Members of a group take part in its rebalances between reads too, and at once:
//     a real instance does it in its reads.
//   - A topic_pattern is an expression of Go's regexp package: what only Java has, such
//     as a lookahead, is 500 like a bad one.
//   - Requests are not put off when many instances read at once.
//
// Of DC/OS:
//
//   - A restart of a broker is one for the scheduler alone: broker lists, partitions
//     and reports tell of it, the Kafka brokers behind go on. When the server starts,
//     everything is deployed.
//   - Offsets for a time are those of the first record that is not older, where real
//     ones are those of segments of the log.
//   - The last line of a producer test has real times, the lines before it do not
//     exist. It writes in one go and fails after ten seconds; producer-test-tls is
//     the same, without TLS.
//   - Operations that came after SDK 0.31 without being part of the documented API
//     (files, zones, ACLs, configs of topics) do not exist.
//   - Metrics, offers and artifacts are there, but say next to nothing.
//   - Admin Router and the logins have pages and texts of their own here; real ones
//     differ by version. Logins for external identities do not exist.
//   - A null in place of a plan's status, junk among offsets, a slow tool or a
//     scheduler that is down come from a [Fault].
package kafkaresttest
