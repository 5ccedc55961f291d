package adminrest_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// startEmulator stands in for an Event Streams instance in the examples.
func startEmulator() (server *kafkaresttest.Server, client *adminrest.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	client, err = adminrest.New(kafkarest.Config{URL: server.AdminRESTURL()})
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

	err := client.CreateTopic(ctx, "orders", &adminrest.CreateTopicOptions{
		Partitions: 6,
		Configs:    map[string]string{"retention.ms": "86400000"},
	})
	if err != nil {
		log.Fatal(err)
	}
	topic, err := client.GetTopic(ctx, "orders")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(topic.Name, topic.Partitions, topic.Retention())
	// Output: orders 6 24h0m0s
}

func ExampleConfigFromServiceKey() {
	serviceKey := []byte(`[{
		"name": "my-key",
		"credentials": {
			"kafka_admin_url": "https://mycluster.svc01.us-south.eventstreams.cloud.ibm.com",
			"api_key": "…"
		}
	}]`)
	cfg, err := adminrest.ConfigFromServiceKey(serviceKey)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cfg.URL)

	_, err = adminrest.ConfigFromServiceKey([]byte(`{"credentials": {"api_key": "…"}}`))
	fmt.Println(err)
	// Output:
	// https://mycluster.svc01.us-south.eventstreams.cloud.ibm.com
	// adminrest.ConfigFromServiceKey: the service key's credentials have no kafka_admin_url
}

// The same failure in the words of this module, in Kafka's, and with all that
// the service said.
func ExampleClient_CreateTopic_errors() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	if err := client.CreateTopic(ctx, "orders", nil); err != nil {
		log.Fatal(err)
	}

	err := client.CreateTopic(ctx, "orders", nil)
	fmt.Println(errors.Is(err, kafkarest.ErrAlreadyExists))
	fmt.Println(errors.Is(err, kerr.TopicAlreadyExists))
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok {
		fmt.Println(failure.StatusCode, failure.Code, failure.TransactionID != "")
	}
	// Output:
	// true
	// true
	// 422 42236 true
}

func ExampleClient_Topics() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	for _, name := range []string{"orders.eu", "orders.us", "invoices"} {
		if err := client.CreateTopic(ctx, name, nil); err != nil {
			log.Fatal(err)
		}
	}

	for topic, err := range client.Topics(ctx, &adminrest.ListTopicsOptions{Filter: "orders.*", PerPage: 1}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(topic.Name)
	}
	// Output:
	// orders.eu
	// orders.us
}

func ExampleClient_EnsureTopic() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()

	for _, partitions := range []int32{3, 3, 5} {
		change, err := client.EnsureTopic(ctx, "orders", &adminrest.CreateTopicOptions{Partitions: partitions})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("changed %t, created %t, %d partitions added\n", change.Changed(), change.Created, change.PartitionsAdded)
	}
	// Output:
	// changed true, created true, 0 partitions added
	// changed false, created false, 0 partitions added
	// changed true, created false, 2 partitions added
}

// The identifier under which the service logs a call, chosen by the caller.
func ExampleTransactionID() {
	_, client, stop := startEmulator()
	defer stop()

	var response kafkarest.Response
	err := client.Alive(context.Background(), adminrest.TransactionID("nightly-42"), kafkarest.Capture(&response))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode, response.TransactionID)
	// Output: 200 nightly-42
}

// Rates are pointers: one that is nil is not limited, or stays as it is.
func ExampleClient_CreateQuota() {
	_, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()

	err := client.CreateQuota(ctx, "default", adminrest.Quota{ProducerByteRate: new(int64(1 << 20))})
	if err != nil {
		log.Fatal(err)
	}
	quota, err := client.GetQuota(ctx, "default")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*quota.ProducerByteRate, quota.ConsumerByteRate == nil)
	// Output: 1048576 true
}

// A dry run tells where a group would begin again.
func ExampleClient_UpdateConsumerGroup() {
	server, client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	if err := server.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}
	if err := server.SeedRecords(&kgo.Record{Topic: "orders"}, &kgo.Record{Topic: "orders"}); err != nil {
		log.Fatal(err)
	}
	if err := server.SeedGroup("billing", "orders", map[int32]int64{0: 1}); err != nil {
		log.Fatal(err)
	}

	for _, dryRun := range []bool{true, false} {
		options := &adminrest.UpdateConsumerGroupOptions{Topic: "orders", DryRun: dryRun}
		offsets, err := client.UpdateConsumerGroup(ctx, "billing", adminrest.ResetModeEarliest, options)
		if err != nil {
			log.Fatal(err)
		}
		group, err := client.GetConsumerGroup(ctx, "billing")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("to", offsets[0].Offset, "from", group.Offsets[0].CurrentOffset)
	}
	// Output:
	// to 0 from 1
	// to 0 from 0
}
