package adminrest_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

func TestWaitForTopic(t *testing.T) {
	t.Parallel()
	service := &fakeService{topic: existing(), unseenReads: 2}
	require.NoError(t, newClient(t, service).WaitForTopic(t.Context(), "orders"))
	assert.Len(t, service.requests, 4, "two reads miss it, two in a row see it")
}

func TestWaitForTopicGone(t *testing.T) {
	t.Parallel()
	service := &fakeService{stillListed: 2}
	require.NoError(t, newClient(t, service).WaitForTopicGone(t.Context(), "orders"))
	assert.Len(t, service.requests, 8, "two lists still have it, two in a row do not; a read before each")
}

func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	waits := map[string]func(context.Context, *adminrest.Client) error{
		"WaitForTopic": func(ctx context.Context, c *adminrest.Client) error {
			return c.WaitForTopic(ctx, "missing")
		},
		"WaitForTopicGone": func(ctx context.Context, c *adminrest.Client) error {
			return c.WaitForTopicGone(ctx, "orders")
		},
		"EnsureTopic": func(ctx context.Context, c *adminrest.Client) error {
			_, err := c.EnsureTopic(ctx, "missing", nil)
			return err
		},
	}
	for operation, wait := range waits {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			reads := 0
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					w.WriteHeader(http.StatusAccepted)
				case r.URL.Path == opstest.BasePath+"/admin/topics/missing":
					if reads++; reads == 3 {
						cancel()
					}
					fail(w, http.StatusNotFound, 40403)
				default:
					if reads++; reads == 3 {
						cancel()
					}
					_ = json.MarshalWrite(w, existing())
				}
			}))
			err := wait(ctx, client)
			require.ErrorIs(t, err, context.Canceled)
			assert.Equal(t, operation != "WaitForTopicGone", errors.Is(err, kafkarest.ErrNotFound), "why it waited")
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, operation, failure.Operation)
		})
	}
}

func TestWaitFails(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fail(w, http.StatusForbidden, 40329)
	}))
	for _, err := range []error{client.WaitForTopic(t.Context(), "orders"), client.WaitForTopicGone(t.Context(), "orders")} {
		require.ErrorIs(t, err, kafkarest.ErrForbidden)
		require.ErrorIs(t, err, kerr.TopicAuthorizationFailed)
	}
}

// An outage that outlasts the attempts of a call does not end a wait.
func TestWaitsOutlastOutages(t *testing.T) {
	t.Parallel()
	for status, code := range map[int]int{
		http.StatusBadGateway: 50200, http.StatusServiceUnavailable: 50300, http.StatusGatewayTimeout: 50400, http.StatusTooManyRequests: 42900,
	} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				const outage = time.Minute
				service := &fakeService{topic: existing()}
				began := time.Now()
				client, err := adminrest.New(kafkarest.Config{
					URL: "http://es.test" + opstest.BasePath,
					HTTPClient: opstest.Unconnected(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if time.Since(began) < outage {
							fail(w, status, code)
							return
						}
						service.ServeHTTP(w, r)
					})),
				})
				require.NoError(t, err)
				require.NoError(t, client.WaitForTopic(t.Context(), "orders"))
				assert.GreaterOrEqual(t, time.Since(began), outage)
				service.topic, began = nil, time.Now()
				require.NoError(t, client.WaitForTopicGone(t.Context(), "orders"))
				assert.GreaterOrEqual(t, time.Since(began), outage)
			})
		})
	}
}
