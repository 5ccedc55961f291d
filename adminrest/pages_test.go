package adminrest_test

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// pagedServer answers with pages of names and tells of further ones as tell
// does.
func pagedServer(t *testing.T, names []string, tell func(header http.Header, page, perPage, total int)) (*adminrest.Client, *atomic.Int32) {
	requests := new(atomic.Int32)
	return newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		query := r.URL.Query()
		page, perPage := atoi(query, "page", 1), atoi(query, "per_page", len(names))
		from := min((page-1)*perPage, len(names))
		items := names[from:min(from+perPage, len(names))]
		tell(w.Header(), page, perPage, len(names))
		if r.URL.Path == opstest.BasePath+"/admin/consumergroups" {
			_ = json.MarshalWrite(w, items)
			return
		}
		topics := make([]map[string]string, len(items))
		for i, name := range items {
			topics[i] = map[string]string{"name": name}
		}
		_ = json.MarshalWrite(w, topics)
	})), requests
}

func atoi(query url.Values, key string, otherwise int) int {
	if n, err := strconv.Atoi(query.Get(key)); err == nil {
		return n
	}
	return otherwise
}

func byLink(header http.Header, page, perPage, total int) {
	base := "https://service.example/admin/topics?per_page=" + strconv.Itoa(perPage) + "&page="
	links := fmt.Sprintf(`<%s1>; rel="first", <%s9>; rel="last"`, base, base)
	if page*perPage < total {
		links = fmt.Sprintf(`<%s%d>; rel="next", %s`, base, page+1, links)
	}
	header.Set("Link", links)
}

func byTotal(header http.Header, _, _, total int) { header.Set("X-Total-Count", strconv.Itoa(total)) }

func notAtAll(http.Header, int, int, int) {}

func numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("t%03d", i)
	}
	return names
}

func TestIterators(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		items    int
		perPage  int32
		first    int32
		tell     func(http.Header, int, int, int)
		want     []string
		requests int32
	}{
		{name: "none", items: 0, perPage: 2, tell: byLink, requests: 1},
		{name: "one full page", items: 2, perPage: 2, tell: byLink, want: numbered(2), requests: 1},
		{name: "by link", items: 5, perPage: 2, tell: byLink, want: numbered(5), requests: 3},
		{name: "by total", items: 5, perPage: 2, tell: byTotal, want: numbered(5), requests: 3},
		{name: "by total, full pages", items: 4, perPage: 2, tell: byTotal, want: numbered(4), requests: 2},
		{name: "a service that does not tell", items: 2, perPage: 2, tell: notAtAll, want: numbered(2), requests: 1},
		{name: "from the second page", items: 5, perPage: 2, first: 2, tell: byLink, want: numbered(5)[2:], requests: 2},
		{name: "beyond the end", items: 5, perPage: 2, first: 9, tell: byTotal, requests: 1},
		{name: "the default page size", items: 250, tell: byLink, want: numbered(250), requests: 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, requests := pagedServer(t, numbered(test.items), test.tell)
			topics := client.Topics(t.Context(), &adminrest.ListTopicsOptions{PerPage: test.perPage, Page: test.first})
			assert.Equal(t, test.want, topicNames(t, topics))
			assert.Equal(t, test.requests, requests.Load())
			assert.Equal(t, test.want, topicNames(t, topics), "a second range over the same sequence")

			groups := client.ConsumerGroups(t.Context(), &adminrest.ListConsumerGroupsOptions{PerPage: test.perPage, Page: test.first})
			for range 2 {
				var ids []string
				for id, err := range groups {
					require.NoError(t, err)
					ids = append(ids, id)
				}
				assert.Equal(t, test.want, ids)
			}
		})
	}
}

func topicNames(t *testing.T, topics iter.Seq2[adminrest.Topic, error]) []string {
	var names []string
	for topic, err := range topics {
		require.NoError(t, err)
		names = append(names, topic.Name)
	}
	return names
}

func TestIteratorStopsWhenTold(t *testing.T) {
	t.Parallel()
	client, requests := pagedServer(t, numbered(10), byLink)
	for range client.Topics(t.Context(), &adminrest.ListTopicsOptions{PerPage: 2}) {
		break
	}
	assert.EqualValues(t, 1, requests.Load())
}

func TestIteratorEndsWithAnError(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client, _ := pagedServer(t, numbered(10), byLink)
	var errs []error
	for topic, err := range client.Topics(ctx, &adminrest.ListTopicsOptions{PerPage: 2}) {
		if err != nil {
			assert.Zero(t, topic)
			errs = append(errs, err)
		}
		cancel()
	}
	require.Len(t, errs, 1)
	assert.ErrorIs(t, errs[0], context.Canceled)
}

// The iterator reads the header of each answer and leaves the caller's own
// capture alone.
func TestIteratorCapture(t *testing.T) {
	t.Parallel()
	client, _ := pagedServer(t, numbered(5), byLink)
	var captured kafkarest.Response
	var links []string
	for _, err := range client.Topics(t.Context(), &adminrest.ListTopicsOptions{PerPage: 2}, kafkarest.Capture(&captured)) {
		require.NoError(t, err)
		links = append(links, captured.Header.Get("Link"))
	}
	assert.Len(t, slices.Compact(links), 3, "one of each page")
}
