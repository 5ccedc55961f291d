package dcos_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/http/httpguts"

	"github.com/kafkarest/kafkarest-go/auth/dcos"
	"github.com/kafkarest/kafkarest-go/internal/opstest"
)

// Whatever a login is answered with, there is a header that can be sent or an error
// that shows no password.
func FuzzLoginAnswer(f *testing.F) {
	for _, body := range []string{
		`{"token":"abc"}`, `{"token":"a.eyJleHAiOjF9.c"}`, `{"token":"a.eyJleHAiOjFlMzAwfQ.c"}`, `{"token":""}`, `{"token":"a\nb"}`,
		`{"title":"x","code":"y"}`, `{"uid":"alice","password":"hunter2hunter2"}`, "", "null", "\xff", "<html>",
	} {
		f.Add(200, body)
		f.Add(401, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			t.Skip("no HTTP status")
		}
		const password = "hunter2hunter2"
		a := dcos.Password("http://example.com", "alice", password, dcos.WithHTTPClient(&http.Client{
			Transport: opstest.RoundTripFunc(func(*http.Request) (*http.Response, error) {
				recorder := httptest.NewRecorder()
				recorder.WriteHeader(status)
				_, err := recorder.WriteString(body)
				return recorder.Result(), err
			}),
		}))
		req := newRequest(t)
		err := a.Authenticate(req)
		value := req.Header.Get("Authorization")
		switch {
		case err == nil:
			if !strings.HasPrefix(value, "token=") || len(value) == len("token=") || !httpguts.ValidHeaderFieldValue(value) {
				t.Errorf("sends %q", value)
			}
		case value != "":
			t.Errorf("an error and a header: %v, %q", err, value)
		case strings.Contains(err.Error(), password):
			t.Errorf("shows the password: %v", err)
		}
	})
}
