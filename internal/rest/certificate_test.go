package rest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	certificate, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return &authority{certificate, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

// sign makes a certificate and its key for a name, which 127.0.0.1 is not.
func (a *authority) sign(t testing.TB, name string, addresses ...net.IP) (certPEM, keyPEM []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, IPAddresses: addresses,
		NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, a.certificate, &key.PublicKey, a.key)
	require.NoError(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})
}

// writeFile writes a file whose time differs from that of the one before.
func writeFile(t testing.TB, path string, data []byte, age time.Duration) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, data, 0o600))
	modified := time.Now().Add(-age)
	require.NoError(t, os.Chtimes(path, modified, modified))
}

func commonName(t testing.TB, pair *tls.Certificate) string {
	t.Helper()
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	require.NoError(t, err)
	return leaf.Subject.CommonName
}

func TestCertificateFiles(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	certFile, keyFile := filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	oldCert, oldKey := ca.sign(t, "old")
	newCert, newKey := ca.sign(t, "new")
	source := &certificateFiles{certFile: certFile, keyFile: keyFile}
	is := func(name, when string) *tls.Certificate {
		t.Helper()
		pair, err := source.certificate()
		require.NoError(t, err, when)
		assert.Equal(t, name, commonName(t, pair), when)
		return pair
	}

	_, err := source.certificate()
	require.ErrorIs(t, err, os.ErrNotExist)
	writeFile(t, certFile, oldCert, time.Hour)
	writeFile(t, keyFile, newKey, time.Hour)
	_, err = source.certificate()
	require.Error(t, err, "a pair that does not fit")

	writeFile(t, keyFile, oldKey, 50*time.Minute)
	first := is("old", "at first")
	assert.Same(t, first, is("old", "unchanged"), "it is not read again")

	writeFile(t, certFile, newCert, 40*time.Minute)
	is("old", "while only one file is new")
	require.NoError(t, os.Remove(keyFile))
	is("old", "while a file is gone")
	writeFile(t, keyFile, newKey[:10], 35*time.Minute)
	is("old", "while a file is half written")
	writeFile(t, keyFile, newKey, 30*time.Minute)
	is("new", "when both are new")
}
