package kafkaresttest

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
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

func topicOwner(topic string) configOwner {
	return configOwner{
		kind: "KafkaTopicConfig", segments: []string{"topics", topic}, names: []string{"topic", topic}, configs: "configs", config: "config",
		mark: func(c *restProxyConfig) { c.TopicName = topic },
	}
}

func brokerOwner(broker int32) configOwner {
	id := decimal(broker)
	return configOwner{
		kind: "KafkaBrokerConfig", segments: []string{"brokers", id}, names: []string{"broker", id}, configs: "configs", config: "config",
		mark: func(c *restProxyConfig) { c.BrokerID = &broker },
	}
}

func clusterOwner() configOwner {
	return configOwner{
		kind: "KafkaClusterConfig", configs: "broker-configs", config: "broker-config",
		mark: func(c *restProxyConfig) { c.ConfigType = "BROKER" },
	}
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
		return httpStatus(http.StatusNotFound)
	}
	return writeResource(w, http.StatusOK, o.resources(l, entries[i:i+1])[0])
}

func indexOfConfig(entries []configEntry, name string) int {
	return slices.IndexFunc(entries, func(entry configEntry) bool { return entry.Name == name })
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

// configSet and configReset are the one alteration that a PUT and a DELETE make.
func configSet(r *http.Request, request restProxyUpdateConfig) []configAlteration {
	name := r.PathValue("name")
	return []configAlteration{{Name: &name, Value: request.Value}}
}

func configReset(r *http.Request) []configAlteration {
	name, operation := r.PathValue("name"), "DELETE"
	return []configAlteration{{Name: &name, Operation: &operation}}
}

// parseAlterations makes alterations ready for Kafka. Parse returns a value as the
// embedded cluster is to keep it; a real one judges for itself.
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

// Configs of topics.

func (p *restProxy) topicConfigs(r *http.Request) ([]configEntry, error) {
	topic, err := p.findTopic(r)
	if err != nil {
		return nil, err
	}
	entries, err := p.kafka.describeTopicConfigs(r.Context(), topic.Topic)
	return entries[topic.Topic], err
}

func (p *restProxy) listTopicConfigs(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.topicConfigs(r)
	if err != nil {
		return err
	}
	return topicOwner(r.PathValue("topic_name")).writeConfigs(w, p.links(r), entries)
}

func (p *restProxy) listAllTopicConfigs(w http.ResponseWriter, r *http.Request) error {
	topics, err := p.kafka.ListTopics(r.Context())
	if err != nil {
		return err
	}
	entries, err := p.kafka.describeTopicConfigs(r.Context(), topics.Names()...)
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyConfig
	for _, topic := range topics.Names() {
		list = append(list, topicOwner(topic).resources(l, entries[topic])...)
	}
	return writeList(w, "KafkaTopicConfigList", l.self("topics/-/configs"), list)
}

func (p *restProxy) getTopicConfig(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.topicConfigs(r)
	if err != nil {
		return err
	}
	return topicOwner(r.PathValue("topic_name")).writeConfig(w, r, p.links(r), entries)
}

func (p *restProxy) alterTopicConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterConfigs) error {
	return p.changeTopicConfigs(w, r, request.Data, request.ValidateOnly)
}

func (p *restProxy) updateTopicConfig(w http.ResponseWriter, r *http.Request, request restProxyUpdateConfig) error {
	return p.changeTopicConfigs(w, r, configSet(r, request), false)
}

func (p *restProxy) resetTopicConfig(w http.ResponseWriter, r *http.Request) error {
	return p.changeTopicConfigs(w, r, configReset(r), false)
}

func (p *restProxy) changeTopicConfigs(w http.ResponseWriter, r *http.Request, alterations []configAlteration, validateOnly bool) error {
	known, err := p.topicConfigs(r)
	if err != nil {
		return err
	}
	topic := r.PathValue("topic_name")
	if err := p.allKnown(r, known, alterations, "TOPIC "+topic); err != nil {
		return err
	}
	if err := p.kafka.alterTopic(r.Context(), topic, alterations, validateOnly); err != nil {
		return err
	}
	return writeNothing(w)
}

