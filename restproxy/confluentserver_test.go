package restproxy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// confluentServerCases are calls of the operations that only Confluent Server
// has. No answers of a real server are at hand: these are made from the
// descriptions of its API.
func confluentServerCases() []operationCase {
	return slices.Concat(
		balancerCases(), brokerTaskCases(), exclusionCases(), cellCases(), linkCases(), mirrorCases(), replicaStatusCases(), defaultConfigCases(),
	)
}

// Requests and answers are as described, and so each operation is exercised
// over a socket.
func TestConfluentServerOperationsAreAsDescribed(t *testing.T) {
	t.Parallel()
	spec, err := spectest.Load("restproxy.yaml")
	require.NoError(t, err)
	for _, test := range confluentServerCases() {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if test.Answer != "" {
				w.Header().Set("Content-Type", "application/json")
			}
			w.WriteHeader(test.Status)
			_, _ = io.WriteString(w, test.Answer)
		}))
		client, err := restproxy.New(kafkarest.Config{
			URL:        server.URL,
			HTTPClient: &http.Client{Transport: spec.RoundTripper(server.Client().Transport)},
		})
		require.NoError(t, err)
		result, err := test.Call(t.Context(), service{client, client.Cluster("c1")})
		server.Close()
		require.NoError(t, err, "%s %s", test.Operation, test.Name)
		assert.Equal(t, test.Result, result)
	}
	only := 0
	for _, operation := range spec.Operations() {
		if spec.Marked(operation, "x-confluent-server") {
			only++
			assert.Positive(t, spec.Exercised(operation), "%s was not exercised", operation)
		}
	}
	assert.Equal(t, 41, only, "39 operations, of which newer servers have 2 by other names")
}

// An open-source proxy, as the emulator is one, does not have the operations.
func TestConfluentServerOperationsOnOpenSourceProxy(t *testing.T) {
	t.Parallel()
	client, err := restproxy.New(kafkarest.Config{URL: kafkaresttest.Start(t).RESTProxyURL()})
	require.NoError(t, err)
	cluster, err := client.DefaultCluster(t.Context())
	require.NoError(t, err)
	for _, test := range confluentServerCases() {
		_, err := test.Call(t.Context(), service{client, cluster})
		var failure *kafkarest.Error
		require.ErrorAs(t, err, &failure, test.Operation)
		if test.Operation == "RemoveBroker" || test.Operation == "UnregisterBroker" {
			// Their paths are that of GetBroker.
			assert.Equal(t, restproxy.CodeMethodNotAllowed, restproxy.CodeOf(err))
			continue
		}
		assert.ErrorIs(t, err, kafkarest.ErrNotFound, test.Operation)
		assert.Equal(t, restproxy.CodeNotFound, restproxy.CodeOf(err), test.Operation)
	}
}

// testConfluentServer reads what only Confluent Server has, where the contract
// is tested on one.
func (c *contract) testConfluentServer(t *testing.T) {
	t.Parallel()
	if c.emulated {
		t.Skip("the emulator is an open-source proxy")
	}
	for operation, read := range map[string]func(context.Context) error{
		"GetBalancer":                 func(ctx context.Context) error { _, err := c.cluster.GetBalancer(ctx); return err },
		"ListAllBrokerTasks":          func(ctx context.Context) error { _, err := c.cluster.ListAllBrokerTasks(ctx); return err },
		"ListBrokerReplicaExclusions": func(ctx context.Context) error { _, err := c.cluster.ListBrokerReplicaExclusions(ctx); return err },
		"GetCells":                    func(ctx context.Context) error { _, err := c.cluster.GetCells(ctx); return err },
		"ListLinks":                   func(ctx context.Context) error { _, err := c.cluster.ListLinks(ctx); return err },
		"ListAllMirrorTopics":         func(ctx context.Context) error { _, err := c.cluster.ListAllMirrorTopics(ctx, nil); return err },
		"ListAllReplicaStatuses":      func(ctx context.Context) error { _, err := c.cluster.ListAllReplicaStatuses(ctx); return err },
		"ListDefaultTopicConfigs": func(ctx context.Context) error {
			_, err := c.cluster.ListDefaultTopicConfigs(ctx, c.prefix+"any")
			return err
		},
	} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			c.offered(t, read(t.Context()))
		})
	}
}

