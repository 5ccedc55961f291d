package kafkaresttest

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// nullBody is the answer to a missing body: a null pointer inside the worker,
// which has no message.
var nullBody = connectError{status: http.StatusInternalServerError}

// readValue returns the first JSON value of the request's body. What follows it
// is ignored.
func readValue(r *http.Request) (jsontext.Value, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nullBody
	}
	value, err := jsontext.NewDecoder(bytes.NewReader(body), lenient).ReadValue()
	if err != nil {
		return nil, connectFailure(http.StatusInternalServerError, "Unexpected character or end of input: %v", err)
	}
	if value.Kind() == 'n' {
		return nil, nullBody
	}
	return value.Clone(), nil
}

// cannotDeserialize is the answer to a value of the wrong JSON type, which is
// never 400.
func cannotDeserialize(class string, value jsontext.Value) error {
	kind := map[jsontext.Kind]string{'{': "Object", '[': "Array", '"': "String", '0': "Number", 't': "Boolean", 'f': "Boolean"}[value.Kind()]
	return connectFailure(http.StatusInternalServerError, "Cannot deserialize value of type `%s` from %s value", class, kind)
}

// objectMembers returns the members of an object that has the given ones and no
// others.
func objectMembers(value jsontext.Value, class string, known ...string) (map[string]jsontext.Value, error) {
	members, err := mapMembers(value, class)
	if err != nil {
		return nil, err
	}
	for name := range members {
		if !slices.Contains(known, name) {
			return nil, connectFailure(http.StatusInternalServerError,
				"Unrecognized field \"%s\" (class %s), not marked as ignorable (known properties: %s)", name, class, strings.Join(known, ", "))
		}
	}
	return members, nil
}

func mapMembers(value jsontext.Value, class string) (map[string]jsontext.Value, error) {
	if value.Kind() != '{' {
		return nil, cannotDeserialize(class, value)
	}
	var members map[string]jsontext.Value
	if err := json.Unmarshal(value, &members, lenient); err != nil {
		return nil, err
	}
	return members, nil
}

// jsonText returns a scalar as the workers read it into a string: numbers and
// booleans keep the form they were written in, null is nil.
func jsonText(value jsontext.Value) (*string, error) {
	switch value.Kind() {
	case 'n', 0:
		return nil, nil
	case '"':
		var s string
		if err := json.Unmarshal(value, &s, lenient); err != nil {
			return nil, err
		}
		return &s, nil
	case '{', '[':
		return nil, cannotDeserialize("java.lang.String", value)
	default:
		s := string(value)
		return &s, nil
	}
}

// textMap reads an object of scalars.
func textMap(value jsontext.Value) (map[string]*string, error) {
	members, err := mapMembers(value, "java.util.LinkedHashMap<java.lang.String,java.lang.String>")
	if err != nil {
		return nil, err
	}
	texts := make(map[string]*string, len(members))
	for name, member := range members {
		if texts[name], err = jsonText(member); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// readTextMap reads a body that is an object of scalars.
func readTextMap(r *http.Request) (map[string]*string, error) {
	value, err := readValue(r)
	if err != nil {
		return nil, err
	}
	return textMap(value)
}

func quoteJSON(s string) jsontext.Value {
	quoted, _ := jsontext.AppendQuote(nil, s) // replaces invalid UTF-8 as it reports it
	return jsontext.Value(quoted)
}
