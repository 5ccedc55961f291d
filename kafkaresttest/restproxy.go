package kafkaresttest

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// Defaults of [RESTProxyOptions].
const (
	defaultRESTProxyBatchMaxEntries   = 10
	defaultRESTProxyMaxBlock          = time.Second
	defaultRESTProxyStreamMaxDuration = 24 * time.Hour
	defaultRESTProxyStreamGracePeriod = 500 * time.Millisecond
	defaultRESTProxyStreamIdleTimeout = 30 * time.Second
)

// restProxy is the open-source Kafka REST Proxy, API v3. Its operations are in
// the restproxy_*.go file of the resource they are about.
type restProxy struct {
	kafka   *kafka
	options RESTProxyOptions
	logger  *slog.Logger
	router  router
	life    context.Context // ends with the server: records outlive their requests

	clients sharedClients
	schemas schemaRegistry
	faults  faultList[RecordFault]

	requests limiter // all operations but those on records
	records  limiter
	bytes    limiter
}

func newRESTProxy(life context.Context, k *kafka, logger *slog.Logger, opts RESTProxyOptions) *restProxy {
	opts.BatchMaxEntries = cmp.Or(opts.BatchMaxEntries, defaultRESTProxyBatchMaxEntries)
	opts.MaxBlock = cmp.Or(opts.MaxBlock, defaultRESTProxyMaxBlock)
	opts.StreamMaxDuration = cmp.Or(opts.StreamMaxDuration, defaultRESTProxyStreamMaxDuration)
	opts.StreamGracePeriod = cmp.Or(opts.StreamGracePeriod, defaultRESTProxyStreamGracePeriod)
	opts.StreamIdleTimeout = cmp.Or(opts.StreamIdleTimeout, defaultRESTProxyStreamIdleTimeout)
	p := &restProxy{
		kafka: k, options: opts, logger: logger, life: life,
		requests: limiter{rate: opts.RequestsPerSecond},
		records:  limiter{rate: opts.RecordsPerSecond},
		bytes:    limiter{rate: opts.RecordBytesPerSecond},
	}
	p.router = p.routes()
	return p
}

