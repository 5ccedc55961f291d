package main

import (
	"context"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
)

var connectJob = job{api: "connect", name: "connectors", start: func(w *worker) (func(), func(), error) {
	client, err := connect.New(w.config(w.soak.emulator.Connect, w.soak.iam))
	if err != nil {
		return nil, nil, err
	}
	return func() { connectConnectors(w, client) }, client.CloseIdleConnections, nil
}}

// connectConnectors makes a connector, changes its config and its state, restarts
// what has failed of it, and deletes it.
func connectConnectors(w *worker, client *connect.Client) {
	name := w.thing()
	defer func() { fact[any](w, "/remove-connector", "name", name) }()
	look := func() connector { return w.connector(name) }
	absent := connector{}
	running := connector{Exists: true, Setting: "1", State: "RUNNING", Tasks: []string{"RUNNING", "RUNNING"}}
	config := func(setting string) connect.Config {
		return connect.Config{"connector.class": connectorClass, "tasks.max": "2", connectorSetting: setting}
	}

	var err error
	if w.random.IntN(2) == 0 {
		err = w.call("CreateConnector", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.CreateConnector(ctx, name, config("1"), nil, opts...)
			return err
		})
	} else {
		err = w.call("PutConnector", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.PutConnector(ctx, name, config("1"), opts...)
			return err
		})
	}
	seen := hold(w, "CreateConnector", err, absent, running, look)
	if !seen.Exists {
		return
	}

	changed := seen
	changed.Setting = "2"
	err = w.call("PatchConnectorConfig", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := client.PatchConnectorConfig(ctx, name, connect.Config{connectorSetting: "2"}, nil, opts...)
		return err
	})
	seen = hold(w, "PatchConnectorConfig", err, seen, changed, look)
	if seen = w.restartFailed(client, name, seen); seen.Tasks[0] == string(connect.StateFailed) {
		return
	}

	for _, change := range []struct {
		operation string
		call      func(context.Context, string, ...kafkarest.CallOption) error
		state     connect.State
		tasks     int
	}{
		{"PauseConnector", client.PauseConnector, connect.StatePaused, 2},
		{"ResumeConnector", client.ResumeConnector, connect.StateRunning, 2},
		{"StopConnector", client.StopConnector, connect.StateStopped, 0},
	} {
		next := seen
		next.State, next.Tasks = string(change.state), slices.Repeat([]string{string(change.state)}, change.tasks)
		if change.tasks == 0 {
			next.Tasks = nil
		}
		err = w.call(change.operation, func(ctx context.Context, opts ...kafkarest.CallOption) error { return change.call(ctx, name, opts...) })
		seen = hold(w, change.operation, err, seen, next, look)
		if seen.State == string(change.state) {
			w.call("WaitForConnector", func(ctx context.Context, opts ...kafkarest.CallOption) error {
				_, err := client.WaitForConnector(ctx, name, change.state, opts...)
				return err
			})
		}
	}
	w.call("GetConnectorConfig", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		got, err := client.GetConnectorConfig(ctx, name, opts...)
		if err == nil {
			w.check("GetConnectorConfig", got[connectorSetting] == seen.Setting, "%q, where it is %q", got[connectorSetting], seen.Setting)
		}
		return err
	})
	w.call("ListConnectors", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		_, err := client.ListConnectors(ctx, opts...)
		return err
	})
	err = w.call("DeleteConnector", func(ctx context.Context, opts ...kafkarest.CallOption) error {
		return client.DeleteConnector(ctx, name, opts...)
	})
	hold(w, "DeleteConnector", err, seen, absent, look)
}

// restartFailed lets a task fail and restarts it.
func (w *worker) restartFailed(client *connect.Client, name string, before connector) connector {
	fact[any](w, "/fail-task", "name", name)
	failed := before
	failed.Tasks = []string{"FAILED", "RUNNING"}
	var plan *connect.RestartPlan
	err := w.call("RestartFailed", func(ctx context.Context, opts ...kafkarest.CallOption) (err error) {
		plan, err = client.RestartFailed(ctx, name, opts...)
		return err
	})
	seen := hold(w, "RestartFailed", err, failed, before, func() connector { return w.connector(name) })
	if err == nil {
		w.call("WaitForRestart", func(ctx context.Context, opts ...kafkarest.CallOption) error {
			_, err := client.WaitForRestart(ctx, plan, opts...)
			return err
		})
	}
	return seen
}
