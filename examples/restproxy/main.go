// Restproxy walks through the life of a topic with Kafka REST Proxy v3: it
// looks at the cluster, creates a topic, changes its configs, writes records to
// it one by one and as a stream, reads them with version 2 of the API, gives and
// takes away a right, looks at consumer groups and how far they are behind, and
// deletes the topic, kafkarest-example. An existing topic of that name is lost
// with its records.
//
// RESTPROXY_URL says where the proxy is, for Confluent Cloud and Confluent
// Server with their base path, https://host/kafka. RESTPROXY_API_KEY and
// RESTPROXY_API_SECRET are sent if they are set, and RESTPROXY_CLUSTER_ID names
// the cluster where the service does not list its clusters, as Confluent Cloud.
// RESTPROXY_V2_URL says where version 2 is, for a proxy of one's own RESTPROXY_URL
// again; Confluent Cloud does not have it, and nothing is read without.
// Without RESTPROXY_URL the walkthrough runs on an embedded emulator.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

const (
	topic     = "kafkarest-example"
	principal = "User:kafkarest-example"
	// maxGroups is how many consumer groups are shown.
	maxGroups = 5
	// streamed is how many records are streamed.
	streamed = 100_000
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, streamed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, streamed int) error {
	cfg, v2, stop, err := config(out)
	if err != nil {
		return err
	}
	defer stop()
	client, err := restproxy.New(cfg)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	// Not before: the client takes no URL with credentials in it.
	fmt.Fprintln(out, "Using the proxy at", cfg.URL)

	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	cluster, err := findCluster(ctx, client)
	if err != nil {
		return err
	}
	w := walkthrough{client: client, cluster: cluster, v2: v2, out: out, streamed: streamed}
	for _, step := range []struct {
		title string
		do    func(context.Context) error
	}{
		{"The cluster", w.showCluster},
		{"Deleting a topic left over from another run", w.deleteLeftOver},
		{"Creating a topic", w.createTopic},
		{"Topic details", w.topicDetails},
		{"Changing its configs", w.changeConfigs},
		{"Topic details", w.topicDetails},
		{"Writing a record", w.produceOne},
		{"Writing several records", w.produceBatch},
		{"Streaming records", w.stream},
		{"What the topic holds", w.showOffsets},
		{"Reading the first half", w.consumeHalf},
		{"Reading the rest", w.consumeRest},
		{"Rights", w.rights},
		{"Consumer groups", w.consumerGroups},
		{"Deleting the topic", w.deleteTopic},
	} {
		fmt.Fprintln(out, "\n"+step.title)
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(step.title), err)
		}
	}
	return nil
}

// config is that of the proxy which the environment names, or of an emulator
// that stop ends. v2 is that of version 2 of its API, without a URL where the
// environment names none.
func config(out io.Writer) (cfg, v2 kafkarest.Config, stop func(), err error) {
	if url := os.Getenv("RESTPROXY_URL"); url != "" {
		cfg = kafkarest.Config{URL: url}
		if key, secret := os.Getenv("RESTPROXY_API_KEY"), os.Getenv("RESTPROXY_API_SECRET"); key != "" || secret != "" {
			cfg.Authenticator = auth.Basic(key, secret)
		}
		v2 = cfg
		v2.URL = os.Getenv("RESTPROXY_V2_URL")
		return cfg, v2, func() {}, nil
	}
	fmt.Fprintln(out, "RESTPROXY_URL is not set: using an embedded emulator.")
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		return cfg, v2, nil, err
	}
	if err := seedGroup(server); err != nil {
		server.Close()
		return cfg, v2, nil, err
	}
	return kafkarest.Config{URL: server.RESTProxyURL()}, kafkarest.Config{URL: server.RESTProxyV2URL()}, server.Close, nil
}

// seedGroup gives the emulator a consumer group that is behind.
func seedGroup(server *kafkaresttest.Server) error {
	if err := server.SeedTopic("orders", 1, nil); err != nil {
		return err
	}
	for range 3 {
		if err := server.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte("an order")}); err != nil {
			return err
		}
	}
	return server.SeedGroup("billing", "orders", map[int32]int64{0: 1})
}

