package adminrest

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListQuotas returns the quotas of all entities. Quotas are a feature of the
// Enterprise plan. From the IBM Event Streams Administration REST API.
func (c *Client) ListQuotas(ctx context.Context, opts ...kafkarest.CallOption) ([]EntityQuota, error) {
	list, err := rest.Fetch(ctx, c.rest, newListQuotasRequest(), opts)
	if err != nil {
		return nil, err
	}
	return list.Data, nil
}

// GetQuota returns the quota of an entity: "default", or an IAM service
// identifier that begins with "iam-ServiceId". An entity without a quota is
// [kafkarest.ErrNotFound]. From the IBM Event Streams Administration REST API.
func (c *Client) GetQuota(ctx context.Context, entityName string, opts ...kafkarest.CallOption) (*Quota, error) {
	return rest.Fetch(ctx, c.rest, newGetQuotaRequest(entityName), opts)
}

// CreateQuota sets the byte rates of an entity that has none; one of the two
// is enough. An entity that has a quota is [kafkarest.ErrAlreadyExists] where
// the service's answer lets it be told; what else it refuses is
// [kafkarest.ErrInvalid]. From the IBM Event Streams Administration REST API.
func (c *Client) CreateQuota(ctx context.Context, entityName string, quota Quota, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, checkQuota(quota, newCreateQuotaRequest(entityName, quota)), opts)
}

// UpdateQuota changes the byte rates of an entity; a rate that is nil stays
// as it is. An entity without a quota is [kafkarest.ErrNotFound]. From the IBM
// Event Streams Administration REST API.
func (c *Client) UpdateQuota(ctx context.Context, entityName string, quota Quota, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, checkQuota(quota, newUpdateQuotaRequest(entityName, quota)), opts)
}

// DeleteQuota removes both byte rates of an entity. An entity without a quota
// is [kafkarest.ErrNotFound]. From the IBM Event Streams Administration REST
// API.
func (c *Client) DeleteQuota(ctx context.Context, entityName string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, newDeleteQuotaRequest(entityName), opts)
}

// checkQuota refuses a quota that is none.
func checkQuota(quota Quota, r rest.Request[rest.None]) rest.Request[rest.None] {
	if quota == (Quota{}) {
		r.Refuse("the quota has no rate")
	}
	return r
}
