package kafkaresttest

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Kinds of plugins, in the order they are listed in.
const (
	kindSink            = "sink"
	kindSource          = "source"
	kindTransformation  = "transformation"
	kindPredicate       = "predicate"
	kindConverter       = "converter"
	kindHeaderConverter = "header_converter"
)

var pluginKinds = []string{kindSink, kindSource, kindTransformation, kindPredicate, kindConverter, kindHeaderConverter}

// connectPlugin is a plugin of the worker. What follows after the keys is for
// connectors only.
type connectPlugin struct {
	class   string
	kind    string
	version string
	keys    []configKey

	maxTasks int // 0: as many as tasks.max allows

	// open starts a task. What it returns runs until its context ends. A nil open
	// is a task that does nothing.
	open func(w *connectWorker, c *connector, config map[string]string) (func(context.Context) error, error)

	// checkOffset says whether the connector takes an offset. A nil one has no
	// hook for changes of its offsets.
	checkOffset func(partition, offset map[string]jsontext.Value) error
}

func (p *connectPlugin) isConnector() bool { return p.kind == kindSink || p.kind == kindSource }

// taskClass is the name of the class of a connector's tasks.
func (p *connectPlugin) taskClass() string {
	return strings.TrimSuffix(p.class, "Connector") + "Task"
}

// taskCount returns how many tasks a connector makes of its config.
func (p *connectPlugin) taskCount(config map[string]string) int {
	count, err := strconv.Atoi(strings.TrimSpace(config["tasks.max"]))
	if err != nil {
		count = 1
	}
	if p.maxTasks > 0 {
		count = min(count, p.maxTasks)
	}
	return count
}

// aliases are the names that a plugin can be called by.
func (p *connectPlugin) aliases() []string {
	simple := p.class[strings.LastIndex(p.class, ".")+1:]
	if strings.Contains(simple, "$") { // nested classes have no other name
		return []string{p.class}
	}
	suffix := map[string]string{
		kindSink: "Connector", kindSource: "Connector", kindTransformation: "Transformation",
		kindPredicate: "Predicate", kindConverter: "Converter", kindHeaderConverter: "Converter",
	}[p.kind]
	return []string{p.class, simple, strings.TrimSuffix(simple, suffix)}
}

// pluginTable holds the plugins of a worker in the order of the list.
type pluginTable []*connectPlugin

func (t pluginTable) sorted() pluginTable {
	slices.SortStableFunc(t, func(a, b *connectPlugin) int {
		return cmp.Or(
			cmp.Compare(slices.Index(pluginKinds, a.kind), slices.Index(pluginKinds, b.kind)),
			cmp.Compare(a.class, b.class),
		)
	})
	return t
}

// named returns the plugins of some kinds that a name may mean.
func (t pluginTable) named(name string, kinds ...string) []*connectPlugin {
	var found []*connectPlugin
	for _, plugin := range t {
		if slices.Contains(kinds, plugin.kind) && slices.Contains(plugin.aliases(), name) {
			found = append(found, plugin)
		}
	}
	return found
}

// unknownClass is the failure to find a connector class.
type unknownClass struct{ message string }

func (e unknownClass) Error() string { return e.message }

// connector returns the plugin of a connector class.
func (t pluginTable) connector(class string) (*connectPlugin, error) {
	found := t.named(class, kindSink, kindSource)
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		return nil, connectFailure(http.StatusInternalServerError, "More than one connector matches alias %s. Please use the full name of one of: %s",
			class, describePlugins(found))
	}
	var connectors []*connectPlugin
	for _, plugin := range t {
		if plugin.isConnector() {
			connectors = append(connectors, plugin)
		}
	}
	return nil, unknownClass{fmt.Sprintf("Failed to find any class that implements Connector and which name matches %s, available connectors are: %s",
		class, describePlugins(connectors))}
}

