package rest

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/kafkarest/kafkarest-go"
)

// withDefaults fills in what a policy leaves open.
func withDefaults(p kafkarest.RetryPolicy) kafkarest.RetryPolicy {
	p.MaxAttempts = cmp.Or(p.MaxAttempts, 5)
	p.MaxWait = cmp.Or(p.MaxWait, 30*time.Second)
	p.MinWait = cmp.Or(p.MinWait, min(250*time.Millisecond, p.MaxWait))
	return p
}

// setRetries makes go-retryablehttp repeat attempts under the policy. It
// judges an attempt twice: by its transport error, if there is one, and
// otherwise by what the response handler made of the whole answer.
func (c *Client) setRetries(httpClient *http.Client, policy kafkarest.RetryPolicy) {
	policy = withDefaults(policy)
	c.retries.HTTPClient = httpClient
	c.retries.RetryMax = policy.MaxAttempts - 1
	c.retries.RetryWaitMin = policy.MinWait
	c.retries.RetryWaitMax = policy.MaxWait
	c.retries.CheckRetry = checkRetry
	c.retries.Backoff = backoff
	c.retries.PrepareRetry = prepareRetry
	c.retries.ErrorHandler = func(_ *http.Response, err error, _ int) (*http.Response, error) { return nil, err }
}

var _ retryablehttp.CheckRetry = checkRetry

// checkRetry decides whether there is another attempt after one that ended
// with err. A nil error is that of an answer which the handler has yet to
// read, or has read as a success.
func checkRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if err == nil {
		return false, nil
	}
	c := ctx.(*call)
	if failure, ok := err.(*kafkarest.Error); ok {
		return c.again(failure), nil
	}
	c.endAttempt()
	retry := c.unanswered(unwrapURLError(err))
	if resp != nil {
		// The answer whose redirect is not followed.
		c.failure.StatusCode = resp.StatusCode
	}
	c.log(c.failure.StatusCode, c.failure)
	return retry, nil
}

// again decides about another attempt after an answer.
func (c *call) again(failure *kafkarest.Error) bool {
	if c.options.NoRetry || c.Err() != nil {
		return false
	}
	op := c.request.operation
	switch failure.StatusCode {
	case http.StatusUnauthorized:
		return c.reauthenticate()
	case http.StatusTooManyRequests:
		return op.Repeatable || !op.Produces
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return op.Repeatable
	}
	if failure.StatusCode/100 == 2 {
		return op.Repeatable && isCut(failure)
	}
	passing := c.client.api.Passing
	return passing != nil && passing(failure, op)
}

// isCut reports whether the answer ended before its end, rather than being
// something else than documented.
func isCut(failure *kafkarest.Error) bool {
	return isA[*connectionError](failure.Err)
}

// reauthenticate drops the token that the service did not take, once in a
// call.
func (c *call) reauthenticate() bool {
	if c.reauthenticated || c.strayed {
		return false
	}
	switch holder := c.client.authenticator.(type) {
	case interface{ InvalidateFor(*http.Request) }:
		holder.InvalidateFor(c.sent)
	case interface{ Invalidate() }:
		holder.Invalidate()
	default:
		return false
	}
	c.reauthenticated = true
	return true
}

// unanswered records the failure of an attempt without an answer, and decides
// about another one.
func (c *call) unanswered(cause error) bool {
	own, unsent := isOwn(cause), notSent(cause)
	c.failure = c.newError("", c.broken(cause))
	if !own && !unsent && !isRefusedCertificate(cause) && c.request.operation.changes() {
		c.unknown = true
	}
	switch {
	case c.options.NoRetry || c.Err() != nil || isPermanent(cause):
		return false
	case own:
		// Nothing was sent to the service, and a token service may recover.
		return errors.Is(cause, kafkarest.ErrUnavailable)
	}
	return unsent || c.request.operation.Repeatable
}

// isOwn reports whether the attempt ended on the client's side: its
// Authenticator failed, or a redirect is not to be followed.
func isOwn(err error) bool {
	return isA[*authenticationError](err) || isA[*redirectError](err)
}

// unwrapURLError takes away what net/http puts around a transport's error: an
// Error names method and URL itself.
func unwrapURLError(err error) error {
	if failure, ok := errors.AsType[*url.Error](err); ok {
		return failure.Err
	}
	return err
}

