package kafkaresttest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// DCOSProfile is one of the three ways in which DC/OS Kafka schedulers talk.
type DCOSProfile string

// The values of DCOSProfile.
const (
	// DCOSProfileL is the scheduler of the packages up to 1.1.17: connection, PUT
	// on brokers, one plan of blocks.
	DCOSProfileL DCOSProfile = "L"

	// DCOSProfileT is the scheduler of the packages 1.1.18 and 1.1.19: like
	// DCOSProfileL, but with several plans, of steps.
	DCOSProfileT DCOSProfile = "T"

	// DCOSProfileK is the scheduler of the packages from 1.1.20 on: endpoints,
	// pods, plans of steps.
	DCOSProfileK DCOSProfile = "K"
)

// dcosReleases are the releases of each profile that are emulated, from the
// first to the last, and the one that is taken when none is named.
var dcosReleases = map[DCOSProfile]struct{ first, last, usual dcosVersion }{
	DCOSProfileL: {dcosVersion{1, 1, 5}, dcosVersion{1, 1, 17}, dcosVersion{1, 1, 17}},
	DCOSProfileT: {dcosVersion{1, 1, 18}, dcosVersion{1, 1, 19}, dcosVersion{1, 1, 19}},
	DCOSProfileK: {dcosVersion{0, 13, 0}, dcosVersion{0, 57, 3}, dcosVersion{0, 18, 0}},
}

// dcosVersion is the version of the Kafka package, or of the SDK for
// DCOSProfileK.
type dcosVersion [3]int

func (v dcosVersion) compare(other dcosVersion) int { return slices.Compare(v[:], other[:]) }

func (v dcosVersion) String() string { return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2]) }

// dcosRelease is the release that the scheduler behaves like.
type dcosRelease struct {
	profile DCOSProfile
	version dcosVersion
}

func parseDCOSRelease(profile DCOSProfile, version string) (dcosRelease, error) {
	profile = cmp.Or(profile, DCOSProfileK)
	known, ok := dcosReleases[profile]
	if !ok {
		return dcosRelease{}, fmt.Errorf("kafkaresttest: DCOSOptions.Profile %q is none of %s, %s and %s", profile, DCOSProfileL, DCOSProfileT, DCOSProfileK)
	}
	release := dcosRelease{profile, known.usual}
	if version == "" {
		return release, nil
	}
	parsed, err := parseDCOSVersion(version)
	if err != nil || parsed.compare(known.first) < 0 || parsed.compare(known.last) > 0 {
		return release, fmt.Errorf("kafkaresttest: DCOSOptions.Release %q is no release of profile %s from %s to %s", version, profile, known.first, known.last)
	}
	release.version = parsed
	return release, nil
}

func parseDCOSVersion(text string) (v dcosVersion, err error) {
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > len(v) {
		return v, errors.New("not a version")
	}
	for i, part := range parts {
		if v[i], err = strconv.Atoi(part); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (r dcosRelease) is(profile DCOSProfile) bool { return r.profile == profile }

// sdk reports whether this is DCOSProfileK with the SDK 0.minor.patch or later.
func (r dcosRelease) sdk(minor, patch int) bool {
	return r.profile == DCOSProfileK && r.version.compare(dcosVersion{0, minor, patch}) >= 0
}

// before reports whether this is DCOSProfileL in a package before 1.1.patch.
func (r dcosRelease) before(patch int) bool {
	return r.profile == DCOSProfileL && r.version.compare(dcosVersion{1, 1, patch}) < 0
}
