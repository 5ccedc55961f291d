// Package dcoskafka is a client of the scheduler of Kafka on DC/OS, in both of
// the generations that the DC/OS Apache Kafka API Reference describes: brokers,
// topics, configurations, plans and their rollout, pods and tasks.
//
//	client, err := dcoskafka.New(kafkarest.Config{
//		URL:           "https://dcos.example.com",
//		Authenticator: auth.DCOSToken(token),
//	}, dcoskafka.Service("prod/kafka"))
//	…
//	connection, err := client.GetConnection(ctx)         // for any Kafka client
//	restart, err := client.RestartBroker(ctx, 1)
//	err = client.WaitForBroker(ctx, restart, nil)
//
// # Profiles
//
// Schedulers come in three profiles: [ProfileL] are the packages up to 1.1.17
// (DC/OS 1.8), [ProfileT] 1.1.18 and 1.1.19, [ProfileK] those from 1.1.20 on,
// built on the DC/OS SDK. They differ in verbs, paths and answers, and the
// client does what its scheduler takes: the same program works with all of
// them. It asks for the profile when it first needs to know, unless
// [WithProfile] says it. What a scheduler has nothing for is
// [errors.ErrUnsupported] and not sent.
//
// Each operation has a method. One method can stand for several operations:
// GetPlan asks for /v1/plan or /v1/plans/deploy. Beyond those:
//
//   - [Client.WaitForPlan], [Client.WaitForBroker], [Client.WaitForTopic] and
//     [Client.WaitForTopicGone] wait for what schedulers do later; the first two
//     report progress;
//   - [Client.Suppressed] reads the property of that name;
//   - [Client.GetZooKeeper] says where ZooKeeper is, on every profile;
//   - [Client.Do] sends what this package does not know.
//
// # Topics
//
// Calls that change a topic run Kafka's command-line tools on the scheduler's
// host, take seconds (an attempt has two minutes), and are answered with 200
// whether the tool has failed or not. The client reads what the tool has
// printed: a failure is a *[kafkarest.Error] with the tool's reason, that is
// [kafkarest.ErrAlreadyExists], [kafkarest.ErrNotFound] or
// [kafkarest.ErrInvalid] where the reason says so, and
// [kafkarest.ErrOutcomeUnknown] where the tool says nothing that can be read.
//
// The tools take the name of a topic for a regular expression: see
// [Client.DeleteTopic].
//
// # Errors
//
// A failed call returns a *[kafkarest.Error]. Schedulers answer 500 to much
// that does not exist; the client looks into the list of topics,
// configurations, properties or tasks then, so that it is
// [kafkarest.ErrNotFound] on every profile. So is a service that does not
// exist, and the text says that its name may be another. What the release lacks
// is [errors.ErrUnsupported] instead, where that can be told: the call names
// nothing that may be missing, or it is listed.
//
// # Authentication
//
// DC/OS takes a token: [github.com/kafkarest/kafkarest-go/auth.DCOSToken] sends
// one, package [github.com/kafkarest/kafkarest-go/auth/dcos] logs in for it,
// with certificates of its own: [kafkarest.Config].TLS is for the client, and
// WithTLS of that package gives the same to the login. The URL is used as it is
// given: a cluster in strict mode redirects http to https, and the token does
// not follow.
package dcoskafka
