package restproxy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// refusing answers every request with an error of the proxy's own.
func refusing(status int, code restproxy.Code, message string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"error_code":%d,"message":%q}`, code, message)
	})
}

// The codes with the status that they come under and what that amounts to.
var codes = map[restproxy.Code]int{
	restproxy.CodeBadRequest:                400,
	restproxy.CodeKafkaRefused:              400,
	restproxy.CodeUnsupportedVersion:        400,
	restproxy.CodeUnauthorized:              401,
	restproxy.CodeKafkaAuthenticationFailed: 401,
	restproxy.CodeForbidden:                 403,
	restproxy.CodeKafkaAuthorizationFailed:  403,
	restproxy.CodeNotFound:                  404,
	restproxy.CodeTopicNotFound:             404,
	restproxy.CodePartitionNotFound:         404,
	restproxy.CodeUnknownTopicOrPartition:   404,
	restproxy.CodeLeaderNotAvailable:        404,
	restproxy.CodeGroupNotFound:             404,
	restproxy.CodeBrokerNotRegistered:       404,
	restproxy.CodeMethodNotAllowed:          405,
	restproxy.CodeNotAcceptable:             406,
	restproxy.CodeStreamExpired:             408,
	restproxy.CodeRecordTooLarge:            413,
	restproxy.CodeUnsupportedMediaType:      415,
	restproxy.CodeUnprocessable:             422,
	restproxy.CodeKeySchemaMissing:          422,
	restproxy.CodeValueSchemaMissing:        422,
	restproxy.CodeJSONConversionFailed:      422,
	restproxy.CodeInvalidSchema:             422,
	restproxy.CodeInvalidPayload:            422,
	restproxy.CodeSchemaRegistry:            422,
	restproxy.CodeInvalidBatch:              422,
	restproxy.CodeTooManyRequests:           429,
	restproxy.CodeKafkaThrottled:            429,
	restproxy.CodeInternal:                  500,
	restproxy.CodeKafkaFailed:               500,
	restproxy.CodeKafkaRetriable:            500,
	restproxy.CodeNoTLSListener:             500,
	restproxy.CodeNoConsumer:                500,
	restproxy.CodeKafkaTooOld:               502,
	restproxy.CodeBrokerNotAvailable:        503,
}

// Each operation gives each code as what it is.
func TestErrorsOfEveryOperation(t *testing.T) {
	t.Parallel()
	for _, test := range operationCases() {
		if test.Name != "" {
			continue
		}
		t.Run(test.Operation, func(t *testing.T) {
			t.Parallel()
			for code, status := range codes {
				_, err := test.Call(t.Context(), newService(t, refusing(status, code, "no")))
				name := fmt.Sprintf("code %d", code)
				require.Error(t, err, name)
				assertSentinel(t, status, err, name)
				assert.Equal(t, code, restproxy.CodeOf(err), name)
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure)
				assert.Equal(t, test.Operation, failure.Operation)
				assert.Equal(t, "restproxy", failure.API)
				assert.Contains(t, failure.Message, "no")
			}
		})
	}
}

// An operation that the service does not have, where its status tells.
func TestUnsupported(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.Handler{
		"the proxy's own error": refusing(405, restproxy.CodeMethodNotAllowed, "HTTP 405 Method Not Allowed"),
		"a page": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusMethodNotAllowed)
			_, _ = io.WriteString(w, "<html>")
		}),
	} {
		_, err := newService(t, handler).GetBalancer(t.Context())
		assert.ErrorIs(t, err, errors.ErrUnsupported, name)
		assert.NotErrorIs(t, err, kafkarest.ErrNotFound, name)
	}
	_, err := newService(t, refusing(404, restproxy.CodeNotFound, "HTTP 404 Not Found")).GetBalancer(t.Context())
	assert.NotErrorIs(t, err, errors.ErrUnsupported, "nothing tells it from what is missing")
}

// An error names the method that was called, and not one that it called in its
// turn.
func TestErrorsNameTheMethod(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const topic = `{"metadata":{"self":"s"},"topic_name":"orders","partitions_count":1}`
	refused := func(method, path string) service {
		return newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.Method == method && strings.HasSuffix(r.URL.Path, path):
				fail(w, 403, 40301, "no")
			case strings.HasSuffix(r.URL.Path, "/configs"):
				_, _ = io.WriteString(w, collection())
			case strings.HasSuffix(r.URL.Path, "/configs:alter"):
				w.WriteHeader(http.StatusNoContent)
			case r.Method == http.MethodGet && method == http.MethodPost && path == "/topics":
				fail(w, 404, 40403, "This server does not host this topic-partition.")
			default:
				_, _ = io.WriteString(w, topic)
			}
		}))
	}
	ensure := func(s service) error {
		_, err := s.EnsureTopic(ctx, "orders", &restproxy.CreateTopicOptions{Partitions: 2, Configs: map[string]string{"a": "1"}})
		return err
	}
	newProducer := func(topic string) error {
		_, err := refused("", "").NewProducer(topic, nil)
		return err
	}
	for name, err := range map[string]error{
		"EnsureTopic, the read":       ensure(refused(http.MethodGet, "/topics/orders")),
		"EnsureTopic, the create":     ensure(refused(http.MethodPost, "/topics")),
		"EnsureTopic, the configs":    ensure(refused(http.MethodGet, "/configs")),
		"EnsureTopic, their change":   ensure(refused(http.MethodPost, "/configs:alter")),
		"EnsureTopic, the partitions": ensure(refused(http.MethodPatch, "/topics/orders")),
		"DefaultCluster":              func() error { _, err := refused(http.MethodGet, "/clusters").DefaultCluster(ctx); return err }(),
		"WaitForTopic":                refused(http.MethodGet, "/topics/orders").WaitForTopic(ctx, "orders"),
		"WaitForTopicGone":            refused(http.MethodGet, "/topics/orders").WaitForTopicGone(ctx, "orders"),
		"NewProducer":                 newProducer(""),
	} {
		operation, _, _ := strings.Cut(name, ",")
		require.Error(t, err, name)
		assert.True(t, strings.HasPrefix(err.Error(), "restproxy."+operation+": "), "%s: %v", name, err)
	}
}

// Every code that a real proxy gave has a name.
func TestRecordedCodesAreNamed(t *testing.T) {
	t.Parallel()
	for _, r := range recordings(t) {
		if r.status/100 == 2 || r.method == http.MethodHead {
			continue
		}
		err := newService(t, r).Do(t.Context(), r.method, "/v3/clusters", nil, nil, kafkarest.NoRetry())
		if code := restproxy.CodeOf(err); code != 0 {
			assert.Equal(t, r.status, codes[code], "%s: code %d", r.name, code)
		}
	}
}

// 40403 is another thing in version 2.
func TestCodeOf(t *testing.T) {
	t.Parallel()
	unknown := &kafkarest.Error{API: "restproxy", StatusCode: 404, Code: 40403}
	tests := map[string]struct {
		err  error
		want restproxy.Code
	}{
		"nil":                        {nil, 0},
		"of this API":                {unknown, restproxy.CodeUnknownTopicOrPartition},
		"wrapped":                    {fmt.Errorf("x: %w", unknown), restproxy.CodeUnknownTopicOrPartition},
		"the first of several items": {&kafkarest.PartialError{Errs: []error{unknown, errors.New("y")}}, restproxy.CodeUnknownTopicOrPartition},
		"of version 2":               {&kafkarest.Error{API: "restproxyv2", StatusCode: 404, Code: 40403}, 0},
		"none":                       {errors.New("x"), 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, restproxy.CodeOf(test.err))
		})
	}
}

// A role that is missing on a topic, a group or the cluster, as proxies say it.
func TestForbidden(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		message string
		call    func(context.Context, service) error
	}{
		"topic": {"Topic authorization failed.", func(ctx context.Context, s service) error { _, err := s.GetTopic(ctx, "orders", nil); return err }},
		"group": {"Group authorization failed.", func(ctx context.Context, s service) error { _, err := s.ListConsumerLags(ctx, "g"); return err }},
		"cluster": {"Cluster authorization failed.", func(ctx context.Context, s service) error {
			return s.UpdateClusterConfig(ctx, "retention.ms", "5")
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call(t.Context(), newService(t, refusing(403, restproxy.CodeKafkaAuthorizationFailed, test.message)))
			require.ErrorIs(t, err, kafkarest.ErrForbidden)
			assert.Equal(t, restproxy.CodeKafkaAuthorizationFailed, restproxy.CodeOf(err))
			assert.ErrorContains(t, err, test.message)
			assert.NotErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
		})
	}
}

func TestTopicExists(t *testing.T) {
	t.Parallel()
	for _, r := range recordings(t) {
		if r.name != "080-topic-create-again" && r.name != "083-topic-create-validate-exists" {
			continue
		}
		_, err := newService(t, r).CreateTopic(t.Context(), "orders", nil)
		require.ErrorIs(t, err, kafkarest.ErrAlreadyExists)
		require.ErrorIs(t, err, kerr.TopicAlreadyExists)
		assert.NotErrorIs(t, err, kafkarest.ErrInvalid)
		assert.Equal(t, restproxy.CodeKafkaRefused, restproxy.CodeOf(err))
	}
	tests := map[string]struct {
		message string
		call    func(context.Context, service) error
	}{
		"another text": {"Thema 'orders' ist schon da.", func(ctx context.Context, s service) error { _, err := s.CreateTopic(ctx, "orders", nil); return err }},
		"another operation": {"Topic 'orders' already exists.", func(ctx context.Context, s service) error {
			_, err := s.UpdatePartitionCount(ctx, "orders", 2)
			return err
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call(t.Context(), newService(t, refusing(400, restproxy.CodeKafkaRefused, test.message)))
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.NotErrorIs(t, err, kafkarest.ErrAlreadyExists)
		})
	}
}

// Which failures are tried again, and which leave open what happened.
func TestRepetition(t *testing.T) {
	t.Parallel()
	get := func(ctx context.Context, s service) error { _, err := s.ListBrokerConfigs(ctx, 9); return err }
	update := func(ctx context.Context, s service) error { return s.UpdateBrokerConfig(ctx, 9, "a", "b") }
	alter := func(ctx context.Context, s service) error {
		return s.AlterTopicConfigs(ctx, "t", []restproxy.ConfigAlteration{restproxy.ResetConfig("a")}, nil)
	}
	create := func(ctx context.Context, s service) error { _, err := s.CreateTopic(ctx, "t", nil); return err }
	createACL := func(ctx context.Context, s service) error { return s.CreateACL(ctx, acl) }
	deleteACLs := func(ctx context.Context, s service) error {
		_, err := s.DeleteACLs(ctx, restproxy.ACLFilter{ResourceType: "ANY", PatternType: "ANY", Operation: "ANY", Permission: "ANY"})
		return err
	}
	produce := func(ctx context.Context, s service) error {
		_, err := s.ProduceOne(ctx, "t", restproxy.Record{})
		return err
	}
	batch := func(ctx context.Context, s service) error {
		_, err := s.ProduceBatch(ctx, "t", make([]restproxy.Record, 2), nil)
		return err
	}
	const timedOut = "Timed out waiting for a node assignment. Call: describeConfigs"
	tests := map[string]struct {
		status   int
		code     restproxy.Code
		message  string
		call     func(context.Context, service) error
		attempts int32
		unknown  bool
	}{
		"a read that may pass":               {500, 50003, "not now", get, 5, false},
		"a read that timed out":              {500, 50003, timedOut, get, 1, false},
		"a replacement that may pass":        {500, 50003, "not now", update, 5, true},
		"a replacement that timed out":       {500, 50003, timedOut, update, 1, true},
		"changes of configs":                 {503, 50302, "no broker", alter, 5, true},
		"a create that may pass":             {500, 50003, "not now", create, 1, true},
		"an ACL":                             {503, 50302, "no broker", createACL, 5, true},
		"a deletion that tells what it did":  {503, 50302, "no broker", deleteACLs, 1, true},
		"a create that the broker throttles": {429, 42901, "slower", create, 5, false},
		"a record for which it is too fast":  {429, 429, "slower", produce, 1, false},
		"a batch for which it is too fast":   {429, 429, "slower", batch, 1, false},
		"a record whose broker is away":      {503, 50302, "no broker", produce, 1, true},
		"a failure that stays":               {500, 50002, "no such broker", get, 1, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var attempts atomic.Int32
			refuse := refusing(test.status, test.code, test.message)
			err := test.call(t.Context(), newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				attempts.Add(1)
				refuse.ServeHTTP(w, r)
			})))
			require.Error(t, err)
			assert.Equal(t, test.attempts, attempts.Load())
			assert.Equal(t, test.unknown, errors.Is(err, kafkarest.ErrOutcomeUnknown))
		})
	}
}

// The value of a config that is a credential is in no error, also when the
// service repeats it.
func TestSecretsOfConfigs(t *testing.T) {
	t.Parallel()
	const name, secret = "listener.name.x.ssl.key.password", "h0rse-batt3ry"
	secrets := []restproxy.ConfigAlteration{restproxy.SetConfig(name, secret)}
	calls := map[string]func(context.Context, service) error{
		"UpdateBrokerConfig":  func(ctx context.Context, s service) error { return s.UpdateBrokerConfig(ctx, 1, name, secret) },
		"UpdateClusterConfig": func(ctx context.Context, s service) error { return s.UpdateClusterConfig(ctx, name, secret) },
		"UpdateTopicConfig":   func(ctx context.Context, s service) error { return s.UpdateTopicConfig(ctx, "t", name, secret) },
		"AlterBrokerConfigs":  func(ctx context.Context, s service) error { return s.AlterBrokerConfigs(ctx, 1, secrets) },
		"AlterClusterConfigs": func(ctx context.Context, s service) error { return s.AlterClusterConfigs(ctx, secrets) },
		"AlterTopicConfigs":   func(ctx context.Context, s service) error { return s.AlterTopicConfigs(ctx, "t", secrets, nil) },
		"AlterMultipleTopicConfigs": func(ctx context.Context, s service) error {
			_, err := s.AlterMultipleTopicConfigs(ctx, []restproxy.TopicConfigAlterations{{TopicName: "t", Configs: secrets}}, nil)
			return err
		},
		"CreateTopic": func(ctx context.Context, s service) error {
			_, err := s.CreateTopic(ctx, "t", &restproxy.CreateTopicOptions{Configs: map[string]string{name: secret}})
			return err
		},
	}
	for operation, call := range calls {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			err := call(t.Context(), newService(t, refusing(400, restproxy.CodeKafkaRefused, "Invalid value "+secret+" for configuration "+name)))
			require.ErrorIs(t, err, kafkarest.ErrInvalid)
			assert.NotContains(t, fmt.Sprintf("%v %+v", err, err), secret)
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.NotContains(t, string(failure.Body), secret)
			assert.Contains(t, failure.Message, name)
		})
	}
}

// The same for one topic of several.
func TestSecretsOfTopics(t *testing.T) {
	t.Parallel()
	const name, secret = "x.password", "h0rse \"batt3ry\""
	s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusMultiStatus)
		_, _ = fmt.Fprintf(w, `{"failures":[{"topic_name":"t","error_code":40002,"message":%q}]}`, "Invalid value "+secret+" for configuration "+name)
	}))
	outcomes, err := s.AlterMultipleTopicConfigs(t.Context(), []restproxy.TopicConfigAlterations{
		{TopicName: "t", Configs: []restproxy.ConfigAlteration{restproxy.SetConfig(name, secret)}},
	}, nil)
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.ErrorContains(t, outcomes[0].Err, "Invalid value REDACTED for configuration x.password")
}

// Answers that are none.
func TestUnreadableAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   string
	}{
		"a page of a portal":      {200, "<html>log in</html>", "cannot be read"},
		"a cut list":              {200, `{"kind":"KafkaTopicList","data":[{"topic_name":"a"`, "cannot be read"},
		"another type":            {200, `{"metadata":{"self":"s"},"data":{"topic_name":"a"}}`, "cannot be read"},
		"nothing of it":           {200, `{}`, "nothing of the result"},
		"no data":                 {200, `{"metadata":{"self":"s","next":null}}`, "no data"},
		"null":                    {200, `null`, "nothing of the result"},
		"an error in disguise":    {200, `{"error_code":50002,"message":"failed"}`, "failed"},
		"a bare text":             {400, `bad`, "answered with"},
		"an error of the gateway": {404, `<html>no such app</html>`, "answered with"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}))
			topics, err := s.ListTopics(t.Context(), nil)
			require.ErrorContains(t, err, test.want)
			assert.Nil(t, topics)
		})
	}
}

// A cluster that allows nothing, as the emulator sees it.
func TestForbiddenByKafka(t *testing.T) {
	t.Parallel()
	kafka, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.EnableACLs(), kfake.SeedTopics(1, "orders"))
	require.NoError(t, err)
	t.Cleanup(kafka.Close)
	server := kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: kafka.ListenAddrs()})
	client, err := restproxy.New(kafkarest.Config{URL: server.RESTProxyURL()})
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	ctx := t.Context()
	cluster, err := client.DefaultCluster(ctx)
	require.NoError(t, err)
	calls := map[string]func() error{
		"GetTopic":            func() error { _, err := cluster.GetTopic(ctx, "orders", nil); return err },
		"DeleteTopic":         func() error { return cluster.DeleteTopic(ctx, "orders") },
		"ListTopicConfigs":    func() error { _, err := cluster.ListTopicConfigs(ctx, "orders"); return err },
		"ListPartitions":      func() error { _, err := cluster.ListPartitions(ctx, "orders"); return err },
		"UpdateClusterConfig": func() error { return cluster.UpdateClusterConfig(ctx, "background.threads", "3") },
		"ListClusterConfigs":  func() error { _, err := cluster.ListClusterConfigs(ctx); return err },
		"CreateACL":           func() error { return cluster.CreateACL(ctx, acl) },
		"ProduceOne":          func() error { _, err := cluster.ProduceOne(ctx, "orders", restproxy.Record{}); return err },
		"ProduceBatch": func() error {
			_, err := cluster.ProduceBatch(ctx, "orders", make([]restproxy.Record, 2), nil)
			return err
		},
	}
	for name, call := range calls {
		err := call()
		assert.ErrorIs(t, err, kafkarest.ErrForbidden, name)
		assert.Equal(t, restproxy.CodeKafkaAuthorizationFailed, restproxy.CodeOf(err), name)
	}
	topics, err := cluster.ListTopics(ctx, nil)
	require.NoError(t, err)
	assert.Empty(t, topics)
	// Proxies say of a group that may not be described that there is none.
	_, err = cluster.ListConsumerLags(ctx, "billing")
	assert.ErrorIs(t, err, kafkarest.ErrNotFound)
}
