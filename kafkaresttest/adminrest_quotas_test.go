package kafkaresttest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func TestAdminRESTQuotas(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	quotas := srv.AdminRESTURL() + "/admin/quotas"
	service := quotas + "/iam-ServiceId-1"

	call(t, "GET", quotas, "").ok(200).json(`{"data":[]}`)
	call(t, "POST", service, `{"producer_byte_rate":1024}`).ok(202)
	call(t, "POST", quotas+"/default", `{"producer_byte_rate":4096,"consumer_byte_rate":8192}`).ok(202)
	call(t, "GET", service, "").ok(200).json(`{"producer_byte_rate":1024}`)
	call(t, "GET", quotas, "").ok(200).json(`{"data":[
		{"entity_name":"default","producer_byte_rate":4096,"consumer_byte_rate":8192},
		{"entity_name":"iam-ServiceId-1","producer_byte_rate":1024}]}`)

	call(t, "PATCH", service, `{"consumer_byte_rate":5}`).ok(202)
	call(t, "GET", service, "").ok(200).json(`{"producer_byte_rate":1024,"consumer_byte_rate":5}`)
	call(t, "DELETE", service, "").ok(202)
	call(t, "GET", quotas, "").ok(200).json(`{"data":[{"entity_name":"default","producer_byte_rate":4096,"consumer_byte_rate":8192}]}`)

	for _, method := range []string{"GET", "DELETE"} {
		call(t, method, service, "").failed(404, 40491)
	}
	call(t, "PATCH", service, `{"producer_byte_rate":1}`).failed(404, 40491)
	call(t, "GET", quotas+"/someone", "").failed(404, 40491)
	call(t, "POST", quotas+"/default", `{"producer_byte_rate":1}`).failed(422, 42292)
	call(t, "POST", quotas+"/someone", `{"producer_byte_rate":1}`).failed(422, 42242)
	for _, body := range []string{`{}`, `{"producer_byte_rate":0}`, `{"consumer_byte_rate":-1}`} {
		call(t, "POST", service, body).failed(422, 42242)
		call(t, "PATCH", quotas+"/default", body).failed(422, 42242)
	}
	call(t, "POST", service, `{"producer_byte_rate":"1"}`).failed(400, 40000)
}

// TestAdminRESTQuotasOfOtherKinds makes quotas through Kafka that the API has no
// name for.
func TestAdminRESTQuotasOfOtherKinds(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	name := "someone"
	_, err := kadm.NewClient(kafkaClient(t, srv)).AlterClientQuotas(withTimeout(t), []kadm.AlterClientQuotaEntry{
		{Entity: kadm.ClientQuotaEntity{{Type: "client-id", Name: &name}}, Ops: []kadm.AlterClientQuotaOp{{Key: "producer_byte_rate", Value: 1}}},
		{Entity: kadm.ClientQuotaEntity{{Type: "user", Name: &name}, {Type: "client-id", Name: &name}}, Ops: []kadm.AlterClientQuotaOp{{Key: "producer_byte_rate", Value: 1}}},
		{Entity: kadm.ClientQuotaEntity{{Type: "user"}}, Ops: []kadm.AlterClientQuotaOp{{Key: "request_percentage", Value: 50}}},
		{Entity: kadm.ClientQuotaEntity{{Type: "user", Name: &name}}, Ops: []kadm.AlterClientQuotaOp{{Key: "consumer_byte_rate", Value: 7}}},
	})
	require.NoError(t, err)
	call(t, "GET", srv.AdminRESTURL()+"/admin/quotas", "").ok(200).json(`{"data":[{"entity_name":"someone","consumer_byte_rate":7}]}`)
}
