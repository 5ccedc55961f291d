// Package bench gives benchmarks a server in a process of its own, so that
// what they count is the client's alone.
package bench

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
)

// role tells a process that it is the server of another one's benchmarks.
const role = "KAFKAREST_BENCH_SERVER"

// ServeIfChild serves handler if this process was started by [Server], until
// that one ends, and does not return then. A package's TestMain calls it
// first.
func ServeIfChild(handler http.Handler) {
	if os.Getenv(role) == "" {
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("http://" + listener.Addr().String())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // ends with the parent
		os.Exit(0)
	}()
	fmt.Fprintln(os.Stderr, http.Serve(listener, handler))
	os.Exit(1)
}

// Server starts the test's own program as a server and returns its URL.
func Server(tb testing.TB) string {
	tb.Helper()
	program, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), role+"=1")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	})
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		tb.Fatal(err)
	}
	return strings.TrimSpace(url)
}

// Rivals runs the two sides of a comparison as sub-benchmarks that benchstat
// puts side by side: what a careful caller writes by hand, and the client.
func Rivals(b *testing.B, floor, client func() error) {
	runSides(b, floor, client, loop)
}

// Further runs one more side of a comparison, beside those of [Rivals].
func Further(b *testing.B, name string, call func() error) {
	runSide(b, name, call, loop)
}

func loop(b *testing.B, call func() error) {
	for b.Loop() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
}

// ParallelRivals is Rivals with 64 callers at once, or the next multiple of
// the number of processors.
func ParallelRivals(b *testing.B, floor, client func() error) {
	const callers = 64
	runSides(b, floor, client, func(b *testing.B, call func() error) {
		processors := runtime.GOMAXPROCS(0)
		b.SetParallelism((callers + processors - 1) / processors)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if err := call(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	})
}

// runSides runs both sides, under the names that benchstat compares by.
func runSides(b *testing.B, floor, client func() error, run func(*testing.B, func() error)) {
	runSide(b, "floor", floor, run)
	runSide(b, "client", client, run)
}

func runSide(b *testing.B, name string, call func() error, run func(*testing.B, func() error)) {
	b.Run("by="+name, func(b *testing.B) {
		b.ReportAllocs()
		run(b, call)
	})
}

// RecordsPerOp is how many records one operation of [StreamRivals] is: enough
// for the allocations of each to be seen in a whole number.
const RecordsPerOp = 1000

// StreamRivals is Rivals for what handles records one after another: each side
// is to handle n records in one go. Besides it reports the records of a second,
// and the peak of the process's heap.
func StreamRivals(b *testing.B, floor, client func(n int) error) {
	FurtherStream(b, "floor", floor)
	FurtherStream(b, "client", client)
}

// FurtherStream runs one more side of a comparison, beside those of
// [StreamRivals].
func FurtherStream(b *testing.B, name string, handle func(n int) error) {
	b.Run("by="+name, func(b *testing.B) {
		n := b.N * RecordsPerOp
		peak := watchHeap()
		b.ReportAllocs()
		b.ResetTimer()
		err := handle(n)
		b.StopTimer()
		b.ReportMetric(peak(), "peak-heap-bytes")
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
		if err != nil {
			b.Fatal(err)
		}
	})
}

// watchHeap samples the size of the heap until the function is called that it
// returns, which gives the peak in bytes.
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
				result <- float64(peak)
				return
			case <-ticker.C:
			}
		}
	}()
	return func() float64 { close(stop); return <-result }
}
