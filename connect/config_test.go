package connect_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/connect"
)

// debezium has the keys of the guide's source connector. The values of the
// keys in hidden are secrets.
var (
	debezium = connect.Config{
		"connector.class":                               "io.debezium.connector.mysql.MySqlConnector",
		"value.converter":                               "io.confluent.connect.json.JsonSchemaConverter",
		"value.converter.schemas.enable":                "true",
		"value.converter.schema.registry.url":           "https://registry.example",
		"value.converter.basic.auth.credentials.source": "USER_INFO",
		"value.converter.basic.auth.user.info":          "registry-user:r3gistry-s3cret",
		"database.hostname":                             "mysql",
		"database.port":                                 "3306",
		"database.user":                                 "debezium",
		"database.password":                             "d3bezium-s3cret",
		"database.server.id":                            "42",
		"database.server.name":                          "asgard",
		"table.whitelist":                               "demo.orders",
		"database.history.kafka.bootstrap.servers":      "broker.example:9092",
		"database.history.consumer.security.protocol":   "SASL_SSL",
		"database.history.consumer.sasl.mechanism":      "PLAIN",
		"database.history.consumer.sasl.jaas.config":    `org.example.PlainLoginModule required username="k, y" password="c0nsumer-s3cret";`,
		"database.history.producer.security.protocol":   "SASL_SSL",
		"database.history.producer.sasl.mechanism":      "PLAIN",
		"database.history.producer.sasl.jaas.config":    `org.example.PlainLoginModule required username="k, y" password="pr0ducer-s3cret";`,
		"database.history.kafka.topic":                  "dbhistory.demo",
		"topic.creation.default.replication.factor":     "3",
		"topic.creation.default.partitions":             "3",
		"decimal.handling.mode":                         "double",
		"include.schema.changes":                        "true",
		"transforms":                                    "unwrap,addTopicPrefix",
		"transforms.unwrap.type":                        "io.debezium.transforms.ExtractNewRecordState",
		"transforms.addTopicPrefix.type":                "org.apache.kafka.connect.transforms.RegexRouter",
		"transforms.addTopicPrefix.regex":               "(.*)",
		"transforms.addTopicPrefix.replacement":         "mysql-debezium-$1",
	}
	hidden = []string{
		"value.converter.basic.auth.user.info", "database.password",
		"database.history.consumer.sasl.jaas.config", "database.history.producer.sasl.jaas.config",
	}
)

func TestRedacted(t *testing.T) {
	t.Parallel()
	require.Len(t, debezium, 30)
	shown := debezium.Redacted("BASE.hostname", "")
	require.Len(t, shown, 30)
	for key, value := range debezium {
		if slices.Contains(hidden, key) || key == "database.hostname" {
			value = "REDACTED"
		}
		assert.Equal(t, value, shown[key], key)
	}
	assert.Equal(t, "d3bezium-s3cret", debezium["database.password"], "the config itself stays")
	assert.Nil(t, connect.Config(nil).Redacted())
	assert.Equal(t, connect.Config{"a.password": "${file:/x:y}", "b.password": ""}, connect.Config{"a.password": "${file:/x:y}", "b.password": ""}.Redacted())
	assert.Equal(t, connect.Config{"a.password": "REDACTED"}, connect.Config{"a.password": "${file:/x:y} s3cret"}.Redacted())
}

func TestIsSensitive(t *testing.T) {
	t.Parallel()
	for _, key := range []string{
		"password", "ssl.key.password", "aws.secret.access.key", "auth.Token", "gcp.credentials.json", "sasl.jaas.config",
		"basic.auth.user.info", "private.key", "snowflake.private_key", "privateKey", "PASSWD", "ssl.keystore.key", "x.api.key",
		"apikey", "passphrase", "aws.access.key.id", "azure.account.key", "header.Authorization",
	} {
		assert.True(t, connect.IsSensitive(key), key)
	}
	for _, key := range []string{"topics", "key.converter", "connection.user", "file", "primary.key"} {
		assert.False(t, connect.IsSensitive(key), key)
	}
}

