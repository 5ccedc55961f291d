package adminrest

import (
	"cmp"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// defaultPerPage is the size of the pages that an iterator asks for.
const defaultPerPage = 100

// each iterates over the items of all pages from the first one on, of which
// fetch gets one with what its answer tells. A page or a size of zero is
// the default.
func each[T any](first, perPage int32, fetch func(page, perPage int32) ([]T, rest.Answer, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		seen := int64(0)
		for page := max(first, 1); ; page++ {
			items, answer, err := fetch(page, cmp.Or(perPage, defaultPerPage))
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			seen += int64(len(items))
			if len(items) == 0 || !hasNext(answer.Header, seen) {
				return
			}
		}
	}
}

// hasNext reports whether the answer promises another page: by its Link
// header or, without one, by a total above what has been seen. An answer with
// neither is the whole list.
func hasNext(header http.Header, seen int64) bool {
	if links := header.Values("Link"); len(links) > 0 {
		for _, link := range links {
			if strings.Contains(link, `rel="next"`) || strings.Contains(link, "rel=next") {
				return true
			}
		}
		return false
	}
	total, err := strconv.ParseInt(header.Get("X-Total-Count"), 10, 64)
	return err == nil && seen < total
}
