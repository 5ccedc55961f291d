package auth

// XAuthToken sends an API key in the header X-Auth-Token. The IBM Event Streams
// Administration REST API takes it but calls it deprecated: prefer [Basic] with
// the user "token", or [Bearer].
func XAuthToken(key string) Authenticator {
	return &static{
		kind:    "xAuthToken",
		invalid: refuse("XAuthToken", flawOf("the key", key)),
		set:     header("X-Auth-Token", key),
	}
}
