package kafkarest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// Any client of this module fails in the same way.
func ExampleError() {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	server.Inject(kafkaresttest.Fault{Status: 503, Body: "<html>busy</html>", Header: http.Header{"Content-Type": {"text/html"}}})
	client, err := adminrest.New(kafkarest.Config{
		URL:   server.AdminRESTURL(),
		Retry: kafkarest.RetryPolicy{MaxAttempts: 3, MinWait: time.Millisecond},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer client.CloseIdleConnections()

	_, err = client.GetTopic(context.Background(), "orders")
	fmt.Println(errors.Is(err, kafkarest.ErrUnavailable))
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok {
		fmt.Println(failure.Operation, failure.StatusCode, failure.Attempts)
		fmt.Println(failure.Message)
	}
	// Output:
	// true
	// GetTopic 503 3
	// answered with text/html: <html>busy</html>
}

// A transport of your own sees which operation a request performs.
func ExampleOperationName() {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	client, err := adminrest.New(kafkarest.Config{
		URL:        server.AdminRESTURL(),
		HTTPClient: &http.Client{Transport: countingTransport{}},
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := client.Alive(context.Background()); err != nil {
		log.Fatal(err)
	}
	// Output: Alive answered 200
}

type countingTransport struct{}

func (countingTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil {
		fmt.Println(kafkarest.OperationName(req.Context()), "answered", resp.StatusCode)
	}
	return resp, err
}
