package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

func TestMain(m *testing.M) {
	emulateIfChild()
	goleak.VerifyTestMain(m)
}

// TestSoak is a short one, of all jobs.
func TestSoak(t *testing.T) {
	t.Parallel()
	s := &soak{seed: 7, duration: 3 * time.Second, jobs: allJobs()}
	var out bytes.Buffer
	err := s.run(t.Context(), &out)
	t.Logf("\n%s", &out)
	require.NoError(t, err)
	for _, api := range []string{"adminrest", "adminrestv1", "connect", "restproxy", "restproxyv2", "dcoskafka"} {
		require.Contains(t, s.ledger.accounts, api)
		assert.Positive(t, s.ledger.accounts[api].succeeded, api)
		assert.Positive(t, s.ledger.accounts[api].checks, api)
	}
}

// jobNamed is a job of all, alone.
func jobNamed(t *testing.T, name string) job {
	jobs := allJobs()
	i := slices.IndexFunc(jobs, func(j job) bool { return j.name == name })
	require.GreaterOrEqual(t, i, 0, name)
	return jobs[i]
}

// TestSoakFindsWhatIsWrong has the emulator do something else than it answers.
func TestSoakFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	for s, violations := range map[sabotage]map[string]string{
		denial: {
			"adminrest-topics":    "CreateTopic, round 1: there is 2, was 0, should become 2, and the call said",
			"adminrest-quotas":    "CreateQuota, round 1: there is ",
			"adminrest-groups":    "UpdateConsumerGroup, round 1: there is ",
			"adminrestv1-topics":  "CreateTopic, round 1: there is 2, was 0",
			"adminrestv1-quotas":  "CreateQuota, round 1: there is ",
			"connectors":          "CreateConnector, round 1: there is {true 1 RUNNING [RUNNING RUNNING]}, was {false ",
			"restproxy-topics":    "CreateTopic, round 1: there is 2, was 0",
			"restproxy-records":   `produce, round 1: "`,
			"restproxyv2-records": `produce, round 1: "`,
			"dcoskafka-topics":    "CreateTopic, round 1: there is 2, was 0",
			"dcoskafka-brokers":   "round 1: 1 brokers have another task, and the call said",
		},
		pretence: {
			"adminrest-topics":   "should become 0, and the call said <nil>",
			"adminrest-quotas":   "DeleteQuota, round 1: there is ",
			"adminrestv1-topics": "DeleteTopic, round 1: there is 4, was 4",
			"connectors":         "DeleteConnector, round 1: there is {true ",
			"restproxy-topics":   "DeleteTopic, round 1: there is 3, was 3",
			"dcoskafka-topics":   "DeleteTopic, round 1: there is 4, was 4",
		},
		repetition: {
			"restproxy-records":   `produce, round 1: "`,
			"restproxy-producer":  `produce, round 1: "`,
			"restproxyv2-records": `produce, round 1: "`,
		},
		lockout: {
			"adminrest-topics":    "401 Unauthorized",
			"restproxyv2-records": "401 Unauthorized",
		},
	} {
		for name, violation := range violations {
			t.Run(string(s)+", "+name, func(t *testing.T) {
				t.Parallel()
				soak := &soak{seed: 1, sabotage: s, jobs: []job{jobNamed(t, name)}}
				require.ErrorContains(t, soak.run(t.Context(), new(bytes.Buffer)), violation)
			})
		}
	}
}

// A job that leaves a connection open is found, as is one whose calls last too
// long or fail in a way of their own.
func TestSoakFindsBadClients(t *testing.T) {
	t.Parallel()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	hoard := job{api: "adminrest", name: "hoard", start: func(w *worker) (func(), func(), error) {
		round := func() {
			resp, err := (&http.Client{Transport: transport}).Get(w.soak.emulator.AdminREST)
			if err == nil {
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		}
		return round, func() {}, nil
	}}
	assert.ErrorContains(t, (&soak{seed: 1, jobs: []job{hoard}}).run(t.Context(), new(bytes.Buffer)), "connections are left open: 1 adminrest")

	untyped := job{api: "adminrest", name: "untyped", start: func(w *worker) (func(), func(), error) {
		round := func() {
			w.call("GetTopic", func(context.Context, ...kafkarest.CallOption) error { return errors.New("no") })
		}
		return round, func() {}, nil
	}}
	assert.ErrorContains(t, (&soak{seed: 1, jobs: []job{untyped}}).run(t.Context(), new(bytes.Buffer)), "untyped, GetTopic, round 1: an error of type *errors.errorString: no")
}

func TestHolds(t *testing.T) {
	t.Parallel()
	failure := &kafkarest.Error{StatusCode: http.StatusServiceUnavailable}
	unknown := &kafkarest.Error{OutcomeUnknown: true}
	for _, tc := range []struct {
		err  error
		seen int
		want bool
	}{
		{nil, 2, true}, {nil, 1, false}, {nil, 3, false},
		{failure, 1, true}, {failure, 2, false},
		{unknown, 1, true}, {unknown, 2, true}, {unknown, 3, false},
	} {
		assert.Equal(t, tc.want, holds(tc.err, 1, 2, tc.seen, same), "%v, %d", tc.err, tc.seen)
	}
}

func TestConsumption(t *testing.T) {
	t.Parallel()
	c := &consumption{there: map[string][]position{"a": {{0, 0}}, "b": {{0, 1}}}, times: map[string]int{}, end: map[string]int64{}}
	record := func(value string, offset int64) bool {
		return c.note(restproxyv2.Record{Topic: "t", Offset: offset, Value: []byte(value)})
	}
	assert.True(t, record("a", 0))
	assert.False(t, c.isComplete(), "b is missing")
	assert.False(t, record("x", 1), "x is not there")
	assert.False(t, record("b", 7), "b is elsewhere")
	assert.False(t, c.isCommitted(map[string]int64{"t/0": 7}))
	assert.True(t, c.isCommitted(map[string]int64{"t/0": 8}))
}

func TestJudge(t *testing.T) {
	t.Parallel()
	series := func(heap, goroutines int) []sample {
		var samples []sample
		for i := range windows {
			samples = append(samples, sample{uint64(4<<20 + i*heap + i%3*100_000), 50 + i*goroutines + i%4})
		}
		return samples
	}
	require.NoError(t, judge(series(0, 0)))
	require.ErrorContains(t, judge(series(100_000, 0)), "the heap grows: 4.")
	require.ErrorContains(t, judge(series(0, 2)), "goroutines add up: ")
	single := series(0, 0)
	single[windows-1].heap *= 3
	require.NoError(t, judge(single), "one window is chance")
}

// The schedule follows from the seed, the worker and the number of its request.
func TestDisturbances(t *testing.T) {
	t.Parallel()
	kinds := map[string]int{}
	for n := range 1000 {
		d := disturbanceOf(1, "a", n)
		assert.Equal(t, d, disturbanceOf(1, "a", n))
		if d != nil {
			kinds[d.kind]++
		}
	}
	assert.Len(t, kinds, 12, "%v", kinds)
	differ := func(seed uint64, worker string) bool {
		for n := range 100 {
			if !assert.ObjectsAreEqual(disturbanceOf(1, "a", n), disturbanceOf(seed, worker, n)) {
				return true
			}
		}
		return false
	}
	assert.True(t, differ(2, "a"))
	assert.True(t, differ(1, "b"))
}
