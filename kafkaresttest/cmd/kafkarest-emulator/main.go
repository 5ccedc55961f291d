// The kafkarest-emulator program serves the emulated REST APIs of package
// kafkaresttest until it is interrupted, for curl and for programs in any
// language.
//
//	kafkarest-emulator [-adminrest host:port] [-connect host:port]
//	                   [-restproxy host:port] [-restproxy-base-path path]
//	                   [-restproxyv2 host:port] [-instance-timeout duration]
//	                   [-dcos host:port]
//	                   [-seed-brokers host:port,...] [-api-key key]
//	                   [-deletion-delay duration] [-connect-version version]
//	                   [-dcos-profile L|T|K] [-dcos-release version]
//	                   [-dcos-service name] [-dcos-staged] [-dcos-latency duration] [-dcos-tls]
//	                   [-dcos-user uid -dcos-password password]
//
// It prints one line per address, the name of what is served and then the
// address, and is ready when they are printed:
//
//	adminrest http://127.0.0.1:41237
//	connect http://127.0.0.1:35915
//	restproxy http://127.0.0.1:42789
//	restproxyv2 http://127.0.0.1:38121
//	dcos http://127.0.0.1:43511
//	kafka 127.0.0.1:39065
//
// The API key can be given in the environment variable KAFKAREST_EMULATOR_API_KEY
// too, where other users of the machine do not see it; the flag wins. Without a
// key no credentials are asked for. DC/OS takes the key as "Authorization: token=",
// or, with a user, the tokens that this user gets for the password; that can be
// given in KAFKAREST_EMULATOR_DCOS_PASSWORD.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const (
	apiKeyVariable       = "KAFKAREST_EMULATOR_API_KEY"
	dcosPasswordVariable = "KAFKAREST_EMULATOR_DCOS_PASSWORD"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run serves until ctx ends and returns the exit status: 2 for bad flags, 1 when
// the emulator cannot run.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2
	}
	opts.Logger = slog.New(slog.NewTextHandler(stderr, nil))
	srv, err := kafkaresttest.New(opts)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	defer srv.Close()
	fmt.Fprintln(stdout, "adminrest", srv.AdminRESTURL())
	fmt.Fprintln(stdout, "connect", srv.ConnectURL())
	fmt.Fprintln(stdout, "restproxy", srv.RESTProxyURL())
	fmt.Fprintln(stdout, "restproxyv2", srv.RESTProxyV2URL())
	fmt.Fprintln(stdout, "dcos", srv.DCOSURL())
	for _, broker := range srv.Brokers() {
		fmt.Fprintln(stdout, "kafka", broker)
	}
	<-ctx.Done()
	return 0
}

// parse reads the flags. Each API has one for the address it is served on, called
// like the API.
func parse(args []string, stderr io.Writer) (kafkaresttest.Options, error) {
	var opts kafkaresttest.Options
	var seeds string
	var account kafkaresttest.DCOSAccount
	flags := flag.NewFlagSet("kafkarest-emulator", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.AdminREST.Address, "adminrest", "127.0.0.1:0", "`address` of the IBM Event Streams Administration REST API")
	flags.DurationVar(&opts.AdminREST.DeletionDelay, "deletion-delay", 0, "how long a deleted topic can still be read in the Administration REST API")
	flags.StringVar(&opts.Connect.Address, "connect", "127.0.0.1:0", "`address` of the Kafka Connect worker")
	flags.StringVar(&opts.Connect.Version, "connect-version", "4.3.1", "`version` of Apache Kafka that the Kafka Connect worker behaves like")
	flags.StringVar(&opts.RESTProxy.Address, "restproxy", "127.0.0.1:0", "`address` of the Kafka REST Proxy")
	flags.StringVar(&opts.RESTProxy.BasePath, "restproxy-base-path", "", "`path` before /v3 in the Kafka REST Proxy, /kafka in Confluent Server")
	flags.StringVar(&opts.RESTProxyV2.Address, "restproxyv2", "127.0.0.1:0", "`address` of the Kafka REST Proxy's API v2")
	flags.DurationVar(&opts.RESTProxyV2.InstanceTimeout, "instance-timeout", 5*time.Minute, "how long a consumer instance of the Kafka REST Proxy's API v2 lives that nobody uses")
	flags.StringVar(&opts.DCOS.Address, "dcos", "127.0.0.1:0", "`address` of the DC/OS cluster")
	flags.StringVar((*string)(&opts.DCOS.Profile), "dcos-profile", "K", "kind of the DC/OS scheduler: `L, T or K`")
	flags.StringVar(&opts.DCOS.Release, "dcos-release", "", "`version` of the Kafka package (L, T) or of the SDK (K) that the DC/OS scheduler behaves like")
	flags.StringVar(&opts.DCOS.Service, "dcos-service", "kafka", "`name` of the Kafka service in DC/OS, with its folders")
	flags.BoolVar(&opts.DCOS.Staged, "dcos-staged", false, "rollouts in DC/OS wait for commands to continue")
	flags.DurationVar(&opts.DCOS.Latency, "dcos-latency", 10*time.Millisecond, "time between two states of a plan in DC/OS")
	flags.BoolVar(&opts.DCOS.TLS, "dcos-tls", false, "serve DC/OS over https, with the CA at /ca/dcos-ca.crt")
	flags.StringVar(&account.UID, "dcos-user", "", "`uid` of the user who may log in to DC/OS")
	flags.StringVar(&account.Password, "dcos-password", "", "`password` of the user of DC/OS (default $"+dcosPasswordVariable+")")
	flags.StringVar(&seeds, "seed-brokers", "", "comma-separated `addresses` of a Kafka to use instead of the embedded one")
	flags.StringVar(&opts.Auth.APIKey, "api-key", "", "`key` that requests have to carry (default $"+apiKeyVariable+")")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "unexpected argument %q\n", flags.Arg(0))
		flags.Usage()
		return opts, errors.New("unexpected argument")
	}
	if seeds != "" {
		opts.SeedBrokers = strings.Split(seeds, ",")
	}
	if opts.Auth.APIKey == "" {
		opts.Auth.APIKey = os.Getenv(apiKeyVariable)
	}
	if account.UID != "" {
		account.Password = cmp.Or(account.Password, os.Getenv(dcosPasswordVariable))
		if account.Password == "" {
			fmt.Fprintln(stderr, "-dcos-user has no password")
			return opts, errors.New("no password")
		}
		opts.DCOS.Accounts = []kafkaresttest.DCOSAccount{account}
	}
	return opts, nil
}
