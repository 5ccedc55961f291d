package kafkaresttest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"time"
)

const caPath = "/ca/dcos-ca.crt"

// dcosAuthority is the certificate authority of the cluster, with the
// certificate that it has issued to it.
type dcosAuthority struct {
	pem    []byte
	config *tls.Config
}

func newDCOSAuthority() (*dcosAuthority, error) {
	authority, err := issueCertificates()
	if err != nil {
		return nil, fmt.Errorf("kafkaresttest: certificates: %w", err)
	}
	return authority, nil
}

func issueCertificates() (*dcosAuthority, error) {
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	ca := certificateTemplate(1, "DC/OS root CA of kafkaresttest")
	ca.IsCA, ca.BasicConstraintsValid, ca.KeyUsage = true, true, x509.KeyUsageCertSign
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	if err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	master := certificateTemplate(2, "master.mesos")
	master.DNSNames = []string{"master.mesos", "leader.mesos", "localhost"}
	master.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	masterDER, err := x509.CreateCertificate(rand.Reader, master, ca, &key.PublicKey, caKey)
	if err != nil {
		return nil, err
	}
	return &dcosAuthority{
		pem: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER}),
		config: &tls.Config{
			MinVersion:   tls.VersionTLS12,
			Certificates: []tls.Certificate{{Certificate: [][]byte{masterDER}, PrivateKey: key}},
		},
	}, nil
}

func certificateTemplate(serial int64, name string) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.AddDate(1, 0, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}

// getCA needs no token. Without TLS there is nothing to get.
func (d *dcos) getCA(w http.ResponseWriter, _ *http.Request) {
	if d.authority == nil {
		writeHTML(w, http.StatusNotFound, "Not Found")
		return
	}
	w.Header().Set("Content-Type", "application/x-x509-ca-cert")
	_, _ = w.Write(d.authority.pem) // fails when the client is gone
}
