package opstest

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"
)

// RefusedURL is a URL at which connections are refused while the test runs.
// A port that was only given back could be anybody's by then: this one is taken
// by the near end of a connection, which does not listen.
func RefusedURL(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	conn, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return "http://" + conn.LocalAddr().String()
}
