package kafkaresttest_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// topicCommands are the commands on topics in the forms of a profile.
type topicCommands struct {
	t   *testing.T
	url string
	sdk bool
}

func (c topicCommands) create(name, partitions, replication string) reply {
	c.t.Helper()
	if c.sdk {
		return call(c.t, "PUT", c.url+"/v1/topics/"+name+"?partitions="+partitions+"&replication="+replication, "")
	}
	return call(c.t, "POST", c.url+"/v1/topics?name="+name+"&partitions="+partitions+"&replication="+replication, "")
}

func (c topicCommands) alter(name, partitions string) reply {
	c.t.Helper()
	if c.sdk {
		return call(c.t, "PUT", c.url+"/v1/topics/"+name+"/operation/partitions?name="+name+"&partitions="+partitions, "")
	}
	return call(c.t, "PUT", c.url+"/v1/topics/"+name+"?operation=partitions&partitions="+partitions, "")
}

func (c topicCommands) test(name, messages string) reply {
	c.t.Helper()
	if c.sdk {
		return call(c.t, "PUT", c.url+"/v1/topics/"+name+"/operation/producer-test?messages="+messages, "")
	}
	return call(c.t, "PUT", c.url+"/v1/topics/"+name+"?operation=producer-test&messages="+messages, "")
}

func (c topicCommands) delete(name string) reply {
	c.t.Helper()
	return call(c.t, "DELETE", c.url+"/v1/topics/"+name, "")
}

// forEachProfile runs a test on an emulator of each profile, with the texts of the
// Kafka of their times.
func forEachProfile(t *testing.T, opts kafkaresttest.DCOSOptions, test func(*testing.T, *kafkaresttest.Server, topicCommands, bool)) {
	for _, release := range []string{"L", "T", "K", "K 0.40"} {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			opts := opts
			profile, version, _ := strings.Cut(release, " ")
			opts.Profile, opts.Release = kafkaresttest.DCOSProfile(profile), version
			srv, url := startDCOS(t, opts)
			test(t, srv, topicCommands{t, url, profile == "K"}, version != "")
		})
	}
}

