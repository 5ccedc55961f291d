package kafkaresttest

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// The words of ACLs, in Kafka's order, so that the place of a word is its code.
var (
	aclResourceTypes = []string{"UNKNOWN", "ANY", "TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID", "DELEGATION_TOKEN"}
	aclPatternTypes  = []string{"UNKNOWN", "ANY", "MATCH", "LITERAL", "PREFIXED"}
	aclOperations    = []string{"UNKNOWN", "ANY", "ALL", "READ", "WRITE", "CREATE", "DELETE", "ALTER", "DESCRIBE",
		"CLUSTER_ACTION", "DESCRIBE_CONFIGS", "ALTER_CONFIGS", "IDEMPOTENT_WRITE"}
	aclPermissions = []string{"UNKNOWN", "ANY", "DENY", "ALLOW"}
)

// acl is an access rule, or what rules are searched for: then empty names are
// any.
type acl struct {
	ResourceType string `json:"resource_type"`
	ResourceName string `json:"resource_name"`
	PatternType  string `json:"pattern_type"`
	Principal    string `json:"principal"`
	Host         string `json:"host"`
	Operation    string `json:"operation"`
	Permission   string `json:"permission"`
}

// url is the search for exactly this rule.
func (a acl) url(l clusterLinks) string {
	query := ""
	for _, pair := range [][2]string{
		{"resource_type", a.ResourceType},
		{"resource_name", a.ResourceName},
		{"pattern_type", a.PatternType},
		{"principal", a.Principal},
		{"host", a.Host},
		{"operation", a.Operation},
		{"permission", a.Permission},
	} {
		value := strings.ReplaceAll(url.QueryEscape(pair[1]), "%2A", "*")
		query += "&" + pair[0] + "=" + value
	}
	return l.self("acls") + "?" + query[1:]
}

// compareACLs puts rules into the order of the proxy's lists.
func compareACLs(x, y restProxyACL) int {
	place := slices.Index[[]string]
	return cmp.Or(
		place(aclResourceTypes, x.ResourceType)-place(aclResourceTypes, y.ResourceType),
		strings.Compare(x.ResourceName, y.ResourceName),
		place(aclPatternTypes, x.PatternType)-place(aclPatternTypes, y.PatternType),
		strings.Compare(x.Principal, y.Principal),
		strings.Compare(x.Host, y.Host),
		place(aclOperations, x.Operation)-place(aclOperations, y.Operation),
		place(aclPermissions, x.Permission)-place(aclPermissions, y.Permission),
	)
}

type restProxyACL struct {
	resource  `json:",inline"`
	ClusterID string `json:"cluster_id"`
	acl       `json:",inline"`
}

func newRESTProxyACLs(l clusterLinks, acls []acl) []restProxyACL {
	list := make([]restProxyACL, 0, len(acls))
	for _, a := range acls {
		list = append(list, restProxyACL{resource{"KafkaAcl", resourceMetadata{Self: a.url(l)}}, l.id, a})
	}
	slices.SortFunc(list, compareACLs)
	return list
}

// aclQuery reads the rules to look for. Words are read in any case; one that is
// not there is what the caller says.
func aclQuery(r *http.Request, absent string) (acl, error) {
	query := r.URL.Query()
	filter := acl{ResourceName: query.Get("resource_name"), Principal: query.Get("principal"), Host: query.Get("host")}
	for _, word := range []struct {
		name, class string
		words       []string
		into        *string
	}{
		{"resource_type", "ResourceType", aclResourceTypes, &filter.ResourceType},
		{"pattern_type", "PatternType", aclPatternTypes, &filter.PatternType},
		{"operation", "Operation", aclOperations, &filter.Operation},
		{"permission", "Permission", aclPermissions, &filter.Permission},
	} {
		*word.into = absent
		if query.Has(word.name) {
			*word.into = strings.ToUpper(query.Get(word.name))
		}
		if !slices.Contains(word.words, *word.into) {
			return filter, restProxyNotFound("The valid values for %s do not include '%s'", word.class, query.Get(word.name))
		}
	}
	return filter, nil
}

// checkFilter refuses words that stand for nothing to look for.
func (a acl) checkFilter(complaint string) error {
	for _, word := range [][2]string{
		{"resource_type", a.ResourceType}, {"pattern_type", a.PatternType}, {"operation", a.Operation}, {"permission", a.Permission},
	} {
		if word[1] == "UNKNOWN" {
			return restProxyBadRequest("%s %s", word[0], complaint)
		}
	}
	return nil
}

func (p *restProxy) listACLs(w http.ResponseWriter, r *http.Request) error {
	filter, err := aclQuery(r, "ANY")
	if err != nil {
		return err
	}
	if err := filter.checkFilter("cannot be UNKNOWN"); err != nil {
		return err
	}
	found, err := p.kafka.describeACLs(r.Context(), filter)
	if err != nil {
		return err
	}
	l := p.links(r)
	return writeList(w, "KafkaAclList", filter.url(l), newRESTProxyACLs(l, found))
}

