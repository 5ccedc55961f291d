package adminrest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// TopicChange is what EnsureTopic did. Its zero value is nothing.
type TopicChange struct {
	// Created is set when the topic did not exist before.
	Created bool
	// PartitionsAdded is the number of partitions that an existing topic got.
	PartitionsAdded int32
	// Configs are the configs that were set on an existing topic, with their
	// new values.
	Configs map[string]string
}

// Changed reports whether EnsureTopic did anything.
func (t TopicChange) Changed() bool {
	return t.Created || t.PartitionsAdded > 0 || len(t.Configs) > 0
}

// EnsureTopic creates a topic or, when it exists, adds the partitions and sets
// the configs that it lacks of what options want, and returns what it changed
// once the topic can be read with it. Configs that options do not name are
// left as they are. A config that the service does not show is set each time.
//
// Partitions cannot be removed, so they are added when the configs have been
// taken, and a topic with more than wanted is [kafkarest.ErrConflict] and left
// as it is. What other calls do at the same time is no failure if it leads to
// what is wanted.
//
// A create, or new partitions, whose outcome is unknown and that are there
// count as done. An error that is [kafkarest.ErrOutcomeUnknown] can be followed
// by another call, and so can one after configs were set, which the change then
// tells. It waits as WaitForTopic does.
func (c *Client) EnsureTopic(ctx context.Context, name string, options *CreateTopicOptions, opts ...kafkarest.CallOption) (TopicChange, error) {
	change, err := c.ensureTopic(ctx, name, rest.ValueOf(options), opts)
	return change, rest.Named(ensureOperation, err)
}

const ensureOperation = "EnsureTopic"

func (c *Client) ensureTopic(ctx context.Context, name string, wanted CreateTopicOptions, opts []kafkarest.CallOption) (TopicChange, error) {
	topic, err := c.GetTopic(ctx, name, opts...)
	if errors.Is(err, kafkarest.ErrNotFound) {
		err = c.CreateTopic(ctx, name, &wanted, opts...)
		// A create without an answer may have been done all the same.
		if err == nil || errors.Is(err, kafkarest.ErrOutcomeUnknown) && c.exists(ctx, name, opts) {
			return TopicChange{Created: true}, c.waitForTopic(ctx, name, wanted.lacking, opts)
		}
		if errors.Is(err, kafkarest.ErrAlreadyExists) {
			topic, err = c.GetTopic(ctx, name, opts...)
		}
	}
	if err != nil {
		return TopicChange{}, err
	}
	if err := wanted.exceeded(topic); err != nil {
		return TopicChange{}, err
	}
	return c.updateToMeet(ctx, topic, wanted, opts)
}

func (c *Client) exists(ctx context.Context, name string, opts []kafkarest.CallOption) bool {
	_, err := c.GetTopic(ctx, name, opts...)
	return err == nil
}

// updateToMeet gives an existing topic what it lacks of what is wanted.
func (c *Client) updateToMeet(ctx context.Context, topic *Topic, wanted CreateTopicOptions, opts []kafkarest.CallOption) (TopicChange, error) {
	var change TopicChange
	configs, partitions := wanted.lackingConfigs(topic), wanted.Partitions > topic.Partitions
	if len(configs) == 0 && !partitions {
		return change, nil
	}
	if len(configs) > 0 {
		if err := c.UpdateTopic(ctx, topic.Name, &UpdateTopicOptions{Configs: configs}, opts...); err != nil {
			return change, err
		}
		change.Configs = configs
	}
	if partitions {
		// They cannot be taken back, so nothing that may be refused comes with them.
		var err error
		if change.PartitionsAdded, err = c.addPartitions(ctx, topic, wanted, opts); err != nil {
			return change, err
		}
	}
	return change, c.waitForTopic(ctx, topic.Name, wanted.lacking, opts)
}

// settling is the time in which all brokers learn of a topic's new partitions.
const settling = time.Second

// addPartitions gives a topic the partitions that it lacks and returns how many
// these were: none if another call was faster, whose partitions make Kafka
// refuse those of this one.
func (c *Client) addPartitions(ctx context.Context, topic *Topic, wanted CreateTopicOptions, opts []kafkarest.CallOption) (int32, error) {
	err := c.UpdateTopic(ctx, topic.Name, &UpdateTopicOptions{Partitions: wanted.Partitions}, opts...)
	added := wanted.Partitions - topic.Partitions
	switch {
	case err == nil:
		return added, nil
	case errors.Is(err, kafkarest.ErrInvalid):
		added = 0
	case !errors.Is(err, kafkarest.ErrOutcomeUnknown):
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, settling)
	defer cancel()
	var seen *Topic
	lacking := func(topic *Topic) error { seen = topic; return wanted.lackingPartitions(topic) }
	if c.waitForTopic(ctx, topic.Name, lacking, opts) != nil {
		return 0, err
	}
	return added, wanted.exceeded(seen)
}

// lackingConfigs are the wanted configs that a topic does not show.
func (o CreateTopicOptions) lackingConfigs(topic *Topic) map[string]string {
	lacking := maps.Clone(o.Configs)
	maps.DeleteFunc(lacking, func(key, value string) bool {
		current, shown := topic.Configs[key]
		return shown && current == value
	})
	return lacking
}

// exceeded is the error of a topic with more partitions than the options ask
// for, nil for any other.
func (o CreateTopicOptions) exceeded(topic *Topic) error {
	if o.Partitions <= 0 || topic.Partitions <= o.Partitions {
		return nil
	}
	message := fmt.Sprintf("topic %q has %d partitions, which cannot become %d", topic.Name, topic.Partitions, o.Partitions)
	return api.Error(ensureOperation, message, kafkarest.ErrConflict)
}

// lacking says what a topic lacks of what the options want, as far as the
// service shows it, nil if that is nothing.
func (o CreateTopicOptions) lacking(topic *Topic) error {
	for key, value := range o.Configs {
		if current, shown := topic.Configs[key]; shown && current != value {
			return fmt.Errorf("its config %s was %q", key, current)
		}
	}
	return o.lackingPartitions(topic)
}

func (o CreateTopicOptions) lackingPartitions(topic *Topic) error {
	if topic.Partitions < o.Partitions {
		return fmt.Errorf("it had %d of %d partitions", topic.Partitions, o.Partitions)
	}
	return nil
}
