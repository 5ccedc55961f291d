package adminrestv1_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// rawType is what the original reads the answer of an operation into first.
func rawType(c operationCase) reflect.Type {
	switch {
	case c.operation == "ListConsumerGroups":
		return reflect.TypeFor[[]string]()
	case strings.HasPrefix(c.answer, "["):
		return reflect.TypeFor[[]json.RawMessage]()
	}
	return reflect.TypeFor[map[string]json.RawMessage]()
}

// Answers that every operation takes in the same way: what becomes of the
// result, the response and the error of those with a result, and that those
// without do not look.
func TestUnusualSuccesses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		kind, body string
		text       func(c operationCase) string // nil: no error
		result     func(c operationCase) any    // of the response
		raw        bool                         // the body is in RawResult
	}{
		"empty":               {kind: "application/json"},
		"empty, of no type":   {},
		"null":                {"application/json", "null", nil, func(c operationCase) any { return reflect.Zero(rawType(c)).Interface() }, false},
		"not JSON":            {"application/json", "<html>", invalid("invalid character '<' looking for beginning of value"), nil, true},
		"cut":                 {"application/json", "{", invalid("unexpected EOF"), nil, true},
		"white space":         {"application/json", " \n", invalid("EOF"), nil, true},
		"a string":            {"application/json", `"no"`, func(c operationCase) string { return wrongType("string", c) }, nil, true},
		"of another type":     {"text/html; charset=utf-8", "<html>", unexpected("text/html; charset=utf-8"), func(operationCase) any { return []byte("<html>") }, false},
		"of no type":          {"", "{}", unexpected(""), func(operationCase) any { return []byte("{}") }, false},
		"a type of a problem": {"application/problem+json", "{}", unexpected("application/problem+json"), func(operationCase) any { return []byte("{}") }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			forms(t, func(t *testing.T, ctx context.Context, c operationCase) {
				services := newServices(t, func(w http.ResponseWriter, _ *http.Request) {
					w.Header()["Content-Type"] = []string{test.kind}
					w.WriteHeader(http.StatusOK)
					_, _ = io.WriteString(w, test.body)
				})
				var wantResult any
				var wantRaw []byte
				if c.result != nil && test.result != nil {
					wantResult = test.result(c)
				}
				if c.result != nil && test.raw {
					wantRaw = []byte(test.body)
				}
				for name, service := range services {
					result, response, err := call(ctx, service, c.operation, c.options)
					assertNoResult(t, result)
					require.NotNil(t, response, name)
					assert.Equal(t, http.StatusOK, response.StatusCode, name)
					assert.Equal(t, wantResult, response.Result, name)
					assert.Equal(t, wantRaw, response.RawResult, name)
					if c.result == nil || test.text == nil {
						require.NoError(t, err, name)
						continue
					}
					failure := assertProblem(t, err, test.text(c))
					assert.Equal(t, http.StatusOK, failure.StatusCode, name)
					assert.Equal(t, test.body, string(failure.Body), name)
					assert.Equal(t, !strings.HasPrefix(c.request, "GET"), failure.OutcomeUnknown, name)
				}
			})
		})
	}
}

func invalid(text string) func(operationCase) string {
	return func(operationCase) string { return "An error occurred while processing the HTTP response: " + text }
}

func wrongType(kind string, c operationCase) string {
	return fmt.Sprintf("An error occurred while processing the HTTP response: json: cannot unmarshal %s into Go value of type %s", kind, rawType(c))
}

func unexpected(kind string) func(operationCase) string {
	return func(c operationCase) string {
		return fmt.Sprintf("The response contained unexpected content, Content-Type=%s, operation resultType=*%s", kind, rawType(c))
	}
}

