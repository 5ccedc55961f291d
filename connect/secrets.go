package connect

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
	"github.com/kafkarest/kafkarest-go/internal/sensitive"
)

// redacted stands in for a secret.
const redacted = "REDACTED"

// sensitivity knows which config keys are sensitive, and what of a value or of
// a worker's text must not be shown for that.
type sensitivity struct {
	further []string // parts of keys, beside the standard ones, in lower case
}

// standard is the sensitivity of [IsSensitive].
var standard = &sensitivity{}

// with is a sensitivity that knows further parts of keys.
func (s *sensitivity) with(parts ...string) *sensitivity {
	more := &sensitivity{further: slices.Clone(s.further)}
	for _, part := range parts {
		if part != "" {
			more.further = append(more.further, strings.ToLower(part))
		}
	}
	return more
}

func (s *sensitivity) isSensitive(key string) bool {
	if sensitive.In(key) {
		return true
	}
	key = strings.ToLower(key)
	return slices.ContainsFunc(s.further, func(part string) bool { return strings.Contains(key, part) })
}

// isSecret reports whether nothing of a value may be shown.
func (s *sensitivity) isSecret(key, value string) bool {
	return value != "" && !isReference(value) && s.isSensitive(key)
}

// isReference reports whether a value only refers to a config provider.
func isReference(value string) bool {
	return strings.HasPrefix(value, "${") && strings.IndexByte(value, '}') == len(value)-1
}

// redactValue is the value of a key without what must not be shown of it.
func (s *sensitivity) redactValue(key, value string) string {
	if s.isSecret(key, value) {
		return redacted
	}
	return s.redactURLs(value)
}

var (
	// parameter is one of a URL; in JDBC's, braces may hold anything.
	parameter = regexp.MustCompile(`([?&;])([\w.\-]+)=(\{(?:[^}]|\}\})*\}|[^\s&;]+)`)
	// oracleLogin is user and password in a URL of Oracle's driver.
	oracleLogin = regexp.MustCompile(`(?i)(jdbc:oracle:\w+:)([^\s"]+)@`)
)

// redactURLs replaces what URLs have before their host, and their sensitive
// parameters.
func (s *sensitivity) redactURLs(text string) string {
	text = replace(parameter, text, func(m []string) string {
		if !s.isSensitive(m[2]) {
			return m[0]
		}
		return m[1] + m[2] + "=" + redacted
	})
	text = replace(oracleLogin, text, func(m []string) string { return m[1] + redacted + "@" })
	found := logins(text)
	if len(found) == 0 {
		return text
	}
	var b strings.Builder
	shown := 0
	for _, login := range found {
		b.WriteString(text[shown:login.from])
		b.WriteString(redacted)
		shown = login.to
	}
	b.WriteString(text[shown:])
	return b.String()
}

// span is a part of a text.
type span struct{ from, to int }

// logins finds what the URLs in a text have before their host.
func logins(text string) []span {
	const begin = "://"
	var found []span
	for from := 0; ; {
		next := strings.Index(text[from:], begin)
		if next < 0 {
			return found
		}
		from += next + len(begin)
		url, _, _ := strings.Cut(text[from:], begin)
		if end := strings.IndexFunc(url, func(r rune) bool { return r == '"' || unicode.IsSpace(r) }); end >= 0 {
			url = url[:end]
		}
		host, _, _ := strings.Cut(url, "/")
		at := strings.LastIndexByte(host, '@')
		if at < 0 && strings.Contains(host, ":") {
			// Rather too much than a password that has a slash in it.
			at = strings.LastIndexByte(url, '@')
		}
		if at > 0 {
			found = append(found, span{from, from + at})
			from += at
		}
	}
}

// secrets are the texts in a config that must not be shown.
func (s *sensitivity) secrets(c Config) []string {
	var secrets []string
	for key, value := range c {
		secrets = s.appendSecrets(secrets, key, value)
	}
	return secrets
}

// secretsIn are those in the body of a request.
func (s *sensitivity) secretsIn(body []byte) []string {
	var secrets []string
	mapJSON(string(body), func(key, value string) string {
		secrets = s.appendSecrets(secrets, key, value)
		return value
	})
	return secrets
}

// appendSecrets adds what must not be shown of the value of a key.
func (s *sensitivity) appendSecrets(secrets []string, key, value string) []string {
	switch {
	case isReference(value):
		return secrets
	case s.isSecret(key, value):
		return append(secrets, value)
	}
	for _, m := range parameter.FindAllStringSubmatch(value, -1) {
		if s.isSensitive(m[2]) {
			secrets = append(secrets, m[3], unbraced(m[3]))
		}
	}
	for _, m := range oracleLogin.FindAllStringSubmatch(value, -1) {
		_, password, _ := strings.Cut(m[2], "/")
		secrets = append(secrets, m[2], password)
	}
	for _, login := range logins(value) {
		userinfo := value[login.from:login.to]
		_, password, _ := strings.Cut(userinfo, ":")
		secrets = append(secrets, userinfo, password)
	}
	return secrets
}

// unbraced is the value of a parameter without the braces that it may be in.
func unbraced(value string) string {
	inner, ok := strings.CutPrefix(value, "{")
	if !ok {
		return value
	}
	return strings.ReplaceAll(strings.TrimSuffix(inner, "}"), "}}", "}")
}

// redact takes what must not be shown out of a text: the body of a worker's
// answer, its message or a trace.
func (s *sensitivity) redact(text string) string {
	shown, ok := mapJSON(text, func(key, value string) string {
		if s.isSecret(key, value) {
			return redacted
		}
		return s.redact(value)
	})
	if ok {
		return shown
	}
	return s.redactText(text)
}

