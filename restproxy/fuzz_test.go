package restproxy_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

type roundTripFunc func(*http.Request) (*http.Response, error)

func (f roundTripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

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
			HTTPClient: &http.Client{Transport: roundTripFunc(func(r *http.Request) (*http.Response, error) {
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
