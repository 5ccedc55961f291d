package restproxyv2

import (
	"encoding/base64"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzDecodeBatch holds the decoding by hand to one by reflection.
func FuzzDecodeBatch(f *testing.F) {
	for _, body := range []string{
		`[]`, `null`, `[{"topic":"js","key":null,"value":{"n":0},"partition":0,"offset":0}]`,
		`[{"key":"aw==","offset":1,"partition":0,"timestamp":1795230441015,"topic":"bin1","value":"AP8B"}]`,
		`[{"topic":"a","partition":2147483647,"offset":-1,"value":"\/w\u003d"},{"topic":"\ud800","partition":0,"offset":0,"headers":[]}]`,
		`[{"topic":"a","topic":"b","partition":0,"offset":0}]`, `[{"topic":"a"`, `{}`,
	} {
		f.Add([]byte(body))
	}
	options := json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	f.Fuzz(func(t *testing.T, body []byte) {
		var records jsonBatch
		var encoded binaryBatch
		err := json.Unmarshal(body, &records, options)
		binaryErr := json.Unmarshal(body, &encoded, options)
		var want []struct {
			Topic     *string        `json:"topic"`
			Partition *int32         `json:"partition"`
			Offset    *int64         `json:"offset"`
			Key       jsontext.Value `json:"key"`
			Value     jsontext.Value `json:"value"`
		}
		if json.Unmarshal(body, &want, options) != nil {
			require.Error(t, err)
			require.Error(t, binaryErr)
			return
		}
		if err != nil {
			return // more is asked of a record than a type says
		}
		require.Len(t, records, len(want))
		for i, record := range records {
			assert.Equal(t, *want[i].Topic, record.Topic)
			assert.Equal(t, *want[i].Partition, record.Partition)
			assert.Equal(t, *want[i].Offset, record.Offset)
			assert.Equal(t, bytesOf(want[i].Value), record.Value)
			assert.Equal(t, bytesOf(want[i].Key), record.Key)
			var text string
			if binaryErr == nil && json.Unmarshal(want[i].Value, &text, options) == nil && record.Value != nil {
				decoded, err := base64.StdEncoding.DecodeString(text)
				if err == nil {
					assert.Equal(t, decoded, encoded[i].Value)
				}
			}
		}
	})
}

// bytesOf is JSON as a Record has it.
func bytesOf(value jsontext.Value) []byte {
	if value == nil || value.Kind() == 'n' {
		return nil
	}
	return value
}
