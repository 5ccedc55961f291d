package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// toolOutput is what one of Kafka's command-line tools prints.
type toolOutput struct {
	stdout, stderr string
}

// message is how the scheduler passes it on: nothing at all if there is nothing
// on standard output.
func (o toolOutput) message() string {
	if strings.TrimSpace(o.stdout) == "" {
		return ""
	}
	message := "Output: " + o.stdout
	if strings.TrimSpace(o.stderr) != "" {
		message += " Error: " + o.stderr
	}
	return message
}

// toolFailure is what the tool for topics prints when it fails with an
// exception, after what it has printed before.
func toolFailure(before, exception, format string, args ...any) toolOutput {
	reason := fmt.Sprintf(format, args...)
	return toolOutput{
		stdout: before + "Error while executing topic command : " + reason + "\n",
		stderr: fmt.Sprintf("[%s] ERROR %s: %s\n\tat kafka.admin.TopicCommand.main(TopicCommand.scala)\n (kafka.admin.TopicCommand$)\n",
			time.Now().UTC().Format("2006-01-02 15:04:05,000"), exception, reason),
	}
}

func (s *dcosScheduler) writeOutput(w http.ResponseWriter, status int, output toolOutput) error {
	return s.writeJSON(w, status, commandResult{output.message()})
}

func (s *dcosScheduler) listTopics(w http.ResponseWriter, r *http.Request) error {
	topics, err := s.kafka.ListTopicsWithInternal(r.Context())
	if err != nil {
		return err
	}
	return s.writeJSON(w, http.StatusOK, append([]string{}, topics.Names()...))
}

type partitionState struct {
	ControllerEpoch int     `json:"controller_epoch"`
	ISR             []int32 `json:"isr"`
	Leader          int32   `json:"leader"`
	LeaderEpoch     int32   `json:"leader_epoch"`
	Version         int     `json:"version"`
}

// describeTopic lists the partitions in the order of their names, as ZooKeeper
// does. The epochs of the controller and the version are always 1.
func (s *dcosScheduler) describeTopic(w http.ResponseWriter, r *http.Request) error {
	topics, err := s.topics(r.Context(), r.PathValue("topic"))
	if err != nil {
		return err
	}
	partitions := []map[string]partitionState{}
	for _, topic := range topics {
		for _, p := range topic.Partitions {
			state := partitionState{1, append([]int32{}, p.ISR...), p.Leader, max(p.LeaderEpoch, 0), 1}
			partitions = append(partitions, map[string]partitionState{strconv.Itoa(int(p.Partition)): state})
		}
	}
	slices.SortFunc(partitions, func(a, b map[string]partitionState) int {
		return strings.Compare(onlyKey(a), onlyKey(b))
	})
	return s.writeJSON(w, http.StatusOK, map[string]any{"partitions": partitions})
}

func onlyKey[V any](object map[string]V) string {
	for key := range object {
		return key
	}
	return ""
}

// topics returns the named topics, all if none is named, as they are without
// the brokers that are down. It fails for one that does not exist.
func (s *dcosScheduler) topics(ctx context.Context, names ...string) (kadm.TopicDetails, error) {
	for _, name := range names {
		if !validTopicName(name) {
			return nil, schedulerException()
		}
	}
	topics, err := s.kafka.ListTopicsWithInternal(ctx, names...)
	if err != nil {
		return nil, err
	}
	down := s.down()
	for _, topic := range topics {
		if topic.Err == kerr.UnknownTopicOrPartition {
			return nil, schedulerException()
		}
		if topic.Err != nil {
			return nil, topic.Err
		}
		for id, p := range topic.Partitions {
			topic.Partitions[id] = withoutBrokers(p, down)
		}
	}
	return topics, nil
}

// withoutBrokers returns a partition as it is when brokers are down: they are
// not in sync, and the first that is leads.
func withoutBrokers(p kadm.PartitionDetail, down map[int32]bool) kadm.PartitionDetail {
	isDown := func(id int32) bool { return down[id] }
	p.ISR = slices.DeleteFunc(slices.Clone(p.ISR), isDown)
	switch {
	case !down[p.Leader]:
	case len(p.ISR) == 0:
		p.Leader = -1
	default:
		p.Leader = p.ISR[0]
	}
	return p
}

