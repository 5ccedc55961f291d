package dcos

import (
	"os"
	"strings"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/auth/internal/token"
)

// The variables of the DC/OS CLI, of the CLI of the Kafka service, and of the
// examples in the API's documentation.
var (
	urlVariables   = []string{"DCOS_URL", "DCOS_URI"}
	tokenVariables = []string{"DCOS_ACS_TOKEN", "DCOS_AUTH_TOKEN", "AUTH_TOKEN", "auth_token"}
)

const sslVerifyVariable = "DCOS_SSL_VERIFY"

// ConfigFromEnv returns a Config with the URL in DCOS_URL or DCOS_URI and, as
// [auth.DCOSToken], the token in DCOS_ACS_TOKEN, DCOS_AUTH_TOKEN, AUTH_TOKEN or
// auth_token. Without a token there is no Authenticator: clusters can run without.
// DCOS_SSL_VERIFY may name a file of certificate authorities, which becomes
// TLS.CAFile for a URL with https.
//
// The error is a *[kafkarest.Error] that is [kafkarest.ErrInvalid], and shows no
// token: there is no URL, variables contradict each other, the token cannot be
// sent, or DCOS_SSL_VERIFY says not to verify certificates, which is not done. A
// variable that is empty counts as not set.
func ConfigFromEnv() (kafkarest.Config, error) {
	var cfg kafkarest.Config
	url, name, flaw := variable(urlVariables)
	if flaw == "" && name == "" {
		flaw = "neither " + strings.Join(urlVariables, " nor ") + " is set; set one of them"
	}
	if flaw != "" {
		return cfg, token.Refuse("dcos", "ConfigFromEnv", flaw)
	}
	url, _, _ = strings.Cut(url, "#") // https://dcos.example.com/#/ as the dashboard has it
	cfg.URL = strings.TrimRight(url, "/")
	if cfg.Authenticator, flaw = authenticatorFromEnv(); flaw != "" {
		return kafkarest.Config{}, token.Refuse("dcos", "ConfigFromEnv", flaw)
	}
	if cfg.TLS, flaw = tlsFromEnv(cfg.URL); flaw != "" {
		return kafkarest.Config{}, token.Refuse("dcos", "ConfigFromEnv", flaw)
	}
	return cfg, nil
}

// variable returns the one value that the named variables have, and one that has
// it.
func variable(names []string) (value, name, flaw string) {
	for _, candidate := range names {
		v := os.Getenv(candidate)
		switch {
		case v == "":
		case name == "":
			value, name = v, candidate
		case v != value:
			return "", "", name + " and " + candidate + " are both set, to different values; unset one of them"
		}
	}
	return value, name, ""
}

func authenticatorFromEnv() (a kafkarest.Authenticator, flaw string) {
	value, name, flaw := variable(tokenVariables)
	if flaw != "" || name == "" {
		return nil, flaw
	}
	if problem := token.Flaw(value); problem != "" {
		return nil, name + " " + problem
	}
	return auth.DCOSToken(value), ""
}

// tlsFromEnv reads the CLI's setting as the CLI does: a word for yes or no, or else
// a file.
func tlsFromEnv(url string) (tls kafkarest.TLS, flaw string) {
	switch value := os.Getenv(sslVerifyVariable); strings.ToLower(value) {
	case "", "true", "yes", "1":
	case "false", "no", "0":
		return tls, sslVerifyVariable + " turns the verification of certificates off; let it name the file of the cluster's CA"
	default:
		if strings.HasPrefix(url, "https://") {
			tls.CAFile = value
		}
	}
	return tls, ""
}
