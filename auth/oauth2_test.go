package auth_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

type sourceFunc func() (*oauth2.Token, error)

func (f sourceFunc) Token() (*oauth2.Token, error) { return f() }

// counting returns a source and a function whose tokens are t1, t2 and so on.
func counting(template oauth2.Token) (source sourceFunc, fetch func(context.Context) (*oauth2.Token, error)) {
	var fetches atomic.Int64
	source = func() (*oauth2.Token, error) {
		t := template
		t.AccessToken = fmt.Sprint("t", fetches.Add(1))
		return &t, nil
	}
	return source, func(context.Context) (*oauth2.Token, error) { return source() }
}

func authorization(t *testing.T, a auth.Authenticator) string {
	t.Helper()
	req := newRequest(t)
	require.NoError(t, a.Authenticate(req))
	return req.Header.Get("Authorization")
}

func TestOAuth2Tokens(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		token      oauth2.Token
		source     [2]string // the headers of two requests
		fetch      [2]string
		fetchAgain string // after Invalidate
	}{
		"with an expiry":    {oauth2.Token{Expiry: time.Now().Add(time.Hour)}, [2]string{"Bearer t1", "Bearer t1"}, [2]string{"Bearer t1", "Bearer t1"}, "Bearer t2"},
		"without an expiry": {oauth2.Token{}, [2]string{"Bearer t1", "Bearer t2"}, [2]string{"Bearer t1", "Bearer t1"}, "Bearer t2"},
		"expired":           {oauth2.Token{Expiry: time.Now().Add(-time.Hour)}, [2]string{"Bearer t1", "Bearer t2"}, [2]string{"Bearer t1", "Bearer t2"}, "Bearer t3"},
		"another type":      {oauth2.Token{TokenType: "Special", Expiry: time.Now().Add(time.Hour)}, [2]string{"Special t1", "Special t1"}, [2]string{"Special t1", "Special t1"}, "Special t2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, _ := counting(test.token)
			fromSource := auth.OAuth2(source)
			_, fetch := counting(test.token)
			fromFunc := auth.OAuth2Func(fetch)
			for _, a := range []auth.Authenticator{fromSource, fromFunc} {
				require.NoError(t, a.Validate())
				assert.Equal(t, "oauth2", a.AuthenticationType())
			}
			assert.Equal(t, test.source, [2]string{authorization(t, fromSource), authorization(t, fromSource)})
			assert.Equal(t, test.fetch, [2]string{authorization(t, fromFunc), authorization(t, fromFunc)})
			fromFunc.Invalidate()
			assert.Equal(t, test.fetchAgain, authorization(t, fromFunc))
		})
	}
}

func TestOAuth2Failures(t *testing.T) {
	t.Parallel()
	cause := errors.New("no disk")
	refusal := func(status int, code string) error {
		return &oauth2.RetrieveError{
			Response:  &http.Response{StatusCode: status},
			ErrorCode: code,
			Body:      []byte("client_secret=hunter2"),
		}
	}
	for name, test := range map[string]struct {
		token *oauth2.Token
		err   error
		want  string
		is    error
	}{
		"other":      {err: cause, want: "no disk", is: kafkarest.ErrUnavailable},
		"refused":    {err: refusal(401, "invalid_client"), want: "the token service answered 401 invalid_client", is: kafkarest.ErrUnauthorized},
		"down":       {err: refusal(503, ""), want: "the token service answered 503", is: kafkarest.ErrUnavailable},
		"misplaced":  {err: refusal(404, ""), want: "the token service answered 404", is: kafkarest.ErrUnavailable},
		"no token":   {want: "what was fetched has no access token", is: kafkarest.ErrUnavailable},
		"no content": {token: new(oauth2.Token), want: "what was fetched has no access token", is: kafkarest.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for function, a := range map[string]auth.Authenticator{
				"auth.OAuth2":     auth.OAuth2(sourceFunc(func() (*oauth2.Token, error) { return test.token, test.err })),
				"auth.OAuth2Func": auth.OAuth2Func(func(context.Context) (*oauth2.Token, error) { return test.token, test.err }),
			} {
				err := a.Authenticate(newRequest(t))
				require.EqualError(t, err, function+": "+test.want)
				require.ErrorIs(t, err, test.is)
				require.NotErrorIs(t, err, kafkarest.ErrNotFound)
				if test.err != nil {
					require.ErrorIs(t, err, test.err)
				}
			}
		})
	}
}

