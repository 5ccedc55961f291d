package kafkaresttest

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// brokerSetting is what Kafka holds of a broker config: the value without any
// setting, nil for none, and how a setting is read, nil for what cannot be set
// while the broker runs.
type brokerSetting struct {
	fallback *string
	parse    func(value string) (string, error)
}

// brokerSettings holds the broker configs of Apache Kafka 4 that can be set
// while a broker runs, and the best known of the others. The embedded cluster
// knows few of them, and takes any value.
var brokerSettings = map[string]brokerSetting{
	"background.threads":                         threads(10),
	"compression.gzip.level":                     {new("-1"), gzipLevel},
	"compression.lz4.level":                      {new("9"), integer(1, 17)},
	"compression.type":                           {new("producer"), oneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer")},
	"compression.zstd.level":                     {new("3"), integer(-131072, 22)},
	"log.cleaner.backoff.ms":                     {new("15000"), integer(0, math.MaxInt64)},
	"log.cleaner.delete.retention.ms":            {new("86400000"), integer(0, math.MaxInt64)},
	"log.cleaner.io.buffer.size":                 {new("524288"), integer(0, math.MaxInt32)},
	"log.cleaner.max.compaction.lag.ms":          {new("9223372036854775807"), integer(1, math.MaxInt64)},
	"log.cleaner.min.cleanable.ratio":            {new("0.5"), number(0, 1)},
	"log.cleaner.min.compaction.lag.ms":          {new("0"), integer(0, math.MaxInt64)},
	"log.cleaner.threads":                        threads(1),
	"log.cleanup.policy":                         {new("delete"), listOf("delete", "compact")},
	"log.flush.interval.messages":                {new("9223372036854775807"), integer(1, math.MaxInt64)},
	"log.flush.interval.ms":                      {nil, integer(math.MinInt64, math.MaxInt64)},
	"log.index.interval.bytes":                   {new("4096"), integer(0, math.MaxInt32)},
	"log.index.size.max.bytes":                   {new("10485760"), integer(4, math.MaxInt32)},
	"log.message.timestamp.after.max.ms":         {new("3600000"), integer(0, math.MaxInt64)},
	"log.message.timestamp.before.max.ms":        {new("9223372036854775807"), integer(0, math.MaxInt64)},
	"log.message.timestamp.type":                 {new("CreateTime"), oneOf("CreateTime", "LogAppendTime")},
	"log.preallocate":                            {new("false"), boolean},
	"log.retention.bytes":                        {new("-1"), integer(math.MinInt64, math.MaxInt64)},
	"log.retention.ms":                           {nil, notZero},
	"log.roll.jitter.ms":                         {nil, integer(0, math.MaxInt64)},
	"log.roll.ms":                                {nil, integer(1, math.MaxInt64)},
	"log.segment.bytes":                          {new("1073741824"), integer(1<<20, math.MaxInt32)},
	"log.segment.delete.delay.ms":                {new("60000"), integer(0, math.MaxInt64)},
	"max.connection.creation.rate":               {new("2147483647"), integer(1, math.MaxInt32)},
	"max.connections":                            {new("2147483647"), integer(1, math.MaxInt32)},
	"max.connections.per.ip":                     {new("2147483647"), integer(1, math.MaxInt32)},
	"message.max.bytes":                          {new("1048588"), integer(0, math.MaxInt32)},
	"min.insync.replicas":                        {new("1"), integer(1, math.MaxInt32)},
	"num.io.threads":                             threads(8),
	"num.network.threads":                        threads(3),
	"num.recovery.threads.per.data.dir":          threads(2),
	"num.replica.fetchers":                       threads(1),
	"producer.id.expiration.ms":                  {new("86400000"), integer(1, math.MaxInt32)},
	"remote.log.manager.copier.thread.pool.size": threads(10),
	"unclean.leader.election.enable":             {new("false"), boolean},

	"advertised.listeners":         {},
	"auto.create.topics.enable":    {fallback: new("true")},
	"controller.quorum.voters":     {fallback: new("")},
	"default.replication.factor":   {fallback: new("1")},
	"delete.topic.enable":          {fallback: new("true")},
	"inter.broker.listener.name":   {},
	"log.dirs":                     {},
	"node.id":                      {fallback: new("-1")},
	"num.partitions":               {fallback: new("1")},
	"offsets.topic.num.partitions": {fallback: new("50")},
	"process.roles":                {fallback: new("")},
}

// threads is a number of threads. Kafka takes from half to double of what there
// are at the time; here that is what there are without any setting.
func threads(n int64) brokerSetting {
	return brokerSetting{new(strconv.FormatInt(n, 10)), integer(max(1, n/2), 2*n)}
}

// notZero is a time to keep records for: any negative one is for ever.
func notZero(value string) (string, error) {
	parsed, err := integer(math.MinInt64, math.MaxInt64)(value)
	if parsed == "0" {
		return "", errors.New("must be unlimited (-1), or at least 1")
	}
	return parsed, err
}

// parseBrokerConfig returns a value as Kafka shows it once it is set. A name
// that Kafka does not know it keeps with any value.
func parseBrokerConfig(name, value string) (string, error) {
	config, known := brokerSettings[name]
	if !known {
		return value, nil
	}
	if config.parse == nil {
		return "", fmt.Errorf("cannot update these configs dynamically: [%s]", name)
	}
	parsed, err := config.parse(strings.TrimFunc(value, isJavaSpace))
	if err != nil {
		return "", fmt.Errorf("invalid value %q for configuration %s: %w", value, name, err)
	}
	return parsed, nil
}
