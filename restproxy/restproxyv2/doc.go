// Package restproxyv2 is a client of version 2 of the REST API of Confluent's
// proxy for Apache Kafka, which is also that of Karapace and of the Strimzi
// Kafka Bridge. Only this version has consumers; for everything else there is
// version 3, in package restproxy.
//
//	client, err := restproxyv2.New(kafkarest.Config{URL: "http://localhost:8082"})
//	…
//	consumer, err := client.CreateConsumer(ctx, "billing", nil)
//	…
//	defer consumer.Close(context.WithoutCancel(ctx))
//	err = consumer.Subscribe(ctx, []string{"orders"})
//	for record, err := range consumer.Records(ctx) {
//		if err != nil {
//			return err // or go on, which reads again
//		}
//		order, err := restproxyv2.Decode[Order](record)
//		…
//		err = consumer.Commit(ctx)
//	}
//
// There is one method for each operation of a proxy: of [Client] or, for what
// is about an instance of a consumer, of [Consumer]. Beyond those:
//
//   - [Consumer.Records] yields records for as long as a program likes;
//   - [Consumer.Commit] commits what was yielded;
//   - [Decode] and [DecodeKey] make values of records of JSON;
//   - [Client.ReadAt] reads records at given offsets, without a group;
//   - [Client.Do] sends what this package does not know.
//
// # Nothing is lost
//
// A consumer yields every record at least once and commits only what it has
// yielded, unless [ConsumerOptions].AutoCommit is set. A record is yielded a
// second time after a loss: the proxy's instance expires after 5 minutes
// without a call, or when the proxy is started anew; and a read may fail in a
// way that has taken records, which the proxy cannot be asked for again. The
// consumer then makes another instance by itself and goes on at what the group
// has committed, or, where partitions are assigned to it, right after the
// record that was yielded last. [ConsumerOptions].OnRecreate tells of it.
//
// A read is never sent twice, not by net/http either: what the first one took
// would be lost. Every attempt ends after 75 seconds unless the
// [kafkarest.Config] or the call says otherwise, and a read waits for less than
// that, so that its answer is there in time.
//
// A consumer keeps the records of one read in memory, which
// [ConsumerOptions].MaxBytes bounds.
//
// # Proxies and hosts
//
// An instance lives in one proxy, whose address the proxy tells. The consumer
// asks it there, and sends credentials only if that is the host that the client
// was made for; see [ConsumerOptions].TrustProxies and KeepHost. An instance
// that nobody can use, as its address leads nowhere, is deleted where it was
// created, so that calls that are tried again leave none behind.
//
// [Consumer.Close] gives the proxy 10 seconds, or as long as its context has.
//
// # Errors
//
// A failed call returns a *[kafkarest.Error], and [CodeOf] tells the proxy's
// own code. Records that could not be written are a *[kafkarest.PartialError]
// beside the result. An instance that is gone is [ErrInstanceLost] where that
// cannot be helped, a record whose key or value is not what the consumer's
// format says [ErrUndecodable]: the consumer stays before it until the program
// passes it, as the example shows. [FormatJSON] wants JSON of the keys too; one
// written as restproxy.String is none unless its text is.
//
// # Servers
//
// Servers differ in what they can do and in what the same words mean to them:
// an offset is committed as it is given, or one more. The client finds out
// which server it is, or is told by the option [WithServer]. An [Offset] is
// always that of the next record to be read. Null, empty and small values do
// not survive every server: docs/servers.md of this module has what is lost
// where.
package restproxyv2
