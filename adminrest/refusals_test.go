package adminrest_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// What cannot be meant is refused before anything is sent.
func TestRefusals(t *testing.T) {
	t.Parallel()
	type call func(context.Context, *adminrest.Client) error
	named := func(name string) map[string]call {
		return map[string]call{
			"GetTopic":     func(ctx context.Context, c *adminrest.Client) error { _, err := c.GetTopic(ctx, name); return err },
			"DeleteTopic":  func(ctx context.Context, c *adminrest.Client) error { return c.DeleteTopic(ctx, name) },
			"UpdateTopic":  func(ctx context.Context, c *adminrest.Client) error { return c.UpdateTopic(ctx, name, nil) },
			"WaitForTopic": func(ctx context.Context, c *adminrest.Client) error { return c.WaitForTopic(ctx, name) },
			"EnsureTopic": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.EnsureTopic(ctx, name, nil)
				return err
			},
			"GetQuota":    func(ctx context.Context, c *adminrest.Client) error { _, err := c.GetQuota(ctx, name); return err },
			"DeleteQuota": func(ctx context.Context, c *adminrest.Client) error { return c.DeleteQuota(ctx, name) },
			"DeleteRecords": func(ctx context.Context, c *adminrest.Client) error {
				return c.DeleteTopicRecords(ctx, name, []adminrest.RecordDeletion{{}})
			},
			"GetConsumerGroup": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.GetConsumerGroup(ctx, name)
				return err
			},
			"DeleteConsumerGroup": func(ctx context.Context, c *adminrest.Client) error { return c.DeleteConsumerGroup(ctx, name) },
			"UpdateConsumerGroup": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.UpdateConsumerGroup(ctx, name, adminrest.ResetModeLatest, nil)
				return err
			},
		}
	}
	tests := map[string]map[string]call{
		"empty name": named(""),
		"name .":     named("."),
		"name ..":    named(".."),
		"inputs": {
			"CreateTopic without a name":    func(ctx context.Context, c *adminrest.Client) error { return c.CreateTopic(ctx, "", nil) },
			"DeleteTopicRecords of nothing": func(ctx context.Context, c *adminrest.Client) error { return c.DeleteTopicRecords(ctx, "t", nil) },
			"CreateQuota without a rate": func(ctx context.Context, c *adminrest.Client) error {
				return c.CreateQuota(ctx, "default", adminrest.Quota{})
			},
			"UpdateQuota without a rate": func(ctx context.Context, c *adminrest.Client) error {
				return c.UpdateQuota(ctx, "default", adminrest.Quota{})
			},
			"UpdateTopic, set and reset": func(ctx context.Context, c *adminrest.Client) error {
				return c.UpdateTopic(ctx, "t", &adminrest.UpdateTopicOptions{Configs: map[string]string{"a": "1"}, ResetConfigs: []string{"a"}})
			},
			"UpdateConsumerGroup, no time": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.UpdateConsumerGroup(ctx, "g", adminrest.ResetModeDatetime, nil)
				return err
			},
			"UpdateConsumerGroup, a time too many": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.UpdateConsumerGroup(ctx, "g", adminrest.ResetModeLatest, &adminrest.UpdateConsumerGroupOptions{Time: time.Unix(1, 0)})
				return err
			},
			"GetBroker below zero": func(ctx context.Context, c *adminrest.Client) error { _, err := c.GetBroker(ctx, -1); return err },
			"GetBrokerConfig below zero": func(ctx context.Context, c *adminrest.Client) error {
				_, err := c.GetBrokerConfig(ctx, -1, nil)
				return err
			},
			"a name that is no UTF-8": func(ctx context.Context, c *adminrest.Client) error { return c.CreateTopic(ctx, "\xff", nil) },
			"a transaction of two lines": func(ctx context.Context, c *adminrest.Client) error {
				return c.Alive(ctx, adminrest.TransactionID("a\nb"))
			},
			"Do beyond the service": func(ctx context.Context, c *adminrest.Client) error {
				return c.Do(ctx, http.MethodGet, "https://elsewhere.example/admin", nil, nil)
			},
		},
	}
	client := newClient(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent: %s %s", r.Method, r.RequestURI)
	}))
	for name, calls := range tests {
		for operation, call := range calls {
			t.Run(name+"/"+operation, func(t *testing.T) {
				t.Parallel()
				opstest.AssertRefused(t, call(t.Context(), client))
			})
		}
	}
}

