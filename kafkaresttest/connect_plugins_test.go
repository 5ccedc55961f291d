package kafkaresttest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

type pluginKeyInfo struct {
	Name          string
	Type          string
	Required      bool
	Default       *string `json:"default_value"`
	Importance    string
	Documentation string
	Group         *string
	Order         *int
	OrderInGroup  *int `json:"order_in_group"`
	Width         string
	DisplayName   string `json:"display_name"`
	Dependents    []string
}

type validation struct {
	Name       string
	ErrorCount int `json:"error_count"`
	Groups     []string
	Configs    []struct {
		Definition *pluginKeyInfo
		Value      struct {
			Name    string
			Value   *string
			Errors  []string
			Visible bool
		}
	}
}

// errors returns the errors by key.
func (v validation) errors() map[string][]string {
	errors := make(map[string][]string)
	for _, config := range v.Configs {
		if len(config.Value.Errors) > 0 {
			errors[config.Value.Name] = config.Value.Errors
		}
	}
	return errors
}

func (v validation) names() []string {
	var names []string
	for _, config := range v.Configs {
		names = append(names, config.Value.Name)
	}
	return names
}

func TestConnectListPlugins(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	list := func(query string) []map[string]string {
		return decode[[]map[string]string](call(t, "GET", url+"/connector-plugins"+query, "").ok(200))
	}
	connectors := list("")
	require.Len(t, connectors, 5)
	assert.Equal(t, map[string]string{"class": fakeSink, "type": "sink", "version": "14.1.0"}, connectors[0])
	assert.Equal(t, map[string]string{"class": "org.apache.kafka.connect.file.FileStreamSourceConnector", "type": "source", "version": "4.3.1"}, connectors[4])
	assert.Equal(t, connectors, list("?connectorsOnly=TRUE"))
	counts := make(map[string]int)
	for _, plugin := range list("?connectorsOnly=no") {
		counts[plugin["type"]]++
	}
	assert.Equal(t, map[string]int{"sink": 3, "source": 2, "transformation": 26, "predicate": 3, "converter": 9, "header_converter": 10}, counts)

	srv.RegisterConnector("com.example.Orders", kafkaresttest.ConnectorTypeSink)
	srv.RegisterConnector("com.example.Orders", kafkaresttest.ConnectorTypeSource)
	require.Len(t, list(""), 6)
	assert.Equal(t, map[string]string{"class": "com.example.Orders", "type": "source", "version": "1.0.0"}, list("")[3])
	assert.Panics(t, func() { srv.RegisterConnector("", kafkaresttest.ConnectorTypeSink) })
	assert.Panics(t, func() { srv.RegisterConnector("a.B", "both") })
}

func TestConnectPluginConfig(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	_, old := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	keysOf := func(url, plugin string) []pluginKeyInfo {
		return decode[[]pluginKeyInfo](call(t, "GET", url+"/connector-plugins/"+plugin+"/config", "").ok(200))
	}
	for _, name := range []string{"FileStreamSource", "FileStreamSourceConnector", "org.apache.kafka.connect.file.FileStreamSourceConnector"} {
		assert.Len(t, keysOf(url, name), 27)
		assert.Len(t, keysOf(old, name), 23)
	}
	keys := keysOf(url, "FileStreamSource")
	assert.Equal(t, "file", keys[0].Name)
	assert.Nil(t, keys[0].Group)
	assert.Nil(t, keys[0].Order)
	assert.Equal(t, -1, *keys[0].OrderInGroup)
	assert.Equal(t, "NONE", keys[0].Width)
	assert.Equal(t, "file", keys[0].DisplayName)
	assert.Equal(t, "name", keys[3].Name)
	assert.True(t, keys[3].Required)
	assert.Nil(t, keys[3].Default)
	assert.Equal(t, "Common", *keys[3].Group)
	orders := make(map[string]int)
	for _, key := range keys {
		orders[key.Name] = *key.OrderInGroup
	}
	for name, order := range map[string]int{"connector.plugin.version": 3, "tasks.max": 4, "key.converter": 6, "header.converter": 10, "transforms": 12, "config.action.reload": 14} {
		assert.Equal(t, order, orders[name], name)
	}
	for _, key := range keysOf(old, "FileStreamSource") {
		assert.Nil(t, key.OrderInGroup)
		if key.Name == "config.action.reload" {
			assert.Equal(t, 10, *key.Order)
		}
	}

	assert.Equal(t, "schemas.enable", keysOf(url, "JsonConverter")[0].Name)
	assert.Len(t, keysOf(url, "RegexRouter"), 2)
	assert.NotEmpty(t, keysOf(url, "org.apache.kafka.connect.transforms.InsertField$Key"))
	for _, name := range []string{"Nope", "InsertField", "InsertField$Key"} {
		call(t, "GET", url+"/connector-plugins/"+name+"/config", "").refused(404, "Unknown plugin "+name+".")
	}
	for query, ok := range map[string]bool{
		"latest": true, "4.3.1": true, "%5B4.0,5.0)": true, "(4.3.1,)": false, "%5B,4.3.1%5D": true, "%5B4.3.1%5D": true, "9.9": false, "": false, "%5B5.0,)": false, "%5B1.0,4.3.1)": false,
	} {
		r := call(t, "GET", url+"/connector-plugins/FileStreamSource/config?version="+query, "")
		if ok {
			r.ok(200)
			continue
		}
		r.refused(400, "not found that matches the version range")
	}
	call(t, "GET", old+"/connector-plugins/FileStreamSource/config?version=9.9", "").ok(200)

	srv.RegisterConnector("com.example.Orders", kafkaresttest.ConnectorTypeSource, kafkaresttest.ConnectorConfig{Name: "secret", Type: "PASSWORD", Default: "x"},
		kafkaresttest.ConnectorConfig{Name: "topics", Required: true, Importance: "HIGH", Documentation: "Own."})
	keys = keysOf(url, "Orders")
	assert.Equal(t, "[hidden]", *keys[0].Default)
	assert.Equal(t, pluginKeyInfo{Name: "topics", Type: "STRING", Required: true, Importance: "HIGH", Documentation: "Own.", OrderInGroup: keys[1].OrderInGroup,
		Width: "NONE", DisplayName: "topics", Dependents: []string{}}, keys[1])
}

