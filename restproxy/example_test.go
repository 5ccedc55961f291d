package restproxy_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// startEmulator stands in for a REST Proxy in the examples.
func startEmulator() (client *restproxy.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	client, err = restproxy.New(kafkarest.Config{URL: server.RESTProxyURL()})
	if err != nil {
		log.Fatal(err)
	}
	return client, func() {
		client.CloseIdleConnections()
		server.Close()
	}
}

// createOrders makes a topic for the examples.
func createOrders(ctx context.Context, client *restproxy.Client) *restproxy.Cluster {
	cluster, err := client.DefaultCluster(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := cluster.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{Partitions: 1}); err != nil {
		log.Fatal(err)
	}
	return cluster
}

func Example() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()

	cluster, err := client.DefaultCluster(ctx)
	if err != nil {
		log.Fatal(err)
	}
	topic, err := cluster.CreateTopic(ctx, "orders", &restproxy.CreateTopicOptions{
		Partitions: 6,
		Configs:    map[string]string{"retention.ms": "86400000"},
	})
	if err != nil {
		log.Fatal(err)
	}
	result, err := cluster.ProduceOne(ctx, "orders", restproxy.Record{
		Partition: new(int32(2)),
		Key:       restproxy.String("4711"),
		Value:     restproxy.JSON(map[string]any{"amount": 12}),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(topic.Name, topic.PartitionsCount)
	fmt.Println(result.PartitionID, result.Offset, result.Value.Size)
	// Output:
	// orders 6
	// 2 0 13
}

// Confluent Cloud has the API below the path /kafka, takes an API key of the
// cluster, and does not list its clusters.
func Example_confluentCloud() {
	client, err := restproxy.New(kafkarest.Config{
		URL:           "https://pkc-00000.europe-west1.gcp.confluent.cloud/kafka",
		Authenticator: auth.Basic(os.Getenv("API_KEY"), os.Getenv("API_SECRET")),
	})
	if err != nil {
		log.Fatal(err)
	}
	for group, err := range client.Cluster("lkc-00000").ConsumerGroups(context.Background()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(group.ID, group.State)
	}
}

func ExampleCluster_ProduceBatch() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	outcomes, err := cluster.ProduceBatch(ctx, "orders", []restproxy.Record{
		{Key: restproxy.String("4711"), Value: restproxy.String("paid")},
		{Partition: new(int32(9)), Value: restproxy.String("for a partition that does not exist")},
		{Key: restproxy.String("4711")}, // its value is null: a tombstone
	}, nil)
	var partial *kafkarest.PartialError
	if errors.As(err, &partial) {
		fmt.Println(len(partial.Errs), "failed")
	}
	for _, outcome := range outcomes {
		if outcome.Err != nil {
			fmt.Println(restproxy.CodeOf(outcome.Err) == restproxy.CodeTopicNotFound)
			continue
		}
		fmt.Println(outcome.Offset)
	}
	// Output:
	// 1 failed
	// 0
	// true
	// 1
}

func ExampleCluster_EnsureTopic() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	change, err := cluster.EnsureTopic(ctx, "orders", &restproxy.CreateTopicOptions{
		Partitions: 3,
		Configs:    map[string]string{"cleanup.policy": "compact"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(change.Created, change.PartitionsAdded, change.Configs)
	// Output: false 2 map[cleanup.policy:compact]
}

func ExampleCluster_AlterTopicConfigs() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	err := cluster.AlterTopicConfigs(ctx, "orders", []restproxy.ConfigAlteration{
		restproxy.SetConfig("retention.ms", "3600000"),
		restproxy.ResetConfig("cleanup.policy"),
	}, nil)
	if err != nil {
		log.Fatal(err)
	}
	config, err := cluster.GetTopicConfig(ctx, "orders", "retention.ms")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*config.Value, config.Source)
	// Output: 3600000 DYNAMIC_TOPIC_CONFIG
}

func ExampleCluster_Topics() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	for topic, err := range cluster.Topics(ctx, nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(topic.Name)
	}
	// Output: orders
}

func ExampleClient_Do() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	topic, err := cluster.GetTopic(ctx, "orders", nil)
	if err != nil {
		log.Fatal(err)
	}
	var partitions struct {
		Data []restproxy.Partition `json:"data"`
	}
	if err := client.Do(ctx, http.MethodGet, topic.Partitions.URL, nil, &partitions); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(partitions.Data))
	// Output: 1
}

func ExampleCodeOf() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	_, err := cluster.GetTopic(ctx, "payments", nil)
	fmt.Println(errors.Is(err, kafkarest.ErrNotFound))
	fmt.Println(restproxy.CodeOf(err) == restproxy.CodeUnknownTopicOrPartition)

	_, err = cluster.CreateTopic(ctx, "orders", nil)
	fmt.Println(errors.Is(err, kafkarest.ErrAlreadyExists))
	// Output:
	// true
	// true
	// true
}

func ExampleCluster_NewProducer() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	producer, err := cluster.NewProducer("orders", nil)
	if err != nil {
		log.Fatal(err)
	}
	for i := range 1000 {
		record := restproxy.Record{Key: restproxy.String("customer-7"), Value: restproxy.JSON(map[string]int{"order": i})}
		producer.Produce(ctx, record, func(r restproxy.ProduceOutcome) {
			switch {
			case errors.Is(r.Err, kafkarest.ErrOutcomeUnknown):
				log.Println("may have been written:", i)
			case r.Err != nil:
				log.Println("was not written:", i, r.Err)
			}
		})
	}
	if err := producer.Close(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Println(producer.Stats().Delivered, "delivered")
	// Output: 1000 delivered
}

func ExampleProducer_ProduceSync() {
	client, stop := startEmulator()
	defer stop()
	ctx := context.Background()
	cluster := createOrders(ctx, client)

	producer, err := cluster.NewProducer("orders", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer producer.Close(ctx)
	outcomes, err := producer.ProduceSync(ctx,
		restproxy.Record{Value: restproxy.String("first")},
		restproxy.Record{Value: restproxy.String("second")})
	if err != nil {
		log.Fatal(err)
	}
	for _, outcome := range outcomes {
		fmt.Println(outcome.TopicName, outcome.Offset)
	}
	// Output:
	// orders 0
	// orders 1
}
