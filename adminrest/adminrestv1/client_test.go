package adminrestv1_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
)

const badURL = `The URL property is invalid. Please remove any surrounding {, }, or " characters.`

func TestNewAdminrestV1(t *testing.T) {
	t.Parallel()
	noAuth := &core.NoAuthAuthenticator{}
	tests := map[string]struct {
		options *adminrestv1.AdminrestV1Options
		text    string
		kind    string
	}{
		"no options":             {nil, "the options are nil", "unexpected-nil-param"},
		"no authenticator":       {&adminrestv1.AdminrestV1Options{URL: "https://a.example"}, "Authentication information was not properly configured.", "new-base-error"},
		"a nil authenticator":    {&adminrestv1.AdminrestV1Options{Authenticator: (*core.IamAuthenticator)(nil)}, "Authentication information was not properly configured.", "new-base-error"},
		"no user":                {&adminrestv1.AdminrestV1Options{Authenticator: &core.BasicAuthenticator{Password: "s3cret"}}, "The Username property is required but was not specified.", "new-base-error"},
		"a user in braces":       {&adminrestv1.AdminrestV1Options{Authenticator: &core.BasicAuthenticator{Username: "{u}", Password: "s3cret"}}, `The Username property is invalid. Please remove any surrounding {, }, or " characters.`, "new-base-error"},
		"a URL that begins in {": {&adminrestv1.AdminrestV1Options{URL: "{https://a.example", Authenticator: noAuth}, badURL, "set-url-error"},
		"a URL that ends in }":   {&adminrestv1.AdminrestV1Options{URL: "https://a.example}", Authenticator: noAuth}, badURL, "set-url-error"},
		"a URL in quotes":        {&adminrestv1.AdminrestV1Options{URL: `"https://a.example"`, Authenticator: noAuth}, badURL, "set-url-error"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, err := adminrestv1.NewAdminrestV1(test.options)
			failure := assertProblem(t, err, test.text)
			assert.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.Equal(t, "NewAdminrestV1", failure.Operation)
			assertKind(t, err, test.kind)
			assert.Nil(t, service)
		})
	}
	service, err := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{ServiceName: "ignored", Authenticator: noAuth})
	require.NoError(t, err)
	assert.Empty(t, service.GetServiceURL())
}

func TestServiceURL(t *testing.T) {
	t.Parallel()
	service := newService(t, "https://a.example")
	for _, url := range []string{"{https://b.example", "https://b.example}", `"https://b.example`, `https://b.example"`} {
		err := service.SetServiceURL(url)
		assertProblem(t, err, badURL)
		assertKind(t, err, "url-set-error")
		assert.Equal(t, "https://a.example", service.GetServiceURL())
	}
	require.NoError(t, service.SetServiceURL("https://b.example/base"))
	assert.Equal(t, "https://b.example/base", service.GetServiceURL())
	require.NoError(t, service.SetServiceURL(""))
	assert.Empty(t, service.GetServiceURL())
}

func TestGetServiceURLForRegion(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"", "us-south"} {
		url, err := adminrestv1.GetServiceURLForRegion(region)
		assertProblem(t, err, "service does not support regional URLs")
		assertKind(t, err, "no-regional-support")
		assert.Empty(t, url)
	}
}

func TestClone(t *testing.T) {
	t.Parallel()
	assert.Nil(t, (*adminrestv1.AdminrestV1)(nil).Clone())
	service := newService(t, "https://a.example")
	clone := service.Clone()
	require.NotSame(t, service, clone)
	assert.Same(t, service.Service.Client, clone.Service.Client)
	assert.Same(t, service.Service.Options.Authenticator, clone.Service.Options.Authenticator)
	assert.Equal(t, "https://a.example", clone.GetServiceURL())

	require.NoError(t, clone.SetServiceURL("https://b.example"))
	clone.SetEnableGzipCompression(true)
	clone.SetDefaultHeaders(http.Header{"X-Clone": {"yes"}})
	clone.EnableRetries(0, 0)
	assert.Equal(t, "https://a.example", service.GetServiceURL())
	assert.False(t, service.GetEnableGzipCompression())
	assert.Nil(t, service.Service.DefaultHeaders)
	assert.NotSame(t, service.Service.Client, clone.Service.Client)
}

