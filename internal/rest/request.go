package rest

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"golang.org/x/net/http/httpguts"
)

// Request is one request of an operation whose result is a T.
type Request[T any] struct{ request }

// None is the result of an operation that answers without one.
type None struct{}

// request is what a Request is without the type of its result.
type request struct {
	operation           *Operation
	path                string // below the base URL
	escaped             string // the same, as it is sent
	query               string
	body                any          // encoded as JSON, nil for none
	base                Base         // where it goes, if it can go nowhere else
	accept, contentType []string     // where they are not those of the API
	answer              *Answer      // receives the answer's status and header, nil if nobody asks
	decoding            json.Options // of the result, beside decodeOptions
	secrets             []string     // in the body, which no error may show
	refusal             string       // why the request cannot be sent

	// findSecrets finds what an answer of this status may show besides.
	findSecrets func(ctx context.Context, status int) []string
}

// NewRequest fills the parameters of the operation's path with names, in
// their order. A name that could reach another path, an empty one included,
// makes a request that is refused when it is sent.
func NewRequest[T any](op *Operation, names ...string) Request[T] {
	r := request{operation: op, path: op.Path, escaped: op.Path}
	if len(names) > 0 {
		r.expand(names)
	}
	return Request[T]{r}
}

// expand replaces the parameters of the path by names.
func (r *request) expand(names []string) {
	var path, escaped strings.Builder
	rest := r.operation.Path
	for _, name := range names {
		literal, parameterOn, _ := strings.Cut(rest, "{")
		parameter, after, _ := strings.Cut(parameterOn, "}")
		if name == "" || name == "." || name == ".." {
			r.refusal = fmt.Sprintf("the %s is %q, which cannot be part of a path", words(parameter), name)
			return
		}
		path.WriteString(literal)
		path.WriteString(name)
		escaped.WriteString(literal)
		escaped.WriteString(url.PathEscape(name))
		rest = after
	}
	path.WriteString(rest)
	escaped.WriteString(rest)
	r.path, r.escaped = path.String(), escaped.String()
}

// words is the name of a parameter as a text has it.
func words(parameter string) string { return strings.ReplaceAll(parameter, "_", " ") }

// Natural refuses a negative number in the path: nothing has one, and some
// services never answer it.
func (r *request) Natural(parameter string, number int64) {
	if number < 0 {
		r.Refuse(fmt.Sprintf("the %s is %d, but cannot be negative", words(parameter), number))
	}
}

// QueryString adds a parameter to the query unless the value is empty.
func (r *request) QueryString(key, value string) {
	if value != "" {
		r.addQuery(key, value)
	}
}

// QueryInt adds a parameter to the query unless the value is zero.
func (r *request) QueryInt(key string, value int64) {
	if value != 0 {
		r.addQuery(key, strconv.FormatInt(value, 10))
	}
}

// QueryRequiredInt adds a parameter to the query, also where the value is zero.
func (r *request) QueryRequiredInt(key string, value int64) {
	r.addQuery(key, strconv.FormatInt(value, 10))
}

// QueryBool adds a parameter to the query unless the value is false.
func (r *request) QueryBool(key string, value bool) {
	if value {
		r.addQuery(key, "true")
	}
}

func (r *request) addQuery(key, value string) {
	if r.query != "" {
		r.query += "&"
	}
	r.query += url.QueryEscape(key) + "=" + url.QueryEscape(value)
}

// QueryStrings adds a parameter to the query once for each value.
func (r *request) QueryStrings(key string, values []string) {
	for _, value := range values {
		r.addQuery(key, value)
	}
}

// JSON makes v the body of the request.
func (r *request) JSON(v any) { r.body = v }

// Accept is the media type of the answer that is asked for, where it is not
// that of the API.
func (r *request) Accept(mediaType string) { r.accept = []string{mediaType} }

// ContentType is the media type of the body, where it is not that of the API.
func (r *request) ContentType(mediaType string) { r.contentType = []string{mediaType} }

// Encoded is a body that is JSON already and is sent as it is.
type Encoded []byte

// Hide names texts in the body that no error may show, also when the service
// repeats them.
func (r *request) Hide(secrets ...string) { r.secrets = append(r.secrets, secrets...) }

// HideFound is Hide for texts that are looked for when the service has refused
// an attempt with the status given.
func (r *request) HideFound(find func(ctx context.Context, status int) []string) {
	r.findSecrets = find
}

// Under replaces what the request's path begins with: some releases of a
// service have the same operations elsewhere.
func (r *request) Under(prefix, other string) {
	if tail, ok := strings.CutPrefix(r.path, prefix); ok {
		r.path = other + tail
		r.escaped = other + strings.TrimPrefix(r.escaped, prefix)
	}
}

// Refused reports whether the request is one that is not sent.
func (r *request) Refused() bool { return r.refusal != "" }

// Refusal is the error of a request that is not sent, nil for every other.
func (r *request) Refusal(c *Client) error {
	if !r.Refused() {
		return nil
	}
	return c.Refuse(r.operation.Name, r.refusal)
}

// Operation is the operation that the request is one of.
func (r *request) Operation() *Operation { return r.operation }

// Refuse makes the request one that is not sent, for the reason given. The
// first reason stays, and an empty one is none.
func (r *request) Refuse(reason string) { r.refusal = cmp.Or(r.refusal, reason) }

// Raw is a request that no operation of a specification describes: path is
// escaped already and may carry a query. It is repeated only if it reads.
func Raw(method, path string, body any) Request[None] {
	op := &Operation{Name: "Do", Method: method, Path: path, Repeatable: reads(method), Produces: true}
	r := request{operation: op, body: body}
	if !httpguts.ValidHeaderFieldName(method) {
		// Methods and the names of headers are made of the same characters.
		r.Refuse(fmt.Sprintf("the method is %q, which cannot be sent", method))
	}
	r.reach(path)
	return Request[None]{r}
}

// reach makes a path the request's, escaped as it is and with its query.
func (r *request) reach(path string) {
	u, err := url.Parse(path)
	switch {
	case err != nil:
		r.Refuse("the path cannot be parsed")
	case u.IsAbs() || u.Host != "" || u.User != nil || u.Fragment != "" || !strings.HasPrefix(u.Path, "/"):
		// It is not shown: a URL may hold credentials.
		r.Refuse("the path does not begin with a slash, names a host or has a fragment")
	case hasDotSegment(u.Path):
		r.Refuse(fmt.Sprintf("path %q has a segment that is . or ..", u.Path))
	case strings.Contains(u.RawQuery, " "):
		r.Refuse("the query holds a space, which must be escaped")
	default:
		r.path, r.escaped, r.query = u.Path, u.EscapedPath(), u.RawQuery
	}
}

// hasDotSegment reports whether a path, unescaped, reaches another one. Java's
// servers cut a segment at its semicolon before they look at it.
func hasDotSegment(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		segment, _, _ = strings.Cut(segment, ";")
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}
