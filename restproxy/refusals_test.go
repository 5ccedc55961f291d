package restproxy_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// What cannot be meant is refused before anything is sent.
func TestRefusals(t *testing.T) {
	t.Parallel()
	type ctx = context.Context
	type call func(ctx, service) error
	named := func(name string) map[string]call {
		return map[string]call{
			"Cluster":               func(ctx ctx, s service) error { _, err := s.Client.Cluster(name).ListTopics(ctx, nil); return err },
			"GetCluster":            func(ctx ctx, s service) error { _, err := s.GetCluster(ctx, name); return err },
			"GetTopic":              func(ctx ctx, s service) error { _, err := s.GetTopic(ctx, name, nil); return err },
			"DeleteTopic":           func(ctx ctx, s service) error { return s.DeleteTopic(ctx, name) },
			"UpdatePartitionCount":  func(ctx ctx, s service) error { _, err := s.UpdatePartitionCount(ctx, name, 2); return err },
			"EnsureTopic":           func(ctx ctx, s service) error { _, err := s.EnsureTopic(ctx, name, nil); return err },
			"WaitForTopic":          func(ctx ctx, s service) error { return s.WaitForTopic(ctx, name) },
			"WaitForTopicGone":      func(ctx ctx, s service) error { return s.WaitForTopicGone(ctx, name) },
			"ListTopicConfigs":      func(ctx ctx, s service) error { _, err := s.ListTopicConfigs(ctx, name); return err },
			"GetTopicConfig":        func(ctx ctx, s service) error { _, err := s.GetTopicConfig(ctx, "t", name); return err },
			"UpdateTopicConfig":     func(ctx ctx, s service) error { return s.UpdateTopicConfig(ctx, name, "a", "b") },
			"DeleteTopicConfig":     func(ctx ctx, s service) error { return s.DeleteTopicConfig(ctx, "t", name) },
			"AlterTopicConfigs":     func(ctx ctx, s service) error { return s.AlterTopicConfigs(ctx, name, nil, nil) },
			"GetClusterConfig":      func(ctx ctx, s service) error { _, err := s.GetClusterConfig(ctx, name); return err },
			"DeleteClusterConfig":   func(ctx ctx, s service) error { return s.DeleteClusterConfig(ctx, name) },
			"UpdateBrokerConfig":    func(ctx ctx, s service) error { return s.UpdateBrokerConfig(ctx, 1, name, "b") },
			"ListPartitions":        func(ctx ctx, s service) error { _, err := s.ListPartitions(ctx, name); return err },
			"GetPartitionOffsets":   func(ctx ctx, s service) error { _, err := s.GetPartitionOffsets(ctx, name, 0); return err },
			"ListReassignments":     func(ctx ctx, s service) error { _, err := s.ListReassignments(ctx, name); return err },
			"GetConsumerGroup":      func(ctx ctx, s service) error { _, err := s.GetConsumerGroup(ctx, name); return err },
			"ListConsumerLags":      func(ctx ctx, s service) error { _, err := s.ListConsumerLags(ctx, name); return err },
			"GetConsumer":           func(ctx ctx, s service) error { _, err := s.GetConsumer(ctx, "g", name); return err },
			"GetConsumerAssignment": func(ctx ctx, s service) error { _, err := s.GetConsumerAssignment(ctx, "g", "m", name, 0); return err },
			"ProduceOne":            func(ctx ctx, s service) error { _, err := s.ProduceOne(ctx, name, restproxy.Record{}); return err },
			"Topics":                func(ctx ctx, s service) error { return firstError(s.Client.Cluster(name).Topics(ctx, nil)) },
			"ProduceBatch": func(ctx ctx, s service) error {
				_, err := s.ProduceBatch(ctx, name, make([]restproxy.Record, 1), nil)
				return err
			},
		}
	}
	aclFilter := func(change func(*restproxy.ACLFilter)) call {
		filter := restproxy.ACLFilter{ResourceType: "TOPIC", ResourceName: "t", PatternType: "ANY", Operation: "ANY", Permission: "ANY"}
		change(&filter)
		return func(ctx ctx, s service) error { _, err := s.DeleteACLs(ctx, filter); return err }
	}
	created := func(options restproxy.CreateTopicOptions) map[string]call {
		return map[string]call{
			"CreateTopic": func(ctx ctx, s service) error { _, err := s.CreateTopic(ctx, "t", &options); return err },
			"EnsureTopic": func(ctx ctx, s service) error { _, err := s.EnsureTopic(ctx, "t", &options); return err },
		}
	}
	acl := func(change func(*restproxy.ACL)) map[string]call {
		acl := restproxy.ACL{ResourceType: "TOPIC", ResourceName: "t", PatternType: "LITERAL", Principal: "User:a", Host: "*", Operation: "READ", Permission: "ALLOW"}
		good := acl
		change(&acl)
		filter := acl.Filter()
		return map[string]call{
			"CreateACL":  func(ctx ctx, s service) error { return s.CreateACL(ctx, acl) },
			"CreateACLs": func(ctx ctx, s service) error { return s.CreateACLs(ctx, []restproxy.ACL{good, acl}) },
			"DeleteACLs": func(ctx ctx, s service) error { _, err := s.DeleteACLs(ctx, filter); return err },
			"ListACLs":   func(ctx ctx, s service) error { _, err := s.ListACLs(ctx, &filter); return err },
			"ACLs":       func(ctx ctx, s service) error { return firstError(s.ACLs(ctx, &filter)) },
		}
	}
	tests := map[string]map[string]call{
		"partitions below 0":          created(restproxy.CreateTopicOptions{Partitions: -1}),
		"replicas below 0":            created(restproxy.CreateTopicOptions{ReplicationFactor: -1}),
		"a gap in the partitions":     created(restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{0: {1}, 2: {1}}}),
		"partitions that begin at 1":  created(restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{1: {1}}}),
		"a partition without brokers": created(restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{0: {1}, 1: {}}}),
		"partitions said twice":       created(restproxy.CreateTopicOptions{Partitions: 1, ReplicasAssignments: map[int32][]int32{0: {1}}}),
		"an ACL without a type":       acl(func(a *restproxy.ACL) { a.ResourceType = "" }),
		"an ACL without a name":       acl(func(a *restproxy.ACL) { a.ResourceName = "" }),
		"an ACL without a pattern":    acl(func(a *restproxy.ACL) { a.PatternType = "" }),
		"an ACL without a principal":  acl(func(a *restproxy.ACL) { a.Principal = "" }),
		"an ACL without a host":       acl(func(a *restproxy.ACL) { a.Host = "" }),
		"an ACL without an operation": acl(func(a *restproxy.ACL) { a.Operation = "" }),
		"an ACL without a permission": acl(func(a *restproxy.ACL) { a.Permission = "" }),
		"an ACL of any type":          acl(func(a *restproxy.ACL) { a.ResourceType = restproxy.ACLResourceTypeAny }),
		"an ACL that matches":         acl(func(a *restproxy.ACL) { a.PatternType = restproxy.ACLPatternTypeMatch }),
		"an ACL of any pattern":       acl(func(a *restproxy.ACL) { a.PatternType = "any" }),
		"an ACL of any operation":     acl(func(a *restproxy.ACL) { a.Operation = restproxy.ACLOperationAny }),
		"an ACL of any permission":    acl(func(a *restproxy.ACL) { a.Permission = restproxy.ACLPermissionAny }),
		"empty name":                  named(""),
		"name .":                      named("."),
		"name ..":                     named(".."),
		"all topics": {
			"ListTopicConfigs":  func(ctx ctx, s service) error { _, err := s.ListTopicConfigs(ctx, "-"); return err },
			"AlterTopicConfigs": func(ctx ctx, s service) error { return s.AlterTopicConfigs(ctx, "-", nil, nil) },
			"ListReassignments": func(ctx ctx, s service) error { _, err := s.ListReassignments(ctx, "-"); return err },
		},
		"a negative number": {
			"GetBroker":           func(ctx ctx, s service) error { _, err := s.GetBroker(ctx, -1); return err },
			"UpdateBrokerConfig":  func(ctx ctx, s service) error { return s.UpdateBrokerConfig(ctx, -1, "a", "b") },
			"GetPartition":        func(ctx ctx, s service) error { _, err := s.GetPartition(ctx, "t", -1); return err },
			"GetReplica":          func(ctx ctx, s service) error { _, err := s.GetReplica(ctx, "t", 0, -1); return err },
			"GetConsumerLag":      func(ctx ctx, s service) error { _, err := s.GetConsumerLag(ctx, "g", "t", -1); return err },
			"RemoveBroker":        func(ctx ctx, s service) error { _, err := s.RemoveBroker(ctx, -1, nil); return err },
			"WaitForBrokerTask":   func(ctx ctx, s service) error { _, err := s.WaitForBrokerTask(ctx, -1, "t"); return err },
			"ListReplicas":        func(ctx ctx, s service) error { _, err := s.ListReplicas(ctx, "t", -1); return err },
			"GetRemoveBrokerTask": func(ctx ctx, s service) error { _, err := s.GetRemoveBrokerTask(ctx, -1); return err },
		},
		"inputs": {
			"CreateTopic without a name":   func(ctx ctx, s service) error { _, err := s.CreateTopic(ctx, "", nil); return err },
			"CreateTopic, no UTF-8":        func(ctx ctx, s service) error { _, err := s.CreateTopic(ctx, "\xff", nil); return err },
			"DeleteACLs of any type":       aclFilter(func(f *restproxy.ACLFilter) { f.ResourceType = "" }),
			"DeleteACLs of any pattern":    aclFilter(func(f *restproxy.ACLFilter) { f.PatternType = "" }),
			"DeleteACLs of any operation":  aclFilter(func(f *restproxy.ACLFilter) { f.Operation = "" }),
			"DeleteACLs of any permission": aclFilter(func(f *restproxy.ACLFilter) { f.Permission = "" }),
			"AlterMultipleTopicConfigs of a topic twice": func(ctx ctx, s service) error {
				_, err := s.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{{TopicName: "t"}, {TopicName: "t"}}, nil)
				return err
			},
			"ProduceOne of broken JSON": func(ctx ctx, s service) error {
				_, err := s.ProduceOne(ctx, "t", restproxy.Record{Value: restproxy.JSON(json.RawMessage(`{"a":`))})
				return err
			},
			"ProduceOne to a negative partition": func(ctx ctx, s service) error {
				_, err := s.ProduceOne(ctx, "t", restproxy.Record{Partition: new(int32(-1))})
				return err
			},
			"ProduceBatch of broken JSON": func(ctx ctx, s service) error {
				_, err := s.ProduceBatch(ctx, "t", []restproxy.Record{{Key: restproxy.String("\xff")}}, nil)
				return err
			},
			"ProduceBatch in negative parts": func(ctx ctx, s service) error {
				_, err := s.ProduceBatch(ctx, "t", make([]restproxy.Record, 1), &restproxy.ProduceBatchOptions{MaxEntries: -1})
				return err
			},
			"Do beyond the service": func(ctx ctx, s service) error {
				return s.Do(ctx, http.MethodGet, "https://elsewhere.example/v3", nil, nil)
			},
		},
	}
	s := newService(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent: %s %s", r.Method, r.RequestURI)
	}))
	for name, calls := range tests {
		for operation, call := range calls {
			t.Run(name+"/"+operation, func(t *testing.T) {
				t.Parallel()
				opstest.AssertRefused(t, call(t.Context(), s))
			})
		}
	}
}

