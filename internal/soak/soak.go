package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/auth/ibmcloud"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// Variables that tell a process that it is the emulator of a soak.
const (
	seedVariable     = "KAFKAREST_SOAK_EMULATOR_SEED"
	sabotageVariable = "KAFKAREST_SOAK_EMULATOR_SABOTAGE"
)

// endLimit is how long the rounds may go on after the time is up.
const endLimit = 2 * consumerLimit

// A soak runs workers against one emulator for a while.
type soak struct {
	seed     uint64
	duration time.Duration
	sabotage sabotage
	jobs     []job

	ledger   *ledger
	samples  []sample
	emulator addresses
	// The authenticators, which workers share.
	iam, oauth, dcos kafkarest.Authenticator
}

// jobs are all of a soak.
func allJobs() []job {
	return []job{
		adminRESTJob("adminrest-topics", adminRESTTopics),
		adminRESTJob("adminrest-quotas", adminRESTQuotas),
		adminRESTJob("adminrest-groups", adminRESTGroups),
		adminRESTV1Job("adminrestv1-topics", adminRESTV1Topics),
		adminRESTV1Job("adminrestv1-quotas", adminRESTV1Quotas),
		connectJob,
		restProxyJob("restproxy-topics", restProxyTopics),
		restProxyJob("restproxy-records", restProxyRecords, kafkarest.ErrInvalid),
		restProxyJob("restproxy-producer", restProxyProducer),
		restProxyV2Job("restproxyv2-records", restProxyV2Records, kafkarest.ErrInvalid),
		// An instance that is not found is lost only if the proxy says so once more.
		restProxyV2Job("restproxyv2-consumer", restProxyV2Consumer, restproxyv2.ErrInstanceLost, kafkarest.ErrNotFound),
		dcosJob("dcoskafka-topics", dcosTopics),
		dcosJob("dcoskafka-brokers", dcosBrokers),
	}
}

// emulateIfChild is the emulator if this process was started by a soak, and
// does not return then.
func emulateIfChild() {
	if os.Getenv(seedVariable) == "" {
		return
	}
	seed, err := strconv.ParseUint(os.Getenv(seedVariable), 10, 64)
	if err == nil {
		err = serveEmulator(seed, sabotage(os.Getenv(sabotageVariable)))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak emulator:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// startEmulator starts this program as the emulator.
func (s *soak) startEmulator() (stop func(), err error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", seedVariable, s.seed), fmt.Sprintf("%s=%s", sabotageVariable, s.sabotage))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &s.emulator)
	}
	if err != nil {
		stop()
		return nil, fmt.Errorf("the emulator does not start: %w", err)
	}
	return stop, nil
}

// run soaks, writes the figures to out, and returns what was not as it has to
// be.
func (s *soak) run(ctx context.Context, out io.Writer) error {
	s.ledger = newLedger()
	ctx, cancel := context.WithTimeout(ctx, s.duration+endLimit)
	defer cancel()
	stop, err := s.startEmulator()
	if err != nil {
		return err
	}
	defer stop()
	defer http.DefaultClient.CloseIdleConnections() // of ask
	closeAuthenticators := s.authenticate()

	stopped := make(chan struct{})
	failures := make(chan error, len(s.jobs))
	var workers sync.WaitGroup
	for _, job := range s.jobs {
		w := &worker{job: job, ctx: ctx, soak: s, random: randomFor(s.seed, job.name, 0)}
		workers.Go(func() { failures <- w.run(stopped) })
	}
	first := s.sampleUntil(ctx, failures)
	close(stopped)
	var errs []error
	errs = append(errs, first, s.ask(ctx, "", "/calm", nil))
	workers.Wait()
	close(failures)
	for err := range failures {
		errs = append(errs, err)
	}
	closeAuthenticators()
	end, err := s.awaitClosed(ctx)
	errs = append(errs, err)

	s.ledger.writeTo(out)
	s.writeEnd(out, end)
	errs = append(errs, s.ledger.err())
	if len(s.samples) >= 3*minThird {
		errs = append(errs, judge(s.samples))
	}
	return errors.Join(errs...)
}

// authenticate makes the authenticators. Their connections are closed by the
// function returned.
func (s *soak) authenticate() (closeConnections func()) {
	client := &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	s.iam = ibmcloud.IAM(apiKey, ibmcloud.WithURL(s.emulator.Tokens), ibmcloud.WithHTTPClient(client))
	s.oauth = auth.OAuth2Func(func(ctx context.Context) (*oauth2.Token, error) {
		body := strings.NewReader(url.Values{"apikey": {apiKey}}.Encode())
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.emulator.Tokens, body)
		if err != nil {
			return nil, err
		}
		var token oauth2.Token
		resp, err := client.Do(r)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, &oauth2.RetrieveError{Response: resp}
		}
		return &token, json.NewDecoder(resp.Body).Decode(&token)
	})
	s.dcos = dcos.Password(s.emulator.DCOS, dcosUser, dcosPassword, dcos.WithHTTPClient(client))
	return client.CloseIdleConnections
}

// awaitClosed waits until no connection of a client is open at the emulator.
func (s *soak) awaitClosed(ctx context.Context) (end stats, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var asked error
	err = await(ctx, func() (bool, error) {
		asked = s.ask(ctx, "", "/stats", &end)
		return asked == nil && sum(end.Connections) == 0, nil
	})
	switch {
	case err == nil:
		return end, nil
	case sum(end.Connections) > 0:
		return end, fmt.Errorf("connections are left open: %s", counts(end.Connections))
	}
	return end, errors.Join(err, asked)
}
