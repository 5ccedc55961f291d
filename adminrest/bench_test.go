package adminrest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/ibmcloud"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const (
	benchTopics     = 1000
	benchPage       = 100
	benchPartitions = 100
	benchToken      = 1500 // bytes of an access token
	benchKey        = "an-api-key-of-the-usual-forty-four-letters"
)

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	const transaction = "17afe715-0ff5-4c49-9acc-a4204244a331"
	topic := strings.Join(strings.Fields(publishedTopic), "")
	list := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(topic+",", n), ",") + "]" }
	whole, page := list(benchTopics), list(benchPage)

	mux := http.NewServeMux()
	answer := func(pattern string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("X-Global-Transaction-Id", transaction)
			text := body
			if strings.Contains(r.URL.RawQuery, "per_page") {
				w.Header().Set("X-Total-Count", strconv.Itoa(benchTopics))
				text = page
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		})
	}
	answer("GET /admin/topics/orders", http.StatusOK, topic)
	answer("GET /admin/topics/missing", http.StatusNotFound,
		`{"error_code":40403,"message":"no such topic","incident_id":"`+transaction+`"}`)
	answer("GET /admin/topics", http.StatusOK, whole)
	answer("POST /admin/topics", http.StatusAccepted, "")
	answer("DELETE /admin/topics/orders", http.StatusAccepted, "")
	answer("GET /admin/consumergroups/billing", http.StatusOK, benchGroup())
	answer("POST /identity/token", http.StatusOK, `{"access_token":"`+strings.Repeat("t", benchToken)+`","expires_in":3600}`)
	return mux
}

// benchGroup has one member, which reads all partitions.
func benchGroup() string {
	assignments, offsets := make([]string, benchPartitions), make([]string, benchPartitions)
	for i := range benchPartitions {
		assignments[i] = fmt.Sprintf(`{"topic":"orders","partition":%d}`, i)
		offsets[i] = fmt.Sprintf(`{"topic":"orders","partition":%d,"current_offset":3000000000,"end_offset":3000000007}`, i)
	}
	return `{"group_id":"billing","state":"Stable","members":[{"consumer_id":"c-1","client_id":"app","host":"/10.0.0.1","assignments":[` +
		strings.Join(assignments, ",") + `]}],"offsets":[` + strings.Join(offsets, ",") + `]}`
}

// floorToken is an access token that is kept until it is about to expire.
type floorToken struct {
	url string

	mu      sync.Mutex
	value   string
	expires time.Time
}