func TestConfigPrintsWithoutSecrets(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	connector := connect.Connector{Config: debezium}
	for _, v := range []any{debezium, &debezium, connector, &connector, []connect.Config{debezium}} {
		fmt.Fprintf(&b, "%v\n%+v\n%#v\n%s\n%q\n%d\n%t\n", v, v, v, v, v, v, v)
	}
	slog.New(slog.NewTextHandler(&b, nil)).Info("m", "config", debezium)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("m", "config", debezium)
	assert.NotContains(t, b.String(), "s3cret")
	assert.Contains(t, b.String(), `database.server.name=\"asgard\"`)
	assert.Equal(t, `connect.Config[a="1" b.password="REDACTED"]`, connect.Config{"b.password": "x", "a": "1"}.String())
}

// A worker repeats the whole config, as Java prints it, or a value that it
// does not take.
func TestWorkersTextsWithoutSecrets(t *testing.T) {
	t.Parallel()
	var entries []string
	for _, key := range slices.Sorted(maps.Keys(debezium)) {
		entries = append(entries, key+"="+debezium[key])
	}
	echo := "Connector config {" + strings.Join(entries, ", ") + "} contains no connector type"
	messages := map[string]string{
		"the whole config": echo,
		"one that differs": strings.ReplaceAll(echo, "s3cret", "s3cret-as-stored"),
		"a value":          "Invalid value d3bezium-s3cret for configuration database.password: no",
		"in a sentence":    "login of d3bezium-s3cret was refused",
	}
	for name, message := range messages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusBadRequest)
				_, _ = fmt.Fprintf(w, `{"error_code":400,"message":%q}`, message)
			}))
			for operation, call := range map[string]func() error{
				"create":   func() error { _, err := client.CreateConnector(t.Context(), "c", debezium, nil); return err },
				"put":      func() error { _, err := client.PutConnector(t.Context(), "c", debezium); return err },
				"patch":    func() error { _, err := client.PatchConnectorConfig(t.Context(), "c", debezium, nil); return err },
				"validate": func() error { _, err := client.ValidateConfig(t.Context(), debezium); return err },
			} {
				err := call()
				var failure *kafkarest.Error
				require.ErrorAs(t, err, &failure, operation)
				for _, text := range []string{err.Error(), failure.Message, string(failure.Body), fmt.Sprintf("%+v", failure)} {
					assert.NotContains(t, text, "s3cret", operation)
				}
				assert.Contains(t, failure.Message, "REDACTED", operation)
			}
		})
	}
	t.Run("only what is secret", func(t *testing.T) {
		t.Parallel()
		client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"error_code":400,"message":%q}`, echo)
		}))
		err := client.PauseConnector(t.Context(), "c")
		assert.NotContains(t, err.Error(), "s3cret")
		assert.Contains(t, err.Error(), "database.password=REDACTED, database.port=3306, ")
		assert.Contains(t, err.Error(), "sasl.jaas.config=REDACTED, database.history.consumer.sasl.mechanism=PLAIN, ")
	})
}

// A page that is no worker's error does not show what was sent either.
func TestGatewayEchoesConfig(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.Copy(w, io.LimitReader(r.Body, 1<<20))
	}))
	_, err := client.CreateConnector(t.Context(), "c", connect.Config{"db.password": "s3cret & more"}, nil)
	require.ErrorIs(t, err, kafkarest.ErrOutcomeUnknown)
	assert.NotContains(t, err.Error(), "s3cret")
	assert.Contains(t, err.Error(), "REDACTED")
}

// What a worker finds wrong with a secret does not show it.
func TestValidationWithoutSecrets(t *testing.T) {
	t.Parallel()
	client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"name":"S","error_count":1,"groups":[],"configs":[{"definition":null,"value":{"name":"port.password","value":null,
			"recommended_values":[],"errors":["Invalid value s3cret for configuration port.password: Not a number of type INT"],"visible":true}}]}`)
	}))
	validation, err := client.ValidateConfig(t.Context(), connect.Config{"connector.class": "S"})
	require.NoError(t, err)
	assert.Equal(t, map[string][]string{
		"port.password": {"Invalid value REDACTED for configuration port.password: Not a number of type INT"},
	}, validation.Errors())
}
