package adminrestv1

import (
	"cmp"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go"
)

// DefaultServiceName is the service name under which
// NewAdminrestV1UsingExternalConfig looks for the configuration.
const DefaultServiceName = "adminrest"

// requestTimeout bounds an attempt, its answer's body and its redirects included,
// of a service that has not been given an HTTP client. The original waits for
// ever.
const requestTimeout = 2 * time.Minute

// userAgent is the User-Agent header of all requests.
var userAgent = "kafkarest-go/" + kafkarest.Version + " adminrestv1 (lang=go; arch=" + runtime.GOARCH +
	"; os=" + runtime.GOOS + "; go.version=" + runtime.Version() + ")"

// AdminrestV1 is a client of one Event Streams instance. What this type has no
// method for is reached through Service.
type AdminrestV1 struct {
	Service *core.BaseService
}

// AdminrestV1Options are the inputs of the constructors.
type AdminrestV1Options struct {
	// ServiceName is the prefix of the configuration that
	// NewAdminrestV1UsingExternalConfig reads, by default DefaultServiceName.
	ServiceName string
	// URL is the URL of the service, the property kafka_admin_url of its service
	// key. It begins with https:// or http://: without that, as in
	// "localhost:8080", every call is an error, which is kafkarest.ErrInvalid. It
	// may be set later.
	URL string
	// Authenticator says who asks.
	Authenticator core.Authenticator
}

// NewAdminrestV1UsingExternalConfig makes a client from the configuration that
// is found in a credential file, the environment or VCAP_SERVICES, the first of
// them that has any. The URL and the Authenticator of the options win over it.
// Options without a ServiceName or an Authenticator get the ones that are used.
//
// An API key is sent as it is with
//
//	ADMINREST_URL=https://…
//	ADMINREST_AUTH_TYPE=basic
//	ADMINREST_USERNAME=token
//	ADMINREST_PASSWORD=the API key
//
// Without ADMINREST_AUTH_TYPE, ADMINREST_APIKEY is exchanged for a token of IBM
// Cloud IAM, and a URL alone is an error. Other types are bearerToken, with
// ADMINREST_BEARER_TOKEN, iam, noAuth, and those of core.
//
// A configured URL that cannot be one is an error beside a client without a
// URL.
func NewAdminrestV1UsingExternalConfig(options *AdminrestV1Options) (adminrest *AdminrestV1, err error) {
	if options == nil {
		return nil, core.RepurposeSDKProblem(refused("NewAdminrestV1UsingExternalConfig", nilParameter, errNilOptions), "")
	}
	options.ServiceName = cmp.Or(options.ServiceName, DefaultServiceName)
	if options.Authenticator == nil {
		authenticator, err := configuredAuthenticator(options.ServiceName)
		if err != nil {
			return nil, core.RepurposeSDKProblem(refused("NewAdminrestV1UsingExternalConfig", authenticatorFromConfig, err), "")
		}
		options.Authenticator = authenticator
	}
	adminrest, err = NewAdminrestV1(options)
	if err != nil {
		return nil, core.RepurposeSDKProblem(err, newClient)
	}
	if err = adminrest.Service.ConfigureService(options.ServiceName); err != nil {
		return adminrest, core.RepurposeSDKProblem(refused("NewAdminrestV1UsingExternalConfig", configureClient, err), "")
	}
	if options.URL != "" {
		err = core.RepurposeSDKProblem(adminrest.SetServiceURL(options.URL), "")
	}
	return adminrest, err
}

// configuredAuthenticator makes the authenticator of a configuration, nil if
// there is no configuration. The newer versions of core panic when the two
// simplest lack their property, so these are made here.
func configuredAuthenticator(serviceName string) (core.Authenticator, error) {
	properties, err := core.GetServiceProperties(serviceName)
	if err != nil {
		return nil, err
	}
	switch authType := cmp.Or(properties[core.PROPNAME_AUTH_TYPE], properties["AUTHTYPE"]); {
	case strings.EqualFold(authType, core.AUTHTYPE_BASIC):
		return core.NewBasicAuthenticator(properties[core.PROPNAME_USERNAME], properties[core.PROPNAME_PASSWORD])
	case strings.EqualFold(authType, core.AUTHTYPE_BEARER_TOKEN):
		return core.NewBearerTokenAuthenticator(properties[core.PROPNAME_BEARER_TOKEN])
	}
	return core.GetAuthenticatorFromEnvironment(serviceName)
}