// What a refused call captures is not the answer to the call before it.
func TestRefusedCallsAnswerNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	client := newClient(t, http.NotFoundHandler())
	var captured kafkarest.Response
	capture := kafkarest.Capture(&captured)
	for name, call := range map[string]func() error{
		"CreateTopic": func() error { return client.CreateTopic(ctx, "", nil, capture) },
		"UpdateTopic": func() error {
			options := &adminrest.UpdateTopicOptions{Configs: map[string]string{"a": "1"}, ResetConfigs: []string{"a"}}
			return client.UpdateTopic(ctx, "t", options, capture)
		},
		"DeleteTopicRecords": func() error { return client.DeleteTopicRecords(ctx, "t", nil, capture) },
		"CreateQuota":        func() error { return client.CreateQuota(ctx, "default", adminrest.Quota{}, capture) },
		"UpdateQuota":        func() error { return client.UpdateQuota(ctx, "default", adminrest.Quota{}, capture) },
		"UpdateConsumerGroup": func() error {
			_, err := client.UpdateConsumerGroup(ctx, "g", adminrest.ResetModeDatetime, nil, capture)
			return err
		},
	} {
		captured.StatusCode = http.StatusOK
		opstest.AssertRefused(t, call())
		assert.Zero(t, captured, name)
	}
}

// A name reaches its own path, whatever is in it.
func TestNamesReachTheirPath(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"a/b":        "/admin/topics/a%2Fb",
		"a b":        "/admin/topics/a%20b",
		"ü":          "/admin/topics/%C3%BC",
		"%2e":        "/admin/topics/%252e",
		"..%2f":      "/admin/topics/..%252f",
		"../quotas":  "/admin/topics/..%2Fquotas",
		"a?b#c":      "/admin/topics/a%3Fb%23c",
		"a;b,c+d&e=": "/admin/topics/a%3Bb%2Cc+d&e=",
		"a\nb":       "/admin/topics/a%0Ab",
	}
	for name, target := range tests {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			var got *http.Request
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got = r
				w.WriteHeader(http.StatusAccepted)
			}))
			require.NoError(t, client.DeleteTopic(t.Context(), name))
			assert.Equal(t, opstest.BasePath+target, got.RequestURI)
			assert.Equal(t, opstest.BasePath+"/admin/topics/"+name, got.URL.Path)
		})
	}
}

// Whatever a client is printed with, it shows where it sends to and nothing
// that it sends.
func TestClientShowsNoCredentials(t *testing.T) {
	t.Parallel()
	client, err := adminrest.New(kafkarest.Config{
		URL:           "https://es.example/base",
		Authenticator: auth.Basic("token", "s3cret"),
		Header:        http.Header{"X-Gateway-Key": {"s3cret"}},
	})
	require.NoError(t, err)
	opstest.AssertPrintsAs(t, "adminrest.Client(https://es.example/base)", client, *client)
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "es.example", "ftp://es.example", "https://es.example/admin", "https://es.example/base/admin/"} {
		_, err := adminrest.New(kafkarest.Config{URL: url})
		require.ErrorIs(t, err, kafkarest.ErrInvalid, url)
	}
	for _, url := range []string{"https://es.example", "https://es.example/admin/base", "https://es.example/badmin"} {
		_, err := adminrest.New(kafkarest.Config{URL: url})
		require.NoError(t, err, url)
	}
}
