package connect_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// FuzzUnreadableAnswer holds that whatever a worker answers, and wherever it is
// cut, a value beside a sensitive key is not shown, and that what was JSON stays
// JSON.
func FuzzUnreadableAnswer(f *testing.F) {
	f.Add(`{"name":"a","config":`, `,"tasks":[]}`, uint(60))
	f.Add(`{"message":"{\"a\":1} b=c","x":`, `}`, uint(1000))
	f.Add(`[`, `,{"a":["b",1.5e3,null,true]}]`, uint(30))
	f.Add("Connector config ", " is wrong\n\tat x.Y(Y.java:1)", uint(90))
	f.Add(`"`, "\xff{}", uint(40))
	f.Fuzz(func(t *testing.T, before, after string, length uint) {
		const secret = "Hunter22Hunter22"
		if strings.Contains(before+after, secret[:8]) {
			return
		}
		whole := before + `{"db.password":"` + secret + `"}` + after
		body := whole[:min(uint(len(whole)), length)]
		client, err := connect.New(kafkarest.Config{URL: "http://worker.test", HTTPClient: &http.Client{Transport: answering(body)}})
		require.NoError(t, err)
		err = client.Do(t.Context(), http.MethodGet, "/x", nil, new(chan int))
		failure, ok := errors.AsType[*kafkarest.Error](err)
		require.True(t, ok, "%v", err)
		assert.NotContains(t, err.Error()+string(failure.Body), secret[:8])
		if json.Valid([]byte(body)) {
			assert.True(t, json.Valid(failure.Body), "%s", failure.Body)
		}
	})
}

func answering(body string) opstest.RoundTripFunc {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}
