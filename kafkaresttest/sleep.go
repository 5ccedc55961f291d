package kafkaresttest

import (
	"context"
	"net/http"
	"time"
)

// sleep returns false when the context ends before.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// waitOrAbort is sleep for handlers alone: when the context ends before, nobody
// waits for an answer, and the request is dropped.
func waitOrAbort(ctx context.Context, d time.Duration) {
	if d > 0 && !sleep(ctx, d) {
		panic(http.ErrAbortHandler)
	}
}
