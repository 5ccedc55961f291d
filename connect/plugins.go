package connect

import (
	"context"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListPluginsOptions are the optional inputs of ListPlugins.
type ListPluginsOptions struct {
	// All lists transformations, predicates and converters too, and not the
	// connectors alone. Workers take it since Kafka 3.2; older ones list the
	// connectors all the same.
	All bool
}

// ListPlugins returns the plugins of the worker that is asked. From Kafka
// Connect 101, Kafka Connect's REST API.
func (c *Client) ListPlugins(ctx context.Context, options *ListPluginsOptions, opts ...kafkarest.CallOption) ([]Plugin, error) {
	var query listPluginsQuery
	if rest.ValueOf(options).All {
		query.ConnectorsOnly = "false"
	}
	return rest.Fetch(ctx, c.rest, newListPluginsRequest(query), opts)
}

// GetPluginConfigOptions are the optional inputs of GetPluginConfig.
type GetPluginConfigOptions struct {
	// Version is a version of the plugin, a range such as "[1.0,2.0)", or
	// "latest", which is the default. One that is not installed is
	// [kafkarest.ErrInvalid]. Workers take it since Kafka 4.1; older ones
	// ignore it.
	Version string
}

// GetPluginConfig returns the definitions of the configs that a plugin of the
// worker takes; plugin is its class, in full or by its simple name. One that
// the worker does not have is [kafkarest.ErrNotFound]. Workers have it since
// Kafka 3.2. From Kafka Connect's REST API.
func (c *Client) GetPluginConfig(ctx context.Context, plugin string, options *GetPluginConfigOptions, opts ...kafkarest.CallOption) ([]ConfigDefinition, error) {
	query := getPluginConfigQuery{Version: rest.ValueOf(options).Version}
	return rest.Fetch(ctx, c.rest, newGetPluginConfigRequest(plugin, query), opts)
}

// ValidateConfig checks a config without storing it. That the config is not
// valid is no error of the call: see [Validation.Errors]. The config names the
// plugin by its "connector.class", without which the call is refused as
// [kafkarest.ErrInvalid]; a class that the worker does not have is
// [ErrUnknownClass]. A worker wants the config's "name" too. From Kafka
// Connect's REST API.
func (c *Client) ValidateConfig(ctx context.Context, config Config, opts ...kafkarest.CallOption) (*Validation, error) {
	class := config["connector.class"]
	if class == "" {
		return nil, api.Refuse(validateConfigOperation.Name, `the config has no "connector.class"`)
	}
	validation, err := rest.Fetch(ctx, c.rest, newValidateConfigRequest(class, config), opts)
	if err != nil {
		return nil, err
	}
	validation.redact(c.sensitive, config)
	return validation, nil
}
