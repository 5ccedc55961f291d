// Adminrest walks through the life of a topic with the IBM Event Streams
// Administration REST API: it deletes a left-over topic, creates it, shows it,
// gives it more partitions, looks at mirroring, and deletes it. The topic is
// kafkarest-example: one of that name that is there, and its records, are lost.
//
// KAFKA_ADMIN_URL says where the service is, and API_KEY or BEARER_TOKEN who
// asks. Without KAFKA_ADMIN_URL the walkthrough runs on an embedded emulator.
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

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const topic = "kafkarest-example"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	cfg, stop, err := config(out)
	if err != nil {
		return err
	}
	defer stop()
	client, err := adminrest.New(cfg)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	// Not before: the client takes no URL with credentials in it.
	fmt.Fprintln(out, "Using the service at", cfg.URL)

	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	w := walkthrough{client: client, out: out}
	for _, step := range []struct {
		title string
		do    func(context.Context) error
	}{
		{"Deleting a topic left over from another run", w.deleteLeftOver},
		{"Listing topics", w.listTopics},
		{"Creating a topic", w.createTopic},
		{"Topic details", w.topicDetails},
		{"Listing topics", w.listTopics},
		{"Updating the topic", w.updateTopic},
		{"Topic details", w.topicDetails},
		{"Mirroring", w.mirroring},
		{"Deleting the topic", w.deleteTopic},
		{"Listing topics", w.listTopics},
	} {
		fmt.Fprintln(out, "\n"+step.title)
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(step.title), err)
		}
	}
	return nil
}

// config is that of the service which the environment names, or of an
// emulator that stop ends.
func config(out io.Writer) (cfg kafkarest.Config, stop func(), err error) {
	url := os.Getenv("KAFKA_ADMIN_URL")
	if url != "" {
		authenticator, err := auth.FromEnv()
		return kafkarest.Config{URL: url, Authenticator: authenticator}, func() {}, err
	}
	server, err := kafkaresttest.New(kafkaresttest.Options{
		AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: 300 * time.Millisecond},
	})
	if err != nil {
		return kafkarest.Config{}, nil, err
	}
	fmt.Fprintln(out, "KAFKA_ADMIN_URL is not set: using an embedded emulator.")
	return kafkarest.Config{URL: server.AdminRESTURL()}, server.Close, nil
}

type walkthrough struct {
	client *adminrest.Client
	out    io.Writer
}

func (w *walkthrough) print(format string, values ...any) {
	fmt.Fprintf(w.out, "    "+format+"\n", values...)
}

func (w *walkthrough) deleteLeftOver(ctx context.Context) error {
	err := w.client.DeleteTopic(ctx, topic)
	if errors.Is(err, kafkarest.ErrNotFound) {
		w.print("there is none")
		return nil
	}
	if err != nil {
		return err
	}
	w.print("%s deleted", topic)
	return w.client.WaitForTopicGone(ctx, topic)
}

func (w *walkthrough) listTopics(ctx context.Context) error {
	found := 0
	for topic, err := range w.client.Topics(ctx, nil) {
		if err != nil {
			return err
		}
		w.print("%s", topic.Name)
		found++
	}
	w.print("(%d topics)", found)
	return nil
}

func (w *walkthrough) createTopic(ctx context.Context) error {
	err := w.client.CreateTopic(ctx, topic, &adminrest.CreateTopicOptions{
		Partitions: 1,
		Configs:    map[string]string{"retention.ms": "86400000", "cleanup.policy": "delete"},
	})
	if err != nil {
		return err
	}
	w.print("%s created", topic)
	return w.client.WaitForTopic(ctx, topic)
}

func (w *walkthrough) topicDetails(ctx context.Context) error {
	details, err := w.client.GetTopic(ctx, topic)
	if err != nil {
		return err
	}
	w.print("name:               %s", details.Name)
	w.print("partitions:         %d", details.Partitions)
	w.print("replication factor: %d", details.ReplicationFactor)
	w.print("retention:          %v", details.Retention())
	w.print("cleanup policy:     %s", details.CleanupPolicy)
	w.print("segment size:       %s bytes", details.Configs["segment.bytes"])
	for _, assignment := range details.ReplicaAssignments {
		w.print("partition %d on:     brokers %v", assignment.Partition, assignment.Brokers.Replicas)
	}
	return nil
}

func (w *walkthrough) updateTopic(ctx context.Context) error {
	if err := w.client.UpdateTopic(ctx, topic, &adminrest.UpdateTopicOptions{Partitions: 6}); err != nil {
		return err
	}
	w.print("%s updated", topic)
	return nil
}

func (w *walkthrough) mirroring(ctx context.Context) error {
	before, err := w.client.GetMirroringTopicSelection(ctx)
	if errors.Is(err, kafkarest.ErrNotFound) {
		w.print("this cluster is not the target of mirroring")
		return nil
	}
	if err != nil {
		return err
	}
	w.print("selected before: %v", before.Includes)
	selected, err := w.client.ReplaceMirroringTopicSelection(ctx, []string{topic})
	if err != nil {
		return err
	}
	w.print("selected now:    %v", selected.Includes)
	active, err := w.client.GetMirroringActiveTopics(ctx)
	if err == nil {
		w.print("being mirrored:  %v", active.Topics)
	}
	_, restoreErr := w.client.ReplaceMirroringTopicSelection(ctx, before.Includes)
	return errors.Join(err, restoreErr)
}

func (w *walkthrough) deleteTopic(ctx context.Context) error {
	if err := w.client.DeleteTopic(ctx, topic); err != nil {
		return err
	}
	w.print("%s deleted", topic)
	return w.client.WaitForTopicGone(ctx, topic)
}
