package kafkaresttest

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

type configInfos struct {
	Name       string       `json:"name"`
	ErrorCount int          `json:"error_count"`
	Groups     []string     `json:"groups"`
	Configs    []configInfo `json:"configs"`
}

type configInfo struct {
	Definition *configKeyInfo   `json:"definition"`
	Value      *configValueInfo `json:"value"`
}

// validation is the outcome of validating a config. Without a usable class
// there are no infos but a failure.
type validation struct {
	requested map[string]*string
	infos     configInfos
	version   string // what is wrong with the version asked for
	failure   error
}

// validPluginConfig answers 200 whatever the errors are.
func (w *connectWorker) validateConfig(rw http.ResponseWriter, r *http.Request) error {
	config, err := readTextMap(r)
	if err != nil {
		return err
	}
	if class := config["connector.class"]; class != nil {
		name := strings.TrimSuffix(r.PathValue("plugin"), "Connector")
		if !strings.HasSuffix(strings.TrimSuffix(*class, "Connector"), name) {
			return connectFailure(http.StatusBadRequest, "Included connector type %s does not match request type %s", *class, r.PathValue("plugin"))
		}
	}
	w.mu.Lock()
	result := w.validate(config)
	w.mu.Unlock()
	if result.failure != nil {
		return result.wrapped(w.release)
	}
	return writeJSON(rw, http.StatusOK, result.infos)
}

// validConfig returns a config in the form that is stored, or the failure of a
// create or an update.
func (w *connectWorker) validConfig(requested map[string]*string) (map[string]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.validate(requested).config(w.release)
}

// wrapped is the failure of the validate operation, which passes on exceptions
// by their class as 500.
func (v validation) wrapped(release connectRelease) error {
	class := "org.apache.kafka.connect.errors.ConnectException"
	if _, err := v.config(release); asConnectError(err).status == http.StatusBadRequest {
		class = "org.apache.kafka.connect.runtime.rest.errors.BadRequestException"
	}
	return connectFailure(http.StatusInternalServerError, "%s: %s", class, v.failure.Error())
}

// config returns the validated config, or the failure of a create or an update.
func (v validation) config(release connectRelease) (map[string]string, error) {
	_, unknown := errors.AsType[unknownClass](v.failure)
	switch {
	case unknown && release.atLeast(4, 1):
		return nil, connectFailure(http.StatusBadRequest, "%s", v.failure.Error())
	case v.failure != nil:
		return nil, v.failure
	case v.version != "":
		return nil, connectFailure(http.StatusBadRequest, "%s", v.version)
	case v.infos.ErrorCount > 0:
		return nil, v.invalid()
	}
	config := make(map[string]string, len(v.requested))
	for name, value := range v.requested {
		config[name] = *value // a null would have been an error
	}
	return config, nil
}

// invalid lists all errors, a line each.
func (v validation) invalid() error {
	lines := []string{fmt.Sprintf("Connector configuration is invalid and contains the following %d error(s):", v.infos.ErrorCount)}
	for _, info := range v.infos.Configs {
		lines = append(lines, info.Value.Errors...)
	}
	lines = append(lines, "You can also find the above list of errors at the endpoint `/connector-plugins/{connectorType}/config/validate`")
	return connectFailure(http.StatusBadRequest, "%s", strings.Join(lines, "\n"))
}

// validate validates a config. The worker must be locked.
func (w *connectWorker) validate(requested map[string]*string) validation {
	result := validation{requested: requested}
	class := requested["connector.class"]
	if class == nil {
		result.failure = connectFailure(http.StatusBadRequest, "Connector config %s contains no connector type", showConfig(requested))
		return result
	}
	plugin, err := w.plugins.connector(*class)
	if err != nil {
		result.failure = err
		return result
	}
	config := make(map[string]string, len(requested))
	for name, value := range requested {
		if value != nil {
			config[name] = *value
		}
	}
	result.infos = configInfos{Name: *class}
	result.addNulls()
	result.addKeys(w.connectorKeys(plugin, config), config, w.release)
	result.checkTopics(plugin, config)
	result.checkVersion(plugin, config, w.release)
	result.addClientOverrides(plugin, config)
	result.addConverters(w, config)
	return result
}

