package kafkaresttest

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kgo"
)

type v2Record struct {
	Topic     string         `json:"topic"`
	Key       jsontext.Value `json:"key"`
	Value     jsontext.Value `json:"value"`
	Partition int32          `json:"partition"`
	Offset    int64          `json:"offset"`

	size int64 // as the limits of a read count it
}

// poll goes on to its end when its client has left: what it takes is lost
// then.
func (p *restProxyV2) poll(r *v2Request) (any, error) {
	timeout, err := queryNumber(r, "timeout")
	if err != nil {
		return nil, err
	}
	maxBytes, err := queryNumber(r, "max_bytes")
	if err != nil {
		return nil, err
	}
	c, err := p.findInstance(r)
	if err != nil {
		return nil, err
	}
	if !c.settings.canBeReadAs(r.accepted) {
		return nil, wrongFormat
	}
	read := v2Read{instance: c, proxy: p, limit: p.options.MaxResponseBytes, wait: c.settings.wait}
	if timeout > 0 && timeout < read.wait.Milliseconds() { // it can only make it shorter
		read.wait = time.Duration(timeout) * time.Millisecond
	}
	if maxBytes > 0 {
		read.limit = min(read.limit, maxBytes)
	}
	err = read.run(p.proxy.life)
	return read.records, err
}

// queryNumber returns a number of the query, 0 for none.
func queryNumber(r *v2Request, name string) (int64, error) {
	query := r.URL.Query()
	if !query.Has(name) {
		return 0, nil
	}
	n, err := strconv.ParseInt(query.Get(name), 10, 64)
	if err != nil {
		return 0, restProxyStatus(http.StatusNotFound)
	}
	return n, nil
}

// canBeReadAs has the formats with schemas stand for each other: the proxy has
// one reader for all of them.
func (s instanceSettings) canBeReadAs(mediaType string) bool {
	format, ok := mediaFormats[mediaType]
	if !ok {
		format = "BINARY"
	}
	return format == s.format || slices.Contains(schemaTypes, format) && slices.Contains(schemaTypes, s.format)
}

// v2Read is one read of an instance's records.
type v2Read struct {
	instance *consumerInstance
	proxy    *restProxyV2
	limit    int64 // in bytes; a record that reaches it has to wait
	wait     time.Duration

	records []v2Record
	size    int64
}

// run reads until the time is up, the limit is reached, or there is more than
// the instance's least number of bytes. What it has read when it fails is lost.
func (q *v2Read) run(life context.Context) error {
	deadline := time.Now().Add(q.wait)
	for polled := false; ; polled = true {
		full, err := q.take()
		if err != nil {
			return err
		}
		enough := q.instance.settings.minBytes >= 0 && q.size > q.instance.settings.minBytes
		left := time.Until(deadline)
		if full || enough || left <= 0 && polled {
			return nil
		}
		if life.Err() != nil {
			return unexpected
		}
		q.proxy.instances.find(q.instance.key, q.proxy.options.InstanceTimeout)
		if err := q.instance.fetch(life, max(time.Millisecond, min(left, pollStep))); err != nil {
			return err
		}
	}
}

// take moves records from the instance's buffer to the answer. It reports
// whether the answer is full. A record that cannot be read stays where it is,
// and so fails all reads that follow.
func (q *v2Read) take() (full bool, err error) {
	c := q.instance
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.buffer) > 0 {
		record, err := q.proxy.decode(c.settings.format, c.buffer[0])
		if err != nil {
			return false, err
		}
		if q.size+record.size >= q.limit {
			return true, nil
		}
		c.buffer = c.buffer[1:]
		q.records = append(q.records, record)
		q.size += record.size
	}
	return false, nil
}

func (p *restProxyV2) decode(format string, record *kgo.Record) (v2Record, error) {
	decoded := v2Record{
		Topic: record.Topic, Partition: record.Partition, Offset: record.Offset,
		size: int64(len(record.Key) + len(record.Value)),
	}
	var err error
	if decoded.Key, err = p.decodeData(format, record.Key); err != nil {
		return decoded, err
	}
	if decoded.Value, err = p.decodeData(format, record.Value); err != nil {
		return decoded, err
	}
	if slices.Contains(schemaTypes, format) {
		decoded.size = int64(len(decoded.Key) + len(decoded.Value))
	}
	return decoded, nil
}

func (p *restProxyV2) decodeData(format string, data []byte) (jsontext.Value, error) {
	switch {
	case data == nil:
		return jsontext.Value("null"), nil
	case format == "BINARY":
		return json.Marshal(base64.StdEncoding.EncodeToString(data))
	case format == "JSON":
		return firstJSON(data)
	}
	if len(data) < 5 || data[0] != 0 {
		return nil, undecodable("Unknown magic byte!")
	}
	id := int32(binary.BigEndian.Uint32(data[1:]))
	if _, ok := p.proxy.schemas.byID(id); !ok {
		return nil, undecodable("Error retrieving schema for id " + decimal(id))
	}
	return firstJSON(data[5:])
}

// firstJSON returns the value that data begins with: what comes after it counts
// for nothing.
func firstJSON(data []byte) (jsontext.Value, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	value, err := dec.ReadValue()
	if err != nil {
		return nil, undecodable(err.Error())
	}
	return compactJSON(value)
}

func undecodable(message string) error {
	return restProxyError{status: http.StatusRequestTimeout, code: 40801, message: message}
}
