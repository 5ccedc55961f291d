package kafkaresttest_test

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

const login = "/acs/api/v1/auth/login"

// loginToken makes a JWT by hand. The header may name another algorithm than the
// one that signs.
func loginToken(t *testing.T, header, claims string, sign func(text string) []byte) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	text := encode([]byte(header)) + "." + encode([]byte(claims))
	return text + "." + encode(sign(text))
}

func rs256(t *testing.T, key *rsa.PrivateKey) func(string) []byte {
	return func(text string) []byte {
		digest := sha256.Sum256([]byte(text))
		signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
		require.NoError(t, err)
		return signature
	}
}

func body(t *testing.T, members map[string]string) string {
	t.Helper()
	text, err := json.Marshal(members)
	require.NoError(t, err)
	return string(text)
}

// secretOf returns the secret of an account and its key.
func secretOf(t *testing.T, srv *kafkaresttest.Server, uid string) (map[string]string, *rsa.PrivateKey) {
	t.Helper()
	text, err := srv.DCOSServiceAccount(uid)
	require.NoError(t, err)
	var secret map[string]string
	require.NoError(t, json.Unmarshal(text, &secret))
	block, rest := pem.Decode([]byte(secret["private_key"]))
	require.NotNil(t, block)
	require.Empty(t, rest)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	require.NoError(t, err)
	return secret, key.(*rsa.PrivateKey)
}

func TestDCOSLogin(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{Accounts: []kafkaresttest.DCOSAccount{
		{UID: "robot"}, {UID: "other"}, {UID: "alice", Password: "s3cret"}, {UID: "guest", Password: "guest", Forbidden: true},
	}})
	secret, key := secretOf(t, srv, "robot")
	assert.Equal(t, "robot", secret["uid"])
	assert.Equal(t, "RS256", secret["scheme"])
	assert.Equal(t, srv.DCOSURL()+login, secret["login_endpoint"])
	assert.Equal(t, 2048, key.N.BitLen())

	const header = `{"alg":"RS256","typ":"JWT"}`
	valid := loginToken(t, header, `{"uid":"robot","exp":4102444800}`, rs256(t, key))
	publicPEM, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	require.NoError(t, err)
	for name, token := range map[string]string{
		"expired":           loginToken(t, header, `{"uid":"robot","exp":1000000000}`, rs256(t, key)),
		"no end":            loginToken(t, header, `{"uid":"robot"}`, rs256(t, key)),
		"no uid":            loginToken(t, header, `{"exp":4102444800}`, rs256(t, key)),
		"of another":        loginToken(t, header, `{"uid":"other","exp":4102444800}`, rs256(t, key)),
		"unsigned":          loginToken(t, `{"alg":"none"}`, `{"uid":"robot","exp":4102444800}`, func(string) []byte { return nil }),
		"another algorithm": loginToken(t, `{"alg":"RS384"}`, `{"uid":"robot","exp":4102444800}`, rs256(t, key)),
		"public key as a secret": loginToken(t, `{"alg":"HS256"}`, `{"uid":"robot","exp":4102444800}`, func(text string) []byte {
			mac := hmac.New(sha256.New, publicPEM)
			mac.Write([]byte(text))
			return mac.Sum(nil)
		}),
		"changed":   valid[:len(valid)-10] + "AAAAAAAAAA",
		"cut":       valid[:strings.LastIndex(valid, ".")],
		"no JWT":    "abc",
		"no token":  "",
		"password?": "s3cret",
	} {
		r := call(t, "POST", srv.DCOSURL()+login, body(t, map[string]string{"uid": "robot", "token": token}))
		require.Equal(t, 401, r.status, name)
		assert.Equal(t, "ERR_INVALID_CREDENTIALS", decode[map[string]string](r)["code"])
	}
	for _, refused := range []map[string]string{
		{"uid": "other", "token": valid}, {"uid": "nobody", "token": valid}, {"token": valid}, {"uid": "alice", "token": valid},
		{"uid": "alice", "password": "wrong"}, {"uid": "alice"}, {"uid": "robot"}, {"uid": "robot", "token": valid, "password": "x"},
	} {
		require.Equal(t, 401, call(t, "POST", srv.DCOSURL()+login, body(t, refused)).status, refused)
	}
	for _, text := range []string{"", "{", "[]", `{"uid":1}`} {
		r := call(t, "POST", srv.DCOSURL()+login, text)
		require.Equal(t, 400, r.status, text)
		assert.Equal(t, "ERR_INVALID_DATA", decode[map[string]string](r)["code"])
	}
	assert.Zero(t, srv.DCOSLogins())

	began := time.Now()
	tokens := make(map[string]string)
	for uid, request := range map[string]map[string]string{
		"robot": {"uid": "robot", "token": valid},
		"alice": {"uid": "alice", "password": "s3cret"},
		"guest": {"uid": "guest", "password": "guest"},
	} {
		r := call(t, "POST", srv.DCOSURL()+login, body(t, request)).ok(200)
		answer := decode[map[string]string](r)
		require.Len(t, answer, 1)
		tokens[uid] = answer["token"]
		payload, err := base64.RawURLEncoding.DecodeString(strings.Split(answer["token"], ".")[1])
		require.NoError(t, err)
		var claims struct {
			UID string
			Exp int64
		}
		require.NoError(t, json.Unmarshal(payload, &claims))
		assert.Equal(t, uid, claims.UID)
		assert.InDelta(t, began.AddDate(0, 0, 5).Unix(), claims.Exp, 60)
	}
	assert.Equal(t, 3, srv.DCOSLogins())

	brokers := url + "/v1/brokers"
	call(t, "GET", brokers, "", "Authorization: token="+tokens["robot"]).ok(200)
	call(t, "GET", brokers, "", "Authorization: token="+tokens["alice"]).ok(200)
	call(t, "GET", brokers, "", "Authorization: token="+tokens["guest"]).page(403)
	call(t, "GET", srv.DCOSURL()+"/ca/dcos-ca.crt", "").page(404)
	for _, authorization := range []string{
		tokens["robot"], "Bearer " + tokens["robot"], "token = " + tokens["robot"], `token="` + tokens["robot"] + `"`,
		"token=", "token=" + valid, "token=" + tokens["robot"] + "x",
	} {
		call(t, "GET", brokers, "", "Authorization: "+authorization).page(401)
	}
	call(t, "GET", brokers, "").page(401)
	call(t, "GET", url+"/v1/nonsense", "").page(401)

	srv.ExpireDCOSTokens()
	call(t, "GET", brokers, "", "Authorization: token="+tokens["robot"]).page(401)
	require.NoError(t, srv.Reset())
	assert.Zero(t, srv.DCOSLogins())
}

