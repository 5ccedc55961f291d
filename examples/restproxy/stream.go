package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// stream writes many records over one connection and shows what became of
// them.
func (w *walkthrough) stream(ctx context.Context) error {
	producer, err := w.cluster.NewProducer(topic, nil)
	if err != nil {
		return err
	}
	bar := progressbar.NewOptions(w.streamed,
		progressbar.OptionSetWriter(w.out),
		progressbar.OptionSetVisibility(isTerminal(w.out)),
		progressbar.OptionSetDescription("   "),
		progressbar.OptionSetItsString("records"),
		progressbar.OptionShowIts(),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	began := time.Now()
	var (
		mu      sync.Mutex
		failure error // of a record that was not delivered, the first
	)
	for i := 0; i < w.streamed && ctx.Err() == nil; i++ {
		record := restproxy.Record{
			Key:   restproxy.String(fmt.Sprintf("customer-%d", i%1000)),
			Value: restproxy.JSON(map[string]int{"order": i}),
		}
		producer.Produce(ctx, record, func(outcome restproxy.ProduceOutcome) {
			_ = bar.Add(1)
			mu.Lock()
			defer mu.Unlock()
			if failure == nil {
				failure = outcome.Err
			}
		})
	}
	err = producer.Close(ctx)
	_ = bar.Finish()
	took := time.Since(began)
	stats := producer.Stats()
	w.print("%d delivered, %d failed, %d unknown in %v: %.0f records/s", stats.Delivered, stats.Failed, stats.Unknown,
		took.Round(time.Millisecond), float64(stats.Delivered)/took.Seconds())
	mu.Lock()
	defer mu.Unlock()
	if errors.Is(failure, kafkarest.ErrTooManyRequests) {
		w.print("the service asks for a slower pace: %v", failure)
		failure = nil
	}
	return errors.Join(err, failure)
}

// isTerminal reports whether a progress bar makes sense.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