func TestDCOSTopicCommands(t *testing.T) {
	t.Parallel()
	forEachProfile(t, kafkaresttest.DCOSOptions{}, func(t *testing.T, srv *kafkaresttest.Server, topics topicCommands, late bool) {
		wording := func(early, lately string) string {
			if late {
				return lately
			}
			return early
		}
		failed := func(r reply, want string) {
			t.Helper()
			stdout, stderr, ok := strings.Cut(r.message(200), " Error: ")
			require.True(t, ok, r.body)
			assert.Equal(t, "Output: "+want+"\n", stdout)
			assert.Contains(t, stderr, "ERROR")
			assert.Contains(t, stderr, "\n\tat ")
		}
		const reason = "Error while executing topic command : "
		const warning = "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. " +
			"To avoid issues it is best to use either, but not both.\n"

		assert.Equal(t, "Output: Created topic \"orders\".\n", topics.create("orders", "3", "3").message(200))
		failed(topics.create("orders", "3", "3"), reason+wording(`Topic "orders" already exists.`, "Topic 'orders' already exists."))
		assert.Equal(t, "Output: "+warning+"Created topic \"a.b\".\n", topics.create("a.b", "1", "1").message(200))
		failed(topics.create("a_b", "1", "1"), warning+reason+"Topic name 'a_b' collides with another topic that differs in '.' and '_' only.")
		failed(topics.create("new", "1", "4"), reason+wording("replication factor: 4 larger than available brokers: 3", "Replication factor: 4 larger than available brokers: 3."))
		failed(topics.create("new", "1", "0"), reason+wording("replication factor must be larger than 0", "Replication factor must be larger than 0."))
		failed(topics.create("new", "0", "1"), reason+wording("number of partitions must be larger than 0", "Number of partitions must be larger than 0."))
		failed(topics.create("o%20rders", "1", "1"), reason+"topic name o rders is illegal, contains a character other than ASCII alphanumerics, '.', '_' and '-'")
		for _, number := range []string{"", "x", "1.5", "99999999999"} {
			assert.Equal(t, 500, topics.create("new", number, "1").status, number)
			assert.Equal(t, 500, topics.create("new", "1", number).status, number)
			assert.Equal(t, 500, topics.alter("orders", number).status, number)
			assert.Equal(t, 500, topics.test("orders", number).status, number)
		}
		assert.Equal(t, 500, topics.create("new", "1001", "1").status)
		assert.Equal(t, 500, topics.alter("orders", "1001").status)

		const keys = "WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\n"
		assert.Equal(t, "Output: "+keys+"Adding partitions succeeded!\n", topics.alter("orders", "5").message(200))
		failed(topics.alter("orders", "5"), keys+reason+"The number of partitions for a topic can only be increased"+
			wording("", ". Topic orders currently has 5 partitions, 5 would not be an increase."))
		failed(topics.alter("none", "5"), reason+"Topic none does not exist on ZK path master.mesos:2181/dcos-service-kafka")

		assert.Contains(t, topics.test("orders", "10").message(200), "Output: 10 records sent, ")
		assert.Empty(t, topics.test("orders", "0").message(200))
		assert.Empty(t, topics.test("o%20rders", "1").message(200))
		assert.ElementsMatch(t, []string{"orders", "a.b"}, decode[[]string](call(t, "GET", topics.url+"/v1/topics", "").ok(200)))

		const deleted = "Topic %s is marked for deletion.\nNote: This will have no impact if delete.topic.enable is not set to true.\n"
		assert.Equal(t, "Output: "+fmt.Sprintf(deleted, "orders"), topics.delete("orders").message(202))
		failed(topics.delete("orders"), reason+"Topic orders does not exist on ZK path master.mesos:2181/dcos-service-kafka")
		call(t, "GET", topics.url+"/v1/topics", "").ok(200).json(`["a.b"]`)
	})
}

// A name is a regular expression for the tool.
func TestDCOSTopicNamesAreExpressions(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	seedTopics(t, srv, 1, "a.b", "axb", "c", "d", "e")
	topics := topicCommands{t: t, url: url}
	assert.Equal(t, 2, strings.Count(topics.alter("a.b", "2").message(200), "Adding partitions succeeded!"))
	assert.Equal(t, 2, strings.Count(topics.delete("c,d").message(202), "is marked for deletion"))
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`["a.b","axb","e"]`)
	assert.Equal(t, 3, strings.Count(topics.delete(".*").message(202), "is marked for deletion"))
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`[]`)
	assert.Equal(t, 500, topics.delete("(").status)
}

func TestDCOSTopicDeletionDelay(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{DeletionDelay: time.Hour})
	seedTopics(t, srv, 1, "orders")
	topics := topicCommands{t: t, url: url, sdk: true}
	assert.Contains(t, topics.delete("orders").message(202), "Topic orders is marked for deletion.\nNote: ")
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`["orders"]`)
	assert.Equal(t, "Output: Topic orders is already marked for deletion.\n", topics.delete("orders").message(200))

	srv, url = startDCOS(t, kafkaresttest.DCOSOptions{DeletionDelay: time.Millisecond})
	seedTopics(t, srv, 1, "orders")
	topicCommands{t: t, url: url, sdk: true}.delete("orders").message(202)
	require.Eventually(t, func() bool {
		return call(t, "GET", url+"/v1/topics", "").body == "[]"
	}, 10*time.Second, time.Millisecond)
}

func TestDCOSInternalTopic(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	seedTopics(t, srv, 1, "__consumer_offsets")
	topics := topicCommands{t: t, url: url}
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`["__consumer_offsets"]`)
	assert.Contains(t, topics.alter("__consumer_offsets", "2").message(200), "The number of partitions for the offsets topic cannot be changed.")
	assert.Contains(t, topics.delete("__consumer_offsets").message(200), "Topic __consumer_offsets is a kafka internal topic and is not allowed to be marked for deletion.")
}

