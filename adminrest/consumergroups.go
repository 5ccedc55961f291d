package adminrest

import (
	"context"
	"iter"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListConsumerGroupsOptions are the optional inputs of ListConsumerGroups and
// ConsumerGroups.
type ListConsumerGroupsOptions struct {
	// Filter selects groups by identifier: "*" stands for any characters, and
	// a filter between slashes, "/…/", is a regular expression. Empty selects
	// all.
	Filter string
	// PerPage is the size of a page. Zero leaves it to the service in
	// ListConsumerGroups and is 100 in ConsumerGroups.
	PerPage int32
	// Page is the number of the page, or of the first one, from 1. Zero is 1.
	Page int32
}

// ListConsumerGroups returns one page of the identifiers of the consumer
// groups, which is all of them when PerPage is not set. See ConsumerGroups for
// all pages. From the IBM Event Streams Administration REST API.
func (c *Client) ListConsumerGroups(ctx context.Context, options *ListConsumerGroupsOptions, opts ...kafkarest.CallOption) ([]string, error) {
	o := rest.ValueOf(options)
	query := listConsumerGroupsQuery{GroupFilter: o.Filter, PerPage: o.PerPage, Page: o.Page}
	return rest.Fetch(ctx, c.rest, newListConsumerGroupsRequest(query), opts)
}

// ConsumerGroups iterates over the identifiers of the consumer groups of all
// pages, as Topics does over topics.
func (c *Client) ConsumerGroups(ctx context.Context, options *ListConsumerGroupsOptions, opts ...kafkarest.CallOption) iter.Seq2[string, error] {
	o := rest.ValueOf(options)
	return each(o.Page, o.PerPage, func(page, perPage int32) ([]string, rest.Answer, error) {
		query := listConsumerGroupsQuery{GroupFilter: o.Filter, PerPage: perPage, Page: page}
		return rest.FetchAnswer(ctx, c.rest, newListConsumerGroupsRequest(query), opts)
	})
}

// GetConsumerGroup returns a consumer group with its members and offsets. A
// group that does not exist is [kafkarest.ErrNotFound]. From the IBM Event
// Streams Administration REST API.
func (c *Client) GetConsumerGroup(ctx context.Context, id string, opts ...kafkarest.CallOption) (*ConsumerGroup, error) {
	return rest.Fetch(ctx, c.rest, newGetConsumerGroupRequest(id), opts)
}

// UpdateConsumerGroupOptions are the optional inputs of UpdateConsumerGroup.
type UpdateConsumerGroupOptions struct {
	// Topic limits the reset to one topic. Empty is every topic that the group
	// reads.
	Topic string
	// Time is where ResetModeDatetime resets to: the first record at or after
	// it. It is required by that mode and refused with another.
	Time time.Time
	// DryRun returns the offsets that the reset would lead to and changes
	// nothing.
	DryRun bool
}

// UpdateConsumerGroup resets the offsets of a consumer group, which must have
// no members, and returns the offsets after it. A group that does not exist is
// [kafkarest.ErrNotFound]. A call that ends without an answer says that its
// outcome is unknown; it is not sent again. From the IBM Event Streams
// Administration REST API.
func (c *Client) UpdateConsumerGroup(ctx context.Context, id string, mode ResetMode, options *UpdateConsumerGroupOptions, opts ...kafkarest.CallOption) ([]ResetOffset, error) {
	o := rest.ValueOf(options)
	body := updateConsumerGroupBody{Topic: o.Topic, Mode: mode, Execute: new(!o.DryRun)}
	if !o.Time.IsZero() {
		body.Value = o.Time.Format(time.RFC3339Nano)
	}
	r := newUpdateConsumerGroupRequest(id, body)
	switch {
	case mode == ResetModeDatetime && o.Time.IsZero():
		r.Refuse("the mode datetime needs a Time")
	case mode != ResetModeDatetime && !o.Time.IsZero():
		r.Refuse("a Time is only for the mode datetime")
	}
	return rest.Fetch(ctx, c.rest, r, opts)
}

// DeleteConsumerGroup deletes a consumer group and its offsets. A group that
// does not exist is [kafkarest.ErrNotFound], one that has members is
// kerr.NonEmptyGroup. From the IBM Event Streams Administration REST API.
func (c *Client) DeleteConsumerGroup(ctx context.Context, id string, opts ...kafkarest.CallOption) error {
	return rest.Send(ctx, c.rest, newDeleteConsumerGroupRequest(id), opts)
}

// Lag is the number of records that the group has yet to read. A group that is
// ahead of the end, of a topic that was created anew say, has none.
func (o GroupOffset) Lag() int64 { return max(o.EndOffset-o.CurrentOffset, 0) }
