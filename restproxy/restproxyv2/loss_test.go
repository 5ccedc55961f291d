package restproxyv2_test

import (
	"context"
	"io"
	mathrand "math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
	"github.com/kafkarest/kafkarest-go/restproxy/restproxyv2"
)

// longVariable asks for the long proofs in full.
const longVariable = "KAFKAREST_TEST_LONG"

// count is long in the long proof, and else short.
func count(short, long int) int {
	if os.Getenv(longVariable) != "" {
		return long
	}
	return short
}

// ledger has which records of a topic were yielded.
type ledger struct {
	mu    sync.Mutex
	want  int
	times map[string]int // by value
	done  context.CancelFunc
}

func newLedger(want int, done context.CancelFunc) *ledger {
	return &ledger{want: want, times: make(map[string]int), done: done}
}

// note ends the test's context once every record was yielded.
func (l *ledger) note(record restproxyv2.Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.times[string(record.Value)]++; len(l.times) == l.want {
		l.done()
	}
}

// numbered makes a topic of three partitions with n records, whose values are
// their numbers.
func numbered(t *testing.T, brokers []string, n int) string {
	t.Helper()
	kafka, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.RecordPartitioner(kgo.RoundRobinPartitioner()))
	require.NoError(t, err)
	t.Cleanup(kafka.Close)
	admin := kadm.NewClient(kafka)
	topic := opstest.Prefix() + "numbered"
	_, err = admin.CreateTopic(t.Context(), 3, -1, nil, topic)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := admin.DeleteTopic(context.WithoutCancel(t.Context()), topic)
		assert.NoError(t, err)
	})
	var records []*kgo.Record
	for i := range n {
		records = append(records, &kgo.Record{Topic: topic, Value: []byte(strconv.Itoa(i))})
	}
	require.NoError(t, kafka.ProduceSync(t.Context(), records...).FirstErr())
	return topic
}

// Two consumers share a topic; one is killed, without closing its instance. Every
// record is yielded, by it or by the other one, and none was committed that was
// not.
func TestKilledConsumer(t *testing.T) {
	t.Parallel()
	cfg, brokers := lossServer(t, 2*time.Second)
	cfg.HTTPClient = newHTTPClient(t)
	n := count(3_000, 100_000)
	topic := numbered(t, brokers, n)
	ctx, done := context.WithTimeout(t.Context(), 4*time.Minute)
	defer done()
	l := newLedger(n, done)
	client, err := restproxyv2.New(cfg)
	require.NoError(t, err)

	member := func() *consumer {
		c, err := client.CreateConsumer(ctx, topic, &restproxyv2.ConsumerOptions{Wait: 200 * time.Millisecond})
		require.NoError(t, err)
		require.NoError(t, c.Subscribe(ctx, []string{topic}))
		return c
	}
	// consume yields records until stop says so, committing every 100 of them, and
	// returns how many.
	consume := func(c *consumer, stop func(n int) bool) int {
		n := 0
		for record, err := range c.Records(ctx) {
			if err != nil {
				assert.ErrorIs(t, err, context.Canceled)
				break
			}
			l.note(record)
			if n++; n%100 == 0 {
				// A member that has just lost its partitions to a rebalance may fail.
				_ = c.Commit(context.WithoutCancel(ctx))
			}
			if stop(n) {
				break
			}
		}
		return n
	}
	victim, survivor := member(), member()
	var consumers sync.WaitGroup
	var lived, died int
	begun := make(chan struct{})
	consumers.Go(func() {
		died = consume(victim, func(read int) bool {
			if read == 1 {
				close(begun)
			}
			return read == n/10+50
		})
	})
	consumers.Go(func() {
		<-begun
		lived = consume(survivor, func(int) bool { return false })
	})
	consumers.Wait()
	require.NotErrorIs(t, ctx.Err(), context.DeadlineExceeded, "only %d of %d records", len(l.times), n)
	assert.Len(t, l.times, n)
	t.Logf("%d records, %d by the consumer that was killed, %d by the other, %d twice", n, died, lived, died+lived-n)

	// All that was yielded can be committed, and then nothing is left.
	ctx, end := context.WithTimeout(t.Context(), time.Minute)
	defer end()
	require.NoError(t, survivor.Commit(ctx))
	require.NoError(t, survivor.Close(ctx))
	next, err := client.CreateConsumer(ctx, topic, &restproxyv2.ConsumerOptions{Wait: 200 * time.Millisecond})
	require.NoError(t, err)
	require.NoError(t, next.Subscribe(ctx, []string{topic}))
	for range 5 {
		left, err := next.Poll(ctx)
		require.NoError(t, err)
		for _, record := range left {
			assert.NotZero(t, l.times[string(record.Value)], "record %s was not yielded", record.Value)
		}
	}
	require.NoError(t, next.Close(ctx))
}