func TestDCOSTopicOperationOfTheQuery(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: transitional})
	call(t, "PUT", url+"/v1/topics/orders?partitions=3&replication=3", "").ok(200).
		json(`{"Error":"Must designate an 'operation'.  Possibles operations are [producer-test, delete, partitions, config, deleteConfig]."}`)
	call(t, "PUT", url+"/v1/topics/orders?operation=delete", "").ok(200).json(`{"Error":"Unrecognized operation: delete"}`)
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`[]`)
}

func TestDCOSIllegalTopicNames(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	for name, want := range map[string]string{
		"": "can't be empty", ".": `cannot be "." or ".."`, "..": `cannot be "." or ".."`,
		strings.Repeat("x", 250): "can't be longer than 249 characters", "a%2Fb": "contains a character other than", "%C3%BC": "contains a character other than",
	} {
		message := topicCommands{t: t, url: url}.create(name, "1", "1").message(200)
		assert.Contains(t, message, "Output: ")
		assert.Contains(t, message, want)
		assert.NotContains(t, message, "Created topic")
	}
	call(t, "GET", url+"/v1/topics", "").ok(200).json(`[]`)
}

// The last releases verify what the tool for topics prints.
func TestDCOSCreateVerified(t *testing.T) {
	t.Parallel()
	_, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.57.3"})
	topics := topicCommands{t: t, url: url, sdk: true}
	topics.create("orders", "1", "1").message(200)
	assert.Contains(t, topics.create("orders", "1", "1").message(500), "already exists")
}

func TestDCOSDescribeTopic(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{})
	seedTopics(t, srv, 12, "orders")
	type state struct {
		ControllerEpoch *int  `json:"controller_epoch"`
		ISR             []int `json:"isr"`
		Leader          int   `json:"leader"`
		LeaderEpoch     *int  `json:"leader_epoch"`
		Version         int   `json:"version"`
	}
	describe := func() (ids []string, states []state) {
		described := decode[map[string][]map[string]state](call(t, "GET", url+"/v1/topics/orders", "").ok(200))
		require.Len(t, described, 1)
		for _, partition := range described["partitions"] {
			require.Len(t, partition, 1)
			for id, s := range partition {
				ids, states = append(ids, id), append(states, s)
			}
		}
		return ids, states
	}
	ids, states := describe()
	assert.Equal(t, []string{"0", "1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9"}, ids, "as ZooKeeper sorts them")
	for _, s := range states {
		assert.NotNil(t, s.ControllerEpoch)
		assert.NotNil(t, s.LeaderEpoch)
		assert.ElementsMatch(t, []int{0, 1, 2}, s.ISR)
		assert.Contains(t, s.ISR, s.Leader)
		assert.Equal(t, 1, s.Version)
	}
	require.NoError(t, srv.StopDCOSBroker(0))
	_, states = describe()
	for _, s := range states {
		assert.ElementsMatch(t, []int{1, 2}, s.ISR)
		assert.Contains(t, s.ISR, s.Leader)
	}
	require.NoError(t, srv.StopDCOSBroker(1))
	require.NoError(t, srv.StopDCOSBroker(2))
	_, states = describe()
	for _, s := range states {
		assert.Equal(t, []int{}, s.ISR)
		assert.Equal(t, -1, s.Leader)
	}
	call(t, "GET", url+"/v1/topics/none", "").bare(500)
}

