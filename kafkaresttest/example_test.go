package kafkaresttest_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

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

	url := srv.AdminRESTURL() + "/admin/consumergroups/billing"
	if err := srv.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}
	if err := srv.SeedRecords(&kgo.Record{Topic: "orders"}, &kgo.Record{Topic: "orders"}); err != nil {
		log.Fatal(err)
	}
	if err := srv.SeedGroup("billing", "orders", map[int32]int64{0: 1}); err != nil {
		log.Fatal(err)
	}
	get(url)
	// Output:
	// 200 {"group_id":"billing","state":"Empty","members":[],"offsets":[{"topic":"orders","partition":0,"current_offset":1,"end_offset":2}]}
}

func ExampleServer_Inject() {
	srv, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
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
	srv, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
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
	srv, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
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

func ExampleServer_StepDCOS() {
	srv, err := kafkaresttest.New(kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
		Profile: kafkaresttest.DCOSProfileL,
		Manual:  true,
	}})
	if err != nil {
		log.Fatal(err)
	}
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
