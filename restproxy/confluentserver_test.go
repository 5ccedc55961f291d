package restproxy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/spectest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

type serverCase = opstest.Case[*restproxy.Cluster]

// confluentServerCases are calls of the operations that only Confluent Server
// has. No answers of a real server are at hand: these are made from the
// descriptions of its API.
func confluentServerCases() []serverCase {
	return slices.Concat(
		balancerCases(), brokerTaskCases(), exclusionCases(), cellCases(), linkCases(), mirrorCases(), replicaStatusCases(), defaultConfigCases(),
	)
}

func TestConfluentServerOperations(t *testing.T) {
	t.Parallel()
	opstest.Run(t, confluentServerCases(), func(t *testing.T, handler http.Handler) *restproxy.Cluster {
		return newServerCluster(t, handler, opstest.BasePath, nil)
	})
}

// Requests and answers are as described, and so each operation is exercised
// over a socket.
func TestConfluentServerOperationsAreAsDescribed(t *testing.T) {
	t.Parallel()
	spec, err := spectest.Load("restproxy.yaml")
	require.NoError(t, err)
	for _, test := range confluentServerCases() {
		cluster := newServerCluster(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if test.Answer != "" {
				w.Header().Set("Content-Type", "application/json")
			}
			w.WriteHeader(test.Status)
			_, _ = io.WriteString(w, test.Answer)
		}), "", spec.RoundTripper)
		result, err := test.Call(t.Context(), cluster)
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

// What each operation makes of an error of the service.
func TestConfluentServerErrors(t *testing.T) {
	t.Parallel()
	failures := map[restproxy.Code]struct {
		status int
		is     error
	}{
		restproxy.CodeBadRequest:                {400, kafkarest.ErrInvalid},
		restproxy.CodeUnsupportedVersion:        {400, kafkarest.ErrInvalid},
		restproxy.CodeKafkaAuthenticationFailed: {401, kafkarest.ErrUnauthorized},
		restproxy.CodeKafkaAuthorizationFailed:  {403, kafkarest.ErrForbidden},
		restproxy.CodeNotFound:                  {404, kafkarest.ErrNotFound},
		restproxy.CodeBrokerNotRegistered:       {404, kafkarest.ErrNotFound},
		restproxy.CodeTooManyRequests:           {429, kafkarest.ErrTooManyRequests},
	}
	for _, test := range confluentServerCases() {
		t.Run(test.Operation+"/"+test.Name, func(t *testing.T) {
			t.Parallel()
			for code, expected := range failures {
				cluster := newServerCluster(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					w.WriteHeader(expected.status)
					_, _ = fmt.Fprintf(w, `{"error_code":%d,"message":"it says why"}`, code)
				}), "", nil)
				_, err := test.Call(t.Context(), cluster)
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure)
				assert.Equal(t, test.Operation, failure.Operation)
				assert.Equal(t, expected.status, failure.StatusCode)
				assert.Equal(t, "it says why", failure.Message)
				assert.False(t, failure.OutcomeUnknown)
				assert.ErrorIs(t, err, expected.is)
				assert.Equal(t, code, restproxy.CodeOf(err))
			}
		})
	}
}

