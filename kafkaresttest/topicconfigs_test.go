package kafkaresttest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCheckTopicConfig(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		valid []string
		bad   []string
	}{
		{"cleanup.policy", []string{"delete", "compact", "compact,delete", "delete, compact"}, []string{"", "keep", "delete,"}},
		{"compression.type", []string{"producer", "zstd"}, []string{"", "GZIP", "gzip,lz4"}},
		{"retention.ms", []string{"-1", "0", "9223372036854775807"}, []string{"", "-2", "1.5", "1s", "9223372036854775808"}},
		{"retention.bytes", []string{"-1", "209715200"}, []string{"", "1GB"}},
		{"segment.bytes", []string{"14", "2147483647"}, []string{"13", "2147483648"}},
		{"segment.ms", []string{"1"}, []string{"0"}},
		{"segment.index.bytes", []string{"4096"}, []string{"3"}},
		{"min.cleanable.dirty.ratio", []string{"0", "0.5", "1"}, []string{"-0.1", "1.1", "NaN", "half"}},
		{"preallocate", []string{"true", "False"}, []string{"", "1"}},
		{"leader.replication.throttled.replicas", []string{"", "*", "0:1"}, nil},
		{"retention", nil, []string{"1"}},
		{"kfake.is_internal", nil, []string{"true"}},
	} {
		for _, value := range c.valid {
			assert.NoError(t, checkTopicConfig(c.name, value), "%s=%s", c.name, value)
		}
		for _, value := range c.bad {
			assert.Error(t, checkTopicConfig(c.name, value), "%s=%s", c.name, value)
		}
	}
}
