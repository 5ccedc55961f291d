package kafkaresttest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// start runs an emulator for an example. In a test it is kafkaresttest.Start(t).
func start(options kafkaresttest.Options) *kafkaresttest.Server {
	srv, err := kafkaresttest.New(options)
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// get prints the status and body of a GET.
func get(url string) {
	resp, err := httpClient.Get(url)
	if err != nil {
		fmt.Println("no answer")
		return
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.StatusCode, string(body))
}

func Example() {
	srv, err := kafkaresttest.New(kafkaresttest.Options{}) // in a test: kafkaresttest.Start(t)
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client, err := adminrest.New(kafkarest.Config{URL: srv.AdminRESTURL()})
	if err != nil {
		log.Fatal(err)
	}
	defer client.CloseIdleConnections()

	if err := srv.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}
	if err := srv.SeedRecords(&kgo.Record{Topic: "orders"}, &kgo.Record{Topic: "orders"}); err != nil {
		log.Fatal(err)
	}
	if err := srv.SeedGroup("billing", "orders", map[int32]int64{0: 1}); err != nil {
		log.Fatal(err)
	}
	group, err := client.GetConsumerGroup(context.Background(), "billing")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(group.State, group.Offsets[0].CurrentOffset, group.Offsets[0].Lag())
	// Output: Empty 1 1
}

func ExampleServer_Inject() {
	srv := start(kafkaresttest.Options{})
	defer srv.Close()

	srv.Inject(kafkaresttest.Fault{Path: "/admin/status", Times: 1, Status: 503, Body: `{"error_code":50308}`})
	srv.Inject(kafkaresttest.Fault{Path: "/admin/status", Times: 1, Cut: true})
	for range 3 {
		get(srv.AdminRESTURL() + "/admin/status")
	}
	// Output:
	// 503 {"error_code":50308}
	// no answer
	// 200 {"status":"available"}
}

func ExampleServer_Intercept() {
	srv := start(kafkaresttest.Options{})
	defer srv.Close()

	srv.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/admin/status" {
			return false
		}
		_, _ = io.WriteString(w, `{"status":"degraded"}`)
		return true
	})
	get(srv.AdminRESTURL() + "/admin/status")
	get(srv.AdminRESTURL() + "/admin/topics")
	// Output:
	// 200 {"status":"degraded"}
	// 200 []
}

func ExampleServer_Requests() {
	srv := start(kafkaresttest.Options{})
	defer srv.Close()

	resp, err := httpClient.Post(srv.AdminRESTURL()+"/admin/topics", "application/json", strings.NewReader(`{"name":"orders"}`))
	if err != nil {
		log.Fatal(err)
	}
	resp.Body.Close()
	for _, r := range srv.Requests() {
		fmt.Println(r.Method, r.Path, string(r.Body), r.Status)
	}
	// Output:
	// POST /admin/topics {"name":"orders"} 202
}

// A task that fails while the connector runs.
func ExampleServer_FailTask() {
	srv := start(kafkaresttest.Options{})
	defer srv.Close()
	client, err := connect.New(kafkarest.Config{URL: srv.ConnectURL()})
	if err != nil {
		log.Fatal(err)
	}
	defer client.CloseIdleConnections()
	ctx := context.Background()

	srv.RegisterConnector("com.example.OrdersSource", kafkaresttest.ConnectorTypeSource)
	_, err = client.PutConnector(ctx, "orders", connect.Config{"connector.class": "com.example.OrdersSource", "tasks.max": "2"})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.WaitForConnector(ctx, "orders", connect.StateRunning); err != nil {
		log.Fatal(err)
	}
	if err := srv.FailTask("orders", 1, "java.io.IOException: No space left on device"); err != nil {
		log.Fatal(err)
	}
	status, err := client.GetConnectorStatus(ctx, "orders")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status.Connector.State, status.Tasks[0].State, status.Tasks[1].State)
	fmt.Println(status.Tasks[1].Trace)
	// Output:
	// RUNNING RUNNING FAILED
	// java.io.IOException: No space left on device
}

// A record that Kafka does not take, and one of which nobody can say.
func ExampleServer_FailRecords() {
	srv := start(kafkaresttest.Options{})
	defer srv.Close()
	client, err := restproxy.New(kafkarest.Config{URL: srv.RESTProxyURL()})
	if err != nil {
		log.Fatal(err)
	}
	defer client.CloseIdleConnections()
	ctx := context.Background()
	cluster, err := client.DefaultCluster(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if err := srv.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}

	srv.FailRecords(kafkaresttest.RecordFault{After: 1, Times: 1, Code: 413, Message: "too large"})
	srv.FailRecords(kafkaresttest.RecordFault{After: 1, Times: 1, Code: 50003, Message: "timed out", Stored: true})
	outcomes, _ := cluster.ProduceBatch(ctx, "orders", make([]restproxy.Record, 4), nil) // the error is that of the outcomes
	for i, outcome := range outcomes {
		switch {
		case outcome.Err == nil:
			fmt.Println(i, "delivered at", outcome.Offset)
		case errors.Is(outcome.Err, kafkarest.ErrOutcomeUnknown):
			fmt.Println(i, "unknown")
		default:
			fmt.Println(i, "failed")
		}
	}
	// Output:
	// 0 delivered at 0
	// 1 failed
	// 2 unknown
	// 3 delivered at 2
}

func ExampleServer_StepDCOS() {
	srv := start(kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
		Profile: kafkaresttest.DCOSProfileL,
		Manual:  true,
	}})
	defer srv.Close()

	brokers := srv.DCOSURL() + "/service/kafka/v1/brokers"
	if err := srv.StopDCOSBroker(1); err != nil {
		log.Fatal(err)
	}
	get(brokers)
	if err := srv.StartDCOSBroker(1); err != nil {
		log.Fatal(err)
	}
	for srv.StepDCOS() {
	}
	get(brokers)
	// Output:
	// 200 ["0","2"]
	// 200 ["0","1","2"]
}
