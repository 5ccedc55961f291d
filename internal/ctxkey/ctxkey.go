// Package ctxkey holds the keys of the context values of requests, which the root
// package reads.
package ctxkey

type (
	// APIName is the key of the name of the API's package, a string.
	APIName struct{}
	// OperationName is the key of the name of the operation that a request
	// performs, a string.
	OperationName struct{}
	// Attempt is the key of the number of the attempt under way, an int.
	Attempt struct{}
)
