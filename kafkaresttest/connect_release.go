package kafkaresttest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	defaultConnectVersion        = "4.3.1"
	defaultConnectLatency        = 10 * time.Millisecond
	defaultConnectRequestTimeout = 90 * time.Second
)

// connectRelease is the release of Apache Kafka that the worker behaves like.
type connectRelease struct{ major, minor int }

// parseConnectRelease reads a version such as "4.3.1". Releases before 3.9 have
// fewer operations than the emulator and are refused.
func parseConnectRelease(version string) (connectRelease, error) {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	x, err1 := strconv.Atoi(major)
	y, err2 := strconv.Atoi(minor)
	release := connectRelease{x, y}
	if err1 != nil || err2 != nil || !release.atLeast(3, 9) {
		return release, fmt.Errorf("kafkaresttest: ConnectOptions.Version %q is no version from 3.9 on", version)
	}
	return release, nil
}

func (r connectRelease) atLeast(major, minor int) bool {
	return r.major > major || r.major == major && r.minor >= minor
}
