package kafkaresttest

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// asMatched returns the request with the path that operations are found by:
// without path parameters (";" and what follows in a segment) and without one
// slash at the end.
func asMatched(r *http.Request) *http.Request {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	for i, segment := range segments {
		segments[i], _, _ = strings.Cut(segment, ";")
	}
	if n := len(segments); n > 2 && segments[n-1] == "" {
		segments = segments[:n-1]
	}
	matched := r.Clone(r.Context())
	matched.URL.RawPath = strings.Join(segments, "/")
	matched.URL.Path, _ = url.PathUnescape(matched.URL.RawPath) // parts of an escaped path are well escaped
	return matched
}

// sendsJSON looks at the header even when there is no body.
func sendsJSON(r *http.Request) bool {
	contentType := r.Header.Get("Content-Type")
	if contentType == "" {
		return r.ContentLength == 0
	}
	mediaType, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(mediaType), "application/json")
}

func acceptsJSON(r *http.Request) bool {
	accepted := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accepted) == "" {
		return true
	}
	for mediaRange := range strings.SplitSeq(accepted, ",") {
		mediaType, parameters, _ := strings.Cut(mediaRange, ";")
		switch strings.ToLower(strings.TrimSpace(mediaType)) {
		case "*/*", "application/*", "application/json":
			if !refusedQuality.MatchString(parameters) {
				return true
			}
		}
	}
	return false
}

var refusedQuality = regexp.MustCompile(`(?:^|;)\s*q\s*=\s*0(\.0*)?\s*(?:;|$)`)

// boolParameter reads a boolean query parameter. Whatever is not true is false.
func boolParameter(r *http.Request, name string, absent bool) bool {
	values, ok := r.URL.Query()[name]
	if !ok {
		return absent
	}
	return strings.EqualFold(values[0], "true")
}

// origin is the scheme, host and port of links: those of the request unless
// others are advertised.
func origin(r *http.Request, advertised string) string {
	switch {
	case advertised != "":
		return advertised
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// lenient reads JSON as the parsers of the Java servers do: the last of several
// members of one name counts.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

func writeJSON(w http.ResponseWriter, status int, result any, opts ...json.Options) error {
	return writeJSONAs(w, status, "application/json", result, opts...)
}

func writeJSONAs(w http.ResponseWriter, status int, mediaType string, result any, opts ...json.Options) error {
	opts = append(opts, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
	body, err := json.Marshal(result, opts...)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails when the client is gone
	return nil
}

func writePlainText(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // fails when the client is gone
	return nil
}

// writeHTML sends a page of the HTTP server underneath an API.
func writeHTML(w http.ResponseWriter, status int, reason string) {
	w.Header().Set("Content-Type", "text/html;charset=iso-8859-1")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html>\n<head>\n<title>Error %d %s</title>\n</head>\n<body><h2>HTTP ERROR %d %s</h2></body>\n</html>\n",
		status, reason, status, reason)
}

func writeOptions(w http.ResponseWriter, allowed []string) {
	if slices.Contains(allowed, http.MethodGet) {
		allowed = append(allowed, http.MethodHead)
	}
	methods := strings.Join(append(allowed, http.MethodOptions), ", ")
	w.Header().Set("Allow", methods)
	w.Header().Set("Content-Type", "text/plain")
	_, _ = w.Write([]byte(methods)) // fails when the client is gone
}

// logFailure tells why an answer has a status of 500 or more, unless it is the
// client that has left.
func logFailure(logger *slog.Logger, api API, r *http.Request, status int, err error) {
	if status < 500 || r.Context().Err() != nil {
		return
	}
	logger.Warn("kafkaresttest: request failed", "api", api, "method", r.Method, "path", r.URL.EscapedPath(), "error", err)
}
