package connect_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startEmulator stands in for a Connect worker in the examples.
func startEmulator() (server *kafkaresttest.Server, client *connect.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	client, err = connect.New(kafkarest.Config{URL: server.ConnectURL()})
	if err != nil {
		log.Fatal(err)
	}
	return server, client, func() {
		client.CloseIdleConnections()
		server.Close()
	}
}

func Example() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()

	result, err := client.PutConnector(ctx, "orders", connect.Config{
		"connector.class": "FileStreamSource",
		"topic":           "orders",
		"file":            "orders.txt",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Created, result.Type)
	status, err := client.WaitForConnector(ctx, "orders", connect.StateRunning)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status.Connector.State, len(status.Tasks))
	// Output:
	// true source
	// RUNNING 1
}

// A config that is not valid is refused, and ValidateConfig says why by key.
func ExampleClient_ValidateConfig() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	config := connect.Config{"name": "orders", "connector.class": "FileStreamSink", "topics": "orders", "tasks.max": "0"}

	_, err := client.PutConnector(ctx, "orders", config)
	fmt.Println(errors.Is(err, kafkarest.ErrInvalid))
	validation, err := client.ValidateConfig(ctx, config)
	if err != nil {
		log.Fatal(err)
	}
	for key := range validation.Errors() {
		fmt.Println(key)
	}
	// Output:
	// true
	// tasks.max
}

func ExampleConfig_Redacted() {
	config := connect.Config{"connection.user": "app", "connection.password": "s3cret", "ssl.key.password": "${file:/etc/keys:tls}"}
	shown := config.Redacted()
	fmt.Println(shown["connection.user"], shown["connection.password"], shown["ssl.key.password"])
	// Output: app REDACTED ${file:/etc/keys:tls}
}

// What has failed is restarted, and what fails again is known by its error.
func ExampleClient_RestartFailed() {
	server, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	config := connect.Config{"connector.class": "FileStreamSource", "topic": "orders", "file": os.DevNull}
	if _, err := client.PutConnector(ctx, "orders", config); err != nil {
		log.Fatal(err)
	}
	if _, err := client.WaitForConnector(ctx, "orders", connect.StateRunning); err != nil {
		log.Fatal(err)
	}
	if err := server.FailTask("orders", 0, "java.lang.OutOfMemoryError: Java heap space"); err != nil {
		log.Fatal(err)
	}

	_, err := client.WaitForConnector(ctx, "orders", connect.StateRunning)
	if failed, ok := errors.AsType[*connect.ConnectorFailedError](err); ok {
		fmt.Printf("task %d: %s\n", failed.Task, failed.Trace)
	}
	plan, err := client.RestartFailed(ctx, "orders")
	if err != nil {
		log.Fatal(err)
	}
	status, err := client.WaitForRestart(ctx, plan)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status.Tasks[0].State)
	// Output:
	// task 0: java.lang.OutOfMemoryError: Java heap space
	// RUNNING
}

// A sink skips what it cannot write: it is stopped, set behind the record, and
// goes on.
func ExampleClient_AlterOffsets() {
	server, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	if err := server.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}
	config := connect.Config{"connector.class": "FileStreamSink", "topics": "orders", "file": os.DevNull}
	if _, err := client.PutConnector(ctx, "archive", config); err != nil {
		log.Fatal(err)
	}

	if err := client.StopConnector(ctx, "archive"); err != nil {
		log.Fatal(err)
	}
	if _, err := client.WaitForConnector(ctx, "archive", connect.StateStopped); err != nil {
		log.Fatal(err)
	}
	message, err := client.AlterOffsets(ctx, "archive", []connect.Offset{connect.SinkOffset("orders", 0, 1500)})
	if err != nil { // connect.ErrNotStopped or connect.ErrRebalance: try again
		log.Fatal(err)
	}
	fmt.Println(message)
	offsets, err := client.GetOffsets(ctx, "archive")
	if err != nil {
		log.Fatal(err)
	}
	topic, partition, offset, _ := offsets[0].Sink()
	fmt.Println(topic, partition, offset)
	if err := client.ResumeConnector(ctx, "archive"); err != nil {
		log.Fatal(err)
	}
	// Output:
	// The offsets for this connector have been altered successfully
	// orders 0 1500
}
