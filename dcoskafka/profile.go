package dcoskafka

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// A Profile is a kind of scheduler, of which there are three on the wire.
type Profile string

const (
	// ProfileL is the scheduler of packages up to 1.1.17, that of DC/OS 1.8:
	// plans of blocks.
	ProfileL Profile = "L"
	// ProfileT is that of packages 1.1.18 and 1.1.19: plans of steps.
	ProfileT Profile = "T"
	// ProfileK is that of packages from 1.1.20 on, on the DC/OS SDK: pods.
	ProfileK Profile = "K"
)

var profiles = []Profile{ProfileL, ProfileT, ProfileK}

// Profile returns what kind of scheduler the service has: the one that
// [WithProfile] names, or what the scheduler's answers tell. The client
// remembers it and looks again when the scheduler does not know what one of its
// kind knows, or its kind has nothing for a call. Where no scheduler is, the
// error is [kafkarest.ErrNotFound]. From the DC/OS Apache Kafka API Reference,
// 1.8 and 1.9.
func (c *Client) Profile(ctx context.Context, opts ...kafkarest.CallOption) (Profile, error) {
	profile, _, err := c.profile(ctx, opts)
	return profile, rest.Named("Profile", err)
}

// profile also returns what it was remembered by, which may be outdated, nil if
// it was not.
func (c *Client) profile(ctx context.Context, opts []kafkarest.CallOption) (Profile, *Profile, error) {
	if c.fixed != "" {
		return c.fixed, nil, nil
	}
	if known := c.learned.profile.Load(); known != nil {
		return *known, known, nil
	}
	profile, err := c.detect(ctx, nil, opts)
	return profile, nil, err
}

// detect asks the scheduler for its profile, unless another call has learned
// one meanwhile that is not the outdated one.
func (c *Client) detect(ctx context.Context, outdated *Profile, opts []kafkarest.CallOption) (Profile, error) {
	select {
	case c.learned.asking <- struct{}{}:
		defer func() { <-c.learned.asking }()
	case <-ctx.Done():
		return "", api.Error("Profile", "", ctx.Err())
	}
	if known := c.learned.profile.Load(); known != outdated {
		return *known, nil
	}
	profile, err := c.askProfile(ctx, rest.Uncaptured(opts))
	if err != nil {
		return "", err
	}
	c.learned.profile.Store(&profile)
	return profile, nil
}

// askProfile asks for what one profile has alone. Only that something is not
// there speaks against a profile; every other failure is one.
func (c *Client) askProfile(ctx context.Context, opts []kafkarest.CallOption) (Profile, error) {
	probes := []struct {
		profile Profile
		ask     func() error
	}{
		{ProfileK, func() error { return ask(ctx, c, newListEndpointsRequest(), opts) }},
		{ProfileT, func() error { return ask(ctx, c, newListPlansRequest(), opts) }},
		{ProfileL, func() error { return ask(ctx, c, newGetConnectionRequest(), opts) }},
	}
	var err error
	for _, probe := range probes {
		if err = probe.ask(); !errors.Is(err, kafkarest.ErrNotFound) {
			return probe.profile, err
		}
	}
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if ok {
		failure.Message, failure.Err = "", errNoScheduler
	}
	return "", err
}

func ask[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption) error {
	_, err := rest.Fetch(ctx, c.rest, r, opts)
	return err
}

// byProfile is tryProfiles for an operation, whose name its errors have: what is
// asked and tried in its turn has others.
func byProfile[T any](ctx context.Context, c *Client, operation string, opts []kafkarest.CallOption, call func(Profile) (T, error)) (T, error) {
	result, err := tryProfiles(ctx, c, opts, call)
	return result, rest.Named(operation, err)
}

