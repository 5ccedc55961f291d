// Connect walks through the life of two connectors with Kafka Connect's REST
// API: a source that reads a file into a topic and a sink that writes the topic
// to another file. The sink fails at first, since its folder is missing.
//
// CONNECT_URL says where a worker is; CONNECT_USER and CONNECT_PASSWORD are
// sent if they are set. Workers need the FileStream connectors and have to see
// the folder that -dir names. Without CONNECT_URL the walkthrough runs on an
// embedded emulator.
//
// It creates the connectors kafkarest-example-source and kafkarest-example-sink,
// refuses to begin if one of them exists, and deletes them at the end, also after
// a failure or an interrupt. The topic kafkarest-example-connect, which the workers
// make, stays, as do the offsets of both.
//
// With -pick it lists the connectors instead, asks which ones to delete and
// whether that is meant, and waits until they are gone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt does not wait for the first
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("connect", flag.ContinueOnError)
	pick := flags.Bool("pick", false, "ask which connectors to delete")
	dir := flags.String("dir", "", "`folder` for the files, which the workers have to see (default that for temporary files)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("there are no arguments but -pick and -dir: %q", flags.Args())
	}
	cfg, stop, err := config(out)
	if err != nil {
		return err
	}
	defer stop()
	client, err := connect.New(cfg)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	// Not before: the client takes no URL with credentials in it.
	fmt.Fprintln(out, "Using the worker at", cfg.URL)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	if err := awaitWorker(ctx, client, out); err != nil {
		return err
	}
	if *pick {
		return pickAndDelete(ctx, client, in, out)
	}
	// One of its own, so that no run meets the files of another.
	files, err := os.MkdirTemp(*dir, "kafkarest-example-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(files)
	if err := os.Chmod(files, 0o755); err != nil { // workers may be another user's
		return err
	}
	return walk(ctx, client, out, files)
}

// config is that of the worker which the environment names, or of an emulator
// that stop ends.
func config(out io.Writer) (cfg kafkarest.Config, stop func(), err error) {
	if url := os.Getenv("CONNECT_URL"); url != "" {
		cfg := kafkarest.Config{URL: url}
		if user := os.Getenv("CONNECT_USER"); user != "" {
			cfg.Authenticator = auth.Basic(user, os.Getenv("CONNECT_PASSWORD"))
		}
		return cfg, func() {}, nil
	}
	server, err := kafkaresttest.New(kafkaresttest.Options{})
	if err != nil {
		return kafkarest.Config{}, nil, err
	}
	fmt.Fprintln(out, "CONNECT_URL is not set: using an embedded emulator.")
	return kafkarest.Config{URL: server.ConnectURL()}, server.Close, nil
}

// awaitWorker gives a worker that starts the time for it, and says soon when
// there is none.
func awaitWorker(ctx context.Context, client *connect.Client, out io.Writer) error {
	const patience = 30 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := client.GetServerInfo(ctx, kafkarest.NoRetry(), kafkarest.Timeout(3*time.Second)); errors.Is(err, kafkarest.ErrUnavailable) {
		fmt.Fprintf(out, "The worker does not answer yet, waiting for up to %v: %v\n", patience, err)
	}
	return client.WaitReady(ctx)
}

const (
	source = "kafkarest-example-source"
	sink   = "kafkarest-example-sink"
	topic  = "kafkarest-example-connect"
)

type walkthrough struct {
	client *connect.Client
	out    io.Writer
	dir    string
	made   []string // connectors that are to be deleted
}

// walk takes all steps, and deletes the connectors that it has made however they
// end.
func walk(ctx context.Context, client *connect.Client, out io.Writer, dir string) error {
	w := walkthrough{client: client, out: out, dir: dir}
	err := w.steps(ctx)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return errors.Join(err, w.delete(ctx))
}

func (w *walkthrough) steps(ctx context.Context) error {
	for _, step := range []struct {
		title string
		do    func(context.Context) error
	}{
		{"The worker and its plugins", w.plugins},
		{"Creating a source and a sink", w.create},
		{"Connectors, their states and their tasks", w.table},
		{"Why the sink failed, and a restart", w.repair},
		{"Connectors, their states and their tasks", w.table},
		{"Tasks and their configs", w.tasks},
		{"Pausing and resuming", w.pause},
		{"Records and active topics", w.records},
	} {
		fmt.Fprintln(w.out, "\n"+step.title)
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(step.title), err)
		}
	}
	return nil
}

func (w *walkthrough) print(format string, values ...any) {
	fmt.Fprintf(w.out, "    "+format+"\n", values...)
}

func (w *walkthrough) plugins(ctx context.Context) error {
	info, err := w.client.GetServerInfo(ctx)
	if err != nil {
		return err
	}
	w.print("version %s, Kafka cluster %s", info.Version, info.KafkaClusterID)
	plugins, err := w.client.ListPlugins(ctx, nil)
	if err != nil {
		return err
	}
	for _, plugin := range plugins {
		w.print("%-6s %s %s", plugin.Type, plugin.Class, plugin.Version)
	}
	return nil
}