// What cannot be meant is refused before anything is sent.
func TestConfluentServerRefusals(t *testing.T) {
	t.Parallel()
	type ctx = context.Context
	type call = func(ctx, *restproxy.Cluster) error
	calls := map[string]call{
		"RemoveBrokers of none": func(ctx ctx, c *restproxy.Cluster) error { _, err := c.RemoveBrokers(ctx, nil, nil); return err },
		"CreateBrokerReplicaExclusions of none": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.CreateBrokerReplicaExclusions(ctx, nil)
			return err
		},
		"DeleteBrokerReplicaExclusions of none": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.DeleteBrokerReplicaExclusions(ctx, nil)
			return err
		},
		"ListTopicReplicaStatuses of all topics": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.ListTopicReplicaStatuses(ctx, "-")
			return err
		},
		"ListMirrorTopics of all links": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.ListMirrorTopics(ctx, "-", nil)
			return err
		},
		"CreateLink without a name": func(ctx ctx, c *restproxy.Cluster) error {
			return c.CreateLink(ctx, "", &restproxy.CreateLinkOptions{Configs: map[string]string{"a": "b"}})
		},
		"CreateMirrorTopic without a source": func(ctx ctx, c *restproxy.Cluster) error {
			return c.CreateMirrorTopic(ctx, "l", "", &restproxy.CreateMirrorTopicOptions{Name: "m"})
		},
		"GetBrokerTask without a type": func(ctx ctx, c *restproxy.Cluster) error { _, err := c.GetBrokerTask(ctx, 1, ""); return err },
		"WaitForBrokerTask without a type": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.WaitForBrokerTask(ctx, 1, "")
			return err
		},
		"PauseMirrorTopics of none": func(ctx ctx, c *restproxy.Cluster) error {
			_, err := c.PauseMirrorTopics(ctx, "l", nil, &restproxy.AlterMirrorTopicsOptions{ValidateOnly: true})
			return err
		},
	}
	for _, name := range []string{"", ".", ".."} {
		for operation, call := range map[string]call{
			"GetLink":          func(ctx ctx, c *restproxy.Cluster) error { _, err := c.GetLink(ctx, name, nil); return err },
			"DeleteLink":       func(ctx ctx, c *restproxy.Cluster) error { return c.DeleteLink(ctx, name, nil) },
			"UpdateLinkConfig": func(ctx ctx, c *restproxy.Cluster) error { return c.UpdateLinkConfig(ctx, "l", name, "v") },
			"ListMirrorTopics": func(ctx ctx, c *restproxy.Cluster) error { _, err := c.ListMirrorTopics(ctx, name, nil); return err },
			"GetMirrorTopic":   func(ctx ctx, c *restproxy.Cluster) error { _, err := c.GetMirrorTopic(ctx, "l", name, nil); return err },
			"WaitForMirrorTopic": func(ctx ctx, c *restproxy.Cluster) error {
				_, err := c.WaitForMirrorTopic(ctx, "l", name, restproxy.MirrorTopicStatusActive)
				return err
			},
			"PromoteMirrorTopics": func(ctx ctx, c *restproxy.Cluster) error {
				_, err := c.PromoteMirrorTopics(ctx, name, []string{"m"}, nil)
				return err
			},
			"ListTopicReplicaStatuses": func(ctx ctx, c *restproxy.Cluster) error {
				_, err := c.ListTopicReplicaStatuses(ctx, name)
				return err
			},
			"ListDefaultTopicConfigs": func(ctx ctx, c *restproxy.Cluster) error {
				_, err := c.ListDefaultTopicConfigs(ctx, name)
				return err
			},
		} {
			calls[fmt.Sprintf("%s of %q", operation, name)] = call
		}
	}
	cluster := newServerCluster(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent: %s %s", r.Method, r.RequestURI)
	}), "", nil)
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := call(t.Context(), cluster)
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.Zero(t, failure.StatusCode)
			assert.NotEmpty(t, failure.Message)
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

// newServerCluster is the cluster "c1" of a server that answers by handler
// below base. roundTripper, if any, is between the two.
func newServerCluster(t *testing.T, handler http.Handler, base string, roundTripper func(http.RoundTripper) http.RoundTripper) *restproxy.Cluster {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	httpClient := server.Client()
	if roundTripper != nil {
		httpClient.Transport = roundTripper(httpClient.Transport)
	}
	client, err := restproxy.New(kafkarest.Config{
		URL:        server.URL + base,
		HTTPClient: httpClient,
		Retry:      kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 2 * time.Millisecond},
	})
	require.NoError(t, err)
	return client.Cluster("c1")
}
