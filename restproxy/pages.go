package restproxy

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// page is one page of a list, which is all of it in the proxies known.
type page[T any] struct {
	Metadata listMetadata `json:"metadata"`
	Data     []T          `json:"data"`
}

// listOf is a list as the models have it, one type for each kind of item.
type listOf[T any] interface {
	~struct {
		Metadata listMetadata `json:"metadata"`
		Data     []T          `json:"data"`
	}
}

// list returns the items of all pages, of which r asks for the first.
func list[L listOf[T], T any](ctx context.Context, c *Client, r rest.Request[*L], opts []kafkarest.CallOption) ([]T, error) {
	var all []T
	for items, err := range pages(ctx, c, r, opts) {
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = items
			continue
		}
		all = append(all, items...)
	}
	return all, nil
}

// each iterates over the items of all pages, asking for each page when it is
// needed. An error ends the iteration.
func each[L listOf[T], T any](ctx context.Context, c *Client, r rest.Request[*L], opts []kafkarest.CallOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for items, err := range pages(ctx, c, r, opts) {
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// pages iterates over the pages.
func pages[L listOf[T], T any](ctx context.Context, c *Client, r rest.Request[*L], opts []kafkarest.CallOption) iter.Seq2[[]T, error] {
	first := rest.Request[*page[T]](r)
	return func(yield func([]T, error) bool) {
		var links []string
		for r := first; ; {
			got, err := rest.Fetch(ctx, c.rest, r, opts)
			if err == nil && got.Data == nil {
				err = api.Error(r.Operation().Name, "the answer is no list: it has no data", nil)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			next := got.Metadata.Next
			if !yield(got.Data, nil) || next == "" {
				return
			}
			r = rest.Follow(c.rest, first, next)
			if slices.Contains(links, next) {
				r.Refuse("the list leads back to a page that was there before")
			}
			links = append(links, next)
		}
	}
}

// allNames is what stands for all things of a kind in a path. It is a name that
// one of them can have all the same.
const allNames = "-"

// checkOne refuses a request about one thing whose name would make it one about
// all things of its kind.
func checkOne[T any](kind, name string, r rest.Request[T]) rest.Request[T] {
	if name == allNames {
		r.Refuse(fmt.Sprintf("a %s called %s cannot be reached here: the path is that of all %[1]ss", kind, allNames))
	}
	return r
}
