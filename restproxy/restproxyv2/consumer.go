package restproxyv2

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ConsumerOptions are the optional inputs of CreateConsumer.
type ConsumerOptions struct {
	// Name is the name of the instance, which is then not to be in the group
	// yet. Empty is a new one for each instance, "kafkarest-" and a random end.
	Name string
	// Format is the format in which records are read, their keys as well as
	// their values. Empty is [FormatBinary], which reads every record.
	Format Format
	// AutoOffsetReset is where to begin without a committed offset. Empty is
	// [OffsetResetEarliest]. With [OffsetResetLatest] a consumer that has not
	// committed yet skips what is written while its instance is lost. With
	// [OffsetResetNone] its reads fail until the group has committed:
	// Confluent's proxy answers 500, code [CodeKafkaFailed].
	AutoOffsetReset OffsetReset
	// AutoCommit makes the proxy commit by itself, every 5 seconds unless it is
	// set otherwise. It commits what it has fetched, so that records that were
	// not yielded, or whose processing failed, are not read again after a loss.
	// Without it only Commit and CommitOffsets commit.
	AutoCommit bool
	// Wait is how long a read waits for records; zero is 5 seconds. It is cut
	// so that the answer comes before the time of the call, or its context,
	// ends.
	Wait time.Duration
	// FetchMinBytes is how many bytes of records end the wait; zero is 1, so
	// that a read returns as soon as it has records. More makes fewer and
	// larger reads; -1, which only Confluent's proxy and Karapace take, waits
	// the whole time.
	FetchMinBytes int64
	// MaxBytes bounds the records of a read; zero is 64 MiB, which is the most
	// that proxies give. Confluent's proxy never gives a record that is as
	// large, the Strimzi bridge drops what is larger.
	MaxBytes int64
	// KeepHost makes the consumer go on asking the host that the client was
	// made for, as where a gateway leads each instance's calls to its proxy.
	// Otherwise it asks the proxy that has the instance, under the address that
	// the proxy gives.
	KeepHost bool
	// TrustProxies sends the credentials and the header of the client to that
	// address also where it names another host, as proxies behind a load
	// balancer do, or plain http where the client was made for https, which
	// then shows them to the network. Otherwise such a host gets none.
	TrustProxies bool
	// OnRecreate is told when the consumer has made another instance, before it
	// reads from it. It must not call the consumer.
	OnRecreate func(Recreation)
}

// A Recreation is a new instance in place of one that was lost, whose proxy
// could not be reached, or whose read failed in a way that may have taken
// records.
type Recreation struct {
	// Cause is why the instance was given up.
	Cause error
	// Group and Instance name the new one.
	Group, Instance string
	// Offsets are where it goes on, as far as they are known: of the partitions
	// that were assigned, their positions; of those that a subscribed consumer
	// has yielded records of, what the group has committed. The Strimzi bridge
	// does not tell the latter.
	Offsets []Offset
}

const (
	defaultWait     = 5 * time.Second
	defaultMaxBytes = 64 << 20
)

// Consumer reads records through an instance that a proxy keeps for it. It may
// be used by several goroutines; its calls are made one after the other, each
// waiting for the one before it.
//
// The group may give a partition of a subscribed consumer to another member at
// any time, without a word from the proxy. Records that were fetched before are
// yielded all the same, so that both members may have them: see Commit.
type Consumer struct {
	client  *Client
	group   string
	options ConsumerOptions // the defaults filled in

	turn     chan struct{} // holds a token while a call is made, which guards what follows
	instance string
	base     rest.Base // where the instance is asked
	home     rest.Base // where it was created
	isAway   bool      // the base is on a host that the client was not made for
	kind     Server
	state    state
	cause    error // of a state that is neither live nor closed
	reads    reading

	mu       sync.Mutex
	fetched  []Record // not yielded yet
	progress map[TopicPartition]*progress
	last     *progress // of lastOf, the partition of the record before
	lastOf   TopicPartition
}

// state is what is known of a consumer's instance.
type state uint8

const (
	live state = iota
	lost
	// suspect is an instance whose position may be beyond records that were not
	// received, that cannot be reached, or that is not set up.
	suspect
	closed
)

