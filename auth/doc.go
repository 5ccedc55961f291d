// Package auth has the authenticators for [kafkarest.Config]:
//
//	client, err := adminrest.New(kafkarest.Config{
//		URL:           url,
//		Authenticator: auth.Basic("token", apiKey),
//	})
//
// Which one to take:
//
//   - [Basic]: a user and a password; for the IBM Event Streams Administration
//     REST API the user "token" and an API key
//   - [Bearer]: a token that somebody else renews, or an API key
//   - [XAuthToken]: an API key in the header X-Auth-Token, which is deprecated
//   - [DCOSToken]: a token of a DC/OS cluster
//   - [FromEnv]: API_KEY or BEARER_TOKEN from the environment
//   - [OAuth2Func] and [OAuth2]: the tokens of golang.org/x/oauth2
//   - [github.com/kafkarest/kafkarest-go/auth/ibmcloud]: tokens of IBM Cloud
//     IAM for an API key
//   - [github.com/kafkarest/kafkarest-go/auth/dcos]: tokens of a DC/OS cluster
//     for an account
//
// Every authenticator is also one of IBM's go-sdk-core, and those of
// go-sdk-core can be given to kafkarest.Config. Their token fetches know
// nothing of the request's context, though, and a token that the service
// refuses is not replaced.
//
// # Tokens that end
//
// A [TokenAuthenticator] fetches its token when the first request needs it.
// That one token serves all requests; it is renewed ahead of its end while they
// go on, and fetched anew when a service refuses it with a 401. A request waits
// for a token no longer than its own context lasts.
//
// # Errors and secrets
//
// New of a client refuses credentials that cannot be sent: empty ones, a user
// with a colon, a key with a line break. The error says which, without the
// value. Nor does printing, logging or marshalling an authenticator, or
// whatever holds it, show what it sends.
package auth
