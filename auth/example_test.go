package auth_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
)

func ExampleBasic() {
	authenticator := auth.Basic("token", "my-key")

	req := httptest.NewRequest(http.MethodGet, "/admin/topics", nil)
	if err := authenticator.Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: Basic dG9rZW46bXkta2V5
}

func ExampleBearer() {
	fmt.Println(auth.Bearer("a-token").Validate())

	err := auth.Bearer("a-token\n").Validate()
	fmt.Println(errors.Is(err, kafkarest.ErrInvalid), err)
	// Output:
	// <nil>
	// true auth.Bearer: the token holds white space or a control character
}

func ExampleDCOSToken() {
	req := httptest.NewRequest(http.MethodGet, "/service/kafka/v1/brokers", nil)
	if err := auth.DCOSToken("my-token").Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: token=my-token
}

func ExampleXAuthToken() {
	req := httptest.NewRequest(http.MethodGet, "/admin/topics", nil)
	if err := auth.XAuthToken("my-key").Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("X-Auth-Token"))
	// Output: my-key
}

func ExampleFromEnv() {
	os.Setenv("API_KEY", "my-key")
	os.Setenv("BEARER_TOKEN", "a-token")
	defer os.Unsetenv("API_KEY")

	_, err := auth.FromEnv()
	fmt.Println(err)

	os.Unsetenv("BEARER_TOKEN")
	authenticator, err := auth.FromEnv()
	fmt.Println(authenticator.AuthenticationType(), err)
	// Output:
	// auth.FromEnv: API_KEY and BEARER_TOKEN are both set; unset one of them
	// basic <nil>
}

func ExampleOAuth2() {
	source := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "a-token"})

	req := httptest.NewRequest(http.MethodGet, "/topics", nil)
	if err := auth.OAuth2(source).Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: Bearer a-token
}

func ExampleOAuth2Func() {
	// In place of an identity provider.
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, _, _ := r.BasicAuth()
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"token-of-%s","expires_in":3600}`, id)
	}))
	defer tokens.Close()

	credentials := clientcredentials.Config{
		ClientID:     "my-service",
		ClientSecret: "a-secret",
		TokenURL:     tokens.URL,
	}
	authenticator := auth.OAuth2Func(credentials.Token)

	req := httptest.NewRequest(http.MethodGet, "/topics", nil)
	if err := authenticator.Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: Bearer token-of-my-service
}
