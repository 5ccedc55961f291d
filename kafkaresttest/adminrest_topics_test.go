package kafkaresttest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type topic struct {
	Name               string
	Partitions         int
	ReplicationFactor  int
	RetentionMs        int64
	CleanupPolicy      string
	Configs            map[string]string
	ReplicaAssignments []struct {
		ID      int
		Brokers struct{ Replicas []int }
	}
}

func TestAdminRESTCreateTopic(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "there", "dot.ted")
	url := srv.AdminRESTURL() + "/admin/topics"
	for name, c := range map[string]struct {
		body         string
		status, code int
	}{
		"name only":             {`{"name":"n1"}`, 202, 0},
		"longest name":          {`{"name":"` + strings.Repeat("x", 249) + `"}`, 202, 0},
		"most partitions":       {`{"name":"n2","partition_count":1000}`, 202, 0},
		"config list":           {`{"name":"n3","configs":[{"name":"cleanup.policy","value":"compact,delete"}]}`, 202, 0},
		"config object":         {`{"name":"n4","configs":{"retentionMs":"60000","cleanupPolicy":"compact"}}`, 202, 0},
		"no configs":            {`{"name":"n5","configs":[]}`, 202, 0},
		"null configs":          {`{"name":"n6","configs":null}`, 202, 0},
		"no name":               {`{}`, 422, 42217},
		"null":                  {`null`, 422, 42217},
		"illegal character":     {`{"name":"a/b"}`, 422, 42217},
		"dots":                  {`{"name":".."}`, 422, 42217},
		"too long":              {`{"name":"` + strings.Repeat("x", 250) + `"}`, 422, 42217},
		"collision":             {`{"name":"dot_ted"}`, 422, 42217},
		"exists":                {`{"name":"there"}`, 422, 42236},
		"no partitions":         {`{"name":"p1","partition_count":0}`, 422, 42237},
		"negative partitions":   {`{"name":"p2","partitions":-1}`, 422, 42237},
		"too many partitions":   {`{"name":"p3","partition_count":1001}`, 422, 42237},
		"beyond int32":          {`{"name":"p4","partition_count":4294967297}`, 422, 42237},
		"unknown config":        {`{"name":"c1","configs":[{"name":"retention","value":"1"}]}`, 422, 42240},
		"unknown guide config":  {`{"name":"c2","configs":{"retention":1}}`, 422, 42240},
		"not a number":          {`{"name":"c3","configs":[{"name":"retention.ms","value":"zzz"}]}`, 422, 42240},
		"out of range":          {`{"name":"c4","configs":[{"name":"segment.ms","value":"0"}]}`, 422, 42240},
		"beyond int64":          {`{"name":"c5","configs":[{"name":"segment.ms","value":"9223372036854775808"}]}`, 422, 42240},
		"not in the list":       {`{"name":"c6","configs":[{"name":"cleanup.policy","value":"compact,keep"}]}`, 422, 42240},
		"contradiction":         {`{"name":"c13","configs":[{"name":"min.compaction.lag.ms","value":"10"},{"name":"max.compaction.lag.ms","value":"9"}]}`, 422, 42240},
		"no boolean":            {`{"name":"c7","configs":[{"name":"preallocate","value":"yes"}]}`, 422, 42240},
		"no ratio":              {`{"name":"c8","configs":[{"name":"min.cleanable.dirty.ratio","value":"1.01"}]}`, 422, 42240},
		"no value":              {`{"name":"c9","configs":[{"name":"retention.ms"}]}`, 422, 42240},
		"null value":            {`{"name":"c10","configs":{"retentionMs":null}}`, 422, 42240},
		"number in config list": {`{"name":"c11","configs":[{"name":"retention.ms","value":1}]}`, 400, 40000},
		"configs of a kind":     {`{"name":"c12","configs":"retention.ms=1"}`, 400, 40000},
		"name is a number":      {`{"name":7}`, 400, 40000},
		"fraction":              {`{"name":"p5","partition_count":1.5}`, 400, 40000},
	} {
		t.Run(name, func(t *testing.T) {
			r := call(t, "POST", url, c.body)
			if c.code == 0 {
				r.ok(c.status)
				return
			}
			r.failed(c.status, c.code)
		})
	}
}

