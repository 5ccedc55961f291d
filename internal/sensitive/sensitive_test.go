package sensitive

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIn(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{
		"db.password": true, "ssl.key.passphrase": true, "connection.pass": true, "dbPass": true, "db_passcode": true, "PWD": true,
		"aws.secret": true, "oauth.token": true, "gcs.credentials.json": true, "header.Authorization": true,
		"sasl.jaas.config": true, "basic.auth.user.info": true, "ssl.keystore.key": true, "confluent.license": true,
		"private_key": true, "api-key": true, "aws.access.key.id": true, "azure.accountkey": true,
		"s3.sse.customer.key": true, "field.encryption.key": true, "token.of.tokenizer": true,
		"": false, "topics": false, "analysis.tokenizer": false, "tokenize.fields": false, "basic.auth.credentials.source": false,
		"confluent.license.topic.replication.factor": false, "proxy.bypass": false, "pass.through": false, "key.converter": false,
		"compass.url": false, "monkey": false,
	} {
		assert.Equal(t, want, In(key), key)
	}
}
