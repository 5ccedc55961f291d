package kafkaresttest_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// TestConnectionsAreReused sends answers of every kind over one connection.
func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	var dials atomic.Int64
	var dialer net.Dialer
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		dials.Add(1)
		return dialer.DialContext(ctx, network, address)
	}}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	send := func(method, path, body string) int {
		resp, err := client.Do(newRequest(t, method, srv.AdminRESTURL()+path, body))
		require.NoError(t, err)
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		require.NoError(t, err)
		return resp.StatusCode
	}
	for range 3 {
		assert.Equal(t, 202, send("POST", "/admin/topics", `{"name":"orders","partition_count":300}`))
		assert.Equal(t, 200, send("GET", "/admin/topics", ""))
		assert.Equal(t, 404, send("DELETE", "/admin/topics/missing", ""))
		assert.Equal(t, 400, send("PATCH", "/admin/topics/orders", strings.Repeat("x", 100_000)))
		assert.Equal(t, 202, send("DELETE", "/admin/topics/orders", ""))
	}
	assert.EqualValues(t, 1, dials.Load())
}

// TestConnectionsOutliveUnreadBodies sends records that are refused unread over
// one connection.
func TestConnectionsOutliveUnreadBodies(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	require.NoError(t, srv.SeedTopic("orders", 1, nil))
	srv.Inject(kafkaresttest.Fault{Status: http.StatusTooManyRequests})
	var dials atomic.Int64
	var dialer net.Dialer
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		dials.Add(1)
		return dialer.DialContext(ctx, network, address)
	}}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	for _, url := range []string{
		srv.RESTProxyURL() + "/v3/clusters/kafkaresttest/topics/orders/records",
		srv.RESTProxyV2URL() + "/topics/orders",
	} {
		dials.Store(0)
		for range 20 {
			resp, err := client.Do(newRequest(t, "POST", url, `{"value":{"type":"STRING","data":"x"}}`))
			require.NoError(t, err)
			_, err = io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			require.Equal(t, http.StatusTooManyRequests, resp.StatusCode)
		}
		assert.EqualValues(t, 1, dials.Load())
	}
}
