package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// keys are the files with which a worker and its clients prove who they are.
type keys struct {
	keyStore   string // of the worker
	trustStore string // of the worker: whom it lets in
	password   string // of both stores
	authority  string // that clients take the worker's certificate by
	client     string // certificate
	clientKey  string
}

const keysValidity = 24 * time.Hour

// makeKeys makes the keys of a run. Both certificates are their own authority.
// The worker's comes from Java's keytool, which cannot export a key but writes
// the store that Java reads; the client's is made here.
func makeKeys(ctx context.Context, s *session) (keys, error) {
	keytool, err := exec.LookPath("keytool")
	if err != nil {
		return keys{}, errors.New("keytool is missing: it comes with Java and is needed on the PATH")
	}
	k := keys{
		keyStore:   filepath.Join(s.dir, "worker.p12"),
		trustStore: filepath.Join(s.dir, "clients.p12"),
		password:   rand.Text(),
		authority:  filepath.Join(s.dir, "worker.pem"),
		client:     filepath.Join(s.dir, "client.pem"),
		clientKey:  filepath.Join(s.dir, "client-key.pem"),
	}
	if err := k.makeClient(); err != nil {
		return keys{}, err
	}
	for _, step := range []struct {
		name string
		args []string
	}{
		{"keytool-generate", []string{
			"-genkeypair", "-alias", "worker", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=worker", "-validity", "1",
			// Workers use their certificate to each other as clients, too.
			"-ext", "san=ip:127.0.0.1", "-ext", "eku=serverAuth,clientAuth",
			"-keystore", k.keyStore, "-storetype", "PKCS12", "-storepass:env", "KEYTOOL_PASSWORD",
		}},
		{"keytool-export", []string{
			"-exportcert", "-rfc", "-alias", "worker", "-file", k.authority, "-keystore", k.keyStore, "-storepass:env", "KEYTOOL_PASSWORD",
		}},
		{"keytool-import", []string{
			"-importcert", "-noprompt", "-alias", "client", "-file", k.client,
			"-keystore", k.trustStore, "-storetype", "PKCS12", "-storepass:env", "KEYTOOL_PASSWORD",
		}},
	} {
		cmd := exec.Command(keytool, step.args...)
		cmd.Env = append(os.Environ(), "KEYTOOL_PASSWORD="+k.password)
		if err := s.run(ctx, step.name, cmd); err != nil {
			return keys{}, err
		}
	}
	return k, nil
}

// makeClient writes the client's certificate and key.
func (k keys) makeClient() error {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "client"},
		NotBefore:    now,
		NotAfter:     now.Add(keysValidity),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		return err
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	return errors.Join(writePEM(k.client, "CERTIFICATE", certificate), writePEM(k.clientKey, "PRIVATE KEY", key))
}

func writePEM(file, kind string, der []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}