// showConfig is a config as Java prints it.
func showConfig(config map[string]*string) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(config)) {
		value := "null"
		if config[name] != nil {
			value = *config[name]
		}
		pairs = append(pairs, name+"="+value)
	}
	return "{" + strings.Join(pairs, ", ") + "}"
}

func (v *validation) add(definition *configKeyInfo, value configValueInfo) {
	v.infos.Configs = append(v.infos.Configs, configInfo{definition, &value})
	v.infos.ErrorCount += len(value.Errors)
}

func (v *validation) addNulls() {
	for _, name := range slices.Sorted(maps.Keys(v.requested)) {
		if v.requested[name] == nil {
			v.add(nil, configValueInfo{Name: name, Visible: true,
				Errors: []string{"Null value can not be supplied as the configuration value."}})
		}
	}
}

func (v *validation) addKeys(keys []configKey, config map[string]string, release connectRelease) {
	for _, key := range keys {
		if value, requested := v.requested[key.name]; requested && value == nil {
			continue
		}
		if key.group != "" && !slices.Contains(v.infos.Groups, key.group) {
			v.infos.Groups = append(v.infos.Groups, key.group)
		}
		definition := key.info(release)
		v.add(&definition, key.value(config))
	}
}

// connectorKeys returns the keys of the framework, of the transformations and
// predicates that a config names, and of the connector, whose own definitions
// win.
func (w *connectWorker) connectorKeys(plugin *connectPlugin, config map[string]string) []configKey {
	own := make(map[string]configKey)
	for _, key := range plugin.keys {
		own[key.name] = key
	}
	var keys []configKey
	for _, key := range frameworkKeys(plugin, w.release) {
		if defined, ok := own[key.name]; ok {
			key = defined
			delete(own, key.name)
		}
		if strings.HasSuffix(key.name, ".converter") {
			key.check = w.checkClass(kindConverter, kindHeaderConverter)
		}
		keys = append(keys, key)
	}
	keys = append(keys, w.aliasKeys(config, "transforms", "Transforms: ", kindTransformation)...)
	keys = append(keys, w.aliasKeys(config, "predicates", "Predicates: ", kindPredicate)...)
	for _, key := range plugin.keys {
		if _, left := own[key.name]; left {
			keys = append(keys, key)
		}
	}
	return keys
}

// checkClass wants the class of a plugin of some kind, or none.
func (w *connectWorker) checkClass(kinds ...string) func(*string) string {
	return func(value *string) string {
		if value == nil || len(w.plugins.named(*value, kinds...)) > 0 {
			return ""
		}
		return fmt.Sprintf("Class %s could not be found.", *value)
	}
}

// aliasKeys returns the keys of what a list of aliases stands for.
func (w *connectWorker) aliasKeys(config map[string]string, list, title, kind string) []configKey {
	var keys []configKey
	aliases := listItems(config[list])
	for i, alias := range aliases {
		if slices.Contains(aliases[:i], alias) {
			continue
		}
		prefix, group := list+"."+alias+".", title+alias
		keys = append(keys, configKey{name: prefix + "type", kind: "CLASS", required: true, importance: "HIGH", group: group, width: "LONG",
			display: prefix + "type", documentation: "The class that the alias stands for.", check: w.checkClass(kind)})
		if w.release.atLeast(4, 1) {
			keys = append(keys, configKey{name: prefix + "plugin.version", kind: "STRING", importance: "MEDIUM", group: group, order: 1, width: "LONG",
				display: prefix + "plugin.version", documentation: "The version of that class."})
		}
		if kind == kindTransformation {
			keys = append(keys,
				configKey{name: prefix + "predicate", kind: "STRING", importance: "MEDIUM", group: group, order: 2, width: "LONG", display: prefix + "predicate", documentation: "The alias of the predicate that decides whether it applies.", check: knownPredicate(config)},
				configKey{name: prefix + "negate", kind: "BOOLEAN", fallback: fallback("false"), importance: "MEDIUM", group: group, order: 3, width: "LONG", display: prefix + "negate", documentation: "Whether it applies where the predicate does not."})
		}
		keys = append(keys, w.prefixedKeys(config[prefix+"type"], prefix, group, kind)...)
	}
	return keys
}