// reading is what a consumer reads: topics, a pattern, partitions, or nothing.
type reading struct {
	subscription
	partitions []TopicPartition
}

func (r *reading) isNothing() bool {
	return len(r.Topics) == 0 && r.TopicPattern == "" && len(r.partitions) == 0
}

// CreateConsumer creates a consumer in a group: an instance that the proxy
// keeps until Close, or until it has not been called for 5 minutes. The
// consumer then has to Subscribe or Assign.
//
// A name that the group has is [kafkarest.ErrAlreadyExists], a setting that is
// not valid [kafkarest.ErrInvalid]. That the caller may not read is told by the
// first read. Where it is not known whether an instance was made, or its
// address cannot be used, an attempt of 2 seconds is made to delete it, even if
// ctx has ended, unless the Name could be that of another's. From the Confluent
// REST Proxy for Apache Kafka.
func (c *Client) CreateConsumer(ctx context.Context, group string, options *ConsumerOptions, opts ...kafkarest.CallOption) (*Consumer, error) {
	consumer := &Consumer{
		client:   c,
		group:    group,
		options:  rest.ValueOf(options),
		turn:     make(chan struct{}, 1),
		progress: make(map[TopicPartition]*progress),
	}
	o := &consumer.options
	if o.Wait < 0 || o.MaxBytes < 0 || o.FetchMinBytes < -1 {
		return nil, consumer.refuse(ctx, &createConsumerOperation, "Wait, MaxBytes or FetchMinBytes is negative", opts)
	}
	o.Format = cmp.Or(o.Format, FormatBinary)
	o.AutoOffsetReset = cmp.Or(o.AutoOffsetReset, OffsetResetEarliest)
	o.Wait = cmp.Or(o.Wait, defaultWait)
	o.FetchMinBytes = cmp.Or(o.FetchMinBytes, 1)
	o.MaxBytes = cmp.Or(o.MaxBytes, defaultMaxBytes)
	if err := consumer.create(ctx, opts); err != nil {
		return nil, err
	}
	return consumer, nil
}

// newName is a name that nothing else has.
func newName() string { return "kafkarest-" + strings.ToLower(rand.Text()) }

// create makes an instance.
func (c *Consumer) create(ctx context.Context, opts []kafkarest.CallOption) error {
	var err error
	if c.kind, err = c.client.serverKind(ctx); err != nil {
		return rest.Named(createConsumerOperation.Name, err)
	}
	name := c.options.Name
	// An instance of the caller's name may be somebody else's until one was
	// made.
	isOurs := name == "" || c.instance != ""
	if name == "" {
		name = newName()
	}
	created, answer, err := rest.FetchAnswer(ctx, c.client.rest, newCreateConsumerRequest(c.group, c.settings(name)), opts)
	if failure, ok := errors.AsType[*kafkarest.Error](err); ok && c.kind == ServerAuto && isValidation(failure) {
		// Only the bridge refuses the setting of automatic commits by this
		// name.
		c.kind = ServerStrimzi
		c.client.kind.Store(int32(ServerStrimzi))
		created, answer, err = rest.FetchAnswer(ctx, c.client.rest, newCreateConsumerRequest(c.group, c.settings(name)), opts)
	}
	if err == nil && created.InstanceID == "" {
		e := api.Error(createConsumerOperation.Name, "the answer does not name the instance", nil)
		e.StatusCode, e.OutcomeUnknown = answer.StatusCode, true
		err = e
	}
	if err != nil {
		if isOurs && errors.Is(err, kafkarest.ErrOutcomeUnknown) {
			c.discard(ctx, name, answer.Base)
		}
		return err
	}
	base := answer.Base
	isAway := false
	if address, ok := baseOf(created.BaseURI, c.group, created.InstanceID); ok && !c.options.KeepHost {
		if base, err = c.client.rest.Base(address, false); err != nil {
			c.discard(ctx, created.InstanceID, answer.Base)
			return c.client.rest.Refuse(createConsumerOperation.Name, "the proxy gives the instance an address that cannot be used; see ConsumerOptions.KeepHost: "+err.Error())
		}
		isAway = base.IsForeign()
		if isAway && c.options.TrustProxies {
			base, _ = c.client.rest.Base(address, true) // it is valid
		}
	}
	c.instance, c.base, c.home, c.isAway = created.InstanceID, base, answer.Base, isAway
	return nil
}

