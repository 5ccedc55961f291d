package restproxy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// A batches server takes batches of records and answers each by answer, which
// gets the identifiers.
type batches struct {
	answer func(w http.ResponseWriter, ids []string)

	mu     sync.Mutex
	bodies []string
}

func (b *batches) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	var body struct{ Entries []struct{ ID string } }
	if err := json.Unmarshal(text, &body); err != nil {
		http.Error(w, err.Error(), http.StatusTeapot)
		return
	}
	var ids []string
	for _, entry := range body.Entries {
		ids = append(ids, entry.ID)
	}
	b.mu.Lock()
	b.bodies = append(b.bodies, string(text))
	b.mu.Unlock()
	b.answer(w, ids)
}

// sent are the bodies so far.
func (b *batches) sent() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bodies
}

func stored(id string) string {
	return `{"id":"` + id + `","cluster_id":"c1","topic_name":"t","partition_id":0,"offset":` + id + `}`
}

func storeAll(w http.ResponseWriter, ids []string) {
	var successes []string
	for _, id := range ids {
		successes = append(successes, stored(id))
	}
	w.WriteHeader(http.StatusMultiStatus)
	_, _ = io.WriteString(w, `{"successes":[`+strings.Join(successes, ",")+`],"failures":[]}`)
}

func TestProduceBatchInParts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		records int
		options *restproxy.ProduceBatchOptions
		parts   []int
	}{
		"none":              {0, nil, nil},
		"one":               {1, nil, []int{1}},
		"as many as fit":    {10, nil, []int{10}},
		"one more":          {11, nil, []int{10, 1}},
		"several parts":     {25, &restproxy.ProduceBatchOptions{}, []int{10, 10, 5}},
		"by another number": {7, &restproxy.ProduceBatchOptions{MaxEntries: 3}, []int{3, 3, 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &batches{answer: storeAll}
			reports, err := newService(t, server).ProduceBatch(t.Context(), "t", make([]restproxy.Record, test.records), test.options)
			require.NoError(t, err)
			require.Len(t, reports, test.records)
			for i, report := range reports {
				assert.Equal(t, int64(i), report.Offset)
			}
			require.Len(t, server.sent(), len(test.parts))
			for i, body := range server.sent() {
				assert.Equal(t, test.parts[i], strings.Count(body, `"id"`))
			}
		})
	}
}

