package dcos_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func ExamplePassword() {
	// In place of a DC/OS cluster's login service.
	cluster := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"token":"token-for-alice"}`)
	}))
	defer cluster.Close()

	authenticator := dcos.Password(cluster.URL, "alice", "my-password")

	// What a client does before it sends a request.
	req := httptest.NewRequest(http.MethodGet, "/service/kafka/v1/brokers", nil)
	if err := authenticator.Authenticate(req); err != nil {
		fmt.Println(err)
	}
	fmt.Println(req.Header.Get("Authorization"))
	// Output: token=token-for-alice
}

func ExampleServiceAccountJSON() {
	// The emulator has an account whose keys it generates.
	cluster, err := kafkaresttest.New(kafkaresttest.Options{DCOS: kafkaresttest.DCOSOptions{
		Accounts: []kafkaresttest.DCOSAccount{{UID: "my-account"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer cluster.Close()
	secret, err := cluster.DCOSServiceAccount("my-account")
	if err != nil {
		fmt.Println(err)
		return
	}

	authenticator := dcos.ServiceAccountJSON(cluster.DCOSURL(), secret)

	for range 2 {
		req := httptest.NewRequest(http.MethodGet, "/service/kafka/v1/brokers", nil)
		if err := authenticator.Authenticate(req); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println("logins:", cluster.DCOSLogins())
	// Output: logins: 1
}