func TestConnectValidateConfig(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	srv.RegisterConnector("com.example.OrdersSink", kafkaresttest.ConnectorTypeSink,
		kafkaresttest.ConnectorConfig{Name: "url", Required: true}, kafkaresttest.ConnectorConfig{Name: "token", Type: "PASSWORD"},
		kafkaresttest.ConnectorConfig{Name: "ratio", Type: "DOUBLE"}, kafkaresttest.ConnectorConfig{Name: "ids", Type: "LIST"})
	const ok = `"name":"x","connector.class":"OrdersSink","topics":"a","url":"http://x"`
	for _, c := range []struct {
		config string
		count  int
		errors map[string]string
	}{
		{ok, 0, nil},
		{ok + `,"token":"s3cret","unknown":"x"`, 0, nil},
		{`"connector.class":"OrdersSink"`, 4, map[string]string{"name": "Missing required", "url": "Missing required", "topics": "topics", "topics.regex": "topics"}},
		{ok + `,"topics.regex":"b"`, 2, map[string]string{"topics": "both", "topics.regex": "both"}},
		{ok + `,"tasks.max":"x"`, 2, map[string]string{"tasks.max": "Invalid value x for configuration tasks.max: Not a number of type INT"}},
		{ok + `,"tasks.max":0`, 1, map[string]string{"tasks.max": "Value must be at least 1"}},
		{ok + `,"tasks.max.enforce":"maybe"`, 1, map[string]string{"tasks.max.enforce": "Expected value to be either true or false"}},
		{ok + `,"errors.tolerance":"some"`, 1, map[string]string{"errors.tolerance": "String must be one of: none, all"}},
		{ok + `,"errors.deadletterqueue.topic.replication.factor":"40000"`, 1, map[string]string{"errors.deadletterqueue.topic.replication.factor": "Not a number of type SHORT"}},
		{ok + `,"errors.deadletterqueue.topic.name":"a"`, 1, map[string]string{"topics": "dead letter"}},
		{ok + `,"errors.retry.timeout":"1.5","ratio":"x"`, 2, map[string]string{"errors.retry.timeout": "Not a number of type LONG", "ratio": "Not a number of type DOUBLE"}},
		{ok + `,"key.converter":"com.example.Nope"`, 1, map[string]string{"key.converter": "could not be found"}},
		{ok + `,"transforms":"a,a","transforms.a.type":"org.apache.kafka.connect.transforms.Filter"`, 1, map[string]string{"transforms": "Duplicate alias"}},
		{ok + `,"transforms":"a"`, 1, map[string]string{"transforms.a.type": "Missing required"}},
		{ok + `,"transforms":"a","transforms.a.type":"Nope","transforms.a.predicate":"p"`, 2, map[string]string{"transforms.a.type": "could not be found", "transforms.a.predicate": "Predicate"}},
		{ok + `,"predicates":"p","predicates.p.type":"TopicNameMatches"`, 1, map[string]string{"predicates.p.pattern": "Missing required"}},
		{ok + `,"stray":null`, 1, map[string]string{"stray": "Null value can not be supplied"}},
		{ok + `,"url":null`, 1, map[string]string{"url": "Null value can not be supplied"}},
		{ok + `,"connector.plugin.version":"2.0"`, 2, map[string]string{"connector.class": "version range 2.0", "connector.plugin.version": "version range 2.0"}},
	} {
		result := decode[validation](call(t, "PUT", url+"/connector-plugins/OrdersSink/config/validate", "{"+c.config+"}").ok(200))
		assert.Equal(t, c.count, result.ErrorCount, c.config)
		found := result.errors()
		assert.Len(t, found, len(c.errors), c.config)
		for name, message := range c.errors {
			if assert.NotEmpty(t, found[name], name) {
				assert.Contains(t, found[name][0], message)
			}
		}
	}
	call(t, "GET", url+"/connectors", "").ok(200).json(`[]`)
}