type deletedACLs struct {
	Data []restProxyACL `json:"data"`
}

func (p *restProxy) deleteACLs(w http.ResponseWriter, r *http.Request) error {
	filter, err := aclQuery(r, "UNKNOWN")
	if err != nil {
		return err
	}
	if err := filter.checkFilter("cannot be unspecified or UNKNOWN"); err != nil {
		return err
	}
	deleted, err := p.kafka.deleteACLs(r.Context(), filter)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, deletedACLs{newRESTProxyACLs(p.links(r), deleted)})
}

type restProxyCreateACL struct {
	ResourceType *string `json:"resource_type"`
	ResourceName *string `json:"resource_name"`
	PatternType  *string `json:"pattern_type"`
	Principal    *string `json:"principal"`
	Host         *string `json:"host"`
	Operation    *string `json:"operation"`
	Permission   *string `json:"permission"`
}

func (c *restProxyCreateACL) check() error {
	for _, member := range []struct {
		name, class string
		value       *string
		words       []string
	}{
		{"resource_type", "ResourceType", c.ResourceType, aclResourceTypes},
		{"resource_name", "", c.ResourceName, nil},
		{"pattern_type", "PatternType", c.PatternType, aclPatternTypes},
		{"principal", "", c.Principal, nil},
		{"host", "", c.Host, nil},
		{"operation", "Operation", c.Operation, aclOperations},
		{"permission", "Permission", c.Permission, aclPermissions},
	} {
		if member.value == nil {
			return missing("CreateAclRequest", member.name)
		}
		if member.words != nil && !slices.Contains(member.words, *member.value) {
			return notOneOf(member.class, *member.value, member.words)
		}
	}
	return nil
}

// acl returns the rule to make. It has to be one, not a search for some.
func (c *restProxyCreateACL) acl() (acl, error) {
	for _, word := range [][2]string{
		{"resource_type", *c.ResourceType}, {"pattern_type", *c.PatternType}, {"operation", *c.Operation}, {"permission", *c.Permission},
	} {
		if slices.Contains([]string{"UNKNOWN", "ANY", "MATCH"}, word[1]) {
			return acl{}, restProxyBadRequest("%s cannot be ANY", word[0])
		}
	}
	return acl{*c.ResourceType, *c.ResourceName, *c.PatternType, *c.Principal, *c.Host, *c.Operation, *c.Permission}, nil
}

func (p *restProxy) createACL(w http.ResponseWriter, r *http.Request, request restProxyCreateACL) error {
	created, err := request.acl()
	if err != nil {
		return err
	}
	if err := p.kafka.createACLs(r.Context(), []acl{created}); err != nil {
		return err
	}
	w.Header().Set("Location", created.url(p.links(r)))
	w.WriteHeader(http.StatusCreated)
	return nil
}

type restProxyCreateACLs struct {
	Data []restProxyCreateACL `json:"data"`
}

func (c *restProxyCreateACLs) check() error {
	if c.Data == nil {
		return payloadError("Empty input provided. Data is required.")
	}
	for _, request := range c.Data {
		if err := request.check(); err != nil {
			return err
		}
	}
	return nil
}

// createACLs answers 204, although the published description of the API has
// 201.
func (p *restProxy) createACLs(w http.ResponseWriter, r *http.Request, request restProxyCreateACLs) error {
	var acls []acl
	for _, item := range request.Data {
		a, err := item.acl()
		if err != nil {
			return err
		}
		acls = append(acls, a)
	}
	if err := p.kafka.createACLs(r.Context(), acls); err != nil {
		return err
	}
	return writeNothing(w)
}

func (k *kafka) describeACLs(ctx context.Context, filter acl) ([]acl, error) {
	request := kmsg.NewPtrDescribeACLsRequest()
	request.ResourceType = kmsg.ACLResourceType(slices.Index(aclResourceTypes, filter.ResourceType))
	request.ResourceName = orAny(filter.ResourceName)
	request.ResourcePatternType = kmsg.ACLResourcePatternType(slices.Index(aclPatternTypes, filter.PatternType))
	request.Principal = orAny(filter.Principal)
	request.Host = orAny(filter.Host)
	request.Operation = kmsg.ACLOperation(slices.Index(aclOperations, filter.Operation))
	request.PermissionType = kmsg.ACLPermissionType(slices.Index(aclPermissions, filter.Permission))
	matching := k.matchesACL(filter)
	if matching != nil {
		request.ResourceName = nil
	}
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return nil, err
	}
	if err := kerr.ErrorForCode(response.ErrorCode); err != nil {
		return nil, explained(err, textOf(response.ErrorMessage))
	}
	var found []acl
	for _, resource := range response.Resources {
		for _, rule := range resource.ACLs {
			a := acl{
				resource.ResourceType.String(), resource.ResourceName, resource.ResourcePatternType.String(),
				rule.Principal, rule.Host, rule.Operation.String(), rule.PermissionType.String(),
			}
			if matching == nil || matching(a) {
				found = append(found, a)
			}
		}
	}
	return found, nil
}

