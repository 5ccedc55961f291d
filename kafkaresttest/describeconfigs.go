package kafkaresttest

import (
	"context"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

func indexOfConfig(entries []configEntry, name string) int {
	return slices.IndexFunc(entries, func(entry configEntry) bool { return entry.Name == name })
}

// configEntry is a config as Kafka describes it.
type configEntry = kmsg.DescribeConfigsResponseResourceConfig

// describeTopicConfigs returns the configs of topics by topic, sorted by name.
// The embedded cluster knows few of Kafka's configs and mixes in those of
// brokers.
func (k *kafka) describeTopicConfigs(ctx context.Context, topics ...string) (map[string][]configEntry, error) {
	described, err := k.describeConfigs(ctx, kmsg.ConfigResourceTypeTopic, topics...)
	if err != nil || k.embedded == nil {
		return described, err
	}
	for topic, entries := range described {
		entries = slices.DeleteFunc(entries, func(entry configEntry) bool {
			_, known := topicConfigs[entry.Name]
			return !known && entry.Name != internalSegmentBytes
		})
		for name, config := range topicConfigs {
			entries = withDefault(entries, name, &config.fallback)
		}
		described[topic] = asKafkaShows(entries)
	}
	return described, nil
}

func (k *kafka) describeBrokerConfigs(ctx context.Context, broker int32) ([]configEntry, error) {
	described, err := k.describeConfigs(ctx, kmsg.ConfigResourceTypeBroker, decimal(broker))
	entries := described[decimal(broker)]
	if err != nil || k.embedded == nil {
		return entries, err
	}
	for name, config := range brokerSettings {
		entries = withDefault(entries, name, config.fallback)
		if config.parse == nil {
			entries[indexOfConfig(entries, name)].ReadOnly = true
		}
	}
	return asKafkaShows(entries), nil
}

// describeClusterConfigs returns what is set for all brokers. The embedded
// cluster has no settings for single ones.
func (k *kafka) describeClusterConfigs(ctx context.Context) ([]configEntry, error) {
	described, err := k.describeConfigs(ctx, kmsg.ConfigResourceTypeBroker, "")
	if err != nil {
		return nil, err
	}
	var entries []configEntry
	for _, entry := range described[""] {
		if k.embedded != nil && entry.Source == kmsg.ConfigSourceDynamicBrokerConfig {
			if _, known := brokerSettings[entry.Name]; !known && len(entry.ConfigSynonyms) == 0 {
				entry.Value, entry.IsSensitive, entry.ReadOnly = nil, true, true
			}
			entry.Source, entry.ConfigSynonyms = kmsg.ConfigSourceDynamicDefaultBrokerConfig, nil
			entry = asKafkaShows([]configEntry{entry})[0]
		}
		if entry.Source == kmsg.ConfigSourceDynamicDefaultBrokerConfig {
			entries = append(entries, entry)
		}
	}
	sortConfigs(entries)
	return entries, nil
}

// withDefault adds what a config is without any setting, where the embedded
// cluster does not know it.
func withDefault(entries []configEntry, name string, value *string) []configEntry {
	i := indexOfConfig(entries, name)
	switch {
	case i < 0:
		return append(entries, configEntry{Name: name, Value: value, Source: kmsg.ConfigSourceDefaultConfig})
	case value != nil && entries[i].Source != kmsg.ConfigSourceDefaultConfig && len(entries[i].ConfigSynonyms) == 0:
		fallback := kmsg.NewDescribeConfigsResponseResourceConfigConfigSynonym()
		fallback.Name, fallback.Value, fallback.Source = name, value, kmsg.ConfigSourceDefaultConfig
		entries[i].ConfigSynonyms = append(entries[i].ConfigSynonyms, fallback)
	}
	return entries
}

// asKafkaShows sorts configs and gives each what the embedded cluster leaves
// out of its synonyms: the config itself.
func asKafkaShows(entries []configEntry) []configEntry {
	for i, entry := range entries {
		itself := kmsg.NewDescribeConfigsResponseResourceConfigConfigSynonym()
		itself.Name, itself.Value, itself.Source = entry.Name, entry.Value, entry.Source
		entries[i].ConfigSynonyms = slices.Insert(entry.ConfigSynonyms, 0, itself)
		if entry.IsSensitive {
			entries[i].Value, entries[i].ConfigSynonyms[0].Value = nil, nil
		}
	}
	sortConfigs(entries)
	return entries
}

func sortConfigs(entries []configEntry) {
	slices.SortFunc(entries, func(x, y configEntry) int { return strings.Compare(x.Name, y.Name) })
}

// describeConfigs asks for the configs of resources, and fails when one of them
// has none.
func (k *kafka) describeConfigs(ctx context.Context, kind kmsg.ConfigResourceType, names ...string) (map[string][]configEntry, error) {
	described := make(map[string][]configEntry)
	if len(names) == 0 {
		return described, nil
	}
	request := kmsg.NewPtrDescribeConfigsRequest()
	request.IncludeSynonyms = true
	for _, name := range names {
		resource := kmsg.NewDescribeConfigsRequestResource()
		resource.ResourceType, resource.ResourceName = kind, name
		request.Resources = append(request.Resources, resource)
	}
	response, err := request.RequestWith(ctx, k.client)
	if err != nil {
		return nil, err
	}
	for _, resource := range response.Resources {
		if err := kerr.ErrorForCode(resource.ErrorCode); err != nil {
			return nil, explained(err, textOf(resource.ErrorMessage))
		}
		described[resource.ResourceName] = resource.Configs
		sortConfigs(resource.Configs)
	}
	return described, nil
}
