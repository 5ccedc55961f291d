package kafkaresttest_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The emulator is sent what a real proxy was sent, in the same order, and has to
// answer alike: the same status, Content-Type and Location, and JSON with the same
// members of the same types and values, apart from what differs between any two
// proxies (see sameValue). Where it does not, this says why.
var replayDifferences = map[string]string{
	"068-clusterconfig-othertype": "only broker-configs is a path: another type is an unknown path, without a Content-Type",
	"140-topic-get-badenc":        "net/http itself answers a path that is badly escaped, with text",
	"236-acl-create-dtoken":       "the embedded cluster has no rules about delegation tokens",
	"344-rec-avro-nosr":           reachableRegistry,
	"346-rec-latest-nosr":         reachableRegistry,
	"347-rec-schemaid-nosr":       reachableRegistry,
	"679-blocked-get":             noBlocklist,
	"680-blocked-post":            noBlocklist,
	"682-blocked-create":          noBlocklist,
	"764-sr-avro-inline":          otherSize,
	"766-sr-latest":               otherSize,
	"767-sr-schema_id":            otherSize,
	"769-sr-subject":              otherSize,
	"770-sr-subject_strategy":     otherSize,
	"778-sr-data-misfit":          noSerializers,
	"784-sr-protobuf-inline":      otherSize,
	"785-sr-protobuf-misfit":      noSerializers,
	"811-reassign-active-bytopic": noReassignments,
	"812-reassign-active-get":     noReassignments,
	"910-topic-create-utf16":      "bodies are UTF-8",
}

const (
	noBlocklist       = "operations cannot be switched off"
	reachableRegistry = "there is a schema registry, which cannot be out of reach"
	otherSize         = "data with a schema is stored as JSON, and has another size"
	noSerializers     = "data is not held to its schema"
	noReassignments   = "the embedded cluster moves no partitions; see TestRESTProxyReassignments"
)

// replayParts are the proxies that the recordings came from.
var replayParts = []struct {
	name        string
	first, last string                                 // of the recordings, which came from several proxies
	start       func(*testing.T) *kafkaresttest.Server // nil where there is nothing to compare with
}{
	{"main", "001", "532", func(t *testing.T) *kafkaresttest.Server { return startReplay(t, kafkaresttest.Options{}) }},
	{"poison", "667", "668", func(t *testing.T) *kafkaresttest.Server { return startReplay(t, kafkaresttest.Options{}) }},
	{"blocked", "679", "683", func(t *testing.T) *kafkaresttest.Server {
		srv := startReplay(t, kafkaresttest.Options{})
		seedTopics(t, srv, 1, "orders")
		return srv
	}},
	{"without schemas", "685", "686", func(t *testing.T) *kafkaresttest.Server {
		srv := startReplay(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{SchemaRegistryDisabled: true}})
		seedTopics(t, srv, 1, "orders")
		return srv
	}},
	{"rate limited", "689", "698", func(t *testing.T) *kafkaresttest.Server {
		return startReplay(t, kafkaresttest.Options{})
	}},
	{"basic", "700", "703", func(t *testing.T) *kafkaresttest.Server {
		return startReplay(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{Verify: func(r *http.Request) int {
			if _, password, _ := r.BasicAuth(); password != "secret" {
				return http.StatusUnauthorized
			}
			return http.StatusOK
		}}})
	}},
	{"denied", "706", "725", startDenied},
	{"bad credentials", "734", "754", nil}, // the emulator has none for Kafka; see TestRESTProxyCodesOfKafkaErrors
	{"schemas", "763", "785", func(t *testing.T) *kafkaresttest.Server { return startReplay(t, kafkaresttest.Options{}) }},
	{"other topics", "794", "814", func(t *testing.T) *kafkaresttest.Server { return startReplay(t, kafkaresttest.Options{}) }},
	{"topics by themselves", "847", "847", func(t *testing.T) *kafkaresttest.Server {
		return startReplay(t, kafkaresttest.Options{AutoCreateTopics: true})
	}},
	{"main again", "851", "898", func(t *testing.T) *kafkaresttest.Server {
		srv := startReplay(t, kafkaresttest.Options{})
		seedTopics(t, srv, 3, "orders", "assigned")
		seedTopics(t, srv, 2, "js")
		seedGroup(t, srv, "g1")
		return srv
	}},
	{"denied again", "902", "907", startDenied},
	{"fresh", "908", "917", func(t *testing.T) *kafkaresttest.Server { return startReplay(t, kafkaresttest.Options{}) }},
}

