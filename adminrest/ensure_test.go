package adminrest_test

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// fakeService has at most one topic, "orders", and shows it as the service's
// published form does: without the configs that it does not name.
type fakeService struct {
	mu sync.Mutex

	topic        *adminrest.Topic
	hidden       map[string]string // configs that are not shown
	racingCreate bool              // another client creates the topic first
	racingGrowth int32             // another client gives the topic so many partitions first
	refused      map[string]bool   // configs that are not taken
	lostAnswer   bool              // the topic is created, but a gateway gives up
	unseenReads  int               // reads that do not see what was written yet
	stillListed  int               // lists that still have a topic that is gone

	requests []string
}

func (s *fakeService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r.Method)
	switch r.Method {
	case http.MethodGet:
		s.get(w, r)
	case http.MethodPost:
		s.create(w, r)
	case http.MethodPatch:
		s.update(w, r)
	case http.MethodDelete:
		s.topic = nil
		w.WriteHeader(http.StatusAccepted)
	}
}

func (s *fakeService) get(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == opstest.BasePath+"/admin/topics" {
		list := []*adminrest.Topic{{Name: "orders-2"}}
		if s.topic != nil || s.stillListed > 0 {
			s.stillListed--
			list = append(list, &adminrest.Topic{Name: "orders"})
		}
		_ = json.MarshalWrite(w, list)
		return
	}
	if s.topic == nil || s.unseenReads > 0 {
		s.unseenReads--
		fail(w, http.StatusNotFound, 40403)
		return
	}
	_ = json.MarshalWrite(w, s.topic)
}

func (s *fakeService) create(w http.ResponseWriter, r *http.Request) {
	if s.topic != nil || s.racingCreate {
		if s.topic == nil {
			s.topic = &adminrest.Topic{Name: "orders", Partitions: 1}
		}
		fail(w, http.StatusUnprocessableEntity, 42236)
		return
	}
	var body struct {
		PartitionCount int32                          `json:"partition_count"`
		Configs        []struct{ Name, Value string } `json:"configs"`
	}
	_ = json.UnmarshalRead(r.Body, &body, json.MatchCaseInsensitiveNames(true))
	s.topic = &adminrest.Topic{Name: "orders", Partitions: max(body.PartitionCount, 1), Configs: map[string]string{}}
	for _, config := range body.Configs {
		s.topic.Configs[config.Name] = config.Value
	}
	if s.lostAnswer {
		w.WriteHeader(http.StatusGatewayTimeout)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (s *fakeService) update(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Total   int32                          `json:"new_total_partition_count"`
		Configs []struct{ Name, Value string } `json:"configs"`
	}
	_ = json.UnmarshalRead(r.Body, &body, json.MatchCaseInsensitiveNames(true))
	if body.Total > 0 && s.racingGrowth > 0 {
		s.topic.Partitions = s.racingGrowth
	}
	if body.Total > 0 && body.Total <= s.topic.Partitions {
		fail(w, http.StatusUnprocessableEntity, 42237)
		return
	}
	s.topic.Partitions = max(s.topic.Partitions, body.Total)
	for _, config := range body.Configs {
		if s.refused[config.Name] {
			fail(w, http.StatusUnprocessableEntity, 42240)
			return
		}
	}
	for _, config := range body.Configs {
		if _, hidden := s.hidden[config.Name]; hidden {
			s.hidden[config.Name] = config.Value
			continue
		}
		s.topic.Configs[config.Name] = config.Value
	}
	w.WriteHeader(http.StatusAccepted)
}

// fail answers with the service's error body.
func fail(w http.ResponseWriter, status, code int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.MarshalWrite(w, map[string]any{"error_code": code, "message": "no", "incident_id": "17afe715"})
}

func existing() *adminrest.Topic {
	return &adminrest.Topic{Name: "orders", Partitions: 3, Configs: map[string]string{"retention.ms": "1", "cleanup.policy": "delete"}}
}

func TestEnsureTopic(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		service *fakeService
		options *adminrest.CreateTopicOptions
		want    adminrest.TopicChange
		after   adminrest.Topic
		changes []string // the requests that are no reads
	}{{
		name: "created", service: &fakeService{},
		options: &adminrest.CreateTopicOptions{Partitions: 2, Configs: map[string]string{"retention.ms": "5"}},
		want:    adminrest.TopicChange{Created: true},
		after:   adminrest.Topic{Name: "orders", Partitions: 2, Configs: map[string]string{"retention.ms": "5"}},
		changes: []string{"POST"},
	}, {
		name: "created, seen later", service: &fakeService{unseenReads: 4},
		want:    adminrest.TopicChange{Created: true},
		after:   adminrest.Topic{Name: "orders", Partitions: 1, Configs: map[string]string{}},
		changes: []string{"POST"},
	}, {
		name: "created without an answer", service: &fakeService{lostAnswer: true},
		want:    adminrest.TopicChange{Created: true},
		after:   adminrest.Topic{Name: "orders", Partitions: 1, Configs: map[string]string{}},
		changes: []string{"POST"},
	}, {
		name: "created by another meanwhile", service: &fakeService{racingCreate: true},
		options: &adminrest.CreateTopicOptions{Partitions: 4},
		want:    adminrest.TopicChange{PartitionsAdded: 3},
		after:   adminrest.Topic{Name: "orders", Partitions: 4},
		changes: []string{"POST", "PATCH"},
	}, {
		name: "nothing wanted", service: &fakeService{topic: existing()},
		after: *existing(),
	}, {
		name: "all as wanted", service: &fakeService{topic: existing()},
		options: &adminrest.CreateTopicOptions{Partitions: 3, Configs: map[string]string{"retention.ms": "1"}},
		after:   *existing(),
	}, {
		name: "partitions", service: &fakeService{topic: existing()},
		options: &adminrest.CreateTopicOptions{Partitions: 5},
		want:    adminrest.TopicChange{PartitionsAdded: 2},
		after:   adminrest.Topic{Name: "orders", Partitions: 5, Configs: existing().Configs},
		changes: []string{"PATCH"},
	}, {
		name: "configs", service: &fakeService{topic: existing()},
		options: &adminrest.CreateTopicOptions{Configs: map[string]string{"retention.ms": "9", "cleanup.policy": "delete"}},
		want:    adminrest.TopicChange{Configs: map[string]string{"retention.ms": "9"}},
		after:   adminrest.Topic{Name: "orders", Partitions: 3, Configs: map[string]string{"retention.ms": "9", "cleanup.policy": "delete"}},
		changes: []string{"PATCH"},
	}, {
		name: "both", service: &fakeService{topic: existing()},
		options: &adminrest.CreateTopicOptions{Partitions: 5, Configs: map[string]string{"retention.ms": "9"}},
		want:    adminrest.TopicChange{PartitionsAdded: 2, Configs: map[string]string{"retention.ms": "9"}},
		after:   adminrest.Topic{Name: "orders", Partitions: 5, Configs: map[string]string{"retention.ms": "9", "cleanup.policy": "delete"}},
		changes: []string{"PATCH", "PATCH"},
	}, {
		name: "a config that is not shown", service: &fakeService{topic: existing(), hidden: map[string]string{"segment.ms": "7"}},
		options: &adminrest.CreateTopicOptions{Configs: map[string]string{"segment.ms": "7"}},
		want:    adminrest.TopicChange{Configs: map[string]string{"segment.ms": "7"}},
		after:   *existing(),
		changes: []string{"PATCH"},
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, test.service)
			change, err := client.EnsureTopic(t.Context(), "orders", test.options)
			require.NoError(t, err)
			assert.Equal(t, test.want, change)
			assert.Equal(t, len(test.changes) > 0, change.Changed())
			assert.Equal(t, test.after, *test.service.topic)
			changes := slices.DeleteFunc(test.service.requests, func(method string) bool { return method == http.MethodGet })
			assert.ElementsMatch(t, test.changes, changes)
		})
	}
}

