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

// A PlanFailedError is a plan that cannot go on. It is the cause in the error
// of a wait that ends with it.
type PlanFailedError struct {
	// Plan is the name of the plan.
	Plan string
	// Errors says why, as far as the scheduler does.
	Errors []string
	// Phase and Step name what has failed, if it is one of the plan's.
	Phase string
	Step  string
}

// Error says which plan cannot go on, and why.
func (e *PlanFailedError) Error() string {
	text := "plan " + e.Plan + " cannot go on"
	if e.Step != "" {
		text += fmt.Sprintf(" at step %s of phase %s", e.Step, e.Phase)
	}
	if len(e.Errors) > 0 {
		text += ": " + strings.Join(e.Errors, "; ")
	}
	return text
}

// maxLine bounds a text that is taken for the scheduler's own message.
const maxLine = 512

// errNoScheduler is a 404 to what every scheduler has.
var errNoScheduler = errors.New("no scheduler of Kafka answers here; the name of the service may be another")

// everywhere are operations of every scheduler that none answers with 404.
var everywhere = []*rest.Operation{
	&listBrokersOperation, &listTopicsOperation, &getTopicOperation, &getTopicOffsetsOperation, &deleteTopicOperation,
	&listUnderReplicatedPartitionsOperation, &listUnavailablePartitionsOperation, &listConfigurationsOperation,
}

// decodeError reads what a scheduler, or DC/OS before it, says of a failure:
// mostly nothing.
func decodeError(e *kafkarest.Error, op *rest.Operation, body []byte) bool {
	if e.StatusCode == http.StatusUnauthorized {
		e.Message = "DC/OS did not take the token, or got none"
		return true
	}
	if e.StatusCode == http.StatusNotFound && slices.Contains(everywhere, op) {
		e.Err = errNoScheduler
		return true
	}
	if e.StatusCode == http.StatusInternalServerError && (op == &listEndpointsOperation || op == &listBrokersOperation || op == &listTopicsOperation) {
		e.Message = "the scheduler failed or, as DC/OS 1.8 says it, the name of the service is another"
		return true
	}
	if isToolCommand(op) {
		// Packages from 2.8.1 on answer 500 to a creation that failed.
		var output toolAnswer
		read := output.ReadAnswer(op, rest.Answer{StatusCode: e.StatusCode}, body)
		if told, ok := errors.AsType[*rest.Told](read); ok {
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

// asMissing says of a failure that what it names does not exist if list does
// not have it: schedulers tell that by several statuses, which mean other
// things too. Of what is listed, a 404 can only mean the operation. Where not
// even the list can be had, that is what is wrong.
func asMissing(ctx context.Context, err error, kind, name string, opts []kafkarest.CallOption, list func(context.Context, ...kafkarest.CallOption) ([]string, error)) error {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !ok || !slices.Contains([]int{http.StatusBadRequest, http.StatusNotFound, http.StatusInternalServerError}, failure.StatusCode) ||
		errors.Is(err, errNoScheduler) {
		return err
	}
	names, unlisted := list(ctx, rest.Uncaptured(opts)...)
	switch {
	case errors.Is(unlisted, errNoScheduler):
		failure.Message, failure.Err = "", errNoScheduler
	case errors.Is(unlisted, errors.ErrUnsupported):
		failure.Message, failure.Err = lacks, errors.ErrUnsupported
	case unlisted != nil:
	case !slices.Contains(names, name):
		failure.Message, failure.Err = fmt.Sprintf("there is no %s %q", kind, name), kafkarest.ErrNotFound
	case failure.StatusCode == http.StatusNotFound:
		failure.Message, failure.Err = lacks, errors.ErrUnsupported
	}
	return failure
}

const lacks = "this release of the scheduler does not have the operation"

// asLacking says of a 404 to an operation whose path names nothing that may be
// missing that the release does not have it, or that no scheduler is there.
func (c *Client) asLacking(ctx context.Context, err error, opts []kafkarest.CallOption) error {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !ok || failure.StatusCode != http.StatusNotFound || errors.Is(err, errNoScheduler) {
		return err
	}
	if c.asAbsent(ctx, err, opts); failure.Err != errNoScheduler {
		failure.Message, failure.Err = lacks, errors.ErrUnsupported
	}
	return failure
}

// asAbsent says of a 404 whether no scheduler is there at all, where not its
// own words tell that one is.
func (c *Client) asAbsent(ctx context.Context, err error, opts []kafkarest.CallOption) error {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !ok || failure.StatusCode != http.StatusNotFound || isOwnWords(failure) {
		return err
	}
	if _, unlisted := c.ListBrokers(ctx, rest.Uncaptured(opts)...); errors.Is(unlisted, errNoScheduler) {
		failure.Message, failure.Err = "", errNoScheduler
	}
	return failure
}

// isOwnWords reports whether a scheduler has said itself what has failed.
func isOwnWords(failure *kafkarest.Error) bool {
	return isLine(string(bytes.TrimSpace(failure.Body)))
}
