package restproxy

import (
	"maps"
	"slices"

	"github.com/kafkarest/kafkarest-go/internal/sensitive"
)

// SetConfig is the alteration that gives a config a value.
func SetConfig(name, value string) ConfigAlteration {
	return ConfigAlteration{Name: name, Value: &value}
}

// ResetConfig is the alteration that takes a config back to its default.
func ResetConfig(name string) ConfigAlteration {
	return ConfigAlteration{Name: name, Operation: AlterOperationDelete}
}

// AlterConfigsOptions are the optional inputs of AlterTopicConfigs,
// AlterMultipleTopicConfigs and AlterLinkConfigs.
type AlterConfigsOptions struct {
	// ValidateOnly changes nothing.
	ValidateOnly bool
}

// newConfigs are configs by their names, in the order of those.
func newConfigs(configs map[string]string) []newConfig {
	var list []newConfig
	for _, name := range slices.Sorted(maps.Keys(configs)) {
		list = append(list, newConfig{Name: name, Value: configs[name]})
	}
	return list
}

// A hider is a request that may hold what no error may show.
type hider interface{ Hide(secrets ...string) }

// hideSecret keeps the value of a config that holds credentials out of errors,
// where the service repeats it.
func hideSecret(r hider, name, value string) {
	if sensitive.In(name) {
		r.Hide(value)
	}
}

// hideConfigs does so for configs that something is created with.
func hideConfigs(r hider, configs map[string]string) {
	for name, value := range configs {
		hideSecret(r, name, value)
	}
}

// hideSecrets does so for configs that are changed.
func hideSecrets(r hider, alterations []ConfigAlteration) {
	for _, a := range alterations {
		if a.Value != nil {
			hideSecret(r, a.Name, *a.Value)
		}
	}
}
