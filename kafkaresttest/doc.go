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
// instead. Without [Options].Auth no credentials are asked for.
//
// # What is emulated
//
//   - [Server.AdminRESTURL]: IBM Event Streams Administration REST API, all 24
//     operations.
//   - [Server.ConnectURL]: REST API of a Kafka Connect worker of Apache Kafka
//     3.9 or later, all 29 public operations (28 from Kafka 4.0 on).
//     FileStreamSource and FileStreamSink move records; the tasks of other
//     connectors run without doing anything.
//   - [Server.RESTProxyURL]: Confluent REST Proxy for Apache Kafka, API v3, all
//     51 operations of the open-source proxy, streams of records included.
//   - [Server.RESTProxyV2URL]: its API v2, all 23 operations. Consumer
//     instances are members of the consumer groups of the Kafka cluster.
//   - [Server.DCOSURL]: a DC/OS cluster with the scheduler of one Kafka
//     service, of releases from 1.1.5 and SDK 0.13 on, all 63 operations of
//     both generations.
//
// # Prepare, disturb, look
//
//   - Every API: [Server.SeedTopic], [Server.SeedRecords] and
//     [Server.SeedGroup] put content into the Kafka cluster. [Server.Inject]
//     makes requests fail: an answer of your own, a delay, a broken connection,
//     a slow one, or an effect whose answer is lost (see [Fault]).
//     [Server.Intercept] takes requests into your own hands. [Server.Requests]
//     tells what was received. [Server.Reset] starts over.
//   - IBM Event Streams: [AdminRESTOptions] has topics linger after their
//     deletion, and mirroring not be there.
//   - Kafka Connect: [Server.RegisterConnector] installs a connector.
//     [Server.FailTask] and [Server.FailConnector] make one fail,
//     [Server.RebalanceConnect] and [Server.RestartConnect] make the worker
//     busy. [ConnectOptions].Step holds it before each state that it reports.
//   - REST Proxy: [Server.FailRecords] makes records go wrong on their way. Of
//     v2, [Server.ExpireConsumerInstance] and [Server.KillConsumerInstance]
//     take consumers away, [Server.ConsumerInstances] lists them.
//   - DC/OS: [Server.UpdateDCOS] rolls out, [Server.StepDCOS] takes one step at
//     a time, [Server.FailDCOSPlan] makes a plan fail. [Server.StopDCOSBroker]
//     and [Server.StartDCOSBroker] take a broker down and up,
//     [Server.RestartDCOS] restarts the scheduler. [Server.DCOSServiceAccount],
//     [Server.DCOSLogins] and [Server.ExpireDCOSTokens] are about logins,
//     [Server.DCOSCertificate] is about TLS.
//
// # What is not
//
// The embedded cluster enforces no quotas, no retention and no access rules;
// Connect has one worker; mirroring copies nothing; schemas are kept and not
// understood. An operation that is not there is 404 or 405, and what the
// emulator never does of itself comes from a [Fault]. docs/emulator.md of this
// module lists all gaps, by API.
package kafkaresttest
