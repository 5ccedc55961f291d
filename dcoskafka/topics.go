package dcoskafka

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTopics returns the names of the topics, in no order. Internal topics and
// those that are marked for deletion are among them. From the DC/OS Apache
// Kafka API Reference, 1.8 and 1.9.
func (c *Client) ListTopics(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return rest.Fetch(ctx, c.rest, rest.Request[[]string](newListTopicsRequest()), opts)
}

// A Topic is a topic with its partitions.
type Topic struct {
	// Name is the name of the topic.
	Name string `json:"name"`
	// Partitions are the partitions by number.
	Partitions []Partition `json:"partitions"`
}

// A Partition is a partition of a topic.
type Partition struct {
	// ID is the number of the partition, from 0.
	ID int32 `json:"id"`
	PartitionState
}

// GetTopic returns the partitions of a topic. One that does not exist is
// [kafkarest.ErrNotFound]; for a moment after its creation a topic cannot be
// described, see WaitForTopic. From the DC/OS Apache Kafka API Reference, 1.8
// and 1.9.
func (c *Client) GetTopic(ctx context.Context, topic string, opts ...kafkarest.CallOption) (*Topic, error) {
	r := checkTopic(topic, newGetTopicRequest(topic))
	if topic == "under_replicated_partitions" || topic == "unavailable_partitions" {
		r.Refuse(fmt.Sprintf("the scheduler takes %q for the name of a report", topic))
	}
	answer, err := rest.Fetch(ctx, c.rest, rest.Request[descriptionAnswer](r), opts)
	if err != nil {
		return nil, asMissing(ctx, err, "topic", topic, opts, c.ListTopics)
	}
	return &Topic{Name: topic, Partitions: answer}, nil
}

// descriptionAnswer reads the partitions into their order.
type descriptionAnswer []Partition

func (a *descriptionAnswer) ReadAnswer(_ *rest.Operation, _ rest.Answer, body []byte) error {
	var read topicDescription
	if err := rest.Unmarshal(body, &read); err != nil {
		return err
	}
	if read.Partitions == nil {
		return errNothing
	}
	*a = descriptionAnswer{}
	for _, entry := range read.Partitions {
		for key, state := range entry {
			id, err := strconv.ParseInt(key, 10, 32)
			if err != nil {
				return fmt.Errorf("partition %q is no number", key)
			}
			*a = append(*a, Partition{ID: int32(id), PartitionState: state})
		}
	}
	slices.SortFunc(*a, func(a, b Partition) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

// CreateTopic creates a topic. Both numbers are 1 or more; Kafka's tools take
// as many replicas as there are brokers at most. A topic that exists is
// [kafkarest.ErrAlreadyExists]; too many replicas are [kafkarest.ErrInvalid],
// as is a name that differs from another topic's in dots and underscores only.
// It takes seconds, as it starts a tool of Kafka's.
//
// The call is not repeated on its own: the second attempt would be refused
// although the first did it. From the DC/OS Apache Kafka API Reference, 1.8 and
// 1.9.
func (c *Client) CreateTopic(ctx context.Context, topic string, partitions, replication int32, opts ...kafkarest.CallOption) (*ToolOutput, error) {
	flaw := ""
	if partitions < 1 || replication < 1 {
		flaw = fmt.Sprintf("%d partitions of %d replicas cannot be", partitions, replication)
	}
	return c.topicCommand(ctx, topic, flaw, opts, func(profile Profile) rest.Request[*toolAnswer] {
		if profile == ProfileK {
			return newCreateTopicSDKRequest(topic, putTopicQuery{Partitions: partitions, Replication: replication})
		}
		return newCreateTopicRequest(createTopicQuery{Name: topic, Partitions: partitions, Replication: replication})
	})
}

// AlterTopicPartitions adds partitions to a topic, so that it has the given
// number in all. Any other number is [kafkarest.ErrInvalid]. A topic that
// does not exist is [kafkarest.ErrNotFound]. See DeleteTopic about names with a
// dot.
//
// The call is not repeated on its own: the second attempt would be refused
// although the first did it. GetTopic tells how many there are.
// From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) AlterTopicPartitions(ctx context.Context, topic string, partitions int32, opts ...kafkarest.CallOption) (*ToolOutput, error) {
	var flaw string
	var err error
	if partitions < 1 {
		flaw = fmt.Sprintf("a topic cannot have %d partitions", partitions)
	} else if flaw, err = c.flawOfPattern(ctx, topic, opts); err != nil {
		return nil, rest.Named(alterTopicPartitionsOperation.Name, err)
	}
	return c.topicCommand(ctx, topic, flaw, opts, func(profile Profile) rest.Request[*toolAnswer] {
		if profile == ProfileK {
			return newAlterTopicPartitionsSDKRequest(topic, alterTopicPartitionsSDKQuery{Partitions: partitions})
		}
		return newAlterTopicPartitionsRequest(topic, putTopicQuery{Partitions: partitions})
	})
}

// A ProducerTest is what a test of writing to a topic has measured.
type ProducerTest struct {
	ToolOutput
	// Records is the number of records that were written, of 1024 bytes each.
	Records int64 `json:"records"`
	// RecordsPerSecond and MBPerSecond are the throughput, which the test keeps
	// at 100000 records per second at most.
	RecordsPerSecond float64 `json:"records_per_second"`
	MBPerSecond      float64 `json:"mb_per_second"`
	// The times that records took: on average, at most, and percentiles.
	AvgLatency time.Duration `json:"avg_latency"`
	MaxLatency time.Duration `json:"max_latency"`
	P50        time.Duration `json:"p50"`
	P95        time.Duration `json:"p95"`
	P99        time.Duration `json:"p99"`
	P999       time.Duration `json:"p999"`
}

// RunProducerTest writes that many records, of 1024 bytes each, to a topic and
// measures how that goes. The call lasts as long as the test, for which an
// attempt has ten minutes; [kafkarest.Timeout] gives it more. It is not
// repeated on its own.
//
// A topic that does not exist is created by the brokers, unless their
// auto.create.topics.enable is false: a name that is spelled wrong is no error.
// From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) RunProducerTest(ctx context.Context, topic string, messages int32, opts ...kafkarest.CallOption) (*ProducerTest, error) {
	return producerTest(c.topicCommand(ctx, topic, flawOfTest(messages), opts, func(profile Profile) rest.Request[*toolAnswer] {
		if profile == ProfileK {
			return newRunProducerTestSDKRequest(topic, runProducerTestSDKQuery{Messages: messages})
		}
		return newRunProducerTestRequest(topic, putTopicQuery{Messages: messages})
	}))
}

