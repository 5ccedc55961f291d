package kafkaresttest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	stringConverter    = "org.apache.kafka.connect.storage.StringConverter"
	byteArrayConverter = "org.apache.kafka.connect.converters.ByteArrayConverter"

	// filePollInterval is how often a source looks for new lines.
	filePollInterval = 20 * time.Millisecond
)

// fileStreamPlugins move lines between files and topics.
func fileStreamPlugins(version string) pluginTable {
	file := configKey{name: "file", kind: "STRING", importance: "HIGH"}
	source := file
	source.documentation = "The file to read lines from."
	sink := file
	sink.documentation = "The file to append lines to."
	return pluginTable{
		{
			class: "org.apache.kafka.connect.file.FileStreamSourceConnector", kind: kindSource, version: version, maxTasks: 1,
			keys: []configKey{
				source,
				{name: "topic", kind: "STRING", required: true, importance: "HIGH", documentation: "The topic to write to.", check: notEmpty},
				{name: "batch.size", kind: "INT", fallback: fallback("2000"), importance: "LOW", documentation: "How many lines are read at a time."},
			},
			open:        openFileSource,
			checkOffset: checkFileOffset,
		},
		{
			class: "org.apache.kafka.connect.file.FileStreamSinkConnector", kind: kindSink, version: version,
			keys:        []configKey{sink},
			open:        openFileSink,
			checkOffset: func(_, _ map[string]jsontext.Value) error { return nil },
		},
	}
}

// checkFileStream refuses what the emulated FileStream connectors cannot do, so
// that it shows.
func (w *connectWorker) checkFileStream(config map[string]string) error {
	if config["file"] == "" {
		return errors.New("the emulator has no standard input and output to use in place of a file")
	}
	if config["transforms"] != "" {
		return errors.New("the emulator applies no transformations")
	}
	converter, set := config["value.converter"]
	if !set {
		return nil
	}
	for _, plugin := range w.plugins.named(converter, kindConverter) {
		if plugin.class == stringConverter || plugin.class == byteArrayConverter {
			return nil
		}
	}
	return fmt.Errorf("the emulator does not convert values with %s", converter)
}

// checkFileOffset is the source's check of offsets that are set from outside.
func checkFileOffset(partition, offset map[string]jsontext.Value) error {
	if partition["filename"].Kind() != '"' {
		return connectFailure(http.StatusInternalServerError, "Partition objects have to contain the key 'filename' with a name")
	}
	if offset == nil {
		return nil
	}
	position, err := strconv.ParseInt(string(offset["position"]), 10, 64)
	if err != nil || position < 0 {
		return connectFailure(http.StatusInternalServerError, "The value of the offset key 'position' has to be a number that is not negative")
	}
	return nil
}

// fileSource reads lines of a file into a topic. It remembers the position
// behind every line that Kafka has.
type fileSource struct {
	worker    *connectWorker
	connector *connector
	producer  *kgo.Client
	path      string
	topic     string
	batchSize int
	position  int64
}

// openFileSource wants the worker to be locked.
func openFileSource(w *connectWorker, c *connector, config map[string]string) (func(context.Context) error, error) {
	if err := w.checkFileStream(config); err != nil {
		return nil, err
	}
	producer, err := kgo.NewClient(append(w.kafka.clientOptions(), kgo.DefaultProduceTopic(config["topic"]))...)
	if err != nil {
		return nil, err
	}
	s := &fileSource{worker: w, connector: c, producer: producer, path: config["file"], topic: config["topic"], batchSize: 2000}
	if size, err := strconv.Atoi(strings.TrimSpace(config["batch.size"])); err == nil && size > 0 {
		s.batchSize = size
	}
	if stored, ok := c.offsets[partitionKey(s.partition())]; ok {
		s.position, _ = strconv.ParseInt(string(stored.Offset["position"]), 10, 64) // checked when it was set
	}
	return s.run, nil
}

func (s *fileSource) partition() map[string]jsontext.Value {
	return map[string]jsontext.Value{"filename": quoteJSON(s.path)}
}

