package dcos_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestConfigFromEnv(t *testing.T) {
	const url = "https://dcos.example.com"
	for name, test := range map[string]struct {
		env           map[string]string
		url           string
		authorization string
		caFile        string
		err           string // after the function
	}{
		"older document": {env: map[string]string{"DCOS_URI": url, "AUTH_TOKEN": "abc"}, url: url, authorization: "token=abc"},
		"newer document": {env: map[string]string{"DCOS_URI": url, "auth_token": "abc"}, url: url, authorization: "token=abc"},
		"CLI":            {env: map[string]string{"DCOS_URL": url + "/#/", "DCOS_ACS_TOKEN": "abc"}, url: url, authorization: "token=abc"},
		"service's CLI":  {env: map[string]string{"DCOS_URL": url, "DCOS_AUTH_TOKEN": "abc"}, url: url, authorization: "token=abc"},
		"no token":       {env: map[string]string{"DCOS_URL": "http://10.0.0.1/"}, url: "http://10.0.0.1"},
		"all the same": {env: map[string]string{"DCOS_URL": url, "DCOS_URI": url, "AUTH_TOKEN": "abc", "auth_token": "abc", "DCOS_ACS_TOKEN": "abc"},
			url: url, authorization: "token=abc"},
		"CA":             {env: map[string]string{"DCOS_URL": url, "DCOS_SSL_VERIFY": "/tmp/dcos-ca.crt"}, url: url, caFile: "/tmp/dcos-ca.crt"},
		"CA without TLS": {env: map[string]string{"DCOS_URL": "http://10.0.0.1", "DCOS_SSL_VERIFY": "/tmp/dcos-ca.crt"}, url: "http://10.0.0.1"},
		"system's CA":    {env: map[string]string{"DCOS_URL": url, "DCOS_SSL_VERIFY": "True"}, url: url},
		"no URL":         {err: "neither DCOS_URL nor DCOS_URI is set; set one of them"},
		"two URLs":       {env: map[string]string{"DCOS_URL": url, "DCOS_URI": "http://x"}, err: "DCOS_URL and DCOS_URI are both set, to different values; unset one of them"},
		"two tokens":     {env: map[string]string{"DCOS_URL": url, "AUTH_TOKEN": "hunter2", "DCOS_ACS_TOKEN": "hunter3"}, err: "DCOS_ACS_TOKEN and AUTH_TOKEN are both set, to different values; unset one of them"},
		"bad token":      {env: map[string]string{"DCOS_URL": url, "AUTH_TOKEN": "hunter2\n"}, err: "AUTH_TOKEN: the token holds white space or a control character"},
		"a header":       {env: map[string]string{"DCOS_URL": url, "AUTH_TOKEN": "token=hunter2"}, err: "AUTH_TOKEN: the token begins with token=, which is added to it"},
		"no scheme":      {env: map[string]string{"DCOS_URI": "dcos.example.com"}, err: "DCOS_URI does not begin with http:// or https://"},
		"no password":    {env: map[string]string{"DCOS_URL": url, "DCOS_USERNAME": "alice"}, err: "of DCOS_USERNAME and DCOS_PASSWORD one is set; set both"},
		"no user":        {env: map[string]string{"DCOS_URL": url, "DCOS_PASSWORD": "hunter2"}, err: "of DCOS_USERNAME and DCOS_PASSWORD one is set; set both"},
		"no file":        {env: map[string]string{"DCOS_URL": url, "DCOS_SERVICE_ACCOUNT_CREDENTIAL": "testdata/none.json"}, err: "DCOS_SERVICE_ACCOUNT_CREDENTIAL: the secret cannot be read: open testdata/none.json: no such file or directory"},
		"two logins": {env: map[string]string{"DCOS_URL": url, "AUTH_TOKEN": "hunter2", "DCOS_USERNAME": "alice", "DCOS_PASSWORD": "hunter2", "DCOS_SERVICE_ACCOUNT_CREDENTIAL": "f"},
			err: "AUTH_TOKEN and DCOS_USERNAME and DCOS_SERVICE_ACCOUNT_CREDENTIAL are set, of which each logs in; leave one"},
		"no verification": {env: map[string]string{"DCOS_URL": url, "DCOS_SSL_VERIFY": "false"}, err: "DCOS_SSL_VERIFY turns the verification of certificates off; let it name the file of the cluster's CA"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, name := range []string{"DCOS_URL", "DCOS_URI", "DCOS_ACS_TOKEN", "DCOS_AUTH_TOKEN", "AUTH_TOKEN", "auth_token", "DCOS_SSL_VERIFY", "DCOS_USERNAME", "DCOS_PASSWORD", "DCOS_SERVICE_ACCOUNT_CREDENTIAL"} {
				t.Setenv(name, test.env[name])
			}
			cfg, err := dcos.ConfigFromEnv()
			if test.err != "" {
				require.EqualError(t, err, "dcos.ConfigFromEnv: "+test.err)
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
				require.Equal(t, kafkarest.Config{}, cfg)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.url, cfg.URL)
			assert.Equal(t, kafkarest.TLS{CAFile: test.caFile}, cfg.TLS)
			if test.authorization == "" {
				require.Nil(t, cfg.Authenticator)
				return
			}
			req := newRequest(t)
			require.NoError(t, cfg.Authenticator.Authenticate(req))
			assert.Equal(t, test.authorization, req.Header.Get("Authorization"))
		})
	}
}

// The logins of the environment take its certificate authority.
func TestLoginsFromEnv(t *testing.T) {
	server, secret := startCluster(t, kafkaresttest.DCOSOptions{TLS: true, Accounts: []kafkaresttest.DCOSAccount{{UID: "alice", Password: "s3cret"}}})
	dir := t.TempDir()
	ca, account := filepath.Join(dir, "ca.crt"), filepath.Join(dir, "account.json")
	require.NoError(t, os.WriteFile(ca, server.DCOSCertificate(), 0o600))
	require.NoError(t, os.WriteFile(account, secret, 0o600))
	for _, env := range []map[string]string{
		{"DCOS_USERNAME": "alice", "DCOS_PASSWORD": "s3cret"},
		{"DCOS_SERVICE_ACCOUNT_CREDENTIAL": account},
	} {
		for _, name := range []string{"DCOS_URI", "DCOS_ACS_TOKEN", "DCOS_AUTH_TOKEN", "AUTH_TOKEN", "auth_token", "DCOS_USERNAME", "DCOS_PASSWORD", "DCOS_SERVICE_ACCOUNT_CREDENTIAL"} {
			t.Setenv(name, env[name])
		}
		t.Setenv("DCOS_URL", server.DCOSURL())
		t.Setenv("DCOS_SSL_VERIFY", ca)
		cfg, err := dcos.ConfigFromEnv()
		require.NoError(t, err)
		require.NoError(t, listBrokers(t.Context(), newClient(t, cfg)))
	}
}