// matchesACL does for the embedded cluster what it does not do itself: to find
// by MATCH the rules that apply to a name. It is nil where Kafka does.
func (k *kafka) matchesACL(filter acl) func(acl) bool {
	if k.embedded == nil || filter.PatternType != "MATCH" || filter.ResourceName == "" {
		return nil
	}
	return func(a acl) bool {
		if a.PatternType == "PREFIXED" {
			return strings.HasPrefix(filter.ResourceName, a.ResourceName)
		}
		return a.ResourceName == filter.ResourceName || a.ResourceName == "*"
	}
}

// deleteACLs deletes rules one by one, so that the embedded cluster deletes
// those that it would not find together.
func (k *kafka) deleteACLs(ctx context.Context, filter acl) ([]acl, error) {
	found := []acl{filter}
	if k.matchesACL(filter) != nil {
		var err error
		if found, err = k.describeACLs(ctx, filter); err != nil {
			return nil, err
		}
	}
	request := kmsg.NewPtrDeleteACLsRequest()
	for _, a := range found {
		rule := kmsg.NewDeleteACLsRequestFilter()
		rule.ResourceType = kmsg.ACLResourceType(slices.Index(aclResourceTypes, a.ResourceType))
		rule.ResourceName = orAny(a.ResourceName)
		rule.ResourcePatternType = kmsg.ACLResourcePatternType(slices.Index(aclPatternTypes, a.PatternType))
		rule.Principal = orAny(a.Principal)
		rule.Host = orAny(a.Host)
		rule.Operation = kmsg.ACLOperation(slices.Index(aclOperations, a.Operation))
		rule.PermissionType = kmsg.ACLPermissionType(slices.Index(aclPermissions, a.Permission))
		request.Filters = append(request.Filters, rule)
	}
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return nil, err
	}
	var deleted []acl
	for _, result := range response.Results {
		if err := kerr.ErrorForCode(result.ErrorCode); err != nil {
			return nil, explained(err, textOf(result.ErrorMessage))
		}
		for _, rule := range result.MatchingACLs {
			deleted = append(deleted, acl{
				rule.ResourceType.String(), rule.ResourceName, rule.ResourcePatternType.String(),
				rule.Principal, rule.Host, rule.Operation.String(), rule.PermissionType.String(),
			})
		}
	}
	return deleted, nil
}

// createACLs makes the rules that Kafka takes and returns its first complaint
// about the others.
func (k *kafka) createACLs(ctx context.Context, acls []acl) error {
	var refused []error
	request := kmsg.NewPtrCreateACLsRequest()
	for _, a := range acls {
		if err := k.checkACL(a); err != nil {
			refused = append(refused, err)
			continue
		}
		creation := kmsg.NewCreateACLsRequestCreation()
		creation.ResourceType = kmsg.ACLResourceType(slices.Index(aclResourceTypes, a.ResourceType))
		creation.ResourceName = a.ResourceName
		creation.ResourcePatternType = kmsg.ACLResourcePatternType(slices.Index(aclPatternTypes, a.PatternType))
		creation.Principal = a.Principal
		creation.Host = a.Host
		creation.Operation = kmsg.ACLOperation(slices.Index(aclOperations, a.Operation))
		creation.PermissionType = kmsg.ACLPermissionType(slices.Index(aclPermissions, a.Permission))
		request.Creations = append(request.Creations, creation)
	}
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return err
	}
	for _, result := range response.Results {
		if err := kerr.ErrorForCode(result.ErrorCode); err != nil {
			refused = append(refused, explained(err, textOf(result.ErrorMessage)))
		}
	}
	if len(refused) > 0 {
		return refused[0]
	}
	return nil
}

// checkACL refuses what a real Kafka refuses and the embedded cluster does not.
func (k *kafka) checkACL(a acl) error {
	switch {
	case k.embedded == nil:
		return nil
	case !strings.Contains(a.Principal, ":"):
		return refusedByKafka("Could not parse principal from `%s` (no colon is present separating the principal type from the principal name)", a.Principal)
	case a.ResourceName == "":
		return refusedByKafka("Resource name should not be empty")
	case a.ResourceType == "CLUSTER" && a.ResourceName != "kafka-cluster":
		return refusedByKafka("The only valid name for the CLUSTER resource is kafka-cluster")
	}
	return nil
}

// orAny is a part of a search for ACLs: an empty one is left open.
func orAny(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// textOf is a message that may be missing.
func textOf(message *string) string {
	if message == nil {
		return ""
	}
	return *message
}
