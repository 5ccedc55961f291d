package adminrest

import (
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// defaultPerPage is the size of the pages that an iterator asks for.
const defaultPerPage = 100

// pages iterates over the items of all pages from the first one on. fetch
// gets one page and the header of its answer.
func pages[T any](first int32, fetch func(page int32) ([]T, http.Header, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, seen := max(first, 1), int64(0); ; page++ {
			items, header, err := fetch(page)
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
			if len(items) == 0 || !hasNext(header, seen) {
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
