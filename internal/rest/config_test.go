package rest

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
)

type invalidAuthenticator struct{ kafkarest.Authenticator }

func (invalidAuthenticator) Validate() error { return errors.New("the API key is empty") }

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	const url = "https://service.test"
	pem := []byte("-----BEGIN " + secret + "-----\n" + secret)
	cases := map[string]struct {
		cfg   kafkarest.Config
		field string
	}{
		"no URL":             {kafkarest.Config{}, "Config.URL is empty"},
		"unparsable":         {kafkarest.Config{URL: "http://%zz" + secret}, "Config.URL cannot be parsed"},
		"control character":  {kafkarest.Config{URL: url + "\n"}, "Config.URL cannot be parsed"},
		"no scheme":          {kafkarest.Config{URL: "service.test/x"}, "Config.URL does not begin with http"},
		"another scheme":     {kafkarest.Config{URL: "ftp://service.test"}, "Config.URL does not begin with http"},
		"no host":            {kafkarest.Config{URL: "http:///x"}, "Config.URL names no host"},
		"a port alone":       {kafkarest.Config{URL: "http://:80"}, "Config.URL names no host"},
		"credentials":        {kafkarest.Config{URL: "http://user:" + secret + "@service.test"}, "Config.URL holds credentials"},
		"a user":             {kafkarest.Config{URL: "http://" + secret + "@service.test"}, "Config.URL holds credentials"},
		"a torn password":    {kafkarest.Config{URL: "http://user/" + secret + "@service.test"}, "Config.URL holds credentials"},
		"credentials, no //": {kafkarest.Config{URL: "user:" + secret + "@service.test"}, "Config.URL does not begin with http"},
		"a port too large":   {kafkarest.Config{URL: "http://service.test:65536"}, "Config.URL has the port 65536"},
		"port 0":             {kafkarest.Config{URL: "http://service.test:0"}, "Config.URL has the port 0"},
		"a torn number":      {kafkarest.Config{URL: "http://user:98765/" + secret + "@service.test"}, "Config.URL holds credentials"},
		"a query":            {kafkarest.Config{URL: url + "?key=" + secret}, "Config.URL has a query"},
		"an empty query":     {kafkarest.Config{URL: url + "?"}, "Config.URL has a query"},
		"a fragment":         {kafkarest.Config{URL: url + "#" + secret}, "Config.URL has a query or a fragment"},
		"failover":           {kafkarest.Config{URL: url, Failover: []string{url, "http://u:" + secret + "@h"}}, "Config.Failover[1] holds credentials"},
		"empty failover":     {kafkarest.Config{URL: url, Failover: []string{""}}, "Config.Failover[0] is empty"},
		"timeout":            {kafkarest.Config{URL: url, Timeout: -1}, "Config.Timeout is negative"},
		"attempts":           {kafkarest.Config{URL: url, Retry: kafkarest.RetryPolicy{MaxAttempts: -1}}, "Config.Retry.MaxAttempts is negative"},
		"min wait":           {kafkarest.Config{URL: url, Retry: kafkarest.RetryPolicy{MinWait: -1}}, "Config.Retry has a negative wait"},
		"max wait":           {kafkarest.Config{URL: url, Retry: kafkarest.RetryPolicy{MaxWait: -1}}, "Config.Retry has a negative wait"},
		"waits":              {kafkarest.Config{URL: url, Retry: kafkarest.RetryPolicy{MinWait: time.Minute}}, "Config.Retry.MinWait"},
		"user agent":         {kafkarest.Config{URL: url, UserAgent: secret + "\n"}, "Config.UserAgent"},
		"header name":        {kafkarest.Config{URL: url, Header: http.Header{"X Y": {secret}}}, `Config.Header: "X Y"`},
		"header value":       {kafkarest.Config{URL: url, Header: http.Header{"X-Key": {secret + "\n"}}}, "Config.Header: the value of X-Key"},
		"authenticator":      {kafkarest.Config{URL: url, Authenticator: invalidAuthenticator{}}, "Config.Authenticator: the API key is empty"},
		"TLS and client": {
			kafkarest.Config{URL: url, HTTPClient: &http.Client{}, TLS: kafkarest.TLS{ServerName: "x"}}, "Config.TLS and Config.HTTPClient",
		},
		"TLS without https": {kafkarest.Config{URL: "http://service.test", TLS: kafkarest.TLS{ServerName: "x"}}, "Config.TLS is set"},
		"a host header":     {kafkarest.Config{URL: url, Header: http.Header{"host": {"x"}}}, "Config.Header: a header cannot set the host"},
		"both CAs":          {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CAFile: "f", CAPEM: pem}}, "Config.TLS: CAFile and CAPEM"},
		"no CA file":        {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CAFile: "/no/such"}}, "Config.TLS: CAFile: open /no/such"},
		"CA without PEM":    {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CAPEM: pem}}, "Config.TLS: CAFile or CAPEM holds no certificate"},
		"file and PEM":      {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CertFile: "f", KeyPEM: pem}}, "Config.TLS: CertFile or KeyFile"},
		"a key file alone":  {kafkarest.Config{URL: url, TLS: kafkarest.TLS{KeyFile: "f"}}, "Config.TLS: CertFile and KeyFile"},
		"no such key file":  {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CertFile: "/no/c", KeyFile: "/no/k"}}, "Config.TLS: CertFile and KeyFile"},
		"a key that is not": {kafkarest.Config{URL: url, TLS: kafkarest.TLS{CertPEM: pem, KeyPEM: pem}}, "Config.TLS: CertPEM and KeyPEM"},
		"a key alone":       {kafkarest.Config{URL: url, TLS: kafkarest.TLS{KeyPEM: pem}}, "Config.TLS: CertPEM and KeyPEM"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := New(testAPI, c.cfg)
			assert.Nil(t, client)
			failure := failureOf(t, err)
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.Zero(t, failure.StatusCode)
			assert.Equal(t, "New", failure.Operation)
			assert.Contains(t, err.Error(), "adminrest.New: "+c.field)
			assert.NotContains(t, err.Error(), secret)
		})
	}
}

func TestNewAccepts(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]kafkarest.Config{
		"a short MaxWait":    {Retry: kafkarest.RetryPolicy{MaxWait: time.Millisecond}},
		"equal waits":        {Retry: kafkarest.RetryPolicy{MinWait: time.Minute, MaxWait: time.Minute}},
		"an http.Client":     {HTTPClient: &http.Client{}},
		"the default client": {HTTPClient: http.DefaultClient},
		"an escaped @":       {Failover: []string{"http://service.test/a%40b"}},
	} {
		cfg.URL = "https://[::1]:8443/base"
		_, err := New(testAPI, cfg)
		assert.NoError(t, err, name)
	}
	assert.Nil(t, http.DefaultClient.Transport, "the caller's client is copied")
}

func TestRetryDefaults(t *testing.T) {
	t.Parallel()
	assert.Equal(t, kafkarest.RetryPolicy{MaxAttempts: 5, MinWait: 250 * time.Millisecond, MaxWait: 30 * time.Second},
		withDefaults(kafkarest.RetryPolicy{}))
	assert.Equal(t, kafkarest.RetryPolicy{MaxAttempts: 1, MinWait: time.Millisecond, MaxWait: time.Millisecond},
		withDefaults(kafkarest.RetryPolicy{MaxAttempts: 1, MaxWait: time.Millisecond}))
}