func (s *fileSource) run(ctx context.Context) error {
	defer s.producer.Close()
	if err := s.createTopic(ctx); err != nil {
		return err
	}
	for {
		sent, err := s.poll(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if !sent && !sleep(ctx, filePollInterval) {
			return nil
		}
	}
}

// createTopic does what brokers do when a topic is first written to.
func (s *fileSource) createTopic(ctx context.Context) error {
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	_, err := s.worker.kafka.CreateTopic(ctx, 1, -1, nil, s.topic)
	if ctx.Err() != nil || errors.Is(err, kerr.TopicAlreadyExists) {
		return nil
	}
	return err
}

// poll sends the next lines of the file. A file that does not exist is waited
// for.
func (s *fileSource) poll(ctx context.Context) (sent bool, err error) {
	lines, end, err := s.read()
	if err != nil || len(lines) == 0 {
		return false, err
	}
	records := make([]*kgo.Record, len(lines))
	for i, line := range lines {
		records[i] = &kgo.Record{Value: []byte(line)}
	}
	// What is being sent is sent to its end when the task is stopped, or nobody
	// would know whether it was.
	ctx, cancel := kafkaContext(context.WithoutCancel(ctx))
	defer cancel()
	if err := s.producer.ProduceSync(ctx, records...).FirstErr(); err != nil {
		return false, fmt.Errorf("unrecoverable exception from producer send callback: %w", err)
	}
	s.position = end
	s.worker.track(s.connector, s.topic)
	s.worker.update(func() {
		s.connector.offsets.set(s.partition(), map[string]jsontext.Value{"position": jsontext.Value(strconv.FormatInt(end, 10))})
	})
	return true, nil
}

// read returns the complete lines from the position on and the position behind
// them.
func (s *fileSource) read() (lines []string, end int64, err error) {
	file, err := os.Open(s.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, s.position, nil
	}
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	if _, err := file.Seek(s.position, io.SeekStart); err != nil {
		return nil, 0, err
	}
	end = s.position
	reader := bufio.NewReader(file)
	for len(lines) < s.batchSize {
		line, err := reader.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break // what has no end yet is read later
		}
		if err != nil {
			return nil, 0, err
		}
		end += int64(len(line))
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	return lines, end, nil
}

// fileSink appends the records of topics to a file, a line each.
type fileSink struct {
	worker    *connectWorker
	connector *connector
	consumer  *kgo.Client
	file      *os.File
}

func openFileSink(w *connectWorker, c *connector, config map[string]string) (func(context.Context) error, error) {
	if err := w.checkFileStream(config); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(config["file"], os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, connectFailure(http.StatusInternalServerError, "Couldn't find or create file '%s' for FileStreamSinkTask: %v", config["file"], err)
	}
	consumer, err := kgo.NewClient(append(w.kafka.clientOptions(), sinkOptions(c.name, config)...)...)
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, err
	}
	s := &fileSink{worker: w, connector: c, consumer: consumer, file: file}
	return s.run, nil
}

// sinkOptions make a consumer that soon notices new topics and members of its
// group: the tests of a user wait for it.
func sinkOptions(name string, config map[string]string) []kgo.Opt {
	options := []kgo.Opt{
		kgo.ConsumerGroup(sinkGroup(name, config)),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.DisableAutoCommit(),
		kgo.HeartbeatInterval(100 * time.Millisecond),
		kgo.MetadataMinAge(50 * time.Millisecond),
		kgo.MetadataMaxAge(500 * time.Millisecond),
	}
	if pattern := config["topics.regex"]; pattern != "" {
		return append(options, kgo.ConsumeRegex(), kgo.ConsumeTopics("^(?:"+pattern+")$"))
	}
	return append(options, kgo.ConsumeTopics(listItems(config["topics"])...))
}

func (s *fileSink) run(ctx context.Context) error {
	defer s.consumer.CloseAllowingRebalance()
	defer s.file.Close()
	for {
		fetches := s.consumer.PollFetches(ctx)
		if ctx.Err() != nil && fetches.NumRecords() == 0 {
			return nil
		}
		if err := s.write(fetches); err != nil {
			return err
		}
		if err := s.commit(ctx); err != nil {
			return err
		}
	}
}

func (s *fileSink) write(fetches kgo.Fetches) error {
	for record := range fetches.RecordsAll() {
		s.worker.track(s.connector, record.Topic)
		line := "null"
		if record.Value != nil {
			line = string(record.Value)
		}
		if _, err := s.file.WriteString(line + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// commit commits what was written, also when the task is being stopped. Where a
// rebalance took the partitions away, their next owner writes the records
// again.
func (s *fileSink) commit(ctx context.Context) error {
	ctx, cancel := kafkaContext(context.WithoutCancel(ctx))
	defer cancel()
	err := s.consumer.CommitUncommittedOffsets(ctx)
	for _, lost := range []error{kerr.RebalanceInProgress, kerr.IllegalGeneration, kerr.UnknownMemberID} {
		if errors.Is(err, lost) {
			return nil
		}
	}
	return err
}
