package adminrest

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListTopicsOptions are the optional inputs of ListTopics and Topics.
type ListTopicsOptions struct {
	// Filter selects topics by name: "*" stands for any characters, and a
	// filter between slashes, "/…/", is a regular expression. Empty selects
	// all.
	Filter string
	// PerPage is the size of a page. Zero leaves it to the service in
	// ListTopics and is 100 in Topics.
	PerPage int32
	// Page is the number of the page, or of the first one, from 1. Zero is 1.
	Page int32
}

// ListTopics returns one page of the topics, which is all of them when
// PerPage is not set. See Topics for all pages. From the IBM Event Streams
// Administration REST API.
func (c *Client) ListTopics(ctx context.Context, options *ListTopicsOptions, opts ...kafkarest.CallOption) ([]Topic, error) {
	o := rest.ValueOf(options)
	query := listTopicsQuery{TopicFilter: o.Filter, PerPage: o.PerPage, Page: o.Page}
	return rest.Fetch(ctx, c.rest, newListTopicsRequest(query), opts)
}

// Topics iterates over the topics of all pages, asking for each page when it
// is needed. An error ends the iteration. The sequence can be ranged over
// again and then asks anew. Topics that are created or deleted meanwhile can
// be missed or come twice.
func (c *Client) Topics(ctx context.Context, options *ListTopicsOptions, opts ...kafkarest.CallOption) iter.Seq2[Topic, error] {
	o := rest.ValueOf(options)
	return each(o.Page, o.PerPage, func(page, perPage int32) ([]Topic, rest.Answer, error) {
		query := listTopicsQuery{TopicFilter: o.Filter, PerPage: perPage, Page: page}
		return rest.FetchAnswer(ctx, c.rest, newListTopicsRequest(query), opts)
	})
}

// GetTopic returns a topic with its configuration and its replicas. A topic
// that does not exist is [kafkarest.ErrNotFound]. From the IBM Event Streams
// Administration REST API.
func (c *Client) GetTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) (*Topic, error) {
	return rest.Fetch(ctx, c.rest, newGetTopicRequest(name), opts)
}

// CreateTopicOptions are the optional inputs of CreateTopic.
type CreateTopicOptions struct {
	// Partitions is the number of partitions, 1 to 1000. Zero leaves it to the
	// service, which makes 1.
	Partitions int32
	// Configs are the configs that differ from the cluster's defaults, by
	// Kafka's names, such as "retention.ms": "3600000".
	Configs map[string]string
}

// CreateTopic creates a topic. The service accepts it and may take a moment;
// WaitForTopic waits until it can be read.
//
// A name that is taken is [kafkarest.ErrAlreadyExists]. What Kafka refuses is
// [kafkarest.ErrInvalid] and Kafka's error: kerr.InvalidTopicException for a
// name, kerr.InvalidConfig for a config, kerr.InvalidPartitions for a number
// of partitions. A call that ends without an answer says that its outcome is
// unknown; it is not sent again. From the IBM Event Streams Administration
// REST API.
func (c *Client) CreateTopic(ctx context.Context, name string, options *CreateTopicOptions, opts ...kafkarest.CallOption) error {
	o := rest.ValueOf(options)
	body := createTopicBody{Name: name, PartitionCount: o.Partitions}
	for _, key := range slices.Sorted(maps.Keys(o.Configs)) {
		body.Configs = append(body.Configs, configEntry{Name: key, Value: o.Configs[key]})
	}
	r := newCreateTopicRequest(body)
	if name == "" {
		r.Refuse("the name is empty")
	}
	return rest.Send(ctx, c.rest, r, opts)
}

// UpdateTopicOptions are the inputs of UpdateTopic; what is zero is left as it
// is.
type UpdateTopicOptions struct {
	// Partitions is the new total number of partitions. It can only grow.
	Partitions int32
	// Configs are the configs that change, by Kafka's names. The service takes
	// cleanup.policy, retention.ms, retention.bytes, segment.ms, segment.bytes
	// and segment.index.bytes.
	Configs map[string]string
	// ResetConfigs names the configs that go back to the cluster's defaults.
	ResetConfigs []string
}

// UpdateTopic adds partitions to a topic and changes its configuration. Nil or
// empty options change nothing, but are sent.
//
// A topic that does not exist is [kafkarest.ErrNotFound], a number of
// partitions that does not grow is kerr.InvalidPartitions, a config that Kafka
// refuses is kerr.InvalidConfig. From the IBM Event Streams Administration REST
// API.
func (c *Client) UpdateTopic(ctx context.Context, name string, options *UpdateTopicOptions, opts ...kafkarest.CallOption) error {
	o := rest.ValueOf(options)
	body := updateTopicBody{NewTotalPartitionCount: o.Partitions}
	for _, key := range slices.Sorted(maps.Keys(o.Configs)) {
		body.Configs = append(body.Configs, configChange{Name: key, Value: new(o.Configs[key])})
	}
	flaw := ""
	for _, key := range o.ResetConfigs {
		if _, set := o.Configs[key]; set {
			flaw = "config " + key + " is both set and reset"
		}
		body.Configs = append(body.Configs, configChange{Name: key, ResetToDefault: true})
	}
	r := newUpdateTopicRequest(name, body)
	r.Refuse(flaw)
	return rest.Send(ctx, c.rest, r, opts)
}

// DeleteTopic deletes a topic with its records. Kafka deletes
// asynchronously: for a moment the topic may still be read and listed;
// WaitForTopicGone waits until it is not. A topic that does not exist is
// [kafkarest.ErrNotFound]. From the IBM Event Streams Administration REST API.
func (c *Client) DeleteTopic(ctx context.Context, name string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, newDeleteTopicRequest(name), opts)
}

// DeleteTopicRecords deletes the records before an offset from partitions of a
// topic. A topic, partition or offset that does not exist is
// [kafkarest.ErrNotFound]; an offset beyond the end is kerr.OffsetOutOfRange
// too. From the IBM Event Streams Administration REST API.
func (c *Client) DeleteTopicRecords(ctx context.Context, name string, deletions []RecordDeletion, opts ...kafkarest.CallOption) error {
	r := newDeleteTopicRecordsRequest(name, deleteTopicRecordsBody{RecordsToDelete: deletions})
	if len(deletions) == 0 {
		r.Refuse("there are no partitions to delete records from")
	}
	return rest.Send(ctx, c.rest, r, opts)
}

// Retention is how long the topic keeps records; negative is for ever.
func (t Topic) Retention() time.Duration {
	return time.Duration(t.RetentionMs) * time.Millisecond
}
