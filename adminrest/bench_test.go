package adminrest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const (
	benchTopics  = 1000
	benchPage    = 100
	benchCallers = 32 // for each processor
	benchKey     = "an-api-key-of-the-usual-forty-four-letters"
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
	return mux
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
	b.Run("GetTopic64Callers", func(b *testing.B) { bench.ParallelRivals(b, benchCallers, floorGet, clientGet) })

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

	b.Run("GetTopicMissing", func(b *testing.B) {
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

	b.Run("ListTopics1000", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var topics []adminrest.Topic
			err := floor.Do(ctx, http.MethodGet, "/admin/topics", nil, &topics)
			return expectAll(topics, err)
		}, func() error {
			topics, err := client.ListTopics(ctx, nil)
			return expectAll(topics, err)
		})
	})

	b.Run("Topics1000In10Pages", func(b *testing.B) {
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
