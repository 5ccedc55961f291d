package restproxyv2_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// exchange is a request and what a real server answered.
type exchange struct {
	method, path string
	body         string
	answer       http.HandlerFunc
	status       int
	answerBody   string
}

// confluent reads what a Confluent proxy answered.
func confluent(t *testing.T, name string) exchange {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "confluent", name))
	require.NoError(t, err)
	request, answered, ok := strings.Cut(string(text), "\n----\n")
	require.True(t, ok, name)
	line, requestBody, _ := strings.Cut(request, "\n\n")
	words := strings.Fields(line)
	head, body, _ := strings.Cut(answered, "\n\n")
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(regexp.MustCompile(`(?m)^Transfer-Encoding.*\n?`).ReplaceAllString(head, "")+"\n\n")), nil)
	require.NoError(t, err, name)
	resp.Body.Close()
	return exchange{
		method: words[0], path: words[1], body: strings.TrimSpace(requestBody),
		status: resp.StatusCode, answerBody: strings.TrimSpace(body),
		answer: reply(resp.StatusCode, resp.Header["Content-Type"], strings.TrimSpace(body)),
	}
}

// reply answers with a Content-Type or, as some servers do, without one.
func reply(status int, mediaType []string, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = mediaType
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

var (
	requestLine = regexp.MustCompile(`^\[([KS])\] (.*?) ?(GET|POST|PUT|DELETE|HEAD|OPTIONS) (\S+) ct=(\S+) acc=(\S+) ?(?:body=(.*))?$`)
	answerLine  = regexp.MustCompile(`^ +-> (\d+) (.+?) \d+ms ?(.*)$`)
	shortTypes  = map[string]string{"META": meta, "JSON": jsonType, "BIN": binaryType, "TEXT": "application/vnd.kafka.text.v2+json"}
)

// other finds, in transcripts that keep 500 characters of an answer, what Karapace ("K") or the Strimzi bridge ("S") answered to a
// request that holds all the texts.
func other(t *testing.T, server string, texts ...string) exchange {
	t.Helper()
	files, err := filepath.Glob("testdata/others/*.txt")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		lines := strings.Split(string(text), "\n")
		for i, line := range lines {
			request := requestLine.FindStringSubmatch(line)
			if request == nil || request[1] != server || !holdsAll(line, texts) {
				continue
			}
			answered := answerLine.FindStringSubmatch(lines[i+1])
			require.NotNil(t, answered, lines[i+1])
			status, err := strconv.Atoi(answered[1])
			require.NoError(t, err)
			mediaType := []string{answered[2]}
			if full, ok := shortTypes[answered[2]]; ok {
				mediaType[0] = full
			} else if answered[2] == "-" {
				mediaType = nil
			}
			return exchange{method: request[3], path: request[4], body: request[7], status: status, answerBody: answered[3], answer: reply(status, mediaType, answered[3])}
		}
	}
	require.Fail(t, "there is no such exchange", "%s %q", server, texts)
	return exchange{}
}

func holdsAll(line string, texts []string) bool {
	for _, text := range texts {
		if !strings.Contains(line, text) {
			return false
		}
	}
	return true
}