// create puts both connectors, unless there are some of their names already.
func (w *walkthrough) create(ctx context.Context) error {
	for _, name := range []string{source, sink} {
		_, err := w.client.GetConnector(ctx, name)
		if err == nil {
			return fmt.Errorf("connector %q exists already; delete it, with -pick say, if it is left over from another run", name)
		}
		if !errors.Is(err, kafkarest.ErrNotFound) {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(w.dir, "in.txt"), []byte("first\nsecond\nthird\n"), 0o644); err != nil {
		return err
	}
	const text = "org.apache.kafka.connect.storage.StringConverter"
	configs := map[string]connect.Config{
		source: {"connector.class": "FileStreamSource", "topic": topic, "file": filepath.Join(w.dir, "in.txt"), "value.converter": text},
		sink:   {"connector.class": "FileStreamSink", "topics": topic, "file": filepath.Join(w.dir, "later", "out.txt"), "value.converter": text},
	}
	for _, name := range []string{source, sink} {
		w.made = append(w.made, name)
		result, err := w.client.PutConnector(ctx, name, configs[name])
		if err != nil {
			return err
		}
		w.print("%s: created %t, type %s", name, result.Created, result.Type)
	}
	_, err := w.client.WaitForConnector(ctx, source, connect.StateRunning)
	if err != nil {
		return err
	}
	_, err = w.client.WaitForConnector(ctx, sink, connect.StateFailed)
	return err
}

// table prints a line for each connector, from one call.
func (w *walkthrough) table(ctx context.Context) error {
	connectors, err := w.client.ExpandConnectors(ctx, nil)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	for _, name := range slices.Sorted(maps.Keys(connectors)) {
		connector := connectors[name]
		if connector.Info == nil || connector.Status == nil {
			continue
		}
		var tasks []string
		for _, task := range connector.Status.Tasks {
			tasks = append(tasks, string(task.State))
		}
		fmt.Fprintf(table, "    %s\t%s\t%s\t%s\t%s\n", connector.Info.Type, name, connector.Status.Connector.State,
			strings.Join(tasks, ","), connector.Info.Config["connector.class"])
	}
	return table.Flush()
}

func (w *walkthrough) repair(ctx context.Context) error {
	// The error of a wait has the trace without secrets, unlike the status.
	_, err := w.client.WaitForConnector(ctx, sink, connect.StateRunning)
	failed, ok := errors.AsType[*connect.ConnectorFailedError](err)
	if !ok {
		return err
	}
	w.print("%v", failed)
	if err := os.Mkdir(filepath.Join(w.dir, "later"), 0o755); err != nil {
		return err
	}
	plan, err := w.client.RestartFailed(ctx, sink)
	if err != nil {
		return err
	}
	for _, task := range plan.Tasks {
		w.print("task %d: %s", task.ID, task.State)
	}
	if _, err := w.client.WaitForRestart(ctx, plan); err != nil {
		return err
	}
	task, err := w.client.GetTaskStatus(ctx, sink, 0)
	if err != nil {
		return err
	}
	w.print("task %d is %s", task.ID, task.State)
	return nil
}

func (w *walkthrough) tasks(ctx context.Context) error {
	tasks, err := w.client.ListTasks(ctx, sink)
	if err != nil {
		return err
	}
	for _, task := range tasks {
		w.print("task %d of %s: %s", task.ID.Task, task.ID.Connector, task.Config["task.class"])
	}
	return w.client.RestartTask(ctx, sink, 0)
}

func (w *walkthrough) pause(ctx context.Context) error {
	if err := w.client.PauseConnector(ctx, sink); err != nil {
		return err
	}
	if _, err := w.client.WaitForConnector(ctx, sink, connect.StatePaused); err != nil {
		return err
	}
	w.print("%s is paused", sink)
	if err := w.client.ResumeConnector(ctx, sink); err != nil {
		return err
	}
	w.print("%s is resumed", sink)
	_, err := w.client.WaitForConnector(ctx, sink, connect.StateRunning)
	return err
}

func (w *walkthrough) records(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		written, err := os.ReadFile(filepath.Join(w.dir, "later", "out.txt"))
		if err == nil && strings.Count(string(written), "\n") >= 3 {
			w.print("the sink wrote %q", written)
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	for _, name := range []string{source, sink} {
		topics, err := w.client.GetActiveTopics(ctx, name)
		if err != nil {
			return err
		}
		w.print("%s: topics %v", name, topics)
	}
	return nil
}

func (w *walkthrough) delete(ctx context.Context) error {
	if len(w.made) == 0 {
		return nil
	}
	fmt.Fprintln(w.out, "\nDeleting")
	if err := remove(ctx, w.client, w.out, w.made...); err != nil {
		return fmt.Errorf("deleting: %w", err)
	}
	w.print("the topic %s stays: Kafka Connect deletes none", topic)
	return nil
}

// remove deletes connectors and waits until they are gone. What cannot be
// deleted does not keep it from the others.
func remove(ctx context.Context, client *connect.Client, out io.Writer, names ...string) error {
	var failures []error
	var deleted []string
	for _, name := range names {
		if err := client.DeleteConnector(ctx, name); err != nil && !errors.Is(err, kafkarest.ErrNotFound) {
			failures = append(failures, err)
			continue
		}
		deleted = append(deleted, name)
	}
	for _, name := range deleted {
		if err := client.WaitForConnectorGone(ctx, name); err != nil {
			failures = append(failures, err)
			continue
		}
		fmt.Fprintf(out, "    %q is gone\n", name)
	}
	return errors.Join(failures...)
}
