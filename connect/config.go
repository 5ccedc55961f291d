package connect

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
)

// IsSensitive reports whether the value of a config key is kept out of errors,
// logs and prints: whether the key speaks of a password, secret, token,
// credential, authorization, JAAS config, user info, license, or a private,
// API, access, account, customer or encryption key. Keys that a connector's
// definition gives the type PASSWORD are known by [Validation.Passwords]; a
// client learns of others by [SensitiveKeys].
func IsSensitive(key string) bool { return standard.isSensitive(key) }

// Redacted is the config with the values of sensitive keys replaced, and what a
// URL in another value has before its host or gives to a sensitive parameter.
// Values that refer to a config provider, "${…}", are no secrets and stay, as
// do the names of keys. Further keys, those of type PASSWORD in the connector's
// definition say, are named as for [SensitiveKeys]: each key that contains one
// of the texts, whatever the case.
func (c Config) Redacted(keys ...string) Config {
	if c == nil {
		return nil
	}
	sensitive := standard.with(keys...)
	shown := make(Config, len(c))
	for key, value := range c {
		shown[key] = sensitive.redactValue(key, value)
	}
	return shown
}

// String is the config by key, redacted.
func (c Config) String() string {
	var b strings.Builder
	b.WriteString("connect.Config[")
	for i, key := range slices.Sorted(maps.Keys(c)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s=%q", key, standard.redactValue(key, c[key]))
	}
	b.WriteByte(']')
	return b.String()
}

// Format writes String, whatever the verb.
func (c Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue is String, for records of slog.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// The types that hold a Config show and log themselves: package fmt, for some
// verbs, and a handler that writes a struct as JSON would show the values.

// LogValue is the connector with its config redacted, for records of slog.
func (c Connector) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("name", c.Name),
		slog.String("type", string(c.Type)),
		slog.Any("config", c.Config),
		slog.Int("tasks", len(c.Tasks)),
	)
}

// Format writes LogValue, whatever the verb.
func (c Connector) Format(f fmt.State, _ rune) { format(f, "Connector", c) }

// LogValue is the connector with its config redacted, and whether it was
// created.
func (r PutResult) LogValue() slog.Value {
	return slog.GroupValue(append(r.Connector.LogValue().Group(), slog.Bool("created", r.Created))...)
}

// Format writes LogValue, whatever the verb.
func (r PutResult) Format(f fmt.State, _ rune) { format(f, "PutResult", r) }

// LogValue is the connector with its config redacted, and its states with
// traces that do not show what is redacted there.
func (e ExpandedConnector) LogValue() slog.Value {
	var attrs []slog.Attr
	var secrets []string
	if e.Info != nil {
		attrs = append(attrs, slog.Any("info", *e.Info))
		secrets = standard.secrets(e.Info.Config)
	}
	if e.Status != nil {
		attrs = append(attrs, slog.Any("status", e.Status.redacted(standard, secrets)))
	}
	return slog.GroupValue(attrs...)
}

// redacted is the status with traces that show none of the secrets.
func (s ConnectorStatus) redacted(sensitive *sensitivity, secrets []string) ConnectorStatus {
	s.Connector.Trace = sensitive.redactTrace(s.Connector.Trace, secrets)
	s.Tasks = slices.Clone(s.Tasks)
	for i := range s.Tasks {
		s.Tasks[i].Trace = sensitive.redactTrace(s.Tasks[i].Trace, secrets)
	}
	return s
}

// Format writes LogValue, whatever the verb.
func (e ExpandedConnector) Format(f fmt.State, _ rune) { format(f, "ExpandedConnector", e) }

// LogValue is the task with its config redacted, for records of slog.
func (t Task) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("connector", t.ID.Connector),
		slog.Int("task", int(t.ID.Task)),
		slog.Any("config", t.Config),
	)
}

// Format writes LogValue, whatever the verb.
func (t Task) Format(f fmt.State, _ rune) { format(f, "Task", t) }

func format(f fmt.State, name string, v slog.LogValuer) {
	_, _ = io.WriteString(f, "connect."+name+v.LogValue().String())
}