func TestDCOSReports(t *testing.T) {
	t.Parallel()
	forEachProfile(t, kafkaresttest.DCOSOptions{}, func(t *testing.T, srv *kafkaresttest.Server, topics topicCommands, _ bool) {
		report := func(name string) string {
			return call(t, "GET", topics.url+"/v1/topics/"+name+"_partitions", "").message(200)
		}
		seedTopics(t, srv, 2, "orders")
		assert.Empty(t, report("under_replicated"))
		assert.Empty(t, report("unavailable"))

		require.NoError(t, srv.StopDCOSBroker(2))
		line := `\tTopic: orders\tPartition: %d\tLeader: [01]\tReplicas: \d,\d,\d\tIsr: (0,1|1,0)\n`
		assert.Regexp(t, "^Output: "+fmt.Sprintf(line, 0)+fmt.Sprintf(line, 1)+"$", report("under_replicated"))
		assert.Empty(t, report("unavailable"))

		require.NoError(t, srv.StopDCOSBroker(0))
		require.NoError(t, srv.StopDCOSBroker(1))
		line = `\tTopic: orders\tPartition: %d\tLeader: none\tReplicas: \d,\d,\d\tIsr: \n`
		assert.Regexp(t, "^Output: "+fmt.Sprintf(line, 0)+fmt.Sprintf(line, 1)+"$", report("unavailable"))
		if topics.sdk {
			assert.Equal(t, 500, topics.test("orders", "1").status)
		}
		assert.Contains(t, topics.create("new", "1", "1").message(200), "larger than available brokers: 0")
		assert.Equal(t, 500, call(t, "GET", topics.url+"/v1/topics/orders/offsets?time=-1", "").status)
	})
}

func TestDCOSOffsets(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Profile: legacy})
	seedTopics(t, srv, 2, "orders", "empty")
	for i := range 4 {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "orders", Value: []byte("x"), Timestamp: time.UnixMilli(int64(1000 * (i + 1)))}))
	}
	offsets := func(topic, when string) map[string]string {
		t.Helper()
		all := make(map[string]string)
		for _, element := range decode[[]map[string]string](call(t, "GET", url+"/v1/topics/"+topic+"/offsets?time="+when, "").ok(200)) {
			require.Len(t, element, 1)
			for partition, offset := range element {
				all[partition] = offset
			}
		}
		return all
	}
	assert.Equal(t, map[string]string{"0": "4", "1": "0"}, offsets("orders", "-1"))
	assert.Equal(t, map[string]string{"0": "0", "1": "0"}, offsets("orders", "-2"))
	assert.Equal(t, map[string]string{"0": "1", "1": ""}, offsets("orders", "1500"))
	assert.Equal(t, map[string]string{"0": "0", "1": ""}, offsets("orders", "1000"))
	assert.Equal(t, map[string]string{"0": "", "1": ""}, offsets("orders", "10"), "older than the log")
	assert.Equal(t, map[string]string{"0": "", "1": ""}, offsets("orders", "-7"))
	assert.Equal(t, map[string]string{"0": "0", "1": "0"}, offsets("empty", "-1"))

	call(t, "GET", url+"/v1/topics/orders/offsets", "").bare(500)
	for _, when := range []string{"last", "first", "1.5", "99999999999999999999"} {
		call(t, "GET", url+"/v1/topics/orders/offsets?time="+when, "").bare(404)
	}
	call(t, "GET", url+"/v1/topics/none/offsets?time=-1", "").bare(500)
}

var performanceLine = regexp.MustCompile(`^Output: 100 records sent, \d+\.\d{6} records/sec \(\d+\.\d\d MB/sec\), \d+\.\d\d ms avg latency, \d+\.\d\d ms max latency, ` +
	`\d+ ms 50th, \d+ ms 95th, \d+ ms 99th, \d+ ms 99\.9th\.\n$`)

// The test writes records that any Kafka client can read, and makes the topic.
func TestDCOSProducerTest(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Release: "0.30"})
	assert.Regexp(t, performanceLine, topicCommands{t: t, url: url, sdk: true}.test("orders", "100").message(200))
	assert.Regexp(t, performanceLine, call(t, "PUT", url+"/v1/topics/orders/operation/producer-test-tls?messages=100", "").message(200))

	consumer := kafkaClient(t, srv, kgo.ConsumeTopics("orders"))
	ctx := withTimeout(t)
	records := 0
	for records < 200 {
		fetches := consumer.PollFetches(ctx)
		require.NoError(t, fetches.Err())
		fetches.EachRecord(func(r *kgo.Record) {
			assert.Len(t, r.Value, 1024)
			records++
		})
	}
	assert.Equal(t, 200, records)
}
