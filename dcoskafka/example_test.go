package dcoskafka_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startEmulator stands in for DC/OS in the examples.
func startEmulator(options kafkaresttest.DCOSOptions) (server *kafkaresttest.Server, client *dcoskafka.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{DCOS: options})
	if err != nil {
		log.Fatal(err)
	}
	client, err = dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()})
	if err != nil {
		log.Fatal(err)
	}
	return server, client, func() {
		client.CloseIdleConnections()
		server.Close()
	}
}

func Example() {
	_, client, stop := startEmulator(kafkaresttest.DCOSOptions{})
	defer stop()
	ctx := context.Background()

	_, err := client.CreateTopic(ctx, "orders", 3, 2)
	if err != nil && !errors.Is(err, kafkarest.ErrAlreadyExists) {
		log.Fatal(err)
	}
	if err := client.WaitForTopic(ctx, "orders"); err != nil {
		log.Fatal(err)
	}
	topic, err := client.GetTopic(ctx, "orders")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(topic.Name, len(topic.Partitions))
	offsets, err := client.GetTopicOffsets(ctx, "orders", dcoskafka.OffsetTimeLast)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(offsets.Offsets)
	// Output:
	// orders 3
	// map[0:0 1:0 2:0]
}

func ExampleNew() {
	client, err := dcoskafka.New(kafkarest.Config{
		URL:           "https://dcos.example.com",
		Authenticator: auth.DCOSToken("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
	}, dcoskafka.Service("prod/kafka"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client)
	// Output:
	// dcoskafka.Client(https://dcos.example.com/service/prod/kafka)
}

// A create is not repeated on its own; a program that is run again finds its
// topic there.
func ExampleClient_CreateTopic() {
	_, client, stop := startEmulator(kafkaresttest.DCOSOptions{})
	defer stop()
	ctx := context.Background()

	for range 2 {
		output, err := client.CreateTopic(ctx, "orders", 3, 2)
		switch {
		case errors.Is(err, kafkarest.ErrAlreadyExists):
			fmt.Println("it was there")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Print(output.Output)
		}
		if err := client.WaitForTopic(ctx, "orders"); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// Created topic "orders".
	// it was there
}

func ExampleClient_RestartBroker() {
	_, client, stop := startEmulator(kafkaresttest.DCOSOptions{Profile: kafkaresttest.DCOSProfileT})
	defer stop()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()

	restart, err := client.RestartBroker(ctx, 1)
	if err != nil {
		log.Fatal(err)
	}
	if err := client.WaitForBroker(ctx, restart, nil); err != nil {
		log.Fatal(err)
	}
	fmt.Println("broker", restart.Broker, "runs again")
	// Output:
	// broker 1 runs again
}

// A rollout that waits at decision points goes on when the brokers that it has
// reached are found to be well.
func ExampleClient_WaitForPlan() {
	server, client, stop := startEmulator(kafkaresttest.DCOSOptions{Staged: true})
	defer stop()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	if _, err := server.UpdateDCOS(map[string]string{"BROKER_MEM": "4096"}); err != nil {
		log.Fatal(err)
	}

	plan, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.WaitForPlanOptions{
		Progress: func(plan *dcoskafka.Plan) {
			phase, waits := plan.Waiting()
			if !waits {
				return
			}
			fmt.Println("continuing", phase.Name)
			if _, err := client.ContinuePlan(ctx, dcoskafka.PlanDeploy, &dcoskafka.ContinuePlanOptions{Phase: phase.ID}); err != nil {
				cancel()
			}
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.Status)
	// Output:
	// continuing Deployment
	// continuing Deployment
	// COMPLETE
}

func ExampleClient_DeleteTopic() {
	_, client, stop := startEmulator(kafkaresttest.DCOSOptions{})
	defer stop()
	ctx := context.Background()
	for _, topic := range []string{"logs.eu", "logs-eu"} {
		if _, err := client.CreateTopic(ctx, topic, 1, 1); err != nil {
			log.Fatal(err)
		}
	}

	_, err := client.DeleteTopic(ctx, "logs.eu")
	fmt.Println(errors.Is(err, kafkarest.ErrInvalid))
	fmt.Println(err)
	// Output:
	// true
	// dcoskafka.DeleteTopic: the scheduler takes the name "logs.eu" for a regular expression, which topic "logs-eu" matches too
}
