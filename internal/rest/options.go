package rest

import (
	"slices"

	"github.com/kafkarest/kafkarest-go"
)

// ValueOf is the options that a caller of an API's method gave, or the zero
// options for nil.
func ValueOf[T any](options *T) T {
	if options == nil {
		var zero T
		return zero
	}
	return *options
}

// OptionsOf are the options of a call.
func OptionsOf(opts []kafkarest.CallOption) kafkarest.CallOptions {
	var options kafkarest.CallOptions
	apply(&options, opts)
	return options
}

func apply(options *kafkarest.CallOptions, opts []kafkarest.CallOption) {
	for _, opt := range opts {
		if opt != nil {
			opt(options)
		}
	}
}

// Uncaptured is opts for a call beside the one that the caller asked for, of
// which nothing is to be captured.
func Uncaptured(opts []kafkarest.CallOption) []kafkarest.CallOption {
	return append(slices.Clip(opts), func(o *kafkarest.CallOptions) { o.Response = nil })
}
