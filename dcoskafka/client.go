package dcoskafka

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var api = rest.API{
	Name:        "dcoskafka",
	DecodeError: decodeError,
}

// Client is a client of one Kafka service on DC/OS. It is safe for concurrent
// use.
type Client struct {
	rest    *rest.Client
	fixed   Profile // of the caller, empty to detect it
	learned *learned
}

// learned is what a client remembers of its scheduler.
type learned struct {
	profile atomic.Pointer[Profile]
	asking  chan struct{} // held by the call that asks for the profile
	pods    place
	tasks   place
}

// An Option changes what a client does.
type Option func(*settings)

type settings struct {
	service string
	direct  bool
	profile Profile
	flaw    string
}

// DefaultService is the name of the service if neither [Service] nor the URL
// says another.
const DefaultService = "kafka"

// Service names the service, in its folder if it is in one: "prod/kafka".
// Without it the service is that of the URL, or [DefaultService].
func Service(name string) Option {
	return func(s *settings) {
		s.service = strings.Trim(name, "/")
		if s.service == "" {
			s.flaw = "the name of the service is empty"
		}
		for segment := range strings.SplitSeq(s.service, "/") {
			if s.flaw == "" && (segment == "" || segment == "." || segment == "..") {
				s.flaw = fmt.Sprintf("the name of the service, %q, has a part that cannot be part of a path", name)
			}
		}
	}
}

// Direct says that the URL is the scheduler's own, as inside the cluster, and
// not that of DC/OS.
func Direct() Option {
	return func(s *settings) { s.direct = true }
}

// WithProfile says what kind of scheduler the service has. Without it the
// client finds out when it first needs to know.
func WithProfile(profile Profile) Option {
	return func(s *settings) {
		s.profile = profile
		if !slices.Contains(profiles, profile) {
			s.flaw = fmt.Sprintf("there is no profile %q", string(profile))
		}
	}
}

// New makes a client. The URL of cfg is that of DC/OS, also as a browser shows
// it, or that of the service in it, such as
// https://dcos.example.com/service/kafka. New sends nothing; a Config or an
// Option that cannot work is an error that is [kafkarest.ErrInvalid].
func New(cfg kafkarest.Config, opts ...Option) (*Client, error) {
	var s settings
	for _, opt := range opts {
		if opt != nil {
			opt(&s)
		}
	}
	cfg.URL = s.serviceURL(cfg.URL)
	cfg.Failover = slices.Clone(cfg.Failover)
	for i, raw := range cfg.Failover {
		cfg.Failover[i] = s.serviceURL(raw)
	}
	if s.flaw != "" {
		return nil, api.Refuse("New", s.flaw)
	}
	c, err := rest.New(&api, cfg)
	if err != nil {
		return nil, err
	}
	return &Client{rest: c, fixed: s.profile, learned: &learned{asking: make(chan struct{}, 1)}}, nil
}

// servicePath is what stands before the name of a service in a URL.
const servicePath = "/service/"

// serviceURL is the URL of the service at DC/OS. One that is empty or cannot be
// parsed is left for others to refuse.
func (s *settings) serviceURL(raw string) string {
	// A browser shows the dashboard behind a number sign.
	base, _, _ := strings.Cut(raw, "#")
	base = strings.TrimRight(base, "/")
	u, err := url.Parse(base)
	if err != nil || base == "" || u.RawQuery != "" || u.ForceQuery {
		return raw
	}
	named := strings.Contains(u.Path, servicePath)
	switch {
	case s.direct && s.service != "":
		s.flaw = "a service is named, but the URL is that of the scheduler itself"
	case named && s.service != "" && !strings.HasSuffix(u.Path, servicePath+s.service):
		s.flaw = fmt.Sprintf("the URL names another service than %q", s.service)
	}
	if s.direct || named {
		return base
	}
	service := s.service
	if service == "" {
		service = DefaultService
	}
	return base + (&url.URL{Path: servicePath + service}).EscapedPath()
}

// Format writes where the client sends to, whatever the verb, and no
// credentials.
func (c Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.rest.String()) }

// CloseIdleConnections closes the connections that are kept for further calls.
func (c *Client) CloseIdleConnections() { c.rest.CloseIdleConnections() }

// Do sends a request that this package has no method for. path goes below the
// URL of the service as it is: names in it are escaped by the caller, and a
// query is part of it. A body that is not nil is sent as JSON, a
// [json.RawMessage] as it is; the answer is decoded into out, a pointer, unless
// that is nil. Names of members match those of fields in any case, as in
// encoding/json. Only GET, HEAD and OPTIONS are tried again once they may
// have reached the scheduler.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...kafkarest.CallOption) error {
	return c.rest.Do(ctx, method, path, body, out, opts)
}
