package rest

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpguts"

	"github.com/kafkarest/kafkarest-go"
)

// checkConfig returns what is wrong with cfg, beside its URLs and TLS. The
// texts hold no values that may be secret.
func checkConfig(cfg kafkarest.Config) error {
	switch {
	case cfg.HTTPClient != nil && !cfg.TLS.IsZero():
		return errors.New("Config.TLS and Config.HTTPClient are both set; configure TLS in the HTTP client's transport")
	case cfg.Timeout < 0:
		return fmt.Errorf("Config.Timeout is negative: %v", cfg.Timeout)
	case cfg.Retry.MaxAttempts < 0:
		return fmt.Errorf("Config.Retry.MaxAttempts is negative: %d", cfg.Retry.MaxAttempts)
	case cfg.Retry.MinWait < 0 || cfg.Retry.MaxWait < 0:
		return errors.New("Config.Retry has a negative wait")
	case !httpguts.ValidHeaderFieldValue(cfg.UserAgent):
		return errors.New("Config.UserAgent cannot be sent in a header")
	}
	policy := withDefaults(cfg.Retry)
	if policy.MinWait > policy.MaxWait {
		return fmt.Errorf("Config.Retry.MinWait %v is greater than MaxWait %v", policy.MinWait, policy.MaxWait)
	}
	if err := checkHeader(cfg.Header); err != nil {
		return fmt.Errorf("Config.Header: %w", err)
	}
	if v, ok := cfg.Authenticator.(interface{ Validate() error }); ok {
		if err := v.Validate(); err != nil {
			return fmt.Errorf("Config.Authenticator: %w", err)
		}
	}
	return nil
}

// checkHeader returns which field cannot be sent, without its value.
func checkHeader(header http.Header) error {
	for key, values := range header {
		if http.CanonicalHeaderKey(key) == "Host" {
			return errors.New("a header cannot set the host, which is that of the URL")
		}
		if !httpguts.ValidHeaderFieldName(key) {
			return fmt.Errorf("%q is not a header's name", key)
		}
		for _, value := range values {
			if !httpguts.ValidHeaderFieldValue(value) {
				return fmt.Errorf("the value of %s cannot be sent in a header", key)
			}
		}
	}
	return nil
}

// parseInstances reads the URLs of cfg.
func parseInstances(cfg kafkarest.Config) ([]instance, error) {
	first, err := parseInstance("Config.URL", cfg.URL)
	if err != nil {
		return nil, err
	}
	instances := []instance{first}
	for i, raw := range cfg.Failover {
		next, err := parseInstance(fmt.Sprintf("Config.Failover[%d]", i), raw)
		if err != nil {
			return nil, err
		}
		instances = append(instances, next)
	}
	return instances, nil
}

// parseInstance reads one base URL. The errors of url.Parse are not shown:
// they repeat the text, which may hold a password.
func parseInstance(field, raw string) (instance, error) {
	if raw == "" {
		return instance{}, fmt.Errorf("%s is empty", field)
	}
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return instance{}, fmt.Errorf("%s cannot be parsed as a URL", field)
	case u.Scheme != "http" && u.Scheme != "https":
		return instance{}, fmt.Errorf("%s does not begin with http:// or https://", field)
	case u.Hostname() == "":
		return instance{}, fmt.Errorf("%s names no host", field)
	case u.User != nil || strings.Contains(raw, "@"):
		// A password with a slash in it is parsed as a path.
		return instance{}, fmt.Errorf("%s holds credentials; give them to Config.Authenticator, such as auth.Basic", field)
	case !isPort(u.Port()):
		return instance{}, fmt.Errorf("%s has the port %s, but ports go from 1 to 65535", field, u.Port())
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return instance{}, fmt.Errorf("%s has a query or a fragment, which a base URL cannot have", field)
	}
	escaped := strings.TrimRight(u.EscapedPath(), "/")
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return instance{}, fmt.Errorf("%s cannot be parsed as a URL", field)
	}
	return instance{scheme: u.Scheme, host: u.Host, path: path, escaped: escaped}, nil
}

// isPort reports whether a port, digits or nothing, is one or that of the scheme.
func isPort(port string) bool {
	number, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && number > 0
}