// redactTrace does so for a trace of a connector in whose config the secrets
// are.
func (s *sensitivity) redactTrace(trace string, secrets []string) string {
	return s.redact(rest.Hide(trace, secrets))
}

// In texts: a value that was not valid; a member of JSON, also where that is
// quoted or cut; a config as Java prints a map or writes properties, where a
// value goes up to the next key, the end of the map or the stack trace.
var (
	notValid   = regexp.MustCompile(`(?is)Invalid value .*? for configuration ([\w.\-]+)`)
	member     = regexp.MustCompile(`(?s)(\\*"([\w.\-]+)\\*"\s*:\s*)(\\*"(?:[^"\\]|\\.)*|[^\s",:{}\[\]]+)`)
	assignment = regexp.MustCompile(`([\w.\-]+)[ \t]*=[ \t]*`)
	valueEnd   = regexp.MustCompile(`, [\w.\-]+=|\}|\n[ \t]*[\w.\-]+ = |\n\s+at |\nCaused by: `)
)

// redactText takes the values of sensitive keys out of a worker's text, which
// may repeat a whole config, and what its URLs have before the host.
func (s *sensitivity) redactText(text string) string {
	text = s.redactURLs(text)
	text = replace(notValid, text, func(m []string) string {
		if !s.isSensitive(m[1]) {
			return m[0]
		}
		return "Invalid value " + redacted + " for configuration " + m[1]
	})
	text = replace(member, text, func(m []string) string {
		if !s.isSensitive(m[2]) {
			return m[0]
		}
		value := strings.TrimLeft(m[3], `\`)
		quotes := m[3][:len(m[3])-len(value)]
		if strings.HasPrefix(value, `"`) {
			quotes += `"`
		}
		return m[1] + quotes + redacted
	})
	return s.redactAssignments(text)
}

func (s *sensitivity) redactAssignments(text string) string {
	var b strings.Builder
	for {
		m := assignment.FindStringSubmatchIndex(text)
		if m == nil {
			if b.Len() == 0 {
				return text
			}
			b.WriteString(text)
			return b.String()
		}
		key, value := text[m[2]:m[3]], m[1]
		b.WriteString(text[:value])
		text = text[value:]
		if !s.isSensitive(key) {
			continue
		}
		end := valueEnd.FindStringIndex(text)
		if end == nil {
			end = []int{len(text)}
		}
		// What ends the value may begin the next one.
		if end[0] > 0 {
			b.WriteString(redacted)
		}
		text = text[end[0]:]
	}
}

// replace replaces what an expression matches, given what its groups match.
func replace(re *regexp.Regexp, text string, with func(groups []string) string) string {
	if !re.MatchString(text) { // as most do not, this saves copies of the text
		return text
	}
	return re.ReplaceAllStringFunc(text, func(match string) string { return with(re.FindStringSubmatch(match)) })
}

// mapJSON replaces the strings and numbers in a text that is one object or
// array of JSON, given the key that each belongs to; the rest stays as it is
// written. ok is false for any other text.
func mapJSON(text string, show func(key, value string) string) (mapped string, ok bool) {
	if begun := strings.TrimSpace(text); !strings.HasPrefix(begun, "{") && !strings.HasPrefix(begun, "[") {
		return "", false
	}
	decoder := jsontext.NewDecoder(strings.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	var b strings.Builder
	written, end := 0, 0
	keys := []string{""} // what the values at each depth belong to
	for {
		container, length := decoder.StackIndex(decoder.StackDepth())
		token, err := decoder.ReadToken()
		if err == io.EOF {
			if written == 0 {
				return text, true
			}
			b.WriteString(text[written:])
			return b.String(), true
		}
		if err != nil {
			return "", false
		}
		begin := end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t\r\n,:"))
		end = int(decoder.InputOffset())
		key := &keys[len(keys)-1]
		switch kind := token.Kind(); {
		case kind == '{' || kind == '[':
			keys = append(keys, *key)
		case kind == '}' || kind == ']':
			keys = keys[:len(keys)-1]
		case container == '{' && length%2 == 0:
			*key = token.String()
		case kind == '"' || kind == '0':
			value := token.String()
			shown := show(*key, value)
			if shown == value {
				continue
			}
			quoted, _ := jsontext.AppendQuote(nil, shown)
			b.WriteString(text[written:begin])
			b.Write(quoted)
			written = end
		}
	}
}

// secretsTimeout bounds the reading of a config for its secrets.
const secretsTimeout = 5 * time.Second

// storedSecrets reads the config of a connector for what a text about it must
// not show; none if it cannot be read. opts are those of the call that failed.
func (c *Client) storedSecrets(ctx context.Context, name string, opts []kafkarest.CallOption) []string {
	ctx, cancel := context.WithTimeout(ctx, secretsTimeout)
	defer cancel()
	config, err := c.GetConnectorConfig(ctx, name, rest.Uncaptured(opts)...)
	if err != nil {
		return nil
	}
	return c.sensitive.secrets(config)
}

// findSecrets is storedSecrets for a call whose answer may hold what the
// connector's own code says, which can be any part of its config: a refusal, or
// a status with traces that cannot be read.
func (c *Client) findSecrets(name string, opts []kafkarest.CallOption) func(context.Context, int) []string {
	return func(ctx context.Context, status int) []string {
		switch status {
		case http.StatusOK, http.StatusAccepted, http.StatusBadRequest, http.StatusInternalServerError:
			return c.storedSecrets(ctx, name, opts)
		}
		return nil
	}
}
