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
	"runtime/metrics"
	"testing"
	"time"

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

// BenchmarkProducer sends records of 200 incompressible bytes: one request for
// each, a stream as a careful caller writes it by hand, and the producer. The
// metric peak-heap-MB is that of the client's process.
func BenchmarkProducer(b *testing.B) {
	server := bench.Server(b)
	value := make([]byte, 200)
	_, _ = rand.Read(value)
	b.Run("Requests", func(b *testing.B) {
		floor := bench.NewFloor(server, "key", benchKey)
		defer floor.CloseIdleConnections()
		b.ReportAllocs()
		for b.Loop() {
			var item floorItem
			if err := floor.Do(context.Background(), http.MethodPost, streamPath, floorRecordOf(value), &item); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Stream", func(b *testing.B) {
		for _, side := range []struct {
			name string
			send func(b *testing.B, server string, value []byte)
		}{{"floor", streamByHand}, {"client", streamByProducer}} {
			b.Run("by="+side.name, func(b *testing.B) {
				peak := watchHeap()
				b.ReportAllocs()
				b.ResetTimer()
				side.send(b, server, value)
				b.StopTimer()
				b.ReportMetric(peak(), "peak-heap-MB")
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
			})
		}
	})
}

type floorStreamRecord struct {
	Value floorData `json:"value"`
}

func floorRecordOf(value []byte) floorStreamRecord {
	return floorStreamRecord{floorData{"BINARY", base64.StdEncoding.EncodeToString(value)}}
}

// streamByHand writes records through a buffer to one chunked request, and
// reads the results on another goroutine.
func streamByHand(b *testing.B, server string, value []byte) {
	body, pipe := io.Pipe()
	req, err := http.NewRequest(http.MethodPost, server+streamPath, body)
	if err != nil {
		b.Fatal(err)
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
		for n := 0; ; n++ {
			var item floorItem
			switch err := items.Decode(&item); {
			case err == io.EOF && n != b.N:
				results <- fmt.Errorf("%d results of %d", n, b.N)
				return
			case err == io.EOF:
				results <- nil
				return
			case err != nil || item.ErrorCode != http.StatusOK:
				results <- fmt.Errorf("result %d: %w", n, err)
				return
			}
		}
	}()
	writer := bufio.NewWriterSize(pipe, 32<<10)
	records := json.NewEncoder(writer)
	for range b.N {
		if err := records.Encode(floorRecordOf(value)); err != nil {
			b.Fatal(err)
		}
	}
	_ = writer.Flush()
	_ = pipe.Close()
	if err := <-results; err != nil {
		b.Fatal(err)
	}
}

func streamByProducer(b *testing.B, server string, value []byte) {
	client, err := restproxy.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("key", benchKey)})
	if err != nil {
		b.Fatal(err)
	}
	defer client.CloseIdleConnections()
	producer, err := client.Cluster("c1").NewProducer(url.PathEscape("stream"), nil)
	if err != nil {
		b.Fatal(err)
	}
	ctx, delivered := context.Background(), 0
	count := func(r restproxy.ProduceOutcome) {
		if r.Err == nil {
			delivered++
		}
	}
	for range b.N {
		producer.Produce(ctx, restproxy.Record{Value: restproxy.Bytes(value)}, count)
	}
	if err := producer.Close(ctx); err != nil || delivered != b.N {
		b.Fatalf("%d of %d delivered, %v", delivered, b.N, err)
	}
}

// watchHeap samples the size of the heap until the function is called that it
// returns, which gives the peak in MB.
func watchHeap() (peak func() float64) {
	stop, result := make(chan struct{}), make(chan float64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		for peak := uint64(0); ; {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64())
			select {
			case <-stop:
				result <- float64(peak) / (1 << 20)
				return
			case <-ticker.C:
			}
		}
	}()
	return func() float64 { close(stop); return <-result }
}