// What GetTopic makes of answers.
func TestTopicAnswers(t *testing.T) {
	t.Parallel()
	type topic = adminrestv1.TopicDetail
	tests := map[string]struct {
		body   string
		result *topic
		text   string
	}{
		"an empty object":         {`{}`, &topic{}, ""},
		"null members":            {`{"name":null,"configs":null,"replicaAssignments":null}`, &topic{}, ""},
		"unknown members":         {`{"name":"a","owner":{"x":[1]}}`, &topic{Name: new("a")}, ""},
		"another case":            {`{"Name":"a","NAME":"b"}`, &topic{}, ""},
		"a member twice":          {`{"configs":{"segment.ms":"1"},"configs":{"segment.bytes":"2"}}`, &topic{Configs: &adminrestv1.TopicConfigs{SegmentBytes: new("2")}}, ""},
		"what follows":            {`{"name":"a"} and more`, &topic{Name: new("a")}, ""},
		"text that is not UTF-8":  {"{\"name\":\"a\xff\"}", &topic{Name: new("a\ufffd")}, ""},
		"an empty list":           {`{"replicaAssignments":[]}`, &topic{ReplicaAssignments: []adminrestv1.TopicDetailReplicaAssignmentsItem{}}, ""},
		"null in a list":          {`{"replicaAssignments":[null]}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'replicaAssignments' as []adminrestv1.TopicDetailReplicaAssignmentsItem: input to unmarshall is nil"},
		"a text that says null":   {`{"name":"null","cleanupPolicy": "[null, null]"}`, &topic{Name: new("null"), CleanupPolicy: new("[null, null]")}, ""},
		"a text for a number":     {`{"partitions":"1"}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'partitions': json: cannot unmarshal string into Go value of type int64"},
		"a number with a point":   {`{"partitions":1.0}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'partitions': json: cannot unmarshal number 1.0 into Go value of type int64"},
		"a number that is large":  {`{"retentionMs":9223372036854775807}`, &topic{RetentionMs: new(int64(9223372036854775807))}, ""},
		"a number too large":      {`{"retentionMs":9223372036854775808}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'retentionMs': json: cannot unmarshal number 9223372036854775808 into Go value of type int64"},
		"a number for a text":     {`{"configs":{"segment.ms":1}}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'configs' as adminrestv1.TopicConfigs: error unmarshalling property 'segment.ms': json: cannot unmarshal number into Go value of type string"},
		"a list for an object":    {`[]`, nil, "An error occurred while processing the HTTP response: json: cannot unmarshal array into Go value of type map[string]json.RawMessage"},
		"the first of two errors": {`{"partitions":"1","name":1}`, nil, "error unmarshalling adminrestv1.TopicDetail: error unmarshalling property 'name': json: cannot unmarshal number into Go value of type string"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, _ := newMocked(t, answer(http.StatusOK, test.body))
			result, response, err := service.GetTopic(service.NewGetTopicOptions("orders"))
			assert.Equal(t, test.result, result)
			if test.text == "" {
				require.NoError(t, err)
				assert.Same(t, result, response.Result)
				assert.Nil(t, response.RawResult)
				return
			}
			assertProblem(t, err, test.text)
			if strings.HasPrefix(test.body, "{") {
				assert.IsType(t, map[string]json.RawMessage{}, response.Result)
				assert.Nil(t, response.RawResult)
			}
		})
	}
}

// What the operations with lists make of answers.
func TestListAnswers(t *testing.T) {
	t.Parallel()
	service, _ := newMocked(t, answer(http.StatusOK, `[{"name":"a"},{"name":1},{"name":"c"}]`))
	topics, response, err := service.ListTopics(service.NewListTopicsOptions())
	assertProblem(t, err, "error unmarshalling []adminrestv1.TopicDetail: error unmarshalling property 'name': json: cannot unmarshal number into Go value of type string")
	assert.Equal(t, []adminrestv1.TopicDetail{{Name: new("a")}}, topics)
	assert.IsType(t, []json.RawMessage{}, response.Result)

	service, _ = newMocked(t, answer(http.StatusOK, `[]`))
	topics, response, err = service.ListTopics(service.NewListTopicsOptions())
	require.NoError(t, err)
	assert.Equal(t, []adminrestv1.TopicDetail{}, topics)
	assert.Equal(t, topics, response.Result)

	service, _ = newMocked(t, answer(http.StatusOK, `[ null ]`))
	topics, _, err = service.ListTopics(service.NewListTopicsOptions())
	assertProblem(t, err, "error unmarshalling []adminrestv1.TopicDetail: input to unmarshall is nil")
	assert.Empty(t, topics)
	brokers, _, err := service.ListBrokers(service.NewListBrokersOptions())
	require.NoError(t, err)
	assert.Equal(t, []adminrestv1.BrokerSummary{{}}, brokers)
	groups, _, err := service.ListConsumerGroups(service.NewListConsumerGroupsOptions())
	require.NoError(t, err)
	assert.Equal(t, []string{""}, groups)

	service, _ = newMocked(t, answer(http.StatusOK, `["a",2,"c"]`))
	groups, response, err = service.ListConsumerGroups(service.NewListConsumerGroupsOptions())
	assertProblem(t, err, "An error occurred while processing the HTTP response: json: cannot unmarshal number into Go value of type string")
	assert.Equal(t, []string{"a", "", "c"}, groups)
	assert.Nil(t, response.Result)
	assert.Equal(t, `["a",2,"c"]`, string(response.RawResult))
}

// Every type that core takes for JSON.
func TestContentTypes(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"application/json", "Application/JSON ; charset=utf-8", "application/merge-patch+json", "application/vnd.ibm+json"} {
		service := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, `{"id":"c1"}`)
		})
		cluster, _, err := service.GetCluster(service.NewGetClusterOptions())
		require.NoError(t, err, kind)
		assert.Equal(t, "c1", *cluster.ID)
	}
}

// What a response prints is its status, its headers and its result.
func TestResponseIsPrinted(t *testing.T) {
	t.Parallel()
	service, _ := newMocked(t, answer(http.StatusOK, `{"status":"available"}`))
	_, response, err := service.GetStatus(service.NewGetStatusOptions())
	require.NoError(t, err)
	printed := `{"StatusCode":200,"Headers":{"Content-Type":["application/json"],"X-Global-Transaction-Id":["t-1"]},"Result":{"status":"available"},"RawResult":null}`
	assert.JSONEq(t, printed, response.String())
}

func TestTruncatedAnswer(t *testing.T) {
	t.Parallel()
	service := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"name":`)
	})
	topic, response, err := service.GetTopic(service.NewGetTopicOptions("orders"))
	assertProblem(t, err, "An error occurred while reading the response body: unexpected EOF")
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Nil(t, topic)
	assert.Equal(t, http.StatusOK, response.StatusCode)
	// Whether the service has done it is told by its status.
	_, err = service.DeleteTopic(service.NewDeleteTopicOptions("orders"))
	assert.NoError(t, err)
}

// Of an answer that nobody asks for only the beginning is read.
func TestEndlessAnswer(t *testing.T) {
	t.Parallel()
	service := newService(t, "https://admin.example")
	service.Service.SetHTTPClient(&http.Client{Transport: opstest.RoundTripFunc(func(*http.Request) (*http.Response, error) {
		header := http.Header{"Content-Type": {"application/json"}}
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(zeros{})}, nil
	})})
	_, err := service.DeleteTopic(service.NewDeleteTopicOptions("orders"))
	require.NoError(t, err)
}

