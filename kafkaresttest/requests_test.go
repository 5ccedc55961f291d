package kafkaresttest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestRequests(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "secret"}})
	url := srv.AdminRESTURL()
	call(t, "POST", url+"/admin/topics", `{"name":"orders"}`, basic("token", "secret"), "X-Custom: 1").ok(202)
	call(t, "GET", url+"/admin/topics/a%2Fb?x=%2F&y", "", "X-Auth-Token: secret").failed(404, 40403)
	call(t, "DELETE", url+"/admin/topics/orders/records", `{"records_to_delete":[]}`).failed(401, 40100)
	srv.Inject(kafkaresttest.Fault{Status: 503, Times: 1})
	call(t, "PATCH", url+"/admin/topics/orders", `{}`)

	log := srv.Requests()
	require.Len(t, log, 4)
	assert.Equal(t, kafkaresttest.AdminREST, log[0].API)
	assert.Equal(t, "POST", log[0].Method)
	assert.Equal(t, "/admin/topics", log[0].Path)
	assert.JSONEq(t, `{"name":"orders"}`, string(log[0].Body))
	assert.Equal(t, "REDACTED", log[0].Header.Get("Authorization"))
	assert.Equal(t, "1", log[0].Header.Get("X-Custom"))
	assert.Equal(t, 202, log[0].Status)
	assert.Equal(t, "/admin/topics/a%2Fb", log[1].Path)
	assert.Equal(t, "x=%2F&y", log[1].Query)
	assert.Equal(t, "REDACTED", log[1].Header.Get("X-Auth-Token"))
	assert.Equal(t, 404, log[1].Status)
	assert.JSONEq(t, `{"records_to_delete":[]}`, string(log[2].Body))
	assert.Equal(t, 401, log[2].Status)
	assert.NotContains(t, log[2].Header, "Authorization")
	assert.Equal(t, 503, log[3].Status)

	log[0].Header.Set("X-Custom", "2")
	log[0].Body[0] = '['
	assert.Equal(t, "1", srv.Requests()[0].Header.Get("X-Custom"))
	assert.JSONEq(t, `{"name":"orders"}`, string(srv.Requests()[0].Body))
}

func TestRequestsAreBounded(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	call(t, "POST", srv.AdminRESTURL()+"/admin/topics", strings.Repeat("x", 100_000)).failed(400, 40000)
	assert.Len(t, srv.Requests()[0].Body, 64<<10)
	handler := srv.AdminRESTHandler()
	for range 1000 {
		handler.ServeHTTP(discard{}, newRequest(t, "GET", "http://emulator/alive", ""))
	}
	log := srv.Requests()
	assert.Len(t, log, 1000)
	assert.Equal(t, "/alive", log[0].Path)
}

// discard is a response nobody reads.
type discard struct{}

func (discard) Header() http.Header         { return make(http.Header) }
func (discard) WriteHeader(int)             {}
func (discard) Write(p []byte) (int, error) { return len(p), nil }
