package rest

import (
	"crypto/tls"
	"errors"
	"os"
	"sync"
	"time"
)

// certificateFiles gives the certificate of two files, read again when one of
// them has changed.
type certificateFiles struct {
	certFile, keyFile string

	mu       sync.Mutex
	pair     *tls.Certificate
	modified [2]time.Time
}

// certificate is asked once for every new connection.
func (f *certificateFiles) certificate() (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	modified, err := f.stat()
	if err == nil && (f.pair == nil || modified != f.modified) {
		var pair tls.Certificate
		if pair, err = tls.LoadX509KeyPair(f.certFile, f.keyFile); err == nil {
			f.pair, f.modified = &pair, modified
		}
	}
	if err != nil && f.pair == nil {
		return nil, err
	}
	// Files that cannot be read or do not fit each other are being replaced,
	// one after the other.
	return f.pair, nil
}

func (f *certificateFiles) stat() (modified [2]time.Time, err error) {
	if f.certFile == "" || f.keyFile == "" {
		return modified, errors.New("they belong together and one of them is empty")
	}
	for i, name := range []string{f.certFile, f.keyFile} {
		info, err := os.Stat(name)
		if err != nil {
			return modified, err
		}
		modified[i] = info.ModTime()
	}
	return modified, nil
}