// An answer that nobody asks for and that does not end is not waited for, by a
// service without a bound of its own either.
func TestStalledAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := newService(t, "https://admin.example")
		service.Service.SetHTTPClient(&http.Client{Transport: opstest.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusAccepted, Body: io.NopCloser(stalled{req.Context()})}, nil
		})})
		for _, ctx := range []context.Context{nil, t.Context()} {
			response, err := service.DeleteTopicWithContext(ctx, service.NewDeleteTopicOptions("orders"))
			require.NoError(t, err)
			assert.Equal(t, http.StatusAccepted, response.StatusCode)
		}
	})
}

// stalled is a body that brings nothing until the request ends.
type stalled struct{ ctx context.Context }

func (s stalled) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A connection serves the next request, whatever the answer of one without a
// result holds.
func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	remotes := map[string]bool{}
	service := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		remotes[r.RemoteAddr] = true
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, strings.Repeat("accepted ", 1000))
	})
	for range 5 {
		_, err := service.DeleteTopic(service.NewDeleteTopicOptions("orders"))
		require.NoError(t, err)
	}
	assert.Len(t, remotes, 1)
}

// A service is safe for concurrent callers.
func TestConcurrentCallers(t *testing.T) {
	t.Parallel()
	service := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"name":%q}`, strings.TrimPrefix(r.URL.Path, "/admin/topics/"))
	})
	names := make(chan string)
	for i := range 20 {
		go func() {
			name := "t" + strconv.Itoa(i)
			topic, _, err := service.GetTopic(service.NewGetTopicOptions(name))
			if err != nil || *topic.Name != name {
				name = fmt.Sprint(err)
			}
			names <- name
		}()
	}
	for range 20 {
		assert.Regexp(t, `^t\d+$`, <-names)
	}
}

// originally reads an answer in the way of the original: into a map of each
// object, then by reflection.
func originally[T, Raw any](body []byte, unmarshal core.ModelUnmarshaller) (result T, err error) {
	var raw Raw
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(&raw); err != nil {
		return result, fmt.Errorf("An error occurred while processing the HTTP response: %w", err)
	}
	if unmarshal == nil {
		return any(raw).(T), nil
	}
	if reflect.ValueOf(raw).IsNil() {
		return result, nil
	}
	err = core.UnmarshalModel(raw, "", &result, unmarshal)
	return result, err
}

// FuzzAnswers holds what is made of answers to the original's way.
func FuzzAnswers(f *testing.F) {
	for _, c := range operationCases() {
		if c.answer != "" {
			f.Add([]byte(c.answer))
		}
	}
	for _, text := range []string{
		`null`, ` null`, `[null]`, `{"configs":null}`, `{"name":"a"}x`, `{"name":"a","name":"b"}`, `[{"configs":{"segment.ms":null}}]`,
		`{"replicaAssignments":[{"brokers":{"replicas":[1,null,2]}}]}`, "[\"\xff\"]", `{"partitions":-0}`, `{"partitions":1e2}`, `["\ud800"]`,
		`{"replicaAssignments":[{},{"brokers":null}]}`, `{"configs":{"x":: null}}`, `{"":[nullnull]}`, "\ufeff{}", `{"x":[,null]}`, `{"configs":[]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		service, _ := newMocked(t, answer(http.StatusOK, string(body)))
		if len(body) == 0 {
			return
		}
		topic, _, err := service.GetTopic(service.NewGetTopicOptions("orders"))
		assertSame(t, topic, err)(originally[*adminrestv1.TopicDetail, map[string]json.RawMessage](body, adminrestv1.UnmarshalTopicDetail))
		topics, _, err := service.ListTopics(service.NewListTopicsOptions())
		assertSame(t, topics, err)(originally[[]adminrestv1.TopicDetail, []json.RawMessage](body, adminrestv1.UnmarshalTopicDetail))
		broker, _, err := service.GetBrokerConfig(service.NewGetBrokerConfigOptions(1))
		assertSame(t, broker, err)(originally[*adminrestv1.BrokerDetail, map[string]json.RawMessage](body, adminrestv1.UnmarshalBrokerDetail))
		group, _, err := service.GetConsumerGroup(service.NewGetConsumerGroupOptions("g"))
		assertSame(t, group, err)(originally[*adminrestv1.GroupDetail, map[string]json.RawMessage](body, adminrestv1.UnmarshalGroupDetail))
		groups, _, err := service.ListConsumerGroups(service.NewListConsumerGroupsOptions())
		if err == nil {
			assertSame(t, groups, err)(originally[[]string, []string](body, nil))
		}
		var failure *kafkarest.Error
		if err != nil {
			require.ErrorAs(t, err, &failure)
		}
	})
}

// assertSame compares a result and an error with those of the original.
func assertSame[T any](t *testing.T, got T, gotErr error) func(T, error) {
	return func(want T, wantErr error) {
		t.Helper()
		assert.Equal(t, want, got)
		assert.Equal(t, fmt.Sprint(wantErr), fmt.Sprint(gotErr))
	}
}
