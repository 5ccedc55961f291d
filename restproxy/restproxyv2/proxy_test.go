package restproxyv2_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

const (
	notFound = `{"error_code":40403,"message":"Consumer instance not found."}`
	noRecord = `[]`
)

// proxy plays a proxy for consumers: it keeps instances, called i1, i2 and so
// on, and answers reads as it is told.
type proxy struct {
	*httptest.Server
	baseURI func(r *http.Request, group, instance string) string

	mu        sync.Mutex
	created   int
	instances []string
	requests  []string // method, path below /consumers, query and body
	headers   []http.Header
	answers   []http.HandlerFunc // to requests for records, one for each
	special   map[string]http.HandlerFunc
}

func startProxy(t *testing.T) *proxy {
	t.Helper()
	p := newProxy()
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// newProxy is a proxy without a server, for tests whose time is that of a
// bubble.
func newProxy() *proxy {
	p := &proxy{special: make(map[string]http.HandlerFunc)}
	p.baseURI = func(r *http.Request, group, instance string) string {
		return "http://" + r.Host + "/consumers/" + group + "/instances/" + instance
	}
	return p
}

// ownName is the name of the client's own for an instance, which the proxy
// replaces by a shorter one.
var ownName = regexp.MustCompile(`"name":"kafkarest-[a-z2-7]{26}",`)

// reads makes the next requests for records be answered with 200 and these
// bodies.
func (p *proxy) reads(bodies ...string) {
	for _, body := range bodies {
		p.readsBy(answer(http.StatusOK, body))
	}
}

func (p *proxy) readsBy(handlers ...http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers = append(p.answers, handlers...)
}

// on makes requests of a method whose path ends like this be answered by
// handler.
func (p *proxy) on(request string, handler http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.special[request] = handler
}

// lose forgets all instances.
func (p *proxy) lose() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.instances = nil
}

// take returns what was asked since the last time, GetSubscription aside, which
// only makes sure of a loss.
func (p *proxy) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	requests := p.requests
	p.requests = nil
	return requests
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	handler := p.enter(r, string(body))
	handler(w, r)
}

// enter notes a request and returns what answers it.
func (p *proxy) enter(r *http.Request, body string) http.HandlerFunc {
	p.mu.Lock()
	defer p.mu.Unlock()
	path, _ := url.PathUnescape(strings.TrimPrefix(r.RequestURI, "/consumers/"))
	body = ownName.ReplaceAllString(body, "")
	p.requests = append(p.requests, strings.TrimSpace(r.Method+" "+path+" "+body))
	p.headers = append(p.headers, r.Header)
	for request, handler := range p.special {
		method, suffix, _ := strings.Cut(request, " ")
		if r.Method == method && strings.HasSuffix(r.URL.Path, suffix) {
			return handler
		}
	}
	group, instance, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/consumers/"), "/instances/")
	if !ok {
		return p.create(r, group, body)
	}
	instance, what, _ := strings.Cut(instance, "/")
	if !slices.Contains(p.instances, instance) {
		return answer(http.StatusNotFound, notFound)
	}
	switch {
	case what == "records":
		if len(p.answers) == 0 {
			return answer(http.StatusOK, noRecord)
		}
		next := p.answers[0]
		p.answers = p.answers[1:]
		return next
	case r.Method == http.MethodDelete && what == "":
		p.instances = slices.DeleteFunc(p.instances, func(name string) bool { return name == instance })
		return answer(http.StatusNoContent, "")
	case r.Method == http.MethodGet && what == "subscription":
		return answer(http.StatusOK, `{"topics":[]}`)
	case r.Method == http.MethodPost && what == "offsets":
		return answer(http.StatusOK, `[]`)
	case r.Method == http.MethodGet && what == "offsets":
		return answer(http.StatusOK, `{"offsets":[{"topic":"orders","partition":0,"offset":1,"metadata":""}]}`)
	}
	return answer(http.StatusNoContent, "")
}

func (p *proxy) create(r *http.Request, group, body string) http.HandlerFunc {
	var settings struct{ Name string }
	_ = json.Unmarshal([]byte(body), &settings)
	p.created++
	if settings.Name == "" {
		settings.Name = fmt.Sprintf("i%d", p.created)
	}
	if slices.Contains(p.instances, settings.Name) {
		return answer(http.StatusConflict, `{"error_code":40902,"message":"Consumer with specified consumer ID already exists in the specified consumer group."}`)
	}
	p.instances = append(p.instances, settings.Name)
	created, _ := json.Marshal(map[string]string{"instance_id": settings.Name, "base_uri": p.baseURI(r, group, settings.Name)})
	return answer(http.StatusOK, string(created))
}

// answer gives an answer, as JSON of this API or with the Content-Type named.
func answer(status int, body string, mediaType ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = append([]string(nil), append(mediaType, meta)[0])
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// cut breaks the connection off in the middle of an answer.
func cut(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", jsonType, len(body)+100, body)
	}
}

// client is a client of the proxy.
func (p *proxy) client(t *testing.T, cfg kafkarest.Config, opts ...restproxyv2.Option) *client {
	t.Helper()
	if cfg.URL == "" {
		cfg.URL = p.URL
	}
	if cfg.HTTPClient == nil {
		cfg.HTTPClient = newHTTPClient(t)
	}
	if cfg.Retry == (kafkarest.RetryPolicy{}) {
		cfg.Retry = kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 10 * time.Millisecond}
	}
	client, err := restproxyv2.New(cfg, append([]restproxyv2.Option{restproxyv2.WithServer(restproxyv2.ServerConfluent)}, opts...)...)
	require.NoError(t, err)
	return client
}

// subscribed is a consumer that reads the topic orders as JSON.
func (p *proxy) subscribed(t *testing.T, options restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	consumer := p.consumer(t, options)
	require.NoError(t, consumer.Subscribe(t.Context(), []string{"orders"}))
	p.take()
	return consumer
}

// assigned is a consumer that reads partitions of it.
func (p *proxy) assigned(t *testing.T, options restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	consumer := p.consumer(t, options)
	require.NoError(t, consumer.Assign(t.Context(), twoPartitions))
	p.take()
	return consumer
}

func (p *proxy) consumer(t *testing.T, options restproxyv2.ConsumerOptions) *consumer {
	t.Helper()
	options.Format = restproxyv2.FormatJSON
	options.Wait = time.Second
	consumer, err := p.client(t, kafkarest.Config{}).CreateConsumer(t.Context(), "g", &options)
	require.NoError(t, err)
	return consumer
}

const (
	create    = `POST g {"format":"json","auto.offset.reset":"earliest","auto.commit.enable":"false","fetch.min.bytes":1,"consumer.request.timeout.ms":1000}`
	readQuery = `records?timeout=1000&max_bytes=67108864`
)

// records is the answer with records of a partition of orders, whose values are
// their offsets.
func records(partition int32, offsets ...int64) string {
	var items []string
	for _, offset := range offsets {
		items = append(items, fmt.Sprintf(`{"topic":"orders","key":null,"value":%d,"partition":%d,"offset":%d}`, offset, partition, offset))
	}
	return "[" + strings.Join(items, ",") + "]"
}
