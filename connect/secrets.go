package connect

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
)

// redacted stands in for a secret.
const redacted = "REDACTED"

const sensitiveWords = `passw|passphrase|pwd|secret|token|credential|authorization|jaas\.config|user\.info|keystore\.key|(?:private|api|access|account)[._-]?key`

// sensitivity knows which config keys are sensitive, and what of a value or of
// a worker's text must not be shown for that.
type sensitivity struct {
	key *regexp.Regexp
	// In a value: what a URL has before its host, and its parameters.
	inURL *regexp.Regexp
	// In the texts of workers: a value that was not valid; a config as JSON; one
	// as Java prints a map or writes properties, where a value goes up to the next
	// key, the end of the map or the stack trace.
	notValid, inJSON, inMap *regexp.Regexp
}

// standard is the sensitivity of [IsSensitive].
var standard = newSensitivity(nil)

// newSensitivity makes a sensitivity that knows further parts of keys.
func newSensitivity(further []string) *sensitivity {
	words := sensitiveWords
	for _, part := range further {
		if part != "" {
			words += "|" + regexp.QuoteMeta(part)
		}
	}
	key := `[\w.\-]*(?:` + words + `)[\w.\-]*`
	return &sensitivity{
		key:      regexp.MustCompile(`(?i)` + words),
		inURL:    regexp.MustCompile(`(?i)://([^\s/"]+)@|[?&;]` + key + `=([^\s&;]+)`),
		notValid: regexp.MustCompile(`(?is)Invalid value (.*?) for configuration (` + key + `)`),
		inJSON:   regexp.MustCompile(`(?is)("` + key + `"\s*:\s*")(?:[^"\\]|\\.)*`),
		inMap:    regexp.MustCompile(`(?is)` + key + `[ \t]*=[ \t]*(.*?)(?:, [\w.\-]+=|\}|\n[ \t]*[\w.\-]+ = |\n\s+at |\nCaused by: |$)`),
	}
}

// redactValue is the value of a key without what must not be shown of it.
func (s *sensitivity) redactValue(key, value string) string {
	switch {
	case value == "" || isReference(value):
		return value
	case s.key.MatchString(key):
		return redacted
	}
	return s.redactURLs(value)
}

// redactURLs replaces what URLs have before their host, and their sensitive
// parameters.
func (s *sensitivity) redactURLs(text string) string {
	return s.inURL.ReplaceAllStringFunc(text, func(match string) string {
		if strings.HasPrefix(match, "://") {
			return "://" + redacted + "@"
		}
		parameter, _, _ := strings.Cut(match, "=")
		return parameter + "=" + redacted
	})
}

// isReference reports whether a value only refers to a config provider.
func isReference(value string) bool {
	return strings.HasPrefix(value, "${") && strings.IndexByte(value, '}') == len(value)-1
}

// secrets are the texts in a config that must not be shown.
func (s *sensitivity) secrets(c Config) []string {
	var secrets []string
	for key, value := range c {
		switch {
		case value == "" || isReference(value):
		case s.key.MatchString(key):
			secrets = append(secrets, value)
		default:
			for _, match := range s.inURL.FindAllStringSubmatch(value, -1) {
				userinfo, parameter := match[1], match[2]
				_, password, _ := strings.Cut(userinfo, ":")
				secrets = append(secrets, userinfo, password, parameter)
			}
		}
	}
	return secrets
}

// redactText takes the values of sensitive keys out of a worker's text, which
// may repeat a whole config, and what its URLs have before the host.
func (s *sensitivity) redactText(text string) string {
	if s.key.MatchString(text) {
		text = s.notValid.ReplaceAllString(text, "Invalid value "+redacted+" for configuration ${2}")
		text = s.inJSON.ReplaceAllString(text, "${1}"+redacted)
		text = s.redactMaps(text)
	}
	return s.redactURLs(text)
}

func (s *sensitivity) redactMaps(text string) string {
	var b strings.Builder
	for {
		m := s.inMap.FindStringSubmatchIndex(text)
		if m == nil {
			b.WriteString(text)
			return b.String()
		}
		// What ends the value may begin the next one.
		valueFrom, valueTo := m[2], m[3]
		b.WriteString(text[:valueFrom])
		b.WriteString(redacted)
		text = text[valueTo:]
	}
}

// secretsTimeout bounds the reading of a config for its secrets.
const secretsTimeout = 5 * time.Second

// storedSecrets reads the config of a connector for what a text about it must
// not show; none if it cannot be read. opts are those of the call that failed.
func (c *Client) storedSecrets(ctx context.Context, name string, opts []kafkarest.CallOption) []string {
	ctx, cancel := context.WithTimeout(ctx, secretsTimeout)
	defer cancel()
	notCaptured := func(o *kafkarest.CallOptions) { o.Response = nil }
	config, err := c.GetConnectorConfig(ctx, name, append(slices.Clip(opts), notCaptured)...)
	if err != nil {
		return nil
	}
	return c.sensitive.secrets(config)
}

// findSecrets is storedSecrets for a call that runs the connector's own code,
// whose refusals may quote any part of its config.
func (c *Client) findSecrets(name string, opts []kafkarest.CallOption) func(context.Context, int) []string {
	return func(ctx context.Context, status int) []string {
		if status != http.StatusBadRequest && status != http.StatusInternalServerError {
			return nil
		}
		return c.storedSecrets(ctx, name, opts)
	}
}