const (
	// deleteTimeout bounds the attempts to be rid of an instance.
	deleteTimeout = 10 * time.Second
	// discardTimeout bounds that after a failure, which is told only then.
	discardTimeout = 2 * time.Second
)

// discard tries to be rid of an instance that is not used, even if ctx has
// ended. What stays expires.
func (c *Consumer) discard(ctx context.Context, instance string, at rest.Base) {
	r := newCloseRequest(c.group, instance)
	r.At(at)
	_ = rest.Send(context.WithoutCancel(ctx), c.client.rest, r, []kafkarest.CallOption{kafkarest.NoRetry(), kafkarest.Timeout(discardTimeout)})
}

// settings is what the instance is created with, in the words of its server.
func (c *Consumer) settings(name string) createConsumerBody {
	o := &c.options
	body := createConsumerBody{
		Name:            name,
		Format:          o.Format,
		AutoOffsetReset: o.AutoOffsetReset,
		FetchMinBytes:   o.FetchMinBytes,
	}
	if c.kind == ServerStrimzi {
		// It would take the wait for the time that Kafka has for an answer.
		body.EnableAutoCommit = &o.AutoCommit
		return body
	}
	body.AutoCommitEnable = fmt.Sprint(o.AutoCommit)
	body.ConsumerRequestTimeoutMs = o.Wait.Milliseconds()
	return body
}

// baseOf is the base URL of the proxy in the address of an instance. It reports
// false for an address that is not absolute. The names of the group and of the
// instance may stand in it as they are, so that it is no URL.
func baseOf(address, group, instance string) (string, bool) {
	if !strings.Contains(address, "://") {
		return "", false
	}
	for _, g := range []string{group, url.PathEscape(group)} {
		for _, i := range []string{instance, url.PathEscape(instance)} {
			if base, ok := strings.CutSuffix(address, "/consumers/"+g+"/instances/"+i); ok {
				return base, true
			}
		}
	}
	base, _, _ := strings.Cut(address, "/consumers/")
	return base, true
}

// Group is the consumer's group.
func (c *Consumer) Group() string { return c.group }

// Format writes the group, whatever the verb, and no credentials.
func (c *Consumer) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, api.Name+".Consumer("+c.group+")")
}

// begin waits until no other call of the consumer is made. end has to be called
// after the one that begins.
func (c *Consumer) begin(ctx context.Context, operation string) error {
	select {
	case c.turn <- struct{}{}: // also where ctx has ended, which the call then tells
	default:
		select {
		case c.turn <- struct{}{}:
		case <-ctx.Done():
			return api.Error(operation, "another call of the consumer has not ended", ctx.Err())
		}
	}
	if c.state == closed && operation != closeOperation.Name {
		c.end()
		return c.client.rest.Refuse(operation, "the consumer is closed")
	}
	return nil
}

func (c *Consumer) end() { <-c.turn }

// renamed is an operation under the name of another method that makes it.
func renamed(op rest.Operation, name string) rest.Operation {
	op.Name = name
	return op
}

// refuse is the error of a call that cannot be meant. It needs no turn.
func (c *Consumer) refuse(ctx context.Context, op *rest.Operation, reason string, opts []kafkarest.CallOption) error {
	r := rest.NewRequest[rest.None](op)
	r.Refuse(reason)
	return rest.Send(ctx, c.client.rest, r, opts)
}

// call makes a call about the consumer's instance.
func call[T any](ctx context.Context, c *Consumer, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	r.At(c.base)
	result, err := rest.Fetch(ctx, c.client.rest, r, opts)
	return result, c.judge(ctx, err)
}

// send is call for an operation without a result.
func send(ctx context.Context, c *Consumer, r rest.Request[rest.None], opts []kafkarest.CallOption) error {
	r.At(c.base)
	return c.judge(ctx, rest.Send(ctx, c.client.rest, r, opts))
}

