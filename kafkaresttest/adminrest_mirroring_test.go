package kafkaresttest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestAdminRESTMirroring(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "alpha.orders", "beta.orders", "orders", "orders2")
	selection := srv.AdminRESTURL() + "/admin/mirroring/topic-selection"
	active := srv.AdminRESTURL() + "/admin/mirroring/active-topics"

	call(t, "GET", selection, "").ok(200).json(`{"includes":[]}`)
	call(t, "GET", active, "").ok(200).json(`{"active_topics":[]}`)
	call(t, "POST", selection, `{"includes":["^beta.*","orders","gamma"]}`).ok(200).json(`{"includes":["^beta.*","orders","gamma"]}`)
	call(t, "GET", selection, "").ok(200).json(`{"includes":["^beta.*","orders","gamma"]}`)
	call(t, "GET", active, "").ok(200).json(`{"active_topics":["beta.orders","orders"]}`)
	seedTopics(t, srv, 1, "gamma")
	call(t, "GET", active, "").ok(200).json(`{"active_topics":["beta.orders","gamma","orders"]}`)

	call(t, "POST", selection, `{"includes":["("]}`).failed(400, 40000)
	call(t, "POST", selection, `{"includes":[")|("]}`).failed(400, 40000)
	call(t, "POST", selection, `{"includes":"x"}`).failed(400, 40000)
	call(t, "POST", selection, `{"includes":[]}`, "Content-Type: text/plain").failed(415, 41500)
	call(t, "POST", selection, `{"includes":[]}`, "Content-Type: ").failed(415, 41500)
	call(t, "GET", selection, "").ok(200).json(`{"includes":["^beta.*","orders","gamma"]}`)

	call(t, "POST", selection, `{"includes":["alpha"]}`, "Content-Type: application/json; charset=utf-8").ok(200).json(`{"includes":["alpha"]}`)
	call(t, "POST", selection, `{}`).ok(200).json(`{"includes":[]}`)

	call(t, "POST", selection, `{"includes":[".*"]}`).ok(200)
	require.NoError(t, srv.Reset())
	call(t, "GET", selection, "").ok(200).json(`{"includes":[]}`)
}

func TestAdminRESTMirroringDisabled(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{MirroringDisabled: true}})
	call(t, "GET", srv.AdminRESTURL()+"/admin/mirroring/topic-selection", "").failed(404, 40400)
	call(t, "POST", srv.AdminRESTURL()+"/admin/mirroring/topic-selection", `{}`).failed(404, 40400)
	call(t, "GET", srv.AdminRESTURL()+"/admin/mirroring/active-topics", "").failed(404, 40400)
}
