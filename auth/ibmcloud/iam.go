package ibmcloud

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/internal/token"
)

const (
	defaultURL = "https://iam.cloud.ibm.com"
	tokenPath  = "/identity/token"

	// maxAnswer bounds what is read of an answer; a token has some 2 KiB.
	maxAnswer = 64 << 10
)

// IAM gets access tokens for an API key from IBM Cloud's token service and
// sends them as "Authorization: Bearer". The IBM Event Streams Administration
// REST API takes them, as do other services of IBM Cloud.
//
// Validate refuses a key that is empty or holds white space, and a URL that is
// not one. When no token can be had, the error names the token service's URL
// and its answer, and the *core.AuthenticationError of go-sdk-core or the
// connection's failure can be unwrapped from it. No error holds the API key.
func IAM(apiKey string, opts ...Option) auth.TokenAuthenticator {
	s := &service{apiKey: apiKey, url: defaultURL}
	for _, opt := range opts {
		if opt != nil {
			opt(s)
		}
	}
	s.url = strings.TrimSuffix(strings.TrimRight(s.url, "/"), tokenPath)
	if flaw := s.flaw(); flaw != "" {
		return token.New("ibmcloud.IAM", core.AUTHTYPE_IAM, token.Refuse("ibmcloud", "IAM", flaw), s.fetch)
	}
	return token.New("ibmcloud.IAM: POST "+s.url+tokenPath, core.AUTHTYPE_IAM, nil, s.fetch)
}

// An Option changes what [IAM] does by default.
type Option func(*service)

// WithURL sets the URL of the token service, with or without the path
// /identity/token. The default is https://iam.cloud.ibm.com.
func WithURL(url string) Option { return func(s *service) { s.url = url } }

// WithHTTPClient asks for tokens through an HTTP client of your own, for a
// proxy or certificates. It is copied. Without it [http.DefaultTransport] is
// used, whatever HTTPClient the [kafkarest.Config] has.
func WithHTTPClient(client *http.Client) Option {
	return func(s *service) {
		if client != nil {
			s.client = *client
		}
	}
}

// WithScope asks for tokens of a scope. The default asks for none.
func WithScope(scope string) Option { return func(s *service) { s.scope = scope } }

// service is the token service as one authenticator sees it.
type service struct {
	apiKey, url, scope string
	client             http.Client
}

// flaw says what is wrong with the configuration.
func (s *service) flaw() string {
	if flaw := token.Flaw(s.apiKey); flaw != "" {
		return "the API key " + flaw
	}
	if err := (&core.IamAuthenticator{ApiKey: s.apiKey}).Validate(); err != nil {
		return "the API key begins or ends with a brace or a quote"
	}
	if flaw := token.FlawOfURL(s.url); flaw != "" {
		return "the URL of the token service " + flaw
	}
	return ""
}

// fetch gets a token. It uses go-sdk-core's authenticator for the request
// alone: what that does around it ends with no context and holds a lock that
// all authenticators of the process share.
func (s *service) fetch(ctx context.Context) (token.Token, error) {
	client := s.client
	if client.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, client.Timeout)
		defer cancel()
		client.Timeout = 0
	}
	client.Transport = &transport{ctx: ctx, apiKey: s.apiKey, next: s.client.Transport}
	// The key is in the request's body and would go wherever a redirect leads.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	began := time.Now()
	answer, err := requestToken(&core.IamAuthenticator{ApiKey: s.apiKey, URL: s.url, Scope: s.scope, Client: &client})
	if err != nil {
		return token.Token{}, newError(err)
	}
	// The lifetime, unlike the time of its end, does not depend on whether the
	// two clocks agree.
	expires := began.Add(time.Duration(answer.ExpiresIn) * time.Second)
	if answer.ExpiresIn == 0 {
		expires = time.Unix(answer.Expiration, 0)
	}
	return token.Token{Authorization: "Bearer " + answer.AccessToken, Expires: expires}, nil
}

// requestToken asks for a token. An answer that cannot be read is an error
// here, which go-sdk-core ignores.
func requestToken(iam *core.IamAuthenticator) (*core.IamTokenServerResponse, error) {
	answer, err := iam.RequestToken()
	if err == nil && answer.AccessToken == "" {
		err = errors.New("the answer holds no access token")
	}
	return answer, err
}

// newError describes a failure without the URL, which every error of the
// authenticator begins with.
func newError(cause error) error {
	if refusal, ok := errors.AsType[*core.AuthenticationError](cause); ok {
		status := refusal.Response.GetStatusCode()
		message := strconv.Itoa(status) + " " + http.StatusText(status)
		if text := token.Excerpt(refusal.Error()); text != "" && text != http.StatusText(status) {
			message += ": " + text
		}
		return token.NewError(status, message, cause)
	}
	message := cause.Error()
	if failure, ok := errors.AsType[*url.Error](cause); ok {
		message = failure.Err.Error()
	}
	return token.NewError(0, message, cause)
}

// transport sends the requests of one fetch, which go-sdk-core makes without a
// context.
type transport struct {
	ctx    context.Context
	apiKey string
	next   http.RoundTripper
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	next := t.next
	if next == nil {
		next = http.DefaultTransport
	}
	req = req.WithContext(t.ctx)
	// The next fetch is far away: no connection is kept for it.
	req.Close = true
	resp, err := next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	// go-sdk-core reads without a bound and puts what it reads of a failure into
	// its errors: the text of whatever answers, which may be an echo.
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		content = t.redact(content)
	}
	answer := *resp
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
	return &answer, nil
}

// redact takes the API key out of an answer, as it is and as the request's form
// has it.
func (t *transport) redact(content []byte) []byte {
	for _, key := range []string{t.apiKey, url.QueryEscape(t.apiKey)} {
		content = bytes.ReplaceAll(content, []byte(key), []byte("[redacted]"))
	}
	return content
}
