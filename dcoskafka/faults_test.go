package dcoskafka_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// sent counts the requests of a method whose path ends in a way.
func sent(server *kafkaresttest.Server, method, path string) int {
	count := 0
	for _, request := range server.Requests() {
		if request.Method == method && strings.HasSuffix(request.Path, path) {
			count++
		}
	}
	return count
}

func TestFaultsOfReads(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]kafkaresttest.Fault{
		"the connection is cut":  {Cut: true, Times: 3},
		"the answer is cut":      {CutAfter: 20, Times: 3},
		"the scheduler is gone":  {Status: http.StatusServiceUnavailable, Body: "<html>", Header: http.Header{"Content-Type": {"text/html"}}, Times: 3},
		"a gateway has given up": {Status: http.StatusGatewayTimeout, Times: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := start(t, kafkaresttest.DCOSOptions{})
			fault.API, fault.Method = kafkaresttest.DCOS, http.MethodGet
			server.Inject(fault)
			_, err := client.GetPlan(t.Context(), dcoskafka.PlanDeploy)
			require.NoError(t, err)
		})
	}
}

// A command whose answer does not come is not given twice.
func TestFaultsOfCommands(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]kafkaresttest.Fault{
		"the connection is cut, and it was done": {Cut: true, AfterHandling: true},
		"a gateway has given up":                 {Status: http.StatusBadGateway, Body: "<html>", AfterHandling: true},
		"the answer is cut":                      {CutAfter: 10},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := start(t, kafkaresttest.DCOSOptions{Profile: kafkaresttest.DCOSProfileT, Manual: true})
			fault.API, fault.Method = kafkaresttest.DCOS, http.MethodPut
			server.Inject(fault)
			_, err := client.RestartBroker(t.Context(), 0)
			require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
			assert.Equal(t, 1, sent(server, http.MethodPut, "/v1/brokers/0"))
		})
	}
}

func TestCallsEndWithTheirContext(t *testing.T) {
	t.Parallel()
	server, client := start(t, kafkaresttest.DCOSOptions{})
	server.Inject(kafkaresttest.Fault{API: kafkaresttest.DCOS, Delay: time.Minute})
	for name, call := range map[string]func(context.Context) error{
		"a probe": func(ctx context.Context) error {
			other, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()})
			require.NoError(t, err)
			defer other.CloseIdleConnections()
			_, err = other.GetConnection(ctx)
			return err
		},
		"a read": func(ctx context.Context) error {
			_, err := client.ListTopics(ctx)
			return err
		},
		"a tool": func(ctx context.Context) error {
			_, err := client.RunProducerTest(ctx, "orders", 1)
			return err
		},
		"a wait": func(ctx context.Context) error {
			_, err := client.WaitForPlan(ctx, dcoskafka.PlanDeploy, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			require.ErrorIs(t, call(ctx), context.DeadlineExceeded)
		})
	}
}

// Tokens that end are no matter of the callers', not even of a command that may
// not be repeated: DC/OS has turned it away before the scheduler saw it.
func TestTokensThatEnd(t *testing.T) {
	t.Parallel()
	for _, profile := range allProfiles {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
				Profile: profile, Accounts: []kafkaresttest.DCOSAccount{{UID: "alice"}},
			}})
			secret, err := server.DCOSServiceAccount("alice")
			require.NoError(t, err)
			client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL(), Authenticator: dcos.ServiceAccountJSON(server.DCOSURL(), secret)})
			require.NoError(t, err)
			t.Cleanup(client.CloseIdleConnections)

			topic, err := client.CreateTopic(t.Context(), "orders", 1, 1)
			require.NoError(t, err)
			assert.NotEmpty(t, topic.Output)
			server.ExpireDCOSTokens()
			restart, err := client.RestartBroker(t.Context(), 0)
			require.NoError(t, err)
			server.ExpireDCOSTokens()
			require.NoError(t, client.WaitForBroker(t.Context(), restart, nil))
			server.ExpireDCOSTokens()
			var callers sync.WaitGroup
			for range 16 {
				callers.Go(func() {
					_, err := client.ListBrokers(t.Context())
					assert.NoError(t, err)
				})
			}
			callers.Wait()
			assert.Equal(t, 4, server.DCOSLogins())
		})
	}
}

func TestForbidden(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
		Accounts: []kafkaresttest.DCOSAccount{{UID: "bob", Password: "hunter2secret", Forbidden: true}},
	}})
	client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL(), Authenticator: dcos.Password(server.DCOSURL(), "bob", "hunter2secret")})
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	_, err = client.GetConnection(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrForbidden)
	assert.NotContains(t, err.Error(), "hunter2secret")
}

func TestUnknownService(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t)
	client, err := dcoskafka.New(kafkarest.Config{URL: server.DCOSURL()}, dcoskafka.Service("other"))
	require.NoError(t, err)
	t.Cleanup(client.CloseIdleConnections)
	_, err = client.GetConnection(t.Context())
	require.ErrorIs(t, err, kafkarest.ErrNotFound)
	assert.ErrorContains(t, err, "the name of the service may be another")
}
