package kafkaresttest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
)

type v2Subscription struct {
	Topics       []string `json:"topics"`
	TopicPattern *string  `json:"topic_pattern"`
}

type v2Subscribed struct {
	Topics []string `json:"topics"`
}

// subscribe prefers names to a pattern, and does nothing without either.
func subscribe(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readV2[v2Subscription](r)
	switch {
	case err != nil:
		return nil, err
	case request.Topics != nil && len(request.Topics) == 0:
		c.unsubscribe()
		return nil, nil
	case request.Topics != nil:
		return nil, c.subscribe(request.Topics, nil)
	case request.TopicPattern == nil:
		return nil, nil
	}
	// Java's own expressions that Go does not have fail here like bad ones.
	pattern, err := regexp.Compile("^(?:" + *request.TopicPattern + ")$")
	if err != nil {
		return nil, unexpected
	}
	return nil, c.subscribe(nil, pattern)
}

func getSubscription(c *consumerInstance, r *v2Request) (any, error) {
	topics, err := c.subscription(r.Context())
	return v2Subscribed{topics}, err
}

// subscription returns the topics subscribed to. Those that match a pattern are
// not known before the first read.
func (c *consumerInstance) subscription(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pattern == nil || c.member == nil {
		return c.topics, nil
	}
	topics, err := c.kafka.ListTopics(ctx)
	if err != nil {
		return nil, err
	}
	var matching []string
	for _, name := range topics.Names() {
		if c.pattern.MatchString(name) {
			matching = append(matching, name)
		}
	}
	return matching, nil
}

func unsubscribe(c *consumerInstance, _ *v2Request) (any, error) {
	c.unsubscribe()
	return nil, nil
}

type v2PartitionList struct {
	Partitions []topicPartition `json:"partitions"`
}

// check fails like the proxy, which trips over a list that is missing.
func (l *v2PartitionList) check() error {
	if l.Partitions == nil {
		return unexpected
	}
	return nil
}

func assign(c *consumerInstance, r *v2Request) (any, error) {
	request, err := readV2[v2PartitionList](r)
	if err != nil {
		return nil, err
	}
	if len(request.Partitions) == 0 {
		c.unsubscribe()
		return nil, nil
	}
	return nil, c.assign(request.Partitions)
}

func getAssignments(c *consumerInstance, _ *v2Request) (any, error) {
	return v2PartitionList{c.assigned()}, nil
}

func illegalState(format string, args ...any) restProxyError {
	return restProxyError{status: http.StatusConflict, code: 40903, message: "Illegal state: " + fmt.Sprintf(format, args...)}
}

// subscribe replaces the topics, or the pattern, subscribed to. The same again
// changes nothing.
func (c *consumerInstance) subscribe(topics []string, pattern *regexp.Regexp) error {
	topics = slices.Compact(slices.Sorted(slices.Values(topics)))
	c.mu.Lock()
	switch {
	case c.byHand, len(c.topics) > 0 && pattern != nil, c.pattern != nil && pattern == nil:
		c.mu.Unlock()
		return alreadySubscribed
	case slices.Equal(topics, c.topics) && text(pattern) == text(c.pattern):
		c.mu.Unlock()
		return nil
	}
	retired := c.leave()
	c.topics, c.pattern = topics, pattern
	c.mu.Unlock()
	retired.close()
	return nil
}

func text(pattern *regexp.Regexp) string {
	if pattern == nil {
		return ""
	}
	return pattern.String()
}

// unsubscribe ends the subscription, or the assignment by hand. What has been
// read already stays.
func (c *consumerInstance) unsubscribe() {
	c.mu.Lock()
	retired := c.leave()
	c.topics, c.pattern, c.byHand = nil, nil, false
	c.mu.Unlock()
	retired.close()
}

// leave takes all partitions from the instance, and returns its member of the
// group for the caller to close without the lock.
func (c *consumerInstance) leave() *membership {
	if c.settings.autoCommit {
		c.commitAll()
	}
	c.drop(slices.Collect(maps.Keys(c.places))...)
	retired := c.member
	c.member = nil
	return retired
}

// assign gives the instance partitions by hand. One that it has already is read
// on.
func (c *consumerInstance) assign(partitions []topicPartition) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.topics) > 0 || c.pattern != nil {
		return alreadySubscribed
	}
	for tp := range c.places {
		if !slices.Contains(partitions, tp) {
			c.drop(tp)
		}
	}
	c.take(partitions...)
	c.byHand = true
	return nil
}

func (c *consumerInstance) take(partitions ...topicPartition) {
	for _, tp := range partitions {
		if c.places[tp] == nil {
			c.places[tp] = &place{offset: atCommitted}
		}
	}
}

func (c *consumerInstance) drop(partitions ...topicPartition) {
	for _, tp := range partitions {
		c.stopReading(tp)
		delete(c.places, tp)
	}
}

func (c *consumerInstance) stopReading(tp topicPartition) {
	if at, ok := c.places[tp]; ok && at.reading {
		c.reader.RemoveConsumePartitions(map[string][]int32{tp.Topic: {tp.Partition}})
		at.reading = false
	}
}

// assigned returns the partitions that the instance has.
func (c *consumerInstance) assigned() []topicPartition {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.SortedFunc(maps.Keys(c.places), comparePartitions)
}
