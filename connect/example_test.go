package connect_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startEmulator stands in for a Connect worker in the examples.
func startEmulator() (client *connect.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	client, err = connect.New(kafkarest.Config{URL: server.ConnectURL()})
	if err != nil {
		log.Fatal(err)
	}
	return client, func() {
		client.CloseIdleConnections()
		server.Close()
	}
}

func Example() {
	client, stop := startEmulator()
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
	client, stop := startEmulator()
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
