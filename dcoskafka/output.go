package dcoskafka

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A ToolOutput is what one of Kafka's command-line tools, which the scheduler
// runs for calls on topics, has printed. That it failed is an error of the
// call, with the tool's reason.
type ToolOutput struct {
	// Message is all of it, as the scheduler gave it.
	Message string `json:"message"`
	// Output is the standard output.
	Output string `json:"output,omitempty"`
	// ErrorOutput is the standard error, which may hold no more than notices.
	ErrorOutput string `json:"error_output,omitempty"`
	// Warnings are the tool's warnings, one line each.
	Warnings []string `json:"warnings,omitempty"`
}

// What the scheduler puts before the two outputs of a tool.
const (
	outputPrefix = "Output: "
	errorPrefix  = "\n Error: "
)

// What the tools say.
const (
	saysFailed        = "Error while executing topic command : "
	saysCreated       = "Created topic "
	saysAdded         = "Adding partitions succeeded!"
	saysMarked        = " is marked for deletion"
	saysAlreadyMarked = " is already marked for deletion"
	saysWarning       = "WARNING: "
)

func parseOutput(message string) ToolOutput {
	o := ToolOutput{Message: message}
	o.Output = strings.TrimPrefix(message, outputPrefix)
	if before, after, found := strings.Cut(o.Output, errorPrefix); found {
		o.Output, o.ErrorOutput = before+"\n", after
	}
	for line := range strings.Lines(o.Output) {
		if warning, ok := strings.CutPrefix(line, saysWarning); ok {
			o.Warnings = append(o.Warnings, strings.TrimSpace(warning))
		}
	}
	return o
}

// printed is what a tool has printed that did what it was asked to.
func printed(answer toolAnswer, err error) (*ToolOutput, error) {
	if err != nil {
		return nil, err
	}
	output := parseOutput(*answer.Message)
	return &output, nil
}

// ReadAnswer reads what a tool has printed, and whether it did what it was
// asked to. The scheduler's status does not tell.
func (t *toolAnswer) ReadAnswer(op *rest.Operation, _ rest.Answer, body []byte) error {
	type plain toolAnswer
	if err := rest.Unmarshal(body, (*plain)(t)); err != nil {
		return err
	}
	switch {
	case t.Refusal != "":
		return &rest.Told{Message: t.Refusal, Err: kafkarest.ErrInvalid}
	case t.Message == nil:
		return errNothing
	}
	if told := verdict(op.Name, parseOutput(*t.Message)); told != nil {
		return told
	}
	return nil
}

// succeeded says what the output of a tool that did its work looks like.
var succeeded = map[string]func(output string) bool{
	"CreateTopic":                   func(output string) bool { return strings.Contains(output, saysCreated) },
	"AlterTopicPartitions":          func(output string) bool { return strings.Contains(output, saysAdded) },
	"RunProducerTest":               func(output string) bool { return figures(output) != nil },
	"RunProducerTestTLS":            func(output string) bool { return figures(output) != nil },
	"ListUnderReplicatedPartitions": isReport,
	"ListUnavailablePartitions":     isReport,
	"DeleteTopic": func(output string) bool {
		return strings.Contains(output, saysMarked) || strings.Contains(output, saysAlreadyMarked)
	},
}

// isToolCommand reports whether an operation runs one of Kafka's tools.
func isToolCommand(op *rest.Operation) bool { return succeeded[op.Name] != nil }

// verdict is the failure that the output of a tool tells of, nil if it has done
// its work.
func verdict(operation string, output ToolOutput) *rest.Told {
	for line := range strings.Lines(output.Output) {
		if _, reason, failed := strings.Cut(line, saysFailed); failed {
			return classify(strings.TrimSpace(reason))
		}
	}
	done := succeeded[operation]
	switch {
	case done == nil || done(output.Output):
		return nil
	case strings.TrimSpace(output.Message) == "":
		return &rest.Told{Message: "Kafka's tool has printed nothing", Unknown: true}
	}
	return &rest.Told{Message: strings.TrimSpace(output.Message), Unknown: true}
}