func knownPredicate(config map[string]string) func(*string) string {
	return func(value *string) string {
		if value == nil || slices.Contains(listItems(config["predicates"]), *value) {
			return ""
		}
		return "Predicate is not one of the aliases in predicates."
	}
}

// prefixedKeys returns the keys of a plugin's class under a prefix.
func (w *connectWorker) prefixedKeys(class, prefix, group string, kinds ...string) []configKey {
	found := w.plugins.named(class, kinds...)
	if len(found) == 0 {
		return nil
	}
	var keys []configKey
	for _, key := range found[0].keys {
		key.name, key.group = prefix+key.name, group
		keys = append(keys, key)
	}
	return keys
}

// find returns the value of a key that is part of the result.
func (v *validation) find(name string) *configValueInfo {
	for _, info := range v.infos.Configs {
		if info.Value.Name == name {
			return info.Value
		}
	}
	return nil
}

// addErrors adds one error to each of some keys.
func (v *validation) addErrors(message string, names ...string) {
	for _, name := range names {
		if value := v.find(name); value != nil {
			value.Errors = append(value.Errors, message)
			v.infos.ErrorCount++
		}
	}
}

// checkTopics wants a sink to have one of its two lists of topics, and no dead
// letters in them.
func (v *validation) checkTopics(plugin *connectPlugin, config map[string]string) {
	if plugin.kind != kindSink {
		return
	}
	topics, pattern := config["topics"], config["topics.regex"]
	switch {
	case strings.TrimSpace(topics) != "" && strings.TrimSpace(pattern) != "":
		v.addErrors("topics and topics.regex are mutually exclusive options, but both are set.", "topics", "topics.regex")
	case strings.TrimSpace(topics) == "" && strings.TrimSpace(pattern) == "":
		v.addErrors("Must configure one of topics or topics.regex", "topics", "topics.regex")
	}
	deadLetters := strings.TrimSpace(config["errors.deadletterqueue.topic.name"])
	if deadLetters != "" && slices.Contains(listItems(topics), deadLetters) {
		v.addErrors("The dead letter queue topic is one of the topics that are consumed.", "topics")
	}
}

func (v *validation) checkVersion(plugin *connectPlugin, config map[string]string, release connectRelease) {
	wanted, given := config["connector.plugin.version"]
	if !given || !release.atLeast(4, 1) || matchesVersion(plugin.version, wanted) {
		return
	}
	v.version = versionNotFound(plugin, wanted)
	v.addErrors(v.version, "connector.class", "connector.plugin.version")
}

// addClientOverrides adds the configs of the Kafka clients that the connector
// uses.
func (v *validation) addClientOverrides(plugin *connectPlugin, config map[string]string) {
	prefixes := []string{"producer.override."}
	if plugin.kind == kindSink {
		prefixes = []string{"consumer.override."}
	}
	if config["errors.deadletterqueue.topic.name"] != "" || config["topic.creation.groups"] != "" {
		prefixes = append(prefixes, "admin.override.")
	}
	for _, prefix := range prefixes {
		for _, name := range slices.Sorted(maps.Keys(config)) {
			if strings.HasPrefix(name, prefix) {
				value := config[name]
				v.add(nil, configValueInfo{Name: name, Value: &value, Visible: true})
			}
		}
	}
}

// addConverters adds the keys of the converters that the config itself names.
func (v *validation) addConverters(w *connectWorker, config map[string]string) {
	for _, c := range []struct{ name, kind string }{
		{"header.converter", kindHeaderConverter}, {"key.converter", kindConverter}, {"value.converter", kindConverter},
	} {
		class, given := config[c.name]
		if !given {
			continue
		}
		config := maps.Clone(config)
		config[c.name+".converter.type"] = strings.TrimSuffix(c.name, ".converter") // the worker sets it
		v.addKeys(w.prefixedKeys(class, c.name+".", "", c.kind), config, w.release)
	}
}
