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

// CheckName returns why the client sends no request about a connector of this
// name, an error that is [kafkarest.ErrInvalid], and nil if it does. See
// [AllowAnyName].
func (c *Client) CheckName(name string) error {
	if flaw := c.flawOf(name); flaw != "" {
		return api.Refuse("CheckName", flaw)
	}
	return nil
}

// check makes a request about a connector one that is refused if its name is
// not safe.
func check[T any](c *Client, name string, r rest.Request[T]) rest.Request[T] {
	r.Refuse(c.flawOf(name))
	return r
}

// flawOf says what is wrong with the name of a connector, if anything.
func (c *Client) flawOf(name string) string {
	flaw := ""
	switch {
	case name == "":
		return "the connector's name is empty"
	case name == "." || name == "..":
		flaw = "cannot be part of a path"
	case !utf8.ValidString(name):
		flaw = "is not valid UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		flaw = "has a control character, which no worker takes"
	case !c.anyName && strings.TrimSpace(name) != name:
		flaw = "begins or ends with white space, which workers keep in some calls and cut off in others; see AllowAnyName"
	case !c.anyName && strings.ContainsAny(name, unsafeInNames):
		flaw = "has one of the characters " + unsafeInNames + ", with which workers cannot address it safely; see AllowAnyName"
	default:
		return ""
	}
	return fmt.Sprintf("the connector's name %q %s", name, flaw)
}