// allKnown looks for the configs to be changed among those there are.
func (p *restProxy) allKnown(r *http.Request, known []configEntry, alterations []configAlteration, owner string) error {
	for _, a := range alterations {
		if indexOfConfig(known, *a.Name) < 0 {
			return noSuch("Config %s cannot be found for %s in cluster %s.", *a.Name, owner, r.PathValue("cluster_id"))
		}
	}
	return nil
}

// alterTopic changes configs of a topic, or only finds out whether Kafka would.
func (k *kafka) alterTopic(ctx context.Context, topic string, alterations []configAlteration, validateOnly bool) error {
	changes, err := k.parseAlterations(alterations, parseTopicConfig)
	if err != nil || len(changes) == 0 {
		return err
	}
	if err := k.checkChanged(ctx, topic, changes); err != nil {
		return err
	}
	alter := k.AlterTopicConfigs
	if validateOnly {
		alter = k.ValidateAlterTopicConfigs
	}
	altered, err := alter(ctx, changes, topic)
	if err != nil {
		return err
	}
	return firstAlterError(altered)
}

func firstAlterError(altered kadm.AlterConfigsResponses) error {
	for _, response := range altered {
		if response.Err != nil {
			return explained(response.Err, response.ErrMessage)
		}
	}
	return nil
}

type restProxyAlterTopics struct {
	Data         []topicAlteration `json:"data"`
	ValidateOnly bool              `json:"validate_only"`
}

type topicAlteration struct {
	TopicName *string            `json:"topic_name"`
	Configs   []configAlteration `json:"configs"`
}

func (a *restProxyAlterTopics) check() error {
	if a.Data == nil {
		return missing("AlterMultipleTopicsConfigsRequest", "data")
	}
	for _, topic := range a.Data {
		switch {
		case topic.TopicName == nil:
			return missing("TopicAlterEntry", "topicName")
		case topic.Configs == nil:
			return missing("TopicAlterEntry", "configs")
		}
		if err := checkAlterations(topic.Configs); err != nil {
			return err
		}
	}
	return nil
}

type failedTopics struct {
	Failures []failedTopic `json:"failures"`
}

type failedTopic struct {
	TopicName          string `json:"topic_name"`
	restProxyErrorBody `json:",inline"`
}

// alterConfigsOfTopics knows all topics and all configs before it changes any. Of
// a topic that is named twice the last entry counts.
func (p *restProxy) alterConfigsOfTopics(w http.ResponseWriter, r *http.Request, request restProxyAlterTopics) error {
	var names []string
	alterations := make(map[string][]configAlteration)
	for _, topic := range request.Data {
		if _, again := alterations[*topic.TopicName]; !again {
			names = append(names, *topic.TopicName)
		}
		alterations[*topic.TopicName] = topic.Configs
	}
	for _, name := range names {
		if _, err := p.kafka.topic(r.Context(), name); err != nil {
			failure := asRESTProxyError(err)
			if failure.code == 40403 {
				failure.message = ""
			}
			return failure
		}
		known, err := p.kafka.describeTopicConfigs(r.Context(), name)
		if err != nil {
			return err
		}
		if err := p.allKnown(r, known[name], alterations[name], "TOPIC "+name); err != nil {
			return err
		}
	}
	var failed failedTopics
	for _, name := range names {
		if err := p.kafka.alterTopic(r.Context(), name, alterations[name], request.ValidateOnly); err != nil {
			failure := asRESTProxyError(err)
			failed.Failures = append(failed.Failures, failedTopic{name, restProxyErrorBody{failure.code, failure.message}})
		}
	}
	if len(failed.Failures) > 0 {
		return writeResource(w, http.StatusMultiStatus, failed)
	}
	return writeNothing(w)
}

// Configs of brokers.

// brokerConfigs returns the configs of the broker that the request's path names.
// For one that is unknown the proxy waits until it gives up.
func (p *restProxy) brokerConfigs(r *http.Request) ([]configEntry, error) {
	id := pathNumber(r, "broker_id")
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return nil, err
	}
	if !slices.Contains(brokers.NodeIDs(), id) {
		select {
		case <-time.After(p.options.MaxBlock):
		case <-r.Context().Done():
		}
		return nil, timedOut
	}
	return p.kafka.describeBrokerConfigs(r.Context(), id)
}

