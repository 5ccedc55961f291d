package dcos

import (
	"errors"
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

const (
	usernameVariable  = "DCOS_USERNAME"
	passwordVariable  = "DCOS_PASSWORD"
	accountVariable   = "DCOS_SERVICE_ACCOUNT_CREDENTIAL"
	sslVerifyVariable = "DCOS_SSL_VERIFY"
)

// ConfigFromEnv returns a Config with the URL in DCOS_URL or DCOS_URI and
// credentials from one of:
//
//   - DCOS_ACS_TOKEN, DCOS_AUTH_TOKEN, AUTH_TOKEN or auth_token, a token, as
//     [auth.DCOSToken];
//   - DCOS_USERNAME and DCOS_PASSWORD, as [Password];
//   - DCOS_SERVICE_ACCOUNT_CREDENTIAL, the name of a file, as
//     [ServiceAccountFile].
//
// Without any there is no Authenticator: clusters can run without.
// DCOS_SSL_VERIFY may name a file of certificate authorities, which becomes
// TLS.CAFile for a URL with https, and serves the login too.
//
// The error is a *[kafkarest.Error] that is [kafkarest.ErrInvalid], and shows
// no secret: there is no URL or one that is none, variables contradict each
// other or lack one, the credentials cannot be sent, or DCOS_SSL_VERIFY says
// not to verify certificates, which is not done. A variable that is empty
// counts as not set.
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
	if problem := token.FlawOfURL(cfg.URL); problem != "" {
		return kafkarest.Config{}, token.Refuse("dcos", "ConfigFromEnv", name+" "+problem)
	}
	if cfg.TLS, flaw = tlsFromEnv(cfg.URL); flaw != "" {
		return kafkarest.Config{}, token.Refuse("dcos", "ConfigFromEnv", flaw)
	}
	if cfg.Authenticator, flaw = authenticatorFromEnv(cfg.URL, WithTLS(cfg.TLS)); flaw != "" {
		return kafkarest.Config{}, token.Refuse("dcos", "ConfigFromEnv", flaw)
	}
	return cfg, nil
}

// variable returns the one value that the named variables have, and one that
// has it.
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

// authenticatorFromEnv is nil if there are no credentials.
func authenticatorFromEnv(url string, tls Option) (kafkarest.Authenticator, string) {
	value, tokenVariable, flaw := variable(tokenVariables)
	username, password, account := os.Getenv(usernameVariable), os.Getenv(passwordVariable), os.Getenv(accountVariable)
	var given []string
	for _, one := range []struct{ name, value string }{
		{tokenVariable, value}, {usernameVariable, username + password}, {accountVariable, account},
	} {
		if one.value != "" {
			given = append(given, one.name)
		}
	}
	switch {
	case flaw != "":
		return nil, flaw
	case len(given) > 1:
		return nil, strings.Join(given, " and ") + " are set, of which each logs in; leave one"
	case (username == "") != (password == ""):
		return nil, "of " + usernameVariable + " and " + passwordVariable + " one is set; set both"
	}
	var authenticator auth.Authenticator
	switch {
	case value != "":
		authenticator = auth.DCOSToken(value)
	case username != "":
		authenticator = Password(url, username, password, tls)
	case account != "":
		authenticator = ServiceAccountFile(url, account, tls)
	default:
		return nil, ""
	}
	if invalid, ok := errors.AsType[*kafkarest.Error](authenticator.Validate()); ok {
		return nil, given[0] + ": " + invalid.Message
	}
	return authenticator, ""
}

// tlsFromEnv reads the CLI's setting as the CLI does: a word for yes or no, or
// else a file.
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