func TestRESTProxyAnswersAsRecorded(t *testing.T) {
	t.Parallel()
	for _, part := range replayParts {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			if part.start == nil {
				return
			}
			replay := newReplay(t, part.start(t))
			for _, r := range recordings(t) {
				if number := r.name[:3]; number >= part.first && number <= part.last {
					replay.play(r)
				}
			}
			replay.leave()
		})
	}
}

func TestRESTProxyReplaysAllRecordings(t *testing.T) {
	t.Parallel()
	names := make(map[string]bool)
	for _, r := range recordings(t) {
		names[r.name] = true
		parts := 0
		for _, part := range replayParts {
			if number := r.name[:3]; number >= part.first && number <= part.last {
				parts++
			}
		}
		assert.Equal(t, 1, parts, r.name)
	}
	assert.Len(t, names, 380)
	for name := range replayDifferences {
		assert.True(t, names[name], name)
	}
}

// A recording is a request that a real proxy was sent, and its answer.
type recording struct {
	name              string
	request, response string
}

// recordings reads what a real proxy has answered, which the client's tests decode.
func recordings(t *testing.T) []recording {
	t.Helper()
	return readRecordings(t, "../restproxy/testdata/answers.txt", "\n----\n")
}

func readRecordings(t *testing.T, path, separator string) []recording {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var all []recording
	for _, part := range regexp.MustCompile(`(?m)^-- `).Split(string(text), -1)[1:] {
		name, exchange, _ := strings.Cut(part, " --\n")
		request, response, ok := strings.Cut(strings.TrimSuffix(exchange, "\n"), separator)
		require.True(t, ok, name)
		all = append(all, recording{name, request, response})
	}
	return all
}

const (
	replayedCluster  = "MkU3OEVBNTcwNTJENDM2Qk"
	replayedConsumer = "consumer-g1-1-edd97768-1dbc-4c04-8341-a699961b17fd"
)

func startReplay(t *testing.T, opts kafkaresttest.Options) *kafkaresttest.Server {
	opts.Brokers, opts.ClusterID = 3, replayedCluster // the first broker is 0, and the recordings name 1 and 2
	opts.RESTProxy.MaxBlock = 100 * time.Millisecond
	return kafkaresttest.Start(t, opts)
}

// startDenied runs a proxy that may do what it could do when the recordings were
// made: see the brokers, and nothing else.
func startDenied(t *testing.T) *kafkaresttest.Server {
	cluster := newFakeCluster(t, kfake.SeedTopics(1, "orders"), kfake.EnableACLs())
	return kafkaresttest.Start(t, kafkaresttest.Options{SeedBrokers: cluster.ListenAddrs()})
}

func newFakeCluster(t *testing.T, opts ...kfake.Opt) *kfake.Cluster {
	t.Helper()
	cluster, err := kfake.NewCluster(append(opts, kfake.NumBrokers(3), kfake.ClusterID(replayedCluster))...)
	require.NoError(t, err)
	t.Cleanup(cluster.Close)
	return cluster
}

// replayRules are what there is to know of the recordings of one API.
type replayRules struct {
	differences  map[string]string
	preparations map[string]func(*replay)
	sameValue    func(path string, want, got any) bool
	loose        func(path string) bool // lists whose length is the cluster's affair
}

var replayV3 = &replayRules{replayDifferences, replayPreparations, sameValue, func(path string) bool {
	return strings.HasSuffix(path, "/data") || strings.HasSuffix(path, "/synonyms")
}}

// replay sends recorded requests to one emulator.
type replay struct {
	t        *testing.T
	srv      *kafkaresttest.Server
	url      string
	rules    *replayRules
	recorded string // what a consumer was called
	consumer string // what it is called here
	group    *kgo.Client

	deleted <-chan reply // of a read whose instance was deleted
}

func newReplay(t *testing.T, srv *kafkaresttest.Server) *replay {
	return &replay{t: t, srv: srv, url: srv.RESTProxyURL(), rules: replayV3, recorded: replayedConsumer, consumer: replayedConsumer}
}

