package restproxy_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// Whatever is answered, a call has a result or a failure that says so, and every
// record of a batch has exactly one.
func FuzzAnswers(f *testing.F) {
	f.Add(uint16(200), `{"error_code":200,"cluster_id":"c1","topic_name":"t","partition_id":0,"offset":1}`)
	f.Add(uint16(200), `{"error_code":40301,"message":null}`)
	f.Add(uint16(200), `{"metadata":{"self":"s","next":"http://h/v3/x"},"data":[{"consumer":{"related":7}}]}`)
	f.Add(uint16(207), `{"successes":[{"id":"0","topic_name":"t"}],"failures":[{"id":"1","error_code":429},{"id":"-1"}]}`)
	f.Add(uint16(207), `{"failures":[{"topic_name":"a","error_code":40002}]}`)
	f.Add(uint16(400), `{"error_code":40002,"message":"Topic 'a' already exists."}`)
	f.Add(uint16(404), "<html>\xff</html>")
	f.Add(uint16(204), "")
	f.Fuzz(func(t *testing.T, status uint16, body string) {
		code := 200 + int(status)%400
		client, err := restproxy.New(kafkarest.Config{
			URL:   "http://h",
			Retry: kafkarest.RetryPolicy{MaxAttempts: 1},
			HTTPClient: &http.Client{Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r, ContentLength: -1}, nil
			})},
		})
		require.NoError(t, err)
		cluster := client.Cluster("c1")
		check := func(err error) {
			if err != nil {
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure)
				assert.True(t, utf8.ValidString(err.Error()))
				assert.NotContains(t, err.Error(), "\n")
			}
		}
		groups, err := cluster.ListConsumerGroups(t.Context())
		check(err)
		assert.True(t, err == nil || groups == nil)
		result, err := cluster.ProduceOne(t.Context(), "t", restproxy.Record{})
		check(err)
		assert.Equal(t, err == nil, result != nil)
		reports, err := cluster.ProduceBatch(t.Context(), "t", make([]restproxy.Record, 2), nil)
		check(err)
		failed := 0
		require.Len(t, reports, 2)
		for _, report := range reports {
			check(report.Err)
			if report.Err != nil {
				failed++
				assert.Zero(t, report.ProduceResult)
			}
		}
		var partial *kafkarest.PartialError
		assert.Equal(t, failed > 0, errors.As(err, &partial))
		_, err = cluster.AlterMultipleTopicConfigs(t.Context(), []restproxy.TopicConfigAlterations{{TopicName: "a"}}, nil)
		check(err)
		_, err = cluster.CreateTopic(t.Context(), "t", nil)
		check(err)
	})
}

// answering is a transport that reads every request to its end, answers the
// first with some bytes and refuses all others.
type answering struct {
	answer []byte
	asked  bool
}

func (a *answering) RoundTrip(req *http.Request) (*http.Response, error) {
	go func() {
		defer req.Body.Close()
		_, _ = io.Copy(io.Discard, req.Body)
	}()
	resp := &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: http.NoBody, Request: req}
	if !a.asked {
		a.asked = true
		resp.StatusCode = http.StatusOK
		resp.Body = io.NopCloser(bytes.NewReader(a.answer))
	}
	return resp, nil
}

// FuzzProducerAnswer holds that whatever a proxy answers, each record has one
// outcome, and is delivered only by a result that says so.
func FuzzProducerAnswer(f *testing.F) {
	const result = `{"error_code":200,"cluster_id":"c1","topic_name":"orders","partition_id":1,"offset":31,` +
		`"timestamp":"2026-11-21T03:09:00.021Z","value":{"type":"JSON","size":1}}` + "\r\n"
	for _, seed := range []string{"", result, result + result + result, result + itemEnd, itemExpired, itemIdle, itemBad + itemEnd, itemTimeout, itemRate + result, "<html>", `{"error_code":"200"}`, "[]", "null", result[:40]} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		client, err := restproxy.New(kafkarest.Config{
			URL: "http://proxy", HTTPClient: &http.Client{Transport: &answering{answer: answer}},
			Retry: kafkarest.RetryPolicy{MinWait: time.Nanosecond, MaxWait: time.Nanosecond},
		})
		require.NoError(t, err)
		producer, err := client.Cluster("c1").NewProducer("orders", nil)
		require.NoError(t, err)
		const records = 3
		reports, _ := producer.ProduceSync(testContext(t), numbered(records)...)
		require.NoError(t, producer.Close(testContext(t)))
		stats := producer.Stats()
		require.EqualValues(t, records, stats.Delivered+stats.Failed+stats.Unknown)
		require.LessOrEqual(t, int(stats.Delivered), bytes.Count(answer, []byte("{")))
		for _, r := range reports {
			var failure *kafkarest.Error
			require.True(t, r.Err == nil || errors.As(r.Err, &failure), "%v", r.Err)
		}
	})
}
