package kafkaresttest

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// instanceSettings are what an instance was created with.
type instanceSettings struct {
	format     string // as v3 calls it
	reset      offsetReset
	autoCommit bool
	minBytes   int64 // -1: a read lasts until its time is up
	wait       time.Duration
}

// offsetReset is where a partition is read without a committed offset.
type offsetReset struct {
	policy string
	age    time.Duration // by_duration: of the oldest records to read
}

var durationReset = regexp.MustCompile(`^by_duration:P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$`)

func parseOffsetReset(text string) (offsetReset, bool) {
	switch text {
	case "earliest", "latest", "none":
		return offsetReset{policy: text}, true
	}
	parts := durationReset.FindStringSubmatch(text)
	if parts == nil {
		return offsetReset{}, false
	}
	var age float64
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, _ := strconv.ParseFloat(parts[i+1], 64) // digits or nothing
		age += n * float64(unit)
	}
	return offsetReset{"by_duration", time.Duration(age)}, true
}

// asKgo is where a partition is read whose offsets do not reach to where it
// was.
func (o offsetReset) asKgo() kgo.Offset {
	switch o.policy {
	case "earliest":
		return kgo.NewOffset().AtStart()
	case "latest":
		return kgo.NewOffset().AtEnd()
	case "none":
		return kgo.NoResetOffset()
	default:
		return kgo.NewOffset().AfterMilli(time.Now().Add(-o.age).UnixMilli())
	}
}

// place is the offset of a partition, or one that is to be found.
func (o offsetReset) place(ctx context.Context, k *kafka, tp topicPartition) (int64, error) {
	switch o.policy {
	case "earliest":
		return atStart, nil
	case "latest":
		return atEnd, nil
	case "none":
		return 0, restProxyError{status: http.StatusInternalServerError, code: 50002,
			message: fmt.Sprintf("Undefined offset with no reset policy for partitions: [%v]", tp)}
	}
	offset, err := k.offsetAt(ctx, tp, time.Now().Add(-o.age))
	if err != nil && !isFatal(err) {
		return atCommitted, nil
	}
	return offset.Offset, err
}

type v2CreateInstance struct {
	ID               *string `json:"id"`
	Name             *string `json:"name"`
	Format           *string `json:"format"`
	Reset            *string `json:"auto.offset.reset"`
	AutoCommit       *string `json:"auto.commit.enable"`
	MinBytes         *int32  `json:"fetch.min.bytes"`
	ResponseMinBytes *int32  `json:"responseMinBytes"` // the same
	Wait             *int32  `json:"consumer.request.timeout.ms"`
	RequestWaitMs    *int32  `json:"requestWaitMs"` // the same
}

type v2CreatedInstance struct {
	InstanceID string `json:"instance_id"`
	BaseURI    string `json:"base_uri"`
}

const maxMinBytes = 10_000_000

// createConsumer does not ask Kafka for anything: what is wrong there, the
// first read tells.
func (p *restProxyV2) createConsumer(r *v2Request) (any, error) {
	request, err := readOptional[v2CreateInstance](r)
	if err != nil {
		return nil, err
	}
	if request == nil {
		request = new(v2CreateInstance)
	}
	settings, err := p.settingsOf(request)
	if err != nil {
		return nil, err
	}
	key := instanceKey{r.PathValue("group"), p.newName()}
	if name := cmp.Or(request.ID, request.Name); name != nil {
		key.name = *name
	}
	c := &consumerInstance{
		kafka: p.kafka, key: key, settings: settings,
		maxBlock: p.proxy.options.MaxBlock, session: p.options.SessionTimeout,
		places: make(map[topicPartition]*place), done: make(chan struct{}),
	}
	if !p.instances.add(c, p.options.InstanceTimeout) {
		return nil, restProxyError{status: http.StatusConflict, code: 40902,
			message: "Consumer with specified consumer ID already exists in the specified consumer group."}
	}
	// The names stand in the URI as they are, without escapes.
	return v2CreatedInstance{key.name, origin(r.Request, p.options.AdvertisedListener) + "/consumers/" + key.group + "/instances/" + key.name}, nil
}

func (p *restProxyV2) newName() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id)                            // never fails
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // a UUID of version 4
	name := "rest-consumer-"
	if p.options.ServerID != "" {
		name += p.options.ServerID + "-"
	}
	return fmt.Sprintf("%s%x-%x-%x-%x-%x", name, id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

func (p *restProxyV2) settingsOf(request *v2CreateInstance) (instanceSettings, error) {
	settings := instanceSettings{
		format: "BINARY", reset: offsetReset{policy: "latest"}, autoCommit: true,
		minBytes: -1, wait: p.options.RequestTimeout,
	}
	if request.Format != nil {
		settings.format = strings.ToUpper(*request.Format)
		switch {
		case settings.format == "STRING": // a format of v3, for which v2 has no reader
			return settings, unexpected
		case !slices.Contains(plainTypes, settings.format) && !slices.Contains(schemaTypes, settings.format):
			return settings, restProxyConstraint(http.StatusUnprocessableEntity, "Invalid format type.")
		}
	}
	if request.Reset != nil {
		var ok bool
		if settings.reset, ok = parseOffsetReset(*request.Reset); !ok {
			return settings, badConsumerConfig("auto.offset.reset", *request.Reset)
		}
	}
	if request.AutoCommit != nil {
		var ok bool
		if settings.autoCommit, ok = parseKafkaBoolean(*request.AutoCommit); !ok {
			return settings, badConsumerConfig("enable.auto.commit", *request.AutoCommit)
		}
	}
	if least := cmp.Or(request.MinBytes, request.ResponseMinBytes); least != nil {
		if *least < -1 || *least > maxMinBytes {
			return settings, restProxyConstraint(40001, "Invalid consumer configuration. It does not abide by the constraints: "+
				"Invalid value %d for configuration fetch.min.bytes: Value must be between -1 and %d", *least, maxMinBytes)
		}
		settings.minBytes = int64(*least)
	}
	if wait := cmp.Or(request.Wait, request.RequestWaitMs); wait != nil {
		settings.wait = time.Duration(*wait) * time.Millisecond
	}
	return settings, nil
}

func badConsumerConfig(name, value string) error {
	return restProxyConstraint(42204, "Invalid consumer configuration: Invalid value %s for configuration %s", value, name)
}

func parseKafkaBoolean(text string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}
