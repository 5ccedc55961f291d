package rest

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Follow makes r a request to a link that the service gave. It is refused as
// Path says.
func Follow[T any](c *Client, r Request[T], link string) Request[T] {
	path, err := c.Path(link)
	if err != nil {
		r.Refuse(err.Error())
		return r
	}
	r.reach(path)
	return r
}

// Path is the path and the query below the base URL that a link leads to. The
// link has to name the host of an instance: what is sent carries credentials.
// Whether the service knows itself by another scheme or another base path, as
// behind a gateway, does not matter.
func (c *Client) Path(link string) (string, error) {
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return "", errors.New("the link cannot be parsed")
	case u.Scheme != "http" && u.Scheme != "https" || u.User != nil:
		// It is not shown: a URL may hold credentials.
		return "", errors.New("the link is no plain URL")
	}
	for _, instance := range c.instances {
		if withoutDefaultPort(u.Scheme, u.Host) != withoutDefaultPort(instance.scheme, instance.host) {
			continue
		}
		path := u.EscapedPath()
		if below, ok := strings.CutPrefix(path, instance.escaped+"/"); ok {
			path = "/" + below
		}
		if u.RawQuery != "" {
			path += "?" + u.RawQuery
		}
		return path, nil
	}
	return "", fmt.Errorf("the link leads to another host, %s", u.Host)
}

// withoutDefaultPort is a host in small letters, without the port that its
// scheme has anyway.
func withoutDefaultPort(scheme, host string) string {
	host = strings.ToLower(host)
	_, port, err := net.SplitHostPort(host)
	if err == nil && (scheme == "http" && port == "80" || scheme == "https" && port == "443") {
		return strings.TrimSuffix(host, ":"+port)
	}
	return host
}