// NewAdminrestV1 makes a client. It sends nothing; an Authenticator that is
// missing or not valid, and a URL in braces or quotes, are errors.
func NewAdminrestV1(options *AdminrestV1Options) (service *AdminrestV1, err error) {
	if options == nil {
		return nil, core.RepurposeSDKProblem(refused("NewAdminrestV1", nilParameter, errNilOptions), "")
	}
	base, err := core.NewBaseService(&core.ServiceOptions{Authenticator: options.Authenticator})
	if err != nil {
		return nil, core.RepurposeSDKProblem(refused("NewAdminrestV1", newBase, err), "")
	}
	if err = base.SetServiceURL(options.URL); err != nil {
		return nil, core.RepurposeSDKProblem(refused("NewAdminrestV1", setURLOfNewClient, err), "")
	}
	base.Client.Timeout = requestTimeout
	return &AdminrestV1{Service: base}, nil
}

// GetServiceURLForRegion returns an error: the service has no URLs of regions.
func GetServiceURLForRegion(region string) (string, error) {
	err := refused("GetServiceURLForRegion", noRegions, errors.New("service does not support regional URLs"))
	return "", core.RepurposeSDKProblem(err, "")
}

// isNil reports whether there is nothing that could send a request.
func (service *AdminrestV1) isNil() bool { return service == nil || service.Service == nil }

// Clone returns a copy whose URL, compression and default headers can be
// changed without changing the original. The HTTP client and the Authenticator
// are shared.
func (service *AdminrestV1) Clone() *AdminrestV1 {
	if service == nil {
		return nil
	}
	return &AdminrestV1{Service: service.Service.Clone()}
}

// SetServiceURL sets the URL of the service. One in braces or quotes is an
// error and changes nothing.
func (service *AdminrestV1) SetServiceURL(url string) error {
	if service.isNil() {
		return core.RepurposeSDKProblem(refused("SetServiceURL", nilService, errNilService), "")
	}
	if err := service.Service.SetServiceURL(url); err != nil {
		return core.RepurposeSDKProblem(refused("SetServiceURL", setURL, err), "")
	}
	return nil
}

// GetServiceURL returns the URL of the service.
func (service *AdminrestV1) GetServiceURL() string {
	if service.isNil() {
		return ""
	}
	return service.Service.GetServiceURL()
}

// SetDefaultHeaders sets the headers that every request has. They are not
// copied.
func (service *AdminrestV1) SetDefaultHeaders(headers http.Header) {
	service.Service.SetDefaultHeaders(headers)
}

// SetEnableGzipCompression says whether the bodies of requests are compressed.
// It is off unless it is set.
func (service *AdminrestV1) SetEnableGzipCompression(enableGzip bool) {
	service.Service.SetEnableGzipCompression(enableGzip)
}

// GetEnableGzipCompression returns whether the bodies of requests are
// compressed.
func (service *AdminrestV1) GetEnableGzipCompression() bool {
	return !service.isNil() && service.Service.GetEnableGzipCompression()
}

// EnableRetries makes requests that fail be sent again, up to maxRetries times,
// with growing pauses of up to maxRetryInterval. Zero is 4 times and 30 seconds,
// or what was set before. Every operation is sent again, also one that the
// service may have carried out: after a failed connection and the statuses 429
// and 5xx but 501.
func (service *AdminrestV1) EnableRetries(maxRetries int, maxRetryInterval time.Duration) {
	service.Service.EnableRetries(maxRetries, maxRetryInterval)
}

// DisableRetries makes requests be sent once.
func (service *AdminrestV1) DisableRetries() { service.Service.DisableRetries() }
