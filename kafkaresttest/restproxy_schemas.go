package kafkaresttest

import (
	"encoding/binary"
	"fmt"

	"regexp"
	"slices"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// schemaRegistry remembers schemas by their text. It does not understand them:
// what is written with a schema is any JSON, kept as it is behind the mark of
// the schema.
type schemaRegistry struct {
	mu       sync.Mutex
	schemas  []registeredSchema // the ID of each is one more than its place
	subjects map[string][]int32 // IDs by version, likewise
}

type registeredSchema struct{ format, text string }

// subjectVersion is a schema as one version of a subject.
type subjectVersion struct {
	registeredSchema
	subject     string
	id, version int32
}

func (s *schemaRegistry) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.schemas, s.subjects = nil, nil
}

// register returns the version of a subject that has a schema, and makes it the
// newest if there is none.
func (s *schemaRegistry) register(subject string, schema registeredSchema) subjectVersion {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := slices.Index(s.schemas, schema)
	if place < 0 {
		place = len(s.schemas)
		s.schemas = append(s.schemas, schema)
	}
	id := int32(place + 1)
	version := slices.Index(s.subjects[subject], id)
	if version < 0 {
		if s.subjects == nil {
			s.subjects = make(map[string][]int32)
		}
		version = len(s.subjects[subject])
		s.subjects[subject] = append(s.subjects[subject], id)
	}
	return subjectVersion{schema, subject, id, int32(version + 1)}
}

// byID returns a schema without saying which version of what it is.
func (s *schemaRegistry) byID(id int32) (registeredSchema, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id < 1 || int(id) > len(s.schemas) {
		return registeredSchema{}, false
	}
	return s.schemas[id-1], true
}

// versionWithID returns the version of a subject that has a schema.
func (s *schemaRegistry) versionWithID(subject string, id int32) (subjectVersion, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	version := slices.Index(s.subjects[subject], id)
	if version < 0 {
		return subjectVersion{}, false
	}
	return subjectVersion{s.schemas[id-1], subject, id, int32(version + 1)}, true
}

// byVersion returns one version of a subject, the newest when none is given.
func (s *schemaRegistry) byVersion(subject string, asked *int32) (subjectVersion, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := s.subjects[subject]
	version := int32(len(ids))
	if asked != nil {
		version = *asked
	}
	if version < 1 || int(version) > len(ids) {
		return subjectVersion{}, false
	}
	id := ids[version-1]
	return subjectVersion{s.schemas[id-1], subject, id, version}, true
}

// encodeWithSchema frames data as users of schema registries do: a zero byte,
// the ID of the schema in four, and then, here, the JSON itself.
func (p *restProxy) encodeWithSchema(topic string, isKey bool, d *recordData) ([]byte, *producedFormat, error) {
	if p.options.SchemaRegistryDisabled {
		return nil, nil, payloadError("Schema Registry must be configured when using schemas.")
	}
	schema, err := p.findSchema(topic, isKey, d)
	if err != nil {
		return nil, nil, err
	}
	if d.Data.Kind() == 'n' && !schema.takesNull() {
		return nil, nil, restProxyBadRequest("Bad Request: the schema does not admit null.")
	}
	data, err := compactJSON(d.Data)
	if err != nil {
		return nil, nil, err
	}
	written := append(binary.BigEndian.AppendUint32([]byte{0}, uint32(schema.id)), data...)
	return written, &producedFormat{schema.format, schema.subject, schema.id, schema.version, len(written)}, nil
}