func describePlugins(plugins []*connectPlugin) string {
	descriptions := make([]string, len(plugins))
	for i, p := range plugins {
		descriptions[i] = fmt.Sprintf("PluginDesc{klass=class %s, name='%s', version='%s', encodedVersion=%s, type=%s, typeName='%s', location='classpath'}",
			p.class, p.class, p.version, p.version, p.kind, p.kind)
	}
	return strings.Join(descriptions, ", ")
}

type pluginInfo struct {
	Class   string `json:"class"`
	Type    string `json:"type"`
	Version string `json:"version,omitzero"`
}

func (w *connectWorker) listPlugins(rw http.ResponseWriter, r *http.Request) error {
	connectorsOnly := boolParameter(r, "connectorsOnly", true)
	w.mu.Lock()
	defer w.mu.Unlock()
	list := []pluginInfo{}
	for _, plugin := range w.plugins {
		if plugin.isConnector() || !connectorsOnly {
			list = append(list, pluginInfo{plugin.class, plugin.kind, plugin.version})
		}
	}
	return writeJSON(rw, http.StatusOK, list)
}

func (w *connectWorker) getPluginConfig(rw http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("plugin")
	w.mu.Lock()
	defer w.mu.Unlock()
	found := w.plugins.named(name, pluginKinds...)
	if len(found) == 0 {
		return connectFailure(http.StatusNotFound, "Unknown plugin %s.", name)
	}
	plugin := found[0]
	if err := w.checkRequestedVersion(r, plugin); err != nil {
		return err
	}
	infos := []configKeyInfo{}
	for _, key := range w.keysOf(plugin) {
		infos = append(infos, key.info(w.release))
	}
	return writeJSON(rw, http.StatusOK, infos)
}

// checkRequestedVersion looks at the version parameter, which releases before
// 4.1 ignore.
func (w *connectWorker) checkRequestedVersion(r *http.Request, plugin *connectPlugin) error {
	versions, given := r.URL.Query()["version"]
	if !given || !w.release.atLeast(4, 1) || matchesVersion(plugin.version, versions[0]) {
		return nil
	}
	return connectFailure(http.StatusBadRequest, "%s", versionNotFound(plugin, versions[0]))
}

func versionNotFound(plugin *connectPlugin, wanted string) string {
	return fmt.Sprintf("Plugin %s not found that matches the version range %s, available versions: [%s]", plugin.class, wanted, plugin.version)
}

// keysOf returns the keys of a plugin: its own first and, for a connector,
// those of the framework that it does not define itself.
func (w *connectWorker) keysOf(plugin *connectPlugin) []configKey {
	keys := slices.Clone(plugin.keys)
	if !plugin.isConnector() {
		return keys
	}
	for _, key := range frameworkKeys(plugin, w.release) {
		if !slices.ContainsFunc(plugin.keys, func(own configKey) bool { return own.name == key.name }) {
			keys = append(keys, key)
		}
	}
	return keys
}

// matchesVersion says whether a version is the one wanted, or in a range such
// as [1.0,2.0).
func matchesVersion(version, wanted string) bool {
	if wanted == "latest" || wanted == version {
		return true
	}
	if len(wanted) < 3 || !strings.ContainsAny(wanted[:1], "[(") || !strings.ContainsAny(wanted[len(wanted)-1:], "])") {
		return false
	}
	low, high, isRange := strings.Cut(wanted[1:len(wanted)-1], ",")
	if !isRange {
		high = low
	}
	if low != "" {
		if order := compareVersions(version, low); order < 0 || order == 0 && wanted[0] == '(' {
			return false
		}
	}
	if high != "" {
		if order := compareVersions(version, high); order > 0 || order == 0 && wanted[len(wanted)-1] == ')' {
			return false
		}
	}
	return true
}

// compareVersions compares the numbers of two versions; what is no number
// counts as 0.
func compareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	part := func(parts []string, i int) int {
		if i >= len(parts) {
			return 0
		}
		n, _ := strconv.Atoi(strings.TrimSpace(parts[i]))
		return n
	}
	for i := range max(len(as), len(bs)) {
		if order := cmp.Compare(part(as, i), part(bs, i)); order != 0 {
			return order
		}
	}
	return 0
}
