package dcos_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/dcoskafka"
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

// A file that cannot be read is found out when the client is made.
func ExampleServiceAccountFile() {
	_, err := dcoskafka.New(kafkarest.Config{
		URL:           "https://dcos.example.com",
		Authenticator: dcos.ServiceAccountFile("https://dcos.example.com", "no-such-file.json"),
	})
	fmt.Println(errors.Is(err, kafkarest.ErrInvalid))
	// Output: true
}

// What the DC/OS CLI has in the environment is enough for a client.
func ExampleConfigFromEnv() {
	// As "export DCOS_URL=…" in a shell does.
	for name, value := range map[string]string{"DCOS_URL": "https://dcos.example.com", "DCOS_ACS_TOKEN": "eyJ0eXAi.e30.c2ln"} {
		_ = os.Setenv(name, value)
		defer os.Unsetenv(name)
	}

	cfg, err := dcos.ConfigFromEnv()
	if err != nil {
		fmt.Println(err)
		return
	}
	client, err := dcoskafka.New(cfg)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(client)
	// Output: dcoskafka.Client(https://dcos.example.com/service/kafka)
}