func (p *replay) play(r recording) {
	if prepare, ok := p.rules.preparations[r.name]; ok {
		prepare(p)
	}
	reason, differs := p.rules.differences[r.name]
	problems := p.compare(r)
	switch {
	case differs && len(problems) == 0:
		p.t.Errorf("%s is answered as recorded, in spite of: %s", r.name, reason)
	case reason == otherSize && (len(problems) > 1 || !strings.HasPrefix(problems[0], r.name+"/value/size\n")):
		p.t.Errorf("%s differs not only in the size\n%s", r.name, strings.Join(problems, "\n"))
	case !differs && len(problems) > 0:
		p.t.Errorf("%s\n%s\n%s", r.name, r.request, strings.Join(problems, "\n"))
	}
}

// compare returns what is not as it was recorded.
func (p *replay) compare(r recording) []string {
	got, gotBody := p.send(r.request)
	want, err := http.ReadResponse(bufio.NewReader(strings.NewReader(withoutFraming(r.response+"\n\n"))), got.Request)
	require.NoError(p.t, err, r.name)
	wantBody, err := io.ReadAll(want.Body)
	require.NoError(p.t, err, r.name)
	var problems []string
	complain := func(what string, want, got any) {
		problems = append(problems, fmt.Sprintf("%s\n  recorded: %v\n  emulator: %v", what, want, got))
	}
	if got.StatusCode != want.StatusCode {
		complain("status", want.StatusCode, got.StatusCode)
	}
	for _, name := range []string{"Content-Type", "Location", "WWW-Authenticate"} {
		if g, w := got.Header.Get(name), p.local(want.Header.Get(name)); g != w {
			complain(name, w, g)
		}
	}
	if !strings.HasPrefix(want.Header.Get("Content-Type"), "application/json") && !json.Valid(wantBody) {
		if (len(wantBody) == 0) != (len(gotBody) == 0) || bytes.Contains(wantBody, []byte("<html>")) != bytes.Contains(gotBody, []byte("<html>")) {
			complain("body", string(wantBody), string(gotBody))
		}
		return problems
	}
	wantItems, gotItems := jsonValues(p.t, p.local(string(wantBody))), jsonValues(p.t, string(gotBody))
	if len(wantItems) != len(gotItems) {
		complain("JSON values", string(wantBody), string(gotBody))
		return problems
	}
	for i := range wantItems {
		p.rules.compareJSON(r.name, wantItems[i], gotItems[i], complain)
	}
	return problems
}

// local writes what was recorded as it has to be here.
func (p *replay) local(text string) string {
	text = regexp.MustCompile(`http://127\.0\.0\.1:18\d\d\d`).ReplaceAllString(text, p.url)
	return strings.ReplaceAll(text, p.recorded, p.consumer)
}

// withoutFraming leaves only what the text of the recordings still is: what ends
// with it.
func withoutFraming(response string) string {
	return regexp.MustCompile(`(?m)^(Transfer-Encoding|Content-Length|Connection): .*\n`).ReplaceAllString(response, "")
}

// send sends a request as it stands, byte for byte, and reads the answer.
func (p *replay) send(request string) (*http.Response, []byte) {
	head, body, _ := strings.Cut(request, "\n\n")
	body = strings.ReplaceAll(body, "…(cut)", strings.Repeat("x", 1_100_000))
	if strings.Contains(head, "Content-Length: 0") || !strings.Contains(head, "Content-Length") {
		body = ""
	}
	lines := strings.Split(strings.TrimRight(p.local(head), "\n"), "\n")
	method, _, _ := strings.Cut(lines[0], " ")
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, "Content-Length") })
	lines = append(lines, "Host: "+strings.TrimPrefix(p.url, "http://"), "Connection: close")
	if body != "" || method != http.MethodGet && method != http.MethodHead && method != http.MethodDelete {
		lines = append(lines, fmt.Sprintf("Content-Length: %d", len(body)))
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	require.NoError(p.t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, strings.Join(lines, "\r\n")+"\r\n\r\n"+body)
	require.NoError(p.t, err)
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	require.NoError(p.t, err, request)
	answer, err := io.ReadAll(response.Body)
	require.NoError(p.t, err, request)
	return response, answer
}