// Answers to reads are cut at a random byte, and answers to commits are lost: 200
// times in the long proof. No record is skipped.
func TestConsumerSurvivesCuts(t *testing.T) {
	t.Parallel()
	seed := mathrand.Uint64()
	t.Logf("seed %d", seed)
	random := mathrand.New(mathrand.NewPCG(seed, 0))
	cfg, brokers := lossServer(t, 0)
	n, cuts := count(2_000, 20_000), count(20, 200)
	topic := numbered(t, brokers, n)
	ctx, done := context.WithTimeout(t.Context(), 4*time.Minute)
	defer done()
	l := newLedger(n, done)
	cfg.HTTPClient = newHTTPClient(t)
	cutter := &cutter{base: cfg.HTTPClient.Transport}
	cfg.HTTPClient.Transport = cutter
	client, err := restproxyv2.New(cfg)
	require.NoError(t, err)
	recreated := 0
	c, err := client.CreateConsumer(ctx, topic, &restproxyv2.ConsumerOptions{
		Wait:       200 * time.Millisecond,
		OnRecreate: func(restproxyv2.Recreation) { recreated++ },
	})
	require.NoError(t, err)
	require.NoError(t, c.Subscribe(ctx, []string{topic}))

	end := make(map[int32]int64) // behind the last record that was yielded
	read, failed := 0, 0
	for record, err := range c.Records(ctx) {
		if err != nil {
			if ctx.Err() != nil {
				break
			}
			require.ErrorIs(t, err, kafkarest.ErrUnavailable)
			failed++
			continue
		}
		require.LessOrEqual(t, record.Offset, end[record.Partition], "a record of partition %d was skipped", record.Partition)
		end[record.Partition] = max(end[record.Partition], record.Offset+1)
		l.note(record)
		read++
		if read%(n/cuts) == 0 {
			cutter.cut = 1 + random.IntN(2_000)
		}
		if read%50 == 0 {
			if random.IntN(4) == 0 {
				cutter.loseCommit = true
			}
			if err := c.Commit(context.WithoutCancel(ctx)); err != nil {
				require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
			}
		}
	}
	require.NotErrorIs(t, ctx.Err(), context.DeadlineExceeded, "only %d of %d records", len(l.times), n)
	assert.Len(t, l.times, n)
	assert.Positive(t, failed)
	t.Logf("%d records, %d reads cut, %d instances made anew, %d records twice", n, failed, recreated, read-n)
	require.NoError(t, c.Close(context.WithoutCancel(ctx)))
}

// cutter breaks what the server has answered already. It serves one goroutine.
type cutter struct {
	base       http.RoundTripper
	cut        int  // bytes of the next records that arrive, if it is not 0
	loseCommit bool // the answer to the next commit
}

func (c *cutter) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.base.RoundTrip(r)
	switch operation := kafkarest.OperationName(r.Context()); {
	case err != nil:
	case operation == "Poll" && c.cut > 0:
		resp.Body = &cutBody{ReadCloser: resp.Body, left: c.cut}
		c.cut = 0
	case operation == "CommitOffsets" && c.loseCommit:
		resp.Body.Close()
		c.loseCommit = false
		return nil, io.ErrUnexpectedEOF
	}
	return resp, err
}

// cutBody ends after a number of bytes.
type cutBody struct {
	io.ReadCloser
	left int
}

func (b *cutBody) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// lossServer is an emulator, whose instances expire after a time, or the server
// that the environment names.
func lossServer(t *testing.T, expiry time.Duration) (cfg kafkarest.Config, brokers []string) {
	t.Helper()
	if os.Getenv(urlVariable) != "" {
		return serverConfig(), strings.Split(os.Getenv(brokersVariable), ",")
	}
	server := kafkaresttest.Start(t, kafkaresttest.Options{RESTProxyV2: kafkaresttest.RESTProxyV2Options{InstanceTimeout: expiry}})
	return kafkarest.Config{URL: server.RESTProxyV2URL()}, server.Brokers()
}

func newHTTPClient(t *testing.T) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}
