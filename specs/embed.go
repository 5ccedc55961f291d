// Package specs holds the OpenAPI descriptions of the APIs, from which the
// models and the requests of the clients are generated.
package specs

import "embed"

//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config adminrest.models.cfg.yaml adminrest.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config adminrest.requests.cfg.yaml adminrest.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config adminrestv1.models.cfg.yaml adminrest.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config adminrestv1.operations.cfg.yaml adminrest.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config connect.models.cfg.yaml connect.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config connect.requests.cfg.yaml connect.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config dcoskafka.models.cfg.yaml dcoskafka.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config dcoskafka.requests.cfg.yaml dcoskafka.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config restproxy.models.cfg.yaml restproxy.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config restproxy.requests.cfg.yaml restproxy.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config restproxyv2.models.cfg.yaml restproxyv2.yaml
//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config restproxyv2.requests.cfg.yaml restproxyv2.yaml

// FS has one file per API, such as "adminrest.yaml".
//
//go:embed adminrest.yaml connect.yaml dcoskafka.yaml restproxy.yaml restproxyv2.yaml
var FS embed.FS
