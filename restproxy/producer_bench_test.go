package restproxy_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/bench"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const streamPath = "/v3/clusters/c1/topics/stream/records"

// sinkRecords answers each record of a stream when its last brace has come. It
// does not look at what is in them.
func sinkRecords(w http.ResponseWriter, r *http.Request) {
	const item = `{"error_code":200,"cluster_id":"c1","topic_name":"stream","partition_id":2,"offset":41,` +
		`"timestamp":"2024-03-01T10:00:00.250Z","value":{"type":"BINARY","size":200}}` + "\r\n"
	control := http.NewResponseController(w)
	_ = control.EnableFullDuplex()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	_ = control.Flush()
	out := bufio.NewWriterSize(w, 32<<10)
	depth, quoted, p := 0, false, make([]byte, 64<<10)
	for {
		n, err := r.Body.Read(p)
		for _, c := range p[:n] {
			switch {
			case c == '"':
				quoted = !quoted // no record of a benchmark holds an escape
			case quoted:
			case c == '{':
				depth++
			case c == '}':
				if depth--; depth == 0 {
					_, _ = out.WriteString(item)
				}
			}
		}
		_ = out.Flush()
		_ = control.Flush()
		if err != nil {
			return
		}
	}
}

// BenchmarkProducer sends records of 200 incompressible bytes: the producer
// beside a stream as a careful caller writes it by hand, and beside a request
// for each.
func BenchmarkProducer(b *testing.B) {
	server := bench.Server(b)
	value := make([]byte, 200)
	_, _ = rand.Read(value)
	b.Run("Producer.Produce/1,000 records", func(b *testing.B) {
		bench.StreamRivals(b,
			func(n int) error { return streamByHand(server, value, n) },
			func(n int) error { return streamByProducer(server, value, n) })
		bench.FurtherStream(b, "a request for each, by hand", func(n int) error { return requestForEach(server, value, n) })
	})
}

type floorStreamRecord struct {
	Value floorData `json:"value"`
}

func floorRecordOf(value []byte) floorStreamRecord {
	return floorStreamRecord{floorData{"BINARY", base64.StdEncoding.EncodeToString(value)}}
}

func requestForEach(server string, value []byte, n int) error {
	floor := bench.NewFloor(server, "key", benchKey)
	defer floor.CloseIdleConnections()
	for range n {
		var item floorItem
		if err := floor.Do(context.Background(), http.MethodPost, streamPath, floorRecordOf(value), &item); err != nil {
			return err
		}
	}
	return nil
}

// streamByHand writes records through a buffer to one chunked request, and
// reads the results on another goroutine.
func streamByHand(server string, value []byte, n int) error {
	body, pipe := io.Pipe()
	req, err := http.NewRequest(http.MethodPost, server+streamPath, body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Encoding", "identity")
	req.SetBasicAuth("key", benchKey)
	results := make(chan error, 1)
	go func() {
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			results <- err
			return
		}
		defer resp.Body.Close()
		items := json.NewDecoder(resp.Body)
		for i := 0; ; i++ {
			var item floorItem
			switch err := items.Decode(&item); {
			case err == io.EOF && i != n:
				results <- fmt.Errorf("%d results of %d", i, n)
				return
			case err == io.EOF:
				results <- nil
				return
			case err != nil || item.ErrorCode != http.StatusOK:
				results <- fmt.Errorf("result %d: %w", i, err)
				return
			}
		}
	}()
	writer := bufio.NewWriterSize(pipe, 32<<10)
	records := json.NewEncoder(writer)
	for range n {
		if err := records.Encode(floorRecordOf(value)); err != nil {
			return err
		}
	}
	_ = writer.Flush()
	_ = pipe.Close()
	return <-results
}

func streamByProducer(server string, value []byte, n int) error {
	client, err := restproxy.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("key", benchKey)})
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	producer, err := client.Cluster("c1").NewProducer(url.PathEscape("stream"), nil)
	if err != nil {
		return err
	}
	ctx, delivered := context.Background(), 0
	count := func(r restproxy.ProduceOutcome) {
		if r.Err == nil {
			delivered++
		}
	}
	for range n {
		producer.Produce(ctx, restproxy.Record{Value: restproxy.Bytes(value)}, count)
	}
	if err := producer.Close(ctx); err != nil || delivered != n {
		return fmt.Errorf("%d of %d delivered, %w", delivered, n, err)
	}
	return nil
}
