package restproxy_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	linkURL = "https://h/kafka/v3/clusters/c1/links/l1"

	// As the description of the API has it, and as newer servers answer.
	oldLink = `{"kind":"KafkaLinkData","metadata":{"self":"` + linkURL + `","resource_name":null},"source_cluster_id":"c0","destination_cluster_id":null,
		"link_name":"l1","link_id":"7d4c9a1e-0f2b-4c3d-8e5f-6a7b8c9d0e1f","cluster_link_id":"fUyaHg8rTD2OX2p7jJ0OHw","topic_names":["orders","payments"]}`
	newLink = `{"kind":"KafkaLinkData","metadata":{"self":"` + linkURL + `"},"source_cluster_id":null,"destination_cluster_id":"c2","remote_cluster_id":"c2",
		"link_name":"l1","link_id":"","cluster_link_id":"fUyaHg8rTD2OX2p7jJ0OHw","topic_names":[],"link_error":"AUTHENTICATION_ERROR",
		"link_error_message":"the password is wrong","link_state":"UNAVAILABLE",
		"tasks":[{"task_name":"AclSync","state":"IN_ERROR","errors":[{"error_code":"SECURITY_DISABLED","error_message":"there are no ACLs"}]},
		{"task_name":"TopicConfigsSync","state":"ACTIVE","errors":[]}]}`

	linkConfig = `{"kind":"KafkaLinkConfigData","metadata":{"self":"` + linkURL + `","resource_name":null},"cluster_id":"c1","link_name":"l1",
		"link_id":"7d4c9a1e-0f2b-4c3d-8e5f-6a7b8c9d0e1f","topics":["orders"],"name":"acl.sync.ms","value":"5000","default":true,"read_only":true,"sensitive":false,
		"source":"DYNAMIC_CLUSTER_LINK_CONFIG","synonyms":["acl.sync.ms"]}`
	secretLinkConfig = `{"kind":"KafkaLinkConfigData","metadata":{"self":"s"},"cluster_id":"c1","link_name":"l1","name":"sasl.jaas.config","value":null,
		"read_only":false,"sensitive":true,"source":"DYNAMIC_CLUSTER_LINK_CONFIG","synonyms":[]}`
)

var (
	linkOfOldServer = restproxy.Link{
		Metadata: metadata(linkURL, ""), SourceClusterID: "c0", Name: "l1",
		LinkID: "7d4c9a1e-0f2b-4c3d-8e5f-6a7b8c9d0e1f", ClusterLinkID: "fUyaHg8rTD2OX2p7jJ0OHw", TopicNames: []string{"orders", "payments"},
	}
	linkOfNewServer = restproxy.Link{
		Metadata: metadata(linkURL, ""), DestinationClusterID: "c2", RemoteClusterID: "c2", Name: "l1",
		ClusterLinkID: "fUyaHg8rTD2OX2p7jJ0OHw", TopicNames: []string{},
		State: "UNAVAILABLE", Error: "AUTHENTICATION_ERROR", ErrorMessage: "the password is wrong",
		Tasks: []restproxy.LinkTask{
			{Name: "AclSync", State: "IN_ERROR", Errors: []restproxy.LinkTaskError{{Code: "SECURITY_DISABLED", Message: "there are no ACLs"}}},
			{Name: "TopicConfigsSync", State: "ACTIVE", Errors: []restproxy.LinkTaskError{}},
		},
	}
	configOfLink = restproxy.LinkConfig{
		Metadata: metadata(linkURL, ""), ClusterID: "c1", LinkName: "l1", LinkID: "7d4c9a1e-0f2b-4c3d-8e5f-6a7b8c9d0e1f",
		Name: "acl.sync.ms", Value: new("5000"), Default: true, ReadOnly: true, Source: restproxy.ConfigSourceDynamicClusterLinkConfig,
		Synonyms: []string{"acl.sync.ms"}, Topics: []string{"orders"},
	}
	secretConfigOfLink = restproxy.LinkConfig{
		Metadata: metadata("s", ""), ClusterID: "c1", LinkName: "l1", Name: "sasl.jaas.config", Sensitive: true,
		Source: restproxy.ConfigSourceDynamicClusterLinkConfig, Synonyms: []string{},
	}
)