// retriesOf is what the service's retries are set to, nil if they are off.
func retriesOf(service *adminrestv1.AdminrestV1) *retryablehttp.Client {
	transport, ok := service.Service.Client.Transport.(*retryablehttp.RoundTripper)
	if !ok {
		return nil
	}
	return transport.Client
}

func TestRetries(t *testing.T) {
	t.Parallel()
	service := newService(t, "https://a.example")
	plain := service.Service.Client
	service.DisableRetries()
	assert.Same(t, plain, service.Service.Client)
	assert.Nil(t, retriesOf(service))

	service.EnableRetries(0, 0)
	require.NotNil(t, retriesOf(service))
	assert.Equal(t, 4, retriesOf(service).RetryMax)
	assert.Equal(t, 30*time.Second, retriesOf(service).RetryWaitMax)
	service.EnableRetries(7, time.Minute)
	service.EnableRetries(0, 0)
	assert.Equal(t, 7, retriesOf(service).RetryMax)
	assert.Equal(t, time.Minute, retriesOf(service).RetryWaitMax)
	assert.Same(t, plain, service.Service.GetHTTPClient())

	service.DisableRetries()
	assert.Same(t, plain, service.Service.Client)
}

// configure sets the environment that core reads its configuration from.
func configure(t *testing.T, environment map[string]string) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"HOME", "IBM_CREDENTIALS_FILE", "VCAP_SERVICES"} {
		t.Setenv(name, "")
	}
	for name, value := range environment {
		t.Setenv(name, value)
	}
}

func TestExternalConfig(t *testing.T) {
	configure(t, map[string]string{
		"ADMINREST_URL":            "https://env.example/base",
		"ADMINREST_AUTH_TYPE":      "BASIC",
		"ADMINREST_USERNAME":       "token",
		"ADMINREST_PASSWORD":       "s3cret",
		"ADMINREST_DISABLE_SSL":    "true",
		"ADMINREST_ENABLE_GZIP":    "true",
		"ADMINREST_ENABLE_RETRIES": "true",
		"ADMINREST_MAX_RETRIES":    "9",
		"ADMINREST_RETRY_INTERVAL": "11",
	})
	options := new(adminrestv1.AdminrestV1Options)
	service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(options)
	require.NoError(t, err)
	assert.Equal(t, "https://env.example/base", service.GetServiceURL())
	assert.Equal(t, &core.BasicAuthenticator{Username: "token", Password: "s3cret"}, service.Service.Options.Authenticator)
	assert.True(t, service.Service.IsSSLDisabled())
	assert.True(t, service.GetEnableGzipCompression())
	require.NotNil(t, retriesOf(service))
	assert.Equal(t, 9, retriesOf(service).RetryMax)
	assert.Equal(t, 11*time.Second, retriesOf(service).RetryWaitMax)
	assert.Equal(t, adminrestv1.DefaultServiceName, options.ServiceName, "the options are completed")
	assert.Same(t, service.Service.Options.Authenticator, options.Authenticator)

	// What the program says wins.
	mine := &core.NoAuthAuthenticator{}
	service, err = adminrestv1.NewAdminrestV1UsingExternalConfig(&adminrestv1.AdminrestV1Options{URL: "https://mine.example", Authenticator: mine})
	require.NoError(t, err)
	assert.Equal(t, "https://mine.example", service.GetServiceURL())
	assert.Same(t, mine, service.Service.Options.Authenticator)
}

func TestExternalConfigWithDefaults(t *testing.T) {
	configure(t, map[string]string{
		"MY_SERVICE_AUTHTYPE":       "bearertoken",
		"MY_SERVICE_BEARER_TOKEN":   "s3cret",
		"MY_SERVICE_ENABLE_GZIP":    "perhaps",
		"MY_SERVICE_ENABLE_RETRIES": "true",
		"MY_SERVICE_MAX_RETRIES":    "many",
		"ADMINREST_URL":             "https://other.example",
	})
	service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(&adminrestv1.AdminrestV1Options{ServiceName: "my-service"})
	require.NoError(t, err)
	assert.Equal(t, &core.BearerTokenAuthenticator{BearerToken: "s3cret"}, service.Service.Options.Authenticator)
	assert.Empty(t, service.GetServiceURL())
	assert.False(t, service.GetEnableGzipCompression())
	assert.Equal(t, 4, retriesOf(service).RetryMax)
}

