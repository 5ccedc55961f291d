package restproxy_test

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func cellCases() []operationCase {
	type ctx = context.Context
	describe := func(ctx ctx, s service) (any, error) { return s.GetCells(ctx) }
	return []operationCase{{
		Operation: "GetCells", Call: describe,
		Request: "GET /v3/clusters/c1/cells", Status: 200,
		Answer: `{"kind":"KafkaCells","metadata":{"self":"https://h/kafka/v3/clusters/c1/cells","resource_name":"crn:///kafka=c1"},"cluster_id":"c1",
			"cells":[{"kind":"Cell","metadata":{"self":"cells","resource_name":"cell"},"cell_id":0,"state":2,"brokers":[0,1],"open_for_tenant_assignment":true},
			{"kind":"Cell","metadata":{"self":"cells","resource_name":"cell"},"cell_id":1,"state":0,"brokers":[2],"open-for-tenant-assignment":true},
			{"kind":"Cell","metadata":{"self":"cells","resource_name":null},"cell_id":2,"state":1,"brokers":[],"open_for_tenant_assignment":false}],
			"cells_enabled":true}`,
		Result: &restproxy.CellConfig{
			Metadata:  metadata("https://h/kafka/v3/clusters/c1/cells", "crn:///kafka=c1"),
			ClusterID: "c1", CellsEnabled: true,
			Cells: []restproxy.Cell{
				{Metadata: metadata("cells", "cell"), ID: 0, State: 2, Brokers: []int32{0, 1}, OpenForTenantAssignment: true},
				{Metadata: metadata("cells", "cell"), ID: 1, Brokers: []int32{2}, OpenForTenantAssignment: true},
				{Metadata: metadata("cells", ""), ID: 2, State: 1, Brokers: []int32{}},
			},
		},
	}, {
		Operation: "GetCells", Name: "with an error", Call: describe,
		Request: "GET /v3/clusters/c1/cells", Status: 200,
		Answer: `{"kind":"KafkaCells","metadata":{"self":"s","resource_name":null},"cluster_id":"c1","cells":[],"cells_enabled":false,
			"error_code":10013,"error_message":"not now"}`,
		Result: &restproxy.CellConfig{
			Metadata: metadata("s", ""), ClusterID: "c1", Cells: []restproxy.Cell{}, ErrorCode: 10013, ErrorMessage: "not now",
		},
	}}
}

// A member that is there twice is no reason to fail, as anywhere in an answer.
func TestCellsAreReadLeniently(t *testing.T) {
	t.Parallel()
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"metadata":{"self":"s"},"cluster_id":"c1","cells":[{"cell_id":0,"cell_id":1}]}`)
	}))
	config, err := s.GetCells(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxy.Cell{{ID: 1}}, config.Cells)
}
