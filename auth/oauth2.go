package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/kafkarest/kafkarest-go/auth/internal/token"
)

// OAuth2 sends the tokens of a source as "Authorization", with the scheme that
// the token names, by default Bearer. A token is held as long as it is valid;
// one without an expiry is not, so the source is asked for every request.
//
// A source has no context. A request that is cancelled returns at once all the
// same, while the source's fetch goes on; there is never more than one under
// way, and the requests after it wait for that one.
//
// Nor can a source be told to drop a token that a service refuses, and most
// sources hold theirs: the result is no [TokenAuthenticator], and an answer
// 401 is final. Where what fetches the tokens is at hand, [OAuth2Func] has
// neither limit.
func OAuth2(source oauth2.TokenSource) Authenticator {
	var flaw string
	if source == nil {
		flaw = "the source is nil"
	}
	tokens := token.New("auth.OAuth2", "oauth2", refuse("OAuth2", flaw), func(context.Context) (token.Token, error) {
		t, err := readToken(source.Token())
		if t.Expires.IsZero() {
			t.Expires = time.Now()
		}
		return t, err
	})
	return struct{ Authenticator }{tokens}
}

// OAuth2Func sends the tokens that fetch gets as "Authorization", with the
// scheme that the token names, by default Bearer. The method Token of a
// golang.org/x/oauth2/clientcredentials.Config is such a function. It gets a
// new token each time that it is called, and is called when one is needed; a
// token without an expiry is held until it is invalidated.
//
// The context of a fetch is not that of a request, since requests share it:
// the function brings its HTTP client with it.
func OAuth2Func(fetch func(context.Context) (*oauth2.Token, error)) TokenAuthenticator {
	var flaw string
	if fetch == nil {
		flaw = "the function is nil"
	}
	return token.New("auth.OAuth2Func", "oauth2", refuse("OAuth2Func", flaw), func(ctx context.Context) (token.Token, error) {
		return readToken(fetch(ctx))
	})
}

// readToken leaves out of the error what the text of a RetrieveError repeats of
// the answer: it can be a page of HTML, or an echo of the request.
func readToken(t *oauth2.Token, err error) (token.Token, error) {
	if err == nil && (t == nil || t.AccessToken == "") {
		err = errors.New("what was fetched has no access token")
	}
	if err != nil {
		message, status := err.Error(), 0
		if refusal, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refusal.Response != nil {
			status = refusal.Response.StatusCode
			message = strings.TrimSpace(fmt.Sprintf("the token service answered %d %s", status, refusal.ErrorCode))
		}
		return token.Token{}, token.NewError(status, message, err)
	}
	return token.Token{Authorization: t.Type() + " " + t.AccessToken, Expires: t.Expiry}, nil
}
