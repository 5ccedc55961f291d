package rest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
)

// An instance of its own is the only one that is asked, and is sent what is
// secret only if it is known or trusted.
func TestBase(t *testing.T) {
	t.Parallel()
	ok := answer(200, `{"name":"orders"}`)
	home, elsewhere := serve(t, ok), serve(t, ok)
	cfg := kafkarest.Config{
		URL:      home.URL + "/base",
		Failover: []string{home.URL + "/other"},
		Header:   http.Header{"X-Tenant": {"t1"}},
		Authenticator: authenticatorFunc(func(r *http.Request) error {
			r.SetBasicAuth("user", secret)
			return nil
		}),
	}
	for name, tc := range map[string]struct {
		at      *server
		path    string
		trusted bool
		foreign bool
	}{
		"a known one":                {home, "/another/base", false, false},
		"another host":               {elsewhere, "/base", false, true},
		"another host that is known": {elsewhere, "", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTestClient(t, cfg)
			base, err := c.Base(tc.at.URL+tc.path, tc.trusted)
			require.NoError(t, err)
			assert.Equal(t, tc.foreign, base.IsForeign())
			r := newTestRequest[*topic](getTopic)
			r.At(base)
			_, got, err := FetchAnswer(t.Context(), c, r, []kafkarest.CallOption{kafkarest.Header("X-Call", "c1")})
			require.NoError(t, err)
			assert.Equal(t, base, got.Base)
			seen := tc.at.seen()
			last := seen[len(seen)-1]
			assert.Equal(t, tc.path+"/admin/topics/orders", last.uri)
			assert.NotEmpty(t, last.header.Get("User-Agent"))
			for _, key := range []string{"Authorization", "X-Tenant", "X-Call"} {
				assert.Equal(t, tc.foreign, last.header.Get(key) == "", key)
			}
		})
	}
	_, err := newTestClient(t, cfg).Base("http://user:"+secret+"@elsewhere.test", true)
	require.Error(t, err)
	assert.NotContains(t, err.Error(), secret)
}

// A fresh token changes nothing for an instance that gets none.
func TestBaseIsNotAuthenticated(t *testing.T) {
	t.Parallel()
	home, elsewhere := serve(t, answer(200, `{"name":"orders"}`)), serve(t, answer(401, ""))
	held := &token{}
	c := newTestClient(t, kafkarest.Config{URL: home.URL, Authenticator: held})
	base, err := c.Base(elsewhere.URL, false)
	require.NoError(t, err)
	r := newTestRequest[*topic](getTopic)
	r.At(base)
	_, err = Fetch(t.Context(), c, r, nil)
	require.ErrorIs(t, err, kafkarest.ErrUnauthorized)
	assert.Len(t, elsewhere.seen(), 1)
	assert.Zero(t, held.dropped)
	assert.Empty(t, home.seen())
}

// token is an Authenticator that counts how often its token is dropped.
type token struct{ dropped int }

func (*token) Authenticate(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+secret)
	return nil
}
func (t *token) Invalidate() { t.dropped++ }

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(200, `{"name":"orders"}`))
	c, err := New(&API{Name: "vendor", MediaType: "application/vnd.test+json"}, kafkarest.Config{URL: s.URL, HTTPClient: s.Client()})
	require.NoError(t, err)
	post := newTestRequest[*topic](createTopic)
	_, err = Fetch(t.Context(), c, post, nil)
	require.NoError(t, err)
	post.ContentType("application/vnd.other+json")
	post.Accept("text/plain")
	_, err = Fetch(t.Context(), c, post, nil)
	require.NoError(t, err)
	_, err = fetch(t, c, getTopic)
	require.NoError(t, err)
	var got [][2]string
	for _, r := range s.seen() {
		got = append(got, [2]string{r.header.Get("Content-Type"), r.header.Get("Accept")})
	}
	assert.Equal(t, [][2]string{
		{"application/vnd.test+json", "application/vnd.test+json"},
		{"application/vnd.other+json", "text/plain"},
		{"", "application/vnd.test+json"},
	}, got)
}

// An object of which every known member is zero is a result all the same.
func TestZeroResult(t *testing.T) {
	t.Parallel()
	for body, fails := range map[string]bool{
		`{"partitions":0}`:  false,
		`{"name":"","x":1}`: false,
		`{"name":null}`:     true,
		`{"x":1}`:           true,
		`{}`:                true,
	} {
		s := serve(t, answer(200, body))
		_, err := fetch(t, newTestClient(t, kafkarest.Config{URL: s.URL}), getTopic)
		assert.Equal(t, fails, err != nil, body)
	}
}