// listUnderReplicatedPartitions reports the partitions with replicas that are
// not in sync.
func (s *dcosScheduler) listUnderReplicatedPartitions(w http.ResponseWriter, r *http.Request) error {
	return s.report(w, r, func(p kadm.PartitionDetail) bool { return len(p.ISR) < len(p.Replicas) })
}

// listUnavailablePartitions reports the partitions without a leader.
func (s *dcosScheduler) listUnavailablePartitions(w http.ResponseWriter, r *http.Request) error {
	return s.report(w, r, func(p kadm.PartitionDetail) bool { return p.Leader < 0 })
}

func (s *dcosScheduler) report(w http.ResponseWriter, r *http.Request, affected func(kadm.PartitionDetail) bool) error {
	topics, err := s.topics(r.Context())
	if err != nil {
		return err
	}
	var lines strings.Builder
	for _, topic := range topics.Sorted() {
		for _, p := range topic.Partitions.Sorted() {
			if affected(p) {
				fmt.Fprintf(&lines, "\tTopic: %s\tPartition: %d\tLeader: %s\tReplicas: %s\tIsr: %s\n",
					p.Topic, p.Partition, leaderName(p.Leader), joinIDs(p.Replicas), joinIDs(p.ISR))
			}
		}
	}
	return s.writeOutput(w, http.StatusOK, toolOutput{stdout: lines.String()})
}

func leaderName(id int32) string {
	if id < 0 {
		return "none"
	}
	return strconv.Itoa(int(id))
}

func joinIDs(ids []int32) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ","), "[]")
}

// numberParameter reads a query parameter that has to be an int.
func numberParameter(r *http.Request, name string) (int, error) {
	n, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 32)
	if err != nil {
		return 0, schedulerException()
	}
	return int(n), nil
}

// createTopic takes the name from the path, or from the query up to
// DCOSProfileT.
func (s *dcosScheduler) createTopic(w http.ResponseWriter, r *http.Request) error {
	name := cmp.Or(r.PathValue("topic"), r.URL.Query().Get("name"))
	partitions, err := numberParameter(r, "partitions")
	if err != nil {
		return err
	}
	replication, err := numberParameter(r, "replication")
	if err != nil {
		return err
	}
	output, err := s.create(r.Context(), name, partitions, replication)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if s.release.sdk(57, 0) && !strings.Contains(output.stdout, "Created topic") {
		status = http.StatusInternalServerError
	}
	return s.writeOutput(w, status, output)
}

// create is the tool's --create.
func (s *dcosScheduler) create(ctx context.Context, name string, partitions, replication int) (toolOutput, error) {
	warning := ""
	if strings.ContainsAny(name, "._") {
		warning = "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. " +
			"To avoid issues it is best to use either, but not both.\n"
	}
	available := len(s.brokers) - len(s.down())
	switch {
	case !validTopicName(name):
		return toolFailure(warning, "org.apache.kafka.common.errors.InvalidTopicException", "%s", illegalTopicName(name)), nil
	case partitions <= 0:
		return toolFailure(warning, "org.apache.kafka.common.errors.InvalidPartitionsException", "%s",
			s.wording("number of partitions must be larger than 0", "Number of partitions must be larger than 0.")), nil
	case partitions > maxPartitions:
		return toolOutput{}, fmt.Errorf("%d partitions are more than the emulator's limit of %d", partitions, maxPartitions)
	case replication <= 0:
		return toolFailure(warning, "org.apache.kafka.common.errors.InvalidReplicationFactorException", "%s",
			s.wording("replication factor must be larger than 0", "Replication factor must be larger than 0.")), nil
	case replication > available:
		return toolFailure(warning, "org.apache.kafka.common.errors.InvalidReplicationFactorException",
			s.wording("replication factor: %d larger than available brokers: %d", "Replication factor: %d larger than available brokers: %d."), replication, available), nil
	}
	_, err := s.kafka.CreateTopic(ctx, int32(partitions), int16(replication), nil, name)
	switch {
	case errors.Is(err, kerr.TopicAlreadyExists):
		return toolFailure(warning, "org.apache.kafka.common.errors.TopicExistsException", s.wording(`Topic "%s" already exists.`, "Topic '%s' already exists."), name), nil
	case errors.Is(err, kerr.InvalidTopicException):
		return toolFailure(warning, "org.apache.kafka.common.errors.InvalidTopicException", "Topic name '%s' collides with another topic that differs in '.' and '_' only.", name), nil
	case err != nil:
		return toolOutput{}, err
	}
	return toolOutput{stdout: warning + fmt.Sprintf("Created topic \"%s\".\n", name)}, nil
}

