package kafkarest_test

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
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

// A Config for a service that is behind several addresses, has a certificate of
// the company's own, and may be patient.
func ExampleConfig() {
	client, err := adminrest.New(kafkarest.Config{
		URL:           "https://kafka-1.example.com",
		Failover:      []string{"https://kafka-2.example.com", "https://kafka-3.example.com"},
		Authenticator: auth.Basic("token", "my-api-key"),
		TLS:           kafkarest.TLS{CAPEM: companyCA()},
		Timeout:       10 * time.Second,
		Retry:         kafkarest.RetryPolicy{MaxAttempts: 8, MaxWait: 5 * time.Second},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client)
	// Output: adminrest.Client(https://kafka-1.example.com)
}

// companyCA is the authority's certificate, as PEM.
func companyCA() []byte {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
}

// One call that has little time is made once, and what it was answered with is
// looked at.
func ExampleCapture() {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	client, err := adminrest.New(kafkarest.Config{URL: server.AdminRESTURL()})
	if err != nil {
		log.Fatal(err)
	}
	defer client.CloseIdleConnections()

	var response kafkarest.Response
	err = client.CreateTopic(context.Background(), "orders", nil,
		kafkarest.Capture(&response), kafkarest.Timeout(5*time.Second), kafkarest.NoRetry())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode, response.Attempts, response.TransactionID != "")
	// Output: 202 1 true
}
