package kafkaresttest

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// maxPartitions is the documented limit for new topics. It is held on updates
// too, where none is documented, so that no request can exhaust the memory.
const maxPartitions = 1000

type topicCreateRequest struct {
	Name           string        `json:"name"`
	PartitionCount *int64        `json:"partition_count"`
	Partitions     *int64        `json:"partitions"` // older name
	Configs        createConfigs `json:"configs"`
}

// createConfigs are the configs of a new topic by name. A null value is nil.
//
// The API description has them as a list of names and values, the guide as an
// object with two members of its own naming. Both are taken.
type createConfigs map[string]*string

// guideConfigNames are the names that the guide's object uses.
var guideConfigNames = map[string]string{
	"retentionMs":   "retention.ms",
	"cleanupPolicy": "cleanup.policy",
}

func (c *createConfigs) UnmarshalJSON(data []byte) error {
	*c = make(createConfigs)
	if jsontext.Value(data).Kind() == '{' {
		return c.unmarshalObject(data)
	}
	var list []struct {
		Name  string  `json:"name"`
		Value *string `json:"value"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for _, item := range list {
		(*c)[item.Name] = item.Value
	}
	return nil
}

func (c *createConfigs) unmarshalObject(data []byte) error {
	var object map[string]jsontext.Value
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	for name, raw := range object {
		if dotted, ok := guideConfigNames[name]; ok {
			name = dotted
		}
		value := raw.String()
		if raw.Kind() == '"' {
			if err := json.Unmarshal(raw, &value); err != nil {
				return err
			}
		}
		(*c)[name] = &value
		if raw.Kind() == 'n' {
			(*c)[name] = nil
		}
	}
	return nil
}

func (a *adminREST) createTopic(w http.ResponseWriter, r *http.Request) error {
	var request topicCreateRequest
	if err := readJSON(r, &request); err != nil {
		return err
	}
	if !validTopicName(request.Name) {
		return adminRESTInvalid(kerr.InvalidTopicException, "Topic name %q is not valid.", request.Name)
	}
	partitions := int64(1)
	for _, count := range []*int64{request.Partitions, request.PartitionCount} {
		if count != nil {
			partitions = *count
		}
	}
	if partitions < 1 || partitions > maxPartitions {
		return adminRESTInvalid(kerr.InvalidPartitions, "The number of partitions must be between 1 and %d.", maxPartitions)
	}
	configs, err := a.configsOf(request)
	if err != nil {
		return err
	}
	created, err := a.kafka.CreateTopic(r.Context(), int32(partitions), -1, configs, request.Name)
	if err != nil {
		return explained(err, created.ErrMessage)
	}
	return a.accept(w)
}

func (a *adminREST) configsOf(request topicCreateRequest) (map[string]*string, error) {
	given := make(map[string]string, len(request.Configs))
	for name, value := range request.Configs {
		if value == nil {
			return nil, adminRESTInvalid(kerr.InvalidConfig, "Topic config %s has no value.", name)
		}
		given[name] = *value
	}
	configs, err := a.kafka.newTopicConfigs(given)
	if err != nil {
		return nil, adminRESTInvalid(kerr.InvalidConfig, "%v", err)
	}
	return configs, nil
}

type topicDetail struct {
	Name               string              `json:"name"`
	Partitions         int                 `json:"partitions"`
	ReplicationFactor  int                 `json:"replicationFactor"`
	RetentionMs        int64               `json:"retentionMs"`
	CleanupPolicy      string              `json:"cleanupPolicy"`
	Configs            map[string]string   `json:"configs"`
	ReplicaAssignments []replicaAssignment `json:"replicaAssignments"`
}

type replicaAssignment struct {
	ID      int32             `json:"id"`
	Brokers assignmentBrokers `json:"brokers"`
}

type assignmentBrokers struct {
	Replicas []int32 `json:"replicas"`
}

func (a *adminREST) listTopics(w http.ResponseWriter, r *http.Request) error {
	passes, err := nameFilter(r, "topic_filter")
	if err != nil {
		return err
	}
	topics, err := a.kafka.ListTopics(r.Context())
	if err != nil {
		return err
	}
	page, err := pageOf(w, r, filterNames(topics.Names(), passes))
	if err != nil {
		return err
	}
	details, err := a.describeTopics(r.Context(), topics, page)
	if err != nil {
		return err
	}
	return a.answer(w, details)
}

func (a *adminREST) getTopic(w http.ResponseWriter, r *http.Request) error {
	topic, err := a.lookUpTopic(r)
	if err != nil {
		return err
	}
	details, err := a.describeTopics(r.Context(), kadm.TopicDetails{topic.Topic: topic}, []string{topic.Topic})
	if err != nil {
		return err
	}
	if len(details) == 0 {
		return unknownTopic(topic.Topic)
	}
	return a.answer(w, details[0])
}

// lookUpTopic finds the topic that the request's path names.
func (a *adminREST) lookUpTopic(r *http.Request) (kadm.TopicDetail, error) {
	return a.findTopic(r.Context(), r.PathValue("topic_name"))
}

func (a *adminREST) findTopic(ctx context.Context, name string) (kadm.TopicDetail, error) {
	if !validTopicName(name) { // Kafka would complain about the name, but no such topic can exist
		return kadm.TopicDetail{}, unknownTopic(name)
	}
	topics, err := a.kafka.ListTopics(ctx, name)
	if err != nil {
		return kadm.TopicDetail{}, err
	}
	topic := topics[name]
	if topic.Err == kerr.UnknownTopicOrPartition {
		return topic, unknownTopic(name)
	}
	return topic, topic.Err
}

func unknownTopic(name string) error {
	return adminRESTNotFound(kerr.UnknownTopicOrPartition, "Topic %q does not exist.", name)
}

// describeTopics returns the details of the named topics in that order, without
// those that have been deleted since they were listed.
func (a *adminREST) describeTopics(ctx context.Context, topics kadm.TopicDetails, names []string) ([]topicDetail, error) {
	details := make([]topicDetail, 0, len(names))
	if len(names) == 0 {
		return details, nil
	}
	described, err := a.kafka.DescribeTopicConfigs(ctx, names...)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		configs, err := described.On(name, nil)
		if err == nil {
			err = configs.Err
		}
		if err == kerr.UnknownTopicOrPartition {
			continue
		}
		if err != nil {
			return nil, err
		}
		details = append(details, newTopicDetail(topics[name], a.kafka.unsetTopicConfigs(), configs.Configs))
	}
	return details, nil
}

// newTopicDetail puts what Kafka shows of a topic's configs over the values
// given.
func newTopicDetail(topic kadm.TopicDetail, values map[string]string, configs []kadm.Config) topicDetail {
	for _, config := range configs {
		if !config.Sensitive {
			values[config.Key] = config.MaybeValue()
		}
	}
	retention, _ := strconv.ParseInt(values["retention.ms"], 10, 64) // Kafka keeps integers only
	detail := topicDetail{
		Name:              topic.Topic,
		Partitions:        len(topic.Partitions),
		ReplicationFactor: topic.Partitions.NumReplicas(),
		RetentionMs:       retention,
		CleanupPolicy:     values["cleanup.policy"],
		Configs:           values,
	}
	for _, partition := range topic.Partitions.Sorted() {
		detail.ReplicaAssignments = append(detail.ReplicaAssignments,
			replicaAssignment{partition.Partition, assignmentBrokers{partition.Replicas}})
	}
	return detail
}

type topicUpdateRequest struct {
	NewTotalPartitionCount *int64         `json:"new_total_partition_count"`
	Configs                []configUpdate `json:"configs"`
}

type configUpdate struct {
	Name           string  `json:"name"`
	Value          *string `json:"value"`
	ResetToDefault bool    `json:"reset_to_default"`
}

// updateTopic checks the whole request before it changes anything. An empty one
// changes nothing and is accepted.
func (a *adminREST) updateTopic(w http.ResponseWriter, r *http.Request) error {
	var request topicUpdateRequest
	if err := readJSON(r, &request); err != nil {
		return err
	}
	topic, err := a.lookUpTopic(r)
	if err != nil {
		return err
	}
	changes, err := a.configChanges(r.Context(), topic.Topic, request.Configs)
	if err != nil {
		return err
	}
	if total := request.NewTotalPartitionCount; total != nil {
		if *total <= int64(len(topic.Partitions)) || *total > maxPartitions {
			// The guide has 400 for this, the API description 422.
			return adminRESTInvalid(kerr.InvalidPartitions, "The new total must be greater than %d and at most %d.", len(topic.Partitions), maxPartitions)
		}
		// What comes after the partitions must not fail any more.
		if err := a.alterConfigs(r.Context(), topic.Topic, changes, a.kafka.ValidateAlterTopicConfigs); err != nil {
			return err
		}
		if err := a.kafka.setPartitions(r.Context(), topic.Topic, int(*total)); err != nil {
			return err
		}
	}
	if err := a.alterConfigs(r.Context(), topic.Topic, changes, a.kafka.AlterTopicConfigs); err != nil {
		return err
	}
	return a.accept(w)
}

// configChanges reads the changes to a topic's configs. To reset what Kafka
// does not know is no error there.
func (a *adminREST) configChanges(ctx context.Context, topic string, updates []configUpdate) ([]kadm.AlterConfig, error) {
	var changes []kadm.AlterConfig
	set, seen := make(map[string]string), make(map[string]bool)
	for _, update := range updates {
		if seen[update.Name] {
			return nil, adminRESTInvalid(kerr.InvalidRequest, "Topic config %s is changed twice.", update.Name)
		}
		seen[update.Name] = true
		switch {
		case update.ResetToDefault:
			changes = append(changes, kadm.AlterConfig{Op: kadm.DeleteConfig, Name: update.Name})
		case update.Value == nil:
			return nil, adminRESTInvalid(kerr.InvalidRequest, "Topic config %s has no value.", update.Name)
		default:
			set[update.Name] = *update.Value
		}
	}
	parsed, err := a.kafka.parseTopicConfigs(set)
	if err != nil {
		return nil, adminRESTInvalid(kerr.InvalidConfig, "%v", err)
	}
	for name, value := range parsed {
		changes = append(changes, kadm.AlterConfig{Op: kadm.SetConfig, Name: name, Value: &value})
	}
	return changes, a.kafka.checkChanged(ctx, topic, changes)
}

func (a *adminREST) alterConfigs(ctx context.Context, topic string, changes []kadm.AlterConfig,
	alter func(context.Context, []kadm.AlterConfig, ...string) (kadm.AlterConfigsResponses, error),
) error {
	if len(changes) == 0 {
		return nil
	}
	altered, err := alter(ctx, changes, topic)
	if err != nil {
		return err
	}
	response, err := altered.On(topic, nil)
	if err != nil {
		return err
	}
	return explained(response.Err, response.ErrMessage)
}

func (a *adminREST) deleteTopic(w http.ResponseWriter, r *http.Request) error {
	topic, err := a.lookUpTopic(r)
	if err != nil {
		return err
	}
	if a.options.DeletionDelay > 0 {
		a.deletions.after(a.options.DeletionDelay, topic.Topic, a.deleteNow)
		return a.accept(w)
	}
	if _, err := a.kafka.DeleteTopic(r.Context(), topic.Topic); err != nil {
		return err
	}
	return a.accept(w)
}

// deleteNow carries out a deletion that was accepted earlier.
func (a *adminREST) deleteNow(ctx context.Context, topic string) {
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	if _, err := a.kafka.DeleteTopic(ctx, topic); err != nil {
		a.logger.Warn("kafkaresttest: delayed deletion failed", "topic", topic, "error", err)
	}
}
