// Dcoskafka takes the words of the DC/OS CLI's Kafka section and does what they
// say: list brokers, create topics, show plans.
//
//	dcoskafka --name=prod/kafka topic create topic1 --partitions=3 --replication=3
//	dcoskafka topic offsets topic1 --time=last
//	dcoskafka broker restart 0 --wait
//	dcoskafka plan show
//
// Without words it walks through each section of the DC/OS Apache Kafka API
// Reference, 1.8 and 1.9. What kills a broker is left out then, unless --disturb
// is given.
//
// DCOS_URL or DCOS_URI says where DC/OS is, and AUTH_TOKEN, auth_token or
// DCOS_ACS_TOKEN has a token. Instead of one there may be DCOS_USERNAME and
// DCOS_PASSWORD, or DCOS_SERVICE_ACCOUNT_CREDENTIAL, a file with the secret of a
// service account. DCOS_SSL_VERIFY names one with the certificate of an Enterprise
// cluster. Without a URL the program uses an embedded emulator, for the walkthrough
// one of each kind of scheduler.
//
// Results are printed as JSON; notices and progress go to the standard error.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// arguments are the words and flags of the command line.
type arguments struct {
	words []string

	name        string
	partitions  int
	replication int
	time        string
	phase       string
	wait        bool
	confirm     bool
	disturb     bool
	timeout     time.Duration

	notices io.Writer
}

// parse reads flags wherever they stand among the words.
func parse(args []string, out, notices io.Writer) (*arguments, error) {
	a := &arguments{notices: notices}
	flags := flag.NewFlagSet("dcoskafka", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the error says what is wrong
	flags.Usage = func() {}
	flags.StringVar(&a.name, "name", "", "`service`, with its folders if it is in some (default "+dcoskafka.DefaultService+")")
	flags.IntVar(&a.partitions, "partitions", 1, "`number` of partitions of a topic that is created")
	flags.IntVar(&a.partitions, "p", 1, "short for --partitions")
	flags.IntVar(&a.replication, "replication", 3, "`number` of replicas of a topic that is created")
	flags.IntVar(&a.replication, "r", 3, "short for --replication")
	flags.StringVar(&a.time, "time", "last", "`time` of offsets: first, last, or milliseconds since 1970")
	flags.StringVar(&a.phase, "phase", "", "`phase` that plan continue and plan interrupt are for")
	flags.BoolVar(&a.wait, "wait", false, "wait for a restarted broker, or for a plan to be complete")
	flags.BoolVar(&a.confirm, "confirm", false, "confirm that a broker may be killed and replaced")
	flags.BoolVar(&a.disturb, "disturb", false, "restart and replace brokers in the walkthrough")
	flags.DurationVar(&a.timeout, "timeout", 10*time.Minute, "`time` for all of it")
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				usage(out, flags)
			}
			return nil, err
		}
		if args = flags.Args(); len(args) > 0 {
			a.words = append(a.words, args[0])
			args = args[1:]
		}
	}
	return a, nil
}

func run(ctx context.Context, args []string, out, notices io.Writer) error {
	a, err := parse(args, out, notices)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	cfg, err := config()
	if err != nil {
		return err
	}
	if cfg.URL != "" {
		return a.use(ctx, cfg, out)
	}
	profiles := []kafkaresttest.DCOSProfile{kafkaresttest.DCOSProfileK}
	if len(a.words) == 0 {
		profiles = []kafkaresttest.DCOSProfile{kafkaresttest.DCOSProfileL, kafkaresttest.DCOSProfileT, kafkaresttest.DCOSProfileK}
		a.disturb = true
	}
	for _, profile := range profiles {
		if err := a.emulate(ctx, profile, out); err != nil {
			return err
		}
	}
	return nil
}

// emulate uses an emulator of a kind of scheduler.
func (a *arguments) emulate(ctx context.Context, profile kafkaresttest.DCOSProfile, out io.Writer) error {
	server, err := kafkaresttest.New(kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{Profile: profile, Service: a.name}})
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintf(a.notices, "DCOS_URL is not set: using an embedded emulator of profile %s.\n", profile)
	return a.use(ctx, kafkarest.Config{URL: server.DCOSURL()}, out)
}

// use does what the words say, or the walkthrough.
func (a *arguments) use(ctx context.Context, cfg kafkarest.Config, out io.Writer) error {
	var opts []dcoskafka.Option
	if a.name != "" {
		opts = append(opts, dcoskafka.Service(a.name))
	}
	client, err := dcoskafka.New(cfg, opts...)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	if len(a.words) == 0 {
		return walk(ctx, client, out, a.disturb)
	}
	return a.command(ctx, client, out)
}

// config is what the environment says; its URL is empty where that says none.
func config() (kafkarest.Config, error) {
	if os.Getenv("DCOS_URL") == "" && os.Getenv("DCOS_URI") == "" {
		return kafkarest.Config{}, nil
	}
	return dcos.ConfigFromEnv()
}
