package dcoskafka

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// maxLine bounds a text that is taken for the scheduler's own message.
const maxLine = 512

// decodeError reads what a scheduler, or DC/OS before it, says of a failure:
// mostly nothing.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusUnauthorized {
		e.Message = "DC/OS did not take the token, or got none"
		return true
	}
	if isToolCommand(op) {
		// Packages from 2.8.1 on answer 500 to a creation that failed.
		var output toolOutput
		var told *rest.Told
		if errors.As(output.ReadAnswer(op, rest.Answer{StatusCode: e.StatusCode}, body), &told) {
			e.Message, e.Kafka, e.Err, e.OutcomeUnknown = told.Message, told.Kafka, told.Err, told.Unknown
			return true
		}
	}
	if line := string(bytes.TrimSpace(body)); e.StatusCode/100 == 4 && isLine(line) {
		e.Message = line
		return true
	}
	return false
}

// isLine reports whether text is a line of the scheduler's, and no page and no
// JSON.
func isLine(text string) bool {
	return text != "" && len(text) <= maxLine && utf8.ValidString(text) && !strings.ContainsAny(text[:1], "<{[\"") && !strings.Contains(text, "\n")
}

// asMissing says of a failure with status 500 that what it names does not exist
// if list does not have it: a scheduler has the same status for both.
func asMissing(ctx context.Context, err error, kind, name string, opts []kafkarest.CallOption, list func(context.Context, ...kafkarest.CallOption) ([]string, error)) error {
	var failure *kafkarest.Error
	if !errors.As(err, &failure) || failure.StatusCode != http.StatusInternalServerError {
		return err
	}
	names, unlisted := list(ctx, quiet(opts)...)
	if unlisted == nil && !slices.Contains(names, name) {
		failure.Message = fmt.Sprintf("there is no %s %q", kind, name)
		failure.Err = kafkarest.ErrNotFound
	}
	return failure
}
