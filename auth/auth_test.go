package auth_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"golang.org/x/oauth2"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

var (
	_ core.Authenticator      = auth.Authenticator(nil)
	_ kafkarest.Authenticator = auth.Authenticator(nil)
	_ kafkarest.Authenticator = core.Authenticator(nil)
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newRequest(t *testing.T) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com", nil)
	require.NoError(t, err)
	return req
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		authenticator auth.Authenticator
		kind          string
		want          http.Header
	}{
		"basic":         {auth.Basic("token", "key"), core.AUTHTYPE_BASIC, http.Header{"Authorization": {"Basic dG9rZW46a2V5"}}},
		"basic unicode": {auth.Basic("ü", "a: b"), core.AUTHTYPE_BASIC, http.Header{"Authorization": {"Basic w7w6YTogYg=="}}},
		"bearer":        {auth.Bearer("a.b-c"), core.AUTHTYPE_BEARER_TOKEN, http.Header{"Authorization": {"Bearer a.b-c"}}},
		"DC/OS token":   {auth.DCOSToken("a.b-c"), "dcosToken", http.Header{"Authorization": {"token=a.b-c"}}},
		"X-Auth-Token":  {auth.XAuthToken("key"), "xAuthToken", http.Header{"X-Auth-Token": {"key"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.NoError(t, test.authenticator.Validate())
			assert.Equal(t, test.kind, test.authenticator.AuthenticationType())
			req := newRequest(t)
			for range 2 {
				require.NoError(t, test.authenticator.Authenticate(req))
			}
			assert.Equal(t, test.want, req.Header)
			_, drops := test.authenticator.(auth.TokenAuthenticator)
			assert.False(t, drops, "there is no other token for a second try")
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		authenticator auth.Authenticator
		want          string
	}{
		{auth.Basic("", "hunter2"), "auth.Basic: the user is empty"},
		{auth.Basic("hunter:2", "x"), "auth.Basic: the user holds a colon, which would end it"},
		{auth.Basic("hunter2\n", "x"), "auth.Basic: the user holds a control character"},
		{auth.Basic("token", ""), "auth.Basic: the password is empty"},
		{auth.Basic("token", "hunter2\n"), "auth.Basic: the password holds a control character"},
		{auth.Bearer(""), "auth.Bearer: the token is empty"},
		{auth.Bearer("Bearer hunter2"), "auth.Bearer: the token holds white space or a control character"},
		{auth.Bearer("hunter2\r\nX-Other: 1"), "auth.Bearer: the token holds white space or a control character"},
		{auth.Bearer("hunter2\x00"), "auth.Bearer: the token holds white space or a control character"},
		{auth.DCOSToken(""), "auth.DCOSToken: the token is empty"},
		{auth.DCOSToken("token=hunter2"), "auth.DCOSToken: the token begins with token=, which is added to it"},
		{auth.DCOSToken("hunter2\n"), "auth.DCOSToken: the token holds white space or a control character"},
		{auth.XAuthToken(""), "auth.XAuthToken: the key is empty"},
		{auth.XAuthToken("hunter2\n"), "auth.XAuthToken: the key holds white space or a control character"},
		{auth.OAuth2(nil), "auth.OAuth2: the source is nil"},
		{auth.OAuth2Func(nil), "auth.OAuth2Func: the function is nil"},
	} {
		t.Run(test.want, func(t *testing.T) {
			t.Parallel()
			req := newRequest(t)
			for _, err := range []error{test.authenticator.Validate(), test.authenticator.Authenticate(req)} {
				require.EqualError(t, err, test.want)
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
				var refusal *kafkarest.Error
				require.ErrorAs(t, err, &refusal)
				require.NotContains(t, fmt.Sprintf("%+v %#v", err, err), "hunter")
			}
			assert.Empty(t, req.Header)
		})
	}
}

func TestFromEnv(t *testing.T) {
	for name, test := range map[string]struct {
		apiKey, bearerToken string
		want                string // the header
		err                 string
	}{
		"API key":              {apiKey: "key", want: "Basic dG9rZW46a2V5"},
		"bearer token":         {bearerToken: "abc", want: "Bearer abc"},
		"neither":              {err: "auth.FromEnv: neither API_KEY nor BEARER_TOKEN is set; set one of them"},
		"both":                 {apiKey: "hunter2", bearerToken: "hunter3", err: "auth.FromEnv: API_KEY and BEARER_TOKEN are both set; unset one of them"},
		"line break in key":    {apiKey: "hunter2\n", err: "auth.FromEnv: API_KEY holds white space or a control character"},
		"white space in token": {bearerToken: "Bearer hunter2", err: "auth.FromEnv: BEARER_TOKEN holds white space or a control character"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("API_KEY", test.apiKey)
			t.Setenv("BEARER_TOKEN", test.bearerToken)
			authenticator, err := auth.FromEnv()
			if test.err != "" {
				require.EqualError(t, err, test.err)
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
				require.Nil(t, authenticator)
				return
			}
			require.NoError(t, err)
			require.NoError(t, authenticator.Validate())
			req := newRequest(t)
			require.NoError(t, authenticator.Authenticate(req))
			assert.Equal(t, test.want, req.Header.Get("Authorization"))
		})
	}
}

// No way to print shows a secret, not even one that ignores methods and goes
// through pointers and unexported fields, as the differs of test libraries do.
func TestPrintingShowsNoSecret(t *testing.T) {
	t.Parallel()
	const secret = "hunter2"
	for name, authenticator := range map[string]auth.Authenticator{
		"Basic":      auth.Basic("token", secret),
		"Bearer":     auth.Bearer(secret),
		"DCOSToken":  auth.DCOSToken(secret),
		"XAuthToken": auth.XAuthToken(secret),
		"OAuth2":     auth.OAuth2(oauth2.StaticTokenSource(&oauth2.Token{AccessToken: secret})),
		"OAuth2Func": auth.OAuth2Func(func(context.Context) (*oauth2.Token, error) {
			return &oauth2.Token{AccessToken: secret}, nil
		}),
		"invalid": auth.Bearer(secret + "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := authenticator.Authenticate(newRequest(t)); !errors.Is(err, kafkarest.ErrInvalid) {
				require.NoError(t, err, "a token is held now")
			}
			cfg := kafkarest.Config{URL: "http://example.com", Authenticator: authenticator}
			opstest.AssertShowsNone(t, []string{secret}, authenticator, &authenticator, cfg, &cfg,
				struct{ cfg kafkarest.Config }{cfg}, map[string]any{"a": []any{authenticator}})
		})
	}
}
