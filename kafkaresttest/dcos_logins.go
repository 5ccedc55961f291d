package kafkaresttest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/golang-jwt/jwt/v5"
)

const (
	loginPath = "/acs/api/v1/auth/login"

	defaultTokenLifetime = 5 * 24 * time.Hour

	keyBits = 2048
)

// dcosLogins is the login service of the cluster.
type dcosLogins struct {
	accounts map[string]dcosLoginAccount
	lifetime time.Duration
	key      *rsa.PrivateKey // signs the tokens; nil without accounts

	mu     sync.Mutex
	issued map[string]issuedToken
	count  int
}

type dcosLoginAccount struct {
	DCOSAccount
	privateKey *rsa.PrivateKey // nil unless it was generated
}

type issuedToken struct {
	uid string
	end time.Time
}

func newDCOSLogins(accounts []DCOSAccount, lifetime time.Duration) (*dcosLogins, error) {
	l := &dcosLogins{accounts: make(map[string]dcosLoginAccount), lifetime: lifetime, issued: make(map[string]issuedToken)}
	for _, given := range accounts {
		account := dcosLoginAccount{DCOSAccount: given}
		if given.Password == "" && given.PublicKey == nil {
			key, err := rsa.GenerateKey(rand.Reader, keyBits)
			if err != nil {
				return nil, fmt.Errorf("kafkaresttest: key of %q: %w", given.UID, err)
			}
			account.privateKey, account.PublicKey = key, &key.PublicKey
		}
		l.accounts[given.UID] = account
	}
	if len(accounts) == 0 {
		return l, nil
	}
	var err error
	if l.key, err = rsa.GenerateKey(rand.Reader, keyBits); err != nil {
		return nil, fmt.Errorf("kafkaresttest: key of the logins: %w", err)
	}
	return l, nil
}

type loginRequest struct {
	UID      string `json:"uid"`
	Password string `json:"password"`
	Token    string `json:"token"`
}

type loginFailure struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Code        string `json:"code"`
}

func (l *dcosLogins) login(w http.ResponseWriter, r *http.Request) {
	status, answer := l.answer(r)
	_ = writeJSON(w, status, answer) // texts never fail to encode
}

// answer has a token for an account's password, or for a login token that its
// private key has signed.
func (l *dcosLogins) answer(r *http.Request) (status int, answer any) {
	body, err := io.ReadAll(r.Body)
	var request loginRequest
	if err == nil {
		err = json.Unmarshal(body, &request, lenient)
	}
	if err != nil {
		return http.StatusBadRequest, loginFailure{"Bad Request", "The request body is not the JSON of a login.", "ERR_INVALID_DATA"}
	}
	account, ok := l.accounts[request.UID]
	if !ok || !account.accepts(request) {
		return http.StatusUnauthorized, loginFailure{"Unauthorized", "The credentials are wrong.", "ERR_INVALID_CREDENTIALS"}
	}
	token, err := l.issue(request.UID)
	if err != nil {
		return http.StatusInternalServerError, loginFailure{Title: "Internal Server Error", Description: err.Error()}
	}
	return http.StatusOK, map[string]string{"token": token}
}

func (a dcosLoginAccount) accepts(request loginRequest) bool {
	if a.PublicKey == nil {
		return request.Token == "" && subtle.ConstantTimeCompare([]byte(a.Password), []byte(request.Password)) == 1
	}
	return request.Password == "" && a.hasSigned(request.Token)
}

// hasSigned verifies a login token: its signature, that it has not ended, and
// whom it is about.
func (a dcosLoginAccount) hasSigned(token string) bool {
	claims := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return a.PublicKey, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodRS256.Alg()}), jwt.WithExpirationRequired())
	return err == nil && claims["uid"] == a.UID
}

// issue makes a token. Its end is a whole second, unless it lasts less than
// one.
func (l *dcosLogins) issue(uid string) (string, error) {
	end := time.Now().Add(l.lifetime)
	if l.lifetime >= time.Second {
		end = end.Truncate(time.Second)
	}
	exp := float64(end.UnixMilli()) / 1000
	claims := jwt.MapClaims{"uid": uid, "exp": exp, "jti": newUUID()}
	if exp == math.Trunc(exp) {
		claims["exp"] = int64(exp)
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(l.key)
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count++
	l.issued[token] = issuedToken{uid, end}
	return token, nil
}

// check returns 200 for a token that was issued and has not ended, 403 if its
// account may do nothing, else 401.
func (l *dcosLogins) check(token string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	issued, ok := l.issued[token]
	switch {
	case !ok || !time.Now().Before(issued.end):
		return http.StatusUnauthorized
	case l.accounts[issued.uid].Forbidden:
		return http.StatusForbidden
	default:
		return http.StatusOK
	}
}

func (l *dcosLogins) expire() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.issued)
}

func (l *dcosLogins) forget() {
	l.expire()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count = 0
}

func (l *dcosLogins) successful() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count
}

// serviceAccount is the secret that DC/OS keeps of a service account.
type serviceAccount struct {
	UID           string `json:"uid"`
	PrivateKey    string `json:"private_key"`
	Scheme        string `json:"scheme"`
	LoginEndpoint string `json:"login_endpoint"`
}

// secret is the secret of an account whose key was generated.
func (l *dcosLogins) secret(uid, loginURL string) ([]byte, error) {
	account := l.accounts[uid]
	if account.privateKey == nil {
		return nil, errors.New("no key was generated for it")
	}
	key, err := x509.MarshalPKCS8PrivateKey(account.privateKey)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})
	return json.Marshal(serviceAccount{uid, string(text), jwt.SigningMethodRS256.Alg(), loginURL})
}
