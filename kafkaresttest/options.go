package kafkaresttest

import (
	"cmp"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Options configure a [Server]. The zero value is an embedded Kafka cluster of
// three brokers, every API on a free loopback port, and no authentication.
type Options struct {
	// SeedBrokers are addresses (host:port) of a real Kafka cluster to use
	// instead of the embedded one. Its content is never deleted by
	// [Server.Reset].
	SeedBrokers []string

	// Brokers is the number of brokers of the embedded cluster. Default 3.
	Brokers int

	// ClusterID is the ID of the embedded cluster. Default "kafkaresttest".
	ClusterID string

	// AutoCreateTopics makes the embedded cluster create a topic, of one
	// partition, when a record is produced to it that does not exist.
	AutoCreateTopics bool

	// Auth says which credentials are accepted. The zero value asks for none.
	Auth Auth

	// AdminREST holds what only that API has.
	AdminREST AdminRESTOptions

	// Connect holds what only that API has.
	Connect ConnectOptions

	// RESTProxy holds what only that API has.
	RESTProxy RESTProxyOptions

	// RESTProxyV2 holds what only that API has.
	RESTProxyV2 RESTProxyV2Options

	// DCOS holds what only that API has.
	DCOS DCOSOptions

	// Logger receives what goes wrong inside the emulator, and what is behind
	// answers with a status of 500 or more. Default: nothing is logged.
	Logger *slog.Logger
}

// AdminRESTOptions configure the emulated IBM Event Streams Administration REST
// API.
type AdminRESTOptions struct {
	// Address is the host:port to listen on. Default "127.0.0.1:0", a free port.
	Address string

	// DeletionDelay is how long a topic can still be read and listed after its
	// deletion was accepted. Default 0: it is gone before the answer.
	DeletionDelay time.Duration

	// MirroringDisabled makes the mirroring operations answer 404, as on a
	// cluster that is not the target of a mirroring pair.
	MirroringDisabled bool
}

// ConnectOptions configure the emulated Kafka Connect worker.
type ConnectOptions struct {
	// Address is the host:port to listen on. Default "127.0.0.1:0", a free port.
	Address string

	// Version is the version of Apache Kafka that the worker says it is and
	// behaves like, from 3.9 on. Default "4.3.1".
	Version string

	// Latency is the time between one state that a connector or task reports and
	// the next. Default 10 ms.
	Latency time.Duration

	// Step, if it is set, takes the place of Latency: it is called before each
	// state that a connector or a task reports, which comes when it returns. It
	// must return when its context ends, as it does with the worker.
	Step func(context.Context)

	// RequestTimeout is how long a request waits for the worker before it is
	// answered with 500. Default 90 s, as on real workers.
	RequestTimeout time.Duration

	// TopicTrackingDisabled makes the worker not note which topics connectors use:
	// asking for them is 403.
	TopicTrackingDisabled bool

	// TopicResetDisabled makes forgetting these topics 403.
	TopicResetDisabled bool
}

// RESTProxyOptions configure the emulated Kafka REST Proxy. A proxy of
// Confluent Server or Confluent Cloud has the BasePath "/kafka".
type RESTProxyOptions struct {
	// Address is the host:port to listen on. Default "127.0.0.1:0", a free port.
	Address string

	// BasePath stands before /v3 in all paths, and in the links of the answers. It
	// begins with a slash and does not end with one. Default "".
	BasePath string

	// AdvertisedListener is the scheme, host and port that the links of the
	// answers have, such as "https://proxy.example:8082". Default: those of the
	// request.
	AdvertisedListener string

	// MaxBlock is how long a record waits for a topic or a partition that does not
	// exist, with all that comes after it in its stream or batch, and how long the
	// configs of an unknown broker take. Default 1 s; real proxies wait 60 s.
	MaxBlock time.Duration

	// BatchMaxEntries is the largest number of records in a batch. Default 10.
	BatchMaxEntries int

	// StreamMaxDuration is how long a stream takes records. Those that come later
	// are answered with 408. Default 24 h.
	StreamMaxDuration time.Duration

	// StreamGracePeriod is how long a stream goes on after the first record that
	// came too late: the first one after it ends the stream. Default 500 ms.
	StreamGracePeriod time.Duration

	// StreamIdleTimeout ends a stream that no byte comes on for so long. Default
	// 30 s.
	StreamIdleTimeout time.Duration

	// RecordSizeLimit is the largest size of a record in a stream, in bytes of its
	// JSON and of what is read ahead. A larger one ends the stream. Default 0:
	// none.
	RecordSizeLimit int

	// RecordsPerSecond and RecordBytesPerSecond (of JSON) limit what can be
	// produced: what is too much is answered with 429, record by record. Default
	// 0: no limit.
	RecordsPerSecond     float64
	RecordBytesPerSecond float64

	// RequestsPerSecond limits all requests that do not produce: those that are
	// too many are answered with 429. Default 0: no limit.
	RequestsPerSecond float64

	// SchemaRegistryDisabled refuses records with schemas, as a proxy without a
	// Schema Registry does.
	SchemaRegistryDisabled bool
}

// RESTProxyV2Options configure API v2 of the emulated Kafka REST Proxy. It is
// the same proxy as that of v3: what [RESTProxyOptions] say of MaxBlock,
// SchemaRegistryDisabled and RequestsPerSecond is true of v2 as well.
type RESTProxyV2Options struct {
	// Address is the host:port to listen on. Default "127.0.0.1:0", a free port.
	Address string

	// AdvertisedListener is the scheme, host and port in the base_uri of consumer
	// instances, such as "https://proxy-1.example:8082". Default: those of the
	// request.
	AdvertisedListener string

	// ServerID stands in the names that the proxy gives to consumer instances.
	ServerID string

	// InstanceTimeout is how long a consumer instance lives that nobody uses.
	// Default 5 minutes.
	InstanceTimeout time.Duration

	// RequestTimeout is how long a read waits for records where the instance was
	// created without consumer.request.timeout.ms. Default 1 s.
	RequestTimeout time.Duration

	// SessionTimeout is how long Kafka waits for a consumer instance whose proxy
	// is dead, see [Server.KillConsumerInstance]. Default 45 s; Kafka takes 6 s at
	// least.
	SessionTimeout time.Duration

	// MaxResponseBytes limits the records of one answer. Default 64 MiB.
	MaxResponseBytes int64
}

// DCOSOptions configure the emulated DC/OS cluster with its Kafka scheduler.
type DCOSOptions struct {
	// Address is the host:port to listen on. Default "127.0.0.1:0", a free port.
	Address string

	// Profile is the kind of scheduler. Default [DCOSProfileK].
	Profile DCOSProfile

	// Release is the version that the scheduler behaves like. For [DCOSProfileL]
	// it is that of the Kafka package, from 1.1.5 to 1.1.17, the default; for
	// [DCOSProfileT] 1.1.18 or 1.1.19, the default; for [DCOSProfileK] it is that
	// of the SDK, from 0.13 to 0.57.3, by default 0.18. That is the one that the
	// documentation of DC/OS describes: it has tasks and the property suppressed,
	// which go with 0.20 and 0.31, and lacks the producer test over TLS (since
	// 0.30), pausing of pods and metrics (0.31), health and the debugging of
	// offers (0.40).
	Release string

	// Service is the name of the Kafka service, with its folders: "prod/kafka".
	// Default "kafka".
	Service string

	// Staged makes a rollout wait twice for a command to continue: before the
	// first broker and before the second. Default: it does not wait.
	Staged bool

	// Latency is the time between one state of a plan and the next. Default 10 ms.
	Latency time.Duration

	// Manual makes plans and brokers move only when [Server.StepDCOS] is called.
	Manual bool

	// DeletionDelay is how long a topic can still be listed after its deletion
	// was accepted. Default 0: it is gone before the answer.
	DeletionDelay time.Duration

	// UnknownServiceStatus is the status for services other than Service: 404, the
	// default, or 500 as from DC/OS 1.8.
	UnknownServiceStatus int

	// HTMLErrors gives errors without a text a page of HTML, as some releases do.
	// Default: an empty body, but for [DCOSProfileK] from 0.31 on.
	HTMLErrors bool

	// Accounts may log in at /acs/api/v1/auth/login, and only the tokens that
	// they get there are accepted. Default: none, and no token is asked for.
	Accounts []DCOSAccount

	// TokenLifetime is how long such a token lasts, in whole seconds unless it is
	// shorter than one. Default 5 days.
	TokenLifetime time.Duration

	// TLS serves https, with a certificate for the address and a CA of its own,
	// which is read at /ca/dcos-ca.crt and by [Server.DCOSCertificate].
	TLS bool
}

// DCOSAccount is an account of the emulated DC/OS cluster.
type DCOSAccount struct {
	// UID is the name of the account.
	UID string

	// Password makes it the account of a user.
	Password string

	// PublicKey makes it a service account, which logs in with a token of its
	// own, signed by the private key. Without Password and PublicKey a pair of
	// keys is generated: see [Server.DCOSServiceAccount].
	PublicKey *rsa.PublicKey

	// Forbidden lets the account log in, but answers what it asks of the
	// scheduler with 403.
	Forbidden bool
}

// Auth says which credentials the emulated APIs accept. Missing and unknown
// ones are answered with 401. The zero value asks for none.
type Auth struct {
	// APIKey is accepted as the password of the Basic user "token", as a bearer
	// token, and in the X-Auth-Token header. DC/OS takes it as "token=" alone.
	APIKey string

	// BearerTokens are accepted as bearer tokens, beside the keys.
	BearerTokens []string

	// ReadOnlyAPIKey is accepted like APIKey, but a request with a method other
	// than GET and HEAD is answered with 403.
	ReadOnlyAPIKey string

	// Verify decides alone, so it excludes the fields above. It returns 0 or 200
	// for a request that may pass, 401 or 403 for one that may not. It is called
	// by several requests at once.
	Verify func(*http.Request) int
}

func (o Options) validate() error {
	switch {
	case o.Brokers < 0:
		return errors.New("kafkaresttest: Options.Brokers is negative")
	case o.Brokers > 0 && len(o.SeedBrokers) > 0:
		return errors.New("kafkaresttest: Options.Brokers and Options.SeedBrokers exclude each other")
	case len(o.SeedBrokers) > 0 && (o.ClusterID != "" || o.AutoCreateTopics):
		return errors.New("kafkaresttest: Options.ClusterID and Options.AutoCreateTopics are of the embedded cluster, not of SeedBrokers")
	case o.Auth.Verify != nil && o.Auth.usesKeys():
		return errors.New("kafkaresttest: Auth.Verify and the keys of Auth exclude each other")
	}
	return cmp.Or(o.AdminREST.validate(), o.Connect.validate(), o.RESTProxy.validate(), o.RESTProxyV2.validate(), o.DCOS.validate())
}

func (o AdminRESTOptions) validate() error {
	if o.DeletionDelay < 0 {
		return errors.New("kafkaresttest: AdminRESTOptions.DeletionDelay is negative")
	}
	return nil
}

func (o ConnectOptions) validate() error {
	if o.Latency < 0 || o.RequestTimeout < 0 {
		return errors.New("kafkaresttest: a duration of ConnectOptions is negative")
	}
	_, err := parseConnectRelease(cmp.Or(o.Version, defaultConnectVersion))
	return err
}

func (o RESTProxyOptions) validate() error {
	switch {
	case o.BasePath != "" && (o.BasePath[0] != '/' || strings.HasSuffix(o.BasePath, "/")):
		return fmt.Errorf("kafkaresttest: RESTProxyOptions.BasePath %q does not begin with a slash, or ends with one", o.BasePath)
	case !isOrigin(o.AdvertisedListener):
		return fmt.Errorf("kafkaresttest: RESTProxyOptions.AdvertisedListener %q is not a scheme and a host", o.AdvertisedListener)
	case o.BatchMaxEntries < 0 || o.BatchMaxEntries > 50:
		return errors.New("kafkaresttest: RESTProxyOptions.BatchMaxEntries is not between 1 and 50")
	case o.MaxBlock < 0 || o.StreamMaxDuration < 0 || o.StreamGracePeriod < 0 || o.StreamIdleTimeout < 0:
		return errors.New("kafkaresttest: a duration of RESTProxyOptions is negative")
	case o.RecordSizeLimit < 0 || o.RecordsPerSecond < 0 || o.RecordBytesPerSecond < 0 || o.RequestsPerSecond < 0:
		return errors.New("kafkaresttest: a limit of RESTProxyOptions is negative")
	}
	return nil
}

// minSessionTimeout is what Kafka takes by default.
const minSessionTimeout = 6 * time.Second

func (o RESTProxyV2Options) validate() error {
	switch {
	case !isOrigin(o.AdvertisedListener):
		return fmt.Errorf("kafkaresttest: RESTProxyV2Options.AdvertisedListener %q is not a scheme and a host", o.AdvertisedListener)
	case o.InstanceTimeout < 0 || o.RequestTimeout < 0 || o.SessionTimeout < 0:
		return errors.New("kafkaresttest: a duration of RESTProxyV2Options is negative")
	case o.SessionTimeout > 0 && o.SessionTimeout < minSessionTimeout:
		return fmt.Errorf("kafkaresttest: RESTProxyV2Options.SessionTimeout is less than %v", minSessionTimeout)
	case o.MaxResponseBytes < 0:
		return errors.New("kafkaresttest: RESTProxyV2Options.MaxResponseBytes is negative")
	}
	return nil
}

func (o DCOSOptions) validate() error {
	if _, err := parseDCOSRelease(o.Profile, o.Release); err != nil {
		return err
	}
	if o.Latency < 0 || o.DeletionDelay < 0 || o.TokenLifetime < 0 {
		return errors.New("kafkaresttest: a duration of DCOSOptions is negative")
	}
	if status := o.UnknownServiceStatus; status != 0 && status != http.StatusNotFound && status != http.StatusInternalServerError {
		return fmt.Errorf("kafkaresttest: DCOSOptions.UnknownServiceStatus %d is neither 404 nor 500", status)
	}
	if o.TokenLifetime > time.Second && o.TokenLifetime%time.Second != 0 {
		return errors.New("kafkaresttest: DCOSOptions.TokenLifetime is not in whole seconds")
	}
	if strings.Trim(o.Service, "/") != o.Service || strings.Contains(o.Service, "//") {
		return fmt.Errorf("kafkaresttest: DCOSOptions.Service %q has a slash that separates nothing", o.Service)
	}
	seen := make(map[string]bool)
	for _, account := range o.Accounts {
		switch {
		case account.UID == "":
			return errors.New("kafkaresttest: a DCOSAccount has no UID")
		case seen[account.UID]:
			return fmt.Errorf("kafkaresttest: two DCOSAccounts have the UID %q", account.UID)
		case account.Password != "" && account.PublicKey != nil:
			return fmt.Errorf("kafkaresttest: Password and PublicKey of the DCOSAccount %q exclude each other", account.UID)
		}
		seen[account.UID] = true
	}
	return nil
}

// isOrigin reports whether text can stand before the paths of links, or is
// empty.
func isOrigin(text string) bool {
	return text == "" || strings.Contains(text, "://") && !strings.HasSuffix(text, "/")
}
