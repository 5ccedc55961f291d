package restproxy

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

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
	// PatternType is how the ACL's name is understood. ACLPatternTypeAny is
	// any; ACLPatternTypeMatch is any too, and makes ResourceName match.
	PatternType ACLPatternType
	// Principal is the principal, such as "User:alice". Empty is any.
	Principal string
	// Host is the host. Empty is any.
	Host string
	// Operation is the operation; ACLOperationAny is any.
	Operation ACLOperation
	// Permission is the permission; ACLPermissionAny is any.
	Permission ACLPermission

	flaw string // of the ACL that the filter is to select, empty if it has none
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

func (c *Cluster) listACLs(filter *ACLFilter) rest.Request[*aclList] {
	f := rest.ValueOf(filter)
	r := newListACLsRequest(c.id, f.query())
	r.Refuse(f.flaw)
	return r
}

// CreateACL creates an ACL; one that exists is left as it is. An ACL that lacks
// something, or has a value that is for searches only, is
// [kafkarest.ErrInvalid] and not sent. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) CreateACL(ctx context.Context, acl ACL, opts ...kafkarest.CallOption) error {
	r := newCreateACLRequest(c.id, acl.body())
	r.Refuse(acl.flaw())
	return rest.Send(ctx, c.client.rest, r, opts)
}

// CreateACLs creates several ACLs; those that exist are left as they are. One
// that CreateACL would not send is [kafkarest.ErrInvalid], and none is sent.
// One that Kafka does not take fails the call too, but the others are created:
// the service does not tell which. It can be called again. Older Confluent
// Servers do not have it. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) CreateACLs(ctx context.Context, acls []ACL, opts ...kafkarest.CallOption) error {
	body := createACLsBody{Data: make([]createACLBody, len(acls))}
	for i, acl := range acls {
		body.Data[i] = acl.body()
	}
	r := newCreateACLsRequest(c.id, body)
	for i, acl := range acls {
		if flaw := acl.flaw(); flaw != "" {
			r.Refuse(fmt.Sprintf("ACL %d: %s", i, flaw))
		}
	}
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteACLs deletes the ACLs that a filter selects and returns them. The
// filter's ResourceType, PatternType, Operation and Permission have to be set,
// any included: one without them is refused, as it would delete more than is
// seen. A call that ends without an answer is not sent again, which could not
// tell what was deleted. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteACLs(ctx context.Context, filter ACLFilter, opts ...kafkarest.CallOption) ([]ACL, error) {
	r := newDeleteACLsRequest(c.id, deleteACLsQuery(filter.query()))
	r.Refuse(filter.flaw)
	if filter.ResourceType == "" || filter.PatternType == "" || filter.Operation == "" || filter.Permission == "" {
		r.Refuse("the filter needs a ResourceType, a PatternType, an Operation and a Permission, any included")
	}
	deleted, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		return nil, err
	}
	return deleted.Data, nil
}

// Filter is the filter that selects the ACL and no other. That of an ACL which
// lacks something, or has a value that is for searches only, would select
// others: calls with it are [kafkarest.ErrInvalid] and not sent.
func (a ACL) Filter() ACLFilter {
	return ACLFilter{
		ResourceType: a.ResourceType,
		ResourceName: a.ResourceName,
		PatternType:  a.PatternType,
		Principal:    a.Principal,
		Host:         a.Host,
		Operation:    a.Operation,
		Permission:   a.Permission,
		flaw:         a.flaw(),
	}
}

// flaw is what keeps the fields from making one ACL, empty if nothing does.
func (a ACL) flaw() string {
	for _, field := range []struct{ name, value string }{
		{"ResourceType", string(a.ResourceType)},
		{"ResourceName", a.ResourceName},
		{"PatternType", string(a.PatternType)},
		{"Principal", a.Principal},
		{"Host", a.Host},
		{"Operation", string(a.Operation)},
		{"Permission", string(a.Permission)},
	} {
		if field.value == "" {
			return "the ACL has no " + field.name
		}
	}
	words := []string{string(a.ResourceType), string(a.PatternType), string(a.Operation), string(a.Permission)}
	// Searches take them in any case.
	if slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, "ANY") || strings.EqualFold(word, "MATCH") }) {
		return "the ACL has a value that is for searches only"
	}
	return ""
}

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
