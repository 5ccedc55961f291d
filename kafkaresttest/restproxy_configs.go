package kafkaresttest

import (
	"net/http"
	"slices"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kmsg"
)

type restProxyConfig struct {
	resource    `json:",inline"`
	ClusterID   string             `json:"cluster_id"`
	Name        string             `json:"name"`
	Value       *string            `json:"value"` // null when sensitive or unset
	IsReadOnly  bool               `json:"is_read_only"`
	IsSensitive bool               `json:"is_sensitive"`
	Source      string             `json:"source"`
	Synonyms    []restProxySynonym `json:"synonyms"`
	TopicName   string             `json:"topic_name,omitzero"`  // of a topic's config
	BrokerID    *int32             `json:"broker_id,omitzero"`   // of a broker's
	ConfigType  string             `json:"config_type,omitzero"` // of the cluster's
	IsDefault   bool               `json:"is_default"`
}

type restProxySynonym struct {
	Name   string  `json:"name"`
	Value  *string `json:"value"`
	Source string  `json:"source"`
}

// configOwner is what configs belong to: a topic, a broker or the cluster. It
// knows how the proxy calls it.
type configOwner struct {
	kind     string
	segments []string // below the cluster
	names    []string // of the resource name
	configs  string   // the segment of the configs, and their type in the resource name
	config   string
	mark     func(*restProxyConfig)
}

func (o configOwner) url(l clusterLinks, below ...string) string {
	return l.self(slices.Concat(o.segments, []string{o.configs}, below)...)
}

// resources returns the configs as the proxy shows them.
func (o configOwner) resources(l clusterLinks, entries []configEntry) []restProxyConfig {
	list := make([]restProxyConfig, 0, len(entries))
	for _, entry := range entries {
		config := restProxyConfig{
			resource:    l.resource(o.kind, o.url(l, entry.Name), slices.Concat(o.names, []string{o.config, entry.Name})...),
			ClusterID:   l.id,
			Name:        entry.Name,
			Value:       entry.Value,
			IsReadOnly:  entry.ReadOnly,
			IsSensitive: entry.IsSensitive,
			Source:      configSource(entry.Source),
			IsDefault:   entry.Source == kmsg.ConfigSourceDefaultConfig,
		}
		for _, synonym := range entry.ConfigSynonyms {
			config.Synonyms = append(config.Synonyms, restProxySynonym{synonym.Name, synonym.Value, configSource(synonym.Source)})
		}
		o.mark(&config)
		list = append(list, config)
	}
	return list
}

// configSource writes a source as Kafka's Java client does, as far as the proxy
// knows it.
func configSource(source kmsg.ConfigSource) string {
	switch source {
	case kmsg.ConfigSourceClientMetricsConfig:
		return "UNKNOWN"
	case kmsg.ConfigSourceGroupConfig:
		return "DYNAMIC_GROUP_CONFIG"
	}
	return source.String()
}

// writeConfigs answers with all configs, writeConfig with the one that the
// request's path names.
func (o configOwner) writeConfigs(w http.ResponseWriter, l clusterLinks, entries []configEntry) error {
	return writeList(w, o.kind+"List", o.url(l), o.resources(l, entries))
}

func (o configOwner) writeConfig(w http.ResponseWriter, r *http.Request, l clusterLinks, entries []configEntry) error {
	i := indexOfConfig(entries, r.PathValue("name"))
	if i < 0 {
		return restProxyStatus(http.StatusNotFound)
	}
	return writeJSON(w, http.StatusOK, o.resources(l, entries[i:i+1])[0])
}

type restProxyUpdateConfig struct {
	Value *string `json:"value"`
}

type restProxyAlterConfigs struct {
	Data         []configAlteration `json:"data"`
	ValidateOnly bool               `json:"validate_only"`
}

func (a *restProxyAlterConfigs) check() error {
	if a.Data == nil {
		return missing("AlterConfigBatchRequestData", "data")
	}
	return checkAlterations(a.Data)
}

type configAlteration struct {
	Name      *string `json:"name"`
	Value     *string `json:"value"`
	Operation *string `json:"operation"`
}

func checkAlterations(alterations []configAlteration) error {
	operations := []string{"SET", "DELETE"}
	for _, a := range alterations {
		if a.Name == nil {
			return missing("AlterEntry", "name")
		}
		if a.Operation != nil && !slices.Contains(operations, *a.Operation) {
			return notOneOf("AlterOperation", *a.Operation, operations)
		}
	}
	return nil
}

// configSet and configReset are the one alteration that a PUT and a DELETE
// make.
func configSet(r *http.Request, request restProxyUpdateConfig) []configAlteration {
	name := r.PathValue("name")
	return []configAlteration{{Name: &name, Value: request.Value}}
}

func configReset(r *http.Request) []configAlteration {
	name, operation := r.PathValue("name"), "DELETE"
	return []configAlteration{{Name: &name, Operation: &operation}}
}

// parseAlterations makes alterations ready for Kafka. Parse returns a value as
// the embedded cluster is to keep it; a real one judges for itself.
func (k *kafka) parseAlterations(alterations []configAlteration, parse func(name, value string) (string, error)) ([]kadm.AlterConfig, error) {
	var changes []kadm.AlterConfig
	seen := make(map[string]bool)
	for _, a := range alterations {
		if seen[*a.Name] {
			return nil, refusedByKafka("Error due to duplicate config keys")
		}
		seen[*a.Name] = true
		change := kadm.AlterConfig{Op: kadm.SetConfig, Name: *a.Name, Value: a.Value}
		switch {
		case a.Operation != nil && *a.Operation == "DELETE":
			change.Op, change.Value = kadm.DeleteConfig, nil
		case a.Value == nil:
			return nil, refusedByKafka("Null value not supported for : %s", *a.Name)
		case k.embedded != nil:
			parsed, err := parse(*a.Name, *a.Value)
			if err != nil {
				return nil, refusedByKafka("%v", err)
			}
			change.Value = &parsed
		}
		changes = append(changes, change)
	}
	return changes, nil
}

// allKnown looks for the configs to be changed among those there are.
func (p *restProxy) allKnown(r *http.Request, known []configEntry, alterations []configAlteration, owner string) error {
	for _, a := range alterations {
		if indexOfConfig(known, *a.Name) < 0 {
			return restProxyNotFound("Config %s cannot be found for %s in cluster %s.", *a.Name, owner, r.PathValue("cluster_id"))
		}
	}
	return nil
}

func firstAlterError(altered kadm.AlterConfigsResponses) error {
	for _, response := range altered {
		if response.Err != nil {
			return explained(response.Err, response.ErrMessage)
		}
	}
	return nil
}
