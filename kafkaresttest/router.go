package kafkaresttest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// route is one operation: a method and a path such as
// /admin/topics/{topic_name}.
type route struct {
	method  string
	pattern string
	handler http.HandlerFunc
}

// router finds the operation of a request by the escaped form of its path, so
// that no escaped name can reach another path. Unlike [http.ServeMux] it never
// redirects: a real server of these APIs takes a path as it is sent.
type router []route

// find returns the operation of a request, with the path values set on the
// request. Without one it returns the methods that the path takes: none when
// the path is unknown.
func (rt router) find(r *http.Request) (http.HandlerFunc, []string) {
	path := strings.Split(r.URL.EscapedPath(), "/")
	var allowed []string
	for _, candidate := range rt {
		values, ok := match(candidate.pattern, path)
		if !ok {
			continue
		}
		if candidate.method != r.Method {
			allowed = append(allowed, candidate.method)
			continue
		}
		for name, value := range values {
			r.SetPathValue(name, value)
		}
		return candidate.handler, nil
	}
	slices.Sort(allowed)
	return nil, slices.Compact(allowed)
}

// match compares the segments of a path with a pattern and returns the
// unescaped segments that stand where the pattern has {name}.
func match(pattern string, path []string) (map[string]string, bool) {
	want := strings.Split(pattern, "/")
	if len(want) != len(path) {
		return nil, false
	}
	values := make(map[string]string)
	for i, segment := range path {
		name, isValue := strings.CutPrefix(want[i], "{")
		if !isValue {
			if segment != want[i] {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segment)
		if err != nil || value == "" {
			return nil, false
		}
		values[strings.TrimSuffix(name, "}")] = value
	}
	return values, true
}
