// Package sensitive tells which config keys hold credentials.
package sensitive

import "regexp"

// Words is a regular expression for the parts of a key by which it is known.
const Words = `passw|passphrase|pwd|secret|token|credential|authorization|jaas\.config|user\.info|keystore\.key|(?:private|api|access|account)[._-]?key`

var key = regexp.MustCompile(`(?i)` + Words)

// In reports whether a key, or a text that may hold one, speaks of a password,
// secret, token, credential, authorization, JAAS config, user info, or a
// private, API, access or account key.
func In(text string) bool { return key.MatchString(text) }