func TestAdminRESTGetTopic(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	url := srv.AdminRESTURL() + "/admin/topics"
	call(t, "POST", url, `{"name":"orders","partition_count":3,"partitions":7,"configs":[{"name":"segment.ms","value":"600000"}]}`).ok(202)
	call(t, "POST", url, `{"name":"guide","partitions":2,"configs":{"retentionMs":60000,"cleanupPolicy":"compact"}}`).ok(202)

	r := call(t, "GET", url+"/orders", "").ok(200)
	members := decode[map[string]any](r)
	assert.Len(t, members, 7)
	orders := decode[topic](r)
	assert.Equal(t, "orders", orders.Name)
	assert.Equal(t, 3, orders.Partitions)
	assert.Equal(t, 3, orders.ReplicationFactor)
	assert.EqualValues(t, 604800000, orders.RetentionMs)
	assert.Equal(t, "delete", orders.CleanupPolicy)
	assert.Equal(t, "600000", orders.Configs["segment.ms"])
	assert.Len(t, orders.Configs, 33, "all that Kafka has, set or not")
	require.Len(t, orders.ReplicaAssignments, 3)
	for id, assignment := range orders.ReplicaAssignments {
		assert.Equal(t, id, assignment.ID)
		assert.ElementsMatch(t, []int{0, 1, 2}, assignment.Brokers.Replicas)
	}

	guide := decode[topic](call(t, "GET", url+"/guide", "").ok(200))
	assert.Equal(t, 2, guide.Partitions)
	assert.EqualValues(t, 60000, guide.RetentionMs)
	assert.Equal(t, "compact", guide.CleanupPolicy)

	list := decode[[]topic](call(t, "GET", url, "").ok(200))
	assert.Equal(t, []topic{guide, orders}, list)

	call(t, "GET", url+"/missing", "").failed(404, 40403)
}

func TestAdminRESTListTopicsPages(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "b.2", "a.1", "b.1", "b.3", "a.2", "b.5", "b.4")
	url := srv.AdminRESTURL() + "/admin/topics"
	names := func(r reply) (names []string) {
		for _, topic := range decode[[]topic](r.ok(200)) {
			names = append(names, topic.Name)
		}
		return names
	}
	link := func(query, rel string) string { return fmt.Sprintf("<%s?%s>; rel=%q", url, query, rel) }

	whole := call(t, "GET", url, "")
	assert.Equal(t, []string{"a.1", "a.2", "b.1", "b.2", "b.3", "b.4", "b.5"}, names(whole))
	assert.Equal(t, "7", whole.header.Get("X-Total-Count"))
	assert.Empty(t, whole.header.Get("Link"))
	assert.Empty(t, names(call(t, "GET", url+"?page=2", "")))

	for page, c := range map[int]struct {
		names []string
		links []string
	}{
		1: {[]string{"b.1", "b.2"}, []string{
			link("page=2&per_page=2&topic_filter=b.%2A", "next"),
			link("page=1&per_page=2&topic_filter=b.%2A", "first"),
			link("page=3&per_page=2&topic_filter=b.%2A", "last"),
		}},
		2: {[]string{"b.3", "b.4"}, []string{
			link("page=3&per_page=2&topic_filter=b.%2A", "next"),
			link("page=1&per_page=2&topic_filter=b.%2A", "prev"),
			link("page=1&per_page=2&topic_filter=b.%2A", "first"),
			link("page=3&per_page=2&topic_filter=b.%2A", "last"),
		}},
		3: {[]string{"b.5"}, []string{
			link("page=2&per_page=2&topic_filter=b.%2A", "prev"),
			link("page=1&per_page=2&topic_filter=b.%2A", "first"),
			link("page=3&per_page=2&topic_filter=b.%2A", "last"),
		}},
		9: {nil, []string{
			link("page=3&per_page=2&topic_filter=b.%2A", "prev"),
			link("page=1&per_page=2&topic_filter=b.%2A", "first"),
			link("page=3&per_page=2&topic_filter=b.%2A", "last"),
		}},
	} {
		r := call(t, "GET", fmt.Sprintf("%s?topic_filter=b.*&per_page=2&page=%d", url, page), "")
		assert.Equal(t, c.names, names(r))
		assert.Equal(t, "5", r.header.Get("X-Total-Count"))
		assert.Equal(t, strings.Join(c.links, ", "), r.header.Get("Link"))
	}

	for filter, want := range map[string][]string{
		"*.1":             {"a.1", "b.1"},
		"b.1":             {"b.1"},
		"b":               nil,
		"*":               {"a.1", "a.2", "b.1", "b.2", "b.3", "b.4", "b.5"},
		"%2F^a%2F":        {"a.1", "a.2"},
		"%2F[34]%24%2F":   {"b.3", "b.4"},
		"%2F%2F":          {"a.1", "a.2", "b.1", "b.2", "b.3", "b.4", "b.5"},
		"%2F":             nil,
		"a.%5B12%5D":      nil,
		"%2F%5Ea.1%24%2F": {"a.1"},
	} {
		assert.Equal(t, want, names(call(t, "GET", url+"?topic_filter="+filter, "")), filter)
	}
	for _, query := range []string{"topic_filter=%2F(%2F", "per_page=0", "per_page=-1", "per_page=x", "per_page=", "page=0", "page=1.5", "page=99999999999"} {
		call(t, "GET", url+"?"+query, "").failed(422, 42242)
	}
	empty := call(t, "GET", url+"?topic_filter=zzz&per_page=5", "").ok(200)
	empty.json(`[]`)
	assert.Equal(t, "0", empty.header.Get("X-Total-Count"))
	assert.NotContains(t, empty.header.Get("Link"), "next")
}

