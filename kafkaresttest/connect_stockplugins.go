package kafkaresttest

// pluginKey is a config of a plugin that gives no data for user interfaces.
func pluginKey(name, kind string, value *string, importance string) configKey {
	return configKey{name: name, kind: kind, fallback: value, importance: importance}
}

func requiredKey(name, kind, importance string) configKey {
	return configKey{name: name, kind: kind, required: true, importance: importance}
}

// stockPlugins are what a worker has by itself: the FileStream connectors, the
// connectors that do nothing, and the plugins that Apache Kafka comes with.
func stockPlugins(version string) pluginTable {
	plugins := append(fileStreamPlugins(version), fakeConnectors()...)
	plugins = append(plugins, converterPlugins(version)...)
	return append(append(plugins, transformationPlugins(version)...), predicatePlugins(version)...).sorted()
}

// fakeConnectors take any config and have tasks that do nothing.
func fakeConnectors() pluginTable {
	return pluginTable{
		{class: "io.debezium.connector.mysql.MySqlConnector", kind: kindSource, version: "3.0.0.Final", maxTasks: 1},
		{class: "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector", kind: kindSink, version: "14.1.0"},
		{class: "streams.kafka.connect.sink.Neo4jSinkConnector", kind: kindSink, version: "5.0.0"},
	}
}

func converterPlugins(version string) pluginTable {
	primitive := []configKey{requiredKey("converter.type", "STRING", "LOW")}
	text := append([]configKey{pluginKey("converter.encoding", "STRING", fallback("UTF-8"), "HIGH")}, primitive...)
	structured := append([]configKey{
		pluginKey("schemas.enable", "BOOLEAN", fallback("true"), "HIGH"),
		pluginKey("schemas.cache.size", "INT", fallback("1000"), "HIGH"),
		pluginKey("decimal.format", "STRING", fallback("BASE64"), "LOW"),
		pluginKey("replace.null.with.default", "BOOLEAN", fallback("true"), "LOW"),
	}, primitive...)
	var plugins pluginTable
	add := func(class string, keys []configKey) {
		for _, kind := range []string{kindConverter, kindHeaderConverter} {
			plugins = append(plugins, &connectPlugin{class: class, kind: kind, version: version, keys: keys})
		}
	}
	for _, name := range []string{"Boolean", "ByteArray", "Double", "Float", "Integer", "Long", "Short"} {
		add("org.apache.kafka.connect.converters."+name+"Converter", primitive)
	}
	add(stringConverter, text)
	add("org.apache.kafka.connect.json.JsonConverter", structured)
	return append(plugins, &connectPlugin{class: "org.apache.kafka.connect.storage.SimpleHeaderConverter", kind: kindHeaderConverter, version: version})
}

func transformationPlugins(version string) pluginTable {
	var plugins pluginTable
	add := func(name string, keys ...configKey) {
		plugins = append(plugins, &connectPlugin{class: "org.apache.kafka.connect.transforms." + name, kind: kindTransformation, version: version, keys: keys})
	}
	addPair := func(name string, keys ...configKey) { // for the key and the value of a record
		add(name+"$Key", keys...)
		add(name+"$Value", keys...)
	}
	nullDefault := pluginKey("replace.null.with.default", "BOOLEAN", fallback("true"), "MEDIUM")
	addPair("Cast", requiredKey("spec", "LIST", "HIGH"), nullDefault)
	add("DropHeaders", requiredKey("headers", "LIST", "HIGH"))
	addPair("ExtractField", requiredKey("field", "STRING", "MEDIUM"), pluginKey("field.syntax.version", "STRING", fallback("V1"), "HIGH"), nullDefault)
	add("Filter")
	addPair("Flatten", pluginKey("delimiter", "STRING", fallback("."), "MEDIUM"))
	addPair("HeaderFrom", requiredKey("fields", "LIST", "HIGH"), requiredKey("headers", "LIST", "HIGH"), requiredKey("operation", "STRING", "HIGH"), nullDefault)
	addPair("HoistField", requiredKey("field", "STRING", "MEDIUM"))
	addPair("InsertField", pluginKey("topic.field", "STRING", nil, "MEDIUM"), pluginKey("partition.field", "STRING", nil, "MEDIUM"), pluginKey("offset.field", "STRING", nil, "MEDIUM"),
		pluginKey("timestamp.field", "STRING", nil, "MEDIUM"), pluginKey("static.field", "STRING", nil, "MEDIUM"), pluginKey("static.value", "STRING", nil, "MEDIUM"), nullDefault)
	add("InsertHeader", requiredKey("header", "STRING", "HIGH"), requiredKey("value.literal", "STRING", "HIGH"))
	addPair("MaskField", requiredKey("fields", "LIST", "HIGH"), pluginKey("replacement", "STRING", nil, "LOW"), nullDefault)
	add("RegexRouter", requiredKey("regex", "STRING", "HIGH"), requiredKey("replacement", "STRING", "HIGH"))
	addPair("ReplaceField", pluginKey("exclude", "LIST", fallback(""), "MEDIUM"), pluginKey("include", "LIST", fallback(""), "MEDIUM"), pluginKey("renames", "LIST", fallback(""), "MEDIUM"), nullDefault)
	addPair("SetSchemaMetadata", pluginKey("schema.name", "STRING", nil, "HIGH"), pluginKey("schema.version", "INT", nil, "HIGH"), nullDefault)
	addPair("TimestampConverter", pluginKey("field", "STRING", fallback(""), "HIGH"), requiredKey("target.type", "STRING", "HIGH"),
		pluginKey("format", "STRING", fallback(""), "MEDIUM"), pluginKey("unix.precision", "STRING", fallback("milliseconds"), "LOW"), nullDefault)
	add("TimestampRouter", pluginKey("topic.format", "STRING", fallback("${topic}-${timestamp}"), "HIGH"), pluginKey("timestamp.format", "STRING", fallback("yyyyMMdd"), "HIGH"))
	add("ValueToKey", requiredKey("fields", "LIST", "HIGH"), nullDefault)
	return plugins
}

func predicatePlugins(version string) pluginTable {
	const pack = "org.apache.kafka.connect.transforms.predicates."
	return pluginTable{
		{class: pack + "HasHeaderKey", kind: kindPredicate, version: version, keys: []configKey{requiredKey("name", "STRING", "MEDIUM")}},
		{class: pack + "RecordIsTombstone", kind: kindPredicate, version: version},
		{class: pack + "TopicNameMatches", kind: kindPredicate, version: version, keys: []configKey{requiredKey("pattern", "STRING", "MEDIUM")}},
	}
}
