package dcos_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

var _ core.Authenticator = dcos.Password("", "", "")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const loginPath = "/acs/api/v1/auth/login"

// key is generated once: that takes its time.
var key = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func pkcs1() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key())})
}

func pkcs8(t *testing.T) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key())
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// secret is what DC/OS keeps of a service account.
func secret(t *testing.T, loginEndpoint string) []byte {
	t.Helper()
	text, err := json.Marshal(map[string]string{
		"uid": "my-account", "private_key": string(pkcs8(t)), "scheme": "RS256", "login_endpoint": loginEndpoint,
	})
	require.NoError(t, err)
	return text
}

// serve returns the URL of a server of one handler.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// answer is a handler that always answers the same.
func answer(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func newRequest(t *testing.T) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com", nil)
	require.NoError(t, err)
	return req
}

func authorization(t *testing.T, a auth.Authenticator) string {
	t.Helper()
	require.NoError(t, a.Validate())
	req := newRequest(t)
	require.NoError(t, a.Authenticate(req))
	return req.Header.Get("Authorization")
}

// verified checks a login token by hand and returns its header and its claims.
func verified(t *testing.T, token string) (header, claims map[string]any) {
	parts := strings.Split(token, ".")
	require.Len(t, parts, 3)
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	require.NoError(t, err)
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	require.NoError(t, rsa.VerifyPKCS1v15(&key().PublicKey, crypto.SHA256, digest[:], signature))
	for i, into := range []*map[string]any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, into))
	}
	return header, claims
}

func TestServiceAccount(t *testing.T) {
	t.Parallel()
	requests := make(chan map[string]any, 10)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, http.MethodPost, r.Method)
		assert.Equal(t, loginPath, r.URL.Path)
		assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
		assert.Empty(t, r.Header.Get("Authorization"))
		var body map[string]any
		assert.NoError(t, json.NewDecoder(r.Body).Decode(&body))
		requests <- body
		_, _ = io.WriteString(w, `{"token":"abc","more":{}}`)
	})
	path := filepath.Join(t.TempDir(), "secret.json")
	require.NoError(t, os.WriteFile(path, secret(t, "https://leader.mesos"+loginPath), 0o600))
	for name, a := range map[string]auth.TokenAuthenticator{
		"PKCS #1":         dcos.ServiceAccount(url, "my-account", pkcs1()),
		"PKCS #8":         dcos.ServiceAccount(url, "my-account", pkcs8(t)),
		"secret":          dcos.ServiceAccountJSON(url, secret(t, "https://leader.mesos"+loginPath)),
		"endpoint":        dcos.ServiceAccountJSON("", secret(t, url+loginPath)),
		"file":            dcos.ServiceAccountFile(url, path),
		"service's URL":   dcos.ServiceAccount(url+"/service/prod/kafka/", "my-account", pkcs8(t)),
		"dashboard's URL": dcos.ServiceAccount(url+"/#/services", "my-account", pkcs8(t)),
		"login's URL":     dcos.ServiceAccount(url+loginPath+"/", "my-account", pkcs8(t)),
	} {
		assert.Equal(t, "token=abc", authorization(t, a), name)
		assert.Equal(t, "token=abc", authorization(t, a), name)
		body := <-requests
		assert.Empty(t, requests, "one login")
		assert.Len(t, body, 2)
		assert.Equal(t, "my-account", body["uid"])
		header, claims := verified(t, body["token"].(string))
		assert.Equal(t, map[string]any{"alg": "RS256", "typ": "JWT"}, header)
		assert.Len(t, claims, 2)
		assert.Equal(t, "my-account", claims["uid"])
		assert.InDelta(t, time.Now().Add(2*time.Minute).Unix(), claims["exp"], 60)
	}
}

// Each login has a login token of its own.
func TestLoginTokens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var tokens []string
		client := &http.Client{Transport: opstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
			var request struct{ Token string }
			require.NoError(t, json.NewDecoder(r.Body).Decode(&request))
			tokens = append(tokens, request.Token)
			recorder := httptest.NewRecorder()
			answer(200, "application/json", `{"token":"abc"}`)(recorder, r)
			return recorder.Result(), nil
		})}
		a := dcos.ServiceAccount("http://example.com", "my-account", pkcs8(t), dcos.WithHTTPClient(client), nil)
		for range 2 {
			require.Equal(t, "token=abc", authorization(t, a))
			a.Invalidate()
			time.Sleep(time.Second)
		}
		require.Len(t, tokens, 2)
		_, first := verified(t, tokens[0])
		_, second := verified(t, tokens[1])
		assert.EqualValues(t, 1, second["exp"].(float64)-first["exp"].(float64))
	})
}