// broken is what an attempt's end by err means: the end of the caller's
// context, of the time that the attempt had, a failure that stays, or the end
// of a connection, which makes the service unavailable.
func (c *call) broken(err error) error {
	if c.Err() != nil {
		if stalled, ok := context.Cause(c.Context).(*connectionError); ok {
			return stalled
		}
		return contextError(c.Context)
	}
	switch {
	case isOwn(err), isPermanent(err):
		return err
	case notSent(err):
		// A dial has a time-out of its own, which tells more.
	case errors.Is(err, context.DeadlineExceeded) && c.timeout > 0: // an Exchange's is not known
		err = &timeoutError{c.timeout}
	}
	return &connectionError{err}
}

// contextError is the end of a context together with the reason that was
// given for it, if any.
func contextError(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if cause == err {
		return err
	}
	return fmt.Errorf("%w: %w", err, cause)
}

// connectionError marks the failure of a connection, which makes the service
// unavailable for the caller.
type connectionError struct{ err error }

func (e *connectionError) Error() string        { return e.err.Error() }
func (e *connectionError) Unwrap() error        { return e.err }
func (e *connectionError) Is(target error) bool { return target == kafkarest.ErrUnavailable }

// timeoutError is the end of the time that an attempt had.
type timeoutError struct{ after time.Duration }

func (e *timeoutError) Error() string        { return fmt.Sprintf("no answer within %v", e.after) }
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// isPermanent reports whether the next attempt would fail for the same reason.
func isPermanent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "remote error" || op.Op == "local error") {
		return true // an alert of TLS
	}
	return isA[*tls.CertificateVerificationError](err) || isA[tls.RecordHeaderError](err) || errors.Is(err, http.ErrSchemeMismatch)
}

// certificateAlerts are those with which a server refuses the certificate of
// its client, or misses it: bad, unsupported, revoked, expired, unknown, of an
// unknown authority, without access, required.
var certificateAlerts = []tls.AlertError{42, 43, 44, 45, 46, 48, 49, 116}

// isRefusedCertificate reports whether the service has ended the handshake over
// the client's certificate. With TLS 1.3 the client learns of it when it reads,
// after a request that the service never sees. The type of the alert is
// crypto/tls's own, so it is known by its text.
func isRefusedCertificate(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "remote error" &&
		slices.ContainsFunc(certificateAlerts, func(alert tls.AlertError) bool { return op.Err.Error() == alert.Error() })
}

// backoff is the wait before the next attempt: none for one with a fresh
// token, what the answer asks for, or a time that doubles with each attempt,
// of which the half is left to chance.
func backoff(minWait, maxWait time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if resp.StatusCode == http.StatusUnauthorized {
			return 0
		}
		if wait, ok := retryAfter(resp.Header); ok {
			wait = min(wait, maxWait)
			return min(wait+rand.N(wait/10+1), maxWait)
		}
	}
	wait := maxWait
	if attempt < 32 && minWait <= maxWait>>attempt {
		wait = minWait << attempt
	}
	return wait/2 + rand.N(wait/2+1)
}

// retryAfter reads a Retry-After header in either of its forms, seconds or a
// date.
func retryAfter(header http.Header) (time.Duration, bool) {
	value := header.Get("Retry-After")
	if value == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, math.MaxInt64/uint64(time.Second))) * time.Second, true
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return max(time.Until(date), 0), true
}

// prepareRetry readies the request for another attempt. The header is copied
// because the connection of the attempt before may still read it.
func prepareRetry(req *http.Request) error {
	c := req.Context().(*call)
	if c.mayMove() {
		c.moveOn()
	}
	req.URL = c.target
	req.Header = c.header()
	c.setBody(req)
	return nil
}

// mayMove reports whether another instance may be asked after the attempt that
// failed. One that was answered stays unless it may be repeated anywhere, and
// so does one that only lacked a fresh token.
func (c *call) mayMove() bool {
	if len(c.client.instances) == 1 || c.request.operation.Local || c.failure.StatusCode == http.StatusUnauthorized {
		return false
	}
	return c.failure.StatusCode == 0 || c.request.operation.Repeatable || c.unavailable()
}