// RunProducerTestTLS is RunProducerTest through the brokers' TLS listeners.
// Schedulers of profile K have it since SDK 0.30; earlier ones are
// [errors.ErrUnsupported]. From the DC/OS Apache Kafka API
// Reference, 1.9.
func (c *Client) RunProducerTestTLS(ctx context.Context, topic string, messages int32, opts ...kafkarest.CallOption) (*ProducerTest, error) {
	r := checkTopic(topic, newRunProducerTestTLSRequest(topic, runProducerTestTLSQuery{Messages: messages}))
	r.Refuse(flawOfTest(messages))
	output, err := printed(fetch(ctx, c, rest.Request[toolAnswer](r), opts))
	return producerTest(output, c.asLacking(ctx, err, opts))
}

// flawOfTest says what is wrong with the number of a test's records, if
// anything.
func flawOfTest(messages int32) string {
	if messages >= 1 {
		return ""
	}
	return fmt.Sprintf("a test cannot write %d records", messages)
}

func producerTest(output *ToolOutput, err error) (*ProducerTest, error) {
	if err != nil {
		return nil, err
	}
	return parseProducerTest(*output), nil
}

// A TopicDeletion is what the deletion of a topic has come to.
type TopicDeletion struct {
	ToolOutput
	// AlreadyMarked says that the topic was marked for deletion before.
	AlreadyMarked bool `json:"already_marked"`
}

// DeleteTopic marks a topic for deletion. The brokers delete it if their
// delete.topic.enable is true, and keep it otherwise. A topic that does not
// exist is [kafkarest.ErrNotFound], an internal one [kafkarest.ErrForbidden].
//
// The scheduler hands the name to a tool that takes it for a regular
// expression, in which a dot stands for any character. A name with a dot is
// compared with the topics there are, and the call is refused as
// [kafkarest.ErrInvalid] if it would reach another topic too. From the DC/OS
// Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) DeleteTopic(ctx context.Context, topic string, opts ...kafkarest.CallOption) (*TopicDeletion, error) {
	flaw, err := c.flawOfPattern(ctx, topic, opts)
	if err != nil {
		return nil, rest.Named(deleteTopicOperation.Name, err)
	}
	r := checkTopic(topic, newDeleteTopicRequest(topic))
	r.Refuse(flaw)
	output, err := printed(rest.Fetch(ctx, c.rest, rest.Request[toolAnswer](r), opts))
	if err != nil {
		return nil, err
	}
	return &TopicDeletion{ToolOutput: *output, AlreadyMarked: strings.Contains(output.Output, saysAlreadyMarked)}, nil
}

