package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"
)

// How memory is sampled: after a warm-up, in so many windows.
const (
	windows  = 20
	minThird = 5 // samples that a third has to have to be judged
)

// Bounds of what may come to be used between the early and the late third of a
// soak: what a leak of a few bytes a call exceeds, and chance does not.
const (
	maxHeapGrowth      = 1 << 20
	maxGoroutineGrowth = 20
)

// A sample is what the process of the clients uses at least during a window:
// calls that are under way add to it.
type sample struct {
	heap       uint64 // bytes, after a collection
	goroutines int
}

// look takes a sample of this moment.
func look() sample {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return sample{memory.HeapAlloc, runtime.NumGoroutine()}
}

// sampleUntil takes samples until the time of the soak is up, a worker ends
// before, which is a failure, or ctx ends.
func (s *soak) sampleUntil(ctx context.Context, failures <-chan error) error {
	began := time.Now()
	warmUp := s.duration / 6
	window := (s.duration - warmUp) / windows
	ticker := time.NewTicker(max(window/8, time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failures:
			return err
		case <-ticker.C:
		}
		now := time.Since(began)
		if now >= s.duration {
			return nil
		}
		if s.duration < time.Minute || now < warmUp {
			continue // too short to tell anything
		}
		seen := look()
		if i := int((now - warmUp) / window); i >= len(s.samples) {
			s.samples = append(s.samples, seen)
		} else {
			least := &s.samples[i]
			least.heap, least.goroutines = min(least.heap, seen.heap), min(least.goroutines, seen.goroutines)
		}
	}
}

// judge compares the early with the late third.
func judge(samples []sample) error {
	third := len(samples) / 3
	early, late := middle(samples[:third]), middle(samples[len(samples)-third:])
	switch {
	case late.heap > early.heap+maxHeapGrowth:
		return fmt.Errorf("the heap grows: %s in the early third, %s in the late one", size(early.heap), size(late.heap))
	case late.goroutines > early.goroutines+maxGoroutineGrowth:
		return fmt.Errorf("goroutines add up: %d in the early third, %d in the late one", early.goroutines, late.goroutines)
	}
	return nil
}

// middle has the medians.
func middle(samples []sample) sample {
	var heaps []uint64
	var goroutines []int
	for _, s := range samples {
		heaps, goroutines = append(heaps, s.heap), append(goroutines, s.goroutines)
	}
	slices.Sort(heaps)
	slices.Sort(goroutines)
	return sample{heaps[len(heaps)/2], goroutines[len(goroutines)/2]}
}

func size(bytes uint64) string { return fmt.Sprintf("%.2f MiB", float64(bytes)/(1<<20)) }

// writeEnd writes the figures that are of no single API.
func (s *soak) writeEnd(w io.Writer, end stats) {
	fmt.Fprintf(w, "\nrequests\n  %s\n", counts(end.Requests))
	fmt.Fprintf(w, "\ndisturbances\n  %s\n", counts(end.Faults))
	fmt.Fprintf(w, "\nDC/OS profile %s, %d logins\n", end.Profile, end.Logins)
	fmt.Fprintf(w, "\nconnections left: %s\n", counts(end.Connections))
	if len(s.samples) == 0 {
		return
	}
	fmt.Fprintln(w, "\nheap after collection and goroutines, the least of each window")
	for _, sample := range s.samples {
		fmt.Fprintf(w, "  %s  %d\n", size(sample.heap), sample.goroutines)
	}
}