func (t *floorToken) authorize(req *http.Request) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if time.Now().After(t.expires) {
		resp, err := http.PostForm(t.url+"/identity/token", url.Values{
			"grant_type": {"urn:ibm:params:oauth:grant-type:apikey"}, "apikey": {benchKey},
		})
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var answer struct {
			AccessToken string `json:"access_token"`
			ExpiresIn   int64  `json:"expires_in"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			return err
		}
		t.value = answer.AccessToken
		t.expires = time.Now().Add(time.Duration(answer.ExpiresIn) * time.Second * 4 / 5)
	}
	req.Header.Set("Authorization", "Bearer "+t.value)
	return nil
}

// expectAll makes a benchmark fail that does less than it says.
func expectAll(topics []adminrest.Topic, err error) error {
	if err == nil && len(topics) != benchTopics {
		err = fmt.Errorf("%d topics", len(topics))
	}
	return err
}

func BenchmarkAdminREST(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "token", benchKey)
	client, err := adminrest.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("token", benchKey)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)

	floorGet := func() error {
		var topic adminrest.Topic
		return floor.Do(ctx, http.MethodGet, "/admin/topics/"+url.PathEscape("orders"), nil, &topic)
	}
	clientGet := func() error {
		_, err := client.GetTopic(ctx, "orders")
		return err
	}
	b.Run("GetTopic", func(b *testing.B) { bench.Rivals(b, floorGet, clientGet) })
	b.Run("GetTopic/64 callers at once", func(b *testing.B) { bench.ParallelRivals(b, floorGet, clientGet) })

	b.Run("GetTopic/IAM token", func(b *testing.B) {
		iam := ibmcloud.IAM(benchKey, ibmcloud.WithURL(server))
		client, err := adminrest.New(kafkarest.Config{URL: server, Authenticator: iam})
		if err != nil {
			b.Fatal(err)
		}
		defer client.CloseIdleConnections()
		floor := bench.NewFloorWith(server, (&floorToken{url: server}).authorize)
		defer floor.CloseIdleConnections()
		bench.Rivals(b, func() error {
			var topic adminrest.Topic
			return floor.Do(ctx, http.MethodGet, "/admin/topics/"+url.PathEscape("orders"), nil, &topic)
		}, func() error {
			_, err := client.GetTopic(ctx, "orders")
			return err
		})
	})

	b.Run("EnsureTopic/as it is", func(b *testing.B) {
		wanted := map[string]string{"retention.ms": "3600000", "cleanup.policy": "delete"}
		bench.Rivals(b, func() error {
			var topic adminrest.Topic
			if err := floor.Do(ctx, http.MethodGet, "/admin/topics/"+url.PathEscape("orders"), nil, &topic); err != nil {
				return err
			}
			for name, value := range wanted {
				if topic.Configs[name] != value {
					return fmt.Errorf("%s is to change", name)
				}
			}
			if topic.Partitions != 2 {
				return errors.New("partitions are to change")
			}
			return nil
		}, func() error {
			change, err := client.EnsureTopic(ctx, "orders", &adminrest.CreateTopicOptions{Partitions: 2, Configs: wanted})
			if err == nil && change.Changed() {
				err = fmt.Errorf("%+v", change)
			}
			return err
		})
	})

	b.Run("CreateTopic", func(b *testing.B) {
		configs := map[string]string{"retention.ms": "3600000"}
		type entry struct{ Name, Value string }
		bench.Rivals(b, func() error {
			body := struct {
				Name           string  `json:"name"`
				PartitionCount int32   `json:"partition_count"`
				Configs        []entry `json:"configs"`
			}{"orders", 3, []entry{{"retention.ms", "3600000"}}}
			return floor.Do(ctx, http.MethodPost, "/admin/topics", body, nil)
		}, func() error {
			return client.CreateTopic(ctx, "orders", &adminrest.CreateTopicOptions{Partitions: 3, Configs: configs})
		})
	})

	b.Run("DeleteTopic", func(b *testing.B) {
		bench.Rivals(b, func() error {
			return floor.Do(ctx, http.MethodDelete, "/admin/topics/"+url.PathEscape("orders"), nil, nil)
		}, func() error {
			return client.DeleteTopic(ctx, "orders")
		})
	})

	b.Run("GetTopic/missing", func(b *testing.B) {
		bench.Rivals(b, func() error {
			if floor.Do(ctx, http.MethodGet, "/admin/topics/"+url.PathEscape("missing"), nil, nil) == nil {
				return errors.New("no error")
			}
			return nil
		}, func() error {
			if _, err := client.GetTopic(ctx, "missing"); !errors.Is(err, kafkarest.ErrNotFound) {
				return err
			}
			return nil
		})
	})

	b.Run("GetConsumerGroup/100 partitions", func(b *testing.B) {
		expect := func(group *adminrest.ConsumerGroup, err error) error {
			if err == nil && len(group.Offsets) != benchPartitions {
				err = fmt.Errorf("%d offsets", len(group.Offsets))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var group adminrest.ConsumerGroup
			err := floor.Do(ctx, http.MethodGet, "/admin/consumergroups/"+url.PathEscape("billing"), nil, &group)
			return expect(&group, err)
		}, func() error {
			return expect(client.GetConsumerGroup(ctx, "billing"))
		})
	})

	b.Run("ListTopics/1,000 topics", func(b *testing.B) {
		floorList := func(floor *bench.Floor) error {
			var topics []adminrest.Topic
			err := floor.Do(ctx, http.MethodGet, "/admin/topics", nil, &topics)
			return expectAll(topics, err)
		}
		bench.Rivals(b, func() error { return floorList(floor) }, func() error {
			topics, err := client.ListTopics(ctx, nil)
			return expectAll(topics, err)
		})
		newer := *floor
		newer.Decode = func(answer io.Reader, out any) error { return jsonv2.UnmarshalRead(answer, out) }
		bench.Further(b, "by hand with go-json-experiment", func() error { return floorList(&newer) })
	})

	b.Run("Topics/1,000 topics in ten pages", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var all []adminrest.Topic
			for page := 1; page <= benchTopics/benchPage; page++ {
				var topics []adminrest.Topic
				path := "/admin/topics?per_page=" + strconv.Itoa(benchPage) + "&page=" + strconv.Itoa(page)
				if err := floor.Do(ctx, http.MethodGet, path, nil, &topics); err != nil {
					return err
				}
				all = append(all, topics...)
			}
			return expectAll(all, nil)
		}, func() error {
			var all []adminrest.Topic
			for topic, err := range client.Topics(ctx, nil) {
				if err != nil {
					return err
				}
				all = append(all, topic)
			}
			return expectAll(all, nil)
		})
	})
}
