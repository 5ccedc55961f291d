package auth

// Bearer sends a token that does not change as "Authorization: Bearer". The
// token is what follows that word, without white space.
//
// The IBM Event Streams Administration REST API takes an IAM access token or
// an API key. Access tokens end after an hour: package ibmcloud renews them.
func Bearer(token string) Authenticator {
	return &static{
		kind:    "bearerToken",
		invalid: refuse("Bearer", flawOf("the token", token)),
		set:     header("Authorization", "Bearer "+token),
	}
}