func TestPassword(t *testing.T) {
	t.Parallel()
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.JSONEq(t, `{"uid":"alice","password":"s3cret \"ü"}`, string(body))
		assert.Equal(t, "/base"+loginPath, r.URL.Path)
		_, _ = io.WriteString(w, `{"token":"abc"}`)
	})
	assert.Equal(t, "token=abc", authorization(t, dcos.Password(url+"/base/", "alice", `s3cret "ü`)))
}

// issuing is an HTTP client whose logins bring JWTs that last so long, and counts
// them.
func issuing(life time.Duration) (client *http.Client, logins *int) {
	logins = new(int)
	return &http.Client{Transport: opstest.RoundTripFunc(func(*http.Request) (*http.Response, error) {
		*logins++
		claims := fmt.Sprintf(`{"uid":"alice","exp":%d}`, time.Now().Add(life).Unix())
		recorder := httptest.NewRecorder()
		_, err := fmt.Fprintf(recorder, `{"token":"%d.%s.signature"}`, *logins, base64.RawURLEncoding.EncodeToString([]byte(claims)))
		return recorder.Result(), err
	})}, logins
}

func TestRenewal(t *testing.T) {
	t.Parallel()
	for life, left := range map[time.Duration]time.Duration{
		10 * time.Second:   2 * time.Second,
		time.Hour:          30 * time.Second,
		5 * 24 * time.Hour: 30 * time.Second,
	} {
		t.Run(life.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client, logins := issuing(life)
				a := dcos.Password("http://example.com", "alice", "secret", dcos.WithHTTPClient(client))
				first := authorization(t, a)
				time.Sleep(life - left - time.Second)
				require.Equal(t, first, authorization(t, a))
				synctest.Wait()
				require.Equal(t, 1, *logins)

				time.Sleep(time.Second)
				require.Equal(t, first, authorization(t, a), "nobody waits for a renewal")
				synctest.Wait()
				require.Equal(t, 2, *logins)
				require.NotEqual(t, first, authorization(t, a))
				require.Equal(t, 2, *logins)
			})
		})
	}
}