// findSchema returns the schema that data is written with. One whose text is
// given is registered if need be.
func (p *restProxy) findSchema(topic string, isKey bool, d *recordData) (subjectVersion, error) {
	var schema registeredSchema
	switch {
	case d.Type != nil:
		schema = registeredSchema{*d.Type, *d.Schema}
		if !schema.parses() {
			return subjectVersion{}, restProxyConstraint(42205, "Error when parsing schema. format = %s, schema = %s", schema.format, schema.text)
		}
	case d.Schema != nil:
		return subjectVersion{}, unexpected
	case d.SchemaID != nil:
		var ok bool
		if schema, ok = p.schemas.byID(*d.SchemaID); !ok {
			return subjectVersion{}, schemaTrouble("Error when fetching schema by id. schemaId = %d", *d.SchemaID)
		}
	}
	subject, err := subjectOf(topic, isKey, d, schema)
	if err != nil {
		return subjectVersion{}, err
	}
	switch {
	case d.Type != nil:
		return p.schemas.register(subject, schema), nil
	case d.SchemaID != nil:
		found, ok := p.schemas.versionWithID(subject, *d.SchemaID)
		if !ok {
			return found, schemaTrouble("Error when fetching schema version. subject = %s, schemaId = %d", subject, *d.SchemaID)
		}
		return found, nil
	}
	found, ok := p.schemas.byVersion(subject, d.SchemaVersion)
	switch {
	case ok:
		return found, nil
	case d.SchemaVersion != nil:
		return found, restProxyBadRequest("Bad Request: Schema does not exist for subject: %s, version: %d", subject, *d.SchemaVersion)
	default:
		return found, schemaTrouble("Error when fetching latest schema version. subject = %s", subject)
	}
}

func schemaTrouble(format string, args ...any) error {
	return restProxyConstraint(42207, "Error serializing message. %s", fmt.Sprintf(format, args...))
}

// subjectOf returns the subject of a schema: the one given, or the one that the
// strategy makes.
func subjectOf(topic string, isKey bool, d *recordData, schema registeredSchema) (string, error) {
	strategy := "TOPIC_NAME"
	switch {
	case d.Subject != nil:
		return *d.Subject, nil
	case d.SubjectNameStrategy != nil:
		strategy = *d.SubjectNameStrategy
	}
	if strategy == "TOPIC_NAME" {
		if isKey {
			return topic + "-key", nil
		}
		return topic + "-value", nil
	}
	name := schema.recordName()
	if name == "" {
		return "", restProxyBadRequest("Bad Request: Cannot use %s without a schema that has a name.", strategy)
	}
	if strategy == "TOPIC_RECORD_NAME" {
		name = topic + "-" + name
	}
	return name, nil
}

// schemaNames are what an Avro or a JSON schema calls what it describes.
type schemaNames struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	Title     string `json:"title"`
}

var (
	protobufPackage = regexp.MustCompile(`(?m)\bpackage\s+([\w.]+)\s*;`)
	protobufMessage = regexp.MustCompile(`(?m)\bmessage\s+(\w+)\s*\{`)
)

// parses looks at the form of a schema only.
func (s registeredSchema) parses() bool {
	if s.format == "PROTOBUF" {
		return protobufMessage.MatchString(s.text)
	}
	return jsontext.Value(s.text).IsValid()
}

// recordName is the full name of what the schema describes, empty for none.
func (s registeredSchema) recordName() string {
	if s.format == "PROTOBUF" {
		name := ""
		if found := protobufPackage.FindStringSubmatch(s.text); found != nil {
			name = found[1] + "."
		}
		if found := protobufMessage.FindStringSubmatch(s.text); found != nil {
			return name + found[1]
		}
		return ""
	}
	var names schemaNames
	if json.Unmarshal([]byte(s.text), &names) != nil {
		return "" // a schema that is no object has no name
	}
	switch {
	case s.format == "JSONSCHEMA":
		return names.Title
	case names.Namespace != "":
		return names.Namespace + "." + names.Name
	default:
		return names.Name
	}
}

var avroNull = regexp.MustCompile(`^\s*("null"|\[[^\]]*"null"|\{\s*"type"\s*:\s*"null")`)

// takesNull reports whether null itself may be written with the schema, as far
// as its form tells.
func (s registeredSchema) takesNull() bool { return s.format == "AVRO" && avroNull.MatchString(s.text) }