func illegalTopicName(name string) string {
	switch {
	case name == "":
		return "topic name is illegal, can't be empty"
	case name == "." || name == "..":
		return `topic name cannot be "." or ".."`
	case len(name) > 249:
		return "topic name is illegal, can't be longer than 249 characters"
	default:
		return "topic name " + name + " is illegal, contains a character other than ASCII alphanumerics, '.', '_' and '-'"
	}
}

// wording chooses between the texts of Kafka 0.10.1 and 1.0, which came with
// SDK 0.30.
func (s *dcosScheduler) wording(early, late string) string {
	if s.release.sdk(30, 0) {
		return late
	}
	return early
}

// matchingTopics are the topics that the tool means by a name, which is a
// regular expression in which a comma stands for "or".
func (s *dcosScheduler) matchingTopics(ctx context.Context, name string) (kadm.TopicDetails, error) {
	pattern, err := regexp.Compile("^(?:" + strings.ReplaceAll(name, ",", "|") + ")$")
	if err != nil {
		return nil, err
	}
	topics, err := s.kafka.ListTopicsWithInternal(ctx)
	if err != nil {
		return nil, err
	}
	for topic := range topics {
		if !pattern.MatchString(topic) {
			delete(topics, topic)
		}
	}
	return topics, nil
}

// forEachMatch runs the tool on each topic that a request names, until it
// fails.
func (s *dcosScheduler) forEachMatch(r *http.Request, run func(kadm.TopicDetail) (toolOutput, error)) (toolOutput, error) {
	name := r.PathValue("topic")
	topics, err := s.matchingTopics(r.Context(), name)
	if err != nil {
		return toolOutput{}, err
	}
	if len(topics) == 0 {
		return toolFailure("", "java.lang.IllegalArgumentException", "Topic %s does not exist on ZK path %s", name, s.zookeeper()), nil
	}
	var all toolOutput
	for _, topic := range topics.Sorted() {
		output, err := run(topic)
		if err != nil {
			return toolOutput{}, err
		}
		all.stdout += output.stdout
		if all.stderr = output.stderr; all.stderr != "" {
			break
		}
	}
	return all, nil
}

// topicOperation is the PUT on a topic up to DCOSProfileT, which says what to
// do in the query.
func (s *dcosScheduler) topicOperation(w http.ResponseWriter, r *http.Request) error {
	switch operation := r.URL.Query().Get("operation"); operation {
	case "partitions":
		return s.alterPartitions(w, r)
	case "producer-test":
		return s.producerTest(w, r)
	case "":
		return s.writeJSON(w, http.StatusOK, operationError{
			"Must designate an 'operation'.  Possibles operations are [producer-test, delete, partitions, config, deleteConfig]."})
	default:
		return s.writeJSON(w, http.StatusOK, operationError{"Unrecognized operation: " + operation})
	}
}

type operationError struct {
	Error string `json:"Error"`
}

func (s *dcosScheduler) alterPartitions(w http.ResponseWriter, r *http.Request) error {
	partitions, err := numberParameter(r, "partitions")
	if err != nil {
		return err
	}
	if partitions > maxPartitions {
		return fmt.Errorf("%d partitions are more than the emulator's limit of %d", partitions, maxPartitions)
	}
	output, err := s.forEachMatch(r, func(topic kadm.TopicDetail) (toolOutput, error) {
		return s.alter(r.Context(), topic, partitions)
	})
	if err != nil {
		return err
	}
	return s.writeOutput(w, http.StatusOK, output)
}

