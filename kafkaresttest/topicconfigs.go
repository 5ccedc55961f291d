package kafkaresttest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// topicConfig is what Kafka holds of a topic config: the value without any
// setting, and how a setting is read. Parse returns the value in the form in
// which Kafka shows it.
type topicConfig struct {
	fallback string
	parse    func(value string) (string, error)
}

// topicConfigs holds the topic configs of Apache Kafka 4. The embedded cluster
// knows few of them and checks hardly any value. A real Kafka has its own,
// which differ from release to release.
var topicConfigs = map[string]topicConfig{
	"cleanup.policy":                          {"delete", listOf("delete", "compact")},
	"compression.gzip.level":                  {"-1", gzipLevel},
	"compression.lz4.level":                   {"9", integer(1, 17)},
	"compression.type":                        {"producer", oneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer")},
	"compression.zstd.level":                  {"3", integer(-131072, 22)},
	"delete.retention.ms":                     {"86400000", integer(0, math.MaxInt64)},
	"file.delete.delay.ms":                    {"60000", integer(0, math.MaxInt64)},
	"flush.messages":                          {"9223372036854775807", integer(1, math.MaxInt64)},
	"flush.ms":                                {"9223372036854775807", integer(0, math.MaxInt64)},
	"follower.replication.throttled.replicas": {"", throttledReplicas},
	"index.interval.bytes":                    {"4096", integer(0, math.MaxInt32)},
	"leader.replication.throttled.replicas":   {"", throttledReplicas},
	"local.retention.bytes":                   {"-2", integer(-2, math.MaxInt64)},
	"local.retention.ms":                      {"-2", integer(-2, math.MaxInt64)},
	"max.compaction.lag.ms":                   {"9223372036854775807", integer(1, math.MaxInt64)},
	"max.message.bytes":                       {"1048588", integer(0, math.MaxInt32)},
	"message.timestamp.after.max.ms":          {"3600000", integer(0, math.MaxInt64)},
	"message.timestamp.before.max.ms":         {"9223372036854775807", integer(0, math.MaxInt64)},
	"message.timestamp.type":                  {"CreateTime", oneOf("CreateTime", "LogAppendTime")},
	"min.cleanable.dirty.ratio":               {"0.5", number(0, 1)},
	"min.compaction.lag.ms":                   {"0", integer(0, math.MaxInt64)},
	"min.insync.replicas":                     {"1", integer(1, math.MaxInt32)},
	"preallocate":                             {"false", boolean},
	"remote.log.copy.disable":                 {"false", boolean},
	"remote.log.delete.on.disable":            {"false", boolean},
	"remote.storage.enable":                   {"false", withoutTieredStorage},
	"retention.bytes":                         {"-1", integer(math.MinInt64, math.MaxInt64)},
	"retention.ms":                            {"604800000", integer(-1, math.MaxInt64)},
	"segment.bytes":                           {"1073741824", integer(1<<20, math.MaxInt32)},
	"segment.index.bytes":                     {"10485760", integer(4, math.MaxInt32)},
	"segment.jitter.ms":                       {"0", integer(0, math.MaxInt64)},
	"segment.ms":                              {"604800000", integer(1, math.MaxInt64)},
	"unclean.leader.election.enable":          {"false", boolean},
}

// internalSegmentBytes is the one topic config that Kafka shows only when it is
// set.
const internalSegmentBytes = "internal.segment.bytes"

// parseTopicConfig returns a value as Kafka shows it once it is set, or an
// error for a name that Kafka does not know and a value that it does not take.
func parseTopicConfig(name, value string) (string, error) {
	config, known := topicConfigs[name]
	if name == internalSegmentBytes {
		config, known = topicConfig{parse: integer(math.MinInt32, math.MaxInt32)}, true
	}
	if !known {
		return "", fmt.Errorf("unknown topic config name: %s", name)
	}
	parsed, err := config.parse(strings.TrimFunc(value, isJavaSpace))
	if err != nil {
		return "", fmt.Errorf("invalid value %q for configuration %s: %w", value, name, err)
	}
	return parsed, nil
}

// newTopicConfigs returns the configs of a new topic as the cluster is to get
// them.
func (k *kafka) newTopicConfigs(configs map[string]string) (map[string]*string, error) {
	parsed, err := k.parseTopicConfigs(configs)
	if err != nil {
		return nil, err
	}
	pointers := make(map[string]*string, len(parsed))
	for name, value := range parsed {
		pointers[name] = &value
	}
	return pointers, k.checkTogether(parsed)
}

// parseTopicConfigs leaves the configs for a real Kafka as they are: it judges
// for itself.
func (k *kafka) parseTopicConfigs(configs map[string]string) (map[string]string, error) {
	if k.embedded == nil {
		return configs, nil
	}
	parsed := make(map[string]string, len(configs))
	for name, value := range configs {
		var err error
		if parsed[name], err = parseTopicConfig(name, value); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

// unsetTopicConfigs returns what a topic has without any setting, beside what
// the cluster itself shows.
func (k *kafka) unsetTopicConfigs() map[string]string {
	values := make(map[string]string)
	if k.embedded != nil {
		for name, config := range topicConfigs {
			values[name] = config.fallback
		}
	}
	return values
}

// isJavaSpace reports what Java takes off the ends of a text, as Kafka does
// with every value.
func isJavaSpace(r rune) bool { return r <= ' ' }

// checkTogether refuses the one combination of valid values that Kafka refuses.
// What is missing in the configs has its default.
func (k *kafka) checkTogether(configs map[string]string) error {
	if k.embedded == nil {
		return nil
	}
	const least, most = "min.compaction.lag.ms", "max.compaction.lag.ms"
	lag := func(name string) int64 {
		n, _ := strconv.ParseInt(cmp.Or(configs[name], topicConfigs[name].fallback), 10, 64) // has been parsed before
		return n
	}
	if lag(least) > lag(most) {
		return fmt.Errorf("conflict topic config setting %s (%d) > %s (%d)", least, lag(least), most, lag(most))
	}
	return nil
}

// checkChanged refuses changes that contradict what the topic's other configs
// are.
func (k *kafka) checkChanged(ctx context.Context, topic string, changes []kadm.AlterConfig) error {
	if k.embedded == nil || len(changes) == 0 { // a real Kafka does that itself
		return nil
	}
	described, err := k.DescribeTopicConfigs(ctx, topic)
	if err != nil {
		return err
	}
	current, err := described.On(topic, nil)
	if err != nil {
		return err
	}
	values := make(map[string]string)
	for _, config := range current.Configs {
		values[config.Key] = config.MaybeValue()
	}
	for _, change := range changes {
		delete(values, change.Name)
		if change.Op == kadm.SetConfig {
			values[change.Name] = *change.Value
		}
	}
	if err := k.checkTogether(values); err != nil {
		return explained(kerr.InvalidConfig, err.Error())
	}
	return nil
}

func integer(lowest, highest int64) func(string) (string, error) {
	return func(value string) (string, error) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < lowest || n > highest {
			return "", fmt.Errorf("must be an integer from %d to %d", lowest, highest)
		}
		return strconv.FormatInt(n, 10), nil
	}
}

func gzipLevel(value string) (string, error) {
	level, err := integer(-1, 9)(value)
	if err != nil || level == "0" {
		return "", errors.New("must be between 1 and 9 or equal to -1")
	}
	return level, nil
}

// number takes what Java takes: a letter for the type may follow, and NaN is in
// every range.
func number(lowest, highest float64) func(string) (string, error) {
	return func(value string) (string, error) {
		if value == "NaN" {
			return value, nil
		}
		if value != "" && strings.ContainsAny(value[len(value)-1:], "fFdD") {
			value = value[:len(value)-1]
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil || !(n >= lowest && n <= highest) {
			return "", fmt.Errorf("must be a number from %g to %g", lowest, highest)
		}
		return javaNumber(n), nil
	}
}

// javaNumber writes a number below ten million as Java does.
func javaNumber(n float64) string {
	if n != 0 && math.Abs(n) < 1e-3 {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(n, 'E', -1, 64), "E-")
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		return mantissa + "E-" + strings.TrimLeft(exponent, "0")
	}
	text := strconv.FormatFloat(n, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

func oneOf(words ...string) func(string) (string, error) {
	return func(value string) (string, error) {
		if !slices.Contains(words, value) {
			return "", fmt.Errorf("must be one of %s", strings.Join(words, ", "))
		}
		return value, nil
	}
}

// listOf takes the empty list too. What is in the list twice counts once.
func listOf(words ...string) func(string) (string, error) {
	word := oneOf(words...)
	return func(value string) (string, error) {
		var items []string
		for _, item := range splitList(value) {
			if _, err := word(item); err != nil {
				return "", err
			}
			if !slices.Contains(items, item) {
				items = append(items, item)
			}
		}
		return strings.Join(items, ","), nil
	}
}

func splitList(value string) []string {
	if value == "" {
		return nil
	}
	items := strings.Split(value, ",")
	for i, item := range items {
		items[i] = strings.TrimSpace(item)
	}
	return items
}

var throttledReplica = regexp.MustCompile(`^([0-9]+:[0-9]+)?$`)

func throttledReplicas(value string) (string, error) {
	items := splitList(value)
	for _, item := range items {
		if !throttledReplica.MatchString(item) && value != "*" {
			return "", errors.New("must be * or a list of partition:broker")
		}
	}
	return strings.Join(items, ","), nil
}

// boolean takes true and false in any case, as Kafka does.
func boolean(value string) (string, error) {
	return oneOf("true", "false")(strings.ToLower(value))
}

func withoutTieredStorage(value string) (string, error) {
	enabled, err := boolean(value)
	if enabled == "true" {
		return "", errors.New("tiered storage is disabled in the broker")
	}
	return enabled, err
}
