package dcoskafka_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const benchBrokers = 100

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	var steps []string
	for i := range benchBrokers {
		steps = append(steps, fmt.Sprintf(`{"id":"a0b1c2d3-0000-4000-8000-%012d","name":"kafka-%d:[broker]","status":"COMPLETE",`+
			`"message":"com.mesosphere.sdk.scheduler.plan.DeploymentStep: 'kafka-%d:[broker]' has status: 'COMPLETE'."}`, i, i, i))
	}
	plan := `{"phases":[{"id":"7c1b1a52-3a0e-4e0c-9a51-52fd7a1c1b01","name":"Deployment","status":"IN_PROGRESS","steps":[` +
		strings.Join(steps, ",") + `]}],"errors":[],"status":"IN_PROGRESS"}`
	mux := http.NewServeMux()
	mux.HandleFunc("GET /service/kafka/v1/plans/deploy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, plan)
	})
	return mux
}

func BenchmarkDCOSKafka(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "user", "password")
	client, err := dcoskafka.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("user", "password")}, dcoskafka.WithProfile(dcoskafka.ProfileK))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)

	expect := func(plan *dcoskafka.Plan, err error) error {
		if err == nil && len(plan.Phases[0].Steps) != benchBrokers {
			err = fmt.Errorf("%d steps", len(plan.Phases[0].Steps))
		}
		return err
	}
	b.Run(fmt.Sprintf("GetPlan%d", benchBrokers), func(b *testing.B) {
		bench.Rivals(b, func() error {
			var plan struct {
				Status   string
				Strategy string
				Errors   []string
				Phases   []struct {
					ID, Name, Status, Strategy string
					Steps                      []struct{ ID, Name, Status, Message string }
				}
			}
			err := floor.Do(ctx, http.MethodGet, "/service/kafka/v1/plans/deploy", nil, &plan)
			if err == nil && len(plan.Phases[0].Steps) != benchBrokers {
				err = fmt.Errorf("%d steps", len(plan.Phases[0].Steps))
			}
			return err
		}, func() error {
			return expect(client.GetPlan(ctx, dcoskafka.PlanDeploy))
		})
	})
}
