package restproxy

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
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
// once the topic can be read with it. Configs that options do not name are left
// as they are; so are the replicas of a topic that exists. With ValidateOnly it
// changes nothing and returns what it would, once the service has validated the
// configs; a number of partitions it cannot validate.
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
func (c *Cluster) EnsureTopic(ctx context.Context, name string, options *CreateTopicOptions, opts ...kafkarest.CallOption) (TopicChange, error) {
	wanted := rest.ValueOf(options)
	if flaw := wanted.flaw(); flaw != "" {
		return TopicChange{}, c.client.rest.Refuse(ensureTopic, flaw)
	}
	change, err := c.ensureTopic(ctx, name, wanted, opts)
	return change, rest.Named(ensureTopic, err)
}

const ensureTopic = "EnsureTopic"

func (c *Cluster) ensureTopic(ctx context.Context, name string, wanted CreateTopicOptions, opts []kafkarest.CallOption) (TopicChange, error) {
	topic, err := c.GetTopic(ctx, name, nil, opts...)
	if errors.Is(err, kafkarest.ErrNotFound) {
		_, err = c.CreateTopic(ctx, name, &wanted, opts...)
		switch {
		case err == nil && wanted.ValidateOnly:
			return TopicChange{Created: true}, nil
		// A create without an answer may have been done all the same.
		case err == nil, errors.Is(err, kafkarest.ErrOutcomeUnknown) && c.exists(ctx, name, opts):
			return TopicChange{Created: true}, c.waitForTopic(ctx, name, wanted.lacking, opts)
		case errors.Is(err, kafkarest.ErrAlreadyExists):
			topic, err = c.GetTopic(ctx, name, nil, opts...)
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

func (c *Cluster) exists(ctx context.Context, name string, opts []kafkarest.CallOption) bool {
	_, err := c.GetTopic(ctx, name, nil, opts...)
	return err == nil
}

// updateToMeet gives an existing topic what it lacks of what is wanted.
func (c *Cluster) updateToMeet(ctx context.Context, topic *Topic, wanted CreateTopicOptions, opts []kafkarest.CallOption) (TopicChange, error) {
	configs, err := c.lackingConfigs(ctx, topic.Name, wanted.Configs, opts)
	if err != nil {
		return TopicChange{}, err
	}
	var change TopicChange
	if len(configs) > 0 {
		var alterations []ConfigAlteration
		for _, key := range slices.Sorted(maps.Keys(configs)) {
			alterations = append(alterations, SetConfig(key, configs[key]))
		}
		err := c.AlterTopicConfigs(ctx, topic.Name, alterations, &AlterConfigsOptions{ValidateOnly: wanted.ValidateOnly}, opts...)
		if err != nil {
			return change, err
		}
		change.Configs = configs
	}
	lacking := wanted.partitions() - topic.PartitionsCount
	switch {
	case lacking <= 0:
		return change, nil
	case wanted.ValidateOnly:
		change.PartitionsAdded = lacking
		return change, nil
	}
	// They cannot be taken back, so nothing that may fail comes after them.
	if change.PartitionsAdded, err = c.addPartitions(ctx, topic, wanted, opts); err != nil {
		return change, err
	}
	return change, c.waitForTopic(ctx, topic.Name, wanted.lacking, opts)
}

// settling is the time in which all brokers learn of a topic's new partitions.
const settling = time.Second

// addPartitions gives a topic the partitions that it lacks and returns how many
// these were: none if another call was faster, whose partitions make Kafka
// refuse those of this one.
func (c *Cluster) addPartitions(ctx context.Context, topic *Topic, wanted CreateTopicOptions, opts []kafkarest.CallOption) (int32, error) {
	_, err := c.UpdatePartitionCount(ctx, topic.Name, wanted.partitions(), opts...)
	added := wanted.partitions() - topic.PartitionsCount
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
	lacking := func(topic *Topic) error { seen = topic; return wanted.lacking(topic) }
	if c.waitForTopic(ctx, topic.Name, lacking, opts) != nil {
		return 0, err
	}
	return added, wanted.exceeded(seen)
}

// lackingConfigs are the wanted configs that a topic does not have.
func (c *Cluster) lackingConfigs(ctx context.Context, topic string, wanted map[string]string, opts []kafkarest.CallOption) (map[string]string, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	current, err := c.ListTopicConfigs(ctx, topic, opts...)
	if err != nil {
		return nil, err
	}
	lacking := maps.Clone(wanted)
	for _, config := range current {
		if value, ok := wanted[config.Name]; ok && config.Value != nil && *config.Value == value {
			delete(lacking, config.Name)
		}
	}
	return lacking, nil
}

// partitions is the number of partitions that the options ask for, 0 if they
// leave it open.
func (o CreateTopicOptions) partitions() int32 {
	if len(o.ReplicasAssignments) > 0 {
		return int32(len(o.ReplicasAssignments))
	}
	return o.Partitions
}

// exceeded is the error of a topic with more partitions than the options ask
// for, nil for any other.
func (o CreateTopicOptions) exceeded(topic *Topic) error {
	count := o.partitions()
	if count == 0 || topic.PartitionsCount <= count {
		return nil
	}
	message := fmt.Sprintf("topic %q has %d partitions, which cannot become %d", topic.Name, topic.PartitionsCount, count)
	return api.Error(ensureTopic, message, kafkarest.ErrConflict)
}

// lacking says how many partitions a topic has if the options ask for more, nil
// if they do not.
func (o CreateTopicOptions) lacking(topic *Topic) error {
	if count := o.partitions(); topic.PartitionsCount < count {
		return fmt.Errorf("it had %d of %d partitions", topic.PartitionsCount, count)
	}
	return nil
}