// alter is the tool's --alter --partitions for one topic.
func (s *dcosScheduler) alter(ctx context.Context, topic kadm.TopicDetail, partitions int) (toolOutput, error) {
	const exception = "kafka.admin.AdminOperationException"
	if topic.Topic == "__consumer_offsets" {
		return toolFailure("", "java.lang.IllegalArgumentException", "The number of partitions for the offsets topic cannot be changed."), nil
	}
	const warning = "WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\n"
	if current := len(topic.Partitions); partitions <= current {
		const reason = "The number of partitions for a topic can only be increased"
		if !s.release.sdk(30, 0) {
			return toolFailure(warning, exception, reason), nil
		}
		return toolFailure(warning, exception, reason+". Topic %s currently has %d partitions, %d would not be an increase.",
			topic.Topic, current, partitions), nil
	}
	updated, err := s.kafka.UpdatePartitions(ctx, partitions, topic.Topic)
	if err == nil {
		err = updated[topic.Topic].Err
	}
	return toolOutput{stdout: warning + "Adding partitions succeeded!\n"}, err
}

// deleteTopic answers 202 when the tool warns that nothing may come of it.
func (s *dcosScheduler) deleteTopic(w http.ResponseWriter, r *http.Request) error {
	output, err := s.forEachMatch(r, func(topic kadm.TopicDetail) (toolOutput, error) {
		return s.delete(r.Context(), topic)
	})
	if err != nil {
		return err
	}
	status := http.StatusOK
	if strings.Contains(output.stdout, noImpact) {
		status = http.StatusAccepted
	}
	return s.writeOutput(w, status, output)
}

const noImpact = "This will have no impact if delete.topic.enable is not set to true"

// delete is the tool's --delete for one topic.
func (s *dcosScheduler) delete(ctx context.Context, topic kadm.TopicDetail) (toolOutput, error) {
	name := topic.Topic
	marked := toolOutput{stdout: fmt.Sprintf("Topic %s is marked for deletion.\nNote: %s.\n", name, noImpact)}
	switch {
	case topic.IsInternal || name == "__consumer_offsets":
		return toolFailure("", "kafka.admin.AdminOperationException",
			"Topic %s is a kafka internal topic and is not allowed to be marked for deletion.", name), nil
	case s.deletions.isPending(name):
		return toolOutput{stdout: fmt.Sprintf("Topic %s is already marked for deletion.\n", name)}, nil
	case s.options.DeletionDelay > 0:
		s.deletions.after(s.options.DeletionDelay, name, s.deleteNow)
		return marked, nil
	}
	_, err := s.kafka.DeleteTopic(ctx, name)
	return marked, err
}

// deleteNow carries out a deletion that was accepted earlier.
func (s *dcosScheduler) deleteNow(ctx context.Context, topic string) {
	ctx, cancel := kafkaContext(ctx)
	defer cancel()
	if _, err := s.kafka.DeleteTopic(ctx, topic); err != nil {
		s.logger.Warn("kafkaresttest: delayed deletion failed", "topic", topic, "error", err)
	}
}

// Times that the tool for offsets takes for the ends of a log.
const (
	latestOffset   = -1
	earliestOffset = -2
)

// getTopicOffsets lists the offsets of the partitions that have a leader. A
// time that is no integer makes the framework find no operation.
func (s *dcosScheduler) getTopicOffsets(w http.ResponseWriter, r *http.Request) error {
	text := r.URL.Query().Get("time")
	if text == "" {
		return schedulerException()
	}
	millis, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return dcosFailure(http.StatusNotFound)
	}
	name := r.PathValue("topic")
	topics, err := s.topics(r.Context(), name)
	if err != nil {
		return err
	}
	listed, err := s.offsetsAt(r.Context(), name, millis)
	if err != nil {
		return err
	}
	offsets := []map[string]string{}
	for _, p := range slices.Backward(topics[name].Partitions.Sorted()) {
		if p.Leader >= 0 {
			offsets = append(offsets, map[string]string{strconv.Itoa(int(p.Partition)): listed[p.Partition]})
		}
	}
	if len(offsets) == 0 {
		return schedulerException()
	}
	return s.writeJSON(w, http.StatusOK, offsets)
}

