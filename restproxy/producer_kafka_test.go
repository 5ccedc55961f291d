package restproxy_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy"
)

// longVariable asks for the long proofs in full.
const longVariable = "KAFKAREST_TEST_LONG"

// emulatorProducer produces to a topic of an emulator.
func emulatorProducer(t *testing.T, proxy kafkaresttest.RESTProxyOptions, options restproxy.ProducerOptions) (*kafkaresttest.Server, *restproxy.Producer) {
	server := kafkaresttest.Start(t, kafkaresttest.Options{RESTProxy: proxy})
	require.NoError(t, server.SeedTopic("orders", 3, nil))
	cfg := kafkarest.Config{URL: server.RESTProxyURL(), Retry: kafkarest.RetryPolicy{MinWait: time.Millisecond, MaxWait: 5 * time.Millisecond}}
	return server, newProducer(t, cfg, &options)
}

// recordsOf counts the values that a Kafka client reads from the topic.
func recordsOf(t *testing.T, server *kafkaresttest.Server) map[string]int {
	ctx := testContext(t)
	client, err := kgo.NewClient(kgo.SeedBrokers(server.Brokers()...), kgo.ConsumeTopics("orders"))
	require.NoError(t, err)
	defer client.Close()
	// What is written now is read after all that was written before.
	const last = "the last record"
	for partition := range int32(3) {
		record := &kgo.Record{Topic: "orders", Partition: partition, Value: []byte(last)}
		producer, err := kgo.NewClient(kgo.SeedBrokers(server.Brokers()...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
		require.NoError(t, err)
		require.NoError(t, producer.ProduceSync(ctx, record).FirstErr())
		producer.Close()
	}
	times := map[string]int{}
	for times[last] < 3 {
		fetches := client.PollFetches(ctx)
		require.NoError(t, fetches.Err())
		fetches.EachRecord(func(r *kgo.Record) { times[string(r.Value)]++ })
	}
	delete(times, last)
	return times
}

// recordLedger has the outcome of every record, by its value.
type recordLedger struct {
	mu       sync.Mutex
	outcomes map[string]error
	twice    []string
}

// produce sends records until more says no, and returns how many.
func (l *recordLedger) produce(ctx context.Context, producer *restproxy.Producer, more func(n int) bool) int {
	l.outcomes = map[string]error{}
	n := 0
	for ; more(n); n++ {
		value := fmt.Sprintf("record %d", n)
		producer.Produce(ctx, restproxy.Record{Value: restproxy.String(value)}, func(r restproxy.ProduceOutcome) {
			l.mu.Lock()
			defer l.mu.Unlock()
			if _, again := l.outcomes[value]; again {
				l.twice = append(l.twice, value)
			}
			l.outcomes[value] = r.Err
		})
	}
	return n
}

// check holds the outcomes against what is in Kafka.
func (l *recordLedger) check(t *testing.T, sent int, inKafka map[string]int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	assert.Empty(t, l.twice, "reported twice")
	require.Len(t, l.outcomes, sent)
	delivered, failed, unknown := 0, 0, 0
	for value, err := range l.outcomes {
		switch {
		case err == nil:
			delivered++
			require.Equal(t, 1, inKafka[value], "%s was delivered", value)
		case errors.Is(err, kafkarest.ErrOutcomeUnknown):
			unknown++
			require.LessOrEqual(t, inKafka[value], 1, "%s was sent twice", value)
		default:
			failed++
			require.Zero(t, inKafka[value], "%s has failed: %v", value, err)
		}
	}
	t.Logf("%d sent: %d delivered, %d failed, %d unknown", sent, delivered, failed, unknown)
}

// Connections are cut at a random byte of the request or of the answer, under
// load: 200 times in the long proof.
func TestProducerIsExact(t *testing.T) {
	t.Parallel()
	cuts, limit := 20, time.Minute
	if os.Getenv(longVariable) != "" {
		cuts, limit = 200, 5*time.Minute
	}
	seed := rand.Uint64()
	t.Logf("seed %d, %d cuts", seed, cuts)
	random := rand.New(rand.NewPCG(seed, 0))
	server, producer := emulatorProducer(t, kafkaresttest.RESTProxyOptions{}, restproxy.ProducerOptions{MaxBufferedRecords: 1000})
	for i := range cuts {
		fault := kafkaresttest.Fault{API: kafkaresttest.RESTProxy, Method: "POST", Times: 1}
		if i%2 == 0 {
			fault.CutRequestAfter = 1 + random.IntN(30_000)
		} else {
			fault.CutAfter = 1 + random.IntN(30_000)
		}
		server.Inject(fault)
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	var l recordLedger
	sent := l.produce(ctx, producer, func(int) bool { return producer.Stats().Reconnects < int64(cuts) && ctx.Err() == nil })
	require.NoError(t, producer.Close(ctx))
	require.NoError(t, ctx.Err())
	l.check(t, sent, recordsOf(t, server))
}

// One record among many ends the stream: too large for the proxy, or by a
// fault. It fails, what is behind it goes on over another connection.
func TestProducerSurvivesRecords(t *testing.T) {
	t.Parallel()
	const records, bad = 10_000, 5000
	tests := map[string]struct {
		options kafkaresttest.RESTProxyOptions
		fault   *kafkaresttest.RecordFault
		value   string
	}{
		"too large": {kafkaresttest.RESTProxyOptions{RecordSizeLimit: 100_000}, nil, strings.Repeat("x", 200_000)},
		"a fault": {kafkaresttest.RESTProxyOptions{}, &kafkaresttest.RecordFault{
			After: bad, Times: 1, Code: 400, Message: "Bad Request: Error processing message: no", End: true,
		}, "bad"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, producer := emulatorProducer(t, test.options, restproxy.ProducerOptions{})
			if test.fault != nil {
				server.FailRecords(*test.fault)
			}
			var all []restproxy.Record
			for i := range records {
				value := fmt.Sprintf("record %d", i)
				if i == bad {
					value = test.value
				}
				all = append(all, restproxy.Record{Value: restproxy.String(value)})
			}
			reports, _ := producer.ProduceSync(testContext(t), all...)
			got := sort(reports)
			assert.Equal(t, []int{bad}, got.failed)
			require.ErrorIs(t, reports[bad].Err, kafkarest.ErrInvalid)
			assert.Empty(t, got.unknown, "what was not taken is known")
			assert.Len(t, got.delivered, records-1)
			inKafka := recordsOf(t, server)
			assert.Len(t, inKafka, records-1)
			for value, n := range inKafka {
				require.Equal(t, 1, n, value)
			}
			assert.EqualValues(t, 1, producer.Stats().Reconnects)
		})
	}
}

// A topic that does not exist holds up the stream, but not Close.
func TestProducerMissingTopic(t *testing.T) {
	t.Parallel()
	server := kafkaresttest.Start(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{MaxBlock: time.Hour}})
	producer := newProducer(t, kafkarest.Config{URL: server.RESTProxyURL()}, nil)
	report := make(chan restproxy.ProduceOutcome, 1)
	producer.Produce(testContext(t), numbered(1)[0], func(r restproxy.ProduceOutcome) { report <- r })
	require.Eventually(t, func() bool { return producer.Stats().Connections == 1 }, 10*time.Second, time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, producer.Close(ctx), context.DeadlineExceeded)
	require.ErrorIs(t, (<-report).Err, kafkarest.ErrOutcomeUnknown)
}

// What the emulator says of records, as a real proxy does, reaches the caller.
func TestProducerOnEmulator(t *testing.T) {
	t.Parallel()
	server, producer := emulatorProducer(t, kafkaresttest.RESTProxyOptions{
		StreamIdleTimeout: 50 * time.Millisecond, StreamMaxDuration: 300 * time.Millisecond, StreamGracePeriod: 10 * time.Millisecond,
	}, restproxy.ProducerOptions{KeepAlive: 5 * time.Millisecond, Connections: 2})
	ctx := testContext(t)
	sent := 0
	for producer.Stats().Reconnects < 3 && ctx.Err() == nil {
		reports, err := producer.ProduceSync(ctx, restproxy.Record{
			Key:   restproxy.String("key"),
			Value: restproxy.JSON(map[string]int{"n": sent}),
		})
		require.NoError(t, err)
		sent++
		assert.Equal(t, &restproxy.ProducedData{Type: restproxy.DataTypeString, Size: 3}, reports[0].Key)
	}
	stats := producer.Stats()
	assert.EqualValues(t, sent, stats.Delivered, "a stream that is too old loses nothing")
	reports, err := producer.ProduceSync(ctx,
		restproxy.Record{Value: restproxy.WithSchema(1, restproxy.Schema{ID: 4711})},
		restproxy.Record{Value: restproxy.String("good")})
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	assert.Equal(t, restproxy.CodeUnprocessable, restproxy.CodeOf(reports[0].Err))
	require.NoError(t, reports[1].Err)
	require.NoError(t, producer.Close(ctx))
	total := 0
	for _, n := range recordsOf(t, server) {
		total += n
	}
	assert.Equal(t, sent+1, total)
}
