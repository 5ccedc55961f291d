package restproxyv2_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

const (
	benchRecords = 100_000
	benchBatch   = 500 // records of a read
	benchValue   = 200 // bytes of a value
)

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	value := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("v", benchValue)))
	var batch strings.Builder
	for i := range benchBatch {
		fmt.Fprintf(&batch, `,{"topic":"orders","key":null,"value":"%s","partition":%d,"offset":%d}`, value, i%3, 1_000_000+i)
	}
	body := "[" + batch.String()[1:] + "]"

	mux := http.NewServeMux()
	answer := func(pattern string, mediaType string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", mediaType)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	answer("POST /consumers/g", meta, http.StatusOK, `{"instance_id":"i","base_uri":""}`)
	answer("POST /consumers/g/instances/i/subscription", meta, http.StatusNoContent, "")
	answer("GET /consumers/g/instances/i/records", binaryType, http.StatusOK, body)
	return mux
}

// A benchRecord is a record as a careful caller models it.
type benchRecord struct {
	Topic     string `json:"topic"`
	Key       []byte `json:"key"`
	Value     []byte `json:"value"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
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
	consumer, err := client.CreateConsumer(ctx, "g", nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := consumer.Subscribe(ctx, []string{"orders"}); err != nil {
		b.Fatal(err)
	}

	b.Run("Consume"+strconv.Itoa(benchRecords), func(b *testing.B) {
		bench.Rivals(b, func() error {
			type partition struct {
				topic  string
				number int32
			}
			positions := make(map[partition]int64)
			bytes := 0
			for read := 0; read < benchRecords; {
				var batch []benchRecord
				if err := floor.Do(ctx, http.MethodGet, "/consumers/g/instances/i/records?timeout=5000&max_bytes=67108864", nil, &batch); err != nil {
					return err
				}
				for _, record := range batch {
					positions[partition{record.Topic, record.Partition}] = record.Offset
					bytes += len(record.Value)
				}
				read += len(batch)
			}
			return expectBytes(bytes)
		}, func() error {
			bytes, read := 0, 0
			for record, err := range consumer.Records(ctx) {
				if err != nil {
					return err
				}
				bytes += len(record.Value)
				if read++; read == benchRecords {
					break
				}
			}
			return expectBytes(bytes)
		})
	})
}

func expectBytes(got int) error {
	if want := benchRecords * benchValue; got != want {
		return fmt.Errorf("%d bytes of %d", got, want)
	}
	return nil
}
