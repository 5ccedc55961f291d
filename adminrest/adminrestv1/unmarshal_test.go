package adminrestv1_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"strings"
	"testing"

	"github.com/IBM/go-sdk-core/v5/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
)

// unmarshaller is a model with its function and a document that has all of its
// members.
type unmarshaller struct {
	model     any // all its fields set
	unmarshal core.ModelUnmarshaller
	document  string
	nested    bool // it has models in it
}

func unmarshallers() map[string]unmarshaller {
	broker := adminrestv1.BrokerSummary{ID: new(int64(1)), Host: new("h"), Port: new(int64(2)), Rack: new("r")}
	offset := adminrestv1.TopicPartitionOffset{Topic: new("t"), Partition: new(int64(0)), CurrentOffset: new(int64(1)), EndOffset: new(int64(2))}
	assignment := adminrestv1.MemberAssignmentsItem{Topic: new("t"), Partition: new(int64(3))}
	member := adminrestv1.Member{ConsumerID: new("c"), ClientID: new("i"), Host: new("h"), Assignments: []adminrestv1.MemberAssignmentsItem{assignment}}
	config := adminrestv1.BrokerDetailConfigsItem{Name: new("n"), Value: new("v"), IsSensitive: new(true)}
	quota := adminrestv1.EntityQuotaDetail{EntityName: new("e"), ProducerByteRate: new(int64(1)), ConsumerByteRate: new(int64(2))}
	replicas := adminrestv1.TopicDetailReplicaAssignmentsItemBrokers{Replicas: []int64{1, 2}}
	replicaAssignment := adminrestv1.TopicDetailReplicaAssignmentsItem{ID: new(int64(0)), Brokers: &replicas}
	configs := adminrestv1.TopicConfigs{RetentionBytes: new("1"), SegmentBytes: new("2"), SegmentIndexBytes: new("3"), SegmentMs: new("4")}
	const (
		brokerText   = `"id":1,"host":"h","port":2,"rack":"r"`
		offsetText   = `{"topic":"t","partition":0,"current_offset":1,"end_offset":2}`
		memberText   = `{"consumer_id":"c","client_id":"i","host":"h","assignments":[{"topic":"t","partition":3}]}`
		quotaText    = `{"entity_name":"e","producer_byte_rate":1,"consumer_byte_rate":2}`
		replicasText = `{"replicas":[1,2]}`
		configsText  = `{"retention.bytes":"1","segment.bytes":"2","segment.index.bytes":"3","segment.ms":"4"}`
	)
	return map[string]unmarshaller{
		"BrokerDetail": {&adminrestv1.BrokerDetail{ID: broker.ID, Host: broker.Host, Port: broker.Port, Rack: broker.Rack, Configs: []adminrestv1.BrokerDetailConfigsItem{config}},
			adminrestv1.UnmarshalBrokerDetail, "{" + brokerText + `,"configs":[{"name":"n","value":"v","is_sensitive":true}]}`, true},
		"BrokerDetailConfigsItem": {&config, adminrestv1.UnmarshalBrokerDetailConfigsItem, `{"name":"n","value":"v","is_sensitive":true}`, false},
		"BrokerSummary":           {&broker, adminrestv1.UnmarshalBrokerSummary, "{" + brokerText + "}", false},
		"Cluster": {&adminrestv1.Cluster{ID: new("c"), Controller: &broker, Brokers: []adminrestv1.BrokerSummary{broker}},
			adminrestv1.UnmarshalCluster, `{"id":"c","controller":{` + brokerText + `},"brokers":[{` + brokerText + `}]}`, true},
		"EntityQuotaDetail": {&quota, adminrestv1.UnmarshalEntityQuotaDetail, quotaText, false},
		"GroupDetail": {&adminrestv1.GroupDetail{GroupID: new("g"), State: new("s"), Members: []adminrestv1.Member{member}, Offsets: []adminrestv1.TopicPartitionOffset{offset}},
			adminrestv1.UnmarshalGroupDetail, `{"group_id":"g","state":"s","members":[` + memberText + `],"offsets":[` + offsetText + `]}`, true},
		"GroupResetResultsItem": {&adminrestv1.GroupResetResultsItem{Topic: new("t"), Partition: new(int64(1)), Offset: new(int64(2))},
			adminrestv1.UnmarshalGroupResetResultsItem, `{"topic":"t","partition":1,"offset":2}`, false},
		"InstanceStatus":        {&adminrestv1.InstanceStatus{Status: new("offline")}, adminrestv1.UnmarshalInstanceStatus, `{"status":"offline"}`, false},
		"Member":                {&member, adminrestv1.UnmarshalMember, memberText, true},
		"MemberAssignmentsItem": {&assignment, adminrestv1.UnmarshalMemberAssignmentsItem, `{"topic":"t","partition":3}`, false},
		"MirroringActiveTopics": {&adminrestv1.MirroringActiveTopics{ActiveTopics: []string{"t"}}, adminrestv1.UnmarshalMirroringActiveTopics, `{"active_topics":["t"]}`, false},
		"MirroringTopicSelection": {&adminrestv1.MirroringTopicSelection{Includes: []string{"t"}},
			adminrestv1.UnmarshalMirroringTopicSelection, `{"includes":["t"]}`, false},
		"QuotaDetail": {&adminrestv1.QuotaDetail{ProducerByteRate: new(int64(1)), ConsumerByteRate: new(int64(2))},
			adminrestv1.UnmarshalQuotaDetail, `{"producer_byte_rate":1,"consumer_byte_rate":2}`, false},
		"QuotaList": {&adminrestv1.QuotaList{Data: []adminrestv1.EntityQuotaDetail{quota}}, adminrestv1.UnmarshalQuotaList, `{"data":[` + quotaText + `]}`, true},
		"RecordDeleteRequestRecordsToDeleteItem": {&adminrestv1.RecordDeleteRequestRecordsToDeleteItem{Partition: new(int64(1)), BeforeOffset: new(int64(2))},
			adminrestv1.UnmarshalRecordDeleteRequestRecordsToDeleteItem, `{"partition":1,"before_offset":2}`, false},
		"TopicConfigs": {&configs, adminrestv1.UnmarshalTopicConfigs, configsText, false},
		"TopicCreateRequestConfigsItem": {&adminrestv1.TopicCreateRequestConfigsItem{Name: new("n"), Value: new("v")},
			adminrestv1.UnmarshalTopicCreateRequestConfigsItem, `{"name":"n","value":"v"}`, false},
		"TopicDetail": {&adminrestv1.TopicDetail{
			Name: new("n"), Partitions: new(int64(1)), ReplicationFactor: new(int64(2)), RetentionMs: new(int64(3)), CleanupPolicy: new("c"),
			Configs: &configs, ReplicaAssignments: []adminrestv1.TopicDetailReplicaAssignmentsItem{replicaAssignment},
		}, adminrestv1.UnmarshalTopicDetail,
			`{"name":"n","partitions":1,"replicationFactor":2,"retentionMs":3,"cleanupPolicy":"c","configs":` + configsText + `,"replicaAssignments":[{"id":0,"brokers":` + replicasText + `}]}`, true},
		"TopicDetailReplicaAssignmentsItem":        {&replicaAssignment, adminrestv1.UnmarshalTopicDetailReplicaAssignmentsItem, `{"id":0,"brokers":` + replicasText + `}`, true},
		"TopicDetailReplicaAssignmentsItemBrokers": {&replicas, adminrestv1.UnmarshalTopicDetailReplicaAssignmentsItemBrokers, replicasText, false},
		"TopicPartitionOffset":                     {&offset, adminrestv1.UnmarshalTopicPartitionOffset, offsetText, false},
		"TopicUpdateRequestConfigsItem": {&adminrestv1.TopicUpdateRequestConfigsItem{Name: new("n"), Value: new("v"), ResetToDefault: new(false)},
			adminrestv1.UnmarshalTopicUpdateRequestConfigsItem, `{"name":"n","value":"v","reset_to_default":false}`, false},
	}
}

