package restproxy_test

import (
	"context"

	"github.com/kafkarest/kafkarest-go/restproxy"
)

func cellCases() []serverCase {
	type ctx = context.Context
	type cluster = restproxy.Cluster
	describe := func(ctx ctx, c *cluster) (any, error) { return c.DescribeCells(ctx) }
	return []serverCase{{
		Operation: "DescribeCells", Call: describe,
		Request: "GET /v3/clusters/c1/cells", Status: 200,
		Answer: `{"kind":"KafkaCells","metadata":{"self":"https://h/kafka/v3/clusters/c1/cells","resource_name":"crn:///kafka=c1"},"cluster_id":"c1",
			"cells":[{"kind":"Cell","metadata":{"self":"cells","resource_name":"cell"},"cell_id":0,"state":2,"brokers":[0,1],"open_for_tenant_assignment":true},
			{"kind":"Cell","metadata":{"self":"cells","resource_name":"cell"},"cell_id":1,"state":0,"brokers":[2],"open-for-tenant-assignment":true},
			{"kind":"Cell","metadata":{"self":"cells","resource_name":null},"cell_id":2,"state":1,"brokers":[],"open_for_tenant_assignment":false}],
			"cells_enabled":true}`,
		Result: &restproxy.CellConfig{
			Metadata:  restproxy.Metadata{Self: "https://h/kafka/v3/clusters/c1/cells", ResourceName: "crn:///kafka=c1"},
			ClusterID: "c1", CellsEnabled: true,
			Cells: []restproxy.Cell{
				{Metadata: restproxy.Metadata{Self: "cells", ResourceName: "cell"}, CellID: 0, State: 2, Brokers: []int32{0, 1}, OpenForTenantAssignment: true},
				{Metadata: restproxy.Metadata{Self: "cells", ResourceName: "cell"}, CellID: 1, Brokers: []int32{2}, OpenForTenantAssignment: true},
				{Metadata: restproxy.Metadata{Self: "cells"}, CellID: 2, State: 1, Brokers: []int32{}},
			},
		},
	}, {
		Operation: "DescribeCells", Name: "with an error", Call: describe,
		Request: "GET /v3/clusters/c1/cells", Status: 200,
		Answer: `{"kind":"KafkaCells","metadata":{"self":"s","resource_name":null},"cluster_id":"c1","cells":[],"cells_enabled":false,
			"error_code":10013,"error_message":"not now"}`,
		Result: &restproxy.CellConfig{
			Metadata: restproxy.Metadata{Self: "s"}, ClusterID: "c1", Cells: []restproxy.Cell{}, ErrorCode: 10013, ErrorMessage: "not now",
		},
	}}
}