// Every error that a real proxy gave is read, with its code and its text.
func TestErrorsOfConfluent(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/confluent/*.txt")
	require.NoError(t, err)
	failures := 0
	for _, file := range files {
		name := filepath.Base(file)
		x := confluent(t, name)
		if x.status/100 == 2 || strings.Contains(x.answerBody, `"offsets"`) {
			continue
		}
		failures++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := newClient(t, x.answer).Do(t.Context(), http.MethodPost, "/x", nil, nil, kafkarest.NoRetry())
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, x.status, failure.StatusCode)
			var body struct {
				ErrorCode int `json:"error_code"`
				Message   string
			}
			if json.Unmarshal([]byte(x.answerBody), &body) != nil {
				assert.Contains(t, err.Error(), "text/html", "the proxy's own authentication")
				return
			}
			assert.Equal(t, restproxyv2.Code(body.ErrorCode), restproxyv2.CodeOf(err))
			assert.Equal(t, body.Message, failure.Message)
			assert.Nil(t, failure.Kafka, "a code of the proxy is none of Kafka")
		})
	}
	assert.Greater(t, failures, 40)
}

func TestCodes(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		call func(ctx, *client) error
		code restproxyv2.Code
		is   error
	}{
		"542-v2-topic-unknown.txt":               {func(ctx ctx, c *client) error { _, err := c.GetTopic(ctx, "nope"); return err }, restproxyv2.CodeInstanceNotFound, kafkarest.ErrNotFound},
		"547-v2-partition-unknown.txt":           {func(ctx ctx, c *client) error { _, err := c.GetPartition(ctx, "js", 9); return err }, restproxyv2.CodePartitionNotFound, kafkarest.ErrNotFound},
		"410-v2-create-dup.txt":                  {createAny, restproxyv2.CodeInstanceExists, kafkarest.ErrAlreadyExists},
		"587-v2-create-badformat.txt":            {createAny, restproxyv2.CodeUnprocessable, kafkarest.ErrInvalid},
		"590-v2-create-badreset.txt":             {createAny, restproxyv2.CodeInvalidConfig, kafkarest.ErrInvalid},
		"593-v2-create-badfetchmin.txt":          {createAny, restproxyv2.CodeFetchMinBytes, kafkarest.ErrInvalid},
		"557-v2-produce-binary-bad.txt":          {produceAny, restproxyv2.CodeBadRequest, kafkarest.ErrInvalid},
		"560-v2-produce-json-meta.txt":           {produceAny, restproxyv2.CodeUnsupportedMediaType, kafkarest.ErrInvalid},
		"580-v2-produce-avro-nosr.txt":           {produceAny, restproxyv2.CodeSchemaRegistry, kafkarest.ErrInvalid},
		"688-v2-avro-srnone.txt":                 {produceAny, restproxyv2.CodeNoSchemaRegistry, kafkarest.ErrInvalid},
		"581-v2-produce-avro-badschema.txt":      {produceAny, restproxyv2.CodeInvalidSchema, kafkarest.ErrInvalid},
		"791-v2-sr-avro-nokeyschema.txt":         {produceAny, restproxyv2.CodeKeySchemaMissing, kafkarest.ErrInvalid},
		"578-v2-produce-partition-route-neg.txt": {produceAny, restproxyv2.CodeInternal, kafkarest.ErrOutcomeUnknown},
		"697-rate-v2.txt":                        {func(ctx ctx, c *client) error { _, err := c.ListTopics(ctx); return err }, restproxyv2.CodeTooManyRequests, kafkarest.ErrTooManyRequests},
		"727-denied-v2-topic.txt":                {func(ctx ctx, c *client) error { _, err := c.GetTopic(ctx, "orders"); return err }, restproxyv2.CodeKafkaAuthorizationFailed, kafkarest.ErrForbidden},
		"755-badcreds-v2-topics.txt":             {func(ctx ctx, c *client) error { _, err := c.ListTopics(ctx); return err }, restproxyv2.CodeKafkaAuthenticationFailed, kafkarest.ErrUnauthorized},
		"704-basic-v2-none.txt":                  {func(ctx ctx, c *client) error { _, err := c.ListTopics(ctx); return err }, 0, kafkarest.ErrUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := tc.call(t.Context(), newClient(t, confluent(t, name).answer, restproxyv2.WithServer(restproxyv2.ServerConfluent)))
			require.ErrorIs(t, err, tc.is)
			assert.Equal(t, tc.code, restproxyv2.CodeOf(err))
			assert.NotErrorIs(t, err, restproxyv2.ErrInstanceLost)
		})
	}
	assert.Zero(t, restproxyv2.CodeOf(&kafkarest.Error{API: "restproxy", Code: 40403}), "version 3 means something else")
	assert.Zero(t, restproxyv2.CodeOf(nil))
}

func createAny(ctx ctx, c *client) error {
	_, err := c.CreateConsumer(ctx, "g", nil)
	return err
}

func produceAny(ctx ctx, c *client) error {
	_, err := c.Produce(ctx, "orders", []restproxyv2.ProduceRecord{{}}, nil)
	return err
}

// What became of records is told whatever the status and the words.
func TestProduceAnswers(t *testing.T) {
	t.Parallel()
	type outcome struct {
		partition int32
		offset    int64
		code      restproxyv2.Code
	}
	for name, tc := range map[string]struct {
		exchange func(*testing.T) exchange
		outcomes []outcome
		is       error // of the failures
		unknown  bool
	}{
		"too large, and one that is not": {
			func(t *testing.T) exchange { return confluent(t, "574-v2-produce-toolarge.txt") },
			[]outcome{{code: restproxyv2.CodeKafkaFailed}, {partition: 1, offset: 80}}, nil, false,
		},
		"a topic that does not exist": {
			func(t *testing.T) exchange { return confluent(t, "676-v2-produce-unknown-topic.txt") },
			[]outcome{{code: restproxyv2.CodeKafkaRetriable}, {code: restproxyv2.CodeKafkaRetriable}}, nil, true,
		},
		"403": {
			func(t *testing.T) exchange { return confluent(t, "728-denied-v2-produce.txt") },
			[]outcome{{code: restproxyv2.CodeKafkaAuthorizationFailed}, {code: restproxyv2.CodeKafkaAuthorizationFailed}}, kafkarest.ErrForbidden, false,
		},
		"401": {
			func(t *testing.T) exchange { return confluent(t, "757-badcreds-v2-produce.txt") },
			[]outcome{{code: restproxyv2.CodeKafkaAuthenticationFailed}, {code: restproxyv2.CodeKafkaAuthenticationFailed}}, kafkarest.ErrUnauthorized, false,
		},
		"Karapace, 422": {
			func(t *testing.T) exchange { return other(t, "K", "/topics/json1 ", `"partition": 7}, {`) },
			[]outcome{{code: restproxyv2.CodeRecordRetriable}, {offset: 10}}, nil, true,
		},
		"Karapace, no offset": {
			func(t *testing.T) exchange { return other(t, "K", "/topics/json1 ", `{"value": 0}, {"value": false}`) },
			[]outcome{{offset: -1}, {offset: -1}, {offset: -1}, {offset: -1}}, nil, false,
		},
		"Karapace, too large": {
			func(t *testing.T) exchange { return other(t, "K", "/topics/small1/partitions/0 ") },
			[]outcome{{code: restproxyv2.CodeRecordFailed}}, nil, true,
		},
		"Strimzi, message": {
			func(t *testing.T) exchange { return other(t, "S", "/topics/json1 ", `"partition": 7}, {`) },
			[]outcome{{code: restproxyv2.CodeNotFound}, {offset: 11}}, kafkarest.ErrNotFound, false,
		},
		"Strimzi, too large": {
			func(t *testing.T) exchange { return other(t, "S", "/topics/small1/partitions/0 ") },
			[]outcome{{code: restproxyv2.CodeInternal}}, nil, true,
		},
		"Strimzi, good": {
			func(t *testing.T) exchange {
				return other(t, "S", "/topics/json1 ", `"k", "value": {"a": 1}}, {"value": [1, 2]}`)
			},
			[]outcome{{offset: 2}, {partition: 1}}, nil, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, tc.exchange(t).answer)
			result, err := c.Produce(t.Context(), "orders", make([]restproxyv2.ProduceRecord, len(tc.outcomes)), nil)
			require.NotNil(t, result)
			failed := 0
			for i, want := range tc.outcomes {
				got := result.Outcomes[i]
				if want.code != 0 {
					want.partition, want.offset = -1, -1
				}
				assert.Equal(t, want, outcome{got.Partition, got.Offset, restproxyv2.CodeOf(got.Err)})
				if want.code == 0 {
					assert.NoError(t, got.Err)
					continue
				}
				failed++
				assert.Equal(t, tc.unknown, errors.Is(got.Err, kafkarest.ErrOutcomeUnknown))
				assert.ErrorContains(t, got.Err, "record "+strconv.Itoa(i)+": ")
				if tc.is != nil {
					assert.ErrorIs(t, err, tc.is)
				}
			}
			var partial *kafkarest.PartialError
			assert.Equal(t, failed > 0, errors.As(err, &partial))
			if failed > 0 {
				assert.Len(t, partial.Errs, failed)
				return
			}
			assert.NoError(t, err)
		})
	}
}

// An answer that does not tell of a record leaves open what became of it, and of
// all records if it cannot be told which it is.
func TestProduceAnswersThatLack(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		body  string
		first error
	}{
		{`{"offsets":[{"partition":0,"offset":1},{"partition":null,"offset":null}]}`, nil},
		{`{"offsets":[{"partition":0,"offset":1}]}`, kafkarest.ErrOutcomeUnknown},
		{`{"offsets":[{"partition":0,"offset":1},{"partition":0,"offset":2},{"partition":0,"offset":3}]}`, kafkarest.ErrOutcomeUnknown},
	} {
		result, err := newClient(t, answer(200, tc.body)).Produce(t.Context(), "orders", make([]restproxyv2.ProduceRecord, 2), nil)
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
		assert.ErrorIs(t, result.Outcomes[0].Err, tc.first)
		assert.ErrorIs(t, result.Outcomes[1].Err, kafkarest.ErrOutcomeUnknown)
	}
	result, err := newClient(t, answer(200, `{"offsets":[{"error_code":60001,"error":"no"}]}`)).Produce(t.Context(), "orders", make([]restproxyv2.ProduceRecord, 1), nil)
	require.ErrorContains(t, err, "no")
	failure, ok := errors.AsType[*kafkarest.Error](result.Outcomes[0].Err)
	require.True(t, ok)
	assert.Zero(t, failure.StatusCode, "no status begins with 6")
	result, err = newClient(t, answer(200, `{"offsets":[{"error_code":50003,"error":""}]}`)).Produce(t.Context(), "orders", make([]restproxyv2.ProduceRecord, 1), nil)
	require.Error(t, err)
	assert.ErrorContains(t, result.Outcomes[0].Err, ": record 0 (")
	for _, body := range []string{`{}`, `{"offsets":null}`, `[]`, `not`, `{"offsets":[{"partition":"x"}]}`} {
		_, err := newClient(t, answer(200, body)).Produce(t.Context(), "orders", make([]restproxyv2.ProduceRecord, 2), nil)
		require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown, body)
	}
}

// What other servers answer where Confluent's proxy says something else.
func TestAnswersOfOthers(t *testing.T) {
	t.Parallel()
	poll := func(ctx ctx, c *consumer) error { _, err := c.Poll(ctx); return err }
	for name, tc := range map[string]struct {
		server string
		texts  []string
		call   func(ctx, *consumer) error
		is     error // nil for a success
		text   string
	}{
		"Karapace, a text": {"K", []string{"commit no body"}, func(ctx ctx, c *consumer) error { return c.Subscribe(ctx, []string{"x"}) }, kafkarest.ErrInvalid, "text/plain; charset=utf-8: Missing request JSON body"},
		"Karapace, a commit": {"K", []string{"commit 2"}, func(ctx ctx, c *consumer) error {
			return c.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: "c1", Offset: 3}})
		}, nil, ""},
		"Karapace, a topic not there": {"K", []string{"commit bad topic"}, func(ctx ctx, c *consumer) error {
			return c.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: "c1", Offset: 3}})
		}, kafkarest.ErrNotFound, "error_code 40401"},
		"Karapace, a seek unassigned":    {"K", []string{"unassigned", "positions "}, func(ctx ctx, c *consumer) error { return c.Seek(ctx, []restproxyv2.Offset{{Topic: "c1", Offset: 3}}) }, kafkarest.ErrConflict, "error_code 40903"},
		"Karapace, undecodable":          {"K", []string{"bin1 as json #0"}, poll, restproxyv2.ErrUndecodable, "key deserialization error"},
		"Karapace, a read":               {"K", []string{"] after seek GET"}, poll, nil, ""},
		"Strimzi, a read":                {"S", []string{"] after seek GET"}, poll, nil, ""},
		"Strimzi, undecodable":           {"S", []string{"bin1 as json #0"}, poll, restproxyv2.ErrUndecodable, "Failed to decode"},
		"Strimzi, a read that is larger": {"S", []string{"max_bytes 10"}, poll, kafkarest.ErrOutcomeUnknown, "exceeds the maximum number of bytes"},
		"Strimzi, not subscribed":        {"S", []string{"no subscription", "timeout=1000"}, poll, kafkarest.ErrOutcomeUnknown, "not subscribed"},
		"Strimzi, no assignments":        {"S", []string{"GET", "/assignments"}, func(ctx ctx, c *consumer) error { _, err := c.GetAssignments(ctx); return err }, errors.ErrUnsupported, "405 Method Not Allowed"},
		"Strimzi, no committed offsets":  {"S", []string{"GET", "committed, none"}, func(ctx ctx, c *consumer) error { _, err := c.GetCommittedOffsets(ctx, twoPartitions); return err }, errors.ErrUnsupported, "405 Method Not Allowed"},
		"Strimzi, metadata": {"S", []string{"commit with metadata"}, func(ctx ctx, c *consumer) error {
			return c.CommitOffsets(ctx, []restproxyv2.Offset{{Topic: "c1", Offset: 3}})
		}, kafkarest.ErrInvalid, `Property "metadata" does not match`},
		"Strimzi, a bare text":       {"S", []string{"{} POST", "positions/beginning"}, func(ctx ctx, c *consumer) error { return c.SeekToBeginning(ctx, twoPartitions) }, kafkarest.ErrOutcomeUnknown, "a body without a type: Internal Server Error"},
		"Strimzi, a seek unassigned": {"S", []string{"unassigned", "positions "}, func(ctx ctx, c *consumer) error { return c.Seek(ctx, []restproxyv2.Offset{{Topic: "c1", Offset: 3}}) }, kafkarest.ErrNotFound, "No current assignment"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := other(t, tc.server, tc.texts...)
			c := newAssigned(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/subscription") && x.status == http.StatusNotFound {
					answer(http.StatusOK, `{"topics":[]}`)(w, r) // the instance is there
					return
				}
				x.answer(w, r)
			}), &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
			err := tc.call(t.Context(), c)
			if tc.is == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, tc.is)
			require.NotErrorIs(t, err, restproxyv2.ErrInstanceLost)
			assert.Contains(t, err.Error(), tc.text)
		})
	}
}

// A lost instance is found out with every server.
func TestLostInstanceOfOthers(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"K", "S"} {
		x := other(t, server, "deleted GET", "/records")
		c := newAssigned(t, x.answer, nil)
		err := c.CommitOffsets(t.Context(), []restproxyv2.Offset{{Topic: "orders", Offset: 1}})
		require.ErrorIs(t, err, restproxyv2.ErrInstanceLost, server)
		require.NoError(t, c.Close(t.Context()), server)
	}
}

// What the client makes of a server where they differ in meaning.
func TestServers(t *testing.T) {
	t.Parallel()
	const (
		confluentSettings = `{"name":"i1","format":"binary","auto.offset.reset":"earliest","auto.commit.enable":"false","fetch.min.bytes":1,"consumer.request.timeout.ms":5000}`
		strimziSettings   = `{"name":"i1","format":"binary","auto.offset.reset":"earliest","enable.auto.commit":false,"fetch.min.bytes":1}`
	)
	refusal := func(t *testing.T) http.HandlerFunc {
		return other(t, "S", "POST /consumers/gx ", `{"auto.commit.enable": "false"}`).answer
	}
	for name, tc := range map[string]struct {
		kind     restproxyv2.Server
		root     func(*testing.T) http.HandlerFunc
		refuse   func(*testing.T) http.HandlerFunc // to the words of other servers
		settings string
		commit   int64 // what is sent to commit 21; 0 if the client cannot know
		asksRoot int
	}{
		"Confluent":    {kind: restproxyv2.ServerConfluent, settings: confluentSettings, commit: 20},
		"Karapace":     {kind: restproxyv2.ServerKarapace, settings: confluentSettings, commit: 20},
		"Strimzi":      {kind: restproxyv2.ServerStrimzi, settings: strimziSettings, commit: 21},
		"a proxy":      {root: func(t *testing.T) http.HandlerFunc { return confluent(t, "533-v2-root.txt").answer }, settings: confluentSettings, commit: 20, asksRoot: 1},
		"one Karapace": {root: func(t *testing.T) http.HandlerFunc { return other(t, "K", "GET / ").answer }, settings: confluentSettings, commit: 20, asksRoot: 1},
		"a bridge":     {root: func(t *testing.T) http.HandlerFunc { return other(t, "S", "GET / ").answer }, settings: strimziSettings, commit: 21, asksRoot: 1},
		"a proxy without its root": {root: func(t *testing.T) http.HandlerFunc {
			return reply(404, nil, `{"error_code":404,"message":"HTTP 404 Not Found"}`)
		}, settings: confluentSettings, commit: 20, asksRoot: 1},
		"one Karapace without its root": {root: func(t *testing.T) http.HandlerFunc { return other(t, "K", "GET /nope ").answer }, settings: confluentSettings, commit: 20, asksRoot: 1},
		"a bridge without its root":     {root: func(t *testing.T) http.HandlerFunc { return other(t, "S", "GET /nope ").answer }, settings: strimziSettings, commit: 21, asksRoot: 1},
		"a bridge behind a gateway":     {root: func(*testing.T) http.HandlerFunc { return answer(200, "<html>", "text/html") }, refuse: refusal, settings: strimziSettings, commit: 21, asksRoot: 1},
		"something behind a gateway":    {root: func(*testing.T) http.HandlerFunc { return answer(403, "no", "text/plain") }, settings: confluentSettings, asksRoot: 2},
		"something else":                {root: func(*testing.T) http.HandlerFunc { return answer(200, `{"version":"1"}`, "application/json") }, settings: confluentSettings, asksRoot: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProxy(t)
			if tc.root != nil {
				p.on("GET /", tc.root(t))
			}
			if tc.refuse != nil {
				refused := tc.refuse(t)
				first := true
				p.on("POST /consumers/g", func(w http.ResponseWriter, r *http.Request) {
					if first {
						first = false
						refused(w, r)
						return
					}
					answer(200, `{"instance_id":"i1","base_uri":""}`)(w, r)
				})
				p.instances = []string{"i1"}
			}
			client := p.client(t, kafkarest.Config{}, restproxyv2.WithServer(tc.kind))
			c, err := client.CreateConsumer(t.Context(), "g", &restproxyv2.ConsumerOptions{Name: "i1"})
			require.NoError(t, err)
			err = c.CommitOffsets(t.Context(), []restproxyv2.Offset{{Topic: "orders", Offset: 21}})
			requests := p.take()
			roots := 0
			for _, request := range requests {
				if request == "GET /" {
					roots++
				}
			}
			assert.Equal(t, tc.asksRoot, roots)
			assert.Contains(t, requests, "POST g "+tc.settings)
			if tc.commit == 0 {
				require.ErrorIs(t, err, restproxyv2.ErrServerUnknown)
				assert.Contains(t, err.Error(), "restproxyv2.WithServer")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, `POST g/instances/i1/offsets {"offsets":[{"topic":"orders","partition":0,"offset":`+strconv.FormatInt(tc.commit, 10)+`}]}`, requests[len(requests)-1])
			if tc.asksRoot > 0 {
				_, err = client.CreateConsumer(t.Context(), "g", nil)
				require.NoError(t, err)
				assert.NotContains(t, p.take(), "GET /", "what was found out stays")
			}
		})
	}
}

func TestServerThatIsNotReached(t *testing.T) {
	t.Parallel()
	client, err := restproxyv2.New(kafkarest.Config{URL: opstest.RefusedURL(t), Retry: kafkarest.RetryPolicy{MaxAttempts: 1}})
	require.NoError(t, err)
	_, err = client.CreateConsumer(t.Context(), "g", nil)
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	require.ErrorContains(t, err, "restproxyv2.CreateConsumer: GET http")
}
