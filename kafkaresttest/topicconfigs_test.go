package kafkaresttest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParseTopicConfig(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		valid map[string]string // what Kafka shows of it
		bad   []string
	}{
		{"cleanup.policy", map[string]string{"delete": "delete", "compact": "compact", "compact,delete": "compact,delete", "delete,compact,delete": "delete,compact", "delete, compact": "delete,compact", "": ""}, []string{"keep", "delete,", ","}},
		{"compression.type", map[string]string{"producer": "producer", " zstd": "zstd"}, []string{"", "GZIP", "gzip,lz4"}},
		{"compression.gzip.level", map[string]string{"-1": "-1", "1": "1", "9": "9"}, []string{"", "-2", "0", "10"}},
		{"retention.ms", map[string]string{"-1": "-1", "0": "0", " +7\n": "7", "9223372036854775807": "9223372036854775807"}, []string{"", "-2", "1.5", "1s", "9223372036854775808"}},
		{"retention.bytes", map[string]string{"-1": "-1", "209715200": "209715200"}, []string{"", "1GB"}},
		{"segment.bytes", map[string]string{"1048576": "1048576", "2147483647": "2147483647"}, []string{"1048575", "2147483648"}},
		{"internal.segment.bytes", map[string]string{"14": "14"}, []string{"", "2147483648"}},
		{"segment.ms", map[string]string{"1": "1"}, []string{"0"}},
		{"segment.index.bytes", map[string]string{"4096": "4096"}, []string{"3"}},
		{"min.cleanable.dirty.ratio", map[string]string{"0": "0.0", "0.5": "0.5", "1": "1.0", ".25d": "0.25", "1e-4": "1.0E-4", "0.00025": "2.5E-4", "NaN": "NaN"}, []string{"", "d", "-0.1", "1.1", "nan", "half"}},
		{"preallocate", map[string]string{"true": "true", "False": "false"}, []string{"", "1"}},
		{"remote.storage.enable", map[string]string{"FALSE": "false"}, []string{"true", "True", "no"}},
		{"leader.replication.throttled.replicas", map[string]string{"": "", "*": "*", "0:1": "0:1", "0:1, 1:2": "0:1,1:2"}, []string{"0", "a:b", "*,0:1", "-1:0"}},
		{"retention", nil, []string{"1"}},
		{"kfake.is_internal", nil, []string{"true"}},
	} {
		for value, shown := range c.valid {
			parsed, err := parseTopicConfig(c.name, value)
			assert.NoError(t, err, "%s=%q", c.name, value)
			assert.Equal(t, shown, parsed, "%s=%q", c.name, value)
		}
		for _, value := range c.bad {
			_, err := parseTopicConfig(c.name, value)
			assert.Error(t, err, "%s=%q", c.name, value)
		}
	}
}

func TestTopicConfigFallbacks(t *testing.T) {
	t.Parallel()
	for name, config := range topicConfigs {
		parsed, err := parseTopicConfig(name, config.fallback)
		assert.NoError(t, err, name)
		assert.Equal(t, config.fallback, parsed, name)
	}
}
