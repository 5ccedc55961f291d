package restproxy

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTopicConfigs returns the configs of a topic, defaults included, sorted by
// name. A topic that does not exist is [kafkarest.ErrNotFound]. From the
// Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListTopicConfigs(ctx context.Context, topic string, opts ...kafkarest.CallOption) ([]TopicConfig, error) {
	return list(ctx, c.client, checkOne("topic", topic, newListTopicConfigsRequest(c.id, topic)), opts)
}

// ListAllTopicConfigs returns the configs of all topics, topic by topic. From
// the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) ListAllTopicConfigs(ctx context.Context, opts ...kafkarest.CallOption) ([]TopicConfig, error) {
	return list(ctx, c.client, newListAllTopicConfigsRequest(c.id), opts)
}

// AllTopicConfigs iterates over the configs of ListAllTopicConfigs, page by
// page where the service has pages. An error ends the iteration. The sequence
// can be ranged over again and then asks anew.
func (c *Cluster) AllTopicConfigs(ctx context.Context, opts ...kafkarest.CallOption) iter.Seq2[TopicConfig, error] {
	return each(ctx, c.client, newListAllTopicConfigsRequest(c.id), opts)
}

// GetTopicConfig returns a config of a topic. A topic or a name that does not
// exist is [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache
// Kafka.
func (c *Cluster) GetTopicConfig(ctx context.Context, topic, name string, opts ...kafkarest.CallOption) (*TopicConfig, error) {
	return rest.Fetch(ctx, c.client.rest, newGetTopicConfigRequest(c.id, topic, name), opts)
}

// UpdateTopicConfig gives a config of a topic a value. A topic or a name that
// does not exist is [kafkarest.ErrNotFound], a value that Kafka does not take
// [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) UpdateTopicConfig(ctx context.Context, topic, name, value string, opts ...kafkarest.CallOption) error {
	r := newUpdateTopicConfigRequest(c.id, topic, name, updateConfigBody{Value: value})
	hideSecret(&r, name, value)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// DeleteTopicConfig takes a config of a topic back to its default, also one
// that was not set. A topic or a name that does not exist is
// [kafkarest.ErrNotFound]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) DeleteTopicConfig(ctx context.Context, topic, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.client.rest, newDeleteTopicConfigRequest(c.id, topic, name), opts)
}

// AlterTopicConfigs changes configs of a topic, all of them or, when one is not
// taken, none. Errors are those of UpdateTopicConfig; a name given twice is
// [kafkarest.ErrInvalid]. From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) AlterTopicConfigs(ctx context.Context, topic string, alterations []ConfigAlteration, options *AlterConfigsOptions, opts ...kafkarest.CallOption) error {
	body := alterConfigsBody{Data: alterations, ValidateOnly: rest.ValueOf(options).ValidateOnly}
	r := checkOne("topic", topic, newAlterTopicConfigsRequest(c.id, topic, body))
	hideSecrets(&r, alterations)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// TopicConfigsOutcome is what AlterMultipleTopicConfigs did for one topic.
type TopicConfigsOutcome struct {
	// TopicName is the name of the topic.
	TopicName string
	// Err is why the configs of the topic were not changed, nil if they were.
	Err error
}

// AlterMultipleTopicConfigs changes configs of several topics and returns the
// outcome for each of them, in their order. When Kafka does not take those of
// some topics the others are changed all the same, and the error is a
// *[kafkarest.PartialError].
//
// A topic or a name that does not exist is [kafkarest.ErrNotFound], and a topic
// that the caller may not change [kafkarest.ErrForbidden]; the service then
// changes nothing, and there are no outcomes. It does not tell which topic does
// not exist. Confluent Cloud and Confluent Server may not have the operation.
// From the Confluent REST Proxy for Apache Kafka.
func (c *Cluster) AlterMultipleTopicConfigs(ctx context.Context, topics []TopicConfigAlterations, options *AlterConfigsOptions, opts ...kafkarest.CallOption) ([]TopicConfigsOutcome, error) {
	r := newAlterMultipleTopicConfigsRequest(c.id, alterMultipleTopicConfigsBody{Data: topics, ValidateOnly: rest.ValueOf(options).ValidateOnly})
	outcomes := make([]TopicConfigsOutcome, len(topics))
	position := make(map[string]int, len(topics))
	for i, topic := range topics {
		if _, twice := position[topic.TopicName]; twice {
			r.Refuse(fmt.Sprintf("topic %q is there twice, of which the service would ignore the first", topic.TopicName))
		}
		position[topic.TopicName] = i
		hideSecrets(&r, topic.Configs)
		outcomes[i].TopicName = topic.TopicName
	}
	answer, err := rest.Fetch(ctx, c.client.rest, r, opts)
	if err != nil {
		nameMissingTopic(err, topics)
		return nil, err
	}
	if answer == nil {
		return outcomes, nil
	}
	var errs []error
	for _, failure := range answer.Failures {
		err := itemError(r.Operation().Name, fmt.Sprintf("topic %q", failure.TopicName), Code(failure.ErrorCode), r.Redact(failure.Message))
		if i, ok := position[failure.TopicName]; ok {
			outcomes[i].Err = err
		}
		errs = append(errs, err)
	}
	return outcomes, rest.Partial(r.Operation().Name, errs)
}

// nameMissingTopic gives the error of a topic that does not exist the text that
// proxies leave empty.
func nameMissingTopic(err error, topics []TopicConfigAlterations) {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !ok || CodeOf(err) != CodeUnknownTopicOrPartition || failure.Message != "" {
		return
	}
	failure.Message = "one of the topics does not exist, and the service does not tell which"
	if len(topics) == 1 {
		failure.Message = fmt.Sprintf("topic %q does not exist", topics[0].TopicName)
	}
}
