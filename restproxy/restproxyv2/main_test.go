package restproxyv2_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go/internal/bench"
)

func TestMain(m *testing.M) {
	bench.ServeIfChild(benchHandler())
	goleak.VerifyTestMain(m)
}
