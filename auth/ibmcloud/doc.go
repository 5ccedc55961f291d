// Package ibmcloud authenticates with IBM Cloud IAM: it exchanges an API key
// for access tokens, which services take as bearer tokens. It is apart from
// package auth because it links IBM's go-sdk-core.
//
//	client, err := adminrest.New(kafkarest.Config{
//		URL:           url,
//		Authenticator: ibmcloud.IAM(apiKey),
//	})
//
// The IBM Event Streams Administration REST API also takes the API key itself,
// which needs no token service: auth.Basic("token", apiKey). With [IAM] the key
// is sent to the token service only.
//
// One authenticator can serve several clients, which then share its token.
// Requests that find none wait for one fetch together, each until its own
// context ends; no token service, however slow, holds up another
// authenticator's requests.
package ibmcloud
