package kafkaresttest

import (
	"cmp"
	"crypto/tls"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

const (
	defaultDCOSService = "kafka"
	defaultDCOSLatency = 10 * time.Millisecond
)

// dcos is a DC/OS cluster as its Admin Router shows it: the logins, and behind
// them the scheduler of one Kafka service. The scheduler's operations are in
// the dcos_*.go file of the resource they are about; everything it remembers is
// in a [dcosScheduler].
type dcos struct {
	kafka     *kafka
	options   DCOSOptions
	release   dcosRelease
	logger    *slog.Logger
	logins    *dcosLogins
	authority *dcosAuthority // nil without TLS
	platform  router
	scheduler atomic.Pointer[dcosScheduler]
}

func newDCOS(k *kafka, logger *slog.Logger, opts DCOSOptions) (*dcos, error) {
	release, _ := parseDCOSRelease(opts.Profile, opts.Release) // validated with the options
	opts.Service = cmp.Or(opts.Service, defaultDCOSService)
	opts.Latency = cmp.Or(opts.Latency, defaultDCOSLatency)
	opts.UnknownServiceStatus = cmp.Or(opts.UnknownServiceStatus, http.StatusNotFound)
	d := &dcos{kafka: k, options: opts, release: release, logger: logger}
	var err error
	if d.logins, err = newDCOSLogins(opts.Accounts, cmp.Or(opts.TokenLifetime, defaultTokenLifetime)); err != nil {
		return nil, err
	}
	if opts.TLS {
		if d.authority, err = newDCOSAuthority(); err != nil {
			return nil, err
		}
	}
	d.platform = router{
		{"POST", loginPath, d.logins.login},
		{"GET", caPath, d.getCA},
	}
	d.scheduler.Store(newDCOSScheduler(d))
	return d, nil
}

func (d *dcos) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.isPlatform(r) {
		d.serve(w, r, d.platform)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.EscapedPath(), "/service/"+d.options.Service+"/")
	if !ok {
		d.refuse(w, r, d.options.UnknownServiceStatus)
		return
	}
	inner := r.Clone(r.Context())
	inner.URL.RawPath = "/" + strings.TrimSuffix(rest, "/")
	inner.URL.Path, _ = url.PathUnescape(inner.URL.RawPath) // part of an escaped path is well escaped
	d.serve(w, inner, d.scheduler.Load().router)
}

// isPlatform says whether a request is for DC/OS itself. Nobody needs a token
// there.
func (d *dcos) isPlatform(r *http.Request) bool {
	return r.URL.Path == loginPath || r.URL.Path == caPath
}

// serve answers as the HTTP framework does around the operations.
func (d *dcos) serve(w http.ResponseWriter, r *http.Request, operations router) {
	method := r.Method
	if method == http.MethodHead {
		r = r.Clone(r.Context())
		r.Method = http.MethodGet
	}
	handler, allowed := operations.find(r)
	switch {
	case handler == nil && len(allowed) == 0:
		d.write(w, dcosFailure(http.StatusNotFound))
	case handler == nil:
		w.Header().Set("Allow", strings.Join(append(allowed, http.MethodOptions), ","))
		if method != http.MethodOptions {
			d.write(w, dcosFailure(http.StatusMethodNotAllowed))
		}
	case d.refusesMediaType(r):
		d.write(w, dcosFailure(http.StatusUnsupportedMediaType))
	default:
		handler(w, r)
	}
}

// refusesMediaType holds for the plan resources that say they take JSON, though
// they take nothing.
func (d *dcos) refusesMediaType(r *http.Request) bool {
	contentType := r.Header.Get("Content-Type")
	return !d.release.is(DCOSProfileK) && r.Method == http.MethodPost && contentType != "" && !sendsJSON(r) &&
		(strings.HasPrefix(r.URL.Path, "/v1/plan") || r.URL.Path == "/v1/continue" || r.URL.Path == "/v1/interrupt")
}

// refuse answers as Admin Router does, whose pages are its own.
func (d *dcos) refuse(w http.ResponseWriter, _ *http.Request, status int) {
	writeHTML(w, status, http.StatusText(status))
}

// check wants a token from the logins if there are accounts, and one of the
// keys of all APIs otherwise.
func (d *dcos) check(auth Auth, r *http.Request) int {
	if d.isPlatform(r) {
		return http.StatusOK
	}
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "token=")
	if !ok {
		token = ""
	}
	if len(d.options.Accounts) > 0 {
		return d.logins.check(token)
	}
	return auth.checkKey(r, token, true)
}

func (d *dcos) tlsConfig() *tls.Config {
	if d.authority == nil {
		return nil
	}
	return d.authority.config
}

// reset replaces the scheduler by one that knows nothing.
func (d *dcos) reset() {
	d.logins.forget()
	d.scheduler.Swap(newDCOSScheduler(d)).close()
}
