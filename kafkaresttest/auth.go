package kafkaresttest

import (
	"net/http"
	"slices"
	"strings"
)

func (a Auth) usesKeys() bool {
	return a.APIKey != "" || a.ReadOnlyAPIKey != "" || len(a.BearerTokens) > 0
}

// check returns 200 for a request that may pass, else 401 or 403.
func (a Auth) check(r *http.Request) int {
	key, bearer := credential(r)
	return a.checkKey(r, key, bearer)
}

// checkKey is check for a request whose key is known, and whether it came as a
// bearer token.
func (a Auth) checkKey(r *http.Request, key string, bearer bool) int {
	if a.Verify != nil {
		if status := a.Verify(r); status != 0 {
			return status
		}
		return http.StatusOK
	}
	if !a.usesKeys() {
		return http.StatusOK
	}
	switch {
	case key == "":
		return http.StatusUnauthorized
	case key == a.APIKey, bearer && slices.Contains(a.BearerTokens, key):
		return http.StatusOK
	case key != a.ReadOnlyAPIKey:
		return http.StatusUnauthorized
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return http.StatusOK
	default:
		return http.StatusForbidden
	}
}

// credential returns the key a request carries, "" for none, and whether it
// came as a bearer token. Authorization is looked at first.
func credential(r *http.Request) (key string, bearer bool) {
	if user, password, ok := r.BasicAuth(); ok {
		if user != "token" {
			return "", false
		}
		return password, false
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return token, true
	}
	return r.Header.Get("X-Auth-Token"), false
}
