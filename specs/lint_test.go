package specs

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLint holds the specifications to what the generator's templates rely on
// and to what their readers expect of them.
func TestLint(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(FS, "*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			doc := load(t, file)
			for path, item := range doc.Paths.Map() {
				for method, op := range item.Operations() {
					lintOperation(t, method+" "+path, op)
				}
			}
			for name, schema := range doc.Components.Schemas {
				assert.NotEmpty(t, schema.Value.Description, "schema %s has no description", name)
				lintSchema(t, "schema "+name, schema)
			}
			for name, parameter := range doc.Components.Parameters {
				lintSchema(t, "parameter "+name, parameter.Value.Schema)
			}
		})
	}
}

func load(t *testing.T, file string) *openapi3.T {
	text, err := fs.ReadFile(FS, file)
	require.NoError(t, err)
	doc, err := openapi3.NewLoader().LoadFromData(text)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	return doc
}

var goName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]+$`)

func lintOperation(t *testing.T, where string, op *openapi3.Operation) {
	assert.Regexp(t, goName, op.OperationID, "%s: the operationId becomes the name of a method", where)
	assert.True(t, strings.HasPrefix(op.Summary, op.OperationID+" "), "%s: the summary begins with the operationId", where)
	assert.IsType(t, true, op.Extensions["x-repeatable"], "%s: x-repeatable is true or false", where)
	if timeout, ok := op.Extensions["x-timeout"]; ok {
		assert.Greater(t, timeout, float64(0), "%s: x-timeout is a number of seconds", where)
	}
	for _, profile := range list(op.Extensions["x-profiles"]) {
		assert.Contains(t, []any{"L", "T", "K"}, profile, "%s: a profile of x-profiles", where)
	}
	for _, variant := range list(op.Extensions["x-variants"]) {
		lintVariant(t, where, op, variant.(map[string]any))
	}
	if op.RequestBody != nil {
		for kind, media := range op.RequestBody.Value.Content {
			assert.NotEmpty(t, media.Schema.Ref, "%s: the schema of the %s body is inline, so its type would have no name", where, kind)
		}
	}
	succeeds := false
	for status, response := range op.Responses.Map() {
		succeeds = succeeds || strings.HasPrefix(status, "2")
		for _, media := range response.Value.Content {
			if media.Schema != nil {
				lintResult(t, where+" "+status, media.Schema)
			}
		}
	}
	assert.True(t, succeeds, "%s: no success is documented", where)
	for _, parameter := range op.Parameters {
		lintSchema(t, where+" parameter "+parameter.Value.Name, parameter.Value.Schema)
	}
}

func list(extension any) []any {
	values, _ := extension.([]any)
	return values
}

// lintVariant checks one of the operations that share a method and a path.
func lintVariant(t *testing.T, where string, op *openapi3.Operation, variant map[string]any) {
	assert.Regexp(t, goName, variant["operationId"], "%s: the operationId of a variant becomes the name of a method", where)
	assert.IsType(t, true, variant["x-repeatable"], "%s: x-repeatable of a variant is true or false", where)
	assert.NotEmpty(t, list(variant["x-profiles"]), "%s: a variant has profiles", where)
	query, _ := variant["x-query"].(map[string]any)
	for key := range query {
		parameter := op.Parameters.GetByInAndName("query", key)
		if assert.NotNil(t, parameter, "%s: %s is no parameter", where, key) {
			assert.Equal(t, true, parameter.Extensions["x-selects"], "%s: %s chooses a variant", where, key)
		}
	}
}

// lintResult accepts a named schema, or a list of named or simple ones.
func lintResult(t *testing.T, where string, schema *openapi3.SchemaRef) {
	if schema == nil {
		return // not JSON
	}
	if schema.Ref == "" && schema.Value.Type.Is("array") {
		schema = schema.Value.Items
	}
	if schema.Ref == "" {
		assert.False(t, schema.Value.Type.Is("object"), "%s: an object has no name", where)
	}
	lintSchema(t, where, schema)
}

// wide are the names of numbers that outgrow 32 bits.
var wide = regexp.MustCompile(`(?i)offset|lag|bytes|byte_rate|ms$|timestamp|size`)

func lintSchema(t *testing.T, where string, ref *openapi3.SchemaRef) {
	schema := ref.Value
	assert.Empty(t, schema.OneOf, "%s: oneOf needs the generator's runtime", where)
	assert.Empty(t, schema.AnyOf, "%s: anyOf needs the generator's runtime", where)
	assert.Empty(t, schema.AllOf, "%s: allOf hides what a type has", where)
	if schema.Type.Is("integer") {
		assert.Contains(t, []string{"int32", "int64"}, schema.Format, "%s: an integer has a format", where)
	}
	if schema.Type.Is("array") {
		lintNested(t, where+"[]", schema.Items)
	}
	if additional := schema.AdditionalProperties.Schema; additional != nil {
		assert.Empty(t, schema.Properties, "%s: properties beside additionalProperties need generated methods", where)
		lintNested(t, where+"{}", additional)
	}
	for name, property := range schema.Properties {
		at := where + "." + name
		described := property.Extensions["x-description"]
		if property.Ref == "" {
			described = property.Value.Description
		}
		assert.NotEmpty(t, described, "%s has no description", at)
		if property.Value.Type.Is("integer") && wide.MatchString(name) && !strings.HasSuffix(name, "_id") {
			assert.Equal(t, "int64", property.Value.Format, "%s", at)
		}
		lintNested(t, at, property)
	}
}

func lintNested(t *testing.T, where string, ref *openapi3.SchemaRef) {
	if ref.Ref != "" {
		return
	}
	assert.Empty(t, ref.Value.Enum, "%s: an enum is inline, so its type would have no name", where)
	assert.Empty(t, ref.Value.Properties, "%s: an object is inline, so its type would have no name", where)
	lintSchema(t, where, ref)
}