// judge adds to the failure of a call, if it is one, what it means for the
// instance.
func (c *Consumer) judge(ctx context.Context, err error) error {
	c.explain(err)
	failure, ok := errors.AsType[*kafkarest.Error](err)
	switch {
	case !ok:
	case saysNotFound(err) && c.isLost(ctx):
		failure.Err = ErrInstanceLost
		c.state, c.cause = lost, failure
	case failure.StatusCode == 0 && !failure.OutcomeUnknown && errors.Is(err, kafkarest.ErrUnavailable):
		// Its proxy is gone; another one may be there.
		c.state, c.cause = suspect, failure
	}
	return err
}

// explain adds to the failure of a call, if it is one, what the address of the
// instance has to do with it.
func (c *Consumer) explain(err error) {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !c.isAway || !ok {
		return
	}
	hint := ""
	switch {
	case failure.StatusCode == http.StatusUnauthorized && c.base.IsForeign():
		hint = "the instance is on another host than the client's, which gets no credentials: see ConsumerOptions.TrustProxies"
	case failure.StatusCode == 0 && errors.Is(err, kafkarest.ErrUnavailable):
		hint = "the proxy says that the instance is there; to ask the client's own host, see ConsumerOptions.KeepHost"
	default:
		return
	}
	if failure.Message != "" {
		hint = failure.Message + "; " + hint
	}
	failure.Message = hint
}

// saysNotFound reports whether the proxy, and no gateway before it, answered
// 404.
func saysNotFound(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return ok && failure.StatusCode == http.StatusNotFound && failure.Code != 0
}

// isLost reports whether the proxy does not have the instance. That a call was
// answered with 404 does not say so: servers use that for partitions too.
func (c *Consumer) isLost(ctx context.Context) bool {
	r := newGetSubscriptionRequest(c.group, c.instance)
	r.At(c.base)
	_, err := rest.Fetch(ctx, c.client.rest, r, nil)
	return saysNotFound(err)
}

// Close deletes the consumer's instance, so that the group gives its partitions
// to others at once. Nothing is committed, except by AutoCommit. That the
// instance is gone already is no error, nor is a second Close. A context that
// has ended closes nothing: see [context.WithoutCancel]. One without a deadline
// gives the proxy 10 seconds; what it has not deleted then, expires, and Close
// can be tried again. A call that is being made, as a read that waits, is
// waited for. From the Confluent REST Proxy for Apache Kafka.
func (c *Consumer) Close(ctx context.Context, opts ...kafkarest.CallOption) error {
	if err := c.begin(ctx, closeOperation.Name); err != nil {
		return err
	}
	defer c.end()
	if c.state == closed {
		return nil
	}
	if c.state != lost {
		if _, ok := ctx.Deadline(); !ok {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, deleteTimeout)
			defer cancel()
		}
		if err := c.delete(ctx, opts); err != nil {
			return err
		}
	}
	c.state = closed
	return nil
}

// delete deletes the instance, unless it is gone already. Where the address
// that the proxy gave does not answer, the client's own may lead there.
func (c *Consumer) delete(ctx context.Context, opts []kafkarest.CallOption) error {
	if !c.isAway {
		return c.deleteAt(ctx, c.base, opts)
	}
	once := slices.Concat([]kafkarest.CallOption{kafkarest.Timeout(deleteTimeout / 2)}, opts, []kafkarest.CallOption{kafkarest.NoRetry()})
	err := c.deleteAt(ctx, c.base, once)
	if !errors.Is(err, kafkarest.ErrUnavailable) {
		c.explain(err)
		return err
	}
	return c.deleteAt(ctx, c.home, opts)
}

func (c *Consumer) deleteAt(ctx context.Context, at rest.Base, opts []kafkarest.CallOption) error {
	r := newCloseRequest(c.group, c.instance)
	r.At(at)
	err := rest.Send(ctx, c.client.rest, r, opts)
	if saysNotFound(err) {
		return nil
	}
	return err
}
