package main

import (
	"crypto/tls"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMakeKeys(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("keytool"); err != nil {
		t.Skip("needs keytool")
	}
	k, err := makeKeys(t.Context(), &session{dir: t.TempDir()})
	require.NoError(t, err)
	assert.FileExists(t, k.keyStore)
	assert.FileExists(t, k.trustStore)
	assert.FileExists(t, k.authority)
	_, err = tls.LoadX509KeyPair(k.client, k.clientKey)
	assert.NoError(t, err)
}

func TestMakeKeysSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := makeKeys(t.Context(), &session{dir: t.TempDir()})
	assert.ErrorContains(t, err, "keytool is missing")
}