// routes has the literal "-" before the names it stands in the place of.
func (p *restProxy) routes() router {
	const cluster = "/v3/clusters/{cluster_id}"
	return router{
		{"GET", "/v3/clusters", p.operation(p.listClusters)},
		{"GET", cluster, p.inCluster(p.getCluster)},

		{"GET", cluster + "/acls", p.inCluster(p.listACLs)},
		{"POST", cluster + "/acls", takes(p, noData, p.createACL)},
		{"DELETE", cluster + "/acls", p.inCluster(p.deleteACLs)},
		{"POST", cluster + "/acls:batch", takes(p, noData, p.createACLs)},

		{"GET", cluster + "/broker-configs", p.inCluster(p.listClusterConfigs)},
		{"POST", cluster + "/broker-configs:alter", takes(p, noData, p.alterClusterConfigs)},
		{"GET", cluster + "/broker-configs/{name}", p.inCluster(p.getClusterConfig)},
		{"PUT", cluster + "/broker-configs/{name}", takes(p, unexpected, p.updateClusterConfig)},
		{"DELETE", cluster + "/broker-configs/{name}", p.inCluster(p.deleteClusterConfig)},

		{"GET", cluster + "/brokers", p.inCluster(p.listBrokers)},
		{"GET", cluster + "/brokers/-/configs", p.inCluster(p.listAllBrokerConfigs)},
		{"GET", cluster + "/brokers/{broker_id}", p.inCluster(p.getBroker)},
		{"GET", cluster + "/brokers/{broker_id}/configs", p.inCluster(p.listBrokerConfigs)},
		{"POST", cluster + "/brokers/{broker_id}/configs:alter", takes(p, noData, p.alterBrokerConfigs)},
		{"GET", cluster + "/brokers/{broker_id}/configs/{name}", p.inCluster(p.getBrokerConfig)},
		{"PUT", cluster + "/brokers/{broker_id}/configs/{name}", takes(p, unexpected, p.updateBrokerConfig)},
		{"DELETE", cluster + "/brokers/{broker_id}/configs/{name}", p.inCluster(p.deleteBrokerConfig)},
		{"GET", cluster + "/brokers/{broker_id}/partition-replicas", p.inCluster(p.listBrokerReplicas)},

		{"GET", cluster + "/consumer-groups", p.inCluster(p.listConsumerGroups)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}", p.inCluster(p.getConsumerGroup)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/consumers", p.inCluster(p.listConsumers)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/consumers/{consumer_id}", p.inCluster(p.getConsumer)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments", p.inCluster(p.listConsumerAssignments)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/consumers/{consumer_id}/assignments/{topic_name}/partitions/{partition_id}", p.inCluster(p.getConsumerAssignment)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/lag-summary", p.inCluster(p.getConsumerGroupLagSummary)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/lags", p.inCluster(p.listConsumerLags)},
		{"GET", cluster + "/consumer-groups/{consumer_group_id}/lags/{topic_name}/partitions/{partition_id}", p.inCluster(p.getConsumerLag)},

		{"GET", cluster + "/topics", p.inCluster(p.listTopics)},
		{"POST", cluster + "/topics", takes(p, noBody, p.createTopic)},
		{"GET", cluster + "/topics/-/configs", p.inCluster(p.listAllTopicConfigs)},
		{"POST", cluster + "/topics/-/configs:alter", takes(p, noData, p.alterMultipleTopicConfigs)},
		{"GET", cluster + "/topics/-/partitions/-/reassignment", p.inCluster(p.listAllReassignments)},
		{"GET", cluster + "/topics/{topic_name}", p.inCluster(p.getTopic)},
		{"PATCH", cluster + "/topics/{topic_name}", p.operation(p.updatePartitionCount)},
		{"DELETE", cluster + "/topics/{topic_name}", p.inCluster(p.deleteTopic)},

		{"GET", cluster + "/topics/{topic_name}/configs", p.inCluster(p.listTopicConfigs)},
		{"POST", cluster + "/topics/{topic_name}/configs:alter", takes(p, noData, p.alterTopicConfigs)},
		{"GET", cluster + "/topics/{topic_name}/configs/{name}", p.inCluster(p.getTopicConfig)},
		{"PUT", cluster + "/topics/{topic_name}/configs/{name}", takes(p, unexpected, p.updateTopicConfig)},
		{"DELETE", cluster + "/topics/{topic_name}/configs/{name}", p.inCluster(p.deleteTopicConfig)},

		{"GET", cluster + "/topics/{topic_name}/partitions", p.inCluster(p.listPartitions)},
		{"GET", cluster + "/topics/{topic_name}/partitions/-/reassignment", p.inCluster(p.listReassignments)},
		{"GET", cluster + "/topics/{topic_name}/partitions/{partition_id}", p.inCluster(p.getPartition)},
		{"GET", cluster + "/topics/{topic_name}/partitions/{partition_id}/offset", p.inCluster(p.getPartitionOffsets)},
		{"GET", cluster + "/topics/{topic_name}/partitions/{partition_id}/reassignment", p.inCluster(p.getReassignment)},
		{"GET", cluster + "/topics/{topic_name}/partitions/{partition_id}/replicas", p.inCluster(p.listReplicas)},
		{"GET", cluster + "/topics/{topic_name}/partitions/{partition_id}/replicas/{broker_id}", p.inCluster(p.getReplica)},

		{"POST", cluster + "/topics/{topic_name}/records", p.answering(p.produceStream)},
		{"POST", cluster + "/topics/{topic_name}/records:batch", p.answering(p.produceBatch)},
	}
}

// operation makes a handler of an operation on Kafka's metadata that returns a
// [restProxyError], or any error from Kafka, in place of an answer.
func (p *restProxy) operation(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return p.answering(func(w http.ResponseWriter, r *http.Request) error {
		if !p.requests.allow(1) {
			return tooManyRequests
		}
		ctx, cancel := context.WithTimeout(kadm.WithAuthorizedOps(r.Context()), p.options.MaxBlock+kafkaTimeout)
		defer cancel()
		return run(w, r.WithContext(ctx))
	})
}

