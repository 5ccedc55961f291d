package adminrestv1_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const (
	benchTopics = 1000
	benchKey    = "an-api-key-of-the-usual-forty-four-letters"
)

// benchList is the answer to ListTopics with benchTopics of them.
var benchList = "[" + strings.TrimSuffix(strings.Repeat(benchTopic+",", benchTopics), ",") + "]"

var benchTopic = strings.Join(strings.Fields(publishedTopic), "")

// benchHandler answers from memory. All sides of every comparison ask it.
func benchHandler() http.Handler {
	mux := http.NewServeMux()
	answer := func(pattern, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("X-Global-Transaction-Id", "17afe715-0ff5-4c49-9acc-a4204244a331")
			_, _ = io.WriteString(w, body)
		})
	}
	answer("GET /admin/topics/orders", benchTopic)
	answer("GET /admin/topics", benchList)
	return mux
}

// reflected is a service that reads answers in the way of the original: into a
// map of each object, and from there by reflection.
type reflected struct{ *core.BaseService }

func fetchReflected[T, Raw any](service reflected, path string, params map[string]string, unmarshal core.ModelUnmarshaller) (result T, err error) {
	builder := core.NewRequestBuilder(core.GET).WithContext(context.Background())
	if _, err := builder.ResolveRequestURL(service.Options.URL, path, params); err != nil {
		return result, err
	}
	builder.AddHeader("Accept", "application/json")
	request, err := builder.Build()
	if err != nil {
		return result, err
	}
	var raw Raw
	if _, err := service.Request(request, &raw); err != nil {
		return result, err
	}
	err = core.UnmarshalModel(raw, "", &result, unmarshal)
	return result, err
}

func (s reflected) getTopic(name string) (*adminrestv1.TopicDetail, error) {
	params := map[string]string{"topic_name": name}
	return fetchReflected[*adminrestv1.TopicDetail, map[string]json.RawMessage](s, "/admin/topics/{topic_name}", params, unmarshalTopic)
}

func (s reflected) listTopics() ([]adminrestv1.TopicDetail, error) {
	return fetchReflected[[]adminrestv1.TopicDetail, []json.RawMessage](s, "/admin/topics", nil, unmarshalTopic)
}

// unmarshalTopic and those below are what the original's generator writes.
func unmarshalTopic(m map[string]json.RawMessage, result any) error {
	obj := new(adminrestv1.TopicDetail)
	if err := errors.Join(
		core.UnmarshalPrimitive(m, "name", &obj.Name),
		core.UnmarshalPrimitive(m, "partitions", &obj.Partitions),
		core.UnmarshalPrimitive(m, "replicationFactor", &obj.ReplicationFactor),
		core.UnmarshalPrimitive(m, "retentionMs", &obj.RetentionMs),
		core.UnmarshalPrimitive(m, "cleanupPolicy", &obj.CleanupPolicy),
		core.UnmarshalModel(m, "configs", &obj.Configs, unmarshalConfigs),
		core.UnmarshalModel(m, "replicaAssignments", &obj.ReplicaAssignments, unmarshalAssignment),
	); err != nil {
		return err
	}
	*result.(**adminrestv1.TopicDetail) = obj
	return nil
}

func unmarshalConfigs(m map[string]json.RawMessage, result any) error {
	obj := new(adminrestv1.TopicConfigs)
	*result.(**adminrestv1.TopicConfigs) = obj
	return errors.Join(
		core.UnmarshalPrimitive(m, "retention.bytes", &obj.RetentionBytes),
		core.UnmarshalPrimitive(m, "segment.bytes", &obj.SegmentBytes),
		core.UnmarshalPrimitive(m, "segment.index.bytes", &obj.SegmentIndexBytes),
		core.UnmarshalPrimitive(m, "segment.ms", &obj.SegmentMs),
	)
}

func unmarshalAssignment(m map[string]json.RawMessage, result any) error {
	obj := new(adminrestv1.TopicDetailReplicaAssignmentsItem)
	*result.(**adminrestv1.TopicDetailReplicaAssignmentsItem) = obj
	return errors.Join(
		core.UnmarshalPrimitive(m, "id", &obj.ID),
		core.UnmarshalModel(m, "brokers", &obj.Brokers, unmarshalReplicas),
	)
}

func unmarshalReplicas(m map[string]json.RawMessage, result any) error {
	obj := new(adminrestv1.TopicDetailReplicaAssignmentsItemBrokers)
	*result.(**adminrestv1.TopicDetailReplicaAssignmentsItemBrokers) = obj
	return core.UnmarshalPrimitive(m, "replicas", &obj.Replicas)
}

// expectAll makes a benchmark fail that does less than it says.
func expectAll[T any](topics []T, err error) error {
	if err == nil && len(topics) != benchTopics {
		err = fmt.Errorf("%d topics", len(topics))
	}
	return err
}

// BenchmarkAdminrestV1 has two sides beside the floor and the client: package
// adminrest, and the original's way of reading answers.
func BenchmarkAdminrestV1(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "token", benchKey)
	b.Cleanup(floor.CloseIdleConnections)
	client, err := adminrest.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("token", benchKey)})
	require.NoError(b, err)
	b.Cleanup(client.CloseIdleConnections)
	service := newService(b, server)
	reflection := reflected{newService(b, server).Service}

	b.Run("GetTopic", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var topic adminrestv1.TopicDetail
			return floor.Do(ctx, http.MethodGet, "/admin/topics/"+url.PathEscape("orders"), nil, &topic)
		}, func() error {
			_, _, err := service.GetTopicWithContext(ctx, service.NewGetTopicOptions("orders"))
			return err
		})
		bench.Further(b, "package adminrest", func() error {
			_, err := client.GetTopic(ctx, "orders")
			return err
		})
		bench.Further(b, "maps and reflection, as the original does it", func() error {
			_, err := reflection.getTopic("orders")
			return err
		})
	})
	b.Run("ListTopics/1,000 topics", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var topics []adminrestv1.TopicDetail
			err := floor.Do(ctx, http.MethodGet, "/admin/topics", nil, &topics)
			return expectAll(topics, err)
		}, func() error {
			topics, _, err := service.ListTopicsWithContext(ctx, service.NewListTopicsOptions())
			return expectAll(topics, err)
		})
		bench.Further(b, "package adminrest", func() error {
			topics, err := client.ListTopics(ctx, nil)
			return expectAll(topics, err)
		})
		bench.Further(b, "maps and reflection, as the original does it", func() error {
			topics, err := reflection.listTopics()
			return expectAll(topics, err)
		})
	})
}

// The benchmark's figure that does not depend on the machine.
func TestListTopicsAllocatesLittle(t *testing.T) {
	service, _ := newMocked(t, answer(http.StatusOK, benchList))
	reflection := reflected{service.Service}
	allocations := func(list func() ([]adminrestv1.TopicDetail, error)) float64 {
		topics, err := list()
		require.NoError(t, expectAll(topics, err))
		return testing.AllocsPerRun(1, func() { _, _ = list() })
	}
	ours := allocations(func() ([]adminrestv1.TopicDetail, error) {
		topics, _, err := service.ListTopics(service.NewListTopicsOptions())
		return topics, err
	})
	assert.Less(t, ours, allocations(reflection.listTopics)/4)
}
