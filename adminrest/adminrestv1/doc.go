// Package adminrestv1 is the Go API that IBM published for the IBM Event Streams
// Administration REST API, so that a program written for it runs after changing
// one import line:
//
//   - "github.com/IBM/eventstreams-go-sdk/pkg/adminrestv1"
//   - "github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
//
// Everything that package exports is here with the same signature, and stays
// on [github.com/IBM/go-sdk-core/v5/core]: its BaseService, its authenticators,
// its responses and its errors. New programs are better off with package
// adminrest, which docs/migrating-from-ibm-sdk.md of this module compares it
// with.
//
//	authenticator, err := core.NewBasicAuthenticator("token", apiKey)
//	service, err := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{URL: url, Authenticator: authenticator})
//	response, err := service.CreateTopic(service.NewCreateTopicOptions().SetName("orders").SetPartitionCount(6))
//
// Each operation has two forms, of which one takes a context. Options must not
// be nil, also where all are optional. A result is nil beside a nil error when
// the service answers with nothing.
//
// # Errors
//
// Every error is a [*core.SDKProblem], and an answer that is no success has a
// [*core.HTTPProblem] among its causes. Its text is the service's own. Among the
// causes is a [*kafkarest.Error] too, with the code of the service read, so that
// what can be asked of an error elsewhere can be asked here:
//
//	errors.Is(err, kafkarest.ErrAlreadyExists)
//	errors.Is(err, kerr.TopicAlreadyExists)
//
// Its Attempts is 0, as core does not tell. A call that is refused before
// anything is sent, options that lack something say, is [kafkarest.ErrInvalid].
// A request that is not answered has the [*url.Error] of net/http among the
// causes.
//
// A success is what it is in the original: every status from 200 to 299, with
// any body where the operation has no result, and with any object where it has
// one, of which nothing may be known.
//
// # Done better
//
// Where the original fails in a way that no program can rely on, this package
// does not:
//
//   - Nil options of a constructor and a nil service are errors, not panics,
//     wherever there is an error to return. So is a configuration of basic or bearer
//     authentication that lacks a property, at which newer versions of core panic.
//   - An error of the service whose list of errors is empty has the text of its
//     status, and can be described. Core has none, or panics.
//   - A name "." or ".." is refused rather than sent to another path, and so is a
//     URL without a host or with a query, after which a path would be no path. The
//     error of a URL that is not valid does not show a password in it.
//   - An attempt has two minutes, the body of its answer included, unless the service
//     is given an HTTP client of the program's own. The original waits for ever.
//   - The answer of an operation without a result is read, 64 KiB or a second of it,
//     so that its connection serves the next request; a result has 256 MiB at most.
//   - A compressed body whose request is never sent leaves no goroutine behind.
//   - Results are decoded into their types at once. Only what is unusual in them,
//     a null in a list say, or not valid, takes the original's way through a map of
//     each object.
//
// Topic configs that [TopicConfigs] has no field for are dropped as in the
// original. Package adminrest has all of them, and can be used beside this one.
//
// The User-Agent header and the errors' component name this module.
package adminrestv1
