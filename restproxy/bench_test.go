package restproxy_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	benchTopics = 1000
	benchLags   = 1000
	benchBatch  = 10
	benchKey    = "an-api-key-of-the-usual-forty-four-letters"
)

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	topic := strings.Join(strings.Fields(topicText), "")
	lag := strings.Join(strings.Fields(lagText), "")
	topics := make([]string, benchTopics)
	for i := range topics {
		name := fmt.Sprintf("orders-%04d", i)
		topics[i] = strings.NewReplacer("orders", name, "http://h/", "http://h/v3/clusters/c1/topics/"+name+"/").Replace(topic)
	}
	const produced = `"cluster_id":"c1","topic_name":"orders","partition_id":2,"offset":41,"timestamp":"2024-03-01T10:00:00.250Z",
		"key":{"type":"STRING","size":3},"value":{"type":"BINARY","size":200}}`
	successes := make([]string, benchBatch)
	for i := range successes {
		successes[i] = fmt.Sprintf(`{"id":"%d",%s`, i, produced)
	}

	mux := http.NewServeMux()
	answer := func(pattern string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	answer("GET /v3/clusters/c1/topics", http.StatusOK, collection(topics...))
	answer("POST /v3/clusters/c1/topics", http.StatusCreated, topic)
	answer("GET /v3/clusters/c1/topics/orders", http.StatusOK, topic)
	answer("GET /v3/clusters/c1/topics/missing", http.StatusNotFound, `{"error_code":40403,"message":"This server does not host this topic-partition."}`)
	answer("GET /v3/clusters/c1/consumer-groups/billing/lags", http.StatusOK, collection(slices.Repeat([]string{lag}, benchLags)...))
	answer("POST /v3/clusters/c1/topics/orders/records", http.StatusOK, `{"error_code":200,`+produced+"\r\n")
	mux.HandleFunc("POST "+streamPath, sinkRecords)
	answer("POST /v3/clusters/c1/topics/orders/records:batch", http.StatusMultiStatus, `{"successes":[`+strings.Join(successes, ",")+`],"failures":[]}`)
	return mux
}

// What a careful caller would write for the records.
type (
	floorData struct {
		Type string `json:"type"`
		Data string `json:"data"`
	}
	floorRecord struct {
		ID    string    `json:"id,omitempty"`
		Key   floorData `json:"key"`
		Value floorData `json:"value"`
	}
	floorItem struct {
		ID        string `json:"id"`
		ErrorCode int    `json:"error_code"`
		Message   string `json:"message"`
		restproxy.ProduceResult
	}
)

func newFloorRecord(id, key string, value []byte) floorRecord {
	return floorRecord{ID: id, Key: floorData{"STRING", key}, Value: floorData{"BINARY", base64.StdEncoding.EncodeToString(value)}}
}

func BenchmarkRESTProxy(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "key", benchKey)
	client, err := restproxy.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("key", benchKey)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)
	cluster := client.Cluster("c1")
	path := "/v3/clusters/" + url.PathEscape("c1") + "/topics"
	value := []byte(strings.Repeat("v", 200))

	floorGet := func(name string) error {
		var topic restproxy.Topic
		return floor.Do(ctx, http.MethodGet, path+"/"+url.PathEscape(name), nil, &topic)
	}
	b.Run("GetTopic", func(b *testing.B) {
		bench.Rivals(b, func() error { return floorGet("orders") }, func() error {
			_, err := cluster.GetTopic(ctx, "orders", nil)
			return err
		})
	})

	b.Run("GetTopic/missing", func(b *testing.B) {
		bench.Rivals(b, func() error {
			if floorGet("missing") == nil {
				return errors.New("no error")
			}
			return nil
		}, func() error {
			if _, err := cluster.GetTopic(ctx, "missing", nil); !errors.Is(err, kafkarest.ErrNotFound) {
				return fmt.Errorf("not %w: %w", kafkarest.ErrNotFound, err)
			}
			return nil
		})
	})

	b.Run("CreateTopic", func(b *testing.B) {
		type config struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		}
		configs := map[string]string{"retention.ms": "3600000"}
		bench.Rivals(b, func() error {
			body := struct {
				TopicName       string   `json:"topic_name"`
				PartitionsCount int32    `json:"partitions_count"`
				Configs         []config `json:"configs"`
			}{"orders", 6, []config{{"retention.ms", "3600000"}}}
			var topic restproxy.Topic
			return floor.Do(ctx, http.MethodPost, path, body, &topic)
		}, func() error {
			_, err := cluster.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{Partitions: 6, Configs: configs})
			return err
		})
	})

	b.Run("ListConsumerLags/1,000 partitions", func(b *testing.B) {
		expect := func(lags []restproxy.ConsumerLag, err error) error {
			if err == nil && len(lags) != benchLags {
				err = fmt.Errorf("%d lags", len(lags))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var list struct {
				Data []restproxy.ConsumerLag `json:"data"`
			}
			err := floor.Do(ctx, http.MethodGet, "/v3/clusters/c1/consumer-groups/"+url.PathEscape("billing")+"/lags", nil, &list)
			return expect(list.Data, err)
		}, func() error {
			return expect(cluster.ListConsumerLags(ctx, "billing"))
		})
	})

	b.Run("ListTopics/1,000 topics", func(b *testing.B) {
		expectAll := func(topics []restproxy.Topic, err error) error {
			if err == nil && len(topics) != benchTopics {
				err = fmt.Errorf("%d topics", len(topics))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var list struct {
				Data []restproxy.Topic `json:"data"`
			}
			err := floor.Do(ctx, http.MethodGet, path, nil, &list)
			return expectAll(list.Data, err)
		}, func() error {
			topics, err := cluster.ListTopics(ctx, nil)
			return expectAll(topics, err)
		})
	})

	floorProduce := func() error {
		var item floorItem
		err := floor.Do(ctx, http.MethodPost, path+"/"+url.PathEscape("orders")+"/records", newFloorRecord("", "key", value), &item)
		if err == nil && item.ErrorCode != http.StatusOK {
			err = fmt.Errorf("error_code %d: %s", item.ErrorCode, item.Message)
		}
		return err
	}
	clientProduce := func() error {
		_, err := cluster.ProduceOne(ctx, "orders", restproxy.Record{Key: restproxy.String("key"), Value: restproxy.Bytes(value)})
		return err
	}
	b.Run("ProduceOne", func(b *testing.B) { bench.Rivals(b, floorProduce, clientProduce) })
	b.Run("ProduceOne/64 callers at once", func(b *testing.B) { bench.ParallelRivals(b, floorProduce, clientProduce) })

	b.Run("ProduceBatch/ten records", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var body struct {
				Entries []floorRecord `json:"entries"`
			}
			for i := range benchBatch {
				body.Entries = append(body.Entries, newFloorRecord(strconv.Itoa(i), "key", value))
			}
			var answer struct {
				Successes []floorItem `json:"successes"`
				Failures  []floorItem `json:"failures"`
			}
			err := floor.Do(ctx, http.MethodPost, path+"/"+url.PathEscape("orders")+"/records:batch", body, &answer)
			if err == nil && len(answer.Successes) != benchBatch {
				err = fmt.Errorf("%d failures", len(answer.Failures))
			}
			return err
		}, func() error {
			records := make([]restproxy.Record, benchBatch)
			for i := range records {
				records[i] = restproxy.Record{Key: restproxy.String("key"), Value: restproxy.Bytes(value)}
			}
			_, err := cluster.ProduceBatch(ctx, "orders", records, nil)
			return err
		})
	})
}
