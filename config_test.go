package kafkarest_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/ctxkey"
)

const secret = "s3cr3t"

type password struct{ Password string }

func (password) Authenticate(*http.Request) error { return nil }

// printed is v in every way that fmt prints it.
func printed(v any) string {
	var b bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
		fmt.Fprintf(&b, verb+"\n", v)
	}
	return b.String()
}

// logged is v as the value of an attribute.
func logged(v any) string {
	var b bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
		slog.New(handler).Info("m", "v", v)
	}
	return b.String()
}

func TestConfigShowsNoCredentials(t *testing.T) {
	t.Parallel()
	cfg := kafkarest.Config{
		URL:           "https://user:" + secret + "@h/base",
		Failover:      []string{"https://h/" + secret + "@other", "://" + secret, "https://h/?key=" + secret},
		Authenticator: password{secret},
		TLS:           kafkarest.TLS{CAFile: "/ca.pem", KeyPEM: []byte(secret), CertPEM: []byte(secret), CAPEM: []byte(secret)},
		Header:        http.Header{"X-Gateway-Key": {secret}},
		UserAgent:     "mine/1",
	}
	for name, v := range map[string]any{
		"config": cfg, "pointer": &cfg, "tls": cfg.TLS, "tls pointer": &cfg.TLS,
		"nested": struct{ C kafkarest.Config }{cfg}, "slice": []kafkarest.Config{cfg},
	} {
		text := printed(v) + logged(v)
		assert.NotContains(t, text, secret, name)
		assert.NotContains(t, text, fmt.Sprintf("%x", secret), name)
		assert.NotContains(t, text, base64.StdEncoding.EncodeToString([]byte(secret)), name)
		assert.NotContains(t, text, fmt.Sprintf("%d", []byte(secret))[1:10], name)
	}
	assert.Equal(t, "kafkarest.Config[url=(hidden) failover=[(hidden) (hidden) https://h/] authenticator=true http_client=false "+
		"tls=kafkarest.TLS[ca_file=/ca.pem ca_pem=true cert_file= key_file= cert_pem=true key_pem=true server_name=] "+
		"timeout=0s max_attempts=0 min_wait=0s max_wait=0s user_agent=mine/1 header=[X-Gateway-Key]]", cfg.String())
	assert.Contains(t, kafkarest.Config{URL: "https://h:8443/a%2Fb"}.String(), "url=https://h:8443/a%2Fb ")
}

func TestTLSIsZero(t *testing.T) {
	t.Parallel()
	assert.True(t, kafkarest.TLS{}.IsZero())
	for _, set := range []kafkarest.TLS{
		{CAFile: "f"}, {CAPEM: []byte("p")}, {CertFile: "f"}, {KeyFile: "f"}, {CertPEM: []byte("p")}, {KeyPEM: []byte("p")}, {ServerName: "n"},
	} {
		assert.False(t, set.IsZero(), set.String())
	}
}

func TestRequestContext(t *testing.T) {
	t.Parallel()
	assert.Empty(t, kafkarest.APIName(t.Context()))
	assert.Empty(t, kafkarest.OperationName(t.Context()))
	assert.Zero(t, kafkarest.Attempt(t.Context()))
	ctx := context.WithValue(t.Context(), ctxkey.APIName{}, "adminrest")
	ctx = context.WithValue(ctx, ctxkey.OperationName{}, "GetTopic")
	ctx = context.WithValue(ctx, ctxkey.Attempt{}, 2)
	assert.Equal(t, "adminrest", kafkarest.APIName(ctx))
	assert.Equal(t, "GetTopic", kafkarest.OperationName(ctx))
	assert.Equal(t, 2, kafkarest.Attempt(ctx))
}
