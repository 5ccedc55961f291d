package connect

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/kafkarest/kafkarest-go/internal/sensitive"
)

// redacted stands in for the value of a sensitive key.
const redacted = "REDACTED"

// IsSensitive reports whether the value of a config key is kept out of errors,
// logs and prints: whether the key speaks of a password, secret, token,
// credential, authorization, JAAS config, user info, or a private, API, access
// or account key. Keys that a connector's
// definition gives the type PASSWORD are known by [Validation.Passwords].
func IsSensitive(key string) bool { return sensitive.In(key) }

// Redacted is the config with the values of sensitive keys replaced. Values
// that refer to a config provider, "${…}", are no secrets and stay, as do the
// names of keys. Further keys, those of type PASSWORD in the connector's
// definition say, can be named.
func (c Config) Redacted(sensitive ...string) Config {
	if c == nil {
		return nil
	}
	shown := make(Config, len(c))
	for key, value := range c {
		if isSecret(key, value) || slices.Contains(sensitive, key) {
			value = redacted
		}
		shown[key] = value
	}
	return shown
}

// isSecret reports whether the value of a key must not be shown.
func isSecret(key, value string) bool {
	return IsSensitive(key) && value != "" && !isReference(value)
}

// isReference reports whether a value only refers to a config provider.
func isReference(value string) bool {
	return strings.HasPrefix(value, "${") && strings.IndexByte(value, '}') == len(value)-1
}

// secrets are the values that must not be shown.
func (c Config) secrets() []string {
	var secrets []string
	for key, value := range c {
		if isSecret(key, value) {
			secrets = append(secrets, value)
		}
	}
	return secrets
}

// String is the config by key, without the values of sensitive keys.
func (c Config) String() string {
	var b strings.Builder
	b.WriteString("connect.Config[")
	for i, key := range slices.Sorted(maps.Keys(c)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		value := c[key]
		if isSecret(key, value) {
			value = redacted
		}
		fmt.Fprintf(&b, "%s=%q", key, value)
	}
	b.WriteByte(']')
	return b.String()
}

// Format writes String, whatever the verb.
func (c Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue is String, for records of slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// In the texts of workers: a config as Java prints a map, where a value goes
// up to the next key or the end of the map, and a value that was not valid.
var (
	secretInMap    = regexp.MustCompile(`(?is)([\w.\-]*(?:` + sensitive.Words + `)[\w.\-]*)=(.*?)(, [\w.\-]+=|\}|$)`)
	secretNotValid = regexp.MustCompile(`(?is)Invalid value (.*?) for configuration ([\w.\-]*(?:` + sensitive.Words + `)[\w.\-]*)`)
)

// redactText takes the values of sensitive keys out of a worker's text, which
// may repeat a whole config.
func redactText(text string) string {
	if !sensitive.In(text) {
		return text
	}
	text = secretNotValid.ReplaceAllString(text, "Invalid value "+redacted+" for configuration ${2}")
	var b strings.Builder
	for {
		m := secretInMap.FindStringSubmatchIndex(text)
		if m == nil {
			return b.String() + text
		}
		// What ends the value may begin the next one.
		valueFrom, valueTo := m[4], m[5]
		b.WriteString(text[:valueFrom])
		b.WriteString(redacted)
		text = text[valueTo:]
	}
}
