package rest

import (
	"encoding/base64"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// findSecrets lists the credentials that the answered request carried, and the
// secrets in its body. Some gateways and services echo what they were sent. A
// RoundTripper of the caller's may have added some to a request of its own.
func (c *call) findSecrets(resp *http.Response) {
	c.secrets = appendSecret(c.secrets[:0], c.request.secrets...)
	if find := c.client.api.Secrets; find != nil {
		c.secrets = appendSecret(c.secrets, find(c.payload)...)
	}
	if c.request.findSecrets != nil {
		c.secrets = appendSecret(c.secrets, c.request.findSecrets(c.Context, resp.StatusCode)...)
	}
	if c.sent != nil {
		c.secrets = appendSecrets(c.secrets, c.sent.Header)
	}
	if resp.Request != nil && resp.Request != c.sent {
		c.secrets = appendSecrets(c.secrets, resp.Request.Header)
	}
	sortSecrets(c.secrets)
}

// sortSecrets puts the longest first: another may be part of it.
func sortSecrets(secrets []string) {
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
}

// redacted is in the place of each secret.
const redacted = "REDACTED"

// redact replaces the credentials of the call in a text of the service, and what
// the API knows for a secret.
func (c *call) redact(text string) string {
	text = hide(text, c.secrets)
	if c.client.api.Redact != nil {
		text = c.client.api.Redact(text)
	}
	return text
}

// Hide replaces secrets in a text that comes from a service.
func Hide(text string, secrets []string) string {
	secrets = appendSecret(nil, secrets...)
	sortSecrets(secrets)
	return hide(text, secrets)
}

func hide(text string, secrets []string) string {
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, redacted)
	}
	return text
}

// Redact replaces what the request hides in a text of its result.
func (r *request) Redact(text string) string { return Hide(text, r.secrets) }

var secretHeader = regexp.MustCompile(`(?i)auth|token|key|secret|cookie|passw|credential|session|signature|jwt`)

// minSecret is the shortest text that is taken for a secret: a shorter one
// would be found in innocent words.
const minSecret = 4

func appendSecrets(secrets []string, header http.Header) []string {
	for key, values := range header {
		if !secretHeader.MatchString(key) {
			continue
		}
		for _, value := range values {
			secrets = appendSecret(secrets, secretsOf(value)...)
		}
	}
	return secrets
}

// appendSecret adds texts in all the ways in which they may stand in a body.
func appendSecret(secrets []string, texts ...string) []string {
	for _, secret := range texts {
		if len(secret) < minSecret {
			continue
		}
		secrets = append(secrets, secret)
		for _, escape := range escapes {
			escaped := escape(secret)
			if escaped == secret {
				continue
			}
			secrets = append(secrets, escaped)
			// A service that repeats the JSON it was sent escapes it once more.
			if twice := escapedInJSON(escaped); twice != escaped {
				secrets = append(secrets, twice, escapeForHTML.Replace(twice))
			}
		}
	}
	return secrets
}

// secretsOf lists the texts in the value of an authentication header that
// must not be shown: all of it, its credential, the values of its parts as in
// "token=…", and for Basic the password.
func secretsOf(value string) []string {
	secrets := []string{value}
	_, credential, found := strings.Cut(value, " ")
	if !found {
		credential = value
	}
	secrets = append(secrets, credential)
	parts := strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ';' || r == ',' })
	for _, part := range parts {
		if _, v, found := strings.Cut(part, "="); found {
			secrets = append(secrets, strings.Trim(v, `"`))
		}
	}
	if pair, err := base64.StdEncoding.DecodeString(credential); err == nil {
		if _, password, found := strings.Cut(string(pair), ":"); found {
			secrets = append(secrets, password)
		}
	}
	return secrets
}

// escapes are the ways in which a secret may stand in a body.
var escapes = []func(string) string{
	escapedInJSON,
	func(text string) string { return escapeForHTML.Replace(escapedInJSON(text)) },
	html.EscapeString,
	url.QueryEscape,
}

// escapeForHTML adds what many writers of JSON escape for the sake of HTML.
var escapeForHTML = strings.NewReplacer("&", `\u0026`, "<", `\u003c`, ">", `\u003e`)

// escapedInJSON is text as it stands between the quotes of a JSON string.
func escapedInJSON(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r == '"' || r == '\\' || r < ' ' }) {
		return text
	}
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return text
	}
	return string(quoted[1 : len(quoted)-1])
}