func TestEnsureTopicNeverShrinks(t *testing.T) {
	t.Parallel()
	service := &fakeService{topic: existing()}
	change, err := newClient(t, service).EnsureTopic(t.Context(), "orders", &adminrest.CreateTopicOptions{
		Partitions: 2, Configs: map[string]string{"retention.ms": "9"},
	})
	require.ErrorIs(t, err, kafkarest.ErrConflict)
	assert.EqualError(t, err, `adminrest.EnsureTopic: topic "orders" has 3 partitions, which cannot become 2`)
	assert.Zero(t, change)
	assert.Equal(t, *existing(), *service.topic)
}

// Partitions cannot be taken back, so they wait for the configs.
func TestEnsureTopicAddsPartitionsLast(t *testing.T) {
	t.Parallel()
	service := &fakeService{topic: existing(), refused: map[string]bool{"retention.ms": true}}
	change, err := newClient(t, service).EnsureTopic(t.Context(), "orders", &adminrest.CreateTopicOptions{
		Partitions: 5, Configs: map[string]string{"retention.ms": "soon"},
	})
	require.ErrorIs(t, err, kerr.InvalidConfig)
	assert.Zero(t, change)
	assert.Equal(t, *existing(), *service.topic)
}

func TestEnsureTopicRaces(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		growth int32
		fails  error
	}{
		"another client grows it first":   {growth: 5},
		"another client grows it further": {growth: 6, fails: kafkarest.ErrConflict},
		"another client grows it less":    {growth: 4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := &fakeService{topic: existing(), racingGrowth: test.growth}
			_, err := newClient(t, service).EnsureTopic(t.Context(), "orders", &adminrest.CreateTopicOptions{Partitions: 5})
			require.ErrorIs(t, err, test.fails)
			assert.Equal(t, max(test.growth, 5), service.topic.Partitions)
		})
	}
}

// A wait says what the topic lacked when it was last seen.
func TestEnsureTopicTellsWhatIsLacking(t *testing.T) {
	t.Parallel()
	for lacking, wanted := range map[string]*adminrest.CreateTopicOptions{
		"it had 3 of 5 partitions":        {Partitions: 5},
		`its config retention.ms was "1"`: {Configs: map[string]string{"retention.ms": "9"}},
	} {
		t.Run(lacking, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			reads := 0
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPatch {
					w.WriteHeader(http.StatusAccepted)
					return
				}
				if reads++; reads == 4 {
					cancel()
				}
				_ = json.MarshalWrite(w, existing())
			}))
			_, err := client.EnsureTopic(ctx, "orders", wanted)
			require.ErrorIs(t, err, context.Canceled)
			assert.ErrorContains(t, err, lacking)
		})
	}
}

func TestEnsureTopicFails(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			fail(w, http.StatusNotFound, 40403)
			return
		}
		fail(w, http.StatusUnprocessableEntity, 42240)
	}))
	change, err := client.EnsureTopic(t.Context(), "orders", nil)
	require.ErrorIs(t, err, kerr.InvalidConfig)
	assert.Zero(t, change)
}