func TestAdminRESTUpdateTopic(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 2, "orders")
	url := srv.AdminRESTURL() + "/admin/topics/orders"
	get := func() topic { return decode[topic](call(t, "GET", url, "").ok(200)) }

	call(t, "PATCH", url, `{"new_total_partition_count":6}`).ok(202)
	assert.Equal(t, 6, get().Partitions)
	assert.Len(t, get().ReplicaAssignments, 6)

	call(t, "PATCH", url, `{"configs":[{"name":"retention.ms","value":"1000"},{"name":"segment.index.bytes","value":"4096"}]}`).ok(202)
	assert.EqualValues(t, 1000, get().RetentionMs)
	assert.Equal(t, "4096", get().Configs["segment.index.bytes"])

	call(t, "PATCH", url, `{"configs":[{"name":"retention.ms","value":"7","reset_to_default":true},{"name":"segment.index.bytes","reset_to_default":true},{"name":"cleanup.policy","value":"compact","reset_to_default":false}]}`).ok(202)
	assert.EqualValues(t, 604800000, get().RetentionMs)
	assert.Equal(t, "10485760", get().Configs["segment.index.bytes"])
	assert.Equal(t, "compact", get().CleanupPolicy)

	call(t, "PATCH", url, `{"configs":[{"name":"nonsense","reset_to_default":true},{"name":"max.compaction.lag.ms","value":"9"},{"name":"retention.bytes","value":" +7 "}]}`).ok(202)
	assert.Equal(t, "7", get().Configs["retention.bytes"], "a value is shown as Kafka reads it")

	before := get()
	call(t, "PATCH", url, `{}`).ok(202)
	for _, c := range []struct {
		body string
		code int
	}{
		{`{"new_total_partition_count":6}`, 42237},
		{`{"new_total_partition_count":5}`, 42237},
		{`{"new_total_partition_count":0}`, 42237},
		{`{"new_total_partition_count":1001}`, 42237},
		{`{"new_total_partition_count":4294967297}`, 42237},
		{`{"new_total_partition_count":9,"configs":[{"name":"retention.ms","value":"x"}]}`, 42240},
		{`{"new_total_partition_count":9,"configs":[{"name":"retention.ms"}]}`, 42242},
		{`{"new_total_partition_count":9,"configs":[{"value":"1"}]}`, 42240},
		{`{"configs":[{"name":"nonsense","value":"1"}]}`, 42240},
		{`{"configs":[{"name":"min.compaction.lag.ms","value":"10"}]}`, 42240},
		{`{"configs":[{"name":"min.compaction.lag.ms","value":"9"},{"name":"max.compaction.lag.ms","value":"8"}]}`, 42240},
		{`{"configs":[{"name":"retention.ms","value":"1"},{"name":"retention.ms","value":"2"}]}`, 42242},
	} {
		call(t, "PATCH", url, c.body).failed(422, c.code)
	}
	assert.Equal(t, before, get(), "a refused update changes nothing")
	call(t, "PATCH", srv.AdminRESTURL()+"/admin/topics/missing", `{}`).failed(404, 40403)
}

func TestAdminRESTDeleteTopic(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	url := srv.AdminRESTURL() + "/admin/topics/orders"
	call(t, "DELETE", url, "").ok(202)
	call(t, "GET", url, "").failed(404, 40403)
	call(t, "DELETE", url, "").failed(404, 40403)
}

func TestAdminRESTDeletionDelay(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: 300 * time.Millisecond}})
	seedTopics(t, srv, 1, "orders")
	url := srv.AdminRESTURL() + "/admin/topics"
	call(t, "DELETE", url+"/orders", "").ok(202)
	call(t, "GET", url+"/orders", "").ok(200)
	call(t, "DELETE", url+"/orders", "").ok(202)
	call(t, "POST", url, `{"name":"orders"}`).failed(422, 42236)
	assert.Eventually(t, func() bool {
		return call(t, "GET", url+"/orders", "").status == 404
	}, 10*time.Second, 20*time.Millisecond)
	call(t, "POST", url, `{"name":"orders"}`).ok(202)
	call(t, "DELETE", url+"/orders", "").ok(202)
}

func TestAdminRESTDeletionPendingAtResetAndClose(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{AdminREST: kafkaresttest.AdminRESTOptions{DeletionDelay: time.Hour}})
	url := srv.AdminRESTURL() + "/admin/topics"
	for range 2 {
		seedTopics(t, srv, 1, "orders")
		call(t, "DELETE", url+"/orders", "").ok(202)
		require.NoError(t, srv.Reset())
		call(t, "GET", url+"/orders", "").failed(404, 40403)
	}
	seedTopics(t, srv, 1, "orders")
	call(t, "DELETE", url+"/orders", "").ok(202)
	srv.Close()
}
