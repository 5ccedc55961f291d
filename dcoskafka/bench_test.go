package dcoskafka_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
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
	var pods []string
	for i := range benchBrokers {
		pods = append(pods, fmt.Sprintf(`{"name":"kafka-%d","tasks":[{"id":"kafka-%d-broker__9c426c50-1087-475c-aa36-%012d","name":"kafka-%d-broker","status":"RUNNING"}]}`, i, i, i, i))
	}

	mux := http.NewServeMux()
	answer := func(pattern string, status int, mediaType, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	const json = "application/json"
	answer("GET /service/kafka/v1/plans/deploy", http.StatusAccepted, json, plan)
	answer("GET /service/kafka/v1/plans/missing", http.StatusNotFound, "text/plain", "Element not found")
	answer("POST /service/kafka/v1/plans/deploy/continue", http.StatusOK, json, `{"message":"Received cmd: continue"}`)
	answer("GET /service/kafka/v1/brokers/0", http.StatusOK, json, `{"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},`+
		`"endpoints":["PLAINTEXT://10.1.0.4:9092"],"rack":"z1","jmx_port":-1,"host":"10.1.0.4","timestamp":"1490000000000","port":9092,"version":4}`)
	answer("GET /service/kafka/v1/pod/status", http.StatusOK, json,
		`{"service":"kafka","pods":[{"name":"kafka","instances":[`+strings.Join(pods, ",")+`]}]}`)
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

	const service = "/service/kafka/v1"
	expect := func(n int, err error) error {
		if err == nil && n != benchBrokers {
			err = fmt.Errorf("%d of %d", n, benchBrokers)
		}
		return err
	}
	b.Run("GetBroker", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var broker dcoskafka.BrokerRegistration
			return floor.Do(ctx, http.MethodGet, service+"/brokers/0", nil, &broker)
		}, func() error {
			_, err := client.GetBroker(ctx, 0)
			return err
		})
	})
	b.Run("GetPlan/100 steps", func(b *testing.B) {
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
			if err := floor.Do(ctx, http.MethodGet, service+"/plans/"+url.PathEscape("deploy"), nil, &plan); err != nil {
				return err
			}
			return expect(len(plan.Phases[0].Steps), nil)
		}, func() error {
			plan, err := client.GetPlan(ctx, dcoskafka.PlanDeploy)
			if err != nil {
				return err
			}
			return expect(len(plan.Phases[0].Steps), nil)
		})
	})
	b.Run("GetPlan/missing", func(b *testing.B) {
		bench.Rivals(b, func() error {
			if floor.Do(ctx, http.MethodGet, service+"/plans/"+url.PathEscape("missing"), nil, nil) == nil {
				return errors.New("no error")
			}
			return nil
		}, func() error {
			if _, err := client.GetPlan(ctx, "missing"); !errors.Is(err, kafkarest.ErrNotFound) {
				return fmt.Errorf("not %w: %w", kafkarest.ErrNotFound, err)
			}
			return nil
		})
	})
	b.Run("ContinuePlan", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var answer struct{ Message string }
			return floor.Do(ctx, http.MethodPost, service+"/plans/"+url.PathEscape("deploy")+"/continue", nil, &answer)
		}, func() error {
			_, err := client.ContinuePlan(ctx, dcoskafka.PlanDeploy, nil)
			return err
		})
	})
	b.Run("ListPodStatuses/100 pods", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var answer struct {
				Pods []struct {
					Instances []struct {
						Name  string
						Tasks []struct{ ID, Name, Status string }
					}
				}
			}
			if err := floor.Do(ctx, http.MethodGet, service+"/pod/status", nil, &answer); err != nil {
				return err
			}
			return expect(len(answer.Pods[0].Instances), nil)
		}, func() error {
			pods, err := client.ListPodStatuses(ctx)
			return expect(len(pods), err)
		})
	})
}