func firstError[T any](items func(func(T, error) bool)) (err error) {
	items(func(_ T, e error) bool {
		err = e
		return err == nil
	})
	return err
}

// A name reaches its own path, whatever is in it.
func TestNamesReachTheirPath(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"a/b":         "a%2Fb",
		"a b":         "a%20b",
		"ü":           "%C3%BC",
		"%2e":         "%252e",
		"..%2f":       "..%252f",
		"../topics":   "..%2Ftopics",
		"a?b#c":       "a%3Fb%23c",
		"a;b,c+d&e=":  "a%3Bb%2Cc+d&e=",
		"a\nb":        "a%0Ab",
		"a:b":         "a:b",
		"x/consumers": "x%2Fconsumers",
		"-":           "-",
	}
	for name, escaped := range tests {
		t.Run(escaped, func(t *testing.T) {
			t.Parallel()
			var got *http.Request
			s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r
				w.WriteHeader(http.StatusNoContent)
			}))
			require.NoError(t, s.DeleteTopicConfig(t.Context(), "t", name))
			assert.Equal(t, opstest.BasePath+"/v3/clusters/c1/topics/t/configs/"+escaped, got.RequestURI)
			assert.Equal(t, opstest.BasePath+"/v3/clusters/c1/topics/t/configs/"+name, got.URL.Path)
		})
	}
}