// jsonValues reads the values of a body, of which a stream has several.
func jsonValues(t *testing.T, body string) []any {
	t.Helper()
	var values []any
	decoder := json.NewDecoder(strings.NewReader(body))
	for {
		var value any
		err := decoder.Decode(&value)
		if err == io.EOF {
			return values
		}
		require.NoError(t, err, body)
		values = append(values, value)
	}
}

// compareJSON complains where two values differ.
func (rules *replayRules) compareJSON(path string, want, got any, complain func(what string, want, got any)) {
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok || !slices.Equal(sortedKeys(want), sortedKeys(got)) {
			complain(path, want, got)
			return
		}
		for name := range want {
			rules.compareJSON(path+"/"+name, want[name], got[name], complain)
		}
	case []any:
		got, ok := got.([]any)
		if !ok || (len(want) == 0) != (len(got) == 0) {
			complain(path, want, got)
			return
		}
		sortPartitions(want)
		sortPartitions(got)
		switch {
		case strings.HasSuffix(path, "/authorized_operations"):
		case rules.loose(path):
			// How many there are, and of what, depends on the cluster.
			for i := range got {
				rules.compareJSON(path+"/-", want[0], got[i], complain)
			}
		case len(want) != len(got):
			complain(path, want, got)
		default:
			for i := range want {
				rules.compareJSON(path, want[i], got[i], complain)
			}
		}
	default:
		if !rules.sameValue(path, want, got) {
			complain(path, want, got)
		}
	}
}

// sortPartitions gives lists an order that have none: of partitions of topics, and of
// records.
func sortPartitions(list []any) {
	if len(list) == 0 {
		return
	}
	if first, ok := list[0].(map[string]any); !ok || first["topic"] == nil {
		return
	}
	slices.SortStableFunc(list, func(x, y any) int {
		return cmp.Compare(x.(map[string]any)["partition"].(float64), y.(map[string]any)["partition"].(float64))
	})
}

