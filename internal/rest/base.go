package rest

import "slices"

// A Base is one instance of the service, for calls about something that it
// alone keeps. The zero Base is none: such a call goes where all others go.
type Base struct {
	instance *instance
	foreign  bool
}

// IsForeign reports whether the instance is none of those that the client was
// made for, so that it gets neither the credentials nor the header of the
// client.
func (b Base) IsForeign() bool { return b.foreign }

// Instances are those of the service that the client was made for.
func (c *Client) Instances() []Base {
	bases := make([]Base, len(c.instances))
	for i := range c.instances {
		bases[i].instance = &c.instances[i]
	}
	return bases
}

// Base is the instance at a base URL that the service gave. One on a host that
// the client was not made for is foreign, unless it is trusted.
func (c *Client) Base(raw string, trusted bool) (Base, error) {
	base, err := parseInstance("the URL", raw)
	if err != nil {
		return Base{}, err
	}
	known := slices.ContainsFunc(c.instances, func(i instance) bool {
		return i.scheme == base.scheme && withoutDefaultPort(i.scheme, i.host) == withoutDefaultPort(base.scheme, base.host)
	})
	return Base{instance: &base, foreign: !known && !trusted}, nil
}

// At makes the request one to the instance at base, and to no other.
func (r *request) At(base Base) { r.base = base }
