package ibmcloud_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/ibmcloud"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

var _ core.Authenticator = ibmcloud.IAM("")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const apiKey = "hunter2-hunter2"

// service is a token service whose tokens are t1, t2 and so on.
type service struct {
	*httptest.Server
	fetches atomic.Int64
}

func newService(t *testing.T) *service {
	t.Helper()
	s := new(service)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.URL.Path != "/identity/token" ||
			r.FormValue("grant_type") != "urn:ibm:params:oauth:grant-type:apikey" || r.FormValue("apikey") != apiKey {
			http.Error(w, "unexpected request", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"t%d%s","token_type":"Bearer","expires_in":3600,"expiration":%d}`,
			s.fetches.Add(1), r.FormValue("scope"), time.Now().Add(time.Hour).Unix())
	}))
	t.Cleanup(s.Close)
	return s
}

func answer(t *testing.T, handler http.HandlerFunc) (url string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func newRequest(t *testing.T) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://example.com", nil)
	require.NoError(t, err)
	return req
}

func authorization(t *testing.T, a auth.Authenticator) string {
	t.Helper()
	req := newRequest(t)
	require.NoError(t, a.Authenticate(req))
	return req.Header.Get("Authorization")
}

func TestToken(t *testing.T) {
	t.Parallel()
	s := newService(t)
	a := ibmcloud.IAM(apiKey, ibmcloud.WithURL(s.URL))
	require.NoError(t, a.Validate())
	assert.Equal(t, core.AUTHTYPE_IAM, a.AuthenticationType())
	assert.Equal(t, "Bearer t1", authorization(t, a))
	assert.Equal(t, "Bearer t1", authorization(t, a))
	a.Invalidate()
	assert.Equal(t, "Bearer t2", authorization(t, a))
}

func TestURLs(t *testing.T) {
	t.Parallel()
	for _, suffix := range []string{"", "/", "/identity/token", "/identity/token/"} {
		t.Run(suffix, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			assert.Equal(t, "Bearer t1", authorization(t, ibmcloud.IAM(apiKey, ibmcloud.WithURL(s.URL+suffix))))
		})
	}
}

func TestScope(t *testing.T) {
	t.Parallel()
	s := newService(t)
	assert.Equal(t, "Bearer t1abc", authorization(t, ibmcloud.IAM(apiKey, ibmcloud.WithURL(s.URL), ibmcloud.WithScope("abc"))))
}

func TestHTTPClient(t *testing.T) {
	t.Parallel()
	var asked []string
	client := &http.Client{Transport: opstest.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
		asked = append(asked, req.URL.String())
		recorder := httptest.NewRecorder()
		_, err := recorder.WriteString(`{"access_token":"t","expires_in":3600}`)
		return recorder.Result(), err
	})}
	a := ibmcloud.IAM(apiKey, ibmcloud.WithHTTPClient(nil), ibmcloud.WithHTTPClient(client))
	client.Transport = nil
	assert.Equal(t, "Bearer t", authorization(t, a))
	assert.Equal(t, []string{"https://iam.cloud.ibm.com/identity/token"}, asked)
}

func TestHTTPClientTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := ibmcloud.IAM(apiKey, ibmcloud.WithHTTPClient(&http.Client{
			Timeout: time.Second,
			Transport: opstest.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
				<-req.Context().Done()
				return nil, req.Context().Err()
			}),
		}))
		began := time.Now()
		err := a.Authenticate(newRequest(t))
		require.EqualError(t, err, "ibmcloud.IAM: POST https://iam.cloud.ibm.com/identity/token: context deadline exceeded")
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, err, kafkarest.ErrUnavailable)
		require.Equal(t, time.Second, time.Since(began))
	})
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	for name, format := range map[string]string{
		"lifetime":               `{"access_token":"t%d","expires_in":3600}`,
		"lifetime, clock behind": `{"access_token":"t%d","expires_in":3600,"expiration":1}`,
		"end":                    `{"access_token":"t%[1]d","expiration":%[2]d}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fetches := 0
				a := ibmcloud.IAM(apiKey, ibmcloud.WithHTTPClient(&http.Client{
					Transport: opstest.RoundTripFunc(func(*http.Request) (*http.Response, error) {
						fetches++
						recorder := httptest.NewRecorder()
						args := []any{fetches, time.Now().Add(time.Hour).Unix()}
						_, err := fmt.Fprintf(recorder, format, args[:1+strings.Count(format, "[2]")]...)
						return recorder.Result(), err
					}),
				}))
				require.Equal(t, "Bearer t1", authorization(t, a))
				time.Sleep(45 * time.Minute)
				require.Equal(t, "Bearer t1", authorization(t, a))
				synctest.Wait()
				require.Equal(t, 1, fetches)
				time.Sleep(5 * time.Minute)
				require.Equal(t, "Bearer t1", authorization(t, a), "renewed in the background")
				synctest.Wait()
				require.Equal(t, "Bearer t2", authorization(t, a))
				time.Sleep(time.Hour)
				require.Equal(t, "Bearer t3", authorization(t, a))
			})
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ key, url, want string }{
		{"", "https://example.com", "ibmcloud.IAM: the API key is empty"},
		{"hunter2\n", "https://example.com", "ibmcloud.IAM: the API key holds white space or a control character"},
		{"{hunter2}", "https://example.com", "ibmcloud.IAM: the API key begins or ends with a brace or a quote"},
		{"key", "", "ibmcloud.IAM: the URL of the token service does not begin with http:// or https://"},
		{"key", "https://hunter2:%zz", "ibmcloud.IAM: the URL of the token service cannot be parsed"},
		{"key", "https://", "ibmcloud.IAM: the URL of the token service names no host"},
		{"key", "https://:80", "ibmcloud.IAM: the URL of the token service names no host"},
		{"key", "ftp://example.com", "ibmcloud.IAM: the URL of the token service does not begin with http:// or https://"},
		{"key", "https://me:hunter2@example.com", "ibmcloud.IAM: the URL of the token service has more than a host and a path"},
		{"key", "https://example.com?key=hunter2", "ibmcloud.IAM: the URL of the token service has more than a host and a path"},
	} {
		t.Run(test.want, func(t *testing.T) {
			t.Parallel()
			a := ibmcloud.IAM(test.key, ibmcloud.WithURL(test.url))
			req := newRequest(t)
			for _, err := range []error{a.Validate(), a.Authenticate(req)} {
				require.EqualError(t, err, test.want)
				require.ErrorIs(t, err, kafkarest.ErrInvalid)
			}
			assert.Empty(t, req.Header)
			assert.NotContains(t, fmt.Sprintf("%+v %#v", a, a), "hunter")
		})
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	write := func(status int, contentType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	const json = "application/json"
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    string // after the URL
		is      error
		answers bool // the cause is an answer
	}{
		"unknown key": {
			write(400, json, `{"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found."}`),
			"400 Bad Request: Provided API key could not be found.", kafkarest.ErrUnauthorized, true,
		},
		"no body":        {write(401, json, ""), "401 Unauthorized", kafkarest.ErrUnauthorized, true},
		"wrong place":    {write(404, "text/html", "<p>\n\tnot here"), "404 Not Found: <p> not here", kafkarest.ErrUnavailable, true},
		"page of HTML":   {write(503, "text/html", strings.Repeat("<p>", 1<<20)), "503 Service Unavailable: " + strings.Repeat("<p>", 85) + "<…", kafkarest.ErrUnavailable, true},
		"no errors":      {write(500, json, `{"errors":[]}`), "500 Internal Server Error", kafkarest.ErrUnavailable, true},
		"no token":       {write(200, json, `{"expires_in":3600}`), "the answer holds no access token", kafkarest.ErrUnavailable, false},
		"no JSON":        {write(200, "text/html", "<p>"), "the answer holds no access token", kafkarest.ErrUnavailable, false},
		"endless answer": {write(200, json, `{"access_token":"`+strings.Repeat("x", 1<<20)+`"}`), "the answer holds no access token", kafkarest.ErrUnavailable, false},
		"cut answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, `{"access_token":"t"`)
		}, "unexpected EOF", kafkarest.ErrUnavailable, false},
		"echo of the request": {func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(400)
			assert.NoError(t, r.ParseForm())
			fmt.Fprintf(w, "%s for %s", r.Form.Encode(), r.FormValue("apikey"))
		}, "400 Bad Request: apikey=[redacted]&grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&response_type=cloud_iam for [redacted]", kafkarest.ErrUnauthorized, true},
		"redirect": {http.RedirectHandler("http://127.0.0.1:1/elsewhere", http.StatusPermanentRedirect).ServeHTTP, "308 Permanent Redirect", kafkarest.ErrUnavailable, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := answer(t, test.handler)
			a := ibmcloud.IAM(apiKey, ibmcloud.WithURL(url))
			err := a.Authenticate(newRequest(t))
			require.EqualError(t, err, "ibmcloud.IAM: POST "+url+"/identity/token: "+test.want)
			require.ErrorIs(t, err, test.is)
			require.NotErrorIs(t, err, kafkarest.ErrNotFound)
			var cause *core.AuthenticationError
			require.Equal(t, test.answers, errors.As(err, &cause))
			requireNoSecret(t, err)
		})
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	url := opstest.RefusedURL(t)
	err := ibmcloud.IAM(apiKey, ibmcloud.WithURL(url)).Authenticate(newRequest(t))
	require.ErrorContains(t, err, "ibmcloud.IAM: POST "+url+"/identity/token: dial tcp ")
	require.ErrorIs(t, err, kafkarest.ErrUnavailable)
	requireNoSecret(t, err)
}

