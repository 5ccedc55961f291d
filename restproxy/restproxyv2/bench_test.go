package restproxyv2_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

const (
	benchBatch   = 500 // records of a read
	benchValue   = 200 // bytes of a value
	benchProduce = 10  // records of a request
)

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	value := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("v", benchValue)))
	order := fmt.Sprintf(`{"item":"%s","count":2}`, strings.Repeat("i", benchValue-len(`{"item":"","count":2}`)))
	records := func(value string) string {
		var batch strings.Builder
		for i := range benchBatch {
			fmt.Fprintf(&batch, `,{"topic":"orders","key":null,"value":%s,"partition":%d,"offset":%d}`, value, i%3, 1_000_000+i)
		}
		return "[" + batch.String()[1:] + "]"
	}
	const written = `{"partition":1,"offset":78,"error_code":null,"error":null}`
	answerTo := func(n int) string {
		return `{"offsets":[` + strings.Join(slices.Repeat([]string{written}, n), ",") + `],"key_schema_id":null,"value_schema_id":null}`
	}

	mux := http.NewServeMux()
	answer := func(pattern string, mediaType string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", mediaType)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	for instance, values := range map[string]struct{ mediaType, records string }{
		"bytes": {binaryType, records(`"` + value + `"`)},
		"json":  {jsonType, records(order)},
	} {
		answer("POST /consumers/"+instance, meta, http.StatusOK, `{"instance_id":"i","base_uri":""}`)
		answer("POST /consumers/"+instance+"/instances/i/subscription", meta, http.StatusNoContent, "")
		answer("GET /consumers/"+instance+"/instances/i/records", values.mediaType, http.StatusOK, values.records)
	}
	answer("GET /topics/orders", meta, http.StatusOK,
		`{"name":"orders","configs":{"cleanup.policy":"delete","retention.ms":"3600000"},"partitions":[`+
			strings.Join(slices.Repeat([]string{partition0}, 6), ",")+`]}`)
	answer("GET /topics/missing", meta, http.StatusNotFound, `{"error_code":40401,"message":"Topic not found."}`)
	answer("POST /topics/orders", meta, http.StatusOK, answerTo(benchProduce))
	answer("POST /topics/one", meta, http.StatusOK, answerTo(1))
	return mux
}

// A benchRecord is a record as a careful caller models it.
type benchRecord[V any] struct {
	Topic     string `json:"topic"`
	Key       []byte `json:"key"`
	Value     V      `json:"value"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
}

type benchOrder struct {
	Item  string `json:"item"`
	Count int    `json:"count"`
}

func BenchmarkRESTProxyV2(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "user", "password")
	client, err := restproxyv2.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("user", "password")}, restproxyv2.WithServer(restproxyv2.ServerConfluent))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)

	floorGet := func(name string) error {
		var topic restproxyv2.Topic
		return floor.Do(ctx, http.MethodGet, "/topics/"+url.PathEscape(name), nil, &topic)
	}
	b.Run("GetTopic", func(b *testing.B) {
		bench.Rivals(b, func() error { return floorGet("orders") }, func() error {
			_, err := client.GetTopic(ctx, "orders")
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
			if _, err := client.GetTopic(ctx, "missing"); !errors.Is(err, kafkarest.ErrNotFound) {
				return fmt.Errorf("not %w: %w", kafkarest.ErrNotFound, err)
			}
			return nil
		})
	})

	value := []byte(strings.Repeat("v", benchValue))
	produce := func(name, topic string, n int) {
		b.Run("Produce/"+name, func(b *testing.B) {
			bench.Rivals(b, func() error {
				type record struct {
					Value []byte `json:"value"`
				}
				body := struct {
					Records []record `json:"records"`
				}{make([]record, n)}
				for i := range body.Records {
					body.Records[i] = record{value}
				}
				var answer struct {
					Offsets []struct {
						Partition int32   `json:"partition"`
						Offset    int64   `json:"offset"`
						ErrorCode *int    `json:"error_code"`
						Error     *string `json:"error"`
					} `json:"offsets"`
				}
				if err := floor.Do(ctx, http.MethodPost, "/topics/"+url.PathEscape(topic), body, &answer); err != nil {
					return err
				}
				for _, outcome := range answer.Offsets {
					if outcome.ErrorCode != nil {
						return fmt.Errorf("error_code %d", *outcome.ErrorCode)
					}
				}
				return expect(len(answer.Offsets), n)
			}, func() error {
				records := make([]restproxyv2.ProduceRecord, n)
				for i := range records {
					records[i] = restproxyv2.ProduceRecord{Value: restproxyv2.Bytes(value)}
				}
				result, err := client.Produce(ctx, topic, records, nil)
				if err != nil {
					return err
				}
				return expect(len(result.Outcomes), n)
			})
		})
	}
	produce("one record", "one", 1)
	produce("ten records", "orders", benchProduce)

	b.Run("Consumer.Records/1,000 records", func(b *testing.B) {
		consumer := newBenchConsumer(b, client, "bytes", nil)
		bench.StreamRivals(b, func(n int) error {
			return floorConsume(floor, "bytes", n, func(value []byte) int { return len(value) })
		}, func(n int) error {
			return clientConsume(consumer, n, func(record restproxyv2.Record) (int, error) { return len(record.Value), nil })
		})
	})
	b.Run("Consumer.Records/1,000 records decoded from JSON", func(b *testing.B) {
		consumer := newBenchConsumer(b, client, "json", &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
		size := func(order benchOrder) int { return len(order.Item) + len(`{"item":"","count":2}`) }
		bench.StreamRivals(b, func(n int) error {
			return floorConsume(floor, "json", n, size)
		}, func(n int) error {
			return clientConsume(consumer, n, func(record restproxyv2.Record) (int, error) {
				order, err := restproxyv2.Decode[benchOrder](record)
				return size(order), err
			})
		})
	})
}

func newBenchConsumer(b *testing.B, client *restproxyv2.Client, group string, options *restproxyv2.ConsumerOptions) *restproxyv2.Consumer {
	consumer, err := client.CreateConsumer(b.Context(), group, options)
	if err != nil {
		b.Fatal(err)
	}
	if err := consumer.Subscribe(b.Context(), []string{"orders"}); err != nil {
		b.Fatal(err)
	}
	return consumer
}

// floorConsume reads n records, and keeps where it stands as a caller who
// commits has to.
func floorConsume[V any](floor *bench.Floor, group string, n int, size func(V) int) error {
	type partition struct {
		topic  string
		number int32
	}
	positions := make(map[partition]int64)
	bytes := 0
	for read := 0; read < n; {
		var batch []benchRecord[V]
		path := "/consumers/" + group + "/instances/i/records?timeout=5000&max_bytes=67108864"
		if err := floor.Do(context.Background(), http.MethodGet, path, nil, &batch); err != nil {
			return err
		}
		for _, record := range batch {
			positions[partition{record.Topic, record.Partition}] = record.Offset
			bytes += size(record.Value)
		}
		read += len(batch)
	}
	return expect(bytes, n*benchValue)
}

func clientConsume(consumer *restproxyv2.Consumer, n int, size func(restproxyv2.Record) (int, error)) error {
	bytes, read := 0, 0
	for record, err := range consumer.Records(context.Background()) {
		if err != nil {
			return err
		}
		size, err := size(record)
		if err != nil {
			return err
		}
		bytes += size
		if read++; read == n {
			break
		}
	}
	return expect(bytes, n*benchValue)
}

// expect makes a benchmark fail that does less than it says.
func expect(got, want int) error {
	if got != want {
		return fmt.Errorf("%d of %d", got, want)
	}
	return nil
}
