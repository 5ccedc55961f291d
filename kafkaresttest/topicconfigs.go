package kafkaresttest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// configRule checks the value of one config.
type configRule func(value string) error

// topicConfigs holds the topic configs of Apache Kafka and the values they take.
// The embedded cluster checks neither.
var topicConfigs = map[string]configRule{
	"cleanup.policy":                          listOf("delete", "compact"),
	"compression.gzip.level":                  integer(-1, 9),
	"compression.lz4.level":                   integer(1, 17),
	"compression.type":                        oneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"),
	"compression.zstd.level":                  integer(-131072, 22),
	"delete.retention.ms":                     integer(0, math.MaxInt64),
	"file.delete.delay.ms":                    integer(0, math.MaxInt64),
	"flush.messages":                          integer(1, math.MaxInt64),
	"flush.ms":                                integer(0, math.MaxInt64),
	"follower.replication.throttled.replicas": anyString,
	"index.interval.bytes":                    integer(0, math.MaxInt32),
	"leader.replication.throttled.replicas":   anyString,
	"local.retention.bytes":                   integer(-2, math.MaxInt64),
	"local.retention.ms":                      integer(-2, math.MaxInt64),
	"max.compaction.lag.ms":                   integer(1, math.MaxInt64),
	"max.message.bytes":                       integer(0, math.MaxInt32),
	"message.timestamp.after.max.ms":          integer(0, math.MaxInt64),
	"message.timestamp.before.max.ms":         integer(0, math.MaxInt64),
	"message.timestamp.type":                  oneOf("CreateTime", "LogAppendTime"),
	"min.cleanable.dirty.ratio":               number(0, 1),
	"min.compaction.lag.ms":                   integer(0, math.MaxInt64),
	"min.insync.replicas":                     integer(1, math.MaxInt32),
	"preallocate":                             boolean,
	"remote.log.copy.disable":                 boolean,
	"remote.log.delete.on.disable":            boolean,
	"remote.storage.enable":                   boolean,
	"retention.bytes":                         integer(math.MinInt64, math.MaxInt64),
	"retention.ms":                            integer(-1, math.MaxInt64),
	"segment.bytes":                           integer(14, math.MaxInt32),
	"segment.index.bytes":                     integer(4, math.MaxInt32),
	"segment.jitter.ms":                       integer(0, math.MaxInt64),
	"segment.ms":                              integer(1, math.MaxInt64),
	"unclean.leader.election.enable":          boolean,
}

// checkTopicConfigName returns an error for a name Kafka does not know.
func checkTopicConfigName(name string) error {
	if _, known := topicConfigs[name]; !known {
		return fmt.Errorf("unknown topic config name: %s", name)
	}
	return nil
}

// checkTopicConfig returns an error for a name Kafka does not know or a value it
// does not take.
func checkTopicConfig(name, value string) error {
	if err := checkTopicConfigName(name); err != nil {
		return err
	}
	if err := topicConfigs[name](value); err != nil {
		return fmt.Errorf("invalid value %q for configuration %s: %w", value, name, err)
	}
	return nil
}

func integer(lowest, highest int64) configRule {
	return func(value string) error {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < lowest || n > highest {
			return fmt.Errorf("must be an integer from %d to %d", lowest, highest)
		}
		return nil
	}
}

func number(lowest, highest float64) configRule {
	return func(value string) error {
		n, err := strconv.ParseFloat(value, 64)
		if err != nil || !(n >= lowest && n <= highest) { // NaN is in no range
			return fmt.Errorf("must be a number from %g to %g", lowest, highest)
		}
		return nil
	}
}

func oneOf(words ...string) configRule {
	return func(value string) error {
		if !slices.Contains(words, value) {
			return fmt.Errorf("must be one of %s", strings.Join(words, ", "))
		}
		return nil
	}
}

func listOf(words ...string) configRule {
	word := oneOf(words...)
	return func(value string) error {
		for item := range strings.SplitSeq(value, ",") {
			if err := word(strings.TrimSpace(item)); err != nil {
				return err
			}
		}
		return nil
	}
}

// boolean takes true and false in any case, as Kafka does.
func boolean(value string) error {
	return oneOf("true", "false")(strings.ToLower(value))
}

func anyString(string) error { return nil }
