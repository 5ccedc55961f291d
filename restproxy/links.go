package restproxy

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListLinks returns the cluster links, over which topics of one cluster are
// mirrored in another. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListLinks(ctx context.Context, opts ...kafkarest.CallOption) ([]Link, error) {
	return list(ctx, c.client, newListLinksRequest(c.id), opts)
}

// GetLinkOptions are the optional inputs of GetLink.
type GetLinkOptions struct {
	// IncludeTasks tells of the link's tasks too, where the server knows it.
	IncludeTasks bool
}

// GetLink returns a cluster link. One that does not exist is
// [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetLink(ctx context.Context, link string, options *GetLinkOptions, opts ...kafkarest.CallOption) (*Link, error) {
	query := getLinkQuery{IncludeTasks: rest.ValueOf(options).IncludeTasks}
	return rest.Fetch(ctx, c.client.rest, newGetLinkRequest(c.id, link, query), opts)
}

// CreateLinkOptions are the inputs of CreateLink. Which of them a link needs is
// a matter of its kind:
//
//   - One that the destination begins is created there, with SourceClusterID
//     and the "bootstrap.servers" of the source.
//   - One that the source begins is created there with DestinationClusterID,
//     "link.mode": "SOURCE" and the "bootstrap.servers" of the destination, and
//     at the destination with SourceClusterID, "link.mode": "DESTINATION" and
//     "connection.mode": "INBOUND".
type CreateLinkOptions struct {
	// SourceClusterID is the cluster that is mirrored.
	SourceClusterID string
	// DestinationClusterID is the cluster that mirrors.
	DestinationClusterID string
	// RemoteClusterID is the other cluster, for newer servers.
	RemoteClusterID string
	// ClusterLinkID is the identifier that the link has at the other cluster,
	// for newer servers.
	ClusterLinkID string
	// Configs are the configs of the link by their names.
	Configs map[string]string
	// ValidateOnly checks the link and does not create it.
	ValidateOnly bool
	// SkipValidation creates the link without contacting the other cluster
	// first.
	SkipValidation bool
}

// CreateLink creates a cluster link. The call is not sent again when its
// outcome is unknown. Confluent Server only: from what it adds to the Confluent
// REST Proxy for Apache Kafka.
func (c *Cluster) CreateLink(ctx context.Context, link string, options *CreateLinkOptions, opts ...kafkarest.CallOption) error {
	o := rest.ValueOf(options)
	query := createLinkQuery{LinkName: link, ValidateOnly: o.ValidateOnly}
	if o.SkipValidation {
		query.ValidateLink = "false"
	}
	r := newCreateLinkRequest(c.id, query, createLinkBody{
		SourceClusterID:      o.SourceClusterID,
		DestinationClusterID: o.DestinationClusterID,
		RemoteClusterID:      o.RemoteClusterID,
		ClusterLinkID:        o.ClusterLinkID,
		Configs:              newConfigs(o.Configs),
	})
	if link == "" {
		r.Refuse("the name of the link is empty")
	}
	hideConfigs(&r, o.Configs)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteLinkOptions are the optional inputs of DeleteLink.
type DeleteLinkOptions struct {
	// Force deletes the link also where mirror topics still use it.
	Force bool
	// ValidateOnly checks whether the link can be deleted and leaves it.
	ValidateOnly bool
}

// DeleteLink deletes a cluster link. One that does not exist is
// [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteLink(ctx context.Context, link string, options *DeleteLinkOptions, opts ...kafkarest.CallOption) error {
	query := deleteLinkQuery(rest.ValueOf(options))
	return rest.Send(ctx, c.client.rest, newDeleteLinkRequest(c.id, link, query), opts)
}

// ListLinkConfigs returns the configs of a cluster link. A link that does not
// exist is [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListLinkConfigs(ctx context.Context, link string, opts ...kafkarest.CallOption) ([]LinkConfig, error) {
	return list(ctx, c.client, newListLinkConfigsRequest(c.id, link), opts)
}

// GetLinkConfig returns a config of a cluster link. Confluent Server only: from
// what it adds to the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) GetLinkConfig(ctx context.Context, link, name string, opts ...kafkarest.CallOption) (*LinkConfig, error) {
	return rest.Fetch(ctx, c.client.rest, newGetLinkConfigRequest(c.id, link, name), opts)
}

// UpdateLinkConfig sets a config of a cluster link. A link that does not exist
// is [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UpdateLinkConfig(ctx context.Context, link, name, value string, opts ...kafkarest.CallOption) error {
	r := newUpdateLinkConfigRequest(c.id, link, name, updateConfigBody{Value: value})
	hideSecret(&r, name, value)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteLinkConfig sets a config of a cluster link back to its default.
// Confluent Server only: from what it adds to the Confluent REST Proxy for
// Apache Kafka.
func (c *Cluster) DeleteLinkConfig(ctx context.Context, link, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newDeleteLinkConfigRequest(c.id, link, name), opts)
}

// AlterLinkConfigs changes configs of a cluster link. A link that does not
// exist is [kafkarest.ErrNotFound]. Confluent Server only: from what it adds to
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) AlterLinkConfigs(ctx context.Context, link string, alterations []ConfigAlteration, options *AlterConfigsOptions, opts ...kafkarest.CallOption) error {
	query := alterLinkConfigsQuery{ValidateOnly: rest.ValueOf(options).ValidateOnly}
	r := newAlterLinkConfigsRequest(c.id, link, query, alterConfigsBody{Data: alterations})
	hideSecrets(&r, alterations)
	return rest.Send(ctx, c.client.rest, r, opts)
}
