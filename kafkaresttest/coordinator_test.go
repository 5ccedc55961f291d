package kafkaresttest

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// TestCoordinatorIsNotReady has the cluster answer as a real Kafka does before
// its first group.
func TestCoordinatorIsNotReady(t *testing.T) {
	t.Parallel()
	srv := Start(t)
	require.NoError(t, srv.SeedTopic("orders", 1, nil))
	for range 3 {
		srv.kafka.embedded.ControlKey(int16(kmsg.FindCoordinator), func(r kmsg.Request) (kmsg.Response, error, bool) {
			request := r.(*kmsg.FindCoordinatorRequest)
			response := request.ResponseKind().(*kmsg.FindCoordinatorResponse)
			for _, key := range request.CoordinatorKeys {
				coordinator := kmsg.NewFindCoordinatorResponseCoordinator()
				coordinator.Key, coordinator.ErrorCode = key, kerr.CoordinatorNotAvailable.Code
				response.Coordinators = append(response.Coordinators, coordinator)
			}
			return response, nil, true
		})
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/admin/consumergroups/billing", nil)
	answer := httptest.NewRecorder()
	srv.AdminRESTHandler().ServeHTTP(answer, request)
	assert.Equal(t, http.StatusNotFound, answer.Code, answer.Body)
}
