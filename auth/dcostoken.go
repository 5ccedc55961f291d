package auth

import "strings"

// dcosTokenPrefix is what comes before the token in the header.
const dcosTokenPrefix = "token="

// DCOSToken sends a DC/OS authentication token that does not change as
// "Authorization: token=", the form in the DC/OS Apache Kafka API Reference,
// 1.8 and 1.9. The token is what follows the sign, without white space: what a
// login answers, or "dcos config show core.dcos_acs_token" prints.
//
// Tokens end after five days by default: package dcos renews them.
func DCOSToken(token string) Authenticator {
	return &static{
		kind:    "dcosToken",
		invalid: refuse("DCOSToken", dcosTokenFlaw(token)),
		set:     header("Authorization", dcosTokenPrefix+token),
	}
}

func dcosTokenFlaw(token string) string {
	if strings.HasPrefix(token, dcosTokenPrefix) {
		return "the token begins with " + dcosTokenPrefix + ", which is added to it"
	}
	return flawOf("the token", token)
}