func (p *restProxy) answering(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := run(w, r)
		if err == nil {
			return
		}
		failure := asRESTProxyError(err)
		logFailure(p.logger, RESTProxy, r, failure.status, err)
		failure.write(w)
	}
}

// inCluster makes a handler of an operation that needs the cluster of its path
// to be the one behind the proxy.
func (p *restProxy) inCluster(run func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return p.operation(func(w http.ResponseWriter, r *http.Request) error {
		if err := p.checkCluster(r); err != nil {
			return err
		}
		return run(w, r)
	})
}

// takes makes a handler of an operation with a body, which is read before the
// cluster is looked at. A body that is empty or null is answered with
// whenEmpty.
func takes[T any](p *restProxy, whenEmpty restProxyError, run func(http.ResponseWriter, *http.Request, T) error) http.HandlerFunc {
	return p.operation(func(w http.ResponseWriter, r *http.Request) error {
		body, err := readRequest[T](r, whenEmpty)
		if err != nil {
			return err
		}
		if err := p.checkCluster(r); err != nil {
			return err
		}
		return run(w, r, body)
	})
}

func (p *restProxy) checkCluster(r *http.Request) error {
	metadata, err := p.kafka.BrokerMetadata(r.Context())
	if err != nil {
		return err
	}
	if id := r.PathValue("cluster_id"); id != metadata.Cluster {
		return restProxyNotFound("Cluster %s cannot be found.", id)
	}
	return nil
}

func (p *restProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if status, reason := unacceptable(r); status != 0 {
		writeHTML(w, status, reason)
		return
	}
	matched := asMatched(r)
	path, inside := strings.CutPrefix(matched.URL.RawPath, p.options.BasePath)
	if !inside {
		restProxyRouteFailure(http.StatusNotFound).write(w)
		return
	}
	matched.URL.RawPath = path
	matched.URL.Path, _ = strings.CutPrefix(matched.URL.Path, p.options.BasePath)
	if matched.Method == http.MethodHead {
		matched.Method = http.MethodGet
	}
	handler, allowed := p.router.find(matched)
	switch {
	case handler == nil && len(allowed) == 0:
		restProxyRouteFailure(http.StatusNotFound).write(w)
	case handler == nil && r.Method == http.MethodOptions:
		writeOptions(w, allowed)
	case handler == nil:
		restProxyRouteFailure(http.StatusMethodNotAllowed).write(w)
	case takesBody(matched) && matched.Header.Get("Content-Type") != "" && !sendsJSON(matched):
		restProxyStatus(http.StatusUnsupportedMediaType).write(w)
	case !acceptsJSON(matched):
		restProxyRouteFailure(http.StatusNotAcceptable).write(w)
	case !hasNumericIDs(matched):
		restProxyStatus(http.StatusNotFound).write(w)
	default:
		handler(w, matched)
	}
}

// illegalSegments are what the HTTP server refuses in a path, before any
// routing: an escaped backslash, dot segments in disguise, empty segments.
var illegalSegments = regexp.MustCompile(`(?i)%5C|/(%2E|\.%2E|%2E\.|%2E%2E)(/|;|$)|//`)

// Limits of the HTTP server, in bytes.
const (
	maxRESTProxyURI    = 8 << 10
	maxRESTProxyHeader = 8 << 10
)

// unacceptable returns the status with which the HTTP server refuses a request,
// 0 for one that it lets through.
func unacceptable(r *http.Request) (status int, reason string) {
	header := 0
	for name, values := range r.Header {
		for _, value := range values {
			header += len(name) + len(value)
		}
	}
	switch {
	case len(r.RequestURI) > maxRESTProxyURI:
		return http.StatusRequestURITooLong, "URI Too Long"
	case header > maxRESTProxyHeader:
		return http.StatusRequestHeaderFieldsTooLarge, "Request Header Fields Too Large"
	case illegalSegments.MatchString(r.URL.EscapedPath()):
		return http.StatusBadRequest, "Ambiguous URI path segment"
	}
	return 0, ""
}

