package restproxy_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// fakeTopic is a service with at most one topic, "orders".
type fakeTopic struct {
	mu sync.Mutex

	partitions   int // 0 while there is no topic
	configs      map[string]string
	racingCreate bool // another client creates the topic first
	racingGrowth int  // another client gives the topic so many partitions first
	lostAnswer   bool // the topic is created or grows, but a gateway gives up
	lostRequest  bool // the gateway gives up before that
	refusedAlter bool
	refusedCount bool // Kafka's policy forbids the number of partitions
	unseenReads  int  // reads that do not see the topic yet
	staleReads   int  // reads that do not see new partitions yet, of which there then was one less

	changes []string // requests that change something, with their bodies
}

func (f *fakeTopic) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var body struct {
		PartitionsCount int                 `json:"partitions_count"`
		Configs         []map[string]string `json:"configs"`
		Data            []map[string]string `json:"data"`
		ValidateOnly    bool                `json:"validate_only"`
	}
	if r.Method != http.MethodGet {
		_ = json.NewDecoder(r.Body).Decode(&body)
		change := fmt.Sprintf("%s %d %v", r.Method, body.PartitionsCount, append(body.Configs, body.Data...))
		if body.ValidateOnly {
			change += " validated"
		}
		f.changes = append(f.changes, change)
	}
	path := strings.TrimPrefix(r.URL.Path, opstest.BasePath+"/v3/clusters/c1/topics")
	switch r.Method + " " + path {
	case "GET /orders":
		if f.unseenReads > 0 || f.partitions == 0 {
			f.unseenReads--
			fail(w, 404, 40403, "This server does not host this topic-partition.")
			return
		}
		seen := f.partitions
		if f.staleReads > 0 {
			f.staleReads--
			seen--
		}
		f.show(w, http.StatusOK, seen)
	case "GET /orders/configs":
		items := []string{`{"name":"unset","value":null}`}
		for name, value := range f.configs {
			items = append(items, fmt.Sprintf(`{"name":%q,"value":%q}`, name, value))
		}
		_, _ = fmt.Fprint(w, collection(items...))
	case "POST ":
		if f.racingCreate {
			f.partitions = 1
		}
		switch {
		case f.partitions > 0:
			fail(w, 400, 40002, "Topic 'orders' already exists.")
		case body.ValidateOnly:
			f.show(w, http.StatusOK, max(body.PartitionsCount, 1))
		case f.lostRequest:
			w.WriteHeader(http.StatusGatewayTimeout)
		case f.lostAnswer:
			f.partitions = max(body.PartitionsCount, 1)
			w.WriteHeader(http.StatusGatewayTimeout)
		default:
			f.partitions = max(body.PartitionsCount, 1)
			f.show(w, http.StatusCreated, f.partitions)
		}
	case "PATCH /orders":
		if f.racingGrowth > 0 {
			f.partitions, f.staleReads = f.racingGrowth, 2
		}
		switch {
		case f.refusedCount:
			fail(w, 400, 40002, "Policy violation")
			return
		case body.PartitionsCount <= f.partitions:
			fail(w, 400, 40002, fmt.Sprintf("The topic orders currently has %d partition(s); %d would not be an increase.", f.partitions, body.PartitionsCount))
			return
		case f.lostRequest:
			w.WriteHeader(http.StatusGatewayTimeout)
			return
		}
		f.partitions, f.staleReads = body.PartitionsCount, 2
		if f.lostAnswer {
			w.WriteHeader(http.StatusGatewayTimeout)
			return
		}
		f.show(w, http.StatusOK, f.partitions)
	case "POST /orders/configs:alter":
		if f.refusedAlter {
			fail(w, 400, 40002, "Invalid value")
			return
		}
		w.WriteHeader(http.StatusNoContent)
	case "DELETE /orders":
		f.partitions = 0
		w.WriteHeader(http.StatusNoContent)
	}
}

func (f *fakeTopic) show(w http.ResponseWriter, status, partitions int) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"metadata":{"self":"s"},"topic_name":"orders","partitions_count":%d}`, partitions)
}

func fail(w http.ResponseWriter, status, code int, message string) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"error_code":%d,"message":%q}`, code, message)
}

