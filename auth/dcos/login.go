package dcos

import (
	"bytes"
	"context"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/golang-jwt/jwt/v5"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/internal/token"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

const (
	authenticationType = "dcosToken"

	loginPath   = "/acs/api/v1/auth/login"
	servicePath = "/service/"

	// loginTokenLifetime is what DC/OS's own clients use.
	loginTokenLifetime = 2 * time.Minute

	// renewalMargin is the longest time before a token's end in which it is
	// renewed.
	renewalMargin = 30 * time.Second

	// maxAnswer bounds what is read of an answer; a token has some 500 bytes.
	maxAnswer = 64 << 10
)

// ServiceAccount logs in as a service account: with a login token of two
// minutes that names uid and is signed by the account's private key, as RS256.
// The key is an RSA key in PEM form, PKCS #8 or PKCS #1.
//
// Validate refuses a URL that is not one, an empty uid, and a key that cannot
// be read. When no token can be had, the error names the login's URL and begins
// with its answer. It never holds the key or a token.
func ServiceAccount(url, uid string, privateKey []byte, opts ...Option) auth.TokenAuthenticator {
	return newServiceAccount("ServiceAccount", url, uid, privateKey, opts)
}

func newServiceAccount(function, url, uid string, privateKey []byte, opts []Option) auth.TokenAuthenticator {
	key, err := jwt.ParseRSAPrivateKeyFromPEM(privateKey)
	flaw := ""
	if err != nil {
		flaw = "the private key is no RSA key in PEM form" // err may repeat it
	}
	return newAuthenticator(function, url, uid, flaw, serviceAccount{uid, key}.credentials, opts)
}

// Password logs in with the password of a user. For what is refused and what
// fails see [ServiceAccount].
func Password(url, uid, password string, opts ...Option) auth.TokenAuthenticator {
	flaw := ""
	if password == "" {
		flaw = "the password is empty"
	}
	credentials := func() (loginRequest, error) { return loginRequest{UID: uid, Password: password}, nil }
	return newAuthenticator("Password", url, uid, flaw, credentials, opts)
}

// An Option changes how a login is sent.
type Option func(*kafkarest.Config)

// WithTLS names certificates for the login, such as the CA file of the cluster,
// as [kafkarest.Config].TLS does for a client. It cannot be combined with
// [WithHTTPClient].
func WithTLS(tls kafkarest.TLS) Option { return func(cfg *kafkarest.Config) { cfg.TLS = tls } }

// WithHTTPClient sends the login through an HTTP client of your own, for a
// proxy or certificates. It is copied. Without it the login has a client like
// that of a [kafkarest.Config] without HTTPClient. It cannot be combined with
// [WithTLS].
func WithHTTPClient(client *http.Client) Option {
	return func(cfg *kafkarest.Config) { cfg.HTTPClient = client }
}

// loginRequest is the body of a login.
type loginRequest struct {
	UID      string `json:"uid"`
	Password string `json:"password,omitzero"`
	Token    string `json:"token,omitzero"`
}

// serviceAccount makes login tokens.
type serviceAccount struct {
	uid string
	key *rsa.PrivateKey
}

func (a serviceAccount) credentials() (loginRequest, error) {
	claims := jwt.MapClaims{"uid": a.uid, "exp": time.Now().Add(loginTokenLifetime).Unix()}
	signed, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(a.key)
	return loginRequest{UID: a.uid, Token: signed}, err
}

// login is the login service as one authenticator sees it.
type login struct {
	url         string
	client      *http.Client
	credentials func() (loginRequest, error)
}

// newAuthenticator is the part that all logins have in common. flaw is what is
// wrong with the credentials.
func newAuthenticator(function, url, uid, flaw string, credentials func() (loginRequest, error), opts []Option) auth.TokenAuthenticator {
	l := login{url: loginURL(url), credentials: credentials}
	var cfg kafkarest.Config
	for _, opt := range opts {
		if opt != nil {
			opt(&cfg)
		}
	}
	if problem := token.FlawOfURL(l.url); problem != "" {
		flaw = "the DC/OS URL " + problem
	} else if problem := token.Flaw(uid); problem != "" {
		flaw = "the uid " + problem
	}
	client, err := newHTTPClient(cfg)
	if flaw == "" && err != nil {
		flaw = err.Error()
	}
	l.client = client
	if flaw != "" {
		return token.New("dcos."+function, authenticationType, token.Refuse("dcos", function, flaw), l.fetch)
	}
	return token.New("dcos."+function+": POST "+l.url, authenticationType, nil, l.fetch)
}

func newHTTPClient(cfg kafkarest.Config) (*http.Client, error) {
	if cfg.HTTPClient != nil && !cfg.TLS.IsZero() {
		return nil, errors.New("WithTLS and WithHTTPClient exclude each other")
	}
	client, err := rest.NewHTTPClient(cfg)
	if err != nil {
		return nil, errors.New(strings.Replace(err.Error(), "Config.TLS", "WithTLS", 1))
	}
	// The credentials are in the request's body and would go wherever a
	// redirect leads.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client, nil
}

// loginURL is where the cluster of a URL takes logins.
func loginURL(raw string) string {
	raw, _, _ = strings.Cut(raw, "#") // https://dcos.example.com/#/ as the dashboard has it
	raw = strings.TrimSuffix(strings.TrimRight(raw, "/"), loginPath)
	if i := strings.Index(raw, servicePath); i >= 0 {
		raw = raw[:i]
	}
	return raw + loginPath
}

// fetch logs in.
func (l login) fetch(ctx context.Context) (token.Token, error) {
	request, err := l.credentials()
	if err != nil {
		return token.Token{}, token.NewPermanent("the login token cannot be signed", err)
	}
	answer, err := l.send(ctx, request)
	if err != nil {
		return token.Token{}, err
	}
	t := token.Token{Authorization: "token=" + answer, Expires: expiry(answer)}
	if !t.Expires.IsZero() {
		t.Renew = t.Expires.Add(-min(renewalMargin, time.Until(t.Expires)/5))
	}
	return t, nil
}

// send returns the token that a login is answered with.
func (l login) send(ctx context.Context, request loginRequest) (string, error) {
	body, err := json.Marshal(request)
	if err != nil {
		return "", token.NewPermanent("the credentials are not UTF-8", nil)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url, bytes.NewReader(body))
	if err != nil {
		return "", token.NewPermanent("the URL cannot be requested", nil)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	// The next login is far away: no connection is kept for it.
	req.Close = true
	resp, err := l.client.Do(req)
	if err != nil {
		if failure, ok := errors.AsType[*url.Error](err); ok {
			err = failure.Err // the rest of it is in every error of the authenticator
		}
		message := err.Error()
		if token.IsUntrusted(err) {
			message += "; the CA of the cluster is given to the login too: see dcos.WithTLS"
		}
		return "", token.NewError(0, message, err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return "", token.NewError(0, "the answer broke off: "+err.Error(), err)
	}
	if resp.StatusCode != http.StatusOK {
		return "", refusal(resp, request.redact(content))
	}
	return readToken(content)
}

func readToken(content []byte) (string, error) {
	var answer struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(content, &answer); err != nil {
		return "", token.NewPermanent("the answer is not the JSON of a login", nil) // err may repeat it
	}
	if flaw := token.Flaw(answer.Token); flaw != "" {
		return "", token.NewPermanent("the token of the answer "+flaw, nil)
	}
	return answer.Token, nil
}

// refusal is the error for an answer that is no success.
func refusal(resp *http.Response, content []byte) error {
	message := fmt.Sprintf("%d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	if target, err := resp.Location(); err == nil {
		message += fmt.Sprintf(": redirects to %s://%s, where nothing is sent; if that is the cluster, give its URL", target.Scheme, target.Host)
		return token.NewPermanent(message, nil)
	}
	if text := token.Excerpt(describe(content)); text != "" {
		message += ": " + text
	}
	if resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusMethodNotAllowed {
		return token.NewPermanent(message+"; there is no login of DC/OS at this URL", nil)
	}
	return token.NewError(resp.StatusCode, message, nil)
}

// describe takes what there is to read out of the login service's JSON.
func describe(content []byte) string {
	var failure struct {
		Title       string `json:"title"`
		Description string `json:"description"`
		Code        string `json:"code"`
	}
	if err := json.Unmarshal(content, &failure); err != nil {
		return string(content)
	}
	text := failure.Title
	if failure.Description != "" && failure.Description != text {
		text = strings.TrimPrefix(text+": "+failure.Description, ": ")
	}
	if failure.Code != "" {
		text = strings.TrimSpace(text + " (" + failure.Code + ")")
	}
	return text
}

// redact takes the credentials out of an answer, which may be an echo.
func (r loginRequest) redact(content []byte) []byte {
	for _, secret := range []string{r.Password, r.Token} {
		if secret == "" {
			continue
		}
		quoted, _ := json.Marshal(secret) // has been marshalled before
		for _, form := range [][]byte{quoted[1 : len(quoted)-1], []byte(secret), []byte(url.QueryEscape(secret))} {
			content = bytes.ReplaceAll(content, form, []byte("[redacted]"))
		}
	}
	return content
}

// expiry reads when a token ends. Only the cluster can verify it; one that is
// no JWT has no known end.
func expiry(jwt string) time.Time {
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return time.Time{}
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return time.Time{}
	}
	var claims struct {
		Exp float64 `json:"exp"`
	}
	const longest = 1 << 40 // beyond it a time has no milliseconds
	if err := json.Unmarshal(payload, &claims); err != nil || claims.Exp <= 0 || claims.Exp > longest {
		return time.Time{}
	}
	return time.UnixMilli(int64(claims.Exp * 1000))
}
