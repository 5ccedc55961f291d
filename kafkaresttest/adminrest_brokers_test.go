package kafkaresttest_test

import (
	"net"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type broker struct {
	ID      int
	Host    string
	Port    int
	Rack    string
	Configs []struct {
		Name        string
		Value       *string
		IsSensitive *bool `json:"is_sensitive"`
	}
}

func TestAdminRESTCluster(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Brokers: 2})
	brokers := decode[[]broker](call(t, "GET", srv.AdminRESTURL()+"/admin/brokers", "").ok(200))
	require.Len(t, brokers, 2)
	var addresses []string
	for id, b := range brokers {
		assert.Equal(t, id, b.ID)
		assert.NotEmpty(t, b.Rack)
		addresses = append(addresses, net.JoinHostPort(b.Host, strconv.Itoa(b.Port)))
	}
	assert.Equal(t, srv.Brokers(), addresses)

	cluster := decode[struct {
		ID         string
		Controller broker
		Brokers    []broker
	}](call(t, "GET", srv.AdminRESTURL()+"/admin/cluster", "").ok(200))
	assert.NotEmpty(t, cluster.ID)
	assert.Contains(t, brokers, cluster.Controller)
	assert.Equal(t, brokers, cluster.Brokers)
}

func TestAdminRESTBroker(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/brokers"
	whole := decode[broker](call(t, "GET", url+"/1", "").ok(200))
	assert.Equal(t, 1, whole.ID)
	assert.NotZero(t, whole.Port)
	assert.NotEmpty(t, whole.Configs)
	assert.Equal(t, whole, decode[broker](call(t, "GET", url+"/1/configs", "").ok(200)))
	assert.Equal(t, whole, decode[broker](call(t, "GET", url+"/1/configs?verbose=true", "").ok(200)))

	sensitive := decode[broker](call(t, "GET", url+"/1/configs?config_filter=super.users&verbose=false", "").ok(200))
	require.Len(t, sensitive.Configs, 1)
	assert.Nil(t, sensitive.Configs[0].Value)
	assert.True(t, *sensitive.Configs[0].IsSensitive)

	filtered := decode[broker](call(t, "GET", url+"/0/configs?config_filter=%2F%5Elog.r%2F", "").ok(200))
	require.NotEmpty(t, filtered.Configs)
	for _, config := range filtered.Configs {
		assert.Contains(t, config.Name, "log.r")
		assert.NotNil(t, config.Value)
		assert.False(t, *config.IsSensitive)
	}
	none := call(t, "GET", url+"/0/configs?config_filter=nothing", "").ok(200)
	assert.Equal(t, []any{}, decode[map[string]any](none)["configs"])

	call(t, "GET", url+"/0/configs?config_filter=%2F%5B%2F", "").failed(422, 42242)
	call(t, "GET", url+"/0/configs?verbose=maybe", "").failed(422, 42242)
	for _, id := range []string{"3", "-1", "one", "00", "99999999999"} {
		call(t, "GET", url+"/"+id, "").failed(404, 40491)
		call(t, "GET", url+"/"+id+"/configs", "").failed(404, 40491)
	}
}
