package opstest

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Prefix begins the names of what one run of a test makes on a service that
// others use too.
func Prefix() string { return "kafkarest-test-" + strings.ToLower(rand.Text()[:8]) + "-" }

// Eventually waits for what a service does later, a minute at most.
func Eventually(t *testing.T, what string, done func(context.Context) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !done(ctx) {
		select {
		case <-ctx.Done():
			require.Fail(t, "it did not come: "+what)
		case <-tick.C:
		}
	}
}