// A PartitionReport lists partitions that something is wrong with.
type PartitionReport struct {
	ToolOutput
	// Partitions are the partitions, none if all is well.
	Partitions []ReportedPartition `json:"partitions"`
}

// A ReportedPartition is a partition in a report.
type ReportedPartition struct {
	// Topic and Partition are the name of the topic and the number of the
	// partition.
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
	// Leader is the broker that leads, -1 if none does.
	Leader int32 `json:"leader"`
	// Replicas and ISR are the brokers that have the partition, and those of
	// them that are in sync.
	Replicas []int32 `json:"replicas"`
	ISR      []int32 `json:"isr"`
}

// ListUnderReplicatedPartitions returns the partitions that lack in-sync
// replicas. From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) ListUnderReplicatedPartitions(ctx context.Context, opts ...kafkarest.CallOption) (*PartitionReport, error) {
	return c.report(ctx, newListUnderReplicatedPartitionsRequest(), opts)
}

// ListUnavailablePartitions returns the partitions without a leader. From the
// DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) ListUnavailablePartitions(ctx context.Context, opts ...kafkarest.CallOption) (*PartitionReport, error) {
	return c.report(ctx, newListUnavailablePartitionsRequest(), opts)
}

func (c *Client) report(ctx context.Context, r rest.Request[*toolAnswer], opts []kafkarest.CallOption) (*PartitionReport, error) {
	output, err := printed(rest.Fetch(ctx, c.rest, rest.Request[toolAnswer](r), opts))
	if err != nil {
		return nil, err
	}
	partitions, _ := parseReport(output.Output) // which was found to be one
	return &PartitionReport{ToolOutput: *output, Partitions: partitions}, nil
}

// topicCommand sends what the scheduler's profile has for a command on a topic,
// unless the caller or the topic's name has a flaw.
func (c *Client) topicCommand(ctx context.Context, topic, flaw string, opts []kafkarest.CallOption, request func(Profile) rest.Request[*toolAnswer]) (*ToolOutput, error) {
	r := checkTopic(topic, request(ProfileK))
	if r.Refuse(flaw); r.Refused() {
		return printed(rest.Fetch(ctx, c.rest, rest.Request[toolAnswer](r), opts))
	}
	return byProfile(ctx, c, r.Operation().Name, opts, func(profile Profile) (*ToolOutput, error) {
		return printed(rest.Fetch(ctx, c.rest, rest.Request[toolAnswer](request(profile)), opts))
	})
}

var topicName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,249}$`)

// isTopicName is Kafka's rule for names.
func isTopicName(topic string) bool {
	return topicName.MatchString(topic) && topic != "." && topic != ".."
}

// checkTopic refuses a name that no topic has, which could be a regular
// expression.
func checkTopic[T any](topic string, r rest.Request[T]) rest.Request[T] {
	if !isTopicName(topic) {
		r.Refuse(fmt.Sprintf("the topic is %q, which is no name of a topic: 1 to 249 of the characters A-Z a-z 0-9 . _ -", topic))
	}
	return r
}

// flawOfPattern says of the name of a topic that, as a regular expression, it
// is another topic's too. In the names that checkTopic lets pass, only the dot
// is special.
func (c *Client) flawOfPattern(ctx context.Context, topic string, opts []kafkarest.CallOption) (string, error) {
	if !strings.Contains(topic, ".") || !isTopicName(topic) {
		return "", nil
	}
	topics, err := c.ListTopics(ctx, rest.Uncaptured(opts)...)
	if err != nil {
		return "", err
	}
	for _, other := range topics {
		if other != topic && matches(topic, other) {
			return fmt.Sprintf("the scheduler takes the name %q for a regular expression, which topic %q matches too", topic, other), nil
		}
	}
	return "", nil
}

// matches reports whether a topic matches a name whose dots stand for any
// character.
func matches(pattern, topic string) bool {
	if len(pattern) != len(topic) {
		return false
	}
	for i := range pattern {
		if pattern[i] != '.' && pattern[i] != topic[i] {
			return false
		}
	}
	return true
}
