package kafkaresttest

import (
	"context"
	"net/http"
)

func topicOwner(topic string) configOwner {
	return configOwner{
		kind: "KafkaTopicConfig", segments: []string{"topics", topic}, names: []string{"topic", topic}, configs: "configs", config: "config",
		mark: func(c *restProxyConfig) { c.TopicName = topic },
	}
}

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

func (p *restProxy) deleteTopicConfig(w http.ResponseWriter, r *http.Request) error {
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

// alterMultipleTopicConfigs knows all topics and all configs before it changes
// any. Of a topic that is named twice the last entry counts.
func (p *restProxy) alterMultipleTopicConfigs(w http.ResponseWriter, r *http.Request, request restProxyAlterTopics) error {
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
		return writeJSON(w, http.StatusMultiStatus, failed)
	}
	return writeNothing(w)
}
