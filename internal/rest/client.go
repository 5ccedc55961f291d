package rest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

// Client sends the requests of one API to one service. It is safe for
// concurrent use.
type Client struct {
	api           *API
	instances     []instance
	preferred     atomic.Int32 // index of the instance that answered last
	authenticator kafkarest.Authenticator
	header        http.Header // of every request; its values are shared
	mediaType     []string    // of bodies; shared too
	logger        *slog.Logger
	timeout       time.Duration // of an attempt; zero is the operation's own
	maxResult     int64         // bytes of an answer
	httpTimeout   time.Duration // of the caller's HTTP client, an upper bound; zero is none
	retries       retryablehttp.Client
	template      *http.Request // copied for every call
	base          http.RoundTripper
}

// instance is the base URL of one instance of the service, in the parts that
// a request needs.
type instance struct {
	scheme, host, path, escaped string
}

// New checks cfg and makes the client of an API from it.
func New(api *API, cfg kafkarest.Config) (*Client, error) {
	refuse := func(message string) error { return api.Refuse("New", message) }
	instances, err := parseInstances(cfg)
	if err != nil {
		return nil, refuse(err.Error())
	}
	if api.Root != "" && slices.ContainsFunc(instances, func(i instance) bool { return strings.HasSuffix(i.path, api.Root) }) {
		return nil, refuse(fmt.Sprintf("a URL ends in %s, which the client adds: it is to end before that", api.Root))
	}
	if err := checkConfig(cfg); err != nil {
		return nil, refuse(err.Error())
	}
	if !cfg.TLS.IsZero() && !slices.ContainsFunc(instances, func(i instance) bool { return i.scheme == "https" }) {
		return nil, refuse("Config.TLS is set, but no URL begins with https://")
	}
	httpClient, err := NewHTTPClient(cfg)
	if err != nil {
		return nil, refuse(err.Error())
	}

	mediaType := []string{cmp.Or(api.MediaType, "application/json")}
	c := &Client{
		api:           api,
		instances:     instances,
		authenticator: cfg.Authenticator,
		header:        newHeader(cfg, mediaType),
		mediaType:     mediaType,
		logger:        cfg.Logger,
		timeout:       cfg.Timeout,
		maxResult:     maxResult,
		httpTimeout:   httpClient.Timeout,
		base:          httpClient.Transport,
		template:      &http.Request{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1},
	}
	if c.logger == nil {
		c.logger = slog.New(slog.DiscardHandler)
	}
	// An attempt has a deadline of its own, which costs less than the one of
	// http.Client.
	httpClient.Timeout = 0
	httpClient.Transport = (*transport)(c)
	httpClient.CheckRedirect = checkRedirect(httpClient.CheckRedirect)
	c.setRetries(httpClient, cfg.Retry)
	return c, nil
}

// CloseIdleConnections closes the connections that no call uses.
func (c *Client) CloseIdleConnections() {
	if closer, ok := c.base.(interface{ CloseIdleConnections() }); ok {
		closer.CloseIdleConnections()
	}
}

// String names the API and the service. The fields are not shown, as some hold
// credentials.
func (c *Client) String() string {
	first := c.instances[0]
	return c.api.Name + ".Client(" + first.scheme + "://" + first.host + first.escaped + ")"
}

// Format writes String, whatever the verb.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// Fetch sends r and decodes the result from the answer.
func Fetch[T any](ctx context.Context, c *Client, r Request[T], opts []kafkarest.CallOption) (T, error) {
	var result T
	if err := c.do(ctx, &r.request, &result, opts); err != nil {
		var zero T
		return zero, err
	}
	return result, nil
}

// Answer is what an answer tells beside its body.
type Answer struct {
	StatusCode int
	Header     http.Header
	// Base is the instance that gave it.
	Base Base
}

// A Reader is a result that reads itself from an answer: from one that is not
// JSON, or whose status or text tells of a failure. That is a *[Told] then.
type Reader interface {
	ReadAnswer(op *Operation, answer Answer, body []byte) error
}

// Told is a failure that the service tells of in the body of an answer with
// the status of a success.
type Told struct {
	Message string
	Kafka   *kerr.Error // nil if it is none of Kafka's
	Err     error       // what it amounts to, nil if that is unknown
	Unknown bool        // the call may have taken effect all the same
}

func (t *Told) Error() string { return t.Message }

// Unmarshal decodes JSON as [Fetch] does.
func Unmarshal(body []byte, out any) error { return json.Unmarshal(body, out, decodeOptions) }

// FetchAnswer is Fetch for an operation that tells of its result in the status
// or the header of the answer too.
func FetchAnswer[T any](ctx context.Context, c *Client, r Request[T], opts []kafkarest.CallOption) (T, Answer, error) {
	var answer Answer
	r.answer = &answer
	result, err := Fetch(ctx, c, r, opts)
	return result, answer, err
}

// Send sends r, whose answer holds no result.
func Send(ctx context.Context, c *Client, r Request[None], opts []kafkarest.CallOption) error {
	return c.do(ctx, &r.request, nil, opts)
}

// Do sends a request that the API's specification does not describe, and
// decodes the answer into out, a pointer, unless that is nil. Names of members
// match those of fields in any case. A call that fails leaves what out points to
// as it was.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts []kafkarest.CallOption) error {
	r := Raw(method, path, body)
	if out == nil {
		return c.do(ctx, &r.request, nil, opts)
	}
	target := reflect.ValueOf(out)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return c.Refuse("Do", "the result cannot be decoded into what is not a pointer, or a nil one")
	}
	r.decoding = anyCase
	result := reflect.New(target.Type().Elem())
	if err := c.do(ctx, &r.request, result.Interface(), opts); err != nil {
		return err
	}
	target.Elem().Set(result.Elem())
	return nil
}

// url is the URL of a request to the instance.
func (i *instance) url(r *request) url.URL {
	u := url.URL{Scheme: i.scheme, Host: i.host, Path: i.path + r.path, RawQuery: r.query}
	if escaped := i.escaped + r.escaped; escaped != u.Path {
		u.RawPath = escaped
	}
	return u
}

// newHeader is the header that every request has.
func newHeader(cfg kafkarest.Config, accept []string) http.Header {
	header := make(http.Header, len(cfg.Header)+2)
	for key, values := range cfg.Header {
		// A literal map may spell a name in a way that Set would not find.
		key = http.CanonicalHeaderKey(key)
		header[key] = append(header[key], values...)
	}
	for key, values := range header {
		// Whoever adds a value to a request's header must not write it here.
		header[key] = slices.Clip(values)
	}
	userAgent := cfg.UserAgent
	if userAgent == "" {
		userAgent = "kafkarest-go/" + kafkarest.Version + " (" + strings.TrimPrefix(runtime.Version(), "go") + "; " + runtime.GOOS + ")"
	}
	header.Set("User-Agent", userAgent)
	header["Accept"] = accept
	return header
}
