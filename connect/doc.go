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
//   - [Client.RestartFailed] restarts what has failed of a connector;
//   - [Client.Do] sends what this package does not know.
//
// # Several workers
//
// Any worker of a cluster can be asked. Name the others in
// [kafkarest.Config].Failover: they are asked when the first cannot be
// reached. Plugins, loggers, health and version are those of one worker, so
// calls about them stay with the first.
//
// # Errors
//
// A failed call returns a *[kafkarest.Error]. A worker's 409 has several
// meanings, which the client tells apart: a name that exists is
// [kafkarest.ErrAlreadyExists], and a rebalance is [ErrRebalance], after as many
// attempts as the retry policy allows. A call that a worker is too old
// or too new for is [errors.ErrUnsupported] and says which versions have it.
// A worker gives up after 90 seconds and does the work all the same: such a
// failure is [kafkarest.ErrOutcomeUnknown].
//
// # Secrets
//
// Configs hold passwords, and workers repeat configs in their messages. The
// values of sensitive keys that a call sends, and those that a worker repeats
// with their keys, are in no error and no log record, and a [Config] prints
// without them; see [Config.Redacted] and [IsSensitive]. A stack trace that has
// such a value without its key is shown as it is, and so is a Config in JSON.
//
// # Names
//
// Workers take names on creation that they cannot address afterwards, or
// address wrongly: a request to delete "a;b" can delete "a". Names with / % \
// ; { } or control characters are refused; [AllowAnyName] sends them.
package connect