// requireNoSecret looks at every error in the tree.
func requireNoSecret(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), "hunter")
	marshalled, _ := json.Marshal(err)
	require.NotContains(t, string(marshalled), "hunter")
	requireNoSecret(t, errors.Unwrap(err))
	if tree, ok := err.(interface{ Unwrap() []error }); ok {
		for _, branch := range tree.Unwrap() {
			requireNoSecret(t, branch)
		}
	}
}

func TestOneFetchForManyCallers(t *testing.T) {
	t.Parallel()
	s := newService(t)
	a := ibmcloud.IAM(apiKey, ibmcloud.WithURL(s.URL))
	var callers sync.WaitGroup
	for range 64 {
		callers.Go(func() {
			req := newRequest(t)
			assert.NoError(t, a.Authenticate(req))
			assert.Equal(t, "Bearer t1", req.Header.Get("Authorization"))
		})
	}
	callers.Wait()
	assert.EqualValues(t, 1, s.fetches.Load())
}

// A token service that stalls, before its answer or within it, holds up
// neither a caller whose context ends nor another authenticator, and the fetch
// ends with the last caller.
func TestStalledService(t *testing.T) {
	t.Parallel()
	for name, stall := range map[string]func(http.ResponseWriter){
		"before the answer": func(http.ResponseWriter) {},
		"within the answer": func(w http.ResponseWriter) {
			fmt.Fprint(w, `{"access_token":`)
			_ = http.NewResponseController(w).Flush()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			entered, ended := make(chan struct{}), make(chan struct{})
			url := answer(t, func(w http.ResponseWriter, r *http.Request) {
				// The end of a connection is noticed once the body is read.
				assert.NoError(t, r.ParseForm())
				stall(w)
				close(entered)
				<-r.Context().Done()
				close(ended)
			})
			stalled := ibmcloud.IAM(apiKey, ibmcloud.WithURL(url))
			ctx, cancel := context.WithCancel(t.Context())
			failures := make(chan error)
			for range 2 {
				go func() { failures <- stalled.Authenticate(newRequest(t).WithContext(ctx)) }()
			}
			<-entered

			assert.Equal(t, "Bearer t1", authorization(t, ibmcloud.IAM(apiKey, ibmcloud.WithURL(newService(t).URL))))

			cancel()
			for range 2 {
				err := <-failures
				require.ErrorIs(t, err, context.Canceled)
				require.EqualError(t, err, "ibmcloud.IAM: POST "+url+"/identity/token: context canceled")
			}
			<-ended
		})
	}
}

