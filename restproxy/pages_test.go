package restproxy_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// paged answers each request with one item and the link to the next page, until
// there have been last of them.
func paged(item string, last int, seen *[]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*seen = append(*seen, strings.TrimPrefix(r.RequestURI, opstest.BasePath))
		page, next := 1, "null"
		_, _ = fmt.Sscanf(r.URL.Query().Get("page_token"), "%d", &page)
		if page < last {
			next = fmt.Sprintf(`"http://%s%s?page_token=%d"`, r.Host, r.URL.EscapedPath(), page+1)
		}
		_, _ = io.WriteString(w, `{"metadata":{"self":"s","next":`+next+`},"data":[`+item+`]}`)
	})
}

// Lists and iterators go through all pages.
func TestPages(t *testing.T) {
	t.Parallel()
	type call struct {
		item string
		list func(context.Context, service) (int, error)
		each func(context.Context, service) (int, error)
	}
	tests := map[string]call{
		"Topics": {topicText, countList(func(ctx context.Context, s service) ([]restproxy.Topic, error) { return s.ListTopics(ctx, nil) }),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.Topic, error] { return s.Topics(ctx, nil) })},
		"AllTopicConfigs": {topicConfigText, countList(func(ctx context.Context, s service) ([]restproxy.TopicConfig, error) {
			return s.ListAllTopicConfigs(ctx)
		}),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.TopicConfig, error] {
				return s.AllTopicConfigs(ctx)
			})},
		"Partitions": {partitionText, countList(func(ctx context.Context, s service) ([]restproxy.Partition, error) { return s.ListPartitions(ctx, "t") }),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.Partition, error] {
				return s.Partitions(ctx, "t")
			})},
		"ConsumerGroups": {groupText, countList(func(ctx context.Context, s service) ([]restproxy.ConsumerGroup, error) {
			return s.ListConsumerGroups(ctx)
		}),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.ConsumerGroup, error] {
				return s.ConsumerGroups(ctx)
			})},
		"ConsumerLags": {lagText, countList(func(ctx context.Context, s service) ([]restproxy.ConsumerLag, error) {
			return s.ListConsumerLags(ctx, "g")
		}),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.ConsumerLag, error] {
				return s.ConsumerLags(ctx, "g")
			})},
		"ACLs": {aclText, countList(func(ctx context.Context, s service) ([]restproxy.ACL, error) { return s.ListACLs(ctx, nil) }),
			countEach(func(ctx context.Context, s service) iter.Seq2[restproxy.ACL, error] { return s.ACLs(ctx, nil) })},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var seen []string
			s := newService(t, paged(test.item, 3, &seen))
			for _, all := range []func(context.Context, service) (int, error){test.list, test.each} {
				seen = nil
				n, err := all(t.Context(), s)
				require.NoError(t, err)
				assert.Equal(t, 3, n)
				require.Len(t, seen, 3)
				assert.Equal(t, []string{seen[0], seen[0] + "?page_token=2", seen[0] + "?page_token=3"}, seen)
			}
		})
	}
}

func countList[T any](list func(context.Context, service) ([]T, error)) func(context.Context, service) (int, error) {
	return func(ctx context.Context, s service) (int, error) {
		all, err := list(ctx, s)
		return len(all), err
	}
}

func countEach[T any](each func(context.Context, service) iter.Seq2[T, error]) func(context.Context, service) (int, error) {
	return func(ctx context.Context, s service) (n int, err error) {
		for _, err := range each(ctx, s) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
}

// A sequence asks for a page when it is needed, and anew when it is ranged over
// again.
func TestPagesOnDemand(t *testing.T) {
	t.Parallel()
	var seen []string
	topics := newService(t, paged(topicText, 3, &seen)).Topics(t.Context(), nil)
	for range 2 {
		n := 0
		for _, err := range topics {
			require.NoError(t, err)
			if n++; n == 2 {
				break
			}
		}
	}
	assert.Len(t, seen, 4)
}

// A page that cannot be had is an error after the items before it, and none of a
// list.
func TestPagesThatFail(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		next string // for a page after the first; %s is the address of the server
		want string
	}{
		"elsewhere":                {`"http://elsewhere.example/v3/clusters/c1/topics?p=2"`, "another host, elsewhere.example"},
		"no link":                  {`"p=2"`, "no plain URL"},
		"to a page that was there": {`"http://%s/v3/clusters/c1/topics?p=2"`, "was there before"},
		"of another type":          {`7`, "cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requests := 0
			s := newService(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests++
				next := strings.ReplaceAll(test.next, "%s", r.Host)
				_, _ = io.WriteString(w, `{"metadata":{"self":"s","next":`+next+`},"data":[`+topicText+`]}`)
			}))
			all, err := s.ListTopics(t.Context(), nil)
			require.ErrorContains(t, err, test.want)
			assert.Nil(t, all)
			var failure *kafkarest.Error
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, "ListTopics", failure.Operation)
			assert.LessOrEqual(t, requests, 2)
		})
	}
}
