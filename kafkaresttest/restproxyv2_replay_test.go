package kafkaresttest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The emulator is sent what a real proxy was sent, as for v3. Where it answers
// otherwise, this says why.
var replayV2Differences = map[string]string{
	"580-v2-produce-avro-nosr": reachableRegistry,
	"790-v2-sr-avro-misfit":    noSerializers,
}

// replayV2Parts are the proxies that the recordings came from, and what was in their
// cluster.
var replayV2Parts = []struct {
	name        string
	first, last string
	start       func(*testing.T) *kafkaresttest.Server // nil where there is nothing to compare with
}{
	{"main", "409", "677", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
	{"without schemas", "688", "688", func(t *testing.T) *kafkaresttest.Server {
		return startReplayV2(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{SchemaRegistryDisabled: true}})
	}},
	{"rate limited", "695", "697", func(t *testing.T) *kafkaresttest.Server {
		return startReplayV2(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{RequestsPerSecond: 1e-9}})
	}},
	{"basic", "704", "704", func(t *testing.T) *kafkaresttest.Server {
		return startReplayV2(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "secret"}})
	}},
	{"denied", "727", "733", startDenied},
	{"bad credentials", "755", "761", nil}, // the emulator has no credentials for Kafka that could be wrong
	{"schemas", "787", "793", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
	{"buffer", "796", "808", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
	{"expiry", "815", "818", func(t *testing.T) *kafkaresttest.Server {
		return startReplayV2(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{
			ServerID: "px1", AdvertisedListener: "http://proxy.example:9999",
		}})
	}},
	{"schemas read", "820", "827", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
	{"main again", "829", "839", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
	{"topics by themselves", "848", "850", func(t *testing.T) *kafkaresttest.Server {
		return startReplayV2(t, kafkaresttest.Options{AutoCreateTopics: true})
	}},
	{"internal topics", "856", "856", func(t *testing.T) *kafkaresttest.Server { return startReplayV2(t, kafkaresttest.Options{}) }},
}

func TestRESTProxyV2AnswersAsRecorded(t *testing.T) {
	t.Parallel()
	for _, part := range replayV2Parts {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			if part.start == nil { // named in the table with its reason
				return
			}
			srv := part.start(t)
			replay := &replay{t: t, srv: srv, url: srv.RESTProxyV2URL(), rules: replayV2, recorded: generatedName, consumer: generatedName}
			for _, r := range recordingsV2(t) {
				if number := r.name[:3]; number >= part.first && number <= part.last {
					replay.play(r)
				}
			}
			if replay.deleted != nil { // what a read comes to whose instance is deleted
				(<-replay.deleted).fails(500, 500)
			}
		})
	}
}

func TestRESTProxyV2ReplaysAllRecordings(t *testing.T) {
	t.Parallel()
	names := make(map[string]bool)
	for _, r := range recordingsV2(t) {
		names[r.name] = true
		parts := 0
		for _, part := range replayV2Parts {
			if number := r.name[:3]; number >= part.first && number <= part.last {
				parts++
			}
		}
		assert.Equal(t, 1, parts, r.name)
	}
	assert.Len(t, names, 153)
	for name := range replayV2Differences {
		assert.True(t, names[name], name)
	}
	for name := range replayV2Preparations {
		assert.True(t, names[name], name)
	}
}

// recordingsV2 reads what a real proxy has answered, which the client's tests decode.
func recordingsV2(t *testing.T) []recording {
	t.Helper()
	paths, err := filepath.Glob("../restproxy/restproxyv2/testdata/confluent/*.txt")
	require.NoError(t, err)
	var all []recording
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		request, response, ok := strings.Cut(strings.TrimSuffix(string(text), "\n"), "\n----\n")
		require.True(t, ok, path)
		all = append(all, recording{strings.TrimSuffix(filepath.Base(path), ".txt"), request, response})
	}
	return all
}

// generatedName is the name of an instance that a proxy made up.
const generatedName = "rest-consumer-px1-83fe6f60-f123-4e5e-9c1f-6c6134a8b91e"

func startReplayV2(t *testing.T, opts kafkaresttest.Options) *kafkaresttest.Server {
	t.Helper()
	opts.RESTProxyV2.RequestTimeout = 500 * time.Millisecond
	srv := startReplay(t, opts)
	seedTopics(t, srv, 2, "js")
	seedTopics(t, srv, 5, "orders")
	seedTopics(t, srv, 1, "poison", "srt", "av")
	seedNumbers(t, srv, 0, 0, 2, 4, 6, 8)
	seedNumbers(t, srv, 1, 1, 3, 5, 7, 9)
	for _, value := range []string{`{"n":0}`, "not json", `{"n":2}`} {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "poison", Value: []byte(value)}))
	}
	return srv
}

func seedNumbers(t *testing.T, srv *kafkaresttest.Server, partition int32, numbers ...int) {
	t.Helper()
	for _, n := range numbers {
		require.NoError(t, srv.SeedRecords(&kgo.Record{Topic: "js", Partition: partition, Value: fmt.Appendf(nil, `{"n":%d}`, n)}))
	}
}

