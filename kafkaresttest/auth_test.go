package kafkaresttest_test

import (
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// basic returns the header of Basic authentication.
func basic(user, password string) string {
	r := http.Request{Header: make(http.Header)}
	r.SetBasicAuth(user, password)
	return "Authorization: " + r.Header.Get("Authorization")
}

func TestAuth(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{
		APIKey: "key", ReadOnlyAPIKey: "reader", BearerTokens: []string{"jwt"},
	}})
	require.NoError(t, srv.SeedTopic("orders", 1, nil))
	url := srv.AdminRESTURL()
	for _, c := range []struct {
		name        string
		header      string
		read, write int
	}{
		{"basic", basic("token", "key"), 200, 202},
		{"bearer key", "Authorization: Bearer key", 200, 202},
		{"bearer scheme in lower case", "Authorization: bearer key", 200, 202},
		{"bearer token", "Authorization: Bearer jwt", 200, 202},
		{"header", "X-Auth-Token: key", 200, 202},
		{"read-only basic", basic("token", "reader"), 200, 403},
		{"read-only bearer", "Authorization: Bearer reader", 200, 403},
		{"read-only header", "X-Auth-Token: reader", 200, 403},
		{"none", "X-Other: key", 401, 401},
		{"another user", basic("admin", "key"), 401, 401},
		{"wrong key", basic("token", "nokey"), 401, 401},
		{"empty bearer", "Authorization: Bearer ", 401, 401},
		{"empty password", basic("token", ""), 401, 401},
		{"another scheme", "Authorization: token=key", 401, 401},
		{"a token is no key", basic("token", "jwt"), 401, 401},
		{"a token in the header", "X-Auth-Token: jwt", 401, 401},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{"/admin/topics", "/admin/status", "/alive"} {
				assert.Equal(t, c.read, call(t, "GET", url+path, "", c.header).status, path)
			}
			assert.Equal(t, c.write, call(t, "PATCH", url+"/admin/topics/orders", `{}`, c.header).status)
		})
	}
	call(t, "GET", url+"/admin/topics", "").failed(401, 40100)
	call(t, "GET", url+"/nowhere", "").failed(401, 40100)
	call(t, "POST", url+"/admin/topics", `{}`, "X-Auth-Token: reader").failed(403, 40329)
	call(t, "DELETE", url+"/admin/consumergroups/billing", "", "X-Auth-Token: reader").failed(403, 40330)
	call(t, "POST", url+"/admin/quotas/default", `{}`, "X-Auth-Token: reader").failed(403, 40331)
}

func TestAuthReadOnlyAlone(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{ReadOnlyAPIKey: "reader"}})
	call(t, "GET", srv.AdminRESTURL()+"/admin/topics", "", "X-Auth-Token: reader").ok(200)
	call(t, "GET", srv.AdminRESTURL()+"/admin/topics", "").failed(401, 40100)
	call(t, "GET", srv.AdminRESTURL()+"/admin/topics", "", basic("token", "")).failed(401, 40100)
}

func TestAuthVerify(t *testing.T) {
	t.Parallel()
	var verdict atomic.Int64
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{
		Verify: func(*http.Request) int { return int(verdict.Load()) },
	}})
	url := srv.AdminRESTURL() + "/admin/topics"
	call(t, "GET", url, "").ok(200)
	verdict.Store(200)
	call(t, "GET", url, "").ok(200)
	verdict.Store(401)
	call(t, "GET", url, "").failed(401, 40100)
	verdict.Store(403)
	call(t, "GET", url, "").failed(403, 40329)
}