func TestTokensWithoutKnownEnd(t *testing.T) {
	t.Parallel()
	encode := base64.RawURLEncoding.EncodeToString
	for name, token := range map[string]string{
		"no JWT":          "abc",
		"no payload":      "a..c",
		"not base64":      "a.???.c",
		"not JSON":        "a." + encode([]byte("{")) + ".c",
		"no end":          "a." + encode([]byte(`{"uid":"alice"}`)) + ".c",
		"end of a string": "a." + encode([]byte(`{"exp":"tomorrow"}`)) + ".c",
		"absurd end":      "a." + encode([]byte(`{"exp":1e300}`)) + ".c",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				logins := 0
				a := dcos.Password("http://example.com", "alice", "secret", dcos.WithHTTPClient(&http.Client{
					Transport: opstest.RoundTripFunc(func(*http.Request) (*http.Response, error) {
						logins++
						recorder := httptest.NewRecorder()
						err := json.NewEncoder(recorder).Encode(map[string]string{"token": token})
						return recorder.Result(), err
					}),
				}))
				require.Equal(t, "token="+token, authorization(t, a))
				time.Sleep(1000 * time.Hour)
				require.Equal(t, "token="+token, authorization(t, a))
				require.Equal(t, 1, logins)
			})
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	const url = "https://example.com"
	broken := filepath.Join(t.TempDir(), "broken.json")
	require.NoError(t, os.WriteFile(broken, []byte(`{"uid":"hunter2"`), 0o600))
	for _, test := range []struct {
		authenticator auth.Authenticator
		want          string
	}{
		{dcos.Password("", "alice", "hunter2"), "dcos.Password: the DC/OS URL does not begin with http:// or https://"},
		{dcos.Password("dcos.example.com", "alice", "hunter2"), "dcos.Password: the DC/OS URL does not begin with http:// or https://"},
		{dcos.Password("https://me:hunter2@example.com", "alice", "x"), "dcos.Password: the DC/OS URL has more than a host and a path"},
		{dcos.Password("https://hunter2:%zz", "alice", "x"), "dcos.Password: the DC/OS URL cannot be parsed"},
		{dcos.Password("https:///service/kafka", "alice", "x"), "dcos.Password: the DC/OS URL names no host"},
		{dcos.Password(url, "", "hunter2"), "dcos.Password: the uid is empty"},
		{dcos.Password(url, "alice\n", "hunter2"), "dcos.Password: the uid holds white space or a control character"},
		{dcos.Password(url, "alice", ""), "dcos.Password: the password is empty"},
		{dcos.ServiceAccount(url, "a", nil), "dcos.ServiceAccount: the private key is no RSA key in PEM form"},
		{dcos.ServiceAccount(url, "a", []byte("hunter2")), "dcos.ServiceAccount: the private key is no RSA key in PEM form"},
		{dcos.ServiceAccount(url, "", pkcs1()), "dcos.ServiceAccount: the uid is empty"},
		{dcos.ServiceAccountJSON(url, nil), "dcos.ServiceAccountJSON: the secret is not the documented JSON"},
		{dcos.ServiceAccountJSON(url, []byte(`["hunter2"]`)), "dcos.ServiceAccountJSON: the secret is not the documented JSON"},
		{dcos.ServiceAccountJSON(url, []byte(`{"uid":"a","scheme":"HS256","private_key":"hunter2"}`)), "dcos.ServiceAccountJSON: the scheme of the secret is not RS256"},
		{dcos.ServiceAccountJSON(url, []byte(`{"uid":"a","private_key":"hunter2"}`)), "dcos.ServiceAccountJSON: the private key is no RSA key in PEM form"},
		{dcos.ServiceAccountJSON("", secret(t, "")), "dcos.ServiceAccountJSON: the DC/OS URL does not begin with http:// or https://"},
		{dcos.ServiceAccountFile(url, "testdata/none.json"), "dcos.ServiceAccountFile: the secret cannot be read: open testdata/none.json: no such file or directory"},
		{dcos.ServiceAccountFile(url, broken), "dcos.ServiceAccountFile: the secret is not the documented JSON"},
		{dcos.Password(url, "a", "x", dcos.WithTLS(kafkarest.TLS{CAPEM: []byte("hunter2")})), "dcos.Password: WithTLS: CAFile or CAPEM holds no certificate in PEM form"},
		{dcos.Password(url, "a", "x", dcos.WithTLS(kafkarest.TLS{CAFile: "ca"}), dcos.WithHTTPClient(http.DefaultClient)), "dcos.Password: WithTLS and WithHTTPClient exclude each other"},
	} {
		t.Run(test.want, func(t *testing.T) {
			t.Parallel()
			req := newRequest(t)
			for _, err := range []error{test.authenticator.Validate(), test.authenticator.Authenticate(req)} {
				require.EqualError(t, err, test.want)
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
				require.NotContains(t, fmt.Sprintf("%+v %#v", err, err), "hunter")
			}
			assert.Empty(t, req.Header)
		})
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	const jsonType = "application/json"
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    string // after the URL
		is      error
	}{
		"wrong credentials": {
			answer(401, jsonType, `{"title":"Bad credentials","description":"User or password is wrong.","code":"ERR_INVALID_CREDENTIALS"}`),
			"401 Unauthorized: Bad credentials: User or password is wrong. (ERR_INVALID_CREDENTIALS)", kafkarest.ErrUnauthorized,
		},
		"title alone":   {answer(401, jsonType, `{"title":"Unauthorized"}`), "401 Unauthorized: Unauthorized", kafkarest.ErrUnauthorized},
		"no body":       {answer(403, jsonType, ""), "403 Forbidden", kafkarest.ErrUnauthorized},
		"wrong place":   {answer(404, "text/html", "<p>\n\tnot here"), "404 Not Found: <p> not here; there is no login of DC/OS at this URL", nil},
		"page of HTML":  {answer(503, "text/html", strings.Repeat("<p>", 1<<20)), "503 Service Unavailable: " + strings.Repeat("<p>", 85) + "<…", kafkarest.ErrUnavailable},
		"no token":      {answer(200, jsonType, `{}`), "the token of the answer is empty", nil},
		"bad token":     {answer(200, jsonType, `{"token":"a\nb"}`), "the token of the answer holds white space or a control character", nil},
		"another type":  {answer(200, jsonType, `{"token":1}`), "the answer is not the JSON of a login", nil},
		"no JSON":       {answer(200, "text/html", "<p>"), "the answer is not the JSON of a login", nil},
		"endless token": {answer(200, jsonType, `{"token":"`+strings.Repeat("x", 1<<20)+`"}`), "the answer is not the JSON of a login", nil},
		"cut answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"token":"abc"`)
		}, "the answer broke off: unexpected EOF", kafkarest.ErrUnavailable},
		"echo": {func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(400)
			_, _ = io.Copy(w, r.Body)
			_, _ = io.WriteString(w, ` for hunter"2`)
		}, `400 Bad Request: {"uid":"alice","password":"[redacted]"} for [redacted]`, kafkarest.ErrUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := serve(t, test.handler)
			a := dcos.Password(url, "alice", `hunter"2`)
			req := newRequest(t)
			err := a.Authenticate(req)
			require.EqualError(t, err, "dcos.Password: POST "+url+loginPath+": "+test.want)
			if test.is == nil { // it will be the same the next time
				require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
			} else {
				require.ErrorIs(t, err, test.is)
			}
			assert.NotContains(t, fmt.Sprintf("%+v %#v", err, err), "hunter")
			assert.Empty(t, req.Header)
		})
	}
}