var replayV2 = &replayRules{
	replayV2Differences, replayV2Preparations,
	func(path string, want, got any) bool {
		switch {
		case strings.HasSuffix(path, "/message"), strings.HasSuffix(path, "/error"):
			return (want == nil) == (got == nil) && (want == "") == (got == "")
		case generated.MatchString(path):
			return generatedNames.MatchString(got.(string)) == generatedNames.MatchString(want.(string))
		case clustersAffair.MatchString(path):
			return fmt.Sprintf("%T", want) == fmt.Sprintf("%T", got)
		default:
			return want == got
		}
	},
	func(path string) bool {
		return clustersAffair.MatchString(path+"/-") || strings.HasSuffix(path, "/replicas")
	},
}

var (
	// What brokers and topics there are, where records of producers end up, and which
	// of many records are read first.
	clustersAffair = regexp.MustCompile(`/(leader|broker|in_sync|brokers)$|/brokers/-$|(topics-slash|rate-v2)/?-?$|` +
		`(produce|-sr-|auto-create).*/(offset|partition|\w+_schema_id)$|pattern2.*/(n|offset|partition|-)$|v2-topic/configs/`)

	generated      = regexp.MustCompile(`create-(nobody|null)/(instance_id|base_uri)$|exp-create/`)
	generatedNames = regexp.MustCompile(`rest-consumer-(px1-)?[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
)

// What has happened between the recordings, by the name of the next one.
var replayV2Preparations = map[string]func(*replay){
	"412-v2-get-sub":  func(p *replay) { p.instance("g1/instances/c1/subscription", `{"topics":["js"]}`) },
	"413-v2-records1": func(p *replay) { p.fill("g1/instances/c1", "json") },
	"430-v2-committed": func(p *replay) {
		p.instance("g1/instances/c1/offsets", `{"offsets":[{"topic":"js","partition":0,"offset":1}]}`)
	},
	"442-v2-delete-again": func(p *replay) { call(p.t, "DELETE", p.url+"/consumers/g1/instances/c1", "") },
	"550-v2-offsets":      func(p *replay) { seedNumbers(p.t, p.srv, 0, 0, 1, 2) },

	"628-v2-records-pattern2": func(p *replay) { p.fill("g2/instances/c", "json") },
	"631-v2-assign": func(p *replay) {
		p.drain("g2/instances/c", "json")
		call(p.t, "DELETE", p.url+"/consumers/g2/instances/c/subscription", "")
	},
	"640-v2-seek": func(p *replay) {
		p.instance("g2/instances/c/assignments", `{"partitions":[{"topic":"js","partition":0}]}`)
	},
	"655-v2-records-timeout5000": func(p *replay) { p.drain("g2/instances/c", "json") },
	"670-v2-poison-records1": func(p *replay) {
		p.instance("g3", `{"name":"p","format":"json","auto.offset.reset":"earliest","fetch.min.bytes":0}`)
		p.instance("g3/instances/p/assignments", `{"partitions":[{"topic":"poison","partition":0}]}`)
	},
	"730-denied-v2-sub": func(p *replay) { p.instance("bg", `{"name":"c"}`) },
	"788-v2-sr-avro-id": func(p *replay) {
		body := `{"value_schema":"\"string\"","records":[{"value":"x"}]}`
		call(p.t, "POST", p.url+"/topics/srt", body, "Content-Type: application/vnd.kafka.avro.v2+json")
	},
	"802-v2-st-assign": func(p *replay) { p.instance("gs", `{"name":"a","format":"json","auto.offset.reset":"earliest"}`) },
	"817-v2-exp-r": func(p *replay) {
		p.consumer = p.srv.ConsumerInstances()[0].Name
		p.instance("ge/instances/"+p.consumer+"/assignments", `{"partitions":[{"topic":"js","partition":0}]}`)
	},
	"818-v2-exp-r2":     func(p *replay) { require.True(p.t, p.srv.ExpireConsumerInstance("ge", p.consumer)) },
	"832-v2-po2-commit": func(p *replay) { p.read("gp2/instances/p", "json").hasStatus(408) },
	"838-v2-hold-concurrent-get": func(p *replay) {
		c := v2Consumer{v2Proxy{p.t, p.srv}, "gh", "h", "json"}
		p.deleted = c.readMeanwhile(p.t.Context(), "", "js", 5)
	},
	"856-v2-topic-internal": (*replay).makeInternalTopic,
}

// instance creates a consumer, or does something with one.
func (p *replay) instance(path, body string) {
	r := call(p.t, "POST", p.url+"/consumers/"+path, body, "Content-Type: application/vnd.kafka.v2+json")
	require.Less(p.t, r.status, 300, r.body)
}

func (p *replay) read(instance, format string) reply {
	return call(p.t, "GET", p.url+"/consumers/"+instance+"/records", "", "Accept: application/vnd.kafka."+format+".v2+json")
}

// fill reads into the instance's buffer, but nothing out of it.
func (p *replay) fill(instance, format string) {
	require.Eventually(p.t, func() bool {
		call(p.t, "GET", p.url+"/consumers/"+instance+"/records?max_bytes=1", "", "Accept: application/vnd.kafka."+format+".v2+json")
		assignments := call(p.t, "GET", p.url+"/consumers/"+instance+"/assignments", "")
		return !strings.Contains(assignments.body, "[]")
	}, 20*time.Second, time.Millisecond)
}

func (p *replay) drain(instance, format string) {
	require.Eventually(p.t, func() bool { return p.read(instance, format).body == "[]" }, 20*time.Second, time.Millisecond)
}

func (r reply) hasStatus(status int) {
	r.t.Helper()
	assert.Equal(r.t, status, r.status, r.body)
}
