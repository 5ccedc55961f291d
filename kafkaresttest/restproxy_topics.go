package kafkaresttest

import (
	"context"
	"net/http"
	"slices"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// maxEmbeddedPartitions is what no request can make a topic of the embedded
// cluster exceed, which has no limit of its own but the memory.
const maxEmbeddedPartitions = 10_000

type restProxyTopic struct {
	resource               `json:",inline"`
	ClusterID              string   `json:"cluster_id"`
	TopicName              string   `json:"topic_name"`
	IsInternal             bool     `json:"is_internal"`
	ReplicationFactor      int      `json:"replication_factor"`
	PartitionsCount        int      `json:"partitions_count"`
	Partitions             related  `json:"partitions"`
	Configs                related  `json:"configs"`
	PartitionReassignments related  `json:"partition_reassignments"`
	AuthorizedOperations   []string `json:"authorized_operations"` // empty unless asked for
}

func newRESTProxyTopic(l clusterLinks, topic kadm.TopicDetail, withOperations bool) restProxyTopic {
	name := topic.Topic
	t := restProxyTopic{
		resource:               l.resource("KafkaTopic", l.self("topics", name), "topic", name),
		ClusterID:              l.id,
		TopicName:              name,
		IsInternal:             topic.IsInternal,
		ReplicationFactor:      topic.Partitions.NumReplicas(),
		PartitionsCount:        len(topic.Partitions),
		Partitions:             l.to("topics", name, "partitions"),
		Configs:                l.to("topics", name, "configs"),
		PartitionReassignments: l.to("topics", name, "partitions/-/reassignment"),
	}
	if withOperations {
		for _, operation := range topic.AuthorizedOperations {
			t.AuthorizedOperations = append(t.AuthorizedOperations, operation.String())
		}
	}
	return t
}

func (p *restProxy) listTopics(w http.ResponseWriter, r *http.Request) error {
	topics, err := p.kafka.ListTopics(r.Context())
	if err != nil {
		return err
	}
	l := p.links(r)
	withOperations := boolParameter(r, "includeAuthorizedOperations", false)
	var list []restProxyTopic
	for _, topic := range topics.Sorted() {
		list = append(list, newRESTProxyTopic(l, topic, withOperations))
	}
	return writeList(w, "KafkaTopicList", l.self("topics"), list)
}

func (p *restProxy) getTopic(w http.ResponseWriter, r *http.Request) error {
	topic, err := p.findTopic(r)
	if err != nil {
		return err
	}
	withOperations := boolParameter(r, "include_authorized_operations", false)
	return writeJSON(w, http.StatusOK, newRESTProxyTopic(p.links(r), topic, withOperations))
}

// findTopic returns the topic that the request's path names, internal or not.
func (p *restProxy) findTopic(r *http.Request) (kadm.TopicDetail, error) {
	return p.kafka.topic(r.Context(), r.PathValue("topic_name"))
}

// topic returns one topic. The embedded cluster does not refuse names that no
// topic can have.
func (k *kafka) topic(ctx context.Context, name string) (kadm.TopicDetail, error) {
	if k.embedded != nil && !validTopicName(name) {
		return kadm.TopicDetail{}, kerr.InvalidTopicException
	}
	topics, err := k.ListTopicsWithInternal(ctx, name)
	if err != nil {
		return kadm.TopicDetail{}, err
	}
	return topics[name], topics[name].Err
}

type restProxyCreateTopic struct {
	TopicName           *string           `json:"topic_name"`
	PartitionsCount     *int32            `json:"partitions_count"`
	ReplicationFactor   *int16            `json:"replication_factor"`
	ReplicasAssignments map[int32][]int32 `json:"replicas_assignments"`
	Configs             []newTopicConfig  `json:"configs"`
	ValidateOnly        bool              `json:"validate_only"`
}

type newTopicConfig struct {
	Name  *string `json:"name"`
	Value *string `json:"value"`
}

func (c *restProxyCreateTopic) check() error {
	if c.TopicName == nil {
		return missing("CreateTopicRequest", "topicName")
	}
	if slices.ContainsFunc(c.Configs, func(config newTopicConfig) bool { return config.Name == nil }) {
		return missing("ConfigEntry", "name")
	}
	if !validTopicName(*c.TopicName) {
		return payloadError("Invalid topic name.")
	}
	return nil
}

func (p *restProxy) createTopic(w http.ResponseWriter, r *http.Request, request restProxyCreateTopic) error {
	configs := make(map[string]bool)
	for _, config := range request.Configs {
		if configs[*config.Name] {
			return unexpected
		}
		configs[*config.Name] = true
	}
	topic, err := p.createInKafka(r.Context(), request)
	if err != nil {
		return err
	}
	l := p.links(r)
	created := newRESTProxyTopic(l, kadm.TopicDetail{Topic: topic.Topic}, false)
	created.PartitionsCount, created.ReplicationFactor = int(topic.NumPartitions), int(topic.ReplicationFactor)
	status := http.StatusCreated
	if request.ValidateOnly {
		status = http.StatusOK
	}
	w.Header().Set("Location", created.Metadata.Self)
	return writeJSON(w, status, created)
}

// createInKafka asks Kafka for a topic. Kafka's defaults stand where the
// request has no numbers, and where it says itself which replica goes where.
func (p *restProxy) createInKafka(ctx context.Context, request restProxyCreateTopic) (kmsg.CreateTopicsResponseTopic, error) {
	topic := kmsg.NewCreateTopicsRequestTopic()
	topic.Topic, topic.NumPartitions, topic.ReplicationFactor = *request.TopicName, -1, -1
	for _, config := range request.Configs {
		entry := kmsg.NewCreateTopicsRequestTopicConfig()
		entry.Name, entry.Value = *config.Name, config.Value
		topic.Configs = append(topic.Configs, entry)
	}
	for partition, replicas := range request.ReplicasAssignments {
		entry := kmsg.NewCreateTopicsRequestTopicReplicaAssignment()
		entry.Partition, entry.Replicas = partition, replicas
		topic.ReplicaAssignment = append(topic.ReplicaAssignment, entry)
	}
	if len(topic.ReplicaAssignment) == 0 {
		if request.PartitionsCount != nil {
			topic.NumPartitions = *request.PartitionsCount
		}
		if request.ReplicationFactor != nil {
			topic.ReplicationFactor = *request.ReplicationFactor
		}
	}
	if err := p.checkNewTopic(ctx, &topic); err != nil {
		return kmsg.CreateTopicsResponseTopic{}, err
	}
	create := kmsg.NewPtrCreateTopicsRequest()
	create.Topics = append(create.Topics, topic)
	create.ValidateOnly = request.ValidateOnly
	response, err := create.RequestWith(ctx, p.kafka.client)
	if err != nil {
		return kmsg.CreateTopicsResponseTopic{}, err
	}
	created := response.Topics[0]
	return created, explained(kerr.ErrorForCode(created.ErrorCode), textOf(created.ErrorMessage))
}

// checkNewTopic refuses what a real Kafka refuses and the embedded cluster does
// not, in Kafka's order, and gives the cluster the configs as it is to show
// them.
func (p *restProxy) checkNewTopic(ctx context.Context, topic *kmsg.CreateTopicsRequestTopic) error {
	if p.kafka.embedded == nil {
		return nil
	}
	if _, err := p.kafka.topic(ctx, topic.Topic); err == nil {
		return refusedByKafka("Topic '%s' already exists.", topic.Topic)
	}
	if topic.NumPartitions == 0 || topic.NumPartitions < -1 {
		return refusedByKafka("Number of partitions was set to an invalid non-positive value.")
	}
	if topic.NumPartitions > maxEmbeddedPartitions || len(topic.ReplicaAssignment) > maxEmbeddedPartitions {
		return refusedByKafka("The embedded cluster has no room for more than %d partitions.", maxEmbeddedPartitions)
	}
	if topic.ReplicationFactor == 0 || topic.ReplicationFactor < -1 {
		return refusedByKafka("Replication factor must be larger than 0, or -1 to use the default value.")
	}
	if err := p.checkReplicas(ctx, topic.ReplicaAssignment); err != nil {
		return err
	}
	configs := make(map[string]string)
	for _, config := range topic.Configs {
		if config.Value == nil {
			return refusedByKafka("Null value not supported for topic configs: %s", config.Name)
		}
		configs[config.Name] = *config.Value
	}
	parsed, err := p.kafka.newTopicConfigs(configs)
	if err != nil {
		return refusedByKafka("%v", err)
	}
	for i, config := range topic.Configs {
		topic.Configs[i].Value = parsed[config.Name]
	}
	return nil
}

func (p *restProxy) checkReplicas(ctx context.Context, assignments []kmsg.CreateTopicsRequestTopicReplicaAssignment) error {
	brokers, err := p.kafka.ListBrokers(ctx)
	if err != nil {
		return err
	}
	known := brokers.NodeIDs()
	for _, assignment := range assignments {
		for i, broker := range assignment.Replicas {
			switch {
			case !slices.Contains(known, broker):
				return explained(kerr.InvalidReplicaAssignment,
					"The manual partition assignment includes broker "+decimal(broker)+", but no such broker is registered.")
			case slices.Contains(assignment.Replicas[:i], broker):
				return explained(kerr.InvalidReplicaAssignment,
					"The manual partition assignment includes the broker "+decimal(broker)+" more than once.")
			}
		}
		if len(assignment.Replicas) != len(assignments[0].Replicas) {
			return explained(kerr.InvalidReplicaAssignment, "The manual partition assignment has partitions with different numbers of replicas.")
		}
	}
	return nil
}

type restProxyPartitionsCount struct {
	PartitionsCount *int32 `json:"partitions_count"`
}

func (c *restProxyPartitionsCount) check() error {
	if c.PartitionsCount == nil {
		return missing("PartitionsCountRequest", "partitionsCount")
	}
	return nil
}

// updatePartitionCount looks at the cluster's ID last: one that is wrong is
// answered with 404 when the topic has been changed.
func (p *restProxy) updatePartitionCount(w http.ResponseWriter, r *http.Request) error {
	request, err := readRequest[restProxyPartitionsCount](r, noPartitions)
	if err != nil {
		return err
	}
	topic, err := p.findTopic(r)
	if err != nil {
		return err
	}
	total := int(*request.PartitionsCount)
	if p.kafka.embedded != nil && total > maxEmbeddedPartitions {
		return refusedByKafka("The embedded cluster has no room for more than %d partitions.", maxEmbeddedPartitions)
	}
	if err := p.kafka.setPartitions(r.Context(), topic.Topic, total); err != nil {
		return err
	}
	if err := p.checkCluster(r); err != nil {
		return err
	}
	if topic, err = p.findTopic(r); err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, newRESTProxyTopic(p.links(r), topic, false))
}

func (p *restProxy) deleteTopic(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("topic_name")
	if _, err := p.kafka.DeleteTopic(r.Context(), name); err != nil {
		return err
	}
	return writeNothing(w)
}
