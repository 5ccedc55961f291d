package restproxy

import (
	"context"
	"iter"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// An ACLFilter selects ACLs. An ACL is selected if it fits all that is set.
type ACLFilter struct {
	// ResourceType is the type of the resource; ACLResourceTypeAny is any.
	ResourceType ACLResourceType
	// ResourceName is the name of the resource as the ACL has it, or, with
	// ACLPatternTypeMatch, of a resource that the ACL concerns. Empty is any.
	ResourceName string
	// PatternType is how the ACL's name is understood. ACLPatternTypeAny is any;
	// ACLPatternTypeMatch is any too, and makes ResourceName match.
	PatternType ACLPatternType
	// Principal is the principal, such as "User:alice". Empty is any.
	Principal string
	// Host is the host. Empty is any.
	Host string
	// Operation is the operation; ACLOperationAny is any.
	Operation ACLOperation
	// Permission is the permission; ACLPermissionAny is any.
	Permission ACLPermission
}

func (f ACLFilter) query() listACLsQuery {
	return listACLsQuery{
		ResourceType: string(f.ResourceType),
		ResourceName: f.ResourceName,
		PatternType:  string(f.PatternType),
		Principal:    f.Principal,
		Host:         f.Host,
		Operation:    string(f.Operation),
		Permission:   string(f.Permission),
	}
}

// ListACLs returns the ACLs that a filter selects, all of them for nil, sorted.
// What the filter leaves empty is any. A cluster without an authorizer is
// [CodeKafkaRefused]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListACLs(ctx context.Context, filter *ACLFilter, opts ...kafkarest.CallOption) ([]ACL, error) {
	return list(ctx, c.client, c.listACLs(filter), opts)
}

// ACLs iterates over the ACLs of ListACLs, page by page where the service has
// pages. An error ends the iteration. The sequence can be ranged over again and
// then asks anew.
func (c *Cluster) ACLs(ctx context.Context, filter *ACLFilter, opts ...kafkarest.CallOption) iter.Seq2[ACL, error] {
	return each(ctx, c.client, c.listACLs(filter), opts)
}

func (c *Cluster) listACLs(filter *ACLFilter) rest.Request[*page[ACL]] {
	return rest.Request[*page[ACL]](newListACLsRequest(c.id, rest.ValueOf(filter).query()))
}

// CreateACL creates an ACL; one that exists is left as it is. An ACL that lacks
// something, or has a value that is for searches only, is [kafkarest.ErrInvalid].
// From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) CreateACL(ctx context.Context, acl ACL, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newCreateACLRequest(c.id, acl.body()), opts)
}

// CreateACLs creates several ACLs; those that exist are left as they are. One
// that is not valid is [kafkarest.ErrInvalid], and none is created. One that
// Kafka does not take fails the call too, but the others are created: the service
// does not tell which. It can be called again. Older Confluent Servers do not
// have it. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) CreateACLs(ctx context.Context, acls []ACL, opts ...kafkarest.CallOption) error {
	body := createACLsBody{Data: make([]createACLBody, len(acls))}
	for i, acl := range acls {
		body.Data[i] = acl.body()
	}
	return rest.Send(ctx, c.client.rest, newCreateACLsRequest(c.id, body), opts)
}

// Filter is the filter that selects the ACL and no other.
func (a ACL) Filter() ACLFilter { return ACLFilter(a.body()) }

func (a ACL) body() createACLBody {
	return createACLBody{
		ResourceType: a.ResourceType,
		ResourceName: a.ResourceName,
		PatternType:  a.PatternType,
		Principal:    a.Principal,
		Host:         a.Host,
		Operation:    a.Operation,
		Permission:   a.Permission,
	}
}

// DeleteACLs deletes the ACLs that a filter selects and returns them. The
// filter's ResourceType, PatternType, Operation and Permission have to be set,
// any included: one without them is refused, as it would delete more than is
// seen. A call that ends without an answer is not sent again, which could not
// tell what was deleted. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteACLs(ctx context.Context, filter ACLFilter, opts ...kafkarest.CallOption) ([]ACL, error) {
	r := newDeleteACLsRequest(c.id, deleteACLsQuery(filter.query()))
	if filter.ResourceType == "" || filter.PatternType == "" || filter.Operation == "" || filter.Permission == "" {
		r.Refuse("the filter needs a ResourceType, a PatternType, an Operation and a Permission, any included")
	}
	deleted, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	return deleted.Data, nil
}
