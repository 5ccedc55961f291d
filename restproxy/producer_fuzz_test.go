package restproxy_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

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
