package kafkaresttest

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
)

// nameFilter reads a filter parameter and returns whether a name passes it.
// Plain text stands for the whole name, with * for any characters; /text/ is a
// regular expression that has to match somewhere in the name. Without the
// parameter every name passes.
func nameFilter(r *http.Request, parameter string) (func(name string) bool, error) {
	filter := r.URL.Query().Get(parameter)
	if filter == "" {
		return func(string) bool { return true }, nil
	}
	pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(filter), `\*`, ".*") + "$"
	if len(filter) > 1 && strings.HasPrefix(filter, "/") && strings.HasSuffix(filter, "/") {
		pattern = filter[1 : len(filter)-1]
	}
	expression, err := regexp.Compile(pattern)
	if err != nil {
		return nil, adminRESTInvalid(kerr.InvalidRequest, "%s is not a regular expression: %v", parameter, err)
	}
	return expression.MatchString, nil
}

// filterNames returns the names that pass.
func filterNames(names []string, passes func(string) bool) []string {
	var passed []string
	for _, name := range names {
		if passes(name) {
			passed = append(passed, name)
		}
	}
	return passed
}

// pageOf returns the names on the page a request asks for and describes the
// whole list in the headers of the answer. Without per_page the whole list is
// the first page. A page after the last is empty.
func pageOf(w http.ResponseWriter, r *http.Request, names []string) ([]string, error) {
	perPage, err := positiveParameter(r, "per_page", max(1, len(names)))
	if err != nil {
		return nil, err
	}
	page, err := positiveParameter(r, "page", 1)
	if err != nil {
		return nil, err
	}
	last := max(1, (len(names)-1)/perPage+1)
	w.Header().Set("X-Total-Count", strconv.Itoa(len(names)))
	if r.URL.Query().Has("per_page") {
		w.Header().Set("Link", pageLinks(r, page, last))
	}
	if page > last {
		return nil, nil
	}
	first := (page - 1) * perPage
	return names[first : first+min(perPage, len(names)-first)], nil
}

func positiveParameter(r *http.Request, name string, whenAbsent int) (int, error) {
	if !r.URL.Query().Has(name) {
		return whenAbsent, nil
	}
	value, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 32)
	if err != nil || value < 1 {
		return 0, adminRESTInvalid(kerr.InvalidRequest, "%s must be a positive integer", name)
	}
	return int(value), nil
}

// pageLinks returns the Link header for a page: absolute URLs that repeat the
// other parameters of the request.
func pageLinks(r *http.Request, page, last int) string {
	var links []string
	add := func(relation string, page int) {
		query := r.URL.Query()
		query.Set("page", strconv.Itoa(page))
		target := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: query.Encode()}
		if r.TLS != nil {
			target.Scheme = "https"
		}
		links = append(links, fmt.Sprintf("<%s>; rel=%q", target.String(), relation))
	}
	if page < last {
		add("next", page+1)
	}
	if page > 1 {
		add("prev", min(page-1, last))
	}
	add("first", 1)
	add("last", last)
	return strings.Join(links, ", ")
}