// Each record has its report, whatever happens to the others.
func TestProduceBatchReports(t *testing.T) {
	t.Parallel()
	records := []restproxy.Record{
		{Value: restproxy.String("stored")},
		{Value: restproxy.JSON(math.NaN())},
		{Value: restproxy.String("refused")},
		{Value: restproxy.String("lost")},
		{Value: restproxy.String("for a topic that does not come")},
		{Value: restproxy.String("perhaps")},
	}
	server := &batches{answer: func(w http.ResponseWriter, _ []string) {
		w.WriteHeader(http.StatusMultiStatus)
		_, _ = io.WriteString(w, `{"successes":[`+stored("0")+`,{"id":"99"},{"id":"x"}],"failures":[
			{"id":"2","error_code":40301,"message":"Not authorized to access topics: [t]"},{"id":"4","error_code":40401,"message":null},
			{"id":"0","error_code":500},{"id":"5","error_code":50003,"message":"later"}]}`)
	}}
	reports, err := newService(t, server).ProduceBatch(t.Context(), "t", records, nil)
	var partial *kafkarest.PartialError
	require.ErrorAs(t, err, &partial)
	assert.Equal(t, "ProduceBatch", partial.Operation)
	require.Len(t, reports, len(records))
	require.Len(t, partial.Errs, 5)
	assert.JSONEq(t, `{"entries":[{"id":"0","value":{"type":"STRING","data":"stored"}},{"id":"2","value":{"type":"STRING","data":"refused"}},
		{"id":"3","value":{"type":"STRING","data":"lost"}},{"id":"4","value":{"type":"STRING","data":"for a topic that does not come"}},
		{"id":"5","value":{"type":"STRING","data":"perhaps"}}]}`, server.sent()[0])

	assert.NoError(t, reports[0].Err)
	assert.Equal(t, "t", reports[0].TopicName)
	want := []struct {
		is      error
		code    restproxy.Code
		unknown bool
		text    string
	}{
		1: {kafkarest.ErrInvalid, 0, false, "record 1: value: it cannot be written as JSON"},
		2: {kafkarest.ErrForbidden, restproxy.CodeKafkaAuthorizationFailed, false, "record 2: Not authorized"},
		3: {kafkarest.ErrOutcomeUnknown, 0, true, "does not tell of record 3"},
		4: {kafkarest.ErrNotFound, restproxy.CodeTopicNotFound, false, "record 4"},
		5: {kafkarest.ErrOutcomeUnknown, restproxy.CodeKafkaRetriable, true, "record 5: later"},
	}
	for i := 1; i < len(want); i++ {
		report := reports[i]
		assert.Zero(t, report.ProduceResult)
		require.ErrorIs(t, report.Err, want[i].is)
		assert.Equal(t, want[i].code, restproxy.CodeOf(report.Err))
		assert.Equal(t, want[i].unknown, errors.Is(report.Err, kafkarest.ErrOutcomeUnknown))
		assert.ErrorContains(t, report.Err, want[i].text)
		assert.Same(t, report.Err, partial.Errs[i-1])
		assert.ErrorIs(t, err, want[i].is)
	}
}

// A request that fails as a whole ends a batch of several: its records have its
// error, those behind it were not sent.
func TestProduceBatchEndsAtAFailure(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fail    func(w http.ResponseWriter)
		is      error
		unknown bool
	}{
		"refused": {func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = io.WriteString(w, `{"error_code":42208,"message":"Too many entries in batch."}`)
		}, kafkarest.ErrInvalid, false},
		"cut off": {func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, kafkarest.ErrUnavailable, true},
		"cut short": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(http.StatusMultiStatus)
			_, _ = io.WriteString(w, `{"successes":[`)
		}, kafkarest.ErrUnavailable, true},
		"a page of a portal": {func(w http.ResponseWriter) { _, _ = io.WriteString(w, "<html>log in</html>") }, kafkarest.ErrOutcomeUnknown, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &batches{}
			server.answer = func(w http.ResponseWriter, ids []string) {
				if ids[0] == "0" {
					storeAll(w, ids)
					return
				}
				test.fail(w)
			}
			reports, err := newService(t, server).ProduceBatch(t.Context(), "t", make([]restproxy.Record, 6), &restproxy.ProduceBatchOptions{MaxEntries: 2})
			require.ErrorIs(t, err, test.is)
			assert.Len(t, server.sent(), 2, "no part is sent twice, and none behind the failure")
			for i, report := range reports {
				switch {
				case i < 2:
					require.NoError(t, report.Err)
				case i < 4:
					require.ErrorIs(t, report.Err, test.is)
					assert.NotErrorIs(t, report.Err, restproxy.ErrNotSent)
					assert.Equal(t, test.unknown, errors.Is(report.Err, kafkarest.ErrOutcomeUnknown))
				default:
					require.ErrorIs(t, report.Err, restproxy.ErrNotSent)
					assert.NotErrorIs(t, report.Err, kafkarest.ErrOutcomeUnknown)
					assert.ErrorContains(t, report.Err, fmt.Sprintf("record %d", i))
				}
			}
		})
	}
}

// A record whose answer is lost is not sent again, and its outcome is unknown.
func TestProduceOneUnanswered(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	_, err := newService(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		requests.Add(1)
		panic(http.ErrAbortHandler)
	})).ProduceOne(t.Context(), "t", restproxy.Record{})
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	assert.EqualValues(t, 1, requests.Load())
}