func TestDCOSTokenLifetime(t *testing.T) {
	t.Parallel()
	srv, url := startDCOS(t, kafkaresttest.DCOSOptions{
		TokenLifetime: 20 * time.Millisecond,
		Accounts:      []kafkaresttest.DCOSAccount{{UID: "alice", Password: "s3cret"}},
	})
	token := decode[map[string]string](call(t, "POST", srv.DCOSURL()+login, `{"uid":"alice","password":"s3cret"}`).ok(200))["token"]
	require.Eventually(t, func() bool {
		return call(t, "GET", url+"/v1/brokers", "", "Authorization: token="+token).status == 401
	}, 10*time.Second, time.Millisecond)
}

// Without accounts the keys of all APIs count, and nobody can log in.
func TestDCOSKeys(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "key", ReadOnlyAPIKey: "reader"}})
	url := srv.DCOSURL() + "/service/kafka/v1/"
	call(t, "GET", url+"brokers", "", "Authorization: token=key").ok(200)
	call(t, "GET", url+"brokers", "", "Authorization: token=reader").ok(200)
	call(t, "POST", url+"plan/continue", "", "Authorization: token=reader").page(403)
	call(t, "GET", url+"brokers", "", "Authorization: token=other").page(401)
	call(t, "GET", url+"brokers", "").page(401)
	assert.Equal(t, 401, call(t, "POST", srv.DCOSURL()+login, `{"uid":"alice","password":"s3cret"}`).status)

	srv = kafkaresttest.Start(t, kafkaresttest.Options{Auth: kafkaresttest.Auth{Verify: func(r *http.Request) int {
		if r.Header.Get("Authorization") != "token=mine" {
			return http.StatusForbidden
		}
		return 0
	}}})
	call(t, "GET", srv.DCOSURL()+"/service/kafka/v1/brokers", "", "Authorization: token=mine").ok(200)
	call(t, "GET", srv.DCOSURL()+"/service/kafka/v1/brokers", "", "Authorization: token=yours").page(403)
}

func TestDCOSCertificate(t *testing.T) {
	t.Parallel()
	srv := kafkaresttest.Start(t, kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{TLS: true}})
	authorities := x509.NewCertPool()
	require.True(t, authorities.AppendCertsFromPEM(srv.DCOSCertificate()))
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: authorities}}}
	resp, err := client.Do(newRequest(t, "GET", srv.DCOSURL()+"/ca/dcos-ca.crt", ""))
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 200, resp.StatusCode)
	assert.Equal(t, "application/x-x509-ca-cert", resp.Header.Get("Content-Type"))

	_, err = httpClient.Do(newRequest(t, "GET", srv.DCOSURL(), ""))
	require.ErrorContains(t, err, "unknown authority")
}
