package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kafkarest/kafkarest-go/connect"
)

func TestValidation(t *testing.T) {
	t.Parallel()
	v := connect.Validation{ErrorCount: 2, Configs: []connect.ValidatedConfig{
		{Definition: &connect.ConfigDefinition{Name: "db.pass", Type: connect.ConfigTypePassword}},
		{Value: &connect.ConfigValue{Name: "a", Errors: []string{"one", "two"}}},
		{Value: &connect.ConfigValue{Name: "b"}},
	}}
	assert.Equal(t, map[string][]string{"a": {"one", "two"}}, v.Errors())
	assert.False(t, v.Valid())
	assert.Equal(t, []string{"db.pass"}, v.Passwords())
	assert.Equal(t, connect.Config{"db.pass": "REDACTED"}, connect.Config{"db.pass": "x"}.Redacted(v.Passwords()...))
}