func linkCases() []operationCase {
	type ctx = context.Context
	return []operationCase{{
		Operation: "ListLinks",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListLinks(ctx) },
		Request:   "GET /v3/clusters/c1/links", Status: 200,
		Answer: collection(oldLink, newLink), Result: []restproxy.Link{linkOfOldServer, linkOfNewServer},
	}, {
		Operation: "GetLink",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetLink(ctx, "l1", nil) },
		Request:   "GET /v3/clusters/c1/links/l1", Status: 200, Answer: oldLink, Result: &linkOfOldServer,
	}, {
		Operation: "GetLink", Name: "with tasks",
		Call: func(ctx ctx, s service) (any, error) {
			return s.GetLink(ctx, "ü:delete", &restproxy.GetLinkOptions{IncludeTasks: true})
		},
		Request: "GET /v3/clusters/c1/links/%C3%BC:delete?include_tasks=true", Status: 200, Answer: newLink, Result: &linkOfNewServer,
	}, {
		Operation: "CreateLink", Name: "that the destination begins",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.CreateLink(ctx, "a b&c", &restproxy.CreateLinkOptions{
				SourceClusterID: "c0", Configs: map[string]string{"bootstrap.servers": "b0:9092", "acl.sync.enable": "", "consumer.offset.sync.ms": "9"},
			})
		}),
		Request: "POST /v3/clusters/c1/links?link_name=a+b%26c", Status: 204,
		Body: `{"source_cluster_id":"c0","configs":[{"name":"acl.sync.enable","value":""},{"name":"bootstrap.servers","value":"b0:9092"},
			{"name":"consumer.offset.sync.ms","value":"9"}]}`,
	}, {
		Operation: "CreateLink", Name: "all options",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.CreateLink(ctx, "l1", &restproxy.CreateLinkOptions{
				DestinationClusterID: "c2", RemoteClusterID: "c2", ClusterLinkID: "fUyaHg8rTD2OX2p7jJ0OHw",
				Configs: map[string]string{"link.mode": "SOURCE"}, ValidateOnly: true, SkipValidation: true,
			})
		}),
		Request: "POST /v3/clusters/c1/links?link_name=l1&validate_only=true&validate_link=false", Status: 204,
		Body: `{"destination_cluster_id":"c2","remote_cluster_id":"c2","cluster_link_id":"fUyaHg8rTD2OX2p7jJ0OHw","configs":[{"name":"link.mode","value":"SOURCE"}]}`,
	}, {
		Operation: "CreateLink",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.CreateLink(ctx, "l1", nil) }),
		Request:   "POST /v3/clusters/c1/links?link_name=l1", Body: `{}`, Status: 204,
	}, {
		Operation: "DeleteLink",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteLink(ctx, "l1", nil) }),
		Request:   "DELETE /v3/clusters/c1/links/l1", Status: 200,
	}, {
		Operation: "DeleteLink", Name: "all options",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.DeleteLink(ctx, "a/b", &restproxy.DeleteLinkOptions{Force: true, ValidateOnly: true})
		}),
		Request: "DELETE /v3/clusters/c1/links/a%2Fb?force=true&validate_only=true", Status: 200,
	}, {
		Operation: "ListLinkConfigs",
		Call:      func(ctx ctx, s service) (any, error) { return s.ListLinkConfigs(ctx, "l1") },
		Request:   "GET /v3/clusters/c1/links/l1/configs", Status: 200,
		Answer: collection(linkConfig, secretLinkConfig), Result: []restproxy.LinkConfig{configOfLink, secretConfigOfLink},
	}, {
		Operation: "GetLinkConfig",
		Call:      func(ctx ctx, s service) (any, error) { return s.GetLinkConfig(ctx, "l1", "acl.sync.ms") },
		Request:   "GET /v3/clusters/c1/links/l1/configs/acl.sync.ms", Status: 200, Answer: linkConfig, Result: &configOfLink,
	}, {
		Operation: "UpdateLinkConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.UpdateLinkConfig(ctx, "l1", "acl.sync.ms", "") }),
		Request:   "PUT /v3/clusters/c1/links/l1/configs/acl.sync.ms", Body: `{"value":""}`, Status: 204,
	}, {
		Operation: "DeleteLinkConfig",
		Call:      opstest.NoResult(func(ctx ctx, s service) error { return s.DeleteLinkConfig(ctx, "l1", "acl.sync.ms") }),
		Request:   "DELETE /v3/clusters/c1/links/l1/configs/acl.sync.ms", Status: 204,
	}, {
		Operation: "AlterLinkConfigs",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.AlterLinkConfigs(ctx, "l1", []restproxy.ConfigAlteration{
				restproxy.SetConfig("acl.sync.ms", "5000"), restproxy.ResetConfig("acl.sync.enable"),
			}, nil)
		}),
		Request: "PUT /v3/clusters/c1/links/l1/configs:alter", Status: 204,
		Body: `{"data":[{"name":"acl.sync.ms","value":"5000"},{"name":"acl.sync.enable","operation":"DELETE"}]}`,
	}, {
		Operation: "AlterLinkConfigs", Name: "validated only",
		Call: opstest.NoResult(func(ctx ctx, s service) error {
			return s.AlterLinkConfigs(ctx, "l1", []restproxy.ConfigAlteration{restproxy.SetConfig("a", "")}, &restproxy.AlterConfigsOptions{ValidateOnly: true})
		}),
		Request: "PUT /v3/clusters/c1/links/l1/configs:alter?validate_only=true", Body: `{"data":[{"name":"a","value":""}]}`, Status: 204,
	}}
}

// The credentials of the other cluster are in no error, also where the server
// repeats what it was sent.
func TestLinkSecretsStayOutOfErrors(t *testing.T) {
	t.Parallel()
	const secret = "org.apache.kafka.PlainLoginModule required\n\tpassword=\"s3cr&t-42\";"
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusBadRequest)
		message, _ := json.Marshal("not valid: " + string(body))
		_, _ = fmt.Fprintf(w, `{"error_code":40002,"message":%s}`, message)
	}))
	for operation, err := range map[string]error{
		"CreateLink": s.CreateLink(t.Context(), "l1", &restproxy.CreateLinkOptions{Configs: map[string]string{"sasl.jaas.config": secret}}),
		"CreateMirrorTopic": s.CreateMirrorTopic(t.Context(), "l1", "orders", &restproxy.CreateMirrorTopicOptions{
			Configs: map[string]string{"sasl.jaas.config": secret},
		}),
		"UpdateLinkConfig": s.UpdateLinkConfig(t.Context(), "l1", "sasl.jaas.config", secret),
		"AlterLinkConfigs": s.AlterLinkConfigs(t.Context(), "l1", []restproxy.ConfigAlteration{restproxy.SetConfig("sasl.jaas.config", secret)}, nil),
	} {
		var failure *kafkarest.Error
		require.ErrorAs(t, err, &failure, operation)
		assert.Equal(t, int(restproxy.CodeKafkaRefused), failure.Code, operation)
		assert.Contains(t, failure.Message, "not valid: ", operation)
		for _, text := range []string{err.Error(), failure.Message, string(failure.Body), fmt.Sprintf("%+v", failure)} {
			assert.NotContains(t, text, "s3cr", operation)
		}
	}
}
