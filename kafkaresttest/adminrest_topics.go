package kafkaresttest

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// maxPartitions is the documented limit for new topics. It is held on updates too,
// where none is documented, so that no request can exhaust the memory.
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
		return invalid(kerr.InvalidTopicException, "Topic name %q is not valid.", request.Name)
	}
	partitions := int64(1)
	for _, count := range []*int64{request.Partitions, request.PartitionCount} {
		if count != nil {
			partitions = *count
		}
	}
	if partitions < 1 || partitions > maxPartitions {
		return invalid(kerr.InvalidPartitions, "The number of partitions must be between 1 and %d.", maxPartitions)
	}
	for name, value := range request.Configs {
		if err := checkConfigChange(name, value); err != nil {
			return err
		}
	}
	created, err := a.kafka.CreateTopic(r.Context(), int32(partitions), -1, request.Configs, request.Name)
	if err != nil {
		return explained(err, created.ErrMessage)
	}
	return accept(w)
}

// checkConfigChange refuses to set a topic config to what Kafka does not take.
func checkConfigChange(name string, value *string) error {
	err := checkTopicConfigName(name)
	if err == nil && value == nil {
		return invalid(kerr.InvalidConfig, "Topic config %s has no value.", name)
	}
	if err == nil {
		err = checkTopicConfig(name, *value)
	}
	if err != nil {
		return invalid(kerr.InvalidConfig, "%v", err)
	}
	return nil
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
	return answer(w, details)
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
	return answer(w, details[0])
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
	return notFound(kerr.UnknownTopicOrPartition, "Topic %q does not exist.", name)
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
		details = append(details, newTopicDetail(topics[name], configs.Configs))
	}
	return details, nil
}

func newTopicDetail(topic kadm.TopicDetail, configs []kadm.Config) topicDetail {
	// The documented configs are always there: this one's default, because the
	// embedded cluster does not know it.
	values := map[string]string{"segment.index.bytes": "10485760"}
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
	changes, err := configChanges(request.Configs)
	if err != nil {
		return err
	}
	if total := request.NewTotalPartitionCount; total != nil {
		if *total <= int64(len(topic.Partitions)) || *total > maxPartitions {
			// The guide has 400 for this, the API description 422.
			return invalid(kerr.InvalidPartitions, "The new total must be greater than %d and at most %d.", len(topic.Partitions), maxPartitions)
		}
		if err := a.setPartitions(r.Context(), topic.Topic, int(*total)); err != nil {
			return err
		}
	}
	if err := a.changeConfigs(r.Context(), topic.Topic, changes); err != nil {
		return err
	}
	return accept(w)
}

func configChanges(updates []configUpdate) ([]kadm.AlterConfig, error) {
	changes := make(map[string]kadm.AlterConfig, len(updates))
	for _, update := range updates {
		if _, twice := changes[update.Name]; twice {
			return nil, invalid(kerr.InvalidRequest, "Topic config %s is changed twice.", update.Name)
		}
		if update.ResetToDefault {
			if err := checkTopicConfigName(update.Name); err != nil {
				return nil, invalid(kerr.InvalidConfig, "%v", err)
			}
			changes[update.Name] = kadm.AlterConfig{Op: kadm.DeleteConfig, Name: update.Name}
			continue
		}
		if err := checkConfigChange(update.Name, update.Value); err != nil {
			return nil, err
		}
		changes[update.Name] = kadm.AlterConfig{Op: kadm.SetConfig, Name: update.Name, Value: update.Value}
	}
	return slices.Collect(maps.Values(changes)), nil
}

func (a *adminREST) setPartitions(ctx context.Context, topic string, total int) error {
	updated, err := a.kafka.UpdatePartitions(ctx, total, topic)
	if err != nil {
		return err
	}
	return explained(updated[topic].Err, updated[topic].ErrMessage)
}

func (a *adminREST) changeConfigs(ctx context.Context, topic string, changes []kadm.AlterConfig) error {
	if len(changes) == 0 {
		return nil
	}
	altered, err := a.kafka.AlterTopicConfigs(ctx, changes, topic)
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
		return accept(w)
	}
	if _, err := a.kafka.DeleteTopic(r.Context(), topic.Topic); err != nil {
		return err
	}
	return accept(w)
}

// deleteNow carries out a deletion that was accepted earlier.
func (a *adminREST) deleteNow(ctx context.Context, topic string) {
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	if _, err := a.kafka.DeleteTopic(ctx, topic); err != nil {
		a.logger.Warn("kafkaresttest: delayed deletion failed", "topic", topic, "error", err)
	}
}
