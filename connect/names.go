package connect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// unsafeInNames are the characters that some workers refuse in a path, cut a
// name at, or take for a template's parameter when they forward a request.
const unsafeInNames = `/%\;{}`

// check makes a request about a connector one that is refused if its name is
// not safe.
func check[T any](c *Client, name string, r rest.Request[T]) rest.Request[T] {
	flaw := ""
	switch {
	case !utf8.ValidString(name):
		flaw = "is not valid UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		flaw = "has a control character, which no worker takes"
	case !c.anyName && strings.ContainsAny(name, unsafeInNames):
		flaw = "has one of the characters " + unsafeInNames + ", with which workers cannot address it safely; see AllowAnyName"
	default:
		return r
	}
	r.Refuse(fmt.Sprintf("the connector's name %q %s", name, flaw))
	return r
}
