package restproxy_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

func TestWaitForTopic(t *testing.T) {
	t.Parallel()
	service := &fakeTopic{partitions: 1, unseenReads: 2}
	s := newService(t, service)
	require.NoError(t, s.WaitForTopic(t.Context(), "orders"))
	require.NoError(t, s.DeleteTopic(t.Context(), "orders"))
	require.NoError(t, s.WaitForTopicGone(t.Context(), "orders"))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := s.WaitForTopic(ctx, "orders")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.ErrorContains(t, err, `topic "orders" was there`)
}

// A wait does not trust a read that the next one denies.
func TestWaitsTrustAgreement(t *testing.T) {
	t.Parallel()
	waits := map[string]struct {
		wait  func(service) error
		reads []bool // whether each sees the topic
	}{
		"WaitForTopic":     {func(s service) error { return s.WaitForTopic(t.Context(), "orders") }, []bool{false, true, false, true, true}},
		"WaitForTopicGone": {func(s service) error { return s.WaitForTopicGone(t.Context(), "orders") }, []bool{true, false, true, false, false}},
	}
	for name, test := range waits {
		var asked atomic.Int32
		s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if test.reads[asked.Add(1)-1] {
				_, _ = io.WriteString(w, topicText)
				return
			}
			fail(w, 404, 40403, "This server does not host this topic-partition.")
		}))
		require.NoError(t, test.wait(s), name)
		assert.EqualValues(t, len(test.reads), asked.Load(), name)
	}
}

// An outage that outlasts the attempts of a call does not end a wait.
func TestWaitsOutlastOutages(t *testing.T) {
	t.Parallel()
	service := &fakeTopic{partitions: 1}
	const outage = 12 // requests, of which a call makes five
	requests := 0
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests++; requests <= outage {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		service.ServeHTTP(w, r)
	}))
	require.NoError(t, s.WaitForTopic(t.Context(), "orders"))
	assert.Greater(t, requests, outage)
	require.NoError(t, s.DeleteTopic(t.Context(), "orders"))
	requests = 0
	require.NoError(t, s.WaitForTopicGone(t.Context(), "orders"))
	assert.Greater(t, requests, outage)
}

// answersInTurn gives one answer after another, the last one on and on.
func answersInTurn(answers ...string) http.HandlerFunc {
	var asked atomic.Int32
	return func(w http.ResponseWriter, _ *http.Request) {
		answer := answers[min(int(asked.Add(1)), len(answers))-1]
		if answer == "" {
			w.WriteHeader(http.StatusNotFound)
			answer = `{"error_code":404,"message":"HTTP 404 Not Found"}`
		}
		_, _ = io.WriteString(w, answer)
	}
}

func TestWaitForBrokerTask(t *testing.T) {
	t.Parallel()
	task := func(status string) string {
		return `{"metadata":{"self":"s"},"cluster_id":"c1","broker_id":2,"task_type":"remove-broker","task_status":"` + status + `"}`
	}
	wait := func(ctx context.Context, handler http.Handler) (*restproxy.BrokerTask, error) {
		return newService(t, handler).WaitForBrokerTask(ctx, 2, restproxy.BrokerTaskTypeRemoveBroker)
	}

	done, err := wait(t.Context(), answersInTurn("", task("IN_PROGRESS"), task("SOME_NEW_STATUS"), task("SUCCESS")))
	require.NoError(t, err)
	assert.Equal(t, restproxy.BrokerTaskStatusSuccess, done.Status)

	_, err = wait(t.Context(), answersInTurn(task("IN_PROGRESS"), removeTask))
	var failed *restproxy.BrokerTaskFailedError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, failedRemoval, failed.Task)
	assert.EqualError(t, err, "restproxy.WaitForBrokerTask: task remove-broker of broker 2 failed: no plan was found (error_code 10006)")

	_, err = wait(t.Context(), answersInTurn(task("FAILED")))
	require.EqualError(t, err, "restproxy.WaitForBrokerTask: task remove-broker of broker 2 failed")

	_, err = wait(t.Context(), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	require.ErrorIs(t, err, kafkarest.ErrForbidden)

	for _, answers := range [][]string{{""}, {task("IN_PROGRESS")}} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		_, err = wait(ctx, answersInTurn(answers...))
		cancel()
		require.ErrorIs(t, err, context.DeadlineExceeded, fmt.Sprint(answers))
		assert.ErrorContains(t, err, "task remove-broker of broker 2 had succeeded")
	}
}

func TestWaitForMirrorTopic(t *testing.T) {
	t.Parallel()
	mirror := func(status string) string {
		return `{"metadata":{"self":"s"},"link_name":"l1","mirror_topic_name":"orders","mirror_status":"` + status + `"}`
	}
	wait := func(ctx context.Context, status restproxy.MirrorTopicStatus, handler http.Handler) (*restproxy.MirrorTopic, error) {
		return newService(t, handler).WaitForMirrorTopic(ctx, "l1", "orders", status)
	}

	stopped, err := wait(t.Context(), restproxy.MirrorTopicStatusStopped,
		answersInTurn("", mirror("ACTIVE"), mirror("SOME_NEW_STATUS"), mirror("PENDING_STOPPED"), mirror("STOPPED")))
	require.NoError(t, err)
	assert.Equal(t, restproxy.MirrorTopicStatusStopped, stopped.Status)

	_, err = wait(t.Context(), restproxy.MirrorTopicStatusActive, answersInTurn(mirror("PENDING_MIRROR"), mirrorOfNewServer))
	var failed *restproxy.MirrorTopicFailedError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, paymentsMirror, failed.MirrorTopic)
	assert.EqualError(t, err, `restproxy.WaitForMirrorTopic: mirror topic "payments" of link "l1" failed: RECORD_TOO_LARGE`)

	failedMirror, err := wait(t.Context(), restproxy.MirrorTopicStatusFailed, answersInTurn(mirror("FAILED")))
	require.NoError(t, err)
	assert.Equal(t, "orders", failedMirror.Name)

	_, err = wait(t.Context(), restproxy.MirrorTopicStatusActive, answersInTurn(mirror("FAILED")))
	require.EqualError(t, err, `restproxy.WaitForMirrorTopic: mirror topic "orders" of link "l1" failed`)

	_, err = wait(t.Context(), restproxy.MirrorTopicStatusActive, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
	}))
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)

	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = wait(ctx, restproxy.MirrorTopicStatusActive, answersInTurn(""))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.ErrorContains(t, err, `mirror topic "orders" was ACTIVE`)
}
