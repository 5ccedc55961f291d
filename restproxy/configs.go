package restproxy

// SetConfig is the alteration that gives a config a value.
func SetConfig(name, value string) ConfigAlteration {
	return ConfigAlteration{Name: name, Value: &value}
}

// ResetConfig is the alteration that takes a config back to its default.
func ResetConfig(name string) ConfigAlteration {
	return ConfigAlteration{Name: name, Operation: AlterOperationDelete}
}

// AlterConfigsOptions are the optional inputs of AlterTopicConfigs and
// AlterAllTopicConfigs.
type AlterConfigsOptions struct {
	// ValidateOnly changes nothing.
	ValidateOnly bool
}
