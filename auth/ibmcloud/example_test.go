package ibmcloud_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/kafkarest/kafkarest-go/auth/ibmcloud"
)

func ExampleIAM() {
	// In place of IBM Cloud's token service.
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"access_token":"token-for-%s","expires_in":3600}`, r.FormValue("apikey"))
	}))
	defer tokens.Close()

	authenticator := ibmcloud.IAM("my-key", ibmcloud.WithURL(tokens.URL))

	// What a client does before it sends a request.
	req := httptest.NewRequest(http.MethodGet, "/admin/topics", nil)
	if err := authenticator.Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: Bearer token-for-my-key
}
