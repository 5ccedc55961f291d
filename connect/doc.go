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
// too new for is [errors.ErrUnsupported], which says which versions have it, and
// not [kafkarest.ErrNotFound]; nor is a 404 that has nothing of Connect in it, as
// from a worker that has just begun to listen or from another server, which is
// [kafkarest.ErrUnavailable]. A worker gives up after 90 seconds and does the
// work all the same: such a failure is [kafkarest.ErrOutcomeUnknown].
//
// # Secrets
//
// Configs hold passwords, and workers repeat configs, or values of them, in
// their messages and stack traces. The values of sensitive keys, and what URLs
// have before their host, are in no error and no log record: neither those that
// a call sends nor, however a worker writes it, what stands beside its key. A
// message or a trace of the connector's own code may show a value without its
// key; the client then reads the connector's config to find it, for 5 seconds at
// most. An answer that cannot be read, a success too, is treated like any other
// text. What the client cannot know are secrets behind a reference, "${…}", those
// of a config that cannot be read then or has changed since, values of less than
// four characters, and in a list of connectors that cannot be read, values in
// traces without their key. See [IsSensitive] and [SensitiveKeys].
//
// A [Config], and a [Connector], [Task], [PutResult] or [ExpandedConnector] that
// holds one, prints and logs without the values of sensitive keys. Encoded as
// JSON it has them, so that configs can be copied: that goes for slices and
// maps of them in a record of slog's JSON handler too, and for what
// [Config.Redacted] has not gone over. The traces in a [ConnectorStatus] and a
// [TaskStatus] are as the worker gives them; those in a [ConnectorFailedError], and in an
// [ExpandedConnector] that is printed, are without the values of its config.
//
// # Names
//
// Workers take names on creation that they cannot address afterwards, or
// address wrongly: a request to delete "a;b" can delete "a". Names with / % \
// ; { }, or with white space around them, are refused, unless [AllowAnyName] is
// given, and so are control characters. [Client.CheckName] tells.
package connect