// go-sdk-core's own authenticators and this one do not wait for each other.
func TestBesideTheCore(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}), make(chan struct{})
	url := answer(t, func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-release
	})
	original := &core.IamAuthenticator{ApiKey: apiKey, URL: url, Client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
	failure := make(chan error)
	go func() { failure <- original.Authenticate(newRequest(t)) }()
	<-entered
	assert.Equal(t, "Bearer t1", authorization(t, ibmcloud.IAM(apiKey, ibmcloud.WithURL(newService(t).URL))))
	close(release)
	require.Error(t, <-failure)
}

// Through a client: a token that the service stops taking is replaced.
func TestRevokedToken(t *testing.T) {
	t.Parallel()
	tokens := newService(t)
	var wanted atomic.Value
	wanted.Store("Bearer t1")
	url := answer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != wanted.Load() {
			w.WriteHeader(http.StatusUnauthorized)
		}
	})
	client, err := rest.New(&rest.API{Name: "test"}, kafkarest.Config{
		URL:           url,
		HTTPClient:    &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
		Authenticator: ibmcloud.IAM(apiKey, ibmcloud.WithURL(tokens.URL)),
	})
	require.NoError(t, err)
	for _, token := range []string{"Bearer t1", "Bearer t2"} {
		wanted.Store(token)
		require.NoError(t, client.Do(t.Context(), http.MethodGet, "/", nil, nil, nil))
	}
	assert.EqualValues(t, 2, tokens.fetches.Load())
}

func TestPrintingShowsNoSecret(t *testing.T) {
	t.Parallel()
	a := ibmcloud.IAM(apiKey, ibmcloud.WithURL(newService(t).URL))
	require.Equal(t, "Bearer t1", authorization(t, a))
	cfg := kafkarest.Config{URL: "http://example.com", Authenticator: a}
	opstest.AssertShowsNone(t, []string{apiKey, "Bearer t1"}, a, &a, cfg, &cfg, struct{ cfg kafkarest.Config }{cfg})
}
