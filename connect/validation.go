package connect

import (
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// Errors returns what is wrong with the config by key; none if it is valid.
func (v *Validation) Errors() map[string][]string {
	wrong := make(map[string][]string)
	for _, config := range v.Configs {
		if config.Value != nil && len(config.Value.Errors) > 0 {
			wrong[config.Value.Name] = append(wrong[config.Value.Name], config.Value.Errors...)
		}
	}
	return wrong
}

// Valid reports whether nothing is wrong with the config.
func (v *Validation) Valid() bool { return v.ErrorCount == 0 }

// Passwords returns the keys of type PASSWORD, for [Config.Redacted].
func (v *Validation) Passwords() []string {
	var keys []string
	for _, config := range v.Configs {
		if config.Definition != nil && config.Definition.Type == ConfigTypePassword {
			keys = append(keys, config.Definition.Name)
		}
	}
	return keys
}

// UnmarshalJSON reads the order by either of its names.
func (d *ConfigDefinition) UnmarshalJSON(text []byte) error {
	type plain ConfigDefinition
	read := struct {
		plain
		OrderInGroup *int32 `json:"order_in_group"`
	}{}
	if err := rest.Unmarshal(text, &read); err != nil {
		return err
	}
	*d = ConfigDefinition(read.plain)
	if read.OrderInGroup != nil {
		d.Order = *read.OrderInGroup
	}
	return nil
}

// redact takes the values that a config has for sensitive keys, and for those
// of type PASSWORD, out of the worker's texts.
func (v *Validation) redact(s *sensitivity, config Config) {
	s = s.with(v.Passwords()...)
	secrets := s.secrets(config)
	for _, checked := range v.Configs {
		if checked.Value == nil {
			continue
		}
		for i, text := range checked.Value.Errors {
			checked.Value.Errors[i] = s.redact(rest.Hide(text, secrets))
		}
	}
}