// tryProfiles makes a call in the way of the scheduler's profile. When the
// scheduler does not know that way, or a profile remembered has none, it may be
// another one than it was: the call is made once more if so. What is not known
// has had no effect.
func tryProfiles[T any](ctx context.Context, c *Client, opts []kafkarest.CallOption, call func(Profile) (T, error)) (T, error) {
	var none T
	profile, remembered, err := c.profile(ctx, opts)
	if err != nil {
		return none, err
	}
	result, err := call(profile)
	if c.fixed != "" {
		return result, c.doubtProfile(ctx, err, opts)
	}
	if remembered == nil || !isUnknownThere(err) && !isMisread(err) && !errors.Is(err, errors.ErrUnsupported) {
		return result, err
	}
	now, failure := c.detect(ctx, remembered, opts)
	switch {
	case errors.Is(failure, errNoScheduler):
		return none, failure
	case failure != nil || now == profile:
		return result, err
	}
	return call(now)
}

// doubtProfile says of a failure that can come of a scheduler of another
// profile that the caller has fixed the profile, or that there is no scheduler.
func (c *Client) doubtProfile(ctx context.Context, err error, opts []kafkarest.CallOption) error {
	if !isUnknownThere(err) && !isMisread(err) {
		return err
	}
	err = c.asAbsent(ctx, err, opts)
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if ok && failure.StatusCode != 0 && failure.Err != errNoScheduler && !isOwnWords(failure) {
		failure.Message = strings.TrimPrefix(fmt.Sprintf("%s; the scheduler may be of another profile than the %s of WithProfile", failure.Message, c.fixed), "; ")
	}
	return err
}

// isUnknownThere reports whether err says that a path or a verb is not known,
// and that nothing was done.
func isUnknownThere(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	if !ok || failure.OutcomeUnknown {
		return false
	}
	switch failure.StatusCode {
	case 0: // of the client's own, which knew what the profile has
		return failure.Err == kafkarest.ErrNotFound
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return true
	}
	return false
}

// isMisread reports whether err can come of a scheduler of profile K that got
// what L and T take for a change or a test of a topic: it takes that for a
// creation without replicas, and fails.
func isMisread(err error) bool {
	failure, ok := errors.AsType[*kafkarest.Error](err)
	return ok && failure.StatusCode == http.StatusInternalServerError &&
		(failure.Operation == alterTopicPartitionsOperation.Name || failure.Operation == runProducerTestOperation.Name)
}

// fetch is [rest.Fetch] for an operation that not all profiles have.
func fetch[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	return fetchBy(ctx, c, r, opts, func(r rest.Request[T]) (T, error) { return rest.Fetch(ctx, c.rest, r, opts) })
}

// fetchBy sends a request of an operation that not all profiles have by send.
// One that is refused needs no profile.
func fetchBy[T any](ctx context.Context, c *Client, r rest.Request[T], opts []kafkarest.CallOption, send func(rest.Request[T]) (T, error)) (T, error) {
	if r.Refused() {
		return send(r)
	}
	return byProfile(ctx, c, r.Operation().Name, opts, func(profile Profile) (T, error) {
		if !slices.Contains(r.Operation().Profiles, string(profile)) {
			var none T
			return none, unsupported(r.Operation(), profile)
		}
		return send(r)
	})
}

// unsupported is the error of a call that the scheduler has nothing for.
func unsupported(op *rest.Operation, profile Profile) error {
	message := fmt.Sprintf("the scheduler is of profile %s, and this needs %s", profile, strings.Join(op.Profiles, " or "))
	return api.Error(op.Name, message, errors.ErrUnsupported)
}

// place remembers where a scheduler has operations that have moved.
type place struct{ former atomic.Bool }

// fetchAt sends a request whose path began with former in earlier releases:
// where the last one was found and, if nothing is there, in the other place.
func fetchAt[T any](ctx context.Context, c *Client, at *place, prefix, former string, r rest.Request[T], opts []kafkarest.CallOption) (T, error) {
	earlier := at.former.Load()
	send := func(earlier bool) (T, error) {
		r := r
		if earlier {
			r.Under(prefix, former)
		}
		return rest.Fetch(ctx, c.rest, r, opts)
	}
	result, err := send(earlier)
	if !errors.Is(err, kafkarest.ErrNotFound) || !isUnknownThere(err) {
		return result, err
	}
	other, elsewhere := send(!earlier)
	if errors.Is(elsewhere, kafkarest.ErrNotFound) {
		return result, err
	}
	if elsewhere == nil {
		at.former.Store(!earlier)
	}
	return other, elsewhere
}
