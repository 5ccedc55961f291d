// Package ctxkey holds the keys of context values that the root package reads
// and internal/rest answers.
package ctxkey

// OperationName is the key of the name of the operation that a request
// performs, a string.
type OperationName struct{}
