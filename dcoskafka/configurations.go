package dcoskafka

import (
	"context"
	"encoding/json"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/internal/rest"
)

// ListConfigurations returns the identifiers of the configurations that the
// service has had, in no order. From the DC/OS Apache Kafka API Reference, 1.8
// and 1.9.
func (c *Client) ListConfigurations(ctx context.Context, opts ...kafkarest.CallOption) ([]string, error) {
	return rest.Fetch(ctx, c.rest, rest.Request[[]string](newListConfigurationsRequest()), opts)
}

// GetConfiguration returns a configuration as the scheduler stores it; its
// members differ from release to release. One that does not exist is
// [kafkarest.ErrNotFound]. From the DC/OS Apache Kafka API Reference, 1.8 and
// 1.9.
func (c *Client) GetConfiguration(ctx context.Context, id string, opts ...kafkarest.CallOption) (json.RawMessage, error) {
	r := newGetConfigurationRequest(id)
	if id == "target" || id == "targetId" {
		r.Refuse("the identifier of a configuration is a UUID; see GetTargetConfiguration")
	}
	configuration, err := rest.Fetch(ctx, c.rest, rest.Request[json.RawMessage](r), opts)
	if err != nil {
		return nil, asMissing(ctx, err, "configuration", id, opts, c.ListConfigurations)
	}
	return configuration, nil
}

// GetTargetConfiguration returns the configuration that the brokers are brought
// to. From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetTargetConfiguration(ctx context.Context, opts ...kafkarest.CallOption) (json.RawMessage, error) {
	configuration, err := rest.Fetch(ctx, c.rest, rest.Request[json.RawMessage](newGetTargetConfigurationRequest()), opts)
	return configuration, c.asAbsent(ctx, err, opts)
}

// GetTargetConfigurationID returns the identifier of the target configuration.
// From the DC/OS Apache Kafka API Reference, 1.8 and 1.9.
func (c *Client) GetTargetConfigurationID(ctx context.Context, opts ...kafkarest.CallOption) (string, error) {
	id, err := rest.Fetch(ctx, c.rest, rest.Request[only](newGetTargetConfigurationIDRequest()), opts)
	return string(id), c.asAbsent(ctx, err, opts)
}

// GetArtifactTemplate returns the template of a file that a task is configured
// by. Schedulers of profile K have it. From the DC/OS Apache Kafka API
// Reference, 1.9.
func (c *Client) GetArtifactTemplate(ctx context.Context, configurationID, podType, task, config string, opts ...kafkarest.CallOption) ([]byte, error) {
	return fetch(ctx, c, rest.Request[text](newGetArtifactTemplateRequest(configurationID, podType, task, config)), opts)
}