func sortedKeys(object map[string]any) []string {
	var keys []string
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

var (
	// Members whose values are the cluster's affair. They keep their type, but for
	// null where both can have it.
	volatile = regexp.MustCompile(`/(message|host|port|rack|replication_factor|controller/related|leader/related|coordinator/related|partition_id|offset|client_id)$`)

	// So is everything in a list but its kind, and what says that it is there.
	listed = regexp.MustCompile(`/-/`)

	instant = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$`)
)

func sameValue(path string, want, got any) bool {
	switch {
	case strings.HasSuffix(path, "/timestamp"):
		text, ok := got.(string)
		return ok && instant.MatchString(text)
	case strings.HasSuffix(path, "/rack"), listed.MatchString(path) && (want == nil || got == nil):
		return true
	case strings.HasSuffix(path, "/kind"):
		return want == got
	case strings.HasSuffix(path, "/message"):
		return (want == "") == (got == "")
	case volatile.MatchString(path) || listed.MatchString(path):
		return fmt.Sprintf("%T", want) == fmt.Sprintf("%T", got)
	default:
		return want == got
	}
}

// What has happened between the recordings, by the name of the next one.
var replayPreparations = map[string]func(*replay){
	"049-broker-config-get-after": func(p *replay) {
		p.put("brokers/1/configs/log.cleaner.threads", "2")
	},
	"052-clusterconfigs-list-empty": func(p *replay) { p.put("broker-configs/min.insync.replicas", "1") },
	"055-clusterconfig-get":         func(p *replay) { p.put("broker-configs/compression.type", "gzip") },
	"067-clusterconfigs-list-after": func(p *replay) { p.put("broker-configs/compression.type", "lz4") },
	"073-clusterconfig-delete2-again": func(p *replay) {
		call(p.t, "DELETE", p.urlOf("broker-configs/background.threads"), "")
	},
	"103-topic-delete-long249": func(p *replay) { seedTopics(p.t, p.srv, 1, strings.Repeat("y", 249)) },
	"104-topic-create-collide": func(p *replay) { seedTopics(p.t, p.srv, 1, "t-defaults") },
	"154-topic-get-after-patch": func(p *replay) {
		call(p.t, "PATCH", p.urlOf("topics/orders"), `{"partitions_count":5}`).ok(200)
	},
	"166-topicconfig-get2": func(p *replay) { p.put("topics/orders/configs/max.message.bytes", "2000001") },
	"254-acls-list": func(p *replay) {
		p.acl("User:alice", "ord", "PREFIXED", "WRITE")
		p.acl("User:b1", "orders", "LITERAL", "READ")
	},
	"418-group-get":            (*replay).join,
	"431-lagsummary-onecommit": func(p *replay) { p.commit(map[int32]int64{0: 5, 1: 5}) },
	"443-group-get-empty":      (*replay).leave,
	"532-groups-list-odd":      func(p *replay) { require.NoError(p.t, p.srv.SeedGroup("..", "js", map[int32]int64{0: 1})) },
	"692-rate-get":             (*replay).exhaust,
	"853-topic-internal-get":   (*replay).makeInternalTopic,
	"898-op41-duptopic-get":    func(p *replay) { p.put("topics/orders/configs/retention.ms", "222222") },
}

func (p *replay) urlOf(path string) string {
	return p.url + "/v3/clusters/" + replayedCluster + "/" + path
}

func (p *replay) put(path, value string) {
	require.Equal(p.t, 204, call(p.t, "PUT", p.urlOf(path), `{"value":"`+value+`"}`).status, path)
}

func (p *replay) acl(principal, name, pattern, operation string) {
	body := fmt.Sprintf(`{"resource_type":"TOPIC","resource_name":%q,"pattern_type":%q,"principal":%q,"host":"*","operation":%q,"permission":"ALLOW"}`,
		name, pattern, principal, operation)
	require.Equal(p.t, 201, call(p.t, "POST", p.urlOf("acls"), body).status)
}

// join makes a group of one member that has both partitions of the topic js, with 8
// and 5 records.
func (p *replay) join() {
	for partition, count := range []int{8, 5} {
		for range count {
			require.NoError(p.t, p.srv.SeedRecords(&kgo.Record{Topic: "js", Partition: int32(partition), Value: []byte("1")}))
		}
	}
	p.group = kafkaClient(p.t, p.srv, kgo.ClientID("consumer-g1-1"), kgo.ConsumerGroup("g1"), kgo.ConsumeTopics("js"),
		kgo.Balancers(kgo.RangeBalancer()), kgo.DisableAutoCommit())
	p.group.PollFetches(withTimeout(p.t))
	p.consumer, _ = p.group.GroupMetadata()
}

func (p *replay) commit(offsets map[int32]int64) {
	commits := make(map[int32]kgo.EpochOffset)
	for partition, offset := range offsets {
		commits[partition] = kgo.EpochOffset{Epoch: -1, Offset: offset}
	}
	p.group.CommitOffsetsSync(withTimeout(p.t), map[string]map[int32]kgo.EpochOffset{"js": commits},
		func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, _ *kmsg.OffsetCommitResponse, err error) {
			require.NoError(p.t, err)
		})
}

// exhaust goes on with a proxy that lets nothing through any more.
func (p *replay) exhaust() {
	p.srv = startReplay(p.t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{RequestsPerSecond: 1e-9, RecordsPerSecond: 1e-9}})
	p.url = p.srv.RESTProxyURL()
	call(p.t, "GET", p.urlOf(""), "").ok(200)
	call(p.t, "POST", p.urlOf("topics/orders/records"), "{}").ok(200)
}

func (p *replay) leave() {
	if p.group != nil {
		p.group.Close()
		p.group = nil
	}
}

// makeInternalTopic makes the topic that a real Kafka keeps groups in.
func (p *replay) makeInternalTopic() {
	admin := kadm.NewClient(kafkaClient(p.t, p.srv))
	internal, compact := "true", "compact"
	_, err := admin.CreateTopic(withTimeout(p.t), 3, 1, map[string]*string{"kfake.is_internal": &internal, "cleanup.policy": &compact}, "__consumer_offsets")
	require.NoError(p.t, err)
}

// seedGroup leaves a group without members 3 records behind in the topic js.
func seedGroup(t *testing.T, srv *kafkaresttest.Server, group string) {
	t.Helper()
	for range 3 {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "js", Value: []byte("1")}))
	}
	require.NoError(t, srv.SeedGroup(group, "js", map[int32]int64{0: 0, 1: 0}))
}