func (p *restProxy) listBrokerConfigs(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	return brokerOwner(pathNumber(r, "broker_id")).writeConfigs(w, p.links(r), entries)
}

func (p *restProxy) listAllBrokerConfigs(w http.ResponseWriter, r *http.Request) error {
	brokers, err := p.kafka.ListBrokers(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	var list []restProxyConfig
	for _, id := range brokers.NodeIDs() {
		entries, err := p.kafka.describeBrokerConfigs(r.Context(), id)
		if err != nil {
			return err
		}
		list = append(list, brokerOwner(id).resources(l, entries)...)
	}
	return writeList(w, "KafkaBrokerConfigList", l.self("brokers/-/configs"), list)
}

func (p *restProxy) getBrokerConfig(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	return brokerOwner(pathNumber(r, "broker_id")).writeConfig(w, r, p.links(r), entries)
}

// alterBrokerConfigs makes the change with validate_only too, as
// alterClusterConfigs does.
func (p *restProxy) alterBrokerConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterConfigs) error {
	return p.changeBrokerConfigs(w, r, request.Data)
}

func (p *restProxy) updateBrokerConfig(w http.ResponseWriter, r *http.Request, request restProxyUpdateConfig) error {
	return p.changeBrokerConfigs(w, r, configSet(r, request))
}

func (p *restProxy) resetBrokerConfig(w http.ResponseWriter, r *http.Request) error {
	return p.changeBrokerConfigs(w, r, configReset(r))
}

func (p *restProxy) changeBrokerConfigs(w http.ResponseWriter, r *http.Request, alterations []configAlteration) error {
	known, err := p.brokerConfigs(r)
	if err != nil {
		return err
	}
	id := pathNumber(r, "broker_id")
	if err := p.allKnown(r, known, alterations, "BROKER "+decimal(id)); err != nil {
		return err
	}
	return p.alterBrokers(w, r, alterations, id)
}

// alterBrokers changes configs of one broker, without any those of the cluster.
func (p *restProxy) alterBrokers(w http.ResponseWriter, r *http.Request, alterations []configAlteration, brokers ...int32) error {
	changes, err := p.kafka.parseAlterations(alterations, parseBrokerConfig)
	if err != nil {
		return err
	}
	if len(changes) > 0 {
		altered, err := p.kafka.AlterBrokerConfigs(r.Context(), changes, brokers...)
		if err != nil {
			return err
		}
		if err := firstAlterError(altered); err != nil {
			return err
		}
	}
	return writeNothing(w)
}

// Configs of the cluster: what is set for all brokers.

func (p *restProxy) listClusterConfigs(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	return clusterOwner().writeConfigs(w, p.links(r), entries)
}

func (p *restProxy) getClusterConfig(w http.ResponseWriter, r *http.Request) error {
	entries, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	return clusterOwner().writeConfig(w, r, p.links(r), entries)
}

func (p *restProxy) alterClusterConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterConfigs) error {
	return p.alterBrokers(w, r, request.Data)
}

func (p *restProxy) updateClusterConfig(w http.ResponseWriter, r *http.Request, request restProxyUpdateConfig) error {
	return p.alterBrokers(w, r, configSet(r, request))
}

func (p *restProxy) resetClusterConfig(w http.ResponseWriter, r *http.Request) error {
	known, err := p.kafka.describeClusterConfigs(r.Context())
	if err != nil {
		return err
	}
	alterations := configReset(r)
	if err := p.allKnown(r, known, alterations, "BROKER "); err != nil {
		return err
	}
	return p.alterBrokers(w, r, alterations)
}

// configEntry is a config as Kafka describes it.
type configEntry = kmsg.DescribeConfigsResponseResourceConfig

// describeTopicConfigs returns the configs of topics by topic, sorted by name. The
// embedded cluster knows few of Kafka's configs and mixes in those of brokers.
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

// describeClusterConfigs returns what is set for all brokers. The embedded cluster
// has no settings for single ones.
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

// withDefault adds what a config is without any setting, where the embedded cluster
// does not know it.
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

// asKafkaShows sorts configs and gives each what the embedded cluster leaves out
// of its synonyms: the config itself.
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