func takesBody(r *http.Request) bool {
	return r.Method == http.MethodPost || r.Method == http.MethodPut || r.Method == http.MethodPatch
}

// hasNumericIDs reports whether the broker and the partition that the path
// names, if any, are numbers.
func hasNumericIDs(r *http.Request) bool {
	for _, name := range []string{"broker_id", "partition_id"} {
		if value := r.PathValue(name); value != "" {
			if _, err := strconv.ParseInt(value, 10, 32); err != nil {
				return false
			}
		}
	}
	return true
}

// pathNumber returns an ID that hasNumericIDs has seen.
func pathNumber(r *http.Request, name string) int32 {
	n, _ := strconv.ParseInt(r.PathValue(name), 10, 32)
	return int32(n)
}

// refuse answers missing credentials as HTTP Basic does in the proxy: with a
// page.
func (p *restProxy) refuse(w http.ResponseWriter, _ *http.Request, status int) {
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="KafkaRest"`)
		writeHTML(w, status, "Unauthorized")
		return
	}
	restProxyStatus(status).write(w)
}

// readsBody has the bodies of records read as they come, however long they are.
func (p *restProxy) readsBody(r *http.Request) bool {
	path := strings.TrimSuffix(r.URL.EscapedPath(), "/")
	return r.Method == http.MethodPost && (strings.HasSuffix(path, "/records") || strings.HasSuffix(path, "/records:batch"))
}

func (p *restProxy) reset() {
	p.clients.clear()
	p.schemas.clear()
	p.faults.clear()
}

// resource is what every single resource of an answer begins with.
type resource struct {
	Kind     string           `json:"kind"`
	Metadata resourceMetadata `json:"metadata"`
}

type resourceMetadata struct {
	Self         string `json:"self"`
	ResourceName string `json:"resource_name,omitzero"`
}

type resourceList[T any] struct {
	Kind     string       `json:"kind"`
	Metadata listMetadata `json:"metadata"`
	Data     []T          `json:"data"`
}

// listMetadata has a next that is always null: nothing is paged.
type listMetadata struct {
	Self string  `json:"self"`
	Next *string `json:"next"`
}

type related struct {
	Related string `json:"related"`
}

func writeList[T any](w http.ResponseWriter, kind, self string, data []T) error {
	return writeJSON(w, http.StatusOK, resourceList[T]{kind, listMetadata{Self: self}, data})
}

func writeNothing(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// clusterLinks makes the URLs and names of a cluster and of what is in it.
type clusterLinks struct {
	id  string
	url string
}

// clustersURL is where the clusters of the proxy are, as its answers say.
func (p *restProxy) clustersURL(r *http.Request) string {
	return origin(r, p.options.AdvertisedListener) + p.options.BasePath + "/v3/clusters"
}

func (p *restProxy) links(r *http.Request) clusterLinks {
	return p.linksOf(r, r.PathValue("cluster_id"))
}

func (p *restProxy) linksOf(r *http.Request, cluster string) clusterLinks {
	return clusterLinks{cluster, p.clustersURL(r) + "/" + cluster}
}

// self is the URL of what lies below the cluster at some segments. These stand
// in it as they are, without escapes; empty ones and the slashes around others
// are lost.
func (l clusterLinks) self(segments ...string) string {
	url := l.url
	for _, segment := range segments {
		if segment = strings.Trim(segment, "/"); segment != "" {
			url += "/" + segment
		}
	}
	return url
}

func (l clusterLinks) to(segments ...string) related { return related{l.self(segments...)} }

// resource heads an answer. Names are the pairs of types and IDs below the
// cluster; an empty ID leaves its type alone.
func (l clusterLinks) resource(kind, self string, names ...string) resource {
	name := "crn:///kafka=" + l.id
	for pair := range slices.Chunk(names, 2) {
		name += "/" + pair[0]
		if id := strings.Trim(pair[1], "/"); id != "" {
			name += "=" + id
		}
	}
	return resource{kind, resourceMetadata{self, name}}
}
