package rest

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
)

func TestPath(t *testing.T) {
	t.Parallel()
	const base, gateway = "https://proxy.example/kafka", "http://10.0.0.1:8082"
	tests := map[string]struct {
		link, want, refusal string
	}{
		"below the base path":         {link: base + "/v3/clusters/c1", want: "/v3/clusters/c1"},
		"of another base path":        {link: "https://proxy.example/v3/clusters", want: "/v3/clusters"},
		"with a path like the base's": {link: "https://proxy.example/kafkaesque/v3", want: "/kafkaesque/v3"},
		"with a query":                {link: base + "/v3/acls?principal=User%3Aa&host=*", want: "/v3/acls?principal=User%3Aa&host=*"},
		"with escaped names":          {link: base + "/v3/groups/a%2Fb%20c", want: "/v3/groups/a%2Fb%20c"},
		"with names as they are":      {link: base + "/v3/groups/my group ü", want: "/v3/groups/my%20group%20%C3%BC"},
		"with the default port":       {link: "https://PROXY.example:443/kafka/v3", want: "/v3"},
		"of another scheme":           {link: "http://proxy.example:80/kafka/v3", want: "/v3"},
		"of another instance":         {link: gateway + "/v3/clusters", want: "/v3/clusters"},
		"to another host":             {link: "https://elsewhere.example/kafka/v3", refusal: "another host, elsewhere.example"},
		"to another port":             {link: "https://proxy.example:8443/kafka/v3", refusal: "another host"},
		"to a host that begins alike": {link: "https://proxy.example.org/kafka/v3", refusal: "another host"},
		"with credentials":            {link: "https://u:s3cret@proxy.example/kafka/v3", refusal: "no plain URL"},
		"without a scheme":            {link: "//proxy.example/kafka/v3", refusal: "no plain URL"},
		"a file":                      {link: "file:///etc/passwd", refusal: "no plain URL"},
		"none":                        {link: "", refusal: "no plain URL"},
		"with a name that is none":    {link: base + "/v3/groups/100%zz", refusal: "cannot be parsed"},
	}
	client, err := New(&API{Name: "test"}, kafkarest.Config{URL: base, Failover: []string{gateway}})
	require.NoError(t, err)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, err := client.Path(test.link)
			if test.refusal != "" {
				require.ErrorContains(t, err, test.refusal)
				assert.NotContains(t, err.Error(), "s3cret")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.want, path)
		})
	}
}

// A link is followed to where requests go anyway, and under the same operation.
func TestFollow(t *testing.T) {
	t.Parallel()
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.RequestURI
		_, _ = w.Write([]byte(`{"a":1}`))
	}))
	t.Cleanup(server.Close)
	client, err := New(&API{Name: "test"}, kafkarest.Config{URL: server.URL + "/base", HTTPClient: server.Client()})
	require.NoError(t, err)
	first := NewRequest[map[string]int](&Operation{Name: "List", Method: http.MethodGet, Path: "/list", Repeatable: true})

	_, err = Fetch(t.Context(), client, Follow(client, first, server.URL+"/base/list?page=2"), nil)
	require.NoError(t, err)
	assert.Equal(t, "/base/list?page=2", got)

	for _, link := range []string{"https://elsewhere.example/list", server.URL + "/base/a/%2e%2e/b"} {
		_, err = Fetch(t.Context(), client, Follow(client, first, link), nil)
		require.ErrorIs(t, err, kafkarest.ErrInvalid, link)
		assert.ErrorContains(t, err, "test.List", link)
	}
}