func TestExternalConfigFromAFile(t *testing.T) {
	configure(t, map[string]string{"ADMINREST_URL": "https://env.example"})
	text := "# comment\nADMINREST_URL=https://file.example\nADMINREST_APIKEY=s3cret\n"
	require.NoError(t, os.WriteFile("ibm-credentials.env", []byte(text), 0o600))
	service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(new(adminrestv1.AdminrestV1Options))
	require.NoError(t, err)
	assert.Equal(t, "https://file.example", service.GetServiceURL())
	assert.IsType(t, (*core.IamAuthenticator)(nil), service.Service.Options.Authenticator)

	elsewhere := filepath.Join(t.TempDir(), "credentials")
	require.NoError(t, os.WriteFile(elsewhere, []byte("ADMINREST_URL=https://named.example\nADMINREST_AUTH_TYPE=noauth\n"), 0o600))
	t.Setenv("IBM_CREDENTIALS_FILE", elsewhere)
	service, err = adminrestv1.NewAdminrestV1UsingExternalConfig(new(adminrestv1.AdminrestV1Options))
	require.NoError(t, err)
	assert.Equal(t, "https://named.example", service.GetServiceURL())
}

func TestExternalConfigFromVCAP(t *testing.T) {
	configure(t, map[string]string{
		"VCAP_SERVICES": `{"messagehub":[{"name":"adminrest","credentials":{"url":"https://vcap.example","username":"token","password":"s3cret"}}]}`,
	})
	service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(new(adminrestv1.AdminrestV1Options))
	require.NoError(t, err)
	assert.Equal(t, "https://vcap.example", service.GetServiceURL())
	assert.Equal(t, core.AUTHTYPE_BASIC, service.Service.Options.Authenticator.AuthenticationType())
}

func TestExternalConfigIsRefused(t *testing.T) {
	tests := map[string]struct {
		options     *adminrestv1.AdminrestV1Options
		environment map[string]string
		text        string
		kind        string
	}{
		"no options":        {nil, nil, "the options are nil", "unexpected-nil-param"},
		"no configuration":  {new(adminrestv1.AdminrestV1Options), nil, "Authentication information was not properly configured.", "new-client-error"},
		"a URL alone":       {new(adminrestv1.AdminrestV1Options), map[string]string{"ADMINREST_URL": "https://a.example"}, "At least one of IAMProfileName or IAMProfileID must be specified.", "env-auth-error"},
		"an unknown type":   {new(adminrestv1.AdminrestV1Options), map[string]string{"ADMINREST_AUTH_TYPE": "magic"}, "Unrecognized authentication type: magic", "env-auth-error"},
		"basic, no user":    {new(adminrestv1.AdminrestV1Options), map[string]string{"ADMINREST_AUTH_TYPE": "basic", "ADMINREST_PASSWORD": "s3cret"}, "The Username property is required but was not specified.", "env-auth-error"},
		"bearer, no token":  {new(adminrestv1.AdminrestV1Options), map[string]string{"ADMINREST_AUTHTYPE": "bearerToken"}, "The BearerToken property is required but was not specified.", "env-auth-error"},
		"a URL that is bad": {&adminrestv1.AdminrestV1Options{URL: "{x}"}, map[string]string{"ADMINREST_AUTH_TYPE": "noauth"}, badURL, "new-client-error"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			configure(t, test.environment)
			service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(test.options)
			assertProblem(t, err, test.text)
			assertKind(t, err, test.kind)
			assert.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.Nil(t, service)
		})
	}
	configure(t, map[string]string{"ADMINREST_AUTH_TYPE": "noauth", "ADMINREST_URL": "{x}"})
	service, err := adminrestv1.NewAdminrestV1UsingExternalConfig(new(adminrestv1.AdminrestV1Options))
	assertProblem(t, err, badURL)
	assertKind(t, err, "client-config-error")
	require.NotNil(t, service, "as published")
	assert.Empty(t, service.GetServiceURL())
}
