package adminrest

import (
	"context"
	"errors"
	"fmt"

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
// A create whose outcome is unknown and that was done counts as Created. An
// error that is [kafkarest.ErrOutcomeUnknown] can be followed by another call.
//
// Partitions cannot be removed: a topic with more than wanted is
// [kafkarest.ErrConflict] and left as it is. It waits as WaitForTopic does.
func (c *Client) EnsureTopic(ctx context.Context, name string, options *CreateTopicOptions, opts ...kafkarest.CallOption) (TopicChange, error) {
	wanted := rest.ValueOf(options)
	topic, err := c.GetTopic(ctx, name, opts...)
	if errors.Is(err, kafkarest.ErrNotFound) {
		err = c.CreateTopic(ctx, name, options, opts...)
		// A create without an answer may have been done all the same.
		if err == nil || errors.Is(err, kafkarest.ErrOutcomeUnknown) && c.exists(ctx, name, opts) {
			return TopicChange{Created: true}, c.waitForTopic(ctx, "EnsureTopic", name, wanted.met, opts)
		}
		if errors.Is(err, kafkarest.ErrAlreadyExists) {
			topic, err = c.GetTopic(ctx, name, opts...)
		}
	}
	if err != nil {
		return TopicChange{}, err
	}
	if wanted.Partitions > 0 && topic.Partitions > wanted.Partitions {
		return TopicChange{}, &kafkarest.Error{
			API:       api.Name,
			Operation: "EnsureTopic",
			Message:   fmt.Sprintf("topic %q has %d partitions, which cannot become %d", name, topic.Partitions, wanted.Partitions),
			Err:       kafkarest.ErrConflict,
		}
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
	var update UpdateTopicOptions
	if wanted.Partitions > topic.Partitions {
		update.Partitions = wanted.Partitions
		change.PartitionsAdded = wanted.Partitions - topic.Partitions
	}
	for key, value := range wanted.Configs {
		if current, shown := topic.Configs[key]; !shown || current != value {
			if change.Configs == nil {
				change.Configs = make(map[string]string)
			}
			change.Configs[key] = value
		}
	}
	if !change.Changed() {
		return change, nil
	}
	update.Configs = change.Configs
	if err := c.UpdateTopic(ctx, topic.Name, &update, opts...); err != nil {
		return TopicChange{}, err
	}
	return change, c.waitForTopic(ctx, "EnsureTopic", topic.Name, wanted.met, opts)
}

// met reports whether a topic has what the options want, as far as the
// service shows it.
func (o CreateTopicOptions) met(topic *Topic) bool {
	for key, value := range o.Configs {
		if current, shown := topic.Configs[key]; shown && current != value {
			return false
		}
	}
	return topic.Partitions >= o.Partitions
}