func TestEnsureTopic(t *testing.T) {
	t.Parallel()
	wanted := restproxy.CreateTopicOptions{Partitions: 3, Configs: map[string]string{"a": "1", "b": "2"}}
	validated := wanted
	validated.ValidateOnly = true
	const create, alter = "POST 3 [map[name:a value:1] map[name:b value:2]]", "POST 0 [map[name:b value:2]]"
	const alterBoth, grow = "POST 0 [map[name:a value:1] map[name:b value:2]]", "PATCH 3 []"
	tests := map[string]struct {
		service *fakeTopic
		wanted  restproxy.CreateTopicOptions
		want    restproxy.TopicChange
		changes []string
		fails   error
	}{
		"there is none":                        {&fakeTopic{unseenReads: 1}, wanted, restproxy.TopicChange{Created: true}, []string{create}, nil},
		"there is none, and it is only tried":  {&fakeTopic{}, validated, restproxy.TopicChange{Created: true}, []string{create + " validated"}, nil},
		"it is as wanted":                      {&fakeTopic{partitions: 3, configs: wanted.Configs}, wanted, restproxy.TopicChange{}, nil, nil},
		"nothing is wanted of it":              {&fakeTopic{partitions: 3}, restproxy.CreateTopicOptions{}, restproxy.TopicChange{}, nil, nil},
		"it lacks partitions":                  {&fakeTopic{partitions: 1, configs: wanted.Configs}, wanted, restproxy.TopicChange{PartitionsAdded: 2}, []string{grow}, nil},
		"it has too many":                      {&fakeTopic{partitions: 4}, wanted, restproxy.TopicChange{}, nil, kafkarest.ErrConflict},
		"it lacks a config":                    {&fakeTopic{partitions: 3, configs: map[string]string{"a": "1", "b": "9", "c": "3"}}, wanted, restproxy.TopicChange{Configs: map[string]string{"b": "2"}}, []string{alter}, nil},
		"it lacks both":                        {&fakeTopic{partitions: 1, configs: map[string]string{"a": "1"}}, wanted, restproxy.TopicChange{PartitionsAdded: 2, Configs: map[string]string{"b": "2"}}, []string{alter, grow}, nil},
		"it lacks both, and it is only tried":  {&fakeTopic{partitions: 1, configs: map[string]string{"a": "1"}}, validated, restproxy.TopicChange{PartitionsAdded: 2, Configs: map[string]string{"b": "2"}}, []string{alter + " validated"}, nil},
		"a config is refused":                  {&fakeTopic{partitions: 1, refusedAlter: true}, wanted, restproxy.TopicChange{}, []string{alterBoth}, kafkarest.ErrInvalid},
		"a config is refused, only tried":      {&fakeTopic{partitions: 1, refusedAlter: true}, validated, restproxy.TopicChange{}, []string{alterBoth + " validated"}, kafkarest.ErrInvalid},
		"partitions are refused after configs": {&fakeTopic{partitions: 1, refusedCount: true}, wanted, restproxy.TopicChange{Configs: wanted.Configs}, []string{alterBoth, grow}, kafkarest.ErrInvalid},
		"another client grows it first":        {&fakeTopic{partitions: 1, configs: wanted.Configs, racingGrowth: 3}, wanted, restproxy.TopicChange{}, []string{grow}, nil},
		"another client grows it further":      {&fakeTopic{partitions: 1, configs: wanted.Configs, racingGrowth: 5}, wanted, restproxy.TopicChange{}, []string{grow}, kafkarest.ErrConflict},
		"the answer to the growth is lost":     {&fakeTopic{partitions: 1, configs: wanted.Configs, lostAnswer: true}, wanted, restproxy.TopicChange{PartitionsAdded: 2}, []string{grow}, nil},
		"the growth itself is lost":            {&fakeTopic{partitions: 1, configs: wanted.Configs, lostRequest: true}, wanted, restproxy.TopicChange{}, []string{grow}, kafkarest.ErrOutcomeUnknown},
		"another client is faster":             {&fakeTopic{racingCreate: true, configs: wanted.Configs}, wanted, restproxy.TopicChange{PartitionsAdded: 2}, []string{create, grow}, nil},
		"the answer to the create is lost":     {&fakeTopic{lostAnswer: true}, wanted, restproxy.TopicChange{Created: true}, []string{create}, nil},
		"the create itself is lost":            {&fakeTopic{lostRequest: true}, wanted, restproxy.TopicChange{}, []string{create}, kafkarest.ErrOutcomeUnknown},
		"the brokers are given": {
			&fakeTopic{partitions: 1}, restproxy.CreateTopicOptions{ReplicasAssignments: map[int32][]int32{0: {1}, 1: {2}}},
			restproxy.TopicChange{PartitionsAdded: 1}, []string{"PATCH 2 []"}, nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			change, err := newService(t, test.service).EnsureTopic(t.Context(), "orders", &test.wanted)
			if test.fails != nil {
				require.ErrorIs(t, err, test.fails)
			} else {
				require.NoError(t, err)
			}
			assert.Equal(t, test.want, change)
			assert.Equal(t, test.want.Created || test.want.PartitionsAdded > 0 || test.want.Configs != nil, change.Changed())
			assert.Equal(t, test.changes, test.service.changes)
			if test.fails == nil {
				assert.Zero(t, test.service.staleReads, "it waits until the topic is seen as wanted")
			}
		})
	}
}

// A wait for partitions that do not come says how many there are.
func TestEnsureTopicLacksPartitions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := &fakeTopic{staleReads: 1 << 30}
		client, err := restproxy.New(kafkarest.Config{URL: "http://h" + opstest.BasePath, HTTPClient: opstest.Unconnected(service)})
		require.NoError(t, err)
		change, err := client.Cluster("c1").EnsureTopic(t.Context(), "orders", &restproxy.CreateTopicOptions{Partitions: 2})
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorContains(t, err, "it had 1 of 2 partitions")
		assert.Equal(t, restproxy.TopicChange{Created: true}, change)
	})
}
