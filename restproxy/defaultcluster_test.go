package restproxy_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

func clusters(ids ...string) string {
	var items []string
	for _, id := range ids {
		items = append(items, strings.ReplaceAll(clusterText, "c1", id))
	}
	return collection(items...)
}

// What cannot be told is an error that names the clusters, and is asked for
// again; what was found is not.
func TestDefaultCluster(t *testing.T) {
	t.Parallel()
	answers := []string{clusters(), clusters("a", "b"), `{"error_code":50002,"message":"no"}`, clusters(""), clusters("c9"), clusters("other")}
	var asked atomic.Int32
	client := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer := answers[asked.Add(1)-1]
		if strings.Contains(answer, "error_code") {
			w.WriteHeader(http.StatusInternalServerError)
		}
		_, _ = io.WriteString(w, answer)
	})).Client
	for _, ids := range [][]string{{}, {"a", "b"}} {
		_, err := client.DefaultCluster(t.Context())
		var which *restproxy.DefaultClusterError
		require.ErrorAs(t, err, &which)
		assert.Equal(t, ids, which.ClusterIDs)
		assert.ErrorContains(t, err, "restproxy.DefaultCluster: the service knows")
		for _, id := range ids {
			assert.ErrorContains(t, err, id)
		}
	}
	_, err := client.DefaultCluster(t.Context())
	require.Equal(t, restproxy.CodeKafkaFailed, restproxy.CodeOf(err))
	_, err = client.DefaultCluster(t.Context())
	require.EqualError(t, err, "restproxy.DefaultCluster: the service gave its cluster no identifier")
	for range 2 {
		cluster, err := client.DefaultCluster(t.Context())
		require.NoError(t, err)
		assert.Equal(t, "c9", cluster.ID())
	}
	assert.EqualValues(t, 5, asked.Load())
}

// inquiries is a client of a service that answers when it is released, and how
// often it has been asked.
func inquiries(t *testing.T, release <-chan struct{}) (*restproxy.Client, *atomic.Int32) {
	var asked atomic.Int32
	client, err := restproxy.New(kafkarest.Config{URL: "http://h", HTTPClient: &http.Client{Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		asked.Add(1)
		select {
		case <-release:
			body := io.NopCloser(strings.NewReader(clusters("c9")))
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: body, ContentLength: -1, Request: r}, nil
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	})}})
	require.NoError(t, err)
	return client, &asked
}

// Calls at the same time ask once. One whose context ends, the first included,
// leaves the others alone, and nothing writes to what it captures.
func TestDefaultClusterAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		client, asked := inquiries(t, release)
		var first kafkarest.Response
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			_, err := client.DefaultCluster(ctx, kafkarest.Capture(&first))
			assert.ErrorIs(t, err, context.Canceled)
		}()
		synctest.Wait()
		for range 8 {
			go func() {
				var captured kafkarest.Response
				cluster, err := client.DefaultCluster(t.Context(), nil, kafkarest.Capture(&captured))
				if assert.NoError(t, err) {
					assert.Equal(t, "c9", cluster.ID())
					assert.Equal(t, http.StatusOK, captured.StatusCode)
				}
			}()
		}
		short, cancelShort := context.WithTimeout(t.Context(), time.Second)
		defer cancelShort()
		_, err := client.DefaultCluster(short)
		require.EqualError(t, err, "restproxy.DefaultCluster: there was no answer yet: context deadline exceeded")
		require.ErrorIs(t, err, context.DeadlineExceeded)
		cancel()
		synctest.Wait()
		close(release)
		synctest.Wait()
		assert.EqualValues(t, 1, asked.Load())
		assert.Zero(t, first)
	})
}

// A request that nobody waits for ends, and is not what the next call waits for.
func TestDefaultClusterForNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		client, asked := inquiries(t, release)
		for range 2 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_, err := client.DefaultCluster(ctx)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			_, err = client.DefaultCluster(ctx)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			cancel()
		}
		close(release)
		cluster, err := client.DefaultCluster(t.Context())
		require.NoError(t, err)
		assert.Equal(t, "c9", cluster.ID())
		assert.EqualValues(t, 3, asked.Load())
	})
}