// findCluster is the cluster that the environment names, or the only one that
// the service knows.
func findCluster(ctx context.Context, client *restproxy.Client) (*restproxy.Cluster, error) {
	if id := os.Getenv("RESTPROXY_CLUSTER_ID"); id != "" {
		return client.Cluster(id), nil
	}
	return client.DefaultCluster(ctx)
}

type walkthrough struct {
	client   *restproxy.Client
	cluster  *restproxy.Cluster
	v2       kafkarest.Config
	out      io.Writer
	streamed int
}

func (w *walkthrough) print(format string, values ...any) {
	fmt.Fprintf(w.out, "    "+format+"\n", values...)
}

func (w *walkthrough) showCluster(ctx context.Context) error {
	info, err := w.client.GetCluster(ctx, w.cluster.ID())
	if err != nil {
		return err
	}
	w.print("id:         %s", info.ID)
	if controller, ok := info.Controller.BrokerID(); ok {
		w.print("controller: broker %d", controller)
	}
	brokers, err := w.cluster.ListBrokers(ctx)
	if errors.Is(err, kafkarest.ErrNotFound) || errors.Is(err, kafkarest.ErrForbidden) {
		w.print("brokers:    not shown by this service")
		return nil
	}
	for _, broker := range brokers {
		w.print("broker %d:   %s:%d", broker.ID, broker.Host, broker.Port)
	}
	return err
}

func (w *walkthrough) deleteLeftOver(ctx context.Context) error {
	err := w.cluster.DeleteTopic(ctx, topic)
	if errors.Is(err, kafkarest.ErrNotFound) {
		w.print("there is none")
		return nil
	}
	if err != nil {
		return err
	}
	w.print("%s deleted", topic)
	return w.cluster.WaitForTopicGone(ctx, topic)
}

func (w *walkthrough) createTopic(ctx context.Context) error {
	_, err := w.cluster.CreateTopic(ctx, topic, &restproxy.CreateTopicOptions{
		Partitions: 3,
		Configs:    map[string]string{"retention.ms": "86400000", "cleanup.policy": "compact"},
	})
	if err != nil {
		return err
	}
	w.print("%s created", topic)
	return w.cluster.WaitForTopic(ctx, topic)
}

func (w *walkthrough) topicDetails(ctx context.Context) error {
	details, err := w.cluster.GetTopic(ctx, topic, nil)
	if err != nil {
		return err
	}
	w.print("partitions:         %d", details.PartitionsCount)
	w.print("replication factor: %d", details.ReplicationFactor)
	for partition, err := range w.cluster.Partitions(ctx, topic) {
		if err != nil {
			return err
		}
		if leader, ok := partition.Leader.BrokerID(); ok {
			w.print("partition %d:        led by broker %d", partition.ID, leader)
		}
	}
	configs, err := w.cluster.ListTopicConfigs(ctx, topic)
	for _, config := range configs {
		if config.Source == restproxy.ConfigSourceDynamicTopicConfig && config.Value != nil {
			w.print("%s = %s", config.Name, *config.Value)
		}
	}
	return err
}

func (w *walkthrough) changeConfigs(ctx context.Context) error {
	err := w.cluster.AlterTopicConfigs(ctx, topic, []restproxy.ConfigAlteration{
		restproxy.SetConfig("retention.ms", "3600000"),
		restproxy.ResetConfig("cleanup.policy"),
	}, nil)
	if err != nil {
		return err
	}
	w.print("%s changed", topic)
	return nil
}

func (w *walkthrough) produceOne(ctx context.Context) error {
	result, err := w.cluster.ProduceOne(ctx, topic, restproxy.Record{
		Key:     restproxy.String("customer-7"),
		Value:   restproxy.JSON(map[string]any{"item": "book", "count": 2}),
		Headers: []restproxy.RecordHeader{{Name: "source", Value: []byte("example")}},
	})
	if err != nil {
		return err
	}
	w.print("written to partition %d at offset %d", result.PartitionID, result.Offset)
	return nil
}