// Values and members that newer servers may have pass, and so do those that
// others leave out.
func TestConfluentServerOfOtherVersions(t *testing.T) {
	t.Parallel()
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, map[string]string{
			"balancer": `{"cluster_id":"c1","status":"NAPPING","nap":{"minutes":[5]}}`,
			"links":    `{"data":[{"link_name":"l1","link_state":"NAPPING","tasks":null,"topic_names":null,"source_cluster_id":null}]}`,
			"mirrors":  `{"data":[{"mirror_topic_name":"m","mirror_status":"NAPPING","mirror_lags":null}],"metadata":null}`,
			"tasks":    `{"data":[{"task_type":"nap-broker","task_status":"NAPPING","sub_task_statuses":{"nap_status":"DEEP"},"created_at":null,"broker":null}]}`,
		}[path.Base(r.URL.Path)])
	}))
	balancer, err := s.GetBalancer(t.Context())
	require.NoError(t, err)
	assert.Equal(t, &restproxy.Balancer{ClusterID: "c1", Status: "NAPPING"}, balancer)
	links, err := s.ListLinks(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxy.Link{{Name: "l1", State: "NAPPING"}}, links)
	mirrors, err := s.ListMirrorTopics(t.Context(), "l1", nil)
	require.NoError(t, err)
	assert.Equal(t, []restproxy.MirrorTopic{{Name: "m", Status: "NAPPING"}}, mirrors)
	tasks, err := s.ListAllBrokerTasks(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []restproxy.BrokerTask{{
		Type: "nap-broker", Status: "NAPPING", SubTaskStatuses: map[string]restproxy.SubTaskStatus{"nap_status": "DEEP"},
	}}, tasks)
}

// What cannot be meant is refused before anything is sent.
func TestConfluentServerRefusals(t *testing.T) {
	t.Parallel()
	type ctx = context.Context
	type call = func(ctx, service) error
	calls := map[string]call{
		"RemoveBrokers of none": func(ctx ctx, s service) error { _, err := s.RemoveBrokers(ctx, nil, nil); return err },
		"CreateBrokerReplicaExclusions of none": func(ctx ctx, s service) error {
			_, err := s.CreateBrokerReplicaExclusions(ctx, nil)
			return err
		},
		"DeleteBrokerReplicaExclusions of none": func(ctx ctx, s service) error {
			_, err := s.DeleteBrokerReplicaExclusions(ctx, nil)
			return err
		},
		"ListTopicReplicaStatuses of all topics": func(ctx ctx, s service) error {
			_, err := s.ListTopicReplicaStatuses(ctx, "-")
			return err
		},
		"ListMirrorTopics of all links": func(ctx ctx, s service) error {
			_, err := s.ListMirrorTopics(ctx, "-", nil)
			return err
		},
		"CreateLink without a name": func(ctx ctx, s service) error {
			return s.CreateLink(ctx, "", &restproxy.CreateLinkOptions{Configs: map[string]string{"a": "b"}})
		},
		"CreateMirrorTopic without a source": func(ctx ctx, s service) error {
			return s.CreateMirrorTopic(ctx, "l", "", &restproxy.CreateMirrorTopicOptions{Name: "m"})
		},
		"GetBrokerTask without a type": func(ctx ctx, s service) error { _, err := s.GetBrokerTask(ctx, 1, ""); return err },
		"WaitForBrokerTask without a type": func(ctx ctx, s service) error {
			_, err := s.WaitForBrokerTask(ctx, 1, "")
			return err
		},
		"PauseMirrorTopics of none": func(ctx ctx, s service) error {
			_, err := s.PauseMirrorTopics(ctx, "l", nil, &restproxy.AlterMirrorTopicsOptions{ValidateOnly: true})
			return err
		},
	}
	for _, name := range []string{"", ".", ".."} {
		for operation, call := range map[string]call{
			"GetLink":          func(ctx ctx, s service) error { _, err := s.GetLink(ctx, name, nil); return err },
			"DeleteLink":       func(ctx ctx, s service) error { return s.DeleteLink(ctx, name, nil) },
			"UpdateLinkConfig": func(ctx ctx, s service) error { return s.UpdateLinkConfig(ctx, "l", name, "v") },
			"ListMirrorTopics": func(ctx ctx, s service) error { _, err := s.ListMirrorTopics(ctx, name, nil); return err },
			"GetMirrorTopic":   func(ctx ctx, s service) error { _, err := s.GetMirrorTopic(ctx, "l", name, nil); return err },
			"WaitForMirrorTopic": func(ctx ctx, s service) error {
				_, err := s.WaitForMirrorTopic(ctx, "l", name, restproxy.MirrorTopicStatusActive)
				return err
			},
			"PromoteMirrorTopics": func(ctx ctx, s service) error {
				_, err := s.PromoteMirrorTopics(ctx, name, []string{"m"}, nil)
				return err
			},
			"ListTopicReplicaStatuses": func(ctx ctx, s service) error {
				_, err := s.ListTopicReplicaStatuses(ctx, name)
				return err
			},
			"ListDefaultTopicConfigs": func(ctx ctx, s service) error {
				_, err := s.ListDefaultTopicConfigs(ctx, name)
				return err
			},
		} {
			calls[fmt.Sprintf("%s of %q", operation, name)] = call
		}
	}
	s := newService(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent: %s %s", r.Method, r.RequestURI)
	}))
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opstest.AssertRefused(t, call(t.Context(), s))
		})
	}
}

// partial holds a call of which some items failed to what it returns, as a case
// has no error.
func partial[T any](result []T, err error) (any, error) {
	var failed *kafkarest.PartialError
	if !errors.As(err, &failed) {
		return nil, fmt.Errorf("no items failed: %w", err)
	}
	return partialResult[T]{Items: result, Operation: failed.Operation, Errs: failed.Errs}, nil
}

type partialResult[T any] struct {
	Items     []T
	Operation string
	Errs      []error
}
