package rest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/kafkarest/kafkarest-go"
)

func TestDecodeHHHKK(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		status    int
		operation string
		body      string
		code      int
		kafka     *kerr.Error
		message   string
		incident  string
	}{
		"topic exists":      {422, "CreateTopic", `{"error_code":42236,"message":"m","incident_id":"i"}`, 42236, kerr.TopicAlreadyExists, "m", "i"},
		"invalid config":    {422, "CreateTopic", `{"error_code":42240,"message":"m"}`, 42240, kerr.InvalidConfig, "m", ""},
		"unknown topic":     {404, "GetTopic", `{"error_code":40403}`, 40403, kerr.UnknownTopicOrPartition, "", ""},
		"offset":            {404, "DeleteTopicRecords", `{"error_code":40401}`, 40401, kerr.OffsetOutOfRange, "", ""},
		"01 elsewhere":      {404, "GetTopic", `{"error_code":40401}`, 40401, kerr.UnknownServerError, "", ""},
		"01, no 404":        {503, "DeleteTopicRecords", `{"error_code":50301}`, 50301, kerr.UnknownServerError, "", ""},
		"50301":             {503, "CreateTopic", `{"error_code":50301}`, 50301, kerr.UnknownServerError, "", ""},
		"no Kafka error":    {400, "CreateTopic", `{"error_code":40000}`, 40000, nil, "", ""},
		"HHH is not status": {500, "CreateTopic", `{"error_code":42236}`, 42236, nil, "", ""},
		"six digits":        {422, "CreateTopic", `{"error_code":422100}`, 422100, nil, "", ""},
		"the status alone":  {404, "GetTopic", `{"error_code":404,"message":"m"}`, 404, nil, "m", ""},
		"a string":          {422, "CreateTopic", `{"error_code":"42236"}`, 42236, kerr.TopicAlreadyExists, "", ""},
		"an empty string":   {422, "CreateTopic", `{"error_code":"","message":"m"}`, 0, nil, "m", ""},
		"words":             {422, "CreateTopic", `{"error_code":"EXISTS","message":"m"}`, 0, nil, "m", ""},
		"missing":           {422, "CreateTopic", `{"message":"m"}`, 0, nil, "m", ""},
		"null":              {422, "CreateTopic", `{"error_code":null,"message":"m","incident_id":null}`, 0, nil, "m", ""},
		"negative":          {422, "CreateTopic", `{"error_code":-42236,"message":"m"}`, -42236, nil, "m", ""},
		"minus one":         {422, "CreateTopic", `{"error_code":-1,"message":"m"}`, -1, nil, "m", ""},
		"a float":           {422, "CreateTopic", `{"error_code":42236.5,"message":"m"}`, 0, nil, "m", ""},
		"an exponent":       {422, "CreateTopic", `{"error_code":4.2236e4,"message":"m"}`, 0, nil, "m", ""},
		"huge":              {422, "CreateTopic", `{"error_code":99999999999999999999,"message":"m"}`, 0, nil, "m", ""},
		"an object":         {422, "CreateTopic", `{"error_code":{"a":1},"message":"m"}`, 0, nil, "m", ""},
		"twice":             {422, "CreateTopic", `{"error_code":1,"error_code":42236}`, 42236, kerr.TopicAlreadyExists, "", ""},
		"unknown members":   {422, "CreateTopic", ` {"x":[1],"error_code":42236} `, 42236, kerr.TopicAlreadyExists, "", ""},
		"not UTF-8":         {422, "CreateTopic", "{\"error_code\":42236,\"message\":\"\xff\"}", 42236, kerr.TopicAlreadyExists, "\ufffd", ""},
		"incident a number": {422, "CreateTopic", `{"error_code":42236,"incident_id":7}`, 42236, kerr.TopicAlreadyExists, "", "7"},
		"message an object": {422, "CreateTopic", `{"error_code":42236,"message":{"a": 1}}`, 42236, kerr.TopicAlreadyExists, `{"a": 1}`, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &kafkarest.Error{StatusCode: c.status, Operation: c.operation}
			require.True(t, DecodeHHHKK(e, nil, []byte(c.body)))
			assert.Equal(t, &kafkarest.Error{
				StatusCode: c.status, Operation: c.operation, Code: c.code, Kafka: c.kafka, Message: c.message, TransactionID: c.incident,
			}, e)
		})
	}
}

func TestDecodeHHHKKKeepsTheHeadersTransaction(t *testing.T) {
	t.Parallel()
	e := &kafkarest.Error{StatusCode: 404, TransactionID: "header"}
	require.True(t, DecodeHHHKK(e, nil, []byte(`{"error_code":40403,"incident_id":""}`)))
	assert.Equal(t, "header", e.TransactionID)
}

func TestDecodeHHHKKRefuses(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		``, `null`, `{}`, `[]`, `"m"`, `42236`, `{"error_code":0}`, `{"error_code":42236`, `{"error_code":42236} x`, `{"message":""}`,
		`<html>`, `{"message":null}`, "\x1f\x8b",
	} {
		e := &kafkarest.Error{StatusCode: 422}
		assert.False(t, DecodeHHHKK(e, nil, []byte(body)), body)
		assert.Equal(t, &kafkarest.Error{StatusCode: 422}, e, body)
	}
}

func FuzzDecodeHHHKK(f *testing.F) {
	for _, body := range []string{`{"error_code":42236,"message":"m","incident_id":"i"}`, `{"error_code":"40401"}`, `{"message":1}`, `[`, "\xff"} {
		f.Add(422, body)
		f.Add(404, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		e := &kafkarest.Error{StatusCode: status, Operation: "DeleteTopicRecords"}
		if !DecodeHHHKK(e, nil, []byte(body)) {
			assert.Equal(t, &kafkarest.Error{StatusCode: status, Operation: "DeleteTopicRecords"}, e)
			return
		}
		assert.Equal(t, status, e.StatusCode)
		assert.True(t, e.Code != 0 || e.Message != "")
		if e.Kafka != nil {
			assert.Equal(t, status, e.Code/100)
			assert.NotZero(t, e.Code%100)
		}
		_ = e.Error()
	})
}
