package adminrest_test

import (
	"net/http"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
)

func TestConfigFromServiceKey(t *testing.T) {
	t.Parallel()
	printed, err := os.ReadFile("testdata/service-key.json")
	require.NoError(t, err)
	tests := map[string]string{
		"as printed":            string(printed),
		"one object":            `{"name":"k","credentials":{"kafka_admin_url":"https://es.example","api_key":"s3cret"}}`,
		"bare credentials":      `{"kafka_admin_url":"https://es.example","api_key":"s3cret","kafka_brokers_sasl":["a:9093"]}`,
		"apikey":                `{"kafka_admin_url":"https://es.example","apikey":"s3cret"}`,
		"password":              `{"kafka_admin_url":"https://es.example","user":"token","password":"s3cret"}`,
		"api_key before others": `{"kafka_admin_url":"https://es.example","password":"other","apikey":"another","api_key":"s3cret"}`,
		"white space":           "\n\t [ {\"credentials\":{\"kafka_admin_url\":\"https://es.example\",\"api_key\":\"s3cret\"}} ] \n",
	}
	for name, serviceKey := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg, err := adminrest.ConfigFromServiceKey([]byte(serviceKey))
			require.NoError(t, err)
			assert.Equal(t, "https://es.example", cfg.URL)
			req, err := http.NewRequest(http.MethodGet, cfg.URL, nil)
			require.NoError(t, err)
			require.NoError(t, cfg.Authenticator.Authenticate(req))
			user, password, ok := req.BasicAuth()
			assert.True(t, ok)
			assert.Equal(t, "token", user)
			assert.Equal(t, "s3cret", password)
			_, err = adminrest.New(cfg)
			assert.NoError(t, err)
		})
	}
}

func TestConfigFromServiceKeyRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ serviceKey, message string }{
		"empty":            {"", "the service key is empty"},
		"no list entries":  {"[]", "the list of service keys is empty; does the key exist?"},
		"several keys":     {`[{"api_key":"s3cret"},{}]`, "there are several service keys; give one of them"},
		"not JSON":         {"api_key=s3cret", "the service key is not the documented JSON"},
		"a list, cut":      {`[{"api_key":"s3cret"`, "the service key is not the documented JSON"},
		"another type":     {`"s3cret"`, "the service key is not the documented JSON"},
		"a key of numbers": {`{"kafka_admin_url":"https://es.example","api_key":53cre7}`, "the service key is not the documented JSON"},
		"no URL":           {`{"credentials":{"api_key":"s3cret"}}`, "the service key's credentials have no kafka_admin_url"},
		"no key":           {`{"kafka_admin_url":"https://es.example"}`, "the service key's credentials have no api_key (or apikey, or password)"},
		"neither":          {`{"credentials":{}}`, "the service key's credentials have no kafka_admin_url and no api_key (or apikey, or password)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg, err := adminrest.ConfigFromServiceKey([]byte(test.serviceKey))
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.EqualError(t, err, "adminrest.ConfigFromServiceKey: "+test.message)
			assert.Zero(t, cfg)
		})
	}
}