// A certificate that is not trusted stays so, and the error says what the login
// lacks.
func TestUntrustedCertificate(t *testing.T) {
	t.Parallel()
	cluster := httptest.NewUnstartedServer(answer(200, "application/json", `{"token":"abc"}`))
	cluster.Config.ErrorLog = log.New(io.Discard, "", 0)
	cluster.StartTLS()
	t.Cleanup(cluster.Close)
	err := dcos.Password(cluster.URL, "alice", "hunter2").Authenticate(newRequest(t))
	require.ErrorAs(t, err, new(*tls.CertificateVerificationError))
	require.ErrorContains(t, err, "dcos.WithTLS")
	require.NotErrorIs(t, err, kafkarest.ErrUnavailable)
	require.NotErrorIs(t, err, kafkarest.ErrUnauthorized)
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	url := opstest.RefusedURL(t)
	err := dcos.Password(url, "alice", "hunter2").Authenticate(newRequest(t))
	require.ErrorContains(t, err, "dcos.Password: POST "+url+loginPath+": dial tcp ")
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
}

func TestCallerLeaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := dcos.Password("http://example.com", "alice", "hunter2", dcos.WithHTTPClient(&http.Client{
			Transport: opstest.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
				<-req.Context().Done()
				return nil, req.Context().Err()
			}),
		}))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		require.ErrorIs(t, a.Authenticate(newRequest(t).WithContext(ctx)), context.DeadlineExceeded)
		require.Equal(t, time.Second, time.Since(began))
		require.ErrorIs(t, a.Authenticate(newRequest(t)), context.DeadlineExceeded, "a login has a bound of its own")
		require.Equal(t, 31*time.Second, time.Since(began))
	})
}

// The credentials go nowhere but where the caller said.
func TestRedirects(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			elsewhere := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
			url := serve(t, http.RedirectHandler(elsewhere+"/login?secret=1", status).ServeHTTP)
			followsAll := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return nil }}
			for _, opts := range [][]dcos.Option{nil, {dcos.WithHTTPClient(followsAll)}} {
				err := dcos.Password(url, "alice", "hunter2", opts...).Authenticate(newRequest(t))
				require.EqualError(t, err, fmt.Sprintf("dcos.Password: POST %s%s: %d %s: redirects to %s, where nothing is sent; if that is the cluster, give its URL",
					url, loginPath, status, http.StatusText(status), elsewhere))
			}
			followsAll.CloseIdleConnections()
		})
	}
}

func TestPrintingShowsNoSecret(t *testing.T) {
	t.Parallel()
	const password = "hunter2"
	url := serve(t, answer(200, "application/json", `{"token":"`+password+`-token"}`))
	keyText := string(pkcs8(t))
	keyLine := strings.Split(keyText, "\n")[3]
	for name, a := range map[string]auth.TokenAuthenticator{
		"password": dcos.Password(url, "alice", password),
		"account":  dcos.ServiceAccount(url, "alice", pkcs8(t)),
		"secret":   dcos.ServiceAccountJSON(url, secret(t, "")),
		"invalid":  dcos.Password("", "alice", password),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_ = a.Authenticate(newRequest(t)) // a token is held now
			cfg := kafkarest.Config{URL: "http://example.com", Authenticator: a}
			opstest.AssertShowsNone(t, []string{password, keyLine, key().D.String(), string(key().D.Bytes())},
				a, &a, cfg, &cfg, map[string]any{"a": []any{a}})
		})
	}
}
