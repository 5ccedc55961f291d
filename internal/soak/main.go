// Soak runs all clients at once against an embedded emulator whose requests are
// disturbed at random, and holds what the calls report to what there is:
//
//	go run ./internal/soak [-seed n] [-duration 5m] [-only restproxyv2]
//
// The disturbances of each worker's requests follow from the seed, which is
// printed first. The exit status is 1 if something is not as it has to be.
// docs/testing.md tells what that is.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"go.uber.org/goleak"
)

func main() {
	emulateIfChild()
	seed := flag.Uint64("seed", 0, "what the disturbances follow from; 0 draws one")
	duration := flag.Duration("duration", 5*time.Minute, "how long it goes on")
	only := flag.String("only", "", "what the names of the workers begin with; empty for all")
	flag.Parse()
	if *seed == 0 {
		*seed = uint64(rand.Uint32())
	}
	jobs := slices.DeleteFunc(allJobs(), func(j job) bool { return !strings.HasPrefix(j.name, *only) })
	if len(jobs) == 0 || *duration <= 0 {
		fmt.Fprintf(os.Stderr, "soak: there is nothing to do: %d workers for %v\n", len(jobs), *duration)
		os.Exit(2)
	}
	os.Exit(run(&soak{seed: *seed, duration: *duration, jobs: jobs}))
}

// run soaks and returns the exit status.
func run(s *soak) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	fmt.Printf("soak: seed %d, %v\n\n", s.seed, s.duration)
	err := s.run(ctx, os.Stdout)
	stop()
	if err == nil {
		err = goleak.Find(goleak.IgnoreTopFunction("os/signal.loop"))
	}
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintf(os.Stderr, "soak: %s\n", strings.TrimRight(line, "\n"))
		}
		fmt.Fprintf(os.Stderr, "soak: FAILED with seed %d\n", s.seed)
		return 1
	}
	fmt.Println("\nsoak: passed")
	return 0
}
