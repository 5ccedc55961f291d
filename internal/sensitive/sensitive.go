// Package sensitive tells which config keys hold credentials.
package sensitive

import "regexp"

var (
	// parts are those by which a key is known.
	parts = regexp.MustCompile(`(?i)passw|passphrase|passcode|pass$|pwd|secret|token|credential|authorization|` +
		`jaas\.config|user\.info|keystore\.key|license|(?:private|api|access|account|customer|encryption)[._-]?key`)
	// innocent are parts of keys that only look like it: how to tokenize, where
	// credentials or a license are kept.
	innocent = regexp.MustCompile(`(?i)tokeni[sz]|credentials?\.source|license\.topic|bypass$`)
)

// In reports whether a key speaks of a password, secret, token, credential,
// authorization, JAAS config, user info, license, or a private, API, access,
// account, customer or encryption key.
func In(key string) bool { return parts.MatchString(innocent.ReplaceAllString(key, " ")) }