// classify is the failure that a tool gives a reason for.
func classify(reason string) *rest.Told {
	told := &rest.Told{Message: reason}
	for _, known := range []struct {
		text  string
		kafka *kerr.Error
		err   error
	}{
		{"already exists", kerr.TopicAlreadyExists, kafkarest.ErrAlreadyExists},
		{"collides with", kerr.InvalidTopicException, kafkarest.ErrInvalid},
		{"does not exist", kerr.UnknownTopicOrPartition, kafkarest.ErrNotFound},
		{"larger than available brokers", kerr.InvalidReplicationFactor, kafkarest.ErrInvalid},
		{"can only be increased", kerr.InvalidPartitions, kafkarest.ErrInvalid},
		{"offsets topic cannot be changed", kerr.InvalidPartitions, kafkarest.ErrInvalid},
		{"is not allowed to be marked for deletion", kerr.TopicAuthorizationFailed, kafkarest.ErrForbidden},
	} {
		if strings.Contains(reason, known.text) {
			told.Kafka, told.Err = known.kafka, known.err
			break
		}
	}
	return told
}

// figuresLine is the last line of a producer test.
var figuresLine = regexp.MustCompile(`^(\d+) records sent, ([\d.]+) records/sec \(([\d.]+) MB/sec\), ([\d.]+) ms avg latency, ([\d.]+) ms max latency, ` +
	`(\d+) ms 50th, (\d+) ms 95th, (\d+) ms 99th, (\d+) ms 99\.9th`)

// figures are the numbers of a producer test, nil if there are none. Lines
// without percentiles come while it runs.
func figures(output string) []float64 {
	var numbers []float64
	for line := range strings.Lines(output) {
		texts := figuresLine.FindStringSubmatch(line)
		if texts == nil {
			continue
		}
		numbers = make([]float64, 0, len(texts)-1)
		for _, text := range texts[1:] {
			number, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return nil
			}
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// parseProducerTest reads the figures of a test that has some.
func parseProducerTest(output ToolOutput) *ProducerTest {
	n := figures(output.Output)
	ms := func(number float64) time.Duration { return time.Duration(number * float64(time.Millisecond)) }
	return &ProducerTest{
		ToolOutput: output,
		Records:    int64(n[0]), RecordsPerSecond: n[1], MBPerSecond: n[2],
		AvgLatency: ms(n[3]), MaxLatency: ms(n[4]),
		P50: ms(n[5]), P95: ms(n[6]), P99: ms(n[7]), P999: ms(n[8]),
	}
}

func isReport(output string) bool {
	_, err := parseReport(output)
	return err == nil
}

// parseReport reads the partitions that a tool lists, one on a line.
func parseReport(output string) ([]ReportedPartition, error) {
	var partitions []ReportedPartition
	for line := range strings.Lines(output) {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, saysWarning) {
			continue
		}
		partition, err := parseReportLine(line)
		if err != nil {
			return nil, err
		}
		partitions = append(partitions, partition)
	}
	return partitions, nil
}

// parseReportLine reads fields like "Leader: 1" that tabs divide.
func parseReportLine(line string) (ReportedPartition, error) {
	p := ReportedPartition{Partition: -1, Leader: -1}
	var errs []error
	for field := range strings.SplitSeq(strings.TrimSpace(line), "\t") {
		key, value, _ := strings.Cut(field, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "Topic":
			p.Topic = value
		case "Partition":
			errs = append(errs, parseNumber(value, &p.Partition))
		case "Leader":
			if value != "none" {
				errs = append(errs, parseNumber(value, &p.Leader))
			}
		case "Replicas":
			errs = append(errs, parseNumbers(value, &p.Replicas))
		case "Isr":
			errs = append(errs, parseNumbers(value, &p.ISR))
		}
	}
	err := errors.Join(errs...)
	if p.Topic == "" || p.Partition < 0 || err != nil {
		return p, fmt.Errorf("the line %q does not describe a partition", strings.TrimSpace(line))
	}
	return p, nil
}

func parseNumber(text string, number *int32) error {
	parsed, err := strconv.ParseInt(text, 10, 32)
	*number = int32(parsed)
	return err
}

func parseNumbers(list string, numbers *[]int32) error {
	if list == "" {
		return nil
	}
	for text := range strings.SplitSeq(list, ",") {
		var number int32
		if err := parseNumber(strings.TrimSpace(text), &number); err != nil {
			return err
		}
		*numbers = append(*numbers, number)
	}
	return nil
}
