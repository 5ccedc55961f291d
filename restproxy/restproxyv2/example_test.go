package restproxyv2_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

type Order struct {
	ID     string  `json:"id"`
	Amount float64 `json:"amount"`
}

// startEmulator stands in for a proxy, with a topic orders, in the examples.
func startEmulator() (server *kafkaresttest.Server, client *restproxyv2.Client, stop func()) {
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := server.SeedTopic("orders", 1, nil); err != nil {
		log.Fatal(err)
	}
	client, err = restproxyv2.New(kafkarest.Config{URL: server.RESTProxyV2URL()})
	if err != nil {
		log.Fatal(err)
	}
	return server, client, func() {
		client.CloseIdleConnections()
		server.Close()
	}
}

// A consumer reads what was written to a topic, and commits what it has
// processed.
func Example() {
	ctx := context.Background()
	_, client, stop := startEmulator()
	defer stop()
	if _, err := client.Produce(ctx, "orders", []restproxyv2.ProduceRecord{
		{Value: restproxyv2.JSON(Order{ID: "7", Amount: 1.5})},
		{Value: restproxyv2.JSON(Order{ID: "8", Amount: 2})},
	}, nil); err != nil {
		log.Fatal(err)
	}

	consumer, err := client.CreateConsumer(ctx, "billing", &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
	if err != nil {
		log.Fatal(err)
	}
	defer consumer.Close(context.WithoutCancel(ctx))
	if err := consumer.Subscribe(ctx, []string{"orders"}); err != nil {
		log.Fatal(err)
	}
	for record, err := range consumer.Records(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		order, err := restproxyv2.Decode[Order](record)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(record.Offset, order.ID, order.Amount)
		if err := consumer.Commit(ctx); err != nil {
			log.Fatal(err)
		}
		if order.ID == "8" {
			break // a program goes on until ctx ends
		}
	}
	// Output:
	// 0 7 1.5
	// 1 8 2
}

func ExampleConsumer_Records() {
	ctx, stop := context.WithTimeout(context.Background(), time.Hour)
	defer stop()
	client, err := restproxyv2.New(kafkarest.Config{URL: "http://localhost:8082", Authenticator: auth.Basic("user", "password")})
	if err != nil {
		log.Fatal(err)
	}
	consumer, err := client.CreateConsumer(ctx, "billing", &restproxyv2.ConsumerOptions{
		Format: restproxyv2.FormatJSON,
		OnRecreate: func(r restproxyv2.Recreation) {
			log.Printf("consumer %s goes on at %v: %v", r.Instance, r.Offsets, r.Cause)
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	// The group gives the partitions to others at once, and not after 5 minutes.
	defer consumer.Close(context.WithoutCancel(ctx))
	if err := consumer.Subscribe(ctx, []string{"orders"}); err != nil {
		log.Fatal(err)
	}

	for record, err := range consumer.Records(ctx) {
		if errors.Is(err, restproxyv2.ErrUndecodable) {
			log.Print(err) // it comes again and again: see the example ErrUndecodable
			return
		}
		if err != nil {
			// Going on tries again, after a pause.
			log.Print(err)
			continue
		}
		order, err := restproxyv2.Decode[*Order](record)
		if err != nil {
			log.Print(err) // no order; it is committed with the others
		} else if order != nil {
			fmt.Println(order.ID, order.Amount)
		}
		if record.Offset%100 != 0 {
			continue
		}
		// All that was yielded up to here. What is not committed comes again.
		if err := consumer.Commit(ctx); err != nil && !errors.Is(err, restproxyv2.ErrInstanceLost) {
			log.Print(err)
		}
	}
}

func ExampleClient_Produce() {
	ctx := context.Background()
	_, client, stop := startEmulator()
	defer stop()

	result, err := client.Produce(ctx, "orders", []restproxyv2.ProduceRecord{
		{Key: restproxyv2.JSON("7"), Value: restproxyv2.JSON(Order{ID: "7", Amount: 1.5})},
		{Key: restproxyv2.JSON("8")}, // a tombstone
	}, nil)
	var partial *kafkarest.PartialError
	switch {
	case errors.As(err, &partial):
		log.Print(partial) // the others are written
	case err != nil:
		log.Fatal(err)
	}
	for _, outcome := range result.Outcomes {
		fmt.Println(outcome.Partition, outcome.Offset, outcome.Err)
	}
	// Output:
	// 0 0 <nil>
	// 0 1 <nil>
}

// A schema is registered by its text once; after that its id is enough.
func ExampleClient_Produce_avro() {
	ctx := context.Background()
	client, err := restproxyv2.New(kafkarest.Config{URL: "http://localhost:8082"})
	if err != nil {
		log.Fatal(err)
	}
	options := &restproxyv2.ProduceOptions{
		Format: restproxyv2.FormatAvro,
		ValueSchema: restproxyv2.Schema{
			Schema: `{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}, {"name": "amount", "type": "double"}]}`,
		},
	}
	for i := range 3 {
		order := Order{ID: fmt.Sprint(i), Amount: 1.5}
		result, err := client.Produce(ctx, "orders", []restproxyv2.ProduceRecord{{Value: restproxyv2.JSON(order)}}, options)
		if err != nil {
			log.Fatal(err)
		}
		options.ValueSchema = restproxyv2.Schema{ID: result.ValueSchemaID}
	}
}

func ExampleClient_ReadAt() {
	ctx := context.Background()
	server, client, stop := startEmulator()
	defer stop()
	if err := server.SeedRecords(
		&kgo.Record{Topic: "orders", Value: []byte("first")},
		&kgo.Record{Topic: "orders", Value: []byte("second")},
		&kgo.Record{Topic: "orders", Value: []byte("third")},
	); err != nil {
		log.Fatal(err)
	}

	records, err := client.ReadAt(ctx, "orders", 0, 1, 10, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, record := range records {
		fmt.Printf("%d %s\n", record.Offset, record.Value)
	}
	// Output:
	// 1 second
	// 2 third
}

// A record that is no JSON stops a consumer of JSON, at every read. What follows
// in the partitions that it has is read as bytes then, and committed.
func Example_errUndecodable() {
	ctx := context.Background()
	server, client, stop := startEmulator()
	defer stop()
	for _, value := range []string{`{"id": "1"}`, "not JSON", `{"id": "3"}`} {
		if err := server.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte(value)}); err != nil {
			log.Fatal(err)
		}
	}
	consumer, err := client.CreateConsumer(ctx, "billing", &restproxyv2.ConsumerOptions{Format: restproxyv2.FormatJSON})
	if err != nil {
		log.Fatal(err)
	}
	defer consumer.Close(context.WithoutCancel(ctx))
	if err := consumer.Subscribe(ctx, []string{"orders"}); err != nil {
		log.Fatal(err)
	}

	process := func(record restproxyv2.Record) {
		order, err := restproxyv2.Decode[Order](record)
		if err != nil {
			fmt.Println("passed:", string(record.Value))
			return
		}
		fmt.Println("order", order.ID)
	}
	// pass processes up to 100 records of each partition, read as bytes.
	pass := func() error {
		if err := consumer.Commit(ctx); err != nil { // what was yielded before
			return err
		}
		partitions, err := consumer.GetAssignments(ctx)
		if err != nil {
			return err
		}
		committed, err := consumer.GetCommittedOffsets(ctx, partitions)
		if err != nil {
			return err
		}
		for _, partition := range partitions {
			next := restproxyv2.Offset{Topic: partition.Topic, Partition: partition.Partition}
			for _, offset := range committed {
				if offset.Topic == next.Topic && offset.Partition == next.Partition {
					next = offset
				}
			}
			bounds, err := client.GetPartitionOffsets(ctx, next.Topic, next.Partition)
			if err != nil {
				return err
			}
			next.Offset = max(next.Offset, bounds.BeginningOffset)
			records, err := client.ReadAt(ctx, next.Topic, next.Partition, next.Offset, 100, nil)
			if err != nil {
				return err
			}
			for _, record := range records {
				process(record)
				next.Offset = record.Offset + 1
			}
			if len(records) == 0 {
				continue
			}
			if err := consumer.CommitOffsets(ctx, []restproxyv2.Offset{next}); err != nil {
				return err
			}
		}
		return nil
	}

	for record, err := range consumer.Records(ctx) {
		if errors.Is(err, restproxyv2.ErrUndecodable) {
			if err := pass(); err != nil {
				log.Fatal(err)
			}
			// In a program of its own another one does that.
			if err := server.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte(`{"id": "4"}`)}); err != nil {
				log.Fatal(err)
			}
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		process(record)
		break
	}
	// Output:
	// order 1
	// passed: not JSON
	// order 3
	// order 4
}
