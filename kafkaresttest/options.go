package kafkaresttest

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
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

	// Auth says which credentials are accepted. The zero value asks for none.
	Auth Auth

	// AdminREST holds what only that API has.
	AdminREST AdminRESTOptions

	// Connect holds what only that API has.
	Connect ConnectOptions

	// Logger receives what goes wrong inside the emulator. Default: nothing is
	// logged.
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

// Auth says which credentials the emulated APIs accept. Missing and unknown ones
// are answered with 401. The zero value asks for none.
type Auth struct {
	// APIKey is accepted as the password of the Basic user "token", as a bearer
	// token, and in the X-Auth-Token header.
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
	case o.Auth.Verify != nil && o.Auth.usesKeys():
		return errors.New("kafkaresttest: Auth.Verify and the keys of Auth exclude each other")
	case o.AdminREST.DeletionDelay < 0:
		return errors.New("kafkaresttest: AdminRESTOptions.DeletionDelay is negative")
	case o.Connect.Latency < 0 || o.Connect.RequestTimeout < 0:
		return errors.New("kafkaresttest: a duration of ConnectOptions is negative")
	case o.Connect.Version != "":
		_, err := parseConnectRelease(o.Connect.Version)
		return err
	}
	return nil
}
