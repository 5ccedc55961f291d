package restproxy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func TestRelatedBrokerID(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		url string
		id  int32
		ok  bool
	}{
		"a broker":        {"http://h:8082/v3/clusters/c1/brokers/2", 2, true},
		"a replica":       {"http://h/kafka/v3/clusters/c1/topics/t/partitions/0/replicas/1001", 1001, true},
		"no link":         {"", 0, false},
		"something else":  {"http://h/v3/clusters/c1/topics", 0, false},
		"no number of 32": {"http://h/brokers/3000000000", 0, false},
		"no URL":          {"http://h/%zz/2", 0, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, ok := restproxy.Related{URL: test.url}.BrokerID()
			assert.Equal(t, test.ok, ok)
			if ok {
				assert.Equal(t, test.id, id)
			}
		})
	}
}