func TestUnmarshal(t *testing.T) {
	t.Parallel()
	tests := unmarshallers()
	assert.Len(t, tests, 22)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			model := reflect.TypeOf(test.model)
			assert.Equal(t, name, model.Elem().Name())
			read := func(members map[string]json.RawMessage) (any, error) {
				result := reflect.New(model)
				err := test.unmarshal(members, result.Interface())
				return result.Elem().Interface(), err
			}
			var members map[string]json.RawMessage
			require.NoError(t, json.Unmarshal([]byte(test.document), &members))
			assert.Len(t, members, model.Elem().NumField())
			got, err := read(members)
			require.NoError(t, err)
			assert.Equal(t, test.model, got)

			zero := reflect.New(model.Elem()).Interface()
			got, err = read(map[string]json.RawMessage{})
			require.NoError(t, err)
			assert.Equal(t, zero, got)

			got, err = read(nil)
			if test.nested {
				assertProblemText(t, err, "input to unmarshall is nil")
				assert.Nil(t, reflect.ValueOf(got).UnsafePointer())
			} else {
				require.NoError(t, err)
				assert.Equal(t, zero, got)
			}

			for i := range model.Elem().NumField() {
				testBadMember(t, read, members, model.Elem().Field(i))
			}

			// An interface takes the model as well.
			var anything any
			require.NoError(t, test.unmarshal(members, &anything))
			assert.Equal(t, test.model, anything)
		})
	}
}

// testBadMember reads a model with one member of a type that fits no field,
// and with one that is null.
func testBadMember(t *testing.T, read func(map[string]json.RawMessage) (any, error), members map[string]json.RawMessage, field reflect.StructField) {
	key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	changed := maps.Clone(members)
	changed[key] = json.RawMessage(`{"` + key + `":[[]]}`)
	if field.Type.Kind() == reflect.Pointer && field.Type.Elem().Kind() == reflect.Struct {
		changed[key] = json.RawMessage(`[]`)
	}
	got, err := read(changed)
	require.Error(t, err, key)
	if field.Type.Kind() != reflect.Slice || field.Type.Elem().Kind() != reflect.Struct {
		assert.Contains(t, err.Error(), "property '"+key+"'")
	}
	assert.True(t, reflect.ValueOf(got).IsNil(), "the result is untouched")

	changed[key] = json.RawMessage("null")
	got, err = read(changed)
	require.NoError(t, err)
	assert.True(t, reflect.ValueOf(got).Elem().FieldByName(field.Name).IsNil())
}

func assertProblemText(t *testing.T, err error, text string) {
	t.Helper()
	var problem *core.SDKProblem
	require.ErrorAs(t, err, &problem)
	assert.Equal(t, text, err.Error())
	assert.Regexp(t, `^adminrest/adminrestv1\.Unmarshal`, problem.Function)
}
