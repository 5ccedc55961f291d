package auth

import (
	"encoding/base64"
	"strings"
	"unicode"
)

// Basic sends a user and a password as HTTP basic authentication. Both are
// required; the user has no colon and neither has control characters.
//
// The IBM Event Streams Administration REST API takes the user "token" and an
// API key as the password.
func Basic(user, password string) Authenticator {
	return &static{
		kind:    "basic",
		invalid: refuse("Basic", basicFlaw(user, password)),
		set:     header("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user+":"+password))),
	}
}

func basicFlaw(user, password string) string {
	switch {
	case user == "":
		return "the user is empty"
	case strings.Contains(user, ":"):
		return "the user holds a colon, which would end it"
	case strings.ContainsFunc(user, unicode.IsControl):
		return "the user holds a control character"
	case password == "":
		return "the password is empty"
	case strings.ContainsFunc(password, unicode.IsControl):
		return "the password holds a control character"
	}
	return ""
}
