package kafkaresttest

import (
	"cmp"
	"context"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// Defaults of [RESTProxyV2Options].
const (
	defaultRESTProxyV2InstanceTimeout  = 5 * time.Minute
	defaultRESTProxyV2RequestTimeout   = time.Second
	defaultRESTProxyV2SessionTimeout   = 45 * time.Second
	defaultRESTProxyV2MaxResponseBytes = 64 << 20
)

// The media types of v2. Those of formats say what is in records too.
const (
	mediaV2         = "application/vnd.kafka.v2+json"
	mediaBinary     = "application/vnd.kafka.binary.v2+json"
	mediaJSON       = "application/vnd.kafka.json.v2+json"
	mediaAvro       = "application/vnd.kafka.avro.v2+json"
	mediaJSONSchema = "application/vnd.kafka.jsonschema.v2+json"
	mediaProtobuf   = "application/vnd.kafka.protobuf.v2+json"
)

var (
	onlyV2       = []string{mediaV2}
	recordMedia  = []string{mediaBinary, mediaJSON, mediaAvro, mediaJSONSchema, mediaProtobuf}
	anyMediaOfV2 = slices.Concat(onlyV2, recordMedia)
)

// mediaFormats are the formats of records, as v3 calls them, by media type.
var mediaFormats = map[string]string{
	mediaBinary:     "BINARY",
	mediaJSON:       "JSON",
	mediaAvro:       "AVRO",
	mediaJSONSchema: "JSONSCHEMA",
	mediaProtobuf:   "PROTOBUF",
}

// restProxyV2 is API v2 of the proxy whose v3 is restProxy: both produce with
// the same clients and know the same schemas. Its operations are in the
// restproxyv2_*.go file of the resource they are about.
type restProxyV2 struct {
	proxy   *restProxy
	kafka   *kafka
	options RESTProxyV2Options
	router  router

	instances instances
}

func newRESTProxyV2(proxy *restProxy, opts RESTProxyV2Options) *restProxyV2 {
	opts.InstanceTimeout = cmp.Or(opts.InstanceTimeout, defaultRESTProxyV2InstanceTimeout)
	opts.RequestTimeout = cmp.Or(opts.RequestTimeout, defaultRESTProxyV2RequestTimeout)
	opts.SessionTimeout = cmp.Or(opts.SessionTimeout, defaultRESTProxyV2SessionTimeout)
	opts.MaxResponseBytes = cmp.Or(opts.MaxResponseBytes, defaultRESTProxyV2MaxResponseBytes)
	p := &restProxyV2{proxy: proxy, kafka: proxy.kafka, options: opts}
	p.router = p.routes()
	return p
}

func (p *restProxyV2) routes() router {
	const instance = "/consumers/{group}/instances/{instance}"
	metadata := v2Media{takes: onlyV2, gives: onlyV2, mismatch: "application/json"}
	produce := v2Media{takes: recordMedia, gives: onlyV2, mismatch: "application/json"}
	consumers := v2Media{takes: anyMediaOfV2, gives: anyMediaOfV2, mismatch: mediaV2}
	records := v2Media{gives: slices.Concat(recordMedia, onlyV2)}
	return router{
		{"GET", "/", p.operation(metadata, p.getRoot)},
		{"POST", "/", p.operation(metadata, p.postRoot)},
		{"GET", "/brokers", p.operation(metadata, p.listBrokers)},
		{"GET", "/topics", p.operation(metadata, p.listTopics)},
		{"GET", "/topics/{topic_name}", p.operation(metadata, p.getTopic)},
		{"GET", "/topics/{topic_name}/partitions", p.operation(metadata, p.listPartitions)},
		{"GET", "/topics/{topic_name}/partitions/{partition_id}", p.operation(metadata, p.getPartition)},
		{"GET", "/topics/{topic_name}/partitions/{partition_id}/offsets", p.operation(metadata, p.getPartitionOffsets)},
		{"POST", "/topics/{topic_name}", p.operation(produce, p.produce)},
		{"POST", "/topics/{topic_name}/partitions/{partition_id}", p.operation(produce, p.produce)},

		{"POST", "/consumers/{group}", p.operation(consumers, p.createConsumer)},
		{"DELETE", instance, p.operation(consumers, p.deleteInstance)},
		{"GET", instance + "/subscription", p.onInstance(consumers, getSubscription)},
		{"POST", instance + "/subscription", p.onInstance(consumers, subscribe)},
		{"DELETE", instance + "/subscription", p.onInstance(consumers, unsubscribe)},
		{"GET", instance + "/records", p.operation(records, p.poll)},
		{"GET", instance + "/offsets", p.onInstance(consumers, getCommittedOffsets)},
		{"POST", instance + "/offsets", p.onInstance(consumers, commitOffsets)},
		{"POST", instance + "/positions", p.onInstance(consumers, seek)},
		{"POST", instance + "/positions/beginning", p.onInstance(consumers, seekToBeginning)},
		{"POST", instance + "/positions/end", p.onInstance(consumers, seekToEnd)},
		{"GET", instance + "/assignments", p.onInstance(consumers, getAssignments)},
		{"POST", instance + "/assignments", p.onInstance(consumers, assign)},
	}
}

// v2Media are the media types of an operation: of what it takes and what it
// gives, and of its complaint about what it does not take.
type v2Media struct {
	takes, gives []string
	mismatch     string
}

// v2Request is a request and the media type of its answer.
type v2Request struct {
	*http.Request
	accepted string
}

// operation makes a handler of an operation that returns what to answer, nil
// for nothing.
func (p *restProxyV2) operation(media v2Media, run func(*v2Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.Header.Get("Content-Type") != "" && !slices.Contains(media.takes, sentMedia(r)) {
			restProxyStatus(http.StatusUnsupportedMediaType).writeAs(w, media.mismatch)
			return
		}
		accepted, ok := negotiate(r, media.gives)
		if !ok {
			restProxyRouteFailure(http.StatusNotAcceptable).write(w)
			return
		}
		answer, err := p.run(&v2Request{r, accepted}, run)
		switch {
		case err != nil:
			failure := asRESTProxyError(err)
			logFailure(p.proxy.logger, RESTProxyV2, r, failure.status, err)
			failure.writeAs(w, accepted)
		case answer == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			p.answer(w, accepted, answer)
		}
	}
}

func (p *restProxyV2) run(r *v2Request, run func(*v2Request) (any, error)) (any, error) {
	if !p.proxy.requests.allow(1) {
		return nil, tooManyRequests
	}
	if !hasNumericIDs(r.Request) {
		return nil, restProxyStatus(http.StatusNotFound)
	}
	ctx, cancel := context.WithTimeout(kadm.WithAuthorizedOps(r.Context()), p.proxy.options.MaxBlock+kafkaTimeout)
	defer cancel()
	r.Request = r.WithContext(ctx)
	return run(r)
}

// withStatus is an answer that has another status than 200.
type withStatus interface{ status() int }

func (p *restProxyV2) answer(w http.ResponseWriter, accepted string, answer any) {
	status := http.StatusOK
	if s, ok := answer.(withStatus); ok {
		status = s.status()
	}
	if err := writeJSONAs(w, status, accepted, answer); err != nil {
		unexpected.writeAs(w, accepted)
	}
}

// sentMedia is the media type of a request's body.
func sentMedia(r *http.Request) string {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return mediaType
}

// negotiate picks from the media types that an operation gives the one that a
// request likes best. Without any wish it is the first.
func negotiate(r *http.Request, gives []string) (string, bool) {
	wishes := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(wishes) == "" {
		return gives[0], true
	}
	var picked string
	var best float64
	for wish := range strings.SplitSeq(wishes, ",") {
		mediaType, parameters, err := mime.ParseMediaType(wish)
		if err != nil {
			continue
		}
		quality := 1.0
		if q, ok := parameters["q"]; ok {
			quality, _ = strconv.ParseFloat(q, 64)
		}
		switch {
		case mediaType == "*/*" || mediaType == "application/*":
			mediaType = gives[0]
			quality *= 0.999 // what is named counts more
		case !slices.Contains(gives, mediaType):
			continue
		}
		if quality > best {
			picked, best = mediaType, quality
		}
	}
	return picked, picked != ""
}

func (p *restProxyV2) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if status, reason := unacceptable(r); status != 0 {
		writeHTML(w, status, reason)
		return
	}
	matched := asMatched(r)
	if matched.Method == http.MethodHead {
		matched.Method = http.MethodGet
	}
	handler, allowed := p.router.find(matched)
	switch {
	case handler != nil:
		handler(w, matched)
	case len(allowed) == 0:
		restProxyRouteFailure(http.StatusNotFound).write(w)
	case r.Method == http.MethodOptions:
		writeOptions(w, allowed)
	default:
		restProxyRouteFailure(http.StatusMethodNotAllowed).write(w)
	}
}

// readsBody has the bodies of records read where they are used: they may be
// large.
func (p *restProxyV2) readsBody(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.EscapedPath(), "/topics/")
}

func (p *restProxyV2) refuse(w http.ResponseWriter, r *http.Request, status int) {
	p.proxy.refuse(w, r, status)
}

func (p *restProxyV2) reset() { p.instances.clear() }

type emptyObject struct{}

func (p *restProxyV2) getRoot(*v2Request) (any, error) { return emptyObject{}, nil }

// postRoot takes an object of strings, and leaves it at that.
func (p *restProxyV2) postRoot(r *v2Request) (any, error) {
	_, err := readV2[map[string]string](r)
	return emptyObject{}, err
}
