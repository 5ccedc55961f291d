package opstest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
)

// AssertRefused checks that err is of a call that was refused before anything
// was sent, and says why.
func AssertRefused(t testing.TB, err error) {
	t.Helper()
	require.ErrorIs(t, err, kafkarest.ErrInvalid)
	failure, ok := errors.AsType[*kafkarest.Error](err)
	require.True(t, ok, "%T", err)
	assert.NotEmpty(t, failure.Operation)
	assert.NotEmpty(t, failure.Message)
	assert.Empty(t, failure.URL)
	assert.Zero(t, failure.StatusCode)
	assert.Zero(t, failure.Attempts)
}

// verbs are those of package fmt, each of which a type can print in its own
// way.
var verbs = []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"}

// AssertPrintsAs checks that values are printed as want, whatever the verb.
func AssertPrintsAs(t testing.TB, want string, values ...any) {
	t.Helper()
	for _, value := range values {
		for _, verb := range verbs {
			assert.Equal(t, want, fmt.Sprintf(verb, value), verb)
		}
	}
}

// AssertShowsNone checks that no secret is in what values are printed, logged,
// marshalled and compared as: not even where methods are ignored, and pointers
// and unexported fields followed, as the differs of test libraries do.
func AssertShowsNone(t testing.TB, secrets []string, values ...any) {
	t.Helper()
	for _, value := range values {
		var out bytes.Buffer
		for _, verb := range append(verbs, "%p") {
			fmt.Fprintf(&out, verb+"\n", value)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("text", "value", value)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", value)
		marshalled, err := json.Marshal(value)
		assert.NoError(t, err)
		out.Write(marshalled)
		assert.Equal((*failures)(&out), []any{value}, []any{})
		for _, secret := range secrets {
			bytesOf := fmt.Sprintf("%d", []byte(secret))
			for _, form := range []string{
				secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), base64.RawStdEncoding.EncodeToString([]byte(secret)),
				bytesOf[1 : len(bytesOf)-1],
			} {
				assert.NotContains(t, out.String(), form)
			}
		}
	}
}

// failures takes what an assertion prints when it fails.
type failures bytes.Buffer

func (f *failures) Errorf(format string, args ...any) {
	fmt.Fprintf((*bytes.Buffer)(f), format, args...)
}
