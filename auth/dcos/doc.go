// Package dcos logs in to a DC/OS cluster and sends the tokens that it issues,
// as "Authorization: token=", the form in the DC/OS Apache Kafka API Reference,
// 1.8 and 1.9. It is apart from package auth because it links a JWT library.
//
//	ca := kafkarest.TLS{CAFile: "dcos-ca.crt"} // read at /ca/dcos-ca.crt
//	client, err := dcoskafka.New(kafkarest.Config{
//		URL:           url,
//		Authenticator: dcos.ServiceAccountFile(url, "service-account.json", dcos.WithTLS(ca)),
//		TLS:           ca,
//	})
//
// The login is a connection of its own: it takes neither the certificates nor
// the HTTP client of a client's Config, so that [WithTLS] or [WithHTTPClient]
// repeat them.
//
// Programs log in as a service account ([ServiceAccount], [ServiceAccountJSON],
// [ServiceAccountFile]), people with their [Password]. [ConfigFromEnv] takes
// over what the DC/OS CLI and the examples of the API's documentation have in
// the environment; its token is not renewed.
//
// The url of a login is that of the cluster, https://dcos.example.com, with the
// path that it may have behind a proxy; the URL of a service there, and that of
// the login itself, /acs/api/v1/auth/login, are understood too. It may be http
// for clusters without TLS: credentials go where the caller says, but no
// redirect takes them anywhere else.
//
// A token is renewed when 30 seconds of its life are left, or a fifth of it
// where that is less. One authenticator can serve several clients, which then
// share its token.
package dcos