// A source cannot be cancelled: the calls that wait for it can, and those that
// follow wait for the same fetch.
func TestOAuth2CancelledDuringAStalledFetch(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}, 64), make(chan struct{})
	a := auth.OAuth2(sourceFunc(func() (*oauth2.Token, error) {
		entered <- struct{}{}
		<-release
		return &oauth2.Token{AccessToken: "late", Expiry: time.Now().Add(time.Hour)}, nil
	}))
	for range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		failure := make(chan error)
		go func() { failure <- a.Authenticate(newRequest(t).WithContext(ctx)) }()
		if len(entered) == 0 {
			entered <- <-entered
		}
		cancel()
		err := <-failure
		require.ErrorIs(t, err, context.Canceled)
		require.EqualError(t, err, "auth.OAuth2: context canceled")
	}
	assert.Len(t, entered, 1, "one fetch")
	close(release)
	assert.Equal(t, "Bearer late", authorization(t, a))
	assert.Len(t, entered, 1, "one fetch")
}

func TestOAuth2FuncEndsAFetchForNobody(t *testing.T) {
	t.Parallel()
	entered, ended := make(chan struct{}), make(chan struct{})
	a := auth.OAuth2Func(func(ctx context.Context) (*oauth2.Token, error) {
		close(entered)
		<-ctx.Done()
		close(ended)
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-entered
		cancel()
	}()
	require.ErrorIs(t, a.Authenticate(newRequest(t).WithContext(ctx)), context.Canceled)
	<-ended
}

// tokenService answers as an OAuth 2.0 token endpoint does, with the tokens t1,
// t2 and so on.
func tokenService(t *testing.T) (url string, fetches *atomic.Int64) {
	t.Helper()
	fetches = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if id, secret, _ := r.BasicAuth(); id != "id" || secret != "hunter2" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"error":"invalid_client","error_description":"not %s"}`, secret)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"t%d","token_type":"bearer","expires_in":3600}`, fetches.Add(1))
	}))
	t.Cleanup(server.Close)
	return server.URL, fetches
}

// fetchWith is how a program gives its own HTTP client to the fetches.
func fetchWith(client *http.Client, cfg clientcredentials.Config) func(context.Context) (*oauth2.Token, error) {
	return func(ctx context.Context) (*oauth2.Token, error) {
		return cfg.Token(context.WithValue(ctx, oauth2.HTTPClient, client))
	}
}

func newHTTPClient(t *testing.T) *http.Client {
	t.Helper()
	transport := new(http.Transport)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	url, _ := tokenService(t)
	client := newHTTPClient(t)
	for name, test := range map[string]struct {
		secret, want string
	}{
		"good":  {secret: "hunter2"},
		"wrong": {secret: "hunter3", want: "auth.OAuth2Func: the token service answered 401 invalid_client"},
	} {
		t.Run(name, func(t *testing.T) {
			a := auth.OAuth2Func(fetchWith(client, clientcredentials.Config{
				ClientID: "id", ClientSecret: test.secret, TokenURL: url, AuthStyle: oauth2.AuthStyleInHeader,
			}))
			err := a.Authenticate(newRequest(t))
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, test.want)
			require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
			var cause *oauth2.RetrieveError
			require.ErrorAs(t, err, &cause)
		})
	}
}

// Through a client: concurrent calls share a token, and one that the service
// stops taking is replaced without the calls noticing.
func TestRevokedToken(t *testing.T) {
	t.Parallel()
	var wanted atomic.Value
	wanted.Store("Bearer t1")
	var refusals atomic.Int64
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != wanted.Load() {
			refusals.Add(1)
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(service.Close)
	url, fetches := tokenService(t)
	httpClient := newHTTPClient(t)
	client, err := rest.New(&rest.API{Name: "test"}, kafkarest.Config{
		URL:        service.URL,
		HTTPClient: httpClient,
		Authenticator: auth.OAuth2Func(fetchWith(httpClient, clientcredentials.Config{
			ClientID: "id", ClientSecret: "hunter2", TokenURL: url, AuthStyle: oauth2.AuthStyleInHeader,
		})),
	})
	require.NoError(t, err)
	call := func() { assert.NoError(t, client.Do(t.Context(), http.MethodGet, "/", nil, nil, nil)) }

	var callers sync.WaitGroup
	for range 64 {
		callers.Go(call)
	}
	callers.Wait()
	require.EqualValues(t, 1, fetches.Load())

	wanted.Store("Bearer t2")
	call()
	require.EqualValues(t, 2, fetches.Load())
	require.EqualValues(t, 1, refusals.Load())
}
