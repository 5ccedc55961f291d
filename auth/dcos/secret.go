package dcos

import (
	"cmp"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/golang-jwt/jwt/v5"

	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/internal/token"
)

// secret is what DC/OS keeps of a service account.
type secret struct {
	UID           string `json:"uid"`
	PrivateKey    string `json:"private_key"`
	Scheme        string `json:"scheme"`
	LoginEndpoint string `json:"login_endpoint"`
}

// ServiceAccountJSON logs in as the service account of a secret: the JSON
// object with uid, private_key, scheme and login_endpoint that DC/OS keeps of
// it. An empty url means the secret's login_endpoint. See [ServiceAccount] for
// the rest.
func ServiceAccountJSON(url string, text []byte, opts ...Option) auth.TokenAuthenticator {
	return fromSecret("ServiceAccountJSON", url, text, opts)
}

// ServiceAccountFile is [ServiceAccountJSON] for a secret in a file, which is
// read at once; one that cannot be read is refused by Validate, and so by New
// of a client.
func ServiceAccountFile(url, path string, opts ...Option) auth.TokenAuthenticator {
	text, err := os.ReadFile(path)
	if err != nil {
		return invalid("ServiceAccountFile", "the secret cannot be read: "+err.Error())
	}
	return fromSecret("ServiceAccountFile", url, text, opts)
}

func fromSecret(function, url string, text []byte, opts []Option) auth.TokenAuthenticator {
	var s secret
	if err := json.Unmarshal(text, &s); err != nil {
		return invalid(function, "the secret is not the documented JSON") // err may repeat it
	}
	if rs256 := jwt.SigningMethodRS256.Alg(); s.Scheme != "" && s.Scheme != rs256 {
		return invalid(function, "the scheme of the secret is not "+rs256)
	}
	return newServiceAccount(function, cmp.Or(url, s.LoginEndpoint), s.UID, []byte(s.PrivateKey), opts)
}

// invalid is what a function returns that has nothing to log in with.
func invalid(function, flaw string) auth.TokenAuthenticator {
	return token.New("dcos."+function, authenticationType, token.Refuse("dcos", function, flaw), nil)
}
