package auth

import "os"

const (
	apiKeyVariable      = "API_KEY"
	bearerTokenVariable = "BEARER_TOKEN"
)

// FromEnv returns the Authenticator that the environment asks for. API_KEY is
// an API key, sent as by [Basic] with the user "token"; BEARER_TOKEN is sent as
// by [Bearer]. These are the variables that come with the IBM Event Streams
// Administration REST API.
//
// If both are set or neither is, or if the value cannot be sent, the error is a
// *[kafkarest.Error] that is [kafkarest.ErrInvalid] and names the variables but
// not their values. A variable that is empty counts as not set.
func FromEnv() (Authenticator, error) {
	var result Authenticator
	var flaw string
	switch key, token := os.Getenv(apiKeyVariable), os.Getenv(bearerTokenVariable); {
	case key != "" && token != "":
		flaw = apiKeyVariable + " and " + bearerTokenVariable + " are both set; unset one of them"
	case key != "":
		result, flaw = Basic("token", key), flawOf(apiKeyVariable, key)
	case token != "":
		result, flaw = Bearer(token), flawOf(bearerTokenVariable, token)
	default:
		flaw = "neither " + apiKeyVariable + " nor " + bearerTokenVariable + " is set; set one of them"
	}
	if flaw != "" {
		return nil, refuse("FromEnv", flaw)
	}
	return result, nil
}