// offsetsAt returns the offset of each partition for a time, empty where there
// is none: no record is as old as that.
func (s *dcosScheduler) offsetsAt(ctx context.Context, topic string, millis int64) (map[int32]string, error) {
	list := s.kafka.ListStartOffsets
	if millis == latestOffset {
		list = s.kafka.ListEndOffsets
	}
	edges, err := list(ctx, topic)
	if err != nil {
		return nil, err
	}
	var later kadm.ListedOffsets
	if millis >= 0 {
		if later, err = s.kafka.ListOffsetsAfterMilli(ctx, millis, topic); err != nil {
			return nil, err
		}
	}
	offsets := make(map[int32]string)
	for id, edge := range edges[topic] {
		offset, known := edge, millis == latestOffset || millis == earliestOffset
		if millis >= 0 {
			offset = later[topic][id]
			known = offset.Offset > edge.Offset || offset.Timestamp == millis
		}
		if err := cmp.Or(edge.Err, offset.Err); err != nil {
			return nil, err
		}
		if known {
			offsets[id] = strconv.FormatInt(offset.Offset, 10)
		}
	}
	return offsets, nil
}

// recordSize is the size of the records of a producer test, in bytes.
const recordSize = 1024

// producerTest writes records and answers what the tool prints of their times.
func (s *dcosScheduler) producerTest(w http.ResponseWriter, r *http.Request) error {
	messages, err := numberParameter(r, "messages")
	if err != nil {
		return err
	}
	if s.release.is(DCOSProfileK) && len(s.down()) == len(s.brokers) {
		return schedulerException()
	}
	name := r.PathValue("topic")
	if !validTopicName(name) {
		return s.writeOutput(w, http.StatusOK, toolOutput{stderr: illegalTopicName(name)})
	}
	if messages <= 0 {
		return s.writeOutput(w, http.StatusOK, toolOutput{stderr: "java.lang.ArrayIndexOutOfBoundsException"})
	}
	latencies, elapsed, err := s.produce(r.Context(), name, messages)
	if err != nil {
		return err
	}
	return s.writeOutput(w, http.StatusOK, toolOutput{stdout: performanceLine(latencies, elapsed)})
}

// produce writes records, one after the other as far as their times go, to a
// topic that is created if it is missing.
func (s *dcosScheduler) produce(ctx context.Context, topic string, messages int) (latencies []time.Duration, elapsed time.Duration, err error) {
	if _, err := s.kafka.CreateTopic(ctx, 1, -1, nil, topic); err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
		return nil, 0, err
	}
	producer, err := kgo.NewClient(append(s.kafka.clientOptions(), kgo.RecordPartitioner(kgo.RoundRobinPartitioner()))...)
	if err != nil {
		return nil, 0, err
	}
	defer producer.Close()
	payload := make([]byte, recordSize)
	latencies = make([]time.Duration, messages)
	failures := make(chan error, 1)
	began := time.Now()
	for i := range latencies {
		sent := time.Now()
		producer.Produce(ctx, &kgo.Record{Topic: topic, Value: payload}, func(_ *kgo.Record, err error) {
			latencies[i] = time.Since(sent)
			if err != nil {
				select {
				case failures <- err:
				default:
				}
			}
		})
	}
	err = producer.Flush(ctx)
	elapsed = time.Since(began)
	select {
	case failure := <-failures:
		err = failure
	default:
	}
	return latencies, elapsed, err
}

// performanceLine is the tool's last line.
func performanceLine(latencies []time.Duration, elapsed time.Duration) string {
	slices.Sort(latencies)
	var sum time.Duration
	for _, latency := range latencies {
		sum += latency
	}
	n := float64(len(latencies))
	rate := n / max(elapsed.Seconds(), math.SmallestNonzeroFloat64)
	percentile := func(share float64) int64 {
		return latencies[int(share*(n-1))].Milliseconds()
	}
	return fmt.Sprintf("%d records sent, %f records/sec (%.2f MB/sec), %.2f ms avg latency, %.2f ms max latency, "+
		"%d ms 50th, %d ms 95th, %d ms 99th, %d ms 99.9th.\n",
		len(latencies), rate, rate*recordSize/(1<<20), float64(sum.Microseconds())/1000/n, float64(latencies[len(latencies)-1].Microseconds())/1000,
		percentile(0.5), percentile(0.95), percentile(0.99), percentile(0.999))
}