func TestConnectValidationTree(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	result := decode[validation](call(t, "PUT", url+"/connector-plugins/FileStreamSink/config/validate", `{"name":"x","connector.class":"FileStreamSink","topics":" a , b","tasks.max":" 2 ",
		"stray":null,"transforms":"t","transforms.t.type":"org.apache.kafka.connect.transforms.HoistField$Value","transforms.t.field":"f",
		"consumer.override.x":"1","producer.override.y":"2","value.converter":"JsonConverter","value.converter.schemas.enable":"FALSE"}`).ok(200))
	assert.Equal(t, "FileStreamSink", result.Name)
	assert.Equal(t, 1, result.ErrorCount)
	assert.Equal(t, []string{"Common", "Transforms", "Predicates", "Error Handling", "Transforms: t"}, result.Groups)
	names := result.names()
	assert.Equal(t, "stray", names[0])
	assert.Nil(t, result.Configs[0].Definition)
	assert.Equal(t, "name", names[1])
	assert.Subset(t, names, []string{"transforms.t.type", "transforms.t.predicate", "transforms.t.negate", "transforms.t.plugin.version", "transforms.t.field", "file"})
	assert.Equal(t, []string{"consumer.override.x", "value.converter.schemas.enable"}, names[len(names)-6:len(names)-4])
	values := make(map[string]string)
	for _, config := range result.Configs {
		if config.Value.Value != nil {
			values[config.Value.Name] = *config.Value.Value
		}
		assert.True(t, config.Value.Visible)
	}
	for name, want := range map[string]string{"topics": "a,b", "tasks.max": "2", "value.converter.schemas.enable": "false", "errors.retry.delay.max.ms": "60000"} {
		assert.Equal(t, want, values[name], name)
	}
}

func TestConnectValidateConfigRefusals(t *testing.T) {
	t.Parallel()
	_, url := startConnect(t, kafkaresttest.ConnectOptions{})
	_, old := startConnect(t, kafkaresttest.ConnectOptions{Version: "3.9.2"})
	const fullName = "org.apache.kafka.connect.file.FileStreamSinkConnector"
	validate := func(url, plugin, body string) reply {
		return call(t, "PUT", url+"/connector-plugins/"+plugin+"/config/validate", body)
	}
	validate(url, "FileStreamSink", `{"connector.class":"`+fullName+`"}`).ok(200)
	validate(url, fullName, `{"connector.class":"FileStreamSink"}`).refused(400, "Included connector type FileStreamSink does not match request type "+fullName)
	validate(url, "FileStreamSink", `{"x":"y"}`).refused(500, "org.apache.kafka.connect.runtime.rest.errors.BadRequestException: Connector config {x=y} contains no connector type")
	validate(url, "Nope", `{"connector.class":"Nope"}`).refused(500, "BadRequestException: Failed to find any class")
	validate(old, "Nope", `{"connector.class":"Nope"}`).refused(500, "org.apache.kafka.connect.errors.ConnectException: Failed to find any class")
	validate(url, "FileStreamSink", `[]`).refused(500, "Cannot deserialize")
}

func TestConnectAmbiguousAlias(t *testing.T) {
	t.Parallel()
	srv, url := startConnect(t, kafkaresttest.ConnectOptions{})
	putConnector(t, url, "early", `{"connector.class":"FileStreamSink","topics":"a"}`)
	awaitStates(t, url, "early", "RUNNING FAILED")
	srv.RegisterConnector("com.example.FileStreamSink", kafkaresttest.ConnectorTypeSink)
	call(t, "POST", url+"/connectors/early/restart", "").refused(500, "Failed to start connector: early")
	assert.Equal(t, "FAILED FAILED", states(t, url, "early"))
	assert.Equal(t, "unknown", decode[map[string]any](call(t, "GET", url+"/connectors/early", "").ok(200))["type"])
	call(t, "PUT", url+"/connectors/x/config", `{"connector.class":"FileStreamSink"}`).refused(500, "More than one connector matches alias FileStreamSink.")
}
