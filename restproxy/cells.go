package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// GetCells returns the cells into which the brokers are divided. Confluent
// Server only: from what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetCells(ctx context.Context, opts ...kafkarest.CallOption) (*CellConfig, error) {
	return rest.Fetch(ctx, c.client.rest, newGetCellsRequest(c.id), opts)
}

// UnmarshalJSON reads OpenForTenantAssignment by either of its names.
func (c *Cell) UnmarshalJSON(text []byte) error {
	type plain Cell
	read := struct {
		plain
		Hyphenated bool `json:"open-for-tenant-assignment"`
	}{}
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*c = Cell(read.plain)
	c.OpenForTenantAssignment = c.OpenForTenantAssignment || read.Hyphenated
	return nil
}
