// Package connect is a client of Kafka Connect's REST API: connectors, their
// tasks, offsets and topics, and the plugins and loggers of the workers.
//
//	client, err := connect.New(kafkarest.Config{URL: "http://localhost:8083"})
//	…
//	result, err := client.PutConnector(ctx, "orders-sink", connect.Config{
//		"connector.class": "FileStreamSink",
//		"topics":          "orders",
//		"file":            "/data/orders.txt",
//	})
//	status, err := client.WaitForConnector(ctx, "orders-sink", connect.StateRunning)
//
// There is one method for each operation of a worker. Beyond those:
//
//   - [Client.ExpandConnectors] lists connectors with their configs and states;
//   - [Client.WaitForConnector], [Client.WaitForConnectorGone] and
//     [Client.WaitReady] wait for what workers do later;
//   - [Client.RestartFailed] restarts what has failed of a connector, and
//     [Client.WaitForRestart] waits until that is done;
//   - [Client.Do] sends what this package does not know.
//
// # Several workers
//
// Any worker of a cluster can be asked. Name the others in
// [kafkarest.Config].Failover: they are asked when the first cannot be
// reached. Plugins, loggers, health and version are those of one worker, so
// calls about them stay with the first; WaitReady asks them all.
//
// # Errors
//
// A failed call returns a *[kafkarest.Error]. A worker's 409 has several
// meanings, which the client tells apart: a name that exists is
// [kafkarest.ErrAlreadyExists], and a rebalance, which may be a 500 too, is
// [ErrRebalance], after as many attempts as the retry policy allows. Offsets of
// a connector that is not stopped are [ErrNotStopped], and a class that the
// worker does not have is [ErrUnknownClass]. A call that a worker is too old or
// too new for is [errors.ErrUnsupported], which says which versions have it,
// and not [kafkarest.ErrNotFound]; nor is a 404 that has nothing of Connect in
// it, as from a worker that has just begun to listen or from another server,
// which is [kafkarest.ErrUnavailable]. A worker gives up after 90 seconds and
// does the work all the same: calls that it may take so long for have 100
// seconds an attempt, and such a failure is [kafkarest.ErrOutcomeUnknown].
//
// # Waiting
//
// Workers do later what they accept, and states are reported late: right after
// a call the one from before can still be seen. The waits go on over workers
// that cannot be reached or rebalance, and over a connector that is not there
// yet; without a deadline they end after two minutes.
//
// # Secrets
//
// Configs hold passwords, and workers repeat them in messages and stack traces.
// The client keeps the values of sensitive keys, and what URLs have before
// their host, out of every error and log record; see [IsSensitive] and
// [SensitiveKeys]. A [Config] and what holds one print and log without them,
// but encode as JSON with them. The traces in a [ConnectorStatus] and a
// [TaskStatus] are as the worker gives them. docs/secrets.md of this module
// says what cannot be known.
//
// # Names
//
// Workers take names on creation that they cannot address afterwards, or
// address wrongly: a request to delete "a;b" can delete "a". Names with / % \
// ; { }, or with white space around them, are refused unless [AllowAnyName] is
// given; control characters always are. [Client.CheckName] tells.
package connect
