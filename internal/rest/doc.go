// Package rest is the one way in which a request is sent and its answer read,
// for every API of this module.
//
// An API package describes itself by an [API] and its operations by one
// [Operation] each, both of which it generates from the API's specification.
// [Client] takes a [Request] through authentication, attempts and decoding;
// [Fetch] and [Send] do that for a request with and without a result.
package rest