func (w *walkthrough) produceBatch(ctx context.Context) error {
	records := []restproxy.Record{
		{Partition: new(int32(0)), Value: restproxy.Bytes([]byte{0x00, 0xff})},
		{Partition: new(int32(1)), Key: restproxy.String("customer-7"), Value: restproxy.String("")},
		// A null value: where topics are compacted, it deletes its key.
		{Partition: new(int32(1)), Key: restproxy.String("customer-7")},
	}
	outcomes, err := w.cluster.ProduceBatch(ctx, topic, records, nil)
	for i, outcome := range outcomes {
		if outcome.Err != nil {
			w.print("record %d: %v", i, outcome.Err)
			continue
		}
		w.print("record %d: partition %d, offset %d", i, outcome.PartitionID, outcome.Offset)
	}
	return err
}

func (w *walkthrough) showOffsets(ctx context.Context) error {
	for partition := range int32(3) {
		offsets, err := w.cluster.GetPartitionOffsets(ctx, topic, partition)
		if err != nil {
			return err
		}
		w.print("partition %d: %d records", partition, offsets.LatestOffset-offsets.EarliestOffset)
	}
	return nil
}

func (w *walkthrough) rights(ctx context.Context) error {
	err := w.cluster.CreateACL(ctx, restproxy.ACL{
		ResourceType: restproxy.ACLResourceTypeTopic, ResourceName: topic, PatternType: restproxy.ACLPatternTypeLiteral,
		Principal: principal, Host: "*", Operation: restproxy.ACLOperationRead, Permission: restproxy.ACLPermissionAllow,
	})
	switch {
	case restproxy.CodeOf(err) == restproxy.CodeKafkaRefused:
		w.print("this cluster has no authorizer, so there are no ACLs")
		return nil
	case errors.Is(err, kafkarest.ErrForbidden):
		w.print("the credentials may not change ACLs")
		return nil
	case err != nil:
		return err
	}
	for acl, err := range w.cluster.ACLs(ctx, &restproxy.ACLFilter{Principal: principal}) {
		if err != nil {
			return err
		}
		w.print("%s: %s %s of %s %s", acl.Principal, acl.Permission, acl.Operation, acl.ResourceType, acl.ResourceName)
	}
	deleted, err := w.cluster.DeleteACLs(ctx, restproxy.ACLFilter{
		ResourceType: restproxy.ACLResourceTypeTopic, ResourceName: topic, PatternType: restproxy.ACLPatternTypeLiteral,
		Principal: principal, Operation: restproxy.ACLOperationAny, Permission: restproxy.ACLPermissionAny,
	})
	if err != nil {
		return err
	}
	w.print("(%d deleted)", len(deleted))
	return nil
}

func (w *walkthrough) consumerGroups(ctx context.Context) error {
	groups, err := w.cluster.ListConsumerGroups(ctx)
	if err != nil {
		return err
	}
	for _, group := range groups[:min(len(groups), maxGroups)] {
		w.print("%s (%s)", group.ID, group.State)
		if err := w.showLags(ctx, group.ID); err != nil {
			return err
		}
	}
	w.print("(%d groups)", len(groups))
	return nil
}

func (w *walkthrough) showLags(ctx context.Context, group string) error {
	lags, err := w.cluster.ListConsumerLags(ctx, group)
	if errors.Is(err, kafkarest.ErrNotFound) {
		w.print("    has committed no offsets")
		return nil
	}
	for _, lag := range lags {
		w.print("    %s, partition %d: %d behind", lag.TopicName, lag.PartitionID, lag.Lag)
	}
	return err
}

func (w *walkthrough) deleteTopic(ctx context.Context) error {
	if err := w.cluster.DeleteTopic(ctx, topic); err != nil {
		return err
	}
	w.print("%s deleted", topic)
	return w.cluster.WaitForTopicGone(ctx, topic)
}
