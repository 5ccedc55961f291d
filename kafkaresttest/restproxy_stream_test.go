package kafkaresttest_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// The streams are replayed too: what is sent, in the same chunks, each when as many
// items have come back as had come back from the real proxy.
func TestRESTProxyStreamsAsRecorded(t *testing.T) {
	t.Parallel()
	options := map[string]kafkaresttest.RESTProxyOptions{
		"360-stream-idle": {StreamIdleTimeout: time.Second},
		"678-lim-size":    {RecordSizeLimit: 300},
	}
	for _, r := range readRecordings(t, "testdata/restproxy_streams.txt", "\n\n") {
		if r.name == "677-lim-duration" {
			continue // a matter of time: see TestRESTProxyStreamDuration
		}
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			srv := startReplay(t, kafkaresttest.Options{RESTProxy: options[r.name]})
			seedTopics(t, srv, 3, "orders")
			s := openRawStream(t, srv, r.request)
			s.play(r.response)
		})
	}
}

// rawStream is a stream on a connection of its own, for what no HTTP client would
// do.
type rawStream struct {
	t        *testing.T
	conn     net.Conn
	response *http.Response
	items    *json.Decoder
}

// openRawStream sends the head of a request as it stands and reads that of the
// answer, which has to come before anything else is sent.
func openRawStream(t *testing.T, srv *kafkaresttest.Server, head string) *rawStream {
	t.Helper()
	address := strings.TrimPrefix(srv.RESTProxyURL(), "http://")
	conn, err := net.Dial("tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(20*time.Second)))
	head = regexp.MustCompile(`Host: .*`).ReplaceAllString(head, "Host: "+address)
	_, err = io.WriteString(conn, strings.ReplaceAll(head, "\n", "\r\n")+"\r\n\r\n")
	require.NoError(t, err)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.Equal(t, 200, response.StatusCode)
	assert.Equal(t, "application/json", response.Header.Get("Content-Type"))
	return &rawStream{t, conn, response, json.NewDecoder(response.Body)}
}

// sendChunk fails when the other side does not listen any more.
func (s *rawStream) sendChunk(chunk string) error {
	_, err := fmt.Fprintf(s.conn, "%x\r\n%s\r\n", len(chunk), chunk)
	return err
}

func (s *rawStream) item() any {
	s.t.Helper()
	var item any
	require.NoError(s.t, s.items.Decode(&item))
	return item
}

var traceLine = regexp.MustCompile(`^ *[\d.]+s ([<>]) (.*)$`)

// play sends what was sent and compares what comes back.
func (s *rawStream) play(trace string) {
	var received strings.Builder
	ended := false
	for line := range strings.Lines(trace) {
		event := traceLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		require.NotNil(s.t, event, line)
		text := pythonString(event[2])
		switch {
		case event[1] == "<" && text != "EOF":
			received.WriteString(text)
		case event[1] == "<", text == "None", strings.HasPrefix(text, "SENDERR"):
		case text == "END":
			s.compareItems(&received)
			if err := s.sendChunk(""); err == nil {
				ended = true
			}
		default:
			s.compareItems(&received)
			if err := s.sendChunk(text); err != nil {
				s.t.Logf("after the end: %v", err)
			}
		}
	}
	s.compareItems(&received)
	if strings.Contains(trace, `0\r\n\r\n`) || ended {
		_, err := s.items.Token()
		assert.ErrorIs(s.t, err, io.EOF, "the answer ends in good order")
	}
	assert.Equal(s.t, strings.Contains(trace, "Transfer-Encoding"), len(s.response.TransferEncoding) > 0)
}

var itemPattern = regexp.MustCompile(`\{"error_code".*\}`)

// compareItems reads as many items as were received.
func (s *rawStream) compareItems(received *strings.Builder) {
	for _, text := range itemPattern.FindAllString(received.String(), -1) {
		var want any
		require.NoError(s.t, json.Unmarshal([]byte(text), &want))
		replayV3.compareJSON("", want, s.item(), func(what string, want, got any) {
			s.t.Errorf("%s\n  recorded: %v\n  emulator: %v", what, want, got)
		})
	}
	received.Reset()
}

// pythonEscapes are how Python has written what is not plain in a string.
var pythonEscapes = strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`, `\r`, "\r", `\n`, "\n")

func pythonString(text string) string {
	if text == "None" {
		return text
	}
	return pythonEscapes.Replace(text[1 : len(text)-1])
}

const recordOne = `{"value":{"type":"JSON","data":1}}`

const streamHead = "POST /v3/clusters/kafkaresttest/topics/orders/records HTTP/1.1\nHost: here\nContent-Type: application/json\nTransfer-Encoding: chunked"

func startStream(t *testing.T, opts kafkaresttest.Options) (*kafkaresttest.Server, *rawStream) {
	t.Helper()
	srv := kafkaresttest.Start(t, opts)
	seedTopics(t, srv, 1, "orders")
	return srv, openRawStream(t, srv, streamHead)
}

func (s *rawStream) send(chunks ...string) {
	s.t.Helper()
	for _, chunk := range chunks {
		require.NoError(s.t, s.sendChunk(chunk))
	}
}

// codes reads as many items and returns their codes.
func (s *rawStream) codes(n int) []int {
	s.t.Helper()
	var codes []int
	for range n {
		codes = append(codes, int(s.item().(map[string]any)["error_code"].(float64)))
	}
	return codes
}

// ends wants nothing more to come, in good order.
func (s *rawStream) ends() {
	s.t.Helper()
	_, err := s.items.Token()
	assert.ErrorIs(s.t, err, io.EOF)
}

// breaks wants the connection to go before the answer is over.
func (s *rawStream) breaks() {
	s.t.Helper()
	_, err := s.items.Token()
	require.Error(s.t, err)
	assert.NotErrorIs(s.t, err, io.EOF)
}

func TestRESTProxyStreamDuration(t *testing.T) {
	t.Parallel()
	_, late := startStream(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{
		StreamMaxDuration: time.Nanosecond, StreamGracePeriod: time.Hour,
	}})
	late.send(recordOne, recordOne, "")
	assert.Equal(t, []int{408, 408}, late.codes(2))
	late.ends()

	_, over := startStream(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{
		StreamMaxDuration: time.Nanosecond, StreamGracePeriod: time.Nanosecond,
	}})
	over.send(recordOne)
	assert.Equal(t, []int{408}, over.codes(1))
	over.send(recordOne)
	over.ends()
}

func TestRESTProxyStreamOfManyRecords(t *testing.T) {
	t.Parallel()
	const count = 3000
	_, s := startStream(t, kafkaresttest.Options{})
	go func() {
		for range count / 100 {
			if s.sendChunk(strings.Repeat(recordOne, 100)) != nil {
				return
			}
		}
		_ = s.sendChunk("")
	}()
	for i := range count {
		item := s.item().(map[string]any)
		require.EqualValues(t, 200, item["error_code"])
		require.EqualValues(t, i, item["offset"])
	}
	s.ends()
}

func TestRESTProxyStreamCompressed(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	s := openRawStream(t, srv, streamHead+"\nAccept-Encoding: gzip")
	assert.Equal(t, "gzip", s.response.Header.Get("Content-Encoding"))
	s.send(recordOne, recordOne, "")
	unpacked, err := gzip.NewReader(s.response.Body)
	require.NoError(t, err)
	body, err := io.ReadAll(unpacked)
	require.NoError(t, err)
	assert.Len(t, jsonValues(t, string(body)), 2)
	assert.Equal(t, 2, bytes.Count(body, []byte("}\r\n")))
}

// An ordinary client sees answers while it is still sending.
func TestRESTProxyStreamOverHTTPClient(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	body, write := io.Pipe()
	req, err := http.NewRequestWithContext(withTimeout(t), "POST", srv.RESTProxyURL()+"/v3/clusters/x/topics/orders/records", body)
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := httpClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	for range 3 {
		_, err := io.WriteString(write, recordOne)
		require.NoError(t, err)
		require.True(t, lines.Scan(), lines.Err())
		assert.Contains(t, lines.Text(), `"error_code":200`)
	}
	assert.Equal(t, strings.Repeat(recordOne, 3), string(srv.Requests()[0].Body))
	require.NoError(t, write.Close())
	assert.False(t, lines.Scan())
	assert.NoError(t, lines.Err())
}

func TestRESTProxyStreamEndsWithServer(t *testing.T) {
	t.Parallel()
	srv, s := startStream(t, kafkaresttest.Options{})
	s.send(recordOne)
	s.codes(1)
	srv.Close()
	s.breaks()
}

func TestRESTProxyStreamFaults(t *testing.T) {
	t.Parallel()
	t.Run("answer", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, CutAfter: 1000, Times: 1})
		s := openRawStream(t, srv, streamHead)
		for len(s.response.Header) > 0 {
			s.send(recordOne)
			var item any
			if err := s.items.Decode(&item); err != nil {
				assert.NotErrorIs(t, err, io.EOF)
				break
			}
		}
	})
	t.Run("request", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, CutRequestAfter: len(recordOne) + 5})
		s := openRawStream(t, srv, streamHead)
		s.send(recordOne + recordOne)
		assert.Equal(t, []int{200}, s.codes(1), "what came before is answered")
		s.breaks()
	})
	t.Run("stalled request", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, StallRequestAfter: len(recordOne)})
		s := openRawStream(t, srv, streamHead)
		s.send(recordOne)
		assert.Equal(t, []int{200}, s.codes(1))
		s.send(recordOne)
		srv.Close()
		s.breaks()
		assert.Len(t, srv.Requests()[0].Body, len(recordOne))
	})
	t.Run("throttled and late", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, Delay: time.Millisecond, Throttle: 100_000})
		s := openRawStream(t, srv, streamHead)
		s.send(recordOne, "")
		assert.Equal(t, []int{200}, s.codes(1))
		s.ends()
	})
	t.Run("refused while the request goes on", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key"}})
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, Times: 1, Status: 503})
		for _, status := range []int{503, 401} {
			body, write := io.Pipe()
			defer write.Close()
			req, err := http.NewRequestWithContext(withTimeout(t), "POST", srv.RESTProxyURL()+"/v3/clusters/x/topics/orders/records", body)
			require.NoError(t, err)
			resp, err := httpClient.Do(req)
			require.NoError(t, err)
			resp.Body.Close()
			assert.Equal(t, status, resp.StatusCode)
		}
	})
	t.Run("lost answer", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, AfterHandling: true, Status: 502})
		reply := call(t, "POST", srv.RESTProxyURL()+"/v3/clusters/x/topics/orders/records", recordOne)
		assert.Equal(t, 502, reply.status)
		assert.Len(t, stored(t, srv, "orders", 1), 1)
	})
}

func TestRecordFaults(t *testing.T) {
	t.Parallel()
	t.Run("codes", func(t *testing.T) {
		t.Parallel()
		srv, s := startStream(t, kafkaresttest.Options{})
		srv.FailRecords(kafkaresttest.RecordFault{Topic: "elsewhere", Code: 500})
		remove := srv.FailRecords(kafkaresttest.RecordFault{Topic: "orders", After: 1, Times: 2, Code: 429, Message: "slow down"})
		defer remove()
		s.send(strings.Repeat(recordOne, 4), "")
		assert.Equal(t, []int{200, 429, 429, 200}, s.codes(4))
		s.ends()
		assert.Len(t, stored(t, srv, "orders", 2), 2)
	})
	t.Run("stored all the same", func(t *testing.T) {
		t.Parallel()
		srv, s := startStream(t, kafkaresttest.Options{})
		srv.FailRecords(kafkaresttest.RecordFault{Code: 50003, Stored: true, Delay: time.Millisecond})
		s.send(recordOne, "")
		assert.Equal(t, []int{50003}, s.codes(1))
		assert.Len(t, stored(t, srv, "orders", 1), 1)
	})
	t.Run("end", func(t *testing.T) {
		t.Parallel()
		srv, s := startStream(t, kafkaresttest.Options{})
		srv.FailRecords(kafkaresttest.RecordFault{After: 1, End: true, Stored: true})
		s.send(strings.Repeat(recordOne, 3))
		assert.Equal(t, []int{200}, s.codes(1))
		s.ends()
		assert.Len(t, stored(t, srv, "orders", 2), 2)
	})
	t.Run("end with an answer", func(t *testing.T) {
		t.Parallel()
		srv, s := startStream(t, kafkaresttest.Options{})
		srv.FailRecords(kafkaresttest.RecordFault{End: true, Code: 400, Message: "Bad Request: Error processing message: x"})
		s.send(recordOne + recordOne)
		assert.Equal(t, []int{400}, s.codes(1))
		s.ends()
	})
	t.Run("batch and reset", func(t *testing.T) {
		t.Parallel()
		srv := kafkaresttest.Start(t)
		seedTopics(t, srv, 1, "orders")
		srv.FailRecords(kafkaresttest.RecordFault{After: 1, Code: 429})
		batch := func() string {
			return call(t, "POST", srv.RESTProxyURL()+"/v3/clusters/x/topics/orders/records:batch", `{"entries":[{"id":"a"},{"id":"b"}]}`).ok(207).body
		}
		assert.Contains(t, batch(), `"failures":[{"id":"b","error_code":429`)
		require.NoError(t, srv.Reset())
		seedTopics(t, srv, 1, "orders")
		assert.Contains(t, batch(), `"failures":[]`)
	})
	srv := kafkaresttest.Start(t)
	for text, bad := range map[string][]kafkaresttest.RecordFault{
		"negative number":                {{After: -1, End: true}, {Times: -1, End: true}, {Delay: -1}, {Code: -1}},
		"message without a code":         {{Message: "x", End: true}},
		"nothing happens to the records": {{}, {Topic: "orders", After: 1, Times: 1, Stored: true}},
	} {
		for _, f := range bad {
			assertPanics(t, text, func() { srv.FailRecords(f) })
		}
	}
}

// stored reads that many records of a topic with an ordinary Kafka client.
func stored(t *testing.T, srv *kafkaresttest.Server, topic string, count int) []*kgo.Record {
	t.Helper()
	client := kafkaClient(t, srv, kgo.ConsumeTopics(topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var records []*kgo.Record
	for len(records) < count {
		fetches := client.PollFetches(ctx)
		require.NoError(t, fetches.Err())
		records = append(records, fetches.Records()...)
	}
	return records
}

// Behind a server of HTTP/2, one stream of a connection is what a connection is
// elsewhere.
func TestRESTProxyStreamOverHTTP2(t *testing.T) {
	t.Parallel()
	open := func(srv *kafkaresttest.Server) (*io.PipeWriter, *bufio.Scanner) {
		front := httptest.NewUnstartedServer(srv.RESTProxyHandler())
		front.EnableHTTP2 = true
		front.StartTLS()
		t.Cleanup(front.Close)
		body, write := io.Pipe()
		t.Cleanup(func() { write.Close() })
		req, err := http.NewRequestWithContext(withTimeout(t), "POST", front.URL+"/v3/clusters/x/topics/orders/records", body)
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept-Encoding", "identity")
		resp, err := front.Client().Do(req)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		require.Equal(t, 2, resp.ProtoMajor)
		return write, bufio.NewScanner(resp.Body)
	}

	srv := kafkaresttest.Start(t)
	seedTopics(t, srv, 1, "orders")
	write, lines := open(srv)
	for range 3 {
		_, err := io.WriteString(write, recordOne)
		require.NoError(t, err)
		require.True(t, lines.Scan(), lines.Err())
		assert.Contains(t, lines.Text(), `"error_code":200`)
	}
	_, err := io.WriteString(write, "garbage")
	require.NoError(t, err)
	require.True(t, lines.Scan(), lines.Err())
	assert.Contains(t, lines.Text(), "Error processing")
	assert.False(t, lines.Scan())
	assert.NoError(t, lines.Err())

	_, lines = open(kafkaresttest.Start(t, kafkaresttest.Options{RESTProxy: kafkaresttest.RESTProxyOptions{StreamIdleTimeout: time.Millisecond}}))
	require.True(t, lines.Scan(), lines.Err())
	assert.Contains(t, lines.Text(), "Idle timeout")
	assert.False(t, lines.Scan())

	srv.Inject(kafkaresttest.Fault{API: kafkaresttest.RESTProxy, CutRequestAfter: 5, Times: 1})
	write, lines = open(srv)
	_, err = io.WriteString(write, recordOne)
	require.NoError(t, err)
	assert.False(t, lines.Scan())
	assert.Error(t, lines.Err())
}
