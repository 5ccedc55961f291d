package restproxy

type DataType string

const (
	DataTypeBinary     DataType = "BINARY"
	DataTypeJSON       DataType = "JSON"
	DataTypeString     DataType = "STRING"
	DataTypeAvro       DataType = "AVRO"
	DataTypeJSONSchema DataType = "JSONSCHEMA"
	DataTypeProtobuf   DataType = "PROTOBUF"
)

type SubjectNameStrategy string

const (
	TopicNameStrategy       SubjectNameStrategy = "TOPIC_NAME"
	RecordNameStrategy      SubjectNameStrategy = "RECORD_NAME"
	TopicRecordNameStrategy SubjectNameStrategy = "TOPIC_RECORD_NAME"
)
